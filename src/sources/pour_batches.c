/* Records whose plan asks for nothing but columns, numbers and weights: a column at a time, so that what a cell means is
 * looked up where the last cells of its column were; and by several workers, each with a tally of its own. */
#include "sources/pour.h"

#include "base/call.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/thread.h"
#include "csv/pool.h"

#include <stdlib.h>

/* One that pours: the records of every batch that it gets. */
struct worker {
	struct segbias_pouring pouring;
	struct segbias_csv_pool *pool;
	struct segbias_csv_worker *csv; /* NULL: the batches are those of the source itself */
	struct segbias_filters *filters;
	struct segbias_rejected rejected;
	enum segbias_status status;
	struct segbias_error error;
	pthread_t thread;
	bool started;
	/* While a batch is poured: */
	struct segbias_csv_batch batch;
	size_t rows;                          /* of it that count … */
	uint32_t records[SEGBIAS_CODES_ROWS]; /* … and which they are */
	uint64_t counts[SEGBIAS_CODES_ROWS];
	double weights[SEGBIAS_CODES_ROWS];
	size_t field; /* whose cells are: */
	uint32_t starts[SEGBIAS_CODES_ROWS];
	uint32_t sizes[SEGBIAS_CODES_ROWS];
	uint32_t *ids;      /* [columns * SEGBIAS_CODES_ROWS] */
	double *numbers;    /* [numbers * SEGBIAS_CODES_ROWS] */
	size_t *columns_of; /* [numbers]: the column with the same cells, or past the last */
};

bool segbias_pour_is_plain(const struct segbias_plan *plan)
{
	bool plain = plan->member_count == 0 && !plan->design.used;
	for (size_t i = 0; i < plan->column_count && plain; i++)
		plain = !plan->columns[i].separator.bytes && plan->columns[i].field != SEGBIAS_NO_FIELD;
	return plain;
}

/* --- one batch -------------------------------------------------------------------------------------------------- */

static void locate(struct worker *worker, size_t record, size_t field, uint64_t *line, uint64_t *column)
{
	struct segbias_row row = {&worker->batch, NULL, record};
	if (worker->csv)
		segbias_csv_worker_locate(worker->csv, record, field, line, column);
	else
		segbias_source_place(worker->pouring.source, &row, field, line, column);
}

/* As segbias_source_reject, for a worker: what is left out is the source's when all have ended. */
static enum segbias_status reject(struct worker *worker, const struct segbias_row *row, size_t field,
                                  struct segbias_error *why, struct segbias_error *error)
{
	uint64_t line = 0;
	uint64_t column = 0;
	const struct segbias_source *source = worker->pouring.source;
	locate(worker, row->record, field, &line, &column);
	segbias_error_place(why, segbias_source_facts(source)->path, line, column);
	if (!segbias_source_options(source)->skip_bad) {
		*error = *why;
		return why->status;
	}
	worker->rejected.lines += segbias_row_lines(row, row->batch->width);
	if (worker->rejected.rows++ == 0)
		worker->rejected.first = *why;
	return SEGBIAS_OK;
}

/* Takes the record, if it can be read and no filter keeps it out. */
static enum segbias_status take_row(struct worker *worker, size_t record, struct segbias_error *error)
{
	const struct segbias_pouring *pouring = &worker->pouring;
	struct segbias_record counted = {.count = 1, .weight = 1};
	struct segbias_row row = {&worker->batch, NULL, record};
	struct segbias_error why = {0};
	size_t field = 0;
	bool read = segbias_pour_figures(pouring, &row, &counted, &field, &why) == SEGBIAS_OK;
	const struct segbias_plan_filter *refusing = segbias_filters_refusing(worker->filters, &row);
	/* What is bad in a row that an option leaves out says nothing of the others. */
	if (!read)
		return refusing && !refusing->universe ? SEGBIAS_OK : reject(worker, &row, field, &why, error);
	if (refusing)
		return segbias_pour_refused(pouring, worker->filters, &row, &counted, refusing, error);
	worker->records[worker->rows] = (uint32_t)record;
	worker->counts[worker->rows] = counted.count;
	worker->weights[worker->rows] = counted.weight;
	worker->rows++;
	return SEGBIAS_OK;
}

/* Takes the records first .. last - 1 of the batch that can be read. */
static enum segbias_status take_rows(struct worker *worker, size_t first, size_t last, struct segbias_error *error)
{
	const struct segbias_pouring *pouring = &worker->pouring;
	enum segbias_status status = SEGBIAS_OK;
	bool looked_at = pouring->count_field != SEGBIAS_NO_FIELD || pouring->weight_field != SEGBIAS_NO_FIELD ||
	                 pouring->amount_field != SEGBIAS_NO_FIELD || pouring->plan->filter_count > 0 ||
	                 pouring->plan->form || segbias_source_checks_late(pouring->source);
	worker->rows = looked_at ? 0 : last - first;
	for (size_t row = 0; row < worker->rows; row++)
		worker->records[row] = (uint32_t)(first + row);
	for (size_t record = first; record < last && looked_at && status == SEGBIAS_OK; record++)
		status = take_row(worker, record, error);
	return status;
}

