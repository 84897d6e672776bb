/* Score test and limits of the ratio of two independent shares.
 *
 * source: Miettinen and Nurminen, Statistics in Medicine 4 (1985) 213-226, with their variance factor N / (N - 1).
 */
#include "stats/stats.h"

#include <math.h>

/* Limits are found to this relative error. */
static const double TOLERANCE = 1e-13;
enum { DOUBLINGS_MAX = 60, STEPS_MAX = 200 };

/* The shares under H0 p1 = ratio p0, and what they lack to 1. */
struct null_shares {
	double p1, q1, p0, q0;
};

/* s + root, where root^2 = s^2 + more. */
static double plus_root(double s, double root, double more)
{
	return s >= 0 ? s + root : more / (root - s);
}

/* p0 is the smaller root of N ratio p^2 - (u + v) p + c, with u = ratio (n1 + x0), v = n0 + x1, c = x1 + x0. The
 * discriminant is written as a sum of squares, which cannot turn negative, and the complements in the records without
 * the value, y: so shares near 1 keep their digits like those near 0. */
static struct null_shares null_of(const struct segbias_two_shares *shares, double ratio)
{
	double x1 = shares->x1, n1 = shares->n1, x0 = shares->x0, n0 = shares->n0;
	double y1 = n1 - x1;
	double y0 = n0 - x0;
	double over = ratio - 1;
	double c = x1 + x0;
	double difference = y1 - y0 + over * (n1 + x0);
	double root = sqrt(difference * difference + 4 * ratio * y1 * y0);
	double scale = ratio * (n1 + x0) + n0 + x1 + root;
	double rest0 = plus_root(y1 + y0 + over * (n1 + x0), root, fmax(-4 * over * y0 * c, 0));
	double rest1 = plus_root(ratio * (y1 + y0) - over * (n0 + x1), root, fmax(4 * ratio * over * y1 * c, 0));
	struct null_shares null = {2 * ratio * c / scale, rest1 / scale, 2 * c / scale, rest0 / scale};
	return null;
}

/* x1 / n1 - ratio x0 / n0. */
static double difference_of(const struct segbias_two_shares *shares, double ratio)
{
	double rate1 = shares->x1 / shares->n1;
	double rate0 = shares->x0 / shares->n0;
	if (rate1 < .5 || rate0 < .5)
		return rate1 - ratio * rate0;
	return ratio * ((shares->n0 - shares->x0) / shares->n0) - (shares->n1 - shares->x1) / shares->n1 - (ratio - 1);
}

double segbias_score_z(const struct segbias_two_shares *shares, double ratio)
{
	double x1 = shares->x1, n1 = shares->n1, x0 = shares->x0, n0 = shares->n0;
	if (!(n1 > 0 && n0 > 0 && x1 >= 0 && x0 >= 0 && x1 <= n1 && x0 <= n0 && ratio >= 0 && isfinite(ratio)))
		return NAN;
	struct null_shares null = null_of(shares, ratio);
	double N = n1 + n0;
	double variance = null.p1 * null.q1 / n1 + ratio * ratio * null.p0 * null.q0 / n0;
	double difference = difference_of(shares, ratio);
	if (variance > 0)
		return difference / sqrt(N > 1 ? variance * N / (N - 1) : variance);
	return fabs(difference) < 1e-12 ? 0 : copysign(INFINITY, difference);
}

/* What falls with s = log ratio and is zero at the limit. */
static double excess(const struct segbias_two_shares *shares, double s, double z)
{
	return segbias_score_z(shares, exp(s)) - z;
}

/* Zero of the excess between a and b, where it has different signs. Chandrupatla, Advances in Engineering Software 28
 * (1997): inverse quadratic steps where they are safe, else halves. */
static double find_zero(const struct segbias_two_shares *shares, double z, double a, double b)
{
	double fa = excess(shares, a, z);
	double fb = excess(shares, b, z);
	double c, fc;
	double part = .5;
	for (int i = 0; i < STEPS_MAX; i++) {
		double x = a + part * (b - a);
		double fx = excess(shares, x, z);
		if ((fx > 0) == (fa > 0)) {
			c = a, fc = fa;
		} else {
			c = b, fc = fb;
			b = a, fb = fa;
		}
		a = x, fa = fx;
		double best = fabs(fa) < fabs(fb) ? a : b;
		double least = TOLERANCE / fabs(b - a);
		if (least > .5 || fa == 0 || fb == 0 || fabs(b - a) <= 4e-16 * fabs(best))
			return best;
		double xi = (a - b) / (c - b);
		double phi = (fa - fb) / (fc - fb);
		part = .5;
		if (isfinite(fa) && isfinite(fb) && isfinite(fc) && phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)
			part = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb);
		part = fmin(1 - least, fmax(least, part));
	}
	return a;
}

/* The ratio where the z falls to `z`: beyond the estimate in the direction of `sign`. NaN: nowhere. */
static double limit(const struct segbias_two_shares *shares, double z, double sign)
{
	double x1 = fmax(shares->x1, .5);
	double x0 = fmax(shares->x0, .5);
	double start = log(x1 / shares->n1) - log(x0 / shares->n0);
	double width = fabs(z) * sqrt(1 / x1 + 1 / x0);
	double from = start;
	/* With an empty cell the estimate is not the start: z may have passed already. */
	for (int i = 0; i < DOUBLINGS_MAX && excess(shares, from, z) * sign < 0; i++)
		from -= sign * width * ldexp(1, i);
	double step = width;
	for (int i = 0; i < DOUBLINGS_MAX && fabs(from) < 700; i++, step *= 2) {
		double to = from + sign * step;
		if (excess(shares, to, z) * sign <= 0)
			return exp(find_zero(shares, z, from, to));
		from = to;
	}
	return NAN;
}

void segbias_score_limits(const struct segbias_two_shares *shares, double alpha, double *low, double *high)
{
	*low = *high = NAN;
	if (isnan(segbias_score_z(shares, 1)) || !(alpha > 0 && alpha < 1))
		return;
	double z = segbias_normal_upper_quantile(alpha / 2);
	*low = shares->x1 == 0 ? 0 : limit(shares, z, -1);
	*high = shares->x0 == 0 ? NAN : limit(shares, -z, 1);
}
