/* Chart: the index heatmap. A row a segment, a column a value, coloured by verdict and the darker the further from 100.
 * Columns that do not fit beside each other go into further panels below: no value is left out. */
#include "report/charts.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	SEGMENTS_MAX = 40,
	SEGMENTS_LEAST = 10, /* of which there is room for so few cells */
	PIECE_LEAST = 3,     /* columns of an attribute that is continued */
};

enum {
	LEGEND_Y = 78,
	SWATCH_GAP = 6, /* before its words */
	PANELS_Y = 98,
	ROW_HEIGHT = 31,
	LINE_HEIGHT = 15,
	CELL_GAP = 3,
	GROUP_GAP = 14, /* between attributes */
	WHOLE_GAP = 8,  /* below the whole campaign */
	PANEL_GAP = 24,
	FOOT_HEIGHT = 40,
	NAME_HEIGHT = 24, /* an attribute's name */
	NAMES_WIDTH_MAX = 230,
	CELL_WIDTH_LEAST = 44,
	CELL_WIDTH_TIGHT = 34, /* below names that lie aslant, where that saves a panel */
	CELL_WIDTH_MOST = 100,
	CELL_WIDTH_WIDENED = 86,
	SLANTED_WIDTH_MAX = 150,  /* of a value's name that is written aslant */
	HEADING_WIDTH_MOST = 160, /* for which cells that are narrower are set apart */
};

static const double SLANT = 0.70710678118654752; /* 45 degrees */

struct layout {
	struct segbias_plot_sheet *sheet;
	const struct segbias_chart_view *view;
	const struct segbias_chart_heatmap_words *words;
	size_t rows;                        /* groups that are shown */
	struct segbias_plot_labels names;   /* of the groups */
	struct segbias_plot_labels *values; /* of each attribute, as they are written aslant */
	double left, width;                 /* of the cells */
	bool slanted;
	double cell_width;    /* with its gap */
	double header_height; /* of the values' names in the panel in hand */
	double y;             /* where the next panel begins */
};

/* Part of an attribute in a panel. */
struct piece {
	size_t comparison, first, count;
	double x, width; /* of the cells or of the heading, whichever is wider */
};

static void write_label(const struct layout *l, struct segbias_plot_words words, struct segbias_label label,
                        double width)
{
	struct segbias_text text = {0};
	segbias_plot_label(&text, label, words.size, width);
	segbias_plot_write(l->sheet, words, segbias_text_label(&text));
	l->sheet->title.failed = l->sheet->title.failed || text.failed;
	segbias_text_release(&text);
}

/* --- the layout ------------------------------------------------------------------------------------------------- */

/* The narrowest cell in which every name can be written straight; 0 where there is none. */
static double straight_width(const struct segbias_chart_group *whole)
{
	double width = CELL_WIDTH_LEAST;
	struct segbias_label lines[SEGBIAS_CHART_LINES_MAX];
	for (size_t i = 0; i < whole->count; i++) {
		for (size_t j = 0; j < whole->comparisons[i].value_count; j++) {
			struct segbias_text text = {0};
			segbias_plot_clean(&text, whole->comparisons[i].values[j].value);
			while (width <= CELL_WIDTH_MOST && !text.failed &&
			       segbias_chart_break(segbias_text_label(&text), width - CELL_GAP - 4, lines) == 0)
				width += 2;
			segbias_text_release(&text);
		}
	}
	return width <= CELL_WIDTH_MOST ? width : 0;
}

static size_t values_most(const struct segbias_chart_group *whole)
{
	size_t most = 1;
	for (size_t i = 0; i < whole->count; i++)
		most = whole->comparisons[i].value_count > most ? whole->comparisons[i].value_count : most;
	return most;
}

/* The widest of some names of values when written aslant. */
static double slanted_width(const struct layout *l, size_t comparison, size_t first, size_t count)
{
	double most = 0;
	for (size_t i = first; i < first + count; i++)
		most = fmax(most,
		            segbias_plot_width(segbias_plot_labels_at(&l->values[comparison], i), SEGBIAS_PLOT_TEXT));
	return fmin(most, SLANTED_WIDTH_MAX);
}

