#include "message.h"

#include "terminal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	WARNINGS_BYTES_MAX = 14 << 10,
	/* Of one message: what a struct segbias_error holds, at most 5 bytes an escape for one that it stands for. */
	LINES_MAX = 5 * sizeof(struct segbias_error) + 64,
};

/* The lines of a message as stderr can show them, in out[LINES_MAX]. */
static void compose(const struct segbias_error *text, const char *kind, char *out)
{
	size_t size = 0;
	if (text->file[0] && text->line && text->column)
		size = (size_t)snprintf(out, LINES_MAX, "%s:%" PRIu64 ":%" PRIu64 ": ", text->file, text->line,
		                        text->column);
	else if (text->file[0] && text->line)
		size = (size_t)snprintf(out, LINES_MAX, "%s:%" PRIu64 ": ", text->file, text->line);
	else
		size = (size_t)snprintf(out, LINES_MAX, "%s: ", text->file[0] ? text->file : "segbias");
	size += (size_t)snprintf(out + size, LINES_MAX - size, "%s: %s\n", kind, text->message);
	if (text->hint[0])
		(void)snprintf(out + size, LINES_MAX - size, "  hint: %s\n", text->hint);
	char *ascii = terminal_is_ascii(STDERR_FILENO) ? segbias_text_ascii(out) : NULL;
	if (ascii)
		(void)snprintf(out, LINES_MAX, "%s", ascii);
	segbias_free(ascii);
}

enum segbias_status message_error(const struct segbias_error *error)
{
	char lines[LINES_MAX];
	compose(error, "error", lines);
	(void)fputs(lines, stderr);
	return error->status;
}

static void note(const char *before, const char *path, const char *behind)
{
	struct segbias_error text = {.status = SEGBIAS_OK};
	char lines[LINES_MAX];
	char quoted[SEGBIAS_ESCAPED_MAX];
	(void)snprintf(text.message, sizeof text.message, "%s%s%s", before, segbias_text_escape(path, quoted), behind);
	compose(&text, "note", lines);
	(void)fputs(lines, stderr);
}

void message_policy(const char *path)
{
	note("the policy is ", path, "; --policy none leaves it out");
}

void message_written(const char *path, const char *beside)
{
	note("wrote ", path, "");
	if (beside)
		note("nothing of ", beside, " is in it; --policy with that file takes it along");
}

void message_warnings(const struct segbias_findings *findings)
{
	size_t used = 0;
	size_t count = segbias_findings_warnings(findings);
	for (size_t i = 0; i < count; i++) {
		struct segbias_error text;
		char lines[LINES_MAX];
		(void)segbias_findings_warning(findings, i, &text);
		compose(&text, "warning", lines);
		used += strlen(lines);
		if (used > WARNINGS_BYTES_MAX) {
			(void)fprintf(stderr, "segbias: warning: %zu further warning%s in the JSON result\n", count - i,
			              count - i == 1 ? " is" : "s are");
			return;
		}
		(void)fputs(lines, stderr);
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
