/* Which figure a column of margins of error or of standard errors is of. */
#include "sources/evidence.h"

#include "sources/source.h"
#include "values/name.h"

static bool is_standard(const struct segbias_column_evidence *column)
{
	return segbias_evidence_says(column, SEGBIAS_WORD_STANDARD_ERROR) ||
	       segbias_name_suggests(column->name, SEGBIAS_ROLE_STANDARD_ERROR);
}

bool segbias_evidence_errs(const struct segbias_column_evidence *column)
{
	return column->numeric && !column->bound &&
	       (segbias_evidence_says(column, SEGBIAS_WORD_MOE) || segbias_evidence_says(column, SEGBIAS_WORD_ERROR) ||
	        is_standard(column));
}

static bool is_share(const struct segbias_column_evidence *column)
{
	return column->percents || segbias_evidence_says(column, SEGBIAS_WORD_SHARE) ||
	       segbias_evidence_says(column, SEGBIAS_WORD_PERCENT);
}

/* What an error may be of: a number that is no error, and no attribute. */
static bool is_figure(const struct segbias_column_evidence *column)
{
	return column->numeric && !column->bound && !column->replicate && !segbias_evidence_errs(column) &&
	       (column->left_over || is_share(column) || segbias_evidence_never(column) ||
	        segbias_evidence_rank(column) < SEGBIAS_WORD_COUNTS_END);
}

/* The figure that an error is of: the one whose name it goes on from ("percent moe"), else the one that it stands behind, else the
 * one that it stands before. SEGBIAS_NO_FIELD: none. */
static size_t figure_of(const struct segbias_evidence *evidence, size_t error)
{
	const struct segbias_column_evidence *columns = evidence->columns;
	size_t named = SEGBIAS_NO_FIELD;
	size_t before = SEGBIAS_NO_FIELD;
	size_t behind = SEGBIAS_NO_FIELD;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		if (field == error || !is_figure(&columns[field]))
			continue;
		if (segbias_column_within(columns[field].name, columns[error].name) &&
		    (named == SEGBIAS_NO_FIELD || columns[field].name.size > columns[named].name.size))
			named = field;
		if (field < error)
			before = field;
		else if (behind == SEGBIAS_NO_FIELD)
			behind = field;
	}
	return named != SEGBIAS_NO_FIELD ? named : before != SEGBIAS_NO_FIELD ? before : behind;
}

/* "percent, n, margin of error": behind both, and of either, where its name does not say of which. */
static bool may_be_of_share(const struct segbias_evidence *evidence, size_t count, size_t error)
{
	if (is_share(&evidence->columns[count]) ||
	    segbias_column_within(evidence->columns[count].name, evidence->columns[error].name))
		return false;
	for (size_t field = 0; field < count; field++)
		if (is_share(&evidence->columns[field]) && is_figure(&evidence->columns[field]))
			return true;
	return false;
}

/* Whether the column is an error of the count, in its unit. "se" says little: it stands right behind the count, or `anywhere`. */
static bool is_error_of(const struct segbias_evidence *evidence, size_t field, size_t count, bool standard,
                        bool anywhere)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	bool named = standard ? segbias_evidence_says(column, SEGBIAS_WORD_STANDARD_ERROR) ||
	                            (is_standard(column) && (anywhere || field == count + 1))
	                      : segbias_evidence_says(column, SEGBIAS_WORD_MOE);
	return field != count && column->numeric && named && !segbias_evidence_says(column, SEGBIAS_WORD_RELATIVE) &&
	       (!is_share(column) || is_share(&evidence->columns[count])) && figure_of(evidence, field) == count &&
	       !may_be_of_share(evidence, count, field);
}

size_t segbias_evidence_error_of(const struct segbias_evidence *evidence, size_t count, bool anywhere, bool *standard)
{
	for (int turn = 0; turn < 2; turn++) {
		size_t found = SEGBIAS_NO_FIELD;
		size_t several = 0;
		*standard = turn == 1;
		for (size_t field = 0; field < evidence->grid->width; field++)
			if (is_error_of(evidence, field, count, *standard, anywhere)) {
				found = field;
				several++;
			}
		if (several == 1)
			return found;
	}
	return SEGBIAS_NO_FIELD;
}
