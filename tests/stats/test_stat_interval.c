#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double k, n, alpha, exact_low, exact_high, wilson_low, wilson_high;
};

/* scripts/oracle/stat_interval.R: binom.test(k, n, conf.level = 1 - alpha)$conf.int, prop.test(correct =
 * FALSE)$conf.int */
static const struct row ROWS[] = {
    {0, 10, 0.05, 0, 0.30849710781876083, 0, 0.27753279986288915},
    {10, 10, 0.05, 0.69150289218123917, 1, 0.72246720013711085, 1},
    {1, 10, 0.05, 0.0025285785444617865, 0.44501611702819543, 0.017876213095072892, 0.40415002679523837},
    {100, 1000, 0.05, 0.082105334355579998, 0.12028793651869263, 0.082909443593095711, 0.12015196319534839},
    {117, 1000, 0.01, 0.092200110540524793, 0.14552921144791497, 0.093307770410032825, 0.1457410619059768},
    {1, 1, 0.1, 0.049999999999999989, 1, 0.26986594878405434, 1},
    {3, 100000, 0.05, 6.1867639589220374e-06, 8.7670202566361965e-05, 1.0202758544517339e-05, 8.8208049251767303e-05},
    {99998, 100000, 0.05, 0.99992775501063491, 0.99999757789803734, 0.99992707316245799, 0.99999451526148364},
    {500, 1000, 0.2, 0.47925099084977479, 0.52074900915022515, 0.47975350990729071, 0.52024649009270929},
    {0, 1000000, 0.001, 0, 7.6008735727562791e-06, 0, 1.0827448935743122e-05},
};

Test(stat_interval, agrees_with_r)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		double low, high;
		segbias_interval_exact(x->k, x->n, x->alpha, &low, &high);
		cr_expect(near(low, x->exact_low) && near(high, x->exact_high), "exact, row %zu", i);
		segbias_interval_wilson(x->k, x->n, x->alpha, &low, &high);
		cr_expect(near(low, x->wilson_low) && near(high, x->wilson_high), "Wilson, row %zu", i);
	}
}

struct weighted {
	double k, n, alpha, low, high;
};

/* stat_interval.R: qbeta(alpha / 2, k, n - k + 1), qbeta(alpha / 2, k + 1, n - k, lower.tail = FALSE) */
static const struct weighted WEIGHTED[] = {
    {12.25, 80.5, 0.05, 0.08180643049799613, 0.24953130835630166},
    {0.75, 33.3, 0.05, 0.00019613343993445407, 0.14433472966875704},
    {99.9, 100.1, 0.1, 0.96683561833695009, 0.9999999979709403},
};

Test(stat_interval, effective_sizes)
{
	for (size_t i = 0; i < sizeof WEIGHTED / sizeof *WEIGHTED; i++) {
		double low, high;
		segbias_interval_exact(WEIGHTED[i].k, WEIGHTED[i].n, WEIGHTED[i].alpha, &low, &high);
		cr_expect(near(low, WEIGHTED[i].low) && near(high, WEIGHTED[i].high), "row %zu", i);
	}
}

Test(stat_interval, limits_are_where_the_tails_are_half_of_alpha)
{
	static const double COUNTS[] = {1, 2, 7, 40, 333, 5e4, 1e6, 123456789, 5e8, 999e6};
	for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
		double k = COUNTS[i];
		double low, high;
		segbias_interval_exact(k, 1e9, .05, &low, &high);
		cr_expect(near(segbias_binomial_upper(k, 1e9, low), .025), "k %g", k);
		cr_expect(near(segbias_binomial_lower(k, 1e9, high), .025), "k %g", k);
	}
}

Test(stat_interval, mirrored_and_ends)
{
	double low, high, mirrored_low, mirrored_high;
	segbias_interval_wilson(30, 100, .05, &low, &high);
	segbias_interval_wilson(70, 100, .05, &mirrored_low, &mirrored_high);
	cr_expect(near(low, 1 - mirrored_high) && near(high, 1 - mirrored_low));
	/* An effective count may be an ulp over its size. */
	segbias_interval_exact(nextafter(7.7, 8), 7.7, .05, &low, &high);
	cr_expect(low > 0 && high == 1);
	static const double BAD[][3] = {{1, 0, .05}, {-1, 10, .05},  {11, 10, .05}, {1, 10, 0},
	                                {1, 10, 1},  {NAN, 10, .05}, {1, NAN, .05}, {1, 10, NAN}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		segbias_interval_exact(BAD[i][0], BAD[i][1], BAD[i][2], &low, &high);
		cr_expect(isnan(low) && isnan(high));
		segbias_interval_wilson(BAD[i][0], BAD[i][1], BAD[i][2], &low, &high);
		cr_expect(isnan(low) && isnan(high));
	}
}
