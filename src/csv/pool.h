/* Room: csv. One file read by several workers, each a thread of its caller.
 *
 * A worker takes the next piece of the file under the pool's lock, which is held no longer than is needed to read its
 * bytes and to find where its last whole record ends; the fields are found outside of it, by masks (csv/structure.h), and
 * are handed out as the file's own text. A piece that is not plain RFC 4180 is read by libcsv, which decides and reports:
 * under the lock where it may change where records end (a stray quote, a lone carriage return, a record that is too
 * long), outside of it otherwise (a ragged record, a blank line, a NUL byte). So all workers together hand out the
 * records, the counts and the first error that csv/reader.h gives.
 *
 * Belongs here: who reads what, and in which order. Does not belong here: what a record is.
 *
 * A worker belongs to one thread at a time. The pool's other functions are called when no worker runs.
 */
#ifndef SEGBIAS_CSV_POOL_H
#define SEGBIAS_CSV_POOL_H

#include "csv/reader.h"

struct segbias_csv_pool;
struct segbias_csv_worker;

enum {
	SEGBIAS_CSV_PIECE = 128 << 10, /* bytes read at a time: what stays in the processor's second cache */
	SEGBIAS_CSV_PIECE_MIN = 16,
	SEGBIAS_CSV_PIECE_MAX = 1 << 20,
};

/* Goes on after the batch that `csv` last handed out (at least one, without options.head), with its width, its delimiter
 * and what it has read ahead. `csv` and its stream are the pool's until it is freed: they are borrowed and must not read
 * meanwhile; the batch stays valid. `piece`: bytes read at a time, 0 for SEGBIAS_CSV_PIECE; kept within the limits.
 * Errors: SEGBIAS_SYSTEM where memory runs out. */
enum segbias_status segbias_csv_pool_create(struct segbias_csv *csv, size_t piece, struct segbias_csv_pool **out,
                                            struct segbias_error *error);
void segbias_csv_pool_free(struct segbias_csv_pool *pool); /* after its workers */

/* The pool is borrowed. */
enum segbias_status segbias_csv_worker_create(struct segbias_csv_pool *pool, struct segbias_csv_worker **out,
                                              struct segbias_error *error);
void segbias_csv_worker_free(struct segbias_csv_worker *worker);

/* The records of the next piece; none at the end, or where another worker has failed. Records before an error are handed
 * out first. An error stays: no worker takes a piece after it, but those in work are finished, and may hold an earlier
 * one. So ask segbias_csv_pool_failure when all have ended, and leave out what comes after its line. */
enum segbias_status segbias_csv_worker_next(struct segbias_csv_worker *worker, struct segbias_csv_batch *batch,
                                            struct segbias_error *error);

/* The line on which a record of the current batch starts. In the order of lines the records of all workers are those of
 * the file. Quick where it is asked for one record after the other. */
uint64_t segbias_csv_worker_line(struct segbias_csv_worker *worker, size_t record);

/* As segbias_csv_locate. */
void segbias_csv_worker_locate(struct segbias_csv_worker *worker, size_t record, size_t field, uint64_t *line,
                               uint64_t *column);

/* Stops the taking of further pieces, as an error does: for a caller that has found one of its own. May be called while
 * workers run. */
void segbias_csv_pool_stop(struct segbias_csv_pool *pool);

/* The first error in the file; SEGBIAS_OK where there was none. When all workers have ended. */
enum segbias_status segbias_csv_pool_failure(const struct segbias_csv_pool *pool, struct segbias_error *error);

/* What was read and skipped, by `csv`, too: the same for any number of workers. When all workers have ended; less than
 * the whole file after an error. */
void segbias_csv_pool_counts(const struct segbias_csv_pool *pool, struct segbias_csv_counts *out);

#endif
