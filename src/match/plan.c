/* The plan of the campaign: which of its columns are counted, and in which tables. */
#include "match/building.h"
#include "match/selection.h"
#include "match/universe.h"

#include <string.h>

/* The segment is column 0 where there is one. */
static void plan_segment(struct segbias_building *b, struct segbias_plan_column *columns, struct segbias_label *labels)
{
	struct segbias_plan_column *column = &columns[0];
	*column = (struct segbias_plan_column){.name = b->matching->segment_name};
	if (b->matching->segment_mode == SEGBIAS_SEGMENT_COLUMN) {
		column->kind = SEGBIAS_PLAN_OPEN;
		column->key = b->policy->segment_count ? segbias_join_segment_key : segbias_join_shown_segment_key;
		column->field = b->flag_fields[0];
		return;
	}
	for (size_t i = 0; i < b->policy->segment_count; i++)
		labels[i] = b->campaign->names[b->flag_fields[i]];
	column->kind = SEGBIAS_PLAN_MEMBERS;
	column->field = SEGBIAS_NO_FIELD;
	column->labels = labels;
	column->label_count = b->policy->segment_count;
	b->matching->plan.member_fields = b->flag_fields;
	b->matching->plan.member_count = b->policy->segment_count;
}

static struct segbias_attribute *attribute_of(const struct segbias_matching *matching, size_t field)
{
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (matching->attributes[i].field == field)
			return &matching->attributes[i];
	return NULL;
}

static bool is_compared_number(const struct segbias_matching *matching, size_t field)
{
	bool compared = false;
	for (size_t i = 0; i < matching->number_count; i++)
		compared =
		    compared || (matching->numbers[i].field == field && matching->numbers[i].reference != SIZE_MAX);
	return compared;
}

static enum segbias_status plan_filters(struct segbias_building *b, struct segbias_error *error)
{
	const struct segbias_policy *policy = b->policy;
	struct segbias_matching *matching = b->matching;
	const struct segbias_wheres wheres = {"--campaign-where", policy->campaign_wheres,
	                                      policy->campaign_where_count};
	struct segbias_plan_filter *filters =
	    segbias_arena_array(&matching->arena, policy->universe_count + wheres.count + 1, sizeof *filters);
	struct segbias_universe_filter *contexts =
	    segbias_arena_array(&matching->arena, policy->universe_count, sizeof *contexts);
	if (!filters || !contexts)
		return segbias_error_memory(error);
	enum segbias_status status = SEGBIAS_OK;
	if (policy->eligible_given)
		status = segbias_match_eligible(b->campaign, policy, &matching->arena,
		                                &filters[matching->plan.filter_count++], error);
	size_t first = matching->plan.filter_count;
	if (status == SEGBIAS_OK)
		status = segbias_universe_wheres(b->campaign, &wheres, &matching->arena, filters,
		                                 &matching->plan.filter_count, error);
	if (status != SEGBIAS_OK)
		return status;
	for (size_t i = first; i < matching->plan.filter_count; i++)
		filters[i].chosen = true;
	for (size_t i = 0; i < policy->universe_count; i++)
		for (size_t j = 0; j < matching->attribute_count; j++) {
			const struct segbias_attribute *attribute = &matching->attributes[j];
			if (!segbias_attribute_named(attribute, policy->universes[i].attribute))
				continue;
			contexts[i] = (struct segbias_universe_filter){.items = policy->universes[i].items,
			                                               .count = policy->universes[i].count,
			                                               .map = &attribute->map,
			                                               .born = attribute->born};
			if (segbias_universe_dates(b->campaign, attribute->field, "--within", &contexts[i], error) !=
			    SEGBIAS_OK)
				return error->status;
			filters[matching->plan.filter_count++] =
			    (struct segbias_plan_filter){.field = attribute->field,
			                                 .accept = segbias_universe_accept,
			                                 .context = &contexts[i],
			                                 .universe = true};
			break;
		}
	matching->plan.filters = filters;
	return SEGBIAS_OK;
}

/* With persons, products are kept of every column in every segment: of values, and of being missing. */
static enum segbias_status plan_persons(struct segbias_building *b, struct segbias_error *error)
{
	struct segbias_matching *matching = b->matching;
	uint32_t *kept = segbias_arena_array(&matching->arena, matching->tracked_count + 1, sizeof *kept);
	if (!kept)
		return segbias_error_memory(error);
	matching->plan.design = (struct segbias_plan_design){.used = b->taken->person_field != SEGBIAS_NO_FIELD,
	                                                     .stratum_field = SEGBIAS_NO_FIELD,
	                                                     .cluster_field = b->taken->person_field,
	                                                     .columns = kept,
	                                                     .grouped = matching->segment_mode != SEGBIAS_SEGMENT_NONE};
	for (size_t i = 0; i < matching->tracked_count && matching->plan.design.used; i++)
		kept[matching->plan.design.column_count++] = matching->tracked[i].column;
	if (matching->plan.design.used && matching->consent_column != UINT32_MAX)
		kept[matching->plan.design.column_count++] = matching->consent_column;
	return SEGBIAS_OK;
}

