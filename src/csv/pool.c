/* The pool's bytes come from two places: `ahead`, which holds what was read and not used, and then the stream. A worker
 * copies them behind each other into its own memory and puts back what follows its last whole record. Nothing but the
 * libcsv reader ever puts back more than the beginning of one record.
 */
#include "csv/pool.h"

#include "base/memory.h"
#include "csv/piece.h"
#include "csv/place.h"
#include "csv/structure.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct segbias_csv_pool {
	struct segbias_csv *csv;
	struct segbias_stream *stream;
	const struct segbias_csv_kernel *kernel;
	size_t piece;
	size_t width;
	char delimiter;

	pthread_mutex_t mutex; /* for all that follows */
	bool opening;          /* `csv` has not come between two records: libcsv goes on for it first */
	bool ended;
	bool stopped;
	uint64_t taken; /* pieces */
	uint64_t line;  /* on which the next piece starts */

	char *ahead;
	size_t ahead_size;
	size_t ahead_used;
	size_t ahead_capacity;
	bool stream_ended;
	struct segbias_error stream_failure; /* sticks */

	struct segbias_error failure; /* the first in the file */
	uint64_t failure_piece;
	struct segbias_csv_counts counts;
	uint64_t bad_piece; /* that of counts.bad_first */
};

struct segbias_csv_worker {
	struct segbias_csv_pool *pool;
	struct segbias_error failure; /* sticks */
	uint64_t piece;               /* the number of the current one */
	uint64_t line;                /* on which it starts */

	char *bytes; /* the piece, and while it is taken what follows */
	size_t size;
	size_t capacity;    /* without SEGBIAS_CSV_PADDING */
	bool line_feed_due; /* the file ends without one, which is put behind the piece */
	uint32_t *ends;
	size_t ends_capacity;

	struct segbias_csv *reader; /* libcsv, when it is needed */
	struct segbias_csv_batch batch;

	/* A record of a raw batch and its line, for the next question. */
	size_t seen_record;
	uint64_t seen_line;

	/* Not yet added to the pool's. */
	struct segbias_csv_counts counts;
	uint64_t bad_piece;
};

/* ---- memory ---- */

static size_t doubled(size_t capacity, size_t need)
{
	size_t larger = capacity ? capacity : 4096;
	while (larger < need)
		larger *= 2;
	return larger;
}

static bool reserve_bytes(struct segbias_csv_worker *worker, size_t need)
{
	if (need <= worker->capacity)
		return true;
	size_t larger = doubled(worker->capacity, need);
	char *bytes = segbias_memory_resize(worker->bytes, larger + SEGBIAS_CSV_PADDING, 1);
	if (!bytes) {
		segbias_error_memory(&worker->failure);
		return false;
	}
	worker->bytes = bytes;
	worker->capacity = larger;
	return true;
}

static bool reserve_ends(struct segbias_csv_worker *worker, size_t need)
{
	if (need <= worker->ends_capacity)
		return true;
	size_t larger = doubled(worker->ends_capacity, need);
	uint32_t *ends = segbias_memory_resize(worker->ends, larger, sizeof *ends);
	if (!ends) {
		segbias_error_memory(&worker->failure);
		return false;
	}
	worker->ends = ends;
	worker->ends_capacity = larger;
	return true;
}

/* ---- the pool's bytes; under the lock ---- */

static size_t ahead_left(const struct segbias_csv_pool *pool)
{
	return pool->ahead_size - pool->ahead_used;
}

static bool no_more(const struct segbias_csv_pool *pool)
{
	return ahead_left(pool) == 0 && (pool->stream_ended || pool->stream_failure.status != SEGBIAS_OK);
}

