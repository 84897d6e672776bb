#include "stats/random.h"
#include "stats/stats.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static double p_of(const double *table, size_t rows, size_t columns, const struct segbias_monte_carlo *draws)
{
	struct segbias_association x;
	double p = INFINITY;
	segbias_association(table, rows, columns, &x);
	bool ok = segbias_independence_monte_carlo(table, rows, columns, x.chi2, draws, &p);
	return ok ? p : INFINITY;
}

/* Binomial spread of the simulated p's, and the 1 that is added. */
static bool agrees(double p, double expected, double replicates, double theirs)
{
	double spread = sqrt(expected * (1 - expected) * (1 / replicates + 1 / theirs));
	return fabs(p - expected) <= 4.5 * spread + 1.5 / replicates;
}

/* scripts/oracle/stat_independence.py, {rows, columns, p, table[12]} */
static const double EXACT[][15] = {
    {3, 3, 0.0093445769916358154, 3, 0, 1, 0, 4, 2, 1, 1, 5, 0, 0, 0},
    {3, 3, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0},
    {3, 4, 0.060629732398364208, 1, 0, 0, 2, 0, 3, 1, 0, 6, 5, 9, 4},
    {4, 3, 0.58240855852908457, 0, 2, 1, 1, 0, 1, 1, 1, 0, 9, 6, 12},
    {3, 4, 0.85038961038961036, 1, 1, 1, 0, 2, 0, 1, 1, 0, 1, 2, 1},
    {3, 2, 0.13419913419913421, 4, 1, 0, 3, 2, 2, 0, 0, 0, 0, 0, 0},
    {2, 3, 0.04603729603729604, 5, 0, 2, 1, 4, 1, 0, 0, 0, 0, 0, 0},
};

Test(stat_independence, agrees_with_all_tables)
{
	static const struct segbias_monte_carlo draws = {.replicates = 400000, .seed = 7};
	for (size_t i = 0; i < sizeof EXACT / sizeof *EXACT; i++) {
		const double *row = EXACT[i];
		double p = p_of(row + 3, (size_t)row[0], (size_t)row[1], &draws);
		/* two rows or columns: counted, not drawn */
		bool counted = row[0] == 2 || row[1] == 2;
		cr_expect(counted ? fabs(p - row[2]) <= 1e-12 : agrees(p, row[2], 400000, INFINITY), "row %zu: %.17g",
		          i, p);
	}
}

