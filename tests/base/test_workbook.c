#include "base/workbook.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#define BOOK "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns=\"x\"><sheets>"

/* A zip archive of up to eight members, each a name and its bytes. */
static void make(const char *path, const char *const members[][2], size_t count)
{
	int failure = 0;
	zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &failure);
	for (size_t i = 0; archive && i < count; i++) {
		zip_source_t *source = zip_source_buffer(archive, members[i][1], strlen(members[i][1]), 0);
		(void)zip_file_add(archive, members[i][0], source, ZIP_FL_OVERWRITE);
	}
	if (!archive || zip_close(archive) != 0)
		abort();
}

static void expect(const char *path, enum segbias_workbook what, const char *names)
{
	struct segbias_text out = {0};
	size_t count = 0;
	cr_expect(segbias_workbook_names(path, &out, &count) == what);
	cr_expect((count > 0) == (what != SEGBIAS_WORKBOOK_UNKNOWN));
	cr_expect_str_eq(out.data ? out.data : "", names);
	segbias_text_release(&out);
}

Test(workbook, names)
{
	static const struct {
		const char *members[8][2];
		size_t count;
		enum segbias_workbook what;
		const char *names;
	} ROWS[] = {
	    {{{"[Content_Types].xml", "<Types/>"},
	      {"xl/workbook.xml",
	       BOOK "<sheet name=\"Data 2024\" sheetId=\"1\"/><sheet sheetId=\"2\" name=\"A &amp; B\"/>"
	            "</sheets></workbook>"}},
	     2,
	     SEGBIAS_WORKBOOK_SHEETS,
	     "\"Data 2024\", \"A & B\""},
	    {{{"content.xml", "<d xmlns:table=\"t\"><table:table table:name=\"B\xc3\xb6gen\"><table:table-row/>"
	                      "</table:table></d>"}},
	     1,
	     SEGBIAS_WORKBOOK_SHEETS,
	     "\"B\xc3\xb6gen\""},
	    {{{"xl/workbook.xml",
	       BOOK "<sheet name=\"1\"/><sheet name=\"2\"/><sheet name=\"3\"/><sheet name=\"4\"/>"
	            "<sheet name=\"5\"/><sheet name=\"6\"/><sheet name=\"7\"/></sheets></workbook>"}},
	     1,
	     SEGBIAS_WORKBOOK_SHEETS,
	     "\"1\", \"2\", \"3\", \"4\", \"5\" and 2 more"},
	    {{{"a.csv", "x"}, {"b.csv", "y"}}, 2, SEGBIAS_WORKBOOK_FILES, "\"a.csv\", \"b.csv\""},
	    {{{"xl/workbook.xml", "no XML"}}, 1, SEGBIAS_WORKBOOK_FILES, "\"xl/workbook.xml\""},
	    {{{"xl/workbook.xml", BOOK "<sheet name=\"jo@example.com\"/></sheets></workbook>"}},
	     1,
	     SEGBIAS_WORKBOOK_SHEETS,
	     "[an e-mail address, withheld]"},
	};
	char path[] = "/tmp/segbias-test-XXXXXX";
	int file = mkstemp(path);
	cr_assert_geq(file, 0);
	(void)close(file);
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		make(path, ROWS[i].members, ROWS[i].count);
		expect(path, ROWS[i].what, ROWS[i].names);
	}
	/* What is cut has no list of its members. */
	cr_assert_eq(truncate(path, 40), 0);
	expect(path, SEGBIAS_WORKBOOK_UNKNOWN, "");
	cr_assert_eq(unlink(path), 0);
	expect(path, SEGBIAS_WORKBOOK_UNKNOWN, "");
	expect("/tmp", SEGBIAS_WORKBOOK_UNKNOWN, "");
	expect("/dev/null", SEGBIAS_WORKBOOK_UNKNOWN, "");
}

static void expect_extent(const char *path, const char *name, const char *range, bool since_1904)
{
	struct segbias_text out = {0};
	struct segbias_text table = {0};
	bool since = !since_1904;
	bool found = segbias_workbook_extent(path, name, &out, &table, &since);
	segbias_text_release(&table);
	cr_expect(found == (range != NULL), "%s", range ? range : "none");
	cr_expect_str_eq(found && out.data ? out.data : "", range ? range : "");
	cr_expect(since == since_1904, "%s", range ? range : "none");
	segbias_text_release(&out);
}

