/* The reference reader: libcsv in its strict mode, which decides what is a record and what is an error.
 *
 * `raw` holds the file from the current batch's first record on. libcsv is fed slices of it that end at a line end or
 * sooner, so that a slice ends one record at most: that is how the offset and the line of every record are known
 * although libcsv tells neither, and how a bad record can be read again from its second line.
 */
#include "csv/reader.h"

#include "base/memory.h"
#include "csv/dialect.h"
#include "csv/piece.h"
#include "csv/place.h"

#include <csv.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	READ_SIZE = 128 << 10,  /* bytes asked of the stream at a time */
	BATCH_RAW = 128 << 10,  /* a batch of that many raw bytes is full */
	BATCH_RECORDS = 4096,   /* so is one of that many records */
	ENTRY_BLOCK = 64 << 10, /* libcsv's own step is 128 bytes, too small for long fields */
	PARSER_OPTIONS = CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL | CSV_REPALL_NL,
};

enum flaw {
	SOUND,
	RAGGED,
	QUOTE_INSIDE,
	TEXT_AFTER_QUOTE,
	UNCLOSED,
	NUL_BYTE,
	TOO_LONG,
	TOO_WIDE,
};

/* Where a record of the batch starts. */
struct place {
	size_t offset; /* in raw */
	uint64_t line;
};

/* The record that is being read. */
struct record {
	size_t start;       /* offset in raw */
	uint64_t line;      /* on which it starts */
	size_t bytes_start; /* its first byte in the batch's bytes */
	size_t ends_start;  /* its first field in the batch's ends */
	size_t fields;      /* seen so far; those past the expected width are not stored */
	bool ended;
	bool nul_seen; /* and counted as bad */
};

struct segbias_csv {
	struct segbias_stream *stream;
	struct segbias_csv_options options;
	struct csv_parser parser;
	struct segbias_csv_counts counts;
	struct segbias_error failure; /* sticks: every later call returns it */
	bool finished;
	bool skipping; /* the rest of the line */
	bool bom_checked;
	bool bom;

	char *raw;
	size_t raw_size;
	size_t raw_capacity;
	bool raw_ended;  /* no more bytes in the stream */
	size_t position; /* the next byte for libcsv */
	uint64_t line;   /* its line */
	size_t next_lf;  /* where each was found at or after the position; raw_size where it was not */
	size_t next_cr;
	size_t next_nul;

	size_t width;           /* 0 until the first record is known */
	uint64_t blank_pending; /* blank lines before the first record: records or not, as its width will tell */
	uint64_t blank_due;     /* those that turned out to be records */
	uint64_t blank_line;    /* the last of them that was handed out */
	struct record record;

	size_t batch_start; /* offset in raw */
	char *bytes;
	size_t bytes_size;
	size_t bytes_capacity;
	uint32_t *ends;
	size_t ends_size;
	size_t ends_capacity;
	size_t records;
	struct place *places;
	size_t places_capacity;

	/* Of a reader for pieces. */
	bool piece;
	size_t target; /* offset in raw */
	segbias_csv_source *source;
	void *source_data;
};

/* ---- memory ---- */

static void *grown(void *memory, size_t *capacity, size_t need, size_t item)
{
	size_t larger = *capacity ? *capacity : 4096;
	while (larger < need)
		larger *= 2;
	void *moved = segbias_memory_resize(memory, larger, item);
	if (moved)
		*capacity = larger;
	return moved;
}

static bool reserve_raw(struct segbias_csv *csv, size_t need)
{
	if (need <= csv->raw_capacity)
		return true;
	char *raw = grown(csv->raw, &csv->raw_capacity, need, 1);
	if (!raw) {
		segbias_error_memory(&csv->failure);
		return false;
	}
	csv->raw = raw;
	return true;
}

static bool reserve_bytes(struct segbias_csv *csv, size_t need)
{
	if (need <= csv->bytes_capacity)
		return true;
	char *bytes = grown(csv->bytes, &csv->bytes_capacity, need, 1);
	if (!bytes) {
		segbias_error_memory(&csv->failure);
		return false;
	}
	csv->bytes = bytes;
	return true;
}

