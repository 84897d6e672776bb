#include "report/plot_label.h"

#include "base/unicode.h"

#include <string.h>

enum { SLUG_MAX = 40 };

#define REPLACEMENT "\xEF\xBF\xBD"
#define ELLIPSIS "\xE2\x80\xA6"

/* Pixels of the font of a size. */
static const double PIXELS[SEGBIAS_PLOT_SIZE_COUNT] = {16, 12, 12, 10.5};

/* The width of blank to "~" in hundredths of the font's size. source: table hmtx of DejaVu Sans 2.37. */
static const unsigned char WIDTHS[] = {
    32, 41, 46, 84, 64, 96, 78, 28, 40,  40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79,
    61, 79, 70, 64, 62, 74, 69, 99, 69,  62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64,
    64, 28, 28, 58, 28, 98, 64, 62, 64,  64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
};

/* The same of DejaVu Sans Bold. */
static const unsigned char WIDTHS_BOLD[] = {
    35, 46, 53, 84, 70, 101, 88, 31,  46,  46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70,  70, 70,
    70, 70, 40, 40, 84, 84,  84, 59,  100, 78, 77, 74, 84, 69, 69, 83, 84, 38, 38, 78, 64, 100, 84, 86,
    74, 86, 78, 73, 69, 82,  78, 111, 78,  73, 73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72, 68,  44, 72,
    72, 35, 35, 67, 35, 105, 72, 69,  72,  72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72,  84,
};

/* The same of the Arabic letters from U+0621 on: [not bold, bold][before what is no letter of them, joined to the next]. The
 * wider of two forms; 0: none of Arabic. */
enum { ARABIC_FIRST = 0x0621, ARABIC_COUNT = 42 };
static const unsigned char WIDTHS_ARABIC[2][2][ARABIC_COUNT] = {
    {{48,  31, 31, 52, 31, 84, 31, 99, 54, 99, 99, 65,  65, 65, 53, 53, 56, 56, 128, 128, 123,
      123, 95, 95, 60, 60, 0,  0,  0,  0,  0,  30, 104, 84, 85, 76, 67, 77, 54, 52,  84,  84},
     {48, 31, 31, 52, 31, 31, 31, 31, 54, 31, 31, 65, 65, 65, 53, 53, 56, 56, 90, 90, 87,
      87, 83, 83, 60, 53, 0,  0,  0,  0,  0,  30, 51, 51, 56, 34, 58, 31, 53, 52, 84, 31}},
    {{52,  38,  38,  63, 38, 92, 38, 106, 61, 106, 106, 73,  73, 73, 58, 58, 63, 63, 142, 142, 137,
      137, 108, 108, 69, 69, 0,  0,  0,   0,  0,   35,  120, 91, 94, 90, 79, 90, 61, 63,  102, 102},
     {52, 38, 38, 63, 38, 41, 38, 41, 61, 41, 41, 73, 73, 73, 58, 58, 63, 63, 102, 102, 99,
      99, 98, 98, 69, 69, 0,  0,  0,  0,  0,  35, 72, 72, 59, 41, 68, 41, 70, 63,  102, 41}},
};

_Static_assert(sizeof WIDTHS == '~' - ' ' + 1 && sizeof WIDTHS_BOLD == sizeof WIDTHS, "one for every character");

/* The character at `at`; its length in bytes, at least 1. An invalid byte is U+FFFD. */
static size_t character(struct segbias_label text, size_t at, uint32_t *code)
{
	size_t size = segbias_unicode_decode(text.bytes + at, text.size - at, code);
	if (size == 0)
		*code = 0xFFFD;
	return size ? size : 1;
}

/* Adds the characters of a label, made safe, without white space at the ends; stops after `characters_max`. Returns how
 * many there would be. */
static size_t add_clean(struct segbias_text *out, struct segbias_label label, size_t characters_max)
{
	size_t characters = 0;
	bool space = false;
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = character(label, at, &code);
		if (segbias_unicode_space(code)) {
			space = characters > 0;
			at += size;
			continue;
		}
		if (space && ++characters <= characters_max)
			segbias_text_add(out, " ", 1);
		space = false;
		if (++characters > characters_max)
			return characters;
		if (code == 0xFFFD || segbias_unicode_unsafe(code))
			segbias_text_add_string(out, REPLACEMENT);
		else
			segbias_text_add(out, label.bytes + at, size);
		at += size;
	}
	return characters;
}

