/* Job: inspect. How the files are read, and which mapping a comparison would use. */
#include <segbias/inspect.h>

#include "analysis/columns.h"
#include "jobs/reading.h"
#include "jobs/roles.h"
#include "jobs/run.h"

#include "base/call.h"
#include "base/number.h"
#include "base/unicode.h"
#include "match/universe.h"
#include "policy/policy.h"

#include <math.h>
#include <string.h>

/* A plan with an open column a field and no table: what a column holds is in its spellings. */
static enum segbias_status plan_scan(const struct segbias_head *head, const struct segbias_policy *policy,
                                     struct segbias_arena *arena, struct segbias_plan *plan,
                                     struct segbias_error *error)
{
	struct segbias_plan_column *columns = segbias_arena_array(arena, head->width, sizeof *columns);
	if (!columns)
		return segbias_error_memory(error);
	for (size_t field = 0; field < head->width; field++)
		columns[field] =
		    (struct segbias_plan_column){.name = head->names[field], .field = field, .kind = SEGBIAS_PLAN_OPEN};
	*plan = (struct segbias_plan){.columns = columns, .column_count = head->width, .missing = &policy->missing};
	return SEGBIAS_OK;
}

/* Which rows are looked at: what --where says of a reference and --campaign-where of a campaign. A file alone is meant by
 * either. */
