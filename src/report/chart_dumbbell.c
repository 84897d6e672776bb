/* Chart: the dumbbell. One sheet a segment: for every value the share in the segment beside the share in the reference, with
 * its interval, index and verdict. A row a value, however many there are: the sheet grows. */
#include "report/charts.h"
#include "report/fields.h"
#include "report/text_amount.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

enum { SEGMENTS_MAX = 20 };

enum {
	LEGEND_Y = 76,
	ROWS_Y = 112, /* where the first attribute's name stands */
	HEADER_HEIGHT = 25,
	ROW_HEIGHT = 23,
	GROUP_GAP = 9,
	FOOT_HEIGHT = 74,
	LABEL_WIDTH_MAX = 270,
	COLUMNS_WIDTH = 172, /* index and verdict */
	INDEX_X = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - 108,
	VERDICT_X = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - 90,
};

struct layout {
	struct segbias_plot_sheet *sheet;
	const struct segbias_chart_view *view;
	const struct segbias_chart_group *group;
	double label_width, left, right; /* left and right: the axis */
	double share_max, step;
	double bottom; /* of the rows */
};

static struct segbias_label label_of(const struct segbias_text *text)
{
	return (struct segbias_label){text->data ? text->data : "", text->size};
}

static double label_width(struct segbias_label label, enum segbias_plot_size size)
{
	struct segbias_text text = {0};
	segbias_plot_label(&text, label, size, LABEL_WIDTH_MAX);
	double width = segbias_plot_width(label_of(&text), size);
	segbias_text_release(&text);
	return width;
}

/* The margin grows with the longest label, the axis ends above the longest mark. */
static void measure(struct layout *l)
{
	double share = 0;
	double width = 60;
	for (size_t i = 0; i < l->group->count; i++) {
		const struct segbias_comparison *c = &l->group->comparisons[i];
		width = fmax(width, label_width(c->attribute, SEGBIAS_PLOT_HEAD));
		for (size_t j = 0; j < c->value_count; j++) {
			const struct segbias_value_finding *v = &c->values[j];
			width = fmax(width, label_width(v->value, SEGBIAS_PLOT_TEXT));
			share = fmax(share, fmax(v->reference_share, fmax(v->share, v->share_high)));
		}
		l->bottom += HEADER_HEIGHT + (double)c->value_count * ROW_HEIGHT + GROUP_GAP;
	}
	l->label_width = fmin(width, LABEL_WIDTH_MAX);
	l->left = SEGBIAS_CHART_MARGIN + l->label_width + 12;
	l->right = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - COLUMNS_WIDTH;
	share = share > 0 && isfinite(share) ? fmin(share, 1) : 1;
	double decade = pow(10, floor(log10(share)));
	double lead = share / decade;
	l->step = decade * (lead <= 1.5 ? 0.25 : lead <= 3 ? 0.5 : lead <= 6 ? 1 : 2);
	l->share_max = l->step * ceil(share / l->step - 1e-9);
}

static double x_of(const struct layout *l, double share)
{
	return l->left + share / l->share_max * (l->right - l->left);
}

static void write_words(const struct layout *l, struct segbias_plot_words words, const char *text)
{
	segbias_plot_write(l->sheet, words, segbias_label_of(text));
}

static void draw_axis(const struct layout *l)
{
	double top = ROWS_Y - 4;
	double height = l->bottom - top;
	int ticks = (int)lround(l->share_max / l->step);
	for (int i = 0; i <= ticks; i++) {
		char text[64];
		double x = x_of(l, i * l->step);
		segbias_plot_mark(l->sheet, SEGBIAS_PLOT_RULE, (struct segbias_plot_box){x, top, 0, height},
		                  i ? SEGBIAS_PLOT_GRID : SEGBIAS_PLOT_AXIS);
		(void)snprintf(text, sizeof text, "%.6g%%", 100 * i * l->step);
		write_words(l,
		            (struct segbias_plot_words){x, l->bottom + 13, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_CENTER,
		                                        SEGBIAS_PLOT_SOFT, false},
		            text);
	}
	write_words(l,
	            (struct segbias_plot_words){INDEX_X, LEGEND_Y + 22, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_RIGHT,
	                                        SEGBIAS_PLOT_SOFT, false},
	            "index");
	write_words(l,
	            (struct segbias_plot_words){VERDICT_X, LEGEND_Y + 22, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT,
	                                        SEGBIAS_PLOT_SOFT, false},
	            "verdict");
}

