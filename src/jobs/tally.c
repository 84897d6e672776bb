/* Counting a campaign in parts, and adding them up: <segbias/tally.h>. */
#include <segbias/tally.h>

#include "base/call.h"
#include "base/unicode.h"
#include "jobs/reading.h"
#include "jobs/tallied.h"

#include <string.h>

enum { PART_MAX = 200 };

/* --- what is asked for ------------------------------------------------------------------------------------------- */

/* Whether an option says what is counted, or how. */
static bool takes(size_t option)
{
	static const char *const BESIDE[] = {"policy", "threads", "hash", "cross-cells"};
	bool counts = segbias_tallied_fixes(option);
	for (size_t i = 0; i < sizeof BESIDE / sizeof *BESIDE; i++)
		counts = counts || strcmp(segbias_options[option].name, BESIDE[i]) == 0;
	return counts;
}

int segbias_tally_takes(const char *setting)
{
	size_t option = setting ? segbias_option_of_setting(setting) : SEGBIAS_OPTION_COUNT;
	return option < SEGBIAS_OPTION_COUNT && takes(option);
}

/* Options that compare, and count nothing. */
static enum segbias_status check_options(const struct segbias_options *given, struct segbias_error *error)
{
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++) {
		if (takes(i) || !segbias_option_is_given(given, i))
			continue;
		(void)segbias_error_set(error, SEGBIAS_USAGE, "counts_only|--%s: a tally is counted, and not compared",
		                        segbias_options[i].name);
		segbias_error_hint(error, "compare and check take it, with the tally in the place of the campaign");
		return SEGBIAS_USAGE;
	}
	return SEGBIAS_OK;
}

/* The name of the part: as asked for, else the file's own. */
static enum segbias_status name_part(const struct segbias_run *run, const char *campaign, struct segbias_label *part,
                                     struct segbias_error *error)
{
	const char *asked = run->counting->part;
	const char *slash = strrchr(campaign, '/');
	char quoted[SEGBIAS_QUOTE_MAX];
	if (!asked && segbias_options_once(run->options, campaign)) {
		(void)segbias_error_set(error, SEGBIAS_USAGE, "part_unnamed|a part that is no file needs a name");
		segbias_error_hint(error, "--part NAME names it; each part has another");
		return SEGBIAS_USAGE;
	}
	*part = segbias_label_of(asked ? asked : slash ? slash + 1 : campaign);
	bool fits = part->size > 0 && part->size <= PART_MAX && segbias_unicode_valid(*part);
	for (size_t i = 0; i < part->size; i++)
		fits = fits && (unsigned char)part->bytes[i] >= ' ' && part->bytes[i] != 0x7F;
	if (fits)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_USAGE,
	                        "part_name|--part %s: it must be 1 to %d bytes of UTF-8 without control characters",
	                        segbias_label_quote(*part, quoted), PART_MAX);
	return SEGBIAS_USAGE;
}

static enum segbias_status check_asked(const struct segbias_run *run, const char *campaign, const char *reference,
                                       struct segbias_error *error)
{
	if (segbias_options_once(run->options, reference) ||
	    (segbias_options_once(run->options, campaign) && !run->tallied)) {
		(void)segbias_error_set(error, SEGBIAS_USAGE,
		                        "tally_reads_files|a plan is made from files: neither can be standard input");
		segbias_error_hint(error, "--empty makes the plan from a file, and --like counts - by it");
		return SEGBIAS_USAGE;
	}
	if (run->counting->like && !run->tallied) {
		(void)segbias_error_set(error, SEGBIAS_DATA, "no_tally|is no tally");
		segbias_error_place(error, run->counting->like, 0, 0);
		return SEGBIAS_DATA;
	}
	return segbias_tallied_allow(run->options, error);
}

/* --- the plan ---------------------------------------------------------------------------------------------------- */

/* Opens, reads the reference, matches: up to where records are counted. */
static enum segbias_status make_plan(struct segbias_run *run, const char *campaign, const char *reference,
                                     struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_run_read_policy(run, error));
	SEGBIAS_TRY(segbias_findings_create(&run->findings, error));
	SEGBIAS_TRY(segbias_run_open(run, campaign, reference, error));
	SEGBIAS_TRY(segbias_run_read_reference(run, segbias_source_head(run->campaign), error));
	SEGBIAS_TRY(segbias_run_match_campaign(run, error));
