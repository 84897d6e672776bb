#include "report/answers.h"

#include <math.h>

/* By rounding shares come to a little more than the whole. */
static const double ROUNDING = 1e-9;

/* Whether neither side's shares come to more than all who answered: then nothing says that anybody gave two answers. What is withheld
 * tells nothing. */
static bool is_short(const struct segbias_comparison *c)
{
	double own = 0;
	double reference = 0;
	for (size_t i = 0; i < c->value_count; i++) {
		own += c->values[i].share;
		reference += c->values[i].reference_share;
	}
	return own <= 1 + ROUNDING && reference < 1 - ROUNDING;
}

const char *segbias_phrase_answers(struct segbias_teller *teller, const struct segbias_comparison *comparison)
{
	struct segbias_word all = WORD_DIGITS("all", "100 %");
	return is_short(comparison)
	           ? TELL_WITH(
			 teller,
			 "each value by itself, as a share of those who answered: the reference's do not add up to {all}",
			 all)
	           : TELL_WITH(teller, "several answers a person: shares do not add up to {all}", all);
}

const char *segbias_phrase_answered(struct segbias_teller *teller, const struct segbias_findings *findings,
                                    const struct segbias_attribute_setting *attribute)
{
	if (attribute->separator.bytes)
		return TELL_WITH(teller, "several answers a person (separated by {separator})",
		                 WORD_QUOTED("separator", attribute->separator));
	for (size_t i = 0; i < findings->comparison_count; i++)
		if (segbias_label_equal(findings->comparisons[i].attribute, attribute->attribute))
			return is_short(&findings->comparisons[i]) ? TELL(teller, "each value by itself")
			                                           : TELL(teller, "several answers a person");
	return TELL(teller, "several answers a person");
}
