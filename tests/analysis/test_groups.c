#include "analysis/analysis.h"

#include <criterion/criterion.h>
#include <math.h>

/* R: p.adjust(c(.01, .04, .03), "BH"), p.adjust(c(.02, .5), "BH"): each family by itself; a NaN is in none. */
Test(groups, families_are_adjusted_apart)
{
	static const double p[] = {0.01, 0.02, 0.04, NAN, 0.5, 0.03};
	static const bool whole[] = {false, true, false, false, true, false};
	static const double expected[] = {0.03, 0.04, 0.04, NAN, 0.5, 0.04};
	double q[6];
	cr_assert(segbias_families_adjust(p, whole, 6, SEGBIAS_CONTROL_BH, q));
	for (size_t i = 0; i < 6; i++)
		cr_expect(isnan(expected[i]) ? isnan(q[i]) : fabs(q[i] - expected[i]) < 1e-15, "%zu: %.17g", i, q[i]);
	double same[6];
	for (size_t i = 0; i < 6; i++)
		same[i] = p[i];
	cr_assert(segbias_families_adjust(same, whole, 6, SEGBIAS_CONTROL_BH, same), "in place");
	for (size_t i = 0; i < 6; i++)
		cr_expect(same[i] == q[i] || isnan(q[i]));
	cr_assert(segbias_families_adjust(NULL, NULL, 0, SEGBIAS_CONTROL_BH, NULL));
}

/* R: binom.test(3, 10)$conf.int; prop.test(3, 10, correct = FALSE)$conf.int */
Test(groups, interval_by_policy)
{
	double low = 0;
	double high = 0;
	struct segbias_policy policy = {.alpha = 0.05};
	segbias_policy_interval(&policy, 3, 10, &low, &high);
	cr_expect(fabs(low - 0.066739511) < 1e-8 && fabs(high - 0.652452850) < 1e-8, "%.17g %.17g", low, high);
	policy.wilson = true;
	segbias_policy_interval(&policy, 3, 10, &low, &high);
	cr_expect(fabs(low - 0.107791267) < 1e-8 && fabs(high - 0.603221853) < 1e-8, "%.17g %.17g", low, high);
}

Test(groups, no_table_is_no_records)
{
	struct segbias_group_tables tables = {NULL, NULL};
	struct segbias_group whole = {.id = 0};
	struct segbias_group segment = {.label = {"S", 1}, .id = SEGBIAS_ID_FIRST};
	cr_assert(segbias_group_is_whole(&whole) && !segbias_group_is_whole(&segment));
	cr_assert_eq(segbias_group_cell(&tables, &whole, SEGBIAS_ID_FIRST).count, 0);
	cr_assert_eq(segbias_group_cell(&tables, &segment, SEGBIAS_ID_FIRST).count, 0);
}
