/* Chart: the dumbbell. One sheet a segment: for every value the share in the segment beside the share in the reference, with
 * its interval, index and verdict. A row a value, however many there are: the sheet grows. */
#include "report/chart_rows.h"
#include "report/text_amount.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { AXIS_HEIGHT = 22 }; /* of its numbers, where each attribute has its own */

/* Attributes whose ranges differ by more have an axis each: on a common one the values of the narrowest would be squeezed
 * into less than a quarter of it. */
static const double RANGE_RATIO_MAX = 4;

struct axis {
	double share_max, step;
};

struct layout {
	struct segbias_chart_rows rows;
	struct axis *axes; /* of each attribute, all alike where they share one */
	bool apart;        /* they do not */
	double bottom;     /* of the rows */
};

/* The largest share that a mark stands at; 1 where there is none. */
static double range_of(const struct segbias_comparison *c)
{
	double share = 0;
	for (size_t i = 0; i < c->value_count; i++)
		share =
		    fmax(share, fmax(c->values[i].reference_share, fmax(c->values[i].share, c->values[i].share_high)));
	return share > 0 && isfinite(share) ? fmin(share, 1) : 1;
}

static struct axis axis_to(double share)
{
	double decade = pow(10, floor(log10(share)));
	double lead = share / decade;
	double step = decade * (lead <= 1.5 ? 0.25 : lead <= 3 ? 0.5 : lead <= 6 ? 1 : 2);
	return (struct axis){step * ceil(share / step - 1e-9), step};
}

static void measure_axes(struct layout *l)
{
	double least = 1;
	double most = 0;
	const struct segbias_chart_group *group = l->rows.group;
	for (size_t i = 0; i < group->count; i++) {
		double range = range_of(&group->comparisons[i]);
		l->axes[i] = axis_to(range);
		least = fmin(least, range);
		most = fmax(most, range);
	}
	l->apart = most > RANGE_RATIO_MAX * least;
	for (size_t i = 0; i < group->count && !l->apart; i++)
		l->axes[i] = axis_to(most);
}

/* The margins grow with the longest label and the longest index, an axis ends above the longest mark. */
static enum segbias_status measure(struct layout *l, const struct segbias_chart_view *view,
                                   const struct segbias_chart_group *group, struct segbias_error *error)
{
	enum segbias_status status = segbias_chart_rows_init(&l->rows, view, group, error);
	if (status != SEGBIAS_OK)
		return status;
	l->axes = segbias_memory_zeroed(group->count + 1, sizeof *l->axes);
	if (!l->axes)
		return segbias_error_memory(error);
	l->rows.right = l->rows.index_x - l->rows.index_width - SEGBIAS_CHART_FIGURES_GAP;
	measure_axes(l);
	l->rows.axis_height = l->apart ? AXIS_HEIGHT : 0;
	l->bottom = segbias_chart_rows_bottom(&l->rows);
	return SEGBIAS_OK;
}

static double x_of(const struct layout *l, const struct axis *axis, double share)
{
	return segbias_chart_rows_x(&l->rows, l->rows.left + share / axis->share_max * (l->rows.right - l->rows.left));
}

static void draw_axis(const void *chart, size_t attribute, double top, double bottom)
{
	const struct layout *l = chart;
	const struct axis *axis = &l->axes[attribute];
	int ticks = (int)lround(axis->share_max / axis->step);
	for (int i = 0; i <= ticks; i++) {
		char text[64];
		double x = x_of(l, axis, i * axis->step);
		segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_RULE, (struct segbias_plot_box){x, top, 0, bottom - top},
		                  i ? SEGBIAS_PLOT_GRID : SEGBIAS_PLOT_AXIS);
		(void)snprintf(text, sizeof text, "%.6g%%", 100 * i * axis->step);
		segbias_chart_rows_write(&l->rows,
		                         (struct segbias_plot_words){x, bottom + 13, SEGBIAS_PLOT_TEXT,
		                                                     SEGBIAS_PLOT_CENTER, SEGBIAS_PLOT_SOFT, false},
		                         text);
	}
}

