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

size_t segbias_gate_changes(const struct segbias_baseline *baseline)
{
	return baseline->lists[SEGBIAS_CHANGE_NEW].count + baseline->lists[SEGBIAS_CHANGE_OPEN].count;
}

bool segbias_gate_change_item(const struct segbias_baseline *baseline, size_t index, struct segbias_gate_item *item)
{
	const struct segbias_changes *fresh = &baseline->lists[SEGBIAS_CHANGE_NEW];
	bool found = index < fresh->count;
	const struct segbias_change *change =
	    found ? &fresh->rows[index] : &baseline->lists[SEGBIAS_CHANGE_OPEN].rows[index - fresh->count];
	bool up = segbias_is_over(change->verdict_now);
	if (!segbias_is_flag(change->verdict_now))
		return false;
	*item = (struct segbias_gate_item){.segment = change->segment,
	                                   .attribute = change->attribute,
	                                   .value = change->value,
	                                   .number = change->ratio,
	                                   .low = change->ratio_low,
	                                   .high = change->ratio_high,
	                                   .threshold = up ? SEGBIAS_CHANGE_BAND_HIGH : SEGBIAS_CHANGE_BAND_LOW,
	                                   .n = NAN,
	                                   .found = found,
	                                   .change = change};
	item->margin = up ? item->threshold - change->ratio_low : change->ratio_high - item->threshold;
	item->key = item->margin;
	return true;
}

/* --- crossings --------------------------------------------------------------------------------------------------- */

/* Within bounds no combination is known to be more than its parts make it. */
size_t segbias_gate_crossings(const struct segbias_findings *findings)
{
	if (segbias_crossings_bounded(findings))
		return 0;
	return findings->crossed_segments + (findings->outlook.one_for_all ? 0 : findings->crossed_whole);
}

bool segbias_gate_crossing_item(const struct segbias_findings *findings, const struct segbias_policy *policy,
                                const struct segbias_crossing_finding *row, struct segbias_gate_item *item)
{
	struct segbias_rule rule;
	(void)segbias_policy_rule(policy, row->attribute, row->segment, &rule);
	*item = (struct segbias_gate_item){.segment = row->segment,
	                                   .attribute = row->attribute,
	                                   .value = row->value,
	                                   .number = row->index,
	                                   .low = row->index_low,
	                                   .high = row->index_high,
	                                   .n = row->n,
	                                   .verdict = row->verdict};
	look_likely(rule.band_low, rule.band_high, item);
	if (row->verdict == SEGBIAS_VERDICT_OVER)
		item->margin = item->threshold - item->low;
	else if (row->verdict == SEGBIAS_VERDICT_UNDER)
		item->margin = item->high - item->threshold;
	item->found = strcmp(row->state, "own") == 0;
	item->key = item->margin;
	return item->found && (row->segment.bytes || !findings->outlook.one_for_all);
}
