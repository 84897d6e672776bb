/* Several tables in one: rows of sex and age for all regions, and rows of age and region for both sexes. Each counts the same people,
 * who are counted once in each, and no row says what all attributes are together. */
#include "sources/aggregate.h"

#include "base/memory.h"
#include "values/missing.h"
#include "values/name.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>

segbias_aggregate_step segbias_aggregate_tables;

enum {
	FIELDS_MAX = 32,
	TABLES_MAX = 16, /* combinations of columns; of more nothing is told */
};

static const double MOST_APART = 0.02; /* of what two tables have of the same people: less is rounding and noise */

struct search {
	const struct segbias_aggregate *aggregate;
	size_t fields[FIELDS_MAX]; /* dimensions, of which some rows have no label */
	size_t field_count;
	uint32_t tables[TABLES_MAX]; /* of which fields a table has labels, as bits */
	size_t count;
	size_t first_row[TABLES_MAX]; /* of each table */
	bool words;                   /* a total's word stands wherever no label does */
};

static bool is_total(struct segbias_label cell)
{
	return segbias_word_total(cell) != SEGBIAS_TOTAL_NONE || segbias_label_equal(cell, segbias_label_of("T")) ||
	       segbias_label_equal(cell, segbias_label_of("_T"));
}

static bool has_label(struct segbias_label cell)
{
	return !segbias_missing_blank(cell) && !is_total(cell);
}

/* Whether --within leaves the row out: it names values of a column, and this row is of all. */
static bool is_left_out(const struct segbias_aggregate *aggregate, size_t row)
{
	const struct segbias_source_options *options = aggregate->evidence->options;
	for (size_t i = 0; i < options->named_count; i++)
		for (size_t field = 0; field < aggregate->grid->width; field++)
			if (segbias_name_same(options->named[i].left, aggregate->evidence->columns[field].name) &&
			    !has_label(segbias_grid_cell(aggregate->grid, row, field)))
				return true;
	return false;
}

static bool counts(const struct segbias_aggregate *aggregate, size_t row)
{
	return segbias_aggregate_looks_at(aggregate, SEGBIAS_INTERN_NONE, row) && !is_left_out(aggregate, row);
}

/* Columns that have a label in some rows, and none in others. */
static bool find_fields(struct search *s)
{
	const struct segbias_aggregate *aggregate = s->aggregate;
	for (size_t field = 0; field < aggregate->grid->width; field++) {
		const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
		bool some = false;
		bool none = false;
		for (size_t row = 0; column->dimension && !column->period && row < aggregate->grid->rows; row++) {
			if (!counts(aggregate, row))
				continue;
			bool label = has_label(segbias_grid_cell(aggregate->grid, row, field));
			some = some || label;
			none = none || !label;
		}
		if (!column->dimension || column->period || !some)
			continue;
		if (s->field_count == FIELDS_MAX)
			return false;
		s->fields[s->field_count++] = field;
	}
	return s->field_count > 2;
}

static uint32_t table_of(const struct search *s, size_t row)
{
	uint32_t table = 0;
	for (size_t i = 0; i < s->field_count; i++)
		if (has_label(segbias_grid_cell(s->aggregate->grid, row, s->fields[i])))
			table |= UINT32_C(1) << i;
	return table;
}

/* Those that are no totals of another one; false: there is one of all columns, or too many. */
static bool find_tables(struct search *s)
{
	uint32_t all = (uint32_t)((UINT64_C(1) << s->field_count) - 1);
	for (size_t row = 0; row < s->aggregate->grid->rows; row++) {
		uint32_t table = table_of(s, row);
		bool known = !counts(s->aggregate, row);
		if (!known && table == all)
			return false;
		for (size_t i = 0; i < s->count && !known; i++)
			known = (table & ~s->tables[i]) == 0;
		if (known)
			continue;
		size_t kept = 0;
		for (size_t i = 0; i < s->count; i++) {
			if ((s->tables[i] & ~table) == 0)
				continue;
			s->first_row[kept] = s->first_row[i];
			s->tables[kept++] = s->tables[i];
		}
		if (kept == TABLES_MAX)
			return false;
		s->first_row[kept] = row;
		s->tables[kept] = table;
		s->count = kept + 1;
	}
	return s->count > 1;
}

/* Margins of one attribute each are a table of margins, and crossed nowhere. */
static bool crosses(const struct search *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->tables[i] & (s->tables[i] - 1))
			return true;
	return false;
}

/* What the table has of each combination of the columns that both have; sums: [strata.count]. */
static void sum_table(const struct search *s, uint32_t table, const struct segbias_strata *strata, double *sums)
{
	for (uint32_t i = 0; i < strata->count; i++)
		sums[i] = 0;
	for (size_t row = 0; row < s->aggregate->grid->rows; row++)
		if (counts(s->aggregate, row) && table_of(s, row) == table)
			sums[strata->of_row[row]] += s->aggregate->figures[row];
}

