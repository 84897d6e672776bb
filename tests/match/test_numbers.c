#include "jobs/run.h"
#include "match/match.h"

/* --- what measures ---------------------------------------------------------------------------------------------- */

enum { ROWS_MAX = 120 };

static bool measures(const char *name, const char *const *cells, size_t rows, char decimal, const char *missing)
{
	static struct segbias_label labels[ROWS_MAX];
	struct segbias_policy policy;
	struct segbias_options options = {.missing_values = {&missing, missing ? 1 : 0}};
	struct segbias_label column = segbias_label_of(name);
	struct segbias_head head = {.names = &column, .width = 1, .cells = labels, .rows = rows};
	cr_assert_leq(rows, ROWS_MAX);
	for (size_t i = 0; i < rows; i++)
		labels[i] = segbias_label_of(cells[i]);
	cr_assert_eq(segbias_policy_read(&options, &policy, NULL), SEGBIAS_OK);
	struct segbias_number_style style = {.decimal = decimal};
	bool result = segbias_match_measures(&head, 0, &policy, &style);
	segbias_policy_release(&policy);
	return result;
}

#define TEN ".1", ".2", ".3", ".1", ".2", ".3", ".1", ".2", ".3", ".1"
#define TWENTY                                                                                                         \
	"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20"

Test(numbers, what_measures)
{
	static const struct {
		const char *name, *cells[22];
		char decimal;
		const char *missing; /* --missing-values */
		bool measures;
	} rows[] = {
	    {"x", {"1", "2.5", "-3e2", "0", "0.5", "-0.5"}, '.', NULL, true},
	    {"x", {"7.5"}, '.', NULL, true},
	    {"x", {"", "NA", "7.5", " "}, '.', NULL, true}, /* what is missing is not looked at */
	    {"x", {"", "NA"}, '.', NULL, false},            /* nothing is known */
	    {"x", {0}, '.', NULL, false},
	    {"x", {"red", "blue"}, '.', NULL, false},
	    {"x", {TEN, TEN, "high", "low"}, '.', NULL, true},                              /* 20 of 22 */
	    {"x", {".1", "2", "3", "4", "1", "2", "3", "4", "5", "high"}, '.', NULL, true}, /* nine in ten */
	    {"x", {".1", "2", "3", "4", "1", "2", "3", "4", "high"}, '.', NULL, false},
	    {"x", {"1.5", "high"}, '.', "+high", true},
	    {"x", {"1.5", "NA"}, '.', "high", false},       /* the list was replaced */
	    {"x", {TWENTY}, '.', NULL, false},              /* few different whole numbers are codes */
	    {"x", {TWENTY, "20", "20.0"}, '.', NULL, true}, /* by their spellings */
	    {"x", {TWENTY, "21"}, '.', NULL, true},
	    {"x", {TWENTY, "1", "2"}, '.', NULL, false},
	    {"x", {"0", "1", "0", "1"}, '.', NULL, false},
	    {"x", {"12.5", "007"}, '.', NULL, false}, /* a code, too */
	    {"x", {"12.5", "00"}, '.', NULL, false},
	    {"x", {"12.5", "0"}, '.', NULL, true},
	    {"x", {"1,5", "2,25", "3"}, ',', NULL, true},
	    {"x", {"1,5", "2,25", "3"}, '.', NULL, false},
	    {"x", {"1.5", "2.25", "3.5"}, ',', NULL, false},
	    {"x", {"1 000", "$5", "18-24"}, '.', NULL, false},
	    {"customer_id", {"1.5", "2", "2"}, '.', NULL, false}, /* by its name */
	    {"id", {"1.5", "2.5"}, '.', NULL, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t count = 0;
		while (count < sizeof rows[i].cells / sizeof *rows[i].cells && rows[i].cells[count])
			count++;
		cr_expect_eq(measures(rows[i].name, rows[i].cells, count, rows[i].decimal, rows[i].missing),
		             rows[i].measures, "row %zu", i);
	}
}

/* A hundred whole numbers that all differ number the records; one that comes again, or a fraction, and they measure. */
Test(numbers, what_numbers_the_records)
{
	static const struct {
		size_t rows;
		const char *last;
		bool measures;
	} cases[] = {{100, "5000", false}, {99, "5000", true}, {100, "1000", true}, {100, "2.5", true},
	             {101, "", false},     {120, "-7", false}, {101, "n/a", false}, {100, "5000.0", false}};
	char texts[ROWS_MAX][8];
	const char *cells[ROWS_MAX];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (size_t row = 0; row + 1 < cases[i].rows; row++) {
			(void)snprintf(texts[row], sizeof texts[row], "%zu", 1000 + row);
			cells[row] = texts[row];
		}
		cells[cases[i].rows - 1] = cases[i].last;
		cr_expect_eq(measures("x", cells, cases[i].rows, '.', NULL), cases[i].measures, "row %zu", i);
	}
}

