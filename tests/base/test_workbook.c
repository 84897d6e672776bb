#include "base/workbook.h"

#include <criterion/criterion.h>
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
