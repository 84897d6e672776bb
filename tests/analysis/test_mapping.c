#include "jobs/run.h"

Test(mapping, the_ledger)
{
	struct segbias_options options = {.recode = RUN_LIST("g:F=Female")};
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
	    run_good("segment,gender,age\nS,Female,20\nS,Non binary,70s\nS,Non binary,17\nS,Female,young\n",
	             "attribute,value,count\ngender,Female,1\ngender,Nonbinary,1\nage,18-24,1\nage,25+,1\n", NULL);
	const struct segbias_notes *notes = &run.findings->notes;
	const char *expected[][3] = {
	    {"gender has no \"Non binary\" (2 rows of ",
	     "the nearest is \"Nonbinary\": --recode 'gender:Non binary=Nonbinary'", "reference.csv"},
	    {"age \"17\" lies in no single band of the reference; 1 row counted as unmatched", NULL, "campaign.csv"},
	    {"age \"70s\" looks like a band and cannot be read as one; 1 row counted as unmatched", NULL,
	     "campaign.csv"},
	    {"age \"young\" is neither a number nor a band; 1 row counted as unmatched", NULL, "campaign.csv"},
	};
	size_t found = 0;
	for (size_t i = 0; i < notes->count; i++) {
		const struct segbias_note *note = &notes->items[i];
		if (strcmp(note->code, "unmatched_value") != 0)
			continue;
		cr_assert_lt(found, 4);
		cr_expect_eq(strncmp(note->text.message, expected[found][0], strlen(expected[found][0])), 0, "%s",
		             note->text.message);
		if (expected[found][1])
			cr_expect_str_eq(note->text.hint, expected[found][1]);
		cr_expect_not_null(strstr(note->text.file, expected[found][2]), "%s", note->text.file);
		if (found == 2)
			cr_expect(note->text.line == 3 && note->text.column == 14, "%u", (unsigned)note->text.column);
		found++;
	}
	cr_assert_eq(found, 4);
	run_release(&run);
}

/* Many unmatched spellings have one warning a kind: the most frequent are named, the others counted. */
Test(mapping, many_are_one_warning)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,g\n");
	for (int i = 0; i < 20; i++)
		for (int j = 0; j <= i; j++)
			segbias_text_add_format(&campaign, "S,%c%c%c\nS,%d\n", 'k' + i % 10, 'a' + i / 10, 'a' + i,
			                        100 + i);
	segbias_text_add_string(&campaign, "S,(blank)\nS,(blank)\nS,DK/Ref\n");
	struct run run = run_good(campaign.data, "attribute,value,count\ng,a,1\ng,b,1\n", NULL);
	static const char *const expected[][3] = {
	    {"unknown_values",
	     "g: \"(blank)\" (2 rows) and \"DK/Ref\" (1 row) may stand for missing values, and the reference has no "
	     "such value; 3 rows counted as unmatched",
	     "if so: --missing-values '+(blank),DK/Ref'"},
	    /* 1 + ... + 20 */
	    {"unmatched_values",
	     "g has none of \"tbt\" (20 rows), \"sbs\" (19 rows), \"rbr\" (18 rows) and 17 more; 210 rows of "
	     "campaign.csv counted as unmatched",
	     "--recode 'g:tbt=VALUE' matches one of them; --missing-values '+tbt' counts it as missing"},
	    {"unmatched_values",
	     "g has none of \"119\" (20 rows), \"118\" (19 rows), \"117\" (18 rows) and 17 more; 210 rows of "
	     "campaign.csv counted as unmatched",
	     "--recode 'g:119=VALUE' matches one of them; --missing-values '+119' counts it as missing"},
	};
	size_t found = 0;
	for (size_t i = 0; i < run.findings->notes.count; i++) {
		const struct segbias_note *note = &run.findings->notes.items[i];
		if (!strstr(note->code, "_value"))
			continue;
		cr_assert_lt(found, 3, "%s", note->text.message);
		cr_expect_str_eq(note->code, expected[found][0]);
		cr_expect_str_eq(note->text.message, expected[found][1]);
		cr_expect_str_eq(note->text.hint, expected[found][2]);
		found++;
	}
	cr_expect_eq(found, 3);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* A misspelling is suggested where its value has no records of its own, an accent always; opposites never. */
