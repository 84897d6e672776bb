#include "jobs/reading.h"

#include "base/number.h"
#include "base/workbook.h"
#include "match/match.h"
#include "policy/policy.h"
#include "sources/engine.h"
#include "sources/margin.h"
#include "values/boolean.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Values that --within names are values, and no totals. */
static enum segbias_status name_values(const struct segbias_policy *policy, struct segbias_arena *arena,
                                       struct segbias_source_options *source, struct segbias_error *error)
{
	size_t room = 0;
	for (size_t i = 0; i < policy->universe_count; i++)
		room += policy->universes[i].count;
	struct segbias_pair *named = segbias_arena_array(arena, room, sizeof *named);
	if (!named)
		return segbias_error_memory(error);
	source->named = named;
	for (size_t i = 0; i < policy->universe_count; i++)
		for (size_t j = 0; j < policy->universes[i].count; j++)
			named[source->named_count++] = (struct segbias_pair){
			    source->reference ? segbias_match_reference_name(policy, policy->universes[i].attribute)
					      : policy->universes[i].attribute,
			    policy->universes[i].items[j]};
	return SEGBIAS_OK;
}

/* Columns that options make segments or attributes are no figures. */
static enum segbias_status claim_columns(const struct segbias_policy *policy, struct segbias_arena *arena,
                                         struct segbias_source_options *source, struct segbias_error *error)
{
	struct segbias_label *claimed = segbias_arena_array(
	    arena, policy->segment_count + policy->attribute_count + policy->numeric_count + 4, sizeof *claimed);
	if (!claimed)
		return segbias_error_memory(error);
	source->claimed = claimed;
	source->segmented = policy->audits || policy->segment_none || policy->segment_count > 0;
	source->segment_count = policy->segment_count;
	for (size_t i = 0; i < policy->segment_count; i++)
		claimed[source->claimed_count++] = policy->segments[i];
	for (size_t i = 0; i < policy->attribute_count; i++)
		claimed[source->claimed_count++] = policy->attributes[i];
	for (size_t i = 0; i < policy->numeric_count; i++)
		claimed[source->claimed_count++] = policy->numerics[i];
	const struct segbias_label parts[] = {policy->person, policy->strata, policy->psu, policy->born};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].bytes)
			claimed[source->claimed_count++] = parts[i];
	return SEGBIAS_OK;
}

enum segbias_status segbias_reading_forms(const struct segbias_options *options, struct segbias_source_options *out,
                                          struct segbias_error *error)
{
	bool reference = out->reference;
	const struct segbias_reading *reading = reference ? &options->reference : &options->campaign;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_policy_delimiter(reference ? "--reference-delimiter" : "--delimiter", reading->delimiter,
	                                     &out->delimiter, error));
	out->section = reading->section;
	SEGBIAS_TRY(segbias_policy_rounded(reference ? "--reference-rounded" : "--rounded", reading->rounded,
	                                   &out->rounded_given, &out->rounded, error));
	SEGBIAS_TRY(segbias_policy_hidden(reference ? "--reference-hidden-max" : "--hidden-max", reading->hidden_max,
	                                  &out->hidden_given, &out->hidden_max, error));
	SEGBIAS_TRY(segbias_policy_decimal(reference ? "--reference-decimal" : "--decimal", reading->decimal,
	                                   &out->decimal, error));
	SEGBIAS_TRY(segbias_policy_thousands(reference ? "--reference-thousands" : "--thousands", reading->thousands,
	                                     &out->thousands, error));
done:
	return status;
}

