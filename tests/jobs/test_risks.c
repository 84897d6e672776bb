/* The register of risks: figures against hand counts of a file of known make, and what must not move or show them. */
#include "run.h"

enum { PEOPLE = 240 };

static const char REFERENCE[] =
    "age,gender,city,people\n"
    "18-34,Female,Aleppo,40\n18-34,Male,Aleppo,40\n35+,Female,Aleppo,40\n35+,Male,Aleppo,40\n"
    "18-34,Female,Homs,20\n18-34,Male,Homs,20\n35+,Female,Homs,20\n35+,Male,Homs,1\n";

/* Everybody of Aleppo but every twelfth, who is of Homs; ages change every other person, genders every third. */
static void add_person(struct segbias_text *text, int i)
{
	static const char *const ILLS[] = {"flu", "asthma", "none", ""};
	segbias_text_add_format(text, "Canary Person%d,canary%d@example.org,%s,%s,%s,%s,%s\n", i, i,
	                        i % 60 == 0  ? ""
	                        : i % 2 == 0 ? "18-34"
	                                     : "35+",
	                        i % 6 == 0   ? "f"
	                        : i % 3 == 0 ? "Female"
	                                     : "MALE",
	                        i % 12 == 1 ? "Homs" : "Aleppo", ILLS[i % 4], i % 5 == 0 ? "2020-02-03" : "2026-01-04");
}

/* In the order of i * step, all of them once where the step shares no divisor with their number. */
static char *make_people(int step)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "name,email,age,gender,city,health,since\n");
	for (int i = 0; i < PEOPLE; i++)
		add_person(&text, i * step % PEOPLE);
	cr_assert(!text.failed);
	return text.data;
}

static double number(const struct segbias_findings *findings, const char *measure, const char *field)
{
	for (size_t i = 0; i < segbias_findings_count(findings, "measures"); i++)
		if (strcmp(segbias_findings_text(findings, "measures", i, "measure", NULL), measure) == 0)
			return segbias_findings_number(findings, "measures", i, field);
	return NAN;
}

static const char *text(const struct segbias_findings *findings, const char *measure, const char *field)
{
	for (size_t i = 0; i < segbias_findings_count(findings, "measures"); i++)
		if (strcmp(segbias_findings_text(findings, "measures", i, "measure", NULL), measure) == 0)
			return segbias_findings_text(findings, "measures", i, field, NULL);
	return NULL;
}

static struct run run_risks(const char *campaign, const struct segbias_options *options)
{
	return run_files(segbias_risks, campaign, REFERENCE, options);
}

static const struct segbias_options ALL = {.quasi = "age,gender,city",
                                           .sensitive = "health",
                                           .risk_max = "0.1",
                                           .collected = "since",
                                           .retention = "24 months",
                                           .as_of = "2026-03-31",
                                           .reference_kind = "population",
                                           .segment = "none",
                                           .k = "30"};

Test(risks, equal_to_a_count_by_hand)
{
	char *people = make_people(1);
	struct run run = run_risks(people, &ALL);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	/* By hand: i % 60 == 0 (4 people) lack an age. Who is of Homs has i % 12 == 1: odd, so 35+, and no multiple of 3: male; 20 of
	 * them. Of Aleppo 18-34 (even): i % 6 == 0 female, 40 less 4; 80 others male. 35+ (odd): i % 6 == 3 female, 40; the other 80 less 20
	 * of Homs male, 60. Cells 36, 80, 40, 60, 20. */
	cr_expect_eq(number(run.findings, "incomplete", "count"), 4);
	cr_expect_eq(number(run.findings, "cells", "count"), 5);
	cr_expect_eq(number(run.findings, "smallest", "number"), 20);
	cr_expect_eq(number(run.findings, "uniques", "count"), 0);
	cr_expect_eq(number(run.findings, "below_k", "count"), 20);
	cr_expect_float_eq(number(run.findings, "prosecutor_max", "number"), 1. / 20, RUN_TOLERANCE);
	cr_expect_float_eq(number(run.findings, "prosecutor_mean", "number"), 5. / 236, RUN_TOLERANCE);
	cr_expect_str_eq(text(run.findings, "prosecutor_max", "verdict"), "ok");
	/* G is 40, 80, 40, 60 and 20: more of four cells than the reference has, of 80 + 60 + 20 people. */
	cr_expect_float_eq(number(run.findings, "expected_matches", "number"), 36. / 40 + 1 + 1 + 1 + 1, RUN_TOLERANCE);
	cr_expect_float_eq(number(run.findings, "journalist_max", "number"), 1. / 20, RUN_TOLERANCE);
	cr_expect_eq(number(run.findings, "at_risk", "count"), 0);
	cr_expect_eq(number(run.findings, "beyond_reference", "count"), 160);
	/* Ills by i % 4: none and blank count as missing. 18-34 are even, so flu (i % 4 == 0) alone is known of them: 36 / 2 women, those of
	 * i % 12 == 0 less the 4 without an age, 16; men of i % 4 == 0 and not i % 3 == 0, 40. 35+ are odd: asthma (i % 4 == 1) alone. */
	cr_expect_eq(number(run.findings, "l_distinct", "number"), 1);
	cr_expect_eq(number(run.findings, "l_one", "count"), 16 + 40 + 60);
	/* i % 5 == 0: 48 of 2020. */
	cr_expect_eq(number(run.findings, "older_than", "count"), 48);
	cr_expect_str_eq(text(run.findings, "older_than", "verdict"), "over");
	cr_expect_eq(number(run.findings, "future_dates", "count"), 0);
	segbias_findings_free(run.findings);
	free(people);
}

