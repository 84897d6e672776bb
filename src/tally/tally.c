#include "tally/tally.h"

#include "base/memory.h"

#include "tally/clusters.h"
#include "tally/numeric.h"
#include "tally/patterns.h"
#include "tally/table.h"
#include "values/answers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t RECORDS_MAX = UINT64_C(1) << 53; /* a count must be exact as a double */
enum { IDS_MAX = SEGBIAS_DISTINCT_MAX + SEGBIAS_ID_FIRST + 1 };

/* A spelling's own figures, beside its label in the interner. */
struct spelling_entry {
	uint32_t id;
	enum segbias_how how;
	uint64_t count;
	uint64_t line, column;
	uint64_t cell; /* that it was last counted in */
};

struct column {
	struct segbias_label name; /* in the tally's arena */
	struct segbias_plan_column plan;
	struct segbias_intern spellings;
	struct spelling_entry *entries; /* [entry_capacity], by spelling */
	size_t entry_capacity;
	struct segbias_intern labels; /* by id - FIRST */
	uint64_t *beyond;             /* [labels + FIRST]: records past the limit, by id */
	uint64_t differing;           /* known spellings before the first one that came again */
	bool repeated;
	bool overflowed;
	uint32_t fresh_from; /* spellings before the last cell */
	/* Where the plan has a separator: */
	uint64_t cell;     /* cells so far */
	uint64_t *taken;   /* [ids]: the cell that the id was last taken from */
	uint32_t *answers; /* [answer_count]: ids of the last cell, SEGBIAS_ID_ANSWERED last */
	size_t answer_count;
	uint64_t several; /* records with more than one label */
	/* Where the plan wants what the universe keeps out: */
	struct segbias_intern outside;
	struct segbias_table outside_cells; /* by spelling, in the column alone */
};

struct segbias_tally {
	struct segbias_arena arena;
	struct segbias_missing missing_none;
	const struct segbias_missing *missing;
	struct column *columns;
	size_t column_count;
	struct segbias_table *tables;
	size_t table_count;
	struct segbias_sum weight, square;
	double largest;
	uint64_t records;
	uint64_t units;
	bool weighted;
	struct segbias_clusters *clusters;
	struct segbias_table absent; /* (column, by, id) */
	uint32_t *absent_columns, *absent_by;
	size_t absent_count, absent_by_count;
	struct segbias_numeric **numbers; /* [number_count] */
	size_t number_count;
	bool numbers_grouped;
	uint32_t numbers_group;
	struct segbias_patterns *patterns;
};

/* --- making ----------------------------------------------------------------------------------------------------- */

static void release_column(struct column *column)
{
	segbias_intern_release(&column->spellings);
	segbias_intern_release(&column->labels);
	segbias_intern_release(&column->outside);
	segbias_table_release(&column->outside_cells);
	free(column->entries);
	free(column->beyond);
	free(column->taken);
	free(column->answers);
	*column = (struct column){0};
}

void segbias_tally_free(struct segbias_tally *tally)
{
	if (!tally)
		return;
	for (size_t i = 0; i < tally->column_count; i++)
		release_column(&tally->columns[i]);
	for (size_t i = 0; i < tally->table_count; i++)
		segbias_table_release(&tally->tables[i]);
	free(tally->columns);
	free(tally->tables);
	segbias_sum_release(&tally->weight);
	segbias_sum_release(&tally->square);
	segbias_clusters_free(tally->clusters);
	segbias_table_release(&tally->absent);
	free(tally->absent_columns);
	free(tally->absent_by);
	for (size_t i = 0; tally->numbers && i < tally->number_count; i++)
		segbias_numeric_free(tally->numbers[i]);
	free(tally->numbers);
	segbias_patterns_free(tally->patterns);
	segbias_arena_release(&tally->arena);
	free(tally);
}

static enum segbias_status append_column(struct segbias_tally *tally, const struct segbias_plan_column *plan,
                                         struct segbias_error *error)
{
	struct column *columns = segbias_memory_resize(tally->columns, tally->column_count + 1, sizeof *columns);
	if (!columns)
		return segbias_error_memory(error);
	tally->columns = columns;
	struct column *column = &columns[tally->column_count];
	*column = (struct column){.plan = *plan, .outside_cells = {.weighted = tally->weighted}};
	tally->column_count++;
	if (!segbias_arena_copy(&tally->arena, plan->name, &column->name))
		return segbias_error_memory(error);
	if (plan->separator.bytes) {
		column->taken = segbias_memory_zeroed(IDS_MAX, sizeof *column->taken);
		column->answers = segbias_memory_zeroed(IDS_MAX, sizeof *column->answers);
		if (!column->taken || !column->answers)
			return segbias_error_memory(error);
	}
	for (size_t i = 0; i < plan->label_count; i++)
		if (segbias_intern_add(&column->labels, plan->labels[i]) == SEGBIAS_INTERN_NONE)
			return segbias_error_memory(error);
	return SEGBIAS_OK;
}

