/* Formats of an audit, and of the register of risks: both are rows of one kind, with what the run says of itself beside each. */
#include "report/csv.h"
#include "report/fields.h"
#include "report/run_facts.h"
#include "report/text_listing.h"

/* NOLINTBEGIN(bugprone-macro-parentheses): the name of a format */
#define AS_COMPARED(job, name)                                                                                         \
	enum segbias_status segbias_format_##job##_##name(const struct segbias_findings *findings,                     \
	                                                  const struct segbias_render_options *options,                \
	                                                  struct segbias_text *out, struct segbias_error *error)       \
	{                                                                                                              \
		return segbias_format_compare_##name(findings, options, out, error);                                   \
	}
#define WITH_LISTINGS(job)                                                                                             \
	enum segbias_status segbias_format_##job##_text(const struct segbias_findings *findings,                       \
	                                                const struct segbias_render_options *options,                  \
	                                                struct segbias_text *out, struct segbias_error *error)         \
	{                                                                                                              \
		return segbias_text_with_listings(findings, options, NULL, out, error);                                \
	}
/* NOLINTEND(bugprone-macro-parentheses) */

AS_COMPARED(audit, json)
AS_COMPARED(audit, markdown)
AS_COMPARED(audit, html)
AS_COMPARED(risks, json)
AS_COMPARED(risks, markdown)
AS_COMPARED(risks, html)
WITH_LISTINGS(audit)
WITH_LISTINGS(risks)

/* Rows of one kind. */
struct rows {
	const struct segbias_record *record;
	const void *items;
	size_t count;
};

static const void *row_at(const struct rows *rows, size_t index)
{
	return (const char *)rows->items + index * rows->record->size;
}

static enum segbias_status write_csv(const struct segbias_findings *findings, const struct rows *rows,
                                     struct segbias_text *out, struct segbias_error *error)
{
	struct segbias_run_facts facts;
	if (!segbias_run_facts_init(&facts, findings))
		return segbias_error_memory(error);
	segbias_csv_heads(out, rows->record, false);
	segbias_run_facts_heads(&facts, out);
	segbias_text_add(out, "\n", 1);
	for (size_t i = 0; i < rows->count; i++) {
		segbias_csv_cells(out, rows->record, row_at(rows, i), false);
		segbias_run_facts_cells(&facts, out);
		segbias_text_add(out, "\n", 1);
	}
	segbias_run_facts_release(&facts);
	return SEGBIAS_OK;
}

static enum segbias_status write_ndjson(const struct segbias_findings *findings, const struct rows *rows,
                                        struct segbias_text *out, struct segbias_error *error)
{
	struct segbias_run_facts facts;
	if (!segbias_run_facts_init(&facts, findings))
		return segbias_error_memory(error);
	for (size_t i = 0; i < rows->count; i++) {
		struct segbias_json json = {.out = out, .inline_values = true};
		segbias_json_open(&json, NULL, '{');
		segbias_json_fields(&json, rows->record, row_at(rows, i));
		segbias_run_facts_json(&facts, &json);
		segbias_json_close(&json, '}');
		segbias_text_add(out, "\n", 1);
	}
	segbias_text_add(out, "", 0);
	segbias_run_facts_release(&facts);
	return SEGBIAS_OK;
}

static struct rows rows_of(const struct segbias_findings *findings)
{
	if (findings->job == SEGBIAS_JOB_AUDIT)
		return (struct rows){&segbias_record_audit_group, findings->audit.groups, findings->audit.group_count};
	return (struct rows){&segbias_record_risk_measure, findings->risks.measures, findings->risks.measure_count};
}

/* NOLINTBEGIN(bugprone-macro-parentheses): the name of a format */
#define OF_ROWS(job, name)                                                                                             \
	enum segbias_status segbias_format_##job##_##name(const struct segbias_findings *findings,                     \
	                                                  const struct segbias_render_options *options,                \
	                                                  struct segbias_text *out, struct segbias_error *error)       \
	{                                                                                                              \
		const struct rows rows = rows_of(findings);                                                            \
		(void)options;                                                                                         \
		return write_##name(findings, &rows, out, error);                                                      \
	}
/* NOLINTEND(bugprone-macro-parentheses) */

OF_ROWS(audit, csv)
OF_ROWS(audit, ndjson)
OF_ROWS(risks, csv)
OF_ROWS(risks, ndjson)