/* The score and the label of an audit, and its strata, whatever they are called. */
static enum segbias_status set_beside(const struct segbias_policy *policy, struct segbias_arena *arena,
                                      struct segbias_source_options *source, struct segbias_error *error)
{
	const struct segbias_audit_policy *audit = &policy->audit;
	struct segbias_label *beside = segbias_arena_array(arena, audit->given_count + 2, sizeof *beside);
	if (!beside)
		return segbias_error_memory(error);
	source->beside = beside;
	if (audit->score.bytes)
		beside[source->beside_count++] = audit->score;
	if (audit->label.left.bytes)
		beside[source->beside_count++] = audit->label.left;
	for (size_t i = 0; i < audit->given_count; i++)
		beside[source->beside_count++] = audit->given[i];
	return SEGBIAS_OK;
}

/* Columns of which an option names the answer: one who has it is asked for, and it counts nobody. A stage is named as it is
 * written, and by the column of COL=VALUE; a table may count who is in it, or whom a decision chose. */
static enum segbias_status set_answers(const struct segbias_opening *opening, struct segbias_source_options *source,
                                       struct segbias_error *error)
{
	const struct segbias_policy *policy = opening->policy;
	const struct segbias_label own[] = {policy->eligible.left, policy->consent.left, policy->audit.decision.left};
	size_t size = sizeof own / sizeof *own + 2 * policy->stage_count + source->where_count;
	struct segbias_label *answers = segbias_arena_array(opening->arena, size, sizeof *answers);
	bool campaign = !opening->reference || opening->alone;
	if (!answers)
		return segbias_error_memory(error);
	source->answers = answers;
	for (size_t i = 0; i < source->where_count; i++)
		answers[source->answer_count++] = source->wheres[i].left;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (campaign && own[i].bytes)
			answers[source->answer_count++] = own[i];
	for (size_t i = 0; i < policy->stage_count && campaign; i++) {
		struct segbias_label stage = policy->stages[i];
		const char *sign = memchr(stage.bytes, '=', stage.size);
		answers[source->answer_count++] = stage;
		if (sign)
			answers[source->answer_count++] =
			    (struct segbias_label){stage.bytes, (size_t)(sign - stage.bytes)};
	}
	return SEGBIAS_OK;
}

/* Whether the column of decisions may count those who were selected: its cells are asked for no value, or for a word that none of their
 * numbers is. */
static bool may_count(const struct segbias_pair *decision)
{
	bool yes = false;
	if (!decision->right.bytes)
		return true;
	return segbias_boolean_parse(decision->right, &yes) && decision->right.bytes[0] != '0' &&
	       decision->right.bytes[0] != '1';
}

enum segbias_status segbias_reading_open(const struct segbias_opening *opening, struct segbias_source **out,
                                         struct segbias_error *error)
{
	const struct segbias_options *options = opening->options;
	const struct segbias_policy *policy = opening->policy;
	bool reference = opening->reference;
	const struct segbias_reading *reading = reference ? &options->reference : &options->campaign;
	struct segbias_source_options source = {
	    .reference = reference,
	    .shape = reading->shape,
	    .count = reading->count,
	    .weight = reading->weight,
	    .decision = may_count(&policy->audit.decision) ? policy->audit.decision.left.bytes : NULL,
	    .amount = reference && !opening->alone ? NULL : options->amount,
	    .thousands_given = reading->thousands != NULL,
	    .skip_bad = options->skip_bad,
	    .hash_always = options->hash,
	    .begun = opening->begun,
	    .inlet = opening->inlet ? opening->inlet : segbias_options_inlet(options, opening->path),
	    .watch = options->watch,
	    .threads = policy->threads,
	    .persons = (!reference || opening->alone) && options->person,
	    .survey =
		reference && (options->reference_strata || options->reference_psu || options->reference_replicates),
	    .born = reference && options->born,
	    .header = opening->part || (!reference && options->plan),
	    .exact = (options->reference_kind && strcmp(options->reference_kind, "margin") != 0) || options->eligible,
	    .leveled = options->moe_level != NULL,
	    .alone = opening->alone,
	    .tables = opening->tables,
	    .audited = policy->audits};
	enum segbias_status status = SEGBIAS_OK;
	if (opening->part)
		source.shape = "rows";
	if (opening->part && opening->headless) {
		source.names = opening->part->names;
		source.name_count = opening->part->width;
	}
	if (source.amount) {
		/* The amount is the figure: a table needs no count, and nothing is weighted. */
		bool counts = source.shape && strcmp(source.shape, "counts") == 0;
		source.weight = "none";
		if (!source.count && (!source.shape || counts))
			source.shape = "rows";
	}
	bool wheres = reference || policy->audits;
	source.wheres = wheres ? policy->wheres : policy->campaign_wheres;
	source.where_count = wheres ? policy->where_count : policy->campaign_where_count;
	source.encoded.option = reference ? "--reference-encoding" : "--encoding";
	SEGBIAS_TRY(segbias_policy_encoding(source.encoded.option, reading->encoding, opening->arena,
	                                    &source.encoded.name, error));
	SEGBIAS_TRY(segbias_reading_forms(options, &source, error));
	if (opening->part)
		source.delimiter = opening->part->delimiter;
	SEGBIAS_TRY(name_values(policy, opening->arena, &source, error));
	SEGBIAS_TRY(claim_columns(policy, opening->arena, &source, error));
	SEGBIAS_TRY(set_beside(policy, opening->arena, &source, error));
	SEGBIAS_TRY(set_answers(opening, &source, error));
	SEGBIAS_TRY(segbias_source_open(opening->path, &source, out, error));
done:
	return status;
}

