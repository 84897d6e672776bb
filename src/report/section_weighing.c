/* Section: what weights cost, what they buy, and what no weight repairs. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *phrase_method(struct segbias_teller *t, const struct segbias_weighing *w)
{
	const struct segbias_word low = WORD_NUMBER("low", "%g", w->low);
	const struct segbias_word high = WORD_NUMBER("high", "%g", w->high);
	if (strcmp(w->method, "rake") == 0)
		return TELL(t, "by raking");
	if (strcmp(w->method, "poststratify") == 0)
		return TELL(t, "by post-stratification");
	if (strcmp(w->method, "logit") == 0)
		return TELL_WITH(t, "by logit calibration, each between {low} and {high} times its start weight", low,
		                 high);
	return w->bounded ? TELL_WITH(t, "by linear calibration, each between {low} and {high} times its start weight",
	                              low, high)
	                  : TELL(t, "by linear calibration");
}

static void add_facts(struct segbias_document *document)
{
	const struct segbias_weighing *w = &document->findings->weighing;
	struct segbias_teller *t = &document->teller;
	struct segbias_text names = {0};
	for (size_t i = 0; i < w->name_count; i++)
		segbias_text_add_listed(&names, t, segbias_tell_label(t, w->names[i]));
	segbias_document_add(document, SEGBIAS_BLOCK_FACT,
	                     TELL_WITH(t, "to {attributes}, {method}",
	                               WORD_PHRASE("attributes", segbias_tell_keep(t, &names)),
	                               WORD_PHRASE("method", phrase_method(t, w))))
	    ->key = TELL(t, "weighted");
}

/* "0.8%" */
static const char *percent(struct segbias_teller *t, double share)
{
	char number[SEGBIAS_NUMBER_MAX];
	(void)snprintf(number, sizeof number, "%.1f%%", 100 * share);
	return segbias_tell_figure(t, number);
}

static void add_cost(struct segbias_document *document)
{
	const struct segbias_weighing *w = &document->findings->weighing;
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	segbias_text_add_string(
	    &text, TELL_COUNT_WITH(t, w->records,
	                           "{n} record has a weight, and says as much as {effective} without weights would "
	                           "(design effect {deff}).",
	                           "{n} records have a weight, and say as much as {effective} without weights would "
	                           "(design effect {deff}).",
	                           WORD_COUNT("effective", nearbyint(w->effective_size)),
	                           WORD_NUMBER("deff", "%.2f", w->kish_deff)));
	segbias_text_add_string(
	    &text, TELL_WITH(t,
	                     " Weights go from {least} to {most}; the heaviest hundredth of the records has {share} of "
	                     "all weight.",
	                     WORD_NUMBER("least", "%.3g", w->weight_min), WORD_NUMBER("most", "%.3g", w->weight_max),
	                     WORD_PHRASE("share", percent(t, w->top_share))));
	segbias_text_add_string(&text, w->complete ? TELL(t, " Records with an unknown value have no weight.")
	                                           : TELL(t, " What is unknown keeps its share."));
	if (isfinite(w->trim))
		segbias_text_add_string(
		    &text,
		    TELL_WITH(t,
		              " No weight is above {times} times the mean, and the margins are off by "
		              "up to {share} of all weight.",
		              WORD_NUMBER("times", "%g", w->trim), WORD_PHRASE("share", percent(t, w->margin_error))));
	segbias_text_add_string(&text, TELL(t, " There is no verdict after weighting: the audience is who it is."));
	segbias_document_add_text(document, SEGBIAS_BLOCK_PARAGRAPH, &text);
}

/* --- before and after -------------------------------------------------------------------------------------------- */

static const char *phrase_interval(struct segbias_teller *t, double index, double low, double high)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (!isfinite(index))
		return TELL(t, "none");
	(void)snprintf(number, sizeof number, "%.0f", index);
	if (!isfinite(low) || !isfinite(high) ||
	    (nearbyint(low) == nearbyint(index) && nearbyint(high) == nearbyint(index)))
		return segbias_tell_figure(t, number);
	return TELL_WITH(t, "{index} ({low} to {high})", WORD_DIGITS("index", number), WORD_NUMBER("low", "%.0f", low),
	                 WORD_NUMBER("high", "%.0f", high));
}

