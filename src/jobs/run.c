/* What compare and plan share: the frame of a run, and the reference, read and checked. */
#include "jobs/run.h"
#include "jobs/reading.h"
#include "jobs/roles.h"
#include "jobs/tallied.h"

#include "match/identifying.h"
#include "sources/engine.h"
#include "tally/clusters.h"

#include "base/call.h"
#include "base/number.h"
#include "values/name.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>

void segbias_run_release(struct segbias_run *run)
{
	segbias_run_release_stages(run);
	segbias_tallied_free(run->tallied);
	segbias_stream_free(run->begun);
	segbias_source_free(run->campaign);
	segbias_source_free(run->reference);
	segbias_tally_free(run->reference_tally);
	segbias_tally_free(run->campaign_tally);
	segbias_matching_release(&run->matching);
	segbias_arena_release(&run->arena);
	segbias_policy_release(&run->policy);
	segbias_findings_free(run->findings);
	*run = (struct segbias_run){0};
}

/* What one file tells the reading of the other. The base of --eligible is the campaign's own file, which tells nothing. */
static struct segbias_other other_of(const struct segbias_run *run, const struct segbias_source *source)
{
	struct segbias_other other = {0};
	if (!source || run->policy.own_file)
		return other;
	other = segbias_source_as_other(source);
	other.maps = run->policy.maps;
	other.map_count = run->policy.map_count;
	return other;
}

bool segbias_run_takes_tables(const struct segbias_run *run)
{
	return !run->policy.own_file && (!run->policy.kind_given || run->policy.kind == SEGBIAS_KIND_POPULATION);
}

enum segbias_status segbias_run_open(struct segbias_run *run, const char *campaign, const char *reference,
                                     struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (campaign && strcmp(campaign, reference) == 0 && segbias_options_once(run->options, campaign))
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "stdin_twice|only one of the two files can be read from %s",
		                         strcmp(campaign, "-") == 0 ? "standard input" : "a stream");
	struct segbias_opening opening = {.path = reference,
	                                  .options = run->options,
	                                  .policy = &run->policy,
	                                  .arena = &run->arena,
	                                  .reference = !run->policy.own_file,
	                                  .alone = !campaign,
	                                  .tables = run->tables};
	SEGBIAS_TRY(segbias_reading_open(&opening, &run->reference, error));
	opening.path = campaign;
	opening.reference = false;
	opening.tables = false;
	opening.inlet = run->tallied ? &run->tallied->inlet : NULL;
	opening.begun = &run->begun;
	if (campaign)
		SEGBIAS_TRY(segbias_reading_open(&opening, &run->campaign, error));
	struct segbias_notes *notes = &run->findings->notes;
	const struct segbias_head *heads[] = {segbias_source_head(run->reference),
	                                      campaign ? segbias_source_head(run->campaign) : NULL};
	if (!segbias_source_as_other(run->reference).marginal)
		segbias_match_rename_options(&run->policy, heads, campaign ? 2 : 1, notes);
	struct segbias_other other = other_of(run, run->campaign);
	SEGBIAS_TRY(segbias_source_recognise(run->reference, &other, notes, error));
	other = other_of(run, run->reference);
	if (campaign)
		SEGBIAS_TRY(segbias_source_recognise(run->campaign, &other, notes, error));
done:
	return status;
}

/* Of a table of decisions another figure than the one that counts, which no option asks for: a row each is no group. */
static bool is_other_figure(const struct segbias_policy *policy, const struct segbias_column_evidence *column)
{
	const struct segbias_audit_policy *audit = &policy->audit;
	const struct segbias_label named[] = {audit->decision.left, audit->score, audit->label.left, policy->person};
	if (!policy->audits || audit->crossing_count || !column->left_over || segbias_policy_cuts(policy, column->name))
		return false;
	return !segbias_name_listed(named, sizeof named / sizeof *named, column->name) &&
	       !segbias_name_listed(audit->given, audit->given_count, column->name);
}

/* Columns that are no attribute: the numbers of rows, and of a table other figures than the one that counts, codes of labels,
 * and what only one of the files has and says when or where. */
