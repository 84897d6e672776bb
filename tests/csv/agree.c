#include "csv/agree.h"

#include "csv/pool.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	WORKERS_MAX = 8,
	PLACES_MAX = 12, /* of a wider record only the last field's place is asked for: it takes all those before it */
};

/* The records of a batch as text, and where the first of them stands. */
struct chunk {
	uint64_t line;
	struct segbias_text text;
};

/* What was read: by the whole file's reader, or by one worker. */
struct reading {
	struct chunk *chunks;
	size_t count;
	enum segbias_status status;
	struct segbias_error error;
	struct segbias_csv_counts counts;
	struct segbias_csv_worker *worker; /* NULL: not a worker's */
	bool ended;
};

uint32_t agree_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* ---- a batch as text ---- */

static void add_field(struct segbias_text *text, const struct segbias_csv_batch *batch, size_t record, size_t field)
{
	struct segbias_label label = segbias_csv_field(batch, record, field);
	char *room = malloc(label.size + 1);
	if (!room)
		abort();
	if (batch->raw)
		label = segbias_label_unquote(label, room);
	segbias_text_add_format(text, " %zu:", label.size);
	segbias_text_add(text, label.bytes, label.size);
	free(room);
}

static void add_place(struct segbias_text *text, struct segbias_csv *csv, struct segbias_csv_worker *worker,
                      size_t record, size_t field)
{
	uint64_t line = 0;
	uint64_t column = 0;
	if (worker)
		segbias_csv_worker_locate(worker, record, field, &line, &column);
	else
		segbias_csv_locate(csv, record, field, &line, &column);
	segbias_text_add_format(text, "@%" PRIu64 ":%" PRIu64, line, column);
}

static uint64_t line_of(struct segbias_csv *csv, struct segbias_csv_worker *worker, size_t record)
{
	uint64_t line = 0;
	uint64_t column = 0;
	if (worker)
		return segbias_csv_worker_line(worker, record);
	segbias_csv_locate(csv, record, 0, &line, &column);
	return line;
}

static void keep(struct reading *reading, struct segbias_csv *csv, const struct segbias_csv_batch *batch)
{
	struct chunk *larger = realloc(reading->chunks, (reading->count + 1) * sizeof *larger);
	if (!larger)
		abort();
	reading->chunks = larger;
	struct chunk *chunk = &reading->chunks[reading->count++];
	*chunk = (struct chunk){.line = line_of(csv, reading->worker, 0)};
	for (size_t record = 0; record < batch->records; record++) {
		segbias_text_add_format(&chunk->text, "%" PRIu64, line_of(csv, reading->worker, record));
		for (size_t field = 0; field < batch->width; field++) {
			add_field(&chunk->text, batch, record, field);
			if (batch->width <= PLACES_MAX || field + 1 == batch->width)
				add_place(&chunk->text, csv, reading->worker, record, field);
		}
		segbias_text_add_string(&chunk->text, "\n");
	}
}

static void release(struct reading *reading)
{
	for (size_t i = 0; i < reading->count; i++)
		segbias_text_release(&reading->chunks[i].text);
	free(reading->chunks);
	segbias_csv_worker_free(reading->worker);
}

/* ---- the reader of the whole file ---- */

static void read_batch(struct segbias_csv *csv, struct reading *reading)
{
	struct segbias_csv_batch batch = {0};
	reading->status = segbias_csv_next(csv, &batch, &reading->error);
	reading->ended = reading->status != SEGBIAS_OK || batch.records == 0;
	if (!reading->ended)
		keep(reading, csv, &batch);
}

/* ---- workers ---- */

static void work(struct reading *reading)
{
	struct segbias_csv_batch batch = {0};
	reading->status = segbias_csv_worker_next(reading->worker, &batch, &reading->error);
	reading->ended = reading->status != SEGBIAS_OK || batch.records == 0;
	if (!reading->ended)
		keep(reading, NULL, &batch);
}

static void *work_all(void *data)
{
	struct reading *reading = data;
	while (!reading->ended)
		work(reading);
	return NULL;
}

static void run_threads(struct reading *readings, unsigned workers)
{
	pthread_t threads[WORKERS_MAX];
	for (unsigned i = 0; i < workers; i++)
		if (pthread_create(&threads[i], NULL, work_all, &readings[i]) != 0)
			abort();
	for (unsigned i = 0; i < workers; i++)
		(void)pthread_join(threads[i], NULL);
}

