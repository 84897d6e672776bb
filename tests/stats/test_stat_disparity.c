#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

/* R, datasets::UCBAdmissions: female and male, admitted and not, in the six departments. */
static const struct segbias_table_2x2 UCB[] = {
    {89, 19, 512, 313},   {17, 8, 353, 207},  {202, 391, 120, 205},
    {131, 244, 138, 279}, {94, 299, 53, 138}, {24, 317, 22, 351},
};

/* scripts/oracle/stat_disparity.R: of all in one table, and within departments */
static const double UCB_EXPECTED[] = {0.14382642365320097, -0.019283267035269232};

Test(stat_disparity, agrees_with_r)
{
	struct segbias_table_2x2 all = {0};
	for (size_t i = 0; i < 6; i++) {
		all.a += UCB[i].a;
		all.b += UCB[i].b;
		all.c += UCB[i].c;
		all.d += UCB[i].d;
	}
	cr_expect(near(segbias_demographic_disparity(&all), UCB_EXPECTED[0]));
	cr_expect(near(segbias_conditional_disparity(UCB, 6), UCB_EXPECTED[1]));
	/* One stratum: no condition. */
	cr_expect(near(segbias_conditional_disparity(&all, 1), UCB_EXPECTED[0]));
}

/* What one group has less the others have more, in every stratum: the disparities of all groups add up to 0. */
Test(stat_disparity, of_the_others_it_is_the_opposite)
{
	struct segbias_table_2x2 others[7];
	for (size_t i = 0; i < 6; i++)
		others[i] = (struct segbias_table_2x2){UCB[i].c, UCB[i].d, UCB[i].a, UCB[i].b};
	others[6] = (struct segbias_table_2x2){40, 0, 60, 0};
	cr_expect(near(segbias_conditional_disparity(others, 6), -UCB_EXPECTED[1]));
	/* All of 100 selected: as 0 of the rejected the 40 would be -0.4, and the 60 be -0.6. By hand: 4526 of 4626 records. */
	cr_expect(near(segbias_conditional_disparity(others, 7), -UCB_EXPECTED[1] * 4526 / 4626));
}

Test(stat_disparity, empty_and_undefined)
{
	static const struct segbias_table_2x2 STRATA[] = {{0, 0, 0, 0}, {1, 3, 2, 2}, {0, 0, 0, 0}};
	/* 3 of 5 rejected, 1 of 3 selected */
	cr_expect(near(segbias_conditional_disparity(STRATA, 3), 3. / 5 - 1. / 3));
	cr_expect(isnan(segbias_conditional_disparity(STRATA, 1)) && isnan(segbias_conditional_disparity(NULL, 0)));
	cr_expect(isnan(segbias_demographic_disparity(&STRATA[0])));
	/* A small stratum counts by its records: (4 (1/2 - 1/2) + 8 (3/5 - 1/3)) / 12 */
	static const struct segbias_table_2x2 SMALL[] = {{1, 1, 1, 1}, {1, 3, 2, 2}};
	cr_expect(near(segbias_conditional_disparity(SMALL, 2), 8 * (3. / 5 - 1. / 3) / 12));
	/* None of the group is selected, or of the others, or rejected. */
	static const struct segbias_table_2x2 EDGES[] = {{0, 3, 2, 2}, {1, 0, 2, 2}, {1, 3, 0, 2}, {1, 3, 2, 0}};
	static const double OF_EDGES[] = {3. / 5, -1. / 3, 3. / 5 - 1, 1 - 1. / 3};
	for (size_t i = 0; i < sizeof EDGES / sizeof *EDGES; i++)
		cr_expect(near(segbias_demographic_disparity(&EDGES[i]), OF_EDGES[i]), "edge %zu", i);
	static const struct segbias_table_2x2 BAD[] = {{-1, 3, 2, 2},      {1, -3, 2, 2},  {1, 3, -2, 4},
	                                               {1, 3, 2, -2},      {NAN, 1, 1, 1}, {1, 3, INFINITY, 2},
	                                               {1, INFINITY, 2, 2}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		const struct segbias_table_2x2 with[] = {{1, 3, 2, 2}, BAD[i], {1, 3, 2, 2}};
		cr_expect(isnan(segbias_demographic_disparity(&BAD[i])), "bad %zu", i);
		cr_expect(isnan(segbias_conditional_disparity(with, 3)), "bad %zu", i);
	}
}
