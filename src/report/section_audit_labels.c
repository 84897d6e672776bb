/* Section: how often the decision is right, by group, and how far apart the groups' rates are. */
#include "report/section_audit.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

const char *segbias_audit_figure(struct segbias_teller *t, const char *form, double value)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (!isfinite(value))
		return "";
	segbias_text_print(number, sizeof number, form, value);
	return segbias_tell_figure(t, number);
}

const char *segbias_phrase_measure(struct segbias_teller *t, const char *measure)
{
	if (strcmp(measure, "tpr") == 0)
		return TELL(t, "tpr");
	if (strcmp(measure, "fpr") == 0)
		return TELL(t, "fpr");
	if (strcmp(measure, "ppv") == 0)
		return TELL(t, "ppv");
	if (strcmp(measure, "accuracy") == 0)
		return TELL(t, "accuracy");
	return TELL(t, "rate");
}

static void add_gap(struct segbias_document *document, const struct segbias_gap *gap)
{
	struct segbias_teller *t = &document->teller;
	const struct segbias_word words[] = {WORD_LABEL("attribute", gap->attribute),
	                                     WORD_PHRASE("measure", segbias_phrase_measure(t, gap->measure)),
	                                     WORD_NUMBER("gap", "%.1f", 100 * gap->gap),
	                                     WORD_LABEL("low", gap->low),
	                                     WORD_NUMBER("lowest", "%.1f%%", 100 * gap->lowest),
	                                     WORD_LABEL("high", gap->high),
	                                     WORD_NUMBER("highest", "%.1f%%", 100 * gap->highest)};
	if (!isfinite(gap->gap_low)) {
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    TELL_WITH(t, "{attribute}, {measure}: {gap} points from {low} ({lowest}) to {high} ({highest}).",
		              words[0], words[1], words[2], words[3], words[4], words[5], words[6]));
		return;
	}
	segbias_document_add(
	    document, SEGBIAS_BLOCK_ITEM,
	    TELL_WITH(t,
	              "{attribute}, {measure}: {gap} points ({gap_low} to {gap_high}) from {low} ({lowest}) to {high} "
	              "({highest}).",
	              words[0], words[1], words[2], WORD_NUMBER("gap_low", "%.1f", 100 * gap->gap_low),
	              WORD_NUMBER("gap_high", "%.1f", 100 * gap->gap_high), words[3], words[4], words[5], words[6]));
}

static void add_table(struct segbias_document *document, const struct segbias_audited *attribute)
{
	struct segbias_teller *t = &document->teller;
	const struct segbias_audit_group *groups = &document->findings->audit.groups[attribute->first];
	struct segbias_listing *table = segbias_document_listing(document, segbias_tell_label(t, attribute->attribute));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "group"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "labelled"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "tpr"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "fpr"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "ppv"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "accuracy"));
	for (size_t i = 0; i < attribute->count; i++) {
		const double rates[] = {groups[i].tpr, groups[i].fpr, groups[i].ppv, groups[i].accuracy};
		segbias_listing_add(document, table, segbias_tell_label(t, groups[i].value));
		segbias_listing_add(document, table,
		                    isfinite(groups[i].labelled) ? segbias_tell_count(t, groups[i].labelled) : "");
		for (size_t j = 0; j < sizeof rates / sizeof *rates; j++)
			segbias_listing_add(document, table, segbias_audit_figure(t, "%.1f%%", 100 * rates[j]));
	}
}

void segbias_section_audit_labels(struct segbias_document *document)
{
	const struct segbias_audit_findings *audit = &document->findings->audit;
	struct segbias_teller *t = &document->teller;
	if (!audit->label[0].bytes || audit->gap_count == 0)
		return;
	segbias_document_heading(document, TELL(t, "How often the decision is right"));
	segbias_document_add(
	    document, SEGBIAS_BLOCK_PARAGRAPH,
	    TELL_WITH(t,
	              "By {label}. tpr: of those of whom it is true, the share selected; fpr: of those of whom "
	              "it is false, likewise; ppv: of those selected, the share of whom it is true; accuracy: "
	              "the share decided as it says.",
	              WORD_LABEL("label", audit->label[0])));
	for (size_t i = 0; i < audit->attribute_count; i++)
		add_table(document, &audit->attributes[i]);
	segbias_document_add(
	    document, SEGBIAS_BLOCK_PARAGRAPH,
	    TELL(t, "From the lowest to the highest group, with limits that hold whichever groups these are:"));
	for (size_t i = 0; i < audit->gap_count; i++)
		add_gap(document, &audit->gaps[i]);
}
