/* Formats of an audit. */
#include "report/csv.h"
#include "report/fields.h"
#include "report/run_facts.h"
#include "report/text_listing.h"

/* NOLINTBEGIN(bugprone-macro-parentheses): the name of a format */
#define AS_COMPARED(name)                                                                                              \
	enum segbias_status segbias_format_audit_##name(const struct segbias_findings *findings,                       \
	                                                const struct segbias_render_options *options,                  \
	                                                struct segbias_text *out, struct segbias_error *error)         \
	{                                                                                                              \
		return segbias_format_compare_##name(findings, options, out, error);                                   \
	}
/* NOLINTEND(bugprone-macro-parentheses) */

AS_COMPARED(json)
AS_COMPARED(markdown)
AS_COMPARED(html)

enum segbias_status segbias_format_audit_text(const struct segbias_findings *findings,
                                              const struct segbias_render_options *options, struct segbias_text *out,
                                              struct segbias_error *error)
{
	return segbias_text_with_listings(findings, options, NULL, out, error);
}

enum segbias_status segbias_format_audit_csv(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	struct segbias_run_facts facts;
	(void)options;
	if (!segbias_run_facts_init(&facts, findings))
		return segbias_error_memory(error);
	segbias_csv_heads(out, &segbias_record_audit_group, false);
	segbias_run_facts_heads(&facts, out);
	segbias_text_add(out, "\n", 1);
	for (size_t i = 0; i < findings->audit.group_count; i++) {
		segbias_csv_cells(out, &segbias_record_audit_group, &findings->audit.groups[i], false);
		segbias_run_facts_cells(&facts, out);
		segbias_text_add(out, "\n", 1);
	}
	segbias_run_facts_release(&facts);
	return SEGBIAS_OK;
}

enum segbias_status segbias_format_audit_ndjson(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	struct segbias_run_facts facts;
	(void)options;
	if (!segbias_run_facts_init(&facts, findings))
		return segbias_error_memory(error);
	for (size_t i = 0; i < findings->audit.group_count; i++) {
		struct segbias_json json = {.out = out, .inline_values = true};
		segbias_json_open(&json, NULL, '{');
		segbias_json_fields(&json, &segbias_record_audit_group, &findings->audit.groups[i]);
		segbias_run_facts_json(&facts, &json);
		segbias_json_close(&json, '}');
		segbias_text_add(out, "\n", 1);
	}
	segbias_text_add(out, "", 0);
	segbias_run_facts_release(&facts);
	return SEGBIAS_OK;
}
