#include "stats/crossing.h"

#include "near.h"
#include <criterion/criterion.h>

/* IPF ends at 1e-9 of all records; loglin at 1e-10. */
#define TOLERANCE_FIT 1e-7
/* Tails and variances of such fits. */
#define TOLERANCE_P 1e-5

enum { CELLS = 9, TRIPLE = 12 };

static const double COUNT[CELLS] = {120, 80, 150, 40, 60, 22, 90, 8, 130};
static const double SHARES[CELLS] = {.12, .10, .16, .10, .08, .09, .11, .09, .15};
static const double SAMPLE[CELLS] = {110, 95, 160, 95, 85, 90, 100, 95, 170};
static const double COUNT_3[TRIPLE] = {30, 33, 41, 19, 25, 38, 22, 12, 18, 27, 60, 4};
static const double SAMPLE_3[TRIPLE] = {29, 31, 38, 22, 30, 33, 25, 15, 21, 24, 52, 20};

static struct segbias_crossing_table pair_of(const double *reference, bool exact)
{
	return (struct segbias_crossing_table){
	    .size = {3, 3}, .axes = 2, .count = COUNT, .reference = reference, .exact = exact};
}

static struct segbias_crossing_table triple_of(bool exact)
{
	return (struct segbias_crossing_table){
	    .size = {2, 3, 2}, .axes = 3, .count = COUNT_3, .reference = SAMPLE_3, .exact = exact};
}

static void expect(const struct segbias_crossing_cell *got, const double *expected, const double *p, size_t cells)
{
	for (size_t c = 0; c < cells; c++) {
		cr_expect(near_within(got[c].expected, expected[c], TOLERANCE_FIT), "cell %zu: %.15g for %.15g", c,
		          got[c].expected, expected[c]);
		cr_expect(near_within(got[c].p, p[c], TOLERANCE_P), "p of %zu: %.15g for %.15g", c, got[c].p, p[c]);
	}
}

/* The numbers are those of scripts/oracle/stat_crossing.R: loglin(start =) and loglin(, list(c(1,3), c(2,3), c(1,2))),
 * H - HX(X'HX)^-X'H, pnorm, and pbinom where under 10 are expected. */

Test(crossing, exact_shares_are_fitted_from_their_seed)
{
	static const double EXPECTED[] = {121.4287194512729, 72.8851538470610, 155.6861267016661,
	                                  49.9661827540999,  28.7915512598199, 43.2422659860801,
	                                  78.6050977946272,  46.3232948931190, 103.0716073122538};
	static const double P[] = {8.21417471295070e-01, 1.87528782817435e-01, 3.84206929948149e-01,
	                           4.20504893121595e-02, 1.44551824593630e-13, 1.10417000712212e-05,
	                           5.39059708005632e-02, 2.33564624172228e-14, 1.18880232151215e-05};
	struct segbias_crossing_table table = pair_of(SHARES, true);
	struct segbias_crossing_cell got[CELLS];
	cr_assert(segbias_crossing_fit(&table, NULL, got));
	expect(got, EXPECTED, P, CELLS);
	cr_expect(got[7].z < -7 && got[4].z > 7);
}

Test(crossing, a_sample_is_fitted_with_the_campaign)
{
	static const double EXPECTED[] = {122.3317634922657, 75.5322489061670, 152.1359876015673,
	                                  47.7166086784363,  38.8019126072978, 35.4814787142662,
	                                  79.9516278292979,  33.6658384865353, 114.3825336841666};
	static const double P[] = {6.18524834734874e-01, 2.85062683546524e-01, 6.61135402331072e-01,
	                           4.63086290307076e-02, 1.01368453804600e-08, 3.27512962093647e-04,
	                           2.46657852124036e-02, 5.25796272990529e-12, 8.88568512985430e-04};
	struct segbias_crossing_table table = pair_of(SAMPLE, false);
	struct segbias_crossing_cell got[CELLS];
	cr_assert(segbias_crossing_fit(&table, NULL, got));
	expect(got, EXPECTED, P, CELLS);
}