static void take_turns(struct reading *readings, unsigned workers, uint32_t seed)
{
	uint32_t state = seed | 1;
	for (unsigned left = workers; left > 0;) {
		struct reading *reading = &readings[agree_random(&state) % workers];
		if (reading->ended)
			continue;
		work(reading);
		left -= reading->ended;
	}
}

/* ---- comparing ---- */

static int by_line(const void *left, const void *right)
{
	const struct chunk *a = left;
	const struct chunk *b = right;
	return (a->line > b->line) - (a->line < b->line);
}

/* All that was read before the error, in the order of the file. */
static struct segbias_text joined(const struct reading *readings, unsigned count, const struct segbias_error *error)
{
	size_t chunks = 0;
	for (unsigned i = 0; i < count; i++)
		chunks += readings[i].count;
	struct chunk *all = malloc((chunks + 1) * sizeof *all);
	if (!all)
		abort();
	size_t size = 0;
	for (unsigned i = 0; i < count; i++)
		for (size_t j = 0; j < readings[i].count; j++)
			all[size++] = readings[i].chunks[j];
	qsort(all, size, sizeof *all, by_line);
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "");
	for (size_t i = 0; i < size; i++)
		if (!error->line || all[i].line <= error->line)
			segbias_text_add(&text, all[i].text.data, all[i].text.size);
	free(all);
	return text;
}

static bool same_error(const struct segbias_error *a, const struct segbias_error *b)
{
	return a->status == b->status && a->line == b->line && a->column == b->column &&
	       strcmp(a->message, b->message) == 0 && strcmp(a->hint, b->hint) == 0 && strcmp(a->file, b->file) == 0;
}

static void add_error(struct segbias_text *text, const char *who, const struct segbias_error *error)
{
	segbias_text_add_format(text, "%s: %d %" PRIu64 ":%" PRIu64 " %s (%s)\n", who, (int)error->status, error->line,
	                        error->column, error->message, error->hint);
}

static bool same_counts(const struct segbias_csv_counts *a, const struct segbias_csv_counts *b)
{
	return a->records == b->records && a->bad == b->bad && a->bad_lines == b->bad_lines && a->blank == b->blank &&
	       (a->bad == 0 || same_error(&a->bad_first, &b->bad_first));
}

static void add_counts(struct segbias_text *text, const char *who, const struct segbias_csv_counts *counts)
{
	segbias_text_add_format(text,
	                        "%s: %" PRIu64 " records, %" PRIu64 " bad on %" PRIu64 " lines, %" PRIu64 " blank\n",
	                        who, counts->records, counts->bad, counts->bad_lines, counts->blank);
	if (counts->bad)
		add_error(text, who, &counts->bad_first);
}

static bool compare(const struct reading *whole, const struct reading *readings, unsigned count,
                    const struct reading *pool, struct segbias_text *difference)
{
	struct segbias_text want = joined(whole, 1, &whole->error);
	struct segbias_text got = joined(readings, count, &pool->error);
	bool same_records = want.size == got.size && memcmp(want.data, got.data, want.size) == 0;
	bool same_end = same_error(&whole->error, &pool->error) &&
	                (whole->status != SEGBIAS_OK || same_counts(&whole->counts, &pool->counts));
	if (!same_records)
		segbias_text_add_format(difference, "whole file:\n%s\nworkers:\n%s\n", want.data, got.data);
	if (!same_records || !same_end) {
		add_error(difference, "whole file", &whole->error);
		add_error(difference, "workers", &pool->error);
		add_counts(difference, "whole file", &whole->counts);
		add_counts(difference, "workers", &pool->counts);
	}
	segbias_text_release(&want);
	segbias_text_release(&got);
	return same_records && same_end;
}

/* ---- one case ---- */

static int open_input(const struct agree_case *agree)
{
	int ends[2] = {-1, -1};
	if (agree->input == AGREE_PIPE) {
		if (pipe(ends) != 0)
			abort();
	} else {
		char path[] = "/tmp/segbias-agree-XXXXXX";
		ends[0] = ends[1] = mkstemp(path);
		if (ends[0] < 0 || unlink(path) != 0)
			abort();
	}
	if (write(ends[1], agree->bytes.bytes, agree->bytes.size) != (ssize_t)agree->bytes.size)
		abort();
	if (agree->input == AGREE_PIPE)
		(void)close(ends[1]);
	else if (lseek(ends[0], 0, SEEK_SET) != 0)
		abort();
	return ends[0];
}

