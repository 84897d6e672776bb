#include "analysis/group_index.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* By segment (the whole campaign first), attribute and value, in byte order: <0, 0, >0. */
static int compare_groups(const void *a, const void *b)
{
	const struct segbias_group_item *x = a;
	const struct segbias_group_item *y = b;
	int order = segbias_label_order(x->comparison->segment, y->comparison->segment);
	order = order ? order : segbias_label_compare(x->comparison->attribute, y->comparison->attribute);
	return order ? order : segbias_label_compare(x->value->value, y->value->value);
}

bool segbias_group_index_init(const struct segbias_findings *findings, struct segbias_group_index *out)
{
	size_t at = 0;
	*out = (struct segbias_group_index){.sorted = false};
	for (size_t i = 0; i < findings->comparison_count; i++)
		out->count += findings->comparisons[i].value_count;
	out->items = segbias_memory_zeroed(2 * out->count + 1, sizeof *out->items);
	for (size_t i = 0; out->items && i < findings->comparison_count; i++)
		for (size_t j = 0; j < findings->comparisons[i].value_count; j++)
			out->items[at++] =
			    (struct segbias_group_item){&findings->comparisons[i], &findings->comparisons[i].values[j]};
	return out->items != NULL;
}

void segbias_group_index_release(struct segbias_group_index *cells)
{
	free(cells->items);
	*cells = (struct segbias_group_index){.sorted = false};
}

const struct segbias_group_item *segbias_group_index_find(struct segbias_group_index *cells,
                                                          const struct segbias_group_item *key, size_t at)
{
	struct segbias_group_item *sorted = cells->items + cells->count;
	if (at < cells->count && compare_groups(key, &cells->items[at]) == 0)
		return &cells->items[at];
	if (cells->count == 0)
		return NULL;
	if (!cells->sorted) {
		memcpy(sorted, cells->items, cells->count * sizeof *sorted);
		qsort(sorted, cells->count, sizeof *sorted, compare_groups);
	}
	cells->sorted = true;
	return bsearch(key, sorted, cells->count, sizeof *sorted, compare_groups);
}
