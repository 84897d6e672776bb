/* Conditional demographic disparity: is a group's share of the rejected larger than its share of the selected, within
 * strata?
 *
 * source: Wachter, Mittelstadt and Russell, "Why fairness cannot be automated" (2021); Amazon SageMaker Clarify, CDDL and
 * CDDPL: the mean over strata of the disparity, by their records.
 */
#include "base/sum.h"
#include "stats/stats.h"

#include <math.h>

static bool valid(const struct segbias_table_2x2 *t)
{
	return t->a >= 0 && t->b >= 0 && t->c >= 0 && t->d >= 0 && isfinite(t->a + t->b + t->c + t->d);
}

double segbias_demographic_disparity(const struct segbias_table_2x2 *table)
{
	if (!valid(table))
		return NAN;
	double selected = table->a + table->c;
	double rejected = table->b + table->d;
	/* Where all have one answer, no group has less of it than another. */
	if (!(selected > 0 && rejected > 0))
		return selected + rejected > 0 ? 0 : NAN;
	return table->b / rejected - table->a / selected;
}

double segbias_conditional_disparity(const struct segbias_table_2x2 *strata, size_t count)
{
	struct segbias_sum sum = {0};
	struct segbias_sum all = {0};
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++) {
		double n = strata[i].a + strata[i].b + strata[i].c + strata[i].d;
		double disparity = segbias_demographic_disparity(&strata[i]);
		if (n == 0)
			continue;
		ok = !isnan(disparity) && segbias_sum_add(&sum, n * disparity) && segbias_sum_add(&all, n);
	}
	double n = segbias_sum_value(&all);
	double mean = ok && n > 0 ? segbias_sum_value(&sum) / n : NAN;
	segbias_sum_release(&sum);
	segbias_sum_release(&all);
	return mean;
}