/* How far shares lie apart, attribute by attribute. */
/* Of an attribute of one value there is none: it has no standard deviation. */
static void add_difference(struct segbias_document *document, struct segbias_listing *table, double difference)
{
	char number[SEGBIAS_NUMBER_MAX] = "-";
	if (isfinite(difference))
		(void)snprintf(number, sizeof number, "%.3f", difference);
	segbias_listing_add(document, table, segbias_tell_figure(&document->teller, number));
}

static void add_differences(struct segbias_document *document)
{
	const struct segbias_weighing *w = &document->findings->weighing;
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *table = segbias_document_listing(document, TELL(t, "difference"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "attribute"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "before"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "after"));
	for (size_t i = 0; i < w->attribute_count; i++) {
		const struct segbias_weighed *attribute = &w->attributes[i];
		const struct segbias_word name = WORD_LABEL("attribute", attribute->attribute);
		segbias_listing_add(document, table,
		                    attribute->weighted ? segbias_tell_label(t, attribute->attribute)
		                                        : TELL_WITH(t, "{attribute} (not weighted to)", name));
		add_difference(document, table, attribute->asmd_before);
		add_difference(document, table, attribute->asmd_after);
	}
}

static void add_attribute(struct segbias_document *document, const struct segbias_weighed *attribute)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *table = segbias_document_listing(document, segbias_tell_label(t, attribute->attribute));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "value"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "ref."));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "records"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "index before"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "index after"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "factor"));
	for (size_t i = 0; i < attribute->value_count; i++) {
		const struct segbias_weighed_value *value = &attribute->values[i];
		char number[SEGBIAS_NUMBER_MAX];
		segbias_listing_add(document, table, segbias_tell_label(t, value->value));
		segbias_listing_add(document, table, percent(t, value->reference_share));
		segbias_listing_add(document, table, segbias_tell_count(t, value->records));
		segbias_listing_add(
		    document, table,
		    phrase_interval(t, value->index_before, value->index_before_low, value->index_before_high));
		segbias_listing_add(
		    document, table,
		    phrase_interval(t, value->index_after, value->index_after_low, value->index_after_high));
		(void)snprintf(number, sizeof number, "%.2f", value->factor);
		segbias_listing_add(document, table,
		                    isfinite(value->factor) ? segbias_tell_figure(t, number) : TELL(t, "none"));
	}
}

/* --- what is left ------------------------------------------------------------------------------------------------ */

static const char *phrase_unrepaired(struct segbias_teller *t, const struct segbias_unrepaired *row)
{
	const struct segbias_word attribute = WORD_LABEL("attribute", row->attribute);
	const struct segbias_word value = WORD_LABEL("value", row->value);
	const struct segbias_word share = WORD_PHRASE("share", percent(t, row->reference_share));
	if (strcmp(row->reason, "empty_cell") == 0)
		return TELL_WITH(t, "{attribute} {value}: nobody here, {share} of the reference.", attribute, value,
		                 share);
	if (strcmp(row->reason, "few_records") == 0)
		return TELL_COUNT_WITH(
		    t, row->records, "{attribute} {value}: {n} record stands for {share} of the reference.",
		    "{attribute} {value}: {n} records stand for {share} of the reference.", attribute, value, share);
	if (strcmp(row->reason, "not_weighted") == 0)
		return TELL_WITH(t, "{attribute} {value}: it was not weighted to, and lies beyond the band still.",
		                 attribute, value);
	return TELL_WITH(t, "{attribute}: the campaign does not have it.", attribute);
}