/* What is said of one form of an option of one file goes for the other. */
struct form {
	const char *name, *campaign, **reference;
};

enum { FORMS = 10 };

static void list_forms(const struct segbias_reading *from, struct segbias_reading *to, struct form forms[FORMS])
{
	const struct form all[FORMS] = {{"shape", from->shape, &to->shape},
	                                {"weight", from->weight, &to->weight},
	                                {"count", from->count, &to->count},
	                                {"delimiter", from->delimiter, &to->delimiter},
	                                {"encoding", from->encoding, &to->encoding},
	                                {"decimal", from->decimal, &to->decimal},
	                                {"thousands", from->thousands, &to->thousands},
	                                {"section", from->section, &to->section},
	                                {"rounded", from->rounded, &to->rounded},
	                                {"hidden-max", from->hidden_max, &to->hidden_max}};
	memcpy(forms, all, sizeof all);
}

/* "--reference-NAME" in the text becomes "--NAME". */
static void shorten(char *text, const char *name)
{
	static const char LONG[] = "--reference-";
	for (char *at = strstr(text, LONG); at; at = strstr(at + 1, LONG)) {
		char *rest = at + sizeof LONG - 1;
		size_t size = strlen(name);
		char after = strncmp(rest, name, size) == 0 ? rest[size] : 'a';
		if ((after >= 'a' && after <= 'z') || after == '-')
			continue;
		memmove(at + 2, rest, strlen(rest) + 1);
	}
}

void segbias_reading_alone_words(const struct segbias_options *options, struct segbias_error *error)
{
	struct segbias_reading to = options->reference;
	struct form forms[FORMS];
	list_forms(&options->campaign, &to, forms);
	for (size_t i = 0; error && i < FORMS; i++) {
		if (!forms[i].campaign || *forms[i].reference)
			continue;
		shorten(error->message, forms[i].name);
		shorten(error->hint, forms[i].name);
	}
}

