/* Section: who is over- and under-targeted, each a sentence; and the differences that turn round or are gone within another
 * attribute. */
#include "report/section.h"

#include <math.h>

enum { FINDINGS_MAX = 12, REVERSALS_MAX = 6 };

/* Records of the whole campaign that look as if they stood for a missing value of the column. */
static double suspected_of(const struct segbias_findings *findings, struct segbias_label column)
{
	double suspected = 0;
	for (size_t i = 0; i < findings->incomplete_count; i++) {
		const struct segbias_incomplete *row = &findings->incomplete[i];
		for (size_t j = 0; j < row->suspected_count && segbias_label_equal(row->column, column); j++)
			suspected += row->suspected[j].count;
	}
	return suspected;
}

/* Of a finding that no unknown record can touch. */
static const char *phrase_known(struct segbias_teller *t, const struct segbias_findings *findings,
                                const struct segbias_comparison *c)
{
	double suspected = suspected_of(findings, c->attribute);
	if (!(suspected > 0))
		return TELL(t, "; no value is unknown");
	if (c->segment.bytes && !findings->outlook.one_for_all)
		return TELL_COUNT(
		    t, suspected,
		    "; no value is missing, but {n} of the whole campaign looks like markers of a missing one",
		    "; no value is missing, but {n} of the whole campaign look like markers of a missing one");
	return TELL_COUNT(t, suspected, "; no value is missing, but {n} looks like markers of a missing one",
	                  "; no value is missing, but {n} look like markers of a missing one");
}

/* What the unknown records could do to the finding. Where none is missing they are called unmatched: their values are not
 * unknown. */
static const char *phrase_robust(struct segbias_teller *t, const struct segbias_findings *findings,
                                 struct segbias_place place)
{
	const struct segbias_comparison *c = segbias_comparison_at(findings, place);
	const struct segbias_value_finding *v = segbias_value_at(findings, place);
	double unknown = c->missing + c->unmatched;
	bool over = segbias_is_over(v->verdict);
	bool holds = v->robust == SEGBIAS_TRUTH_TRUE;
	struct segbias_word attribute = WORD_LABEL("attribute", c->attribute);
	struct segbias_word value = WORD_LABEL("value", v->value);
	if (!(unknown > 0))
		return phrase_known(t, findings, c);
	if (c->missing > 0 && holds)
		return over ? TELL_WITH(t, "; would hold even if no unknown {attribute} were {value}", attribute, value)
		            : TELL_WITH(t, "; would hold even if every unknown {attribute} were {value}", attribute,
		                        value);
	if (holds)
		return over ? TELL_WITH(t, "; would hold even if no unmatched {attribute} were {value}", attribute,
		                        value)
		            : TELL_WITH(t, "; would hold even if every unmatched {attribute} were {value}", attribute,
		                        value);
	if (c->missing > 0)
		return over ? TELL_COUNT_WITH(t, unknown,
		                              "; the {n} unknown could undo it, if no unknown {attribute} were {value}",
		                              "; the {n} unknown could undo it, if no unknown {attribute} were {value}",
		                              attribute, value)
		            : TELL_COUNT_WITH(
				  t, unknown,
				  "; the {n} unknown could undo it, if every unknown {attribute} were {value}",
				  "; the {n} unknown could undo it, if every unknown {attribute} were {value}",
				  attribute, value);
	return over ? TELL_COUNT_WITH(t, unknown,
	                              "; the {n} unmatched could undo it, if no unmatched {attribute} were {value}",
	                              "; the {n} unmatched could undo it, if no unmatched {attribute} were {value}",
	                              attribute, value)
	            : TELL_COUNT_WITH(t, unknown,
	                              "; the {n} unmatched could undo it, if every unmatched {attribute} were {value}",
	                              "; the {n} unmatched could undo it, if every unmatched {attribute} were {value}",
	                              attribute, value);
}

