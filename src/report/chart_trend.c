/* Chart of a review: the trends. One sheet of small panels: for every segment the index of its worst group over the last periods,
 * with the tolerance band and, where there are any, control limits. A period without a run, or of which the group has no figure, is a gap. */
#include "report/charts.h"
#include "report/section.h"

#include <math.h>
#include <stdio.h>

enum {
	COLUMNS = 3,
	GAP = 22,
	AXIS_WIDTH = 30, /* of the figures left of a panel */
	PANEL_WIDTH = (SEGBIAS_CHART_INNER_WIDTH - (COLUMNS - 1) * GAP) / COLUMNS,
	PLOT_WIDTH = PANEL_WIDTH - AXIS_WIDTH,
	HEADS_HEIGHT = 44,
	PLOT_HEIGHT = 96,
	FOOT_HEIGHT = 22, /* of the first and the last period */
	PANEL_HEIGHT = HEADS_HEIGHT + PLOT_HEIGHT + FOOT_HEIGHT + 10,
	PANELS_Y = 70,
	SHEET_FOOT = 46,
	PANELS_MOST = 24,
	PAD = 8, /* from an edge of a panel to its first and last period */
	LAST = SEGBIAS_REVIEW_PERIODS - 1,
};

/* Beyond these an index stands at the edge, so that the others stay readable. */
static const double INDEX_LEAST = 10;
static const double INDEX_MOST = 1000;
static const double AIR = 1.08; /* beyond the outermost mark */

struct panel {
	const struct segbias_chart_view *view;
	struct segbias_plot_sheet *sheet;
	const struct segbias_reviewed *segment;
	double left, top; /* of the panel */
	double x, y;      /* of its plot */
	double low, high; /* indices at its bottom and top */
	double band_low, band_high;
};

/* --- from an index to pixels ------------------------------------------------------------------------------------------ */

static double inside(double index)
{
	return fmin(fmax(index, INDEX_LEAST), INDEX_MOST);
}

/* Of a box so wide: time runs from the left whatever the language. */
static double x_of(const struct panel *p, double x, double width)
{
	return segbias_chart_is_leftward(p->view) ? 2 * p->x + PLOT_WIDTH - x - width : x;
}

static double x_of_period(const struct panel *p, size_t period)
{
	return x_of(p, p->x + PAD + (double)period / LAST * (PLOT_WIDTH - 2 * PAD), 0);
}

/* A ratio scale: half and twice the share are as far away. */
static double y_of(const struct panel *p, double index)
{
	return p->y + PLOT_HEIGHT * log(p->high / inside(index)) / log(p->high / p->low);
}

/* All of the panel's marks fit. */
static void measure(struct panel *p)
{
	const struct segbias_reviewed *s = p->segment;
	p->low = p->band_low;
	p->high = p->band_high;
	for (size_t i = 0; i < SEGBIAS_REVIEW_PERIODS; i++)
		if (!isnan(s->levels[i])) {
			p->low = fmin(p->low, inside(s->levels[i]));
			p->high = fmax(p->high, inside(s->levels[i]));
		}
	if (s->limit_periods) {
		p->low = fmin(p->low, inside(s->limit_low));
		p->high = fmax(p->high, inside(s->limit_high));
	}
	p->low /= AIR;
	p->high *= AIR;
}

/* --- what is drawn ------------------------------------------------------------------------------------------------------ */

static void rule(const struct panel *p, double y, enum segbias_plot_ink ink)
{
	segbias_plot_mark(p->sheet, SEGBIAS_PLOT_RULE, (struct segbias_plot_box){p->x, y, PLOT_WIDTH, 0}, ink);
}

/* Dashes: limits are no part of the grid. */
static void dashes(const struct panel *p, double y)
{
	enum { DASH = 6, STEP = 10 };
	for (double x = p->x; x + DASH <= p->x + PLOT_WIDTH; x += STEP)
		segbias_plot_mark(p->sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){x, y, DASH, 0},
		                  SEGBIAS_PLOT_SOFT);
}

static void write_tick(const struct panel *p, double index)
{
	char text[16];
	(void)snprintf(text, sizeof text, "%.0f", index);
	segbias_plot_write(p->sheet,
	                   (struct segbias_plot_words){p->x - 5, y_of(p, index), SEGBIAS_PLOT_SMALL, SEGBIAS_PLOT_RIGHT,
	                                               SEGBIAS_PLOT_SOFT, false},
	                   segbias_label_of(text));
}

static void draw_ground(const struct panel *p)
{
	double top = y_of(p, p->band_high);
	segbias_plot_mark(p->sheet, SEGBIAS_PLOT_FILLED,
	                  (struct segbias_plot_box){p->x, top, PLOT_WIDTH, y_of(p, p->band_low) - top},
	                  SEGBIAS_PLOT_WITHIN_FILL);
	rule(p, y_of(p, 100), SEGBIAS_PLOT_AXIS);
	rule(p, p->y + PLOT_HEIGHT, SEGBIAS_PLOT_GRID);
	write_tick(p, p->band_low);
	write_tick(p, p->band_high);
	if (!p->segment->limit_periods)
		return;
	dashes(p, y_of(p, p->segment->limit_low));
	dashes(p, y_of(p, p->segment->limit_high));
}