enum segbias_status segbias_reading_alone(const struct segbias_options *options, struct segbias_arena *arena,
                                          struct segbias_options *out, struct segbias_error *error)
{
	*out = *options;
	struct segbias_reading *to = &out->reference;
	struct form forms[FORMS];
	list_forms(&options->campaign, to, forms);
	for (size_t i = 0; i < FORMS; i++) {
		const char **reference = forms[i].reference;
		if (*reference && forms[i].campaign && strcmp(*reference, forms[i].campaign) != 0)
			return segbias_error_set(
			    error, SEGBIAS_USAGE,
			    "options_contradict|--%s and --reference-%s mean the one file, and say different things",
			    forms[i].name, forms[i].name);
		*reference = *reference ? *reference : forms[i].campaign;
	}
	const struct segbias_strings *lists[] = {&options->where, &options->campaign_where};
	const char **wheres = segbias_arena_array(arena, lists[0]->count + lists[1]->count, sizeof *wheres);
	if (!wheres)
		return segbias_error_memory(error);
	out->where = (struct segbias_strings){wheres, 0};
	for (size_t l = 0; l < 2; l++)
		for (size_t i = 0; i < lists[l]->count; i++)
			wheres[out->where.count++] = lists[l]->items[i];
	out->campaign_where = (struct segbias_strings){0};
	out->campaign = (struct segbias_reading){0};
	return SEGBIAS_OK;
}

enum segbias_status segbias_reading_describe(const struct segbias_source *source, bool valid,
                                             struct segbias_arena *arena, struct segbias_input_facts *out,
                                             struct segbias_error *error)
{
	const struct segbias_source_facts *facts = segbias_source_facts(source);
	const char *said = segbias_source_options(source)->encoded.name;
	struct segbias_label path;
	struct segbias_label encoding;
	if (!segbias_arena_copy(arena, segbias_label_of(facts->path), &path) ||
	    !segbias_arena_copy(arena, segbias_label_of(said ? said : ""), &encoding))
		return segbias_error_memory(error);
	out->path = path.bytes;
	out->name = segbias_engine_base_name(path.bytes);
	memcpy(out->sha256, facts->hashed ? facts->sha256 : "", facts->hashed ? sizeof out->sha256 : 1);
	out->bytes = (double)facts->bytes;
	out->rows = (double)facts->rows;
	out->bad_rows = (double)facts->bad_rows;
	out->bad_lines = (double)facts->bad_lines;
	out->preamble_lines = facts->sheet.found ? (double)(facts->sheet.line - 1) : 0;
	out->encoding = !valid                                      ? "unknown"
	                : facts->encoding != SEGBIAS_ENCODING_UTF_8 ? segbias_encoding_name(facts->encoding)
	                : said && strcmp(said, "utf-8") != 0        ? encoding.bytes
	                : facts->bom                                ? "utf-8-bom"
	                                                            : "utf-8";
	out->read_by = segbias_source_read_by(source);
	out->delimiter = facts->delimiter;
	if (out->read_by)
		out->delimiter = '\0';
	out->shape = segbias_source_shape(source) ? segbias_source_shape(source)->name : NULL;
	return SEGBIAS_OK;
}

/* A column of a reference that tells how sure its figures are, and is not used. */
struct unused_margins {
	struct segbias_label name; /* of size 0: all are used, or none are there */
	struct segbias_label
	    share;  /* the figure that they are of; of size 0: it is the one that counts, or none is plain */
	bool other; /* they are of a figure that is neither: an average, an amount */
	const char *hint;
};

static struct unused_margins find_unused_margins(const struct segbias_source *source)
{
	struct unused_margins found = {
	    .hint = "behind each figure its own, in its unit, in a column called after it, as Male "
		    "MOE or Male SE; --reference-kind population: the shares are exact"};
	const struct segbias_shape *shape = segbias_source_shape(source);
	const struct segbias_column_evidence *columns = segbias_source_columns(source);
	if (!shape || !shape->table || !columns || segbias_source_options(source)->exact ||
	    !segbias_source_options(source)->reference)
		return found;
	const struct segbias_layout *layout = segbias_source_layout(source);
	const struct segbias_source_facts *facts = segbias_source_facts(source);
	size_t width = segbias_source_head(source)->width;
	const struct segbias_column_evidence *unused =
	    segbias_margin_unused(columns, width, layout, segbias_source_options(source)->leveled, &found.hint);
	if (unused) {
		size_t error = (size_t)(unused - columns);
		size_t share = segbias_margin_share_of(columns, width, layout, error);
		found.name = unused->name;
		if (share != SEGBIAS_NO_FIELD)
			found.share = columns[share].name;
		else
			found.other = segbias_margin_other_of(columns, width, layout, error) != SEGBIAS_NO_FIELD;
	} else if (facts->melted_error && layout->moe_field == SEGBIAS_NO_FIELD) {
		found.name = segbias_label_of(facts->melted_error);
	}
	return found;
}

