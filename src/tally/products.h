/* Room: tally. Products of doubles with what rounding takes from them. For patterns.c and its test alone. */
#ifndef SEGBIAS_TALLY_PRODUCTS_H
#define SEGBIAS_TALLY_PRODUCTS_H

#include <math.h>
#include <stddef.h>

/* x, in two parts of half its digits each, which add up to it.
 * source: Veltkamp's splitting and Dekker's product, Numerische Mathematik 18 (1971). */
static inline double segbias_products_high(double x)
{
	double spread = 134217729 * x;
	return spread - (spread - x);
}

/* products[k] + rests[k] = x[k] * y[k], as by fma, which costs a call on a processor that is not known to have it. */
static inline void segbias_products_split(const double *x, const double *y, size_t count, double *products,
                                          double *rests)
{
	for (size_t k = 0; k < count; k++) {
		double product = x[k] * y[k];
		double x_high = segbias_products_high(x[k]);
		double y_high = segbias_products_high(y[k]);
		double x_low = x[k] - x_high;
		double y_low = y[k] - y_high;
		rests[k] = x_low * y_low - (((product - x_high * y_high) - x_low * y_high) - x_high * y_low);
		products[k] = product;
	}
}

/* The same, with an instruction of its own; on a processor that has it. */
#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) static inline void segbias_products_fused(const double *x, const double *y,
                                                                              size_t count, double *products,
                                                                              double *rests)
{
	for (size_t k = 0; k < count; k++) {
		products[k] = x[k] * y[k];
		rests[k] = fma(x[k], y[k], -products[k]);
	}
}
#endif

#endif
