#include "tally/file.h"

#include "base/memory.h"
#include "tally/encoder.h"
#include "tally/encoding.h"
#include "tally/failing.h"
#include "tally/numeric.h"
#include "tally/patterns.h"
#include "tally/spread.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* --- a plan with everything that is written ---------------------------------------------------------------------- */

static const struct segbias_label LABELS[] = {{"x", 1}, {"y", 1}, {"\"z\\\t\xC3\xA9", 6}};
static const struct segbias_label TRUTHS[] = {{"a", 1}, {"b", 1}};

/* "1", "1.0", "01" are one thing in a known way. */
static uint32_t resolve(const void *context, struct segbias_label spelling, enum segbias_how *how)
{
	(void)context;
	*how = SEGBIAS_HOW_MISSING;
	if (spelling.size == 0)
		return SEGBIAS_ID_MISSING;
	*how = SEGBIAS_HOW_EXACT;
	for (uint32_t i = 0; i < 3; i++)
		if (segbias_label_equal(spelling, LABELS[i]))
			return SEGBIAS_ID_FIRST + i;
	*how = SEGBIAS_HOW_BAND;
	if (spelling.bytes[0] == 'n')
		return SEGBIAS_ID_FIRST + (uint32_t)(unsigned char)spelling.bytes[spelling.size - 1] % 3;
	*how = SEGBIAS_HOW_UNMATCHED;
	return SEGBIAS_ID_UNMATCHED;
}

static void lower(struct segbias_label spelling, struct segbias_text *key)
{
	for (size_t i = 0; i < spelling.size; i++) {
		char c = spelling.bytes[i] >= 'A' && spelling.bytes[i] <= 'Z' ? (char)(spelling.bytes[i] + 32)
		                                                              : spelling.bytes[i];
		segbias_text_add(key, &c, 1);
	}
}

enum { SEGMENT, MAPPED, MANY, PRESENCE, COLUMNS, NUMBERS = 2 };

static const struct segbias_plan_column PLAN_COLUMNS[COLUMNS] = {
    {.name = {"segment", 7}, .kind = SEGBIAS_PLAN_OPEN, .key = lower},
    {.name = {"map\"ped", 7},
     .field = 1,
     .kind = SEGBIAS_PLAN_MAPPED,
     .labels = LABELS,
     .label_count = 3,
     .resolve = resolve,
     .outside = true},
    {.name = {"many", 4},
     .field = 2,
     .kind = SEGBIAS_PLAN_MAPPED,
     .labels = LABELS,
     .label_count = 3,
     .resolve = resolve},
    {.name = {"secret", 6}, .field = 3, .kind = SEGBIAS_PLAN_PRESENCE},
};

static const struct segbias_plan_table TABLES[] = {
    {{SEGMENT}, 1}, {{MAPPED}, 1}, {{MANY}, 1}, {{PRESENCE}, 1}, {{SEGMENT, MAPPED}, 2}, {{SEGMENT, PRESENCE, MANY}, 3},
};
static const uint32_t ABSENT[] = {MAPPED, MANY, PRESENCE};
static const uint32_t ABSENT_BY[] = {SEGMENT, MAPPED, MANY};
static const struct segbias_plan_number PLAN_NUMBERS[] = {{.name = {"n", 1}, .distributed = true}, {.name = {"m", 1}}};

static struct segbias_plan plan_of(bool weighted)
{
	return (struct segbias_plan){.columns = PLAN_COLUMNS,
	                             .column_count = COLUMNS,
	                             .tables = TABLES,
	                             .table_count = sizeof TABLES / sizeof *TABLES,
	                             .absent = ABSENT,
	                             .absent_count = 3,
	                             .absent_by = ABSENT_BY,
	                             .absent_by_count = 3,
	                             .numbers = PLAN_NUMBERS,
	                             .number_count = NUMBERS,
	                             .numbers_grouped = true,
	                             .numbers_group = SEGMENT,
	                             .patterns = true,
	                             .weighted = weighted};
}

/* --- records ----------------------------------------------------------------------------------------------------- */

