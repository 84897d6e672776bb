#include "match/selection.h"

#include "base/number.h"
#include "tally/numeric.h"

#include "values/boolean.h"
#include "values/figure.h"
#include "values/name.h"

#include <math.h>

static uint32_t resolve_number(const struct segbias_selecting *selecting, struct segbias_label spelling,
                               enum segbias_how *how)
{
	double score = NAN;
	*how = SEGBIAS_HOW_MISSING;
	if (segbias_missing_any(selecting->missing, spelling))
		return SEGBIAS_ID_MISSING;
	*how = SEGBIAS_HOW_UNMATCHED;
	if (!segbias_figure_value(spelling, selecting->style, &score) || !segbias_numeric_fits(score))
		return SEGBIAS_ID_UNMATCHED;
	*how = SEGBIAS_HOW_EXACT;
	bool selected = (selecting->by == SEGBIAS_SELECTING_FROM && score >= selecting->threshold) ||
	                (selecting->by == SEGBIAS_SELECTING_ABOVE && score > selecting->threshold) ||
	                (selecting->by == SEGBIAS_SELECTING_UP_TO && score <= selecting->threshold) ||
	                (selecting->by == SEGBIAS_SELECTING_BELOW && score < selecting->threshold);
	return selected ? SEGBIAS_ID_SELECTED : SEGBIAS_ID_NOT_SELECTED;
}

/* 1.0 and 0.0, as programs write a column of numbers of which some are missing. */
static bool parse_number(struct segbias_label spelling, bool *yes)
{
	double number = NAN;
	if (!segbias_number_parse(spelling, '.', &number) || (number != 0 && number != 1))
		return false;
	*yes = number == 1;
	return true;
}

bool segbias_selection_word(struct segbias_label spelling, bool *yes)
{
	return segbias_boolean_parse(spelling, yes) || parse_number(spelling, yes);
}

bool segbias_selection_answer(struct segbias_label spelling, const struct segbias_synonym_codes *codes, bool *yes)
{
	static const struct segbias_synonym_codes NONE = {0};
	if (segbias_selection_word(spelling, yes))
		return true;
	int group = segbias_synonym_group(spelling, codes);
	bool is_yes = group == segbias_synonym_group(segbias_label_of("yes"), &NONE);
	if (group == SEGBIAS_SYNONYM_NONE || (!is_yes && group != segbias_synonym_group(segbias_label_of("no"), &NONE)))
		return false;
	*yes = is_yes;
	return true;
}

/* Numbers of one value, as 1 and 1.0; a code with a leading zero is no number. */
static bool is_number_same(struct segbias_label a, struct segbias_label b)
{
	double x = NAN;
	double y = NAN;
	bool code = (a.size > 1 && a.bytes[0] == '0' && a.bytes[1] != '.') ||
	            (b.size > 1 && b.bytes[0] == '0' && b.bytes[1] != '.');
	return !code && segbias_number_parse(a, '.', &x) && segbias_number_parse(b, '.', &y) && x == y;
}

/* Whether the cell is the value that was named. A sign tells values apart: 1 and -1, A and A-. */
static bool is_value(struct segbias_label spelling, struct segbias_label value)
{
	return segbias_label_equal(spelling, value) || segbias_name_value_same(spelling, value) ||
	       is_number_same(spelling, value);
}

static uint32_t resolve(const void *context, struct segbias_label spelling, enum segbias_how *how)
{
	const struct segbias_selecting *selecting = context;
	bool yes = false;
	*how = SEGBIAS_HOW_EXACT;
	if (selecting->by != SEGBIAS_SELECTING_WORD)
		return resolve_number(selecting, spelling, how);
	if (selecting->value.bytes && is_value(spelling, selecting->value))
		return SEGBIAS_ID_SELECTED;
	*how = SEGBIAS_HOW_MISSING;
	if (segbias_missing_any(selecting->missing, spelling))
		return SEGBIAS_ID_MISSING;
	*how = SEGBIAS_HOW_EXACT;
	if (selecting->value.bytes)
		return SEGBIAS_ID_NOT_SELECTED;
	if (segbias_selection_word(spelling, &yes))
		return yes ? SEGBIAS_ID_SELECTED : SEGBIAS_ID_NOT_SELECTED;
	*how = SEGBIAS_HOW_UNMATCHED;
	return SEGBIAS_ID_UNMATCHED;
}

const struct segbias_selecting *segbias_selecting_of(const struct segbias_plan_column *column)
{
	return column->resolve == resolve ? column->context : NULL;
}

struct segbias_plan_column segbias_selection_column(struct segbias_label name, size_t field,
                                                    const struct segbias_selecting *selecting)
{
	static const struct segbias_label LABELS[] = {{"selected", 8}, {"not selected", 12}};
	return (struct segbias_plan_column){.name = name,
	                                    .field = field,
	                                    .kind = SEGBIAS_PLAN_MAPPED,
	                                    .labels = LABELS,
	                                    .label_count = sizeof LABELS / sizeof *LABELS,
	                                    .resolve = resolve,
	                                    .context = selecting,
	                                    .chooses = true};
}