/* Where the cells of a column are: as segbias_csv_field, for rows that follow each other from `row` on. There is an end before
 * the first cell. */
static void find_cells_of_all(struct worker *worker, size_t field, size_t row)
{
	const struct segbias_csv_batch *batch = &worker->batch;
	size_t width = batch->width;
	size_t rows = worker->rows;
	uint32_t gap = batch->raw;
	const uint32_t *end = batch->ends + (worker->records[0] + row) * width + field;
	uint32_t *restrict starts = worker->starts;
	uint32_t *restrict sizes = worker->sizes;
	for (; row < rows; row++, end += width) {
		starts[row] = end[-1] + gap;
		sizes[row] = end[0] - starts[row];
	}
}

/* The same of any rows. */
static void find_cells_of_some(struct worker *worker, size_t field, size_t row)
{
	const struct segbias_csv_batch *batch = &worker->batch;
	for (; row < worker->rows; row++) {
		const uint32_t *end = batch->ends + worker->records[row] * batch->width + field;
		uint32_t start = end[-1] + batch->raw;
		worker->starts[row] = start;
		worker->sizes[row] = *end - start;
	}
}

/* Before the line feed of a raw record a carriage return may stand, which is no part of its last cell. */
static void leave_returns_out(struct worker *worker)
{
	const char *bytes = worker->batch.bytes;
	for (size_t row = 0; row < worker->rows; row++) {
		uint32_t size = worker->sizes[row];
		worker->sizes[row] -= size > 0 && bytes[worker->starts[row] + size - 1] == '\r';
	}
}

static void find_cells(struct worker *worker, size_t field)
{
	const struct segbias_csv_batch *batch = &worker->batch;
	size_t rows = worker->rows;
	size_t first = 0;
	worker->field = field;
	if (rows == 0)
		return;
	if (worker->records[0] == 0 && field == 0) { /* no end stands before it */
		worker->starts[0] = 0;
		worker->sizes[0] = batch->ends[0];
		first = 1;
	}
	if (worker->records[rows - 1] - worker->records[0] + 1 == rows)
		find_cells_of_all(worker, field, first);
	else
		find_cells_of_some(worker, field, first);
	if (batch->raw && field + 1 == batch->width)
		leave_returns_out(worker);
}

static void place(void *context, size_t row, uint64_t *line, uint64_t *column)
{
	struct worker *worker = context;
	locate(worker, worker->records[row], worker->field, line, column);
}

static void read_numbers(struct worker *worker, size_t number)
{
	const struct segbias_pouring *pouring = &worker->pouring;
	const struct segbias_plan_number *column = &pouring->plan->numbers[number];
	struct segbias_tally_facts *facts = segbias_tally_facts_edit(pouring->tally);
	const struct segbias_number_cells cells = {
	    .bytes = worker->batch.bytes,
	    .starts = worker->starts,
	    .sizes = worker->sizes,
	    .count = worker->rows,
	    .others = segbias_encoder_suspects(pouring->encoder),
	    .decimal = segbias_source_columns(pouring->source)[column->field].style.decimal};
	double *values = worker->numbers + number * SEGBIAS_CODES_ROWS;
	for (size_t row = 0; row < worker->rows; row++) {
		/* Most cells are neither a marker nor quoted, and have few digits. */
		size_t first = row;
		if (!column->ages)
			row = segbias_number_parse_short(&cells, row, values);
		facts->numbers_plain[number] += row - first;
		if (row == worker->rows)
			break;
		struct segbias_label cell = {worker->batch.bytes + worker->starts[row], worker->sizes[row]};
		if (worker->batch.raw)
			cell = segbias_encoder_meaning(pouring->encoder, cell);
		values[row] = segbias_pour_number(pouring, number, cell, facts);
	}
}

/* The first column of the plan that has the field of a number; their count where none has. */
static size_t column_of(const struct segbias_plan *plan, size_t number)
{
	size_t column = 0;
	while (column < plan->column_count && plan->columns[column].field != plan->numbers[number].field)
		column++;
	return column;
}

/* Reads the numbers whose cells were found for that column. */
static void read_numbers_of(struct worker *worker, size_t column)
{
	for (size_t i = 0; i < worker->pouring.plan->number_count; i++)
		if (worker->columns_of[i] == column)
			read_numbers(worker, i);
}

