/* Section: whether a difference stands within the values of another column. */
#include "report/section_audit.h"

#include "base/number.h"

#include <math.h>

static const char *phrase_limits(struct segbias_teller *t, double low, double high)
{
	char number[2 * SEGBIAS_NUMBER_MAX];
	if (!isfinite(low) || !isfinite(high))
		return "";
	segbias_text_print(number, sizeof number, "%.2f-%.2f", low, high);
	return segbias_tell_figure(t, number);
}

/* Rows of one attribute within one column stand together. */
static bool begins(const struct segbias_audit_findings *audit, size_t i)
{
	return i == 0 || !segbias_label_equal(audit->given[i].stratifier, audit->given[i - 1].stratifier) ||
	       !segbias_label_equal(audit->given[i].attribute, audit->given[i - 1].attribute);
}

static struct segbias_listing *add_table(struct segbias_document *document, const struct segbias_given_finding *row)
{
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *table = segbias_document_listing(
	    document, TELL_WITH(t, "{attribute} within {column}", WORD_LABEL("attribute", row->attribute),
	                        WORD_LABEL("column", row->stratifier)));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "group"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "odds"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "odds within"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "interval"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "q"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "disparity"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "disparity within"));
	return table;
}

void segbias_section_audit_given(struct segbias_document *document)
{
	const struct segbias_audit_findings *audit = &document->findings->audit;
	struct segbias_teller *t = &document->teller;
	struct segbias_listing *table = NULL;
	if (audit->given_count == 0)
		return;
	segbias_document_heading(document, TELL(t, "Within other columns"));
	segbias_document_add(
	    document, SEGBIAS_BLOCK_PARAGRAPH,
	    TELL(t, "Odds of being selected, against all others: of all together, and common to the values of "
	            "the column (Mantel and Haenszel). Disparity: the group's share of those not selected less "
	            "its share of those selected, in points; within: the mean over the values."));
	for (size_t i = 0; i < audit->given_count; i++) {
		const struct segbias_given_finding *row = &audit->given[i];
		if (begins(audit, i))
			table = add_table(document, row);
		segbias_listing_add(document, table, segbias_tell_label(t, row->value));
		segbias_listing_add(document, table, segbias_audit_figure(t, "%.2f", row->odds_ratio));
		segbias_listing_add(document, table, segbias_audit_figure(t, "%.2f", row->mh_odds_ratio));
		segbias_listing_add(document, table, phrase_limits(t, row->mh_low, row->mh_high));
		segbias_listing_add(document, table, segbias_audit_figure(t, "%.2g", row->q));
		segbias_listing_add(document, table, segbias_audit_figure(t, "%+.1f", 100 * row->disparity));
		segbias_listing_add(document, table, segbias_audit_figure(t, "%+.1f", 100 * row->cdd));
	}
}
