/* Chart of an audit: the gaps. One sheet: how far the rates of an attribute's groups lie apart, of those selected and of how often the
 * decision is right, with limits that hold whichever groups are the lowest and the highest. */
#include "report/chart_scale.h"
#include "report/section_audit.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	HEADER_HEIGHT = 25,
	ROW_HEIGHT = 23,
	GROUP_GAP = 9,
	LABEL_WIDTH_LEAST = 60,
	LABEL_WIDTH_MAX = 200,
	GAP_WIDTH = 40,
	LIMITS_WIDTH = 92,
	GROUPS_WIDTH = 210,
	COLUMN_GAP = 16,
	FOOT_HEIGHT = 74,
	ROWS_Y = 96,
	HEADS_Y = 80,
	NUMBER_MAX = 64,
};

static const double END_LEAST = 10; /* percentage points */

struct layout {
	struct segbias_chart_rows rows; /* of it only the sheet, the view, and where the axis is */
	const struct segbias_audit_findings *audit;
	struct segbias_plot_labels attributes;
	size_t heads; /* attributes that have gaps */
	double gap_x, limits_x, groups_x;
	double end, step;
};

static const struct segbias_audited *attribute_of(const struct layout *l, const struct segbias_gap *gap, size_t *at)
{
	for (*at = 0; *at < l->audit->attribute_count; ++*at)
		if (segbias_label_equal(l->audit->attributes[*at].attribute, gap->attribute))
			return &l->audit->attributes[*at];
	return NULL;
}

static bool begins(const struct layout *l, size_t at)
{
	return at == 0 || !segbias_label_equal(l->audit->gaps[at].attribute, l->audit->gaps[at - 1].attribute);
}

/* --- words ----------------------------------------------------------------------------------------------------------- */

/* One of its attribute's values, told from the others. */
static struct segbias_word word_of_group(const struct layout *l, const char *place, const struct segbias_gap *gap,
                                         struct segbias_label value, double room)
{
	struct segbias_text text = {0};
	size_t at = 0;
	const struct segbias_audited *attribute = attribute_of(l, gap, &at);
	struct segbias_label *list = segbias_memory_zeroed((attribute ? attribute->count : 0) + 1, sizeof *list);
	size_t own = 0;
	for (size_t i = 0; list && attribute && i < attribute->count; i++) {
		list[i] = l->audit->groups[attribute->first + i].value;
		own = segbias_label_equal(list[i], value) ? i : own;
	}
	segbias_chart_label(&text, (struct segbias_chart_choice){list, attribute ? attribute->count : 0, own},
	                    SEGBIAS_PLOT_TEXT, room);
	return segbias_chart_word(l->rows.view, place, &text);
}

/* The largest that is shown to be above 0; NULL: none is. */
static const struct segbias_gap *find_largest(const struct layout *l)
{
	const struct segbias_gap *largest = NULL;
	for (size_t i = 0; i < l->audit->gap_count; i++)
		if (l->audit->gaps[i].gap_low > 0 && (!largest || l->audit->gaps[i].gap > largest->gap))
			largest = &l->audit->gaps[i];
	return largest;
}

static const char *phrase_title(const struct layout *l)
{
	enum { ROOM_MOST = 150, ROOM_LEAST = 30, ROOM_STEP = 10 };
	struct segbias_teller *t = l->rows.view->teller;
	const struct segbias_gap *largest = find_largest(l);
	const char *title = "";
	if (!largest)
		return TELL(t, "No gap between groups is shown to be above 0");
	for (int room = ROOM_MOST; room >= ROOM_LEAST; room -= ROOM_STEP) {
		title = TELL_WITH(t, "The largest gap that is shown: {measure}, {gap} points from {low} to {high}",
		                  WORD_PHRASE("measure", segbias_phrase_measure(t, largest->measure)),
		                  WORD_NUMBER("gap", "%.1f", 100 * largest->gap),
		                  word_of_group(l, "low", largest, largest->low, room),
		                  word_of_group(l, "high", largest, largest->high, room));
		if (segbias_chart_width(l->rows.view, title, SEGBIAS_PLOT_TITLE) <= SEGBIAS_CHART_INNER_WIDTH)
			break;
	}
	return title;
}

