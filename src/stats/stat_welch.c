#include "stats/stats.h"

#include <math.h>

/* The variance of x - rho y, and Satterthwaite's degrees of freedom of it. */
static double variance_of(const struct segbias_mean *x, const struct segbias_mean *y, double rho, double *df)
{
	double a = x->variance / x->n;
	double b = rho * rho * y->variance / y->n;
	*df = (a + b) * (a + b) / (a * a / (x->n - 1) + b * b / (y->n - 1));
	return a + b;
}

static double t_of(const struct segbias_mean *x, const struct segbias_mean *y, double rho, double *df)
{
	bool known = x->n >= 2 && y->n >= 2 && x->variance >= 0 && y->variance >= 0 && rho >= 0;
	double variance = known ? variance_of(x, y, rho, df) : 0;
	return variance > 0 ? (x->mean - rho * y->mean) / sqrt(variance) : NAN;
}

double segbias_welch_greater(const struct segbias_mean *x, const struct segbias_mean *y, double rho)
{
	double df = NAN;
	double t = t_of(x, y, rho, &df);
	return segbias_student_upper(t, df);
}

double segbias_welch_less(const struct segbias_mean *x, const struct segbias_mean *y, double rho)
{
	double df = NAN;
	double t = t_of(x, y, rho, &df);
	return segbias_student_upper(-t, df);
}

double segbias_welch_p(const struct segbias_mean *x, const struct segbias_mean *y)
{
	double df = NAN;
	double t = t_of(x, y, 1, &df);
	return 2 * segbias_student_upper(fabs(t), df);
}

struct limit {
	const struct segbias_mean *x, *y;
	double tail;
	bool upper;
};

static double beyond(const void *parameters, double rho)
{
	const struct limit *limit = parameters;
	return (limit->upper ? segbias_welch_less(limit->x, limit->y, rho)
	                     : segbias_welch_greater(limit->x, limit->y, rho)) -
	       limit->tail;
}

void segbias_welch_limits(const struct segbias_mean *x, const struct segbias_mean *y, double alpha, double *low,
                          double *high)
{
	const double most = 1e6;
	const double least = 1e-9; /* at 0 itself an x without spread has none at all */
	double ratio = x->mean / y->mean;
	struct limit limit = {x, y, alpha / 2, false};
	*low = *high = NAN;
	if (!(ratio > 0) || !isfinite(ratio) || isnan(beyond(&limit, ratio)))
		return;
	*low = beyond(&limit, least * ratio) < 0 ? segbias_root(beyond, &limit, least * ratio, ratio) : 0;
	limit.upper = true;
	double end = 2 * ratio;
	while (beyond(&limit, end) > 0 && end < most * ratio)
		end *= 2;
	if (beyond(&limit, end) <= 0)
		*high = segbias_root(beyond, &limit, ratio, end);
}

void segbias_mean_limits(const struct segbias_mean *x, double alpha, double *low, double *high)
{
	double half = x->n >= 2 ? segbias_student_upper_quantile(alpha / 2, x->n - 1) * sqrt(x->variance / x->n) : NAN;
	*low = x->mean - half;
	*high = x->mean + half;
}
