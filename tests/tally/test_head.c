#include "tally/head.h"

#include <criterion/criterion.h>
#include <string.h>

enum { WIDTH = 30 };

static const char *list(size_t count, const char *name, size_t size_max, struct segbias_text *text)
{
	struct segbias_label names[WIDTH];
	for (size_t i = 0; i < count; i++)
		names[i] = segbias_label_of(name);
	text->size = 0;
	segbias_text_add_string(text, "");
	segbias_names_list(names, count, size_max, text);
	return text->data;
}

Test(head, names_up_to_twelve_or_as_many_as_fit)
{
	struct segbias_text text = {0};
	cr_expect_str_eq(list(1, "a", 100, &text), "\"a\"");
	cr_expect_str_eq(list(3, "a", 100, &text), "\"a\", \"a\", \"a\"");
	cr_expect_str_eq(list(12, "a", 100, &text) + 5 * 11, "\"a\"");
	cr_expect_str_eq(list(13, "a", 100, &text) + 5 * 11, "\"a\" and 1 more");
	cr_expect_str_eq(list(5, "long name", 30, &text), "\"long name\", \"long name\" and 3 more");
	cr_expect_str_eq(list(2, "long name", 5, &text), "2");
	segbias_text_release(&text);
}

/* The columns stand in the hint, each whole. */
Test(head, no_column)
{
	struct segbias_label names[WIDTH];
	struct segbias_head head = {.file = "c.csv", .names = names, .width = WIDTH};
	struct segbias_error error = {0};
	for (size_t i = 0; i < WIDTH; i++)
		names[i] = segbias_label_of("عمود باسم طويل جدا لا ينتهي أبدا");
	cr_assert_eq(segbias_head_no_column(&head, "--segment", segbias_label_of("x"), &error), SEGBIAS_DATA);
	cr_expect_str_eq(error.message, "--segment: there is no column \"x\"");
	cr_expect_not_null(strstr(error.hint, "أبدا\" and 27 more"), "%s", error.hint);
	head.width = 1;
	cr_assert_eq(segbias_head_no_column(&head, "-a", segbias_label_of("x"), &error), SEGBIAS_DATA);
	cr_expect_eq(strncmp(error.hint, "the only column is \"", 20), 0, "%s", error.hint);
}
