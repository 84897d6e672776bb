#include "stats/stats.h"

#include "near.h"
#include <criterion/criterion.h>

enum { STRATA_MAX = 6 };

/* R, datasets::UCBAdmissions: female and male, admitted and not, in the six departments. */
static const struct segbias_table_2x2 UCB[] = {
    {89, 19, 512, 313},   {17, 8, 353, 207},  {202, 391, 120, 205},
    {131, 244, 138, 279}, {94, 299, 53, 138}, {24, 317, 22, 351},
};

/* Zero cells, and two strata without a margin. */
static const struct segbias_table_2x2 ZEROS[] = {{0, 5, 3, 7}, {4, 0, 6, 9}, {0, 0, 3, 4}, {5, 0, 2, 0}, {2, 8, 0, 11}};
static const struct segbias_table_2x2 ONE[] = {{12, 30, 45, 40}, {0, 0, 1, 1}};
static const struct segbias_table_2x2 VAST[] = {
    {1000000000, 2000000000, 1500000000, 3000100000},
    {400000000, 800010000, 1200000000, 2400000000},
    {700000000, 980000000, 700030000, 980000000},
};
static const struct segbias_table_2x2 SMALL[] = {{1, 1, 0, 1}, {0, 1, 1, 1}, {1, 0, 1, 1}, {2, 1, 1, 0}, {1, 0, 0, 1}};
static const struct segbias_table_2x2 NONE_BOTH[] = {{0, 4, 3, 5}, {0, 2, 6, 1}};
static const struct segbias_table_2x2 WEIGHTED[] = {
    {1.5, 22.25, 7.125, 40}, {3.75, 9.5, 11, 30.0625}, {.5, 2, 8, 1.25}};
static const struct segbias_table_2x2 FAR[] = {{900, 1, 2, 800}, {1200, 3, 1, 700}};

/* scripts/oracle/stat_mantel_haenszel.R: mantelhaen.test(correct = FALSE) {odds ratio, statistic, p, crude, low, high};
 * stat_mantel_haenszel.py: statsmodels StratifiedTable.test_equal_odds(adjust=True) {statistic, df, p}, VAST and FAR in
 * 80 decimal digits */
static const struct row {
	const struct segbias_table_2x2 *strata;
	size_t count;
	double alpha;
	double common[6], equal[3];
} ROWS[] = {
    {UCB,
     6,
     .05,
     {1.1053426615022164, 1.5246066604434427, 0.21692369705551723, 0.54315943891880314, 0.94310282851608107,
      1.2954922436816445},
     {18.825501252052771, 5, 0.0020714013978812371}},
    {UCB,
     6,
     .1,
     {1.1053426615022164, 1.5246066604434427, 0.21692369705551723, 0.54315943891880314, 0.9674809792266329,
      1.2628490126115444},
     {18.825501252052771, 5, 0.0020714013978812371}},
    {ZEROS,
     5,
     .05,
     {2.9423558897243107, 2.0106554276398381, 0.15619782422249648, 1.8736263736263736, 0.6226743181488158,
      13.903669911316712},
     {7.271081438869909, 2, 0.026369671937669686}},
    {ONE,
     2,
     .05,
     {0.35555555555555551, 6.6952675807164947, 0.0096669159012218904, 0.35652173913043478, 0.16081031702590975,
      0.78614205496560896},
     {0, 0, NAN}},
    {VAST,
     3,
     .05,
     {1.000002590544288, 0.0053967172016623263, 0.94143820162861747, 1.0424880436468738, 0.99993347752291617,
      1.0000717083425872},
     {0.84527312440409863, 2, 0.65531675671664713}},
    {SMALL,
     5,
     .05,
     {2, 0.30817610062893103, 0.57880156532385618, 2.2222222222222223, 0.23494551025881158, 17.025224255588775},
     {4.3086271214508534, 4, 0.36584605080586252}},
    {NONE_BOTH, 2, .05, {0, 5.8270270270270261, 0.015781772233925098, 0, NAN, NAN}, {NAN, 1, NAN}},
    {WEIGHTED,
     3,
     .05,
     {0.53877780231894756, 1.5590726743983674, 0.21180105022757337, 0.46505404926457555, 0.19610497026103729,
      1.4802354059932206},
     {3.6306784458830399, 2, 0.16278267940392102}},
    {FAR,
     2,
     .05,
     {314163.95648760791, 3571.843228105532, 0, 262500, 60345.671558002716, 1635560.4139905984},
     {0.022197902066980961, 1, 0.88156183629921658}},
};