static void add_unrepaired(struct segbias_document *document)
{
	enum { BRIEF = 10 };
	const struct segbias_weighing *w = &document->findings->weighing;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, BRIEF);
	segbias_document_heading(document, TELL(t, "What no weight repairs"));
	for (size_t i = 0; i < w->unrepaired_count && i < most; i++)
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM, phrase_unrepaired(t, &w->unrepaired[i]))->level = 1;
	if (w->unrepaired_count > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(w->unrepaired_count - most), "{n} more", "{n} more"))
		    ->level = 1;
	segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
	                     TELL(t, "What neither file measures is as skewed as it was, or more."))
	    ->level = 1;
}

/* --- whom to recruit --------------------------------------------------------------------------------------------- */

static void add_quota(struct segbias_document *document, struct segbias_listing *table,
                      const struct segbias_quota *quota)
{
	struct segbias_teller *t = &document->teller;
	segbias_listing_add(document, table, segbias_tell_label(t, quota->value));
	segbias_listing_add(document, table, segbias_tell_count(t, quota->people));
	segbias_listing_add(document, table, phrase_interval(t, quota->index_before, NAN, NAN));
	segbias_listing_add(document, table, phrase_interval(t, quota->index_after, NAN, NAN));
}

/* The quotas of one list, from *at on: those of whom somebody is to be recruited. */
static void add_quotas(struct segbias_document *document, size_t *at)
{
	enum { BRIEF = 20 };
	const struct segbias_weighing *w = &document->findings->weighing;
	struct segbias_teller *t = &document->teller;
	struct segbias_label attribute = w->quotas[*at].attribute;
	struct segbias_listing *table = segbias_document_listing(document, segbias_tell_label(t, attribute));
	size_t most = segbias_section_most(document, BRIEF);
	size_t shown = 0;
	size_t others = 0;
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "value"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "people"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "index before"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "index after"));
	for (; *at < w->quota_count && segbias_label_same(w->quotas[*at].attribute, attribute); ++*at) {
		if (!(w->quotas[*at].people > 0))
			continue;
		if (shown++ < most)
			add_quota(document, table, &w->quotas[*at]);
		else
			others++;
	}
	if (others)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_REST,
		    TELL_COUNT(t, (double)others, "{n} more, in the JSON result", "{n} more, in the JSON result"))
		    ->level = 1;
}

static void add_move(struct segbias_document *document, struct segbias_listing *table, const struct segbias_move *move)
{
	struct segbias_teller *t = &document->teller;
	segbias_listing_add(document, table, segbias_tell_label(t, move->value));
	segbias_listing_add(document, table, move->leave > 0 ? segbias_tell_count(t, move->leave) : "-");
	segbias_listing_add(document, table, move->join > 0 ? segbias_tell_count(t, move->join) : "-");
}

static void add_moves(struct segbias_document *document)
{
	enum { BRIEF = 20 };
	const struct segbias_weighing *w = &document->findings->weighing;
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *table = segbias_document_listing(document, segbias_tell_label(t, w->exchange_name));
	size_t most = segbias_section_most(document, BRIEF);
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "value"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "leave"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "join"));
	for (size_t i = 0; i < w->move_count && i < most; i++)
		add_move(document, table, &w->moves[i]);
	if (w->move_count > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(w->move_count - most), "{n} more, in the JSON result",
		                                "{n} more, in the JSON result"))
		    ->level = 1;
}

