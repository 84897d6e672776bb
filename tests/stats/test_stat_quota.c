#include "stats/quota.h"

#include "near.h"
#include <criterion/criterion.h>

#include <stdint.h>

enum { CELLS_MOST = 10 };

struct made {
	double count[CELLS_MOST], share[CELLS_MOST], all, recruits;
	struct segbias_quotas quotas;
};

static uint32_t below(uint32_t *state, uint32_t most)
{
	*state = *state * 1664525U + 1013904223U;
	return (*state >> 16) * most >> 16;
}

/* By the steps of scripts/oracle/stat_quota.py. */
static void make(uint32_t seed, struct made *m)
{
	uint32_t state = seed;
	double sum = 0;
	*m = (struct made){.quotas = {2 + below(&state, 8), m->count, m->share, 0}};
	for (size_t i = 0; i < m->quotas.cells; i++) {
		m->share[i] = 1 + below(&state, 100);
		sum += m->share[i];
	}
	for (size_t i = 0; i < m->quotas.cells; i++) {
		m->count[i] = below(&state, 1 + (uint32_t)m->share[i] * (2 + below(&state, 6)));
		m->all += m->count[i];
	}
	for (size_t i = 0; i < m->quotas.cells; i++)
		m->share[i] /= sum;
	m->recruits = 1 + below(&state, 400);
}

static const struct {
	uint32_t seed;
	double recruits, smallest, needed;
} CASES[] = {
    {1, 101, 0.828834618680377, 136},
    {2, 282, 1, 97},
    {3, 64, 0.86304266425849641, 133},
    {4, 245, 0.87036019681842058, 213},
    {5, 27, 0.92386258124419662, 16},
    {6, 208, 0.67098840756558886, 447},
    {7, 390, 1, 73},
    {8, 171, 0.68119253273892444, 399},
    {9, 353, 1, 10},
    {10, 134, 1, 65},
    {11, 316, 0.99999999999999989, 97},
    {12, 97, 1, 21},
    {13, 279, 1.0000000000000002, 121},
    {14, 60, 0.92124212421242146, 42},
    {15, 242, 1, 39},
    {16, 23, 0.85427782395366925, 135},
    {17, 205, 0.99999999999999989, 11},
    {18, 386, 1, 211},
    {19, 168, 1, 100},
    {20, 349, 1, 17},
    {21, 130, 0.99999999999999989, 37},
    {22, 312, 1, 102},
    {23, 93, 0.88632720575696589, 130},
    {24, 275, 1, 66},
    {25, 56, 0.86675585284280932, 45},
    {26, 238, 0.99479166666666674, 155},
    {27, 19, 0.31552402821059539, 120},
    {28, 201, 1, 0},
    {29, 382, 1.0000000000000002, 36},
    {30, 164, 0.91123145749941137, 139},
};

Test(quota, the_smallest_index_is_that_of_a_linear_program)
{
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct made m;
		double people[CELLS_MOST];
		double sum = 0;
		make(CASES[i].seed, &m);
		cr_assert_eq(m.recruits, CASES[i].recruits, "%u", CASES[i].seed);
		double level = CASES[i].smallest * (m.all + m.recruits);
		cr_assert(segbias_quotas_fill(&m.quotas, m.recruits, people));
		for (size_t c = 0; c < m.quotas.cells; c++) {
			double exact = fmax(0, level * m.share[c] - m.count[c]);
			sum += people[c];
			cr_expect(people[c] == floor(people[c]) && fabs(people[c] - exact) < 1, "%u, %zu: %g for %g",
			          CASES[i].seed, c, people[c], exact);
		}
		cr_expect_eq(sum, m.recruits, "%u: %g", CASES[i].seed, sum);
	}
}

Test(quota, no_fewer_recruits_do_than_when_each_number_is_tried)
{
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct made m;
		make(CASES[i].seed, &m);
		double needed = segbias_quotas_needed(&m.quotas, .8, 1.25, 0);
		cr_expect_eq(needed, CASES[i].needed, "%u: %g for %g", CASES[i].seed, needed, CASES[i].needed);
	}
}

/* By hand: of shares of a quarter each 2 people are a half each: the first two have one. */
Test(quota, ties_go_to_the_first)
{
	static const double COUNT[] = {5, 5, 5, 5};
	static const double SHARE[] = {.25, .25, .25, .25};
	struct segbias_quotas quotas = {4, COUNT, SHARE, 0};
	double people[4];
	cr_assert(segbias_quotas_fill(&quotas, 2, people));
	cr_expect(people[0] == 1 && people[1] == 1 && people[2] == 0 && people[3] == 0);
	/* They are at parity, and stay so with at least what is asked for. */
	cr_expect_eq(segbias_quotas_needed(&quotas, .8, 1.25, 0), 0);
	cr_expect_eq(segbias_quotas_needed(&quotas, .8, 1.25, 7), 7);
}