static bool reserve_ends(struct segbias_csv *csv, size_t need)
{
	if (need <= csv->ends_capacity)
		return true;
	uint32_t *ends = grown(csv->ends, &csv->ends_capacity, need, sizeof *ends);
	if (!ends) {
		segbias_error_memory(&csv->failure);
		return false;
	}
	csv->ends = ends;
	return true;
}

static size_t fields_max(const struct segbias_csv *csv)
{
	return csv->width ? csv->width : SEGBIAS_CSV_COLUMNS_MAX;
}

/* Room for what the record can hold once libcsv has seen raw[..stop): its fields are no longer than its raw bytes, and
 * each but the last takes a delimiter. So the callbacks need not check. */
static bool reserve_record(struct segbias_csv *csv, size_t stop)
{
	size_t size = stop - csv->record.start;
	size_t fields = size + 1 < fields_max(csv) ? size + 1 : fields_max(csv);
	return reserve_bytes(csv, csv->record.bytes_start + size + SEGBIAS_CSV_PADDING) &&
	       reserve_ends(csv, csv->record.ends_start + fields);
}

/* ---- places ---- */

/* Walks from the start of a record up to `stop` or to the start of `field`. */
static struct segbias_csv_walk walk_record(const struct segbias_csv *csv, const struct place *start, size_t stop,
                                           size_t field)
{
	struct segbias_label raw = {csv->raw, csv->raw_size};
	struct segbias_csv_walk walk = segbias_csv_walk_begin(raw, csv->options.delimiter, start->offset, start->line);
	segbias_csv_walk_on(&walk, stop, field);
	return walk;
}

/* ---- bad records ---- */

/* Names the line of the quote that most often is the culprit: one opened on an earlier line. */
static void set_message(struct segbias_error *error, const char *sentence, uint64_t quoted_line)
{
	if (quoted_line)
		segbias_error_set(error, SEGBIAS_DATA, "unclosed_quote|%s; a quote was opened on line %" PRIu64,
		                  sentence, quoted_line);
	else
		segbias_error_set(error, SEGBIAS_DATA, "bad_quoting|%s", sentence);
}

static void describe_ragged(const struct segbias_csv *csv, struct segbias_error *error)
{
	uint64_t last_line = csv->line - 1;
	char lines[80] = "";
	if (last_line > csv->record.line)
		(void)snprintf(lines, sizeof lines, "; the record spans lines %" PRIu64 " to %" PRIu64,
		               csv->record.line, last_line);
	segbias_error_set(error, SEGBIAS_DATA, "ragged_record|%zu field%s where the header has %zu%s",
	                  csv->record.fields, csv->record.fields == 1 ? "" : "s", csv->width, lines);
}

/* Says what is wrong with the current record and where; `csv->position` is the offending byte. */
static void describe(const struct segbias_csv *csv, enum flaw flaw, struct segbias_error *error)
{
	struct place start = {csv->record.start, csv->record.line};
	struct segbias_csv_walk walk = walk_record(csv, &start, csv->position, SIZE_MAX);
	uint64_t line = walk.line;
	uint64_t column = segbias_csv_walk_column(&walk, walk.line_start, csv->position);
	switch (flaw) {
	case SOUND:
		break; /* nothing to say */
	case RAGGED:
		describe_ragged(csv, error);
		break;
	case QUOTE_INSIDE:
		set_message(error, "a quote inside a field that does not start with one", walk.quoted_line);
		break;
	case TEXT_AFTER_QUOTE:
		set_message(error, "text after the closing quote of a field", walk.quoted_line);
		break;
	case UNCLOSED:
		set_message(error, "a quote that is never closed", 0);
		line = walk.field_line;
		column = segbias_csv_walk_column(&walk, walk.field_line_start, walk.field_start);
		break;
	case NUL_BYTE:
		set_message(error, "a NUL byte", walk.quoted_line);
		break;
	case TOO_LONG:
		set_message(error, "a record of more than 16 MiB", walk.quoted ? walk.field_line : 0);
		break;
	case TOO_WIDE:
		segbias_error_set(error, SEGBIAS_DATA, "too_many_columns|a record of more than %d columns",
		                  SEGBIAS_CSV_COLUMNS_MAX);
		break;
	}
	bool whole_record = flaw == RAGGED || flaw == TOO_LONG || flaw == TOO_WIDE;
	segbias_error_place(error, segbias_stream_name(csv->stream), whole_record ? csv->record.line : line,
	                    whole_record ? 0 : column);
	if (flaw == NUL_BYTE && segbias_stream_feed(csv->stream))
		segbias_error_hint(error, "the line is of the table as CSV: no value of it can have that byte");
	else if (flaw == NUL_BYTE)
		segbias_error_hint(error, "the file may be UTF-16: iconv -f %s -t utf-8 FILE | segbias ... - reads it",
		                   column == 1 ? "utf-16be" : "utf-16le");
	else if (csv->width)
		segbias_error_hint(
		    error, csv->width == 1 && flaw == RAGGED
			       ? "if the lines above the header are a title: delete them; else --skip-bad counts "
				 "such records and goes on"
			       : "--skip-bad counts such records and goes on");
}