done:
	return status;
}

static bool same_notes(const struct segbias_notes *a, size_t count, const struct segbias_notes *b)
{
	bool same = b->count == count;
	for (size_t i = 0; same && i < count; i++)
		same = strcmp(a->items[i].code, b->items[i].code) == 0 &&
		       strcmp(a->items[i].text.message, b->items[i].text.message) == 0 &&
		       strcmp(a->items[i].text.hint, b->items[i].text.hint) == 0;
	return same;
}

/* Whether a comparison of the tally will be one of the campaign: the plan, and the warnings on the way to it (`notes` of them), come
 * out of what it keeps. */
static enum segbias_status check_again(const struct segbias_run *run, const struct segbias_tally_file *file,
                                       const char *paths[2], size_t notes, struct segbias_error *error)
{
	struct segbias_tallied tallied = {.file = {.counting = file->counting}};
	struct segbias_run again = {.options = run->options, .file = run->file, .tallied = &tallied};
	memcpy(tallied.file.plan_sha256, file->plan_sha256, sizeof file->plan_sha256);
	enum segbias_status status = segbias_tallied_unfold(&tallied, paths[0], error);
	if (status == SEGBIAS_OK)
		status = make_plan(&again, paths[0], paths[1], error);
	if (status == SEGBIAS_OK)
		status = segbias_tallied_check_plan(&again, error);
	if (status == SEGBIAS_OK && !same_notes(&run->findings->notes, notes, &again.findings->notes)) {
		status = segbias_error_set(
		    error, SEGBIAS_DATA,
		    "tally_plan_differs|what is said of the campaign's columns would not come out of a tally of it");
		segbias_error_place(error, paths[0], 0, 0);
		segbias_error_hint(error, "name what is compared: --segment COL --attributes COL,COL");
	}
	again.tallied = NULL;
	segbias_run_release(&again);
	segbias_text_release(&tallied.head);
	segbias_arena_release(&tallied.file.arena);
	return status;
}

/* --- counting ---------------------------------------------------------------------------------------------------- */

/* Whether columns that are not compared show what a tally does not keep: values that may stand for a missing one, and an
 * identifier that repeats, which is warned about. */
static enum segbias_status find_unseen(struct segbias_run *run, struct segbias_tally *tally, bool *unseen,
                                       struct segbias_error *error)
{
	const struct segbias_matching *matching = &run->matching;
	const struct segbias_analysis_input input = {.campaign = tally,
	                                             .reference = run->reference_tally,
	                                             .matching = matching,
	                                             .policy = &run->policy,
	                                             .styles = run->taken.styles};
	size_t notes = run->findings->notes.count;
	struct segbias_findings *found = NULL;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_findings_create(&found, error));
	found->incomplete = segbias_arena_array(&found->arena, matching->tracked_count, sizeof *found->incomplete);
	if (!found->incomplete)
		SEGBIAS_TRY(segbias_error_memory(error));
	found->incomplete_count = matching->tracked_count;
	SEGBIAS_TRY(segbias_analyse_suspected(&input, found, error));
	for (size_t i = 0; i < matching->tracked_count; i++)
		*unseen =
		    *unseen || (matching->plan.columns[matching->tracked[i].column].kind == SEGBIAS_PLAN_PRESENCE &&
		                found->incomplete[i].suspected_count > 0);
	run->campaign_tally = tally;
	segbias_run_note_repeated(run);
	run->campaign_tally = NULL;
	*unseen = *unseen || run->findings->notes.count > notes;
done:
	segbias_findings_free(found);
	return status;
}

