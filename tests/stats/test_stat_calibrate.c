#include "stats/calibrate.h"

#include "near.h"
#include <criterion/criterion.h>

#include <string.h>

/* The numbers are those of scripts/oracle/stat_calibrate.R: survey's rake, calibrate, postStratify, trimWeights and SE(svymean()), on
 * records of 24 kinds: sex, age, an attribute that is not weighted on, and two start weights. */

enum { KINDS = 24, CELLS = 6, LEVELS = 5 };

static const double RECORDS[KINDS] = {14, 9, 11, 16, 20, 7, 5, 12, 3, 8, 6, 10, 22, 13, 9, 4, 12, 18, 7, 5, 2, 6, 3, 4};
static const double AGE_WEIGHT[3] = {1, .8, 1.3};

struct made {
	double start[KINDS], z[KINDS], weight[CELLS], target[LEVELS], all;
	uint32_t cell[KINDS], level[CELLS * 2];
	struct segbias_weight_margins c;
};

static void make(struct made *m)
{
	static const double SHARES[LEVELS] = {.45, .55, .3, .36, .34};
	*m = (struct made){.all = 0};
	for (uint32_t k = 0; k < KINDS; k++) {
		uint32_t age = k / 4 % 3;
		m->cell[k] = k / 4;
		m->start[k] = (k % 2 ? 2.5 : 1) * AGE_WEIGHT[age];
		m->weight[m->cell[k]] += RECORDS[k] * m->start[k];
		m->all += RECORDS[k] * m->start[k];
		m->z[k] = k / 2 % 2 == 0;
		m->level[2 * m->cell[k]] = k / 12;
		m->level[2 * m->cell[k] + 1] = 2 + age;
	}
	for (size_t i = 0; i < LEVELS; i++)
		m->target[i] = SHARES[i] * m->all;
	m->c = (struct segbias_weight_margins){CELLS, m->weight, m->level, 2, m->target, LEVELS};
}

static void expect_factors(const double *got, const double *expected, size_t count)
{
	for (size_t i = 0; i < count; i++)
		cr_expect(near(got[i], expected[i]), "%zu: %.17g for %.17g", i, got[i], expected[i]);
}

/* The standard error of the third attribute's share after the calibration. */
static double error_after(const struct made *m, const double *factor)
{
	double weight[KINDS];
	double z[KINDS];
	double share = 0;
	double variance = 0;
	struct segbias_residuals *residuals = NULL;
	struct segbias_calibrated_records records = {KINDS, m->cell, RECORDS, m->start, weight};
	for (size_t k = 0; k < KINDS; k++) {
		weight[k] = m->start[k] * factor[m->cell[k]];
		share += RECORDS[k] * weight[k] * m->z[k] / m->all;
	}
	for (size_t k = 0; k < KINDS; k++)
		z[k] = m->z[k] - share;
	cr_assert(segbias_residuals_create(&m->c, &records, &residuals));
	cr_assert(segbias_residuals_variance(residuals, z, m->all, NULL, &variance));
	segbias_residuals_free(residuals);
	return sqrt(variance);
}

Test(calibrate, raking_is_that_of_survey)
{
	static const double EXPECTED[] = {0.5805028350386382, 0.91800290552729069, 1.0141286811045056,
	                                  0.8983129514846141, 1.4205854816898222,  1.5693376047811218};
	struct made m;
	double factor[CELLS];
	struct segbias_calibrated out;
	make(&m);
	cr_assert(segbias_calibrate_rake(&m.c, factor, &out));
	cr_expect(out.ended && out.miss <= 1e-10 && out.rounds > 2);
	expect_factors(factor, EXPECTED, CELLS);
	cr_expect(near_within(error_after(&m, factor), 0.037675225749281151, 1e-8));
}

Test(calibrate, distances_are_those_of_survey)
{
	static const struct {
		struct segbias_calibration_distance distance;
		double expected[CELLS], error;
	} CASES[] = {
	    {{false, -INFINITY, INFINITY},
	     {0.52534119092559428, 0.95083228580879942, 1.0557603022378959, 0.96398157542871665, 1.389472670311922,
	      1.4944006867410187},
	     0.037521677207953977},
	    {{false, .53, 1.49},
	     {0.53000000000000003, 0.94084482758620636, 1.0582051282051284, 0.95843537414965962, 1.3989379084967326,
	      1.4900000000000002},
	     0.037512224221132574},
	    {{true, .45, 2.2},
	     {0.59219516432674679, 0.9004747549165063, 1.0140368566417701, 0.88439351185591375, 1.4371971276935069,
	      1.5695028888140448},
	     0.037685249865332705},
	};
	struct made m;
	double factor[CELLS];
	struct segbias_calibrated out;
	make(&m);
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		cr_assert(segbias_calibrate_distance(&m.c, &CASES[i].distance, factor, &out));
		cr_expect(out.ended, "%zu: %g", i, out.miss);
		expect_factors(factor, CASES[i].expected, CELLS);
		cr_expect(near_within(error_after(&m, factor), CASES[i].error, 1e-8), "%zu", i);
	}
}