/* By fractions: in floating point .8 * .4 * 25 is a little above 8, and 27 / (1.25 * .36) above 60, which is rounding and nobody. */
Test(quota, rounding_asks_for_nobody)
{
	static const struct {
		double count[2], share[2], needed;
	} ROWS[] = {
	    {{27, 21}, {.36, .64}, 12}, {{27, 0}, {.36, .64}, 33}, {{18, 24}, {.18, .82}, 38},
	    {{8, 18}, {.64, .36}, 14},  {{17, 0}, {.6, .4}, 8},    {{11, 34}, {.4, .6}, 5},
	    {{1, 23}, {.1, .9}, 1},     {{0, 14}, {.55, .45}, 11}, {{39, 1}, {.725, .275}, 10},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct segbias_quotas quotas = {2, ROWS[i].count, ROWS[i].share, 0};
		cr_expect_eq(segbias_quotas_needed(&quotas, .8, 1.25, 0), ROWS[i].needed, "%zu", i);
	}
}

/* By fewest() of scripts/oracle/stat_quota.py: each number in fractions. Of 10 and nobody of .00999 one more is a tenth of all, and by hand 81
 * are the first of whom one is .8 to 1.25 times that share. The others are in none of the cells. */
Test(quota, so_many_can_be_divided_among_the_cells)
{
	static const struct {
		double count[3], share[3], outside, needed;
	} ROWS[] = {
	    {{10, 0}, {.99001, .00999}, 0, 71}, {{0, 3, 1}, {.045, .005, .95}, 0, 476},
	    {{0, 1}, {.02, .98}, 0, 39},        {{2, 0, 1}, {.03, .07, .9}, 1, 50},
	    {{10, 40}, {.5, .5}, 50, 150},      {{1, 2, 3}, {.2, .3, .5}, 4, 14},
	    {{0, 0}, {.5, .5}, 7, 28},          {{5, 5}, {.5, .5}, 3, 2},
	    {{27, 0}, {.36, .64}, 9, 38},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		size_t cells = ROWS[i].share[2] > 0 ? 3 : 2;
		const struct segbias_quotas quotas = {cells, ROWS[i].count, ROWS[i].share, ROWS[i].outside};
		double needed = segbias_quotas_needed(&quotas, .8, 1.25, 0);
		cr_expect_eq(needed, ROWS[i].needed, "%zu: %g", i, needed);
	}
	struct made m;
	make(232, &m);
	cr_expect_eq(segbias_quotas_needed(&m.quotas, .8, 1.25, 0), 62);
}

/* By hand: of six and five equal groups 1.2 are .96 to 1.5, one each and five in all; two each are the next, ten. */
Test(quota, as_many_as_there_are_have_to_fit)
{
	static const double COUNT[] = {1, 1, 1, 1, 1};
	static const double SHARE[] = {.2, .2, .2, .2, .2};
	const struct segbias_quotas quotas = {5, COUNT, SHARE, 0};
	cr_expect_eq(segbias_quotas_needed(&quotas, .8, 1.25, 0), 0);
	cr_expect_eq(segbias_quotas_needed(&quotas, .8, 1.25, 1), 5);
}

/* Of a tenth and a tenth half a person each is left, the one of them less by what rounding leaves: the first has it. */
Test(quota, what_rounding_leaves_is_a_tie)
{
	static const double COUNT[] = {0, 0, 0};
	double share[] = {.3, .1, .8};
	double people[3];
	share[0] -= .2;
	cr_assert(share[0] < share[1]);
	const struct segbias_quotas quotas = {3, COUNT, share, 0};
	cr_assert(segbias_quotas_fill(&quotas, 5, people));
	cr_expect(people[0] == 1 && people[1] == 0 && people[2] == 4, "%g %g %g", people[0], people[1], people[2]);
}

Test(quota, of_nobody_it_is_not_known)
{
	static const double SHARE[] = {.5, .5};
	static const double COUNT[] = {0, 0};
	const struct segbias_quotas quotas = {2, COUNT, SHARE, 0};
	cr_expect(isnan(segbias_quotas_needed(&quotas, .8, 1.25, 0)));
}

/* NESTED of scripts/oracle/stat_quota.py: an integer program for each number. */
Test(quota, cells_and_their_values_are_inside_the_band_at_once)
{
	static const double NESTED[] = {29, 16, 33, 66, 25, 63, 143, 115, 57, 13, 26, 33,
	                                48, 7,  34, 21, 33, 28, 30,  62,  32, 42, 24, 11};
	static const size_t VALUE_OF[] = {0, 0, 1, 1, 2, 2};
	for (uint32_t seed = 1; seed <= sizeof NESTED / sizeof *NESTED; seed++) {
		uint32_t state = seed;
		double count[6];
		double share[6];
		double values[3];
		double shares[3];
		double sum = 0;
		for (size_t i = 0; i < 6; i++) {
			share[i] = 5 + below(&state, 20);
			sum += share[i];
		}
		for (size_t i = 0; i < 6; i++) {
			count[i] = below(&state, 12);
			share[i] /= sum;
		}
		for (size_t v = 0; v < 3; v++) {
			values[v] = count[2 * v] + count[2 * v + 1] + below(&state, 15);
			shares[v] = share[2 * v] + share[2 * v + 1];
		}
		double outside = below(&state, 2);
		outside *= below(&state, 9);
		const struct segbias_quotas cells = {6, count, share, 0};
		const struct segbias_quotas of = {3, values, shares, outside};
		double needed = segbias_quotas_needed(&of, .8, 1.25, segbias_quotas_needed(&cells, .8, 1.25, 0));
		needed = segbias_quotas_nested(&cells, &of, VALUE_OF, .8, 1.25, needed);
		cr_expect_eq(needed, NESTED[seed - 1], "%u: %g", seed, needed);
	}
}
