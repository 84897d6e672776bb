/* Exact tails of drawing without replacement.
 *
 * Not libRmath's phyper: just above the mean it returns 1 - P (three digits of P(X >= 1) where n K / N = 1e-13), and
 * where the first neighbour is impossible it loops over all n. Its density is right to 1e-13. A tail costs a term for
 * every outcome within about 8 SD: 5 us at n = 1e6, some ms at n = 1e10.
 *
 * source: Welinder's tail sum as in R phyper; R fisher.test for minimum likelihood and its tie tolerance.
 */
#include "stats/stats.h"

#include <float.h>
#include <math.h>
#define MATHLIB_STANDALONE
#include <Rmath.h>

static const double COUNT_MAX = 9007199254740992.;

struct hypergeometric {
	double n, N, K;
};

static bool whole(double value)
{
	return value >= 0 && value <= COUNT_MAX && value == floor(value);
}

static bool valid(double k, double n, double N, double K)
{
	return isfinite(k) && k == floor(k) && whole(n) && whole(N) && whole(K) && n <= N && K <= N;
}

static double log_density(const void *parameters, double k)
{
	const struct hypergeometric *h = parameters;
	return dhyper(k, h->K, h->N - h->K, h->n, true);
}

static double least_of(double n, double N, double K)
{
	return fmax(0, n - (N - K));
}

/* Sum of the densities from k outwards, away from the mean, until they no longer add anything. */
static double tail_sum(double k, const struct hypergeometric *h, bool upper)
{
	double others = h->N - h->K - h->n;
	long double sum = 1;
	long double term = 1;
	for (double x = k; term >= DBL_EPSILON / 8 * sum; x += upper ? 1 : -1) {
		if (upper)
			term *= (long double)((h->K - x) / (x + 1)) * ((h->n - x) / (others + x + 1));
		else
			term *= (long double)(x / (h->K - x + 1)) * ((others + x) / (h->n - x + 1));
		sum += term;
	}
	return fmin(1, exp(log_density(h, k)) * (double)sum);
}

double segbias_hypergeometric_upper(double k, double n, double N, double K)
{
	if (!valid(k, n, N, K))
		return NAN;
	if (k <= least_of(n, N, K) || k > fmin(n, K))
		return k <= least_of(n, N, K);
	struct hypergeometric h = {n, N, K};
	return k >= n * (K / N) ? tail_sum(k, &h, true) : 1 - tail_sum(k - 1, &h, false);
}

double segbias_hypergeometric_lower(double k, double n, double N, double K)
{
	if (!valid(k, n, N, K))
		return NAN;
	if (k < least_of(n, N, K) || k >= fmin(n, K))
		return k >= fmin(n, K);
	struct hypergeometric h = {n, N, K};
	return k <= n * (K / N) ? tail_sum(k, &h, false) : 1 - tail_sum(k + 1, &h, true);
}

double segbias_hypergeometric_two_sided(double k, double n, double N, double K)
{
	double least = least_of(n, N, K);
	double most = fmin(n, K);
	if (!valid(k, n, N, K))
		return NAN;
	if (k < least || k > most)
		return 0;
	struct hypergeometric h = {n, N, K};
	double mean = n * (K / N);
	double mode = fmin(fmax(floor((n + 1) * ((K + 1) / (N + 2))), least), most);
	double limit = log_density(&h, k) + log1p(SEGBIAS_LIKELIHOOD_TIE);
	if (log_density(&h, mode) <= limit)
		return 1;
	double mirror = floor(2 * mean - k);
	if (k < mode) {
		double end = segbias_likelihood_end(log_density, &h, limit, mode, most + 1, mirror);
		return fmin(1, segbias_hypergeometric_lower(k, n, N, K) + segbias_hypergeometric_upper(end, n, N, K));
	}
	double end = segbias_likelihood_end(log_density, &h, limit, mode, least - 1, mirror);
	return fmin(1, segbias_hypergeometric_upper(k, n, N, K) + segbias_hypergeometric_lower(end, n, N, K));
}
