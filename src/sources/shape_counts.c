/* Shape: a row is a cell of a joint table and stands for as many records as its count column says. */
#include "sources/source.h"

#include "values/name.h"

/* Rows, for a column that never repeats to be an identifier: fewer are the values of an attribute. */
enum { DIFFERENT_LEAST = 3, DIFFERENT_LEAST_AMBIGUOUS = 50 };

/* A column that is named like an identifier and never repeats: then every row is a record, and a column "n" is one of
 * its attributes. */
static bool has_identifier(const struct segbias_head *head)
{
	for (size_t field = 0; field < head->width; field++) {
		bool ambiguous = segbias_name_suggests(head->names[field], SEGBIAS_ROLE_AMBIGUOUS);
		if (!segbias_name_suggests(head->names[field], SEGBIAS_ROLE_IDENTIFIER) ||
		    head->rows < (ambiguous ? DIFFERENT_LEAST_AMBIGUOUS : DIFFERENT_LEAST))
			continue;
		struct segbias_intern seen = {0};
		bool differ = true;
		for (size_t row = 0; row < head->rows && differ; row++) {
			uint32_t size = seen.size;
			differ =
			    segbias_intern_add(&seen, segbias_head_cell(head, row, field)) != SEGBIAS_INTERN_NONE &&
			    seen.size > size;
		}
		segbias_intern_release(&seen);
		if (differ)
			return true;
	}
	return false;
}

static enum segbias_status several(const struct segbias_head *head, size_t first, size_t second, bool reference,
                                   struct segbias_error *error)
{
	char a[SEGBIAS_QUOTE_MAX];
	char b[SEGBIAS_QUOTE_MAX];
	enum segbias_status status =
	    segbias_error_set(error, SEGBIAS_DATA, "several columns could hold the count: %s and %s",
	                      segbias_label_quote(head->names[first], a), segbias_label_quote(head->names[second], b));
	segbias_error_hint(error,
	                   reference ? "name one, --reference-count COL, or --reference-shape rows if a row is a person"
	                             : "name one, --count COL, or --shape rows if a row is a record");
	segbias_error_place(error, head->file, 1, 0);
	return status;
}

/* The one column whose name has the role and which holds numbers only. */
static enum segbias_status find_by_role(const struct segbias_head *head, const struct segbias_source_options *options,
                                        enum segbias_role role, size_t *field, struct segbias_error *error)
{
	for (size_t i = 0; i < head->width; i++) {
		if (!segbias_name_suggests(head->names[i], role) || !segbias_source_numeric(head, i, options->decimal))
			continue;
		if (*field != SEGBIAS_NO_FIELD)
			return several(head, *field, i, options->reference, error);
		*field = i;
	}
	return SEGBIAS_OK;
}

/* Events count as records only where rows are cells: where the other columns never repeat as a whole. */
static bool looks_aggregated(const struct segbias_head *head, size_t count_field)
{
	struct segbias_intern seen = {0};
	struct segbias_text key = {0};
	bool differ = head->rows >= 2;
	for (size_t row = 0; row < head->rows && differ; row++) {
		key.size = 0;
		for (size_t field = 0; field < head->width; field++) {
			struct segbias_label cell = segbias_head_cell(head, row, field);
			if (field == count_field || segbias_name_suggests(head->names[field], SEGBIAS_ROLE_EVENTS))
				continue;
			segbias_text_add(&key, cell.bytes, cell.size);
			segbias_text_add(&key, "\0", 1);
		}
		uint32_t size = seen.size;
		differ = !key.failed && key.size &&
		         segbias_intern_add(&seen, (struct segbias_label){key.data, key.size}) != SEGBIAS_INTERN_NONE &&
		         seen.size > size;
	}
	segbias_intern_release(&seen);
	segbias_text_release(&key);
	return differ;
}

static enum segbias_status recognise(const struct segbias_head *head, const struct segbias_source_options *options,
                                     bool *found, struct segbias_layout *layout, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	size_t field = SEGBIAS_NO_FIELD;
	bool weighted = options->weight && !segbias_source_unweighted(head, options);
	if (weighted && options->count)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "a file has a weight column or a count column, not both");
	if (weighted && !options->shape)
		return SEGBIAS_OK; /* rows */
	if (options->count) {
		status = segbias_source_field(head, options->count,
		                              options->reference ? "--reference-count" : "--count", &field, error);
	} else if (options->shape || options->persons || !has_identifier(head)) {
		status = find_by_role(head, options, SEGBIAS_ROLE_COUNT, &field, error);
		if (status == SEGBIAS_OK && field == SEGBIAS_NO_FIELD && !options->reference) {
			status = find_by_role(head, options, SEGBIAS_ROLE_EVENTS, &field, error);
			if (status == SEGBIAS_OK && field != SEGBIAS_NO_FIELD && !looks_aggregated(head, field))
				field = SEGBIAS_NO_FIELD;
			/* several kinds of events in a file of single rows are no question */
			if (status != SEGBIAS_OK && !looks_aggregated(head, SEGBIAS_NO_FIELD)) {
				status = SEGBIAS_OK;
				field = SEGBIAS_NO_FIELD;
			}
		}
	}
	if (status != SEGBIAS_OK)
		return status;
	if (field == SEGBIAS_NO_FIELD && options->shape) {
		status =
		    segbias_error_set(error, SEGBIAS_DATA, "shape counts needs a count column, and none was found");
		segbias_error_hint(error, "name it: %s COL", options->reference ? "--reference-count" : "--count");
		return status;
	}
	if (field == SEGBIAS_NO_FIELD)
		return SEGBIAS_OK;
	if (segbias_name_suggests(head->names[field], SEGBIAS_ROLE_EVENTS))
		layout->events_field = field;
	layout->count_field = field;
	*found = true;
	return SEGBIAS_OK;
}

const struct segbias_shape segbias_shape_counts = {"counts", "a joint table with a count column", false, recognise,
                                                   segbias_pour_records};
