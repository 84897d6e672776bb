/* Correction weights: whom to recruit in their place, so that the lowest index rises most. */
#include "analysis/weigh.h"

#include "base/memory.h"
#include "stats/quota.h"

#include <math.h>
#include <stdlib.h>

/* The groups of one list: those of an attribute, or of all weighted ones together. */
struct list {
	struct segbias_weigh_level *levels; /* [quotas.cells] of the reference, in output order */
	double *count, *share, *people;
	struct segbias_quotas quotas;
	size_t *
	    value_of; /* [cells of the list of all together] which group of an attribute's list each is in; NULL: there is none */
};

static void list_release(struct list *list)
{
	free(list->levels);
	free(list->count);
	free(list->value_of);
}

static bool list_init(struct list *list, size_t cells)
{
	*list = (struct list){.levels = segbias_memory_zeroed(cells + 1, sizeof *list->levels),
	                      .count = segbias_memory_zeroed(3 * cells + 1, sizeof *list->count)};
	list->share = list->count + cells;
	list->people = list->share + cells;
	list->quotas = (struct segbias_quotas){0, list->count, list->share, 0};
	return list->levels && list->count;
}

static void add_level(struct list *list, size_t part, size_t value, double weight, double all)
{
	if (!(weight > 0))
		return;
	list->levels[list->quotas.cells] = (struct segbias_weigh_level){part, value, weight / all, 0};
	list->share[list->quotas.cells++] = weight / all;
}

/* Which cell of the list a value is; SIZE_MAX: the reference has nobody of it. */
static size_t find_cell(const struct list *list, size_t value)
{
	size_t low = 0;
	size_t high = list->quotas.cells;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list->levels[middle].value < value)
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->quotas.cells && list->levels[low].value == value ? low : SIZE_MAX;
}

/* The records of each group, of those whose values are known; and those of whom the reference has nobody. */
static void count_records(const struct segbias_weigh *weigh, size_t part, struct list *list)
{
	for (size_t i = 0; i < segbias_joint_size(weigh->joint); i++) {
		size_t value = 0;
		for (size_t p = 0; p < weigh->part_count && value != SIZE_MAX; p++) {
			if (part == SIZE_MAX ? !weigh->parts[p].weighted : p != part)
				continue;
			size_t own = segbias_weigh_value(weigh, i, p);
			value = own == SIZE_MAX ? SIZE_MAX : value * weigh->parts[p].attribute->value_count + own;
		}
		if (value == SIZE_MAX)
			continue;
		size_t cell = find_cell(list, value);
		*(cell == SIZE_MAX ? &list->quotas.outside : &list->count[cell]) +=
		    (double)segbias_joint_count(weigh->joint, i);
	}
}

static bool list_attribute(const struct segbias_weigh *weigh, size_t part, struct list *list)
{
	const struct segbias_attribute *attribute = weigh->parts[part].attribute;
	if (!list_init(list, attribute->value_count))
		return false;
	for (size_t v = 0; v < attribute->value_count; v++)
		add_level(list, part, v, attribute->reference[v].weight, attribute->known.weight);
	count_records(weigh, part, list);
	return true;
}

/* Which group of an attribute's list each cell is in. The cells are of all weighted attributes, the last one fastest. */
static bool find_values(const struct segbias_weigh *weigh, const struct list *cells, struct list *list)
{
	size_t part = list->quotas.cells ? list->levels[0].part : 0;
	list->value_of = segbias_memory_zeroed(cells->quotas.cells + 1, sizeof *list->value_of);
	for (size_t i = 0; list->value_of && i < cells->quotas.cells; i++) {
		size_t rest = cells->levels[i].value;
		for (size_t p = weigh->part_count; p-- > part + 1;)
			rest /= weigh->parts[p].weighted ? weigh->parts[p].attribute->value_count : 1;
		size_t at = find_cell(list, rest % weigh->parts[part].attribute->value_count);
		list->value_of[i] = at == SIZE_MAX ? 0 : at;
	}
	return list->value_of != NULL;
}

/* All weighted attributes together. *joint: the reference has a table of them. */
static bool list_cells(const struct segbias_weigh *weigh, struct list *list, bool *joint)
{
	const struct segbias_analysis_input *input = weigh->input;
	struct segbias_crossed_attributes of = segbias_weigh_crossed(weigh);
	size_t weighted = 0;
	for (size_t i = 0; i < weigh->part_count; i++)
		weighted += weigh->parts[i].weighted;
	*joint = false;
	if (weighted < 2 || weighted > of.count ||
	    segbias_crossing_size(input->matching, &of) > input->policy->cross_cells)
		return true;
	size_t cells = (size_t)segbias_crossing_size(input->matching, &of);
	struct segbias_cell *reference = segbias_memory_zeroed(cells + 1, sizeof *reference);
	double all = 0;
	bool ok = reference && list_init(list, cells);
	*joint = ok && segbias_crossed_reference(input, &of, reference);
	for (size_t i = 0; *joint && i < cells; i++)
		all += reference[i].weight;
	for (size_t i = 0; *joint && i < cells; i++)
		add_level(list, SIZE_MAX, i, reference[i].weight, all);
	if (*joint)
		count_records(weigh, SIZE_MAX, list);
	free(reference);
	return ok;
}

