/* Weights of whole runs, from start weights and with unknown values: the numbers are those of scripts/oracle/weigh.R (survey). */
#include "run.h"

#include <segbias/weigh.h>

static const char MARGINS[] =
    "attribute,value,count\nsex,f,45000000\nsex,m,55000000\ntier,a,30000000\ntier,b,45000000\n"
    "tier,c,25000000\ntown,x,50000000\ntown,y,50000000\n";

static struct segbias_weigh_request asked;

static enum segbias_status weigh(const char *campaign, const char *reference, const struct segbias_options *options,
                                 struct segbias_findings **findings, struct segbias_error *error)
{
	return segbias_weigh(campaign, reference, options, &asked, findings, error);
}

static void write_campaign(struct segbias_text *out, int records)
{
	segbias_text_add_string(out, "design_weight,sex,tier,town\n");
	for (int i = 0; i < records; i++)
		segbias_text_add_format(out, "%g,%s,%s,%s\n", 1 + i * 7 % 5 / 4.,
		                        i % 17 == 3     ? "unknown"
		                        : i * i % 7 < 4 ? "f"
		                                        : "m",
		                        i % 23 == 5 ? "unknown" : (const char *[]){"a", "b", "c"}[i * 5 % 11 % 3],
		                        i / 4 % 3 % 2 ? "y" : "x");
}

/* The last cells of the first records of the campaign that is written again. */
static void expect_weights(const struct run *run, const double *expected, size_t count)
{
	char *bytes = run_render(run, "weighted");
	const char *at = strchr(bytes, '\n');
	cr_assert_eq(strncmp(bytes, "design_weight,sex,tier,town,segbias_weight\n", 43), 0);
	for (size_t i = 0; i < count; i++) {
		const char *end = strchr(at + 1, '\n');
		cr_assert_not_null(end);
		const char *cell = end;
		while (cell[-1] != ',')
			cell--;
		RUN_NEAR(strtod(cell, NULL), expected[i], "weight");
		at = end;
	}
	free(bytes);
}

static struct run run_weigh(int records, const struct segbias_options *options)
{
	struct segbias_text campaign = {0};
	write_campaign(&campaign, records);
	struct run run = run_files(weigh, campaign.data, MARGINS, options);
	segbias_text_release(&campaign);
	return run;
}

