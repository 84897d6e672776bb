#include "base/text.h"

#include "base/unicode.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* A label with the length of its literal: NUL bytes count. */
#define BYTES(literal)                                                                                                 \
	{                                                                                                              \
		(literal), sizeof(literal) - 1                                                                         \
	}

Test(text, grows_and_is_always_terminated)
{
	struct segbias_text text = {0};
	for (int i = 0; i < 1000; i++) {
		segbias_text_add(&text, "ab\0c", 4);
		cr_assert_eq(text.data[text.size], '\0');
	}
	cr_assert_eq(text.size, 4000);
	cr_assert_not(text.failed);
	for (size_t i = 0; i < text.size; i += 4)
		cr_assert_eq(memcmp(text.data + i, "ab\0c", 4), 0);
	segbias_text_release(&text);
	cr_assert_null(text.data);
	cr_assert_eq(text.size, 0);
}

Test(text, adds_strings_and_formats)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "");
	cr_assert_str_eq(text.data, "");
	segbias_text_add_string(&text, "n = ");
	segbias_text_add_format(&text, "%d%%, %s", 42, "of many");
	cr_assert_str_eq(text.data, "n = 42%, of many");
	char wide[500];
	memset(wide, 'w', sizeof wide - 1);
	wide[sizeof wide - 1] = '\0';
	segbias_text_add_format(&text, "%s", wide);
	cr_assert_eq(text.size, strlen("n = 42%, of many") + sizeof wide - 1);
	segbias_text_release(&text);
}

Test(text, a_failed_text_stays_as_it_is)
{
	struct segbias_text text = {.failed = true};
	segbias_text_add_string(&text, "x");
	segbias_text_add_format(&text, "%d", 1);
	cr_assert(text.failed);
	cr_assert_null(text.data);
	segbias_text_release(&text);
}

Test(text, a_size_that_cannot_be_fails)
{
	struct segbias_text text = {0};
	segbias_text_add(&text, "x", SIZE_MAX / 2);
	cr_assert(text.failed);
	segbias_text_release(&text);
}

