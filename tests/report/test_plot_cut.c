#include "base/unicode.h"
#include "report/plot_label.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 64 };

/* Cuts the labels and holds what came out against `wanted`, or, where that is NULL, only against the width. Returns how
 * many are told from all others. */
static size_t cut(const char *const *strings, size_t count, double width, const char *const *wanted)
{
	struct segbias_label labels[MOST];
	struct segbias_plot_labels out;
	size_t apart = 0;
	for (size_t i = 0; i < count; i++)
		labels[i] = segbias_label_of(strings[i]);
	segbias_plot_labels_init(&out, labels, count, SEGBIAS_PLOT_TEXT, width);
	cr_assert_not(out.failed);
	cr_assert_eq(out.count, count);
	for (size_t i = 0; i < count; i++) {
		struct segbias_label text = segbias_plot_labels_at(&out, i);
		bool twin = false;
		cr_assert_leq(segbias_plot_width(text, SEGBIAS_PLOT_TEXT), width, "%s", text.bytes);
		cr_assert(segbias_unicode_valid(text));
		if (wanted)
			cr_assert_str_eq(text.bytes, wanted[i]);
		for (size_t j = 0; j < count; j++)
			twin = twin || (i != j && segbias_label_equal(text, segbias_plot_labels_at(&out, j)));
		apart += !twin;
	}
	segbias_plot_labels_release(&out);
	return apart;
}

Test(plot_cut, what_fits_is_whole)
{
	static const char *const LABELS[] = {"18-24", "65+", "", "a", "a"};
	static const char *const WANTED[] = {"18-24", "65+", "(empty)", "a", "a"};
	cut(LABELS, 5, 200, WANTED);
}

Test(plot_cut, at_the_end_where_that_tells_them_apart)
{
	static const char *const LABELS[] = {"Bachelor's degree or its equivalent",
	                                     "Master's degree or its equivalent"};
	static const char *const WANTED[] = {"Bachelor's degr…", "Master's degre…"};
	cut(LABELS, 2, 110, WANTED);
}

Test(plot_cut, in_the_middle_where_the_beginnings_are_alike)
{
	static const char *const LABELS[] = {"Households of the county north", "Households of the county south",
	                                     "Other"};
	static const char *const WANTED[] = {"Househ…y north", "Househ…y south", "Other"};
	cut(LABELS, 3, 110, WANTED);
}

/* Both ends are alike. */
Test(plot_cut, where_they_begin_to_differ)
{
	static const char *const LABELS[] = {
	    "Customers who bought something in April of last year and never came again",
	    "Customers who bought something in March of last year and never came again"};
	static const char *const WANTED[] = {"Cu…April of las…", "Cu…March of l…"};
	cut(LABELS, 2, 110, WANTED);
}

/* One whose cut is another's whole text is not taken for it. */
Test(plot_cut, not_into_the_text_of_another)
{
	static const char *const LABELS[] = {"Newsletter to…", "Newsletter to all members"};
	cr_assert_eq(cut(LABELS, 2, 100, NULL), 2);
}

Test(plot_cut, what_is_equal_stays_equal)
{
	static const char *const LABELS[] = {"a label that is long and twice the same",
	                                     "a label that is long and twice the same",
	                                     "a label that is long, but not the same"};
	cr_assert_eq(cut(LABELS, 3, 110, NULL), 1);
}

Test(plot_cut, at_most_sixty_characters)
{
	char strings[3][121];
	const char *labels[3];
	for (size_t i = 0; i < 3; i++) {
		memset(strings[i], 'i', 120);
		strings[i][120] = '\0';
		strings[i][119] = (char)('a' + i);
		labels[i] = strings[i];
	}
	struct segbias_text text = {0};
	segbias_plot_label(&text, segbias_label_of(strings[0]), SEGBIAS_PLOT_TEXT, 9999);
	cr_assert_eq(text.size, 59 + strlen("…"));
	segbias_text_release(&text);
	cr_assert_eq(cut(labels, 3, 9999, NULL), 3);
}

/* Letters of several code points, whole or not at all; one that is a place's width or more of accents does no harm. */
Test(plot_cut, between_characters_as_they_are_read)
{
	static const char *const FAMILY = "\U0001F468\u200d\U0001F469\u200d\U0001F467";
	char string[2000] = "";
	for (size_t i = 0; i < 12; i++)
		(void)strcat(string, FAMILY);
	for (double width = 20; width < 400; width += 3) {
		struct segbias_text text = {0};
		segbias_plot_label(&text, segbias_label_of(string), SEGBIAS_PLOT_TEXT, width);
		cr_assert_eq((text.size - strlen("…")) % strlen(FAMILY), 0, "%s", text.data);
		segbias_text_release(&text);
	}
	(void)strcpy(string, "e");
	for (size_t i = 0; i < 500; i++)
		(void)strcat(string, "\u0301");
	struct segbias_text text = {0};
	segbias_plot_label(&text, segbias_label_of(string), SEGBIAS_PLOT_TEXT, 200);
	cr_assert_eq(text.data[0], 'e');
	cr_assert_leq(segbias_unicode_length((struct segbias_label){text.data, text.size}),
	              SEGBIAS_PLOT_CHARACTERS_MAX);
	segbias_text_release(&text);
}

Test(plot_cut, from_the_right_too)
{
	static const char *const LABELS[] = {"المنطقة السكنية في الشمال الشرقي من المدينة رقم 1",
	                                     "المنطقة السكنية في الشمال الشرقي من المدينة رقم 2"};
	struct segbias_label labels[] = {segbias_label_of(LABELS[0]), segbias_label_of(LABELS[1])};
	struct segbias_plot_labels out;
	segbias_plot_labels_init(&out, labels, 2, SEGBIAS_PLOT_TEXT, 150);
	for (size_t i = 0; i < 2; i++) {
		struct segbias_label text = segbias_plot_labels_at(&out, i);
		cr_assert_eq(memcmp(text.bytes, "\u2068", 3), 0);
		cr_assert_eq(memcmp(text.bytes + text.size - 4, i ? "2\u2069" : "1\u2069", 4), 0);
	}
	segbias_plot_labels_release(&out);
}

Test(plot_cut, one_among_others_is_cut_like_all)
{
	struct segbias_label labels[] = {segbias_label_of("Households of the county north"),
	                                 segbias_label_of("Households of the county south")};
	struct segbias_text text = {0};
	segbias_plot_label_among(&text, labels, 2, 1, SEGBIAS_PLOT_TEXT, 110);
	cr_assert_str_eq(text.data, "Househ…y south");
	text.size = 0;
	segbias_plot_label_among(&text, labels, 2, 1, SEGBIAS_PLOT_TEXT, 300);
	cr_assert_str_eq(text.data, "Households of the county south");
	segbias_text_release(&text);
}

/* Labels of a common beginning, a part of their own and a common end, however long each of them is. */
Test(plot_cut, a_part_of_their_own_is_shown)
{
	static const char FILL[] =
	    "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut";
	static char strings[MOST][200];
	const char *labels[MOST];
	for (int before = 0; before < 80; before += 7) {
		for (int after = 0; after < 80; after += 9) {
			for (int i = 0; i < MOST; i++) {
				(void)snprintf(strings[i], sizeof strings[i], "%.*s%02d%.*s", before, FILL, i, after,
				               FILL);
				labels[i] = strings[i];
			}
			cr_assert_eq(cut(labels, MOST, 130, NULL), MOST, "%d %d", before, after);
		}
	}
}