/* Room for the names of a panel's values. */
static double header_height(const struct layout *l, const struct piece *pieces, size_t count)
{
	double slanted = 0;
	size_t most = 1;
	for (size_t i = 0; i < count; i++) {
		const struct piece *piece = &pieces[i];
		const struct segbias_comparison *c = &l->view->groups[0].comparisons[piece->comparison];
		slanted = fmax(slanted, slanted_width(l, piece->comparison, piece->first, piece->count));
		for (size_t j = 0; !l->slanted && j < piece->count; j++) {
			struct segbias_text text = {0};
			struct segbias_label lines[SEGBIAS_CHART_LINES_MAX];
			segbias_plot_clean(&text, c->values[piece->first + j].value);
			size_t lines_here =
			    segbias_chart_break(segbias_text_label(&text), l->cell_width - CELL_GAP - 4, lines);
			most = lines_here > most ? lines_here : most;
			segbias_text_release(&text);
		}
	}
	return l->slanted ? slanted * SLANT + 14 : (double)most * LINE_HEIGHT + 5;
}

static double panel_height(const struct layout *l)
{
	return NAME_HEIGHT + l->header_height + (double)l->rows * ROW_HEIGHT + WHOLE_GAP;
}

static const char *tell_heading(const struct layout *l, const struct piece *piece, struct segbias_word attribute)
{
	return piece->first > 0 ? TELL_WITH(l->view->teller, "{attribute} (continued)", attribute)
	                        : attribute.text.bytes;
}

/* "region (continued)": the name is cut, never what is said of it. *out, which may be NULL, is the sentence. Returns its
 * width. */
static double heading(const struct layout *l, const struct piece *piece, double width, const char **out)
{
	const struct segbias_chart_group *whole = &l->view->groups[0];
	const char *more = tell_heading(l, piece, WORD_PHRASE("attribute", ""));
	struct segbias_chart_choice choice = {segbias_chart_attributes(whole), whole->count, piece->comparison};
	struct segbias_text text = {0};
	segbias_chart_label(&text, choice, SEGBIAS_PLOT_HEAD,
	                    width - segbias_chart_width(l->view, more, SEGBIAS_PLOT_HEAD));
	const char *said = tell_heading(l, piece, segbias_chart_word(l->view, "attribute", &text));
	if (out)
		*out = said;
	/* Not less than the sum of its characters, however they are added up. */
	return ceil(segbias_chart_width(l->view, said, SEGBIAS_PLOT_HEAD)) + 1;
}

/* Fills a panel with pieces of attributes, from *comparison and *value on; returns how many. */
static size_t fill_panel(const struct layout *l, size_t *comparison, size_t *value, struct piece *pieces)
{
	const struct segbias_chart_group *whole = &l->view->groups[0];
	size_t count = 0;
	double used = 0;
	while (*comparison < whole->count) {
		size_t left = whole->comparisons[*comparison].value_count - *value;
		size_t room = l->width > used ? (size_t)((l->width - used + CELL_GAP) / l->cell_width) : 0;
		/* An attribute is broken only where it is longer than a whole panel. */
		if (room == 0 && count == 0)
			room = 1;
		size_t some = left < room ? left : room;
		/* No last column or two alone, below a heading that is wider. */
		if (some < left && left - some < PIECE_LEAST && some > PIECE_LEAST)
			some = left - PIECE_LEAST;
		struct piece piece = {*comparison, *value, some, l->left + used,
		                      (double)some * l->cell_width - CELL_GAP};
		piece.width = fmax(piece.width, heading(l, &piece, fmax(piece.width, HEADING_WIDTH_MOST), NULL));
		if (count > 0 && (room < left || used + piece.width > l->width))
			break;
		pieces[count++] = piece;
		used += piece.width + CELL_GAP + GROUP_GAP;
		*value += some;
		if (some < left)
			break;
		*value = 0;
		++*comparison;
	}
	return count;
}

/* The panels one below the other, drawn where there is a sheet; returns where they end. */
static double draw_panels(struct layout *l, struct piece *pieces);

