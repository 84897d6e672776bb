/* What crossings and weights ask of the reference: its cells by the values of several attributes. */
#include "analysis/analysis.h"

bool segbias_crossed_next(uint32_t *ids, const size_t *limit, size_t count)
{
	for (size_t i = count; i-- > 0;) {
		if (++ids[i] < limit[i])
			return true;
		ids[i] = 0;
	}
	return false;
}

bool segbias_crossed_reference(const struct segbias_analysis_input *input, const struct segbias_crossed_attributes *of,
                               struct segbias_cell *cells)
{
	size_t order[SEGBIAS_CROSSING_MAX];
	size_t limit[SEGBIAS_CROSSING_MAX];
	uint32_t ids[SEGBIAS_CROSSING_MAX] = {0};
	const struct segbias_attribute *parts[SEGBIAS_CROSSING_MAX];
	const struct segbias_table *table = segbias_crossing_reference(input->reference, input->matching, of, order);
	for (size_t i = 0; i < of->count; i++) {
		parts[i] = &input->matching->attributes[of->parts[i]];
		limit[i] = parts[i]->id_count;
	}
	if (!table)
		return false;
	do {
		uint32_t at[SEGBIAS_CROSSING_MAX];
		size_t cell = 0;
		bool known = true;
		for (size_t i = 0; i < of->count; i++) {
			uint32_t value = parts[i]->value_of[ids[i]];
			known = known && value != UINT32_MAX;
			cell = cell * parts[i]->value_count + (known ? value : 0);
		}
		for (size_t i = 0; i < of->count; i++)
			at[i] = ids[order[i]];
		if (!known)
			continue;
		struct segbias_cell one = segbias_tally_cell(table, at, of->count);
		segbias_cell_add(&cells[cell], &one);
	} while (segbias_crossed_next(ids, limit, of->count));
	return true;
}
