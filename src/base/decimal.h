/* Room: base. Exact decimals of 0 and more, as databases sum them: up to 54 digits before the point and 18 behind it. */
#ifndef SEGBIAS_BASE_DECIMAL_H
#define SEGBIAS_BASE_DECIMAL_H

#include "base/text.h"
#include <stdint.h>

enum { SEGBIAS_DECIMAL_LIMBS = 8, SEGBIAS_DECIMAL_PLACES = 18 };

/* Zero-initialise: 0. The value times 10^18, nine digits a limb, the lowest first. */
struct segbias_decimal {
	uint32_t limb[SEGBIAS_DECIMAL_LIMBS];
};

/* Digits, with a point and an exponent where there are any ("12.50", "0E-9"). false: it is none, has other digits than 0 past the
 * 18th place, or is too large. */
bool segbias_decimal_read(struct segbias_label text, struct segbias_decimal *out);

/* false: the sum is too large, and is left undefined. */
bool segbias_decimal_add(struct segbias_decimal *sum, const struct segbias_decimal *x);

/* x times a count. false: too large. */
bool segbias_decimal_times(const struct segbias_decimal *x, uint64_t count, struct segbias_decimal *out);

bool segbias_decimal_equal(const struct segbias_decimal *a, const struct segbias_decimal *b);

/* The nearest double. *exact: it is that number. Expects the C locale's point, as base/number.h. */
double segbias_decimal_value(const struct segbias_decimal *x, bool *exact);

#endif
