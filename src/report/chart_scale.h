/* Room: report. A scale of a chart's rows that begins at 0: rules and ticks, an interval beside a dot, the name of an attribute above
 * its rows. What is beyond its end goes on as an arrow. */
#ifndef SEGBIAS_REPORT_CHART_SCALE_H
#define SEGBIAS_REPORT_CHART_SCALE_H

#include "report/chart_rows.h"

struct segbias_chart_scale {
	const struct segbias_chart_rows *rows;
	double end;         /* the figure at its end */
	double top, bottom; /* of its rules */
};

/* Of a figure, on the sheet as if it were read from the left; 0 and less is the beginning, the end and more the end. */
double segbias_chart_scale_x(const struct segbias_chart_scale *scale, double figure);

void segbias_chart_scale_rule(const struct segbias_chart_scale *scale, double figure, enum segbias_plot_ink ink);

/* The number below a rule. */
void segbias_chart_scale_tick(const struct segbias_chart_scale *scale, double figure);

/* An interval in a row; high NaN or beyond the end: an arrow. */
struct segbias_chart_interval {
	double low, high, y;
};
void segbias_chart_scale_interval(const struct segbias_chart_scale *scale, struct segbias_chart_interval interval,
                                  enum segbias_plot_ink ink);

void segbias_chart_scale_dot(const struct segbias_chart_scale *scale, double figure, double y,
                             enum segbias_plot_ink ink);

/* The name of what stands in a row, or of an attribute above its rows. */
void segbias_chart_scale_name(const struct segbias_chart_scale *scale, struct segbias_label name, double y,
                              enum segbias_plot_size size);

#endif
