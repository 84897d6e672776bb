/* Figures that sum to 1 or 100 are shares; figures that are called shares and do not are an error. */
#include "sources/aggregate.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/sum.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

segbias_aggregate_step segbias_aggregate_shares;

static const double MOST_OFF = 0.02; /* of the whole */

/* What one part of the table sums to. */
struct part {
	struct segbias_sum sum;
	size_t rows;
	double most;
};

/* Sums of a sheet: in all, or by attribute, period and place. */
struct parts {
	struct part *parts;
	struct segbias_strata strata; /* which part a row is in */
};

/* A part is an attribute in a period and a place; all the rest is summed over. */
static bool divides(const struct segbias_aggregate *aggregate, size_t field)
{
	const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
	bool margins =
	    aggregate->layout->attribute_field != SEGBIAS_NO_FIELD; /* whose other columns are not compared */
	if (margins && column->shared && column->dimension && field != aggregate->layout->value_field)
		return true;
	return field == aggregate->layout->attribute_field ||
	       (field != aggregate->layout->value_field && !column->shared &&
	        (column->part == SEGBIAS_PART_PERIOD || column->part == SEGBIAS_PART_PLACE));
}

static void parts_release(struct parts *parts)
{
	for (uint32_t i = 0; parts->parts && i < parts->strata.count; i++)
		segbias_sum_release(&parts->parts[i].sum);
	free(parts->parts);
	segbias_strata_release(&parts->strata);
	*parts = (struct parts){0};
}

static enum segbias_status find_parts(const struct segbias_aggregate *aggregate, bool divided, struct parts *parts,
                                      struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_grid *grid = aggregate->grid;
	struct segbias_intern keys = {0};
	struct segbias_text key = {0};
	parts->strata.of_row = segbias_memory_get((grid->rows + 1) * sizeof *parts->strata.of_row);
	parts->parts = segbias_memory_zeroed(grid->rows + 1, sizeof *parts->parts);
	if (!parts->strata.of_row || !parts->parts)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t row = 0; row < grid->rows; row++) {
		key.size = 0;
		for (size_t field = 0; field < grid->width && divided; field++) {
			uint32_t id = segbias_grid_id(grid, row, field);
			if (divides(aggregate, field))
				segbias_text_add(&key, (const char *)&id, sizeof id);
		}
		parts->strata.of_row[row] = SEGBIAS_INTERN_NONE;
		if (!segbias_grid_takes(grid, row) || isnan(aggregate->figures[row]))
			continue;
		uint32_t at = segbias_intern_add(&keys, segbias_text_label(&key));
		if (key.failed || at == SEGBIAS_INTERN_NONE)
			SEGBIAS_TRY(segbias_error_memory(error));
		parts->strata.of_row[row] = at;
		parts->strata.count = keys.size;
		if (!segbias_sum_add(&parts->parts[at].sum, aggregate->figures[row]))
			SEGBIAS_TRY(segbias_error_memory(error));
		parts->parts[at].rows++;
		parts->parts[at].most = fmax(parts->parts[at].most, aggregate->figures[row]);
	}
done:
	segbias_intern_release(&keys);
	segbias_text_release(&key);
	return status;
}

/* Half a unit of the last digit a figure, and never more than .02 of the whole. */
static bool sums_to(const struct segbias_aggregate *aggregate, const struct part *part, double whole)
{
	unsigned digits = aggregate->evidence->columns[aggregate->layout->count_field].digits;
	double rounding = (double)part->rows * 0.5 * pow(10, -(double)digits);
	double off = fabs(segbias_sum_value(&part->sum) - whole);
	return off <= fmin(rounding, MOST_OFF * whole) + 1e-9 * whole;
}

static bool all_sum_to(const struct segbias_aggregate *aggregate, const struct parts *parts, double whole)
{
	for (uint32_t i = 0; i < parts->strata.count; i++)
		if (!sums_to(aggregate, &parts->parts[i], whole))
			return false;
	return parts->strata.count > 0;
}

