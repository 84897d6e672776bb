#include "stats/suppress.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 64 };

/* A table without an unseen row, and what is withheld of it. */
struct example {
	struct segbias_suppression table;
	bool small[CELLS_MAX], withheld[CELLS_MAX], unseen[CELLS_MAX];
};

static bool suppress(struct example *e, const double *count, size_t rows, size_t columns, double width)
{
	*e = (struct example){.table = {rows, columns, count, e->small, e->unseen, width, e->withheld, 0}};
	for (size_t i = 0; i < rows * columns; i++)
		e->small[i] = count[i] > 0 && count[i] < width;
	return segbias_suppress(&e->table) && e->table.open == 0;
}

static size_t count_withheld(const struct example *e)
{
	size_t count = 0;
	for (size_t i = 0; i < e->table.rows * e->table.columns; i++)
		count += e->withheld[i];
	return count;
}

Test(suppress, nothing_small_is_withheld_nowhere)
{
	static const double COUNT[] = {30, 40, 10, 20, 20, 20};
	struct example e;
	cr_assert(suppress(&e, COUNT, 3, 2, 5));
	cr_assert_eq(count_withheld(&e), 0);
}

/* 3 of 43, the only small one: with 8 beside it, and 9 and 10 of the other row that has fewest. */
Test(suppress, the_rectangle_of_least_records)
{
	static const double COUNT[] = {39, 62, 138, 3, 8, 32, 9, 10, 40, 27, 44, 66};
	static const bool WITHHELD[] = {false, false, false, true, true, false, true, true, false, false, false, false};
	struct example e;
	cr_assert(suppress(&e, COUNT, 4, 3, 5));
	cr_assert_eq(memcmp(e.withheld, WITHHELD, sizeof WITHHELD), 0);
	/* It can be 1, and as much more as the other two can shrink for it, 8 and 9 to 1. */
	cr_assert_eq(segbias_suppression_range(&e.table, 1, 0, 1000), 2 + 7);
	cr_assert_eq(segbias_suppression_range(&e.table, 2, 1, 1000), 2 + 7);
}

/* 1 with 3, which is withheld already, would cost fewer records, and let it be 1 to 3 only. */
Test(suppress, a_narrow_rectangle_is_none)
{
	static const double COUNT[] = {13, 23, 90, 1, 6, 20, 3, 7, 30, 9, 10, 40};
	static const bool WITHHELD[] = {false, false, false, true, true, false, true, true, false, true, true, false};
	struct example e;
	cr_assert(suppress(&e, COUNT, 4, 3, 5));
	cr_assert_eq(memcmp(e.withheld, WITHHELD, sizeof WITHHELD), 0);
}

/* 1 and 4 would be alone with 6 and 7, and cost least: 1 could be 1 to 4 only, one count too few of the five that are asked for. */
Test(suppress, a_rectangle_one_narrower_is_none)
{
	static const double COUNT[] = {14, 23, 90, 1, 6, 20, 4, 7, 30, 9, 10, 40};
	static const bool WITHHELD[] = {false, false, false, true, true, false, true, true, false, true, true, false};
	struct example e;
	cr_assert(suppress(&e, COUNT, 4, 3, 5));
	cr_assert_eq(memcmp(e.withheld, WITHHELD, sizeof WITHHELD), 0);
}

/* 2 of an unseen row can be 0: with the 2 beside it, which costs least, it could be 0 to 4, all of them small. With the 9 it can
 * be more. */
Test(suppress, a_rectangle_of_an_unseen_row_is_wider_by_one)
{
	static const double COUNT[] = {10, 8, 29, 8, 6, 20, 2, 2, 9};
	static const bool WITHHELD[] = {false, false, false, true, true, true, true, true, true};
	struct example e = {.unseen = {false, false, true}, .small = {[6] = true, [7] = true}};
	e.table = (struct segbias_suppression){3, 3, COUNT, e.small, e.unseen, 5, e.withheld, 0, NULL};
	cr_assert(segbias_suppress(&e.table));
	cr_assert_eq(e.table.open, 0);
	cr_assert_eq(memcmp(e.withheld, WITHHELD, sizeof WITHHELD), 0);
}

/* Of one group the sums say what it has: both are withheld, in the same columns. */
Test(suppress, a_group_and_its_sums)
{
	static const double COUNT[] = {2, 60, 9, 2, 60, 9};
	static const bool WITHHELD[] = {true, false, true, true, false, true};
	struct example e;
	cr_assert(suppress(&e, COUNT, 2, 3, 5));
	cr_assert_eq(memcmp(e.withheld, WITHHELD, sizeof WITHHELD), 0);
	cr_assert_eq(segbias_suppression_range(&e.table, 1, 0, 1000), 1 + 8);
}

