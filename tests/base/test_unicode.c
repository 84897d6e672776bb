#include "base/unicode.h"

#include <criterion/criterion.h>
#include <string.h>

/* A label with the length of its literal: NUL bytes count. */
#define BYTES(literal)                                                                                                 \
	{                                                                                                              \
		(literal), sizeof(literal) - 1                                                                         \
	}

Test(unicode, decode)
{
	static const struct {
		struct segbias_label bytes;
		size_t size;
		uint32_t code;
	} rows[] = {
	    {BYTES("a"), 1, 'a'},
	    {BYTES("\0"), 1, 0},
	    {BYTES("\x7f"), 1, 0x7F},
	    {BYTES("\xc2\x80"), 2, 0x80},
	    {BYTES("éa"), 2, 0xE9},
	    {BYTES("\xe2\x82\xac"), 3, 0x20AC},
	    {BYTES("\xf0\x9f\x98\x80zzzzzzzz"), 4, 0x1F600},
	    {BYTES("\xf4\x8f\xbf\xbf"), 4, 0x10FFFF},
	    {BYTES("\xef\xbf\xbf"), 3, 0xFFFF}, /* a noncharacter is valid UTF-8 */
	    {BYTES("\xc0\x80"), 0, 0},          /* overlong */
	    {BYTES("\xc1\xbf"), 0, 0},
	    {BYTES("\xe0\x9f\xbf"), 0, 0},
	    {BYTES("\xf0\x8f\xbf\xbf"), 0, 0},
	    {BYTES("\xed\xa0\x80"), 0, 0},     /* surrogate */
	    {BYTES("\xf4\x90\x80\x80"), 0, 0}, /* past U+10FFFF */
	    {BYTES("\xf8\x88\x80\x80\x80"), 0, 0},
	    {BYTES("\x80"), 0, 0},
	    {BYTES("\xff"), 0, 0},
	    {BYTES("\xe2\x82"), 0, 0}, /* cut */
	    {BYTES("\xf0\x9f\x98"), 0, 0},
	    {BYTES("\xe2\x82zz"), 0, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		uint32_t code = 0;
		cr_assert_eq(segbias_unicode_decode(rows[i].bytes.bytes, rows[i].bytes.size, &code), rows[i].size,
		             "row %zu", i);
		cr_assert_eq(code, rows[i].code, "row %zu", i);
	}
}

Test(unicode, valid_and_length)
{
	static const struct {
		struct segbias_label label;
		bool valid;
		size_t length;
	} rows[] = {
	    {BYTES(""), true, 0},
	    {BYTES("abc"), true, 3},
	    {BYTES("né"), true, 2},
	    {BYTES("a\0b"), true, 3},
	    {BYTES("n\xe9"), false, 2},
	    {BYTES("\xe2\x82"), false, 2},
	    {BYTES("\xed\xa0\x80"), false, 3},
	    {BYTES("👩‍💻"), true, 3},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		cr_assert_eq(segbias_unicode_valid(rows[i].label), rows[i].valid, "row %zu", i);
		cr_assert_eq(segbias_unicode_length(rows[i].label), rows[i].length, "row %zu", i);
	}
}

Test(unicode, width)
{
	static const struct {
		uint32_t code;
		int width;
	} rows[] = {
	    {'a', 1},    {0xE9, 1},   {0x4E2D, 2}, {0xAC00, 2}, {0x1F600, 2}, {0x0301, 0},   {0x200D, 0},
	    {'\n', 0},   {0x202E, 0}, {0xAD, 0},   {0x2026, 1}, {0x2588, 1},  {0x110000, 0}, {UINT32_MAX, 0},
	    {0x1112, 2}, {0x1161, 0}, {0x11AB, 0}, {0xD7B0, 0}, {0x0E39, 0},  {0xFF21, 2},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_assert_eq(segbias_unicode_width(rows[i].code), rows[i].width, "U+%04X", rows[i].code);
	for (uint32_t code = 0; code <= 0x110000; code++) {
		int width = segbias_unicode_width(code);
		cr_assert(width >= 0 && width <= 2, "U+%04X", code);
	}
}

Test(unicode, unsafe)
{
	static const struct {
		uint32_t first, last;
	} unsafe[] = {
	    {0, 0x1F},          {0x7F, 0x9F},         {0xAD, 0xAD},         {0x061C, 0x061C},
	    {0x180E, 0x180E},   {0x200B, 0x200B},     {0x200E, 0x200F},     {0x2028, 0x202E},
	    {0x2060, 0x206F},   {0xD800, 0xDFFF},     {0xFDD0, 0xFDEF},     {0xFEFF, 0xFEFF},
	    {0xFFF0, 0xFFFB},   {0xFFFE, 0xFFFF},     {0x1FFFE, 0x1FFFF},   {0xE0001, 0xE0001},
	    {0xE0020, 0xE007F}, {0x10FFFE, 0x10FFFF}, {0x110000, 0x110010}, {UINT32_MAX, UINT32_MAX},
	};
	for (size_t i = 0; i < sizeof unsafe / sizeof unsafe[0]; i++) {
		for (uint32_t code = unsafe[i].first;; code++) {
			cr_assert(segbias_unicode_unsafe(code), "U+%04X", code);
			if (code == unsafe[i].last)
				break;
		}
	}
	/* Letters, marks, the joiners, the Arabic number sign, variation selectors, private use. */
	static const uint32_t safe[] = {' ',    '~',    0xA0,   0xE9,   0x0301, 0x0600, 0x06CC, 0x200C,  0x200D,
	                                0x2010, 0x2026, 0x3000, 0xE000, 0xFE0F, 0xFFFC, 0xFFFD, 0x1F600, 0xE0100};
	for (size_t i = 0; i < sizeof safe / sizeof safe[0]; i++)
		cr_assert_not(segbias_unicode_unsafe(safe[i]), "U+%04X", safe[i]);
}

Test(unicode, fold)
{
	static const struct {
		const char *label;
		const char *folded;
	} rows[] = {
	    {"", ""},
	    {" \t\r\n", ""},
	    {"\xc2\xa0\xe3\x80\x80", ""},
	    {"Non-Binary", "non-binary"},
	    {"  High \t School ", "high school"},
	    {"25–34", "25-34"},
	    {"25—34", "25-34"},
	    {"25‑34", "25-34"},
	    {"25−34", "25-34"},
	    {"25-34", "25-34"},
	    {"１８－２４", "18-24"},
	    {"a\xc2\xa0 \xe2\x80\x89"
	     "b",
	     "a b"},
	    {"Straße", "strasse"},
	    {"ÉCOLE", "école"},
	    {"E\xcc\x81"
	     "COLE",
	     "école"},
	    {"ﬁn", "fin"},
	    {"ΣΊΣΥΦΟΣ", "σίσυφοσ"},
	    {"İ", "i̇"},
	    {"¼", "1⁄4"},
	    {"می\xe2\x80\x8cخواهم", "میخواهم"},
	    {"a\xc2\xad"
	     "b",
	     "ab"},
	    {"\xff"
	     "A É",
	     "\xff"
	     "a É"}, /* invalid: only ASCII letters change, nothing is trimmed */
	    {" \xc3", " \xc3"},
	    {"'=1+1", "=1+1"}, /* as tables write a text that would start a formula */
	    {"'-Ä", "-ä"},
	    {"'tis", "'tis"},
	    {"''=1", "''=1"},
	    {"'", "'"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct segbias_text out = {0};
		segbias_unicode_fold(segbias_label_of(rows[i].label), &out);
		cr_assert_not(out.failed);
		cr_assert_str_eq(out.data, rows[i].folded, "row %zu: %s", i, out.data);
		segbias_text_release(&out);
	}
}

/* Labels longer than what is folded at once, with a blank at every place. */
Test(unicode, fold_of_long_labels)
{
	enum { SIZE = 300 };
	for (size_t at = 1; at + 3 < SIZE; at++) {
		char label[SIZE];
		char expected[SIZE];
		struct segbias_text out = {0};
		for (size_t i = 0; i < SIZE; i++)
			expected[i] = (char)('a' + i % 26);
		for (size_t i = 0; i < SIZE; i++)
			label[i] = (char)('A' + (i <= at ? i : i - 2) % 26);
		memcpy(label + at, " \t ", 3);
		expected[at] = ' ';
		segbias_unicode_fold((struct segbias_label){label, SIZE}, &out);
		cr_assert_eq(out.size, SIZE - 2);
		cr_assert_eq(memcmp(out.data, expected, SIZE - 2), 0, "%zu: %s", at, out.data);
		segbias_text_release(&out);
	}
}

Test(unicode, fold_appends)
{
	struct segbias_text out = {0};
	segbias_text_add_string(&out, "x ");
	segbias_unicode_fold(segbias_label_of(" É"), &out);
	segbias_unicode_fold(segbias_label_of(" B "), &out);
	cr_assert_str_eq(out.data, "x éb");
	segbias_text_release(&out);
}

static size_t encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const unsigned lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
	for (size_t i = size - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3F));
		code >>= 6;
	}
	out[0] = (char)(lead[size] | code);
	return size;
}

