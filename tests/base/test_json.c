#include "base/json.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void expect_label(struct segbias_label label, const char *expected)
{
	struct segbias_text text = {0};
	struct segbias_json json = {.out = &text};
	segbias_json_label(&json, NULL, label);
	cr_expect_str_eq(text.data, expected, "%s", text.data);
	segbias_text_release(&text);
}

#define LABEL(literal) ((struct segbias_label){(literal), sizeof(literal) - 1})

Test(json, strings)
{
	expect_label(LABEL(""), "\"\"");
	expect_label(LABEL("a\"b\\c/é😀"), "\"a\\\"b\\\\c/é😀\"");
	expect_label(LABEL("a\nb\t\0c\x7f"), "\"a\\u000ab\\u0009\\u0000c\\u007f\"");
	expect_label(LABEL("\xff\xc3(\xed\xa0\x80"),
	             "\"\xef\xbf\xbd\xef\xbf\xbd(\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
	expect_label(LABEL("\xe2\x80\xae\xe2\x80\xa8"), "\"\\u202e\\u2028\"");
	expect_label(LABEL("\xf3\xa0\x81\x81"), "\"\\udb40\\udc41\""); /* U+E0041 */
	expect_label((struct segbias_label){NULL, 0}, "null");
}

Test(json, numbers)
{
	struct segbias_text text = {0};
	struct segbias_json json = {.out = &text, .inline_values = true};
	segbias_json_open(&json, NULL, '[');
	static const double values[] = {0, -0.0, 0.1, 1e300, -5, 1.0 / 3, 5e-324};
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		segbias_json_number(&json, NULL, values[i]);
	segbias_json_number(&json, NULL, NAN);
	segbias_json_number(&json, NULL, INFINITY);
	segbias_json_number(&json, NULL, -INFINITY);
	segbias_json_whole(&json, NULL, UINT64_MAX);
	segbias_json_bool(&json, NULL, true);
	segbias_json_string(&json, NULL, NULL);
	segbias_json_close(&json, ']');
	cr_assert_str_eq(text.data, "[0, 0, 0.1, 1e+300, -5, 0.3333333333333333, 5e-324, null, null, null, "
	                            "18446744073709551615, true, null]");
	segbias_text_release(&text);
}

Test(json, nesting)
{
	struct segbias_text text = {0};
	struct segbias_json json = {.out = &text};
	segbias_json_open(&json, NULL, '{');
	segbias_json_string(&json, "a", "x");
	segbias_json_open(&json, "b", '[');
	segbias_json_open(&json, NULL, '{');
	segbias_json_bool(&json, "c\n", false);
	segbias_json_close(&json, '}');
	segbias_json_close(&json, ']');
	segbias_json_open(&json, "empty", '[');
	segbias_json_close(&json, ']');
	segbias_json_close(&json, '}');
	cr_assert_str_eq(text.data,
	                 "{\n \"a\": \"x\",\n \"b\": [\n  {\n   \"c\\u000a\": false\n  }\n ],\n \"empty\": []\n}");
	cr_assert_eq(json.depth, 0);
	segbias_text_release(&text);
}

/* Deeper than what is written at once, and keys that are longer: as by hand. */
Test(json, any_depth_and_any_key)
{
	enum { DEPTH = 20, KEY = 120 };
	char key[KEY + 1] = "";
	char expected[2 * DEPTH * (DEPTH + KEY + 16)] = "[";
	for (int size = 0; size <= KEY; size++) {
		struct segbias_text text = {0};
		struct segbias_json json = {.out = &text, .inline_values = true};
		segbias_json_number(&json, key, -1.5);
		segbias_json_bool(&json, key, false);
		(void)snprintf(expected, sizeof expected, "\"%s\": -1.5, \"%s\": false", key, key);
		cr_assert_str_eq(text.data, expected);
		segbias_text_release(&text);
		key[size] = (char)(size % 2 ? '~' : size % 3 ? '#' : '!');
		key[size + (size < KEY)] = '\0';
	}
	struct segbias_text text = {0};
	struct segbias_text wanted = {0};
	struct segbias_json json = {.out = &text};
	for (int i = 0; i < DEPTH; i++) {
		segbias_json_open(&json, i ? "k" : NULL, '{');
		segbias_text_add_format(&wanted, "%s{\n%*s", i ? "\"k\": " : "", i + 1, "");
	}
	json.label = LABEL("l\n");
	segbias_json_whole(&json, NULL, 7);
	segbias_text_add_string(&wanted, "\"l\\u000a\": 7");
	for (int i = DEPTH; i-- > 0;) {
		segbias_json_close(&json, '}');
		segbias_text_add_format(&wanted, "\n%*s}", i, "");
	}
	cr_assert_str_eq(text.data, wanted.data);
	segbias_text_release(&text);
	segbias_text_release(&wanted);
}

/* Each byte of a key is escaped as that of a label is. */
Test(json, bytes_of_keys)
{
	for (int byte = 1; byte < 128; byte++) {
		char key[] = {'a', (char)byte, '\0'};
		struct segbias_text by_key = {0};
		struct segbias_text by_label = {0};
		segbias_json_bool(&(struct segbias_json){.out = &by_key}, key, true);
		segbias_json_label(&(struct segbias_json){.out = &by_label}, NULL, segbias_label_of(key));
		segbias_text_add_string(&by_label, ": true");
		cr_expect_str_eq(by_key.data, by_label.data);
		segbias_text_release(&by_key);
		segbias_text_release(&by_label);
	}
}

Test(json, what_failed_stays)
{
	struct segbias_text text = {.failed = true};
	struct segbias_json json = {.out = &text};
	segbias_json_open(&json, NULL, '{');
	segbias_json_number(&json, "a", 1);
	segbias_json_number(&json, "a", NAN);
	segbias_json_whole(&json, "a", 1);
	segbias_json_string(&json, "a", "b");
	segbias_json_close(&json, '}');
	cr_assert(text.failed && !text.data && text.size == 0);
}
