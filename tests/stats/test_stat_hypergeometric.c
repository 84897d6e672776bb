#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double k, n, N, K, upper, lower, two_sided;
};

/* scripts/oracle/stat_hypergeometric.R: phyper(k - 1, K, N - K, n, lower.tail = FALSE), phyper(k, K, N - K, n),
 * fisher.test(matrix(c(k, K - k, n - k, N - K - n + k), 2))$p.value */
static const struct row SMALL[] = {
    {3, 10, 50, 20, 0.86096134261909285, 0.36496828677683674, 0.71994139689462866},
    {0, 10, 50, 20, 1, 0.0029248638425452651, 0.0034333738257791},
    {10, 10, 50, 20, 1.7985883651357552e-05, 1, 1.7985883651357569e-05},
    {8, 10, 50, 20, 0.0058429595661932858, 0.99949149001676618, 0.0087678234087385492},
    {7, 10, 20, 14, 0.68575851393188847, 0.68575851393188858, 1},
    {4, 10, 20, 14, 1, 0.0054179566563467467, 0.010835913312693499},
    {12, 60, 100, 30, 0.99803720732046963, 0.0073644621808029668, 0.013488779129197284},
    {18, 60, 100, 30, 0.59021881589642189, 0.58572919096481113, 1},
    {25, 60, 100, 30, 0.0014129877215002, 0.99975003755051017, 0.001844050273924264},
    {130, 1000, 5000, 500, 0.0003550779565931636, 0.99976477173349398, 0.0006129135968062576},
    {70, 1000, 5000, 500, 0.99990345132728209, 0.00015912947041149772, 0.0003132503616248685},
    {5, 5, 5, 5, 1, 1, 1},
    {0, 3, 10, 0, 1, 1, 1},
};

Test(stat_hypergeometric, agrees_with_r)
{
	for (size_t i = 0; i < sizeof SMALL / sizeof *SMALL; i++) {
		const struct row *x = &SMALL[i];
		cr_expect(near(segbias_hypergeometric_upper(x->k, x->n, x->N, x->K), x->upper), "upper, row %zu", i);
		cr_expect(near(segbias_hypergeometric_lower(x->k, x->n, x->N, x->K), x->lower), "lower, row %zu", i);
		cr_expect(near(segbias_hypergeometric_two_sided(x->k, x->n, x->N, x->K), x->two_sided), "p, row %zu",
		          i);
	}
}

struct large {
	double k, n, N, K, upper, lower;
};

/* scripts/oracle/exact_tails.py, "hypergeometric". The first is 1 - P in R, 3e-9 off; scipy is off by 4e-9 in the
 * second and useless from n = 1e7. */
static const struct large LARGE[] = {
    {1, 10, 1000000000, 4, 3.999999946e-08, 0.99999999999999944},
    {38, 442248, 37211326, 929, 1.240966235463434e-10, 0.99999999996622502},
    {13522, 706961, 29366809, 562916, 0.60286342046399954, 0.4005284446552872},
    {39165, 707923, 57016990, 3113704, 0.0039987654614471284, 0.99606289421703853},
    {1002900, 10000000, 1000000000, 100000000, 0.0010682441547796323, 0.99893553628484222},
    {983000, 10000000, 1000000000, 100000000, 1, 3.6416859882760286e-73},
    {10060000, 100000000, 10000000000, 1000000000, 5.1971070690556124e-90, 1},
};

Test(stat_hypergeometric, large_sizes)
{
	for (size_t i = 0; i < sizeof LARGE / sizeof *LARGE; i++) {
		const struct large *x = &LARGE[i];
		cr_expect(near(segbias_hypergeometric_upper(x->k, x->n, x->N, x->K), x->upper), "upper, row %zu", i);
		cr_expect(near(segbias_hypergeometric_lower(x->k, x->n, x->N, x->K), x->lower), "lower, row %zu", i);
	}
}

/* The last outcome, where phyper loops over all of n. */
Test(stat_hypergeometric, last_outcome)
{
	double all = segbias_hypergeometric_upper(26, 725370092, 23177728029, 26);
	cr_expect(near_within(log(all), 26 * log(725370092. / 23177728029.), 1e-6));
	cr_expect_eq(segbias_hypergeometric_lower(26, 725370092, 23177728029, 26), 1);
	cr_expect(near(segbias_hypergeometric_two_sided(26, 725370092, 23177728029, 26), all));
}

Test(stat_hypergeometric, tails_are_complements)
{
	for (int k = 0; k <= 30; k++) {
		double upper = segbias_hypergeometric_upper(k, 60, 100, 30);
		double lower = segbias_hypergeometric_lower(k - 1, 60, 100, 30);
		cr_expect(near(upper + lower, 1));
		cr_expect(near(segbias_hypergeometric_two_sided(k, 60, 100, 30),
		               segbias_hypergeometric_two_sided(30 - k, 40, 100, 30)));
	}
}

Test(stat_hypergeometric, ends_and_domain)
{
	cr_expect_eq(segbias_hypergeometric_upper(8, 10, 20, 7), 0);
	cr_expect_eq(segbias_hypergeometric_lower(-1, 10, 20, 7), 0);
	cr_expect_eq(segbias_hypergeometric_two_sided(8, 10, 20, 7), 0);
	cr_expect_eq(segbias_hypergeometric_two_sided(7, 20, 20, 7), 1);
	static const double BAD[][4] = {{1.5, 10, 20, 7}, {1, 10.5, 20, 7}, {1, 10, 20.5, 7}, {1, 10, 20, 7.5},
	                                {1, 21, 20, 7},   {1, 10, 20, 21},  {NAN, 10, 20, 7}, {1, NAN, 20, 7},
	                                {1, 10, NAN, 7},  {1, -1, 20, 7}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		cr_expect(isnan(segbias_hypergeometric_upper(BAD[i][0], BAD[i][1], BAD[i][2], BAD[i][3])));
		cr_expect(isnan(segbias_hypergeometric_lower(BAD[i][0], BAD[i][1], BAD[i][2], BAD[i][3])));
		cr_expect(isnan(segbias_hypergeometric_two_sided(BAD[i][0], BAD[i][1], BAD[i][2], BAD[i][3])));
	}
}
