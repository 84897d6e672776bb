/* Room: jobs. One user's job a file, from files to findings; what the public headers expose.
 *
 * Belongs here: the order of the steps, defaults that need both files. Does not belong here: the steps themselves.
 */
#include <segbias/compare.h>

#include "analysis/analysis.h"
#include "jobs/reading.h"
#include "sources/source.h"

#include "base/locale.h"
#include "base/number.h"
#include "base/unicode.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Everything that one run holds. */
struct run {
	const struct segbias_compare_options *options;
	struct segbias_policy policy;
	struct segbias_source *campaign, *reference;
	struct segbias_arena arena;
	struct segbias_reference_facts reference_facts;
	struct segbias_taken taken;
	struct segbias_plan reference_plan;
	struct segbias_tally *reference_tally, *campaign_tally;
	struct segbias_matching matching;
	struct segbias_findings *findings;
	enum segbias_reference_kind kind;
};

static void release(struct run *run)
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

static enum segbias_status open_files(struct run *run, const char *campaign, const char *reference,
                                      struct segbias_error *error)
{
	if (strcmp(campaign, "-") == 0 && strcmp(reference, "-") == 0)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "only one of the two files can be read from standard input");
	enum segbias_status status = segbias_reading_open(reference, run->options, true, &run->reference, error);
	if (status == SEGBIAS_OK)
		status = segbias_reading_open(campaign, run->options, false, &run->campaign, error);
	return status;
}

static struct segbias_taken taken_of(const struct segbias_source *source)
{
	const struct segbias_layout *layout = segbias_source_layout(source);
	struct segbias_taken taken = {.rows = strcmp(segbias_source_shape(source)->name, "rows") == 0};
	if (layout->count_field != SEGBIAS_NO_FIELD)
		taken.fields[taken.count++] = layout->count_field;
	if (layout->weight_field != SEGBIAS_NO_FIELD)
		taken.fields[taken.count++] = layout->weight_field;
	return taken;
}

/* Aggregated figures are a population, microdata a sample, figures with a margin of error their own kind. */
static enum segbias_reference_kind kind_of(const struct run *run)
{
	if (run->policy.kind_given)
		return run->policy.kind;
	if (segbias_source_layout(run->reference)->moe_field != SEGBIAS_NO_FIELD)
		return SEGBIAS_KIND_MARGIN;
	return run->reference_facts.aggregated ? SEGBIAS_KIND_POPULATION : SEGBIAS_KIND_SAMPLE;
}

static enum segbias_status read_reference(struct run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const char *path = segbias_source_facts(run->reference)->path;
	run->reference_facts.head = segbias_source_head(run->reference);
	run->reference_facts.taken = taken_of(run->reference);
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
	if (!(segbias_tally_total(run->reference_tally).weight > 0)) {
		bool filtered = segbias_source_facts(run->reference)->filtered > 0;
		status = segbias_error_set(error, SEGBIAS_DATA, "%s",
		                           filtered ? "no row is left of the reference after --where and --within"
		                                    : "the reference's counts or weights are all zero");
		segbias_error_place(error, path, 0, 0);
	}
	run->kind = kind_of(run);
	if (status == SEGBIAS_OK && run->kind == SEGBIAS_KIND_MARGIN && !run->reference_facts.margins_of_error) {
		status = segbias_error_set(error, SEGBIAS_DATA,
		                           "--reference-kind margin needs a column moe in a table of margins");
		segbias_error_place(error, path, 0, 0);
	}
	if ((run->kind == SEGBIAS_KIND_SAMPLE || run->kind == SEGBIAS_KIND_BASE) && run->reference_facts.shares &&
	    status == SEGBIAS_OK) {
		status = segbias_error_set(error, SEGBIAS_DATA,
		                           "--reference-kind %s needs counts: shares do not say of how many",
		                           segbias_kind_name(run->kind));
		segbias_error_place(error, path, 0, 0);
	}
done:
	return status;
}

