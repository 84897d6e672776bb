/* The groups of an audit by one column more: by what came true, by a stratum. */
#include "analysis/audit_questions.h"

static void add_cell(struct segbias_cell *sum, struct segbias_cell cell)
{
	sum->count += cell.count;
	sum->weight += cell.weight;
	sum->square += cell.square;
	sum->units += cell.units;
}

void segbias_decided_add(struct segbias_decided *sum, const struct segbias_decided *other)
{
	add_cell(&sum->selected, other->selected);
	add_cell(&sum->others, other->others);
	add_cell(&sum->missing, other->missing);
}

static void subtract_cell(struct segbias_cell *sum, const struct segbias_cell *cell)
{
	sum->count -= cell->count;
	sum->weight = sum->count && sum->weight > cell->weight ? sum->weight - cell->weight : 0;
	sum->square = sum->count && sum->square > cell->square ? sum->square - cell->square : 0;
	sum->units -= cell->units;
}

void segbias_decided_subtract(struct segbias_decided *sum, const struct segbias_decided *other)
{
	subtract_cell(&sum->selected, &other->selected);
	subtract_cell(&sum->others, &other->others);
	subtract_cell(&sum->missing, &other->missing);
}

bool segbias_audit_next(const struct segbias_audit_groups *groups, const struct segbias_tally *tally, uint32_t *ids)
{
	for (size_t i = groups->part_count; i > 0; i--) {
		uint32_t column = (uint32_t)groups->parts[i - 1]->reference_column;
		if (++ids[i - 1] < SEGBIAS_ID_FIRST + segbias_tally_labels(tally, column))
			return true;
		ids[i - 1] = 0;
	}
	return false;
}

size_t segbias_audit_combination(const struct segbias_audit_groups *groups, const uint32_t *ids)
{
	size_t combination = 0;
	for (size_t i = 0; i < groups->part_count; i++) {
		const struct segbias_attribute *part = groups->parts[i];
		uint32_t value =
		    ids[i] >= SEGBIAS_ID_FIRST && ids[i] < part->id_count ? part->value_of[ids[i]] : UINT32_MAX;
		if (value == UINT32_MAX)
			return SIZE_MAX;
		combination = combination * part->value_count + value;
	}
	return combination;
}

static void count_cells(const struct segbias_tally *tally, const struct segbias_table *table,
                        const struct segbias_audit_groups *groups, struct segbias_audit_by *by)
{
	static const uint32_t DECISIONS[] = {SEGBIAS_ID_MISSING, SEGBIAS_ID_SELECTED, SEGBIAS_ID_NOT_SELECTED};
	uint32_t ids[SEGBIAS_CROSSING_MAX + 2] = {0};
	size_t size = groups->part_count + 2;
	do {
		size_t combination = segbias_audit_combination(groups, ids + 1);
		for (uint32_t id = 0; id < by->ids && combination != SIZE_MAX; id++) {
			struct segbias_decided *cell = &by->cells[combination * by->ids + id];
			struct segbias_cell *const sums[] = {&cell->missing, &cell->selected, &cell->others};
			ids[size - 1] = id;
			for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
				ids[0] = DECISIONS[i];
				add_cell(sums[i], segbias_tally_cell(table, ids, size));
			}
		}
	} while (segbias_audit_next(groups, tally, ids + 1));
}

enum segbias_status segbias_audit_count_by(const struct segbias_audit_input *input,
                                           const struct segbias_audit_groups *groups, uint32_t column,
                                           struct segbias_arena *arena, struct segbias_audit_by *out,
                                           struct segbias_error *error)
{
	const struct segbias_tally *tally = input->base.campaign;
	uint32_t columns[SEGBIAS_CROSSING_MAX + 2] = {input->columns->decision};
	*out = (struct segbias_audit_by){.ids = SEGBIAS_ID_FIRST + segbias_tally_labels(tally, column)};
	for (size_t i = 0; i < groups->part_count; i++)
		columns[1 + i] = (uint32_t)groups->parts[i]->reference_column;
	columns[1 + groups->part_count] = column;
	const struct segbias_table *table = groups->part_count + 2 <= SEGBIAS_TABLE_COLUMNS_MAX
	                                        ? segbias_tally_table(tally, columns, groups->part_count + 2)
	                                        : NULL;
	if (!table)
		return SEGBIAS_OK;
	out->cells = segbias_arena_array(arena, groups->count * out->ids, sizeof *out->cells);
	if (!out->cells)
		return segbias_error_memory(error);
	count_cells(tally, table, groups, out);
	return SEGBIAS_OK;
}
