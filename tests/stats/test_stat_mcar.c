#include "stats/stats.h"

#include "near.h"
#include <assert.h>
#include <criterion/criterion.h>
#include <string.h>

enum { COLUMNS_MAX = 6, PATTERNS_MAX = 20, AIR_PATTERNS = 4, AIR_NUMBERS = 1 + 6 + 36 };

/* scripts/oracle/stat_mcar.R: R's airquality (Ozone, Solar.R, Wind, Temp, Month, Day), the rows of each pattern:
 * {count, mean[6], scatter[36]}, NAN where a column is missing */
/* clang-format off */
static const double AIR[AIR_PATTERNS][AIR_NUMBERS] = {
    {111, 42.099099099099099, 184.80180180180182, 9.9396396396396405, 77.792792792792795, 7.2162162162162158, 15.945945945945946,
     121801.90990990993, 116224.18018018018, -7976.2360360360326, 24367.279279279282, 770.62162162162144, -165.40540540540624,
     116224.18018018018, 913961.63963963999, -4536.927927927929, 28101.441441441428, -1094.2432432432431, -5042.1891891891873,
     -7976.2360360360326, -4536.927927927929, 1392.3055855855846, -1854.2882882882891, -112.15135135135141, 169.93783783783778,
     24367.279279279282, 28101.441441441428, -1854.2882882882891, 9990.2342342342436, 623.97297297297268, -881.24324324324334,
     770.62162162162144, -1094.2432432432431, -112.15135135135141, 623.97297297297268, 238.81081081081126, -12.702702702702748,
     -165.40540540540624, -5042.1891891891873, 169.93783783783778, -881.24324324324334, -12.702702702702748, 8339.6756756756786},
    {2, NAN, NAN, 11.15, 56.5, 5, 16,
     NAN, NAN, NAN, NAN, NAN, NAN,
     NAN, NAN, NAN, NAN, NAN, NAN,
     NAN, NAN, 19.845000000000006, -3.1500000000000004, 0, -69.300000000000011,
     NAN, NAN, -3.1500000000000004, 0.5, 0, 11,
     NAN, NAN, 0, 0, 0, 0,
     NAN, NAN, -69.300000000000011, 11, 0, 242},
    {5, 42.799999999999997, NAN, 8.1400000000000006, 79.599999999999994, 6.7999999999999998, 6.4000000000000004,
     3338.8000000000006, NAN, -175.66, 756.60000000000002, 151.80000000000001, -241.59999999999999,
     NAN, NAN, NAN, NAN, NAN, NAN,
     -175.66, NAN, 61.851999999999997, -123.12000000000002, -16.560000000000002, -2.98,
     756.60000000000002, NAN, -123.12000000000002, 341.20000000000005, 57.599999999999994, -46.200000000000003,
     151.80000000000001, NAN, -16.560000000000002, 57.599999999999994, 10.800000000000001, -12.600000000000001,
     -241.59999999999999, NAN, -2.98, -46.200000000000003, -12.600000000000001, 29.199999999999999},
    {35, NAN, 189.51428571428571, 10.205714285714286, 79.142857142857139, 6.4285714285714288, 16.685714285714287,
     NAN, NAN, NAN, NAN, NAN, NAN,
     NAN, 261472.74285714279, 1901.3971428571426, 4957.4285714285716, -187.71428571428578, -12309.342857142859,
     NAN, 1901.3971428571426, 390.99885714285733, -285.32857142857154, 1.8142857142857096, -61.937142857142902,
     NAN, 4957.4285714285716, -285.32857142857154, 2300.2857142857151, 119.85714285714286, -697.42857142857156,
     NAN, -187.71428571428578, 1.8142857142857096, 119.85714285714286, 30.571428571428584, 15.714285714285719,
     NAN, -12309.342857142859, -61.937142857142902, -697.42857142857156, 15.714285714285719, 2861.5428571428561},
};
/* clang-format on */

/* Patterns in memory of their own, so that a test may change them. */
struct data {
	size_t count, columns;
	struct segbias_mcar_pattern pattern[PATTERNS_MAX];
	bool observed[PATTERNS_MAX][COLUMNS_MAX];
	double mean[PATTERNS_MAX][COLUMNS_MAX];
	double scatter[PATTERNS_MAX][COLUMNS_MAX * COLUMNS_MAX];
};

