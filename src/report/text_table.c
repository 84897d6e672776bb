#include "report/text_table.h"
#include "report/fields.h"
#include "report/text_amount.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The bar spans two octaves to either side of 100: 25 to 400, on a logarithmic scale. */
static const double OCTAVES = 2;

enum { HEADING_LABEL_MAX = 24, INTERVAL_MAX = 96 };

/* Columns that depend on the paper and the values. */
struct layout {
	int value;
	int count, index, interval;
	int bar; /* odd, so that 100 has a column of its own; 0: there is no room for one */
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

static int larger(int width, const char *text)
{
	int columns = segbias_label_width(segbias_label_of(text));
	return columns > width ? columns : width;
}

/* Whether two neighbours would look alike, cut to so many columns: values that begin alike stand side by side. */
static bool look_alike(const struct segbias_comparison *c, int columns)
{
	for (size_t i = 1; i < c->value_count; i++) {
		struct segbias_label a = c->values[i - 1].value;
		struct segbias_label b = c->values[i].value;
		size_t same = 0;
		while (same < a.size && same < b.size && a.bytes[same] == b.bytes[same])
			same++;
		if (segbias_label_width((struct segbias_label){a.bytes, same}) >= columns - 1)
			return true;
	}
	return false;
}

/* Every column takes what its cells need, blanks between them, and the bar the rest. Labels are cut where the bar would
 * have no room otherwise; and where that would leave too little of them to tell them apart, there is no bar. */
static struct layout layout_of(const struct segbias_paper *paper, const struct segbias_findings *findings,
                               const struct segbias_comparison *c)
{
	enum { SHARES = 14, GAPS = 5, BAR_LEAST = 9, BAR_MOST = 25, VALUE_LEAST = 6, CUT_LEAST = 12, VERDICT = 12 };
	struct layout layout = {.value = VALUE_LEAST, .count = 7, .index = 5, .interval = 8};
	int verdict = (int)strlen("verdict");
	char text[INTERVAL_MAX];
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		int width = segbias_label_width(v->value);
		layout.value = width > layout.value ? width : layout.value;
		layout.count = larger(layout.count, segbias_text_figure(findings, v->count, text));
		layout.interval = larger(layout.interval, interval_of(paper, v, text));
		verdict = larger(verdict, segbias_verdict_word(c, v));
		if (isfinite(v->index))
			(void)snprintf(text, sizeof text, "%.0f", v->index);
		layout.index = isfinite(v->index) ? larger(layout.index, text) : layout.index;
	}
	layout.count++;
	layout.index++;
	int rest = paper->width - (layout.count + SHARES + layout.index + layout.interval + GAPS);
	/* The verdicts have room for the longest, but not at the price of the labels. */
	int room = layout.value + BAR_LEAST <= rest - VERDICT ? rest - VERDICT : rest - verdict;
	int cut = room - BAR_LEAST;
	if (layout.value > cut && (cut < CUT_LEAST || look_alike(c, cut))) {
		layout.value = layout.value > room + 1 ? room + 1 : layout.value;
		return layout;
	}
	layout.value = layout.value > cut ? cut : layout.value;
	layout.bar = room - layout.value > BAR_MOST ? BAR_MOST : room - layout.value;
	layout.bar -= layout.bar % 2 == 0;
	return layout;
}

static int bar_column(double index, int columns)
{
	double octave = index > 0 ? log2(index / 100) : -INFINITY;
	double at = (octave + OCTAVES) / (2 * OCTAVES) * (columns - 1);
	return (int)nearbyint(fmin(fmax(at, 0), columns - 1));
}

/* "  :  --o--  :" with the band's edges, 100, the interval and the index. */
static void write_bar(struct segbias_paper *paper, const struct segbias_findings *findings,
                      const struct segbias_value_finding *v, int columns)
{
	int low = bar_column(findings->settings.band_low, columns);
	int high = bar_column(findings->settings.band_high, columns);
	bool known = isfinite(v->index);
	bool interval = known && isfinite(v->index_low);
	int from = interval ? bar_column(v->index_low, columns) : columns;
	int to = interval ? bar_column(isfinite(v->index_high) ? v->index_high : 1e9, columns) : -1;
	int at = known ? bar_column(v->index, columns) : -1;
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
}

static void write_number(struct segbias_paper *paper, const char *format, double value, int width)
{
	char cell[64] = "-";
	if (isfinite(value))
		(void)snprintf(cell, sizeof cell, format, value);
	segbias_paper_format(paper, "%*s", width, cell);
}

static void write_verdict(struct segbias_paper *paper, const struct segbias_comparison *c,
                          const struct segbias_value_finding *v)
{
	bool over = v->verdict == SEGBIAS_VERDICT_OVER || v->verdict == SEGBIAS_VERDICT_LIKELY_OVER;
	bool under = v->verdict == SEGBIAS_VERDICT_UNDER || v->verdict == SEGBIAS_VERDICT_LIKELY_UNDER;
	segbias_paper_ink(paper, over ? SEGBIAS_INK_OVER : under ? SEGBIAS_INK_UNDER : SEGBIAS_INK_PLAIN);
	segbias_paper_string(paper, segbias_verdict_word(c, v));
	if (over || under)
		segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
}

