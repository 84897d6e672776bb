/* Chart: the dumbbell. One sheet a segment: for every value the share in the segment beside the share in the reference, with
 * its interval, index and verdict. A row a value, however many there are: the sheet grows. */
#include "report/charts.h"
#include "report/fields.h"
#include "report/text_amount.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	LEGEND_Y = 76,
	ROWS_Y = 112, /* where the first attribute's name stands */
	HEADER_HEIGHT = 25,
	ROW_HEIGHT = 23,
	GROUP_GAP = 9,
	AXIS_HEIGHT = 22, /* of its numbers, where each attribute has its own */
	FOOT_HEIGHT = 74,
	LABEL_WIDTH_LEAST = 60,
	LABEL_WIDTH_MAX = 270,
	INDEX_WIDTH_LEAST = 40,
	INDEX_GAP = 24, /* between the axis, on whose end a number stands, and the indices */
	INDEX_X = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - 108,
	VERDICT_X = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - 90,
};

/* Attributes whose ranges differ by more have an axis each: on a common one the values of the narrowest would be squeezed
 * into less than a quarter of it. */
static const double RANGE_RATIO_MAX = 4;

struct axis {
	double share_max, step;
};

struct layout {
	struct segbias_plot_sheet *sheet;
	const struct segbias_chart_view *view;
	const struct segbias_chart_group *group;
	struct segbias_plot_labels attributes;
	struct segbias_plot_labels *values; /* of each attribute */
	struct axis *axes;                  /* of each attribute, all alike where they share one */
	bool apart;                         /* they do not */
	double label_width, left, right;    /* left and right: the axis */
	double bottom;                      /* of the rows */
};

static struct segbias_label label_of(const struct segbias_text *text)
{
	return (struct segbias_label){text->data ? text->data : "", text->size};
}

static void layout_release(struct layout *l)
{
	for (size_t i = 0; l->values && i < l->group->count; i++)
		segbias_plot_labels_release(&l->values[i]);
	segbias_plot_labels_release(&l->attributes);
	free(l->values);
	free(l->axes);
}

static double widest(const struct segbias_plot_labels *labels, enum segbias_plot_size size)
{
	double width = 0;
	for (size_t i = 0; i < labels->count; i++)
		width = fmax(width, segbias_plot_width(segbias_plot_labels_at(labels, i), size));
	return width;
}

/* false: memory ran out. */
static bool measure_labels(struct layout *l)
{
	const struct segbias_chart_group *group = l->group;
	segbias_chart_labels(&l->attributes, segbias_chart_attributes(group), group->count, SEGBIAS_PLOT_HEAD,
	                     LABEL_WIDTH_MAX);
	bool failed = l->attributes.failed;
	double width = fmax(LABEL_WIDTH_LEAST, widest(&l->attributes, SEGBIAS_PLOT_HEAD));
	for (size_t i = 0; i < group->count; i++) {
		const struct segbias_comparison *c = &group->comparisons[i];
		segbias_chart_labels(&l->values[i], segbias_chart_values(c), c->value_count, SEGBIAS_PLOT_TEXT,
		                     LABEL_WIDTH_MAX);
		failed = failed || l->values[i].failed;
		width = fmax(width, widest(&l->values[i], SEGBIAS_PLOT_TEXT));
	}
	l->label_width = fmin(width, LABEL_WIDTH_MAX);
	return !failed;
}

static double index_width(const struct segbias_chart_group *group)
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
	for (size_t i = 0; i < l->group->count; i++) {
		double range = range_of(&l->group->comparisons[i]);
		l->axes[i] = axis_to(range);
		least = fmin(least, range);
		most = fmax(most, range);
	}
	l->apart = most > RANGE_RATIO_MAX * least;
	for (size_t i = 0; i < l->group->count && !l->apart; i++)
		l->axes[i] = axis_to(most);
}

/* From the top of an attribute's name to that of the next. */
static double block_height(const struct layout *l, const struct segbias_comparison *c)
{
	return HEADER_HEIGHT + (double)c->value_count * ROW_HEIGHT + GROUP_GAP + (l->apart ? AXIS_HEIGHT : 0);
}

