#include "tally/head.h"

#include "tally/plan.h"
#include "values/name.h"
#include "values/nearest.h"

size_t segbias_head_find(const struct segbias_head *head, struct segbias_label name)
{
	for (size_t field = 0; field < head->width; field++)
		if (segbias_label_equal(head->names[field], name))
			return field;
	for (size_t field = 0; field < head->width; field++)
		if (segbias_name_same(head->names[field], name))
			return field;
	return SEGBIAS_NO_FIELD;
}

enum segbias_status segbias_head_no_column(const struct segbias_head *head, const char *option,
                                           struct segbias_label name, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status = segbias_error_set(error, SEGBIAS_DATA, "%s: there is no column %s", option,
	                                               segbias_label_quote(name, quoted));
	size_t nearest = segbias_nearest(name, head->names, head->width);
	if (nearest != SEGBIAS_NEAREST_NONE)
		segbias_error_hint(error, "the nearest is %s", segbias_label_quote(head->names[nearest], quoted));
	segbias_error_place(error, head->file, 1, 0);
	return status;
}
