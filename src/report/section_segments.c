/* Section: charts, and a table for every comparison, a segment at a time; of a full report. */
#include "report/section.h"

/* The comparisons from `first` on that are of the same segment. */
static size_t count_same(const struct segbias_findings *findings, size_t first)
{
	const struct segbias_comparison *c = &findings->comparisons[first];
	size_t count = 0;
	while (first + count < findings->comparison_count &&
	       (c[count].segment.bytes == NULL) == (c->segment.bytes == NULL) &&
	       segbias_label_equal(c[count].segment, c->segment))
		count++;
	return count;
}

/* "Mobile app: 3 under-targeted, 2 over-targeted" */
static const char *phrase_segment(struct segbias_teller *t, const struct segbias_findings *findings, size_t first,
                                  size_t count)
{
	const struct segbias_comparison *c = &findings->comparisons[first];
	size_t verdicts[SEGBIAS_VERDICT_COUNT] = {0};
	size_t groups = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < c[i].value_count && c[i].state != SEGBIAS_STATE_ONE_VALUE; j++, groups++)
			verdicts[c[i].values[j].verdict]++;
	struct segbias_word group = WORD_PHRASE("group", segbias_phrase_group(t, c->segment));
	struct segbias_word records = WORD_PHRASE("records", TELL_COUNT(t, c->rows, "{n} record", "{n} records"));
	if (segbias_has_amount(findings))
		return TELL_WITH(t, "{group} ({records})", group, records);
	const char *flags = segbias_phrase_flags(t, verdicts);
	if (*flags)
		return TELL_WITH(t, "{group} ({records}): {flags}", group, records, WORD_PHRASE("flags", flags));
	if (groups > 0 && verdicts[SEGBIAS_VERDICT_WITHIN] == groups)
		return TELL_WITH(t, "{group} ({records}): every group is shown to lie within tolerance", group,
		                 records);
	if (groups > 0 && verdicts[SEGBIAS_VERDICT_UNCLEAR] == groups)
		return TELL_WITH(t, "{group} ({records}): all is unclear", group, records);
	return TELL_WITH(t, "{group} ({records}): no group is shown to be over- or under-targeted", group, records);
}

void segbias_section_segments(struct segbias_document *document)
{
	const struct segbias_findings *findings = document->findings;
	struct segbias_teller *t = &document->teller;
	segbias_document_heading(document, TELL(t, "Charts"));
	segbias_document_add(document, SEGBIAS_BLOCK_CHARTS, NULL);
	segbias_document_heading(document, findings->settings.segment.bytes ? TELL(t, "Every segment and attribute")
	                                                                    : TELL(t, "Every attribute"));
	for (size_t first = 0; first < findings->comparison_count;) {
		const struct segbias_comparison *c = &findings->comparisons[first];
		size_t count = count_same(findings, first);
		if (document->shown[first]) {
			struct segbias_block *fold = segbias_document_add(document, SEGBIAS_BLOCK_FOLD, NULL);
			fold->key = phrase_segment(t, findings, first, count);
			fold->level = !c->segment.bytes;
			segbias_document_add(document, SEGBIAS_BLOCK_CHART, NULL)->label = c->segment;
			for (size_t i = 0; i < count; i++)
				segbias_section_comparison(document, &c[i]);
			segbias_document_add(document, SEGBIAS_BLOCK_UNFOLD, NULL);
		}
		first += count;
	}
	if (document->not_shown)
		segbias_document_add(
		    document, SEGBIAS_BLOCK_NOTE,
		    TELL_COUNT_WITH(
			t, (double)document->not_shown,
			"{n} more segment, in which no group is further from its share, is not shown: {option} has "
			"all.",
			"{n} more segments, in which no group is further from its share, are not shown: {option} "
			"has all.",
			WORD_CODE("option", "--format csv")));
}
