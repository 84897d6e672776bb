/* Columns of a result that was kept, of which one tells of another. How many records have which values of both it does not hold: they may
 * tell of each other where the counts of some value are, in every group, the sum of counts of the other column. */
#include "analysis/published_counts.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static const size_t STEPS_MAX = 200000; /* of more nobody has looked at all, and they are taken to tell */

/* Which cells of a column add up to one of another. */
struct search {
	const struct segbias_counted *counts;
	size_t attribute;
	size_t *items;  /* [count]: its cells */
	double *behind; /* [count + 1]: records of the cells from here on */
	size_t *taken;  /* [count] */
	double *left;   /* [groups] */
	size_t count;
};

static size_t cells_of(const struct segbias_counted *counts, size_t attribute)
{
	return counts->attributes[attribute].value_count + SEGBIAS_COUNTED_OTHERS;
}

static double cell(const struct segbias_counted *counts, size_t group, size_t attribute, size_t at)
{
	return segbias_counted_cells(counts, group, attribute)[at];
}

static bool is_empty(const struct search *s)
{
	for (size_t g = 0; g < s->counts->group_count; g++)
		if (s->left[g] != 0)
			return false;
	return true;
}

static bool fits(const struct search *s, size_t item)
{
	for (size_t g = 0; g < s->counts->group_count; g++)
		if (cell(s->counts, g, s->attribute, s->items[item]) > s->left[g])
			return false;
	return true;
}

static void take(const struct search *s, size_t item, double sign)
{
	for (size_t g = 0; g < s->counts->group_count; g++)
		s->left[g] -= sign * cell(s->counts, g, s->attribute, s->items[item]);
}

/* Each cell is taken, and then left. */
static bool adds_up(const struct search *s)
{
	size_t depth = 0;
	size_t at = 0;
	for (size_t steps = 0; steps < STEPS_MAX; steps++) {
		if (is_empty(s))
			return true;
		if (at < s->count && s->behind[at] >= s->left[0]) {
			if (fits(s, at)) {
				take(s, at, 1);
				s->taken[depth++] = at;
			}
			at++;
			continue;
		}
		if (depth == 0)
			return false;
		at = s->taken[--depth];
		take(s, at++, -1);
	}
	return true;
}

/* Whether the value, or having none, may be told by the other column: by its having none, too, as where a page of a form was left out. */
static bool is_told(struct search *s, size_t attribute, size_t of)
{
	s->count = 0;
	for (size_t i = 0; i < cells_of(s->counts, s->attribute); i++)
		if (cell(s->counts, 0, s->attribute, i) > 0)
			s->items[s->count++] = i;
	s->behind[s->count] = 0;
	for (size_t i = s->count; i-- > 0;)
		s->behind[i] = s->behind[i + 1] + cell(s->counts, 0, s->attribute, s->items[i]);
	for (size_t g = 0; g < s->counts->group_count; g++)
		s->left[g] = cell(s->counts, g, attribute, of);
	return adds_up(s);
}

bool segbias_counted_may_tell(const struct segbias_counted *counts, const size_t attributes[2], double least,
                              bool *tells)
{
	size_t most = 1;
	for (size_t k = 0; k < 2; k++)
		most = cells_of(counts, attributes[k]) > most ? cells_of(counts, attributes[k]) : most;
	struct search s = {.counts = counts};
	s.items = segbias_memory_zeroed(most + 1, sizeof *s.items);
	s.taken = segbias_memory_zeroed(most + 1, sizeof *s.taken);
	s.behind = segbias_memory_zeroed(most + 1, sizeof *s.behind);
	s.left = segbias_memory_zeroed(counts->group_count + 1, sizeof *s.left);
	bool ok = s.items && s.taken && s.behind && s.left;
	*tells = false;
	for (size_t k = 0; ok && k < 2; k++) {
		s.attribute = attributes[!k];
		for (size_t i = 0; i < cells_of(counts, attributes[k]) && !*tells; i++) {
			double records = cell(counts, 0, attributes[k], i);
			*tells = records >= least && records < counts->rows[0] && is_told(&s, attributes[k], i);
		}
	}
	free(s.items);
	free(s.taken);
	free(s.behind);
	free(s.left);
	return ok;
}
