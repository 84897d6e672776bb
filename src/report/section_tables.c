/* Section: a table for each comparison that matters, and what its unknown records could change. */
#include "report/section.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>

enum { TABLES_MAX = 12, EXTREMES_MAX = 6 };

/* --- best and worst case ---------------------------------------------------------------------------------------- */

/* On which side of the band an index lies: -1, 0, 1. */
static int side_of(const struct segbias_findings *findings, double index)
{
	return index < findings->settings.band_low ? -1 : index > findings->settings.band_high;
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
	double unknown = c->missing + c->unmatched;
	struct segbias_text text = {0};
	size_t open = 0;
	if (!(unknown > 0) || !(c->n > 0))
		return;
	segbias_text_add_string(&text, phrase_whatever(t, findings, c));
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		double scale = 100 / v->reference_share / (c->n + unknown);
		double low = v->count * scale;
		double high = (v->count + unknown) * scale;
		if (side_of(findings, low) == side_of(findings, high) || ++open > EXTREMES_MAX)
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

static void add_comparison(struct segbias_document *document, const struct segbias_comparison *c)
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

/* How far the worst flagged value is from 100, as a ratio; 0 where none is flagged. */
static double worst(const struct segbias_comparison *c)
{
	double most = 0;
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		if (segbias_is_flag(v->verdict) || v->reason == SEGBIAS_REASON_AMOUNT)
			most = fmax(most, v->index > 0 ? fabs(log(v->index / 100)) : INFINITY);
	}
	return most;
}

struct ranked {
	const struct segbias_comparison *comparison;
	double worst;
	size_t order; /* of the result */
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a;
	const struct ranked *y = b;
	if (x->worst != y->worst)
		return x->worst > y->worst ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
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
	const struct segbias_findings *findings = document->findings;
	struct ranked *ranked = segbias_memory_zeroed(findings->comparison_count + 1, sizeof *ranked);
	bool repeats = segbias_one_for_all(findings);
	size_t count = 0;
	size_t quiet = 0;
	if (!ranked) {
		document->teller.failed = true;
		return;
	}
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if (repeats && !c->segment.bytes)
			continue;
		if (repeats || !c->segment.bytes)
			add_comparison(document, c);
		else if (worst(c) > 0)
			ranked[count++] = (struct ranked){c, worst(c), i};
		else
			quiet++;
	}
	qsort(ranked, count, sizeof *ranked, compare_ranked);
	for (size_t i = 0; i < count && i < TABLES_MAX; i++)
		add_comparison(document, ranked[i].comparison);
	free(ranked);
	add_not_shown(document, count > TABLES_MAX ? count - TABLES_MAX : 0, quiet);
}
