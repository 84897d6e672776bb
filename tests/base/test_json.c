#include "base/json.h"

#include <criterion/criterion.h>
#include <math.h>
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
