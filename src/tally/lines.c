#include "tally/lines.h"

#include "base/json.h"
#include "base/sum_text.h"
#include "base/unicode.h"

#include <inttypes.h>
#include <string.h>

/* --- writing ----------------------------------------------------------------------------------------------------- */

void segbias_lines_init(struct segbias_lines *lines, struct segbias_text *out)
{
	*lines = (struct segbias_lines){.out = out};
	segbias_hash_init(&lines->hash);
}

void segbias_lines_release(struct segbias_lines *lines)
{
	segbias_text_release(&lines->line);
}

void segbias_lines_end(struct segbias_lines *lines)
{
	struct segbias_text *line = &lines->line;
	segbias_text_add(line, "\n", 1);
	lines->out->failed = lines->out->failed || line->failed;
	lines->too_long = lines->too_long || line->size > SEGBIAS_LINE_MAX;
	if (!line->failed) {
		segbias_hash_add(&lines->hash, (struct segbias_label){line->data, line->size});
		segbias_text_add(lines->out, line->data, line->size);
	}
	line->size = 0;
	lines->count++;
}

bool segbias_lines_full(const struct segbias_lines *lines)
{
	return lines->line.size > SEGBIAS_LINE_FULL;
}

void segbias_lines_add(struct segbias_lines *lines, const char *text)
{
	segbias_text_add_string(&lines->line, text);
}

void segbias_lines_whole(struct segbias_lines *lines, uint64_t value)
{
	segbias_text_add_format(&lines->line, "%" PRIu64, value);
}

void segbias_lines_string(struct segbias_lines *lines, struct segbias_label value)
{
	struct segbias_json json = {.out = &lines->line, .inline_values = true};
	if (!segbias_unicode_valid(value))
		lines->invalid = true; /* what is written would be another text */
	segbias_json_label(&json, NULL, value.bytes ? value : (struct segbias_label){"", 0});
}

void segbias_lines_sum(struct segbias_lines *lines, const struct segbias_sum *sum)
{
	segbias_lines_add(lines, "\"");
	segbias_text_add_sum(&lines->line, sum);
	segbias_lines_add(lines, "\"");
}

void segbias_lines_list(struct segbias_lines *lines, const uint32_t *values, size_t count)
{
	segbias_lines_add(lines, "[");
	for (size_t i = 0; i < count; i++) {
		segbias_lines_add(lines, i ? "," : "");
		segbias_lines_whole(lines, values[i]);
	}
	segbias_lines_add(lines, "]");
}

