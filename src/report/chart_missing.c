/* Chart: the heatmap of missing values. A row a segment, a column a column of the campaign, the darker the more of it is
 * missing; ringed where that is shown to be more than is tolerated. It needs a missing value: without one there is no sheet. */
#include "report/charts.h"

#include "base/memory.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	ROWS_MAX = 41, /* the whole campaign and 40 segments */
	COLUMNS_MAX = 60,
	SHADES = 5,
};

enum {
	LEGEND_Y = 78,
	PANELS_Y = 98,
	ROW_HEIGHT = 31,
	CELL_GAP = 3,
	WHOLE_GAP = 8, /* below the whole campaign */
	PANEL_GAP = 24,
	FOOT_HEIGHT = 56,
	NAMES_WIDTH_MAX = 230,
	CELL_WIDTH_LEAST = 48,
	CELL_WIDTH_USUAL = 130,  /* at most … */
	CELL_WIDTH_MOST = 220,   /* … but below names that need more */
	CELL_WIDTH_SLANTED = 70, /* at most, below names that lie aslant */
	LINE_HEIGHT = 15,
	SLANTED_WIDTH_MAX = 150, /* of a name that is written aslant */
};

static const double SLANT = 0.70710678118654752; /* 45 degrees */

/* Where the shades begin; what is missing less often has the first. */
static const double SHADE_FROM[SHADES] = {0, 0.05, 0.2, 0.4, 0.6};

struct row {
	struct segbias_label segment;
	const struct segbias_incomplete *cells; /* of each column */
	bool incomplete;                        /* a column is */
	double worst;                           /* the highest rate of those that count */
};

struct layout {
	struct segbias_plot_sheet *sheet;
	const struct segbias_chart_view *view;
	struct row *rows; /* [row_count]: the whole campaign, then the segments, worst first */
	size_t row_count, shown_rows;
	size_t columns; /* of the campaign */
	size_t *shown;  /* [shown_columns], in the campaign's order */
	size_t shown_columns, complete, left_out;
	struct segbias_plot_labels names, titles; /* of the rows; of the columns that are shown */
	double left, width, cell_width;
	bool slanted;
	size_t lines; /* of the tallest name that is not */
	size_t panel; /* columns of one */
};

/* --- what is shown ---------------------------------------------------------------------------------------------- */

static int compare_rows(const void *a, const void *b)
{
	const struct row *x = a;
	const struct row *y = b;
	if (x->incomplete != y->incomplete)
		return x->incomplete ? -1 : 1;
	if (x->worst != y->worst)
		return x->worst > y->worst ? -1 : 1;
	return (x->cells > y->cells) - (x->cells < y->cells);
}

/* A rate that is shown to be too high counts more than any that is not. */
static void weigh_row(struct row *row, size_t columns)
{
	for (size_t i = 0; i < columns; i++) {
		const struct segbias_incomplete *cell = &row->cells[i];
		bool incomplete = cell->verdict == SEGBIAS_COMPLETENESS_INCOMPLETE;
		if (incomplete && !row->incomplete)
			row->worst = 0;
		row->incomplete = row->incomplete || incomplete;
		if (incomplete == row->incomplete && cell->rate > row->worst)
			row->worst = cell->rate;
	}
}

/* false: memory ran out. */
static bool find_rows(struct layout *l)
{
	const struct segbias_findings *findings = l->view->findings;
	const struct segbias_incomplete *list = findings->incomplete;
	while (l->columns < findings->incomplete_count && segbias_label_same(list[l->columns].segment, list[0].segment))
		l->columns++;
	l->row_count = l->columns ? findings->incomplete_count / l->columns : 0;
	l->rows = segbias_memory_zeroed(l->row_count + 1, sizeof *l->rows);
	if (!l->rows)
		return false;
	for (size_t i = 0; i < l->row_count; i++) {
		l->rows[i] = (struct row){.segment = list[i * l->columns].segment, .cells = &list[i * l->columns]};
		weigh_row(&l->rows[i], l->columns);
	}
	if (l->row_count > 1)
		qsort(l->rows + 1, l->row_count - 1, sizeof *l->rows, compare_rows);
	l->shown_rows = l->row_count < ROWS_MAX ? l->row_count : ROWS_MAX;
	return true;
}

