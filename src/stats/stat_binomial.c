/* Exact binomial tails and the two-sided test of minimum likelihood.
 *
 * A tail is an incomplete beta function, so n = 1e10 costs what n = 10 does; the far end of the two-sided test is found
 * by binary search in the densities instead of by a sum over the outcomes.
 *
 * source: R binom.test (stats), with its tie tolerance of 1e-7.
 */
#include "stats/stats.h"

#include <math.h>
#define MATHLIB_STANDALONE
#include <Rmath.h>

/* Above this, neighbouring whole numbers are no longer all doubles. */
static const double COUNT_MAX = 9007199254740992.;

static bool whole(double value)
{
	return value == floor(value);
}

static bool valid(double k, double n, double p)
{
	return n >= 0 && n <= COUNT_MAX && whole(n) && isfinite(k) && whole(k) && p >= 0 && p <= 1;
}

double segbias_binomial_upper(double k, double n, double p)
{
	if (!valid(k, n, p))
		return NAN;
	if (k <= 0)
		return 1;
	return k > n ? 0 : segbias_beta_lower(p, k, n - k + 1);
}

double segbias_binomial_lower(double k, double n, double p)
{
	if (!valid(k, n, p))
		return NAN;
	if (k >= n)
		return 1;
	return k < 0 ? 0 : segbias_beta_upper(p, k + 1, n - k);
}

double segbias_likelihood_end(double (*log_density)(const void *, double), const void *parameters, double limit,
                              double inside, double outside, double start)
{
	double sign = outside > inside ? 1 : -1;
	if (log_density(parameters, inside) <= limit)
		return inside;
	/* Gallops from the start with doubled steps; where a step leaves the bracket, halves it. */
	double probe = start;
	double step = 1;
	while (fabs(outside - inside) > 1) {
		if ((probe - inside) * sign <= 0 || (outside - probe) * sign <= 0)
			probe = floor(inside + (outside - inside) / 2);
		if (log_density(parameters, probe) <= limit) {
			outside = probe;
			probe -= sign * step;
		} else {
			inside = probe;
			probe += sign * step;
		}
		step *= 2;
	}
	return outside;
}

struct binomial {
	double n, p;
};

static double log_density(const void *parameters, double k)
{
	const struct binomial *binomial = parameters;
	return dbinom(k, binomial->n, binomial->p, true);
}

double segbias_binomial_two_sided(double k, double n, double p)
{
	if (!valid(k, n, p) || k < 0 || k > n)
		return NAN;
	double mean = n * p;
	if (p == 0 || p == 1 || k == mean)
		return k == mean;
	struct binomial binomial = {n, p};
	double limit = log_density(&binomial, k) + log1p(SEGBIAS_LIKELIHOOD_TIE);
	double mirror = floor(2 * mean - k);
	if (k < mean) {
		double end = segbias_likelihood_end(log_density, &binomial, limit, ceil(mean), n + 1, mirror);
		return fmin(1, segbias_binomial_lower(k, n, p) + segbias_binomial_upper(end, n, p));
	}
	double end = segbias_likelihood_end(log_density, &binomial, limit, floor(mean), -1, mirror);
	return fmin(1, segbias_binomial_upper(k, n, p) + segbias_binomial_lower(end, n, p));
}
