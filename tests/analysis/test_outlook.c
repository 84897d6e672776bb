/* What comes first and what would settle the rest: of findings that are given, by hand. */
#include "analysis/analysis.h"
#include "jobs/run.h"

enum { VALUES_MAX = 3, COMPARISONS_MAX = 6 };

/* What is given of a value. */
struct given_value {
	enum segbias_verdict verdict;
	double shortfall, index, n_settling, count, reference_share;
};

struct given {
	const char *segment; /* NULL: the whole campaign */
	const char *attribute;
	double rows, n, missing, unmatched, n_effective, deff;
	enum segbias_state state;
	struct given_value values[VALUES_MAX];
};

static struct segbias_label label_of(const char *text)
{
	return text ? segbias_label_of(text) : (struct segbias_label){0};
}

/* The findings of a population of 10,000 and a campaign of 200 records, with segments where a comparison has one. */
static struct segbias_findings *findings_of(const struct given *given, size_t count)
{
	struct segbias_findings *findings = NULL;
	cr_assert_eq(segbias_findings_create(&findings, NULL), SEGBIAS_OK);
	findings->kind = "population";
	findings->reference_total = 10000;
	findings->records = 200;
	findings->settings.band_low = 80;
	findings->settings.band_high = 125;
	findings->comparisons = segbias_arena_array(&findings->arena, count, sizeof *findings->comparisons);
	findings->comparison_count = count;
	for (size_t i = 0; i < count; i++) {
		struct segbias_comparison *c = &findings->comparisons[i];
		*c = (struct segbias_comparison){.segment = label_of(given[i].segment),
		                                 .attribute = segbias_label_of(given[i].attribute),
		                                 .rows = given[i].rows,
		                                 .n = given[i].n,
		                                 .missing = given[i].missing,
		                                 .unmatched = given[i].unmatched,
		                                 .n_effective = given[i].n_effective,
		                                 .deff = given[i].deff,
		                                 .state = given[i].state};
		if (given[i].segment)
			findings->settings.segment = segbias_label_of("segment");
		c->values = segbias_arena_array(&findings->arena, VALUES_MAX, sizeof *c->values);
		for (; c->value_count < VALUES_MAX && given[i].values[c->value_count].reference_share > 0;
		     c->value_count++) {
			const struct given_value *v = &given[i].values[c->value_count];
			c->values[c->value_count] =
			    (struct segbias_value_finding){.verdict = v->verdict,
			                                   .shortfall = v->shortfall,
			                                   .index = v->index,
			                                   .n_settling = v->n_settling,
			                                   .count = v->count,
			                                   .reference_share = v->reference_share};
		}
	}
	return findings;
}

static const struct segbias_outlook *look(struct segbias_findings *findings)
{
	struct segbias_analysis_input input = {0};
	cr_assert_eq(segbias_analyse_outlook(&input, findings, NULL), SEGBIAS_OK);
	return &findings->outlook;
}

static void expect_places(const struct segbias_place *places, size_t count, const size_t (*expected)[2], size_t wanted)
{
	cr_assert_eq(count, wanted, "%zu places", count);
	for (size_t i = 0; i < count; i++)
		cr_expect(places[i].comparison == expected[i][0] && places[i].value == expected[i][1],
		          "place %zu: %zu, %zu", i, places[i].comparison, places[i].value);
}

static void expect_rows(const size_t *rows, size_t count, const size_t *expected, size_t wanted)
{
	cr_assert_eq(count, wanted, "%zu rows", count);
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(rows[i], expected[i], "row %zu: %zu", i, rows[i]);
}

#define OVER SEGBIAS_VERDICT_OVER
#define UNDER SEGBIAS_VERDICT_UNDER
#define LIKELY SEGBIAS_VERDICT_LIKELY_OVER
#define WITHIN SEGBIAS_VERDICT_WITHIN
#define UNCLEAR SEGBIAS_VERDICT_UNCLEAR

/* Three flags of twelve people: the order of the result, whichever way they are off. */
Test(outlook, flags_by_people)
{
	static const struct given GIVEN[] = {
	    {NULL, "g", .rows = 9, .values = {{LIKELY, -5, 130, NAN, 1, .5}, {WITHIN, 90, 100, NAN, 1, .5}}},
	    {"S", "g", .rows = 4, .values = {{UNDER, 12, 50, NAN, 1, .5}, {OVER, -5, 150, NAN, 1, .5}}},
	    {"T", "g", .rows = 5, .values = {{OVER, -12, 150, NAN, 1, .5}, {UNDER, 12, 50, NAN, 1, .5}}},
	    {"U", "g", .rows = 5, .values = {{OVER, -13, 150, NAN, 1, .5}, {UNCLEAR, 99, 50, NAN, 1, .5}}},
	};
	static const size_t EXPECTED[][2] = {{3, 0}, {1, 0}, {2, 0}, {2, 1}, {0, 0}, {1, 1}};
	struct segbias_findings *findings = findings_of(GIVEN, 4);
	const struct segbias_outlook *outlook = look(findings);
	cr_expect_not(outlook->one_for_all);
	expect_places(outlook->ranked, outlook->ranked_count, EXPECTED, 6);
	segbias_findings_free(findings);
}

