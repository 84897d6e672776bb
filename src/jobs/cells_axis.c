/* The values of an attribute in the cells, and what of the file is none of them. */
#include "jobs/cells.h"

#include "base/memory.h"
#include "base/personal.h"
#include "base/unicode.h"
#include "match/born.h"

#include <math.h>
#include <stdlib.h>

uint32_t segbias_cell_resolve(const struct segbias_cell_axis *axis, struct segbias_label label)
{
	enum segbias_how how = SEGBIAS_HOW_EXACT;
	const struct segbias_attribute *attribute = axis->attribute;
	return axis->dates ? segbias_born_resolve(attribute->born, label, &how)
	                   : segbias_value_map_resolve(&attribute->map, label, &how);
}

/* The key of a spelling that is no value. */
static bool add_other(struct segbias_cell_axis *axis, struct segbias_label label, uint32_t *key)
{
	struct segbias_text folded = {0};
	uint32_t size = axis->others.size;
	segbias_unicode_fold(label, &folded);
	uint32_t id = folded.failed
	                  ? SEGBIAS_INTERN_NONE
	                  : segbias_intern_add(&axis->others, (struct segbias_label){folded.data, folded.size});
	segbias_text_release(&folded);
	if (id == SEGBIAS_INTERN_NONE)
		return false;
	if (axis->others.size > size) {
		struct segbias_label *labels =
		    segbias_memory_resize(axis->other_labels, size + (size_t)1, sizeof *labels);
		if (!labels)
			return false;
		axis->other_labels = labels;
		labels[id] = label;
	}
	*key = (uint32_t)axis->attribute->value_count + id;
	return true;
}

bool segbias_cell_key(struct segbias_cell_axis *axis, struct segbias_label label, uint32_t *key)
{
	uint32_t id = segbias_cell_resolve(axis, label);
	*key = SEGBIAS_CELL_UNKNOWN;
	if (axis->missing && segbias_missing_marker(axis->missing, label))
		return true;
	if (id >= SEGBIAS_ID_FIRST)
		*key = id - SEGBIAS_ID_FIRST;
	if (id != SEGBIAS_ID_UNMATCHED)
		return true;
	if (!axis->attribute->required &&
	    (segbias_personal_value(label) || segbias_strays_kind(&axis->attribute->strays, label))) {
		axis->withheld++;
		return true;
	}
	return add_other(axis, label, key);
}

struct segbias_label segbias_cell_label(const struct segbias_cell_axis *axis, uint32_t key)
{
	size_t values = axis->attribute->value_count;
	if (key == SEGBIAS_CELL_UNKNOWN)
		return (struct segbias_label){NULL, 0};
	return key < values ? axis->attribute->values[key] : axis->other_labels[key - values];
}

struct other {
	struct segbias_label label;
	uint32_t id;
};

static int compare_others(const void *a, const void *b)
{
	const struct other *x = a;
	const struct other *y = b;
	return segbias_label_compare(x->label, y->label);
}

/* The place of every key: values as in reports, bands of zero between them, others in byte order after them. */
bool segbias_cell_rank(struct segbias_cell_axis *axis)
{
	const struct segbias_attribute *attribute = axis->attribute;
	size_t values = attribute->value_count;
	struct other *others = segbias_memory_zeroed((size_t)axis->others.size + 1, sizeof *others);
	axis->ranks = segbias_memory_zeroed(values + axis->others.size + 1, sizeof *axis->ranks);
	if (!others || !axis->ranks) {
		free(others);
		return false;
	}
	for (size_t i = 0; i < values; i++)
		axis->ranks[i] = (double)i;
	for (uint32_t i = 0; i < axis->others.size; i++)
		others[i] = (struct other){axis->other_labels[i], i};
	qsort(others, axis->others.size, sizeof *others, compare_others);
	for (size_t i = 0; i < axis->others.size; i++) {
		double *rank = &axis->ranks[values + others[i].id];
		struct segbias_band band;
		*rank = (double)(values + i);
		if (!attribute->ordered || !attribute->bands || !segbias_band_parse(others[i].label, &band))
			continue;
		for (size_t v = values; v-- > 0;)
			if (attribute->bands[v].low > band.low)
				*rank = (double)v - 0.5;
	}
	free(others);
	return true;
}

double segbias_cell_place(const struct segbias_cell_axis *axis, uint32_t key)
{
	return key == SEGBIAS_CELL_UNKNOWN ? INFINITY : axis->ranks[key];
}
