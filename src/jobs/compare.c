/* Room: jobs. One user's job a file, from files to findings; what the public headers expose.
 *
 * Belongs here: the order of the steps, defaults that need both files. Does not belong here: the steps themselves.
 */
#include <segbias/compare.h>

#include "jobs/reading.h"
#include "jobs/run.h"
#include "tally/clusters.h"

#include "base/clock.h"
#include "base/locale.h"
#include "base/number.h"

#include <string.h>

static void release(struct segbias_run *run)
{
	segbias_source_free(run->campaign);
	segbias_source_free(run->reference);
	segbias_tally_free(run->reference_tally);
	segbias_tally_free(run->campaign_tally);
	segbias_matching_release(&run->matching);
	segbias_arena_release(&run->arena);
	segbias_policy_release(&run->policy);
	segbias_findings_free(run->findings);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static enum segbias_status open_files(struct segbias_run *run, const char *campaign, const char *reference,
                                      struct segbias_error *error)
{
	if (run->policy.eligible_given && reference && strcmp(campaign, reference) != 0)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "--eligible takes the base from the campaign file: give no reference");
	if (!run->policy.eligible_given && !reference)
		return segbias_error_set(error, SEGBIAS_USAGE, "a campaign and a reference are needed");
	if (run->policy.eligible_given && strcmp(campaign, "-") == 0)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "--eligible reads the campaign twice: it cannot be standard input");
	reference = reference ? reference : campaign;
	if (strcmp(campaign, "-") == 0 && strcmp(reference, "-") == 0)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "only one of the two files can be read from standard input");
	enum segbias_status status =
	    segbias_reading_open(reference, run->options, !run->policy.eligible_given, &run->reference, error);
	if (status == SEGBIAS_OK)
		status = segbias_reading_open(campaign, run->options, false, &run->campaign, error);
	return status;
}

/* The columns with a part of their own. */
static enum segbias_status take_fields(struct segbias_run *run, const struct segbias_source *source,
                                       struct segbias_taken *taken, struct segbias_error *error)
{
	const struct segbias_layout *layout = segbias_source_layout(source);
	const struct segbias_head *head = segbias_source_head(source);
	*taken = (struct segbias_taken){.rows = strcmp(segbias_source_shape(source)->name, "rows") == 0};
	taken->fields = segbias_arena_array(&run->arena, head->width + 2, sizeof *taken->fields);
	if (!taken->fields)
		return segbias_error_memory(error);
	if (layout->count_field != SEGBIAS_NO_FIELD)
		taken->fields[taken->count++] = layout->count_field;
	if (layout->weight_field != SEGBIAS_NO_FIELD)
		taken->fields[taken->count++] = layout->weight_field;
	return segbias_match_design(head, &run->policy, source == run->reference, &run->arena, taken, error);
}

/* Aggregated figures are a population, microdata a sample, figures with a margin of error their own kind. */
static enum segbias_reference_kind kind_of(const struct segbias_run *run)
{
	if (run->policy.kind_given)
		return run->policy.kind;
	if (segbias_source_layout(run->reference)->moe_field != SEGBIAS_NO_FIELD)
		return SEGBIAS_KIND_MARGIN;
	if (run->policy.eligible_given)
		return SEGBIAS_KIND_BASE;
	return run->reference_facts.aggregated ? SEGBIAS_KIND_POPULATION : SEGBIAS_KIND_SAMPLE;
}

/* What the reference cannot be taken for. */
static enum segbias_status check_reference(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	char number[SEGBIAS_NUMBER_MAX];
	const struct segbias_clusters *clusters = segbias_tally_clusters(run->reference_tally);
	uint64_t lonely = clusters ? segbias_clusters_lonely(clusters) : 0;
	if (!(segbias_tally_total(run->reference_tally).weight > 0)) {
		bool filtered = segbias_source_facts(run->reference)->filtered > 0;
		status = segbias_error_set(error, SEGBIAS_DATA, "%s",
		                           !filtered ? "the reference's counts or weights are all zero"
		                           : run->policy.eligible_given ? "no row is left after --eligible and --within"
		                                                        : "no row is left of the reference after "
		                                                          "--where and --within");
	} else if (run->kind == SEGBIAS_KIND_MARGIN && !run->reference_facts.margins_of_error) {
		status = segbias_error_set(error, SEGBIAS_DATA,
		                           "--reference-kind margin needs a column moe in a table of margins");
	} else if ((run->kind == SEGBIAS_KIND_SAMPLE || run->kind == SEGBIAS_KIND_BASE) &&
	           run->reference_facts.shares) {
		status = segbias_error_set(error, SEGBIAS_DATA,
		                           "--reference-kind %s needs counts: shares do not say of how many",
		                           segbias_kind_name(run->kind));
	} else if (lonely) {
		status = segbias_error_set(error, SEGBIAS_DATA,
		                           "%s of the strata %s a single sampling unit, which shows no variance",
		                           segbias_number_group((double)lonely, number), lonely == 1 ? "has" : "have");
		segbias_error_hint(error, "join such a stratum with a similar one, as the survey's documentation says");
	}
	if (status != SEGBIAS_OK)
		segbias_error_place(error, segbias_source_facts(run->reference)->path, 0, 0);
	return status;
}

