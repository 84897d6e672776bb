/* Chart: the forest. One sheet a segment: for every value the index on a logarithmic axis with its interval, beside the band
 * within which a difference does not matter. What an interval crosses is what is not shown. */
#include "report/chart_rows.h"
#include "report/text_amount.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

enum {
	ZERO_WIDTH = 40, /* an index of 0 has no place on a logarithmic axis: it stands before it */
	ZERO_X = 10,
	AXIS_PAD = 12,
	TICK_GAP = 8, /* between numbers of the axis */
	TICKS_MAX = 64,
	INTERVAL_WIDTH_LEAST = 66,
	COLUMN_GAP = 16,
};

/* An interval may be wider than this many times its index: an arrow says so, and the others stay readable. */
static const double REACH_MAX = 4;
static const double UNCHANGED = 100;

enum { AXIS_HEIGHT = 22 }; /* of its numbers, where each attribute has its own */

/* An end of the axis is on it, however its logarithm is rounded. */
static const double CLOSE = 1 - 1e-9;

struct layout {
	struct segbias_chart_rows rows;
	double low, high;             /* the indices at both ends of the axis */
	double start;                 /* pixels where it begins, as all below before segbias_chart_rows_x */
	bool zero;                    /* an index is 0 */
	bool guarded;                 /* a group is protected, and has a band of its own */
	bool apart;                   /* attributes are judged by bands of their own: each has an axis */
	struct segbias_limits limits; /* those of all; else the general ones */
	double interval_width;
};

/* "21–37", "5–∞"; nothing where there is no interval. */
static void add_interval(const struct segbias_value_finding *v, struct segbias_text *out)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (isnan(v->index_low) || isnan(v->index_high))
		return;
	segbias_text_add_format(out, "%s\u2013", segbias_number_group(nearbyint(v->index_low), number));
	segbias_text_add_string(out, isinf(v->index_high) ? "\u221e"
	                                                  : segbias_number_group(nearbyint(v->index_high), number));
}

static double interval_width(const struct segbias_chart_view *view, const struct segbias_chart_group *group)
{
	double head = segbias_chart_width(view, TELL(view->teller, "interval"), SEGBIAS_PLOT_TEXT);
	double width = fmax(INTERVAL_WIDTH_LEAST, head);
	for (size_t i = 0; i < group->count; i++) {
		for (size_t j = 0; j < group->comparisons[i].value_count; j++) {
			struct segbias_text text = {0};
			add_interval(&group->comparisons[i].values[j], &text);
			width = fmax(width, segbias_plot_width(segbias_text_label(&text), SEGBIAS_PLOT_TEXT));
			segbias_text_release(&text);
		}
	}
	return width;
}

static void reach(struct layout *l, const struct segbias_value_finding *v)
{
	if (v->index == 0)
		l->zero = true;
	if (!isfinite(v->index))
		return;
	if (v->index > 0) {
		double low = v->index_low > 0 ? fmax(v->index_low, v->index / REACH_MAX) : v->index;
		l->low = fmin(l->low, low);
	}
	double far = v->index > 0 ? v->index * REACH_MAX : UNCHANGED;
	double high = isnan(v->index_high) ? v->index : fmin(v->index_high, far);
	l->high = fmax(l->high, high);
}

/* To 1, 2 or 5 times a power of ten, where that is near: an axis that ends with a number is read more easily. */
static double rounded_down(double index)
{
	static const double LEADS[] = {1, 2, 5};
	static const double NEAR = 1.3;
	double decade = pow(10, floor(log10(index)));
	for (size_t i = 0; i < sizeof LEADS / sizeof *LEADS; i++)
		if (LEADS[i] * decade <= index && index <= LEADS[i] * decade * NEAR)
			return LEADS[i] * decade;
	return index;
}

