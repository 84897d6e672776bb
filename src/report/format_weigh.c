/* Formats of weights: text and a page for people, the values as CSV, and what a request asked for beside them: the campaign with its
 * weights, and the cells. */
#include "report/csv.h"
#include "report/fields.h"
#include "report/run_facts.h"
#include "report/text_listing.h"

#include "base/spool.h"

enum segbias_status segbias_format_weigh_text(const struct segbias_findings *findings,
                                              const struct segbias_render_options *options, struct segbias_text *out,
                                              struct segbias_error *error)
{
	static const struct segbias_listing_widths WIDTHS = {{6, 7, 16, 16, 6}, {5, 7, 7, 6, 6}};
	return segbias_text_with_listings(findings, options, &WIDTHS, out, error);
}

enum segbias_status segbias_format_weigh_html(const struct segbias_findings *findings,
                                              const struct segbias_render_options *options, struct segbias_text *out,
                                              struct segbias_error *error)
{
	return segbias_format_compare_html(findings, options, out, error);
}

enum segbias_status segbias_format_weigh_markdown(const struct segbias_findings *findings,
                                                  const struct segbias_render_options *options,
                                                  struct segbias_text *out, struct segbias_error *error)
{
	return segbias_format_compare_markdown(findings, options, out, error);
}

enum segbias_status segbias_format_weigh_json(const struct segbias_findings *findings,
                                              const struct segbias_render_options *options, struct segbias_text *out,
                                              struct segbias_error *error)
{
	return segbias_format_compare_json(findings, options, out, error);
}

enum segbias_status segbias_format_weigh_csv(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	const struct segbias_weighing *w = &findings->weighing;
	struct segbias_run_facts facts;
	(void)options;
	if (w->recruiting || w->exchanging) {
		(void)segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "people_not_in_csv|CSV holds the values before and after, and not whom to recruit or "
		    "to exchange");
		segbias_error_hint(error, "-f json, or -o FILE.json, has them");
		return SEGBIAS_USAGE;
	}
	if (!segbias_run_facts_init(&facts, findings))
		return segbias_error_memory(error);
	segbias_text_add_string(out, "attribute,weighted,");
	segbias_csv_heads(out, &segbias_record_weighed_value, false);
	segbias_run_facts_heads(&facts, out);
	segbias_text_add(out, "\n", 1);
	for (size_t a = 0; a < w->attribute_count; a++)
		for (size_t v = 0; v < w->attributes[a].value_count; v++) {
			segbias_csv_add_label(out, w->attributes[a].attribute);
			segbias_text_add_string(out, w->attributes[a].weighted ? ",true," : ",false,");
			segbias_csv_cells(out, &segbias_record_weighed_value, &w->attributes[a].values[v], false);
			segbias_run_facts_cells(&facts, out);
			segbias_text_add(out, "\n", 1);
		}
	segbias_run_facts_release(&facts);
	return SEGBIAS_OK;
}

static enum segbias_status refuse(const char *what, struct segbias_error *error)
{
	return segbias_error_set(error, SEGBIAS_USAGE, "not_kept|the %s were not asked for when weights were made",
	                         what);
}

enum segbias_status segbias_format_weigh_weighted(const struct segbias_findings *findings,
                                                  const struct segbias_render_options *options,
                                                  struct segbias_text *out, struct segbias_error *error)
{
	(void)options;
	if (!findings->weighing.campaign)
		return refuse("weighted records", error);
	int number = segbias_spool_read(findings->weighing.campaign, out);
	if (!number)
		return SEGBIAS_OK;
	return segbias_error_set(error, SEGBIAS_SYSTEM,
	                         "temporary_file_failed|a temporary file cannot be read back: %s",
	                         segbias_error_reason(number));
}

enum segbias_status segbias_format_weigh_cells(const struct segbias_findings *findings,
                                               const struct segbias_render_options *options, struct segbias_text *out,
                                               struct segbias_error *error)
{
	(void)options;
	if (!findings->weighing.cells_csv.bytes)
		return refuse("cells", error);
	segbias_text_add(out, findings->weighing.cells_csv.bytes, findings->weighing.cells_csv.size);
	return SEGBIAS_OK;
}