static enum segbias_status open_stream(const struct agree_case *agree, int descriptor, struct segbias_stream **stream,
                                       struct segbias_error *error)
{
	if (descriptor < 0)
		return segbias_stream_open_memory("t.csv", agree->bytes.bytes, agree->bytes.size, stream, error);
	char path[32];
	(void)snprintf(path, sizeof path, "/dev/fd/%d", descriptor);
	return segbias_stream_open(path, false, stream, error);
}

static void read_whole(struct segbias_csv *csv, struct reading *whole)
{
	while (!whole->ended)
		read_batch(csv, whole);
	whole->counts = *segbias_csv_counts(csv);
}

/* readings[0] is what is read before the pool takes over. */
static void read_by_workers(const struct agree_case *agree, struct segbias_csv *csv, struct reading *readings,
                            struct reading *pool_reading)
{
	struct segbias_csv_pool *pool = NULL;
	read_batch(csv, &readings[0]);
	if (readings[0].ended) {
		pool_reading->error = readings[0].error;
		pool_reading->counts = *segbias_csv_counts(csv);
		return;
	}
	if (segbias_csv_pool_create(csv, agree->piece, &pool, NULL) != SEGBIAS_OK)
		abort();
	for (unsigned i = 1; i <= agree->workers; i++)
		if (segbias_csv_worker_create(pool, &readings[i].worker, NULL) != SEGBIAS_OK)
			abort();
	if (agree->threads)
		run_threads(readings + 1, agree->workers);
	else
		take_turns(readings + 1, agree->workers, agree->seed);
	(void)segbias_csv_pool_failure(pool, &pool_reading->error);
	segbias_csv_pool_counts(pool, &pool_reading->counts);
	for (unsigned i = 0; i <= agree->workers; i++) {
		segbias_csv_worker_free(readings[i].worker);
		readings[i].worker = NULL;
	}
	segbias_csv_pool_free(pool);
}

bool agree_check(const struct agree_case *agree, struct segbias_text *difference)
{
	struct reading whole = {0};
	struct reading pool = {0};
	struct reading readings[WORKERS_MAX + 1] = {0};
	bool same = true;
	for (int fast = 0; fast < 2; fast++) {
		struct segbias_csv_options options = {.delimiter = agree->delimiter, .skip_bad = agree->skip_bad};
		options.records_max = fast ? agree->first : 0;
		struct segbias_stream *stream = NULL;
		struct segbias_csv *csv = NULL;
		int descriptor = agree->input == AGREE_MEMORY ? -1 : open_input(agree);
		struct segbias_error error = {0};
		if (open_stream(agree, descriptor, &stream, &error) == SEGBIAS_OK &&
		    segbias_csv_create(stream, &options, &csv, &error) == SEGBIAS_OK) {
			if (fast)
				read_by_workers(agree, csv, readings, &pool);
			else
				read_whole(csv, &whole);
		}
		segbias_csv_free(csv);
		segbias_stream_free(stream);
		if (descriptor >= 0)
			(void)close(descriptor);
	}
	/* The descriptor's number is part of its name. */
	if (agree->input != AGREE_MEMORY) {
		whole.error.file[0] = pool.error.file[0] = '\0';
		whole.counts.bad_first.file[0] = pool.counts.bad_first.file[0] = '\0';
	}
	same = compare(&whole, readings, WORKERS_MAX + 1, &pool, difference);
	release(&whole);
	for (unsigned i = 0; i <= WORKERS_MAX; i++)
		release(&readings[i]);
	return same;
}

/* ---- files ---- */

static const char *const plain_fields[] = {
    "x", "", "12", "north", "é", "\xf0\x9f\x98\x80 smile", "a longer field of text"};
static const char *const quoted_fields[] = {"\"\"",     "\"a\"", "\"a,b\"", "\"\"\"\"", "\"\r\n\"", "\"a\n\"\"b\"\"\"",
                                            "\"é\n\n\""};
static const char *const odd_fields[] = {"\"a\rb\"", "a\"b", "\"a\"b", "\"", "\xff", "x\ry", " \"a\""};

struct look {
	unsigned columns, rows, quoted_percent, odd_permille, blank_permille, ragged_permille;
	const char *line_end; /* NULL: any */
	char delimiter;
};

static bool chance(uint32_t *state, unsigned permille)
{
	return agree_random(state) % 1000 < permille;
}

static void draw_field(uint32_t *state, const struct look *look, struct segbias_text *bytes)
{
	const char *field = plain_fields[agree_random(state) % 7];
	if (chance(state, look->quoted_percent * 10))
		field = quoted_fields[agree_random(state) % 7];
	if (chance(state, look->odd_permille))
		field = odd_fields[agree_random(state) % 7];
	segbias_text_add_string(bytes, field);
}