/* 4 and 4 and 0: with them the range has 5 counts and more, and zeros are shown. */
Test(suppress, zeros_are_shown)
{
	static const double COUNT[] = {24, 34, 20, 4, 4, 0, 20, 30, 20};
	struct example e;
	cr_assert(suppress(&e, COUNT, 3, 3, 5));
	cr_assert(e.withheld[3] && e.withheld[4] && !e.withheld[5]);
	cr_assert_eq(segbias_suppression_range(&e.table, 1, 0, 1000), 3 + 3);
}

/* 3 and 3 and 3: no rectangle is wide enough, all of the row is. */
Test(suppress, a_row_of_small_counts)
{
	static const double COUNT[] = {13, 13, 13, 3, 3, 3, 10, 10, 10};
	struct example e;
	cr_assert(suppress(&e, COUNT, 3, 3, 6));
	for (size_t i = 0; i < 3; i++)
		cr_assert(e.withheld[3 + i]);
	cr_assert_eq(segbias_suppression_range(&e.table, 1, 0, 1000), 2 + 4);
}

/* What the published rows leave is known as well as they are, and protects without being withheld. */
Test(suppress, an_unseen_row)
{
	static const double COUNT[] = {23, 57, 3, 17, 20, 40};
	struct example e = {.unseen = {false, false, true}};
	e.table = (struct segbias_suppression){3, 2, COUNT, e.small, e.unseen, 5, e.withheld, 0, NULL};
	e.small[2] = true;
	cr_assert(segbias_suppress(&e.table));
	cr_assert_eq(e.table.open, 0);
	cr_assert(e.withheld[2] && e.withheld[3] && !e.withheld[0] && !e.withheld[1]);
	cr_assert_eq(segbias_suppression_range(&e.table, 1, 0, 1000), 2 + 16);
}

/* 2 of an unseen row can be 0 to 6, as 4 of its other column can be 0: for K = 7 enough counts, but all of them small. */
Test(suppress, an_unseen_cell_can_be_large)
{
	static const double COUNT[] = {42, 54, 40, 50, 2, 4};
	struct example e = {.unseen = {false, false, true}, .small = {[4] = true}};
	e.table = (struct segbias_suppression){3, 2, COUNT, e.small, e.unseen, 7, e.withheld, 0, NULL};
	cr_assert(segbias_suppress(&e.table));
	cr_assert_eq(e.table.open, 1);
	e.table.width = 6;
	cr_assert(segbias_suppress(&e.table));
	cr_assert_eq(e.table.open, 0);
}

/* As many records as values: each has one, as a 0 would be shown. */
Test(suppress, a_tight_row)
{
	static const double COUNT[] = {31, 31, 31, 1, 1, 1, 30, 30, 30};
	struct example e;
	cr_assert_not(suppress(&e, COUNT, 3, 3, 3));
	cr_assert_eq(segbias_suppression_range(&e.table, 1, 0, 1000), 0);
	cr_assert(segbias_suppression_is_tight(&e.table, 1));
	cr_assert_not(segbias_suppression_is_tight(&e.table, 2));
	e.table.small = (const bool[CELLS_MAX]){false};
	cr_assert_not(segbias_suppression_is_tight(&e.table, 1));
}

/* 1 and 1 and 3 with 2 more: the three counts that K = 3 asks for; 1 and 1 and 2 have two. */
Test(suppress, the_least_that_is_not_tight)
{
	static const double COUNT[] = {31, 31, 33, 1, 1, 3, 30, 30, 30};
	static const double TIGHT[] = {31, 31, 32, 1, 1, 2, 30, 30, 30};
	struct example e;
	cr_assert(suppress(&e, COUNT, 3, 3, 3));
	cr_assert_not(segbias_suppression_is_tight(&e.table, 1));
	cr_assert_not(suppress(&e, TIGHT, 3, 3, 3));
	cr_assert(segbias_suppression_is_tight(&e.table, 1));
}

