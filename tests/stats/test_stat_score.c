#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double x1, n1, x0, n0, ratio, z, corrected, alpha, low, high;
};

/* scripts/oracle/stat_score.py: statsmodels test_proportions_2indep(x1, n1, x0, n0, value = ratio, compare = "ratio",
 * method = "score").statistic; corrected: z + g (z^2 - 1) = that, solved; limits: where it is z_{1 - alpha / 2}. */
static const struct row ROWS[] = {
    {10, 100, 20, 200, 1.25, -0.61012997694193705, -0.60317458766743737, 0.05, 0.46770620676415198, 2.016163823164304},
    {30, 100, 20, 200, 1, 4.3744713966375413, 4.1754389126105993, 0.05, 1.8066216227976364, 5.0837639273001427},
    {0, 50, 12, 80, 0.8, -2.5447426792390964, -2.7424316936750319, 0.05, 0, 0.39869826077510562},
    {49, 50, 40, 80, 1.25, 4.2596334691391204, 4.3237156822513327, 0.1, 1.6486524738589725, 2.4035095943618048},
    {120, 1000, 260, 2000, 0.8, 1.3808737997659544, 1.3746970573161557, 0.05, 0.75164237278154278, 1.1275952921720389},
    {11, 1000, 4000, 500000, 1, 1.0634693241529021, 1.0567030448550938, 0.01, 0.571179865055362, 2.7623198207070319},
    {12345, 100000, 10000, 100000, 1.25, -0.98331156011999099, -0.98331976248669062, 0.05, 1.2041895701078369,
     1.2656004605993929},
    {700, 1000, 690, 1000, 1, 0.48555013524510293, 0.48555013524510293, 0.05, 0.95717802584260925, 1.0753333671452026},
    {99, 100, 45, 60, 1.1, 3.3606250762681116, 3.0488153142986314, 0.05, 1.1656521209909927, 1.5741321188148885},
    {300000, 1000000, 31000, 100000, 0.8, 39.949471369668494, 40.327473181366827, 0.001, 0.95214180670200055,
     0.98372839814586943},
    {13, 1000, 1000, 100000, 1, 0.94733438266038239, 0.95210780617073332, 0.001, 0.44294652862906769,
     2.9116966977514536},
    {2, 40, 98, 960, 1.25, -1.4518421753447708, -1.5254492742659087, 0.05, 0.087705872846500138, 1.534508765409591},
    {0, 40, 120, 960, 1.25, -2.7075037206298997, -3.1296395761686511, 0.05, 0, 0.54544261157683038},
};

Test(stat_score, agrees_with_statsmodels)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		struct segbias_two_shares shares = {x->x1, x->n1, x->x0, x->n0};
		double low, high;
		segbias_score_limits(&shares, x->alpha, &low, &high);
		cr_expect(near(segbias_score_z(&shares, x->ratio), x->z), "z, row %zu", i);
		cr_expect(near(segbias_score_corrected(&shares, x->ratio), x->corrected), "corrected, row %zu", i);
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
	cr_expect(near(segbias_score_corrected(&shares, .8), -segbias_score_corrected(&swapped, 1.25)));
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
	cr_expect(near(segbias_score_corrected(&no_other, low), segbias_normal_upper_quantile(.025)));
	segbias_score_limits(&nobody, .05, &low, &high);
	cr_expect(low == 0 && isnan(high));
	cr_expect_eq(segbias_score_z(&nobody, 1), 0);
	cr_expect_eq(segbias_score_corrected(&nobody, 1), 0);
	static const struct segbias_two_shares BAD[] = {{1, 0, 1, 2},  {1, 2, 1, 0},   {3, 2, 1, 2},  {1, 2, 3, 2},
	                                                {-1, 2, 1, 2}, {NAN, 2, 1, 2}, {1, 2, NAN, 2}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		segbias_score_limits(&BAD[i], .05, &low, &high);
		cr_expect(isnan(segbias_score_z(&BAD[i], 1)) && isnan(low) && isnan(high));
		cr_expect(isnan(segbias_score_corrected(&BAD[i], 1)));
	}
	cr_expect(isnan(segbias_score_z(&none, NAN)));
}

/* Never a NaN, however far out, and never on the other side. */
Test(stat_score, far_out)
{
	static const double RATIOS[] = {0, 1e-300, 1e-150, 1e-9, .01, .5, 1, 2, 100, 1e9, 1e150, 1e300};
	static const double COUNTS[][4] = {{2, 2, 1, 60},       {0, 3, 59, 60},        {1, 1, 1, 1e9},
	                                   {1e-9, 1, 1e9, 1e9}, {5, 1e8, 5, 6},        {0, 1, 0, 1},
	                                   {1, 1, 1, 1},        {.01, .02, 3e5, 4e10}, {40, 40, 9, 900}};
	for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
		const double *x = COUNTS[i];
		struct segbias_two_shares shares = {x[0], x[1], x[2], x[3]};
		for (size_t j = 0; j < sizeof RATIOS / sizeof *RATIOS; j++) {
			double z = segbias_score_corrected(&shares, RATIOS[j]);
			double T = segbias_score_z(&shares, RATIOS[j]);
			cr_expect(!isnan(z) && !isnan(T), "case %zu, ratio %g: %g %g", i, RATIOS[j], z, T);
			cr_expect(fabs(T) < 3 || z * T > 0, "case %zu, ratio %g: %g %g", i, RATIOS[j], z, T);
		}
	}
	struct segbias_two_shares nine = {9, 10, 9, 900};
	double z = segbias_score_corrected(&nine, .1);
	cr_expect(z > 0 && z < segbias_score_z(&nine, .1));
}
