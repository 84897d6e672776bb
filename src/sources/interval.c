#include "sources/interval.h"

#include "values/figure_range.h"
#include "values/missing.h"

#include <math.h>

/* Whether all figures that the column writes are whole, whatever stands for those that are hidden. Shares are so only as
 * they are written: "<1%" may be 0.4 %. */
static bool is_whole(const struct segbias_column_evidence *column)
{
	bool shares = column->percents || column->part == SEGBIAS_PART_SHARE || column->part == SEGBIAS_PART_PERCENT ||
	              segbias_evidence_says(column, SEGBIAS_WORD_SHARE) ||
	              segbias_evidence_says(column, SEGBIAS_WORD_PERCENT);
	return column->whole && column->digits == 0 && !shares;
}

/* The middle. Nobody is taken for none where there may be one: a reference has no index for whom it does not have. */
static double middle_of(const struct segbias_interval *interval, bool whole)
{
	double middle = interval->low + (interval->high - interval->low) / 2;
	return whole ? fmax(floor(middle), fmin(interval->high, 1)) : middle;
}

static bool read_end(const struct segbias_evidence *evidence, size_t row, size_t field, struct segbias_interval *out,
                     double *end)
{
	struct segbias_figure figure;
	if (field == SEGBIAS_NO_FIELD || !segbias_figure_parse(segbias_grid_cell(evidence->grid, row, field),
	                                                       &evidence->columns[field].style, &figure))
		return false;
	out->percent = out->percent || figure.percent;
	out->decimals = figure.decimals > out->decimals ? figure.decimals : out->decimals;
	*end = figure.value;
	return *end >= 0 && *end <= 1e100;
}

/* By the columns low and high. */
static bool read_ends(const struct segbias_evidence *evidence, size_t row, size_t field, struct segbias_interval *out)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	return read_end(evidence, row, column->low_field, out, &out->low) &&
	       read_end(evidence, row, column->high_field, out, &out->high);
}

/* By what the cell writes; *open: its upper end is none of them. */
static bool read_cell(const struct segbias_evidence *evidence, struct segbias_label cell,
                      const struct segbias_column_evidence *column, struct segbias_interval *out, bool *open)
{
	struct segbias_figure_range range;
	if (evidence->options->hidden_given && segbias_figure_mark(cell)) {
		out->high = evidence->options->hidden_max;
		return true;
	}
	if (!segbias_figure_range_parse(cell, &column->style, &range))
		return false;
	*out = (struct segbias_interval){
	    .low = range.low, .high = range.high, .decimals = range.decimals, .percent = range.percent};
	*open = range.open;
	return true;
}

bool segbias_interval_hidden(const struct segbias_evidence *evidence, size_t row, size_t field,
                             struct segbias_interval *out)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	struct segbias_label cell = segbias_grid_cell(evidence->grid, row, field);
	struct segbias_interval read = {.low = 0};
	bool open = false;
	if (!(segbias_missing_blank(cell) ? read_ends(evidence, row, field, &read)
	                                  : read_cell(evidence, cell, column, &read, &open)))
		return false;
	bool whole = is_whole(column) && !read.percent;
	if (whole && open) /* none of "<5" is 5 */
		read.high = ceil(read.high) - 1;
	if (whole) {
		read.low = ceil(read.low);
		read.high = floor(read.high);
	}
	read.figure = middle_of(&read, whole);
	read.hidden = true;
	*out = read;
	return read.high >= read.low;
}

/* Of 12.345 thousand: 12,345, which is whole. */
static struct segbias_interval in_full(struct segbias_interval read, double times)
{
	if (times == 1)
		return read;
	double scale = pow(10, (double)read.decimals);
	read.figure = times >= scale ? round(read.figure * scale) * (times / scale) : read.figure * times;
	read.low *= times;
	read.high *= times;
	read.decimals = times >= scale ? 0 : read.decimals;
	return read;
}

enum segbias_status segbias_interval_read(const struct segbias_source *source, const struct segbias_row *row,
                                          struct segbias_label cell, size_t field, struct segbias_interval *out,
                                          struct segbias_error *why)
{
	const struct segbias_evidence *evidence = segbias_source_evidence(source);
	const struct segbias_layout *layout = segbias_source_layout(source);
	struct segbias_figure figure = {0};
	struct segbias_interval ends = {0};
	bool counts = field == layout->count_field;
	double times = counts ? layout->times : 1;
	const struct segbias_told *told = row->grid && counts ? segbias_source_told(source, row->record) : NULL;
	if (row->grid && segbias_interval_hidden(evidence, row->record, field, out)) {
		if (told && fmax(told->low, out->low) <= fmin(told->high, out->high)) {
			out->low = fmax(told->low, out->low);
			out->high = fmin(told->high, out->high);
			out->figure = middle_of(out, is_whole(&evidence->columns[field]) && !out->percent);
		}
		*out = in_full(*out, times);
		return SEGBIAS_OK;
	}
	enum segbias_status status = segbias_source_amount(source, cell, field, &figure, why);
	double off = counts ? layout->rounding.off : 0;
	*out = (struct segbias_interval){.figure = figure.value,
	                                 .low = fmax(0, figure.value - off),
	                                 .high = figure.value + off,
	                                 .decimals = figure.decimals,
	                                 .percent = figure.percent};
	if (row->grid && read_ends(evidence, row->record, field, &ends)) {
		out->low = ends.low;
		out->high = ends.high;
	}
	out->high += told ? told->spare : 0;
	*out = in_full(*out, times);
	return status;
}
