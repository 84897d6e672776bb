#include "stats/crossing.h"

#include "near.h"
#include <criterion/criterion.h>

#include <stdint.h>

enum { CELLS_MOST = 64 };

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

/* --- tables ------------------------------------------------------------------------------------------------------ */

struct made {
	double cells[CELLS_MOST], alone[3][4], pair[3][16];
	struct segbias_known_tables known;
};

static uint32_t below(uint32_t *state, uint32_t most)
{
	*state = *state * 1664525U + 1013904223U;
	return (*state >> 16) * most >> 16;
}

/* By the steps of scripts/oracle/stat_bounds_tables.py. */
static size_t make(uint32_t seed, unsigned known, struct made *m)
{
	uint32_t state = seed;
	size_t cells = 1;
	double all = 0;
	*m = (struct made){.known = {.alone = {m->alone[0], m->alone[1], m->alone[2]}}};
	for (size_t i = 0; i < 3; i++) {
		m->known.size[i] = 2 + below(&state, 3);
		cells *= m->known.size[i];
	}
	for (size_t i = 0; i < cells; i++) {
		m->cells[i] = below(&state, 3) == 0 ? 0 : 1 + below(&state, 1 + below(&state, 100));
		m->cells[i] += i == 0;
		all += m->cells[i];
	}
	for (size_t i = 0; i < cells; i++) {
		size_t c = i % m->known.size[2];
		size_t b = i / m->known.size[2] % m->known.size[1];
		size_t a = i / m->known.size[2] / m->known.size[1];
		double share = m->cells[i] / all;
		m->cells[i] = share;
		m->alone[0][a] += share;
		m->alone[1][b] += share;
		m->alone[2][c] += share;
		m->pair[0][a * m->known.size[1] + b] += share;
		m->pair[1][a * m->known.size[2] + c] += share;
		m->pair[2][b * m->known.size[2] + c] += share;
	}
	for (size_t i = 0; i < 3; i++)
		m->known.pair[i] = known >> i & 1 ? m->pair[i] : NULL;
	return cells;
}

struct tables_case {
	uint32_t seed;
	unsigned known;
	double low, high; /* sums of i + 1 times those of cell i */
};

static void expect_sums(const struct tables_case *c, size_t cells, const double *low, const double *high)
{
	double sums[2] = {0, 0};
	for (size_t i = 0; i < cells; i++) {
		sums[0] += (double)(i + 1) * low[i];
		sums[1] += (double)(i + 1) * high[i];
	}
	cr_expect(fabs(sums[0] - c->low) < 1e-5 && fabs(sums[1] - c->high) < 1e-5,
	          "%u: %.12g for %.12g, %.12g for %.12g", c->seed, sums[0], c->low, sums[1], c->high);
}

