#include "tally/column.h"

#include "base/memory.h"

#include <stdlib.h>

enum segbias_status segbias_tally_column_init(struct segbias_tally_column *column,
                                              const struct segbias_plan_column *plan, bool weighted,
                                              struct segbias_arena *arena, struct segbias_error *error)
{
	*column = (struct segbias_tally_column){.kind = plan->kind,
	                                        .wants_outside = plan->outside,
	                                        .told = plan->told,
	                                        .chooses = plan->chooses,
	                                        .outside = {.steady = true},
	                                        .outside_cells = {.weighted = weighted}};
	if (!segbias_arena_copy(arena, plan->name, &column->name))
		return segbias_error_memory(error);
	if (plan->separator.bytes && !segbias_arena_copy(arena, plan->separator, &column->separator))
		return segbias_error_memory(error);
	for (size_t i = 0; i < plan->label_count; i++)
		if (segbias_intern_add(&column->labels, plan->labels[i]) == SEGBIAS_INTERN_NONE)
			return segbias_error_memory(error);
	return SEGBIAS_OK;
}

void segbias_tally_column_release(struct segbias_tally_column *column)
{
	segbias_intern_release(&column->labels);
	segbias_ledger_release(&column->ledger);
	segbias_ledger_release(&column->outside);
	segbias_table_release(&column->outside_cells);
	free(column->beyond);
	*column = (struct segbias_tally_column){0};
}

uint32_t segbias_tally_column_ids(const struct segbias_tally_column *column)
{
	return SEGBIAS_ID_FIRST + (column->kind == SEGBIAS_PLAN_PRESENCE ? 1 : column->labels.size);
}

bool segbias_tally_column_beyond(struct segbias_tally_column *column, uint32_t id, uint64_t count)
{
	if (!column->beyond)
		column->beyond = segbias_memory_zeroed(SEGBIAS_IDS_MAX, sizeof *column->beyond);
	if (column->beyond)
		column->beyond[id] += count;
	return column->beyond != NULL;
}

uint32_t segbias_tally_column_add(struct segbias_tally_column *column, struct segbias_label spelling,
                                  const struct segbias_ledger_entry *entry, bool *crowded)
{
	struct segbias_ledger_entry out;
	uint32_t number = segbias_ledger_add(&column->ledger, spelling, entry, &out);
	if (number == SEGBIAS_INTERN_NONE)
		return number;
	*crowded |= column->ledger.full && column->kind == SEGBIAS_PLAN_OPEN && !column->collapsed;
	if (out.gone && !segbias_tally_column_beyond(column, out.id, out.count))
		return SEGBIAS_INTERN_NONE;
	return number;
}

bool segbias_tally_column_pass(struct segbias_tally_column *column, struct segbias_label spelling, uint64_t count,
                               double weight)
{
	struct segbias_ledger_entry out;
	uint32_t number = segbias_ledger_find(&column->outside, spelling);
	if (number == SEGBIAS_INTERN_NONE && !segbias_ledger_wants(&column->outside, spelling, false))
		return true;
	if (number == SEGBIAS_INTERN_NONE)
		number = segbias_ledger_add(&column->outside, spelling,
		                            &(struct segbias_ledger_entry){.id = SEGBIAS_ID_FIRST}, &out);
	return number != SEGBIAS_INTERN_NONE &&
	       (count == 0 || segbias_table_add(&column->outside_cells, number, count, weight));
}

void segbias_tally_column_collapse(struct segbias_tally_column *column)
{
	column->collapsed = true;
	for (uint32_t i = 0; i < column->ledger.spellings.size; i++)
		if (column->ledger.entries[i].id >= SEGBIAS_ID_FIRST)
			column->ledger.entries[i].id = SEGBIAS_ID_UNMATCHED;
	for (uint32_t id = SEGBIAS_ID_FIRST; column->beyond && id < SEGBIAS_IDS_MAX; id++) {
		column->beyond[SEGBIAS_ID_UNMATCHED] += column->beyond[id];
		column->beyond[id] = 0;
	}
	segbias_intern_release(&column->labels);
}