static enum segbias_status measure(struct layout *l, const struct segbias_chart_view *view,
                                   const struct segbias_chart_group *group, struct segbias_error *error)
{
	enum segbias_status status = segbias_chart_rows_init(&l->rows, view, group, error);
	if (status != SEGBIAS_OK)
		return status;
	l->apart = !segbias_comparisons_share_band(view->findings, group->comparisons, group->count, &l->limits);
	l->guarded = segbias_comparisons_guard(group->comparisons, group->count);
	l->rows.axis_height = l->apart ? AXIS_HEIGHT : 0;
	l->interval_width = interval_width(view, group);
	l->rows.index_x -= l->interval_width + COLUMN_GAP;
	l->rows.right = l->rows.index_x - l->rows.index_width - SEGBIAS_CHART_FIGURES_GAP;
	l->low = UNCHANGED / 2;
	l->high = UNCHANGED * 2;
	for (size_t i = 0; i < group->count; i++) {
		struct segbias_limits limits = segbias_comparison_limits(view->findings, &group->comparisons[i]);
		l->low = fmin(l->low, limits.band_low);
		l->high = fmax(l->high, limits.band_high);
		for (size_t j = 0; j < group->comparisons[i].value_count; j++)
			reach(l, &group->comparisons[i].values[j]);
	}
	l->low = rounded_down(l->low);
	l->high = 1 / rounded_down(1 / l->high);
	l->start = l->rows.left + (l->zero ? ZERO_WIDTH : 0) + AXIS_PAD;
	return SEGBIAS_OK;
}

/* Of an index above 0; beyond the axis where that does not reach so far. */
static double x_of(const struct layout *l, double index)
{
	return l->start + log(index / l->low) / log(l->high / l->low) * (l->rows.right - AXIS_PAD - l->start);
}

/* --- the axis --------------------------------------------------------------------------------------------------- */

/* Numbers of the axis that find room beside each other; those that come first do. */
struct ticks {
	double x[TICKS_MAX], width[TICKS_MAX];
	size_t count;
};

/* Whether it is written. */
static bool add_tick(const struct layout *l, struct ticks *ticks, double index, double x, double bottom)
{
	char text[SEGBIAS_NUMBER_MAX];
	if (index >= UNCHANGED && index == nearbyint(index))
		(void)segbias_number_group(index, text);
	else
		(void)snprintf(text, sizeof text, "%.6g", index);
	double width = segbias_plot_width(segbias_label_of(text), SEGBIAS_PLOT_TEXT);
	for (size_t i = 0; i < ticks->count; i++)
		if (fabs(x - ticks->x[i]) < (width + ticks->width[i]) / 2 + TICK_GAP)
			return false;
	if (ticks->count == TICKS_MAX)
		return false;
	ticks->x[ticks->count] = x;
	ticks->width[ticks->count++] = width;
	segbias_chart_rows_write(&l->rows,
	                         (struct segbias_plot_words){segbias_chart_rows_x(&l->rows, x), bottom + 13,
	                                                     SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_CENTER, SEGBIAS_PLOT_SOFT,
	                                                     false},
	                         text);
	return true;
}

static void draw_rule(const struct layout *l, double x, double top, double bottom, enum segbias_plot_ink ink)
{
	x = segbias_chart_rows_x(&l->rows, x);
	segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_RULE, (struct segbias_plot_box){x, top, 0, bottom - top}, ink);
}

/* Powers of ten times `lead`, each with a line where its number finds room. */
static void draw_decades(const struct layout *l, struct ticks *ticks, double lead, double top, double bottom)
{
	int first = (int)floor(log10(l->low));
	int last = (int)ceil(log10(l->high));
	for (int i = first; i <= last; i++) {
		double index = lead * pow(10, i);
		double x = x_of(l, index);
		if (index >= l->low * CLOSE && index <= l->high / CLOSE && add_tick(l, ticks, index, x, bottom))
			draw_rule(l, x, top, bottom, SEGBIAS_PLOT_GRID);
	}
}

