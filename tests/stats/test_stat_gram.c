/* Against the direct formula: the whole matrix, a pair of cells at a time. */
#include "stats/gram.h"

#include "near.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

enum { CELLS = 23, VECTORS = 40, ENTRIES = CELLS * VECTORS, FULL = 11 };

/* Numbers that are no round ones, the same in every run. */
static double number(unsigned *state)
{
	*state = *state * 1664525u + 1013904223u;
	return (double)(*state >> 8) / (1 << 24);
}

struct made {
	struct segbias_gram gram;
	struct segbias_gram_vector vectors[VECTORS];
	struct segbias_gram_entry entries[ENTRIES];
	double full[CELLS * FULL];
};

/* Vectors of any size from 0 to all cells, some of them several times, factors of either sign. */
static void make(unsigned seed, struct made *made)
{
	size_t used = 0;
	for (size_t k = 0; k < VECTORS; k++) {
		double density = number(&seed);
		struct segbias_gram_vector *vector = &made->vectors[k];
		*vector = (struct segbias_gram_vector){&made->entries[used], 0, 1.25 - 1.5 * number(&seed),
		                                       k % 5 == 0 ? 1 + k : 1};
		for (uint32_t v = 0; v < CELLS; v++)
			if (number(&seed) < density) {
				made->entries[used++] = (struct segbias_gram_entry){v, number(&seed) * 10 - 3};
				vector->size++;
			}
	}
	made->gram = (struct segbias_gram){CELLS, made->vectors, VECTORS, NULL, 0, 1.5};
}

static void make_full(unsigned seed, struct made *made)
{
	for (size_t i = 0; i < (size_t)CELLS * FULL; i++)
		made->full[i] = number(&seed) - .5;
	made->gram = (struct segbias_gram){CELLS, NULL, 0, made->full, FULL, 2.25};
}

/* The matrix, and the sum of the sizes of what makes an entry: near 0 there is nothing but rounding. */
static void direct(const struct segbias_gram *gram, double matrix[CELLS][CELLS], double size[CELLS][CELLS])
{
	for (size_t v = 0; v < CELLS; v++)
		for (size_t w = 0; w < CELLS; w++)
			matrix[v][w] = size[v][w] = 0;
	for (size_t k = 0; k < gram->vector_count; k++) {
		const struct segbias_gram_vector *x = &gram->vectors[k];
		for (uint32_t i = 0; i < x->size; i++)
			for (uint32_t j = 0; j < x->size; j++) {
				double product = gram->scale * (double)x->times * x->factor * x->entries[i].amount *
				                 x->entries[j].amount;
				matrix[x->entries[i].cell][x->entries[j].cell] += product;
				size[x->entries[i].cell][x->entries[j].cell] += fabs(product);
			}
	}
	for (size_t i = 0; i < gram->full_count; i++)
		for (size_t v = 0; v < CELLS; v++)
			for (size_t w = 0; w < CELLS; w++) {
				double product = gram->scale * gram->full[v * FULL + i] * gram->full[w * FULL + i];
				matrix[v][w] += product;
				size[v][w] += fabs(product);
			}
}

static bool within(double a, double b, double size)
{
	return fabs(a - b) <= 1e-14 * size;
}

static void expect_rows(const struct segbias_gram *gram, double matrix[CELLS][CELLS], double size[CELLS][CELLS])
{
	struct segbias_gram_rows rows;
	struct segbias_gram_row row;
	cr_assert(segbias_gram_rows_init(&rows, gram) && segbias_gram_row_init(&row, CELLS));
	for (size_t v = 0; v < CELLS; v++) {
		bool met[CELLS] = {false};
		cr_assert(segbias_gram_row_read(&rows, v, &row));
		for (size_t i = 0; i < row.count; i++) {
			size_t w = row.cell[i];
			cr_assert(w >= v && w < CELLS && !met[w]);
			met[w] = true;
			cr_expect(within(row.value[i], matrix[v][w], size[v][w]), "%zu %zu: %.17g %.17g", v, w,
			          row.value[i], matrix[v][w]);
		}
		for (size_t w = v; w < CELLS; w++)
			cr_expect(met[w] || size[v][w] == 0, "%zu %zu is not there", v, w);
	}
	segbias_gram_row_release(&row, CELLS);
	segbias_gram_rows_release(&rows);
}