static bool is_beside(const struct segbias_run *run, const struct segbias_source *source, size_t field)
{
	const struct segbias_column_evidence *column = &segbias_source_columns(source)[field];
	bool beside = column->left_over || column->replicate || column->code_of != SEGBIAS_NO_FIELD ||
	              (column->constant && column->numbers > 0) || column->part == SEGBIAS_PART_PERIOD ||
	              column->part == SEGBIAS_PART_MARGIN_OF_ERROR;
	bool shaped = segbias_source_shape(source)->table;
	bool table = shaped && segbias_source_options(source)->reference;
	if (shaped && is_other_figure(&run->policy, column))
		return true;
	/* Two files may have an index without a name: it is of the rows, and compares nothing. */
	return column->bound || (table && beside && !column->shared) ||
	       segbias_label_equal(column->name, segbias_label_of(SEGBIAS_ROW_NUMBER));
}

/* The columns with a part of their own. */
enum segbias_status segbias_run_take_fields(struct segbias_run *run, const struct segbias_source *source,
                                            struct segbias_taken *taken, struct segbias_error *error)
{
	const struct segbias_layout *layout = segbias_source_layout(source);
	const struct segbias_head *head = segbias_source_head(source);
	*taken = (struct segbias_taken){.rows = !segbias_source_shape(source)->table};
	struct segbias_number_style *styles = segbias_arena_array(&run->arena, head->width, sizeof *styles);
	bool *open = segbias_arena_array(&run->arena, head->width, sizeof *open);
	taken->styles = styles;
	taken->counted = NAN;
	taken->open = open;
	if (!styles || !open)
		return segbias_error_memory(error);
	enum segbias_status status =
	    taken->rows ? SEGBIAS_OK : segbias_identifying_people(head, &run->policy.missing, &taken->people, error);
	if (status != SEGBIAS_OK)
		return status;
	for (size_t field = 0; field < head->width; field++) {
		styles[field] = segbias_source_columns(source)[field].style;
		open[field] = segbias_source_columns(source)[field].style_verdict == SEGBIAS_STYLE_OPEN;
	}
	if (!taken->rows && layout->unit == SEGBIAS_UNIT_COUNT && layout->count_field != SEGBIAS_NO_FIELD)
		taken->counted = segbias_identifying_counted(head, layout->count_field, &styles[layout->count_field]);
	taken->fields = segbias_arena_array(&run->arena, 2 * head->width + 6, sizeof *taken->fields);
	if (!taken->fields)
		return segbias_error_memory(error);
	if (layout->count_field != SEGBIAS_NO_FIELD)
		taken->fields[taken->count++] = layout->count_field;
	for (size_t field = 0; field < head->width; field++)
		if (is_beside(run, source, field) && field != layout->count_field)
			taken->fields[taken->count++] = field;
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
	if (run->policy.own_file)
		return SEGBIAS_KIND_BASE;
	return run->reference_facts.aggregated ? SEGBIAS_KIND_POPULATION : SEGBIAS_KIND_SAMPLE;
}

/* Whether rows of a table are left out as totals: where none counts, it is not that all are zero. */
static bool leaves_totals(const struct segbias_source *source)
{
	const struct segbias_grid *grid = segbias_source_grid(source);
	for (size_t row = 0; grid && grid->dropped && row < grid->rows; row++)
		if (grid->dropped[row])
			return true;
	return false;
}