/* The margins grow with the longest label and the longest index, an axis ends above the longest mark. */
static enum segbias_status measure(struct layout *l, struct segbias_error *error)
{
	l->values = segbias_memory_zeroed(l->group->count + 1, sizeof *l->values);
	l->axes = segbias_memory_zeroed(l->group->count + 1, sizeof *l->axes);
	if (!l->values || !l->axes || !measure_labels(l))
		return segbias_error_memory(error);
	l->left = SEGBIAS_CHART_MARGIN + l->label_width + 12;
	l->right = INDEX_X - index_width(l->group) - INDEX_GAP;
	measure_axes(l);
	l->bottom = ROWS_Y;
	for (size_t i = 0; i < l->group->count; i++)
		l->bottom += block_height(l, &l->group->comparisons[i]);
	l->bottom -= l->apart ? GROUP_GAP : 0;
	return SEGBIAS_OK;
}

static double x_of(const struct layout *l, const struct axis *axis, double share)
{
	return l->left + share / axis->share_max * (l->right - l->left);
}

static void write_words(const struct layout *l, struct segbias_plot_words words, const char *text)
{
	segbias_plot_write(l->sheet, words, segbias_label_of(text));
}

static void draw_axis(const struct layout *l, const struct axis *axis, double top, double bottom)
{
	int ticks = (int)lround(axis->share_max / axis->step);
	for (int i = 0; i <= ticks; i++) {
		char text[64];
		double x = x_of(l, axis, i * axis->step);
		segbias_plot_mark(l->sheet, SEGBIAS_PLOT_RULE, (struct segbias_plot_box){x, top, 0, bottom - top},
		                  i ? SEGBIAS_PLOT_GRID : SEGBIAS_PLOT_AXIS);
		(void)snprintf(text, sizeof text, "%.6g%%", 100 * i * axis->step);
		write_words(l,
		            (struct segbias_plot_words){x, bottom + 13, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_CENTER,
		                                        SEGBIAS_PLOT_SOFT, false},
		            text);
	}
}

static void draw_column_heads(const struct layout *l)
{
	write_words(l,
	            (struct segbias_plot_words){INDEX_X, LEGEND_Y + 22, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_RIGHT,
	                                        SEGBIAS_PLOT_SOFT, false},
	            "index");
	write_words(l,
	            (struct segbias_plot_words){VERDICT_X, LEGEND_Y + 22, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT,
	                                        SEGBIAS_PLOT_SOFT, false},
	            "verdict");
}

static void draw_interval(const struct layout *l, const struct axis *axis, const struct segbias_value_finding *v,
                          double y)
{
	enum { CAP = 4 };
	enum segbias_plot_ink ink = segbias_chart_ink(v);
	double low = x_of(l, axis, v->share_low);
	double high = x_of(l, axis, v->share_high);
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){low, y, high - low, 0}, ink);
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){low, y - CAP, 0, 2 * CAP}, ink);
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){high, y - CAP, 0, 2 * CAP}, ink);
}

static void draw_marks(const struct layout *l, const struct axis *axis, const struct segbias_value_finding *v, double y)
{
	enum segbias_plot_ink ink = segbias_chart_ink(v);
	double reference = x_of(l, axis, v->reference_share);
	if (isfinite(v->share) && isfinite(reference)) {
		double share = x_of(l, axis, v->share);
		segbias_plot_mark(l->sheet, SEGBIAS_PLOT_BAR,
		                  (struct segbias_plot_box){reference, y, share - reference, 0}, ink);
		segbias_plot_mark(l->sheet, SEGBIAS_PLOT_DOT, (struct segbias_plot_box){share, y, 0, 0}, ink);
	}
	if (isfinite(v->share_low) && isfinite(v->share_high))
		draw_interval(l, axis, v, y);
	if (isfinite(reference))
		segbias_plot_mark(l->sheet, SEGBIAS_PLOT_RING, (struct segbias_plot_box){reference, y, 0, 0},
		                  SEGBIAS_PLOT_BLACK);
}

