/* Ratio against a population that is known exactly: binomial.
 *
 * source: Clopper and Pearson (1934); R binom.test. Weighted: Korn and Graubard, Survey Methodology 24 (1998), the
 * incomplete beta at effective sizes.
 */
#include "stats/ratio.h"

#include "stats/stats.h"
#include <math.h>

static double p_greater(const struct segbias_ratio *ratio, double rho)
{
	double p = rho * ratio->r;
	if (ratio->whole)
		return segbias_binomial_upper(ratio->k, ratio->n, p);
	return ratio->k == 0 ? 1 : segbias_beta_lower(p, ratio->k, ratio->n - ratio->k + 1);
}

static double p_less(const struct segbias_ratio *ratio, double rho)
{
	double p = rho * ratio->r;
	if (ratio->whole)
		return segbias_binomial_lower(ratio->k, ratio->n, p);
	return ratio->k == ratio->n ? 1 : segbias_beta_upper(p, ratio->k + 1, ratio->n - ratio->k);
}

static double p_two_sided(const struct segbias_ratio *ratio)
{
	if (ratio->whole)
		return segbias_binomial_two_sided(ratio->k, ratio->n, ratio->r);
	return 2 * fmin(p_greater(ratio, 1), p_less(ratio, 1));
}

static void limits(const struct segbias_ratio *ratio, double alpha, double limit[2])
{
	(void)alpha;
	limit[0] /= ratio->r;
	limit[1] /= ratio->r;
}

const struct segbias_ratio_test segbias_ratio_population = {p_two_sided, p_greater, p_less, limits};