/* The highest rate of a column; of one that is withheld only that there is any. */
static double worst_of(const struct layout *l, size_t column)
{
	double worst = 0;
	for (size_t i = 0; i < l->row_count; i++) {
		const struct segbias_incomplete *cell = &l->rows[i].cells[column];
		worst = fmax(worst, cell->verdict == SEGBIAS_COMPLETENESS_WITHHELD ? DBL_MIN : cell->rate);
	}
	return worst;
}

static int compare_falling(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x < y) - (x > y);
}

/* The rate of the 60th column from the top, and how many of that rate are among the 60. false: memory ran out. */
static bool find_limit(const struct layout *l, double *limit, size_t *room)
{
	double *worst = segbias_memory_zeroed(l->columns + 1, sizeof *worst);
	if (!worst)
		return false;
	for (size_t i = 0; i < l->columns; i++)
		worst[i] = worst_of(l, i);
	qsort(worst, l->columns, sizeof *worst, compare_falling);
	*limit = l->columns > COLUMNS_MAX ? worst[COLUMNS_MAX - 1] : 0;
	*room = COLUMNS_MAX;
	for (size_t i = 0; i < COLUMNS_MAX && worst[i] > *limit; i++)
		--*room;
	free(worst);
	return true;
}

/* All columns where `all`; else those of which something is missing, and of these at most 60: the worst, and of equal ones
 * the first. false: memory ran out. */
static bool choose_columns(struct layout *l, bool all)
{
	double limit = 0;
	size_t room = 0;
	if (!find_limit(l, &limit, &room))
		return false;
	l->shown_columns = l->complete = l->left_out = 0;
	for (size_t i = 0; i < l->columns; i++) {
		double worst = worst_of(l, i);
		bool equal = worst == limit && room > 0;
		if (all || worst > limit || (worst > 0 && equal)) {
			l->shown[l->shown_columns++] = i;
			room -= equal;
		} else if (worst > 0) {
			l->left_out++;
		} else {
			l->complete++;
		}
	}
	return true;
}

static bool has_unclear(const struct layout *l)
{
	for (size_t i = 0; i < l->row_count * l->columns; i++)
		if (l->view->findings->incomplete[i].verdict == SEGBIAS_COMPLETENESS_UNCLEAR)
			return true;
	return false;
}

static bool has_missing(const struct layout *l)
{
	for (size_t i = 0; i < l->row_count * l->columns; i++)
		if (l->view->findings->incomplete[i].missing > 0 ||
		    l->view->findings->incomplete[i].verdict == SEGBIAS_COMPLETENESS_WITHHELD)
			return true;
	return false;
}

/* --- the layout ------------------------------------------------------------------------------------------------- */

static struct segbias_label *list_segments(const struct layout *l, size_t count)
{
	struct segbias_label *list = segbias_memory_zeroed(count + 1, sizeof *list);
	for (size_t i = 0; list && i < count; i++)
		list[i] = l->rows[i].segment.bytes ? l->rows[i].segment
		                                   : segbias_label_of(TELL(l->view->teller, "Whole campaign"));
	return list;
}

static struct segbias_label *list_columns(const struct layout *l)
{
	struct segbias_label *list = segbias_memory_zeroed(l->shown_columns + 1, sizeof *list);
	for (size_t i = 0; list && i < l->shown_columns; i++)
		list[i] = l->rows[0].cells[l->shown[i]].column;
	return list;
}

static double widest(const struct segbias_plot_labels *labels, size_t bold, enum segbias_plot_size size)
{
	double width = 0;
	for (size_t i = 0; i < labels->count; i++)
		width = fmax(
		    width, segbias_plot_width(segbias_plot_labels_at(labels, i), i < bold ? SEGBIAS_PLOT_HEAD : size));
	return width;
}

/* Lines of the tallest name above cells of a width; 0 where one does not fit. */
static size_t count_lines(const struct layout *l, double width)
{
	size_t most = 1;
	for (size_t i = 0; i < l->shown_columns; i++) {
		struct segbias_text text = {0};
		struct segbias_label lines[SEGBIAS_CHART_LINES_MAX];
		segbias_plot_clean(&text, l->rows[0].cells[l->shown[i]].column);
		size_t count = segbias_chart_break(segbias_text_label(&text), width, lines);
		segbias_text_release(&text);
		if (count == 0)
			return 0;
		most = count > most ? count : most;
	}
	return most;
}

