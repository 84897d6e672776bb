#include "analysis/analysis.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

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

/* Members that stand together, in either order, and those that do not: each family as if it were alone. */
Test(groups, families_wherever_their_members_stand)
{
	enum { SIZE = 8 };
	static const double P[SIZE] = {.01, .04, .03, .005, .8, .03, .2, .55};
	static const bool WHOLE[][SIZE] = {{true, true, true},
	                                   {false, false, false, false, false, true, true, true},
	                                   {false, true, false, true, true, false, false, true},
	                                   {true, true, false, false, false, false, false, true},
	                                   {false},
	                                   {true, true, true, true, true, true, true, true}};
	static const struct segbias_policy policy = {.alpha = 0.05, .control = SEGBIAS_CONTROL_HOLM};
	for (size_t row = 0; row < sizeof WHOLE / sizeof *WHOLE; row++) {
		double q[SIZE], cut[SIZE];
		memcpy(q, P, sizeof q);
		cr_assert(segbias_families_both(q, WHOLE[row], SIZE, &policy, q, cut));
		for (int family = 0; family < 2; family++) {
			double own[SIZE], own_q[SIZE], own_cut[SIZE];
			size_t size = 0;
			for (size_t i = 0; i < SIZE; i++)
				if (WHOLE[row][i] == (family == 1))
					own[size++] = P[i];
			cr_assert(segbias_adjust(own, size, policy.control, own_q) &&
			          segbias_adjust_cut(own, size, policy.control, policy.alpha, own_cut));
			for (size_t i = 0, at = 0; i < SIZE; i++) {
				if (WHOLE[row][i] != (family == 1))
					continue;
				cr_expect(q[i] == own_q[at] && cut[i] == own_cut[at], "row %zu, %zu", row, i);
				at++;
			}
		}
		cr_assert(segbias_families_both(P, WHOLE[row], SIZE, &policy, NULL, NULL));
	}
}

/* Two lists of labels that differ have two names. */
Test(groups, crossings_have_names_of_their_own)
{
	static const struct {
		const char *labels[3];
		size_t count;
		const char *sign, *between, *name;
	} CASES[] = {
	    {{"sex", "age"}, 2, "*", "*", "sex*age"},
	    {{"a*b", "c"}, 2, "*", "*", "\"a*b\"*c"},
	    {{"a", "b*c"}, 2, "*", "*", "a*\"b*c\""},
	    {{"a", "b", "c"}, 3, "*", "*", "a*b*c"},
	    {{"a*b"}, 1, "*", "*", "a*b"},
	    {{"Female", "Asian"}, 2, "×", " × ", "Female × Asian"},
	    {{"a", "b × c"}, 2, "×", " × ", "a × \"b × c\""},
	    {{"a × b", "c"}, 2, "×", " × ", "\"a × b\" × c"},
	    {{"\"a", "c\""}, 2, "×", " × ", "\"\"\"a\" × \"c\"\"\""},
	};
	struct segbias_arena arena = {0};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_label labels[3] = {{0}};
		struct segbias_label name;
		for (size_t j = 0; j < CASES[i].count; j++)
			labels[j] = segbias_label_of(CASES[i].labels[j]);
		cr_assert(
		    segbias_crossing_join(labels, CASES[i].count, CASES[i].sign, CASES[i].between, &arena, &name));
		cr_expect(segbias_label_equal(name, segbias_label_of(CASES[i].name)), "%s: %.*s", CASES[i].name,
		          (int)name.size, name.bytes);
	}
	segbias_arena_release(&arena);
}
