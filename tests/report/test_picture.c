#include "report/picture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define BYTES(literal)                                                                                                 \
	(struct segbias_label)                                                                                         \
	{                                                                                                              \
		(literal), sizeof(literal) - 1                                                                         \
	}

static const char SVG[] = "<?xml version=\"1.0\"?>\n<svg><text>a &amp; b &#65;</text></svg>\n";

/* One grey pixel. From Python: zlib.crc32, zlib.compress(b"\0\x80"). */
static const char PNG[] = "\x89PNG\r\n\x1a\n"
			  "\0\0\0\x0dIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0\x3a\x7e\x9b\x55"
			  "\0\0\0\x0aIDAT\x78\x9c\x63\x68\0\0\0\x82\0\x81\x77\xcd\x72\xb6"
			  "\0\0\0\0IEND\xae\x42\x60\x82";

static const char PDF[] = "%PDF-1.5\nxref\n0 0\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n";

static void expect_fault(enum segbias_picture_format format, struct segbias_label bytes, const char *fault)
{
	struct segbias_error error = {0};
	char wanted[200];
	enum segbias_status status = segbias_picture_check(format, bytes, "a.pic", &error);
	(void)snprintf(wanted, sizeof wanted, "gnuplot wrote no whole picture for a.pic: %s", fault ? fault : "");
	cr_assert_eq(status, fault ? SEGBIAS_SYSTEM : SEGBIAS_OK, "%s", error.message);
	cr_assert_str_eq(error.message, fault ? wanted : "");
}

Test(picture, an_svg_is_well_formed)
{
#define XML "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	static const struct {
		struct segbias_label bytes;
		const char *fault;
	} ROWS[] = {
	    {{SVG, sizeof SVG - 1}, NULL},
	    {{XML "<svg/>", sizeof XML + 5}, NULL},
	    {{"", 0}, "it is missing or empty"},
	    {{"<svg></svg>", 11}, "it does not begin with an XML declaration"},
	    {{XML "<svg>", sizeof XML + 4}, "line 2: no element found"},
	    {{XML "<svg><g></svg>", sizeof XML + 13}, "line 2: mismatched tag"},
	    {{XML "<svg a=b></svg>", sizeof XML + 14}, "line 2: not well-formed (invalid token)"},
	    {{XML "<svg a='1' a='2'/>", sizeof XML + 17}, "line 2: duplicate attribute"},
	    {{XML "<svg>&#x1b;</svg>", sizeof XML + 16}, "line 2: reference to invalid character number"},
	    {{XML "<svg>&#0;</svg>", sizeof XML + 14}, "line 2: reference to invalid character number"},
	    {{XML "<svg>&alpha;</svg>", sizeof XML + 17}, "line 2: undefined entity"},
	    {{XML "<svg>&</svg>", sizeof XML + 11}, "line 2: not well-formed (invalid token)"},
	    {{XML "<svg>]]></svg>", sizeof XML + 13}, "line 2: not well-formed (invalid token)"},
	    {{XML "<svg>\x1b</svg>", sizeof XML + 11}, "line 2: not well-formed (invalid token)"},
	    {{XML "<svg>a\0</svg>", sizeof XML + 12}, "line 2: not well-formed (invalid token)"},
	    {{XML "<svg>\xff</svg>", sizeof XML + 11}, "line 2: not well-formed (invalid token)"},
	    {{XML "<svg>\xed\xa0\x80</svg>", sizeof XML + 13}, "line 2: not well-formed (invalid token)"},
	    {{XML "<svg></svg><svg/>", sizeof XML + 16}, "line 2: junk after document element"},
	    {{XML "<html></html>", sizeof XML + 12}, "its root is no <svg>"},
	    {{XML "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", sizeof XML + 45}, "it declares a document type"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		expect_fault(SEGBIAS_PICTURE_SVG, ROWS[i].bytes, ROWS[i].fault);
#undef XML
}

Test(picture, a_png_is_whole)
{
	struct segbias_label whole = {PNG, sizeof PNG - 1};
	char bytes[sizeof PNG];
	expect_fault(SEGBIAS_PICTURE_PNG, whole, NULL);
	expect_fault(SEGBIAS_PICTURE_PNG, BYTES("GIF89a"), "it has not the signature of a png");
	expect_fault(SEGBIAS_PICTURE_PNG, (struct segbias_label){PNG, 20}, "it does not begin with its header");
	for (size_t size = 33; size < whole.size; size++)
		expect_fault(SEGBIAS_PICTURE_PNG, (struct segbias_label){PNG, size}, "it is cut off");
	memcpy(bytes, PNG, sizeof bytes);
	expect_fault(SEGBIAS_PICTURE_PNG, (struct segbias_label){bytes, sizeof bytes},
	             "something stands behind its end");
	/* Any byte of a chunk that is another: its length, its name, its data or its checksum. */
	for (size_t at = 8; at < whole.size; at++) {
		struct segbias_error error = {0};
		memcpy(bytes, PNG, sizeof bytes);
		bytes[at] = (char)(bytes[at] ^ 0x10);
		cr_assert_eq(segbias_picture_check(SEGBIAS_PICTURE_PNG, (struct segbias_label){bytes, whole.size},
		                                   "a.pic", &error),
		             SEGBIAS_SYSTEM, "byte %zu", at);
	}
}

Test(picture, a_pdf_is_whole)
{
	expect_fault(SEGBIAS_PICTURE_PDF, (struct segbias_label){PDF, sizeof PDF - 1}, NULL);
	expect_fault(SEGBIAS_PICTURE_PDF, BYTES("%!PS"), "it has not the signature of a pdf");
	expect_fault(SEGBIAS_PICTURE_PDF, BYTES("%PDF-1.5\nstartxref\n9\n%%EO"), "it is cut off");
	expect_fault(SEGBIAS_PICTURE_PDF, BYTES("%PDF-1.5\n%%EOF"),
	             "its cross-reference table is not where its end says");
	expect_fault(SEGBIAS_PICTURE_PDF, BYTES("%PDF-1.5\nxref\nstartxref\n7\n%%EOF"),
	             "its cross-reference table is not where its end says");
	expect_fault(SEGBIAS_PICTURE_PDF, BYTES("%PDF-1.5\nxref\nstartxref\n99999999999999999999999\n%%EOF"),
	             "its cross-reference table is not where its end says");
}

static const struct {
	enum segbias_picture_format format;
	struct segbias_label bytes;
} KINDS[] = {
    {SEGBIAS_PICTURE_SVG, {SVG, sizeof SVG - 1}},
    {SEGBIAS_PICTURE_PNG, {PNG, sizeof PNG - 1}},
    {SEGBIAS_PICTURE_PDF, {PDF, sizeof PDF - 1}},
};

static bool is_ours(struct segbias_label file, const char *stem, uint64_t *run)
{
	struct segbias_picture_origin origin = {stem, 0};
	enum segbias_picture_mark mark = segbias_picture_marked(file, &origin);
	*run = origin.run;
	return mark == SEGBIAS_PICTURE_OURS;
}

Test(picture, a_mark_is_found_again_under_its_name)
{
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
		struct segbias_picture_origin origin = {"dumbbell-01-a", 0x00fedcba98765432};
		struct segbias_text out = {0};
		uint64_t run = 0;
		cr_assert_not(is_ours(KINDS[i].bytes, "dumbbell-01-a", &run));
		segbias_picture_mark(KINDS[i].format, KINDS[i].bytes, &origin, &out);
		cr_assert_not(out.failed);
		struct segbias_label marked = {out.data, out.size};
		expect_fault(KINDS[i].format, marked, NULL);
		cr_assert(is_ours(marked, "dumbbell-01-a", &run));
		cr_assert_eq(run, 0x00fedcba98765432);
		cr_assert_not(is_ours(marked, "dumbbell-01-b", &run));
		cr_assert_not(is_ours(marked, "dumbbell-01", &run));
		cr_assert_not(is_ours(marked, "dumbbell-01-a-b", &run));
		cr_assert_not(is_ours(marked, "", &run));
		/* A part of the file is none. */
		for (size_t size = 0; size < out.size; size++)
			cr_assert_not(is_ours((struct segbias_label){out.data, size}, "dumbbell-01-a", &run));
		/* Nor is what was changed or added to, be it one byte. */
		for (size_t at = 0; at < out.size; at++) {
			out.data[at] ^= 1;
			cr_assert(!is_ours(marked, "dumbbell-01-a", &run) || run != origin.run, "%zu", at);
			out.data[at] ^= 1;
		}
		segbias_text_add(&out, "\n", 1);
		cr_assert_eq(segbias_picture_marked((struct segbias_label){out.data, out.size}, &origin),
		             SEGBIAS_PICTURE_CHANGED);
		segbias_text_release(&out);
	}
}