static void add_exchange(struct segbias_document *document)
{
	const struct segbias_weighing *w = &document->findings->weighing;
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	const struct segbias_settings *settings = &document->findings->settings;
	const struct segbias_word low = WORD_NUMBER("low", "%g", settings->band_low);
	const struct segbias_word high = WORD_NUMBER("high", "%g", settings->band_high);
	if (!w->exchanging)
		return;
	segbias_document_heading(document, TELL(t, "Whom to exchange"));
	if (!(w->exchanged > 0)) {
		segbias_text_add_string(&text, TELL(t, "Nobody has to be exchanged."));
		segbias_text_add_string(&text,
		                        TELL_WITH(t, " All groups are at {low} to {high} as they are.", low, high));
		segbias_document_add_text(document, SEGBIAS_BLOCK_PARAGRAPH, &text);
		return;
	}
	segbias_text_add_string(
	    &text, TELL_COUNT_WITH(
		       t, w->exchanged, "If {n} person leaves and another joins, every value comes to {low} to {high}.",
		       "If {n} people leave and as many join, every value comes to {low} to {high}.", low, high));
	segbias_text_add_string(
	    &text, w->exchange_optimal ? TELL(t, " No smaller exchange does; others of the same size may.")
				       : TELL_COUNT(t, w->exchange_lower,
	                                            " Fewer may do, but not fewer than {n}: the search was ended.",
	                                            " Fewer may do, but not fewer than {n}: the search was ended."));
	if (segbias_notes_have(&document->findings->notes, "exchange_joins"))
		segbias_text_add_string(
		    &text,
		    TELL(t, " Whether the reference has all of who joins was not looked at; if not, more are needed."));
	segbias_document_add_text(document, SEGBIAS_BLOCK_PARAGRAPH, &text);
	add_moves(document);
}

static void add_recruits(struct segbias_document *document)
{
	const struct segbias_weighing *w = &document->findings->weighing;
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	const struct segbias_settings *settings = &document->findings->settings;
	const struct segbias_word low = WORD_NUMBER("low", "%g", settings->band_low);
	const struct segbias_word high = WORD_NUMBER("high", "%g", settings->band_high);
	if (!(w->recruits > 0))
		return;
	segbias_document_heading(document, TELL(t, "Whom to recruit"));
	segbias_text_add_string(
	    &text, TELL_COUNT(t, w->recruits, "If {n} person is recruited, these groups lift the lowest index most.",
	                      "If {n} people are recruited, these groups lift the lowest index most."));
	if (!w->nested && w->name_count > 1)
		segbias_text_add_string(&text, TELL(t, " Each list is of the same people."));
	if (w->band_needs > 0)
		segbias_text_add_string(
		    &text, TELL_COUNT_WITH(
			       t, w->band_needs,
			       " By recruiting alone all groups come to {low} to {high} with {n} person at the least.",
			       " By recruiting alone all groups come to {low} to {high} with {n} people at the least.",
			       low, high));
	else if (w->band_needs <= 0)
		segbias_text_add_string(&text,
		                        TELL_WITH(t, " All groups are at {low} to {high} as they are.", low, high));
	segbias_document_add_text(document, SEGBIAS_BLOCK_PARAGRAPH, &text);
	for (size_t i = 0; i < w->quota_count;)
		add_quotas(document, &i);
}

void segbias_section_weighing(struct segbias_document *document)
{
	const struct segbias_weighing *w = &document->findings->weighing;
	struct segbias_teller *t = &document->teller;
	segbias_section_head(document);
	add_facts(document);
	if (document->extent == SEGBIAS_EXTENT_FULL)
		segbias_document_add(document, SEGBIAS_BLOCK_CONTENTS, NULL);
	if (w->fitted) {
		segbias_document_heading(document, TELL(t, "What it costs"));
		add_cost(document);
	} else {
		segbias_document_add(
		    document, SEGBIAS_BLOCK_PARAGRAPH,
		    TELL(t, "No weights meet these targets: there are none. What people would do follows."));
	}
	segbias_document_heading(document, TELL(t, "Before and after"));
	segbias_document_add(
	    document, SEGBIAS_BLOCK_PARAGRAPH,
	    TELL(t, "Difference: the mean over the values of how far shares lie apart, by their standard deviation."));
	if (document->extent == SEGBIAS_EXTENT_FULL)
		segbias_document_add(document, SEGBIAS_BLOCK_CHARTS, NULL);
	add_differences(document);
	for (size_t i = 0; i < w->attribute_count; i++)
		add_attribute(document, &w->attributes[i]);
	add_unrepaired(document);
	add_recruits(document);
	add_exchange(document);
	if (document->extent == SEGBIAS_EXTENT_FULL && document->findings->notes.count)
		segbias_document_add(document, SEGBIAS_BLOCK_WARNINGS, NULL);
}
