/* The one test of a ratio, by the kind of reference. */
#include "stats/ratio.h"

#include "stats/stats.h"
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

void segbias_ratio_bound(struct segbias_ratio *ratio)
{
	double x = ratio->k / ratio->n;
	if (ratio->kind != SEGBIAS_KIND_BASE)
		return;
	double most = fmin(ratio->N, fmin(ratio->K / x, (ratio->N - ratio->K) / (1 - x)));
	ratio->n = fmin(ratio->n, most);
	ratio->k = fmin(x * ratio->n, ratio->K);
}

/* The test of a ratio of rho, with k and n as they are under it. */
static const struct segbias_ratio_test *find_at(const struct segbias_ratio *ratio, double rho,
                                                struct segbias_ratio *checked)
{
	const struct segbias_null_weights *weights = &ratio->weights;
	struct segbias_ratio sized = *ratio;
	if (weights->sum > 0) {
		double e = fmin(rho * ratio->r, 1);
		double x = ratio->k / ratio->n;
		sized.n = weights->sum * (weights->count - 1) / weights->count /
		          ((1 - e) * weights->own + e * weights->others);
		sized.k = x * sized.n;
		segbias_ratio_bound(&sized);
	}
	return find(&sized, checked);
}

/* p, of `sides` tails that are as large, from the normal distribution to t. */
static double student(const struct segbias_ratio *ratio, double p, double sides)
{
	bool known = !(ratio->df > 0 && isfinite(ratio->df));
	return known ? fmin(1, p) : sides * segbias_student_tail(fmin(1, p) / sides, ratio->df);
}

double segbias_ratio_p(const struct segbias_ratio *ratio)
{
	struct segbias_ratio checked;
	const struct segbias_ratio_test *test = find_at(ratio, 1, &checked);
	if (!test)
		return NAN;
	/* One value only: there is nothing that could differ. */
	return checked.r >= 1 ? 1 : student(ratio, test->p(&checked), 2);
}

double segbias_ratio_p_greater(const struct segbias_ratio *ratio, double rho)
{
	struct segbias_ratio checked;
	const struct segbias_ratio_test *test = find_at(ratio, rho, &checked);
	if (!test || !(rho >= 0))
		return NAN;
	return rho * checked.r >= 1 ? 1 : student(ratio, test->p_greater(&checked, rho), 1);
}

/* Whether no share can be rho times the reference's: not where that is an estimate, as the true one may be lower. */
static bool is_beyond(const struct segbias_ratio *ratio, double rho)
{
	bool estimated = ratio->kind == SEGBIAS_KIND_SAMPLE || (ratio->kind == SEGBIAS_KIND_MARGIN && ratio->se > 0);
	return !estimated && rho * ratio->r >= 1;
}

double segbias_ratio_p_less(const struct segbias_ratio *ratio, double rho)
{
	struct segbias_ratio checked;
	const struct segbias_ratio_test *test = find_at(ratio, rho, &checked);
	if (!test || !(rho >= 0))
		return NAN;
	return is_beyond(&checked, rho) ? 0 : student(ratio, test->p_less(&checked, rho), 1);
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
	if (ratio->df > 0 && isfinite(ratio->df))
		alpha = 2 * segbias_normal_upper(segbias_student_upper_quantile(alpha / 2, ratio->df));
	test->limits(&checked, alpha, limit);
	*low = 100 * limit[0];
	*high = 100 * limit[1];
}
