/* Question: are the verdicts of a result those of its tests, and its sums those of its lists? An edited verdict or a comparison that was taken out leaves
 * every q and count of the others as it was. */
#include "analysis/contradiction.h"

#include "analysis/analysis.h"
#include "analysis/review.h"
#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>

static const double PERCENT = 100;

enum step { PLAIN, FLAG, WITHIN, LIKELY, STEPS };

/* What was tested: its tests are a family with all others of the segments, or of the whole campaign. */
struct members {
	const struct segbias_findings *result;
	struct segbias_policy policy;
	const struct segbias_comparison **of; /* [count] */
	const struct segbias_value_finding **values;
	bool *whole;
	double *p;
	size_t count;
};

static void members_release(struct members *members)
{
	free((void *)members->of);
	free((void *)members->values);
	free(members->whole);
	free(members->p);
}

/* false: no memory. */
static bool members_init(struct members *members, const struct segbias_findings *result)
{
	const struct segbias_comparison *last = result->comparisons + result->comparison_count - 1;
	const size_t count = result->comparison_count ? last->first + last->value_count : 0;
	*members = (struct members){.result = result, .policy = segbias_review_policy(result)};
	members->of = segbias_memory_zeroed(count + 1, sizeof(const struct segbias_comparison *));
	members->values = segbias_memory_zeroed(count + 1, sizeof(const struct segbias_value_finding *));
	members->whole = segbias_memory_zeroed(count + 1, sizeof *members->whole);
	members->p = segbias_memory_zeroed(count + 1, sizeof *members->p);
	if (!members->of || !members->values || !members->whole || !members->p)
		return false;
	for (size_t i = 0; i < result->comparison_count; i++)
		for (size_t j = 0; j < result->comparisons[i].value_count; j++) {
			const struct segbias_comparison *c = &result->comparisons[i];
			if (isnan(c->values[j].q))
				continue;
			members->of[members->count] = c;
			members->whole[members->count] = !c->segment.bytes;
			members->values[members->count++] = &c->values[j];
		}
	return true;
}

static struct segbias_contradiction looking_at(const struct members *members, size_t at, struct segbias_error *error)
{
	return (struct segbias_contradiction){members->result, members->of[at], members->values[at], error};
}

/* 1 above the band, -1 below, 0 inside. */
static int side_of(const struct members *members, size_t at)
{
	static const double EDGE = 1e-8; /* of an index: at the edge it is inside */
	return segbias_review_side(&members->result->settings, members->of[at], members->values[at], EDGE);
}

/* --- q ------------------------------------------------------------------------------------------------------------- */

static double p_of(const struct members *members, size_t at, enum step step)
{
	const struct segbias_value_finding *value = members->values[at];
	if (step == LIKELY)
		return value->q_flag <= members->policy.alpha || side_of(members, at) == 0 ? 1 : value->p;
	return step == PLAIN ? value->p : step == FLAG ? value->p_flag : value->p_within;
}

static double q_of(const struct segbias_value_finding *value, enum step step)
{
	return step == PLAIN    ? value->q
	       : step == FLAG   ? value->q_flag
	       : step == WITHIN ? value->q_within
	                        : value->q_likely;
}

static enum segbias_status check_q(struct members *members, enum step step, struct segbias_error *error)
{
	static const char *const P_NAMES[] = {"p", "p_flag", "p_within", "p"};
	static const char *const Q_NAMES[] = {"q", "q_flag", "q_within", "q_likely"};
	for (size_t i = 0; i < members->count; i++) {
		struct segbias_contradiction l = looking_at(members, i, error);
		members->p[i] = p_of(members, i, step);
		if (isnan(members->p[i]))
			return segbias_contradiction_refuse(&l, P_NAMES[step], members->p[i], "its q is",
			                                    members->values[i]->q);
	}
	if (!segbias_families_adjust(members->p, members->whole, members->count, members->policy.control, members->p))
		return segbias_error_memory(error);
	for (size_t i = 0; i < members->count; i++) {
		struct segbias_contradiction l = looking_at(members, i, error);
		double q = q_of(members->values[i], step);
		if (isnan(q) || segbias_contradiction_differs(q, members->p[i]))
			return segbias_contradiction_refuse(&l, Q_NAMES[step], q, "the tests of the result give",
			                                    members->p[i]);
	}
	return SEGBIAS_OK;
}