static enum segbias_status append_table(struct segbias_tally *tally, const struct segbias_plan_table *plan,
                                        struct segbias_error *error)
{
	struct segbias_table *tables = segbias_memory_resize(tally->tables, tally->table_count + 1, sizeof *tables);
	if (!tables)
		return segbias_error_memory(error);
	tally->tables = tables;
	tables[tally->table_count++] = (struct segbias_table){.plan = *plan, .weighted = tally->weighted};
	return SEGBIAS_OK;
}

static uint32_t *copy_columns(const uint32_t *columns, size_t count)
{
	uint32_t *copy = segbias_memory_zeroed(count + 1, sizeof *copy);
	if (copy && count)
		memcpy(copy, columns, count * sizeof *copy);
	return copy;
}

static bool create_numbers(struct segbias_tally *tally, const struct segbias_plan *plan)
{
	tally->numbers_grouped = plan->numbers_grouped;
	tally->numbers_group = plan->numbers_group;
	tally->numbers = segbias_memory_zeroed(plan->number_count + 1, sizeof(struct segbias_numeric *));
	bool ok = tally->numbers != NULL;
	for (size_t i = 0; i < plan->number_count && ok; i++) {
		if (plan->numbers[i].distributed)
			ok = (tally->numbers[i] = segbias_numeric_create(plan->weighted)) != NULL;
		tally->number_count++;
	}
	if (ok && plan->patterns) {
		size_t columns = plan->number_count < SEGBIAS_PATTERNS_COLUMNS_MAX ? plan->number_count
		                                                                   : SEGBIAS_PATTERNS_COLUMNS_MAX;
		ok = (tally->patterns = segbias_patterns_create(columns)) != NULL;
	}
	return ok;
}

enum segbias_status segbias_tally_create(const struct segbias_plan *plan, struct segbias_tally **out,
                                         struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_tally *tally = segbias_memory_zeroed(1, sizeof *tally);
	if (!tally)
		return segbias_error_memory(error);
	tally->weighted = plan->weighted;
	tally->missing = plan->missing ? plan->missing : &tally->missing_none;
	for (size_t i = 0; i < plan->column_count; i++)
		SEGBIAS_TRY(append_column(tally, &plan->columns[i], error));
	for (size_t i = 0; i < plan->table_count; i++)
		SEGBIAS_TRY(append_table(tally, &plan->tables[i], error));
	tally->absent_count = plan->absent_count;
	tally->absent_by_count = plan->absent_by_count;
	tally->absent_columns = copy_columns(plan->absent, plan->absent_count);
	tally->absent_by = copy_columns(plan->absent_by, plan->absent_by_count);
	if (!tally->absent_columns || !tally->absent_by || !create_numbers(tally, plan))
		SEGBIAS_TRY(segbias_error_memory(error));
	if (plan->design.used)
		SEGBIAS_TRY(segbias_clusters_create(plan, &tally->clusters, error));
	*out = tally;
	tally = NULL;
done:
	segbias_tally_free(tally);
	return status;
}

enum segbias_status segbias_tally_add_column(struct segbias_tally *tally, struct segbias_label name, size_t *column,
                                             struct segbias_error *error)
{
	struct segbias_plan_column plan = {.name = name, .field = SEGBIAS_NO_FIELD, .kind = SEGBIAS_PLAN_OPEN};
	enum segbias_status status = append_column(tally, &plan, error);
	if (status != SEGBIAS_OK)
		return status;
	size_t index = tally->column_count - 1;
	status = append_table(tally, &(struct segbias_plan_table){.columns = {(uint32_t)index}, .count = 1}, error);
	if (status == SEGBIAS_OK)
		*column = index;
	return status;
}

/* --- pouring ---------------------------------------------------------------------------------------------------- */

