/* Question: which columns have too many missing values? Every column but segment, weight and count, per segment. */
#include "analysis/analysis.h"

#include <math.h>
#include <stdlib.h>

static void measure(const struct segbias_analysis_input *input, const struct segbias_group *group,
                    const struct segbias_tracked *tracked, struct segbias_incomplete *out)
{
	const struct segbias_policy *policy = input->policy;
	struct segbias_group_tables tables = segbias_group_tables_of(input->campaign, tracked->column);
	out->segment = group->label;
	out->column = tracked->name;
	out->rows = (double)group->rows;
	out->missing = (double)segbias_group_cell(&tables, group, SEGBIAS_ID_MISSING).count;
	out->rate = out->rate_low = out->rate_high = out->p = out->q = NAN;
	if (group->rows == 0)
		return;
	out->rate = out->missing / out->rows;
	segbias_policy_interval(policy, out->missing, out->rows, &out->rate_low, &out->rate_high);
	out->p = segbias_binomial_upper(out->missing, out->rows, policy->missing_max);
}

static enum segbias_status judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                 struct segbias_error *error)
{
	size_t count = findings->incomplete_count;
	double *p = calloc(count + 1, sizeof *p);
	bool *whole = calloc(count + 1, sizeof *whole);
	bool segmented = false;
	for (size_t i = 0; p && whole && i < count; i++) {
		p[i] = findings->incomplete[i].p;
		whole[i] = findings->incomplete[i].segment.bytes == NULL;
		segmented = segmented || !whole[i];
	}
	bool ok = p && whole && segbias_families_adjust(p, whole, count, policy->control, p);
	for (size_t i = 0; ok && i < count; i++) {
		struct segbias_incomplete *row = &findings->incomplete[i];
		row->q = p[i];
		row->verdict = !(row->rate > policy->missing_max) ? SEGBIAS_COMPLETENESS_OK
		               : row->q <= policy->alpha          ? SEGBIAS_COMPLETENESS_INCOMPLETE
		                                                  : SEGBIAS_COMPLETENESS_UNCLEAR;
		if (row->verdict == SEGBIAS_COMPLETENESS_INCOMPLETE && whole[i] != segmented)
			findings->summary.incomplete++;
	}
	free(p);
	free(whole);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_analyse_incomplete(const struct segbias_analysis_input *input,
                                               struct segbias_findings *findings, struct segbias_error *error)
{
	const struct segbias_matching *matching = input->matching;
	struct segbias_incomplete *list =
	    segbias_arena_array(&findings->arena, input->group_count * matching->tracked_count, sizeof *list);
	if (!list)
		return segbias_error_memory(error);
	findings->incomplete = list;
	for (size_t i = 0; i < input->group_count; i++)
		for (size_t j = 0; j < matching->tracked_count; j++)
			measure(input, &input->groups[i], &matching->tracked[j], &list[findings->incomplete_count++]);
	return judge(input->policy, findings, error);
}
