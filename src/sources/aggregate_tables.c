/* Several tables in one: rows of sex and age for all regions, and rows of age and region for both sexes. Each counts the same people,
 * who are counted once in each, and no row says what all attributes are together. */
#include "sources/aggregate.h"

#include "base/memory.h"
#include "base/number.h"
#include "values/missing.h"
#include "values/name.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>

segbias_aggregate_step segbias_aggregate_tables;

enum {
	FIELDS_MAX = 32,
	TABLES_MAX = 64, /* combinations of columns; of more nothing is told */
	WHOLE = 100,     /* of percentages */
};

static const double MOST_APART = 0.02; /* of what two tables have of the same people: less is rounding and noise */
static const double SAME = 1e-6;       /* of everybody: by more two tables contradict each other */

struct table {
	uint32_t fields; /* of which fields it has labels, as bits */
	size_t row;      /* its first */
	bool part;       /* its rows are totals of another table */
};

struct search {
	const struct segbias_aggregate *aggregate;
	size_t fields[FIELDS_MAX]; /* dimensions, of which some rows have no label */
	size_t field_count;
	struct table tables[TABLES_MAX];
	size_t count, whole; /* … and of how many no other one has the totals */
	bool words;          /* a total's word stands wherever no label does */
	double all;          /* that are in the first whole one */
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

/* false: there is one table only, one of all columns, or too many. */
static bool find_tables(struct search *s)
{
	uint32_t all = (uint32_t)((UINT64_C(1) << s->field_count) - 1);
	for (size_t row = 0; row < s->aggregate->grid->rows; row++) {
		if (!counts(s->aggregate, row))
			continue;
		uint32_t fields = table_of(s, row);
		size_t at = 0;
		while (at < s->count && s->tables[at].fields != fields)
			at++;
		if (fields == all || at == TABLES_MAX)
			return false;
		if (at == s->count)
			s->tables[s->count++] = (struct table){.fields = fields, .row = row};
	}
	for (size_t i = 0; i < s->count; i++) {
		for (size_t k = 0; k < s->count; k++)
			s->tables[i].part =
			    s->tables[i].part || (k != i && !(s->tables[i].fields & ~s->tables[k].fields));
		s->whole += !s->tables[i].part;
	}
	return s->whole > 1;
}

/* Margins of one attribute each are a table of margins, and crossed nowhere. */
static bool crosses(const struct search *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->tables[i].fields & (s->tables[i].fields - 1))
			return true;
	return false;
}

/* --- whether they agree ------------------------------------------------------------------------------------------ */

/* What two tables have of each combination of the columns that both have. */
struct shared {
	struct segbias_strata strata;
	double *sums[2]; /* [strata.count] of each; the first is allocated */
	size_t *row;     /* [strata.count] of the second, where it has it; SIZE_MAX */
};

static void shared_release(struct shared *shared)
{
	segbias_strata_release(&shared->strata);
	free(shared->sums[0]);
	free(shared->row);
}

static enum segbias_status shared_init(const struct search *s, const struct table *a, const struct table *b,
                                       struct shared *out, struct segbias_error *error)
{
	const struct segbias_aggregate *aggregate = s->aggregate;
	enum segbias_status status = SEGBIAS_OK;
	bool *by = segbias_memory_zeroed(aggregate->grid->width + 1, sizeof *by);
	*out = (struct shared){.row = NULL};
	if (!by)
		return segbias_error_memory(error);
	for (size_t i = 0; i < s->field_count; i++)
		by[s->fields[i]] = (a->fields & b->fields) >> i & 1;
	SEGBIAS_TRY(segbias_strata_by(aggregate, by, &out->strata, error));
	size_t strata = out->strata.count;
	out->sums[0] = segbias_memory_zeroed(2 * strata + 1, sizeof *out->sums[0]);
	out->row = segbias_memory_zeroed(strata + 1, sizeof *out->row);
	if (!out->sums[0] || !out->row)
		SEGBIAS_TRY(segbias_error_memory(error));
	out->sums[1] = out->sums[0] + strata;
	for (size_t i = 0; i < strata; i++)
		out->row[i] = SIZE_MAX;
	for (size_t row = 0; row < aggregate->grid->rows; row++) {
		uint32_t fields = counts(aggregate, row) ? table_of(s, row) : UINT32_MAX;
		if (fields != a->fields && fields != b->fields)
			continue;
		uint32_t stratum = out->strata.of_row[row];
		out->sums[fields == b->fields][stratum] += aggregate->figures[row];
		if (fields == b->fields && out->row[stratum] == SIZE_MAX)
			out->row[stratum] = row;
	}
done:
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
			if (!(s->tables[t].fields >> i & 1))
				s->words = s->words && is_total(segbias_grid_cell(s->aggregate->grid, s->tables[t].row,
				                                                  s->fields[i]));
	*same = true;
	for (size_t a = 0; a < s->count && !s->words; a++)
		for (size_t b = a + 1; b < s->count && !s->tables[a].part && status == SEGBIAS_OK; b++) {
			struct shared shared;
			status = s->tables[b].part ? SEGBIAS_OK
			                           : shared_init(s, &s->tables[a], &s->tables[b], &shared, error);
			if (s->tables[b].part)
				continue;
			for (size_t i = 0; status == SEGBIAS_OK && i < shared.strata.count; i++) {
				double apart = fabs(shared.sums[0][i] - shared.sums[1][i]);
				*same = *same && apart <= MOST_APART * fmax(shared.sums[0][i], shared.sums[1][i]);
			}
			shared_release(&shared);
		}
	return status;
}