/* A new pattern, without a row. */
static size_t add_pattern(struct data *data, const bool *observed)
{
	size_t j = data->count++;
	assert(data->count <= PATTERNS_MAX);
	memcpy(data->observed[j], observed, data->columns * sizeof *observed);
	data->pattern[j] = (struct segbias_mcar_pattern){data->observed[j], 0, data->mean[j], data->scatter[j]};
	for (size_t i = 0; i < data->columns; i++) {
		data->mean[j][i] = observed[i] ? 0 : NAN;
		for (size_t k = 0; k < data->columns; k++)
			data->scatter[j][i * data->columns + k] = observed[i] && observed[k] ? 0 : NAN;
	}
	return j;
}

/* One row, NAN where it is missing. */
static void add_row(struct data *data, const double *x)
{
	bool observed[COLUMNS_MAX];
	for (size_t i = 0; i < data->columns; i++)
		observed[i] = !isnan(x[i]);
	size_t j = 0;
	while (j < data->count && memcmp(data->observed[j], observed, data->columns * sizeof *observed) != 0)
		j++;
	if (j == data->count)
		add_pattern(data, observed);
	double count = ++data->pattern[j].count;
	double gap[COLUMNS_MAX];
	for (size_t i = 0; i < data->columns; i++) {
		gap[i] = x[i] - data->mean[j][i];
		data->mean[j][i] += gap[i] / count;
	}
	for (size_t i = 0; i < data->columns; i++)
		for (size_t k = 0; k < data->columns; k++)
			data->scatter[j][i * data->columns + k] += gap[i] * gap[k] * (count - 1) / count;
}

static void add_air(struct data *data)
{
	*data = (struct data){.columns = 6};
	for (size_t j = 0; j < AIR_PATTERNS; j++) {
		bool observed[6];
		for (size_t i = 0; i < 6; i++)
			observed[i] = !isnan(AIR[j][1 + i]);
		add_pattern(data, observed);
		data->pattern[j].count = AIR[j][0];
		memcpy(data->mean[j], AIR[j] + 1, 6 * sizeof(double));
		memcpy(data->scatter[j], AIR[j] + 7, 36 * sizeof(double));
	}
}

/* The oracle's whole numbers, where `missing` does not hide them. */
static void add_made(struct data *data, int rows, int columns, bool (*missing)(int i, int j))
{
	*data = (struct data){.columns = (size_t)columns};
	for (int i = 0; i < rows; i++) {
		double x[COLUMNS_MAX];
		for (int j = 0; j < columns; j++)
			x[j] = missing(i, j)
			           ? NAN
			           : (double)((i * i * 37 + i * j * 101 + j * 59) % 211 + j * ((i * 13) % 97));
		add_row(data, x);
	}
}

static bool missing_two(int i, int j)
{
	return (i + 3 * j) % 5 == 0;
}

static bool missing_four(int i, int j)
{
	return (i + j) % 4 == 0 || (i * 7 + j * 5) % 11 < 2;
}

static bool missing_few(int i, int j)
{
	return (i * i * 3 + j * 5 + i * j * 2) % 13 < 3;
}

static bool missing_steps(int i, int j)
{
	return i < j * 12;
}

static bool missing_rare(int i, int j)
{
	return j == 1 && i % 20 != 3;
}

static bool missing_never(int i, int j)
{
	return i < 0 && j < 0;
}

enum set { SET_AIR, SET_TWO, SET_FOUR, SET_FEW, SET_STEPS, SET_RARE, SETS };

static void make(struct data *data, enum set set)
{
	switch (set) {
	case SET_AIR:
		add_air(data);
		break;
	case SET_TWO:
		add_made(data, 30, 2, missing_two);
		break;
	case SET_FOUR:
		add_made(data, 60, 4, missing_four);
		break;
	case SET_FEW:
		add_made(data, 25, 5, missing_few);
		break;
	case SET_STEPS:
		add_made(data, 40, 3, missing_steps);
		break;
	case SET_RARE:
		add_made(data, 200, 2, missing_rare);
		break;
	case SETS:
		break;
	}
}

/* scripts/oracle/stat_mcar.R: EM on the raw rows, or regressions where the pattern is monotone; then {patterns, d2, df,
 * pchisq(d2, df, lower.tail = FALSE)} */
