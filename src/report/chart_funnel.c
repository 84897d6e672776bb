/* Chart: the funnel. A line a group, of those that a stage is shown to skew the worst: its index against the reference stage
 * by stage, thick where the stage skews it most. */
#include "report/section.h"

#include "base/memory.h"
#include "base/number.h"
#include "report/charts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	LINES_MAX = 8,
	LEGEND_Y = 76,
	STAGES_Y = 112,    /* their names, above the plot */
	NAMES_HEIGHT = 84, /* of slanted ones */
	PLOT_HEIGHT = 340,
	FOOT_HEIGHT = 30,
	AXIS_WIDTH = 64,   /* of the numbers on the left */
	LABEL_WIDTH = 250, /* of the groups on the right */
	LABEL_GAP = 18,    /* from one to the next, and from the last stage to them */
	STAGE_LEAST = 84,  /* pixels from stage to stage, under which names are slanted */
	STAGE_SLANTED = 110,
	ZERO_HEIGHT = 26, /* of the place of an index of 0, below the axis */
};

static const double UNCHANGED = 100;

struct layout {
	const struct segbias_chart_view *view;
	struct segbias_plot_sheet *sheet;
	const struct segbias_funnel **worst; /* [all], of which `count` are drawn */
	size_t count, all, stages;
	double low, high; /* of the axis */
	bool zero;        /* some index is 0 */
	bool calm;        /* no stage is shown to skew a group: those are drawn that lie farthest from the reference */
	bool slanted;
	double left, right, top, bottom; /* of the plot: bottom that of the axis, with the place of 0 below */
};

static const struct segbias_funnel *first_of(const struct layout *l, size_t line)
{
	const struct segbias_funnel *row = l->worst[line];
	while (row->from.bytes)
		row--;
	return row;
}

/* The first place is the reference's own. */
static double x_of(const struct layout *l, size_t place)
{
	return l->left + (double)place / (double)l->stages * (l->right - l->left);
}

static double y_of(const struct layout *l, double index)
{
	if (!(index > 0))
		return l->bottom + ZERO_HEIGHT / 2.0;
	double y = l->bottom - log(index / l->low) / log(l->high / l->low) * (l->bottom - l->top);
	return fmin(fmax(y, l->top), l->bottom);
}

/* --- what is drawn -------------------------------------------------------------------------------------------------- */

static void reach(struct layout *l, const struct segbias_funnel *row)
{
	if (row->reference_index == 0)
		l->zero = true;
	if (!(row->reference_index > 0))
		return;
	/* Of an interval no more than what twice the index is from it. */
	double low = isfinite(row->reference_index_low) ? row->reference_index_low : row->reference_index;
	double high = isfinite(row->reference_index_high) ? row->reference_index_high : row->reference_index;
	l->low = fmin(l->low, fmax(low, row->reference_index / 2) / 1.1);
	l->high = fmax(l->high, fmin(high, row->reference_index * 2) * 1.1);
}

static void measure(struct layout *l)
{
	const struct segbias_settings *s = &l->view->findings->settings;
	l->low = fmin(UNCHANGED / 2, s->band_low / 1.1);
	l->high = fmax(UNCHANGED * 2, s->band_high * 1.1);
	for (size_t i = 0; i < l->count; i++)
		for (size_t j = 0; j < l->stages; j++)
			reach(l, &first_of(l, i)[j]);
	l->left = SEGBIAS_CHART_MARGIN + AXIS_WIDTH;
	l->right = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - LABEL_WIDTH - LABEL_GAP;
	l->slanted = (l->right - l->left) / (double)l->stages < STAGE_LEAST;
	l->top = STAGES_Y + (l->slanted ? NAMES_HEIGHT : 0) + 14;
	l->bottom = l->top + PLOT_HEIGHT;
}

/* --- words ---------------------------------------------------------------------------------------------------------- */

/* Names that stand in the chart, and which of them is meant. */
struct names {
	const struct segbias_label *labels;
	size_t count, at;
};

/* Cut to its room so that it can be told from the others. */
static struct segbias_word word_among(const struct layout *l, const char *place, const struct names *names, double room,
                                      enum segbias_plot_size size)
{
	struct segbias_text text = {0};
	segbias_plot_label_among(&text, names->labels, names->count, names->at, size, room);
	return segbias_chart_word(l->view, place, &text);
}

