#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double x, r, low, high, alpha, n;
};

/* scripts/oracle/stat_power.R: STATISTICS "n_needed" with qnorm, the edge chosen by hand */
static const struct row ROWS[] = {
    {.11, .1, .8, 1.25, .05, 3693}, /* inside, the upper edge is nearer */
    {.09, .1, .8, 1.25, .05, 5969}, /* inside, the lower */
    {.2, .1, .8, 1.25, .05, 173},   /* above */
    {.05, .1, .8, 1.25, .01, 865},  /* below */
    {0, .1, .8, 1.25, .05, 45},     /* excluded */
    {.95, .9, .8, 1.25, .05, 22},   /* the upper edge would be a share over 1: the lower */
    {.12501, .1, .8, 1.25, .05, 8584889046},
    {1e-5, 2e-5, .8, 1.25, .1, 2372005},
};

Test(stat_power, agrees_with_r)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		double n = segbias_power_n_needed(x->x, x->r, x->low, x->high, x->alpha);
		cr_expect_eq(n, x->n, "row %zu: %.17g", i, n);
	}
}

Test(stat_power, undefined)
{
	cr_expect(isnan(segbias_power_n_needed(.125, .1, .8, 1.25, .05)));
	cr_expect(isnan(segbias_power_n_needed(.08, .1, .8, 1.25, .05)));
	/* Over 2^53. */
	cr_expect(isnan(segbias_power_n_needed(.125 + 1e-11, .1, .8, 1.25, .05)));
	/* No edge is a share. */
	cr_expect(isnan(segbias_power_n_needed(1, 1, 1, 1.25, .05)));
	static const double BAD[][5] = {{-.1, .1, .8, 1.25, .05}, {1.1, .1, .8, 1.25, .05}, {.1, 0, .8, 1.25, .05},
	                                {.1, .1, 0, 1.25, .05},   {.1, .1, 1.25, .8, .05},  {.1, .1, .8, 1.25, 0},
	                                {NAN, .1, .8, 1.25, .05}, {.1, NAN, .8, 1.25, .05}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
		cr_expect(isnan(segbias_power_n_needed(BAD[i][0], BAD[i][1], BAD[i][2], BAD[i][3], BAD[i][4])),
		          "row %zu", i);
}

/* stat_power.R: {tail, qnorm(tail, lower.tail = FALSE)} */
static const double QUANTILES[][2] = {
    {.025, 1.9599639845400538}, {1e-300, 37.047096299361201}, {.2, 0.84162123357291441}, {.9, -1.2815515655446008}};
/* {z, pnorm(z, lower.tail = FALSE)} */
static const double TAILS[][2] = {
    {1.96, 0.024997895148220428}, {37, 5.7255712225245771e-300}, {-3, 0.9986501019683699}};

Test(stat_power, normal)
{
	for (size_t i = 0; i < sizeof QUANTILES / sizeof *QUANTILES; i++)
		cr_expect(near(segbias_normal_upper_quantile(QUANTILES[i][0]), QUANTILES[i][1]), "row %zu", i);
	for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++)
		cr_expect(near(segbias_normal_upper(TAILS[i][0]), TAILS[i][1]), "row %zu", i);
	cr_expect_eq(segbias_normal_upper_quantile(.5), 0);
	cr_expect(segbias_normal_upper_quantile(0) > 1e300 && segbias_normal_upper_quantile(1) < -1e300);
	cr_expect(isnan(segbias_normal_upper_quantile(-.1)) && isnan(segbias_normal_upper_quantile(NAN)));
	cr_expect(segbias_normal_upper(INFINITY) == 0 && segbias_normal_upper(-INFINITY) == 1);
	cr_expect(isnan(segbias_normal_upper(NAN)));
}
