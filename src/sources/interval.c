#include "sources/interval.h"

#include "values/figure_range.h"

#include <math.h>

bool segbias_interval_parse(struct segbias_label cell, const struct segbias_number_style *style, bool whole,
                            struct segbias_interval *out)
{
	struct segbias_figure_range range;
	if (!segbias_figure_range_parse(cell, style, &range))
		return false;
	*out = (struct segbias_interval){
	    .low = range.low, .high = range.high, .hidden = true, .decimals = range.decimals, .percent = range.percent};
	if (whole && range.open) /* none of them is 5 */
		out->high = ceil(range.high) - 1;
	if (whole) {
		out->low = ceil(out->low);
		out->high = floor(out->high);
	}
	out->figure = out->low + (out->high - out->low) / 2;
	if (whole)
		out->figure = floor(out->figure);
	return out->high >= out->low;
}

/* Whether all figures that the column writes are whole, whatever stands for those that are hidden. */
static bool is_whole(const struct segbias_column_evidence *column)
{
	return column->whole && column->digits == 0;
}

enum segbias_status segbias_interval_read(const struct segbias_source *source, struct segbias_label cell, size_t field,
                                          struct segbias_interval *out, struct segbias_error *why)
{
	const struct segbias_column_evidence *column = &segbias_source_columns(source)[field];
	struct segbias_figure figure = {0};
	if (segbias_source_grid(source) && segbias_interval_parse(cell, &column->style, is_whole(column), out))
		return SEGBIAS_OK;
	enum segbias_status status = segbias_source_amount(source, cell, field, &figure, why);
	*out = (struct segbias_interval){.figure = figure.value,
	                                 .low = figure.value,
	                                 .high = figure.value,
	                                 .decimals = figure.decimals,
	                                 .percent = figure.percent};
	return status;
}
