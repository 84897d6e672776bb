/* Chart of an audit: the ratios. One sheet: for every group the ratio of its selection rate to that of the group that the attribute
 * is held against, with its interval, beside four fifths. */
#include "report/chart_scale.h"
#include "report/section.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	HEADER_HEIGHT = 25,
	ROW_HEIGHT = 23,
	GROUP_GAP = 9,
	LABEL_WIDTH_LEAST = 60,
	LABEL_WIDTH_MAX = 270,
	RATIO_WIDTH = 44,
	INTERVAL_WIDTH = 84,
	STATUS_WIDTH_LEAST = 90,
	COLUMN_GAP = 16,
	FOOT_HEIGHT = 74,
	ROWS_Y = 96,
	HEADS_Y = 80,
};

/* An interval may go on beyond the axis: an arrow says so, and the others stay readable. */
static const double END_LEAST = 1.25;
static const double END_MOST = 2.5;

struct layout {
	struct segbias_chart_rows rows; /* of it only the sheet, the view, and where the axis is */
	const struct segbias_audit_findings *audit;
	struct segbias_plot_labels attributes;
	struct segbias_plot_labels *values; /* [attribute_count] */
	double ratio_x, interval_x, status_x;
	double end; /* ratio at the end of the axis */
};

/* --- the layout ------------------------------------------------------------------------------------------------------- */

static struct segbias_label *list_attributes(const struct segbias_audit_findings *audit)
{
	struct segbias_label *list = segbias_memory_zeroed(audit->attribute_count + 1, sizeof *list);
	for (size_t i = 0; list && i < audit->attribute_count; i++)
		list[i] = audit->attributes[i].attribute;
	return list;
}

static struct segbias_label *list_values(const struct segbias_audit_findings *audit,
                                         const struct segbias_audited *attribute)
{
	struct segbias_label *list = segbias_memory_zeroed(attribute->count + 1, sizeof *list);
	for (size_t i = 0; list && i < attribute->count; i++)
		list[i] = audit->groups[attribute->first + i].value;
	return list;
}

