#include "report/charts.h"

#include <criterion/criterion.h>
#include <math.h>

struct room {
	struct segbias_arena arena;
	struct segbias_teller teller;
	struct segbias_chart_view view;
};

static const struct segbias_chart_view *open_room(struct room *room, const char *tag)
{
	*room = (struct room){{NULL}, {segbias_language_find(tag), NULL, false}, {.teller = &room->teller}};
	room->teller.arena = &room->arena;
	return &room->view;
}

/* A sentence with a label that was cut, and a number. */
static const char *sentence(const struct segbias_chart_view *view, const char *label)
{
	struct segbias_text text = {0};
	segbias_plot_label(&text, segbias_label_of(label), SEGBIAS_PLOT_TEXT, 300);
	struct segbias_word group = segbias_chart_word(view, "group", &text);
	cr_assert_null(text.data);
	return TELL_WITH(view->teller, "{group} missed (index {index})", group, WORD_NUMBER("index", "%.0f", 29));
}

Test(chart_words, a_line_in_english)
{
	struct room room;
	const struct segbias_chart_view *view = open_room(&room, "en");
	cr_assert_str_eq(segbias_chart_line(view, sentence(view, "65+")), "65+ missed (index 29)");
	cr_assert_str_eq(segbias_chart_line(view, sentence(view, "\u0631")),
	                 "\u200e\u2068\u0631\u2069 missed (index 29)");
	cr_assert_not(segbias_chart_is_leftward(view));
	segbias_arena_release(&room.arena);
}

Test(chart_words, a_line_in_arabic)
{
	struct room room;
	const struct segbias_chart_view *view = open_room(&room, "ar");
	cr_assert_str_eq(segbias_chart_line(view, sentence(view, "65+")),
	                 "\u2067\u206665+\u2069 دون الحصة (المؤشر \u206629\u2069)\u2069");
	cr_assert_str_eq(segbias_chart_line(view, sentence(view, "\u0631 2")),
	                 "\u2067\u2068\u0631 2\u2069 دون الحصة (المؤشر \u206629\u2069)\u2069");
	cr_assert(segbias_chart_is_leftward(view));
	segbias_arena_release(&room.arena);
}

/* Isolates take no room. */
Test(chart_words, the_width_of_a_sentence)
{
	struct room room;
	const struct segbias_chart_view *view = open_room(&room, "ar");
	double width = segbias_chart_width(view, sentence(view, "65+"), SEGBIAS_PLOT_TEXT);
	double plain = segbias_plot_width(segbias_label_of("65+ دون الحصة (المؤشر 29)"), SEGBIAS_PLOT_TEXT);
	cr_assert_float_eq(width, plain, 1e-9);
	segbias_arena_release(&room.arena);
}

Test(chart_words, a_gap_gives_way)
{
	static const char *const WORDS[] = {"under", "over", "within"};
	struct room room;
	const struct segbias_chart_view *view = open_room(&room, "en");
	double all = 0;
	for (size_t i = 0; i < 3; i++)
		all += segbias_plot_width(segbias_label_of(WORDS[i]), SEGBIAS_PLOT_TEXT);
	cr_assert_float_eq(segbias_chart_gap(view, WORDS, 3, all + 100, 16), 16, 1e-9);
	cr_assert_float_eq(segbias_chart_gap(view, WORDS, 3, all + 20, 16), 10, 1e-9);
	cr_assert_float_eq(segbias_chart_gap(view, WORDS, 3, all - 20, 16), 4, 1e-9);
	segbias_arena_release(&room.arena);
}

Test(chart_words, the_worst_of_more)
{
	struct room room;
	const struct segbias_chart_view *view = open_room(&room, "en");
	cr_assert_str_eq(segbias_chart_worst(view, "Index", 4, 4), "Index");
	cr_assert_str_eq(segbias_chart_line(view, segbias_chart_worst(view, "Index", 40, 1045)),
	                 "Index; the 40 worst of 1045 segments");
	segbias_arena_release(&room.arena);
}
