/* Section: columns that tell who is in which group. */
#include "report/section_audit.h"

enum { ROWS_MAX = 12 };

void segbias_section_audit_proxies(struct segbias_document *document)
{
	const struct segbias_audit_findings *audit = &document->findings->audit;
	struct segbias_teller *t = &document->teller;
	size_t most = segbias_section_most(document, ROWS_MAX);
	if (audit->proxy_count == 0)
		return;
	segbias_document_heading(document, TELL(t, "Columns that tell of groups"));
	segbias_document_add(
	    document, SEGBIAS_BLOCK_PARAGRAPH,
	    TELL(t, "What goes with a group may stand for it where the group itself is not used. V: 0 says "
	            "nothing of the group, 1 says it all."));
	for (size_t i = 0; i < audit->proxy_count && i < most; i++) {
		const struct segbias_proxy *proxy = &audit->proxies[i];
		const struct segbias_word words[] = {WORD_LABEL("column", proxy->column),
		                                     WORD_LABEL("attribute", proxy->attribute),
		                                     WORD_NUMBER("v", "%.2f", proxy->v_corrected)};
		segbias_document_add(
		    document, SEGBIAS_BLOCK_ITEM,
		    proxy->bands ? TELL_WITH(t, "{column}, cut at its tenths, tells of {attribute}: V {v}.", words[0],
		                             words[1], words[2])
				 : TELL_WITH(t, "{column} tells of {attribute}: V {v}.", words[0], words[1], words[2]));
	}
	if (audit->proxy_count > most)
		segbias_document_add(document, SEGBIAS_BLOCK_REST,
		                     TELL_COUNT(t, (double)(audit->proxy_count - most),
		                                "and {n} more in the JSON result", "and {n} more in the JSON result"));
}
