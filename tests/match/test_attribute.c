#include "jobs/run.h"

#include "match/match.h"

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

static void expect_ordered_by(const struct run *run, size_t at, const char *expected, bool ordered)
{
	const struct segbias_attribute_setting *setting = &run->findings->settings.attributes[at];
	cr_expect(expected ? setting->ordered_by && strcmp(setting->ordered_by, expected) == 0 : !setting->ordered_by,
	          "%zu: %s", at, setting->ordered_by ? setting->ordered_by : "nothing");
	cr_expect_eq(setting->ordered, ordered, "%zu", at);
}

/* Bands and numbers in their order, everything else as a table lists it. */
Test(attribute, order_of_values)
{
	struct run run =
	    run_good("segment,age,g,h,o\nS,20,x,3,3\n",
	             "attribute,value,count\nage,65+,1\nage,18–24,1\nage,under 18,1\nage,25 to 64 years,1\n"
	             "g,x,1\ng,é,1\ng,ß,1\nh,10,1\nh,9,1\nh,3,1\no,1-3,1\no,3-5,1\no,2,1\n",
	             NULL);
	expect_values(&run, "age", "under 18|18–24|25 to 64 years|65+");
	expect_values(&run, "g", "x|é|ß");
	expect_values(&run, "h", "3|9|10");
	expect_values(&run, "o", "1-3|2|3-5");
	cr_assert(is_ordered(&run, 0) && !is_ordered(&run, 1) && !is_ordered(&run, 2));
	cr_assert_not(is_ordered(&run, 3), "overlapping bands");
	expect_ordered_by(&run, 0, "bands", true);
	expect_ordered_by(&run, 1, NULL, false);
	expect_ordered_by(&run, 2, "numbers", false);
	run_release(&run);
}

/* What no table has put in order stands by code points after case folding: "ss" before "x" before "z" before "é". */
Test(attribute, alphabet)
{
	struct run run = run_good("segment,g,h\nS,x,b\nT,x,B c\n", "g,h\né,B c\nZ,b\nx,a\nß,Ａ z\na,b\né,b\n", NULL);
	expect_values(&run, "g", "a|ß|x|Z|é");
	expect_values(&run, "h", "a|Ａ z|b|B c");
	expect_ordered_by(&run, 0, NULL, false);
	run_release(&run);
}

/* Known orders, in three languages, whatever the table's own is; what is unknown stands last, and then nothing is a distance. A
 * value that is no step leaves the table its order. The campaign's spellings do not matter. */
Test(attribute, known_orders)
{
	static const char CAMPAIGN[] = "segment,edu,mood,fz,agree,mixed,odd\nS,high school,hoch,نادرا,agree,low,low\n"
				       "T,SOME COLLEGE,niedrig,دائما,disagree,high,other\n";
	static const char REFERENCE[] =
	    "attribute,value,count\nedu,Bachelor's degree,1\nedu,High school,1\nedu,Some college,1\n"
	    "edu,Less than high school,1\nmood,hoch,1\nmood,mittel,1\nmood,niedrig,1\nfz,دائما,1\nfz,أحيانًا,1\nfz,نادرا,1\n"
	    "fz,أبدًا,1\nagree,Don't know,1\nagree,Strongly agree,1\nagree,Agree,1\nagree,Disagree,1\n"
	    "mixed,medium,1\nmixed,high,1\nmixed,low,1\nodd,other,1\nodd,medium,1\nodd,low,1\n";
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	expect_values(&run, "edu", "Less than high school|High school|Some college|Bachelor's degree");
	expect_values(&run, "mood", "niedrig|mittel|hoch");
	expect_values(&run, "fz", "أبدًا|نادرا|أحيانًا|دائما");
	expect_values(&run, "agree", "Disagree|Agree|Strongly agree|Don't know");
	expect_values(&run, "mixed", "low|medium|high");
	expect_values(&run, "odd", "other|medium|low");
	expect_ordered_by(&run, 0, "education", true);
	expect_ordered_by(&run, 1, "level", true);
	expect_ordered_by(&run, 2, "frequency", true);
	expect_ordered_by(&run, 3, "agreement", false);
	expect_ordered_by(&run, 4, "level", true);
	expect_ordered_by(&run, 5, NULL, false);
	/* All of S is low, and a third of the reference each: by hand 1/3 of one step and 1/3 of two. */
	const struct segbias_comparison *c = run_comparison(&run, "S", "mixed");
	RUN_NEAR(c->emd, 1, "one step on average");
	RUN_NEAR(c->ks, 2. / 3, "at low");
	cr_expect(isnan(run_comparison(&run, "S", "odd")->emd) && isnan(run_comparison(&run, "S", "agree")->ks));
	run_release(&run);
}

