/* Section of a review: how many records nobody knows enough of, and which groups have no verdict. */
#include "report/section.h"

static void add_unknown(struct segbias_document *document, const struct segbias_comparison *c)
{
	struct segbias_teller *t = &document->teller;
	segbias_document_add(
	    document, SEGBIAS_BLOCK_ITEM,
	    TELL_WITH(t,
	              "{attribute}, of the whole campaign: records {n}; without a value {missing}; with one "
	              "that the reference lacks {unmatched}.",
	              WORD_LABEL("attribute", c->attribute), WORD_COUNT("n", c->rows),
	              WORD_COUNT("missing", c->missing), WORD_COUNT("unmatched", c->unmatched)));
}

/* Too few records, or figures that could undo it; what is only undecided stands among what is undecided. */
static bool is_left_out(const struct segbias_value_finding *value)
{
	return value->verdict == SEGBIAS_VERDICT_UNCLEAR && value->reason != SEGBIAS_REASON_NONE;
}

static void add_left_out(struct segbias_document *document, const struct segbias_comparison *c)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_text values = {0};
	for (size_t i = 0; i < c->value_count; i++)
		if (is_left_out(&c->values[i]))
			segbias_text_add_listed(&values, t, segbias_tell_label(t, c->values[i].value));
	if (values.size == 0)
		return;
	segbias_document_add(
	    document, SEGBIAS_BLOCK_ITEM,
	    TELL_WITH(t, "{group}, {attribute}: no verdict on {values}; known records {n}, unknown {unknown}.",
	              WORD_PHRASE("group", segbias_phrase_group(t, c->segment)), WORD_LABEL("attribute", c->attribute),
	              WORD_PHRASE("values", segbias_tell_keep(t, &values)), WORD_COUNT("n", c->n),
	              WORD_COUNT("unknown", c->missing + c->unmatched)));
}

void segbias_section_evidence(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	segbias_document_heading(document, TELL(&document->teller, "Who is not known, and who has no verdict"));
	for (size_t i = 0; i < findings->comparison_count; i++)
		if (!findings->comparisons[i].segment.bytes)
			add_unknown(document, &findings->comparisons[i]);
	for (size_t i = 0; i < findings->comparison_count; i++)
		add_left_out(document, &findings->comparisons[i]);
}