static bool name_values(const struct segbias_weigh *weigh, const struct segbias_weigh_level *level,
                        struct segbias_arena *arena, struct segbias_quota *row)
{
	size_t rest = level->value;
	row->values = segbias_arena_array(arena, SEGBIAS_CROSSING_MAX, sizeof *row->values);
	for (size_t p = weigh->part_count; row->values && p-- > 0;) {
		const struct segbias_attribute *attribute = weigh->parts[p].attribute;
		if (segbias_weigh_is_joint(level) ? !weigh->parts[p].weighted : p != level->part)
			continue;
		for (size_t i = row->value_count++; i > 0; i--)
			row->values[i] = row->values[i - 1];
		if (!segbias_arena_copy(arena, attribute->values[rest % attribute->value_count], &row->values[0]))
			return false;
		rest /= attribute->value_count;
	}
	return row->values && segbias_weigh_name(weigh, level, arena, &row->attribute, &row->value);
}

static bool tell_list(const struct segbias_weigh *weigh, struct list *list, struct segbias_arena *arena,
                      struct segbias_weighing *out)
{
	double all = list->quotas.outside;
	if (!segbias_quotas_fill(&list->quotas, out->recruits, list->people))
		return false;
	for (size_t i = 0; i < list->quotas.cells; i++)
		all += list->count[i];
	for (size_t i = 0; i < list->quotas.cells; i++) {
		struct segbias_quota *row = &out->quotas[out->quota_count];
		*row = (struct segbias_quota){.people = list->people[i]};
		row->index_before = 100 * (list->count[i] / all / list->share[i]);
		row->index_after = 100 * ((list->count[i] + list->people[i]) / (all + out->recruits) / list->share[i]);
		if (!name_values(weigh, &list->levels[i], arena, row))
			return false;
		out->quota_count++;
	}
	return true;
}

/* The fewest with whom all lists are inside the band. */
static double find_needed(const struct segbias_weigh *weigh, const struct list *lists, size_t count)
{
	double low = weigh->input->policy->band_low / 100;
	double high = weigh->input->policy->band_high / 100;
	double needed = 0;
	double before;
	do {
		before = needed;
		for (size_t i = 0; i < count && isfinite(needed); i++)
			needed = segbias_quotas_needed(&lists[i].quotas, low, high, needed);
		for (size_t i = 0; i < count && isfinite(needed); i++)
			if (lists[i].value_of)
				needed = segbias_quotas_nested(&lists[0].quotas, &lists[i].quotas, lists[i].value_of,
				                               low, high, needed);
	} while (isfinite(needed) && needed > before);
	return needed;
}

/* Those of which quotas are told first: of all attributes together where the reference has them so. Then those of each attribute: who
 * lacks a value is in none of the cells, and in some of these. *told: how many of them. */
static bool make_lists(const struct segbias_weigh *weigh, struct list *lists, size_t *count, size_t *told)
{
	bool nested = false;
	bool ok = list_cells(weigh, &lists[0], &nested);
	if (ok && !nested) {
		list_release(&lists[0]);
		lists[0] = (struct list){.count = NULL};
	}
	*count = nested;
	for (size_t i = 0; ok && i < weigh->part_count; i++)
		if (weigh->parts[i].weighted) {
			struct list *list = &lists[(*count)++];
			ok = list_attribute(weigh, i, list) && (!nested || find_values(weigh, &lists[0], list));
		}
	*told = nested ? 1 : *count;
	return ok;
}

enum segbias_status segbias_weigh_recruit(const struct segbias_weigh *weigh, struct segbias_findings *findings,
                                          struct segbias_error *error)
{
	struct segbias_weighing *out = &findings->weighing;
	struct list *lists = segbias_memory_zeroed(weigh->part_count + 1, sizeof *lists);
	size_t count = 0;
	size_t told = 0;
	size_t cells = 0;
	bool ok = lists && make_lists(weigh, lists, &count, &told);
	for (size_t i = 0; ok && i < told; i++)
		cells += lists[i].quotas.cells;
	out->nested = told < count;
	out->recruits = weigh->asked->recruit;
	out->recruiting = true;
	out->quotas = ok ? segbias_arena_array(&findings->arena, cells, sizeof *out->quotas) : NULL;
	ok = ok && out->quotas;
	for (size_t i = 0; ok && i < told; i++)
		ok = tell_list(weigh, &lists[i], &findings->arena, out);
	if (ok)
		out->band_needs = find_needed(weigh, lists, count);
	for (size_t i = 0; lists && i < weigh->part_count + 1; i++)
		list_release(&lists[i]);
	free(lists);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}
