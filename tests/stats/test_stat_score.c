#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double x1, n1, x0, n0, ratio, z, alpha, low, high;
};

/* scripts/oracle/stat_score.py: statsmodels test_proportions_2indep(x1, n1, x0, n0, value = ratio, compare = "ratio",
 * method = "score").statistic; limits: its confint_proportions_2indep, with its own test solved to the last digit. */
static const struct row ROWS[] = {
    {10, 100, 20, 200, 1.25, -0.61012997694193705, 0.05, 0.48943700641130988, 2.009048583015093},
    {30, 100, 20, 200, 1, 4.3744713966375413, 0.05, 1.8037239300408019, 4.9862512953858502},
    {0, 50, 12, 80, 0.8, -2.5447426792390964, 0.05, 0, 0.48683083583023218},
    {49, 50, 40, 80, 1.25, 4.2596334691391204, 0.1, 1.6496670273259277, 2.3997244673625939},
    {120, 1000, 260, 2000, 0.8, 1.3808737997659544, 0.05, 0.75331936588368298, 1.1288140818515982},
    {11, 1000, 4000, 500000, 1, 1.0634693241529021, 0.01, 0.64467828336971567, 2.9134192568977819},
    {12345, 100000, 10000, 100000, 1.25, -0.98331156011999099, 0.05, 1.2041806161047455, 1.2655885132586644},
    {700, 1000, 690, 1000, 1, 0.48555013524510293, 0.05, 0.95717424162904852, 1.0753400836128193},
    {99, 100, 45, 60, 1.1, 3.3606250762681116, 0.05, 1.1714178434708509, 1.5794940284030574},
    {300000, 1000000, 31000, 100000, 0.8, 39.949471369668494, 0.001, 0.95212534986785391, 0.98371004400924544},
};

Test(stat_score, agrees_with_statsmodels)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		struct segbias_two_shares shares = {x->x1, x->n1, x->x0, x->n0};
		double low, high;
		segbias_score_limits(&shares, x->alpha, &low, &high);
		cr_expect(near(segbias_score_z(&shares, x->ratio), x->z), "z, row %zu", i);
		cr_expect(near(low, x->low) && near(high, x->high), "limits, row %zu: %.17g %.17g", i, low, high);
	}
}

Test(stat_score, swapped_is_inverse)
{
	struct segbias_two_shares shares = {30, 100, 50, 120};
	struct segbias_two_shares swapped = {50, 120, 30, 100};
	double low, high, swapped_low, swapped_high;
	segbias_score_limits(&shares, .05, &low, &high);
	segbias_score_limits(&swapped, .05, &swapped_low, &swapped_high);
	cr_expect(near(low, 1 / swapped_high) && near(high, 1 / swapped_low));
	cr_expect(near(segbias_score_z(&shares, .8), -segbias_score_z(&swapped, 1.25)));
}

/* At x1 = n1 = x0 = n0 by hand: z(t) = sqrt(n1 (1 - t) / t) for t < 1, -sqrt(n0 (t - 1)) for t > 1, times
 * sqrt((N - 1) / N). */
Test(stat_score, everybody)
{
	struct segbias_two_shares shares = {40, 40, 60, 60};
	double factor = sqrt(99. / 100);
	cr_expect_eq(segbias_score_z(&shares, 1), 0);
	cr_expect(near(segbias_score_z(&shares, .8), factor * sqrt(10)));
	cr_expect(near(segbias_score_z(&shares, 1.25), -factor * sqrt(15)));
}

/* z in 40 digits (mpmath): a discriminant by b^2 - 4ac has three digits left here. */
Test(stat_score, shares_near_one)
{
	struct segbias_two_shares shares = {3276194, 3276194, .9999864945641854 * 22, 22};
	cr_expect(near(segbias_score_z(&shares, 1), 6.651797823268072));
}

Test(stat_score, empty_cells_and_domain)
{
	struct segbias_two_shares none = {0, 50, 12, 80};
	struct segbias_two_shares no_other = {12, 80, 0, 50};
	struct segbias_two_shares nobody = {0, 50, 0, 80};
	double low, high;
	segbias_score_limits(&none, .05, &low, &high);
	cr_expect(low == 0 && high > 0);
	segbias_score_limits(&no_other, .05, &low, &high);
	cr_expect(low > 0 && isnan(high));
	cr_expect(near(segbias_score_z(&no_other, low), segbias_normal_upper_quantile(.025)));
	segbias_score_limits(&nobody, .05, &low, &high);
	cr_expect(low == 0 && isnan(high));
	cr_expect_eq(segbias_score_z(&nobody, 1), 0);
	static const struct segbias_two_shares BAD[] = {{1, 0, 1, 2},  {1, 2, 1, 0},   {3, 2, 1, 2},  {1, 2, 3, 2},
	                                                {-1, 2, 1, 2}, {NAN, 2, 1, 2}, {1, 2, NAN, 2}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		segbias_score_limits(&BAD[i], .05, &low, &high);
		cr_expect(isnan(segbias_score_z(&BAD[i], 1)) && isnan(low) && isnan(high));
	}
	cr_expect(isnan(segbias_score_z(&none, NAN)));
}