/* ---- from record to record ---- */

static void begin_record(struct segbias_csv *csv)
{
	csv->record = (struct record){
	    .start = csv->position,
	    .line = csv->line,
	    .bytes_start = csv->bytes_size,
	    .ends_start = csv->ends_size,
	};
}

/* Without the strict options csv_fini takes whatever state the parser is in and leaves it as new. */
static void reset_parser(struct segbias_csv *csv)
{
	(void)csv_set_opts(&csv->parser, 0);
	(void)csv_fini(&csv->parser, NULL, NULL, NULL);
	(void)csv_set_opts(&csv->parser, PARSER_OPTIONS);
}

/* Forgets the fields of the current record; what comes next begins another. */
static void drop_record(struct segbias_csv *csv)
{
	csv->bytes_size = csv->record.bytes_start;
	csv->ends_size = csv->record.ends_start;
	begin_record(csv);
}

/* Finds again what was passed since `start`. What is known of the bytes from the position on stays known: there may be
 * 16 MiB of them, too many to search for every bad record. */
static void refind(const struct segbias_csv *csv, size_t start, size_t *next, char byte)
{
	const char *passed = csv->position > start ? memchr(csv->raw + start, byte, csv->position - start) : NULL;
	if (passed)
		*next = (size_t)(passed - csv->raw);
	else if (*next < csv->position)
		*next = csv->position;
}

/* Goes back to the start of the current record. */
static void rewind_record(struct segbias_csv *csv)
{
	refind(csv, csv->record.start, &csv->next_lf, '\n');
	refind(csv, csv->record.start, &csv->next_cr, '\r');
	refind(csv, csv->record.start, &csv->next_nul, '\0');
	csv->position = csv->record.start;
	csv->line = csv->record.line;
	reset_parser(csv);
	drop_record(csv);
}

/* Drops a bad record that was read to its end: an open quote may have made it one of many lines. */
static void leave_out(struct segbias_csv *csv)
{
	csv->counts.bad_lines += csv->line - csv->record.line;
	drop_record(csv);
}

/* The current record is bad: counts it and goes on, or ends the reading. */
static void refuse(struct segbias_csv *csv, enum flaw flaw)
{
	if (csv->options.head) {
		csv->finished = flaw != RAGGED || !csv->options.skip_bad || csv->width == 0;
		drop_record(csv);
		return;
	}
	/* Without a header there is nothing to go on with. */
	if (!csv->options.skip_bad || csv->width == 0) {
		describe(csv, flaw, &csv->failure);
		drop_record(csv);
		return;
	}
	if (!csv->record.nul_seen && csv->counts.bad++ == 0)
		describe(csv, flaw, &csv->counts.bad_first);
	if (flaw == NUL_BYTE) {
		csv->record.nul_seen = true; /* bad as a whole: read to its end, then dropped */
	} else if (flaw == RAGGED) {
		leave_out(csv);
	} else {
		/* One stray quote must not swallow the good rows after it: only its line is given up. */
		csv->counts.bad_lines++;
		rewind_record(csv);
		csv->skipping = true;
	}
}

static void take_blank(struct segbias_csv *csv)
{
	if (csv->width == 0)
		csv->blank_pending++;
	else
		csv->counts.blank++;
	drop_record(csv);
}

/* The first record that is not blank tells the width, and with it what the blank lines before it were. Returns whether
 * the record can be taken now. */
