/* Small public functions: the version, warnings, text for messages, the nearest of some names. */
#include <segbias/segbias.h>

#include "base/text.h"

#include "base/call.h"
#include "base/memory.h"
#include "findings/findings.h"
#include "policy/option.h"
#include "values/nearest.h"

#include <stdlib.h>

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
	if (warning) {
		*warning = findings->notes.items[index].text;
		segbias_option_word(warning,
		                    findings->words_settings || (findings->read_back && !findings->words_flags));
	}
	return findings->notes.items[index].code;
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

char *segbias_text_command(const char *const *words, size_t count, int ascii)
{
	struct segbias_text line = {0};
	bool known = words != NULL;
	segbias_text_add(&line, "", 0);
	for (size_t i = 0; known && i < count; i++) {
		known = words[i] != NULL;
		segbias_text_add(&line, " ", i > 0);
		if (known)
			segbias_text_add_word(&line, words[i], ascii != 0);
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
