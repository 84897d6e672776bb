#include "history/publication.h"

#include <criterion/criterion.h>
#include <string.h>

/* Every pattern of ten marks is written and read back. */
Test(publication, marks_come_back)
{
	enum { COUNT = 10 };
	for (unsigned pattern = 0; pattern < 1U << COUNT; pattern++) {
		bool marks[COUNT];
		bool back[COUNT] = {false};
		struct segbias_text text = {0};
		for (size_t i = 0; i < COUNT; i++)
			marks[i] = pattern >> i & 1U;
		segbias_marks_write(marks, COUNT, &text);
		cr_assert(segbias_marks_read(segbias_text_label(&text), back, COUNT));
		cr_expect_arr_eq(marks, back, sizeof marks);
		segbias_text_release(&text);
	}
}

Test(publication, marks_are_written_so)
{
	static const bool MARKS[] = {true, true, true, false, false, false, true, false, true, true};
	struct segbias_text text = {0};
	segbias_marks_write(MARKS, 10, &text);
	cr_expect(segbias_label_equal(segbias_text_label(&text), segbias_label_of("1-3,7,9-10")));
	segbias_text_release(&text);
}

Test(publication, what_is_no_list_is_refused)
{
	static const char *const OTHERS[] = {"0",  "11",   "3-2", "a",    "1-",
	                                     "-1", "1,,2", "1 2", "1-11", "99999999999999999999"};
	bool marks[10];
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect_not(segbias_marks_read(segbias_label_of(OTHERS[i]), marks, 10), "%s", OTHERS[i]);
}

/* The words of one run are not those of the next. */
Test(publication, words_are_of_their_run)
{
	struct segbias_label note =
	    segbias_label_of("publish=10 run=1 of=3 in=2 values=1-3 missing= run=2 run=13 of=4");
	size_t at = 0;
	cr_expect_eq(segbias_publication_number(segbias_publication_word(note, "publish=", &at)), 10);
	cr_expect_eq(segbias_publication_number(segbias_publication_word(note, "run=", &at)), 1);
	cr_expect_eq(segbias_publication_number(segbias_publication_word(note, "of=", &at)), 3);
	cr_expect(segbias_label_equal(segbias_publication_word(note, "values=", &at), segbias_label_of("1-3")));
	struct segbias_label missing = segbias_publication_word(note, "missing=", &at);
	cr_expect(missing.bytes && missing.size == 0);
	cr_expect_null(segbias_publication_word(note, "of=", &at).bytes);
	cr_expect_eq(segbias_publication_number(segbias_publication_word(note, "run=", &at)), 2);
	cr_expect_null(segbias_publication_word(note, "of=", &at).bytes);
	cr_expect_eq(segbias_publication_number(segbias_publication_word(note, "run=", &at)), 13);
	cr_expect_eq(segbias_publication_number(segbias_publication_word(note, "of=", &at)), 4);
	cr_expect_null(segbias_publication_word(note, "run=", &at).bytes);
	cr_expect_eq(segbias_publication_number(segbias_label_of("")), -1);
	cr_expect_eq(segbias_publication_number(segbias_label_of("1x")), -1);
}
