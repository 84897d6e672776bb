/* What an audit counts beside the decisions of every group: by what came true, within the values of other columns, the scores of
 * every group, and which other columns go with the groups. */
#include "match/selection.h"

#include <string.h>

/* A group is a value of each of these columns. */
struct set {
	uint32_t columns[SEGBIAS_CROSSING_MAX];
	uint32_t count;
};

/* While tables are added to the plan. */
struct adding {
	const struct segbias_plan *plan;
	const struct segbias_audit_columns *columns;
	struct set *sets; /* [set_count] */
	size_t set_count;
	uint32_t *parts; /* [part_count]: the columns of the sets, each once */
	size_t part_count;
	struct segbias_plan_table *tables, *splits;
	size_t table_count, split_count;
};

static void add(struct segbias_plan_table *tables, size_t *count, const uint32_t *columns, uint32_t size)
{
	struct segbias_plan_table table = {.count = size};
	memcpy(table.columns, columns, size * sizeof *columns);
	for (size_t i = 0; i < *count; i++)
		if (tables[i].count == size && memcmp(tables[i].columns, table.columns, size * sizeof *columns) == 0)
			return;
	tables[(*count)++] = table;
}

static bool is_in(const uint32_t *list, size_t count, uint32_t column)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == column)
			return true;
	return false;
}

static bool has_one_id(const struct adding *a, uint32_t column)
{
	return !a->plan->columns[column].separator.bytes;
}

static void add_set(struct adding *a, const struct set *set)
{
	for (uint32_t i = 0; i < set->count; i++) {
		if (!has_one_id(a, set->columns[i]))
			return;
		if (!is_in(a->parts, a->part_count, set->columns[i]))
			a->parts[a->part_count++] = set->columns[i];
	}
	a->sets[a->set_count++] = *set;
}

/* The columns that an item of --attributes names. false: one is not there, which is an error of the matching. */
static bool find_parts(const struct adding *a, const struct segbias_head *head, const struct segbias_crossing *crossing,
                       struct set *out)
{
	*out = (struct set){.count = (uint32_t)crossing->count};
	for (size_t i = 0; i < crossing->count; i++) {
		size_t field = segbias_head_find(head, crossing->parts[i]);
		uint32_t column = 0;
		while (column < a->columns->open_count && a->plan->columns[column].field != field)
			column++;
		if (field == SEGBIAS_NO_FIELD || column == a->columns->open_count)
			return false;
		out->columns[i] = column;
	}
	return true;
}

static void add_sets(struct adding *a, const struct segbias_head *head, const struct segbias_audit_policy *audit)
{
	for (size_t i = 0; i < audit->crossing_count; i++) {
		struct set set;
		if (find_parts(a, head, &audit->crossings[i], &set))
			add_set(a, &set);
	}
	for (uint32_t i = 0; i < a->columns->open_count && !audit->crossing_count; i++)
		add_set(a, &(const struct set){{i}, 1});
}

/* The decision by the group and one column more, where there is room for both. */
static void add_with(struct adding *a, const struct set *set, uint32_t column)
{
	uint32_t columns[SEGBIAS_CROSSING_MAX + 2] = {a->columns->decision};
	memcpy(columns + 1, set->columns, set->count * sizeof *columns);
	columns[1 + set->count] = column;
	if (set->count + 2 <= SEGBIAS_TABLE_COLUMNS_MAX && !is_in(set->columns, set->count, column))
		add(a->tables, &a->table_count, columns, set->count + 2);
}

static void add_tables(struct adding *a, const struct segbias_audit_policy *audit)
{
	for (size_t i = 0; i < a->set_count; i++) {
		if (a->columns->label != SEGBIAS_NO_COLUMN)
			add_with(a, &a->sets[i], a->columns->label);
		for (size_t j = 0; j < audit->given_count; j++)
			add_with(a, &a->sets[i], a->columns->given[j]);
	}
	for (size_t i = 0; i < a->part_count && a->columns->proxies; i++)
		for (uint32_t j = 0; j < a->columns->open_count; j++)
			if (j != a->parts[i] && has_one_id(a, j))
				add(a->tables, &a->table_count,
				    j < a->parts[i] ? (const uint32_t[]){j, a->parts[i]}
				                    : (const uint32_t[]){a->parts[i], j},
				    2);
}

/* Of each three columns, which tells whether two of them tell the third (--publish). How many values they have is not known yet. */
static void add_triples(struct adding *a, struct segbias_plan *plan)
{
	if (a->part_count > SEGBIAS_NESTED_TRIPLED_MAX)
		return;
	plan->bounded_first = a->table_count;
	for (size_t i = 0; i < a->part_count; i++)
		for (size_t j = 0; j < a->part_count; j++)
			for (size_t k = 0; k < a->part_count; k++)
				if (a->parts[i] < a->parts[j] && a->parts[j] < a->parts[k])
					add(a->tables, &a->table_count,
					    (const uint32_t[]){a->parts[i], a->parts[j], a->parts[k]}, 3);
	plan->bounded_count = a->table_count - plan->bounded_first;
	plan->bounded_most = segbias_nested_share(a->part_count);
}