/* The labels of the Census Bureau, in the order of the alphabet: what looks like numbers is none. */
Test(attribute, grades)
{
	struct run run =
	    run_good("segment,edu\nS,12th grade - no diploma\nT,9th grade\n",
	             "attribute,value,count\nedu,10th grade,4\nedu,11th grade,5\nedu,\"12th grade, no diploma\",6\n"
	             "edu,1st grade,1\nedu,5th and 6th grade,2\nedu,9th grade,3\nedu,Bachelor's degree,9\n"
	             "edu,Less than 9th grade,7\nedu,Nursery school,8\n",
	             NULL);
	expect_values(
	    &run, "edu",
	    "Nursery school|1st grade|5th and 6th grade|Less than 9th grade|9th grade|10th grade|11th grade|12th grade, no "
	    "diploma|Bachelor's degree");
	expect_ordered_by(&run, 0, "education", true);
	run_release(&run);
}

/* Of records the same, and of a joint table its own order, in whichever spelling a value comes first. */
Test(attribute, order_of_a_table)
{
	struct run run =
	    run_good("segment,g,size\nS,p,M\nT,q,L\n",
	             "g,size,count\nq ,M,10\np,L,20\nr,S,30\nQ,S,40\np,M,50\nQ,L,60\nr,L,70\nr,M,5\np,S,6\n", NULL);
	expect_values(&run, "g", "Q|p|r");
	expect_values(&run, "size", "S|M|L");
	expect_ordered_by(&run, 1, "size", true);
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
	struct segbias_options options = {.bins = RUN_LIST("age=18,25")};
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

/* What lies inside one band belongs to it, a shared edge to the upper one, which is said once; with --bins too. */
Test(attribute, touching_bands)
{
	static const char reference[] = "attribute,value,count\nage,18-30,20\nage,30-50,40\nage,50 and over,40\n";
	struct run run = run_good("segment,age\nS,18\nS,29.9\nS,30\nS,49\nS,50\nS,77\nS,20-30\n", reference,
	                          &(struct segbias_options){.unmatched_max = "20%"});
	const struct segbias_comparison *c = run_comparison(&run, "S", "age");
	cr_expect(c->values[0].count == 2 && c->values[1].count == 2 && c->values[2].count == 2 && c->unmatched == 1,
	          "20-30 has 30 in it");
	const struct segbias_error *note = run_note(&run, "shared_edge");
	cr_assert_not_null(note);
	cr_expect_str_eq(note->message, "age: \"18-30\" and \"30-50\" share an edge: 30 belongs to \"30-50\", and so "
	                                "on in the other bands");
	cr_expect(is_ordered(&run, 0));
	run_release(&run);
	/* The campaign's bands are cut in the same way. */
	run = run_good("segment,age\nS,18-30\nS,30-50\nS,50+\n",
	               "attribute,value,count\nage,18-29,20\nage,30-49,40\nage,50+,40\n", NULL);
	c = run_comparison(&run, "S", "age");
	cr_expect(c->values[0].count == 1 && c->values[1].count == 1 && c->values[2].count == 1);
	cr_expect_not_null(run_note(&run, "shared_edge"));
	run_release(&run);
	struct segbias_options options = {.bins = RUN_LIST("age=30,50")};
	run = run_good("segment,age\nS,18\nS,30\n", reference, &options);
	expect_values(&run, "age", "under 30|30-49|50+");
	RUN_NEAR(run_value(&run, "S", "age", "30-49")->reference_share, 0.4, "30-50 lies in 30-49");
	run_release(&run);
}

/* Of bands within others the ones that add up are taken, in any order; what does not add up is an error. */
Test(attribute, nested_bands)
{
	struct run run = run_good("segment,age\nS,20\nS,70\n",
	                          "attribute,value,count\nage,18+,8000\nage,65+,2000\nage,25-64,5000\nage,75+,800\n"
	                          "age,65-74,1200\nage,18-24,1000\n",
	                          NULL);
	expect_values(&run, "age", "18-24|25-64|65-74|75+");
	RUN_NEAR(run_value(&run, "S", "age", "75+")->reference_share, 0.1, "of 8,000");
	cr_assert_not_null(run_note(&run, "nested_bands"));
	cr_expect_str_eq(run_note(&run, "nested_bands")->message,
	                 "age: \"65+\" is the sum of the bands within, and is left out");
	cr_expect_not_null(run_note(&run, "total_row")); /* 18+ holds all others */
	run_release(&run);
	/* Scores of a match are not bands within each other. */
	run = run_good("segment,score\nS,0-3\nS,1-2\n",
	               "attribute,value,count\nscore,0-3,5\nscore,1-2,4\nscore,1-3,3\nscore,2-1,1\n", NULL);
	cr_expect_eq(run_comparison(&run, "S", "score")->unmatched, 0);
	run_release(&run);
}

/* Records whose bands are written in several ways are of one band. */
Test(attribute, one_band_in_several_spellings)
{
	struct run run =
	    run_good("segment,age\nS,20\nS,30\nS,70\n",
	             "g,age\na,18-30\nb,18 to 30\na,30-65\na,18-30\na,65+\nb,65 and over\nb,65+\nb,30-65\n",
	             &(struct segbias_options){.reference.shape = "rows"});
	expect_values(&run, "age", "18 to 30|30-65|65 and over");
	RUN_NEAR(run_value(&run, "S", "age", "18 to 30")->reference_share, 3. / 8, "18 to 30");
	cr_expect(run_value(&run, "S", "age", "30-65")->count == 1 && run_comparison(&run, "S", "age")->unmatched == 0);
	run_release(&run);
}

/* The reference is added up into the campaign's bands: single years, and narrower bands. */
Test(attribute, cut_by_the_campaign)
{
	static const char campaign[] = "segment,age\nS,18-24\nS,25 to 64\nS,65+\nS,65+\n";
	static const char *const references[] = {
	    "age,count\n70,10\n9,5\n18,10\n100,10\n24,10\n30,40\n10,5\n41,10\n",
	    "attribute,value,count\nage,0-17,10\nage,18-20,10\nage,21-24,10\nage,25-44,40\nage,45-64,10\n"
	    "age,65-80,10\nage,81+,10\n",
	};
	static const char *const expected[] = {"under 18|18-24|25 to 64|65+", "0-17|18-24|25 to 64|65+"};
	for (size_t i = 0; i < 2; i++) {
		struct run run = run_good(campaign, references[i], NULL);
		expect_values(&run, "age", expected[i]);
		const struct segbias_comparison *c = run_comparison(&run, "S", "age");
		static const double shares[] = {0.1, 0.2, 0.5, 0.2};
		static const double counts[] = {0, 1, 1, 2};
		for (size_t j = 0; j < 4; j++) {
			RUN_NEAR(c->values[j].reference_share, shares[j], expected[i]);
			cr_expect_eq(c->values[j].count, counts[j]);
		}
		cr_expect_not_null(run_note(&run, "cut_by_campaign"));
		cr_assert_not_null(run_note(&run, "suggest_within"));
		cr_expect_str_eq(run_note(&run, "suggest_within")->hint, "if not: --within 'age=18+'");
		cr_expect(is_ordered(&run, 0));
		run_release(&run);
	}
	/* Numbers of the campaign outside its bands stay values of their own. */
	struct run run = run_good("segment,home\nS,1\nS,2\nS,3+\n", "home,count\n1,10\n2,20\n3,5\n4,5\n10,10\n", NULL);
	expect_values(&run, "home", "1|2|3+");
	RUN_NEAR(run_value(&run, "S", "home", "3+")->reference_share, 0.4, "3, 4 and 10");
	run_release(&run);
	/* A band of the reference across an edge: nothing is cut, and the campaign's is unmatched. */
	run = run_good("segment,age\nS,18-34\nS,35+\n", "attribute,value,count\nage,18-40,3\nage,41+,3\n",
	               &(struct segbias_options){.unmatched_max = "50%"});
	expect_values(&run, "age", "18-40|41+");
	cr_expect_eq(run_comparison(&run, "S", "age")->unmatched, 1, "18-34 lies within 18-40");
	run_release(&run);
}

/* Single years against ages: in their order, with the option that cuts both. */
Test(attribute, single_years)
{
	struct segbias_text reference = {0};
	segbias_text_add_string(&reference, "age,count\n");
	for (int age = 99; age >= 0; age--)
		segbias_text_add_format(&reference, "%d,%d\n", age, 1000 + age);
	struct run run = run_good("segment,age\nS,18\nS,9\nS,90\n", reference.data, NULL);
	cr_assert_not_null(run_note(&run, "suggest_within"));
	cr_expect_str_eq(run_note(&run, "suggest_within")->hint, "if not: --within 'age=9+'");
	const struct segbias_comparison *c = run_comparison(&run, "S", "age");
	cr_assert_eq(c->value_count, 100);
	cr_expect(run_is(c->values[9].value, "9") && run_is(c->values[10].value, "10") && !is_ordered(&run, 0));
	cr_assert_not_null(run_note(&run, "single_years"));
	cr_expect_str_eq(run_note(&run, "single_years")->hint, "--bins 'age=18,25,35,45,55,65' cuts both into bands");
	run_release(&run);
	run = run_good("segment,age\nS,18\nS,90\n", reference.data, NULL);
	cr_assert_not_null(run_note(&run, "suggest_within"));
	cr_expect_str_eq(run_note(&run, "suggest_within")->hint, "if not: --within 'age=18+'");
	run_release(&run);
	segbias_text_release(&reference);
}

/* The last band of ages ends at 120; years of birth and 999 are no ages, and said to be none. */
Test(attribute, ages_end)
{
	static const char reference[] = "attribute,value,count\nage,18-64,3\nage,65 Jahre und älter,1\n";
	struct run run =
	    run_good("segment,age\nS,20\nS,64.5\nS,120\nS,121\nS,999\nS,1950\nS,1950\nS,30\nS,31\n", reference, NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "age");
	cr_expect(c->values[1].count == 1 && c->values[0].count == 4 && c->unmatched == 4);
	cr_assert_not_null(run_note(&run, "suspected_age"));
	cr_expect_str_eq(run_note(&run, "suspected_age")->message,
	                 "age: 2 records have what looks like a year of birth, such as \"1950\"; 2 more no age at all, "
	                 "such as \"121\"; counted as unmatched");
	cr_expect_null(run_note(&run, "unmatched_value"), "said once");
	run_release(&run);
	/* "65-999" is as open, and a code among single years changes nothing. */
	run = run_good("segment,age\nS,20\nS,70\nS,999\n", "age,count\n18-64,3\n65-999,1\n", NULL);
	c = run_comparison(&run, "S", "age");
	cr_expect(c->values[1].count == 1 && c->unmatched == 1);
	run_release(&run);
	/* Not of other columns. */
	run = run_good("segment,income\nS,20\nS,1950\n", "attribute,value,count\nincome,under 1000,3\nincome,1000+,1\n",
	               NULL);
	cr_expect_eq(run_comparison(&run, "S", "income")->unmatched, 0);
	run_release(&run);
}

/* A value that looks like a band and is none keeps numbers from being cut by the others alone. */
Test(attribute, unread_bands)
{
	struct run run = run_good("segment,age\nS,20\nS,70\n",
	                          "attribute,value,count\nage,18-24 (a),3\nage,25-64 (b),3\nage,65+,1\n", NULL);
	cr_expect_eq(run_comparison(&run, "S", "age")->unmatched, 2);
	cr_assert_not_null(run_note(&run, "unread_band"));
	cr_expect_str_eq(
	    run_note(&run, "unread_band")->message,
	    "age: \"18-24 (a)\" looks like a band and cannot be read; 2 values are like it, and 2 records of "
	    "the campaign unmatched");
	cr_expect_null(run_note(&run, "unmatched_value"), "said once");
	run_release(&run);
}

/* The figures of a code are no amounts: nothing is added up into a range of them, nor cut by one. */
Test(attribute, codes_are_no_bands)
{
	static const char *const campaigns[] = {
	    "segment,where,count\nS,02139,40\nS,02139-4307,60\n", /* by the leading zero, whatever the name */
	    "segment,where,count\nS,02139,40\nS,2000-2999,60\n",
	    "segment,zip,count\nS,20139,40\nS,20000-29999,60\n", /* by the name */
	    "segment,home_plz,count\nS,20139,40\nS,10001-20139,60\n",
	};
	static const char *const references[] = {
	    "where,count\n02138,7000\n02139,3000\n02140,5000\n",
	    "where,count\n02138,7000\n02139,3000\n02140,5000\n",
	    "zip,count\n20138,7000\n20139,3000\n20140,5000\n",
	    "home_plz,count\n20138,7000\n20139,3000\n20140,5000\n",
	};
	for (size_t i = 0; i < sizeof campaigns / sizeof *campaigns; i++) {
		struct run run = run_good(campaigns[i], references[i], NULL);
		const struct segbias_comparison *c = &run.findings->comparisons[0];
		cr_expect_eq(c->value_count, 3, "%zu", i);
		cr_expect_eq(c->unmatched, 60, "%zu: %g", i, c->unmatched);
		cr_expect_eq(c->n, 40, "%zu", i);
		cr_expect_null(run_note(&run, "cut_by_campaign"), "%zu", i);
		cr_expect_null(run_note(&run, "unread_band"), "%zu", i);
		run_release(&run);
	}
	/* Ranges of codes in the reference do not hold the codes between them either. */
	struct run run = run_good("segment,zip,count\nS,20139,40\nS,20000-29999,60\n",
	                          "zip,count\n10000-19999,7000\n20000-29999,3000\n", NULL);
	cr_expect_eq(run.findings->comparisons[0].unmatched, 40);
	run_release(&run);
}

Test(attribute, recodes)
{
	struct segbias_options options = {.recode = RUN_LIST("g:F=Female", "g:männl.=male", "gender:X=Female")};
	struct run run = run_good("segment,g\nS,F\nS,männl.\nS,X\nS,Female\n",
	                          "attribute,value,count\ngender,Female,1\ngender,Male,1\n",
	                          &(struct segbias_options){.recode = options.recode, .map = RUN_LIST("g=gender")});
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
	static const char bands[] = "age,count\n18-24,5\n25+,5\n";
	const struct run_failure overlaps[] = {
	    {"segment,age\nS,20\n", "age,count\n18+,50\n60+,20\n", RUN_DEFAULTS, SEGBIAS_DATA, "reference", 0, 0,
	     "the bands of the reference's \"age\" overlap, and neither is the sum of others: \"18+\" and \"60+\"",
	     "leave out the rows"},
	    {"segment,age\nS,20\n", "age,count\n18+,90107\n18-34,30053\n35+,60054\n65+,20011\n", RUN_DEFAULTS,
	     SEGBIAS_DATA, "reference", 0, 0,
	     "the bands of the reference's \"age\" overlap, and neither is the sum of others: \"35+\" and \"65+\"",
	     "leave out the rows"},
	    {"segment,age,sex\nS,20,f\n", "attribute,value,count\nage,18-30,5\nage,25-40,5\nsex,f,5\nsex,m,5\n",
	     RUN_DEFAULTS, SEGBIAS_DATA, "reference", 0, 0,
	     "the bands of the reference's \"age\" overlap, and neither is the sum of others: \"18-30\" and \"25-40\"",
	     "--attributes 'sex' compares the others"},
	    {"segment,age\nS,18+\nS,18-24\n", bands, RUN_DEFAULTS, SEGBIAS_DATA, "campaign", 1, 0,
	     "age holds bands that overlap, such as \"18+\" and \"18-24\": they are targeting criteria, and do not say "
	     "who was reached",
	     "give the ages or bands of the people"},
	    {"segment,age,count\nS,18-34,5\nS,25-44,9\n", bands, RUN_DEFAULTS, SEGBIAS_DATA, "campaign", 1, 0,
	     "age holds bands that overlap, such as \"18-34\" and \"25-44\": they are targeting criteria, and do not "
	     "say who was reached",
	     "give the ages or bands of the people"},
	    {"segment,age\nS,1980\nS,1990\nS,30\n", bands, RUN_DEFAULTS, SEGBIAS_DATA, "campaign", 0, 0,
	     "age holds years of birth, such as \"1980\", and not ages",
	     "--born 'age' --as-of YYYY-MM-DD turns them into the ages of that day"},
	};
	for (size_t i = 0; i < sizeof overlaps / sizeof *overlaps; i++)
		run_fails(&overlaps[i], i + 100);
}

/* Codes for an unknown age are nobody's in the open band, nor in a bin. By hand: 4 of 5 records have an age. */
Test(attribute, ages_that_nobody_has)
{
	static const char reference[] = "id,age,g\n1,22,a\n2,41,b\n3,55,a\n4,70,b\n5,999,a\n";
	static const char campaign[] = "segment,age\nS,18-34\nS,35-49\nS,50-64\nS,65+\n";
	struct run run = run_good(campaign, reference, NULL);
	for (size_t i = 0; i < 4; i++)
		RUN_NEAR(run_comparison(&run, "S", "age")->values[i].reference_share, 0.25, "of four");
	cr_assert_not_null(run_note(&run, "suspected_age"));
	cr_expect_str_eq(
	    run_note(&run, "suspected_age")->message,
	    "age: 1 record of the reference has what can be no age, such as \"999\", and is kept out of its "
	    "shares");
	run_release(&run);
	run = run_good(campaign, reference, &(struct segbias_options){.bins = RUN_LIST("age=18,35,50,65")});
	RUN_NEAR(run_value(&run, "S", "age", "65+")->reference_share, 0.25, "with --bins");
	run_release(&run);
	/* Of a table the people are counted; it has its own band, which 130 and -8 do not lie in. */
	run = run_good("segment,alter\nS,20\nS,999\n", "alter,anzahl\n15-64,300\n65+,100\n998,40\n130,8\n-8,2\n", NULL);
	RUN_NEAR(run_value(&run, "S", "alter", "65+")->reference_share, 0.25, "100 of 400");
	cr_expect_str_eq(run_note(&run, "suspected_age")->message,
	                 "alter: 50 of the reference have what can be no age, such as \"998\", and are kept out of its "
	                 "shares");
	cr_expect_eq(run_comparison(&run, "S", "alter")->unmatched, 1);
	run_release(&run);
	/* Where it is not the name of ages, a number is what it is. */
	run = run_good("segment,rooms\nS,20\n", "rooms,count\n20,300\n999,100\n", NULL);
	cr_expect_null(run_note(&run, "suspected_age"));
	RUN_NEAR(run_value(&run, "S", "rooms", "999")->reference_share, 0.25, "a value");
	run_release(&run);
	run = run_good("segment,age\nS,120\nS,0\n", "age,count\n0,300\n120,100\n", NULL);
	cr_expect_null(run_note(&run, "suspected_age"), "both are ages");
	run_release(&run);
}

#define EVERY_FIVE "age,count\n0,9\n5,8\n10,8\n15,7\n20,6\n"

/* A table whose numbers are evenly apart names bands by where they begin. */
Test(attribute, numbers_that_begin_bands)
{
	const struct run_failure rows[] = {
	    {"segment,age\nS,0-14\nS,15-24\n", EVERY_FIVE, RUN_DEFAULTS, SEGBIAS_DATA, "reference", 0, 0,
	     "the numbers of the reference's \"age\" are 5 apart (10, 15, 20, …): each is most likely where a band begins, "
	     "and not a value of its own",
	     "write them as bands: 0-4, 5-9, …"},
	    {"segment,age\nS,23\nS,7\n", EVERY_FIVE "25+,50\n", RUN_DEFAULTS, SEGBIAS_DATA, "reference", 0, 0,
	     "the numbers of the reference's \"age\" are 5 apart (10, 15, 20, …): each is most likely where a band begins, "
	     "and not a value of its own",
	     "0-4, 5-9"},
	    {"segment,age\nS,20\n",
	     EVERY_FIVE,
	     {.bins = RUN_LIST("age=10,20")},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "the numbers of the reference's \"age\" are 5 apart (10, 15, 20, …): each is most likely where a band begins, "
	     "and not a value of its own",
	     "0-4, 5-9"},
	    {"segment,edad\nS,18-40\nS,41+\n", "edad,personas\n18,9\n25,8\n35,8\n45,7\n55,6\n", RUN_DEFAULTS,
	     SEGBIAS_DATA, "reference", 0, 0,
	     "the numbers of the reference's \"edad\" are 10 apart (35, 45, 55, …): each is most likely where a band "
	     "begins, and not a value of its own",
	     "18-24, 25-34"},
	    {"segment,income\nS,0-24999\nS,25000-49999\n", "income,count\n0,9\n10000,8\n20000,8\n30000,7\n",
	     RUN_DEFAULTS, SEGBIAS_DATA, "reference", 0, 0,
	     "the numbers of the reference's \"income\" are 10000 apart (10000, 20000, 30000, …): each is most likely where "
	     "a band begins, and not a value of its own",
	     "0-9999, 10000-19999"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
	/* Records of few people, single years, the same numbers in both, three of them, and uneven ones are what they say. */
	static const char *const good[][2] = {
	    {"segment,age\nS,18-34\nS,35+\n", "id,age\n1,20\n2,30\n3,40\n4,50\n"},
	    {"segment,age\nS,0-1\nS,2-4\n", "age,count\n0,9\n1,9\n2,9\n3,9\n4,9\n"},
	    {"segment,age\nS,0\nS,5\nS,20\n", EVERY_FIVE},
	    {"segment,age\nS,0-14\nS,15-24\n", "age,count\n0,9\n10,9\n20,9\n"},
	    {"segment,age\nS,0-14\nS,15-64\n", "age,count\n3,9\n10,9\n20,9\n33,9\n41,9\n"},
	    {"segment,rating\nS,0\nS,15\n", "rating,count\n0,9\n10,9\n20,9\n30,9\n"},
	};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct run run = run_good(good[i][0], good[i][1], NULL);
		run_release(&run);
	}
}

/* A column says what its dashes mean; the ages 13, 20 and 70 lie in its first, second and last band. */
Test(attribute, bands_that_the_column_proves)
{
	static const char *const references[] = {
	    "age,count\n- 14,10\n15 - 24,20\n25 - 64,30\n65 -,40\n",
	    "age,count\n-14,10\n15-24,20\n25-64,30\n65-,40\n",
	    "age,count\n–14,10\n15–24,20\n25–64,30\n65–,40\n",
	    "age,count\n14-0,10\n24-15,20\n64-25,30\n+65,40\n",
	    "age,count\nY_LT15,10\nY15T24,20\nY25T64,30\nY_GE65,40\n",
	    "age,count\nA1: 0 - 14,10\nA2: 15 - 24,20\nA3: 25 - 64,30\nA4: 65+,40\n",
	};
	for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
		struct run run = run_good("segment,age\nS,13\nS,20\nS,70\nS,71\n", references[i], NULL);
		const struct segbias_comparison *c = run_comparison(&run, "S", "age");
		cr_assert_eq(c->value_count, 4, "reference %zu", i);
		cr_expect(c->values[0].count == 1 && c->values[1].count == 1 && c->values[3].count == 2,
		          "reference %zu", i);
		RUN_NEAR(c->values[0].reference_share, 0.1, "the first");
		RUN_NEAR(c->values[3].reference_share, 0.4, "the last");
		run_release(&run);
	}
	/* -9 is no band where 10-24 follows. */
	struct run run = run_good("segment,age\nS,7\nS,20\n", "age,count\n-9,10\n10-24,30\n25+,30\n", NULL);
	RUN_NEAR(run_value(&run, "S", "age", "25+")->reference_share, 0.5, "of 60");
	cr_expect_eq(run_comparison(&run, "S", "age")->unmatched, 1);
	run_release(&run);
	/* What cannot be read keeps numbers from being cut by the others. */
	static const char *const unread[] = {"15-24x", "15-2A", "15-24 (est.)", "24-16", "A2: 15 - 24b"};
	for (size_t i = 0; i < sizeof unread / sizeof *unread; i++) {
		char reference[128];
		(void)snprintf(reference, sizeof reference, "age,count\n0-14,10\n%s,20\n25-64,30\n65+,40\n", unread[i]);
		run = run_good("segment,age\nS,13\nS,20\nS,70\nS,71\n", reference, NULL);
		cr_expect_eq(run_comparison(&run, "S", "age")->unmatched, 4, "%s", unread[i]);
		cr_expect_not_null(run_note(&run, "unread_band"), "%s", unread[i]);
		run_release(&run);
	}
}

/* A person's value is none of the reference, whose shares are of the rest; who names the attribute has it. */
Test(attribute, withheld_values)
{
	static const char CAMPAIGN[] = "g\na\nb\nc\njo@x.org\nmia@x.org\n";
	static const char REFERENCE[] = "attribute,value,count\ng,a,3\ng,b,1\ng,c,4\ng,jo@x.org,4\ng,zoe@x.org,0\n";
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	const struct segbias_comparison *comparison = run_comparison(&run, NULL, "g");
	cr_assert_eq(comparison->value_count, 3);
	cr_expect_eq(comparison->rows, 5);
	cr_expect_eq(comparison->n, 3);
	cr_expect_eq(comparison->unmatched, 2);
	cr_expect_eq(run_value(&run, NULL, "g", "a")->reference_share, .375);
	const struct segbias_error *note = run_note(&run, "withheld_values");
	cr_assert_not_null(note);
	cr_expect_not_null(strstr(note->message, "email 2"), "%s", note->message);
	cr_expect_null(strstr(note->message, "x.org"));
	run_release(&run);
	struct segbias_options options = {.attributes = "g"};
	run = run_good(CAMPAIGN, REFERENCE, &options);
	cr_expect_eq(run_comparison(&run, NULL, "g")->value_count, 4);
	cr_expect_eq(run_value(&run, NULL, "g", "jo@x.org")->reference_share, 4. / 12);
	cr_expect_null(run_note(&run, "withheld_values"));
	run_release(&run);
}

/* Of counts whose total has no margin: sqrt((1 - r)^2 m^2 + r^2 (the others' m^2)) / T. r = 1/6, 1/3, 1/2 of 600:
 * python3 -c 'm, w = (3, 40, 4), (100, 200, 300); print(*(((1 - w[i] / 600)**2 * m[i]**2 + (w[i] / 600)**2 * sum(x * x for j, x in
 * enumerate(m) if j != i))**.5 / 600 for i in range(3)))'. Where one is nearly all, its r is 1, and the others' are what is left: 5 of 1e20. */
Test(attribute, errors_of_shares_of_counts)
{
	static const struct {
		double weight[3], margin[3], expected[3];
	} ROWS[] = {
	    {{100, 200, 300}, {3, 40, 4}, {0.011918576640513852, 0.044531165394115, 0.03359274061791062}},
	    {{1, 1e20, 1}, {3, 1e18, 4}, {0, 5e-20, 0}},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_arena arena = {0};
		const struct segbias_reference_facts reference = {.marginal = true, .margins_of_error = true};
		struct segbias_cell cells[3] = {{0}};
		struct segbias_attribute attribute = {.reference = cells, .value_count = 3};
		for (size_t v = 0; v < 3; v++) {
			cells[v].weight = ROWS[i].weight[v];
			cells[v].square = ROWS[i].margin[v] * ROWS[i].margin[v];
			attribute.known.weight += cells[v].weight;
			attribute.known.square += cells[v].square;
		}
		cr_assert_eq(segbias_attribute_margins(&attribute, &reference, 1, &arena, NULL), SEGBIAS_OK);
		for (size_t v = 0; v < 3; v++)
			cr_expect(ROWS[i].expected[v] == 0 ||
			              fabs(attribute.share_error[v] / ROWS[i].expected[v] - 1) < RUN_TOLERANCE,
			          "row %zu, value %zu: %.17g", i, v, attribute.share_error[v]);
		segbias_arena_release(&arena);
	}
}
