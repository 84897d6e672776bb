/* Room: report. Charts of one segment with a row a value, under the names of the attributes: the names on the left, an axis
 * for the chart's own marks, index and verdict on the right. Where words are written from the right all that is mirrored, but
 * for the axis, whose low end stays on the left. However many values there are, the sheet grows.
 */
#ifndef SEGBIAS_REPORT_CHART_ROWS_H
#define SEGBIAS_REPORT_CHART_ROWS_H

#include "report/charts.h"

enum {
	SEGBIAS_CHART_LEGEND_Y = 76,
	SEGBIAS_CHART_HEADS_Y = SEGBIAS_CHART_LEGEND_Y + 22, /* of the columns */
	SEGBIAS_CHART_ROWS_Y = 112,                          /* where the first attribute's name stands */
	SEGBIAS_CHART_ROWS_FOOT_HEIGHT = 74,
	SEGBIAS_CHART_FIGURES_GAP = 24, /* between the axis, on whose end a number stands, and the figures */
};

struct segbias_chart_rows {
	struct segbias_plot_sheet *sheet;
	const struct segbias_chart_view *view;
	const struct segbias_chart_group *group;
	struct segbias_plot_labels attributes;
	struct segbias_plot_labels *values; /* of each attribute */
	double left, right;                 /* of the axis; the chart says where it ends */
	double axis_height;                 /* of an axis below each attribute; 0: one below all */
	double figures_x;                   /* where figures end, beside verdicts */
	double index_x, index_width;        /* where indices end; pixels of the widest */
};

/* What a chart draws itself. */
struct segbias_chart_painter {
	const void *chart;
	/* The axis of an attribute, of the first where there is one for all. */
	void (*axis)(const void *chart, size_t attribute, double top, double bottom);
	void (*value)(const void *chart, size_t attribute, size_t value, double y);
};

/* The names, cut so that they are told apart; `left` is where they end. Release *rows whatever came of it. */
enum segbias_status segbias_chart_rows_init(struct segbias_chart_rows *rows, const struct segbias_chart_view *view,
                                            const struct segbias_chart_group *group, struct segbias_error *error);
void segbias_chart_rows_release(struct segbias_chart_rows *rows);

/* Of a place between `left` and `right` on an axis that runs from the left: that place on the sheet. */
double segbias_chart_rows_x(const struct segbias_chart_rows *rows, double x);

/* A column of figures: its end, and the pixels of the widest. */
struct segbias_chart_column {
	double end, width;
};

/* Its figures, whose units stand below each other, and its head. */
struct segbias_plot_words segbias_chart_rows_figure(const struct segbias_chart_rows *rows,
                                                    struct segbias_chart_column column, double y);

/* Where the rows end; that of the sheet is SEGBIAS_CHART_ROWS_FOOT_HEIGHT further down. */
double segbias_chart_rows_bottom(const struct segbias_chart_rows *rows);

void segbias_chart_rows_draw(const struct segbias_chart_rows *rows, const struct segbias_chart_painter *painter);

/* What the colours of dots mean, in words that begin at `x`. */
void segbias_chart_rows_legend(const struct segbias_chart_rows *rows, double x);

/* A sentence on the sheet; returns the pixels that it takes. */
double segbias_chart_rows_say(const struct segbias_chart_rows *rows, struct segbias_plot_words words,
                              const char *sentence);

/* Figures on the sheet. */
void segbias_chart_rows_write(const struct segbias_chart_rows *rows, struct segbias_plot_words words, const char *text);

#endif