/* Names stand upright, in lines, where all columns fit beside each other below them; else they lie aslant. */
static void measure_cells(struct layout *l)
{
	double room = l->width + CELL_GAP;
	double count = (double)l->shown_columns;
	double most = fmin(CELL_WIDTH_MOST, floor(room / count));
	double width = fmin(CELL_WIDTH_USUAL, most);
	size_t lines = 0;
	while (width >= CELL_WIDTH_LEAST && (lines = count_lines(l, width - CELL_GAP - 8)) == 0 && width < most)
		width = fmin(width + 10, most);
	l->slanted = lines == 0;
	l->panel = l->shown_columns;
	l->cell_width = width;
	l->lines = lines;
	if (!l->slanted)
		return;
	double name = widest(&l->titles, 0, SEGBIAS_PLOT_TEXT);
	/* The last column's name rises to the right of its cell. */
	room -= fmax(0, name * SLANT + 8 - CELL_WIDTH_LEAST / 2.0);
	double panels = ceil(count / fmax(1, floor(room / CELL_WIDTH_LEAST)));
	l->panel = (size_t)ceil(count / panels); /* no panel with a column or two alone */
	l->cell_width = fmin(CELL_WIDTH_SLANTED, floor(room / fmin((double)l->panel, count)));
}

/* false: memory ran out. */
static bool measure_columns(struct layout *l, bool all)
{
	if (!choose_columns(l, all))
		return false;
	segbias_plot_labels_release(&l->titles);
	segbias_chart_labels(&l->titles, list_columns(l), l->shown_columns, SEGBIAS_PLOT_TEXT, SLANTED_WIDTH_MAX);
	if (!l->titles.failed)
		measure_cells(l);
	return !l->titles.failed;
}

/* Columns of which nothing is missing are shown beside the others where there is room for all. false: memory ran out. */
static bool measure(struct layout *l)
{
	l->shown = segbias_memory_zeroed(l->columns + 1, sizeof *l->shown);
	segbias_chart_labels(&l->names, list_segments(l, l->shown_rows), l->shown_rows, SEGBIAS_PLOT_TEXT,
	                     NAMES_WIDTH_MAX);
	if (!l->shown || l->names.failed)
		return false;
	l->left = SEGBIAS_CHART_MARGIN + widest(&l->names, 1, SEGBIAS_PLOT_TEXT) + 10;
	l->width = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - l->left;
	bool ok = measure_columns(l, l->columns <= COLUMNS_MAX);
	return ok && (l->shown_columns <= l->panel && l->columns <= COLUMNS_MAX ? true : measure_columns(l, false));
}

static void layout_release(struct layout *l)
{
	segbias_plot_labels_release(&l->names);
	segbias_plot_labels_release(&l->titles);
	free(l->rows);
	free(l->shown);
}

static size_t panel_end(const struct layout *l, size_t first)
{
	return first + l->panel < l->shown_columns ? first + l->panel : l->shown_columns;
}

/* Room for the names of the panel that begins with a column. */
static double header_height(const struct layout *l, size_t first)
{
	double name = 0;
	if (!l->slanted)
		return (double)l->lines * LINE_HEIGHT + 7;
	for (size_t i = first; i < panel_end(l, first); i++)
		name = fmax(name, segbias_plot_width(segbias_plot_labels_at(&l->titles, i), SEGBIAS_PLOT_TEXT));
	return name * SLANT + 14;
}

/* From its top to that of the next. */
static double panel_height(const struct layout *l, size_t first)
{
	return header_height(l, first) + (double)l->shown_rows * ROW_HEIGHT + (l->shown_rows > 1 ? WHOLE_GAP : 0) +
	       PANEL_GAP;
}

static double sheet_height(const struct layout *l)
{
	double y = PANELS_Y;
	for (size_t first = 0; first < l->shown_columns; first += l->panel)
		y += panel_height(l, first);
	return y - PANEL_GAP + FOOT_HEIGHT;
}

/* --- drawing ---------------------------------------------------------------------------------------------------- */

/* "0", "<0.1", "4.2", "37", ">99", "-" where there are no records. */
static void add_rate(double rate, struct segbias_text *out)
{
	static const double FINE = 0.0995; /* below, with a decimal */
	double percent = 100 * rate;
	if (isnan(rate))
		segbias_text_add_string(out, "-");
	else if (rate == 0)
		segbias_text_add_string(out, "0");
	else if (rate < FINE)
		segbias_text_add_format(out, percent < 0.05 ? "<0.1" : "%.1f", percent);
	else
		segbias_text_add_format(out, rate < 1 && percent >= 99.5 ? ">99" : "%.0f", percent);
}