enum { ROW_COUNT = sizeof ROWS / sizeof *ROWS };

static bool equal(const struct segbias_mantel_haenszel *x, const struct row *row)
{
	const double *common = row->common;
	return near(x->odds_ratio, common[0]) && near(x->statistic, common[1]) && near(x->p, common[2]) &&
	       near(x->crude_odds_ratio, common[3]) && near(x->low, common[4]) && near(x->high, common[5]) &&
	       near(x->breslow_day, row->equal[0]) && near(x->breslow_day_df, row->equal[1]) &&
	       near(x->breslow_day_p, row->equal[2]);
}

Test(stat_mantel_haenszel, agrees_with_r_and_statsmodels)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		struct segbias_mantel_haenszel x;
		segbias_mantel_haenszel(ROWS[i].strata, ROWS[i].count, ROWS[i].alpha, &x);
		cr_expect(equal(&x, &ROWS[i]), "row %zu: %.17g %.17g %.17g %.17g %.17g %.17g, %.17g %.17g %.17g", i,
		          x.odds_ratio, x.statistic, x.p, x.crude_odds_ratio, x.low, x.high, x.breslow_day,
		          x.breslow_day_df, x.breslow_day_p);
	}
}

/* Bickel, Hammel and O'Connell, Science 187 (1975): 30 % of the women and 44 % of the men were admitted, while no
 * department kept women out. R: mantelhaen.test(UCBAdmissions, correct = FALSE), men against women, .9047. */
Test(stat_mantel_haenszel, admissions_to_berkeley)
{
	struct segbias_mantel_haenszel x;
	segbias_mantel_haenszel(UCB, 6, .05, &x);
	cr_expect(x.crude_odds_ratio < 1 && x.odds_ratio > 1);
	cr_expect(fabs(1 / x.odds_ratio - .9047) < 5e-5 && fabs(x.p - .217) < 5e-4);
	double admitted[2] = {0}, all[2] = {0};
	for (size_t i = 0; i < 6; i++) {
		admitted[0] += UCB[i].a;
		admitted[1] += UCB[i].c;
		all[0] += UCB[i].a + UCB[i].b;
		all[1] += UCB[i].c + UCB[i].d;
	}
	cr_expect(fabs(admitted[0] / all[0] / (admitted[1] / all[1]) - .682) < 5e-4);
}

/* The sums are exact. */
Test(stat_mantel_haenszel, order_of_strata_changes_no_bit)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		struct segbias_table_2x2 turned[STRATA_MAX];
		size_t count = ROWS[i].count;
		struct segbias_mantel_haenszel x, y;
		segbias_mantel_haenszel(ROWS[i].strata, count, .05, &x);
		for (size_t shift = 1; shift < count; shift++) {
			for (size_t k = 0; k < count; k++)
				turned[k] = ROWS[i].strata[(k * (count - 1) + shift) % count];
			segbias_mantel_haenszel(turned, count, .05, &y);
			cr_expect(x.odds_ratio == y.odds_ratio && x.statistic == y.statistic && x.p == y.p, "row %zu",
			          i);
			cr_expect(near_within(x.breslow_day, y.breslow_day, 0) && near_within(x.low, y.low, 0) &&
			              near_within(x.high, y.high, 0) && x.crude_odds_ratio == y.crude_odds_ratio,
			          "row %zu", i);
		}
	}
}

static double inverse(double x)
{
	return x == 0 ? INFINITY : 1 / x;
}

/* Swapping columns inverts the ratios, swapping rows too, both or transposing changes nothing. */
Test(stat_mantel_haenszel, swapped)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		struct segbias_table_2x2 columns[STRATA_MAX], rows[STRATA_MAX], transposed[STRATA_MAX];
		for (size_t k = 0; k < ROWS[i].count; k++) {
			const struct segbias_table_2x2 *s = &ROWS[i].strata[k];
			columns[k] = (struct segbias_table_2x2){s->b, s->a, s->d, s->c};
			rows[k] = (struct segbias_table_2x2){s->c, s->d, s->a, s->b};
			transposed[k] = (struct segbias_table_2x2){s->a, s->c, s->b, s->d};
		}
		struct row same = ROWS[i];
		struct row other = same;
		other.common[0] = inverse(same.common[0]);
		other.common[3] = inverse(same.common[3]);
		other.common[4] = 1 / same.common[5];
		other.common[5] = 1 / same.common[4];
		struct segbias_mantel_haenszel x;
		segbias_mantel_haenszel(columns, same.count, same.alpha, &x);
		cr_expect(equal(&x, &other), "row %zu, columns", i);
		segbias_mantel_haenszel(rows, same.count, same.alpha, &x);
		cr_expect(equal(&x, &other), "row %zu, rows", i);
		segbias_mantel_haenszel(transposed, same.count, same.alpha, &x);
		cr_expect(equal(&x, &same), "row %zu, transposed", i);
	}
}

