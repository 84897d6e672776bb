#include "report/text_table.h"
#include "report/answers.h"
#include "report/section.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The bar spans two octaves to either side of 100: 25 to 400, on a logarithmic scale. */
static const double OCTAVES = 2;

enum { INTERVAL_MAX = 96, SHARE = 7, BAR_LEAST = 9, FIGURES_AT = 4 };

/* Columns that depend on the paper and the values. */
struct layout {
	int value; /* 0: there is no room for labels beside the figures, and each stands above its own */
	int count, index, interval;
	int bar;    /* odd, so that 100 has a column of its own; 0: there is no room for one */
	bool split; /* not even the figures fit into one line */
};

/* "90–130", "31+", "-". */
static const char *interval_of(const struct segbias_paper *paper, const struct segbias_value_finding *v,
                               char out[static INTERVAL_MAX])
{
	(void)snprintf(out, INTERVAL_MAX, "-");
	if (isfinite(v->index_low) && isfinite(v->index_high))
		(void)snprintf(out, INTERVAL_MAX, paper->ascii ? "%.0f-%.0f" : "%.0f–%.0f", v->index_low,
		               v->index_high);
	else if (isfinite(v->index_low))
		(void)snprintf(out, INTERVAL_MAX, "%.0f+", v->index_low);
	return out;
}

static int larger(const struct segbias_paper *paper, int width, const char *text)
{
	int columns = segbias_paper_columns(paper, segbias_label_of(text));
	return columns > width ? columns : width;
}

/* Lines of the label that takes most, in so many columns. */
static int tallest(const struct segbias_paper *paper, const struct segbias_comparison *c, int columns)
{
	int most = 0;
	for (size_t i = 0; i < c->value_count; i++) {
		int lines = segbias_paper_lines(paper, c->values[i].value, columns);
		most = lines > most ? lines : most;
	}
	return most;
}

static int bar_of(int room)
{
	enum { BAR_MOST = 25 };
	int bar = room < BAR_LEAST ? 0 : room > BAR_MOST ? BAR_MOST : room;
	return bar - (bar > 0 && bar % 2 == 0);
}

/* Labels stand beside the figures, in two lines where the bar would have no room otherwise, in three without it. Where that
 * is too narrow for them they stand above; and where the line is too short for the figures, so do these. `room`: what label
 * and bar have. */
static void place_labels(const struct segbias_paper *paper, const struct segbias_comparison *c, int room,
                         struct layout *layout)
{
	enum { LABEL_LEAST = 12, LINES_WITH_BAR = 2, LINES_MOST = 3 };
	int cut = room - BAR_LEAST;
	int least = layout->value < LABEL_LEAST ? layout->value : LABEL_LEAST;
	if (layout->value > cut && (cut < LABEL_LEAST || tallest(paper, c, cut) > LINES_WITH_BAR)) {
		/* The blank that would stand before the bar is the label's. */
		layout->value = layout->value > room + 1 ? room + 1 : layout->value;
		if (layout->value < least || tallest(paper, c, layout->value) > LINES_MOST)
			layout->value = 0;
		return;
	}
	layout->value = layout->value > cut ? cut : layout->value;
	layout->bar = bar_of(room - layout->value);
}