static bool take_width(struct segbias_csv *csv)
{
	if (csv->record.fields > SEGBIAS_CSV_COLUMNS_MAX) {
		refuse(csv, TOO_WIDE);
		return false;
	}
	csv->width = csv->record.fields;
	uint64_t pending = csv->blank_pending;
	csv->blank_pending = 0;
	if (csv->width == 1 && pending > 0) {
		csv->blank_due = pending; /* they come first */
		rewind_record(csv);
		return false;
	}
	csv->counts.blank += pending;
	return true;
}

static void keep_record(struct segbias_csv *csv)
{
	if (csv->records == csv->places_capacity) {
		struct place *places = grown(csv->places, &csv->places_capacity, csv->records + 1, sizeof *places);
		if (!places) {
			segbias_error_memory(&csv->failure);
			return;
		}
		csv->places = places;
	}
	csv->places[csv->records++] = (struct place){csv->record.start, csv->record.line};
	begin_record(csv);
}

/* A record of one empty field. */
static void keep_blank(struct segbias_csv *csv)
{
	if (!reserve_ends(csv, csv->ends_size + 1))
		return;
	csv->ends[csv->ends_size++] = (uint32_t)csv->bytes_size;
	keep_record(csv);
}

/* libcsv has ended the current record. */
static void end_record(struct segbias_csv *csv)
{
	if (csv->record.nul_seen)
		leave_out(csv);
	else if (csv->record.fields == 0 && csv->width == 1)
		keep_blank(csv);
	else if (csv->record.fields == 0)
		take_blank(csv);
	else if (csv->width == 0 && !take_width(csv))
		return;
	else if (csv->record.fields != csv->width)
		refuse(csv, RAGGED);
	else
		keep_record(csv);
}

/* ---- libcsv ---- */

static int no_space(unsigned char byte)
{
	(void)byte;
	return 0;
}

static void on_field(void *field, size_t size, void *data)
{
	struct segbias_csv *csv = data;
	if (csv->record.fields++ >= fields_max(csv))
		return;
	if (size)
		memcpy(csv->bytes + csv->bytes_size, field, size);
	csv->bytes_size += size;
	csv->ends[csv->ends_size++] = (uint32_t)csv->bytes_size;
}

/* Also called for the line feed of a CRLF, when the carriage return has ended the record already. */
static void on_record(int byte, void *data)
{
	struct segbias_csv *csv = data;
	(void)byte;
	csv->record.ended = true;
}

/* Feeds raw[position..stop). Moves the position to the stop, or to the byte at which the record is found bad. */
static enum flaw parse(struct segbias_csv *csv, size_t stop)
{
	if (!reserve_record(csv, stop))
		return SOUND;
	/* libcsv enlarges its buffer by equal steps: few for a long record. */
	if (stop - csv->record.start > ENTRY_BLOCK)
		csv_set_blk_size(&csv->parser, stop - csv->record.start);
	size_t size = stop - csv->position;
	size_t fed = csv_parse(&csv->parser, csv->raw + csv->position, size, on_field, on_record, csv);
	csv->position += fed;
	if (fed == size)
		return SOUND;
	if (csv_error(&csv->parser) != CSV_EPARSE) {
		segbias_error_memory(&csv->failure);
		return SOUND;
	}
	struct place start = {csv->record.start, csv->record.line};
	struct segbias_csv_walk walk = walk_record(csv, &start, csv->position, SIZE_MAX);
	return csv->raw[walk.field_start] == '"' ? TEXT_AFTER_QUOTE : QUOTE_INSIDE;
}

/* ---- slices ---- */

/* Where the byte stands next, at or after the position; raw_size where it does not. */
static size_t find_next(const struct segbias_csv *csv, size_t *from, char byte)
{
	if (*from < csv->position)
		*from = csv->position;
	if (*from < csv->raw_size && csv->raw[*from] != byte) {
		const char *found = memchr(csv->raw + *from, byte, csv->raw_size - *from);
		*from = found ? (size_t)(found - csv->raw) : csv->raw_size;
	}
	return *from;
}

struct slice {
	size_t text_end; /* its line end, if it has one, is raw[text_end..end) */
	size_t end;
};

