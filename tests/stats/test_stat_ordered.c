/* Expected: scripts/oracle/stat_ordered.py, scipy.stats.wasserstein_distance(ranks, ranks, count, reference). */
#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

Test(ordered, scipy)
{
	static const struct {
		size_t values;
		double count[6], reference[6];
	} CASES[] = {
	    {6, {142, 196, 139, 84, 69, 44}, {.1195, .1737, .1676, .1542, .1595, .2255}},
	    {3, {1, 0, 0}, {.2, .3, .5}},
	    {4, {5, 7, 11, 13}, {.25, .25, .25, .25}},
	};
	static const struct {
		double emd, ks;
	} EXPECTED[] = {
	    {0.92394362017804155, 0.24691513353115724},
	    {1.3, 0.80000000000000004},
	    {0.38888888888888895, 0.16666666666666669},
	};
	for (size_t i = 0; i < 3; i++) {
		double emd = 0;
		double ks = 0;
		segbias_ordered_distance(CASES[i].count, CASES[i].reference, CASES[i].values, &emd, &ks);
		cr_expect(near(emd, EXPECTED[i].emd), "case %zu: %.17g", i, emd);
		cr_expect(near(ks, EXPECTED[i].ks), "case %zu: %.17g", i, ks);
	}
}

Test(ordered, identical_is_zero_and_nothing_is_undefined)
{
	static const double COUNT[] = {1, 2, 1};
	static const double REFERENCE[] = {.25, .5, .25};
	static const double NOTHING[] = {0, 0, 0};
	double emd = 1;
	double ks = 1;
	segbias_ordered_distance(COUNT, REFERENCE, 3, &emd, &ks);
	cr_expect(emd == 0 && ks == 0);
	segbias_ordered_distance(NOTHING, REFERENCE, 3, &emd, &ks);
	cr_expect(isnan(emd) && isnan(ks));
}
