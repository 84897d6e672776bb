/* Sample size for a share against the edge of the tolerance band, and the normal quantile.
 *
 * source: Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., 2.5 (one sample).
 */
#include "stats/stats.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* P(Z > z) of 80 % power. */
static const double POWER_TAIL = .2;
/* A share this close to the edge (relative) is at it. */
static const double EDGE = 1e-12;
static const double COUNT_MAX = 9007199254740992.;

double segbias_normal_upper_quantile(double tail)
{
	if (!(tail >= 0 && tail <= 1))
		return NAN;
	return gsl_cdf_ugaussian_Qinv(tail);
}

/* The edge that the index x / r has to be told from; a share of 1 or more is none. NaN: no candidate. */
static double edge_of(double x, double r, double low, double high)
{
	double index = x / r;
	bool lower = index < low || (index <= high && fabs(index - low) <= fabs(high - index));
	double edge = lower ? low : high;
	if (r * edge >= 1)
		edge = lower ? high : low;
	return r * edge >= 1 ? NAN : edge;
}

double segbias_power_n_needed(double x, double r, double low, double high, double alpha)
{
	if (!(x >= 0 && x <= 1 && r > 0 && low > 0 && high >= low && alpha > 0 && alpha < 1))
		return NAN;
	double e = r * edge_of(x, r, low, high);
	if (isnan(e) || fabs(x - e) <= EDGE * e)
		return NAN;
	double z_alpha = segbias_normal_upper_quantile(alpha / 2);
	double z_power = segbias_normal_upper_quantile(POWER_TAIL);
	double root = (z_alpha * sqrt(e * (1 - e)) + z_power * sqrt(x * (1 - x))) / (x - e);
	double n = ceil(root * root);
	return n <= COUNT_MAX ? n : NAN;
}

double segbias_normal_upper(double z)
{
	return isnan(z) ? NAN : gsl_cdf_ugaussian_Q(z);
}
