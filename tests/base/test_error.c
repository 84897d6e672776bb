#include "base/error.h"

#include "base/unicode.h"

#include <criterion/criterion.h>
#include <string.h>

Test(error, set_returns_the_status_and_clears_the_place)
{
	struct segbias_error error = {0};
	segbias_error_place(&error, "a.csv", 3, 4);
	segbias_error_hint(&error, "do %s", "this");
	cr_assert_eq(segbias_error_set(&error, SEGBIAS_DATA, "%d fields where the header has %d", 7, 8), SEGBIAS_DATA);
	cr_assert_eq(error.status, SEGBIAS_DATA);
	cr_assert_str_eq(error.message, "7 fields where the header has 8");
	cr_assert_str_eq(error.file, "");
	cr_assert_str_eq(error.hint, "");
	cr_assert_eq(error.line, 0);
	cr_assert_eq(error.column, 0);
}

Test(error, everything_takes_null)
{
	cr_assert_eq(segbias_error_set(NULL, SEGBIAS_USAGE, "x"), SEGBIAS_USAGE);
	cr_assert_eq(segbias_error_memory(NULL), SEGBIAS_SYSTEM);
	segbias_error_place(NULL, "a.csv", 1, 1);
	segbias_error_hint(NULL, "x");
}

Test(error, place_escapes_the_path)
{
	struct segbias_error error = {0};
	segbias_error_place(&error, "a\x1b[2J\xe2\x80\xae\n.csv", 12, 5);
	cr_assert_str_eq(error.file, "a\\x1b[2J\\u202e\\n.csv");
	cr_assert_eq(error.line, 12);
	cr_assert_eq(error.column, 5);
}

/* A cut must leave whole characters, whatever the alignment of the two-byte letters. */
Test(error, long_texts_are_cut_between_characters)
{
	for (int shift = 0; shift < 2; shift++) {
		char text[2000] = "x";
		for (size_t i = (size_t)shift; i + 2 < sizeof text; i += 2)
			memcpy(text + i, "é", 2);
		struct segbias_error error = {0};
		segbias_error_set(&error, SEGBIAS_DATA, "%s", text);
		segbias_error_place(&error, text, 0, 0);
		segbias_error_hint(&error, "%s", text);
		const char *cut[] = {error.message, error.file, error.hint};
		const size_t capacities[] = {sizeof error.message, sizeof error.file, sizeof error.hint};
		for (size_t i = 0; i < 3; i++) {
			cr_assert(segbias_unicode_valid(segbias_label_of(cut[i])));
			cr_assert_geq(strlen(cut[i]), capacities[i] - 4);
		}
	}
}

Test(error, memory_has_one_sentence)
{
	struct segbias_error error = {0};
	cr_assert_eq(segbias_error_memory(&error), SEGBIAS_SYSTEM);
	cr_assert_str_eq(error.message, "out of memory");
}

/* The id stands before the first bar, if it is one; the sentence is without it. */
Test(error, id)
{
	static const struct {
		const char *format, *id, *message;
	} ROWS[] = {
	    {"no_header|the %s row", "no_header", "the first row"},
	    {"the %s row", "", "the first row"},
	    {"|the %s row", "", "|the first row"},
	    {"No_header|the %s row", "", "No_header|the first row"},
	    {"a|%s|c", "a", "first|c"},
	    {"a_word_that_is_far_too_long_to_be_the_id_of_an_error|%s", "", "first"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_error error = {.id = "old"};
		(void)segbias_error_set(&error, SEGBIAS_DATA, ROWS[i].format, "first");
		cr_expect_str_eq(error.id, ROWS[i].id, "row %zu", i);
		cr_expect_str_eq(error.message, ROWS[i].message, "row %zu", i);
	}
	struct segbias_error memory = {0};
	(void)segbias_error_memory(&memory);
	cr_expect_str_eq(memory.id, "out_of_memory");
}
