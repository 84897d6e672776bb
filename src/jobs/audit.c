/* The job of segbias/audit.h: one file of decisions, by group. */
#include <segbias/audit.h>

#include "analysis/audit_questions.h"
#include "analysis/publish.h"
#include "jobs/audit_median.h"
#include "jobs/audit_preset.h"
#include "jobs/committed.h"
#include "jobs/policy_hash.h"
#include "jobs/reading.h"
#include "jobs/run.h"

#include "base/clock.h"
#include "base/number.h"

#include <math.h>
#include <string.h>

static bool is_gate(const struct segbias_run *run)
{
	return (run->file->path || run->options->fail_on) && !run->policy.audit.unjudged;
}

/* A gate, and not --fail-on none. */
static bool fails_on_any(const struct segbias_run *run)
{
	bool any = false;
	for (size_t i = 0; i < SEGBIAS_GATE_FAIL_ON_COUNT; i++)
		any = any || run->policy.fail_on[i];
	return any && is_gate(run);
}

/* A gate that nothing can breach: nobody is selected, or its words are all of comparisons. */
static enum segbias_status check_gate(const struct segbias_run *run, struct segbias_error *error)
{
	const struct segbias_audit_policy *audit = &run->policy.audit;
	const bool *fail_on = run->policy.fail_on;
	if (!fails_on_any(run))
		return SEGBIAS_OK;
	if (!audit->decision.left.bytes && !audit->median && isnan(audit->threshold)) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "gate_without_decision|nothing says who is selected: there is nothing to judge");
		segbias_error_hint(error,
		                   "--threshold X of the scores, or --decision COL; --fail-on none shows scores alone");
		return SEGBIAS_USAGE;
	}
	if (fail_on[SEGBIAS_GATE_UNDER] || fail_on[SEGBIAS_GATE_LIKELY] || fail_on[SEGBIAS_GATE_UNCLEAR])
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "audit_fails_on_nothing|--fail-on: of what it names nothing is found by an audit, so that it "
	                  "would always pass");
	segbias_error_hint(error,
	                   "under, likely and unclear are what an audit finds; none is a gate that nothing breaches");
	return SEGBIAS_USAGE;
}

/* What --publish cannot withhold counts of: who is selected, by one column at a time, is what it can. */
static enum segbias_status check_publish(const struct segbias_policy *policy, struct segbias_error *error)
{
	const struct segbias_audit_policy *audit = &policy->audit;
	const char *what = audit->score.bytes        ? "--score"
	                   : audit->label.left.bytes ? "--label"
	                   : audit->given_count      ? "--given"
	                   : policy->person.bytes    ? "--person"
	                                             : NULL;
	if (!(policy->publish > 0) || !what)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "audit_not_published|--publish: counts by %s are not withheld, only those of decisions by "
	                  "one column at a time",
	                  what);
	if (audit->score.bytes && !audit->decision.left.bytes)
		segbias_error_hint(
		    error, "a column that says who is selected can be published: --decision COL in the place of "
			   "--score and --threshold");
	else if (strcmp(what, "--person") == 0)
		segbias_error_hint(
		    error, "a file with a record a person can be published; without --person records are counted, of "
			   "which one person may have several");
	else
		segbias_error_hint(
		    error,
		    "without %s the decisions can be published; without --publish the result is for those "
		    "who may see small counts",
		    what);
	return SEGBIAS_USAGE;
}

