#include "csv/reader.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A label with the length of its literal: NUL bytes count. */
#define BYTES(literal)                                                                                                 \
	{                                                                                                              \
		(literal), sizeof(literal) - 1                                                                         \
	}

#define BOM "\xef\xbb\xbf"

/* What a file was read as: records joined by "/", fields by "|", then "!" and the error if there was one. The alphabet
 * of the tests has neither. */
struct reading {
	struct segbias_text text;
	struct segbias_error error;
	struct segbias_csv_counts counts;
	bool bom;
};

static void add_batch(struct segbias_text *text, const struct segbias_csv_batch *batch)
{
	for (size_t record = 0; record < batch->records; record++) {
		for (size_t field = 0; field < batch->width; field++) {
			struct segbias_label label = segbias_csv_field(batch, record, field);
			segbias_text_add(text, label.bytes, label.size);
			segbias_text_add(text, field + 1 < batch->width ? "|" : "/", 1);
		}
	}
}

static struct reading read_stream(struct segbias_stream *stream, const struct segbias_csv_options *options)
{
	struct reading reading = {0};
	struct segbias_csv *csv = NULL;
	segbias_text_add_string(&reading.text, "");
	cr_assert_eq(segbias_csv_create(stream, options, &csv, &reading.error), SEGBIAS_OK);
	struct segbias_csv_batch batch = {.records = 1};
	enum segbias_status status = SEGBIAS_OK;
	while (status == SEGBIAS_OK && batch.records > 0) {
		status = segbias_csv_next(csv, &batch, &reading.error);
		if (status == SEGBIAS_OK)
			add_batch(&reading.text, &batch);
	}
	cr_assert_eq(status, reading.error.status);
	/* An end and an error both stay. */
	cr_assert_eq(segbias_csv_next(csv, &batch, NULL), status);
	if (status != SEGBIAS_OK)
		segbias_text_add_string(&reading.text, "!");
	reading.counts = *segbias_csv_counts(csv);
	reading.bom = segbias_csv_bom(csv);
	segbias_csv_free(csv);
	return reading;
}

static struct reading read_label(struct segbias_label bytes, const struct segbias_csv_options *options)
{
	struct segbias_stream *stream = NULL;
	cr_assert_eq(segbias_stream_open_memory("t.csv", bytes.bytes, bytes.size, &stream, NULL), SEGBIAS_OK);
	struct reading reading = read_stream(stream, options);
	segbias_stream_free(stream);
	return reading;
}

static struct reading read_string(const char *bytes, const struct segbias_csv_options *options)
{
	return read_label(segbias_label_of(bytes), options);
}

static void reading_release(struct reading *reading)
{
	segbias_text_release(&reading->text);
}

static const struct segbias_csv_options strict = {.delimiter = ','};
static const struct segbias_csv_options skipping = {.delimiter = ',', .skip_bad = true};
static const struct segbias_csv_options head = {.delimiter = ',', .head = true};

static void expect(const char *bytes, const struct segbias_csv_options *options, const char *records)
{
	struct reading reading = read_string(bytes, options);
	cr_assert_str_eq(reading.text.data, records, "%s: %s", bytes, reading.text.data);
	reading_release(&reading);
}

/* The start of a file ends with its last whole record, unless it is all of the file. */
Test(reader, heads)
{
	static const struct segbias_csv_options whole = {.delimiter = ',', .head = true, .whole = true};
	expect("a,b\n1,2\n3,4", &head, "a|b/1|2/");
	expect("a,b\n1,2\n3,4", &whole, "a|b/1|2/3|4/");
	expect("a,b\n1,2\n3,4\n", &whole, "a|b/1|2/3|4/");
	expect("a,b\n1,2\n3", &whole, "a|b/1|2/");
	expect("a,b\n1,2\n\"3,4", &whole, "a|b/1|2/");
}