Test(weigh, raking_is_that_of_survey)
{
	static const double EXPECTED[] = {0.34511418351384887, 0.58081539747932776, 3.1942504876877722,
	                                  1.0565878645307407,  0.60394982114923546, 1.2011429690161384};
	struct segbias_options options = {.attributes = "sex,tier"};
	asked = (struct segbias_weigh_request){.weighted = 1};
	struct run run = run_weigh(300, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	expect_weights(&run, EXPECTED, 6);
	const struct segbias_weighing *w = &run.findings->weighing;
	cr_expect(w->margin_error <= 1e-10 && w->records == 300 && w->name_count == 2);
	RUN_NEAR(w->weight_sum, 300, "sum");
	run_release(&run);
}

Test(weigh, what_is_not_weighted_to_has_the_error_of_the_calibrated_design)
{
	static const double WEIGHTS[] = {0.30095325590113181, 0.55329054458726401, 2.896499656220572,
	                                 1.0520759155943737,  0.52666819782698071, 1.2397878079289961};
	struct segbias_options options = {.attributes = "sex,tier"};
	asked = (struct segbias_weigh_request){.weighted = 1, .method = "linear"};
	struct run run = run_weigh(300, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	expect_weights(&run, WEIGHTS, 6);
	/* Share, error, effective size. */
	static const double TOWN[] = {0.66757095643462039, 0.032551721882248627, 209.0357702127836};
	const struct segbias_weighing *w = &run.findings->weighing;
	cr_assert_eq(w->attribute_count, 3);
	const struct segbias_weighed *town = &w->attributes[2];
	cr_expect(!town->weighted && run_is(town->attribute, "town") && town->value_count == 2);
	RUN_NEAR(town->values[0].share_after, TOWN[0], "share");
	cr_expect(fabs(town->values[0].share_after_se / TOWN[1] - 1) < 1e-8);
	RUN_NEAR(w->effective_size, TOWN[2], "effective size");
	cr_expect_eq(w->attributes[0].values[0].share_after_se, 0);
	RUN_NEAR(w->attributes[0].values[0].index_after, 100, "index");
	run_release(&run);
}

/* By hand: a sample of 1,000 says 45 % with an error of sqrt(.45 .55 / 1000); of an attribute that is weighted to it is all there
 * is. */
Test(weigh, the_error_of_a_sample_is_in_what_is_weighted_to_it)
{
	struct segbias_text reference = {0};
	struct segbias_text campaign = {0};
	segbias_text_add_string(&reference, "id,sex,town\n");
	for (int i = 0; i < 1000; i++)
		segbias_text_add_format(&reference, "%d,%s,%s\n", i, i < 450 ? "f" : "m", i % 2 ? "x" : "y");
	write_campaign(&campaign, 300);
	struct segbias_options options = {.attributes = "sex", .campaign.weight = "none"};
	asked = (struct segbias_weigh_request){.weighted = 0};
	struct run run = run_files(weigh, campaign.data, reference.data, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	const struct segbias_weighed_value *f = &run.findings->weighing.attributes[0].values[0];
	RUN_NEAR(f->share_after_se, sqrt(.45 * .55 / 1000), "error");
	RUN_NEAR(f->reference_se, sqrt(.45 * .55 / 1000), "error");
	/* qnorm(.975) = 1.959963984540054 */
	RUN_NEAR(f->index_after_high, 100 + 1.959963984540054 * 100 * sqrt(.45 * .55 / 1000) / .45, "limit");
	run_release(&run);
	segbias_text_release(&reference);
	segbias_text_release(&campaign);
}

/* A sample says as much in a row a person as in a table or in margins of the same people: here 45 % with an error of sqrt(.45 .55 /
 * 1000), and town, which is not weighted to, with the same error by each where sex and town are independent in it. */
Test(weigh, a_sample_says_as_much_in_a_table)
{
	static const char *const TABLES[] = {"sex,town,count\nf,x,225\nf,y,225\nm,x,275\nm,y,275\n",
	                                     "attribute,value,count\nsex,f,450\nsex,m,550\ntown,x,500\ntown,y,500\n"};
	struct segbias_text campaign = {0};
	double town[2];
	write_campaign(&campaign, 300);
	for (size_t i = 0; i < 2; i++) {
		struct segbias_options options = {
		    .attributes = "sex", .campaign.weight = "none", .reference_kind = "sample"};
		asked = (struct segbias_weigh_request){.weighted = 0};
		struct run run = run_files(weigh, campaign.data, TABLES[i], &options);
		cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
		const struct segbias_weighing *w = &run.findings->weighing;
		RUN_NEAR(w->attributes[0].values[0].share_after_se, sqrt(.45 * .55 / 1000), "error");
		RUN_NEAR(w->attributes[0].values[0].reference_se, sqrt(.45 * .55 / 1000), "error");
		RUN_NEAR(w->attributes[1].values[0].reference_se, sqrt(.25 / 1000), "error");
		town[i] = w->attributes[1].values[0].share_after_se;
		run_release(&run);
		/* Of both attributes together, by cells of the table. */
		options.attributes = "sex,town";
		asked = (struct segbias_weigh_request){.weighted = 0, .method = i ? "rake" : "poststratify"};
		run = run_files(weigh, campaign.data, TABLES[i], &options);
		cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
		RUN_NEAR(run.findings->weighing.attributes[0].values[0].share_after_se, sqrt(.45 * .55 / 1000),
		         "cells");
		run_release(&run);
	}
	RUN_NEAR(town[0], town[1], "of what is not weighted to");
	segbias_text_release(&campaign);
}

/* By hand: sex is all that decides about town (of f two in three are x, of m one in three), so that the share of x is r 2/3 +
 * (1 - r)/3 and has a third of the error of r, beside that of the records. */
Test(weigh, a_margin_of_error_goes_on_by_the_regression)
{
	static const char REFERENCE[] = "attribute,value,count,moe\nsex,f,5000000,100000\nsex,m,5000000,100000\n"
					"town,x,5000000,100000\ntown,y,5000000,100000\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex,town\n");
	for (int i = 0; i < 300; i++)
		segbias_text_add_format(&campaign, "%s,%s\n", i % 2 ? "f" : "m",
		                        (i / 2 % 3 < 2) == (i % 2) ? "x" : "y");
	struct segbias_options options = {.attributes = "sex"};
	asked = (struct segbias_weigh_request){.weighted = 0};
	struct run run = run_files(weigh, campaign.data, REFERENCE, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	const struct segbias_weighed *sex = &run.findings->weighing.attributes[0];
	const struct segbias_weighed *town = &run.findings->weighing.attributes[1];
	RUN_NEAR(sex->values[0].share_after_se, sex->values[0].reference_se, "of what is weighted to");
	/* All weights are 1, and the residuals' squares 2/9 each: n/(n-1) (2/9) n / n^2 */
	double records = 2. / 9 / 299;
	double target = sex->values[0].reference_se / 3;
	RUN_NEAR(town->values[0].share_after_se, sqrt(records + target * target), "of what is not");
	run_release(&run);
	segbias_text_release(&campaign);
}

Test(weigh, without_unknown_values_nothing_else_has_a_weight)
{
	struct segbias_options options = {.attributes = "sex,tier"};
	asked = (struct segbias_weigh_request){.weighted = 1, .cells = 1, .complete = 1};
	struct run run = run_weigh(100, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	/* i % 17 == 3 or i % 23 == 5: 6 and 5 of 100 */
	cr_expect_eq(run.findings->weighing.records, 89);
	char *bytes = run_render(&run, "weighted");
	cr_expect_not_null(strstr(bytes, "unknown,a,x,\n"));
	free(bytes);
	bytes = run_render(&run, "cells");
	cr_expect_eq(strncmp(bytes, "sex,tier,count,weight\nf,a,", 26), 0, "%s", bytes);
	free(bytes);
	run_release(&run);
}

Test(weigh, what_cannot_be_is_refused)
{
	static const struct {
		struct segbias_weigh_request request;
		struct segbias_options options;
		enum segbias_status status;
		const char *id;
	} CASES[] = {
	    {{.method = "ipf"}, RUN_DEFAULTS, SEGBIAS_USAGE, "bad_option"},
	    {{.method = "logit"}, RUN_DEFAULTS, SEGBIAS_USAGE, "bounds_missing"},
	    {{.bounds = "0.5:2"}, RUN_DEFAULTS, SEGBIAS_USAGE, "bounds_without_method"},
	    {{.method = "logit", .bounds = "1:2"}, RUN_DEFAULTS, SEGBIAS_USAGE, "bad_option"},
	    {{.method = "linear", .bounds = "0.9:nan"}, RUN_DEFAULTS, SEGBIAS_USAGE, "bad_option"},
	    {{.trim = "1"}, RUN_DEFAULTS, SEGBIAS_USAGE, "bad_option"},
	    {{.method = NULL}, {.segment = "town"}, SEGBIAS_USAGE, "not_weighed"},
	    {{.method = NULL}, {.deff = "2"}, SEGBIAS_USAGE, "not_weighed"},
	    {{.method = NULL}, {.reference_kind = "base"}, SEGBIAS_USAGE, "not_weighed"},
	    {{.method = "poststratify"}, RUN_DEFAULTS, SEGBIAS_DATA, "no_joint_reference"},
	    {{.method = "logit", .bounds = "0.99:1.01"}, RUN_DEFAULTS, SEGBIAS_DATA, "bounds_too_narrow"},
	    {{.cells = 1, .trim = "2"}, RUN_DEFAULTS, SEGBIAS_USAGE, "cells_trimmed"},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		asked = CASES[i].request;
		struct run run = run_weigh(120, &CASES[i].options);
		cr_expect_null(run.findings, "%zu", i);
		cr_expect_eq(run.error.status, CASES[i].status, "%zu: %s", i, run.error.message);
		cr_expect_str_eq(run.error.id, CASES[i].id, "%zu: %s", i, run.error.message);
		run_release(&run);
	}
}

static const struct segbias_quota *find_quota(const struct segbias_findings *findings, const char *value)
{
	const struct segbias_weighing *w = &findings->weighing;
	for (size_t i = 0; i < w->quota_count; i++)
		if (segbias_label_equal(w->quotas[i].value, segbias_label_of(value)))
			return &w->quotas[i];
	cr_assert_fail("no %s", value);
	return NULL;
}

static void write_recruited(struct segbias_text *out)
{
	static const struct {
		const char *row;
		int count;
	} ROWS[] = {{"f,young", 40}, {"f,old", 10}, {"m,young", 30}, {"m,old", 5}, {"f,", 3}};
	segbias_text_add_string(out, "sex,age\n");
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		for (int k = 0; k < ROWS[i].count; k++)
			segbias_text_add_format(out, "%s\n", ROWS[i].row);
}

/* By hand: of 85 and 15 recruits a quarter each would be 25; the lowest two, of 5 and 10, come to 15. Of 43 more 128 / 4 x 1.25 is 40, which
 * the largest has, and 37 are to be recruited to 26 each. */
Test(weigh, quotas_are_of_the_attributes_together)
{
	static const char JOINT[] = "sex,age,count\nf,young,1000\nf,old,1000\nm,young,1000\nm,old,1000\n";
	struct segbias_text campaign = {0};
	write_recruited(&campaign);
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.recruit = "15"};
	struct run run = run_files(weigh, campaign.data, JOINT, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	const struct segbias_weighing *w = &run.findings->weighing;
	cr_expect(w->recruiting && w->nested && w->quota_count == 4 && w->recruits == 15);
	cr_expect_eq(w->band_needs, 43, "%g", w->band_needs);
	const struct segbias_quota *row = find_quota(run.findings, "m × old");
	cr_expect_eq(row->people, 10);
	cr_expect(run_is(row->attribute, "sex*age") && row->value_count == 2 && run_is(row->values[0], "m") &&
	          run_is(row->values[1], "old"));
	RUN_NEAR(row->index_before, 100 * (5 / 85.) / .25, "before");
	RUN_NEAR(row->index_after, 60, "after");
	cr_expect_eq(find_quota(run.findings, "f × old")->people, 5);
	cr_expect_eq(find_quota(run.findings, "f × young")->people, 0);
	RUN_NEAR(find_quota(run.findings, "f × young")->index_after, 160, "of the largest");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* By hand, of 14: x 9, y 3, z 2 of two, two and one fifth; p 3, q 11 of halves. With 4 more the first asks for 3 y and 1 z (.32 and .16 of 18
 * are 5.76 and 2.88), and the other for 5 p (.4 of 18 are 7.2). With 5 more the first asks for 4 y and 2 z (6.08 and 3.04): 6 do for both. */
Test(weigh, what_the_band_needs_holds_in_all_lists_at_once)
{
	static const char APART[] = "attribute,value,count\naa,x,400\naa,y,400\naa,z,200\nbb,p,500\nbb,q,500\n";
	static const char PEOPLE[] = "aa,bb\nx,p\ny,p\nz,p\nx,q\nx,q\nx,q\nx,q\nx,q\nx,q\nx,q\nx,q\ny,q\ny,q\nz,q\n";
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.recruit = "1"};
	struct run run = run_files(weigh, PEOPLE, APART, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	cr_expect_eq(run.findings->weighing.band_needs, 6, "%g", run.findings->weighing.band_needs);
	run_release(&run);
}

/* By hand: f 53, m 35; young 70, old 15. All 15 are men, and all are old. Of 32 more 47 of 117 are .4 of them; 31 would have to be 32. */
Test(weigh, quotas_of_margins_are_of_each_attribute)
{
	static const char APART[] = "attribute,value,count\nsex,f,500\nsex,m,500\nage,young,500\nage,old,500\n";
	struct segbias_text campaign = {0};
	write_recruited(&campaign);
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.recruit = "15"};
	struct run run = run_files(weigh, campaign.data, APART, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	const struct segbias_weighing *w = &run.findings->weighing;
	cr_expect(w->recruiting && !w->nested && w->quota_count == 4);
	cr_expect_eq(w->band_needs, 32, "%g", w->band_needs);
	cr_expect_eq(find_quota(run.findings, "m")->people, 15);
	RUN_NEAR(find_quota(run.findings, "m")->index_after, 100 * (50 / 103.) / .5, "of men");
	cr_expect_eq(find_quota(run.findings, "old")->people, 15);
	cr_expect(run_is(find_quota(run.findings, "old")->values[0], "old"));
	run_release(&run);
	options.campaign.weight = "design_weight";
	segbias_text_release(&campaign);
	write_campaign(&campaign, 100);
	run = run_files(weigh, campaign.data, MARGINS, &options);
	cr_expect(!run.findings && run.error.status == SEGBIAS_USAGE && strstr(run.error.message, "--recruit"));
	run_release(&run);
	segbias_text_release(&campaign);
}

/* By hand: of 88 with a sex 53 are women, and .4 to .625 are 35.2 to 55: 36 to 55 may be. Of 85 with an age 70 are young, and 34 to 53.125 may
 * be: 17 are too many; but 15 are old, of whom there should be 34: 19 leave and 19 join. */
Test(weigh, who_leaves_and_who_joins_are_the_fewest)
{
	static const char APART[] = "attribute,value,count\nsex,f,500\nsex,m,500\nage,young,500\nage,old,500\n";
	struct segbias_text campaign = {0};
	write_recruited(&campaign);
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.exchange = 1};
	struct run run = run_files(weigh, campaign.data, APART, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	const struct segbias_weighing *w = &run.findings->weighing;
	double leave = 0;
	double join = 0;
	double young = 70;
	double women = 53;
	cr_expect(w->fitted && w->exchanging && w->exchange_optimal && w->exchanged == 19 && w->exchange_lower == 19,
	          "%g", w->exchanged);
	cr_expect(run_is(w->exchange_name, "sex*age"));
	for (size_t i = 0; i < w->move_count; i++) {
		const struct segbias_move *move = &w->moves[i];
		cr_assert(move->value_count == 2 && move->leave + move->join > 0);
		leave += move->leave;
		join += move->join;
		women += run_is(move->values[0], "f") ? move->join - move->leave : 0;
		young += run_is(move->values[1], "young") ? move->join - move->leave : 0;
	}
	cr_expect(leave == 19 && join == 19 && young == 51 && women >= 36 && women <= 55, "%g %g %g %g", leave, join,
	          young, women);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Of the reference no man is old, and who joins cannot be one. By hand: 30 men of 60 people, all young; .8 of a third of 60 is 16 old ones. */
Test(weigh, nobody_joins_whom_the_reference_does_not_have)
{
	static const char JOINT[] = "sex,age,count\nf,young,1000\nf,old,1000\nm,young,1000\nm,old,0\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex,age\n");
	for (int i = 0; i < 60; i++)
		segbias_text_add_string(&campaign, i % 2 ? "f,young\n" : "m,young\n");
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.exchange = 1, .recruit = "30"};
	struct run run = run_files(weigh, campaign.data, JOINT, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	const struct segbias_weighing *w = &run.findings->weighing;
	/* There are no weights, and that is a warning; women and men are inside the band after it: at least 32 and at most 25. */
	cr_expect(!w->fitted && w->exchanging && w->recruiting && w->exchanged == 16, "%g", w->exchanged);
	for (size_t i = 0; i < w->move_count; i++)
		cr_expect(w->moves[i].join == 0 ||
		          (run_is(w->moves[i].values[0], "f") && run_is(w->moves[i].values[1], "old")));
	/* Of 90 a third each are 30 of three groups: all that are missing are old women. */
	cr_expect_eq(find_quota(run.findings, "f × old")->people, 30);
	char *json = run_render(&run, "json");
	cr_expect(strstr(json, "\"fit\": null") && strstr(json, "\"cost\": null") && strstr(json, "\"no_weights\""));
	free(json);
	run_release(&run);
	/* With a file to be written, or without people to tell of, it is an error as ever; the hint says how many would do: 30 of 90. */
	asked = (struct segbias_weigh_request){.exchange = 1, .cells = 1};
	run = run_files(weigh, campaign.data, JOINT, &options);
	cr_expect(!run.findings && strcmp(run.error.id, "no_record_of_value") == 0);
	run_release(&run);
	asked = (struct segbias_weigh_request){.method = NULL};
	run = run_files(weigh, campaign.data, JOINT, &options);
	cr_expect(!run.findings && strstr(run.error.hint, "30 people of \"old\" would put it at parity; or "), "%s",
	          run.error.hint);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* By hand: of 100 no region is known. What is known of nobody is neither inside the band nor outside it. */
Test(weigh, what_is_known_of_nobody_is_not_fine)
{
	static const char JOINT[] = "sex,region,count\nf,North,1000\nf,South,1000\nm,North,1000\nm,South,1000\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex,region\n");
	for (int i = 0; i < 100; i++)
		segbias_text_add_string(&campaign, i % 2 ? "f,Nord\n" : "m,Nord\n");
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.exchange = 1};
	struct run run = run_files(weigh, campaign.data, JOINT, &options);
	cr_expect(!run.findings && run.error.status == SEGBIAS_DATA);
	cr_expect_str_eq(run.error.id, "exchange_of_unknown");
	cr_expect(strstr(run.error.message, "\"region\"") && strstr(run.error.hint, "-a 'sex'"), "%s; %s",
	          run.error.message, run.error.hint);
	run_release(&run);
	options.attributes = "sex";
	run = run_files(weigh, campaign.data, JOINT, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(run.findings->weighing.exchanged, 0);
	run_release(&run);
	options.attributes = NULL;
	asked = (struct segbias_weigh_request){.recruit = "20"};
	run = run_files(weigh, campaign.data, JOINT, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect(isnan(run.findings->weighing.band_needs) && isnan(run.findings->weighing.quotas[0].index_before));
	char *text = run_render(&run, "text");
	char *json = run_render(&run, "json");
	cr_expect(!strstr(text, "nan") && !strstr(text, "All groups are at"), "%s", text);
	cr_expect(strstr(json, "\"people_unknown\""));
	free(json);
	free(text);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* By hand: of 350 are 50 of each of three groups and 200 old men, of whom the reference has none. Each group is 50 of 350 for a third: 43. Men are
 * 200 and at least .8 / 3 of all, and at most 1.25 / 3: 200 of .15 are 1333, and 1335 are the first of whom whole numbers do. */
Test(weigh, who_is_in_no_cell_of_the_reference_counts)
{
	static const char JOINT[] = "sex,age,count\nf,young,1000\nf,old,1000\nm,young,1000\n";
	static const struct {
		const char *row;
		int count;
	} ROWS[] = {{"f,young", 50}, {"f,old", 50}, {"m,young", 50}, {"m,old", 200}};
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex,age\n");
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		for (int k = 0; k < ROWS[i].count; k++)
			segbias_text_add_format(&campaign, "%s\n", ROWS[i].row);
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.recruit = "30"};
	struct run run = run_files(weigh, campaign.data, JOINT, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	const struct segbias_weighing *w = &run.findings->weighing;
	RUN_NEAR(find_quota(run.findings, "f × old")->index_before, 100 * 3 * 50 / 350., "before");
	RUN_NEAR(find_quota(run.findings, "f × old")->index_after, 100 * 3 * 60 / 380., "after");
	cr_expect_eq(w->band_needs, 985, "%g", w->band_needs);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* By hand: of 40 with both values a quarter is in each group, but 60 more are women of no known age. There have to be .4 (100 + N) men, of whom 20
 * are there, and .4 (40 + N) women of both ages, of whom 20 are there: together 16 + .8 N, and that is N at 80. */
Test(weigh, the_band_needs_what_each_attribute_does)
{
	static const char JOINT[] = "sex,age,count\nf,young,1000\nf,old,1000\nm,young,1000\nm,old,1000\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex,age\n");
	for (int i = 0; i < 10; i++)
		segbias_text_add_string(&campaign, "f,young\nf,old\nm,young\nm,old\nf,\nf,\nf,\nf,\nf,\nf,\n");
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.recruit = "1"};
	struct run run = run_files(weigh, campaign.data, JOINT, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect(run.findings->weighing.nested && run.findings->weighing.band_needs == 80, "%g",
	          run.findings->weighing.band_needs);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Of four attributes nobody looks whom the reference has together, which is said; of three somebody does. By hand: all
 * 20 have the first values, of a half each, so that 8 are to be exchanged. */
Test(weigh, who_may_join_is_said_where_the_reference_is_not_asked)
{
	static const char JOINT[] = "qa,qb,qc,qd,count\na,b,c,d,1000\nx,y,z,w,1000\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "qa,qb,qc,qd\n");
	for (int i = 0; i < 20; i++)
		segbias_text_add_string(&campaign, "a,b,c,d\n");
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.exchange = 1};
	struct run run = run_files(weigh, campaign.data, JOINT, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(run.findings->weighing.exchanged, 8);
	char *json = run_render(&run, "json");
	cr_expect(strstr(json, "\"exchange_joins\""));
	free(json);
	/* A table of values has no place for people. */
	struct segbias_render_options as = {.format = "csv"};
	char *bytes = NULL;
	size_t size = 0;
	cr_expect_eq(segbias_findings_render(run.findings, &as, &bytes, &size, &run.error), SEGBIAS_USAGE);
	cr_expect_str_eq(run.error.id, "people_not_in_csv");
	run_release(&run);
	options.attributes = "qa,qb,qc";
	run = run_files(weigh, campaign.data, JOINT, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	json = run_render(&run, "json");
	cr_expect(!strstr(json, "\"exchange_joins\"") && run.findings->weighing.exchanged == 8);
	free(json);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Of 9 women and a man with weights of 2 there are 10 people: 4 or more are to be men. */
Test(weigh, a_weight_that_all_have_is_none)
{
	static const char PEOPLE[] = "sex,w\nf,2\nf,2\nf,2\nf,2\nf,2\nf,2\nf,2\nf,2\nf,2\nm,2\n";
	static const char EQUAL[] = "attribute,value,count\nsex,f,500\nsex,m,500\n";
	struct segbias_options options = {.reference_kind = "population", .campaign.weight = "w"};
	asked = (struct segbias_weigh_request){.exchange = 1, .recruit = "2"};
	struct run run = run_files(weigh, PEOPLE, EQUAL, &options);
	cr_assert_not_null(run.findings, "%s", run.error.message);
	cr_expect_eq(run.findings->weighing.exchanged, 3);
	run_release(&run);
}

/* By hand: all 40 have a, of a half, so that 16 have to leave; of 4 alone all three are known, and only they may. Without qb, which has most values,
 * it is so still; without qa or qc it is not. */
Test(weigh, the_hint_leaves_out_what_stands_in_the_way)
{
	static const char APART[] =
	    "attribute,value,count\nqa,a,500\nqa,x,500\nqb,b,500\nqb,y,300\nqb,z,200\nqc,c,500\nqc,w,500\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "qa,qb,qc\n");
	for (int i = 0; i < 40; i++)
		segbias_text_add_format(&campaign, "a,%s,%s\n",
		                        i < 20   ? "b"
		                        : i < 32 ? "y"
		                                 : "z",
		                        i > 3   ? ""
		                        : i % 2 ? "c"
		                                : "w");
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.exchange = 1};
	struct run run = run_files(weigh, campaign.data, APART, &options);
	cr_expect(!run.findings && strcmp(run.error.id, "exchange_impossible") == 0, "%s", run.error.id);
	cr_expect(strstr(run.error.hint, "-a 'qb,qc'") || strstr(run.error.hint, "-a 'qa,qb'"), "%s", run.error.hint);
	options.attributes = strstr(run.error.hint, "-a 'qb,qc'") ? "qb,qc" : "qa,qb";
	run_release(&run);
	run = run_files(weigh, campaign.data, APART, &options);
	cr_expect_not_null(run.findings, "%s: %s", options.attributes, run.error.message);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Of 3 people a tenth is no whole number inside the band, and of some nobody can be exchanged: each lacks a value. */
Test(weigh, an_exchange_that_cannot_be_is_an_error)
{
	static const char APART[] = "attribute,value,count\nsex,f,900\nsex,m,100\nage,young,500\nage,old,500\n";
	static const char EQUAL[] = "attribute,value,count\nsex,f,500\nsex,m,500\nage,young,500\nage,old,500\n";
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.exchange = 1};
	struct run run = run_files(weigh, "sex,age\nf,young\nf,old\nm,young\n", APART, &options);
	cr_expect(!run.findings && run.error.status == SEGBIAS_DATA && strcmp(run.error.id, "no_whole_exchange") == 0,
	          "%s", run.error.message);
	run_release(&run);
	run = run_files(weigh, "sex,age\nf,\nf,\nf,\nf,\nm,\n,young\n,old\n", EQUAL, &options);
	cr_expect(!run.findings && run.error.status == SEGBIAS_DATA && strcmp(run.error.id, "exchange_impossible") == 0,
	          "%s", run.error.message);
	run_release(&run);
}

/* What would do nothing is refused. */
Test(weigh, an_option_that_does_nothing_is_refused)
{
	struct segbias_options options = {.seed = "3"};
	asked = (struct segbias_weigh_request){.method = NULL};
	struct run run = run_weigh(100, &options);
	cr_expect(!run.findings && run.error.status == SEGBIAS_USAGE && strcmp(run.error.id, "idle_option") == 0, "%s",
	          run.error.message);
	run_release(&run);
	options = (struct segbias_options){.missing_max = "3%"};
	run = run_weigh(100, &options);
	cr_expect(!run.findings && strcmp(run.error.id, "idle_option") == 0, "%s", run.error.message);
	run_release(&run);
}

static void add_weighed(struct segbias_text *out, const char *row, int count)
{
	for (int i = 0; i < count; i++)
		segbias_text_add_format(out, "%s\n", row);
}

/* By hand: of x are .8, .6, .4 and .2 of the four cells, so that the regression is .4 for f and .2 for young. Campaign and sample are alike and all
 * weights 1: the records' part is the mean of .16 .24 .24 .16 by 80 10 10 40, 24 / 140, by 139. The sample's is the variance of .4 f + .2 young among
 * its 560, of which 9 in 14 are f, as many young, and 8 in 14 both. */
Test(weigh, errors_of_two_attributes_of_a_sample_go_together)
{
	static const struct {
		const char *row;
		int x, y;
	} CELLS[] = {{"f,young", 64, 16}, {"f,old", 6, 4}, {"m,young", 4, 6}, {"m,old", 8, 32}};
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "sex,age,town\n");
	segbias_text_add_string(&reference, "id,sex,age,town\n");
	int id = 0;
	for (size_t i = 0; i < 4; i++) {
		char row[32];
		(void)snprintf(row, sizeof row, "%s,x", CELLS[i].row);
		add_weighed(&campaign, row, CELLS[i].x);
		(void)snprintf(row, sizeof row, "%s,y", CELLS[i].row);
		add_weighed(&campaign, row, CELLS[i].y);
		for (int k = 0; k < 4 * (CELLS[i].x + CELLS[i].y); k++, id++)
			segbias_text_add_format(&reference, "%d,%s,%s\n", id, CELLS[i].row, k % 2 ? "x" : "y");
	}
	struct segbias_options options = {.attributes = "sex,age", .reference_kind = "sample"};
	asked = (struct segbias_weigh_request){.weighted = 0};
	struct run run = run_files(weigh, campaign.data, reference.data, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	const struct segbias_weighed *town = &run.findings->weighing.attributes[2];
	cr_assert(!town->weighted && run_is(town->attribute, "town"));
	double p = 9 / 14.;
	double target = ((.16 + .04) * p * (1 - p) + .16 * (8 / 14. - p * p)) / 560;
	cr_expect(fabs(town->values[0].share_after_se / sqrt(24 / 140. / 139 + target) - 1) < 1e-8, "%.12g",
	          town->values[0].share_after_se);
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* Every man is young, so that half men and half young leave nothing for young women. */
Test(weigh, cells_that_would_weigh_nothing_are_named)
{
	static const char APART[] = "attribute,value,count\nsex,f,500\nsex,m,500\nage,young,500\nage,old,500\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex,age\n");
	add_weighed(&campaign, "f,young", 40);
	add_weighed(&campaign, "f,old", 10);
	add_weighed(&campaign, "m,young", 30);
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.weighted = 0};
	struct run run = run_files(weigh, campaign.data, APART, &options);
	cr_assert_null(run.findings);
	cr_expect(run.error.status == SEGBIAS_DATA && strstr(run.error.message, "those of f × young"), "%s",
	          run.error.message);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* A start weight as the file has it, times its cell's factor, is the record's weight. Few records are told of where they carry much. */
Test(weigh, factors_of_cells_are_of_start_weights_as_they_stand)
{
	struct segbias_options options = {.attributes = "sex,tier", .campaign.weight = "design_weight"};
	asked = (struct segbias_weigh_request){.weighted = 1, .cells = 1};
	struct run run = run_weigh(100, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	char *cells = run_render(&run, "cells");
	const char *cell = strstr(cells, "\nf,a,");
	cr_assert_not_null(cell);
	double factor = strtod(strchr(cell + 5, ',') + 1, NULL);
	free(cells);
	expect_weights(&run, &factor, 1); /* the first one's start weight is 1 */
	const struct segbias_weighing *w = &run.findings->weighing;
	for (size_t i = 0; i < w->unrepaired_count; i++)
		cr_expect_str_neq(w->unrepaired[i].reason, "few_records");
	run_release(&run);
}

/* By hand: of 25 and 550 of 1000 .8 are 11, and of 352 of 1000 1.25 are 11: in floating point a little more, and a little less. */
Test(weigh, what_rounding_leaves_is_no_exchange)
{
	static const char *const MARGINS_OF[] = {"sex,count\nf,550000\nm,450000\n", "sex,count\nf,352000\nm,648000\n"};
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex\n");
	add_weighed(&campaign, "f", 11);
	add_weighed(&campaign, "m", 14);
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.exchange = 1};
	for (size_t i = 0; i < 2; i++) {
		struct run run = run_files(weigh, campaign.data, MARGINS_OF[i], &options);
		cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
		cr_expect_eq(run.findings->weighing.exchanged, 0, "%zu: %g", i, run.findings->weighing.exchanged);
		run_release(&run);
	}
	segbias_text_release(&campaign);
}

/* By hand: of six and five values one each are inside the band, and of nine two each: five of six, and ten of nine. */
Test(weigh, whole_numbers_have_to_come_to_all)
{
	static const char EQUAL[] = "kind,count\na,500\nb,500\nc,500\nd,500\ne,500\n";
	static const char *const CAMPAIGNS[] = {"kind\na\nb\nc\nd\ne\na\n", "kind\na\nb\nc\nd\ne\na\nb\nc\nd\n"};
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.exchange = 1};
	for (size_t i = 0; i < 2; i++) {
		struct run run = run_files(weigh, CAMPAIGNS[i], EQUAL, &options);
		cr_expect(!run.findings && strcmp(run.error.id, "no_whole_exchange") == 0 &&
		              strstr(run.error.message, "cannot be divided"),
		          "%zu: %s", i, run.error.message);
		run_release(&run);
	}
}

/* By hand, of 20 young women, and of the reference two in five old women, three in ten young and as many middle-aged men: seven old women and ten men
 * have to join, whom nobody can be at once. Each is somebody of the reference. */
Test(weigh, who_joins_is_somebody_of_the_reference)
{
	static const char JOINT[] = "sex,age,count\nf,old,4000\nm,young,3000\nm,mid,3000\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex,age\n");
	add_weighed(&campaign, "f,young", 20);
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.exchange = 1};
	struct run run = run_files(weigh, campaign.data, JOINT, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	const struct segbias_weighing *w = &run.findings->weighing;
	cr_expect(w->exchange_optimal && w->exchanged == 17, "%g", w->exchanged);
	for (size_t i = 0; i < w->move_count; i++)
		cr_expect(w->moves[i].join == 0 || run_is(w->moves[i].value, "f × old") ||
		              run_is(w->moves[i].value, "m × young") || run_is(w->moves[i].value, "m × mid"),
		          "%s", w->moves[i].value.bytes);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Each record has one value, so that nobody can be exchanged by two attributes: leaving one of three out does not help, and is not proposed. */
Test(weigh, a_hint_that_does_not_help_is_not_given)
{
	static const char EQUAL[] =
	    "attribute,value,count\nsex,f,500\nsex,m,500\nage,young,500\nage,old,500\ntown,x,500\ntown,y,500\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex,age,town\n");
	add_weighed(&campaign, "f,,", 9);
	add_weighed(&campaign, "m,,", 1);
	add_weighed(&campaign, ",young,", 9);
	add_weighed(&campaign, ",old,", 1);
	add_weighed(&campaign, ",,x", 9);
	add_weighed(&campaign, ",,y", 1);
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.exchange = 1};
	struct run run = run_files(weigh, campaign.data, EQUAL, &options);
	cr_expect(!run.findings && strcmp(run.error.id, "exchange_impossible") == 0 && !strstr(run.error.hint, "-a "),
	          "%s; %s", run.error.message, run.error.hint);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* By hand: 101 times 101 times 101 combinations are over a million, of which the reference is not asked. Of 202 people two have each value: 200
 * leave. */
Test(weigh, combinations_that_are_not_looked_at_are_told)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "aa,bb,cc\n");
	segbias_text_add_string(&reference, "aa,bb,cc,count\n");
	for (int i = 0; i < 101; i++)
		segbias_text_add_format(&reference, "a%d,b%d,c%d,1000\n", i, i, i);
	add_weighed(&campaign, "a0,b0,c0", 202);
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.exchange = 1};
	struct run run = run_files(weigh, campaign.data, reference.data, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	cr_expect_eq(run.findings->weighing.exchanged, 200, "%g", run.findings->weighing.exchanged);
	bool told = false;
	for (size_t i = 0; i < run.findings->notes.count; i++)
		told = told || strcmp(run.findings->notes.items[i].code, "exchange_joins") == 0;
	cr_expect(told);
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* By hand: 20 of 100 are men and young, three in ten of the reference; of old women, whom it lacks, as many are in none of the groups. */
Test(weigh, who_the_reference_lacks_is_in_no_quota)
{
	static const char JOINT[] = "sex,age,count\nf,young,500\nm,young,300\nm,old,200\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "sex,age\n");
	add_weighed(&campaign, "f,young", 50);
	add_weighed(&campaign, "f,old", 20);
	add_weighed(&campaign, "m,young", 20);
	add_weighed(&campaign, "m,old", 10);
	struct segbias_options options = {.reference_kind = "population"};
	asked = (struct segbias_weigh_request){.recruit = "5"};
	struct run run = run_files(weigh, campaign.data, JOINT, &options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	RUN_NEAR(find_quota(run.findings, "m × young")->index_before, 100 * .2 / .3, "before");
	RUN_NEAR(find_quota(run.findings, "m × old")->index_before, 100 * .1 / .2, "before");
	run_release(&run);
	segbias_text_release(&campaign);
}
