#include "jobs/run.h"

static const char REFERENCE[] = "attribute,value,count\ng,a,1\ng,b,1\n";

Test(campaign, segments_by_name)
{
	static const char *const names[] = {"segment",  "Audience", "CLUSTER", "cohort",
	                                    "campaign", "Ad Set",   "group",   "شريحة"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char text[64];
		(void)snprintf(text, sizeof text, "%s,g\nT,a\nS,b\nS,a\n,b\nNA,b\n", names[i]);
		struct run run = run_good(text, REFERENCE, NULL);
		cr_expect(run_is(run.findings->settings.segment, names[i]));
		cr_expect_eq(run.findings->comparison_count, 3);
		cr_expect(run_is(run.findings->comparisons[1].segment, "S"), "byte order");
		cr_expect_eq(run_comparison(&run, NULL, "g")->rows, 5, "records without a segment count in the whole");
		cr_expect_eq(run.findings->no_segment, 2);
		cr_expect_not_null(run_note(&run, "no_segment_value"));
		run_release(&run);
	}
	struct run run = run_good("g\na\n", REFERENCE, NULL);
	cr_assert_eq(run.findings->comparison_count, 1);
	cr_assert_not_null(run_note(&run, "no_segment"));
	run_release(&run);
}

/* A footer's address is no segment, and its record is not lost; who names the column sees it. */
Test(campaign, withheld_segment)
{
	static const char TEXT[] = "segment,g\nT,a\nS,b\n+49 170 1234567,b\njo@x.org,b\nT,a\n";
	struct run run = run_good(TEXT, REFERENCE, NULL);
	cr_expect_eq(run.findings->comparison_count, 3);
	cr_expect_eq(run_comparison(&run, NULL, "g")->rows, 5);
	cr_expect_eq(run.findings->no_segment, 2);
	const struct segbias_error *note = run_note(&run, "withheld_segment");
	cr_assert_not_null(note);
	cr_expect_eq(note->line, 4);
	cr_expect_null(strstr(note->message, "jo@"));
	run_release(&run);
	struct segbias_options options = {.segment = "segment"};
	run = run_good(TEXT, REFERENCE, &options);
	cr_expect_eq(run.findings->comparison_count, 5);
	cr_expect_null(run_note(&run, "withheld_segment"));
	run_release(&run);
}

/* Boolean columns are segments that may overlap; the whole campaign counts everybody once. */
Test(campaign, overlapping_segments)
{
	struct segbias_options options = {.segment = "vip,new"};
	struct run run = run_good("vip,new,g\n1,1,a\nyes,0,a\nFALSE,T,b\nn,,b\n0,no,a\n", REFERENCE, &options);
	cr_assert_eq(run_comparison(&run, NULL, "g")->rows, 5);
	cr_assert_eq(run_comparison(&run, "vip", "g")->rows, 2);
	cr_assert_eq(run_comparison(&run, "new", "g")->rows, 2);
	cr_assert_eq(run_value(&run, "vip", "g", "a")->count, 2);
	cr_assert_eq(run_value(&run, "new", "g", "b")->count, 1);
	cr_assert_eq(run.findings->association_count, 0, "no plain test where segments overlap");
	const struct segbias_error *note = run_note(&run, "segment_missing");
	cr_assert_not_null(note);
	cr_assert(run_is(run.findings->settings.segment, "vip,new"));
	run_release(&run);
}