static enum segbias_status read_stream(struct segbias_csv_pool *pool, char *buffer, size_t capacity, size_t *size,
                                       struct segbias_error *error)
{
	*size = 0;
	if (!pool->stream_ended && pool->stream_failure.status == SEGBIAS_OK) {
		size_t got = 0;
		if (segbias_stream_read(pool->stream, buffer, capacity, &got, &pool->stream_failure) == SEGBIAS_OK) {
			pool->stream_ended = got == 0;
			*size = got;
		}
	}
	if (pool->stream_failure.status != SEGBIAS_OK)
		*error = pool->stream_failure;
	return pool->stream_failure.status;
}

/* A segbias_csv_source: no more than a piece at a time. */
static enum segbias_status read_bytes(void *data, char *buffer, size_t capacity, size_t *size,
                                      struct segbias_error *error)
{
	struct segbias_csv_pool *pool = data;
	size_t most = capacity < pool->piece ? capacity : pool->piece;
	size_t left = ahead_left(pool);
	if (left == 0)
		return read_stream(pool, buffer, most, size, error);
	*size = left < most ? left : most;
	memcpy(buffer, pool->ahead + pool->ahead_used, *size);
	pool->ahead_used += *size;
	return SEGBIAS_OK;
}

/* The next bytes of the file will be these, which were the last to be read. */
static bool put_back(struct segbias_csv_pool *pool, const char *bytes, size_t size)
{
	if (ahead_left(pool) > 0) {
		pool->ahead_used -= size; /* they stand there still: the stream is not read before all were used */
		return true;
	}
	if (size > pool->ahead_capacity) {
		size_t larger = doubled(pool->ahead_capacity, size);
		char *ahead = segbias_memory_resize(pool->ahead, larger, 1);
		if (!ahead)
			return false;
		pool->ahead = ahead;
		pool->ahead_capacity = larger;
	}
	if (size)
		memcpy(pool->ahead, bytes, size);
	pool->ahead_used = 0;
	pool->ahead_size = size;
	return true;
}

/* Puts the next bytes behind those that the worker has: a piece read from the stream, or what waits. */
static void fill(struct segbias_csv_worker *worker)
{
	struct segbias_csv_pool *pool = worker->pool;
	/* One more for a line feed. */
	if (!reserve_bytes(worker, worker->size + 2 * pool->piece + 1))
		return;
	struct segbias_error failure; /* asked for when the bytes before it are used */
	size_t got = 0;
	if (ahead_left(pool) > 0) {
		(void)read_bytes(pool, worker->bytes + worker->size, pool->piece, &got, &failure);
		worker->size += got;
	}
	if (ahead_left(pool) > 0)
		return;
	for (size_t left = pool->piece; left > 0; left -= got) {
		if (read_stream(pool, worker->bytes + worker->size, left, &got, &failure) != SEGBIAS_OK || got == 0)
			return;
		worker->size += got;
	}
}

/* ---- the libcsv reader ---- */

static void add_counts(struct segbias_csv_counts *sum, uint64_t *bad_piece, const struct segbias_csv_counts *more,
                       uint64_t more_piece)
{
	if (more->bad && (sum->bad == 0 || more_piece < *bad_piece)) {
		sum->bad_first = more->bad_first;
		*bad_piece = more_piece;
	}
	sum->records += more->records;
	sum->bad += more->bad;
	sum->bad_lines += more->bad_lines;
	sum->blank += more->blank;
}

/* Lets libcsv read the piece into the worker's batch. */
static void read_strictly(struct segbias_csv_worker *worker, const struct segbias_csv_piece *piece)
{
	if (!worker->reader &&
	    segbias_csv_piece_create(worker->pool->csv, &worker->reader, &worker->failure) != SEGBIAS_OK)
		return;
	if (segbias_csv_piece_read(worker->reader, piece, &worker->batch, &worker->failure) != SEGBIAS_OK)
		worker->batch.records = 0;
	else if (segbias_csv_failure(worker->reader))
		worker->failure = *segbias_csv_failure(worker->reader);
	add_counts(&worker->counts, &worker->bad_piece, segbias_csv_counts(worker->reader), worker->piece);
}

