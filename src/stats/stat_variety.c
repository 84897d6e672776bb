#include "stats/stats.h"

#include <gsl/gsl_sf_psi.h>
#include <math.h>
#include <stdlib.h>

static double total_of(const double counts[], size_t count)
{
	double n = 0;
	for (size_t i = 0; i < count; i++)
		n += counts[i];
	return n;
}

double segbias_variety_same(const double counts[], size_t count)
{
	double n = total_of(counts, count);
	double pairs = 0;
	for (size_t i = 0; i < count; i++)
		pairs += counts[i] * (counts[i] - 1);
	return n >= 2 ? pairs / (n * (n - 1)) : NAN;
}

/* (1 - a)^(1 - n) (-ln a - sum of (1 - a)^r / r over r < n), which is the sum of (1 - a)^j / (n - 1 + j) over j >= 1: the first where
 * little is lost in the difference, the second where its terms are few. */
static double unseen(double a, double n)
{
	const double plain = 5;
	double x = 1 - a;
	double sum = 0;
	double power = 1;
	if (n * a < plain) {
		double r = 1;
		while (r < n) {
			power *= x;
			sum += power / r++;
		}
		return (-log(a) - sum) / power;
	}
	for (double j = 1; power > 0; j++) {
		power *= x;
		double before = sum;
		sum += power / (n - 1 + j);
		if (sum == before)
			break;
	}
	return sum;
}

double segbias_variety_entropy(const double counts[], size_t count)
{
	double n = total_of(counts, count);
	double entropy = 0;
	double once = 0;
	double twice = 0;
	if (!(n >= 1))
		return NAN;
	for (size_t i = 0; i < count; i++) {
		once += counts[i] == 1;
		twice += counts[i] == 2;
		if (counts[i] > 0)
			entropy += counts[i] / n * (gsl_sf_psi(n) - gsl_sf_psi(counts[i]));
	}
	double a = twice > 0 ? 2 * twice / ((n - 1) * once + 2 * twice) : 2 / ((n - 1) * (once - 1) + 2);
	return once > 0 && a < 1 ? entropy + once / n * unseen(a, n) : entropy;
}

static double shrunk(double p, double q)
{
	static const double RAW = .01;
	return log(p / ((1 - RAW) * q + RAW * p));
}

double segbias_variety_divergence(const double chosen[], const double shown[], size_t count)
{
	double h = total_of(chosen, count);
	double n = total_of(shown, count);
	double sum = 0;
	if (!(h > 0) || !(n > 0))
		return NAN;
	for (size_t i = 0; i < count; i++)
		if (chosen[i] > 0)
			sum += chosen[i] / h * shrunk(chosen[i] / h, shown[i] / n);
	return sum;
}

/* The mean of shrunk(p, x / n) over x of n with the chance p: from the likeliest x on both ways, until nothing is left. */
static double expected(double p, double n)
{
	static const double NOTHING = 1e-20;
	if (p >= 1)
		return 0;
	double mode = floor((n + 1) * p);
	mode = mode > n ? n : mode;
	double first =
	    exp(lgamma(n + 1) - lgamma(mode + 1) - lgamma(n - mode + 1) + mode * log(p) + (n - mode) * log1p(-p));
	double chance = first;
	double sum = 0;
	double all = 0;
	double x = mode;
	while (x <= n && chance > NOTHING) {
		all += chance;
		sum += chance * shrunk(p, x / n);
		chance *= (n - x) / (x + 1) * p / (1 - p);
		x++;
	}
	chance = first;
	x = mode;
	while (x >= 1) {
		chance *= x / (n - x + 1) * (1 - p) / p;
		if (!(chance > NOTHING))
			break;
		x--;
		all += chance;
		sum += chance * shrunk(p, x / n);
	}
	return sum / all; /* what the first of them is in error by, all are */
}

double segbias_variety_divergence_chance(const double chosen[], size_t count, double n)
{
	double h = total_of(chosen, count);
	double sum = 0;
	if (!(h > 0) || !(n >= 1))
		return NAN;
	for (size_t i = 0; i < count; i++)
		if (chosen[i] > 0)
			sum += chosen[i] / h * expected(chosen[i] / h, n);
	return sum;
}

double segbias_gini(const double rising[], size_t count)
{
	double sum = 0;
	double ranked = 0;
	for (size_t i = 0; i < count; i++) {
		sum += rising[i];
		ranked += (2 * (double)(i + 1) - (double)count - 1) * rising[i];
	}
	return sum > 0 ? ranked / ((double)count * sum) : NAN;
}