/* A sum that is small itself. */
Test(suppress, a_small_sum)
{
	static const double COUNT[] = {3, 57, 20, 2, 27, 9, 1, 30, 11};
	struct example e;
	cr_assert(suppress(&e, COUNT, 3, 3, 5));
	cr_assert(e.withheld[0] && e.withheld[3] && e.withheld[6]);
	for (size_t i = 0; i < 9; i++)
		cr_assert(!e.withheld[i] ||
		          segbias_suppression_range(&e.table, i / 3, i % 3, 5) >= (e.small[i] ? 4 : 1));
}

/* A row of fewer records than the width cannot be protected, and that is said. */
Test(suppress, says_what_it_cannot)
{
	static const double COUNT[] = {32, 41, 2, 1, 30, 40};
	struct example e = {.small = {false, false, true, true}};
	e.table = (struct segbias_suppression){3, 2, COUNT, e.small, e.unseen, 5, e.withheld, 0, NULL};
	cr_assert(segbias_suppress(&e.table));
	cr_assert_eq(e.table.open, 2);
}

/* 3 and 7 of the first column, each with 10 and 12 beside it. By the sums 3 is 1 to 9, as 7 is 1 at least; where neither can be less it is 3.
 * Where the sums are withheld 3 is 1 to 12, or 3 to 12. */
Test(suppress, what_is_known_to_be_no_less)
{
	static const double COUNT[] = {10, 22, 3, 10, 7, 12};
	static const double FLOOR[] = {10, 0, 3, 0, 7, 0};
	struct example e = {.withheld = {false, false, true, true, true, true}};
	e.table = (struct segbias_suppression){3, 2, COUNT, e.small, e.unseen, 5, e.withheld, 0, NULL};
	cr_expect_eq(segbias_suppression_range(&e.table, 1, 0, 1000), 8);
	e.table.floor = FLOOR;
	cr_expect_eq(segbias_suppression_range(&e.table, 1, 0, 1000), 0);
	e.withheld[0] = e.withheld[1] = true;
	cr_expect_eq(segbias_suppression_range(&e.table, 1, 0, 1000), 9);
	e.table.floor = NULL;
	cr_expect_eq(segbias_suppression_range(&e.table, 1, 0, 1000), 11);
}

/* As many groups as a large run has. */
Test(suppress, ten_thousand_groups, .timeout = 300)
{
	enum { ROWS = 10001, COLUMNS = 55, WIDTH = 10 };
	struct segbias_suppression t = {.rows = ROWS, .columns = COLUMNS, .width = WIDTH};
	double *count = calloc((size_t)ROWS * COLUMNS, sizeof *count);
	bool *small = calloc((size_t)ROWS * COLUMNS, sizeof *small);
	bool *unseen = calloc(ROWS, sizeof *unseen);
	t.withheld = calloc((size_t)ROWS * COLUMNS, sizeof *t.withheld);
	t.count = count;
	t.small = small;
	t.unseen = unseen;
	unsigned drawn = 7;
	cr_assert(count && small && unseen && t.withheld);
	for (size_t i = COLUMNS; i < (size_t)ROWS * COLUMNS; i++) {
		drawn = drawn * 1664525u + 1013904223u;
		unsigned part = (drawn >> 16) % 100;
		count[i] = part < 50 ? 0 : part < 70 ? part % 12 : part;
		count[i % COLUMNS] += count[i];
	}
	for (size_t i = 0; i < (size_t)ROWS * COLUMNS; i++)
		small[i] = count[i] > 0 && count[i] < WIDTH;
	cr_assert(segbias_suppress(&t));
	cr_assert_eq(t.open, 0);
	free(count);
	free(small);
	free(unseen);
	free(t.withheld);
}

/* scripts/oracle/stat_suppress.py: counts, which are withheld, and how wide the range of each is; of the second half nothing of the last row
 * is shown. */
