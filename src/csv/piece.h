/* Room: csv. The libcsv reader over a piece of a file: for csv/pool.c, which reads plain pieces itself and leaves the rest
 * to the reader that decides.
 *
 * A reader for pieces knows its file's delimiter and width. It gives the records, the counts and the errors that the
 * reader of the whole file would give there.
 */
#ifndef SEGBIAS_CSV_PIECE_H
#define SEGBIAS_CSV_PIECE_H

#include "csv/reader.h"

/* As segbias_stream_read. */
typedef enum segbias_status segbias_csv_source(void *data, char *buffer, size_t capacity, size_t *size,
                                               struct segbias_error *error);

struct segbias_csv_piece {
	struct segbias_label bytes; /* copied; they begin with a record */
	uint64_t line;              /* on which it begins */
	size_t target; /* offset: all records that start before it are read, and no good one that does not */
	segbias_csv_source *source; /* what follows the bytes; NULL: nothing, the file ends there or a record does */
	void *data;
	const struct segbias_csv *after; /* goes on as this reader would (segbias_csv_between says no); or NULL */
};

/* A reader for pieces of the file that `csv` has read the header of, and that must outlive it. */
enum segbias_status segbias_csv_piece_create(const struct segbias_csv *csv, struct segbias_csv **out,
                                             struct segbias_error *error);

/* All records of the piece, in one batch: none where all were bad or blank. After records there may be a failure, too
 * (segbias_csv_failure). Counts are those of the piece. Not after a failure. */
enum segbias_status segbias_csv_piece_read(struct segbias_csv *csv, const struct segbias_csv_piece *piece,
                                           struct segbias_csv_batch *batch, struct segbias_error *error);

/* Why no more can be read; NULL: nothing is wrong. */
const struct segbias_error *segbias_csv_failure(const struct segbias_csv *csv);

/* Whether the reader stands between two records and nothing of what it has seen is left to be handed out, so that
 * another can go on with the bytes that it has not used. */
bool segbias_csv_between(const struct segbias_csv *csv);

/* The bytes that were read and not used, and the line on which they begin. Until the next call. */
struct segbias_label segbias_csv_rest(const struct segbias_csv *csv, uint64_t *line);

size_t segbias_csv_width(const struct segbias_csv *csv); /* 0: not known yet */
struct segbias_stream *segbias_csv_stream(const struct segbias_csv *csv);

#endif
