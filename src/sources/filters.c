/* Which rows count at all: --where and --within, decided once per distinct spelling. */
#include "sources/source.h"

#include "base/memory.h"

#include <stdlib.h>

struct filter {
	const struct segbias_plan_filter *plan;
	struct segbias_intern seen;
	bool *accepted; /* [SEGBIAS_DISTINCT_MAX], by spelling */
};

struct segbias_filters {
	const struct segbias_plan *plan;
	struct filter *filters;
	size_t count;
	char *meaning; /* [meaning_capacity]: room for that of a cell that has its quotes yet */
	size_t meaning_capacity;
};

enum segbias_status segbias_filters_create(const struct segbias_plan *plan, struct segbias_filters **out,
                                           struct segbias_error *error)
{
	struct segbias_filters *filters = segbias_memory_zeroed(1, sizeof *filters);
	if (!filters)
		return segbias_error_memory(error);
	filters->plan = plan;
	filters->filters = segbias_memory_zeroed(plan->filter_count + 1, sizeof *filters->filters);
	bool ok = filters->filters != NULL;
	for (size_t i = 0; ok && i < plan->filter_count; i++) {
		filters->filters[i].plan = &plan->filters[i];
		filters->filters[i].accepted = segbias_memory_zeroed(SEGBIAS_DISTINCT_MAX, sizeof(bool));
		filters->count++;
		ok = filters->filters[i].accepted != NULL;
	}
	if (!ok) {
		segbias_filters_free(filters);
		return segbias_error_memory(error);
	}
	*out = filters;
	return SEGBIAS_OK;
}

void segbias_filters_free(struct segbias_filters *filters)
{
	if (!filters)
		return;
	for (size_t i = 0; filters->filters && i < filters->count; i++) {
		segbias_intern_release(&filters->filters[i].seen);
		free(filters->filters[i].accepted);
	}
	free(filters->meaning);
	free(filters->filters);
	free(filters);
}

/* Of a code that a list of the file's form explains, either may be named: it, or what it means. */
static bool accepts(const struct segbias_plan *plan, struct filter *filter, struct segbias_label cell)
{
	uint32_t known = segbias_intern_find(&filter->seen, cell);
	if (known != SEGBIAS_INTERN_NONE)
		return filter->accepted[known];
	struct segbias_label meaning = segbias_plan_meaning(plan, filter->plan->field, cell);
	bool accepted = filter->plan->accept(filter->plan->context, cell) ||
	                (meaning.bytes != cell.bytes && filter->plan->accept(filter->plan->context, meaning));
	if (filter->seen.size < SEGBIAS_DISTINCT_MAX) {
		uint32_t added = segbias_intern_add(&filter->seen, cell);
		if (added != SEGBIAS_INTERN_NONE) /* otherwise it is only slower */
			filter->accepted[added] = accepted;
	}
	return accepted;
}

/* What the cell of the filter means. Where there is no memory for that it means nothing: the call fails as a whole then. */
static struct segbias_label cell_of(struct segbias_filters *filters, const struct segbias_row *row, size_t field)
{
	struct segbias_label cell = segbias_row_cell(row, field);
	if (!row->batch || !row->batch->raw || cell.size == 0 || cell.bytes[0] != '"')
		return cell;
	if (cell.size > filters->meaning_capacity) {
		char *grown = segbias_memory_resize(filters->meaning, cell.size, 1);
		if (!grown)
			return (struct segbias_label){"", 0};
		filters->meaning = grown;
		filters->meaning_capacity = cell.size;
	}
	return segbias_label_unquote(cell, filters->meaning);
}

const struct segbias_plan_filter *segbias_filters_refusing(struct segbias_filters *filters,
                                                           const struct segbias_row *row)
{
	for (size_t i = 0; i < filters->count; i++)
		if (!accepts(filters->plan, &filters->filters[i],
		             cell_of(filters, row, filters->filters[i].plan->field)))
			return filters->filters[i].plan;
	return NULL;
}

bool segbias_filters_alone(struct segbias_filters *filters, const struct segbias_row *row,
                           const struct segbias_plan_filter *refusing)
{
	for (size_t i = 0; i < filters->count; i++)
		if (filters->filters[i].plan != refusing &&
		    !accepts(filters->plan, &filters->filters[i],
		             cell_of(filters, row, filters->filters[i].plan->field)))
			return false;
	return true;
}

bool segbias_filters_accept(struct segbias_filters *filters, const struct segbias_row *row)
{
	return segbias_filters_refusing(filters, row) == NULL;
}