static void write_row(struct segbias_paper *paper, const struct segbias_findings *findings,
                      const struct segbias_comparison *c, size_t at, struct layout layout)
{
	const struct segbias_value_finding *v = &c->values[at];
	char number[SEGBIAS_NUMBER_MAX];
	char interval[INTERVAL_MAX];
	segbias_paper_string(paper, "  ");
	segbias_paper_cell(paper, v->value, layout.value);
	segbias_paper_format(paper, "%*s", layout.count, segbias_text_figure(findings, v->count, number));
	write_number(paper, "%.1f%%", 100 * v->share, 7);
	write_number(paper, "%.1f%%", 100 * v->reference_share, 7);
	write_number(paper, "%.0f", v->index, layout.index);
	int width = segbias_label_width(segbias_label_of(interval_of(paper, v, interval)));
	segbias_paper_format(paper, " %s%*s ", interval, layout.interval - width, "");
	write_bar(paper, findings, v, layout.bar);
	segbias_paper_string(paper, layout.bar ? " " : "");
	write_verdict(paper, c, v);
	segbias_paper_line(paper);
}

const char *segbias_text_unknown(const struct segbias_comparison *comparison)
{
	return comparison->missing > 0 ? "unknown" : "unmatched";
}

/* On which side of the band an index lies: -1, 0, 1. */
static int side_of(const struct segbias_findings *findings, double index)
{
	return index < findings->settings.band_low ? -1 : index > findings->settings.band_high;
}

/* Best and worst case: what the index would be if none, or all, of the unknown had the value. Named are the values whose
 * answer depends on it. */
static void write_extremes(struct segbias_paper *paper, const struct segbias_findings *findings,
                           const struct segbias_comparison *c)
{
	enum { LISTED_MAX = 6 };
	double unknown = c->missing + c->unmatched;
	struct segbias_text text = {0};
	char number[SEGBIAS_NUMBER_MAX];
	size_t open = 0;
	if (!(unknown > 0) || !(c->n > 0))
		return;
	bool one = unknown == 1 || segbias_has_amount(findings);
	segbias_text_add_format(&text, "Whatever the %s %s %s, ", segbias_text_figure(findings, unknown, number),
	                        segbias_text_unknown(c), one ? "is" : "are");
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		double scale = 100 / v->reference_share / (c->n + unknown);
		double low = v->count * scale;
		double high = (v->count + unknown) * scale;
		if (side_of(findings, low) == side_of(findings, high) || ++open > LISTED_MAX)
			continue;
		segbias_text_add_string(&text, open == 1 ? "the index of " : ", of ");
		segbias_text_add_clean(&text, v->value);
		segbias_text_add_format(&text, "%s within %.0f to %.0f", open == 1 ? " lies" : "", low, high);
	}
	if (open > LISTED_MAX)
		segbias_text_add_format(&text, ", and so on of %zu more", open - LISTED_MAX);
	segbias_text_add_string(&text, open == 0               ? "no index would cross an edge of the band."
	                               : open < c->value_count ? "; no other would cross an edge of the band."
	                                                       : ".");
	segbias_paper_string(paper, "  ");
	segbias_paper_wrap(paper, text.data ? text.data : "", 2);
	segbias_paper_line(paper);
	segbias_text_release(&text);
}

void segbias_text_table(struct segbias_paper *paper, const struct segbias_findings *findings,
                        const struct segbias_comparison *c)
{
	struct layout layout = layout_of(paper, findings, c);
	char number[3][SEGBIAS_NUMBER_MAX];
	segbias_paper_line(paper);
	segbias_paper_ink(paper, SEGBIAS_INK_BOLD);
	if (c->segment.bytes)
		segbias_paper_short(paper, c->segment, HEADING_LABEL_MAX);
	else
		segbias_paper_string(paper, "Whole campaign");
	segbias_paper_string(paper, ", ");
	segbias_paper_short(paper, c->attribute, HEADING_LABEL_MAX);
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_format(paper, " (%s known, %s missing, %s unmatched)",
	                     segbias_text_figure(findings, c->n, number[0]),
	                     segbias_text_figure(findings, c->missing, number[1]),
	                     segbias_text_figure(findings, c->unmatched, number[2]));
	segbias_paper_line(paper);
	if (c->multi) {
		segbias_paper_string(paper, "  several answers a person: shares do not add up to 100 %");
		segbias_paper_line(paper);
	}
	segbias_paper_ink(paper, SEGBIAS_INK_DIM);
	int half = layout.bar / 2;
	segbias_paper_format(paper, "  %-*s%*s%7s%7s%*s %-*s ", layout.value, "", layout.count,
	                     segbias_has_amount(findings) ? "amount" : "count", "share", "ref.", layout.index, "index",
	                     layout.interval, "interval");
	if (layout.bar)
		segbias_paper_format(paper, "25%*s%*s ", half, layout.bar < 13 ? "" : "100", layout.bar - half - 2,
		                     "400");
	segbias_paper_string(paper, "verdict");
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_line(paper);
	for (size_t i = 0; i < c->value_count; i++)
		write_row(paper, findings, c, i, layout);
	write_extremes(paper, findings, c);
}
