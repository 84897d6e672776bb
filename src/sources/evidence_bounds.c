/* Evidence: columns low and high, between which the figure of a row lies, as `segbias inspect --cells` writes them where figures
 * are hidden or rounded; and columns called like the ends of something (lower and upper, min and max) between which the figures of
 * another one lie: limits of them. */
#include "sources/evidence.h"

#include "sources/source.h"
#include "values/missing.h"
#include "values/name.h"

enum segbias_status segbias_evidence_bounds(struct segbias_evidence *evidence, struct segbias_error *error);

static size_t find_named(const struct segbias_evidence *evidence, const char *name)
{
	for (size_t field = 0; field < evidence->grid->width; field++)
		if (segbias_name_same(evidence->columns[field].name, segbias_label_of(name)))
			return field;
	return SEGBIAS_NO_FIELD;
}

/* Whether the column has a figure between the bounds, or none, in every row that has them. */
static bool is_between(const struct segbias_evidence *evidence, size_t field, size_t low, size_t high)
{
	const struct segbias_grid *grid = evidence->grid;
	size_t found = 0;
	for (size_t row = 0; row < grid->rows; row++) {
		double ends[2];
		double figure = 0;
		bool blank = segbias_missing_blank(segbias_grid_cell(grid, row, field));
		bool unbounded = segbias_missing_blank(segbias_grid_cell(grid, row, low)) &&
		                 segbias_missing_blank(segbias_grid_cell(grid, row, high));
		if (unbounded && !blank)
			continue;
		if (!segbias_evidence_figure(evidence, row, low, &ends[0]) ||
		    !segbias_evidence_figure(evidence, row, high, &ends[1]) || !(ends[0] >= 0 && ends[0] <= ends[1]))
			return false;
		if (!blank &&
		    !(segbias_evidence_figure(evidence, row, field, &figure) && figure >= ends[0] && figure <= ends[1]))
			return false;
		found++;
	}
	return found > 0;
}

/* One that is called like an end, and not one of ages. */
static bool is_end(const struct segbias_column_evidence *column, enum segbias_word word)
{
	return column->numeric && !column->bound && segbias_evidence_says(column, word) &&
	       !segbias_evidence_says(column, SEGBIAS_WORD_AGE);
}

/* Whether the ends are apart in some row. */
static bool is_apart(const struct segbias_evidence *evidence, size_t low, size_t high)
{
	double ends[2];
	for (size_t row = 0; row < evidence->grid->rows; row++)
		if (segbias_evidence_figure(evidence, row, low, &ends[0]) &&
		    segbias_evidence_figure(evidence, row, high, &ends[1]) && ends[0] < ends[1])
			return true;
	return false;
}

/* Of one row it would be chance. */
static void mark_limits(struct segbias_evidence *evidence)
{
	struct segbias_column_evidence *columns = evidence->columns;
	size_t width = evidence->grid->rows > 1 ? evidence->grid->width : 0;
	for (size_t low = 0; low < width; low++)
		for (size_t high = 0; high < width && is_end(&columns[low], SEGBIAS_WORD_FROM); high++) {
			if (low == high || !is_end(&columns[high], SEGBIAS_WORD_TO) || !is_apart(evidence, low, high))
				continue;
			for (size_t field = 0; field < width; field++)
				if (field != low && field != high && columns[field].numeric &&
				    is_between(evidence, field, low, high))
					columns[low].limit = columns[high].limit = true;
		}
}

static void mark_bounds(struct segbias_evidence *evidence)
{
	size_t low = find_named(evidence, "low");
	size_t high = find_named(evidence, "high");
	for (size_t field = 0; field < evidence->grid->width; field++)
		evidence->columns[field].low_field = evidence->columns[field].high_field = SEGBIAS_NO_FIELD;
	if (low == SEGBIAS_NO_FIELD || high == SEGBIAS_NO_FIELD)
		return;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		if (field == low || field == high || !column->numeric || !is_between(evidence, field, low, high))
			continue;
		column->low_field = low;
		column->high_field = high;
		evidence->columns[low].bound = evidence->columns[high].bound = true;
		evidence->columns[low].part = evidence->columns[high].part = SEGBIAS_PART_FIGURE;
	}
}

enum segbias_status segbias_evidence_bounds(struct segbias_evidence *evidence, struct segbias_error *error)
{
	(void)error;
	mark_bounds(evidence);
	mark_limits(evidence);
	return SEGBIAS_OK;
}
