/* What the register of risks counts: the cells of --quasi as the file spells them and as they are compared, days, countries and ages,
 * and every column for what is personal in it. */
#include "match/risks.h"

#include "match/born.h"
#include "values/name.h"

#include <string.h>

/* --- the reference -------------------------------------------------------------------------------------------------- */

/* The column of the reference's plan that a column of the campaign would be compared with; UINT32_MAX: none. */
static uint32_t column_of(const struct segbias_plan *plan, const struct segbias_policy *policy,
                          struct segbias_label name)
{
	struct segbias_label wanted = segbias_match_reference_name(policy, name);
	uint32_t found = UINT32_MAX;
	for (uint32_t i = 0; i < plan->column_count && found == UINT32_MAX; i++)
		if (segbias_label_equal(plan->columns[i].name, wanted))
			found = i;
	for (uint32_t i = 0; i < plan->column_count && found == UINT32_MAX; i++)
		if (segbias_name_same(plan->columns[i].name, wanted))
			found = i;
	for (uint32_t i = 0; i < plan->column_count && found == UINT32_MAX; i++)
		if (segbias_name_synonym(plan->columns[i].name, wanted))
			found = i;
	return found != UINT32_MAX && plan->columns[found].separator.bytes ? UINT32_MAX : found;
}

/* Ascending, so that the table is found by its columns; which[i] is moved along. */
static void sort_columns(uint32_t *columns, size_t *which, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t j = i; j > 0 && columns[j - 1] > columns[j]; j--) {
			uint32_t column = columns[j];
			size_t at = which[j];
			columns[j] = columns[j - 1];
			which[j] = which[j - 1];
			columns[j - 1] = column;
			which[j - 1] = at;
		}
}

static bool has_table(const struct segbias_plan *plan, const struct segbias_plan_table *table)
{
	bool found = false;
	for (size_t i = 0; i < plan->table_count; i++)
		found = found ||
		        (plan->tables[i].count == table->count &&
		         memcmp(plan->tables[i].columns, table->columns, table->count * sizeof *table->columns) == 0);
	return found;
}

enum segbias_status segbias_risks_of_reference(const struct segbias_policy *policy, struct segbias_arena *arena,
                                               struct segbias_plan *plan, struct segbias_error *error)
{
	const struct segbias_risks_policy *risks = &policy->risks;
	struct segbias_plan_table table = {.count = (uint32_t)risks->quasi_count};
	size_t which[SEGBIAS_QUASI_MAX] = {0};
	bool all = risks->quasi_count > 0;
	for (size_t i = 0; i < risks->quasi_count; i++) {
		table.columns[i] = column_of(plan, policy, risks->quasi[i]);
		all = all && table.columns[i] != UINT32_MAX;
	}
	if (!all)
		return SEGBIAS_OK;
	sort_columns(table.columns, which, risks->quasi_count);
	for (size_t i = 1; i < risks->quasi_count; i++)
		all = all && table.columns[i] != table.columns[i - 1];
	if (!all || has_table(plan, &table))
		return SEGBIAS_OK;
	struct segbias_plan_table *tables = segbias_arena_array(arena, plan->table_count + 1, sizeof *tables);
	if (!tables)
		return segbias_error_memory(error);
	if (plan->table_count)
		memcpy(tables, plan->tables, plan->table_count * sizeof *tables);
	tables[plan->table_count++] = table;
	plan->tables = tables;
	return SEGBIAS_OK;
}

const struct segbias_table *segbias_risks_reference(const struct segbias_matching *matching,
                                                    const struct segbias_risks_columns *columns, size_t count,
                                                    size_t order[static SEGBIAS_QUASI_MAX])
{
	uint32_t found[SEGBIAS_QUASI_MAX] = {0};
	for (size_t i = 0; i < count; i++) {
		order[i] = i;
		if (columns->attributes[i] == SIZE_MAX)
			return NULL;
		found[i] = (uint32_t)matching->attributes[columns->attributes[i]].reference_column;
	}
	sort_columns(found, order, count);
	return segbias_tally_table(matching->reference, found, count);
}

/* --- days and countries --------------------------------------------------------------------------------------------- */