/* On which side of the band is what. */
static void draw_sides(const struct layout *l, double low, double high)
{
	enum { GAP = 6 };
	const struct segbias_chart_view *view = l->rows.view;
	bool leftward = segbias_chart_is_leftward(view);
	const char *under = TELL(view->teller, "under");
	const char *over = TELL(view->teller, "over");
	if (low - GAP - segbias_chart_width(view, under, SEGBIAS_PLOT_TEXT) > l->rows.left)
		(void)segbias_chart_rows_say(
		    &l->rows,
		    (struct segbias_plot_words){segbias_chart_rows_x(&l->rows, low - GAP), SEGBIAS_CHART_HEADS_Y,
		                                SEGBIAS_PLOT_TEXT, leftward ? SEGBIAS_PLOT_LEFT : SEGBIAS_PLOT_RIGHT,
		                                SEGBIAS_PLOT_UNDER, false},
		    under);
	if (high + GAP + segbias_chart_width(view, over, SEGBIAS_PLOT_TEXT) < l->rows.right)
		(void)segbias_chart_rows_say(
		    &l->rows,
		    (struct segbias_plot_words){segbias_chart_rows_x(&l->rows, high + GAP), SEGBIAS_CHART_HEADS_Y,
		                                SEGBIAS_PLOT_TEXT, leftward ? SEGBIAS_PLOT_RIGHT : SEGBIAS_PLOT_LEFT,
		                                SEGBIAS_PLOT_OVER, false},
		    over);
}

static void draw_axis(const void *chart, size_t attribute, double top, double bottom)
{
	static const double LEADS[] = {1, 5, 2};
	const struct layout *l = chart;
	const struct segbias_limits limits =
	    segbias_comparison_limits(l->rows.view->findings, &l->rows.group->comparisons[attribute]);
	struct ticks ticks = {.count = 0};
	double low = x_of(l, limits.band_low);
	double high = x_of(l, limits.band_high);
	segbias_plot_mark(
	    l->rows.sheet, SEGBIAS_PLOT_FILLED,
	    (struct segbias_plot_box){fmin(segbias_chart_rows_x(&l->rows, low), segbias_chart_rows_x(&l->rows, high)),
	                              top, high - low, bottom - top},
	    SEGBIAS_PLOT_WITHIN_FILL);
	if (attribute == 0) /* they stand at the head of all */
		draw_sides(l, low, high);
	draw_rule(l, x_of(l, UNCHANGED), top, bottom, SEGBIAS_PLOT_AXIS);
	(void)add_tick(l, &ticks, UNCHANGED, x_of(l, UNCHANGED), bottom);
	(void)add_tick(l, &ticks, limits.band_low, low, bottom);
	(void)add_tick(l, &ticks, limits.band_high, high, bottom);
	if (l->zero && add_tick(l, &ticks, 0, l->rows.left + ZERO_X, bottom))
		draw_rule(l, l->rows.left + ZERO_X, top, bottom, SEGBIAS_PLOT_GRID);
	for (size_t i = 0; i < sizeof LEADS / sizeof *LEADS; i++)
		draw_decades(l, &ticks, LEADS[i], top, bottom);
}

/* --- a value ---------------------------------------------------------------------------------------------------- */

static void draw_line(const struct layout *l, struct segbias_plot_box box, enum segbias_plot_ink ink)
{
	box.x = segbias_chart_rows_x(&l->rows, box.x);
	box.width = segbias_chart_is_leftward(l->rows.view) ? -box.width : box.width;
	segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_WHISKER, box, ink);
}

/* An end of an interval: a stop, or an arrow (`out`: -1 to the left, 1 to the right) where it goes on. */
static void draw_end(const struct layout *l, double x, double y, int out, enum segbias_plot_ink ink)
{
	enum { CAP = 4, ARROW = 6 };
	if (out == 0)
		draw_line(l, (struct segbias_plot_box){x, y - CAP, 0, 2 * CAP}, ink);
	for (int side = -1; out && side <= 1; side += 2)
		draw_line(l, (struct segbias_plot_box){x, y, -out * ARROW, side * CAP}, ink);
}

static void draw_interval(const struct layout *l, const struct segbias_value_finding *v, double y)
{
	enum segbias_plot_ink ink = segbias_chart_ink(v);
	bool to_zero = v->index_low <= 0 && l->zero;
	bool low_out = !to_zero && !(v->index_low >= l->low * CLOSE);
	bool high_out = !(v->index_high <= l->high / CLOSE);
	double low = to_zero ? l->rows.left + ZERO_X : low_out ? l->start - AXIS_PAD : x_of(l, v->index_low);
	double high = high_out ? l->rows.right : x_of(l, fmax(v->index_high, l->low));
	draw_line(l, (struct segbias_plot_box){low, y, high - low, 0}, ink);
	draw_end(l, low, y, low_out ? -1 : 0, ink);
	draw_end(l, high, y, high_out ? 1 : 0, ink);
}

