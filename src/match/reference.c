/* The plan by which the reference is poured. */
#include "match/risks.h"
#include "match/universe.h"

#include "values/name.h"

#include <string.h>

enum { LISTED_MAX = 8 };

struct segbias_label segbias_match_mapped_name(const struct segbias_policy *policy, struct segbias_label name)
{
	for (size_t i = 0; i < policy->map_count; i++)
		if (segbias_name_same(policy->maps[i].right, name))
			return policy->maps[i].left;
	return (struct segbias_label){NULL, 0};
}

struct segbias_label segbias_match_reference_name(const struct segbias_policy *policy, struct segbias_label name)
{
	for (size_t i = 0; i < policy->map_count; i++)
		if (segbias_name_same(policy->maps[i].left, name))
			return policy->maps[i].right;
	return name;
}

enum segbias_status segbias_match_eligible(const struct segbias_head *head, const struct segbias_policy *policy,
                                           struct segbias_arena *arena, struct segbias_plan_filter *out,
                                           struct segbias_error *error)
{
	struct segbias_universe_filter *filter = segbias_arena_allocate(arena, sizeof *filter);
	struct segbias_label *item = segbias_arena_allocate(arena, sizeof *item);
	if (!filter || !item)
		return segbias_error_memory(error);
	size_t field = segbias_head_find(head, policy->eligible.left);
	*item = policy->eligible.right;
	*filter = (struct segbias_universe_filter){
	    .items = item, .count = 1, .ages = segbias_match_ages(head, field, (struct segbias_label){NULL, 0})};
	*out = (struct segbias_plan_filter){.field = field, .accept = segbias_universe_accept, .context = filter};
	return SEGBIAS_OK;
}

/* A column of years, or of places in a table of counts. */
static bool names_universe(const struct segbias_reference_facts *reference, size_t field)
{
	struct segbias_label name = reference->head->names[field];
	return segbias_name_suggests(name, SEGBIAS_ROLE_TIME) ||
	       (reference->aggregated && segbias_name_suggests(name, SEGBIAS_ROLE_PLACE));
}

static bool is_accepted(const struct segbias_head *head, size_t row, const struct segbias_plan *filters)
{
	for (size_t i = 0; i < filters->filter_count; i++)
		if (!filters->filters[i].accept(filters->filters[i].context,
		                                segbias_head_cell(head, row, filters->filters[i].field)))
			return false;
	return true;
}

/* Several years or places would be added up without a word. */
static enum segbias_status refuse_several(const struct segbias_reference_facts *reference, struct segbias_label name,
                                          const struct segbias_intern *seen, struct segbias_error *error)
{
	if (seen->size < 2)
		return SEGBIAS_OK;
	struct segbias_text list = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	for (uint32_t i = 0; i < seen->size && i < LISTED_MAX; i++)
		segbias_text_add_quoted(&list, seen->labels[i]);
	segbias_label_quote(name, quoted);
	segbias_error_set(error, SEGBIAS_DATA, "several_periods_or_places|the reference holds several %s in %s: %s%s",
	                  segbias_name_suggests(name, SEGBIAS_ROLE_TIME) ? "years or periods" : "places", quoted,
	                  list.data ? list.data : "", seen->size > LISTED_MAX ? ", …" : "");
	struct segbias_label last = seen->labels[seen->size - 1];
	char shown[2][SEGBIAS_QUOTE_MAX];
	if (segbias_label_pair_copyable(name, last))
		segbias_error_hint(error,
		                   "--where '%s=%s' takes one (repeat it for several), --where '%s=*' adds all up",
		                   segbias_label_show(name, shown[0]), segbias_label_show(last, shown[1]), shown[0]);
	else
		segbias_error_hint(error, "--where COLUMN=VALUE takes one, --where 'COLUMN=*' adds all up");
	segbias_error_place(error, reference->head->file, 1, 0);
	segbias_text_release(&list);
	return SEGBIAS_DATA;
}

/* By the head, before a long pour. `filters`: a plan with those of --where. */
static enum segbias_status check_head(const struct segbias_reference_facts *reference, size_t field,
                                      const struct segbias_plan *filters, struct segbias_error *error)
{
	const struct segbias_head *head = reference->head;
	struct segbias_intern seen = {0};
	for (size_t row = 0; row < head->rows; row++)
		if (is_accepted(head, row, filters) && !segbias_missing_blank(segbias_head_cell(head, row, field)) &&
		    seen.size <= LISTED_MAX)
			(void)segbias_intern_add(&seen, segbias_head_cell(head, row, field));
	enum segbias_status status = refuse_several(reference, head->names[field], &seen, error);
	segbias_intern_release(&seen);
	return status;
}