/* Whether two tables have as many people in each of these; *same stays where they have. */
static enum segbias_status compare_tables(const struct search *s, size_t a, size_t b, bool *same,
                                          struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_strata strata = {0};
	double *sums = NULL;
	bool *by = segbias_memory_zeroed(s->aggregate->grid->width + 1, sizeof *by);
	if (!by)
		return segbias_error_memory(error);
	for (size_t i = 0; i < s->field_count; i++)
		by[s->fields[i]] = (s->tables[a] & s->tables[b]) >> i & 1;
	SEGBIAS_TRY(segbias_strata_by(s->aggregate, by, &strata, error));
	sums = segbias_memory_zeroed(2 * (size_t)strata.count + 1, sizeof *sums);
	if (!sums)
		SEGBIAS_TRY(segbias_error_memory(error));
	sum_table(s, s->tables[a], &strata, sums);
	sum_table(s, s->tables[b], &strata, sums + strata.count);
	for (uint32_t i = 0; i < strata.count; i++) {
		double other = sums[strata.count + i];
		*same = *same && fabs(sums[i] - other) <= MOST_APART * fmax(sums[i], other);
	}
done:
	segbias_strata_release(&strata);
	free(sums);
	free(by);
	return status;
}

/* A total's word says that the row is of all. Nothing may as well be what is not known, or another column's people: they are the same
 * people where all tables have as many of them. */
static enum segbias_status are_of_the_same(struct search *s, bool *same, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	s->words = true;
	for (size_t t = 0; t < s->count; t++)
		for (size_t i = 0; i < s->field_count; i++)
			if (!(s->tables[t] >> i & 1))
				s->words = s->words && is_total(segbias_grid_cell(s->aggregate->grid, s->first_row[t],
				                                                  s->fields[i]));
	*same = true;
	for (size_t a = 0; a < s->count && !s->words; a++)
		for (size_t b = a + 1; b < s->count && status == SEGBIAS_OK; b++)
			status = compare_tables(s, a, b, same, error);
	return status;
}

/* "sex" by "age" and "age" by "region" */
static void list_tables(const struct search *s, struct segbias_text *list)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t t = 0; t < s->count; t++) {
		bool first = true;
		segbias_text_add_string(list, t == 0 ? "" : t + 1 < s->count ? ", " : " and ");
		for (size_t i = 0; i < s->field_count; i++) {
			if (!(s->tables[t] >> i & 1))
				continue;
			segbias_label_quote(s->aggregate->evidence->columns[s->fields[i]].name, quoted);
			segbias_text_add_format(list, "%s%s", first ? "" : " by ", quoted);
			first = false;
		}
	}
}

/* What takes the table of most columns alone; false: that cannot be typed. */
static bool list_where(const struct search *s, struct segbias_text *list)
{
	char shown[2][SEGBIAS_QUOTE_MAX];
	size_t best = 0;
	bool typed = s->words;
	for (size_t t = 1; t < s->count; t++)
		if (__builtin_popcount(s->tables[t]) > __builtin_popcount(s->tables[best]))
			best = t;
	for (size_t i = 0; i < s->field_count && typed; i++) {
		if (s->tables[best] >> i & 1)
			continue;
		struct segbias_label name = s->aggregate->evidence->columns[s->fields[i]].name;
		struct segbias_label total = segbias_grid_cell(s->aggregate->grid, s->first_row[best], s->fields[i]);
		typed = segbias_label_pair_copyable(name, total);
		segbias_text_add_format(list, "%s%s '%s=%s'", list->size ? " " : "",
		                        segbias_aggregate_where_option(s->aggregate->evidence->options),
		                        segbias_label_show(name, shown[0]), segbias_label_show(total, shown[1]));
	}
	return typed && !list->failed;
}

static enum segbias_status refuse(const struct search *s, struct segbias_error *error)
{
	struct segbias_text tables = {0};
	struct segbias_text where = {0};
	list_tables(s, &tables);
	bool typed = list_where(s, &where);
	if (tables.failed || where.failed) {
		segbias_text_release(&tables);
		segbias_text_release(&where);
		return segbias_error_memory(error);
	}
	segbias_error_set(error, SEGBIAS_DATA,
	                  "tables_in_one|its rows are %zu tables in one, %s: everybody is in each of them, and none "
	                  "says what all columns are together",
	                  s->count, tables.data);
	if (typed)
		segbias_error_hint(error, "%s takes one of them; or make a file of each", where.data);
	else
		segbias_error_hint(error, "make a file of each of them");
	segbias_error_place(error, s->aggregate->evidence->file, 0, 0);
	segbias_text_release(&tables);
	segbias_text_release(&where);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_aggregate_tables(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	struct search s = {.aggregate = aggregate};
	bool same = false;
	if (aggregate->layout->attribute_field != SEGBIAS_NO_FIELD ||
	    aggregate->layout->unit == SEGBIAS_UNIT_RELATIVE || !find_fields(&s) || !find_tables(&s) || !crosses(&s))
		return SEGBIAS_OK;
	enum segbias_status status = are_of_the_same(&s, &same, error);
	return status == SEGBIAS_OK && same ? refuse(&s, error) : status;
}
