/* The plan of the campaign: which of its columns are counted, and in which tables. */
#include "match/building.h"
#include "match/universe.h"

/* The segment is column 0 where there is one. */
static void plan_segment(struct segbias_building *b, struct segbias_plan_column *columns, struct segbias_label *labels)
{
	struct segbias_plan_column *column = &columns[0];
	*column = (struct segbias_plan_column){.name = b->matching->segment_name};
	if (b->matching->segment_mode == SEGBIAS_SEGMENT_COLUMN) {
		column->kind = SEGBIAS_PLAN_OPEN;
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

static enum segbias_status plan_filters(struct segbias_building *b, struct segbias_error *error)
{
	const struct segbias_policy *policy = b->policy;
	struct segbias_matching *matching = b->matching;
	struct segbias_plan_filter *filters =
	    segbias_arena_array(&matching->arena, policy->universe_count + 1, sizeof *filters);
	struct segbias_universe_filter *contexts =
	    segbias_arena_array(&matching->arena, policy->universe_count, sizeof *contexts);
	if (!filters || !contexts)
		return segbias_error_memory(error);
	if (policy->eligible_given) {
		enum segbias_status status = segbias_match_eligible(b->campaign, policy, &matching->arena,
		                                                    &filters[matching->plan.filter_count++], error);
		if (status != SEGBIAS_OK)
			return status;
	}
	for (size_t i = 0; i < policy->universe_count; i++)
		for (size_t j = 0; j < matching->attribute_count; j++) {
			const struct segbias_attribute *attribute = &matching->attributes[j];
			if (!segbias_attribute_named(attribute, policy->universes[i].attribute))
				continue;
			contexts[i] = (struct segbias_universe_filter){policy->universes[i].items,
			                                               policy->universes[i].count, &attribute->map};
			filters[matching->plan.filter_count++] =
			    (struct segbias_plan_filter){attribute->field, segbias_universe_accept, &contexts[i]};
			break;
		}
	matching->plan.filters = filters;
	return SEGBIAS_OK;
}

/* With persons, products are kept of every attribute in every segment. */
static enum segbias_status plan_persons(struct segbias_building *b, struct segbias_error *error)
{
	struct segbias_matching *matching = b->matching;
	uint32_t *kept = segbias_arena_array(&matching->arena, matching->attribute_count, sizeof *kept);
	if (!kept)
		return segbias_error_memory(error);
	matching->plan.design = (struct segbias_plan_design){.used = b->taken->person_field != SEGBIAS_NO_FIELD,
	                                                     .stratum_field = SEGBIAS_NO_FIELD,
	                                                     .cluster_field = b->taken->person_field,
	                                                     .columns = kept,
	                                                     .grouped = matching->segment_mode != SEGBIAS_SEGMENT_NONE};
	for (size_t i = 0; i < matching->attribute_count && matching->plan.design.used; i++)
		if (!matching->attributes[i].dropped)
			kept[matching->plan.design.column_count++] = matching->attributes[i].column;
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
		if (!matching->attributes[i].dropped)
			by[plan->absent_by_count++] = matching->attributes[i].column;
	plan->absent = absent;
	plan->absent_by = by;
	return SEGBIAS_OK;
}

enum segbias_status segbias_building_plan(struct segbias_building *b, struct segbias_error *error)
{
	struct segbias_matching *matching = b->matching;
	size_t width = b->campaign->width;
	struct segbias_plan_column *columns = segbias_arena_array(&matching->arena, width + 1, sizeof *columns);
	struct segbias_plan_table *tables = segbias_arena_array(&matching->arena, 2 * width + 1, sizeof *tables);
	struct segbias_label *labels = segbias_arena_array(&matching->arena, b->policy->segment_count, sizeof *labels);
	matching->tracked = segbias_arena_array(&matching->arena, width, sizeof *matching->tracked);
	if (!columns || !tables || !labels || !matching->tracked)
		return segbias_error_memory(error);
	uint32_t count = 0;
	size_t table_count = 0;
	bool segmented = matching->segment_mode != SEGBIAS_SEGMENT_NONE;
	if (segmented) {
		plan_segment(b, columns, labels);
		tables[table_count++] = (struct segbias_plan_table){.columns = {0}, .count = 1};
		count = 1;
	}
	for (size_t field = 0; field < width; field++) {
		struct segbias_attribute *attribute = attribute_of(matching, field);
		if (b->blocked[field])
			continue;
		columns[count] = (struct segbias_plan_column){
		    .name = b->campaign->names[field], .field = field, .kind = SEGBIAS_PLAN_PRESENCE};
		if (attribute) {
			columns[count].kind = SEGBIAS_PLAN_MAPPED;
			columns[count].labels = attribute->values;
			columns[count].label_count = attribute->value_count;
			columns[count].resolve = segbias_value_map_resolve;
			columns[count].context = &attribute->map;
			attribute->column = count;
		}
		matching->tracked[matching->tracked_count++] = (struct segbias_tracked){columns[count].name, count};
		tables[table_count++] = (struct segbias_plan_table){.columns = {count}, .count = 1};
		if (segmented)
			tables[table_count++] = (struct segbias_plan_table){.columns = {0, count}, .count = 2};
		count++;
	}
	matching->plan.columns = columns;
	matching->plan.column_count = count;
	matching->plan.tables = tables;
	matching->plan.table_count = table_count;
	matching->plan.missing = &b->policy->missing;
	enum segbias_status status = plan_persons(b, error);
	if (status == SEGBIAS_OK)
		status = plan_absent(b, error);
	return status == SEGBIAS_OK ? plan_filters(b, error) : status;
}
