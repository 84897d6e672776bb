#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

struct row {
	double k, n, r, se;
	double rho, p, p_greater, p_less, low, high;
};

/* scripts/oracle/ratio.py, "margin": the beta-binomial's terms in 60 digits, or, where k and n are not whole, the mean of
 * special.betainc over p by scipy.integrate.quad; limits: a walk outward from the index in small steps, then brentq */
static const struct row ROWS[] = {
    {117, 1000, 0.10000000000000001, 0.0040000000000000001, 0.8, 0.11466837131708471, 9.1116611525323584e-05,
     0.99993803218805655, 96.231175305731512, 141.22169425054847},
    {117, 1000, 0.10000000000000001, 0.0040000000000000001, 1.2, 0.11466837131708471, 0.61561512973358912,
     0.41875381648625803, 96.231175305731512, 141.22169425054847},
    {80, 1000, 0.10000000000000001, 0.0040000000000000001, 0.8, 0.051814580410518153, 0.51398824255515485,
     0.52953462110442329, 63.149854002675752, 100.16371601925738},
    {80, 1000, 0.10000000000000001, 0.0040000000000000001, 1.2, 0.051814580410518153, 0.99992635743979719,
     0.00011012969958652361, 63.149854002675752, 100.16371601925738},
    {0, 1000, 0.10000000000000001, 0.0040000000000000001, 0.8, 2.2856625271785646e-42, 1, 1.525840706411915e-34, 0,
     3.692980876909481},
    {0, 1000, 0.10000000000000001, 0.0040000000000000001, 1.2, 2.2856625271785646e-42, 1, 1.2119003088882017e-50, 0,
     3.692980876909481},
    {117, 1000, 0.10000000000000001, 0, 0.8, 0.086687782476047054, 2.9027131736857586e-05, 0.99998141178906796,
     97.729002495066609, 138.55746639058339},
    {117, 1000, 0.10000000000000001, 0, 1.2, 0.086687782476047054, 0.62915658755690718, 0.40841684521927313,
     97.729002495066609, 138.55746639058339},
    {12.5, 100.25, 0.10000000000000001, 0.029999999999999999, 0.8, 0.59078270825782342, 0.1374726580154671,
     0.90603285643866094, 56.125035093102312, 316.58734203566405},
    {12.5, 100.25, 0.10000000000000001, 0.029999999999999999, 1.2, 0.59078270825782342, 0.46600287963745851,
     0.61245134396244549, 56.125035093102312, 316.58734203566405},
    {900, 1000, 0.80000000000000004, 0.050000000000000003, 0.8, 0.028564893750657471, 2.9539121338562711e-14,
     0.99999999999997857, 100.02827566572041, NAN},
    {900, 1000, 0.80000000000000004, 0.050000000000000003, 1.2, 0.028564893750657471, 0.87672842522004668,
     0.16164254775678194, 100.02827566572041, NAN},
    {3, 100, 0.02, 0.0050000000000000001, 0.8, 0.64663455083695009, 0.22066851133477813, 0.91358572517266468,
     29.888819404018751, 513.45384166656027},
    {3, 100, 0.02, 0.0050000000000000001, 1.2, 0.64663455083695009, 0.42428486909700025, 0.77158685492065759,
     29.888819404018751, 513.45384166656027},
    {2, 60, 0.050000000000000003, 0.02, 0.8, 0.92379261891984898, 0.6461717333810566, 0.58473152796801253,
     7.6799229311144996, 370.85865896956443},
    {2, 60, 0.050000000000000003, 0.02, 1.2, 0.92379261891984898, 0.81395667836868379, 0.36143881736294314,
     7.6799229311144996, 370.85865896956443},
    {96, 100, 0.90000000000000002, 0.029999999999999999, 0.8, 0.15916689613382981, 1.4732449878717189e-08,
     0.99999999798425265, 97.744571742148437, NAN},
    {96, 100, 0.90000000000000002, 0.029999999999999999, 1.2, 0.15916689613382981, 1, 0.0017073955890589121,
     97.744571742148437, NAN},
    {40, 100, 0.29999999999999999, 0.14000000000000001, 0.8, 0.50408877149263354, 0.11039915284243854,
     0.90171494943331121, 60.96543518603805, NAN},
    {40, 100, 0.29999999999999999, 0.14000000000000001, 1.2, 0.50408877149263354, 0.39990195042108873,
     0.61951965560784195, 60.96543518603805, NAN},
    {0.5, 40.25, 0.029999999999999999, 0.0080000000000000002, 0.8, 0.99543960036250589, 0.82826907681816797,
     0.59072243460647145, 0.041138797920492437, 431.27304653774894},
    {0.5, 40.25, 0.029999999999999999, 0.0080000000000000002, 1.2, 0.99543960036250589, 0.90396712125498357,
     0.41720812178898642, 0.041138797920492437, 431.27304653774894},
    {970, 1000, 0.76000000000000001, 0.031399999999999997, 0.8, 2.6821400255002181e-19, 9.5735298600708114e-64, 1,
     117.97731631262791, NAN},
    {970, 1000, 0.76000000000000001, 0.031399999999999997, 1.2, 2.6821400255002181e-19, 0.063786592499454051,
     0.96887800943115032, 117.97731631262791, NAN},
    {870, 1000, 0.69999999999999996, 0.014999999999999999, 0.8, 5.1440767563386208e-20, 1.5387054044881829e-67, 1,
     118.47958254066376, 130.97111168950198},
    {870, 1000, 0.69999999999999996, 0.014999999999999999, 1.2, 5.1440767563386208e-20, 0.079300962146191548,
     0.92801843188461941, 118.47958254066376, 130.97111168950198},
};

