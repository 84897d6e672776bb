/* Columns of an audit of which one tells of the other, or two of a third (--publish K). */
#include "analysis/audit.h"
#include "analysis/nested_columns.h"

#include "base/memory.h"

#include <stdlib.h>

struct checking {
	double least;
	const struct segbias_audit_groups *list;
};

static enum segbias_status withhold(void *context, size_t column, const struct segbias_publish_sets *sets, bool *open,
                                    struct segbias_error *error)
{
	const struct checking *checking = context;
	return segbias_audit_withhold_sets(checking->least, &checking->list[column], sets, open, error);
}

enum segbias_status segbias_audit_check_nested(const struct segbias_audit_input *input,
                                               const struct segbias_audit_groups *list, size_t count,
                                               struct segbias_error *error)
{
	const struct segbias_policy *policy = input->base.policy;
	struct checking checking = {policy->publish, list};
	struct segbias_nested_column *columns = segbias_memory_zeroed(count + 1, sizeof *columns);
	if (!columns)
		return segbias_error_memory(error);
	for (size_t i = 0; i < count; i++) {
		const struct segbias_attribute *part = list[i].parts[0];
		columns[i] = (struct segbias_nested_column){list[i].name,   (uint32_t)part->reference_column,
		                                            part->id_count, part->value_count + 1,
		                                            part->value_of, segbias_audit_withholds(&list[i])};
	}
	enum segbias_status status =
	    segbias_nested_columns_check(&(struct segbias_nested_columns){.tally = input->base.campaign,
	                                                                  .list = columns,
	                                                                  .count = count,
	                                                                  .least = policy->publish,
	                                                                  .shared = true,
	                                                                  .counted = true,
	                                                                  .named = policy->audit.crossing_count > 0,
	                                                                  .path = input->base.campaign_path,
	                                                                  .withhold = withhold,
	                                                                  .context = &checking},
	                                 error);
	free(columns);
	return status;
}