/* Every column takes what its cells need, blanks between them, and the bar the rest. */
static struct layout layout_of(const struct segbias_paper *paper, struct segbias_document *document,
                               const struct segbias_comparison *c)
{
	enum { GAPS = 5, VALUE_LEAST = 6, VERDICT = 12 };
	struct layout layout = {.value = VALUE_LEAST, .count = 7, .index = 5, .interval = 8};
	struct segbias_teller *t = &document->teller;
	int verdict = larger(paper, 0, TELL(t, "verdict"));
	char text[INTERVAL_MAX];
	struct segbias_paper own = *paper;
	own.own = true;
	layout.count = larger(paper, layout.count, TELL(t, "count"));
	layout.index = larger(paper, layout.index, TELL(t, "index"));
	layout.interval = larger(paper, layout.interval, TELL(t, "interval"));
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		int width = segbias_paper_columns(&own, v->value);
		layout.value = width > layout.value ? width : layout.value;
		layout.count = larger(paper, layout.count, segbias_text_figure(document->findings, v->count, text));
		layout.interval = larger(paper, layout.interval, interval_of(paper, v, text));
		verdict = larger(paper, verdict, segbias_phrase_verdict(t, c, v));
		if (isfinite(v->index))
			(void)snprintf(text, sizeof text, "%.0f", v->index);
		layout.index = isfinite(v->index) ? larger(paper, layout.index, text) : layout.index;
	}
	layout.count++;
	layout.index++;
	int figures = layout.count + 2 * SHARE + layout.index + layout.interval;
	int rest = paper->width - figures - GAPS;
	int most = verdict > VERDICT ? verdict : VERDICT;
	/* The verdicts have room for the longest, but not at the price of the labels. */
	place_labels(paper, c, layout.value + BAR_LEAST <= rest - most ? rest - most : rest - verdict, &layout);
	if (layout.value == 0) {
		int line = FIGURES_AT + figures + 2 + verdict;
		layout.split = line > paper->width;
		layout.bar = layout.split ? 0 : bar_of(paper->width - line - 1);
	}
	return layout;
}

static int bar_column(double index, int columns)
{
	double octave = index > 0 ? log2(index / 100) : -INFINITY;
	double at = (octave + OCTAVES) / (2 * OCTAVES) * (columns - 1);
	return (int)nearbyint(fmin(fmax(at, 0), columns - 1));
}

/* "  :  --o--  :" with the band's edges, 100, the interval and the index. */
static void write_bar(struct segbias_paper *paper, const struct segbias_limits *limits,
                      const struct segbias_value_finding *v, int columns)
{
	int low = bar_column(limits->band_low, columns);
	int high = bar_column(limits->band_high, columns);
	bool known = isfinite(v->index);
	bool interval = known && isfinite(v->index_low);
	int from = interval ? bar_column(v->index_low, columns) : columns;
	int to = interval ? bar_column(isfinite(v->index_high) ? v->index_high : 1e9, columns) : -1;
	int at = known ? bar_column(v->index, columns) : -1;
	segbias_paper_isolate(paper, true);
	for (int i = 0; i < columns; i++) {
		if (i == at)
			segbias_paper_sign(paper, "●", "o");
		else if (i >= from && i <= to)
			segbias_paper_sign(paper, "─", "-");
		else if (i == low || i == high)
			segbias_paper_sign(paper, "┊", ":");
		else if (i == columns / 2)
			segbias_paper_sign(paper, "│", "|");
		else
			segbias_paper_string(paper, " ");
	}
	segbias_paper_isolate(paper, false);
}

/* A figure to the right end of its columns, or from their left. */
static void write_figure(struct segbias_paper *paper, struct segbias_teller *t, const char *figure, int width,
                         bool right)
{
	segbias_paper_cell_text(paper, segbias_tell_figure(t, figure), width, right);
}

static void write_number(struct segbias_paper *paper, struct segbias_teller *t, const char *format, double value,
                         int width)
{
	char cell[64] = "-";
	if (isfinite(value))
		(void)snprintf(cell, sizeof cell, format, value);
	write_figure(paper, t, cell, width, true);
}

static void write_verdict(struct segbias_paper *paper, struct segbias_teller *t, const struct segbias_comparison *c,
                          const struct segbias_value_finding *v)
{
	bool over = segbias_is_over(v->verdict);
	bool under = segbias_is_flag(v->verdict) && !over;
	segbias_paper_ink(paper, over ? SEGBIAS_INK_OVER : under ? SEGBIAS_INK_UNDER : SEGBIAS_INK_PLAIN);
	segbias_paper_cell_text(paper, segbias_phrase_verdict(t, c, v), 0, false);
	if (over || under)
		segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
}

/* What stands before a row's figures, or before a heading's (label empty): the label or its first piece. Returns the rest of
 * it. */