/* What platforms call a campaign is the segment where nothing else is called like one. */
Test(campaign, the_name_of_a_campaign_steps_back)
{
	static const struct {
		const char *text, *segment;
	} CASES[] = {
	    {"audience,Campaign name,g\nS,May,a\nT,May,b\n", "audience"},
	    {"audience,Campaign name,g\nS,May,a\nT,May,b\nT,,b\n", "audience"},
	    {"Campaign name,Campaign,g\nMay,c1,a\nJune,c2,b\n", "Campaign"},
	    {"Kampagnenname,Bild,g\nMai,x,a\nJuni,y,b\n", "Kampagnenname"},
	    {"Campaign Name,Ad Set Name,g\nMay,c1,a\nMay,c2,b\n", "Ad Set Name"},
	    {"Campaign,Ad group,g\nMay,c1,a\nMay,c2,b\n", "Ad group"},
	    {"Audience name,g\nc1,a\nc2,b\n", "Audience name"},
	    {"Kampagne,Anzeigengruppe,g\nMai,c1,a\nMai,c2,b\n", "Anzeigengruppe"},
	    {"segment,g,Kampagne\nc1,a,Mai\nc2,b,Mai\n", "segment"},
	    {"audience,campaign,g\nc1,May,a\nc2,May,b\n", "audience"},
	    {"campaign,audience,g\nc1,x,a\nc2,y,b\n", "campaign"},
	    {"Campaign name,Nom de l'ensemble de publicit\303\251s,g\nMay,c1,a\nMay,c2,b\n",
	     "Nom de l'ensemble de publicit\303\251s"},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_options options = {0};
		struct run run = run_good(CASES[i].text, REFERENCE, &options);
		cr_expect(run_is(run.findings->settings.segment, CASES[i].segment), "%s", CASES[i].text);
		run_release(&run);
	}
}

/* It is no other question only where both divide the records alike. */
Test(campaign, the_name_of_a_campaign_does_not_step_back_where_it_divides_otherwise)
{
	static const struct {
		const char *text, *message;
	} CASES[] = {
	    {"Campaign Name,Ad Set,g\nSpring,X,a\nAutumn,X,b\nSpring,Y,a\nAutumn,Y,b\n",
	     "several columns could be the segment: \"Ad Set\", \"Campaign Name\""},
	    {"Campaign Name,Ad Set,g\nSpring,X,a\nSpring,Y,b\nAutumn,Z,b\n",
	     "several columns could be the segment: \"Ad Set\", \"Campaign Name\""},
	    {"Campaign,Ad group,g\nSpring,X,a\nAutumn,X,b\nSpring,Y,a\n",
	     "several columns could be the segment: \"Campaign\", \"Ad group\""},
	    {"Zielgruppe,Kampagnenname,g\n1,Mai,a\n1,Juni,b\n",
	     "several columns could be the segment: \"Zielgruppe\", \"Kampagnenname\""},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct run_failure row = {CASES[i].text,
		                                REFERENCE,
		                                RUN_DEFAULTS,
		                                SEGBIAS_DATA,
		                                "campaign",
		                                1,
		                                0,
		                                CASES[i].message,
		                                "name one: --segment COL"};
		run_fails(&row, i);
	}
}

