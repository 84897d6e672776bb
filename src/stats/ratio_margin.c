/* Ratio against a published share with a standard error: beta-binomial.
 *
 * The reference share is uncertain, so the expected share rho r has the variance rho^2 se^2: it is taken as Beta with that
 * mean and variance, and the count as binomial given it. A normal tail is six times too liberal for shares of a few
 * percent.
 *
 * source: Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005), 6.2.2; DEFINITIONS.md.
 */
#include "stats/ratio.h"

#include "stats/stats.h"
#include <math.h>

/* The search for a limit ends this near to where there are no shares, relatively, and at this ratio. */
static const double TOLERANCE = 1e-13;
static const double RATIO_MIN = 1e-280;
/* The search for a limit goes in steps of this part of a standard deviation: a tail may be under its level for less than
 * a tenth of one only. */
static const double STEP_PART = .05;

typedef double tail_function(const struct segbias_ratio *ratio, double rho);

static double se_of(const struct segbias_ratio *ratio)
{
	return ratio->se > 0 ? ratio->se : 0;
}

/* M of the Beta(mu M, (1 - mu) M) that the share has; infinite where it is known, at most 0 where there is none. */
static double precision_of(const struct segbias_ratio *ratio, double rho)
{
	double mu = rho * ratio->r;
	double deviation = rho * se_of(ratio);
	return mu / deviation * ((1 - mu) / deviation) - 1;
}

/* Where three standard errors of the expected share reach 1, from it or from the observed one: a beta of that mean and variance
 * has most of its mass at 1 then, and its tails are up to nine times too liberal (simulated). Up to the ratio 1 it is not
 * beside the point, and two values must give one p. */
static bool is_near_one(const struct segbias_ratio *ratio, double rho)
{
	static const double ERRORS = 3;
	double share = fmax(rho * ratio->r, ratio->k / ratio->n);
	return rho > 1 && se_of(ratio) > 0 && share + ERRORS * rho * se_of(ratio) > 1;
}

/* No share is above 1, so that the reference's true share may be lower than r: how many standard errors of both r is above the
 * observed share through rho. */
static double deviate(const struct segbias_ratio *ratio, double rho)
{
	double x = ratio->k / ratio->n;
	double se = se_of(ratio);
	return (ratio->r - x / rho) / sqrt(se * se + x * (1 - x) / ratio->n / (rho * rho));
}

static double p_greater(const struct segbias_ratio *ratio, double rho)
{
	double mu = rho * ratio->r;
	double M = precision_of(ratio, rho);
	if (ratio->k == 0 || M <= 0)
		return 1;
	if (!isfinite(M))
		return segbias_ratio_population.p_greater(ratio, rho);
	double p = segbias_beta_binomial_upper(ratio->k, ratio->n, mu * M, (1 - mu) * M);
	return is_near_one(ratio, rho) ? fmax(p, segbias_normal_upper(-deviate(ratio, rho))) : p;
}

static double p_less(const struct segbias_ratio *ratio, double rho)
{
	double mu = rho * ratio->r;
	double M = precision_of(ratio, rho);
	if (mu >= 1 && se_of(ratio) > 0)
		return segbias_normal_upper(deviate(ratio, rho));
	if (ratio->k == ratio->n || M <= 0)
		return 1;
	if (!isfinite(M))
		return segbias_ratio_population.p_less(ratio, rho);
	double p = segbias_beta_binomial_lower(ratio->k, ratio->n, mu * M, (1 - mu) * M);
	return is_near_one(ratio, rho) ? fmax(p, segbias_normal_upper(deviate(ratio, rho))) : p;
}

static double p_two_sided(const struct segbias_ratio *ratio)
{
	return 2 * fmin(p_greater(ratio, 1), p_less(ratio, 1));
}

/* --- limits ------------------------------------------------------------------------------------------------------ */

/* Standard deviation of the index as a ratio, were the true ratio rho; of everybody that of all but one. */
static double deviation(const struct segbias_ratio *ratio, double rho)
{
	double e = rho * ratio->r;
	double se = rho * se_of(ratio);
	return sqrt(e * fmax(1 - e, 1 / (ratio->n + 1)) / ratio->n + se * se) / ratio->r;
}

/* A one-sided tail, against half of alpha. */
struct search {
	const struct segbias_ratio *ratio;
	tail_function *tail;
	double log_level;
};

/* Falls through 0 where the tail falls to its level. */
static double excess(const void *parameters, double log_rho)
{
	const struct search *search = parameters;
	return log(search->tail(search->ratio, exp(log_rho))) - search->log_level;
}

static double root(const struct search *search, double from, double to)
{
	return exp(segbias_root(excess, search, log(from), log(to)));
}

/* P(X >= k) falls with rho to 0. */
static double lower_limit(const struct search *search, double start, double z)
{
	double from = start;
	if (excess(search, log(from)) < 0)
		return start;
	for (double step = z * deviation(search->ratio, start) / start; from > RATIO_MIN; step *= 2) {
		double to = from * exp(-step);
		if (!(to > RATIO_MIN))
			return 0;
		if (excess(search, log(to)) <= 0)
			return root(search, from, to);
		from = to;
	}
	return 0;
}

/* P(X <= k) falls with rho and may rise again, as its variance grows: the first crossing, in small steps. */
static double upper_limit(const struct search *search, double start, double z)
{
	const struct segbias_ratio *ratio = search->ratio;
	double se = se_of(ratio);
	double end = ratio->r / (ratio->r * ratio->r + se * se); /* M is 0 */
	double from = start;
	if (!(from < end) || ratio->k == ratio->n)
		return NAN;
	if (excess(search, log(from)) < 0)
		return ratio->k / ratio->n / ratio->r;
	double step = z * deviation(ratio, from);
	while (end - from > TOLERANCE * end) {
		double to = from + fmin(step, (end - from) / 2);
		if (excess(search, log(to)) <= 0)
			return root(search, from, to);
		from = to;
		step = STEP_PART * deviation(ratio, from);
	}
	return NAN;
}

static void limits(const struct segbias_ratio *ratio, double alpha, double limit[2])
{
	static const double COUNT_LEAST = .1; /* where P(X <= k) is still near 1 */
	double z = segbias_normal_upper_quantile(alpha / 2);
	double unit = 1 / ratio->n / ratio->r;
	struct search lower = {ratio, p_greater, log(alpha / 2)};
	struct search upper = {ratio, p_less, log(alpha / 2)};
	limit[0] = ratio->k > 0 ? lower_limit(&lower, ratio->k * unit, z) : 0;
	limit[1] = upper_limit(&upper, fmax(ratio->k, COUNT_LEAST) * unit, z);
}

const struct segbias_ratio_test segbias_ratio_margin = {p_two_sided, p_greater, p_less, limits};