/* Whether an option or a column of the campaign has use for the reference's column. */
static bool wanted_by_campaign(const struct segbias_head *campaign, const struct segbias_policy *policy,
                               struct segbias_label name)
{
	if (segbias_match_mapped_name(policy, name).bytes)
		return true;
	if (policy->born.bytes && segbias_born_is_age(name))
		return true;
	for (size_t field = 0; field < campaign->width; field++)
		if (segbias_name_same(campaign->names[field], name) ||
		    segbias_name_synonym(campaign->names[field], name))
			return true;
	return false;
}

/* A column of years or places that nothing else has use for must hold one value only. Where there is no campaign, places
 * may be an attribute, and years are none. */
static bool needs_one(const struct segbias_reference_facts *reference, const struct segbias_head *campaign,
                      const struct segbias_policy *policy, size_t field)
{
	struct segbias_label name = reference->head->names[field];
	return reference->alone ? segbias_name_suggests(name, SEGBIAS_ROLE_TIME)
	                        : names_universe(reference, field) && !wanted_by_campaign(campaign, policy, name);
}

/* The column that --within names, by its name in either file. */
static size_t find_universe(const struct segbias_head *head, const struct segbias_policy *policy,
                            struct segbias_label attribute)
{
	struct segbias_label name = segbias_match_reference_name(policy, attribute);
	size_t field = segbias_head_find(head, name);
	for (size_t other = 0; field == SEGBIAS_NO_FIELD && other < head->width; other++)
		if (segbias_name_synonym(head->names[other], name) ||
		    (segbias_born_is(policy, name) && segbias_born_is_age(head->names[other])))
			field = other;
	return field;
}

static enum segbias_status add_universes(const struct segbias_reference_facts *reference,
                                         const struct segbias_policy *policy, struct segbias_arena *arena,
                                         struct segbias_plan_filter *filters, size_t *count,
                                         struct segbias_error *error)
{
	for (size_t i = 0; i < policy->universe_count; i++) {
		struct segbias_label attribute = policy->universes[i].attribute;
		size_t field = find_universe(reference->head, policy, attribute);
		if (field == SEGBIAS_NO_FIELD)
			return segbias_head_no_column(reference->head, "--within",
			                              segbias_match_reference_name(policy, attribute), error);
		struct segbias_universe_filter *filter = segbias_arena_allocate(arena, sizeof *filter);
		if (!filter)
			return segbias_error_memory(error);
		filter->items = policy->universes[i].items;
		filter->count = policy->universes[i].count;
		if (reference->born && reference->born_field == field)
			filter->born = reference->born;
		filter->ages = segbias_match_ages(reference->head, field,
		                                  segbias_match_mapped_name(policy, reference->head->names[field]));
		if (segbias_universe_dates(reference->head, field, "--within", filter, error) != SEGBIAS_OK)
			return error->status;
		filters[(*count)++] = (struct segbias_plan_filter){
		    .field = field, .accept = segbias_universe_accept, .context = filter, .universe = true};
	}
	return SEGBIAS_OK;
}

/* A reference of records or cells may hold birth dates too, under the campaign's name or that of --map. */
static enum segbias_status find_born(struct segbias_reference_facts *reference, const struct segbias_policy *policy,
                                     struct segbias_arena *arena, struct segbias_error *error)
{
	reference->born = NULL;
	reference->born_field = SEGBIAS_NO_FIELD;
	if (!policy->born.bytes || reference->marginal)
		return SEGBIAS_OK;
	size_t field = segbias_head_find(reference->head, segbias_match_reference_name(policy, policy->born));
	if (field == SEGBIAS_NO_FIELD || segbias_taken_has(&reference->taken, field) ||
	    !segbias_born_holds(reference->head, field, policy))
		return SEGBIAS_OK;
	reference->born_field = field;
	return segbias_born_open(reference->head, field, policy, arena, &reference->born, error);
}

