/* Evidence: what the cells hold. Numbers and how they are written, how many values there are, whether all differ. */
#include "sources/evidence.h"

#include "base/arrow.h"
#include "base/feed.h"
#include "base/memory.h"

#include "sources/source.h"
#include "values/figure_range.h"
#include "values/missing.h"
#include "values/scale.h"

#include <math.h>
#include <stdlib.h>

enum segbias_status segbias_evidence_content(struct segbias_evidence *evidence, struct segbias_error *error);

/* Whether ranges in the column are figures that are told by their bounds. "Users" or "people" may as well be how large
 * companies are, and "value" the bands of an attribute. */
static bool writes_ranges(const struct segbias_column_evidence *column)
{
	enum segbias_word rank = segbias_evidence_rank(column);
	return rank == SEGBIAS_WORD_COUNT || rank == SEGBIAS_WORD_REACH || rank == SEGBIAS_WORD_IMPRESSIONS ||
	       rank == SEGBIAS_WORD_CLICKS;
}

/* Ads' libraries publish how many were reached by bands only. */
static bool writes_ranges_only(const struct segbias_column_evidence *column)
{
	enum segbias_word rank = segbias_evidence_rank(column);
	return (rank == SEGBIAS_WORD_REACH || rank == SEGBIAS_WORD_IMPRESSIONS) && column->ranges > 1;
}

/* Of a column whose name says that it holds figures, one readable cell in two is enough: the others are errors, to be told
 * with their places, and no reason to take the column for something else. */
static bool is_numeric(const struct segbias_column_evidence *column)
{
	static const enum segbias_word FIGURES[] = {SEGBIAS_WORD_SHARE, SEGBIAS_WORD_PERCENT, SEGBIAS_WORD_WEIGHT,
	                                            SEGBIAS_WORD_MONEY};
	bool named = segbias_evidence_rank(column) < SEGBIAS_WORD_COUNTS_END;
	for (size_t i = 0; i < sizeof FIGURES / sizeof *FIGURES; i++)
		named = named || segbias_evidence_says(column, FIGURES[i]);
	size_t given = column->known - column->markers;
	if (named)
		given -= column->bounds + (writes_ranges(column) ? column->ranges : 0);
	if (column->numbers == 0)
		return given == 0 && writes_ranges_only(column);
	return (named ? 2 * column->numbers >= given : 10 * column->numbers >= 9 * given);
}

/* A column of a table in memory that says of itself that it is numbers: nothing has to be found out of how they are written, and they
 * say nothing of how others are. */
static bool is_typed(const struct segbias_evidence *evidence, const struct segbias_column_evidence *column)
{
	const struct segbias_stream_inlet *inlet = evidence->options->inlet;
	const struct segbias_feed *feed = evidence->options->feed;
	if (feed)
		return feed->class->numbers(feed, column->name);
	return inlet && inlet->arrow && segbias_arrow_numbers(inlet->arrow, column->name);
}

/* What the file's other columns prove the decimal sign to be; 0: nothing, or both. */
static char proof_elsewhere(const struct segbias_evidence *evidence, const struct segbias_column_evidence *column)
{
	char found = 0;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *other = &evidence->columns[field];
		char proof =
		    other == column || is_typed(evidence, other) ? 0 : segbias_style_proof(&other->style_evidence);
		if (proof && found && proof != found)
			return 0;
		found = proof ? proof : found;
	}
	return found;
}

void segbias_evidence_style(const struct segbias_evidence *evidence, struct segbias_column_evidence *column, bool count)
{
	const struct segbias_source_options *options = evidence->options;
	double times = 1;
	if (is_typed(evidence, column)) {
		column->style = (struct segbias_number_style){.decimal = '.'};
		column->style_verdict = column->style_evidence.numbers > 0 ? SEGBIAS_STYLE_DECIDED : SEGBIAS_STYLE_NONE;
		return;
	}
	bool scaled = count && segbias_scale_read(column->name, true, &times) && times != 1;
	struct segbias_style_context context = {.decimal = options->decimal,
	                                        .thousands_given = options->thousands_given,
	                                        .thousands = options->thousands,
	                                        .count = count,
	                                        .scaled = scaled,
	                                        .delimiter = evidence->delimiter,
	                                        .elsewhere = proof_elsewhere(evidence, column)};
	column->style_verdict = segbias_style_decide(&column->style_evidence, &context, &column->style);
}

/* What of a cell is its figure: of margins of error without the sign before it. */
static struct segbias_label figure_of(const struct segbias_column_evidence *column, struct segbias_label cell)
{
	static const enum segbias_word ERRORS[] = {SEGBIAS_WORD_MOE, SEGBIAS_WORD_ERROR, SEGBIAS_WORD_STANDARD_ERROR};
	for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++)
		if (segbias_evidence_says(column, ERRORS[i]))
			return segbias_figure_margin(cell);
	return cell;
}

/* How often each spelling of the column comes in the rows that count. */
static size_t *count_spellings(const struct segbias_grid *grid, size_t field)
{
	size_t *counts = segbias_memory_zeroed(grid->spellings[field].size + 1, sizeof *counts);
	for (size_t row = 0; counts && row < grid->rows; row++)
		if (segbias_grid_takes(grid, row))
			counts[segbias_grid_id(grid, row, field)]++;
	return counts;
}

