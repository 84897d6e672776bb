/* What the figures are of, as a column beside them says: a scale that differs from row to row, or a unit that counts nobody. */
#include "sources/aggregate.h"

#include <string.h>

segbias_aggregate_step segbias_aggregate_units;

static enum segbias_status refuse_scales(const struct segbias_aggregate *aggregate, size_t field,
                                         struct segbias_label first, struct segbias_label other,
                                         struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	char quoted[3][SEGBIAS_QUOTE_MAX];
	const char *option = segbias_aggregate_where_option(evidence->options);
	struct segbias_label name = evidence->columns[field].name;
	segbias_error_set(error, SEGBIAS_DATA,
	                  "several_scales|the figures are of several scales, as %s says: %s and %s",
	                  segbias_label_quote(name, quoted[0]), segbias_label_quote(first, quoted[1]),
	                  segbias_label_quote(other, quoted[2]));
	if (segbias_label_pair_copyable(name, first) && segbias_label_pair_copyable(name, other))
		segbias_error_hint(error, "bring them to one scale; the rows of one: %s '%s=%s', or %s '%s=%s'", option,
		                   segbias_label_show(name, quoted[0]), segbias_label_show(first, quoted[1]), option,
		                   quoted[0], segbias_label_show(other, quoted[2]));
	else
		segbias_error_hint(error, "bring them to one scale; %s COLUMN=VALUE takes the rows of one", option);
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

/* The first value that counts, and one that differs from it; false: there is none. */
static bool find_two(const struct segbias_grid *grid, size_t field, struct segbias_label two[static 2])
{
	uint32_t first = SEGBIAS_INTERN_NONE;
	for (size_t row = 0; row < grid->rows; row++) {
		if (!segbias_grid_takes(grid, row) || segbias_missing_blank(segbias_grid_cell(grid, row, field)))
			continue;
		uint32_t id = segbias_grid_id(grid, row, field);
		if (first == SEGBIAS_INTERN_NONE) {
			first = id;
			two[0] = segbias_grid_cell(grid, row, field);
		} else if (id != first) {
			two[1] = segbias_grid_cell(grid, row, field);
			return true;
		}
	}
	return false;
}

/* "Median earnings", "EUR", "Years": and not "Average population". */
static bool counts_nobody(uint64_t words)
{
	static const enum segbias_word OF_NOBODY[] = {SEGBIAS_WORD_RATE, SEGBIAS_WORD_MONEY, SEGBIAS_WORD_PERIOD,
	                                              SEGBIAS_WORD_AGE};
	bool nobody = false;
	for (size_t i = 0; i < sizeof OF_NOBODY / sizeof *OF_NOBODY; i++)
		nobody = nobody || segbias_word_in(words, OF_NOBODY[i]);
	return nobody && !segbias_word_in(words, SEGBIAS_WORD_POPULATION) &&
	       !segbias_word_in(words, SEGBIAS_WORD_COUNT) && !segbias_word_in(words, SEGBIAS_WORD_PEOPLE) &&
	       !segbias_word_in(words, SEGBIAS_WORD_GROUP);
}

/* The unit of all rows that count. *nobody: its words say no people; */
static enum segbias_status read_unit(const struct segbias_aggregate *aggregate, size_t field,
                                     struct segbias_label *unit, bool *nobody, struct segbias_error *error)
{
	const struct segbias_grid *grid = aggregate->grid;
	bool seen = false;
	*nobody = true;
	for (uint32_t i = 0; i < grid->spellings[field].size; i++) {
		uint64_t words = 0;
		bool there = false;
		for (size_t row = 0; row < grid->rows && !there; row++)
			there = segbias_grid_takes(grid, row) && segbias_grid_id(grid, row, field) == i;
		if (!there || segbias_missing_blank(grid->spellings[field].labels[i]))
			continue;
		if (!segbias_column_words(grid->spellings[field].labels[i], &words))
			return segbias_error_memory(error);
		*nobody = *nobody && counts_nobody(words);
		*unit = grid->spellings[field].labels[i];
		seen = true;
	}
	*nobody = *nobody && seen;
	return SEGBIAS_OK;
}

static enum segbias_status refuse_unit(const struct segbias_aggregate *aggregate, size_t field,
                                       struct segbias_label unit, struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	const struct segbias_column_evidence *count = &evidence->columns[aggregate->layout->count_field];
	char quoted[4][SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "unit_counts_nobody|the figures of %s are of %s, as %s says, and count nobody",
	                  segbias_label_quote(count->name, quoted[0]), segbias_label_quote(unit, quoted[1]),
	                  segbias_label_quote(evidence->columns[field].name, quoted[2]));
	segbias_error_hint(error, "if they do count people: %s %s",
	                   evidence->options->reference ? "--reference-count" : "--count",
	                   segbias_evidence_paste(count->name, quoted[3]));
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_aggregate_units(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	for (size_t field = 0; field < aggregate->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		struct segbias_label two[2];
		struct segbias_label unit = {"", 0};
		bool nobody = false;
		if (field == aggregate->layout->count_field || column->shared || column->known == 0)
			continue;
		if (segbias_evidence_says(column, SEGBIAS_WORD_SCALE) && find_two(aggregate->grid, field, two))
			return refuse_scales(aggregate, field, two[0], two[1], error);
		if (!segbias_evidence_says(column, SEGBIAS_WORD_INDICATOR) || column->numeric ||
		    evidence->options->count || aggregate->layout->value_field == field ||
		    aggregate->layout->attribute_field == field)
			continue;
		enum segbias_status status = read_unit(aggregate, field, &unit, &nobody, error);
		if (status != SEGBIAS_OK)
			return status;
		if (nobody)
			return refuse_unit(aggregate, field, unit, error);
	}
	return SEGBIAS_OK;
}
