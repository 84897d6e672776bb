#include "tally/split.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool segbias_splits_init(struct segbias_splits *splits, const struct segbias_plan_table *plan, size_t count)
{
	*splits = (struct segbias_splits){.next = 1};
	splits->tables = segbias_memory_zeroed(count + 1, sizeof *splits->tables);
	splits->groups = segbias_memory_zeroed(count + 1, sizeof *splits->groups);
	if (!splits->tables || !splits->groups)
		return false;
	for (size_t i = 0; i < count; i++)
		splits->tables[i].plan = plan[i];
	splits->count = count;
	return true;
}

void segbias_splits_release(struct segbias_splits *splits)
{
	for (size_t i = 0; i < splits->count; i++)
		segbias_table_release(&splits->tables[i]);
	free(splits->tables);
	free(splits->groups);
	*splits = (struct segbias_splits){0};
}

/* The group of a cell, made if need be; 0: out of memory. */
static uint32_t enter(struct segbias_splits *splits, struct segbias_table *table, uint64_t key)
{
	size_t slot = segbias_table_find(table, key);
	if (slot != SIZE_MAX)
		return (uint32_t)table->slots[slot].count;
	return segbias_table_add(table, key, splits->next, 0) ? splits->next++ : 0;
}

bool segbias_splits_enter(struct segbias_splits *splits, const uint32_t *ids, size_t stride)
{
	for (size_t i = 0; i < splits->count; i++) {
		uint32_t cell[SEGBIAS_TABLE_COLUMNS_MAX];
		const struct segbias_plan_table *plan = &splits->tables[i].plan;
		for (uint32_t j = 0; j < plan->count; j++)
			cell[j] = ids[plan->columns[j] * stride];
		splits->groups[i] = enter(splits, &splits->tables[i], segbias_table_key(cell, plan->count));
		if (splits->groups[i] == 0)
			return false;
	}
	return true;
}

uint32_t segbias_splits_find(const struct segbias_splits *splits, const uint32_t *columns, size_t count,
                             const uint32_t *ids)
{
	for (size_t i = 0; i < splits->count; i++) {
		const struct segbias_table *table = &splits->tables[i];
		if (table->plan.count != count || memcmp(table->plan.columns, columns, count * sizeof *columns) != 0)
			continue;
		size_t slot = segbias_table_find(table, segbias_table_key(ids, count));
		return slot == SIZE_MAX ? 0 : (uint32_t)table->slots[slot].count;
	}
	return 0;
}

bool segbias_splits_merge(struct segbias_splits *splits, const struct segbias_splits *other, uint32_t *const *maps,
                          uint32_t *groups)
{
	groups[0] = 0;
	for (size_t i = 0; i < other->count; i++) {
		const struct segbias_table *table = &other->tables[i];
		for (size_t slot = 0; slot < table->slot_count; slot++) {
			if (!table->slots[slot].key)
				continue;
			uint64_t key = segbias_table_map_key(&table->plan, table->slots[slot].key - 1, maps);
			uint32_t here = enter(splits, &splits->tables[i], key);
			if (here == 0)
				return false;
			groups[table->slots[slot].count] = here;
		}
	}
	return true;
}