/* Into how many panels all is laid out; in *parts, which may be NULL, into how many pieces. */
static size_t count_panels(const struct layout *l, struct piece *pieces, size_t *parts)
{
	size_t comparison = 0;
	size_t value = 0;
	size_t count = 0;
	size_t all = 0;
	for (; comparison < l->view->groups[0].count; count++)
		all += fill_panel(l, &comparison, &value, pieces);
	if (parts)
		*parts = all;
	return count;
}

/* Where one panel holds all, its cells may be wider. */
static void widen(struct layout *l, struct piece *pieces)
{
	int least = (int)l->cell_width;
	if (count_panels(l, pieces, NULL) != 1)
		return;
	for (int width = CELL_WIDTH_WIDENED; width > least; width--) {
		l->cell_width = width;
		if (count_panels(l, pieces, NULL) == 1)
			return;
	}
	l->cell_width = least;
}

/* The widest cells, from the usual width down, with which the fewest panels hold all and the fewest attributes are broken. */
static void tighten(struct layout *l, struct piece *pieces)
{
	int best = CELL_WIDTH_LEAST;
	size_t fewest = SIZE_MAX;
	for (int width = CELL_WIDTH_LEAST; width >= CELL_WIDTH_TIGHT; width--) {
		size_t parts = 0;
		l->cell_width = width;
		size_t panels = count_panels(l, pieces, &parts);
		if (panels + parts < fewest) {
			fewest = panels + parts;
			best = width;
		}
	}
	l->cell_width = best;
}

/* Names stand upright where their cells are wide enough for it. They lie aslant where they would not, and where upright
 * ones make a tower: a sheet that is taller than wide, of more panels, whose rows are read again and again. */
static void choose_slant(struct layout *l, struct piece *pieces)
{
	const struct segbias_chart_group *whole = &l->view->groups[0];
	struct layout slanted = *l;
	double most = 0;
	for (size_t i = 0; i < whole->count; i++)
		most = fmax(most, slanted_width(l, i, 0, whole->comparisons[i].value_count));
	slanted.slanted = true;
	/* The last column's name rises to the right of its cell. */
	slanted.width -= fmax(0, most * SLANT + 8 - CELL_WIDTH_TIGHT / 2.0);
	tighten(&slanted, pieces);
	l->cell_width = straight_width(whole);
	if (l->cell_width == 0 || (double)values_most(whole) * l->cell_width > l->width ||
	    (count_panels(&slanted, pieces, NULL) < count_panels(l, pieces, NULL) &&
	     draw_panels(l, pieces) + FOOT_HEIGHT > SEGBIAS_PLOT_WIDTH))
		*l = slanted;
}

/* How many segments are drawn. */
static size_t most_segments(const struct segbias_chart_view *view)
{
	const struct segbias_chart_group *whole = &view->groups[0];
	size_t cells = view->request ? view->request->heatmap_cells : 0;
	size_t columns = 0;
	for (size_t i = 0; i < whole->count; i++)
		columns += whole->comparisons[i].value_count;
	if (cells == 0 || SEGMENTS_MAX * columns <= cells)
		return SEGMENTS_MAX;
	return cells / columns < SEGMENTS_LEAST ? SEGMENTS_LEAST : cells / columns;
}

/* false: memory ran out. */
static bool measure(struct layout *l, struct piece *pieces)
{
	const struct segbias_chart_group *whole = &l->view->groups[0];
	double names = 0;
	size_t most = most_segments(l->view) + 1;
	l->rows = l->view->count > most ? most : l->view->count;
	l->values = segbias_memory_zeroed(whole->count + 1, sizeof *l->values);
	segbias_chart_labels(&l->names, segbias_chart_groups(l->view, l->rows), l->rows, SEGBIAS_PLOT_TEXT,
	                     NAMES_WIDTH_MAX);
	if (!l->values || l->names.failed)
		return false;
	for (size_t i = 0; i < l->rows; i++)
		names = fmax(names, segbias_plot_width(segbias_plot_labels_at(&l->names, i),
		                                       i ? SEGBIAS_PLOT_TEXT : SEGBIAS_PLOT_HEAD));
	for (size_t i = 0; i < whole->count; i++) {
		const struct segbias_comparison *c = &whole->comparisons[i];
		segbias_chart_labels(&l->values[i], segbias_chart_values(c), c->value_count, SEGBIAS_PLOT_TEXT,
		                     SLANTED_WIDTH_MAX);
		if (l->values[i].failed)
			return false;
	}
	l->left = SEGBIAS_CHART_MARGIN + names + 10;
	l->width = SEGBIAS_PLOT_WIDTH - SEGBIAS_CHART_MARGIN - l->left;
	choose_slant(l, pieces);
	widen(l, pieces);
	return true;
}