/* Whether the unmatched values are so many that a number of people holds for the others alone. */
static bool is_much_unmatched(const struct segbias_findings *findings, const struct segbias_comparison *c)
{
	return c->unmatched > findings->settings.unmatched_max * (c->n + c->unmatched);
}

/* "300 people fewer than their share" */
static const char *phrase_shortfall(struct segbias_teller *t, bool people, double shortfall)
{
	double n = fabs(shortfall);
	if (people)
		return shortfall > 0
		           ? TELL_COUNT(t, n, "{n} person fewer than their share", "{n} people fewer than their share")
		           : TELL_COUNT(t, n, "{n} person more than their share", "{n} people more than their share");
	return shortfall > 0
	           ? TELL_COUNT(t, n, "{n} record fewer than their share", "{n} records fewer than their share")
	           : TELL_COUNT(t, n, "{n} record more than their share", "{n} records more than their share");
}

static const char *phrase_finding(struct segbias_teller *t, const struct segbias_findings *findings,
                                  struct segbias_place place)
{
	const struct segbias_comparison *c = segbias_comparison_at(findings, place);
	const struct segbias_value_finding *v = segbias_value_at(findings, place);
	struct segbias_text text = {0};
	struct segbias_word where = WORD_PHRASE("where", segbias_phrase_where(t, findings, place));
	struct segbias_word index = WORD_PHRASE("index", segbias_phrase_index(t, v));
	struct segbias_word gap =
	    WORD_PHRASE("gap", phrase_shortfall(t, segbias_counts_people(findings), v->shortfall));
	if (v->count > 0)
		segbias_text_add_string(&text, TELL_WITH(t, "{where}: {index}, {gap}", where, index, gap));
	else if (c->unmatched > 0)
		segbias_text_add_string(&text,
		                        TELL_WITH(t, "{where}: no record matched, {index}, {gap}", where, index, gap));
	else if (v->few_expected)
		segbias_text_add_string(&text, TELL_WITH(t, "{where}: no record, {index}, {gap}", where, index, gap));
	else
		segbias_text_add_string(&text, TELL_WITH(t, "{where}: excluded, {index}, {gap}", where, index, gap));
	if (is_much_unmatched(findings, c))
		segbias_text_add_string(&text, TELL(t, " of those that matched"));
	if (segbias_is_likely(v->verdict))
		segbias_text_add_string(&text, TELL(t, "; the difference is real, and probably beyond the tolerance"));
	segbias_text_add_string(&text, phrase_robust(t, findings, place));
	segbias_text_add_string(&text, TELL(t, "."));
	return segbias_tell_keep(t, &text);
}

void segbias_section_findings(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	bool people = segbias_counts_people(findings);
	size_t most = segbias_section_most(document, FINDINGS_MAX);
	size_t count = findings->outlook.ranked_count;
	if (segbias_has_amount(findings)) {
		segbias_section_amounts(document);
		return;
	}
	if (count)
		segbias_document_heading(document, people ? TELL(t, "Findings, most people first")
		                                          : TELL(t, "Findings, most records first"));
	for (size_t i = 0; i < count && i < most; i++) {
		struct segbias_place place = findings->outlook.ranked[i];
		bool over = segbias_is_over(segbias_value_at(findings, place)->verdict);
		struct segbias_block *block = segbias_document_add(
		    document, over ? SEGBIAS_BLOCK_OVER : SEGBIAS_BLOCK_UNDER, phrase_finding(t, findings, place));
		block->comparison = segbias_comparison_at(findings, place);
		block->value = segbias_value_at(findings, place);
	}
	if (count > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT_WITH(t, (double)(count - most), "and {n} more: {option} lists all",
		                                     "and {n} more: {option} lists all",
		                                     WORD_CODE("option", "--format csv")));
	if (count)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_PARAGRAPH,
		    people
			? TELL(t, "To repair a segment, exchange that many people: more of those it misses in place "
		                  "of those it has too many of. What is only probably beyond the tolerance is worth "
		                  "a look first.")
			: TELL(t, "To repair a segment, exchange that many records: more of those it misses in place "
		                  "of those it has too many of. What is only probably beyond the tolerance is worth "
		                  "a look first."));
}

