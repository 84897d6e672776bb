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
	struct segbias_options options = {.map = RUN_LIST("town=City")};
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
	cr_assert_str_eq(note->hint, "if it is: --map 'AGE=age'");
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

/* Values that mean the same, and bands or ages of one size, are suggested; a yes, other sizes and any numbers are not. */
Test(pairing, values_that_are_alike)
{
	static const struct {
		const char *column, *cells,
		    *reference;      /* attribute h of the reference is the one that may be suggested */
		const char *message; /* NULL: none */
	} rows[] = {
	    {"Anrede", "Herr Frau", "h,Hombre,1\nh,Mujer,1\n",
	     "column \"Anrede\" has the values of the reference's \"h\", but another name"},
	    {"Anrede", "Herr Frau", "h,Hombre,1\nh,Desconocido,1\n", NULL},
	    {"letters", "M F", "h,H,1\nh,M,1\n",
	     "column \"letters\" has the values of the reference's \"h\", but another name"},
	    {"vip", "yes no", "h,si,1\nh,non,1\n", NULL},
	    {"stage", "18-34 35-54 55+", "h,15-29,1\nh,30-49,1\nh,50+,1\n",
	     "column \"stage\" has bands or ages like the reference's \"h\", but another name, and is not compared"},
	    {"stage", "0-25000 25000-50000 50000+", "h,15-29,1\nh,30-49,1\nh,50+,1\n", NULL},
	    {"Age", "21 33 57", "h,15-29,1\nh,30-49,1\nh,50+,1\n",
	     "column \"Age\" has bands or ages like the reference's \"h\", but another name, and is not compared"},
	    {"score", "21 33 57", "h,15-29,1\nh,30-49,1\nh,50+,1\n", NULL},
	    {"stage", "18-34 35-54 55+", "h,a,1\nh,b,1\n", NULL},
	    {"zip", "18-34 35-54 55-60", "h,15-29,1\nh,30-49,1\nh,50+,1\n", NULL}, /* codes */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_text text[2] = {{0}, {0}};
		char cells[64];
		char *rest = cells;
		(void)snprintf(cells, sizeof cells, "%s", rows[i].cells);
		segbias_text_add_format(&text[0], "segment,g,%s\n", rows[i].column);
		for (const char *cell = strtok_r(cells, " ", &rest); cell; cell = strtok_r(NULL, " ", &rest))
			segbias_text_add_format(&text[0], "S,x,%s\n", cell);
		segbias_text_add_format(&text[1], "attribute,value,count\ng,x,1\n%s", rows[i].reference);
		struct run run = run_good(text[0].data, text[1].data, NULL);
		const struct segbias_error *note = run_note(&run, "column_suggestion");
		char hint[64];
		(void)snprintf(hint, sizeof hint, "if they are the same: --map '%s=h'", rows[i].column);
		cr_expect_null(run_find(&run, "S", rows[i].column), "row %zu", i);
		cr_expect_eq(note != NULL, rows[i].message != NULL, "row %zu", i);
		if (note && rows[i].message) {
			cr_expect_str_eq(note->message, rows[i].message);
			cr_expect_str_eq(note->hint, hint);
		}
		run_release(&run);
		segbias_text_release(&text[0]);
		segbias_text_release(&text[1]);
	}
}

/* Where nothing else is in common, the refusal names what may be. */
Test(pairing, alike_and_alone)
{
	const struct run_failure row = {"segment,Anrede\nS,Herr\nS,Frau\n",
	                                "attribute,value,count\nh,Homme,1\nh,Femme,1\n",
	                                RUN_DEFAULTS,
	                                SEGBIAS_DATA,
	                                "campaign",
	                                1,
	                                0,
	                                "the two files have no attribute in common; the campaign has \"segment\", "
	                                "\"Anrede\", the reference \"h\"",
	                                "if they are the same: --map 'Anrede=h'"};
	run_fails(&row, 0);
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
	     "it has \"g\", \"h\""},
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