static int shade_of(double rate)
{
	int shade = 0;
	while (shade + 1 < SHADES && rate >= SHADE_FROM[shade + 1])
		shade++;
	return shade;
}

/* A frame inside the box, whose corners are closed. */
static void draw_ring(const struct layout *l, struct segbias_plot_box box)
{
	enum { INSET = 2 };
	static const double HALF = 1.7; /* of a bar's width */
	double x = box.x + INSET;
	double y = box.y + INSET;
	double width = box.width - 2 * INSET;
	double height = box.height - 2 * INSET;
	const struct segbias_plot_box SIDES[] = {
	    {x - HALF, y, width + 2 * HALF, 0},
	    {x - HALF, y + height, width + 2 * HALF, 0},
	    {x, y, 0, height},
	    {x + width, y, 0, height},
	};
	for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++)
		segbias_plot_mark(l->sheet, SEGBIAS_PLOT_BAR, SIDES[i], SEGBIAS_PLOT_UNDER);
}

static void draw_cell(const struct layout *l, const struct segbias_incomplete *cell, struct segbias_plot_box box)
{
	enum { DARK = 3 }; /* shades from here on bear white words */
	struct segbias_text text = {0};
	int shade = shade_of(cell->rate);
	bool none = !(cell->rate > 0);
	if (!none)
		segbias_plot_mark(l->sheet, SEGBIAS_PLOT_FILLED, box,
		                  (enum segbias_plot_ink)(SEGBIAS_PLOT_MISSING_SHADES + shade));
	if (cell->verdict == SEGBIAS_COMPLETENESS_INCOMPLETE)
		draw_ring(l, box);
	add_rate(cell->rate, &text);
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){box.x + box.width / 2, box.y + box.height / 2, SEGBIAS_PLOT_TEXT,
	                                               SEGBIAS_PLOT_CENTER,
	                                               none            ? SEGBIAS_PLOT_SOFT
	                                               : shade >= DARK ? SEGBIAS_PLOT_WHITE
	                                                               : SEGBIAS_PLOT_BLACK,
	                                               false},
	                   segbias_text_label(&text));
	l->sheet->title.failed = l->sheet->title.failed || text.failed;
	segbias_text_release(&text);
}

/* A column's name above its cells, around `x`. */
static void draw_name(const struct layout *l, size_t at, double x, double bottom)
{
	struct segbias_plot_words words = {x,
	                                   bottom - 8,
	                                   SEGBIAS_PLOT_TEXT,
	                                   l->slanted ? SEGBIAS_PLOT_LEFT : SEGBIAS_PLOT_CENTER,
	                                   SEGBIAS_PLOT_BLACK,
	                                   l->slanted};
	struct segbias_text text = {0};
	struct segbias_label lines[SEGBIAS_CHART_LINES_MAX];
	if (l->slanted) {
		words.x -= 4;
		segbias_plot_write(l->sheet, words, segbias_plot_labels_at(&l->titles, at));
		return;
	}
	segbias_plot_clean(&text, l->rows[0].cells[l->shown[at]].column);
	size_t count = segbias_chart_break(segbias_text_label(&text), l->cell_width - CELL_GAP - 8, lines);
	for (size_t i = 0; i < count; i++) {
		struct segbias_text line = {0};
		segbias_plot_label(&line, lines[i], SEGBIAS_PLOT_TEXT, l->cell_width);
		words.y = bottom - 4 - ((double)(count - i) - 0.5) * LINE_HEIGHT;
		segbias_plot_write(l->sheet, words, segbias_text_label(&line));
		l->sheet->title.failed = l->sheet->title.failed || line.failed;
		segbias_text_release(&line);
	}
	l->sheet->title.failed = l->sheet->title.failed || text.failed;
	segbias_text_release(&text);
}