/* What a spelling means. OPEN gives UNMATCHED where the label would be one too many. */
static bool resolve(const struct segbias_tally *tally, struct column *column, struct segbias_label spelling,
                    struct spelling_entry *entry)
{
	entry->how = SEGBIAS_HOW_EXACT;
	if (column->plan.kind == SEGBIAS_PLAN_MAPPED) {
		entry->id = column->plan.resolve(column->plan.context, spelling, &entry->how);
		return true;
	}
	if (segbias_missing_any(tally->missing, spelling)) {
		entry->id = SEGBIAS_ID_MISSING;
		entry->how = SEGBIAS_HOW_MISSING;
		return true;
	}
	entry->id = SEGBIAS_ID_FIRST;
	if (column->plan.kind == SEGBIAS_PLAN_PRESENCE)
		return true;
	if (column->labels.size >= SEGBIAS_DISTINCT_MAX) {
		entry->id = SEGBIAS_ID_UNMATCHED;
		entry->how = SEGBIAS_HOW_UNMATCHED;
		return true;
	}
	uint32_t label = SEGBIAS_INTERN_NONE;
	if (column->plan.key) {
		struct segbias_text key = {0};
		column->plan.key(spelling, &key);
		if (!key.failed)
			label = segbias_intern_add(&column->labels, (struct segbias_label){key.data, key.size});
		segbias_text_release(&key);
	} else {
		label = segbias_intern_add(&column->labels, spelling);
	}
	entry->id = SEGBIAS_ID_FIRST + label;
	return label != SEGBIAS_INTERN_NONE;
}

static bool reserve_entries(struct column *column)
{
	if (column->spellings.size < column->entry_capacity)
		return true;
	size_t capacity = column->entry_capacity ? column->entry_capacity * 2 : 32;
	struct spelling_entry *entries = segbias_memory_resize(column->entries, capacity, sizeof *entries);
	if (!entries)
		return false;
	column->entries = entries;
	column->entry_capacity = capacity;
	return true;
}

/* Past the limit a spelling is no longer remembered, only counted under what it means. */
static enum segbias_status spell_beyond(const struct segbias_tally *tally, struct column *column,
                                        struct segbias_label spelling, uint64_t count, uint32_t *id)
{
	struct spelling_entry entry = {0};
	if (!column->beyond)
		column->beyond = segbias_memory_zeroed(IDS_MAX, sizeof *column->beyond);
	if (!column->beyond || !resolve(tally, column, spelling, &entry))
		return SEGBIAS_SYSTEM;
	column->overflowed = true;
	*id = entry.id;
	bool again = column->plan.separator.bytes && column->taken[entry.id] == column->cell;
	if (column->plan.separator.bytes && entry.id < SEGBIAS_ID_FIRST)
		column->taken[entry.id] = column->cell;
	column->beyond[entry.id] += again ? 0 : count;
	return SEGBIAS_OK;
}

/* Whether the column's cell has counted there already: news;news is one answer. */
static bool counted(const struct column *column, uint64_t *cell)
{
	bool same = column->plan.separator.bytes && *cell == column->cell;
	*cell = column->cell;
	return same;
}

/* What stands in a cell, or one of its answers. */
static enum segbias_status spell_one(const struct segbias_tally *tally, struct column *c, struct segbias_label spelling,
                                     uint64_t count, uint32_t *id)
{
	uint32_t known = segbias_intern_find(&c->spellings, spelling);
	if (known != SEGBIAS_INTERN_NONE) {
		*id = c->entries[known].id;
		if (counted(c, &c->entries[known].cell))
			return SEGBIAS_OK;
		c->entries[known].count += count;
		c->repeated |= *id != SEGBIAS_ID_MISSING;
		return SEGBIAS_OK;
	}
	if (c->spellings.size >= SEGBIAS_DISTINCT_MAX)
		return spell_beyond(tally, c, spelling, count, id);
	struct spelling_entry entry = {.count = count, .cell = c->cell};
	if (!reserve_entries(c) || !resolve(tally, c, spelling, &entry))
		return SEGBIAS_SYSTEM;
	uint32_t added = segbias_intern_add(&c->spellings, spelling);
	if (added == SEGBIAS_INTERN_NONE)
		return SEGBIAS_SYSTEM;
	c->entries[added] = entry;
	c->differing += !c->repeated && entry.id != SEGBIAS_ID_MISSING;
	*id = entry.id;
	return SEGBIAS_OK;
}

static int compare_ids(const void *a, const void *b)
{
	const uint32_t *x = a;
	const uint32_t *y = b;
	return (*x > *y) - (*x < *y);
}

/* *id: UNMATCHED where this or an earlier answer of the cell is. */
static enum segbias_status take_answer(const struct segbias_tally *tally, struct column *c, struct segbias_label answer,
                                       uint64_t count, uint32_t *id)
{
	uint32_t one = SEGBIAS_ID_MISSING;
	if (spell_one(tally, c, answer, count, &one) != SEGBIAS_OK)
		return SEGBIAS_SYSTEM;
	if (one >= SEGBIAS_ID_FIRST && !counted(c, &c->taken[one]))
		c->answers[c->answer_count++] = one;
	*id = one == SEGBIAS_ID_UNMATCHED ? one : *id;
	return SEGBIAS_OK;
}

