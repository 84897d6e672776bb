/* Several attributes in one column: by words of sex, by runs of neighbours, and by any values that come to the same sums. */
#include "sources/blocks.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

enum { VALUES_MAX = 12, STRATA_MAX = 3, WORK = 50000000 };

static const double MOST = 0.02; /* what is allowed to chance */

struct list {
	double figures[VALUES_MAX][STRATA_MAX];
	const char *labels[VALUES_MAX];
	size_t count, strata;
};

static bool first[VALUES_MAX];

static bool find(const struct list *l, double *expected)
{
	const double *figures[VALUES_MAX];
	struct segbias_label labels[VALUES_MAX];
	struct segbias_blocks out = {.first = first};
	size_t work = WORK;
	bool found = false;
	for (size_t i = 0; i < l->count; i++) {
		figures[i] = l->figures[i];
		labels[i] = segbias_label_of(l->labels[i] ? l->labels[i] : "x");
	}
	struct segbias_levels_list list = {figures, labels, l->count, l->strata, 1, 0.5};
	cr_assert_eq(segbias_blocks_find(&list, MOST, &work, &out, &found, NULL), SEGBIAS_OK);
	*expected = out.expected;
	return found;
}

static void expect_first(size_t row, const bool *wanted, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(first[i], wanted[i], "row %zu, value %zu", row, i);
}

