/* What the result says of the run: inputs, settings, and notes on what was assumed. */
#include "jobs/periods.h"
#include "jobs/reading.h"
#include "jobs/roles.h"
#include "jobs/run.h"
#include "jobs/tallied.h"
#include "match/universe.h"
#include "tally/clusters.h"
#include "tally/patterns.h"

#include "base/number.h"
#include "base/personal.h"
#include "base/unicode.h"
#include "values/name.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Labels move to the findings' arena: the tallies are gone when the findings are read. */
static enum segbias_status keep_labels(struct segbias_run *run, struct segbias_error *error)
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
	for (size_t i = 0; ok && i < run->matching.stage_count; i++)
		ok = segbias_arena_copy(arena, run->matching.stages[i].name, &run->matching.stages[i].name);
	for (size_t i = 0; ok && i < run->matching.tracked_count; i++)
		ok = segbias_arena_copy(arena, run->matching.tracked[i].name, &run->matching.tracked[i].name);
	for (size_t i = 0; ok && i < run->matching.number_count; i++)
		ok = segbias_arena_copy(arena, run->matching.numbers[i].name, &run->matching.numbers[i].name);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

bool segbias_run_is_valid(const struct segbias_run *run, bool reference)
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

static enum segbias_status keep_name(struct segbias_run *run, const struct segbias_source *source, size_t field,
                                     struct segbias_label *out, struct segbias_error *error)
{
	if (field == SEGBIAS_NO_FIELD)
		return SEGBIAS_OK;
	return segbias_arena_copy(&run->findings->arena, segbias_source_head(source)->names[field], out)
	           ? SEGBIAS_OK
	           : segbias_error_memory(error);
}

/* Whether a column is called so: a name that holds * is none of a crossing. */
static bool is_compared(const struct segbias_run *run, struct segbias_label name)
{
	bool found = false;
	for (size_t i = 0; i < run->matching.attribute_count; i++)
		found = found || segbias_name_same(run->matching.attributes[i].name, name);
	return found;
}

