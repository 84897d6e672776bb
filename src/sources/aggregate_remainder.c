/* Shares beside the figure that are those of all, and do not make up the whole: the rest was withheld, or is not listed. */
#include "sources/aggregate.h"

#include "base/memory.h"
#include "sources/margin.h"
#include "values/name.h"

#include <math.h>

segbias_aggregate_step segbias_aggregate_remainder;

static const double LEAST = 0.01; /* of the whole: less is rounding */

enum { ROWS_LEAST = 3 }; /* two figures are in a proportion by chance */

struct sums {
	double count, share; /* of the rows that count */
	size_t rows;
};

static bool look(const struct segbias_aggregate *aggregate, size_t field, size_t row, double *count, double *share)
{
	*count = aggregate->figures[row];
	return segbias_grid_takes(aggregate->grid, row) && !isnan(*count) &&
	       segbias_evidence_figure(aggregate->evidence, row, field, share);
}

/* Whether the shares are those of the figure in every row, but for rounding. */
static bool are_its_shares(const struct segbias_aggregate *aggregate, size_t field, struct sums *sums)
{
	double step = pow(10, -(double)aggregate->evidence->columns[field].digits);
	double count = 0;
	double share = 0;
	*sums = (struct sums){0};
	for (size_t row = 0; row < aggregate->grid->rows; row++) {
		if (!look(aggregate, field, row, &count, &share))
			continue;
		sums->count += count;
		sums->share += share;
		sums->rows++;
	}
	if (sums->rows < ROWS_LEAST || !(sums->count > 0) || !(sums->share > 0))
		return false;
	bool telling = false; /* small whole percents are in any proportion, but for rounding */
	for (size_t row = 0; row < aggregate->grid->rows; row++) {
		if (!look(aggregate, field, row, &count, &share))
			continue;
		double part = count / sums->count;
		double slack = step * (1 + part * (double)sums->rows);
		if (fabs(share - part * sums->share) > slack)
			return false;
		telling = telling || share > slack;
	}
	return telling;
}

/* Each figure may be more by all of the rest. */
static bool spare(struct segbias_aggregate *aggregate, double rest)
{
	size_t rows = aggregate->grid->rows;
	if (!aggregate->told) {
		aggregate->told = segbias_memory_zeroed(rows + 1, sizeof *aggregate->told);
		for (size_t row = 0; row < rows && aggregate->told; row++)
			aggregate->told[row].high = INFINITY;
	}
	for (size_t row = 0; row < rows && aggregate->told; row++)
		if (segbias_grid_takes(aggregate->grid, row) && !isnan(aggregate->figures[row]))
			aggregate->told[row].spare = fmax(aggregate->told[row].spare, rest);
	return aggregate->told != NULL;
}

static enum segbias_status say(struct segbias_aggregate *aggregate, size_t field, struct segbias_error *error)
{
	const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
	char quoted[SEGBIAS_QUOTE_MAX];
	struct sums sums;
	if (!are_its_shares(aggregate, field, &sums))
		return SEGBIAS_OK;
	bool percent = column->percents || column->most > 1 || sums.share > 1 + LEAST;
	double listed = percent ? sums.share / 100 : sums.share;
	if (listed > 1 - fmax(LEAST, (double)sums.rows * pow(10, -(double)column->digits) / (percent ? 100 : 1)))
		return SEGBIAS_OK;
	struct segbias_error *note = segbias_notes_add(
	    aggregate->notes, "remainder",
	    "%s sums to %.1f %%: the other %.1f %% stand in no row (they were withheld, or are not listed), and no share counts "
	    "them: a verdict stands only where it holds wherever they belong",
	    segbias_label_quote(column->name, quoted), 100 * listed, 100 * (1 - listed));
	segbias_error_place(note, aggregate->evidence->file, 1, 0);
	return spare(aggregate, sums.count * (1 / listed - 1)) ? SEGBIAS_OK : segbias_error_memory(error);
}

/* An error, or the spread of one, is in percent too. */
static bool is_error(const struct segbias_layout *layout, const struct segbias_column_evidence *column, size_t field)
{
	return field == layout->moe_field || field == layout->margin.upper_field ||
	       segbias_evidence_says(column, SEGBIAS_WORD_MOE) ||
	       segbias_evidence_says(column, SEGBIAS_WORD_STANDARD_ERROR) ||
	       segbias_evidence_says(column, SEGBIAS_WORD_VARIATION) || segbias_margin_named(column) ||
	       segbias_name_suggests(column->name, SEGBIAS_ROLE_STANDARD_ERROR);
}

enum segbias_status segbias_aggregate_remainder(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	size_t count = aggregate->layout->count_field;
	enum segbias_status status = SEGBIAS_OK;
	if (count == SEGBIAS_NO_FIELD || evidence->options->where_count > 0 || evidence->options->named_count > 0 ||
	    aggregate->answered_count > 0)
		return SEGBIAS_OK; /* rows that an option leaves out are known */
	for (size_t field = 0; field < aggregate->grid->width && status == SEGBIAS_OK; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		if (field != count && column->numeric && !segbias_evidence_never(column) &&
		    !is_error(aggregate->layout, column, field) &&
		    (column->percents || segbias_evidence_says(column, SEGBIAS_WORD_SHARE) ||
		     segbias_evidence_says(column, SEGBIAS_WORD_PERCENT)))
			status = say(aggregate, field, error);
	}
	return status;
}
