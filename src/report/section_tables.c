/* Section: a table for each comparison that matters, and what its unknown records could change. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

enum { TABLES_MAX = 12, EXTREMES_MAX = 6 };

/* --- best and worst case ---------------------------------------------------------------------------------------- */

/* Whether the unknown could move the value's index over an edge of the band. */
static bool is_open(const struct segbias_limits *limits, double low, double high)
{
	return (low < limits->band_low) != (high < limits->band_low) ||
	       (low > limits->band_high) != (high > limits->band_high);
}

/* "Whatever the 12 unknown are, " */
static const char *phrase_whatever(struct segbias_teller *t, const struct segbias_findings *findings,
                                   const struct segbias_comparison *c)
{
	double unknown = c->missing + c->unmatched;
	char number[SEGBIAS_NUMBER_MAX];
	if (segbias_has_amount(findings)) {
		struct segbias_word sum = WORD_DIGITS("sum", segbias_number_money(unknown, number));
		return c->missing > 0 ? TELL_WITH(t, "Whatever the {sum} unknown is, ", sum)
		                      : TELL_WITH(t, "Whatever the {sum} unmatched is, ", sum);
	}
	return c->missing > 0
	           ? TELL_COUNT(t, unknown, "Whatever the {n} unknown is, ", "Whatever the {n} unknown are, ")
	           : TELL_COUNT(t, unknown, "Whatever the {n} unmatched is, ", "Whatever the {n} unmatched are, ");
}

/* What the index would be if none, or all, of the unknown had the value. Named are the values whose answer depends on it. */
static void add_extremes(struct segbias_document *document, const struct segbias_comparison *c)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	size_t open = 0;
	if (!(c->missing + c->unmatched > 0) || !(c->n > 0))
		return;
	segbias_text_add_string(&text, phrase_whatever(t, findings, c));
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		struct segbias_limits limits = segbias_value_limits(findings, c, v);
		double low = segbias_value_index_if(c, v, false);
		double high = segbias_value_index_if(c, v, true);
		if (!is_open(&limits, low, high) || ++open > EXTREMES_MAX)
			continue;
		struct segbias_word value = WORD_LABEL("value", v->value);
		struct segbias_word from = WORD_NUMBER("low", "%.0f", low);
		struct segbias_word to = WORD_NUMBER("high", "%.0f", high);
		segbias_text_add_string(
		    &text, open == 1 ? TELL_WITH(t, "the index of {value} lies within {low} to {high}", value, from, to)
				     : TELL_WITH(t, ", of {value} within {low} to {high}", value, from, to));
	}
	if (open > EXTREMES_MAX)
		segbias_text_add_string(&text, TELL_COUNT(t, (double)(open - EXTREMES_MAX), ", and so on of {n} more",
		                                          ", and so on of {n} more"));
	segbias_text_add_string(&text, open == 0               ? TELL(t, "no index would cross an edge of the band.")
	                               : open < c->value_count ? TELL(t, "; no other would cross an edge of the band.")
	                                                       : TELL(t, "."));
	segbias_document_add_text(document, SEGBIAS_BLOCK_PARAGRAPH, &text);
}

/* --- tables ----------------------------------------------------------------------------------------------------- */

void segbias_section_comparison(struct segbias_document *document, const struct segbias_comparison *c)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	char number[3][SEGBIAS_NUMBER_MAX];
	struct segbias_block *block = segbias_document_add(
	    document, SEGBIAS_BLOCK_COMPARISON,
	    TELL_WITH(t, "({known} known, {missing} missing, {unmatched} unmatched)",
	              WORD_DIGITS("known", segbias_text_figure(findings, c->n, number[0])),
	              WORD_DIGITS("missing", segbias_text_figure(findings, c->missing, number[1])),
	              WORD_DIGITS("unmatched", segbias_text_figure(findings, c->unmatched, number[2]))));
	block->comparison = c;
	block->key = TELL_WITH(t, "{group}, {attribute}", WORD_PHRASE("group", segbias_phrase_group(t, c->segment)),
	                       WORD_LABEL("attribute", c->attribute));
	add_extremes(document, c);
}

