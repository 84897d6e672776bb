/* Quotas: how many of each group to recruit.
 *
 * source: water filling; Boyd and Vandenberghe, Convex Optimization (2004), 5.5.3; Hamilton's method of largest remainders.
 */
#include "stats/quota.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

static const double SLACK = 1e-9;    /* less of a person is rounding */
static const double MOST = 9.007e15; /* that a double counts */

/* A cell by its count for its share, or by what of a person it lacks. */
struct rank {
	double by;
	size_t cell;
};

static int lowest_first(const void *left, const void *right)
{
	const struct rank *a = left;
	const struct rank *b = right;
	return a->by != b->by ? (a->by > b->by) - (a->by < b->by) : (a->cell > b->cell) - (a->cell < b->cell);
}

/* What all that are lifted have for their share in the end: the lowest are lifted first. */
static double find_level(const struct segbias_quotas *quotas, double recruits, const struct rank *ranks)
{
	double count = recruits;
	double share = 0;
	double level = 0;
	for (size_t i = 0; i < quotas->cells; i++) {
		if (i > 0 && ranks[i].by >= level)
			break;
		count += quotas->count[ranks[i].cell];
		share += quotas->share[ranks[i].cell];
		level = count / share;
	}
	return level;
}

bool segbias_quotas_fill(const struct segbias_quotas *quotas, double recruits, double *people)
{
	struct rank *ranks = segbias_memory_zeroed(quotas->cells + 1, sizeof *ranks);
	double left = recruits;
	if (!ranks)
		return false;
	for (size_t i = 0; i < quotas->cells; i++)
		ranks[i] = (struct rank){quotas->count[i] / quotas->share[i], i};
	qsort(ranks, quotas->cells, sizeof *ranks, lowest_first);
	double level = find_level(quotas, recruits, ranks);
	for (size_t i = 0; i < quotas->cells; i++) {
		double exact = fmax(0, level * quotas->share[i] - quotas->count[i]);
		people[i] = floor(exact + SLACK);
		/* In steps, so that what is equal but for rounding is equal. */
		ranks[i] = (struct rank){-nearbyint((exact - people[i]) / SLACK), i};
		left -= people[i];
	}
	qsort(ranks, quotas->cells, sizeof *ranks, lowest_first);
	for (size_t i = 0; i < quotas->cells && left >= 1; i++, left--)
		people[ranks[i].cell]++;
	free(ranks);
	return true;
}

/* Each number of recruits asks for so many in the cells that are too few then; no smaller one than that can do. */
double segbias_quotas_needed(const struct segbias_quotas *quotas, double low, double high, double least)
{
	double all = 0;
	double recruits = least;
	double lacking = least;
	for (size_t i = 0; i < quotas->cells; i++)
		all += quotas->count[i];
	for (size_t i = 0; i < quotas->cells; i++)
		recruits = fmax(recruits, ceil(quotas->count[i] / (high * quotas->share[i]) - all - SLACK));
	do {
		recruits = fmax(recruits, lacking);
		lacking = 0;
		for (size_t i = 0; i < quotas->cells; i++)
			lacking += fmax(0, ceil(low * quotas->share[i] * (all + recruits) - SLACK) - quotas->count[i]);
	} while (lacking > recruits && recruits < MOST);
	return recruits < MOST ? recruits : NAN;
}
