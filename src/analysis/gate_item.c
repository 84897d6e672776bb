#include "analysis/gate_item.h"

#include "analysis/change.h"
#include "findings/withhold.h"
#include "stats/stats.h"

#include <math.h>
#include <string.h>

static bool is_of_column(enum segbias_gate_kind kind)
{
	return kind == SEGBIAS_GATE_INCOMPLETE;
}

static bool is_of_group(enum segbias_gate_kind kind)
{
	return is_of_column(kind) || kind == SEGBIAS_GATE_UNMATCHED || kind == SEGBIAS_GATE_TVD;
}

size_t segbias_gate_groups(const struct segbias_findings *findings, enum segbias_gate_kind kind)
{
	return is_of_column(kind) ? findings->incomplete_count : findings->comparison_count;
}

struct segbias_gate_group segbias_gate_group_at(const struct segbias_findings *findings, enum segbias_gate_kind kind,
                                                size_t index)
{
	struct segbias_gate_group group = {NULL, NULL};
	if (is_of_column(kind))
		group.column = &findings->incomplete[index];
	else
		group.comparison = &findings->comparisons[index];
	return group;
}

size_t segbias_gate_items(struct segbias_gate_group group, enum segbias_gate_kind kind)
{
	return is_of_group(kind) ? 1 : group.comparison->value_count;
}

double segbias_gate_size(struct segbias_gate_group group, enum segbias_gate_kind kind)
{
	const struct segbias_comparison *c = group.comparison;
	if (!c)
		return group.column->rows;
	if (kind == SEGBIAS_GATE_UNCLEAR)
		return c->n + c->unmatched + c->missing;
	return kind == SEGBIAS_GATE_UNMATCHED ? c->n + c->unmatched : c->n;
}

/* --- indices ----------------------------------------------------------------------------------------------------- */

/* An index breaches where its whole interval lies beyond the threshold: its nearer limit tells how near it is. A wider band of an
 * attribute's or segment's own tolerates what a limit within it would not. */
static void look_over(const struct segbias_gate_rule *rule, const struct segbias_limits *limits,
                      const struct segbias_value_finding *v, struct segbias_gate_item *item)
{
	item->threshold = fmax(rule->limit, limits->band_high);
	item->margin = item->threshold - v->index_low;
	item->found = v->verdict == SEGBIAS_VERDICT_OVER && (isnan(rule->limit) || v->index_low > rule->limit);
}

static void look_under(const struct segbias_gate_rule *rule, const struct segbias_limits *limits,
                       const struct segbias_value_finding *v, struct segbias_gate_item *item)
{
	item->threshold = fmin(rule->limit, limits->band_low);
	item->margin = v->index_high - item->threshold;
	item->found = v->verdict == SEGBIAS_VERDICT_UNDER && (isnan(rule->limit) || v->index_high < rule->limit);
}

/* A likely one lies beyond the band, and its interval beyond 100. */
static void look_likely(double low, double high, struct segbias_gate_item *item)
{
	bool over = item->number > 100;
	item->threshold = over ? high : low;
	item->margin = over ? fmax(item->threshold - item->number, 100 - item->low)
	                    : fmax(item->number - item->threshold, item->high - 100);
	item->found = segbias_is_likely(item->verdict);
}

static bool look_value(const struct segbias_findings *findings, const struct segbias_gate_rule *rule,
                       const struct segbias_comparison *c, size_t index, struct segbias_gate_item *item)
{
	const struct segbias_value_finding *v = &c->values[index];
	struct segbias_limits limits = segbias_value_limits(findings, c, v);
	item->value = v->value;
	item->verdict = v->verdict;
	item->number = v->index;
	item->low = v->index_low;
	item->high = v->index_high;
	if (rule->kind == SEGBIAS_GATE_UNCLEAR) {
		item->found = v->verdict == SEGBIAS_VERDICT_UNCLEAR || segbias_value_is_withheld(v);
		item->reason = v->reason;
		item->key = -item->n * v->reference_share; /* of whom the most should be there */
		return c->state != SEGBIAS_STATE_ONE_VALUE;
	}
	if (rule->kind == SEGBIAS_GATE_OVER)
		look_over(rule, &limits, v, item);
	else if (rule->kind == SEGBIAS_GATE_UNDER)
		look_under(rule, &limits, v, item);
	else
		look_likely(limits.band_low, limits.band_high, item);
	if (rule->kind == SEGBIAS_GATE_LIKELY && segbias_is_flag(v->verdict) && !item->found)
		item->margin = NAN; /* more than likely: another rule's */
	item->key = item->margin;
	return !isnan(v->q_flag);
}