/* The crossings that are named, with what the policy says of them; and whether it has limits for others. */
static enum segbias_status describe_crossings(struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_settings *s = &run->findings->settings;
	const struct segbias_audit_policy *named = &run->policy.audit;
	size_t room = run->policy.cross ? named->crossing_count : 0;
	s->crossings = segbias_arena_array(&run->findings->arena, room, sizeof *s->crossings);
	bool ok = s->crossings != NULL;
	for (size_t i = 0; i < room && ok; i++) {
		if (named->crossings[i].count < 2)
			continue;
		struct segbias_crossing_setting *setting = &s->crossings[s->crossing_count++];
		*setting = (struct segbias_crossing_setting){.band_given = false};
		ok = segbias_arena_copy(&run->findings->arena, named->crossings[i].name, &setting->name);
	}
	for (size_t i = 0; i < run->file->threshold_count && ok; i++) {
		const struct segbias_thresholds *own = &run->file->thresholds[i];
		bool found = own->segment || !segbias_policy_crosses(own->name) ||
		             !(own->band_given || own->min_n_given) || is_compared(run, own->name);
		for (size_t j = 0; j < s->crossing_count && !found; j++) {
			struct segbias_crossing_setting *setting = &s->crossings[j];
			found = segbias_policy_named_same(own->name, setting->name);
			if (!found)
				continue;
			setting->band_given = own->band_given;
			setting->min_n_given = own->min_n_given;
			setting->limits = (struct segbias_limits){own->band_low, own->band_high, own->min_n};
		}
		run->findings->crossing_limits = run->findings->crossing_limits || !found;
	}
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status describe_attributes(struct segbias_run *run, struct segbias_error *error)
{
	static const char *const HOW[] = {"name", "synonym", "option"};
	struct segbias_settings *s = &run->findings->settings;
	const struct segbias_matching *matching = &run->matching;
	s->attributes = segbias_arena_array(&run->findings->arena, matching->attribute_count, sizeof *s->attributes);
	if (!s->attributes)
		return segbias_error_memory(error);
	for (size_t i = 0; i < matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &matching->attributes[i];
		struct segbias_attribute_setting *setting = &s->attributes[s->attribute_count];
		if (attribute->dropped)
			continue;
		*setting = (struct segbias_attribute_setting){attribute->name,       attribute->reference_name,
		                                              HOW[attribute->how],   attribute->ordered,
		                                              attribute->ordered_by, .multi = attribute->multi};
		if (attribute->separator.bytes &&
		    !segbias_arena_copy(&run->findings->arena, attribute->separator, &setting->separator))
			return segbias_error_memory(error);
		s->attribute_count++;
	}
	return SEGBIAS_OK;
}

static enum segbias_status describe_born(struct segbias_run *run, struct segbias_error *error)
{
	const struct segbias_policy *policy = &run->policy;
	struct segbias_settings *s = &run->findings->settings;
	char day[32];
	struct segbias_label copy;
	if (!policy->born.bytes)
		return SEGBIAS_OK;
	(void)snprintf(day, sizeof day, "%04d-%02d-%02d", policy->as_of.year, policy->as_of.month, policy->as_of.day);
	if (!segbias_arena_copy(&run->findings->arena, segbias_label_of(day), &copy))
		return segbias_error_memory(error);
	s->as_of = copy.bytes;
	const struct segbias_source *source = run->campaign ? run->campaign : run->reference;
	return keep_name(run, source, segbias_head_find(segbias_source_head(source), policy->born), &s->born, error);
}

/* "COL=VALUE", item by item, as the option says it: which rows were looked at is a part of what was found. A value that looks
 * personal is withheld here as in messages. */
static enum segbias_status keep_filter(struct segbias_arena *arena, const struct segbias_pair *wheres, size_t count,
                                       struct segbias_label **out, size_t *out_count, struct segbias_error *error)
{
	bool ok = true;
	*out = segbias_arena_array(arena, count, sizeof **out);
	for (size_t i = 0; *out && i < count && ok; i++) {
		struct segbias_text text = {0};
		char shown[SEGBIAS_QUOTE_MAX];
		bool personal = segbias_personal_value(wheres[i].right) != SEGBIAS_PERSONAL_NONE;
		segbias_text_add_item(&text, wheres[i].left, "=,");
		segbias_text_add_string(&text, "=");
		if (personal)
			segbias_text_add_string(&text, segbias_label_show(wheres[i].right, shown));
		else
			segbias_text_add(&text, wheres[i].right.bytes, wheres[i].right.size);
		ok = !text.failed && segbias_arena_copy(arena, segbias_text_label(&text), &(*out)[i]);
		*out_count += ok;
		segbias_text_release(&text);
	}
	return *out && ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* A value as the option writes it; one that looks personal is withheld. */
static void add_value(struct segbias_text *text, struct segbias_label value, const char *special)
{
	char shown[SEGBIAS_QUOTE_MAX];
	if (segbias_personal_value(value) != SEGBIAS_PERSONAL_NONE)
		segbias_text_add_string(text, segbias_label_show(value, shown));
	else
		segbias_text_add_item(text, value, special);
}

/* "ATTR=A,B": in the policy's order. */
static enum segbias_status keep_universes(struct segbias_arena *arena, const struct segbias_policy *policy,
                                          struct segbias_settings *s, struct segbias_error *error)
{
	bool ok = true;
	s->within = segbias_arena_array(arena, policy->universe_count, sizeof *s->within);
	for (size_t i = 0; s->within && i < policy->universe_count && ok; i++) {
		const struct segbias_universe *universe = &policy->universes[i];
		struct segbias_text text = {0};
		segbias_text_add_item(&text, universe->attribute, "=,");
		for (size_t j = 0; j < universe->count; j++) {
			segbias_text_add_string(&text, j ? "," : "=");
			add_value(&text, universe->items[j], ",");
		}
		ok = !text.failed && segbias_arena_copy(arena, segbias_text_label(&text), &s->within[i]);
		s->within_count += ok;
		segbias_text_release(&text);
	}
	return s->within && ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status describe_settings(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_policy *policy = &run->policy;
	const struct segbias_layout *reference = segbias_source_layout(run->reference);
	struct segbias_settings *s = &run->findings->settings;
	struct segbias_arena *arena = &run->findings->arena;
	s->alpha = policy->alpha;
	s->moe_z = reference->moe_field != SEGBIAS_NO_FIELD && reference->standard_errors ? 1 : policy->moe_z;
	s->band_low = policy->band_low;
	s->band_high = policy->band_high;
	s->min_n = policy->min_n;
	s->missing_max = policy->missing_max;
	s->unmatched_max = policy->unmatched_max;
	s->control = segbias_control_name(policy->control);
	s->interval = policy->wilson ? "wilson" : "exact";
	s->seed = policy->seed;
	s->publish = policy->publish;
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
	if (run->campaign_tally) {
		const struct segbias_layout *campaign = segbias_source_layout(run->campaign);
		SEGBIAS_TRY(keep_name(run, run->campaign, campaign->weight_field, &s->weight, error));
		SEGBIAS_TRY(keep_name(run, run->campaign, campaign->count_field, &s->count, error));
		SEGBIAS_TRY(keep_name(run, run->campaign, campaign->amount_field, &s->amount, error));
		SEGBIAS_TRY(keep_name(run, run->campaign, run->taken.person_field, &s->person, error));
	}
	SEGBIAS_TRY(keep_name(run, run->reference, reference->weight_field, &s->reference_weight, error));
	SEGBIAS_TRY(keep_name(run, run->reference, reference->count_field, &s->reference_count, error));
	SEGBIAS_TRY(
	    keep_name(run, run->reference, run->reference_facts.taken.stratum_field, &s->reference_strata, error));
	SEGBIAS_TRY(keep_name(run, run->reference, run->reference_facts.taken.psu_field, &s->reference_psu, error));
	if (policy->eligible_given && (!segbias_arena_copy(arena, policy->eligible.left, &s->eligible[0]) ||
	                               !segbias_arena_copy(arena, policy->eligible.right, &s->eligible[1])))
		SEGBIAS_TRY(segbias_error_memory(error));
	if (policy->consent_given && (!segbias_arena_copy(arena, policy->consent.left, &s->consent[0]) ||
	                              !segbias_arena_copy(arena, policy->consent.right, &s->consent[1])))
		SEGBIAS_TRY(segbias_error_memory(error));
	s->stages = segbias_arena_array(arena, policy->stage_count, sizeof *s->stages);
	if (!s->stages)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (; s->stage_count < policy->stage_count; s->stage_count++)
		if (!segbias_arena_copy(arena, run->matching.stages[s->stage_count].name, &s->stages[s->stage_count]))
			SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(keep_filter(arena, policy->wheres, policy->where_count, &s->where, &s->where_count, error));
	SEGBIAS_TRY(keep_filter(arena, policy->campaign_wheres, policy->campaign_where_count, &s->campaign_where,
	                        &s->campaign_where_count, error));
	SEGBIAS_TRY(keep_universes(arena, policy, s, error));
	SEGBIAS_TRY(describe_born(run, error));
	s->cross = policy->cross;
	s->deff = policy->deff > 0 ? policy->deff : NAN;
	s->replicates = run->reference_facts.taken.replicate_count;
	s->replicate_method = s->replicates ? policy->replicate_method : NULL;
	SEGBIAS_TRY(describe_attributes(run, error));
	SEGBIAS_TRY(segbias_run_describe_thresholds(run, error));
done:
	return status;
}

/* What the reference's size is: the total of its records; of a margin, and where figures add up to more than the people,
 * that of its attributes where they agree. */
static void describe_reference(struct segbias_run *run)
{
	const struct segbias_tally *tally = run->reference_tally;
	struct segbias_cell total = segbias_tally_total(tally);
	bool counts = segbias_source_layout(run->reference)->unit == SEGBIAS_UNIT_COUNT;
	if (run->reference_facts.marginal || run->reference_facts.answered_count) {
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
	if (run->reference_facts.tables > 1)
		total.weight /= (double)run->reference_facts.tables;
	if (segbias_source_layout(run->reference)->unit != SEGBIAS_UNIT_COUNT)
		total.weight = NAN; /* shares do not say of how many */
	run->findings->kind = segbias_kind_name(run->kind);
	run->findings->kind_given = run->policy.kind_given;
	run->findings->reference_total = total.weight;
	run->findings->reference_effective = NAN;
	if (run->kind == SEGBIAS_KIND_SAMPLE)
		run->findings->reference_effective = segbias_tally_clusters(tally) ? NAN /* it differs by attribute */
		                                     : run->reference_facts.aggregated
		                                         ? total.weight
		                                         : total.weight * total.weight / total.square;
}

/* Persons of the campaign; units and strata of the reference. */
static void describe_clusters(struct segbias_run *run)
{
	struct segbias_findings *findings = run->findings;
	const struct segbias_clusters *persons =
	    run->campaign_tally ? segbias_tally_clusters(run->campaign_tally) : NULL;
	const struct segbias_clusters *units = segbias_tally_clusters(run->reference_tally);
	findings->persons = persons ? (double)segbias_clusters_count(persons) : NAN;
	findings->nameless = persons ? (double)segbias_clusters_nameless(persons) : 0;
	findings->units = findings->strata = NAN;
	if (units && !findings->settings.replicates) {
		findings->units = (double)segbias_clusters_count(units);
		findings->strata = (double)segbias_clusters_strata(units);
	}
}

/* Columns of a tally by name. */
struct named_column {
	struct segbias_label name;
	uint32_t column;
};

/* A column that is named like an identifier and repeats: its rows are hardly independent people. Whether it is one. */
bool segbias_run_repeats(const struct segbias_tally *tally, struct segbias_label name, uint32_t column,
                         uint64_t *different)
{
	enum { DIFFERENT_LEAST = 10, REPEATS_MOST = 100 };
	double rows = (double)segbias_tally_records(tally);
	/* A few values in many rows are a class, such as "customer: yes". */
	return segbias_name_suggests(name, SEGBIAS_ROLE_IDENTIFIER) &&
	       segbias_tally_repeats(tally, column, different) && *different >= DIFFERENT_LEAST &&
	       !((double)*different * REPEATS_MOST < rows && *different < SEGBIAS_DISTINCT_MAX);
}

static bool note_repeated_column(struct segbias_run *run, const struct segbias_tally *tally, const char *path,
                                 struct named_column named)
{
	double rows = (double)segbias_tally_records(tally);
	uint64_t values = 0;
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[2][SEGBIAS_NUMBER_MAX];
	if (!segbias_run_repeats(tally, named.name, named.column, &values))
		return false;
	double different = (double)values;
	segbias_label_quote(named.name, quoted);
	struct segbias_error *note = segbias_notes_add(
	    &run->findings->notes, "repeated_people",
	    "column %s repeats (%s%s different values in %s rows): the figures count rows, not people, and p, "
	    "intervals and verdicts take the rows of one person as independent, which is too sure",
	    quoted, different < SEGBIAS_DISTINCT_MAX ? "" : "over ", segbias_number_group(different, number[0]),
	    segbias_number_group(rows, number[1]));
	segbias_error_place(note, path, 1, 0);
	if (segbias_label_copyable(named.name))
		segbias_error_hint(note, "if it says whose row it is: --person '%s'",
		                   segbias_label_show(named.name, quoted));
	else
		segbias_error_hint(note, "if it says whose row it is: --person COL");
	return true;
}

void segbias_run_note_repeated(struct segbias_run *run)
{
	const struct segbias_matching *matching = &run->matching;
	bool noted = run->taken.person_field != SEGBIAS_NO_FIELD || run->policy.deff > 0;
	for (size_t i = 0; i < matching->tracked_count && !noted; i++)
		noted =
		    note_repeated_column(run, run->campaign_tally, segbias_source_facts(run->campaign)->path,
		                         (struct named_column){matching->tracked[i].name, matching->tracked[i].column});
}

/* The same of the file of an audit. */
static void note_repeated_decisions(struct segbias_run *run)
{
	const struct segbias_tally *tally = run->reference_tally;
	bool noted = false;
	for (uint32_t i = 0; i < segbias_tally_columns(tally) && !noted; i++)
		noted = note_repeated_column(run, tally, segbias_source_facts(run->reference)->path,
		                             (struct named_column){segbias_tally_name(tally, i), i});
}

/* What a numeric column of ages has of none, in either file. */
static void note_no_ages(struct segbias_run *run, struct segbias_label name, const struct segbias_source *source,
                         uint64_t cells)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	if (cells)
		segbias_error_place(
		    segbias_notes_add(&run->findings->notes, "suspected_age",
		                      "%s: %s record%s of the %s %s what can be no age (below 0 or over 120), and %s "
		                      "in no mean or distribution",
		                      segbias_label_show(name, quoted), segbias_number_group((double)cells, number),
		                      cells == 1 ? "" : "s", source == run->campaign ? "campaign" : "reference",
		                      cells == 1 ? "has" : "have", cells == 1 ? "is" : "are"),
		    segbias_source_facts(source)->path, 1, 0);
}

/* What of the numeric columns is left out. */
static void note_numbers(struct segbias_run *run)
{
	const struct segbias_tally_facts *facts = segbias_tally_facts(run->campaign_tally);
	const char *path = segbias_source_facts(run->campaign)->path;
	const struct segbias_matching *matching = &run->matching;
	const struct segbias_patterns *patterns = segbias_tally_patterns(run->campaign_tally);
	struct segbias_notes *notes = &run->findings->notes;
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	for (size_t i = 0; i < matching->number_count; i++) {
		const struct segbias_number *column = &matching->numbers[i];
		if (column->reference == SIZE_MAX)
			continue;
		note_no_ages(run, column->name, run->campaign, facts->numbers_no_age[i]);
		note_no_ages(run, run->reference_facts.numbers[column->reference].name, run->reference,
		             segbias_tally_facts(run->reference_tally)->numbers_no_age[column->reference]);
	}
	for (size_t i = 0; i < matching->number_count; i++)
		if (facts->numbers_bad[i])
			segbias_error_place(
			    segbias_notes_add(notes, "no_number",
			                      "column %s is taken as numbers, and %s of its cells %s "
			                      "in no mean or distribution",
			                      segbias_label_quote(matching->numbers[i].name, quoted),
			                      segbias_number_group((double)facts->numbers_bad[i], number),
			                      facts->numbers_bad[i] == 1 ? "holds none; it is" : "hold none; they are"),
			    path, 1, 0);
	if (patterns &&
	    (matching->number_count > SEGBIAS_PATTERNS_COLUMNS_MAX || segbias_patterns_count(patterns) == 0)) {
		bool many = matching->number_count > SEGBIAS_PATTERNS_COLUMNS_MAX;
		struct segbias_error *note = segbias_notes_add(
		    notes, "mcar_limits",
		    many ? "whether numbers are missing at random is tested of the first %d numeric columns"
			 : "whether numbers are missing at random is not tested: they are missing in more than %d ways",
		    many ? SEGBIAS_PATTERNS_COLUMNS_MAX : SEGBIAS_PATTERNS_MAX);
		segbias_error_place(note, path, 1, 0);
		segbias_error_hint(note, "--numeric A,B names the columns");
	}
}

/* Nothing is tested, and figures beside the amount have no part. */
static void note_amount(struct segbias_run *run)
{
	static const enum segbias_role FIGURES[] = {SEGBIAS_ROLE_COUNT, SEGBIAS_ROLE_EVENTS, SEGBIAS_ROLE_WEIGHT};
	const struct segbias_head *head = segbias_source_head(run->campaign);
	struct segbias_notes *notes = &run->findings->notes;
	struct segbias_text list = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < head->width; i++)
		for (size_t j = 0; j < sizeof FIGURES / sizeof *FIGURES; j++)
			if (!segbias_taken_has(&run->taken, i) && segbias_name_suggests(head->names[i], FIGURES[j]))
				segbias_text_add_quoted(&list, head->names[i]);
	segbias_error_place(
	    segbias_notes_add(
		notes, "amount",
		"shares of %s are compared: an amount is no number of people, so that there are indices and "
		"gaps, but no p, interval or verdict",
		segbias_label_quote(run->findings->settings.amount, quoted)),
	    head->file, 1, 0);
	if (list.size)
		segbias_error_place(segbias_notes_add(notes, "amount_alone",
		                                      "the figures beside the amount are not used: %s", list.data),
		                    head->file, 1, 0);
	segbias_text_release(&list);
}

/* Of several values that a filter names one that nothing has: most often a misspelling, by which others are judged alone. */
static void note_unused_filters(struct segbias_run *run, const struct segbias_plan *plan,
                                const struct segbias_source *source, const char *option)
{
	const struct segbias_head *head = segbias_source_head(source);
	char name[SEGBIAS_QUOTE_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < plan->filter_count; i++) {
		size_t at = 0;
		for (;;) {
			struct segbias_label value = segbias_universe_unused(&plan->filters[i], &at);
			if (!value.bytes)
				break;
			segbias_error_place(
			    segbias_notes_add(&run->findings->notes, "where_unused",
			                      "%s: nothing that is kept has %s %s", option,
			                      segbias_label_show(head->names[plan->filters[i].field], name),
			                      segbias_label_quote(value, quoted)),
			    segbias_source_facts(source)->path, 0, 0);
		}
	}
}

/* Records and cells that count nowhere, or not where one would look for them. */
static void note_left_out(struct segbias_run *run)
{
	const struct segbias_source_facts *facts = segbias_source_facts(run->campaign);
	struct segbias_notes *notes = &run->findings->notes;
	char number[SEGBIAS_NUMBER_MAX];
	if (run->findings->outside > 0)
		segbias_error_place(segbias_notes_add(notes, "outside",
		                                      run->policy.eligible_given
		                                          ? "not eligible, or outside --within: %s record%s, which "
		                                            "%s not counted"
		                                          : "outside --within, or unknown there: %s record%s, which "
		                                            "%s not counted",
		                                      segbias_number_group(run->findings->outside, number),
		                                      segbias_plural(run->findings->outside),
		                                      run->findings->outside == 1 ? "is" : "are"),
		                    facts->path, 0, 0);
	const struct segbias_tally_facts *poured = segbias_tally_facts(run->campaign_tally);
	if (!run->tallied)
		note_unused_filters(run, &run->matching.plan, run->campaign, "--campaign-where");
	if (run->reference)
		note_unused_filters(run, &run->reference_plan, run->reference, "--where");
	if (poured->left_out)
		segbias_error_place(segbias_notes_add(notes, "campaign_where",
		                                      "left out by --campaign-where: %s record%s",
		                                      segbias_number_group((double)poured->left_out, number),
		                                      poured->left_out == 1 ? "" : "s"),
		                    facts->path, 0, 0);
	if (run->findings->no_segment > 0)
		segbias_error_place(
		    segbias_notes_add(notes, "no_segment_value",
		                      "without a segment: %s record%s in the whole campaign only",
		                      segbias_number_group(run->findings->no_segment, number),
		                      run->findings->no_segment == 1 ? ", which counts" : "s, which count"),
		    facts->path, 0, 0);
	if (poured->members_missing)
		segbias_error_place(segbias_notes_add(notes, "segment_missing",
		                                      "missing in the segment columns and taken as no: %s cell%s",
		                                      segbias_number_group((double)poured->members_missing, number),
		                                      segbias_plural((double)poured->members_missing)),
		                    facts->path, 0, 0);
	if (run->findings->nameless > 0)
		segbias_error_place(segbias_notes_add(notes, "person_missing",
		                                      "without a person: %s row%s, taken as a person of its own%s",
		                                      segbias_number_group(run->findings->nameless, number),
		                                      run->findings->nameless == 1 ? "" : "s",
		                                      run->findings->nameless == 1 ? "" : " each"),
		                    facts->path, 0, 0);
}

/* Told from a tenth of the weight on: a typing error, more often than not. segment: bytes NULL for the whole file. */
static void note_heavy(struct segbias_notes *notes, const struct segbias_cell *cell, double min_n,
                       struct segbias_label segment, const char *path, bool reference)
{
	static const double LEAST = .1;
	static const double RECORDS_LEAST = 20; /* of ten any has a tenth */
	char quoted[SEGBIAS_QUOTE_MAX];
	if (!(cell->largest > LEAST * cell->weight) || (double)cell->count < fmax(min_n, RECORDS_LEAST) ||
	    cell->count != cell->units)
		return;
	struct segbias_error *note = segbias_notes_add(
	    notes, "heavy_record", "one record has %.0f %% of %s%s: is it right?", 100 * (cell->largest / cell->weight),
	    segment.bytes ? "the weight of segment " : "all weight",
	    segment.bytes ? segbias_label_quote(segment, quoted) : "");
	segbias_error_place(note, path, 0, 0);
	segbias_error_hint(note, "look at the largest weights; %s none counts records",
	                   reference ? "--reference-weight" : "--weight");
}

/* The heaviest records of the file and of its segments, where those are large enough to be judged. */
static void note_weights(struct segbias_run *run)
{
	enum { NOTES_MAX = 5 };
	struct segbias_notes *notes = &run->findings->notes;
	const struct segbias_label all = {0};
	struct segbias_cell total = segbias_tally_total(run->campaign_tally);
	const char *path = segbias_source_facts(run->campaign)->path;
	size_t noted = notes->count;
	note_heavy(notes, &total, run->policy.min_n, all, path, false);
	if (run->matching.segment_mode == SEGBIAS_SEGMENT_COLUMN) {
		const struct segbias_table *table = segbias_tally_table(run->campaign_tally, &(uint32_t){0}, 1);
		uint32_t labels = segbias_tally_labels(run->campaign_tally, 0);
		for (uint32_t i = 0; i < labels && labels > 1; i++) {
			struct segbias_cell cell = segbias_tally_cell(table, &(uint32_t){SEGBIAS_ID_FIRST + i}, 1);
			if (notes->count - noted < NOTES_MAX)
				note_heavy(notes, &cell, run->policy.min_n,
				           segbias_tally_label(run->campaign_tally, 0, SEGBIAS_ID_FIRST + i), path,
				           false);
		}
	}
	struct segbias_cell reference = segbias_tally_total(run->reference_tally);
	if (!run->reference_facts.aggregated && !run->policy.eligible_given)
		note_heavy(notes, &reference, run->policy.min_n, all, segbias_source_facts(run->reference)->path, true);
}

static void note_campaign(struct segbias_run *run)
{
	const struct segbias_source_facts *facts = segbias_source_facts(run->campaign);
	const struct segbias_layout *layout = segbias_source_layout(run->campaign);
	struct segbias_notes *notes = &run->findings->notes;
	char quoted[SEGBIAS_QUOTE_MAX];
	bool allowed = run->taken.person_field != SEGBIAS_NO_FIELD || run->policy.deff > 0;
	if (run->findings->events && !allowed) {
		struct segbias_error *note = segbias_notes_add(
		    notes, "counts_events",
		    "the count column %s counts events, not people: the figures speak of events, and p and "
		    "intervals take them as independent",
		    segbias_label_quote(segbias_source_head(run->campaign)->names[layout->events_field], quoted));
		segbias_error_place(note, facts->path, 1, 0);
		segbias_error_hint(note,
		                   "--deff D divides by what the events of a person have in common; with a row an "
		                   "event, --person COL measures it");
	}
	note_left_out(run);
	if (!run->policy.amount.bytes)
		note_weights(run);
	if (run->policy.amount.bytes)
		note_amount(run);
	else if (run->constant_weight)
		segbias_error_place(segbias_notes_add(notes, "constant_weight",
		                                      "column %s has the same weight for all records, which are "
		                                      "compared as if they had none",
		                                      segbias_label_quote(run->findings->settings.weight, quoted)),
		                    facts->path, 0, 0);
	else if (run->matching.plan.weighted)
		segbias_error_place(
		    segbias_notes_add(notes, "weighted",
		                      "column %s weights the records: counts and shares are weighted, tests and "
		                      "intervals are at the effective size; associations are left out",
		                      segbias_label_quote(run->findings->settings.weight, quoted)),
		    facts->path, 0, 0);
	if (!allowed && !run->policy.amount.bytes)
		segbias_run_note_repeated(run);
	if (run->matching.segment_mode == SEGBIAS_SEGMENT_FLAGS)
		segbias_error_place(
		    segbias_notes_add(notes, "overlapping_segments",
		                      "segments may overlap: whether attributes differ between them is not "
		                      "tested, only each against the reference"),
		    facts->path, 0, 0);
	note_numbers(run);
}

static void note_kind(struct segbias_run *run)
{
	struct segbias_notes *notes = &run->findings->notes;
	const char *path = segbias_source_facts(run->reference)->path;
	struct segbias_error *note = NULL;
	bool weighted = segbias_source_layout(run->reference)->weight_field != SEGBIAS_NO_FIELD;
	bool tested = !run->policy.amount.bytes;
	if (tested && run->kind == SEGBIAS_KIND_SAMPLE && !run->policy.kind_given) {
		note = segbias_notes_add(notes, "taken_as_sample",
		                         "the reference is taken as a sample: its own error counts");
		segbias_error_hint(note, "everybody: --reference-kind population; the campaign was drawn from it: "
		                         "--reference-kind base");
	} else if (tested && run->kind == SEGBIAS_KIND_POPULATION && !run->policy.kind_given &&
	           run->findings->reference_total < 1e6) {
		note = segbias_notes_add(notes, "taken_as_exact",
		                         "the reference is taken as exact, and its total is under a million");
		/* Of several tables nobody could say whose errors are the same. */
		segbias_error_hint(note, "if these are respondents: %s--reference-kind sample",
		                   run->reference_facts.tables > 1 ? "a file of each table by itself, and " : "");
	}
	if (note)
		segbias_error_place(note, path, 0, 0);
	if (run->kind == SEGBIAS_KIND_BASE && weighted) {
		note = segbias_notes_add(notes, "base_not_tested",
		                         "the base is weighted, so that it is no list of those who could be drawn: "
		                         "there are shares and indices, but no p, interval or verdict");
		segbias_error_place(note, path, 0, 0);
	}
	if (run->reference_facts.taken.replicate_count && !run->options->replicate_method) {
		note = segbias_notes_add(notes, "replicates_acs",
		                         "the %zu replicate weights are taken as the Census Bureau's (successive "
		                         "differences, 4/R)",
		                         run->reference_facts.taken.replicate_count);
		segbias_error_place(note, path, 1, 0);
		segbias_error_hint(note, "others: --replicate-method brr, fay=K, jk1 or jk2");
	}
	if (run->campaign_tally && run->kind == SEGBIAS_KIND_BASE && !run->matching.joint &&
	    run->matching.attribute_count > 1) {
		note =
		    segbias_notes_add(notes, "simpson_not_looked_for",
		                      "whether a difference turns round within the values of another attribute is not "
		                      "looked at: %s",
		                      run->reference_facts.marginal
		                          ? "a table of margins has no pairs"
		                          : "there are fewer than two or more than 12 columns of at most 50 values");
		segbias_error_place(note, path, 0, 0);
		if (!run->reference_facts.marginal)
			segbias_error_hint(note, "a file with fewer columns, or with coarser values, can be looked at");
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

/* A column of a file of records that identifies a row each. */
static bool has_identifier(const struct segbias_source *source)
{
	const struct segbias_column_evidence *columns = segbias_source_columns(source);
	for (size_t field = 0; field < segbias_source_head(source)->width; field++)
		if ((columns[field].identity == SEGBIAS_IDENTITY_PERSON ||
		     columns[field].identity == SEGBIAS_IDENTITY_BARE) &&
		    columns[field].differ)
			return true;
	return false;
}

/* A table of millions as campaign, and a file of single people as reference. */
static void note_wrong_way_round(struct segbias_run *run)
{
	static const double POPULATION_LEAST = 1e6;
	enum { TIMES = 100 };
	const struct segbias_source_facts *campaign = segbias_source_facts(run->campaign);
	const struct segbias_source_facts *reference = segbias_source_facts(run->reference);
	double records = (double)segbias_tally_records(run->campaign_tally);
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[2][SEGBIAS_NUMBER_MAX];
	if (!segbias_source_shape(run->campaign)->table || segbias_source_shape(run->reference)->table ||
	    run->policy.eligible_given || records < POPULATION_LEAST || records < TIMES * (double)reference->rows ||
	    !has_identifier(run->reference))
		return;
	struct segbias_error *note = segbias_notes_add(
	    &run->findings->notes, "wrong_way_round",
	    "the campaign is a table of %s, and the reference %s single records: is it the wrong way round?",
	    segbias_number_group(records, number[0]), segbias_number_group((double)reference->rows, number[1]));
	segbias_error_place(note, campaign->path, 0, 0);
	segbias_error_hint(
	    note, "the campaign comes first: %s %s",
	    segbias_text_copyable(reference->path) ? segbias_text_show(reference->path, quoted[0]) : "CAMPAIGN",
	    segbias_text_copyable(campaign->path) ? segbias_text_show(campaign->path, quoted[1]) : "REFERENCE");
}

/* Whether the reference has as many of every value as the campaign. */
static bool has_same_records(const struct segbias_run *run, const struct segbias_attribute *attribute)
{
	const struct segbias_table *table = segbias_tally_table(run->campaign_tally, &attribute->column, 1);
	for (uint32_t v = 0; v < attribute->value_count; v++) {
		uint32_t id = SEGBIAS_ID_FIRST + v;
		if ((double)segbias_tally_cell(table, &id, 1).count != attribute->reference[v].weight)
			return false;
	}
	uint32_t unmatched = SEGBIAS_ID_UNMATCHED;
	return segbias_tally_cell(table, &unmatched, 1).count == 0;
}

/* The campaign was drawn from the file that it is compared with: all of it. */
static void note_same_records(struct segbias_run *run)
{
	size_t same = 0;
	if (run->kind == SEGBIAS_KIND_BASE || run->policy.kind_given || run->reference_facts.shares ||
	    run->matching.plan.weighted)
		return;
	for (size_t i = 0; i < run->matching.attribute_count; i++) {
		if (run->matching.attributes[i].dropped)
			continue;
		if (!has_same_records(run, &run->matching.attributes[i]))
			return;
		same++;
	}
	if (!same)
		return;
	struct segbias_error *note = segbias_notes_add(
	    &run->findings->notes, "same_records",
	    "the reference has the same number of records of every value: it is the base that the segments were drawn from");
	segbias_error_place(note, segbias_source_facts(run->reference)->path, 0, 0);
	segbias_error_hint(note, "--reference-kind base");
}

static enum segbias_status describe_roles(struct segbias_run *run, bool reference, struct segbias_error *error)
{
	bool base = run->policy.own_file;
	const struct segbias_roles_input input = {.source = reference ? run->reference : run->campaign,
	                                          .policy = &run->policy,
	                                          .matching = &run->matching,
	                                          .tally = reference ? run->reference_tally : run->campaign_tally,
	                                          .plan = reference ? &run->reference_plan : &run->matching.plan,
	                                          .campaign = !reference || base,
	                                          .reference = reference};
	struct segbias_input_facts *out = reference ? &run->findings->reference : &run->findings->campaign;
	enum segbias_status status = segbias_roles_find(&input, &run->findings->arena, out, error);
	return status == SEGBIAS_OK ? segbias_periods_find(input.source, &run->findings->arena, out, error) : status;
}

enum segbias_status segbias_run_describe(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_run_check_percents(run, error));
	SEGBIAS_TRY(keep_labels(run, error));
	struct segbias_findings *findings = run->findings;
	SEGBIAS_TRY(segbias_reading_describe(run->campaign, segbias_run_is_valid(run, false), &findings->arena,
	                                     &findings->campaign, error));
	SEGBIAS_TRY(segbias_reading_describe(run->reference, segbias_run_is_valid(run, true), &findings->arena,
	                                     &findings->reference, error));
	if (run->tallied)
		findings->campaign.shape = run->tallied->of_cells ? "cells" : "tally";
	SEGBIAS_TRY(describe_settings(run, error));
	SEGBIAS_TRY(describe_crossings(run, error));
	SEGBIAS_TRY(describe_roles(run, false, error));
	SEGBIAS_TRY(describe_roles(run, true, error));
	if (segbias_run_is_of_reach(run))
		SEGBIAS_TRY(segbias_run_find_states(run, error));
	SEGBIAS_TRY(segbias_run_describe_spans(run, error));
	describe_reference(run);
	findings->records = (double)segbias_tally_records(run->campaign_tally);
	findings->amount = run->policy.amount.bytes ? segbias_tally_total(run->campaign_tally).weight : NAN;
	describe_clusters(run);
	const struct segbias_layout *layout = segbias_source_layout(run->campaign);
	findings->events = layout->events_field != SEGBIAS_NO_FIELD && layout->events_field == layout->count_field;
	findings->outside = (double)segbias_tally_facts(run->campaign_tally)->filtered;
	findings->filtered = (double)segbias_tally_facts(run->campaign_tally)->left_out;
	if (run->matching.segment_mode == SEGBIAS_SEGMENT_COLUMN) {
		uint32_t missing = SEGBIAS_ID_MISSING;
		const struct segbias_table *table = segbias_tally_table(run->campaign_tally, &(uint32_t){0}, 1);
		uint32_t withheld = SEGBIAS_ID_UNMATCHED;
		findings->no_segment = (double)segbias_tally_cell(table, &missing, 1).count +
		                       (double)segbias_tally_cell(table, &withheld, 1).count;
	}
	note_wrong_way_round(run);
	note_same_records(run);
	note_kind(run);
	segbias_reading_note(run->reference, &findings->reference, findings);
	segbias_reading_note(run->campaign, &findings->campaign, findings);
	if (!run->policy.eligible_given) /* else it is the same file */
		segbias_reading_note_swallowed(run->reference, run->reference_tally, &findings->notes);
	segbias_reading_note_swallowed(run->campaign, run->campaign_tally, &findings->notes);
	segbias_tallied_note(run);
	findings->tallied = run->tallied != NULL;
	note_campaign(run);
done:
	return status;
}

/* What was asked of an audit. */
static enum segbias_status describe_audit(struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_arena *arena = &run->findings->arena;
	const struct segbias_audit_policy *asked = &run->policy.audit;
	struct segbias_audit_findings *audit = &run->findings->audit;
	struct segbias_settings *s = &run->findings->settings;
	const struct {
		struct segbias_label from, *to;
	} COPIES[] = {{asked->decision.left, &audit->decision[0]},
	              {asked->decision.right, &audit->decision[1]},
	              {asked->label.left, &audit->label[0]},
	              {asked->label.right, &audit->label[1]},
	              {asked->against.left, &audit->against[0]},
	              {asked->against.right, &audit->against[1]},
	              {asked->score, &audit->score},
	              {run->policy.person, &s->person}};
	bool ok = true;
	for (size_t i = 0; i < sizeof COPIES / sizeof *COPIES; i++)
		ok = ok && (!COPIES[i].from.bytes || segbias_arena_copy(arena, COPIES[i].from, COPIES[i].to));
	audit->given_columns = segbias_arena_array(arena, asked->given_count, sizeof *audit->given_columns);
	ok = ok && audit->given_columns;
	for (size_t i = 0; i < asked->given_count && ok; i++)
		ok = segbias_arena_copy(arena, asked->given[i], &audit->given_columns[audit->given_column_count++]);
	audit->threshold = asked->threshold;
	audit->lower = asked->lower;
	audit->median = asked->median ? run->audit->decides.threshold : NAN;
	audit->min_share = asked->min_share;
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* What was assumed of the records. */
static void note_decisions(struct segbias_run *run)
{
	struct segbias_findings *findings = run->findings;
	const char *path = segbias_source_facts(run->reference)->path;
	char quoted[SEGBIAS_QUOTE_MAX];
	if (run->constant_weight)
		segbias_error_place(segbias_notes_add(&findings->notes, "constant_weight",
		                                      "column %s has the same weight for all records, which are "
		                                      "compared as if they had none",
		                                      segbias_label_quote(findings->settings.reference_weight, quoted)),
		                    path, 0, 0);
	else if (findings->settings.reference_weight.bytes)
		segbias_error_place(
		    segbias_notes_add(
			&findings->notes, "weighted",
			"column %s weights the records: counts and rates are weighted, tests and intervals "
			"are at the effective size",
			segbias_label_quote(findings->settings.reference_weight, quoted)),
		    path, 0, 0);
	if (!run->policy.person.bytes && !(run->policy.deff > 0))
		note_repeated_decisions(run);
}

enum segbias_status segbias_run_describe_audit(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_findings *findings = run->findings;
	SEGBIAS_TRY(keep_labels(run, error));
	SEGBIAS_TRY(segbias_reading_describe(run->reference, segbias_run_is_valid(run, true), &findings->arena,
	                                     &findings->reference, error));
	SEGBIAS_TRY(describe_settings(run, error));
	SEGBIAS_TRY(describe_audit(run, error));
	SEGBIAS_TRY(describe_roles(run, true, error));
	describe_reference(run);
	const struct segbias_clusters *persons = segbias_tally_clusters(run->reference_tally);
	findings->persons = persons ? (double)segbias_clusters_count(persons) : NAN;
	findings->nameless = persons ? (double)segbias_clusters_nameless(persons) : 0;
	findings->outside = (double)segbias_tally_facts(run->reference_tally)->filtered;
	segbias_reading_note(run->reference, &findings->reference, findings);
	segbias_reading_note_swallowed(run->reference, run->reference_tally, &findings->notes);
	note_decisions(run);
done:
	return status;
}

enum segbias_status segbias_run_describe_plan(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_findings *findings = run->findings;
	SEGBIAS_TRY(keep_labels(run, error));
	SEGBIAS_TRY(segbias_reading_describe(run->reference, segbias_run_is_valid(run, true), &findings->arena,
	                                     &findings->reference, error));
	SEGBIAS_TRY(describe_settings(run, error));
	SEGBIAS_TRY(describe_crossings(run, error));
	SEGBIAS_TRY(describe_roles(run, true, error));
	SEGBIAS_TRY(segbias_run_describe_spans(run, error));
	describe_reference(run);
	describe_clusters(run);
	note_kind(run);
	segbias_reading_note(run->reference, &findings->reference, findings);
	segbias_reading_note_swallowed(run->reference, run->reference_tally, &findings->notes);
done:
	return status;
}