/* Every code point: decoding inverts encoding, folding is idempotent and leaves valid UTF-8. */
Test(unicode, every_code_point)
{
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		char bytes[4];
		size_t size = encode(code, bytes);
		uint32_t decoded = 0;
		cr_assert(segbias_unicode_decode(bytes, size, &decoded) == size && decoded == code, "U+%04X", code);
		struct segbias_text once = {0};
		struct segbias_text twice = {0};
		segbias_unicode_fold((struct segbias_label){bytes, size}, &once);
		struct segbias_label folded = {once.data, once.size};
		segbias_unicode_fold(folded, &twice);
		cr_assert(segbias_unicode_valid(folded), "U+%04X", code);
		cr_assert(segbias_label_equal(folded, (struct segbias_label){twice.data, twice.size}), "U+%04X", code);
		segbias_text_release(&once);
		segbias_text_release(&twice);
	}
}

static void expect_form(void (*form)(struct segbias_label, struct segbias_text *), const char *text,
                        const char *expected)
{
	struct segbias_text out = {0};
	form(segbias_label_of(text), &out);
	cr_expect_str_eq(out.data, expected);
	segbias_text_release(&out);
}

Test(unicode, plain)
{
	static const char *const rows[][2] = {
	    {"São Paulo", "sao paulo"}, {"Łódź", "lodz"}, {"Æ Ø Œ", "ae o oe"}, {"أُنْثَى", "انثى"},
	    {"Ёлка", "елка"},           {"がく", "がく"}, {"कि", "कि"},         {"한국", "한국"},
	    {"\xff\xfe", "\xff\xfe"},   {"", ""},         {"Ǻ", "a"},           {"İ", "i"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_form(segbias_unicode_plain, rows[i][0], rows[i][1]);
}

Test(unicode, squeeze)
{
	expect_form(segbias_unicode_squeeze, " a\t\xc2\xa0 B  ", "a B");
	expect_form(segbias_unicode_squeeze, "A–b", "A–b");
	expect_form(segbias_unicode_squeeze, "\xff \xff", "\xff \xff");
	expect_form(segbias_unicode_squeeze, "  ", "");
}

/* The signs that start a formula, in the forms that a program may take for them, behind what it passes over. */
Test(unicode, formula)
{
	static const char *const YES[] = {"=1",
	                                  "+1",
	                                  "-1",
	                                  "@x",
	                                  "\tx",
	                                  "\rx",
	                                  "＝1",
	                                  "＋1",
	                                  "－1",
	                                  "＠x",
	                                  "﹦1",
	                                  "﹢1",
	                                  "﹣1",
	                                  "﹫x",
	                                  " =1",
	                                  "\n=1",
	                                  "\xc2\xa0=1",
	                                  "\xe3\x80\x80＝1",
	                                  "\xef\xbb\xbf=1",
	                                  "\xe2\x80\x8b=1",
	                                  "\xe2\x80\x8d@x",
	                                  "\xc2\xad-1",
	                                  " \x01 =1"};
	static const char *const NO[] = {"",    " ",      "a",    "a=1", "'=1", "−3", "–3",
	                                 "0=1", "\xff=1", "（=1", "“=1", "⁼1",  "a\t"};
	for (size_t i = 0; i < sizeof YES / sizeof *YES; i++)
		cr_expect(segbias_unicode_formula(segbias_label_of(YES[i])), "%s", YES[i]);
	for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
		cr_expect_not(segbias_unicode_formula(segbias_label_of(NO[i])), "%s", NO[i]);
	/* And what was guarded means what it meant. */
	for (size_t i = 0; i < sizeof YES / sizeof *YES; i++) {
		struct segbias_text guarded = {0};
		segbias_text_add_format(&guarded, "'%s", YES[i]);
		cr_expect(segbias_label_equal(segbias_unicode_unguarded(segbias_label_of(guarded.data)),
		                              segbias_label_of(YES[i])),
		          "%s", YES[i]);
		cr_expect(segbias_unicode_same(segbias_label_of(guarded.data), segbias_label_of(YES[i])), "%s", YES[i]);
		segbias_text_release(&guarded);
	}
}

Test(unicode, same)
{
	static const struct {
		const char *a, *b;
		bool same;
	} PAIRS[] = {{"Male", " mALE\t", true},
	             {"\xc2\xa0x y", "X  Y", true},
	             {"Ａge", "age", true},
	             {"'=a", "=A", true},
	             {"'a", "a", false},
	             {"\xe2\x80\x8b"
	              "b",
	              "B", true},
	             {"–5", "-5", true},
	             {"STRASSE", "straße", true},
	             {"male", "female", false},
	             {"mal", "male", false},
	             {"", "", false},
	             {" ", "\n", false},
	             {" ", "a", false},
	             {"'", "'", true}};
	for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
		struct segbias_label a = segbias_label_of(PAIRS[i].a);
		struct segbias_label b = segbias_label_of(PAIRS[i].b);
		cr_expect_eq(segbias_unicode_same(a, b), PAIRS[i].same, "%s, %s", PAIRS[i].a, PAIRS[i].b);
		cr_expect_eq(segbias_unicode_same(b, a), PAIRS[i].same, "%s, %s", PAIRS[i].b, PAIRS[i].a);
	}
}

Test(unicode, graphemes)
{
	static const struct {
		struct segbias_label bytes;
		size_t size;
	} rows[] = {
	    {BYTES("ab"), 1},
	    {BYTES("e\u0301\u0323x"), 5},                               /* two accents */
	    {BYTES("\U0001F468\u200d\U0001F469\u200d\U0001F467!"), 18}, /* a family */
	    {BYTES("\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7"), 8},     /* the first of two flags */
	    {BYTES("\u1112\u1161\u11ab\u1100"), 9},                     /* a syllable of three jamo */
	    {BYTES("\u0631\u062c"), 2},
	    {BYTES("\u0301a"), 2}, /* an accent on nothing */
	    {BYTES("\r\n"), 2},
	    {BYTES("\xff\u0301"), 1},
	    {BYTES("a\xff"), 1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_assert_eq(segbias_unicode_grapheme(rows[i].bytes.bytes, rows[i].bytes.size), rows[i].size, "row %zu",
		             i);
}
