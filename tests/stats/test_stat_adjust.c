#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>
#include <stdlib.h>

enum { COUNT = 10, MANY = 1000000 };

static const double P[COUNT] = {.01, .04, .03, .005, .8, .03, 1e-300, 1, .55, .2};

struct row {
	enum segbias_control control;
	double q[COUNT];
};

/* scripts/oracle/stat_adjust.R: p.adjust(P, "BH"), "holm", "BY" */
static const struct row ROWS[] = {
    {SEGBIAS_CONTROL_BH,
     {0.033333333333333333, 0.066666666666666666, 0.059999999999999998, 0.025000000000000001, 0.88888888888888895,
      0.059999999999999998, 9.9999999999999999e-300, 1, 0.6875, 0.28571428571428575}},
    {SEGBIAS_CONTROL_HOLM,
     {0.080000000000000002, 0.20999999999999999, 0.20999999999999999, 0.044999999999999998, 1, 0.20999999999999999,
      9.9999999999999999e-300, 1, 1, 0.80000000000000004}},
    {SEGBIAS_CONTROL_BY,
     {0.097632275132275126, 0.19526455026455025, 0.17573809523809522, 0.073224206349206344, 1, 0.17573809523809522,
      2.928968253968254e-299, 1, 1, 0.83684807256235827}},
    {SEGBIAS_CONTROL_NONE, {.01, .04, .03, .005, .8, .03, 1e-300, 1, .55, .2}},
};

Test(stat_adjust, agrees_with_r)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		double q[COUNT];
		cr_expect(segbias_adjust(P, COUNT, ROWS[i].control, q));
		for (size_t j = 0; j < COUNT; j++)
			cr_expect(near(q[j], ROWS[i].q[j]), "row %zu, p %zu: %.17g", i, j, q[j]);
	}
}

Test(stat_adjust, in_place_and_in_any_order)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		double q[COUNT];
		for (size_t j = 0; j < COUNT; j++)
			q[j] = P[COUNT - 1 - j];
		cr_expect(segbias_adjust(q, COUNT, ROWS[i].control, q));
		for (size_t j = 0; j < COUNT; j++)
			cr_expect(near(q[COUNT - 1 - j], ROWS[i].q[j]));
	}
}

/* stat_adjust.R: p.adjust(c(.02, NA, .5, .02), "BH"), "holm", "BY" */
Test(stat_adjust, nan_does_not_count)
{
	static const double UNKNOWN[] = {.02, NAN, .5, .02};
	static const double Q[][4] = {{.03, NAN, .5, .03}, {.06, NAN, .5, .06}, {.055, NAN, 0.91666666666666663, .055}};
	static const enum segbias_control CONTROLS[] = {SEGBIAS_CONTROL_BH, SEGBIAS_CONTROL_HOLM, SEGBIAS_CONTROL_BY};
	for (size_t i = 0; i < sizeof Q / sizeof *Q; i++) {
		double q[4];
		cr_expect(segbias_adjust(UNKNOWN, 4, CONTROLS[i], q));
		for (size_t j = 0; j < 4; j++)
			cr_expect(near(q[j], Q[i][j]), "row %zu, p %zu: %.17g", i, j, q[j]);
		cr_expect_eq(q[0], q[3]);
	}
}

Test(stat_adjust, nothing)
{
	double q = 7;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		cr_expect(segbias_adjust(NULL, 0, ROWS[i].control, &q) && q == 7);
}

/* By hand: 3 of 10 found by BH at .03 (p to .005 and .01: .03 * 3 / 10 = .009 is under .01, so 2); Holm at .05: 1e-300, .005
 * pass .005, .00556; .01 does not pass .00625, so each other cell has two before it. */
Test(stat_adjust, cut)
{
	double cut[COUNT];
	cr_assert(segbias_adjust_cut(P, COUNT, SEGBIAS_CONTROL_BH, 0.03, cut));
	for (size_t i = 0; i < COUNT; i++)
		cr_expect(near(cut[i], 0.03 * 2 / 10), "BH %zu: %.17g", i, cut[i]);
	cr_assert(segbias_adjust_cut(P, COUNT, SEGBIAS_CONTROL_HOLM, 0.05, cut));
	/* 1e-300: the others pass .005, but .01 no .00556; .005: 1e-300 passes, .01 no .00556 */
	for (size_t i = 0; i < COUNT; i++)
		cr_expect(near(cut[i], i == 6 || i == 3 ? 0.05 / 9 : 0.05 / 8), "Holm %zu: %.17g", i, cut[i]);
	cr_assert(segbias_adjust_cut(P, COUNT, SEGBIAS_CONTROL_NONE, 0.05, cut));
	cr_expect(cut[0] == 0.05 && cut[7] == 0.05);
}

