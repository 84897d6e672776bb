#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

/* scripts/oracle/stat_calibration.R */
static const struct segbias_mass MASSES[] = {{-2, 3}, {.5, 1}, {1, 6}, {3.25, 2}, {8, 5}, {13, 1}, {40, 2}};
enum { COUNT = sizeof MASSES / sizeof *MASSES };
static const double QUANTILES[] = {-2, -2, 0.5, 1, 1, 1, 3.25, 8, 8, 13, 40};
static const double MEDIANS[] = {2.125, 8, 3};

Test(stat_calibration, quantiles_and_medians_agree_with_r)
{
	static const struct segbias_mass EVEN[] = {{1, 1}, {2, 1}, {4, 1}, {7, 1}};
	for (size_t i = 0; i <= 10; i++)
		cr_expect(segbias_mass_quantile(MASSES, COUNT, (double)i / 10) == QUANTILES[i], "%zu", i);
	cr_expect(segbias_mass_median(MASSES, COUNT) == MEDIANS[0]);
	cr_expect(segbias_mass_median(MASSES + 3, COUNT - 3) == MEDIANS[1]);
	cr_expect(segbias_mass_median(EVEN, 4) == MEDIANS[2]);
	cr_expect(isnan(segbias_mass_median(NULL, 0)) && isnan(segbias_mass_quantile(NULL, 0, .5)));
	cr_expect(isnan(segbias_mass_quantile(MASSES, COUNT, 1.5)) && isnan(segbias_mass_quantile(MASSES, COUNT, NAN)));
}

/* Ten of equal width; scikit-learn's calibration_curve puts a score on an edge into the lower bin. */
Test(stat_calibration, scores_of_0_to_1_have_ten_bins_of_equal_width)
{
	static const struct segbias_mass SCORES[] = {{0, 2}, {.05, 1}, {.1, 4}, {.3, 1}, {.31, 3}, {.95, 5}, {1, 1}};
	enum { SCORE_COUNT = sizeof SCORES / sizeof *SCORES };
	static const double N[] = {7, 0, 1, 3, 0, 0, 0, 0, 0, 6};
	double edges[SEGBIAS_CALIBRATION_BINS + 1];
	struct segbias_calibration_bin bins[SEGBIAS_CALIBRATION_BINS];
	bool probability = false;
	cr_assert(segbias_calibration_edges(SCORES, SCORE_COUNT, edges, &probability) == 10 && probability);
	segbias_calibration(SCORES, SCORE_COUNT, edges, 10, bins);
	for (size_t i = 0; i < 10; i++) {
		cr_expect(bins[i].n == N[i], "bin %zu: %g", i, bins[i].n);
		cr_expect(bins[i].low == (double)i / 10 && bins[i].high == (double)(i + 1) / 10);
	}
	/* (0.05 + 4 x 0.1) / 7 and (5 x 0.95 + 1) / 6 */
	cr_expect(near(bins[0].mean, .45 / 7) && near(bins[9].mean, 5.75 / 6) && isnan(bins[1].mean));
}

Test(stat_calibration, other_scores_have_tenths)
{
	static const double EDGES[] = {-2, -2, .5, 1, 3.25, 8, 13, 40}; /* the quantiles, equal ones once */
	static const double N[] = {3, 1, 6, 2, 5, 1, 2};
	double edges[SEGBIAS_CALIBRATION_BINS + 1];
	struct segbias_calibration_bin bins[SEGBIAS_CALIBRATION_BINS];
	bool probability = true;
	cr_assert(segbias_calibration_edges(MASSES, COUNT, edges, &probability) == 7 && !probability);
	segbias_calibration(MASSES, COUNT, edges, 7, bins);
	for (size_t i = 0; i < 7; i++)
		cr_expect(edges[i] == EDGES[i] && edges[i + 1] == EDGES[i + 1] && bins[i].n == N[i], "bin %zu", i);
	cr_expect(segbias_calibration_edges(NULL, 0, edges, &probability) == 0);
	static const struct segbias_mass SAME[] = {{700, 12}};
	cr_expect(segbias_calibration_edges(SAME, 1, edges, &probability) == 1 && edges[0] == 700 && edges[1] == 700);
	segbias_calibration(SAME, 1, edges, 1, bins);
	cr_expect(bins[0].n == 12 && bins[0].mean == 700);
}