/* --- in both files ---------------------------------------------------------------------------------------------- */

/* age is an attribute, income and size measure in both files, score in the campaign only, plot is a code. A score in
 * seven is missing. */
static void add_campaign(struct segbias_text *text)
{
	segbias_text_add_string(text, "segment,who,age,income,score,plot,Size,note\n");
	for (int i = 0; i < 130; i++) {
		char score[16] = "";
		if (i % 7)
			(void)snprintf(score, sizeof score, "%d.5", i * i % 17);
		segbias_text_add_format(text, "%s,%d,%d,%d.5,%s,%03d,%d.25,%s\n", i % 2 ? "S" : "T", i % 40, i % 5,
		                        i * 7 % 60, score, i % 40, i * 3 % 50, i % 2 ? "red" : "blue");
	}
}

static void add_reference(struct segbias_text *text)
{
	segbias_text_add_string(text, "age,income,plot,size,note,unit\n");
	for (int i = 0; i < 150; i++)
		segbias_text_add_format(text, "%d,%d.5,%03d,%d.25,%s,%d\n", i % 5, i * 11 % 60, i % 40, i * 3 % 50,
		                        i % 2 ? "red" : "blue", i % 30);
}

struct files {
	struct segbias_text campaign, reference;
};

static struct files make_files(void)
{
	struct files files = {0};
	add_campaign(&files.campaign);
	add_reference(&files.reference);
	return files;
}

static void release_files(struct files *files)
{
	segbias_text_release(&files->campaign);
	segbias_text_release(&files->reference);
}

/* The columns that are compared as numbers, of the whole campaign, joined by commas. */
static void expect_columns(const struct run *run, const char *expected)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "");
	for (size_t i = 0; i < run->findings->numeric_count; i++) {
		const struct segbias_numeric_finding *row = &run->findings->numerics[i];
		if (!row->segment.bytes)
			segbias_text_add_format(&text, "%s%.*s", i ? "," : "", (int)row->column.size,
			                        row->column.bytes);
	}
	cr_expect_str_eq(text.data, expected, "%s, not %s", text.data, expected);
	segbias_text_release(&text);
}

Test(numbers, columns_of_both_files)
{
	struct files files = make_files();
	struct run run = run_good(files.campaign.data, files.reference.data, NULL);
	expect_columns(&run, "income,Size");
	cr_expect_eq(run.findings->numeric_count, 3 * 2, "whole, S and T");
	cr_expect_eq(run.findings->mcar.column_count, 4, "who, income, score and Size: those of the campaign");
	cr_expect_not_null(run_find(&run, "S", "age"));
	cr_expect_not_null(run_find(&run, "S", "plot"), "a code is an attribute, of however many values");
	run_release(&run);
	release_files(&files);
}

/* An attribute that was asked for is compared both ways; names are found by their normal form. */
Test(numbers, columns_by_option)
{
	static const struct {
		struct segbias_options options;
		const char *columns;
		size_t mcar; /* columns of Little's test; one alone has none */
	} rows[] = {
	    {{.numeric = "AGE,income"}, "age,income", 0},
	    {{.numeric = "score,size"}, "Size", 2},
	    {{.numeric = "score"}, "", 0},
	    {{.numeric = "age,score,income"}, "age,income", 3},
	    {{.numeric = "income", .person = "who"}, "income", 0},
	};
	struct files files = make_files();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_good(files.campaign.data, files.reference.data, &rows[i].options);
		expect_columns(&run, rows[i].columns);
		cr_expect_eq(run.findings->mcar.column_count, rows[i].mcar, "row %zu: %zu", i,
		             run.findings->mcar.column_count);
		cr_expect_not_null(run_find(&run, "S", "age"), "row %zu", i);
		run_release(&run);
	}
	release_files(&files);
}

/* What was given another part is none, whatever it holds. */
Test(numbers, columns_with_a_part)
{
	struct files files = make_files();
	struct segbias_options options = {.campaign.weight = "income", .reference.weight = "size"};
	struct run run = run_good(files.campaign.data, files.reference.data, &options);
	expect_columns(&run, "");
	run_release(&run);
	options = (struct segbias_options){.segment = "Size"};
	run = run_good(files.campaign.data, files.reference.data, &options);
	expect_columns(&run, "income");
	run_release(&run);
	options = (struct segbias_options){.person = "who", .reference_psu = "unit"};
	run = run_good(files.campaign.data, files.reference.data, &options);
	expect_columns(&run, "income,Size");
	run_release(&run);
	release_files(&files);
}

