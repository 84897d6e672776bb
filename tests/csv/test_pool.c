#include "csv/pool.h"

#include "csv/agree.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const size_t pieces[] = {16, 17, 31, 64, 100, 4096};

static void expect_agreement(const struct agree_case *agree)
{
	struct segbias_text difference = {0};
	bool same = agree_check(agree, &difference);
	cr_assert(same, "piece %zu, %u workers, input %d, skip_bad %d, first %zu, seed %u: %.3000s", agree->piece,
	          agree->workers, (int)agree->input, agree->skip_bad, agree->first, agree->seed, difference.data);
	segbias_text_release(&difference);
}

/* The workers read what the reader of the whole file reads, on any bytes. The long run is tests/fuzz/readers. */
Test(pool, agrees_with_the_reader_of_the_whole_file)
{
	struct segbias_text bytes = {0};
	uint32_t state = 1905;
	for (int i = 0; i < 3000; i++) {
		struct agree_case agree = {0};
		agree_draw(&state, &bytes, &agree);
		agree.piece = pieces[i % 6];
		agree.workers = 1 + agree_random(&state) % 8;
		agree.threads = i % 16 == 0;
		agree.input = i % 4 == 0 ? (enum agree_input)(i / 4 % AGREE_INPUTS) : AGREE_MEMORY;
		expect_agreement(&agree);
	}
	segbias_text_release(&bytes);
}

/* Each way of reading small files that were seen, or could be thought, to differ. */
Test(pool, agrees_on_small_files)
{
	static const struct {
		const char *bytes;
		size_t size;
	} files[] = {
#define FILE_OF(literal) {literal, sizeof(literal) - 1}
	    FILE_OF(""),
	    FILE_OF("a"),
	    FILE_OF("a\n"),
	    FILE_OF("a,b\n"),
	    FILE_OF("a,b\n\n"),
	    FILE_OF("a,b\n1,2"),
	    FILE_OF("a,b\n1,2\r"),
	    FILE_OF("a\n1\r\n\r\n2\n\n\n"),
	    FILE_OF("\n\n\na\n1\n"),
	    FILE_OF("\xef\xbb\xbf"
	            "a,b\n\"1\",\"2\"\"\"\r\n"),
	    FILE_OF("a,b\n\"1\n\",2\n3,4\n\"5\n\n\",6\n7\n"),
	    /* a stray quote that shows much later, in another piece */
	    FILE_OF("a,b\n\"1,2\n3,4\n5,6\n7,8\n9,0\n1,2\n3,\"4\"\n5,6\n7,8\n"),
	    FILE_OF("a,b\n1,2\n3,4\n5,6\n7,\"8\n9,0\n1,2\n3,4\n5,6\n7,8\n"),
	    FILE_OF("a,b\n1,2\n3,4\n5,\"6\"x\n7,8\n9,0\n1,2\n3,4\n5,6\n7,8\n"),
	    FILE_OF("a,b\n1,2\n3,4\n5,6\n7,8\n9,0\n1,2\n3,4\n5,6\n7,\"8"),
	    /* a carriage return alone: in a field, between quotes, at the end of pieces */
	    FILE_OF("a,b\r1,2\r3,4\r5,6\r7,8\r9,0\r1,2\r"),
	    FILE_OF("a,b\n\"1\r\",2\n3,4\n5,6\n7,8\n9,0\n"),
	    FILE_OF("a,b\n1,2\n3,4\n5,6\n7,8\n\r\n1,2\n\r9,0\n"),
	    FILE_OF("a,b\n1,2\r\r\n3,4\n5,6\n"),
	    /* a NUL, with and without an open quote beside it */
	    FILE_OF("a,b\n1,2\n3,\0\n5,6\n7,8\n9,0\n"),
	    FILE_OF("a,b\n\"1\n\0\n2\",2\n3,4\n5,6\n7,8\n\0\n9,0\n"),
	    FILE_OF("a,b\n1,\"\0\n3,4\n5,6\n7,8\n9,0\n"),
	    /* too few and too many fields, of a record on several lines, too */
	    FILE_OF("a,b\n1,2\n3\n5,6\n7,8,9\n9,0\n\"1\n\n2\"\n3,4\n"),
	    FILE_OF("a\n1\n2,3\n4\n\n5\n"),
	    FILE_OF("a,b\n1,2\n\n\r\n\n3,4\n\n\n"),
	};
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		for (unsigned j = 0; j < 6 * 2 * 3 * 2; j++) {
			struct agree_case agree = {
			    .bytes = {files[i].bytes, files[i].size},
			    .delimiter = ',',
			    .skip_bad = j % 2,
			    .first = 1,
			    .piece = pieces[j / 2 % 6],
			    .workers = j / 12 % 3 * 3 + 1,
			    .seed = j,
			    .input = j / 36 ? AGREE_PIPE : AGREE_MEMORY,
			};
			expect_agreement(&agree);
		}
	}
}