static enum segbias_status encode_rows(struct worker *worker, bool counted, struct segbias_error *error)
{
	const struct segbias_plan *plan = worker->pouring.plan;
	struct segbias_code_cells cells = {.bytes = worker->batch.bytes,
	                                   .starts = worker->starts,
	                                   .sizes = worker->sizes,
	                                   .counts = counted ? worker->counts : NULL,
	                                   .rows = worker->rows,
	                                   .quoted = worker->batch.raw};
	struct segbias_encoder_places places = {place, worker};
	for (size_t i = 0; i < plan->column_count; i++) {
		find_cells(worker, plan->columns[i].field);
		if (segbias_encoder_encode(worker->pouring.encoder, i, &cells, &places,
		                           worker->ids + i * SEGBIAS_CODES_ROWS) != SEGBIAS_OK)
			return segbias_error_memory(error);
		read_numbers_of(worker, i);
	}
	for (size_t i = 0; i < plan->number_count; i++) {
		if (worker->columns_of[i] < plan->column_count)
			continue;
		find_cells(worker, plan->numbers[i].field);
		read_numbers(worker, i);
	}
	return SEGBIAS_OK;
}

/* The records of the batch from `first` on. */
static enum segbias_status pour_batch(struct worker *worker, size_t first, struct segbias_error *error)
{
	bool counted = worker->pouring.count_field != SEGBIAS_NO_FIELD;
	enum segbias_status status = SEGBIAS_OK;
	while (first < worker->batch.records && status == SEGBIAS_OK) {
		size_t last = first + SEGBIAS_CODES_ROWS;
		last = last < worker->batch.records ? last : worker->batch.records;
		status = take_rows(worker, first, last, error);
		if (status == SEGBIAS_OK)
			status = encode_rows(worker, counted, error);
		struct segbias_codes codes = {.rows = worker->rows,
		                              .ids = worker->ids,
		                              .counts = counted ? worker->counts : NULL,
		                              .weights = worker->weights,
		                              .numbers = worker->numbers};
		if (status == SEGBIAS_OK)
			status = segbias_tally_add_codes(worker->pouring.tally, &codes, error);
		first = last;
	}
	return status;
}

/* --- one worker ------------------------------------------------------------------------------------------------- */

static void release(struct worker *worker, bool tally)
{
	segbias_csv_worker_free(worker->csv);
	segbias_filters_free(worker->filters);
	if (tally) {
		segbias_encoder_free(worker->pouring.encoder);
		segbias_tally_free(worker->pouring.tally);
	}
	free(worker->ids);
	free(worker->numbers);
	free(worker->columns_of);
}

static enum segbias_status init(struct worker *worker, const struct segbias_pouring *pouring,
                                struct segbias_error *error)
{
	const struct segbias_plan *plan = pouring->plan;
	worker->pouring = *pouring;
	for (size_t row = 0; row < SEGBIAS_CODES_ROWS; row++) {
		worker->counts[row] = 1;
		worker->weights[row] = 1;
	}
	worker->ids = segbias_memory_zeroed((plan->column_count + 1) * SEGBIAS_CODES_ROWS, sizeof *worker->ids);
	worker->numbers = segbias_memory_zeroed((plan->number_count + 1) * SEGBIAS_CODES_ROWS, sizeof *worker->numbers);
	worker->columns_of = segbias_memory_zeroed(plan->number_count + 1, sizeof *worker->columns_of);
	if (!worker->ids || !worker->numbers || !worker->columns_of)
		return segbias_error_memory(error);
	for (size_t i = 0; i < plan->number_count; i++)
		worker->columns_of[i] = column_of(plan, i);
	return segbias_filters_create(plan, &worker->filters, error);
}

/* All batches of the worker's reader. */
static enum segbias_status pour_shared(struct worker *worker)
{
	enum segbias_status status = SEGBIAS_OK;
	while (status == SEGBIAS_OK) {
		status = segbias_csv_worker_next(worker->csv, &worker->batch, &worker->error);
		if (status != SEGBIAS_OK || worker->batch.records == 0)
			break;
		status = pour_batch(worker, 0, &worker->error);
	}
	if (status != SEGBIAS_OK)
		segbias_csv_pool_stop(worker->pool);
	segbias_encoder_settle(worker->pouring.encoder);
	return status;
}

static void *run(void *data)
{
	struct worker *worker = data;
	struct segbias_call call;
	worker->status = segbias_call_enter(&call, &worker->error);
	if (worker->status == SEGBIAS_OK)
		worker->status = segbias_call_leave(&call, pour_shared(worker), &worker->error);
	return NULL;
}

/* --- all of them ------------------------------------------------------------------------------------------------ */

/* Where in the file an error stands. One without a line is the system's, before all others, or that of a file that is cut
 * or was changed, behind its records. */
static uint64_t place_of(const struct segbias_error *error)
{
	if (error->line)
		return error->line;
	return error->status == SEGBIAS_SYSTEM ? 0 : UINT64_MAX;
}

