/* p-values of a family, adjusted.
 *
 * source: Benjamini and Hochberg (1995); Benjamini and Yekutieli (2001); Holm (1979). As R's p.adjust: a NaN stays NaN
 * and does not count.
 */
#include "stats/stats.h"

#include "base/memory.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct ranked {
	double p;
	size_t index;
};

/* Fewer than that are sorted by comparing: counting has a cost of its own. */
enum { COUNTED_LEAST = 4096, DIGIT_BITS = 11, DIGITS = 6, BUCKETS = 1 << DIGIT_BITS };

static int compare(const void *left, const void *right)
{
	const struct ranked *a = left;
	const struct ranked *b = right;
	int order = (a->p > b->p) - (a->p < b->p);
	return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* Bits that stand in the order of the numbers: of a negative one all are turned. Both zeros are one. */
static uint64_t order_of(double p)
{
	uint64_t bits = 0;
	p += 0.;
	memcpy(&bits, &p, sizeof bits);
	return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

/* How many have each digit, of every place at once. */
static void count_digits(const struct ranked *items, size_t count, size_t (*buckets)[BUCKETS])
{
	for (size_t i = 0; i < count; i++) {
		uint64_t order = order_of(items[i].p);
		for (int digit = 0; digit < DIGITS; digit++, order >>= DIGIT_BITS)
			buckets[digit][order % BUCKETS]++;
	}
}

/* From the last digit to the first; what is equal stays as it stands, which is by index. room[count] is used; returns which of
 * both holds the result. */
static struct ranked *sort_by_digits(struct ranked *items, struct ranked *room, size_t count,
                                     size_t (*buckets)[BUCKETS])
{
	count_digits(items, count, buckets);
	for (int digit = 0; digit < DIGITS; digit++) {
		size_t *bucket = buckets[digit];
		int shift = digit * DIGIT_BITS;
		if (bucket[(order_of(items[0].p) >> shift) % BUCKETS] == count)
			continue; /* all have the same */
		size_t below = 0;
		for (size_t i = 0; i < BUCKETS; i++) {
			size_t here = bucket[i];
			bucket[i] = below;
			below += here;
		}
		for (size_t i = 0; i < count; i++)
			room[bucket[(order_of(items[i].p) >> shift) % BUCKETS]++] = items[i];
		struct ranked *sorted = room;
		room = items;
		items = sorted;
	}
	return items;
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

/* Returns the sorted ones, which are to be freed in the place of `items`; NULL: out of memory. */
static struct ranked *sort_many(struct ranked *items, size_t count)
{
	struct ranked *room = segbias_memory_get(count * sizeof *room);
	size_t(*buckets)[BUCKETS] = segbias_memory_zeroed(DIGITS, sizeof *buckets);
	struct ranked *sorted = room && buckets ? sort_by_digits(items, room, count, buckets) : NULL;
	free(buckets);
	if (!sorted) {
		free(room);
		free(items);
		return NULL;
	}
	free(sorted == items ? room : items);
	return sorted;
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
	if (sorted && *known < COUNTED_LEAST) {
		qsort(sorted, *known, sizeof *sorted, compare);
		return sorted;
	}
	return sorted ? sort_many(sorted, *known) : NULL;
}

static double harmonic(size_t count)
{
	double sum = 0;
	for (size_t i = count; i > 0; i--)
		sum += 1 / (double)i;
	return sum;
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

static void cut_sorted(const struct ranked *sorted, size_t known, enum segbias_control control, double alpha,
                       double *cut)
{
	if (control == SEGBIAS_CONTROL_HOLM && known > 0)
		cut_holm(sorted, known, alpha, cut);
	else if (control != SEGBIAS_CONTROL_HOLM)
		cut_up(sorted, known, control == SEGBIAS_CONTROL_BY ? harmonic(known) : 1, alpha, cut);
}

static void adjust_sorted(const struct ranked *sorted, size_t known, enum segbias_control control, double *q)
{
	if (control == SEGBIAS_CONTROL_HOLM)
		adjust_holm(sorted, known, q);
	else
		adjust_up(sorted, known, control == SEGBIAS_CONTROL_BY ? harmonic(known) : 1, q);
}

bool segbias_adjust_both(const double *p, size_t count, enum segbias_control control, double alpha, double *q,
                         double *cut)
{
	for (size_t i = 0; cut && i < count; i++)
		cut[i] = isnan(p[i]) ? NAN : alpha;
	if (control == SEGBIAS_CONTROL_NONE || count == 0) {
		for (size_t i = 0; q && i < count; i++)
			q[i] = p[i];
		return true;
	}
	size_t known = 0;
	struct ranked *sorted = sort(p, count, &known);
	if (!sorted)
		return false;
	for (size_t i = 0; q && i < count; i++)
		if (isnan(p[i]))
			q[i] = NAN;
	if (q)
		adjust_sorted(sorted, known, control, q);
	if (cut)
		cut_sorted(sorted, known, control, alpha, cut);
	free(sorted);
	return true;
}

bool segbias_adjust(const double *p, size_t count, enum segbias_control control, double *q)
{
	return segbias_adjust_both(p, count, control, 0, q, NULL);
}

bool segbias_adjust_cut(const double *p, size_t count, enum segbias_control control, double alpha, double *cut)
{
	return segbias_adjust_both(p, count, control, alpha, NULL, cut);
}