/* Known records: 40 of S, and of T 20 effective ones with a design effect of 2. */
static const struct given OPEN[] = {
    {NULL, "g", .n_effective = 80, .deff = 1, .values = {{UNCLEAR, 0, 90, 85, 1, .5}, {WITHIN, 0, 99, NAN, 1, .5}}},
    {"S", "g", .n_effective = 40, .deff = 1, .values = {{UNCLEAR, 0, 90, 100, 1, .5}, {UNCLEAR, 0, 90, 30, 1, .5}}},
    {"T", "g", .n_effective = 20, .deff = 2, .values = {{UNCLEAR, 0, 90, 70, 1, .5}, {UNCLEAR, 0, 90, 20000, 1, .5}}},
    {"U", "g", .n_effective = 1, .deff = 1, .state = SEGBIAS_STATE_ONE_VALUE, .values = {{UNCLEAR, 0, 100, 2, 1, 1}}},
};

/* Of T 30 records are missing, of S 60; 30 of 40 says nothing, and nobody has 20,000. Times 1, 1.75, 2.5 and none: half are
 * settled by 1.75 times the 200. */
Test(outlook, unclear_by_what_is_missing)
{
	static const size_t EXPECTED[][2] = {{2, 0}, {1, 0}, {1, 1}, {2, 1}};
	struct segbias_findings *findings = findings_of(OPEN, 4);
	const struct segbias_outlook *outlook = look(findings);
	expect_places(outlook->unclear, outlook->unclear_count, EXPECTED, 4);
	cr_expect_eq(outlook->settled_count, 2);
	cr_expect_eq(outlook->settle_half, 350);
	cr_expect(isnan(outlook->settle_most));
	cr_expect_eq(findings->comparisons[2].values[0].n_settling, 70);
	cr_expect(isinf(findings->comparisons[2].values[1].n_settling));
	segbias_findings_free(findings);
}

/* A sample's size says nothing of how many people there are: 20,000 for 40 is 500 times the 200. */
Test(outlook, a_sample_is_no_limit)
{
	static const size_t EXPECTED[][2] = {{2, 0}, {1, 0}, {2, 1}, {1, 1}};
	struct segbias_findings *findings = findings_of(OPEN, 4);
	findings->kind = "sample";
	findings->reference_total = 60;
	const struct segbias_outlook *outlook = look(findings);
	expect_places(outlook->unclear, outlook->unclear_count, EXPECTED, 4);
	cr_expect_eq(outlook->settled_count, 3);
	cr_expect_eq(outlook->settle_half, 350);
	cr_expect_eq(outlook->settle_most, 100000);
	segbias_findings_free(findings);
}

/* No campaign has more records than there are people: 349 is one too few for half. */
Test(outlook, more_records_than_people)
{
	struct segbias_findings *findings = findings_of(OPEN, 4);
	findings->reference_total = 349;
	const struct segbias_outlook *outlook = look(findings);
	cr_expect(isnan(outlook->settle_half) && isnan(outlook->settle_most));
	segbias_findings_free(findings);
	findings = findings_of(OPEN, 4);
	findings->reference_total = 350;
	cr_expect_eq(look(findings)->settle_half, 350);
	segbias_findings_free(findings);
}

/* Without segments the whole campaign is asked: its one unclear group needs 85 for 80, 212.5 for 200. */
Test(outlook, the_whole_campaign_alone)
{
	static const size_t EXPECTED[][2] = {{0, 0}};
	struct segbias_findings *findings = findings_of(OPEN, 1);
	const struct segbias_outlook *outlook = look(findings);
	expect_places(outlook->unclear, outlook->unclear_count, EXPECTED, 1);
	cr_expect_eq(outlook->settle_half, 213);
	cr_expect_eq(outlook->settle_most, 213);
	segbias_findings_free(findings);
}

Test(outlook, nothing_is_unclear)
{
	struct segbias_findings *findings = findings_of(OPEN, 0);
	const struct segbias_outlook *outlook = look(findings);
	cr_expect(isnan(outlook->settle_half) && isnan(outlook->settle_most));
	cr_expect_eq(outlook->unclear_count + outlook->ranked_count + outlook->table_count + outlook->worst_count, 0);
	cr_expect_not(outlook->one_for_all);
	segbias_findings_free(findings);
}

