/* Chart of an audit: calibration. One sheet: a field for every group, of bands of the score that all groups share: their mean score, and
 * the share of whom the label is true with its interval. Where scores are probabilities they should lie on the diagonal. */
#include "report/chart_rows.h"
#include "report/section.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	ACROSS = 4, /* fields beside each other */
	FIELDS_MAX = 48,
	FIELD_GAP = 26,
	AXIS_WIDTH = 34, /* of the shares on the left */
	FIELD_SIZE = (SEGBIAS_CHART_INNER_WIDTH - AXIS_WIDTH - (ACROSS - 1) * FIELD_GAP) / ACROSS,
	NAME_HEIGHT = 24,
	TICKS_HEIGHT = 30,
	HEADER_HEIGHT = 28,
	TOP_Y = 74,
	FOOT_HEIGHT = 46,
};

struct layout {
	const struct segbias_chart_view *view;
	struct segbias_plot_sheet *sheet;
	const struct segbias_audit_findings *audit;
	double low, high; /* of the scores */
	bool probability;
	size_t drawn, all; /* groups that have bands */
};

/* A group's field on the sheet as if it were read from the left. */
struct field {
	const struct layout *layout;
	const struct segbias_audit_group *group;
	struct segbias_chart_rows rows; /* of it only where the axis is */
	double top;
};

/* --- the layout ------------------------------------------------------------------------------------------------------ */

static bool has_bands(const struct segbias_audit_group *group)
{
	for (size_t i = 0; i < group->calibration_count; i++)
		if (group->calibration[i].n > 0)
			return true;
	return false;
}

static void measure(struct layout *l)
{
	l->low = INFINITY;
	l->high = -INFINITY;
	for (size_t i = 0; i < l->audit->group_count; i++) {
		const struct segbias_audit_group *group = &l->audit->groups[i];
		if (!has_bands(group))
			continue;
		l->all++;
		l->probability = l->probability || isfinite(group->calibration_gap);
		l->low = fmin(l->low, group->calibration[0].low);
		l->high = fmax(l->high, group->calibration[group->calibration_count - 1].high);
	}
	if (l->probability) {
		l->low = 0;
		l->high = 1;
	}
	l->drawn = l->all < FIELDS_MAX ? l->all : FIELDS_MAX;
}

/* Lays out the first fields, by attribute; draw NULL: only how far they reach down. */
static double lay_out(const struct layout *l, void (*draw_attribute)(const struct layout *, size_t, double),
                      void (*draw)(const struct field *))
{
	double y = TOP_Y;
	size_t drawn = 0;
	for (size_t a = 0; a < l->audit->attribute_count && drawn < l->drawn; a++) {
		const struct segbias_audited *attribute = &l->audit->attributes[a];
		size_t across = 0;
		for (size_t i = 0; i < attribute->count && drawn < l->drawn; i++) {
			const struct segbias_audit_group *group = &l->audit->groups[attribute->first + i];
			if (!has_bands(group))
				continue;
			if (across == 0 && draw_attribute)
				draw_attribute(l, a, y + HEADER_HEIGHT / 2.0);
			size_t column = across % ACROSS;
			double top = y + HEADER_HEIGHT +
			             (double)(across / ACROSS) * (FIELD_SIZE + NAME_HEIGHT + TICKS_HEIGHT) +
			             NAME_HEIGHT;
			double left = SEGBIAS_CHART_MARGIN + AXIS_WIDTH + (double)column * (FIELD_SIZE + FIELD_GAP);
			if (draw)
				draw(&(struct field){
				    l,
				    group,
				    {.sheet = l->sheet, .view = l->view, .left = left, .right = left + FIELD_SIZE},
				    top});
			across++;
			drawn++;
		}
		if (across)
			y += HEADER_HEIGHT +
			     (double)((across + ACROSS - 1) / ACROSS) * (FIELD_SIZE + NAME_HEIGHT + TICKS_HEIGHT);
	}
	return y;
}

/* --- words ----------------------------------------------------------------------------------------------------------- */

static struct segbias_word word_of(const struct layout *l, const char *place, struct segbias_label label)
{
	enum { ROOM = 200 };
	struct segbias_text text = {0};
	segbias_plot_label_among(&text, &label, 1, 0, SEGBIAS_PLOT_TITLE, ROOM);
	return segbias_chart_word(l->view, place, &text);
}

