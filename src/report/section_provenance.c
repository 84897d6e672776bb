/* Section of a full report: by which files, settings and program it was made, and how to make it again. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

static void add_row(struct segbias_document *document, struct segbias_listing *table, const char *what,
                    const char *value)
{
	segbias_listing_add(document, table, what);
	segbias_listing_add(document, table, value);
}

static void add_file(struct segbias_document *document, const char *caption, const struct segbias_input_facts *file)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *table = segbias_document_listing(document, caption);
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "property"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "of the file"));
	add_row(document, table, TELL(t, "name"), segbias_tell_label(t, segbias_label_of(file->name)));
	add_row(document, table, TELL(t, "SHA-256"),
	        file->sha256[0]      ? segbias_tell_code(t, file->sha256)
	        : isnan(file->bytes) ? TELL(t, "withheld")
	                             : TELL_WITH(t, "not computed ({option})", WORD_CODE("option", "--hash")));
	if (isfinite(file->bytes))
		add_row(document, table, TELL(t, "bytes"), segbias_tell_count(t, file->bytes));
	add_row(document, table, TELL(t, "rows"), segbias_tell_count(t, file->rows));
	if (file->bad_rows > 0)
		add_row(document, table, TELL(t, "unreadable records, left out"),
		        segbias_tell_count(t, file->bad_rows));
	if (file->encoding)
		add_row(document, table, TELL(t, "encoding"), segbias_tell_code(t, file->encoding));
	if (file->shape)
		add_row(document, table, TELL(t, "shape"), segbias_tell_code(t, file->shape));
}

static void add_option(struct segbias_document *document, struct segbias_listing *table, const char *option,
                       const char *value)
{
	add_row(document, table, segbias_tell_code(&document->teller, option), value);
}

static void add_column(struct segbias_document *document, struct segbias_listing *table, const char *option,
                       struct segbias_label column)
{
	if (column.bytes)
		add_option(document, table, option, segbias_tell_label(&document->teller, column));
}

static void add_number(struct segbias_document *document, struct segbias_listing *table, const char *option,
                       double value)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (isfinite(value))
		add_option(document, table, option,
		           segbias_tell_figure(&document->teller, segbias_number_format(value, number)));
}

/* "<=50" where less is selected. */
static void add_threshold(struct segbias_document *document, struct segbias_listing *table,
                          const struct segbias_audit_findings *audit)
{
	char number[SEGBIAS_NUMBER_MAX];
	char text[SEGBIAS_NUMBER_MAX + 2];
	if (!audit->lower || !isfinite(audit->threshold)) {
		add_number(document, table, "--threshold", audit->threshold);
		return;
	}
	(void)segbias_text_print(text, sizeof text, "<=%s", segbias_number_format(audit->threshold, number));
	add_option(document, table, "--threshold", segbias_tell_figure(&document->teller, text));
}

/* "COLUMN=VALUE" */
static void add_pair(struct segbias_document *document, struct segbias_listing *table, const char *option,
                     const struct segbias_label *pair)
{
	if (pair[0].bytes)
		add_option(document, table, option,
		           TELL_WITH(&document->teller, "{column} = {value}", WORD_LABEL("column", pair[0]),
		                     WORD_LABEL("value", pair[1])));
}

/* By what groups are judged; of a plan, by what they would be. */
static void add_rule(struct segbias_document *document, struct segbias_listing *table)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_teller *t = &document->teller;
	char band[2 * SEGBIAS_NUMBER_MAX];
	bool plan = findings->job == SEGBIAS_JOB_PLAN;
	if (plan)
		add_number(document, table, "--plan", findings->plan);
	add_number(document, table, "--alpha", s->alpha);
	(void)snprintf(band, sizeof band, "%g:%g", s->band_low, s->band_high);
	add_option(document, table, "--band", segbias_tell_figure(t, band));
	if (!plan) {
		add_option(document, table, "--control", segbias_tell_code(t, s->control));
		add_option(document, table, "--interval", segbias_tell_code(t, s->interval));
	}
	add_number(document, table, "--min-n", s->min_n);
	if (!plan) {
		add_number(document, table, "--missing-max", s->missing_max);
		add_number(document, table, "--unmatched-max", s->unmatched_max);
		add_number(document, table, "--seed", (double)s->seed);
		add_number(document, table, "--publish", s->publish > 0 ? s->publish : NAN);
	}
}

