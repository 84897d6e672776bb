#include "analysis/planning.h"

#include <criterion/criterion.h>
#include <math.h>

/* R: binom.test(3, 10)$conf.int; binom.test(0, 10)$conf.int */
Test(planning, intervals)
{
	static const struct {
		double k, n, low, high;
	} ROWS[] = {{3, 10, 0.066739511177734495, 0.65245285005999731}, {0, 10, 0, 0.30849710781876083}};
	struct segbias_policy policy = {.alpha = .05};
	struct segbias_planning *planning = segbias_planning_create();
	for (size_t i = 0; i < 4; i++) {
		double low = 0;
		double high = 0;
		segbias_planning_interval(i < 2 ? NULL : planning, &policy, ROWS[i % 2].k, ROWS[i % 2].n, &low, &high);
		cr_expect_float_eq(low, ROWS[i % 2].low, 1e-9);
		cr_expect_float_eq(high, ROWS[i % 2].high, 1e-9);
	}
	segbias_planning_free(planning);
}

static bool same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

/* What is kept is what would be answered anew, also where more is asked than there are places, and nothing of one question is
 * taken for another's answer. */
Test(planning, answers_are_those_of_nothing_kept, .timeout = 60)
{
	enum { QUESTIONS = 12000 };
	struct segbias_policy policy = {.alpha = .05};
	struct segbias_planning *planning = segbias_planning_create();
	cr_assert_not_null(planning);
	for (unsigned i = 0; i < 3 * QUESTIONS; i++) {
		unsigned question = i % 3 == 2 ? i / 7 % QUESTIONS : i * 17 % QUESTIONS;
		double n = question % 113; /* 0: there is no interval */
		double k = question / 113 % 107;
		double limits[2][2];
		policy.wilson = true; /* of which many cost little */
		segbias_planning_interval(planning, &policy, k, n, &limits[0][0], &limits[0][1]);
		segbias_planning_interval(NULL, &policy, k, n, &limits[1][0], &limits[1][1]);
		cr_assert(same(limits[0][0], limits[1][0]) && same(limits[0][1], limits[1][1]), "%g of %g", k, n);
	}
	segbias_planning_free(planning);
}