static void draw_interval(const struct layout *l, const struct axis *axis, const struct segbias_value_finding *v,
                          double y)
{
	enum { CAP = 4 };
	enum segbias_plot_ink ink = segbias_chart_ink(v);
	double low = x_of(l, axis, v->share_low);
	double high = x_of(l, axis, v->share_high);
	segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){low, y, high - low, 0}, ink);
	segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){low, y - CAP, 0, 2 * CAP},
	                  ink);
	segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){high, y - CAP, 0, 2 * CAP},
	                  ink);
}

static void draw_value(const void *chart, size_t attribute, size_t value, double y)
{
	const struct layout *l = chart;
	const struct axis *axis = &l->axes[attribute];
	const struct segbias_value_finding *v = &l->rows.group->comparisons[attribute].values[value];
	enum segbias_plot_ink ink = segbias_chart_ink(v);
	double reference = x_of(l, axis, v->reference_share);
	if (isfinite(v->share) && isfinite(reference)) {
		double share = x_of(l, axis, v->share);
		segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_BAR,
		                  (struct segbias_plot_box){reference, y, share - reference, 0}, ink);
		segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_DOT, (struct segbias_plot_box){share, y, 0, 0}, ink);
	}
	if (isfinite(v->share_low) && isfinite(v->share_high))
		draw_interval(l, axis, v, y);
	if (isfinite(reference))
		segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_RING, (struct segbias_plot_box){reference, y, 0, 0},
		                  SEGBIAS_PLOT_BLACK);
}

/* What the axis counts. */
static const char *tell_axis(const struct layout *l)
{
	struct segbias_teller *t = l->rows.view->teller;
	if (l->rows.view->findings->settings.amount.bytes)
		return l->apart ? TELL(t, "share of the known amount; each attribute has an axis of its own")
		                : TELL(t, "share of the known amount");
	return l->apart ? TELL(t, "share of the known records; each attribute has an axis of its own")
	                : TELL(t, "share of the known records");
}

