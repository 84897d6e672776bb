#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double x, r, low, high, alpha, n;
};

/* scripts/oracle/stat_power.py: every n is looked at, by scipy.stats.binom */
static const struct row ROWS[] = {
    {0.11, 0.1, 0.8, 1.25, 0.05, 3760},
    {0.09, 0.1, 0.8, 1.25, 0.05, 6240},
    {0.2, 0.1, 0.8, 1.25, 0.05, 202},
    {0.05, 0.1, 0.8, 1.25, 0.01, 866},
    {0, 0.1, 0.8, 1.25, 0.05, 45},
    {0.95, 0.9, 0.8, 1.25, 0.05, 24},
    {0.12501, 0.1, 0.8, 1.25, 0.05, 8842435718},
    {0.0001, 0.0002, 0.8, 1.25, 0.1, 254311},
    {0.04, 0.02, 0.8, 1.25, 0.05, 1154},
    {0, 0.001, 0.8, 1.25, 0.05, 4610},
    {1, 0.2, 0.5, 1.6, 0.01, 5},
    {1, 0.5, 0.8, 1.25, 0.05, 8},
    {0.3, 0.5, 0.8, 1.25, 0.05, 195},
    {0.008, 0.002, 0.8, 1.25, 0.05, 1421},
    {0.52, 0.5, 0.9, 1.1, 0.2, 1300},
    {0.72, 0.9, 0.9, 1.1, 0.01, 267},
};

Test(stat_power, agrees_with_a_scan)
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

/* stat_power.py: n, r, variance, drawn, low, high, alpha, under, over */
static const double DETECTABLE[][9] = {
    {100, 0.5, 0, 0, 0.8, 1.25, 0.05, 0.26795912684348694, 0.7606435778464119},
    {400, 0.1, 0, 0, 0.8, 1.25, 0.05, 0.0451405158593639, 0.17480853788211065},
    {50, 0.02, 0, 0, 0.8, 1.25, 0.05, NAN, 0.1307716668057987},
    {1000000, 0.3, 0, 0, 0.8, 1.25, 0.05, 0.23880369805218485, 0.3763572533868328},
    {400.75, 0.1, 0, 0, 0.8, 1.25, 0.05, 0.0451405158593639, 0.17480853788211065},
    {20, 0.9, 0, 0, 0.8, 1.25, 0.05, 0.38396817819843204, NAN},
    {1000, 0.25, 0.0001875, 0, 0.8, 1.25, 0.05, 0.15431322959579155, 0.37644045605473175},
    {1000, 0.25, 0, 0.6, 0.8, 1.25, 0.05, 0.17808595454440382, 0.3388170404546771},
    {300, 0.9, 0, 0, 0.8, 1.25, 0.05, 0.6450343465934967, NAN},
    {80, 0.45, 0.001, 0.1, 0.8, 1.25, 0.05, 0.20843133342197143, 0.7538913724865614},
    {40, 0.09, 0, 0.8, 0.8, 1.25, 0.05, 0.026599976648193767, 0.19161379566424414},
    {40, 0.09, 0.0001, 0, 0.8, 1.25, 0.05, NAN, 0.30395157362601966},
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

/* P(the test of k at the edge rejects) of n records at the share x, as DEFINITIONS.md has it. */
static double power_at(double n, double x, double e)
{
	double power = 0;
	for (double k = 0; k <= n; k++) {
		double tail = x > e ? segbias_binomial_upper(k, n, e) : segbias_binomial_lower(k, n, e);
		if (tail <= .025)
			power += segbias_binomial_upper(k, n, x) - segbias_binomial_upper(k + 1, n, x);
	}
	return power;
}

/* The records that a share needs have the power, as all later ones do, and one fewer has it not. */
Test(stat_power, needed_is_the_last_crossing)
{
	for (double r = .05; r < .95; r += .1) {
		for (double index = 0; index < 3; index += .3) {
			double x = fmin(1, index * r);
			double e = x < .8 * r || r >= .8 ? .8 * r : 1.25 * r;
			double n = segbias_power_n_needed(x, r, .8, 1.25, .05);
			if (!(n < 400) || (x >= .8 * r && x <= 1.25 * r))
				continue;
			cr_expect(power_at(n - 1, x, e) < .8, "%g of %g: %g is too many", x, r, n);
			for (double more = n; more < n + 60; more++)
				cr_expect(power_at(more, x, e) >= .8, "%g of %g: %g, at %g", x, r, n, more);
		}
	}
}

/* The share that n records show needs them, or what the saw makes of it. */
Test(stat_power, detectable_inverts_needed)
{
	for (double n = 50; n < 3000; n *= 3) {
		struct segbias_power power = {.n = n, .r = .3};
		double under = 0;
		double over = 0;
		segbias_power_detectable(&power, .8, 1.25, .05, &under, &over);
		double need_under = segbias_power_n_needed(under * (1 - 1e-9), .3, .8, 1.25, .05);
		double need_over = segbias_power_n_needed(over * (1 + 1e-9), .3, .8, 1.25, .05);
		cr_expect(fabs(need_under - n) <= 10 + .07 * n, "under, %g: %g", n, need_under);
		cr_expect(fabs(need_over - n) <= 10 + .07 * n, "over, %g: %g", n, need_over);
	}
}

/* stat_power.py: x, r, variance, base, n at .8, 1.25 and .05 */
static const double SETTLING[][5] = {
    {0.15, 0.3, 0.00010499999999999999, 0, 184},
    {0.05, 0.1, 0, 1000, 376},
    {0.04, 0.02, 0, 2000, 774},
    {0.11, 0.1, 0, 700, 600},
    {0.04, 0.02, 0, 100, 100},
    {0.15, 0.3, 0.010499999999999999, 0, NAN},
    {0.2, 0.1, 0.0001, 0, 259},
};

/* Without an error of the reference it is n_needed. */
Test(stat_power, settling)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		struct segbias_power power = {.r = x->r};
		double needed = segbias_power_n_needed(x->x, x->r, x->low, x->high, x->alpha);
		double n = segbias_power_settling(&power, x->x, x->low, x->high, x->alpha, needed);
		cr_expect(n == x->n && needed == x->n, "row %zu: %.17g", i, n);
	}
	for (size_t i = 0; i < sizeof SETTLING / sizeof *SETTLING; i++) {
		const double *x = SETTLING[i];
		struct segbias_power power = {.r = x[1], .variance = x[2], .base = x[3]};
		double needed = segbias_power_n_needed(x[0], x[1], .8, 1.25, .05);
		double n = segbias_power_settling(&power, x[0], .8, 1.25, .05, needed);
		cr_expect(n == x[4] || (isnan(n) && isnan(x[4])), "row %zu: %.17g", i, n);
	}
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
