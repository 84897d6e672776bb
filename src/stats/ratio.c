/* The one test of a ratio, by the kind of reference. */
#include "stats/ratio.h"

#include <math.h>
#include <stddef.h>

static const struct segbias_ratio_test *const TESTS[] = {
    [SEGBIAS_KIND_POPULATION] = &segbias_ratio_population,
    [SEGBIAS_KIND_SAMPLE] = &segbias_ratio_sample,
    [SEGBIAS_KIND_MARGIN] = &segbias_ratio_margin,
    [SEGBIAS_KIND_BASE] = &segbias_ratio_base,
};

/* The test of the ratio; *checked is the ratio with k within 0..n. NULL: undefined. */
static const struct segbias_ratio_test *find(const struct segbias_ratio *ratio, struct segbias_ratio *checked)
{
	*checked = *ratio;
	if (!(ratio->n > 0 && ratio->r > 0) || isinf(ratio->n) || isnan(ratio->k) || isinf(ratio->r))
		return NULL;
	/* k_eff = x n_eff may be an ulp outside. */
	checked->k = fmin(fmax(ratio->k, 0), ratio->n);
	checked->r = fmin(ratio->r, 1);
	checked->whole = ratio->whole && checked->k == floor(checked->k) && ratio->n == floor(ratio->n);
	return TESTS[ratio->kind];
}

double segbias_ratio_p(const struct segbias_ratio *ratio)
{
	struct segbias_ratio checked;
	const struct segbias_ratio_test *test = find(ratio, &checked);
	if (!test)
		return NAN;
	/* One value only: there is nothing that could differ. */
	return checked.r >= 1 ? 1 : fmin(1, test->p(&checked));
}

double segbias_ratio_p_greater(const struct segbias_ratio *ratio, double rho)
{
	struct segbias_ratio checked;
	const struct segbias_ratio_test *test = find(ratio, &checked);
	if (!test || !(rho >= 0))
		return NAN;
	return rho * checked.r >= 1 ? 1 : fmin(1, test->p_greater(&checked, rho));
}

double segbias_ratio_p_less(const struct segbias_ratio *ratio, double rho)
{
	struct segbias_ratio checked;
	const struct segbias_ratio_test *test = find(ratio, &checked);
	if (!test || !(rho >= 0))
		return NAN;
	return rho * checked.r >= 1 ? 0 : fmin(1, test->p_less(&checked, rho));
}

void segbias_ratio_index(const struct segbias_ratio *ratio, double alpha, double share_low, double share_high,
                         double *low, double *high)
{
	*low = *high = NAN;
	struct segbias_ratio checked;
	const struct segbias_ratio_test *test = find(ratio, &checked);
	if (!test || !(alpha > 0 && alpha < 1))
		return;
	double limit[2] = {share_low, share_high};
	test->limits(&checked, alpha, limit);
	*low = 100 * limit[0];
	*high = 100 * limit[1];
}