static uint32_t resolve_day(const void *context, struct segbias_label spelling, enum segbias_how *how)
{
	const struct segbias_kept_days *days = context;
	struct segbias_date date;
	*how = SEGBIAS_HOW_MISSING;
	if (segbias_missing_any(days->missing, spelling))
		return SEGBIAS_ID_MISSING;
	*how = SEGBIAS_HOW_UNMATCHED;
	if (!segbias_date_parse(spelling, days->order, &date) || segbias_date_placeholder(&date))
		return SEGBIAS_ID_UNMATCHED;
	*how = SEGBIAS_HOW_EXACT;
	if (!date.month) { /* of a year alone what holds of all its days */
		bool old = date.year < days->first.year;
		bool future = date.year > days->as_of.year;
		bool kept = date.year > days->first.year && date.year < days->as_of.year;
		*how = old || future || kept ? SEGBIAS_HOW_EXACT : SEGBIAS_HOW_UNMATCHED;
		return old      ? SEGBIAS_ID_TOO_OLD
		       : future ? SEGBIAS_ID_FUTURE
		       : kept   ? SEGBIAS_ID_KEPT
		                : SEGBIAS_ID_UNMATCHED;
	}
	if (segbias_date_compare(&date, &days->first) < 0)
		return SEGBIAS_ID_TOO_OLD;
	return segbias_date_compare(&date, &days->as_of) > 0 ? SEGBIAS_ID_FUTURE : SEGBIAS_ID_KEPT;
}

static uint32_t resolve_country(const void *context, struct segbias_label spelling, enum segbias_how *how)
{
	const struct segbias_named_countries *countries = context;
	*how = SEGBIAS_HOW_MISSING;
	if (segbias_missing_any(countries->missing, spelling))
		return SEGBIAS_ID_MISSING;
	*how = SEGBIAS_HOW_EXACT;
	for (size_t i = 0; i < countries->count; i++)
		if (segbias_name_value_same(spelling, countries->names[i].left))
			return SEGBIAS_ID_NAMED;
	return SEGBIAS_ID_NOT_NAMED;
}

/* --- the campaign --------------------------------------------------------------------------------------------------- */

struct adding {
	const struct segbias_head *head;
	const struct segbias_policy *policy;
	struct segbias_matching *matching;
	struct segbias_risks_columns *out;
	struct segbias_plan_column *columns;
	struct segbias_plan_table *tables;
};

static void add_table(struct adding *adding, const uint32_t *columns, size_t count)
{
	struct segbias_plan *plan = &adding->matching->plan;
	struct segbias_plan_table table = {.count = (uint32_t)count};
	memcpy(table.columns, columns, count * sizeof *columns);
	if (!has_table(plan, &table))
		adding->tables[plan->table_count++] = table;
}

static uint32_t add_column(struct adding *adding, const struct segbias_plan_column *column)
{
	uint32_t at = (uint32_t)adding->matching->plan.column_count++;
	adding->columns[at] = *column;
	return at;
}

/* A column that an option names; SEGBIAS_NO_FIELD: none is. */
static enum segbias_status find_field(const struct adding *adding, const char *option, struct segbias_label name,
                                      size_t *field, struct segbias_error *error)
{
	*field = SEGBIAS_NO_FIELD;
	if (!name.bytes)
		return SEGBIAS_OK;
	*field = segbias_head_find(adding->head, name);
	return *field == SEGBIAS_NO_FIELD ? segbias_head_no_column(adding->head, option, name, error) : SEGBIAS_OK;
}

/* As the file spells it, whatever it is compared as. */
static uint32_t add_open(struct adding *adding, size_t field)
{
	return add_column(adding, &(struct segbias_plan_column){
				      .name = adding->head->names[field], .field = field, .kind = SEGBIAS_PLAN_OPEN});
}

static size_t attribute_of(const struct segbias_matching *matching, size_t field)
{
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (matching->attributes[i].field == field && !matching->attributes[i].dropped &&
		    !matching->attributes[i].multi)
			return i;
	return SIZE_MAX;
}

