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