static bool merge_entry(struct segbias_tally_column *column, struct segbias_label spelling,
                        const struct segbias_ledger_entry *entry, bool *crowded)
{
	/* Its rank is known: most of what is left out is so without being looked for. */
	if (entry->rank > segbias_ledger_limit(&column->ledger))
		return segbias_tally_column_beyond(column, entry->id, entry->count);
	uint32_t number = segbias_ledger_find(&column->ledger, spelling);
	if (number == SEGBIAS_INTERN_NONE &&
	    !segbias_ledger_wants(&column->ledger, spelling, entry->id == SEGBIAS_ID_MISSING))
		return segbias_tally_column_beyond(column, entry->id, entry->count);
	if (number == SEGBIAS_INTERN_NONE)
		return segbias_tally_column_add(column, spelling, entry, crowded) != SEGBIAS_INTERN_NONE;
	struct segbias_ledger_entry *here = &column->ledger.entries[number];
	here->count += entry->count;
	here->units += entry->units;
	if (entry->line && (!here->line || entry->line < here->line)) {
		here->line = entry->line;
		here->column = entry->column;
	}
	return true;
}

/* The cells of `outside` are found by number, which is another one here. */
static bool merge_outside(struct segbias_tally_column *column, const struct segbias_tally_column *other)
{
	bool ok = true;
	for (uint32_t i = 0; ok && i < other->outside.spellings.size; i++)
		if (!other->outside.entries[i].gone)
			ok = segbias_tally_column_pass(column, other->outside.spellings.labels[i], 0, 0);
	for (size_t slot = 0; ok && slot < other->outside_cells.slot_count; slot++) {
		uint64_t key = other->outside_cells.slots[slot].key;
		uint32_t here = key ? segbias_ledger_find(&column->outside, other->outside.spellings.labels[key - 1])
		                    : SEGBIAS_INTERN_NONE;
		ok = here == SEGBIAS_INTERN_NONE ||
		     segbias_table_merge(&column->outside_cells, here, &other->outside_cells, slot);
	}
	return ok;
}

static void merge_shown(struct segbias_tally_column *column, const struct segbias_tally_column *other)
{
	struct segbias_shown *shown = &column->shown;
	const struct segbias_shown *more = &other->shown;
	if (!column->showed || !other->showed) {
		column->showed = column->showed || other->showed;
		*shown = other->showed ? *more : *shown;
		return;
	}
	shown->known += more->known;
	shown->numbers += more->numbers;
	shown->below = more->below < shown->below ? more->below : shown->below;
	shown->until = more->until > shown->until ? more->until : shown->until;
	shown->full = shown->full || more->full;
	if (shown->full)
		*shown = (struct segbias_shown){.below = SEGBIAS_SHOWN_NONE, .full = true};
}

bool segbias_tally_column_merge(struct segbias_tally_column *column, const struct segbias_tally_column *other,
                                const uint32_t *map, bool *crowded)
{
	bool ok = true;
	for (uint32_t i = 0; ok && i < other->ledger.spellings.size; i++) {
		struct segbias_ledger_entry entry = other->ledger.entries[i];
		entry.id = map[entry.id];
		if (!entry.gone)
			ok = merge_entry(column, other->ledger.spellings.labels[i], &entry, crowded);
	}
	for (uint32_t id = 0; ok && other->beyond && id < SEGBIAS_IDS_MAX; id++)
		ok = other->beyond[id] == 0 || segbias_tally_column_beyond(column, map[id], other->beyond[id]);
	column->ledger.full |= other->ledger.full;
	*crowded |= column->ledger.full && column->kind == SEGBIAS_PLAN_OPEN && !column->collapsed;
	column->several += other->several;
	merge_shown(column, other);
	return ok && merge_outside(column, other);
}

/* --- order ------------------------------------------------------------------------------------------------------ */

struct named {
	uint64_t start; /* the label's first bytes, as a number that is ordered as they are: most labels differ there */
	struct segbias_label label;
	uint32_t number;
};

static uint64_t start_of(struct segbias_label label)
{
	enum { WORD = sizeof(uint64_t) };
	uint64_t start = 0;
	for (size_t i = 0; i < WORD; i++)
		start = start << 8 | (i < label.size ? (unsigned char)label.bytes[i] : 0);
	return start;
}

