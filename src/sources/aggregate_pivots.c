/* Subtotals as pivot tables write them: "Female Total" in the column of the sexes, and blanks in those behind it. Counted, they would
 * be a value of their own, and as many people of whom the rest is not known. */
#include "sources/aggregate.h"
#include "sources/interval.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/unicode.h"
#include "values/missing.h"
#include "values/name.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	VALUES_MAX = 2000,    /* a longer list is not looked at */
	LOOKS_MAX = 20000000, /* rows compared with others, before the rest is left as it is */
};

static const double MOST_OFF = 0.005;        /* of the subtotal … */
static const double MOST_OFF_ROUNDED = 0.02; /* … where all figures are multiples of a unit */

segbias_aggregate_step segbias_aggregate_pivots;

/* What is known of one spelling of the field that is looked at. */
struct pivot {
	struct segbias_text bare;
	uint32_t of;        /* the value whose subtotal it is by its label; SEGBIAS_INTERN_NONE: of none */
	bool strong;        /* what else the label says is the word of a total */
	bool broken;        /* some row of it is no subtotal: it has a label in every other dimension … */
	bool differs;       /* … or is not the sum */
	bool reach;         /* not the sum, as who was reached in several cells counts once */
	size_t rows, cells; /* of it, and those that it sums */
};

struct pivots {
	struct segbias_aggregate *aggregate;
	size_t field;
	struct pivot *values; /* [spellings of the field] */
	uint32_t size;
	size_t looked; /* rows that were compared with others */
};

static bool is_other(const struct pivots *p, size_t field)
{
	const struct segbias_column_evidence *column = &p->aggregate->evidence->columns[field];
	return field != p->field && column->dimension && !column->remark;
}

static bool is_blank(const struct pivots *p, size_t row, size_t field)
{
	struct segbias_label cell = segbias_grid_cell(p->aggregate->grid, row, field);
	return segbias_missing_blank(cell) || segbias_word_total(cell) == SEGBIAS_TOTAL_STRONG;
}

/* What is left of `whole` without `part` in front of it or behind it; a blank stands between them. NULL: it does neither. */
static const char *rest_of(const char *whole, const char *part, size_t *size)
{
	size_t all = strlen(whole);
	size_t mine = strlen(part);
	if (mine == 0 || all < mine + 2)
		return NULL;
	*size = all - mine - 1;
	if (strncmp(whole, part, mine) == 0 && whole[mine] == ' ')
		return whole + mine + 1;
	return strcmp(whole + all - mine, part) == 0 && whole[all - mine - 1] == ' ' ? whole : NULL;
}

static bool is_named(const struct pivots *p, struct segbias_label label)
{
	const struct segbias_source_options *options = p->aggregate->evidence->options;
	for (size_t i = 0; i < options->named_count; i++)
		if (segbias_name_same(options->named[i].left, p->aggregate->evidence->columns[p->field].name) &&
		    segbias_unicode_same(options->named[i].right, label))
			return true;
	return false;
}

/* Whose subtotal each value is by its label: of the longest that it goes on. */
static bool read_labels(struct pivots *p)
{
	const struct segbias_intern *spellings = &p->aggregate->grid->spellings[p->field];
	for (uint32_t i = 0; i < p->size; i++) {
		segbias_word_bare(spellings->labels[i], &p->values[i].bare);
		if (p->values[i].bare.failed)
			return false;
		p->values[i].of = SEGBIAS_INTERN_NONE;
	}
	for (uint32_t i = 0; i < p->size; i++) {
		struct pivot *value = &p->values[i];
		if (!value->bare.data || is_named(p, spellings->labels[i]))
			continue;
		for (uint32_t j = 0; j < p->size; j++) {
			size_t size = 0;
			const char *rest = i == j || !p->values[j].bare.data
			                       ? NULL
			                       : rest_of(value->bare.data, p->values[j].bare.data, &size);
			if (!rest || segbias_word_total(spellings->labels[j]) != SEGBIAS_TOTAL_NONE ||
			    (value->of != SEGBIAS_INTERN_NONE &&
			     p->values[value->of].bare.size >= p->values[j].bare.size))
				continue;
			value->of = j;
			value->strong = segbias_word_total((struct segbias_label){rest, size}) == SEGBIAS_TOTAL_STRONG;
		}
	}
	return true;
}

/* Compares a row with the sum of those of its value that agree with it wherever it has a label. */
static void compare_row(struct pivots *p, size_t row, struct pivot *value)
{
	const struct segbias_aggregate *aggregate = p->aggregate;
	size_t count = aggregate->layout->count_field;
	enum segbias_word rank = segbias_evidence_rank(&aggregate->evidence->columns[count]);
	double figure = aggregate->figures[row];
	double sum = 0;
	double most = 0;
	double spare = 0;
	size_t cells = 0;
	for (size_t other = 0; other < aggregate->grid->rows; other++) {
		bool agrees = segbias_grid_takes(aggregate->grid, other) && !isnan(aggregate->figures[other]) &&
		              segbias_grid_id(aggregate->grid, other, p->field) == value->of;
		struct segbias_interval hidden;
		double written = 0;
		for (size_t field = 0; field < aggregate->grid->width && agrees; field++)
			agrees = !is_other(p, field) || is_blank(p, row, field) ||
			         segbias_grid_id(aggregate->grid, row, field) ==
			             segbias_grid_id(aggregate->grid, other, field);
		if (!agrees)
			continue;
		if (!segbias_evidence_figure(aggregate->evidence, other, count, &written) &&
		    segbias_interval_hidden(aggregate->evidence, other, count, &hidden))
			spare += hidden.high - hidden.low;
		sum += aggregate->figures[other];
		most = fmax(most, aggregate->figures[other]);
		cells++;
	}
	double each = aggregate->rounded ? aggregate->unit : 0.5 * aggregate->unit;
	double part = aggregate->unit > 1 ? MOST_OFF_ROUNDED : MOST_OFF;
	double tolerance = fmin(each * (double)(cells + 1), part * figure) + spare + 1e-9 * figure;
	bool users = rank == SEGBIAS_WORD_REACH || rank == SEGBIAS_WORD_USERS;
	bool sums = cells > 0 && fabs(figure - sum) <= tolerance;
	bool once = !sums && users && cells > 0 && figure >= most && figure < sum;
	value->rows++;
	value->cells += cells;
	value->reach = value->reach || once;
	value->differs = value->differs || !(sums || once);
}