static void draw_panel(const struct layout *l, size_t first, double y)
{
	double cells = y + header_height(l, first);
	size_t end = panel_end(l, first);
	for (size_t i = first; i < end; i++)
		draw_name(l, i, l->left + (double)(i - first) * l->cell_width + (l->cell_width - CELL_GAP) / 2, cells);
	for (size_t row = 0; row < l->shown_rows; row++) {
		double top = cells + (double)row * ROW_HEIGHT + (row ? WHOLE_GAP : 0);
		segbias_plot_write(l->sheet,
		                   (struct segbias_plot_words){l->left - 8, top + (ROW_HEIGHT - CELL_GAP) / 2.0,
		                                               row ? SEGBIAS_PLOT_TEXT : SEGBIAS_PLOT_HEAD,
		                                               SEGBIAS_PLOT_RIGHT, SEGBIAS_PLOT_BLACK, false},
		                   segbias_plot_labels_at(&l->names, row));
		for (size_t i = first; i < end; i++)
			draw_cell(l, &l->rows[row].cells[l->shown[i]],
			          (struct segbias_plot_box){l->left + (double)(i - first) * l->cell_width, top,
			                                    l->cell_width - CELL_GAP, ROW_HEIGHT - CELL_GAP});
	}
}

/* What is tolerated. */
static struct segbias_word limit_of(const struct layout *l)
{
	return WORD_NUMBER("limit", "%g%%", 100 * l->view->findings->settings.missing_max);
}

static double write_legend(const struct layout *l, double x, const char *text)
{
	return x +
	       segbias_chart_say(l->view, l->sheet,
	                         (struct segbias_plot_words){x, LEGEND_Y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT,
	                                                     SEGBIAS_PLOT_SOFT, false},
	                         text) +
	       16;
}

static void draw_legend(const struct layout *l)
{
	enum { WIDTH = 20, HEIGHT = 13 };
	struct segbias_teller *t = l->view->teller;
	double x = SEGBIAS_CHART_MARGIN;
	for (int i = 0; i < SHADES; i++) {
		segbias_plot_mark(l->sheet, SEGBIAS_PLOT_FILLED,
		                  (struct segbias_plot_box){x, LEGEND_Y - HEIGHT / 2.0, WIDTH, HEIGHT},
		                  (enum segbias_plot_ink)(SEGBIAS_PLOT_MISSING_SHADES + i));
		x = write_legend(
		    l, x + WIDTH + 6,
		    i + 1 < SHADES
			? TELL_WITH(t, "under {limit}", WORD_NUMBER("limit", "%g%%", 100 * SHADE_FROM[i + 1]))
			: TELL_WITH(t, "{limit} and more", WORD_NUMBER("limit", "%g%%", 100 * SHADE_FROM[i])));
	}
	draw_ring(l, (struct segbias_plot_box){x - 2, LEGEND_Y - HEIGHT / 2.0 - 2, WIDTH + 4, HEIGHT + 4});
	(void)write_legend(l, x + WIDTH + 6, TELL_WITH(t, "shown to be above {limit}", limit_of(l)));
}

/* --- words ------------------------------------------------------------------------------------------------------ */

struct place {
	size_t row, column;
};

/* The cell with the highest rate among rows[from .. to) that are, or are not, shown to be incomplete; how many there are. */
static size_t find_worst(const struct layout *l, size_t from, size_t to, bool incomplete, struct place *worst)
{
	size_t count = 0;
	for (size_t i = from; i < to; i++) {
		for (size_t j = 0; j < l->columns; j++) {
			const struct segbias_incomplete *cell = &l->rows[i].cells[j];
			if ((cell->verdict == SEGBIAS_COMPLETENESS_INCOMPLETE) != incomplete || !(cell->rate > 0))
				continue;
			if (count++ == 0 || cell->rate > l->rows[worst->row].cells[worst->column].rate)
				*worst = (struct place){i, j};
		}
	}
	return count;
}

static struct segbias_word word_of_rate(const struct layout *l, const char *place, double rate)
{
	struct segbias_text text = {0};
	add_rate(rate, &text);
	segbias_text_add_string(&text, "%");
	return segbias_chart_word(l->view, place, &text);
}

static struct segbias_word word_of_label(const struct layout *l, const char *place, struct segbias_label label,
                                         enum segbias_plot_size size, double room)
{
	struct segbias_text text = {0};
	segbias_plot_label(&text, label, size, room);
	return segbias_chart_word(l->view, place, &text);
}