/* Missing values of every tracked column are counted by segment and by every attribute. */
static enum segbias_status plan_absent(struct segbias_building *b, struct segbias_error *error)
{
	struct segbias_matching *matching = b->matching;
	struct segbias_plan *plan = &matching->plan;
	uint32_t *absent = segbias_arena_array(&matching->arena, matching->tracked_count, sizeof *absent);
	uint32_t *by = segbias_arena_array(&matching->arena, matching->attribute_count + 1, sizeof *by);
	if (!absent || !by)
		return segbias_error_memory(error);
	for (size_t i = 0; i < matching->tracked_count; i++)
		absent[plan->absent_count++] = matching->tracked[i].column;
	if (matching->segment_mode == SEGBIAS_SEGMENT_COLUMN)
		by[plan->absent_by_count++] = matching->segment_column;
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (!matching->attributes[i].dropped && !matching->attributes[i].multi)
			by[plan->absent_by_count++] = matching->attributes[i].column;
	plan->absent = absent;
	plan->absent_by = by;
	return SEGBIAS_OK;
}

/* With persons, of which values of an attribute their records have no consent, or miss something. */
static enum segbias_status plan_pairs(struct segbias_building *b, struct segbias_error *error)
{
	struct segbias_matching *matching = b->matching;
	struct segbias_plan *plan = &matching->plan;
	size_t room = (matching->tracked_count + 1) * matching->attribute_count;
	struct segbias_plan_pair *pairs = segbias_arena_array(&matching->arena, room, sizeof *pairs);
	if (!pairs)
		return segbias_error_memory(error);
	for (size_t j = 0; j < matching->attribute_count && plan->design.used; j++) {
		const struct segbias_attribute *attribute = &matching->attributes[j];
		if (attribute->dropped || attribute->multi)
			continue;
		if (matching->consent_column != UINT32_MAX)
			pairs[plan->design.pair_count++] =
			    (struct segbias_plan_pair){.first = matching->consent_column, .second = attribute->column};
		for (size_t i = 0; i < matching->tracked_count; i++)
			if (matching->tracked[i].column != attribute->column)
				pairs[plan->design.pair_count++] = (struct segbias_plan_pair){
				    .first = matching->tracked[i].column, .second = attribute->column, .missing = true};
	}
	plan->design.pairs = pairs;
	return SEGBIAS_OK;
}

/* While columns and tables are added. */
struct planning {
	struct segbias_plan_column *columns;
	struct segbias_plan_table *tables;
	uint32_t column_count;
	size_t table_count;
	bool segmented;
};

/* A table of these columns, and one of the segments and them. */
static void add_tables(struct planning *planning, const uint32_t *columns, uint32_t count)
{
	struct segbias_plan_table *table = &planning->tables[planning->table_count++];
	*table = (struct segbias_plan_table){.count = count};
	memcpy(table->columns, columns, count * sizeof *columns);
	if (!planning->segmented)
		return;
	table = &planning->tables[planning->table_count++];
	*table = (struct segbias_plan_table){.count = count + 1};
	memcpy(table->columns + 1, columns, count * sizeof *columns);
}

/* Consent is counted in a column of its own, beside whatever else its field is, by every attribute. */
static enum segbias_status plan_consent(struct segbias_building *b, struct planning *planning,
                                        struct segbias_error *error)
{
	struct segbias_matching *matching = b->matching;
	matching->consent_column = UINT32_MAX;
	if (!b->policy->consent_given)
		return SEGBIAS_OK;
	size_t field = segbias_head_find(b->campaign, b->policy->consent.left);
	if (field == SEGBIAS_NO_FIELD)
		return segbias_head_no_column(b->campaign, "--consent", b->policy->consent.left, error);
	uint32_t consent = planning->column_count++;
	struct segbias_selecting *agrees = segbias_arena_allocate(&matching->arena, sizeof *agrees);
	if (!agrees)
		return segbias_error_memory(error);
	*agrees = (struct segbias_selecting){.value = b->policy->consent.right, .missing = &b->policy->missing};
	planning->columns[consent] = segbias_selection_column(b->campaign->names[field], field, agrees);
	matching->consent_column = consent;
	add_tables(planning, &consent, 1);
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (!matching->attributes[i].dropped && !matching->attributes[i].multi)
			add_tables(planning, (uint32_t[]){consent, matching->attributes[i].column}, 2);
	return SEGBIAS_OK;
}

