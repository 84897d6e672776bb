/* Job: inspect. How the files are read, and which mapping a comparison would use. */
#include <segbias/inspect.h>

#include "analysis/columns.h"
#include "jobs/reading.h"

#include "base/locale.h"
#include "base/number.h"
#include "base/unicode.h"
#include "match/universe.h"
#include "policy/policy.h"
#include "values/name.h"

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

/* Roles that the shape gives; the content has given "identifier" or "other". */
static const char *role_of(const struct segbias_layout *layout, size_t field, const char *role)
{
	if (field == layout->weight_field)
		return "weight";
	if (field == layout->attribute_field)
		return "attribute_name";
	if (field == layout->value_field)
		return "value";
	if (field == layout->moe_field)
		return "margin_of_error";
	return field == layout->count_field ? layout->unit == SEGBIAS_UNIT_COUNT ? "count" : "share" : role;
}

/* Parts that options give, to a campaign and to a reference: asked[1]. */
static const char *role_by_option(const struct segbias_policy *policy, struct segbias_label name,
                                  const bool asked[static 2], const char *role)
{
	const struct {
		struct segbias_label column;
		const char *role;
		bool reference;
	} PARTS[] = {{policy->person, "person", false},
	             {policy->amount, "amount", false},
	             {policy->strata, "stratum", true},
	             {policy->psu, "sampling_unit", true}};
	for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
		if (PARTS[i].column.bytes && asked[PARTS[i].reference] && segbias_name_same(PARTS[i].column, name))
			return PARTS[i].role;
	return role;
}

/* What a column could be as long as no comparison says what it is. */
static const char *guess_role(const struct segbias_column_finding *column, bool campaign)
{
	if (strcmp(column->role, "other") != 0)
		return column->role;
	if (campaign && segbias_name_suggests(column->name, SEGBIAS_ROLE_SEGMENT))
		return "segment";
	return isfinite(column->distinct) && column->distinct > 0 && !column->personal ? "attribute" : "other";
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
static void note_left_out(const struct segbias_source_facts *facts, struct segbias_notes *notes)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (facts->left_out)
		segbias_error_place(segbias_notes_add(notes, "where",
		                                      "%s row%s left out by --where or --campaign-where",
		                                      segbias_number_group((double)facts->left_out, number),
		                                      facts->left_out == 1 ? " is" : "s are"),
		                    facts->path, 0, 0);
}

/* One of the files. */
struct scanning {
	const char *path;
	const struct segbias_compare_options *options;
	bool reference; /* it is read as one */
	bool alone;
};

static enum segbias_status scan(const struct scanning *scanning, struct segbias_findings *findings,
                                struct segbias_error *error)
{
	bool reference = scanning->reference;
	bool second = findings->file_count == 1;
	const bool asked[] = {scanning->alone || !second, scanning->alone || second};
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
	                                        .reference = reference,
	                                        .alone = scanning->alone};
	SEGBIAS_TRY(segbias_reading_open(&opening, &source, error));
	SEGBIAS_TRY(segbias_source_recognise(source, NULL, &findings->notes, error));
	const struct segbias_head *head = segbias_source_head(source);
	struct segbias_layout layout = *segbias_source_layout(source); /* the scan looks at no roles */
	bool rows = !segbias_source_shape(source)->table;
	SEGBIAS_TRY(plan_scan(head, &policy, &findings->arena, &plan, error));
	if (scanning->alone && policy.born.bytes && segbias_head_find(head, policy.born) == SEGBIAS_NO_FIELD)
		SEGBIAS_TRY(segbias_head_no_column(head, "--born", policy.born, error));
	if (scanning->alone && policy.amount.bytes && segbias_head_find(head, policy.amount) == SEGBIAS_NO_FIELD)
		SEGBIAS_TRY(segbias_head_no_column(head, "--amount", policy.amount, error));
	SEGBIAS_TRY(filter_scan(head, &policy, asked, &findings->arena, &plan, error));
	SEGBIAS_TRY(segbias_tally_create(&plan, &tally, error));
	SEGBIAS_TRY(segbias_source_scan(source, &plan, tally, error));
	SEGBIAS_TRY(segbias_reading_describe(source, all_valid(tally), &findings->arena, &file->facts, error));
	file->column_count = head->width;
	file->columns = segbias_arena_array(&findings->arena, head->width, sizeof *file->columns);
	if (!file->columns)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t field = 0; field < head->width; field++) {
		struct segbias_column_finding *column = &file->columns[field];
		SEGBIAS_TRY(segbias_column_describe(tally, field, rows, &findings->arena, column, error));
		column->role = role_of(&layout, field, column->role);
		if (layout.value_field == SEGBIAS_NO_FIELD)
			column->role = guess_role(column, !second);
		column->role = role_by_option(&policy, column->name, asked, column->role);
	}
	findings->file_count++;
	segbias_reading_note(source, &file->facts, &findings->notes);
	if (scanning->alone)
		note_left_out(segbias_source_facts(source), &findings->notes);
	note_personal(file, &findings->notes);