/* By the verdict of the last period; all others are grey. */
static void draw_line(const struct panel *p)
{
	const struct segbias_value_finding last = {.verdict = p->segment->verdict};
	const double *levels = p->segment->levels;
	for (size_t i = 0; i < SEGBIAS_REVIEW_PERIODS; i++) {
		if (isnan(levels[i]))
			continue;
		double x = x_of_period(p, i);
		double y = y_of(p, levels[i]);
		if (i > 0 && !isnan(levels[i - 1])) {
			double before = x_of_period(p, i - 1);
			segbias_plot_mark(p->sheet, SEGBIAS_PLOT_WHISKER,
			                  (struct segbias_plot_box){before, y_of(p, levels[i - 1]), x - before,
			                                            y - y_of(p, levels[i - 1])},
			                  SEGBIAS_PLOT_GREY);
		}
		segbias_plot_mark(p->sheet, SEGBIAS_PLOT_DOT, (struct segbias_plot_box){x, y, 0, 0},
		                  i == LAST ? segbias_chart_ink(&last) : SEGBIAS_PLOT_GREY);
	}
}

static void write_period(const struct panel *p, size_t period, enum segbias_plot_align align)
{
	const struct segbias_review *review = &p->view->findings->review;
	if (review->period_count == SEGBIAS_REVIEW_PERIODS)
		segbias_plot_write(p->sheet,
		                   (struct segbias_plot_words){x_of_period(p, period), p->y + PLOT_HEIGHT + 12,
		                                               SEGBIAS_PLOT_SMALL, align, SEGBIAS_PLOT_SOFT, false},
		                   review->periods[period]);
}

static void write_heads(const struct panel *p)
{
	enum { FIRST_Y = 12, SECOND_Y = 30, FIGURE_WIDTH = 44 };
	struct segbias_teller *t = p->view->teller;
	struct segbias_text name = {0};
	struct segbias_text group = {0};
	struct segbias_text words = {0};
	char index[16];
	const struct segbias_value_finding last = {.verdict = p->segment->verdict};
	segbias_plot_label(&name,
	                   p->segment->segment.bytes ? segbias_review_name(t, p->segment->segment)
	                                             : segbias_label_of(TELL(t, "Whole campaign")),
	                   SEGBIAS_PLOT_HEAD, PANEL_WIDTH - FIGURE_WIDTH);
	segbias_text_add(&words, p->segment->attribute.bytes, p->segment->attribute.size);
	segbias_text_add_string(&words, " ");
	segbias_text_add(&words, p->segment->value.bytes, p->segment->value.size);
	segbias_plot_label(&group, segbias_text_label(&words), SEGBIAS_PLOT_TEXT, PANEL_WIDTH);
	segbias_plot_write(p->sheet,
	                   (struct segbias_plot_words){p->left, p->top + FIRST_Y, SEGBIAS_PLOT_HEAD, SEGBIAS_PLOT_LEFT,
	                                               SEGBIAS_PLOT_BLACK, false},
	                   segbias_text_label(&name));
	segbias_plot_write(p->sheet,
	                   (struct segbias_plot_words){p->left, p->top + SECOND_Y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT,
	                                               SEGBIAS_PLOT_SOFT, false},
	                   segbias_text_label(&group));
	(void)snprintf(index, sizeof index, "%.0f", p->segment->index);
	segbias_plot_write(p->sheet,
	                   (struct segbias_plot_words){p->left + PANEL_WIDTH, p->top + FIRST_Y, SEGBIAS_PLOT_HEAD,
	                                               SEGBIAS_PLOT_RIGHT, segbias_chart_word_ink(&last), false},
	                   segbias_label_of(index));
	p->sheet->title.failed = p->sheet->title.failed || name.failed || group.failed || words.failed;
	segbias_text_release(&name);
	segbias_text_release(&group);
	segbias_text_release(&words);
}

static void draw_panel(struct panel *p)
{
	measure(p);
	write_heads(p);
	draw_ground(p);
	draw_line(p);
	bool leftward = segbias_chart_is_leftward(p->view);
	write_period(p, 0, leftward ? SEGBIAS_PLOT_RIGHT : SEGBIAS_PLOT_LEFT);
	write_period(p, LAST, leftward ? SEGBIAS_PLOT_LEFT : SEGBIAS_PLOT_RIGHT);
}

/* --- the sheet ---------------------------------------------------------------------------------------------------------- */

static bool is_drawn(const struct segbias_reviewed *segment)
{
	return segment->attribute.bytes && !isnan(segment->index);
}