/* Where only libcsv can say where records end: it goes on from the worker's bytes until it stands at the start of a record
 * at or after `target`. Under the lock. */
static void take_strictly(struct segbias_csv_worker *worker, size_t target)
{
	struct segbias_csv_pool *pool = worker->pool;
	struct segbias_csv_piece piece = {
	    .bytes = {worker->bytes, worker->size},
	    .line = worker->line,
	    .target = target,
	    .source = read_bytes,
	    .data = pool,
	    .after = pool->opening ? pool->csv : NULL,
	};
	pool->opening = false;
	read_strictly(worker, &piece);
	if (!worker->reader)
		return;
	struct segbias_label rest = segbias_csv_rest(worker->reader, &pool->line);
	if (!put_back(pool, rest.bytes, rest.size))
		segbias_error_memory(&worker->failure);
}

/* ---- taking a piece; under the lock ---- */

enum taken {
	NOTHING, /* the end */
	PLAIN,   /* whole records, in the worker's bytes */
	READ,    /* by libcsv: the batch is there */
};

/* Reads on until a record ends, or until only libcsv can say where one does. Returns where the bytes ended that were read
 * first. */
static size_t find_end(struct segbias_csv_worker *worker, struct segbias_csv_frame *frame)
{
	struct segbias_csv_pool *pool = worker->pool;
	size_t first = 0;
	do {
		fill(worker);
		if (worker->failure.status != SEGBIAS_OK || worker->size == 0)
			return 0;
		if (first == 0)
			first = worker->size;
		size_t size = worker->size;
		if (no_more(pool) && pool->stream_ended && worker->bytes[size - 1] != '\n')
			worker->bytes[size++] = '\n'; /* none if that is in quotes */
		pool->kernel->frame(frame, worker->bytes, size);
	} while (frame->end == 0 && !frame->odd && !no_more(pool) && worker->size <= SEGBIAS_CSV_RECORD_MAX);
	return first;
}

static enum taken take_piece(struct segbias_csv_worker *worker)
{
	struct segbias_csv_pool *pool = worker->pool;
	struct segbias_csv_frame frame = {.delimiter = pool->delimiter};
	worker->size = 0;
	size_t first = find_end(worker, &frame);
	if (worker->failure.status != SEGBIAS_OK)
		return NOTHING;
	if (worker->size == 0) {
		pool->ended = true;
		worker->failure = pool->stream_failure;
		return NOTHING;
	}
	/* A longer record than is allowed can only be where there are more bytes than that. */
	if (frame.end == 0 || frame.odd || worker->size > SEGBIAS_CSV_RECORD_MAX) {
		take_strictly(worker, first);
		return READ;
	}
	pool->line += frame.lines;
	worker->line_feed_due = frame.end > worker->size;
	if (worker->line_feed_due)
		return PLAIN;
	if (!put_back(pool, worker->bytes + frame.end, worker->size - frame.end))
		segbias_error_memory(&worker->failure);
	worker->size = frame.end;
	return PLAIN;
}

static void note_failure(struct segbias_csv_worker *worker)
{
	struct segbias_csv_pool *pool = worker->pool;
	if (worker->failure.status == SEGBIAS_OK)
		return;
	if (pool->failure.status == SEGBIAS_OK || worker->piece < pool->failure_piece) {
		pool->failure = worker->failure;
		pool->failure_piece = worker->piece;
	}
	pool->stopped = true;
}

static enum taken take(struct segbias_csv_worker *worker)
{
	struct segbias_csv_pool *pool = worker->pool;
	enum taken taken = NOTHING;
	(void)pthread_mutex_lock(&pool->mutex);
	add_counts(&pool->counts, &pool->bad_piece, &worker->counts, worker->bad_piece);
	worker->counts = (struct segbias_csv_counts){0};
	if (!pool->ended && !pool->stopped) {
		worker->piece = ++pool->taken;
		worker->line = pool->line;
		worker->size = 0;
		if (pool->opening) {
			take_strictly(worker, 0);
			taken = READ;
		} else {
			taken = take_piece(worker);
		}
		note_failure(worker);
	}
	(void)pthread_mutex_unlock(&pool->mutex);
	return taken;
}