static void draw_row(uint32_t *state, const struct look *look, struct segbias_text *bytes)
{
	static const char *const line_ends[] = {"\n", "\r\n", "\n", "\r\n", "\r"};
	const char *line_end = look->line_end ? look->line_end : line_ends[agree_random(state) % 5];
	unsigned columns = look->columns;
	if (chance(state, look->blank_permille))
		columns = 0;
	else if (chance(state, look->ragged_permille))
		columns = agree_random(state) % 2 || columns == 1 ? columns + 1 : columns - 1;
	for (unsigned i = 0; i < columns; i++) {
		if (i)
			segbias_text_add(bytes, &look->delimiter, 1);
		draw_field(state, look, bytes);
	}
	segbias_text_add_string(bytes, line_end);
}

/* One change of the bytes. */
static void damage(uint32_t *state, struct segbias_text *bytes)
{
	static const char seeds[] = {'"', '"', '"', '\r', '\n', '\0', ',', 'x', '\xff'};
	if (bytes->size == 0)
		return;
	size_t at = agree_random(state) % bytes->size;
	char byte = seeds[agree_random(state) % sizeof seeds];
	switch (agree_random(state) % 4) {
	case 0:
		bytes->data[at] = byte;
		break;
	case 1:
		memmove(bytes->data + at, bytes->data + at + 1, bytes->size - at - 1);
		bytes->size--;
		break;
	case 2:
		segbias_text_add(bytes, &byte, 1);
		memmove(bytes->data + at + 1, bytes->data + at, bytes->size - at - 1);
		bytes->data[at] = byte;
		break;
	default:
		if (chance(state, 200))
			bytes->size = at;
		break;
	}
}

static void draw_soup(uint32_t *state, struct segbias_text *bytes)
{
	static const char *const alphabets[] = {"a,\"\r\n", "aaaaaaaaaa,,,,\n", "aa,,\"\"\n", "a\n\n,\"",
	                                        "aaaaaaaaaaaaaaa\"\n,"};
	const char *alphabet = alphabets[agree_random(state) % 5];
	size_t size = agree_random(state) % 300;
	for (size_t i = 0; i < size; i++)
		segbias_text_add(bytes, &alphabet[agree_random(state) % strlen(alphabet)], 1);
}

static struct look draw_look(uint32_t *state, const struct agree_case *agree)
{
	static const unsigned columns[] = {1, 2, 2, 3, 5, 12, 300};
	static const unsigned permille[] = {0, 0, 0, 2, 20, 200};
	struct look look = {.columns = columns[agree_random(state) % 7], .delimiter = agree->delimiter};
	look.rows = look.columns == 300 ? 1 + agree_random(state) % 4 : agree_random(state) % 80;
	look.quoted_percent = (unsigned[]){0, 0, 5, 50}[agree_random(state) % 4];
	look.odd_permille = permille[agree_random(state) % 6] / (look.columns == 300 ? 20 : 1);
	look.blank_permille = permille[agree_random(state) % 6];
	look.ragged_permille = permille[agree_random(state) % 6];
	look.line_end = (const char *[]){"\n", "\n", "\r\n", "\r\n", "\r", NULL}[agree_random(state) % 6];
	return look;
}

void agree_draw(uint32_t *state, struct segbias_text *bytes, struct agree_case *agree)
{
	bytes->size = 0;
	segbias_text_add_string(bytes, agree_random(state) % 8 ? "" : "\xef\xbb\xbf");
	agree->delimiter = agree_random(state) % 4 ? ',' : ";\t|"[agree_random(state) % 3];
	agree->skip_bad = agree_random(state) % 2;
	agree->first = agree_random(state) % 4 ? 1 : 1 + agree_random(state) % 20;
	agree->seed = agree_random(state);
	if (agree_random(state) % 8 == 0) {
		draw_soup(state, bytes);
	} else {
		struct look look = draw_look(state, agree);
		struct look header = look;
		header.odd_permille = header.ragged_permille = 0;
		draw_row(state, &header, bytes);
		for (unsigned i = 0; i < look.rows; i++)
			draw_row(state, &look, bytes);
		if (bytes->size && agree_random(state) % 3 == 0)
			bytes->size--;
	}
	for (unsigned left = agree_random(state) % 3 ? 0 : agree_random(state) % 6; left > 0; left--)
		damage(state, bytes);
	agree->bytes = (struct segbias_label){bytes->data, bytes->size};
}
