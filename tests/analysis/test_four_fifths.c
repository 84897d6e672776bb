#include "analysis/four_fifths.h"
#include "stats/stats.h"

#include <criterion/criterion.h>
#include <math.h>

/* Two groups: q is Fisher's p, the rest is the other group. */
static enum segbias_four_fifths_verdict judge(double k, double n, double k_top, double n_top, double practical)
{
	const struct segbias_four_fifths group = {.rate = k / n,
	                                          .top = k_top / n_top,
	                                          .rest = k_top / n_top,
	                                          .ratio = (k / n) / (k_top / n_top),
	                                          .q = segbias_hypergeometric_two_sided(k, n, n + n_top, k + k_top),
	                                          .flip = segbias_four_fifths_flips(k, n, k_top, n_top)};
	return segbias_four_fifths_judge(&group, 0.05, practical);
}

/* Questions and Answers on the Uniform Guidelines, 44 FR 11996 (1979): answers 12 and 21. By hand: 12/40 : 48/80 is .5; (3 + 1)/20 is
 * .2, over (16 - 1)/80, .1875. R 4.2: fisher.test(matrix(c(12, 28, 48, 32), 2))$p.value is 0.0034, of c(300, 1700, 1600, 6400)
 * 2.3e-07, of c(3, 17, 16, 64) 0.76. */
Test(four_fifths, the_published_answers)
{
	cr_expect_eq(judge(12, 40, 48, 80, NAN), SEGBIAS_FOUR_FIFTHS_BREACH);
	cr_expect(segbias_four_fifths_flips(3, 20, 16, 80));
	cr_expect_not(segbias_four_fifths_flips(300, 2000, 1600, 8000));
	cr_expect_eq(judge(3, 20, 16, 80, NAN), SEGBIAS_FOUR_FIFTHS_NOT_SHOWN);
	cr_expect_eq(judge(300, 2000, 1600, 8000, NAN), SEGBIAS_FOUR_FIFTHS_BREACH);
}

/* In any sizes, where the quotient of the rates is not quite 0.8 in floating point, too. */
Test(four_fifths, exactly_four_fifths_are_not_under_it)
{
	size_t unequal = 0;
	cr_expect_eq(judge(4000, 10000, 5000, 10000, NAN), SEGBIAS_FOUR_FIFTHS_SIGNIFICANT);
	cr_expect_eq(judge(3999, 10000, 5000, 10000, NAN), SEGBIAS_FOUR_FIFTHS_BREACH);
	for (double n = 1; n < 600; n++)
		for (double top = 1; top <= 7; top++) {
			struct segbias_four_fifths group = {.rate = 4 * top * n / (35 * n), .top = 5 * top / 35};
			group.rest = group.top;
			group.ratio = group.rate / group.top;
			group.q = 1e-9;
			unequal += group.ratio < SEGBIAS_FOUR_FIFTHS;
			cr_expect_eq(segbias_four_fifths_judge(&group, 0.05, NAN), SEGBIAS_FOUR_FIFTHS_SIGNIFICANT,
			             "%g of %g", 4 * top * n, 35 * n);
		}
	cr_expect_gt(unequal, 0, "the edge is tried");
}

/* .85, shown, breaches only where the policy says from which difference on it matters: 9 points here. */
Test(four_fifths, smaller_differences_breach_where_they_matter)
{
	cr_expect_eq(judge(510, 1000, 600, 1000, NAN), SEGBIAS_FOUR_FIFTHS_SIGNIFICANT);
	cr_expect_eq(judge(510, 1000, 600, 1000, 0), SEGBIAS_FOUR_FIFTHS_PRACTICAL);
	cr_expect_eq(judge(510, 1000, 600, 1000, 0.09), SEGBIAS_FOUR_FIFTHS_PRACTICAL);
	cr_expect_eq(judge(510, 1000, 600, 1000, 0.1), SEGBIAS_FOUR_FIFTHS_SIGNIFICANT);
	cr_expect_eq(judge(51, 100, 60, 100, 0), SEGBIAS_FOUR_FIFTHS_OK, "not shown");
	cr_expect_eq(judge(51, 100, 60, 100, NAN), SEGBIAS_FOUR_FIFTHS_OK);
}

/* With evidence, and one person turns it: few are both, as the answer has it. */
Test(four_fifths, one_person_turns_it)
{
	struct segbias_four_fifths group = {.rate = .15, .top = .2, .rest = .2, .ratio = .75, .q = .01, .flip = true};
	cr_expect_eq(segbias_four_fifths_judge(&group, .05, 0), SEGBIAS_FOUR_FIFTHS_FLIP);
	group.q = NAN;
	cr_expect_eq(segbias_four_fifths_judge(&group, .05, 0), SEGBIAS_FOUR_FIFTHS_UNTESTED);
	group.flip = false;
	group.q = .05;
	cr_expect_eq(segbias_four_fifths_judge(&group, .05, NAN), SEGBIAS_FOUR_FIFTHS_BREACH, "at alpha");
	cr_expect_not(segbias_four_fifths_flips(16, 80, 3, 20), "it is the higher one");
	cr_expect_not(segbias_four_fifths_flips(4, 20, 16, 80), "as high");
	cr_expect_not(segbias_four_fifths_flips(0, 0, 3, 20));
	cr_expect(segbias_four_fifths_flips(0, 1, 1, 2), "1 of 1 and 0 of 2");
}

/* 9 of 10, 600 of 1,000, 400 of 1,000: the second is under four fifths of the first, and shown to be selected more often than all
 * others together (409 of 1,010). That is no evidence against it. */
Test(four_fifths, evidence_that_a_group_is_selected_more_is_none)
{
	struct segbias_four_fifths group = {.rate = .6, .top = .9, .rest = 409. / 1010, .ratio = .6 / .9, .q = 1e-9};
	cr_expect_eq(segbias_four_fifths_judge(&group, .05, NAN), SEGBIAS_FOUR_FIFTHS_ABOVE);
	group.rest = .6; /* as often: no disadvantage either */
	cr_expect_eq(segbias_four_fifths_judge(&group, .05, NAN), SEGBIAS_FOUR_FIFTHS_ABOVE);
	group = (struct segbias_four_fifths){.rate = .85, .top = .9, .rest = .5, .ratio = .85 / .9, .q = 1e-9};
	cr_expect_eq(segbias_four_fifths_judge(&group, .05, 0), SEGBIAS_FOUR_FIFTHS_OK);
	group.rest = NAN;
	cr_expect_eq(segbias_four_fifths_judge(&group, .05, NAN), SEGBIAS_FOUR_FIFTHS_SIGNIFICANT);
	group.ratio = NAN;
	cr_expect_eq(segbias_four_fifths_judge(&group, .05, 0), SEGBIAS_FOUR_FIFTHS_OK);
}
