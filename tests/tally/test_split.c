#include "tally/encoding.h"
#include "tally/numeric.h"
#include "tally/tally.h"

#include <criterion/criterion.h>
#include <math.h>

enum { PEOPLE, TRUTH, COLUMNS };
enum { ROWS = 900, IDS = 5 };

static const struct segbias_label GROUPS[] = {{"b", 1}, {"a", 1}, {"c", 1}};
static const struct segbias_label TRUTHS[] = {{"no", 2}, {"yes", 3}};
static const struct segbias_plan_column PLAN_COLUMNS[COLUMNS] = {
    {.name = {"people", 6}, .kind = SEGBIAS_PLAN_MAPPED, .labels = GROUPS, .label_count = 3},
    {.name = {"truth", 5}, .field = 1, .kind = SEGBIAS_PLAN_MAPPED, .labels = TRUTHS, .label_count = 2},
};
static const struct segbias_plan_number NUMBERS[] = {{.name = {"score", 5}, .field = 2, .distributed = true}};
static const struct segbias_plan_table SPLITS[] = {{{PEOPLE, TRUTH}, 2}, {{TRUTH}, 1}};

static const struct segbias_plan PLAN = {.columns = PLAN_COLUMNS,
                                         .column_count = COLUMNS,
                                         .numbers = NUMBERS,
                                         .number_count = 1,
                                         .number_splits = SPLITS,
                                         .number_split_count = 2};

/* A record of a file that is always the same; every eleventh has no score. */
static double record_of(size_t row, uint32_t ids[COLUMNS])
{
	uint32_t state = (uint32_t)row * 2654435761u + 12345;
	ids[PEOPLE] = (state >> 8) % IDS;
	ids[TRUTH] = (state >> 16) % (IDS - 1);
	return row % 11 == 0 ? NAN : (double)((state >> 20) % 50) / 50;
}

static struct segbias_tally *create(void)
{
	struct segbias_tally *tally = NULL;
	cr_assert_eq(segbias_tally_create(&PLAN, &tally, NULL), SEGBIAS_OK);
	return tally;
}

static void add(struct segbias_tally *tally, size_t from, size_t to)
{
	for (size_t row = from; row < to; row++) {
		uint32_t ids[COLUMNS];
		double score = record_of(row, ids);
		struct segbias_record record = {.ids = ids, .count = 1, .weight = 1, .numbers = &score};
		cr_assert_eq(segbias_tally_add(tally, &record, NULL), SEGBIAS_OK);
	}
}

static void add_batch(struct segbias_tally *tally, size_t from, size_t to)
{
	static uint32_t ids[COLUMNS * SEGBIAS_CODES_ROWS];
	static double scores[SEGBIAS_CODES_ROWS];
	for (size_t row = from; row < to; row++) {
		uint32_t of[COLUMNS];
		scores[row - from] = record_of(row, of);
		for (size_t i = 0; i < COLUMNS; i++)
			ids[i * SEGBIAS_CODES_ROWS + row - from] = of[i];
	}
	struct segbias_codes codes = {.rows = to - from, .ids = ids, .numbers = scores};
	cr_assert_eq(segbias_tally_add_codes(tally, &codes, NULL), SEGBIAS_OK);
}

/* Every cell of both splits holds the scores of its records. */
static void expect_cells(const struct segbias_tally *tally, size_t rows)
{
	for (uint32_t cell = 0; cell < IDS * IDS; cell++) {
		uint32_t at[COLUMNS] = {cell % IDS, cell / IDS};
		double sum[2] = {0};
		uint64_t count[2] = {0};
		for (size_t row = 0; row < rows; row++) {
			uint32_t ids[COLUMNS];
			double score = record_of(row, ids);
			for (size_t s = 0; s < 2 && !isnan(score); s++) {
				bool in = ids[TRUTH] == at[TRUTH] && (s == 1 || ids[PEOPLE] == at[PEOPLE]);
				sum[s] += in ? score : 0;
				count[s] += in;
			}
		}
		for (size_t s = 0; s < 2; s++) {
			struct segbias_numeric_summary found = {0};
			uint32_t group = segbias_tally_number_group(tally, SPLITS[s].columns, SPLITS[s].count,
			                                            s == 1 ? &at[TRUTH] : at);
			const struct segbias_numeric *numeric = segbias_tally_number(tally, 0);
			cr_assert(segbias_numeric_summarise(numeric, group, &found));
			cr_expect_eq(found.count, count[s], "cell %u, split %zu", cell, s);
			cr_expect(count[s] == 0 || fabs(found.mean - sum[s] / (double)count[s]) < 1e-12);
		}
	}
}

