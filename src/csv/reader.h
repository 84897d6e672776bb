/* Room: csv. Bytes become batches of records. The only room that may include <csv.h>.
 *
 * Belongs here: the delimiter, quoting, line ends, the BOM, record widths, where a field stands in its file.
 * Does not belong here: what a header or a value means.
 *
 * Invariants: no byte of a field is lost, trimmed or moved. Every record of a batch has the same width, that of the
 * file's first record. A blank line is a record in a file of one column and is skipped (and counted) in any other.
 * Fields are untrusted bytes: not checked for UTF-8, free of NUL.
 */
#ifndef SEGBIAS_CSV_READER_H
#define SEGBIAS_CSV_READER_H

#include "base/stream.h"
#include "base/text.h"

struct segbias_csv;

enum {
	SEGBIAS_CSV_COLUMNS_MAX = 10000,   /* more is an error */
	SEGBIAS_CSV_PADDING = 64,          /* bytes behind those of a batch that can be read */
	SEGBIAS_CSV_RECORD_MAX = 16 << 20, /* bytes; longer is an error (most often an unclosed quote) */
};

struct segbias_csv_options {
	char delimiter; /* 0: detect among comma, semicolon, tab and bar */
	bool skip_bad;  /* count unreadable records and go on */
	/* The bytes are the start of a longer file: drop what follows the last whole record, no error. With skip_bad records of
	 * another width are left out; any other bad one ends it. */
	bool head;
};

/* A batch: the unquoted bytes of all fields, one after the other, and where each ends. Field f of record r spans
 * bytes[ends[r * width + f - 1] .. ends[r * width + f]) (from 0 for the very first). Valid until the next call. */
struct segbias_csv_batch {
	const char *bytes;
	const size_t *ends;
	size_t records; /* 0: the end */
	size_t width;
};

static inline struct segbias_label segbias_csv_field(const struct segbias_csv_batch *batch, size_t record, size_t field)
{
	size_t index = record * batch->width + field;
	size_t start = index ? batch->ends[index - 1] : 0;
	return (struct segbias_label){batch->bytes + start, batch->ends[index] - start};
}

/* What was read and skipped so far. */
struct segbias_csv_counts {
	uint64_t records;               /* handed out, the header included */
	uint64_t bad;                   /* skipped with skip_bad … */
	uint64_t bad_lines;             /* … and the lines of the file that they took */
	uint64_t blank;                 /* blank lines skipped in a file of several columns */
	struct segbias_error bad_first; /* why and where the first bad record is bad */
};

/* The stream is borrowed. The delimiter is detected here from the stream's head (peek). */
enum segbias_status segbias_csv_create(struct segbias_stream *stream, const struct segbias_csv_options *options,
                                       struct segbias_csv **out, struct segbias_error *error);
void segbias_csv_free(struct segbias_csv *csv);

/* The next records, at least one unless the file has ended. Errors name file, line and column:
 * a ragged record, a quote that opens inside a field, text after a closing quote, an unclosed quote (its opening is
 * named), a NUL byte, a record or a header that is too long. With skip_bad those are counted instead. */
enum segbias_status segbias_csv_next(struct segbias_csv *csv, struct segbias_csv_batch *batch,
                                     struct segbias_error *error);

/* Line and column (1-based, in characters) at which a field of the current batch starts. */
void segbias_csv_locate(const struct segbias_csv *csv, size_t record, size_t field, uint64_t *line, uint64_t *column);

char segbias_csv_delimiter(const struct segbias_csv *csv);
bool segbias_csv_bom(const struct segbias_csv *csv); /* known after the first batch */
const struct segbias_csv_counts *segbias_csv_counts(const struct segbias_csv *csv);

#endif