/* Linear programs of all tables that have what is known; and what the table itself has lies between, as what is assumed does. */
Test(bounds, those_of_tables_are_those_of_linear_programs)
{
	static const struct tables_case CASES[] = {
	    /* clang-format off: rows of scripts/oracle/stat_bounds_tables.py */
	    {1, 1, 0, 34.3554006969},
	    {2, 2, 0, 14.7034883721},
	    {3, 3, 0.132075471698, 22.1572327044},
	    {4, 4, 0, 17.845814978},
	    {5, 5, 4.0859375, 12.5625},
	    {6, 6, 5.51804670913, 21.8662420382},
	    {7, 7, 8.31503579952, 16.6109785203},
	    {8, 0, 0, 12.8987854251},
	    {9, 1, 0, 31.2297297297},
	    {10, 2, 1.58139534884, 11.3953488372},
	    {11, 3, 5.11377245509, 9.46107784431},
	    {12, 4, 1.29577464789, 13.4178403756},
	    {13, 5, 0.914893617021, 21.5602836879},
	    {14, 6, 9.22088353414, 16.6666666667},
	    {15, 7, 6.37541528239, 7.39867109635},
	    {16, 0, 0, 111.956521739},
	    {17, 1, 0, 34.9744897959},
	    {18, 2, 0, 24.0543933054},
	    {19, 3, 4.41255605381, 14.5022421525},
	    {20, 4, 0, 12.7441860465},
	    {21, 5, 2.1568627451, 6.41176470588},
	    {22, 6, 5.33139534884, 11.3081395349},
	    {23, 7, 7.70588235294, 7.70588235294},
	    {24, 0, 0, 24.146627566},
	    /* clang-format on */
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		double low[CELLS_MOST];
		double high[CELLS_MOST];
		double assumed[CELLS_MOST];
		struct made m;
		size_t cells = make(CASES[i].seed, CASES[i].known, &m);
		cr_assert_eq(segbias_bounds_triple(&m.known, low, high, assumed), SEGBIAS_BOUNDS_FOUND, "%zu", i);
		expect_sums(&CASES[i], cells, low, high);
		double all = 0;
		for (size_t k = 0; k < cells; k++) {
			all += assumed[k];
			cr_expect(low[k] <= m.cells[k] + 1e-12 && m.cells[k] <= high[k] + 1e-12, "%zu: cell %zu", i, k);
		}
		/* Of three pairs what nobody can be is nobody, and is taken from what is assumed. */
		bool program = CASES[i].known == 7;
		cr_expect(program ? all <= 1 + 1e-12 : near_within(all, 1, 1e-12), "%zu: %g", i, all);
	}
}

/* Of a pair that no table has, by the third attribute, with which both are known. */
Test(bounds, those_of_a_pair_are_those_of_a_chain)
{
	static const struct tables_case CASES[] = {
	    /* clang-format off: rows of scripts/oracle/stat_bounds_tables.py */
	    {101, 0, 2.16027874564, 4.1881533101},   {102, 0, 2.33976833977, 6.28957528958},
	    {103, 0, 1.20131291028, 6.42231947484},  {104, 0, 0.409340659341, 9.18406593407},
	    {105, 0, 0.954305799649, 7.44639718805}, {106, 0, 1.32217573222, 5.85774058577},
	    {107, 0, 0.391509433962, 5.62735849057}, {108, 0, 1.79695431472, 2.98984771574},
	    {109, 0, 1.60975609756, 2.87804878049},  {110, 0, 1.28346456693, 2.14960629921},
	    {111, 0, 1.23529411765, 6.2431372549},   {112, 0, 2.5, 4.88392857143},
	    /* clang-format on */
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		double low[CELLS_MOST];
		double high[CELLS_MOST];
		double assumed[CELLS_MOST];
		double all = 0;
		struct made m;
		(void)make(CASES[i].seed, 6, &m);
		size_t cells = m.known.size[0] * m.known.size[1];
		for (size_t k = 0; k < cells; k++) {
			low[k] = 0;
			high[k] = 1;
		}
		cr_assert_eq(segbias_bounds_pair(&m.known, low, high, assumed), SEGBIAS_BOUNDS_FOUND);
		expect_sums(&CASES[i], cells, low, high);
		for (size_t k = 0; k < cells; k++) {
			all += assumed[k];
			cr_expect(low[k] <= assumed[k] + 1e-12 && assumed[k] <= high[k] + 1e-12, "%zu: cell %zu", i, k);
		}
		cr_expect(near_within(all, 1, 1e-12), "%zu: %g", i, all);
	}
}

/* By hand: each of three is a half, and of each two all have the one or the other: of three that cannot be. */
Test(bounds, three_tables_may_contradict_each_other)
{
	static const double HALVES[] = {.5, .5};
	static const double OTHER[] = {0, .5, .5, 0};
	const struct segbias_known_tables known = {{2, 2, 2}, {HALVES, HALVES, HALVES}, {OTHER, OTHER, OTHER}};
	double low[8];
	double high[8];
	double assumed[8];
	cr_expect_eq(segbias_bounds_triple(&known, low, high, assumed), SEGBIAS_BOUNDS_CONTRADICT);
	/* By a ten-millionth of all they differ as figures that were rounded do: the chains say what can be said. */
	struct made m;
	size_t cells = make(7, 7, &m);
	double lows[CELLS_MOST];
	double highs[CELLS_MOST];
	double guesses[CELLS_MOST];
	m.pair[0][0] += 1e-7;
	cr_assert_eq(segbias_bounds_triple(&m.known, lows, highs, guesses), SEGBIAS_BOUNDS_FOUND);
	for (size_t k = 0; k < cells; k++)
		cr_expect(lows[k] <= m.cells[k] + 1e-6 && m.cells[k] <= highs[k] + 1e-6, "cell %zu", k);
}

