/* p-values of a family, adjusted.
 *
 * source: Benjamini and Hochberg (1995); Benjamini and Yekutieli (2001); Holm (1979). As R's p.adjust: a NaN stays NaN
 * and does not count.
 */
#include "stats/stats.h"

#include "base/memory.h"

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

/* The known p, sorted; NULL: out of memory. */
static struct ranked *sort(const double *p, size_t count, size_t *known)
{
	struct ranked *sorted =
	    count < SIZE_MAX / sizeof *sorted ? segbias_memory_get((count + 1) * sizeof *sorted) : NULL;
	*known = 0;
	for (size_t i = 0; sorted && i < count; i++)
		if (!isnan(p[i]))
			sorted[(*known)++] = (struct ranked){p[i], i};
	if (sorted)
		qsort(sorted, *known, sizeof *sorted, compare);
	return sorted;
}

static double harmonic(size_t count)
{
	double sum = 0;
	for (size_t i = count; i > 0; i--)
		sum += 1 / (double)i;
	return sum;
}

bool segbias_adjust(const double *p, size_t count, enum segbias_control control, double *q)
{
	if (control == SEGBIAS_CONTROL_NONE || count == 0) {
		for (size_t i = 0; i < count; i++)
			q[i] = p[i];
		return true;
	}
	size_t known = 0;
	struct ranked *sorted = sort(p, count, &known);
	if (!sorted)
		return false;
	for (size_t i = 0; i < count; i++)
		if (isnan(p[i]))
			q[i] = NAN;
	if (control == SEGBIAS_CONTROL_HOLM)
		adjust_holm(sorted, known, q);
	else
		adjust_up(sorted, known, control == SEGBIAS_CONTROL_BY ? harmonic(known) : 1, q);
	free(sorted);
	return true;
}

static void cut_up(const struct ranked *sorted, size_t count, double factor, double alpha, double *cut)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		if (sorted[i].p * factor * (double)count / (double)(i + 1) <= alpha)
			found = i + 1;
	for (size_t i = 0; i < count; i++)
		cut[sorted[i].index] = alpha * (double)found / ((double)count * factor);
}

/* The others without one gap: as they stand before it, then each a place further up. */
static void cut_holm(const struct ranked *sorted, size_t count, double alpha, double *cut)
{
	size_t first = 0;
	while (first < count && sorted[first].p <= alpha / (double)(count - first))
		first++;
	size_t next = count - 1; /* the first place from i on whose follower does not pass there */
	for (size_t i = count; i-- > 0;) {
		if (i + 1 < count && !(sorted[i + 1].p <= alpha / (double)(count - i)))
			next = i;
		cut[sorted[i].index] = alpha / (double)(count - (first < i ? first : next));
	}
}

bool segbias_adjust_cut(const double *p, size_t count, enum segbias_control control, double alpha, double *cut)
{
	size_t known = 0;
	struct ranked *sorted = sort(p, count, &known);
	if (!sorted)
		return false;
	for (size_t i = 0; i < count; i++)
		cut[i] = isnan(p[i]) ? NAN : alpha;
	if (control == SEGBIAS_CONTROL_HOLM && known > 0)
		cut_holm(sorted, known, alpha, cut);
	else if (control == SEGBIAS_CONTROL_BH || control == SEGBIAS_CONTROL_BY)
		cut_up(sorted, known, control == SEGBIAS_CONTROL_BY ? harmonic(known) : 1, alpha, cut);
	free(sorted);
	return true;
}
