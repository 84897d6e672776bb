#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>
#include <math.h>

/* R: x <- c(.3, .5, .2, .9, .6); y <- c(.2, .4, .3, .5, .4)
 * t.test(x - 1.25 * y, alternative = "greater")$p.value   0.275806
 * By hand: means .5 and .36, variances .075 and .013, covariance .02625; of x - 1.25 y mean .05 and variance .0296875:
 * t = .05 / sqrt(.0296875 / 5) = 0.648886 with 4 degrees of freedom. */
static const struct segbias_pairs PAIRS = {5, .5, .36, .075, .013, .02625};

Test(stat_paired, by_hand)
{
	cr_expect(near(segbias_paired_greater(&PAIRS, 1.25), segbias_student_upper(.05 / sqrt(.0296875 / 5), 4)));
	cr_expect(fabs(segbias_paired_greater(&PAIRS, 1.25) + segbias_paired_less(&PAIRS, 1.25) - 1) < 1e-15);
	/* x - y: mean .14, variance .0355 */
	cr_expect(near(segbias_paired_p(&PAIRS), 2 * segbias_student_upper(.14 / sqrt(.0355 / 5), 4)));
}

/* At its limits the tests are alpha / 2. */
Test(stat_paired, limits_are_those_of_the_tests)
{
	double low = 0;
	double high = 0;
	segbias_paired_limits(&PAIRS, .05, &low, &high);
	cr_expect(low > 0 && low < .5 / .36 && high > .5 / .36);
	cr_expect(fabs(segbias_paired_greater(&PAIRS, low) - .025) < 1e-12);
	cr_expect(fabs(segbias_paired_less(&PAIRS, high) - .025) < 1e-12);
	/* A y that may well be 0 bounds nothing; an x that may be, nothing from below. */
	const struct segbias_pairs loose = {5, .5, .05, .01, .1, 0};
	segbias_paired_limits(&loose, .05, &low, &high);
	cr_expect(low > 0 && fabs(segbias_paired_greater(&loose, low) - .025) < 1e-12);
	cr_expect(isnan(high));
	const struct segbias_pairs none = {5, .05, .5, .1, .01, 0};
	segbias_paired_limits(&none, .05, &low, &high);
	cr_expect(low == 0 && high > .1);
}

Test(stat_paired, without_spread)
{
	const struct segbias_pairs constant = {9, .5, .4, 0, 0, 0};
	const struct segbias_pairs alike = {9, .5, .5, .1, .1, .1};
	const struct segbias_pairs shifted = {9, .6, .5, .1, .1, .1};
	double low = 0;
	double high = 0;
	cr_expect(isnan(segbias_paired_p(&constant)));
	cr_expect(segbias_paired_p(&alike) == 1);
	cr_expect(isnan(segbias_paired_p(&shifted)));
	segbias_paired_limits(&constant, .05, &low, &high);
	cr_expect(isnan(low) && isnan(high));
}