/* By hand: by one attribute all of the first value have the first of the other, by another none of them have: each way is possible, and
 * both are not. Of three tables, whose values are too many for programs, two lead to a half at the least and the third has nobody. */
Test(bounds, two_ways_may_contradict_each_other)
{
	static const double HALVES[] = {.5, .5};
	static const double ALIKE[] = {.5, 0, 0, .5};
	static const double OTHER[] = {0, .5, .5, 0};
	const struct segbias_known_tables one = {{2, 2, 2}, {HALVES, HALVES, HALVES}, {NULL, ALIKE, ALIKE}};
	const struct segbias_known_tables two = {{2, 2, 2}, {HALVES, HALVES, HALVES}, {NULL, ALIKE, OTHER}};
	double low[4] = {0};
	double high[4] = {1, 1, 1, 1};
	double assumed[4];
	cr_expect_eq(segbias_bounds_pair(&one, low, high, assumed), SEGBIAS_BOUNDS_FOUND);
	cr_expect(near(low[0], .5) && near(high[0], .5) && near(high[1], 0));
	cr_expect_eq(segbias_bounds_pair(&two, low, high, assumed), SEGBIAS_BOUNDS_CONTRADICT);
	enum { SIDE = 6, CELLS = SIDE * SIDE * SIDE };
	double sixth[SIDE];
	double same[SIDE * SIDE] = {0};
	double next[SIDE * SIDE] = {0};
	double lows[CELLS];
	double highs[CELLS];
	double guesses[CELLS];
	for (size_t i = 0; i < SIDE; i++) {
		sixth[i] = 1. / SIDE;
		same[i * SIDE + i] = next[i * SIDE + (i + 1) % SIDE] = 1. / SIDE;
	}
	struct segbias_known_tables three = {{SIDE, SIDE, SIDE}, {sixth, sixth, sixth}, {same, same, same}};
	cr_expect_eq(segbias_bounds_triple(&three, lows, highs, guesses), SEGBIAS_BOUNDS_FOUND);
	three.pair[1] = next;
	cr_expect_eq(segbias_bounds_triple(&three, lows, highs, guesses), SEGBIAS_BOUNDS_CONTRADICT);
}

/* By hand, of 6: each two tables are 1, 2; 2, 1. With x in the first cell of all three the last one has 1 - (1 + x) = -x, so that both have
 * nobody, though no cell of a table is empty; what a program leaves by rounding is nobody, too. */
Test(bounds, what_only_three_tables_exclude_is_nobody)
{
	static const double HALVES[] = {.5, .5};
	static const double PAIR[] = {1 / 6., 2 / 6., 2 / 6., 1 / 6.};
	const struct segbias_known_tables known = {{2, 2, 2}, {HALVES, HALVES, HALVES}, {PAIR, PAIR, PAIR}};
	double low[8];
	double high[8];
	double assumed[8];
	cr_assert_eq(segbias_bounds_triple(&known, low, high, assumed), SEGBIAS_BOUNDS_FOUND);
	for (size_t i = 0; i < 8; i++) {
		bool nobody = i == 0 || i == 7;
		cr_expect(nobody ? low[i] == 0 && high[i] == 0 && assumed[i] == 0
		                 : near_within(low[i], 1 / 6., 1e-8) && near_within(high[i], 1 / 6., 1e-8),
		          "%zu: %g to %g, %g", i, low[i], high[i], assumed[i]);
	}
}
