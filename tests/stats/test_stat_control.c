#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>
#include <math.h>

/* scripts/oracle/stat_control.R: the p' chart's formulas by hand, fisher.test, pt. */
static const double X[] = {30, 45, 28, 52, 33, 60, 25, 48, 39};
static const double N[] = {400, 420, 390, 410, 405, 430, 380, 415, 400};

static const double RELATIVE = 1e-12;
enum { ALL = 9, FEW = 7 };

static void expect(double got, double want)
{
	cr_expect(fabs(got - want) <= RELATIVE * fabs(want), "%.17g, not %.17g", got, want);
}

Test(stat_control, from_eight_periods_on_the_observed_variation_widens)
{
	struct segbias_control_limits limits = segbias_control_limits(X, N, ALL, 450);
	expect(limits.centre, 0.0986301369863014);
	expect(limits.spread, 2.7519485916221225);
	cr_expect_eq(limits.low, 0); /* -0.024 */
	expect(limits.high, 0.2216165529410182);
	/* Fisher's exact test alone has 1.57e-06. */
	double p = segbias_control_p(&limits, ALL, 80, 450, true);
	cr_expect(fabs(p - 1.11863382986464e-01) < 1e-12, "%.17g", p);
}

/* The same script: qchisq by hand. */
Test(stat_control, how_sure_the_spread_is)
{
	double low;
	double high;
	struct segbias_control_limits limits = segbias_control_limits(X, N, ALL, 450);
	segbias_control_spread(&limits, ALL, .05, &low, &high);
	cr_expect(fabs(low - 1.71532151203193) < 1e-9 && fabs(high - 6.78437992988201) < 1e-8, "%.15g %.15g", low,
	          high);
	/* It is no less than chance. */
	limits.spread = 1.2;
	segbias_control_spread(&limits, ALL, .05, &low, &high);
	cr_expect(low == 1 && high > 1.2);
	limits = segbias_control_limits(X, N, FEW, 450);
	segbias_control_spread(&limits, FEW, .05, &low, &high);
	cr_expect(isnan(low) && isnan(high));
}

Test(stat_control, fewer_periods_are_binomial)
{
	struct segbias_control_limits limits = segbias_control_limits(X, N, FEW, 450);
	cr_expect_eq(limits.spread, 1);
	expect(limits.centre, 9.62962962962963e-02);
	cr_expect(fabs(limits.low - 5.13882691849276e-02) < 1e-14);
	cr_expect(fabs(limits.high - 1.41204323407665e-01) < 1e-14);
	double p = segbias_control_p(&limits, FEW, 80, 450, true);
	cr_expect(fabs(p / 1.07539355597505e-06 - 1) < 1e-9, "%.17g", p);
}

Test(stat_control, what_varies_less_than_chance_narrows_nothing)
{
	static const double SAME[] = {40, 40, 40, 40, 40, 40, 40, 40};
	static const double OF[] = {400, 400, 400, 400, 400, 400, 400, 400};
	struct segbias_control_limits limits = segbias_control_limits(SAME, OF, 8, 400);
	cr_expect_eq(limits.spread, 1);
	/* 0.1 and three times sqrt(0.09 (1/400 + 1/3200)), by hand 0.0477297. */
	cr_expect(fabs(limits.high - 0.147729707730092) < 1e-12, "%.17g", limits.high);
}

Test(stat_control, edges)
{
	static const double NONE[] = {0, 0};
	static const double OF[] = {10, 20};
	struct segbias_control_limits limits = segbias_control_limits(NONE, OF, 2, 30);
	cr_expect(limits.centre == 0 && limits.low == 0 && limits.high == 0 && limits.spread == 1);
	cr_expect_eq(segbias_control_p(&limits, 2, 0, 30, true), 1);
	cr_expect(isnan(segbias_control_limits(NONE, OF, 0, 30).centre));
	cr_expect(isnan(segbias_control_limits(NONE, OF, 2, 0).low));
}
