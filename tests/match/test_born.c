#include "match/born.h"

#include "jobs/run.h"

static const char BANDS[] = "age,count\n18-34,300\n35-54,380\n55+,320\n";

static double found(const struct run *run, const char *attribute, const char *value)
{
	return run_value(run, NULL, attribute, value)->count;
}

/* On 2024-06-30: 34 (of tomorrow's 35), 35, 54 (of a year alone: born 1 July 1969), 55, 20, and a child. */
Test(born, dates_become_ages)
{
	static const char ROWS[] = "segment,dob\nS,1989-07-01\nS,30.06.1989\nS,1969\nS,19690630\nS,\"June 1, 2004\"\n"
				   "S,2020-02-29\nS,\nS,n/a\n";
	struct segbias_options options = {.born = "dob", .as_of = "2024-06-30"};
	struct run run = run_good(ROWS, BANDS, &options);
	cr_expect(found(&run, "dob", "18-34") == 2 && found(&run, "dob", "35-54") == 2 &&
	          found(&run, "dob", "55+") == 1);
	const struct segbias_comparison *c = run_comparison(&run, "S", "dob");
	cr_expect(c->missing == 2 && c->unmatched == 1 && c->n == 5);
	RUN_NEAR(c->values[0].index, 100 * (2.0 / 5) / 0.3, "18-34");
	cr_expect_str_eq(run_note(&run, "birth_dates")->message,
	                 "\"dob\" as ages on 2024-06-30: 1 record unmatched (of no age that the reference has: 1)");
	cr_expect_str_eq(
	    run_note(&run, "birth_years")->message,
	    "\"dob\" holds a year alone in 1 record: the age is that of somebody born on 1 July, and may be "
	    "one off");
	const struct segbias_settings *s = &run.findings->settings;
	cr_expect(run_is(s->born, "dob") && strcmp(s->as_of, "2024-06-30") == 0);
	cr_expect(s->attribute_count == 1 && run_is(s->attributes[0].reference_column, "age") &&
	          strcmp(s->attributes[0].how, "option") == 0);
	run_release(&run);
	/* a day later the first is 35 and the third 55 */
	options.as_of = "2024-07-01";
	run = run_good(ROWS, BANDS, &options);
	cr_expect(found(&run, "dob", "18-34") == 1 && found(&run, "dob", "35-54") == 2 &&
	          found(&run, "dob", "55+") == 2);
	run_release(&run);
}

/* Nobody's birth date stands in a result. */
Test(born, the_ledger_lists_no_dates)
{
	struct segbias_options options = {.born = "dob", .as_of = "2024-06-30"};
	struct run run =
	    run_good("segment,dob\nS,1989-07-01\nS,1990-01-01\nS,1900-01-01\nS,refused\n", BANDS, &options);
	char *json = run_render(&run, "json");
	cr_expect_null(strstr(json, "1989-07-01"));
	cr_expect_null(strstr(json, "\"1900-01-01\""));
	cr_expect_not_null(strstr(json, "\"as_of\": \"2024-06-30\""));
	free(json);
	cr_assert_eq(run.findings->mapping_count, 2);
	const struct segbias_mapped *rows = run.findings->mapping;
	cr_expect(!rows[0].campaign_value.bytes && !rows[0].reference_value.bytes && rows[0].count == 2);
	cr_expect_str_eq(rows[0].how, "unmatched");
	cr_expect(run_is(rows[1].reference_value, "18-34") && rows[1].count == 2);
	cr_expect_str_eq(rows[1].how, "band");
	run_release(&run);
}

Test(born, what_is_no_age_is_counted)
{
	static const char ROWS[] =
	    "dob\n1990-01-01\n1990-01-01\n1900-01-01\n1970-01-01 00:00\n1850-01-01\n2024-07-01\n2030\n"
	    "31.02.1990\nrefused\n38\n1990-01-02\n1990-01-03\n1990-01-04\n1990-01-05\n";
	struct segbias_options options = {.born = "dob", .as_of = "2024-06-30", .segment = "none"};
	struct run run = run_good(ROWS, BANDS, &options);
	cr_expect_str_eq(
	    run_note(&run, "birth_dates")->message,
	    "\"dob\" as ages on 2024-06-30: 8 records unmatched (no date: 3; born after that day: 2; over 120 "
	    "years old: 1; a date that stands for none, such as 1900-01-01: 2)");
	cr_expect(found(&run, "dob", "18-34") == 6 && run_comparison(&run, NULL, "dob")->unmatched == 8);
	cr_expect_null(run_note(&run, "unmatched_value"));
	run_release(&run);
}

