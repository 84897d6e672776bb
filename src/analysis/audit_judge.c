/* What a policy makes of an audit: which groups breach, and how near the others are. */
#include "analysis/audit.h"

#include "base/number.h"
#include "findings/withhold.h"

#include <math.h>
#include <stdlib.h>

static const char *describe(struct segbias_arena *arena, const struct segbias_audit_findings *audit,
                            const struct segbias_audit_group *group)
{
	char quoted[3][SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	struct segbias_text text = {0};
	struct segbias_label kept = {NULL, 0};
	const struct segbias_audit_group *top = NULL;
	bool low = group->impact_ratio < audit->ratio_low;
	for (size_t i = 0; i < audit->group_count; i++)
		if (audit->groups[i].is_against && segbias_label_equal(audit->groups[i].attribute, group->attribute))
			top = &audit->groups[i];
	segbias_text_add_format(&text, "%s %s: ratio %s", segbias_label_show(group->attribute, quoted[0]),
	                        segbias_label_quote(group->value, quoted[1]),
	                        segbias_number_beside(group->impact_ratio, audit->ratio_low, number));
	if (isfinite(group->impact_ratio_low) && isfinite(group->impact_ratio_high))
		segbias_text_add_format(&text, " (%.2f to %.2f)", group->impact_ratio_low, group->impact_ratio_high);
	if (top)
		segbias_text_add_format(&text, " to %s, %s %g%s; %.1f %% selected against %.1f %%",
		                        segbias_label_quote(top->value, quoted[2]), low ? "below" : "from",
		                        audit->ratio_low,
		                        !low && group->status == SEGBIAS_AUDIT_BREACH
		                            ? ", but shown, and the policy says that it matters (practical)"
		                            : "",
		                        100 * group->rate, 100 * top->rate);
	bool ok = !text.failed && segbias_arena_copy(arena, segbias_text_label(&text), &kept);
	segbias_text_release(&text);
	return ok ? kept.bytes : NULL;
}

static int compare_breaches(const void *a, const void *b)
{
	const struct segbias_audit_breach *x = a;
	const struct segbias_audit_breach *y = b;
	return (x->impact_ratio > y->impact_ratio) - (x->impact_ratio < y->impact_ratio);
}

/* The group of the lowest ratio; NULL: there are no ratios. */
static const struct segbias_audit_group *find_lowest(const struct segbias_audit_findings *audit)
{
	const struct segbias_audit_group *lowest = NULL;
	for (size_t i = 0; i < audit->group_count; i++)
		if (isfinite(audit->groups[i].impact_ratio) && !audit->groups[i].is_against &&
		    (!lowest || audit->groups[i].impact_ratio < lowest->impact_ratio))
			lowest = &audit->groups[i];
	return lowest;
}

/* Whether a group that could breach was tested: one that is compared to another; or is watched by a rule for few people. */
static bool is_judged(const struct segbias_policy *policy, const struct segbias_audit_findings *audit)
{
	for (size_t i = 0; i < audit->group_count; i++)
		if (isfinite(audit->groups[i].impact_ratio) && !audit->groups[i].is_against &&
		    (isfinite(audit->groups[i].p) || policy->audit.watches_few))
			return true;
	return false;
}

static enum segbias_status refuse_unjudged(const struct segbias_findings *findings, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_DATA,
	                  "audit_not_judged|no group that is compared to another has the records that a test needs: "
	                  "nothing was judged, which is no pass");
	segbias_error_place(error, findings->reference.path, 0, 0);
	segbias_error_hint(error,
	                   "--fail-on under,unclear ends such a run as undecided, --fail-on none shows the rates; "
	                   "--min-n N asks for fewer records");
	return SEGBIAS_DATA;
}

/* under: what is shown; likely: that, and what is watched. */
static bool breaches(const struct segbias_policy *policy, const struct segbias_audit_group *group)
{
	return (group->status == SEGBIAS_AUDIT_BREACH &&
	        (policy->fail_on[SEGBIAS_GATE_UNDER] || policy->fail_on[SEGBIAS_GATE_LIKELY])) ||
	       (group->status == SEGBIAS_AUDIT_WATCH && policy->fail_on[SEGBIAS_GATE_LIKELY]);
}

enum segbias_status segbias_audit_judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                        struct segbias_error *error)
{
	struct segbias_audit_findings *audit = &findings->audit;
	size_t watched = 0;
	size_t withheld = 0;
	audit->breaches = segbias_arena_array(&findings->arena, audit->group_count, sizeof *audit->breaches);
	if (!audit->breaches)
		return segbias_error_memory(error);
	for (size_t i = 0; i < audit->group_count; i++) {
		const struct segbias_audit_group *group = &audit->groups[i];
		watched += group->status == SEGBIAS_AUDIT_WATCH;
		withheld += segbias_audited_is_withheld(group);
		if (!breaches(policy, group))
			continue;
		const char *message = describe(&findings->arena, audit, group);
		if (!message)
			return segbias_error_memory(error);
		audit->breaches[audit->breach_count++] =
		    (struct segbias_audit_breach){group->attribute,    group->value,     group->status,
		                                  group->impact_ratio, audit->ratio_low, segbias_label_of(message)};
	}
	if (audit->breach_count)
		qsort(audit->breaches, audit->breach_count, sizeof *audit->breaches, compare_breaches);
	bool unclear = policy->fail_on[SEGBIAS_GATE_UNCLEAR];
	bool asked = unclear || policy->fail_on[SEGBIAS_GATE_UNDER] || policy->fail_on[SEGBIAS_GATE_LIKELY];
	bool untold = asked && !audit->breach_count && !is_judged(policy, audit);
	if (untold && !unclear)
		return refuse_unjudged(findings, error);
	audit->status = audit->breach_count                             ? SEGBIAS_GATE_BREACHED
	                : unclear && (watched + withheld > 0 || untold) ? SEGBIAS_GATE_UNDECIDED
	                                                                : SEGBIAS_GATE_PASSED;
	if (withheld > 0 && asked && !unclear)
		segbias_error_hint(segbias_notes_add(&findings->notes, "withheld_not_judged",
		                                     "groups whose rates --publish withholds are not judged"),
		                   "--fail-on unclear ends such a run as undecided");
	const struct segbias_audit_group *lowest = find_lowest(audit);
	audit->message = lowest ? describe(&findings->arena, audit, lowest) : "there is no ratio";
	return audit->message ? SEGBIAS_OK : segbias_error_memory(error);
}
