#include "analysis/masses.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* A rest of weights that cancel is none. */
static const double ROUNDING = 1e-12;

void segbias_masses_release(struct segbias_masses *masses)
{
	free(masses->list);
	*masses = (struct segbias_masses){0};
}

bool segbias_masses_read(const struct segbias_numeric *numeric, uint32_t group, unsigned bits,
                         struct segbias_masses *out)
{
	size_t size = segbias_numeric_size(numeric, group);
	struct segbias_numeric_mass *read = segbias_memory_zeroed(size + 1, sizeof *read);
	*out = (struct segbias_masses){.list = segbias_memory_zeroed(size + 1, sizeof *out->list)};
	bool ok = read && out->list;
	size_t count = ok ? segbias_numeric_read(numeric, group, bits, read) : 0;
	for (size_t i = 0; i < count; i++)
		if (read[i].weight > 0)
			out->list[out->count++] = (struct segbias_mass){read[i].value, read[i].weight};
	free(read);
	return ok;
}

bool segbias_masses_add(struct segbias_masses *masses, const struct segbias_masses *other)
{
	struct segbias_mass *list = segbias_memory_zeroed(masses->count + other->count + 1, sizeof *list);
	size_t count = 0;
	if (!list)
		return false;
	for (size_t i = 0, j = 0; i < masses->count || j < other->count;) {
		bool mine = j == other->count || (i < masses->count && masses->list[i].value <= other->list[j].value);
		struct segbias_mass mass = mine ? masses->list[i++] : other->list[j++];
		if (mine && j < other->count && other->list[j].value == mass.value)
			mass.weight += other->list[j++].weight;
		list[count++] = mass;
	}
	free(masses->list);
	*masses = (struct segbias_masses){list, count};
	return true;
}

bool segbias_masses_rest(const struct segbias_masses *all, const struct segbias_masses *part,
                         struct segbias_masses *out)
{
	*out = (struct segbias_masses){.list = segbias_memory_zeroed(all->count + 1, sizeof *out->list)};
	if (!out->list)
		return false;
	for (size_t i = 0, j = 0; i < all->count; i++) {
		struct segbias_mass mass = all->list[i];
		if (j < part->count && part->list[j].value == mass.value)
			mass.weight -= part->list[j++].weight;
		if (mass.weight > ROUNDING * all->list[i].weight)
			out->list[out->count++] = mass;
	}
	return true;
}

double segbias_masses_weight(const struct segbias_masses *masses)
{
	double sum = 0;
	for (size_t i = 0; i < masses->count; i++)
		sum += masses->list[i].weight;
	return sum;
}

double segbias_masses_mean(const struct segbias_masses *masses)
{
	double sum = 0;
	double weight = segbias_masses_weight(masses);
	for (size_t i = 0; i < masses->count; i++)
		sum += masses->list[i].weight / weight * masses->list[i].value;
	return weight > 0 ? sum : NAN;
}
