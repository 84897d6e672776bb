/* Records whose plan asks for nothing but columns, numbers and weights: a column at a time, so that what a cell means is
 * looked up where the last cells of its column were. */
#include "sources/pour.h"

#include "base/memory.h"

#include <stdlib.h>

/* Where the rows of a batch are while they are poured. */
struct batch {
	struct segbias_pouring *pouring;
	const struct segbias_csv_batch *csv;
	size_t first; /* record of row 0 */
	size_t rows;  /* of the batch that count, and which they are */
	uint32_t records[SEGBIAS_CODES_ROWS];
	uint32_t starts[SEGBIAS_CODES_ROWS];
	uint32_t sizes[SEGBIAS_CODES_ROWS];
	uint64_t counts[SEGBIAS_CODES_ROWS];
	double weights[SEGBIAS_CODES_ROWS];
	size_t field;    /* the column that is encoded */
	uint32_t *ids;   /* [columns * SEGBIAS_CODES_ROWS] */
	double *numbers; /* [numbers * SEGBIAS_CODES_ROWS] */
};

bool segbias_pour_is_plain(const struct segbias_plan *plan)
{
	bool plain = plan->member_count == 0 && !plan->design.used && plan->filter_count == 0;
	for (size_t i = 0; i < plan->column_count && plain; i++)
		plain = !plan->columns[i].separator.bytes && plan->columns[i].field != SEGBIAS_NO_FIELD;
	return plain;
}

/* Takes the records first .. last - 1 of the batch that can be read. */
static enum segbias_status take_rows(struct batch *batch, size_t first, size_t last, struct segbias_error *error)
{
	const struct segbias_pouring *pouring = batch->pouring;
	bool figures = pouring->count_field != SEGBIAS_NO_FIELD || pouring->weight_field != SEGBIAS_NO_FIELD ||
	               pouring->amount_field != SEGBIAS_NO_FIELD;
	batch->rows = 0;
	for (size_t record = first; record < last; record++) {
		struct segbias_record counted = {.count = 1, .weight = 1};
		struct segbias_row row = {batch->csv, NULL, record};
		struct segbias_error why = {0};
		size_t field = 0;
		if (figures && segbias_pour_figures(pouring, &row, &counted, &field, &why) != SEGBIAS_OK) {
			enum segbias_status status = segbias_source_reject(pouring->source, &row, field, &why, error);
			if (status != SEGBIAS_OK)
				return status;
			continue;
		}
		batch->records[batch->rows] = (uint32_t)record;
		batch->counts[batch->rows] = counted.count;
		batch->weights[batch->rows] = counted.weight;
		batch->rows++;
	}
	return SEGBIAS_OK;
}

/* Where the cells of a column are. */
static void find_cells(struct batch *batch, size_t field)
{
	const struct segbias_csv_batch *csv = batch->csv;
	for (size_t row = 0; row < batch->rows; row++) {
		struct segbias_label cell = segbias_csv_field(csv, batch->records[row], field);
		batch->starts[row] = (uint32_t)(cell.bytes - csv->bytes);
		batch->sizes[row] = (uint32_t)cell.size;
	}
}

static void place(const void *context, size_t row, uint64_t *line, uint64_t *column)
{
	const struct batch *batch = context;
	struct segbias_row at = {batch->csv, NULL, batch->records[row]};
	segbias_source_place(batch->pouring->source, &at, batch->field, line, column);
}

static enum segbias_status encode_rows(struct batch *batch, bool counted, struct segbias_error *error)
{
	const struct segbias_plan *plan = batch->pouring->plan;
	struct segbias_code_cells cells = {.bytes = batch->csv->bytes,
	                                   .starts = batch->starts,
	                                   .sizes = batch->sizes,
	                                   .counts = counted ? batch->counts : NULL,
	                                   .rows = batch->rows};
	struct segbias_encoder_places places = {place, batch};
	for (size_t i = 0; i < plan->column_count; i++) {
		batch->field = plan->columns[i].field;
		find_cells(batch, batch->field);
		if (segbias_encoder_encode(batch->pouring->encoder, i, &cells, &places,
		                           batch->ids + i * SEGBIAS_CODES_ROWS) != SEGBIAS_OK)
			return segbias_error_memory(error);
	}
	for (size_t i = 0; i < plan->number_count; i++) {
		find_cells(batch, plan->numbers[i].field);
		for (size_t row = 0; row < batch->rows; row++)
			batch->numbers[i * SEGBIAS_CODES_ROWS + row] = segbias_pour_number(
			    batch->pouring, i,
			    (struct segbias_label){batch->csv->bytes + batch->starts[row], batch->sizes[row]},
			    segbias_tally_facts_edit(batch->pouring->tally));
	}
	return SEGBIAS_OK;
}

/* The records of a reader's batch from `first` on. */
static enum segbias_status pour_batch(struct batch *batch, size_t first, struct segbias_error *error)
{
	bool counted = batch->pouring->count_field != SEGBIAS_NO_FIELD;
	enum segbias_status status = SEGBIAS_OK;
	while (first < batch->csv->records && status == SEGBIAS_OK) {
		size_t last = first + SEGBIAS_CODES_ROWS;
		last = last < batch->csv->records ? last : batch->csv->records;
		status = take_rows(batch, first, last, error);
		if (status == SEGBIAS_OK)
			status = encode_rows(batch, counted, error);
		struct segbias_codes codes = {.rows = batch->rows,
		                              .ids = batch->ids,
		                              .counts = counted ? batch->counts : NULL,
		                              .weights = batch->weights,
		                              .numbers = batch->numbers};
		if (status == SEGBIAS_OK)
			status = segbias_tally_add_codes(batch->pouring->tally, &codes, error);
		first = last;
	}
	return status;
}

enum segbias_status segbias_pour_batches(struct segbias_pouring *pouring, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_plan *plan = pouring->plan;
	struct batch *batch = segbias_memory_zeroed(1, sizeof *batch);
	if (!batch)
		return segbias_error_memory(error);
	batch->pouring = pouring;
	batch->ids = segbias_memory_zeroed((plan->column_count + 1) * SEGBIAS_CODES_ROWS, sizeof *batch->ids);
	batch->numbers = segbias_memory_zeroed((plan->number_count + 1) * SEGBIAS_CODES_ROWS, sizeof *batch->numbers);
	if (!batch->ids || !batch->numbers)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (;;) {
		size_t first = 0;
		SEGBIAS_TRY(segbias_source_batch(pouring->source, &batch->csv, &first, error));
		if (!batch->csv)
			break;
		SEGBIAS_TRY(pour_batch(batch, first, error));
	}
	segbias_encoder_settle(pouring->encoder);
done:
	free(batch->ids);
	free(batch->numbers);
	free(batch);
	return status;
}
