#include "wording/wording.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* A sentence with its marks as letters: <label> #number# `code` "work". */
static const char *shown(const char *sentence)
{
	static char out[1024];
	static const char LETTERS[] = {0, '<', '#', '`', '>', '"'};
	size_t used = 0;
	for (; *sentence && used + 1 < sizeof out; sentence++)
		out[used++] = *sentence > 0 && *sentence <= SEGBIAS_MARK_CITE ? LETTERS[(int)*sentence] : *sentence;
	out[used] = '\0';
	return out;
}

struct room {
	struct segbias_arena arena;
	struct segbias_teller teller;
};

static struct segbias_teller *open_room(struct room *room, const char *tag)
{
	*room = (struct room){{NULL}, {segbias_language_find(tag), NULL, false}};
	room->teller.arena = &room->arena;
	return &room->teller;
}

Test(wording, places_take_words_of_every_kind)
{
	struct room room;
	struct segbias_teller *t = open_room(&room, "en");
	cr_assert_str_eq(
	    shown(TELL_WITH(t, "{a} has {b}, {c}, {d}, {e} and {f}: {g}", WORD_LABEL("a", segbias_label_of("age")),
	                    WORD_COUNT("b", 1234567), WORD_NUMBER("c", "%.1f", 2.25), WORD_DIGITS("d", "1–2"),
	                    WORD_CODE("e", "--lang"), WORD_CITE("f", "A work"), WORD_PHRASE("g", "x"))),
	    "<age> has #1,234,567>, #2.2>, #1–2>, `--lang> and \"A work>: x");
	cr_assert_str_eq(shown(TELL_WITH(t, "{a}", WORD_QUOTED("a", segbias_label_of("N/K")))), "<\"N/K\">");
	cr_assert_str_eq(TELL(t, "nothing to fill"), "nothing to fill");
	segbias_arena_release(&room.arena);
}

Test(wording, a_label_can_be_neither_a_mark_nor_a_place)
{
	struct room room;
	struct segbias_teller *t = open_room(&room, "en");
	cr_assert_str_eq(shown(TELL_WITH(t, "{a}|{b}", WORD_LABEL("a", segbias_label_of("{b}{n}{=x}")),
	                                 WORD_LABEL("b", segbias_label_of("1\x01\x02\x03\x04\x05\x1b\n\xff")))),
	                 "<{b}{n}{=x}>|<1\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD>");
	segbias_arena_release(&room.arena);
}

Test(wording, what_no_word_fills_stays_as_it_is_written)
{
	struct room room;
	struct segbias_teller *t = open_room(&room, "en");
	cr_assert_str_eq(TELL(t, "{a} {n} {"), "{a} {n} {");
	cr_assert_str_eq(TELL(t, "{"), "{");
	cr_assert_str_eq(shown(TELL(t, "as {=CSV}")), "as `CSV>");
	segbias_arena_release(&room.arena);
}

Test(wording, a_count_chooses_the_form)
{
	struct room room;
	struct segbias_teller *t = open_room(&room, "en");
	cr_assert_str_eq(shown(TELL_COUNT(t, 1, "{n} thing is", "{n} things are")), "#1> thing is");
	cr_assert_str_eq(shown(TELL_COUNT(t, 0, "{n} thing is", "{n} things are")), "#0> things are");
	cr_assert_str_eq(shown(TELL_COUNT(t, 1.4, "{n} thing is", "{n} things are")), "#1> thing is");
	cr_assert_str_eq(shown(TELL_COUNT_WITH(t, 2000, "{n} {a}", "{n} {a}s", WORD_LABEL("a", segbias_label_of("x")))),
	                 "#2,000> <x>s");
	segbias_arena_release(&room.arena);
}

Test(wording, another_language_fills_the_same_places)
{
	struct room room;
	struct segbias_teller *t = open_room(&room, "ar");
	cr_assert_str_eq(
	    shown(TELL_WITH(t, "{campaign} against {reference}", WORD_LABEL("campaign", segbias_label_of("a.csv")),
	                    WORD_LABEL("reference", segbias_label_of("b.csv")))),
	    "<a.csv> مقابل <b.csv>");
	cr_assert_str_eq(shown(TELL_COUNT(t, 11, "{n} record", "{n} records")), "#11> سجلًا");
	cr_assert_str_eq(TELL_COUNT(t, 2, "{n} record", "{n} records"), "سجلان");
	segbias_arena_release(&room.arena);
}