static void expect_products(const struct segbias_gram *gram, double matrix[CELLS][CELLS], double size[CELLS][CELLS])
{
	double vector[CELLS], diagonal[CELLS], ones[CELLS], product[CELLS];
	unsigned seed = 5;
	for (size_t v = 0; v < CELLS; v++)
		vector[v] = number(&seed) - .5;
	cr_assert(segbias_gram_diagonal(gram, diagonal) && segbias_gram_multiply(gram, NULL, ones) &&
	          segbias_gram_multiply(gram, vector, product));
	for (size_t v = 0; v < CELLS; v++) {
		double sum[2] = {0};
		double sizes = 0;
		for (size_t w = 0; w < CELLS; w++) {
			sum[0] += matrix[v][w];
			sum[1] += matrix[v][w] * vector[w];
			sizes += size[v][w];
		}
		cr_expect(within(diagonal[v], matrix[v][v], size[v][v]));
		cr_expect(within(ones[v], sum[0], sizes) && within(product[v], sum[1], sizes), "%zu: %.17g %.17g", v,
		          product[v], sum[1]);
	}
}

Test(stat_gram, agrees_with_the_whole_matrix)
{
	static struct made made;
	static double matrix[CELLS][CELLS], size[CELLS][CELLS];
	for (unsigned seed = 0; seed < 20; seed++) {
		if (seed % 4 == 3)
			make_full(seed, &made);
		else
			make(seed, &made);
		cr_assert(segbias_gram_valid(&made.gram));
		direct(&made.gram, matrix, size);
		expect_rows(&made.gram, matrix, size);
		expect_products(&made.gram, matrix, size);
	}
}

/* In any order, and equal ones counted or each by itself, vectors give the same bits. */
Test(stat_gram, order_changes_no_bit)
{
	static struct made made;
	struct segbias_gram_vector turned[VECTORS + 5];
	double before[CELLS], after[CELLS];
	make(7, &made);
	made.vectors[0].times = 6;
	for (size_t k = 0; k < VECTORS; k++)
		turned[k] = made.vectors[VECTORS - 1 - k];
	for (size_t k = 0; k < 6; k++) {
		turned[VECTORS - 1 + k] = made.vectors[0];
		turned[VECTORS - 1 + k].times = 1;
	}
	struct segbias_gram other = {CELLS, turned, VECTORS + 5, NULL, 0, made.gram.scale};
	cr_assert(segbias_gram_multiply(&made.gram, NULL, before) && segbias_gram_multiply(&other, NULL, after));
	for (size_t v = 0; v < CELLS; v++)
		cr_expect_eq(before[v], after[v]);
	struct segbias_gram_rows one, two;
	struct segbias_gram_row row;
	double value[CELLS];
	cr_assert(segbias_gram_rows_init(&one, &made.gram) && segbias_gram_rows_init(&two, &other) &&
	          segbias_gram_row_init(&row, CELLS));
	for (size_t v = 0; v < CELLS; v++) {
		cr_assert(segbias_gram_row_read(&one, v, &row));
		size_t count = row.count;
		for (size_t i = 0; i < count; i++)
			value[row.cell[i]] = row.value[i];
		cr_assert(segbias_gram_row_read(&two, v, &row));
		cr_expect_eq(row.count, count);
		for (size_t i = 0; i < row.count; i++)
			cr_expect_eq(row.value[i], value[row.cell[i]]);
	}
	segbias_gram_row_release(&row, CELLS);
	segbias_gram_rows_release(&one);
	segbias_gram_rows_release(&two);
}
