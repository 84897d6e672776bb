#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

/* scripts/oracle/stat_welch.R: t.test(x, rho * y), and uniroot for the limits */
static const struct {
	double n, x, x_variance, m, y, y_variance, rho, greater, less, p, low, high;
} ROWS[] = {
    {30, 6, 4, 50, 4, 9, 1.25, 0.062247843405751173, 0.93775215659424882, 0.0006127191229496721, 1.18988722441,
     1.95175782909},
    {12, 3, 1, 400, 3.2, 2.5, 0.8, 0.081075752259579414, 0.91892424774042059, 0.51594817157615003, 0.736823846635,
     1.14129466719},
    {200, 5, 30, 190, 5, 28, 1, 0.5, 0.5, 1, 0.805132527006, 1.24152677322},
    {31, 9, 0, 40, 8, 3, 1.25, 0.99711417665279223, 0.0028858233472077925, 0.00076416210466880041, 1.05214713326,
     1.20869238735},
};

Test(stat_welch, agrees_with_r)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct segbias_mean x = {ROWS[i].n, ROWS[i].x, ROWS[i].x_variance};
		const struct segbias_mean y = {ROWS[i].m, ROWS[i].y, ROWS[i].y_variance};
		double low = 0;
		double high = 0;
		cr_expect(fabs(segbias_welch_greater(&x, &y, ROWS[i].rho) - ROWS[i].greater) < 1e-12, "row %zu", i);
		cr_expect(fabs(segbias_welch_less(&x, &y, ROWS[i].rho) - ROWS[i].less) < 1e-12, "row %zu", i);
		cr_expect(fabs(segbias_welch_p(&x, &y) - ROWS[i].p) < 1e-12, "row %zu", i);
		segbias_welch_limits(&x, &y, .05, &low, &high);
		cr_expect(fabs(low - ROWS[i].low) < 1e-9 && fabs(high - ROWS[i].high) < 1e-9, "row %zu: %.12g %.12g", i,
		          low, high);
	}
}

/* A test turned round is the other one: x <= rho y where y >= x / rho. */
Test(stat_welch, turned_round)
{
	const struct segbias_mean x = {40, 3, 2};
	const struct segbias_mean y = {35, 4, 5};
	cr_expect(near(segbias_welch_greater(&x, &y, .8), segbias_welch_less(&y, &x, 1.25)));
	cr_expect(near(segbias_welch_p(&x, &y), segbias_welch_p(&y, &x)));
}

Test(stat_welch, without_people_or_spread)
{
	const struct segbias_mean x = {1, 3, 0};
	const struct segbias_mean y = {35, 4, 5};
	const struct segbias_mean none = {30, 4, 0};
	const struct segbias_mean zero = {30, 0, 0};
	double low = 0;
	double high = 0;
	cr_expect(isnan(segbias_welch_p(&x, &y)) && isnan(segbias_welch_greater(&none, &none, 1)));
	segbias_welch_limits(&y, &zero, .05, &low, &high);
	cr_expect(isnan(low) && isnan(high));
	cr_expect(segbias_welch_greater(&y, &zero, 1.25) < 1e-9);
	segbias_mean_limits(&x, .05, &low, &high);
	cr_expect(isnan(low) && isnan(high));
	/* qt(.975, 34) sqrt(5 / 35) = 0.768114… by R: 2.0322445093177187 * 0.37796447300922720 */
	segbias_mean_limits(&y, .05, &low, &high);
	cr_expect(near(high - 4, 2.0322445093177187 * 0.37796447300922720));
}