/* The bytes up to and with the next line end, or as many as there are. false: more bytes must be read first. */
static bool find_slice(struct segbias_csv *csv, struct slice *slice)
{
	size_t lf = find_next(csv, &csv->next_lf, '\n');
	size_t cr = find_next(csv, &csv->next_cr, '\r');
	size_t at = lf < cr ? lf : cr;
	slice->text_end = slice->end = at;
	if (lf < cr)
		slice->end = at + 1;
	else if (at + 1 < csv->raw_size)
		slice->end = at + (csv->raw[at + 1] == '\n' ? 2 : 1);
	else if (at < csv->raw_size && csv->raw_ended) /* a CR was the last byte: else a line feed may follow */
		slice->end = at + 1;
	return slice->end > csv->position;
}

static void skip_slice(struct segbias_csv *csv, const struct slice *slice)
{
	csv->position = slice->end;
	if (slice->end > slice->text_end) {
		csv->line++;
		csv->skipping = false;
	}
	begin_record(csv);
}

static void read_slice(struct segbias_csv *csv, const struct slice *slice)
{
	size_t stop = slice->end;
	enum flaw flaw = SOUND;
	/* Both limits are reached byte by byte, so that the size of the reads changes nothing. */
	size_t limit = csv->record.start + SEGBIAS_CSV_RECORD_MAX;
	if (slice->text_end > limit) {
		stop = limit > csv->position ? limit : csv->position; /* a line end may have gone over it already */
		flaw = TOO_LONG;
	}
	if (!csv->record.nul_seen && find_next(csv, &csv->next_nul, '\0') < stop) {
		stop = csv->next_nul;
		flaw = NUL_BYTE;
	}
	enum flaw found = parse(csv, stop);
	if (csv->failure.status != SEGBIAS_OK)
		return;
	if (found != SOUND || flaw != SOUND) {
		refuse(csv, found != SOUND ? found : flaw);
		return;
	}
	if (slice->end > slice->text_end)
		csv->line++;
	if (csv->record.ended)
		end_record(csv);
}

/* ---- the stream ---- */

/* Drops what lies before the current record, when that is at least half: so all moves together cost no more than one
 * copy of the file. Only when the batch holds no record. */
static void drop_raw(struct segbias_csv *csv)
{
	size_t shift = csv->record.start;
	if (shift == 0 || shift < csv->raw_size / 2)
		return;
	memmove(csv->raw, csv->raw + shift, csv->raw_size - shift);
	csv->raw_size -= shift;
	csv->position -= shift;
	csv->record.start = 0;
	csv->batch_start -= shift;
	csv->target = csv->target > shift ? csv->target - shift : 0;
	csv->next_lf = csv->next_lf > shift ? csv->next_lf - shift : 0;
	csv->next_cr = csv->next_cr > shift ? csv->next_cr - shift : 0;
	csv->next_nul = csv->next_nul > shift ? csv->next_nul - shift : 0;
}

static void read_more(struct segbias_csv *csv)
{
	if (csv->records == 0) {
		csv->batch_start = csv->record.start;
		drop_raw(csv);
	}
	if (!reserve_raw(csv, csv->raw_size + READ_SIZE))
		return;
	char *to = csv->raw + csv->raw_size;
	size_t got = 0;
	enum segbias_status status = csv->source ? csv->source(csv->source_data, to, READ_SIZE, &got, &csv->failure)
	                                         : segbias_stream_read(csv->stream, to, READ_SIZE, &got, &csv->failure);
	if (status != SEGBIAS_OK)
		return;
	csv->raw_size += got;
	csv->raw_ended = got == 0;
}

/* Strips the BOM, once its three bytes are there or the stream has turned out not to begin with one. */
static void check_bom(struct segbias_csv *csv)
{
	bool undecided = csv->raw_size < 3 && memcmp(csv->raw_size ? csv->raw : "", "\xef\xbb\xbf", csv->raw_size) == 0;
	if (undecided && !csv->raw_ended) {
		read_more(csv);
		return;
	}
	csv->bom_checked = true;
	csv->bom = csv->raw_size > 0 && segbias_csv_bom_size(csv->raw, csv->raw_size) > 0;
	if (csv->bom)
		csv->position = 3;
	begin_record(csv);
}