static void add_margins_hint(const struct unused_margins *unused, struct segbias_error *error)
{
	char paste[SEGBIAS_QUOTE_MAX];
	if (unused->share.size > 0)
		segbias_error_hint(
		    error,
		    "--reference-count %s compares the figure that they are of; --reference-kind population: "
		    "the shares are exact",
		    segbias_evidence_paste(unused->share, paste));
	else
		segbias_error_hint(error, "%s", unused->hint);
}

/* Where margins of error of a table cannot be used, it must not go without a word that its shares are taken as exact. */
static void note_margins(const struct segbias_source *source, struct segbias_notes *notes)
{
	struct unused_margins unused = find_unused_margins(source);
	char quoted[SEGBIAS_QUOTE_MAX];
	if (unused.name.size == 0)
		return;
	struct segbias_error *note =
	    segbias_notes_add(notes, "margins_unused",
	                      "the margins of error in %s are not used: the shares are taken as exact, and what is "
	                      "shown against them is surer than it is",
	                      segbias_label_quote(unused.name, quoted));
	segbias_error_place(note, segbias_source_facts(source)->path, 0, 0);
	add_margins_hint(&unused, note);
}

enum segbias_status segbias_reading_check_margins(const struct segbias_source *source, struct segbias_error *error)
{
	struct unused_margins unused = find_unused_margins(source);
	char quoted[SEGBIAS_QUOTE_MAX];
	if (unused.name.size == 0 || unused.other)
		return SEGBIAS_OK;
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "margins_unused|the margins of error in %s cannot be used: with the shares taken as exact, what is "
	    "shown against them would be surer than it is",
	    segbias_label_quote(unused.name, quoted));
	segbias_error_place(error, segbias_source_facts(source)->path, 0, 0);
	add_margins_hint(&unused, error);
	return SEGBIAS_DATA;
}

/* A cell of a wide table may have a number, a percentage and more: which one counts, and which are left out. */
static void note_figures(const struct segbias_source *source, struct segbias_notes *notes)
{
	const struct segbias_head *head = segbias_source_head(source);
	const struct segbias_layout *layout = segbias_source_layout(source);
	const struct segbias_source_facts *facts = segbias_source_facts(source);
	const struct segbias_column_evidence *columns = segbias_source_columns(source);
	char quoted[SEGBIAS_QUOTE_MAX];
	struct segbias_text left = {0};
	size_t count = 0;
	if (!columns || layout->count_field == SEGBIAS_NO_FIELD)
		return;
	for (size_t i = head->width - facts->melted_figures; i < head->width; i++)
		if (i != layout->count_field && i != layout->amount_field && i != layout->moe_field &&
		    i != layout->margin.upper_field && !segbias_evidence_says(&columns[i], SEGBIAS_WORD_MOE)) {
			segbias_text_add_quoted(&left, head->names[i]);
			count++;
		}
	if (count > 0)
		segbias_error_place(segbias_notes_add(notes, "figures_left",
		                                      "of the figures of each cell %s counts; left out %s %s",
		                                      segbias_label_quote(head->names[layout->count_field], quoted),
		                                      count == 1 ? "is" : "are", left.data ? left.data : ""),
		                    facts->path, 0, 0);
	segbias_text_release(&left);
}

