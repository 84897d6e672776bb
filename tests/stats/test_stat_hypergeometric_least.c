#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>
#include <stdlib.h>

struct row {
	double k, n, N, K, density;
};

/* scripts/oracle/stat_hypergeometric_least.R: dhyper(k, K, N - K, n) */
static const struct row DENSITIES[] = {
    {3, 10, 50, 20, 0.22592962939592981},
    {25, 60, 100, 30, 0.0011630252720104277},
    {70, 1000, 5000, 500, 6.2580797693589541e-05},
    {0, 9000, 20000, 31, 8.7694035124570971e-09},
    {5100, 20000, 4000000, 1000000, 0.0017089006926195385},
    {250300, 1000000, 3000000, 750000, 0.00078712380212627863},
};

static struct segbias_log_factorials table;

static void make_table(void)
{
	segbias_log_factorials_init(&table);
}

/* Just below the density, which R gives to 12 digits or so. */
Test(stat_hypergeometric_least, is_the_density, .init = make_table)
{
	for (size_t i = 0; i < sizeof DENSITIES / sizeof *DENSITIES; i++) {
		const struct row *x = &DENSITIES[i];
		double least = segbias_hypergeometric_two_sided_least(&table, x->k, x->n, x->N, x->K);
		cr_expect(least < x->density && least > x->density * (1 - 1e-6), "row %zu: %.17g", i, least);
	}
}

/* Whatever the counts: the fast one may be too small, and never too large. */
Test(stat_hypergeometric_least, is_never_above, .init = make_table)
{
	unsigned short seed[] = {1, 2, 3};
	for (int i = 0; i < 20000; i++) {
		double scale = pow(10, 1 + 5 * erand48(seed));
		double N = 2 + floor(scale * erand48(seed));
		double n = floor((N + 1) * erand48(seed));
		double K = floor((N + 1) * erand48(seed));
		double mean = n * K / N;
		double k = floor(mean + 8 * (erand48(seed) - .5) * sqrt(mean + 1));
		double least = segbias_hypergeometric_two_sided_least(&table, k, n, N, K);
		cr_expect(least >= 0 && least <= segbias_hypergeometric_two_sided(k, n, N, K), "%g %g %g %g", k, n, N,
		          K);
	}
}

Test(stat_hypergeometric_least, of_what_cannot_be_it_is_nothing, .init = make_table)
{
	static const double BAD[][4] = {{8, 10, 20, 7},  {-1, 10, 20, 7}, {0, 15, 20, 7},  {NAN, 10, 20, 7},
	                                {1, NAN, 20, 7}, {1, 10, NAN, 7}, {1, 10, 1e17, 7}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
		cr_expect_eq(segbias_hypergeometric_two_sided_least(&table, BAD[i][0], BAD[i][1], BAD[i][2], BAD[i][3]),
		             0, "row %zu", i);
}
