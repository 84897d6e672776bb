/* Sections of a full report: the method in plain words with its sources, the verdicts explained, and sizes. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void add(struct segbias_document *document, const char *text)
{
	segbias_document_add(document, SEGBIAS_BLOCK_ITEM, text);
}

/* By which test a share is held against the reference's. */
static const char *phrase_test(struct segbias_teller *t, const struct segbias_findings *findings)
{
	if (strcmp(findings->kind, "sample") == 0)
		return TELL_WITH(
		    t,
		    "The reference is a sample: both shares have an error, and the test allows for both (the "
		    "score test of a ratio of two proportions, corrected for skewness: {work}).",
		    WORD_CITE("work", "Gart and Nam, Biometrics 44 (1988)"));
	if (strcmp(findings->kind, "base") == 0)
		return TELL(t,
		            "The campaign was drawn from the base that it is compared with: the test is that of a draw "
		            "without putting back (hypergeometric; at the band's edges a score test of those who were "
		            "drawn against those who were not).");
	if (strcmp(findings->kind, "margin") == 0)
		return TELL(t, "The reference gives its shares with margins of error: the test lets the true share lie "
		               "around the published one as far as they say (beta-binomial).");
	return TELL_WITH(
	    t,
	    "The reference is taken as the whole population: its shares have no error, and the test is the "
	    "exact binomial one ({work}).",
	    WORD_CITE("work", "Clopper and Pearson, Biometrika 26 (1934)"));
}

static const char *phrase_many(struct segbias_teller *t, const struct segbias_settings *s)
{
	if (strcmp(s->control, "bh") == 0)
		return TELL_WITH(
		    t,
		    "Among many groups some look skewed by chance. The threshold allows for it: of all groups "
		    "that are called over or under, a share of at most {alpha} is expected to be wrong ({work}).",
		    WORD_NUMBER("alpha", "%g", s->alpha),
		    WORD_CITE("work", "Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995)"));
	if (strcmp(s->control, "by") == 0)
		return TELL_WITH(
		    t,
		    "Among many groups some look skewed by chance. The threshold allows for it, however they "
		    "depend on each other: of all groups that are called over or under, a share of at most "
		    "{alpha} is expected to be wrong ({work}).",
		    WORD_NUMBER("alpha", "%g", s->alpha),
		    WORD_CITE("work", "Benjamini and Yekutieli, Ann. Stat. 29 (2001)"));
	if (strcmp(s->control, "holm") == 0)
		return TELL_WITH(
		    t,
		    "Among many groups some look skewed by chance. The threshold allows for it: the probability "
		    "that any group at all is wrongly called over or under is at most {alpha} ({work}).",
		    WORD_NUMBER("alpha", "%g", s->alpha), WORD_CITE("work", "Holm, Scand. J. Stat. 6 (1979)"));
	return TELL_WITH(
	    t,
	    "Each group is judged by itself, with an error rate of {alpha}: among many groups some look skewed "
	    "by chance, and this report does not allow for it.",
	    WORD_NUMBER("alpha", "%g", s->alpha));
}

void segbias_section_method(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_settings *s = &findings->settings;
	struct segbias_teller *t = &document->teller;
	if (segbias_has_amount(findings))
		return;
	segbias_document_heading(document, TELL(t, "Method"));
	add(document,
	    TELL(t, "The index of a group is 100 times its share among the known records, divided by its share in the "
	            "reference: 100 is the reference's share, 50 half of it, 200 twice."));
	add(document,
	    TELL_WITH(t,
	              "A verdict needs size and certainty. Size: the index lies beyond the band {low} to {high}. "
	              "Certainty: the records show it; a difference that chance may explain is no finding, and one "
	              "that is certain but small is none either (two one-sided tests: {work}).",
	              WORD_NUMBER("low", "%g", s->band_low), WORD_NUMBER("high", "%g", s->band_high),
	              WORD_CITE("work", "Schuirmann, J. Pharmacokinet. Biopharm. 15 (1987)")));
	if (segbias_has_apart(findings))
		add(document,
		    TELL(t, "The policy has limits of their own, or a reason to be narrow, for some attributes or "
		            "segments: they stand in \"How it was read and judged\"."));
	add(document, phrase_test(t, findings));
	add(document, phrase_many(t, s));
	if (s->weight.bytes || s->person.bytes || isfinite(s->deff))
		add(document,
		    TELL_WITH(t,
		              "Weights and several rows of one person make records count for less than their number: "
		              "tests and intervals are at the effective size ({work}).",
		              WORD_CITE("work", "Kish, Survey Sampling (1965)")));
	add(document,
	    TELL(t, "Missing and unmatched values are never spread over the known ones in silence: each finding says "
	            "whether it would hold if all of them were as bad for it as they can be."));
	if (findings->mcar.column_count)
		add(document,
		    TELL_WITH(t, "Whether numbers are missing completely at random is asked by Little's test ({work}).",
		              WORD_CITE("work", "Little, J. Am. Stat. Assoc. 83 (1988)")));
	if (findings->simpson_count)
		add(document,
		    TELL_WITH(
			t,
			"Differences within the values of another attribute are pooled by Mantel and Haenszel ({work}).",
			WORD_CITE("work", "J. Natl. Cancer Inst. 22 (1959)")));
	add(document,
	    TELL(t, "Intervals and verdicts speak of the process that chose the records: would it do so again? Index "
	            "and shortfall are facts about this file."));
	add(document, TELL_WITH(t, "Every figure is defined in {file} of the program's documentation.",
	                        WORD_CODE("file", "DEFINITIONS.md")));
}