/* Every answer of a cell; a label that several of them mean is one. */
static enum segbias_status spell_answers(const struct segbias_tally *tally, struct column *c, struct segbias_label cell,
                                         uint64_t count, uint32_t *id)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_label rest = cell;
	struct segbias_label answer;
	bool blank = true;
	c->answer_count = 0;
	*id = SEGBIAS_ID_MISSING;
	for (; status == SEGBIAS_OK && segbias_answers_next(&rest, c->plan.separator, &answer); blank = false)
		status = take_answer(tally, c, answer, count, id);
	if (blank) /* or nothing but separators */
		status = take_answer(tally, c, (struct segbias_label){"", 0}, count, id);
	if (status != SEGBIAS_OK || c->answer_count == 0)
		return status;
	c->several += c->answer_count > 1 ? count : 0;
	qsort(c->answers, c->answer_count, sizeof *c->answers, compare_ids);
	c->answers[c->answer_count++] = *id = SEGBIAS_ID_ANSWERED;
	return SEGBIAS_OK;
}

enum segbias_status segbias_tally_spell(struct segbias_tally *tally, size_t column, struct segbias_label spelling,
                                        uint64_t count, uint32_t *id, bool *fresh)
{
	struct column *c = &tally->columns[column];
	c->fresh_from = c->spellings.size;
	c->cell++;
	enum segbias_status status = c->plan.separator.bytes ? spell_answers(tally, c, spelling, count, id)
	                                                     : spell_one(tally, c, spelling, count, id);
	*fresh = c->spellings.size > c->fresh_from;
	return status;
}

/* Past the limit they are as many as tell nothing. */
static bool pass_one(struct column *c, struct segbias_label spelling, uint64_t count, double weight)
{
	if (segbias_intern_find(&c->outside, spelling) == SEGBIAS_INTERN_NONE &&
	    c->outside.size >= SEGBIAS_DISTINCT_MAX)
		return true;
	uint32_t id = segbias_intern_add(&c->outside, spelling);
	return id != SEGBIAS_INTERN_NONE &&
	       (count == 0 ||
	        segbias_table_add(&c->outside_cells, segbias_table_key((uint32_t[]){id}, 1), count, weight));
}

enum segbias_status segbias_tally_pass(struct segbias_tally *tally, size_t column, struct segbias_label spelling,
                                       uint64_t count, double weight)
{
	struct column *c = &tally->columns[column];
	struct segbias_label rest = spelling;
	struct segbias_label answer = spelling;
	bool ok = true;
	if (!c->plan.outside || segbias_missing_any(tally->missing, spelling))
		return SEGBIAS_OK;
	if (!c->plan.separator.bytes)
		return pass_one(c, spelling, count, weight) ? SEGBIAS_OK : SEGBIAS_SYSTEM;
	while (ok && segbias_answers_next(&rest, c->plan.separator, &answer))
		ok = segbias_missing_any(tally->missing, answer) || pass_one(c, answer, count, weight);
	return ok ? SEGBIAS_OK : SEGBIAS_SYSTEM;
}

void segbias_tally_place(struct segbias_tally *tally, size_t column, uint64_t line, uint64_t position)
{
	struct column *c = &tally->columns[column];
	for (uint32_t i = c->fresh_from; i < c->spellings.size; i++) {
		c->entries[i].line = line;
		c->entries[i].column = position;
	}
}

/* Counts records and weights of the whole tally. */
static enum segbias_status add_total(struct segbias_tally *tally, uint64_t count, double weight,
                                     struct segbias_error *error)
{
	if (count > RECORDS_MAX - tally->records)
		return segbias_error_set(error, SEGBIAS_DATA, "the counts add up to more than 2^53 records");
	if (tally->weighted &&
	    !(segbias_sum_add(&tally->weight, weight) && segbias_sum_add_square(&tally->square, weight)))
		return segbias_error_memory(error);
	if (tally->weighted)
		tally->largest = fmax(tally->largest, weight);
	tally->records += count;
	tally->units++;
	return SEGBIAS_OK;
}

/* The ids that the record has of a column. */
static size_t ids_of(const struct segbias_tally *tally, uint32_t column, const struct segbias_record *record,
                     const uint32_t **ids)
{
	*ids = &record->ids[column];
	if (tally->columns[column].plan.kind == SEGBIAS_PLAN_MEMBERS) {
		*ids = record->members;
		return record->member_count;
	}
	return record->ids[column] == SEGBIAS_ID_ANSWERED ? segbias_tally_answers(tally, column, ids) : 1;
}

