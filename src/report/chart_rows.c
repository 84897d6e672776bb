#include "report/chart_rows.h"
#include "report/section.h"

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
	VERDICT_WIDTH_LEAST = 90,
	VERDICT_GAP = 18,
};

/* --- the layout ------------------------------------------------------------------------------------------------- */

static double index_width(const struct segbias_chart_rows *rows)
{
	const struct segbias_chart_group *group = rows->group;
	double head = segbias_chart_width(rows->view, TELL(rows->view->teller, "index"), SEGBIAS_PLOT_TEXT);
	double width = fmax(INDEX_WIDTH_LEAST, head);
	for (size_t i = 0; i < group->count; i++) {
		for (size_t j = 0; j < group->comparisons[i].value_count; j++) {
			struct segbias_text text = {0};
			segbias_chart_index(&group->comparisons[i].values[j], &text);
			width = fmax(width, segbias_plot_width(segbias_text_label(&text), SEGBIAS_PLOT_HEAD));
			segbias_text_release(&text);
		}
	}
	return width;
}

static const char *verdict_of(const struct segbias_chart_rows *rows, size_t attribute, size_t value)
{
	const struct segbias_comparison *c = &rows->group->comparisons[attribute];
	return segbias_phrase_verdict(rows->view->teller, c, &c->values[value]);
}

static double verdict_width(const struct segbias_chart_rows *rows)
{
	const struct segbias_chart_group *group = rows->group;
	double width = VERDICT_WIDTH_LEAST;
	for (size_t i = 0; i < group->count; i++)
		for (size_t j = 0; j < group->comparisons[i].value_count; j++)
			width = fmax(width, segbias_chart_width(rows->view, verdict_of(rows, i, j), SEGBIAS_PLOT_TEXT));
	return width;
}