/* Of whole attributes, which are a family of their own. */
static enum segbias_status check_attributes(struct members *members, struct segbias_error *error)
{
	const struct segbias_findings *result = members->result;
	size_t count = result->comparison_count;
	double *p = segbias_memory_zeroed(count + 1, sizeof *p);
	bool *whole = segbias_memory_zeroed(count + 1, sizeof *whole);
	enum segbias_status status = p && whole ? SEGBIAS_OK : segbias_error_memory(error);
	for (size_t i = 0; status == SEGBIAS_OK && i < count; i++) {
		p[i] = isnan(result->comparisons[i].q) ? (double)NAN : result->comparisons[i].p;
		whole[i] = !result->comparisons[i].segment.bytes;
	}
	if (status == SEGBIAS_OK && !segbias_families_adjust(p, whole, count, members->policy.control, p))
		status = segbias_error_memory(error);
	for (size_t i = 0; status == SEGBIAS_OK && i < count; i++) {
		struct segbias_contradiction l = {result, &result->comparisons[i], NULL, error};
		if (segbias_contradiction_differs(l.comparison->q, p[i]) || isnan(l.comparison->q) != isnan(p[i]))
			status = segbias_contradiction_refuse(&l, "q", l.comparison->q, "the tests of the result give",
			                                      p[i]);
	}
	free(p);
	free(whole);
	return status;
}

/* --- verdicts ----------------------------------------------------------------------------------------------------- */

static bool is_masked(const struct segbias_findings *result)
{
	return segbias_notes_have(&result->notes, "hidden_figures") ||
	       segbias_notes_have(&result->notes, "rounded_figures");
}

/* Unknown values, or figures that are hidden or rounded, may withdraw it. */
static bool may_be_withdrawn(const struct members *members, size_t at)
{
	const struct segbias_comparison *c = members->of[at];
	const struct segbias_findings *result = members->result;
	bool masked = is_masked(result);
	if (members->values[at]->reason == SEGBIAS_REASON_MASKED)
		return masked;
	return members->values[at]->reason == SEGBIAS_REASON_UNMATCHED && c->unmatched > 0 &&
	       (masked || c->unmatched / (c->n + c->unmatched) > result->settings.unmatched_max);
}

static enum segbias_status check_verdict(const struct members *members, size_t at, struct segbias_error *error)
{
	const struct segbias_value_finding *value = members->values[at];
	double alpha = members->policy.alpha;
	bool over = value->index > PERCENT;
	enum segbias_verdict verdict = value->q_flag <= alpha ? (over ? SEGBIAS_VERDICT_OVER : SEGBIAS_VERDICT_UNDER)
	                               : value->q_likely <= alpha
	                                   ? (over ? SEGBIAS_VERDICT_LIKELY_OVER : SEGBIAS_VERDICT_LIKELY_UNDER)
	                               : value->q_within <= alpha ? SEGBIAS_VERDICT_WITHIN
	                                                          : SEGBIAS_VERDICT_UNCLEAR;
	struct segbias_contradiction l = looking_at(members, at, error);
	if (value->verdict == SEGBIAS_VERDICT_UNCLEAR && may_be_withdrawn(members, at))
		return SEGBIAS_OK;
	if (value->verdict != verdict)
		return segbias_contradiction_refuse_word(&l, "verdict", segbias_verdict_name(value->verdict),
		                                         "its tests give", segbias_verdict_name(verdict));
	if (value->reason != SEGBIAS_REASON_NONE)
		return segbias_contradiction_refuse_word(&l, "reason", segbias_reason_name(value->reason),
		                                         "its tests give", "null");
	if (verdict == SEGBIAS_VERDICT_WITHIN && side_of(members, at) != 0)
		return segbias_contradiction_refuse_word(&l, "verdict", "within", "its index lies",
		                                         "outside of its band");
	return SEGBIAS_OK;
}