/* `hidden`: marks such as * stand for figures. */
static void look_at_number(struct segbias_column_evidence *column, struct segbias_label cell, double times, bool hidden,
                           double *square)
{
	struct segbias_figure figure;
	struct segbias_figure_range range;
	if (!segbias_figure_parse(cell, &column->style, &figure)) {
		bool marked = hidden && segbias_figure_mark(cell);
		bool found = segbias_figure_range_parse(cell, &column->style, &range);
		found = found || marked;
		column->bounds += marked || (found && range.below) ? (size_t)times : 0;
		column->ranges += !marked && found && !range.below ? (size_t)times : 0;
		return;
	}
	bool first = column->numbers == 0;
	column->numbers += (size_t)times;
	column->least = first ? figure.value : fmin(column->least, figure.value);
	column->most = first ? figure.value : fmax(column->most, figure.value);
	column->sum += figure.value * times;
	*square += figure.value * figure.value * times;
	column->whole = column->whole && figure.value == floor(figure.value);
	column->negative = column->negative || figure.value < 0;
	column->coded = column->coded || segbias_figure_leading_zero(cell);
	column->percents = column->percents || figure.percent;
	column->currencies = column->currencies || figure.currency;
	column->digits = figure.decimals > column->digits ? figure.decimals : column->digits;
}

/* The ends of a range are written as other figures are. */
static void look_at_writing(struct segbias_column_evidence *column, struct segbias_label cell)
{
	struct segbias_range_ends ends;
	bool counts = segbias_evidence_rank(column) < SEGBIAS_WORD_COUNTS_END;
	if (!counts || !segbias_figure_range_split(cell, &ends)) {
		segbias_style_look(&column->style_evidence, cell);
		return;
	}
	segbias_style_look(&column->style_evidence, ends.high);
	if (ends.low.bytes)
		segbias_style_look(&column->style_evidence, ends.low);
}

/* How its numbers are written: each spelling says it once. */
static enum segbias_status look_at_style(struct segbias_evidence *evidence, size_t field, struct segbias_error *error)
{
	const struct segbias_intern *spellings = &evidence->grid->spellings[field];
	struct segbias_missing markers = {0};
	size_t *counts = count_spellings(evidence->grid, field);
	if (!counts)
		return segbias_error_memory(error);
	for (uint32_t i = 0; i < spellings->size; i++)
		if (counts[i] && !segbias_missing_any(&markers, spellings->labels[i]))
			look_at_writing(&evidence->columns[field],
			                figure_of(&evidence->columns[field], spellings->labels[i]));
	free(counts);
	return SEGBIAS_OK;
}

static bool has_blank(const struct segbias_grid *grid, size_t field)
{
	for (size_t row = 0; row < grid->rows; row++)
		if (segbias_grid_takes(grid, row) && segbias_missing_blank(segbias_grid_cell(grid, row, field)))
			return true;
	return false;
}

static enum segbias_status look_at(struct segbias_evidence *evidence, size_t field, struct segbias_error *error)
{
	const struct segbias_grid *grid = evidence->grid;
	struct segbias_column_evidence *column = &evidence->columns[field];
	const struct segbias_intern *spellings = &grid->spellings[field];
	struct segbias_missing markers = {0};
	size_t *counts = count_spellings(grid, field);
	double square = 0;
	if (!counts)
		return segbias_error_memory(error);
	segbias_evidence_style(evidence, column,
	                       segbias_evidence_rank(column) < SEGBIAS_WORD_COUNTS_END ||
	                           segbias_evidence_says(column, SEGBIAS_WORD_MONEY) ||
	                           segbias_evidence_says(column, SEGBIAS_WORD_MEASURE));
	column->whole = true;
	column->differ = true;
	for (uint32_t i = 0; i < spellings->size; i++) {
		if (!counts[i] || segbias_missing_blank(spellings->labels[i]))
			continue;
		column->known += counts[i];
		column->distinct++;
		column->differ = column->differ && counts[i] == 1;
		/* A table may list "Not stated" as a value; a figure it is not. */
		if (segbias_missing_marker(&markers, spellings->labels[i])) {
			column->markers += counts[i];
			continue;
		}
		look_at_number(column, figure_of(column, spellings->labels[i]), (double)counts[i],
		               evidence->options->hidden_given, &square);
	}
	free(counts);
	double n = (double)column->numbers;
	column->mean = n > 0 ? column->sum / n : NAN;
	column->deviation = n > 1 ? sqrt(fmax(0, square / n - column->mean * column->mean)) : 0;
	column->blank = has_blank(grid, field);
	column->constant = column->distinct <= 1 && !column->blank;
	column->differ = column->differ && column->distinct > 1;
	/* A code is no number: leading zeros would be lost. */
	column->numeric = is_numeric(column) && !(column->coded && column->whole);
	return SEGBIAS_OK;
}

enum segbias_status segbias_evidence_content(struct segbias_evidence *evidence, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t field = 0; field < evidence->grid->width && status == SEGBIAS_OK; field++)
		status = look_at_style(evidence, field, error);
	for (size_t field = 0; field < evidence->grid->width && status == SEGBIAS_OK; field++)
		status = look_at(evidence, field, error);
	return status;
}

bool segbias_evidence_figure(const struct segbias_evidence *evidence, size_t row, size_t field, double *value)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	struct segbias_figure figure;
	if (!segbias_figure_parse(figure_of(column, segbias_grid_cell(evidence->grid, row, field)), &column->style,
	                          &figure))
		return false;
	*value = figure.value;
	return true;
}
