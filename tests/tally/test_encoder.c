#include "tally/encoder.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Cells of one column of far more spellings than are kept: some quoted, some missing, few of them often. */
enum { CELLS = 150000, SPELLINGS = 40000, CELL_MAX = 40 };

struct file {
	char *bytes;
	uint32_t starts[CELLS], sizes[CELLS];
	uint32_t which[CELLS]; /* its spelling; SPELLINGS: missing */
	uint64_t counts[CELLS];
};

static uint64_t next_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 33;
}

/* How the cells of a column look: of any size up to 40 bytes, quoted ones among them; of less than 8; of 8 to 15; and of a byte
 * less or more than a word or two have. */
static const char *const FORMS[][4] = {{"%u", "n%015u", "a long name, of customer %u", "\"q%u\""},
                                       {"%u", "%07u", "q%05u", "%06u"},
                                       {"0.%06u", "%09u", "%015u", "customer%u"},
                                       {"%07u", "%08u", "%06u", "%08u"},
                                       {"%015u", "%016u", "0.%06u", "%017u"},
                                       {"%07u", "%09u", "0.%06u", "%010u"}};

static struct file *make_file(size_t forms, bool counted)
{
	struct file *file = calloc(1, sizeof *file);
	cr_assert(file);
	file->bytes = calloc((size_t)CELLS + 1, CELL_MAX);
	cr_assert(file->bytes);
	uint64_t state = 5;
	uint32_t at = 0;
	for (size_t i = 0; i < CELLS; i++) {
		uint32_t spelling = (uint32_t)(next_random(&state) % SPELLINGS);
		uint32_t other = (uint32_t)(next_random(&state) % SPELLINGS);
		spelling = spelling < other ? spelling : other;
		bool missing = next_random(&state) % 50 == 0;
		file->which[i] = missing ? SPELLINGS : spelling;
		file->counts[i] = counted ? next_random(&state) % 4 : 1;
		file->starts[i] = at;
		int size = missing ? 0 : snprintf(file->bytes + at, CELL_MAX, FORMS[forms][spelling % 4], spelling);
		file->sizes[i] = (uint32_t)size;
		at += (uint32_t)size; /* with nothing between them, as they stand where they were unquoted */
	}
	return file;
}

static void free_file(struct file *file)
{
	free(file->bytes);
	free(file);
}

static const struct segbias_plan_column COLUMN = {.field = 0, .kind = SEGBIAS_PLAN_PRESENCE};
static const struct segbias_plan PLAN = {.columns = &COLUMN, .column_count = 1};

/* One of them that reads a part in batches; the parts take turns where there are several. */
struct part {
	struct segbias_tally *tally;
	struct segbias_encoder *encoder;
	size_t at, stop;
};

