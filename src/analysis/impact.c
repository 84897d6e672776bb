#include "analysis/impact.h"

#include <math.h>

/* What is an edge but for rounding is it. */
static const double EDGE = 1e-12;

static bool is_above(const struct segbias_impact *group, const struct segbias_impact *top)
{
	double mine = group->selected * top->n;
	double other = top->selected * group->n;
	if (mine == other)
		return group->n > top->n;
	return mine > other;
}

static size_t find_top(const struct segbias_impact *groups, size_t count, long against)
{
	size_t top = count;
	for (size_t i = 0; against < 0 && i < count; i++)
		if (!groups[i].excluded && groups[i].n > 0 && (top == count || is_above(&groups[i], &groups[top])))
			top = i;
	if (against >= 0 && (size_t)against < count && !groups[against].excluded && groups[against].n > 0)
		top = (size_t)against;
	return top < count && groups[top].selected > 0 ? top : count;
}

bool segbias_impact_flips(double k, double n, double k_top, double n_top)
{
	bool lower = n > 0 && n_top > 0 && k * n_top < k_top * n;
	return lower && k_top >= 1 && k + 1 <= n && (k + 1) * n_top > (k_top - 1) * n;
}

size_t segbias_impact_ratios(struct segbias_impact *groups, size_t count, double min_share, long against)
{
	double all = 0;
	double selected = 0;
	for (size_t i = 0; i < count; i++) {
		all += groups[i].n;
		selected += groups[i].selected;
	}
	for (size_t i = 0; i < count; i++) {
		struct segbias_impact *group = &groups[i];
		group->rate = group->n > 0 ? group->selected / group->n : NAN;
		group->rest = all > group->n ? (selected - group->selected) / (all - group->n) : NAN;
		group->excluded = group->n / all < min_share - EDGE;
		group->ratio = NAN;
		group->flip = false;
	}
	size_t top = find_top(groups, count, against);
	for (size_t i = 0; top < count && i < count; i++) {
		struct segbias_impact *group = &groups[i];
		if (group->excluded || !(group->n > 0))
			continue;
		group->ratio = group->rate / groups[top].rate;
		group->flip = segbias_impact_flips(group->selected, group->n, groups[top].selected, groups[top].n);
	}
	return top;
}

enum segbias_impact_status segbias_impact_judge(const struct segbias_impact *group, double top_rate, double q,
                                                const struct segbias_impact_rule *rule)
{
	bool shown = q <= rule->alpha;
	if (isnan(group->ratio) || group->ratio >= 1)
		return SEGBIAS_IMPACT_OK;
	bool above = shown && group->rate > group->rest;
	if (group->ratio < SEGBIAS_FOUR_FIFTHS - EDGE)
		return !shown        ? SEGBIAS_IMPACT_SMALL
		       : above       ? SEGBIAS_IMPACT_ABOVE
		       : group->flip ? SEGBIAS_IMPACT_FLIP
		                     : SEGBIAS_IMPACT_BREACH;
	if (!shown || above)
		return SEGBIAS_IMPACT_OK;
	return top_rate - group->rate >= rule->practical - EDGE ? SEGBIAS_IMPACT_BREACH : SEGBIAS_IMPACT_SIGNIFICANT;
}