static enum segbias_status find_unit(const struct segbias_aggregate *aggregate, bool divided, double *whole,
                                     struct segbias_error *error)
{
	struct parts parts = {0};
	enum segbias_status status = find_parts(aggregate, divided, &parts, error);
	*whole = status != SEGBIAS_OK                 ? 0
	         : all_sum_to(aggregate, &parts, 1)   ? 1
	         : all_sum_to(aggregate, &parts, 100) ? 100
	                                              : 0;
	parts_release(&parts);
	return status;
}

/* Named like a share, or with decimals and none above 1: figures that ought to sum to 1 or 100. */
static bool ought_to_be(const struct segbias_column_evidence *column)
{
	bool named = segbias_evidence_says(column, SEGBIAS_WORD_SHARE) ||
	             segbias_evidence_says(column, SEGBIAS_WORD_PERCENT) || column->percents;
	return named || (column->digits > 0 && column->most <= 1);
}

/* Sums have digits of rounding at their end: six are enough to see what is off. */
static const char *shorten(double value, char out[static SEGBIAS_NUMBER_MAX])
{
	(void)snprintf(out, SEGBIAS_NUMBER_MAX, "%.6g", value);
	return out;
}

/* The part that is furthest off, and what its attribute is called. */
static enum segbias_status refuse(const struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	const struct segbias_column_evidence *column = &aggregate->evidence->columns[aggregate->layout->count_field];
	struct parts parts = {0};
	enum segbias_status status = find_parts(aggregate, true, &parts, error);
	double whole =
	    segbias_evidence_says(column, SEGBIAS_WORD_PERCENT) || column->percents || column->most > 1 ? 100 : 1;
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[2][SEGBIAS_NUMBER_MAX];
	for (size_t row = 0; status == SEGBIAS_OK && row < aggregate->grid->rows; row++) {
		uint32_t stratum = parts.strata.of_row[row];
		if (stratum == SEGBIAS_INTERN_NONE || isnan(aggregate->figures[row]))
			continue;
		const struct part *part = &parts.parts[stratum];
		if (sums_to(aggregate, part, whole))
			continue;
		double sum = segbias_sum_value(&part->sum);
		size_t named = aggregate->layout->attribute_field;
		status = segbias_error_set(
		    error, SEGBIAS_DATA, "shares_do_not_sum|the shares of %s sum to %s, not %g: off by %s",
		    segbias_label_quote(named != SEGBIAS_NO_FIELD ? segbias_grid_cell(aggregate->grid, row, named)
		                                                  : column->name,
		                        quoted),
		    shorten(sum, number[0]), whole, shorten(sum - whole, number[1]));
		if (column->whole && !column->percents && column->most > 1 &&
		    !segbias_evidence_says(column, SEGBIAS_WORD_PERCENT))
			segbias_error_hint(error, "every value must be listed; if they are counts: %s %s",
			                   aggregate->evidence->options->reference ? "--reference-count" : "--count",
			                   segbias_evidence_paste(column->name, quoted));
		else
			segbias_error_hint(error, "every value must be listed, and none left out or twice");
		segbias_error_place(error, aggregate->evidence->file, 0, 0);
	}
	parts_release(&parts);
	return status;
}

/* A campaign's shares do not say of how many people. */
static enum segbias_status refuse_campaign(const struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	const struct segbias_evidence *evidence = aggregate->evidence;
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "campaign_of_shares|there are shares (%s) and no count: how many people they are of is not known",
	    segbias_label_quote(evidence->columns[aggregate->layout->count_field].name, quoted));
	char paste[SEGBIAS_QUOTE_MAX];
	size_t field = 0;
	while (field < evidence->grid->width &&
	       (field == aggregate->layout->count_field || !evidence->columns[field].left_over ||
	        !evidence->columns[field].whole))
		field++;
	const struct segbias_column_evidence *column = &evidence->columns[aggregate->layout->count_field];
	if (column->whole && !ought_to_be(column))
		segbias_error_hint(
		    error, "if they are counts: --count %s; shares are read of a reference only",
		    segbias_evidence_paste(evidence->columns[aggregate->layout->count_field].name, paste));
	else if (field < evidence->grid->width)
		segbias_error_hint(error,
		                   "if another column counts them: --count %s; shares are read of a reference only",
		                   segbias_evidence_paste(evidence->columns[field].name, paste));
	else
		segbias_error_hint(error, "add a column of counts; shares are read of a reference only");
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

