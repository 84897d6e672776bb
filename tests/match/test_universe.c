#include "jobs/run.h"
#include "match/universe.h"

Test(universe, items_and_bands)
{
	const struct segbias_label items[] = {segbias_label_of("18-34"), segbias_label_of("Über 80")};
	struct segbias_universe_filter filter = {.items = items, .count = 2};
	static const struct {
		const char *text;
		bool in;
	} rows[] = {{"18-34", true},  {"18–34", true},   {"20-24", true}, {"34", true},  {"34.5", true}, {"35", false},
	            {"30-40", false}, {"über 80", true}, {"81", true},    {"80", false}, {"", false}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(segbias_universe_has(&filter, segbias_label_of(rows[i].text)), rows[i].in, "%s",
		             rows[i].text);
		cr_expect_eq(segbias_universe_accept(&filter, segbias_label_of(rows[i].text)), rows[i].in, "%s",
		             rows[i].text);
	}
}

/* Only the universe counts, in both files, and shares are rescaled; unknown values are outside, and said to be. */
Test(universe, within)
{
	static const char campaign[] = "segment,age,g\nS,20,a\nS,30,b\nS,10,a\nS,,a\nS,x,a\n";
	static const struct {
		const char *reference, *within;
		double low, g_a;
	} rows[] = {
	    {"attribute,value,count\nage,under 18,5\nage,18-24,1\nage,25+,3\ng,a,1\ng,b,1\n", "age=18+", 0.25, 0.5},
	    {"age,g,count\nunder 18,a,5\n18-24,a,1\n25+,b,3\n", "age=18+", 0.25, 0.25},
	    {"age,g,count\nunder 18,a,5\n18-24,a,1\n25+,b,3\n", "age=18-24,25+", 0.25, 0.25},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_options options = {.within = {&rows[i].within, 1}};
		struct run run = run_good(campaign, rows[i].reference, &options);
		const struct segbias_comparison *c = run_comparison(&run, "S", "age");
		cr_expect(c->value_count == 2 && c->rows == 2 && c->n == 2 && c->missing == 0 && c->unmatched == 0,
		          "row %zu", i);
		RUN_NEAR(run_value_of(c, "18-24")->reference_share, rows[i].low, rows[i].within);
		RUN_NEAR(run_value(&run, "S", "g", "a")->reference_share, rows[i].g_a, rows[i].within);
		cr_expect_eq(run.findings->outside, 3);
		cr_expect_not_null(run_note(&run, "outside"));
		/* a table of margins cannot be cut across attributes */
		cr_expect_eq(run_note(&run, "universe_not_restricted") != NULL, i == 0, "row %zu", i);
		run_release(&run);
	}
}

/* Several bands at the young end that nobody has suggest it. */
Test(universe, is_suggested)
{
	static const char reference[] = "attribute,value,count\nage,0-9,5\nage,10-17,5\nage,18-24,1\nage,25+,3\n";
	struct run run = run_good("segment,age\nS,20\nS,30\n", reference, NULL);
	const struct segbias_error *note = run_note(&run, "suggest_within");
	cr_assert_not_null(note);
	cr_assert_str_eq(note->hint, "if not: --within 'age=18+'");
	run_release(&run);
	run = run_good("segment,age\nS,20\nS,12\n", reference, NULL);
	cr_assert_null(run_note(&run, "suggest_within"));
	run_release(&run);
}

/* A letter of two languages is asked about by all values of both files, whatever --within takes and wherever the others
 * stand. */
Test(universe, letters_before_the_cut)
{
	static const char campaign[] = "segment,g\nS,M\nS,F\nS,M\n";
	static const char *const references[] = {"g,n\nV,51\nM,49\n", "attribute,value,count\ng,V,51\ng,M,49\n",
	                                         "id,g\n1,V\n2,M\n3,V\n4,M\n"};
	static const char *const withins[] = {"g=M", "g=V"};
	for (size_t i = 0; i < 6; i++) {
		const struct run_failure failure = {
		    campaign,
		    references[i / 2],
		    {.within = {&withins[i % 2], 1}},
		    SEGBIAS_DATA,
		    "campaign",
		    1,
		    0,
		    "g: \"M\" need not mean the same in both files: the campaign has \"M\", "
		    "\"F\", the reference \"M\", \"V\"",
		    "--recode 'g:M=M' --recode 'g:F=V'"};
		run_fails(&failure, i);
		/* The hint, typed: what is recoded to the other value is outside, and said to be used. */
		struct segbias_options options = {.within = {&withins[i % 2], 1}, .recode = RUN_LIST("g:M=M", "g:F=V")};
		struct run run = run_good(campaign, references[i / 2], &options);
		const struct segbias_comparison *c = run_comparison(&run, "S", "g");
		cr_expect(c->value_count == 1 && c->n == (i % 2 ? 1 : 2) && c->unmatched == 0, "row %zu", i);
		cr_expect_eq(run.findings->outside, i % 2 ? 2 : 1, "row %zu", i);
		cr_expect_null(run_note(&run, "recode_unused"), "row %zu", i);
		run_release(&run);
	}
	/* Beyond the head of the campaign, F is seen too. */
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "segment,g\n");
	while (text.size < 1200000)
		segbias_text_add_string(&text, "some segment or other with a long name,M\n");
	segbias_text_add_string(&text, "S,F\n");
	const struct run_failure late = {
	    text.data,
	    "g,n\nV,51\nM,49\n",
	    {.within = {withins, 1}},
	    SEGBIAS_DATA,
	    "campaign",
	    1,
	    0,
	    "g: \"M\" need not mean the same in both files: the campaign has \"M\", \"F\", the reference \"M\", \"V\"",
	    "--recode 'g:M="};
	run_fails(&late, 6);
	segbias_text_release(&text);
	/* Letters of two languages that are matched by what they mean: M of the campaign is mujer. */
	static const char *const within = "g=M";
	struct segbias_options options = {.within = {&within, 1}};
	struct run run = run_good("segment,g\nS,H\nS,H\nS,M\n", "g,n\nF,51\nM,49\n", &options);
	cr_expect_eq(run_comparison(&run, "S", "g")->n, 2, "hombre");
	run_release(&run);
}