/* --- groups ------------------------------------------------------------------------------------------------------ */

static bool look_column(const struct segbias_policy *policy, const struct segbias_gate_rule *rule,
                        const struct segbias_incomplete *row, struct segbias_gate_item *item)
{
	item->segment = row->segment;
	item->attribute = row->column;
	item->threshold = isnan(rule->limit) ? policy->missing_max : rule->limit;
	item->number = row->rate;
	item->low = row->rate_low;
	item->high = row->rate_high;
	item->margin = item->key = item->threshold - row->rate_low;
	item->found =
	    row->verdict == SEGBIAS_COMPLETENESS_INCOMPLETE && (isnan(rule->limit) || row->rate_low > rule->limit);
	return row->rows > 0;
}

/* No test: what matches nothing is not there, however few they are. */
static bool look_unmatched(const struct segbias_policy *policy, const struct segbias_gate_rule *rule,
                           const struct segbias_comparison *c, struct segbias_gate_item *item)
{
	item->threshold = isnan(rule->limit) ? policy->unmatched_max : rule->limit;
	item->number = c->unmatched / (c->n + c->unmatched);
	double most = c->unmatched_most / (c->n_least + c->unmatched_most);
	item->margin = item->key = item->threshold - most;
	item->found = c->unmatched_most > 0 && most > item->threshold;
	item->low = item->high = NAN;
	if (most != item->number) { /* figures are hidden or rounded */
		item->low = item->number;
		item->high = most;
	}
	return c->n + c->unmatched > 0;
}

/* The least share of the records that would have to be moved, at 1 - alpha together: from the limits of each share at
 * 1 - alpha by their number. */
static double least_moved(const struct segbias_policy *policy, const struct segbias_comparison *c)
{
	double missed = 0;
	double more = 0;
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		double low = NAN;
		double high = NAN;
		segbias_interval_exact(v->share * c->n_effective, c->n_effective,
		                       policy->alpha / (double)c->value_count, &low, &high);
		more += fmax(0, low - v->reference_share);
		missed += fmax(0, v->reference_share - high);
	}
	return fmax(missed, more);
}

static bool look_tvd(const struct segbias_policy *policy, const struct segbias_gate_rule *rule,
                     const struct segbias_comparison *c, struct segbias_gate_item *item)
{
	item->threshold = rule->limit;
	item->number = c->tvd;
	item->high = NAN;
	item->low = c->tested ? fmin(c->tvd, least_moved(policy, c)) : NAN;
	item->margin = item->key = item->threshold - item->low;
	item->found = item->low > item->threshold;
	return c->tested && !isnan(c->tvd);
}

bool segbias_gate_item(const struct segbias_findings *findings, const struct segbias_policy *policy,
                       const struct segbias_gate_rule *rule, struct segbias_gate_group group, size_t index,
                       struct segbias_gate_item *item)
{
	const struct segbias_comparison *c = group.comparison;
	*item = (struct segbias_gate_item){.number = NAN, .low = NAN, .high = NAN, .threshold = NAN, .margin = NAN};
	item->n = segbias_gate_size(group, rule->kind);
	if (!c)
		return look_column(policy, rule, group.column, item);
	item->segment = c->segment;
	item->attribute = c->attribute;
	if (rule->kind == SEGBIAS_GATE_UNMATCHED)
		return look_unmatched(policy, rule, c, item);
	return rule->kind == SEGBIAS_GATE_TVD ? look_tvd(policy, rule, c, item)
	                                      : look_value(findings, rule, c, index, item);
}

/* --- changes ----------------------------------------------------------------------------------------------------- */

/* A group that is a finding on a side, and was, cannot become it; of one that has gone on that side it is a new one on the other. */
static bool can_become(const struct segbias_change *change, bool over)
{
	bool was = segbias_is_flag(change->verdict_before) && segbias_is_over(change->verdict_before) == over;
	bool other = segbias_is_flag(change->verdict_now) && segbias_is_over(change->verdict_now) != over;
	return !was && !other;
}

/* How far an index is from being likely on a side: beyond its edge, and its interval beyond 100. */
static double likely_margin(double index, double low, double high, double edge, bool over)
{
	return over ? fmax(edge - index, 100 - low) : fmax(index - edge, (isnan(high) ? INFINITY : high) - 100);
}

/* How far a change is from being new on a side, in the ratio of the indices: beyond its edge, its interval beyond 1, and of a
 * group that is no finding the index as far as one is, by the index before. */