/* What the reference cannot be taken for. */
static enum segbias_status check_reference(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	char number[SEGBIAS_NUMBER_MAX];
	const struct segbias_clusters *clusters = segbias_tally_clusters(run->reference_tally);
	uint64_t lonely = clusters ? segbias_clusters_lonely(clusters) : 0;
	if (!(segbias_tally_total(run->reference_tally).weight > 0)) {
		bool filtered = segbias_tally_facts(run->reference_tally)->filtered > 0;
		bool totals = !filtered && leaves_totals(run->reference);
		status = segbias_error_set(error, SEGBIAS_DATA, "nothing_left_of_reference|%s%s",
		                           filtered ? "" : segbias_policy_reference_called(&run->policy),
		                           totals       ? "'s rows are all left out as totals, or hold nobody"
		                           : !filtered  ? "'s counts or weights are all zero"
		                           : run->audit ? "no row is left after --where, --eligible and --within"
		                           : run->policy.eligible_given ? "no row is left after --eligible and --within"
		                                                        : "no row is left of the reference after "
		                                                          "--where and --within");
		if (totals)
			segbias_error_hint(error, "a file of margins and one of crossed figures are two references; a "
			                          "total of a column: --where COL=VALUE");
	} else if (run->kind == SEGBIAS_KIND_MARGIN && !run->reference_facts.margins_of_error) {
		status = segbias_error_set(
		    error, SEGBIAS_DATA, "no_margins|--reference-kind margin needs a margin of error for each figure");
	} else if ((run->kind == SEGBIAS_KIND_SAMPLE || run->kind == SEGBIAS_KIND_BASE) &&
	           run->reference_facts.shares) {
		status = segbias_error_set(
		    error, SEGBIAS_DATA,
		    "kind_needs_counts|--reference-kind %s needs counts: shares do not say of how many",
		    segbias_kind_name(run->kind));
	} else if (lonely) {
		status = segbias_error_set(
		    error, SEGBIAS_DATA,
		    "lonely_units|%s of the strata %s a single sampling unit, which shows no variance",
		    segbias_number_group((double)lonely, number), lonely == 1 ? "has" : "have");
		segbias_error_hint(error, "join such a stratum with a similar one, as the survey's documentation says");
	}
	if (status != SEGBIAS_OK)
		segbias_error_place(error, segbias_source_facts(run->reference)->path, 0, 0);
	return status;
}

/* Margins of error of totals that were left out. */
static enum segbias_status take_totals(struct segbias_run *run, struct segbias_error *error)
{
	size_t count = 0;
	const struct segbias_total_row *totals = segbias_source_totals(run->reference, &count);
	struct segbias_total_margin *margins = segbias_arena_array(&run->arena, count, sizeof *margins);
	if (!margins)
		return segbias_error_memory(error);
	for (size_t i = 0; i < count; i++)
		margins[i] = (struct segbias_total_margin){totals[i].attribute, totals[i].margin};
	run->reference_facts.totals = margins;
	run->reference_facts.total_count = count;
	return SEGBIAS_OK;
}

static const struct segbias_match_answered *copy_answered(struct segbias_run *run, const struct segbias_answered *found,
                                                          size_t count)
{
	struct segbias_match_answered *answered = segbias_arena_array(&run->arena, count, sizeof *answered);
	for (size_t i = 0; i < count && answered; i++)
		answered[i] = (struct segbias_match_answered){found[i].attribute, found[i].people, 0};
	return answered;
}

