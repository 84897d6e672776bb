/* segbias-dump [--reader libcsv|fast] [--block BYTES] [--threads N] [--delimiter C] FILE
 *
 * Prints every record, the first too, as one JSON array of strings a line: what a reader makes of a file, to be compared
 * with other readers. Exit status: 2 usage, 3 data, 5 system. The records before an error are printed.
 *
 * The fast reader is a pool of workers (csv/pool.h), a thread each, that takes over after the first record and reads
 * BYTES at a time; what it prints is gathered in memory first.
 */
#include "base/unicode.h"
#include "csv/pool.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: segbias-dump [--reader libcsv|fast] [--block BYTES] [--threads N] [--delimiter C] FILE\n"
    "  C: one character, tab or \\t; found out where it is not given\n"
    "  BYTES, N: of the fast reader\n";

enum { THREADS_MAX = 64 };

struct arguments {
	char delimiter;
	const char *path;
	bool fast;
	size_t block;
	size_t threads;
};

static bool parse_number(const char *value, size_t min, size_t max, size_t *number)
{
	char *end = NULL;
	*number = strtoul(value, &end, 10);
	return *value >= '0' && *value <= '9' && *end == '\0' && *number >= min && *number <= max;
}

static bool parse_reader(const char *value, bool *fast)
{
	*fast = strcmp(value, "fast") == 0;
	return *fast || strcmp(value, "libcsv") == 0;
}

static bool parse_delimiter(const char *value, char *delimiter)
{
	if (strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0)
		*delimiter = '\t';
	else if (strlen(value) == 1)
		*delimiter = value[0];
	else
		return false;
	return true;
}

static bool parse_arguments(int count, char **values, struct arguments *arguments)
{
	for (int i = 1; i < count; i++) {
		const char *value = values[i];
		bool last = i + 1 == count;
		if (strcmp(value, "--reader") == 0 && !last) {
			if (!parse_reader(values[++i], &arguments->fast))
				return false;
		} else if (strcmp(value, "--block") == 0 && !last) {
			if (!parse_number(values[++i], SEGBIAS_CSV_PIECE_MIN, SEGBIAS_CSV_PIECE_MAX, &arguments->block))
				return false;
		} else if (strcmp(value, "--threads") == 0 && !last) {
			if (!parse_number(values[++i], 1, THREADS_MAX, &arguments->threads))
				return false;
		} else if (strcmp(value, "--delimiter") == 0 && !last) {
			if (!parse_delimiter(values[++i], &arguments->delimiter))
				return false;
		} else if (arguments->path || (value[0] == '-' && value[1] != '\0')) {
			return false;
		} else {
			arguments->path = value;
		}
	}
	return arguments->path != NULL;
}

static void add_json(struct segbias_text *line, struct segbias_label label)
{
	segbias_text_add(line, "\"", 1);
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		if (size == 0)
			segbias_text_add_string(line, "\xef\xbf\xbd");
		else if (code < 0x20 || code == 0x7F)
			segbias_text_add_format(line, "\\u%04x", (unsigned)code);
		else if (code == '"' || code == '\\')
			segbias_text_add_format(line, "\\%c", (int)code);
		else
			segbias_text_add(line, label.bytes + at, size);
		at += size ? size : 1;
	}
	segbias_text_add(line, "\"", 1);
}

static void add_field(struct segbias_text *text, const struct segbias_csv_batch *batch, size_t record, size_t field)
{
	struct segbias_label label = segbias_csv_field(batch, record, field);
	char *room = batch->raw ? malloc(label.size + 1) : NULL;
	if (batch->raw && !room)
		text->failed = true;
	else
		add_json(text, batch->raw ? segbias_label_unquote(label, room) : label);
	free(room);
}

static void add_batch(struct segbias_text *text, const struct segbias_csv_batch *batch)
{
	for (size_t record = 0; record < batch->records; record++) {
		for (size_t field = 0; field < batch->width; field++) {
			segbias_text_add(text, field ? "," : "[", 1);
			add_field(text, batch, record, field);
		}
		segbias_text_add(text, "]\n", 2);
	}
}

static enum segbias_status print_text(const struct segbias_text *text, struct segbias_error *error)
{
	if (text->failed)
		return segbias_error_memory(error);
	if (text->size && fwrite(text->data, 1, text->size, stdout) != text->size)
		return segbias_error_set(error, SEGBIAS_SYSTEM, "standard output cannot be written");
	return SEGBIAS_OK;
}

/* Prints the next batch. *more: it was not the end. */
static enum segbias_status dump_batch(struct segbias_csv *csv, bool *more, struct segbias_error *error)
{
	struct segbias_csv_batch batch = {0};
	struct segbias_text text = {0};
	enum segbias_status status = segbias_csv_next(csv, &batch, error);
	if (status == SEGBIAS_OK) {
		add_batch(&text, &batch);
		status = print_text(&text, error);
	}
	*more = batch.records > 0;
	segbias_text_release(&text);
	return status;
}

/* ---- the fast reader ---- */

/* What a worker has read, a batch each, and the line on which it starts. */
struct chunk {
	uint64_t line;
	struct segbias_text text;
};

struct work {
	pthread_t thread;
	bool started;
	struct segbias_csv_worker *worker;
	struct chunk *chunks;
	size_t count;
	bool failed; /* no memory */
};

