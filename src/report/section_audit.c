/* Section: how often groups are selected, by attribute. */
#include "report/section.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>

static void add_title(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	const struct segbias_audit_findings *audit = &findings->audit;
	struct segbias_teller *t = &document->teller;
	if (document->options->title)
		segbias_document_add(document, SEGBIAS_BLOCK_TITLE,
		                     segbias_tell_label(t, segbias_label_of(document->options->title)));
	struct segbias_block *block = segbias_document_add(
	    document, SEGBIAS_BLOCK_TITLE,
	    isnan(audit->records)
		? TELL_WITH(t, "Scores in {file}", WORD_LABEL("file", segbias_label_of(findings->reference.name)))
		: TELL_WITH(t, "Who is selected in {file}",
	                    WORD_LABEL("file", segbias_label_of(findings->reference.name))));
	block->level = document->options->title ? 2 : 1;
	if (audit->decision[1].bytes)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_PARAGRAPH,
		    TELL_WITH(t, "{column} is {value} of {selected} of {all} records.",
		              WORD_LABEL("column", audit->decision[0]), WORD_LABEL("value", audit->decision[1]),
		              WORD_COUNT("selected", audit->selected), WORD_COUNT("all", audit->records)));
	else if (audit->decision[0].bytes)
		segbias_document_add(document, SEGBIAS_BLOCK_PARAGRAPH,
		                     TELL_WITH(t, "{column} says yes of {selected} of {all} records.",
		                               WORD_LABEL("column", audit->decision[0]),
		                               WORD_COUNT("selected", audit->selected),
		                               WORD_COUNT("all", audit->records)));
	else if (!isnan(audit->median))
		segbias_document_add(
		    document, SEGBIAS_BLOCK_PARAGRAPH,
		    TELL_WITH(t, "{score} is above its median, {median}, of {selected} of {all} records.",
		              WORD_LABEL("score", audit->score), WORD_NUMBER("median", "%.6g", audit->median),
		              WORD_COUNT("selected", audit->selected), WORD_COUNT("all", audit->records)));
	else if (!isnan(audit->threshold))
		segbias_document_add(
		    document, SEGBIAS_BLOCK_PARAGRAPH,
		    TELL_WITH(t, "{score} is {threshold} or more of {selected} of {all} records.",
		              WORD_LABEL("score", audit->score), WORD_NUMBER("threshold", "%.6g", audit->threshold),
		              WORD_COUNT("selected", audit->selected), WORD_COUNT("all", audit->records)));
	else
		segbias_document_add(
		    document, SEGBIAS_BLOCK_PARAGRAPH,
		    TELL(
			t,
			"There is neither a decision nor a threshold: nobody is selected, and scores are shown alone."));
}

static const char *phrase_status(struct segbias_teller *t, const struct segbias_audit_group *group)
{
	if (group->is_against)
		return TELL(t, "compared to");
	switch (group->status) {
	case SEGBIAS_AUDIT_BREACH:
		return TELL(t, "breach");
	case SEGBIAS_AUDIT_WATCH:
		return TELL(t, "watch");
	case SEGBIAS_AUDIT_OK:
		return TELL(t, "ok");
	case SEGBIAS_AUDIT_NONE:
		break;
	}
	return group->excluded ? TELL(t, "left out") : TELL(t, "no ratio");
}

static const char *phrase_number(struct segbias_teller *t, const char *form, double value)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (!isfinite(value))
		return "";
	segbias_text_print(number, sizeof number, form, value);
	return segbias_tell_figure(t, number);
}

static const char *phrase_limits(struct segbias_teller *t, double low, double high)
{
	char number[2 * SEGBIAS_NUMBER_MAX];
	if (!isfinite(low))
		return "";
	if (isfinite(high))
		segbias_text_print(number, sizeof number, "%.2f-%.2f", low, high);
	else
		segbias_text_print(number, sizeof number, "%.2f-", low);
	return segbias_tell_figure(t, number);
}

static void add_table(struct segbias_document *document, const struct segbias_audited *attribute)
{
	struct segbias_teller *t = &document->teller;
	const struct segbias_audit_group *groups = &document->findings->audit.groups[attribute->first];
	struct segbias_listing *table = segbias_document_listing(document, segbias_tell_label(t, attribute->attribute));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "group"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "people"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "selected"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "rate"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "ratio"));
	segbias_listing_head(table, SEGBIAS_CELL_FIGURE, TELL(t, "interval"));
	segbias_listing_head(table, SEGBIAS_CELL_WORDS, TELL(t, "status"));
	for (size_t i = 0; i < attribute->count; i++) {
		segbias_listing_add(document, table, segbias_tell_label(t, groups[i].value));
		segbias_listing_add(document, table, segbias_tell_count(t, groups[i].n));
		segbias_listing_add(document, table, segbias_tell_count(t, groups[i].selected));
		segbias_listing_add(document, table, phrase_number(t, "%.1f%%", 100 * groups[i].rate));
		segbias_listing_add(document, table, phrase_number(t, "%.2f", groups[i].impact_ratio));
		segbias_listing_add(document, table,
		                    phrase_limits(t, groups[i].impact_ratio_low, groups[i].impact_ratio_high));
		segbias_listing_add(document, table, phrase_status(t, &groups[i]));
	}
}

void segbias_section_audit(struct segbias_document *document)
{
	const struct segbias_audit_findings *audit = &document->findings->audit;
	add_title(document);
	for (size_t i = 0; i < audit->attribute_count && !isnan(audit->records); i++)
		add_table(document, &audit->attributes[i]);
}
