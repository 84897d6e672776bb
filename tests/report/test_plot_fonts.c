#include "report/plot_fonts.h"

#include <criterion/criterion.h>
#include <string.h>

static struct segbias_plot_fonts read_fonts(const char *listing)
{
	struct segbias_plot_fonts fonts = {0};
	cr_assert_eq(segbias_plot_fonts_read(&fonts, segbias_label_of(listing), NULL), SEGBIAS_OK);
	cr_assert(fonts.known);
	return fonts;
}

/* What several fonts have is one list; a bitmap font, and what is no range, count for nothing. */
Test(plot_fonts, reads_a_listing)
{
	static const char LISTING[] = "TrueType\t20-7e a0 100-17f\n"
				      "PCF\t4e00-9fff\n"
				      "Type 1\t2600\n"
				      "CFF\t7f-9f 150-1ff fffd 1f600\n"
				      "TrueType\t-3 5- 300-2ff 110000 zz 3g 2000-200\n"
				      "TrueType\t10ffff 180000000-190000000\n"
				      "TrueType\n"
				      "\n"
				      "CFF\t";
	static const struct segbias_plot_range WANTED[] = {{0x20, 0x7E},        {0x7F, 0x9F},     {0xA0, 0xA0},
	                                                   {0x100, 0x1FF},      {0xFFFD, 0xFFFD}, {0x1F600, 0x1F600},
	                                                   {0x10FFFF, 0x10FFFF}};
	struct segbias_plot_fonts fonts = read_fonts(LISTING);
	cr_assert_eq(fonts.count, sizeof WANTED / sizeof *WANTED, "%zu", fonts.count);
	for (size_t i = 0; i < fonts.count; i++)
		cr_expect(fonts.ranges[i].first == WANTED[i].first && fonts.ranges[i].last == WANTED[i].last, "row %zu",
		          i);
	for (uint32_t code = 0x20; code < 0x2700; code++)
		if (code < 0x200B)
			cr_expect_eq(segbias_plot_fonts_have(&fonts, code),
			             code <= 0xA0 || code == 0xAD || (code >= 0x100 && code <= 0x1FF), "%x",
			             (unsigned)code);
	cr_expect_not(segbias_plot_fonts_have(&fonts, 0x4E00));
	cr_expect_not(segbias_plot_fonts_have(&fonts, 0x2600));
	cr_expect(segbias_plot_fonts_have(&fonts, 0x1F600));
	cr_expect_not(segbias_plot_fonts_have(&fonts, 0x1F601));
	cr_expect(segbias_plot_fonts_have(&fonts, 0x200D), "a joiner has no shape");
	segbias_plot_fonts_release(&fonts);
	cr_expect(segbias_plot_fonts_have(&fonts, 0x1F601), "nothing is known");
}

Test(plot_fonts, many_ranges_and_none)
{
	struct segbias_text listing = {0};
	segbias_text_add_string(&listing, "TrueType\t");
	for (unsigned i = 3000; i > 0; i--)
		segbias_text_add_format(&listing, "%x ", 3 * i);
	struct segbias_plot_fonts fonts = read_fonts(listing.data);
	cr_assert_eq(fonts.count, 3000);
	for (uint32_t code = 0x20; code < 0x1FFF; code++)
		cr_expect_eq(segbias_plot_fonts_have(&fonts, code), code % 3 == 0 || code == 0xAD, "%x",
		             (unsigned)code);
	segbias_plot_fonts_release(&fonts);
	segbias_text_release(&listing);
	fonts = read_fonts("");
	cr_assert_eq(fonts.count, 0);
	cr_expect_not(segbias_plot_fonts_have(&fonts, '0'));
	segbias_plot_fonts_release(&fonts);
}

Test(plot_fonts, replaces_what_no_font_has)
{
	static const struct {
		const char *listing, *text, *replaced;
	} ROWS[] = {
	    {"TrueType\t20-7e fffd\n", "a\u4E2Db\u200Dc\U0001F600", "a\uFFFDb\u200Dc\uFFFD"},
	    {"TrueType\t20-7e\n", "a\u4E2D", "a?"},
	    {"TrueType\t20-7e 4e2d\n", "a\u4E2D\t\"\\047\"\n", "a\u4E2D\t\"\\047\"\n"},
	    {"TrueType\t20-7e\n", "a\xff\xC3", "a\xff\xC3"},
	    {"TrueType\t20-7e\n", "", ""},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_plot_fonts fonts = read_fonts(ROWS[i].listing);
		struct segbias_text out = {0};
		segbias_plot_fonts_replace(&fonts, segbias_label_of(ROWS[i].text), &out);
		cr_expect_str_eq(out.data ? out.data : "", ROWS[i].replaced, "row %zu: %s", i, out.data);
		segbias_text_release(&out);
		segbias_plot_fonts_release(&fonts);
	}
}

Test(plot_fonts, names_the_packages)
{
	struct segbias_plot_fonts fonts = read_fonts("TrueType\t20-7e\n");
	struct segbias_plot_lacking lacking = {0};
	struct segbias_notes notes = {0};
	segbias_plot_lacking_add(&lacking, &fonts, segbias_label_of("plain"));
	segbias_plot_lacking_note(&lacking, &notes);
	cr_assert_eq(notes.count, 0);
	segbias_plot_lacking_add(&lacking, &fonts, segbias_label_of("\U0001F600\u4E2D\u4E2D"));
	segbias_plot_lacking_add(&lacking, &fonts, segbias_label_of("\u4E2D\u0628"));
	segbias_plot_lacking_note(&lacking, &notes);
	cr_assert_eq(notes.count, 1);
	cr_expect_str_eq(notes.items[0].code, "chart_letters");
	cr_expect_str_eq(
	    notes.items[0].text.message,
	    "3 characters of the charts are in no font here, and another stands in their place: U+0628, U+4E2D, U+1F600");
	cr_expect_str_eq(
	    notes.items[0].text.hint,
	    "Debian: apt-get install fonts-dejavu-core fonts-noto-cjk fonts-noto-color-emoji; an svg needs none");
	segbias_plot_lacking_add(&lacking, &fonts, segbias_label_of("\u0D05\u0D06\u0D07\u0D08"));
	segbias_plot_lacking_note(&lacking, &notes);
	cr_assert_eq(notes.count, 2);
	cr_expect_str_eq(notes.items[1].text.message,
	                 "7 characters of the charts are in no font here, and another stands in their place: U+0628, "
	                 "U+0D05, U+0D06, U+0D07, U+0D08 and 2 more");
	segbias_plot_lacking_release(&lacking);
	segbias_notes_release(&notes);
	segbias_plot_fonts_release(&fonts);
}