/* Which column decides, before any file is read. */
static enum segbias_status check_asked(const struct segbias_policy *policy, struct segbias_error *error)
{
	const struct segbias_audit_policy *audit = &policy->audit;
	if (!audit->decision.left.bytes && !audit->score.bytes) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "decision_missing|an audit needs the column of decisions, or of scores");
		segbias_error_hint(error,
		                   "--decision COL, --decision COL=VALUE where VALUE says that somebody is selected, "
		                   "or --score COL --threshold X");
		return SEGBIAS_USAGE;
	}
	bool threshold = audit->median || !isnan(audit->threshold);
	if (threshold && audit->decision.left.bytes) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "threshold_with_decision|--threshold: --decision says already who is selected");
		segbias_error_hint(error, "one of the two; --score alone shows the scores beside the decisions");
		return SEGBIAS_USAGE;
	}
	if (threshold && !audit->score.bytes) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "threshold_without_score|--threshold needs the column of scores");
		segbias_error_hint(error, "--score COL --threshold X");
		return SEGBIAS_USAGE;
	}
	if (audit->given_count && !audit->decision.left.bytes && !threshold) {
		segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "given_without_decision|--given compares decisions, and nothing says who is selected");
		segbias_error_hint(error, "--decision COL, or --threshold X of the scores");
		return SEGBIAS_USAGE;
	}
	return check_publish(policy, error);
}

/* Those that are crossed, and those that stand alone, each once. */
static void hint_columns(const struct segbias_audit_policy *audit, struct segbias_error *error)
{
	struct segbias_text list = {0};
	struct segbias_text typed = {0};
	for (size_t i = 0; i < audit->crossing_count * SEGBIAS_CROSSING_MAX; i++) {
		const struct segbias_crossing *crossing = &audit->crossings[i / SEGBIAS_CROSSING_MAX];
		bool fresh = i % SEGBIAS_CROSSING_MAX < crossing->count;
		for (size_t j = 0; fresh && j < i; j++) {
			const struct segbias_crossing *before = &audit->crossings[j / SEGBIAS_CROSSING_MAX];
			fresh = j % SEGBIAS_CROSSING_MAX >= before->count ||
			        !segbias_label_equal(before->parts[j % SEGBIAS_CROSSING_MAX],
			                             crossing->parts[i % SEGBIAS_CROSSING_MAX]);
		}
		if (!fresh)
			continue;
		segbias_text_add_string(&list, list.size ? "," : "");
		segbias_text_add_item(&list, crossing->parts[i % SEGBIAS_CROSSING_MAX], ",*=");
	}
	if (list.size && !list.failed)
		segbias_text_add_word(&typed, list.data, false);
	segbias_error_hint(error, "-a %s can be published",
	                   typed.size && !typed.failed ? typed.data : "without the crossings");
	segbias_text_release(&list);
	segbias_text_release(&typed);
}

/* The counts of a crossing add up to those of its parts: tables that would have to be protected at once. */
static enum segbias_status check_crossings(const struct segbias_run *run, struct segbias_error *error)
{
	const struct segbias_audit_policy *audit = &run->policy.audit;
	for (size_t i = 0; run->policy.publish > 0 && i < audit->crossing_count; i++) {
		if (audit->crossings[i].count < 2)
			continue;
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "audit_crossing_not_published|--publish: a crossing's counts tell of those of its "
		                  "columns, and are not withheld together");
		hint_columns(audit, error);
		return SEGBIAS_USAGE;
	}
	return SEGBIAS_OK;
}

static bool is_weighted(const struct segbias_run *run)
{
	return segbias_source_layout(run->reference)->weight_field != SEGBIAS_NO_FIELD;
}

