#include "sources/aggregate.h"

#include "base/intern.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "values/band.h"
#include "values/name.h"

#include <math.h>
#include <stdlib.h>

#define STEP(name) segbias_aggregate_step segbias_aggregate_##name;
#include "sources/aggregates.def"
#undef STEP

enum segbias_status segbias_aggregate_settle(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	static segbias_aggregate_step *const STEPS[] = {
#define STEP(name) segbias_aggregate_##name,
#include "sources/aggregates.def"
#undef STEP
	};
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS && status == SEGBIAS_OK; i++)
		status = STEPS[i](aggregate, error);
	return status;
}

void segbias_aggregate_release(struct segbias_aggregate *aggregate)
{
	free(aggregate->figures);
	free(aggregate->told);
	aggregate->figures = NULL;
	aggregate->told = NULL;
	*aggregate = (struct segbias_aggregate){0};
}

/* --- where ------------------------------------------------------------------------------------------------------ */

static bool is_all(struct segbias_label value)
{
	return value.size == 1 && value.bytes[0] == '*';
}

const char *segbias_aggregate_where_option(const struct segbias_source_options *options)
{
	return options->reference || options->audited ? "--where" : "--campaign-where";
}

bool segbias_aggregate_looks_at(const struct segbias_aggregate *aggregate, uint32_t attribute, size_t row)
{
	const struct segbias_grid *grid = aggregate->grid;
	return segbias_grid_takes(grid, row) && !isnan(aggregate->figures[row]) &&
	       (attribute == SEGBIAS_INTERN_NONE ||
	        segbias_grid_id(grid, row, aggregate->layout->attribute_field) == attribute);
}

bool segbias_aggregate_decided(const struct segbias_source_options *options, struct segbias_label column)
{
	for (size_t i = 0; i < options->where_count; i++)
		if (segbias_name_same(options->wheres[i].left, column))
			return true;
	return false;
}

bool segbias_aggregate_takes_all(const struct segbias_source_options *options, struct segbias_label column)
{
	for (size_t i = 0; i < options->where_count; i++)
		if (is_all(options->wheres[i].right) && segbias_name_same(options->wheres[i].left, column))
			return true;
	return false;
}

/* As a filter of the pour takes it: the same spelling in normal form, or a band within the one that is named. */
static bool is_same(struct segbias_label cell, struct segbias_label wanted)
{
	struct segbias_band inner;
	struct segbias_band outer;
	return segbias_unicode_same(cell, wanted) ||
	       (segbias_band_parse(wanted, &outer) && segbias_band_parse(cell, &inner) &&
	        segbias_band_within(&inner, &outer));
}

/* Whether the options take the spelling; several of one column are alternatives. The cells of a file whose codes are read are
 * what they mean, and so is a code that is named. */
static bool takes(const struct segbias_grid *grid, const struct segbias_source_options *options, size_t field,
                  struct segbias_label cell)
{
	const struct segbias_head *head = options->head;
	bool named = false;
	for (size_t i = 0; i < options->where_count; i++) {
		const struct segbias_pair *where = &options->wheres[i];
		if (segbias_head_find(head, where->left) != field)
			continue;
		struct segbias_label wanted =
		    grid->form ? segbias_form_meaning(grid->form, head->names[field], where->right) : where->right;
		if (is_all(where->right) || is_same(cell, wanted))
			return true;
		named = true;
	}
	return !named;
}

enum segbias_status segbias_aggregate_where(struct segbias_grid *grid, const struct segbias_head *head,
                                            const struct segbias_source_options *options, struct segbias_error *error)
{
	for (size_t i = 0; i < options->where_count; i++)
		if (segbias_head_find(head, options->wheres[i].left) == SEGBIAS_NO_FIELD)
			return segbias_head_no_column(head, segbias_aggregate_where_option(options),
			                              options->wheres[i].left, error);
	for (size_t field = 0; field < grid->width && options->where_count; field++) {
		uint32_t size = grid->spellings[field].size;
		if (!segbias_aggregate_decided(options, head->names[field]))
			continue;
		bool *taken = segbias_memory_zeroed((size_t)size + 1, sizeof *taken);
		if (!taken)
			return segbias_error_memory(error);
		for (uint32_t i = 0; i < size; i++)
			taken[i] = takes(grid, options, field, grid->spellings[field].labels[i]);
		for (size_t row = 0; row < grid->rows; row++)
			grid->outside[row] = grid->outside[row] || !taken[segbias_grid_id(grid, row, field)];
		free(taken);
	}
	/* Where nothing is left the pour says so; what the file is can be told all the same. */
	bool any = false;
	for (size_t row = 0; row < grid->rows; row++)
		any = any || !grid->outside[row];
	for (size_t row = 0; row < grid->rows && !any; row++)
		grid->outside[row] = false;
	return SEGBIAS_OK;
}

/* --- strata ----------------------------------------------------------------------------------------------------- */

/* Whether rows that differ in the column are different cells. Codes and constants follow others; figures are none. */
static bool separates(const struct segbias_aggregate *aggregate, size_t field)
{
	const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
	const struct segbias_layout *layout = aggregate->layout;
	if (field == layout->attribute_field)
		return true;
	if (field == layout->count_field || field == layout->moe_field || field == layout->base_field ||
	    column->left_over || column->replicate || column->bound || column->code_of != SEGBIAS_NO_FIELD ||
	    column->remark)
		return false;
	return column->dimension || column->period || !(column->numeric || column->differ);
}

enum segbias_status segbias_strata_by(const struct segbias_aggregate *aggregate, const bool *fields,
                                      struct segbias_strata *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_grid *grid = aggregate->grid;
	struct segbias_intern keys = {0};
	struct segbias_text key = {0};
	out->of_row = segbias_memory_zeroed(grid->rows + 1, sizeof *out->of_row);
	if (!out->of_row)
		return segbias_error_memory(error);
	for (size_t row = 0; row < grid->rows; row++) {
		out->of_row[row] = SEGBIAS_INTERN_NONE;
		if (!segbias_grid_takes(grid, row))
			continue;
		key.size = 0;
		for (size_t field = 0; field < grid->width; field++) {
			uint32_t id = segbias_grid_id(grid, row, field);
			if (fields[field])
				segbias_text_add(&key, (const char *)&id, sizeof id);
		}
		out->of_row[row] = segbias_intern_add(&keys, segbias_text_label(&key));
		if (key.failed || out->of_row[row] == SEGBIAS_INTERN_NONE)
			SEGBIAS_TRY(segbias_error_memory(error));
	}
	out->count = keys.size;
done:
	segbias_intern_release(&keys);
	segbias_text_release(&key);
	if (status != SEGBIAS_OK)
		segbias_strata_release(out);
	return status;
}

enum segbias_status segbias_strata_make(const struct segbias_aggregate *aggregate, size_t without,
                                        struct segbias_strata *out, struct segbias_error *error)
{
	size_t width = aggregate->grid->width;
	bool *fields = segbias_memory_zeroed(width + 1, sizeof *fields);
	if (!fields)
		return segbias_error_memory(error);
	for (size_t field = 0; field < width; field++)
		fields[field] = field != without && separates(aggregate, field) &&
		                aggregate->evidence->columns[field].code_of != without;
	enum segbias_status status = segbias_strata_by(aggregate, fields, out, error);
	free(fields);
	return status;
}

void segbias_strata_release(struct segbias_strata *strata)
{
	free(strata->of_row);
	strata->of_row = NULL;
	*strata = (struct segbias_strata){0};
}
