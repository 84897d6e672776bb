/* Ratio against a published share with a standard error: z, with the variance under the null.
 *
 * source: U.S. Census Bureau, Understanding and Using ACS Data (2020), chapters 7 and 8, for z with margins of error.
 */
#include "stats/ratio.h"

#include "stats/stats.h"
#include <math.h>

/* z of share / r = rho; 0 where there is no variance and no difference. */
static double z_of(const struct segbias_ratio *ratio, double rho)
{
	double e = rho * ratio->r;
	double se = rho * (ratio->se > 0 ? ratio->se : 0);
	double variance = fmax(e * (1 - e), 0) / ratio->n + se * se;
	double difference = ratio->k / ratio->n - e;
	if (variance > 0)
		return difference / sqrt(variance);
	return fabs(difference) < 1e-12 ? 0 : copysign(INFINITY, difference);
}

static double p_greater(const struct segbias_ratio *ratio, double rho)
{
	return segbias_normal_upper(z_of(ratio, rho));
}

static double p_less(const struct segbias_ratio *ratio, double rho)
{
	return segbias_normal_upper(-z_of(ratio, rho));
}

static double p_two_sided(const struct segbias_ratio *ratio)
{
	return 2 * segbias_normal_upper(fabs(z_of(ratio, 1)));
}

/* The roots of (x - rho r)^2 = z^2 (rho r (1 - rho r) / n + rho^2 se^2), a quadratic a rho^2 - b rho + x^2. Beyond
 * rho r = 1 the binomial part is zero and the equation linear. */
static void limits(const struct segbias_ratio *ratio, double alpha, double limit[2])
{
	double z = segbias_normal_upper_quantile(alpha / 2);
	double x = ratio->k / ratio->n;
	double r = ratio->r;
	double se = z * (ratio->se > 0 ? ratio->se : 0);
	double c = z * z / ratio->n;
	double a = r * r * (1 + c) - se * se;
	double b = r * (2 * x + c);
	/* b^2 - 4 a x^2 as a sum in which nothing cancels. */
	double root = sqrt(c * r * r * (4 * x * (1 - x) + c) + 4 * x * x * se * se);
	limit[0] = x == 0 ? 0 : 2 * x * x / (b + root);
	limit[1] = (b + root) / (2 * a);
	if (!(a > 0 && limit[1] * r <= 1))
		limit[1] = r > se ? x / (r - se) : NAN;
}

const struct segbias_ratio_test segbias_ratio_margin = {p_two_sided, p_greater, p_less, limits};