static struct segbias_ratio ratio_of(const struct row *x)
{
	return (struct segbias_ratio){
	    .kind = SEGBIAS_KIND_MARGIN, .k = x->k, .n = x->n, .r = x->r, .se = x->se, .whole = x->k == floor(x->k)};
}

Test(ratio_margin, agrees_with_oracle)
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

/* Without an error it is the binomial, and the limits are those of the share over r. */
Test(ratio_margin, no_error)
{
	for (int k = 0; k < 50; k += 10) {
		struct segbias_ratio ratio = {.kind = SEGBIAS_KIND_MARGIN, .k = k, .n = 50, .r = .3, .whole = true};
		double low, high, share_low, share_high;
		segbias_interval_exact(k, 50, .05, &share_low, &share_high);
		segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
		cr_expect(near(low, 100 * share_low / .3) && near(high, 100 * share_high / .3), "k %d", k);
		cr_expect(near(segbias_ratio_p_greater(&ratio, 1.25), segbias_binomial_upper(k, 50, .375)));
		/* An error too small to matter. */
		ratio.se = 1e-14;
		cr_expect(near(segbias_ratio_p_less(&ratio, 1.25), segbias_binomial_lower(k, 50, .375)));
	}
}

/* Shares have no variance as large as that: nothing is unlikely. At r = .9 and se = .2 that is so beyond 105.9. */
Test(ratio_margin, variance_beyond_shares)
{
	struct segbias_ratio ratio = {.kind = SEGBIAS_KIND_MARGIN, .k = 3, .n = 50, .r = .9, .se = .2, .whole = true};
	double end = .9 / (.81 + .04);
	cr_expect_eq(segbias_ratio_p_less(&ratio, end * 1.0001), 1);
	cr_expect_eq(segbias_ratio_p_greater(&ratio, end * 1.0001), 1);
	cr_expect(segbias_ratio_p_less(&ratio, end * .99) < .1);
	/* A se of 40 % leaves the upper limit open. */
	ratio = (struct segbias_ratio){.kind = SEGBIAS_KIND_MARGIN, .k = 9, .n = 50, .r = .2, .se = .08, .whole = true};
	double low, high;
	segbias_ratio_index(&ratio, .001, 0, 1, &low, &high);
	cr_expect(low > 0 && low < 90 && isnan(high), "%g %g", low, high);
}

