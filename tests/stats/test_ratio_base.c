#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>
#include <gsl/gsl_randist.h>

struct row {
	double k, n, N, K;
	double rho, p, p_greater, p_less, low, high;
};

/* scripts/oracle/ratio.py, "base": scipy fisher_exact; hypergeom.sf and cdf at ratio 1; elsewhere and for the limits
 * statsmodels test_proportions_2indep(compare = "ratio", method = "score") of the rates, corrected for skewness */
static const struct row ROWS[] = {
    {117, 1000, 5000, 500, 0.8, 0.051621156645810642, 3.639894287266855e-06, 0.99999636010571269, 100.1330976689877,
     135.0636010477279},
    {117, 1000, 5000, 500, 1, 0.051621156645810642, 0.027395966441940738, 0.97904405172473719, 100.1330976689877,
     135.0636010477279},
    {117, 1000, 5000, 500, 1.25, 0.051621156645810642, 0.80996226198333954, 0.19003773801666046, 100.1330976689877,
     135.0636010477279},
    {70, 1000, 5000, 500, 0.8, 0.00031325036162486801, 0.90007033257466706, 0.099929667425332991, 56.266123265385474,
     85.499453568951694},
    {70, 1000, 5000, 500, 1, 0.00031325036162486801, 0.9999034513272822, 0.00015912947041149658, 56.266123265385474,
     85.499453568951694},
    {70, 1000, 5000, 500, 1.25, 0.00031325036162486801, 0.9999999998664123, 1.3358771060879072e-10, 56.266123265385474,
     85.499453568951694},
    {0, 100, 1000, 40, 0.8, 0.027114694036038379, 0.98569003108393793, 0.014309968916062062, 0, 66.490736165680147},
    {0, 100, 1000, 40, 1, 0.027114694036038379, 1, 0.013520147422736438, 0, 66.490736165680147},
    {0, 100, 1000, 40, 1.25, 0.027114694036038379, 0.99774276422651631, 0.0022572357734836749, 0, 66.490736165680147},
    {39, 100, 1000, 40, 0.8, 1.4616280024128677e-41, 4.3444494328142224e-30, 1, 835.15895908474567, 1000},
    {39, 100, 1000, 40, 1, 1.4616280024128677e-41, 1.4616280024128677e-41, 1, 835.15895908474567, 1000},
    {39, 100, 1000, 40, 1.25, 1.4616280024128677e-41, 2.3137858345761062e-26, 1, 835.15895908474567, 1000},
    {12, 60, 100, 30, 0.8, 0.013488779129197286, 0.85178620697893104, 0.14821379302106896, 42.51646982886583,
     91.563023471256997},
    {12, 60, 100, 30, 1, 0.013488779129197286, 0.99803720732046963, 0.0073644621808029902, 42.51646982886583,
     91.563023471256997},
    {12, 60, 100, 30, 1.25, 0.013488779129197286, 0.99999667247762658, 3.327522373417689e-06, 42.51646982886583,
     91.563023471256997},
    {7, 180, 200, 8, 0.8, 0.57635638768681419, 0.15949010257530388, 0.84050989742469606, 59.962736103094194,
     111.11111111111111},
    {7, 180, 200, 8, 1, 0.57635638768681419, 0.81545273352769243, 0.57635638768681419, 59.962736103094194,
     111.11111111111111},
    {7, 180, 200, 8, 1.25, 0.57635638768681419, 1, 0.00032408299620311388, 59.962736103094194, 111.11111111111111},
    {25, 90, 100, 30, 0.8, 0.16131958959729067, 0.039582938085612078, 0.96041706191438792, 78.285304146354434,
     102.90172209259968},
    {25, 90, 100, 30, 1, 0.16131958959729067, 0.96123492871669303, 0.1384023491392691, 78.285304146354434,
     102.90172209259968},
    {25, 90, 100, 30, 1.25, 0.16131958959729067, 1, 1.5602437658478695e-07, 78.285304146354434, 102.90172209259968},
    {3, 18, 200, 4, 0.8, 0.0023432343999647528, 0.0011314289643871572, 0.99886857103561288, 304.51303845553787,
     1111.1111111111111},
    {3, 18, 200, 4, 1, 0.0023432343999647528, 0.0023432343999647528, 0.9999526937873493, 304.51303845553787,
     1111.1111111111111},
    {3, 18, 200, 4, 1.25, 0.0023432343999647528, 0.0027993399589647263, 0.99720066004103525, 304.51303845553787,
     1111.1111111111111},
};

static struct segbias_ratio ratio_of(const struct row *x)
{
	return (struct segbias_ratio){
	    .kind = SEGBIAS_KIND_BASE, .k = x->k, .n = x->n, .r = x->K / x->N, .N = x->N, .K = x->K, .whole = true};
}

Test(ratio_base, agrees_with_oracle)
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

Test(ratio_base, everybody_drawn)
{
	struct segbias_ratio ratio = {
	    .kind = SEGBIAS_KIND_BASE, .k = 40, .n = 1000, .r = .04, .N = 1000, .K = 40, .whole = true};
	double low, high;
	segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
	cr_expect_eq(segbias_ratio_p(&ratio), 1);
	cr_expect_eq(segbias_ratio_p_greater(&ratio, 1), 1);
	cr_expect(low == 100 && high == 100, "%g %g", low, high);
}

