/* Tails of the beta-binomial distribution: a binomial whose probability has a beta distribution itself.
 *
 * P(X >= k) is P(Z <= Y) of Z ~ Beta(k, n - k + 1) and Y ~ Beta(a, b), which real numbers k and n have too. Whole numbers
 * are summed from k outward by the ratios of neighbours. Where that takes long, and for other numbers, it is an integral
 * over the log odds t: the density of the narrower variable times the tail of the wider one is one smooth, log-concave
 * hump, of which the trapezoidal rule gives some 15 digits with a few points a standard deviation.
 *
 * source: Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005), 6.2.2; Trefethen and Weideman, SIAM Review
 * 56 (2014), for the rule.
 */
#include "stats/stats.h"

#include <math.h>
#define MATHLIB_STANDALONE
#include <Rmath.h>

/* Beyond these log odds a share is no longer a double. */
static const double LOG_ODDS_MAX = 667;
/* A step is at most this part of the hump's standard deviation, and this long: the poles are pi away. */
static const double STEP_PART = .6;
static const double STEP_MAX = .2;
/* What is below this part of the sum adds nothing. */
static const double NEGLIGIBLE = 1e-15;
/* More terms than this take longer than the integral. */
static const double TERMS_MAX = 4000;
/* a + b of so many times n: the probability is as good as known. */
static const double CERTAIN = 1e13;
enum { HALVINGS_MAX = 60, POINTS_MAX = 100000 };

/* Z ~ Beta(c, d), whose density is taken, and Y ~ Beta(a, b), whose upper tail is. */
struct pair {
	double c, d, a, b;
};

static bool valid(double k, double n, double a, double b)
{
	return n >= 0 && isfinite(n) && !isnan(k) && a > 0 && b > 0 && isfinite(a) && isfinite(b);
}

/* --- the integral ------------------------------------------------------------------------------------------------ */

/* The share with log odds t, from 0 to 1/2; that of -t is what it lacks to 1. */
static double small_share(double t)
{
	double odds = exp(-fabs(t));
	return odds / (1 + odds);
}

/* Logarithm of the density of the log odds of Beta(a, b). */
static double log_density(double t, double a, double b)
{
	double x = small_share(t);
	return (t <= 0 ? dbeta(x, a, b, true) : dbeta(x, b, a, true)) + log(x) + log1p(-x);
}

static double upper_tail(double t, double a, double b)
{
	double x = small_share(t);
	return t <= 0 ? segbias_beta_upper(x, a, b) : segbias_beta_lower(x, b, a);
}

/* Slope of the logarithm of density times tail; it falls with t. */
static double slope(const struct pair *pair, double t)
{
	double x = small_share(t);
	double p = t <= 0 ? x : 1 - x;
	double q = t <= 0 ? 1 - x : x;
	double tail = upper_tail(t, pair->a, pair->b);
	double rate = tail > 0 ? exp(log_density(t, pair->a, pair->b) - log(tail)) : INFINITY;
	return pair->c * q - pair->d * p - rate;
}

/* Standard deviation, or about it, of the log odds of Beta(a, b). */
static double spread(double a, double b)
{
	return sqrt(1 / a + 1 / b);
}

/* Near the top of the hump; the tail moves it down from that of the density. */
static double top(const struct pair *pair, double width)
{
	double high = fmin(fmax(log(pair->c) - log(pair->d), -LOG_ODDS_MAX), LOG_ODDS_MAX);
	double low = high;
	for (double step = width; slope(pair, low) < 0; step *= 2) {
		high = low;
		if (low <= -LOG_ODDS_MAX)
			return low;
		low = fmax(low - step, -LOG_ODDS_MAX);
	}
	for (int i = 0; i < HALVINGS_MAX && high - low > width; i++) {
		double middle = low + (high - low) / 2;
		if (slope(pair, middle) < 0)
			high = middle;
		else
			low = middle;
	}
	return low + (high - low) / 2;
}

static double hump(const struct pair *pair, double t)
{
	return exp(log_density(t, pair->c, pair->d)) * upper_tail(t, pair->a, pair->b);
}

