/* The regularised incomplete beta function and its inverse.
 *
 * Tails: libRmath's pbeta, never with log_p: its log branch sums an alternating series in the far tail, which loses all
 * digits and then prints to stdout. For the same reason (and for speed) the inverse is ours and not qbeta.
 *
 * source: Didonato and Morris, ACM TOMS 708 (1992) for the tails; Abramowitz and Stegun 26.5.22 for the first guess.
 */
#include "stats/stats.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#define MATHLIB_STANDALONE
#include <Rmath.h>

/* Below this x the tail is the power x^a / (a B(a, b)) to the last digit; pbeta would print on subnormal x. */
static const double X_SMALL = 1e-290;
/* Parameters under this are as good as a point mass, above that one as good as infinite; pbeta is silent between. */
static const double PARAMETER_SMALL = 1e-100;
static const double PARAMETER_LARGE = 1e15;
/* Under this, pbeta's sums have underflowed where a or b is under 40: 0 instead of 1e-260. */
static const double TAIL_SMALL = 1e-200;
/* A cubic step that leaves less than this relative error is the last. */
static const double ERROR_LAST = 1e-15;
enum { STEPS_MAX = 200, FRACTIONS_MAX = 100000 };

/* A tail of the beta distribution in the log odds t of x, and what is looked for: the t where the tail is p. */
struct tail {
	double a, b;
	bool lower;
	double p, log_p;
};

static bool valid(double a, double b)
{
	return a > 0 && b > 0 && isfinite(a) && isfinite(b);
}

/* log of x^a / (a B(a, b)), what the lower tail is for x near 0. */
static double log_power(double log_x, double a, double b)
{
	return a * log_x - log(a) - lbeta(a, b);
}

/* The far lower tail, x below the mean and y = 1 - x: the density times the continued fraction of TOMS 708 (by Lentz's
 * method), which neither subtracts from 1 nor takes the logarithm of what is near 1. */
static double far_tail(double x, double y, double a, double b)
{
	double lambda = a * y - b * x;
	double value = a * (lambda + 1) / (a + 1);
	double c = value;
	double d = 0;
	for (int n = 1; n < FRACTIONS_MAX; n++) {
		double m = a + 2. * n - 1;
		double part = n * (b - n) * x / m;
		double alpha = (a + n - 1) / m * (a + b + n - 1) * x * part;
		double beta = n + part + (a + n) * (lambda + 1 + n * (1 + y)) / (m + 2);
		d = 1 / (beta + alpha * d);
		c = beta + alpha / c;
		value *= c * d;
		if (fabs(c * d - 1) < 1e-15)
			break;
	}
	double log_density =
	    x < y ? dbeta(x, a, b, true) + log(x) + log1p(-x) : dbeta(y, b, a, true) + log(y) + log1p(-y);
	return exp(log_density) / value;
}

static double beta_tail(double x, double a, double b, bool lower)
{
	a = fmin(fmax(a, PARAMETER_SMALL), PARAMETER_LARGE);
	b = fmin(fmax(b, PARAMETER_SMALL), PARAMETER_LARGE);
	if (x < X_SMALL) {
		double log_low = fmin(log_power(log(x), a, b), 0);
		return lower ? exp(log_low) : -expm1(log_low);
	}
	double tail = pbeta(x, a, b, lower, false);
	if (tail < TAIL_SMALL)
		tail = lower ? far_tail(x, 1 - x, a, b) : far_tail(1 - x, x, b, a);
	return fmin(fmax(tail, 0), 1);
}

double segbias_beta_lower(double x, double a, double b)
{
	if (isnan(x) || !valid(a, b))
		return NAN;
	if (x <= 0 || x >= 1)
		return x >= 1;
	return beta_tail(x, a, b, true);
}

double segbias_beta_upper(double x, double a, double b)
{
	if (isnan(x) || !valid(a, b))
		return NAN;
	if (x <= 0 || x >= 1)
		return x <= 0;
	return beta_tail(x, a, b, false);
}

/* x from its log odds, with all digits for large negative t. */
static double share_of(double t)
{
	if (t > 0)
		return 1 / (1 + exp(-t));
	double odds = exp(t);
	return odds / (1 + odds);
}

