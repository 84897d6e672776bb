/* Several periods, places or measures in one table would be added up: asked about, or said. */
#include "sources/aggregate.h"

#include "base/memory.h"

#include "values/band.h"
#include "values/name.h"
#include "values/synonym.h"

#include <stdlib.h>
#include <string.h>

enum { LISTED_MAX = 8 };

segbias_aggregate_step segbias_aggregate_periods;

/* Whether another column that both files have says which place or period it is: the state of a county. */
static bool is_group(const struct segbias_evidence *evidence, size_t field)
{
	for (size_t other = 0; other < evidence->grid->width; other++)
		if (other != field && evidence->columns[other].shared && !evidence->columns[other].left_over &&
		    segbias_evidence_determines(evidence, other, field))
			return true;
	return false;
}

/* Values that come in the rows that count, the blank not among them; at most LISTED_MAX in the text. *last: the last. */
static size_t list_values(const struct segbias_grid *grid, size_t field, struct segbias_text *list,
                          struct segbias_label *last)
{
	struct segbias_intern seen = {0};
	for (size_t row = 0; row < grid->rows; row++) {
		struct segbias_label cell = segbias_grid_cell(grid, row, field);
		uint32_t size = seen.size;
		if (!segbias_grid_takes(grid, row) || segbias_missing_blank(cell))
			continue;
		(void)segbias_intern_add(&seen, cell);
		if (seen.size == size)
			continue;
		if (size < LISTED_MAX)
			segbias_text_add_quoted(list, cell);
		*last = cell;
	}
	size_t count = seen.size;
	segbias_intern_release(&seen);
	if (count > LISTED_MAX)
		segbias_text_add_format(list, " and %zu more", count - LISTED_MAX);
	return count;
}

/* Whether the figures are shares within each value of the column. */
static enum segbias_status find_shares(const struct segbias_aggregate *aggregate, size_t field, bool *shares,
                                       struct segbias_error *error)
{
	double whole = 0;
	bool *by = segbias_memory_zeroed(aggregate->grid->width + 1, sizeof *by);
	if (!by)
		return segbias_error_memory(error);
	enum segbias_status status = segbias_aggregate_apart(aggregate, &whole, by, error);
	*shares = whole > 0 && by[field];
	free(by);
	return status;
}

/* What --where would take of a column. */
struct taken {
	struct segbias_label name, one;
	struct segbias_label nested[2]; /* a place and what it holds; empty: all may be added up */
	bool shares;                    /* … which cannot be */
};

static void add_hint(const struct segbias_evidence *evidence, struct taken taken, struct segbias_error *error)
{
	const char *where = segbias_aggregate_where_option(evidence->options);
	char shown[2][SEGBIAS_QUOTE_MAX] = {"COLUMN", "VALUE"};
	char quoted[2][SEGBIAS_QUOTE_MAX];
	bool copyable = segbias_label_pair_copyable(taken.name, taken.one);
	const char *mark = copyable ? "'" : "";
	if (copyable) {
		segbias_label_show(taken.name, shown[0]);
		segbias_label_show(taken.one, shown[1]);
	}
	if (taken.shares)
		segbias_error_hint(error, "%s %s%s=%s%s takes one%s", where, mark, shown[0], shown[1], mark,
		                   copyable ? "; shares of each cannot be added up" : "");
	else if (taken.nested[0].size > 0)
		segbias_error_hint(
		    error, "%s %s%s=%s%s takes one (repeat it for several); %s holds %s: with both, people count twice",
		    where, mark, shown[0], shown[1], mark, segbias_label_quote(taken.nested[0], quoted[0]),
		    segbias_label_quote(taken.nested[1], quoted[1]));
	else
		segbias_error_hint(error, "%s %s%s=%s%s takes one%s, %s '%s=*' adds all up", where, mark, shown[0],
		                   shown[1], mark, copyable ? " (repeat it for several)" : "", where, shown[0]);
}

static enum segbias_status ask(const struct segbias_aggregate *aggregate, size_t field, const char *kind,
                               struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	struct segbias_label name = evidence->columns[field].name;
	struct segbias_text list = {0};
	struct segbias_label last = {"", 0};
	char quoted[SEGBIAS_QUOTE_MAX];
	bool shares = false;
	enum segbias_status status = find_shares(aggregate, field, &shares, error);
	if (status != SEGBIAS_OK)
		return status;
	struct segbias_label nested[2] = {{"", 0}, {"", 0}};
	status = segbias_aggregate_nested(aggregate, field, nested, error);
	if (status != SEGBIAS_OK)
		return status;
	list_values(aggregate->grid, field, &list, &last);
	segbias_error_set(error, SEGBIAS_DATA, "several_periods_or_places|the %s holds several %s in %s: %s",
	                  evidence->options->reference ? "reference" : "campaign", kind,
	                  segbias_label_quote(name, quoted), list.data ? list.data : "");
	add_hint(evidence, (struct taken){name, last, {nested[0], nested[1]}, shares}, error);
	segbias_error_place(error, evidence->file, 1, 0);
	segbias_text_release(&list);
	return SEGBIAS_DATA;
}

