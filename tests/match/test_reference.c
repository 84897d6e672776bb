#include "jobs/run.h"

static const char CAMPAIGN[] = "segment,g\nS,a\nS,b\n";

Test(reference, where_takes_rows)
{
	struct segbias_compare_options options = {.where = RUN_LIST("Year=2020", "year=2021", "sex=F")};
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

Test(reference, errors)
{
	const struct run_failure rows[] = {
	    {CAMPAIGN, "g,year,count\na,2020,1\nb,2021,2\n", RUN_DEFAULTS, SEGBIAS_DATA, "reference", 1, 0,
	     "the reference holds several years or periods in \"year\": \"2020\", \"2021\"",
	     "--where COLUMN=VALUE takes one; repeat it to add several up"},
	    {CAMPAIGN, "g,State,count\na,x,1\nb,y,2\n", RUN_DEFAULTS, SEGBIAS_DATA, "reference", 1, 0,
	     "the reference holds several places in \"State\": \"x\", \"y\"", "--where"},
	    {CAMPAIGN, "attribute,value,year,count\ng,a,1,1\ng,b,2,1\n", RUN_DEFAULTS, SEGBIAS_DATA, "reference", 1, 0,
	     "the reference holds several years or periods in \"year\": \"1\", \"2\"", "--where"},
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
		struct segbias_compare_options options = {
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