/* --- differences within another attribute ----------------------------------------------------------------------- */

/* The other value of two says the same: the one that looks left out is told. */
static bool is_twin(const struct segbias_findings *findings, size_t index)
{
	const struct segbias_simpson *row = &findings->simpsons[index];
	size_t values = 0;
	for (size_t i = 0; i < findings->simpson_count; i++) {
		const struct segbias_simpson *other = &findings->simpsons[i];
		values += (other->segment.bytes == NULL) == (row->segment.bytes == NULL) &&
		          segbias_label_equal(other->segment, row->segment) &&
		          segbias_label_equal(other->attribute, row->attribute) &&
		          segbias_label_equal(other->stratifier, row->stratifier);
	}
	return values == 2 && row->odds_ratio > 1;
}

static const char *phrase_explained(struct segbias_teller *t, const struct segbias_simpson *row, double alpha)
{
	struct segbias_text text = {0};
	struct segbias_word stratifier = WORD_LABEL("stratifier", row->stratifier);
	segbias_text_add_string(
	    &text,
	    TELL_WITH(
		t,
		"{group}, {attribute} {value}: overall their odds of being in it are {odds} times those of the "
		"others ({rate} times the rate); compared within each {stratifier} they are {within} times ({low} "
		"to {high}), higher in {above} of {strata}.",
		WORD_PHRASE("group", segbias_phrase_group(t, row->segment)), WORD_LABEL("attribute", row->attribute),
		WORD_LABEL("value", row->value), WORD_NUMBER("odds", "%.2f", row->odds_ratio),
		WORD_NUMBER("rate", "%.2f", row->rate_ratio), stratifier,
		WORD_NUMBER("within", "%.2f", row->mh_odds_ratio), WORD_NUMBER("low", "%.2f", row->mh_low),
		WORD_NUMBER("high", "%.2f", row->mh_high), WORD_COUNT("above", (double)row->strata_above),
		WORD_COUNT("strata", (double)row->strata)));
	segbias_text_add_string(
	    &text,
	    row->breslow_day_p <= alpha
		? TELL_WITH(t,
	                    " The difference overall comes from how they are spread over {stratifier}; within it, "
	                    "it is not the same everywhere: look there before acting.",
	                    stratifier)
		: TELL_WITH(t,
	                    " The difference overall comes from how they are spread over {stratifier}, not from "
	                    "what happens within it: look there before acting.",
	                    stratifier));
	return segbias_tell_keep(t, &text);
}

/* Of a manager's first question, "is it unfair?", the answer changes with what is held equal, so both numbers are given. */
static void add_explained(struct segbias_document *document, bool reversals)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	bool repeats = findings->outlook.one_for_all;
	size_t most = segbias_section_most(document, REVERSALS_MAX);
	size_t found = 0;
	for (size_t i = 0; i < findings->simpson_count; i++) {
		const struct segbias_simpson *row = &findings->simpsons[i];
		if (!row->explained || row->reversal != reversals || is_twin(findings, i) ||
		    (repeats && !row->segment.bytes))
			continue;
		if (found++ == 0)
			segbias_document_heading(
			    document, reversals ? TELL(t, "Differences that turn round")
						: TELL(t, "Differences that are gone within another attribute"));
		if (found <= most)
			segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
			                     phrase_explained(t, row, findings->settings.alpha));
	}
	if (found > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(found - most), "and {n} more in the JSON result",
		                                "and {n} more in the JSON result"));
}

void segbias_section_explained(struct segbias_document *document)
{
	add_explained(document, true);
	add_explained(document, false);
}
