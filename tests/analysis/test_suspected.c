#include "jobs/run.h"

/* Bands of every number, so that numbers are values of a compared column. */
static const char BANDS[] = "attribute,value,count\nage,under 50,1000000\nage,50+,1000000\n";

/* Records of each number: numbers `from` .. `to`, each `count` times; of a count 0: none. */
struct numbers {
	int from, to;
	unsigned count;
};

/* A file of one column with these spellings beside the numbers. */
struct column {
	const char *name; /* "age" is compared, others are not */
	struct numbers numbers;
	struct {
		const char *spelling;
		unsigned count;
	} others[4];
};

static const struct segbias_incomplete *find(const struct run *run, const char *segment, const char *column)
{
	for (size_t i = 0; i < run->findings->incomplete_count; i++)
		if (run_is(run->findings->incomplete[i].segment, segment) &&
		    run_is(run->findings->incomplete[i].column, column))
			return &run->findings->incomplete[i];
	cr_assert_fail("no row %s", column);
	return NULL;
}

static struct run run_column(const struct column *column, const struct segbias_options *options)
{
	struct segbias_text campaign = {0};
	bool compared = strcmp(column->name, "age") == 0;
	segbias_text_add_format(&campaign, "segment,%s%s,n\n", column->name, compared ? "" : ",age");
	const char *rest = compared ? "" : ",30";
	for (int x = column->numbers.from; x <= column->numbers.to && column->numbers.count; x++)
		segbias_text_add_format(&campaign, "S,%d%s,%u\n", x, rest, column->numbers.count);
	for (size_t i = 0; i < 4 && column->others[i].spelling; i++)
		segbias_text_add_format(&campaign, "S,\"%s\"%s,%u\n", column->others[i].spelling, rest,
		                        column->others[i].count);
	struct segbias_options counted = options ? *options : (struct segbias_options){0};
	counted.campaign.count = "n";
	struct run run = run_good(campaign.data, BANDS, &counted);
	segbias_text_release(&campaign);
	return run;
}

/* The suspected spellings of a column with their counts, as "999:5 -1:3". */
static void expect_suspected(const struct run *run, const char *column, const char *expected)
{
	const struct segbias_incomplete *row = find(run, NULL, column);
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "");
	for (size_t i = 0; i < row->suspected_count; i++)
		segbias_text_add_format(&text, "%s%.*s:%g", i ? " " : "", (int)row->suspected[i].marker.size,
		                        row->suspected[i].marker.bytes, row->suspected[i].count);
	cr_expect_str_eq(text.data, expected, "%s has %s, not %s", column, text.data, expected);
	segbias_text_release(&text);
	cr_expect_eq(find(run, "S", column)->suspected_count, 0, "of the whole campaign only");
}

Test(suspected, spellings)
{
	static const struct {
		struct column column;
		const char *expected;
	} rows[] = {
	    /* clean */
	    {{"age", {18, 80, 10}, {{NULL, 0}}}, ""},
	    {{"age", {0, 0, 0}, {{"30", 50}, {"70", 3}, {"50", 1}}}, ""},
	    {{"town", {0, 0, 0}, {{"Oslo", 50}, {"Rome", 3}, {"unknown", 9}}}, ""},
	    /* numbers from the list, outside the range of the others, more than once */
	    {{"age", {18, 80, 10}, {{"999", 5}, {"-1", 3}, {"99", 2}, {"-99.0", 5}}}, "-99.0:5 999:5 -1:3 99:2"},
	    {{"age", {18, 80, 10}, {{"999", 1}, {"-1", 1}}}, ""},
	    {{"age", {18, 105, 10}, {{"99", 20}, {"88", 20}}}, ""},
	    {{"age", {-5, 80, 10}, {{"-1", 9}, {"-9", 9}}}, "-9:9"},
	    {{"age", {18, 80, 10}, {{"998", 5}, {"-2", 5}, {"0", 5}, {"1000", 5}}}, ""},
	    {{"income", {18, 80, 10}, {{"9999", 2}, {"-9", 2}, {"-8", 9}}}, "-9:2 9999:2"},
	    {{"age", {18, 80, 10}, {{"999", 5}, {"8888", 2}}}, "999:5 8888:2"}, /* one does not hide the other */
	    {{"age", {0, 0, 0}, {{"99", 5}, {"999", 5}}}, ""},                  /* there are no others */
	    /* a column of words, of which one in ten or more is no number */
	    {{"age", {1, 9, 1}, {{"999", 5}}}, "999:5"},
	    {{"age", {1, 9, 1}, {{"999", 5}, {"old", 1}}}, "999:5"},
	    {{"age", {1, 8, 1}, {{"999", 5}, {"old", 1}, {"x", 1}}}, ""},
	    /* phrases and dates, even once, of any column */
	    {{"age", {18, 80, 10}, {{"Refused", 2}, {"prefer not to say", 1}}}, "Refused:2 prefer not to say:1"},
	    {{"joined", {0, 0, 0}, {{"1900-01-01", 4}, {"2020-05-01", 9}, {"1970-01-01 00:00:00", 1}}},
	     "1900-01-01:4 1970-01-01 00:00:00:1"},
	    {{"note", {0, 0, 0}, {{"refused", 1}, {"he refused to pay", 5}, {"1901-01-01", 7}}}, "refused:1"},
	    /* a number that stands out of twenty: a twentieth of all, and five times the next */
	    {{"age", {18, 80, 10}, {{"33", 40}}}, "33:50"},
	    {{"age", {18, 80, 10}, {{"33", 39}}}, ""},
	    {{"age", {18, 80, 10}, {{"33.0", 50}}}, "33.0:50"},
	    {{"age", {18, 80, 10}, {{"33", 80}, {"44", 30}}}, ""},
	    {{"age", {1, 150, 1}, {{"33", 7}}}, "33:8"},
	    {{"age", {1, 160, 1}, {{"33", 7}}}, ""}, /* 8 of 167 */
	    {{"age", {1, 20, 10}, {{"7", 80}}}, "7:90"},
	    {{"age", {1, 19, 10}, {{"7", 80}}}, ""},       /* few enough to be codes */
	    {{"income", {18, 80, 10}, {{"33", 400}}}, ""}, /* no value of a column that is not compared */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_column(&rows[i].column, NULL);
		expect_suspected(&run, rows[i].column.name, rows[i].expected);
		run_release(&run);
	}
}

