#include "base/error.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A sentence cut in the middle of a UTF-8 sequence would be a raw control byte to some terminals. */
static void cut_at_character(char *text, size_t capacity)
{
	size_t size = strlen(text);
	if (size + 1 < capacity)
		return;
	while (size > 0 && ((unsigned char)text[size - 1] & 0xC0) == 0x80)
		size--;
	if (size > 0 && (unsigned char)text[size - 1] >= 0xC0)
		size--;
	text[size] = '\0';
}

enum segbias_status segbias_error_set(struct segbias_error *error, enum segbias_status status, const char *format, ...)
{
	if (error) {
		memset(error, 0, sizeof *error);
		error->status = status;
		va_list arguments;
		va_start(arguments, format);
		(void)vsnprintf(error->message, sizeof error->message, format, arguments);
		va_end(arguments);
		cut_at_character(error->message, sizeof error->message);
	}
	return status;
}

void segbias_error_place(struct segbias_error *error, const char *file, uint64_t line, uint64_t column)
{
	if (!error)
		return;
	struct segbias_text text = {0};
	segbias_text_add_escaped(&text, segbias_label_of(file), 0);
	(void)snprintf(error->file, sizeof error->file, "%s", text.data ? text.data : "");
	cut_at_character(error->file, sizeof error->file);
	segbias_text_release(&text);
	error->line = line;
	error->column = column;
}

void segbias_error_hint(struct segbias_error *error, const char *format, ...)
{
	if (!error)
		return;
	va_list arguments;
	va_start(arguments, format);
	(void)vsnprintf(error->hint, sizeof error->hint, format, arguments);
	va_end(arguments);
	cut_at_character(error->hint, sizeof error->hint);
}