static struct segbias_word word_of_stage(const struct layout *l, const char *place, struct segbias_label stage,
                                         double room, enum segbias_plot_size size)
{
	struct names names = {l->view->findings->settings.stages, l->stages, l->stages - 1};
	if (segbias_label_equal(stage, segbias_label_of("*")))
		return WORD_PHRASE(place, segbias_phrase_stage(l->view->teller, stage));
	while (names.at > 0 && !segbias_label_equal(names.labels[names.at], stage))
		names.at--;
	return word_among(l, place, &names, room, size);
}

enum part { PART_SEGMENT, PART_ATTRIBUTE, PART_VALUE };

static struct segbias_label part_of(const struct segbias_funnel *row, enum part part)
{
	if (part == PART_SEGMENT)
		return row->segment;
	return part == PART_ATTRIBUTE ? row->attribute : row->value;
}

/* A part of the row's name, told from the others of all lines. */
static struct segbias_word word_of(const struct layout *l, const char *place, const struct segbias_funnel *row,
                                   enum part part, double room, enum segbias_plot_size size)
{
	struct segbias_label labels[LINES_MAX + 1] = {part_of(row, part)};
	size_t count = 1;
	for (size_t i = 0; i < l->count; i++) {
		struct segbias_label label = part_of(l->worst[i], part);
		bool known = label.bytes == NULL;
		for (size_t j = 0; j < count && !known; j++)
			known = segbias_label_equal(labels[j], label);
		if (!known)
			labels[count++] = label;
	}
	return word_among(l, place, &(struct names){labels, count, 0}, room, size);
}

/* "Mobile app, age 65+"; of files without segments "age 65+". */
static const char *phrase_group(const struct layout *l, const struct segbias_funnel *row, double room,
                                enum segbias_plot_size size)
{
	struct segbias_teller *t = l->view->teller;
	struct segbias_word attribute = word_of(l, "attribute", row, PART_ATTRIBUTE, room, size);
	struct segbias_word value = word_of(l, "value", row, PART_VALUE, room, size);
	if (!row->segment.bytes && l->view->count < 2)
		return TELL_WITH(t, "{attribute} {value}", attribute, value);
	struct segbias_word group = row->segment.bytes ? word_of(l, "group", row, PART_SEGMENT, room, size)
	                                               : WORD_PHRASE("group", TELL(t, "Whole campaign"));
	return TELL_WITH(t, "{group}, {attribute} {value}", group, attribute, value);
}

/* The largest room for names with which the sentence is no wider; what is wider still is cut by its own names. */
static const char *fit(const struct layout *l, const struct segbias_funnel *row,
                       const char *(*phrase)(const struct layout *l, const struct segbias_funnel *row, double room),
                       enum segbias_plot_size size, double width)
{
	static const double ROOMS[] = {600, 300, 200, 150, 110, 80, 60, 45, 30};
	const char *sentence = "";
	for (size_t i = 0; i < sizeof ROOMS / sizeof *ROOMS; i++) {
		sentence = phrase(l, row, ROOMS[i]);
		if (segbias_chart_width(l->view, sentence, size) <= width)
			break;
	}
	return sentence;
}

static const char *phrase_label(const struct layout *l, const struct segbias_funnel *row, double room)
{
	const struct segbias_funnel *last = row;
	for (size_t i = 0; i < l->stages; i++)
		last = isfinite(row[i].reference_index) ? &row[i] : last;
	struct segbias_word group = WORD_PHRASE("group", phrase_group(l, row, room, SEGBIAS_PLOT_TEXT));
	return TELL_WITH(l->view->teller, "{group}: {index}", group,
	                 WORD_NUMBER("index", "%.0f", last->reference_index));
}

static const char *phrase_title(const struct layout *l, const struct segbias_funnel *row, double room)
{
	struct segbias_teller *t = l->view->teller;
	struct segbias_word group = WORD_PHRASE("group", phrase_group(l, row, room, SEGBIAS_PLOT_TITLE));
	struct segbias_word stage = word_of_stage(l, "stage", row->stage, room, SEGBIAS_PLOT_TITLE);
	double before = row->from.bytes ? row[-1].reference_index : UNCHANGED;
	return TELL_WITH(t, "{stage} skews {group}: index {before} to {after}", stage, group,
	                 WORD_NUMBER("before", "%.0f", before), WORD_NUMBER("after", "%.0f", row->reference_index));
}

