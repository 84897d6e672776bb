#include "tally/body.h"

#include "base/memory.h"

#include "tally/clusters.h"
#include "tally/numeric.h"
#include "tally/patterns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- making ----------------------------------------------------------------------------------------------------- */

/* All but the tally itself. */
static void release(struct segbias_tally *tally)
{
	for (size_t i = 0; i < tally->column_count; i++)
		segbias_tally_column_release(&tally->columns[i]);
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
	free(tally->absent_front);
	for (size_t i = 0; tally->numbers && i < tally->number_count; i++)
		segbias_numeric_free(tally->numbers[i]);
	free(tally->numbers);
	segbias_splits_release(&tally->splits);
	segbias_patterns_free(tally->patterns);
	free(tally->facts.numbers_bad);
	free(tally->facts.numbers_no_age);
	free(tally->facts.numbers_percent);
	free(tally->facts.numbers_plain);
	segbias_arena_release(&tally->arena);
}

void segbias_tally_free(struct segbias_tally *tally)
{
	if (tally)
		release(tally);
	free(tally);
}

static enum segbias_status append_column(struct segbias_tally *tally, const struct segbias_plan_column *plan,
                                         struct segbias_error *error)
{
	struct segbias_tally_column *columns =
	    segbias_memory_resize(tally->columns, tally->column_count + 1, sizeof *columns);
	if (!columns)
		return segbias_error_memory(error);
	tally->columns = columns;
	return segbias_tally_column_init(&columns[tally->column_count++], plan, tally->weighted, &tally->arena, error);
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

static bool create_absent(struct segbias_tally *tally, const struct segbias_plan *plan)
{
	tally->absent_count = plan->absent_count;
	tally->absent_by_count = plan->absent_by_count;
	tally->absent_columns = copy_columns(plan->absent, plan->absent_count);
	tally->absent_by = copy_columns(plan->absent_by, plan->absent_by_count);
	return tally->absent_columns && tally->absent_by;
}

static bool create_numbers(struct segbias_tally *tally, const struct segbias_plan *plan)
{
	size_t count = plan->number_count;
	tally->numbers_grouped = plan->numbers_grouped;
	tally->numbers_group = plan->numbers_group;
	tally->numbers = segbias_memory_zeroed(count + 1, sizeof(struct segbias_numeric *));
	tally->facts.numbers_bad = segbias_memory_zeroed(count + 1, sizeof *tally->facts.numbers_bad);
	tally->facts.numbers_no_age = segbias_memory_zeroed(count + 1, sizeof *tally->facts.numbers_no_age);
	tally->facts.numbers_percent = segbias_memory_zeroed(count + 1, sizeof *tally->facts.numbers_percent);
	tally->facts.numbers_plain = segbias_memory_zeroed(count + 1, sizeof *tally->facts.numbers_plain);
	bool ok = tally->numbers && tally->facts.numbers_bad && tally->facts.numbers_no_age &&
	          tally->facts.numbers_percent && tally->facts.numbers_plain &&
	          segbias_splits_init(&tally->splits, plan->number_splits, plan->number_split_count);
	for (size_t i = 0; i < count && ok; i++) {
		if (plan->numbers[i].distributed)
			ok = (tally->numbers[i] = segbias_numeric_create(tally->weighted)) != NULL;
		tally->number_count++;
	}
	return ok;
}

static bool create_patterns(struct segbias_tally *tally, size_t count)
{
	size_t columns = count < SEGBIAS_PATTERNS_COLUMNS_MAX ? count : SEGBIAS_PATTERNS_COLUMNS_MAX;
	return (tally->patterns = segbias_patterns_create(columns)) != NULL;
}

enum segbias_status segbias_tally_create(const struct segbias_plan *plan, struct segbias_tally **out,
                                         struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_tally *tally = segbias_memory_zeroed(1, sizeof *tally);
	if (!tally)
		return segbias_error_memory(error);
	tally->weighted = plan->weighted;
	for (size_t i = 0; i < plan->column_count; i++)
		SEGBIAS_TRY(append_column(tally, &plan->columns[i], error));
	for (size_t i = 0; i < plan->table_count; i++)
		SEGBIAS_TRY(append_table(tally, &plan->tables[i], error));
	for (size_t i = 0; i < plan->bounded_count; i++)
		tally->tables[plan->bounded_first + i].most = plan->bounded_most;
	if (!create_absent(tally, plan) || !create_numbers(tally, plan) ||
	    (plan->patterns && !create_patterns(tally, plan->number_count)))
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

struct segbias_tally_column *segbias_tally_column(struct segbias_tally *tally, size_t column)
{
	return &tally->columns[column];
}

/* --- adding ----------------------------------------------------------------------------------------------------- */

/* Counts records and weights of the whole tally. */
static enum segbias_status add_total(struct segbias_tally *tally, uint64_t count, double weight,
                                     struct segbias_error *error)
{
	if (count > SEGBIAS_RECORDS_MAX - tally->records)
		return segbias_error_set(error, SEGBIAS_DATA,
		                         "too_many_records|the counts add up to more than 2^53 records");
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
	if (tally->columns[column].kind == SEGBIAS_PLAN_MEMBERS) {
		*ids = record->members;
		return record->member_count;
	}
	if (record->ids[column] != SEGBIAS_ID_ANSWERED || !record->lists)
		return 1;
	*ids = record->lists[column].ids;
	return record->lists[column].count;
}

static bool is_doubted(const struct segbias_doubt *doubt)
{
	return doubt->below > 0 || doubt->above > 0 || doubt->hidden;
}

/* Whether the table has more combinations than it may. How many ids a column has only grows, so that the answer is the same whoever counted
 * which records. */
static bool is_given_up(const struct segbias_tally *tally, const struct segbias_table *table)
{
	uint64_t cells = 1;
	for (uint32_t i = 0; i < table->plan.count && table->most && cells <= table->most; i++)
		cells *= segbias_tally_column_ids(&tally->columns[table->plan.columns[i]]);
	return table->given_up || (table->most && cells > table->most);
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
		uint64_t key = segbias_table_key(ids, count);
		double figure[2] = {record->weight, record->margin};
		bool added = record->published ? segbias_table_add_figure(table, key, figure)
		                               : segbias_table_add(table, key, record->count, record->weight);
		if (!added || (is_doubted(&record->doubt) && !segbias_table_doubt(table, key, &record->doubt)))
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
	if (tally->numbers_grouped && tally->columns[tally->numbers_group].kind == SEGBIAS_PLAN_MEMBERS) {
		group_count = record->member_count;
	} else if (tally->numbers_grouped) {
		groups = &record->ids[tally->numbers_group];
		group_count = *groups >= SEGBIAS_ID_FIRST;
	} else if (tally->splits.count) {
		if (!segbias_splits_enter(&tally->splits, record->ids, 1))
			return false;
		groups = tally->splits.groups;
		group_count = tally->splits.count;
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
	if (status == SEGBIAS_OK && tally->clusters && !segbias_clusters_add(tally->clusters, record))
		status = segbias_error_memory(error);
	return status;
}

/* --- adding a batch --------------------------------------------------------------------------------------------- */

static const uint32_t *column_of(const struct segbias_codes *codes, uint32_t column)
{
	return codes->ids + (size_t)column * SEGBIAS_CODES_ROWS;
}

static uint64_t count_of(const struct segbias_codes *codes, size_t row)
{
	return codes->counts ? codes->counts[row] : 1;
}

static double weight_of(const struct segbias_tally *tally, const struct segbias_codes *codes, size_t row)
{
	return tally->weighted ? codes->weights[row] : 1;
}

static bool add_rows_to_table(struct segbias_tally *tally, struct segbias_table *table,
                              const struct segbias_codes *codes)
{
	uint32_t count = table->plan.count;
	const uint32_t *ids[SEGBIAS_TABLE_COLUMNS_MAX] = {NULL};
	for (uint32_t i = 0; i < count; i++)
		ids[i] = column_of(codes, table->plan.columns[i]);
	if (!codes->counts && !tally->weighted && count <= 2) {
		const uint32_t most[2] = {segbias_tally_column_ids(&tally->columns[table->plan.columns[0]]),
		                          count > 1 ? segbias_tally_column_ids(&tally->columns[table->plan.columns[1]])
		                                    : 1};
		return segbias_table_add_rows(table, ids[0], ids[1], codes->rows, most);
	}
	if (!codes->counts && !tally->weighted && count == 3) {
		uint32_t most[3];
		for (uint32_t i = 0; i < count; i++)
			most[i] = segbias_tally_column_ids(&tally->columns[table->plan.columns[i]]);
		return segbias_table_add_threes(table, ids, codes->rows, most);
	}
	bool ok = true;
	for (size_t row = 0; ok && row < codes->rows; row++) {
		uint32_t key[SEGBIAS_TABLE_COLUMNS_MAX];
		for (uint32_t i = 0; i < count; i++)
			key[i] = ids[i][row];
		ok = segbias_table_add(table, segbias_table_key(key, count), count_of(codes, row),
		                       weight_of(tally, codes, row));
	}
	return ok;
}

static bool settle_absent(struct segbias_tally *tally)
{
	bool ok = true;
	size_t cells = tally->absent_count * tally->absent_by_count * tally->absent_ids;
	for (size_t i = 0; ok && tally->absent_front && i < cells; i++) {
		size_t pair = i / tally->absent_ids;
		uint32_t key[] = {tally->absent_columns[pair / tally->absent_by_count],
		                  tally->absent_by[pair % tally->absent_by_count], (uint32_t)(i % tally->absent_ids)};
		if (tally->absent_front[i])
			ok = segbias_table_add(&tally->absent, segbias_table_key(key, 3), tally->absent_front[i], 0);
	}
	free(tally->absent_front);
	tally->absent_front = NULL;
	tally->absent_ids = 0;
	return ok;
}

/* A front for the ids of today; *failed: out of memory. false: there is none, because they are too many, too. */
static bool make_absent_front(struct segbias_tally *tally, bool *failed)
{
	enum { CELLS_MAX = 1 << 17 };
	uint32_t ids = 0;
	for (size_t j = 0; j < tally->absent_by_count; j++) {
		uint32_t of = segbias_tally_column_ids(&tally->columns[tally->absent_by[j]]);
		ids = of > ids ? of : ids;
	}
	if (tally->absent_front && ids <= tally->absent_ids)
		return true;
	*failed = !settle_absent(tally);
	size_t pairs = tally->absent_count * tally->absent_by_count;
	if (*failed || pairs == 0 || (ids + ids / 4) > CELLS_MAX / pairs)
		return false;
	tally->absent_ids = ids + ids / 4;
	tally->absent_front = segbias_memory_zeroed(pairs * tally->absent_ids, sizeof *tally->absent_front);
	*failed = tally->absent_front == NULL;
	return !*failed;
}

/* One row for which a column is missing. */
static bool add_row_to_absent(struct segbias_tally *tally, const struct segbias_codes *codes, size_t at, size_t row,
                              bool front)
{
	bool ok = true;
	for (size_t j = 0; ok && j < tally->absent_by_count; j++) {
		uint32_t by = tally->absent_by[j];
		uint32_t id = column_of(codes, by)[row];
		uint32_t key[] = {tally->absent_columns[at], by, id};
		if (front)
			tally->absent_front[(at * tally->absent_by_count + j) * tally->absent_ids + id]++;
		else
			ok = segbias_table_add(&tally->absent, segbias_table_key(key, 3), count_of(codes, row), 0);
	}
	return ok;
}

/* The next row from `row` on for which a column is missing; the number of rows where there is none. Four at a time: few are. */
static size_t next_absent(const uint32_t *ids, size_t row, size_t rows)
{
	enum { SOME = 4 };
	_Static_assert(SEGBIAS_ID_MISSING == 0, "tested as false");
	while (row + SOME <= rows && ids[row] && ids[row + 1] && ids[row + 2] && ids[row + 3])
		row += SOME;
	while (row < rows && ids[row])
		row++;
	return row;
}

static bool add_rows_to_absent(struct segbias_tally *tally, const struct segbias_codes *codes)
{
	bool failed = false;
	bool front = !codes->counts && make_absent_front(tally, &failed);
	bool ok = !failed;
	for (size_t i = 0; ok && i < tally->absent_count; i++) {
		const uint32_t *ids = column_of(codes, tally->absent_columns[i]);
		for (size_t row = next_absent(ids, 0, codes->rows); ok && row < codes->rows;
		     row = next_absent(ids, row + 1, codes->rows))
			ok = add_row_to_absent(tally, codes, i, row, front);
	}
	return ok;
}

static bool add_rows_to_numbers(struct segbias_tally *tally, const struct segbias_codes *codes)
{
	bool ok = true;
	const uint32_t *segments = tally->numbers_grouped ? column_of(codes, tally->numbers_group) : NULL;
	for (size_t i = 0; i < tally->number_count; i++) {
		const double *numbers = codes->numbers + i * SEGBIAS_CODES_ROWS;
		for (size_t row = 0; ok && tally->numbers[i] && row < codes->rows; row++) {
			struct segbias_numeric_record number = {
			    numbers[row], count_of(codes, row), weight_of(tally, codes, row),
			    segments ? &segments[row] : NULL, segments && segments[row] >= SEGBIAS_ID_FIRST};
			if (isnan(number.value))
				continue;
			if (tally->splits.count) {
				ok = segbias_splits_enter(&tally->splits, codes->ids + row, SEGBIAS_CODES_ROWS);
				number.groups = tally->splits.groups;
				number.group_count = tally->splits.count;
			}
			ok = ok && segbias_numeric_add(tally->numbers[i], &number);
		}
	}
	return ok && (!tally->patterns ||
	              segbias_patterns_add_rows(tally->patterns, codes->numbers, SEGBIAS_CODES_ROWS, codes->rows));
}

enum segbias_status segbias_tally_add_codes(struct segbias_tally *tally, const struct segbias_codes *codes,
                                            struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	bool ok = true;
	if (!codes->counts && !tally->weighted && codes->rows <= SEGBIAS_RECORDS_MAX - tally->records) {
		tally->records += codes->rows;
		tally->units += codes->rows;
	} else {
		for (size_t row = 0; row < codes->rows && status == SEGBIAS_OK; row++)
			status = add_total(tally, count_of(codes, row), weight_of(tally, codes, row), error);
	}
	for (size_t i = 0; i < tally->table_count && status == SEGBIAS_OK && ok; i++) {
		struct segbias_table *table = &tally->tables[i];
		if (!table->given_up && is_given_up(tally, table))
			segbias_table_give_up(table);
		ok = table->given_up || add_rows_to_table(tally, table, codes);
	}
	if (status != SEGBIAS_OK)
		return status;
	ok = ok && add_rows_to_absent(tally, codes) && add_rows_to_numbers(tally, codes);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static bool settle(struct segbias_tally *tally)
{
	bool ok = true;
	for (size_t i = 0; ok && i < tally->table_count; i++)
		ok = segbias_table_settle(&tally->tables[i]);
	return ok && settle_absent(tally);
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

enum segbias_status segbias_tally_doubt_cell(struct segbias_tally *tally, size_t column, uint32_t id,
                                             const struct segbias_doubt *doubt, struct segbias_error *error)
{
	struct segbias_table *table = find_table(tally, &(uint32_t){(uint32_t)column}, 1);
	if (!is_doubted(doubt))
		return SEGBIAS_OK;
	return table && segbias_table_doubt(table, id, doubt) ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- merging ---------------------------------------------------------------------------------------------------- */

/* Labels that the plan gives must be the same; open columns have those of their records. */
static bool same_labels(const struct segbias_tally_column *a, const struct segbias_tally_column *b)
{
	if (a->kind == SEGBIAS_PLAN_OPEN || a->kind == SEGBIAS_PLAN_PRESENCE)
		return true;
	bool same = a->labels.size == b->labels.size;
	for (uint32_t i = 0; same && i < a->labels.size; i++)
		same = segbias_label_equal(a->labels.labels[i], b->labels.labels[i]);
	return same;
}

static bool same_indices(const uint32_t *a, const uint32_t *b, size_t count)
{
	return count == 0 || memcmp(a, b, count * sizeof *a) == 0;
}

static bool same_tables(const struct segbias_table *a, const struct segbias_table *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (a[i].plan.count != b[i].plan.count ||
		    !same_indices(a[i].plan.columns, b[i].plan.columns, a[i].plan.count))
			return false;
	return true;
}

static bool same_plan(const struct segbias_tally *a, const struct segbias_tally *b)
{
	if (a->column_count != b->column_count || a->table_count != b->table_count || a->weighted != b->weighted ||
	    a->number_count != b->number_count || (a->patterns == NULL) != (b->patterns == NULL) ||
	    a->absent_count != b->absent_count || a->absent_by_count != b->absent_by_count ||
	    a->numbers_grouped != b->numbers_grouped || a->numbers_group != b->numbers_group ||
	    a->splits.count != b->splits.count ||
	    !same_indices(a->absent_columns, b->absent_columns, a->absent_count) ||
	    !same_indices(a->absent_by, b->absent_by, a->absent_by_count) ||
	    (a->clusters == NULL) != (b->clusters == NULL))
		return false;
	for (size_t i = 0; i < a->number_count; i++)
		if ((a->numbers[i] == NULL) != (b->numbers[i] == NULL))
			return false;
	for (size_t i = 0; i < a->column_count; i++)
		if (!segbias_label_equal(a->columns[i].name, b->columns[i].name) ||
		    !segbias_label_equal(a->columns[i].separator, b->columns[i].separator) ||
		    a->columns[i].kind != b->columns[i].kind || !same_labels(&a->columns[i], &b->columns[i]))
			return false;
	return same_tables(a->tables, b->tables, a->table_count) &&
	       same_tables(a->splits.tables, b->splits.tables, a->splits.count);
}

/* They stand side by side. */
static void plan_bounds(const struct segbias_tally *tally, struct segbias_plan *plan)
{
	for (size_t i = 0; i < tally->table_count; i++) {
		if (!tally->tables[i].most)
			continue;
		plan->bounded_first = plan->bounded_count++ ? plan->bounded_first : i;
		plan->bounded_most = tally->tables[i].most;
	}
}

struct segbias_plan *segbias_tally_plan(const struct segbias_tally *tally, struct segbias_arena *arena)
{
	struct segbias_plan *plan = segbias_arena_allocate(arena, sizeof *plan);
	struct segbias_plan_column *columns = segbias_arena_array(arena, tally->column_count, sizeof *columns);
	struct segbias_plan_table *tables = segbias_arena_array(arena, tally->table_count, sizeof *tables);
	struct segbias_plan_table *splits = segbias_arena_array(arena, tally->splits.count, sizeof *splits);
	struct segbias_plan_number *numbers = segbias_arena_array(arena, tally->number_count, sizeof *numbers);
	if (!plan || !columns || !tables || !splits || !numbers)
		return NULL;
	for (size_t i = 0; i < tally->column_count; i++) {
		const struct segbias_tally_column *column = &tally->columns[i];
		bool given = column->kind == SEGBIAS_PLAN_MAPPED || column->kind == SEGBIAS_PLAN_MEMBERS;
		columns[i] = (struct segbias_plan_column){.name = column->name,
		                                          .kind = column->kind,
		                                          .labels = column->labels.labels,
		                                          .label_count = given ? column->labels.size : 0,
		                                          .separator = column->separator,
		                                          .told = column->told,
		                                          .chooses = column->chooses,
		                                          .outside = column->wants_outside};
	}
	for (size_t i = 0; i < tally->table_count; i++)
		tables[i] = tally->tables[i].plan;
	for (size_t i = 0; i < tally->splits.count; i++)
		splits[i] = tally->splits.tables[i].plan;
	for (size_t i = 0; i < tally->number_count; i++)
		numbers[i].distributed = tally->numbers[i] != NULL;
	*plan = (struct segbias_plan){.columns = columns,
	                              .column_count = tally->column_count,
	                              .tables = tables,
	                              .table_count = tally->table_count,
	                              .absent = tally->absent_columns,
	                              .absent_count = tally->absent_count,
	                              .absent_by = tally->absent_by,
	                              .absent_by_count = tally->absent_by_count,
	                              .weighted = tally->weighted,
	                              .numbers = numbers,
	                              .number_count = tally->number_count,
	                              .patterns = tally->patterns != NULL,
	                              .numbers_grouped = tally->numbers_grouped,
	                              .numbers_group = tally->numbers_group,
	                              .number_splits = splits,
	                              .number_split_count = tally->splits.count};
	plan_bounds(tally, plan);
	if (tally->clusters)
		plan->design = *segbias_clusters_design(tally->clusters, &plan->member_count);
	return plan;
}

/* Adds a table's cells, whose ids are maps[column][id] here. */
static bool merge_table(struct segbias_table *table, const struct segbias_table *other, uint32_t *const *maps)
{
	for (size_t slot = 0; slot < other->slot_count; slot++) {
		uint64_t key = other->slots[slot].key;
		if (!key--)
			continue;
		if (!segbias_table_merge(table, segbias_table_map_key(&table->plan, key, maps), other, slot))
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

/* The groups of a numeric column by the ids of segments: a label that became none has none. NULL: out of memory. */
static uint32_t *map_groups(struct segbias_arena *arena, const uint32_t *map)
{
	uint32_t *groups = segbias_arena_array(arena, SEGBIAS_IDS_MAX, sizeof *groups);
	for (uint32_t id = 1; groups && id < SEGBIAS_IDS_MAX; id++)
		groups[id] = id >= SEGBIAS_ID_FIRST && map[id] >= SEGBIAS_ID_FIRST ? map[id] : SEGBIAS_NUMERIC_NO_GROUP;
	return groups;
}

/* The groups here of those there. *groups NULL: the same; otherwise it lives in the arena. false: out of memory. */
static bool merge_groups(struct segbias_tally *tally, const struct segbias_splits *other, uint32_t *const *maps,
                         struct segbias_arena *arena, uint32_t **groups)
{
	*groups = NULL;
	if (tally->numbers_grouped)
		return (*groups = map_groups(arena, maps[tally->numbers_group])) != NULL;
	if (tally->splits.count == 0)
		return true;
	*groups = segbias_arena_array(arena, other->next, sizeof **groups);
	return *groups && segbias_splits_merge(&tally->splits, other, maps, *groups);
}

/* Adds distributions of another tally. */
static bool merge_numbers(struct segbias_tally *tally, struct segbias_numeric *const *others,
                          const struct segbias_splits *splits, uint32_t *const *maps)
{
	struct segbias_arena arena = {0};
	uint32_t *groups = NULL;
	bool ok = merge_groups(tally, splits, maps, &arena, &groups);
	for (size_t i = 0; ok && i < tally->number_count; i++)
		ok = !tally->numbers[i] || segbias_numeric_merge(tally->numbers[i], others[i], groups);
	segbias_arena_release(&arena);
	return ok;
}

/* Everything but the columns' own. maps[column][id there] is the id here. */
static bool merge_counts(struct segbias_tally *tally, const struct segbias_tally *other, uint32_t *const *maps)
{
	bool ok = true;
	for (size_t i = 0; ok && i < tally->table_count; i++) {
		struct segbias_table *table = &tally->tables[i];
		if (other->tables[i].given_up || is_given_up(tally, table))
			segbias_table_give_up(table);
		ok = table->given_up || merge_table(table, &other->tables[i], maps);
	}
	ok = ok && merge_absent(&tally->absent, &other->absent, maps) &&
	     segbias_sum_merge(&tally->weight, &other->weight) && segbias_sum_merge(&tally->square, &other->square);
	tally->largest = fmax(tally->largest, other->largest);
	for (size_t i = 0; i < tally->number_count; i++) {
		tally->facts.numbers_bad[i] += other->facts.numbers_bad[i];
		tally->facts.numbers_no_age[i] += other->facts.numbers_no_age[i];
		tally->facts.numbers_percent[i] += other->facts.numbers_percent[i];
		tally->facts.numbers_plain[i] += other->facts.numbers_plain[i];
	}
	ok = ok && merge_numbers(tally, other->numbers, &other->splits, maps) &&
	     (!tally->patterns || segbias_patterns_merge(tally->patterns, other->patterns)) &&
	     (!tally->clusters || (segbias_clusters_merge(tally->clusters, other->clusters, maps) &&
	                           segbias_clusters_join_hashes(tally->clusters, other->clusters)));
	tally->facts.filtered += other->facts.filtered;
	tally->facts.left_out += other->facts.left_out;
	tally->facts.members_missing += other->facts.members_missing;
	tally->records += other->records;
	tally->units += other->units;
	return ok;
}

/* Fills map[id there] = id here. The labels of a column that is collapsed here are all one. */
static bool map_labels(struct segbias_tally_column *column, const struct segbias_tally_column *other, uint32_t *map)
{
	bool ok = true;
	for (uint32_t id = 0; id < SEGBIAS_ID_FIRST; id++)
		map[id] = id;
	if (column->kind == SEGBIAS_PLAN_PRESENCE)
		map[SEGBIAS_ID_FIRST] = SEGBIAS_ID_FIRST;
	for (uint32_t label = 0; ok && label < other->labels.size; label++) {
		uint32_t here =
		    column->collapsed ? 0 : segbias_intern_add(&column->labels, other->labels.labels[label]);
		ok = here != SEGBIAS_INTERN_NONE;
		map[SEGBIAS_ID_FIRST + label] = column->collapsed ? SEGBIAS_ID_UNMATCHED : SEGBIAS_ID_FIRST + here;
	}
	return ok;
}

/* Whether the two together have more labels than ids go. */
static bool too_many_labels(const struct segbias_tally_column *column, const struct segbias_tally_column *other)
{
	uint32_t labels = column->labels.size;
	for (uint32_t i = 0; i < other->labels.size; i++)
		labels += segbias_intern_find(&column->labels, other->labels.labels[i]) == SEGBIAS_INTERN_NONE;
	return labels > SEGBIAS_DISTINCT_MAX;
}

/* Adds all of another one of the same plan; on failure only release is allowed. */
static bool absorb(struct segbias_tally *tally, const struct segbias_tally *other)
{
	struct segbias_arena arena = {0};
	uint32_t **maps = segbias_arena_array(&arena, tally->column_count, sizeof *maps);
	bool ok = maps != NULL;
	for (size_t i = 0; ok && i < tally->column_count; i++) {
		bool crowded = false;
		struct segbias_tally_column *column = &tally->columns[i];
		const struct segbias_tally_column *from = &other->columns[i];
		bool open = column->kind == SEGBIAS_PLAN_OPEN && !column->collapsed;
		if (open && (from->collapsed || too_many_labels(column, from)))
			ok = segbias_tally_collapse(tally, i);
		maps[i] = ok ? segbias_arena_array(&arena, SEGBIAS_IDS_MAX, sizeof **maps) : NULL;
		ok = maps[i] && map_labels(column, from, maps[i]) &&
		     segbias_tally_column_merge(column, from, maps[i], &crowded);
		if (!ok || !crowded)
			continue;
		ok = segbias_tally_collapse(tally, i);
		for (uint32_t id = SEGBIAS_ID_FIRST; id < SEGBIAS_IDS_MAX; id++)
			maps[i][id] = SEGBIAS_ID_UNMATCHED;
	}
	ok = ok && merge_counts(tally, other, maps);
	segbias_arena_release(&arena);
	return ok;
}

/* --- other ids -------------------------------------------------------------------------------------------------- */

/* Empty ones of the same plan. */
static bool remake_splits(struct segbias_tally *tally, const struct segbias_splits *stale)
{
	struct segbias_arena arena = {0};
	struct segbias_plan_table *plan = segbias_arena_array(&arena, stale->count, sizeof *plan);
	for (size_t i = 0; plan && i < stale->count; i++)
		plan[i] = stale->tables[i].plan;
	bool ok = plan && segbias_splits_init(&tally->splits, plan, stale->count);
	segbias_arena_release(&arena);
	return ok;
}

static bool remap_numbers(struct segbias_tally *tally, uint32_t *const *maps)
{
	bool ok = true;
	struct segbias_numeric **old = tally->numbers;
	struct segbias_splits splits = tally->splits;
	tally->splits = (struct segbias_splits){0};
	tally->numbers = segbias_memory_zeroed(tally->number_count + 1, sizeof(struct segbias_numeric *));
	ok = tally->numbers && remake_splits(tally, &splits);
	for (size_t i = 0; ok && i < tally->number_count; i++)
		ok = !old[i] || (tally->numbers[i] = segbias_numeric_create(tally->weighted)) != NULL;
	ok = ok && merge_numbers(tally, old, &splits, maps);
	for (size_t i = 0; i < tally->number_count; i++)
		segbias_numeric_free(old[i]);
	free(old);
	segbias_splits_release(&splits);
	return ok;
}

/* Gives every id of the tables its other one, maps[column][id]. false: out of memory; only free is then allowed. */
static bool remap(struct segbias_tally *tally, uint32_t *const *maps)
{
	bool ok = settle(tally);
	for (size_t i = 0; ok && i < tally->table_count; i++) {
		struct segbias_table stale = tally->tables[i];
		tally->tables[i] = (struct segbias_table){
		    .plan = stale.plan, .weighted = tally->weighted, .most = stale.most, .given_up = stale.given_up};
		ok = merge_table(&tally->tables[i], &stale, maps);
		segbias_table_release(&stale);
	}
	struct segbias_table absent = tally->absent;
	tally->absent = (struct segbias_table){0};
	ok = ok && merge_absent(&tally->absent, &absent, maps);
	segbias_table_release(&absent);
	ok = ok && (!(tally->numbers_grouped || tally->splits.count) || remap_numbers(tally, maps));
	return ok && (!tally->clusters || segbias_clusters_map(tally->clusters, maps));
}

/* maps[column][id] = id. NULL: out of memory. */
static uint32_t **same_ids(const struct segbias_tally *tally, struct segbias_arena *arena)
{
	uint32_t **maps = segbias_arena_array(arena, tally->column_count, sizeof *maps);
	uint32_t *same = segbias_arena_array(arena, SEGBIAS_IDS_MAX, sizeof *same);
	for (uint32_t id = 0; same && id < SEGBIAS_IDS_MAX; id++)
		same[id] = id;
	for (size_t i = 0; maps && i < tally->column_count; i++)
		maps[i] = same;
	return same ? maps : NULL;
}

bool segbias_tally_collapse(struct segbias_tally *tally, size_t at)
{
	struct segbias_arena arena = {0};
	uint32_t **maps = same_ids(tally, &arena);
	uint32_t *one = segbias_arena_array(&arena, SEGBIAS_IDS_MAX, sizeof *one);
	bool ok = maps && one;
	if (ok) {
		maps[at] = one;
		for (uint32_t id = 0; id < SEGBIAS_IDS_MAX; id++)
			one[id] = id < SEGBIAS_ID_FIRST ? id : SEGBIAS_ID_UNMATCHED;
		ok = remap(tally, maps);
		segbias_tally_column_collapse(&tally->columns[at]);
	}
	segbias_arena_release(&arena);
	return ok;
}

enum segbias_status segbias_tally_finish(struct segbias_tally *tally, struct segbias_error *error)
{
	struct segbias_arena arena = {0};
	uint32_t **maps = same_ids(tally, &arena);
	bool ok = maps && settle(tally);
	bool moved = false;
	size_t members = 0;
	bool labels = !tally->clusters || segbias_clusters_design(tally->clusters, &members)->apart;
	for (size_t i = 0; ok && i < tally->column_count; i++) {
		uint32_t *map = segbias_arena_array(&arena, SEGBIAS_IDS_MAX, sizeof *map);
		bool other = false;
		ok = map && segbias_tally_column_finish(&tally->columns[i], labels, map, &other);
		maps[i] = other ? map : maps[i];
		moved |= other;
	}
	ok = ok && (!moved || remap(tally, maps));
	segbias_arena_release(&arena);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status check_merge(const struct segbias_tally *tally, const struct segbias_tally *other,
                                       struct segbias_error *error)
{
	if (!same_plan(tally, other))
		return segbias_error_set(error, SEGBIAS_DATA, "plans_differ|the tallies were made by different plans");
	if (other->records > SEGBIAS_RECORDS_MAX - tally->records)
		return segbias_error_set(error, SEGBIAS_DATA,
		                         "too_many_records|the counts add up to more than 2^53 records");
	return SEGBIAS_OK;
}

enum segbias_status segbias_tally_absorb(struct segbias_tally *tally, struct segbias_tally *other,
                                         struct segbias_error *error)
{
	enum segbias_status status = check_merge(tally, other, error);
	if (status == SEGBIAS_OK && !(settle(tally) && settle(other) && absorb(tally, other)))
		status = segbias_error_memory(error);
	return status;
}

enum segbias_status segbias_tally_merge(struct segbias_tally *tally, const struct segbias_tally *other,
                                        struct segbias_error *error)
{
	enum segbias_status status = check_merge(tally, other, error);
	if (status != SEGBIAS_OK)
		return status;
	/* Into a third one, so that a failure leaves both as they were. */
	struct segbias_arena arena = {0};
	struct segbias_tally *sum = NULL;
	const struct segbias_plan *plan = segbias_tally_plan(tally, &arena);
	status = plan ? segbias_tally_create(plan, &sum, error) : segbias_error_memory(error);
	segbias_arena_release(&arena);
	if (status != SEGBIAS_OK)
		return status;
	if (!absorb(sum, tally) || !absorb(sum, other)) {
		segbias_tally_free(sum);
		return segbias_error_memory(error);
	}
	struct segbias_tally stale = *tally;
	*tally = *sum;
	*sum = stale;
	segbias_tally_free(sum);
	return SEGBIAS_OK;
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

bool segbias_tally_doubts(const struct segbias_tally *tally)
{
	bool found = false;
	for (size_t i = 0; i < tally->table_count && !found; i++)
		found = tally->tables[i].doubts != NULL;
	return found;
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
	return tally->columns[column].ledger.full;
}

/* Known values that are kept, and whether one of them came again. */
static uint64_t count_known(const struct segbias_tally *tally, size_t column, bool *repeated)
{
	const struct segbias_ledger *ledger = &tally->columns[column].ledger;
	uint64_t known = 0;
	*repeated = false;
	for (uint32_t i = 0; i < ledger->spellings.size; i++) {
		const struct segbias_ledger_entry *entry = &ledger->entries[i];
		if (entry->gone || entry->id == SEGBIAS_ID_MISSING)
			continue;
		known++;
		*repeated |= entry->units > 1;
	}
	return known;
}

const struct segbias_shown *segbias_tally_shown(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].showed ? &tally->columns[column].shown : NULL;
}

enum segbias_status segbias_tally_tell(struct segbias_tally *tally, const char *salt, struct segbias_error *error)
{
	bool ok = !tally->clusters || segbias_clusters_tell(tally->clusters, salt);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

void segbias_tally_show(struct segbias_tally *tally, size_t column, const struct segbias_shown *shown,
                        uint64_t repeated)
{
	tally->columns[column].showed = true;
	tally->columns[column].shown = *shown;
	tally->columns[column].repeated = repeated;
}

bool segbias_tally_all_differ(const struct segbias_tally *tally, size_t column, uint64_t least)
{
	bool repeated = false;
	return count_known(tally, column, &repeated) >= least && !repeated;
}

bool segbias_tally_repeats(const struct segbias_tally *tally, size_t column, uint64_t *different)
{
	const struct segbias_tally_column *own = &tally->columns[column];
	bool repeated = own->repeated > 0;
	*different = own->showed ? own->repeated : own->ledger.spellings.size;
	if (!own->showed)
		(void)count_known(tally, column, &repeated);
	return repeated;
}

struct segbias_label segbias_tally_separator(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].separator;
}

uint64_t segbias_tally_several(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].several;
}

const struct segbias_table *segbias_tally_table(const struct segbias_tally *tally, const uint32_t *columns,
                                                size_t count)
{
	const struct segbias_table *table = find_table(tally, columns, count);
	return table && is_given_up(tally, table) ? NULL : table;
}

struct segbias_cell segbias_tally_cell(const struct segbias_table *table, const uint32_t *ids, size_t count)
{
	return table ? segbias_table_cell(table, segbias_table_key(ids, count)) : (struct segbias_cell){0};
}

const struct segbias_numeric *segbias_tally_number(const struct segbias_tally *tally, size_t number)
{
	return number < tally->number_count ? tally->numbers[number] : NULL;
}

uint32_t segbias_tally_number_group(const struct segbias_tally *tally, const uint32_t *columns, size_t count,
                                    const uint32_t *ids)
{
	uint32_t group = segbias_splits_find(&tally->splits, columns, count, ids);
	return group ? group : SEGBIAS_NUMERIC_NO_GROUP;
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
	return tally->columns[column].ledger.spellings.size;
}

struct segbias_spelling segbias_tally_spelling(const struct segbias_tally *tally, size_t column, uint32_t index)
{
	const struct segbias_ledger *ledger = &tally->columns[column].ledger;
	const struct segbias_ledger_entry *entry = &ledger->entries[index];
	return (struct segbias_spelling){
	    ledger->spellings.labels[index], entry->id, entry->how, entry->count, entry->line, entry->column};
}

uint64_t segbias_tally_beyond(const struct segbias_tally *tally, size_t column, uint32_t id)
{
	return tally->columns[column].beyond ? tally->columns[column].beyond[id] : 0;
}

uint32_t segbias_tally_outsiders(const struct segbias_tally *tally, size_t column)
{
	return tally->columns[column].outside.spellings.size;
}

struct segbias_label segbias_tally_outsider(const struct segbias_tally *tally, size_t column, uint32_t index,
                                            struct segbias_cell *cell)
{
	const struct segbias_tally_column *c = &tally->columns[column];
	if (cell)
		*cell = segbias_table_cell(&c->outside_cells, segbias_table_key(&index, 1));
	return c->outside.spellings.labels[index];
}

const struct segbias_tally_facts *segbias_tally_facts(const struct segbias_tally *tally)
{
	return &tally->facts;
}

struct segbias_tally_facts *segbias_tally_facts_edit(struct segbias_tally *tally)
{
	return &tally->facts;
}
