/* Job: plan. What a campaign of a given size could show against the reference. */
#include <segbias/plan.h>

#include "analysis/compare.h"
#include "jobs/run.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* The header of a campaign that has all that the reference has. */
static enum segbias_status make_head(struct segbias_run *run, struct segbias_head *head, struct segbias_error *error)
{
	const struct segbias_tally *tally = run->reference_tally;
	size_t width = segbias_tally_columns(tally);
	size_t count = 0;
	struct segbias_label *names = segbias_arena_array(&run->arena, width, sizeof *names);
	if (!names)
		return segbias_error_memory(error);
	for (size_t i = 0; i < width; i++) {
		if (!segbias_tally_overflowed(tally, i) && segbias_tally_labels(tally, i) > 0)
			names[count++] = segbias_tally_name(tally, i);
	}
	*head =
	    (struct segbias_head){.file = segbias_source_facts(run->reference)->path, .names = names, .width = count};
	return SEGBIAS_OK;
}

static enum segbias_status match(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_head made;
	const struct segbias_head *head = &made;
	run->policy.segment_none = true; /* there is no campaign yet */
	run->policy.segment_count = 0;
	if (run->campaign) {
		head = segbias_source_head(run->campaign);
		SEGBIAS_TRY(segbias_run_take_fields(run, run->campaign, &run->taken, error));
	} else {
		SEGBIAS_TRY(make_head(run, &made, error));
		run->taken = (struct segbias_taken){.person_field = SEGBIAS_NO_FIELD, .counted = NAN};
	}
	struct segbias_match_input input = {head,         &run->taken, &run->reference_facts, run->reference_tally,
	                                    &run->policy, NULL};
	SEGBIAS_TRY(segbias_match_campaign(&input, &run->matching, &run->findings->notes, error));
done:
	return status;
}

static enum segbias_status analyse(struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_analysis_input input = {.reference = run->reference_tally,
	                                       .matching = &run->matching,
	                                       .policy = &run->policy,
	                                       .kind = run->kind,
	                                       .reference_path = run->findings->reference.path};
	input.reference_weighted = (run->kind == SEGBIAS_KIND_SAMPLE || run->kind == SEGBIAS_KIND_BASE) &&
	                           segbias_source_layout(run->reference)->weight_field != SEGBIAS_NO_FIELD;
	return segbias_analyse_planned(&input, run->findings, error);
}

enum segbias_status segbias_run_plan(struct segbias_run *run, const char *campaign, const char *reference,
                                     struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_run_read_policy(run, error));
	if (!(run->policy.plan > 0))
		SEGBIAS_TRY(segbias_error_set(error, SEGBIAS_USAGE,
		                              "plan_missing|--plan N is needed: the people of the campaign"));
	SEGBIAS_TRY(segbias_findings_create(&run->findings, error));
	run->findings->job = SEGBIAS_JOB_PLAN;
	SEGBIAS_TRY(segbias_run_open(run, campaign, reference, error));
	run->reference_facts.alone = !campaign;
	SEGBIAS_TRY(segbias_run_read_reference(run, segbias_source_head(run->campaign ? run->campaign : run->reference),
	                                       error));
	SEGBIAS_TRY(match(run, error));
	SEGBIAS_TRY(segbias_run_describe_plan(run, error));
	if (run->kind == SEGBIAS_KIND_BASE && run->policy.plan > run->findings->reference_total) {
		char number[SEGBIAS_NUMBER_MAX];
		status = segbias_error_set(error, SEGBIAS_DATA,
		                           "plan_over_base|--plan: so many cannot be drawn from a base of %s record%s",
		                           segbias_number_group(run->findings->reference_total, number),
		                           segbias_plural(run->findings->reference_total));
		segbias_error_place(error, run->findings->reference.path, 0, 0);
		goto done;
	}
	SEGBIAS_TRY(analyse(run, error));
done:
	return status;
}

enum segbias_status segbias_plan(const char *campaign, const char *reference, const struct segbias_options *options,
                                 struct segbias_findings **findings, struct segbias_error *error)
{
	enum segbias_status status = segbias_run_check(reference, "a reference is needed", &options, findings, error);
	const struct segbias_asked asked = {campaign, reference, options, {.one_file = !campaign}, NULL, NULL, NULL};
	return status == SEGBIAS_OK ? segbias_run_job(segbias_run_plan, &asked, findings, error) : status;
}
