/* Score test of the ratio of two independent shares, the same corrected for skewness, and limits.
 *
 * source: Miettinen and Nurminen, Statistics in Medicine 4 (1985) 213-226, with their variance factor N / (N - 1); Gart
 * and Nam, Biometrics 44 (1988) 323-338, for the correction.
 */
#include "stats/stats.h"

#include <math.h>

/* Ratios beyond are none. */
static const double LOG_RATIO_MAX = 600;
enum { DOUBLINGS_MAX = 60 };

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

/* The score and what corrects it, all as shares of the larger of 1 and the ratio, so that nothing overflows. */
struct score {
	double difference, variance, third; /* the third central moment */
};

/* false: out of the domain. */
static bool score_of(const struct segbias_two_shares *shares, double ratio, struct score *out)
{
	double x1 = shares->x1, n1 = shares->n1, x0 = shares->x0, n0 = shares->n0;
	if (!(n1 > 0 && n0 > 0 && x1 >= 0 && x0 >= 0 && x1 <= n1 && x0 <= n0 && ratio >= 0 && isfinite(ratio)))
		return false;
	struct null_shares null = null_of(shares, ratio);
	double N = n1 + n0;
	double unit = fmax(ratio, 1);
	double own = 1 / (n1 * unit);
	double other = ratio / unit / n0;
	double variance = null.p1 * null.q1 * own * own * n1 + null.p0 * null.q0 * other * other * n0;
	*out = (struct score){
	    .difference = difference_of(shares, ratio) / unit,
	    .variance = N > 1 ? variance * N / (N - 1) : variance,
	    .third = null.p1 * null.q1 * (null.q1 - null.p1) * own * own * own * n1 -
	             null.p0 * null.q0 * (null.q0 - null.p0) * other * other * other * n0,
	};
	return true;
}

/* Where there is no variance. */
static double certain(double difference)
{
	return fabs(difference) < 1e-12 ? 0 : copysign(INFINITY, difference);
}

double segbias_score_z(const struct segbias_two_shares *shares, double ratio)
{
	struct score score;
	if (!score_of(shares, ratio, &score))
		return NAN;
	return score.variance > 0 ? score.difference / sqrt(score.variance) : certain(score.difference);
}

/* z of T = z + g (z^2 - 1); where there is none, the z at which T turns, which is nearer to 0. */
static double corrected(double T, double g)
{
	double square = 1 + 4 * g * (T + g);
	if (square < 0)
		return -1 / (2 * g);
	double root = isfinite(square) ? sqrt(square) : 2 * sqrt(fabs(g)) * sqrt(fabs(T + g));
	return 2 * (T + g) / (1 + root);
}

double segbias_score_corrected(const struct segbias_two_shares *shares, double ratio)
{
	struct score score;
	if (!score_of(shares, ratio, &score))
		return NAN;
	if (!(score.variance > 0))
		return certain(score.difference);
	double deviation = sqrt(score.variance);
	double T = score.difference / deviation;
	double g = score.third / score.variance / deviation / 6;
	double z = corrected(T, g);
	return isnan(z) ? T : z;
}

struct target {
	const struct segbias_two_shares *shares;
	double z;
};

/* What falls with s = log ratio and is zero at the limit. */
static double excess(const void *parameters, double s)
{
	const struct target *target = parameters;
	return segbias_score_corrected(target->shares, exp(s)) - target->z;
}

/* The ratio where the z falls to `z`: beyond the estimate in the direction of `sign`. NaN: nowhere. */
static double limit(const struct segbias_two_shares *shares, double z, double sign)
{
	double x1 = fmax(shares->x1, .5);
	double x0 = fmax(shares->x0, .5);
	struct target target = {shares, z};
	double from = log(x1 / shares->n1) - log(x0 / shares->n0);
	double width = fabs(z) * sqrt(1 / x1 + 1 / x0);
	if (excess(&target, from) * sign < 0) {
		/* A small z has passed already; the interval holds the estimate. */
		if (shares->x1 > 0 && shares->x0 > 0)
			return exp(from);
		/* With an empty cell the estimate is not the start. */
		for (int i = 0; i < DOUBLINGS_MAX && excess(&target, from) * sign < 0; i++)
			from -= sign * width * ldexp(1, i);
	}
	double step = width;
	for (int i = 0; i < DOUBLINGS_MAX && fabs(from) < LOG_RATIO_MAX; i++, step *= 2) {
		double to = from + sign * step;
		if (excess(&target, to) * sign <= 0)
			return exp(segbias_root(excess, &target, from, to));
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
	if (isnan(*low)) /* of few records no ratio is that unlikely */
		*low = 0;
	*high = shares->x0 == 0 ? NAN : limit(shares, -z, 1);
}
