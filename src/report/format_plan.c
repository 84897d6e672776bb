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

/* Where the columns stand. */
struct layout {
	int value; /* 0: labels stand above their figures */
	struct segbias_paper_cell cells[6];
};

enum { FIGURES = 5, LABEL_LEAST = 12, INDENT = 2 };

/* The figures of a row as they are written. */
struct figures {
	char text[FIGURES][SEGBIAS_NUMBER_MAX];
};

static struct figures figures_of(const struct segbias_planned *row)
{
	struct figures figures = {0};
	char number[SEGBIAS_NUMBER_MAX];
	const char *const texts[] = {
	    NULL, segbias_number_group(nearbyint(row->expected), figures.text[1]),
	    index_of(row->detectable_under, figures.text[2]), index_of(row->detectable_over, figures.text[3]),
	    isfinite(row->n_excluded) ? segbias_number_about(row->n_excluded, number) : "none"};
	(void)snprintf(figures.text[0], sizeof figures.text[0], "%.1f%%", 100 * row->reference_share);
	for (size_t i = 1; i < FIGURES; i++)
		if (texts[i] != figures.text[i])
			(void)snprintf(figures.text[i], sizeof figures.text[i], "%s", texts[i]);
	return figures;
}

/* Labels beside the figures as long as they have some room there; else above them, and the figures as near as they can be. */
static struct layout layout_of(const struct segbias_paper *paper, const struct segbias_findings *findings)
{
	static const int USUAL[FIGURES] = {7, 11, 8, 8, 15};
	struct layout layout = {.value = LABEL_LEAST};
	int widths[FIGURES] = {5, 6, 5, 5, 7}; /* of the headings; the last may take two lines */
	int all = 0;
	for (size_t i = 0; i < findings->planned_count; i++) {
		const struct segbias_planned *row = &findings->planned[i];
		struct figures figures = figures_of(row);
		int columns = segbias_paper_columns(paper, row->value);
		layout.value = columns > layout.value ? columns : layout.value;
		for (size_t j = 0; j < FIGURES; j++)
			widths[j] = (int)strlen(figures.text[j]) > widths[j] ? (int)strlen(figures.text[j]) : widths[j];
	}
	int near = 0;
	for (size_t j = 0; j < FIGURES; j++) {
		all += 1 + (USUAL[j] > widths[j] ? USUAL[j] : widths[j]);
		near += 1 + widths[j];
	}
	int room = paper->width - INDENT - all;
	layout.value = room < LABEL_LEAST ? 0 : layout.value > room ? room : layout.value;
	int spare = paper->width - near;
	int at = layout.value > 0 ? INDENT + layout.value : spare < 0 ? 0 : spare < INDENT ? spare : INDENT;
	layout.cells[0] = (struct segbias_paper_cell){.at = INDENT, .width = layout.value};
	for (size_t j = 0; j < FIGURES; j++) {
		int width = layout.value > 0 && USUAL[j] > widths[j] ? USUAL[j] : widths[j];
		layout.cells[j + 1] = (struct segbias_paper_cell){.at = at + 1, .width = width, .right = true};
		at += 1 + width;
	}
	return layout;
}

static void write_cells(struct segbias_paper *paper, struct layout layout, struct segbias_label label, bool heading,
                        const char *const *texts)
{
	for (size_t i = 0; i < FIGURES; i++)
		layout.cells[i + 1].text = segbias_label_of(texts[i]);
	layout.cells[0].text = label;
	layout.cells[0].at = heading ? 0 : INDENT;
	layout.cells[0].width = layout.value + (heading ? INDENT : 0);
	if (layout.value > 0) {
		segbias_paper_row(paper, layout.cells, FIGURES + 1);
		return;
	}
	segbias_paper_string(paper, heading ? "" : "  ");
	segbias_paper_name(paper, label, heading ? INDENT : 2 * INDENT);
	segbias_paper_line(paper);
	segbias_paper_row(paper, layout.cells + 1, FIGURES);
}

static void write_value(struct segbias_paper *paper, const struct segbias_planned *row, const struct layout *layout)
{
	struct figures figures = figures_of(row);
	const char *const texts[] = {figures.text[0], figures.text[1], figures.text[2], figures.text[3],
	                             figures.text[4]};
	write_cells(paper, *layout, row->value, false, texts);
}

/* Groups of which not even the exclusion would show. */
static size_t count_silent(const struct segbias_findings *findings)
{
	size_t silent = 0;
	for (size_t i = 0; i < findings->planned_count; i++)
		silent += findings->planned[i].reference_share < 1 &&
		          !isfinite(findings->planned[i].detectable_under) &&
		          findings->planned[i].reason == SEGBIAS_REASON_NONE;
	return silent;
}

static size_t count_reason(const struct segbias_findings *findings, enum segbias_reason reason)
{
	size_t count = 0;
	for (size_t i = 0; i < findings->planned_count; i++)
		count += findings->planned[i].reason == reason;
	return count;
}

/* Groups that no campaign brings a verdict on, by why. */
static void add_untested(const struct segbias_findings *findings, struct segbias_text *text)
{
	size_t margin = count_reason(findings, SEGBIAS_REASON_MARGIN);
	size_t weights = count_reason(findings, SEGBIAS_REASON_WEIGHTS);
	if (margin)
		segbias_text_add_format(
		    text, " Of %zu group%s no campaign would: the margin of error is too wide for the share.", margin,
		    margin == 1 ? "" : "s");
	if (weights)
		segbias_text_add_format(text,
		                        " Of %zu group%s no campaign would: few respondents have most of the weight.",
		                        weights, weights == 1 ? "" : "s");
}

static void write_intro(struct segbias_paper *paper, const struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	struct segbias_text text = {0};
	char number[SEGBIAS_NUMBER_MAX];
	size_t silent = count_silent(findings);
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	segbias_text_add_format(&text, "A campaign of %s %s against ", segbias_number_group(findings->plan, number),
	                        findings->plan == 1 ? "person" : "people");
	segbias_text_add_clean(&text, segbias_label_of(findings->reference.name));
	segbias_paper_wrap(paper, text.data ? text.data : "", INDENT);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_line(paper);
	text.size = 0;
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
	add_untested(findings, &text);
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
	static const char *const HEADINGS[] = {"ref.", "people", "under", "over", "to show index 0"};
	(void)error;
	struct segbias_paper paper = segbias_paper_of(options, out);
	struct segbias_label attribute = {0};
	struct layout layout = layout_of(&paper, findings);
	write_intro(&paper, findings);
	for (size_t i = 0; i < findings->planned_count; i++) {
		const struct segbias_planned *row = &findings->planned[i];
		if (!attribute.bytes || !segbias_label_equal(attribute, row->attribute)) {
			attribute = row->attribute;
			segbias_paper_line(&paper);
			segbias_paper_ink(&paper, SEGBIAS_INK_BOLD);
			write_cells(&paper, layout, attribute, true, HEADINGS);
			segbias_paper_ink(&paper, SEGBIAS_INK_PLAIN);
		}
		write_value(&paper, row, &layout);
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
		segbias_json_string(&json, "reason", segbias_reason_name(row->reason));
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
	    out, "attribute,value,reference_share,expected,detectable_under,detectable_over,n_excluded,reason\n");
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
		segbias_csv_add_word(out, segbias_reason_name(row->reason));
		segbias_text_add(out, "\n", 1);
	}
	return SEGBIAS_OK;
}
