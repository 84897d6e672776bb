/* Distances between the shares of a file and those of the reference.
 *
 * Every sum is written in terms that are each zero where the shares agree and keep their relative accuracy where they
 * nearly do: x ln(x / r) summed as it stands loses half of the digits there.
 *
 * source: Cohen (1988) for w; Ben-Shachar et al., Mathematics 11 (2023) for fei; Lin (1991) for Jensen-Shannon;
 * Siddiqi (2006) for PSI; Austin (2009) for standardised differences.
 */
#include "stats/stats.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_log.h>
#include <math.h>

/* PSI has no value for an empty share: every share is raised to this. */
static const double PSI_SHARE_MIN = 1e-4;

double segbias_distance_chi2(const double *count, const double *reference, size_t values, double n)
{
	double sum = 0;
	for (size_t v = 0; v < values; v++) {
		double gap = count[v] / n - reference[v];
		sum += gap * gap / reference[v];
	}
	return n * sum;
}

/* x ln(x / r) - (x - r); the second part sums to zero. */
static double divergence_term(double x, double r)
{
	if (x == 0)
		return r;
	double u = (x - r) / r;
	if (fabs(u) > .5)
		return x * log(x / r) - (x - r);
	/* (1 + u) ln(1 + u) - u, with ln(1 + u) - u in one piece. */
	return r * ((1 + u) * gsl_sf_log_1plusx_mx(u) + u * u);
}

/* x ln(x / m) + r ln(r / m) with m the mean. */
static double jensen_term(double x, double r)
{
	if (x == 0)
		return r * log(2);
	double m = (x + r) / 2;
	double d = (x - r) / (x + r);
	if (fabs(d) > .5)
		return x * log(x / m) + r * log(r / m);
	return m * (log1p(-d * d) + 2 * d * atanh(d));
}

static double psi_term(double x, double r)
{
	x = fmax(x, PSI_SHARE_MIN);
	r = fmax(r, PSI_SHARE_MIN);
	double gap = x - r;
	return gap * (fabs(gap) < r / 2 ? log1p(gap / r) : log(x / r));
}

static bool valid(const double *count, const double *reference, size_t values, double n)
{
	for (size_t v = 0; v < values; v++)
		if (!(count[v] >= 0 && reference[v] > 0))
			return false;
	return n > 0 && isfinite(n);
}

void segbias_distance(const double *count, const double *reference, size_t values, struct segbias_distance *out)
{
	*out = (struct segbias_distance){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
	double n = 0;
	for (size_t v = 0; v < values; v++)
		n += count[v];
	if (!valid(count, reference, values, n))
		return;
	double tvd = 0, noise = 0, jensen = 0, divergence = 0, hellinger = 0, psi = 0, asmd = 0;
	double r_min = INFINITY;
	/* What is at most 1 may be above it by rounding, where all records have the rarest value. */
	for (size_t v = 0; v < values; v++) {
		double r = reference[v];
		double x = count[v] / n;
		double gap = x - r;
		double root = gap / (sqrt(x) + sqrt(r));
		tvd += fabs(gap);
		noise += sqrt(fmax(r * (1 - r), 0) / (2 * M_PI * n));
		jensen += jensen_term(x, r);
		divergence += divergence_term(x, r);
		hellinger += root * root;
		psi += psi_term(x, r);
		asmd += r < 1 ? fabs(gap) / sqrt(r * (1 - r)) : NAN;
		r_min = fmin(r_min, r);
	}
	out->chi2 = segbias_distance_chi2(count, reference, values, n);
	out->w = sqrt(out->chi2 / n);
	out->fei = r_min < 1 ? fmin(out->w / sqrt(1 / r_min - 1), 1) : NAN;
	out->g = 2 * n * divergence;
	out->tvd = fmin(tvd / 2, 1);
	out->tvd_noise = noise;
	out->js_bits = fmin(jensen / 2 / log(2), 1);
	out->kl_bits = divergence / log(2);
	out->hellinger = fmin(sqrt(hellinger / 2), 1);
	out->psi = psi;
	out->asmd = asmd / (double)values;
	out->expected_min = n * r_min;
}