/* All bytes were fed: the last record may lack its line end. */
static void read_end(struct segbias_csv *csv)
{
	if (csv->options.head && !csv->options.whole) {
		csv->finished = true; /* what is left may be cut */
		return;
	}
	if (csv->position > csv->record.start) {
		/* libcsv's status is still that of csv_parse, which was read then; -1 is an open quote. */
		if (!reserve_record(csv, csv->position))
			return;
		csv->line++;
		if (csv_fini(&csv->parser, on_field, on_record, csv) != 0)
			refuse(csv, UNCLOSED);
		else
			end_record(csv);
		return;
	}
	if (csv->width == 0 && csv->blank_pending > 0) {
		csv->width = 1; /* nothing but blank lines */
		csv->blank_due = csv->blank_pending;
		csv->blank_pending = 0;
		return;
	}
	csv->finished = true;
}

static void hand_out_blank(struct segbias_csv *csv)
{
	csv->blank_due--;
	keep_blank(csv);
	if (csv->failure.status == SEGBIAS_OK)
		csv->places[csv->records - 1].line = ++csv->blank_line;
}

static void step(struct segbias_csv *csv)
{
	struct slice slice;
	if (!csv->bom_checked)
		check_bom(csv);
	else if (csv->blank_due > 0)
		hand_out_blank(csv);
	else if (!find_slice(csv, &slice) && csv->raw_ended)
		read_end(csv);
	else if (slice.end == csv->position)
		read_more(csv);
	else if (csv->skipping)
		skip_slice(csv, &slice);
	else
		read_slice(csv, &slice);
}

static bool batch_full(const struct segbias_csv *csv)
{
	/* Only between two records. */
	if (csv->position > csv->record.start || csv->record.nul_seen)
		return false;
	if (csv->piece)
		return csv->position >= csv->target && segbias_csv_between(csv);
	if (csv->records == 0)
		return false;
	size_t most = csv->options.records_max ? csv->options.records_max : BATCH_RECORDS;
	return csv->records >= most || csv->position - csv->batch_start >= BATCH_RAW;
}

/* ---- the interface ---- */

static enum segbias_status detect(struct segbias_stream *stream, char *delimiter, struct segbias_error *error)
{
	const char *bytes = NULL;
	size_t size = 0;
	bool whole = false;
	enum segbias_status status = segbias_stream_peek(stream, &bytes, &size, &whole, error);
	if (status == SEGBIAS_OK)
		*delimiter = segbias_csv_detect(bytes, size, whole);
	return status;
}

static enum segbias_status create(struct segbias_stream *stream, const struct segbias_csv_options *options,
                                  struct segbias_csv **out, struct segbias_error *error)
{
	struct segbias_csv *csv = segbias_memory_zeroed(1, sizeof *csv);
	if (!csv)
		return segbias_error_memory(error);
	csv->stream = stream;
	csv->options = *options;
	csv->line = options->line ? options->line : 1;
	(void)csv_init(&csv->parser, PARSER_OPTIONS);
	csv_set_delim(&csv->parser, (unsigned char)options->delimiter);
	csv_set_space_func(&csv->parser, no_space); /* its own trims blanks */
	csv_set_blk_size(&csv->parser, ENTRY_BLOCK);
	begin_record(csv);
	*out = csv;
	return SEGBIAS_OK;
}

