#include "values/list.h"

#include <criterion/criterion.h>
#include <string.h>

/* The items joined by "|"; "!" and the message where there is an error. */
static void expect_split(const char *text, const char *expected)
{
	struct segbias_arena arena = {0};
	struct segbias_label *items = NULL;
	size_t count = 99;
	struct segbias_error error = {0};
	struct segbias_text joined = {0};
	segbias_text_add_string(&joined, "");
	enum segbias_status status = segbias_list_split(text, &arena, &items, &count, &error);
	if (status == SEGBIAS_OK)
		for (size_t i = 0; i < count; i++) {
			segbias_text_add_string(&joined, i ? "|" : "");
			segbias_text_add(&joined, items[i].bytes, items[i].size);
		}
	else
		segbias_text_add_format(&joined, "!%s", error.message);
	cr_expect_str_eq(joined.data, expected, "%s: %s", text, joined.data);
	cr_expect(status == SEGBIAS_OK || (status == SEGBIAS_USAGE && count == 99 && !items));
	segbias_text_release(&joined);
	segbias_arena_release(&arena);
}

Test(list, split)
{
	expect_split("", "");
	expect_split("a", "a");
	expect_split("a,b", "a|b");
	expect_split("a,,b,", "a||b|");
	expect_split(",", "|");
	expect_split("\"b,c\",d", "b,c|d");
	expect_split("\"say \"\"hi\"\"\"", "say \"hi\"");
	expect_split("a\"b", "a\"b");
	expect_split("\"\"", "");
	expect_split(" a , b ", " a | b ");
	expect_split("\"a", "!a quote is not closed");
	expect_split("\"a\"b", "!text after a closing quote");
	expect_split("x,\"a\"\"", "!a quote is not closed");
}

static void expect_pair(const char *text, char separator, const char *left, const char *right)
{
	struct segbias_arena arena = {0};
	struct segbias_label pair[2] = {{"old", 3}, {"old", 3}};
	struct segbias_error error = {0};
	enum segbias_status status = segbias_list_pair(segbias_label_of(text), separator, &arena, pair, &error);
	if (left) {
		cr_expect_eq(status, SEGBIAS_OK, "%s", text);
		cr_expect(segbias_label_equal(pair[0], segbias_label_of(left)), "%s", text);
		cr_expect(segbias_label_equal(pair[1], segbias_label_of(right)), "%s", text);
	} else {
		cr_expect_eq(status, SEGBIAS_USAGE, "%s", text);
		cr_expect_str_eq(error.message, right, "%s: %s", text, error.message);
		cr_expect(segbias_label_equal(pair[0], segbias_label_of("old")), "untouched");
	}
	segbias_arena_release(&arena);
}

Test(list, pair)
{
	expect_pair("a=b", '=', "a", "b");
	expect_pair("a=b=c", '=', "a", "b=c");
	expect_pair("a=", '=', "a", "");
	expect_pair("\"a=b\"=c", '=', "a=b", "c");
	expect_pair("a=\"b\"", '=', "a", "b");
	expect_pair("a=\"b\"\"c\"", '=', "a", "b\"c");
	expect_pair("g:F=Female", ':', "g", "F=Female");
	expect_pair("a=x\"y", '=', "a", "x\"y");
	expect_pair("a", '=', NULL, "no \"=\" between two parts");
	expect_pair("", '=', NULL, "no \"=\" between two parts");
	expect_pair("=b", '=', NULL, "no \"=\" between two parts");
	expect_pair("\"a=b", '=', NULL, "a quote is not closed");
	expect_pair("a=\"b", '=', NULL, "a quote is not closed");
}