static void layout_release(struct layout *l)
{
	for (size_t i = 0; l->values && i < l->view->groups[0].count; i++)
		segbias_plot_labels_release(&l->values[i]);
	segbias_plot_labels_release(&l->names);
	free(l->values);
}

/* --- drawing ---------------------------------------------------------------------------------------------------- */

/* 0..4 from just beyond the band by which the value is judged on, each a step: from 80 to 125 to half or double and more. */
static int shade_of(const struct layout *l, const struct segbias_comparison *c, const struct segbias_value_finding *v)
{
	static const double STEP = 0.17; /* octaves */
	struct segbias_limits limits = segbias_value_limits(l->view->findings, c, v);
	double edge = v->index > 100 ? limits.band_high : limits.band_low;
	double octaves = v->index > 0 ? fabs(log2(v->index / edge)) : INFINITY;
	return (int)fmin(fmax(floor(octaves / STEP), 0), 4);
}

/* The index, or, where its digits find no room, that it is over 999: signs that every language reads. */
static void add_index(const struct segbias_value_finding *v, double width, struct segbias_text *out)
{
	static const char MANY[] = ">999";
	size_t size = out->size;
	segbias_chart_index(v, out);
	struct segbias_label text = {out->data + size, out->size - size};
	if (out->failed || segbias_plot_width(text, SEGBIAS_PLOT_SMALL) <= width)
		return;
	out->size = size;
	segbias_text_add_string(out, MANY);
}

static void draw_cell(const struct layout *l, const struct segbias_comparison *c, size_t at,
                      struct segbias_plot_box box)
{
	const struct segbias_value_finding *v = &c->values[at];
	enum segbias_plot_mark mark = SEGBIAS_PLOT_FILLED;
	int fill = SEGBIAS_PLOT_WITHIN_FILL;
	enum segbias_plot_ink ink = SEGBIAS_PLOT_BLACK;
	struct segbias_text text = {0};
	int shade = shade_of(l, c, v);
	bool too_few = v->reason == SEGBIAS_REASON_TOO_FEW;
	if (v->verdict == SEGBIAS_VERDICT_WITHIN && isnan(v->index) && l->words->subtitle)
		return;
	switch (v->verdict) {
	case SEGBIAS_VERDICT_UNDER:
	case SEGBIAS_VERDICT_OVER:
		fill =
		    (int)(v->verdict == SEGBIAS_VERDICT_UNDER ? SEGBIAS_PLOT_UNDER_SHADES : SEGBIAS_PLOT_OVER_SHADES) +
		    shade;
		ink = shade >= 2 ? SEGBIAS_PLOT_WHITE : SEGBIAS_PLOT_BLACK;
		break;
	case SEGBIAS_VERDICT_LIKELY_UNDER:
		fill = SEGBIAS_PLOT_LIKELY_UNDER_FILL;
		break;
	case SEGBIAS_VERDICT_LIKELY_OVER:
		fill = SEGBIAS_PLOT_LIKELY_OVER_FILL;
		break;
	case SEGBIAS_VERDICT_UNCLEAR:
	case SEGBIAS_VERDICT_WITHHELD:
		mark = too_few ? SEGBIAS_PLOT_HATCHED : SEGBIAS_PLOT_FRAMED;
		ink = SEGBIAS_PLOT_SOFT;
		break;
	default:
		break;
	}
	if (too_few)
		segbias_text_add_string(&text, segbias_chart_line(l->view, TELL(l->view->teller, "few")));
	else
		add_index(v, box.width, &text);
	bool wide = segbias_plot_width(segbias_text_label(&text), SEGBIAS_PLOT_TEXT) > box.width - 4;
	enum segbias_plot_size size = too_few || wide ? SEGBIAS_PLOT_SMALL : SEGBIAS_PLOT_TEXT;
	if (c->state == SEGBIAS_STATE_ONE_VALUE) /* nothing could differ: no colour */
		ink = SEGBIAS_PLOT_SOFT;
	else
		segbias_plot_mark(l->sheet, mark, box, (enum segbias_plot_ink)fill);
	segbias_plot_write(l->sheet,
	                   (struct segbias_plot_words){box.x + box.width / 2, box.y + box.height / 2, size,
	                                               SEGBIAS_PLOT_CENTER, ink, false},
	                   segbias_text_label(&text));
	l->sheet->title.failed = l->sheet->title.failed || text.failed;
	segbias_text_release(&text);
}