/* "sex" by "age" */
static void list_table(const struct search *s, const struct table *table, struct segbias_text *list)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	bool first = true;
	for (size_t i = 0; i < s->field_count; i++) {
		if (!(table->fields >> i & 1))
			continue;
		segbias_label_quote(s->aggregate->evidence->columns[s->fields[i]].name, quoted);
		segbias_text_add_format(list, "%s%s", first ? "" : " by ", quoted);
		first = false;
	}
	if (first)
		segbias_text_add_string(list, "the total");
}

static enum segbias_status refuse_differing(const struct search *s, const struct table *a, const struct table *b,
                                            const struct shared *shared, size_t stratum, struct segbias_error *error)
{
	struct segbias_text names[2] = {{0}, {0}};
	char number[2][SEGBIAS_NUMBER_MAX];
	double times = s->aggregate->layout->times;
	list_table(s, a, &names[0]);
	list_table(s, b, &names[1]);
	bool ok = !names[0].failed && !names[1].failed;
	if (ok)
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "tables_differ|its rows are several tables in one, and two of them contradict each other: "
		    "of the same people %s has %s, and %s has %s",
		    names[0].data, segbias_number_group(shared->sums[0][stratum] * times, number[0]), names[1].data,
		    segbias_number_group(shared->sums[1][stratum] * times, number[1]));
	segbias_text_release(&names[0]);
	segbias_text_release(&names[1]);
	return ok ? SEGBIAS_DATA : segbias_error_memory(error);
}

/* "sex" by "age" and "age" by "region" */
static void list_tables(const struct search *s, struct segbias_text *list)
{
	size_t listed = 0;
	for (size_t t = 0; t < s->count; t++) {
		if (s->tables[t].part)
			continue;
		segbias_text_add_string(list, listed == 0 ? "" : listed + 1 < s->whole ? ", " : " and ");
		list_table(s, &s->tables[t], list);
		listed++;
	}
}

/* What takes the table of most columns alone; false: that cannot be typed. */
static bool list_where(const struct search *s, struct segbias_text *list)
{
	char shown[2][SEGBIAS_QUOTE_MAX];
	size_t best = 0;
	bool typed = s->words;
	for (size_t t = 1; t < s->count; t++)
		if (__builtin_popcount(s->tables[t].fields) > __builtin_popcount(s->tables[best].fields))
			best = t;
	for (size_t i = 0; i < s->field_count && typed; i++) {
		if (s->tables[best].fields >> i & 1)
			continue;
		struct segbias_label name = s->aggregate->evidence->columns[s->fields[i]].name;
		struct segbias_label total = segbias_grid_cell(s->aggregate->grid, s->tables[best].row, s->fields[i]);
		typed = segbias_label_pair_copyable(name, total);
		segbias_text_add_format(list, "%s%s '%s=%s'", list->size ? " " : "",
		                        segbias_aggregate_where_option(s->aggregate->evidence->options),
		                        segbias_label_show(name, shown[0]), segbias_label_show(total, shown[1]));
	}
	return typed && !list->failed;
}

static enum segbias_status hint(const struct search *s, enum segbias_status status, size_t row,
                                struct segbias_error *error)
{
	struct segbias_text where = {0};
	if (status != SEGBIAS_DATA)
		return status;
	if (list_where(s, &where))
		segbias_error_hint(error, "%s takes one of them; or make a file of each", where.data);
	else
		segbias_error_hint(error, "make a file of each of them");
	uint64_t line = row == SIZE_MAX ? 0 : s->aggregate->grid->lines[row];
	segbias_error_place(error, s->aggregate->evidence->file, line, 0);
	segbias_text_release(&where);
	return status;
}

