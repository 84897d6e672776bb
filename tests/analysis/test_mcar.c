/* Are numbers missing completely at random? R's airquality, New York in 1973 (Chambers et al., Graphical Methods for Data
 * Analysis, 1983), whose Little's test is 35.1 on 14 degrees of freedom. */
#include "jobs/run.h"

enum { ROWS = 153 };

/* cat(apply(airquality, 1, paste, collapse = ","), sep = "\n"): Ozone, Solar.R, Wind, Temp, Month, Day */
static const char *const AIRQUALITY[ROWS] = {
    "41,190,7.4,67,5,1",   "36,118,8,72,5,2",     "12,149,12.6,74,5,3",  "18,313,11.5,62,5,4",  "NA,NA,14.3,56,5,5",
    "28,NA,14.9,66,5,6",   "23,299,8.6,65,5,7",   "19,99,13.8,59,5,8",   "8,19,20.1,61,5,9",    "NA,194,8.6,69,5,10",
    "7,NA,6.9,74,5,11",    "16,256,9.7,69,5,12",  "11,290,9.2,66,5,13",  "14,274,10.9,68,5,14", "18,65,13.2,58,5,15",
    "14,334,11.5,64,5,16", "34,307,12,66,5,17",   "6,78,18.4,57,5,18",   "30,322,11.5,68,5,19", "11,44,9.7,62,5,20",
    "1,8,9.7,59,5,21",     "11,320,16.6,73,5,22", "4,25,9.7,61,5,23",    "32,92,12,61,5,24",    "NA,66,16.6,57,5,25",
    "NA,266,14.9,58,5,26", "NA,NA,8,57,5,27",     "23,13,12,67,5,28",    "45,252,14.9,81,5,29", "115,223,5.7,79,5,30",
    "37,279,7.4,76,5,31",  "NA,286,8.6,78,6,1",   "NA,287,9.7,74,6,2",   "NA,242,16.1,67,6,3",  "NA,186,9.2,84,6,4",
    "NA,220,8.6,85,6,5",   "NA,264,14.3,79,6,6",  "29,127,9.7,82,6,7",   "NA,273,6.9,87,6,8",   "71,291,13.8,90,6,9",
    "39,323,11.5,87,6,10", "NA,259,10.9,93,6,11", "NA,250,9.2,92,6,12",  "23,148,8,82,6,13",    "NA,332,13.8,80,6,14",
    "NA,322,11.5,79,6,15", "21,191,14.9,77,6,16", "37,284,20.7,72,6,17", "20,37,9.2,65,6,18",   "12,120,11.5,73,6,19",
    "13,137,10.3,76,6,20", "NA,150,6.3,77,6,21",  "NA,59,1.7,76,6,22",   "NA,91,4.6,76,6,23",   "NA,250,6.3,76,6,24",
    "NA,135,8,75,6,25",    "NA,127,8,78,6,26",    "NA,47,10.3,73,6,27",  "NA,98,11.5,80,6,28",  "NA,31,14.9,77,6,29",
    "NA,138,8,83,6,30",    "135,269,4.1,84,7,1",  "49,248,9.2,85,7,2",   "32,236,9.2,81,7,3",   "NA,101,10.9,84,7,4",
    "64,175,4.6,83,7,5",   "40,314,10.9,83,7,6",  "77,276,5.1,88,7,7",   "97,267,6.3,92,7,8",   "97,272,5.7,92,7,9",
    "85,175,7.4,89,7,10",  "NA,139,8.6,82,7,11",  "10,264,14.3,73,7,12", "27,175,14.9,81,7,13", "NA,291,14.9,91,7,14",
    "7,48,14.3,80,7,15",   "48,260,6.9,81,7,16",  "35,274,10.3,82,7,17", "61,285,6.3,84,7,18",  "79,187,5.1,87,7,19",
    "63,220,11.5,85,7,20", "16,7,6.9,74,7,21",    "NA,258,9.7,81,7,22",  "NA,295,11.5,82,7,23", "80,294,8.6,86,7,24",
    "108,223,8,85,7,25",   "20,81,8.6,82,7,26",   "52,82,12,86,7,27",    "82,213,7.4,88,7,28",  "50,275,7.4,86,7,29",
    "64,253,7.4,83,7,30",  "59,254,9.2,81,7,31",  "39,83,6.9,81,8,1",    "9,24,13.8,81,8,2",    "16,77,7.4,82,8,3",
    "78,NA,6.9,86,8,4",    "35,NA,7.4,85,8,5",    "66,NA,4.6,87,8,6",    "122,255,4,89,8,7",    "89,229,10.3,90,8,8",
    "110,207,8,90,8,9",    "NA,222,8.6,92,8,10",  "NA,137,11.5,86,8,11", "44,192,11.5,86,8,12", "28,273,11.5,82,8,13",
    "65,157,9.7,80,8,14",  "NA,64,11.5,79,8,15",  "22,71,10.3,77,8,16",  "59,51,6.3,79,8,17",   "23,115,7.4,76,8,18",
    "31,244,10.9,78,8,19", "44,190,10.3,78,8,20", "21,259,15.5,77,8,21", "9,36,14.3,72,8,22",   "NA,255,12.6,75,8,23",
    "45,212,9.7,79,8,24",  "168,238,3.4,81,8,25", "73,215,8,86,8,26",    "NA,153,5.7,88,8,27",  "76,203,9.7,97,8,28",
    "118,225,2.3,94,8,29", "84,237,6.3,96,8,30",  "85,188,6.3,94,8,31",  "96,167,6.9,91,9,1",   "78,197,5.1,92,9,2",
    "73,183,2.8,93,9,3",   "91,189,4.6,93,9,4",   "47,95,7.4,87,9,5",    "32,92,15.5,84,9,6",   "20,252,10.9,80,9,7",
    "23,220,10.3,78,9,8",  "21,230,10.9,75,9,9",  "24,259,9.7,73,9,10",  "44,236,14.9,81,9,11", "21,259,15.5,76,9,12",
    "28,238,6.3,77,9,13",  "9,24,10.9,71,9,14",   "13,112,11.5,71,9,15", "46,237,6.9,78,9,16",  "18,224,13.8,67,9,17",
    "13,27,10.3,76,9,18",  "24,238,10.3,68,9,19", "16,201,8,82,9,20",    "13,238,12.6,64,9,21", "23,14,9.2,71,9,22",
    "36,139,10.3,81,9,23", "7,49,10.3,69,9,24",   "14,20,16.6,63,9,25",  "30,193,6.9,70,9,26",  "NA,145,13.2,77,9,27",
    "14,191,14.3,75,9,28", "18,131,8,76,9,29",    "20,223,11.5,68,9,30"};

