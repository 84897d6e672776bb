/* The figures of a table, and the step in which they are given. */
#include "sources/interval.h"

#include "sources/aggregate.h"

#include "base/intern.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

segbias_aggregate_step segbias_aggregate_figures;

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
	while (b) {
		uint64_t rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

/* The largest power of ten, and 3 or 5, that all figures have in common. */
static void find_unit(struct segbias_aggregate *aggregate)
{
	static const double EXACT_MAX = 1e15;
	unsigned digits = aggregate->evidence->columns[aggregate->layout->count_field].digits;
	double scale = pow(10, digits);
	uint64_t divisor = 0;
	aggregate->unit = 1 / scale;
	for (size_t row = 0; row < aggregate->grid->rows; row++) {
		double figure = aggregate->figures[row];
		if (!segbias_grid_takes(aggregate->grid, row) || isnan(figure))
			continue;
		if (!(figure * scale < EXACT_MAX))
			return;
		divisor = common_divisor((uint64_t)llround(figure * scale), divisor);
	}
	aggregate->rounded = digits == 0 && (divisor == 3 || divisor == 5);
	if (aggregate->rounded)
		aggregate->unit = (double)divisor;
	for (; divisor && divisor % 10 == 0; divisor /= 10)
		aggregate->unit *= 10;
}

/* A value that a table of margins lists a second time is an error of the pour, and no part of any sum. */
static enum segbias_status leave_repeated(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_layout *layout = aggregate->layout;
	struct segbias_strata strata = {0};
	struct segbias_intern seen = {0};
	SEGBIAS_TRY(segbias_strata_make(aggregate, layout->value_field, &strata, error));
	for (size_t row = 0; row < aggregate->grid->rows; row++) {
		uint32_t key[] = {strata.of_row[row], segbias_grid_id(aggregate->grid, row, layout->value_field)};
		uint32_t size = seen.size;
		if (strata.of_row[row] == SEGBIAS_INTERN_NONE)
			continue;
		if (segbias_intern_add(&seen, (struct segbias_label){(const char *)key, sizeof key}) ==
		    SEGBIAS_INTERN_NONE)
			SEGBIAS_TRY(segbias_error_memory(error));
		if (seen.size == size)
			aggregate->figures[row] = NAN;
	}
done:
	segbias_strata_release(&strata);
	segbias_intern_release(&seen);
	return status;
}

static void note_hidden(const struct segbias_aggregate *aggregate, size_t field, size_t count)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_place(
	    segbias_notes_add(
		aggregate->notes, "hidden_figures",
		"%zu figure%s of %s %s hidden, and only the bounds are written: the middle is shown, and a "
		"verdict stands only where it holds at every figure between them",
		count, count == 1 ? "" : "s", segbias_label_quote(aggregate->evidence->columns[field].name, quoted),
		count == 1 ? "is" : "are"),
	    aggregate->evidence->file, 1, 0);
}

/* What is hidden counts as what it will be taken for: the sum of a total's parts is near it then. */
static void place_hidden(struct segbias_aggregate *aggregate)
{
	size_t field = aggregate->layout->count_field;
	struct segbias_interval interval;
	size_t hidden = 0;
	for (size_t row = 0; row < aggregate->grid->rows; row++) {
		if (!segbias_grid_takes(aggregate->grid, row) || !isnan(aggregate->figures[row]) ||
		    !segbias_interval_hidden(aggregate->evidence, row, field, &interval))
			continue;
		aggregate->figures[row] = interval.figure;
		hidden++;
	}
	aggregate->hidden = hidden > 0;
	if (hidden)
		note_hidden(aggregate, field, hidden);
}

enum segbias_status segbias_aggregate_figures(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	struct segbias_evidence *evidence = aggregate->evidence;
	size_t field = aggregate->layout->count_field;
	struct segbias_column_evidence *column = &evidence->columns[field];
	bool counts = aggregate->layout->unit == SEGBIAS_UNIT_COUNT;
	segbias_evidence_style(evidence, column, counts && !column->percents);
	if (column->style_verdict == SEGBIAS_STYLE_OPEN)
		return segbias_evidence_refuse_open(evidence, field, error);
	aggregate->figures = segbias_memory_get((aggregate->grid->rows + 1) * sizeof *aggregate->figures);
	if (!aggregate->figures)
		return segbias_error_memory(error);
	for (size_t row = 0; row < aggregate->grid->rows; row++)
		if (!segbias_evidence_figure(evidence, row, field, &aggregate->figures[row]) ||
		    !(aggregate->figures[row] >= 0))
			aggregate->figures[row] = NAN;
	find_unit(aggregate);
	place_hidden(aggregate);
	return aggregate->layout->value_field == SEGBIAS_NO_FIELD ? SEGBIAS_OK : leave_repeated(aggregate, error);
}
