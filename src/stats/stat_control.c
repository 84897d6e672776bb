#include "stats/stats.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* Mean of the range of two normal numbers, in standard deviations. */
static const double D2 = 1.128379167095513; /* 2 / sqrt(pi) */
static const double MOVING_RANGE_DF = 0.62; /* degrees of freedom that a moving range more is worth */

/* Laney's sigma_z: of the periods' x[count] of n[count] (n > 0), in order of time, standardised by binomial errors about the
 * centre, the mean moving range by 2 / sqrt(pi). 1 below SEGBIAS_CONTROL_PERIODS periods, and where it is less.
 * source: Laney, Quality Engineering 14 (2002). */
static double spread_of(const double *x, const double *n, size_t count, double centre)
{
	double ranges = 0;
	double before = NAN;
	if (count < SEGBIAS_CONTROL_PERIODS || !(centre > 0 && centre < 1))
		return 1;
	for (size_t i = 0; i < count; i++) {
		double z = (x[i] / n[i] - centre) / sqrt(centre * (1 - centre) / n[i]);
		if (i)
			ranges += fabs(z - before);
		before = z;
	}
	return fmax(1, ranges / (double)(count - 1) / D2);
}

struct segbias_control_limits segbias_control_limits(const double *x, const double *n, size_t count, double n_now)
{
	static const double WIDTH = 3; /* standard errors */
	struct segbias_control_limits out = {NAN, NAN, NAN, NAN, 0, 0};
	for (size_t i = 0; i < count; i++) {
		out.x += x[i];
		out.n += n[i];
	}
	if (!(out.n > 0) || !(n_now > 0))
		return out;
	out.centre = out.x / out.n;
	out.spread = spread_of(x, n, count, out.centre);
	double half = WIDTH * out.spread * sqrt(out.centre * (1 - out.centre) * (1 / n_now + 1 / out.n));
	out.low = fmax(0, out.centre - half);
	out.high = fmin(1, out.centre + half);
	return out;
}

void segbias_control_spread(const struct segbias_control_limits *limits, size_t count, double alpha, double *low,
                            double *high)
{
	double df = MOVING_RANGE_DF * (double)(count - 1);
	*low = *high = NAN;
	if (!(limits->spread > 1) || count < SEGBIAS_CONTROL_PERIODS || !(alpha > 0 && alpha < 1))
		return;
	*low = fmax(1, limits->spread * sqrt(df / gsl_cdf_chisq_Qinv(alpha / 2, df)));
	*high = limits->spread * sqrt(df / gsl_cdf_chisq_Pinv(alpha / 2, df));
}

double segbias_control_p(const struct segbias_control_limits *limits, size_t count, double x_now, double n_now,
                         bool whole)
{
	const struct segbias_share_change change = {
	    .shares = {x_now, n_now, limits->x, limits->n}, .whole = whole, .ratio = 1};
	double p = segbias_change_p(&change);
	if (!(limits->spread > 1))
		return p;
	double error = limits->spread * sqrt(limits->centre * (1 - limits->centre) * (1 / n_now + 1 / limits->n));
	double t = fabs(x_now / n_now - limits->centre) / error;
	double wide = 2 * segbias_student_upper(t, MOVING_RANGE_DF * (double)(count - 1));
	return isnan(wide) ? p : fmax(p, fmin(1, wide));
}