/* 999 is nobody's age: not within 65+, in no attribute, of neither file, and said of both. By hand: 70 and 80 are left. */
Test(universe, ages_that_nobody_has)
{
	static const char *const references[] = {
	    "id,age,g\n1,22,a\n2,70,a\n3,80,b\n4,999,b\n5,1950,b\n6,999,b\n",
	    "age,g,count\n22,a,10\n70,a,10\n80,b,10\n999,b,20\n1950,b,10\n",
	};
	static const char *const campaigns[] = {"segment,age,g\nS,20,a\nS,70,a\nS,999,b\nS,999,b\nS,1950,b\nS,80,a\n",
	                                        "segment,age,g,count\nS,20,a,1\nS,70,a,1\nS,999,b,3\nS,80,a,1\n"};
	static const char *const within = "age=65+";
	for (size_t i = 0; i < 8; i++) {
		const char *reference = references[i % 2];
		const char *campaign = campaigns[i / 2 % 2];
		struct segbias_options options = {.within = {&within, 1}};
		if (i / 4) /* the age cuts, and is not compared */
			options.attributes = "g";
		struct run run = run_good(campaign, reference, &options);
		RUN_NEAR(run_value(&run, "S", "g", "b")->reference_share, 0.5, "of 70 and 80");
		cr_expect_eq(run_comparison(&run, "S", "g")->n, 2, "row %zu", i);
		cr_expect(i / 4 || run_comparison(&run, "S", "age")->value_count == 2, "row %zu", i);
		size_t said = 0;
		for (size_t j = 0; j < run.findings->notes.count; j++) {
			const char *message = run.findings->notes.items[j].text.message;
			said += strcmp(run.findings->notes.items[j].code, "suspected_age") == 0;
			if (strstr(message, "of the reference have"))
				cr_expect_str_eq(message,
				                 i % 2 ? "age: 30 of the reference have what can be no age, such as "
				                         "\"999\", and are kept out of its shares"
				                       : "age: 3 records of the reference have what can be no age, "
				                         "such as \"999\", and are kept out of its shares",
				                 "row %zu", i);
			if (strstr(message, "outside of --within"))
				cr_expect_str_eq(message,
				                 "age: 3 records have what can be no age, such as \"999\"; outside "
				                 "of --within",
				                 "row %zu", i);
		}
		cr_expect_eq(said, 2, "row %zu: %zu", i, said);
		run_release(&run);
	}
	/* Taken by --where and --campaign-where, and by their own name, all the same. */
	struct segbias_options options = {.where = {&within, 1}, .campaign_where = {&within, 1}};
	struct run run = run_good(campaigns[0], references[0], &options);
	RUN_NEAR(run_value(&run, "S", "g", "b")->reference_share, 0.5, "of 70 and 80");
	cr_expect_eq(run_comparison(&run, "S", "g")->n, 2);
	run_release(&run);
	static const char *const named = "age=999";
	options = (struct segbias_options){.where = {&named, 1}};
	run = run_good("segment,g\nS,b\n", references[0], &options);
	RUN_NEAR(run_value(&run, "S", "g", "b")->reference_share, 1, "who asks for it has it");
	run_release(&run);
	/* Under another name numbers are what they are, and so are those of a column of months. */
	static const char *const size = "size=65+";
	options = (struct segbias_options){.within = {&size, 1}};
	run = run_good("segment,size,g\nS,70,a\nS,999,b\n", "size,g,count\n22,a,10\n70,a,10\n999,b,30\n", &options);
	RUN_NEAR(run_value(&run, "S", "g", "b")->reference_share, 0.75, "of 40");
	cr_expect_null(run_note(&run, "suspected_age"));
	run_release(&run);
}
