/* Chart of weights: the Love plot. One sheet: how far each attribute's shares lie from the reference's before and after weighting, as
 * the mean standardised difference. source: Austin, Statistics in Medicine 28 (2009) 3083-3107, for the line at 0.1. */
#include "report/chart_scale.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>

enum {
	ROW_HEIGHT = 27,
	LABEL_WIDTH_LEAST = 60,
	LABEL_WIDTH_MAX = 220,
	FIGURE_WIDTH = 60,
	COLUMN_GAP = 16,
	FOOT_HEIGHT = 74,
	ROWS_Y = 96,
	HEADS_Y = 80,
	NUMBER_MAX = 64,
};

static const double BALANCED = .1;

struct layout {
	struct segbias_chart_rows rows; /* of it only the sheet, the view, and where the axis is */
	const struct segbias_weighing *w;
	struct segbias_plot_labels attributes;
	double before_x, after_x;
	double end, step;
};

/* Attributes that have a difference after weighting. */
static double count_weighed(const struct segbias_weighing *w)
{
	double weighed = 0;
	for (size_t i = 0; i < w->attribute_count; i++)
		weighed += isfinite(w->attributes[i].asmd_after);
	return weighed;
}

static const char *phrase_title(const struct layout *l)
{
	struct segbias_teller *t = l->rows.view->teller;
	double weighed = count_weighed(l->w);
	double beyond = 0;
	for (size_t i = 0; i < l->w->attribute_count; i++)
		beyond += l->w->attributes[i].asmd_after >= BALANCED;
	if (beyond == 0 && weighed < (double)l->w->attribute_count)
		return TELL_COUNT(t, weighed, "After weighting {n} attribute differs by less than 0.1",
		                  "After weighting {n} attributes differ by less than 0.1");
	if (beyond == 0)
		return TELL(t, "After weighting no attribute differs by 0.1 or more");
	return TELL_COUNT(t, beyond, "After weighting {n} attribute differs by 0.1 or more",
	                  "After weighting {n} attributes differ by 0.1 or more");
}

static void draw_head(const struct layout *l)
{
	const struct segbias_chart_view *view = l->rows.view;
	struct segbias_teller *t = view->teller;
	const char *subtitle =
	    TELL(t, "Mean standardised difference from the reference: a ring before weighting, a dot after");
	segbias_chart_head(l->rows.sheet, segbias_chart_line(view, phrase_title(l)),
	                   segbias_chart_line(view, subtitle));
	(void)segbias_chart_rows_say(
	    &l->rows,
	    segbias_chart_rows_figure(&l->rows, (struct segbias_chart_column){l->before_x, FIGURE_WIDTH}, HEADS_Y),
	    TELL(t, "before"));
	(void)segbias_chart_rows_say(
	    &l->rows,
	    segbias_chart_rows_figure(&l->rows, (struct segbias_chart_column){l->after_x, FIGURE_WIDTH}, HEADS_Y),
	    TELL(t, "after"));
}

static enum segbias_status measure(struct layout *l, struct segbias_error *error)
{
	static const double STEPS[] = {.05, .1, .2, .5, 1, 2, 5};
	struct segbias_label *list = segbias_memory_zeroed(l->w->attribute_count + 1, sizeof *list);
	double most = BALANCED * 1.2;
	for (size_t i = 0; list && i < l->w->attribute_count; i++)
		list[i] = l->w->attributes[i].attribute;
	segbias_chart_labels(&l->attributes, list, l->w->attribute_count, SEGBIAS_PLOT_TEXT, LABEL_WIDTH_MAX);
	if (l->attributes.failed)
		return segbias_error_memory(error);
	double width = fmax(LABEL_WIDTH_LEAST, segbias_chart_widest(&l->attributes, SEGBIAS_PLOT_TEXT));
	for (size_t i = 0; i < l->w->attribute_count; i++)
		most = fmax(most, fmax(l->w->attributes[i].asmd_before, l->w->attributes[i].asmd_after));
	for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS && !(l->step * 6 >= most); i++)
		l->step = STEPS[i];
	l->end = l->step * ceil(most / l->step);
	l->rows.left = SEGBIAS_CHART_MARGIN + fmin(width, LABEL_WIDTH_MAX) + 12;
	l->after_x = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN;
	l->before_x = l->after_x - FIGURE_WIDTH - COLUMN_GAP;
	l->rows.right = l->before_x - FIGURE_WIDTH - SEGBIAS_CHART_FIGURES_GAP;
	return SEGBIAS_OK;
}

