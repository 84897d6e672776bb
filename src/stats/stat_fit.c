/* Monte Carlo p of goodness of fit, of many sizes at once.
 *
 * Few individuals are drawn one after the other; many, a value at a time. A walk of individuals serves every size on its
 * way, and sum k^2 / w is kept up as it goes: chi2 is that sum up to a factor and a difference. It is rounded at every step;
 * where a replicate is so near to a query's chi2 that this may matter the sum is made again, exactly.
 *
 * source: stat_monte_carlo.c
 */
#include "stats/monte_carlo.h"

#include "base/memory.h"
#include "stats/walk.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Goodness of fit walks to at most this many individuals, or this many times values - 1. So far a query alone pays up
 * to some times what its binomials would cost (25 individuals each), and thousands together far less. */
static const double WALK_LEAST = 4096, WALK_PER_VALUE = 64;

static inline double met(const struct segbias_walk *walk, const struct segbias_walk_cell *cell)
{
	/* A mask, as in segbias_walk_draw: half of the cells are of this walk. */
	return cell->count & ((uint32_t)0 - (uint32_t)(cell->walk == walk->number));
}

/* (count + 1)^2 - count^2 */
static inline double meet(const struct segbias_walk *walk, struct segbias_walk_cell *cell, double count)
{
	cell->walk = walk->number;
	cell->count = (uint32_t)count + 1;
	return (2 * count + 1) * cell->inverse;
}

/* A query among those of its size, which stand together in this order of `least`. */
struct entry {
	double n;
	double least; /* what a replicate reaches that is as extreme */
	size_t query;
	size_t same;    /* on the first of its size: how many there are */
	size_t stopped; /* on the first of its size: how many of them, the first ones, have their p */
	struct segbias_reached reached;
};

struct fit {
	const double *reference;
	size_t values;
	struct entry *entries;
	size_t size;
	const struct segbias_monte_carlo *draws;
};

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	return (a->least > b->least) - (a->least < b->least);
}

static double walk_end(size_t values)
{
	return fmin(SEGBIAS_WALK_MAX, fmax(WALK_LEAST, WALK_PER_VALUE * ((double)values - 1)));
}

static void collect_entries(struct fit *fit, const struct segbias_chi2_query *queries, size_t count)
{
	/* A walk has the sum; chi2 = sum / n - 2 n + n times the sum of the shares, which is 1 but for rounding. */
	double over = segbias_exact_sum(fit->reference, fit->values) - 1;
	for (size_t i = 0; i < count; i++) {
		double n = queries[i].n;
		double chi2 = queries[i].chi2;
		if (!segbias_is_count(n) || n == 0 || isnan(chi2))
			continue;
		struct entry entry = {.n = n, .query = i};
		entry.least = n <= walk_end(fit->values)
		                  ? n * (chi2 + n * (1 - over)) * (1 - segbias_monte_carlo_tie(fit->values))
		                  : segbias_monte_carlo_least(chi2, n, fit->values);
		fit->entries[fit->size++] = entry;
	}
	qsort(fit->entries, fit->size, sizeof *fit->entries, compare_entries);
	for (size_t i = fit->size; i-- > 0;) {
		struct entry *entry = &fit->entries[i];
		entry->same = 1;
		if (i + 1 < fit->size && entry->n == entry[1].n)
			entry->same += entry[1].same;
	}
}

