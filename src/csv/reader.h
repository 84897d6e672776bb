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
	SEGBIAS_CSV_RECORD_MAX = 16 << 20, /* bytes; longer is an error (most often an unclosed quote) */
	SEGBIAS_CSV_PADDING = 64,
};

struct segbias_csv_options {
	char delimiter; /* 0: detect among comma, semicolon, tab and bar */
	bool skip_bad;  /* count unreadable records and go on */
	/* The bytes are the start of a longer file: drop what follows the last whole record, no error. With skip_bad records of
	 * another width are left out; any other bad one ends it. */
	bool head;
	bool whole;         /* of such a start: nothing follows, so that the last record may lack its line end */
	size_t records_max; /* of a batch; 0: as many as are quick */
	uint64_t line;      /* of the file, on which the stream begins; 0 is 1 */
};

/* A batch of records, all of them `width` fields wide, valid until the next call. Field f of record r is number
 * i = r * width + f of the batch.
 *
 * Cooked (not raw): `bytes` holds the unquoted fields, one after the other; field i spans ends[i - 1] .. ends[i] (from 0
 * for the very first).
 *
 * Raw: `bytes` is the file's own text; field i spans ends[i - 1] + 1 .. ends[i], where its delimiter or, after the last
 * field of a record, the line feed stands. The last field may have a carriage return before the line feed, which is not
 * part of it; a quoted field has its quotes, so its first byte is one, and segbias_label_unquote says what it
 * means.
 *
 * SEGBIAS_CSV_PADDING bytes after the last end may be read of either.
 *
 * A batch is far smaller than 4 GiB: it ends with the record that makes it full, and a record is limited, too. */
struct segbias_csv_batch {
	const char *bytes;
	const uint32_t *ends;
	size_t records; /* 0: the end */
	size_t width;
	bool raw;
};

/* A field as it stands: of a raw batch with its quotes. */
static inline struct segbias_label segbias_csv_field(const struct segbias_csv_batch *batch, size_t record, size_t field)
{
	size_t index = record * batch->width + field;
	size_t start = index ? (size_t)batch->ends[index - 1] + batch->raw : 0;
	size_t end = batch->ends[index];
	if (batch->raw && field + 1 == batch->width && end > start && batch->bytes[end - 1] == '\r')
		end--;
	return (struct segbias_label){batch->bytes + start, end - start};
}

/* What was read and skipped so far. */
struct segbias_csv_counts {
	uint64_t records;               /* handed out, the header included */
	uint64_t bad;                   /* skipped with skip_bad … */
	uint64_t bad_lines;             /* … and the lines of the file that they took */
	uint64_t blank;                 /* blank lines skipped in a file of several columns */
	uint64_t line;                  /* on which what was not read yet begins */
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