/* The words of the mark elsewhere in a file are no mark. */
Test(picture, words_are_no_mark)
{
	static const struct segbias_label FILES[] = {
	    {"segbias chart 0000000000000001 0000000000000001 a", 49},
	    {"<?xml version=\"1.0\"?>\n<svg><!-- segbias chart 0000000000000001 0000000000000001 a --></svg>", 91},
	    {"%PDF-1.5\n%segbias chart 0000000000000001 0000000000000001 a\nxref\nstartxref\n60\n%%EOF", 84},
	    {"<?xml version=\"1.0\"?>\n<!-- segbias chart 000000000000000G 0000000000000001 a -->\n<svg/>", 87},
	};
	uint64_t run = 0;
	for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++)
		cr_assert_not(is_ours(FILES[i], "a", &run), "%s", FILES[i].bytes);
}

Test(picture, what_is_not_whole_gets_no_mark)
{
	static const char *const BROKEN[] = {"", "<svg/>", "%PDF-1.5"};
	for (size_t i = 0; i < sizeof BROKEN / sizeof *BROKEN; i++) {
		for (int format = 0; format < SEGBIAS_PICTURE_FORMATS; format++) {
			struct segbias_picture_origin origin = {"a", 1};
			struct segbias_text out = {0};
			segbias_picture_mark((enum segbias_picture_format)format, segbias_label_of(BROKEN[i]), &origin,
			                     &out);
			cr_assert_str_eq(out.data ? out.data : "", BROKEN[i]);
			segbias_text_release(&out);
		}
	}
}