static void draw_interval(const struct layout *l, const struct segbias_value_finding *v, double y)
{
	enum { CAP = 4 };
	enum segbias_plot_ink ink = segbias_chart_ink(v);
	double low = x_of(l, v->share_low);
	double high = x_of(l, v->share_high);
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){low, y, high - low, 0}, ink);
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){low, y - CAP, 0, 2 * CAP}, ink);
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){high, y - CAP, 0, 2 * CAP}, ink);
}

static void draw_value(const struct layout *l, const struct segbias_comparison *c, size_t at, double y)
{
	const struct segbias_value_finding *v = &c->values[at];
	struct segbias_text text = {0};
	enum segbias_plot_ink ink = segbias_chart_ink(v);
	enum segbias_plot_ink words = segbias_chart_word_ink(v);
	bool flagged = words != SEGBIAS_PLOT_SOFT;
	segbias_plot_label(&text, v->value, SEGBIAS_PLOT_TEXT, l->label_width);
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){l->left - 10, y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_RIGHT,
	                                               SEGBIAS_PLOT_BLACK, false},
	                   label_of(&text));
	double reference = x_of(l, v->reference_share);
	if (isfinite(v->share) && isfinite(reference)) {
		double share = x_of(l, v->share);
		segbias_plot_mark(l->sheet, SEGBIAS_PLOT_BAR,
		                  (struct segbias_plot_box){reference, y, share - reference, 0}, ink);
		segbias_plot_mark(l->sheet, SEGBIAS_PLOT_DOT, (struct segbias_plot_box){share, y, 0, 0}, ink);
	}
	if (isfinite(v->share_low) && isfinite(v->share_high))
		draw_interval(l, v, y);
	if (isfinite(reference))
		segbias_plot_mark(l->sheet, SEGBIAS_PLOT_RING, (struct segbias_plot_box){reference, y, 0, 0},
		                  SEGBIAS_PLOT_BLACK);
	l->sheet->title.failed = l->sheet->title.failed || text.failed;
	text.size = 0;
	segbias_chart_index(v, &text);
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){INDEX_X, y, flagged ? SEGBIAS_PLOT_HEAD : SEGBIAS_PLOT_TEXT,
	                                               SEGBIAS_PLOT_RIGHT, words, false},
	                   label_of(&text));
	write_words(l, (struct segbias_plot_words){VERDICT_X, y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT, words, false},
	            segbias_verdict_word(c, v));
	segbias_text_release(&text);
}

/* "age", and beside it how much of it is known. */
static void draw_attribute(const struct layout *l, const struct segbias_comparison *c, double y)
{
	const struct segbias_findings *findings = l->view->findings;
	char number[2][SEGBIAS_NUMBER_MAX];
	struct segbias_text text = {0};
	segbias_plot_label(&text, c->attribute, SEGBIAS_PLOT_HEAD, l->label_width);
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){l->left - 10, y, SEGBIAS_PLOT_HEAD, SEGBIAS_PLOT_RIGHT,
	                                               SEGBIAS_PLOT_BLACK, false},
	                   label_of(&text));
	l->sheet->title.failed = l->sheet->title.failed || text.failed;
	text.size = 0;
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
	segbias_text_release(&text);
}

