/* Section: who is skewed where attributes meet, beyond what each of them is. */
#include "report/section.h"

#include <math.h>
#include <string.h>

enum { ROWS_MAX = 8 };

static bool is_in_state(const struct segbias_crossing_finding *row, const char *state)
{
	return strcmp(row->state, state) == 0;
}

/* "Newsletter, sex*age Female × 55+: index at most 62; it has 31 people, where the margins of the reference have 50 at least and 230 at
 * most; 120, if its attributes were independent, which is assumed." */
static const char *phrase_bounded(struct segbias_teller *t, const struct segbias_findings *findings,
                                  const struct segbias_crossing_finding *row)
{
	struct segbias_text text = {0};
	struct segbias_word group = WORD_PHRASE("group", segbias_phrase_group(t, row->segment));
	struct segbias_word attribute = WORD_LABEL("attribute", row->attribute);
	struct segbias_word value = WORD_LABEL("value", row->value);
	struct segbias_word index = WORD_NUMBER("index", "%.0f", segbias_crossing_mildest(row));
	struct segbias_word least = WORD_NUMBER("least", "%.0f", row->n * row->reference_low);
	struct segbias_word most = WORD_NUMBER("most", "%.0f", row->n * row->reference_high);
	struct segbias_word assumed = WORD_NUMBER("assumed", "%.0f", row->n * row->assumed);
	segbias_text_add_string(
	    &text,
	    segbias_is_over(row->verdict)
		? TELL_WITH(t, "{group}, {attribute} {value}: index {index} or more", group, attribute, value, index)
		: TELL_WITH(t, "{group}, {attribute} {value}: index {index} or less", group, attribute, value, index));
	segbias_text_add_string(
	    &text,
	    segbias_counts_people(findings)
		? TELL_COUNT_WITH(
		      t, row->count,
		      "; it has {n} person, and the reference's margins lead to {least} at least and {most} at most",
		      "; it has {n} people, and the reference's margins lead to {least} at least and {most} at most",
		      least, most)
		: TELL_COUNT_WITH(
		      t, row->count,
		      "; it has {n} record, and the reference's margins lead to {least} at least and {most} at most",
		      "; it has {n} records, and the reference's margins lead to {least} at least and {most} at most",
		      least, most));
	segbias_text_add_string(
	    &text,
	    segbias_crossings_are_bounded(findings)
		? TELL_WITH(t, " ({assumed} if its attributes are independent, which is an assumption)", assumed)
		: TELL_WITH(t,
	                    " ({assumed} if its attributes are independent beyond what the tables say, which is an "
	                    "assumption)",
	                    assumed));
	if (segbias_is_likely(row->verdict))
		segbias_text_add_string(&text, TELL(t, "; the difference is real, and probably beyond the tolerance"));
	segbias_text_add_string(&text, TELL(t, "."));
	return segbias_tell_keep(t, &text);
}

/* "Newsletter, sex*race Female × Asian: index 34 (28 to 41); it has 89 people where the other combinations lead to expect 289." */
static const char *phrase_crossing(struct segbias_teller *t, const struct segbias_findings *findings,
                                   const struct segbias_crossing_finding *row)
{
	struct segbias_text text = {0};
	bool people = segbias_counts_people(findings);
	struct segbias_word group = WORD_PHRASE("group", segbias_phrase_group(t, row->segment));
	struct segbias_word attribute = WORD_LABEL("attribute", row->attribute);
	struct segbias_word value = WORD_LABEL("value", row->value);
	struct segbias_word index =
	    WORD_PHRASE("index", segbias_phrase_index_between(t, row->index, row->index_low, row->index_high));
	struct segbias_word expected = WORD_NUMBER("expected", "%.0f", row->others_expected);
	segbias_text_add_string(&text,
	                        TELL_WITH(t, "{group}, {attribute} {value}: {index}", group, attribute, value, index));
	segbias_text_add_string(
	    &text,
	    people ? TELL_COUNT_WITH(
			 t, row->count, "; it has {n} person where the other combinations lead to expect {expected}",
			 "; it has {n} people where the other combinations lead to expect {expected}", expected)
		   : TELL_COUNT_WITH(
			 t, row->count, "; it has {n} record where the other combinations lead to expect {expected}",
			 "; it has {n} records where the other combinations lead to expect {expected}", expected));
	if (segbias_is_likely(row->verdict))
		segbias_text_add_string(&text, TELL(t, "; the difference is real, and probably beyond the tolerance"));
	segbias_text_add_string(&text, TELL(t, "."));
	return segbias_tell_keep(t, &text);
}