/* Counts the records of `source` by the plan that was matched. */
static enum segbias_status pour(struct segbias_run *run, struct segbias_source *source, struct segbias_tally_file *file,
                                struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_input_facts facts = {0};
	struct segbias_label name = {NULL, 0};
	SEGBIAS_TRY(segbias_tally_create(&run->matching.plan, &file->tally, error));
	if (run->counting->empty) {
		SEGBIAS_TRY(segbias_tally_finish(file->tally, error));
		goto done;
	}
	SEGBIAS_TRY(name_part(run, segbias_source_facts(source)->path, &name, error));
	segbias_source_forget_head(source);
	SEGBIAS_TRY(segbias_source_pour(source, &run->matching.plan, file->tally, error));
	SEGBIAS_TRY(segbias_reading_describe(source, true, &run->findings->arena, &facts, error));
	segbias_reading_note(source, &facts, &run->findings->notes);
	struct segbias_tally_part part = {.name = name, .rows = segbias_source_facts(source)->rows};
	SEGBIAS_TRY(find_unseen(run, file->tally, &part.unseen, error));
	SEGBIAS_TRY(segbias_tally_file_add_part(file, &part, error));
done:
	return status;
}

/* Counts the campaign as the one of the tally that is followed was. */
static enum segbias_status count_like(struct segbias_run *run, const char *campaign, struct segbias_tally_file *file,
                                      struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_source *part = NULL;
	const struct segbias_opening opening = {
	    .path = campaign, .options = run->options, .policy = &run->policy, .arena = &run->arena, .part = true};
	SEGBIAS_TRY(segbias_tallied_check_plan(run, error));
	SEGBIAS_TRY(segbias_reading_open(&opening, &part, error));
	SEGBIAS_TRY(segbias_source_adopt(part, run->campaign, error));
	SEGBIAS_TRY(pour(run, part, file, error));
done:
	segbias_source_free(part);
	return status;
}

/* What the file holds goes to the findings. */
static enum segbias_status keep(struct segbias_findings *findings, const struct segbias_tally_file *file,
                                struct segbias_error *error)
{
	struct segbias_text out = {0};
	enum segbias_status status = segbias_tally_file_write(file, &out, error);
	if (status == SEGBIAS_OK && !segbias_arena_copy(&findings->arena, segbias_text_label(&out), &findings->tally))
		status = segbias_error_memory(error);
	segbias_text_release(&out);
	findings->job = SEGBIAS_JOB_TALLY;
	return status;
}

