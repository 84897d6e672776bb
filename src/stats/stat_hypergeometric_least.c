/* At least how large the p of Fisher's exact test is, where most of many tests need not be reckoned: the density of what was found, which
 * is the least part of the tail.
 *
 * source: Stirling's series of log n!, NIST Digital Library of Mathematical Functions 5.11.1.
 */
#include "stats/stats.h"

#include <float.h>
#include <math.h>

void segbias_log_factorials_init(struct segbias_log_factorials *out)
{
	long double sum = 0;
	out->of[0] = 0;
	for (int i = 1; i < SEGBIAS_LOG_FACTORIALS; i++) {
		sum += logl(i);
		out->of[i] = (double)sum;
	}
}

static double log_factorial(const struct segbias_log_factorials *table, double n)
{
	static const double HALF_LOG_2_PI = 0.91893853320467274178;
	if (n < SEGBIAS_LOG_FACTORIALS)
		return table->of[(size_t)n];
	/* From the table's end on the next term is below 1e-18. */
	return (n + .5) * log(n) - n + HALF_LOG_2_PI + (1 / 12. - 1 / 360. / n / n) / n;
}

double segbias_hypergeometric_two_sided_least(const struct segbias_log_factorials *table, double k, double n, double N,
                                              double K)
{
	/* Nine logarithms of factorials, each rounded some times, and what the exact tail is itself rounded by. */
	static const double SLACK = 1e-9;
	bool inside = k >= 0 && k <= n && k <= K && n - k <= N - K && N < 1 / DBL_EPSILON;
	if (!inside)
		return 0;
	double ways = log_factorial(table, K) - log_factorial(table, k) - log_factorial(table, K - k) +
	              log_factorial(table, N - K) - log_factorial(table, n - k) - log_factorial(table, N - K - n + k);
	double all = log_factorial(table, N) - log_factorial(table, n) - log_factorial(table, N - n);
	double rounding = SLACK + 64 * DBL_EPSILON * log_factorial(table, N);
	return exp(ways - all - rounding);
}
