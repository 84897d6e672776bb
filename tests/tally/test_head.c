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

static void expect_spellings(const struct segbias_head *head, const char *const *labels, const uint32_t *counts,
                             uint32_t count)
{
	struct segbias_head_spellings spellings;
	cr_assert(segbias_head_spellings_init(&spellings, head, 1));
	cr_assert_eq(spellings.count, count);
	for (uint32_t i = 0; i < count; i++) {
		cr_expect(segbias_label_equal(spellings.labels[i], segbias_label_of(labels[i])), "%u", i);
		cr_expect_eq(spellings.counts[i], counts[i], "%u", i);
	}
	segbias_head_spellings_release(&spellings);
}

/* By ids and by cells the same, also where what several codes mean is the same. */
Test(head, spellings_of_ids_and_of_cells)
{
	enum { ROWS = 5 };
	static const char *const CELLS[ROWS][2] = {{"1", "m"}, {"2", "f"}, {"3", "m"}, {"4", ""}, {"5", "M"}};
	static const char *const DIFFERENT[] = {"m", "f", "", "M"};
	static const char *const MEANT[] = {"m", "f", ""};
	struct segbias_intern spellings[2] = {{.size = 0}};
	struct segbias_label cells[ROWS * 2];
	uint32_t ids[ROWS * 2];
	struct segbias_head head = {.width = 2, .rows = ROWS, .cells = cells};
	for (size_t i = 0; i < (size_t)ROWS * 2; i++) {
		cells[i] = segbias_label_of(CELLS[i / 2][i % 2]);
		ids[i] = segbias_intern_add(&spellings[i % 2], cells[i]);
	}
	expect_spellings(&head, DIFFERENT, (const uint32_t[]){2, 1, 1, 1}, 4);
	head.ids = ids;
	head.spellings = spellings;
	expect_spellings(&head, DIFFERENT, (const uint32_t[]){2, 1, 1, 1}, 4);
	for (size_t i = 0; i < (size_t)ROWS * 2; i++)
		cr_expect(segbias_label_equal(segbias_head_cell(&head, i / 2, i % 2), cells[i]));
	spellings[1].labels[3] = segbias_label_of("m");
	head.read = true;
	expect_spellings(&head, MEANT, (const uint32_t[]){3, 1, 1}, 3);
	for (size_t i = 0; i < 2; i++)
		segbias_intern_release(&spellings[i]);
}
