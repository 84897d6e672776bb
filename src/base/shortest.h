/* Room: base. The shortest decimal number that reads back as a double. How it is laid out is base/number's. */
#ifndef SEGBIAS_BASE_SHORTEST_H
#define SEGBIAS_BASE_SHORTEST_H

#include <stdint.h>

/* digits * 10^exponent */
struct segbias_decimal {
	uint64_t digits; /* at most 17, the last of them not 0 */
	int exponent;
};

/* Of all decimals that a correct reader (round to nearest, ties to even) takes for `value`, those with the fewest digits; of
 * these the nearest to `value`. value: finite, > 0. Integers only: the same on every machine.
 * source: R. Giulietti, The Schubfach way to render doubles, 2021 (revised 2022). */
struct segbias_decimal segbias_shortest(double value);

#endif