static double row_y(const struct layout *l, size_t row)
{
	return l->y + NAME_HEIGHT + l->header_height + (double)row * ROW_HEIGHT + (row ? WHOLE_GAP : 0);
}

static void draw_value_name(const struct layout *l, size_t comparison, size_t at, double x)
{
	double bottom = l->y + NAME_HEIGHT + l->header_height;
	double middle = x + (l->cell_width - CELL_GAP) / 2;
	struct segbias_plot_words words = {l->slanted ? middle - 4 : middle,
	                                   bottom - 8,
	                                   SEGBIAS_PLOT_TEXT,
	                                   SEGBIAS_PLOT_LEFT,
	                                   SEGBIAS_PLOT_BLACK,
	                                   l->slanted};
	if (l->slanted) {
		segbias_plot_write(l->sheet, words, segbias_plot_labels_at(&l->values[comparison], at));
		return;
	}
	struct segbias_text text = {0};
	struct segbias_label lines[SEGBIAS_CHART_LINES_MAX];
	segbias_plot_clean(&text, l->view->groups[0].comparisons[comparison].values[at].value);
	size_t count = segbias_chart_break(segbias_text_label(&text), l->cell_width - CELL_GAP - 4, lines);
	words.align = SEGBIAS_PLOT_CENTER;
	for (size_t i = 0; i < count; i++) {
		words.y = bottom - 4 - ((double)(count - i) - 0.5) * LINE_HEIGHT;
		write_label(l, words, lines[i], l->cell_width + GROUP_GAP);
	}
	l->sheet->title.failed = l->sheet->title.failed || text.failed;
	segbias_text_release(&text);
}

static void draw_piece(const struct layout *l, const struct piece *piece)
{
	double cells = (double)piece->count * l->cell_width - CELL_GAP;
	const char *name = "";
	/* In the middle of its cells, unless it is wider or the names below lean away. */
	bool left = heading(l, piece, piece->width, &name) > cells || l->slanted;
	(void)segbias_chart_say(
	    l->view, l->sheet,
	    (struct segbias_plot_words){left ? piece->x : piece->x + cells / 2, l->y + 10, SEGBIAS_PLOT_HEAD,
	                                left ? SEGBIAS_PLOT_LEFT : SEGBIAS_PLOT_CENTER, SEGBIAS_PLOT_BLACK, false},
	    name);
	for (size_t i = 0; i < piece->count; i++) {
		double x = piece->x + (double)i * l->cell_width;
		draw_value_name(l, piece->comparison, piece->first + i, x);
		for (size_t row = 0; row < l->rows; row++) {
			const struct segbias_chart_group *group = &l->view->groups[row];
			/* Every segment has the whole campaign's attributes and values, in its order. */
			if (piece->comparison >= group->count ||
			    piece->first + i >= group->comparisons[piece->comparison].value_count)
				continue;
			draw_cell(l, &group->comparisons[piece->comparison], piece->first + i,
			          (struct segbias_plot_box){x, row_y(l, row), l->cell_width - CELL_GAP,
			                                    ROW_HEIGHT - CELL_GAP});
		}
	}
}

static void draw_names(const struct layout *l)
{
	for (size_t row = 0; row < l->rows; row++)
		segbias_plot_write(l->sheet,
		                   (struct segbias_plot_words){l->left - 8,
		                                               row_y(l, row) + (ROW_HEIGHT - CELL_GAP) / 2.0,
		                                               row ? SEGBIAS_PLOT_TEXT : SEGBIAS_PLOT_HEAD,
		                                               SEGBIAS_PLOT_RIGHT, SEGBIAS_PLOT_BLACK, false},
		                   segbias_plot_labels_at(&l->names, row));
}

