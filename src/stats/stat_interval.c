/* Intervals of a share.
 *
 * source: Clopper and Pearson, Biometrika 26 (1934); Wilson, JASA 22 (1927).
 */
#include "stats/stats.h"

#include <math.h>

/* k_eff = x n_eff may be an ulp over n_eff. */
static const double ROUNDING = 1e-12;

static bool valid(double k, double n, double alpha)
{
	return n > 0 && isfinite(n) && k >= 0 && k <= n * (1 + ROUNDING) && alpha > 0 && alpha < 1;
}

void segbias_interval_exact(double k, double n, double alpha, double *low, double *high)
{
	*low = *high = NAN;
	if (!valid(k, n, alpha))
		return;
	k = fmin(k, n);
	*low = k == 0 ? 0 : segbias_beta_quantile(alpha / 2, k, n - k + 1);
	*high = k == n ? 1 : segbias_beta_quantile_upper(alpha / 2, k + 1, n - k);
}

void segbias_interval_wilson(double k, double n, double alpha, double *low, double *high)
{
	*low = *high = NAN;
	if (!valid(k, n, alpha))
		return;
	double z = segbias_normal_upper_quantile(alpha / 2);
	k = fmin(k, n);
	double x = k / n;
	double c = z * z / n;
	double root = z * sqrt(x * (1 - x) / n + c / (4 * n));
	*high = k == n ? 1 : (x + c / 2 + root) / (1 + c);
	/* The product of the limits is x^2 / (1 + c): no digits cancel where k is small. */
	*low = k == 0 ? 0 : x * x / (x + c / 2 + root);
}
