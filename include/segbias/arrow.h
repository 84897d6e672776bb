/* segbias: a table in memory, as an Arrow C stream (what pandas, Polars, DuckDB, R's nanoarrow and others hand out), in the place of
 * a file. */
#ifndef SEGBIAS_ARROW_H
#define SEGBIAS_ARROW_H

#include <segbias/error.h>
#include <segbias/options.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The three structs of the Arrow C data and stream interfaces, as they are published to be copied; whoever includes another copy
 * first has the same. source: arrow.apache.org/docs/format/CDataInterface.html, CStreamInterface.html */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

struct ArrowSchema {
	const char *format;
	const char *name;
	const char *metadata;
	int64_t flags;
	int64_t n_children;
	struct ArrowSchema **children;
	struct ArrowSchema *dictionary;
	void (*release)(struct ArrowSchema *);
	void *private_data;
};

struct ArrowArray {
	int64_t length;
	int64_t null_count;
	int64_t offset;
	int64_t n_buffers;
	int64_t n_children;
	const void **buffers;
	struct ArrowArray **children;
	struct ArrowArray *dictionary;
	void (*release)(struct ArrowArray *);
	void *private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
	int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
	int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
	const char *(*get_last_error)(struct ArrowArrayStream *);
	void (*release)(struct ArrowArrayStream *);
	void *private_data;
};

#endif

/** A job that is given `name` for one of its two files reads the stream's rows instead, a row a record, once, as standard input: as a
 * CSV file of these columns would be read, and hashed, with the same result. Names and texts are UTF-8. Text (u, U, vu, and z, Z,
 * vz where their bytes are text), dictionaries of it, whole numbers (c C s S i I l L), truth values (b: true, false), floating-point
 * numbers (e f g, the shortest that reads back; NaN is missing), decimals (d, of 32, 64 and 128 bits, without zeros at their end),
 * days (tdD, tdm) and times (ts; ISO 8601, in UTC) have a text; null is missing. Of other columns (lists, structs, …) only counts
 * whether they are null: to compare one is SEGBIAS_DATA.
 * The stream is taken over, also where the call fails: stream->release is NULL then, and it is released with the options, or where
 * the name is given again (with NULL for the stream it is a file's again). It is read by one thread at a time, not always that
 * which called the job.
 * Errors: SEGBIAS_USAGE where options or name is NULL, where the name is empty or "-"; SEGBIAS_DATA where the stream is of no table,
 * has two columns of one name or gives no schema; SEGBIAS_SYSTEM for memory. Reading: SEGBIAS_DATA with what the stream says. */
SEGBIAS_PUBLIC enum segbias_status segbias_options_arrow(struct segbias_options *options, const char *name,
                                                         struct ArrowArrayStream *stream, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
