#include "tally/table.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64, ID_BITS = 16 };

void segbias_table_release(struct segbias_table *table)
{
	for (size_t slot = 0; table->weighted && slot < table->slot_count; slot++) {
		segbias_sum_release(&table->weights[slot]);
		segbias_sum_release(&table->squares[slot]);
	}
	free(table->keys);
	free(table->counts);
	free(table->units);
	free(table->weights);
	free(table->squares);
	*table = (struct segbias_table){0};
}

uint64_t segbias_table_key(const uint32_t *ids, size_t count)
{
	uint64_t key = 0;
	for (size_t i = 0; i < count; i++)
		key = key << ID_BITS | ids[i];
	return key;
}

static size_t slot_of(const struct segbias_table *table, uint64_t key)
{
	size_t mask = table->slot_count - 1;
	uint64_t hash = (key + 1) * UINT64_C(0x9E3779B97F4A7C15);
	size_t slot = (size_t)(hash ^ (hash >> 32)) & mask;
	while (table->keys[slot] && table->keys[slot] != key + 1)
		slot = (slot + 1) & mask;
	return slot;
}

static bool allocate(struct segbias_table *table, size_t slot_count)
{
	table->slot_count = slot_count;
	table->keys = calloc(slot_count, sizeof *table->keys);
	table->counts = calloc(slot_count, sizeof *table->counts);
	table->units = calloc(slot_count, sizeof *table->units);
	if (table->weighted) {
		table->weights = calloc(slot_count, sizeof *table->weights);
		table->squares = calloc(slot_count, sizeof *table->squares);
	}
	return table->keys && table->counts && table->units && (!table->weighted || (table->weights && table->squares));
}

static void free_arrays(struct segbias_table *table)
{
	free(table->keys);
	free(table->counts);
	free(table->units);
	free(table->weights);
	free(table->squares);
}

static bool grow(struct segbias_table *table)
{
	struct segbias_table larger = *table;
	larger.weights = NULL;
	larger.squares = NULL;
	if (!allocate(&larger, table->slot_count ? table->slot_count * 2 : FIRST_SLOTS)) {
		free_arrays(&larger);
		return false;
	}
	for (size_t old = 0; old < table->slot_count; old++) {
		if (!table->keys[old])
			continue;
		size_t slot = slot_of(&larger, table->keys[old] - 1);
		larger.keys[slot] = table->keys[old];
		larger.counts[slot] = table->counts[old];
		larger.units[slot] = table->units[old];
		if (table->weighted) { /* the sums move with what they own */
			larger.weights[slot] = table->weights[old];
			larger.squares[slot] = table->squares[old];
		}
	}
	free_arrays(table);
	*table = larger;
	return true;
}

/* The slot of the key, made if need be; SIZE_MAX: out of memory. */
static size_t make_slot(struct segbias_table *table, uint64_t key)
{
	if (table->size + 1 > table->slot_count / 2 && !grow(table))
		return SIZE_MAX;
	size_t slot = slot_of(table, key);
	if (!table->keys[slot]) {
		table->keys[slot] = key + 1;
		table->size++;
	}
	return slot;
}

bool segbias_table_add(struct segbias_table *table, uint64_t key, uint64_t count, double weight)
{
	size_t slot = make_slot(table, key);
	if (slot == SIZE_MAX)
		return false;
	table->counts[slot] += count;
	table->units[slot]++;
	return !table->weighted || (segbias_sum_add(&table->weights[slot], weight) &&
	                            segbias_sum_add_square(&table->squares[slot], weight));
}

bool segbias_table_merge(struct segbias_table *table, uint64_t key, const struct segbias_table *other, size_t from)
{
	size_t slot = make_slot(table, key);
	if (slot == SIZE_MAX)
		return false;
	table->counts[slot] += other->counts[from];
	table->units[slot] += other->units[from];
	return !table->weighted || (segbias_sum_merge(&table->weights[slot], &other->weights[from]) &&
	                            segbias_sum_merge(&table->squares[slot], &other->squares[from]));
}

struct segbias_cell segbias_table_cell(const struct segbias_table *table, uint64_t key)
{
	struct segbias_cell cell = {0};
	if (table->size == 0)
		return cell;
	size_t slot = slot_of(table, key);
	if (!table->keys[slot])
		return cell;
	cell.count = table->counts[slot];
	cell.units = table->units[slot];
	cell.weight = table->weighted ? segbias_sum_value(&table->weights[slot]) : (double)cell.count;
	cell.square = table->weighted ? segbias_sum_value(&table->squares[slot]) : (double)cell.count;
	return cell;
}
