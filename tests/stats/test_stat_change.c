#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

struct row {
	double x1, n1, x0, n0;
	bool whole;
	double ratio, error1, error0, p, alpha, low, high;
};

/* scripts/oracle/stat_change.py: scipy.stats.fisher_exact; statsmodels' score, corrected; scipy.stats.beta. */
static const struct row ROWS[] = {
    {30, 100, 20, 200, 1, 1, 0, 0, 2.6806339081042071e-05, 0.05, 1.8066216227976515, 5.0837639273001489},
    {150, 1000, 100, 1000, 1, 1, 0, 0, 0.00089508753869068942, 0.05, 1.184844751069174, 1.906261764085635},
    {5, 40, 0, 35, 1, 1, 0, 0, 0.056933645974741855, 0.05, 0.80181137515102718, NAN},
    {0, 300, 9, 250, 1, 1, 0, 0, 0.00076473429646123033, 0.05, 0, 0.42219182524555615},
    {99, 100, 48, 60, 1, 1, 0, 0, 3.3101973057773368e-05, 0.05, 1.1123719760245507, 1.4465956245666163},
    {3, 30, 2, 1000, 1, 1, 0, 0, 0.00021485175591644419, 0.1, 7.7811340411015948, 402.73629840794337},
    {61000, 100000, 60000, 100000, 1, 1, 0, 0, 4.8864783980941692e-06, 0.05, 1.0094913040936804, 1.0238939158995215},
    {24.5, 81.25, 40.25, 322, 0, 1, 0, 0, 0.0003222501218970968, 0.05, 1.5309539707927196, 3.7146362715358214},
    {2.5, 50, 12.75, 85, 0, 1, 0, 0, 0.15027655252768798, 0.05, 0.049489710077617065, 1.3232958745514289},
    {0, 60.5, 7.5, 90, 0, 1, 0, 0, 0.042298509778209793, 0.05, 0, 0.94513354391171001},
    {80.5, 90, 150.25, 161, 0, 1, 0, 0, 0.41636937072282226, 0.05, 0.8705092228378154, 1.0353115597632903},
    {150, 1000, 100, 1000, 1, 1.2, 0, 0, 0.063795209190797064, 0.05, 0.98737062589097835, 1.5885514700713625},
    {4, 100, 9, 120, 1, 0.80000000000000004, 0, 0, 0.70608369254399994, 0.05, 0.15002051640345687, 2.3886463990275644},
    {300, 1000, 200, 1000, 1, 2, 0, 0, 0.0003950578941639847, 0.05, 0.64231754403290642, 0.87778778207359076},
    {150, 1000, 100, 1000, 1, 1.1000000000000001, 0.002, 0.0040000000000000001, 0.031167792016137393, 0.05,
     1.0281031298634724, 1.8228058865276049},
    {12, 100, 4, 100, 1, 1, 0.089999999999999997, 0.050000000000000003, 0.1957111236129396, 0.05, 0.65410461941880582,
     19.541670257445983},
    {250, 300, 240, 310, 1, 0.94999999999999996, 0.00050000000000000001, 0.00080000000000000004, 0.020736701989414276,
     0.01, 0.98579029248703876, 1.3219950949238171},
};

Test(stat_change, agrees_with_scipy)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		struct segbias_share_change change = {
		    {x->x1, x->n1, x->x0, x->n0}, x->whole, x->ratio, x->error1, x->error0};
		double low, high;
		segbias_change_limits(&change, x->alpha, &low, &high);
		cr_expect(near(segbias_change_p(&change), x->p), "row %zu: p %.17g", i, segbias_change_p(&change));
		cr_expect(near(low, x->low) && near(high, x->high), "row %zu: %.17g %.17g", i, low, high);
	}
}

/* Before and now change places: the same question. */
Test(stat_change, swapped_is_inverse)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct row *x = &ROWS[i];
		struct segbias_share_change change = {
		    {x->x0, x->n0, x->x1, x->n1}, x->whole, 1 / x->ratio, x->error0, x->error1};
		double low, high;
		segbias_change_limits(&change, x->alpha, &low, &high);
		cr_expect(near(segbias_change_p(&change), x->p), "row %zu: %.17g", i, segbias_change_p(&change));
		cr_expect(x->high > 0 ? near(low, 1 / x->high) : low == 0, "row %zu", i);
		cr_expect(x->low > 0 ? near(high, 1 / x->low) : isnan(high), "row %zu", i);
	}
}

