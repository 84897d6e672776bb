/* Shape: a long table of margins, attribute,value,count (or share, or percent), a row a value. */
#include "sources/aggregate.h"

#include "base/memory.h"
#include "base/personal.h"

#include "sources/interval.h"
#include "sources/margin.h"
#include "tally/encoder.h"
#include "values/name.h"
#include "values/person.h"

#include <stdlib.h>

static size_t find_role(const struct segbias_head *head, enum segbias_role role)
{
	for (size_t field = 0; field < head->width; field++)
		if (segbias_name_suggests(head->names[field], role))
			return field;
	return SEGBIAS_NO_FIELD;
}

void segbias_marginal_fields(const struct segbias_head *head, size_t *attribute_field, size_t *value_field)
{
	*attribute_field = find_role(head, SEGBIAS_ROLE_ATTRIBUTE);
	*value_field = find_role(head, SEGBIAS_ROLE_VALUE);
}

/* Every number beside the names is left over, constant ones too: two of one half are shares. */
static void mark_left_over(struct segbias_evidence *evidence, const struct segbias_layout *layout)
{
	for (size_t field = 0; field < evidence->grid->width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		bool taken = field == layout->attribute_field || field == layout->value_field ||
		             field == layout->moe_field || field == layout->base_field || column->bound ||
		             (column->numeric && segbias_margin_named(column));
		bool code = column->code_of != SEGBIAS_NO_FIELD && segbias_evidence_says(column, SEGBIAS_WORD_ID);
		column->left_over = !taken && column->numeric && !column->replicate && !code &&
		                    !(column->period && segbias_evidence_says(column, SEGBIAS_WORD_PERIOD));
		column->dimension = !taken && !column->left_over && !column->constant && column->known > 0 &&
		                    !(column->numeric && column->digits > 0);
	}
}

/* A table of margins is a population: as a campaign it is most often the wrong one of the two files. */
static enum segbias_status refuse_campaign(const struct segbias_evidence *evidence, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	const struct segbias_head *other = evidence->other->head;
	if (evidence->options->decision) {
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "audit_of_margins|a table of margins lists several attributes in one column, and everybody once "
		    "for each of them");
		segbias_error_hint(error,
		                   "a file for each attribute, whose column is named like it: sex,applicants,selected");
		segbias_error_place(error, evidence->file, 1, 0);
		return SEGBIAS_DATA;
	}
	segbias_error_set(error, SEGBIAS_DATA,
	                  "campaign_of_margins|a table of margins holds no campaign: it is a reference");
	size_t fields[2] = {SEGBIAS_NO_FIELD, SEGBIAS_NO_FIELD};
	if (other)
		segbias_marginal_fields(other, &fields[0], &fields[1]);
	bool margins = fields[0] != SEGBIAS_NO_FIELD && fields[1] != SEGBIAS_NO_FIELD; /* both are references */
	if (other && !margins && segbias_text_copyable(other->file) && segbias_text_copyable(evidence->file))
		segbias_error_hint(error, "the wrong way round? the campaign comes first: %s %s",
		                   segbias_text_show(other->file, quoted[0]),
		                   segbias_text_show(evidence->file, quoted[1]));
	else
		segbias_error_hint(error, "the campaign comes first, and then the reference");
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

/* Whether half of the attributes are called as people are. */
static enum segbias_status are_people(const struct segbias_evidence *evidence, size_t field, bool *people,
                                      struct segbias_error *error)
{
	const struct segbias_intern *names = &evidence->grid->spellings[field];
	size_t found = 0;
	for (uint32_t i = 0; i < names->size; i++) {
		bool ok = true;
		struct segbias_label name = names->labels[i];
		found += segbias_personal_value(name) ||
		         (segbias_person_capitals(name) && segbias_person_look(name, &ok) == SEGBIAS_PERSON_FULL);
		if (!ok)
			return segbias_error_memory(error);
	}
	*people = found > 0 && 2 * found >= names->size;
	return SEGBIAS_OK;
}

