#include "sources/blocks.h"

#include "base/memory.h"
#include "sources/subset.h"
#include "values/missing.h"
#include "values/synonym.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	BLOCKS_MAX = 4,
	STRATA_MAX = 64, /* that the chance is reckoned of; a fit is of all */
};

static const double OFF_SAID = 0.05, OFF_PAIR = 0.005, OFF_RUNS = 0.02; /* of the first block's sum */

static void add_value(const struct segbias_levels_list *list, size_t at, double *sums)
{
	for (size_t s = 0; s < list->strata; s++)
		sums[s] += list->figures[at][s];
}

/* The sums of the values from one place up to another, by stratum. */
static void sum_run(const struct segbias_levels_list *list, size_t from, size_t end, double *sums)
{
	memset(sums, 0, list->strata * sizeof *sums);
	for (size_t i = from; i < end; i++)
		add_value(list, i, sums);
}

/* --- said by words -------------------------------------------------------------------------------------------------- */

/* Men and women, and as many again who are called otherwise: where these are two only, as boys and girls are beside men and women, to
 * what differs by who did not answer. Who does not say it is no other one. */
static bool is_said(const struct segbias_levels_list *list, double *sums, struct segbias_blocks *out)
{
	const struct segbias_synonym_codes none = {0};
	int sex = segbias_synonym_group(segbias_label_of("male"), &none);
	int seen = SEGBIAS_SYNONYM_NONE;
	bool two = false;
	size_t members = 0;
	size_t unsaid = 0;
	double all = 0;
	double mine = 0;
	for (size_t i = 0; i < list->count; i++) {
		int group = segbias_synonym_group(list->labels[i], &none);
		out->first[i] = group != SEGBIAS_SYNONYM_NONE && segbias_synonym_same_set(group, sex);
		two = two || (out->first[i] && seen != SEGBIAS_SYNONYM_NONE && seen != group);
		seen = out->first[i] ? group : seen;
		members += out->first[i];
		unsaid +=
		    !out->first[i] && (segbias_word_unknown(list->labels[i]) || segbias_missing_blank(list->labels[i]));
	}
	memset(sums, 0, 2 * list->strata * sizeof *sums);
	for (size_t i = 0; i < list->count; i++)
		for (size_t s = 0; s < list->strata; s++) {
			sums[2 * s + out->first[i]] += list->figures[i][s];
			all += list->figures[i][s];
			mine += out->first[i] ? list->figures[i][s] : 0;
		}
	double times = mine > 0 ? round((all - mine) / mine) : 0;
	double off = list->count == members + unsaid + 2 ? OFF_PAIR : OFF_SAID;
	bool said = two && list->count >= members + unsaid + 2 && times >= 1 && times < BLOCKS_MAX;
	for (size_t s = 0; s < list->strata && said; s++)
		said = fabs(sums[2 * s] - times * sums[2 * s + 1]) <=
		       off * times * sums[2 * s + 1] + list->each * (double)list->count;
	out->expected = 0;
	return said;
}

/* Groups that are made equal by design, to a hundredth over all strata: what one stratum has of them the others have not, so that the last
 * one tells nothing. */
static bool is_balanced(const struct segbias_levels_list *list)
{
	static const double APART = 0.01;
	double least = INFINITY;
	double most = 0;
	for (size_t i = 0; i < list->count; i++) {
		double all = 0;
		for (size_t s = 0; s < list->strata; s++)
			all += list->figures[i][s];
		least = fmin(least, all);
		most = fmax(most, all);
	}
	return list->strata > 1 && most - least <= APART * most;
}

/* --- runs of neighbours --------------------------------------------------------------------------------------------- */

/* What is known of the list before runs are tried. */
struct runs {
	const struct segbias_levels_list *list;
	double *
	    steps; /* [strata]: what all its figures are multiples of; 0: in proportion to one before it, or one of many */
	double *first;  /* [strata]: sums of the first run */
	double *sums;   /* [strata]: of the one in hand */
	double *sorted; /* [2 * count] */
	double chance;
};

static bool in_proportion(const struct segbias_levels_list *list, size_t a, size_t b)
{
	double ratio = 0;
	for (size_t i = 0; i < list->count; i++) {
		double x = list->figures[i][a];
		double y = list->figures[i][b];
		if ((x > 0) != (y > 0))
			return false;
		if (x > 0 && ratio > 0 && fabs(y - ratio * x) > list->each * (1 + ratio) + 1e-9 * y)
			return false;
		ratio = x > 0 && !(ratio > 0) ? y / x : ratio;
	}
	return true;
}

static void measure_steps(struct runs *runs)
{
	const struct segbias_levels_list *list = runs->list;
	size_t telling = list->strata - is_balanced(list);
	size_t told = 0;
	for (size_t s = 0; s < list->strata; s++) {
		double step = 0;
		runs->steps[s] = 0;
		if (s >= telling)
			continue;
		for (size_t i = 0; i < list->count && told < STRATA_MAX; i++)
			step = segbias_subset_divisor(round(list->figures[i][s] / list->unit), step);
		bool alone = told < STRATA_MAX;
		for (size_t before = 0; before < s && alone; before++)
			alone = !(runs->steps[before] > 0 && in_proportion(list, before, s));
		runs->steps[s] = alone ? fmax(1, step) * list->unit : 0;
		told += alone;
	}
}

