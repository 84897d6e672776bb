#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

enum { GROUPS_MAX = 7 };

/* scripts/oracle/stat_range.R: exact limits of binom.test, Newcombe's method 10 for each pair {alpha, gap, low, high} */
static const struct row {
	struct segbias_range_rate rates[GROUPS_MAX];
	size_t count, lowest, highest;
	double expected[4];
} ROWS[] = {
    {{{48, 80}, {12, 40}}, 2, 1, 0, {0.05, 0.29999999999999999, 0.098262135285895641, 0.47238917406719527}},
    {{{667, 1390}, {555, 1181}}, 2, 1, 0, {0.05, 0.0099153869114699811, 0, 0.049136377632626939}},
    {{{204, 408}, {412, 797}, {170, 390}, {52, 119}, {302, 616}, {18, 41}, {96, 213}},
     7,
     2,
     1,
     {0.05, 0.081041083550493886, 0, 0.23621516448929464}},
    {{{204, 408}, {412, 797}, {170, 390}, {52, 119}, {302, 616}, {18, 41}, {96, 213}},
     7,
     2,
     1,
     {0.01, 0.081041083550493886, 0, 0.27768835406495451}},
    /* The group that is empty does not count. */
    {{{0, 9}, {0, 0}, {5, 5}, {7, 20}}, 4, 0, 2, {0.05, 1, 0.25849751865913639, 1}},
    {{{3, 10}, {3, 10}, {3, 10}, {3, 10}}, 4, 0, 0, {0.1, 0, 0, 0.37319543268926297}},
};

Test(stat_range, agrees_with_r)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_range range;
		segbias_range_limits(ROWS[i].rates, ROWS[i].count, ROWS[i].expected[0], &range);
		cr_expect(range.lowest == ROWS[i].lowest && range.highest == ROWS[i].highest, "row %zu", i);
		cr_expect(fabs(range.gap - ROWS[i].expected[1]) < 1e-15, "row %zu: %.17g", i, range.gap);
		cr_expect(near(range.gap_low, ROWS[i].expected[2]), "row %zu: %.17g", i, range.gap_low);
		cr_expect(near(range.gap_high, ROWS[i].expected[3]), "row %zu: %.17g", i, range.gap_high);
	}
}

/* Chance that k of n is drawn. */
static double chance(double k, double n, double p)
{
	return segbias_binomial_upper(k, n, p) - segbias_binomial_upper(k + 1, n, p);
}

/* How sure the limits are to hold the largest difference of three true rates: over all that may be drawn of 8, 9 and 7. */
static double coverage(const double p[3])
{
	static const int SIZE[] = {8, 9, 7};
	double range = fmax(p[0], fmax(p[1], p[2])) - fmin(p[0], fmin(p[1], p[2]));
	double held = 0;
	for (int i = 0; i <= SIZE[0]; i++)
		for (int j = 0; j <= SIZE[1]; j++)
			for (int k = 0; k <= SIZE[2]; k++) {
				const struct segbias_range_rate rates[] = {{i, SIZE[0]}, {j, SIZE[1]}, {k, SIZE[2]}};
				struct segbias_range out;
				segbias_range_limits(rates, 3, .1, &out);
				if (out.gap_low <= range + 1e-12 && range <= out.gap_high + 1e-12)
					held += chance(i, SIZE[0], p[0]) * chance(j, SIZE[1], p[1]) *
					        chance(k, SIZE[2], p[2]);
			}
	return held;
}

Test(stat_range, limits_hold_their_level)
{
	static const double TRUTHS[][3] = {{.5, .5, .5},  {.2, .2, .2}, {.02, .02, .9}, {.5, .5, .7},
	                                   {.1, .4, .95}, {.3, .6, .6}, {0, 0, .4},     {.9, .97, .99}};
	for (size_t i = 0; i < sizeof TRUTHS / sizeof *TRUTHS; i++)
		cr_expect(coverage(TRUTHS[i]) >= .9, "truth %zu: %g", i, coverage(TRUTHS[i]));
}

Test(stat_range, order_and_complement_change_nothing)
{
	const struct segbias_range_rate there[] = {{3, 11}, {40, 50}, {0, 4}, {17, 33}};
	const struct segbias_range_rate back[] = {{17, 33}, {0, 4}, {40, 50}, {3, 11}};
	const struct segbias_range_rate others[] = {{8, 11}, {10, 50}, {4, 4}, {16, 33}};
	struct segbias_range a, b, c;
	segbias_range_limits(there, 4, .05, &a);
	segbias_range_limits(back, 4, .05, &b);
	segbias_range_limits(others, 4, .05, &c);
	cr_expect(a.gap == b.gap && a.gap_low == b.gap_low && a.gap_high == b.gap_high);
	cr_expect(near(a.gap, c.gap) && near(a.gap_low, c.gap_low) && near(a.gap_high, c.gap_high));
	cr_expect(a.gap_low <= a.gap && a.gap <= a.gap_high);
}

Test(stat_range, undefined)
{
	static const struct segbias_range_rate BAD[][2] = {
	    {{1, 4}, {0, 0}}, {{1, 4}, {5, 4}}, {{1, 4}, {-1, 4}}, {{NAN, 4}, {1, 4}}, {{1, NAN}, {1, 4}}};
	struct segbias_range range;
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		segbias_range_limits(BAD[i], 2, .05, &range);
		cr_expect(isnan(range.gap) && isnan(range.gap_low) && isnan(range.gap_high), "row %zu", i);
		cr_expect(range.lowest == SIZE_MAX && range.highest == SIZE_MAX, "row %zu", i);
	}
	segbias_range_limits(ROWS[0].rates, 2, 0, &range);
	cr_expect(isnan(range.gap));
	segbias_range_limits(NULL, 0, .05, &range);
	cr_expect(isnan(range.gap));
}
