/* Section: what who publishes an audit says of it, as the policy has it. */
#include "report/section.h"

#include <string.h>

/* The field in words; of one that this version does not know its name. */
static const char *phrase_field(struct segbias_teller *t, struct segbias_label field)
{
	const struct {
		const char *name, *words;
	} FIELDS[] = {
	    {"audit_date", TELL(t, "date of the audit")},
	    {"data_source", TELL(t, "source of the data")},
	    {"data_explanation", TELL(t, "explanation of the data")},
	    {"data_limits", TELL(t, "why the data are of one region or period alone")},
	    {"categories", TELL(t, "how the categories are known")},
	    {"distribution_date", TELL(t, "day of the first use (distribution date)")},
	    {"test_data_why", TELL(t, "why test data, and no historical ones")},
	    {"test_data_how", TELL(t, "how the test data were made")},
	    {"min_share_reason", TELL(t, "why groups of few are left out of the ratios")},
	};
	for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++)
		if (segbias_label_equal(field, segbias_label_of(FIELDS[i].name)))
			return FIELDS[i].words;
	return segbias_tell_label(t, field);
}

void segbias_section_publication(struct segbias_document *document)
{
	const struct segbias_audit_findings *audit = &document->findings->audit;
	struct segbias_teller *t = &document->teller;
	if (audit->publication_count == 0)
		return;
	segbias_document_add(document, SEGBIAS_BLOCK_HEADING, TELL(t, "To be published with the figures"))->level = 1;
	for (size_t i = 0; i < audit->publication_count; i++) {
		const struct segbias_publication *row = &audit->publication[i];
		if (!row->text.bytes && !row->lacking)
			continue;
		struct segbias_word field = WORD_PHRASE("field", phrase_field(t, row->field));
		segbias_document_add(document, SEGBIAS_BLOCK_ITEM,
		                     row->text.bytes
		                         ? TELL_WITH(t, "{field}: {text}", field, WORD_LABEL("text", row->text))
		                         : TELL_WITH(t, "{field}: the policy does not say it", field))
		    ->level = 1;
	}
}
