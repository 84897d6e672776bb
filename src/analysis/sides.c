/* What all groups share of one attribute: the reference's precision, and the products of repeated people. */
#include "analysis/compare.h"

#include "base/memory.h"

#include <stdlib.h>

bool segbias_side_is_uneven(const struct segbias_cell *known, const struct segbias_side *side, double least)
{
	bool few = !side->clustered && side->pooled < least; /* a design of few units is not the weights' */
	return few || known->weight * known->weight < least * known->square;
}

bool segbias_reference_is_uneven(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                                 const struct segbias_side *reference)
{
	struct segbias_rule rule;
	(void)segbias_policy_rule(input->policy, attribute->name, (struct segbias_label){NULL, 0}, &rule);
	return input->kind == SEGBIAS_KIND_SAMPLE && input->reference_weighted &&
	       segbias_side_is_uneven(&attribute->known, reference, rule.min_n);
}

bool segbias_ratio_is_uncertain(const struct segbias_ratio *ratio)
{
	static const double ERROR_MOST = (1 + 1e-9) / 3; /* a third itself is none, whatever its last digits */
	return ratio->kind == SEGBIAS_KIND_MARGIN && ratio->se > ERROR_MOST * ratio->r;
}

static double replicate_scale(const struct segbias_policy *policy, double replicates)
{
	switch (policy->replicate_kind) {
	case SEGBIAS_REPLICATE_ACS:
		return 4 / replicates;
	case SEGBIAS_REPLICATE_BRR:
		return 1 / replicates;
	case SEGBIAS_REPLICATE_FAY:
		return 1 / (replicates * (1 - policy->fay) * (1 - policy->fay));
	case SEGBIAS_REPLICATE_JK1:
		return (replicates - 1) / replicates;
	case SEGBIAS_REPLICATE_JK2:
		break;
	}
	return 1;
}

/* Of several answers a record: the values, and those who answered. */
static void take_several(struct segbias_spread_values *values)
{
	values->answered = (uint32_t)values->values++;
	values->several = true;
}

/* The reference's design, if it has one. */
static enum segbias_status spread_reference(const struct segbias_sides *sides, const double *total,
                                            struct segbias_spreads **out, struct segbias_error *error)
{
	const struct segbias_analysis_input *input = sides->input;
	const struct segbias_attribute *attribute = sides->attribute;
	const struct segbias_clusters *clusters = segbias_tally_clusters(input->reference);
	struct segbias_spread_values values = {.column = attribute->reference_column,
	                                       .value_of = attribute->value_of,
	                                       .ids = attribute->id_count,
	                                       .values = attribute->value_count,
	                                       .groups = 1};
	if (!clusters)
		return SEGBIAS_OK;
	if (attribute->multi)
		take_several(&values);
	double replicates = (double)segbias_clusters_replicates(clusters);
	enum segbias_status status =
	    replicates > 0 ? segbias_spreads_replicated(clusters, &values, total,
	                                                replicate_scale(input->policy, replicates), out, error)
			   : segbias_spreads_create(clusters, &values, out, error);
	if (status == SEGBIAS_DATA)
		segbias_error_place(error, input->reference_path, 0, 0);
	return status;
}

static enum segbias_status measure_reference(struct segbias_sides *sides, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_attribute *attribute = sides->attribute;
	struct segbias_group_spread spread;
	struct segbias_side_input side = {.cells = attribute->reference,
	                                  .values = attribute->value_count,
	                                  .known = &attribute->known,
	                                  .weighted = sides->input->reference_weighted};
	double *total = segbias_memory_zeroed(attribute->value_count + 1, sizeof *total);
	if (!total)
		return segbias_error_memory(error);
	for (size_t v = 0; v < attribute->value_count; v++)
		total[v] = attribute->reference[v].weight;
	total[attribute->value_count] = attribute->known.weight;
	SEGBIAS_TRY(spread_reference(sides, total, &sides->design, error));
	if (sides->design) {
		spread = segbias_spreads_of(sides->design, 0);
		side.spread = &spread;
	}
	status = attribute->multi ? segbias_side_measure_several(&side, &sides->reference, error)
	                          : segbias_side_measure(&side, &sides->reference, error);
done:
	free(total);
	return status;
}

static enum segbias_status spread_campaign(struct segbias_sides *sides, struct segbias_error *error)
{
	const struct segbias_clusters *clusters =
	    sides->input->campaign ? segbias_tally_clusters(sides->input->campaign) : NULL;
	size_t count = sides->attribute->value_count;
	if (!clusters)
		return SEGBIAS_OK;
	uint32_t *value_of = segbias_memory_zeroed(count + SEGBIAS_ID_FIRST, sizeof *value_of);
	if (!value_of)
		return segbias_error_memory(error);
	for (uint32_t id = 0; id < count + SEGBIAS_ID_FIRST; id++)
		value_of[id] = id < SEGBIAS_ID_FIRST ? UINT32_MAX : id - SEGBIAS_ID_FIRST;
	struct segbias_spread_values values = {.column = sides->attribute->column,
	                                       .value_of = value_of,
	                                       .ids = count + SEGBIAS_ID_FIRST,
	                                       .values = count,
	                                       .groups = SEGBIAS_ID_FIRST + (uint32_t)sides->input->group_count};
	if (sides->attribute->separator.bytes)
		take_several(&values);
	enum segbias_status status = segbias_spreads_create(clusters, &values, &sides->campaign, error);
	free(value_of);
	return status;
}

/* What all groups together have of a value, for those that have too few: of groups that nobody is to see nothing. */
static bool pool_campaign(struct segbias_sides *sides)
{
	const struct segbias_analysis_input *input = sides->input;
	if (!input->campaign)
		return true;
	struct segbias_group_tables tables = segbias_group_tables_of(input->campaign, sides->attribute->column);
	sides->pool = segbias_memory_zeroed(sides->attribute->value_count + 1, sizeof *sides->pool);
	for (size_t v = 0; sides->pool && v < sides->attribute->value_count; v++) {
		uint32_t id = SEGBIAS_ID_FIRST + (uint32_t)v;
		if (!input->unseen) {
			sides->pool[v] = segbias_tally_cell(tables.whole, &id, 1);
			continue;
		}
		for (size_t i = 0; i < input->group_count; i++) {
			struct segbias_cell cell = segbias_group_cell(&tables, &input->groups[i], id);
			if (!input->unseen[i] && !segbias_group_is_whole(&input->groups[i]))
				segbias_cell_add(&sides->pool[v], &cell);
		}
	}
	return sides->pool != NULL;
}

enum segbias_status segbias_sides_create(const struct segbias_analysis_input *input,
                                         const struct segbias_attribute *attribute, struct segbias_sides *sides,
                                         struct segbias_error *error)
{
	*sides = (struct segbias_sides){.input = input, .attribute = attribute, .planning = segbias_planning_create()};
	enum segbias_status status = measure_reference(sides, error);
	if (status == SEGBIAS_OK && !pool_campaign(sides))
		status = segbias_error_memory(error);
	return status == SEGBIAS_OK ? spread_campaign(sides, error) : status;
}

void segbias_sides_release(struct segbias_sides *sides)
{
	segbias_side_release(&sides->reference);
	segbias_spreads_free(sides->design);
	segbias_spreads_free(sides->campaign);
	free(sides->pool);
	segbias_planning_free(sides->planning);
	*sides = (struct segbias_sides){0};
}