/* The stage, those that are also in the one before, and those that are not: of all, and by every attribute. */
static void add_stage_tables(const struct segbias_matching *matching, struct planning *planning, size_t at)
{
	uint32_t columns[3];
	uint32_t count = 0;
	if (at > 0 && matching->stages[at - 1].column != UINT32_MAX)
		columns[count++] = matching->stages[at - 1].column;
	if (matching->stages[at].column != UINT32_MAX)
		columns[count++] = matching->stages[at].column;
	if (count == 0) /* all records: their tables are there */
		return;
	add_tables(planning, columns, count);
	for (size_t i = 0; i < matching->attribute_count; i++) {
		columns[count] = matching->attributes[i].column;
		if (!matching->attributes[i].dropped)
			add_tables(planning, columns, count + 1);
	}
}

/* Each stage is counted in a column of its own, beside whatever else its field is. */
static enum segbias_status plan_stages(struct segbias_building *b, struct planning *planning,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_matching *matching = b->matching;
	matching->stages = segbias_arena_array(&matching->arena, b->policy->stage_count, sizeof *matching->stages);
	if (!matching->stages)
		return segbias_error_memory(error);
	for (size_t i = 0; i < b->policy->stage_count && status == SEGBIAS_OK; i++) {
		struct segbias_plan_column *column = &planning->columns[planning->column_count];
		status = segbias_building_stage(b, b->policy->stages[i], &matching->stages[i], column, error);
		if (status == SEGBIAS_OK && column->field != SEGBIAS_NO_FIELD)
			matching->stages[i].column = planning->column_count++;
		matching->stage_count = i + 1;
		if (status == SEGBIAS_OK)
			add_stage_tables(matching, planning, i);
	}
	return status;
}

/* Pairs of attributes, for questions within the values of another one; of a base only, and of few values. */
static void plan_joint(struct segbias_building *b, struct planning *planning)
{
	struct segbias_matching *matching = b->matching;
	matching->joint = b->reference->joint;
	for (size_t i = 0; i < matching->attribute_count && matching->joint; i++)
		for (size_t j = i + 1; j < matching->attribute_count; j++) {
			const struct segbias_attribute *first = &matching->attributes[i];
			const struct segbias_attribute *second = &matching->attributes[j];
			if (segbias_match_pair(b->tally, first, second))
				add_tables(planning, (uint32_t[]){first->column, second->column}, 2);
		}
}

/* Crossings, which stand with the parts of each in its own order. */
static void plan_crossings(const struct segbias_building *b, struct planning *planning)
{
	const struct segbias_matching *matching = b->matching;
	for (size_t i = 0; i < matching->crossing_count; i++) {
		const struct segbias_crossed_attributes *crossing = &matching->crossings[i];
		uint32_t columns[SEGBIAS_CROSSING_MAX];
		for (size_t j = 0; j < crossing->count; j++)
			columns[j] = matching->attributes[crossing->parts[j]].column;
		add_tables(planning, columns, (uint32_t)crossing->count);
	}
}

/* Adds a table of these columns to `tables`, in the order of the file, unless the plan has it. */
static void add_once(struct planning *planning, const struct segbias_attribute *const *attributes, uint32_t count)
{
	struct segbias_plan_table table = {.count = count};
	for (uint32_t i = 0; i < count; i++)
		table.columns[i] = attributes[i]->column;
	for (uint32_t i = 1; i < count; i++)
		for (uint32_t j = i; j > 0 && table.columns[j] < table.columns[j - 1]; j--) {
			uint32_t column = table.columns[j];
			table.columns[j] = table.columns[j - 1];
			table.columns[j - 1] = column;
		}
	for (size_t i = 0; i < planning->table_count; i++)
		if (planning->tables[i].count == count &&
		    memcmp(planning->tables[i].columns, table.columns, count * sizeof *table.columns) == 0)
			return;
	planning->tables[planning->table_count++] = table;
}

/* Whether the attribute's counts are published, and how many ids they are of. */
static bool is_published(const struct segbias_attribute *attribute, size_t *ids)
{
	*ids = SEGBIAS_ID_FIRST + attribute->value_count;
	return !attribute->dropped && !attribute->multi;
}

/* Whether of all attributes the triples have few combinations enough. */
static bool counts_triples(const struct segbias_matching *matching)
{
	const struct segbias_attribute *list = matching->attributes;
	size_t ids[3];
	size_t left = SEGBIAS_NESTED_CELLS_MAX;
	size_t tables = SEGBIAS_NESTED_TRIPLES_MAX;
	for (size_t i = 0; i < matching->attribute_count; i++)
		for (size_t j = i + 1; j < matching->attribute_count; j++)
			for (size_t k = j + 1; k < matching->attribute_count; k++) {
				if (!is_published(&list[i], &ids[0]) || !is_published(&list[j], &ids[1]) ||
				    !is_published(&list[k], &ids[2]))
					continue;
				if (tables == 0 || ids[0] * ids[1] * ids[2] > left)
					return false;
				left -= ids[0] * ids[1] * ids[2];
				tables--;
			}
	return true;
}

