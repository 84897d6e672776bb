/* Room: base. A symmetric matrix as the vectors that it is the sum of squares of: what tallies hand to statistics. The
 * matrix itself, whose size is the square of the number of cells, is never written down.
 *
 * It is scale times the sum over vectors of times * factor * a a', where a is what the vector has in each cell; or, of
 * full vectors, scale times the sum over them.
 */
#ifndef SEGBIAS_BASE_GRAM_H
#define SEGBIAS_BASE_GRAM_H

#include <stddef.h>
#include <stdint.h>

struct segbias_gram_entry {
	uint32_t cell;
	double amount;
};

struct segbias_gram_vector {
	const struct segbias_gram_entry *entries; /* [size], by rising cell, each once; what is not there is 0 */
	uint32_t size;
	double factor;
	uint64_t times; /* as many vectors that are equal */
};

struct segbias_gram {
	size_t cells;
	const struct segbias_gram_vector *vectors; /* [vector_count]: sums over them are exact, whatever their order */
	size_t vector_count;
	/* Instead of them, full vectors that have an order, so that sums over them may round: full[cell * full_count + i] */
	const double *full;
	size_t full_count;
	double scale;
};

#endif