/* What was not tested says why. */
static enum segbias_status check_untested(const struct segbias_contradiction *l)
{
	const struct segbias_value_finding *value = l->value;
	bool one = l->comparison->state == SEGBIAS_STATE_ONE_VALUE;
	bool few = value->reason == SEGBIAS_REASON_TOO_FEW || value->reason == SEGBIAS_REASON_MARGIN;
	if (value->verdict != SEGBIAS_VERDICT_UNCLEAR)
		return segbias_contradiction_refuse_word(l, "verdict", segbias_verdict_name(value->verdict), "its q is",
		                                         "null");
	if (!isnan(value->p) && (one || !few))
		return segbias_contradiction_refuse(l, "p", value->p, "its q is", value->q);
	return SEGBIAS_OK;
}

/* --- sums --------------------------------------------------------------------------------------------------------- */

/* What too much is unmatched or missing of; hidden figures may be more unmatched. */
static enum segbias_status check_counted(const struct segbias_findings *result, bool segmented,
                                         struct segbias_error *error)
{
	struct segbias_contradiction l = {.result = result, .error = error};
	size_t unmatched = 0;
	size_t incomplete = 0;
	for (size_t i = 0; i < result->comparison_count; i++) {
		const struct segbias_comparison *c = &result->comparisons[i];
		unmatched += (c->segment.bytes != NULL) == segmented && c->unmatched > 0 &&
		             c->unmatched / (c->n + c->unmatched) > result->settings.unmatched_max;
	}
	for (size_t i = 0; i < result->incomplete_count; i++)
		incomplete += (result->incomplete[i].segment.bytes != NULL) == segmented &&
		              result->incomplete[i].verdict == SEGBIAS_COMPLETENESS_INCOMPLETE;
	if (result->summary.unmatched != unmatched && !is_masked(result))
		return segbias_contradiction_refuse(&l, "summary.unmatched", (double)result->summary.unmatched,
		                                    "its comparisons have", (double)unmatched);
	if (result->summary.incomplete != incomplete)
		return segbias_contradiction_refuse(&l, "summary.incomplete", (double)result->summary.incomplete,
		                                    "its columns have", (double)incomplete);
	return SEGBIAS_OK;
}

/* Of what was tested nothing was taken out. */
static enum segbias_status check_families(const struct members *members, struct segbias_error *error)
{
	const struct segbias_findings *result = members->result;
	struct segbias_contradiction l = {.result = result, .error = error};
	size_t whole = 0;
	for (size_t i = 0; i < members->count; i++)
		whole += members->whole[i];
	size_t segments = members->count - whole;
	if (result->family_segments != segments)
		return segbias_contradiction_refuse(&l, "family.segments", (double)result->family_segments,
		                                    "its comparisons have", (double)segments);
	if (result->family_whole != whole)
		return segbias_contradiction_refuse(&l, "family.whole", (double)result->family_whole,
		                                    "its comparisons have", (double)whole);
	return SEGBIAS_OK;
}

/* As a comparison counts: of the segments, or of the whole campaign where there are none. */
static enum segbias_status check_summary(const struct segbias_findings *result, struct segbias_error *error)
{
	size_t counts[SEGBIAS_VERDICT_COUNT] = {0};
	struct segbias_contradiction l = {.result = result, .error = error};
	bool segmented = false;
	for (size_t i = 0; i < result->comparison_count; i++)
		segmented = segmented || result->comparisons[i].segment.bytes;
	for (size_t i = 0; i < result->comparison_count; i++) {
		const struct segbias_comparison *c = &result->comparisons[i];
		if ((c->segment.bytes != NULL) != segmented || c->state == SEGBIAS_STATE_ONE_VALUE)
			continue;
		for (size_t j = 0; j < c->value_count; j++)
			if (c->values[j].verdict < SEGBIAS_VERDICT_COUNT)
				counts[c->values[j].verdict]++;
	}
	for (size_t i = 0; i < SEGBIAS_VERDICT_COUNT; i++) {
		char field[40] = "summary.";
		(void)segbias_text_print(field, sizeof field, "summary.%s",
		                         segbias_verdict_name((enum segbias_verdict)i));
		if (result->summary.verdicts[i] != counts[i])
			return segbias_contradiction_refuse(&l, field, (double)result->summary.verdicts[i],
			                                    "its comparisons have", (double)counts[i]);
	}
	return check_counted(result, segmented, error);
}