static void begin(struct part *part, size_t at, size_t stop)
{
	*part = (struct part){.at = at, .stop = stop};
	cr_assert_eq(segbias_tally_create(&PLAN, &part->tally, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_encoder_create(&PLAN, part->tally, &part->encoder, NULL), SEGBIAS_OK);
}

static bool encode_batch(struct part *part, const struct file *file, bool counted)
{
	uint32_t ids[SEGBIAS_CODES_ROWS];
	size_t rows = part->stop - part->at < SEGBIAS_CODES_ROWS ? part->stop - part->at : SEGBIAS_CODES_ROWS;
	struct segbias_code_cells cells = {.bytes = file->bytes,
	                                   .starts = file->starts + part->at,
	                                   .sizes = file->sizes + part->at,
	                                   .counts = counted ? file->counts + part->at : NULL,
	                                   .rows = rows,
	                                   .quoted = true};
	if (rows == 0)
		return false;
	cr_assert_eq(segbias_encoder_encode(part->encoder, 0, &cells, NULL, ids), SEGBIAS_OK);
	for (size_t row = 0; row < rows; row++) {
		bool missing = file->which[part->at + row] == SPELLINGS;
		cr_assert_eq(ids[row], missing ? SEGBIAS_ID_MISSING : SEGBIAS_ID_FIRST, "cell %zu", part->at + row);
	}
	part->at += rows;
	return true;
}

/* The tally of the whole file, by that many parts. */
static struct segbias_tally *encode_file(const struct file *file, size_t parts, bool counted)
{
	struct part part[4];
	bool more = true;
	for (size_t i = 0; i < parts; i++) {
		begin(&part[i], CELLS / parts * i, i + 1 < parts ? CELLS / parts * (i + 1) : CELLS);
	}
	while (more) {
		more = false;
		for (size_t i = 0; i < parts; i++)
			more |= encode_batch(&part[i], file, counted);
	}
	for (size_t i = 0; i < parts; i++) {
		segbias_encoder_settle(part[i].encoder);
		segbias_encoder_free(part[i].encoder);
		if (i > 0)
			cr_assert_eq(segbias_tally_absorb(part[0].tally, part[i].tally, NULL), SEGBIAS_OK);
		if (i > 0)
			segbias_tally_free(part[i].tally);
	}
	cr_assert_eq(segbias_tally_finish(part[0].tally, NULL), SEGBIAS_OK);
	return part[0].tally;
}

/* A cell at a time, through no alias. */
static struct segbias_tally *spell_file(const struct file *file)
{
	struct part part;
	begin(&part, 0, CELLS);
	for (size_t i = 0; i < CELLS; i++) {
		uint32_t id = 0;
		bool fresh = false;
		struct segbias_label cell = segbias_encoder_meaning(
		    part.encoder, (struct segbias_label){file->bytes + file->starts[i], file->sizes[i]});
		cr_assert_eq(segbias_encoder_spell(part.encoder, 0, cell, file->counts[i], &id, &fresh), SEGBIAS_OK);
	}
	segbias_encoder_free(part.encoder);
	cr_assert_eq(segbias_tally_finish(part.tally, NULL), SEGBIAS_OK);
	return part.tally;
}

/* The spelling that a label is one of. */
static uint32_t which_of(struct segbias_label label)
{
	size_t digits = label.size;
	while (digits > 0 && label.bytes[digits - 1] >= '0' && label.bytes[digits - 1] <= '9')
		digits--;
	return label.size == 0 ? SPELLINGS : (uint32_t)strtoul(label.bytes + digits, NULL, 10);
}

/* What is kept has all that the file holds of it, and the rest is counted together. */
static void check_counts(const struct segbias_tally *tally, const struct file *file)
{
	uint64_t *expected = calloc(SPELLINGS + 1, sizeof *expected);
	cr_assert(expected);
	uint64_t rest = 0;
	for (size_t i = 0; i < CELLS; i++) {
		expected[file->which[i]] += file->counts[i];
		rest += file->counts[i];
	}
	cr_assert_eq(segbias_tally_spellings(tally, 0), SEGBIAS_DISTINCT_MAX);
	for (uint32_t i = 0; i < SEGBIAS_DISTINCT_MAX; i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, 0, i);
		uint32_t which = which_of(spelling.label);
		cr_expect_eq(spelling.count, expected[which], "spelling %u: %ju, %ju", which, (uintmax_t)spelling.count,
		             (uintmax_t)expected[which]);
		rest -= spelling.count;
	}
	cr_expect_eq(segbias_tally_beyond(tally, 0, SEGBIAS_ID_FIRST), rest, "%ju, %ju",
	             (uintmax_t)segbias_tally_beyond(tally, 0, SEGBIAS_ID_FIRST), (uintmax_t)rest);
	cr_expect_eq(segbias_tally_beyond(tally, 0, SEGBIAS_ID_MISSING), 0);
	free(expected);
}

static void check_parts(size_t forms, bool counted)
{
	struct file *file = make_file(forms, counted);
	struct segbias_tally *spelt = spell_file(file);
	check_counts(spelt, file);
	for (size_t parts = 1; parts <= 3; parts += 2) {
		struct segbias_tally *tally = encode_file(file, parts, counted);
		check_counts(tally, file);
		for (uint32_t i = 0; i < SEGBIAS_DISTINCT_MAX; i++)
			cr_assert(segbias_label_equal(segbias_tally_spelling(tally, 0, i).label,
			                              segbias_tally_spelling(spelt, 0, i).label),
			          "%zu parts, spelling %u", parts, i);
		segbias_tally_free(tally);
	}
	segbias_tally_free(spelt);
	free_file(file);
}

Test(encoder, parts_of_a_column_of_too_many_spellings_keep_those_of_the_whole)
{
	for (size_t forms = 0; forms < sizeof FORMS / sizeof *FORMS; forms++)
		check_parts(forms, false);
}

Test(encoder, and_where_a_row_stands_for_several_records)
{
	for (size_t forms = 0; forms < sizeof FORMS / sizeof *FORMS; forms++)
		check_parts(forms, true);
}

enum { NEAR_MAX = 128, NEAR_ROOM = 48, TIMES = 6 };