/* Whole figures beside the one that counts, of no name that says what they are: they may count groups of its people. */
static void note_unused(const struct segbias_source *source, struct segbias_notes *notes)
{
	const struct segbias_head *head = segbias_source_head(source);
	const struct segbias_layout *layout = segbias_source_layout(source);
	const struct segbias_column_evidence *columns = segbias_source_columns(source);
	char quoted[SEGBIAS_QUOTE_MAX];
	struct segbias_text list = {0};
	size_t count = 0;
	bool decided = layout->count_field == SEGBIAS_NO_FIELD || segbias_source_options(source)->count;
	for (size_t i = 0; columns && !decided && i < head->width; i++)
		if (i != layout->count_field && i != layout->amount_field &&
		    segbias_evidence_unexplained(&columns[i])) {
			segbias_text_add_quoted(&list, head->names[i]);
			count++;
		}
	if (count > 1) {
		struct segbias_error *note = segbias_notes_add(
		    notes, "figures_unused", "the figures beside %s are not compared: %s",
		    segbias_label_quote(head->names[layout->count_field], quoted), list.data ? list.data : "");
		segbias_error_place(note, segbias_source_facts(source)->path, 1, 0);
		segbias_error_hint(note,
		                   "if they count groups: a row for each, with a column that names the group; %s COL "
		                   "takes one of them",
		                   segbias_source_options(source)->reference ? "--reference-count" : "--count");
	}
	segbias_text_release(&list);
}

void segbias_reading_note_rounded(const struct segbias_source *source, struct segbias_notes *notes)
{
	const struct segbias_layout *layout = segbias_source_layout(source);
	const struct segbias_source_options *options = segbias_source_options(source);
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[2][SEGBIAS_NUMBER_MAX];
	if (!(layout->rounding.unit > 0))
		return;
	const char *unit = segbias_number_format(layout->rounding.unit * layout->times, number[0]);
	struct segbias_label name = segbias_source_columns(source)[layout->count_field].name;
	const char *option = options->reference ? "--reference-rounded" : "--rounded";
	char chance[SEGBIAS_NUMBER_MAX + 48] = "";
	char how[2 * SEGBIAS_NUMBER_MAX + 128];
	if (layout->rounding.chance > 0)
		segbias_text_print(chance, sizeof chance, " (by chance at most 1 in %s such lists)",
		                   segbias_number_group(round(fmin(1e6, 1 / layout->rounding.chance)), number[1]));
	if (options->rounded_given)
		segbias_text_print(how, sizeof how, "taken as rounded to %s, as %s says", unit, option);
	else
		segbias_text_print(how, sizeof how, "all multiples of %s%s and taken as rounded", unit, chance);
	struct segbias_error *note = segbias_notes_add(
	    notes, "rounded_figures",
	    "the figures of %s are %s: true ones may be up to %s less or more, and a verdict stands only where it holds at all "
	    "of them",
	    segbias_label_quote(name, quoted), how,
	    segbias_number_format(layout->rounding.off * layout->times, number[1]));
	segbias_error_place(note, segbias_source_facts(source)->path, 1, 0);
	segbias_error_hint(note, "if they are exact: %s none", option);
}

/* As of gnuplot (chart_unconfined): what was not done for the user's safety must not go without a word. */
static void note_unconfined(const struct segbias_source *source, struct segbias_findings *findings)
{
	const struct segbias_feed *feed = segbias_source_options(source)->feed;
	struct segbias_notes notes = {0};
	if (!feed || !feed->unconfined)
		return;
	(void)segbias_notes_add(&notes, "engine_unconfined",
	                        "this system cannot confine %s (no seccomp filter, or no Landlock): it ran without",
	                        feed->program);
	segbias_findings_keep_host(findings, &notes);
	segbias_notes_release(&notes);
}

