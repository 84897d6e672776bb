/* Several tables in one: rows of sex and age for all regions, and rows of age and region for both sexes. Each counts the same people,
 * who are counted once in each, and no row says what all attributes are together. */
#include "sources/aggregate.h"

#include "base/memory.h"
#include "base/number.h"
#include "sources/melt_wide.h"
#include "values/band.h"
#include "values/missing.h"
#include "values/name.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
	size_t count, whole;       /* … and of how many no other one has the totals */
	bool words;                /* a total's word stands wherever no label does */
	double all;                /* that are in the first whole one */
	struct segbias_label sign; /* stands where no label does, as nothing would; bytes NULL: none */
};

static bool is_total(struct segbias_label cell)
{
	return segbias_word_total(cell) != SEGBIAS_TOTAL_NONE || segbias_label_equal(cell, segbias_label_of("T")) ||
	       segbias_label_equal(cell, segbias_label_of("_T"));
}

static bool has_label(const struct search *s, struct segbias_label cell)
{
	return !segbias_missing_blank(cell) && !is_total(cell) &&
	       !(s->sign.bytes && segbias_label_equal(cell, s->sign));
}

/* Whether --within leaves the row out: it names values of a column, and this row is of all. */
static bool is_left_out(const struct search *s, size_t row)
{
	const struct segbias_aggregate *aggregate = s->aggregate;
	const struct segbias_source_options *options = aggregate->evidence->options;
	for (size_t i = 0; i < options->named_count; i++)
		for (size_t field = 0; field < aggregate->grid->width; field++)
			if (segbias_name_same(options->named[i].left, aggregate->evidence->columns[field].name) &&
			    !has_label(s, segbias_grid_cell(aggregate->grid, row, field)))
				return true;
	return false;
}

static bool counts(const struct search *s, size_t row)
{
	return segbias_aggregate_looks_at(s->aggregate, SEGBIAS_INTERN_NONE, row) && !is_left_out(s, row);
}

/* Signs and nulls of programs, that say of a row that it has no label, and not why: `*`, `-`, `..`, NULL, Any. What says that it is not
 * known (Unknown) is believed. */
static bool may_be_sign(struct segbias_label cell)
{
	static const char *const WORDS[] = {"any", "na", "n/a", "nan", "none", "null", "x", "<na>", "#n/a"};
	bool plain = cell.size > 0 && cell.size <= 3;
	bool word = false;
	for (size_t i = 0; i < cell.size; i++)
		plain = plain && strchr("*-.#?~/_", cell.bytes[i]) && cell.bytes[i];
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		word = word || segbias_name_same(cell, segbias_label_of(WORDS[i]));
	return plain || word;
}

static bool is_dimension(const struct segbias_column_evidence *column)
{
	return column->dimension && !column->period;
}

/* Whether every row has the sign in some column, and two columns have it in some rows and several labels in others. */
static bool stands_for_totals(const struct search *s, struct segbias_label sign)
{
	const struct segbias_aggregate *aggregate = s->aggregate;
	size_t columns = 0;
	for (size_t field = 0; field < aggregate->grid->width; field++) {
		struct segbias_label first = {0};
		bool has = false;
		bool several = false;
		for (size_t row = 0; is_dimension(&aggregate->evidence->columns[field]) && row < aggregate->grid->rows;
		     row++) {
			struct segbias_label cell = segbias_grid_cell(aggregate->grid, row, field);
			bool label = has_label(s, cell) && !segbias_label_equal(cell, sign);
			has = has || segbias_label_equal(cell, sign);
			several = several || (label && first.bytes && !segbias_label_equal(cell, first));
			first = label && !first.bytes ? cell : first;
		}
		columns += has && several;
	}
	for (size_t row = 0; columns > 1 && row < aggregate->grid->rows; row++) {
		bool found = !counts(s, row);
		for (size_t field = 0; field < aggregate->grid->width && !found; field++)
			found = is_dimension(&aggregate->evidence->columns[field]) &&
			        segbias_label_equal(segbias_grid_cell(aggregate->grid, row, field), sign);
		if (!found)
			return false;
	}
	return columns > 1;
}