/* ---- fields; outside of the lock ---- */

/* Whether the index is one of records that are all as wide as the file. */
static bool well_shaped(const struct segbias_csv_worker *worker, const struct segbias_csv_index *index)
{
	size_t width = worker->pool->width;
	if (index->nul || index->ends != index->records * width)
		return false;
	unsigned differing = 0;
	for (size_t i = width - 1; i < index->ends; i += width)
		differing |= (unsigned char)worker->bytes[worker->ends[i]] ^ (unsigned)'\n';
	return differing == 0;
}

static void index_piece(struct segbias_csv_worker *worker)
{
	struct segbias_csv_pool *pool = worker->pool;
	size_t size = worker->size + worker->line_feed_due;
	if (!reserve_ends(worker, size + SEGBIAS_CSV_ENDS_SLACK))
		return;
	struct segbias_csv_index index = pool->kernel->index(worker->bytes, size, pool->delimiter, worker->ends);
	if (!well_shaped(worker, &index)) {
		struct segbias_csv_piece piece = {
		    .bytes = {worker->bytes, worker->size},
		    .line = worker->line,
		    .target = worker->size,
		};
		read_strictly(worker, &piece);
		return;
	}
	worker->batch = (struct segbias_csv_batch){worker->bytes, worker->ends, index.records, pool->width, true};
	worker->counts.records += index.records;
	worker->seen_record = 0;
	worker->seen_line = worker->line;
}

/* ---- the interface ---- */

enum segbias_status segbias_csv_pool_create(struct segbias_csv *csv, size_t piece, struct segbias_csv_pool **out,
                                            struct segbias_error *error)
{
	struct segbias_csv_pool *pool = segbias_memory_zeroed(1, sizeof *pool);
	if (!pool)
		return segbias_error_memory(error);
	if (pthread_mutex_init(&pool->mutex, NULL) != 0) {
		free(pool);
		return segbias_error_memory(error);
	}
	pool->csv = csv;
	pool->stream = segbias_csv_stream(csv);
	pool->kernel = segbias_csv_kernel();
	pool->piece = piece ? piece : SEGBIAS_CSV_PIECE;
	if (pool->piece < SEGBIAS_CSV_PIECE_MIN)
		pool->piece = SEGBIAS_CSV_PIECE_MIN;
	if (pool->piece > SEGBIAS_CSV_PIECE_MAX)
		pool->piece = SEGBIAS_CSV_PIECE_MAX;
	pool->width = segbias_csv_width(csv);
	pool->delimiter = segbias_csv_delimiter(csv);
	pool->opening = !segbias_csv_between(csv);
	pool->counts = *segbias_csv_counts(csv);
	struct segbias_label rest = segbias_csv_rest(csv, &pool->line);
	if (!put_back(pool, rest.bytes, rest.size)) {
		segbias_csv_pool_free(pool);
		return segbias_error_memory(error);
	}
	*out = pool;
	return SEGBIAS_OK;
}

void segbias_csv_pool_free(struct segbias_csv_pool *pool)
{
	if (!pool)
		return;
	(void)pthread_mutex_destroy(&pool->mutex);
	free(pool->ahead);
	free(pool);
}

enum segbias_status segbias_csv_worker_create(struct segbias_csv_pool *pool, struct segbias_csv_worker **out,
                                              struct segbias_error *error)
{
	struct segbias_csv_worker *worker = segbias_memory_zeroed(1, sizeof *worker);
	if (!worker)
		return segbias_error_memory(error);
	worker->pool = pool;
	*out = worker;
	return SEGBIAS_OK;
}

