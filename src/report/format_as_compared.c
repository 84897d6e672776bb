/* Formats of a gate and of a review that are those of a comparison: what is theirs stands in the document, in JSON's description and
 * among the gauges; a gate's tables of values are the same. */
#include "report/format.h"

/* NOLINTBEGIN(bugprone-macro-parentheses): the name of a format */
#define AS_COMPARED(job, name)                                                                                         \
	enum segbias_status segbias_format_##job##_##name(const struct segbias_findings *findings,                     \
	                                                  const struct segbias_render_options *options,                \
	                                                  struct segbias_text *out, struct segbias_error *error)       \
	{                                                                                                              \
		return segbias_format_compare_##name(findings, options, out, error);                                   \
	}
/* NOLINTEND(bugprone-macro-parentheses) */

AS_COMPARED(check, text)
AS_COMPARED(check, json)
AS_COMPARED(check, ndjson)
AS_COMPARED(check, csv)
AS_COMPARED(check, markdown)
AS_COMPARED(check, html)
AS_COMPARED(check, prometheus)
AS_COMPARED(review, text)
AS_COMPARED(review, json)
AS_COMPARED(review, markdown)
AS_COMPARED(review, html)
