#include "match/universe.h"

#include "base/unicode.h"

#include <stdio.h>

bool segbias_universe_has(const struct segbias_universe_filter *filter, struct segbias_label label)
{
	struct segbias_band band;
	bool is_band = segbias_band_parse_weak(label, &band) && !(filter->ages && segbias_band_no_age(&band));
	bool has = false;
	for (size_t i = 0; i < filter->count && (!has || filter->used); i++) {
		struct segbias_band outer;
		bool one =
		    segbias_unicode_same(label, filter->items[i]) ||
		    (is_band && segbias_band_parse(filter->items[i], &outer) && segbias_band_within(&band, &outer));
		if (one && filter->used)
			atomic_store_explicit(&filter->used[i], true, memory_order_relaxed);
		has = has || one;
	}
	return has;
}

struct segbias_label segbias_universe_unused(const struct segbias_plan_filter *filter, size_t *at)
{
	const struct segbias_universe_filter *own = filter->accept == segbias_universe_accept ? filter->context : NULL;
	for (; own && own->used && own->count > 1 && *at < own->count; ++*at)
		if (!atomic_load_explicit(&own->used[*at], memory_order_relaxed))
			return own->items[(*at)++];
	return (struct segbias_label){NULL, 0};
}

/* Whether what was cut into a band of several ages (--bins) is itself of the universe, which may begin within that band. */
static bool is_inside(const struct segbias_universe_filter *filter, struct segbias_label spelling)
{
	struct segbias_band band;
	char text[16];
	int age = 0;
	if (filter->born && segbias_born_read(filter->born, spelling, &age) <= SEGBIAS_BORN_YEAR) {
		(void)snprintf(text, sizeof text, "%d", age);
		spelling = segbias_label_of(text);
	}
	if (!segbias_band_parse_weak(spelling, &band))
		return true;
	for (size_t i = 0; i < filter->count; i++)
		if (segbias_band_parse(filter->items[i], &band))
			return segbias_universe_has(filter, spelling);
	return true;
}

bool segbias_universe_accept(const void *context, struct segbias_label spelling)
{
	const struct segbias_universe_filter *filter = context;
	enum segbias_how how = SEGBIAS_HOW_EXACT;
	char text[16];
	if (!filter->map && filter->born) {
		uint32_t age = segbias_born_resolve(filter->born, spelling, &how);
		(void)snprintf(text, sizeof text, "%u", (unsigned)(age - SEGBIAS_ID_FIRST));
		return age >= SEGBIAS_ID_FIRST && segbias_universe_has(filter, segbias_label_of(text));
	}
	if (!filter->map)
		return segbias_universe_has(filter, spelling);
	uint32_t id = filter->born ? segbias_born_resolve(filter->born, spelling, &how)
	                           : segbias_value_map_resolve(filter->map, spelling, &how);
	/* The map holds the universe's values only, so what it knows is inside, but for parts of a band. */
	return id >= SEGBIAS_ID_FIRST && (how != SEGBIAS_HOW_BAND || is_inside(filter, spelling));
}

bool segbias_universe_asked(const struct segbias_head *head, const struct segbias_wheres *wheres, size_t field)
{
	for (size_t i = 0; i < wheres->count; i++)
		if (segbias_head_find(head, wheres->pairs[i].left) == field)
			return true;
	return false;
}

/* Whether the values of the pair's column are all taken. */
static bool takes_all(const struct segbias_head *head, const struct segbias_wheres *wheres, size_t field)
{
	for (size_t i = 0; i < wheres->count; i++)
		if (segbias_policy_any(wheres->pairs[i].right) &&
		    segbias_head_find(head, wheres->pairs[i].left) == field)
			return true;
	return false;
}

bool segbias_universe_several(const struct segbias_head *head, const struct segbias_wheres *wheres)
{
	for (size_t i = 0; i < wheres->count; i++) {
		size_t field = segbias_head_find(head, wheres->pairs[i].left);
		const struct segbias_wheres before = {wheres->option, wheres->pairs, i};
		if (segbias_policy_any(wheres->pairs[i].right) || segbias_universe_asked(head, &before, field))
			return true;
	}
	return false;
}

enum segbias_status segbias_universe_wheres(const struct segbias_head *head, const struct segbias_wheres *wheres,
                                            struct segbias_arena *arena, struct segbias_plan_filter *filters,
                                            size_t *count, struct segbias_error *error)
{
	for (size_t i = 0; i < wheres->count; i++) {
		size_t field = segbias_head_find(head, wheres->pairs[i].left);
		const struct segbias_wheres before = {wheres->option, wheres->pairs, i};
		if (field == SEGBIAS_NO_FIELD)
			return segbias_head_no_column(head, wheres->option, wheres->pairs[i].left, error);
		if (segbias_universe_asked(head, &before, field) || takes_all(head, wheres, field))
			continue; /* its first mention took this one too */
		struct segbias_universe_filter *filter = segbias_arena_allocate(arena, sizeof *filter);
		struct segbias_label *items = segbias_arena_array(arena, wheres->count, sizeof *items);
		atomic_bool *used = segbias_arena_array(arena, wheres->count, sizeof *used);
		if (!filter || !items || !used)
			return segbias_error_memory(error);
		for (size_t j = i; j < wheres->count; j++)
			if (segbias_head_find(head, wheres->pairs[j].left) == field)
				items[filter->count++] = wheres->pairs[j].right;
		filter->items = items;
		filter->ages = segbias_match_ages(head, field, (struct segbias_label){NULL, 0});
		if (segbias_universe_dates(head, field, wheres->option, filter, error) != SEGBIAS_OK)
			return error->status;
		filter->used = used; /* from here on: the look at the head poured nothing */
		filters[(*count)++] =
		    (struct segbias_plan_filter){.field = field, .accept = segbias_universe_accept, .context = filter};
	}
	return SEGBIAS_OK;
}
