#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>
#include <gsl/gsl_randist.h>

struct row {
	double k, n, r, m;
	bool whole;
	double rho, p, p_greater, p_less, low, high;
};

/* scripts/oracle/ratio.py, "sample": statsmodels test_proportions_2indep(compare = "ratio", method = "score"), corrected
 * for skewness; rare values: scipy binomtest, binom.sf and binom.cdf of k given k + K, special.betainc where not whole */
static const struct row ROWS[] = {
    {117, 1000, 0.10000000000000001, 2000, true, 0.8, 0.15503215032224982, 0.00036382071373122283, 0.9996361792862688,
     94.130381239976444, 144.82091457966732},
    {117, 1000, 0.10000000000000001, 2000, true, 1.25, 0.15503215032224982, 0.72615164676013033, 0.27384835323986967,
     94.130381239976444, 144.82091457966732},
    {80, 1000, 0.10000000000000001, 2000, true, 0.8, 0.073760663275709432, 0.49662629385762608, 0.50337370614237398,
     62.149929022430243, 102.12236906625331},
    {80, 1000, 0.10000000000000001, 2000, true, 1.25, 0.073760663275709432, 0.99985965938979027, 0.00014034061020974339,
     62.149929022430243, 102.12236906625331},
    {0, 1000, 0.10000000000000001, 2000, true, 0.8, 1.3883149965963613e-29, 1, 3.7102344261925111e-25, 0,
     2.8260348448028729},
    {0, 1000, 0.10000000000000001, 2000, true, 1.25, 1.3883149965963613e-29, 1, 2.5012629192213641e-35, 0,
     2.8260348448028729},
    {130.5, 1200.25, 0.10000000000000001, 1800.5, false, 0.8, 0.44124618815075756, 0.0026692352345171677,
     0.99733076476548288, 87.722547408252055, 134.4314363378316},
    {130.5, 1200.25, 0.10000000000000001, 1800.5, false, 1.25, 0.44124618815075756, 0.90073975034352427,
     0.09926024965647573, 87.722547408252055, 134.4314363378316},
    {3, 60, 0.10000000000000001, 200, true, 0.8, 0.32773050539644166, 0.85022632852172741, 0.32361519827069457,
     9.5145454530286244, 168.5908967525211},
    {3, 60, 0.10000000000000001, 200, true, 1.25, 0.32773050539644166, 0.97020067670976018, 0.091366651399874974,
     9.5145454530286244, 168.5908967525211},
    {0, 60, 0.10000000000000001, 200, true, 0.8, 0.0072556816247688061, 1, 0.01353836743384427, 0, 67.516534598945},
    {0, 60, 0.10000000000000001, 200, true, 1.25, 0.0072556816247688061, 1, 0.0017137443527181638, 0, 67.516534598945},
    {20, 500, 0.01, 300, true, 0.8, 0.016342275962248048, 0.0023338272738134846, 0.99958717213664805,
     118.63036726922758, 2102.0447165590758},
    {20, 500, 0.01, 300, true, 1.25, 0.016342275962248048, 0.032297706359867465, 0.99146647287322931,
     118.63036726922758, 2102.0447165590758},
    {9, 60, 0.10000000000000001, 205, true, 0.8, 0.4146253994133024, 0.091170018686000345, 0.95999197141177373,
     60.315342454171827, 343.09325590323766},
    {9, 60, 0.10000000000000001, 205, true, 1.25, 0.4146253994133024, 0.39028540475736745, 0.75234795543547328,
     60.315342454171827, 343.09325590323766},
    {7.25, 60.5, 0.10000000000000001, 201.5, false, 0.8, 0.81740958264514108, 0.23479880096220804, 0.87877110091168309,
     43.607272059147618, 291.63429414810929},
    {7.25, 60.5, 0.10000000000000001, 201.5, false, 1.25, 0.81740958264514108, 0.61051319890085898, 0.55928751399728549,
     43.607272059147618, 291.63429414810929},
    {0, 60.5, 0.10000000000000001, 201.5, false, 0.8, 0.010078623982967985, 1, 0.013066287389988286, 0,
     66.911188310925979},
    {0, 60.5, 0.10000000000000001, 201.5, false, 1.25, 0.010078623982967985, 1, 0.0016263978396102703, 0,
     66.911188310925979},
};

static struct segbias_ratio ratio_of(const struct row *x)
{
	return (struct segbias_ratio){
	    .kind = SEGBIAS_KIND_SAMPLE, .k = x->k, .n = x->n, .r = x->r, .m = x->m, .whole = x->whole};
}

