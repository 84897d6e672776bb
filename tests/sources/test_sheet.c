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

/* Lines as wide as the table above its names, which are known ones that no row has. */
Test(sheet, titles_as_wide_as_the_table, .fini = done)
{
	static const char ROWS[] = "F,Mail\nF,Web\nM,Web\nF,Mail\nM,Mail\n";
	static const struct {
		const char *above;
		uint64_t line;
		size_t count;
	} CASES[] = {
	    {"Report,Campaign 7\nSex,Source\n", 2, 1},
	    {"Report,Campaign 7\n\nSex,Source\n", 3, 1},
	    {"Report,Campaign 7\n,\nSex,Source\n", 3, 1},
	    {"Report,Campaign 7\nDate,2024-05-01\nSex,Source\n", 3, 2},
	    {"Bericht,Aktion Mai\nGeschlecht,Kanal\n", 2, 1},
	    {"Rapport,Campagne 7\n\nCanal,\"Sexe\"\n", 3, 1},
	    /* Places alone may be values, and two lines of names are asked about. */
	    {"Level,Source\nRegion,Post\n", 0, 0},
	    {"Level,Source\n", 0, 0},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		char text[256];
		(void)snprintf(text, sizeof text, "%s%s", CASES[i].above, ROWS);
		struct segbias_sheet sheet = look(text, true);
		cr_expect_eq(sheet.found, CASES[i].count > 0, "%s", text);
		cr_expect_eq(sheet.above, CASES[i].count, "%s", text);
		cr_expect(!sheet.found || sheet.line == CASES[i].line, "%s", text);
	}
	/* Three columns, and figures, in which a number above the names is none of theirs. */
	cr_expect_eq(look("Report,Campaign 7,2024\nSex,Age,Count\nF,18+,50\nM,18+,40\nM,0-17,7\n", true).line, 2);
	cr_expect_eq(look("Report,Campaign 7\n\nsex,population\nF,500\nM,400\n", true).line, 3);
	/* A value that other rows have, too, is no name. */
	cr_expect_not(look("Question,Asked by\nSex,Mail\nAge,Mail\nSex,Web\nAge,Web\nCity,Web\n", true).found);
}

/* A first record may have the name of a column for its value, and names span columns. */
Test(sheet, what_is_no_title, .fini = done)
{
	static const char *const CASES[] = {
	    "Product,Colour\nCap,Red\nShirt,Blue\nShirt,Green\nShoe,Blue\nShoe,Green\nShirt,Blue\n",
	    "Company,Industry\nOpen University,Education\nBolt,Retail\nCrate,Retail\nDyna,Finance\nErgo,Finance\n",
	    "source,plan\nCampaign,Trial\nOrganic,Basic\nDirect,Pro\nOrganic,Basic\nDirect,Pro\n",
	    "plan,kind\nGenre,Group\nBasic,Web\nPro,Shop\nBasic,Web\nPro,Shop\n",
	    "user_id,segment\nua,Members\nub,Trial\nuc,Trial\nud,Lapsed\nue,Lapsed\n",
	    "gender,interest\nnonbinary,Education\nf,Travel\nm,Sports\nf,Travel\nm,Sports\n",
	    /* A line of known names alone is asked about for more than one below it. */
	    "Age,Campaign\nSex,Radio\n18+,Mail\n18+,Web\n0-17,Mail\n0-17,Web\n",
	    ",Male,,Female,\nAge,Number,%,Number,%\n0-17,103,20,110,22\n18-64,301,60,297,58\n65+,100,20,105,20\n",
	    ",Male,,Female,\nAge,Estimate,MOE,People,Error\n0-17,103,20,110,22\n18+,301,60,297,58\n",
	    "Age,Male,Female\nGroup,Number,Number\n0-17,103,110\n18-64,301,297\n65+,100,105\n",
	    /* Names that are there again beside themselves span the columns below. */
	    "North,North,South\nSex,Source,Users\nF,Mail,51\nM,Mail,42\nF,Web,33\nM,Web,24\n",
	    /* Rows below a line of names and a gap behind them are another table. */
	    "Age,Campaign\n18+,Spring\n\nSex,Source\nF,Mail\nF,Web\nM,Web\nF,Mail\nM,Mail\n",
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		cr_expect_not(look(CASES[i], true).found, "%s", CASES[i]);
	/* Where its column holds figures, a name of them is one. */
	cr_expect_eq(look("Report,May\nKind,Members\nTrial,5120\nLapsed,2371\nActive,4111\n", true).line, 2);
}

Test(sheet, names_or_a_title_is_asked, .fini = done)
{
	static const char TEXT[] = "Campaign,Spring 24\nSex,Source\nF,Mail\nF,Web\nM,Web\nF,Mail\nM,Mail\n";
	struct segbias_sheet_options options = {.file = "f.csv"};
	struct segbias_sheet sheet;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_sheet_look(segbias_label_of(TEXT), true, &options, &arena, &sheet, &error), SEGBIAS_DATA);
	cr_expect_str_eq(error.id, "title_or_names");
	cr_expect_str_eq(error.hint, "--section Sex takes line 2, --section Campaign line 1");
	options.section = "Sex";
	cr_assert_eq(segbias_sheet_look(segbias_label_of(TEXT), true, &options, &arena, &sheet, NULL), SEGBIAS_OK);
	cr_expect_eq(sheet.line, 2);
	options.section = "Campaign";
	cr_assert_eq(segbias_sheet_look(segbias_label_of(TEXT), true, &options, &arena, &sheet, NULL), SEGBIAS_OK);
	cr_expect_eq(sheet.line, 1);
}

/* --- the end of a longer file -------------------------------------------------------------------------------------- */

static const char BEGUN[] = "sex,age,count\nMale,18+,480\nFemale,18+,520\nMale,65";