/* Attributes of which people gave several answers, and of which they may have. */
static enum segbias_status take_answered(struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_reference_facts *facts = &run->reference_facts;
	const struct segbias_answered *found = segbias_source_answered(run->reference, &facts->answered_count);
	facts->answered = copy_answered(run, found, facts->answered_count);
	found = segbias_source_summed(run->reference, &facts->summed_count);
	facts->summed = copy_answered(run, found, facts->summed_count);
	return facts->answered && facts->summed ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_run_read_reference(struct segbias_run *run, const struct segbias_head *campaign,
                                               struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	run->reference_facts.head = segbias_source_head(run->reference);
	SEGBIAS_TRY(segbias_run_take_fields(run, run->reference, &run->reference_facts.taken, error));
	if (run->audit)
		SEGBIAS_TRY(segbias_audit_take(run->reference_facts.head, &run->policy, &run->reference_facts.taken,
		                               run->audit, error));
	run->reference_facts.marginal = segbias_source_shape(run->reference)->reference_only;
	run->reference_facts.aggregated = !run->reference_facts.taken.rows;
	run->reference_facts.tables = segbias_source_layout(run->reference)->tables;
	run->reference_facts.shares = segbias_source_layout(run->reference)->unit != SEGBIAS_UNIT_COUNT;
	SEGBIAS_TRY(take_totals(run, error));
	SEGBIAS_TRY(take_answered(run, error));
	run->reference_facts.margins_of_error = segbias_source_layout(run->reference)->moe_field != SEGBIAS_NO_FIELD;
	run->reference_facts.standard_errors = segbias_source_layout(run->reference)->standard_errors;
	SEGBIAS_TRY(segbias_match_reference(&run->reference_facts, campaign, &run->policy, &run->arena,
	                                    &run->reference_plan, error));
	if (run->audit)
		SEGBIAS_TRY(segbias_audit_plan(run->reference_facts.head, &run->policy, &run->arena, run->audit,
		                               &run->reference_plan, error));
	if (run->audit) /* as of a campaign: there is no other file that it would have to be like */
		run->reference_plan.weighted = segbias_source_layout(run->reference)->weight_field != SEGBIAS_NO_FIELD;
	SEGBIAS_TRY(segbias_tally_create(&run->reference_plan, &run->reference_tally, error));
	SEGBIAS_TRY(segbias_source_pour(run->reference, &run->reference_plan, run->reference_tally, error));
	SEGBIAS_TRY(segbias_match_reference_settle(&run->reference_facts, campaign, &run->policy, &run->reference_plan,
	                                           run->reference_tally, error));
	run->kind = kind_of(run);
	SEGBIAS_TRY(check_reference(run, error));
	SEGBIAS_TRY(segbias_tallied_check_reference(run, error));
done:
	return status;
}

/* Columns that are or could be the segment have a part of their own. */
static void take_segments(struct segbias_run *run)
{
	const struct segbias_head *head = segbias_source_head(run->campaign);
	for (size_t field = 0; field < head->width; field++)
		if (segbias_roles_is_segment(&run->policy, head->names[field]) &&
		    !segbias_taken_has(&run->taken, field))
			run->taken.fields[run->taken.count++] = field;
	run->policy.segment_none = true;
	run->policy.segment_count = 0;
}

/* Where a file is a table in memory: that it has a text for what is compared. */
static enum segbias_status check_told(const struct segbias_source *source, struct segbias_label column,
                                      struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char shown[SEGBIAS_QUOTE_MAX];
	const char *path = segbias_source_facts(source)->path;
	const char *type = segbias_source_untold(source, column);
	if (!type)
		return SEGBIAS_OK;
	if (segbias_source_options(source)->feed)
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "engine_type|column %s is of the type %s, whose values have no text",
		                        segbias_label_quote(column, quoted), segbias_text_show(type, shown));
	else
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "arrow_type|column %s is of the Arrow type %s, whose values have no text",
		                        segbias_label_quote(column, quoted), type);
	segbias_error_place(error, path, 0, 0);
	segbias_error_hint(error, "cast it to text before, or leave it out (--attributes)");
	return SEGBIAS_DATA;
}

static enum segbias_status check_all_told(const struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < run->matching.attribute_count; i++) {
		const struct segbias_attribute *attribute = &run->matching.attributes[i];
		SEGBIAS_TRY(check_told(run->campaign, attribute->name, error));
		if (run->reference)
			SEGBIAS_TRY(check_told(run->reference, attribute->reference_name, error));
	}
done:
	return status;
}

enum segbias_status segbias_run_match_campaign(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_run_take_fields(run, run->campaign, &run->taken, error));
	if (run->whole)
		take_segments(run);
	struct segbias_match_input input = {segbias_source_head(run->campaign),
	                                    &run->taken,
	                                    &run->reference_facts,
	                                    run->reference_tally,
	                                    &run->policy,
	                                    NULL};
	SEGBIAS_TRY(segbias_match_campaign(&input, &run->matching, &run->findings->notes, error));
	SEGBIAS_TRY(check_all_told(run, error));
	segbias_tallied_leave_numbers(run);
	const struct segbias_layout *layout = segbias_source_layout(run->campaign);
	run->matching.plan.weighted =
	    layout->weight_field != SEGBIAS_NO_FIELD || layout->amount_field != SEGBIAS_NO_FIELD;
	SEGBIAS_TRY(segbias_run_check_crossings(run, error));
done:
	return status;
}

