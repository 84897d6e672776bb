/* The third risk and the last one: what the comparison has found, and who must not be missed. */
#include "analysis/risks.h"

#include <math.h>
#include <string.h>

/* How far an index is from 100, on a ratio scale; of one that is 0 farther than any other. */
static double distance(double index)
{
	return index > 0 ? fabs(log(index / 100)) : INFINITY;
}

static void fill_value(struct segbias_risk_measure *row, const struct segbias_findings *findings,
                       const struct segbias_comparison *c, const struct segbias_value_finding *value)
{
	row->basis = segbias_register_basis(findings);
	row->attribute = c->attribute;
	row->value = value->value;
	row->level = c->segment;
	row->n = c->n;
	row->count = value->count;
	row->number = row->index = value->index;
	row->low = row->index_low = value->index_low;
	row->high = row->index_high = value->index_high;
	row->p = value->p;
	row->p_flag = value->p_flag;
	row->p_within = value->p_within;
	row->q = value->q;
	row->q_flag = value->q_flag;
	row->q_within = value->q_within;
	row->verdict = segbias_verdict_name(value->verdict);
	row->reason = segbias_reason_name(value->reason);
}

/* Shown before likely, then the largest distance; what is first in the result where they are equal. */
static bool is_worse(enum segbias_verdict verdict, double index, enum segbias_verdict other, double other_index)
{
	if (segbias_is_likely(verdict) != segbias_is_likely(other))
		return segbias_is_likely(other);
	return distance(index) > distance(other_index);
}

static void add_worst_group(struct segbias_register *reg)
{
	const struct segbias_findings *findings = reg->findings;
	const struct segbias_comparison *found = NULL;
	const struct segbias_value_finding *worst = NULL;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++) {
			const struct segbias_value_finding *value = &c->values[j];
			if (!segbias_is_flag(value->verdict) ||
			    (worst && !is_worse(value->verdict, value->index, worst->verdict, worst->index)))
				continue;
			found = c;
			worst = value;
		}
	}
	if (worst)
		fill_value(segbias_register_add(reg, "worst_group", "rate", "records"), findings, found, worst);
}

static void add_worst_crossing(struct segbias_register *reg)
{
	const struct segbias_findings *findings = reg->findings;
	const struct segbias_crossing_finding *worst = NULL;
	for (size_t i = 0; i < findings->crossing_count; i++) {
		const struct segbias_crossing_finding *own = &findings->crossings[i];
		/* What a part of it has already is the part's. */
		if (segbias_is_flag(own->verdict) && strcmp(own->state, "folded") != 0 &&
		    (!worst || is_worse(own->verdict, segbias_crossing_mildest(own), worst->verdict,
		                        segbias_crossing_mildest(worst))))
			worst = own;
	}
	if (!worst)
		return;
	struct segbias_risk_measure *row =
	    segbias_register_add(reg, "worst_crossing", "rate", segbias_register_basis(findings));
	row->attribute = worst->attribute;
	row->value = worst->value;
	row->level = worst->segment;
	row->n = worst->n;
	row->count = worst->count;
	row->number = row->index = segbias_crossing_mildest(worst);
	row->low = row->index_low = worst->index_low;
	row->high = row->index_high = worst->index_high;
	row->p = worst->p;
	row->p_flag = worst->p_flag;
	row->q = worst->q;
	row->q_flag = worst->q_flag;
	row->verdict = segbias_verdict_name(worst->verdict);
	row->reason = segbias_reason_name(worst->reason);
}

/* Of the comparisons that findings are about: how many groups there are without a verdict. */
static void add_unclear(struct segbias_register *reg)
{
	const struct segbias_findings *findings = reg->findings;
	double all = 0;
	for (size_t i = 0; i < SEGBIAS_VERDICT_COUNT; i++)
		all += (double)findings->summary.verdicts[i];
	struct segbias_risk_measure *row =
	    segbias_register_share(reg, "unclear", (double)findings->summary.verdicts[SEGBIAS_VERDICT_UNCLEAR], all);
	row->basis = "groups";
	row->verdict = row->count > 0 ? "unclear" : "ok";
}