static enum segbias_status add_quasi(struct adding *adding, struct segbias_error *error)
{
	const struct segbias_risks_policy *risks = &adding->policy->risks;
	struct segbias_risks_columns *out = adding->out;
	uint32_t columns[SEGBIAS_QUASI_MAX + 1];
	uint32_t compared[SEGBIAS_QUASI_MAX];
	size_t field = SEGBIAS_NO_FIELD;
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status = find_field(adding, "--sensitive", risks->sensitive, &field, error);
	if (status == SEGBIAS_OK && field != SEGBIAS_NO_FIELD)
		out->sensitive = add_open(adding, field);
	size_t sensitive = field;
	out->joint = risks->quasi_count > 0;
	for (size_t i = 0; i < risks->quasi_count && status == SEGBIAS_OK; i++) {
		status = find_field(adding, "--quasi", risks->quasi[i], &field, error);
		if (status != SEGBIAS_OK)
			return status;
		if (field == sensitive) {
			segbias_error_set(error, SEGBIAS_DATA,
			                  "quasi_sensitive|--quasi: column %s is the one that nobody should learn",
			                  segbias_label_quote(risks->quasi[i], quoted));
			segbias_error_hint(error, "--quasi without it: the columns that others may know");
			return SEGBIAS_DATA;
		}
		for (size_t j = 0; j < i; j++)
			if (adding->columns[columns[j]].field == field) {
				segbias_error_set(error, SEGBIAS_DATA,
				                  "quasi_twice|--quasi: %s is a column that is there already",
				                  segbias_label_quote(risks->quasi[i], quoted));
				segbias_error_hint(error, "--quasi with each column once");
				return SEGBIAS_DATA;
			}
		out->quasi[i] = columns[i] = add_open(adding, field);
		out->attributes[i] = attribute_of(adding->matching, field);
		out->joint = out->joint && out->attributes[i] != SIZE_MAX;
		if (out->joint)
			compared[i] = adding->matching->attributes[out->attributes[i]].column;
	}
	if (status != SEGBIAS_OK || !risks->quasi_count)
		return status;
	add_table(adding, columns, risks->quasi_count);
	if (out->joint)
		add_table(adding, compared, risks->quasi_count);
	columns[risks->quasi_count] = out->sensitive;
	if (out->sensitive != UINT32_MAX)
		add_table(adding, columns, risks->quasi_count + 1);
	return SEGBIAS_OK;
}

static enum segbias_status add_days(struct adding *adding, struct segbias_error *error)
{
	static const struct segbias_label LABELS[] = {{"kept", 4}, {"too old", 7}, {"future", 6}};
	const struct segbias_risks_policy *risks = &adding->policy->risks;
	struct segbias_kept_days *days = &adding->out->days;
	size_t field = SEGBIAS_NO_FIELD;
	enum segbias_status status = find_field(adding, "--collected", risks->collected, &field, error);
	if (status != SEGBIAS_OK || field == SEGBIAS_NO_FIELD)
		return status;
	const struct segbias_dates dates = {"--collected", "dates", field};
	*days =
	    (struct segbias_kept_days){.first = segbias_date_before(&adding->policy->as_of, risks->months, risks->days),
	                               .as_of = adding->policy->as_of,
	                               .missing = &adding->policy->missing};
	status = segbias_dates_open(adding->head, &dates, adding->policy, &days->order, error);
	if (status != SEGBIAS_OK)
		return status;
	adding->out->collected =
	    add_column(adding, &(struct segbias_plan_column){.name = adding->head->names[field],
	                                                     .field = field,
	                                                     .kind = SEGBIAS_PLAN_MAPPED,
	                                                     .labels = LABELS,
	                                                     .label_count = sizeof LABELS / sizeof *LABELS,
	                                                     .resolve = resolve_day,
	                                                     .context = days,
	                                                     .chooses = true});
	add_table(adding, &adding->out->collected, 1);
	return SEGBIAS_OK;
}

static enum segbias_status add_country(struct adding *adding, struct segbias_error *error)
{
	static const struct segbias_label LABELS[] = {{"named", 5}, {"not named", 9}};
	size_t field = SEGBIAS_NO_FIELD;
	enum segbias_status status = find_field(adding, "--country", adding->policy->risks.country, &field, error);
	if (status != SEGBIAS_OK || field == SEGBIAS_NO_FIELD)
		return status;
	adding->out->countries.missing = &adding->policy->missing;
	adding->out->country = add_column(adding, &(struct segbias_plan_column){.name = adding->head->names[field],
	                                                                        .field = field,
	                                                                        .kind = SEGBIAS_PLAN_MAPPED,
	                                                                        .labels = LABELS,
	                                                                        .label_count = 2,
	                                                                        .resolve = resolve_country,
	                                                                        .context = &adding->out->countries,
	                                                                        .chooses = true});
	add_table(adding, &adding->out->country, 1);
	return SEGBIAS_OK;
}

/* Whoever is under 18 is seen by the file's own ages. */
static enum segbias_status add_ages(struct adding *adding, struct segbias_error *error)
{
	static const struct segbias_label LABELS[] = {{"minor", 5}, {"grown up", 8}};
	struct segbias_risks_columns *out = adding->out;
	out->ages = segbias_arena_array(&adding->matching->arena, adding->head->width, sizeof *out->ages);
	if (!out->ages)
		return segbias_error_memory(error);
	out->age_count = 0;
	for (size_t field = 0; field < adding->head->width; field++) {
		struct segbias_risks_ages *ages = &out->ages[out->age_count];
		if (!segbias_risks_find_ages(adding->head, adding->policy, adding->matching, field, ages))
			continue;
		ages->column = add_column(adding, &(struct segbias_plan_column){.name = adding->head->names[field],
		                                                                .field = field,
		                                                                .kind = SEGBIAS_PLAN_MAPPED,
		                                                                .labels = LABELS,
		                                                                .label_count = 2,
		                                                                .resolve = segbias_risks_age,
		                                                                .context = ages,
		                                                                .chooses = true,
		                                                                .outside = ages->cut});
		add_table(adding, &ages->column, 1);
		out->age_count++;
	}
	return SEGBIAS_OK;
}