static enum segbias_status refuse_people(const struct segbias_evidence *evidence, size_t field,
                                         struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA,
	                  "attributes_are_people|the attributes that column %s names look like people",
	                  segbias_label_quote(evidence->columns[field].name, quoted));
	segbias_error_hint(error, "if they are attributes: --reference-shape marginal shows them all the same");
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status find_figure(struct segbias_evidence *evidence, struct segbias_layout *layout,
                                       struct segbias_error *error)
{
	const struct segbias_source_options *options = evidence->options;
	if (options->weight && !segbias_source_unweighted(options->head, options))
		return segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "margins_have_no_weight|--reference-weight: a table of margins has no weights");
	if (!options->count)
		return segbias_evidence_number(evidence, &layout->count_field, error);
	enum segbias_status status =
	    segbias_source_field(options->head, options->count, "--reference-count", &layout->count_field, error);
	if (status == SEGBIAS_OK)
		evidence->columns[layout->count_field].why = "option";
	return status;
}

static void name_parts(struct segbias_evidence *evidence, const struct segbias_layout *layout)
{
	const struct {
		size_t field;
		enum segbias_part part;
	} PARTS[] = {{layout->attribute_field, SEGBIAS_PART_ATTRIBUTE_NAME},
	             {layout->value_field, SEGBIAS_PART_VALUE},
	             {layout->moe_field, SEGBIAS_PART_MARGIN_OF_ERROR},
	             {layout->base_field, SEGBIAS_PART_BASE},
	             {layout->count_field, SEGBIAS_PART_COUNT}};
	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
		if (PARTS[i].field != SEGBIAS_NO_FIELD) {
			struct segbias_column_evidence *column = &evidence->columns[PARTS[i].field];
			column->part = PARTS[i].part;
			column->why = column->why ? column->why : "name";
		}
}

