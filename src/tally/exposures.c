#include "tally/exposures.h"

#include "base/intern.h"
#include "base/memory.h"

#include <stdlib.h>

struct segbias_exposures {
	struct segbias_intern names, keys;
	struct segbias_exposed *people;     /* [count] */
	struct segbias_exposed_cell *cells; /* [cell_count] */
	size_t count, cell_count, people_room, cell_room;
};

bool segbias_exposures_create(struct segbias_exposures **out)
{
	struct segbias_exposures *exposures = segbias_memory_zeroed(1, sizeof *exposures);
	if (!exposures)
		return false;
	*out = exposures;
	return true;
}

void segbias_exposures_free(struct segbias_exposures *exposures)
{
	if (!exposures)
		return;
	segbias_intern_release(&exposures->names);
	segbias_intern_release(&exposures->keys);
	free(exposures->people);
	free(exposures->cells);
	free(exposures);
}

/* NULL: out of memory. */
static struct segbias_exposed_cell *find_cell(struct segbias_exposures *exposures, uint32_t person, uint32_t category)
{
	const uint32_t key[] = {person, category};
	uint32_t at = segbias_intern_add(&exposures->keys, (struct segbias_label){(const char *)key, sizeof key});
	if (at == SEGBIAS_INTERN_NONE)
		return NULL;
	struct segbias_exposed_cell *cells =
	    segbias_memory_room(exposures->cells, at, &exposures->cell_room, sizeof *cells);
	if (!cells)
		return NULL;
	exposures->cells = cells;
	if (at == exposures->cell_count)
		cells[exposures->cell_count++] = (struct segbias_exposed_cell){person, 0, 0};
	return &cells[at];
}

bool segbias_exposures_show(struct segbias_exposures *exposures, struct segbias_label person, uint32_t category)
{
	uint32_t at = segbias_intern_add(&exposures->names, person);
	if (at == SEGBIAS_INTERN_NONE)
		return false;
	struct segbias_exposed *people =
	    segbias_memory_room(exposures->people, at, &exposures->people_room, sizeof *people);
	if (!people)
		return false;
	exposures->people = people;
	if (at == exposures->count)
		people[exposures->count++] = (struct segbias_exposed){.unit = UINT32_MAX};
	struct segbias_exposed_cell *cell = find_cell(exposures, at, category);
	if (!cell)
		return false;
	cell->shown++;
	people[at].shown++;
	return true;
}

bool segbias_exposures_choose(struct segbias_exposures *exposures, struct segbias_label person, uint32_t category,
                              bool *known)
{
	uint32_t at = segbias_intern_find(&exposures->names, person);
	*known = at != SEGBIAS_INTERN_NONE;
	if (!*known)
		return true;
	struct segbias_exposed_cell *cell = find_cell(exposures, at, category);
	if (!cell)
		return false;
	cell->chosen++;
	exposures->people[at].chosen++;
	return true;
}

static int compare(uint32_t x, uint32_t y)
{
	return (x > y) - (x < y);
}

static int compare_cells(const void *a, const void *b)
{
	const struct segbias_exposed_cell *x = a;
	const struct segbias_exposed_cell *y = b;
	int order = compare(x->person, y->person);
	if (order == 0)
		order = compare(x->chosen, y->chosen);
	return order ? order : compare(x->shown, y->shown);
}

void segbias_exposures_finish(struct segbias_exposures *exposures)
{
	segbias_intern_release(&exposures->keys);
	if (exposures->cell_count)
		qsort(exposures->cells, exposures->cell_count, sizeof *exposures->cells, compare_cells);
	for (size_t i = 0; i < exposures->cell_count; i++) {
		struct segbias_exposed *person = &exposures->people[exposures->cells[i].person];
		if (!person->count++)
			person->cells = &exposures->cells[i];
	}
}

void segbias_exposures_join(struct segbias_exposures *exposures,
                            uint32_t (*find)(const void *context, struct segbias_label person), const void *context)
{
	for (uint32_t i = 0; i < exposures->count; i++)
		exposures->people[i].unit = find(context, exposures->names.labels[i]);
	segbias_intern_release(&exposures->names);
}

const struct segbias_exposed *segbias_exposures_people(const struct segbias_exposures *exposures, size_t *count)
{
	*count = exposures->count;
	return exposures->people;
}