/* What marks and colours mean, in words. */
static void draw_legend(const struct layout *l)
{
	static const struct {
		enum segbias_plot_mark mark;
		enum segbias_plot_ink ink, words;
		const char *text;
	} ITEMS[] = {
	    {SEGBIAS_PLOT_RING, SEGBIAS_PLOT_BLACK, SEGBIAS_PLOT_BLACK, "reference"},
	    {SEGBIAS_PLOT_DOT, SEGBIAS_PLOT_UNDER, SEGBIAS_PLOT_UNDER, "under"},
	    {SEGBIAS_PLOT_DOT, SEGBIAS_PLOT_LIKELY_UNDER, SEGBIAS_PLOT_UNDER, "likely under"},
	    {SEGBIAS_PLOT_DOT, SEGBIAS_PLOT_OVER, SEGBIAS_PLOT_OVER, "over"},
	    {SEGBIAS_PLOT_DOT, SEGBIAS_PLOT_LIKELY_OVER, SEGBIAS_PLOT_OVER, "likely over"},
	    {SEGBIAS_PLOT_DOT, SEGBIAS_PLOT_GREY, SEGBIAS_PLOT_SOFT, "within, unclear or too few"},
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
	write_words(l,
	            (struct segbias_plot_words){(l->left + l->right) / 2, l->bottom + 32, SEGBIAS_PLOT_TEXT,
	                                        SEGBIAS_PLOT_CENTER, SEGBIAS_PLOT_SOFT, false},
	            settings->amount.bytes ? "share of the known amount" : "share of the known records");
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

static enum segbias_status draw_group(const struct segbias_chart_view *view, const struct segbias_chart_group *group,
                                      const char *stem, struct segbias_plot *plot, struct segbias_error *error)
{
	struct layout l = {.view = view, .group = group, .bottom = ROWS_Y};
	measure(&l);
	l.sheet = segbias_plot_sheet_add(plot, stem, l.bottom + FOOT_HEIGHT);
	if (!l.sheet)
		return segbias_error_memory(error);
	draw_head(&l);
	draw_legend(&l);
	draw_axis(&l);
	double y = ROWS_Y;
	for (size_t i = 0; i < group->count; i++) {
		const struct segbias_comparison *c = &group->comparisons[i];
		draw_attribute(&l, c, y + HEADER_HEIGHT / 2.0);
		y += HEADER_HEIGHT;
		for (size_t j = 0; j < c->value_count; j++, y += ROW_HEIGHT)
			draw_value(&l, c, j, y + ROW_HEIGHT / 2.0);
		y += GROUP_GAP;
	}
	draw_foot(&l);
	return SEGBIAS_OK;
}

/* "dumbbell-01-mobile-app": a number, and of the label only what may stand in a file's name. */
static void add_stem(struct segbias_text *out, size_t number, struct segbias_label segment)
{
	struct segbias_text slug = {0};
	segbias_plot_slug(&slug, segment);
	segbias_text_add_format(out, "dumbbell-%02zu%s%s", number, slug.size ? "-" : "", slug.size ? slug.data : "");
	out->failed = out->failed || slug.failed;
	segbias_text_release(&slug);
}

enum segbias_status segbias_chart_dumbbell(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                           struct segbias_notes *notes, struct segbias_error *error)
{
	enum segbias_status status;
	struct segbias_text stem = {0};
	SEGBIAS_TRY(draw_group(view, &view->groups[0], "dumbbell-whole", plot, error));
	for (size_t i = 1; i < view->count && i <= SEGMENTS_MAX; i++) {
		stem.size = 0;
		add_stem(&stem, i, view->groups[i].segment);
		SEGBIAS_TRY(stem.failed ? segbias_error_memory(error)
		                        : draw_group(view, &view->groups[i], stem.data, plot, error));
	}
	if (view->count > SEGMENTS_MAX + 1)
		(void)segbias_notes_add(notes, "charts_left_out",
		                        "dumbbell charts show the %d worst of %zu segments; %zu %s none",
		                        (int)SEGMENTS_MAX, view->count - 1, view->count - 1 - SEGMENTS_MAX,
		                        view->count - 1 - SEGMENTS_MAX == 1 ? "has" : "have");
done:
	segbias_text_release(&stem);
	return status;
}
