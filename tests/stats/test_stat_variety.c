#include "stats/stats.h"

#include <criterion/criterion.h>
#include <math.h>

#define TOLERANCE 1e-9

enum { MOST = 201 };

static void expect_near(double got, double wanted, size_t row)
{
	cr_expect(fabs(got - wanted) <= TOLERANCE * fmax(1, fabs(wanted)), "row %zu: %.17g, not %.17g", row, got,
	          wanted);
}

/* scripts/oracle/risks_items.py: the terms from n on, added up one by one. */
Test(stat_variety, entropy_of_its_formula)
{
	static const struct {
		double counts[8], ones; /* and so many more of 1 */
	} ROWS[] = {{{1, 1}, 0},          {{2, 1}, 0}, {{5, 3, 1, 1}, 0}, {{1}, 39}, {{10, 8, 3, 2, 2, 1, 1, 1}, 0},
	            {{900, 50, 2, 1}, 0}, {{2}, 200},  {{4, 4}, 0}};
	static const double ENTROPIES[] = {1.2163953243244932, 0.9241962407465937, 1.4048672649308989,
	                                   6.813775118177757,  1.8879758402388338, 0.23090344124871903,
	                                   9.908797978563816,  0.7595238095238095};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		double counts[MOST] = {0};
		size_t count = 0;
		while (count < 8 && ROWS[i].counts[count] > 0) {
			counts[count] = ROWS[i].counts[count];
			count++;
		}
		for (double j = 0; j < ROWS[i].ones; j++)
			counts[count++] = 1;
		expect_near(segbias_variety_entropy(counts, count), ENTROPIES[i], i);
	}
}

/* The mean of five things of 6.4 kinds alike: what is seen of them tells of about 3 (the plain exponential), this of about 6. Chances of
 * the kinds are exact: 6 kinds alike, all 6^5 draws. */
Test(stat_variety, few_things_tell_of_all_kinds)
{
	double sum = 0;
	double draws = 0;
	for (int draw = 0; draw < 7776; draw++) {
		double counts[6] = {0};
		for (int j = 0, rest = draw; j < 5; j++, rest /= 6)
			counts[rest % 6]++;
		sum += exp(segbias_variety_entropy(counts, 6));
		draws++;
	}
	cr_expect(sum / draws > 5.5 && sum / draws < 7.5, "%g", sum / draws);
}

/* Unbiased however few there are: over all draws of n things the mean chance is the sum of squared shares. Shares of 1/2, 1/3 and 1/6. */
Test(stat_variety, same_is_unbiased)
{
	static const int KIND[] = {0, 0, 0, 1, 1, 2};
	for (int n = 2; n <= 5; n++) {
		double sum = 0;
		int all = 1;
		for (int j = 0; j < n; j++)
			all *= 6;
		for (int draw = 0; draw < all; draw++) {
			double counts[3] = {0};
			for (int j = 0, rest = draw; j < n; j++, rest /= 6)
				counts[KIND[rest % 6]]++;
			sum += segbias_variety_same(counts, 3);
		}
		expect_near(sum / all, 1. / 4 + 1. / 9 + 1. / 36, (size_t)n);
	}
	cr_expect(isnan(segbias_variety_same((const double[]){1, 0}, 2)));
}

/* scripts/oracle/risks_items.py, scipy's binom.pmf over all x */
Test(stat_variety, divergence_by_chance)
{
	static const struct {
		double chosen[6];
		size_t count;
		double n;
	} ROWS[] = {
	    {{3, 1}, 2, 4}, {{1}, 1, 7}, {{20, 5, 5, 1}, 4, 200}, {{1, 1, 1, 1, 1, 1}, 6, 1}, {{999, 1}, 2, 50}};
	static const double DIVERGENCES[] = {0.36094649420475694, 0, 0.007948804180760546, 3.5404099517304863,
	                                     0.0042438573376241285};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		expect_near(segbias_variety_divergence_chance(ROWS[i].chosen, ROWS[i].count, ROWS[i].n), DIVERGENCES[i],
		            i);
	/* By hand: 3 of 4 chosen, 1 of 2 shown: 3/4 ln(.75 / (.99 / 2 + .0075)) + 1/4 ln(.25 / (.99 / 2 + .0025)). */
	expect_near(segbias_variety_divergence((const double[]){3, 1}, (const double[]){1, 1}, 2),
	            .75 * log(.75 / .5025) + .25 * log(.25 / .4975), 0);
	/* The mean over both outcomes of one thing that is shown, of two kinds alike. */
	const double alike[] = {1, 1};
	double mean = (segbias_variety_divergence(alike, (const double[]){1, 0}, 2) +
	               segbias_variety_divergence(alike, (const double[]){0, 1}, 2)) /
	              2;
	expect_near(segbias_variety_divergence_chance(alike, 2, 1), mean, 0);
}

/* By hand: of three items one is shown: 2 / 3; all alike: 0. */
Test(stat_variety, gini)
{
	expect_near(segbias_gini((const double[]){0, 0, 7}, 3), 2. / 3, 0);
	expect_near(segbias_gini((const double[]){2, 2, 2}, 3), 0, 1);
	cr_expect(isnan(segbias_gini((const double[]){0, 0}, 2)));
}
