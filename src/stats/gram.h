/* Room: stats. Reading a matrix that is given by its vectors (base/gram.h), in memory for some numbers a cell and a vector.
 *
 * Every entry is the exact sum over the vectors, rounded once, so that their order changes nothing. Where memory is short
 * the functions return false.
 */
#ifndef SEGBIAS_STATS_GRAM_H
#define SEGBIAS_STATS_GRAM_H

#include "base/gram.h"
#include "base/sum.h"

/* Whether it is as base/gram.h says, of finite numbers, its cells below `cells`. */
bool segbias_gram_valid(const struct segbias_gram *gram);

/* diagonal[cells]. Time: entries of the vectors. */
bool segbias_gram_diagonal(const struct segbias_gram *gram, double *diagonal);

/* product[cells]: the matrix times vector[cells]; times 1 where that is NULL. Time: entries of the vectors. */
bool segbias_gram_multiply(const struct segbias_gram *gram, const double *vector, double *product);

/* One row at a time. */
struct segbias_gram_rows {
	const struct segbias_gram *gram;
	uint32_t *head; /* [cells] 1 + a vector whose next entry is of this cell; 0: none */
	uint32_t *next; /* [vector_count] 1 + another one of the same cell */
	uint32_t *at;   /* [vector_count] the next entry */
};

/* One row from its diagonal on, as far as it is not 0. May be shared by readings of matrices of as many cells. */
struct segbias_gram_row {
	size_t count;
	uint32_t *cell;           /* [count], in no order */
	double *value;            /* [count] */
	struct segbias_sum *sums; /* [cells], zero between rows */
	bool *listed;             /* [cells], false between rows */
};

bool segbias_gram_rows_init(struct segbias_gram_rows *rows, const struct segbias_gram *gram);
void segbias_gram_rows_release(struct segbias_gram_rows *rows);
bool segbias_gram_row_init(struct segbias_gram_row *row, size_t cells);
void segbias_gram_row_release(struct segbias_gram_row *row, size_t cells);

/* Row `index` of the matrix: each once, by rising index. Time of all rows: the sum of the squared sizes of the vectors. */
bool segbias_gram_row_read(struct segbias_gram_rows *rows, size_t index, struct segbias_gram_row *row);

#endif