/* Cells as ECMA-376 part 1, 18.3.1.4 and 18.3.1.73, have them: without r, a cell or a row comes behind the one before it. */
Test(workbook, extent)
{
	static const struct {
		const char *sheet, *range;
	} ROWS[] = {
	    {"<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "A1:A1"},
	    {"<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"C3\"><v>2</v></c></row>",
	     "A1:C3"},
	    {"<row><c><v>1</v></c><c><is><t>x</t></is></c></row><row/><row><c/><c/><c><v>2</v></c></row>", "A1:C3"},
	    {"<row r=\"4\"><c r=\"Z4\"><v>1</v></c><c><v>2</v></c><c r=\"AZ4\"><v>2</v></c><c r=\"XFD4\"><v>2</v></c></row>",
	     "Z4:XFD4"},
	    {"<row r=\"9\"><c r=\"D9\"><v>1</v></c></row><row r=\"2\"><c r=\"B2\"><v>1</v></c></row>", "B2:D9"},
	    {"<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\" s=\"1\"/></row><row r=\"5\"><c r=\"F5\"/></row>",
	     "A1:A1"},
	    {"<x:row xmlns:x=\"y\" r=\"1\"><x:c r=\"AA1\"><x:v>1</x:v></x:c></x:row>", "AA1:AA1"},
	    {"<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>", "A1048576:A1048576"},
	    {"<row r=\"1\"><c r=\"A1\"/></row><v>1</v>", ""},
	    {"", ""},
	    {"<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>", NULL},
	    {"<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", NULL},
	    {"<row r=\"1\"><c r=\"a1\"><v>1</v></c></row>", NULL},
	    {"<row r=\"1\"><c r=\"A0\"><v>1</v></c></row>", NULL},
	    {"<row r=\"1\"><c r=\"1\"><v>1</v></c></row>", NULL},
	    {"<row r=\"1\"><c r=\"A1\"><v>1</v></row>", NULL},
	};
	static const struct {
		const char *said;
		bool since_1904;
	} CALENDARS[] = {{"", false},
	                 {"<workbookPr/>", false},
	                 {"<workbookPr date1904=\"0\"/>", false},
	                 {"<workbookPr date1904=\"false\"/>", false},
	                 {"<workbookPr date1904=\"1\"/>", true},
	                 {"<workbookPr showObjects=\"all\" date1904=\"true\"/>", true}};
	char path[] = "/tmp/segbias-test-XXXXXX";
	char book[512];
	char sheet[512];
	int file = mkstemp(path);
	cr_assert_geq(file, 0);
	(void)close(file);
	const char *const members[][2] = {
	    {"xl/workbook.xml", book},
	    {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/a.xml\"/>"
	                                   "<Relationship Target=\"/xl/worksheets/b.xml\" Id=\"r2\"/></Relationships>"},
	    {"xl/worksheets/a.xml", sheet},
	    {"xl/worksheets/b.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"}};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		for (size_t j = 0; j < sizeof CALENDARS / sizeof *CALENDARS; j++) {
			(void)snprintf(
			    book, sizeof book,
			    "<workbook xmlns:q=\"o\">%s<sheets><sheet name=\"A &amp; b\" sheetId=\"1\" q:id=\"r1\"/>"
			    "<sheet name=\"Second\" q:id=\"r2\"/><sheet name=\"Third\" q:id=\"r3\"/></sheets></workbook>",
			    CALENDARS[j].said);
			(void)snprintf(sheet, sizeof sheet, "<worksheet><sheetData>%s</sheetData></worksheet>",
			               ROWS[i].sheet);
			make(path, members, 4);
			expect_extent(path, NULL, ROWS[i].range, CALENDARS[j].since_1904);
			expect_extent(path, "A & b", ROWS[i].range, CALENDARS[j].since_1904);
			expect_extent(path, "Second", "A1:A1", CALENDARS[j].since_1904);
			expect_extent(path, "Third", NULL, CALENDARS[j].since_1904);
			expect_extent(path, "None", NULL, CALENDARS[j].since_1904);
		}
	make(path, members, 1);
	cr_assert_eq(unlink(path), 0);
	expect_extent(path, NULL, NULL, false);
}

/* A row of cells as "t" (text), "n" (number), "b" (truth), "f" (text of a formula), "i" (text in the cell), "." (none). */
static void add_row(struct segbias_text *sheet, size_t row, const char *cells)
{
	segbias_text_add_format(sheet, "<row r=\"%zu\">", row);
	for (size_t i = 0; cells[i]; i++) {
		static const char KINDS[] = "tnbfi";
		static const char *const FORMS[] = {
		    "<c r=\"%c%zu\" t=\"s\"><v>0</v></c>", "<c r=\"%c%zu\"><v>1</v></c>",
		    "<c r=\"%c%zu\" t=\"b\"><v>1</v></c>", "<c r=\"%c%zu\" t=\"str\"><f>A1</f><v>x</v></c>",
		    "<c r=\"%c%zu\" t=\"inlineStr\"><is><t>x</t></is></c>"};
		const char *kind = strchr(KINDS, cells[i]);
		char cell[96];
		if (!kind)
			continue;
		const char *form = FORMS[kind - KINDS];
		size_t before = strcspn(form, "%");
		(void)snprintf(cell, sizeof cell, "%.*s%c%zu%s", (int)before, form, (char)('A' + i), row,
		               form + before + strlen("%c%zu"));
		segbias_text_add_string(sheet, cell);
	}
	segbias_text_add_string(sheet, "</row>");
}

/* By hand: from the row of names on, where it is not the first. */
Test(workbook, header)
{
	static const struct {
		const char *rows[8];
		const char *table;
	} ROWS[] = {
	    {{"t", ".", "tt", "tn", "tn"}, "A3:B5"},
	    {{"t", "tt", "tn"}, "A2:B3"},
	    {{"t", "t", ".", ".ttt", ".tbn"}, "A4:D5"},
	    {{"t", "if", "tb"}, "A2:B3"},
	    {{"tt", "tn", "tn"}, ""},
	    {{"t", "t", "n"}, ""},
	    {{"t", "tt", ".", "tn"}, ""},
	    {{"t", "tt", "tnn"}, ""},
	    {{"t", "tn", "tn"}, ""},
	    {{"t", "tt", "tt"}, ""},
	    {{"tt", "tn", ".", "tt", "tn", "tn", "tn"}, "A4:B7"},
	    {{"tt", "tn", "tn", "tn", ".", "tt", "tn"}, ""},
	    {{"t", "tt", "tn", "tn", "tt", "tn"}, "A2:B6"},
	};
	char path[] = "/tmp/segbias-test-XXXXXX";
	int file = mkstemp(path);
	cr_assert_geq(file, 0);
	(void)close(file);
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_text sheet = {0};
		struct segbias_text range = {0};
		struct segbias_text table = {0};
		bool since = false;
		segbias_text_add_string(&sheet, "<worksheet><sheetData>");
		for (size_t row = 0; row < 8 && ROWS[i].rows[row]; row++)
			add_row(&sheet, row + 1, ROWS[i].rows[row]);
		segbias_text_add_string(&sheet, "</sheetData></worksheet>");
		const char *const members[][2] = {
		    {"xl/workbook.xml",
		     "<workbook xmlns:q=\"o\"><sheets><sheet name=\"A\" q:id=\"r1\"/></sheets></workbook>"},
		    {"xl/_rels/workbook.xml.rels",
		     "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/a.xml\"/></Relationships>"},
		    {"xl/worksheets/a.xml", sheet.data}};
		make(path, members, 3);
		cr_expect(segbias_workbook_extent(path, NULL, &range, &table, &since), "case %zu", i);
		cr_expect_str_eq(table.data ? table.data : "", ROWS[i].table, "case %zu: %s", i, table.data);
		segbias_text_release(&sheet);
		segbias_text_release(&range);
		segbias_text_release(&table);
	}
	cr_assert_eq(unlink(path), 0);
}