static enum segbias_status read_reference(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	run->reference_facts.head = segbias_source_head(run->reference);
	SEGBIAS_TRY(take_fields(run, run->reference, &run->reference_facts.taken, error));
	run->reference_facts.marginal = segbias_source_shape(run->reference)->reference_only;
	run->reference_facts.aggregated = !run->reference_facts.taken.rows;
	run->reference_facts.shares = segbias_source_layout(run->reference)->unit != SEGBIAS_UNIT_COUNT;
	run->reference_facts.margins_of_error = segbias_source_layout(run->reference)->moe_field != SEGBIAS_NO_FIELD;
	SEGBIAS_TRY(segbias_match_reference(&run->reference_facts, segbias_source_head(run->campaign), &run->policy,
	                                    &run->arena, &run->reference_plan, error));
	SEGBIAS_TRY(segbias_tally_create(&run->reference_plan, &run->reference_tally, error));
	SEGBIAS_TRY(segbias_source_pour(run->reference, &run->reference_plan, run->reference_tally, error));
	SEGBIAS_TRY(segbias_match_reference_settle(&run->reference_facts, segbias_source_head(run->campaign),
	                                           &run->policy, &run->reference_plan, run->reference_tally, error));
	run->kind = kind_of(run);
	SEGBIAS_TRY(check_reference(run, error));
done:
	return status;
}

static enum segbias_status read_campaign(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_head *head = segbias_source_head(run->campaign);
	struct segbias_notes *notes = &run->findings->notes;
	SEGBIAS_TRY(take_fields(run, run->campaign, &run->taken, error));
	struct segbias_match_input input = {head, &run->taken, &run->reference_facts, run->reference_tally,
	                                    &run->policy};
	SEGBIAS_TRY(segbias_match_campaign(&input, &run->matching, notes, error));
	run->matching.plan.weighted = segbias_source_layout(run->campaign)->weight_field != SEGBIAS_NO_FIELD;
	SEGBIAS_TRY(segbias_tally_create(&run->matching.plan, &run->campaign_tally, error));
	SEGBIAS_TRY(segbias_source_pour(run->campaign, &run->matching.plan, run->campaign_tally, error));
	if (!(segbias_tally_total(run->campaign_tally).weight > 0)) {
		bool filtered = segbias_source_facts(run->campaign)->filtered > 0;
		status =
		    segbias_error_set(error, SEGBIAS_DATA, "%s",
		                      filtered                                    ? "no record lies within --within"
		                      : segbias_source_facts(run->campaign)->rows ? "the counts or weights are all zero"
		                                                                  : "there are no records");
		segbias_error_place(error, segbias_source_facts(run->campaign)->path, 0, 0);
		goto done;
	}
	SEGBIAS_TRY(segbias_match_settle(&run->matching, head, &run->taken, run->campaign_tally, notes, error));
done:
	return status;
}

/* --- the questions ---------------------------------------------------------------------------------------------- */

/* A question, and what it is called where the time is told. */
struct question {
	segbias_analysis_run *run;
	const char *name;
};

static enum segbias_status analyse(struct segbias_run *run, struct segbias_error *error)
{
	static const struct question ANALYSES[] = {
#define ANALYSIS(name, summary) {segbias_analyse_##name, #name},
#include "analysis/analyses.def"
#undef ANALYSIS
	};
	struct segbias_group *groups = NULL;
	struct segbias_analysis_input input = {.campaign = run->campaign_tally,
	                                       .reference = run->reference_tally,
	                                       .matching = &run->matching,
	                                       .policy = &run->policy,
	                                       .kind = run->kind,
	                                       .weighted = run->matching.plan.weighted};
	input.campaign_name = run->findings->campaign.name;
	input.campaign_path = run->findings->campaign.path;
	input.reference_path = run->findings->reference.path;
	input.reference_weighted = (run->kind == SEGBIAS_KIND_SAMPLE || run->kind == SEGBIAS_KIND_BASE) &&
	                           segbias_source_layout(run->reference)->weight_field != SEGBIAS_NO_FIELD;
	enum segbias_status status = segbias_groups_list(run->campaign_tally, &run->matching, &run->findings->arena,
	                                                 &groups, &input.group_count, error);
	input.groups = groups;
	for (size_t i = 0; i < sizeof ANALYSES / sizeof *ANALYSES && status == SEGBIAS_OK; i++) {
		double start = segbias_clock_seconds();
		status = ANALYSES[i].run(&input, run->findings, error);
		segbias_findings_end_step(run->findings, ANALYSES[i].name, start);
	}
	return status;
}

static enum segbias_status compare(struct segbias_run *run, const char *campaign, const char *reference,
                                   struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_policy_read(run->options, &run->policy, error));
	SEGBIAS_TRY(segbias_findings_create(&run->findings, error));
	double start = segbias_clock_seconds();
	SEGBIAS_TRY(open_files(run, campaign, reference, error));
	SEGBIAS_TRY(read_reference(run, error));
	segbias_findings_end_step(run->findings, "read reference", start);
	start = segbias_clock_seconds();
	SEGBIAS_TRY(read_campaign(run, error));
	SEGBIAS_TRY(segbias_run_describe(run, error));
	segbias_findings_end_step(run->findings, "read campaign", start);
	SEGBIAS_TRY(analyse(run, error));
done:
	return status;
}

enum segbias_status segbias_compare(const char *campaign, const char *reference,
                                    const struct segbias_compare_options *options, struct segbias_findings **findings,
                                    struct segbias_error *error)
{
	struct segbias_locale locale;
	enum segbias_status status = segbias_locale_enter(&locale, error);
	if (status != SEGBIAS_OK)
		return status;
	struct segbias_run run = {.options = options};
	status = compare(&run, campaign, reference, error);
	if (status == SEGBIAS_OK) {
		*findings = run.findings;
		run.findings = NULL;
	}
	release(&run);
	segbias_locale_leave(&locale);
	return status;
}