/* A swatch of the legend, of one colour or of some that follow each other. */
struct swatch {
	enum segbias_plot_mark mark;
	int ink, steps;
	double width; /* of a step */
};

/* Its boxes and its words; returns where these end. */
static double draw_swatch(const struct layout *l, double x, const struct swatch *swatch, const char *text)
{
	enum { HEIGHT = 13 };
	for (int i = 0; i < swatch->steps; i++)
		segbias_plot_mark(
		    l->sheet, swatch->mark,
		    (struct segbias_plot_box){x + i * swatch->width, LEGEND_Y - HEIGHT / 2.0, swatch->width, HEIGHT},
		    (enum segbias_plot_ink)(swatch->ink + i));
	x += swatch->steps * swatch->width + SWATCH_GAP;
	return x + segbias_chart_say(l->view, l->sheet,
	                             (struct segbias_plot_words){x, LEGEND_Y, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT,
	                                                         SEGBIAS_PLOT_SOFT, false},
	                             text);
}

static void draw_legend(const struct layout *l)
{
	enum { COUNT = 7, STEP = 13, WIDE = 20, GAP = 16 };
	static const struct swatch SWATCHES[COUNT] = {
	    {SEGBIAS_PLOT_FILLED, SEGBIAS_PLOT_UNDER_SHADES, 5, STEP},
	    {SEGBIAS_PLOT_FILLED, SEGBIAS_PLOT_LIKELY_UNDER_FILL, 1, WIDE},
	    {SEGBIAS_PLOT_FILLED, SEGBIAS_PLOT_OVER_SHADES, 5, STEP},
	    {SEGBIAS_PLOT_FILLED, SEGBIAS_PLOT_LIKELY_OVER_FILL, 1, WIDE},
	    {SEGBIAS_PLOT_FILLED, SEGBIAS_PLOT_WITHIN_FILL, 1, WIDE},
	    {SEGBIAS_PLOT_FRAMED, SEGBIAS_PLOT_WHITE, 1, WIDE},
	    {SEGBIAS_PLOT_HATCHED, SEGBIAS_PLOT_WHITE, 1, WIDE},
	};
	struct segbias_teller *t = l->view->teller;
	const char *const words[COUNT] = {TELL(t, "under"),          TELL(t, "likely under"), TELL(t, "over"),
	                                  TELL(t, "likely over"),    TELL(t, "within"),       TELL(t, "unclear"),
	                                  TELL(t, "too few records")};
	if (l->view->findings->settings.amount.bytes) /* without a verdict: nothing is coloured */
		return;
	double x = SEGBIAS_CHART_MARGIN;
	double room = SEGBIAS_CHART_INNER_WIDTH;
	for (size_t i = 0; i < COUNT; i++)
		room -= SWATCHES[i].steps * SWATCHES[i].width + SWATCH_GAP;
	double gap = segbias_chart_gap(l->view, words, COUNT, room, GAP);
	for (size_t i = 0; i < COUNT; i++)
		x = draw_swatch(l, x, &SWATCHES[i], words[i]) + gap;
}

/* Whether a cell stands for the only value of its attribute. */
static bool has_one_value(const struct layout *l)
{
	for (size_t row = 0; row < l->rows; row++)
		for (size_t i = 0; i < l->view->groups[row].count; i++)
			if (l->view->groups[row].comparisons[i].state == SEGBIAS_STATE_ONE_VALUE)
				return true;
	return false;
}

static const char *tell_subtitle(const struct layout *l)
{
	struct segbias_teller *t = l->view->teller;
	struct segbias_text name = {0};
	segbias_plot_label(&name, segbias_label_of(l->view->findings->reference.name), SEGBIAS_PLOT_TEXT, 300);
	struct segbias_word reference = segbias_chart_word(l->view, "reference", &name);
	const char *what =
	    l->words->subtitle ? l->words->subtitle
	    : l->view->count > 1
		? TELL_WITH(t, "Index by segment and group; 100 is the same share as in {reference}", reference)
		: TELL_WITH(t, "Index by group; 100 is the same share as in {reference}", reference);
	return segbias_chart_worst(l->view, what, l->rows - 1, l->view->count - 1);
}