static void write_figure(const struct layout *l, double end, double y, double figure)
{
	char text[NUMBER_MAX];
	struct segbias_plot_words words =
	    segbias_chart_rows_figure(&l->rows, (struct segbias_chart_column){end, FIGURE_WIDTH}, y);
	(void)snprintf(text, sizeof text, "%.3f", figure);
	segbias_chart_rows_write(&l->rows, words, isfinite(figure) ? text : "-");
}

static void draw_row(const struct layout *l, const struct segbias_chart_scale *scale, size_t row, double y)
{
	const struct segbias_weighed *attribute = &l->w->attributes[row];
	double from = segbias_chart_rows_x(&l->rows, segbias_chart_scale_x(scale, attribute->asmd_before));
	double to = segbias_chart_rows_x(&l->rows, segbias_chart_scale_x(scale, attribute->asmd_after));
	segbias_chart_scale_name(scale, segbias_plot_labels_at(&l->attributes, row), y, SEGBIAS_PLOT_TEXT);
	if (isfinite(attribute->asmd_before) && isfinite(attribute->asmd_after)) {
		segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){from, y, to - from, 0},
		                  SEGBIAS_PLOT_GREY);
		segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_RING, (struct segbias_plot_box){from, y, 0, 0},
		                  SEGBIAS_PLOT_GREY);
	}
	if (isfinite(attribute->asmd_after))
		segbias_chart_scale_dot(scale, attribute->asmd_after, y,
		                        attribute->asmd_after >= BALANCED ? SEGBIAS_PLOT_UNDER : SEGBIAS_PLOT_OVER);
	write_figure(l, l->before_x, y, attribute->asmd_before);
	write_figure(l, l->after_x, y, attribute->asmd_after);
}

static void draw_rows(const struct layout *l, double bottom)
{
	const struct segbias_chart_scale scale = {&l->rows, l->end, ROWS_Y - 4, bottom};
	for (size_t tick = 0; (double)tick * l->step <= l->end * (1 + 1e-9); tick++) {
		segbias_chart_scale_rule(&scale, (double)tick * l->step,
		                         tick > 0 ? SEGBIAS_PLOT_GRID : SEGBIAS_PLOT_AXIS);
		segbias_chart_scale_tick(&scale, (double)tick * l->step);
	}
	segbias_chart_scale_rule(&scale, BALANCED, SEGBIAS_PLOT_AXIS);
	for (size_t i = 0; i < l->w->attribute_count; i++)
		draw_row(l, &scale, i, ROWS_Y + (double)i * ROW_HEIGHT + ROW_HEIGHT / 2.0);
}

enum segbias_status segbias_chart_love(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                       struct segbias_notes *notes, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct layout l = {.rows = {.view = view}, .w = &view->findings->weighing};
	(void)notes;
	/* Where there are no weights there is no after. */
	if (!(count_weighed(l.w) > 0))
		return SEGBIAS_OK;
	SEGBIAS_TRY(measure(&l, error));
	double bottom = ROWS_Y + (double)l.w->attribute_count * ROW_HEIGHT;
	l.rows.sheet = segbias_plot_sheet_add(plot, "love", bottom + FOOT_HEIGHT);
	SEGBIAS_TRY(l.rows.sheet ? SEGBIAS_OK : segbias_error_memory(error));
	draw_head(&l);
	draw_rows(&l, bottom);
	(void)segbias_chart_rows_say(
	    &l.rows,
	    (struct segbias_plot_words){SEGBIAS_CHART_MARGIN, bottom + FOOT_HEIGHT - 18, SEGBIAS_PLOT_SMALL,
	                                SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	    TELL(view->teller, "Differences of 0.1 and more are seen as large: the other colour."));
done:
	segbias_plot_labels_release(&l.attributes);
	return status;
}
