#include "tally/sql_cells.h"

#include "base/memory.h"
#include "tally/body.h"
#include "tally/encoder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void segbias_sql_cells_release(struct segbias_sql_cells *cells)
{
	free(cells->items);
	segbias_arena_release(&cells->arena);
	*cells = (struct segbias_sql_cells){.items = NULL};
}

bool segbias_sql_segmented(const struct segbias_plan *plan)
{
	return plan->column_count > 0 &&
	       (plan->columns[0].kind == SEGBIAS_PLAN_OPEN || plan->columns[0].kind == SEGBIAS_PLAN_MEMBERS);
}

/* --- sets -------------------------------------------------------------------------------------------------------- */

static int compare_sets(const void *a, const void *b)
{
	const struct segbias_sql_set *x = a;
	const struct segbias_sql_set *y = b;
	if (x->segmented != y->segmented)
		return x->segmented - y->segmented;
	if (x->count != y->count)
		return x->count < y->count ? -1 : 1;
	for (uint32_t i = 0; i < x->count; i++)
		if (x->columns[i] != y->columns[i])
			return x->columns[i] < y->columns[i] ? -1 : 1;
	return 0;
}

static void add_pair(struct segbias_sql_set *sets, size_t *count, uint32_t a, uint32_t b)
{
	sets[(*count)++] = (struct segbias_sql_set){.count = 2, .columns = {a < b ? a : b, a < b ? b : a}};
}

enum segbias_status segbias_sql_sets(const struct segbias_plan *plan, struct segbias_arena *arena,
                                     struct segbias_sql_set **out, size_t *count, struct segbias_error *error)
{
	bool segmented = segbias_sql_segmented(plan);
	size_t room = 1 + plan->table_count + plan->absent_count * plan->absent_by_count;
	struct segbias_sql_set *sets = segbias_arena_array(arena, room, sizeof *sets);
	size_t added = 0;
	if (!sets)
		return segbias_error_memory(error);
	sets[added++] = (struct segbias_sql_set){.count = 0};
	for (size_t i = 0; i < plan->table_count; i++) {
		const struct segbias_plan_table *table = &plan->tables[i];
		struct segbias_sql_set *set = &sets[added++];
		*set = (struct segbias_sql_set){.segmented = segmented && table->columns[0] == 0};
		for (uint32_t j = set->segmented; j < table->count && set->count < SEGBIAS_SQL_COLUMNS_MAX; j++)
			set->columns[set->count++] = table->columns[j];
	}
	for (size_t i = 0; i < plan->absent_count; i++)
		for (size_t j = 0; j < plan->absent_by_count; j++)
			if (plan->absent[i] != plan->absent_by[j] && !(segmented && plan->absent_by[j] == 0))
				add_pair(sets, &added, plan->absent[i], plan->absent_by[j]);
	qsort(sets, added, sizeof *sets, compare_sets);
	*count = 0;
	for (size_t i = 0; i < added; i++)
		if (*count == 0 || compare_sets(&sets[*count - 1], &sets[i]) != 0)
			sets[(*count)++] = sets[i];
	*out = sets;
	return SEGBIAS_OK;
}

/* --- what must hold ---------------------------------------------------------------------------------------------- */

/* What the cells of a set come to; with overlapping segments of a set in one of them. */
struct sum {
	uint64_t records;
	struct segbias_decimal weight, square;
};

struct pouring {
	const struct segbias_sql_cells *cells;
	const struct segbias_plan *plan;
	struct segbias_tally *tally;
	struct segbias_encoder *encoder;
	struct segbias_arena arena;
	struct segbias_sql_set *sets;
	size_t set_count;
	bool members;                   /* segments overlap */
	struct segbias_intern segments; /* their texts, as they came */
	size_t groups;                  /* as many, or 1 */
	struct sum *sums;               /* [set_count * groups]; of a set without segments the first of its row alone */
	const struct segbias_sql_cell *total;
	bool constant; /* all weigh the same: weights are counts of it */
	double weight; /* … which is this */
	struct segbias_intern seen;
};