static enum segbias_status measure(struct layout *l, struct segbias_error *error)
{
	const struct segbias_audit_findings *audit = l->audit;
	double status = STATUS_WIDTH_LEAST;
	l->values = segbias_memory_zeroed(audit->attribute_count + 1, sizeof *l->values);
	if (!l->values)
		return segbias_error_memory(error);
	segbias_chart_labels(&l->attributes, list_attributes(audit), audit->attribute_count, SEGBIAS_PLOT_HEAD,
	                     LABEL_WIDTH_MAX);
	bool failed = l->attributes.failed;
	double width = fmax(LABEL_WIDTH_LEAST, segbias_chart_widest(&l->attributes, SEGBIAS_PLOT_HEAD));
	l->end = END_LEAST;
	for (size_t i = 0; i < audit->attribute_count; i++) {
		const struct segbias_audited *attribute = &audit->attributes[i];
		segbias_chart_labels(&l->values[i], list_values(audit, attribute), attribute->count, SEGBIAS_PLOT_TEXT,
		                     LABEL_WIDTH_MAX);
		failed = failed || l->values[i].failed;
		width = fmax(width, segbias_chart_widest(&l->values[i], SEGBIAS_PLOT_TEXT));
	}
	for (size_t i = 0; i < audit->group_count; i++) {
		const struct segbias_audit_group *group = &audit->groups[i];
		double high = isfinite(group->impact_ratio_high) ? group->impact_ratio_high : group->impact_ratio;
		if (isfinite(high))
			l->end = fmax(l->end, fmin(high * 1.02, fmax(END_MOST, group->impact_ratio * 1.1)));
		status = fmax(status, segbias_chart_width(l->rows.view,
		                                          segbias_phrase_audit_status(l->rows.view->teller, group),
		                                          SEGBIAS_PLOT_TEXT));
	}
	l->rows.left = SEGBIAS_CHART_MARGIN + fmin(width, LABEL_WIDTH_MAX) + 12;
	l->status_x = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - status;
	l->interval_x = l->status_x - COLUMN_GAP;
	l->ratio_x = l->interval_x - INTERVAL_WIDTH - COLUMN_GAP;
	l->rows.right = l->ratio_x - RATIO_WIDTH - SEGBIAS_CHART_FIGURES_GAP;
	return failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

static double bottom_of(const struct layout *l)
{
	return ROWS_Y + (double)l->audit->attribute_count * (HEADER_HEIGHT + GROUP_GAP) +
	       (double)l->audit->group_count * ROW_HEIGHT;
}

/* --- the axis --------------------------------------------------------------------------------------------------------- */

static struct segbias_chart_scale scale_of(const struct layout *l)
{
	return (struct segbias_chart_scale){&l->rows, l->end, ROWS_Y - 4, bottom_of(l)};
}

static void draw_mark(const struct layout *l, double ratio, enum segbias_plot_ink ink)
{
	struct segbias_chart_scale scale = scale_of(l);
	segbias_chart_scale_rule(&scale, ratio, ink);
	segbias_chart_scale_tick(&scale, ratio);
}

static void draw_near_ticks(const struct layout *l, bool limited)
{
	static const double LIKE_FOUR_FIFTHS = 0.8; /* a tick as the others are */
	static const double TICKS[] = {0, 0.2, 0.4, 0.6, 1.25, 1.5, 2, 2.5};
	for (size_t i = 0; i < sizeof TICKS / sizeof *TICKS; i++)
		if (TICKS[i] <= l->end)
			draw_mark(l, TICKS[i], SEGBIAS_PLOT_GRID);
	draw_mark(l, limited ? l->audit->ratio_low : LIKE_FOUR_FIFTHS, limited ? SEGBIAS_PLOT_AXIS : SEGBIAS_PLOT_GRID);
	draw_mark(l, 1, SEGBIAS_PLOT_AXIS);
}

/* Numbers up to 1 would stand on each other: of them the lines are left, and 1 while it has room beside 0. */
static void draw_far_ticks(const struct layout *l, bool limited)
{
	enum { TICKS_MOST = 6 };
	static const double ONE_MOST = 20;
	static const double TIMES[] = {2, 2.5, 2}; /* 1, 2, 5, 10, 20 … */
	struct segbias_chart_scale scale = scale_of(l);
	double step = 1;
	for (size_t i = 0; step * TICKS_MOST < l->end; i++)
		step *= TIMES[i % 3];
	for (int i = 0; i * step <= l->end; i++)
		if (i * step != 1)
			draw_mark(l, i * step, SEGBIAS_PLOT_GRID);
	if (limited)
		segbias_chart_scale_rule(&scale, l->audit->ratio_low, SEGBIAS_PLOT_AXIS);
	if (l->end <= ONE_MOST)
		draw_mark(l, 1, SEGBIAS_PLOT_AXIS);
	else
		segbias_chart_scale_rule(&scale, 1, SEGBIAS_PLOT_AXIS);
}

static void draw_axis(const struct layout *l)
{
	static const double NEAR_MOST = 3;
	struct segbias_chart_scale scale = scale_of(l);
	bool limited = isfinite(l->audit->ratio_low); /* else the rule names no threshold */
	double low = segbias_chart_rows_x(&l->rows, segbias_chart_scale_x(&scale, limited ? l->audit->ratio_low : 0));
	double high = segbias_chart_rows_x(&l->rows, segbias_chart_scale_x(&scale, l->end));
	if (limited)
		segbias_plot_mark(
		    l->rows.sheet, SEGBIAS_PLOT_FILLED,
		    (struct segbias_plot_box){fmin(low, high), scale.top, fabs(high - low), scale.bottom - scale.top},
		    SEGBIAS_PLOT_WITHIN_FILL);
	if (l->end <= NEAR_MOST)
		draw_near_ticks(l, limited);
	else
		draw_far_ticks(l, limited);
}

/* --- a group ---------------------------------------------------------------------------------------------------------- */

static enum segbias_plot_ink ink_of(const struct segbias_audit_group *group, bool words)
{
	if (group->is_against || group->status == SEGBIAS_AUDIT_NONE || group->status == SEGBIAS_AUDIT_OK)
		return words ? SEGBIAS_PLOT_SOFT : SEGBIAS_PLOT_GREY;
	return words || group->status == SEGBIAS_AUDIT_BREACH ? SEGBIAS_PLOT_UNDER : SEGBIAS_PLOT_LIKELY_UNDER;
}

static void write_figure(const struct layout *l, struct segbias_chart_column column, double y,
                         enum segbias_plot_ink ink, const char *text)
{
	struct segbias_plot_words words = segbias_chart_rows_figure(&l->rows, column, y);
	words.ink = ink;
	segbias_chart_rows_write(&l->rows, words, text);
}

static void draw_group(const struct layout *l, const struct segbias_audit_group *group, struct segbias_label name,
                       double y)
{
	char text[3 * SEGBIAS_NUMBER_MAX];
	enum segbias_plot_ink ink = ink_of(group, true);
	struct segbias_chart_scale scale = scale_of(l);
	segbias_chart_scale_name(&scale, name, y, SEGBIAS_PLOT_TEXT);
	if (isfinite(group->impact_ratio_low))
		segbias_chart_scale_interval(
		    &scale, (struct segbias_chart_interval){group->impact_ratio_low, group->impact_ratio_high, y},
		    ink_of(group, false));
	if (isfinite(group->impact_ratio)) {
		segbias_chart_scale_dot(&scale, group->impact_ratio, y,
		                        group->is_against ? SEGBIAS_PLOT_BLACK : ink_of(group, false));
		write_figure(l, (struct segbias_chart_column){l->ratio_x, RATIO_WIDTH}, y, ink,
		             segbias_number_beside(group->impact_ratio, l->audit->ratio_low, text));
	}
	if (isfinite(group->impact_ratio_low)) {
		if (isfinite(group->impact_ratio_high))
			(void)snprintf(text, sizeof text, "%.2f\u2013%.2f", group->impact_ratio_low,
			               group->impact_ratio_high);
		else
			(void)snprintf(text, sizeof text, "%.2f\u2013\u221e", group->impact_ratio_low);
		write_figure(l, (struct segbias_chart_column){l->interval_x, INTERVAL_WIDTH}, y, ink, text);
	}
	(void)segbias_chart_rows_say(
	    &l->rows, (struct segbias_plot_words){l->status_x, y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT, ink, false},
	    segbias_phrase_audit_status(l->rows.view->teller, group));
}

static void draw_groups(const struct layout *l)
{
	double y = ROWS_Y;
	struct segbias_chart_scale scale = scale_of(l);
	for (size_t i = 0; i < l->audit->attribute_count; i++) {
		const struct segbias_audited *attribute = &l->audit->attributes[i];
		segbias_chart_scale_name(&scale, segbias_plot_labels_at(&l->attributes, i), y + HEADER_HEIGHT / 2.0,
		                         SEGBIAS_PLOT_HEAD);
		y += HEADER_HEIGHT;
		for (size_t j = 0; j < attribute->count; j++, y += ROW_HEIGHT)
			draw_group(l, &l->audit->groups[attribute->first + j], segbias_plot_labels_at(&l->values[i], j),
			           y + ROW_HEIGHT / 2.0);
		y += GROUP_GAP;
	}
}

/* --- the sheet -------------------------------------------------------------------------------------------------------- */

static const char *phrase_title(const struct layout *l, struct segbias_teller *t)
{
	size_t breaches = 0;
	bool practical = false; /* one that is not below four fifths */
	double lowest = INFINITY;
	for (size_t i = 0; i < l->audit->group_count; i++) {
		const struct segbias_audit_group *group = &l->audit->groups[i];
		breaches += group->status == SEGBIAS_AUDIT_BREACH;
		practical = practical || (group->reason && strcmp(group->reason, "practical") == 0);
		if (isfinite(group->impact_ratio))
			lowest = fmin(lowest, group->impact_ratio);
	}
	if (isnan(l->audit->ratio_low) && isfinite(lowest))
		return TELL_WITH(t, "The lowest ratio of selection rates is {ratio}",
		                 WORD_NUMBER("ratio", "%.2f", lowest));
	if (practical)
		return TELL_COUNT(t, (double)breaches, "{n} group is shown to be selected less often than others",
		                  "{n} groups are shown to be selected less often than others");
	if (breaches)
		return TELL_COUNT(t, (double)breaches,
		                  "{n} group is shown to be selected less often, at less than four fifths",
		                  "{n} groups are shown to be selected less often, at less than four fifths");
	return TELL(t, "No group is shown to be selected at less than four fifths");
}

static void draw_head(const struct layout *l)
{
	const struct segbias_chart_view *view = l->rows.view;
	struct segbias_teller *t = view->teller;
	const char *title = phrase_title(l, t);
	const char *subtitle =
	    TELL_WITH(t, "Ratios of selection rates with {level} intervals; selected are {selected} of {all}",
	              WORD_NUMBER("level", "%g%%", 100 * (1 - view->findings->settings.alpha)),
	              WORD_COUNT("selected", l->audit->selected), WORD_COUNT("all", l->audit->records));
	segbias_chart_head(l->rows.sheet, segbias_chart_line(view, title), segbias_chart_line(view, subtitle));
	(void)segbias_chart_rows_say(
	    &l->rows,
	    segbias_chart_rows_figure(&l->rows, (struct segbias_chart_column){l->ratio_x, RATIO_WIDTH}, HEADS_Y),
	    TELL(t, "ratio"));
	(void)segbias_chart_rows_say(
	    &l->rows,
	    segbias_chart_rows_figure(&l->rows, (struct segbias_chart_column){l->interval_x, INTERVAL_WIDTH}, HEADS_Y),
	    TELL(t, "interval"));
	(void)segbias_chart_rows_say(&l->rows,
	                             (struct segbias_plot_words){l->status_x, HEADS_Y, SEGBIAS_PLOT_TEXT,
	                                                         SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	                             TELL(t, "status"));
}

static void draw_foot(const struct layout *l, double bottom)
{
	struct segbias_teller *t = l->rows.view->teller;
	(void)segbias_chart_rows_say(
	    &l->rows,
	    (struct segbias_plot_words){SEGBIAS_CHART_MARGIN, bottom + FOOT_HEIGHT - 18, SEGBIAS_PLOT_SMALL,
	                                SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	    isnan(l->audit->ratio_low)
		? TELL(t, "An arrow: the interval goes on.")
		: TELL(t, "Shaded: four fifths and more. Dark: shown; light: to be watched. An arrow: "
	                  "the interval goes on."));
}

static void release(struct layout *l)
{
	for (size_t i = 0; l->values && i < l->audit->attribute_count; i++)
		segbias_plot_labels_release(&l->values[i]);
	segbias_plot_labels_release(&l->attributes);
	free(l->values);
}

enum segbias_status segbias_chart_ratios(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                         struct segbias_notes *notes, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct layout l = {.rows = {.view = view}, .audit = &view->findings->audit};
	(void)notes;
	if (l.audit->group_count == 0)
		return SEGBIAS_OK;
	SEGBIAS_TRY(measure(&l, error));
	double bottom = bottom_of(&l);
	l.rows.sheet = segbias_plot_sheet_add(plot, "ratios", bottom + FOOT_HEIGHT);
	SEGBIAS_TRY(l.rows.sheet ? SEGBIAS_OK : segbias_error_memory(error));
	draw_head(&l);
	draw_axis(&l);
	draw_groups(&l);
	draw_foot(&l, bottom);
done:
	release(&l);
	return status;
}