static enum segbias_status refuse(const struct search *s, struct segbias_error *error)
{
	struct segbias_text tables = {0};
	list_tables(s, &tables);
	bool ok = !tables.failed;
	if (ok)
		segbias_error_set(error, SEGBIAS_DATA,
		                  "tables_in_one|its rows are %zu tables in one, %s: everybody is in each of them, and "
		                  "none says what all columns are together",
		                  s->whole, tables.data);
	segbias_text_release(&tables);
	return ok ? hint(s, SEGBIAS_DATA, SIZE_MAX, error) : segbias_error_memory(error);
}

/* --- what is taken ----------------------------------------------------------------------------------------------- */

/* Tables that have the same people, and totals that are theirs. Errors: SEGBIAS_DATA for two that contradict each other. */
static enum segbias_status check_agree(const struct search *s, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t a = 0; a < s->count; a++)
		for (size_t b = 0; b < s->count && status == SEGBIAS_OK; b++) {
			const struct table *tables[] = {&s->tables[a], &s->tables[b]};
			struct shared shared;
			if (a == b || tables[0]->part || (!tables[1]->part && b < a) ||
			    (tables[1]->part && (tables[1]->fields & ~tables[0]->fields)))
				continue;
			status = shared_init(s, tables[0], tables[1], &shared, error);
			for (size_t i = 0; status == SEGBIAS_OK && i < shared.strata.count; i++) {
				bool listed = !tables[1]->part || shared.row[i] != SIZE_MAX;
				if (listed && fabs(shared.sums[0][i] - shared.sums[1][i]) > SAME * s->all)
					status = hint(s, refuse_differing(s, tables[0], tables[1], &shared, i, error),
					              shared.row[i], error);
			}
			shared_release(&shared);
		}
	return status;
}

static void sum_all(struct search *s)
{
	size_t first = 0;
	while (s->tables[first].part)
		first++;
	for (size_t row = 0; row < s->aggregate->grid->rows; row++)
		if (counts(s->aggregate, row) && table_of(s, row) == s->tables[first].fields)
			s->all += s->aggregate->figures[row];
}

/* Whether the job can take them as they are: counts, that have no error. */
static bool can_take(const struct search *s)
{
	const struct segbias_layout *layout = s->aggregate->layout;
	return s->aggregate->evidence->options->tables && layout->unit == SEGBIAS_UNIT_COUNT &&
	       layout->moe_field == SEGBIAS_NO_FIELD && layout->weight_field == SEGBIAS_NO_FIELD &&
	       !s->aggregate->hidden && fabs(s->all - 1) > MOST_APART && fabs(s->all - WHOLE) > MOST_APART * WHOLE;
}

/* In the place of a total's word nothing: what the row does not say is not known of it. */
static bool blank(struct segbias_grid *grid, size_t row, size_t field)
{
	uint32_t id = segbias_intern_add(&grid->spellings[field], segbias_label_of(""));
	grid->ids[row * grid->width + field] = id;
	return id != SEGBIAS_INTERN_NONE;
}

static enum segbias_status take(const struct search *s, struct segbias_aggregate *aggregate,
                                struct segbias_error *error)
{
	struct segbias_text tables = {0};
	struct segbias_grid *grid = aggregate->grid;
	for (size_t row = 0; row < grid->rows; row++) {
		if (!counts(aggregate, row))
			continue;
		uint32_t fields = table_of(s, row);
		for (size_t t = 0; t < s->count; t++)
			grid->dropped[row] = grid->dropped[row] || (s->tables[t].part && s->tables[t].fields == fields);
		for (size_t i = 0; i < s->field_count && !grid->dropped[row]; i++)
			if (!(fields >> i & 1) && !blank(grid, row, s->fields[i]))
				return segbias_error_memory(error);
	}
	aggregate->layout->tables = s->whole;
	list_tables(s, &tables);
	if (tables.failed)
		return segbias_error_memory(error);
	struct segbias_error *note = segbias_notes_add(
	    aggregate->notes, "several_tables",
	    "its rows are %zu tables in one, %s, of the same people: everybody counts once, and what none of them says "
	    "is known within bounds",
	    s->whole, tables.data);
	segbias_error_place(note, aggregate->evidence->file, 0, 0);
	segbias_text_release(&tables);
	return SEGBIAS_OK;
}

enum segbias_status segbias_aggregate_tables(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	struct search s = {.aggregate = aggregate};
	bool same = false;
	if (aggregate->layout->attribute_field != SEGBIAS_NO_FIELD ||
	    aggregate->layout->unit == SEGBIAS_UNIT_RELATIVE || !find_fields(&s) || !find_tables(&s) || !crosses(&s))
		return SEGBIAS_OK;
	enum segbias_status status = are_of_the_same(&s, &same, error);
	if (status != SEGBIAS_OK || !same)
		return status;
	sum_all(&s);
	if (!can_take(&s))
		return refuse(&s, error);
	status = check_agree(&s, error);
	return status == SEGBIAS_OK ? take(&s, aggregate, error) : status;
}