/* What the figures of the file cannot be, for decisions to be counted. */
static enum segbias_status check_figures(const struct segbias_run *run, struct segbias_error *error)
{
	const char *path = segbias_source_facts(run->reference)->path;
	char number[SEGBIAS_NUMBER_MAX];
	enum segbias_status status = SEGBIAS_OK;
	if (segbias_source_layout(run->reference)->unit != SEGBIAS_UNIT_COUNT)
		status = segbias_error_set(error, SEGBIAS_DATA,
		                           "audit_of_shares|decisions are counted, and the file has shares");
	else if (segbias_tally_doubts(run->reference_tally)) {
		double unit = segbias_source_layout(run->reference)->rounding.unit;
		status =
		    segbias_error_set(error, SEGBIAS_DATA,
		                      "audit_of_masked|decisions are counted, and some figures are hidden or rounded");
		if (unit > 0)
			segbias_error_hint(error, "all are multiples of %s; if they are exact: --rounded none",
			                   segbias_number_format(unit, number));
		else
			segbias_error_hint(error, "rates are of exact counts: a table without limits such as <5, or "
			                          "one of larger groups");
	} else if (run->policy.publish > 0 && is_weighted(run)) {
		status =
		    segbias_error_set(error, SEGBIAS_DATA,
		                      "audit_weights_not_published|--publish: sums of weights tell of few records, "
		                      "and are not withheld");
		segbias_error_hint(error, "--weight none audits the records");
	}
	if (status != SEGBIAS_OK)
		segbias_error_place(error, path, 0, 0);
	return status;
}

static enum segbias_status match(struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_match_input input = {run->reference_facts.head,
	                                    &run->reference_facts.taken,
	                                    &run->reference_facts,
	                                    run->reference_tally,
	                                    &run->policy,
	                                    run->audit};
	return segbias_match_campaign(&input, &run->matching, &run->findings->notes, error);
}

static void note_missing(struct segbias_run *run)
{
	char number[SEGBIAS_NUMBER_MAX];
	double missing = run->findings->audit.missing;
	bool scored = run->audit->decides.by != SEGBIAS_SELECTING_WORD;
	if (missing > 0)
		segbias_error_place(
		    segbias_notes_add(&run->findings->notes, scored ? "score_unknown" : "decision_unknown",
		                      "without a %s: %s record%s, which %s in no rate", scored ? "score" : "decision",
		                      segbias_number_group(missing, number), segbias_plural(missing),
		                      missing == 1 ? "is" : "are"),
		    run->findings->reference.path, 0, 0);
}