static const char *phrase_title(const struct layout *l)
{
	struct segbias_teller *t = l->view->teller;
	const struct segbias_audit_group *worst = NULL;
	for (size_t i = 0; i < l->audit->group_count; i++) {
		const struct segbias_audit_group *group = &l->audit->groups[i];
		if (isfinite(group->calibration_gap) &&
		    (!worst || fabs(group->calibration_gap) > fabs(worst->calibration_gap)))
			worst = group;
	}
	if (!worst)
		return TELL(t, "What came true, by bands of the score and by group");
	struct segbias_word attribute = word_of(l, "attribute", worst->attribute);
	struct segbias_word value = word_of(l, "value", worst->value);
	struct segbias_word gap = WORD_NUMBER("gap", "%.3f", fabs(worst->calibration_gap));
	return worst->calibration_gap > 0
	           ? TELL_WITH(t, "Scores are furthest off for {attribute} {value}: {gap} too high on average",
	                       attribute, value, gap)
	           : TELL_WITH(t, "Scores are furthest off for {attribute} {value}: {gap} too low on average",
	                       attribute, value, gap);
}

static void draw_head(const struct layout *l)
{
	struct segbias_teller *t = l->view->teller;
	const char *subtitle =
	    l->drawn < l->all
		? TELL_COUNT_WITH(
		      t, (double)l->drawn,
		      "Share of whom it came true (up) by the mean score (across) of each band: the first {n} of {all} groups",
		      "Share of whom it came true (up) by the mean score (across) of each band: the first {n} of {all} groups",
		      SEGBIAS_CHART_COUNT("all", l->all))
		: TELL(t, "Share of whom it came true (up) by the mean score (across) of each band, with intervals");
	segbias_chart_head(l->sheet, segbias_chart_line(l->view, phrase_title(l)),
	                   segbias_chart_line(l->view, subtitle));
}