/* Which sheet of several was read must not go without a word. */
static void note_sheets(const struct segbias_source *source, struct segbias_notes *notes)
{
	const struct segbias_source_options *options = segbias_source_options(source);
	const char *path = segbias_source_facts(source)->path;
	struct segbias_text names = {0};
	size_t count = 0;
	if (!options->feed || options->sheet || !segbias_engine_sheets(path))
		return;
	if (segbias_workbook_names(path, &names, &count) == SEGBIAS_WORKBOOK_SHEETS && count > 1) {
		struct segbias_error *note = segbias_notes_add(
		    notes, "other_sheets", "the first of its %zu sheets is read, of %s", count, names.data);
		segbias_error_place(note, path, 0, 0);
		segbias_error_hint(note, "%s NAME takes another",
		                   options->reference ? "--reference-section" : "--section");
	}
	segbias_text_release(&names);
}

void segbias_reading_note(const struct segbias_source *source, const struct segbias_input_facts *input,
                          struct segbias_findings *findings)
{
	struct segbias_notes *notes = &findings->notes;
	const struct segbias_source_facts *facts = segbias_source_facts(source);
	const char *option = segbias_source_options(source)->encoded.option;
	char number[SEGBIAS_NUMBER_MAX];
	if (facts->bad_rows) {
		char lines[SEGBIAS_NUMBER_MAX + 16] = "";
		if (facts->bad_lines > facts->bad_rows)
			(void)snprintf(lines, sizeof lines, ", %s lines,",
			               segbias_number_group((double)facts->bad_lines, number));
		struct segbias_error *note = segbias_notes_add(
		    notes, "bad_records", "%s unreadable %s%s %s left out; the first: %s",
		    segbias_number_group((double)facts->bad_rows, number), facts->bad_rows == 1 ? "record" : "records",
		    lines, facts->bad_rows == 1 ? "is" : "are", facts->bad_first.message);
		segbias_error_place(note, facts->path, facts->bad_first.line, facts->bad_first.column);
	}
	if (facts->blank_lines)
		segbias_error_place(segbias_notes_add(notes, "blank_lines", "%s blank %s skipped",
		                                      segbias_number_group((double)facts->blank_lines, number),
		                                      facts->blank_lines == 1 ? "line is" : "lines are"),
		                    facts->path, 0, 0);
	note_unconfined(source, findings);
	note_sheets(source, notes);
	segbias_sheet_note(&facts->sheet, facts->path, notes);
	if (facts->melted)
		segbias_error_place(
		    segbias_notes_add(notes, "melted",
		                      "%zu columns are values%s%s, and were made rows: each cell is a row",
		                      facts->melted, *facts->melted_of ? " of " : "", facts->melted_of),
		    facts->path, 0, 0);
	if (facts->melted_joined)
		segbias_error_place(segbias_notes_add(notes, "edges_joined",
		                                      "%s are the edges of bands, and were made one column, age",
		                                      facts->melted_joined),
		                    facts->path, 0, 0);
	if (facts->melted_figures > 1)
		note_figures(source, notes);
	else
		note_unused(source, notes);
	if (facts->melted_left_count)
		segbias_error_place(segbias_notes_add(notes, "columns_left",
		                                      "beside the columns that are values %zu other %s left out: %s",
		                                      facts->melted_left_count,
		                                      facts->melted_left_count == 1 ? "figure is" : "figures are",
		                                      facts->melted_left),
		                    facts->path, 0, 0);
	note_margins(source, notes);
	if (facts->encoding == SEGBIAS_ENCODING_WINDOWS_1252) {
		struct segbias_error *note =
		    segbias_notes_add(notes, "encoding", "is not UTF-8, and is read as Windows-1252 (latin-1)");
		segbias_error_place(note, facts->path, 0, 0);
		segbias_error_hint(note, "where letters come out wrong: %s NAME says what they are in", option);
	}
	if (strcmp(input->encoding, "unknown") == 0) {
		struct segbias_error *note = segbias_notes_add(
		    notes, "encoding", "some names or values are not valid UTF-8; they are shown with U+FFFD");
		segbias_error_place(note, facts->path, 0, 0);
		segbias_error_hint(note, "%s windows-1252 reads a file from Windows", option);
	}
}