struct row {
	char cells[COLUMNS][24];
	double weight;
	double numbers[NUMBERS];
	bool outside;
};

/* `many`: that many spellings of the third column; `segments` as many of the first. */
static struct row *draw(size_t count, uint32_t many, uint32_t segments, uint32_t seed)
{
	static const char *const VALUES[] = {"x", "y", "\"z\\\t\xC3\xA9", "", "other", "Sonstige\xE2\x80\xAE"};
	struct row *rows = calloc(count + 1, sizeof *rows);
	uint32_t state = seed * 2654435761u + 1;
	for (size_t i = 0; i < count; i++) {
		struct row *row = &rows[i];
		uint32_t segment = next_random(&state) % segments;
		snprintf(row->cells[SEGMENT], sizeof row->cells[0], segment ? "%sg%u" : "", segment % 2 ? "S" : "s",
		         segment);
		if (next_random(&state) % 3 == 0)
			for (char *c = row->cells[SEGMENT]; *c; c++)
				*c = *c == 's' ? 'S' : *c;
		strcpy(row->cells[MAPPED], VALUES[next_random(&state) % 6]);
		snprintf(row->cells[MANY], sizeof row->cells[0], "%c%u", "nnu"[next_random(&state) % 3],
		         next_random(&state) % many);
		if (next_random(&state) % 10 == 0)
			strcpy(row->cells[MANY], "");
		snprintf(row->cells[PRESENCE], sizeof row->cells[0], next_random(&state) % 4 ? "mail%zu@x.org" : "NA",
		         i);
		row->weight = ldexp((double)(next_random(&state) >> 8), -(int)(next_random(&state) % 60));
		for (size_t n = 0; n < NUMBERS; n++)
			row->numbers[n] = next_random(&state) % 5 == 0 ? NAN
			                  : n == 0                     ? (double)(int32_t)next_random(&state) / 1000.0
			                                               : (double)(next_random(&state) % 50);
		row->outside = next_random(&state) % 8 == 0;
	}
	return rows;
}

static void pour(struct segbias_tally *tally, const struct row *rows, size_t count, size_t first)
{
	struct segbias_encoder *encoder = encoding_of(tally);
	for (size_t i = 0; i < count; i++) {
		uint32_t ids[COLUMNS];
		const struct row *row = &rows[i];
		if (row->outside) {
			segbias_tally_facts_edit(tally)->filtered++;
			cr_assert_eq(
			    segbias_encoder_pass(encoder, MAPPED, segbias_label_of(row->cells[MAPPED]), 1, row->weight),
			    SEGBIAS_OK);
			continue;
		}
		for (size_t column = 0; column < COLUMNS; column++) {
			bool fresh = false;
			cr_assert_eq(segbias_encoder_spell(encoder, column, segbias_label_of(row->cells[column]), 1,
			                                   &ids[column], &fresh),
			             SEGBIAS_OK);
			if (fresh && segbias_encoder_wants_place(encoder, column, ids[column]))
				segbias_encoder_place(encoder, column, first + i + 2, column + 1);
		}
		struct segbias_record record = {.ids = ids, .count = 1, .weight = row->weight, .numbers = row->numbers};
		cr_assert_eq(segbias_tally_add(tally, &record, NULL), SEGBIAS_OK);
	}
	segbias_encoder_settle(encoder);
	cr_assert_eq(segbias_tally_finish(tally, NULL), SEGBIAS_OK);
}

/* --- files ------------------------------------------------------------------------------------------------------- */

