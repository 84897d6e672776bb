/* Columns of an audit of which one tells of the other (--publish K). */
#include "analysis/audit.h"
#include "analysis/nested.h"

#include "base/memory.h"

#include <stdlib.h>

static size_t value_of(const struct segbias_attribute *attribute, uint32_t id)
{
	bool known = id >= SEGBIAS_ID_FIRST && attribute->value_of[id] != UINT32_MAX;
	return known ? attribute->value_of[id] : attribute->value_count;
}

static void fill(const struct segbias_attribute *const columns[2], const struct segbias_table *table, uint64_t *counts)
{
	size_t width = columns[1]->value_count + 1;
	for (uint32_t first = 0; first < columns[0]->id_count; first++)
		for (uint32_t second = 0; second < columns[1]->id_count; second++)
			counts[value_of(columns[0], first) * width + value_of(columns[1], second)] +=
			    segbias_tally_cell(table, (const uint32_t[]){first, second}, 2).count;
}

static enum segbias_status look(const struct segbias_audit_input *input, const struct segbias_attribute *a,
                                const struct segbias_attribute *b, bool *nested, struct segbias_error *error)
{
	bool turned = a->reference_column > b->reference_column;
	const struct segbias_attribute *const columns[2] = {turned ? b : a, turned ? a : b};
	const uint32_t ids[2] = {(uint32_t)columns[0]->reference_column, (uint32_t)columns[1]->reference_column};
	const struct segbias_table *table = segbias_tally_table(input->base.campaign, ids, 2);
	size_t cells = (columns[0]->value_count + 1) * (columns[1]->value_count + 1);
	*nested = true;
	if (!table || cells > SEGBIAS_NESTING_CELLS_MAX)
		return SEGBIAS_OK;
	uint64_t *counts = segbias_memory_zeroed(cells, sizeof *counts);
	if (!counts)
		return segbias_error_memory(error);
	fill(columns, table, counts);
	struct segbias_nested found;
	const struct segbias_nesting of = {
	    {columns[0]->value_count, columns[1]->value_count}, counts, input->base.policy->publish};
	enum segbias_status status = segbias_nesting_look(&of, &found, error);
	if (status == SEGBIAS_OK)
		*nested = segbias_nested_tells(&found, of.least);
	free(counts);
	return status;
}

static enum segbias_status refuse(const struct segbias_audit_input *input, const struct segbias_audit_groups *list,
                                  size_t count, const struct segbias_telling *telling, struct segbias_error *error)
{
	struct segbias_label *names = segbias_memory_zeroed(count + 1, sizeof *names);
	if (!names)
		return segbias_error_memory(error);
	for (size_t i = 0; i < count; i++)
		names[i] = list[i].name;
	(void)segbias_nested_refuse(telling, names, count, input->base.campaign_path, error);
	free(names);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_audit_check_nested(const struct segbias_audit_input *input,
                                               const struct segbias_audit_groups *list, size_t count,
                                               struct segbias_error *error)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++) {
			bool nested = false;
			if (!segbias_audit_withholds(&list[i]) && !segbias_audit_withholds(&list[j]))
				continue;
			enum segbias_status status = look(input, list[i].parts[0], list[j].parts[0], &nested, error);
			if (status != SEGBIAS_OK)
				return status;
			if (nested)
				return refuse(input, list, count,
				              &(struct segbias_telling){{list[i].name, list[j].name}, 2}, error);
		}
	return SEGBIAS_OK;
}