/* "3 tables with a finding" */
static const char *phrase_tables(struct segbias_teller *t, double count, bool with, bool gap)
{
	if (gap)
		return with ? TELL_COUNT(t, count, "{n} table with a gap", "{n} tables with a gap")
		            : TELL_COUNT(t, count, "{n} table without a gap", "{n} tables without a gap");
	return with ? TELL_COUNT(t, count, "{n} table with a finding", "{n} tables with a finding")
	            : TELL_COUNT(t, count, "{n} table without a finding", "{n} tables without a finding");
}

static void add_not_shown(struct segbias_document *document, size_t more, size_t quiet)
{
	struct segbias_teller *t = &document->teller;
	bool gap = segbias_has_amount(document->findings);
	struct segbias_text list = {0};
	if (more)
		segbias_text_add_listed(&list, t, phrase_tables(t, (double)more, true, gap));
	if (quiet)
		segbias_text_add_listed(&list, t, phrase_tables(t, (double)quiet, false, gap));
	const char *tables = segbias_tell_keep(t, &list);
	if (*tables)
		segbias_document_add(document, SEGBIAS_BLOCK_NOTE,
		                     TELL_WITH(t, "Not shown: {tables} ({option} has all).",
		                               WORD_PHRASE("tables", tables), WORD_CODE("option", "--format csv")));
}

/* The whole campaign (or the segment that is all of it), then the segments' comparisons with a finding, worst first. */
void segbias_section_tables(struct segbias_document *document)
{
	const struct segbias_outlook *outlook = &document->findings->outlook;
	size_t shown = outlook->whole_count + TABLES_MAX;
	for (size_t i = 0; i < outlook->table_count && i < shown; i++)
		segbias_section_comparison(document, &document->findings->comparisons[outlook->tables[i]]);
	add_not_shown(document, outlook->table_count > shown ? outlook->table_count - shown : 0, outlook->quiet_count);
}

/* "90–130", "31+"; "" where there is none. */
static const char *phrase_interval(struct segbias_teller *t, const struct segbias_value_finding *v)
{
	char text[2 * SEGBIAS_NUMBER_MAX];
	if (!isfinite(v->index_low))
		return "";
	if (isfinite(v->index_high))
		(void)snprintf(text, sizeof text, "%.0f–%.0f", v->index_low, v->index_high);
	else
		(void)snprintf(text, sizeof text, "%.0f+", v->index_low);
	return segbias_tell_figure(t, text);
}

static void add_figure(struct segbias_document *document, struct segbias_listing *table, const char *format,
                       double value)
{
	char text[SEGBIAS_NUMBER_MAX] = "";
	if (isfinite(value))
		(void)snprintf(text, sizeof text, format, value);
	segbias_listing_add(document, table, *text ? segbias_tell_figure(&document->teller, text) : "");
}

struct segbias_listing *segbias_listing_of_comparison(struct segbias_document *document,
                                                      const struct segbias_comparison *c)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *table = segbias_listing_create(document);
	char number[SEGBIAS_NUMBER_MAX];
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, segbias_tell_label(t, c->attribute));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE,
	                     segbias_has_amount(document->findings) ? TELL(t, "amount") : TELL(t, "count"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "share"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "reference"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "index"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "interval"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "verdict"));
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		segbias_listing_add(document, table, segbias_tell_label(t, v->value));
		segbias_listing_add(document, table,
		                    segbias_tell_figure(t, segbias_text_figure(document->findings, v->count, number)));
		add_figure(document, table, "%.1f%%", 100 * v->share);
		add_figure(document, table, "%.1f%%", 100 * v->reference_share);
		add_figure(document, table, "%.0f", v->index);
		segbias_listing_add(document, table, phrase_interval(t, v));
		segbias_listing_add(document, table, segbias_phrase_verdict(t, c, v));
	}
	return table;
}
