#include "findings/withhold.h"

#include "findings/record.h"

#include <math.h>
#include <string.h>

const char SEGBIAS_AUDIT_SUPPRESSED[] = "suppressed";

static const unsigned ALL = ~0U;

static void clear_field(const struct segbias_field *field, void *row)
{
	const struct segbias_type_facts *facts = segbias_type_facts(field->type);
	void *at = (char *)row + field->offset;
	switch (facts->store) {
	case SEGBIAS_STORE_NUMBER:
		*(double *)at = NAN;
		break;
	case SEGBIAS_STORE_SHARES:
		((double *)at)[0] = ((double *)at)[1] = NAN;
		break;
	case SEGBIAS_STORE_FLAG:
		*(bool *)at = false;
		break;
	case SEGBIAS_STORE_TRUTH:
		*(enum segbias_truth *)at = SEGBIAS_TRUTH_UNDEFINED;
		break;
	case SEGBIAS_STORE_LABEL:
		*(struct segbias_label *)at = (struct segbias_label){0};
		break;
	case SEGBIAS_STORE_CODE:
		*(int *)at = (int)segbias_type_none(facts);
		break;
	default: /* nothing of another kind stands on a count */
		break;
	}
}

/* Leaves every field undefined that stands on one of `counts` (bits of enum segbias_stands_on). */
static void withhold(const struct segbias_record *record, void *row, unsigned counts)
{
	for (const struct segbias_field *field = record->fields; field->name; field++)
		if (field->stands_on & counts)
			clear_field(field, row);
}

/* What is not reported itself, and that outputs and later questions are made of. */
static void clear_unreported(struct segbias_value_finding *value)
{
	value->p_over = value->p_under = value->n_settling = NAN;
	value->worst = NULL;
	value->masked = NULL;
	value->few_expected = value->needs_mapping = false;
}

static void withhold_value(struct segbias_value_finding *value, unsigned counts)
{
	withhold(&segbias_record_value, value, counts);
	if (!(counts & SEGBIAS_STANDS_ON_TEST))
		return;
	clear_unreported(value);
	value->reason = SEGBIAS_REASON_SUPPRESSED;
}

/* Of what is tested, of so few known records or of one value, every count has the same verdict. */
static bool has_one_verdict(const struct segbias_comparison *c)
{
	return c->state == SEGBIAS_STATE_TOO_FEW || c->state == SEGBIAS_STATE_NOTHING_MATCHED ||
	       c->state == SEGBIAS_STATE_ONE_VALUE;
}

bool segbias_comparison_withhold(struct segbias_comparison *comparison, const struct segbias_withheld *withheld,
                                 bool spread)
{
	bool known = withheld->rows || withheld->missing || withheld->unmatched || withheld->others;
	bool any = known || withheld->spread;
	for (size_t i = 0; i < comparison->value_count; i++)
		any = any || withheld->values[i];
	if (!any)
		return false;
	bool same = !known && has_one_verdict(comparison);
	unsigned others = known    ? SEGBIAS_STANDS_ON_FIGURE | SEGBIAS_STANDS_ON_TEST
	                  : spread ? SEGBIAS_STANDS_ON_TEST
	                           : SEGBIAS_STANDS_ON_NOTHING;
	for (size_t i = 0; i < comparison->value_count; i++) {
		struct segbias_value_finding *value = &comparison->values[i];
		withhold_value(value, withheld->rows        ? ALL
		                      : withheld->values[i] ? others | SEGBIAS_STANDS_ON_COUNT |
		                                                  SEGBIAS_STANDS_ON_FIGURE | SEGBIAS_STANDS_ON_TEST
		                                            : others);
		if (same && segbias_value_is_withheld(value))
			value->verdict = SEGBIAS_VERDICT_UNCLEAR;
	}
	unsigned counts = SEGBIAS_STANDS_ON_CELLS;
	counts |= known ? SEGBIAS_STANDS_ON_KNOWN | SEGBIAS_STANDS_ON_SPREAD : 0;
	counts |= spread ? SEGBIAS_STANDS_ON_SPREAD : 0;
	counts |= withheld->missing ? SEGBIAS_STANDS_ON_MISSING : 0;
	counts |= withheld->unmatched ? SEGBIAS_STANDS_ON_UNMATCHED : 0;
	withhold(&segbias_record_comparison, comparison, withheld->rows ? ALL : counts);
	if (known) {
		comparison->tested = false;
		comparison->n_least = comparison->n_most = comparison->unmatched_most = NAN;
	}
	if (known || spread)
		comparison->persons = NAN;
	return true;
}

void segbias_incomplete_withhold(struct segbias_incomplete *row, bool rows)
{
	withhold(&segbias_record_incomplete, row,
	         SEGBIAS_STANDS_ON_MISSING | (rows ? SEGBIAS_STANDS_ON_ROWS : SEGBIAS_STANDS_ON_NOTHING));
	row->rate_least = row->rate_most = row->p_least = NAN;
}

void segbias_incomplete_withhold_spread(struct segbias_incomplete *row)
{
	withhold(&segbias_record_incomplete, row, SEGBIAS_STANDS_ON_PEOPLE);
	row->rate_least = row->rate_most = row->p_least = NAN;
}

void segbias_missingness_withhold(struct segbias_missingness *row)
{
	withhold(&segbias_record_missingness, row, SEGBIAS_STANDS_ON_CELLS);
	row->withheld = true;
}

void segbias_association_withhold(struct segbias_association_finding *row)
{
	withhold(&segbias_record_association, row, SEGBIAS_STANDS_ON_CELLS);
	row->withheld = true;
}

bool segbias_audited_is_withheld(const struct segbias_audit_group *group)
{
	return group->reason && strcmp(group->reason, SEGBIAS_AUDIT_SUPPRESSED) == 0;
}
