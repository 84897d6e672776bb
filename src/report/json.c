#include "report/json.h"

#include "base/number.h"
#include "base/unicode.h"

#include <inttypes.h>
#include <math.h>

/* How many bytes from there on stand for themselves whatever they are beside: most of all text. */
static size_t plain_run(struct segbias_label label, size_t at)
{
	size_t end = at;
	while (end < label.size && label.bytes[end] >= ' ' && label.bytes[end] < 0x7F && label.bytes[end] != '"' &&
	       label.bytes[end] != '\\')
		end++;
	return end - at;
}

static void add_quoted(struct segbias_text *out, struct segbias_label label)
{
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

/* A blank for each level. */
static void start_line(struct segbias_json *json)
{
	static const char LINE[] = "\n                ";
	int levels = (int)sizeof LINE - 2;
	segbias_text_add(json->out, LINE, 1 + (size_t)(json->depth < levels ? json->depth : levels));
	for (int i = levels; i < json->depth; i++)
		segbias_text_add(json->out, " ", 1);
}

static void start_item(struct segbias_json *json, const char *key)
{
	if (json->comma)
		segbias_text_add(json->out, ",", 1);
	if (json->depth > 0 && !json->inline_values) {
		start_line(json);
	} else if (json->comma) {
		segbias_text_add(json->out, " ", 1);
	}
	if (key || json->label.bytes) {
		add_quoted(json->out, key ? segbias_label_of(key) : json->label);
		json->label = (struct segbias_label){NULL, 0};
		segbias_text_add_string(json->out, ": ");
	}
	json->comma = true;
}

void segbias_json_open(struct segbias_json *json, const char *key, char bracket)
{
	start_item(json, key);
	segbias_text_add(json->out, &bracket, 1);
	json->depth++;
	json->comma = false;
}

void segbias_json_close(struct segbias_json *json, char bracket)
{
	json->depth--;
	if (json->comma && !json->inline_values)
		start_line(json);
	segbias_text_add(json->out, &bracket, 1);
	json->comma = true;
}

void segbias_json_number(struct segbias_json *json, const char *key, double value)
{
	char number[SEGBIAS_NUMBER_MAX];
	start_item(json, key);
	segbias_text_add_string(json->out, isfinite(value) ? segbias_number_format(value, number) : "null");
}

void segbias_json_whole(struct segbias_json *json, const char *key, uint64_t value)
{
	start_item(json, key);
	segbias_text_add_format(json->out, "%" PRIu64, value);
}

void segbias_json_bool(struct segbias_json *json, const char *key, bool value)
{
	start_item(json, key);
	segbias_text_add_string(json->out, value ? "true" : "false");
}

void segbias_json_string(struct segbias_json *json, const char *key, const char *value)
{
	segbias_json_label(json, key, value ? segbias_label_of(value) : (struct segbias_label){0});
}

void segbias_json_label(struct segbias_json *json, const char *key, struct segbias_label value)
{
	start_item(json, key);
	if (value.bytes)
		add_quoted(json->out, value);
	else
		segbias_text_add_string(json->out, "null");
}
