#include "sources/sheet.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct segbias_arena arena;

static struct segbias_sheet look(const char *text, bool whole)
{
	struct segbias_sheet_options options = {.file = "f.csv"};
	struct segbias_sheet sheet = {0};
	cr_assert_eq(segbias_sheet_look(segbias_label_of(text), whole, &options, &arena, &sheet, NULL), SEGBIAS_OK);
	return sheet;
}

static void done(void)
{
	segbias_arena_release(&arena);
}

/* What stands above, the table and what stands below are put together, so that each offset is known. */
static void expect(const char *above, const char *table, const char *below, size_t line)
{
	char text[1024];
	(void)snprintf(text, sizeof text, "%s%s%s", above, table, below);
	struct segbias_sheet sheet = look(text, true);
	cr_assert(sheet.found, "%s", text);
	cr_assert_eq(sheet.start, strlen(above), "%s: %zu", text, sheet.start);
	cr_assert_eq(sheet.stop, strlen(above) + strlen(table), "%s: %zu", text, sheet.stop);
	cr_assert_eq(sheet.line, line, "%s", text);
}

Test(sheet, finds_the_table, .fini = done)
{
	static const char TABLE[] = "sex,age,count\nMale,18+,480\nFemale,18+,520\n";
	expect("Title\n", TABLE, "", 2);
	expect("Title\n\n", TABLE, "\nSource: an office\n", 3);
	expect("# All\n# From: 2025\n", TABLE, "", 3);
	expect("\"Two\nlines\"\n\"Date :\",\"2023\"\n\n", TABLE, "", 5);
	expect("", TABLE, "\nReport Time:,2025\nGroup By:,Age\n", 1);
	expect("", TABLE, "____\n(C) an office\n", 1);
	expect("Title,,\n,,\n", TABLE, ",,\nNote,,\n", 3);
}

Test(sheet, a_file_that_is_its_table_has_nothing_around, .fini = done)
{
	static const char *const PLAIN[] = {
	    "sex,count\nMale,480\nFemale,520\n",
	    "sex,count\n\nMale,480\n\nFemale,520\n\n",
	    "name\nAnn\nBob\n",
	    "sex,count\nTotal,1000\nMale,480\nFemale,520\nTotal,1000\n",
	};
	for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++)
		cr_assert_not(look(PLAIN[i], true).found, "%s", PLAIN[i]);
}

/* They stay errors of the reader, which names the line. */
Test(sheet, bad_records_are_not_explained, .fini = done)
{
	static const char *const BAD[] = {
	    "sex,age,count\nMale,18+,480\nFemale,520\nFemale,65+,1\n",         /* a field less */
	    "sex,age,count\nMale,18+,480\nFemale,18+,520\nMa",                 /* cut */
	    "sex,count\nMale,18+,480\nFemale,18+,520\n",                       /* a name less */
	    "name\nSmith, John\nDoe, Jane\n",                                  /* no quotes */
	    "sex,age,count\nMale,18+,480\n\nFemale,18+,520,1\nMale,65+,3,1\n", /* a field more, behind a blank line */
	};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
		cr_assert_not(look(BAD[i], true).found, "%s", BAD[i]);
}

Test(sheet, of_a_longer_file_the_end_is_not_told, .fini = done)
{
	struct segbias_sheet sheet = look("Title\nsex,count\nMale,480\nFemale,520\n\nNote\n", false);
	cr_assert(sheet.found);
	cr_assert_eq(sheet.start, 6);
	cr_assert_eq(sheet.below, 0);
	cr_assert_eq(sheet.stop, strlen("Title\nsex,count\nMale,480\nFemale,520\n\nNote\n"));
}

Test(sheet, totals_of_the_whole_end_it, .fini = done)
{
	static const char TABLE[] = "Status,Age,Impr.\nOn,18+,10\nOn,65+,20\n";
	char text[256];
	(void)snprintf(text, sizeof text, "%sTotal: Ages,,30\nTotal: Account,,30\n", TABLE);
	struct segbias_sheet sheet = look(text, true);
	cr_assert(sheet.found);
	cr_assert_eq(sheet.totals, 2);
	cr_assert_eq(sheet.totals_line, 4);
	cr_assert_eq(sheet.stop, strlen(TABLE));
	/* with words in its other cells it is a row */
	cr_assert_not(look("Status,Age,Impr.\nOn,18+,10\nOn,65+,20\nTotal: Ages,18+,30\n", true).found);
}

Test(sheet, several_tables_are_asked_about, .fini = done)
{
	static const char TEXT[] = "By sex\nSex,n\nf,1\nm,2\n\nBy age\nAge,n\n18+,3\n65+,4\n";
	struct segbias_sheet_options options = {.file = "f.csv"};
	struct segbias_sheet sheet;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_sheet_look(segbias_label_of(TEXT), true, &options, &arena, &sheet, &error), SEGBIAS_DATA);
	cr_assert_not_null(strstr(error.message, "\"By sex\" (line 2), \"By age\" (line 7)"), "%s", error.message);
	static const char *const NAMES[] = {"By age", "age", "2"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		options.section = NAMES[i];
		cr_assert_eq(segbias_sheet_look(segbias_label_of(TEXT), true, &options, &arena, &sheet, NULL),
		             SEGBIAS_OK);
		cr_assert_eq(sheet.line, 7, "%s", NAMES[i]);
	}
	options.section = "income";
	cr_assert_eq(segbias_sheet_look(segbias_label_of(TEXT), true, &options, &arena, &sheet, NULL), SEGBIAS_DATA);
}
