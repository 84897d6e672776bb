#include "jobs/run.h"

static void expect_values(const struct run *run, const char *attribute, const char *expected)
{
	const struct segbias_comparison *c = run_comparison(run, NULL, attribute);
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "");
	for (size_t i = 0; i < c->value_count; i++)
		segbias_text_add_format(&text, "%s%.*s", i ? "|" : "", (int)c->values[i].value.size,
		                        c->values[i].value.bytes);
	cr_expect_str_eq(text.data, expected);
	segbias_text_release(&text);
}

static bool is_ordered(const struct run *run, size_t at)
{
	return run->findings->settings.attributes[at].ordered;
}

/* Bands in their order, everything else in byte order. */
Test(attribute, order_of_values)
{
	struct run run =
	    run_good("segment,age,g,h,o\nS,20,x,3,3\n",
	             "attribute,value,count\nage,65+,1\nage,18–24,1\nage,under 18,1\nage,25 to 64 years,1\n"
	             "g,x,1\ng,é,1\ng,ß,1\nh,10,1\nh,9,1\nh,3,1\no,1-3,1\no,3-5,1\no,2,1\n",
	             NULL);
	expect_values(&run, "age", "under 18|18–24|25 to 64 years|65+");
	expect_values(&run, "g", "x|ß|é");
	expect_values(&run, "h", "10|3|9");
	expect_values(&run, "o", "1-3|2|3-5");
	cr_assert(is_ordered(&run, 0) && !is_ordered(&run, 1) && !is_ordered(&run, 2));
	cr_assert_not(is_ordered(&run, 3), "overlapping bands");
	run_release(&run);
}

/* Numbers are cut into bands, with "Other" beside them too; the ledger says how. */
Test(attribute, numbers_into_bands)
{
	struct run run = run_good("segment,age\nS,17.5\nS,18\nS,24.9\nS,70\nS,other\nS,18 to 24\nS,old\n",
	                          "attribute,value,count\nage,under 18,1\nage,18-24,1\nage,25+,1\nage,Other,1\n", NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "age");
	cr_assert_eq(run_value_of(c, "under 18")->count, 1);
	cr_assert_eq(run_value_of(c, "18-24")->count, 3);
	cr_assert_eq(run_value_of(c, "25+")->count, 1);
	cr_assert_eq(run_value_of(c, "Other")->count, 1);
	cr_assert_eq(c->unmatched, 1);
	cr_assert_not(is_ordered(&run, 0), "Other has no place in the order");
	cr_assert_str_eq(run_mapped(&run, "age", "24.9")->how, "band");
	cr_assert(run_is(run_mapped(&run, "age", "24.9")->reference_value, "18-24"));
	cr_assert_str_eq(run_mapped(&run, "age", "old")->how, "unmatched");
	run_release(&run);
}

/* --bins cuts both sides: plain numbers of microdata, and bands that lie within a bin. */
Test(attribute, bins)
{
	static const char campaign[] = "segment,age\nS,17\nS,18\nS,24.5\nS,25\nS,80\n";
	static const char *const references[] = {
	    "age\n10\n18\n20\n24.9\n40\n41\n42\n43\n",
	    "attribute,value,count\nage,0-17,10\nage,18-20,10\nage,21-24,20\nage,25-64,30\nage,65+,10\n",
	};
	struct segbias_compare_options options = {.bins = RUN_LIST("age=18,25")};
	for (size_t i = 0; i < 2; i++) {
		struct run run = run_good(campaign, references[i], &options);
		expect_values(&run, "age", "under 18|18-24|25+");
		const struct segbias_comparison *c = run_comparison(&run, "S", "age");
		RUN_NEAR(c->values[0].reference_share, 0.125, "under 18");
		RUN_NEAR(c->values[1].reference_share, 0.375, "18-24");
		cr_expect(c->values[0].count == 1 && c->values[1].count == 2 && c->values[2].count == 2);
		cr_expect(is_ordered(&run, 0));
		run_release(&run);
	}
}

Test(attribute, recodes)
{
	struct segbias_compare_options options = {.recode = RUN_LIST("g:F=Female", "g:männl.=male", "gender:X=Female")};
	struct run run = run_good(
	    "segment,g\nS,F\nS,männl.\nS,X\nS,Female\n", "attribute,value,count\ngender,Female,1\ngender,Male,1\n",
	    &(struct segbias_compare_options){.recode = options.recode, .map = RUN_LIST("g=gender")});
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	cr_assert(run_value_of(c, "Female")->count == 3 && run_value_of(c, "Male")->count == 1 && c->unmatched == 0);
	cr_assert_str_eq(run_mapped(&run, "g", "F")->how, "option");
	cr_assert_str_eq(run_mapped(&run, "g", "Female")->how, "exact");
	run_release(&run);
}

Test(attribute, errors)
{
	static const char campaign[] = "segment,g,age\nS,a,20\n";
	static const char reference[] = "attribute,value,count\ng,alpha,1\ng,beta,1\nage,18-24,1\nage,25-34,1\n";
	const struct run_failure rows[] = {
	    {campaign,
	     reference,
	     {.recode = RUN_LIST("g:a=alpa")},
	     SEGBIAS_DATA,
	     "",
	     0,
	     0,
	     "--recode: the reference's \"g\" has no value \"alpa\"",
	     "the nearest is \"alpha\""},
	    {campaign,
	     reference,
	     {.recode = RUN_LIST("age:20=21")},
	     SEGBIAS_DATA,
	     "",
	     0,
	     0,
	     "--recode: the reference's \"age\" has no value \"21\"",
	     "it has \"18-24\", \"25-34\""},
	    {campaign,
	     reference,
	     {.recode = RUN_LIST("h:a=b")},
	     SEGBIAS_DATA,
	     "",
	     0,
	     0,
	     "--recode: \"h\" is no attribute that is compared",
	     ""},
	    {campaign,
	     reference,
	     {.bins = RUN_LIST("age=20")},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "--bins: the reference's \"age\" \"18-24\" lies in no single bin",
	     "set the edges where the reference's own bands begin"},
	    {campaign,
	     reference,
	     {.bins = RUN_LIST("g=20")},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "--bins: the reference's \"g\" \"alpha\" lies in no single bin",
	     "set the edges"},
	    {campaign,
	     reference,
	     {.bins = RUN_LIST("h=20")},
	     SEGBIAS_DATA,
	     "",
	     0,
	     0,
	     "--bins: \"h\" is no attribute that is compared",
	     ""},
	    {campaign,
	     reference,
	     {.within = RUN_LIST("age=90+")},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "the reference has no \"age\" within the universe",
	     "look at the values of --within and --where"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
}
