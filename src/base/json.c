#include "base/json.h"

#include "base/number.h"
#include "base/unicode.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* '#' … '~' but for the backslash, and two more. */
static inline bool is_plain(char byte)
{
	return ((unsigned char)byte - (unsigned)'#' <= '~' - '#' && byte != '\\') || byte == ' ' || byte == '!';
}

/* How many bytes from there on stand for themselves whatever they are beside: most of all text. */
static size_t plain_run(struct segbias_label label, size_t at)
{
	size_t end = at;
	while (end < label.size && is_plain(label.bytes[end]))
		end++;
	return end - at;
}

static void add_quoted(struct segbias_text *out, struct segbias_label label)
{
	if (plain_run(label, 0) == label.size && label.size < SIZE_MAX / 8) {
		char *at = segbias_text_room(out, label.size + 2);
		if (!at)
			return;
		*at = '"';
		if (label.size)
			memcpy(at + 1, label.bytes, label.size);
		at[label.size + 1] = '"';
		segbias_text_end(out, at + label.size + 2);
		return;
	}
	segbias_text_add(out, "\"", 1);
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t run = plain_run(label, at);
		if (run) {
			segbias_text_add(out, label.bytes + at, run);
			at += run;
			continue;
		}
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		if (size == 0) {
			segbias_text_add_string(out, "\xEF\xBF\xBD");
			size = 1;
		} else if (code == '"' || code == '\\') {
			segbias_text_add(out, "\\", 1);
			segbias_text_add(out, label.bytes + at, 1);
		} else if (segbias_unicode_unsafe(code) && code >= 0x10000) {
			segbias_text_add_format(out, "\\u%04x\\u%04x", (unsigned)(0xD7C0 + (code >> 10)),
			                        (unsigned)(0xDC00 + (code & 0x3FF)));
		} else if (segbias_unicode_unsafe(code)) {
			segbias_text_add_format(out, "\\u%04x", (unsigned)code);
		} else {
			segbias_text_add(out, label.bytes + at, size);
		}
		at += size;
	}
	segbias_text_add(out, "\"", 1);
}

/* The room that is asked for at once: for what stands before a key or a value, for a key of a description, for a value. */
enum { LEVELS_MOST = 16, BEFORE_MOST = 2 + LEVELS_MOST, KEY_MOST = 40, VALUE_MOST = SEGBIAS_NUMBER_MAX };

/* A blank for each level. */
static char *add_line(char *at, int levels)
{
	static const char LINE[] = "\n                ";
	memcpy(at, LINE, sizeof LINE - 1);
	return at + 1 + levels;
}

/* A key that is written as it stands, in quotes and with its colon; NULL: it is not, or it is long. */
static char *add_plain_key(char *at, const char *key)
{
	const char *start = at;
	*at++ = '"';
	for (; *key; key++) {
		if (!is_plain(*key) || at - start > KEY_MOST - 4)
			return NULL;
		*at++ = *key;
	}
	*at++ = '"';
	*at++ = ':';
	*at++ = ' ';
	return at;
}

static void add_key(struct segbias_json *json, struct segbias_label key)
{
	add_quoted(json->out, key);
	segbias_text_add_string(json->out, ": ");
}

/* Up to the value; returns where it goes, with VALUE_MOST bytes of room. NULL: out of memory. */
static char *start_item(struct segbias_json *json, const char *key)
{
	static const char COMMA[2] = ", ";
	struct segbias_text *out = json->out;
	char *at = segbias_text_room(out, BEFORE_MOST + KEY_MOST + VALUE_MOST);
	if (!at)
		return NULL;
	bool line = json->depth > 0 && !json->inline_values;
	*at = COMMA[0];
	at += json->comma;
	if (line) {
		at = add_line(at, json->depth < LEVELS_MOST ? json->depth : LEVELS_MOST);
	} else if (json->comma) {
		*at++ = COMMA[1];
	}
	json->comma = true;
	char *end = json->depth <= LEVELS_MOST && key ? add_plain_key(at, key) : NULL;
	if (end || (json->depth <= LEVELS_MOST && !key && !json->label.bytes)) {
		json->label = (struct segbias_label){NULL, 0};
		return end ? end : at;
	}
	segbias_text_end(out, at);
	for (int i = LEVELS_MOST; line && i < json->depth; i++)
		segbias_text_add(out, " ", 1);
	if (key || json->label.bytes)
		add_key(json, key ? segbias_label_of(key) : json->label);
	json->label = (struct segbias_label){NULL, 0};
	return segbias_text_room(out, VALUE_MOST);
}

/* An item that is a word. */
static void add_item(struct segbias_json *json, const char *key, const char *word, size_t size)
{
	char *at = start_item(json, key);
	if (!at)
		return;
	memcpy(at, word, size);
	segbias_text_end(json->out, at + size);
}

void segbias_json_open(struct segbias_json *json, const char *key, char bracket)
{
	add_item(json, key, &bracket, 1);
	json->depth++;
	json->comma = false;
}

void segbias_json_close(struct segbias_json *json, char bracket)
{
	json->depth--;
	json->comma &= !json->inline_values;
	char *at = segbias_text_room(json->out, BEFORE_MOST);
	if (at && json->comma)
		at = add_line(at, json->depth < LEVELS_MOST ? json->depth : LEVELS_MOST);
	if (at)
		segbias_text_end(json->out, at);
	for (int i = LEVELS_MOST; json->comma && i < json->depth; i++)
		segbias_text_add(json->out, " ", 1);
	segbias_text_add(json->out, &bracket, 1);
	json->comma = true;
}

void segbias_json_number(struct segbias_json *json, const char *key, double value)
{
	if (!isfinite(value)) {
		add_item(json, key, "null", 4);
		return;
	}
	char *at = start_item(json, key);
	if (at)
		segbias_text_end(json->out, at + segbias_number_write(value, at));
}

void segbias_json_whole(struct segbias_json *json, const char *key, uint64_t value)
{
	char *at = start_item(json, key);
	if (at)
		segbias_text_end(json->out, at + snprintf(at, VALUE_MOST, "%" PRIu64, value));
}

void segbias_json_bool(struct segbias_json *json, const char *key, bool value)
{
	add_item(json, key, value ? "true" : "false", value ? 4 : 5);
}

void segbias_json_string(struct segbias_json *json, const char *key, const char *value)
{
	segbias_json_label(json, key, value ? segbias_label_of(value) : (struct segbias_label){0});
}

void segbias_json_label(struct segbias_json *json, const char *key, struct segbias_label value)
{
	if (!value.bytes) {
		add_item(json, key, "null", 4);
		return;
	}
	add_item(json, key, "", 0);
	add_quoted(json->out, value);
}
