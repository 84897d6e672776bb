#include "stats/crossing.h"

#include "near.h"
#include <criterion/criterion.h>

/* scripts/oracle/stat_bounds.py: scipy's linear programs over all tables with these shares. */
Test(bounds, they_are_those_of_linear_programs)
{
	static const double CASES[][5] = {
	    {0.96829832758394829, 0.26063031515757878, 0, 0.22892864274152708, 0.26063031515757878},
	    {0.98741761533852601, 0.96617615434241655, 0, 0.95359376968094256, 0.96617615434241655},
	    {0.1845764854614412, 0.16060126582278481, 0, 0, 0.16060126582278481},
	    {0.010847457627118645, 0.17791970802919707, 0, 0, 0.010847457627118645},
	    {0.49081697276757441, 0.81599848714069589, 0, 0.3068154599082703, 0.49081697276757441},
	    {0.24582104228121926, 0.12826282628262825, 0, 0, 0.12826282628262825},
	    {0.49413101098068912, 0.11093990755007704, 0, 0, 0.11093990755007699},
	    {0.82650781831720033, 0.98199999999999998, 0, 0.80850781831720031, 0.82650781831720033},
	    {0.18454935622317598, 0.94441446303291954, 0, 0.12896381925609554, 0.18454935622317598},
	    {0.47346938775510206, 0.64749883122954655, 0, 0.1209682189846486, 0.47346938775510206},
	    {0.70170454545454541, 0.25895598771750256, 0, 0, 0.25895598771750256},
	    {0.86664802907464356, 0.54952830188679247, 0, 0.41617633096143603, 0.54952830188679247},
	    {0.35558583106267028, 0.98469250738519376, 0.79678362573099415, 0.13706196417885819, 0.35558583106267028},
	    {0.98253275109170302, 0.47134670487106017, 0.63091922005571033, 0.084798676018473518, 0.47134670487106017},
	    {0.1784957627118644, 0.30293159609120524, 0.89068825910931171, 0, 0.1784957627118644},
	    {0.93126652247055997, 0.086281812538795785, 0.46480279580629058, 0, 0.086281812538795785},
	    {0.11073253833049404, 0.35126353790613718, 0.18283582089552239, 0, 0.11073253833049404},
	    {0.97498269554039352, 0.92405986021182629, 0.32012012012012014, 0.21916267587234006, 0.32012012012012014},
	    {0.32275862068965516, 0.10405727923627685, 0.52501544163063618, 0, 0.10405727923627685},
	    {0.5636363636363636, 0.25066312997347479, 0.99240316713032317, 0, 0.25066312997347479},
	    {0.31566604127579739, 0.11029411764705882, 0.23477622890682318, 0, 0.11029411764705882},
	    {0.24416135881104034, 0.97962382445141061, 0.17952380952380953, 0, 0.17952380952380953},
	    {0.95811879611444339, 0.98071516429450012, 0.63350035790980674, 0.57233431831875026, 0.63350035790980674},
	    {0.33009236752552262, 0.081767955801104977, 0.79341317365269459, 0, 0.081767955801104977},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		double low = NAN;
		double high = NAN;
		segbias_crossing_bounds(CASES[i], CASES[i][2] > 0 ? 3 : 2, &low, &high);
		cr_expect(fabs(low - CASES[i][3]) <= TOLERANCE, "%zu: %.17g for %.17g", i, low, CASES[i][3]);
		cr_expect(near(high, CASES[i][4]), "%zu: %.17g for %.17g", i, high, CASES[i][4]);
	}
}

/* What is independent lies between; one part alone is what it is. */
Test(bounds, a_property_of_shares)
{
	double shares[3];
	double low = NAN;
	double high = NAN;
	for (int i = 0; i <= 1000; i++) {
		shares[0] = i / 1000.;
		shares[1] = i * 7 % 1001 / 1000.;
		shares[2] = i * 13 % 1001 / 1000.;
		segbias_crossing_bounds(shares, 3, &low, &high);
		double product = shares[0] * shares[1] * shares[2];
		cr_expect(0 <= low && low <= product + 1e-12 && product <= high && high <= 1, "%d: %g to %g", i, low,
		          high);
		segbias_crossing_bounds(shares, 1, &low, &high);
		cr_expect(near_within(low, shares[0], 1e-12) && near(high, shares[0]));
	}
}

/* By hand: who has one of two values lacks the other, so that of shares that sum to 1 nobody need have both. 936 + 64 of 1000 and
 * others of their like leave 1e-16 in floating point. Where everybody has a part both bounds are the other's share. */
Test(bounds, what_rounding_leaves_is_nobody)
{
	double low = NAN;
	double high = NAN;
	for (int i = 1; i < 1000; i++) {
		segbias_crossing_bounds((const double[]){i / 1000., (1000 - i) / 1000.}, 2, &low, &high);
		cr_expect_eq(low, 0, "%d: %g", i, low);
		segbias_crossing_bounds((const double[]){1, i / 1000.}, 2, &low, &high);
		cr_expect(low <= high && near_within(low, i / 1000., 1e-12), "%d: %g", i, low);
		segbias_crossing_bounds((const double[]){i / 1e9, 1 - (i - 1) / 1e9}, 2, &low, &high);
		cr_expect(fabs(low - 1e-9) <= TOLERANCE_EXACT, "%d: %g", i, low);
	}
}
