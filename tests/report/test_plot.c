#include "report/plot.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define BYTES(literal)                                                                                                 \
	(struct segbias_label)                                                                                         \
	{                                                                                                              \
		(literal), sizeof(literal) - 1                                                                         \
	}

static void expect(struct segbias_text *text, const char *expected)
{
	cr_assert_not(text->failed);
	cr_assert_str_eq(text->data ? text->data : "", expected);
	segbias_text_release(text);
}

Test(plot, cleans_labels)
{
	static const struct {
		struct segbias_label label;
		const char *clean;
	} ROWS[] = {
	    {{"65+", 3}, "65+"},
	    {{"", 0}, "(empty)"},
	    {{" \t\n", 3}, "(empty)"},
	    {{"  a \r\n\t b ", 10}, "a b"},
	    {{"a\0b", 3},
	     "a\xEF\xBF\xBD"
	     "b"},
	    {{"a\x1b[0m", 5}, "a\xEF\xBF\xBD[0m"},
	    {{"\xff\xfe", 2}, "\xEF\xBF\xBD\xEF\xBF\xBD"},
	    {{"\xc3", 1}, "\xEF\xBF\xBD"},
	    {{"a\u202eb", 5},
	     "a\xEF\xBF\xBD"
	     "b"}, /* right-to-left override */
	    {{"a\uFFFEb", 5},
	     "a\xEF\xBF\xBD"
	     "b"},                           /* noncharacter */
	    {{"\u2068", 3}, "\xEF\xBF\xBD"}, /* isolate */
	    {{"\u0631\u062c\u0627\u0644", 8}, "\u0631\u062c\u0627\u0644"},
	    {{"a\u00a0\u2003b", 7}, "a b"},
	    {{"$(x) `y` \"z\"", 12}, "$(x) `y` \"z\""},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_text text = {0};
		segbias_plot_clean(&text, ROWS[i].label);
		cr_assert_str_eq(text.data, ROWS[i].clean, "row %zu: %s", i, text.data);
		segbias_text_release(&text);
	}
}

Test(plot, cuts_labels_at_sixty_characters)
{
	static char braces[60000];
	struct segbias_text text = {0};
	memset(braces, '{', sizeof braces);
	segbias_plot_clean(&text, (struct segbias_label){braces, 60});
	cr_assert_eq(text.size, 60);
	text.size = 0;
	segbias_plot_clean(&text, (struct segbias_label){braces, sizeof braces});
	cr_assert_eq(text.size, 59 + strlen("…"));
	cr_assert_str_eq(text.data + 59, "…");
	segbias_text_release(&text);
}

/* Whatever stands in a label, only these bytes stand between the quotes, and no digit behind an escape. */
Test(plot, quotes_every_byte)
{
	for (unsigned first = 1; first < 256; first++) {
		for (unsigned second = 1; second < 256; second++) {
			char label[2] = {(char)first, (char)second};
			struct segbias_text text = {0};
			segbias_plot_quote(&text, (struct segbias_label){label, 2});
			cr_assert_not(text.failed);
			cr_assert_eq(text.data[0], '"');
			cr_assert_eq(text.data[text.size - 1], '"');
			for (size_t i = 1; i + 1 < text.size; i++) {
				unsigned char c = (unsigned char)text.data[i];
				bool letter =
				    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
				if (c == '\\') {
					cr_assert_eq(strspn(text.data + i + 1, "01234567"), 3, "%s", text.data);
					i += 3;
				} else {
					cr_assert(c >= 0x80 || letter || strchr(" ,.()/+-", c), "%s", text.data);
				}
			}
			segbias_text_release(&text);
		}
	}
}

Test(plot, quotes_as_octal)
{
	struct segbias_text text = {0};
	segbias_plot_quote(&text, BYTES("18-24, (a/b) x+ 1.5"));
	expect(&text, "\"18-24, (a/b) x+ 1.5\"");
	segbias_plot_quote(&text, BYTES("a\"b`c$d@e{f|g<h%i\\j#k"));
	expect(&text, "\"a\\042b\\140c\\044d\\100e\\173f\\174g\\074h\\045i\\134j\\043k\"");
	/* gnuplot reads four digits where the first is 0. */
	segbias_plot_quote(&text, BYTES("n<30 1"));
	expect(&text, "\"n\\074\\063\\060 1\"");
	segbias_plot_quote(&text, BYTES("\xd8\xb1"));
	expect(&text, "\"\xd8\xb1\"");
}