/* Most urgent first, in the order of the review where that is alike. */
static size_t list_panels(const struct segbias_review *review, const struct segbias_reviewed **out, size_t *all)
{
	static const enum segbias_review_status ORDER[] = {SEGBIAS_REVIEW_NEEDS_DECISION, SEGBIAS_REVIEW_WATCH,
	                                                   SEGBIAS_REVIEW_UNDECIDED, SEGBIAS_REVIEW_FINE,
	                                                   SEGBIAS_REVIEW_EXEMPT};
	size_t count = 0;
	*all = 0;
	for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++)
		for (size_t j = 0; j < review->segment_count; j++) {
			const struct segbias_reviewed *segment = &review->segments[j];
			if (segment->status != ORDER[i] || !is_drawn(segment))
				continue;
			if (count < PANELS_MOST)
				out[count++] = segment;
			++*all;
		}
	return count;
}

static void draw_head(const struct segbias_chart_view *view, struct segbias_plot_sheet *sheet, size_t shown, size_t all)
{
	struct segbias_teller *t = view->teller;
	const struct segbias_review *review = &view->findings->review;
	double decide = 0;
	for (size_t i = 0; i < review->segment_count; i++)
		decide += review->segments[i].status == SEGBIAS_REVIEW_NEEDS_DECISION;
	struct segbias_word period = WORD_LABEL("period", review->period);
	const char *title =
	    TELL_COUNT_WITH(t, decide, "{period}: {n} needs a decision", "{period}: {n} need a decision", period);
	const char *subtitle =
	    shown < all
		? TELL_WITH(t,
	                    "Index of each one's worst group by the reference of {period}; the first {shown} of "
	                    "{all}, most urgent first",
	                    period, WORD_COUNT("shown", (double)shown), WORD_COUNT("all", (double)all))
		: TELL_WITH(t, "Index of each one's worst group by the reference of {period}, most urgent first",
	                    period);
	segbias_chart_head(sheet, segbias_chart_line(view, title), segbias_chart_line(view, subtitle));
}

/* Whether all panels have the band of the settings; else each has its own figures on its axis. */
static bool share_band(const struct segbias_chart_view *view, const struct segbias_reviewed *const *panels,
                       size_t count)
{
	const struct segbias_settings *settings = &view->findings->settings;
	for (size_t i = 0; i < count; i++)
		if (panels[i]->band.band_low != settings->band_low || panels[i]->band.band_high != settings->band_high)
			return false;
	return true;
}

static void draw_foot(const struct segbias_chart_view *view, struct segbias_plot_sheet *sheet, bool shared, double y)
{
	const struct segbias_settings *settings = &view->findings->settings;
	(void)segbias_chart_say(
	    view, sheet,
	    (struct segbias_plot_words){SEGBIAS_CHART_MARGIN, y, SEGBIAS_PLOT_SMALL, SEGBIAS_PLOT_LEFT,
	                                SEGBIAS_PLOT_SOFT, false},
	    shared
		? TELL_WITH(
		      view->teller,
		      "Shaded: index {low} to {high}. Dashed: control limits, three standard errors. Where the line breaks there is no figure.",
		      WORD_NUMBER("low", "%g", settings->band_low), WORD_NUMBER("high", "%g", settings->band_high))
		: TELL(view->teller,
	               "Shaded: the band of each group. Dashed: control limits, three standard errors. Where the "
	               "line breaks there is no figure."));
}

enum segbias_status segbias_chart_trend(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                        struct segbias_notes *notes, struct segbias_error *error)
{
	const struct segbias_reviewed *panels[PANELS_MOST];
	size_t all = 0;
	(void)notes;
	size_t count = list_panels(&view->findings->review, panels, &all);
	if (!count)
		return SEGBIAS_OK;
	size_t rows = (count + COLUMNS - 1) / COLUMNS;
	double bottom = PANELS_Y + (double)rows * PANEL_HEIGHT;
	struct segbias_plot_sheet *sheet = segbias_plot_sheet_add(plot, "trends", bottom + SHEET_FOOT);
	if (!sheet)
		return segbias_error_memory(error);
	draw_head(view, sheet, count, all);
	for (size_t i = 0; i < count; i++) {
		struct panel p = {.view = view, .sheet = sheet, .segment = panels[i]};
		size_t row = i / COLUMNS;
		p.left = SEGBIAS_CHART_MARGIN + (double)(i % COLUMNS) * (PANEL_WIDTH + GAP);
		p.top = PANELS_Y + (double)row * PANEL_HEIGHT;
		p.x = p.left + AXIS_WIDTH;
		p.y = p.top + HEADS_HEIGHT;
		p.band_low = panels[i]->band.band_low;
		p.band_high = panels[i]->band.band_high;
		draw_panel(&p);
	}
	draw_foot(view, sheet, share_band(view, panels, count), bottom + SHEET_FOOT - 18);
	return SEGBIAS_OK;
}