/* Flags and codes of the campaign are no numbers whose mean says anything; --numeric takes them at its word. */
Test(numbers, codes_are_not_tested)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,age,x,y,vip,tier\n");
	for (int i = 0; i < 130; i++)
		segbias_text_add_format(&campaign, "S,1,%d.5,%s,%d,%d\n", i * 7 % 60,
		                        i % 9 ? i % 2 ? "2.5" : "1.25" : "", i * i % 3, i * i % 7);
	struct segbias_options options = {0};
	for (int asked = 0; asked < 2; asked++) {
		options.numeric = asked ? "x,y,vip,tier" : NULL;
		struct run run = run_good(campaign.data, "attribute,value,count\nage,1,1\n", &options);
		cr_expect_eq(run.findings->mcar.column_count, asked ? 4 : 2, "%g", run.findings->mcar.column_count);
		run_release(&run);
	}
	segbias_text_release(&campaign);
}

/* Twelve people have few different ages, and are compared with those of the reference all the same; in bands they are no
 * numbers, and it is not said that they were compared. */
Test(numbers, few_people)
{
	struct segbias_text reference = {0};
	segbias_text_add_string(&reference, "g,age\n");
	for (int i = 0; i < 100; i++)
		segbias_text_add_format(&reference, "a,%d\n", 18 + i % 50);
	struct run run = run_good("g,age\na,20\na,31\na,20\na,44\n", reference.data, NULL);
	expect_columns(&run, "age");
	cr_expect_str_eq(
	    run_note(&run, "numeric_column")->message,
	    "column \"age\" is not compared value by value: both files hold plain numbers; their means and "
	    "distributions are");
	run_release(&run);
	struct segbias_options options = {.numeric = "x"};
	run = run_good("g,age,x\na,20,1\na,30,2\n", reference.data, &options);
	expect_columns(&run, "");
	cr_expect_str_eq(run_note(&run, "numbers_in_part")->message,
	                 "column \"age\" is not compared: the reference holds many plain numbers");
	run_release(&run);
	/* Bands of the campaign cut them: of 18 to 67, twice each. */
	run = run_good("g,age\na,18-34\na,35+\n", reference.data, NULL);
	RUN_NEAR(run_value(&run, NULL, "age", "18-34")->reference_share, 0.34, "17 of 50");
	run_release(&run);
	segbias_text_release(&reference);
}

/* Other names, and numbers with a decimal comma. */
Test(numbers, columns_by_map)
{
	static const char campaign[] = "segment;g;betrag\nS;a;1,5\nS;b;2,25\nT;a;-3\n";
	static const char reference[] = "g,amount\na,1.5\nb,2.25\nb,3\n";
	struct segbias_options options = {
	    .map = RUN_LIST("betrag=amount"), .campaign.decimal = ",", .numeric = "betrag"};
	struct run run = run_good(campaign, reference, &options);
	expect_columns(&run, "betrag");
	cr_expect_eq(run.findings->numerics[0].mean, .25);
	cr_expect_eq(run.findings->numerics[0].reference_mean, 2.25);
	run_release(&run);
}

/* The same numbers with a decimal comma in both files: they measure all the same. */
Test(numbers, decimal_commas)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "segment;g;x\n");
	segbias_text_add_string(&reference, "g;x\n");
	for (int i = 0; i < 150; i++) {
		segbias_text_add_format(&campaign, "S;a;%d,5\n", i * 7 % 60);
		segbias_text_add_format(&reference, "a;%d,5\n", i * 11 % 60);
	}
	struct segbias_options options = {.campaign.decimal = ",", .reference.decimal = ","};
	struct run run = run_good(campaign.data, reference.data, &options);
	expect_columns(&run, "x");
	cr_expect_null(run_find(&run, "S", "x"));
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* What was asked for is compared though it may look like an identifier or a code; by any name that pairs it. */
Test(numbers, columns_that_look_like_something_else)
{
	static const char *const NAMES[] = {"income", "Income", "earnings"};
	for (size_t i = 0; i < 3; i++) {
		struct segbias_text campaign = {0};
		struct segbias_text reference = {0};
		segbias_text_add_string(&campaign, "segment,g,income,code\n");
		segbias_text_add_format(&reference, "g,%s,code\n", NAMES[i]);
		for (int row = 0; row < 120; row++) {
			segbias_text_add_format(&campaign, "S,a,%d,%02d\n", 20000 + row * 7, row % 9);
			segbias_text_add_format(&reference, "a,%d,%02d\n", 20000 + row * 9, row % 9);
		}
		struct segbias_options options = {.map = {(const char *const[]){"income=earnings"}, i == 2}};
		struct run run = run_good(campaign.data, reference.data, &options);
		expect_columns(&run, "");
		run_release(&run);
		options.numeric = "income,code";
		run = run_good(campaign.data, reference.data, &options);
		expect_columns(&run, "income,code");
		run_release(&run);
		segbias_text_release(&campaign);
		segbias_text_release(&reference);
	}
}