/* What is found would still be found at its cut and no longer beyond it, the others as they are. */
Test(stat_adjust, cut_is_the_procedure_read_backwards)
{
	static const enum segbias_control CONTROLS[] = {SEGBIAS_CONTROL_BH, SEGBIAS_CONTROL_HOLM, SEGBIAS_CONTROL_BY,
	                                                SEGBIAS_CONTROL_NONE};
	enum { SIZE = 12 };
	uint64_t state = 7;
	size_t looked_at = 0;
	for (size_t round = 0; round < 2000; round++) {
		double p[SIZE], q[SIZE], cut[SIZE];
		enum segbias_control control = CONTROLS[round % 4];
		for (size_t i = 0; i < SIZE; i++) {
			state = state * 6364136223846793005u + 1442695040888963407u;
			double u = (double)(state >> 40) / 16777216;
			p[i] = i == 5 ? NAN : i == 6 ? p[4] : u * u * u * 0.2;
		}
		cr_assert(segbias_adjust(p, SIZE, control, q) && segbias_adjust_cut(p, SIZE, control, 0.05, cut));
		cr_expect(isnan(cut[5]));
		for (size_t i = 0; i < SIZE; i++) {
			double own = p[i];
			double again[SIZE];
			if (!(q[i] <= 0.05))
				continue;
			looked_at++;
			p[i] = cut[i] * (1 - 1e-12);
			cr_assert(segbias_adjust(p, SIZE, control, again));
			cr_expect(again[i] <= 0.05, "round %zu, %zu", round, i);
			p[i] = cut[i] * (1 + 1e-9);
			cr_assert(segbias_adjust(p, SIZE, control, again));
			cr_expect(again[i] > 0.05, "round %zu, %zu", round, i);
			p[i] = own;
		}
	}
	cr_expect(looked_at > 5000, "%zu", looked_at);
}

Test(stat_adjust, a_million)
{
	double *p = malloc(MANY * sizeof *p);
	cr_assert(p);
	uint64_t state = 1;
	for (size_t i = 0; i < MANY; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		p[i] = (double)(state >> 44) / 1048576;
	}
	double first = p[0], last = p[MANY - 1];
	cr_expect(segbias_adjust(p, MANY, SEGBIAS_CONTROL_BH, p));
	for (size_t i = 0; i < MANY; i++)
		cr_assert(p[i] >= 0 && p[i] <= 1);
	cr_expect(p[0] >= first && p[MANY - 1] >= last);
	free(p);
}

/* Of more p than are sorted by comparing: by the definition, q = min over p' >= p of p' m / #{p'' <= p'}; by Holm's, max over p' <= p
 * of (m - #{p'' < p'}) p' (of equal ones the first has the largest factor). Equal ones, both zeros, infinite and unknown ones are
 * among them. */
Test(stat_adjust, many_by_the_definition)
{
	enum { SIZE = 5000 };
	static double p[SIZE], q[SIZE], holm[SIZE], q_also[SIZE], cut[SIZE], cut_also[SIZE];
	static double under[SIZE], not_over[SIZE];
	uint64_t state = 11;
	size_t known = 0;
	for (size_t i = 0; i < SIZE; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		double u = (double)(state >> 44) / 1048576;
		p[i] = i % 97 == 0 ? NAN : i % 89 == 0 ? (i % 2 ? 0. : -0.) : i % 7 == 0 ? 0.25 : u * u * u * u;
		known += isnan(p[i]) ? 0 : 1;
	}
	p[1] = 1e-310;
	p[2] = 1;
	p[3] = nextafter(0.25, 1);
	for (size_t i = 0; i < SIZE; i++)
		for (size_t j = 0; j < SIZE; j++) {
			under[i] += p[j] < p[i];
			not_over[i] += p[j] <= p[i];
		}
	cr_assert(segbias_adjust(p, SIZE, SEGBIAS_CONTROL_BH, q) &&
	          segbias_adjust(p, SIZE, SEGBIAS_CONTROL_HOLM, holm));
	cr_assert(segbias_adjust_both(p, SIZE, SEGBIAS_CONTROL_BH, 0.05, q_also, cut) &&
	          segbias_adjust_cut(p, SIZE, SEGBIAS_CONTROL_BH, 0.05, cut_also));
	for (size_t i = 0; i < SIZE; i++) {
		double least = 1, most = 0;
		if (isnan(p[i])) {
			cr_assert(isnan(q[i]) && isnan(holm[i]) && isnan(q_also[i]) && isnan(cut[i]));
			continue;
		}
		for (size_t j = 0; j < SIZE; j++) {
			least = p[j] >= p[i] ? fmin(least, p[j] * (double)known / not_over[j]) : least;
			most = p[j] <= p[i] ? fmax(most, fmin(1, p[j] * ((double)known - under[j]))) : most;
		}
		cr_expect(near(q[i], least), "%zu: %.17g, not %.17g", i, q[i], least);
		cr_expect(near(holm[i], most), "%zu: %.17g, not %.17g", i, holm[i], most);
		cr_expect(q_also[i] == q[i] && cut[i] == cut_also[i]);
	}
}

/* Each is an index of another: what is equal keeps its order, and what is in place is as what is not. */
Test(stat_adjust, many_in_any_order)
{
	enum { SIZE = 6000 };
	static double p[SIZE], q[SIZE], turned[SIZE];
	for (size_t i = 0; i < SIZE; i++)
		p[i] = ldexp((double)(i * 7919 % SIZE), -(int)(i % 40));
	for (size_t i = 0; i < SIZE; i++) {
		p[i] = fmin(p[i] / SIZE, 1);
		turned[SIZE - 1 - i] = p[i];
	}
	cr_assert(segbias_adjust(p, SIZE, SEGBIAS_CONTROL_BY, q) &&
	          segbias_adjust(turned, SIZE, SEGBIAS_CONTROL_BY, turned));
	for (size_t i = 0; i < SIZE; i++)
		cr_expect(q[i] == turned[SIZE - 1 - i]);
}