/* scripts/oracle/stat_independence.R, {rows, columns, p, table[20]}. The last two are drawn a cell at a time. */
static const double BY_R[][23] = {
    {3, 3, 0.37418162581837416, 4, 10, 2, 9, 12, 1, 30, 33, 14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {5, 4, 0.01938098061901938, 1, 0, 2, 4, 3, 1, 2, 0, 0, 2, 5, 1, 1, 1, 0, 6, 40, 60, 55, 70},
    {4, 4, 0.012251987748012252, 60, 2, 30, 1, 50, 1, 44, 5, 70, 8, 39, 2, 20, 0, 25, 2, 0, 0, 0, 0},
    {3, 3, 0.0022609977390022611, 12000, 30, 1100, 15000, 20, 1500, 1800, 9, 180, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {4, 4, 0.0018889981110018889, 3000, 2500, 2800, 1, 400, 300, 380, 4, 5000, 4100, 4600, 2, 2, 3, 1, 0, 0, 0, 0, 0},
};

Test(stat_independence, agrees_with_r)
{
	static const struct segbias_monte_carlo draws = {.replicates = 200000, .seed = 3};
	for (size_t i = 0; i < sizeof BY_R / sizeof *BY_R; i++) {
		const double *row = BY_R[i];
		double p = p_of(row + 3, (size_t)row[0], (size_t)row[1], &draws);
		cr_expect(agrees(p, row[2], 200000, 1e6), "row %zu: %.17g", i, p);
	}
}

/* Rows and columns in another order, turned, with empty ones between: the same replicates. */
Test(stat_independence, of_a_permuted_table)
{
	static const struct segbias_monte_carlo draws = {.replicates = 2000, .seed = 3};
	static const double TABLE[] = {4, 5, 6, 9, 12, 2, 30, 33, 15};
	static const double TURNED[] = {4, 30, 9, 5, 33, 12, 6, 15, 2};
	static const double GAPS[] = {30, 0, 15, 33, 0, 0, 0, 0, 9, 0, 2, 12, 4, 0, 6, 5};
	double p = p_of(TABLE, 3, 3, &draws);
	cr_expect(p > .001 && p < .9);
	cr_expect_eq(p_of(TURNED, 3, 3, &draws), p);
	cr_expect_eq(p_of(GAPS, 4, 4, &draws), p);
}

/* Twenty rows of few and one of many, independent: p <= alpha in alpha of them; chi-square's own p in far more. */
Test(stat_independence, holds_its_size)
{
	enum { ROWS = 21, SAMPLES = 2000 };
	static const double ALPHA = .05;
	unsigned short state[3] = {1, 2, 3};
	double simulated = 0;
	double asymptotic = 0;
	for (unsigned i = 0; i < SAMPLES; i++) {
		double table[ROWS * 3] = {0};
		for (size_t r = 0; r < ROWS; r++)
			for (int k = 0; k < (r + 1 == ROWS ? 500 : 6); k++) {
				double drawn = erand48(state);
				table[r * 3 + (drawn < .02 ? 0 : drawn < .03 ? 1 : 2)]++;
			}
		struct segbias_association x;
		double p = NAN;
		struct segbias_monte_carlo draws = {.replicates = 999, .stop = 100, .seed = i};
		segbias_association(table, ROWS, 3, &x);
		cr_assert(segbias_independence_monte_carlo(table, ROWS, 3, x.chi2, &draws, &p));
		simulated += p <= ALPHA;
		asymptotic += x.p <= ALPHA;
	}
	double spread = sqrt(ALPHA * (1 - ALPHA) / SAMPLES);
	cr_expect(fabs(simulated / SAMPLES - ALPHA) < 4 * spread, "%g", simulated / SAMPLES);
	cr_expect(asymptotic / SAMPLES > 2 * ALPHA, "%g", asymptotic / SAMPLES);
}

/* A table that would take hours has fewer replicates, and says so by the least p that it can have. */
Test(stat_independence, fewer_replicates_of_a_huge_table)
{
	enum { SIZE = 400 };
	static const struct segbias_monte_carlo draws = {.replicates = 9999, .stop = 100, .seed = 1};
	double *table = calloc(SIZE * SIZE, sizeof *table);
	cr_assert(table);
	for (size_t i = 0; i < SIZE; i++)
		table[i * SIZE + i] = 120;
	cr_expect_eq(p_of(table, SIZE, SIZE, &draws), 1. / (1 + floor(2e8 / (120. * (SIZE - 1) + SIZE))));
	free(table);
}

Test(stat_independence, out_of_range)
{
	static const struct segbias_monte_carlo draws = {.replicates = 99, .seed = 1};
	static const double PARTS[] = {1, 2, 3, 4.5, 5, 6, 7, 8, 9};
	static const double ONE[] = {1, 2, 3, 0, 0, 0, 0, 0, 0};
	static const double LARGE[] = {1, 2, 9007199254740991, 1, 2, 3, 1, 2, 3};
	double p = 0;
	cr_expect(segbias_independence_monte_carlo(PARTS, 3, 3, 1, &draws, &p) && isnan(p));
	p = 0;
	cr_expect(segbias_independence_monte_carlo(ONE, 3, 3, 1, &draws, &p) && isnan(p));
	p = 0;
	cr_expect(segbias_independence_monte_carlo(LARGE, 3, 3, 1, &draws, &p) && isnan(p));
	p = 0;
	cr_expect(segbias_independence_monte_carlo(PARTS, 1, 3, NAN, &draws, &p) && isnan(p));
}

/* A table of few records, and how many are drawn. */
struct sparse {
	int rows, columns, n;
	unsigned replicates;
};

/* xoshiro256++ as it is published. */
static double uniform(uint64_t s[4])
{
	uint64_t sum = s[0] + s[3];
	uint64_t drawn = (sum << 23 | sum >> 41) + s[0];
	uint64_t shifted = s[1] << 17;
	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= shifted;
	s[3] = s[3] << 45 | s[3] >> 19;
	return (double)(drawn >> 11) / 9007199254740992.;
}

static int order(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* chi2 of the table that individuals make who are drawn from a heap of all columns, row after row, the sums in ascending order.
 * room[2 * columns] */
static double chi2_drawn(uint64_t s[4], const struct sparse *of, int *heap, const int *row, const int *column,
                         int *room)
{
	double chi2 = 0;
	int left = of->n;
	int *rest = room, *met = room + of->columns;
	memcpy(rest, column, (size_t)of->columns * sizeof *rest);
	for (int i = 0; i < of->rows; i++) {
		memset(met, 0, (size_t)of->columns * sizeof *met);
		for (int k = 0; k < row[i] && i + 1 < of->rows; k++, left--) {
			int drawn = (int)(uniform(s) * left);
			int who = heap[drawn];
			heap[drawn] = heap[left - 1];
			heap[left - 1] = who;
			met[who]++;
			rest[who]--;
		}
		for (int j = 0; j < of->columns; j++) {
			double expected = (double)row[i] * column[j] / of->n;
			double k = i + 1 < of->rows ? met[j] : rest[j];
			chi2 += (k - expected) * (k - expected) / expected;
		}
	}
	return chi2;
}

/* No row and no column is empty; the largest is a row. */
static void fill_sparse(const struct sparse *of, double *table, int *row, int *column)
{
	struct segbias_stream fill = segbias_stream_of(3, 1);
	for (int i = 0; i < of->n; i++) {
		double u = uniform(fill.state);
		int r = i < of->rows ? i : (int)(of->rows * u * u);
		int c = i < of->columns ? i : (int)(of->columns * uniform(fill.state));
		table[r * of->columns + c]++;
		row[r]++;
		column[c]++;
	}
	qsort(row, (size_t)of->rows, sizeof *row, order);
	qsort(column, (size_t)of->columns, sizeof *column, order);
	cr_assert(row[of->rows - 1] > column[of->columns - 1], "it is not turned");
}

/* The same p, to the last bit, as where the tables that the seed draws are made in full. */
static void expect_same_draws(const struct sparse *of)
{
	static const uint64_t SEED = 5;
	double *table = calloc((size_t)of->rows * (size_t)of->columns, sizeof *table);
	int *row = calloc((size_t)of->rows, sizeof *row);
	int *column = calloc((size_t)of->columns, sizeof *column);
	int *heap = calloc((size_t)of->n, sizeof *heap);
	int *room = calloc(2 * (size_t)of->columns, sizeof *room);
	cr_assert(table && row && column && heap && room);
	fill_sparse(of, table, row, column);
	for (int j = 0, at = 0; j < of->columns; j++)
		for (int k = 0; k < column[j]; k++)
			heap[at++] = j;
	struct segbias_association x;
	segbias_association(table, (size_t)of->rows, (size_t)of->columns, &x);
	struct segbias_stream stream = segbias_stream_of(SEED, 0);
	double extreme = 0;
	for (unsigned i = 0; i < of->replicates; i++)
		extreme += chi2_drawn(stream.state, of, heap, row, column, room) >= x.chi2 * (1 - 1e-12);
	const struct segbias_monte_carlo draws = {.replicates = of->replicates, .seed = SEED};
	cr_expect(extreme > of->replicates / 30. && extreme < of->replicates * 29 / 30., "%d columns: %g", of->columns,
	          extreme);
	cr_expect_eq(p_of(table, (size_t)of->rows, (size_t)of->columns, &draws), (1 + extreme) / (1 + of->replicates),
	             "%d columns", of->columns);
	free(table);
	free(row);
	free(column);
	free(heap);
	free(room);
}

/* Also about the numbers of columns from which the heap holds two bytes, and four, of each. */
Test(stat_independence, by_the_heap_of_individuals)
{
	static const struct sparse SIZES[] = {{40, 30, 400, 3000}, {40, 255, 900, 999},   {40, 256, 900, 999},
	                                      {40, 257, 900, 999}, {3, 65536, 90000, 40}, {3, 65537, 90000, 40}};
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++)
		expect_same_draws(&SIZES[i]);
}