static enum segbias_status check_shape(const struct segbias_run *run, struct segbias_error *error)
{
	if (!segbias_source_shape(run->campaign)->table)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_DATA,
	                        "tally_of_table|is a table already, and small: it is compared as it is");
	segbias_error_place(error, segbias_source_facts(run->campaign)->path, 0, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status count(struct segbias_run *run, const char *campaign, const char *reference,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_tally_file file = {.tally = NULL};
	struct segbias_text counting = {0};
	const char *paths[2] = {campaign, reference};
	SEGBIAS_TRY(check_asked(run, campaign, reference, error));
	SEGBIAS_TRY(make_plan(run, run->tallied ? run->counting->like : campaign, reference, error));
	SEGBIAS_TRY(check_shape(run, error));
	size_t notes = run->findings->notes.count;
	if (run->tallied) {
		file.counting = run->tallied->file.counting;
		SEGBIAS_TRY(count_like(run, campaign, &file, error));
		SEGBIAS_TRY(segbias_tally_file_identify(&file, error));
	} else {
		SEGBIAS_TRY(segbias_tallied_counting(run, &counting, error));
		file.counting = segbias_text_label(&counting);
		SEGBIAS_TRY(pour(run, run->campaign, &file, error));
		SEGBIAS_TRY(segbias_tally_file_identify(&file, error));
		SEGBIAS_TRY(check_again(run, &file, paths, notes, error));
	}
	SEGBIAS_TRY(keep(run->findings, &file, error));
done:
	if (status == SEGBIAS_DATA && error && !error->file[0])
		segbias_error_place(error, campaign, 0, 0);
	segbias_tally_file_release(&file);
	segbias_text_release(&counting);
	return status;
}

enum segbias_status segbias_tally(const char *campaign, const char *reference, const struct segbias_options *options,
                                  const struct segbias_tally_request *request, struct segbias_findings **findings,
                                  struct segbias_error *error)
{
	static const struct segbias_tally_request PLAIN = {.part = NULL};
	enum segbias_status status =
	    segbias_run_check(campaign, "a campaign and a reference are needed", &options, findings, error);
	if (status == SEGBIAS_OK)
		status =
		    segbias_run_check(reference, "a campaign and a reference are needed", &options, findings, error);
	if (status == SEGBIAS_OK)
		status = segbias_tallied_allow(options, error);
	if (status == SEGBIAS_OK)
		status = check_options(options, error);
	if (status != SEGBIAS_OK)
		return status;
	request = request ? request : &PLAIN;
	const struct segbias_asked asked = {campaign, reference, options, {.plans_not = true}, request->like, request};
	return segbias_run_job(count, &asked, findings, error);
}

/* --- adding up --------------------------------------------------------------------------------------------------- */

static enum segbias_status read_one(const char *path, struct segbias_tally_file *file, struct segbias_error *error)
{
	struct segbias_stream *stream = NULL;
	enum segbias_status status = segbias_stream_open(path, false, &stream, error);
	if (status == SEGBIAS_OK)
		status = segbias_tally_file_read(stream, file, error);
	segbias_stream_free(stream);
	return status;
}

/* Adds the names of the attributes. */
static void list_attributes(const struct segbias_tally *tally, struct segbias_text *out)
{
	size_t count = 0;
	for (size_t i = 0; i < segbias_tally_columns(tally); i++) {
		char shown[SEGBIAS_QUOTE_MAX];
		if (segbias_tally_labels(tally, i) > 0)
			segbias_text_add_format(out, "%s%s", count++ ? ", " : "",
			                        segbias_label_show(segbias_tally_name(tally, i), shown));
	}
}

static enum segbias_status other_plan(const struct segbias_tally_file *file, const struct segbias_tally_file *other,
                                      const char *path, struct segbias_error *error)
{
	struct segbias_text lists[2] = {{0}, {0}};
	list_attributes(other->tally, &lists[0]);
	list_attributes(file->tally, &lists[1]);
	(void)segbias_error_set(error, SEGBIAS_DATA,
	                        "plans_differ|made by another plan (attributes: %s / %s): count every part with --like "
	                        "plan.tally",
	                        lists[0].data ? lists[0].data : "none", lists[1].data ? lists[1].data : "none");
	segbias_error_place(error, path, 0, 0);
	segbias_text_release(&lists[0]);
	segbias_text_release(&lists[1]);
	return SEGBIAS_DATA;
}

static enum segbias_status add_one(const char *path, struct segbias_tally_file *file, struct segbias_error *error)
{
	struct segbias_tally_file other = {.tally = NULL};
	enum segbias_status status = read_one(path, &other, error);
	if (status == SEGBIAS_OK && strcmp(file->plan_sha256, other.plan_sha256) != 0)
		status = other_plan(file, &other, path, error);
	if (status == SEGBIAS_OK)
		status = segbias_tally_file_absorb(file, &other, error);
	segbias_tally_file_release(&other);
	return status;
}

static enum segbias_status merge(const char *const *tallies, size_t count, struct segbias_findings **findings,
                                 struct segbias_error *error)
{
	struct segbias_tally_file file = {.tally = NULL};
	struct segbias_findings *made = NULL;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_findings_create(&made, error));
	SEGBIAS_TRY(read_one(tallies[0], &file, error));
	for (size_t i = 1; i < count; i++)
		SEGBIAS_TRY(add_one(tallies[i], &file, error));
	SEGBIAS_TRY(segbias_tally_finish(file.tally, error));
	SEGBIAS_TRY(keep(made, &file, error));
	*findings = made;
	made = NULL;
done:
	segbias_findings_free(made);
	segbias_tally_file_release(&file);
	return status;
}

enum segbias_status segbias_merge(const char *const *tallies, size_t count, struct segbias_findings **findings,
                                  struct segbias_error *error)
{
	struct segbias_call call;
	bool all = tallies && count > 0;
	for (size_t i = 0; all && i < count; i++)
		all = tallies[i] != NULL;
	if (!all)
		return segbias_error_set(error, SEGBIAS_USAGE, "files_missing|at least one tally is needed");
	if (!findings)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_argument|the findings have no place to go to: it is NULL");
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	struct segbias_findings *made = NULL;
	status = merge(tallies, count, &made, error);
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK)
		*findings = made;
	else
		segbias_findings_free(made);
	return status;
}
