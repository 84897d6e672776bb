/* Exact tails of drawing without replacement.
 *
 * libRmath's phyper costs a term for every outcome within about 8 SD: 10 us at n = 1e6, some ms at n = 1e10.
 *
 * source: R phyper (Morten Welinder's tail sum); R fisher.test for minimum likelihood and its tie tolerance.
 */
#include "stats/stats.h"

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

double segbias_hypergeometric_upper(double k, double n, double N, double K)
{
	if (!valid(k, n, N, K))
		return NAN;
	return fmin(1, phyper(k - 1, K, N - K, n, false, false));
}

double segbias_hypergeometric_lower(double k, double n, double N, double K)
{
	if (!valid(k, n, N, K))
		return NAN;
	return fmin(1, phyper(k, K, N - K, n, true, false));
}

double segbias_hypergeometric_two_sided(double k, double n, double N, double K)
{
	double least = fmax(0, n - (N - K));
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
