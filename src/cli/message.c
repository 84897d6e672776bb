#include "message.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { WARNINGS_BYTES_MAX = 14 << 10 };

/* Returns the bytes that it takes; prints where `print`. */
static size_t put(const struct segbias_error *text, const char *kind, bool print)
{
	char place[320] = "";
	size_t size = 0;
	if (text->file[0] && text->line && text->column)
		(void)snprintf(place, sizeof place, "%s:%" PRIu64 ":%" PRIu64 ": ", text->file, text->line,
		               text->column);
	else if (text->file[0] && text->line)
		(void)snprintf(place, sizeof place, "%s:%" PRIu64 ": ", text->file, text->line);
	else if (text->file[0])
		(void)snprintf(place, sizeof place, "%s: ", text->file);
	else
		(void)snprintf(place, sizeof place, "segbias: ");
	size = strlen(place) + strlen(kind) + strlen(text->message) + strlen(text->hint) + sizeof ": \n  hint: \n";
	if (print) {
		(void)fprintf(stderr, "%s%s: %s\n", place, kind, text->message);
		if (text->hint[0])
			(void)fprintf(stderr, "  hint: %s\n", text->hint);
	}
	return size;
}

enum segbias_status message_error(const struct segbias_error *error)
{
	(void)put(error, "error", true);
	return error->status;
}

void message_warnings(const struct segbias_findings *findings)
{
	size_t used = 0;
	size_t count = segbias_findings_warnings(findings);
	for (size_t i = 0; i < count; i++) {
		struct segbias_error text;
		(void)segbias_findings_warning(findings, i, &text);
		used += put(&text, "warning", false);
		if (used > WARNINGS_BYTES_MAX) {
			(void)fprintf(stderr, "segbias: warning: %zu further warning%s in the JSON result\n", count - i,
			              count - i == 1 ? " is" : "s are");
			return;
		}
		(void)put(&text, "warning", true);
	}
}

void message_steps(const struct segbias_findings *findings, double writing)
{
	double seconds = 0;
	const char *name = NULL;
	for (size_t i = 0; (name = segbias_findings_step(findings, i, &seconds)); i++)
		(void)fprintf(stderr, "segbias: %8.3f s  %s\n", seconds, name);
	(void)fprintf(stderr, "segbias: %8.3f s  write\n", writing);
}
