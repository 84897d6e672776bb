#include "report/text_table.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The bar spans two octaves to either side of 100: 25 to 400, on a logarithmic scale. */
static const double OCTAVES = 2;

enum { HEADING_LABEL_MAX = 24 };

/* Columns that depend on the paper and the values. */
struct layout {
	int value;
	int bar; /* odd, so that 100 has a column of its own */
};

/* The values take what they need, the bar the rest. */
static struct layout layout_of(const struct segbias_paper *paper, const struct segbias_comparison *c)
{
	enum { REST = 53, BAR_LEAST = 9, BAR_MOST = 25, VALUE_LEAST = 6 };
	int room = paper->width - REST;
	int value = VALUE_LEAST;
	for (size_t i = 0; i < c->value_count; i++) {
		int width = segbias_label_width(c->values[i].value);
		value = width > value ? width : value;
	}
	value = value > room - BAR_LEAST ? room - BAR_LEAST : value;
	int bar = room - value > BAR_MOST ? BAR_MOST : room - value;
	return (struct layout){value, bar % 2 ? bar : bar - 1};
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

static void write_verdict(struct segbias_paper *paper, const struct segbias_value_finding *v)
{
	static const char *const WORDS[] = {"over", "likely over", "within", "likely under", "under", "unclear"};
	bool over = v->verdict == SEGBIAS_VERDICT_OVER || v->verdict == SEGBIAS_VERDICT_LIKELY_OVER;
	bool under = v->verdict == SEGBIAS_VERDICT_UNDER || v->verdict == SEGBIAS_VERDICT_LIKELY_UNDER;
	segbias_paper_ink(paper, over ? SEGBIAS_INK_OVER : under ? SEGBIAS_INK_UNDER : SEGBIAS_INK_PLAIN);
	if (v->reason == SEGBIAS_REASON_UNMATCHED && v->count == 0)
		segbias_paper_string(paper, "none matched");
	else if (v->reason == SEGBIAS_REASON_UNMATCHED)
		segbias_paper_string(paper, "unmatched");
	else if (v->reason == SEGBIAS_REASON_TOO_FEW)
		segbias_paper_string(paper, "too few");
	else
		segbias_paper_string(paper, WORDS[v->verdict]);
	if (over || under)
		segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
}

static void write_row(struct segbias_paper *paper, const struct segbias_findings *findings,
                      const struct segbias_value_finding *v, struct layout layout)
{
	char number[SEGBIAS_NUMBER_MAX];
	char interval[64] = "-";
	segbias_paper_string(paper, "  ");
	segbias_paper_cell(paper, v->value, layout.value);
	segbias_paper_format(paper, "%8s", segbias_number_group(v->count, number));
	write_number(paper, "%.1f%%", 100 * v->share, 7);
	write_number(paper, "%.1f%%", 100 * v->reference_share, 7);
	write_number(paper, "%.0f", v->index, 6);
	if (isfinite(v->index_low) && isfinite(v->index_high))
		(void)snprintf(interval, sizeof interval, paper->ascii ? "%.0f-%.0f" : "%.0f–%.0f", v->index_low,
		               v->index_high);
	else if (isfinite(v->index_low))
		(void)snprintf(interval, sizeof interval, "%.0f+", v->index_low);
	int width = segbias_label_width(segbias_label_of(interval));
	segbias_paper_format(paper, " %s%*s ", interval, width < 8 ? 8 - width : 0, "");
	write_bar(paper, findings, v, layout.bar);
	segbias_paper_string(paper, " ");
	write_verdict(paper, v);
	segbias_paper_line(paper);
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
	segbias_text_add_format(&text, "Whatever the %s unknown %s, ", segbias_number_group(unknown, number),
	                        unknown == 1 ? "is" : "are");
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
	struct layout layout = layout_of(paper, c);
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
	segbias_paper_format(paper, " (%s known, %s missing, %s unmatched)", segbias_number_group(c->n, number[0]),
	                     segbias_number_group(c->missing, number[1]),
	                     segbias_number_group(c->unmatched, number[2]));
	segbias_paper_line(paper);
	segbias_paper_ink(paper, SEGBIAS_INK_DIM);
	int half = layout.bar / 2;
	segbias_paper_format(paper, "  %-*s%8s%7s%7s%6s %-8s 25%*s%*s verdict", layout.value, "", "count", "share",
	                     "ref.", "index", "interval", half, layout.bar < 13 ? "" : "100", layout.bar - half - 2,
	                     "400");
	segbias_paper_ink(paper, SEGBIAS_INK_PLAIN);
	segbias_paper_line(paper);
	for (size_t i = 0; i < c->value_count; i++)
		write_row(paper, findings, &c->values[i], layout);
	write_extremes(paper, findings, c);
}
