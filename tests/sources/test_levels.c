/* Levels of a list: by its sums alone, and by what its labels say. */
#include "sources/levels.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>

enum { VALUES_MAX = 80, STRATA_MAX = 3 };

struct list {
	double figures[VALUES_MAX][STRATA_MAX];
	const char *labels[VALUES_MAX];
	size_t count, strata;
	double unit;
};

static size_t above[VALUES_MAX];

static struct segbias_levels read_list(const struct list *l, bool said, bool *found)
{
	const double *figures[VALUES_MAX];
	struct segbias_label labels[VALUES_MAX];
	struct segbias_levels out = {.above = above};
	for (size_t i = 0; i < l->count; i++) {
		figures[i] = l->figures[i];
		labels[i] = segbias_label_of(l->labels[i] ? l->labels[i] : "x");
	}
	struct segbias_levels_list list = {figures, labels, l->count, l->strata, l->unit, l->unit / 2};
	cr_assert_eq(said ? segbias_levels_said(&list, &out, found, NULL)
	                  : segbias_levels_tile(&list, &out, found, NULL),
	             SEGBIAS_OK);
	return out;
}

/* By hand: 2 directions, C(B + s + 1, s) ways, and u k / f of each run that is met exactly. */
Test(levels, chance_of_a_list)
{
	static const double NONE = INFINITY;
	static const struct {
		struct list list;
		double expected;
		size_t above[8];
	} rows[] = {
	    {{{{30}, {12}, {18}, {55}, {25}, {30}}, {0}, 6, 1, 1},
	     2. * (2 / 30.) * (2 / 55.),
	     {SIZE_MAX, 0, 0, SIZE_MAX, 3, 3}},
	    {{{{12}, {18}, {30}, {25}, {30}, {55}}, {0}, 6, 1, 1}, /* below its parts */
	     2. * (2 / 30.) * (2 / 55.),
	     {2, 2, SIZE_MAX, 5, 5, SIZE_MAX}},
	    {{{{67}, {33}, {34}, {47}, {60}, {28}, {32}}, {0}, 7, 1, 1}, /* one without parts: C(4, 1) */
	     2. * 4 * (2 / 67.) * (2 / 60.),
	     {SIZE_MAX, 0, 0, SIZE_MAX, SIZE_MAX, 4, 4}},
	    {{{{85}, {30}, {12}, {18}, {55}, {25}, {30}},
	      {0},
	      7,
	      1,
	      1}, /* the first alone C(4, 1), then the sum of two */
	     2. * 4 * (2 / 30.) * (2 / 55.) * (2 / 85.),
	     {SIZE_MAX, 0, 1, 1, 0, 4, 4}},
	    {{{{30, 60}, {12, 25}, {18, 35}, {55, 40}, {25, 15}, {30, 25}}, {0}, 6, 2, 1}, /* that tells most */
	     2. * (2 / 60.) * (2 / 55.),
	     {SIZE_MAX, 0, 0, SIZE_MAX, 3, 3}},
	    {{{{3100}, {1200}, {1800}, {5500}, {2500}, {3000}}, {0}, 6, 1, 100}, /* rounded: 100 off */
	     2. * (300 * 2 / 3100.) * (100 * 2 / 5500.),
	     {SIZE_MAX, 0, 0, SIZE_MAX, 3, 3}},
	    {{{{30}, {12}, {18}, {54}, {20}, {30}}, {0}, 6, 1, 1}, NONE, {0}}, /* one run is none of ours */
	    {{{{30, 30}, {12, 15}, {18, 18}, {55, 5}, {25, 25}, {30, 30}}, {0}, 6, 2, 1}, NONE, {0}},
	    {{{{7}, {7}, {9}, {9}}, {0}, 4, 1, 1}, NONE, {0}}, /* equal ones are no sums */
	    {{{{0}, {0}, {0}, {0}, {0}, {0}}, {0}, 6, 1, 1}, NONE, {0}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool found = false;
		struct segbias_levels levels = read_list(&rows[i].list, false, &found);
		cr_expect_eq(found, rows[i].expected < NONE, "row %zu", i);
		if (!found)
			continue;
		cr_expect_float_eq(levels.expected, rows[i].expected, 1e-6 * rows[i].expected, "row %zu: %.9g", i,
		                   levels.expected);
		for (size_t j = 0; j < rows[i].list.count; j++)
			cr_expect_eq(above[j], rows[i].above[j], "row %zu: %zu", i, j);
	}
}

static uint64_t state = 1;

static double random_below(double limit)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return floor((double)(state >> 11) / 9007199254740992.0 * limit);
}