/* By hand: of two by two raking keeps the odds ratio, x (x - .1) = 1e6 (.5 - x) (.6 - x), so that x is a root of a quadratic. It comes
 * there slowly, and its margins long before its weights. */
Test(calibrate, raking_goes_on_until_the_weights_are_there)
{
	static const double WEIGHT[] = {1000, 1, 1, 1000};
	static const uint32_t LEVEL[] = {0, 2, 0, 3, 1, 2, 1, 3};
	static const double TARGET[] = {.5, .5, .6, .4};
	struct segbias_weight_margins c = {4, WEIGHT, LEVEL, 2, TARGET, 4};
	double factor[4];
	struct segbias_calibrated out;
	double a = 1e6 - 1;
	double b = -1.1e6 + .1;
	double x = (-b - sqrt(b * b - 4 * a * .3e6)) / (2 * a);
	cr_assert(segbias_calibrate_rake(&c, factor, &out));
	cr_expect(out.ended && out.rounds > 20, "%zu", out.rounds);
	cr_expect(near(factor[0] * WEIGHT[0], x), "%.17g for %.17g", factor[0] * WEIGHT[0], x);
	cr_expect(near(factor[1] * WEIGHT[1], .5 - x), "%.17g for %.17g", factor[1] * WEIGHT[1], .5 - x);
}

/* One margin, of the six cells. */
Test(calibrate, post_stratification_is_raking_by_one_margin)
{
	static const double EXPECTED[] = {0.53403428571428568, 1.141344827586207,  0.88752136752136745,
	                                  0.95363265306122447, 1.2089215686274508, 1.797230769230769};
	static const double SHARES[CELLS] = {.12, .17, .16, .18, .19, .18};
	static const uint32_t OWN[CELLS] = {0, 1, 2, 3, 4, 5};
	struct made m;
	double factor[CELLS];
	double target[CELLS];
	struct segbias_calibrated out;
	make(&m);
	for (size_t i = 0; i < CELLS; i++)
		target[i] = SHARES[i] * m.all;
	m.c = (struct segbias_weight_margins){CELLS, m.weight, OWN, 1, target, CELLS};
	cr_assert(segbias_calibrate_rake(&m.c, factor, &out));
	cr_expect(out.ended);
	expect_factors(factor, EXPECTED, CELLS);
	cr_expect(near_within(error_after(&m, factor), 0.038400964582764416, 1e-8));
}

Test(calibrate, trimming_is_that_of_survey)
{
	/* By half within age within sex. */
	static const double EXPECTED[] = {0.78095660666056976, 1.6517108592185277, 0.93485609604376418,
	                                  2.0364595826765131,  1.5188210570577887, 2.7568141592920359,
	                                  1.0987667231065457,  2.4462361503334664, 1.3369221569737895,
	                                  2.7568141592920359,  2.2405926578373903, 2.7568141592920359};
	struct made m;
	double factor[CELLS];
	double weight[KINDS];
	struct segbias_calibrated out;
	make(&m);
	cr_assert(segbias_calibrate_rake(&m.c, factor, &out));
	for (size_t k = 0; k < KINDS; k++)
		weight[k] = m.start[k] * factor[m.cell[k]];
	cr_assert(segbias_weights_trim(weight, RECORDS, KINDS, 1.6));
	for (size_t k = 0; k < KINDS; k++)
		cr_expect(near(weight[k], EXPECTED[k / 4 * 2 + k % 2]), "%zu: %.17g", k, weight[k]);
	/* Below the mean there is nobody to take it. */
	cr_expect(!segbias_weights_trim(weight, RECORDS, KINDS, .5));
	cr_expect(near(weight[0], EXPECTED[0]));
}