/* What an audit was asked for, and by what it judges. */
static void add_audit_settings(struct segbias_document *document, struct segbias_listing *table)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_audit_findings *audit = &findings->audit;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_teller *t = &document->teller;
	const struct {
		const char *option;
		const struct segbias_label *pair;
	} PAIRS[] = {{"--decision", audit->decision}, {"--label", audit->label}, {"--against", audit->against}};
	for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
		if (PAIRS[i].pair[0].bytes && PAIRS[i].pair[1].bytes)
			add_pair(document, table, PAIRS[i].option, PAIRS[i].pair);
		else
			add_column(document, table, PAIRS[i].option,
			           PAIRS[i].pair[0].bytes ? PAIRS[i].pair[0] : PAIRS[i].pair[1]);
	add_column(document, table, "--score", audit->score);
	add_threshold(document, table, audit);
	for (size_t i = 0; i < audit->given_column_count; i++)
		add_column(document, table, "--given", audit->given_columns[i]);
	add_number(document, table, "--min-share", audit->min_share);
	add_number(document, table, "--alpha", s->alpha);
	add_option(document, table, "--control", segbias_tell_code(t, s->control));
	add_option(document, table, "--interval", segbias_tell_code(t, s->interval));
	add_number(document, table, "--min-n", s->min_n);
	add_column(document, table, "--weight", s->reference_weight);
	add_column(document, table, "--count", s->reference_count);
}

/* The rule, where there is one; how rows count, where anything was said or found. */
static void add_settings(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *table = segbias_document_listing(document, TELL(t, "Settings"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "option"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "value"));
	bool audit = findings->job == SEGBIAS_JOB_AUDIT;
	if (audit)
		add_audit_settings(document, table);
	else
		add_option(document, table, "--reference-kind", segbias_tell_code(t, findings->kind));
	if (findings->job != SEGBIAS_JOB_INSPECT && !audit)
		add_rule(document, table);
	add_column(document, table, "--segment", s->segment);
	add_column(document, table, "--weight", s->weight);
	add_column(document, table, "--count", s->count);
	add_column(document, table, "--person", s->person);
	add_column(document, table, "--amount", s->amount);
	add_column(document, table, "--born", s->born);
	if (s->as_of)
		add_option(document, table, "--as-of", segbias_tell_figure(t, s->as_of));
	add_number(document, table, "--deff", s->deff);
	if (!audit) {
		add_column(document, table, "--reference-weight", s->reference_weight);
		add_column(document, table, "--reference-count", s->reference_count);
	}
	add_column(document, table, "--reference-strata", s->reference_strata);
	add_column(document, table, "--reference-psu", s->reference_psu);
	add_pair(document, table, "--eligible", s->eligible);
	for (size_t i = 0; i < s->where_count; i++)
		add_column(document, table, "--where", s->where[i]);
	for (size_t i = 0; i < s->campaign_where_count; i++)
		add_column(document, table, "--campaign-where", s->campaign_where[i]);
	add_pair(document, table, "--consent", s->consent);
	if (s->policy)
		add_option(document, table, "--policy",
		           TELL_WITH(t, "{file}, SHA-256 {hash}", WORD_LABEL("file", segbias_label_of(s->policy)),
		                     WORD_CODE("hash", s->policy_sha256)));
}

static void add_files(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	bool inspected = findings->job == SEGBIAS_JOB_INSPECT;
	const struct segbias_input_facts *campaign = inspected ? &findings->files[0].facts : &findings->campaign;
	const struct segbias_input_facts *reference = inspected ? &findings->files[1].facts : &findings->reference;
	if (inspected && findings->file_count == 1) {
		add_file(document, TELL(t, "The file"), campaign);
		return;
	}
	if (findings->job == SEGBIAS_JOB_AUDIT) {
		add_file(document, TELL(t, "The file"), reference);
		return;
	}
	/* A plan may have no campaign's file, and a base is in the campaign's own. */
	if (campaign->name)
		add_file(document, TELL(t, "The campaign's file"), campaign);
	if (inspected || !findings->settings.eligible[0].bytes)
		add_file(document, TELL(t, "The reference's file"), reference);
}

void segbias_section_provenance(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	segbias_document_heading(document, TELL(t, "Where this comes from"));
	segbias_document_add(document, SEGBIAS_BLOCK_NOTE,
	                     TELL_WITH(t,
	                               "Made by {program}; the same files, settings and version give the same report.",
	                               WORD_CODE("program", "segbias " SEGBIAS_VERSION)));
	add_files(document);
	/* Files that could not be compared have none. */
	if (findings->kind)
		add_settings(document);
	if (document->options->invocation)
		segbias_document_add(document, SEGBIAS_BLOCK_COMMAND, document->options->invocation)->key =
		    TELL(t, "The command that makes it again");
	if (segbias_findings_are_compared(findings))
		segbias_document_add(document, SEGBIAS_BLOCK_VALUES, TELL(t, "All values as CSV"));
}
