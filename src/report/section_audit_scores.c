/* Section: the scores of the groups, and whether they mean the same. */
#include "report/section_audit.h"

#include <math.h>

static void add_table(struct segbias_document *document, const struct segbias_audited *attribute)
{
	struct segbias_teller *t = &document->teller;
	const struct segbias_audit_findings *audit = &document->findings->audit;
	const struct segbias_audit_group *groups = &audit->groups[attribute->first];
	bool labelled = audit->label[0].bytes != NULL;
	struct segbias_listing *table = segbias_document_listing(document, segbias_tell_label(t, attribute->attribute));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "group"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "scored"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "mean"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "KS"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "q"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "distance"));
	if (labelled)
		segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "too high"));
	for (size_t i = 0; i < attribute->count; i++) {
		segbias_listing_add(document, table, segbias_tell_label(t, groups[i].value));
		segbias_listing_add(document, table,
		                    isfinite(groups[i].scored) ? segbias_tell_count(t, groups[i].scored) : "");
		segbias_listing_add(document, table, segbias_audit_figure(t, "%.4g", groups[i].score_mean));
		segbias_listing_add(document, table, segbias_audit_figure(t, "%.3f", groups[i].ks));
		segbias_listing_add(document, table, segbias_audit_figure(t, "%.2g", groups[i].ks_q));
		segbias_listing_add(document, table, segbias_audit_figure(t, "%.3g", groups[i].wasserstein));
		if (labelled)
			segbias_listing_add(document, table,
			                    segbias_audit_figure(t, "%+.3f", groups[i].calibration_gap));
	}
}

void segbias_section_audit_scores(struct segbias_document *document)
{
	const struct segbias_audit_findings *audit = &document->findings->audit;
	struct segbias_teller *t = &document->teller;
	struct segbias_word score = WORD_LABEL("score", audit->score);
	if (!audit->score.bytes)
		return;
	segbias_document_heading(document, TELL(t, "Scores by group"));
	segbias_document_add(
	    document, SEGBIAS_BLOCK_PARAGRAPH,
	    TELL_WITH(t,
	              "{score} of each group against that of all others. KS: the largest difference of the "
	              "distributions (q: that there is none); distance: Wasserstein's, in the unit of the score.",
	              score));
	if (audit->label[0].bytes)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_PARAGRAPH,
		    TELL_WITH(
			t,
			"Too high: the mean score less the share of whom {label} is true, for scores from 0 to 1; by bands "
			"of the score in the JSON result.",
			WORD_LABEL("label", audit->label[0])));
	for (size_t i = 0; i < audit->attribute_count; i++)
		add_table(document, &audit->attributes[i]);
}
