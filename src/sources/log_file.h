/* Room: sources. What all logs share: a file whose columns are found by their names, row by row, and what it may be spelt like. What a row
 * means is the reader's of each (contact_log.c, item_log.c).
 */
#ifndef SEGBIAS_SOURCES_LOG_FILE_H
#define SEGBIAS_SOURCES_LOG_FILE_H

#include "base/arena.h"
#include "base/intern.h"
#include "base/stream.h"
#include "csv/reader.h"
#include "values/log.h"
#include "values/missing.h"

#define SEGBIAS_LOG_NO_FIELD SIZE_MAX

/* How a log is opened. */
struct segbias_log_opening {
	const char *path;
	const char *option;                       /* that names it, without hyphens */
	const struct segbias_stream_inlet *inlet; /* what stands for the file; NULL: it is one */
	struct segbias_stream_watch watch;
	bool hash_always, skip_bad;
	const struct segbias_missing *missing;
	struct segbias_label person; /* the name of its column in the campaign; bytes NULL: any of a person */
};

/* Zero-initialise but for the first two. */
struct segbias_log_file {
	const struct segbias_log_opening *of;
	struct segbias_error *error;
	struct segbias_stream *stream;
	struct segbias_csv *csv;
	struct segbias_arena arena;
	struct segbias_label *names; /* [width] */
	size_t width;
	size_t fields[SEGBIAS_LOG_PARTS];
	const struct segbias_csv_batch *batch;
	size_t record; /* of the batch */
	uint64_t bad;  /* rows that the last pass could not tell apart into cells */
	char *room;    /* for unquoting */
	size_t room_size;
};

void segbias_log_file_release(struct segbias_log_file *file);

/* A pass over all rows: `head` once, with the names of columns, and `see` at each row. Errors: theirs; SEGBIAS_DATA where there is no row. */
struct segbias_log_pass {
	enum segbias_status (*head)(void *context);
	enum segbias_status (*see)(void *context);
	void *context;
};
enum segbias_status segbias_log_file_pass(struct segbias_log_file *file, const struct segbias_log_pass *pass);

/* The cell of the row; of a quoted one until the next one is asked for. */
struct segbias_label segbias_log_file_cell(struct segbias_log_file *file, size_t field);

/* Fills fields[part]: SEGBIAS_LOG_NO_FIELD where no column is it. Errors: SEGBIAS_DATA where several are, or, if it is needed, none. */
enum segbias_status segbias_log_file_find(struct segbias_log_file *file, enum segbias_log_part part, bool needed);

/* Places the error at a field of the row, or in the file. Returns SEGBIAS_DATA. */
enum segbias_status segbias_log_file_place(struct segbias_log_file *file, size_t field);

/* What spellings of a cell mean. Zero-initialise. */
struct segbias_log_spelt {
	struct segbias_intern spellings;
	uint32_t *means; /* [spellings.size] */
	size_t room;
};

void segbias_log_spelt_release(struct segbias_log_spelt *spelt);

/* false: out of memory. *fresh: it was not there before, and what it means is to be filled in. */
bool segbias_log_spell(struct segbias_log_spelt *spelt, struct segbias_label cell, uint32_t *at, bool *fresh);

/* The same, where it means its normal form: one of `folded`. */
bool segbias_log_fold(struct segbias_log_spelt *spelt, struct segbias_intern *folded, struct segbias_label cell,
                      uint32_t *id, bool *fresh);

#endif