/* The whole head decides about slashes: 3/9 is 3 September where another has 25/9. Born 3 September 1989 one is 34 on
 * 2024-06-30, born 9 March 35. */
Test(born, the_order_of_day_and_month)
{
	struct segbias_options options = {.born = "dob", .as_of = "2024-06-30", .segment = "none"};
	struct run run = run_good("dob\n3/9/1989\n25/9/1950\n", BANDS, &options);
	cr_expect(found(&run, "dob", "18-34") == 1 && found(&run, "dob", "55+") == 1);
	run_release(&run);
	run = run_good("dob\n3/9/1989\n9/25/1950\n", BANDS, &options);
	cr_expect(found(&run, "dob", "35-54") == 1 && found(&run, "dob", "55+") == 1);
	run_release(&run);
	/* the same in either order */
	run = run_good("dob\n3/3/1989\n4/4/1950\n", BANDS, &options);
	cr_expect(found(&run, "dob", "35-54") == 1 && found(&run, "dob", "55+") == 1);
	run_release(&run);
}

/* By name, by --map, with the only ages; the explicit option before a column of ages. */
Test(born, pairs)
{
	struct segbias_options options = {.born = "Age", .as_of = "2024-06-30", .segment = "none"};
	struct run run = run_good("Age,g\n1990,a\n1950,b\n", "age,g,count\n18-34,a,1\n35+,b,1\n", &options);
	cr_expect(found(&run, "Age", "18-34") == 1 && found(&run, "Age", "35+") == 1);
	run_release(&run);
	options = (struct segbias_options){
	    .born = "dob", .as_of = "2024-06-30", .segment = "none", .map = RUN_LIST("dob=years")};
	run = run_good("dob,g\n1990,a\n1950,b\n", "years,g,count\n18-34,a,1\n35+,b,1\n", &options);
	cr_expect(found(&run, "dob", "18-34") == 1);
	run_release(&run);
	options.map = (struct segbias_strings){0};
	run = run_good("dob,age\n1990,70\n1950,20\n", BANDS, &options);
	cr_expect(found(&run, "dob", "18-34") == 1 && !run_find(&run, NULL, "age"));
	cr_expect_str_eq(
	    run_note(&run, "born_instead")->message,
	    "column \"age\" is not compared: the reference's \"age\" is compared with the column of --born");
	run_release(&run);
}

/* Single years of age, a marginal table, --within and --recode. */
Test(born, goes_with_other_options)
{
	static const char ROWS[] = "dob\n1990-01-01\n1950-01-01\n2010-01-01\nsecret\n";
	struct segbias_options options = {.born = "dob", .as_of = "2024-06-30", .segment = "none"};
	struct run run = run_good(ROWS, "attribute,value,count\nage,34,10\nage,74,10\nage,99,80\n", &options);
	cr_expect(found(&run, "dob", "34") == 1 && found(&run, "dob", "74") == 1);
	run_release(&run);
	options.within = (struct segbias_strings)RUN_LIST("dob=18+");
	run = run_good(ROWS, "age,count\n0-17,200\n18-34,300\n35+,500\n", &options);
	RUN_NEAR(run_value(&run, NULL, "dob", "18-34")->reference_share, 3.0 / 8, "the universe");
	cr_expect(found(&run, "dob", "18-34") == 1 && run.findings->outside == 2);
	run_release(&run);
	options.within = (struct segbias_strings){0};
	options.recode = (struct segbias_strings)RUN_LIST("dob:secret=35+");
	run = run_good(ROWS, "age,count\n0-17,200\n18-34,300\n35+,500\n", &options);
	cr_expect(found(&run, "dob", "35+") == 2);
	run_release(&run);
	/* ages of 99 and 88 are ages, whatever the markers of a missing value are */
	options = (struct segbias_options){
	    .born = "dob", .as_of = "2024-06-30", .segment = "none", .missing_values = RUN_LIST("+99")};
	run = run_good("dob\n1925-01-01\n99\n", "age,count\n18-64,3\n65+,5\n", &options);
	cr_expect(found(&run, "dob", "65+") == 1 && run_comparison(&run, NULL, "dob")->missing == 1);
	run_release(&run);
}