/* By hand: as many ways as values, and (2 l + u) k / T of each run and stratum. */
Test(blocks, runs)
{
	static const struct {
		struct list list;
		double expected;
		bool first[VALUES_MAX];
	} rows[] = {
	    /* 202 + 151 + 50 = 203 + 200 = 403 */
	    {{{{202}, {151}, {50}, {203}, {200}}, {0}, 5, 1}, 5. * (2 / 403.), {true, true, true}},
	    /* of two strata, 152 and 251 */
	    {{{{81, 121}, {40, 111}, {31, 19}, {91, 112}, {61, 139}}, {0}, 5, 2},
	     5. * (2 / 152.) * (2 / 251.),
	     {true, true, true}},
	    /* one less in the second: 2 l + u is 3 */
	    {{{{2020}, {1510}, {501}, {2030}, {2000}}, {0}, 5, 1}, 5. * (3 * 2 / 4031.), {true, true, true}},
	    /* three runs of 1001 */
	    {{{{407}, {594}, {211}, {790}, {333}, {668}}, {0}, 6, 1}, 6. * (2 / 1001.) * (2 / 1001.), {true, true}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double expected = 0;
		cr_expect(find(&rows[i].list, &expected) == (rows[i].expected <= MOST), "row %zu: %g", i, expected);
		if (rows[i].expected <= MOST)
			cr_expect_float_eq(expected, rows[i].expected, 1e-12, "row %zu: %g", i, expected);
		expect_first(i, rows[i].first, rows[i].list.count);
	}
}

/* Arms of an experiment, 2500 people each: those who were chosen say it all, and the others nothing more. */
Test(blocks, arms_of_a_size)
{
	static const struct list chance = {{{300, 2200}, {313, 2187}, {200, 2300}, {212, 2288}},
	                                   {"White man", "White woman", "Black man", "Black woman"},
	                                   4,
	                                   2};
	static const struct list by_runs = {{{300, 2200}, {313, 2187}, {201, 2299}, {412, 2088}}, {0}, 4, 2};
	double expected = 0;
	cr_expect(!find(&chance, &expected), "%g", expected);
	/* 613 and 613: one stratum's chance */
	cr_expect(find(&by_runs, &expected));
	cr_expect_float_eq(expected, 4 * (2 / 613.), 1e-12, "%g", expected);
}

/* Figures that are few, are all multiples of 50, were made equal, or are in proportion to others tell nothing. */
Test(blocks, chance)
{
	static const struct list rows[] = {
	    {{{6}, {4}, {5}, {5}}, {0}, 4, 1},
	    {{{200}, {150}, {50}, {150}, {250}}, {0}, 5, 1},
	    {{{2137}, {2893}, {2893}, {2137}}, {0}, 4, 1},
	    {{{60, 120, 180}, {40, 80, 120}, {30, 60, 90}, {70, 140, 210}}, {0}, 4, 3},
	    {{{60, 120, 180}, {40, 80, 120}, {35, 70, 105}, {65, 130, 195}}, {0}, 4, 3}, /* .4, and not .4 x .1 x .1 */
	    {{{4021}, {2217}, {1999}, {871}}, {0}, 4, 1},
	    {{{5000}, {2000}, {3000}}, {0}, 3, 1}, /* a total is no block */
	};
	double expected = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_not(find(&rows[i], &expected), "row %zu: %g", i, expected);
}

/* Men and women say it whatever the figures, where the rest is as many, to 5 %, in every stratum. */
Test(blocks, said)
{
	static const struct {
		struct list list;
		bool found;
		bool first[VALUES_MAX];
	} rows[] = {
	    {{{{6}, {4}, {5}, {5}}, {"a", "b", "Male", "Female"}, 4, 1}, true, {false, false, true, true}},
	    {{{{500}, {300}, {150}, {480}, {495}}, {"a", "b", "c", "weiblich", "männlich"}, 5, 1},
	     true,
	     {false, false, false, true, true}},
	    {{{{50}, {30}, {47}, {33}, {20}, {60}}, {"a", "b", "ذكر", "أنثى", "x", "y"}, 6, 1},
	     true,
	     {false, false, true, true}},
	    {{{{500}, {300}, {480}, {415}}, {"a", "b", "Male", "Female"}, 4, 1}, false, {0}},
	    {{{{40, 10}, {40, 20}, {50, 20}, {30, 20}}, {"a", "b", "Male", "Female"}, 4, 2}, false, {0}},
	    {{{{10}, {4}, {6}}, {"Other", "Male", "Female"}, 3, 1}, false, {0}},
	    {{{{6}, {4}, {5}, {5}}, {"a", "b", "Male", "Man"}, 4, 1}, false, {0}},
	    /* next to nobody is no second attribute */
	    {{{{1}, {1}, {101}, {97}}, {"a", "b", "Male", "Female"}, 4, 1}, false, {0}},
	    {{{{0}, {1}, {0}, {1010}, {970}}, {"a", "b", "c", "Male", "Female"}, 5, 1}, false, {0}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double expected = 0;
		cr_expect_eq(find(&rows[i].list, &expected), rows[i].found, "row %zu: %g", i, expected);
		if (rows[i].found)
			expect_first(i, rows[i].first, rows[i].list.count);
	}
}

/* 12,043 + 9,071 + 22,100 = 31,002 + 12,212 and 1,771 + 804 + 3,106 = 4,403 + 1,278, sorted by name. */
Test(blocks, anywhere)
{
	static const struct list list = {
	    {{12043, 1771}, {31002, 4403}, {9071, 804}, {12212, 1278}, {22100, 3106}}, {0}, 5, 2};
	double expected = 0;
	cr_assert(find(&list, &expected));
	cr_expect(expected < 1e-4, "%g", expected);
	cr_expect_eq(first[0], first[2]);
	cr_expect_eq(first[0], first[4]);
	cr_expect_eq(first[1], first[3]);
	cr_expect_neq(first[0], first[1]);
}

static double uniform(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return ldexp((double)(*state >> 33), -31);
}

/* Lists of one attribute are taken for several no more often than is said, and lists of two are found. */
Test(blocks, how_often)
{
	enum { LISTS = 2000 };
	uint64_t state = 7;
	size_t wrong = 0;
	size_t missed = 0;
	double expected = 0;
	for (size_t n = 0; n < LISTS; n++) {
		struct list list = {.count = 4 + (size_t)(5 * uniform(&state)), .strata = 1 + n % 2};
		double size = pow(10, 1.5 + 3 * uniform(&state));
		for (size_t i = 0; i < list.count; i++)
			for (size_t s = 0; s < list.strata; s++)
				list.figures[i][s] = 1 + floor(size * uniform(&state));
		wrong += find(&list, &expected);
		for (size_t s = 0; s < list.strata; s++) { /* the last one makes two blocks of it */
			list.figures[0][s] = 1000 + floor(3000 * uniform(&state));
			list.figures[1][s] = 1000 + floor(3000 * uniform(&state));
			double part = floor((0.2 + 0.6 * uniform(&state)) * list.figures[0][s]);
			list.figures[2][s] = list.figures[1][s] + part;
			list.figures[3][s] = list.figures[0][s] - part;
		}
		list.count = 4;
		missed += !find(&list, &expected);
	}
	cr_expect_leq(wrong, (size_t)(MOST * LISTS), "%zu of %d", wrong, (int)LISTS);
	cr_expect_leq(missed, LISTS / 100, "%zu of %d", missed, (int)LISTS);
}