enum segbias_status segbias_csv_create(struct segbias_stream *stream, const struct segbias_csv_options *options,
                                       struct segbias_csv **out, struct segbias_error *error)
{
	char delimiter = options->delimiter;
	if (delimiter == '"' || delimiter == '\n' || delimiter == '\r')
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "delimiter_impossible|a quote or a line end cannot be the delimiter");
	if (delimiter == '\0') {
		enum segbias_status status = detect(stream, &delimiter, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	struct segbias_csv_options decided = *options;
	decided.delimiter = delimiter;
	return create(stream, &decided, out, error);
}

void segbias_csv_free(struct segbias_csv *csv)
{
	if (!csv)
		return;
	csv_free(&csv->parser);
	free(csv->raw);
	free(csv->bytes);
	free(csv->ends);
	free(csv->places);
	free(csv);
}

enum segbias_status segbias_csv_next(struct segbias_csv *csv, struct segbias_csv_batch *batch,
                                     struct segbias_error *error)
{
	csv->records = csv->bytes_size = csv->ends_size = 0;
	csv->batch_start = csv->position;
	begin_record(csv);
	drop_raw(csv);
	while (!csv->finished && csv->failure.status == SEGBIAS_OK && !batch_full(csv))
		step(csv);
	/* The records before a failure are handed out first. */
	if (csv->records == 0 && csv->failure.status != SEGBIAS_OK) {
		if (error)
			*error = csv->failure;
		return csv->failure.status;
	}
	csv->counts.records += csv->records;
	csv->counts.line = csv->line;
	*batch = (struct segbias_csv_batch){csv->bytes ? csv->bytes : "", csv->ends, csv->records, csv->width, false};
	return SEGBIAS_OK;
}

/* ---- pieces ---- */

enum segbias_status segbias_csv_piece_create(const struct segbias_csv *csv, struct segbias_csv **out,
                                             struct segbias_error *error)
{
	struct segbias_csv *reader = NULL;
	enum segbias_status status = create(csv->stream, &csv->options, &reader, error);
	if (status != SEGBIAS_OK)
		return status;
	reader->piece = true;
	reader->bom_checked = true;
	reader->width = csv->width;
	*out = reader;
	return SEGBIAS_OK;
}

enum segbias_status segbias_csv_piece_read(struct segbias_csv *csv, const struct segbias_csv_piece *piece,
                                           struct segbias_csv_batch *batch, struct segbias_error *error)
{
	csv->raw_size = csv->position = csv->next_lf = csv->next_cr = csv->next_nul = 0;
	csv->counts = (struct segbias_csv_counts){0};
	if (!reserve_raw(csv, piece->bytes.size)) {
		if (error)
			*error = csv->failure;
		return csv->failure.status;
	}
	if (piece->bytes.size)
		memcpy(csv->raw, piece->bytes.bytes, piece->bytes.size);
	csv->raw_size = piece->bytes.size;
	csv->raw_ended = !piece->source;
	csv->source = piece->source;
	csv->source_data = piece->data;
	csv->target = piece->target;
	csv->line = piece->line;
	csv->finished = false;
	if (piece->after) {
		csv->finished = piece->after->finished;
		csv->failure = piece->after->failure;
		csv->skipping = piece->after->skipping;
		csv->blank_due = piece->after->blank_due;
		csv->blank_line = piece->after->blank_line;
	}
	return segbias_csv_next(csv, batch, error);
}

const struct segbias_error *segbias_csv_failure(const struct segbias_csv *csv)
{
	return csv->failure.status != SEGBIAS_OK ? &csv->failure : NULL;
}

bool segbias_csv_between(const struct segbias_csv *csv)
{
	return !csv->finished && csv->failure.status == SEGBIAS_OK && !csv->skipping && csv->blank_due == 0;
}

struct segbias_label segbias_csv_rest(const struct segbias_csv *csv, uint64_t *line)
{
	*line = csv->line;
	return (struct segbias_label){csv->raw ? csv->raw + csv->position : "", csv->raw_size - csv->position};
}

size_t segbias_csv_width(const struct segbias_csv *csv)
{
	return csv->width;
}

struct segbias_stream *segbias_csv_stream(const struct segbias_csv *csv)
{
	return csv->stream;
}

/* ---- places ---- */

void segbias_csv_locate(const struct segbias_csv *csv, size_t record, size_t field, uint64_t *line, uint64_t *column)
{
	*line = record < csv->records ? csv->places[record].line : 0;
	*column = record < csv->records ? 1 : 0;
	/* The raw bytes of leading blank lines are gone, and not needed. */
	if (record >= csv->records || field == 0)
		return;
	struct segbias_csv_walk walk = walk_record(csv, &csv->places[record], csv->position, field);
	*line = walk.line;
	*column = segbias_csv_walk_column(&walk, walk.line_start, walk.at);
}

char segbias_csv_delimiter(const struct segbias_csv *csv)
{
	return csv->options.delimiter;
}

bool segbias_csv_bom(const struct segbias_csv *csv)
{
	return csv->bom;
}

const struct segbias_csv_counts *segbias_csv_counts(const struct segbias_csv *csv)
{
	return &csv->counts;
}