Test(risks, all_seven_are_there_in_order)
{
	static const char *const NAMES[] = {"privacy", "personalisation", "bias",  "trust",
	                                    "legal",   "transparency",    "ethics"};
	char *people = make_people(1);
	const struct segbias_options options = {.segment = "none", .reference_kind = "population"};
	struct run run = run_risks(people, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_assert_eq(segbias_findings_count(run.findings, "risks"), 7);
	for (size_t i = 0; i < 7; i++) {
		char path[32];
		bool told = false;
		(void)snprintf(path, sizeof path, "risks.%zu.not_measured", i);
		cr_expect_str_eq(segbias_findings_text(run.findings, "risks", i, "risk", NULL), NAMES[i]);
		/* Of several unmet checks it is the first. */
		const char *worst = run.findings->risks.risks[i].worst;
		cr_expect(strcmp(NAMES[i], "transparency") != 0 || strcmp(worst, "purposes") == 0, "%s", worst);
		for (size_t j = 0; j < segbias_findings_count(run.findings, path); j++) {
			const char *reason = segbias_findings_text(run.findings, path, j, "reason", NULL);
			const char *needs = segbias_findings_text(run.findings, path, j, "needs", NULL);
			told = told || strcmp(reason, "no_file") == 0;
			cr_expect_eq(strcmp(reason, "not_given") == 0, needs != NULL, "%s %zu", NAMES[i], j);
			/* What it needs is an option that is there. */
			cr_expect(!needs || segbias_option_find(needs + 2) < SEGBIAS_OPTION_COUNT, "%s", needs);
		}
		cr_expect(told || strcmp(NAMES[i], "bias") == 0, "%s", NAMES[i]);
	}
	cr_expect(isnan(number(run.findings, "prosecutor_max", "number")));
	cr_expect_null(segbias_findings_text(run.findings, "", 0, "status", NULL));
	segbias_findings_free(run.findings);
	free(people);
}

/* Rendered as JSON, to be freed. */
static char *render(struct run run, const char *format)
{
	char *bytes = NULL;
	size_t size = 0;
	const struct segbias_render_options options = {.format = format};
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_assert_eq(segbias_findings_render(run.findings, &options, &bytes, &size, NULL), SEGBIAS_OK);
	segbias_findings_free(run.findings);
	return bytes;
}

/* Behind the inputs, whose hash is the file's. */
static const char *behind_inputs(const char *json)
{
	const char *at = strstr(json, "\"settings\"");
	cr_assert_not_null(at);
	return at;
}

Test(risks, order_and_threads_change_nothing)
{
	char *people = make_people(1);
	char *shuffled = make_people(7);
	struct segbias_options many = ALL;
	many.threads = "16";
	char *one = render(run_risks(people, &ALL), "json");
	char *two = render(run_risks(shuffled, &ALL), "json");
	char *three = render(run_risks(shuffled, &many), "json");
	cr_expect_str_eq(behind_inputs(one), behind_inputs(two));
	cr_expect_str_eq(two, three);
	segbias_free(one);
	segbias_free(two);
	segbias_free(three);
	free(people);
	free(shuffled);
}

Test(risks, nobody_is_shown)
{
	static const char *const FORMATS[] = {"text", "json", "ndjson", "csv", "markdown", "html", "prometheus"};
	static const char *const CANARIES[] = {"Canary", "canary", "asthma", "2020-02-03"};
	char *people = make_people(1);
	for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
		char *bytes = render(run_risks(people, &ALL), FORMATS[i]);
		for (size_t j = 0; j < sizeof CANARIES / sizeof *CANARIES; j++)
			cr_expect_null(strstr(bytes, CANARIES[j]), "%s: %s", FORMATS[i], CANARIES[j]);
		segbias_free(bytes);
	}
	free(people);
}