static void draw_head(const struct layout *l)
{
	struct segbias_teller *t = l->view->teller;
	const char *title = !l->calm ? fit(l, l->worst[0], phrase_title, SEGBIAS_PLOT_TITLE, SEGBIAS_CHART_INNER_WIDTH)
	                             : segbias_phrase_no_stage(t, l->view->findings);
	const char *what =
	    l->calm
		? TELL_COUNT_WITH(t, (double)l->count,
	                          "Index against the reference, stage by stage: {n} group of {all}, farthest from 100",
	                          "Index against the reference, stage by stage: {n} groups of {all}, farthest from 100",
	                          SEGBIAS_CHART_COUNT("all", l->all))
	    : l->count < l->all
		? TELL_COUNT_WITH(
		      t, (double)l->count,
		      "Index against the reference, stage by stage: the {n} worst of {all} groups that are skewed",
		      "Index against the reference, stage by stage: the {n} worst of {all} groups that are skewed",
		      SEGBIAS_CHART_COUNT("all", l->all))
		: TELL(t, "Index against the reference, stage by stage: the groups that a stage is shown to skew");
	segbias_chart_head(l->sheet, segbias_chart_line(l->view, title), segbias_chart_line(l->view, what));
}

static void say(const struct layout *l, struct segbias_plot_words words, const char *sentence)
{
	(void)segbias_chart_say(l->view, l->sheet, words, sentence);
}

/* --- the axes ------------------------------------------------------------------------------------------------------- */

static void draw_rule(const struct layout *l, double y, enum segbias_plot_ink ink)
{
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_RULE, (struct segbias_plot_box){l->left, y, l->right - l->left, 0},
	                  ink);
}

/* A number on the left, where it is not on another one. */
static void draw_tick(const struct layout *l, double *taken, size_t *count, double index)
{
	enum { LINE = 15 };
	char text[SEGBIAS_NUMBER_MAX];
	double y = y_of(l, index);
	for (size_t i = 0; i < *count; i++)
		if (fabs(taken[i] - y) < LINE)
			return;
	taken[(*count)++] = y;
	(void)snprintf(text, sizeof text, "%.6g", index);
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){.x = l->left - 10,
	                                               .y = y,
	                                               .size = SEGBIAS_PLOT_TEXT,
	                                               .align = SEGBIAS_PLOT_RIGHT,
	                                               .ink = SEGBIAS_PLOT_SOFT},
	                   segbias_label_of(text));
	if (index != UNCHANGED)
		draw_rule(l, y, SEGBIAS_PLOT_GRID);
}

static void draw_axis(const struct layout *l)
{
	enum { TICKS_MAX = 64 };
	static const double LEADS[] = {1, 2, 5};
	const struct segbias_settings *s = &l->view->findings->settings;
	double taken[TICKS_MAX];
	size_t count = 0;
	double high = y_of(l, s->band_high);
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_FILLED,
	                  (struct segbias_plot_box){l->left, high, l->right - l->left, y_of(l, s->band_low) - high},
	                  SEGBIAS_PLOT_WITHIN_FILL);
	draw_rule(l, y_of(l, UNCHANGED), SEGBIAS_PLOT_AXIS);
	draw_tick(l, taken, &count, UNCHANGED);
	draw_tick(l, taken, &count, s->band_low);
	draw_tick(l, taken, &count, s->band_high);
	if (l->zero)
		draw_tick(l, taken, &count, 0);
	for (int power = -12; power <= 12; power++)
		for (size_t i = 0; i < sizeof LEADS / sizeof *LEADS; i++) {
			double index = LEADS[i] * pow(10, power);
			if (index >= l->low && index <= l->high && count < TICKS_MAX)
				draw_tick(l, taken, &count, index);
		}
}

static void draw_stage(const struct layout *l, size_t place, double spacing)
{
	struct segbias_teller *t = l->view->teller;
	double x = x_of(l, place);
	struct segbias_plot_words words = {.x = x,
	                                   .y = l->top - 16,
	                                   .size = SEGBIAS_PLOT_TEXT,
	                                   .align = l->slanted ? SEGBIAS_PLOT_LEFT : SEGBIAS_PLOT_CENTER,
	                                   .ink = SEGBIAS_PLOT_BLACK,
	                                   .slanted = l->slanted};
	double room = l->slanted ? STAGE_SLANTED : spacing - 8;
	const char *name = place == 0
	                       ? TELL(t, "reference")
	                       : TELL_WITH(t, "{stage}",
	                                   word_of_stage(l, "stage", l->view->findings->settings.stages[place - 1],
	                                                 room, SEGBIAS_PLOT_TEXT));
	say(l, words, name);
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_RULE,
	                  (struct segbias_plot_box){x, l->top, 0, l->bottom - l->top + (l->zero ? ZERO_HEIGHT : 0)},
	                  SEGBIAS_PLOT_GRID);
}