static enum segbias_status refuse(const struct pouring *p, const struct segbias_sql_cell *cell,
                                  struct segbias_error *error)
{
	segbias_error_hint(error, "run the statement again, and keep all that it prints");
	segbias_error_place(error, p->cells->file, cell ? cell->line : 0, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status foreign(const struct pouring *p, const struct segbias_sql_cell *cell,
                                   struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_DATA, "cells_foreign|changed: the plan asks for no such cell");
	return refuse(p, cell, error);
}

/* A mark, and "+" of what is not compared alone. */
static bool is_text(const struct segbias_plan_column *column, struct segbias_label text)
{
	char mark = text.size ? text.bytes[0] : 0;
	return mark == SEGBIAS_SQL_TEXT || (mark == SEGBIAS_SQL_NULL && text.size == 1) ||
	       (mark == SEGBIAS_SQL_VALUE && text.size == 1 && column->kind == SEGBIAS_PLAN_PRESENCE);
}

/* Which of the segments that overlap; SIZE_MAX: there is none of that name. */
static size_t member_of(const struct pouring *p, struct segbias_label segment)
{
	const struct segbias_plan_column *column = &p->plan->columns[0];
	struct segbias_label name = {segment.bytes + 1, segment.size - 1};
	for (size_t i = 0; i < column->label_count; i++)
		if (segment.bytes[0] == SEGBIAS_SQL_TEXT && segbias_label_equal(column->labels[i], name))
			return i;
	return SIZE_MAX;
}

static enum segbias_status find_segments(struct pouring *p, struct segbias_error *error)
{
	bool segmented = segbias_sql_segmented(p->plan);
	p->members = segmented && p->plan->columns[0].kind == SEGBIAS_PLAN_MEMBERS;
	for (size_t i = 0; i < p->cells->count; i++) {
		const struct segbias_sql_cell *cell = &p->cells->items[i];
		if (!cell->set.segmented)
			continue;
		if (!segmented || !is_text(&p->plan->columns[0], cell->segment) ||
		    (p->members && member_of(p, cell->segment) == SIZE_MAX))
			return foreign(p, cell, error);
		if (segbias_intern_add(&p->segments, cell->segment) == SEGBIAS_INTERN_NONE)
			return segbias_error_memory(error);
	}
	p->groups = p->segments.size ? p->segments.size : 1;
	return SEGBIAS_OK;
}

/* The text of a cell that no other one has. */
static bool add_key(struct segbias_text *key, struct segbias_label text)
{
	segbias_text_add_format(key, "%zu:", text.size);
	segbias_text_add(key, text.bytes ? text.bytes : "", text.size);
	return !key->failed;
}

static enum segbias_status check_once(struct pouring *p, size_t set, const struct segbias_sql_cell *cell,
                                      struct segbias_text *key, struct segbias_error *error)
{
	uint32_t before = p->seen.size;
	key->size = 0;
	segbias_text_add_format(key, "%zu:", set);
	bool ok = add_key(key, cell->segment) && add_key(key, cell->values[0]) && add_key(key, cell->values[1]);
	if (!ok || segbias_intern_add(&p->seen, segbias_text_label(key)) == SEGBIAS_INTERN_NONE)
		return segbias_error_memory(error);
	if (p->seen.size > before)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_DATA, "cells_doubled|doubled: this cell came before");
	return refuse(p, cell, error);
}

static bool add_figures(struct sum *sum, const struct segbias_sql_cell *cell)
{
	sum->records += cell->records;
	return sum->records <= SEGBIAS_RECORDS_MAX && segbias_decimal_add(&sum->weight, &cell->weight) &&
	       segbias_decimal_add(&sum->square, &cell->square);
}

static enum segbias_status check_cell(struct pouring *p, const struct segbias_sql_cell *cell, struct segbias_text *key,
                                      struct segbias_error *error)
{
	const struct segbias_sql_set *set = bsearch(&cell->set, p->sets, p->set_count, sizeof *p->sets, compare_sets);
	size_t group = cell->set.segmented ? segbias_intern_find(&p->segments, cell->segment) : 0;
	bool known = set && cell->records <= SEGBIAS_RECORDS_MAX;
	for (uint32_t i = 0; known && i < set->count; i++)
		known = is_text(&p->plan->columns[set->columns[i]], cell->values[i]);
	if (!known)
		return foreign(p, cell, error);
	size_t at = (size_t)(set - p->sets);
	if (at == 0)
		p->total = cell;
	if (!add_figures(&p->sums[at * p->groups + group], cell))
		return foreign(p, cell, error);
	return check_once(p, at, cell, key, error);
}

