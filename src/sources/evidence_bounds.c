/* Evidence: columns low and high, between which the figure of a row lies, as `segbias inspect --cells` writes them where figures
 * are hidden or rounded. */
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

enum segbias_status segbias_evidence_bounds(struct segbias_evidence *evidence, struct segbias_error *error)
{
	(void)error;
	size_t low = find_named(evidence, "low");
	size_t high = find_named(evidence, "high");
	for (size_t field = 0; field < evidence->grid->width; field++)
		evidence->columns[field].low_field = evidence->columns[field].high_field = SEGBIAS_NO_FIELD;
	if (low == SEGBIAS_NO_FIELD || high == SEGBIAS_NO_FIELD)
		return SEGBIAS_OK;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		if (field == low || field == high || !column->numeric || !is_between(evidence, field, low, high))
			continue;
		column->low_field = low;
		column->high_field = high;
		evidence->columns[low].bound = evidence->columns[high].bound = true;
		evidence->columns[low].part = evidence->columns[high].part = SEGBIAS_PART_FIGURE;
	}
	return SEGBIAS_OK;
}