/* Every field is counted somewhere, so that what is personal in it is seen; those that have another part are not yet. */
static void add_rest(struct adding *adding)
{
	struct segbias_plan *plan = &adding->matching->plan;
	for (size_t field = 0; field < adding->head->width; field++) {
		uint32_t at = UINT32_MAX;
		for (size_t i = plan->column_count; i-- > 0;)
			if (adding->columns[i].field == field && adding->columns[i].kind != SEGBIAS_PLAN_MEMBERS)
				at = (uint32_t)i;
		if (at == UINT32_MAX)
			at = add_column(adding, &(struct segbias_plan_column){.name = adding->head->names[field],
			                                                      .field = field,
			                                                      .kind = SEGBIAS_PLAN_PRESENCE});
		add_table(adding, &at, 1);
		adding->out->fields[field] = at;
	}
}

enum segbias_status segbias_risks_plan(const struct segbias_head *head, const struct segbias_policy *policy,
                                       struct segbias_matching *matching, struct segbias_risks_columns *columns,
                                       struct segbias_error *error)
{
	enum { MORE_COLUMNS = SEGBIAS_QUASI_MAX + 3, MORE_TABLES = 5 };
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_plan *plan = &matching->plan;
	struct adding adding = {head, policy, matching, columns, NULL, NULL};
	size_t width = 2 * head->width + plan->column_count + MORE_COLUMNS;
	size_t tables = plan->table_count + 2 * head->width + MORE_TABLES;
	adding.columns = segbias_arena_array(&matching->arena, width, sizeof *adding.columns);
	adding.tables = segbias_arena_array(&matching->arena, tables, sizeof *adding.tables);
	columns->fields = segbias_arena_array(&matching->arena, head->width + 1, sizeof *columns->fields);
	if (!adding.columns || !adding.tables || !columns->fields)
		return segbias_error_memory(error);
	memcpy(adding.columns, plan->columns, plan->column_count * sizeof *adding.columns);
	memcpy(adding.tables, plan->tables, plan->table_count * sizeof *adding.tables);
	plan->columns = adding.columns;
	plan->tables = adding.tables;
	columns->sensitive = columns->collected = columns->country = UINT32_MAX;
	for (size_t i = 0; i < SEGBIAS_QUASI_MAX; i++) {
		columns->quasi[i] = UINT32_MAX;
		columns->attributes[i] = SIZE_MAX;
	}
	/* First, so that what is looked at for personal data is no column of cells. */
	add_rest(&adding);
	SEGBIAS_TRY(add_quasi(&adding, error));
	SEGBIAS_TRY(add_days(&adding, error));
	SEGBIAS_TRY(add_country(&adding, error));
	SEGBIAS_TRY(add_ages(&adding, error));
done:
	return status;
}

/* --- after the pour ------------------------------------------------------------------------------------------------- */

static enum segbias_status check_column(const struct segbias_head *head, const struct segbias_tally *tally,
                                        const char *option, uint32_t column, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	if (column == UINT32_MAX || !segbias_tally_overflowed(tally, column))
		return SEGBIAS_OK;
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "too_many_values|%s: column %s has more than 10,000 different values: they cannot all be told apart",
	    option, segbias_label_quote(segbias_tally_name(tally, column), quoted));
	segbias_error_hint(error, "a coarser column, such as a year for a day, or a district for a post code");
	segbias_error_place(error, head->file, 1, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_risks_settle(const struct segbias_head *head, const struct segbias_policy *policy,
                                         const struct segbias_risks_columns *columns, const struct segbias_tally *tally,
                                         struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < policy->risks.quasi_count; i++)
		SEGBIAS_TRY(check_column(head, tally, "--quasi", columns->quasi[i], error));
	SEGBIAS_TRY(check_column(head, tally, "--sensitive", columns->sensitive, error));
	if (columns->collected != UINT32_MAX)
		SEGBIAS_TRY(segbias_dates_settle("--collected", columns->days.order, tally, columns->collected,
		                                 head->file, error));
done:
	return status;
}