Test(plot, fits_text_into_a_width)
{
	struct segbias_text text = {0};
	segbias_plot_fit(&text, BYTES("short"), SEGBIAS_PLOT_TEXT, 100);
	expect(&text, "short");
	struct segbias_label label = BYTES("a label that is longer than its place");
	for (double width = 30; width < 300; width += 7) {
		segbias_plot_fit(&text, label, SEGBIAS_PLOT_TEXT, width);
		cr_assert_leq(segbias_plot_width((struct segbias_label){text.data, text.size}, SEGBIAS_PLOT_TEXT),
		              width);
		cr_assert_eq(memcmp(text.data, label.bytes, text.size > 3 ? text.size - 3 : 0), 0);
		text.size = 0;
	}
	/* A cut never splits a character. */
	segbias_plot_fit(&text, BYTES("\u0416\u0416\u0416\u0416\u0416\u0416"), SEGBIAS_PLOT_TEXT, 40);
	expect(&text, "\u0416\u0416\u0416…");
}

Test(plot, wider_text_is_wider)
{
	cr_assert_lt(segbias_plot_width(BYTES("iii"), SEGBIAS_PLOT_TEXT),
	             segbias_plot_width(BYTES("WWW"), SEGBIAS_PLOT_TEXT));
	cr_assert_lt(segbias_plot_width(BYTES("abc"), SEGBIAS_PLOT_TEXT),
	             segbias_plot_width(BYTES("abc"), SEGBIAS_PLOT_HEAD));
	cr_assert_lt(segbias_plot_width(BYTES("abc"), SEGBIAS_PLOT_HEAD),
	             segbias_plot_width(BYTES("abc"), SEGBIAS_PLOT_TITLE));
	cr_assert_eq(segbias_plot_width(BYTES(""), SEGBIAS_PLOT_TEXT), 0);
}

/* source: table hmtx of DejaVu Sans 2.37, 2048 units an em, by presentation forms: seen has 2500 alone (U+FEB1), 1716 before
 * a letter (U+FEB3) and 2611 behind one (U+FEB2); alef has 569 (U+FE8D) and is joined to nothing that follows; a blank 651. */
Test(plot, letters_that_are_joined_are_narrower)
{
	static const double EM = 12;                /* pixels of SEGBIAS_PLOT_TEXT */
	static const double LETTER_MORE_MAX = 0.07; /* em: the wider of two forms is taken */
	const struct {
		struct segbias_label text;
		double units;
	} ROWS[] = {
	    {BYTES("\u0633"), 2500},
	    {BYTES("\u0633\u0633"), 1716 + 2611},
	    {BYTES("\u0633\u064e\u0633"), 1716 + 2611},
	    {BYTES("\u0633 \u0633"), 2500 + 651 + 2500},
	    {BYTES("\u0627"), 569},
	    {BYTES("\u0627\u0633"), 569 + 2500},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		double width = segbias_plot_width(ROWS[i].text, SEGBIAS_PLOT_TEXT);
		double wanted = EM * ROWS[i].units / 2048;
		cr_expect(width >= wanted && width <= wanted + 2 * EM * LETTER_MORE_MAX, "%zu: %g, not %g", i, width,
		          wanted);
	}
	struct segbias_label seen = BYTES("\u0633");
	cr_expect_float_eq(segbias_plot_width_before(seen, seen, SEGBIAS_PLOT_TEXT) +
	                       segbias_plot_width(seen, SEGBIAS_PLOT_TEXT),
	                   segbias_plot_width(BYTES("\u0633\u0633"), SEGBIAS_PLOT_TEXT), 1e-9);
}

Test(plot, isolates_scripts_from_the_right)
{
	struct segbias_text text = {0};
	segbias_plot_label(&text, BYTES("abc"), SEGBIAS_PLOT_TEXT, 100);
	expect(&text, "abc");
	segbias_plot_label(&text, BYTES("\u0631 1"), SEGBIAS_PLOT_TEXT, 100);
	expect(&text, "\u2068\u0631 1\u2069");
}