/* What is kept by sampling unit: only what the campaign can be compared on, since it multiplies the cells. */
static enum segbias_status plan_design(const struct segbias_reference_facts *reference,
                                       const struct segbias_head *campaign, const struct segbias_policy *policy,
                                       struct segbias_arena *arena, struct segbias_plan *plan,
                                       struct segbias_error *error)
{
	const struct segbias_taken *taken = &reference->taken;
	struct segbias_plan_design *design = &plan->design;
	uint32_t *kept = segbias_arena_array(arena, plan->column_count, sizeof *kept);
	if (!kept)
		return segbias_error_memory(error);
	*design = (struct segbias_plan_design){.survey = true,
	                                       .stratum_field = taken->stratum_field,
	                                       .cluster_field = taken->psu_field,
	                                       .replicate_fields = taken->replicate_fields,
	                                       .replicate_count = taken->replicate_count,
	                                       .columns = kept};
	design->used = taken->stratum_field != SEGBIAS_NO_FIELD || taken->psu_field != SEGBIAS_NO_FIELD ||
	               taken->replicate_count > 0;
	for (size_t i = 0; i < plan->column_count && design->used; i++)
		if (wanted_by_campaign(campaign, policy, plan->columns[i].name))
			kept[design->column_count++] = (uint32_t)i;
	return SEGBIAS_OK;
}

bool segbias_match_pair(const struct segbias_tally *reference, const struct segbias_attribute *first,
                        const struct segbias_attribute *second)
{
	uint32_t columns[] = {(uint32_t)first->reference_column, (uint32_t)second->reference_column};
	uint32_t swapped[] = {columns[1], columns[0]};
	return !first->dropped && !second->dropped && !first->multi && !second->multi &&
	       first->value_count <= SEGBIAS_JOINT_VALUES_MAX && second->value_count <= SEGBIAS_JOINT_VALUES_MAX &&
	       (segbias_tally_table(reference, columns, 2) || segbias_tally_table(reference, swapped, 2));
}

/* Whether the head shows few enough different values for pairs. */
static bool has_few_values(const struct segbias_head *head, size_t field)
{
	struct segbias_intern seen = {0};
	for (size_t row = 0; row < head->rows && seen.size <= SEGBIAS_JOINT_VALUES_MAX; row++)
		(void)segbias_intern_add(&seen, segbias_head_cell(head, row, field));
	bool few = seen.size <= SEGBIAS_JOINT_VALUES_MAX;
	segbias_intern_release(&seen);
	return few;
}

/* A campaign that was drawn from this base is a selection, whose rates may turn round within the values of another
 * attribute: pairs of what both files have are counted. */
static void plan_pairs(struct segbias_reference_facts *reference, const struct segbias_head *campaign,
                       const struct segbias_policy *policy, struct segbias_plan *plan,
                       struct segbias_plan_table *tables)
{
	uint32_t kept[SEGBIAS_JOINT_COLUMNS_MAX];
	size_t count = 0;
	bool base = policy->eligible_given || (policy->kind_given && policy->kind == SEGBIAS_KIND_BASE);
	if (!base || reference->marginal)
		return;
	for (size_t i = 0; i < plan->column_count; i++) {
		const struct segbias_plan_column *column = &plan->columns[i];
		if (!wanted_by_campaign(campaign, policy, column->name) || column->separator.bytes ||
		    !has_few_values(reference->head, column->field))
			continue;
		if (count == SEGBIAS_JOINT_COLUMNS_MAX)
			return;
		kept[count++] = (uint32_t)i;
	}
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			tables[plan->table_count++] =
			    (struct segbias_plan_table){.columns = {kept[i], kept[j]}, .count = 2};
	reference->joint = count > 1;
}

static enum segbias_status plan_crossings(const struct segbias_reference_facts *reference,
                                          const struct segbias_head *campaign, const struct segbias_policy *policy,
                                          struct segbias_arena *arena, struct segbias_plan *plan,
                                          struct segbias_error *error)
{
	bool *wanted = segbias_arena_array(arena, plan->column_count + 1, sizeof *wanted);
	if (!policy->cross || reference->marginal)
		return SEGBIAS_OK;
	if (!wanted)
		return segbias_error_memory(error);
	for (size_t i = 0; i < plan->column_count; i++)
		wanted[i] = wanted_by_campaign(campaign, policy, plan->columns[i].name);
	return segbias_crossings_of_reference(wanted, policy, arena, plan, error);
}