static void note_summed(const struct segbias_aggregate *aggregate, size_t field, size_t count)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	char quoted[SEGBIAS_QUOTE_MAX];
	struct segbias_error *note =
	    segbias_notes_add(aggregate->notes, "summed", "the %zu values of %s are added up: %s has no such column",
	                      count, segbias_label_quote(evidence->columns[field].name, quoted),
	                      evidence->options->reference ? "the campaign" : "the reference");
	segbias_error_place(note, evidence->file, 1, 0);
}

/* Of one file alone nobody asks which place is meant. */
static void note_places(const struct segbias_aggregate *aggregate, size_t field, size_t count,
                        struct segbias_label last)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	struct segbias_label name = evidence->columns[field].name;
	char quoted[SEGBIAS_QUOTE_MAX];
	char shown[2][SEGBIAS_QUOTE_MAX];
	struct segbias_error *note =
	    segbias_notes_add(aggregate->notes, "summed", "the %zu places of %s are added up, where they are no values",
	                      count, segbias_label_quote(name, quoted));
	segbias_error_place(note, evidence->file, 1, 0);
	if (segbias_label_pair_copyable(name, last))
		segbias_error_hint(note, "--where '%s=%s' takes one", segbias_label_show(name, shown[0]),
		                   segbias_label_show(last, shown[1]));
}

/* Figures of people cannot be added up over days: the same people come again. */
static bool counts_people(const struct segbias_aggregate *aggregate)
{
	enum segbias_word rank = segbias_evidence_rank(&aggregate->evidence->columns[aggregate->layout->count_field]);
	return rank == SEGBIAS_WORD_PEOPLE || rank == SEGBIAS_WORD_GROUP || rank == SEGBIAS_WORD_REACH ||
	       rank == SEGBIAS_WORD_USERS;
}

/* The only dimension: nothing else would be added up over it. */
static bool is_alone(const struct segbias_evidence *evidence, size_t field)
{
	for (size_t other = 0; other < evidence->grid->width; other++)
		if (other != field && evidence->columns[other].dimension)
			return false;
	return true;
}

/* "Census 2001", "wave 3": each value has a digit. */
static bool has_digits(const struct segbias_grid *grid, size_t field)
{
	const struct segbias_intern *spellings = &grid->spellings[field];
	for (uint32_t i = 0; i < spellings->size; i++) {
		if (!segbias_missing_blank(spellings->labels[i]) && !segbias_label_has_digit(spellings->labels[i]))
			return false;
	}
	return spellings->size > 0;
}

/* Where the first year of the label begins; SIZE_MAX: it has none, or digits besides it. */
static size_t find_year(struct segbias_label label)
{
	size_t found = SIZE_MAX;
	for (size_t at = 0; at < label.size;) {
		size_t digits = 0;
		while (at + digits < label.size && label.bytes[at + digits] >= '0' && label.bytes[at + digits] <= '9')
			digits++;
		bool year =
		    digits == 4 && (memcmp(label.bytes + at, "19", 2) == 0 || memcmp(label.bytes + at, "20", 2) == 0);
		if (digits > 0 && (!year || found != SIZE_MAX))
			return SIZE_MAX;
		found = digits > 0 ? at : found;
		at += digits ? digits : 1;
	}
	return found;
}

/* "2011 Census" and "2021 Census": the years of what the labels name besides, whatever the column is called. */
static bool has_years_of_one(const struct segbias_grid *grid, size_t field)
{
	enum { YEAR = 4 };
	const struct segbias_intern *spellings = &grid->spellings[field];
	struct segbias_label first = {"", 0};
	for (uint32_t i = 0; i < spellings->size; i++) {
		struct segbias_label label = spellings->labels[i];
		size_t at = find_year(label);
		if (segbias_missing_blank(label))
			continue;
		if (at == SIZE_MAX || label.size == YEAR)
			return false;
		first = first.size ? first : label;
		if (label.size != first.size || at != find_year(first) || memcmp(label.bytes, first.bytes, at) != 0 ||
		    memcmp(label.bytes + at + YEAR, first.bytes + at + YEAR, label.size - at - YEAR) != 0)
			return false;
	}
	return first.size > 0;
}

