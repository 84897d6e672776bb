#include "tally/table.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64, ID_BITS = 16 };

void segbias_table_unweight(struct segbias_table *table)
{
	for (size_t slot = 0; table->sums && slot < table->slot_count; slot++) {
		segbias_sum_release(&table->sums[slot].weight);
		segbias_sum_release(&table->sums[slot].square);
		segbias_sum_release(&table->sums[slot].fourth);
	}
	free(table->sums);
	table->sums = NULL;
	table->weighted = false;
}

static void release_doubts(struct segbias_table *table)
{
	for (size_t slot = 0; table->doubts && slot < table->slot_count; slot++) {
		segbias_sum_release(&table->doubts[slot].below);
		segbias_sum_release(&table->doubts[slot].above);
	}
	free(table->doubts);
	table->doubts = NULL;
}

void segbias_table_release(struct segbias_table *table)
{
	release_doubts(table);
	segbias_table_unweight(table);
	free(table->slots);
	free(table->front);
	*table = (struct segbias_table){0};
}

void segbias_table_give_up(struct segbias_table *table)
{
	struct segbias_table empty = {
	    .plan = table->plan, .weighted = table->weighted, .most = table->most, .given_up = true};
	segbias_table_release(table);
	*table = empty;
}

uint64_t segbias_table_key(const uint32_t *ids, size_t count)
{
	uint64_t key = 0;
	for (size_t i = 0; i < count; i++)
		key = key << ID_BITS | ids[i];
	return key;
}

uint64_t segbias_table_map_key(const struct segbias_plan_table *plan, uint64_t key, uint32_t *const *maps)
{
	uint32_t ids[SEGBIAS_TABLE_COLUMNS_MAX];
	for (uint32_t i = plan->count; i-- > 0; key >>= ID_BITS)
		ids[i] = segbias_table_map(maps[plan->columns[i]], key & 0xFFFF);
	return segbias_table_key(ids, plan->count);
}

/* The slot that holds the key, or the free one where it belongs. slot_count is a power of two, never full. */
static size_t slot_of(const struct segbias_table *table, uint64_t key)
{
	size_t mask = table->slot_count - 1;
	uint64_t hash = (key + 1) * UINT64_C(0x9E3779B97F4A7C15);
	size_t slot = (size_t)(hash ^ (hash >> 32)) & mask;
	while (table->slots[slot].key && table->slots[slot].key != key + 1)
		slot = (slot + 1) & mask;
	return slot;
}

static bool grow(struct segbias_table *table)
{
	struct segbias_table larger = {0};
	larger.slot_count = table->slot_count ? table->slot_count * 2 : FIRST_SLOTS;
	larger.slots = segbias_memory_zeroed(larger.slot_count, sizeof *larger.slots);
	if (table->weighted)
		larger.sums = segbias_memory_zeroed(larger.slot_count, sizeof *larger.sums);
	if (table->doubts)
		larger.doubts = segbias_memory_zeroed(larger.slot_count, sizeof *larger.doubts);
	if (!larger.slots || (table->weighted && !larger.sums) || (table->doubts && !larger.doubts)) {
		free(larger.slots);
		free(larger.sums);
		free(larger.doubts);
		return false;
	}
	for (size_t old = 0; old < table->slot_count; old++) {
		if (!table->slots[old].key)
			continue;
		size_t slot = slot_of(&larger, table->slots[old].key - 1);
		larger.slots[slot] = table->slots[old];
		if (larger.sums && table->sums) /* the sums move with what they own */
			larger.sums[slot] = table->sums[old];
		if (larger.doubts && table->doubts)
			larger.doubts[slot] = table->doubts[old];
	}
	free(table->slots);
	free(table->sums);
	free(table->doubts);
	table->slots = larger.slots;
	table->sums = larger.sums;
	table->doubts = larger.doubts;
	table->slot_count = larger.slot_count;
	return true;
}

size_t segbias_table_make(struct segbias_table *table, uint64_t key)
{
	if (table->size + 1 > table->slot_count / 2 && !grow(table))
		return SIZE_MAX;
	size_t slot = slot_of(table, key);
	if (!table->slots[slot].key) {
		table->slots[slot].key = key + 1;
		table->size++;
	}
	return slot;
}

/* Beyond these sizes fourth powers are no numbers. */
static bool add_fourth(struct segbias_sum *sum, double weight)
{
	static const double LEAST = 1e-70;
	static const double MOST = 1e70;
	double square = weight * weight;
	return !(weight >= LEAST && weight <= MOST) || segbias_sum_add(sum, square * square);
}