static enum segbias_status pour(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = segbias_tally_create(&run->matching.plan, &run->campaign_tally, error);
	if (status != SEGBIAS_OK)
		return status;
	segbias_source_forget_head(run->campaign);
	if (run->watch)
		segbias_source_show(run->campaign, run->watch);
	return segbias_source_pour(run->campaign, &run->matching.plan, run->campaign_tally, error);
}

/* What came of all parts together. */
static struct segbias_counted_facts facts_of(const struct segbias_tallied *tallied)
{
	struct segbias_counted_facts facts = {.bytes = tallied->bytes,
	                                      .sha256 = tallied->hashed ? tallied->sha256 : NULL};
	for (size_t i = 0; i < tallied->file.part_count; i++) {
		const struct segbias_tally_part *part = &tallied->file.parts[i];
		facts.rows += part->rows;
		facts.bad_rows += part->bad_rows;
		facts.bad_lines += part->bad_lines;
		facts.blank_lines += part->blank_lines;
		facts.windows = facts.windows || part->windows;
		if (!part->bad_first.bytes || facts.bad_first.message[0])
			continue;
		(void)segbias_text_print(facts.bad_first.message, sizeof facts.bad_first.message, "%s",
		                         part->bad_first.bytes);
		facts.bad_first.line = tallied->file.part_count == 1 ? part->bad_line : 0;
		facts.bad_first.column = tallied->file.part_count == 1 ? part->bad_column : 0;
	}
	return facts;
}

/* The campaign was counted before. */
static enum segbias_status take_counts(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = segbias_tallied_check_plan(run, error);
	if (status == SEGBIAS_OK)
		status = segbias_tallied_take(run, &run->campaign_tally, error);
	if (status != SEGBIAS_OK)
		return status;
	struct segbias_counted_facts facts = facts_of(run->tallied);
	if (run->tallied->of_cells)
		facts.rows = segbias_tally_records(run->campaign_tally);
	segbias_source_counted(run->campaign, &facts);
	return SEGBIAS_OK;
}

enum segbias_status segbias_run_pour_campaign(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_head *head = segbias_source_head(run->campaign);
	SEGBIAS_TRY(run->tallied ? take_counts(run, error) : pour(run, error));
	if (!(segbias_tally_total(run->campaign_tally).weight > 0)) {
		const struct segbias_source_facts *facts = segbias_source_facts(run->campaign);
		const struct segbias_tally_facts *poured = segbias_tally_facts(run->campaign_tally);
		status = segbias_error_set(error, SEGBIAS_DATA, "nothing_left_of_campaign|%s",
		                           poured->left_out && poured->filtered
		                               ? "no record is left after --campaign-where and --within"
		                           : poured->left_out ? "no record is left after --campaign-where"
		                           : poured->filtered ? "no record lies within --within"
		                           : facts->rows && run->policy.amount.bytes ? "the amounts are all zero"
		                           : facts->rows ? "the counts or weights are all zero"
		                                         : "there are no records");
		segbias_error_place(error, facts->path, 0, 0);
		goto done;
	}
	/* A weight that is the same for all is none: a value that nobody has would have no test for it. */
	run->constant_weight = !run->policy.amount.bytes && segbias_tally_unweight(run->campaign_tally);
	run->matching.plan.weighted = run->matching.plan.weighted && !run->constant_weight;
	SEGBIAS_TRY(
	    segbias_match_settle(&run->matching, head, &run->taken, run->campaign_tally, &run->findings->notes, error));
	SEGBIAS_TRY(segbias_match_nesting(&run->matching, run->campaign_tally, &run->policy, head->file, error));
done:
	return status;
}

enum segbias_status segbias_run_check(const char *file, const char *missing, const struct segbias_options **options,
                                      struct segbias_findings *const *findings, struct segbias_error *error)
{
	static const struct segbias_options DEFAULTS = {.settings = true};
	if (!file)
		return segbias_error_set(error, SEGBIAS_USAGE, "files_missing|%s", missing);
	if (!findings)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_argument|the findings have no place to go to: it is NULL");
	*options = *options ? *options : &DEFAULTS;
	return SEGBIAS_OK;
}

