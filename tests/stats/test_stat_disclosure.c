#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

static const double SIZES[] = {1, 1, 2, 3, 7};
static const double OTHERS[] = {1, 4, 2, 2, 70};

/* scripts/oracle/stat_disclosure.py, which counts the people one by one */
static const double CELLS[] = {14, 5, 1, 2, 4, 1, 0.35714285714285732};
static const double LINKED[] = {1, 7, 3.3500000000000001, 0.2392857142857143, 1, 3};
static const double DIVERSE[] = {13, 1, 1, 2};

Test(stat_disclosure, counts_who_shares_the_values)
{
	struct segbias_disclosure found;
	segbias_disclosure(SIZES, 5, 3, &found);
	cr_expect_eq(found.n, CELLS[0]);
	cr_expect_eq(found.cells, CELLS[1]);
	cr_expect_eq(found.smallest, CELLS[2]);
	cr_expect_eq(found.uniques, CELLS[3]);
	cr_expect_eq(found.below, CELLS[4]);
	cr_expect(near(found.prosecutor_max, CELLS[5]));
	cr_expect(near(found.prosecutor_mean, CELLS[6]));
}

Test(stat_disclosure, links_with_the_population)
{
	struct segbias_linkage found;
	segbias_linkage(SIZES, OTHERS, 5, 0.2, &found);
	cr_expect(near(found.journalist_max, LINKED[0]));
	cr_expect_eq(found.at_risk, LINKED[1]);
	cr_expect(near(found.expected, LINKED[2]));
	cr_expect(near(found.share, LINKED[3]));
	cr_expect_eq(found.uniques, LINKED[4]);
	cr_expect_eq(found.beyond, LINKED[5]);
}

Test(stat_disclosure, counts_sensitive_values_by_cell)
{
	/* a: flu; c: flu twice; d: flu twice and asthma; e: flu four times, asthma twice, gout */
	static const struct segbias_diversity_row ROWS[] = {{0, 1}, {1, 2}, {2, 2}, {2, 1}, {3, 4}, {3, 2}, {3, 1}};
	struct segbias_diversity found;
	segbias_diversity(ROWS, 7, &found);
	cr_expect_eq(found.n, DIVERSE[0]);
	cr_expect_eq(found.distinct, DIVERSE[1]);
	cr_expect(near(found.entropy, DIVERSE[2]));
	cr_expect_eq(found.one, DIVERSE[3]);
	/* d alone, by hand: exp(-(2/3 ln(2/3) + 1/3 ln(1/3))) = 3 / 2^(2/3) = 1.8898815748423097 */
	segbias_diversity(ROWS + 2, 2, &found);
	cr_expect(near(found.entropy, 1.8898815748423097));
	cr_expect_eq(found.distinct, 2);
	cr_expect_eq(found.one, 0);
	/* one cell, as in {1, 1.8898815748423097}: who is alone is told apart already, and counts as no cell of one value */
	segbias_diversity(ROWS, 1, &found);
	cr_expect_eq(found.one, 0);
}

Test(stat_disclosure, a_chance_that_is_the_limit_is_not_beyond_it)
{
	static const double FIVE[] = {5, 5};
	struct segbias_linkage found;
	segbias_linkage(FIVE, FIVE, 2, 0.2, &found);
	cr_expect_eq(found.at_risk, 0);
	segbias_linkage(FIVE, FIVE, 2, 0.19, &found);
	cr_expect_eq(found.at_risk, 10);
	segbias_linkage(FIVE, FIVE, 2, NAN, &found);
	cr_expect(isnan(found.at_risk));
}

Test(stat_disclosure, of_nobody_nothing_is_said)
{
	struct segbias_disclosure cells;
	struct segbias_linkage linked;
	struct segbias_diversity diverse;
	segbias_disclosure(NULL, 0, 5, &cells);
	segbias_linkage(NULL, NULL, 0, 0.2, &linked);
	segbias_diversity(NULL, 0, &diverse);
	cr_expect(cells.cells == 0 && cells.uniques == 0 && isnan(cells.prosecutor_max) && isnan(cells.smallest));
	cr_expect(isnan(linked.journalist_max) && isnan(linked.at_risk) && isnan(linked.expected) &&
	          linked.beyond == 0);
	cr_expect(diverse.n == 0 && diverse.one == 0 && isnan(diverse.distinct));
}