/* The points below t, where density and tail are powers of x: two geometric series. */
static double points_below(const struct pair *pair, double t, double step)
{
	double x = small_share(t);
	double below = pair->c * segbias_beta_lower(x, pair->c, pair->d);
	double tail = segbias_beta_lower(x, pair->a, pair->b);
	return below / expm1(pair->c * step) - below * tail / expm1((pair->c + pair->a) * step);
}

/* P(Z <= Y). */
static double integral(const struct pair *pair)
{
	double start = top(pair, fmin(spread(pair->c, pair->d), 1));
	double x = small_share(start);
	double curvature = (pair->a + pair->b + pair->c + pair->d) * x * (1 - x);
	double step = fmin(STEP_PART / sqrt(curvature), STEP_MAX);
	double sum = hump(pair, start);
	double term = sum;
	for (int i = 1; i < POINTS_MAX && term > NEGLIGIBLE * sum; i++) {
		term = start + i * step < LOG_ODDS_MAX ? hump(pair, start + i * step) : 0;
		sum += term;
	}
	term = sum;
	for (int i = 1; i < POINTS_MAX && term > NEGLIGIBLE * sum; i++) {
		bool inside = start - i * step > -LOG_ODDS_MAX;
		term = inside ? hump(pair, start - i * step) : 0;
		sum += inside ? term : points_below(pair, start - (i - 1) * step, step);
	}
	return fmin(step * sum, 1);
}

/* The narrower of both gives the density, as the points stand as close as that one needs. */
static double smaller(double c, double d, double a, double b)
{
	struct pair pair = {c, d, a, b};
	if (spread(a, b) < spread(c, d) && a >= 1 && b >= 1)
		pair = (struct pair){b, a, d, c};
	return integral(&pair);
}

/* --- the sum ----------------------------------------------------------------------------------------------------- */

/* P(X = k) as a ratio of beta densities at the point where they are least different. */
static double probability(double k, double n, double a, double b)
{
	/* From the side of the smaller share; where both are a half, rounding may say of each that it is the larger. */
	if (2 * (k + a) > n + a + b) {
		double other = a;
		k = n - k;
		a = b;
		b = other;
	}
	double x = (k + a) / (n + a + b);
	double log_ratio = dbeta(x, a, b, true) - dbeta(x, k + a, n - k + b, true);
	return exp(log_ratio + dbeta(x, k + 1, n - k + 1, true)) / (n + 1);
}

/* P(X >= k) / P(X = k) summed upward; NaN: too many terms. */
static double sum_of(double k, double n, double a, double b)
{
	double sum = 1;
	double term = 1;
	for (int i = 0; k + i < n; i++) {
		double j = k + i;
		if (i > TERMS_MAX)
			return NAN;
		term *= (n - j) / (j + 1) * ((j + a) / (n - j - 1 + b));
		sum += term;
		/* With b under 1 the last terms are the largest. */
		if (b >= 1 && term < NEGLIGIBLE * sum)
			break;
	}
	return sum;
}

/* P(X >= k), 0 < k <= n, of whole numbers. NaN: too many terms. */
static double summed(double k, double n, double a, double b)
{
	double variance = n * (a / (a + b)) * (b / (a + b)) * (a + b + n) / (a + b + 1);
	if (b < 1 ? n - k > TERMS_MAX : fmin(n - k, 5 * sqrt(variance)) > TERMS_MAX)
		return NAN;
	return probability(k, n, a, b) * sum_of(k, n, a, b);
}

/* --- both -------------------------------------------------------------------------------------------------------- */

double segbias_beta_binomial_upper(double k, double n, double a, double b)
{
	if (!valid(k, n, a, b))
		return NAN;
	if (k <= 0 || k > n)
		return k <= 0;
	if (a + b > CERTAIN * n)
		return segbias_beta_lower(a / (a + b), k, n - k + 1);
	double tail = NAN;
	if (k == floor(k) && n == floor(n)) {
		bool above = k > n * (a / (a + b));
		tail = above ? summed(k, n, a, b) : 1 - summed(n - k + 1, n, b, a);
	}
	return fmin(isnan(tail) ? smaller(k, n - k + 1, a, b) : tail, 1);
}

double segbias_beta_binomial_lower(double k, double n, double a, double b)
{
	if (!valid(k, n, a, b))
		return NAN;
	return k >= n ? 1 : k < 0 ? 0 : segbias_beta_binomial_upper(n - k, n, b, a);
}