/* The sign, if there is one, is in the first row that counts. */
static void find_sign(struct search *s)
{
	const struct segbias_aggregate *aggregate = s->aggregate;
	size_t row = 0;
	while (row < aggregate->grid->rows && !counts(s, row))
		row++;
	for (size_t field = 0; row < aggregate->grid->rows && field < aggregate->grid->width; field++) {
		struct segbias_label cell = segbias_grid_cell(aggregate->grid, row, field);
		if (is_dimension(&aggregate->evidence->columns[field]) && may_be_sign(cell) &&
		    stands_for_totals(s, cell)) {
			s->sign = cell;
			return;
		}
	}
}

/* Columns that have a label in some rows, and none in others. */
static bool find_fields(struct search *s)
{
	const struct segbias_aggregate *aggregate = s->aggregate;
	for (size_t field = 0; field < aggregate->grid->width; field++) {
		const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
		bool some = false;
		bool none = false;
		for (size_t row = 0; is_dimension(column) && row < aggregate->grid->rows; row++) {
			if (!counts(s, row))
				continue;
			bool label = has_label(s, segbias_grid_cell(aggregate->grid, row, field));
			some = some || label;
			none = none || !label;
		}
		if (!is_dimension(column) || !some)
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
		if (has_label(s, segbias_grid_cell(s->aggregate->grid, row, s->fields[i])))
			table |= UINT32_C(1) << i;
	return table;
}

/* false: there is one table only, one of all columns, or too many. */
static bool find_tables(struct search *s)
{
	uint32_t all = (uint32_t)((UINT64_C(1) << s->field_count) - 1);
	for (size_t row = 0; row < s->aggregate->grid->rows; row++) {
		if (!counts(s, row))
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
		uint32_t fields = counts(s, row) ? table_of(s, row) : UINT32_MAX;
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

/* Whether a column tells of everybody: sexes or bands, so that where it has nothing it is of all, or unknown. */
static bool is_of_everybody(const struct search *s, size_t field)
{
	enum { SEXES_MAX = 4 };
	struct segbias_label sexes[SEXES_MAX];
	size_t count = 0;
	bool few = true;
	bool bands = true;
	for (size_t row = 0; row < s->aggregate->grid->rows; row++) {
		struct segbias_label cell = segbias_grid_cell(s->aggregate->grid, row, field);
		struct segbias_band band;
		size_t at = 0;
		if (!counts(s, row) || !has_label(s, cell))
			continue;
		bands = bands && segbias_band_parse(cell, &band) && !band.single;
		while (at < count && !segbias_label_equal(sexes[at], cell))
			at++;
		few = few && at < SEXES_MAX;
		if (few && at == count)
			sexes[count++] = cell;
	}
	return count > 0 && (bands || (few && segbias_wide_sexes(sexes, count)));
}

/* What all pairs of tables say of whether they have the same people. */
enum people { PEOPLE_SAME, PEOPLE_APART, PEOPLE_UNCLEAR };

static enum people compare_people(const struct search *s, const struct table *a, const struct table *b,
                                  const struct shared *shared)
{
	bool same = true;
	bool agree = false;
	bool differ = false;
	bool unclear = false;
	for (size_t i = 0; i < shared->strata.count; i++) {
		double least = fmin(shared->sums[0][i], shared->sums[1][i]);
		double most = fmax(shared->sums[0][i], shared->sums[1][i]);
		bool near = most - least <= MOST_APART * most;
		same = same && near;
		agree = agree || (near && most > 0);
		differ = differ || (!near && least > 0);
	}
	unclear = agree && !differ; /* but one of them lacks some */
	for (size_t i = 0; i < s->field_count && !unclear && !same; i++)
		unclear = ((a->fields ^ b->fields) >> i & 1) && is_of_everybody(s, s->fields[i]);
	return same ? PEOPLE_SAME : unclear ? PEOPLE_UNCLEAR : PEOPLE_APART;
}

/* A total's word says that the row is of all. Nothing may as well be what is not known, or another column's people: they are the same
 * people where all tables have as many of them, and where they nearly are, or lack a column that everybody has a value of, nobody can
 * tell. */
static enum segbias_status are_of_the_same(struct search *s, enum people *people, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	s->words = true;
	for (size_t t = 0; t < s->count; t++)
		for (size_t i = 0; i < s->field_count; i++)
			if (!(s->tables[t].fields >> i & 1))
				s->words = s->words && is_total(segbias_grid_cell(s->aggregate->grid, s->tables[t].row,
				                                                  s->fields[i]));
	*people = PEOPLE_SAME;
	for (size_t a = 0; a < s->count && !s->words; a++)
		for (size_t b = a + 1; b < s->count && !s->tables[a].part && status == SEGBIAS_OK; b++) {
			struct shared shared;
			if (s->tables[b].part)
				continue;
			status = shared_init(s, &s->tables[a], &s->tables[b], &shared, error);
			enum people of = status == SEGBIAS_OK ? compare_people(s, &s->tables[a], &s->tables[b], &shared)
			                                      : PEOPLE_SAME;
			*people = of > *people ? of : *people;
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

/* Nothing stands for totals, and the tables have not as many people: the same or others, nobody can tell. */
static enum segbias_status refuse_unclear(const struct search *s, struct segbias_error *error)
{
	struct segbias_text tables = {0};
	list_tables(s, &tables);
	bool ok = !tables.failed;
	if (ok) {
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "tables_unclear|its rows are %zu tables in one, %s, with no word of a total in the others, and they "
		    "do not have as many people: whether the others are all or unknown cannot be told",
		    s->whole, tables.data);
		segbias_error_hint(error, "write Total there where a row is of all, or Unknown where it is not known; "
		                          "or make a file of each of them");
		segbias_error_place(error, s->aggregate->evidence->file, 0, 0);
	}
	segbias_text_release(&tables);
	return ok ? SEGBIAS_DATA : segbias_error_memory(error);
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
		if (counts(s, row) && table_of(s, row) == s->tables[first].fields)
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
		if (!counts(s, row)) {
			grid->dropped[row] = grid->dropped[row] || is_left_out(s, row);
			continue;
		}
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

/* --within takes rows of one table, which is of all in a column of another one: that goes, and nothing stands there. */
static enum segbias_status leave_others(const struct search *s, struct segbias_aggregate *aggregate,
                                        struct segbias_error *error)
{
	struct segbias_grid *grid = aggregate->grid;
	for (size_t field = 0; field < grid->width; field++) {
		bool all = is_dimension(&aggregate->evidence->columns[field]);
		bool others = false;
		size_t kept = 0;
		for (size_t row = 0; row < grid->rows && all; row++) {
			struct segbias_label cell = segbias_grid_cell(grid, row, field);
			kept += counts(s, row);
			all = !counts(s, row) || is_total(cell);
			others = others || (is_left_out(s, row) && has_label(s, cell));
		}
		for (size_t row = 0; row < grid->rows && all && others && kept > 0; row++) {
			grid->dropped[row] = grid->dropped[row] || is_left_out(s, row);
			if (!grid->dropped[row] && !blank(grid, row, field))
				return segbias_error_memory(error);
		}
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_aggregate_tables(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	struct search s = {.aggregate = aggregate};
	enum people people = PEOPLE_SAME;
	if (aggregate->layout->attribute_field != SEGBIAS_NO_FIELD || aggregate->layout->unit == SEGBIAS_UNIT_RELATIVE)
		return SEGBIAS_OK;
	find_sign(&s);
	if (!find_fields(&s) || !find_tables(&s) || !crosses(&s))
		return leave_others(&s, aggregate, error);
	enum segbias_status status = are_of_the_same(&s, &people, error);
	if (status == SEGBIAS_OK && people == PEOPLE_UNCLEAR)
		return refuse_unclear(&s, error);
	if (status != SEGBIAS_OK || people == PEOPLE_APART)
		return status;
	sum_all(&s);
	if (!can_take(&s))
		return refuse(&s, error);
	status = check_agree(&s, error);
	return status == SEGBIAS_OK ? take(&s, aggregate, error) : status;
}