/* Figures that stand for many people have no numbers of their own. */
Test(numbers, aggregated_references_have_none)
{
	static const char *const references[] = {"age,income,count\n1,1.5,10\n2,2.5,20\n",
	                                         "attribute,value,count\nage,1,10\nage,2,20\nincome,1.5,30\n"};
	struct files files = make_files();
	for (size_t i = 0; i < 2; i++) {
		struct segbias_options options = {.numeric = "age,income,score"};
		struct run run = run_good(files.campaign.data, references[i], &options);
		expect_columns(&run, "");
		cr_expect_eq(run.findings->mcar.column_count, 3, "but they may be missing at random");
		run_release(&run);
	}
	release_files(&files);
}

/* What can be no age is in no mean of ages, in neither file; of 18 to 67, and 20, 31, 44. */
Test(numbers, ages_that_nobody_has)
{
	struct segbias_text reference = {0};
	segbias_text_add_string(&reference, "g,age\na,999\na,1950\na,-1\n");
	for (int i = 0; i < 100; i++)
		segbias_text_add_format(&reference, "a,%d\n", 18 + i % 50);
	struct run run = run_good("g,age\na,20\na,31\na,999\na,44\n", reference.data, NULL);
	expect_columns(&run, "age");
	RUN_NEAR(run.findings->numerics[0].reference_mean, 42.5, "of 18 to 67");
	RUN_NEAR(run.findings->numerics[0].mean, 95. / 3, "of three");
	size_t said = 0;
	for (size_t i = 0; i < run.findings->notes.count; i++) {
		if (strcmp(run.findings->notes.items[i].code, "suspected_age") != 0)
			continue;
		cr_expect_str_eq(
		    run.findings->notes.items[i].text.message,
		    said++ ? "age: 3 records of the reference have what can be no age (below 0 or over 120), "
			     "and are in no mean or distribution"
			   : "age: 1 record of the campaign has what can be no age (below 0 or over 120), and "
			     "is in no mean or distribution");
	}
	cr_expect_eq(said, 2);
	run_release(&run);
	segbias_text_release(&reference);
	/* Numbers of another name are what they are, and so are ages in months. */
	static const char *const NAMES[] = {"points", "age"};
	for (size_t i = 0; i < 2; i++) {
		segbias_text_add_format(&reference, "g,%s\n", NAMES[i]);
		for (int row = 0; row < 100; row++)
			segbias_text_add_format(&reference, "a,%d\n",
			                        i          ? 200 + row % 50
			                        : row % 98 ? 18 + row % 50
			                                   : 999);
		char campaign[64];
		(void)snprintf(campaign, sizeof campaign, "g,%s\na,200\na,210\n", NAMES[i]);
		run = run_good(campaign, reference.data, NULL);
		expect_columns(&run, NAMES[i]);
		RUN_NEAR(run.findings->numerics[0].mean, 205, NAMES[i]);
		cr_expect_null(run_note(&run, "suspected_age"));
		run_release(&run);
		segbias_text_release(&reference);
	}
}

Test(numbers, errors)
{
	static const char campaign[] = "segment,g,x,note,w\nS,a,1,red,2\nS,b,,blue,3\n";
	static const char reference[] = "attribute,value,count\ng,a,1\ng,b,1\n";
	const struct run_failure rows[] = {
	    {campaign,
	     reference,
	     {.numeric = "y"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--numeric: there is no column \"y\"",
	     "the columns are \"segment\", \"g\", \"x\", \"note\", \"w\""},
	    {campaign,
	     reference,
	     {.numeric = "x,note"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--numeric: column \"note\" does not hold numbers",
	     ""},
	    {campaign,
	     reference,
	     {.numeric = "segment"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--numeric: column \"segment\" has another part already",
	     ""},
	    {campaign,
	     reference,
	     {.numeric = "w", .campaign.weight = "w"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--numeric: column \"w\" has another part already",
	     ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
}