/* Columns and attributes of the whole campaign, whose values are missing, or unknown to the reference. */
static void add_incomplete(struct segbias_register *reg)
{
	const struct segbias_findings *findings = reg->findings;
	static const char *const VERDICTS[] = {"ok", "over", "unclear"};
	for (size_t i = 0; i < findings->incomplete_count; i++) {
		const struct segbias_incomplete *own = &findings->incomplete[i];
		if (own->segment.bytes)
			continue;
		struct segbias_risk_measure *row = segbias_register_share(reg, "incomplete", own->missing, own->rows);
		row->kind = "rate";
		row->attribute = own->column;
		row->low = own->rate_low;
		row->high = own->rate_high;
		row->p = own->p;
		row->q = own->q;
		row->limit = findings->settings.missing_max;
		row->limit_source = "missing_max";
		row->verdict = own->verdict <= SEGBIAS_COMPLETENESS_UNCLEAR ? VERDICTS[own->verdict] : "unclear";
	}
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *own = &findings->comparisons[i];
		if (own->segment.bytes)
			continue;
		struct segbias_risk_measure *row =
		    segbias_register_share(reg, "unmatched", own->unmatched, own->n + own->unmatched);
		row->attribute = own->attribute;
		row->limit = findings->settings.unmatched_max;
		row->limit_source = "unmatched_max";
		row->verdict = row->number > row->limit ? "over" : "ok";
	}
}

void segbias_risks_bias(struct segbias_register *reg)
{
	add_worst_group(reg);
	add_worst_crossing(reg);
	add_incomplete(reg);
	add_unclear(reg);
	if (!reg->input->base->policy->cross)
		segbias_register_lack(reg, RISK_WORDS("combinations of attributes"),
		                      RISK_WORDS("it was not asked for pairs or triples"), "--cross", "not_given");
	segbias_register_lack(reg, RISK_WORDS("where on the way to a person the skew comes from"),
	                      RISK_WORDS("the register does not follow a funnel yet; a comparison with stages does"),
	                      NULL, "not_built");
}

/* --- ethics -------------------------------------------------------------------------------------------------------------- */

/* Groups that the policy protects, each by its own band. */
static void add_protected(struct segbias_register *reg)
{
	const struct segbias_findings *findings = reg->findings;
	bool any = false;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++) {
			if (!c->values[j].guard)
				continue;
			any = true;
			fill_value(segbias_register_add(reg, "protected", "rate", "records"), findings, c,
			           &c->values[j]);
		}
	}
	if (!any)
		segbias_register_lack(reg, RISK_WORDS("groups that must not be missed"),
		                      RISK_WORDS("the policy protects none (its key protect)"), "--policy",
		                      "not_given");
}

static void add_checklist(struct segbias_register *reg)
{
	const struct segbias_review_rules *review = reg->input->review;
	if (review->checklist_count) {
		struct segbias_risk_measure *row = segbias_register_add(reg, "checklist", "fact", "columns");
		row->count = row->number = row->n = (double)review->checklist_count;
	}
	segbias_register_lack(
	    reg, RISK_WORDS("who has signed"),
	    RISK_WORDS("signatures stand in the ledger of reviews, which the register does not read yet"), NULL,
	    "not_built");
}

void segbias_risks_ethics(struct segbias_register *reg)
{
	add_worst_group(reg);
	add_worst_crossing(reg);
	add_protected(reg);
	add_checklist(reg);
	segbias_register_lack(
	    reg, RISK_WORDS("whether fewer of the best-off were reached, instead of more of the others"),
	    RISK_WORDS("an earlier result would tell it; the register does not read one yet"), NULL, "not_built");
	segbias_register_lack(reg, RISK_WORDS("whether it is right"), RISK_WORDS("no file can tell: people decide"),
	                      NULL, "no_file");
}
