/* Room: base. Exact sums of doubles.
 *
 * The sum is held in several doubles, so no small weight is lost beside a large one, and its value is the correctly
 * rounded exact sum: no order, split or merge changes a bit.
 * source: Knuth's exact sum of two doubles, cascaded; behind it Shewchuk (1997), Adaptive precision floating-point
 * arithmetic, Discrete Comput Geom 18; rounding as in CPython's math.fsum.
 */
#ifndef SEGBIAS_BASE_SUM_H
#define SEGBIAS_BASE_SUM_H

#include <stdbool.h>
#include <stddef.h>

enum { SEGBIAS_SUM_INLINE = 3 };

/* Zero-initialise. Release only after a sum may have spilled (release is always safe). The sum is that of all parts:
 * each of `part` takes what rounding loses in the one before it, and `spill` what is lost in the last. */
struct segbias_sum {
	double part[SEGBIAS_SUM_INLINE]; /* may overlap */
	double *spill;                   /* [count], an expansion */
	unsigned count;
	unsigned capacity;
};

/* The sum that is x. */
static inline struct segbias_sum segbias_sum_of(double x)
{
	return (struct segbias_sum){.part = {x}};
}

void segbias_sum_release(struct segbias_sum *sum);

/* Adds x, finite; the sizes of all that is added come to 1e300 at most. false: out of memory; the sum is unchanged. */
bool segbias_sum_add(struct segbias_sum *sum, double x);

/* Adds x[count], as segbias_sum_add each; on failure the sum is that of some of them. */
bool segbias_sum_add_all(struct segbias_sum *sum, const double *x, size_t count);

/* Adds x * x without rounding it first; |x| between 1e-100 and 1e100, or 0. */
bool segbias_sum_add_square(struct segbias_sum *sum, double x);

/* Adds x * y without rounding it first; the last bit of x times the last bit of y is at least 2^-1074. */
bool segbias_sum_add_product(struct segbias_sum *sum, double x, double y);

/* Adds sign * a * b (sign: 1 or -1) without rounding; a and b are not `sum`, and the condition on last bits holds for all
 * that was added to them. */
bool segbias_sum_add_products(struct segbias_sum *sum, const struct segbias_sum *a, const struct segbias_sum *b,
                              double sign);

/* Adds all of another sum. */
bool segbias_sum_merge(struct segbias_sum *sum, const struct segbias_sum *other);

/* The correctly rounded value. */
double segbias_sum_value(const struct segbias_sum *sum);

#endif