/* k times the records: the same ratios, k times the heterogeneity; the variance of Mantel-Haenszel has n - 1. */
Test(stat_mantel_haenszel, scaled)
{
	struct segbias_table_2x2 scaled[STRATA_MAX];
	struct segbias_mantel_haenszel x, y;
	static const double FACTOR[] = {2, 10, 1e6, 1e12};
	for (size_t f = 0; f < sizeof FACTOR / sizeof *FACTOR; f++) {
		double k = FACTOR[f];
		for (size_t i = 0; i < 6; i++)
			scaled[i] = (struct segbias_table_2x2){k * UCB[i].a, k * UCB[i].b, k * UCB[i].c, k * UCB[i].d};
		segbias_mantel_haenszel(UCB, 6, .05, &x);
		segbias_mantel_haenszel(scaled, 6, .05, &y);
		cr_expect(near(y.odds_ratio, x.odds_ratio) && near(y.crude_odds_ratio, x.crude_odds_ratio));
		cr_expect(near(y.breslow_day, k * x.breslow_day));
		cr_expect(y.statistic > k * x.statistic && y.statistic < 1.01 * k * x.statistic);
		cr_expect(near(log(y.high / y.low) * sqrt(k), log(x.high / x.low)));
	}
}

/* k equal strata have nothing to differ in. */
Test(stat_mantel_haenszel, equal_strata)
{
	struct segbias_table_2x2 strata[4] = {{30, 70, 55, 45}, {30, 70, 55, 45}, {300, 700, 550, 450}, {9, 21, 11, 9}};
	struct segbias_mantel_haenszel x;
	segbias_mantel_haenszel(strata, 4, .05, &x);
	cr_expect(near(x.odds_ratio, 30. * 45 / (70. * 55)) && near(x.crude_odds_ratio, x.odds_ratio));
	cr_expect(fabs(x.breslow_day) < 1e-20 && x.breslow_day_df == 3 && near(x.breslow_day_p, 1));
}

Test(stat_mantel_haenszel, one_stratum_is_its_own_ratio)
{
	struct segbias_mantel_haenszel x, y;
	segbias_mantel_haenszel(ONE, 1, .05, &x);
	cr_expect(near(x.odds_ratio, ONE[0].a * ONE[0].d / (ONE[0].b * ONE[0].c)) &&
	          near(x.crude_odds_ratio, x.odds_ratio));
	cr_expect(x.breslow_day == 0 && x.breslow_day_df == 0 && isnan(x.breslow_day_p));
	/* What says nothing changes nothing but the crude ratio. */
	static const struct segbias_table_2x2 SILENT[] = {{0, 0, 900, 5}, {12, 30, 45, 40}, {7, 0, 8, 0},
	                                                  {0, 6, 0, 1},   {0, 0, 0, 0},     {.25, .25, .125, .25}};
	segbias_mantel_haenszel(SILENT, 6, .05, &y);
	cr_expect(x.odds_ratio == y.odds_ratio && x.statistic == y.statistic && x.low == y.low && y.breslow_day == 0 &&
	          y.breslow_day_df == 0);
	cr_expect(near(y.crude_odds_ratio, 19.25 * 46.25 / (36.25 * 953.125)), "%.17g", y.crude_odds_ratio);
}

static bool unknown(const struct segbias_mantel_haenszel *x)
{
	return isnan(x->odds_ratio) && isnan(x->statistic) && isnan(x->p) && isnan(x->breslow_day) &&
	       isnan(x->breslow_day_df) && isnan(x->breslow_day_p) && isnan(x->low) && isnan(x->high);
}

/* A ratio is equal to itself, whatever rounding makes of it. */
Test(stat_mantel_haenszel, one_stratum_has_no_differences)
{
	for (int i = 1; i < 100; i++) {
		struct segbias_table_2x2 stratum = {i, 100 - i, 7 * i % 13 + 1.1, 29};
		struct segbias_mantel_haenszel x;
		segbias_mantel_haenszel(&stratum, 1, .05, &x);
		cr_expect(x.breslow_day == 0 && x.breslow_day_df == 0, "%d: %g", i, x.breslow_day);
	}
}

