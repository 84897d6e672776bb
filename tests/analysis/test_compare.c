#include "analysis/compare.h"
#include "jobs/run.h"

/* One value whose figures are given; judged as a family of its own. */
struct judged {
	double count, n, missing, unmatched, r;
	double p, p_over, p_under, p_within;
	enum segbias_verdict verdict;
	enum segbias_reason reason;
	enum segbias_truth robust;
	double worst; /* every p at the worst that the unknown can be */
};

static void judge(const struct segbias_policy *policy, const struct judged *row, size_t at)
{
	struct segbias_findings *findings = NULL;
	const struct segbias_worst_case worst = {row->worst, row->worst, row->worst, row->worst, row->worst};
	cr_assert_eq(segbias_findings_create(&findings, NULL), SEGBIAS_OK);
	struct segbias_value_finding *v = segbias_arena_array(&findings->arena, 1, sizeof *v);
	struct segbias_comparison *c = segbias_arena_array(&findings->arena, 1, sizeof *c);
	*v = (struct segbias_value_finding){.count = row->count,
	                                    .share = row->count / row->n,
	                                    .reference_share = row->r,
	                                    .p = row->p,
	                                    .p_over = row->p_over,
	                                    .p_under = row->p_under,
	                                    .p_within = row->p_within,
	                                    .worst = &worst,
	                                    .verdict = SEGBIAS_VERDICT_UNCLEAR,
	                                    .n_needed = NAN};
	v->index = 100 * v->share / v->reference_share;
	v->p_flag = fmin(1, 2 * fmin(v->p_over, v->p_under));
	*c = (struct segbias_comparison){.segment = segbias_label_of("S"),
	                                 .n = row->n,
	                                 .missing = row->missing,
	                                 .unmatched = row->unmatched,
	                                 .n_least = row->n,
	                                 .unmatched_most = row->unmatched,
	                                 .tested = true,
	                                 .values = v,
	                                 .value_count = 1};
	findings->comparisons = c;
	findings->comparison_count = 1;
	cr_assert_eq(segbias_comparisons_judge(policy, findings, NULL), SEGBIAS_OK);
	cr_expect_eq(v->verdict, row->verdict, "row %zu: %s", at, segbias_verdict_name(v->verdict));
	cr_expect_eq(v->reason, row->reason, "row %zu", at);
	cr_expect_eq(v->robust, row->robust, "row %zu", at);
	cr_expect_eq(findings->summary.verdicts[row->verdict], 1, "row %zu", at);
	if (row->reason == SEGBIAS_REASON_UNMATCHED)
		cr_expect(isnan(v->n_needed) && isnan(v->n_settling) && v->needs_mapping, "row %zu", at);
	segbias_findings_free(findings);
}