/* Of the score by group and by what came true; of other numbers by the values of each column. */
static void add_splits(struct adding *a, bool others)
{
	for (size_t i = 0; i < a->set_count && a->columns->score != SIZE_MAX; i++) {
		uint32_t columns[SEGBIAS_CROSSING_MAX + 1];
		uint32_t count = a->sets[i].count;
		memcpy(columns, a->sets[i].columns, count * sizeof *columns);
		if (a->columns->label != SEGBIAS_NO_COLUMN)
			columns[count++] = a->columns->label;
		add(a->splits, &a->split_count, columns, count);
	}
	for (size_t i = 0; i < a->part_count && others && a->columns->proxies; i++)
		add(a->splits, &a->split_count, &a->parts[i], 1);
}

/* The score stands behind the numbers that the plan has. */
static bool add_score(const struct segbias_head *head, struct segbias_arena *arena,
                      struct segbias_audit_columns *columns, struct segbias_plan *plan)
{
	columns->score = SIZE_MAX;
	if (columns->score_field == SEGBIAS_NO_FIELD)
		return true;
	struct segbias_plan_number *numbers = segbias_arena_array(arena, plan->number_count + 1, sizeof *numbers);
	if (!numbers)
		return false;
	if (plan->number_count)
		memcpy(numbers, plan->numbers, plan->number_count * sizeof *numbers);
	columns->score = plan->number_count++;
	numbers[columns->score] = (struct segbias_plan_number){
	    .name = head->names[columns->score_field], .field = columns->score_field, .distributed = true};
	plan->numbers = numbers;
	return true;
}

/* Which columns are numbers, too. */
static bool list_numbers(struct segbias_arena *arena, const struct segbias_plan *plan,
                         struct segbias_audit_columns *columns)
{
	columns->number_count = plan->number_count;
	columns->numbers = segbias_arena_array(arena, plan->number_count, sizeof *columns->numbers);
	columns->measured = segbias_arena_array(arena, columns->open_count, sizeof *columns->measured);
	for (size_t i = 0; columns->numbers && columns->measured && i < plan->number_count; i++) {
		columns->numbers[i] = (struct segbias_audit_number){plan->numbers[i].name, SEGBIAS_NO_COLUMN};
		for (uint32_t j = 0; j < columns->open_count; j++)
			if (plan->columns[j].field == plan->numbers[i].field) {
				columns->measured[j] = true;
				columns->numbers[i].column = j;
			}
	}
	return columns->numbers && columns->measured;
}

enum segbias_status segbias_audit_tables(const struct segbias_head *head, const struct segbias_policy *policy,
                                         struct segbias_arena *arena, struct segbias_audit_columns *columns,
                                         struct segbias_plan *plan, struct segbias_error *error)
{
	const struct segbias_audit_policy *audit = &policy->audit;
	size_t sets = audit->crossing_count ? audit->crossing_count : columns->open_count;
	size_t parts = audit->crossing_count * SEGBIAS_CROSSING_MAX + columns->open_count;
	size_t room = plan->table_count + 1 + sets * (1 + audit->given_count) + parts * columns->open_count +
	              SEGBIAS_NESTED_TRIPLES_MAX;
	bool others = plan->number_count > 0;
	/* Of many columns that nobody named all pairs are too many; --publish needs them to know which tell of each other. */
	columns->proxies =
	    audit->crossing_count || columns->open_count <= SEGBIAS_JOINT_COLUMNS_MAX || policy->publish > 0;
	struct adding a = {.plan = plan, .columns = columns, .table_count = plan->table_count};
	a.sets = segbias_arena_array(arena, sets, sizeof *a.sets);
	a.parts = segbias_arena_array(arena, parts, sizeof *a.parts);
	a.tables = segbias_arena_array(arena, room, sizeof *a.tables);
	a.splits = segbias_arena_array(arena, sets + parts, sizeof *a.splits);
	if (!a.sets || !a.parts || !a.tables || !a.splits || !add_score(head, arena, columns, plan) ||
	    !list_numbers(arena, plan, columns))
		return segbias_error_memory(error);
	if (plan->table_count)
		memcpy(a.tables, plan->tables, plan->table_count * sizeof *a.tables);
	add_sets(&a, head, audit);
	if (columns->label != SEGBIAS_NO_COLUMN)
		add(a.tables, &a.table_count, &columns->label, 1);
	if (columns->decision != SEGBIAS_NO_COLUMN)
		add_tables(&a, audit);
	if (policy->publish > 0)
		add_triples(&a, plan);
	add_splits(&a, others);
	plan->tables = a.tables;
	plan->table_count = a.table_count;
	plan->number_splits = a.splits;
	plan->number_split_count = a.split_count;
	return SEGBIAS_OK;
}