/* By hand: of two by two, with nobody in the first cell, the other two of its row and column have to be all of it. */
Test(calibrate, what_no_weights_meet_is_told)
{
	static const double WEIGHT[] = {40, 40, 20};
	static const uint32_t LEVEL[] = {0, 3, 1, 2, 1, 3};
	double target[] = {60, 40, 50, 50};
	struct segbias_weight_margins c = {3, WEIGHT, LEVEL, 2, target, 4};
	double shortfall[4];
	double total = 0;
	double factor[3];
	bool forced[3];
	bool any = true;
	struct segbias_calibrated out;
	/* Row 0 is all in column 1, which has 50: 10 are short. Row 1 has 40, and column 0 wants 50 of it: 10 again. */
	cr_assert(segbias_calibration_shortfall(&c, 0, INFINITY, shortfall, &total));
	cr_expect(near(total, 20), "%.17g", total);
	cr_expect(near(fabs(shortfall[0]) + fabs(shortfall[3]), 10) &&
	          near(fabs(shortfall[1]) + fabs(shortfall[2]), 10));
	cr_assert(segbias_calibrate_rake(&c, factor, &out));
	cr_expect(!out.ended);
	/* Just feasible, and only without the last cell. */
	target[0] = 50;
	target[1] = 50;
	cr_assert(segbias_calibration_shortfall(&c, 0, INFINITY, shortfall, &total));
	cr_expect(total < 1e-9);
	cr_assert(segbias_calibration_forced(&c, forced, &any));
	cr_expect(any && !forced[0] && !forced[1] && forced[2]);
	/* With room to move nothing is forced; within bounds it may be too narrow: row 0 is wanted by 1.125 times. */
	target[0] = 45;
	target[1] = 55;
	cr_assert(segbias_calibration_forced(&c, forced, &any));
	cr_expect(!any);
	cr_assert(segbias_calibration_shortfall(&c, .5, 1.1, shortfall, &total));
	cr_expect(near(shortfall[0], 1) || near(shortfall[3], 1) || total > 1);
	struct segbias_calibration_distance narrow = {true, .5, 1.1};
	cr_assert(segbias_calibrate_distance(&c, &narrow, factor, &out));
	cr_expect(!out.ended);
}

/* Whatever the tables: where the linear program says that weights within bounds meet them, both distances do, and keep to the bounds;
 * where it does not, neither. */
Test(calibrate, a_property_of_random_tables)
{
	enum { SIZE = 12 };
	uint32_t seed = 7;
	size_t met = 0;
	size_t refused = 0;
	for (int round = 0; round < 300; round++) {
		double weight[SIZE];
		uint32_t level[2 * SIZE];
		double target[7] = {0};
		double factor[SIZE];
		double shortfall[7];
		double total = 0;
		struct segbias_calibrated out;
		for (uint32_t i = 0; i < SIZE; i++) {
			seed = seed * 1664525U + 1013904223U;
			weight[i] = 1 + (seed >> 24);
			level[2 * i] = i / 4;
			level[2 * i + 1] = 3 + i % 4;
			seed = seed * 1664525U + 1013904223U;
			/* Targets of weights that go a little beyond the bounds here and there. */
			double times = .5 + (seed >> 24) / 256. * 1.1;
			target[level[2 * i]] += times * weight[i];
			target[level[2 * i + 1]] += times * weight[i];
		}
		struct segbias_weight_margins c = {SIZE, weight, level, 2, target, 7};
		struct segbias_calibration_distance logit = {true, .7, 1.45};
		struct segbias_calibration_distance linear = {false, .7, 1.45};
		double all = 0;
		for (size_t i = 0; i < SIZE; i++)
			all += weight[i];
		cr_assert(segbias_calibration_shortfall(&c, .7, 1.45, shortfall, &total));
		if (total > 1e-7 * all && total < 1e-3 * all)
			continue; /* on the edge */
		bool feasible = total <= 1e-7 * all;
		met += feasible;
		refused += !feasible;
		cr_assert(segbias_calibrate_distance(&c, &logit, factor, &out));
		cr_expect(out.ended == feasible, "logit %d: %g, short %g", round, out.miss, total / all);
		for (size_t i = 0; i < SIZE; i++)
			cr_expect(!feasible || (factor[i] >= .7 && factor[i] <= 1.45));
		cr_assert(segbias_calibrate_distance(&c, &linear, factor, &out));
		cr_expect(out.ended == feasible, "linear %d: %g, short %g", round, out.miss, total / all);
		for (size_t i = 0; i < SIZE; i++)
			cr_expect(factor[i] >= .7 && factor[i] <= 1.45);
	}
	cr_expect(met > 50 && refused > 50, "%zu met, %zu refused", met, refused);
}