void segbias_csv_worker_free(struct segbias_csv_worker *worker)
{
	if (!worker)
		return;
	segbias_csv_free(worker->reader);
	free(worker->bytes);
	free(worker->ends);
	free(worker);
}

enum segbias_status segbias_csv_worker_next(struct segbias_csv_worker *worker, struct segbias_csv_batch *batch,
                                            struct segbias_error *error)
{
	worker->batch = (struct segbias_csv_batch){.bytes = "", .width = worker->pool->width};
	enum taken taken = READ;
	while (worker->failure.status == SEGBIAS_OK && worker->batch.records == 0 && taken != NOTHING) {
		taken = take(worker);
		if (taken != PLAIN || worker->failure.status != SEGBIAS_OK)
			continue;
		index_piece(worker);
		if (worker->failure.status == SEGBIAS_OK)
			continue;
		(void)pthread_mutex_lock(&worker->pool->mutex);
		note_failure(worker);
		(void)pthread_mutex_unlock(&worker->pool->mutex);
	}
	/* The records before a failure are handed out first. */
	if (worker->batch.records == 0 && worker->failure.status != SEGBIAS_OK) {
		if (error)
			*error = worker->failure;
		return worker->failure.status;
	}
	*batch = worker->batch;
	return SEGBIAS_OK;
}

/* Where a record of a raw batch starts. */
static size_t record_start(const struct segbias_csv_worker *worker, size_t record)
{
	return record ? (size_t)worker->batch.ends[record * worker->batch.width - 1] + 1 : 0;
}

uint64_t segbias_csv_worker_line(struct segbias_csv_worker *worker, size_t record)
{
	if (record >= worker->batch.records)
		return 0;
	if (!worker->batch.raw) {
		uint64_t line = 0;
		uint64_t column = 0;
		segbias_csv_locate(worker->reader, record, 0, &line, &column);
		return line;
	}
	if (record < worker->seen_record) {
		worker->seen_record = 0;
		worker->seen_line = worker->line;
	}
	/* In a plain piece every line ends with a line feed. */
	const char *stop = worker->bytes + record_start(worker, record);
	for (const char *at = worker->bytes + record_start(worker, worker->seen_record); at < stop; at++) {
		at = memchr(at, '\n', (size_t)(stop - at));
		if (!at)
			break;
		worker->seen_line++;
	}
	worker->seen_record = record;
	return worker->seen_line;
}

void segbias_csv_worker_locate(struct segbias_csv_worker *worker, size_t record, size_t field, uint64_t *line,
                               uint64_t *column)
{
	*line = *column = 0;
	if (record >= worker->batch.records)
		return;
	if (!worker->batch.raw) {
		segbias_csv_locate(worker->reader, record, field, line, column);
		return;
	}
	struct segbias_label text = {worker->bytes, worker->size};
	struct segbias_csv_walk walk = segbias_csv_walk_begin(
	    text, worker->pool->delimiter, record_start(worker, record), segbias_csv_worker_line(worker, record));
	segbias_csv_walk_on(&walk, worker->size, field);
	*line = walk.line;
	*column = segbias_csv_walk_column(&walk, walk.line_start, walk.at);
}

void segbias_csv_pool_stop(struct segbias_csv_pool *pool)
{
	(void)pthread_mutex_lock(&pool->mutex);
	pool->stopped = true;
	(void)pthread_mutex_unlock(&pool->mutex);
}

enum segbias_status segbias_csv_pool_failure(const struct segbias_csv_pool *pool, struct segbias_error *error)
{
	if (pool->failure.status != SEGBIAS_OK && error)
		*error = pool->failure;
	return pool->failure.status;
}

void segbias_csv_pool_counts(const struct segbias_csv_pool *pool, struct segbias_csv_counts *out)
{
	*out = pool->counts;
	out->line = pool->line;
}
