#include "base/text.h"

#include "base/memory.h"
#include "base/personal.h"
#include "base/unicode.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTED_CHARACTERS_MAX = 60 };

void segbias_text_release(struct segbias_text *text)
{
	free(text->data);
	*text = (struct segbias_text){0};
}

/* Makes room for `size` more bytes and a 0 byte. */
static bool reserve(struct segbias_text *text, size_t size)
{
	if (text->failed)
		return false;
	if (size > SIZE_MAX / 4 || text->size > SIZE_MAX / 4) {
		segbias_memory_fail();
		text->failed = true;
		return false;
	}
	size_t need = text->size + size + 1;
	if (need <= text->capacity)
		return true;
	size_t capacity = text->capacity ? text->capacity : 128;
	while (capacity < need)
		capacity *= 2;
	char *data = segbias_memory_resize(text->data, capacity, 1);
	if (!data) {
		text->failed = true;
		return false;
	}
	text->data = data;
	text->capacity = capacity;
	return true;
}

void segbias_text_add(struct segbias_text *text, const char *bytes, size_t size)
{
	if (!reserve(text, size))
		return;
	if (size)
		memcpy(text->data + text->size, bytes, size);
	text->size += size;
	text->data[text->size] = '\0';
}

void segbias_text_add_string(struct segbias_text *text, const char *string)
{
	segbias_text_add(text, string, strlen(string));
}

void segbias_text_add_format(struct segbias_text *text, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	va_list again;
	va_copy(again, arguments);
	int size = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (size < 0)
		text->failed = true;
	else if (reserve(text, (size_t)size)) {
		(void)vsnprintf(text->data + text->size, (size_t)size + 1, format, again);
		text->size += (size_t)size;
	}
	va_end(again);
}

struct segbias_label segbias_label_of(const char *string)
{
	return (struct segbias_label){string, strlen(string)};
}

bool segbias_label_equal(struct segbias_label a, struct segbias_label b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

int segbias_label_compare(struct segbias_label a, struct segbias_label b)
{
	size_t size = a.size < b.size ? a.size : b.size;
	int order = size ? memcmp(a.bytes, b.bytes, size) : 0;
	if (order != 0)
		return order;
	return (a.size > b.size) - (a.size < b.size);
}

static void add_escape(struct segbias_text *text, uint32_t code)
{
	switch (code) {
	case '\n':
		segbias_text_add_string(text, "\\n");
		break;
	case '\r':
		segbias_text_add_string(text, "\\r");
		break;
	case '\t':
		segbias_text_add_string(text, "\\t");
		break;
	default:
		if (code < 0x80)
			segbias_text_add_format(text, "\\x%02x", (unsigned)code);
		else
			segbias_text_add_format(text, code < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)code);
	}
}

/* Bytes escaped beside the unsafe ones: within quotes, the quote and the backslash. */
static void add_escaped(struct segbias_text *text, struct segbias_label label, size_t characters_max, const char *also)
{
	size_t position = 0;
	size_t characters = 0;
	while (position < label.size) {
		if (characters_max && characters == characters_max) {
			segbias_text_add_string(text, "…");
			return;
		}
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + position, label.size - position, &code);
		if (size == 0) {
			segbias_text_add_format(text, "\\x%02x", (unsigned)(unsigned char)label.bytes[position]);
			size = 1;
		} else if (segbias_unicode_unsafe(code)) {
			add_escape(text, code);
		} else if (size == 1 && strchr(also, (int)code)) {
			segbias_text_add(text, "\\", 1);
			segbias_text_add(text, label.bytes + position, 1);
		} else {
			segbias_text_add(text, label.bytes + position, size);
		}
		position += size;
		characters++;
	}
}

void segbias_text_add_escaped(struct segbias_text *text, struct segbias_label label, size_t characters_max)
{
	add_escaped(text, label, characters_max, "");
}

