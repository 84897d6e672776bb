/* Formats of a review: text and a page for people. */
#include "report/format.h"
#include "report/text_block.h"

enum segbias_status segbias_format_review_text(const struct segbias_findings *findings,
                                               const struct segbias_render_options *options, struct segbias_text *out,
                                               struct segbias_error *error)
{
	struct segbias_document document;
	enum segbias_status status = segbias_document_build(&document, findings, options, SEGBIAS_EXTENT_BRIEF, error);
	struct segbias_paper paper = segbias_text_paper(&document, out);
	for (size_t i = 0; i < document.count && status == SEGBIAS_OK; i++)
		segbias_text_block(&paper, &document, i);
	return segbias_document_close(&document, status, error);
}

enum segbias_status segbias_format_review_html(const struct segbias_findings *findings,
                                               const struct segbias_render_options *options, struct segbias_text *out,
                                               struct segbias_error *error)
{
	return segbias_format_compare_html(findings, options, out, error);
}