static struct segbias_chart_column interval_column(const struct layout *l)
{
	return (struct segbias_chart_column){l->rows.figures_x, l->interval_width};
}

/* Of one edge of the band what lies between it and a stricter one is no band in this row. */
static void clear_edge(const struct layout *l, double from, double to, double y)
{
	enum { HALF = 10 }; /* of a row */
	double low = fmin(segbias_chart_rows_x(&l->rows, from), segbias_chart_rows_x(&l->rows, to));
	if (to > from)
		segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_FILLED,
		                  (struct segbias_plot_box){low, y - HALF, to - from, 2 * HALF}, SEGBIAS_PLOT_WHITE);
}

/* A protected group's band is its own. */
static void draw_own_band(const struct layout *l, const struct segbias_comparison *c,
                          const struct segbias_value_finding *v, double y)
{
	const struct segbias_limits shown = segbias_comparison_limits(l->rows.view->findings, c);
	if (!v->guard)
		return;
	clear_edge(l, x_of(l, shown.band_low), x_of(l, v->guard->band_low), y);
	clear_edge(l, x_of(l, v->guard->band_high), x_of(l, shown.band_high), y);
}

static void draw_value(const void *chart, size_t attribute, size_t value, double y)
{
	const struct layout *l = chart;
	const struct segbias_comparison *c = &l->rows.group->comparisons[attribute];
	const struct segbias_value_finding *v = &c->values[value];
	struct segbias_text text = {0};
	draw_own_band(l, c, v, y);
	if (!isnan(v->index_low) && !isnan(v->index_high))
		draw_interval(l, v, y);
	if (isfinite(v->index)) {
		double x = v->index > 0 ? x_of(l, v->index) : l->rows.left + ZERO_X;
		segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_DOT,
		                  (struct segbias_plot_box){segbias_chart_rows_x(&l->rows, x), y, 0, 0},
		                  segbias_chart_ink(v));
	}
	struct segbias_plot_words words = segbias_chart_rows_figure(&l->rows, interval_column(l), y);
	words.ink = segbias_chart_word_ink(v);
	add_interval(v, &text);
	segbias_plot_write(l->rows.sheet, words, segbias_text_label(&text));
	l->rows.sheet->title.failed = l->rows.sheet->title.failed || text.failed;
	segbias_text_release(&text);
}

/* --- the sheet -------------------------------------------------------------------------------------------------- */

static void draw_legend(const struct layout *l)
{
	enum { WIDTH = 20, HEIGHT = 13 };
	double x = SEGBIAS_CHART_MARGIN;
	segbias_plot_mark(l->rows.sheet, SEGBIAS_PLOT_FILLED,
	                  (struct segbias_plot_box){x, SEGBIAS_CHART_LEGEND_Y - HEIGHT / 2.0, WIDTH, HEIGHT},
	                  SEGBIAS_PLOT_WITHIN_FILL);
	x += WIDTH + 6;
	double width = segbias_chart_rows_say(&l->rows,
	                                      (struct segbias_plot_words){x, SEGBIAS_CHART_LEGEND_Y, SEGBIAS_PLOT_TEXT,
	                                                                  SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_BLACK, false},
	                                      l->guarded ? TELL(l->rows.view->teller, "the band of the group")
	                                      : l->apart ? TELL(l->rows.view->teller, "the band of the attribute")
	                                                 : TELL_WITH(l->rows.view->teller, "index {low} to {high}",
	                                                             WORD_NUMBER("low", "%g", l->limits.band_low),
	                                                             WORD_NUMBER("high", "%g", l->limits.band_high)));
	segbias_chart_rows_legend(&l->rows, x + width + 26);
}