static int compare_numbers(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Whether the run has the first one's figures, in any order. */
static bool is_same(const struct runs *runs, size_t size, size_t from, size_t end)
{
	const struct segbias_levels_list *list = runs->list;
	if (end - from != size)
		return false;
	for (size_t s = 0; s < list->strata; s++) {
		for (size_t i = 0; i < size; i++) {
			runs->sorted[i] = list->figures[i][s];
			runs->sorted[size + i] = list->figures[from + i][s];
		}
		qsort(runs->sorted, size, sizeof *runs->sorted, compare_numbers);
		qsort(runs->sorted + size, size, sizeof *runs->sorted, compare_numbers);
		if (memcmp(runs->sorted, runs->sorted + size, size * sizeof *runs->sorted) != 0)
			return false;
	}
	return true;
}

/* How often a run of so many values comes as near to the first one's sums; INFINITY where it does not. *more: it may, if it goes on. */
static double fit_of(const struct runs *runs, size_t parts, bool *more)
{
	const struct segbias_levels_list *list = runs->list;
	double chance = 1;
	*more = true;
	for (size_t s = 0; s < list->strata; s++) {
		double off = fabs(runs->sums[s] - runs->first[s]);
		double most = OFF_RUNS * runs->first[s] + list->each * (double)parts;
		*more = *more && runs->sums[s] <= runs->first[s] + most;
		if (off > most)
			chance = INFINITY;
		else if (runs->steps[s] > 0 && runs->first[s] > 0)
			chance *= fmin(1, (2 * off + runs->steps[s]) * (double)parts / runs->first[s]);
	}
	return chance;
}

/* The end of the run from there that comes nearest to the first one; `from`: there is none. */
static size_t next_run(struct runs *runs, size_t size, size_t from)
{
	size_t best = from;
	double least = INFINITY;
	bool more = true;
	sum_run(runs->list, from, from + 1, runs->sums);
	for (size_t end = from + 2; end <= runs->list->count && more; end++) {
		add_value(runs->list, end - 1, runs->sums);
		double fit = fit_of(runs, size < end - from ? size : end - from, &more);
		if (fit < least) {
			least = fit;
			best = end;
		}
	}
	runs->chance *= least;
	return best;
}

/* Whether the list is the first run and others like it; how often that is chance. */
static bool tile(struct runs *runs, size_t size)
{
	size_t count = runs->list->count;
	size_t blocks = 1;
	bool same = true;
	runs->chance = (double)count;
	sum_run(runs->list, 0, size, runs->first);
	for (size_t at = size; at < count; blocks++) {
		size_t end = next_run(runs, size, at);
		if (end == at || blocks == BLOCKS_MAX)
			return false;
		same = same && is_same(runs, size, at, end);
		at = end;
	}
	return !same;
}

static bool find_runs(struct runs *runs, struct segbias_blocks *out)
{
	size_t count = runs->list->count;
	size_t best = 0;
	out->expected = INFINITY;
	measure_steps(runs);
	for (size_t size = 2; size + 2 <= count; size++)
		if (tile(runs, size) && runs->chance < out->expected) {
			out->expected = runs->chance;
			best = size;
		}
	for (size_t i = 0; i < count; i++)
		out->first[i] = i < best;
	return best > 0;
}

/* --- anywhere in the list -------------------------------------------------------------------------------------------- */

static enum segbias_status find_subset(const struct segbias_levels_list *list, double expected_max, double *whole,
                                       size_t *work, struct segbias_blocks *out, struct segbias_error *error)
{
	struct segbias_subset_search search = {.whole = whole,
	                                       .parts = list->figures,
	                                       .count = list->count,
	                                       .strata = list->strata - is_balanced(list),
	                                       .unit = list->unit,
	                                       .each = list->each,
	                                       .work = *work};
	out->expected = INFINITY;
	for (size_t blocks = 2; blocks <= BLOCKS_MAX && 2 * blocks <= list->count; blocks++) {
		struct segbias_subset found = {0};
		sum_run(list, 0, list->count, whole);
		for (size_t s = 0; s < list->strata; s++)
			whole[s] /= (double)blocks;
		enum segbias_status status =
		    segbias_subset_find(&search, expected_max / (BLOCKS_MAX - 1), &found, error);
		if (status != SEGBIAS_OK)
			return status;
		double expected = found.members ? (BLOCKS_MAX - 1) * found.expected : INFINITY;
		for (size_t i = 0; i < list->count && expected < out->expected; i++)
			out->first[i] = found.members >> i & 1;
		out->expected = fmin(out->expected, expected);
	}
	*work = search.work;
	return SEGBIAS_OK;
}

enum segbias_status segbias_blocks_find(const struct segbias_levels_list *list, double expected_max, size_t *work,
                                        struct segbias_blocks *out, bool *found, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	double *room = NULL;
	*found = false;
	if (list->count < 4 || list->count > SEGBIAS_SUBSET_MAX)
		return SEGBIAS_OK;
	room = segbias_memory_zeroed(3 * list->strata + 2 * list->count + 1, sizeof *room);
	if (!room)
		return segbias_error_memory(error);
	struct runs runs = {.list = list,
	                    .steps = room,
	                    .first = room + list->strata,
	                    .sums = room + 2 * list->strata,
	                    .sorted = room + 3 * list->strata};
	*found = is_said(list, room, out) || (find_runs(&runs, out) && out->expected <= expected_max);
	if (!*found) {
		SEGBIAS_TRY(find_subset(list, expected_max, room, work, out, error));
		*found = out->expected <= expected_max;
	}
done:
	free(room);
	return status;
}