/* Weighted: the score test also at 1. */
Test(ratio_base, effective_sizes)
{
	struct segbias_ratio ratio = {.kind = SEGBIAS_KIND_BASE, .k = 10.5, .n = 90.25, .r = .04, .N = 1000, .K = 40};
	struct segbias_two_shares shares = {10.5, 40, 90.25 - 10.5, 960};
	double z = segbias_score_corrected(&shares, 1);
	cr_expect(near(segbias_ratio_p(&ratio), 2 * segbias_normal_upper(fabs(z))));
	cr_expect(near(segbias_ratio_p_greater(&ratio, 1), segbias_normal_upper(z)));
}

/* All of a base that has no others: nothing to compare, and no division by zero. */
Test(ratio_base, one_value)
{
	struct segbias_ratio ratio = {
	    .kind = SEGBIAS_KIND_BASE, .k = 30, .n = 30, .r = 1, .N = 90, .K = 90, .whole = true};
	cr_expect_eq(segbias_ratio_p(&ratio), 1);
	cr_expect(near(segbias_ratio_p_greater(&ratio, .8), pow(.8, 30)));
	cr_expect_eq(segbias_ratio_p_less(&ratio, 1.25), 0);
}

/* k = n: the rates' ratio is unbounded, the share is not: at most everybody. */
Test(ratio_base, all_drawn_have_the_value)
{
	struct segbias_ratio ratio = {
	    .kind = SEGBIAS_KIND_BASE, .k = 20, .n = 20, .r = .4, .N = 100, .K = 40, .whole = true};
	double low, high;
	segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
	cr_expect(low > 100 && near(high, 250));
}

/* 180 of 200 records, 8 of which have the value: drawn with all of them the index is 111, so that none is above; of the
 * 192 others at least 172 are drawn, so that an index under 0 is no limit, but with 195 of them it is. */
Test(ratio_base, nobody_beyond)
{
	struct segbias_ratio ratio = {
	    .kind = SEGBIAS_KIND_BASE, .k = 8, .n = 180, .r = .04, .N = 200, .K = 8, .whole = true};
	double low, high;
	cr_expect_eq(segbias_ratio_p_greater(&ratio, 1.12), 1);
	cr_expect(segbias_ratio_p_less(&ratio, 1.12) < .5);
	cr_expect(segbias_ratio_p_greater(&ratio, 1.11) < 1 && segbias_ratio_p_less(&ratio, 1.11) > 0);
	segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
	cr_expect(low < 100 && near(high, 1000. / 9), "%g %g", low, high);
	ratio.k = 3, ratio.n = 195;
	/* (1 - 192/195) / .04 = .3846 */
	cr_expect_eq(segbias_ratio_p_less(&ratio, .38), 1);
	cr_expect(segbias_ratio_p_greater(&ratio, .38) < .5 && segbias_ratio_p_greater(&ratio, .38) > 0);
	cr_expect(segbias_ratio_p_less(&ratio, .39) < 1 && segbias_ratio_p_greater(&ratio, .39) > 0);
	segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
	cr_expect(near(low, 100 * (1 - 192. / 195) / .04) && high < 100, "%g %g", low, high);
}

/* The chance that a one-sided p is at most `level` where records with the value are drawn at the rate rho f and the share
 * of all is f: k of K and n - k of N - K are binomial, and n varies. */
static double size_of(double N, double r, double f, double rho, double level, bool upper)
{
	double K = N * r;
	double size = 0;
	for (int k = 0; k <= K; k++) {
		double own = gsl_ran_binomial_pdf((unsigned)k, f * rho, (unsigned)K);
		for (int rest = 0; rest <= N - K && own > 1e-9; rest++) {
			double p = gsl_ran_binomial_pdf((unsigned)rest, f * (1 - rho * r) / (1 - r), (unsigned)(N - K));
			struct segbias_ratio x = {
			    .kind = SEGBIAS_KIND_BASE, .k = k, .n = k + rest, .r = r, .N = N, .K = K, .whole = true};
			if (p > 1e-9 &&
			    (upper ? segbias_ratio_p_greater(&x, rho) : segbias_ratio_p_less(&x, rho)) <= level)
				size += own * p;
		}
	}
	return size;
}

/* Exact enumeration at an edge, up to nine tenths of the base. That nobody could be beyond it in so large a campaign does
 * not show where the rates are: with p 0 for that the first row would be .122 at .0005. */
Test(ratio_base, exact_size)
{
	static const double CASES[][4] = {{200, .3, .9, .8},  {200, .9, .3, .8},    {200, .1, .7, 1.25},
	                                  {200, .05, .9, .8}, {400, .03, .7, 1.25}, {400, .02, .1, 1.25}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const double *x = CASES[i];
		for (int upper = 0; upper < 2; upper++) {
			double far = size_of(x[0], x[1], x[2], x[3], .0005, upper);
			double near = size_of(x[0], x[1], x[2], x[3], .025, upper);
			cr_expect(far <= .0006 && near <= .038, "case %zu, upper %d: %.5f %.4f", i, upper, far, near);
		}
	}
}