static struct segbias_label begin_row(struct segbias_paper *paper, struct segbias_label label,
                                      const struct layout *layout)
{
	segbias_paper_string(paper, "  ");
	if (layout->value > 0) {
		segbias_paper_isolate(paper, true);
		segbias_paper_label(paper, segbias_paper_take(paper, &label, layout->value));
		segbias_paper_isolate(paper, false);
		segbias_paper_format(paper, "%*s", 2 + layout->value - paper->used, "");
		return label;
	}
	if (label.size > 0) {
		segbias_paper_isolate(paper, true);
		segbias_paper_name(paper, label, FIGURES_AT);
		segbias_paper_isolate(paper, false);
		segbias_paper_line(paper);
		segbias_paper_string(paper, "  ");
	}
	segbias_paper_format(paper, "%*s", FIGURES_AT - 2, "");
	return (struct segbias_label){0};
}

/* Between the shares and the interval, where one line is too short for both. */
static void split_row(struct segbias_paper *paper, const struct layout *layout)
{
	segbias_paper_string(paper, layout->split ? "" : " ");
	if (layout->split) {
		segbias_paper_line(paper);
		segbias_paper_format(paper, "%*s", 2 * FIGURES_AT, "");
	}
}

static void write_row(struct segbias_paper *paper, struct segbias_document *document,
                      const struct segbias_comparison *c, size_t at, const struct layout *layout)
{
	const struct segbias_value_finding *v = &c->values[at];
	struct segbias_teller *t = &document->teller;
	char text[INTERVAL_MAX];
	struct segbias_label label = begin_row(paper, v->value, layout);
	write_figure(paper, t, segbias_text_figure(document->findings, v->count, text), layout->count, true);
	write_number(paper, t, "%.1f%%", 100 * v->share, SHARE);
	write_number(paper, t, "%.1f%%", 100 * v->reference_share, SHARE);
	write_number(paper, t, "%.0f", v->index, layout->index);
	split_row(paper, layout);
	write_figure(paper, t, interval_of(paper, v, text), layout->interval, false);
	segbias_paper_string(paper, " ");
	struct segbias_limits limits = segbias_value_limits(document->findings, c, v);
	write_bar(paper, &limits, v, layout->bar);
	segbias_paper_string(paper, layout->bar ? " " : "");
	write_verdict(paper, t, c, v);
	segbias_paper_line(paper);
	while (label.size > 0) {
		segbias_paper_string(paper, "  ");
		segbias_paper_isolate(paper, true);
		segbias_paper_label(paper, segbias_paper_take(paper, &label, layout->value));
		segbias_paper_isolate(paper, false);
		segbias_paper_line(paper);
	}
}

static void write_columns(struct segbias_paper *paper, struct segbias_document *document, const struct layout *layout)
{
	struct segbias_teller *t = &document->teller;
	int half = layout->bar / 2;
	segbias_paper_ink(paper, SEGBIAS_INK_DIM);
	(void)begin_row(paper, (struct segbias_label){0}, layout);
	segbias_paper_cell_text(paper, segbias_has_amount(document->findings) ? TELL(t, "amount") : TELL(t, "count"),
	                        layout->count, true);
	segbias_paper_cell_text(paper, TELL(t, "share"), SHARE, true);
	segbias_paper_cell_text(paper, TELL(t, "ref."), SHARE, true);
	segbias_paper_cell_text(paper, TELL(t, "index"), layout->index, true);
	split_row(paper, layout);
	segbias_paper_cell_text(paper, TELL(t, "interval"), layout->interval, false);
	segbias_paper_string(paper, " ");
	if (layout->bar) {
		segbias_paper_isolate(paper, true);
		segbias_paper_format(paper, "25%*s%*s", half, layout->bar < 13 ? "" : "100", layout->bar - half - 2,
		                     "400");
		segbias_paper_isolate(paper, false);
		segbias_paper_string(paper, " ");
	}
	segbias_paper_cell_text(paper, TELL(t, "verdict"), 0, false);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_line(paper);
}

void segbias_text_table(struct segbias_paper *paper, struct segbias_document *document,
                        const struct segbias_comparison *c)
{
	struct layout layout = layout_of(paper, document, c);
	paper->bars = paper->bars || layout.bar > 0;
	if (c->multi) {
		segbias_paper_string(paper, "  ");
		segbias_paper_sentence(paper, segbias_phrase_answers(&document->teller, c), 4);
		segbias_paper_line(paper);
	}
	write_columns(paper, document, &layout);
	for (size_t i = 0; i < c->value_count; i++)
		write_row(paper, document, c, i, &layout);
}