static const char *tell_foot(const struct layout *l)
{
	const struct segbias_settings *settings = &l->view->findings->settings;
	struct segbias_teller *t = l->view->teller;
	const struct segbias_findings *findings = l->view->findings;
	struct segbias_limits limits;
	bool shared =
	    segbias_comparisons_share_band(findings, findings->comparisons, findings->comparison_count, &limits);
	struct segbias_word low = WORD_NUMBER("low", "%g", limits.band_low);
	struct segbias_word high = WORD_NUMBER("high", "%g", limits.band_high);
	bool guarded = segbias_comparisons_guard(findings->comparisons, findings->comparison_count);
	const char *what =
	    settings->amount.bytes ? TELL(t, "Amounts are not tested.")
	    : guarded ? TELL(t, "Under, over: shown to lie beyond the group's band, the darker the further "
	                        "away; likely: a real difference, probably beyond it.")
	    : !shared ? TELL(t, "Under, over: shown to lie beyond the band of the attribute or segment, the "
	                        "darker the further away; likely: a real difference, probably beyond it.")
		      : TELL_WITH(t,
	                          "Under, over: shown to lie beyond index {low} to {high}, the darker the "
	                          "further away; likely: a real difference, probably beyond it.",
	                          low, high);
	if (settings->publish > 0)
		what = TELL_WITH(t, "{what} A dash: withheld.", WORD_PHRASE("what", what));
	return has_one_value(l) ? TELL_WITH(t, "{what} No box: only one value.", WORD_PHRASE("what", what)) : what;
}

static void draw_words(const struct layout *l)
{
	segbias_chart_head(l->sheet, segbias_chart_title(l->view, NULL), segbias_chart_line(l->view, tell_subtitle(l)));
	(void)segbias_chart_say(l->view, l->sheet,
	                        (struct segbias_plot_words){SEGBIAS_CHART_MARGIN, l->sheet->height - 18,
	                                                    SEGBIAS_PLOT_SMALL, SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_SOFT,
	                                                    false},
	                        tell_foot(l));
}

static double draw_panels(struct layout *l, struct piece *pieces)
{
	size_t comparison = 0;
	size_t value = 0;
	l->y = PANELS_Y;
	while (comparison < l->view->groups[0].count) {
		size_t count = fill_panel(l, &comparison, &value, pieces);
		l->header_height = header_height(l, pieces, count);
		if (l->sheet)
			draw_names(l);
		for (size_t i = 0; l->sheet && i < count; i++)
			draw_piece(l, &pieces[i]);
		l->y += panel_height(l) + PANEL_GAP;
	}
	return l->y - PANEL_GAP;
}

enum segbias_status segbias_chart_heatmap_draw(const struct segbias_chart_view *view,
                                               const struct segbias_chart_heatmap_words *words,
                                               struct segbias_plot *plot, struct segbias_notes *notes,
                                               struct segbias_error *error)
{
	struct layout l = {.view = view, .words = words};
	struct piece *pieces = segbias_memory_zeroed(view->groups[0].count + 1, sizeof *pieces);
	if (!pieces)
		return segbias_error_memory(error);
	if (measure(&l, pieces))
		l.sheet = segbias_plot_sheet_add(plot, words->stem, draw_panels(&l, pieces) + FOOT_HEIGHT);
	if (l.sheet) {
		draw_words(&l);
		draw_legend(&l);
		(void)draw_panels(&l, pieces);
	}
	layout_release(&l);
	free(pieces);
	if (l.rows < view->count)
		(void)segbias_notes_add(notes, "charts_left_out", "%s shows the %zu worst of %zu segments", words->stem,
		                        l.rows - 1, view->count - 1);
	return l.sheet ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_chart_heatmap(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                          struct segbias_notes *notes, struct segbias_error *error)
{
	static const struct segbias_chart_heatmap_words WORDS = {.stem = "index-heatmap"};
	return segbias_chart_heatmap_draw(view, &WORDS, plot, notes, error);
}