Test(ratio_sample, agrees_with_oracle)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		struct segbias_ratio ratio = ratio_of(x);
		double share_low, share_high, low, high;
		segbias_interval_exact(ratio.k, ratio.n, .05, &share_low, &share_high);
		segbias_ratio_index(&ratio, .05, share_low, share_high, &low, &high);
		cr_expect(near(segbias_ratio_p(&ratio), x->p), "p, row %zu: %.17g", i, segbias_ratio_p(&ratio));
		cr_expect(near(segbias_ratio_p_greater(&ratio, x->rho), x->p_greater), "p_greater, row %zu", i);
		cr_expect(near(segbias_ratio_p_less(&ratio, x->rho), x->p_less), "p_less, row %zu", i);
		cr_expect(near(low, x->low) && near(high, x->high), "limits, row %zu: %.17g %.17g", i, low, high);
	}
}

/* n much larger than m: the probability of "ours" is 1 - 5e-9, and 1 - p has to keep its digits.
 * scipy.stats.binom.cdf(5, 10**10 + 5, 50 / (10**10 + 50)): the events are ours but for K = 5. */
Test(ratio_sample, tiny_reference)
{
	struct segbias_ratio ratio = {
	    .kind = SEGBIAS_KIND_SAMPLE, .k = 1e9, .n = 1e10, .r = .1, .m = 50, .whole = true};
	double odds = 50 / 1e10;
	cr_expect(near(segbias_ratio_p_greater(&ratio, 1), segbias_binomial_lower(5, 1e9 + 5, odds / (1 + odds))));
	double low, high;
	segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
	cr_expect(near(segbias_ratio_p_greater(&ratio, low / 100), .025));
	cr_expect(near(segbias_ratio_p_less(&ratio, high / 100), .025));
}

/* The exact test takes over where fewer than 10 are expected in either. */
Test(ratio_sample, rare_values)
{
	struct segbias_ratio ratio = {
	    .kind = SEGBIAS_KIND_SAMPLE, .k = 25, .n = 500, .r = .02, .m = 500, .whole = true};
	struct segbias_two_shares shares = {25, 500, 10, 500};
	cr_expect(near(segbias_ratio_p_greater(&ratio, 1), segbias_normal_upper(segbias_score_corrected(&shares, 1))));
	ratio.r = 9. / 500;
	cr_expect(near(segbias_ratio_p_greater(&ratio, 1), segbias_binomial_upper(25, 34, .5)));
	cr_expect(near(segbias_ratio_p(&ratio), segbias_binomial_two_sided(25, 34, .5)));
}

Test(ratio_sample, nobody_asked)
{
	struct segbias_ratio ratio = {.kind = SEGBIAS_KIND_SAMPLE, .k = 3, .n = 60, .r = .1, .m = 0, .whole = true};
	double low, high;
	segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
	cr_expect_eq(segbias_ratio_p(&ratio), 1);
	cr_expect_eq(segbias_ratio_p_greater(&ratio, .8), 1);
	cr_expect_eq(segbias_ratio_p_less(&ratio, .8), 1);
	cr_expect(low == 0 && isnan(high));
}

/* The chance that a one-sided p is at most `level` where k of n and K of m are binomial with shares rho p and p. */
static double size_of(double n, double m, double p, double rho, double level, bool upper)
{
	double size = 0;
	for (int K = 1; K <= m; K++) {
		double other = gsl_ran_binomial_pdf((unsigned)K, p, (unsigned)m);
		for (int k = 0; k <= n && other > 1e-8; k++) {
			double own = gsl_ran_binomial_pdf((unsigned)k, rho * p, (unsigned)n);
			struct segbias_ratio x = {
			    .kind = SEGBIAS_KIND_SAMPLE, .k = k, .n = n, .m = m, .r = K / m, .whole = true};
			if (own > 1e-8 &&
			    (upper ? segbias_ratio_p_greater(&x, rho) : segbias_ratio_p_less(&x, rho)) <= level)
				size += other * own;
		}
	}
	return size;
}

/* Exact enumeration from 12 expected records on. Not corrected, the upper tail at .0005 is 2 to 4 times too large. */
Test(ratio_sample, exact_size)
{
	static const double CASES[][4] = {{100, 100, .12, 1},   {100, 1000, .12, 1},     {100, 1000, .12, 1.25},
	                                  {100, 300, .3, .8},   {1000, 10000, .012, 1},  {300, 300, .05, 1.25},
	                                  {100, 10000, .12, 1}, {1000, 10000, .015, .8}, {60, 100, .8, 1}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const double *x = CASES[i];
		for (int upper = 0; upper < 2; upper++) {
			double far = size_of(x[0], x[1], x[2], x[3], .0005, upper);
			double near = size_of(x[0], x[1], x[2], x[3], .025, upper);
			cr_expect(far <= .0006 && near >= .010 && near <= .032, "case %zu, upper %d: %.5f %.4f", i,
			          upper, far, near);
		}
	}
}