/* "income missing for 11% of Mobile app" */
static const char *tell_place(const struct layout *l, struct place place, double room)
{
	const struct segbias_incomplete *cell = &l->rows[place.row].cells[place.column];
	struct segbias_teller *t = l->view->teller;
	struct segbias_word column = word_of_label(l, "column", cell->column, SEGBIAS_PLOT_TITLE, room);
	struct segbias_word rate = word_of_rate(l, "rate", cell->rate);
	if (!cell->segment.bytes)
		return TELL_WITH(t, "{column} missing for {rate} of the whole campaign", column, rate);
	struct segbias_text segment = {0};
	struct segbias_chart_choice choice = {list_segments(l, l->row_count), l->row_count, place.row};
	segbias_chart_label(&segment, choice, SEGBIAS_PLOT_TITLE, room);
	return TELL_WITH(t, "{column} missing for {rate} of {segment}", column, rate,
	                 segbias_chart_word(l->view, "segment", &segment));
}

static bool has_withheld(const struct layout *l)
{
	for (size_t i = 0; i < l->row_count * l->columns; i++)
		if (l->view->findings->incomplete[i].verdict == SEGBIAS_COMPLETENESS_WITHHELD)
			return true;
	return false;
}

static const char *tell_title(const struct layout *l, double room)
{
	struct segbias_teller *t = l->view->teller;
	struct place worst = {0, 0};
	size_t count = find_worst(l, 1, l->row_count, true, &worst);
	if (count == 0)
		count = find_worst(l, 0, 1, true, &worst);
	if (count == 0 && find_worst(l, l->row_count > 1 ? 1 : 0, l->row_count, false, &worst) == 0 &&
	    has_withheld(l) && find_worst(l, 0, 1, false, &worst) == 0)
		return TELL(t, "How much is missing is withheld");
	const char *told = tell_place(l, worst, room);
	struct segbias_word place = WORD_PHRASE("place", told);
	bool above = l->rows[worst.row].cells[worst.column].rate > l->view->findings->settings.missing_max;
	if (count > 1)
		return TELL_COUNT_WITH(t, (double)(count - 1), "{place}; {n} more above {limit}",
		                       "{place}; {n} more above {limit}", place, SEGBIAS_CHART_COUNT("n", count - 1),
		                       limit_of(l));
	if (count == 1 || has_withheld(l))
		return told;
	return above ? TELL_WITH(t, "{place}; nothing shown to be above {limit}", place, limit_of(l))
	             : TELL_WITH(t, "{place}; nothing above {limit}", place, limit_of(l));
}

static const char *tell_subtitle(const struct layout *l)
{
	struct segbias_teller *t = l->view->teller;
	struct segbias_word campaign =
	    word_of_label(l, "campaign", segbias_label_of(l->view->findings->campaign.name), SEGBIAS_PLOT_TEXT, 300);
	const char *what =
	    l->row_count > 1
		? TELL_WITH(t, "Percent of records without a value, by segment and column of {campaign}", campaign)
		: TELL_WITH(t, "Percent of records without a value, by column of {campaign}", campaign);
	return segbias_chart_worst(l->view, what, l->shown_rows - 1, l->row_count - 1);
}

static void draw_title(const struct layout *l)
{
	static const double ROOMS[] = {600, 400, 260, 180, 120};
	const char *title = "";
	for (size_t i = 0; i < sizeof ROOMS / sizeof *ROOMS; i++) {
		title = tell_title(l, ROOMS[i]);
		if (segbias_chart_width(l->view, title, SEGBIAS_PLOT_TITLE) <= SEGBIAS_CHART_INNER_WIDTH)
			break;
	}
	segbias_chart_head(l->sheet, segbias_chart_line(l->view, title), segbias_chart_line(l->view, tell_subtitle(l)));
}

/* For whom a column is missing more often, if for any: of the segments, the clearest. */
static const struct segbias_missingness *find_difference(const struct segbias_findings *findings, size_t *count)
{
	const struct segbias_missingness *clearest = NULL;
	*count = 0;
	for (size_t i = 0; i < findings->missingness_count; i++) {
		const struct segbias_missingness *one = &findings->missingness[i];
		if (!one->finding || one->against.bytes || !one->value.bytes)
			continue;
		++*count;
		if (!clearest || one->v > clearest->v)
			clearest = one;
	}
	return clearest;
}

static void write_foot(const struct layout *l, double y, const char *sentence)
{
	(void)segbias_chart_say(l->view, l->sheet,
	                        (struct segbias_plot_words){SEGBIAS_CHART_MARGIN, y, SEGBIAS_PLOT_SMALL,
	                                                    SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT, false},
	                        sentence);
}

