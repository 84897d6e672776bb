#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>
#include <math.h>

struct row {
	double k, n, a, b, upper, lower;
};

/* scripts/oracle/stat_beta_binomial.py: scipy.stats.betabinom.sf(k - 1, n, a, b) and cdf(k, n, a, b), or all terms in 60
 * digits; k and n that are not whole: the integral by scipy.integrate.quad */
static const struct row ROWS[] = {
    {3, 10, 2, 5, 0.51098901098901095, 0.65384615384615385},
    {1, 1, 0.5, 0.25, 0.66666666666666663, 1},
    {9, 100, 20, 480, 0.030178979751729333, 0.98666827018133563},
    {0, 60, 12.5, 300, 1, 0.10645436510678352},
    {40, 50, 0.29999999999999999, 0.10000000000000001, 0.676719848570427, 0.33100009493004534},
    {117, 1000, 600, 5400, 0.056474288710757922, 0.95328477570830927},
    {95, 100, 900, 100, 0.066297698731877019, 0.97116906579226447},
    {12, 400, 0.80000000000000004, 40, 0.23886614377100965, 0.78568170194626552},
    {500, 1000, 168.62960056305985, 168.62960056305982, 0.50633045404766386, 0.50633045404766275},
    {60, 60, 12.5, 300, 5.1673891141510927e-58, 1},
    {400, 1000, 250, 2250, 1.2850761142022853e-86, 1},
    {2, 2000, 10000, 90000, 1, 6.509770057516329e-87},
    {30, 2000, 3000000000, 300000000000, 0.018929031280588267, 0.98847665493865211},
    {950, 1000, 30, 300, 2.0814986312823976e-205, 1},
    {999, 1000, 1000000, 1000, 0.736126272074066, 0.63175310821251385},
    {5600, 20000, 100, 300, 0.087546788905499273, 0.91279937824772905},
    {30000, 100000, 400, 600, 0.99999999998802791, 1.2029730012957571e-11},
    {39000, 100000, 0.5, 0.25, 0.73214028858705815, 0.26786413522279956},
    {3.5, 10.25, 2, 5, 0.43711118191395593, 0.71169262469505046},
    {12.5, 100.25, 20, 180, 0.2781005710652168, 0.79855549054705743},
    {0.25, 60.5, 9.5, 400, 0.95479265168108629, 0.35268036992180918},
    {250.5, 1200.75, 100, 900, 8.3815408932212355e-13, 0.99999999999940214},
    {60.25, 60.5, 50, 40, 2.1265771550685191e-11, 0.99999999999976685},
    {2.5, 900.5, 15, 60, 0.99999999999999967, 1.1639589295217498e-15},
    {7.75, 9000.5, 12, 8000, 0.89183933009668925, 0.16063300863517557},
};

Test(stat_beta_binomial, agrees_with_oracle)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		double upper = segbias_beta_binomial_upper(x->k, x->n, x->a, x->b);
		double lower = segbias_beta_binomial_lower(x->k, x->n, x->a, x->b);
		cr_expect(near(upper, x->upper) && near(lower, x->lower), "row %zu: %.17g %.17g", i, upper, lower);
	}
}

/* The sum over whole numbers and the integral over others are one function: a thousandth of a millionth beside a whole
 * number the integral takes over. */
Test(stat_beta_binomial, sum_and_integral_agree)
{
	static const double SHAPES[][2] = {{.3, .2}, {1, 1}, {9, 200}, {800, 90}, {1e5, 3e6}, {4e9, 8e9}};
	for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
		double a = SHAPES[i][0], b = SHAPES[i][1];
		for (int k = 1; k < 300; k += 37) {
			double summed = segbias_beta_binomial_upper(k, 300, a, b);
			double beside = segbias_beta_binomial_upper(k + 1e-12 * k, 300, a, b);
			cr_expect(near_within(summed, beside, 1e-8), "%d %g %g: %.17g %.17g", k, a, b, summed, beside);
			cr_expect(near(summed, segbias_beta_binomial_lower(300 - k, 300, b, a)), "mirrored");
			if (summed < .5)
				cr_expect(near(1 - summed, segbias_beta_binomial_lower(k - 1, 300, a, b)), "the rest");
		}
	}
}

/* A probability that is as good as known. */
Test(stat_beta_binomial, becomes_the_binomial)
{
	for (int digits = 12; digits < 22; digits += 2) {
		double M = pow(10, digits);
		double p = segbias_binomial_upper(130, 1000, .1);
		cr_expect(near_within(segbias_beta_binomial_upper(130, 1000, .1 * M, .9 * M), p, 1e-7), "%g", M);
		p = segbias_beta_lower(.1, 130.5, 1000.25 - 130.5 + 1);
		cr_expect(near_within(segbias_beta_binomial_upper(130.5, 1000.25, .1 * M, .9 * M), p, 1e-7), "%g", M);
	}
}

/* X / n is Beta(a, b) where n is large: 1e10 records cost what a thousand do. */
Test(stat_beta_binomial, many_records)
{
	double n = 1e10;
	cr_expect(
	    near_within(segbias_beta_binomial_upper(.12 * n, n, 90, 810), segbias_beta_upper(.12, 90, 810), 1e-6));
	cr_expect(
	    near_within(segbias_beta_binomial_lower(.05 * n, n, 90, 810), segbias_beta_lower(.05, 90, 810), 1e-5));
}

Test(stat_beta_binomial, ends_and_domain)
{
	cr_expect_eq(segbias_beta_binomial_upper(0, 10, 2, 3), 1);
	cr_expect_eq(segbias_beta_binomial_upper(-1, 10, 2, 3), 1);
	cr_expect_eq(segbias_beta_binomial_upper(11, 10, 2, 3), 0);
	cr_expect_eq(segbias_beta_binomial_lower(10, 10, 2, 3), 1);
	cr_expect_eq(segbias_beta_binomial_lower(-1, 10, 2, 3), 0);
	static const double BAD[][4] = {{NAN, 9, 1, 1}, {1, NAN, 1, 1}, {1, -9, 1, 1},       {1, INFINITY, 1, 1},
	                                {1, 9, 0, 1},   {1, 9, 1, 0},   {1, 9, INFINITY, 1}, {1, 9, NAN, 1}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		const double *x = BAD[i];
		cr_expect(isnan(segbias_beta_binomial_upper(x[0], x[1], x[2], x[3])), "case %zu", i);
		cr_expect(isnan(segbias_beta_binomial_lower(x[0], x[1], x[2], x[3])), "case %zu", i);
	}
}

/* Where shares are a half but for rounding, P(X >= n/2) + P(X >= n/2 + 1) is 1: X and n - X are alike. */
Test(stat_beta_binomial, halves)
{
	for (int i = 1; i < 2000; i++) {
		double a = i * .0731 + 1. / i;
		double b = i % 3 == 0 ? a : nextafter(a, i % 3 == 1 ? 0 : INFINITY);
		double n = 2 * (1 + i * 37 % 500);
		double both =
		    segbias_beta_binomial_upper(n / 2, n, a, b) + segbias_beta_binomial_upper(n / 2 + 1, n, a, b);
		cr_assert(near(both, 1), "%g %.17g %.17g: %.17g", n, a, b, both);
	}
}
