/* Section: who has not consented: every segment, then the groups that stand out. */
#include "report/section.h"

#include <math.h>

enum { ROWS_MAX = 12 };

static const char *phrase_rate(struct segbias_teller *t, const struct segbias_consent *row, const char *group)
{
	struct segbias_text text = {0};
	struct segbias_word who = WORD_PHRASE("group", group);
	struct segbias_word rate = WORD_NUMBER("rate", "%.1f%%", 100 * row->rate);
	struct segbias_word without = WORD_COUNT("without", row->without);
	struct segbias_word known = WORD_COUNT("known", row->n);
	if (isfinite(row->rate_low))
		segbias_text_add_string(&text,
		                        TELL_WITH(t, "{group}: {rate} ({low} to {high}), {without} of {known}", who,
		                                  rate, WORD_NUMBER("low", "%.1f%%", 100 * row->rate_low),
		                                  WORD_NUMBER("high", "%.1f%%", 100 * row->rate_high), without, known));
	else
		segbias_text_add_string(
		    &text, TELL_WITH(t, "{group}: {rate}, {without} of {known}", who, rate, without, known));
	if (row->missing > 0)
		segbias_text_add_string(&text, TELL_COUNT(t, row->missing, "; {n} does not say", "; {n} do not say"));
	if (row->finding && isfinite(row->ratio))
		segbias_text_add_string(&text, TELL_WITH(t, "; {ratio} times the rate of the others",
		                                         WORD_NUMBER("ratio", "%.2f", row->ratio)));
	segbias_text_add_string(&text, TELL(t, "."));
	return segbias_tell_keep(t, &text);
}

void segbias_section_consent(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	bool repeats = findings->outlook.one_for_all;
	size_t most = segbias_section_most(document, ROWS_MAX);
	size_t shown = 0;
	if (!findings->settings.consent[0].bytes)
		return;
	segbias_document_heading(document, TELL(t, "Without consent"));
	for (size_t i = 0; i < findings->consent_count; i++) {
		const struct segbias_consent *row = &findings->consents[i];
		if ((row->attribute.bytes && !row->finding) || !isfinite(row->rate) ||
		    (repeats && !row->segment.bytes) || (row->segment.bytes && ++shown > most))
			continue;
		const char *group = segbias_phrase_group(t, row->segment);
		if (row->attribute.bytes)
			group = TELL_WITH(t, "{group}, {attribute} {value}", WORD_PHRASE("group", group),
			                  WORD_LABEL("attribute", row->attribute), WORD_LABEL("value", row->value));
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM, phrase_rate(t, row, group));
	}
	if (shown > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(shown - most), "and {n} more in the JSON result",
		                                "and {n} more in the JSON result"));
}
