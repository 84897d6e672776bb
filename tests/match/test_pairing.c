#include "jobs/run.h"

static void expect_setting(const struct run *run, size_t at, const char *attribute, const char *reference,
                           const char *how)
{
	cr_assert_lt(at, run->findings->settings.attribute_count);
	const struct segbias_attribute_setting *a = &run->findings->settings.attributes[at];
	cr_expect(run_is(a->attribute, attribute) && run_is(a->reference_column, reference), "%zu", at);
	cr_expect_str_eq(a->how, how);
}

/* Attributes come in the campaign's order, by option, exact name, normal form, synonym. */
Test(pairing, by_name_synonym_and_option)
{
	struct segbias_compare_options options = {.map = RUN_LIST("town=City")};
	struct run run =
	    run_good("segment,sex,Age Group,town,x\nS,m,1,a,9\n",
	             "attribute,value,count\ngender,m,1\ngender,f,1\nage_group,1,1\nCity,a,1\ny,1,1\n", &options);
	cr_assert_eq(run.findings->settings.attribute_count, 3);
	expect_setting(&run, 0, "sex", "gender", "synonym");
	expect_setting(&run, 1, "Age Group", "age_group", "name");
	expect_setting(&run, 2, "town", "City", "option");
	run_release(&run);
}

Test(pairing, exact_beats_normal_form_beats_synonym)
{
	struct run run = run_good("segment,age,Age,gender,sex\nS,1,2,m,f\n",
	                          "attribute,value,count\nage,1,1\nAge,2,1\ngender,m,1\n", NULL);
	cr_assert_eq(run.findings->settings.attribute_count, 3);
	expect_setting(&run, 0, "age", "age", "name");
	expect_setting(&run, 1, "Age", "Age", "name");
	expect_setting(&run, 2, "gender", "gender", "name");
	run_release(&run);
}

Test(pairing, two_candidates_pair_none)
{
	struct run run = run_good("segment,AGE,Age,g\nS,1,2,m\n", "attribute,value,count\nage,1,1\ng,m,1\n", NULL);
	cr_assert_eq(run.findings->settings.attribute_count, 1);
	const struct segbias_error *note = run_note(&run, "ambiguous_column");
	cr_assert_not_null(note);
	cr_assert_str_eq(note->message, "column \"AGE\" could be the reference's \"age\", but is not the only one");
	cr_assert_str_eq(note->hint, "say which: --map CAMPAIGN=REFERENCE");
	run_release(&run);
}

Test(pairing, overlapping_values_only_suggest)
{
	struct run run = run_good("segment,wohnort,g\nS,Berlin,m\nS,PARIS,m\nS,Rome,f\n",
	                          "attribute,value,count\ncity,berlin,1\ncity,Paris,1\ncity,Oslo,1\ng,m,1\n", NULL);
	cr_assert_null(run_find(&run, "S", "wohnort"));
	const struct segbias_error *note = run_note(&run, "column_suggestion");
	cr_assert_not_null(note);
	cr_assert_str_eq(note->message,
	                 "column \"wohnort\" has the values of the reference's \"city\", but another name");
	cr_assert_str_eq(note->hint, "if they are the same: --map 'wohnort=city'");
	run_release(&run);
}

Test(pairing, errors)
{
	static const char campaign[] = "segment,g\nS,a\n";
	static const char reference[] = "attribute,value,count\ng,a,1\nh,a,1\n";
	const struct run_failure rows[] = {
	    {campaign,
	     reference,
	     {.map = RUN_LIST("x=g")},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--map: there is no column \"x\"",
	     "the columns are \"segment\", \"g\""},
	    {campaign,
	     reference,
	     {.map = RUN_LIST("gg=g")},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--map: there is no column \"gg\"",
	     "the nearest is \"g\""},
	    {campaign,
	     reference,
	     {.map = RUN_LIST("g=i")},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "--map: the reference has no attribute \"i\"",
	     ""},
	    {campaign,
	     reference,
	     {.map = RUN_LIST("segment=g")},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--map: \"segment\" is the segment, count or weight column",
	     ""},
	    {campaign,
	     reference,
	     {.map = RUN_LIST("g=g", "g=h")},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--map: \"g\" is mapped twice",
	     ""},
	    {campaign, "attribute,value,count\nx,a,1\n", RUN_DEFAULTS, SEGBIAS_DATA, "campaign", 1, 0,
	     "the two files have no attribute in common; the campaign has \"segment\", \"g\", the reference \"x\"",
	     "--map CAMPAIGN=REFERENCE"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
}