/* Of 80 known and 20 unknown: 100 count / 100 / share, and with 20 more. 85 to 135, 80 to 130 and 76 to 116 cross an edge, 250
 * to 350 does not, and 80 to 120 only touches one. */
Test(outlook, best_and_worst_case)
{
	static const struct given GIVEN[] = {
	    {NULL, "g", .n = 80, .missing = 15, .unmatched = 5,
	     .values = {{WITHIN, .count = 34, .reference_share = .4},
	                {WITHIN, .count = 32, .reference_share = .4},
	                {OVER, .count = 50, .reference_share = .2}}},
	    {"S", "g", .n = 80, .missing = 20,
	     .values = {{WITHIN, .count = 40, .reference_share = .5}, {WITHIN, .count = 38, .reference_share = .5}}},
	    {"T", "g", .n = 80, .values = {{OVER, .count = 60, .reference_share = .5}}},
	    {"U", "g", .n = 0, .missing = 7, .values = {{UNCLEAR, .count = 0, .reference_share = .5}}},
	};
	static const size_t EXPECTED[][2] = {{0, 0}, {0, 1}, {1, 1}};
	static const double INDICES[][2] = {{85, 135}, {80, 130}, {76, 116}};
	struct segbias_findings *findings = findings_of(GIVEN, 4);
	const struct segbias_outlook *outlook = look(findings);
	cr_assert_eq(outlook->worst_count, 3);
	for (size_t i = 0; i < 3; i++) {
		const struct segbias_comparison *c = &findings->comparisons[EXPECTED[i][0]];
		const struct segbias_value_finding *v = &c->values[EXPECTED[i][1]];
		const struct segbias_extreme *worst = &outlook->worst[i];
		cr_expect(segbias_label_equal(worst->segment, c->segment) &&
		          segbias_label_equal(worst->attribute, c->attribute) &&
		          segbias_label_equal(worst->value, v->value));
		cr_expect(worst->index_worst == segbias_value_index_if(c, v, false) &&
		          worst->index_best == segbias_value_index_if(c, v, true));
		RUN_NEAR(segbias_value_index_if(c, v, false), INDICES[i][0], "none");
		RUN_NEAR(segbias_value_index_if(c, v, true), INDICES[i][1], "all");
	}
	const struct segbias_comparison *c = findings->comparisons;
	RUN_NEAR(segbias_value_index_if(&c[0], &c[0].values[2], false), 250, "far");
	RUN_NEAR(segbias_value_index_if(&c[2], &c[2].values[0], true), 150, "nothing unknown");
	cr_expect(isnan(segbias_value_index_if(&c[3], &c[3].values[0], false)), "nothing known");
	segbias_findings_free(findings);
}

/* 50 is as far from 100 as 200; 0 is farther than anything; what is not flagged does not count. */
Test(outlook, tables_by_their_worst)
{
	static const struct given GIVEN[] = {
	    {NULL, "g", .rows = 9, .values = {{WITHIN, 0, 100, NAN, 1, .5}}},
	    {NULL, "h", .rows = 9, .values = {{OVER, 0, 900, NAN, 1, .5}}},
	    {"S", "g", .rows = 3, .values = {{OVER, 0, 200, NAN, 1, .5}, {WITHIN, 0, 1, NAN, 1, .5}}},
	    {"S", "h", .rows = 3, .values = {{WITHIN, 0, 100, NAN, 1, .5}, {UNCLEAR, 0, 1, NAN, 1, .5}}},
	    {"T", "g", .rows = 6, .values = {{UNDER, 0, 50, NAN, 1, .5}, {LIKELY, 0, 130, NAN, 1, .5}}},
	    {"T", "h", .rows = 6, .values = {{UNDER, 0, 0, NAN, 0, .5}}},
	};
	static const size_t EXPECTED[] = {0, 1, 5, 2, 4};
	struct segbias_findings *findings = findings_of(GIVEN, COMPARISONS_MAX);
	const struct segbias_outlook *outlook = look(findings);
	expect_rows(outlook->tables, outlook->table_count, EXPECTED, 5);
	cr_expect_eq(outlook->whole_count, 2);
	cr_expect_eq(outlook->quiet_count, 1);
	segbias_findings_free(findings);
}

