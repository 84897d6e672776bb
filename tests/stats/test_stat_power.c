#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double x, r, low, high, alpha, n;
};

/* scripts/oracle/stat_power.R: DEFINITIONS.md "n_needed" with qnorm, the edge chosen by hand */
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

/* scripts/oracle/power_detectable.py: n, r, variance, drawn, low, high, alpha, under, over */
static const double DETECTABLE[][9] = {
    {100.0, 0.5, 0.0, 0.0, 0.8, 1.25, 0.05, 0.26675974292497817, 0.756031773938732},
    {400.0, 0.1, 0.0, 0.0, 0.8, 1.25, 0.05, 0.044716417077137298, 0.17333923493615652},
    {50.0, 0.02, 0.0, 0.0, 0.8, 1.25, 0.05, NAN, 0.10471861146050029},
    {1000000.0, 0.3, 0.0, 0.0, 0.8, 1.25, 0.05, 0.23880410488278275, 0.37635660470436999},
    {1000.0, 0.25, 0.0001875, 0.0, 0.8, 1.25, 0.05, 0.15389078392136354, 0.37599870968447835},
    {1000.0, 0.25, 0.0, 0.6, 0.8, 1.25, 0.05, 0.17788332490720182, 0.33863522352977565},
    {300.0, 0.9, 0.0, 0.0, 0.8, 1.25, 0.05, 0.64595457984305649, NAN},
    {80.0, 0.45, 0.001, 0.1, 0.8, 1.25, 0.05, 0.20662654004867301, 0.74276341119886269},
};

Test(stat_power, detectable)
{
	for (size_t i = 0; i < sizeof DETECTABLE / sizeof *DETECTABLE; i++) {
		const double *x = DETECTABLE[i];
		struct segbias_power power = {x[0], x[1], x[2], x[3] > 0 ? x[0] / x[3] : 0};
		double under = 0;
		double over = 0;
		segbias_power_detectable(&power, x[4], x[5], x[6], &under, &over);
		cr_expect(near(under, x[7]) && near(over, x[8]), "row %zu: %.17g %.17g", i, under, over);
	}
}

/* The share that n records show needs n records. */
Test(stat_power, detectable_inverts_needed)
{
	for (double n = 50; n < 1e9; n *= 3) {
		struct segbias_power power = {.n = n, .r = .3};
		double under = 0;
		double over = 0;
		segbias_power_detectable(&power, .8, 1.25, .05, &under, &over);
		cr_expect(fabs(segbias_power_n_needed(under, .3, .8, 1.25, .05) - n) <= 1 + 1e-6 * n, "under, %g", n);
		cr_expect(fabs(segbias_power_n_needed(over, .3, .8, 1.25, .05) - n) <= 1 + 1e-6 * n, "over, %g", n);
	}
}

/* Without an error of the reference it is n_needed; with one, the share is what that many records show. */
Test(stat_power, settling)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		struct segbias_power power = {.r = x->r};
		double n = segbias_power_settling(&power, x->x, x->low, x->high, x->alpha);
		cr_expect(fabs(n - x->n) <= 1e-9 * x->n, "row %zu: %.17g", i, n);
	}
	struct segbias_power power = {.r = .3, .variance = .3 * .7 / 2000};
	double n = segbias_power_settling(&power, .15, .8, 1.25, .05);
	double under = 0;
	double over = 0;
	power.n = n;
	segbias_power_detectable(&power, .8, 1.25, .05, &under, &over);
	cr_expect(under >= .15 && under < .151, "%g: %.17g", n, under);
	power.n = n - 1;
	segbias_power_detectable(&power, .8, 1.25, .05, &under, &over);
	cr_expect(under < .15);
	/* (1.96 + .84) .8 sqrt(.3 .7 / 20) is .23 */
	power.variance = .3 * .7 / 20;
	cr_expect(isnan(segbias_power_settling(&power, .15, .8, 1.25, .05)), "no number of records would do");
	struct segbias_power drawn = {.r = .1, .base = 1000};
	/* n_needed 865 without a base: 1 / (1 / 865 + 1 / 1000) */
	cr_expect_eq(segbias_power_settling(&drawn, .05, .8, 1.25, .01), 464);
}

Test(stat_power, detectable_by_kind)
{
	struct segbias_ratio ratio = {.kind = SEGBIAS_KIND_SAMPLE, .n = 100, .r = .2, .m = 400, .se = .01, .N = 1000};
	cr_expect(near(segbias_ratio_power(&ratio).variance, .2 * .8 / 400) && segbias_ratio_power(&ratio).base == 0);
	ratio.kind = SEGBIAS_KIND_MARGIN;
	cr_expect(near(segbias_ratio_power(&ratio).variance, 1e-4));
	ratio.kind = SEGBIAS_KIND_BASE;
	cr_expect(segbias_ratio_power(&ratio).variance == 0 && segbias_ratio_power(&ratio).base == 1000);
	ratio.kind = SEGBIAS_KIND_POPULATION;
	cr_expect(segbias_ratio_power(&ratio).variance == 0 && segbias_ratio_power(&ratio).base == 0);
	double under = 0;
	double over = 0;
	segbias_power_detectable(&(struct segbias_power){.n = 1000, .r = 1}, .8, 1.25, .05, &under, &over);
	cr_expect(isnan(under) && isnan(over), "one value only");
	segbias_power_detectable(&(struct segbias_power){.n = NAN, .r = .5}, .8, 1.25, .05, &under, &over);
	cr_expect(isnan(under) && isnan(over));
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
