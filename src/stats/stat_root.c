/* Zero of a function between two points where it has different signs.
 *
 * source: Chandrupatla, Advances in Engineering Software 28 (1997): inverse quadratic steps where they are safe, else
 * halves.
 */
#include "stats/stats.h"

#include <math.h>

static const double TOLERANCE = 1e-13;
enum { STEPS_MAX = 200 };

double segbias_root(double (*function)(const void *, double), const void *parameters, double a, double b)
{
	double fa = function(parameters, a);
	double fb = function(parameters, b);
	double c, fc;
	double part = .5;
	for (int i = 0; i < STEPS_MAX; i++) {
		double x = a + part * (b - a);
		double fx = function(parameters, x);
		if ((fx > 0) == (fa > 0)) {
			c = a, fc = fa;
		} else {
			c = b, fc = fb;
			b = a, fb = fa;
		}
		a = x, fa = fx;
		double best = fabs(fa) < fabs(fb) ? a : b;
		double least = TOLERANCE / fabs(b - a);
		if (least > .5 || fa == 0 || fb == 0 || fabs(b - a) <= 4e-16 * fabs(best))
			return best;
		double xi = (a - b) / (c - b);
		double phi = (fa - fb) / (fc - fb);
		part = .5;
		if (isfinite(fa) && isfinite(fb) && isfinite(fc) && phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)
			part = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb);
		part = fmin(1 - least, fmax(least, part));
	}
	return a;
}