Test(mapping, suggestions)
{
	struct run run =
	    run_good("segment,g\nS,Californa\nS,Oregonn\nS,Oregon\nS,Sao Paulo\nS,São Paulo\nS,Ireland\n",
	             "attribute,value,count\ng,California,1\ng,Oregon,1\ng,São Paulo,1\ng,Iceland,1\n", NULL);
	cr_expect(run_is(run_mapped(&run, "g", "Californa")->nearest, "California"));
	cr_expect(run_is(run_mapped(&run, "g", "Oregonn")->nearest, NULL));
	cr_expect(run_is(run_mapped(&run, "g", "Sao Paulo")->nearest, "São Paulo"));
	cr_expect(run_is(run_mapped(&run, "g", "Ireland")->nearest, NULL));
	run_release(&run);
}

/* One value a synonym; codes by all values of both files. */
Test(mapping, synonyms)
{
	static const struct {
		const char *campaign, *reference;
		const char *value, *means; /* NULL: unmatched */
	} rows[] = {
	    {"S,Men\nS,women\n", "g,Male,1\ng,Female,1\n", "Men", "Male"},
	    {"S,ذكر\nS,أنثى\n", "g,Hommes,1\ng,Femmes,1\n", "أنثى", "Femmes"},
	    {"S,M\nS,F\nS,Unknown\n", "g,Male,1\ng,Female,1\ng,Not stated,1\n", "M", "Male"},
	    {"S,m\nS,w\nS,d\n", "g,männlich,1\ng,weiblich,1\ng,divers,1\n", "w", "weiblich"},
	    {"S,Male\nS,Female\n", "g,M,1\ng,W,1\ng,D,1\n", "Female", "W"},
	    {"S,Male\nS,Female\n", "g,M,2\ng,F,3\ng,T,1\n", "Male", "M"},
	    {"S,M\nS,F\nS,Medium\n", "g,Male,1\ng,Female,1\n", "M", NULL},
	    {"S,M\nS,L\n", "g,Male,1\ng,Female,1\n", "M", NULL},
	    {"S,M\nS,S\n", "g,Married,1\ng,Single,1\n", "M", "Married"},
	    {"S,M\nS,F\n", "g,Married,1\ng,Single,1\n", "M", NULL},
	    {"S,M\nS,F\n", "g,Male,1\ng,Men,1\ng,Female,1\n", "M", NULL},
	    {"S,M\nS,F\n", "g,Male,1\ng,Men,1\ng,Female,1\n", "F", "Female"},
	    {"S,Male\nS,Female\n", "g,Homme,1\ng,Garçon,1\n", "Male", NULL}, /* one group of the set alone */
	    {"S,1\nS,2\n", "g,Male,1\ng,Female,1\n", "1", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_text text[2] = {{0}, {0}};
		segbias_text_add_format(&text[0], "segment,g\n%s", rows[i].campaign);
		segbias_text_add_format(&text[1], "attribute,value,count\n%s", rows[i].reference);
		struct run run = run_good(text[0].data, text[1].data, NULL);
		const struct segbias_mapped *row = run_mapped(&run, "g", rows[i].value);
		cr_expect_str_eq(row->how, rows[i].means ? "synonym" : "unmatched", "row %zu", i);
		cr_expect(run_is(row->reference_value, rows[i].means), "row %zu", i);
		run_release(&run);
		segbias_text_release(&text[0]);
		segbias_text_release(&text[1]);
	}
}

/* Letters of two schemes are matched by what they mean, also where one letter is in both. */
Test(mapping, letters_of_two_schemes)
{
	static const struct {
		const char *campaign, *reference;
		const char *value, *means, *how;
	} rows[] = {
	    {"S,M\nS,F\n", "g,H,3\ng,M,4\n", "M", "H", "synonym"}, /* hombre, mujer */
	    {"S,M\nS,F\n", "g,H,3\ng,M,4\n", "F", "M", "synonym"},
	    {"S,H\nS,M\n", "g,M,3\ng,F,4\n", "M", "F", "synonym"},
	    {"S,M\nS,F\nS,Unknown\n", "g,F,3\ng,N,4\n", "F", "N", "synonym"}, /* ferfi, no */
	    {"S,M\nS,F\n", "g,F,3\ng,N,4\n", "M", "F", "synonym"},
	    {"S,M\nS,W\n", "g,h,3\ng,m,4\n", "W", "m", "synonym"},
	    {"S,M\nS,W\n", "g,M,3\ng,F,4\n", "M", "M", "exact"}, /* a man in both */
	    {"S,M\nS,W\n", "g,M,3\ng,F,4\n", "W", "F", "synonym"},
	    {"S,S\nS,M\nS,W\n", "g,S,3\ng,C,4\ng,V,1\n", "S", "S", "exact"},
	    {"S,M\nS,Female\n", "g,H,3\ng,M,4\n", "M", "H", "synonym"}, /* an F would be the woman */
	    {"S,M\nS,Female\n", "g,Male,3\ng,Female,4\n", "M", "Male", "synonym"},
	    {"S,M\nS,F\n", "g,M,3\ng,F,4\n", "M", "M", "exact"},
	    {"S,H\nS,M\n", "g,M,3\ng,H,4\n", "M", "M", "exact"},
	    {"S,V\nS,M\n", "g,M,3\ng,V,4\n", "M", "M", "exact"},
	    {"S,M\n", "g,H,3\ng,M,4\n", "M", "M", "exact"},
	    {"S,H\nS,M\nS,L\n", "g,H,3\ng,M,4\n", "M", "M", "exact"}, /* high, medium, low */
	    {"S,M\nS,F\nS,Unisex\n", "g,M,3\ng,F,4\n", "F", "F", "exact"},
	    {"S,M\nS,Male\n", "g,M,3\ng,F,4\n", "M", "M", "exact"},
	    {"S,M\nS,F\n", "g,H,3\ng,M,0\ng,Hombre,2\n", "F", NULL, "unmatched"},
	    {"S,Frau\nS,Herr\n", "g,M,3\ng,F,4\n", "Herr", "M", "synonym"},
	    {"S,Mr\nS,Mrs\nS,Ms.\nS,Dr\n", "g,Male,3\ng,Female,4\n", "Ms.", "Female", "synonym"},
	    {"S,M.\nS,Mme\n", "g,H,3\ng,F,4\n", "M.", "H", "synonym"},
	    {"S,Sr.\nS,Sra.\n", "g,Hombre,3\ng,Mujer,4\n", "Sra.", "Mujer", "synonym"},
	    {"S,Monsieur\nS,Madame\n", "g,Señor,3\ng,Señora,4\n", "Madame", "Señora", "synonym"},
	    {"S,SR\nS,MR\n", "g,MR,3\ng,MS,4\n", "SR", NULL, "unmatched"}, /* Surinam is not Mauritania */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_text text[2] = {{0}, {0}};
		segbias_text_add_format(&text[0], "segment,g\n%s", rows[i].campaign);
		segbias_text_add_format(&text[1], "attribute,value,count\n%s", rows[i].reference);
		struct run run = run_good(text[0].data, text[1].data, NULL);
		const struct segbias_mapped *row = run_mapped(&run, "g", rows[i].value);
		cr_expect_str_eq(row->how, rows[i].how, "row %zu", i);
		cr_expect(run_is(row->reference_value, rows[i].means), "row %zu", i);
		run_release(&run);
		segbias_text_release(&text[0]);
		segbias_text_release(&text[1]);
	}
}

/* A letter of both files whose meaning is not told by its column is refused; what is recoded is told. */
Test(mapping, letters_that_cannot_be_told)
{
	static const char world[] = "attribute,value,count\ng,H,3\ng,M,4\n";
	const struct run_failure rows[] = {
	    {"segment,g\nS,M\nS,F\n", "attribute,value,count\ng,V,3\ng,M,4\n", RUN_DEFAULTS, SEGBIAS_DATA, "campaign",
	     1, 0,
	     "g: \"M\" need not mean the same in both files: the campaign has \"M\", \"F\", the reference \"M\", \"V\"",
	     "say which is meant: --recode 'g:M=M' --recode 'g:F=V', or --recode 'g:M=V' --recode 'g:F=M'"},
	    {"segment,g\nS,M\nS,F\nS,Foo\n", world, RUN_DEFAULTS, SEGBIAS_DATA, "campaign", 1, 0,
	     "g: \"M\" need not mean the same in both files: the campaign has \"M\", \"F\", \"Foo\", the reference \"H\", \"M\"",
	     "say which is meant: --recode 'g:M=H' --recode 'g:F=M', or"},
	    {"segment,g\nS,M\nS,F\n", "attribute,value,count\ng,H,3\ng,M,4\ng,Foo,1\n", RUN_DEFAULTS, SEGBIAS_DATA,
	     "campaign", 1, 0,
	     "g: \"M\" need not mean the same in both files: the campaign has \"M\", \"F\", the reference \"Foo\", \"H\", \"M\"",
	     "say which is meant: "},
	    {"segment,g\nS,M\nS,Male\n", world, RUN_DEFAULTS, SEGBIAS_DATA, "campaign", 1, 0,
	     "g: \"M\" need not mean the same in both files: the campaign has \"M\", \"Male\", the reference \"H\", \"M\"",
	     "say what the letter is: --recode 'g:M=H', or --recode 'g:M=M'"},
	    {"segment,g\nS,M\nS,Mujer\n", "attribute,value,count\ng,M,3\ng,F,4\n", RUN_DEFAULTS, SEGBIAS_DATA,
	     "campaign", 1, 0,
	     "g: \"M\" need not mean the same in both files: the campaign has \"M\", \"Mujer\", the reference \"F\", \"M\"",
	     "say what the letter is: --recode 'g:M=F', or --recode 'g:M=M'"},
	    {"segment,g\nS,M\nS,F\n",
	     "attribute,value,count\ng,V,3\ng,M,4\n",
	     {.recode = RUN_LIST("g:F=V")},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "g: \"M\" need not mean the same in both files: the campaign has \"M\", \"F\", the reference \"M\", \"V\"",
	     "say which is meant: "},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
	struct segbias_options both = {.recode = RUN_LIST("g:F=M", "g:M=V")};
	struct run run = run_good(rows[0].campaign, rows[0].reference, &both);
	cr_expect(run_is(run_mapped(&run, "g", "M")->reference_value, "V"));
	cr_expect(run_is(run_mapped(&run, "g", "F")->reference_value, "M"));
	run_release(&run);
	struct segbias_options other = {.recode = RUN_LIST("g:Foo=H")};
	run = run_good(rows[1].campaign, world, &other);
	cr_expect(run_is(run_mapped(&run, "g", "M")->reference_value, "H"),
	          "what is recoded says nothing of the letters");
	run_release(&run);
}

/* A column that is paired as one of ages is one: years of birth do not fill its last band. */
Test(mapping, paired_ages_are_ages)
{
	static const char *const names[] = {"Grupo etário", "Tranche d’âge", "연령별", "Age"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char text[2][128];
		char message[128];
		(void)snprintf(text[0], sizeof text[0], "segment,%s\nS,1991\nS,1992\nS,1993\n", names[i]);
		(void)snprintf(text[1], sizeof text[1], "attribute,value,count\n%s,18-34,1\n%s,35+,2\n", names[i],
		               names[i]);
		(void)snprintf(message, sizeof message, "%s holds years of birth, such as \"1991\", and not ages",
		               names[i]);
		struct run run = run_compare(text[0], text[1], NULL);
		cr_expect_str_eq(run.error.message, message);
		run_release(&run);
	}
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

/* Bands without records are no other universe while what could fill them was not read, or did not match. */
Test(mapping, no_universe_hides_a_fault)
{
	static const char reference[] = "attribute,value,count\nage,50-59,1\nage,60-69,1\nage,70-79,1\nage,80+,1\n";
	static const struct {
		const char *campaign;
		bool suggested;
	} rows[] = {
	    {"segment,age,count\nS,70-79,50\nS,80+,50\n", true},
	    {"segment,age,count\nS,70-79,50\nS,80+,50\nS,other,5\n", true},
	    {"segment,age,count\nS,70-79,50\nS,80+,50\nS,other,6\n", false}, /* 6 of 106 */
	    {"segment,age,count\nS,70-79,50\nS,80+,50\nS,60s,1\n", false},
	    {"segment,age,count\nS,70-79,50\nS,80+,50\nS,50s and 60s,1\n", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_good(rows[i].campaign, reference, NULL);
		cr_expect_eq(run_note(&run, "suggest_within") != NULL, rows[i].suggested, "row %zu", i);
		run_release(&run);
	}
}
