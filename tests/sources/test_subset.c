/* Which figures add up to another one. */
#include "sources/subset.h"

#include <criterion/criterion.h>
#include <math.h>

enum { PARTS_MAX = 44, STRATA_MAX = 8, WORK = 100000000 };

static const double RELATIVE = 1e-9;

struct figures {
	double whole[STRATA_MAX];
	double parts[PARTS_MAX][STRATA_MAX];
	size_t count, strata;
};

/* In what is left of `work`. */
static struct segbias_subset find(const struct figures *f, double expected_max, size_t *work)
{
	const double *parts[PARTS_MAX];
	struct segbias_subset out = {0};
	for (size_t i = 0; i < f->count; i++)
		parts[i] = f->parts[i];
	struct segbias_subset_search search = {f->whole, parts, f->count, f->strata, 1, 0.5, *work};
	cr_assert_eq(segbias_subset_find(&search, expected_max, &out, NULL), SEGBIAS_OK);
	*work = search.work;
	return out;
}

/* scripts/oracle/subset.py: by all subsets, and exact determinants. */
Test(subset, expected)
{
	static const struct figures FIGURES[] = {
	    {{56490048},
	     {{6335072},
	      {4880056},
	      {8799728},
	      {2647013},
	      {7417397},
	      {1903175},
	      {5436600},
	      {9278065},
	      {5701186},
	      {3107494},
	      {5950757},
	      {5480774}},
	     12,
	     1},
	    {{2030, 2042}, {{412, 433}, {301, 288}, {977, 1013}, {155, 171}, {640, 598}}, 5, 2},
	    {{40001, 20000, 10000},
	     {{24411, 12205, 6103}, {15590, 7795, 3897}, {31003, 15501, 7751}, {9876, 4938, 2469}},
	     4,
	     3},
	    {{493827}, {{370370}, {246913}, {86420}, {49383}, {123457}}, 5, 1},
	    {{7000}, {{4250}, {2750}, {6500}, {1500}}, 4, 1},
	    {{7000, 5500}, {{4250, 2250}, {2750, 3250}, {6500, 6750}, {1500, 2000}}, 4, 2},
	};
	static const struct {
		double members, expected;
	} CASES[] = {
	    {3487, 2.9173280220969187e-05}, {21, 0.00691828867406205}, {3, 0.00019999714289795859},
	    {17, 0.60000364500118464},      {3, 0.42857142857142855},  {3, 0.03773496637550456},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		size_t work = WORK;
		struct segbias_subset found = find(&FIGURES[i], INFINITY, &work);
		cr_expect_eq((double)found.members, CASES[i].members, "row %zu: %.0f", i, (double)found.members);
		cr_expect_leq(fabs(found.expected - CASES[i].expected), RELATIVE * CASES[i].expected, "row %zu: %.17g",
		              i, found.expected);
	}
}

static uint64_t next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

/* Whether some subset of two or more is the whole to within half a unit a figure, by trying each. */
static bool try_all(const struct figures *f)
{
	for (uint64_t members = 1; members < (uint64_t)1 << f->count; members++) {
		bool fits = (members & (members - 1)) != 0;
		for (size_t s = 0; s < f->strata && fits; s++) {
			double sum = 0;
			double each = 1;
			for (size_t i = 0; i < f->count; i++)
				if (members >> i & 1) {
					sum += f->parts[i][s];
					each += f->parts[i][s] > 0;
				}
			fits = fabs(sum - f->whole[s]) <= fmin(each / 2, 0.005 * f->whole[s]) + 1e-9 * f->whole[s];
		}
		if (fits)
			return true;
	}
	return false;
}

/* It finds one where there is one, and only there: of figures that often fit, and that hardly do. */
Test(subset, as_all_subsets)
{
	uint64_t state = 20240607;
	size_t fitting = 0;
	enum { TABLES = 3000 };
	for (size_t table = 0; table < TABLES; table++) {
		struct figures f = {.count = 2 + next_random(&state) % 9, .strata = 1 + next_random(&state) % 3};
		uint64_t range = 10 + next_random(&state) % 2000;
		size_t work = WORK;
		for (size_t s = 0; s < f.strata; s++) {
			double sum = 0;
			for (size_t i = 0; i < f.count; i++) {
				f.parts[i][s] = (double)(1 + next_random(&state) % range);
				sum += i % 2 ? f.parts[i][s] : 0;
			}
			f.whole[s] = table % 2 ? sum : (double)(1 + next_random(&state) % (2 * range));
			f.whole[s] += table % 3 ? 0 : 1;
		}
		bool expected = try_all(&f);
		struct segbias_subset found = find(&f, INFINITY, &work);
		cr_assert_eq(found.members != 0, expected, "table %zu", table);
		cr_assert_eq(isfinite(found.expected), expected, "table %zu", table);
		fitting += expected;
	}
	cr_expect(fitting > TABLES / 4 && fitting < TABLES, "%zu", fitting);
}

/* Where any figure is some sum, nothing is looked for, and no time spent: 30 values of four digits. */
Test(subset, no_use)
{
	struct figures f = {.count = 30, .strata = 1};
	uint64_t state = 5;
	size_t work = WORK;
	for (size_t i = 0; i < f.count; i++) {
		f.parts[i][0] = (double)(1000 + next_random(&state) % 9000);
		f.whole[0] += i % 2 ? f.parts[i][0] : 0;
	}
	cr_expect_eq(find(&f, 0.001, &work).members, 0);
	cr_expect_eq(work, WORK);
}

/* Many values, and eight strata of four digits to tell them by; more than can be tried; and no work left. */
Test(subset, bounds)
{
	struct figures f = {.count = 30, .strata = 8};
	uint64_t state = 7;
	uint64_t members = 0;
	size_t work = WORK;
	for (size_t i = 0; i < PARTS_MAX; i++)
		for (size_t s = 0; s < f.strata; s++) {
			f.parts[i][s] = (double)(1000 + next_random(&state) % 9000);
			if (i % 3 == 0 && i < f.count) {
				f.whole[s] += f.parts[i][s];
				members |= (uint64_t)1 << i;
			}
		}
	cr_expect_eq(find(&f, 1e-4, &work).members, members);
	cr_expect(work < WORK && work > WORK / 2);
	work = 1000;
	cr_expect_eq(find(&f, 1e-4, &work).members, 0);
	work = WORK;
	f.count = PARTS_MAX;
	cr_expect_eq(find(&f, 1e-4, &work).members, 0);
	cr_expect_eq(work, WORK);
}

/* A value of the same figures is no sum; nor is one of two where one is empty. */
Test(subset, one_is_none)
{
	static const struct figures FIGURES[] = {
	    {{412345}, {{412345}, {777777}}, 2, 1},
	    {{412345}, {{412345}}, 1, 1},
	    {{412345, 0}, {{200000, 0}, {212345, 1}}, 2, 2},
	    {{0}, {{1}, {2}}, 2, 1},
	};
	for (size_t i = 0; i < sizeof FIGURES / sizeof *FIGURES; i++) {
		size_t work = WORK;
		struct segbias_subset found = find(&FIGURES[i], INFINITY, &work);
		cr_expect_eq(found.members, 0, "row %zu", i);
		cr_expect_eq(found.expected, INFINITY, "row %zu", i);
	}
}
