/* Counting a campaign in parts, and adding them up: <segbias/tally.h>. */
#include <segbias/tally.h>

#include "base/call.h"
#include "base/unicode.h"
#include "jobs/followed.h"
#include "jobs/reading.h"
#include "jobs/tallied.h"
#include "jobs/tally_sql.h"
#include "sources/engine.h"
#include "tally/clusters.h"

#include <string.h>

enum { PART_MAX = 200 };

/* --- what is asked for ------------------------------------------------------------------------------------------- */

/* Whether an option says what is counted, or how. */
static bool takes(size_t option)
{
	static const char *const BESIDE[] = {"policy", "threads", "hash", "cross-cells", "publish"};
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
	char quoted[SEGBIAS_QUOTE_MAX];
	if (!asked && segbias_options_once(run->options, campaign)) {
		(void)segbias_error_set(error, SEGBIAS_USAGE, "part_unnamed|a part that is no file needs a name");
		segbias_error_hint(error, "--part NAME names it; each part has another");
		return SEGBIAS_USAGE;
	}
	*part = segbias_label_of(asked ? asked : segbias_engine_base_name(campaign));
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
	if ((reference && segbias_options_once(run->options, reference)) ||
	    (segbias_options_once(run->options, campaign) && !run->tallied)) {
		(void)segbias_error_set(error, SEGBIAS_USAGE,
		                        "tally_reads_files|a plan is made from files: neither can be standard input");
		segbias_error_hint(error, "--empty makes the plan from a file, and --like counts - by it");
		return SEGBIAS_USAGE;
	}
	if (run->counting->no_header && !run->counting->like)
		return segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "no_header_alone|--no-header: without --like nothing says which columns there are");
	if (run->counting->like && (!run->tallied || run->tallied->of_cells))
		return segbias_tallied_refuse(run->options, run->counting->like, error);
	enum segbias_status status = run->counting->sql ? segbias_tally_sql_allow(run->options, error) : SEGBIAS_OK;
	return status == SEGBIAS_OK ? segbias_tallied_allow(run->options, error) : status;
}

/* --- the plan ---------------------------------------------------------------------------------------------------- */

/* Opens, reads the reference, matches: up to where records are counted. */
static enum segbias_status make_plan(struct segbias_run *run, const char *campaign, const char *reference,
                                     struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_run_read_policy(run, error));
	SEGBIAS_TRY(segbias_findings_create(&run->findings, error));
	run->tables = segbias_run_takes_tables(run);
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
	struct segbias_tallied tallied = {.file = {.counting = file->counting}, .of_cells = run->counting->sql != NULL};
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

/* What is counted, and how. */
struct counted {
	struct segbias_source *source;
	const struct segbias_plan *plan;
	const struct segbias_number_style *styles; /* of its columns */
};

/* Keeps of columns that are not compared what their values show; in `part` that they show more. */
static enum segbias_status show(const struct counted *counted, struct segbias_tally *tally,
                                struct segbias_tally_part *part, struct segbias_error *error)
{
	for (uint32_t i = 0; i < counted->plan->column_count; i++) {
		const struct segbias_plan_column *column = &counted->plan->columns[i];
		struct segbias_shown shown;
		uint64_t different = 0;
		bool suspicious = false;
		if (column->kind != SEGBIAS_PLAN_PRESENCE || column->told)
			continue;
		enum segbias_status status =
		    segbias_suspected_show(tally, i, &counted->styles[column->field], &shown, &suspicious, error);
		if (status != SEGBIAS_OK)
			return status;
		bool repeated = segbias_run_repeats(tally, column->name, i, &different);
		part->unseen = part->unseen || (shown.full && suspicious);
		part->repeated = part->repeated || repeated;
		segbias_tally_show(tally, i, &shown, repeated ? different : 0);
	}
	return SEGBIAS_OK;
}

/* What of the columns and persons is not kept as it was counted. */
static enum segbias_status keep_unseen(const struct counted *counted, struct segbias_tally_file *file,
                                       struct segbias_tally_part *part, struct segbias_error *error)
{
	enum segbias_status status = show(counted, file->tally, part, error);
	return status == SEGBIAS_OK ? segbias_tally_tell(file->tally, file->plan_sha256, error) : status;
}

static void note_persons(struct segbias_run *run, const struct segbias_tally *tally, const char *path)
{
	bool sampled = segbias_clusters_count(segbias_tally_clusters(tally)) > SEGBIAS_PERSONS_HASHED;
	struct segbias_error *note = segbias_notes_add(
	    &run->findings->notes, "tally_of_persons",
	    "who has a list of persons can test by the tally whether they are in it, and what counts of one or few people tell of "
	    "them: it is personal data%s",
	    sampled ? " (over 1,048,576 persons: hashes of these are kept, and merge sees shared ones among them alone)"
		    : "");
	segbias_error_place(note, path, 0, 0);
}

