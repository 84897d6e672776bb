/* Shape: a long table of margins, attribute,value,count (or share, or percent), a row a value. */
#include "sources/source.h"

#include "base/number.h"
#include "base/sum.h"
#include "values/name.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static size_t find_role(const struct segbias_head *head, enum segbias_role role)
{
	for (size_t field = 0; field < head->width; field++)
		if (segbias_name_suggests(head->names[field], role))
			return field;
	return SEGBIAS_NO_FIELD;
}

/* The amount: by its name, else the only column left that holds numbers. */
static void find_amount(const struct segbias_head *head, char decimal, struct segbias_layout *layout)
{
	static const struct {
		enum segbias_role role;
		enum segbias_unit unit;
	} UNITS[] = {{SEGBIAS_ROLE_COUNT, SEGBIAS_UNIT_COUNT},
	             {SEGBIAS_ROLE_SHARE, SEGBIAS_UNIT_SHARE},
	             {SEGBIAS_ROLE_PERCENT, SEGBIAS_UNIT_PERCENT}};
	for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
		layout->count_field = find_role(head, UNITS[i].role);
		layout->unit = UNITS[i].unit;
		if (layout->count_field != SEGBIAS_NO_FIELD)
			return;
	}
	layout->unit = SEGBIAS_UNIT_COUNT;
	for (size_t field = 0; field < head->width; field++) {
		if (field == layout->attribute_field || field == layout->value_field || field == layout->moe_field ||
		    !segbias_source_numeric(head, field, decimal))
			continue;
		if (layout->count_field != SEGBIAS_NO_FIELD) {
			layout->count_field = SEGBIAS_NO_FIELD;
			return;
		}
		layout->count_field = field;
	}
}

static enum segbias_status recognise(const struct segbias_head *head, const struct segbias_source_options *options,
                                     bool *found, struct segbias_layout *layout, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	layout->attribute_field = find_role(head, SEGBIAS_ROLE_ATTRIBUTE);
	layout->value_field = find_role(head, SEGBIAS_ROLE_VALUE);
	layout->moe_field = find_role(head, SEGBIAS_ROLE_MOE);
	bool named = layout->attribute_field != SEGBIAS_NO_FIELD && layout->value_field != SEGBIAS_NO_FIELD;
	if (named && options->weight && !segbias_source_unweighted(head, options))
		return segbias_error_set(error, SEGBIAS_USAGE, "--reference-weight: a table of margins has no weights");
	if (named && options->count) {
		status = segbias_source_field(head, options->count, "--reference-count", &layout->count_field, error);
		if (status == SEGBIAS_OK && segbias_name_suggests(head->names[layout->count_field], SEGBIAS_ROLE_SHARE))
			layout->unit = SEGBIAS_UNIT_SHARE;
		if (status == SEGBIAS_OK &&
		    segbias_name_suggests(head->names[layout->count_field], SEGBIAS_ROLE_PERCENT))
			layout->unit = SEGBIAS_UNIT_PERCENT;
	} else if (named) {
		find_amount(head, options->decimal, layout);
	}
	if (status != SEGBIAS_OK)
		return status;
	*found = named && layout->count_field != SEGBIAS_NO_FIELD;
	if (*found || !options->shape)
		return SEGBIAS_OK;
	status = segbias_error_set(error, SEGBIAS_DATA,
	                           "shape marginal needs the columns attribute, value and count, share or "
	                           "percent");
	segbias_error_hint(error,
	                   "rename the columns; a count column of another name is given by --reference-count COL");
	return status;
}

/* --- pouring ---------------------------------------------------------------------------------------------------- */

struct attribute {
	size_t column;
	struct segbias_sum total;
	unsigned decimals; /* of the finest amount, as a fraction of the unit */
	size_t rows;
};

struct pouring {
	struct segbias_source *source;
	const struct segbias_plan *plan;
	struct segbias_tally *tally;
	struct segbias_intern names;
	struct attribute *attributes; /* [names.size] */
};

