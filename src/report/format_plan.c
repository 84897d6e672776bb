/* Formats of a plan: text and a page for people, and CSV. */
#include "report/csv.h"
#include "report/fields.h"
#include "report/run_facts.h"
#include "report/text_listing.h"

/* --- text ------------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_format_plan_text(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	static const struct segbias_listing_widths WIDTHS = {{7, 11, 8, 8, 15}, {5, 6, 5, 5, 7}};
	return segbias_text_with_listings(findings, options, &WIDTHS, out, error);
}

/* --- HTML ------------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_format_plan_html(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	return segbias_format_compare_html(findings, options, out, error);
}

/* --- CSV -------------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_format_plan_csv(const struct segbias_findings *findings,
                                            const struct segbias_render_options *options, struct segbias_text *out,
                                            struct segbias_error *error)
{
	struct segbias_run_facts facts;
	(void)options;
	if (!segbias_run_facts_init(&facts, findings))
		return segbias_error_memory(error);
	segbias_csv_heads(out, &segbias_record_planned, false);
	segbias_run_facts_heads(&facts, out);
	segbias_text_add(out, "\n", 1);
	for (size_t i = 0; i < findings->planned_count; i++) {
		segbias_csv_cells(out, &segbias_record_planned, &findings->planned[i], false);
		segbias_run_facts_cells(&facts, out);
		segbias_text_add(out, "\n", 1);
	}
	segbias_run_facts_release(&facts);
	return SEGBIAS_OK;
}
