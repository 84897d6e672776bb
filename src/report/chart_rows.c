#include "report/chart_rows.h"
#include "report/fields.h"
#include "report/text_amount.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum {
	HEADER_HEIGHT = 25,
	ROW_HEIGHT = 23,
	GROUP_GAP = 9,
	LABEL_WIDTH_LEAST = 60,
	LABEL_WIDTH_MAX = 270,
	INDEX_WIDTH_LEAST = 40,
	VERDICT_X = SEGBIAS_CHART_FIGURES_X + 18,
};

static struct segbias_label label_of(const struct segbias_text *text)
{
	return (struct segbias_label){text->data ? text->data : "", text->size};
}

/* --- the layout ------------------------------------------------------------------------------------------------- */

static double widest(const struct segbias_plot_labels *labels, enum segbias_plot_size size)
{
	double width = 0;
	for (size_t i = 0; i < labels->count; i++)
		width = fmax(width, segbias_plot_width(segbias_plot_labels_at(labels, i), size));
	return width;
}

enum segbias_status segbias_chart_rows_init(struct segbias_chart_rows *rows, const struct segbias_chart_view *view,
                                            const struct segbias_chart_group *group, struct segbias_error *error)
{
	*rows = (struct segbias_chart_rows){.view = view, .group = group, .index_x = SEGBIAS_CHART_FIGURES_X};
	rows->values = segbias_memory_zeroed(group->count + 1, sizeof *rows->values);
	if (!rows->values)
		return segbias_error_memory(error);
	segbias_chart_labels(&rows->attributes, segbias_chart_attributes(group), group->count, SEGBIAS_PLOT_HEAD,
	                     LABEL_WIDTH_MAX);
	bool failed = rows->attributes.failed;
	double width = fmax(LABEL_WIDTH_LEAST, widest(&rows->attributes, SEGBIAS_PLOT_HEAD));
	for (size_t i = 0; i < group->count; i++) {
		const struct segbias_comparison *c = &group->comparisons[i];
		segbias_chart_labels(&rows->values[i], segbias_chart_values(c), c->value_count, SEGBIAS_PLOT_TEXT,
		                     LABEL_WIDTH_MAX);
		failed = failed || rows->values[i].failed;
		width = fmax(width, widest(&rows->values[i], SEGBIAS_PLOT_TEXT));
	}
	rows->left = SEGBIAS_CHART_MARGIN + fmin(width, LABEL_WIDTH_MAX) + 12;
	return failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

void segbias_chart_rows_release(struct segbias_chart_rows *rows)
{
	for (size_t i = 0; rows->values && i < rows->group->count; i++)
		segbias_plot_labels_release(&rows->values[i]);
	segbias_plot_labels_release(&rows->attributes);
	free(rows->values);
}

double segbias_chart_rows_index_width(const struct segbias_chart_group *group)
{
	double width = INDEX_WIDTH_LEAST;
	for (size_t i = 0; i < group->count; i++) {
		for (size_t j = 0; j < group->comparisons[i].value_count; j++) {
			struct segbias_text text = {0};
			segbias_chart_index(&group->comparisons[i].values[j], &text);
			width = fmax(width, segbias_plot_width(label_of(&text), SEGBIAS_PLOT_HEAD));
			segbias_text_release(&text);
		}
	}
	return width;
}

/* From the top of an attribute's name to that of the next. */
static double block_height(const struct segbias_chart_rows *rows, const struct segbias_comparison *c)
{
	return HEADER_HEIGHT + (double)c->value_count * ROW_HEIGHT + GROUP_GAP + rows->axis_height;
}

double segbias_chart_rows_bottom(const struct segbias_chart_rows *rows)
{
	double bottom = SEGBIAS_CHART_ROWS_Y;
	for (size_t i = 0; i < rows->group->count; i++)
		bottom += block_height(rows, &rows->group->comparisons[i]);
	return bottom - (rows->axis_height > 0 ? GROUP_GAP : 0);
}

/* --- drawing ---------------------------------------------------------------------------------------------------- */

void segbias_chart_rows_write(const struct segbias_chart_rows *rows, struct segbias_plot_words words, const char *text)
{
	segbias_plot_write(rows->sheet, words, segbias_label_of(text));
}

static void draw_column_heads(const struct segbias_chart_rows *rows)
{
	segbias_chart_rows_write(rows,
	                         (struct segbias_plot_words){rows->index_x, SEGBIAS_CHART_HEADS_Y, SEGBIAS_PLOT_TEXT,
	                                                     SEGBIAS_PLOT_RIGHT, SEGBIAS_PLOT_SOFT, false},
	                         "index");
	segbias_chart_rows_write(rows,
	                         (struct segbias_plot_words){VERDICT_X, SEGBIAS_CHART_HEADS_Y, SEGBIAS_PLOT_TEXT,
	                                                     SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	                         "verdict");
}

/* A value's name, index and verdict. */
static void draw_value(const struct segbias_chart_rows *rows, size_t attribute, size_t at, double y)
{
	const struct segbias_comparison *c = &rows->group->comparisons[attribute];
	const struct segbias_value_finding *v = &c->values[at];
	struct segbias_text text = {0};
	enum segbias_plot_ink words = segbias_chart_word_ink(v);
	bool flagged = words != SEGBIAS_PLOT_SOFT;
	segbias_plot_write(rows->sheet,
	                   (struct segbias_plot_words){rows->left - 10, y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_RIGHT,
	                                               SEGBIAS_PLOT_BLACK, false},
	                   segbias_plot_labels_at(&rows->values[attribute], at));
	segbias_chart_index(v, &text);
	segbias_plot_write(rows->sheet,
	                   (struct segbias_plot_words){rows->index_x, y,
	                                               flagged ? SEGBIAS_PLOT_HEAD : SEGBIAS_PLOT_TEXT,
	                                               SEGBIAS_PLOT_RIGHT, words, false},
	                   label_of(&text));
	segbias_chart_rows_write(
	    rows, (struct segbias_plot_words){VERDICT_X, y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT, words, false},
	    segbias_verdict_word(c, v));
	rows->sheet->title.failed = rows->sheet->title.failed || text.failed;
	segbias_text_release(&text);
}

/* "age", and beside it how much of it is known. */
static void draw_attribute(const struct segbias_chart_rows *rows, size_t at, double y)
{
	const struct segbias_comparison *c = &rows->group->comparisons[at];
	const struct segbias_findings *findings = rows->view->findings;
	char number[2][SEGBIAS_NUMBER_MAX];
	struct segbias_text text = {0};
	segbias_plot_write(rows->sheet,
	                   (struct segbias_plot_words){rows->left - 10, y, SEGBIAS_PLOT_HEAD, SEGBIAS_PLOT_RIGHT,
	                                               SEGBIAS_PLOT_BLACK, false},
	                   segbias_plot_labels_at(&rows->attributes, at));
	segbias_text_add_format(&text, "%s known", segbias_text_figure(findings, c->n, number[0]));
	if (c->missing > 0)
		segbias_text_add_format(&text, ", %s missing", segbias_text_figure(findings, c->missing, number[1]));
	if (c->unmatched > 0)
		segbias_text_add_format(&text, ", %s unmatched",
		                        segbias_text_figure(findings, c->unmatched, number[1]));
	segbias_plot_write(rows->sheet,
	                   (struct segbias_plot_words){rows->left + 8, y, SEGBIAS_PLOT_SMALL, SEGBIAS_PLOT_LEFT,
	                                               SEGBIAS_PLOT_SOFT, false},
	                   label_of(&text));
	rows->sheet->title.failed = rows->sheet->title.failed || text.failed;
	segbias_text_release(&text);
}

void segbias_chart_rows_draw(const struct segbias_chart_rows *rows, const struct segbias_chart_painter *painter)
{
	const struct segbias_chart_group *group = rows->group;
	double y = SEGBIAS_CHART_ROWS_Y;
	draw_column_heads(rows);
	if (rows->axis_height == 0 && group->count > 0)
		painter->axis(painter->chart, 0, y - 4, segbias_chart_rows_bottom(rows));
	for (size_t i = 0; i < group->count; i++) {
		const struct segbias_comparison *c = &group->comparisons[i];
		double first = y + HEADER_HEIGHT;
		if (rows->axis_height > 0)
			painter->axis(painter->chart, i, first - 2, first + (double)c->value_count * ROW_HEIGHT);
		draw_attribute(rows, i, y + HEADER_HEIGHT / 2.0);
		for (size_t j = 0; j < c->value_count; j++) {
			double middle = first + ((double)j + 0.5) * ROW_HEIGHT;
			draw_value(rows, i, j, middle);
			painter->value(painter->chart, i, j, middle);
		}
		y += block_height(rows, c);
	}
}

static bool has_one_value(const struct segbias_chart_group *group)
{
	for (size_t i = 0; i < group->count; i++)
		if (group->comparisons[i].state == SEGBIAS_STATE_ONE_VALUE)
			return true;
	return false;
}

void segbias_chart_rows_legend(const struct segbias_chart_rows *rows, double x)
{
	const struct {
		enum segbias_plot_ink ink, words;
		const char *text;
	} ITEMS[] = {
	    {SEGBIAS_PLOT_UNDER, SEGBIAS_PLOT_UNDER, "under"},
	    {SEGBIAS_PLOT_LIKELY_UNDER, SEGBIAS_PLOT_UNDER, "likely under"},
	    {SEGBIAS_PLOT_OVER, SEGBIAS_PLOT_OVER, "over"},
	    {SEGBIAS_PLOT_LIKELY_OVER, SEGBIAS_PLOT_OVER, "likely over"},
	    {SEGBIAS_PLOT_GREY, SEGBIAS_PLOT_SOFT,
	     has_one_value(rows->group) ? "within, unclear, too few or one value" : "within, unclear or too few"},
	};
	if (segbias_has_amount(rows->view->findings)) /* without a verdict: one colour, which the axis names */
		return;
	for (size_t i = 0; i < sizeof ITEMS / sizeof *ITEMS; i++) {
		segbias_plot_mark(rows->sheet, SEGBIAS_PLOT_DOT,
		                  (struct segbias_plot_box){x, SEGBIAS_CHART_LEGEND_Y, 0, 0}, ITEMS[i].ink);
		segbias_chart_rows_write(rows,
		                         (struct segbias_plot_words){x + 10, SEGBIAS_CHART_LEGEND_Y, SEGBIAS_PLOT_TEXT,
		                                                     SEGBIAS_PLOT_LEFT, ITEMS[i].words, false},
		                         ITEMS[i].text);
		x += segbias_plot_width(segbias_label_of(ITEMS[i].text), SEGBIAS_PLOT_TEXT) + 36;
	}
}
