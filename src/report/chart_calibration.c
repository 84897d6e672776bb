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
	struct segbias_label name;
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

/* How far the fields of so many groups reach down, below the attribute's name. */
static double height_of(size_t fields)
{
	size_t rows = (fields + ACROSS - 1) / ACROSS;
	return HEADER_HEIGHT + (double)rows * (FIELD_SIZE + NAME_HEIGHT + TICKS_HEIGHT);
}

static size_t count_fields(const struct layout *l, const struct segbias_audited *attribute, size_t drawn)
{
	size_t count = 0;
	for (size_t i = 0; i < attribute->count && drawn + count < l->drawn; i++)
		count += has_bands(&l->audit->groups[attribute->first + i]);
	return count;
}

static double bottom_of(const struct layout *l)
{
	double y = TOP_Y;
	size_t drawn = 0;
	for (size_t i = 0; i < l->audit->attribute_count; i++) {
		size_t count = count_fields(l, &l->audit->attributes[i], drawn);
		y += count ? height_of(count) : 0;
		drawn += count;
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
		      "Share of whom it came true (up) by the mean score (across), in bands of it: the first {n} of {all} groups",
		      "Share of whom it came true (up) by the mean score (across), in bands of it: the first {n} of {all} groups",
		      SEGBIAS_CHART_COUNT("all", l->all))
		: TELL(t, "Share of whom it came true (up) by the mean score (across), in bands of it, with intervals");
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
	draw_axes(f);
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){f->rows.left, f->top - NAME_HEIGHT / 2.0, SEGBIAS_PLOT_TEXT,
	                                               SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_BLACK, false},
	                   f->name);
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

static void draw_name(const struct layout *l, struct segbias_label attribute, double y)
{
	struct segbias_text name = {0};
	segbias_plot_label_among(&name, &attribute, 1, 0, SEGBIAS_PLOT_HEAD, SEGBIAS_CHART_INNER_WIDTH);
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){SEGBIAS_CHART_MARGIN + AXIS_WIDTH, y, SEGBIAS_PLOT_HEAD,
	                                               SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_BLACK, false},
	                   segbias_text_label(&name));
	l->sheet->title.failed = l->sheet->title.failed || name.failed;
	segbias_text_release(&name);
}

/* The fields of the first groups of an attribute, under its name. */
static void draw_attribute(const struct layout *l, const struct segbias_audited *attribute, size_t count, double y)
{
	struct segbias_label *list = segbias_memory_zeroed(attribute->count + 1, sizeof *list);
	struct segbias_plot_labels names;
	size_t place = 0;
	for (size_t i = 0; list && i < attribute->count; i++)
		list[i] = l->audit->groups[attribute->first + i].value;
	segbias_chart_labels(&names, list, attribute->count, SEGBIAS_PLOT_TEXT, FIELD_SIZE);
	draw_name(l, attribute->attribute, y + HEADER_HEIGHT / 2.0);
	for (size_t i = 0; i < attribute->count && place < count && !names.failed; i++) {
		struct field f = {.layout = l, .group = &l->audit->groups[attribute->first + i]};
		double left = SEGBIAS_CHART_MARGIN + AXIS_WIDTH + (double)(place % ACROSS) * (FIELD_SIZE + FIELD_GAP);
		if (!has_bands(f.group))
			continue;
		f.name = segbias_plot_labels_at(&names, i);
		f.rows = (struct segbias_chart_rows){.view = l->view, .left = left, .right = left + FIELD_SIZE};
		f.top = y + height_of(ACROSS * (place / ACROSS)) + NAME_HEIGHT;
		draw_field(&f);
		place++;
	}
	l->sheet->title.failed = l->sheet->title.failed || names.failed;
	segbias_plot_labels_release(&names);
}

static void draw_fields(const struct layout *l)
{
	double y = TOP_Y;
	size_t drawn = 0;
	for (size_t i = 0; i < l->audit->attribute_count; i++) {
		size_t count = count_fields(l, &l->audit->attributes[i], drawn);
		if (count)
			draw_attribute(l, &l->audit->attributes[i], count, y);
		y += count ? height_of(count) : 0;
		drawn += count;
	}
}

enum segbias_status segbias_chart_calibration(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                              struct segbias_notes *notes, struct segbias_error *error)
{
	struct layout l = {.view = view, .audit = &view->findings->audit};
	(void)notes; /* how many groups are drawn stands in the subtitle */
	measure(&l);
	if (l.all == 0)
		return SEGBIAS_OK;
	double bottom = bottom_of(&l);
	l.sheet = segbias_plot_sheet_add(plot, "calibration", bottom + FOOT_HEIGHT);
	if (!l.sheet)
		return segbias_error_memory(error);
	draw_head(&l);
	draw_fields(&l);
	draw_foot(&l, bottom);
	return SEGBIAS_OK;
}
