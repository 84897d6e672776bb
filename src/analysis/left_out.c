/* Question: what is not answered, and why? Where people repeat, records have weights or a design effect is declared, the
 * plain tests of some questions would be too sure. */
#include "analysis/analysis.h"

#include "tally/patterns.h"

/* What makes records of the campaign no independent ones that weigh the same; NULL: nothing. */
static const char *campaign_cause(const struct segbias_analysis_input *input)
{
	if (segbias_tally_clusters(input->campaign))
		return "person";
	if (input->policy->deff > 0)
		return "deff";
	return input->weighted ? "weight" : NULL;
}

static const char *association_cause(const struct segbias_analysis_input *input)
{
	enum segbias_segment_mode mode = input->matching->segment_mode;
	if (mode == SEGBIAS_SEGMENT_FLAGS)
		return "overlapping_segments";
	return mode == SEGBIAS_SEGMENT_COLUMN && input->group_count > 2 ? campaign_cause(input) : NULL;
}

static const char *simpson_cause(const struct segbias_analysis_input *input)
{
	if (!input->matching->joint || input->kind != SEGBIAS_KIND_BASE)
		return NULL;
	const char *cause = campaign_cause(input);
	if (!cause && (segbias_tally_doubts(input->campaign) || segbias_tally_doubts(input->reference)))
		return "hidden_figures";
	return !cause && input->reference_weighted ? "reference_weight" : cause;
}

static const char *mcar_cause(const struct segbias_analysis_input *input)
{
	const struct segbias_patterns *patterns = segbias_tally_patterns(input->campaign);
	if (!patterns || segbias_patterns_count(patterns) < 2)
		return NULL;
	const char *cause = campaign_cause(input);
	return !cause && input->policy->publish > 0 ? "publish" : cause;
}

/* The Kolmogorov-Smirnov test allows for a design effect. */
static const char *ks_cause(const struct segbias_analysis_input *input, const struct segbias_findings *findings)
{
	if (findings->numeric_count == 0)
		return NULL;
	if (segbias_tally_clusters(input->campaign))
		return "person";
	if (input->weighted)
		return "weight";
	if (input->reference_weighted)
		return "reference_weight";
	return segbias_tally_clusters(input->reference) ? "reference_design" : NULL;
}

/* What --publish has no equations for is left out as a whole. */
static const char *missingness_cause(const struct segbias_analysis_input *input)
{
	return input->policy->publish > 0 && input->matching->tracked_count > 1 ? "publish" : NULL;
}

/* A value is suspected where it has two records and more, or many. */
static const char *suspected_cause(const struct segbias_analysis_input *input)
{
	return input->policy->publish > 0 && input->matching->tracked_count > 0 ? "publish" : NULL;
}

static const char *numeric_cause(const struct segbias_analysis_input *input)
{
	bool any = false;
	for (size_t i = 0; i < input->matching->number_count; i++)
		any = any || input->matching->numbers[i].reference != SIZE_MAX;
	return input->policy->publish > 0 && any ? "publish" : NULL;
}

static void add(struct segbias_findings *findings, const char *question, const char *because)
{
	if (because)
		findings->left_out[findings->left_out_count++] = (struct segbias_left_out){question, because};
}

enum segbias_status segbias_analyse_left_out(const struct segbias_analysis_input *input,
                                             struct segbias_findings *findings, struct segbias_error *error)
{
	(void)error;
	if (input->policy->amount.bytes)
		return SEGBIAS_OK;
	add(findings, "associations", association_cause(input));
	add(findings, "simpson", simpson_cause(input));
	add(findings, "mcar", mcar_cause(input));
	add(findings, "ks", ks_cause(input, findings));
	add(findings, "missingness", missingness_cause(input));
	add(findings, "numeric", numeric_cause(input));
	add(findings, "suspected", suspected_cause(input));
	return SEGBIAS_OK;
}