static void draw_foot(const struct layout *l)
{
	const struct segbias_settings *settings = &l->rows.view->findings->settings;
	struct segbias_teller *t = l->rows.view->teller;
	const struct segbias_chart_group *group = l->rows.group;
	struct segbias_limits limits;
	bool shared = segbias_comparisons_share_band(l->rows.view->findings, group->comparisons, group->count, &limits);
	(void)segbias_chart_rows_say(&l->rows,
	                             (struct segbias_plot_words){(l->rows.left + l->rows.right) / 2,
	                                                         l->bottom + (l->apart ? 14 : 32), SEGBIAS_PLOT_TEXT,
	                                                         SEGBIAS_PLOT_CENTER, SEGBIAS_PLOT_SOFT, false},
	                             tell_axis(l));
	(void)segbias_chart_rows_say(
	    &l->rows,
	    (struct segbias_plot_words){SEGBIAS_CHART_MARGIN, l->bottom + SEGBIAS_CHART_ROWS_FOOT_HEIGHT - 18,
	                                SEGBIAS_PLOT_SMALL, SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	    settings->amount.bytes ? TELL(t, "Index 100: the same share as the reference. Amounts are not tested.")
	    : segbias_comparisons_guard(group->comparisons, group->count)
		? TELL(t, "Index 100: the same share as the reference. Under, over: shown to lie beyond the group's "
	                  "band; likely: a real difference, probably beyond it.")
	    : !shared
		? TELL(t, "Index 100: the same share as the reference. Under, over: shown to lie beyond the "
	                  "attribute's band; likely: a real difference, probably beyond it.")
		: TELL_WITH(
		      t,
		      "Index 100: the same share as the reference. Under, over: shown to lie beyond index {low} to "
		      "{high}; likely: a real difference, probably beyond it.",
		      WORD_NUMBER("low", "%g", limits.band_low), WORD_NUMBER("high", "%g", limits.band_high)));
}

static const char *tell_subtitle(const struct layout *l)
{
	const struct segbias_findings *findings = l->rows.view->findings;
	struct segbias_teller *t = l->rows.view->teller;
	double rows = l->rows.group->comparisons[0].rows;
	bool amounts = segbias_has_amount(findings) && !findings->settings.count.bytes;
	bool whole = !l->rows.group->segment.bytes;
	struct segbias_word records =
	    WORD_PHRASE("records", amounts ? TELL_COUNT(t, rows, "{n} row", "{n} rows")
	                                   : TELL_COUNT(t, rows, "{n} record", "{n} records"));
	struct segbias_word level = WORD_NUMBER("level", "%g%%", 100 * (1 - findings->settings.alpha));
	struct segbias_text name = {0};
	segbias_plot_label(&name, segbias_label_of(findings->reference.name), SEGBIAS_PLOT_TEXT, 300);
	struct segbias_word reference = segbias_chart_word(l->rows.view, "reference", &name);
	if (segbias_has_amount(findings))
		return whole ? TELL_WITH(t, "Shares in the whole campaign ({records}) beside those in {reference}",
		                         records, reference)
		             : TELL_WITH(t, "Shares in this segment ({records}) beside those in {reference}", records,
		                         reference);
	return whole ? TELL_WITH(t,
	                         "Shares in the whole campaign ({records}) beside those in {reference}, with {level} "
	                         "intervals",
	                         records, reference, level)
	             : TELL_WITH(t,
	                         "Shares in this segment ({records}) beside those in {reference}, with {level} "
	                         "intervals",
	                         records, reference, level);
}

static void draw_head(const struct layout *l)
{
	const struct segbias_chart_view *view = l->rows.view;
	segbias_chart_head(l->rows.sheet, segbias_chart_title(view, l->rows.group),
	                   segbias_chart_line(view, tell_subtitle(l)));
}

static void draw_legend(const struct layout *l)
{
	double x = SEGBIAS_CHART_MARGIN + 6;
	segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_RING, (struct segbias_plot_box){x, SEGBIAS_CHART_LEGEND_Y, 0, 0},
	                  SEGBIAS_PLOT_BLACK);
	double width =
	    segbias_chart_rows_say(&l->rows,
	                           (struct segbias_plot_words){x + 10, SEGBIAS_CHART_LEGEND_Y, SEGBIAS_PLOT_TEXT,
	                                                       SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_BLACK, false},
	                           TELL(l->rows.view->teller, "reference"));
	segbias_chart_rows_legend(&l->rows, x + width + 36);
}

static enum segbias_status draw_group(const struct segbias_chart_view *view, const struct segbias_chart_group *group,
                                      const char *stem, struct segbias_plot *plot, struct segbias_error *error)
{
	enum segbias_status status;
	struct layout l = {.axes = NULL};
	SEGBIAS_TRY(measure(&l, view, group, error));
	l.rows.sheet = segbias_plot_sheet_add(plot, stem, l.bottom + SEGBIAS_CHART_ROWS_FOOT_HEIGHT);
	SEGBIAS_TRY(l.rows.sheet ? SEGBIAS_OK : segbias_error_memory(error));
	draw_head(&l);
	draw_legend(&l);
	segbias_chart_rows_draw(&l.rows, &(struct segbias_chart_painter){&l, draw_axis, draw_value});
	draw_foot(&l);
done:
	segbias_chart_rows_release(&l.rows);
	free(l.axes);
	return status;
}

enum segbias_status segbias_chart_dumbbell(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                           struct segbias_notes *notes, struct segbias_error *error)
{
	static const struct segbias_chart_series SERIES = {"dumbbell", draw_group};
	return segbias_chart_series_draw(&SERIES, view, plot, notes, error);
}
