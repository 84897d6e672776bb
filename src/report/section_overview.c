/* Section: a line for each attribute: how many groups got which verdict, and the worst. */
#include "report/section.h"

/* Of one attribute, over the comparisons that findings are about. */
struct tally {
	size_t verdicts[SEGBIAS_VERDICT_COUNT];
	size_t groups;
	struct segbias_place worst; /* of the flagged, by people */
	bool flagged;
};

static struct tally count(const struct segbias_findings *findings, struct segbias_label attribute)
{
	struct tally tally = {0};
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if (!segbias_comparison_counts(findings, c) || c->state == SEGBIAS_STATE_ONE_VALUE ||
		    !segbias_label_equal(c->attribute, attribute))
			continue;
		tally.groups += c->value_count;
		for (size_t j = 0; j < c->value_count; j++)
			tally.verdicts[c->values[j].verdict]++;
	}
	for (size_t i = 0; i < findings->outlook.ranked_count && !tally.flagged; i++) {
		const struct segbias_comparison *c = segbias_comparison_at(findings, findings->outlook.ranked[i]);
		if (!segbias_comparison_counts(findings, c) || !segbias_label_equal(c->attribute, attribute))
			continue;
		tally.worst = findings->outlook.ranked[i];
		tally.flagged = true;
	}
	return tally;
}

/* "9 of 12 attributes lie within tolerance wherever they are compared; worst: …" */
static void add_sentence(struct segbias_document *document, size_t within, size_t all)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	struct segbias_word whole = WORD_COUNT("all", (double)all);
	const struct segbias_outlook *outlook = &findings->outlook;
	const char *text =
	    all == 1
		? (within ? TELL(t, "The attribute that is compared is shown to lie within tolerance.")
	                  : TELL(t, "The attribute that is compared is not shown to lie within tolerance throughout."))
		: TELL_COUNT_WITH(
		      t, (double)within,
		      "{n} of {all} attributes is shown to lie within tolerance wherever it is compared.",
		      "{n} of {all} attributes are shown to lie within tolerance wherever they are compared.", whole);
	struct segbias_text sentence = {0};
	segbias_text_add_string(&sentence, text);
	for (size_t i = 0; i < outlook->ranked_count; i++) {
		struct segbias_place place = outlook->ranked[i];
		if (!segbias_comparison_counts(findings, segbias_comparison_at(findings, place)))
			continue;
		struct segbias_word where = WORD_PHRASE("where", segbias_phrase_where(t, findings, place));
		struct segbias_word index =
		    WORD_PHRASE("index", segbias_phrase_index(t, segbias_value_at(findings, place)));
		segbias_text_add_string(
		    &sentence, segbias_counts_people(findings)
				   ? TELL_WITH(t, " Most people are affected in {where}: {index}.", where, index)
				   : TELL_WITH(t, " Most records are affected in {where}: {index}.", where, index));
		break;
	}
	segbias_document_add_text(document, SEGBIAS_BLOCK_NOTE, &sentence);
}

static void add_row(struct segbias_document *document, struct segbias_listing *table, struct segbias_label attribute,
                    const struct tally *tally)
{
	static const enum segbias_verdict ORDER[] = {
	    SEGBIAS_VERDICT_UNDER, SEGBIAS_VERDICT_LIKELY_UNDER, SEGBIAS_VERDICT_WITHIN,  SEGBIAS_VERDICT_LIKELY_OVER,
	    SEGBIAS_VERDICT_OVER,  SEGBIAS_VERDICT_UNCLEAR,      SEGBIAS_VERDICT_WITHHELD};
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	segbias_listing_add(document, table, segbias_tell_label(t, attribute));
	size_t shown = sizeof ORDER / sizeof *ORDER - !(findings->settings.publish > 0);
	for (size_t i = 0; i < shown; i++)
		segbias_listing_add(document, table, segbias_tell_count(t, (double)tally->verdicts[ORDER[i]]));
	const char *worst = "";
	if (tally->flagged) {
		const struct segbias_value_finding *v = segbias_value_at(findings, tally->worst);
		const struct segbias_comparison *c = segbias_comparison_at(findings, tally->worst);
		struct segbias_word value = WORD_LABEL("value", v->value);
		struct segbias_word index = WORD_NUMBER("index", "%.0f", v->index);
		worst = c->segment.bytes ? TELL_WITH(t, "{value} in {segment}, index {index}", value,
		                                     WORD_LABEL("segment", c->segment), index)
		                         : TELL_WITH(t, "{value}, index {index}", value, index);
	}
	segbias_listing_add(document, table, worst);
}

void segbias_section_overview(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_teller *t = &document->teller;
	size_t within = 0;
	if (segbias_has_amount(findings) || s->attribute_count == 0)
		return;
	for (size_t i = 0; i < s->attribute_count; i++) {
		struct tally tally = count(findings, s->attributes[i].attribute);
		within += tally.groups > 0 && tally.verdicts[SEGBIAS_VERDICT_WITHIN] == tally.groups;
	}
	add_sentence(document, within, s->attribute_count);
	struct segbias_listing *table = segbias_document_listing(
	    document, s->segment.bytes ? TELL(t, "Verdicts by attribute: groups, each a value in a segment")
				       : TELL(t, "Verdicts by attribute: groups, each a value"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "attribute"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "under"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "likely under"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "within"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "likely over"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "over"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "unclear"));
	if (s->publish > 0)
		segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "withheld"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS,
	                     segbias_counts_people(findings) ? TELL(t, "most people affected")
	                                                     : TELL(t, "most records affected"));
	for (size_t i = 0; i < s->attribute_count; i++) {
		struct tally tally = count(findings, s->attributes[i].attribute);
		add_row(document, table, s->attributes[i].attribute, &tally);
	}
}
