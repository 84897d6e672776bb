#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

/* Standard errors that a Monte Carlo p may be off. */
static const double ERRORS_MAX = 5;
enum { REPLICATES = 9999, SEEDS = 40 };

struct row {
	double chi2, df, p;
};

/* scripts/oracle/stat_chi2.R: pchisq(chi2, df, lower.tail = FALSE). gsl_cdf_chisq_Q aborts in the last. */
static const struct row TAILS[] = {
    {3.8399999999999999, 1, 0.050043521248705224},
    {11.07, 5, 0.050009618622405487},
    {1320, 1, 5.0929175992536893e-289},
    {1300, 5, 6.3873752344737106e-279},
    {100, 100, 0.48119168452795669},
    {1900, 200, 1.9615992918276707e-274},
    {0.01, 7, 0.99999999924305893},
    {250.5, 199, 0.0077584386977897091},
    {2000000, 2000000, 0.49986701923912741},
    {4260000000, 4259900000, 0.13931769035587296},
};

Test(stat_chi2, tail)
{
	for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++)
		cr_expect(near(segbias_chi2_upper(TAILS[i].chi2, TAILS[i].df), TAILS[i].p), "row %zu", i);
	cr_expect_eq(segbias_chi2_upper(0, 3), 1);
	cr_expect_eq(segbias_chi2_upper(INFINITY, 3), 0);
	cr_expect(isnan(segbias_chi2_upper(1, 0)) && isnan(segbias_chi2_upper(NAN, 1)) &&
	          isnan(segbias_chi2_upper(1, NAN)));
}

struct exact {
	size_t values;
	double reference[4], n, chi2, p;
};

/* stat_chi2.R: the sum of dmultinom over all outcomes at least as far away. k: {6, 3, 1, 0}, {12, 20, 6, 2}, {55, 3,
 * 2}. The first two draw individuals, the third binomials. */
static const struct exact EXACT[] = {
    {4, {.25, .25, .25, .25}, 10, 8.4000000000000004, 0.037094116210937673},
    {4, {.4, .4, .1, .1}, 40, 4, 0.27527917089229242},
    {3, {.94, .05, .01}, 60, 3.3014184397163113, 0.23137106849003136},
};

Test(stat_chi2, monte_carlo_finds_the_exact_p)
{
	for (size_t i = 0; i < sizeof EXACT / sizeof *EXACT; i++) {
		const struct exact *x = &EXACT[i];
		double sum = 0;
		for (uint64_t seed = 0; seed < SEEDS; seed++)
			sum += segbias_chi2_monte_carlo(x->reference, x->values, x->n, x->chi2, REPLICATES, seed);
		double error = sqrt(x->p * (1 - x->p) / (REPLICATES * (double)SEEDS)) + 1. / REPLICATES / SEEDS;
		cr_expect(fabs(sum / SEEDS - x->p) < ERRORS_MAX * error + 1. / REPLICATES, "row %zu: %g", i,
		          sum / SEEDS);
	}
}

/* With many expected, the chi2 distribution is right: sizes of both samplers, and more than fit one draw. */
Test(stat_chi2, monte_carlo_finds_the_chi2_distribution)
{
	static const double SIZES[] = {1000, 1e6, 3e9, 1e10};
	double reference[200];
	for (size_t v = 0; v < 200; v++)
		reference[v] = 1. / 200;
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
		double few[] = {.1, .2, .3, .4};
		double p = segbias_chi2_monte_carlo(few, 4, SIZES[i], 6, REPLICATES, 7);
		cr_expect(fabs(p - segbias_chi2_upper(6, 3)) < ERRORS_MAX * sqrt(.1 * .9 / REPLICATES), "n %g: %g",
		          SIZES[i], p);
	}
	double p = segbias_chi2_monte_carlo(reference, 200, 2000, 225, REPLICATES, 7);
	cr_expect(fabs(p - segbias_chi2_upper(225, 199)) < .03, "%g", p);
}

Test(stat_chi2, monte_carlo_is_deterministic_and_bounded)
{
	static const double REFERENCE[] = {.5, .3, .2};
	double first = segbias_chi2_monte_carlo(REFERENCE, 3, 30, 3, REPLICATES, 11);
	cr_expect_eq(segbias_chi2_monte_carlo(REFERENCE, 3, 30, 3, REPLICATES, 11), first);
	cr_expect_neq(segbias_chi2_monte_carlo(REFERENCE, 3, 30, 3, REPLICATES, 12), first);
	cr_expect_eq(segbias_chi2_monte_carlo(REFERENCE, 3, 30, 0, 99, 1), 1);
	cr_expect_eq(segbias_chi2_monte_carlo(REFERENCE, 3, 30, 1e9, 99, 1), .01);
	cr_expect_eq(segbias_chi2_monte_carlo((double[]){1}, 1, 30, 0, 99, 1), 1);
	cr_expect(isnan(segbias_chi2_monte_carlo(REFERENCE, 3, 30.5, 3, 99, 1)));
	cr_expect(isnan(segbias_chi2_monte_carlo(REFERENCE, 3, 0, 3, 99, 1)));
	cr_expect(isnan(segbias_chi2_monte_carlo(REFERENCE, 3, 30, NAN, 99, 1)));
	cr_expect(isnan(segbias_chi2_monte_carlo(REFERENCE, 0, 30, 3, 99, 1)));
	cr_expect(isnan(segbias_chi2_monte_carlo((double[]){1, 0}, 2, 30, 3, 99, 1)));
}

/* The observed outcome counts as one of its ties, whatever the rounding. */
Test(stat_chi2, monte_carlo_counts_ties)
{
	double reference[7], count[7] = {1};
	for (size_t v = 0; v < 7; v++)
		reference[v] = 1. / 7;
	double chi2 = segbias_distance_chi2(count, reference, 7, 1);
	/* One draw is always as far as any other. */
	cr_expect_eq(segbias_chi2_monte_carlo(reference, 7, 1, chi2, 999, 3), 1);
}