/* Escapes into `out` between two quotes (or none), cut so that all fits. */
static const char *write_label(struct segbias_label label, const char *quote, char out[static SEGBIAS_QUOTE_MAX])
{
	struct segbias_text text = {0};
	add_escaped(&text, label, QUOTED_CHARACTERS_MAX, "\"\\");
	/* 60 characters are at most 600 bytes escaped. */
	size_t size = text.data ? text.size : 0;
	if (size > SEGBIAS_QUOTE_MAX - 8)
		size = SEGBIAS_QUOTE_MAX - 8;
	while (size > 0 && size < text.size && ((unsigned char)text.data[size] & 0xC0) == 0x80)
		size--;
	(void)snprintf(out, SEGBIAS_QUOTE_MAX, "%s%.*s%s%s", quote, (int)size, text.data ? text.data : "",
	               size < text.size ? "…" : "", quote);
	segbias_text_release(&text);
	return out;
}

int segbias_text_fit(const char *text, int most)
{
	int size = 0;
	while (size < most && text[size])
		size++;
	while (size > 0 && text[size] && ((unsigned char)text[size] & 0xC0) == 0x80)
		size--;
	return size;
}

/* A cell that swallowed rows holds those of other columns. */
const char *segbias_label_withheld(struct segbias_label label, const char **words)
{
	enum { DELIMITERS_MOST = 2 }; /* of one kind, without the blank that prose has behind them */
	static const char DELIMITERS[] = ",;|\t";
	const char *spare = NULL;
	const char **said = words ? words : &spare;
	if (label.size > 2 && (memchr(label.bytes, '\n', label.size) || memchr(label.bytes, '\r', label.size))) {
		*said = "several lines";
		return "lines";
	}
	enum segbias_personal personal = segbias_personal_value(label);
	*said = segbias_personal_words(personal);
	if (personal)
		return segbias_personal_name(personal);
	for (const char *at = DELIMITERS; *at; at++) {
		size_t count = 0;
		for (size_t i = 0; i < label.size; i++)
			count += label.bytes[i] == *at && (i + 1 == label.size || label.bytes[i + 1] != ' ');
		if (count > DELIMITERS_MOST) {
			*said = "several fields";
			return "fields";
		}
	}
	return NULL;
}

static const char *write_withheld(struct segbias_label label, char out[static SEGBIAS_QUOTE_MAX])
{
	const char *words = NULL;
	if (!segbias_label_withheld(label, &words))
		return NULL;
	(void)snprintf(out, SEGBIAS_QUOTE_MAX, "[%s, withheld]", words);
	return out;
}

const char *segbias_label_quote(struct segbias_label label, char out[static SEGBIAS_QUOTE_MAX])
{
	const char *instead = write_withheld(label, out);
	return instead ? instead : write_label(label, "\"", out);
}

const char *segbias_label_show(struct segbias_label label, char out[static SEGBIAS_QUOTE_MAX])
{
	const char *instead = write_withheld(label, out);
	return instead ? instead : write_label(label, "", out);
}

const char *segbias_text_quote(const char *text, char out[static SEGBIAS_QUOTE_MAX])
{
	return write_label(segbias_label_of(text), "\"", out);
}

const char *segbias_text_show(const char *text, char out[static SEGBIAS_QUOTE_MAX])
{
	return write_label(segbias_label_of(text), "", out);
}

/* Short, and without a character that stands in `but` or does not show itself. */
static bool is_shown(struct segbias_label label, const char *but)
{
	size_t characters = 0;
	for (size_t at = 0; at < label.size; characters++) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		if (size == 0 || segbias_unicode_unsafe(code) || (code < 0x80 && strchr(but, (int)code)))
			return false;
		at += size;
	}
	return characters > 0 && characters <= QUOTED_CHARACTERS_MAX;
}

bool segbias_label_copyable(struct segbias_label label)
{
	return is_shown(label, "'\"`\\:=,") && !segbias_label_withheld(label, NULL);
}

bool segbias_label_pair_copyable(struct segbias_label column, struct segbias_label value)
{
	return is_shown(column, "'\"\\=") && is_shown(value, "'\"\\") && !segbias_label_withheld(column, NULL) &&
	       !segbias_label_withheld(value, NULL);
}

bool segbias_text_copyable(const char *text)
{
	return is_shown(segbias_label_of(text), "'\"`\\:=,");
}