bool segbias_table_add(struct segbias_table *table, uint64_t key, uint64_t count, double weight)
{
	size_t slot = segbias_table_make(table, key);
	if (slot == SIZE_MAX)
		return false;
	table->slots[slot].count += count;
	table->slots[slot].units++;
	if (table->sums)
		table->sums[slot].largest = fmax(table->sums[slot].largest, weight);
	return !table->sums || (segbias_sum_add(&table->sums[slot].weight, weight) &&
	                        segbias_sum_add_square(&table->sums[slot].square, weight) &&
	                        add_fourth(&table->sums[slot].fourth, weight));
}

/* Adds unweighted records that are as many rows. */
static bool add_records(struct segbias_table *table, uint64_t key, uint64_t count)
{
	size_t slot = segbias_table_make(table, key);
	if (slot == SIZE_MAX)
		return false;
	table->slots[slot].count += count;
	table->slots[slot].units += count;
	return true;
}

bool segbias_table_settle(struct segbias_table *table)
{
	bool ok = true;
	size_t cells = (size_t)table->front_ids[0] * table->front_ids[1];
	for (size_t i = 0; ok && table->front && i < cells; i++) {
		uint32_t first = (uint32_t)(i / table->front_ids[1]);
		uint32_t second = (uint32_t)(i % table->front_ids[1]);
		uint32_t joined = table->front_joined;
		const uint32_t two[] = {first, second};
		const uint32_t three[] = {joined ? first / joined : 0, joined ? first % joined : 0, second};
		if (table->front[i])
			ok = add_records(table,
			                 joined ? segbias_table_key(three, 3)
			                        : segbias_table_key(two, table->plan.count > 1 ? 2 : 1),
			                 table->front[i]);
	}
	free(table->front);
	table->front = NULL;
	table->front_ids[0] = table->front_ids[1] = table->front_joined = 0;
	return ok;
}

/* A front that holds these ids; false: there is none, for the want of memory or because they are too many. */
static bool make_front(struct segbias_table *table, const uint32_t ids[2], bool *failed)
{
	enum { CELLS_MAX = 1 << 16 };
	if (table->front && ids[0] <= table->front_ids[0] && ids[1] <= table->front_ids[1])
		return true;
	*failed = !segbias_table_settle(table);
	if (*failed || (uint64_t)ids[0] * ids[1] > CELLS_MAX)
		return false;
	/* Open columns may get more labels yet. */
	uint32_t room[2] = {ids[0] + ids[0] / 4, table->plan.count > 1 ? ids[1] + ids[1] / 4 : 1};
	table->front = segbias_memory_zeroed((size_t)room[0] * room[1], sizeof *table->front);
	*failed = table->front == NULL;
	table->front_ids[0] = room[0];
	table->front_ids[1] = room[1];
	return !*failed;
}

/* One for each row, to front[first * ids + second]; second NULL: to front[first]. */
static void count_rows(uint64_t *front, size_t ids, const uint32_t *first, const uint32_t *second, size_t rows)
{
	enum { SOME = 4 }; /* at a time */
	size_t row = 0;
	if (second) {
		for (; row + SOME <= rows; row += SOME)
			for (size_t i = row; i < row + SOME; i++)
				front[first[i] * ids + second[i]]++;
		for (; row < rows; row++)
			front[first[row] * ids + second[row]]++;
		return;
	}
	for (; row + SOME <= rows; row += SOME)
		for (size_t i = row; i < row + SOME; i++)
			front[first[i]]++;
	for (; row < rows; row++)
		front[first[row]]++;
}

bool segbias_table_add_rows(struct segbias_table *table, const uint32_t *first, const uint32_t *second, size_t rows,
                            const uint32_t ids[2])
{
	bool failed = false;
	if (make_front(table, ids, &failed)) {
		count_rows(table->front, table->front_ids[1], first, second, rows);
		return true;
	}
	for (size_t row = 0; row < rows && !failed; row++) {
		uint32_t key[2] = {first[row], second ? second[row] : 0};
		failed = !add_records(table, segbias_table_key(key, second ? 2 : 1), 1);
	}
	return !failed;
}

bool segbias_table_add_threes(struct segbias_table *table, const uint32_t *const of[3], size_t rows,
                              const uint32_t ids[3])
{
	enum { SOME = 1024 }; /* at a time */
	uint32_t joined[SOME];
	const uint32_t most[2] = {ids[0] * ids[1], ids[2]};
	bool failed = table->front_joined != ids[1] && !segbias_table_settle(table);
	bool front = !failed && make_front(table, most, &failed);
	table->front_joined = front ? ids[1] : 0;
	for (size_t row = 0; front && row < rows; row += SOME) {
		size_t some = rows - row < SOME ? rows - row : SOME;
		for (size_t i = 0; i < some; i++)
			joined[i] = of[0][row + i] * ids[1] + of[1][row + i];
		count_rows(table->front, table->front_ids[1], joined, of[2] + row, some);
	}
	for (size_t row = 0; !front && row < rows && !failed; row++) {
		const uint32_t key[] = {of[0][row], of[1][row], of[2][row]};
		failed = !add_records(table, segbias_table_key(key, 3), 1);
	}
	return !failed;
}