static void add_rows(struct segbias_text *text, const char *row, size_t count)
{
	for (size_t i = 0; i < count; i++)
		segbias_text_add_string(text, row);
}

/* Files of many pieces of the ordinary size, with threads. */
Test(pool, agrees_on_large_files)
{
	for (int kind = 0; kind < 8; kind++) {
		struct segbias_text text = {0};
		segbias_text_add_string(&text, kind == 7 ? "\n" : "id,\"x\ny\",z\n");
		add_rows(&text, kind == 7 ? "\n" : "é,\"\r\n\"\"é,\",w\n1,2,3\r\n", 12000);
		if (kind == 1)
			add_rows(&text, "\"open,2,3\n", 1);
		if (kind == 2)
			add_rows(&text, "1,2\n\n1,2,3,4\n", 5);
		if (kind == 3)
			add_rows(&text, "1,\r2,3\n4,5,6\n", 3);
		if (kind == 4)
			segbias_text_add(&text, "4,5,\0\n", 6);
		if (kind == 5)
			add_rows(&text, "1,\"2\"x,3\n", 2);
		if (kind == 7)
			add_rows(&text, "a\n", 1);
		add_rows(&text, kind == 7 ? "\n" : "4,5,6\n", 20000);
		if (kind == 6)
			add_rows(&text, "1,\"2", 1);
		for (int skip = 0; skip < 2; skip++) {
			struct agree_case agree = {
			    .bytes = {text.data, text.size},
			    .delimiter = ',',
			    .skip_bad = skip,
			    .first = kind == 6 ? 0 : 1,
			    .workers = 3,
			    .threads = true,
			    .input = kind % 2 ? AGREE_FILE : AGREE_MEMORY,
			};
			expect_agreement(&agree);
		}
		segbias_text_release(&text);
	}
}

static void add_long(struct segbias_text *text, const char *open, size_t size, const char *close)
{
	char *letters = malloc(size);
	memset(letters, 'x', size);
	segbias_text_add_string(text, open);
	segbias_text_add(text, letters, size);
	segbias_text_add_string(text, close);
	free(letters);
}

/* A record may be far longer than a piece, up to the limit; and one that is longer is an error, or left out. */
Test(pool, long_records)
{
	static const struct {
		const char *open, *close;
		size_t size; /* of the long field */
	} rows[] = {
	    {"1,\"\n", "\"\"\"", 300000},
	    {"1,", "", SEGBIAS_CSV_RECORD_MAX - 2},
	    {"1,", "", SEGBIAS_CSV_RECORD_MAX - 1},
	    {"1,\"\n", "\"", SEGBIAS_CSV_RECORD_MAX - 5},
	    {"1,\"\n", "\"", SEGBIAS_CSV_RECORD_MAX},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct segbias_text text = {0};
		segbias_text_add_string(&text, "a,b\n1,2\n");
		add_long(&text, rows[i].open, rows[i].size, rows[i].close);
		segbias_text_add_string(&text, "\n3,4\n5,6\n");
		for (unsigned skip = 0; skip < 2; skip++) {
			struct agree_case agree = {
			    .bytes = {text.data, text.size},
			    .delimiter = ',',
			    .skip_bad = skip,
			    .first = 1,
			    .piece = i < 1 ? 1000 : 0,
			    .workers = 2,
			};
			expect_agreement(&agree);
		}
		segbias_text_release(&text);
	}
}

/* ---- the interface ---- */

struct setting {
	struct segbias_stream *stream;
	struct segbias_csv *csv;
	struct segbias_csv_pool *pool;
	struct segbias_csv_worker *workers[2];
};

