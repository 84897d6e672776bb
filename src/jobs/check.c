/* The job of segbias/check.h: a comparison, and what a gate makes of it. */
#include <segbias/check.h>

#include "analysis/change.h"
#include "analysis/contradict.h"
#include "analysis/gate.h"
#include "analysis/review.h"
#include "jobs/committed.h"
#include "jobs/policy_hash.h"
#include "jobs/run.h"

#include <string.h>

static bool fails_on(const struct segbias_run *run, enum segbias_gate_kind kind)
{
	bool asked = run->options->fail_on && segbias_policy_fails_on(run->options->fail_on, kind);
	for (size_t i = 0; i < run->file->gate.rule_count; i++)
		asked = asked || (run->file->gate.rules[i].kind == kind && !run->file->gate.rules[i].left);
	return asked;
}

/* What no data could be judged by: found before any is read. */
static enum segbias_status check_rules(const struct segbias_run *run, struct segbias_error *error)
{
	const struct segbias_options *options = run->options;
	bool fresh = fails_on(run, SEGBIAS_GATE_NEW);
	if (options->amount)
		return segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "check_of_amount|--amount compares money without verdicts: check has nothing to judge");
	if (fresh && !options->baseline) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "new_without_baseline|--baseline is not given, and what is new is told from one");
		segbias_error_hint(error, "--baseline RESULT.json, the result of an earlier run as JSON");
		return SEGBIAS_USAGE;
	}
	if (fails_on(run, SEGBIAS_GATE_CROSSING) && !options->cross) {
		segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "crossing_without_cross|--cross crosses nothing here, and what fails on crossing needs crossings");
		segbias_error_hint(error, "%s",
		                   run->file->own.cross
		                       ? "the policy's cross gives way to an option that is given, such as --deff, "
		                         "--person or --publish, or to a tally counted without: leave that out"
		                       : "--cross 2, or cross: 2 in the policy: pairs of the attributes");
		return SEGBIAS_USAGE;
	}
	return SEGBIAS_OK;
}

static bool is_stdin(const char *path)
{
	return path && strcmp(path, "-") == 0;
}

/* The day of the call, else today. One that stands in the policy is that of ages: by a day that stays no exemption would ever
 * expire. */
static const char *find_day(const struct segbias_run *run)
{
	const struct segbias_options *options = run->options;
	bool asked = run->file->gate.exemption_count && !segbias_run_day_given(run);
	return asked && options->today ? options->today : options->as_of;
}

/* The day by which exemptions hold; ages may be of the same one. The run reads it where there are ages only. */
static enum segbias_status take_day(struct segbias_run *run, const char **as_of, struct segbias_error *error)
{
	const struct segbias_options *options = run->options;
	struct segbias_options *own = segbias_arena_allocate(&run->arena, sizeof *own);
	struct segbias_date day;
	char quoted[SEGBIAS_QUOTE_MAX];
	if (!own)
		return segbias_error_memory(error);
	*as_of = find_day(run);
	if (*as_of && !segbias_date_parse_day(segbias_label_of(*as_of), &day))
		return segbias_error_set(error, SEGBIAS_USAGE, "bad_option|--as-of %s: it must be a day, as 2024-01-31",
		                         segbias_text_quote(*as_of, quoted));
	if (!*as_of && run->file->gate.exemption_count) {
		segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "day_missing|--as-of is not given, and the policy has exemptions, which hold until a day");
		segbias_error_hint(error, "--as-of DATE, as 2024-01-31");
		return SEGBIAS_USAGE;
	}
	*own = *options;
	own->as_of = options->born ? options->as_of : NULL;
	run->options = own;
	return SEGBIAS_OK;
}

/* A group that must not be lost, and cannot be judged. */
static enum segbias_status check_protected(struct segbias_run *run, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < run->policy.protect_count; i++) {
		const struct segbias_protected *own = &run->policy.protects[i];
		if (segbias_run_protects(run, own))
			continue;
		segbias_error_set(
		    error, SEGBIAS_DATA, "protected_absent|the policy protects %s %s, which is not compared",
		    segbias_label_show(own->attribute, quoted[0]), segbias_label_quote(own->value, quoted[1]));
		segbias_error_place(error, run->file->path, own->place.line, own->place.column);
		segbias_run_hint_protected(run, own, error);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* A night whose records are all of no segment is one whose segmentation has failed: the whole campaign alone is no pass of it. */
static enum segbias_status check_segments(const struct segbias_findings *findings, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	bool any = !findings->settings.segment.bytes;
	for (size_t i = 0; i < findings->comparison_count && !any; i++)
		any =
		    findings->comparisons[i].segment.bytes && !(findings->comparisons[i].rows <= 0); /* NaN: withheld */
	if (any)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA,
	                  "segments_empty|no record has a segment in %s: none was judged, which is no pass",
	                  segbias_label_quote(findings->settings.segment, quoted));
	segbias_error_place(error, findings->campaign.path, 0, 0);
	segbias_error_hint(error, "--segment none judges the whole campaign alone");
	return SEGBIAS_DATA;
}

