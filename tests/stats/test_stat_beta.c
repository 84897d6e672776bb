#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct tails {
	double x, a, b, lower, upper;
};

/* scripts/oracle/stat_beta.R: pbeta(x, a, b), pbeta(x, a, b, lower.tail = FALSE) */
static const struct tails TAILS[] = {
    {0.29999999999999999, 2, 5, 0.57982500000000015, 0.42017499999999985},
    {0.5, 0.5, 0.5, 0.49999999999999956, 0.50000000000000044},
    {1.0000000000000001e-05, 0.01, 100, 0.93852421141200237, 0.061475788587997598},
    {0.10000000000000001, 100, 901, 0.51541770956592003, 0.48458229043408002},
    {0.050000000000000003, 100, 901, 8.4102510848773581e-11, 0.9999999999158975},
    {0.90000000000000002, 100000, 10000, 1.0527379619014595e-24, 1},
    {0.20000000000000001, 0.001, 0.001, 0.4993079178753192, 0.50069208212468075},
    {0.99999999900000003, 3, 0.2, 0.97907940998482179, 0.020920590015178233},
    {1e-08, 2, 1e+08, 0.26424112133591077, 0.73575887866408918},
    {0.98999999999999999, 1, 1, 0.98999999999999999, 0.010000000000000004},
};

Test(stat_beta, tails)
{
	for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++) {
		const struct tails *x = &TAILS[i];
		cr_expect(near(segbias_beta_lower(x->x, x->a, x->b), x->lower), "lower, row %zu", i);
		cr_expect(near(segbias_beta_upper(x->x, x->a, x->b), x->upper), "upper, row %zu", i);
	}
}

/* 40 digits (exact_tails.py: tails(x, a, b)); R's pbeta without log.p is 0 in all three. */
Test(stat_beta, far_tails)
{
	cr_expect(near(segbias_beta_upper(.135066, 24.6486, 5175.53), 7.1381475244932417e-283));
	cr_expect(near(segbias_beta_lower(.48453, 1090.06, 37.5522), 2.1665684508776022e-285));
	cr_expect(near(segbias_beta_lower(.175675, 436.323, 30.7251), 7.2230495700987588e-286));
}

struct quantile {
	double p, a, b;
	bool lower;
	double x;
};

/* scripts/oracle/exact_tails.py, "beta quantile" */
static const struct quantile QUANTILES[] = {
    {0.025, 100, 901, true, 0.082105334355579998},
    {0.025, 101, 900, false, 0.12028793651869264},
    {0.025, 1, 1000, true, 2.5317487491294045e-05},
    {0.025, 1, 10, false, 0.30849710781876083},
    {1e-12, 3, 5, true, 3.0572005515094334e-05},
    {1e-12, 3, 5, false, 0.99783294402130196},
    {0.025, 1e+10, 1e+10, true, 0.49999307048087849},
    {0.025, 1e+09, 9e+09, false, 0.10000587996772507},
    {1e-06, 5, 1e+10, true, 1.6906300158623553e-11},
    {0.025, 0.5, 0.5, true, 0.001541333133436012},
    {0.025, 0.01, 100, false, 0.00047361024560710005},
    {0.6, 0.001, 5, false, 0},
    {0.3, 0.001, 0.001, false, 1},
    {0.975, 0.3, 100000, true, 1.900252238745534e-05},
    {0.025, 1e+10, 0.7, true, 0.99999999969797437},
    {1e-08, 40.5, 3.25, false, 0.99984063118705102},
    {0.4999, 2, 2, true, 0.49993333333293827},
};

Test(stat_beta, quantiles)
{
	for (size_t i = 0; i < sizeof QUANTILES / sizeof *QUANTILES; i++) {
		const struct quantile *q = &QUANTILES[i];
		double x =
		    q->lower ? segbias_beta_quantile(q->p, q->a, q->b) : segbias_beta_quantile_upper(q->p, q->a, q->b);
		cr_expect(near_within(x, q->x, TOLERANCE_EXACT), "row %zu: %.17g", i, x);
	}
}

Test(stat_beta, quantile_inverts_the_tail)
{
	static const double SHAPES[] = {1e-3, .1, .9, 1, 2, 17.5, 300, 1e5, 1e8, 1e10};
	static const double TAIL[] = {1e-12, 1e-6, .025, .4, .5, .9, .999};
	size_t shapes = sizeof SHAPES / sizeof *SHAPES;
	for (size_t i = 0; i < shapes * shapes; i++) {
		double a = SHAPES[i / shapes];
		double b = SHAPES[i % shapes];
		for (size_t j = 0; j < sizeof TAIL / sizeof *TAIL; j++) {
			double p = TAIL[j];
			double low = segbias_beta_quantile(p, a, b);
			double high = segbias_beta_quantile_upper(p, a, b);
			cr_expect(low >= 0 && low <= 1 && high >= 0 && high <= 1);
			/* Near 1 the rounding of x is more than the tail allows. */
			if (low > 1e-300 && low < .9)
				cr_expect(near_within(segbias_beta_lower(low, a, b), p, 1e-6), "p %g a %g b %g", p, a,
				          b);
			if (high > 1e-300 && high < .9)
				cr_expect(near_within(segbias_beta_upper(high, a, b), p, 1e-6), "p %g a %g b %g", p, a,
				          b);
		}
	}
}

Test(stat_beta, ends_and_domain)
{
	cr_expect_eq(segbias_beta_lower(0, 2, 3), 0);
	cr_expect_eq(segbias_beta_lower(-1, 2, 3), 0);
	cr_expect_eq(segbias_beta_lower(1, 2, 3), 1);
	cr_expect_eq(segbias_beta_upper(0, 2, 3), 1);
	cr_expect_eq(segbias_beta_upper(2, 2, 3), 0);
	cr_expect_eq(segbias_beta_quantile(0, 2, 3), 0);
	cr_expect_eq(segbias_beta_quantile(1, 2, 3), 1);
	cr_expect_eq(segbias_beta_quantile_upper(0, 2, 3), 1);
	cr_expect_eq(segbias_beta_quantile_upper(1, 2, 3), 0);
	/* Subnormal x: the power law; I_x(1, b) = 1 - (1 - x)^b. */
	cr_expect(near(segbias_beta_lower(1e-305, 1, 1000), 1e-302));
	static const double BAD[][3] = {{NAN, 1, 1}, {.5, 0, 1},   {.5, 1, 0},
	                                {.5, -1, 1}, {.5, NAN, 1}, {.5, 1, INFINITY}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		cr_expect(isnan(segbias_beta_lower(BAD[i][0], BAD[i][1], BAD[i][2])));
		cr_expect(isnan(segbias_beta_upper(BAD[i][0], BAD[i][1], BAD[i][2])));
		cr_expect(isnan(segbias_beta_quantile(BAD[i][0], BAD[i][1], BAD[i][2])));
		cr_expect(isnan(segbias_beta_quantile_upper(BAD[i][0], BAD[i][1], BAD[i][2])));
	}
	cr_expect(isnan(segbias_beta_quantile(1.5, 1, 1)));
	cr_expect(isnan(segbias_beta_quantile_upper(-.5, 1, 1)));
}
