#include "base/sum_text.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The least bit of a double is 2^-1074; a limb holds 32 bits, and all of them the bits of any sum. */
enum { LEAST = -1074, MOST = 1000, LIMB_BITS = 32, LIMBS = 70, MANTISSA = 53, NIBBLE = 4 };

/* A whole number times 2^LEAST. */
struct whole {
	int64_t limbs[LIMBS];
};

static void add_double(struct whole *whole, double x)
{
	int exponent = 0;
	int64_t mantissa = (int64_t)ldexp(frexp(fabs(x), &exponent), MANTISSA);
	/* Of a number near the least one the mantissa ends in zeros that stand below 2^LEAST. */
	for (exponent -= MANTISSA; exponent < LEAST; exponent++)
		mantissa /= 2;
	unsigned at = (unsigned)(exponent - LEAST);
	uint64_t bits = (uint64_t)mantissa;
	uint64_t low = (bits & UINT32_MAX) << at % LIMB_BITS;
	uint64_t high = (bits >> LIMB_BITS) << at % LIMB_BITS;
	const uint64_t pieces[] = {low & UINT32_MAX, (low >> LIMB_BITS) + (high & UINT32_MAX), high >> LIMB_BITS};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		whole->limbs[at / LIMB_BITS + i] += x < 0 ? -(int64_t)pieces[i] : (int64_t)pieces[i];
}

/* Every limb between 0 and 2^32 but the last, whose sign is the number's. */
static void carry(struct whole *whole)
{
	int64_t over = 0;
	for (size_t i = 0; i < LIMBS - 1; i++) {
		int64_t limb = whole->limbs[i] + over;
		int64_t kept = limb & UINT32_MAX;
		over = (limb - kept) / ((int64_t)1 << LIMB_BITS);
		whole->limbs[i] = kept;
	}
	whole->limbs[LIMBS - 1] += over;
}

static bool bit_at(const struct whole *whole, int bit)
{
	return whole->limbs[bit / LIMB_BITS] >> bit % LIMB_BITS & 1;
}

void segbias_text_add_sum(struct segbias_text *text, const struct segbias_sum *sum)
{
	struct whole whole = {{0}};
	for (size_t i = 0; i < SEGBIAS_SUM_INLINE; i++)
		add_double(&whole, sum->part[i]);
	for (unsigned i = 0; i < sum->count; i++)
		add_double(&whole, sum->spill[i]);
	carry(&whole);
	bool negative = whole.limbs[LIMBS - 1] < 0;
	for (size_t i = 0; negative && i < LIMBS; i++)
		whole.limbs[i] = -whole.limbs[i];
	if (negative)
		carry(&whole);
	int low = 0;
	int high = LIMBS * LIMB_BITS - 1;
	while (low <= high && !bit_at(&whole, low))
		low++;
	while (high > low && !bit_at(&whole, high))
		high--;
	if (low > high) {
		segbias_text_add(text, "0", 1);
		return;
	}
	if (negative)
		segbias_text_add(text, "-", 1);
	for (int nibble = (high - low) / NIBBLE; nibble >= 0; nibble--) {
		unsigned digit = 0;
		for (int bit = NIBBLE - 1; bit >= 0; bit--) {
			int at = low + nibble * NIBBLE + bit;
			digit = 2 * digit + (at <= high && bit_at(&whole, at));
		}
		segbias_text_add(text, &"0123456789abcdef"[digit], 1);
	}
	segbias_text_add_format(text, "p%d", low + LEAST);
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The power of two behind the "p", as it is written here; false: it is another text. */
static bool read_power(struct segbias_label text, int *power)
{
	enum { TEXT_MAX = 8 };
	char copy[TEXT_MAX];
	char again[TEXT_MAX];
	if (text.size == 0 || text.size >= sizeof copy)
		return false;
	memcpy(copy, text.bytes, text.size);
	copy[text.size] = '\0';
	*power = (int)strtol(copy, NULL, 10);
	return strcmp(segbias_text_print(again, sizeof again, "%d", *power), copy) == 0 && *power >= LEAST &&
	       *power < MOST;
}

bool segbias_sum_read(struct segbias_sum *sum, struct segbias_label text, bool *memory)
{
	if (text.size == 1 && text.bytes[0] == '0')
		return true;
	bool negative = text.size > 0 && text.bytes[0] == '-';
	struct segbias_label digits = {text.bytes + negative, text.size - negative};
	const char *p = digits.size ? memchr(digits.bytes, 'p', digits.size) : NULL;
	int power = 0;
	if (!p || p == digits.bytes ||
	    !read_power((struct segbias_label){p + 1, digits.size - (size_t)(p - digits.bytes) - 1}, &power))
		return false;
	digits.size = (size_t)(p - digits.bytes);
	if (digits.bytes[0] == '0' || digits.size > (MOST - LEAST) / NIBBLE ||
	    power + (int)digits.size * NIBBLE > MOST || digit_of(digits.bytes[digits.size - 1]) % 2 != 1)
		return false;
	for (size_t i = 0; i < digits.size; i++)
		if (digit_of(digits.bytes[i]) < 0)
			return false;
	for (size_t i = 0; i < digits.size; i++) {
		double digit = digit_of(digits.bytes[digits.size - 1 - i]);
		double part = ldexp(negative ? -digit : digit, power + (int)i * NIBBLE);
		if (part != 0 && !segbias_sum_add(sum, part)) {
			*memory = true;
			return false;
		}
	}
	return true;
}