/* --- verdicts --------------------------------------------------------------------------------------------------- */

static void explain(struct segbias_document *document, struct segbias_listing *table, const char *verdict,
                    const char *meaning)
{
	segbias_listing_add(document, table, verdict);
	segbias_listing_add(document, table, meaning);
}

void segbias_section_words(struct segbias_document *document)
{
	struct segbias_teller *t = &document->teller;
	if (segbias_has_amount(document->findings))
		return;
	segbias_document_heading(document, TELL(t, "What the verdicts mean"));
	struct segbias_listing *table = segbias_document_listing(document, TELL(t, "The six verdicts"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "verdict"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "meaning"));
	explain(document, table, TELL(t, "over"),
	        TELL(t, "Over-targeted: the records show that the group's index lies above the band."));
	explain(
	    document, table, TELL(t, "likely over"),
	    TELL(t,
	         "Likely over-targeted: the records show that the share is larger than the reference's, and its index "
	         "lies above the band, but not that it would stay there."));
	explain(
	    document, table, TELL(t, "within"),
	    TELL(t, "Within tolerance: the records show that the index lies inside the band. This is more than that no "
	            "difference was found."));
	explain(
	    document, table, TELL(t, "likely under"),
	    TELL(
		t,
		"Likely under-targeted: the records show that the share is smaller than the reference's, and its index "
		"lies below the band, but not that it would stay there."));
	explain(document, table, TELL(t, "under"),
	        TELL(t, "Under-targeted: the records show that the group's index lies below the band."));
	explain(
	    document, table, TELL(t, "unclear"),
	    TELL(
		t,
		"Too little evidence for any of these: neither a skew nor its absence is shown. Where a reason is known "
		"it stands in place of the word."));
}

static void add_share(struct segbias_document *document, struct segbias_listing *table, double share)
{
	segbias_listing_add(document, table,
	                    isfinite(share)
	                        ? TELL_WITH(&document->teller, "{share}", WORD_NUMBER("share", "%.1f%%", 100 * share))
	                        : "");
}

/* --- sizes ------------------------------------------------------------------------------------------------------ */

void segbias_section_sizes(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	char number[SEGBIAS_NUMBER_MAX];
	segbias_document_heading(document, TELL(t, "Sizes and distances"));
	segbias_document_add(
	    document, SEGBIAS_BLOCK_NOTE,
	    TELL(t, "The distance of an attribute is the share of the segment's people who would have to be others "
	            "for its groups to have the reference's shares (total variation); chance alone would make "
	            "it about as large as the last column says."));
	struct segbias_listing *table = segbias_document_listing(
	    document, TELL(t, "Records, effective sizes and distances by segment and attribute"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "segment"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "attribute"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "records"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "known"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "missing"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "unmatched"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "effective size"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "design effect"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "distance"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "distance by chance"));
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		double figures[] = {c->rows, c->n, c->missing, c->unmatched, round(c->n_effective)};
		if (!document->shown[i])
			continue;
		segbias_listing_add(document, table, segbias_phrase_group(t, c->segment));
		segbias_listing_add(document, table, segbias_tell_label(t, c->attribute));
		for (size_t j = 0; j < sizeof figures / sizeof *figures; j++)
			segbias_listing_add(
			    document, table,
			    isfinite(figures[j])
				? segbias_tell_figure(t, segbias_text_figure(findings, figures[j], number))
				: "");
		(void)snprintf(number, sizeof number, "%.2f", c->deff);
		segbias_listing_add(document, table, isfinite(c->deff) ? segbias_tell_figure(t, number) : "");
		add_share(document, table, c->tvd);
		add_share(document, table, c->tvd_noise);
	}
}
