/* What the sections share: the groups that are told, and the phrases for them. */
#include "report/section.h"

#include <math.h>

enum { ITEMS_MAX = 500 }; /* of a section that is told in full */

size_t segbias_section_most(const struct segbias_document *document, size_t brief)
{
	return document->extent == SEGBIAS_EXTENT_FULL ? ITEMS_MAX : brief;
}

size_t segbias_count_segments(const struct segbias_findings *findings)
{
	size_t segments = 0;
	const struct segbias_comparison *before = NULL;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		bool same = before && before->segment.bytes && segbias_label_equal(before->segment, c->segment);
		segments += c->segment.bytes && !same;
		before = c;
	}
	return segments;
}

bool segbias_counts_people(const struct segbias_findings *findings)
{
	return !findings->events && !findings->settings.person.bytes;
}

/* --- phrases ---------------------------------------------------------------------------------------------------- */

const char *segbias_phrase_group(struct segbias_teller *t, struct segbias_label segment)
{
	return segment.bytes ? segbias_tell_label(t, segment) : TELL(t, "Whole campaign");
}

const char *segbias_phrase_where(struct segbias_teller *t, const struct segbias_findings *findings,
                                 struct segbias_place place)
{
	const struct segbias_comparison *c = segbias_comparison_at(findings, place);
	return TELL_WITH(t, "{group}, {attribute} {value}", WORD_PHRASE("group", segbias_phrase_group(t, c->segment)),
	                 WORD_LABEL("attribute", c->attribute),
	                 WORD_LABEL("value", segbias_value_at(findings, place)->value));
}

const char *segbias_phrase_index_between(struct segbias_teller *teller, double index, double low, double high)
{
	struct segbias_word middle = WORD_NUMBER("index", "%.0f", index);
	if (isfinite(low) && isfinite(high))
		return TELL_WITH(teller, "index {index} ({low} to {high})", middle, WORD_NUMBER("low", "%.0f", low),
		                 WORD_NUMBER("high", "%.0f", high));
	if (isfinite(low))
		return TELL_WITH(teller, "index {index} ({low} and up)", middle, WORD_NUMBER("low", "%.0f", low));
	return TELL_WITH(teller, "index {index}", middle);
}

const char *segbias_phrase_index(struct segbias_teller *t, const struct segbias_value_finding *v)
{
	return segbias_phrase_index_between(t, v->index, v->index_low, v->index_high);
}

void segbias_text_add_listed(struct segbias_text *text, struct segbias_teller *t, const char *item)
{
	if (text->size)
		segbias_text_add_string(text, TELL(t, ", "));
	segbias_text_add_string(text, item);
}

const char *segbias_phrase_verdict(struct segbias_teller *t, const struct segbias_comparison *comparison,
                                   const struct segbias_value_finding *value)
{
	if (value->reason == SEGBIAS_REASON_SUPPRESSED)
		return TELL(t, "withheld");
	if (comparison->state == SEGBIAS_STATE_ONE_VALUE)
		return TELL(t, "one value");
	switch (value->reason) {
	case SEGBIAS_REASON_AMOUNT:
		return TELL(t, "not tested");
	case SEGBIAS_REASON_MARGIN:
		return TELL(t, "wide margin");
	case SEGBIAS_REASON_WEIGHTS:
		return TELL(t, "few weigh");
	case SEGBIAS_REASON_MASKED:
		return TELL(t, "figures inexact");
	case SEGBIAS_REASON_TOO_FEW:
		return TELL(t, "too few");
	case SEGBIAS_REASON_UNMATCHED:
		return value->count == 0 ? TELL(t, "none matched") : TELL(t, "unmatched");
	case SEGBIAS_REASON_SUPPRESSED:
	case SEGBIAS_REASON_NONE:
		break;
	}
	return segbias_phrase_verdict_word(t, value->verdict);
}

const char *segbias_phrase_verdict_word(struct segbias_teller *t, enum segbias_verdict verdict)
{
	switch (verdict) {
	case SEGBIAS_VERDICT_OVER:
		return TELL(t, "over");
	case SEGBIAS_VERDICT_LIKELY_OVER:
		return TELL(t, "likely over");
	case SEGBIAS_VERDICT_WITHIN:
		return TELL(t, "within");
	case SEGBIAS_VERDICT_LIKELY_UNDER:
		return TELL(t, "likely under");
	case SEGBIAS_VERDICT_UNDER:
		return TELL(t, "under");
	default:
		return TELL(t, "unclear");
	}
}
