/* Room: base. Exact sums of doubles.
 *
 * The sum is held as an expansion of non-overlapping doubles, so no small weight is lost beside a large one, and its
 * value is the correctly rounded exact sum: no order, split or merge changes a bit.
 * source: Shewchuk (1997), Adaptive precision floating-point arithmetic, Discrete Comput Geom 18; rounding as in
 * CPython's math.fsum.
 */
#ifndef SEGBIAS_BASE_SUM_H
#define SEGBIAS_BASE_SUM_H

#include <stdbool.h>
#include <stddef.h>

enum { SEGBIAS_SUM_INLINE = 3 };

/* Zero-initialise. Release only after a sum may have spilled (release is always safe). */
struct segbias_sum {
	double part[SEGBIAS_SUM_INLINE];
	double *spill; /* takes over from `part` when more parts are needed */
	unsigned count;
	unsigned capacity;
};

void segbias_sum_release(struct segbias_sum *sum);

/* Adds x (finite, |x| <= 1e250). false: out of memory; the sum is unchanged in value. */
bool segbias_sum_add(struct segbias_sum *sum, double x);

/* Adds x * y without rounding it first; |x| and |y| between 1e-100 and 1e120, or 0. */
bool segbias_sum_add_product(struct segbias_sum *sum, double x, double y);
bool segbias_sum_add_square(struct segbias_sum *sum, double x);

/* Adds all of another sum. */
bool segbias_sum_merge(struct segbias_sum *sum, const struct segbias_sum *other);

/* The correctly rounded value. */
double segbias_sum_value(const struct segbias_sum *sum);

#endif