static bool keep_text(struct segbias_arena *arena, const char *text, const char **out)
{
	struct segbias_label copy = {NULL, 0};
	bool ok = segbias_arena_copy(arena, segbias_label_of(text), &copy);
	*out = copy.bytes;
	return ok;
}

static void note_unused(const struct segbias_policy_file *file, struct segbias_notes *notes)
{
	/* As one is that was cut off while it was copied. */
	if (file->path && file->empty && !file->preset) /* a preset may be a rule without keys */
		segbias_error_place(
		    segbias_notes_add(notes, "policy_empty", "the policy has no key: all is as without it"), file->path,
		    0, 0);
	for (size_t i = 0; i < file->unused_count; i++) {
		const struct segbias_unused_key *key = &file->unused[i];
		bool base = file->preset && file->base_place.line && key->place.line == file->base_place.line &&
		            key->place.column == file->base_place.column;
		segbias_error_place(segbias_notes_add(notes, "policy_key_unused", "the key %s%s%s is not used: %s",
		                                      key->name, base ? " of the preset " : "",
		                                      base ? file->preset->name : "", key->why),
		                    file->path, key->place.line, key->place.column);
	}
	for (size_t i = 0; i < file->kept_count; i++) {
		const struct segbias_kept_key *key = &file->kept[i];
		if (key->why)
			segbias_error_place(segbias_notes_add(notes, "policy_key_unused", "the key %s is not %s: %s",
			                                      key->name, key->lost ? "taken along" : "used", key->why),
			                    file->path, key->place.line, key->place.column);
	}
	size_t plan = segbias_option_find("plan");
	if (file->own.plan && file->options.plan == file->own.plan) {
		struct segbias_error *note = segbias_notes_add(
		    notes, "policy_plans",
		    "its key plan makes this a plan of a campaign of %s people: no campaign is compared",
		    file->own.plan);
		segbias_error_place(note, file->path, file->places[plan].line, file->places[plan].column);
		segbias_error_hint(note, "CAMPAIGN REFERENCE compares two files");
	}
}

/* What a preset says of itself stands in every result that goes by it. */
static bool note_preset(const struct segbias_preset *preset, struct segbias_notes *notes)
{
	bool ok = true;
	bool more = preset != NULL;
	for (size_t i = 0; more && ok; i++) {
		struct segbias_text text = {0};
		more = segbias_preset_paragraph(preset, i, &text);
		ok = !text.failed;
		if (more && ok)
			(void)segbias_notes_add(notes, "preset", "the preset %s: %s", preset->name, text.data);
		segbias_text_release(&text);
	}
	return ok;
}