static const double EXPECTED[SETS][4] = {
    {4, 35.106174907155555, 14, 0.0014177588710867525}, {3, 3.2203000473547858, 2, 0.1998576284495488},
    {14, 16.900464384132665, 24, 0.85287605939024003},  {8, 25.894690726755261, 24, 0.35853001816833402},
    {3, 3.1946214906863517, 3, 0.36258069794214604},    {2, 0.15983047583545909, 1, 0.68931264147997351},
};

static bool equal(const struct segbias_mcar *x, const double *expected)
{
	/* EM alone would take 366 steps for SET_FOUR and 434 for SET_RARE. */
	return x->converged && x->iterations < 100 && x->patterns == expected[0] && near(x->statistic, expected[1]) &&
	       x->df == expected[2] && near(x->p, expected[3]);
}

static struct segbias_mcar test_of(const struct data *data)
{
	struct segbias_mcar out = {0};
	segbias_mcar(data->pattern, data->count, data->columns, &out);
	return out;
}

Test(stat_mcar, agrees_with_r)
{
	for (enum set set = 0; set < SETS; set++) {
		struct data data;
		make(&data, set);
		struct segbias_mcar x = test_of(&data);
		cr_expect(equal(&x, EXPECTED[set]), "set %d: %g %.17g %g %.17g (%u)", set, x.patterns, x.statistic,
		          x.df, x.p, x.iterations);
	}
}

/* The test of R's naniar 1.1: mcar_test(airquality) is 35.1061288689702 on 14 degrees of freedom, p
 * 0.00141778113856683, with 4 patterns; its EM (norm::em.norm) ends where a step is under 1e-4. */
Test(stat_mcar, agrees_with_naniar)
{
	struct data data;
	make(&data, SET_AIR);
	struct segbias_mcar x = test_of(&data);
	cr_expect(near_within(x.statistic, 35.1061288689702, 1e-5) && x.df == 14 && x.patterns == 4);
	cr_expect(near_within(x.p, 0.00141778113856683, 1e-4));
}

Test(stat_mcar, order_changes_nothing)
{
	for (enum set set = 0; set < SETS; set++) {
		struct data data, turned = {0};
		make(&data, set);
		turned.columns = data.columns;
		for (size_t j = data.count; j-- > 0;) {
			bool observed[COLUMNS_MAX];
			for (size_t i = 0; i < data.columns; i++)
				observed[i] = data.observed[j][(i + 1) % data.columns];
			size_t to = add_pattern(&turned, observed);
			turned.pattern[to].count = data.pattern[j].count;
			for (size_t i = 0; i < data.columns; i++) {
				size_t from = (i + 1) % data.columns;
				turned.mean[to][i] = data.mean[j][from];
				for (size_t k = 0; k < data.columns; k++)
					turned.scatter[to][i * data.columns + k] =
					    data.scatter[j][from * data.columns + (k + 1) % data.columns];
			}
		}
		struct segbias_mcar x = test_of(&turned);
		cr_expect(equal(&x, EXPECTED[set]), "set %d: %.17g", set, x.statistic);
	}
}

/* Column i becomes a x + b, with a and b of its own: from far away, and turned round. */
Test(stat_mcar, unit_changes_nothing)
{
	static const double FACTOR[COLUMNS_MAX] = {1e6, -1e-5, 3, 1e100, -1e-100, .125};
	static const double SHIFT[COLUMNS_MAX] = {1e9, 1, -1e3, -1e101, 0, 1e4};
	for (enum set set = 0; set < SETS; set++) {
		struct data data;
		make(&data, set);
		for (size_t j = 0; j < data.count; j++) {
			for (size_t i = 0; i < data.columns; i++) {
				data.mean[j][i] = FACTOR[i] * data.mean[j][i] + SHIFT[i];
				for (size_t k = 0; k < data.columns; k++)
					data.scatter[j][i * data.columns + k] *= FACTOR[i] * FACTOR[k];
			}
		}
		struct segbias_mcar x = test_of(&data);
		cr_expect(equal(&x, EXPECTED[set]), "set %d: %.17g", set, x.statistic);
	}
}

/* Rows that say nothing, and patterns without a row. */
Test(stat_mcar, empty_rows_count_nowhere)
{
	struct data data;
	make(&data, SET_STEPS);
	size_t j = add_pattern(&data, (bool[3]){false, false, false});
	data.pattern[j].count = 1e6;
	j = add_pattern(&data, (bool[3]){false, true, false});
	data.mean[j][1] = NAN;
	struct segbias_mcar x = test_of(&data);
	cr_expect(equal(&x, EXPECTED[SET_STEPS]), "%g %.17g", x.patterns, x.statistic);
}