/* Adds the record to one table: to every cell that its memberships and answers make. */
static bool add_to_table(const struct segbias_tally *tally, struct segbias_table *table,
                         const struct segbias_record *record)
{
	const uint32_t *of[SEGBIAS_TABLE_COLUMNS_MAX];
	size_t size[SEGBIAS_TABLE_COLUMNS_MAX];
	size_t at[SEGBIAS_TABLE_COLUMNS_MAX] = {0};
	uint32_t count = table->plan.count;
	for (uint32_t i = 0; i < count; i++) {
		size[i] = ids_of(tally, table->plan.columns[i], record, &of[i]);
		if (size[i] == 0)
			return true;
	}
	for (uint32_t moved = 0; moved < count;) {
		uint32_t ids[SEGBIAS_TABLE_COLUMNS_MAX];
		for (uint32_t i = 0; i < count; i++)
			ids[i] = of[i][at[i]];
		if (!segbias_table_add(table, segbias_table_key(ids, count), record->count, record->weight))
			return false;
		for (moved = 0; moved < count && ++at[moved] == size[moved]; moved++)
			at[moved] = 0;
	}
	return true;
}

/* Rare where values are rarely missing, so that the crossing of all columns costs little. */
static bool add_absent(struct segbias_tally *tally, const struct segbias_record *record)
{
	for (size_t i = 0; i < tally->absent_count; i++) {
		uint32_t column = tally->absent_columns[i];
		if (record->ids[column] != SEGBIAS_ID_MISSING)
			continue;
		for (size_t j = 0; j < tally->absent_by_count; j++) {
			uint32_t by = tally->absent_by[j];
			uint32_t ids[] = {column, by, record->ids[by]};
			if (!segbias_table_add(&tally->absent, segbias_table_key(ids, 3), record->count, 0))
				return false;
		}
	}
	return true;
}

static bool add_numbers(struct segbias_tally *tally, const struct segbias_record *record)
{
	const uint32_t *groups = record->members;
	size_t group_count = 0;
	if (tally->numbers_grouped && tally->columns[tally->numbers_group].plan.kind == SEGBIAS_PLAN_MEMBERS) {
		group_count = record->member_count;
	} else if (tally->numbers_grouped) {
		groups = &record->ids[tally->numbers_group];
		group_count = *groups >= SEGBIAS_ID_FIRST;
	}
	for (size_t i = 0; i < tally->number_count; i++) {
		struct segbias_numeric_record number = {record->numbers[i], record->count, record->weight, groups,
		                                        group_count};
		if (tally->numbers[i] && !isnan(number.value) && !segbias_numeric_add(tally->numbers[i], &number))
			return false;
	}
	return !tally->patterns || segbias_patterns_add(tally->patterns, record->numbers);
}

enum segbias_status segbias_tally_add(struct segbias_tally *tally, const struct segbias_record *record,
                                      struct segbias_error *error)
{
	enum segbias_status status = add_total(tally, record->count, record->weight, error);
	for (size_t i = 0; i < tally->table_count && status == SEGBIAS_OK; i++)
		if (!add_to_table(tally, &tally->tables[i], record))
			status = segbias_error_memory(error);
	if (status == SEGBIAS_OK && !(add_absent(tally, record) && add_numbers(tally, record)))
		status = segbias_error_memory(error);
	if (status == SEGBIAS_OK && tally->clusters && !segbias_clusters_add(tally->clusters, tally, record))
		status = segbias_error_memory(error);
	return status;
}

enum segbias_status segbias_tally_enter(struct segbias_tally *tally, const struct segbias_cluster_names *names,
                                        uint32_t *cluster, struct segbias_error *error)
{
	return segbias_clusters_enter(tally->clusters, names, cluster) ? SEGBIAS_OK : segbias_error_memory(error);
}

static struct segbias_table *find_table(const struct segbias_tally *tally, const uint32_t *columns, size_t count)
{
	for (size_t i = 0; i < tally->table_count; i++)
		if (tally->tables[i].plan.count == count &&
		    memcmp(tally->tables[i].plan.columns, columns, count * sizeof *columns) == 0)
			return &tally->tables[i];
	return NULL;
}