enum segbias_status segbias_run_keep_policy(const struct segbias_policy_file *file, struct segbias_findings *findings,
                                            struct segbias_error *error)
{
	struct segbias_settings *s = &findings->settings;
	struct segbias_arena *arena = &findings->arena;
	bool ok = !file->name || s->policy || keep_text(arena, file->name, &s->policy);
	ok = ok && (!file->gate.committed || s->policy_committed ||
	            keep_text(arena, file->gate.committed, &s->policy_committed));
	memcpy(s->policy_sha256, file->sha256, sizeof file->sha256);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* What a policy that is made from this one has of it, as it stands. A preset is gone on from, so that what it says of itself, and does by its
 * name, is not lost. */
static bool keep_keys(const struct segbias_policy_file *file, struct segbias_settings *s, struct segbias_arena *arena)
{
	char line[128];
	bool preset = file->preset && !file->base_place.line;
	size_t count = preset ? 1 : file->kept_count;
	s->kept = segbias_arena_array(arena, count, sizeof *s->kept);
	bool ok = s->kept != NULL;
	for (size_t i = 0; i < count && ok; i++) {
		struct segbias_label text = file->kept[i].text;
		if (preset)
			text =
			    segbias_label_of(segbias_text_print(line, sizeof line, "policy: %s\n", file->preset->name));
		else if (!text.bytes)
			text = segbias_label_of(segbias_text_print(
			    line, sizeof line, "# %s: to be copied by hand, it does not stand on lines of its own\n",
			    file->kept[i].name));
		ok = segbias_arena_copy(arena, text, &s->kept[s->kept_count++]);
	}
	return ok;
}

/* What was asked for, and which file said what was not said on the command line. */
enum segbias_status segbias_run_keep_options(const struct segbias_policy_file *file, struct segbias_findings *findings,
                                             struct segbias_error *error)
{
	struct segbias_settings *s = &findings->settings;
	struct segbias_arena *arena = &findings->arena;
	bool ok = segbias_run_keep_policy(file, findings, error) == SEGBIAS_OK;
	findings->words_settings = file->options.settings;
	s->given = segbias_arena_array(arena, SEGBIAS_OPTION_COUNT, sizeof *s->given);
	ok = ok && s->given;
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT && ok; i++) {
		bool same = true;
		struct segbias_option_value value = segbias_option_value(&file->options, i);
		struct segbias_given *given = &s->given[s->given_count];
		if (!value.name)
			continue;
		*given =
		    (struct segbias_given){value.name, segbias_arena_array(arena, value.count, sizeof *given->texts),
		                           0,          value.flag,
		                           value.list, 0};
		ok = given->texts && (!file->places[i].line || segbias_policy_option_same(&file->options, &file->own, i,
		                                                                          &same, error) == SEGBIAS_OK);
		given->over = same ? 0 : file->places[i].line;
		for (; ok && given->count < value.count; given->count++)
			ok = keep_text(arena, value.texts[given->count], &given->texts[given->count]);
		bool names = strcmp(value.name, "attributes") == 0 && !file->options.cross && !file->options.decision &&
		             !file->options.score;
		ok = ok && (!names ||
		            segbias_policy_quote_names(given->texts[0], arena, &given->texts[0], error) == SEGBIAS_OK);
		s->given_count++;
	}
	ok = ok && keep_keys(file, s, arena);
	note_unused(file, &findings->notes);
	ok = ok && note_preset(file->preset, &findings->notes);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

bool segbias_run_is_of_reach(const struct segbias_run *run)
{
	return run->file->preset && strcmp(run->file->preset->name, "dsa-reach") == 0;
}

enum segbias_status segbias_run_read_policy(struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = segbias_policy_read(run->options, &run->policy, error);
	run->policy.thresholds = run->file->thresholds;
	run->policy.threshold_count = run->file->threshold_count;
	run->policy.segments_apart = segbias_run_is_of_reach(run);
	run->policy.protects = run->file->gate.protects;
	run->policy.protect_count = run->file->gate.protect_count;
	return status;
}

/* Whether a file gives its bytes once: what a pipe gave would be gone. */
static bool is_passing(const struct segbias_options *options, const char *path)
{
	struct stat info;
	return segbias_options_once(options, path) ||
	       (!segbias_options_inlet(options, path) && stat(path, &info) == 0 && S_ISFIFO(info.st_mode));
}

/* Whether a file is there to be opened. */
static bool is_there(const struct segbias_options *options, const char *path)
{
	struct stat info;
	return segbias_options_once(options, path) || segbias_options_inlet(options, path) || stat(path, &info) == 0;
}

/* Opens the file that may be a tally, as what it is read by where it is none. *out stays NULL where it is not looked into. */
static enum segbias_status begin(const struct segbias_asked *asked, const struct segbias_options *options,
                                 struct segbias_stream **out, struct segbias_error *error)
{
	struct stat info;
	const struct segbias_stream_inlet *inlet = segbias_options_inlet(options, asked->tally);
	struct segbias_source_options source = {.hash_always = true,
	                                        .inlet = inlet,
	                                        .watch = options->watch,
	                                        .encoded = {.option = "--encoding"},
	                                        .threads = 1};
	bool passing = is_passing(options, asked->tally);
	/* A tally may be called .json, but neither .parquet nor .xlsx. */
	if (!inlet && segbias_engine_named(asked->tally) && !segbias_engine_optional(asked->tally))
		return SEGBIAS_OK;
	if (!passing && !inlet && (stat(asked->tally, &info) != 0 || !S_ISREG(info.st_mode)))
		return SEGBIAS_OK;
	if (!passing)
		return inlet ? segbias_stream_open_inlet(inlet, true, out, error)
		             : segbias_stream_open(asked->tally, true, out, error);
	/* It may be another of the files, too, or the only one, or the reference is not there: which is refused later, and nobody waits for
	 * what is typed before. */
	bool other = asked->tally != asked->campaign && strcmp(asked->tally, asked->campaign) == 0;
	if (other || !asked->reference || strcmp(asked->tally, asked->reference) == 0 || options->campaign.encoding ||
	    !is_there(options, asked->reference))
		return SEGBIAS_OK;
	source.hash_always = options->hash;
	bool several = options->threads ? strcmp(options->threads, "1") != 0 : options->threads_default > 1;
	source.threads = several ? 2 : 1;
	return segbias_source_begin(asked->tally, &source, out, error);
}

/* Reads the file that may be a tally: what was counted decides about the options. */
static enum segbias_status take_tally(struct segbias_run *run, const struct segbias_asked *asked,
                                      struct segbias_policy_file *file, struct segbias_error *error)
{
	struct segbias_options *options = &file->options;
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_stream *stream = NULL;
	struct segbias_options given = *asked->options;
	const char *shape = options->campaign.shape;
	if (!asked->tally)
		return SEGBIAS_OK;
	if (segbias_tallied_is_shape(shape)) /* what it is, not how it was counted */
		options->campaign.shape = given.campaign.shape = NULL;
	else
		shape = NULL;
	status = begin(asked, options, &stream, error);
	if (status == SEGBIAS_OK && stream)
		status = segbias_tallied_read(stream, &run->tallied, error);
	if (status == SEGBIAS_OK && shape)
		status = segbias_tallied_check_shape(run->tallied, shape, options, asked->tally, error);
	if (!stream)
		return status;
	if (status == SEGBIAS_OK && !run->tallied && asked->tally == asked->campaign &&
	    is_passing(options, asked->tally))
		run->begun = stream;
	else
		segbias_stream_free(stream);
	if (status == SEGBIAS_OK && run->tallied)
		status = segbias_tallied_options(run->tallied, &given, &run->arena, file, error);
	if (status == SEGBIAS_OK && run->tallied)
		status = segbias_tallied_allow(options, error);
	return status;
}

/* What was counted is as it is: what would read it otherwise is given where it is counted. */
static void word_hints(const struct segbias_run *run, enum segbias_status status, struct segbias_error *error)
{
	static const char WHEN[] = "when the campaign is counted";
	struct segbias_notes *notes = run->findings ? &run->findings->notes : NULL;
	if (!run->tallied || run->counting)
		return;
	if (status != SEGBIAS_OK)
		segbias_tallied_hint(error, WHEN);
	for (size_t i = 0; status == SEGBIAS_OK && notes && i < notes->count; i++)
		segbias_tallied_hint(&notes->items[i].text, WHEN);
}

enum segbias_status segbias_run_job(segbias_run_function *job, const struct segbias_asked *asked,
                                    struct segbias_findings **findings, struct segbias_error *error)
{
	struct segbias_call call;
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	struct segbias_policy_file file;
	struct segbias_run run = {.options = &file.options, .file = &file};
	atomic_bool ended = false;
	status = segbias_policy_file_read(asked->options, &asked->use, &file, error);
	file.options.watch.ended = &ended;
	run.counting = asked->counting;
	run.weighing = asked->weighing;
	if (status == SEGBIAS_OK)
		status = take_tally(&run, asked, &file, error);
	if (status == SEGBIAS_OK)
		status = job(&run, asked->campaign, asked->reference, error);
	status = segbias_stream_ended(&file.options.watch, status, error);
	word_hints(&run, status, error);
	if (status == SEGBIAS_OK && run.findings)
		status = segbias_run_keep_options(&file, run.findings, error);
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK) {
		*findings = run.findings;
		run.findings = NULL;
	} else {
		segbias_policy_blame(&file, asked->options, error);
		segbias_option_word(error, asked->options->settings);
	}
	segbias_run_release(&run);
	segbias_policy_file_release(&file);
	return status;
}