static void compare_rows(struct pivots *p)
{
	const struct segbias_grid *grid = p->aggregate->grid;
	for (size_t row = 0; row < grid->rows; row++) {
		struct pivot *value = &p->values[segbias_grid_id(grid, row, p->field)];
		bool blank = false;
		if (!segbias_grid_takes(grid, row) || isnan(p->aggregate->figures[row]) ||
		    value->of == SEGBIAS_INTERN_NONE || value->broken)
			continue;
		for (size_t field = 0; field < grid->width; field++)
			blank = blank || (is_other(p, field) && is_blank(p, row, field));
		value->broken = !blank || p->looked > LOOKS_MAX;
		p->looked += grid->rows;
		if (!value->broken)
			compare_row(p, row, value);
	}
}

/* Without a word of a total the sum must tell it, and not of one cell. */
static bool is_subtotal(const struct pivot *value)
{
	bool there = value->of != SEGBIAS_INTERN_NONE && value->rows > 0 && !value->broken && !value->differs;
	return there && (value->strong || (!value->reach && value->cells > value->rows));
}

static enum segbias_status refuse(const struct pivots *p, uint32_t id, struct segbias_error *error)
{
	const struct segbias_intern *spellings = &p->aggregate->grid->spellings[p->field];
	char quoted[3][SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "subtotal_differs|%s of %s is named like the subtotal of %s, and is not the sum of its rows",
	                  segbias_label_quote(spellings->labels[id], quoted[0]),
	                  segbias_label_quote(p->aggregate->evidence->columns[p->field].name, quoted[1]),
	                  segbias_label_quote(spellings->labels[p->values[id].of], quoted[2]));
	segbias_error_hint(error, "if it is a subtotal: delete its row; if it is a group: give it another name");
	segbias_error_place(error, p->aggregate->evidence->file, 0, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status leave_out(struct pivots *p, struct segbias_error *error)
{
	const struct segbias_grid *grid = p->aggregate->grid;
	uint32_t first = SEGBIAS_INTERN_NONE;
	size_t count = 0;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	for (uint32_t i = 0; i < p->size; i++) {
		const struct pivot *value = &p->values[i];
		if (value->of != SEGBIAS_INTERN_NONE && value->rows > 0 && !value->broken && value->differs &&
		    value->strong)
			return refuse(p, i, error);
		first = is_subtotal(value) && first == SEGBIAS_INTERN_NONE ? i : first;
		count += is_subtotal(value);
	}
	if (count == 0)
		return SEGBIAS_OK;
	for (size_t row = 0; row < grid->rows; row++)
		if (is_subtotal(&p->values[segbias_grid_id(grid, row, p->field)]))
			grid->dropped[row] = true;
	segbias_label_quote(grid->spellings[p->field].labels[first], quoted[0]);
	segbias_label_quote(p->aggregate->evidence->columns[p->field].name, quoted[1]);
	segbias_error_place(
	    count == 1
		? segbias_notes_add(p->aggregate->notes, "total_row",
	                            "the subtotal %s that %s lists beside its values is left out", quoted[0], quoted[1])
		: segbias_notes_add(p->aggregate->notes, "total_row",
	                            "%zu subtotals that %s lists beside its values are left out: %s and its like",
	                            count, quoted[1], quoted[0]),
	    p->aggregate->evidence->file, 0, 0);
	return SEGBIAS_OK;
}

static enum segbias_status search(struct segbias_aggregate *aggregate, size_t field, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct pivots p = {.aggregate = aggregate, .field = field, .size = aggregate->grid->spellings[field].size};
	if (p.size > VALUES_MAX)
		return SEGBIAS_OK;
	p.values = segbias_memory_zeroed((size_t)p.size + 1, sizeof *p.values);
	if (!p.values)
		return segbias_error_memory(error);
	if (!read_labels(&p))
		SEGBIAS_TRY(segbias_error_memory(error));
	compare_rows(&p);
	SEGBIAS_TRY(leave_out(&p, error));
done:
	for (uint32_t i = 0; i < p.size; i++)
		segbias_text_release(&p.values[i].bare);
	free(p.values);
	return status;
}

/* The columns behind first: a subtotal within a subtotal is of one of theirs. */
enum segbias_status segbias_aggregate_pivots(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	size_t dimensions = 0;
	for (size_t field = 0; field < aggregate->grid->width; field++)
		dimensions += aggregate->evidence->columns[field].dimension;
	if (aggregate->layout->attribute_field != SEGBIAS_NO_FIELD || dimensions < 2)
		return SEGBIAS_OK;
	for (size_t field = aggregate->grid->width; field-- > 0 && status == SEGBIAS_OK;) {
		const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
		if (column->dimension && !column->remark && !column->period)
			status = search(aggregate, field, error);
	}
	return status;
}