static int compare_named(const void *a, const void *b)
{
	const struct named *x = a;
	const struct named *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return segbias_label_compare(x->label, y->label);
}

/* The labels by their bytes, to be freed; NULL: out of memory. */
static struct named *in_order(const struct segbias_intern *intern)
{
	struct named *order = segbias_memory_zeroed((size_t)intern->size + 1, sizeof *order);
	for (uint32_t i = 0; order && i < intern->size; i++)
		order[i] = (struct named){start_of(intern->labels[i]), intern->labels[i], i};
	if (order && intern->size)
		qsort(order, intern->size, sizeof *order, compare_named);
	return order;
}

static bool order_labels(struct segbias_tally_column *column, uint32_t *map, bool *moved)
{
	struct named *order = in_order(&column->labels);
	struct segbias_intern sorted = {0};
	bool ok = order != NULL;
	for (uint32_t i = 0; ok && i < column->labels.size; i++) {
		ok = segbias_intern_add(&sorted, order[i].label) == i;
		map[SEGBIAS_ID_FIRST + order[i].number] = SEGBIAS_ID_FIRST + i;
		*moved |= order[i].number != i;
	}
	free(order);
	if (!ok || !*moved) {
		segbias_intern_release(&sorted);
		return ok;
	}
	segbias_intern_release(&column->labels);
	column->labels = sorted;
	return true;
}

/* Those that are kept, by their bytes; `cells` (nullable) are of their numbers. */
static bool order_ledger(struct segbias_ledger *ledger, const uint32_t *map, struct segbias_table *cells)
{
	struct named *order = in_order(&ledger->spellings);
	struct segbias_ledger sorted = {.full = ledger->full, .steady = ledger->steady};
	struct segbias_table moved = {.weighted = cells && cells->weighted};
	struct segbias_ledger_entry out;
	bool ok = order != NULL;
	for (uint32_t i = 0; ok && i < ledger->spellings.size; i++) {
		struct segbias_ledger_entry entry = ledger->entries[order[i].number];
		entry.id = map ? map[entry.id] : entry.id;
		if (entry.gone)
			continue;
		uint32_t number = segbias_ledger_add(&sorted, order[i].label, &entry, &out);
		ok = number != SEGBIAS_INTERN_NONE;
		size_t slot = ok && cells ? segbias_table_find(cells, order[i].number) : SIZE_MAX;
		ok = ok && (slot == SIZE_MAX || segbias_table_merge(&moved, number, cells, slot));
	}
	free(order);
	if (!ok) {
		segbias_ledger_release(&sorted);
		segbias_table_release(&moved);
		return false;
	}
	segbias_ledger_release(ledger);
	*ledger = sorted;
	if (cells) {
		segbias_table_release(cells);
		*cells = moved;
	}
	return true;
}

bool segbias_tally_column_finish(struct segbias_tally_column *column, bool labels, uint32_t *map, bool *moved)
{
	bool ok = true;
	*moved = false;
	for (uint32_t id = 0; id < SEGBIAS_IDS_MAX; id++)
		map[id] = id;
	if (labels && column->kind == SEGBIAS_PLAN_OPEN && !column->collapsed)
		ok = order_labels(column, map, moved);
	uint64_t *beyond = column->beyond;
	if (ok && *moved && beyond) {
		column->beyond = NULL;
		for (uint32_t id = 0; ok && id < SEGBIAS_IDS_MAX; id++)
			ok = beyond[id] == 0 || segbias_tally_column_beyond(column, map[id], beyond[id]);
		free(beyond);
	}
	ok = ok && order_ledger(&column->ledger, map, NULL) &&
	     order_ledger(&column->outside, NULL, &column->outside_cells);
	if (!ok || !column->collapsed)
		return ok;
	segbias_intern_release(&column->labels);
	for (uint32_t i = 0; ok && i < column->ledger.spellings.size; i++)
		if (column->ledger.entries[i].id != SEGBIAS_ID_MISSING)
			ok = segbias_intern_add(&column->labels, column->ledger.spellings.labels[i]) !=
			     SEGBIAS_INTERN_NONE;
	return ok;
}
