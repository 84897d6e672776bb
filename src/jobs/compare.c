/* Room: jobs. One user's job a file, from files to findings; what the public headers expose.
 *
 * Belongs here: the order of the steps, defaults that need both files. Does not belong here: the steps themselves.
 */
#include <segbias/plan.h>

#include "jobs/periods.h"
#include "jobs/reading.h"
#include "jobs/run.h"

#include "analysis/publish.h"
#include "analysis/reach.h"
#include "match/risks.h"

#include "base/clock.h"

#include <math.h>
#include <string.h>

/* --- reading ---------------------------------------------------------------------------------------------------- */

static enum segbias_status open_files(struct segbias_run *run, const char *campaign, const char *reference,
                                      struct segbias_error *error)
{
	if (run->policy.eligible_given && reference && strcmp(campaign, reference) != 0)
		return segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "eligible_with_reference|--eligible takes the base from the campaign file: give no reference");
	if (!run->policy.eligible_given && !reference)
		return segbias_error_set(error, SEGBIAS_USAGE, "files_missing|a campaign and a reference are needed");
	if (run->policy.eligible_given && segbias_options_once(run->options, campaign))
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "eligible_from_stdin|--eligible reads the campaign twice: it cannot be %s",
		                         strcmp(campaign, "-") == 0 ? "standard input" : "a stream");
	reference = reference ? reference : campaign;
	return segbias_run_open(run, campaign, reference, error);
}

/* --- the questions ---------------------------------------------------------------------------------------------- */

void segbias_run_input(const struct segbias_run *run, struct segbias_analysis_input *out)
{
	*out = (struct segbias_analysis_input){.campaign = run->campaign_tally,
	                                       .reference = run->reference_tally,
	                                       .matching = &run->matching,
	                                       .policy = &run->policy,
	                                       .kind = run->kind,
	                                       .weighted = run->matching.plan.weighted};
	out->tables = run->reference_facts.tables > 1 ? run->reference_facts.tables : 0;
	out->styles = run->taken.styles;
	out->campaign_name = run->findings->campaign.name;
	out->campaign_path = run->findings->campaign.path;
	out->reference_path = run->findings->reference.path;
	out->reference_weighted = (run->kind == SEGBIAS_KIND_SAMPLE || run->kind == SEGBIAS_KIND_BASE) &&
	                          segbias_source_layout(run->reference)->weight_field != SEGBIAS_NO_FIELD;
}

enum segbias_status segbias_run_input_groups(struct segbias_run *run, struct segbias_analysis_input *out,
                                             struct segbias_error *error)
{
	struct segbias_group *groups = NULL;
	segbias_run_input(run, out);
	enum segbias_status status = segbias_groups_list(run->campaign_tally, &run->matching, &run->findings->arena,
	                                                 &groups, &out->group_count, error);
	out->groups = groups;
	return status;
}

static enum segbias_status analyse(struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_analysis_input input;
	enum segbias_status status = segbias_run_input_groups(run, &input, error);
	return status == SEGBIAS_OK ? segbias_run_ask(run, &input, error) : status;
}

/* Of which year the campaign and the reference are, which are no comparison of today's people where the one is old. */
static void note_years(struct segbias_run *run)
{
	static const double APART_MOST = 5;
	struct segbias_findings *findings = run->findings;
	double campaign = segbias_periods_year(&findings->campaign);
	double reference = run->policy.eligible_given ? NAN : segbias_periods_year(&findings->reference);
	if (!(fabs(campaign - reference) > APART_MOST))
		return;
	segbias_error_place(
	    segbias_notes_add(&findings->notes, "years_apart",
	                      "the reference is of %.0f and the campaign of %.0f: what changed among people in between "
	                      "looks like the campaign's doing",
	                      reference, campaign),
	    findings->reference.path, 0, 0);
}