static void describe_part(const struct segbias_source_facts *facts, struct segbias_tally_part *part)
{
	part->rows = facts->rows;
	part->bad_rows = facts->bad_rows;
	part->bad_lines = facts->bad_lines;
	part->blank_lines = facts->blank_lines;
	part->windows = facts->encoding == SEGBIAS_ENCODING_WINDOWS_1252;
	if (!facts->bad_rows)
		return;
	part->bad_first = segbias_label_of(facts->bad_first.message);
	part->bad_line = facts->bad_first.line;
	part->bad_column = facts->bad_first.column;
}

static enum segbias_status pour(struct segbias_run *run, const struct counted *counted, struct segbias_tally_file *file,
                                struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_source *source = counted->source;
	struct segbias_input_facts facts = {0};
	struct segbias_tally_part part = {.rows = 0};
	SEGBIAS_TRY(segbias_tally_create(counted->plan, &file->tally, error));
	SEGBIAS_TRY(segbias_tally_file_identify(file, error));
	if (run->counting->empty || run->counting->sql) {
		SEGBIAS_TRY(segbias_tally_finish(file->tally, error));
		SEGBIAS_TRY(keep_unseen(counted, file, &part, error));
		goto done;
	}
	SEGBIAS_TRY(name_part(run, segbias_source_facts(source)->path, &part.name, error));
	segbias_source_forget_head(source);
	SEGBIAS_TRY(segbias_source_pour(source, counted->plan, file->tally, error));
	SEGBIAS_TRY(segbias_reading_describe(source, true, &run->findings->arena, &facts, error));
	segbias_reading_note(source, &facts, run->findings);
	describe_part(segbias_source_facts(source), &part);
	SEGBIAS_TRY(keep_unseen(counted, file, &part, error));
	if (counted->plan->design.used)
		note_persons(run, file->tally, segbias_source_facts(source)->path);
	SEGBIAS_TRY(segbias_tally_file_add_part(file, &part, error));
done:
	return status;
}

/* What the reference would say of the plan that is followed; none has to. */
static enum segbias_status check_followed(struct segbias_run *run, const char *reference, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (!reference) {
		SEGBIAS_TRY(segbias_run_read_policy(run, error));
		SEGBIAS_TRY(segbias_findings_create(&run->findings, error));
		goto done;
	}
	SEGBIAS_TRY(make_plan(run, run->counting->like, reference, error));
	SEGBIAS_TRY(segbias_tallied_check_plan(run, error));
done:
	return status;
}

/* The same plan has the same hash. */
static enum segbias_status check_followed_plan(const struct segbias_run *run, const struct segbias_tally_file *file,
                                               struct segbias_error *error)
{
	if (strcmp(file->plan_sha256, run->tallied->file.plan_sha256) == 0)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_DATA, "tally_changed|changed: this is no plan of a tally");
	segbias_error_place(error, run->counting->like, 1, 0);
	return SEGBIAS_DATA;
}

