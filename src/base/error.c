#include "base/error.h"

#include "base/text.h"

#include <locale.h>
#include <stdarg.h>
#include <string.h>

/* The length of the id before the "|" of a format; 0: it has none. */
static size_t id_size(const char *format)
{
	size_t size = strspn(format, "abcdefghijklmnopqrstuvwxyz_");
	return format[size] == '|' ? size : 0;
}

enum segbias_status segbias_error_set(struct segbias_error *error, enum segbias_status status, const char *format, ...)
{
	if (error) {
		size_t size = id_size(format);
		memset(error, 0, sizeof *error);
		error->status = status;
		memcpy(error->id, format, size < sizeof error->id ? size : 0);
		va_list arguments;
		va_start(arguments, format);
		(void)segbias_text_print_list(error->message, sizeof error->message, format + size + (size > 0),
		                              arguments);
		va_end(arguments);
	}
	return status;
}

const char *segbias_error_reason(int number)
{
	locale_t english = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	if (english == (locale_t)0)
		return "the system has no memory to say why";
	const char *reason = strerror_l(number, english);
	freelocale(english);
	return reason;
}

void segbias_error_place(struct segbias_error *error, const char *file, uint64_t line, uint64_t column)
{
	if (!error)
		return;
	struct segbias_text text = {0};
	segbias_text_add_escaped(&text, segbias_label_of(file), 0);
	segbias_text_print(error->file, sizeof error->file, "%s", text.data ? text.data : "");
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
	(void)segbias_text_print_list(error->hint, sizeof error->hint, format, arguments);
	va_end(arguments);
}