static const char BANDS[] = "age,gender,people\n18-34,Female,400\n18-34,Male,400\n35+,Female,500\n35+,Male,500\n";

/* A file that tells years apart says more of a person than a table of bands: how many of the population share a year is not in it. */
Test(risks, a_finer_file_is_not_held_against_a_coarser_reference)
{
	struct segbias_text people = {0};
	const struct segbias_options options = {
	    .quasi = "age,gender", .segment = "none", .reference_kind = "population"};
	segbias_text_add_string(&people, "age,gender\n");
	for (int i = 0; i < 200; i++)
		segbias_text_add_format(&people, "%d,%s\n", 18 + i % 50, i % 2 ? "Female" : "Male");
	struct run run = run_files(segbias_risks, people.data, BANDS, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(number(run.findings, "cells", "count"), 50);
	cr_expect(isnan(number(run.findings, "journalist_max", "number")));
	segbias_findings_free(run.findings);
	segbias_text_release(&people);
}

/* Several records of a person: cells of records would make people look safer than they are. */
Test(risks, repeated_people_are_not_counted_as_many)
{
	struct segbias_text people = {0};
	const struct segbias_options options = {.quasi = "age,gender",
	                                        .risk_max = "0.5",
	                                        .segment = "none",
	                                        .reference_kind = "population",
	                                        .person = "who"};
	segbias_text_add_string(&people, "who,age,gender\n");
	for (int i = 0; i < 200; i++)
		segbias_text_add_format(&people, "p%d,%s,%s\n", i / 2, i / 2 % 2 ? "18-34" : "35+",
		                        i / 4 % 2 ? "Female" : "Male");
	struct run run = run_files(segbias_risks, people.data, BANDS, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect(isnan(number(run.findings, "cells", "count")));
	/* The limit was given, and could not be held against anything: that is no pass. */
	cr_expect_str_eq(text(run.findings, "prosecutor_max", "verdict"), "unclear");
	segbias_findings_free(run.findings);
	segbias_text_release(&people);
}

Test(risks, what_it_refuses)
{
	static const struct {
		struct segbias_options options;
		enum segbias_status status;
		const char *id;
	} ROWS[] = {
	    {{.publish = "5"}, SEGBIAS_USAGE, "risks_not_published"},
	    {{.amount = "age"}, SEGBIAS_USAGE, "risks_of_amount"},
	    {{.sensitive = "health"}, SEGBIAS_USAGE, "option_needs"},
	    {{.retention = "24 months"}, SEGBIAS_USAGE, "option_needs"},
	    {{.retention = "24 months", .as_of = "2026-03-31"}, SEGBIAS_USAGE, "option_needs"},
	    {{.quasi = "age,AGE"}, SEGBIAS_DATA, "quasi_twice"},
	    {{.risk_max = "0.2"}, SEGBIAS_USAGE, "option_needs"},
	    {{.k = "3"}, SEGBIAS_USAGE, "option_needs"},
	    {{.collected = "since", .as_of = "2026-03-31"}, SEGBIAS_USAGE, "option_needs"},
	    {{.collected = "since", .retention = "1 year"}, SEGBIAS_USAGE, "option_needs"},
	    {{.country = "city"}, SEGBIAS_USAGE, "option_needs"},
	    {{.quasi = "age,gender,city,name", .sensitive = "health"}, SEGBIAS_USAGE, "bad_option"},
	    {{.fail_on = "under"}, SEGBIAS_USAGE, "bad_option"},
	    {{.quasi = "age,shoe"}, SEGBIAS_DATA, "no_such_column"},
	    {{.quasi = "age,health", .sensitive = "health"}, SEGBIAS_DATA, "quasi_sensitive"},
	    {{.collected = "city", .retention = "1 year", .as_of = "2026-03-31"}, SEGBIAS_DATA, "no_birth_dates"},
	};
	char *people = make_people(1);
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct run run = run_risks(people, &ROWS[i].options);
		cr_expect_eq(run.error.status, ROWS[i].status, "%zu: %s", i, run.error.message);
		cr_expect_str_eq(run.error.id, ROWS[i].id, "%zu: %s", i, run.error.message);
		segbias_findings_free(run.findings);
	}
	free(people);
}

/* Spellings of one thing are one cell, also of a column that is compared with nothing. By hand: gold 3, silver 1 and one unknown. The first
 * day that is kept and the day itself are in order; the day before and the day after are not; of years alone 2024 and 2026 are open. */
Test(risks, edges)
{
	static const char PEOPLE_FEW[] =
	    "age,gender,plan,since\n"
	    "18-34,Female,Gold,2024-03-31\n18-34,Female,gold ,2024-03-30\n18-34,Female,GOLD,2026-03-31\n"
	    "18-34,Female,silver,2026-04-01\n35+,Male,,2024\n35+,Male,n/a,2023\n35+,Male,,2025\n35+,Male,,2026\n";
	const struct segbias_options options = {.quasi = "plan",
	                                        .collected = "since",
	                                        .retention = "2 years",
	                                        .as_of = "2026-03-31",
	                                        .segment = "none",
	                                        .reference_kind = "population"};
	struct run run = run_files(segbias_risks, PEOPLE_FEW, BANDS, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(number(run.findings, "cells", "count"), 2);
	cr_expect_eq(number(run.findings, "uniques", "count"), 1);
	cr_expect_eq(number(run.findings, "incomplete", "count"), 4);
	cr_expect_eq(number(run.findings, "older_than", "count"), 2);
	cr_expect_eq(number(run.findings, "older_than", "n"), 6);
	cr_expect_eq(number(run.findings, "future_dates", "count"), 1);
	cr_expect_eq(number(run.findings, "without_date", "count"), 2);
	segbias_findings_free(run.findings);
}

/* Whoever is under 18 is in the file, whatever the reference lists: counted by eye. */
Test(risks, minors_of_any_reference)
{
	static const char ADULTS[] = "sex,age,count\nf,18-29,40\nm,18-29,40\nf,30+,40\nm,30+,30\n";
	static const char STRADDLING[] = "sex,age,count\nf,15-24,40\nm,15-24,40\nf,25+,40\nm,25+,30\n";
	static const char NO_AGES[] = "sex,count\nf,400\nm,500\n";
	static const char RECORDS[] = "sex,age\nf,11\nm,12\nf,17\nm,18\nf,30\nm,45\nf,50\n";
	const struct {
		const char *reference, *people;
		struct segbias_options options;
		double count, n;
		const char *verdict;
	} ROWS[] = {
	    /* numbers in a band that holds both, below all bands, and without any reference's ages */
	    {STRADDLING, "sex,age\nf,17\nm,18\nf,24\nm,30\n", {.k = NULL}, 1, 4, "over"},
	    {STRADDLING, "sex,age\nf,18\nm,18\nf,24\nm,30\n", {.k = NULL}, 0, 4, "ok"},
	    {STRADDLING, "sex,age\nf,15-24\nm,18\nf,24\nm,30\n", {.k = NULL}, 0, 3, "unclear"},
	    {STRADDLING, "sex,age\nf,15-17\nm,18-20\nf,24\nm,30\n", {.k = NULL}, 1, 4, "over"},
	    {ADULTS, "sex,age\nf,14\nm,15\nf,24\nm,30\n", {.k = NULL}, 2, 4, "over"},
	    {ADULTS, "sex,age\nf,17.5\nm,18\nf,24\nm,30\n", {.k = NULL}, 1, 4, "over"},
	    {ADULTS, "sex,age\nf,under 18\nm,18+\nf,24\nm,30\n", {.k = NULL}, 1, 4, "over"},
	    {ADULTS, "sex,age\nf,999\nm,18\nf,24\nm,30\n", {.k = NULL}, 0, 3, "unclear"},
	    /* a day of December, or what a spreadsheet has made of 12-14 */
	    {ADULTS, "sex,age\nf,14-Dec\nm,18\nf,24\nm,30\n", {.k = NULL}, 0, 3, "unclear"},
	    {NO_AGES, "sex,age\nf,14\nm,18\nf,24\nm,30\n", {.k = NULL}, 1, 4, "over"},
	    {NO_AGES, "sex,age\nf,under 18\nm,18-999\nf,24\nm,30\n", {.k = NULL}, 1, 4, "over"},
	    {NO_AGES, "sex,age\nf,\xD9\xA1\xD9\xA4\nm,18\nf,24\nm,30\n", {.k = NULL}, 1, 4, "over"},
	    {NO_AGES, "sex,age\nf,18\nm,18\nf,n/a\nm,30\n", {.k = NULL}, 0, 3, "unclear"},
	    {RECORDS, "sex,age\nf,12\nm,17\nf,18\nm,30\nf,45\nm,12\n", {.k = NULL}, 3, 6, "over"},
	    {RECORDS,
	     "sex,age\nf,12\nm,17\nf,18\nm,30\nf,45\nm,12\n",
	     {.bins = {(const char *[]){"age=11,30"}, 1}},
	     3,
	     6,
	     "over"},
	    /* codes of groups are no ages; children are, and so is one among the ages of a census */
	    {"sex,age,count\nf,1,40\nm,1,40\nf,2,40\nm,2,40\n",
	     "sex,age\nf,1\nm,2\nf,1\nm,2\n",
	     {.k = NULL},
	     0,
	     0,
	     "unclear"},
	    {NO_AGES, "sex,age\nf,0\nm,1\nf,2\nm,2\n", {.k = NULL}, 0, 0, "unclear"},
	    {NO_AGES, "sex,age\nf,6\nm,7\nf,17\nm,9\n", {.k = NULL}, 4, 4, "over"},
	    {NO_AGES, "sex,age\nf,1\nm,7\nf,18\nm,9\n", {.k = NULL}, 3, 4, "over"},
	    {ADULTS, "sex,age\nf,1\nm,2\nf,1\nm,2\n", {.k = NULL}, 4, 4, "over"},
	    /* --within keeps them out of the comparison, and not out of the file */
	    {ADULTS, "sex,age\nf,14\nm,15\nf,24\nm,30\n", {.within = {(const char *[]){"age=18+"}, 1}}, 2, 4, "over"},
	    {ADULTS, "sex,age\nf,18\nm,19\nf,24\nm,30\n", {.within = {(const char *[]){"age=18-29"}, 1}}, 0, 4, "ok"},
	    {ADULTS,
	     "sex,age\nf,18\nm,19\nf,24\nm,\n",
	     {.within = {(const char *[]){"age=18-29"}, 1}},
	     0,
	     3,
	     "unclear"},
	    {ADULTS, "sex,age\nf,18\nm,19\nf,14\nm,24\n", {.within = {(const char *[]){"sex=f"}, 1}}, 1, 2, "over"},
	    {ADULTS,
	     "sex,age\nf,18\nm,14\nf,18\nm,24\n",
	     {.campaign_where = {(const char *[]){"age=18"}, 1}},
	     0,
	     2,
	     "unclear"},
	    /* what was recoded is what it was recoded to: a code is no age */
	    {ADULTS,
	     "sex,age\nf,1\nm,2\nf,24\nm,30\n",
	     {.recode = {(const char *[]){"age:1=18-29", "age:2=30+"}, 2}},
	     0,
	     4,
	     "ok"},
	    /* 30 March 2008 is 17 on the day before its birthday; of 2008 alone it may be either, of 2009 it is not */
	    {ADULTS, "sex,born\nf,2008-03-30\nm,1990-01-01\n", {.born = "born", .as_of = "2026-03-29"}, 1, 2, "over"},
	    {ADULTS, "sex,born\nf,2008-03-30\nm,1990-01-01\n", {.born = "born", .as_of = "2026-03-30"}, 0, 2, "ok"},
	    {ADULTS, "sex,born\nf,2008\nm,1990-01-01\n", {.born = "born", .as_of = "2026-12-30"}, 0, 1, "unclear"},
	    {ADULTS, "sex,born\nf,2009\nm,1990-01-01\n", {.born = "born", .as_of = "2026-12-30"}, 1, 2, "over"},
	    {ADULTS,
	     "sex,born\nf,2027-01-01\nm,1990-01-01\n",
	     {.born = "born", .as_of = "2026-12-30"},
	     0,
	     1,
	     "unclear"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_options options = ROWS[i].options;
		options.segment = "none";
		options.reference_kind = "population";
		options.unmatched_max = options.missing_max = "100%";
		struct run run = run_files(segbias_risks, ROWS[i].people, ROWS[i].reference, &options);
		cr_assert_not_null(run.findings, "%zu: %s", i, run.error.message);
		cr_expect_eq(number(run.findings, "minors", "count"), ROWS[i].count, "%zu", i);
		cr_expect_eq(number(run.findings, "minors", "n"), ROWS[i].n, "%zu", i);
		cr_expect_str_eq(text(run.findings, "minors", "verdict"), ROWS[i].verdict, "%zu", i);
		segbias_findings_free(run.findings);
	}
}

/* An age of something else is nobody's. */
Test(risks, an_age_of_an_account_is_no_minor)
{
	const struct segbias_options options = {.segment = "none", .reference_kind = "population"};
	struct run run = run_files(segbias_risks, "sex,account_age\nf,2\nm,5\n", "sex,count\nf,400\nm,500\n", &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect(isnan(number(run.findings, "minors", "count")));
	segbias_findings_free(run.findings);
}

/* Cells by hand. A number is the same in any script; in a column of codes 022 is not 22. */
Test(risks, figures_are_the_same_however_they_are_written)
{
	static const char YEARS[] = "sex,age,count\nf,15,40\nf,16,40\nm,15,40\nm,16,40\n";
	static const char MIXED[] = "sex,age,count\nf,0-17,40\nf,18+,40\nm,0-17,40\nm,18+,40\n";
	static const struct {
		const char *reference, *people, *quasi;
		double cells, uniques;
	} ROWS[] = {
	    {YEARS, "sex,age\nf,15\nf,\xD9\xA1\xD9\xA5\n", "sex,age", 1, 0},
	    {YEARS, "sex,age\nf,15\nf,16\n", "sex,age", 2, 2},
	    {MIXED, "sex,age\nf,15\nf,15.0\nf,015\n", "sex,age", 1, 0},
	    {MIXED, "sex,age,zone\nf,15,22\nf,15,022\n", "sex,zone", 2, 2},
	    {MIXED, "sex,age,zone\nf,15,22\nf,15,\xD9\xA2\xD9\xA2\n", "sex,zone", 1, 0},
	    {MIXED, "sex,age,zone\nf,15,18-24\nf,15,18 to 24\nf,15,25-30\n", "sex,zone", 2, 1},
	    {MIXED, "sex,age,zone\nf,15,12345678901234567891\nf,15,12345678901234567892\n", "sex,zone", 2, 2},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct segbias_options options = {
		    .quasi = ROWS[i].quasi, .segment = "none", .reference_kind = "population"};
		struct run run = run_files(segbias_risks, ROWS[i].people, ROWS[i].reference, &options);
		cr_assert_not_null(run.findings, "%zu: %s", i, run.error.message);
		cr_expect_eq(number(run.findings, "cells", "count"), ROWS[i].cells, "%zu", i);
		cr_expect_eq(number(run.findings, "uniques", "count"), ROWS[i].uniques, "%zu", i);
		segbias_findings_free(run.findings);
	}
}

/* How many of a band are 22 the reference does not say, be there one number of it in the file or two; nor what was recoded. */
Test(risks, a_number_in_a_band_has_no_count_in_the_reference)
{
	static const char AGES[] = "sex,age,count\nf,18-29,40\nf,30+,40\nm,18-29,40\nm,30+,40\n";
	const struct {
		const char *people;
		struct segbias_options options;
		double most;
	} ROWS[] = {
	    {"sex,age\nf,18-29\nf,18-29\nm,18-29\nm,30+\n", {.k = NULL}, 1. / 40},
	    {"sex,age\nf,22\nf,22\nm,22\nm,22\n", {.k = NULL}, NAN},
	    {"sex,age\nf,22\nf,22\nm,30+\nm,30+\n", {.k = NULL}, NAN},
	    {"sex,age\nf,young\nf,young\nm,30+\nm,30+\n", {.recode = {(const char *[]){"age:young=18-29"}, 1}}, NAN},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_options options = ROWS[i].options;
		options.quasi = "sex,age";
		options.segment = "none";
		options.reference_kind = "population";
		struct run run = run_files(segbias_risks, ROWS[i].people, AGES, &options);
		cr_assert_not_null(run.findings, "%zu: %s", i, run.error.message);
		double most = number(run.findings, "journalist_max", "number");
		cr_expect(isnan(ROWS[i].most) ? isnan(most) : most == ROWS[i].most, "%zu: %g", i, most);
		segbias_findings_free(run.findings);
	}
}

/* An open band is one however it is worded, and a cell is the reference's by any of its spellings, in any order. By hand: two cells of 2
 * records each, of 40 people each; the reference lists 15 in one script only. */
Test(risks, a_cell_is_found_by_any_of_its_spellings)
{
	static const char OPEN[] = "sex,age,count\nf,18-29,40\nf,30+,40\nm,18-29,40\nm,30+,40\n";
	static const char YEARS[] = "sex,age,count\nf,15,40\nf,16,40\nm,15,40\nm,16,40\n";
	static const struct {
		const char *reference, *people;
	} ROWS[] = {
	    {OPEN, "sex,age\nf,30+\nf,30 and over\nm,18-29\nm,18 to 29\n"},
	    {OPEN, "sex,age\nf,30 or more\nf,30+\nm,18-29\nm,18-29\n"},
	    {OPEN, "sex,age\nf,30-120\nf,>=30\nm,30 years and over\nm,30 ans et plus\n"},
	    {YEARS, "sex,age\nf,15\nf,\xD9\xA1\xD9\xA5\nm,16\nm,16\n"},
	    {YEARS, "sex,age\nf,\xD9\xA1\xD9\xA5\nf,15\nm,15.0\nm,15\n"},
	    {YEARS, "sex,age\nm,15 years\nf,16\nf,16\nm,15\n"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct segbias_options options = {
		    .quasi = "sex,age", .segment = "none", .reference_kind = "population"};
		struct run run = run_files(segbias_risks, ROWS[i].people, ROWS[i].reference, &options);
		cr_assert_not_null(run.findings, "%zu: %s", i, run.error.message);
		cr_expect_eq(number(run.findings, "cells", "count"), 2, "%zu", i);
		cr_expect_eq(number(run.findings, "journalist_max", "number"), 1. / 40, "%zu", i);
		cr_expect_float_eq(number(run.findings, "expected_matches", "number"), 4. / 40, RUN_TOLERANCE, "%zu",
		                   i);
		cr_expect_eq(number(run.findings, "beyond_reference", "count"), 0, "%zu", i);
		segbias_findings_free(run.findings);
	}
}

/* By hand: 160 is 60 above 100 and 1.6 times it; 60 is only 40 below, but 1 / .6 of it. */
Test(risks, the_worst_group_is_farthest_on_a_ratio_scale)
{
	static const struct {
		const char *reference;
		int a, b;
		const char *worst;
	} ROWS[] = {
	    {"zone,people\na,500000\nb,500000\n", 900, 100, "b"}, /* 180 and 20 */
	    {"zone,people\na,200000\nb,800000\n", 380, 620, "a"}, /* 190 and 77.5 */
	    {"zone,people\na,400000\nb,600000\n", 640, 360, "b"}, /* 160 and 60 */
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct segbias_options options = {.segment = "none", .reference_kind = "population"};
		struct segbias_text people = {0};
		segbias_text_add_string(&people, "zone\n");
		for (int k = 0; k < ROWS[i].a + ROWS[i].b; k++)
			segbias_text_add_string(&people, k < ROWS[i].a ? "a\n" : "b\n");
		struct run run = run_files(segbias_risks, people.data, ROWS[i].reference, &options);
		cr_assert_not_null(run.findings, "%zu: %s", i, run.error.message);
		cr_expect_str_eq(text(run.findings, "worst_group", "value"), ROWS[i].worst, "%zu", i);
		segbias_findings_free(run.findings);
		segbias_text_release(&people);
	}
}

/* A combination that has no more than a part of it has is the part's finding, and none of its own. */
Test(risks, a_crossing_that_is_folded_is_no_worst_one)
{
	static const char FOUR[] = "sex,age,count\nf,young,250000\nf,old,250000\nm,young,250000\nm,old,250000\n";
	/* Women are twice as many as they should be, of either age. */
	static const struct {
		int women_young, women_old, men_young, men_old;
		bool own;
	} ROWS[] = {{800, 800, 200, 200, false}, {200, 800, 800, 200, true}};
	const struct segbias_options options = {.segment = "none", .reference_kind = "population", .cross = "2"};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_text people = {0};
		segbias_text_add_string(&people, "sex,age\n");
		const int counts[] = {ROWS[i].women_young, ROWS[i].women_old, ROWS[i].men_young, ROWS[i].men_old};
		for (int j = 0; j < 4; j++)
			for (int k = 0; k < counts[j]; k++)
				segbias_text_add_format(&people, "%s,%s\n", j < 2 ? "f" : "m", j % 2 ? "old" : "young");
		struct run run = run_files(segbias_risks, people.data, FOUR, &options);
		cr_assert_not_null(run.findings, "%s", run.error.message);
		cr_expect_eq(isfinite(number(run.findings, "worst_crossing", "index")), ROWS[i].own, "%zu", i);
		segbias_findings_free(run.findings);
		segbias_text_release(&people);
	}
}

/* A limit that nothing was held against is no pass; and where nothing at all was, there is no gate. */
Test(risks, nothing_judged_is_no_pass)
{
	static const char SEXES[] = "sex,count\nf,5000000\nm,5000000\n";
	const struct segbias_options plain = {.segment = "none", .fail_on = "over"};
	struct segbias_options with_limit = {
	    .segment = "none", .fail_on = "over,unclear", .quasi = "q", .risk_max = "0.1", .missing_max = "100%"};
	struct run run = run_files(segbias_risks, "sex\nf\nm\n", SEXES, &plain);
	cr_assert_null(run.findings);
	cr_expect_eq(run.error.status, SEGBIAS_DATA);
	cr_expect_str_eq(run.error.id, "nothing_judged");
	run = run_files(segbias_risks, "sex,q\nf,\nm,\n", SEXES, &with_limit);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_str_eq(text(run.findings, "prosecutor_max", "verdict"), "unclear");
	cr_expect_eq(run.findings->risks.status, SEGBIAS_GATE_UNDECIDED);
	segbias_findings_free(run.findings);
	with_limit.fail_on = "over"; /* a limit that was given and held is something */
	run = run_files(segbias_risks, "sex,q\nf,a\nm,b\n", SEXES, &with_limit);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(run.findings->risks.status, SEGBIAS_GATE_BREACHED);
	segbias_findings_free(run.findings);
}

/* Records are counted where somebody has several, and the row says so. */
Test(risks, the_basis_is_what_is_counted)
{
	const struct segbias_options options = {
	    .segment = "none", .reference_kind = "population", .person = "who", .consent = "ok=yes"};
	static const char SEXES[] = "sex,count\nf,5000\nm,5000\n";
	struct run run =
	    run_files(segbias_risks, "who,sex,ok\n1,f,no\n1,f,no\n2,m,yes\n2,m,yes\n3,f,yes\n", SEXES, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(number(run.findings, "without_consent", "n"), 5);
	cr_expect_str_eq(text(run.findings, "without_consent", "basis"), "records");
	segbias_findings_free(run.findings);
	run = run_files(segbias_risks, "who,sex,ok\n1,f,no\n2,m,yes\n3,f,yes\n", SEXES, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_str_eq(text(run.findings, "without_consent", "basis"), "persons");
	segbias_findings_free(run.findings);
}

/* Ages: a band that ends by 18 is of minors, one that goes beyond may be. */
Test(risks, minors)
{
	static const char AGES[] = "age,gender,people\nunder 15,Female,400\n15-19,Female,400\n20+,Female,500\n";
	static const struct {
		const char *people, *verdict;
		double count;
	} ROWS[] = {
	    {"age,gender\n20+,Female\n20+,Female\n", "ok", 0},
	    {"age,gender\n15-19,Female\n20+,Female\n", "unclear", 0},
	    {"age,gender\n,Female\n20+,Female\n", "unclear", 0},
	    {"age,gender\nunder 15,Female\n20+,Female\n", "over", 1},
	};
	const struct segbias_options options = {.segment = "none", .reference_kind = "population"};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct run run = run_files(segbias_risks, ROWS[i].people, AGES, &options);
		cr_assert_not_null(run.findings, "%s", run.error.message);
		cr_expect_eq(number(run.findings, "minors", "count"), ROWS[i].count, "%zu", i);
		cr_expect_str_eq(text(run.findings, "minors", "verdict"), ROWS[i].verdict, "%zu", i);
		segbias_findings_free(run.findings);
	}
}

/* A column of ages that nothing is compared with, by the whole of its name: that of people, and not of what they have. */
Test(risks, ages_by_whose_they_are)
{
	static const struct {
		const char *name;
		double minors;
	} ROWS[] = {
	    {"age", 4},           {"customer age", 4},    {"Customer_Age", 4}, {"age of client", 4},  {"عمر_العميل", 4},
	    {"account_age", NAN}, {"age_at_signup", NAN}, {"member_age", NAN}, {"customer_rank", NAN}};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_text people = {0};
		segbias_text_add_format(&people, "gender,%s\n", ROWS[i].name);
		for (int age = 14; age < 54; age++)
			segbias_text_add_format(&people, "%s,%d\n", age % 2 ? "Female" : "Male", age);
		struct run run = run_files(segbias_risks, people.data, "gender,people\nFemale,100\nMale,100\n",
		                           &(struct segbias_options){.segment = "none"});
		cr_assert_not_null(run.findings, "%s", run.error.message);
		RUN_NEAR(number(run.findings, "minors", "count"), ROWS[i].minors, ROWS[i].name);
		run_release(&run);
		segbias_text_release(&people);
	}
}