static void look_change(const struct segbias_findings *findings, const struct segbias_change *change, bool over,
                        struct segbias_gate_item *item)
{
	double edge = over ? SEGBIAS_CHANGE_BAND_HIGH : SEGBIAS_CHANGE_BAND_LOW;
	item->threshold = edge;
	if (!segbias_is_flag(change->verdict_now)) {
		const struct segbias_value_finding *v = change->group;
		struct segbias_limits limits = segbias_value_limits(findings, change->comparison, v);
		double band = over ? limits.band_high : limits.band_low;
		double beyond = band / change->index_before;
		item->threshold = over ? fmax(edge, beyond) : fmin(edge, beyond);
		item->margin = likely_margin(v->index, v->index_low, v->index_high, band, over) / change->index_before;
	}
	double ratio = isnan(change->ratio) ? INFINITY : change->ratio; /* of nothing before */
	double low = isnan(change->ratio_low) ? 0 : change->ratio_low;
	double high = isnan(change->ratio_high) ? INFINITY : change->ratio_high;
	double changed = over ? fmax(edge - ratio, 1 - low) : fmax(ratio - edge, high - 1);
	item->margin = fmax(item->margin, changed);
}

bool segbias_gate_change_item(const struct segbias_findings *findings, const struct segbias_change *change, bool found,
                              struct segbias_gate_item *item)
{
	*item = (struct segbias_gate_item){.segment = change->segment,
	                                   .attribute = change->attribute,
	                                   .value = change->value,
	                                   .number = change->ratio,
	                                   .low = change->ratio_low,
	                                   .high = change->ratio_high,
	                                   .n = NAN,
	                                   .margin = NAN,
	                                   .found = found,
	                                   .verdict = change->verdict_now,
	                                   .change = change};
	bool any = false;
	for (int over = 0; over < 2 && !isnan(change->p); over++) {
		struct segbias_gate_item one = *item;
		if (!can_become(change, over))
			continue;
		look_change(findings, change, over, &one);
		if (!any || one.margin < item->margin)
			*item = one;
		any = true;
	}
	if (found) /* it was tested among all others */
		item->margin = fmin(item->margin, 0);
	item->key = item->margin;
	return any && (found || isfinite(item->margin));
}

/* --- crossings --------------------------------------------------------------------------------------------------- */

size_t segbias_gate_crossings(const struct segbias_findings *findings)
{
	size_t segments = findings->crossed_segments - findings->crossed_bounded[0];
	return segments + (findings->outlook.one_for_all ? 0 : findings->crossed_whole - findings->crossed_bounded[1]);
}

/* What there is of it, in percent of what its parts lead to expect. NaN: nobody can say. */
static double beside_parts(const struct segbias_crossing_finding *row)
{
	return isnan(row->beyond) ? 100 * (row->count / row->parents_expected) : row->beyond;
}

/* One that is not skewed beyond its parts may be far off by itself: the larger of both distances is what it lacks. */
static void look_beside(const struct segbias_crossing_finding *row, double band, bool over,
                        struct segbias_gate_item *item)
{
	item->threshold = band;
	item->margin = fmax(likely_margin(row->index, row->index_low, row->index_high, band, over),
	                    over ? band - item->beside : item->beside - band);
}

bool segbias_gate_crossing_item(const struct segbias_policy *policy, const struct segbias_crossing_finding *row,
                                struct segbias_gate_item *item)
{
	struct segbias_rule rule;
	bool flag = segbias_is_flag(row->verdict);
	(void)segbias_policy_rule(policy, row->attribute, row->segment, &rule);
	*item = (struct segbias_gate_item){.segment = row->segment,
	                                   .attribute = row->attribute,
	                                   .value = row->value,
	                                   .number = row->index,
	                                   .low = row->index_low,
	                                   .high = row->index_high,
	                                   .n = row->n,
	                                   .beside = NAN,
	                                   .found = strcmp(row->state, "own") == 0,
	                                   .verdict = row->verdict};
	if (item->found) {
		look_likely(rule.band_low, rule.band_high, item);
		if (row->verdict == SEGBIAS_VERDICT_OVER)
			item->margin = item->threshold - item->low;
		else if (row->verdict == SEGBIAS_VERDICT_UNDER)
			item->margin = item->high - item->threshold;
		item->found = true;
	} else {
		struct segbias_gate_item under = *item;
		item->beside = under.beside = beside_parts(row);
		look_beside(row, rule.band_high, true, item);
		look_beside(row, rule.band_low, false, &under);
		if (flag ? !segbias_is_over(row->verdict) : under.margin < item->margin)
			*item = under;
	}
	item->key = item->margin;
	return item->found || (!isnan(item->beside) && isfinite(item->margin));
}