static const char *tell_difference(const struct layout *l, const struct segbias_missingness *difference, size_t count)
{
	enum { LABEL_WIDTH = 165 };
	struct segbias_teller *t = l->view->teller;
	struct segbias_word column = word_of_label(l, "column", difference->column, SEGBIAS_PLOT_SMALL, LABEL_WIDTH);
	struct segbias_word segment = word_of_label(l, "segment", difference->value, SEGBIAS_PLOT_SMALL, LABEL_WIDTH);
	struct segbias_word rate = word_of_rate(l, "rate", difference->rate);
	struct segbias_word rest = word_of_rate(l, "rest", difference->rest);
	if (count == 1)
		return TELL_WITH(
		    t,
		    "{column} is missing more often in some segments than in others: in {segment} {rate}, in "
		    "all others {rest}.",
		    column, segment, rate, rest);
	return TELL_COUNT_WITH(t, (double)(count - 1),
	                       "{column} is missing more often in some segments than in others: in {segment} {rate}, "
	                       "in all others {rest}; so is {n} more.",
	                       "{column} is missing more often in some segments than in others: in {segment} {rate}, "
	                       "in all others {rest}; so are {n} more.",
	                       column, segment, rate, rest, SEGBIAS_CHART_COUNT("n", count - 1));
}

static void add_sentence(struct segbias_text *text, const char *sentence)
{
	segbias_text_add_string(text, text->size ? " " : "");
	segbias_text_add_string(text, sentence);
}

static void draw_foot(const struct layout *l)
{
	struct segbias_teller *t = l->view->teller;
	struct segbias_text text = {0};
	size_t count = 0;
	const struct segbias_missingness *difference = find_difference(l->view->findings, &count);
	if (has_unclear(l))
		add_sentence(&text, TELL_WITH(t, "Above {limit} without a ring: it may be chance.", limit_of(l)));
	if (has_withheld(l))
		add_sentence(&text, TELL(t, "A dash: withheld."));
	if (l->complete > 0)
		add_sentence(&text, TELL_COUNT_WITH(t, (double)l->complete, "Nothing is missing in {n} more column.",
		                                    "Nothing is missing in {n} more columns.",
		                                    SEGBIAS_CHART_COUNT("n", l->complete)));
	if (l->left_out > 0)
		add_sentence(&text, TELL_COUNT_WITH(t, (double)l->left_out, "Less is missing in {n} more column.",
		                                    "Less is missing in {n} more columns.",
		                                    SEGBIAS_CHART_COUNT("n", l->left_out)));
	write_foot(l, l->sheet->height - 18, segbias_tell_keep(t, &text));
	if (difference)
		write_foot(l, l->sheet->height - 34, tell_difference(l, difference, count));
}

static void note_left_out(const struct layout *l, struct segbias_notes *notes)
{
	if (l->shown_rows < l->row_count)
		(void)segbias_notes_add(notes, "charts_left_out", "missing-heatmap shows the %zu worst of %zu segments",
		                        l->shown_rows - 1, l->row_count - 1);
	if (l->left_out > 0)
		(void)segbias_notes_add(notes, "charts_left_out",
		                        "missing-heatmap shows the %d columns with the most missing; %zu with less "
		                        "%s left out",
		                        (int)COLUMNS_MAX, l->left_out, l->left_out == 1 ? "is" : "are");
}

static enum segbias_status draw(struct layout *l, struct segbias_plot *plot, struct segbias_error *error)
{
	if (!measure(l))
		return segbias_error_memory(error);
	l->sheet = segbias_plot_sheet_add(plot, "missing-heatmap", sheet_height(l));
	if (!l->sheet)
		return segbias_error_memory(error);
	draw_title(l);
	draw_legend(l);
	double y = PANELS_Y;
	for (size_t first = 0; first < l->shown_columns; y += panel_height(l, first), first += l->panel)
		draw_panel(l, first, y);
	draw_foot(l);
	return SEGBIAS_OK;
}

enum segbias_status segbias_chart_missing(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                          struct segbias_notes *notes, struct segbias_error *error)
{
	enum segbias_status status;
	struct layout l = {.view = view};
	SEGBIAS_TRY(find_rows(&l) ? SEGBIAS_OK : segbias_error_memory(error));
	if (has_missing(&l)) {
		SEGBIAS_TRY(draw(&l, plot, error));
		note_left_out(&l, notes);
	}
done:
	layout_release(&l);
	return status;
}