done:
	segbias_tally_free(tally);
	segbias_source_free(source);
	segbias_policy_release(&policy);
	return status;
}

/* What the comparison decided about the columns: segment, count, weight, attributes. */
static void take_roles(struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	for (size_t f = 0; f < findings->file_count; f++)
		for (size_t i = 0; i < findings->files[f].column_count; i++) {
			struct segbias_column_finding *column = &findings->files[f].columns[i];
			if (strcmp(column->role, "segment") == 0 || strcmp(column->role, "attribute") == 0)
				column->role = "other";
			if (f == 0 && s->segment.bytes && segbias_label_equal(column->name, s->segment))
				column->role = "segment";
			for (size_t a = 0; a < s->attribute_count; a++)
				if (segbias_label_equal(column->name, f == 0 ? s->attributes[a].attribute
				                                             : s->attributes[a].reference_column))
					column->role = "attribute";
		}
}

/* With a reference the findings are those of the comparison, whose settings and mapping are shown. */
static enum segbias_status try_compare(const char *file, const char *reference,
                                       const struct segbias_compare_options *options, struct segbias_findings **out,
                                       struct segbias_error *error)
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

static enum segbias_status inspect(const char *file, const char *reference,
                                   const struct segbias_compare_options *options, struct segbias_findings **out,
                                   struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_findings *findings = NULL;
	if (reference && (strcmp(file, "-") == 0 || strcmp(reference, "-") == 0))
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "with a reference both files are read twice, so neither can be -");
	if (reference)
		SEGBIAS_TRY(try_compare(file, reference, options, &findings, error));
	else
		SEGBIAS_TRY(segbias_findings_create(&findings, error));
	/* The comparison has noted how the files were read, and so does the scan: once is enough. */
	if (reference && findings->comparison_count) {
		size_t kept = 0;
		for (size_t i = 0; i < findings->notes.count; i++) {
			const char *code = findings->notes.items[i].code;
			if (strcmp(code, "bad_records") != 0 && strcmp(code, "blank_lines") != 0 &&
			    strcmp(code, "encoding") != 0)
				findings->notes.items[kept++] = findings->notes.items[i];
		}
		findings->notes.count = kept;
	}
	findings->job = SEGBIAS_JOB_INSPECT;
	/* A file alone may be either of the two: a marginal table is told only as a reference. */
	const struct scanning first = {file, options, !reference && !options->campaign.shape, !reference};
	SEGBIAS_TRY(scan(&first, findings, error));
	if (reference) {
		const struct scanning second = {reference, options, true, false};
		SEGBIAS_TRY(scan(&second, findings, error));
		if (findings->comparison_count)
			take_roles(findings);
	}
	*out = findings;
	findings = NULL;
done:
	segbias_findings_free(findings);
	return status;
}

enum segbias_status segbias_inspect(const char *file, const char *reference,
                                    const struct segbias_compare_options *options, struct segbias_findings **findings,
                                    struct segbias_error *error)
{
	struct segbias_locale locale;
	enum segbias_status status = segbias_locale_enter(&locale, error);
	if (status != SEGBIAS_OK)
		return status;
	status = inspect(file, reference, options, findings, error);
	segbias_locale_leave(&locale);
	return status;
}