/* First guess on the log odds scale. */
static double guess(const struct tail *tail)
{
	double a = tail->a;
	double b = tail->b;
	if (a > 1 && b > 1) {
		double y = gsl_cdf_ugaussian_Qinv(tail->p);
		if (!tail->lower)
			y = -y;
		double u = 1 / (2 * a - 1);
		double v = 1 / (2 * b - 1);
		double lambda = (y * y - 3) / 6;
		double h = 2 / (u + v);
		double root = sqrt(fmax(h + lambda, 0));
		return log(a / b) - 2 * (y * root / h - (v - u) * (lambda + 5. / 6 - 2 / (3 * h)));
	}
	/* One end has the mass: the power law there, the lower end first. */
	double log_low = tail->lower ? tail->log_p : log1p(-tail->p);
	double log_high = tail->lower ? log1p(-tail->p) : tail->log_p;
	double log_x = (log_low + log(a) + lbeta(a, b)) / a;
	if (log_x < log(.5) && log_x < log(1 / (1 + b)))
		return log_x;
	double log_y = (log_high + log(b) + lbeta(a, b)) / b;
	if (log_y < log(.5) && log_y < log(1 / (1 + a)))
		return -log_y;
	return log(a / b);
}

/* Halley's step in t for log tail(t) = log p; *scale is about the factor of its cubic error. */
static double step_of(const struct tail *tail, double t, double value, double *scale)
{
	double x = share_of(t);
	double y = share_of(-t);
	/* The density of t, as a share of the tail. */
	double rate = exp(dbeta(x, tail->a, tail->b, true) + log(x) + log(y) - log(value));
	double slope = tail->lower ? rate : -rate;
	double bend = tail->a * y - tail->b * x - slope;
	double newton = (tail->log_p - log(value)) / slope;
	double correction = 1 + newton * bend / 2;
	*scale = rate * rate + bend * bend + tail->a * y * x + tail->b * x * y;
	return newton / fmin(fmax(correction, .5), 2);
}

/* The t with tail(t) = p, between the log odds low and high; the bracket shrinks with every evaluation. */
static double solve(const struct tail *tail, double low, double high)
{
	double t = fmin(fmax(guess(tail), low), high);
	for (int i = 0; i < STEPS_MAX && high - low > 1e-15 * fmax(1, fabs(t)); i++) {
		double value = beta_tail(share_of(t), tail->a, tail->b, tail->lower);
		if (value == tail->p)
			return t;
		if ((value < tail->p) == tail->lower)
			low = t;
		else
			high = t;
		double scale = 0;
		double step = value > 1e-300 ? step_of(tail, t, value, &scale) : NAN;
		double next = t + step;
		if (!(next > low && next < high)) {
			t = low + (high - low) / 2;
			continue;
		}
		t = next;
		if (fabs(step * step * step) * scale <= ERROR_LAST || fabs(step) <= 1e-16 * fabs(t))
			return t;
	}
	return t;
}

/* The x whose tail is p, 0 < p < 1. */
static double quantile(double p, double a, double b, bool lower)
{
	/* The smaller tail: 1 - p is exact from 1/2 on. */
	if (p > .5) {
		p = 1 - p;
		lower = !lower;
	}
	/* The smaller end: near 1 the log odds of x would lose 1 - x. */
	double middle = a >= 5 && b >= 5 ? NAN : beta_tail(.5, a, b, lower);
	bool mirrored = isnan(middle) ? a > b : (middle < p) == lower;
	struct tail tail = {a, b, lower, p, log(p)};
	if (mirrored)
		tail = (struct tail){b, a, !lower, p, log(p)};
	double t_low = log(X_SMALL);
	double value = tail.a < 1 ? beta_tail(X_SMALL, tail.a, tail.b, tail.lower) : !tail.lower;
	double t;
	if ((value < p) == tail.lower)
		t = solve(&tail, t_low, 40);
	else /* Deep in the power law, where pbeta is not asked. */
		t = ((tail.lower ? tail.log_p : log1p(-p)) - log_power(0, tail.a, tail.b)) / tail.a;
	return share_of(mirrored ? -t : t);
}

double segbias_beta_quantile(double p, double a, double b)
{
	if (!(p >= 0 && p <= 1) || !valid(a, b))
		return NAN;
	if (p == 0 || p == 1)
		return p;
	return quantile(p, a, b, true);
}

double segbias_beta_quantile_upper(double p, double a, double b)
{
	if (!(p >= 0 && p <= 1) || !valid(a, b))
		return NAN;
	if (p == 0 || p == 1)
		return 1 - p;
	return quantile(p, a, b, false);
}