/* What is withheld today stood in an earlier result, and its changes would tell it. */
static enum segbias_status check_published(const struct segbias_run *run, const struct segbias_findings *before,
                                           struct segbias_error *error)
{
	double publish = run->policy.publish;
	if (!before || !(publish > 0) || before->settings.publish >= publish)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "baseline_not_published|--publish: the baseline shows what would be withheld");
	segbias_error_place(error, run->options->baseline, 0, 0);
	segbias_error_hint(error, "--baseline takes a result that was written with --publish %g, too", publish);
	return SEGBIAS_USAGE;
}

/* What has changed since the earlier result, which is read before the data: a wrong path must not cost a long run. That the policy is
 * another one is looked for, too. */
static enum segbias_status compare_baseline(struct segbias_run *run, struct segbias_findings *before,
                                            struct segbias_error *error)
{
	struct segbias_baseline *baseline = &run->findings->gate.baseline;
	enum segbias_status status = segbias_run_keep_policy(run->file, run->findings, error);
	if (!before || status != SEGBIAS_OK)
		return status;
	baseline->with_rest = fails_on(run, SEGBIAS_GATE_NEW); /* the nearest is told */
	baseline->once = true;
	status = segbias_review_since(&run->policy, before, run->findings, baseline, error);
	if (status == SEGBIAS_DATA)
		segbias_error_place(error, run->options->baseline, 0, 0);
	else if (status == SEGBIAS_OK)
		memcpy(baseline->sha256, before->read_sha256, sizeof baseline->sha256);
	return status;
}

/* NULL where none is given. One that was edited would hide what is new. */
static enum segbias_status read_baseline(const struct segbias_options *options, struct segbias_findings **before,
                                         struct segbias_error *error)
{
	if (!options->baseline)
		return SEGBIAS_OK;
	const struct segbias_stream_inlet *inlet = segbias_options_inlet(options, options->baseline);
	enum segbias_status status = inlet ? segbias_findings_read_inlet(inlet, before, error)
	                                   : segbias_findings_read(options->baseline, before, error);
	if (status != SEGBIAS_OK || !segbias_findings_are_compared(*before))
		return status;
	status = segbias_result_agrees(*before, error);
	if (status == SEGBIAS_DATA)
		segbias_error_place(error, options->baseline, 0, 0);
	return status;
}

static bool keep_day(struct segbias_findings *findings, const char *as_of)
{
	struct segbias_label kept = {NULL, 0};
	if (as_of && !segbias_arena_copy(&findings->arena, segbias_label_of(as_of), &kept))
		return false;
	findings->gate.as_of = kept.bytes;
	return true;
}

static enum segbias_status check(struct segbias_run *run, const char *campaign, const char *reference,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const char *as_of = NULL;
	const char *given = segbias_run_day_given(run);
	struct segbias_findings *before = NULL;
	SEGBIAS_TRY(segbias_run_check_hash(run, error));
	if (!given)
		SEGBIAS_TRY(segbias_run_check_committed(run, error));
	SEGBIAS_TRY(check_rules(run, error));
	SEGBIAS_TRY(take_day(run, &as_of, error));
	if (is_stdin(run->options->baseline) && (is_stdin(campaign) || is_stdin(reference)))
		SEGBIAS_TRY(segbias_error_set(error, SEGBIAS_USAGE,
		                              "stdin_twice|only one of the files can be read from standard input"));
	SEGBIAS_TRY(read_baseline(run->options, &before, error));
	SEGBIAS_TRY(segbias_run_compare(run, campaign, reference, error));
	run->findings->job = SEGBIAS_JOB_CHECK;
	segbias_run_note_committed(run, given);
	SEGBIAS_TRY(check_segments(run->findings, error));
	SEGBIAS_TRY(check_published(run, before, error));
	SEGBIAS_TRY(check_protected(run, error));
	SEGBIAS_TRY(compare_baseline(run, before, error));
	if (!keep_day(run->findings, as_of))
		SEGBIAS_TRY(segbias_error_memory(error));
	const struct segbias_gate_query query = {&run->policy, &run->file->gate, run->file->path, as_of};
	SEGBIAS_TRY(segbias_gate_judge(&query, run->findings, error));
done:
	segbias_findings_free(before);
	return status;
}

enum segbias_status segbias_check(const char *campaign, const char *reference, const struct segbias_options *options,
                                  struct segbias_findings **findings, struct segbias_error *error)
{
	const struct segbias_asked asked = {campaign, reference, options, {.plans_not = true, .check = true},
	                                    campaign, NULL,      NULL};
	return segbias_run_pair(check, asked, findings, error);
}