/* Of each group the own crossing by which most records are too few or too many; or, within bounds, the one beyond them. */
static size_t add_worst(struct segbias_document *document, bool bounded, size_t most, size_t *others)
{
	const struct segbias_findings *findings = document->findings;
	size_t told = 0;
	for (size_t i = 0; i < findings->crossing_count;) {
		const struct segbias_crossing_finding *first = &findings->crossings[i];
		const struct segbias_crossing_finding *worst = NULL;
		bool again = findings->outlook.one_for_all && !first->segment.bytes;
		for (;
		     i < findings->crossing_count && segbias_label_same(findings->crossings[i].segment, first->segment);
		     i++) {
			const struct segbias_crossing_finding *row = &findings->crossings[i];
			if (!is_in_state(row, bounded ? "bounds" : "own") || again)
				continue;
			++*others;
			if (!worst || fabs(row->shortfall) > fabs(worst->shortfall))
				worst = row;
		}
		if (!worst)
			continue;
		if (told++ < most) {
			--*others;
			segbias_document_add(document,
			                     segbias_is_over(worst->verdict) ? SEGBIAS_BLOCK_OVER : SEGBIAS_BLOCK_UNDER,
			                     bounded ? phrase_bounded(&document->teller, findings, worst)
			                             : phrase_crossing(&document->teller, findings, worst));
		}
	}
	return told;
}

/* Those within bounds. `all`: the reference says nothing else. */
static void add_bounded(struct segbias_document *document, bool all, double tested)
{
	struct segbias_teller *t = &document->teller;
	size_t others = 0;
	segbias_document_add(
	    document, SEGBIAS_BLOCK_PARAGRAPH,
	    all ? TELL(
		      t,
		      "The reference gives each attribute by itself: of a combination only bounds are known. One beyond "
		      "them is shown to be skewed, and how much of that its parts explain is not known.")
		: TELL(t, "The reference is of several tables: of a combination that none of them has only bounds are "
	                  "known. One beyond them is shown to be skewed, and how much of that its parts explain is not "
	                  "known."));
	size_t told = add_worst(document, true, segbias_section_most(document, ROWS_MAX), &others);
	if (told == 0)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, tested,
		                                "Of {n} combination tested, none is shown to lie beyond its bounds.",
		                                "Of {n} combinations tested, none is shown to lie beyond its bounds."));
	if (others)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)others, "and {n} more beyond its bounds, in the JSON result",
		                                "and {n} more beyond their bounds, in the JSON result"));
}

static void add_own(struct segbias_document *document, double tested)
{
	struct segbias_teller *t = &document->teller;
	size_t others = 0;
	size_t told = add_worst(document, false, segbias_section_most(document, ROWS_MAX), &others);
	if (told == 0)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_REST,
		    TELL_COUNT(t, tested, "Of {n} combination tested, none is shown to be skewed beyond its parts.",
		               "Of {n} combinations tested, none is shown to be skewed beyond its parts."));
	if (others)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)others,
		                                "and {n} more that is skewed beyond its parts, in the JSON result",
		                                "and {n} more that are skewed beyond their parts, in the JSON result"));
}

void segbias_section_crossings(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	bool bounded = segbias_crossings_are_bounded(findings);
	size_t beyond = 0;
	size_t folded = 0;
	size_t sums = 0;
	if (!(findings->settings.cross > 0))
		return;
	for (size_t i = 0; i < findings->crossing_count; i++) {
		if (findings->outlook.one_for_all && !findings->crossings[i].segment.bytes)
			continue;
		beyond += is_in_state(&findings->crossings[i], "bounds");
		folded += is_in_state(&findings->crossings[i], "folded");
		sums += is_in_state(&findings->crossings[i], "sum");
	}
	segbias_document_heading(document, TELL(t, "Where attributes meet"));
	double tested = (double)(findings->crossed_segments ? findings->crossed_segments : findings->crossed_whole);
	if (!bounded)
		add_own(document, tested);
	if (folded)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)folded,
		                                "{n} more combination is skewed only as one of its parts is.",
		                                "{n} more combinations are skewed only as one of their parts is."));
	if (sums)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_REST,
		    TELL_COUNT(
			t, (double)sums,
			"{n} more combination is skewed though none of its parts is a finding: mild skews that add up, or what the ones above leave.",
			"{n} more combinations are skewed though none of their parts is a finding: mild skews that add up, or what the ones above leave."));
	if (bounded || beyond)
		add_bounded(document, bounded, tested);
}