Test(reader, records)
{
	static const struct {
		const char *bytes, *records;
	} rows[] = {
	    {"", ""},
	    {"a", "a/"},
	    {"a,b\n1,2\n", "a|b/1|2/"},
	    {"a,b\n1,2", "a|b/1|2/"},
	    {"a,b\r\n1,2\r3,4\n5,6\r\n", "a|b/1|2/3|4/5|6/"},
	    {"a,b,\n", "a|b|/"},
	    {"a,b,", "a|b|/"},
	    {",", "|/"},
	    {"a,b\n ,\t\n 1 , 2\t\n", "a|b/ |\t/ 1 | 2\t/"}, /* nothing is trimmed */
	    {"a,b\n\" \",\"\"\n", "a|b/ |/"},
	    {"a,b\n\"x\"\"y\",\"\"\"\"\n", "a|b/x\"y|\"/"},
	    {"a,b\n\"1,2\",\"x\r\ny\rz\n\"\r\n3,4", "a|b/1,2|x\r\ny\rz\n/3|4/"},
	    {"a\n\"\"", "a//"},
	    {"\"a\"", "a/"},
	    {"a;b\n1;2\n", "a;b/1;2/"},
	    {"\xff,\xc3\n", "\xff|\xc3/"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		expect(rows[i].bytes, &strict, rows[i].records);
}

/* The fields of a raw batch as they stand and as they are meant. */
Test(reader, raw_fields)
{
	static const char bytes[] = "a,\"b,\"\"\r\n\"\r\n\r,\"\"\n\"\"\"\",\r\n";
	static const uint32_t ends[] = {1, 11, 13, 16, 21, 23};
	static const struct {
		const char *stands, *means;
	} fields[] = {
	    {"a", "a"}, {"\"b,\"\"\r\n\"", "b,\"\r\n"}, {"\r", "\r"}, {"\"\"", ""}, {"\"\"\"\"", "\""}, {"", ""},
	};
	struct segbias_csv_batch batch = {bytes, ends, 3, 2, true};
	for (size_t i = 0; i < 6; i++) {
		char room[16];
		struct segbias_label field = segbias_csv_field(&batch, i / 2, i % 2);
		cr_assert(segbias_label_equal(field, segbias_label_of(fields[i].stands)), "field %zu", i);
		struct segbias_label meant = segbias_label_unquote(field, room);
		cr_assert(segbias_label_equal(meant, segbias_label_of(fields[i].means)), "field %zu", i);
	}
}

/* In a file of one column a blank line is a record. Before the first record that is not known yet. */
Test(reader, blank_lines)
{
	static const struct {
		const char *bytes, *records;
		uint64_t blank;
	} rows[] = {
	    {"a\n\nb\n", "a//b/", 0},   {"a\n\n", "a//", 0},
	    {"a\n", "a/", 0},           {"\n\r\n\ra\nb\n", "///a/b/", 0},
	    {"\n\na", "//a/", 0},       {"\n", "/", 0},
	    {"\r\n\r\n", "//", 0},      {"a,b\n\n1,2\r\n\r\n\r3,4\n\n", "a|b/1|2/3|4/", 4},
	    {"\n\r\na,b\n", "a|b/", 2}, {"\n\na,b", "a|b/", 2},
	    {"\n\"\"\n", "//", 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct reading reading = read_string(rows[i].bytes, &strict);
		cr_assert_str_eq(reading.text.data, rows[i].records, "row %zu: %s", i, reading.text.data);
		cr_assert_eq(reading.counts.blank, rows[i].blank, "row %zu", i);
		reading_release(&reading);
	}
}

Test(reader, bom)
{
	static const struct {
		const char *bytes, *records;
		bool bom;
	} rows[] = {
	    {"\xef\xbb\xbf", "", true},       {BOM "a,b\n", "a|b/", true},
	    {BOM "\"a\",b\n", "a|b/", true},  {BOM BOM "a", BOM "a/", true},
	    {"\xef\xbb", "\xef\xbb/", false}, {"a\n\xef\xbb\xbf", "a/\xef\xbb\xbf/", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct reading reading = read_string(rows[i].bytes, &strict);
		cr_assert_str_eq(reading.text.data, rows[i].records, "row %zu", i);
		cr_assert_eq(reading.bom, rows[i].bom, "row %zu", i);
		reading_release(&reading);
	}
}

Test(reader, delimiters)
{
	static const struct {
		const char *bytes;
		char given, found;
		const char *records;
	} rows[] = {
	    {"a;b\n1;2\n", 0, ';', "a|b/1|2/"},
	    {BOM "a\tb\n1\t2\n", 0, '\t', "a|b/1|2/"},
	    {"a b\n1 2\n", ' ', ' ', "a|b/1|2/"},
	    {"a;b\n1;2\n", ',', ',', "a;b/1;2/"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct segbias_csv_options options = {.delimiter = rows[i].given};
		expect(rows[i].bytes, &options, rows[i].records);
		struct segbias_stream *stream = NULL;
		struct segbias_csv *csv = NULL;
		segbias_stream_open_memory("t.csv", rows[i].bytes, strlen(rows[i].bytes), &stream, NULL);
		cr_assert_eq(segbias_csv_create(stream, &options, &csv, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_csv_delimiter(csv), rows[i].found);
		segbias_csv_free(csv);
		segbias_stream_free(stream);
	}
	static const char impossible[] = {'"', '\n', '\r'};
	for (size_t i = 0; i < sizeof impossible; i++) {
		struct segbias_stream *stream = NULL;
		struct segbias_csv *csv = NULL;
		struct segbias_csv_options options = {.delimiter = impossible[i]};
		segbias_stream_open_memory("t.csv", "", 0, &stream, NULL);
		cr_assert_eq(segbias_csv_create(stream, &options, &csv, NULL), SEGBIAS_USAGE);
		cr_assert_null(csv);
		segbias_stream_free(stream);
	}
	segbias_csv_free(NULL);
}

#define SKIP_HINT "--skip-bad counts such records and goes on"
#define NUL_HINT "the file may be UTF-16: iconv -f utf-16le -t utf-8 FILE | segbias ... - reads it"
#define NUL_FIRST_HINT "the file may be UTF-16: iconv -f utf-16be -t utf-8 FILE | segbias ... - reads it"
#define INSIDE "a quote inside a field that does not start with one"
#define AFTER "text after the closing quote of a field"

Test(reader, errors)
{
	static const struct {
		struct segbias_label bytes;
		const char *records;
		uint64_t line, column;
		const char *message, *hint;
	} rows[] = {
	    {BYTES("a,b\n1\n"), "a|b/!", 2, 0, "1 field where the header has 2", SKIP_HINT},
	    {BYTES("a,b\r\n\r\n1,2,3\r\n"), "a|b/!", 3, 0, "3 fields where the header has 2", SKIP_HINT},
	    {BYTES("a,b\n1,2\n3,\"x\ny\","), "a|b/1|2/!", 3, 0,
	     "3 fields where the header has 2; the record spans lines 3 to 4", SKIP_HINT},
	    {BYTES("a\n1,2"), "a/!", 2, 0, "2 fields where the header has 1",
	     "if the lines above the header are a title: delete them; else " SKIP_HINT},
	    {BYTES("a,b\n1,é\"2\n"), "a|b/!", 2, 4, INSIDE, SKIP_HINT},
	    {BYTES("a,b\r1,\"2\"x\r"), "a|b/!", 2, 6, AFTER, SKIP_HINT},
	    {BYTES("a,b\r\n1,\"2\" \r"), "a|b/!", 2, 6, AFTER, SKIP_HINT},
	    {BYTES("a,b\n\"1,2\n3\n\"4,5\n"), "a|b/!", 4, 2, AFTER "; a quote was opened on line 2", SKIP_HINT},
	    {BYTES("a,b\n\"1,2\r\n\",x\"\n"), "a|b/!", 3, 4, INSIDE "; a quote was opened on line 2", SKIP_HINT},
	    {BYTES("a,b\n1,\"2\n3\n"), "a|b/!", 2, 3, "a quote that is never closed", SKIP_HINT},
	    {BYTES("a,b\n\"1\n2\",\""), "a|b/!", 3, 4, "a quote that is never closed", SKIP_HINT},
	    {BYTES("a,b\n1,2\0\n"), "a|b/!", 2, 4, "a NUL byte", NUL_HINT},
	    {BYTES("a,b\n\"1\n\0\",2\n"), "a|b/!", 3, 1, "a NUL byte; a quote was opened on line 2", NUL_FIRST_HINT},
	    /* the first record: nothing to go on with */
	    {BYTES("a\0,\0b\0\n"), "!", 1, 2, "a NUL byte", NUL_HINT},
	    {BYTES(BOM "a,b\"\n1,2\n"), "!", 1, 4, INSIDE, ""},
	    {BYTES("\n\n\"a\"b"), "!", 3, 4, AFTER, ""},
	    {BYTES("\"a,b\n1,2\n"), "!", 1, 1, "a quote that is never closed", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct reading reading = read_label(rows[i].bytes, &strict);
		cr_assert_str_eq(reading.text.data, rows[i].records, "row %zu: %s", i, reading.text.data);
		cr_assert_eq(reading.error.status, SEGBIAS_DATA);
		cr_assert_str_eq(reading.error.message, rows[i].message, "row %zu: %s", i, reading.error.message);
		cr_assert_str_eq(reading.error.hint, rows[i].hint, "row %zu: %s", i, reading.error.hint);
		cr_assert_str_eq(reading.error.file, "t.csv");
		cr_assert_eq(reading.error.line, rows[i].line, "row %zu: %" PRIu64, i, reading.error.line);
		cr_assert_eq(reading.error.column, rows[i].column, "row %zu: %" PRIu64, i, reading.error.column);
		reading_release(&reading);
	}
}

/* A NUL is seen however far down it stands: past the bytes that were read first, and past those that were let go. */
Test(reader, a_nul_far_down)
{
	enum { ROWS = 300000 };
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "a,b\n");
	for (int i = 0; i < ROWS; i++)
		segbias_text_add_format(&text, "%d,2\n", i);
	segbias_text_add(&text, "x\0y,3\nlast,4\n", 14);
	struct reading reading = read_label((struct segbias_label){text.data, text.size}, &strict);
	cr_assert_eq(reading.error.status, SEGBIAS_DATA);
	cr_assert_str_eq(reading.error.message, "a NUL byte");
	cr_assert(reading.error.line == ROWS + 2 && reading.error.column == 2);
	reading_release(&reading);
	segbias_text_release(&text);
}

Test(reader, skips_bad_records)
{
	static const struct {
		struct segbias_label bytes;
		const char *records;
		uint64_t bad, line, lines;
	} rows[] = {
	    {BYTES("a,b\n1\n2,3\n4,5,6\n7,8"), "a|b/2|3/7|8/", 2, 2, 2},
	    {BYTES("a,b\n1,x\"\n2,3\n"), "a|b/2|3/", 1, 2, 1},
	    /* a stray quote gives up its own line only, though it shows three lines on */
	    {BYTES("a,b\n\"1,2\n3,4\n5,6\n7,\"8\"\n9,0\n"), "a|b/3|4/5|6/7|8/9|0/", 1, 5, 1},
	    {BYTES("a,b\n1,\"2\n3,4\n5,6\n"), "a|b/3|4/5|6/", 1, 2, 1},
	    {BYTES("a,b\n1,\"2"), "a|b/", 1, 2, 1},
	    {BYTES("a,b\n1,\"2\r\n3,4\r\n"), "a|b/3|4/", 1, 2, 1},
	    {BYTES("a,b\n1,\"2\r3,4\r"), "a|b/3|4/", 1, 2, 1},
	    /* ragged, but sound: goes on after it */
	    {BYTES("a,b\n\"1\n1,1\"\n2,3\n"), "a|b/2|3/", 1, 2, 2},
	    {BYTES("a,b\n\"1\r\n\n\r1,1,1\"\r\n2,3\n5\n"), "a|b/2|3/", 2, 2, 5},
	    {BYTES("a,b\n2,3\n1,\"\n\n\n\",2"), "a|b/2|3/", 1, 3, 4},
	    {BYTES("a,b\n1\0,2\n3,4\n"), "a|b/3|4/", 1, 2, 1},
	    {BYTES("a,b\n\"1\0\n1,1\n\",2\n3,4\n"), "a|b/3|4/", 1, 2, 3},
	    {BYTES("a,b\n\0\0\n\0"), "a|b/", 2, 2, 2},
	    {BYTES("a,b\n\"\0\n1,2\n"), "a|b/1|2/", 1, 2, 1},
	    {BYTES("a,b\n1,2\n"), "a|b/1|2/", 0, 0, 0},
	    {BYTES("a\n\n1,2\n\n"), "a///", 1, 3, 1},
	    {BYTES("a\"\n1\n"), "!", 0, 0, 0},
	    {BYTES("a\0\n1\n"), "!", 0, 0, 0},
	    {BYTES("\"a\n1\n"), "!", 0, 0, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct reading reading = read_label(rows[i].bytes, &skipping);
		cr_assert_str_eq(reading.text.data, rows[i].records, "row %zu: %s", i, reading.text.data);
		cr_assert_eq(reading.counts.bad, rows[i].bad, "row %zu: %" PRIu64, i, reading.counts.bad);
		cr_assert_eq(reading.counts.bad_first.line, rows[i].line, "row %zu", i);
		cr_assert_eq(reading.counts.bad_lines, rows[i].lines, "row %zu: %" PRIu64, i, reading.counts.bad_lines);
		reading_release(&reading);
	}
}

Test(reader, a_stray_quote_costs_one_record)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "a,b\n1,\"2\n");
	for (int i = 0; i < 20000; i++)
		segbias_text_add_string(&text, "3,4\n");
	struct reading reading = read_label((struct segbias_label){text.data, text.size}, &skipping);
	cr_assert_eq(reading.counts.bad, 1);
	cr_assert_eq(reading.counts.records, 20001);
	cr_assert_str_eq(reading.counts.bad_first.message, "a quote that is never closed");
	cr_assert_eq(reading.counts.bad_first.line, 2);
	reading_release(&reading);
	segbias_text_release(&text);
}

Test(reader, head_drops_what_is_cut_or_bad)
{
	static const struct {
		const char *bytes, *records;
	} rows[] = {
	    {"a,b\n1,2\n3,", "a|b/1|2/"},
	    {"a,b\n1,2\n3,4", "a|b/1|2/"},
	    {"a,b\n1,2\n\"3", "a|b/1|2/"},
	    {"a,b\n1,2\n3,4\r", "a|b/1|2/3|4/"},
	    {"a,b", ""},
	    {"", ""},
	    {"\n\n", ""},
	    {"a,b\n1\n3,4\n", "a|b/"},
	    {"a,\"b\"x\n", ""},
	    {"\n\na\nb\n", "//a/b/"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		expect(rows[i].bytes, &head, rows[i].records);
}

/* A line of `size` bytes: the letter again and again, between `open` and `close`. */
static void add_long(struct segbias_text *text, const char *open, size_t size, const char *close)
{
	static char letters[1 << 16];
	memset(letters, 'x', sizeof letters);
	segbias_text_add_string(text, open);
	for (size_t left = size; left > 0;) {
		size_t part = left < sizeof letters ? left : sizeof letters;
		segbias_text_add(text, letters, part);
		left -= part;
	}
	segbias_text_add_string(text, close);
}

static void check_long(size_t first)
{
	static const struct {
		const char *open, *close;
		size_t size; /* of the whole record */
		bool fits;
	} rows[] = {
	    {"1,", "", SEGBIAS_CSV_RECORD_MAX, true},
	    {"1,", "", SEGBIAS_CSV_RECORD_MAX + 1, false},
	    {"1,\"", "\"", SEGBIAS_CSV_RECORD_MAX, true},
	    {"1,\"\n", "\"", SEGBIAS_CSV_RECORD_MAX + 1, false},
	};
	for (size_t i = first; i < first + 2; i++) {
		struct segbias_text text = {0};
		segbias_text_add_string(&text, "a,b\n");
		add_long(&text, rows[i].open, rows[i].size - strlen(rows[i].open) - strlen(rows[i].close),
		         rows[i].close);
		segbias_text_add_string(&text, "\n3,4\n");
		struct segbias_label bytes = {text.data, text.size};
		struct reading reading = read_label(bytes, &strict);
		cr_assert_eq(reading.error.status, rows[i].fits ? SEGBIAS_OK : SEGBIAS_DATA, "row %zu", i);
		if (!rows[i].fits) {
			cr_assert_eq(strncmp(reading.error.message, "a record of more than 16 MiB", 28), 0);
			cr_assert_eq(reading.error.line, 2);
			cr_assert_eq(reading.error.column, 0);
		}
		reading_release(&reading);
		reading = read_label(bytes, &skipping);
		/* The second line of the last one is a record of one field. */
		cr_assert_eq(reading.counts.bad, i == 3 ? 2 : rows[i].fits ? 0 : 1, "row %zu", i);
		cr_assert_str_eq(reading.text.data + reading.text.size - 4, "3|4/");
		reading_release(&reading);
		segbias_text_release(&text);
	}
}

/* Two, which run side by side. */
Test(reader, a_record_is_at_most_16_mib)
{
	check_long(0);
}

Test(reader, a_quoted_record_is_at_most_16_mib)
{
	check_long(2);
}

Test(reader, at_most_10000_columns)
{
	for (int more = 0; more < 2; more++) {
		struct segbias_text text = {0};
		for (int i = 1; i < SEGBIAS_CSV_COLUMNS_MAX + more; i++)
			segbias_text_add_string(&text, ",");
		segbias_text_add_string(&text, "\n");
		struct reading reading = read_label((struct segbias_label){text.data, text.size}, &skipping);
		cr_assert_eq(reading.error.status, more ? SEGBIAS_DATA : SEGBIAS_OK);
		if (more)
			cr_assert_str_eq(reading.error.message, "a record of more than 10000 columns");
		cr_assert_eq(reading.counts.records, more ? 0 : 1);
		reading_release(&reading);
		segbias_text_release(&text);
	}
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "a,b\n");
	for (int i = 0; i < 3 * SEGBIAS_CSV_COLUMNS_MAX; i++)
		segbias_text_add_string(&text, ",");
	struct reading reading = read_label((struct segbias_label){text.data, text.size}, &strict);
	cr_assert_str_eq(reading.error.message, "30001 fields where the header has 2");
	reading_release(&reading);
	segbias_text_release(&text);
}

/* Batches hold few bytes however long the file is; every place in every batch is right. */
Test(reader, batches_and_places)
{
	enum { ROWS = 30000 };
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "\xef\xbb\xbf\nid,\"x\ny\",z\n");
	for (int i = 0; i < ROWS; i++)
		segbias_text_add_format(&text, i % 7 == 3 ? "é%d,\"\r\n\"\"é,\",w\n" : "é%d,v,w\r\n", i);
	struct segbias_stream *stream = NULL;
	struct segbias_csv *csv = NULL;
	segbias_stream_open_memory("t.csv", text.data, text.size, &stream, NULL);
	cr_assert_eq(segbias_csv_create(stream, &strict, &csv, NULL), SEGBIAS_OK);
	struct segbias_csv_batch batch = {.records = 1};
	uint64_t want_line = 2;
	int row = -1;
	while (segbias_csv_next(csv, &batch, NULL) == SEGBIAS_OK && batch.records > 0) {
		cr_assert_leq(batch.records, 4096);
		cr_assert_leq(batch.ends[batch.records * batch.width - 1], 160 << 10);
		for (size_t record = 0; record < batch.records; record++, row++) {
			bool spans = row < 0 || row % 7 == 3;
			char id[16];
			(void)snprintf(id, sizeof id, row < 0 ? "id" : "é%d", row);
			cr_assert(segbias_label_equal(segbias_csv_field(&batch, record, 0), segbias_label_of(id)),
			          "row %d", row);
			size_t id_length = strlen(id) - (row < 0 ? 0 : 1); /* in characters */
			uint64_t line = 0;
			uint64_t column = 0;
			segbias_csv_locate(csv, record, 0, &line, &column);
			cr_assert(line == want_line && column == 1, "row %d", row);
			segbias_csv_locate(csv, record, 1, &line, &column);
			cr_assert(line == want_line && column == id_length + 2, "row %d", row);
			segbias_csv_locate(csv, record, 2, &line, &column);
			want_line += spans;
			cr_assert(line == want_line && column == (row < 0 ? 4
			                                          : spans ? 7
			                                                  : id_length + 4),
			          "row %d", row);
			want_line++;
		}
	}
	cr_assert_eq(row, ROWS);
	cr_assert_eq(segbias_csv_counts(csv)->records, ROWS + 1);
	cr_assert_eq(segbias_csv_counts(csv)->blank, 1);
	uint64_t line = 1;
	uint64_t column = 1;
	segbias_csv_locate(csv, 0, 0, &line, &column); /* no batch */
	cr_assert(line == 0 && column == 0);
	segbias_csv_free(csv);
	segbias_stream_free(stream);
	segbias_text_release(&text);
}

Test(reader, places_of_blank_records)
{
	struct segbias_text text = {0};
	for (int i = 0; i < 5000; i++)
		segbias_text_add_string(&text, "\n");
	segbias_text_add_string(&text, "a\n\nb");
	struct segbias_stream *stream = NULL;
	struct segbias_csv *csv = NULL;
	segbias_stream_open_memory("t.csv", text.data, text.size, &stream, NULL);
	cr_assert_eq(segbias_csv_create(stream, &strict, &csv, NULL), SEGBIAS_OK);
	struct segbias_csv_batch batch = {.records = 1};
	uint64_t want = 1;
	while (segbias_csv_next(csv, &batch, NULL) == SEGBIAS_OK && batch.records > 0) {
		for (size_t record = 0; record < batch.records; record++, want++) {
			uint64_t line = 0;
			uint64_t column = 0;
			segbias_csv_locate(csv, record, 0, &line, &column);
			cr_assert(line == want && column == 1);
			cr_assert_eq(segbias_csv_field(&batch, record, 0).size, want == 5001 || want == 5003 ? 1 : 0);
		}
	}
	cr_assert_eq(want, 5004);
	segbias_csv_free(csv);
	segbias_stream_free(stream);
	segbias_text_release(&text);
}

/* ---- one byte a read ---- */

struct feed {
	struct segbias_label bytes;
	int descriptor;
};

/* Writes a byte only when the one before it was taken. */
static void *feed_bytes(void *data)
{
	struct feed *feed = data;
	for (size_t i = 0; i < feed->bytes.size; i++) {
		int waiting = 1;
		while (ioctl(feed->descriptor, FIONREAD, &waiting) == 0 && waiting > 0)
			(void)sched_yield();
		if (write(feed->descriptor, feed->bytes.bytes + i, 1) != 1)
			break;
	}
	close(feed->descriptor);
	return NULL;
}

static struct reading read_by_bytes(struct segbias_label bytes, const struct segbias_csv_options *options)
{
	int ends[2];
	cr_assert_eq(pipe(ends), 0);
	char path[32];
	(void)snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
	struct feed feed = {bytes, ends[1]};
	pthread_t thread;
	cr_assert_eq(pthread_create(&thread, NULL, feed_bytes, &feed), 0);
	struct segbias_stream *stream = NULL;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_stream_open(path, false, &stream, &error), SEGBIAS_OK, "%s", error.message);
	struct reading reading = read_stream(stream, options);
	/* What an error has left unread would keep the thread waiting. */
	char rest[64];
	size_t size = 1;
	while (size > 0)
		cr_assert_eq(segbias_stream_read(stream, rest, sizeof rest, &size, NULL), SEGBIAS_OK);
	segbias_stream_free(stream);
	cr_assert_eq(pthread_join(thread, NULL), 0);
	close(ends[0]);
	return reading;
}

static void expect_same(const struct reading *a, const struct reading *b, struct segbias_label bytes)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_label_quote(bytes, quoted);
	cr_assert_eq(a->text.size, b->text.size, "%s: %s, %s", quoted, a->text.data, b->text.data);
	cr_assert_eq(memcmp(a->text.data, b->text.data, a->text.size), 0, "%s", quoted);
	cr_assert_str_eq(a->error.message, b->error.message, "%s", quoted);
	cr_assert(a->error.line == b->error.line && a->error.column == b->error.column, "%s", quoted);
	cr_assert(a->counts.records == b->counts.records && a->counts.blank == b->counts.blank, "%s", quoted);
	cr_assert(a->counts.bad == b->counts.bad && a->bom == b->bom, "%s", quoted);
	cr_assert_eq(a->counts.bad_lines, b->counts.bad_lines, "%s", quoted);
	cr_assert_str_eq(a->counts.bad_first.message, b->counts.bad_first.message, "%s", quoted);
	cr_assert_eq(a->counts.bad_first.line, b->counts.bad_first.line, "%s", quoted);
	cr_assert_eq(a->counts.bad_first.column, b->counts.bad_first.column, "%s", quoted);
}

static void expect_same_by_bytes(struct segbias_label bytes, const struct segbias_csv_options *options)
{
	struct reading whole = read_label(bytes, options);
	struct reading split = read_by_bytes(bytes, options);
	expect_same(&whole, &split, bytes);
	reading_release(&whole);
	reading_release(&split);
}

Test(reader, one_byte_a_read)
{
	static const struct segbias_label files[] = {
	    BYTES(BOM "a,b\r\n\"1\r\n\",2\r\n\r\n3,4\r5,6\n"),
	    BYTES("\xef\xbb\xbf"),
	    BYTES("\xef\xbb"),
	    BYTES("\n\r\na\r\rb"),
	    BYTES("a,b\r\n1,\0\r\n\"2\r\n,3\r\n4,5\r\n"),
	};
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		expect_same_by_bytes(files[i], &strict);
		expect_same_by_bytes(files[i], &skipping);
		expect_same_by_bytes(files[i], &head);
	}
}

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* Property: the size of the reads changes nothing, on any bytes. */
Test(reader, generated_files_one_byte_a_read)
{
	static const char alphabet[] = "a,,\"\"\r\n\n;";
	static const struct segbias_csv_options *const options[] = {&strict, &skipping, &head};
	uint32_t state = 20240607;
	for (int i = 0; i < 450; i++) {
		char bytes[40];
		size_t size = next_random(&state) % (sizeof bytes + 1);
		for (size_t j = 0; j < size; j++)
			bytes[j] = alphabet[next_random(&state) % (sizeof alphabet - 1)];
		expect_same_by_bytes((struct segbias_label){bytes, size}, options[i % 3]);
	}
}

/* Property: what strict reading takes as a whole, skipping takes as it is. */
Test(reader, skipping_changes_nothing_in_a_sound_file)
{
	static const char alphabet[] = "a,\"\"\r\n\n";
	uint32_t state = 7;
	int sound = 0;
	for (int i = 0; i < 2000; i++) {
		char bytes[12];
		size_t size = next_random(&state) % (sizeof bytes + 1);
		for (size_t j = 0; j < size; j++)
			bytes[j] = alphabet[next_random(&state) % (sizeof alphabet - 1)];
		struct segbias_label label = {bytes, size};
		struct reading a = read_label(label, &strict);
		struct reading b = read_label(label, &skipping);
		if (a.error.status == SEGBIAS_OK) {
			sound++;
			expect_same(&a, &b, label);
		}
		reading_release(&a);
		reading_release(&b);
	}
	cr_assert_gt(sound, 200);
}