static void draw_value(const struct layout *l, size_t attribute, size_t at, double y)
{
	const struct segbias_comparison *c = &l->group->comparisons[attribute];
	const struct segbias_value_finding *v = &c->values[at];
	struct segbias_text text = {0};
	enum segbias_plot_ink words = segbias_chart_word_ink(v);
	bool flagged = words != SEGBIAS_PLOT_SOFT;
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){l->left - 10, y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_RIGHT,
	                                               SEGBIAS_PLOT_BLACK, false},
	                   segbias_plot_labels_at(&l->values[attribute], at));
	draw_marks(l, &l->axes[attribute], v, y);
	segbias_chart_index(v, &text);
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){INDEX_X, y, flagged ? SEGBIAS_PLOT_HEAD : SEGBIAS_PLOT_TEXT,
	                                               SEGBIAS_PLOT_RIGHT, words, false},
	                   label_of(&text));
	write_words(l, (struct segbias_plot_words){VERDICT_X, y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT, words, false},
	            segbias_verdict_word(c, v));
	l->sheet->title.failed = l->sheet->title.failed || text.failed;
	segbias_text_release(&text);
}

/* "age", and beside it how much of it is known. */
static void draw_attribute(const struct layout *l, size_t at, double y)
{
	const struct segbias_comparison *c = &l->group->comparisons[at];
	const struct segbias_findings *findings = l->view->findings;
	char number[2][SEGBIAS_NUMBER_MAX];
	struct segbias_text text = {0};
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){l->left - 10, y, SEGBIAS_PLOT_HEAD, SEGBIAS_PLOT_RIGHT,
	                                               SEGBIAS_PLOT_BLACK, false},
	                   segbias_plot_labels_at(&l->attributes, at));
	segbias_text_add_format(&text, "%s known", segbias_text_figure(findings, c->n, number[0]));
	if (c->missing > 0)
		segbias_text_add_format(&text, ", %s missing", segbias_text_figure(findings, c->missing, number[1]));
	if (c->unmatched > 0)
		segbias_text_add_format(&text, ", %s unmatched",
		                        segbias_text_figure(findings, c->unmatched, number[1]));
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){l->left + 8, y, SEGBIAS_PLOT_SMALL, SEGBIAS_PLOT_LEFT,
	                                               SEGBIAS_PLOT_SOFT, false},
	                   label_of(&text));
	l->sheet->title.failed = l->sheet->title.failed || text.failed;
	segbias_text_release(&text);
}

static bool has_one_value(const struct segbias_chart_group *group)
{
	for (size_t i = 0; i < group->count; i++)
		if (group->comparisons[i].state == SEGBIAS_STATE_ONE_VALUE)
			return true;
	return false;
}

/* What marks and colours mean, in words. */
static void draw_legend(const struct layout *l)
{
	const struct {
		enum segbias_plot_mark mark;
		enum segbias_plot_ink ink, words;
		const char *text;
	} ITEMS[] = {
	    {SEGBIAS_PLOT_RING, SEGBIAS_PLOT_BLACK, SEGBIAS_PLOT_BLACK, "reference"},
	    {SEGBIAS_PLOT_DOT, SEGBIAS_PLOT_UNDER, SEGBIAS_PLOT_UNDER, "under"},
	    {SEGBIAS_PLOT_DOT, SEGBIAS_PLOT_LIKELY_UNDER, SEGBIAS_PLOT_UNDER, "likely under"},
	    {SEGBIAS_PLOT_DOT, SEGBIAS_PLOT_OVER, SEGBIAS_PLOT_OVER, "over"},
	    {SEGBIAS_PLOT_DOT, SEGBIAS_PLOT_LIKELY_OVER, SEGBIAS_PLOT_OVER, "likely over"},
	    {SEGBIAS_PLOT_DOT, SEGBIAS_PLOT_GREY, SEGBIAS_PLOT_SOFT,
	     has_one_value(l->group) ? "within, unclear, too few or one value" : "within, unclear or too few"},
	};
	static const size_t REFERENCE = 0;
	bool amount = segbias_has_amount(l->view->findings); /* without a verdict: one colour, which the axis names */
	double x = SEGBIAS_CHART_MARGIN + 6;
	for (size_t i = 0; i < sizeof ITEMS / sizeof *ITEMS; i++) {
		if (amount && i != REFERENCE)
			continue;
		segbias_plot_mark(l->sheet, ITEMS[i].mark, (struct segbias_plot_box){x, LEGEND_Y, 0, 0}, ITEMS[i].ink);
		write_words(l,
		            (struct segbias_plot_words){x + 10, LEGEND_Y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT,
		                                        ITEMS[i].words, false},
		            ITEMS[i].text);
		x += segbias_plot_width(segbias_label_of(ITEMS[i].text), SEGBIAS_PLOT_TEXT) + 36;
	}
}