bool segbias_table_add_figure(struct segbias_table *table, uint64_t key, const double figure[2])
{
	size_t slot = segbias_table_make(table, key);
	if (slot == SIZE_MAX || !table->sums)
		return false;
	table->slots[slot].count++;
	table->slots[slot].units++;
	return segbias_sum_add(&table->sums[slot].weight, figure[0]) &&
	       segbias_sum_add_square(&table->sums[slot].square, figure[1]);
}

/* Most tables have none, and no room for them. */
static bool reserve_doubts(struct segbias_table *table)
{
	if (!table->doubts)
		table->doubts = segbias_memory_zeroed(table->slot_count, sizeof *table->doubts);
	return table->doubts != NULL;
}

bool segbias_table_doubt(struct segbias_table *table, uint64_t key, const struct segbias_doubt *doubt)
{
	size_t slot = segbias_table_make(table, key);
	if (slot == SIZE_MAX || !reserve_doubts(table))
		return false;
	table->doubts[slot].hidden += doubt->hidden;
	return segbias_sum_add(&table->doubts[slot].below, doubt->below) &&
	       segbias_sum_add(&table->doubts[slot].above, doubt->above);
}

static bool merge_doubts(struct segbias_table *table, size_t slot, const struct segbias_table_doubt *other)
{
	if (!reserve_doubts(table))
		return false;
	table->doubts[slot].hidden += other->hidden;
	return segbias_sum_merge(&table->doubts[slot].below, &other->below) &&
	       segbias_sum_merge(&table->doubts[slot].above, &other->above);
}

bool segbias_table_add_product(struct segbias_table *table, uint64_t key, double x, double y)
{
	size_t slot = segbias_table_make(table, key);
	return slot != SIZE_MAX && table->sums && segbias_sum_add_product(&table->sums[slot].weight, x, y);
}

bool segbias_table_merge(struct segbias_table *table, uint64_t key, const struct segbias_table *other, size_t from)
{
	size_t slot = segbias_table_make(table, key);
	if (slot == SIZE_MAX)
		return false;
	table->slots[slot].count += other->slots[from].count;
	table->slots[slot].units += other->slots[from].units;
	if (other->doubts && !merge_doubts(table, slot, &other->doubts[from]))
		return false;
	if (table->sums && other->sums)
		table->sums[slot].largest = fmax(table->sums[slot].largest, other->sums[from].largest);
	return !table->sums || !other->sums ||
	       (segbias_sum_merge(&table->sums[slot].weight, &other->sums[from].weight) &&
	        segbias_sum_merge(&table->sums[slot].square, &other->sums[from].square) &&
	        segbias_sum_merge(&table->sums[slot].fourth, &other->sums[from].fourth));
}

size_t segbias_table_find(const struct segbias_table *table, uint64_t key)
{
	size_t slot = table->size ? slot_of(table, key) : SIZE_MAX;
	return table->size && table->slots[slot].key ? slot : SIZE_MAX;
}

struct segbias_cell segbias_table_cell(const struct segbias_table *table, uint64_t key)
{
	struct segbias_cell cell = {0};
	size_t slot = segbias_table_find(table, key);
	if (slot == SIZE_MAX)
		return cell;
	cell.count = table->slots[slot].count;
	cell.units = table->slots[slot].units;
	cell.weight = table->sums ? segbias_sum_value(&table->sums[slot].weight) : (double)cell.count;
	cell.square = table->sums ? segbias_sum_value(&table->sums[slot].square) : (double)cell.count;
	cell.largest = table->sums ? table->sums[slot].largest : 0;
	cell.fourth = table->sums ? segbias_sum_value(&table->sums[slot].fourth) : (double)cell.count;
	if (table->doubts) {
		cell.below = segbias_sum_value(&table->doubts[slot].below);
		cell.above = segbias_sum_value(&table->doubts[slot].above);
		cell.hidden = table->doubts[slot].hidden;
	}
	return cell;
}

bool segbias_table_next(const struct segbias_table *table, size_t *slot, uint32_t *ids, struct segbias_cell *cell)
{
	while (*slot < table->slot_count && !table->slots[*slot].key)
		++*slot;
	if (*slot >= table->slot_count)
		return false;
	uint64_t key = table->slots[(*slot)++].key - 1;
	*cell = segbias_table_cell(table, key);
	for (uint32_t i = table->plan.count; i-- > 0; key >>= ID_BITS)
		ids[i] = key & 0xFFFF;
	return true;
}