/* Where a verdict is withdrawn for it: what rounded figures do not undo needs no word. */
static void note_rounded(struct segbias_run *run)
{
	struct segbias_findings *findings = run->findings;
	bool masked = false;
	for (size_t i = 0; i < findings->comparison_count; i++)
		for (size_t j = 0; j < findings->comparisons[i].value_count; j++)
			masked = masked || findings->comparisons[i].values[j].reason == SEGBIAS_REASON_MASKED;
	if (!masked)
		return;
	segbias_reading_note_rounded(run->campaign, &findings->notes);
	segbias_reading_note_rounded(run->reference, &findings->notes);
}

enum segbias_status segbias_run_compare(struct segbias_run *run, const char *campaign, const char *reference,
                                        struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_run_read_policy(run, error));
	SEGBIAS_TRY(segbias_findings_create(&run->findings, error));
	double start = segbias_clock_seconds();
	run->tables = segbias_run_takes_tables(run);
	SEGBIAS_TRY(open_files(run, campaign, reference, error));
	SEGBIAS_TRY(segbias_run_read_reference(run, segbias_source_head(run->campaign), error));
	if (!run->risks) /* tests nothing against the shares */
		SEGBIAS_TRY(segbias_reading_check_margins(run->reference, error));
	segbias_findings_end_step(run->findings, "read reference", start);
	start = segbias_clock_seconds();
	SEGBIAS_TRY(segbias_run_match_campaign(run, error));
	if (run->risks)
		SEGBIAS_TRY(segbias_risks_plan(segbias_source_head(run->campaign), &run->policy, &run->matching,
		                               run->risks, error));
	SEGBIAS_TRY(segbias_run_pour_campaign(run, error));
	SEGBIAS_TRY(segbias_run_describe(run, error));
	SEGBIAS_TRY(segbias_run_read_stages(run, campaign, reference ? reference : campaign, error));
	segbias_findings_end_step(run->findings, "read campaign", start);
	note_years(run);
	SEGBIAS_TRY(analyse(run, error));
	SEGBIAS_TRY(segbias_run_note_absent(run, error));
	note_rounded(run);
	if (segbias_run_is_of_reach(run))
		SEGBIAS_TRY(segbias_reach_note(&run->policy, run->findings, error));
	SEGBIAS_TRY(segbias_publishing_finish(run->findings, error));
done:
	return status;
}

enum segbias_status segbias_run_pair(segbias_run_function *job, struct segbias_asked asked,
                                     struct segbias_findings **findings, struct segbias_error *error)
{
	enum segbias_status status =
	    segbias_run_check(asked.campaign, "a campaign and a reference are needed", &asked.options, findings, error);
	if (status != SEGBIAS_OK)
		return status;
	asked.use.one_file = !asked.reference || strcmp(asked.campaign, asked.reference) == 0;
	return segbias_run_job(job, &asked, findings, error);
}

enum segbias_status segbias_compare(const char *campaign, const char *reference, const struct segbias_options *options,
                                    struct segbias_findings **findings, struct segbias_error *error)
{
	const struct segbias_asked asked = {campaign, reference, options, {.plans_not = true}, campaign, NULL, NULL};
	return segbias_run_pair(segbias_run_compare, asked, findings, error);
}

static enum segbias_status look(struct segbias_run *run, const char *campaign, const char *reference,
                                struct segbias_error *error)
{
	if (run->options->plan)
		return segbias_run_plan(run, reference ? campaign : NULL, reference ? reference : campaign, error);
	return segbias_run_compare(run, campaign, reference, error);
}

enum segbias_status segbias_init(const char *campaign, const char *reference, const struct segbias_options *options,
                                 struct segbias_findings **findings, struct segbias_error *error)
{
	const struct segbias_asked asked = {campaign, reference, options, {.init = true}, campaign, NULL, NULL};
	return segbias_run_pair(look, asked, findings, error);
}

enum segbias_status segbias_look(const char *campaign, const char *reference, const struct segbias_options *options,
                                 struct segbias_findings **findings, struct segbias_error *error)
{
	const struct segbias_asked asked = {campaign, reference, options, {.plans_not = false}, campaign, NULL, NULL};
	return segbias_run_pair(look, asked, findings, error);
}