Test(crossing, a_cell_is_held_against_the_edges_of_a_band)
{
	struct segbias_crossing_table exact = pair_of(SHARES, true);
	struct segbias_crossing_table sample = pair_of(SAMPLE, false);
	double p = 0;
	cr_assert(segbias_crossing_flag(&exact, 5, .8, 1.25, &p));
	cr_expect(near_within(p, 0.000599560150062561, TOLERANCE_P), "%.15g", p);
	cr_assert(segbias_crossing_flag(&sample, 7, .8, 1.25, &p));
	cr_expect(near_within(p, 6.77297676509966e-10, TOLERANCE_P), "%.15g", p);
	cr_assert(segbias_crossing_flag(&exact, 0, .8, 1.25, &p));
	cr_expect_eq(p, 1);
}

Test(crossing, a_freed_cell_is_expected_by_the_others)
{
	static const double EXPECTED[] = {109.7759485430674, 100.7507787767970, 139.4732726801390,
	                                  44.5470139046757,  39.2492212232030,  38.2037648721230,
	                                  95.6770375522568,  86.2144383932741,  124.3229624477380};
	static const double P[] = {
	    9.83001608553482e-02, 2.44899480539898e-06, 9.12236334516674e-02, 3.40666925151940e-01,
	    2.44899480539881e-06, 5.28806719167153e-04, 3.20168878227279e-01, NAN,
	    3.20168878226838e-01};
	static const double EXPECTED_SAMPLE[] = {116.3625244170177, 91.7376204849226, 141.8998550980629,
	                                         42.7659088967530,  48.2623795150763, 30.9717115881779,
	                                         90.8715666862292,  93.7045057821272, 129.1284333137598};
	static const double P_SAMPLE[] = {
	    0.430647169715127953, 0.000833911767589208, 0.081213469167299143, 0.462177280998053996,
	    0.000833911767588238, 0.013198990718751476, 0.835861353417623576, NAN,
	    0.835861353415591868};
	const bool freed[CELLS] = {[7] = true};
	struct segbias_crossing_table exact = pair_of(SHARES, true);
	struct segbias_crossing_table sample = pair_of(SAMPLE, false);
	struct segbias_crossing_cell got[CELLS];
	cr_assert(segbias_crossing_fit(&exact, freed, got));
	expect(got, EXPECTED, P, CELLS);
	cr_assert(segbias_crossing_fit(&sample, freed, got));
	expect(got, EXPECTED_SAMPLE, P_SAMPLE, CELLS);
}

Test(crossing, of_three_attributes_the_parents_are_the_pairs)
{
	static const double EXPECTED[] = {28.4196021329868, 34.5803978670132, 35.2642010785706, 24.7357989214294,
	                                  32.3161967884425, 30.6838032115575, 23.5803978670098, 10.4196021329902,
	                                  23.7357989214330, 21.2642010785670, 52.6838032115532, 11.3161967884468};
	static const double P[] = {0.399195792593412646, 0.399195792593417365, 0.004086146677065868,
	                           0.004086146677065845, 0.000193169994823681, 0.000193169994823687,
	                           0.399195792594424115, 0.399195792594425169, 0.004086146677042852,
	                           0.004086146677042984, 0.000193169994822031, 0.000193169994822037};
	static const double EXPECTED_SAMPLE[] = {28.98947612756272, 34.01052387243725, 37.99830585788697,
	                                         22.00169414211297, 29.01221801454951, 33.98778198545040,
	                                         23.01052387243704, 10.98947612756289, 21.00169414211464,
	                                         23.99830585788521, 55.98778198544422, 8.01221801455663};
	static const double P_SAMPLE[] = {0.45783044891342456, 0.45783044891343749, 0.03189668389865040,
	                                  0.03189668389865558, 0.00358714055377321, 0.00358714055377256,
	                                  0.45783044891352948, 0.45783044891350222, 0.03189668389856138,
	                                  0.03189668389855333, 0.00358714055372063, 0.11750244289965693};
	struct segbias_crossing_table exact = triple_of(true);
	struct segbias_crossing_table sample = triple_of(false);
	struct segbias_crossing_cell got[TRIPLE];
	cr_assert(segbias_crossing_fit(&exact, NULL, got));
	expect(got, EXPECTED, P, TRIPLE);
	cr_assert(segbias_crossing_fit(&sample, NULL, got));
	expect(got, EXPECTED_SAMPLE, P_SAMPLE, TRIPLE);
}