Test(text, labels_compare_by_bytes_then_length)
{
	static const struct {
		const char *a, *b;
		int order;
	} rows[] = {
	    {"", "", 0},     {"", "a", -1},   {"a", "a", 0},     {"a", "b", -1},
	    {"ab", "b", -1}, {"a", "ab", -1}, {"a", "\xff", -1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct segbias_label a = segbias_label_of(rows[i].a);
		struct segbias_label b = segbias_label_of(rows[i].b);
		int order = segbias_label_compare(a, b);
		int back = segbias_label_compare(b, a);
		cr_assert_eq((order > 0) - (order < 0), rows[i].order, "row %zu", i);
		cr_assert_eq((back > 0) - (back < 0), -rows[i].order, "row %zu", i);
		cr_assert_eq(segbias_label_equal(a, b), rows[i].order == 0, "row %zu", i);
	}
	struct segbias_label with_nul = BYTES("a\0b");
	cr_assert_not(segbias_label_equal(with_nul, segbias_label_of("a")));
	cr_assert_gt(segbias_label_compare(with_nul, segbias_label_of("a")), 0);
}

Test(text, quote_escapes_what_may_not_be_shown_raw)
{
	static const struct {
		struct segbias_label label;
		const char *quoted;
	} rows[] = {
	    {BYTES(""), "\"\""},
	    {BYTES("25–34 é"), "\"25–34 é\""},
	    {BYTES("\r\n"), "\"\\r\\n\""},
	    {BYTES("a\tb"), "\"a\\tb\""},
	    {BYTES("a\0b"), "\"a\\x00b\""},
	    {BYTES("\x1b[31m\x7f"), "\"\\x1b[31m\\x7f\""},
	    {BYTES("\xe2\x80\xae"), "\"\\u202e\""},
	    {BYTES("\xf3\xa0\x81\x81"), "\"\\U000e0041\""},
	    {BYTES("\xff\xc3"), "\"\\xff\\xc3\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char out[SEGBIAS_QUOTE_MAX];
		cr_assert_eq(segbias_label_quote(rows[i].label, out), out);
		cr_assert_str_eq(out, rows[i].quoted, "row %zu: %s", i, out);
	}
}

/* What may be a row, or of a person, is not quoted, nor copied into a hint; what the user typed is. */
Test(text, quote_withholds)
{
	static const struct {
		struct segbias_label label;
		const char *name, *quoted;
	} rows[] = {
	    {BYTES("jo@x.org"), "email", "[an e-mail address, withheld]"},
	    {BYTES("Male,18\nFemale"), "lines", "[several lines, withheld]"},
	    {BYTES("Male\rFemale"), "lines", "[several lines, withheld]"},
	    {BYTES("Jo;12;F;x"), "fields", "[several fields, withheld]"},
	    {BYTES("news;sports"), NULL, "\"news;sports\""},
	    {BYTES("Arts, law, and so on, and others"), NULL, "\"Arts, law, and so on, and others\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char out[SEGBIAS_QUOTE_MAX];
		const char *name = segbias_label_withheld(rows[i].label, NULL);
		cr_expect_str_eq(segbias_label_quote(rows[i].label, out), rows[i].quoted, "row %zu: %s", i, out);
		cr_expect(name == rows[i].name || (name && rows[i].name && strcmp(name, rows[i].name) == 0), "row %zu",
		          i);
		cr_expect(!rows[i].name || !segbias_label_copyable(rows[i].label), "row %zu", i);
	}
	char out[SEGBIAS_QUOTE_MAX];
	cr_expect_str_eq(segbias_text_quote("jo@x.org", out), "\"jo@x.org\"");
	cr_expect(segbias_text_copyable("jo@x.org"));
}

Test(text, quote_shows_sixty_characters)
{
	char long_label[61 * 2];
	for (size_t i = 0; i < sizeof long_label; i += 2)
		memcpy(long_label + i, "é", 2);
	char out[SEGBIAS_QUOTE_MAX];
	segbias_label_quote((struct segbias_label){long_label, 120}, out);
	cr_assert_eq(strlen(out), 122);
	segbias_label_quote((struct segbias_label){long_label, 122}, out);
	cr_assert_eq(strlen(out), 125);
	cr_assert_str_eq(out + 121, "…\"");
}

Test(text, quote_fits_whatever_the_label)
{
	char tags[4 * 100];
	char bytes[200];
	char faces[4 * 100];
	for (size_t i = 0; i < 100; i++) {
		memcpy(tags + 4 * i, "\xf3\xa0\x81\x81", 4);
		memcpy(faces + 4 * i, "😀", 4);
	}
	memset(bytes, 0xFF, sizeof bytes);
	const struct segbias_label labels[] = {{tags, sizeof tags}, {bytes, sizeof bytes}, {faces, sizeof faces}};
	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		char out[SEGBIAS_QUOTE_MAX];
		memset(out, 'x', sizeof out);
		segbias_label_quote(labels[i], out);
		size_t size = strlen(out);
		cr_assert_lt(size, sizeof out);
		cr_assert_str_eq(out + size - 4, "…\"", "label %zu: %s", i, out);
		cr_assert(segbias_unicode_valid((struct segbias_label){out, size}));
	}
}

Test(text, escaping_into_a_text_has_no_quotes_and_its_own_limit)
{
	struct segbias_text text = {0};
	segbias_text_add_escaped(&text, segbias_label_of("a\nbc"), 0);
	segbias_text_add_string(&text, " ");
	segbias_text_add_escaped(&text, segbias_label_of("a\nbc"), 3);
	segbias_text_add_string(&text, " ");
	segbias_text_add_escaped(&text, segbias_label_of("a\nbc"), 4);
	cr_assert_str_eq(text.data, "a\\nbc a\\nb… a\\nbc");
	segbias_text_release(&text);
}

/* What has no room goes as a whole: a character with what stands on it, an escape. The mark says that something went. */
Test(text, print_cuts_no_character_and_no_escape)
{
	static const struct {
		size_t capacity;
		const char *text, *printed;
	} rows[] = {
	    {8, "abcdefg", "abcdefg"},
	    {7, "abcdefg", "abc…"},
	    {8, "aééé", "aééé"},
	    {7, "aééé", "aé…"},
	    {9, "aééééé", "aéé…"},
	    {10, "aé日本", "aé日本"},
	    {9, "aé日本", "aé…"},
	    {9, "日本語日本語", "日…"},
	    {10, "日本語日本語", "日本…"},
	    {10, "a😀😀", "a😀😀"},
	    {8, "a😀😀", "a…"},
	    {8, "abe\xcc\x81zzzz", "ab…"},
	    {9, "abe\xcc\x81zzzz", "abe\xcc\x81…"},
	    {11, "abcdef\\u202ex", "abcdef…"},
	    {16, "abcdef\\u202exyzab", "abcdef\\u202e…"},
	    {15, "abcdef\\u202exyz", "abcdef…"},
	    {16, "\\U000e0041\\U000e0041", "\\U000e0041…"},
	    {13, "\\U000e0041\\U000e0041", "…"},
	    {13, "abcdefg\\x1bz", "abcdefg\\x1bz"},
	    {11, "abcdefg\\x1bz", "abcdefg…"},
	    {9, "abcd\\\"\\\"\\\"", "abcd…"},
	    {10, "abcd\\\"\\\"\\\"", "abcd\\\"…"},
	    {9, "abc\\xyzabc", "abc\\x…"},
	    {5, "\xd8\xb3\xd8\xb3\xd8\xb3", "…"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char out[32];
		memset(out, '#', sizeof out);
		cr_expect(segbias_text_print(out, rows[i].capacity, "%s", rows[i].text) == out);
		cr_expect_str_eq(out, rows[i].printed, "row %zu: %s", i, out);
		cr_expect_eq(out[rows[i].capacity], '#', "row %zu", i);
	}
}

/* Whatever the text and the room, what was printed is whole and starts like the text. */
Test(text, print_is_whole_at_every_size)
{
	struct segbias_text text = {0};
	for (int i = 0; i < 12; i++)
		segbias_text_add_string(&text, i % 3 == 0   ? "aس\\u202eé"
		                               : i % 3 == 1 ? "日e\xcc\x81\\x1b"
		                                            : "😀\\U000e0041b");
	for (size_t capacity = 5; capacity < text.size + 3; capacity++) {
		char out[512];
		segbias_text_print(out, capacity, "%s", text.data);
		size_t size = strlen(out);
		cr_expect_lt(size, capacity);
		cr_expect(segbias_unicode_valid((struct segbias_label){out, size}), "capacity %zu", capacity);
		if (capacity <= text.size) {
			cr_assert_geq(size, 3);
			cr_expect_str_eq(out + size - 3, "…", "capacity %zu", capacity);
			cr_expect_eq(memcmp(out, text.data, size - 3), 0, "capacity %zu", capacity);
			const char *escape = strrchr(out, '\\');
			size_t digits = !escape ? 0 : escape[1] == 'x' ? 2 : escape[1] == 'u' ? 4 : 8;
			cr_expect(!escape || strspn(escape + 2, "0123456789abcdef") >= digits, "capacity %zu: %s",
			          capacity, out);
		} else {
			cr_expect_str_eq(out, text.data);
		}
	}
	segbias_text_release(&text);
}

/* 60 characters that are escaped to 10 bytes each have no room between the quotes. */
Test(text, a_long_quote_is_cut_between_escapes)
{
	char out[SEGBIAS_QUOTE_MAX];
	struct segbias_text text = {0};
	for (int i = 0; i < 60; i++)
		segbias_text_add_string(&text, "\xf3\xa0\x81\x81");
	segbias_text_quote(text.data, out);
	size_t size = strlen(out);
	cr_assert_str_eq(out + size - 4, "…\"");
	cr_assert_eq((size - 5) % 10, 0, "%s", out);
	segbias_text_release(&text);
}

Test(text, ascii)
{
	struct segbias_text text = {0};
	segbias_text_add_ascii(&text, segbias_label_of("a性é…\\u0041 😀 \xff\n"));
	cr_assert_str_eq(text.data, "a\\u6027\\u00e9...\\u0041 \\U0001f600 \\xff\n");
	segbias_text_release(&text);
}

Test(text, words_of_a_shell)
{
	static const struct {
		const char *word, *utf8, *ascii;
	} rows[] = {
	    {"data/a-b_c.csv", "data/a-b_c.csv", "data/a-b_c.csv"},
	    {"", "''", "''"},
	    {"a b", "'a b'", "'a b'"},
	    {"it's", "'it'\\''s'", "'it'\\''s'"},
	    {"$HOME`x`\"!*~", "'$HOME`x`\"!*~'", "'$HOME`x`\"!*~'"},
	    {"a\\b", "'a\\b'", "'a\\b'"},
	    {"=x", "'=x'", "'=x'"},
	    {"x=1", "x=1", "x=1"},
	    {"größe", "größe", "$'gr\\303\\266\\303\\237e'"},
	    {"男 1", "'男 1'", "$'\\347\\224\\267 1'"},
	    {"a\tb", "$'a\\011b'", "$'a\\011b'"},
	    {"a\xe2\x80\xae'\\1", "$'a\\342\\200\\256\\'\\\\1'", "$'a\\342\\200\\256\\'\\\\1'"},
	    {"\xff", "$'\\377'", "$'\\377'"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_text text = {0};
		segbias_text_add_word(&text, rows[i].word, false);
		cr_expect_str_eq(text.data, rows[i].utf8, "row %zu: %s", i, text.data);
		text.size = 0;
		segbias_text_add_word(&text, rows[i].word, true);
		cr_expect_str_eq(text.data, rows[i].ascii, "row %zu: %s", i, text.data);
		segbias_text_release(&text);
	}
}

Test(text, line_ends)
{
	static const struct {
		const char *text;
		size_t ends;
	} rows[] = {{"", 0}, {"a", 0}, {"a\nb", 1}, {"a\r\nb", 1}, {"a\rb\r", 2}, {"\n\r\n\n", 3}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(segbias_label_line_ends(segbias_label_of(rows[i].text)), rows[i].ends, "row %zu", i);
}

/* What a single option takes may hold commas and colons; what a list takes may not. */
Test(text, what_can_be_pasted)
{
	static const struct {
		const char *column, *value;
		bool pair, alone;
	} rows[] = {
	    {"area", "Lyon", true, true},       {"area", "Washington, DC", true, false},
	    {"area", "a: b", true, false},      {"area", "a=b", true, false},
	    {"area", "O'Fallon", false, false}, {"area", "\"x\"", false, false},
	    {"area", "", false, false},         {"a=b", "x", false, true},
	    {"a: b, c", "x", true, true},       {"area", "a\\b", false, false},
	    {"area", "a\nb", false, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_label value = segbias_label_of(rows[i].value);
		cr_expect_eq(segbias_label_pair_copyable(segbias_label_of(rows[i].column), value), rows[i].pair,
		             "row %zu", i);
		cr_expect_eq(segbias_label_copyable(value), rows[i].alone, "row %zu", i);
	}
}

Test(text, a_text_is_a_label_and_an_empty_one_is_not_null)
{
	struct segbias_text text = {0};
	cr_assert_eq(segbias_text_label(&text).size, 0);
	cr_assert_not_null(segbias_text_label(&text).bytes);
	segbias_text_add_string(&text, "age");
	cr_assert(segbias_label_equal(segbias_text_label(&text), segbias_label_of("age")));
	segbias_text_release(&text);
}

Test(text, labels_begin_with_others_and_have_digits)
{
	const struct segbias_label nothing = {NULL, 0};
	cr_assert(segbias_label_begins(segbias_label_of("AT11"), segbias_label_of("AT1")));
	cr_assert(segbias_label_begins(segbias_label_of("AT1"), segbias_label_of("AT1")));
	cr_assert_not(segbias_label_begins(segbias_label_of("AT"), segbias_label_of("AT1")));
	cr_assert_not(segbias_label_begins(segbias_label_of("BT11"), segbias_label_of("AT1")));
	cr_assert(segbias_label_begins(nothing, nothing));
	cr_assert(segbias_label_has_digit(segbias_label_of("Welle 9")));
	cr_assert(segbias_label_has_digit(segbias_label_of("0")));
	cr_assert_not(segbias_label_has_digit(segbias_label_of("Welle/:")));
	cr_assert_not(segbias_label_has_digit(nothing));
}

Test(text, lists_of_labels_are_sorted_by_their_bytes)
{
	struct segbias_label labels[] = {{"b", 1}, {"ab", 2}, {"", 0}, {"a", 1}};
	static const char *const SORTED[] = {"", "a", "ab", "b"};
	qsort(labels, 4, sizeof *labels, segbias_labels_compare);
	for (size_t i = 0; i < 4; i++)
		cr_assert(segbias_label_equal(labels[i], segbias_label_of(SORTED[i])));
}
