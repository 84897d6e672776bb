#include "report/plot_label.h"

#include <criterion/criterion.h>

/* The text, which is released. */
static void expect(struct segbias_text *text, const char *wanted)
{
	cr_assert_str_eq(text->data, wanted);
	segbias_text_release(text);
}

Test(plot_line, from_the_left)
{
	struct segbias_text text = {0};
	segbias_plot_line(&text, segbias_label_of("\u2068\u0631\u2069 missed"), false);
	expect(&text, "\u200e\u2068\u0631\u2069 missed");
	segbias_plot_line(&text, segbias_label_of("65+ missed in \u2068\u0631\u2069"), false);
	expect(&text, "65+ missed in \u2068\u0631\u2069");
}

Test(plot_line, from_the_right)
{
	struct segbias_text text = {0};
	segbias_plot_line(&text, segbias_label_of("\u2068Web\u2069: \u0631"), true);
	cr_assert(segbias_plot_is_leftward_line((struct segbias_label){text.data, text.size}));
	expect(&text, "\u2067\u2068Web\u2069: \u0631\u2069");
	cr_assert_not(segbias_plot_is_leftward_line(segbias_label_of("\u2068\u0631\u2069")));
	cr_assert_not(segbias_plot_is_leftward_line(segbias_label_of("")));
}

Test(plot_line, turns_where_a_letter_is_from_the_right)
{
	static const char *const FROM_RIGHT[] = {"\u0631", "Web \u0631 1", "\u05d0", "\ufefb", "1 \u07d0"};
	static const char *const FROM_LEFT[] = {"",      "Web", "65+", "21\u201337", "\u65e5\u672c", "\u2068Web\u2069",
	                                        "\u00e9"};
	for (size_t i = 0; i < sizeof FROM_RIGHT / sizeof *FROM_RIGHT; i++)
		cr_expect(segbias_plot_turns(segbias_label_of(FROM_RIGHT[i])), "%s", FROM_RIGHT[i]);
	for (size_t i = 0; i < sizeof FROM_LEFT / sizeof *FROM_LEFT; i++)
		cr_expect_not(segbias_plot_turns(segbias_label_of(FROM_LEFT[i])), "%s", FROM_LEFT[i]);
}

/* What has no letter would be turned round by cairo: its direction is said. */
Test(plot_line, isolates_by_the_first_letter)
{
	static const char *const CASES[][2] = {
	    {"Web 2", "\u2068Web 2\u2069"},
	    {"\u0631 1", "\u2068\u0631 1\u2069"},
	    {"1.2M", "\u20681.2M\u2069"},
	    {"21\u201337", "\u206621\u201337\u2069"},
	    {"65+", "\u206665+\u2069"},
	    {"<0.1%", "\u2066<0.1%\u2069"},
	    {"\u2068\u0631\u2026\u2069", "\u2068\u0631\u2026\u2069"},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_text text = {0};
		segbias_plot_isolate(&text, segbias_label_of(CASES[i][0]));
		expect(&text, CASES[i][1]);
	}
}

Test(plot_line, closes_what_a_cut_left_open)
{
	static const char *const CASES[][2] = {
	    {"\u2068Web\u2026", "\u2068Web\u2026\u2069"},
	    {"\u0631 \u20661\u2026", "\u0631 \u20661\u2026\u2069"},
	    {"\u2068Web\u2069 \u20661\u2069 \u0631\u2026", "\u2068Web\u2069 \u20661\u2069 \u0631\u2026"},
	    {"plain", "plain"},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_text text = {0};
		segbias_text_add_string(&text, CASES[i][0]);
		segbias_plot_close(&text);
		expect(&text, CASES[i][1]);
	}
}

/* Wherever it is cut. */
Test(plot_line, a_cut_never_loses_an_end)
{
	static const char LINE[] =
	    "\u2068Mobile app\u2069 \u0631\u0631 \u206665+\u2069 \u0631\u0631 \u2068West\u2069 \u0631\u0631";
	double whole = segbias_plot_width(segbias_label_of(LINE), SEGBIAS_PLOT_TITLE);
	size_t cut = 0;
	for (double width = 30; width <= whole; width += 1) {
		struct segbias_text text = {0};
		int open = 0;
		segbias_plot_fit(&text, segbias_label_of(LINE), SEGBIAS_PLOT_TITLE, width);
		for (const char *at = text.data; *at; at++) {
			bool begins = strncmp(at, "\u2066", 3) == 0 || strncmp(at, "\u2068", 3) == 0;
			open += begins;
			open -= strncmp(at, "\u2069", 3) == 0;
			cr_assert(open == 0 || open == 1, "%s", text.data);
		}
		cr_assert_eq(open, 0, "%s", text.data);
		cr_assert_leq(segbias_plot_width((struct segbias_label){text.data, text.size}, SEGBIAS_PLOT_TITLE),
		              width);
		cut += strstr(text.data, "\u2026") != NULL;
		segbias_text_release(&text);
	}
	cr_assert_gt(cut, 200);
}