/* A table that is its parents' but for one cell: that one is freed and no other, and the others say what it would be. */
Test(crossing, one_planted_cell_is_one_finding)
{
	static const double ROW[] = {.5, .3, .2};
	static const double COLUMN[] = {.25, .35, .4};
	double shares[CELLS];
	double count[CELLS];
	bool freed[CELLS] = {false};
	struct segbias_crossing_cell got[CELLS];
	for (size_t c = 0; c < CELLS; c++) {
		shares[c] = ROW[c / 3] * COLUMN[c % 3];
		count[c] = round(20000 * shares[c] * (c == 4 ? .3 : 1));
	}
	struct segbias_crossing_table table = {
	    .size = {3, 3}, .axes = 2, .count = count, .reference = shares, .exact = true};
	cr_assert(segbias_crossing_fit(&table, NULL, got));
	cr_expect_lt(got[5].p, 1e-6, "a neighbour looks skewed while the cell is in the fit");
	cr_assert(segbias_crossing_free(&table, .001, freed, got));
	for (size_t c = 0; c < CELLS; c++)
		cr_expect_eq(freed[c], c == 4, "cell %zu", c);
	cr_expect(near_within(100 * count[4] / got[4].expected, 30, 1e-3), "%g", 100 * count[4] / got[4].expected);
}

/* In a table of two rows both cells of a column are one interaction: the one whose index is farther from 100 is freed. */
Test(crossing, of_two_equal_cells_the_farther_one_is_freed)
{
	static const double SHARE[] = {.1, .2, .2, .1, .2, .2};
	static const double TWO[] = {150, 400, 400, 300, 400, 400};
	bool freed[6] = {false};
	struct segbias_crossing_cell got[6];
	struct segbias_crossing_table table = {
	    .size = {2, 3}, .axes = 2, .count = TWO, .reference = SHARE, .exact = true};
	cr_assert(segbias_crossing_free(&table, 1e-4, freed, got));
	cr_expect(freed[3] && !freed[0], "73 and 146");
}

/* What no other cell tells: in a row of one value every effect is its own. */
Test(crossing, what_the_others_do_not_say_is_nothing)
{
	static const double DIAGONAL[] = {.3, 0, 0, .7};
	static const double ONES[] = {40, 0, 0, 20};
	const bool freed[4] = {[3] = true};
	struct segbias_crossing_cell got[4];
	struct segbias_crossing_table table = {
	    .size = {2, 2}, .axes = 2, .count = ONES, .reference = DIAGONAL, .exact = true};
	cr_assert(segbias_crossing_fit(&table, NULL, got));
	cr_expect(got[0].p == 1 && got[3].p == 1, "the margins fix both");
	cr_expect(isnan(got[1].p) && isnan(got[1].expected), "no cell");
	cr_assert(segbias_crossing_fit(&table, freed, got));
	cr_expect(isnan(got[3].expected));
	cr_expect(near_within(got[0].expected, 40, TOLERANCE_FIT));
}

/* With the cells in any order the same cells have the same figures. */
Test(crossing, swapping_the_attributes_changes_nothing)
{
	double count[CELLS];
	double sample[CELLS];
	struct segbias_crossing_cell got[CELLS];
	struct segbias_crossing_cell swapped[CELLS];
	for (size_t c = 0; c < CELLS; c++) {
		count[c % 3 * 3 + c / 3] = COUNT[c];
		sample[c % 3 * 3 + c / 3] = SAMPLE[c];
	}
	struct segbias_crossing_table table = pair_of(SAMPLE, false);
	cr_assert(segbias_crossing_fit(&table, NULL, got));
	table.count = count;
	table.reference = sample;
	cr_assert(segbias_crossing_fit(&table, NULL, swapped));
	for (size_t c = 0; c < CELLS; c++)
		cr_expect(near_within(swapped[c % 3 * 3 + c / 3].p, got[c].p, TOLERANCE_P));
}
