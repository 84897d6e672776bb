/* Columns of which one tells of the other (--publish K): of a city its country, of an age its band. The counts of each are withheld by
 * themselves, so that those of a country less those of its cities that are shown would be those of the one that is not. They are
 * told by their values falling apart into sets that no record joins: each set's counts are then the same by both columns. */
#include "analysis/audit.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
	SETS_MAX = 1 << 26
}; /* of two columns with more pairs of values: too many to look at, so that they are taken for nested */

static size_t root_of(size_t *parent, size_t node)
{
	while (parent[node] != node)
		node = parent[node] = parent[parent[node]];
	return node;
}

/* How many sets the values of both columns fall into; `parent` has room for all of them. */
static size_t count_sets(const struct segbias_table *table, const struct segbias_attribute *const columns[2],
                         size_t *parent)
{
	size_t sets = 0;
	for (size_t i = 0; i < columns[0]->value_count + columns[1]->value_count; i++)
		parent[i] = SIZE_MAX;
	for (uint32_t first = SEGBIAS_ID_FIRST; first < columns[0]->id_count; first++)
		for (uint32_t second = SEGBIAS_ID_FIRST; second < columns[1]->id_count; second++) {
			size_t nodes[2] = {columns[0]->value_of[first], columns[1]->value_of[second]};
			if (nodes[0] == UINT32_MAX || nodes[1] == UINT32_MAX ||
			    segbias_tally_cell(table, (const uint32_t[]){first, second}, 2).count == 0)
				continue;
			nodes[1] += columns[0]->value_count;
			for (size_t i = 0; i < 2; i++)
				if (parent[nodes[i]] == SIZE_MAX) {
					parent[nodes[i]] = nodes[i];
					sets++;
				}
			nodes[0] = root_of(parent, nodes[0]);
			nodes[1] = root_of(parent, nodes[1]);
			sets -= nodes[0] != nodes[1];
			parent[nodes[0]] = nodes[1];
		}
	return sets;
}

static enum segbias_status look(const struct segbias_tally *tally, const struct segbias_audit_groups *a,
                                const struct segbias_audit_groups *b, bool *nested, struct segbias_error *error)
{
	bool turned = a->parts[0]->reference_column > b->parts[0]->reference_column;
	const struct segbias_attribute *columns[2] = {turned ? b->parts[0] : a->parts[0],
	                                              turned ? a->parts[0] : b->parts[0]};
	const uint32_t ids[2] = {(uint32_t)columns[0]->reference_column, (uint32_t)columns[1]->reference_column};
	const struct segbias_table *table = segbias_tally_table(tally, ids, 2);
	*nested = true;
	if (!table || (size_t)columns[0]->id_count * columns[1]->id_count > SETS_MAX)
		return SEGBIAS_OK;
	size_t *parent = segbias_memory_zeroed(columns[0]->value_count + columns[1]->value_count + 1, sizeof *parent);
	if (!parent)
		return segbias_error_memory(error);
	*nested = count_sets(table, columns, parent) > 1;
	free(parent);
	return SEGBIAS_OK;
}

static enum segbias_status refuse(const struct segbias_audit_input *input, const struct segbias_audit_groups *list,
                                  size_t count, const struct segbias_audit_groups *const both[2],
                                  struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	struct segbias_text others = {0};
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "audit_nested_not_published|--publish: columns %s and %s tell of each other, and their counts "
	    "are not withheld together: what one withholds the other may tell",
	    segbias_label_quote(both[0]->name, quoted[0]), segbias_label_quote(both[1]->name, quoted[1]));
	for (size_t i = 0; i < count; i++) {
		if (&list[i] == both[1])
			continue;
		segbias_text_add_string(&others, others.size ? "," : "");
		segbias_text_add_item(&others, list[i].name, ",*=");
	}
	if (others.size && !others.failed && !memchr(others.data, '\'', others.size))
		segbias_error_hint(error, "-a '%s' leaves the second one out", others.data);
	else
		segbias_error_hint(error, "-a A,B without one of the two can be published");
	segbias_error_place(error, input->base.campaign_path, 0, 0);
	segbias_text_release(&others);
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
			enum segbias_status status = look(input->base.campaign, &list[i], &list[j], &nested, error);
			if (status == SEGBIAS_OK && nested)
				status =
				    refuse(input, list, count,
				           (const struct segbias_audit_groups *const[]){&list[i], &list[j]}, error);
			if (status != SEGBIAS_OK)
				return status;
		}
	return SEGBIAS_OK;
}
