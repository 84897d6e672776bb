/* Quotas: how many of each group to recruit.
 *
 * source: water filling; Boyd and Vandenberghe, Convex Optimization (2004), 5.5.3; Hamilton's method of largest remainders.
 */
#include "stats/quota.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SLACK = 1e-9;    /* less of a person is rounding */
static const double MOST = 9.007e15; /* that a double counts */
static const double WORK = 1e9;      /* cells that are looked at */

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

/* How many there have to be in all at the least, where so many cannot be divided among the cells; else that many. A cell has at least who
 * is in it, and who it lacks; where no whole number of people is inside the band, they have to be more until one is. */
static double find_next(const struct segbias_quotas *quotas, double low, double high, double all)
{
	double next = all;
	double least = quotas->outside;
	double most = quotas->outside;
	for (size_t i = 0; i < quotas->cells; i++) {
		double from = fmax(quotas->count[i], ceil(low * quotas->share[i] * all - SLACK));
		double to = floor(high * quotas->share[i] * all + SLACK);
		if (from > to)
			next = fmax(next, fmax(all + 1, ceil(from / (high * quotas->share[i]) - SLACK)));
		least += from;
		most += to;
	}
	next = fmax(next, least);
	return next > all || most >= all ? next : all + 1;
}

static double count_all(const struct segbias_quotas *quotas)
{
	double all = quotas->outside;
	for (size_t i = 0; i < quotas->cells; i++)
		all += quotas->count[i];
	return all;
}

/* Nobody fewer than the next number can do: what the cells need only rises. */
double segbias_quotas_needed(const struct segbias_quotas *quotas, double low, double high, double least)
{
	double before = count_all(quotas);
	double all = before + least;
	for (double work = 0; before > 0 && all < MOST && work < WORK; work += (double)quotas->cells) {
		double next = find_next(quotas, low, high, all);
		if (!(next > all))
			return all - before;
		all = next;
	}
	return NAN;
}

/* What the cells of a value come to: who is in them, and the fewest and the most who can join. */
struct value {
	double count, share, least, most;
};

static struct value look_at(const struct segbias_quotas *quotas, size_t i, double low, double high, double all)
{
	const struct value v = {quotas->count[i], quotas->share[i],
	                        fmax(0, ceil(low * quotas->share[i] * all - SLACK) - quotas->count[i]),
	                        floor(high * quotas->share[i] * all + SLACK) - quotas->count[i]};
	return v;
}

/* How many have to be recruited before as many as these can join. */
static double rise_to(double joining, const struct value *v, double high, double before, double recruits)
{
	return v->most >= joining ? recruits
	                          : fmax(recruits + 1, ceil((joining + v->count) / (high * v->share) - before - SLACK));
}

double segbias_quotas_nested(const struct segbias_quotas *cells, const struct segbias_quotas *values,
                             const size_t *value_of, double low, double high, double least)
{
	const double before[] = {count_all(cells), count_all(values)};
	struct value *sums = segbias_memory_zeroed(values->cells + 1, sizeof *sums);
	double recruits = least;
	double found = NAN;
	for (double work = 0; sums && isnan(found) && recruits < MOST && work < WORK; work += (double)cells->cells) {
		double next = recruits;
		double fewest = 0;
		double most = 0;
		memset(sums, 0, values->cells * sizeof *sums);
		for (size_t i = 0; i < cells->cells; i++) {
			const struct value cell = look_at(cells, i, low, high, before[0] + recruits);
			struct value *sum = &sums[value_of[i]];
			*sum = (struct value){sum->count + cell.count, sum->share + cell.share, sum->least + cell.least,
			                      sum->most + cell.most};
		}
		for (size_t i = 0; i < values->cells; i++) {
			const struct value own = look_at(values, i, low, high, before[1] + recruits);
			double joining = fmax(own.least, sums[i].least);
			next = fmax(next, rise_to(joining, &own, high, before[1], recruits));
			if (sums[i].share > 0 || joining > 0)
				next = fmax(next, rise_to(joining, &sums[i], high, before[0], recruits));
			fewest += joining;
			most += fmin(own.most, sums[i].most);
		}
		next = fmax(next, fewest);
		if (next <= recruits && most >= recruits)
			found = recruits;
		recruits = next > recruits ? next : recruits + 1;
	}
	free(sums);
	return found;
}