enum segbias_status segbias_tally_add_cell(struct segbias_tally *tally, size_t column, uint32_t id,
                                           const double figure[2], struct segbias_error *error)
{
	struct segbias_table *table = find_table(tally, &(uint32_t){(uint32_t)column}, 1);
	enum segbias_status status = add_total(tally, 1, figure[0], error);
	if (status == SEGBIAS_OK && (!table || !segbias_table_add_figure(table, id, figure)))
		status = segbias_error_memory(error);
	return status;
}

/* --- merging ---------------------------------------------------------------------------------------------------- */

/* Labels that the plan gives must be the same; open columns have those of their records. */
static bool same_labels(const struct column *a, const struct column *b)
{
	if (a->plan.kind == SEGBIAS_PLAN_OPEN || a->plan.kind == SEGBIAS_PLAN_PRESENCE)
		return true;
	bool same = a->labels.size == b->labels.size;
	for (uint32_t i = 0; same && i < a->labels.size; i++)
		same = segbias_label_equal(a->labels.labels[i], b->labels.labels[i]);
	return same;
}

static bool same_plan(const struct segbias_tally *a, const struct segbias_tally *b)
{
	if (a->column_count != b->column_count || a->table_count != b->table_count || a->weighted != b->weighted ||
	    a->number_count != b->number_count || (a->patterns == NULL) != (b->patterns == NULL) ||
	    a->absent_count != b->absent_count || a->absent_by_count != b->absent_by_count ||
	    (a->clusters == NULL) != (b->clusters == NULL))
		return false;
	for (size_t i = 0; i < a->column_count; i++)
		if (!segbias_label_equal(a->columns[i].name, b->columns[i].name) ||
		    !segbias_label_equal(a->columns[i].plan.separator, b->columns[i].plan.separator) ||
		    a->columns[i].plan.kind != b->columns[i].plan.kind || !same_labels(&a->columns[i], &b->columns[i]))
			return false;
	for (size_t i = 0; i < a->table_count; i++)
		if (a->tables[i].plan.count != b->tables[i].plan.count ||
		    memcmp(a->tables[i].plan.columns, b->tables[i].plan.columns,
		           a->tables[i].plan.count * sizeof(uint32_t)) != 0)
			return false;
	return true;
}

/* Merges the spellings and fills map[id of the other] = id here. */
static enum segbias_status merge_column(struct segbias_tally *tally, size_t index, const struct column *other,
                                        uint32_t *map, struct segbias_error *error)
{
	struct column *column = &tally->columns[index];
	map[SEGBIAS_ID_MISSING] = SEGBIAS_ID_MISSING;
	map[SEGBIAS_ID_UNMATCHED] = SEGBIAS_ID_UNMATCHED;
	for (uint32_t label = 0; label < other->labels.size; label++) {
		uint32_t here = segbias_intern_find(&column->labels, other->labels.labels[label]);
		if (here == SEGBIAS_INTERN_NONE && column->labels.size < SEGBIAS_DISTINCT_MAX)
			here = segbias_intern_add(&column->labels, other->labels.labels[label]);
		column->overflowed |= here == SEGBIAS_INTERN_NONE;
		map[SEGBIAS_ID_FIRST + label] =
		    here == SEGBIAS_INTERN_NONE ? SEGBIAS_ID_UNMATCHED : SEGBIAS_ID_FIRST + here;
	}
	if (column->plan.kind == SEGBIAS_PLAN_PRESENCE)
		map[SEGBIAS_ID_FIRST] = SEGBIAS_ID_FIRST;
	/* What came twice there is no longer counted as differing here. */
	column->repeated |= other->repeated && other->differing < SEGBIAS_DISTINCT_MAX;
	for (uint32_t i = 0; i < other->spellings.size; i++) {
		uint32_t id = 0;
		const struct spelling_entry *entry = &other->entries[i];
		column->fresh_from = column->spellings.size;
		column->cell++;
		if (spell_one(tally, column, other->spellings.labels[i], entry->count, &id) != SEGBIAS_OK)
			return segbias_error_memory(error);
		segbias_tally_place(tally, index, entry->line, entry->column);
	}
	column->several += other->several;
	column->overflowed |= other->overflowed;
	column->repeated |= other->repeated;
	if (!other->beyond)
		return SEGBIAS_OK;
	if (!column->beyond)
		column->beyond = segbias_memory_zeroed(IDS_MAX, sizeof *column->beyond);
	if (!column->beyond)
		return segbias_error_memory(error);
	uint32_t ids = SEGBIAS_ID_FIRST + (other->plan.kind == SEGBIAS_PLAN_PRESENCE ? 1 : other->labels.size);
	for (uint32_t id = 0; id < ids; id++)
		column->beyond[map[id]] += other->beyond[id];
	return SEGBIAS_OK;
}