/* Whole numbers that the user says count. */
static bool is_said(const struct segbias_aggregate *aggregate, const struct segbias_column_evidence *column)
{
	return aggregate->evidence->options->count && column->whole && !column->percents;
}

/* 1.2, 1.31: as many as that are nobody. How often each saw an ad is called Frequency, as counts are, and what a name does not say
 * may be an average; only thousands and millions are so few. */
static enum segbias_status check_averages(const struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	enum { LARGEST = 10 };
	const struct segbias_evidence *evidence = aggregate->evidence;
	const struct segbias_column_evidence *column = &evidence->columns[aggregate->layout->count_field];
	char quoted[SEGBIAS_QUOTE_MAX];
	char paste[SEGBIAS_QUOTE_MAX];
	if (segbias_evidence_rank(column) < SEGBIAS_WORD_LAST || column->whole || !(column->most < LARGEST) ||
	    column->numbers < 2 || evidence->options->count || aggregate->layout->times > 1 ||
	    segbias_evidence_says(column, SEGBIAS_WORD_WEIGHT) || aggregate->layout->moe_field != SEGBIAS_NO_FIELD)
		return SEGBIAS_OK;
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "averages|the figures of %s are all below 10 and have decimals: they look like averages, which count nobody",
	    segbias_label_quote(column->name, quoted));
	segbias_error_hint(error, "if they do count people, or thousands or millions of them: %s %s",
	                   evidence->options->reference ? "--reference-count" : "--count",
	                   segbias_evidence_paste(column->name, paste));
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

/* Whole figures are shares only where they sum to 100, and by no name of a count that the file has. */
static bool is_counted(const struct segbias_aggregate *aggregate, const struct segbias_column_evidence *column)
{
	bool unnamed = aggregate->evidence->unnamed && !aggregate->hidden; /* whose middle is no figure that adds up */
	bool said = unnamed && is_said(aggregate, column);
	bool named = !unnamed && segbias_evidence_rank(column) < SEGBIAS_WORD_COUNTS_END;
	return (named || said) && !column->percents && column->digits == 0;
}

/* Figures that nothing calls percentages. */
static void say_percents(const struct segbias_aggregate *aggregate, const struct segbias_column_evidence *column,
                         bool divided)
{
	char paste[SEGBIAS_QUOTE_MAX];
	if (!column->whole || column->percents || segbias_evidence_says(column, SEGBIAS_WORD_PERCENT) ||
	    segbias_evidence_says(column, SEGBIAS_WORD_SHARE))
		return;
	struct segbias_error *note =
	    segbias_notes_add(aggregate->notes, "whole_percents",
	                      divided ? "the figures of every attribute sum to 100: they are taken as percentages"
	                              : "the figures sum to 100: they are taken as percentages");
	segbias_error_place(note, aggregate->evidence->file, 1, 0);
	segbias_error_hint(note, "if they are counts: --reference-count %s",
	                   segbias_evidence_paste(column->name, paste));
}

/* *divided: they sum to it in each place and period, not in all. */
static enum segbias_status find_whole(const struct segbias_aggregate *aggregate, double *whole, bool *divided,
                                      struct segbias_error *error)
{
	enum segbias_status status = find_unit(aggregate, false, whole, error);
	*divided = status == SEGBIAS_OK && *whole == 0;
	return *divided ? find_unit(aggregate, true, whole, error) : status;
}

