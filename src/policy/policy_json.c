#include "policy/policy_json.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HALF = 6, PAIR = 2 * HALF, WHOLE = 10 }; /* bytes of \ud83d, of two, and of \U0001f600 */

/* The code of \uXXXX at the place, 0: there is none. */
static uint32_t code_at(const struct segbias_text *text, size_t at)
{
	char digits[HALF - 1] = "";
	if (at + HALF > text->size || text->data[at] != '\\' || text->data[at + 1] != 'u')
		return 0;
	memcpy(digits, text->data + at + 2, sizeof digits - 1);
	char *end = NULL;
	unsigned long code = strtoul(digits, &end, 16);
	return end == digits + sizeof digits - 1 ? (uint32_t)code : 0;
}

/* The character of two halves at the place; 0: there are none. */
static uint32_t pair_at(const struct segbias_text *text, size_t at)
{
	uint32_t high = code_at(text, at);
	uint32_t low = high >= 0xD800 && high < 0xDC00 ? code_at(text, at + HALF) : 0;
	return low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00) : 0;
}

/* Behind the string that begins there, or at the end. *pairs: how many it has. */
static size_t pass_string(const struct segbias_text *text, size_t at, size_t *pairs)
{
	for (at++; at < text->size && text->data[at] != '"';) {
		bool pair = pair_at(text, at) != 0;
		*pairs += pair;
		at += pair ? PAIR : text->data[at] == '\\' ? 2 : 1;
	}
	return at < text->size ? at + 1 : text->size;
}

/* Whether it begins as an object, and nothing outside of its strings is of YAML alone: other quotes, comments. */
static bool is_json(const struct segbias_text *text, size_t *pairs)
{
	size_t at = 0;
	while (at < text->size && strchr(" \t\r\n", text->data[at]))
		at++;
	bool json = at < text->size && text->data[at] == '{';
	while (json && at < text->size) {
		json = text->data[at] != '\'' && text->data[at] != '#';
		at = text->data[at] == '"' ? pass_string(text, at, pairs) : at + 1;
	}
	return json;
}

/* A string; blanks behind it are as many as its pairs have become shorter. */
static size_t write_string(const struct segbias_text *text, size_t at, struct segbias_text *out)
{
	size_t pairs = 0;
	size_t end = pass_string(text, at, &pairs);
	while (at < end) {
		uint32_t code = pair_at(text, at);
		size_t size = text->data[at] == '\\' && at + 1 < end ? 2 : 1;
		if (code)
			segbias_text_add_format(out, "\\U%08X", (unsigned)code);
		else
			segbias_text_add(out, text->data + at, size);
		at += code ? PAIR : size;
	}
	for (size_t i = 0; i < pairs * (PAIR - WHOLE); i++)
		segbias_text_add_string(out, " ");
	return end;
}

void segbias_policy_join_halves(struct segbias_text *text)
{
	struct segbias_text out = {0};
	size_t pairs = 0;
	if (text->failed || !is_json(text, &pairs) || pairs == 0)
		return;
	for (size_t at = 0; at < text->size;) {
		if (text->data[at] == '"') {
			at = write_string(text, at, &out);
			continue;
		}
		segbias_text_add(&out, text->data + at++, 1);
	}
	segbias_text_release(text);
	*text = out;
}
