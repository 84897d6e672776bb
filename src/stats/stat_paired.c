#include "stats/stats.h"

#include <math.h>

/* t of the mean of x - rho y. Without spread NaN; where nobody differs at all, 0. */
static double t_of(const struct segbias_pairs *pairs, double rho)
{
	static const double NONE = 1e-13; /* what rounding leaves of no variance */
	double mean = pairs->x - rho * pairs->y;
	double parts = pairs->xx + rho * rho * pairs->yy;
	double variance = parts - 2 * rho * pairs->xy;
	if (!(pairs->n >= 2) || !(parts > 0))
		return NAN;
	if (variance <= NONE * parts)
		return fabs(mean) <= NONE * pairs->x ? 0 : NAN;
	return mean / sqrt(variance / pairs->n);
}

double segbias_paired_greater(const struct segbias_pairs *pairs, double rho)
{
	return segbias_student_upper(t_of(pairs, rho), pairs->n - 1);
}

double segbias_paired_less(const struct segbias_pairs *pairs, double rho)
{
	return segbias_student_upper(-t_of(pairs, rho), pairs->n - 1);
}

double segbias_paired_p(const struct segbias_pairs *pairs)
{
	return 2 * segbias_student_upper(fabs(t_of(pairs, 1)), pairs->n - 1);
}

void segbias_paired_limits(const struct segbias_pairs *pairs, double alpha, double *low, double *high)
{
	*low = *high = NAN;
	if (!(pairs->n >= 2) || !(pairs->y > 0) || !(pairs->xx + pairs->yy > 0))
		return;
	/* (x - rho y)^2 = g (xx - 2 rho xy + rho^2 yy), a quadratic in rho. */
	double t = segbias_student_upper_quantile(alpha / 2, pairs->n - 1);
	double g = t * t / pairs->n;
	double a = pairs->y * pairs->y - g * pairs->yy;
	double b = pairs->x * pairs->y - g * pairs->xy;
	double c = pairs->x * pairs->x - g * pairs->xx;
	double root = sqrt(fmax(0, b * b - a * c));
	*low = c > 0 ? c / (b + root) : 0;
	if (a > 0)
		*high = (b + root) / a;
}
