/* Section: what a campaign of a given size could show against the reference. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Groups of which not even the exclusion would show. */
static size_t count_silent(const struct segbias_findings *findings)
{
	size_t silent = 0;
	for (size_t i = 0; i < findings->planned_count; i++)
		silent += findings->planned[i].reference_share < 1 &&
		          !isfinite(findings->planned[i].detectable_under) &&
		          findings->planned[i].reason == SEGBIAS_REASON_NONE;
	return silent;
}

static size_t count_reason(const struct segbias_findings *findings, enum segbias_reason reason)
{
	size_t count = 0;
	for (size_t i = 0; i < findings->planned_count; i++)
		count += findings->planned[i].reason == reason;
	return count;
}

static void add_title(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	if (document->options->title)
		segbias_document_add(document, SEGBIAS_BLOCK_TITLE,
		                     segbias_tell_label(t, segbias_label_of(document->options->title)));
	struct segbias_block *block =
	    segbias_document_add(document, SEGBIAS_BLOCK_TITLE,
	                         TELL_COUNT_WITH(t, findings->plan, "A campaign of {n} person against {reference}",
	                                         "A campaign of {n} people against {reference}",
	                                         WORD_LABEL("reference", segbias_label_of(findings->reference.name))));
	block->level = document->options->title ? 2 : 1;
}

/* What the columns of the tables mean. */
static const char *phrase_rule(struct segbias_teller *t, const struct segbias_findings *findings)
{
	const struct segbias_word words[] = {WORD_PHRASE("under", TELL(t, "under")),
	                                     WORD_PHRASE("over", TELL(t, "over")),
	                                     WORD_NUMBER("low", "%g", findings->settings.band_low),
	                                     WORD_NUMBER("high", "%g", findings->settings.band_high),
	                                     WORD_DIGITS("chance", "80 %"),
	                                     WORD_NUMBER("alpha", "%g", findings->settings.alpha)};
	return strcmp(findings->kind, "population") == 0
	           ? TELL_WITH(t,
	                       "It would show an index at or below \"{under}\", or at or above \"{over}\", to lie "
	                       "beyond the tolerance band {low} to {high}, with a chance of {chance} (error rate "
	                       "{alpha}).",
	                       words[0], words[1], words[2], words[3], words[4], words[5])
	           : TELL_WITH(t,
	                       "It would show an index at or below \"{under}\", or at or above \"{over}\", to lie "
	                       "beyond the tolerance band {low} to {high}, with a chance of about {chance} (error rate "
	                       "{alpha}).",
	                       words[0], words[1], words[2], words[3], words[4], words[5]);
}

/* Groups that no campaign of this size, or none at all, brings a verdict on, by why. */
static void add_untested(struct segbias_text *text, struct segbias_teller *t, const struct segbias_findings *findings)
{
	double least = findings->settings.min_n;
	double silent = (double)count_silent(findings);
	double margin = (double)count_reason(findings, SEGBIAS_REASON_MARGIN);
	double weights = (double)count_reason(findings, SEGBIAS_REASON_WEIGHTS);
	if (findings->plan < least)
		segbias_text_add_string(
		    text, TELL_COUNT_WITH(t, least,
		                          " A group of fewer than {n} known record gets no verdict at all ({option}).",
		                          " A group of fewer than {n} known records gets no verdict at all ({option}).",
		                          WORD_CODE("option", "--min-n")));
	if (silent > 0)
		segbias_text_add_string(text, TELL_COUNT(t, silent, " Of {n} group not even the exclusion would show.",
		                                         " Of {n} groups not even the exclusion would show."));
	if (margin > 0)
		segbias_text_add_string(
		    text,
		    TELL_COUNT(t, margin,
		               " Of {n} group no campaign would: the margin of error is too wide for the share.",
		               " Of {n} groups no campaign would: the margin of error is too wide for the share."));
	if (weights > 0)
		segbias_text_add_string(
		    text,
		    TELL_COUNT(t, weights, " Of {n} group no campaign would: few respondents have most of the weight.",
		               " Of {n} groups no campaign would: few respondents have most of the weight."));
}

static const char *phrase_taken(struct segbias_teller *t, const char *kind)
{
	if (strcmp(kind, "population") == 0)
		return TELL(t, " The reference is taken as exact.");
	if (strcmp(kind, "sample") == 0)
		return TELL(t, " The reference is taken as a sample, whose error counts.");
	if (strcmp(kind, "base") == 0)
		return TELL(t, " The reference is taken as the base that the campaign is drawn from.");
	return TELL(t, " The reference is taken as shares with a margin of error.");
}

static void add_intro(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	struct segbias_text text = {0};
	segbias_text_add_string(&text, phrase_rule(t, findings));
	segbias_text_add_string(&text, TELL(t, " Milder skews may stay unclear."));
	segbias_text_add_string(
	    &text, TELL(t, " Each group stands for itself: of many segments or groups together it takes more."));
	add_untested(&text, t, findings);
	segbias_text_add_string(&text, phrase_taken(t, findings->kind));
	segbias_document_add_text(document, SEGBIAS_BLOCK_PARAGRAPH, &text);
	segbias_section_apart(document);
}

/* --- tables ----------------------------------------------------------------------------------------------------- */

/* "57", "none" where there is no such index. */
static const char *phrase_index(struct segbias_teller *t, double index)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (!isfinite(index))
		return TELL(t, "none");
	(void)snprintf(number, sizeof number, "%.0f", index);
	return segbias_tell_figure(t, number);
}

static struct segbias_listing *begin_table(struct segbias_document *document, struct segbias_label attribute)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *table = segbias_document_listing(document, segbias_tell_label(t, attribute));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "value"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "ref."));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "people"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "under"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "over"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "to show index 0"));
	return table;
}

static void add_row(struct segbias_document *document, struct segbias_listing *table, const struct segbias_planned *row)
{
	struct segbias_teller *t = &document->teller;
	char number[SEGBIAS_NUMBER_MAX];
	segbias_listing_add(document, table, segbias_tell_label(t, row->value));
	(void)snprintf(number, sizeof number, "%.1f%%", 100 * row->reference_share);
	segbias_listing_add(document, table, segbias_tell_figure(t, number));
	segbias_listing_add(document, table, segbias_tell_count(t, nearbyint(row->expected)));
	segbias_listing_add(document, table, phrase_index(t, row->detectable_under));
	segbias_listing_add(document, table, phrase_index(t, row->detectable_over));
	segbias_listing_add(document, table,
	                    isfinite(row->n_excluded)
	                        ? segbias_tell_figure(t, segbias_number_about(row->n_excluded, number))
	                        : TELL(t, "none"));
}

void segbias_section_planned(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_listing *table = NULL;
	bool full = document->extent == SEGBIAS_EXTENT_FULL;
	add_title(document);
	add_intro(document);
	if (full) {
		segbias_document_add(document, SEGBIAS_BLOCK_CONTENTS, NULL);
		segbias_document_heading(document, TELL(&document->teller, "What the campaign could show"));
	}
	for (size_t i = 0; i < findings->planned_count; i++) {
		const struct segbias_planned *row = &findings->planned[i];
		if (i == 0 || !segbias_label_equal(row[-1].attribute, row->attribute))
			table = begin_table(document, row->attribute);
		add_row(document, table, row);
	}
	if (full && findings->notes.count)
		segbias_document_add(document, SEGBIAS_BLOCK_WARNINGS, NULL);
}