static const struct {
	double count[16];
	bool withheld[16];
	double width[16];
} LINKED[] = {
    /* clang-format off */
{{13, 23, 14, 14, 6, 10, 1, 6, 1, 8, 3, 6, 6, 5, 10, 2}, {1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0}, {14, 14, 0, 14, 5, 0, 5, 0, 14, 14, 11, 14, 11, 0, 11, 0}},
{{19, 16, 25, 34, 10, 3, 5, 11, 1, 3, 12, 11, 8, 10, 8, 12}, {1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0}, {25, 42, 0, 42, 25, 25, 22, 25, 0, 23, 22, 23, 0, 16, 16, 0}},
{{20, 12, 18, 29, 9, 8, 9, 8, 1, 2, 1, 12, 10, 2, 8, 9}, {0, 1, 1, 1, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1}, {0, 43, 43, 28, 0, 15, 15, 0, 0, 12, 12, 12, 0, 16, 16, 16}},
{{20, 21, 28, 23, 6, 9, 11, 9, 8, 7, 9, 7, 6, 5, 8, 7}, {1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0}, {35, 30, 0, 23, 23, 0, 18, 23, 21, 21, 18, 0, 9, 9, 0, 0}},
{{26, 35, 12, 24, 11, 12, 3, 12, 3, 11, 7, 3, 12, 12, 2, 9}, {1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1}, {76, 76, 0, 76, 34, 34, 3, 34, 14, 14, 0, 14, 31, 31, 3, 31}},
{{22, 16, 22, 15, 2, 3, 12, 1, 8, 9, 9, 10, 12, 4, 1, 4}, {0, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1}, {0, 25, 25, 25, 0, 0, 0, 0, 0, 25, 25, 25, 0, 0, 0, 0}},
{{21, 22, 27, 22, 12, 3, 4, 6, 4, 12, 12, 6, 5, 7, 11, 10}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1}, {59, 40, 40, 59, 21, 21, 21, 21, 19, 0, 19, 19, 19, 19, 0, 19}},
{{26, 17, 13, 18, 7, 11, 7, 6, 10, 4, 5, 5, 9, 2, 1, 7}, {1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1}, {12, 34, 0, 22, 0, 15, 0, 15, 12, 12, 0, 0, 0, 7, 0, 7}},
{{4, 2, 2, 3, 1, 1, 1, 0, 0, 1, 0, 2, 3, 0, 1, 1}, {1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 1}, {5, 6, 5, 6, 0, 0, 0, 0, 0, 1, 0, 1, 5, 5, 5, 5}},
{{6, 1, 5, 3, 4, 0, 1, 1, 2, 1, 4, 1, 0, 0, 0, 1}, {1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1}, {5, 0, 5, 5, 0, 0, 0, 0, 4, 0, 4, 4, 1, 0, 1, 1}},
{{5, 8, 5, 6, 3, 1, 0, 2, 2, 4, 4, 0, 0, 3, 1, 4}, {1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1}, {12, 0, 9, 11, 3, 0, 0, 3, 7, 6, 7, 0, 8, 6, 8, 8}},
{{3, 5, 5, 5, 1, 1, 1, 1, 0, 0, 0, 0, 2, 4, 4, 4}, {1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1}, {10, 10, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 10, 10, 0}},
{{8, 7, 8, 5, 4, 4, 4, 3, 2, 1, 2, 1, 2, 2, 2, 1}, {1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1}, {17, 17, 17, 0, 9, 9, 9, 0, 2, 2, 2, 0, 6, 6, 6, 0}},
{{9, 7, 6, 6, 4, 1, 1, 1, 2, 3, 3, 1, 3, 3, 2, 4}, {1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1}, {15, 0, 15, 12, 3, 0, 3, 0, 3, 0, 3, 3, 9, 0, 9, 9}},
{{11, 5, 7, 5, 4, 1, 3, 2, 4, 3, 4, 0, 3, 1, 0, 3}, {1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1, 1, 1, 1}, {10, 10, 7, 7, 3, 3, 0, 0, 0, 0, 0, 0, 7, 7, 7, 7}},
{{10, 7, 4, 9, 3, 4, 0, 3, 3, 2, 1, 4, 4, 1, 3, 2}, {1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1}, {11, 11, 10, 0, 0, 0, 0, 0, 6, 6, 0, 5, 10, 10, 10, 5}},
    /* clang-format on */
};

/* Where several ways lead round, and through the sums, what has flowed on one is gone for the next. */
Test(suppress, ranges_by_linear_programs)
{
	for (size_t i = 0; i < sizeof LINKED / sizeof *LINKED; i++) {
		struct example e = {.table = {.rows = 4, .columns = 4, .count = LINKED[i].count, .width = 5}};
		e.table.small = e.small;
		e.table.unseen = e.unseen;
		e.table.withheld = e.withheld;
		e.unseen[3] = i >= 8;
		memcpy(e.withheld, LINKED[i].withheld, sizeof LINKED[i].withheld);
		for (size_t at = 0; at < 16; at++)
			if (e.withheld[at])
				cr_expect_eq(segbias_suppression_range(&e.table, at / 4, at % 4, 1000),
				             LINKED[i].width[at], "table %zu, cell %zu: %g", i, at,
				             segbias_suppression_range(&e.table, at / 4, at % 4, 1000));
	}
}