/* Amounts have no verdict: how far the index is off decides. */
Test(outlook, tables_of_amounts)
{
	static const struct given GIVEN[] = {
	    {NULL, "g", .rows = 9, .values = {{UNCLEAR, 0, 100, NAN, 1, .5}}},
	    {"S", "g", .rows = 3, .values = {{UNCLEAR, 0, 110, NAN, 1, .5}}},
	    {"T", "g", .rows = 6, .values = {{UNCLEAR, 0, 120, NAN, 1, .5}}},
	};
	static const size_t EXPECTED[] = {0, 2, 1};
	struct segbias_findings *findings = findings_of(GIVEN, 3);
	for (size_t i = 0; i < 3; i++)
		findings->comparisons[i].values[0].reason = SEGBIAS_REASON_AMOUNT;
	const struct segbias_outlook *outlook = look(findings);
	expect_rows(outlook->tables, outlook->table_count, EXPECTED, 3);
	cr_expect_eq(outlook->quiet_count, 0);
	segbias_findings_free(findings);
}

/* The only segment is the whole file: nothing is told twice. With another one, or one record less, it is not. */
Test(outlook, one_segment_for_all)
{
	struct given given[] = {
	    {NULL, "g", .rows = 9, .values = {{OVER, -3, 150, NAN, 1, .5}}},
	    {NULL, "h", .rows = 9, .values = {{WITHIN, 0, 100, NAN, 1, .5}}},
	    {"S", "g", .rows = 9, .values = {{OVER, -3, 150, NAN, 1, .5}}},
	    {"S", "h", .rows = 9, .values = {{WITHIN, 0, 100, NAN, 1, .5}}},
	};
	static const size_t FLAGS[][2] = {{2, 0}};
	static const size_t TABLES[] = {2, 3};
	struct segbias_findings *findings = findings_of(given, 4);
	const struct segbias_outlook *outlook = look(findings);
	cr_expect(outlook->one_for_all);
	expect_places(outlook->ranked, outlook->ranked_count, FLAGS, 1);
	expect_rows(outlook->tables, outlook->table_count, TABLES, 2);
	cr_expect(outlook->whole_count == 2 && outlook->quiet_count == 0);
	segbias_findings_free(findings);
	given[3].rows = 8;
	findings = findings_of(given, 4);
	cr_expect_not(look(findings)->one_for_all, "a record has no segment");
	segbias_findings_free(findings);
	given[3] = given[2];
	given[3].segment = "T";
	given[3].attribute = "h";
	findings = findings_of(given, 4);
	cr_expect_not(look(findings)->one_for_all, "two segments");
	segbias_findings_free(findings);
}

/* .4 apart either way, the order of the result; what is no finding is not told. */
Test(outlook, missingness_by_difference)
{
	struct segbias_findings *findings = findings_of(OPEN, 0);
	struct segbias_missingness rows[] = {{.finding = true, .rate = .5, .rest = .25},
	                                     {.finding = true, .rate = .25, .rest = .75},
	                                     {.finding = false, .rate = 1, .rest = 0},
	                                     {.finding = true, .rate = .875, .rest = .375}};
	static const size_t EXPECTED[] = {1, 3, 0};
	findings->missingness = rows;
	findings->missingness_count = 4;
	const struct segbias_outlook *outlook = look(findings);
	expect_rows(outlook->missingness, outlook->missingness_count, EXPECTED, 3);
	segbias_findings_free(findings);
}

/* From files: 30 and 10 of 50, 10 unknown, of halves: 100 x 30 / 50 / .5 and 100 x 40 / 50 / .5; 40 to 80 for the other. */
Test(outlook, of_files)
{
	static const char ROWS[] =
	    "{\"segment\": null, \"attribute\": \"g\", \"value\": \"f\", \"index_best\": 80, \"index_worst\": 40},\n   "
	    "{\"segment\": null, \"attribute\": \"g\", \"value\": \"m\", \"index_best\": 160, \"index_worst\": 120},\n   "
	    "{\"segment\": \"S\", \"attribute\": \"g\", \"value\": \"f\", \"index_best\": 80, \"index_worst\": 40},\n   "
	    "{\"segment\": \"S\", \"attribute\": \"g\", \"value\": \"m\", \"index_best\": 160, \"index_worst\": 120}\n";
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "segment,g\n");
	for (int i = 0; i < 50; i++)
		segbias_text_add_format(&text, "%s,%s\n", "S", i < 30 ? "m" : i < 40 ? "f" : "");
	struct run run = run_good(text.data, "attribute,value,count\ng,f,500\ng,m,500\n", NULL);
	segbias_text_release(&text);
	char *json = run_json_from(&run, "outlook");
	cr_expect_not_null(strstr(json, ROWS), "%s", json);
	cr_expect(run.findings->outlook.one_for_all);
	free(json);
	run_release(&run);
}