/* The first of them that the replicate is not as extreme as. */
static size_t count_extreme(const struct entry *entries, double statistic)
{
	size_t low = 0, high = entries->same;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (statistic >= entries[middle].least)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void walk_on(struct segbias_walk *walk, uint64_t steps)
{
	/* A copy: the compiler cannot know that the cells are not the stream. */
	struct segbias_stream stream = walk->stream;
	double sum = walk->sum;
	for (; steps > 0; steps--) {
		struct segbias_walk_cell *cell = &walk->cells[segbias_walk_draw(walk, &stream)];
		sum += meet(walk, cell, met(walk, cell));
	}
	walk->sum = sum;
	walk->stream = stream;
}

/* The sum that a walk has, without what rounding takes from it. */
static double walk_sum(const struct segbias_walk *walk)
{
	double sum = 0, lost = 0;
	for (size_t v = 0; v < walk->values; v++) {
		uint64_t count = (uint64_t)met(walk, &walk->cells[v]);
		for (uint64_t k = 0; k < count; k++)
			segbias_add_exactly(&sum, &lost, (2 * (double)k + 1) * walk->cells[v].inverse);
	}
	return sum + lost;
}

/* count_extreme of a walk. All terms are over 0: n sums of them are off by at most n eps in all. */
static size_t count_walked(const struct entry *entries, const struct segbias_walk *walk)
{
	double error = (entries->n + 1) * DBL_EPSILON;
	size_t most = count_extreme(entries, walk->sum * (1 + error));
	size_t least = count_extreme(entries, walk->sum * (1 - error));
	return most == least ? most : count_extreme(entries, walk_sum(walk));
}

/* The first `size` entries. They do not stop: a walk costs the same with one size fewer. */
static bool fit_by_walks(struct fit *fit, size_t size)
{
	struct segbias_walk walk;
	if (size == 0)
		return true;
	if (!segbias_walk_init(&walk, fit->reference, fit->values))
		return false;
	for (uint32_t replicate = 0; replicate < fit->draws->replicates; replicate++) {
		double n = 0;
		segbias_walk_begin(&walk, fit->draws->seed, replicate + 1);
		for (size_t i = 0; i < size; i += fit->entries[i].same) {
			walk_on(&walk, (uint64_t)(fit->entries[i].n - n));
			n = fit->entries[i].n;
			size_t end = count_walked(&fit->entries[i], &walk);
			if (end > 0) /* for the last one: those before are reached, too */
				fit->entries[i + end - 1].reached.extreme++;
		}
	}
	for (size_t i = size; i-- > 0;) {
		fit->entries[i].reached.drawn = fit->draws->replicates;
		if (fit->entries[i].same > 1)
			fit->entries[i].reached.extreme += fit->entries[i + 1].reached.extreme;
	}
	segbias_walk_release(&walk);
	return true;
}

/* Counts the replicate for the entries of a size that have not stopped. Those that are reached first stop first. Whether
 * it was the last. */
static bool add_to_entries(struct entry *entries, double statistic, const struct segbias_monte_carlo *draws)
{
	size_t end = count_extreme(entries, statistic);
	bool last = true;
	for (size_t i = entries->stopped; i < entries->same; i++) {
		bool stops = segbias_reached_add(&entries[i].reached, i < end, draws);
		entries->stopped += stops;
		last = last && stops;
	}
	return last;
}

/* One size. count, later[values] */
static void fit_size(const struct fit *fit, struct entry *entries, double *count, const double *later)
{
	double n = entries->n;
	bool stopped = false;
	/* Apart from those of the walks. */
	struct segbias_stream stream = segbias_stream_of(fit->draws->seed, ~(uint64_t)n);
	for (uint32_t replicate = 0; replicate < fit->draws->replicates && !stopped; replicate++) {
		double left = n;
		for (size_t v = 0; v + 1 < fit->values; v++) {
			double all = fit->reference[v] + later[v];
			count[v] = segbias_draw_binomial(&stream, left, fit->reference[v] / all, later[v] / all);
			left -= count[v];
		}
		count[fit->values - 1] = left;
		double chi2 = segbias_distance_chi2(count, fit->reference, fit->values, n);
		stopped = add_to_entries(entries, chi2, fit->draws);
	}
}

/* The entries from `first` on. */
static bool fit_by_binomials(struct fit *fit, size_t first)
{
	if (first == fit->size)
		return true;
	double *count = segbias_memory_zeroed(fit->values, sizeof *count);
	double *later = segbias_memory_zeroed(fit->values, sizeof *later);
	bool ok = count && later;
	for (size_t v = fit->values; ok && v-- > 1;)
		later[v - 1] = later[v] + fit->reference[v];
	for (size_t i = first; ok && i < fit->size; i += fit->entries[i].same)
		fit_size(fit, &fit->entries[i], count, later);
	free(count);
	free(later);
	return ok;
}

static bool reference_valid(const double *reference, size_t values)
{
	for (size_t v = 0; v < values; v++)
		if (!(reference[v] > 0 && reference[v] <= 1))
			return false;
	return values > 0 && values <= UINT32_MAX;
}

bool segbias_chi2_monte_carlo(const double *reference, size_t values, struct segbias_chi2_query *queries, size_t count,
                              const struct segbias_monte_carlo *draws)
{
	struct fit fit = {.reference = reference, .values = values, .draws = draws};
	fit.entries = segbias_memory_zeroed(count + 1, sizeof *fit.entries);
	if (!fit.entries)
		return false;
	if (reference_valid(reference, values))
		collect_entries(&fit, queries, count);
	size_t near = 0;
	while (near < fit.size && fit.entries[near].n <= walk_end(values))
		near++;
	bool ok = fit_by_walks(&fit, near) && fit_by_binomials(&fit, near);
	for (size_t i = 0; ok && i < count; i++)
		queries[i].p = NAN;
	for (size_t i = 0; ok && i < fit.size; i++)
		queries[fit.entries[i].query].p = segbias_reached_p(&fit.entries[i].reached, draws);
	free(fit.entries);
	return ok;
}