/* The comparison is with the values that the first segment's is with. */
static enum segbias_status check_alike(struct segbias_contradiction *l, const struct segbias_comparison *first)
{
	const struct segbias_comparison *c = l->comparison;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	if (c->multi != first->multi)
		return segbias_contradiction_refuse_word(l, "multi", c->multi ? "true" : "false",
		                                         "of the first segment it is", first->multi ? "true" : "false");
	if (c->value_count != first->value_count)
		return segbias_contradiction_refuse(l, "values", (double)c->value_count, "the first segment has",
		                                    (double)first->value_count);
	for (size_t i = 0; i < c->value_count; i++) {
		l->value = &c->values[i];
		if (!segbias_label_equal(c->values[i].value, first->values[i].value))
			return segbias_contradiction_refuse_word(l, "value",
			                                         segbias_label_show(c->values[i].value, quoted[0]),
			                                         "of the first segment's there stands here",
			                                         segbias_label_show(first->values[i].value, quoted[1]));
	}
	l->value = NULL;
	return SEGBIAS_OK;
}

/* Each segment has all attributes, in one order. */
static enum segbias_status check_blocks(const struct segbias_findings *result, struct segbias_error *error)
{
	const struct segbias_comparison *all = result->comparisons;
	size_t wide = 0;
	while (wide < result->comparison_count && segbias_label_same(all[wide].segment, all[0].segment))
		wide++;
	for (size_t i = 0; wide > 0 && i < result->comparison_count; i++) {
		struct segbias_contradiction l = {result, &all[i], NULL, error};
		char quoted[2][SEGBIAS_QUOTE_MAX];
		const struct segbias_comparison *first = &all[i - i % wide];
		if (!segbias_label_equal(all[i].attribute, all[i % wide].attribute) ||
		    !segbias_label_same(all[i].segment, first->segment) ||
		    (i + 1 == result->comparison_count && (i + 1) % wide != 0))
			return segbias_contradiction_refuse_word(
			    &l, "attribute", segbias_label_show(all[i].attribute, quoted[0]),
			    "of the first segment's there stands here",
			    segbias_label_show(all[i % wide].attribute, quoted[1]));
		enum segbias_status status = check_alike(&l, &all[i % wide]);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

/* --- columns with missing values ------------------------------------------------------------------------------------ */

static enum segbias_status check_incomplete(const struct members *members, struct segbias_error *error)
{
	const struct segbias_findings *result = members->result;
	size_t count = result->incomplete_count;
	double *q = segbias_memory_zeroed(count + 1, sizeof *q);
	bool *whole = segbias_memory_zeroed(count + 1, sizeof *whole);
	enum segbias_status status = q && whole ? SEGBIAS_OK : segbias_error_memory(error);
	struct segbias_contradiction l = {.result = result, .error = error};
	for (size_t i = 0; status == SEGBIAS_OK && i < count; i++) {
		q[i] = result->incomplete[i].p;
		whole[i] = !result->incomplete[i].segment.bytes;
	}
	if (status == SEGBIAS_OK && !segbias_families_adjust(q, whole, count, members->policy.control, q))
		status = segbias_error_memory(error);
	bool masked = is_masked(result); /* hidden figures may withdraw it */
	for (size_t i = 0; status == SEGBIAS_OK && i < count; i++) {
		const struct segbias_incomplete *row = &result->incomplete[i];
		char place[40];
		bool shown = row->rate > result->settings.missing_max && q[i] <= members->policy.alpha;
		(void)segbias_text_print(place, sizeof place, "incomplete[%zu].rate", i);
		if (row->rows > 0 && segbias_contradiction_differs(row->rate, row->missing / row->rows))
			status = segbias_contradiction_refuse(&l, place, row->rate, "its counts give",
			                                      row->missing / row->rows);
		(void)segbias_text_print(place, sizeof place, "incomplete[%zu].q", i);
		if (status == SEGBIAS_OK &&
		    (segbias_contradiction_differs(row->q, q[i]) || isnan(row->q) != isnan(q[i])))
			status = segbias_contradiction_refuse(&l, place, row->q, "the tests of the result give", q[i]);
		(void)segbias_text_print(place, sizeof place, "incomplete[%zu].verdict", i);
		if (status == SEGBIAS_OK && row->verdict == SEGBIAS_COMPLETENESS_INCOMPLETE && !shown)
			status =
			    segbias_contradiction_refuse_word(&l, place, "incomplete", "its test gives", "another one");
		if (status == SEGBIAS_OK && row->verdict == SEGBIAS_COMPLETENESS_OK && shown)
			status = segbias_contradiction_refuse_word(&l, place, "ok", "its test gives", "incomplete");
		if (status == SEGBIAS_OK && row->verdict != SEGBIAS_COMPLETENESS_INCOMPLETE && shown && !masked)
			status = segbias_contradiction_refuse_word(
			    &l, place, row->verdict == SEGBIAS_COMPLETENESS_WITHHELD ? "withheld" : "unclear",
			    "its test gives", "incomplete");
	}
	free(q);
	free(whole);
	return status;
}

/* Each column that is compared is in that list, with as many that are missing; of weights and amounts the list counts records all the same. */
static enum segbias_status check_columns(const struct segbias_findings *result, struct segbias_error *error)
{
	size_t at = 0;
	bool records = !result->settings.weight.bytes && !result->settings.amount.bytes;
	for (size_t i = 0; i < result->comparison_count; i++) {
		const struct segbias_comparison *c = &result->comparisons[i];
		struct segbias_contradiction l = {result, c, NULL, error};
		const struct segbias_incomplete *row =
		    segbias_findings_incomplete(result, c->segment, c->attribute, &at);
		if (!row && c->missing > 0)
			return segbias_contradiction_refuse_word(&l, "attribute", "missing for some",
			                                         "the list of incomplete columns has", "no row of it");
		if (row && records && segbias_contradiction_differs(c->missing, row->missing))
			return segbias_contradiction_refuse(&l, "missing", c->missing,
			                                    "the list of incomplete columns has", row->missing);
	}
	return SEGBIAS_OK;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static enum segbias_status check_values(const struct members *members, struct segbias_error *error)
{
	const struct segbias_findings *result = members->result;
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < result->comparison_count && status == SEGBIAS_OK; i++)
		for (size_t j = 0; j < result->comparisons[i].value_count && status == SEGBIAS_OK; j++) {
			const struct segbias_comparison *c = &result->comparisons[i];
			struct segbias_contradiction l = {result, c, &c->values[j], error};
			if (isnan(c->values[j].q))
				status = check_untested(&l);
		}
	for (size_t i = 0; i < members->count && status == SEGBIAS_OK; i++)
		status = check_verdict(members, i, error);
	return status;
}

enum segbias_status segbias_result_judged(const struct segbias_findings *result, struct segbias_error *error)
{
	struct members members = {.count = 0};
	enum segbias_status status = SEGBIAS_OK;
	if (!members_init(&members, result))
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(check_blocks(result, error));
	SEGBIAS_TRY(check_values(&members, error));
	for (int step = PLAIN; step < STEPS; step++)
		SEGBIAS_TRY(check_q(&members, (enum step)step, error));
	SEGBIAS_TRY(check_attributes(&members, error));
	SEGBIAS_TRY(check_incomplete(&members, error));
	SEGBIAS_TRY(check_columns(result, error));
	SEGBIAS_TRY(check_summary(result, error));
	SEGBIAS_TRY(check_families(&members, error));
	status = segbias_result_listed(result, error);
done:
	members_release(&members);
	return status;
}
