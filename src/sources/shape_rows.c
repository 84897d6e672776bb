/* Shape: a row is a record (a campaign's rows, a reference's microdata), with an optional weight column. */
#include "sources/source.h"

#include "values/name.h"

static enum segbias_status recognise(const struct segbias_head *head, const struct segbias_source_options *options,
                                     bool *found, struct segbias_layout *layout, struct segbias_error *error)
{
	*found = true;
	if (options->count) {
		enum segbias_status status = segbias_error_set(error, SEGBIAS_USAGE, "shape rows has no count column");
		segbias_error_hint(error, "leave out either %s or %s",
		                   options->reference ? "--reference-shape" : "--shape",
		                   options->reference ? "--reference-count" : "--count");
		return status;
	}
	if (segbias_source_unweighted(head, options))
		return SEGBIAS_OK;
	if (options->weight)
		return segbias_source_field(head, options->weight,
		                            options->reference ? "--reference-weight" : "--weight",
		                            &layout->weight_field, error);
	for (size_t field = 0; field < head->width; field++) {
		if (segbias_name_suggests(head->names[field], SEGBIAS_ROLE_EVENTS) &&
		    segbias_source_numeric(head, field, options->decimal))
			layout->events_field = field;
		if (!segbias_name_suggests(head->names[field], SEGBIAS_ROLE_WEIGHT) ||
		    !segbias_source_numeric(head, field, options->decimal))
			continue;
		if (layout->weight_field != SEGBIAS_NO_FIELD) {
			enum segbias_status status =
			    segbias_error_set(error, SEGBIAS_DATA, "several columns could hold the weight");
			segbias_error_hint(error, "name one: %s COL",
			                   options->reference ? "--reference-weight" : "--weight");
			return status;
		}
		layout->weight_field = field;
	}
	return SEGBIAS_OK;
}

const struct segbias_shape segbias_shape_rows = {"rows", "one row a record", false, recognise, segbias_pour_records};