/* Ten times the rows with the same means and covariances: ten times the statistic. */
Test(stat_mcar, more_of_the_same)
{
	struct data data;
	make(&data, SET_FOUR);
	for (size_t j = 0; j < data.count; j++) {
		data.pattern[j].count *= 10;
		for (size_t i = 0; i < 16; i++)
			data.scatter[j][i] *= 10;
	}
	struct segbias_mcar x = test_of(&data);
	cr_expect(near(x.statistic, 10 * EXPECTED[SET_FOUR][1]) && x.df == EXPECTED[SET_FOUR][2]);
}

/* Nothing is missing, or no two patterns share a column: nothing to compare. */
Test(stat_mcar, nothing_to_compare)
{
	struct data data;
	add_made(&data, 20, 3, missing_never);
	struct segbias_mcar x = test_of(&data);
	cr_expect(x.converged && x.statistic == 0 && x.df == 0 && isnan(x.p) && x.patterns == 1);
	data = (struct data){.columns = 3};
	for (int i = 0; i < 10; i++) {
		add_row(&data, (double[]){i, i * i % 7, NAN});
		add_row(&data, (double[]){NAN, NAN, i});
	}
	x = test_of(&data);
	cr_expect(x.converged && x.statistic == 0 && x.df == 0 && isnan(x.p) && x.patterns == 2);
}

static bool none(const struct segbias_mcar *x)
{
	return isnan(x->statistic) && isnan(x->df) && isnan(x->p) && !x->converged;
}

/* One column is the sum of the others, in all rows or in those that know all of them. */
Test(stat_mcar, determined_columns)
{
	for (int missing = 0; missing < 2; missing++) {
		struct data data = {.columns = 3};
		for (int i = 0; i < 50; i++) {
			double a = i * 31 % 53;
			double b = i * i % 29;
			double sum = a / 3 + b * .7 + 1e3;
			add_row(&data,
			        (double[]){a, missing && i % 3 == 0 ? NAN : b, missing && i % 4 == 0 ? NAN : sum});
		}
		struct segbias_mcar x = test_of(&data);
		cr_expect(none(&x) && x.patterns == (missing ? 4 : 1), "%d: %g", missing, x.statistic);
	}
}

/* Fewer rows than columns. */
Test(stat_mcar, too_few_rows)
{
	struct data data = {.columns = 4};
	add_row(&data, (double[]){1, 5, 3, 2});
	add_row(&data, (double[]){4, 2, NAN, 9});
	add_row(&data, (double[]){2, NAN, 7, 1});
	struct segbias_mcar x = test_of(&data);
	cr_expect(none(&x), "%g after %u", x.statistic, x.iterations);
}

Test(stat_mcar, undefined)
{
	struct segbias_mcar x;
	struct data data;
	cr_expect(segbias_mcar(NULL, 0, 3, &x) && none(&x));
	cr_expect(segbias_mcar(NULL, 0, 0, &x) && none(&x));
	/* A column that is constant, and one that is never known. */
	for (int known = 0; known < 2; known++) {
		data = (struct data){.columns = 2};
		for (int i = 0; i < 30; i++)
			add_row(&data, (double[COLUMNS_MAX]){i % 3 ? (double)i : NAN, known ? .1 : NAN});
		x = test_of(&data);
		cr_expect(none(&x));
	}
	/* Constant up to the rounding of the means. */
	data = (struct data){.columns = 2};
	for (int i = 0; i < 30; i++)
		add_row(&data, (double[COLUMNS_MAX]){i % 3 ? (double)i : NAN, i % 3 ? .1 : nextafter(.1, 1)});
	x = test_of(&data);
	cr_expect(none(&x) && x.iterations == 0);
	make(&data, SET_TWO);
	data.pattern[1].count = -1;
	x = test_of(&data);
	cr_expect(none(&x));
	make(&data, SET_STEPS);
	data.mean[data.count - 1][0] = INFINITY;
	x = test_of(&data);
	cr_expect(none(&x));
	make(&data, SET_STEPS);
	data.scatter[data.count - 1][1] = NAN;
	x = test_of(&data);
	cr_expect(none(&x));
	/* No such many columns fit into memory; nothing is read before that is known. */
	cr_expect(!segbias_mcar(NULL, 0, SIZE_MAX / 2, &x) && none(&x));
}