static struct setting set_up(const char *bytes, size_t size)
{
	struct setting setting = {0};
	struct segbias_csv_options options = {.delimiter = ',', .records_max = 1};
	struct segbias_csv_batch batch;
	cr_assert_eq(segbias_stream_open_memory("t.csv", bytes, size, &setting.stream, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_csv_create(setting.stream, &options, &setting.csv, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_csv_next(setting.csv, &batch, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_csv_pool_create(setting.csv, 16, &setting.pool, NULL), SEGBIAS_OK);
	for (int i = 0; i < 2; i++)
		cr_assert_eq(segbias_csv_worker_create(setting.pool, &setting.workers[i], NULL), SEGBIAS_OK);
	return setting;
}

static void tear_down(struct setting *setting)
{
	for (int i = 0; i < 2; i++)
		segbias_csv_worker_free(setting->workers[i]);
	segbias_csv_pool_free(setting->pool);
	segbias_csv_free(setting->csv);
	segbias_stream_free(setting->stream);
}

/* Plain pieces are handed out as they stand: the point of it all. Their bytes may be read past their end. */
Test(pool, plain_pieces_are_raw)
{
	static const char bytes[] = "a,b\n1,\"2\"\n3,4\n5,6\n7,8";
	struct setting setting = set_up(bytes, sizeof bytes - 1);
	struct segbias_csv_batch batch = {0};
	cr_assert_eq(segbias_csv_worker_next(setting.workers[0], &batch, NULL), SEGBIAS_OK);
	cr_assert(batch.raw && batch.records > 0 && batch.width == 2);
	cr_assert(segbias_label_equal(segbias_csv_field(&batch, 0, 1), segbias_label_of("\"2\"")));
	unsigned sum = 0;
	for (size_t i = 0; i <= SEGBIAS_CSV_PADDING; i++)
		sum += (unsigned char)batch.bytes[batch.ends[batch.records * 2 - 1] + i];
	cr_assert_geq(sum, '\n');
	/* A batch stays while the other worker reads. */
	struct segbias_csv_batch other = {.records = 1};
	while (other.records > 0)
		cr_assert_eq(segbias_csv_worker_next(setting.workers[1], &other, NULL), SEGBIAS_OK);
	cr_assert(segbias_label_equal(segbias_csv_field(&batch, 0, 1), segbias_label_of("\"2\"")));
	cr_assert_eq(segbias_csv_worker_line(setting.workers[0], 0), 2);
	cr_assert_eq(segbias_csv_worker_line(setting.workers[0], batch.records), 0);
	cr_assert_eq(segbias_csv_worker_line(setting.workers[1], 0), 0);
	/* The end stays. */
	cr_assert_eq(segbias_csv_worker_next(setting.workers[0], &batch, NULL), SEGBIAS_OK);
	cr_assert_eq(batch.records, 0);
	struct segbias_csv_counts counts;
	segbias_csv_pool_counts(setting.pool, &counts);
	cr_assert_eq(counts.records, 5);
	cr_assert_eq(segbias_csv_pool_failure(setting.pool, NULL), SEGBIAS_OK);
	tear_down(&setting);
	segbias_csv_worker_free(NULL);
	segbias_csv_pool_free(NULL);
}

/* Two workers fail, the one with the later piece first: the other has many records to read before its error. */
Test(pool, the_first_error_counts)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "a,b\n");
	/* The first piece is what the header's reader has read ahead, and as much again: it ends between 4 and 5. */
	add_rows(&text, "1,2\n", 2 * SEGBIAS_CSV_PIECE / 4 - 2);
	add_rows(&text, "3\n4\n5\n6\n", 1);
	add_rows(&text, "1,2\n", 100);
	for (uint32_t i = 0; i < 10; i++) {
		struct agree_case agree = {
		    .bytes = {text.data, text.size},
		    .delimiter = ',',
		    .first = 1,
		    .workers = 2 + i % 2,
		    .threads = true,
		};
		expect_agreement(&agree);
	}
	segbias_text_release(&text);
}

Test(pool, stops)
{
	static const char bytes[] = "a,b\n1,2\n3,4\n5,6\n7,8\n9,0\n1,2\n3,4\n5,6\n";
	struct setting setting = set_up(bytes, sizeof bytes - 1);
	struct segbias_csv_batch batch = {0};
	cr_assert_eq(segbias_csv_worker_next(setting.workers[0], &batch, NULL), SEGBIAS_OK);
	cr_assert_gt(batch.records, 0);
	segbias_csv_pool_stop(setting.pool);
	cr_assert_eq(segbias_csv_worker_next(setting.workers[1], &batch, NULL), SEGBIAS_OK);
	cr_assert_eq(batch.records, 0);
	cr_assert_eq(segbias_csv_pool_failure(setting.pool, NULL), SEGBIAS_OK);
	tear_down(&setting);
}