static bool same_sum(const struct sum *a, const struct sum *b)
{
	return a->records == b->records && segbias_decimal_equal(&a->weight, &b->weight) &&
	       segbias_decimal_equal(&a->square, &b->square);
}

static enum segbias_status cut(const struct pouring *p, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_DATA,
	                        "cells_cut|cut or changed: the cells of a table do not add up to the total");
	return refuse(p, NULL, error);
}

/* The segments come to the total, but for those that overlap. */
static bool segments_add_up(const struct pouring *p, const struct sum *segments)
{
	struct sum all = {.records = 0};
	bool ok = true;
	for (size_t group = 0; group < p->groups; group++) {
		all.records += segments[group].records;
		ok = ok && segbias_decimal_add(&all.weight, &segments[group].weight) &&
		     segbias_decimal_add(&all.square, &segments[group].square);
	}
	return p->members || (ok && same_sum(&all, &p->sums[0]));
}

/* Every table comes to the total, and in every segment to what the segment has. */
static enum segbias_status check_sums(const struct pouring *p, struct segbias_error *error)
{
	const struct segbias_sql_set key = {.segmented = true};
	const struct segbias_sql_set *alone = bsearch(&key, p->sets, p->set_count, sizeof *p->sets, compare_sets);
	const struct sum *segments = alone ? &p->sums[(size_t)(alone - p->sets) * p->groups] : NULL;
	if (!p->total) {
		(void)segbias_error_set(error, SEGBIAS_DATA, "cells_cut|cut: the row of the total is missing");
		return refuse(p, NULL, error);
	}
	if (segments && !segments_add_up(p, segments))
		return cut(p, error);
	for (size_t i = 1; i < p->set_count; i++) {
		const struct sum *sums = &p->sums[i * p->groups];
		bool same = p->sets[i].segmented || same_sum(sums, &p->sums[0]);
		for (size_t group = 0; same && p->sets[i].segmented && group < p->groups; group++)
			same = same_sum(&sums[group], &segments[group]);
		if (!same)
			return cut(p, error);
	}
	return SEGBIAS_OK;
}

static enum segbias_status check_cells(struct pouring *p, struct segbias_error *error)
{
	struct segbias_text key = {0};
	enum segbias_status status = segbias_sql_sets(p->plan, &p->arena, &p->sets, &p->set_count, error);
	if (status == SEGBIAS_OK)
		status = find_segments(p, error);
	if (status == SEGBIAS_OK) {
		p->sums = segbias_memory_zeroed(p->set_count * p->groups, sizeof *p->sums);
		status = p->sums ? SEGBIAS_OK : segbias_error_memory(error);
	}
	for (size_t i = 0; i < p->cells->count && status == SEGBIAS_OK; i++)
		status = check_cell(p, &p->cells->items[i], &key, error);
	segbias_text_release(&key);
	return status == SEGBIAS_OK ? check_sums(p, error) : status;
}

/* --- counting ---------------------------------------------------------------------------------------------------- */

/* What a cell's records weigh. */
struct figures {
	uint64_t records;
	struct segbias_table_sums sums;
};

static bool read_figures(const struct pouring *p, const struct segbias_sql_cell *cell, struct figures *out)
{
	bool exact = true;
	double n = (double)cell->records;
	double square = p->weight * p->weight;
	*out = (struct figures){.records = cell->records};
	if (!p->plan->weighted)
		return true;
	if (p->constant) { /* as the sums of the rows are: what a double is of the weight, so many times */
		out->sums.largest = p->weight;
		return segbias_sum_add_product(&out->sums.weight, p->weight, n) &&
		       segbias_sum_add_product(&out->sums.square, square, n) &&
		       segbias_sum_add_product(&out->sums.square, fma(p->weight, p->weight, -square), n) &&
		       segbias_sum_add_product(&out->sums.fourth, square * square, n);
	}
	out->sums.largest = segbias_decimal_value(&cell->largest, &exact);
	return segbias_sum_add(&out->sums.weight, segbias_decimal_value(&cell->weight, &exact)) &&
	       segbias_sum_add(&out->sums.square, segbias_decimal_value(&cell->square, &exact)) &&
	       segbias_sum_add(&out->sums.fourth, cell->fourth);
}

