#include "base/notes.h"

#include <criterion/criterion.h>
#include <string.h>

Test(notes, keep_their_order_place_and_hint)
{
	struct segbias_notes notes = {0};
	for (int i = 0; i < 50; i++) {
		struct segbias_error *text = segbias_notes_add(&notes, i % 2 ? "odd" : "even", "note %d%%", i);
		cr_assert_not_null(text);
		segbias_error_place(text, "f.csv", (uint64_t)i, 2);
		segbias_error_hint(text, "hint %d", i);
	}
	cr_assert_eq(notes.count, 50);
	cr_assert_str_eq(notes.items[33].code, "odd");
	cr_assert_str_eq(notes.items[33].text.message, "note 33%");
	cr_assert_str_eq(notes.items[33].text.hint, "hint 33");
	cr_assert_str_eq(notes.items[33].text.file, "f.csv");
	cr_assert_eq(notes.items[33].text.line, 33);
	cr_assert_eq(notes.items[33].text.status, SEGBIAS_OK);
	segbias_notes_release(&notes);
	cr_assert_eq(notes.count, 0);
}

/* By its whole code, wherever it stands. */
Test(notes, have_a_code_or_not)
{
	struct segbias_notes notes = {0};
	cr_expect_not(segbias_notes_have(&notes, "first"));
	(void)segbias_notes_add(&notes, "first", "1");
	(void)segbias_notes_add(&notes, "second_more", "2");
	(void)segbias_notes_add(&notes, "last", "3");
	cr_expect(segbias_notes_have(&notes, "first"));
	cr_expect(segbias_notes_have(&notes, "last"));
	cr_expect_not(segbias_notes_have(&notes, "second"));
	cr_expect_not(segbias_notes_have(&notes, "last_of_all"));
	segbias_notes_release(&notes);
}

Test(notes, a_long_message_is_cut_and_a_bad_character_escaped)
{
	struct segbias_notes notes = {0};
	char text[2000];
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	segbias_notes_add(&notes, "long", "%s", text);
	cr_assert_lt(strlen(notes.items[0].text.message), sizeof notes.items[0].text.message);
	segbias_notes_release(&notes);
}