static enum segbias_status filter_scan(const struct segbias_head *head, const struct segbias_policy *policy,
                                       const bool asked[static 2], struct segbias_arena *arena,
                                       struct segbias_plan *plan, struct segbias_error *error)
{
	const struct segbias_wheres wheres[] = {
	    {"--campaign-where", policy->campaign_wheres, policy->campaign_where_count},
	    {"--where", policy->wheres, policy->where_count}};
	struct segbias_plan_filter *filters =
	    segbias_arena_array(arena, wheres[0].count + wheres[1].count, sizeof *filters);
	if (!filters)
		return segbias_error_memory(error);
	for (size_t i = 0; i < 2; i++) {
		enum segbias_status status = SEGBIAS_OK;
		if (asked[i])
			status = segbias_universe_wheres(head, &wheres[i], arena, filters, &plan->filter_count, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	for (size_t i = 0; i < plan->filter_count; i++)
		filters[i].chosen = true;
	plan->filters = filters;
	return SEGBIAS_OK;
}

static bool all_valid(const struct segbias_tally *tally)
{
	bool valid = true;
	for (size_t i = 0; i < segbias_tally_columns(tally) && valid; i++) {
		valid = segbias_unicode_valid(segbias_tally_name(tally, i));
		for (uint32_t j = 0; j < segbias_tally_spellings(tally, i) && valid; j++)
			valid = segbias_unicode_valid(segbias_tally_spelling(tally, i, j).label);
	}
	return valid;
}

static void note_personal(const struct segbias_file_finding *file, struct segbias_notes *notes)
{
	for (size_t i = 0; i < file->column_count; i++) {
		const struct segbias_column_finding *column = &file->columns[i];
		char quoted[SEGBIAS_QUOTE_MAX];
		char number[SEGBIAS_NUMBER_MAX];
		if (!column->personal)
			continue;
		segbias_label_quote(column->name, quoted);
		struct segbias_error *note =
		    isfinite(column->personal_rate)
			? segbias_notes_add(notes, "personal_data",
		                            "column %s looks like personal data (%s): %s %% of its values", quoted,
		                            column->personal,
		                            segbias_number_format(round(100 * column->personal_rate), number))
			: segbias_notes_add(notes, "personal_data", "column %s is named like personal data (%s)",
		                            quoted, column->personal);
		segbias_error_place(note, file->facts.path, 1, 0);
		segbias_error_hint(note, "a comparison does not need it: leave it out of the file");
	}
}

/* Where there is a reference, the comparison has said so. */
static void note_left_out(const struct segbias_tally_facts *facts, const char *path, struct segbias_notes *notes)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (facts->left_out)
		segbias_error_place(segbias_notes_add(notes, "where",
		                                      "%s row%s left out by --where or --campaign-where",
		                                      segbias_number_group((double)facts->left_out, number),
		                                      facts->left_out == 1 ? " is" : "s are"),
		                    path, 0, 0);
}

/* One of the files. */
struct scanning {
	const char *path;
	const struct segbias_options *options;
	bool campaign, reference;                   /* which options mean it; a file alone is meant by either */
	const struct segbias_input_facts *compared; /* what the comparison says of it; NULL: nothing is compared */
};

/* What it is for a comparison may be open; what it holds can be shown all the same. */
static enum segbias_status recognise(struct segbias_source *source, const struct scanning *scanning,
                                     struct segbias_notes *notes, struct segbias_error *error)
{
	struct segbias_notes unsaid = {0};
	struct segbias_error why = {0};
	/* Where there is a reference, the comparison has said how it was read, or why not. */
	bool alone = scanning->campaign && scanning->reference;
	enum segbias_status status = segbias_source_recognise(source, NULL, alone ? notes : &unsaid, &why);
	segbias_notes_release(&unsaid);
	if (status == SEGBIAS_DATA && segbias_source_scannable(source)) {
		struct segbias_error *note = alone ? segbias_notes_add(notes, "not_decided", "%s", why.message) : NULL;
		if (note) {
			memcpy(note->file, why.file, sizeof note->file);
			note->line = why.line;
			note->column = why.column;
			segbias_error_hint(note, "%s", why.hint);
		}
		return SEGBIAS_OK;
	}
	if (status != SEGBIAS_OK && error)
		*error = why;
	return status;
}

static enum segbias_status describe_columns(const struct segbias_roles_input *roles, const struct scanning *scanning,
                                            struct segbias_arena *arena, struct segbias_file_finding *file,
                                            struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	size_t width = segbias_source_head(roles->source)->width;
	if (scanning->compared) {
		file->facts.shape = scanning->compared->shape;
		file->facts.columns = scanning->compared->columns;
		file->facts.column_count = scanning->compared->column_count;
	} else {
		SEGBIAS_TRY(segbias_roles_find(roles, arena, &file->facts, error));
	}
	file->columns = segbias_arena_array(arena, width, sizeof *file->columns);
	if (!file->columns)
		SEGBIAS_TRY(segbias_error_memory(error));
	file->column_count = width;
	struct segbias_column_rows rows;
	SEGBIAS_TRY(segbias_roles_rows(roles, &rows, error));
	for (size_t field = 0; field < width; field++) {
		struct segbias_column_finding *column = &file->columns[field];
		SEGBIAS_TRY(segbias_column_describe(roles->tally, field, &rows, arena, column, error));
		column->role = file->facts.columns[field].role;
		column->why = file->facts.columns[field].why;
		/* With the other file beside it the comparison knew more: a table lists its names, which are towns'. */
		bool named = column->personal && isnan(column->personal_rate) && strcmp(column->personal, "name") == 0;
		if (named && scanning->compared && strcmp(column->role, "attribute") == 0 &&
		    !roles->policy->attribute_count)
			column->personal = NULL;
	}
done:
	return status;
}

static enum segbias_status check_named(const struct segbias_head *head, const struct segbias_policy *policy,
                                       struct segbias_error *error)
{
	const struct {
		const char *option;
		struct segbias_label name;
	} NAMED[] = {{"--born", policy->born}, {"--amount", policy->amount}};
	for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++)
		if (NAMED[i].name.bytes && segbias_head_find(head, NAMED[i].name) == SEGBIAS_NO_FIELD)
			return segbias_head_no_column(head, NAMED[i].option, NAMED[i].name, error);
	return SEGBIAS_OK;
}

