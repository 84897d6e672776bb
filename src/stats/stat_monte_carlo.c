/* p of Pearson's chi2 by Monte Carlo: what its tests share.
 *
 * source: Hope, JRSS B 30 (1968) for (1 + b) / (1 + B); Besag and Clifford, Biometrika 78 (1991), for stopping; R
 * chisq.test(simulate.p.value = TRUE) for ties.
 */
#include "stats/monte_carlo.h"

#include <float.h>
#include <math.h>

bool segbias_is_count(double value)
{
	return value >= 0 && value <= SEGBIAS_COUNT_MAX && value == floor(value);
}

double segbias_monte_carlo_tie(size_t values)
{
	return (64 + (double)values) * DBL_EPSILON;
}

double segbias_monte_carlo_least(double chi2, double n, size_t values)
{
	double error = segbias_monte_carlo_tie(values) * chi2 + 8 * DBL_EPSILON * sqrt(n * fmax(0, chi2));
	return isinf(chi2) ? chi2 : chi2 - error;
}

/* Stopped early, (1 + b) / (1 + B) would be too small. */
double segbias_reached_p(const struct segbias_reached *reached, const struct segbias_monte_carlo *draws)
{
	if (reached->stopped)
		return (double)reached->extreme / (double)reached->drawn;
	return (1 + (double)reached->extreme) / (1 + (double)draws->replicates);
}

bool segbias_reached_add(struct segbias_reached *reached, bool extreme, const struct segbias_monte_carlo *draws)
{
	reached->drawn++;
	reached->extreme += extreme;
	reached->stopped = draws->stop > 0 && reached->extreme == draws->stop;
	return reached->stopped || reached->drawn >= draws->replicates ||
	       (reached->enough > 0 && reached->extreme >= reached->enough);
}