struct near_cells {
	char bytes[NEAR_MAX * NEAR_ROOM];
	uint32_t starts[NEAR_MAX], sizes[NEAR_MAX];
	size_t count, size;
};

static void add_near(struct near_cells *near, const char *cell)
{
	near->starts[near->count] = (uint32_t)near->size;
	near->sizes[near->count] = (uint32_t)strlen(cell);
	memcpy(near->bytes + near->size, cell, strlen(cell));
	near->size += near->sizes[near->count++];
}

/* The start of the alphabet of any size up to the largest: as it stands, quoted, and with another last byte. */
static void add_sizes(struct near_cells *near, size_t largest)
{
	for (size_t size = 0; size <= largest; size++) {
		char cell[NEAR_ROOM] = "";
		(void)snprintf(cell, sizeof cell, "%.*s", (int)size, "abcdefghijklmnopqrstuvwxyzabcdefghijkl");
		add_near(near, cell);
		if (size > 0)
			cell[size - 1] = 'Z';
		add_near(near, cell);
		(void)snprintf(cell, sizeof cell, "\"%.*s\"", (int)size, "abcdefghijklmnopqrstuvwxyzabcdefghijkl");
		add_near(near, cell);
	}
}

/* Where a quote is one of the file, and where it is one of the cell: a file is read as both, by turns. */
static const bool QUOTED[TIMES] = {true, true, false, false, true, false};

/* Whatever came before, a cell has the id of what it means. */
static void check_near(const struct near_cells *near)
{
	static const struct segbias_plan_column open = {.field = 0, .kind = SEGBIAS_PLAN_OPEN};
	static const struct segbias_plan plan = {.columns = &open, .column_count = 1};
	uint32_t ids[TIMES][SEGBIAS_CODES_ROWS];
	struct segbias_tally *tally = NULL;
	struct segbias_encoder *encoder = NULL;
	struct segbias_code_cells cells = {
	    .bytes = near->bytes, .starts = near->starts, .sizes = near->sizes, .rows = near->count};
	cr_assert_eq(segbias_tally_create(&plan, &tally, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_encoder_create(&plan, tally, &encoder, NULL), SEGBIAS_OK);
	for (size_t time = 0; time < TIMES; time++) {
		cells.quoted = QUOTED[time];
		cr_assert_eq(segbias_encoder_encode(encoder, 0, &cells, NULL, ids[time]), SEGBIAS_OK);
	}
	segbias_encoder_settle(encoder);
	for (size_t i = 0; i < TIMES * near->count; i++) {
		struct segbias_label raw = {near->bytes + near->starts[i / TIMES], near->sizes[i / TIMES]};
		char unquoted[NEAR_ROOM];
		bool hides = QUOTED[i % TIMES] && raw.size && raw.bytes[0] == '"';
		struct segbias_label cell = hides ? segbias_label_unquote(raw, unquoted) : raw;
		uint32_t id = ids[i % TIMES][i / TIMES];
		if (cell.size == 0)
			cr_expect_eq(id, SEGBIAS_ID_MISSING, "cell %zu", i / TIMES);
		else
			cr_expect(id >= SEGBIAS_ID_FIRST &&
			              segbias_label_equal(segbias_tally_label(tally, 0, id), cell),
			          "cell %zu, %zu", i / TIMES, i % TIMES);
	}
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, 0); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, 0, i);
		uint64_t expected = 0;
		for (size_t j = 0; j < TIMES * near->count; j++)
			expected += ids[j % TIMES][j / TIMES] == spelling.id;
		cr_expect_eq(spelling.count, expected, "spelling %u", i);
	}
	segbias_encoder_free(encoder);
	segbias_tally_free(tally);
}

/* Around 7, 8, 16 and 32 bytes, in what a quote hides, and where the eighth byte is what the size of 7 would be. */
Test(encoder, cells_that_are_nearly_alike_are_told_apart)
{
	static const size_t LARGEST[] = {7, 5, 33};
	for (size_t i = 0; i < 2 * (sizeof LARGEST / sizeof *LARGEST); i++) {
		struct near_cells near = {.count = 0};
		add_near(&near, i % 2 ? "abcdefg\b" : "abcdefg");
		add_sizes(&near, LARGEST[i / 2]);
		add_near(&near, "abcdefg\b");
		add_near(&near, "abcdefg\x07");
		add_near(&near, "abcdefg");
		add_near(&near, "\"abc\"\"d\"");
		check_near(&near);
	}
}