static void release_figures(struct figures *figures)
{
	segbias_sum_release(&figures->sums.weight);
	segbias_sum_release(&figures->sums.square);
	segbias_sum_release(&figures->sums.fourth);
}

/* Adds the figures to one cell of a table. false: out of memory. */
static bool add_to_slot(struct segbias_table *table, uint64_t key, const struct figures *figures)
{
	size_t slot = segbias_table_make(table, key);
	if (slot == SIZE_MAX)
		return false;
	table->slots[slot].count += figures->records;
	table->slots[slot].units += figures->records;
	if (!table->sums)
		return true;
	struct segbias_table_sums *sums = &table->sums[slot];
	sums->largest = fmax(sums->largest, figures->sums.largest);
	return segbias_sum_merge(&sums->weight, &figures->sums.weight) &&
	       segbias_sum_merge(&sums->square, &figures->sums.square) &&
	       segbias_sum_merge(&sums->fourth, &figures->sums.fourth);
}

/* The ids that a cell has of a column: several where its text holds several answers. */
struct meant {
	uint32_t id;
	struct segbias_id_list list; /* count 0: the id alone */
};

/* What a text means; `count` is added to the spelling's own. */
static bool mean(struct pouring *p, uint32_t column, struct segbias_label text, uint64_t count, struct meant *out)
{
	bool fresh = false;
	*out = (struct meant){.id = SEGBIAS_ID_FIRST};
	if (text.bytes[0] == SEGBIAS_SQL_VALUE)
		return true;
	struct segbias_label spelling = {text.bytes + 1, text.size - 1};
	if (segbias_encoder_spell(p->encoder, column, spelling, count, &out->id, &fresh) != SEGBIAS_OK)
		return false;
	if (out->id == SEGBIAS_ID_ANSWERED)
		out->list = segbias_encoder_lists(p->encoder)[column];
	return true;
}

static bool mean_segment(struct pouring *p, const struct segbias_sql_cell *cell, struct meant *out)
{
	if (p->plan->columns[0].kind == SEGBIAS_PLAN_OPEN)
		return mean(p, 0, cell->segment, cell->set.count == 0 ? cell->records : 0, out);
	*out = (struct meant){.id = SEGBIAS_ID_FIRST + (uint32_t)member_of(p, cell->segment)};
	return true;
}

/* Records without a value, by what they have of another column: of both, as either may be missing. */
static bool add_absent(struct pouring *p, const uint32_t *columns, const struct meant *meant,
                       const struct figures *figures)
{
	const struct segbias_tally *tally = p->tally;
	bool ok = true;
	for (size_t side = 0; side < 2; side++) {
		uint32_t column = columns[side];
		uint32_t by = columns[1 - side];
		bool asked = false;
		for (size_t i = 0; i < tally->absent_count; i++)
			asked = asked || tally->absent_columns[i] == column;
		bool given = false;
		for (size_t i = 0; i < tally->absent_by_count; i++)
			given = given || tally->absent_by[i] == by;
		uint32_t ids[] = {column, by, meant[1 - side].id};
		if (asked && given && meant[side].id == SEGBIAS_ID_MISSING)
			ok = ok && add_to_slot(&p->tally->absent, segbias_table_key(ids, 3), figures);
		if (column == by)
			break;
	}
	return ok;
}

/* Adds it to the table of these columns, where the plan has one: to every cell that the answers make. */
static bool add_to_table(struct pouring *p, const uint32_t *columns, const struct meant *meant, uint32_t count,
                         const struct figures *figures)
{
	struct segbias_table *table = NULL;
	size_t at[SEGBIAS_TABLE_COLUMNS_MAX] = {0};
	bool ok = true;
	for (size_t i = 0; i < p->tally->table_count && !table; i++)
		if (p->tally->tables[i].plan.count == count &&
		    memcmp(p->tally->tables[i].plan.columns, columns, count * sizeof *columns) == 0)
			table = &p->tally->tables[i];
	for (uint32_t moved = 0; table && ok && moved < count;) {
		uint32_t ids[SEGBIAS_TABLE_COLUMNS_MAX];
		for (uint32_t i = 0; i < count; i++)
			ids[i] = meant[i].list.count ? meant[i].list.ids[at[i]] : meant[i].id;
		ok = add_to_slot(table, segbias_table_key(ids, count), figures);
		for (moved = 0; moved < count && ++at[moved] >= meant[moved].list.count; moved++)
			at[moved] = 0;
	}
	return ok;
}