void segbias_lines_wholes(struct segbias_lines *lines, const uint64_t *values, size_t count)
{
	segbias_lines_add(lines, "[");
	for (size_t i = 0; i < count; i++) {
		segbias_lines_add(lines, i ? "," : "");
		segbias_lines_whole(lines, values[i]);
	}
	segbias_lines_add(lines, "]");
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

bool segbias_scan_is(struct segbias_scan *scan, const char *text)
{
	size_t size = strlen(text);
	bool is = !scan->failed && (size_t)(scan->end - scan->at) >= size && memcmp(scan->at, text, size) == 0;
	scan->at += is ? size : 0;
	return is;
}

void segbias_scan_expect(struct segbias_scan *scan, const char *text)
{
	if (!segbias_scan_is(scan, text))
		scan->failed = true;
}

uint64_t segbias_scan_whole(struct segbias_scan *scan)
{
	static const uint64_t MOST = UINT64_C(1) << 53;
	const char *start = scan->at;
	uint64_t value = 0;
	while (!scan->failed && scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9') {
		value = 10 * value + (uint64_t)(*scan->at++ - '0');
		scan->failed = value > MOST || (*start == '0' && scan->at - start > 1);
	}
	scan->failed = scan->failed || scan->at == start;
	return scan->failed ? 0 : value;
}

uint32_t segbias_scan_below(struct segbias_scan *scan, uint64_t limit)
{
	uint64_t value = segbias_scan_whole(scan);
	scan->failed = scan->failed || value >= limit || value > UINT32_MAX;
	return scan->failed ? 0 : (uint32_t)value;
}

static uint32_t hex4(struct segbias_scan *scan)
{
	enum { DIGITS = 4 };
	uint32_t value = 0;
	for (size_t i = 0; i < DIGITS && !scan->failed; i++) {
		const char *digits = "0123456789abcdef";
		const char *digit = scan->at < scan->end && *scan->at ? strchr(digits, *scan->at) : NULL;
		scan->failed = digit == NULL;
		value = digit ? 16 * value + (uint32_t)(digit - digits) : value;
		scan->at += digit != NULL;
	}
	return value;
}

/* Adds the character in UTF-8. */
static void add_code(struct segbias_text *text, uint32_t code)
{
	char bytes[4];
	size_t size = segbias_unicode_encode(code, bytes);
	segbias_text_add(text, bytes, size);
}

/* Behind a backslash. */
static void scan_escape(struct segbias_scan *scan, struct segbias_text *text)
{
	if (segbias_scan_is(scan, "\"")) {
		segbias_text_add(text, "\"", 1);
	} else if (segbias_scan_is(scan, "\\")) {
		segbias_text_add(text, "\\", 1);
	} else {
		segbias_scan_expect(scan, "u");
		uint32_t code = hex4(scan);
		if (code >= 0xD800 && code < 0xDC00) {
			segbias_scan_expect(scan, "\\u");
			uint32_t low = hex4(scan);
			scan->failed = scan->failed || low < 0xDC00 || low > 0xDFFF;
			code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
		} else if (code >= 0xDC00 && code < 0xE000) {
			scan->failed = true;
		}
		if (!scan->failed)
			add_code(text, code);
	}
}

struct segbias_label segbias_scan_string(struct segbias_scan *scan)
{
	struct segbias_text text = {0};
	struct segbias_label out = {"", 0};
	segbias_scan_expect(scan, "\"");
	while (!scan->failed && scan->at < scan->end && *scan->at != '"') {
		const char *start = scan->at;
		while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\\')
			scan->at++;
		segbias_text_add(&text, start, (size_t)(scan->at - start));
		if (segbias_scan_is(scan, "\\"))
			scan_escape(scan, &text);
	}
	segbias_scan_expect(scan, "\"");
	if (!scan->failed && (text.failed || !segbias_arena_copy(scan->arena, segbias_text_label(&text), &out)))
		scan->failed = scan->memory = true;
	segbias_text_release(&text);
	scan->failed = scan->failed || !segbias_unicode_valid(out);
	return out;
}

void segbias_scan_sum(struct segbias_scan *scan, struct segbias_sum *sum)
{
	segbias_scan_expect(scan, "\"");
	const char *start = scan->at;
	while (!scan->failed && scan->at < scan->end && *scan->at != '"')
		scan->at++;
	struct segbias_label text = {start, (size_t)(scan->at - start)};
	segbias_scan_expect(scan, "\"");
	if (!scan->failed && !segbias_sum_read(sum, text, &scan->memory))
		scan->failed = true;
}

double segbias_scan_double(struct segbias_scan *scan)
{
	struct segbias_sum sum = {0};
	segbias_scan_sum(scan, &sum);
	double value = segbias_sum_value(&sum);
	scan->failed = scan->failed || !segbias_sum_add(&sum, -value) || segbias_sum_value(&sum) != 0;
	segbias_sum_release(&sum);
	return value;
}

struct segbias_label segbias_scan_object(struct segbias_scan *scan)
{
	const char *start = scan->at;
	int depth = 0;
	bool quoted = false;
	scan->failed = scan->failed || scan->at == scan->end || *scan->at != '{';
	while (!scan->failed) {
		if (scan->at == scan->end) {
			scan->failed = true;
			break;
		}
		char c = *scan->at++;
		if (quoted && c == '\\')
			scan->at += scan->at < scan->end;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted)
			depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		if (depth == 0)
			break;
	}
	return (struct segbias_label){start, scan->failed ? 0 : (size_t)(scan->at - start)};
}

bool segbias_scan_item(struct segbias_scan *scan, size_t before)
{
	if (segbias_scan_is(scan, "]"))
		return false;
	if (before > 0)
		segbias_scan_expect(scan, ",");
	return !scan->failed;
}

void segbias_scan_end(struct segbias_scan *scan)
{
	scan->failed = scan->failed || scan->at != scan->end;
}
