#include "jobs/run.h"

static const char CAMPAIGN[] = "segment,g\nS,a\nS,b\n";

Test(reference, where_takes_rows)
{
	struct segbias_options options = {.where = RUN_LIST("Year=2020", "year=2021", "sex=F")};
	struct run run =
	    run_good(CAMPAIGN, "g,year,sex,count\na,2019,F,100\na,2020,F,1\nb,2021,f,2\nb,2021,M,50\n", &options);
	RUN_NEAR(run_value(&run, "S", "g", "a")->reference_share, 1.0 / 3, "a");
	run_release(&run);
}

Test(reference, one_year_is_no_question)
{
	struct run run = run_good(CAMPAIGN, "g,year,count\na,2020,1\nb,2020,2\n", NULL);
	cr_assert_not_null(run_find(&run, "S", "g"));
	run_release(&run);
	/* a campaign that has the column compares it */
	run = run_good("segment,g,year\nS,a,2020\nS,b,2021\n", "g,year,count\na,2020,1\nb,2021,2\n", NULL);
	cr_assert_not_null(run_find(&run, "S", "year"));
	run_release(&run);
	/* places in microdata are an attribute like others */
	run = run_good(CAMPAIGN, "g,state\na,x\nb,y\n", NULL);
	run_release(&run);
}

/* 2020: a 1, b 3; 2021: a 2, b 2; together a 3 of 8. */
Test(reference, all_years_together)
{
	static const char TABLE[] = "g,year,count\na,2020,1\nb,2020,3\na,2021,2\nb,2021,2\n";
	static const char MARGINS[] = "attribute,value,year,count\ng,a,2020,1\ng,b,2020,3\ng,a,2021,2\ng,b,2021,2\n";
	const char *const files[] = {TABLE, MARGINS};
	for (size_t i = 0; i < 2; i++) {
		struct segbias_options options = {.where = RUN_LIST("Year=*")};
		struct run run = run_good(CAMPAIGN, files[i], &options);
		RUN_NEAR(run_value(&run, "S", "g", "a")->reference_share, 3.0 / 8, "all");
		run_release(&run);
		options.where = (struct segbias_strings)RUN_LIST("year=2020", "year=2021");
		run = run_good(CAMPAIGN, files[i], &options);
		RUN_NEAR(run_value(&run, "S", "g", "a")->reference_share, 3.0 / 8, "both");
		run_release(&run);
		options.where = (struct segbias_strings)RUN_LIST("year=2020");
		run = run_good(CAMPAIGN, files[i], &options);
		RUN_NEAR(run_value(&run, "S", "g", "a")->reference_share, 1.0 / 4, "one");
		run_release(&run);
	}
}

/* Of six rows three are of May or June: a 2, b 1. */
Test(reference, where_of_the_campaign)
{
	static const char ROWS[] = "segment,g,month\nS,a,May\nS,a,june\nS,b,May\nS,b,July\nS,b,July\nS,b,\n";
	static const char REFERENCE[] = "g,count\na,50\nb,50\n";
	struct segbias_options options = {.campaign_where = RUN_LIST("month=May", "month=June")};
	struct run run = run_good(ROWS, REFERENCE, &options);
	const struct segbias_value_finding *value = run_value(&run, "S", "g", "a");
	cr_assert(value->count == 2 && run.findings->records == 3 && run.findings->outside == 0);
	RUN_NEAR(value->share, 2.0 / 3, "a");
	cr_assert_str_eq(run_note(&run, "campaign_where")->message, "left out by --campaign-where: 3 records");
	run_release(&run);
	options.campaign_where = (struct segbias_strings)RUN_LIST("month=*");
	run = run_good(ROWS, REFERENCE, &options);
	cr_assert(run.findings->records == 6 && !run_note(&run, "campaign_where"));
	run_release(&run);
	/* the campaign is a part of the base */
	options = (struct segbias_options){.eligible = "ok=1", .campaign_where = RUN_LIST("chosen=1")};
	run = run_good("segment,g,ok,chosen\nS,a,1,1\nS,b,1,0\nS,b,1,0\nS,a,0,1\n", NULL, &options);
	value = run_value(&run, "S", "g", "a");
	cr_assert(value->count == 1 && run_value(&run, "S", "g", "b")->count == 0);
	RUN_NEAR(value->reference_share, 1.0 / 3, "base");
	run_release(&run);
}