static bool merge_outside(struct column *column, const struct column *other)
{
	bool ok = true;
	for (uint32_t i = 0; ok && i < other->outside.size; i++)
		ok = pass_one(column, other->outside.labels[i], 0, 0);
	for (size_t slot = 0; ok && slot < other->outside_cells.slot_count; slot++) {
		uint64_t key = other->outside_cells.slots[slot].key;
		uint32_t here =
		    key ? segbias_intern_find(&column->outside, other->outside.labels[key - 1]) : SEGBIAS_INTERN_NONE;
		ok = here == SEGBIAS_INTERN_NONE ||
		     segbias_table_merge(&column->outside_cells, segbias_table_key(&here, 1), &other->outside_cells,
		                         slot);
	}
	return ok;
}

static bool merge_table(struct segbias_table *table, const struct segbias_table *other, uint32_t *const *maps)
{
	for (size_t slot = 0; slot < other->slot_count; slot++) {
		uint32_t ids[SEGBIAS_TABLE_COLUMNS_MAX];
		uint64_t key = other->slots[slot].key;
		if (!key--)
			continue;
		for (uint32_t i = table->plan.count; i-- > 0; key >>= 16)
			ids[i] = segbias_table_map(maps[table->plan.columns[i]], key & 0xFFFF);
		if (!segbias_table_merge(table, segbias_table_key(ids, table->plan.count), other, slot))
			return false;
	}
	return true;
}

/* The last id of a key is one of the column before it. */
static bool merge_absent(struct segbias_table *table, const struct segbias_table *other, uint32_t *const *maps)
{
	for (size_t slot = 0; slot < other->slot_count; slot++) {
		uint64_t key = other->slots[slot].key;
		if (!key--)
			continue;
		uint32_t by = (uint32_t)(key >> 16 & 0xFFFF);
		uint32_t ids[] = {(uint32_t)(key >> 32), by, segbias_table_map(maps[by], key & 0xFFFF)};
		if (!segbias_table_merge(table, segbias_table_key(ids, 3), other, slot))
			return false;
	}
	return true;
}

enum segbias_status segbias_tally_merge(struct segbias_tally *tally, const struct segbias_tally *other,
                                        struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_arena arena = {0};
	if (!same_plan(tally, other))
		return segbias_error_set(error, SEGBIAS_DATA, "the tallies were made by different plans");
	if (other->records > RECORDS_MAX - tally->records)
		return segbias_error_set(error, SEGBIAS_DATA, "the counts add up to more than 2^53 records");
	uint32_t **maps = segbias_arena_array(&arena, tally->column_count, sizeof *maps);
	for (size_t i = 0; maps && i < tally->column_count; i++) {
		maps[i] =
		    segbias_arena_array(&arena, other->columns[i].labels.size + SEGBIAS_ID_FIRST + 1, sizeof **maps);
		if (!maps[i])
			SEGBIAS_TRY(segbias_error_memory(error));
		SEGBIAS_TRY(merge_column(tally, i, &other->columns[i], maps[i], error));
		if (!merge_outside(&tally->columns[i], &other->columns[i]))
			SEGBIAS_TRY(segbias_error_memory(error));
	}
	if (!maps)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < tally->table_count; i++)
		if (!merge_table(&tally->tables[i], &other->tables[i], maps))
			SEGBIAS_TRY(segbias_error_memory(error));
	if (!segbias_sum_merge(&tally->weight, &other->weight) || !segbias_sum_merge(&tally->square, &other->square))
		SEGBIAS_TRY(segbias_error_memory(error));
	tally->largest = fmax(tally->largest, other->largest);
	for (size_t i = 0; i < tally->number_count; i++)
		if (tally->numbers[i] &&
		    !segbias_numeric_merge(tally->numbers[i], other->numbers[i],
		                           tally->numbers_grouped ? maps[tally->numbers_group] : NULL))
			SEGBIAS_TRY(segbias_error_memory(error));
	if (tally->patterns && !segbias_patterns_merge(tally->patterns, other->patterns))
		SEGBIAS_TRY(segbias_error_memory(error));
	if (!merge_absent(&tally->absent, &other->absent, maps))
		SEGBIAS_TRY(segbias_error_memory(error));
	if (tally->clusters && !segbias_clusters_merge(tally->clusters, other->clusters, maps))
		SEGBIAS_TRY(segbias_error_memory(error));
	tally->records += other->records;
	tally->units += other->units;
done:
	segbias_arena_release(&arena);
	return status;
}