static void draw_head(const struct layout *l)
{
	const struct segbias_chart_view *view = l->rows.view;
	struct segbias_teller *t = view->teller;
	struct segbias_word records =
	    WORD_PHRASE("records", TELL_COUNT(t, l->rows.group->comparisons[0].rows, "{n} record", "{n} records"));
	struct segbias_word level = WORD_NUMBER("level", "%g%%", 100 * (1 - view->findings->settings.alpha));
	struct segbias_text name = {0};
	segbias_plot_label(&name, segbias_label_of(view->findings->reference.name), SEGBIAS_PLOT_TEXT, 300);
	struct segbias_word reference = segbias_chart_word(view, "reference", &name);
	const char *subtitle =
	    l->rows.group->segment.bytes
		? TELL_WITH(t,
	                    "Index in this segment ({records}) with {level} intervals; 100 is the same share as in "
	                    "{reference}",
	                    records, level, reference)
		: TELL_WITH(t,
	                    "Index in the whole campaign ({records}) with {level} intervals; 100 is the same share as "
	                    "in {reference}",
	                    records, level, reference);
	segbias_chart_head(l->rows.sheet, segbias_chart_tally_title(view, l->rows.group),
	                   segbias_chart_line(view, subtitle));
}

static void draw_foot(const struct layout *l, double bottom)
{
	struct segbias_teller *t = l->rows.view->teller;
	(void)segbias_chart_rows_say(&l->rows,
	                             (struct segbias_plot_words){(l->rows.left + l->rows.right) / 2,
	                                                         bottom + (l->apart ? 14 : 32), SEGBIAS_PLOT_TEXT,
	                                                         SEGBIAS_PLOT_CENTER, SEGBIAS_PLOT_SOFT, false},
	                             TELL(t, "index, logarithmic"));
	(void)segbias_chart_rows_say(&l->rows,
	                             segbias_chart_rows_figure(&l->rows, interval_column(l), SEGBIAS_CHART_HEADS_Y),
	                             TELL(t, "interval"));
	(void)segbias_chart_rows_say(
	    &l->rows,
	    (struct segbias_plot_words){SEGBIAS_CHART_MARGIN, bottom + SEGBIAS_CHART_ROWS_FOOT_HEIGHT - 18,
	                                SEGBIAS_PLOT_SMALL, SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	    l->guarded
		? TELL(t,
	               "Under, over: shown to lie beyond the group's band; likely: a real difference, probably beyond "
	               "it. An arrow: the interval goes on.")
	    : l->apart
		? TELL(t, "Under, over: shown to lie beyond the attribute's band; likely: a real difference, probably "
	                  "beyond it. An arrow: the interval goes on.")
		: TELL_WITH(
		      t,
		      "Under, over: shown to lie beyond index {low} to {high}; likely: a real difference, probably beyond "
		      "it. An arrow: the interval goes on.",
		      WORD_NUMBER("low", "%g", l->limits.band_low), WORD_NUMBER("high", "%g", l->limits.band_high)));
}

static enum segbias_status draw_group(const struct segbias_chart_view *view, const struct segbias_chart_group *group,
                                      const char *stem, struct segbias_plot *plot, struct segbias_error *error)
{
	enum segbias_status status;
	struct layout l = {.zero = false};
	SEGBIAS_TRY(measure(&l, view, group, error));
	double bottom = segbias_chart_rows_bottom(&l.rows);
	l.rows.sheet = segbias_plot_sheet_add(plot, stem, bottom + SEGBIAS_CHART_ROWS_FOOT_HEIGHT);
	SEGBIAS_TRY(l.rows.sheet ? SEGBIAS_OK : segbias_error_memory(error));
	draw_head(&l);
	draw_legend(&l);
	segbias_chart_rows_draw(&l.rows, &(struct segbias_chart_painter){&l, draw_axis, draw_value});
	draw_foot(&l, bottom);
done:
	segbias_chart_rows_release(&l.rows);
	return status;
}

/* Amounts are not tested and have no intervals: there is no forest of them. */
enum segbias_status segbias_chart_forest(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                         struct segbias_notes *notes, struct segbias_error *error)
{
	static const struct segbias_chart_series SERIES = {"forest", draw_group};
	if (segbias_has_amount(view->findings))
		return SEGBIAS_OK;
	return segbias_chart_series_draw(&SERIES, view, plot, notes, error);
}