/* The table of DEFINITIONS.md, "first that holds", with the rules for edges, unmatched and robust, one by one. */
Test(judge, the_first_that_holds)
{
	static const struct segbias_policy policy = {
	    .alpha = 0.05, .band_low = 80, .band_high = 125, .min_n = 30, .unmatched_max = 0.05};
	static const struct judged rows[] = {
	    /* flagged: the side with the smaller p, whatever else holds */
	    {60, 100, 0, 0, 0.4, 0.001, 0.025, 1, 0.001, SEGBIAS_VERDICT_OVER, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_TRUE,
	     0},
	    {20, 100, 0, 0, 0.4, 0.001, 1, 0.025, 1, SEGBIAS_VERDICT_UNDER, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_TRUE, 0},
	    /* q_flag just above alpha: likely, on the side of the index */
	    {60, 100, 0, 0, 0.4, 0.05, 0.0251, 1, 0.01, SEGBIAS_VERDICT_LIKELY_OVER, SEGBIAS_REASON_NONE,
	     SEGBIAS_TRUTH_TRUE, 0},
	    {20, 100, 0, 0, 0.4, 0.05, 1, 0.0251, 0.01, SEGBIAS_VERDICT_LIKELY_UNDER, SEGBIAS_REASON_NONE,
	     SEGBIAS_TRUTH_TRUE, 0},
	    /* an index at an edge is inside the band: not likely, however small its p */
	    {50, 100, 0, 0, 0.4, 1e-9, 1, 1, 0.05, SEGBIAS_VERDICT_WITHIN, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_TRUE, 0},
	    {32, 100, 0, 0, 0.4, 1e-9, 1, 1, 0.06, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REASON_NONE,
	     SEGBIAS_TRUTH_UNDEFINED, 0},
	    /* 1.2500000000000002 and .7999999999999999 are edges but for their rounding */
	    {50, 100, 0, 0, 0.3999999999999999, 1e-9, 1, 1, 0.06, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REASON_NONE,
	     SEGBIAS_TRUTH_UNDEFINED, 0},
	    {518, 700, 0, 0, 0.925, 1e-9, 1, 1, 0.06, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REASON_NONE,
	     SEGBIAS_TRUTH_UNDEFINED, 0},
	    {50.001, 100, 0, 0, 0.4, 0.05, 1, 1, 0.05, SEGBIAS_VERDICT_LIKELY_OVER, SEGBIAS_REASON_NONE,
	     SEGBIAS_TRUTH_TRUE, 0},
	    {60, 100, 0, 0, 0.4, 0.051, 0.03, 1, 0.06, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REASON_NONE,
	     SEGBIAS_TRUTH_UNDEFINED, 0},
	    /* robust: 60 of 120 is 125, the edge: no longer outside; 60 of 119 is */
	    {60, 100, 20, 0, 0.4, 0.001, 0.001, 1, 1, SEGBIAS_VERDICT_OVER, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_FALSE,
	     0},
	    {60, 100, 19, 0, 0.4, 0.001, 0.001, 1, 1, SEGBIAS_VERDICT_OVER, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_TRUE, 0},
	    /* (20 + 17) / 117 is 79, (20 + 18) / 118 is 80.5 */
	    {20, 100, 17, 0, 0.4, 0.001, 1, 0.001, 1, SEGBIAS_VERDICT_UNDER, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_TRUE,
	     0},
	    {20, 100, 18, 0, 0.4, 0.001, 1, 0.001, 1, SEGBIAS_VERDICT_UNDER, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_FALSE,
	     0},
	    /* unmatched: 5 of 100 is not above 5 %; what is not robust then is no flag, a likely one neither */
	    {50, 95, 0, 5, 0.401, 0.001, 0.001, 1, 1, SEGBIAS_VERDICT_OVER, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_FALSE,
	     0},
	    {50, 95, 0, 6, 0.401, 0.001, 0.001, 1, 1, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REASON_UNMATCHED,
	     SEGBIAS_TRUTH_UNDEFINED, 0},
	    {50, 95, 0, 6, 0.401, 0.001, 0.9, 1, 1, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REASON_UNMATCHED,
	     SEGBIAS_TRUTH_UNDEFINED, 0},
	    {90, 95, 0, 6, 0.401, 0.001, 0.001, 1, 1, SEGBIAS_VERDICT_OVER, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_TRUE, 0},
	    /* robust is the verdict, not the index: the same p at the worst, a hair above the threshold (alpha / 2 of the one
	     * side, alpha of the whole p of a likely one, alpha of within) */
	    {60, 100, 1, 0, 0.4, 0.001, 0.001, 1, 1, SEGBIAS_VERDICT_OVER, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_TRUE,
	     0.025},
	    {60, 100, 1, 0, 0.4, 0.001, 0.001, 1, 1, SEGBIAS_VERDICT_OVER, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_FALSE,
	     0.0251},
	    {20, 100, 1, 0, 0.4, 0.001, 1, 0.001, 1, SEGBIAS_VERDICT_UNDER, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_FALSE,
	     0.0251},
	    {60, 100, 1, 0, 0.4, 0.05, 0.0251, 1, 0.01, SEGBIAS_VERDICT_LIKELY_OVER, SEGBIAS_REASON_NONE,
	     SEGBIAS_TRUTH_TRUE, 0.05},
	    {20, 100, 1, 0, 0.4, 0.05, 1, 0.0251, 0.01, SEGBIAS_VERDICT_LIKELY_UNDER, SEGBIAS_REASON_NONE,
	     SEGBIAS_TRUTH_FALSE, 0.0501},
	    {40, 100, 1, 0, 0.4, 1, 1, 1, 0.01, SEGBIAS_VERDICT_WITHIN, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_TRUE, 0.05},
	    {40, 100, 1, 0, 0.4, 1, 1, 1, 0.01, SEGBIAS_VERDICT_WITHIN, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_FALSE,
	     0.0501},
	    /* with too much unmatched a within that is not robust is none either; the missing count, but alone they leave it */
	    {38, 95, 0, 20, 0.4, 1, 1, 1, 0.001, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REASON_UNMATCHED,
	     SEGBIAS_TRUTH_UNDEFINED, 0.06},
	    {90, 95, 0, 20, 0.95, 1, 1, 1, 0.001, SEGBIAS_VERDICT_WITHIN, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_TRUE,
	     0.04},
	    {90, 95, 30, 5, 0.95, 1, 1, 1, 0.001, SEGBIAS_VERDICT_WITHIN, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_FALSE,
	     0.06},
	    /* 6 of 114 unmatched is above 5 %, whatever is missing: 6 of 214 would not be */
	    {50, 108, 100, 6, 0.3, 0.001, 0.001, 1, 1, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REASON_UNMATCHED,
	     SEGBIAS_TRUTH_UNDEFINED, 0.001},
	    /* too little evidence, and more would not help: 45 / 115 is 78 */
	    {45, 95, 0, 20, 0.5, 1, 1, 1, 0.06, SEGBIAS_VERDICT_UNCLEAR, SEGBIAS_REASON_NONE, SEGBIAS_TRUTH_UNDEFINED,
	     0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		judge(&policy, &rows[i], i);
}

/* The order of the result: whole first, segments in byte order, attributes in the campaign's order. */
Test(judge, order_of_comparisons)
{
	struct run run = run_good("b,segment,a\n1,Z,2\n1,É,2\n1,a,2\n", "attribute,value,count\na,2,1\nb,1,1\n", NULL);
	static const char *const segments[] = {NULL, "Z", "a", "É"};
	cr_assert_eq(run.findings->comparison_count, 8);
	for (size_t i = 0; i < 8; i++) {
		cr_expect(run_is(run.findings->comparisons[i].segment, segments[i / 2]), "%zu", i);
		cr_expect(run_is(run.findings->comparisons[i].attribute, i % 2 ? "a" : "b"), "%zu", i);
	}
	run_release(&run);
}
