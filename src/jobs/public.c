/* Small public functions: the version, warnings, text for messages, the nearest of some names. */
#include <segbias/segbias.h>

#include "base/text.h"

#include "base/call.h"
#include "base/memory.h"
#include "base/personal.h"
#include "findings/findings.h"
#include "policy/option.h"
#include "values/nearest.h"

#include <stdlib.h>
#include <string.h>

_Static_assert((int)SEGBIAS_ESCAPED_MAX == (int)SEGBIAS_QUOTE_MAX, "the public size is the inner one");

const char *segbias_version(void)
{
	return SEGBIAS_VERSION;
}

void segbias_free(void *memory)
{
	free(memory);
}

const char *segbias_text_escape(const char *text, char out[SEGBIAS_ESCAPED_MAX])
{
	return out ? segbias_text_quote(text ? text : "", out) : NULL;
}

const char *segbias_findings_warning(const struct segbias_findings *findings, size_t index,
                                     struct segbias_error *warning)
{
	if (index >= segbias_findings_warnings(findings))
		return NULL;
	size_t own = findings->notes.count;
	const struct segbias_note *note =
	    index < own ? &findings->notes.items[index] : &findings->host_notes.items[index - own];
	if (warning) {
		*warning = note->text;
		segbias_option_word(warning,
		                    findings->words_settings || (findings->read_back && !findings->words_flags));
	}
	return note->code;
}

char *segbias_text_ascii(const char *text)
{
	struct segbias_text ascii = {0};
	if (!text)
		return NULL;
	segbias_text_add(&ascii, "", 0);
	segbias_text_add_ascii(&ascii, segbias_label_of(text));
	if (ascii.failed)
		segbias_text_release(&ascii);
	return ascii.data;
}

/* Options that take a value of a column by itself; all others stand behind a "=". */
static bool takes_value(const char *option)
{
	static const char *const OPTIONS[] = {"--missing-values", "--against"};
	for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS; i++)
		if (strcmp(option, OPTIONS[i]) == 0)
			return true;
	return false;
}

/* Adds the word of a command; what looks personal in it, as the value of a filter may, is withheld as in the result's settings: a
 * report is handed on, and the command with it. Such a line cannot be run as it stands, and shows why. */
static void add_shown(struct segbias_text *line, const char *word, bool value, bool ascii)
{
	struct segbias_text shown = {0};
	const char *rest = word;
	bool withheld = false;
	while (rest) {
		const char *end = strchr(rest, '=');
		struct segbias_label part = {rest, end ? (size_t)(end - rest) : strlen(rest)};
		char words[SEGBIAS_QUOTE_MAX];
		if (value && segbias_personal_value(part) != SEGBIAS_PERSONAL_NONE) {
			segbias_text_add_string(&shown, segbias_label_show(part, words));
			withheld = true;
		} else
			segbias_text_add(&shown, part.bytes, part.size);
		if (end)
			segbias_text_add_string(&shown, "=");
		value = true;
		rest = end ? end + 1 : NULL;
	}
	line->failed = line->failed || shown.failed;
	if (!line->failed)
		segbias_text_add_word(line, withheld ? shown.data : word, ascii);
	segbias_text_release(&shown);
}

char *segbias_text_command(const char *const *words, size_t count, int ascii)
{
	struct segbias_text line = {0};
	bool known = words != NULL;
	segbias_text_add(&line, "", 0);
	for (size_t i = 0; known && i < count; i++) {
		known = words[i] != NULL;
		segbias_text_add(&line, " ", i > 0);
		if (known)
			add_shown(&line, words[i], i > 0 && takes_value(words[i - 1]), ascii != 0);
	}
	if (!known || line.failed)
		segbias_text_release(&line);
	return line.data;
}

enum segbias_status segbias_text_nearest(const char *wanted, const char *const *names, size_t count, size_t *nearest,
                                         struct segbias_error *error)
{
	struct segbias_call call;
	enum segbias_status status = SEGBIAS_OK;
	size_t found = SIZE_MAX;
	if (!nearest)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_argument|the nearest name has no place to go to: it is NULL");
	SEGBIAS_TRY(segbias_call_enter(&call, error));
	bool any = wanted && names && count < SIZE_MAX / sizeof(struct segbias_label);
	struct segbias_label *labels = any ? segbias_memory_zeroed(count + 1, sizeof *labels) : NULL;
	for (size_t i = 0; labels && i < count; i++)
		labels[i] = segbias_label_of(names[i] ? names[i] : "");
	if (labels)
		found = segbias_nearest(segbias_label_of(wanted), labels, count);
	free(labels);
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK)
		*nearest = found;
done:
	return status;
}