/* Where the cells of a stratum are far apart, or products of them nearly the same.
 * scripts/oracle/stat_mantel_haenszel.py: 80 decimal digits, {Breslow-Day, df, p} and {odds ratio, statistic} */
Test(stat_mantel_haenszel, no_digits_are_lost)
{
	static const struct segbias_table_2x2 STRATA[][2] = {{{1e12, 5, 3, 1e12}, {2e12, 9, 8, 1e12}},
	                                                     {{3, 1e12, 1e12, 9}, {8, 2e12, 1e12, 5}},
	                                                     {{2, 50, 40, 1e12}, {3, 60, 90, 2e12}},
	                                                     {{1e12, 50, 40, 2}, {2e12, 60, 90, 3}}};
	static const double EQUAL[][3] = {
	    {1.0009597981109342, 1, 0.31707837621837759},
	    {0.11606702436380149, 1, 0.73333989771316954},
	    {0.012263762603363482, 1, 0.91182103972115924},
	    {0.012263762603363482, 1, 0.91182103972115924},
	};
	struct segbias_mantel_haenszel x;
	for (size_t i = 0; i < sizeof STRATA / sizeof *STRATA; i++) {
		segbias_mantel_haenszel(STRATA[i], 2, .05, &x);
		cr_expect(near(x.breslow_day, EQUAL[i][0]) && x.breslow_day_df == EQUAL[i][1] &&
		              near(x.breslow_day_p, EQUAL[i][2]),
		          "row %zu: %.17g %.17g", i, x.breslow_day, x.breslow_day_p);
	}
	static const double NEARLY[] = {1.0000000000000011, 2.4999999999999977e-16};
	segbias_mantel_haenszel(&(struct segbias_table_2x2){1e15 + 1, 1e15, 1e15, 1e15}, 1, .05, &x);
	cr_expect(near(x.odds_ratio, NEARLY[0]) && near(x.statistic, NEARLY[1]), "%.17g", x.statistic);
}

Test(stat_mantel_haenszel, undefined)
{
	struct segbias_mantel_haenszel x;
	static const struct segbias_table_2x2 EMPTY[3] = {{0, 0, 0, 0}};
	segbias_mantel_haenszel(EMPTY, 3, .05, &x);
	cr_expect(unknown(&x) && isnan(x.crude_odds_ratio));
	segbias_mantel_haenszel(NULL, 0, .05, &x);
	cr_expect(unknown(&x) && isnan(x.crude_odds_ratio));
	/* Each stratum is silent; together they are not. */
	static const struct segbias_table_2x2 APART[] = {{5, 4, 0, 0}, {0, 0, 2, 8}};
	segbias_mantel_haenszel(APART, 2, .05, &x);
	cr_expect(unknown(&x) && near(x.crude_odds_ratio, 5));
	static const struct segbias_table_2x2 BAD[] = {
	    {-1, 2, 3, 4}, {1, NAN, 3, 4}, {1, 2, INFINITY, 4}, {1, 2, 3, 1e300}, {1, 2, 1e-300, 3}};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		struct segbias_table_2x2 strata[] = {UCB[0], BAD[i], UCB[1]};
		segbias_mantel_haenszel(strata, 3, .05, &x);
		cr_expect(unknown(&x) && isnan(x.crude_odds_ratio), "bad %zu", i);
	}
	static const double ALPHA[] = {0, 1, -1, NAN};
	for (size_t i = 0; i < sizeof ALPHA / sizeof *ALPHA; i++) {
		segbias_mantel_haenszel(UCB, 6, ALPHA[i], &x);
		cr_expect(isnan(x.low) && isnan(x.high) && near(x.p, ROWS[0].common[2]), "alpha %g", ALPHA[i]);
	}
}

/* Cells as far apart as is allowed. */
Test(stat_mantel_haenszel, extremes)
{
	static const struct segbias_table_2x2 WIDE[] = {{1e20, 1e-20, 1e-20, 1e20}, {1e20, 1e20, 1e-20, 1e20}};
	struct segbias_mantel_haenszel x;
	segbias_mantel_haenszel(WIDE, 2, .05, &x);
	cr_expect(isfinite(x.odds_ratio) && isfinite(x.statistic) && isfinite(x.breslow_day) && x.breslow_day >= 0);
	cr_expect(x.p >= 0 && x.breslow_day_p >= 0 && x.low < x.odds_ratio && x.high > x.odds_ratio);
}