static const char HEADER[] = "Ozone,Solar.R,Wind,Temp,Month,Day";
static const char MONTHS[] = "attribute,value,count\nMonth,5,31\nMonth,6,30\nMonth,7,31\nMonth,8,31\nMonth,9,30\n";

/* What differs from the plain file. */
struct file {
	const char *extra;  /* one more column, of the row's number modulo 40, halved; NULL: none */
	const char *header; /* NULL: the plain one */
	const char *marker; /* in place of NA; NULL: NA */
	bool turned;        /* from the last row to the first */
	bool complete;      /* only rows without NA */
};

static void add_row(struct segbias_text *text, const char *row, const char *marker)
{
	for (; *row; row++)
		if (marker && strncmp(row, "NA", 2) == 0) {
			segbias_text_add_string(text, marker);
			row++;
		} else {
			segbias_text_add(text, row, 1);
		}
}

static struct run run_air(const struct file *file, const struct segbias_options *options)
{
	struct segbias_text text = {0};
	segbias_text_add_format(&text, "%s%s%s\n", file->header ? file->header : HEADER, file->extra ? "," : "",
	                        file->extra ? file->extra : "");
	for (int i = 0; i < ROWS; i++) {
		const char *row = AIRQUALITY[file->turned ? ROWS - 1 - i : i];
		if (file->complete && strstr(row, "NA"))
			continue;
		add_row(&text, row, file->marker);
		if (file->extra)
			segbias_text_add_format(&text, ",%g", 1 + i % 40 / 2.);
		segbias_text_add_string(&text, "\n");
	}
	struct run run = run_good(text.data, MONTHS, options);
	segbias_text_release(&text);
	return run;
}

