/* Tail of chi-squared.
 *
 * source: R pchisq. gsl_cdf_chisq_Q is as accurate (3e-13), but calls GSL's handler, which aborts, from about df = 2e6.
 */
#include "stats/stats.h"

#include <math.h>
#define MATHLIB_STANDALONE
#include <Rmath.h>

double segbias_chi2_upper(double chi2, double df)
{
	if (isnan(chi2) || !(df > 0) || isinf(df))
		return NAN;
	return chi2 <= 0 ? 1 : pchisq(chi2, df, false, false);
}
