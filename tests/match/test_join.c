#include "jobs/run.h"

#include "match/match.h"

static void expect_key(const char *a, const char *b, bool same)
{
	struct segbias_text keys[2] = {{0}, {0}};
	segbias_join_segment_key(segbias_label_of(a), &keys[0]);
	segbias_join_segment_key(segbias_label_of(b), &keys[1]);
	cr_expect_eq(strcmp(keys[0].data, keys[1].data) == 0, same, "%s, %s", a, b);
	segbias_text_release(&keys[0]);
	segbias_text_release(&keys[1]);
}

/* Blanks, and case in words of three letters and more. */
Test(join, segment_key)
{
	expect_key("Spring sale", " spring  SALE\xc2\xa0", true);
	expect_key("Éte 2024", "ÉTE  2024", true);
	expect_key("ABC", "abc", true);
	expect_key("A", "a", false);
	expect_key("NY", "ny", false);
	expect_key("Team A", "Team a", false);
	expect_key("Team A", "TEAM A", true);
	expect_key("Q1 sale", "q1 sale", false);
	expect_key("A-B-C", "a-b-c", false);
	expect_key("Sale-1", "Sale–1", false);
	expect_key("Sale 1", "Sale 11", false);
	expect_key("", " ", true);
	expect_key("\xff\xfe", "\xff", false);
}

static const struct segbias_error *note_of(const struct run *run, const char *code)
{
	const struct segbias_error *note = run_note(run, code);
	cr_assert_not_null(note, "%s", code);
	return note;
}

/* The most frequent spelling is shown, blanks made single; of equal ones the first in byte order. No order of the rows
 * matters. */
Test(join, segments)
{
	static const char *const campaigns[] = {
	    "segment,g\nWeb shop,x\nWEB SHOP,y\nweb shop ,x\nweb  shop,y\nb,x\nB,y\nzoo,x\nZoo,y\n",
	    "segment,g\nZoo,y\nzoo,x\nB,y\nb,x\nweb  shop,y\nweb shop ,x\nWEB SHOP,y\nWeb shop,x\n",
	};
	for (size_t i = 0; i < 2; i++) {
		struct run run = run_good(campaigns[i], "attribute,value,count\ng,x,1\ng,y,1\n", NULL);
		cr_expect_eq(run_comparison(&run, "web shop", "g")->values[0].count, 2);
		cr_expect_eq(run_comparison(&run, "Zoo", "g")->values[0].count, 1);
		cr_expect_eq(run_comparison(&run, "b", "g")->values[0].count, 1);
		cr_expect_eq(run_comparison(&run, "B", "g")->values[0].count, 0);
		cr_expect_str_eq(note_of(&run, "joined_segments")->message,
		                 "segments that differ in blanks or case only are one: \"Zoo\" and \"zoo\" as \"Zoo\"; "
		                 "\"WEB SHOP\", \"Web shop\", \"web  shop\" and \"web shop \" as \"web shop\"");
		cr_expect_str_eq(note_of(&run, "segments_alike")->message,
		                 "segments that differ in case or dashes only are taken as different: \"B\" and \"b\"");
		run_release(&run);
	}
}

/* Nothing is said of segments that are spelt one way, nor are they changed. */
Test(join, segments_alone)
{
	struct run run = run_good("segment,g\nWeb shop ,x\nNY,y\n", "attribute,value,count\ng,x,1\ng,y,1\n", NULL);
	cr_expect_not_null(run_comparison(&run, "Web shop ", "g"));
	cr_expect_null(run_note(&run, "joined_segments"));
	cr_expect_null(run_note(&run, "segments_alike"));
	run_release(&run);
}

/* Margins and microdata: added up, shown as most of both files' people have it, where the table first has it. */
Test(join, values)
{
	static const char *const references[] = {
	    "attribute,value,count\ng,Left,30\ng,LEFT,20\ng,left ,10\ng,right,40\n",
	    "attribute,value,count\ng,right,40\ng,left ,10\ng,LEFT,20\ng,Left,30\n",
	};
	for (size_t i = 0; i < 2; i++) {
		/* LEFT: 20 and 15; Left: 30 and 1. */
		struct segbias_text campaign = {0};
		segbias_text_add_string(&campaign, "segment,g\nS,Left\nS,Right\n");
		for (int row = 0; row < 15; row++)
			segbias_text_add_string(&campaign, "S,LEFT\n");
		struct run run = run_good(campaign.data, references[i], NULL);
		const struct segbias_comparison *c = run_comparison(&run, "S", "g");
		cr_assert_eq(c->value_count, 2);
		cr_expect(run_is(c->values[i].value, "LEFT") && run_is(c->values[1 - i].value, "right"));
		cr_expect_eq(c->values[i].count, 16);
		RUN_NEAR(c->values[i].reference_share, 0.6, "60 of 100");
		cr_expect_str_eq(run_mapped(&run, "g", "LEFT")->how, "exact");
		cr_expect_str_eq(run_mapped(&run, "g", "Left")->how, "normalised");
		cr_expect_str_eq(
		    note_of(&run, "joined_spellings")->message,
		    "g: spellings that differ in case, blanks or dashes are one value: \"LEFT\", \"Left\" and "
		    "\"left \"");
		run_release(&run);
		segbias_text_release(&campaign);
	}
}

/* All of the campaign's spellings count, whichever stands first: Left 30 + 1, left 10 + 25, LEFT 20. */
Test(join, most_of_both_files_by_a_spelling_that_stands_last)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,g\nS,Left\nS,Right\n");
	for (int row = 0; row < 25; row++)
		segbias_text_add_string(&campaign, "S,left\n");
	struct run run =
	    run_good(campaign.data, "attribute,value,count\ng,Left,30\ng,LEFT,20\ng,left,10\ng,right,40\n", NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	cr_assert_eq(c->value_count, 2);
	cr_expect(run_is(c->values[0].value, "left") || run_is(c->values[1].value, "left"));
	run_release(&run);
	segbias_text_release(&campaign);
}

/* A value that the reference spells one way keeps that, however the campaign has it. */
Test(join, value_of_the_reference)
{
	struct run run =
	    run_good("segment,g\nS,LEFT\nS,LEFT\nS,left\n", "attribute,value,count\ng,Left,1\ng,Right,1\n", NULL);
	cr_expect(run_is(run_comparison(&run, "S", "g")->values[0].value, "Left"));
	cr_expect_null(run_note(&run, "joined_spellings"));
	run_release(&run);
}