/* Trees of three levels are read as they were made, above and below their parts. */
Test(levels, reads_trees)
{
	for (size_t trial = 0; trial < 200; trial++) {
		struct list l = {.strata = 1 + trial % STRATA_MAX, .unit = 1};
		size_t truth[VALUES_MAX];
		size_t countries = 2 + (size_t)random_below(2);
		for (size_t c = 0; c < countries; c++) {
			size_t country = l.count++;
			truth[country] = SIZE_MAX;
			for (size_t regions = 2 + (size_t)random_below(3); regions > 0; regions--) {
				size_t region = l.count++;
				truth[region] = country;
				for (size_t parts = 2 + (size_t)random_below(4); parts > 0; parts--) {
					size_t part = l.count++;
					truth[part] = region;
					for (size_t s = 0; s < l.strata; s++) {
						double figure = 1000 + random_below(90000);
						l.figures[part][s] = figure;
						l.figures[region][s] += figure;
						l.figures[country][s] += figure;
					}
				}
			}
		}
		for (size_t turned = 0; turned < 2; turned++) {
			bool found = false;
			struct list list = l;
			for (size_t i = 0; i < l.count && turned; i++)
				for (size_t s = 0; s < l.strata; s++)
					list.figures[l.count - 1 - i][s] = l.figures[i][s];
			struct segbias_levels levels = read_list(&list, false, &found);
			cr_assert(found && levels.expected < 1e-6, "trial %zu: %g", trial, levels.expected);
			for (size_t i = 0; i < l.count; i++) {
				size_t got = above[turned ? l.count - 1 - i : i];
				got = got == SIZE_MAX || !turned ? got : l.count - 1 - got;
				cr_assert_eq(got, truth[i], "trial %zu: %zu", trial, i);
			}
		}
	}
}

/* What chance makes: lists of figures that have nothing to do with each other come below a bound no oftener than it says. */
Test(levels, chance_is_no_rarer_than_it_says)
{
	static const double BOUNDS[] = {.1, .02, .002};
	enum { LISTS = 20000 };
	size_t below[3] = {0};
	for (size_t trial = 0; trial < LISTS; trial++) {
		struct list l = {.count = 5 + trial % 12, .strata = 1, .unit = 1};
		double limit = trial % 2 ? 60 : 900;
		for (size_t i = 0; i < l.count; i++)
			l.figures[i][0] = 3 + random_below(limit);
		bool found = false;
		struct segbias_levels levels = read_list(&l, false, &found);
		for (size_t b = 0; b < 3; b++)
			below[b] += found && levels.expected <= BOUNDS[b];
	}
	for (size_t b = 0; b < 3; b++)
		cr_expect((double)below[b] <= BOUNDS[b] * LISTS, "%g: %zu of %d", BOUNDS[b], below[b], LISTS);
}

/* Indents, and codes that go on or are filled up with zeros. */
Test(levels, labels_say)
{
	static const struct {
		struct list list;
		bool found, fits, holds, said;
		size_t above[6];
	} rows[] = {
	    {{{{30}, {12}, {18}, {7}},
	      {"North", "  Alpha",
	       "\xc2\xa0\xc2\xa0"
	       "Beta",
	       "South"},
	      4,
	      1,
	      1},
	     true,
	     true,
	     true,
	     true,
	     {SIZE_MAX, 0, 0, SIZE_MAX}},
	    {{{{30}, {12}, {14}, {7}}, {"North", "  Alpha", "  Beta", "South"}, 4, 1, 1},
	     true,
	     false,
	     true,
	     true,
	     {SIZE_MAX, 0, 0, SIZE_MAX}},
	    {{{{30}, {12}, {28}, {7}}, {"North", "  Alpha", "  Beta", "South"}, 4, 1, 1},
	     true,
	     false,
	     false,
	     true,
	     {SIZE_MAX, 0, 0, SIZE_MAX}},
	    {{{{30}, {12}, {18}}, {"AT1", "AT11", "AT12"}, 3, 1, 1}, true, true, true, false, {SIZE_MAX, 0, 0}},
	    {{{{30}, {12}, {18}}, {"09", "09161", "09162"}, 3, 1, 1}, true, true, true, false, {SIZE_MAX, 0, 0}},
	    {{{{90}, {30}, {12}, {18}, {60}}, {"09000000", "09100000", "09162000", "09163000", "09200000"}, 5, 1, 1},
	     true,
	     true,
	     true,
	     false,
	     {SIZE_MAX, 0, 1, 1, 0}},
	    {{{{30}, {12}, {18}}, {"1", "10", "11"}, 3, 1, 1},
	     false,
	     false,
	     false,
	     false,
	     {0}}, /* numbers that count */
	    {{{{30}, {12}, {9}, {8}, {7}, {6}, {5}, {4}, {3}, {12}, {18}},
	      {"v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11"},
	      11,
	      1,
	      1},
	     false,
	     false,
	     false,
	     false,
	     {0}}, /* counted */
	    {{{{30}, {12}, {18}}, {"2000", "2001", "2002"}, 3, 1, 1}, false, false, false, false, {0}},
	    {{{{30}, {12}, {18}}, {"Female", " Male", "Other"}, 3, 1, 1},
	     false,
	     false,
	     false,
	     false,
	     {0}}, /* one part */
	    {{{{30}, {12}, {18}}, {"  a", "b", "c"}, 3, 1, 1}, false, false, false, false, {0}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool found = false;
		struct segbias_levels levels = read_list(&rows[i].list, true, &found);
		cr_expect_eq(found, rows[i].found, "row %zu", i);
		if (!found)
			continue;
		cr_expect(levels.fits == rows[i].fits && levels.holds == rows[i].holds && levels.said == rows[i].said,
		          "row %zu", i);
		for (size_t j = 0; j < rows[i].list.count; j++)
			cr_expect_eq(above[j], rows[i].above[j], "row %zu: %zu", i, j);
	}
}
