#include "tally/catalogue.h"

#include "base/memory.h"

#include <stdlib.h>

void segbias_catalogue_release(struct segbias_catalogue *catalogue)
{
	segbias_intern_release(&catalogue->items);
	free(catalogue->shown);
}

bool segbias_catalogue_add(struct segbias_catalogue *catalogue, struct segbias_label item, bool *fresh)
{
	uint32_t before = catalogue->items.size;
	uint32_t at = segbias_intern_add(&catalogue->items, item);
	double *shown = at == SEGBIAS_INTERN_NONE
	                    ? NULL
	                    : segbias_memory_room(catalogue->shown, at, &catalogue->room, sizeof *shown);
	if (!shown)
		return false;
	catalogue->shown = shown;
	*fresh = catalogue->items.size > before;
	return true;
}

bool segbias_catalogue_show(struct segbias_catalogue *catalogue, struct segbias_label item)
{
	uint32_t at = segbias_intern_find(&catalogue->items, item);
	if (at == SEGBIAS_INTERN_NONE)
		return false;
	catalogue->shown[at]++;
	return true;
}

static int compare(const void *a, const void *b)
{
	const double *x = a;
	const double *y = b;
	return (*x > *y) - (*x < *y);
}

void segbias_catalogue_finish(struct segbias_catalogue *catalogue, size_t *count)
{
	*count = catalogue->items.size;
	if (*count)
		qsort(catalogue->shown, *count, sizeof *catalogue->shown, compare);
	segbias_intern_release(&catalogue->items);
}