/* A part of that number with these rows, written; the caller frees. */
static char *count_part(const struct row *rows, size_t first, size_t count, bool weighted, unsigned number)
{
	struct segbias_plan plan = plan_of(weighted);
	char name[32];
	struct segbias_tally_file file = {.counting = segbias_label_of("{\"a\":[\"}\",{}]}"),
	                                  .tally = encoding_create(&plan)};
	struct segbias_text out = {0};
	pour(file.tally, rows + first, count, first);
	snprintf(name, sizeof name, "part %u", number);
	struct segbias_tally_part part = {.name = segbias_label_of(name), .rows = count};
	cr_assert_eq(segbias_tally_file_add_part(&file, &part, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_tally_file_identify(&file, NULL), SEGBIAS_OK);
	struct segbias_error error = {0};
	cr_assert_eq(segbias_tally_file_write(&file, &out, &error), SEGBIAS_OK, "%s", error.message);
	segbias_tally_file_release(&file);
	return out.data;
}

static enum segbias_status read_bytes(const char *bytes, size_t size, struct segbias_tally_file *file,
                                      struct segbias_error *error)
{
	struct segbias_stream *stream = NULL;
	cr_assert_eq(segbias_stream_open_memory("t.tally", bytes, size, &stream, NULL), SEGBIAS_OK);
	enum segbias_status status = segbias_tally_file_read(stream, file, error);
	segbias_stream_free(stream);
	return status;
}

/* Frees both. */
static char *merge(char *a, char *b)
{
	struct segbias_tally_file files[2] = {{.tally = NULL}, {.tally = NULL}};
	struct segbias_error error = {0};
	struct segbias_text out = {0};
	cr_assert_eq(read_bytes(a, strlen(a), &files[0], &error), SEGBIAS_OK, "%s:%d", error.message, (int)error.line);
	cr_assert_eq(read_bytes(b, strlen(b), &files[1], &error), SEGBIAS_OK, "%s:%d", error.message, (int)error.line);
	cr_assert_eq(segbias_tally_file_absorb(&files[0], &files[1], &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_tally_finish(files[0].tally, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_tally_file_write(&files[0], &out, &error), SEGBIAS_OK, "%s", error.message);
	segbias_tally_file_release(&files[0]);
	segbias_tally_file_release(&files[1]);
	free(a);
	free(b);
	return out.data;
}

/* What is counted: without the parts, and the trailer that hashes them. */
static char *counts_of(const char *text)
{
	const char *start = strstr(text, "{\"facts\"");
	const char *end = strstr(text, "{\"rows\":");
	cr_assert(start && end);
	char *copy = strndup(start, (size_t)(end - start));
	char *places = NULL; /* of one part only */
	while ((places = strstr(copy, "{\"places\":"))) {
		char *after = strchr(places, '\n') + 1;
		memmove(places, after, strlen(after) + 1);
	}
	return copy;
}

/* Splits rows into parts, merges them in a random tree, and compares what is counted with the whole. */
static void check_split(const struct row *rows, size_t count, size_t pieces, bool weighted, uint32_t seed)
{
	uint32_t state = seed + 77;
	char **parts = calloc(pieces, sizeof *parts);
	size_t first = 0;
	for (size_t i = 0; i < pieces; i++) {
		size_t left = count - first;
		size_t size = pieces == count   ? 1
		              : i + 1 == pieces ? left
		              : left            ? next_random(&state) % (2 * left / (pieces - i) + 1)
		                                : 0;
		size = size > left ? left : size;
		parts[i] = count_part(rows, first, size, weighted, (unsigned)i);
		first += size;
	}
	cr_assert_eq(first, count);
	for (size_t left = pieces; left > 1; left--) {
		size_t a = next_random(&state) % left;
		size_t b = next_random(&state) % (left - 1);
		b += b >= a;
		char *sum = merge(parts[a], parts[b]);
		parts[a < b ? a : b] = sum;
		parts[a < b ? b : a] = parts[left - 1] == sum ? sum : parts[left - 1];
		if ((a < b ? a : b) == left - 1)
			parts[a < b ? b : a] = sum;
	}
	char *whole = count_part(rows, 0, count, weighted, 0);
	char *expected = counts_of(whole);
	char *found = counts_of(parts[0]);
	cr_assert(strcmp(found, expected) == 0, "%zu pieces of %zu rows", pieces, count);
	free(whole);
	free(expected);
	free(found);
	free(parts[0]);
	free(parts);
}

static void expect_same_numbers(const struct segbias_tally *a, const struct segbias_tally *b)
{
	const struct segbias_numeric *x = segbias_tally_number(a, 0);
	const struct segbias_numeric *y = segbias_tally_number(b, 0);
	cr_assert_eq(segbias_numeric_groups(x), segbias_numeric_groups(y));
	cr_assert_eq(segbias_numeric_bits(x), segbias_numeric_bits(y));
	for (uint32_t g = 0; g < segbias_numeric_groups(x); g++) {
		struct segbias_numeric_summary p = {0};
		struct segbias_numeric_summary q = {0};
		cr_assert(segbias_numeric_summarise(x, g, &p) && segbias_numeric_summarise(y, g, &q));
		cr_assert(memcmp(&p, &q, sizeof p) == 0, "group %u", g);
	}
	const struct segbias_patterns *m = segbias_tally_patterns(a);
	const struct segbias_patterns *n = segbias_tally_patterns(b);
	cr_assert_eq(segbias_patterns_count(m), segbias_patterns_count(n));
	for (size_t i = 0; i < segbias_patterns_count(m); i++) {
		uint32_t bits[2];
		double figures[2][1 + NUMBERS + NUMBERS * NUMBERS];
		cr_assert(segbias_patterns_read(m, i, &bits[0], figures[0], figures[0] + 1, figures[0] + 1 + NUMBERS));
		cr_assert(segbias_patterns_read(n, i, &bits[1], figures[1], figures[1] + 1, figures[1] + 1 + NUMBERS));
		cr_assert(bits[0] == bits[1] && memcmp(figures[0], figures[1], sizeof figures[0]) == 0);
	}
}

static bool is_past_a_limit(const struct segbias_tally *tally)
{
	bool past = segbias_numeric_bits(segbias_tally_number(tally, 0)) < SEGBIAS_NUMERIC_EXACT;
	for (size_t column = 0; column < PRESENCE; column++)
		past = past || segbias_tally_overflowed(tally, column);
	return past;
}

/* What is read of one that was written and read is what was read of it before. */
static void check_meaning(const struct row *rows, size_t count, bool weighted, bool past)
{
	struct segbias_plan plan = plan_of(weighted);
	struct segbias_tally *tally = encoding_create(&plan);
	struct segbias_tally_file file = {.tally = NULL};
	pour(tally, rows, count, 0);
	cr_assert_eq(is_past_a_limit(tally), past);
	char *text = count_part(rows, 0, count, weighted, 0);
	cr_assert_eq(read_bytes(text, strlen(text), &file, NULL), SEGBIAS_OK);
	for (size_t t = 0; t < sizeof TABLES / sizeof *TABLES; t++)
		for (uint32_t i = 0; i < 12; i++)
			for (uint32_t j = 0; j < (TABLES[t].count > 1 ? 6 : 1); j++) {
				uint32_t ids[] = {i, j, 2};
				struct segbias_cell cells[2];
				for (size_t k = 0; k < 2; k++)
					cells[k] =
					    segbias_tally_cell(segbias_tally_table(k ? tally : file.tally,
					                                           TABLES[t].columns, TABLES[t].count),
					                       ids, TABLES[t].count);
				cr_assert(memcmp(&cells[0], &cells[1], sizeof cells[0]) == 0, "table %zu: %u, %u", t, i,
				          j);
			}
	for (size_t column = 0; column < COLUMNS; column++)
		for (uint32_t id = 0; id < 5 && column != PRESENCE; id++)
			cr_assert_eq(segbias_tally_beyond(tally, column, id),
			             segbias_tally_beyond(file.tally, column, id));
	for (size_t column = 0; column < PRESENCE; column++)
		cr_assert_eq(segbias_tally_overflowed(tally, column), segbias_tally_overflowed(file.tally, column));
	expect_same_numbers(tally, file.tally);
	segbias_tally_free(tally);
	segbias_tally_file_release(&file);
	free(text);
}

Test(tally_file, any_split_is_the_whole)
{
	for (uint32_t seed = 1; seed <= 12; seed++) {
		size_t count = 5 + seed * 11;
		struct row *rows = draw(count, 40, 4, seed);
		check_split(rows, count, count, seed % 2, seed);
		check_split(rows, count, 3 + seed % 5, seed % 2, seed);
		check_split(rows, count, 2, !(seed % 2), seed);
		check_meaning(rows, count, seed % 2, false);
		free(rows);
	}
}

static void check_past(size_t count, uint32_t many, uint32_t segments, uint32_t number)
{
	struct row *rows = draw(count, many, segments, number + 5);
	check_split(rows, count, 4, number % 2, number);
	check_meaning(rows, count, number % 2, true);
	free(rows);
}

/* Each is past one limit, and not much: over 10,000 spellings of a mapped column, and of an open one, which collapses; over 65,536
 * numbers, which are binned. Tests of their own, as they run side by side. */
Test(tally_file, any_split_past_the_spellings_is_the_whole, .timeout = 120)
{
	check_past(16000, 25000, 4, 0);
}

Test(tally_file, any_split_past_the_segments_is_the_whole, .timeout = 120)
{
	check_past(14000, 100, 30000, 1);
}

Test(tally_file, any_split_past_the_numbers_is_the_whole, .timeout = 120)
{
	check_past(96000, 50, 2, 2); /* of 100 numbers 20 are missing and 10 are outside */
}

/* The same names for the same rows: then every byte is the same, whatever the order and the tree. */
Test(tally_file, merging_in_any_order_gives_the_same_bytes)
{
	struct row *rows = draw(60, 30, 3, 9);
	char *parts[2][3];
	for (size_t i = 0; i < 3; i++)
		for (size_t j = 0; j < 2; j++)
			parts[j][i] = count_part(rows, i * 20, 20, true, (unsigned)i);
	char *left = merge(merge(parts[0][0], parts[0][1]), parts[0][2]);
	char *right = merge(parts[1][2], merge(parts[1][1], parts[1][0]));
	cr_assert(strcmp(left, right) == 0);
	cr_assert_null(strstr(left, "{\"places\"")); /* they said something of one part */
	free(left);
	free(right);
	free(rows);
}

/* Read and written again: the same bytes. */
Test(tally_file, reads_back)
{
	for (uint32_t seed = 1; seed < 5; seed++) {
		struct row *rows = draw(300, 60, 5, seed);
		char *text = count_part(rows, 0, 300, seed % 2, 1);
		struct segbias_tally_file file = {.tally = NULL};
		struct segbias_error error = {0};
		struct segbias_text again = {0};
		cr_assert_eq(read_bytes(text, strlen(text), &file, &error), SEGBIAS_OK, "%s:%d", error.message,
		             (int)error.line);
		cr_assert_eq(segbias_tally_file_write(&file, &again, &error), SEGBIAS_OK);
		cr_assert(strcmp(again.data, text) == 0);
		cr_assert_null(strstr(text, "mail")); /* of what is not compared only what is missing */
		cr_assert_not_null(strstr(text, "\"NA\""));
		segbias_text_release(&again);
		segbias_tally_file_release(&file);
		free(text);
		free(rows);
	}
}

/* Any bytes that differ: an error, never other counts. */
Test(tally_file, refuses_what_was_changed)
{
	struct row *rows = draw(25, 9, 3, 3);
	char *text = count_part(rows, 0, 25, true, 1);
	size_t size = strlen(text);
	char *copy = malloc(size + 2);
	for (size_t cut = 0; cut < size; cut++) {
		struct segbias_tally_file file = {.tally = NULL};
		struct segbias_error error = {0};
		cr_assert_eq(read_bytes(text, cut, &file, &error), SEGBIAS_DATA, "%zu", cut);
		if (cut > 40)
			cr_assert_str_eq(error.message, "cut: the trailer is missing", "%zu: %s", cut, error.message);
		segbias_tally_file_release(&file);
	}
	/* Every byte: that it differs is seen, and not by which bit. */
	for (size_t at = 0; at < size; at++) {
		struct segbias_tally_file file = {.tally = NULL};
		memcpy(copy, text, size);
		copy[at] = (char)(copy[at] ^ (at % 2 ? 1 : 64));
		cr_assert_eq(read_bytes(copy, size, &file, NULL), SEGBIAS_DATA, "%zu", at);
		segbias_tally_file_release(&file);
	}
	for (size_t i = 0; i < 3; i++) {
		struct segbias_tally_file file = {.tally = NULL};
		struct segbias_error error = {0};
		memcpy(copy, text, size);
		copy[size] = "\nx{"[i];
		cr_assert_eq(read_bytes(copy, size + 1, &file, &error), SEGBIAS_DATA);
		cr_assert_str_eq(error.message, "something stands behind the trailer");
		segbias_tally_file_release(&file);
	}
	free(copy);
	free(text);
	free(rows);
}

Test(tally_file, refuses_a_part_twice_and_another_plan)
{
	struct row *rows = draw(20, 9, 3, 3);
	char *text[] = {count_part(rows, 0, 10, false, 1), count_part(rows, 10, 10, false, 1),
	                count_part(rows, 10, 10, true, 2)};
	static const char *const MESSAGES[] = {"part \"part 1\" is in t.tally and in t.tally",
	                                       "the tallies were made by different plans"};
	for (size_t i = 1; i < 3; i++) {
		struct segbias_tally_file files[2] = {{.tally = NULL}, {.tally = NULL}};
		struct segbias_error error = {0};
		struct segbias_text out = {0};
		cr_assert_eq(read_bytes(text[0], strlen(text[0]), &files[0], NULL), SEGBIAS_OK);
		cr_assert_eq(read_bytes(text[i], strlen(text[i]), &files[1], NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_tally_file_absorb(&files[0], &files[1], &error), SEGBIAS_DATA);
		cr_assert_str_eq(error.message, MESSAGES[i - 1]);
		cr_assert_eq(segbias_tally_file_write(&files[0], &out, NULL), SEGBIAS_OK);
		cr_assert(strcmp(out.data, text[0]) == 0); /* it is as it was */
		segbias_text_release(&out);
		segbias_tally_file_release(&files[0]);
		segbias_tally_file_release(&files[1]);
	}
	for (size_t i = 0; i < 3; i++)
		free(text[i]);
	free(rows);
}

/* By hand: two records, one weighing 1.5 and one .25; Σw 1.75 = 7p-2, Σw² 2.3125 = 25p-4, Σw⁴ 5.06640625 = 511p-8. */
Test(tally_file, is_written_as_it_says)
{
	static const struct segbias_plan_column COLUMN[] = {
	    {.name = {"g", 1}, .kind = SEGBIAS_PLAN_MAPPED, .labels = TRUTHS, .label_count = 2, .resolve = resolve}};
	static const struct segbias_plan_table TABLE[] = {{{0}, 1}};
	struct segbias_plan plan = {
	    .columns = COLUMN, .column_count = 1, .tables = TABLE, .table_count = 1, .weighted = true};
	struct segbias_tally_file file = {.counting = segbias_label_of("{}"), .tally = encoding_create(&plan)};
	static const double WEIGHTS[] = {1.5, 0.25};
	for (size_t i = 0; i < 2; i++) {
		uint32_t id = 0;
		bool fresh = false;
		cr_assert_eq(segbias_encoder_spell(encoding_of(file.tally), 0, segbias_label_of("x"), 1, &id, &fresh),
		             SEGBIAS_OK);
		struct segbias_record record = {.ids = &id, .count = 1, .weight = WEIGHTS[i]};
		cr_assert_eq(segbias_tally_add(file.tally, &record, NULL), SEGBIAS_OK);
	}
	segbias_encoder_settle(encoding_of(file.tally));
	cr_assert_eq(segbias_tally_finish(file.tally, NULL), SEGBIAS_OK);
	struct segbias_text out = {0};
	struct segbias_tally_part part = {.name = segbias_label_of("p"), .rows = 2};
	cr_assert_eq(segbias_tally_file_add_part(&file, &part, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_tally_file_identify(&file, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_tally_file_write(&file, &out, NULL), SEGBIAS_OK);
	char *counts = counts_of(out.data);
	cr_assert_str_eq(counts, "{\"facts\":[0,0,0],\"numbers_bad\":[],\"numbers_no_age\":[]}\n"
	                         "{\"total\":[2,\"7p-2\",\"25p-4\",\"3p-1\"]}\n"
	                         "{\"column\":0,\"spellings\":[\"x\"],\"counts\":[2],\"ids\":[2],\"how\":[\"exact\"]}\n"
	                         "{\"state\":0,\"limit\":false,\"collapsed\":false,\"several\":0,\"beyond\":[]}\n"
	                         "{\"table\":[0],\"cells\":[[2,2,\"7p-2\",\"25p-4\",\"511p-8\",\"3p-1\"]]}\n");
	free(counts);
	segbias_text_release(&out);
	segbias_tally_file_release(&file);
}

/* --- memory that runs out ---------------------------------------------------------------------------------------- */

/* Both parts are read and added, and all that is told of a tally is. */
static enum segbias_status join(char *const parts[2], struct segbias_text *out, struct segbias_error *error)
{
	struct segbias_tally_file files[2] = {{.tally = NULL}, {.tally = NULL}};
	struct segbias_stream *streams[2] = {NULL, NULL};
	struct segbias_text plan = {0};
	char digest[SEGBIAS_SHA256_SIZE];
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < 2; i++) {
		SEGBIAS_TRY(segbias_stream_open_memory("t.tally", parts[i], strlen(parts[i]), &streams[i], error));
		SEGBIAS_TRY(segbias_tally_file_read(streams[i], &files[i], error));
	}
	SEGBIAS_TRY(segbias_tally_file_absorb(&files[0], &files[1], error));
	SEGBIAS_TRY(segbias_tally_file_identify(&files[0], error));
	SEGBIAS_TRY(segbias_tally_file_plan(&files[0], &plan, error));
	SEGBIAS_TRY(segbias_tally_digest(files[0].tally, digest, error));
	SEGBIAS_TRY(segbias_tally_file_write(&files[0], out, error));
done:
	for (size_t i = 0; i < 2; i++) {
		segbias_stream_free(streams[i]);
		segbias_tally_file_release(&files[i]);
	}
	segbias_text_release(&plan);
	return status;
}

static const uint32_t KEPT[] = {MAPPED, MANY, PRESENCE};
static const struct segbias_plan_pair PAIRS[] = {{.first = MAPPED, .second = MANY},
                                                 {.first = PRESENCE, .second = MAPPED, .missing = true}};

/* Adds rows of persons, each of whom has three. */
static enum segbias_status add_persons(struct segbias_tally *tally, struct segbias_encoder *encoder,
                                       const struct row *rows, size_t count, const char *part,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < count; i++) {
		uint32_t ids[COLUMNS];
		char name[48];
		struct segbias_record record = {
		    .ids = ids, .count = 1, .weight = rows[i].weight, .numbers = rows[i].numbers};
		snprintf(name, sizeof name, "%s%zu", part, i / 3);
		const struct segbias_cluster_names names = {{"", 0}, segbias_label_of(name), false};
		for (size_t column = 0; column < COLUMNS; column++) {
			bool fresh = false;
			SEGBIAS_TRY(segbias_encoder_spell(encoder, column, segbias_label_of(rows[i].cells[column]), 1,
			                                  &ids[column], &fresh));
		}
		SEGBIAS_TRY(segbias_tally_enter(tally, &names, &record.cluster, error));
		SEGBIAS_TRY(segbias_tally_add(tally, &record, error));
	}
	segbias_encoder_settle(encoder);
	SEGBIAS_TRY(segbias_tally_finish(tally, error));
done:
	return status;
}

/* Counts a part of persons, tells their spread over a column, and writes it. */
static enum segbias_status count_persons(const struct row *rows, size_t count, const char *part,
                                         struct segbias_text *out, struct segbias_error *error)
{
	static const uint32_t VALUE_OF[] = {UINT32_MAX, UINT32_MAX, 0, 1, 2};
	static const struct segbias_spread_values VALUES = {
	    .column = MAPPED, .value_of = VALUE_OF, .ids = 5, .values = 3, .groups = 8, .answered = UINT32_MAX};
	struct segbias_plan plan = plan_of(true);
	struct segbias_tally_file file = {.counting = segbias_label_of("{}")};
	struct segbias_encoder *encoder = NULL;
	struct segbias_spreads *spreads = NULL;
	const struct segbias_tally_part named = {.name = segbias_label_of(part), .rows = count};
	enum segbias_status status = SEGBIAS_OK;
	plan.design = (struct segbias_plan_design){.used = true,
	                                           .apart = true,
	                                           .stratum_field = SEGBIAS_NO_FIELD,
	                                           .cluster_field = 4,
	                                           .columns = KEPT,
	                                           .column_count = 3,
	                                           .pairs = PAIRS,
	                                           .pair_count = 2,
	                                           .grouped = true,
	                                           .group_column = SEGMENT};
	SEGBIAS_TRY(segbias_tally_create(&plan, &file.tally, error));
	SEGBIAS_TRY(segbias_encoder_create(&plan, file.tally, &encoder, error));
	SEGBIAS_TRY(add_persons(file.tally, encoder, rows, count, part, error));
	SEGBIAS_TRY(segbias_tally_tell(file.tally, "salt", error));
	SEGBIAS_TRY(segbias_spreads_create(segbias_tally_clusters(file.tally), &VALUES, &spreads, error));
	SEGBIAS_TRY(segbias_tally_file_add_part(&file, &named, error));
	SEGBIAS_TRY(segbias_tally_file_identify(&file, error));
	SEGBIAS_TRY(segbias_tally_file_write(&file, out, error));
done:
	segbias_spreads_free(spreads);
	segbias_encoder_free(encoder);
	segbias_tally_file_release(&file);
	return status;
}

/* What is tried with each allocation that fails. */
struct job {
	char *parts[2];         /* to be joined … */
	const struct row *rows; /* … or, where there are none, rows to be counted */
};

static enum segbias_status run_job(const struct job *job, struct segbias_text *out, struct segbias_error *error)
{
	return job->rows ? count_persons(job->rows, 60, "1", out, error) : join(job->parts, out, error);
}

/* Wherever memory runs out there is an error, or it is counted; never another tally. */
static void expect_no_other(const struct job *job)
{
	struct segbias_text whole = {0};
	struct segbias_error error = {0};
	size_t at = 0;
	cr_assert_eq(run_job(job, &whole, &error), SEGBIAS_OK, "%s", error.message);
	for (bool reached = true; reached;) {
		struct segbias_text out = {0};
		uint64_t failures = segbias_memory_failures();
		error = (struct segbias_error){0};
		failing_begin(++at);
		enum segbias_status status = run_job(job, &out, &error);
		reached = failing_end();
		cr_expect(!reached || status == SEGBIAS_SYSTEM || segbias_memory_failures() > failures,
		          "allocation %zu: %d", at, (int)status);
		cr_expect(reached || (status == SEGBIAS_OK && strcmp(out.data, whole.data) == 0), "allocation %zu", at);
		segbias_text_release(&out);
	}
	cr_expect_gt(at, 100, "%zu allocations", at);
	segbias_text_release(&whole);
}

Test(tally_file, memory_that_runs_out, .timeout = 120)
{
	struct row *rows = draw(60, 9, 3, 8);
	struct job job = {{count_part(rows, 0, 30, true, 1), count_part(rows, 30, 30, true, 2)}, NULL};
	expect_no_other(&job);
	free(job.parts[0]);
	free(job.parts[1]);
	expect_no_other(&(struct job){.rows = rows});
	/* Two parts of other persons. */
	struct segbias_text texts[2] = {{0}, {0}};
	for (size_t i = 0; i < 2; i++)
		cr_assert_eq(count_persons(rows + 30 * i, 30, i ? "2" : "1", &texts[i], NULL), SEGBIAS_OK);
	job = (struct job){{texts[0].data, texts[1].data}, NULL};
	expect_no_other(&job);
	segbias_text_release(&texts[0]);
	segbias_text_release(&texts[1]);
	free(rows);
}