/* The first error in the file, of the reader's or of a worker's. */
static enum segbias_status first_failure(const struct segbias_csv_pool *pool, const struct worker *workers,
                                         size_t count, struct segbias_error *error)
{
	struct segbias_error first = {0};
	enum segbias_status status = segbias_csv_pool_failure(pool, &first);
	for (size_t i = 0; i < count; i++)
		if (workers[i].status != SEGBIAS_OK &&
		    (status == SEGBIAS_OK || place_of(&workers[i].error) < place_of(&first))) {
			status = workers[i].status;
			first = workers[i].error;
		}
	if (status != SEGBIAS_OK && error)
		*error = first;
	return status;
}

/* What the other workers have counted becomes the first one's. */
static enum segbias_status gather(struct worker *workers, size_t count, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_tally *tally = workers[0].pouring.tally;
	for (size_t i = 0; i < count; i++)
		segbias_source_add_rejected(workers[i].pouring.source, &workers[i].rejected);
	for (size_t i = 1; i < count && status == SEGBIAS_OK; i++) {
		status = segbias_tally_absorb(tally, workers[i].pouring.tally, error);
		segbias_tally_free(workers[i].pouring.tally);
		workers[i].pouring.tally = NULL;
	}
	return status;
}

static enum segbias_status create_worker(struct worker *worker, const struct segbias_pouring *pouring, bool own,
                                         struct segbias_csv_pool *pool, struct segbias_error *error)
{
	enum segbias_status status = init(worker, pouring, error);
	if (own)
		worker->pouring.tally = NULL;
	if (own)
		worker->pouring.encoder = NULL;
	worker->pool = pool;
	if (status == SEGBIAS_OK)
		status = segbias_csv_worker_create(pool, &worker->csv, error);
	if (status == SEGBIAS_OK && own)
		status = segbias_tally_create(pouring->plan, &worker->pouring.tally, error);
	if (status == SEGBIAS_OK && own)
		status = segbias_encoder_create(pouring->plan, worker->pouring.tally, &worker->pouring.encoder, error);
	return status;
}

/* Shares out what is left of the file. */
static enum segbias_status pour_rest(struct segbias_pouring *pouring, size_t count, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_csv_pool *pool = NULL;
	struct segbias_csv_counts counts;
	size_t created = 0;
	struct worker *workers = segbias_memory_zeroed(count, sizeof *workers);
	if (!workers)
		return segbias_error_memory(error);
	SEGBIAS_TRY(segbias_csv_pool_create(segbias_source_csv(pouring->source), 0, &pool, error));
	for (; created < count; created++) {
		status = create_worker(&workers[created], pouring, created > 0, pool, error);
		if (status != SEGBIAS_OK) {
			created++;
			goto done;
		}
	}
	for (size_t i = 1; i < count; i++)
		workers[i].started = segbias_thread_start(&workers[i].thread, run, &workers[i]);
	/* Where no thread can be had there are fewer, down to this one. */
	workers[0].status = pour_shared(&workers[0]);
	for (size_t i = 1; i < count; i++)
		if (workers[i].started)
			(void)pthread_join(workers[i].thread, NULL);
	SEGBIAS_TRY(first_failure(pool, workers, count, error));
	segbias_csv_pool_counts(pool, &counts);
	segbias_source_count(pouring->source, &counts);
	status = gather(workers, count, error);
done:
	for (size_t i = 0; i < created; i++)
		release(&workers[i], i > 0);
	segbias_csv_pool_free(pool);
	free(workers);
	return status;
}

/* What the reader has handed out before: the records that came with the header. */
static enum segbias_status pour_begun(struct segbias_pouring *pouring, struct segbias_error *error)
{
	const struct segbias_csv_batch *batch = NULL;
	size_t first = 0;
	struct worker *worker = segbias_memory_zeroed(1, sizeof *worker);
	if (!worker)
		return segbias_error_memory(error);
	enum segbias_status status = init(worker, pouring, error);
	if (status == SEGBIAS_OK)
		segbias_source_begun(pouring->source, &batch, &first);
	if (batch) {
		worker->batch = *batch;
		status = pour_batch(worker, first, error ? error : &worker->error);
	}
	segbias_encoder_settle(pouring->encoder);
	segbias_source_add_rejected(pouring->source, &worker->rejected);
	release(worker, false);
	free(worker);
	return status;
}

enum segbias_status segbias_pour_batches(struct segbias_pouring *pouring, struct segbias_error *error)
{
	const struct segbias_source_options *options = segbias_source_options(pouring->source);
	/* What fits into the head is poured before a thread has started. */
	size_t threads = options->head->whole || options->threads == 0 ? 1 : options->threads;
	enum segbias_status status = pour_begun(pouring, error);
	return status == SEGBIAS_OK ? pour_rest(pouring, threads, error) : status;
}
