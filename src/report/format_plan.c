/* Formats of a plan: text for people, JSON (schema segbias.plan/1) and CSV. */
#include "report/csv.h"
#include "report/fields.h"
#include "report/paper.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- text ------------------------------------------------------------------------------------------------------- */

/* "57", "none" where there is no such index. */
static const char *index_of(double value, char number[static SEGBIAS_NUMBER_MAX])
{
	if (!isfinite(value))
		return "none";
	(void)snprintf(number, SEGBIAS_NUMBER_MAX, "%.0f", value);
	return number;
}

static void write_value(struct segbias_paper *paper, const struct segbias_planned *row, int width)
{
	char number[4][SEGBIAS_NUMBER_MAX];
	segbias_paper_string(paper, "  ");
	segbias_paper_cell(paper, row->value, width);
	segbias_paper_format(paper, " %6.1f%% %11s %8s %8s %14s", 100 * row->reference_share,
	                     segbias_number_group(nearbyint(row->expected), number[0]),
	                     index_of(row->detectable_under, number[1]), index_of(row->detectable_over, number[2]),
	                     isfinite(row->n_excluded) ? segbias_number_about(row->n_excluded, number[3]) : "none");
	segbias_paper_line(paper);
}

/* Groups of which not even the exclusion would show. */
static size_t count_silent(const struct segbias_findings *findings)
{
	size_t silent = 0;
	for (size_t i = 0; i < findings->planned_count; i++)
		silent += findings->planned[i].reference_share < 1 && !isfinite(findings->planned[i].detectable_under);
	return silent;
}

static void write_intro(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	struct segbias_text text = {0};
	char number[SEGBIAS_NUMBER_MAX];
	size_t silent = count_silent(findings);
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	segbias_paper_format(paper, "A campaign of %s %s against ", segbias_number_group(findings->plan, number),
	                     findings->plan == 1 ? "person" : "people");
	segbias_paper_label(paper, segbias_label_of(findings->reference.name));
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_line(paper);
	segbias_text_add_format(
	    &text,
	    "It would show an index at or below \"under\", or at or above \"over\", to lie beyond the "
	    "tolerance band %g to %g, with a chance of %s80 %% (error rate %g). Milder skews may stay "
	    "unclear. Each group stands for itself: of many segments or groups together it takes more.",
	    s->band_low, s->band_high, strcmp(findings->kind, "population") == 0 ? "" : "about ", s->alpha);
	if (findings->plan < s->min_n)
		segbias_text_add_format(&text,
		                        " A group of fewer than %g known record%s gets no verdict at all (--min-n).",
		                        s->min_n, segbias_plural(s->min_n));
	if (silent)
		segbias_text_add_format(&text, " Of %zu group%s not even the exclusion would show.", silent,
		                        silent == 1 ? "" : "s");
	segbias_text_add_format(&text, " The reference is taken as %s.",
	                        strcmp(findings->kind, "population") == 0 ? "exact"
	                        : strcmp(findings->kind, "sample") == 0   ? "a sample, whose error counts"
	                        : strcmp(findings->kind, "base") == 0     ? "the base that the campaign is drawn from"
	                                                                  : "shares with a margin of error");
	segbias_paper_string(paper, "  ");
	segbias_paper_wrap(paper, text.data ? text.data : "", 2);
	segbias_paper_line(paper);
	segbias_text_release(&text);
}

enum segbias_status segbias_format_plan_text(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	enum { WIDTH_LEAST = 12, WIDTH_MOST = 26 };
	(void)error;
	struct segbias_paper paper = segbias_paper_of(options, out);
	struct segbias_label attribute = {0};
	int width = WIDTH_LEAST;
	for (size_t i = 0; i < findings->planned_count; i++) {
		int columns = segbias_label_width(findings->planned[i].value);
		width = columns > width ? columns : width;
	}
	width = width < WIDTH_MOST ? width : WIDTH_MOST;
	write_intro(&paper, findings);
	for (size_t i = 0; i < findings->planned_count; i++) {
		const struct segbias_planned *row = &findings->planned[i];
		if (!attribute.bytes || !segbias_label_equal(attribute, row->attribute)) {
			attribute = row->attribute;
			segbias_paper_line(&paper);
			segbias_paper_ink(&paper, SEGBIAS_INK_BOLD);
			segbias_paper_cell(&paper, attribute, width + 2);
			segbias_paper_ink(&paper, SEGBIAS_INK_PLAIN);
			segbias_paper_format(&paper, " %7s %11s %8s %8s %14s", "ref.", "people", "under", "over",
			                     "to show index 0");
			segbias_paper_line(&paper);
		}
		write_value(&paper, row, width);
	}
	return SEGBIAS_OK;
}

/* --- JSON ------------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_format_plan_json(const struct segbias_findings *findings,
                                             const struct segbias_render_options *options, struct segbias_text *out,
                                             struct segbias_error *error)
{
	(void)options;
	(void)error;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_json json = {.out = out};
	segbias_json_open(&json, NULL, '{');
	segbias_json_string(&json, "schema", "segbias.plan/1");
	segbias_json_string(&json, "version", SEGBIAS_VERSION);
	segbias_json_reference(&json, findings);
	segbias_json_open(&json, "settings", '{');
	segbias_json_number(&json, "plan", findings->plan);
	segbias_json_number(&json, "alpha", s->alpha);
	segbias_json_open(&json, "band", '[');
	segbias_json_number(&json, NULL, s->band_low);
	segbias_json_number(&json, NULL, s->band_high);
	segbias_json_close(&json, ']');
	segbias_json_number(&json, "min_n", s->min_n);
	segbias_json_number(&json, "deff", s->deff);
	segbias_json_close(&json, '}');
	segbias_json_open(&json, "groups", '[');
	for (size_t i = 0; i < findings->planned_count; i++) {
		const struct segbias_planned *row = &findings->planned[i];
		segbias_json_open(&json, NULL, '{');
		json.inline_values = true;
		segbias_json_label(&json, "attribute", row->attribute);
		segbias_json_label(&json, "value", row->value);
		segbias_json_number(&json, "reference_share", row->reference_share);
		segbias_json_number(&json, "expected", row->expected);
		segbias_json_number(&json, "detectable_under", row->detectable_under);
		segbias_json_number(&json, "detectable_over", row->detectable_over);
		segbias_json_number(&json, "n_excluded", row->n_excluded);
		segbias_json_close(&json, '}');
		json.inline_values = false;
	}
	segbias_json_close(&json, ']');
	segbias_json_warnings(&json, findings);
	segbias_json_close(&json, '}');
	segbias_text_add(out, "\n", 1);
	return SEGBIAS_OK;
}

/* --- CSV -------------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_format_plan_csv(const struct segbias_findings *findings,
                                            const struct segbias_render_options *options, struct segbias_text *out,
                                            struct segbias_error *error)
{
	(void)options;
	(void)error;
	segbias_text_add_string(
	    out, "attribute,value,reference_share,expected,detectable_under,detectable_over,n_excluded\n");
	for (size_t i = 0; i < findings->planned_count; i++) {
		const struct segbias_planned *row = &findings->planned[i];
		segbias_csv_add_label(out, row->attribute);
		segbias_text_add(out, ",", 1);
		segbias_csv_add_label(out, row->value);
		segbias_csv_add_number(out, row->reference_share);
		segbias_csv_add_number(out, row->expected);
		segbias_csv_add_number(out, row->detectable_under);
		segbias_csv_add_number(out, row->detectable_over);
		segbias_csv_add_number(out, row->n_excluded);
		segbias_text_add(out, "\n", 1);
	}
	return SEGBIAS_OK;
}