enum segbias_status segbias_chart_rows_init(struct segbias_chart_rows *rows, const struct segbias_chart_view *view,
                                            const struct segbias_chart_group *group, struct segbias_error *error)
{
	*rows = (struct segbias_chart_rows){.view = view, .group = group};
	rows->values = segbias_memory_zeroed(group->count + 1, sizeof *rows->values);
	if (!rows->values)
		return segbias_error_memory(error);
	segbias_chart_labels(&rows->attributes, segbias_chart_attributes(group), group->count, SEGBIAS_PLOT_HEAD,
	                     LABEL_WIDTH_MAX);
	bool failed = rows->attributes.failed;
	double width = fmax(LABEL_WIDTH_LEAST, segbias_chart_widest(&rows->attributes, SEGBIAS_PLOT_HEAD));
	for (size_t i = 0; i < group->count; i++) {
		const struct segbias_comparison *c = &group->comparisons[i];
		segbias_chart_labels(&rows->values[i], segbias_chart_values(c), c->value_count, SEGBIAS_PLOT_TEXT,
		                     LABEL_WIDTH_MAX);
		failed = failed || rows->values[i].failed;
		width = fmax(width, segbias_chart_widest(&rows->values[i], SEGBIAS_PLOT_TEXT));
	}
	rows->left = SEGBIAS_CHART_MARGIN + fmin(width, LABEL_WIDTH_MAX) + 12;
	rows->figures_x = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - VERDICT_GAP - verdict_width(rows);
	rows->index_x = rows->figures_x;
	rows->index_width = index_width(rows);
	return failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

void segbias_chart_rows_release(struct segbias_chart_rows *rows)
{
	for (size_t i = 0; rows->values && i < rows->group->count; i++)
		segbias_plot_labels_release(&rows->values[i]);
	segbias_plot_labels_release(&rows->attributes);
	free(rows->values);
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

double segbias_chart_rows_x(const struct segbias_chart_rows *rows, double x)
{
	return segbias_chart_is_leftward(rows->view) ? rows->left + rows->right - x : x;
}

struct segbias_plot_words segbias_chart_rows_figure(const struct segbias_chart_rows *rows,
                                                    struct segbias_chart_column column, double y)
{
	bool leftward = segbias_chart_is_leftward(rows->view);
	return (struct segbias_plot_words){leftward ? column.end - column.width : column.end,
	                                   y,
	                                   SEGBIAS_PLOT_TEXT,
	                                   leftward ? SEGBIAS_PLOT_LEFT : SEGBIAS_PLOT_RIGHT,
	                                   SEGBIAS_PLOT_SOFT,
	                                   false};
}

void segbias_chart_rows_write(const struct segbias_chart_rows *rows, struct segbias_plot_words words, const char *text)
{
	segbias_plot_write(rows->sheet, words, segbias_label_of(text));
}

double segbias_chart_rows_say(const struct segbias_chart_rows *rows, struct segbias_plot_words words,
                              const char *sentence)
{
	return segbias_chart_say(rows->view, rows->sheet, words, sentence);
}

static struct segbias_plot_words verdict_words(const struct segbias_chart_rows *rows, double y)
{
	return (struct segbias_plot_words){
	    rows->figures_x + VERDICT_GAP, y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false};
}

static void draw_column_heads(const struct segbias_chart_rows *rows)
{
	struct segbias_teller *t = rows->view->teller;
	struct segbias_chart_column column = {rows->index_x, rows->index_width};
	(void)segbias_chart_rows_say(rows, segbias_chart_rows_figure(rows, column, SEGBIAS_CHART_HEADS_Y),
	                             TELL(t, "index"));
	(void)segbias_chart_rows_say(rows, verdict_words(rows, SEGBIAS_CHART_HEADS_Y), TELL(t, "verdict"));
}

/* A value's name, index and verdict. */
static void draw_value(const struct segbias_chart_rows *rows, size_t attribute, size_t at, double y)
{
	const struct segbias_value_finding *v = &rows->group->comparisons[attribute].values[at];
	struct segbias_text text = {0};
	struct segbias_plot_words index =
	    segbias_chart_rows_figure(rows, (struct segbias_chart_column){rows->index_x, rows->index_width}, y);
	struct segbias_plot_words verdict = verdict_words(rows, y);
	index.ink = verdict.ink = segbias_chart_word_ink(v);
	bool flagged = index.ink != SEGBIAS_PLOT_SOFT;
	index.size = flagged ? SEGBIAS_PLOT_HEAD : SEGBIAS_PLOT_TEXT;
	segbias_plot_write(rows->sheet,
	                   (struct segbias_plot_words){rows->left - 10, y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_RIGHT,
	                                               SEGBIAS_PLOT_BLACK, false},
	                   segbias_plot_labels_at(&rows->values[attribute], at));
	segbias_chart_index(v, &text);
	segbias_plot_write(rows->sheet, index, segbias_text_label(&text));
	(void)segbias_chart_rows_say(rows, verdict, verdict_of(rows, attribute, at));
	rows->sheet->title.failed = rows->sheet->title.failed || text.failed;
	segbias_text_release(&text);
}

/* How much of an attribute is known, and what of it is not. */
static const char *tell_known(const struct segbias_chart_rows *rows, const struct segbias_comparison *c)
{
	const struct segbias_findings *findings = rows->view->findings;
	struct segbias_teller *t = rows->view->teller;
	char number[3][SEGBIAS_NUMBER_MAX];
	struct segbias_word known = WORD_DIGITS("known", segbias_text_figure(findings, c->n, number[0]));
	struct segbias_word missing = WORD_DIGITS("missing", segbias_text_figure(findings, c->missing, number[1]));
	struct segbias_word unmatched =
	    WORD_DIGITS("unmatched", segbias_text_figure(findings, c->unmatched, number[2]));
	if (c->missing > 0 && c->unmatched > 0)
		return TELL_WITH(t, "{known} known, {missing} missing, {unmatched} unmatched", known, missing,
		                 unmatched);
	if (c->missing > 0)
		return TELL_WITH(t, "{known} known, {missing} missing", known, missing);
	if (c->unmatched > 0)
		return TELL_WITH(t, "{known} known, {unmatched} unmatched", known, unmatched);
	return TELL_WITH(t, "{known} known", known);
}

/* "age", and beside it how much of it is known. */
static void draw_attribute(const struct segbias_chart_rows *rows, size_t at, double y)
{
	segbias_plot_write(rows->sheet,
	                   (struct segbias_plot_words){rows->left - 10, y, SEGBIAS_PLOT_HEAD, SEGBIAS_PLOT_RIGHT,
	                                               SEGBIAS_PLOT_BLACK, false},
	                   segbias_plot_labels_at(&rows->attributes, at));
	(void)segbias_chart_rows_say(rows,
	                             (struct segbias_plot_words){rows->left + 8, y, SEGBIAS_PLOT_SMALL,
	                                                         SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	                             tell_known(rows, &rows->group->comparisons[at]));
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
	enum { COUNT = 5, DOT = 10, GAP = 26 };
	static const enum segbias_plot_ink INKS[COUNT][2] = {
	    /* of the dot, of the words */
	    {SEGBIAS_PLOT_UNDER, SEGBIAS_PLOT_UNDER}, {SEGBIAS_PLOT_LIKELY_UNDER, SEGBIAS_PLOT_UNDER},
	    {SEGBIAS_PLOT_OVER, SEGBIAS_PLOT_OVER},   {SEGBIAS_PLOT_LIKELY_OVER, SEGBIAS_PLOT_OVER},
	    {SEGBIAS_PLOT_GREY, SEGBIAS_PLOT_SOFT},
	};
	struct segbias_teller *t = rows->view->teller;
	const char *const words[COUNT] = {
	    TELL(t, "under"),
	    TELL(t, "likely under"),
	    TELL(t, "over"),
	    TELL(t, "likely over"),
	    has_one_value(rows->group) ? TELL(t, "within, unclear, too few or one value")
				       : TELL(t, "within, unclear or too few"),
	};
	if (segbias_has_amount(rows->view->findings)) /* without a verdict: one colour, which the axis names */
		return;
	double room = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - x - COUNT * DOT;
	double gap = segbias_chart_gap(rows->view, words, COUNT, room, GAP);
	for (size_t i = 0; i < COUNT; i++) {
		segbias_plot_mark(rows->sheet, SEGBIAS_PLOT_DOT,
		                  (struct segbias_plot_box){x, SEGBIAS_CHART_LEGEND_Y, 0, 0}, INKS[i][0]);
		struct segbias_plot_words place = {
		    x + DOT, SEGBIAS_CHART_LEGEND_Y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT, INKS[i][1], false};
		x += segbias_chart_rows_say(rows, place, words[i]) + (DOT + gap);
	}
}