/* With a decimal comma, too. */
Test(suspected, decimal_commas)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment;age;score;n\n");
	for (int i = 0; i < 40; i++)
		segbias_text_add_format(&campaign, "S;%d;%d,25;5\n", 20 + i, i);
	segbias_text_add_string(&campaign, "S;33;999,0;3\nS;33;-1;2\nS;33;-9,5;2\n");
	struct segbias_options options = {.campaign.decimal = ",", .campaign.count = "n"};
	struct run run = run_good(campaign.data, BANDS, &options);
	expect_suspected(&run, "score", "999,0:3");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* What is suspected is counted as it stands; what the user then lists is missing, and no longer suspected. */
Test(suspected, are_not_missing)
{
	static const struct column column = {"age", {18, 80, 10}, {{"999", 5}, {"refused", 3}, {"NA", 2}}};
	struct run run = run_column(&column, NULL);
	expect_suspected(&run, "age", "999:5 refused:3");
	cr_expect_eq(find(&run, NULL, "age")->missing, 2);
	cr_expect_eq(run_comparison(&run, NULL, "age")->missing, 2);
	cr_expect_eq(run_value(&run, NULL, "age", "50+")->count, 310, "999 is no age");
	run_release(&run);
	struct segbias_options options = {.missing_values = RUN_LIST("+999,refused")};
	run = run_column(&column, &options);
	expect_suspected(&run, "age", "");
	cr_expect_eq(find(&run, NULL, "age")->missing, 10);
	cr_expect_eq(run_value(&run, NULL, "age", "50+")->count, 310);
	run_release(&run);
}

/* A number that stands out of a column which is not compared is nobody's business, in no format. */
Test(suspected, nothing_of_other_columns_is_shown)
{
	static const char *const FORMATS[] = {"json", "ndjson", "csv", "text"};
	static const struct column column = {"account", {70001, 70080, 10}, {{"76543", 5000}, {"-1", 2}, {"tbd", 1}}};
	struct run run = run_column(&column, NULL);
	expect_suspected(&run, "account", "tbd:1");
	for (size_t i = 0; i < 4; i++) {
		char *bytes = run_render(&run, FORMATS[i]);
		cr_expect_null(strstr(bytes, "76543"), "%s", FORMATS[i]);
		free(bytes);
	}
	run_release(&run);
}

/* A value of the reference that says that it is none, and that nobody of the campaign has, is said with its share. */
Test(suspected, unknown_of_the_reference)
{
	static const struct {
		const char *values, *message, *hint; /* message NULL: no note */
	} rows[] = {
	    {"g,a,60\ng,b,32\ng,Unknown,8\n",
	     "g: \"Unknown\" (8.0 % of the reference) may stand for a missing value, and is counted as a value that the campaign "
	     "lacks",
	     "if so: --missing-values '+Unknown' leaves it out"},
	    {"g,a,60\ng,b,29\ng,Refused,2\ng,(not set),5\ng,#N/A,1\ng,DK/Ref,3\n",
	     "g: \"(not set)\" (5.0 % of the reference), \"DK/Ref\" (3.0 %), \"Refused\" (2.0 %) and 1 more may stand for missing "
	     "values, and are counted as values that the campaign lacks",
	     "if so: --missing-values '+(not set),DK/Ref,Refused,#N/A' leaves them out"},
	    {"g,a,6000\ng,b,3999\ng,NA,1\n",
	     "g: \"NA\" (under 0.1 % of the reference) may stand for a missing value, and is counted as a value that the "
	     "campaign lacks",
	     "if so: --missing-values '+NA' leaves it out"},
	    {"g,a,60\ng,b,32\ng,Don't know,8\n",
	     "g: \"Don't know\" (8.0 % of the reference) may stand for a missing value, and is counted as a value that the "
	     "campaign lacks",
	     "if so: --missing-values '+VALUE' leaves it out"},
	    {"g,a,60\ng,b,32\ng,Not stated,8\n", NULL, NULL}, /* the campaign has it, too */
	    {"g,a,60\ng,b,32\ng,None,8\n", NULL, NULL},
	    {"g,a,60\ng,b,32\ng,Other,8\n", NULL, NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_text text = {0};
		segbias_text_add_format(&text, "attribute,value,count\n%s", rows[i].values);
		struct run run = run_good("segment,g\nS,a\nS,b\nS,not stated\n", text.data, NULL);
		const struct segbias_error *note = run_note(&run, "reference_unknown");
		cr_expect_eq(note != NULL, rows[i].message != NULL, "row %zu", i);
		if (note && rows[i].message) {
			cr_expect_str_eq(note->message, rows[i].message);
			cr_expect_str_eq(note->hint, rows[i].hint);
		}
		run_release(&run);
		segbias_text_release(&text);
	}
}
