/* Columns beside the figures that tell no cells apart: a flag, a note, the level or the parent of a place. They are no
 * dimension, and hide no total. */
#include "sources/aggregate.h"

segbias_aggregate_step segbias_aggregate_remarks;

/* Whether no two rows agree in all that separates them but `without`. */
static enum segbias_status is_told_apart(const struct segbias_aggregate *aggregate, size_t without, bool *apart,
                                         struct segbias_error *error)
{
	struct segbias_strata strata = {0};
	size_t rows = 0;
	enum segbias_status status = segbias_strata_make(aggregate, without, &strata, error);
	for (size_t row = 0; row < aggregate->grid->rows; row++)
		rows += segbias_grid_takes(aggregate->grid, row);
	*apart = status == SEGBIAS_OK && strata.count == rows;
	segbias_strata_release(&strata);
	return status;
}

enum segbias_status segbias_aggregate_remarks(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_layout *layout = aggregate->layout;
	for (size_t field = 0; field < aggregate->grid->width; field++) {
		struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
		if (column->shared || field == layout->attribute_field || field == layout->value_field ||
		    (!aggregate->evidence->options->reference && segbias_evidence_says(column, SEGBIAS_WORD_SEGMENT)) ||
		    !column->dimension || column->period)
			continue;
		SEGBIAS_TRY(is_told_apart(aggregate, field, &column->remark, error));
	}
done:
	return status;
}