Test(reference, errors)
{
	const struct run_failure rows[] = {
	    {CAMPAIGN, "g,year,count\na,2020,1\nb,2021,2\n", RUN_DEFAULTS, SEGBIAS_DATA, "reference", 1, 0,
	     "the reference holds several years or periods in \"year\": \"2020\", \"2021\"",
	     "--where 'year=2021' takes one (repeat it for several), --where 'year=*' adds all up"},
	    {CAMPAIGN, "g,State,count\na,x,1\nb,y,2\na,y,3\n", RUN_DEFAULTS, SEGBIAS_DATA, "reference", 1, 0,
	     "the reference holds several places in \"State\": \"x\", \"y\"", "--where"},
	    {CAMPAIGN, "attribute,value,year,count\ng,a,2020,1\ng,b,2021,1\n", RUN_DEFAULTS, SEGBIAS_DATA, "reference",
	     1, 0, "the reference holds several years or periods in \"year\": \"2020\", \"2021\"", "--where"},
	    {CAMPAIGN,
	     "g,count\na,1\n",
	     {.where = RUN_LIST("year=*")},
	     SEGBIAS_DATA,
	     "reference",
	     1,
	     0,
	     "--where: there is no column \"year\"",
	     "the columns are \"g\", \"count\""},
	    {CAMPAIGN,
	     "g,count\na,1\n",
	     {.campaign_where = RUN_LIST("segmnt=S")},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--campaign-where: there is no column \"segmnt\"",
	     "the nearest is \"segment\""},
	    {CAMPAIGN,
	     "g,count\na,1\n",
	     {.campaign_where = RUN_LIST("segment=T")},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "no record is left after --campaign-where",
	     ""},
	    {CAMPAIGN,
	     "g,yaer,count\na,2020,1\n",
	     {.where = RUN_LIST("year=2020")},
	     SEGBIAS_DATA,
	     "reference",
	     1,
	     0,
	     "--where: there is no column \"year\"",
	     "the nearest is \"yaer\""},
	    {CAMPAIGN,
	     "g,count\na,1\n",
	     {.within = RUN_LIST("age=18+")},
	     SEGBIAS_DATA,
	     "reference",
	     1,
	     0,
	     "--within: there is no column \"age\"",
	     "the columns are \"g\", \"count\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
}

/* A marker that an aggregated reference lists is a value; in microdata it is missing; what the user lists is missing
 * even where the reference has it. */
Test(reference, missing_markers)
{
	static const char campaign[] = "segment,g,count\nS,a,50\nS,None,30\nS,none,10\nS,NA,5\nS,,5\n";
	static const struct {
		const char *reference;
		const char *missing_values;
		double n, missing, unmatched;
	} rows[] = {
	    {"attribute,value,count\ng,a,1\ng,None,1\n", NULL, 90, 10, 0},
	    {"g,count\na,1\nNone,1\n", NULL, 90, 10, 0},
	    {"g\na\nNone\n", NULL, 50, 50, 0},
	    {"g,count\na,1\nb,1\n", NULL, 50, 50, 0},
	    {"g,count\na,1\nNone,1\n", "None", 50, 35, 15},
	    {"g,count\na,1\nNone,1\n", "+None", 50, 50, 0},
	    {"g,count\na,1\nb,1\n", "x", 50, 5, 45},
	    {"g,count\na,1\nb,1\n", "+a", 0, 100, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_options options = {
		    .missing_values = {&rows[i].missing_values, rows[i].missing_values != NULL}};
		if (i == 7) { /* nothing is left of g in the reference but b */
			struct run last = run_good(campaign, rows[i].reference, &options);
			cr_expect_eq(run_comparison(&last, "S", "g")->value_count, 1);
			run_release(&last);
			continue;
		}
		struct run run = run_good(campaign, rows[i].reference, &options);
		const struct segbias_comparison *c = run_comparison(&run, "S", "g");
		cr_expect(c->n == rows[i].n && c->missing == rows[i].missing && c->unmatched == rows[i].unmatched,
		          "row %zu: %g %g %g", i, c->n, c->missing, c->unmatched);
		run_release(&run);
	}
}

/* A reference value of zero weight does not exist. */
Test(reference, zero_weight)
{
	struct run run = run_good("segment,g\nS,a\nS,z\n", "attribute,value,count\ng,a,1\ng,b,1\ng,z,0\n", NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	cr_assert(c->value_count == 2 && c->unmatched == 1);
	run_release(&run);
}
