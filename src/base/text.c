#include "base/text.h"

#include "base/memory.h"
#include "base/personal.h"
#include "base/spool.h"
#include "base/unicode.h"

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
	if (text->spool && text->size > 0 && text->size + size >= SEGBIAS_SPOOL_MEMORY &&
	    segbias_spool_drain(text->spool) != 0)
		return false;
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

char *segbias_text_room(struct segbias_text *text, size_t size)
{
	bool fits = !text->failed && text->size + size < text->capacity;
	return fits || reserve(text, size) ? text->data + text->size : NULL;
}

void segbias_text_end(struct segbias_text *text, const char *end)
{
	text->size = (size_t)(end - text->data);
	text->data[text->size] = '\0';
}

void segbias_text_add(struct segbias_text *text, const char *bytes, size_t size)
{
	char *at = segbias_text_room(text, size);
	if (!at)
		return;
	if (size)
		memcpy(at, bytes, size);
	segbias_text_end(text, at + size);
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

struct segbias_label segbias_text_label(const struct segbias_text *text)
{
	return (struct segbias_label){text->data ? text->data : "", text->size};
}

bool segbias_label_equal(struct segbias_label a, struct segbias_label b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.bytes, b.bytes, a.size) == 0);
}

bool segbias_label_begins(struct segbias_label label, struct segbias_label with)
{
	return label.size >= with.size && (with.size == 0 || memcmp(label.bytes, with.bytes, with.size) == 0);
}

bool segbias_label_has_digit(struct segbias_label label)
{
	for (size_t i = 0; i < label.size; i++)
		if (label.bytes[i] >= '0' && label.bytes[i] <= '9')
			return true;
	return false;
}

int segbias_label_compare(struct segbias_label a, struct segbias_label b)
{
	size_t size = a.size < b.size ? a.size : b.size;
	int order = size ? memcmp(a.bytes, b.bytes, size) : 0;
	if (order != 0)
		return order;
	return (a.size > b.size) - (a.size < b.size);
}

int segbias_label_order(struct segbias_label a, struct segbias_label b)
{
	if (!a.bytes || !b.bytes)
		return (a.bytes != NULL) - (b.bytes != NULL);
	return segbias_label_compare(a, b);
}

bool segbias_label_same(struct segbias_label a, struct segbias_label b)
{
	return a.bytes && b.bytes ? segbias_label_equal(a, b) : !a.bytes && !b.bytes;
}

int segbias_labels_compare(const void *a, const void *b)
{
	return segbias_label_compare(*(const struct segbias_label *)a, *(const struct segbias_label *)b);
}

size_t segbias_label_line_ends(struct segbias_label label)
{
	size_t lines = 0;
	for (size_t i = 0; i < label.size; i++) {
		bool pair = label.bytes[i] == '\r' && i + 1 < label.size && label.bytes[i + 1] == '\n';
		lines += (label.bytes[i] == '\n' || label.bytes[i] == '\r') && !pair;
	}
	return lines;
}

