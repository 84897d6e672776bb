/* Section: what the policy says of single attributes and segments, an item each. */
#include "report/section.h"

enum { LISTED_BRIEF = 8 };

/* What the policy says of a segment that is not in this campaign is a warning. */
static bool has_segment(const struct segbias_findings *findings, struct segbias_label segment)
{
	for (size_t i = 0; i < findings->comparison_count; i++)
		if (findings->comparisons[i].segment.bytes &&
		    segbias_label_equal(findings->comparisons[i].segment, segment))
			return true;
	return false;
}

/* Behind what an item holds, another sentence. */
static void add_sentence(struct segbias_text *item, const char *sentence)
{
	segbias_text_add_string(item, item->size ? " " : "");
	segbias_text_add_string(item, sentence);
}

static void tell_attribute(struct segbias_text *item, struct segbias_teller *t,
                           const struct segbias_attribute_setting *setting)
{
	struct segbias_word name = WORD_LABEL("attribute", setting->attribute);
	if (setting->band_given)
		add_sentence(item, TELL_WITH(t, "{attribute} is judged by the band {low} to {high} instead.", name,
		                             WORD_NUMBER("low", "%g", setting->limits.band_low),
		                             WORD_NUMBER("high", "%g", setting->limits.band_high)));
	if (setting->min_n_given)
		add_sentence(item, TELL_COUNT_WITH(t, setting->limits.min_n,
		                                   "{attribute} gets a verdict from {n} known record on.",
		                                   "{attribute} gets a verdict from {n} known records on.", name));
}

static void tell_segment(struct segbias_text *item, struct segbias_teller *t,
                         const struct segbias_segment_setting *setting)
{
	struct segbias_word name = WORD_LABEL("segment", setting->segment);
	if (setting->band_given)
		add_sentence(item, TELL_WITH(t, "Segment {segment} is judged by the band {low} to {high} instead.",
		                             name, WORD_NUMBER("low", "%g", setting->band_low),
		                             WORD_NUMBER("high", "%g", setting->band_high)));
	if (setting->narrow.bytes)
		add_sentence(item, TELL_WITH(t, "Segment {segment} is meant to be narrow: {reason}.", name,
		                             WORD_LABEL("reason", setting->narrow)));
}

/* The first comparison of the attribute: its values are those of all. */
static const struct segbias_comparison *first_of(const struct segbias_findings *findings,
                                                 struct segbias_label attribute)
{
	for (size_t i = 0; i < findings->comparison_count; i++)
		if (segbias_label_equal(findings->comparisons[i].attribute, attribute))
			return &findings->comparisons[i];
	return NULL;
}

static bool has_guarded(const struct segbias_comparison *c)
{
	for (size_t i = 0; c && i < c->value_count; i++)
		if (c->values[i].guard)
			return true;
	return false;
}

/* Groups of the attribute that the policy protects. */
static void tell_guarded(struct segbias_text *item, struct segbias_teller *t, const struct segbias_comparison *c)
{
	struct segbias_text names = {0};
	const struct segbias_value_finding *guarded = NULL;
	for (size_t i = 0; c && i < c->value_count; i++) {
		if (!c->values[i].guard)
			continue;
		guarded = &c->values[i];
		segbias_text_add_listed(&names, t, segbias_tell_label(t, guarded->value));
	}
	if (guarded)
		add_sentence(item, TELL_WITH(t, "{attribute} {values}: protected, judged by the band {low} to {high}.",
		                             WORD_LABEL("attribute", c->attribute),
		                             WORD_PHRASE("values", segbias_tell_keep(t, &names)),
		                             WORD_NUMBER("low", "%g", guarded->guard->band_low),
		                             WORD_NUMBER("high", "%g", guarded->guard->band_high)));
	else
		segbias_text_release(&names);
}

bool segbias_has_apart(const struct segbias_findings *findings)
{
	const struct segbias_settings *s = &findings->settings;
	for (size_t i = 0; i < s->attribute_count; i++)
		if (s->attributes[i].band_given || s->attributes[i].min_n_given ||
		    has_guarded(first_of(findings, s->attributes[i].attribute)))
			return true;
	for (size_t i = 0; i < s->segment_count; i++)
		if (has_segment(findings, s->segments[i].segment))
			return true;
	return false;
}

void segbias_section_apart(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, LISTED_BRIEF);
	size_t found = 0;
	for (size_t i = 0; i < s->attribute_count + s->segment_count; i++) {
		struct segbias_text item = {0};
		if (i < s->attribute_count) {
			tell_attribute(&item, t, &s->attributes[i]);
			tell_guarded(&item, t, first_of(findings, s->attributes[i].attribute));
		} else if (has_segment(findings, s->segments[i - s->attribute_count].segment))
			tell_segment(&item, t, &s->segments[i - s->attribute_count]);
		if (item.size && ++found <= most)
			segbias_document_add_text(document, SEGBIAS_BLOCK_ITEM, &item);
		else
			segbias_text_release(&item);
	}
	if (found > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(found - most), "and {n} more in the JSON result",
		                                "and {n} more in the JSON result"));
}
