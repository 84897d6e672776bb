/* A table that gives each figure twice, as a number and in percent, a row each: the rows of numbers count. */
#include "sources/aggregate.h"

#include "base/memory.h"

#include <stdlib.h>

segbias_aggregate_step segbias_aggregate_percents;

/* Marks the spellings of the column that say percent; *percents: how many do, *others: how many do not. */
static enum segbias_status mark_percents(const struct segbias_grid *grid, size_t field, bool *percent, size_t *percents,
                                         size_t *others, struct segbias_error *error)
{
	const struct segbias_intern *spellings = &grid->spellings[field];
	*percents = *others = 0;
	for (uint32_t i = 0; i < spellings->size; i++) {
		if (!segbias_column_percents(spellings->labels[i], &percent[i]))
			return segbias_error_memory(error);
		*percents += percent[i];
		*others += !percent[i] && !segbias_missing_blank(spellings->labels[i]);
	}
	return SEGBIAS_OK;
}

static void leave_out(struct segbias_aggregate *aggregate, size_t field, const bool *percent)
{
	struct segbias_grid *grid = aggregate->grid;
	struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t rows = 0;
	for (size_t row = 0; row < grid->rows; row++) {
		if (!segbias_grid_takes(grid, row) || !percent[segbias_grid_id(grid, row, field)])
			continue;
		grid->dropped[row] = true;
		rows++;
	}
	/* What is left is of one unit. */
	column->dimension = false;
	column->remark = true;
	struct segbias_error *note =
	    segbias_notes_add(aggregate->notes, "percent_rows",
	                      "%zu rows are in percent, as %s says, beside the same as numbers, and are left out", rows,
	                      segbias_label_quote(column->name, quoted));
	segbias_error_place(note, aggregate->evidence->file, 1, 0);
}

enum segbias_status segbias_aggregate_percents(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	for (size_t field = 0; field < aggregate->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		size_t others = 0;
		size_t percents = 0;
		if (!segbias_evidence_says(column, SEGBIAS_WORD_INDICATOR) || column->numeric || column->shared ||
		    segbias_aggregate_decided(evidence->options, column->name))
			continue;
		bool *percent = segbias_memory_zeroed(aggregate->grid->spellings[field].size + 1, sizeof *percent);
		if (!percent)
			return segbias_error_memory(error);
		enum segbias_status status = mark_percents(aggregate->grid, field, percent, &percents, &others, error);
		if (status == SEGBIAS_OK && percents > 0 && others == 1)
			leave_out(aggregate, field, percent);
		free(percent);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}