/* --- the lines ------------------------------------------------------------------------------------------------------ */

static enum segbias_plot_ink ink_of(const struct segbias_funnel *row)
{
	bool likely = segbias_is_likely(row->verdict);
	return segbias_is_over(row->verdict) ? (likely ? SEGBIAS_PLOT_LIKELY_OVER : SEGBIAS_PLOT_OVER)
	                                     : (likely ? SEGBIAS_PLOT_LIKELY_UNDER : SEGBIAS_PLOT_UNDER);
}

static void draw_point(const struct layout *l, size_t place, const struct segbias_funnel *row,
                       enum segbias_plot_ink ink)
{
	double x = x_of(l, place);
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_DOT, (struct segbias_plot_box){x, y_of(l, row->reference_index), 0, 0},
	                  ink);
	if (!isfinite(row->reference_index_low) || !isfinite(row->reference_index_high))
		return;
	double low = y_of(l, row->reference_index_low > 0 || l->zero ? row->reference_index_low : l->low);
	double high = y_of(l, row->reference_index_high);
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){x, high, 0, low - high}, ink);
}

/* Returns where it ends. */
static double draw_line(const struct layout *l, size_t line)
{
	const struct segbias_funnel *rows = first_of(l, line);
	enum segbias_plot_ink ink = l->calm ? SEGBIAS_PLOT_GREY : ink_of(l->worst[line]);
	double before = y_of(l, UNCHANGED);
	for (size_t i = 0; i < l->stages && isfinite(rows[i].reference_index); i++) {
		double y = y_of(l, rows[i].reference_index);
		struct segbias_plot_box box = {x_of(l, i), before, x_of(l, i + 1) - x_of(l, i), y - before};
		segbias_plot_mark(l->sheet, rows[i].skews ? SEGBIAS_PLOT_BAR : SEGBIAS_PLOT_WHISKER, box, ink);
		draw_point(l, i + 1, &rows[i], ink);
		before = y;
	}
	return before;
}

struct end {
	size_t line;
	double y, at; /* where the line ends, and where its label stands */
};

static int compare_ends(const void *a, const void *b)
{
	const struct end *x = a;
	const struct end *y = b;
	if (x->y != y->y)
		return x->y < y->y ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

/* Labels stand at the ends of their lines, pushed apart where these are near. */
static void spread(const struct layout *l, struct end *ends)
{
	double most = l->bottom + (l->zero ? ZERO_HEIGHT : 0);
	for (size_t i = 0; i < l->count; i++)
		ends[i].at = i > 0 ? fmax(ends[i].y, ends[i - 1].at + LABEL_GAP) : ends[i].y;
	for (size_t i = l->count; i-- > 0;) {
		ends[i].at = fmin(ends[i].at, most);
		most = ends[i].at - LABEL_GAP;
	}
}

static void draw_lines(const struct layout *l)
{
	struct end ends[LINES_MAX];
	for (size_t i = 0; i < l->count; i++)
		ends[i] = (struct end){i, draw_line(l, i), 0};
	if (l->count > 1)
		qsort(ends, l->count, sizeof *ends, compare_ends);
	spread(l, ends);
	for (size_t i = 0; i < l->count; i++) {
		const struct segbias_funnel *row = l->worst[ends[i].line];
		enum segbias_plot_ink ink = l->calm                         ? SEGBIAS_PLOT_BLACK
		                            : segbias_is_over(row->verdict) ? SEGBIAS_PLOT_OVER
		                                                            : SEGBIAS_PLOT_UNDER;
		segbias_plot_mark(
		    l->sheet, SEGBIAS_PLOT_RULE,
		    (struct segbias_plot_box){l->right + 5, ends[i].y, LABEL_GAP - 8, ends[i].at - ends[i].y},
		    SEGBIAS_PLOT_AXIS);
		say(l,
		    (struct segbias_plot_words){.x = l->right + LABEL_GAP,
		                                .y = ends[i].at,
		                                .size = SEGBIAS_PLOT_TEXT,
		                                .align = SEGBIAS_PLOT_LEFT,
		                                .ink = ink},
		    fit(l, first_of(l, ends[i].line), phrase_label, SEGBIAS_PLOT_TEXT, LABEL_WIDTH));
	}
}

static void draw_legend(const struct layout *l)
{
	enum { WIDTH = 20, HEIGHT = 13, GAP = 26 };
	struct segbias_teller *t = l->view->teller;
	const struct segbias_settings *s = &l->view->findings->settings;
	double x = SEGBIAS_CHART_MARGIN;
	struct segbias_plot_words words = {.y = LEGEND_Y, .size = SEGBIAS_PLOT_TEXT, .ink = SEGBIAS_PLOT_BLACK};
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_FILLED,
	                  (struct segbias_plot_box){x, LEGEND_Y - HEIGHT / 2.0, WIDTH, HEIGHT},
	                  SEGBIAS_PLOT_WITHIN_FILL);
	words.x = x + WIDTH + 6;
	x = words.x + GAP +
	    segbias_chart_say(l->view, l->sheet, words,
	                      TELL_WITH(t, "index {low} to {high}", WORD_NUMBER("low", "%g", s->band_low),
	                                WORD_NUMBER("high", "%g", s->band_high)));
	if (l->calm)
		return;
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_BAR, (struct segbias_plot_box){x, LEGEND_Y, WIDTH, 0},
	                  SEGBIAS_PLOT_UNDER);
	segbias_plot_mark(l->sheet, SEGBIAS_PLOT_BAR, (struct segbias_plot_box){x + WIDTH + 4, LEGEND_Y, WIDTH, 0},
	                  SEGBIAS_PLOT_OVER);
	words.x = x + 2 * WIDTH + 10;
	say(l, words, TELL(t, "the stage that skews the group most, down or up (paler: probably)"));
}