/* Which columns tell of each other is not known from their tables by segment: pairs, and triples (--publish). */
static void plan_nested(const struct segbias_building *b, struct planning *planning)
{
	const struct segbias_matching *matching = b->matching;
	const struct segbias_attribute *of[3];
	size_t ids[3];
	if (matching->attribute_count > SEGBIAS_NESTED_COLUMNS_MAX)
		return;
	bool triples = counts_triples(matching);
	for (size_t i = 0; i < matching->attribute_count; i++)
		for (size_t j = i + 1; j < matching->attribute_count; j++) {
			of[0] = &matching->attributes[i];
			of[1] = &matching->attributes[j];
			if (!is_published(of[0], &ids[0]) || !is_published(of[1], &ids[1]))
				continue;
			add_once(planning, of, 2);
			for (size_t k = j + 1; triples && k < matching->attribute_count; k++) {
				of[2] = &matching->attributes[k];
				if (is_published(of[2], &ids[2]))
					add_once(planning, of, 3);
			}
		}
}

static size_t nested_tables(size_t attributes)
{
	size_t pairs = attributes <= SEGBIAS_NESTED_COLUMNS_MAX ? attributes * attributes / 2 : 0;
	return pairs + SEGBIAS_NESTED_TRIPLES_MAX;
}

enum segbias_status segbias_building_plan(struct segbias_building *b, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_matching *matching = b->matching;
	size_t width = b->campaign->width;
	size_t attributes = matching->attribute_count;
	size_t stages = b->policy->stage_count;
	struct planning planning = {.segmented = matching->segment_mode != SEGBIAS_SEGMENT_NONE};
	planning.columns = segbias_arena_array(&matching->arena, width + 2 + stages, sizeof *planning.columns);
	planning.tables =
	    segbias_arena_array(&matching->arena,
	                        2 * (width + 2 + (attributes + stages) * (attributes + 1) + matching->crossing_count) +
	                            nested_tables(attributes),
	                        sizeof *planning.tables);
	struct segbias_label *labels = segbias_arena_array(&matching->arena, b->policy->segment_count, sizeof *labels);
	matching->tracked = segbias_arena_array(&matching->arena, width, sizeof *matching->tracked);
	if (!planning.columns || !planning.tables || !labels || !matching->tracked)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (planning.segmented) {
		plan_segment(b, planning.columns, labels);
		planning.tables[planning.table_count++] = (struct segbias_plan_table){.columns = {0}, .count = 1};
		planning.column_count = 1;
	}
	for (size_t field = 0; field < width; field++) {
		struct segbias_attribute *attribute = attribute_of(matching, field);
		uint32_t at = planning.column_count;
		if (b->blocked[field])
			continue;
		planning.columns[at] = (struct segbias_plan_column){
		    .name = b->campaign->names[field], .field = field, .kind = SEGBIAS_PLAN_PRESENCE};
		if (attribute) {
			planning.columns[at].kind = SEGBIAS_PLAN_MAPPED;
			planning.columns[at].labels = attribute->values;
			planning.columns[at].label_count = attribute->value_count;
			planning.columns[at].resolve = segbias_value_map_resolve;
			planning.columns[at].context = &attribute->map;
			if (attribute->born) {
				planning.columns[at].resolve = segbias_born_resolve;
				planning.columns[at].context = attribute->born;
			}
			planning.columns[at].separator = attribute->separator;
			planning.columns[at].outside = segbias_attribute_cut_by(attribute, b->policy);
			attribute->column = at;
		}
		planning.columns[at].told = !attribute && is_compared_number(matching, field);
		matching->tracked[matching->tracked_count++] = (struct segbias_tracked){planning.columns[at].name, at};
		add_tables(&planning, &at, 1);
		planning.column_count++;
	}
	SEGBIAS_TRY(plan_consent(b, &planning, error));
	SEGBIAS_TRY(plan_stages(b, &planning, error));
	plan_joint(b, &planning);
	plan_crossings(b, &planning);
	matching->plan.columns = planning.columns;
	matching->plan.column_count = planning.column_count;
	matching->plan.tables = planning.tables;
	matching->table_counts[0] = planning.table_count;
	plan_nested(b, &planning);
	matching->table_counts[1] = planning.table_count;
	matching->plan.table_count = matching->table_counts[b->policy->publish > 0];
	matching->plan.missing = &b->policy->missing;
	SEGBIAS_TRY(plan_persons(b, error));
	SEGBIAS_TRY(plan_absent(b, error));
	SEGBIAS_TRY(plan_pairs(b, error));
	SEGBIAS_TRY(plan_filters(b, error));
done:
	return status;
}
