/* Room: stats. A walk draws individuals one after the other, each with a value, by the values' weights. See ratio.h for
 * what belongs in the room.
 *
 * A walk serves every size on its way. It uses only exactly defined arithmetic, so that a seed gives the same p everywhere.
 *
 * source: Vose, IEEE Transactions on Software Engineering 17 (1991), for the alias table; Knuth, TAOCP 2, 4.2.2, for exact
 * sums.
 */
#ifndef SEGBIAS_STATS_WALK_H
#define SEGBIAS_STATS_WALK_H

#include "stats/random.h"
#include <stdbool.h>
#include <stddef.h>

/* Cells count in 32 bits. */
#define SEGBIAS_WALK_MAX 2147483648.

/* Of the alias table: a number in column .. bound is the column's value, in bound .. column + 1 its alias. */
struct segbias_walk_column {
	double bound;
	uint32_t alias;
};

/* A value: how many the walk has met. The count of an earlier walk is none. */
struct segbias_walk_cell {
	double inverse; /* 1 / weight */
	uint32_t walk;
	uint32_t count;
};

struct segbias_walk {
	struct segbias_stream stream;
	uint32_t number; /* from 1 */
	size_t values;
	struct segbias_walk_column *columns; /* [values] */
	struct segbias_walk_cell *cells;     /* [values] */
	const double *weight;                /* [values] */
	double sum;                          /* of count^2 / weight, but for rounding */
};

/* sum += term, exactly: what does not fit goes into lost. */
static inline void segbias_add_exactly(double *sum, double *lost, double term)
{
	double next = *sum + term;
	double taken = next - *sum;
	*lost += (*sum - (next - taken)) + (term - taken);
	*sum = next;
}

double segbias_exact_sum(const double *numbers, size_t size);

/* weight[values], each over 0; it is not copied. false: out of memory, with nothing to release. */
bool segbias_walk_init(struct segbias_walk *walk, const double *weight, size_t values);

void segbias_walk_release(struct segbias_walk *walk);

/* Back to nobody. number: from 1 on, another one for each walk */
void segbias_walk_begin(struct segbias_walk *walk, uint64_t seed, uint32_t number);

static inline size_t segbias_walk_draw(const struct segbias_walk *walk, struct segbias_stream *stream)
{
	double drawn = segbias_draw_uniform(stream) * (double)walk->values;
	size_t column = (size_t)(int64_t)drawn; /* signed, which is converted at once */
	size_t alias = walk->columns[column].alias;
	/* A mask instead of a branch, which would be foreseen wrongly every other time. */
	size_t kept = (size_t)0 - (size_t)(drawn < walk->columns[column].bound);
	return alias ^ ((alias ^ column) & kept);
}

#endif
