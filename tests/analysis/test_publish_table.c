/* Which groups are not published: counted by hand. Whoever knows the whole campaign and what is published knows the sum of the others, each of
 * which has 1 record at least; so the largest that one of n others can have is the sum less n - 1. */
#include "analysis/publish_table.h"

#include <criterion/criterion.h>

enum { GROUPS = 4, K = 5 };

/* The whole campaign, three segments and the records of none; hidden[] comes out. Returns whether those of none are not published. */
static bool publish(const double rows[static 3], const double persons[static 3], double rest,
                    bool hidden[static GROUPS])
{
	double all[GROUPS] = {rows[0] + rows[1] + rows[2] + rest, rows[0], rows[1], rows[2]};
	double people[GROUPS] = {all[0], persons[0], persons[1], persons[2]};
	const struct segbias_publish_groups groups = {GROUPS, all, people, rest, K, hidden};
	for (size_t i = 0; i < GROUPS; i++)
		hidden[i] = false;
	segbias_publish_hide_small(&groups);
	return segbias_publish_hide_more(&groups);
}

static void expect(const double rows[static 3], double rest, const char *hides, bool no_segment)
{
	bool hidden[GROUPS];
	cr_expect(publish(rows, rows, rest, hidden) == no_segment, "%g %g %g and %g", rows[0], rows[1], rows[2], rest);
	cr_expect(!hidden[0], "the whole campaign is published");
	for (size_t i = 1; i < GROUPS; i++)
		cr_expect(hidden[i] == (hides[i - 1] == 'x'), "%g of %g %g %g and %g", rows[i - 1], rows[0], rows[1],
		          rows[2], rest);
}

Test(publish_table, segments_of_fewer_than_k_are_hidden)
{
	expect((double[]){40, 30, 5}, 0, "...", false);
	expect((double[]){40, 4, 4}, 0, ".xx", true); /* 8 of two: up to 7 */
	expect((double[]){40, 0, 6}, 0, "...", false);
	bool hidden[GROUPS];
	cr_expect(publish((double[]){40, 9, 9}, (double[]){40, K - 1, K}, 20, hidden), "9 records of 4 persons");
	cr_expect(!hidden[1] && hidden[2] && !hidden[3]);
}

Test(publish_table, one_that_is_hidden_is_not_told_by_the_others)
{
	expect((double[]){40, 30, 4}, 0, ".xx", true);
	expect((double[]){30, 40, 1}, 0, "x.x", true);
	/* With records of no segment there are two: were they published, the whole campaign would tell the segment. */
	expect((double[]){40, 30, 4}, 20, "..x", true);
	expect((double[]){40, 30, 1}, 5, "..x", true); /* 6 of two: up to 5 */
	expect((double[]){40, 30, 1}, 4, ".xx", true); /* 5 of two: up to 4 */
	expect((double[]){1, 1, 2}, 0, "xxx", true);   /* no more to hide */
}

Test(publish_table, few_records_of_no_segment_are_not_told_either)
{
	expect((double[]){40, 30, 20}, 0, "...", false);
	expect((double[]){40, 30, 20}, 5, "...", false);
	expect((double[]){40, 30, 20}, 4, "..x", true);
}

/* Of Lyon, Paris, Ulm and Bonn; "x" is withheld, row by row. Returns how many of them can be told. */
static size_t withhold_with(const double cells[static 8], const struct segbias_publish_sets *sets, const char *expected)
{
	enum { ROWS = 3, COLUMNS = 4 };
	bool hidden[ROWS] = {false};
	bool withheld[ROWS * COLUMNS];
	double rows[ROWS] = {0};
	const struct segbias_publish_groups groups = {ROWS, rows, rows, 0, K, hidden};
	struct segbias_publish_table table;
	cr_assert(segbias_publish_table_init(&table, &groups, COLUMNS));
	for (size_t i = 0; i < 8; i++) {
		table.count[COLUMNS + i] = table.persons[COLUMNS + i] = cells[i];
		table.count[i % COLUMNS] = table.persons[i % COLUMNS] += cells[i];
		rows[0] += cells[i];
		rows[1 + i / COLUMNS] += cells[i];
	}
	segbias_publish_table_mark(&table);
	cr_assert(segbias_publish_table_withhold(&groups, &table, sets, withheld));
	for (size_t i = 0; i < ROWS * COLUMNS; i++)
		cr_expect_eq(withheld[i], expected[i] == 'x', "cell %zu", i);
	size_t open = table.cells.open;
	segbias_publish_table_release(&table);
	return open;
}

static size_t withhold(const double cells[static 8], const size_t *of, const char *expected)
{
	static const bool NONE[4] = {false};
	return withhold_with(cells, of ? &(struct segbias_publish_sets){of, NONE} : NULL, expected);
}

/* 3 of Lyon: the rectangle of least records is that of Ulm, and where the countries are told that of Paris. */
Test(publish_table, sets_of_which_the_sums_are_told)
{
	static const double cells[] = {3, 60, 15, 20, 37, 40, 10, 30};
	static const size_t countries[] = {7, 7, 9, 9};
	static const size_t turned[] = {1, 0, 1, 0};
	static const size_t alone[] = {0, 1, 1, 1};
	cr_expect_eq(withhold(cells, NULL, "....x.x.x.x."), 0);
	cr_expect_eq(withhold(cells, countries, "....xx..xx.."), 0);
	cr_expect_eq(withhold(cells, turned, "....x.x.x.x."), 0);
	cr_expect_gt(withhold(cells, alone, "x...x......."), 0);
}

/* 3 in Paris' place are blank cities, of any country: they are protected as they may be more, where those of Lyon are less, in all of the
 * campaign, too. Without a word of it they would be fewer there and more in the other segment. */
Test(publish_table, blanks_may_be_of_any_set)
{
	static const double cells[] = {37, 3, 15, 20, 40, 60, 10, 30};
	static const size_t countries[] = {7, 7, 9, 9};
	static const bool fixed[] = {false, true, false, false};
	cr_expect_eq(withhold(cells, countries, "....xx..xx.."), 0);
	cr_expect_eq(withhold_with(cells, &(struct segbias_publish_sets){countries, fixed}, "xx..xx......"), 0);
}
