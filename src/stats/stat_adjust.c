/* p-values of a family, adjusted.
 *
 * source: Benjamini and Hochberg (1995); Benjamini and Yekutieli (2001); Holm (1979). As R's p.adjust: a NaN stays NaN
 * and does not count.
 */
#include "stats/stats.h"

#include <math.h>
#include <stdlib.h>

struct ranked {
	double p;
	size_t index;
};

static int compare(const void *left, const void *right)
{
	const struct ranked *a = left;
	const struct ranked *b = right;
	int order = (a->p > b->p) - (a->p < b->p);
	return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* Step-up: from the largest p down, never more than the one above. */
static void adjust_up(const struct ranked *sorted, size_t count, double factor, double *q)
{
	double least = 1;
	for (size_t i = count; i-- > 0;) {
		least = fmin(least, sorted[i].p * factor * (double)count / (double)(i + 1));
		q[sorted[i].index] = least;
	}
}

/* Step-down: from the smallest p up, never less than the one below. */
static void adjust_holm(const struct ranked *sorted, size_t count, double *q)
{
	double most = 0;
	for (size_t i = 0; i < count; i++) {
		most = fmin(1, fmax(most, sorted[i].p * (double)(count - i)));
		q[sorted[i].index] = most;
	}
}

bool segbias_adjust(const double *p, size_t count, enum segbias_control control, double *q)
{
	if (control == SEGBIAS_CONTROL_NONE || count == 0) {
		for (size_t i = 0; i < count; i++)
			q[i] = p[i];
		return true;
	}
	struct ranked *sorted = count <= SIZE_MAX / sizeof *sorted ? malloc(count * sizeof *sorted) : NULL;
	if (!sorted)
		return false;
	size_t known = 0;
	for (size_t i = 0; i < count; i++) {
		if (isnan(p[i]))
			q[i] = NAN;
		else
			sorted[known++] = (struct ranked){p[i], i};
	}
	qsort(sorted, known, sizeof *sorted, compare);
	double factor = 1;
	if (control == SEGBIAS_CONTROL_BY) {
		factor = 0;
		for (size_t i = known; i > 0; i--)
			factor += 1 / (double)i;
	}
	if (control == SEGBIAS_CONTROL_HOLM)
		adjust_holm(sorted, known, q);
	else
		adjust_up(sorted, known, factor, q);
	free(sorted);
	return true;
}