Test(split, cells_hold_the_numbers_of_their_records)
{
	struct segbias_tally *tally = create();
	add(tally, 0, ROWS);
	cr_assert_eq(segbias_tally_finish(tally, NULL), SEGBIAS_OK);
	expect_cells(tally, ROWS);
	segbias_tally_free(tally);
}

Test(split, any_parts_merge_to_the_whole)
{
	for (size_t cut = 0; cut <= ROWS; cut += 225) {
		struct segbias_tally *first = create();
		struct segbias_tally *second = create();
		struct segbias_tally *third = create();
		add(first, cut, ROWS);
		add_batch(second, 0, cut / 2);
		add(third, cut / 2, cut);
		cr_assert_eq(segbias_tally_merge(first, second, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_tally_absorb(first, third, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_tally_finish(first, NULL), SEGBIAS_OK);
		expect_cells(first, ROWS);
		segbias_tally_free(first);
		segbias_tally_free(second);
		segbias_tally_free(third);
	}
}

/* Labels stand by their bytes once a tally is finished, whatever came first, and cells move with them. */
Test(split, cells_follow_the_ids_of_an_open_column)
{
	static const char *const NAMES[] = {"m", "z", "a", "k"};
	static const struct segbias_missing MISSING = {0};
	static const struct segbias_plan_column OPEN[] = {{.name = {"people", 6}, .kind = SEGBIAS_PLAN_OPEN}};
	static const struct segbias_plan_table BY[] = {{{0}, 1}};
	struct segbias_plan plan = {.columns = OPEN,
	                            .column_count = 1,
	                            .numbers = NUMBERS,
	                            .number_count = 1,
	                            .number_splits = BY,
	                            .number_split_count = 1,
	                            .missing = &MISSING};
	for (size_t parts = 1; parts <= 2; parts++) {
		struct segbias_tally *tallies[] = {encoding_create(&plan), encoding_create(&plan)};
		for (size_t i = 0; i < 40; i++) {
			struct segbias_tally *tally = tallies[i % parts];
			uint32_t id = 0;
			bool fresh = false;
			double score = (double)(i % 4);
			struct segbias_record record = {.ids = &id, .count = 1, .weight = 1, .numbers = &score};
			cr_assert_eq(segbias_encoder_spell(encoding_of(tally), 0, segbias_label_of(NAMES[i % 4]), 1,
			                                   &id, &fresh),
			             SEGBIAS_OK);
			cr_assert_eq(segbias_tally_add(tally, &record, NULL), SEGBIAS_OK);
		}
		cr_assert_eq(segbias_tally_absorb(tallies[0], tallies[1], NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_tally_finish(tallies[0], NULL), SEGBIAS_OK);
		for (uint32_t id = SEGBIAS_ID_FIRST; id < SEGBIAS_ID_FIRST + 4; id++) {
			struct segbias_numeric_summary found = {0};
			const struct segbias_numeric *numeric = segbias_tally_number(tallies[0], 0);
			uint32_t group = segbias_tally_number_group(tallies[0], BY[0].columns, 1, &id);
			struct segbias_label label = segbias_tally_label(tallies[0], 0, id);
			cr_assert(segbias_numeric_summarise(numeric, group, &found));
			cr_expect_eq(found.count, 10);
			cr_expect(segbias_label_equal(label, segbias_label_of(NAMES[(size_t)found.mean])), "%.*s: %g",
			          (int)label.size, label.bytes, found.mean);
		}
		segbias_tally_free(tallies[0]);
		segbias_tally_free(tallies[1]);
	}
}

Test(split, other_splits_are_another_plan)
{
	struct segbias_plan plan = PLAN;
	plan.number_split_count = 1;
	struct segbias_tally *one = create();
	struct segbias_tally *two = NULL;
	struct segbias_tally *three = NULL;
	cr_assert_eq(segbias_tally_create(&plan, &two, NULL), SEGBIAS_OK);
	plan.number_splits = SPLITS + 1;
	cr_assert_eq(segbias_tally_create(&plan, &three, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_tally_merge(one, two, NULL), SEGBIAS_DATA);
	cr_expect_eq(segbias_tally_merge(two, three, NULL), SEGBIAS_DATA);
	segbias_tally_free(one);
	segbias_tally_free(two);
	segbias_tally_free(three);
}