static enum segbias_status find_attribute(struct pouring *pouring, struct segbias_label name, struct attribute **out,
                                          struct segbias_error *error)
{
	uint32_t size = pouring->names.size;
	uint32_t id = segbias_intern_add(&pouring->names, name);
	if (id == SEGBIAS_INTERN_NONE)
		return segbias_error_memory(error);
	if (pouring->names.size > size) {
		if (pouring->names.size > SEGBIAS_CSV_COLUMNS_MAX)
			return segbias_error_set(error, SEGBIAS_DATA, "more than %d attributes",
			                         SEGBIAS_CSV_COLUMNS_MAX);
		struct attribute *attributes = realloc(pouring->attributes, (size + 1) * sizeof *attributes);
		if (!attributes)
			return segbias_error_memory(error);
		pouring->attributes = attributes;
		attributes[id] = (struct attribute){0};
		enum segbias_status status =
		    segbias_tally_add_column(pouring->tally, name, &attributes[id].column, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	*out = &pouring->attributes[id];
	return SEGBIAS_OK;
}

static enum segbias_status pour_row(struct pouring *pouring, const struct segbias_row *row, struct segbias_error *error)
{
	const struct segbias_layout *layout = segbias_source_layout(pouring->source);
	struct segbias_label name = segbias_row_cell(row, layout->attribute_field);
	struct segbias_label value = segbias_row_cell(row, layout->value_field);
	struct segbias_label cell = segbias_row_cell(row, layout->count_field);
	struct segbias_error why = {0};
	double figure[2] = {0, 0}; /* amount, margin of error */
	if (segbias_missing_blank(name)) {
		segbias_error_set(&why, SEGBIAS_DATA, "the row names no attribute");
		return segbias_source_reject(pouring->source, row, layout->attribute_field, &why, error);
	}
	bool share = layout->unit != SEGBIAS_UNIT_COUNT;
	if (segbias_source_amount(pouring->source, cell, share, &figure[0], &why) != SEGBIAS_OK)
		return segbias_source_reject(pouring->source, row, layout->count_field, &why, error);
	if (layout->moe_field != SEGBIAS_NO_FIELD &&
	    segbias_source_amount(pouring->source, segbias_row_cell(row, layout->moe_field), share, &figure[1], &why) !=
	        SEGBIAS_OK)
		return segbias_source_reject(pouring->source, row, layout->moe_field, &why, error);
	struct segbias_label moe = layout->moe_field != SEGBIAS_NO_FIELD ? segbias_row_cell(row, layout->moe_field)
	                                                                 : (struct segbias_label){0};
	if (layout->unit == SEGBIAS_UNIT_PERCENT && moe.size && moe.bytes[moe.size - 1] == '%')
		figure[1] *= 100;
	struct attribute *attribute = NULL;
	enum segbias_status status = find_attribute(pouring, name, &attribute, error);
	if (status != SEGBIAS_OK || !attribute)
		return status;
	bool sign = share && cell.size && cell.bytes[cell.size - 1] == '%';
	unsigned decimals = segbias_number_decimals(cell, segbias_source_options(pouring->source)->decimal);
	if (sign && layout->unit == SEGBIAS_UNIT_PERCENT)
		figure[0] *= 100;
	uint32_t id = 0;
	bool fresh = false;
	if (segbias_tally_spell(pouring->tally, attribute->column, value, 1, &id, &fresh) != SEGBIAS_OK)
		return segbias_error_memory(error);
	if (!fresh && id != SEGBIAS_ID_MISSING && !pouring->plan->repeats &&
	    !segbias_tally_overflowed(pouring->tally, attribute->column)) {
		/* The value is not quoted: nobody has said yet that this attribute is compared. */
		char quoted[SEGBIAS_QUOTE_MAX];
		segbias_error_set(&why, SEGBIAS_DATA, "%s lists this value a second time",
		                  segbias_label_quote(name, quoted));
		segbias_error_hint(&why, "one row a value; of several years or places, --where COL=VALUE takes one");
		return segbias_source_reject(pouring->source, row, layout->value_field, &why, error);
	}
	/* A "%" in a column of shares moves the sign by two digits. */
	decimals += sign && layout->unit == SEGBIAS_UNIT_SHARE ? 2 : 0;
	attribute->decimals = decimals > attribute->decimals ? decimals : attribute->decimals;
	attribute->rows++;
	if (!segbias_sum_add(&attribute->total, figure[0]))
		return segbias_error_memory(error);
	return segbias_tally_add_cell(pouring->tally, attribute->column, id, figure, error);
}

/* Sums have digits of rounding at their end: six are enough to see what is off. */
static const char *shorten(double value, char out[static SEGBIAS_NUMBER_MAX])
{
	(void)snprintf(out, SEGBIAS_NUMBER_MAX, "%.6g", value);
	return out;
}

/* Shares must sum to 1 (percentages to 100) within rounding: what is missing was left out of the table. */
static enum segbias_status check_sums(const struct pouring *pouring, struct segbias_error *error)
{
	enum segbias_unit unit = segbias_source_layout(pouring->source)->unit;
	double whole = unit == SEGBIAS_UNIT_PERCENT ? 100 : 1;
	for (uint32_t i = 0; i < pouring->names.size && unit != SEGBIAS_UNIT_COUNT; i++) {
		double total = segbias_sum_value(&pouring->attributes[i].total);
		/* Half a unit of the last digit that is written anywhere, for every row: a zero left out at the end of a
		 * number is no lesser precision. */
		double tolerance =
		    (double)pouring->attributes[i].rows * 0.5 * pow(10, -(double)pouring->attributes[i].decimals);
		/* Written in full digits, shares still carry the rounding of doubles. */
		if (fabs(total - whole) <= fmax(tolerance, 1e-9 * whole))
			continue;
		char quoted[SEGBIAS_QUOTE_MAX];
		char number[2][SEGBIAS_NUMBER_MAX];
		enum segbias_status status =
		    segbias_error_set(error, SEGBIAS_DATA, "the shares of %s sum to %s, not %g: off by %s",
		                      segbias_label_quote(pouring->names.labels[i], quoted), shorten(total, number[0]),
		                      whole, shorten(total - whole, number[1]));
		segbias_error_hint(
		    error, whole == 1 && fabs(total - 100) < 1
			       ? "these are percentages: name the column percent"
			       : "list every value, a rest as a value of its own; counts are in a column \"count\"");
		return status;
	}
	return SEGBIAS_OK;
}

static enum segbias_status pour(struct segbias_source *source, const struct segbias_plan *plan,
                                struct segbias_tally *tally, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct pouring pouring = {.source = source, .plan = plan, .tally = tally};
	struct segbias_filters *filters = NULL;
	SEGBIAS_TRY(segbias_filters_create(plan, &filters, error));
	for (;;) {
		struct segbias_row row;
		bool end = false;
		SEGBIAS_TRY(segbias_source_next(source, &row, &end, error));
		if (end)
			break;
		if (segbias_filters_accept(filters, &row))
			SEGBIAS_TRY(pour_row(&pouring, &row, error));
		else
			segbias_source_facts_edit(source)->filtered++;
	}
	SEGBIAS_TRY(check_sums(&pouring, error));
done:
	for (uint32_t i = 0; i < pouring.names.size && pouring.attributes; i++)
		segbias_sum_release(&pouring.attributes[i].total);
	free(pouring.attributes);
	segbias_intern_release(&pouring.names);
	segbias_filters_free(filters);
	return status;
}

const struct segbias_shape segbias_shape_marginal = {"marginal", "a long table of margins", true, recognise, pour};