static enum segbias_status scan(const struct scanning *scanning, struct segbias_findings *findings,
                                struct segbias_error *error)
{
	bool alone = scanning->campaign && scanning->reference;
	const bool asked[] = {scanning->campaign, scanning->reference};
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_source *source = NULL;
	struct segbias_tally *tally = NULL;
	struct segbias_policy policy = {0};
	struct segbias_plan plan;
	struct segbias_file_finding *file = &findings->files[findings->file_count];
	SEGBIAS_TRY(segbias_policy_read(scanning->options, &policy, error));
	const struct segbias_opening opening = {.path = scanning->path,
	                                        .options = scanning->options,
	                                        .policy = &policy,
	                                        .arena = &findings->arena,
	                                        .reference = scanning->reference,
	                                        .alone = alone};
	SEGBIAS_TRY(segbias_reading_open(&opening, &source, error));
	SEGBIAS_TRY(recognise(source, scanning, &findings->notes, error));
	const struct segbias_head *head = segbias_source_head(source);
	SEGBIAS_TRY(plan_scan(head, &policy, &findings->arena, &plan, error));
	if (alone)
		SEGBIAS_TRY(check_named(head, &policy, error));
	SEGBIAS_TRY(filter_scan(head, &policy, asked, &findings->arena, &plan, error));
	SEGBIAS_TRY(segbias_tally_create(&plan, &tally, error));
	SEGBIAS_TRY(segbias_source_scan(source, &plan, tally, error));
	SEGBIAS_TRY(segbias_reading_describe(source, all_valid(tally), &findings->arena, &file->facts, error));
	const struct segbias_roles_input roles = {.source = source,
	                                          .policy = &policy,
	                                          .tally = tally,
	                                          .plan = &plan,
	                                          .campaign = scanning->campaign,
	                                          .reference = scanning->reference};
	SEGBIAS_TRY(describe_columns(&roles, scanning, &findings->arena, file, error));
	findings->file_count++;
	segbias_reading_note(source, &file->facts, findings);
	segbias_reading_note_swallowed(source, tally, &findings->notes);
	if (alone)
		note_left_out(segbias_tally_facts(tally), scanning->path, &findings->notes);
	note_personal(file, &findings->notes);
done:
	segbias_tally_free(tally);
	segbias_source_free(source);
	segbias_policy_release(&policy);
	return status;
}

/* With a reference the findings are those of the comparison, whose settings and mapping are shown. */
static enum segbias_status try_compare(const char *file, const char *reference, const struct segbias_options *options,
                                       struct segbias_findings **out, struct segbias_error *error)
{
	struct segbias_error why = {0};
	enum segbias_status status = segbias_compare(file, reference, options, out, &why);
	if (status == SEGBIAS_OK)
		return SEGBIAS_OK;
	if (status != SEGBIAS_DATA) {
		if (error)
			*error = why;
		return status;
	}
	status = segbias_findings_create(out, error);
	if (status != SEGBIAS_OK)
		return status;
	struct segbias_error *note =
	    segbias_notes_add(&(*out)->notes, "not_comparable", "the two files cannot be compared: %s", why.message);
	if (note) {
		memcpy(note->file, why.file, sizeof note->file);
		note->line = why.line;
		note->column = why.column;
		segbias_error_hint(note, "%s", why.hint);
	}
	return SEGBIAS_OK;
}

/* The comparison has noted how the files were read, and so does the scan: once is enough. */
static void drop_repeated(struct segbias_notes *notes)
{
	static const char *const CODES[] = {"bad_records",  "blank_lines",  "encoding",       "lines_above",
	                                    "total_lines",  "lines_below",  "legend_read",    "melted",
	                                    "columns_left", "figures_left", "figures_unused", "edges_joined"};
	size_t kept = 0;
	for (size_t i = 0; i < notes->count; i++) {
		bool repeated = false;
		for (size_t j = 0; j < sizeof CODES / sizeof *CODES; j++)
			repeated = repeated || strcmp(notes->items[i].code, CODES[j]) == 0;
		if (!repeated)
			notes->items[kept++] = notes->items[i];
	}
	notes->count = kept;
}

