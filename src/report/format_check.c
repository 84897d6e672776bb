/* Formats of a gate: those of its comparison. What the gate says stands in the document, in JSON's description and among the
 * gauges; the tables of values are the same. */
#include "report/format.h"

/* NOLINTBEGIN(bugprone-macro-parentheses): the name of a format */
#define AS_COMPARED(name)                                                                                              \
	enum segbias_status segbias_format_check_##name(const struct segbias_findings *findings,                       \
	                                                const struct segbias_render_options *options,                  \
	                                                struct segbias_text *out, struct segbias_error *error)         \
	{                                                                                                              \
		return segbias_format_compare_##name(findings, options, out, error);                                   \
	}
/* NOLINTEND(bugprone-macro-parentheses) */

AS_COMPARED(text)
AS_COMPARED(json)
AS_COMPARED(ndjson)
AS_COMPARED(csv)
AS_COMPARED(markdown)
AS_COMPARED(html)
AS_COMPARED(prometheus)
