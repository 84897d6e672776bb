/* How far the rates of several groups lie apart, from the smallest to the largest, with limits that hold although the data
 * choose which two these are.
 *
 * source: Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10, for the difference of two rates from the limits of
 * each, here those of Clopper and Pearson; Bonferroni's inequality over the pairs.
 */
#include "base/memory.h"
#include "stats/stats.h"

#include <math.h>
#include <stdlib.h>

/* A group's rate and its limits: alone, and such that those of all pairs hold together. */
struct limited {
	size_t group;
	double rate;
	double low, high, joint_low, joint_high;
};

/* Those that have records; how many. */
static size_t list(const struct segbias_range_rate *rates, size_t count, struct limited *out)
{
	size_t size = 0;
	for (size_t i = 0; i < count; i++)
		if (!(rates[i].n <= 0)) /* NaN is no group that is empty */
			out[size++] = (struct limited){.group = i, .rate = rates[i].k / rates[i].n};
	return size;
}

/* false: a number is out of its range. */
static bool limit(const struct segbias_range_rate *rates, double alpha, struct limited *groups, size_t size)
{
	double pairs = (double)size * ((double)size - 1) / 2;
	for (size_t i = 0; i < size; i++) {
		const struct segbias_range_rate *rate = &rates[groups[i].group];
		segbias_interval_exact(rate->k, rate->n, alpha, &groups[i].low, &groups[i].high);
		segbias_interval_exact(rate->k, rate->n, alpha / pairs, &groups[i].joint_low, &groups[i].joint_high);
		if (isnan(groups[i].low) || isnan(groups[i].joint_low))
			return false;
	}
	return true;
}

/* The lower limit is the largest of all pairs' joint ones: whichever pair the data make the extreme one, all hold at once.
 * The upper limit is the largest of all pairs' single ones: that of the pair whose true rates are the extreme ones is among
 * them, and no data choose which pair that is. */
static void span(const struct limited *groups, size_t size, struct segbias_range *out)
{
	const struct limited *lowest = &groups[0];
	const struct limited *highest = &groups[0];
	out->gap_low = out->gap_high = 0;
	for (size_t i = 0; i < size; i++) {
		const struct limited *a = &groups[i];
		lowest = a->rate < lowest->rate ? a : lowest;
		highest = a->rate > highest->rate ? a : highest;
		for (size_t j = 0; j < size; j++) {
			const struct limited *b = &groups[j];
			double gap = a->rate - b->rate;
			if (i == j)
				continue;
			double least = gap - hypot(a->rate - a->joint_low, b->joint_high - b->rate);
			double most = gap + hypot(a->high - a->rate, b->rate - b->low);
			out->gap_low = fmax(out->gap_low, least);
			out->gap_high = fmax(out->gap_high, most);
		}
	}
	out->lowest = lowest->group;
	out->highest = highest->group;
	out->gap = highest->rate - lowest->rate;
	out->gap_high = fmin(out->gap_high, 1);
}

void segbias_range_limits(const struct segbias_range_rate *rates, size_t count, double alpha, struct segbias_range *out)
{
	*out = (struct segbias_range){SIZE_MAX, SIZE_MAX, NAN, NAN, NAN};
	struct limited *groups = segbias_memory_zeroed(count + 1, sizeof *groups);
	size_t size = groups ? list(rates, count, groups) : 0;
	if (size >= 2 && alpha > 0 && alpha < 1 && limit(rates, alpha, groups, size))
		span(groups, size, out);
	free(groups);
}
