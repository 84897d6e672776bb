#include "report/chart_scale.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

enum { AXIS_PAD = 10 };

double segbias_chart_scale_x(const struct segbias_chart_scale *scale, double figure)
{
	double from = scale->rows->left + AXIS_PAD;
	double to = scale->rows->right - AXIS_PAD;
	return from + fmin(fmax(figure / scale->end, 0), 1) * (to - from);
}

static double sheet_x(const struct segbias_chart_scale *scale, double figure)
{
	return segbias_chart_rows_x(scale->rows, segbias_chart_scale_x(scale, figure));
}

void segbias_chart_scale_rule(const struct segbias_chart_scale *scale, double figure, enum segbias_plot_ink ink)
{
	segbias_plot_mark(scale->rows->sheet, SEGBIAS_PLOT_RULE,
	                  (struct segbias_plot_box){sheet_x(scale, figure), scale->top, 0, scale->bottom - scale->top},
	                  ink);
}

void segbias_chart_scale_tick(const struct segbias_chart_scale *scale, double figure)
{
	char text[SEGBIAS_NUMBER_MAX];
	(void)snprintf(text, sizeof text, "%g", figure);
	segbias_chart_rows_write(scale->rows,
	                         (struct segbias_plot_words){sheet_x(scale, figure), scale->bottom + 13,
	                                                     SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_CENTER, SEGBIAS_PLOT_SOFT,
	                                                     false},
	                         text);
}

static void draw_line(const struct segbias_chart_scale *scale, struct segbias_plot_box box, enum segbias_plot_ink ink)
{
	box.x = segbias_chart_rows_x(scale->rows, box.x);
	box.width = segbias_chart_is_leftward(scale->rows->view) ? -box.width : box.width;
	segbias_plot_mark(scale->rows->sheet, SEGBIAS_PLOT_WHISKER, box, ink);
}

void segbias_chart_scale_interval(const struct segbias_chart_scale *scale, struct segbias_chart_interval interval,
                                  enum segbias_plot_ink ink)
{
	enum { CAP = 4, ARROW = 6 };
	bool out = !(interval.high <= scale->end);
	double y = interval.y;
	double low = segbias_chart_scale_x(scale, interval.low);
	double high = out ? scale->rows->right : segbias_chart_scale_x(scale, interval.high);
	draw_line(scale, (struct segbias_plot_box){low, y, high - low, 0}, ink);
	draw_line(scale, (struct segbias_plot_box){low, y - CAP, 0, 2 * CAP}, ink);
	if (!out)
		draw_line(scale, (struct segbias_plot_box){high, y - CAP, 0, 2 * CAP}, ink);
	for (int side = -1; out && side <= 1; side += 2)
		draw_line(scale, (struct segbias_plot_box){high, y, -ARROW, side * CAP}, ink);
}

void segbias_chart_scale_dot(const struct segbias_chart_scale *scale, double figure, double y,
                             enum segbias_plot_ink ink)
{
	segbias_plot_mark(scale->rows->sheet, SEGBIAS_PLOT_DOT,
	                  (struct segbias_plot_box){sheet_x(scale, figure), y, 0, 0}, ink);
}

void segbias_chart_scale_name(const struct segbias_chart_scale *scale, struct segbias_label name, double y,
                              enum segbias_plot_size size)
{
	segbias_plot_write(
	    scale->rows->sheet,
	    (struct segbias_plot_words){scale->rows->left - 10, y, size, SEGBIAS_PLOT_RIGHT, SEGBIAS_PLOT_BLACK, false},
	    name);
}