struct segbias_label segbias_label_unquote(struct segbias_label raw, char *room)
{
	if (raw.size < 2 || raw.bytes[0] != '"')
		return raw;
	struct segbias_label inner = {raw.bytes + 1, raw.size - 2};
	if (!memchr(inner.bytes, '"', inner.size))
		return inner;
	size_t size = 0;
	for (size_t at = 0; at < inner.size; at++) {
		room[size++] = inner.bytes[at];
		at += inner.bytes[at] == '"'; /* the other one of the two */
	}
	return (struct segbias_label){room, size};
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

void segbias_text_add_ascii(struct segbias_text *text, struct segbias_label label)
{
	static const uint32_t DOTS = 0x2026;
	for (size_t at = 0, size = 0; at < label.size; at += size) {
		uint32_t code = 0;
		size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		if (size == 0)
			segbias_text_add_format(text, "\\x%02x", (unsigned)(unsigned char)label.bytes[at]);
		else if (code == DOTS)
			segbias_text_add_string(text, "...");
		else if (code < 0x80)
			segbias_text_add(text, label.bytes + at, 1);
		else
			add_escape(text, code);
		size = size ? size : 1;
	}
}

/* Whether every character shows itself. */
static bool is_visible(struct segbias_label word, bool ascii)
{
	for (size_t at = 0, size = 0; at < word.size; at += size) {
		uint32_t code = 0;
		size = segbias_unicode_decode(word.bytes + at, word.size - at, &code);
		if (size == 0 || segbias_unicode_unsafe(code) || (ascii && code >= 0x80))
			return false;
	}
	return true;
}

void segbias_text_add_word(struct segbias_text *text, const char *word, bool ascii)
{
	static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+,.:/%@";
	size_t size = strlen(word);
	bool visible = is_visible((struct segbias_label){word, size}, ascii);
	/* A word of letters beyond ASCII alone is left plain too: no shell takes them for anything else. */
	bool plain = visible && size > 0 && word[0] != '='; /* which zsh takes for the path of a command */
	for (size_t i = 0; plain && i < size; i++)
		plain = (unsigned char)word[i] >= 0x80 || strchr(PLAIN, word[i]);
	if (plain) {
		segbias_text_add(text, word, size);
		return;
	}
	segbias_text_add_string(text, visible ? "'" : "$'");
	for (const char *c = word; *c; c++) {
		unsigned char byte = (unsigned char)*c;
		if (*c == '\'')
			segbias_text_add_string(text, visible ? "'\\''" : "\\'");
		else if (!visible && *c == '\\')
			segbias_text_add_string(text, "\\\\");
		else if (!visible && (byte < 0x20 || byte >= 0x7F))
			segbias_text_add_format(text, "\\%03o", byte);
		else
			segbias_text_add(text, c, 1);
	}
	segbias_text_add(text, "'", 1);
}

void segbias_text_add_escaped(struct segbias_text *text, struct segbias_label label, size_t characters_max)
{
	add_escaped(text, label, characters_max, "");
}

/* Whether a backslash of it would be read as the beginning of an escape. */
static bool looks_escaped(struct segbias_label label)
{
	for (size_t i = 0; i + 1 < label.size; i++)
		if (label.bytes[i] == '\\' && label.bytes[i + 1] && strchr("nrtxuU\\", label.bytes[i + 1]))
			return true;
	return false;
}

void segbias_text_add_distinct(struct segbias_text *text, struct segbias_label label)
{
	size_t size = text->size;
	if (label.size == 0)
		return;
	segbias_text_add_escaped(text, label, 0);
	bool same =
	    !text->failed && text->size - size == label.size && memcmp(text->data + size, label.bytes, label.size) == 0;
	if (text->failed || (same && !looks_escaped(label)))
		return;
	text->size = size;
	for (size_t at = 0; at < label.size;) {
		const char *next = memchr(label.bytes + at, '\\', label.size - at);
		size_t end = next ? (size_t)(next - label.bytes) : label.size;
		segbias_text_add_escaped(text, (struct segbias_label){label.bytes + at, end - at}, 0);
		segbias_text_add(text, "\\\\", next ? 2 : 0);
		at = end + (next != NULL);
	}
}

/* Bytes of the character or the escape at the start of text[0..size), size > 0. An escape may lack its end there. */
static size_t unit_size(const char *text, size_t size)
{
	static const char HEX[] = "0123456789abcdef";
	uint32_t code = 0;
	if (text[0] != '\\' || size == 1) {
		size_t character = segbias_unicode_decode(text, size, &code);
		return character ? character : 1;
	}
	size_t digits = text[1] == 'x' ? 2 : text[1] == 'u' ? 4 : text[1] == 'U' ? 8 : 0;
	for (size_t i = 0; i < digits && i + 2 < size; i++)
		if (!strchr(HEX, text[i + 2]))
			digits = 0;
	return 2 + digits;
}

/* Whether the character at the start of text[0..size) stands on the one before it. */
static bool is_joined(const char *text, size_t size)
{
	uint32_t code = 0;
	return size > 0 && segbias_unicode_decode(text, size, &code) && !segbias_unicode_unsafe(code) &&
	       segbias_unicode_width(code) == 0;
}

/* The most bytes of text[0..size), at most `most`, that end where a character or an escape ends. */
static size_t whole_units(const char *text, size_t size, size_t most)
{
	size_t end = 0;
	for (size_t at = 0; at < most;) {
		at += unit_size(text + at, size - at);
		if (at <= most && !is_joined(text + at, size - at))
			end = at;
	}
	return end;
}

const char *segbias_text_print_list(char *out, size_t capacity, const char *format, va_list arguments)
{
	static const char MARK[] = "…";
	int size = vsnprintf(out, capacity, format, arguments);
	if (size < 0)
		out[0] = '\0';
	else if ((size_t)size >= capacity)
		memcpy(out + whole_units(out, capacity - 1, capacity - sizeof MARK), MARK, sizeof MARK);
	return out;
}

const char *segbias_text_print(char *out, size_t capacity, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	(void)segbias_text_print_list(out, capacity, format, arguments);
	va_end(arguments);
	return out;
}

/* Escapes into `out` between two quotes (or none), cut so that all fits. */
static const char *write_label(struct segbias_label label, const char *quote, char out[static SEGBIAS_QUOTE_MAX])
{
	struct segbias_text text = {0};
	add_escaped(&text, label, QUOTED_CHARACTERS_MAX, "\"\\");
	/* 60 characters are at most 600 bytes escaped. */
	segbias_text_print(out, SEGBIAS_QUOTE_MAX - strlen(quote), "%s%s", quote, text.data ? text.data : "");
	memcpy(out + strlen(out), quote, strlen(quote) + 1);
	segbias_text_release(&text);
	return out;
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

/* Writes the words in place of a label that is withheld; false: it is not. */
static bool write_withheld(struct segbias_label label, char out[static SEGBIAS_QUOTE_MAX])
{
	const char *words = NULL;
	if (!segbias_label_withheld(label, &words))
		return false;
	(void)snprintf(out, SEGBIAS_QUOTE_MAX, "[%s, withheld]", words);
	return true;
}

const char *segbias_label_quote(struct segbias_label label, char out[static SEGBIAS_QUOTE_MAX])
{
	return write_withheld(label, out) ? out : write_label(label, "\"", out);
}

void segbias_text_add_quoted(struct segbias_text *list, struct segbias_label label)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_text_add_format(list, "%s%s", list->size ? ", " : "", segbias_label_quote(label, quoted));
}

const char *segbias_label_show(struct segbias_label label, char out[static SEGBIAS_QUOTE_MAX])
{
	return write_withheld(label, out) ? out : write_label(label, "", out);
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

void segbias_text_add_item(struct segbias_text *text, struct segbias_label item, const char *special)
{
	bool quote = item.size == 0;
	for (size_t i = 0; i < item.size; i++)
		quote = quote || strchr(special, item.bytes[i]) || item.bytes[i] == '"';
	segbias_text_add(text, "\"", quote);
	for (size_t i = 0; i < item.size; i++) {
		segbias_text_add(text, "\"", item.bytes[i] == '"');
		segbias_text_add(text, &item.bytes[i], 1);
	}
	segbias_text_add(text, "\"", quote);
}

void segbias_text_add_clean(struct segbias_text *text, struct segbias_label label)
{
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		if (size == 0 || segbias_unicode_unsafe(code))
			segbias_text_add_string(text, "\xEF\xBF\xBD");
		else
			segbias_text_add(text, label.bytes + at, size);
		at += size ? size : 1;
	}
}
