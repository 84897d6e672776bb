/* Section: where shares of an amount are compared: gaps in its unit, and no verdict. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>

enum { GAPS_MAX = 12 };

static void add_gap(struct segbias_document *document, struct segbias_place gap)
{
	struct segbias_teller *t = &document->teller;
	const struct segbias_value_finding *v = segbias_value_at(document->findings, gap);
	char number[SEGBIAS_NUMBER_MAX];
	bool over = v->shortfall < 0;
	struct segbias_word where = WORD_PHRASE("where", segbias_phrase_where(t, document->findings, gap));
	struct segbias_word index = WORD_NUMBER("index", "%.0f", v->index);
	struct segbias_word sum = WORD_DIGITS("sum", segbias_number_money(fabs(v->shortfall), number));
	struct segbias_word amount = WORD_LABEL("amount", document->findings->settings.amount);
	struct segbias_block *block =
	    segbias_document_add(document, over ? SEGBIAS_BLOCK_OVER : SEGBIAS_BLOCK_UNDER,
	                         over ? TELL_WITH(t, "{where}: index {index}, {sum} of {amount} more than their share.",
	                                          where, index, sum, amount)
	                              : TELL_WITH(t, "{where}: index {index}, {sum} of {amount} less than their share.",
	                                          where, index, sum, amount));
	block->comparison = segbias_comparison_at(document->findings, gap);
	block->value = v;
}

void segbias_section_amounts(struct segbias_document *document)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_word amount = WORD_LABEL("amount", document->findings->settings.amount);
	size_t most = segbias_section_most(document, GAPS_MAX);
	size_t count = document->findings->outlook.ranked_count;
	segbias_document_heading(document, count ? TELL_WITH(t, "Shares of {amount}, largest gaps first", amount)
	                                         : TELL_WITH(t, "Shares of {amount}", amount));
	for (size_t i = 0; i < count && i < most; i++)
		add_gap(document, document->findings->outlook.ranked[i]);
	if (count > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT_WITH(t, (double)(count - most), "and {n} more: {option} lists all",
		                                     "and {n} more: {option} lists all",
		                                     WORD_CODE("option", "--format csv")));
	if (!count)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL(t, "There is no gap: every share is that of the reference."));
	segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH,
	                     TELL(t, "An amount is no number of people: nothing here is tested, and there is no p, "
	                             "interval or verdict. Index and gap say how the money is spread in this file."));
}