static void draw_foot(const struct layout *l)
{
	const struct segbias_settings *settings = &l->view->findings->settings;
	char text[256];
	(void)snprintf(text, sizeof text, "share of the known %s%s", settings->amount.bytes ? "amount" : "records",
	               l->apart ? "; each attribute has an axis of its own" : "");
	write_words(l,
	            (struct segbias_plot_words){(l->left + l->right) / 2, l->bottom + (l->apart ? 14 : 32),
	                                        SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_CENTER, SEGBIAS_PLOT_SOFT, false},
	            text);
	(void)snprintf(text, sizeof text,
	               settings->amount.bytes
	                   ? "Index 100: the same share as the reference. Amounts are not tested."
	                   : "Index 100: the same share as the reference. Under, over: shown to lie beyond index %g to "
	                     "%g; likely: a real difference, probably beyond it.",
	               settings->band_low, settings->band_high);
	write_words(l,
	            (struct segbias_plot_words){SEGBIAS_CHART_MARGIN, l->bottom + FOOT_HEIGHT - 18, SEGBIAS_PLOT_SMALL,
	                                        SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	            text);
}

static void draw_head(const struct layout *l)
{
	const struct segbias_findings *findings = l->view->findings;
	char number[SEGBIAS_NUMBER_MAX];
	struct segbias_text title = {0};
	struct segbias_text subtitle = {0};
	segbias_chart_title(l->view, l->group, &title);
	bool amounts = segbias_has_amount(findings) && !findings->settings.count.bytes;
	segbias_text_add_format(&subtitle, "Shares in %s (%s %s%s) beside those in ",
	                        l->group->segment.bytes ? "this segment" : "the whole campaign",
	                        segbias_number_group(l->group->comparisons[0].rows, number), amounts ? "row" : "record",
	                        segbias_plural(l->group->comparisons[0].rows));
	segbias_plot_label(&subtitle, segbias_label_of(findings->reference.name), SEGBIAS_PLOT_TEXT, 300);
	if (!segbias_has_amount(findings))
		segbias_text_add_format(&subtitle, ", with %g%% intervals", 100 * (1 - findings->settings.alpha));
	segbias_chart_head(l->sheet, &title, &subtitle);
	segbias_text_release(&title);
	segbias_text_release(&subtitle);
}

static void draw_rows(const struct layout *l)
{
	double y = ROWS_Y;
	if (!l->apart && l->group->count > 0)
		draw_axis(l, &l->axes[0], y - 4, l->bottom);
	for (size_t i = 0; i < l->group->count; i++) {
		const struct segbias_comparison *c = &l->group->comparisons[i];
		double rows = y + HEADER_HEIGHT;
		if (l->apart)
			draw_axis(l, &l->axes[i], rows - 2, rows + (double)c->value_count * ROW_HEIGHT);
		draw_attribute(l, i, y + HEADER_HEIGHT / 2.0);
		for (size_t j = 0; j < c->value_count; j++)
			draw_value(l, i, j, rows + ((double)j + 0.5) * ROW_HEIGHT);
		y += block_height(l, c);
	}
}

static enum segbias_status draw_group(const struct segbias_chart_view *view, const struct segbias_chart_group *group,
                                      const char *stem, struct segbias_plot *plot, struct segbias_error *error)
{
	enum segbias_status status;
	struct layout l = {.view = view, .group = group};
	SEGBIAS_TRY(measure(&l, error));
	l.sheet = segbias_plot_sheet_add(plot, stem, l.bottom + FOOT_HEIGHT);
	SEGBIAS_TRY(l.sheet ? SEGBIAS_OK : segbias_error_memory(error));
	draw_head(&l);
	draw_legend(&l);
	draw_column_heads(&l);
	draw_rows(&l);
	draw_foot(&l);
done:
	layout_release(&l);
	return status;
}

enum segbias_status segbias_chart_dumbbell(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                           struct segbias_notes *notes, struct segbias_error *error)
{
	static const struct segbias_chart_series SERIES = {"dumbbell", draw_group};
	return segbias_chart_series_draw(&SERIES, view, plot, notes, error);
}