/* A true index of 127.6, that of a share of .97: of reference shares around .76 and counts around 970, taken at quantiles
 * instead of drawn, a limit may miss it in one of 40 pairs, and in 3.9 % with what the grid is coarse. */
Test(ratio_margin, limits_near_a_share_of_one)
{
	static const double SHARE = .76, ERROR = .0314, TRUTH = 97 / .76;
	enum { STEPS = 50, DRAWS = STEPS * 40 };
	int above = 0;
	int below = 0;
	for (int i = 0; i < DRAWS; i++) {
		/* Quantiles of both in a grid stand for draws of both. */
		int row = i / 40;
		int column = i % 40;
		double r = SHARE + ERROR * segbias_normal_upper_quantile((row + .5) / STEPS);
		double z = segbias_normal_upper_quantile((column + .5) / 40);
		double k = floor(970 + sqrt(1000 * .97 * .03) * z + .5);
		struct segbias_ratio ratio = {
		    .kind = SEGBIAS_KIND_MARGIN, .k = fmin(k, 1000), .n = 1000, .r = r, .se = ERROR, .whole = true};
		double low, high;
		segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
		above += low > TRUTH;
		below += high < TRUTH;
	}
	cr_expect(above <= DRAWS * .039, "%d above", above);
	cr_expect(below <= DRAWS * .039, "%d below", below);
}

/* Whether nothing between the index and the limit is rejected, in steps of `factor`. */
static bool all_inside(const struct segbias_ratio *ratio, double end, double factor)
{
	bool inside = true;
	double rho = ratio->k / ratio->n / ratio->r;
	while (inside && (factor > 1 ? rho < end * (1 - 1e-9) : rho > end * (1 + 1e-9))) {
		inside = (factor > 1 ? segbias_ratio_p_less(ratio, rho) : segbias_ratio_p_greater(ratio, rho)) > .025;
		rho *= factor;
	}
	return inside;
}

/* The tail rises again beyond its least: the limit is the first crossing from the index on. Every point between is
 * inside, in steps of a hundredth. */
Test(ratio_margin, first_crossing)
{
	static const double ERRORS[] = {.05, .2, .3, .33, .4};
	int risen = 0;
	for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++) {
		for (int k = 1; k < 60; k += 7) {
			struct segbias_ratio ratio = {
			    .kind = SEGBIAS_KIND_MARGIN, .k = k, .n = 60, .r = .1, .se = .1 * ERRORS[i], .whole = true};
			double low, high;
			segbias_ratio_index(&ratio, .05, 0, 1, &low, &high);
			double index = k / 6.;
			cr_assert(low <= 100 * index && !(high < 100 * index), "k %d", k);
			cr_expect(all_inside(&ratio, isnan(high) ? 10 : high / 100, 1.01));
			cr_expect(all_inside(&ratio, low / 100, .99));
			risen += segbias_ratio_p_less(&ratio, .99 / (.1 + .1 * ERRORS[i] * ERRORS[i])) > .025 &&
			         !isnan(high);
		}
	}
	cr_expect(risen > 3, "%d", risen);
	/* Under its level for 1.4 % of the ratio only. */
	struct segbias_ratio dip = {.kind = SEGBIAS_KIND_MARGIN, .k = 51, .n = 100, .r = .1, .se = .015, .whole = true};
	double low, high;
	segbias_ratio_index(&dip, .05, 0, 1, &low, &high);
	cr_expect(near(segbias_ratio_p_less(&dip, high / 100), .025), "%g", high);
	cr_expect(all_inside(&dip, high / 100, 1.002));
}