enum segbias_status segbias_match_reference(struct segbias_reference_facts *reference,
                                            const struct segbias_head *campaign, const struct segbias_policy *policy,
                                            struct segbias_arena *arena, struct segbias_plan *plan,
                                            struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_head *head = reference->head;
	struct segbias_plan_filter *filters =
	    segbias_arena_array(arena, policy->where_count + policy->universe_count + 1, sizeof *filters);
	struct segbias_plan_column *columns = segbias_arena_array(arena, head->width, sizeof *columns);
	struct segbias_plan_table *tables = segbias_arena_array(
	    arena, head->width + (size_t)SEGBIAS_JOINT_COLUMNS_MAX * SEGBIAS_JOINT_COLUMNS_MAX, sizeof *tables);
	struct segbias_missing *missing = segbias_arena_allocate(arena, sizeof *missing);
	size_t filter_count = 0;
	size_t column_count = 0;
	if (!filters || !columns || !tables || !missing)
		return segbias_error_memory(error);
	const struct segbias_wheres wheres = {"--where", policy->wheres, policy->where_count};
	SEGBIAS_TRY(segbias_universe_wheres(head, &wheres, arena, filters, &filter_count, error));
	SEGBIAS_TRY(find_born(reference, policy, arena, error));
	for (size_t field = 0; field < head->width; field++) {
		if (segbias_taken_has(&reference->taken, field))
			continue;
		if (needs_one(reference, campaign, policy, field) && !segbias_universe_asked(head, &wheres, field))
			SEGBIAS_TRY(check_head(reference, field,
			                       &(struct segbias_plan){.filters = filters, .filter_count = filter_count},
			                       error));
		if (reference->marginal)
			continue;
		columns[column_count] =
		    (struct segbias_plan_column){.name = head->names[field], .field = field, .kind = SEGBIAS_PLAN_OPEN};
		SEGBIAS_TRY(segbias_several_reference(reference, campaign, policy, field,
		                                      &columns[column_count].separator, error));
		if (field == reference->born_field)
			SEGBIAS_TRY(segbias_born_plan(reference->born, arena, &columns[column_count], error));
		tables[column_count] = (struct segbias_plan_table){.columns = {(uint32_t)column_count}, .count = 1};
		column_count++;
	}
	if (policy->eligible_given)
		SEGBIAS_TRY(segbias_match_eligible(head, policy, arena, &filters[filter_count++], error));
	if (!reference->marginal) /* a margin is cut after the pour: it cannot say who else is in the universe */
		SEGBIAS_TRY(add_universes(reference, policy, arena, filters, &filter_count, error));
	for (size_t i = 0; i < column_count; i++)
		for (size_t j = 0; j < filter_count; j++)
			columns[i].outside |= filters[j].universe && filters[j].field == columns[i].field;
	/* Borrowed from the policy; a marker that an aggregated reference lists is a value. */
	*missing = policy->missing;
	missing->replaced |= reference->aggregated && !policy->own_file;
	*plan = (struct segbias_plan){.columns = columns,
	                              .column_count = column_count,
	                              .tables = tables,
	                              .table_count = column_count,
	                              .filters = filters,
	                              .filter_count = filter_count,
	                              .missing = missing,
	                              .placed = reference->aggregated,
	                              .repeats = segbias_universe_several(head, &wheres),
	                              .weighted = true};
	bool *wanted = segbias_arena_array(arena, head->width, sizeof *wanted);
	if (!wanted)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t field = 0; field < head->width; field++)
		wanted[field] =
		    field != reference->born_field && wanted_by_campaign(campaign, policy, head->names[field]);
	SEGBIAS_TRY(segbias_reference_numbers(reference, policy, wanted, arena, error));
	plan->numbers = reference->numbers;
	plan->number_count = reference->number_count;
	plan_pairs(reference, campaign, policy, plan, tables);
	SEGBIAS_TRY(plan_crossings(reference, campaign, policy, arena, plan, error));
	SEGBIAS_TRY(segbias_risks_of_reference(policy, arena, plan, error));
	SEGBIAS_TRY(plan_design(reference, campaign, policy, arena, plan, error));
done:
	return status;
}

enum segbias_status segbias_match_reference_settle(const struct segbias_reference_facts *reference,
                                                   const struct segbias_head *campaign,
                                                   const struct segbias_policy *policy, const struct segbias_plan *plan,
                                                   const struct segbias_tally *tally, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_wheres wheres = {"--where", policy->wheres, policy->where_count};
	for (size_t column = 0; column < plan->column_count && status == SEGBIAS_OK; column++) {
		size_t field = plan->columns[column].field;
		struct segbias_intern seen = {0};
		if (field == reference->born_field)
			status = segbias_born_settle(
			    &(struct segbias_born_column){reference->born, tally, column, reference->head->file},
			    error);
		if (!needs_one(reference, campaign, policy, field) ||
		    segbias_universe_asked(reference->head, &wheres, field))
			continue;
		for (uint32_t i = 0; i < segbias_tally_labels(tally, column) && seen.size <= LISTED_MAX; i++)
			(void)segbias_intern_add(&seen, segbias_tally_label(tally, column, SEGBIAS_ID_FIRST + i));
		status = refuse_several(reference, plan->columns[column].name, &seen, error);
		segbias_intern_release(&seen);
	}
	return status;
}