/* The sums are exact: of equal weights, and of no others, the sum is what the product rounds to. */
static bool weigh_the_same(const struct segbias_tally *tally)
{
	return tally->records == tally->units && tally->largest > 0 &&
	       segbias_sum_value(&tally->weight) == tally->largest * (double)tally->records;
}

bool segbias_tally_unweight(struct segbias_tally *tally)
{
	if (!tally->weighted || !weigh_the_same(tally))
		return false;
	tally->weighted = false;
	tally->largest = 0;
	for (size_t i = 0; i < tally->table_count; i++)
		segbias_table_unweight(&tally->tables[i]);
	for (size_t i = 0; i < tally->column_count; i++)
		segbias_table_unweight(&tally->columns[i].outside_cells);
	if (tally->clusters)
		segbias_clusters_unweight(tally->clusters);
	return true;
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

const struct segbias_clusters *segbias_tally_clusters(const struct segbias_tally *tally)
{
	return tally->clusters;
}

uint64_t segbias_tally_records(const struct segbias_tally *tally)
{
	return tally->records;
}

struct segbias_cell segbias_tally_total(const struct segbias_tally *tally)
{
	double records = (double)tally->records;
	return (struct segbias_cell){.count = tally->records,
	                             .weight = tally->weighted ? segbias_sum_value(&tally->weight) : records,
	                             .square = tally->weighted ? segbias_sum_value(&tally->square) : records,
	                             .units = tally->units,
	                             .fourth = tally->weighted ? NAN : records,
	                             .largest = tally->largest};
}

size_t segbias_tally_columns(const struct segbias_tally *tally)
{
	return tally->column_count;
}

struct segbias_label segbias_tally_name(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].name;
}

uint32_t segbias_tally_labels(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].labels.size;
}

struct segbias_label segbias_tally_label(const struct segbias_tally *tally, size_t column, uint32_t id)
{
	return tally->columns[column].labels.labels[id - SEGBIAS_ID_FIRST];
}

bool segbias_tally_overflowed(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].overflowed;
}

bool segbias_tally_all_differ(const struct segbias_tally *tally, size_t column, uint64_t least)
{
	const struct column *c = &tally->columns[column];
	return c->differing >= least && (!c->repeated || c->differing >= SEGBIAS_DISTINCT_MAX);
}

bool segbias_tally_repeats(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].repeated;
}

struct segbias_label segbias_tally_separator(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].plan.separator;
}

uint64_t segbias_tally_several(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].several;
}

size_t segbias_tally_answers(const struct segbias_tally *tally, size_t column, const uint32_t **ids)
{
	*ids = tally->columns[column].answers;
	return tally->columns[column].answer_count;
}

const struct segbias_table *segbias_tally_table(const struct segbias_tally *tally, const uint32_t *columns,
                                                size_t count)
{
	return find_table(tally, columns, count);
}

struct segbias_cell segbias_tally_cell(const struct segbias_table *table, const uint32_t *ids, size_t count)
{
	return table ? segbias_table_cell(table, segbias_table_key(ids, count)) : (struct segbias_cell){0};
}

const struct segbias_numeric *segbias_tally_number(const struct segbias_tally *tally, size_t number)
{
	return number < tally->number_count ? tally->numbers[number] : NULL;
}

const struct segbias_patterns *segbias_tally_patterns(const struct segbias_tally *tally)
{
	return tally->patterns;
}

uint64_t segbias_tally_absent(const struct segbias_tally *tally, size_t column, size_t by, uint32_t id)
{
	uint32_t ids[] = {(uint32_t)column, (uint32_t)by, id};
	return segbias_table_cell(&tally->absent, segbias_table_key(ids, 3)).count;
}

uint32_t segbias_tally_spellings(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].spellings.size;
}

struct segbias_spelling segbias_tally_spelling(const struct segbias_tally *tally, size_t column, uint32_t index)
{
	const struct column *c = &tally->columns[column];
	const struct spelling_entry *entry = &c->entries[index];
	return (struct segbias_spelling){
	    c->spellings.labels[index], entry->id, entry->how, entry->count, entry->line, entry->column};
}

uint64_t segbias_tally_beyond(const struct segbias_tally *tally, size_t column, uint32_t id)
{
	return tally->columns[column].beyond ? tally->columns[column].beyond[id] : 0;
}

uint32_t segbias_tally_outsiders(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].outside.size;
}

struct segbias_label segbias_tally_outsider(const struct segbias_tally *tally, size_t column, uint32_t index,
                                            struct segbias_cell *cell)
{
	const struct column *c = &tally->columns[column];
	if (cell)
		*cell = segbias_table_cell(&c->outside_cells, segbias_table_key(&index, 1));
	return c->outside.labels[index];
}