static enum segbias_status read_campaign(struct run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_head *head = segbias_source_head(run->campaign);
	struct segbias_notes *notes = &run->findings->notes;
	run->taken = taken_of(run->campaign);
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

/* --- what the result says of the run ---------------------------------------------------------------------------- */

/* Labels move to the findings' arena: the tallies are gone when the findings are read. */
static enum segbias_status keep_labels(struct run *run, struct segbias_error *error)
{
	struct segbias_arena *arena = &run->findings->arena;
	bool ok = true;
	for (size_t i = 0; i < run->matching.attribute_count; i++) {
		struct segbias_attribute *attribute = &run->matching.attributes[i];
		ok = ok && segbias_arena_copy(arena, attribute->name, &attribute->name) &&
		     segbias_arena_copy(arena, attribute->reference_name, &attribute->reference_name);
		for (size_t v = 0; ok && v < attribute->value_count; v++)
			ok = segbias_arena_copy(arena, attribute->values[v], &attribute->values[v]);
	}
	for (size_t i = 0; ok && i < run->matching.tracked_count; i++)
		ok = segbias_arena_copy(arena, run->matching.tracked[i].name, &run->matching.tracked[i].name);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static bool all_valid(const struct run *run, bool reference)
{
	const struct segbias_tally *tally = reference ? run->reference_tally : run->campaign_tally;
	const struct segbias_head *head = segbias_source_head(reference ? run->reference : run->campaign);
	bool valid = true;
	for (size_t i = 0; i < head->width; i++)
		valid = valid && segbias_unicode_valid(head->names[i]);
	for (size_t i = 0; i < segbias_tally_columns(tally) && valid; i++) {
		if (!reference && run->matching.plan.columns[i].kind == SEGBIAS_PLAN_PRESENCE)
			continue;
		for (uint32_t j = 0; j < segbias_tally_spellings(tally, i) && valid; j++)
			valid = segbias_unicode_valid(segbias_tally_spelling(tally, i, j).label);
	}
	return valid;
}

static enum segbias_status keep_name(struct run *run, const struct segbias_source *source, size_t field,
                                     struct segbias_label *out, struct segbias_error *error)
{
	if (field == SEGBIAS_NO_FIELD)
		return SEGBIAS_OK;
	return segbias_arena_copy(&run->findings->arena, segbias_source_head(source)->names[field], out)
	           ? SEGBIAS_OK
	           : segbias_error_memory(error);
}

static enum segbias_status describe_attributes(struct run *run, struct segbias_error *error)
{
	static const char *const HOW[] = {"name", "synonym", "option"};
	struct segbias_settings *s = &run->findings->settings;
	const struct segbias_matching *matching = &run->matching;
	s->attributes = segbias_arena_array(&run->findings->arena, matching->attribute_count, sizeof *s->attributes);
	if (!s->attributes)
		return segbias_error_memory(error);
	for (size_t i = 0; i < matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		if (!attribute->dropped)
			s->attributes[s->attribute_count++] = (struct segbias_attribute_setting){
			    attribute->name, attribute->reference_name, HOW[attribute->how], attribute->ordered};
	}
	return SEGBIAS_OK;
}

static enum segbias_status describe_settings(struct run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_policy *policy = &run->policy;
	const struct segbias_layout *campaign = segbias_source_layout(run->campaign);
	const struct segbias_layout *reference = segbias_source_layout(run->reference);
	struct segbias_settings *s = &run->findings->settings;
	struct segbias_arena *arena = &run->findings->arena;
	s->alpha = policy->alpha;
	s->band_low = policy->band_low;
	s->band_high = policy->band_high;
	s->min_n = policy->min_n;
	s->missing_max = policy->missing_max;
	s->unmatched_max = policy->unmatched_max;
	s->control = segbias_control_name(policy->control);
	s->interval = policy->wilson ? "wilson" : "exact";
	s->seed = policy->seed;
	s->missing_built_in = !policy->missing.replaced;
	s->missing_value_count = policy->missing.listed.size;
	s->missing_values = segbias_arena_array(arena, s->missing_value_count, sizeof *s->missing_values);
	for (size_t i = 0; i < s->missing_value_count; i++)
		if (!s->missing_values ||
		    !segbias_arena_copy(arena, policy->missing.listed.labels[i], &s->missing_values[i]))
			SEGBIAS_TRY(segbias_error_memory(error));
	if (run->matching.segment_mode != SEGBIAS_SEGMENT_NONE &&
	    !segbias_arena_copy(arena, run->matching.segment_name, &s->segment))
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(keep_name(run, run->campaign, campaign->weight_field, &s->weight, error));
	SEGBIAS_TRY(keep_name(run, run->campaign, campaign->count_field, &s->count, error));
	SEGBIAS_TRY(keep_name(run, run->reference, reference->weight_field, &s->reference_weight, error));
	SEGBIAS_TRY(keep_name(run, run->reference, reference->count_field, &s->reference_count, error));
	SEGBIAS_TRY(describe_attributes(run, error));
done:
	return status;
}

/* What the reference's size is: the total of its records; of a margin, that of its attributes where they agree. */
static void describe_reference(struct run *run)
{
	const struct segbias_tally *tally = run->reference_tally;
	struct segbias_cell total = segbias_tally_total(tally);
	bool counts = segbias_source_layout(run->reference)->unit == SEGBIAS_UNIT_COUNT;
	if (run->reference_facts.marginal) {
		total.weight = NAN;
		for (size_t i = 0; i < run->matching.attribute_count && counts; i++) {
			const struct segbias_attribute *attribute = &run->matching.attributes[i];
			if (attribute->dropped)
				continue;
			counts = isnan(total.weight) || attribute->known.weight == total.weight;
			total.weight = attribute->known.weight;
		}
		total.weight = counts ? total.weight : NAN;
	}
	run->findings->kind = segbias_kind_name(run->kind);
	run->findings->kind_given = run->policy.kind_given;
	run->findings->reference_total = total.weight;
	run->findings->reference_effective = NAN;
	if (run->kind == SEGBIAS_KIND_SAMPLE)
		run->findings->reference_effective =
		    run->reference_facts.aggregated ? total.weight : total.weight * total.weight / total.square;
}

static void note_campaign(struct run *run)
{
	const struct segbias_source_facts *facts = segbias_source_facts(run->campaign);
	const struct segbias_layout *layout = segbias_source_layout(run->campaign);
	struct segbias_notes *notes = &run->findings->notes;
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	if (run->findings->events) {
		struct segbias_error *note = segbias_notes_add(
		    notes, "counts_events",
		    "the count column %s counts events, not people: the figures speak of events, and p and "
		    "intervals take them as independent",
		    segbias_label_quote(segbias_source_head(run->campaign)->names[layout->events_field], quoted));
		segbias_error_place(note, facts->path, 1, 0);
	}
	if (run->findings->outside > 0)
		segbias_error_place(segbias_notes_add(notes, "outside",
		                                      "outside --within, or unknown there: %s records, which "
		                                      "are not counted",
		                                      segbias_number_group(run->findings->outside, number)),
		                    facts->path, 0, 0);
	if (run->findings->no_segment > 0)
		segbias_error_place(
		    segbias_notes_add(notes, "no_segment_value",
		                      "without a segment: %s records, which count in the whole campaign only",
		                      segbias_number_group(run->findings->no_segment, number)),
		    facts->path, 0, 0);
	if (facts->members_missing)
		segbias_error_place(segbias_notes_add(notes, "segment_missing",
		                                      "missing in the segment columns and taken as no: %s cells",
		                                      segbias_number_group((double)facts->members_missing, number)),
		                    facts->path, 0, 0);
	if (run->matching.plan.weighted)
		segbias_error_place(
		    segbias_notes_add(notes, "weighted",
		                      "column %s weights the records; tests of whole attributes need Rao and Scott's "
		                      "correction, which is not in this version: they are left out",
		                      segbias_label_quote(run->findings->settings.weight, quoted)),
		    facts->path, 0, 0);
}

static void note_kind(struct run *run)
{
	struct segbias_notes *notes = &run->findings->notes;
	const char *path = segbias_source_facts(run->reference)->path;
	struct segbias_error *note = NULL;
	bool weighted = segbias_source_layout(run->reference)->weight_field != SEGBIAS_NO_FIELD;
	if (run->kind == SEGBIAS_KIND_SAMPLE && !run->policy.kind_given) {
		note = segbias_notes_add(notes, "taken_as_sample",
		                         "the reference is taken as a sample: its own error counts");
		segbias_error_hint(note, "everybody: --reference-kind population; the campaign was drawn from it: "
		                         "--reference-kind base");
	} else if (run->kind == SEGBIAS_KIND_POPULATION && !run->policy.kind_given &&
	           run->findings->reference_total < 1e6) {
		note = segbias_notes_add(notes, "taken_as_exact",
		                         "the reference is taken as exact, and its total is under a million");
		segbias_error_hint(note, "if these are respondents: --reference-kind sample");
	}
	if (note)
		segbias_error_place(note, path, 0, 0);
	if (run->kind == SEGBIAS_KIND_SAMPLE && weighted) {
		note = segbias_notes_add(
		    notes, "weighted_reference",
		    "the reference is weighted: tests of whole attributes need Rao and Scott's correction, which "
		    "is not in this version: they are left out");
		segbias_error_place(note, path, 0, 0);
	}
	if (run->kind == SEGBIAS_KIND_BASE && (weighted || run->matching.plan.weighted)) {
		note = segbias_notes_add(notes, "base_not_tested",
		                         "a base is tested without weights only: there are shares and "
		                         "indices, but no p, interval or verdict");
		segbias_error_place(note, path, 0, 0);
	}
	bool restricted =
	    run->reference_facts.marginal && run->policy.universe_count && run->matching.attribute_count > 1;
	if (restricted) {
		note = segbias_notes_add(
		    notes, "universe_not_restricted",
		    "a table of margins cannot be restricted across attributes: --within applies to its own "
		    "attribute; the others are those of everybody");
		segbias_error_place(note, path, 0, 0);
	}
}

static enum segbias_status describe(struct run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(keep_labels(run, error));
	struct segbias_findings *findings = run->findings;
	SEGBIAS_TRY(segbias_reading_describe(run->campaign, all_valid(run, false), &findings->arena,
	                                     &findings->campaign, error));
	SEGBIAS_TRY(segbias_reading_describe(run->reference, all_valid(run, true), &findings->arena,
	                                     &findings->reference, error));
	SEGBIAS_TRY(describe_settings(run, error));
	describe_reference(run);
	findings->records = (double)segbias_tally_records(run->campaign_tally);
	const struct segbias_layout *layout = segbias_source_layout(run->campaign);
	findings->events = layout->events_field != SEGBIAS_NO_FIELD && layout->events_field == layout->count_field;
	findings->outside = (double)segbias_source_facts(run->campaign)->filtered;
	if (run->matching.segment_mode == SEGBIAS_SEGMENT_COLUMN) {
		uint32_t missing = SEGBIAS_ID_MISSING;
		const struct segbias_table *table = segbias_tally_table(run->campaign_tally, &(uint32_t){0}, 1);
		findings->no_segment = (double)segbias_tally_cell(table, &missing, 1).count;
	}
	note_kind(run);
	segbias_reading_note(run->reference, &findings->reference, &findings->notes);
	segbias_reading_note(run->campaign, &findings->campaign, &findings->notes);
	note_campaign(run);
done:
	return status;
}

/* --- the questions ---------------------------------------------------------------------------------------------- */

static enum segbias_status analyse(struct run *run, struct segbias_error *error)
{
	static segbias_analysis_run *const ANALYSES[] = {
#define ANALYSIS(name, summary) segbias_analyse_##name,
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
	input.reference_weighted =
	    run->kind == SEGBIAS_KIND_SAMPLE && segbias_source_layout(run->reference)->weight_field != SEGBIAS_NO_FIELD;
	enum segbias_status status = segbias_groups_list(run->campaign_tally, &run->matching, &run->findings->arena,
	                                                 &groups, &input.group_count, error);
	input.groups = groups;
	for (size_t i = 0; i < sizeof ANALYSES / sizeof *ANALYSES && status == SEGBIAS_OK; i++)
		status = ANALYSES[i](&input, run->findings, error);
	return status;
}

static enum segbias_status compare(struct run *run, const char *campaign, const char *reference,
                                   struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_policy_read(run->options, &run->policy, error));
	SEGBIAS_TRY(segbias_findings_create(&run->findings, error));
	SEGBIAS_TRY(open_files(run, campaign, reference, error));
	SEGBIAS_TRY(read_reference(run, error));
	SEGBIAS_TRY(read_campaign(run, error));
	SEGBIAS_TRY(describe(run, error));
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
	struct run run = {.options = options};
	status = compare(&run, campaign, reference, error);
	if (status == SEGBIAS_OK) {
		*findings = run.findings;
		run.findings = NULL;
	}
	release(&run);
	segbias_locale_leave(&locale);
	return status;
}