Test(stat_change, ends)
{
	/* R: fisher.test(matrix(c(100, 0, 48, 12), 2))$p.value */
	struct segbias_share_change everybody = {{100, 100, 48, 60}, true, 1, 0, 0};
	cr_expect(near(segbias_change_p(&everybody), 3.6343412556012231e-06), "%.17g", segbias_change_p(&everybody));
	struct segbias_share_change nobody = {{0, 100, 0, 60}, true, 1, 0, 0};
	double low, high;
	segbias_change_limits(&nobody, .05, &low, &high);
	cr_expect(segbias_change_p(&nobody) == 1 && low == 0 && isnan(high));
	struct segbias_share_change all = {{100, 100, 60, 60}, false, 1, 0, 0};
	cr_expect_eq(segbias_change_p(&all), 1);
	struct segbias_share_change uncertain = {{100, 100, 60, 60}, false, 1, .01, 0};
	cr_expect_eq(segbias_change_p(&uncertain), 1);
	static const struct segbias_share_change NONE[] = {
	    {{1, 0, 1, 10}, true, 1, 0, 0},    {{1, 10, 1, 0}, true, 1, 0, 0},   {{11, 10, 1, 10}, true, 1, 0, 0},
	    {{1, 10, -1, 10}, true, 1, 0, 0},  {{1, 10, 1, 10}, true, 0, 0, 0},  {{1, 10, 1, 10}, true, NAN, 0, 0},
	    {{NAN, 10, 1, 10}, true, 1, 0, 0}, {{1, 10, 1, 10}, true, 1, -1, 0}, {{1, 10, 1, 10}, true, 1, 0, NAN}};
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
		segbias_change_limits(&NONE[i], .05, &low, &high);
		cr_expect(isnan(segbias_change_p(&NONE[i])) && isnan(low) && isnan(high), "%zu", i);
	}
}

/* A reference with an error of its own tells less. */
Test(stat_change, error_widens)
{
	double p = 0;
	double width = 0;
	for (int i = 0; i < 8; i++) {
		struct segbias_share_change change = {{150, 1000, 100, 1000}, false, 1.05, .002 * i, .001 * i};
		double low, high;
		segbias_change_limits(&change, .05, &low, &high);
		cr_expect(segbias_change_p(&change) > p && high / low > width, "%d", i);
		p = segbias_change_p(&change);
		width = high / low;
	}
}

/* P(X = x) of a binomial, for x = 0 .. n. */
static double *binomial(unsigned n, double p)
{
	double *mass = malloc((n + 1) * sizeof *mass);
	cr_assert_not_null(mass);
	for (unsigned x = 0; x <= n; x++)
		mass[x] = exp(lgamma(n + 1.) - lgamma(x + 1.) - lgamma(n - x + 1.) + x * log(p) + (n - x) * log1p(-p));
	return mass;
}

/* How often p is at most alpha where the true shares are p and ratio p: of every outcome, by its probability. */
static double size_of(unsigned n1, unsigned n0, double p, double ratio, bool whole, double alpha)
{
	double *now = binomial(n1, ratio * p);
	double *before = binomial(n0, p);
	double size = 0;
	for (unsigned x1 = 0; x1 <= n1; x1++)
		for (unsigned x0 = 0; x0 <= n0; x0++) {
			struct segbias_share_change change = {{x1, n1, x0, n0}, whole, ratio, 0, 0};
			size += segbias_change_p(&change) <= alpha ? now[x1] * before[x0] : 0;
		}
	free(now);
	free(before);
	return size;
}

/* The exact test never exceeds alpha. The others may, by a seventh, and far out by a half: a score is not exact. */
Test(stat_change, size)
{
	static const double SHARES[] = {.01, .05, .1, .3, .5, .75};
	static const double RATIOS[] = {1, .8, 1.25};
	static const unsigned SIZES[][2] = {{30, 30}, {30, 200}, {120, 60}};
	static const double LEVELS[][2] = {{.05, .057}, {.001, .0015}}; /* alpha, and the most that is accepted */
	for (size_t i = 0; i < sizeof SHARES / sizeof *SHARES; i++)
		for (size_t j = 0; j < sizeof SIZES / sizeof *SIZES; j++)
			for (size_t k = 0; k < sizeof RATIOS / sizeof *RATIOS; k++)
				for (size_t l = 0; l < sizeof LEVELS / sizeof *LEVELS; l++) {
					double alpha = LEVELS[l][0];
					const unsigned *n = SIZES[j];
					double exact =
					    RATIOS[k] == 1 ? size_of(n[0], n[1], SHARES[i], 1, true, alpha) : 0;
					double other = size_of(n[0], n[1], SHARES[i], RATIOS[k], false, alpha);
					cr_expect(exact <= alpha * (1 + 1e-9), "%g, %zu: %g", SHARES[i], j, exact);
					cr_expect(other <= LEVELS[l][1], "%g, %zu, ratio %g: %g", SHARES[i], j,
					          RATIOS[k], other);
				}
}