/* How far a group lies from the reference at its last stage. */
static double distance_of(const struct segbias_funnel *row)
{
	return row->reference_index > 0 ? fabs(log(row->reference_index / UNCHANGED)) : INFINITY;
}

static int compare_far(const void *a, const void *b)
{
	const struct segbias_funnel *x = *(const struct segbias_funnel *const *)a;
	const struct segbias_funnel *y = *(const struct segbias_funnel *const *)b;
	if (distance_of(x) != distance_of(y))
		return distance_of(x) > distance_of(y) ? -1 : 1;
	return (x > y) - (x < y);
}

/* Where nothing is skewed a sheet without a line would show nothing of what was measured. */
static bool list_farthest(struct layout *l)
{
	const struct segbias_findings *findings = l->view->findings;
	bool repeats = findings->outlook.one_for_all;
	l->worst = segbias_arena_array(l->view->teller->arena, findings->funnel_count + 1, sizeof *l->worst);
	for (size_t i = 0; l->worst && i < findings->funnel_count; i += l->stages) {
		const struct segbias_funnel *last = NULL; /* of the last stage in which somebody is */
		for (size_t j = i; j < i + l->stages; j++)
			last = isfinite(findings->funnel[j].reference_index) ? &findings->funnel[j] : last;
		if (last && (last->segment.bytes || !repeats))
			l->worst[l->all++] = last;
	}
	if (l->worst && l->all > 1)
		qsort(l->worst, l->all, sizeof *l->worst, compare_far);
	l->calm = true;
	return l->worst != NULL;
}

enum segbias_status segbias_chart_funnel(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                         struct segbias_notes *notes, struct segbias_error *error)
{
	(void)notes; /* what is not drawn stands in the subtitle */
	struct layout l = {.view = view, .stages = view->findings->settings.stage_count};
	if (!l.stages || !view->findings->funnel_count)
		return SEGBIAS_OK;
	l.worst = segbias_funnel_worst(view->findings, view->teller->arena, &l.all);
	if (!l.worst || (!l.all && !list_farthest(&l)))
		return segbias_error_memory(error);
	l.count = l.all < LINES_MAX ? l.all : LINES_MAX;
	measure(&l);
	l.sheet = segbias_plot_sheet_add(plot, "funnel", l.bottom + (l.zero ? ZERO_HEIGHT : 0) + FOOT_HEIGHT);
	if (!l.sheet)
		return segbias_error_memory(error);
	draw_head(&l);
	draw_legend(&l);
	draw_axis(&l);
	for (size_t i = 0; i <= l.stages; i++)
		draw_stage(&l, i, (l.right - l.left) / (double)l.stages);
	draw_lines(&l);
	return SEGBIAS_OK;
}