/* How many bytes of the tail are kept; lines count from 1 below the table. */
static size_t look_back(const char *tail, const char *section, struct segbias_sheet *sheet)
{
	struct segbias_sheet_options options = {.file = "f.csv", .delimiter = ',', .section = section};
	size_t kept = 0;
	*sheet = (struct segbias_sheet){0};
	cr_assert_eq(
	    segbias_sheet_look_back(segbias_label_of(BEGUN), segbias_label_of(tail), &options, sheet, &kept, NULL),
	    SEGBIAS_OK);
	return kept;
}

Test(sheet, the_end_of_a_longer_file_is_told_by_its_last_bytes, .fini = done)
{
	static const char *const ROWS[] = {
	    "4\nMale,65+,7\nFemale,65+,8\n",                    /* cut in a row */
	    " and, so\non\",5\nMale,65+,7\nFemale,65+,8\n",     /* … in a cell of two lines */
	    "x\na,b,c\nof it\",5\nMale,65+,7\nFemale,65+,8\n",  /* … which look like rows */
	    "\nMale,65+,7\nFemale,65+,8\nMale,\"6\n5\",1\n",    /* the last one has two lines */
	    "\r\nMale,65+,7\r\nFemale,65+,8\r\nMale,90+,1\r\n", /* other line ends */
	};
	static const struct {
		const char *below;
		size_t lines, totals;
		uint64_t first;
	} BELOW[] = {
	    {"", 0, 0, 0},
	    {"\nSource: an office\nNotes, and more\n", 2, 0, 2},
	    {"____\n(C) an office\n", 2, 0, 1},
	    {"Total: Ages,,1000\n", 0, 1, 0},
	    {"Total: Ages,,1000\nTotal: Sexes,,1000\n\nA \"note\"\n", 1, 2, 4},
	};
	for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++)
		for (size_t b = 0; b < sizeof BELOW / sizeof *BELOW; b++) {
			char text[256];
			struct segbias_sheet sheet;
			(void)snprintf(text, sizeof text, "%s%s", ROWS[r], BELOW[b].below);
			cr_assert_eq(look_back(text, NULL, &sheet), strlen(ROWS[r]), "%s", text);
			cr_assert_eq(sheet.below, BELOW[b].lines, "%s", text);
			cr_assert_eq(sheet.totals, BELOW[b].totals, "%s", text);
			cr_assert_eq(segbias_sheet_settle(&sheet, 1001, &(struct segbias_sheet_options){0}, NULL),
			             SEGBIAS_OK);
			cr_assert_eq(sheet.below_line, BELOW[b].lines ? 1000 + BELOW[b].first : 0, "%s", text);
			cr_assert_eq(sheet.totals_line, BELOW[b].totals ? 1001 : 0, "%s", text);
		}
}

/* They stay errors of the reader, or rows. */
Test(sheet, what_is_no_end_of_a_longer_file_is_kept, .fini = done)
{
	static const char *const KEPT[] = {
	    "\nMale,65+,7\nFemale,65+,8\nMale,65\n",            /* a field less */
	    "\nMale,65+,7\n\nNote\nFemale,65+,8\nMale,90+,1\n", /* rows behind it */
	    "\nMale,65+,7\nFemale,65+,8\nTotal: Ages,65+,9\n",  /* a row */
	    "\nSource: an office\nNote: all of it\n",           /* none of the table */
	    "\nMale,65+,7\nFemale,65+,8\n\n\n",                 /* blank lines, which the reader counts */
	    "Male,65+,7",                                       /* no line begins */
	    "",
	};
	for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++) {
		struct segbias_sheet sheet;
		cr_assert_eq(look_back(KEPT[i], NULL, &sheet), strlen(KEPT[i]), "%s", KEPT[i]);
		cr_assert_eq(sheet.below + sheet.totals, 0, "%s", KEPT[i]);
	}
}

Test(sheet, another_table_at_the_end_of_a_longer_file_is_refused, .fini = done)
{
	static const char ROWS[] = "\nMale,65+,7\nFemale,65+,8\n";
	char text[256];
	struct segbias_sheet sheet;
	struct segbias_error error = {0};
	struct segbias_sheet_options options = {.file = "f.csv"};
	(void)snprintf(text, sizeof text, "%s\nBy region\nregion,count\nNorth,4\nSouth,5\n", ROWS);
	cr_assert_eq(look_back(text, NULL, &sheet), strlen(ROWS));
	cr_assert_eq(segbias_sheet_settle(&sheet, 1001, &options, &error), SEGBIAS_DATA);
	cr_assert_eq(error.line, 1003);
	cr_assert_eq(look_back(text, "1", &sheet), strlen(ROWS), "it is left out");
	options.section = "1";
	cr_assert_eq(segbias_sheet_settle(&sheet, 1001, &options, NULL), SEGBIAS_OK);
}

/* Where it ends before the file does, what follows would be read as its rows. */
Test(sheet, a_table_within_a_longer_file_is_refused, .fini = done)
{
	static const char TEXT[] = "By sex\nSex,n\nf,1\nm,2\n\nBy age\nAge,n\n18+,3\n65+,4\n";
	struct segbias_sheet_options options = {.file = "f.csv", .section = "By sex"};
	struct segbias_sheet sheet;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_sheet_look(segbias_label_of(TEXT), false, &options, &arena, &sheet, &error), SEGBIAS_DATA);
	cr_assert_eq(error.line, 7);
	cr_assert_not_null(strstr(error.hint, "sed -n 2,4p "), "%s", error.hint);
	options.section = "By age";
	cr_assert_eq(segbias_sheet_look(segbias_label_of(TEXT), false, &options, &arena, &sheet, NULL), SEGBIAS_OK);
}
