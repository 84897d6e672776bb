#include "findings/withhold.h"

#include <criterion/criterion.h>
#include <math.h>

enum { VALUES = 3 };

/* A comparison of which everything is told. */
static struct segbias_comparison told(struct segbias_value_finding *values)
{
	for (size_t i = 0; i < VALUES; i++)
		values[i] = (struct segbias_value_finding){.value = {"a", 1},
		                                           .count = 40,
		                                           .share = 0.4,
		                                           .share_high = 0.5,
		                                           .reference_share = 0.3,
		                                           .share_if_missing = {0.3, 0.5},
		                                           .p = 0.2,
		                                           .p_over = 0.1,
		                                           .n_settling = 500,
		                                           .verdict = SEGBIAS_VERDICT_WITHIN,
		                                           .robust = SEGBIAS_TRUTH_TRUE};
	return (struct segbias_comparison){.rows = 130,
	                                   .n = 120,
	                                   .n_effective = 120,
	                                   .missing = 8,
	                                   .missing_rate = 8. / 130,
	                                   .unmatched = 2,
	                                   .chi2 = 7,
	                                   .ks = 0.1,
	                                   .values = values,
	                                   .value_count = VALUES,
	                                   .tested = true};
}

Test(withhold, nothing)
{
	static const bool NONE[VALUES] = {false};
	struct segbias_value_finding values[VALUES];
	struct segbias_comparison c = told(values);
	cr_assert_not(segbias_comparison_withhold(&c, &(struct segbias_withheld){.values = NONE}, true));
	cr_assert(c.chi2 == 7 && values[0].verdict == SEGBIAS_VERDICT_WITHIN && values[0].p == 0.2);
}

Test(withhold, a_value)
{
	static const bool SECOND[VALUES] = {false, true, false};
	struct segbias_value_finding values[VALUES];
	struct segbias_comparison c = told(values);
	cr_assert(segbias_comparison_withhold(&c, &(struct segbias_withheld){.values = SECOND}, false));
	const struct segbias_value_finding *v = &values[1];
	cr_assert(isnan(v->count) && isnan(v->share) && isnan(v->share_high) && isnan(v->share_if_missing[1]));
	cr_assert(isnan(v->p) && isnan(v->p_over) && isnan(v->n_settling));
	cr_assert(v->reference_share == 0.3 && v->value.bytes);
	cr_assert(v->verdict == SEGBIAS_VERDICT_WITHHELD && v->reason == SEGBIAS_REASON_SUPPRESSED);
	cr_assert(v->robust == SEGBIAS_TRUTH_UNDEFINED);
	cr_assert(values[0].count == 40 && values[0].p == 0.2 && values[0].verdict == SEGBIAS_VERDICT_WITHIN);
	cr_assert(isnan(c.chi2) && isnan(c.ks) && c.n == 120 && c.n_effective == 120 && c.rows == 130 && c.tested);
}

/* How persons are spread over the values enters all tests. */
Test(withhold, a_value_of_persons)
{
	static const bool SECOND[VALUES] = {false, true, false};
	struct segbias_value_finding values[VALUES];
	struct segbias_comparison c = told(values);
	cr_assert(segbias_comparison_withhold(&c, &(struct segbias_withheld){.values = SECOND}, true));
	cr_assert(values[0].count == 40 && values[0].share == 0.4 && isnan(values[0].p) && isnan(values[0].share_high));
	cr_assert(values[0].verdict == SEGBIAS_VERDICT_WITHHELD && isnan(c.n_effective) && c.n == 120);
}

Test(withhold, the_missing)
{
	static const bool NONE[VALUES] = {false};
	struct segbias_value_finding values[VALUES];
	struct segbias_comparison c = told(values);
	cr_assert(segbias_comparison_withhold(&c, &(struct segbias_withheld){.missing = true, .values = NONE}, false));
	cr_assert(isnan(c.missing) && isnan(c.missing_rate) && isnan(c.n) && isnan(c.n_effective) && !c.tested);
	cr_assert(c.rows == 130 && c.unmatched == 2 && c.state == SEGBIAS_STATE_WITHHELD);
	cr_assert(values[0].count == 40 && isnan(values[0].share) && isnan(values[0].share_if_missing[0]));
	cr_assert(values[0].reason == SEGBIAS_REASON_SUPPRESSED && values[0].verdict == SEGBIAS_VERDICT_WITHHELD);
}

Test(withhold, a_group)
{
	static const bool NONE[VALUES] = {false};
	struct segbias_value_finding values[VALUES];
	struct segbias_comparison c = told(values);
	cr_assert(segbias_comparison_withhold(&c, &(struct segbias_withheld){.rows = true, .values = NONE}, false));
	cr_assert(isnan(c.rows) && isnan(c.n) && isnan(c.missing) && isnan(c.unmatched) && isnan(values[2].count));
	cr_assert(values[2].reference_share == 0.3);
}

/* Of too few known records every count has the same verdict. */
Test(withhold, a_verdict_that_says_nothing)
{
	static const bool FIRST[VALUES] = {true, false, false};
	struct segbias_value_finding values[VALUES];
	struct segbias_comparison c = told(values);
	c.state = SEGBIAS_STATE_TOO_FEW;
	cr_assert(segbias_comparison_withhold(&c, &(struct segbias_withheld){.values = FIRST}, false));
	cr_assert(values[0].verdict == SEGBIAS_VERDICT_UNCLEAR && values[0].reason == SEGBIAS_REASON_SUPPRESSED);
	cr_assert(c.state == SEGBIAS_STATE_TOO_FEW);
}

/* What a gate judges by, where figures are hidden, goes with the count that it is the most of. */
Test(withhold, the_most_that_is_unmatched)
{
	static const bool NONE[VALUES] = {false};
	struct segbias_value_finding values[VALUES];
	struct segbias_comparison c = told(values);
	c.n_least = c.n_most = 120;
	c.unmatched_most = 2;
	cr_assert(
	    segbias_comparison_withhold(&c, &(struct segbias_withheld){.unmatched = true, .values = NONE}, false));
	cr_assert(isnan(c.unmatched) && isnan(c.n));
	cr_assert(isnan(c.n_least) && isnan(c.n_most) && isnan(c.unmatched_most));
	cr_assert_not(c.tested);
}

/* Of persons the counts are shown, and nothing that tells how they are spread over what is withheld of a part. */
Test(withhold, how_a_part_is_spread)
{
	static const bool NONE[VALUES] = {false};
	struct segbias_value_finding values[VALUES];
	struct segbias_comparison c = told(values);
	cr_assert(segbias_comparison_withhold(&c, &(struct segbias_withheld){.spread = true, .values = NONE}, true));
	cr_assert(c.rows == 130 && c.n == 120 && c.missing == 8 && c.unmatched == 2);
	cr_assert(isnan(c.n_effective) && isnan(c.chi2) && isnan(c.persons));
	for (size_t i = 0; i < VALUES; i++) {
		cr_assert(values[i].count == 40 && values[i].share == 0.4);
		cr_assert(isnan(values[i].share_high) && isnan(values[i].p) && isnan(values[i].p_over));
		cr_assert(values[i].reason == SEGBIAS_REASON_SUPPRESSED);
	}
	struct segbias_incomplete row = {
	    .missing = 4, .rows = 100, .rate = .04, .rate_low = .01, .rate_high = .1, .p = .6, .q = .6};
	segbias_incomplete_withhold_spread(&row);
	cr_assert(row.missing == 4 && row.rows == 100 && row.rate == .04);
	cr_assert(isnan(row.rate_low) && isnan(row.rate_high) && isnan(row.p) && isnan(row.q));
}
