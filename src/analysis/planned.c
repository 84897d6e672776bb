/* What a campaign of a given size could show against the reference: of each value the index that it would tell from the
 * tolerance band with 80 % power, alone and unadjusted for many tests. */
#include "analysis/compare.h"

#include <math.h>

/* The test that such a campaign would come to. */
static struct segbias_ratio ratio_of(const struct segbias_sides *sides, size_t value)
{
	const struct segbias_attribute *attribute = sides->attribute;
	const struct segbias_policy *policy = sides->input->policy;
	return (struct segbias_ratio){.kind = sides->input->kind,
	                              .n = policy->deff > 0 ? policy->plan / policy->deff : policy->plan,
	                              .r = attribute->reference[value].weight / attribute->known.weight,
	                              .m = sides->reference.effective[value],
	                              .se = attribute->share_error ? attribute->share_error[value] : 0,
	                              .N = attribute->known.weight,
	                              .K = attribute->reference[value].weight};
}

/* Why no campaign comes to a verdict: see segbias_comparison_measure. */
static enum segbias_reason reason_of(const struct segbias_sides *sides, const struct segbias_ratio *ratio)
{
	if (segbias_reference_is_uneven(sides->input, sides->attribute, &sides->reference))
		return SEGBIAS_REASON_WEIGHTS;
	return segbias_ratio_is_uncertain(ratio) ? SEGBIAS_REASON_MARGIN : SEGBIAS_REASON_NONE;
}

/* Whether there is a test at all: of one value there is none, nor of a base that is no list of records. */
static bool is_testable(const struct segbias_sides *sides, const struct segbias_ratio *ratio)
{
	bool listed = ratio->K == floor(ratio->K) && !sides->input->reference_weighted;
	return (ratio->r < 1 || sides->attribute->multi) && (ratio->kind != SEGBIAS_KIND_BASE || listed);
}

static void plan_value(const struct segbias_sides *sides, size_t value, struct segbias_planned *out)
{
	const struct segbias_policy *policy = sides->input->policy;
	struct segbias_rule rule;
	(void)segbias_policy_rule(policy, sides->attribute->name, (struct segbias_label){NULL, 0}, &rule);
	(void)segbias_policy_protects(policy, sides->attribute->name, sides->attribute->values[value], &rule);
	double low = rule.band_low / 100;
	double high = rule.band_high / 100;
	struct segbias_ratio ratio = ratio_of(sides, value);
	struct segbias_power power = segbias_ratio_power(&ratio);
	*out = (struct segbias_planned){.attribute = sides->attribute->name,
	                                .value = sides->attribute->values[value],
	                                .reference_share = ratio.r,
	                                .expected = policy->plan * ratio.r};
	out->detectable_under = out->detectable_over = out->n_excluded = NAN;
	out->reason = reason_of(sides, &ratio);
	if (!is_testable(sides, &ratio) || out->reason != SEGBIAS_REASON_NONE)
		return;
	if (ratio.kind != SEGBIAS_KIND_BASE || policy->plan <= ratio.N)
		segbias_power_detectable(&power, low, high, policy->alpha, &out->detectable_under,
		                         &out->detectable_over);
	out->detectable_under *= 100 / ratio.r;
	out->detectable_over *= 100 / ratio.r;
	double needed = segbias_power_settling(&power, 0, low, high, policy->alpha,
	                                       segbias_power_n_needed(0, ratio.r, low, high, policy->alpha));
	if (policy->deff > 0)
		needed = ceil(needed * policy->deff);
	out->n_excluded = isnan(needed) ? NAN : fmax(needed, rule.min_n);
}

enum segbias_status segbias_analyse_planned(const struct segbias_analysis_input *input,
                                            struct segbias_findings *findings, struct segbias_error *error)
{
	const struct segbias_matching *matching = input->matching;
	size_t room = 0;
	for (size_t i = 0; i < matching->attribute_count; i++)
		room += matching->attributes[i].value_count;
	findings->planned = segbias_arena_array(&findings->arena, room, sizeof *findings->planned);
	if (!findings->planned)
		return segbias_error_memory(error);
	findings->plan = input->policy->plan;
	for (size_t i = 0; i < matching->attribute_count; i++) {
		struct segbias_sides sides = {0};
		if (matching->attributes[i].dropped)
			continue;
		enum segbias_status status = segbias_sides_create(input, &matching->attributes[i], &sides, error);
		for (size_t v = 0; status == SEGBIAS_OK && v < matching->attributes[i].value_count; v++)
			plan_value(&sides, v, &findings->planned[findings->planned_count++]);
		segbias_sides_release(&sides);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}