static enum segbias_status recognise(struct segbias_evidence *evidence, bool *found, struct segbias_layout *layout,
                                     struct segbias_error *error)
{
	const struct segbias_source_options *options = evidence->options;
	enum segbias_status status = SEGBIAS_OK;
	bool people = false;
	segbias_marginal_fields(options->head, &layout->attribute_field, &layout->value_field);
	layout->moe_field = find_role(options->head, SEGBIAS_ROLE_MOE);
	layout->standard_errors = layout->moe_field == SEGBIAS_NO_FIELD;
	if (layout->standard_errors)
		layout->moe_field = find_role(options->head, SEGBIAS_ROLE_STANDARD_ERROR);
	bool named = layout->attribute_field != SEGBIAS_NO_FIELD && layout->value_field != SEGBIAS_NO_FIELD;
	if (named)
		for (size_t field = 0; field < evidence->grid->width; field++)
			if (segbias_name_same(evidence->columns[field].name, segbias_label_of("base")) &&
			    evidence->columns[field].numeric)
				layout->base_field = field;
	if (named) {
		mark_left_over(evidence, layout);
		status = find_figure(evidence, layout, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	*found = named && layout->count_field != SEGBIAS_NO_FIELD;
	if (*found && layout->moe_field != SEGBIAS_NO_FIELD &&
	    !segbias_margin_fits(evidence, layout->count_field, layout->moe_field))
		layout->moe_field = SEGBIAS_NO_FIELD;
	if (*found && layout->moe_field == SEGBIAS_NO_FIELD)
		segbias_margin_find(evidence, layout);
	if (*found && !options->reference)
		return refuse_campaign(evidence, error);
	status = *found && !options->shape ? are_people(evidence, layout->attribute_field, &people, error) : SEGBIAS_OK;
	if (status != SEGBIAS_OK || people)
		return people ? refuse_people(evidence, layout->attribute_field, error) : status;
	if (*found) {
		name_parts(evidence, layout);
		return SEGBIAS_OK;
	}
	layout->attribute_field = layout->value_field = layout->moe_field = layout->base_field = SEGBIAS_NO_FIELD;
	if (!options->shape)
		return SEGBIAS_OK;
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "no_margins_columns|shape marginal needs the columns attribute, value and count, share or percent");
	if (named)
		segbias_error_hint(error, "name the column that counts: --reference-count COL");
	else
		segbias_error_hint(error, "name the columns of attributes and values so: attribute,value");
	return SEGBIAS_DATA;
}

/* --- pouring ---------------------------------------------------------------------------------------------------- */

struct attribute {
	size_t column;
};

struct pouring {
	struct segbias_source *source;
	const struct segbias_plan *plan;
	struct segbias_tally *tally;
	struct segbias_encoder *encoder;
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
			return segbias_error_set(error, SEGBIAS_DATA, "too_many_columns|more than %d attributes",
			                         SEGBIAS_CSV_COLUMNS_MAX);
		struct attribute *attributes = segbias_memory_resize(pouring->attributes, size + 1, sizeof *attributes);
		if (!attributes)
			return segbias_error_memory(error);
		pouring->attributes = attributes;
		attributes[id] = (struct attribute){0};
		enum segbias_status status =
		    segbias_encoder_add_column(pouring->encoder, name, &attributes[id].column, error);
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
		segbias_error_set(&why, SEGBIAS_DATA, "row_names_no_attribute|the row names no attribute");
		return segbias_source_reject(pouring->source, row, layout->attribute_field, &why, error);
	}
	struct segbias_interval interval = {0};
	if (segbias_interval_read(pouring->source, row, cell, layout->count_field, &interval, &why) != SEGBIAS_OK)
		return segbias_source_reject(pouring->source, row, layout->count_field, &why, error);
	figure[0] = interval.figure;
	if (layout->moe_field != SEGBIAS_NO_FIELD &&
	    segbias_source_margin(pouring->source, row, &figure[1], &why) != SEGBIAS_OK)
		return segbias_source_reject(pouring->source, row, layout->moe_field, &why, error);
	struct attribute *attribute = NULL;
	enum segbias_status status = find_attribute(pouring, name, &attribute, error);
	if (status != SEGBIAS_OK || !attribute)
		return status;
	uint32_t id = 0;
	bool fresh = false;
	if (segbias_encoder_spell(pouring->encoder, attribute->column, value, 1, &id, &fresh) != SEGBIAS_OK)
		return segbias_error_memory(error);
	if (fresh && segbias_encoder_wants_place(pouring->encoder, attribute->column, id)) {
		uint64_t line = 0;
		uint64_t position = 0;
		segbias_source_place(pouring->source, row, layout->value_field, &line, &position);
		segbias_encoder_place(pouring->encoder, attribute->column, line, position);
	}
	if (!fresh && id != SEGBIAS_ID_MISSING && !pouring->plan->repeats &&
	    !segbias_tally_overflowed(pouring->tally, attribute->column)) {
		/* The value is not quoted: nobody has said yet that this attribute is compared. */
		char quoted[SEGBIAS_QUOTE_MAX];
		segbias_error_set(&why, SEGBIAS_DATA, "value_twice|%s lists this value a second time",
		                  segbias_label_quote(name, quoted));
		segbias_error_hint(
		    &why, "one row a value; of several years or places, --where COL=VALUE takes one, --where 'COL=*' "
			  "adds all up");
		return segbias_source_reject(pouring->source, row, layout->value_field, &why, error);
	}
	status = segbias_tally_add_cell(pouring->tally, attribute->column, id, figure, error);
	struct segbias_doubt doubt = segbias_interval_doubt(&interval);
	return status == SEGBIAS_OK ? segbias_tally_doubt_cell(pouring->tally, attribute->column, id, &doubt, error)
	                            : status;
}

static enum segbias_status pour(struct segbias_source *source, const struct segbias_plan *plan,
                                struct segbias_tally *tally, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct pouring pouring = {.source = source, .plan = plan, .tally = tally};
	struct segbias_filters *filters = NULL;
	SEGBIAS_TRY(segbias_encoder_create(plan, tally, &pouring.encoder, error));
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
			segbias_tally_facts_edit(tally)->filtered++;
	}
done:
	segbias_encoder_free(pouring.encoder);
	free(pouring.attributes);
	segbias_intern_release(&pouring.names);
	segbias_filters_free(filters);
	return status;
}

const struct segbias_shape segbias_shape_marginal = {"marginal", "a long table of margins", true, true, recognise,
                                                     pour};
