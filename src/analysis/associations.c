/* Question: which attributes differ between the segments? Not where segments overlap or records have weights: there the
 * plain test is wrong. */
#include "analysis/analysis.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

static const double V_LEAST = 0.1; /* corrected V; certainty alone is no finding */

static enum segbias_status measure(const struct segbias_analysis_input *input,
                                   const struct segbias_attribute *attribute, struct segbias_association_finding *out,
                                   struct segbias_error *error)
{
	struct segbias_group_tables tables = segbias_group_tables_of(input->campaign, attribute->column);
	size_t segments = input->group_count - 1;
	double *table = segbias_memory_zeroed(segments * attribute->value_count + 1, sizeof *table);
	if (!table)
		return segbias_error_memory(error);
	for (size_t i = 0; i < segments; i++)
		for (size_t v = 0; v < attribute->value_count; v++) {
			uint32_t id = (uint32_t)(SEGBIAS_ID_FIRST + attribute->drawn[v]);
			table[i * attribute->value_count + v] =
			    segbias_group_cell(&tables, &input->groups[i + 1], id).weight;
		}
	struct segbias_association result;
	segbias_association(table, segments, attribute->value_count, &result);
	bool few = result.expected_min < SEGBIAS_EXPECTED_LEAST;
	struct segbias_monte_carlo draws =
	    segbias_monte_carlo_of(input->policy->seed, (struct segbias_label){0}, attribute->name);
	bool ok = !few || segbias_independence_monte_carlo(table, segments, attribute->value_count, result.chi2, &draws,
	                                                   &result.p);
	free(table);
	if (!ok)
		return segbias_error_memory(error);
	*out = (struct segbias_association_finding){.attribute = attribute->name,
	                                            .chi2 = result.chi2,
	                                            .df = result.df,
	                                            .p = result.p,
	                                            .p_method = isnan(result.p) ? SEGBIAS_P_NONE
	                                                        : few           ? SEGBIAS_P_MONTE_CARLO
	                                                                        : SEGBIAS_P_ASYMPTOTIC,
	                                            .q = NAN,
	                                            .v = result.v,
	                                            .v_corrected = result.v_corrected};
	return SEGBIAS_OK;
}

enum segbias_status segbias_analyse_associations(const struct segbias_analysis_input *input,
                                                 struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = input->matching;
	double *p = NULL;
	if (matching->segment_mode != SEGBIAS_SEGMENT_COLUMN || input->weighted ||
	    segbias_tally_clusters(input->campaign) || input->policy->deff > 0 || input->group_count < 3)
		return SEGBIAS_OK;
	size_t count = 0;
	struct segbias_association_finding *list =
	    segbias_arena_array(&findings->arena, matching->attribute_count, sizeof *list);
	p = segbias_memory_zeroed(matching->attribute_count + 1, sizeof *p);
	if (!list || !p)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < matching->attribute_count; i++) {
		if (matching->attributes[i].dropped || matching->attributes[i].multi)
			continue;
		SEGBIAS_TRY(measure(input, &matching->attributes[i], &list[count], error));
		p[count] = list[count].p;
		count++;
	}
	if (!segbias_adjust(p, count, input->policy->control, p))
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < count; i++) {
		list[i].q = p[i];
		list[i].finding = list[i].q <= input->policy->alpha && list[i].v_corrected >= V_LEAST;
	}
	findings->associations = list;
	findings->association_count = count;
done:
	free(p);
	return status;
}