void segbias_plot_clean_all(struct segbias_text *out, struct segbias_label label)
{
	if (add_clean(out, label, SIZE_MAX) == 0)
		segbias_text_add_string(out, "(empty)");
}

void segbias_plot_clean(struct segbias_text *out, struct segbias_label label)
{
	struct segbias_text text = {0};
	size_t characters = add_clean(&text, label, SEGBIAS_PLOT_CHARACTERS_MAX);
	if (characters > SEGBIAS_PLOT_CHARACTERS_MAX && !text.failed) {
		text.size = 0;
		add_clean(&text, label, SEGBIAS_PLOT_CHARACTERS_MAX - 1);
		segbias_text_add_string(&text, ELLIPSIS);
	}
	if (characters == 0)
		segbias_text_add_string(&text, "(empty)");
	if (text.failed)
		out->failed = true;
	else
		segbias_text_add(out, text.data, text.size);
	segbias_text_release(&text);
}

static bool is_arabic(uint32_t code)
{
	return code >= ARABIC_FIRST && code < ARABIC_FIRST + ARABIC_COUNT;
}

static double character_width(uint32_t code, uint32_t next, enum segbias_plot_size size)
{
	bool bold = size == SEGBIAS_PLOT_TITLE || size == SEGBIAS_PLOT_HEAD;
	if (code >= ' ' && code <= '~')
		return PIXELS[size] * (bold ? WIDTHS_BOLD : WIDTHS)[code - ' '] / 100;
	int arabic = is_arabic(code) ? WIDTHS_ARABIC[bold][is_arabic(next)][code - ARABIC_FIRST] : 0;
	if (arabic)
		return PIXELS[size] * arabic / 100;
	/* Wide ones and emoji are drawn by other fonts; the ellipsis and the replacement character fill their square. */
	double columns = code == 0x2026 || code == 0xFFFD ? 1.7 : segbias_unicode_width(code);
	return PIXELS[size] * columns * (bold ? 0.75 : 0.68);
}

/* The first character of a text but for signs that stand on a letter; 0: none. */
static uint32_t first_letter(struct segbias_label text, size_t at)
{
	uint32_t code = 0;
	while (at < text.size && (code == 0 || (code >= 0x064B && code <= 0x065F)))
		at += character(text, at, &code);
	return code;
}

double segbias_plot_width_before(struct segbias_label text, struct segbias_label rest, enum segbias_plot_size size)
{
	double width = 0;
	for (size_t at = 0; at < text.size;) {
		uint32_t code = 0;
		at += character(text, at, &code);
		uint32_t next = first_letter(text, at);
		width += character_width(code, next ? next : first_letter(rest, 0), size);
	}
	return width;
}

double segbias_plot_width(struct segbias_label text, enum segbias_plot_size size)
{
	return segbias_plot_width_before(text, (struct segbias_label){"", 0}, size);
}

static bool is_letter_or_digit(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void segbias_plot_quote(struct segbias_text *out, struct segbias_label text)
{
	bool escaped = false;
	segbias_text_add(out, "\"", 1);
	for (size_t i = 0; i < text.size; i++) {
		unsigned char c = (unsigned char)text.bytes[i];
		bool digit = c >= '0' && c <= '9';
		/* gnuplot takes a fourth digit into an escape whose first is 0: none may follow an escape. */
		escaped = c < 0x80 && !(digit && !escaped) && (digit || !is_letter_or_digit((char)c)) &&
		          !(c && strchr(" ,.()/+-", c));
		if (escaped)
			segbias_text_add_format(out, "\\%03o", (unsigned)c);
		else
			segbias_text_add(out, text.bytes + i, 1);
	}
	segbias_text_add(out, "\"", 1);
}

void segbias_plot_slug(struct segbias_text *out, struct segbias_label label)
{
	size_t size = 0;
	bool gap = false;
	for (size_t i = 0; i < label.size && size < SLUG_MAX; i++) {
		char c = label.bytes[i];
		if (!is_letter_or_digit(c)) {
			gap = size > 0;
			continue;
		}
		if (gap && size + 2 > SLUG_MAX)
			return;
		if (gap)
			segbias_text_add(out, "-", 1);
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		segbias_text_add(out, &c, 1);
		size += gap ? 2 : 1;
		gap = false;
	}
}
