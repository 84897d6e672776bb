/* Student's t.
 *
 * source: Hill, CACM 13 (1970) as in R qt; GSL's gsl_cdf_tdist_Qinv holds fewer digits. R pt.
 */
#include "stats/stats.h"

#include <math.h>
#define MATHLIB_STANDALONE
#include <Rmath.h>

double segbias_student_upper_quantile(double tail, double df)
{
	if (!(tail > 0 && tail < 1 && df > 0))
		return NAN;
	return isinf(df) ? segbias_normal_upper_quantile(tail) : qt(tail, df, false, false);
}

double segbias_student_upper(double t, double df)
{
	if (isnan(t) || !(df > 0))
		return NAN;
	return isinf(df) ? segbias_normal_upper(t) : pt(t, df, false, false);
}

double segbias_student_tail(double tail, double df)
{
	if (!(tail >= 0 && tail <= 1 && df > 0))
		return NAN;
	if (tail == 0 || tail == 1)
		return tail;
	return segbias_student_upper(segbias_normal_upper_quantile(tail), df);
}
