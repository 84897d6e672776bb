#include "base/shortest.h"

#include <float.h>
#include <stdbool.h>
#include <string.h>

/* What follows keeps the paper's names. A double is c * 2^q; what rounds to it lies between cbl and cbr, in quarters of the
 * distance between doubles. In units of 10^k, where 10^k is at most that distance, there is always a whole number in
 * between (s or s + 1), and in units of 10^(k + 1) at most one. So the digits need one multiplication by a power of ten. */

enum { MANTISSA_BITS = DBL_MANT_DIG - 1, EXPONENT_BIAS = DBL_MAX_EXP - 1 + MANTISSA_BITS };
enum { POWER_LEAST = -292, POWER_MOST = 324 };

/* Each g of 128 bits: its upper half, its lower half. */
static const uint64_t POWERS[][2] = {
#include "base/powers.inc"
};

_Static_assert(sizeof POWERS / sizeof *POWERS == POWER_MOST - POWER_LEAST + 1, "one power for every k");

/* floor(x / 2^bits): what >> does with a negative number is up to the compiler. */
static int floor_shift(int x, unsigned bits)
{
	enum { OFFSET = 1100 }; /* times 2^bits: more than any -x */
	return (int)((unsigned)(x + OFFSET * (1 << bits)) >> bits) - OFFSET;
}

/* floor(log10(2^q)), and where the distance below is half of that above floor(log10(3/4 * 2^q)): |q| <= 1100. */
static int decimal_exponent(int q, bool narrow)
{
	enum { LOG10_2 = 315653, LOG10_4_3 = 131007, BITS = 20 }; /* x 2^20 */
	return floor_shift(q * LOG10_2 - (narrow ? LOG10_4_3 : 0), BITS);
}

/* floor(log2(10^e)), |e| <= 324. */
static int binary_exponent(int e)
{
	enum { LOG2_10 = 1741647, BITS = 19 }; /* x 2^19 */
	return floor_shift(e * LOG2_10, BITS);
}

/* x * y: the upper 64 bits, and in *low the lower ones. */
static uint64_t multiply(uint64_t x, uint64_t y, uint64_t *low)
{
	static const uint64_t HALF = UINT32_MAX;
	uint64_t least = (x & HALF) * (y & HALF);
	uint64_t one = (x >> 32) * (y & HALF) + (least >> 32);
	uint64_t other = (x & HALF) * (y >> 32) + (one & HALF);
	*low = (other << 32) | (least & HALF);
	return (x >> 32) * (y >> 32) + (one >> 32) + (other >> 32);
}

/* g * x / 2^128, rounded to odd: the last bit tells a number that is not whole from one that is, so that comparing it with
 * whole numbers of an even last bit is exact. g is up to one too large, which adds less than 2 to `rest`. */
static uint64_t round_to_odd(const uint64_t g[static 2], uint64_t x)
{
	uint64_t rest = 0;
	uint64_t unused = 0;
	uint64_t carried = multiply(g[1], x, &unused);
	uint64_t whole = multiply(g[0], x, &rest);
	rest += carried;
	whole += rest < carried;
	return whole | (rest > 1);
}

/* digits > 0 */
static struct segbias_decimal without_zeros(uint64_t digits, int exponent)
{
	static const uint64_t EIGHT = 100000000;
	for (; digits % EIGHT == 0; exponent += 8)
		digits /= EIGHT;
	for (; digits % 10 == 0; exponent++)
		digits /= 10;
	return (struct segbias_decimal){digits, exponent};
}

struct segbias_decimal segbias_shortest(double value)
{
	static const uint64_t HIDDEN = UINT64_C(1) << MANTISSA_BITS;
	uint64_t bits = 0;
	memcpy(&bits, &value, sizeof bits);
	uint64_t fraction = bits & (HIDDEN - 1);
	int biased = (int)(bits >> MANTISSA_BITS);
	uint64_t c = biased ? fraction | HIDDEN : fraction;
	int q = (biased ? biased : 1) - EXPONENT_BIAS;
	bool narrow = fraction == 0 && biased > 1; /* a power of two: the doubles below it stand closer */
	uint64_t odd = c & 1;                      /* a number half-way to the next double is read as the even one */
	int k = decimal_exponent(q, narrow);
	int h = q + binary_exponent(-k) + 1;
	const uint64_t *g = POWERS[-k - POWER_LEAST];
	uint64_t low = round_to_odd(g, (4 * c - 2 + narrow) << h) + odd;
	uint64_t middle = round_to_odd(g, (4 * c) << h);
	uint64_t high = round_to_odd(g, (4 * c + 2) << h) - odd;
	uint64_t s = middle / 4;
	if (s >= 10) {
		uint64_t tens = s / 10;
		bool below = low <= 40 * tens;
		bool above = 40 * tens + 40 <= high;
		if (below != above)
			return without_zeros(tens + above, k + 1);
	}
	bool below = low <= 4 * s;
	bool above = 4 * s + 4 <= high;
	if (below != above)
		return without_zeros(s + above, k);
	/* Both: the nearer, or where they are equally near the even one. */
	uint64_t between = 4 * s + 2;
	bool up = middle > between || (middle == between && s % 2 == 1);
	return without_zeros(s + up, k);
}