static bool add_cell(struct pouring *p, const struct segbias_sql_cell *cell)
{
	uint32_t columns[SEGBIAS_TABLE_COLUMNS_MAX] = {0};
	struct meant meant[SEGBIAS_TABLE_COLUMNS_MAX];
	struct figures figures;
	uint32_t count = 0;
	bool segmented = cell->set.segmented;
	bool ok = read_figures(p, cell, &figures);
	if (ok && segmented)
		ok = mean_segment(p, cell, &meant[count++]);
	for (uint32_t i = 0; ok && i < cell->set.count; i++) {
		bool own = !segmented && cell->set.count == 1;
		columns[count] = cell->set.columns[i];
		ok = mean(p, columns[count], cell->values[i], own ? cell->records : 0, &meant[count]);
		count++;
	}
	if (ok && count > 0)
		ok = add_to_table(p, columns, meant, count, &figures);
	if (ok && count == 2)
		ok = add_absent(p, columns, meant, &figures);
	if (ok && count == 1) { /* of itself, too */
		uint32_t both[] = {columns[0], columns[0]};
		struct meant twice[] = {meant[0], meant[0]};
		ok = add_absent(p, both, twice, &figures);
	}
	release_figures(&figures);
	return ok;
}

/* Every spelling came as often as it counts; where it stands nobody knows. */
static void settle_spellings(struct segbias_tally *tally)
{
	for (size_t i = 0; i < tally->column_count; i++)
		for (uint32_t j = 0; j < tally->columns[i].ledger.spellings.size; j++)
			tally->columns[i].ledger.entries[j].units = tally->columns[i].ledger.entries[j].count;
}

static bool add_total(struct pouring *p)
{
	struct figures figures;
	bool ok = read_figures(p, p->total, &figures);
	p->tally->records = p->tally->units = p->total->records;
	if (p->plan->weighted) {
		p->tally->largest = figures.sums.largest;
		ok = ok && segbias_sum_merge(&p->tally->weight, &figures.sums.weight) &&
		     segbias_sum_merge(&p->tally->square, &figures.sums.square);
	}
	release_figures(&figures);
	return ok;
}

/* The sum of weights is so many times the largest where all are it. */
static void find_constant(struct pouring *p)
{
	struct segbias_decimal product;
	bool exact = true;
	const struct segbias_sql_cell *total = p->total;
	p->weight = segbias_decimal_value(&total->largest, &exact);
	p->constant = p->plan->weighted && p->weight > 0 &&
	              segbias_decimal_times(&total->largest, total->records, &product) &&
	              segbias_decimal_equal(&product, &total->weight);
}

enum segbias_status segbias_sql_cells_pour(const struct segbias_sql_cells *cells, const struct segbias_plan *plan,
                                           struct segbias_tally *tally, struct segbias_error *error)
{
	struct pouring p = {.cells = cells, .plan = plan, .tally = tally};
	enum segbias_status status = check_cells(&p, error);
	bool ok = true;
	if (status == SEGBIAS_OK)
		status = segbias_encoder_create(plan, tally, &p.encoder, error);
	if (status == SEGBIAS_OK) {
		find_constant(&p);
		ok = add_total(&p);
	}
	for (size_t i = 0; i < cells->count && ok && status == SEGBIAS_OK; i++)
		ok = add_cell(&p, &cells->items[i]);
	if (status == SEGBIAS_OK && ok) {
		settle_spellings(tally);
		status = segbias_tally_finish(tally, error);
	} else if (!ok) {
		status = segbias_error_memory(error);
	}
	segbias_encoder_free(p.encoder);
	segbias_intern_release(&p.seen);
	segbias_intern_release(&p.segments);
	segbias_arena_release(&p.arena);
	free(p.sums);
	return status;
}
