#include "jobs/run.h"

Test(mapping, the_ledger)
{
	struct segbias_compare_options options = {.recode = RUN_LIST("g:F=Female")};
	struct run run =
	    run_good("segment,g,age\nS,Female,20\nS,F,30\nS,FEMALE,18-24\nS,Non binary,x\nS,NA,\nS,Non binary,20\n",
	             "attribute,value,count\ng,Female,1\ng,Nonbinary,1\nage,18-24,1\nage,25+,1\n", &options);
	static const struct {
		const char *attribute, *value, *reference, *how, *nearest;
		double count;
	} rows[] = {
	    {"g", "F", "Female", "option", NULL, 1},     {"g", "FEMALE", "Female", "normalised", NULL, 1},
	    {"g", "Female", "Female", "exact", NULL, 1}, {"g", "Non binary", NULL, "unmatched", "Nonbinary", 2},
	    {"age", "18-24", "18-24", "exact", NULL, 1}, {"age", "20", "18-24", "band", NULL, 2},
	    {"age", "30", "25+", "band", NULL, 1},       {"age", "x", NULL, "unmatched", NULL, 1},
	};
	cr_assert_eq(run.findings->mapping_count, 8, "missing spellings are not in it");
	for (size_t i = 0; i < 8; i++) {
		const struct segbias_mapped *row = &run.findings->mapping[i];
		cr_expect(run_is(row->attribute, rows[i].attribute) && run_is(row->campaign_value, rows[i].value),
		          "row %zu", i);
		cr_expect(run_is(row->reference_value, rows[i].reference) && run_is(row->nearest, rows[i].nearest),
		          "row %zu", i);
		cr_expect_str_eq(row->how, rows[i].how, "row %zu", i);
		cr_expect_eq(row->count, rows[i].count, "row %zu", i);
	}
	run_release(&run);
}

/* The two forms: a value that the reference lacks, with its nearest; what is neither number nor band, with
 * its first place. */
Test(mapping, warnings)
{
	struct run run =
	    run_good("segment,gender,age\nS,Female,20\nS,Non binary,25–3A\nS,Non binary,17\n",
	             "attribute,value,count\ngender,Female,1\ngender,Nonbinary,1\nage,18-24,1\nage,25+,1\n", NULL);
	const struct segbias_notes *notes = &run.findings->notes;
	const char *expected[][3] = {
	    {"gender has no \"Non binary\" (2 rows of ",
	     "the nearest is \"Nonbinary\": --recode 'gender:Non binary=Nonbinary'", "reference.csv"},
	    {"age \"17\" lies in no single band of the reference; 1 row counted as unmatched", NULL, "campaign.csv"},
	    {"age \"25–3A\" is neither a number nor a band; 1 row counted as unmatched", NULL, "campaign.csv"},
	};
	size_t found = 0;
	for (size_t i = 0; i < notes->count; i++) {
		const struct segbias_note *note = &notes->items[i];
		if (strcmp(note->code, "unmatched_value") != 0)
			continue;
		cr_assert_lt(found, 3);
		cr_expect_eq(strncmp(note->text.message, expected[found][0], strlen(expected[found][0])), 0, "%s",
		             note->text.message);
		if (expected[found][1])
			cr_expect_str_eq(note->text.hint, expected[found][1]);
		cr_expect_not_null(strstr(note->text.file, expected[found][2]), "%s", note->text.file);
		if (found == 2)
			cr_expect(note->text.line == 3 && note->text.column == 14, "%u", (unsigned)note->text.column);
		found++;
	}
	cr_assert_eq(found, 3);
	run_release(&run);
}

/* Many unmatched spellings are counted, not listed: the most frequent have a warning each. */
Test(mapping, repeats_are_counted)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,g\n");
	for (int i = 0; i < 20; i++)
		for (int j = 0; j <= i; j++)
			segbias_text_add_format(&campaign, "S,value%02d\n", i);
	struct run run = run_good(campaign.data, "attribute,value,count\ng,a,1\n", NULL);
	size_t warnings = 0;
	for (size_t i = 0; i < run.findings->notes.count; i++)
		warnings += strcmp(run.findings->notes.items[i].code, "unmatched_value") == 0;
	cr_assert_eq(warnings, 5);
	cr_assert_not_null(strstr(run_note(&run, "unmatched_value")->message, "\"value19\""));
	const struct segbias_error *rest = run_note(&run, "unmatched_values");
	cr_assert_not_null(rest);
	/* 1 + ... + 15 */
	cr_assert_not_null(strstr(rest->message, "15 further spellings (120 rows)"), "%s", rest->message);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* What could not be pasted into a shell is no command line in a hint. */
Test(mapping, hints_are_safe_to_copy)
{
	struct run run = run_good("segment,g\nS,Fem'; rm -rf ~; 'ale\nS,\x1b[31mFemalee\n",
	                          "attribute,value,count\ng,Female,1\n", NULL);
	for (size_t i = 0; i < run.findings->notes.count; i++) {
		const struct segbias_error *text = &run.findings->notes.items[i].text;
		cr_expect_null(strstr(text->hint, "rm -rf"), "%s", text->hint);
		cr_expect_null(strchr(text->message, '\x1b'));
		cr_expect_null(strchr(text->hint, '\x1b'));
	}
	run_release(&run);
}

/* What the reference lists with share 0 is no value, and is not unknown: it is said, and nothing is suggested. */
Test(mapping, share_0)
{
	struct run run = run_good("segment,age,g,count\nS,18-24,ab,50\nS,Under 18,CC,3\nS,25+,cd,47\n",
	                          "attribute,value,share\nage,under 18,0\nage,18-24,0.5\nage,25+,0.5\n"
	                          "g,ab,0.5\ng,bc,0.5\ng,cc,0\n",
	                          NULL);
	const struct segbias_error *note = run_note(&run, "zero_share");
	cr_assert_not_null(note);
	cr_expect_str_eq(note->message,
	                 "the reference lists age \"Under 18\" with share 0: its index is infinite (3 rows "
	                 "of campaign.csv; counted as unmatched)");
	cr_expect_str_eq(note->hint, "");
	const struct segbias_mapped *row = run_mapped(&run, "g", "CC");
	cr_assert_not_null(row);
	cr_expect(row->zero_share && !row->nearest.bytes && !row->reference_value.bytes);
	cr_expect_str_eq(row->how, "unmatched");
	row = run_mapped(&run, "g", "cd");
	cr_assert_not_null(row);
	cr_expect(!row->zero_share);
	RUN_NEAR(run_comparison(&run, NULL, "g")->unmatched, 50, "both");
	run_release(&run);
}