static void *read_chunks(void *data)
{
	struct work *work = data;
	struct segbias_csv_batch batch = {0};
	while (segbias_csv_worker_next(work->worker, &batch, NULL) == SEGBIAS_OK && batch.records > 0) {
		struct chunk *larger = realloc(work->chunks, (work->count + 1) * sizeof *larger);
		work->failed = !larger;
		if (!larger)
			break;
		work->chunks = larger;
		struct chunk *chunk = &work->chunks[work->count++];
		*chunk = (struct chunk){.line = segbias_csv_worker_line(work->worker, 0)};
		add_batch(&chunk->text, &batch);
	}
	return NULL;
}

/* Runs all workers to their end. */
static enum segbias_status run(struct segbias_csv_pool *pool, struct work *works, size_t threads,
                               struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < threads && status == SEGBIAS_OK; i++) {
		status = segbias_csv_worker_create(pool, &works[i].worker, error);
		works[i].started =
		    status == SEGBIAS_OK && pthread_create(&works[i].thread, NULL, read_chunks, &works[i]) == 0;
		if (status == SEGBIAS_OK && !works[i].started)
			status = segbias_error_set(error, SEGBIAS_SYSTEM, "a thread cannot be started");
	}
	for (size_t i = 0; i < threads; i++) {
		if (works[i].started)
			(void)pthread_join(works[i].thread, NULL);
		if (works[i].failed)
			status = segbias_error_memory(error);
	}
	return status;
}

static int by_line(const void *left, const void *right)
{
	const struct chunk *a = left;
	const struct chunk *b = right;
	return (a->line > b->line) - (a->line < b->line);
}

/* Prints what was read before the failure, in the order of the file. */
static enum segbias_status print_chunks(const struct work *works, size_t threads, const struct segbias_error *failure,
                                        struct segbias_error *error)
{
	size_t count = 0;
	for (size_t i = 0; i < threads; i++)
		count += works[i].count;
	struct chunk *all = malloc((count + 1) * sizeof *all);
	if (!all)
		return segbias_error_memory(error);
	size_t size = 0;
	for (size_t i = 0; i < threads; i++)
		for (size_t j = 0; j < works[i].count; j++)
			all[size++] = works[i].chunks[j];
	qsort(all, size, sizeof *all, by_line);
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < size && status == SEGBIAS_OK; i++)
		if (failure->line == 0 || all[i].line <= failure->line)
			status = print_text(&all[i].text, error);
	free(all);
	return status;
}

static enum segbias_status dump_rest(struct segbias_csv *csv, const struct arguments *arguments,
                                     struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_csv_pool *pool = NULL;
	struct segbias_error failure = {0};
	struct work works[THREADS_MAX] = {0};
	size_t threads = arguments->threads ? arguments->threads : 1;
	SEGBIAS_TRY(segbias_csv_pool_create(csv, arguments->block, &pool, error));
	SEGBIAS_TRY(run(pool, works, threads, error));
	(void)segbias_csv_pool_failure(pool, &failure);
	SEGBIAS_TRY(print_chunks(works, threads, &failure, error));
	SEGBIAS_TRY(segbias_csv_pool_failure(pool, error));
done:
	for (size_t i = 0; i < threads; i++) {
		for (size_t j = 0; j < works[i].count; j++)
			segbias_text_release(&works[i].chunks[j].text);
		free(works[i].chunks);
		segbias_csv_worker_free(works[i].worker);
	}
	segbias_csv_pool_free(pool);
	return status;
}

/* ---- the command ---- */

static enum segbias_status dump(const struct arguments *arguments, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_stream *stream = NULL;
	struct segbias_csv *csv = NULL;
	struct segbias_csv_options options = {.delimiter = arguments->delimiter, .records_max = arguments->fast};
	bool more = true;
	SEGBIAS_TRY(segbias_stream_open(arguments->path, false, &stream, error));
	SEGBIAS_TRY(segbias_csv_create(stream, &options, &csv, error));
	if (arguments->fast) {
		SEGBIAS_TRY(dump_batch(csv, &more, error));
		if (more)
			SEGBIAS_TRY(dump_rest(csv, arguments, error));
	} else {
		while (more)
			SEGBIAS_TRY(dump_batch(csv, &more, error));
	}
done:
	segbias_csv_free(csv);
	segbias_stream_free(stream);
	return status;
}

static void print_error(const struct segbias_error *error)
{
	if (error->file[0])
		fprintf(stderr, "%s:", error->file);
	if (error->line)
		fprintf(stderr, "%" PRIu64 ":", error->line);
	if (error->column)
		fprintf(stderr, "%" PRIu64 ":", error->column);
	fprintf(stderr, "%serror: %s\n", error->file[0] ? " " : "", error->message);
	if (error->hint[0])
		fprintf(stderr, "  hint: %s\n", error->hint);
}

int main(int argc, char **argv)
{
	struct arguments arguments = {0};
	if (!parse_arguments(argc, argv, &arguments)) {
		fputs(usage, stderr);
		return SEGBIAS_USAGE;
	}
	struct segbias_error error = {0};
	enum segbias_status status = dump(&arguments, &error);
	if (fflush(stdout) != 0 && status == SEGBIAS_OK)
		status = segbias_error_set(&error, SEGBIAS_SYSTEM, "standard output cannot be written");
	if (status != SEGBIAS_OK)
		print_error(&error);
	return (int)status;
}