/* Counts the campaign as the one of the tally that is followed was. */
static enum segbias_status count_like(struct segbias_run *run, const char *campaign, const char *reference,
                                      struct segbias_tally_file *file, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_followed followed = {.file = {.width = 0}};
	struct counted counted = {.source = NULL};
	SEGBIAS_TRY(check_followed(run, reference, error));
	SEGBIAS_TRY(segbias_followed_read(run, &followed, error));
	const struct segbias_opening opening = {.path = campaign,
	                                        .options = run->options,
	                                        .policy = &run->policy,
	                                        .arena = &run->arena,
	                                        .part = &followed.file,
	                                        .headless = run->counting->no_header};
	status = segbias_reading_open(&opening, &counted.source, error);
	if (status == SEGBIAS_DATA && error && strcmp(error->id, "no_header") == 0)
		segbias_error_hint(error, "--no-header: the part has none, and its columns are those of the plan");
	if (status != SEGBIAS_OK)
		goto done;
	SEGBIAS_TRY(segbias_source_follow(counted.source, &followed.file, error));
	counted.plan = &followed.rules.plan;
	counted.styles = followed.file.styles;
	file->counting = run->tallied->file.counting;
	SEGBIAS_TRY(pour(run, &counted, file, error));
	SEGBIAS_TRY(check_followed_plan(run, file, error));
done:
	if (status == SEGBIAS_DATA)
		segbias_tallied_hint(error, "when the plan is made");
	segbias_source_free(counted.source);
	segbias_followed_release(&followed);
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
	for (size_t i = 0; i < run->matching.stage_count; i++)
		if (run->matching.stages[i].file.bytes) {
			(void)segbias_error_set(
			    error, SEGBIAS_USAGE,
			    "not_of_tallies|--stages: a stage that is a file of its own is not kept in a tally");
			segbias_error_hint(error, "compare the campaign's own file with it");
			return SEGBIAS_USAGE;
		}
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
	if (run->tallied) {
		SEGBIAS_TRY(count_like(run, campaign, reference, &file, error));
	} else {
		SEGBIAS_TRY(make_plan(run, campaign, reference, error));
		SEGBIAS_TRY(check_shape(run, error));
		size_t notes = run->findings->notes.count;
		SEGBIAS_TRY(segbias_tallied_counting(run, &counting, error));
		file.counting = segbias_text_label(&counting);
		const struct counted counted = {run->campaign, &run->matching.plan, run->taken.styles};
		run->matching.plan.design.apart = run->matching.plan.design.used;
		SEGBIAS_TRY(pour(run, &counted, &file, error));
		SEGBIAS_TRY(check_again(run, &file, paths, notes, error));
	}
	if (run->counting->sql)
		SEGBIAS_TRY(segbias_tally_sql_keep(run, &file, error));
	else
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
	request = request ? request : &PLAIN;
	enum segbias_status status =
	    segbias_run_check(campaign, "a campaign and a reference are needed", &options, findings, error);
	if (status == SEGBIAS_OK && !(request && request->like))
		status = segbias_run_check(reference,
		                           "a campaign and a reference are needed; or --like TALLY, and no reference",
		                           &options, findings, error);
	if (status == SEGBIAS_OK)
		status = segbias_tallied_allow(options, error);
	if (status == SEGBIAS_OK)
		status = check_options(options, error);
	if (status == SEGBIAS_OK)
		status = segbias_tally_sql_check(request, error);
	if (status != SEGBIAS_OK)
		return status;
	const struct segbias_policy_use use = {.plans_not = true, .database = request->sql != NULL};
	const struct segbias_asked asked = {campaign, reference, options, use, request->like, request, NULL};
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

/* Persons of several parts are taken for different ones only where somebody says that they are. */
static enum segbias_status check_persons(const struct segbias_tally_file *file, const struct segbias_tally_file *other,
                                         const char *path, struct segbias_error *error)
{
	const struct segbias_clusters *persons = segbias_tally_clusters(file->tally);
	if (!persons || segbias_clusters_count(persons) == 0 ||
	    segbias_clusters_count(segbias_tally_clusters(other->tally)) == 0)
		return SEGBIAS_OK;
	(void)segbias_error_set(
	    error, SEGBIAS_USAGE,
	    "persons_apart|it counts persons, who are added up only where no person is in two parts");
	segbias_error_hint(error, "--persons-disjoint says so, and is tested");
	segbias_error_place(error, path, 0, 0);
	return SEGBIAS_USAGE;
}

static enum segbias_status add_one(const char *path, bool disjoint, struct segbias_tally_file *file,
                                   struct segbias_error *error)
{
	struct segbias_tally_file other = {.tally = NULL};
	enum segbias_status status = read_one(path, &other, error);
	if (status == SEGBIAS_OK && strcmp(file->plan_sha256, other.plan_sha256) != 0)
		status = other_plan(file, &other, path, error);
	if (status == SEGBIAS_OK && !disjoint)
		status = check_persons(file, &other, path, error);
	if (status == SEGBIAS_OK)
		status = segbias_tally_file_absorb(file, &other, error);
	if (status == SEGBIAS_DATA && error && !error->file[0])
		segbias_error_place(error, path, 0, 0);
	segbias_tally_file_release(&other);
	return status;
}

static enum segbias_status merge(const char *const *tallies, size_t count, const struct segbias_merge_request *request,
                                 struct segbias_findings **findings, struct segbias_error *error)
{
	struct segbias_tally_file file = {.tally = NULL};
	struct segbias_findings *made = NULL;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_findings_create(&made, error));
	SEGBIAS_TRY(read_one(tallies[0], &file, error));
	for (size_t i = 1; i < count; i++)
		SEGBIAS_TRY(add_one(tallies[i], request->persons_disjoint != 0, &file, error));
	SEGBIAS_TRY(segbias_tally_finish(file.tally, error));
	SEGBIAS_TRY(keep(made, &file, error));
	*findings = made;
	made = NULL;
done:
	segbias_findings_free(made);
	segbias_tally_file_release(&file);
	return status;
}

enum segbias_status segbias_merge(const char *const *tallies, size_t count, const struct segbias_merge_request *request,
                                  struct segbias_findings **findings, struct segbias_error *error)
{
	static const struct segbias_merge_request PLAIN = {.persons_disjoint = 0};
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
	status = merge(tallies, count, request ? request : &PLAIN, &made, error);
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK)
		*findings = made;
	else
		segbias_findings_free(made);
	return status;
}
