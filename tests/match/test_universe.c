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
		struct segbias_compare_options options = {.within = {&rows[i].within, 1}};
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