Test(campaign, errors)
{
	const struct run_failure rows[] = {
	    {"segment,audience,g\nS,A,a\n", REFERENCE, RUN_DEFAULTS, SEGBIAS_DATA, "campaign", 1, 0,
	     "several columns could be the segment: \"segment\", \"audience\"", "name one: --segment COL"},
	    {"segment,g\nS,a\n",
	     REFERENCE,
	     {.segment = "segmnt"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--segment: there is no column \"segmnt\"",
	     "the nearest is \"segment\"; the columns are \"segment\", \"g\""},
	    {"a,b,g\n1,1,a\n",
	     REFERENCE,
	     {.segment = "a,a"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--segment: column \"a\" is named twice or has another part already",
	     ""},
	    {"a,count,g\n1,1,a\n",
	     REFERENCE,
	     {.segment = "count"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--segment: column \"count\" is named twice or has another part already",
	     ""},
	    {"a,b,g\n1,1,a\n1,maybe,a\n",
	     REFERENCE,
	     {.segment = "a,b"},
	     SEGBIAS_DATA,
	     "campaign",
	     3,
	     3,
	     "a segment column of several must hold yes or no",
	     "1, true, t, yes, y and 0, false, f, no, n are read"},
	    {"segment,g\nS,a\n",
	     REFERENCE,
	     {.attributes = "x"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--attributes: there is no column \"x\"",
	     "the columns are \"segment\", \"g\""},
	    {"segment,g,h\nS,a,1\n",
	     REFERENCE,
	     {.attributes = "h"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "attribute \"h\" cannot be compared: the reference has no attribute of that name",
	     "--map CAMPAIGN=REFERENCE"},
	    {"segment,g\nS,a\n",
	     REFERENCE,
	     {.attributes = "segment"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "attribute \"segment\" cannot be compared: it is the segment, count, weight or person column",
	     ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
}

Test(campaign, attributes_by_option)
{
	struct segbias_options options = {.attributes = "h"};
	struct run run = run_good("segment,g,h\nS,a,1\n", "attribute,value,count\ng,a,1\nh,1,1\n", &options);
	cr_assert_eq(run.findings->settings.attribute_count, 1);
	cr_assert_not_null(run_find(&run, "S", "h"));
	cr_assert_eq(run.findings->incomplete_count, 4, "missing values are counted in every column all the same");
	run_release(&run);
}

static void add_rows(struct segbias_text *text, const char *header, int rows, const char *format)
{
	segbias_text_add_string(text, header);
	for (int i = 0; i < rows; i++)
		segbias_text_add_format(text, format, i, i % 2 ? "a" : "b");
}

/* A column that identifies people is no attribute, and nothing of it is shown. */
Test(campaign, identifiers_stay_out)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	add_rows(&campaign, "segment,token,g\n", 150, "S,secret%d,%s\n");
	add_rows(&reference, "token,g\n", 200, "secret%d,%s\n");
	struct run run = run_good(campaign.data, reference.data, NULL);
	cr_assert_null(run_find(&run, "S", "token"));
	const struct segbias_error *note = run_note(&run, "identifier");
	cr_assert_not_null(note);
	cr_assert_str_eq(note->message,
	                 "column \"token\" is not compared: every value differs: it looks like an identifier");
	static const char *const formats[] = {"json", "ndjson", "csv", "text"};
	for (size_t i = 0; i < 4; i++) {
		char *bytes = run_render(&run, formats[i]);
		cr_expect_null(strstr(bytes, "secret"), "%s", formats[i]);
		free(bytes);
	}
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* People who come several times: their ids repeat, and are no attribute unless that is asked for. */
Test(campaign, identifiers_that_repeat)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "user_id,g\n");
	segbias_text_add_string(&reference, "user_id,g\n");
	for (int i = 0; i < 60; i++) {
		segbias_text_add_format(&campaign, "u%d,%s\n", i % 10, i % 2 ? "a" : "b");
		segbias_text_add_format(&reference, "u%d,%s\n", i % 20, i % 2 ? "a" : "b");
	}
	struct run run = run_good(campaign.data, reference.data, NULL);
	cr_expect_null(run_find(&run, NULL, "user_id"));
	cr_expect_str_eq(run_note(&run, "identifier")->message,
	                 "column \"user_id\" is not compared: it is named like an identifier");
	run_release(&run);
	struct segbias_options options = {.attributes = "user_id,g"};
	run = run_good(campaign.data, reference.data, &options);
	cr_expect_not_null(run_find(&run, NULL, "user_id"));
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* Neither a table of counts nor the reference alone gives ids away; kinds of accounts are compared. */
Test(campaign, identifiers_of_either_file)
{
	static const struct {
		const char *campaign, *reference, *name;
		int campaign_values, reference_values;
		bool compared;
	} rows[] = {
	    {"user_id,g,count\n", "user_id,g\n", "user_id", 12, 12, false},
	    {"user_id,g\n", "user_id,g,count\n", "user_id", 5, 12, false},
	    {"user_id,g\n", "user_id,g\n", "user_id", 5, 9, false},
	    {"account,g,count\n", "account,g\n", "account", 12, 12, true},
	    {"account,g\n", "account,g\n", "account", 60, 60, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_text files[2] = {0};
		for (int file = 0; file < 2; file++) {
			const char *header = file ? rows[i].reference : rows[i].campaign;
			int values = file ? rows[i].reference_values : rows[i].campaign_values;
			segbias_text_add_string(&files[file], header);
			for (int j = 0; j < 240; j++)
				segbias_text_add_format(&files[file], "secret%d,%s%s\n", j % values, j % 2 ? "a" : "b",
				                        strstr(header, ",count") ? ",3" : "");
		}
		struct segbias_options options = {0};
		options.campaign.count = strstr(rows[i].campaign, ",count") ? "count" : NULL;
		options.reference.count = strstr(rows[i].reference, ",count") ? "count" : NULL;
		struct run run = run_good(files[0].data, files[1].data, &options);
		cr_expect_eq(run_find(&run, NULL, rows[i].name) != NULL, rows[i].compared, "row %zu", i);
		char *bytes = run_render(&run, "json");
		cr_expect_eq(strstr(bytes, "secret") != NULL, rows[i].compared, "row %zu", i);
		free(bytes);
		run_release(&run);
		segbias_text_release(&files[0]);
		segbias_text_release(&files[1]);
	}
}

/* Known only after the pour: the first MiB holds a repetition, the rest too many values. */
Test(campaign, more_than_10000_values_is_no_attribute)
{
	struct segbias_text campaign = {0};
	add_rows(&campaign, "segment,town,g\nS,c0,a\nS,c1,a\n", 10500, "S,c%d,%s\n");
	static const char reference[] = "attribute,value,count\ntown,c0,1\ntown,c1,1\ng,a,1\ng,b,1\n";
	struct run run = run_good(campaign.data, reference, NULL);
	cr_assert_null(run_find(&run, "S", "town"));
	cr_assert_not_null(run_find(&run, "S", "g"));
	const struct segbias_error *note = run_note(&run, "too_many_values");
	cr_assert_not_null(note);
	cr_assert_str_eq(note->message, "column \"town\" is not compared: it has more than 10,000 different values");
	for (size_t i = 0; i < run.findings->mapping_count; i++)
		cr_assert_not(run_is(run.findings->mapping[i].attribute, "town"));
	run_release(&run);
	const struct run_failure rows[] = {
	    {campaign.data,
	     reference,
	     {.attributes = "town"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "attribute \"town\" cannot be compared: it has more than 10,000 different values",
	     ""},
	    {campaign.data,
	     reference,
	     {.segment = "town"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "segment column \"town\" has more than 10000 different values",
	     "is it an identifier?"},
	};
	for (size_t i = 0; i < 2; i++)
		run_fails(&rows[i], i);
	segbias_text_release(&campaign);
}

/* Numbers of a banded attribute may be many: they are cut all the same, and those past the limit are counted. */
Test(campaign, many_numbers_in_bands)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,income\nS,0\n");
	for (int i = 0; i < 12000; i++)
		segbias_text_add_format(&campaign, "S,%d\n", i);
	struct run run =
	    run_good(campaign.data, "attribute,value,count\nincome,\"under 6,000\",1\nincome,\"6,000+\",1\n", NULL);
	cr_assert_eq(run_comparison(&run, "S", "income")->n, 12001);
	cr_assert_eq(run_value(&run, "S", "income", "6,000+")->count, 6000);
	double records = 0;
	for (size_t i = 0; i < run.findings->mapping_count; i++)
		records += run.findings->mapping[i].count;
	cr_assert_eq(records, 12001);
	run_release(&run);
	segbias_text_release(&campaign);
}

Test(campaign, plain_numbers_in_both_files_are_a_measure)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "segment,age,g\n");
	segbias_text_add_string(&reference, "age,g\n");
	for (int i = 0; i < 60; i++) {
		segbias_text_add_format(&campaign, "S,%d,a\n", 20 + i % 30);
		segbias_text_add_format(&reference, "%d,a\n", 20 + i % 30);
	}
	struct run run = run_good(campaign.data, reference.data, NULL);
	cr_assert_null(run_find(&run, "S", "age"));
	cr_assert_str_eq(run_note(&run, "numeric_column")->hint, "--bins 'age=18,25,35' cuts it into bands");
	run_release(&run);
	struct segbias_options options = {.bins = RUN_LIST("age=30")};
	run = run_good(campaign.data, reference.data, &options);
	RUN_NEAR(run_value(&run, "S", "age", "30+")->index, 100, "index");
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}