/* Both files are lists of people with birth dates: 34, 34, 74 against 24, 34, 34, 74. */
Test(born, in_both_files)
{
	struct segbias_options options = {
	    .born = "dob", .as_of = "2024-06-30", .segment = "none", .bins = RUN_LIST("dob=18,30,60")};
	struct run run = run_good("dob\n1990-01-01\n1989-12-31\n1950-01-01\n",
	                          "dob\n2000-01-01\n01.03.1990\n1990-02-01\n1950\n1900-01-01\n\n", &options);
	RUN_NEAR(run_value(&run, NULL, "dob", "18-29")->reference_share, 1.0 / 4, "18-29");
	RUN_NEAR(run_value(&run, NULL, "dob", "30-59")->reference_share, 2.0 / 4, "30-59");
	cr_expect(found(&run, "dob", "30-59") == 2 && found(&run, "dob", "60+") == 1);
	cr_expect_str_eq(run_note(&run, "birth_dates")->message,
	                 "\"dob\" as ages on 2024-06-30: 1 record left out (a date that stands for none, such as "
	                 "1900-01-01: 1)");
	run_release(&run);
	options.within = (struct segbias_strings)RUN_LIST("dob=30+");
	run = run_good("dob\n1990-01-01\n2001-01-01\n1950-01-01\n", "dob\n2000-01-01\n01.03.1990\n1990-02-01\n1950\n",
	               &options);
	RUN_NEAR(run_value(&run, NULL, "dob", "30-59")->reference_share, 2.0 / 3, "30-59 of 30+");
	cr_expect(run.findings->outside == 1);
	run_release(&run);
	/* a base of eligible rows is the same file */
	options = (struct segbias_options){
	    .born = "dob", .as_of = "2024-06-30", .eligible = "ok=1", .bins = RUN_LIST("dob=50")};
	run = run_good("segment,dob,ok\nS,1990-01-01,1\nT,1950-01-01,1\nT,1951-01-01,1\nT,1991-01-01,0\n", NULL,
	               &options);
	RUN_NEAR(run_value(&run, "S", "dob", "under 50")->reference_share, 1.0 / 3, "base");
	run_release(&run);
}

Test(born, errors)
{
	static const char REFERENCE[] = "g,count\na,1\nb,1\n";
	const struct run_failure rows[] = {
	    {"dob\n3/9/1989\n9/3/1950\n",
	     BANDS,
	     {.born = "dob", .as_of = "2024-06-30"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--born: the dates of column \"dob\" may have the day first or the month: no number before the year is over 12",
	     "write dates as YYYY-MM-DD"},
	    {"dob\n13/9/1989\n9/3/1950\n9/13/1950\n",
	     BANDS,
	     {.born = "dob", .as_of = "2024-06-30"},
	     SEGBIAS_DATA,
	     "campaign",
	     4,
	     1,
	     "--born: column \"dob\" has dates with the day first, and this one or others with the month first",
	     "write dates as YYYY-MM-DD"},
	    {"dob\n38\n44\n1990\n",
	     BANDS,
	     {.born = "dob", .as_of = "2024-06-30"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--born: column \"dob\" does not hold birth dates",
	     "1985-03-09"},
	    {"dob\n1990\n",
	     BANDS,
	     {.born = "dop", .as_of = "2024-06-30"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--born: there is no column \"dop\"",
	     "the nearest is \"dob\""},
	    {"g\na\n",
	     "g,dob,count\na,1990,3\nb,1991,4\n",
	     {.born = "dob", .as_of = "2024-06-30"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--born: there is no column \"dob\"",
	     "birth dates are read in the campaign or in both files, not in the reference alone"},
	    {"dob,g\n1990,a\n",
	     REFERENCE,
	     {.born = "dob", .as_of = "2024-06-30"},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "--born: no attribute of the reference is named like the ages of \"dob\"",
	     "--map 'dob=REFERENCE'"},
	    {"dob,g\n1990,a\n",
	     "age,age_group,count\n1,0-17,3\n18,18+,4\n",
	     {.born = "dob", .as_of = "2024-06-30"},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "--born: several attributes of the reference could be the ages of \"dob\"",
	     "--map 'dob=age_group'"},
	    {"dob,g\n1990,a\n",
	     "attribute,value,count\ndob,1990,3\ndob,1991,4\n",
	     {.born = "dob", .as_of = "2024-06-30"},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "--born: the reference's \"dob\" holds birth dates or years too, which are not read in a table of margins",
	     "write ages or bands there"},
	    {"weight,g\n1990,a\n",
	     BANDS,
	     {.born = "weight", .as_of = "2024-06-30"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--born: column \"weight\" has another part already",
	     ""},
	    {"dob,g\n1990,a\n",
	     BANDS,
	     {.born = "dob", .as_of = "2024-06-30", .numeric = "dob"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--numeric: column \"dob\" has another part already",
	     ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
}