/* Whether rows of several values of the column count. */
static bool has_several(const struct segbias_aggregate *aggregate, size_t field)
{
	const struct segbias_grid *grid = aggregate->grid;
	uint32_t first = SEGBIAS_INTERN_NONE;
	for (size_t row = 0; row < grid->rows; row++) {
		uint32_t id = segbias_grid_id(grid, row, field);
		if (!segbias_aggregate_looks_at(aggregate, SEGBIAS_INTERN_NONE, row))
			continue;
		if (first != SEGBIAS_INTERN_NONE && id != first)
			return true;
		first = id;
	}
	return false;
}

/* Marks the places and periods of which several count; by may be NULL. False: there are none. */
static bool mark_several(const struct segbias_aggregate *aggregate, bool *by)
{
	bool any = false;
	for (size_t field = 0; field < aggregate->grid->width; field++) {
		bool several = field != aggregate->layout->attribute_field && divides(aggregate, field) &&
		               has_several(aggregate, field);
		if (by)
			by[field] = several;
		any = any || several;
	}
	return any;
}

enum segbias_status segbias_aggregate_apart(const struct segbias_aggregate *aggregate, double *whole, bool *by,
                                            struct segbias_error *error)
{
	const struct segbias_column_evidence *column = &aggregate->evidence->columns[aggregate->layout->count_field];
	bool divided = false;
	*whole = 0;
	if (aggregate->layout->unit == SEGBIAS_UNIT_RELATIVE || is_counted(aggregate, column) ||
	    is_said(aggregate, column) || !mark_several(aggregate, by))
		return SEGBIAS_OK;
	enum segbias_status status = find_whole(aggregate, whole, &divided, error);
	*whole = divided ? *whole : 0;
	return status;
}

enum segbias_status segbias_aggregate_check_apart(const struct segbias_aggregate *aggregate,
                                                  struct segbias_error *error)
{
	double whole = 0;
	if (!aggregate->evidence->other->head)
		return SEGBIAS_OK;
	bool *by = segbias_memory_zeroed(aggregate->grid->width + 1, sizeof *by);
	if (!by)
		return segbias_error_memory(error);
	enum segbias_status status = segbias_aggregate_apart(aggregate, &whole, by, error);
	if (status == SEGBIAS_OK && whole > 0)
		status = segbias_aggregate_refuse_groups(aggregate, by, whole, error);
	free(by);
	return status;
}

enum segbias_status segbias_aggregate_shares(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	struct segbias_column_evidence *column = &aggregate->evidence->columns[aggregate->layout->count_field];
	double whole = 0;
	bool divided = false;
	if (aggregate->layout->unit == SEGBIAS_UNIT_RELATIVE || is_counted(aggregate, column))
		return SEGBIAS_OK;
	enum segbias_status status = find_whole(aggregate, &whole, &divided, error);
	if (status != SEGBIAS_OK)
		return status;
	if (whole == 0 && ought_to_be(column) && !is_said(aggregate, column))
		return refuse(aggregate, error);
	if (whole == 0)
		return check_averages(aggregate, error);
	/* A single figure of one is no share of anything. */
	if (!ought_to_be(column) && column->numbers < 2)
		return SEGBIAS_OK;
	if (!aggregate->evidence->options->reference)
		return is_said(aggregate, column) && !ought_to_be(column) ? SEGBIAS_OK
		                                                          : refuse_campaign(aggregate, error);
	if (divided && is_said(aggregate, column) && mark_several(aggregate, NULL)) /* a hundred people of each place */
		return SEGBIAS_OK;
	if (divided)
		status = segbias_aggregate_check_apart(aggregate, error);
	if (status != SEGBIAS_OK)
		return status;
	aggregate->layout->unit = whole == 1 ? SEGBIAS_UNIT_SHARE : SEGBIAS_UNIT_PERCENT;
	if (whole == 100 && aggregate->evidence->unnamed)
		say_percents(aggregate, column, divided);
	column->part = whole == 1 ? SEGBIAS_PART_SHARE : SEGBIAS_PART_PERCENT;
	column->why = "arithmetic";
	return SEGBIAS_OK;
}