/* Sexes, or bands: an attribute whatever the column is called ("1_variable_attribute_label"). */
static bool is_attribute(const struct segbias_grid *grid, size_t field)
{
	const struct segbias_intern *spellings = &grid->spellings[field];
	struct segbias_synonym_codes codes;
	int set = SEGBIAS_SYNONYM_NONE;
	size_t bands = 0;
	segbias_synonym_read(spellings->labels, spellings->size, SEGBIAS_SYNONYM_NONE, &set, &codes);
	for (uint32_t i = 0; i < spellings->size; i++) {
		struct segbias_band band;
		bands += segbias_band_parse(spellings->labels[i], &band) && !band.single;
	}
	return set != SEGBIAS_SYNONYM_NONE || (bands > 1 && bands == spellings->size);
}

/* The name of what has a code of places beside it: NAME beside GEO_ID. */
static bool has_place_code(const struct segbias_evidence *evidence, size_t field)
{
	bool found = false;
	for (size_t i = 0; i < evidence->grid->width; i++)
		found = found || (evidence->columns[i].code_of == field &&
		                  segbias_evidence_says(&evidence->columns[i], SEGBIAS_WORD_PLACE));
	return found;
}

static enum segbias_status judge(struct segbias_aggregate *aggregate, size_t field, struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	struct segbias_column_evidence *column = &evidence->columns[field];
	const struct segbias_source_options *options = evidence->options;
	bool period = column->period || segbias_name_suggests(column->name, SEGBIAS_ROLE_TIME) ||
	              (segbias_evidence_says(column, SEGBIAS_WORD_PERIOD) && has_digits(aggregate->grid, field)) ||
	              has_years_of_one(aggregate->grid, field);
	bool place = segbias_evidence_says(column, SEGBIAS_WORD_PLACE) || has_place_code(evidence, field);
	struct segbias_text list = {0};
	struct segbias_label last;
	size_t count = list_values(aggregate->grid, field, &list, &last);
	segbias_text_release(&list);
	column->part = period ? SEGBIAS_PART_PERIOD : place ? SEGBIAS_PART_PLACE : SEGBIAS_PART_OTHER;
	column->why = column->period ? "content" : period || place ? "name" : NULL;
	if (count < 2 || segbias_aggregate_decided(options, column->name) ||
	    segbias_evidence_claimed(evidence, column->name))
		return SEGBIAS_OK;
	if (period && (options->reference || counts_people(aggregate)))
		return options->alone && !options->reference ? SEGBIAS_OK
		                                             : ask(aggregate, field, "years or periods", error);
	bool compared = evidence->other->head && options->reference;
	if (compared && place && !is_alone(evidence, field) && !is_group(evidence, field))
		return ask(aggregate, field, "places", error);
	bool segment = !options->reference && segbias_evidence_says(column, SEGBIAS_WORD_SEGMENT);
	segment = segment || is_attribute(aggregate->grid, field);
	if (evidence->other->head && !segment && segbias_evidence_says(column, SEGBIAS_WORD_INDICATOR) &&
	    !is_alone(evidence, field))
		return ask(aggregate, field, "measures", error);
	if (options->audited) /* each value is a group */
		return SEGBIAS_OK;
	if (compared || (period && !options->reference))
		note_summed(aggregate, field, count);
	else if (options->alone && place && !is_alone(evidence, field) && !is_group(evidence, field))
		note_places(aggregate, field, count, last);
	return SEGBIAS_OK;
}

enum segbias_status segbias_aggregate_periods(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	const struct segbias_layout *layout = aggregate->layout;
	enum segbias_status status = SEGBIAS_OK;
	for (size_t field = 0; field < aggregate->grid->width && status == SEGBIAS_OK; field++) {
		const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
		bool figure = field == layout->count_field || field == layout->moe_field ||
		              field == layout->base_field || column->left_over || column->replicate || column->bound ||
		              (column->numeric && column->digits > 0);
		bool margin = field == layout->attribute_field || field == layout->value_field;
		bool measure = column->numeric && (segbias_evidence_says(column, SEGBIAS_WORD_MEASURE) ||
		                                   segbias_evidence_says(column, SEGBIAS_WORD_AGE));
		if (!figure && !margin && !measure && !column->shared && column->code_of == SEGBIAS_NO_FIELD &&
		    !column->remark && (column->dimension || column->period))
			status = judge(aggregate, field, error);
	}
	return status;
}