/* Little's test by EM on the raw rows (scripts/oracle/stat_mcar.R): patterns, statistic, df, p; of all six columns, and of the
 * first four */
static const double LITTLE[][4] = {
    {4, 35.106174907155555, 14, 0.0014177588710867525},
    {4, 14.939998123969673, 8, 0.060322713082120935},
};

static void expect_test(const struct run *run, double columns, const double *expected)
{
	const struct segbias_mcar_finding *mcar = &run->findings->mcar;
	cr_expect_eq((double)mcar->column_count, columns, "%zu", mcar->column_count);
	cr_expect_eq(mcar->patterns, expected[0], "%g", mcar->patterns);
	RUN_NEAR(mcar->statistic, expected[1], "statistic");
	RUN_NEAR(mcar->df, expected[2], "df");
	RUN_NEAR(mcar->p, expected[3], "p");
}

#define SIX "Ozone,Solar.R,Wind,Temp,Month,Day"

/* Whatever stands for what is missing, and in whatever order: a word is no number, either. Segments change nothing: the test
 * is of the whole campaign. */
Test(mcar, airquality)
{
	const struct {
		struct file file;
		struct segbias_options options;
		size_t expected;
	} rows[] = {
	    {{NULL}, {.numeric = SIX}, 0},
	    {{.turned = true}, {.numeric = SIX}, 0},
	    {{.marker = ""}, {.numeric = SIX}, 0},
	    {{.marker = "-9"}, {.numeric = SIX, .missing_values = RUN_LIST("-9")}, 0},
	    {{NULL}, {.numeric = SIX, .segment = "none"}, 0},
	    {{.extra = "segment"}, {.numeric = SIX}, 0},
	    {{NULL}, {.numeric = "Ozone,Solar.R,Wind,Temp"}, 1},
	    {{.header = "Ozone,Solar.R,Wind,Temp,Month,Segment"}, {.segment = "Segment", .campaign.shape = "rows"}, 1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_air(&rows[i].file, &rows[i].options);
		expect_test(&run, rows[i].expected ? 4 : 6, LITTLE[rows[i].expected]);
		cr_expect_null(run_note(&run, "mcar_limits"));
		run_release(&run);
	}
}

/* A finding is certain and has a size. Python: the largest gap is 0.600 of six columns (Month without Ozone), 0.112 of four (Wind),
 * 0.053 of three (Solar.R), with divisor n. */
Test(mcar, finding)
{
	const struct {
		const char *columns, *alpha, *min_n;
		bool finding;
	} rows[] = {
	    {SIX, "0.05", "30", true},
	    {SIX, "0.001", "30", false},
	    {SIX, "0.05", "100", false}, /* Ozone is missing 37 times */
	    {"Ozone,Solar.R,Wind,Temp", "0.05", "30", false},
	    {"Ozone,Solar.R,Wind,Temp", "0.07", "30", true},
	    {"Ozone,Solar.R,Temp", "0.4", "30", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_options options = {
		    .numeric = rows[i].columns, .alpha = rows[i].alpha, .min_n = rows[i].min_n};
		struct run run = run_air(&(struct file){NULL}, &options);
		const struct segbias_mcar_finding *mcar = &run.findings->mcar;
		cr_expect_eq(mcar->finding, rows[i].finding, "row %zu: p %g, gap %g", i, mcar->p, mcar->gap);
		cr_expect(mcar->p <= 0.4, "row %zu: %g", i, mcar->p);
		run_release(&run);
	}
}

/* A cell that holds a word is as good as missing, and is said to be. */
Test(mcar, words_are_missing)
{
	struct segbias_text text = {0};
	segbias_text_add_format(&text, "%s\n", HEADER);
	for (int i = 0; i < ROWS; i++) {
		/* of the 37 missing values of Ozone those of May, 5 in all: fewer than a tenth are words */
		add_row(&text, AIRQUALITY[i], i < 31 && strncmp(AIRQUALITY[i], "NA", 2) == 0 ? "broken" : NULL);
		segbias_text_add_string(&text, "\n");
	}
	struct segbias_options options = {.numeric = SIX};
	struct run run = run_good(text.data, MONTHS, &options);
	expect_test(&run, 6, LITTLE[0]);
	cr_expect_not_null(run_note(&run, "no_number"));
	run_release(&run);
	segbias_text_release(&text);
}

/* Nothing is missing, rows stand for others or belong together, or one column is alone: no test. */
Test(mcar, none)
{
	static const struct {
		struct file file;
		struct segbias_options options;
	} rows[] = {
	    {{.complete = true}, {.numeric = SIX}},
	    {{NULL}, {.numeric = "Ozone", .campaign.shape = "rows"}},
	    {{.extra = "weight"}, {.numeric = SIX}},
	    {{.extra = "who"}, {.numeric = SIX, .person = "who"}},
	    {{NULL}, {.numeric = SIX, .deff = "2"}},
	    {{NULL}, {.numeric = "Ozone,Solar.R,Wind,Temp", .campaign.count = "Day"}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_air(&rows[i].file, &rows[i].options);
		cr_expect_eq(run.findings->mcar.column_count, 0, "row %zu", i);
		char *json = run_render(&run, "json");
		cr_expect_not_null(strstr(json, "\"mcar\": null"), "row %zu", i);
		free(json);
		run_release(&run);
	}
}

/* --- limits ----------------------------------------------------------------------------------------------------- */

/* Each pattern in `each` rows: of `columns` numbers those are missing whose bit it has. */
static struct run run_patterns(int columns, int patterns, int each)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "Month");
	for (int c = 0; c < columns; c++)
		segbias_text_add_format(&text, ",x%d", c);
	segbias_text_add_string(&text, "\n");
	for (int row = 0; row < each * patterns; row++) {
		segbias_text_add_format(&text, "%d", 5 + row % 5);
		for (int c = 0; c < columns; c++)
			if (row % patterns >> c & 1)
				segbias_text_add_string(&text, ",");
			else
				segbias_text_add_format(&text, ",%d.5",
				                        (row * row % 101 * (c + 3) + row * (2 * c + 1)) % 97);
		segbias_text_add_string(&text, "\n");
	}
	struct run run = run_good(text.data, MONTHS, NULL);
	segbias_text_release(&text);
	return run;
}

Test(mcar, too_many_patterns)
{
	struct run run = run_patterns(10, 1001, 2);
	cr_expect_eq(run.findings->mcar.column_count, 0);
	const struct segbias_error *note = run_note(&run, "mcar_limits");
	cr_assert_not_null(note);
	cr_expect_str_eq(
	    note->message,
	    "whether numbers are missing at random is not tested: they are missing in more than 1000 ways");
	run_release(&run);
	run = run_patterns(10, 1000, 2);
	cr_expect_null(run_note(&run, "mcar_limits"));
	cr_expect_eq(run.findings->mcar.column_count, 10);
	run_release(&run);
}

Test(mcar, too_many_columns)
{
	struct run run = run_patterns(17, 4, 50);
	cr_expect_eq(run.findings->mcar.column_count, 16);
	const struct segbias_error *note = run_note(&run, "mcar_limits");
	cr_assert_not_null(note);
	cr_expect_str_eq(note->message,
	                 "whether numbers are missing at random is tested of the first 16 numeric columns");
	run_release(&run);
	run = run_patterns(16, 4, 50);
	cr_expect_null(run_note(&run, "mcar_limits"));
	run_release(&run);
}