Test(plot, slugs_hold_no_byte_of_danger)
{
	static const struct {
		struct segbias_label label;
		const char *slug;
	} ROWS[] = {
	    {{"Mobile app", 10}, "mobile-app"},
	    {{"../../etc/passwd", 16}, "etc-passwd"},
	    {{"-rf", 3}, "rf"},
	    {{"$(touch x)`;\"", 13}, "touch-x"},
	    {{"\u0631\u062c", 4}, ""},
	    {{"caf\u00e9 1", 7}, "caf-1"},
	    {{"", 0}, ""},
	    {{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b", 41}, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
	    {{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 44}, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_text text = {0};
		segbias_plot_slug(&text, ROWS[i].label);
		cr_assert_str_eq(text.data ? text.data : "", ROWS[i].slug, "row %zu", i);
		segbias_text_release(&text);
	}
}

static struct segbias_plot *plot_of(const char *format, double height)
{
	struct segbias_plot *plot = NULL;
	cr_assert_eq(segbias_plot_create(format, &plot, NULL), SEGBIAS_OK);
	struct segbias_plot_sheet *sheet = segbias_plot_sheet_add(plot, "one", height);
	cr_assert_not_null(sheet);
	segbias_plot_describe(sheet, BYTES("A & <B>"), BYTES("below"));
	segbias_plot_mark(sheet, SEGBIAS_PLOT_DOT, (struct segbias_plot_box){10.5, 20, 0, 0}, SEGBIAS_PLOT_OVER);
	segbias_plot_write(sheet, (struct segbias_plot_words){.x = 1, .y = 2, .size = SEGBIAS_PLOT_TEXT},
	                   BYTES("EOD\nplot `touch x`"));
	return plot;
}

Test(plot, labels_stand_in_data_blocks_only)
{
	struct segbias_plot *plot = plot_of("svg", 100);
	struct segbias_text script = {0};
	segbias_plot_script(plot, &script);
	cr_assert_not_null(strstr(script.data, "1\t2\t0\t\"EOD\\012plot \\140touch x\\140\"\n"));
	cr_assert_not_null(strstr(script.data, "10.5\t20\t0\t0\t6\n"));
	cr_assert_not_null(strstr(script.data, "set datafile commentschars \"\"\n"));
	cr_assert_not_null(strstr(script.data, "noenhanced"));
	cr_assert_not_null(strstr(script.data, "set output \"chart-0001\"\n"));
	/* The only text of the sheet that reaches the script: neither its title nor its file's name does. */
	cr_assert_null(strstr(script.data, "<B>"));
	cr_assert_null(strstr(script.data, "one.svg"));
	segbias_text_release(&script);
	segbias_plot_free(plot);
}

/* The inks are numbers in C and colours in the theme: as many here as there. */
/* Marks and words change sides, diagonals their slope, and words of others that are written from the right are isolated; a
 * line of ours is already. */
Test(plot, a_sheet_that_is_read_from_the_right)
{
	struct segbias_plot *plot = NULL;
	struct segbias_text script = {0};
	cr_assert_eq(segbias_plot_create("svg", &plot, NULL), SEGBIAS_OK);
	plot->leftward = true;
	struct segbias_plot_sheet *sheet = segbias_plot_sheet_add(plot, "one", 100);
	segbias_plot_mark(sheet, SEGBIAS_PLOT_FILLED, (struct segbias_plot_box){20, 5, 100, 7}, SEGBIAS_PLOT_BLACK);
	segbias_plot_mark(sheet, SEGBIAS_PLOT_WHISKER, (struct segbias_plot_box){20, 5, 100, 7}, SEGBIAS_PLOT_BLACK);
	segbias_plot_write(
	    sheet, (struct segbias_plot_words){18, 30, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_LEFT, SEGBIAS_PLOT_BLACK, true},
	    BYTES("65"));
	segbias_plot_write(
	    sheet,
	    (struct segbias_plot_words){460, 40, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_CENTER, SEGBIAS_PLOT_BLACK, false},
	    BYTES("\u2067\u0631\u2069"));
	segbias_plot_write(
	    sheet,
	    (struct segbias_plot_words){460, 50, SEGBIAS_PLOT_TEXT, SEGBIAS_PLOT_CENTER, SEGBIAS_PLOT_BLACK, false},
	    BYTES("\u0631 1"));
	segbias_plot_script(plot, &script);
	cr_expect_not_null(strstr(script.data, "\n800\t5\t100\t7\t0\n"));
	cr_expect_not_null(strstr(script.data, "\n900\t5\t-100\t7\t0\n"));
	cr_expect_not_null(strstr(script.data, "\n902\t30\t0\t\"65\"\n"));
	cr_expect_not_null(strstr(script.data, "\n460\t50\t0\t\"\u2068\u0631 1\u2069\"\n"));
	cr_expect_not_null(strstr(script.data, "\n460\t40\t0\t\"\u2067\u0631\u2069\"\n"));
	cr_expect_not_null(strstr(script.data, "with labels right font TEXT_FONT rotate by -45 "));
	segbias_text_release(&script);
	segbias_plot_free(plot);
}

Test(plot, the_theme_has_every_ink)
{
	struct segbias_plot *plot = plot_of("svg", 100);
	struct segbias_text script = {0};
	char wanted[64];
	segbias_plot_script(plot, &script);
	(void)snprintf(wanted, sizeof wanted, "array INK[%d] = ", (int)SEGBIAS_PLOT_INK_COUNT);
	cr_assert_not_null(strstr(script.data, wanted));
	segbias_text_release(&script);
	segbias_plot_free(plot);
}

Test(plot, polishes_tags_and_leaves_text_alone)
{
	struct segbias_plot *plot = plot_of("svg", 100);
	struct segbias_text out = {0};
	segbias_plot_polish(
	    plot->sheets[0],
	    BYTES("<svg><title>Gnuplot</title><desc>by</desc><g><title>$mark7</title>"
	          "<g font-family=\"segbias-bold\"><text>font-family=\"segbias-bold\" &lt;title>]]></text></g></g>"
	          "</svg>"),
	    &out);
	expect(&out, "<svg><title>A &amp; &lt;B&gt;</title><desc>below</desc><g>"
	             "<g font-family=\"DejaVu Sans,Verdana,Arial,sans-serif\" font-weight=\"bold\">"
	             "<text>font-family=\"segbias-bold\" &lt;title&gt;]]&gt;</text></g></g></svg>");
	/* What is cut off stays cut off. */
	segbias_plot_polish(plot->sheets[0], BYTES("<svg><title>Gnu"), &out);
	expect(&out, "<svg><title>Gnu");
	segbias_plot_free(plot);
}

/* gnuplot would leave "&#x1b;" of a text as it is. */
Test(plot, an_ampersand_passes_through_an_svg)
{
	static const char *const FORMATS[] = {"svg", "png", "pdf"};
	for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
		struct segbias_plot *plot = plot_of(FORMATS[i], 100);
		struct segbias_text script = {0};
		segbias_plot_write(plot->sheets[0],
		                   (struct segbias_plot_words){.x = 3, .y = 4, .size = SEGBIAS_PLOT_TEXT},
		                   BYTES("&#x1b; \\046 a&&b"));
		segbias_plot_script(plot, &script);
		cr_assert_not_null(
		    strstr(script.data,
		           i == 0
		               ? "3\t4\t0\t\"\xEF\xB7\x90\\043x1b\\073 \\134\\060\\064\\066 a\xEF\xB7\x90\xEF\xB7\x90"
		                 "b\"\n"
		               : "3\t4\t0\t\"\\046\\043x1b\\073 \\134\\060\\064\\066 a\\046\\046b\"\n"),
		    "%s", script.data);
		segbias_text_release(&script);
		segbias_plot_free(plot);
	}
	struct segbias_plot *plot = plot_of("svg", 100);
	struct segbias_text out = {0};
	segbias_plot_polish(plot->sheets[0], BYTES("<text>\xEF\xB7\x90#x1b; \xEF\xB7 &lt;</text>"), &out);
	expect(&out, "<text>&amp;#x1b; \xEF\xB7 &lt;</text>");
	segbias_plot_free(plot);
}

static uint64_t run_of(const char *format, double height, double x, const char *word)
{
	struct segbias_plot *plot = plot_of(format, height);
	segbias_plot_write(plot->sheets[0], (struct segbias_plot_words){.x = x, .y = 2, .size = SEGBIAS_PLOT_TEXT},
	                   segbias_label_of(word));
	uint64_t run = segbias_plot_run(plot);
	segbias_plot_free(plot);
	return run;
}

Test(plot, a_run_is_known_by_what_it_draws)
{
	uint64_t run = run_of("svg", 100, 1, "a & b");
	cr_assert_eq(run_of("png", 100, 1, "a & b"), run);
	cr_assert_eq(run_of("pdf", 100, 1, "a & b"), run);
	cr_assert_neq(run_of("svg", 100, 2, "a & b"), run);
	cr_assert_neq(run_of("svg", 100, 1, "a & c"), run);
}

Test(plot, an_unknown_format_is_usage)
{
	struct segbias_plot *plot = NULL;
	struct segbias_error error;
	cr_assert_eq(segbias_plot_create("gif", &plot, &error), SEGBIAS_USAGE);
	cr_assert_str_eq(error.message, "chart format \"gif\": it must be svg, png or pdf");
	cr_assert_null(plot);
}

Test(plot, a_png_has_a_limit)
{
	struct segbias_plot *plot = plot_of("png", 40000);
	struct segbias_notes notes = {0};
	struct segbias_error error;
	cr_assert_eq(segbias_plot_draw(plot, 0, &notes, &error), SEGBIAS_USAGE);
	cr_assert_str_eq(error.message, "one.png would be 40000 pixels tall, more than a png can be");
	segbias_plot_free(plot);
}