static void draw_foot(const struct layout *l, double bottom)
{
	struct segbias_teller *t = l->view->teller;
	(void)segbias_chart_say(
	    l->view, l->sheet,
	    (struct segbias_plot_words){SEGBIAS_CHART_MARGIN, bottom + FOOT_HEIGHT - 18, SEGBIAS_PLOT_SMALL,
	                                SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	    l->probability
		? TELL(t, "On the line scores say how often it comes true. Coloured: the interval leaves the "
	                  "score out, as some do by chance; above the line scores are too low, below it too high.")
		: TELL(t, "Scores that are no shares from 0 to 1 have no line to lie on: groups are to be "
	                  "compared at the same score."));
}

/* --- fields ---------------------------------------------------------------------------------------------------------- */

static double x_of(const struct field *f, double score)
{
	const struct layout *l = f->layout;
	double part = l->high > l->low ? (score - l->low) / (l->high - l->low) : 0.5;
	return segbias_chart_rows_x(&f->rows, f->rows.left + fmin(fmax(part, 0), 1) * FIELD_SIZE);
}

static double y_of(const struct field *f, double share)
{
	return f->top + (1 - share) * FIELD_SIZE;
}

static void mark(const struct field *f, enum segbias_plot_mark mark, struct segbias_plot_box box,
                 enum segbias_plot_ink ink)
{
	segbias_plot_mark(f->layout->sheet, mark, box, ink);
}

static void write(const struct field *f, struct segbias_plot_words words, double number)
{
	char text[SEGBIAS_NUMBER_MAX];
	words.size = SEGBIAS_PLOT_SMALL;
	words.ink = SEGBIAS_PLOT_SOFT;
	(void)snprintf(text, sizeof text, "%.4g", number);
	segbias_plot_write(f->layout->sheet, words, segbias_label_of(text));
}

static void draw_axes(const struct field *f)
{
	static const double SHARES[] = {0, 0.5, 1};
	const struct layout *l = f->layout;
	double beginning = x_of(f, l->low);
	double end = x_of(f, l->high);
	for (size_t i = 0; i < sizeof SHARES / sizeof *SHARES; i++) {
		double y = y_of(f, SHARES[i]);
		double score = l->low + SHARES[i] * (l->high - l->low);
		mark(f, SEGBIAS_PLOT_RULE, (struct segbias_plot_box){f->rows.left, y, FIELD_SIZE, 0},
		     i == 0 ? SEGBIAS_PLOT_AXIS : SEGBIAS_PLOT_GRID);
		mark(f, SEGBIAS_PLOT_RULE, (struct segbias_plot_box){x_of(f, score), f->top, 0, FIELD_SIZE},
		     i == 0 ? SEGBIAS_PLOT_AXIS : SEGBIAS_PLOT_GRID);
		write(f,
		      (struct segbias_plot_words){
			  .x = x_of(f, score), .y = f->top + FIELD_SIZE + 11, .align = SEGBIAS_PLOT_CENTER},
		      score);
		write(f, (struct segbias_plot_words){.x = f->rows.left - 6, .y = y, .align = SEGBIAS_PLOT_RIGHT},
		      SHARES[i]);
	}
	if (l->probability)
		mark(f, SEGBIAS_PLOT_RULE,
		     (struct segbias_plot_box){beginning, f->top + FIELD_SIZE, end - beginning, -FIELD_SIZE},
		     SEGBIAS_PLOT_AXIS);
}

/* Told apart only where a score is a share that the interval could hold. */
static enum segbias_plot_ink ink_of(const struct layout *l, const struct segbias_calibration *band)
{
	if (!l->probability || !isfinite(band->rate_low))
		return SEGBIAS_PLOT_GREY;
	if (band->rate_low > band->score)
		return SEGBIAS_PLOT_OVER;
	return band->rate_high < band->score ? SEGBIAS_PLOT_UNDER : SEGBIAS_PLOT_GREY;
}

static void draw_field(const struct field *f)
{
	const struct layout *l = f->layout;
	struct segbias_text name = {0};
	struct segbias_label value = f->group->value;
	draw_axes(f);
	segbias_plot_label_among(&name, &value, 1, 0, SEGBIAS_PLOT_TEXT, FIELD_SIZE);
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){f->rows.left, f->top - NAME_HEIGHT / 2.0, SEGBIAS_PLOT_TEXT,
	                                               SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_BLACK, false},
	                   segbias_text_label(&name));
	l->sheet->title.failed = l->sheet->title.failed || name.failed;
	segbias_text_release(&name);
	for (size_t i = 0; i < f->group->calibration_count; i++) {
		const struct segbias_calibration *band = &f->group->calibration[i];
		if (!(band->n > 0))
			continue;
		enum segbias_plot_ink ink = ink_of(l, band);
		double x = x_of(f, band->score);
		if (isfinite(band->rate_low) && isfinite(band->rate_high))
			mark(f, SEGBIAS_PLOT_WHISKER,
			     (struct segbias_plot_box){x, y_of(f, band->rate_high), 0,
			                               FIELD_SIZE * (band->rate_high - band->rate_low)},
			     ink);
		mark(f, SEGBIAS_PLOT_DOT, (struct segbias_plot_box){x, y_of(f, band->rate), 0, 0}, ink);
	}
}

static void draw_attribute(const struct layout *l, size_t at, double y)
{
	struct segbias_text name = {0};
	struct segbias_label label = l->audit->attributes[at].attribute;
	segbias_plot_label_among(&name, &label, 1, 0, SEGBIAS_PLOT_HEAD, SEGBIAS_CHART_INNER_WIDTH);
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){SEGBIAS_CHART_MARGIN + AXIS_WIDTH, y, SEGBIAS_PLOT_HEAD,
	                                               SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_BLACK, false},
	                   segbias_text_label(&name));
	l->sheet->title.failed = l->sheet->title.failed || name.failed;
	segbias_text_release(&name);
}

enum segbias_status segbias_chart_calibration(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                              struct segbias_notes *notes, struct segbias_error *error)
{
	struct layout l = {.view = view, .audit = &view->findings->audit};
	(void)notes; /* how many groups are drawn stands in the subtitle */
	if (view->findings->job != SEGBIAS_JOB_AUDIT)
		return SEGBIAS_OK;
	measure(&l);
	if (l.all == 0)
		return SEGBIAS_OK;
	double bottom = lay_out(&l, NULL, NULL);
	l.sheet = segbias_plot_sheet_add(plot, "calibration", bottom + FOOT_HEIGHT);
	if (!l.sheet)
		return segbias_error_memory(error);
	draw_head(&l);
	(void)lay_out(&l, draw_attribute, draw_field);
	draw_foot(&l, bottom);
	return SEGBIAS_OK;
}
