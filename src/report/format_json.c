/* Formats: the JSON results (segbias.compare/1, .plan/1, .inspect/1), whole as their description has them; and ndjson, a value a
 * line. */
#include "report/fields.h"
#include "report/run_facts.h"

enum segbias_status segbias_format_compare_json(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	(void)options;
	(void)error;
	return segbias_json_result(findings, out);
}

enum segbias_status segbias_format_plan_json(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	return segbias_format_compare_json(findings, options, out, error);
}

enum segbias_status segbias_format_inspect_json(const struct segbias_findings *findings,
                                                const struct segbias_render_options *options, struct segbias_text *out,
                                                struct segbias_error *error)
{
	return segbias_format_compare_json(findings, options, out, error);
}

enum segbias_status segbias_format_compare_ndjson(const struct segbias_findings *findings,
                                                  const struct segbias_render_options *options,
                                                  struct segbias_text *out, struct segbias_error *error)
{
	struct segbias_run_facts facts;
	(void)options;
	if (!segbias_run_facts_init(&facts, findings))
		return segbias_error_memory(error);
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++) {
			struct segbias_json json = {.out = out, .inline_values = true};
			segbias_json_open(&json, NULL, '{');
			segbias_json_label(&json, "segment", c->segment);
			segbias_json_label(&json, "attribute", c->attribute);
			segbias_json_fields(&json, &segbias_record_value, &c->values[j]);
			segbias_run_facts_json(&facts, &json);
			segbias_json_close(&json, '}');
			segbias_text_add(out, "\n", 1);
		}
	}
	for (size_t i = 0; i < findings->crossing_count; i++) {
		struct segbias_json json = {.out = out, .inline_values = true};
		segbias_json_open(&json, NULL, '{');
		segbias_json_fields(&json, &segbias_record_crossing, &findings->crossings[i]);
		segbias_json_close(&json, '}');
		segbias_text_add(out, "\n", 1);
	}
	segbias_text_add(out, "", 0);
	segbias_run_facts_release(&facts);
	return SEGBIAS_OK;
}