/* With a value that says selected every other one says that somebody is not, pending and withdrawn as well as rejected. */
static void note_others_of(struct segbias_run *run, const struct segbias_pair *pair, uint32_t column, bool decides)
{
	char number[SEGBIAS_NUMBER_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	double others = 0;
	if (!pair->right.bytes || column == SEGBIAS_NO_COLUMN)
		return;
	for (uint32_t i = 0; i < segbias_tally_spellings(run->reference_tally, column); i++)
		others += segbias_tally_spelling(run->reference_tally, column, i).id == SEGBIAS_ID_NOT_SELECTED;
	if (others < 2)
		return;
	segbias_label_quote(pair->left, quoted);
	segbias_number_group(others, number);
	struct segbias_error *note =
	    decides ? segbias_notes_add(&run->findings->notes, "decision_others",
	                                "column %s has %s other values: all of them are taken for not selected", quoted,
	                                number)
		    : segbias_notes_add(&run->findings->notes, "label_others",
	                                "column %s has %s other values: of all of them it is taken that it did not "
	                                "come true",
	                                quoted, number);
	segbias_error_hint(note, "--missing-values '+VALUE' counts one of them as unknown, in no rate");
	segbias_error_place(note, run->findings->reference.path, 0, 0);
}

static void note_others(struct segbias_run *run)
{
	const struct segbias_audit_policy *audit = &run->policy.audit;
	note_others_of(run, &audit->decision, run->audit->decision, true);
	note_others_of(run, &audit->label, run->audit->label, false);
}

static enum segbias_status analyse(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_group whole = {.id = 0};
	const struct segbias_audit_input input = {.base = {.campaign = run->reference_tally,
	                                                   .reference = run->reference_tally,
	                                                   .matching = &run->matching,
	                                                   .policy = &run->policy,
	                                                   .styles = run->reference_facts.taken.styles,
	                                                   .campaign_name = run->findings->reference.name,
	                                                   .campaign_path = run->findings->reference.path,
	                                                   .reference_path = run->findings->reference.path,
	                                                   .kind = run->kind,
	                                                   .groups = &whole,
	                                                   .group_count = 1},
	                                          .columns = run->audit,
	                                          .weighted = is_weighted(run) && !run->constant_weight};
	SEGBIAS_TRY(segbias_audit_unknown(&input, run->file->preset || fails_on_any(run), run->findings, error));
	SEGBIAS_TRY(segbias_analyse_selected(&input, run->findings, error));
	SEGBIAS_TRY(segbias_audit_questions(&input, run->findings, error));
	segbias_audit_markers(&input, run->findings);
	note_missing(run);
	note_others(run);
	SEGBIAS_TRY(segbias_audit_preset_end(run, error));
	SEGBIAS_TRY(segbias_publishing_finish(run->findings, error));
	if (is_gate(run) && !run->policy.audit.unjudged)
		SEGBIAS_TRY(segbias_audit_judge(&run->policy, run->findings, error));
done:
	return status;
}

static enum segbias_status audit(struct segbias_run *run, const char *path, const char *ignored,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	(void)ignored;
	SEGBIAS_TRY(segbias_run_read_policy(run, error));
	SEGBIAS_TRY(segbias_run_check_hash(run, error));
	SEGBIAS_TRY(segbias_run_check_committed(run, error));
	run->policy.own_file = run->policy.audits = true;
	run->policy.segment_none = true;
	SEGBIAS_TRY(segbias_audit_preset_begin(run, error));
	SEGBIAS_TRY(check_asked(&run->policy, error));
	SEGBIAS_TRY(check_gate(run, error));
	SEGBIAS_TRY(segbias_audit_check_median(run, path, error));
	if (run->options->attributes)
		SEGBIAS_TRY(segbias_policy_cross_attributes(run->options->attributes, &run->policy, error));
	SEGBIAS_TRY(check_crossings(run, error));
	run->audit = segbias_arena_allocate(&run->arena, sizeof *run->audit);
	if (!run->audit)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_findings_create(&run->findings, error));
	run->findings->job = SEGBIAS_JOB_AUDIT;
	run->findings->audit.status = SEGBIAS_GATE_NONE;
	double start = segbias_clock_seconds();
	SEGBIAS_TRY(segbias_run_open(run, NULL, path, error));
	SEGBIAS_TRY(segbias_run_read_reference(run, segbias_source_head(run->reference), error));
	SEGBIAS_TRY(check_figures(run, error));
	status = segbias_audit_settle(run->reference_facts.head, &run->reference_facts.taken, &run->policy, run->audit,
	                              run->reference_tally, error);
	if (status != SEGBIAS_OK)
		segbias_audit_preset_hint(run, error);
	SEGBIAS_TRY(status);
	SEGBIAS_TRY(segbias_audit_check_others(run->reference_facts.head, &run->policy, run->audit,
	                                       run->reference_tally, &run->findings->notes, error));
	SEGBIAS_TRY(segbias_audit_by_median(run, path, error));
	run->constant_weight = is_weighted(run) && segbias_tally_unweight(run->reference_tally);
	SEGBIAS_TRY(match(run, error));
	SEGBIAS_TRY(segbias_run_describe_audit(run, error));
	SEGBIAS_TRY(segbias_audit_preset_check(run, error));
	segbias_findings_end_step(run->findings, "read decisions", start);
	start = segbias_clock_seconds();
	SEGBIAS_TRY(analyse(run, error));
	segbias_findings_end_step(run->findings, "audit", start);
done:
	return status;
}

enum segbias_status segbias_audit(const char *decisions, const struct segbias_options *options,
                                  struct segbias_findings **findings, struct segbias_error *error)
{
	enum segbias_status status =
	    segbias_run_check(decisions, "a file of decisions is needed", &options, findings, error);
	const struct segbias_asked asked = {decisions, NULL, options, {.audit = true, .one_file = true},
	                                    NULL,      NULL, NULL};
	return status == SEGBIAS_OK ? segbias_run_job(audit, &asked, findings, error) : status;
}
