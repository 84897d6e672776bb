/* The groups of an audit, counted: values of attributes, and of attributes that are crossed. */
#include "analysis/audit.h"

#include "values/name.h"

enum { COMBINATIONS_MAX = 10000 };

static void add_cell(struct segbias_cell *sum, struct segbias_cell cell)
{
	sum->count += cell.count;
	sum->weight += cell.weight;
	sum->square += cell.square;
	sum->units += cell.units;
	segbias_cell_add_doubt(sum, &cell);
}

static uint32_t value_of(const struct segbias_attribute *attribute, uint32_t id)
{
	return id >= SEGBIAS_ID_FIRST && id < attribute->id_count ? attribute->value_of[id] : UINT32_MAX;
}

/* The table {decision, parts …}, and where its ids end. */
struct table {
	const struct segbias_table *table;
	uint32_t ends[SEGBIAS_CROSSING_MAX];
};

static struct table find_table(const struct segbias_audit_input *input, const struct segbias_audit_groups *groups)
{
	uint32_t columns[1 + SEGBIAS_CROSSING_MAX] = {input->columns->decision};
	struct table table = {.table = NULL};
	for (size_t i = 0; i < groups->part_count; i++) {
		columns[1 + i] = (uint32_t)groups->parts[i]->reference_column;
		table.ends[i] = SEGBIAS_ID_FIRST + segbias_tally_labels(input->base.campaign, columns[1 + i]);
	}
	table.table = segbias_tally_table(input->base.campaign, columns, 1 + groups->part_count);
	return table;
}

static void count_cell(const struct table *table, struct segbias_audit_groups *groups, uint32_t *ids)
{
	size_t combination = 0;
	bool known = true;
	for (size_t i = 0; i < groups->part_count; i++) {
		uint32_t value = value_of(groups->parts[i], ids[1 + i]);
		known = known && value != UINT32_MAX;
		combination = combination * groups->parts[i]->value_count + (known ? value : 0);
	}
	struct segbias_decided *group = known ? &groups->groups[combination] : &groups->unknown;
	struct segbias_cell *const sums[] = {&group->missing, &group->selected, &group->others};
	static const uint32_t DECISIONS[] = {SEGBIAS_ID_MISSING, SEGBIAS_ID_SELECTED, SEGBIAS_ID_NOT_SELECTED};
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		ids[0] = DECISIONS[i];
		add_cell(sums[i], segbias_tally_cell(table->table, ids, 1 + groups->part_count));
	}
}

static void count_cells(const struct table *table, struct segbias_audit_groups *groups)
{
	uint32_t ids[1 + SEGBIAS_CROSSING_MAX] = {0};
	size_t at = 0;
	do {
		count_cell(table, groups, ids);
		for (at = groups->part_count; at > 0 && ++ids[at] == table->ends[at - 1]; at--)
			ids[at] = 0;
	} while (at > 0);
}

static const struct segbias_attribute *attribute_of(const struct segbias_matching *matching, struct segbias_label name)
{
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (segbias_label_equal(matching->attributes[i].name, name))
			return &matching->attributes[i];
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (segbias_name_same(matching->attributes[i].name, name))
			return &matching->attributes[i];
	return NULL;
}

static enum segbias_status fill(const struct segbias_audit_input *input, struct segbias_arena *arena,
                                struct segbias_audit_groups *groups, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	struct table table = find_table(input, groups);
	groups->count = 1;
	for (size_t i = 0; i < groups->part_count; i++) {
		groups->count *= groups->parts[i]->value_count;
		if (groups->count > COMBINATIONS_MAX) {
			segbias_error_set(error, SEGBIAS_DATA, "too_many_groups|%s has more than %d groups",
			                  segbias_label_quote(groups->name, quoted), COMBINATIONS_MAX);
			segbias_error_place(error, input->base.campaign_path, 0, 0);
			return SEGBIAS_DATA;
		}
	}
	groups->groups = segbias_arena_array(arena, groups->count, sizeof *groups->groups);
	if (!groups->groups)
		return segbias_error_memory(error);
	count_cells(&table, groups);
	return SEGBIAS_OK;
}

enum segbias_status segbias_audit_list(const struct segbias_audit_input *input, struct segbias_arena *arena,
                                       struct segbias_audit_groups **list, size_t *count, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_audit_policy *audit = &input->base.policy->audit;
	const struct segbias_matching *matching = input->base.matching;
	size_t items = audit->crossing_count ? audit->crossing_count : matching->attribute_count;
	*count = 0;
	*list = segbias_arena_array(arena, items, sizeof **list);
	if (!*list)
		return segbias_error_memory(error);
	for (size_t i = 0; i < items; i++) {
		struct segbias_audit_groups *groups = &(*list)[*count];
		const struct segbias_crossing *crossing = audit->crossing_count ? &audit->crossings[i] : NULL;
		*groups = (struct segbias_audit_groups){.part_count = crossing ? crossing->count : 1};
		if (!crossing && matching->attributes[i].dropped)
			continue;
		for (size_t j = 0; j < groups->part_count; j++)
			groups->parts[j] =
			    crossing ? attribute_of(matching, crossing->parts[j]) : &matching->attributes[i];
		if (!segbias_crossing_name(groups->parts, groups->part_count, arena, &groups->name))
			SEGBIAS_TRY(segbias_error_memory(error));
		for (size_t j = 0; j < *count; j++)
			if (segbias_label_equal((*list)[j].name, groups->name))
				SEGBIAS_TRY(
				    segbias_crossing_refuse_name(groups->name, input->base.reference_path, error));
		SEGBIAS_TRY(fill(input, arena, groups, error));
		++*count;
	}
done:
	return status;
}

void segbias_audit_values(const struct segbias_audit_groups *groups, size_t combination,
                          size_t values[static SEGBIAS_CROSSING_MAX])
{
	for (size_t i = groups->part_count; i > 0; i--) {
		values[i - 1] = combination % groups->parts[i - 1]->value_count;
		combination /= groups->parts[i - 1]->value_count;
	}
}