static enum segbias_status inspect_both(const char *file, const char *reference, const struct segbias_options *options,
                                        struct segbias_findings **out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_findings *findings = NULL;
	if (segbias_options_once(options, file) || segbias_options_once(options, reference))
		return segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "stdin_read_twice|with a reference both files are read twice, so neither can be %s",
		    strcmp(file, "-") == 0 || strcmp(reference, "-") == 0 ? "-" : "a stream");
	SEGBIAS_TRY(try_compare(file, reference, options, &findings, error));
	bool compared = findings->comparison_count > 0;
	if (compared)
		drop_repeated(&findings->notes);
	findings->job = SEGBIAS_JOB_INSPECT;
	const struct scanning files[] = {{file, options, true, false, compared ? &findings->campaign : NULL},
	                                 {reference, options, false, true, compared ? &findings->reference : NULL}};
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		SEGBIAS_TRY(scan(&files[i], findings, error));
	*out = findings;
	findings = NULL;
done:
	segbias_findings_free(findings);
	return status;
}

/* A file alone may be either of the two: a marginal table is told only as a reference. */
static enum segbias_status inspect_alone(const char *file, const struct segbias_options *options,
                                         struct segbias_findings **out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_findings *findings = NULL;
	struct segbias_options own;
	SEGBIAS_TRY(segbias_findings_create(&findings, error));
	SEGBIAS_TRY(segbias_reading_alone(options, &findings->arena, &own, error));
	findings->job = SEGBIAS_JOB_INSPECT;
	const struct scanning scanning = {file, &own, true, true, NULL};
	SEGBIAS_TRY(scan(&scanning, findings, error));
	for (size_t i = 0; i < findings->notes.count; i++)
		segbias_reading_alone_words(options, &findings->notes.items[i].text);
	*out = findings;
	findings = NULL;
done:
	if (status != SEGBIAS_OK)
		segbias_reading_alone_words(options, error);
	segbias_findings_free(findings);
	return status;
}

/* By the options that were given, and those of the policy file. */
static enum segbias_status inspect(const struct segbias_asked *asked, struct segbias_findings **out,
                                   struct segbias_error *error)
{
	struct segbias_policy_file file;
	enum segbias_status status = segbias_policy_file_read(asked->options, &asked->use, &file, error);
	struct segbias_options own = file.options;
	own.policy = NULL; /* it is read */
	/* What the comparison says becomes a note: how that is worded is asked when it is shown. */
	own.settings = false;
	atomic_bool ended = false;
	own.watch.ended = &ended;
	if (status == SEGBIAS_OK)
		status = asked->reference ? inspect_both(asked->campaign, asked->reference, &own, out, error)
		                          : inspect_alone(asked->campaign, &own, out, error);
	status = segbias_stream_ended(&own.watch, status, error);
	if (status == SEGBIAS_OK)
		status = segbias_run_keep_options(&file, *out, error);
	else
		segbias_policy_blame(&file, asked->options, error);
	segbias_policy_file_release(&file);
	return status;
}

enum segbias_status segbias_inspect(const char *file, const char *reference, const struct segbias_options *options,
                                    struct segbias_findings **findings, struct segbias_error *error)
{
	struct segbias_call call;
	struct segbias_findings *found = NULL;
	enum segbias_status status = segbias_run_check(file, "a file is needed", &options, findings, error);
	if (status == SEGBIAS_OK)
		status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	const struct segbias_asked asked = {file, reference, options, {.inspect = true, .one_file = !reference},
	                                    NULL, NULL,      NULL};
	status = inspect(&asked, &found, error);
	status = segbias_call_leave(&call, status, error);
	if (status != SEGBIAS_OK) {
		segbias_option_word(error, options->settings);
		segbias_findings_free(found);
		return status;
	}
	*findings = found;
	return SEGBIAS_OK;
}