static void draw_head(const struct layout *l)
{
	const struct segbias_chart_view *view = l->rows.view;
	struct segbias_teller *t = view->teller;
	const char *title = phrase_title(l);
	const char *subtitle =
	    TELL_WITH(t, "Percentage points between the rates of the lowest and the highest group, with {level} limits",
	              WORD_NUMBER("level", "%g%%", 100 * (1 - view->findings->settings.alpha)));
	segbias_chart_head(l->rows.sheet, segbias_chart_line(view, title), segbias_chart_line(view, subtitle));
	(void)segbias_chart_rows_say(
	    &l->rows, segbias_chart_rows_figure(&l->rows, (struct segbias_chart_column){l->gap_x, GAP_WIDTH}, HEADS_Y),
	    TELL(t, "gap"));
	(void)segbias_chart_rows_say(
	    &l->rows,
	    segbias_chart_rows_figure(&l->rows, (struct segbias_chart_column){l->limits_x, LIMITS_WIDTH}, HEADS_Y),
	    TELL(t, "limits"));
	(void)segbias_chart_rows_say(&l->rows,
	                             (struct segbias_plot_words){l->groups_x, HEADS_Y, SEGBIAS_PLOT_TEXT,
	                                                         SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	                             TELL(t, "lowest to highest"));
}

static void draw_foot(const struct layout *l, double bottom)
{
	(void)segbias_chart_rows_say(
	    &l->rows,
	    (struct segbias_plot_words){SEGBIAS_CHART_MARGIN, bottom + FOOT_HEIGHT - 18, SEGBIAS_PLOT_SMALL,
	                                SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	    TELL(l->rows.view->teller,
	         "Limits hold whichever groups are the lowest and the highest. Coloured: shown to "
	         "be above 0. Of what has no limits nothing is tested."));
}

/* --- the layout ------------------------------------------------------------------------------------------------------ */

static enum segbias_status measure(struct layout *l, struct segbias_error *error)
{
	static const double STEPS[] = {2, 5, 10, 20};
	const struct segbias_audit_findings *audit = l->audit;
	struct segbias_label *list = segbias_memory_zeroed(audit->attribute_count + 1, sizeof *list);
	for (size_t i = 0; list && i < audit->attribute_count; i++)
		list[i] = audit->attributes[i].attribute;
	segbias_chart_labels(&l->attributes, list, audit->attribute_count, SEGBIAS_PLOT_HEAD, LABEL_WIDTH_MAX);
	if (l->attributes.failed)
		return segbias_error_memory(error);
	double width = fmax(LABEL_WIDTH_LEAST, segbias_chart_widest(&l->attributes, SEGBIAS_PLOT_HEAD));
	double most = END_LEAST;
	for (size_t i = 0; i < audit->gap_count; i++) {
		const struct segbias_gap *gap = &audit->gaps[i];
		most = fmax(most, 100 * (isfinite(gap->gap_high) ? gap->gap_high : gap->gap));
		l->heads += begins(l, i);
		width = fmax(width, segbias_chart_width(l->rows.view,
		                                        segbias_phrase_measure(l->rows.view->teller, gap->measure),
		                                        SEGBIAS_PLOT_TEXT));
	}
	for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS && !(l->step * 6 >= most); i++)
		l->step = STEPS[i];
	l->end = l->step * ceil(most / l->step);
	l->rows.left = SEGBIAS_CHART_MARGIN + fmin(width, LABEL_WIDTH_MAX) + 12;
	l->groups_x = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - GROUPS_WIDTH;
	l->limits_x = l->groups_x - COLUMN_GAP;
	l->gap_x = l->limits_x - LIMITS_WIDTH - COLUMN_GAP;
	l->rows.right = l->gap_x - GAP_WIDTH - SEGBIAS_CHART_FIGURES_GAP;
	return SEGBIAS_OK;
}

/* --- rows ------------------------------------------------------------------------------------------------------------ */

static const char *phrase_groups(const struct layout *l, const struct segbias_gap *gap)
{
	enum { ROOM_MOST = 160, ROOM_LEAST = 70, ROOM_STEP = 10 };
	const char *words = "";
	/* No name is cut shorter than the words between both ask for. */
	for (int room = ROOM_MOST; room >= ROOM_LEAST; room -= ROOM_STEP) {
		words = TELL_WITH(l->rows.view->teller, "{low} to {high}", word_of_group(l, "low", gap, gap->low, room),
		                  word_of_group(l, "high", gap, gap->high, room));
		if (segbias_chart_width(l->rows.view, words, SEGBIAS_PLOT_TEXT) <= GROUPS_WIDTH)
			break;
	}
	return words;
}

static void draw_gap(const struct layout *l, const struct segbias_chart_scale *scale, const struct segbias_gap *gap,
                     double y)
{
	char text[NUMBER_MAX];
	bool limited = isfinite(gap->gap_low);
	bool shown = limited && gap->gap_low > 0;
	enum segbias_plot_ink ink = shown ? SEGBIAS_PLOT_UNDER : SEGBIAS_PLOT_GREY;
	struct segbias_plot_words figure =
	    segbias_chart_rows_figure(&l->rows, (struct segbias_chart_column){l->gap_x, GAP_WIDTH}, y);
	struct segbias_plot_words limits =
	    segbias_chart_rows_figure(&l->rows, (struct segbias_chart_column){l->limits_x, LIMITS_WIDTH}, y);
	figure.ink = limits.ink = shown ? SEGBIAS_PLOT_UNDER : SEGBIAS_PLOT_SOFT;
	(void)segbias_chart_rows_say(&l->rows,
	                             (struct segbias_plot_words){l->rows.left - 10, y, SEGBIAS_PLOT_TEXT,
	                                                         SEGBIAS_PLOT_RIGHT, SEGBIAS_PLOT_BLACK, false},
	                             segbias_phrase_measure(l->rows.view->teller, gap->measure));
	if (limited)
		segbias_chart_scale_interval(
		    scale, (struct segbias_chart_interval){100 * gap->gap_low, 100 * gap->gap_high, y}, ink);
	segbias_chart_scale_dot(scale, 100 * gap->gap, y, ink);
	(void)snprintf(text, sizeof text, "%.1f", 100 * gap->gap);
	segbias_chart_rows_write(&l->rows, figure, text);
	if (limited) {
		(void)snprintf(text, sizeof text, "%.1f\u2013%.1f", 100 * gap->gap_low, 100 * gap->gap_high);
		segbias_chart_rows_write(&l->rows, limits, text);
	}
	(void)segbias_chart_rows_say(&l->rows,
	                             (struct segbias_plot_words){l->groups_x, y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT,
	                                                         SEGBIAS_PLOT_BLACK, false},
	                             phrase_groups(l, gap));
}

static void draw_gaps(const struct layout *l, double bottom)
{
	const struct segbias_chart_scale scale = {&l->rows, l->end, ROWS_Y - 4, bottom};
	double y = ROWS_Y;
	for (size_t tick = 0; (double)tick * l->step <= l->end; tick++) {
		segbias_chart_scale_rule(&scale, (double)tick * l->step,
		                         tick > 0 ? SEGBIAS_PLOT_GRID : SEGBIAS_PLOT_AXIS);
		segbias_chart_scale_tick(&scale, (double)tick * l->step);
	}
	for (size_t i = 0; i < l->audit->gap_count; i++, y += ROW_HEIGHT) {
		size_t at = 0;
		if (begins(l, i) && attribute_of(l, &l->audit->gaps[i], &at)) {
			y += i > 0 ? GROUP_GAP : 0;
			segbias_chart_scale_name(&scale, segbias_plot_labels_at(&l->attributes, at),
			                         y + HEADER_HEIGHT / 2.0, SEGBIAS_PLOT_HEAD);
			y += HEADER_HEIGHT;
		}
		draw_gap(l, &scale, &l->audit->gaps[i], y + ROW_HEIGHT / 2.0);
	}
}

enum segbias_status segbias_chart_gaps(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                       struct segbias_notes *notes, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct layout l = {.rows = {.view = view}, .audit = &view->findings->audit};
	(void)notes;
	if (!l.audit->label[0].bytes || l.audit->gap_count == 0)
		return SEGBIAS_OK;
	SEGBIAS_TRY(measure(&l, error));
	double bottom =
	    ROWS_Y + (double)l.heads * (HEADER_HEIGHT + GROUP_GAP) + (double)l.audit->gap_count * ROW_HEIGHT;
	l.rows.sheet = segbias_plot_sheet_add(plot, "gaps", bottom + FOOT_HEIGHT);
	SEGBIAS_TRY(l.rows.sheet ? SEGBIAS_OK : segbias_error_memory(error));
	draw_head(&l);
	draw_gaps(&l, bottom);
	draw_foot(&l, bottom);
done:
	segbias_plot_labels_release(&l.attributes);
	return status;
}
