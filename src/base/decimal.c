#include "base/decimal.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

enum { BASE = 1000000000, DIGITS = 9, DIGITS_MAX = SEGBIAS_DECIMAL_LIMBS * DIGITS, EXPONENT_MAX = 1000 };

/* A limb's place of value. */
static const uint32_t TENS[DIGITS] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Passes over digits; returns how many. */
static size_t pass_digits(struct segbias_label text, size_t *at)
{
	size_t start = *at;
	while (*at < text.size && is_digit(text.bytes[*at]))
		(*at)++;
	return *at - start;
}

/* "E-9" at the end, or nothing. */
static bool read_exponent(struct segbias_label text, size_t at, int *exponent)
{
	*exponent = 0;
	if (at == text.size)
		return true;
	bool sign = at + 1 < text.size && (text.bytes[at + 1] == '-' || text.bytes[at + 1] == '+');
	bool negative = sign && text.bytes[at + 1] == '-';
	if (text.bytes[at] != 'e' && text.bytes[at] != 'E')
		return false;
	at += sign ? 2 : 1;
	for (size_t i = at; i < text.size; i++) {
		if (!is_digit(text.bytes[i]) || *exponent > EXPONENT_MAX)
			return false;
		*exponent = 10 * *exponent + (text.bytes[i] - '0');
	}
	*exponent = negative ? -*exponent : *exponent;
	return at < text.size;
}

/* Puts one digit at its power of ten. false: there is no such place. */
static bool put(struct segbias_decimal *out, char digit, long power)
{
	if (digit == '0')
		return true;
	if (power < 0 || power >= DIGITS_MAX)
		return false;
	out->limb[power / DIGITS] += (uint32_t)(digit - '0') * TENS[power % DIGITS];
	return true;
}

bool segbias_decimal_read(struct segbias_label text, struct segbias_decimal *out)
{
	size_t at = 0;
	int exponent = 0;
	*out = (struct segbias_decimal){{0}};
	size_t whole = pass_digits(text, &at);
	size_t places = 0;
	if (at < text.size && text.bytes[at] == '.') {
		at++;
		places = pass_digits(text, &at);
	}
	if (whole + places == 0 || whole + places > EXPONENT_MAX || !read_exponent(text, at, &exponent))
		return false;
	bool ok = true;
	long power = (long)whole - 1 + SEGBIAS_DECIMAL_PLACES + exponent; /* of the first digit */
	for (size_t i = 0, seen = 0; ok && seen < whole + places; i++)
		if (is_digit(text.bytes[i]))
			ok = put(out, text.bytes[i], power - (long)seen++);
	return ok;
}

bool segbias_decimal_add(struct segbias_decimal *sum, const struct segbias_decimal *x)
{
	uint32_t carry = 0;
	for (size_t i = 0; i < SEGBIAS_DECIMAL_LIMBS; i++) {
		uint32_t limb = sum->limb[i] + x->limb[i] + carry;
		carry = limb >= BASE;
		sum->limb[i] = limb % BASE;
	}
	return carry == 0;
}

bool segbias_decimal_times(const struct segbias_decimal *x, uint64_t count, struct segbias_decimal *out)
{
	bool ok = true;
	*out = (struct segbias_decimal){{0}};
	for (size_t shift = 0; ok && count > 0; shift++, count /= BASE) {
		uint64_t carry = 0;
		for (size_t i = 0; ok && i + shift < SEGBIAS_DECIMAL_LIMBS; i++) {
			uint64_t limb = x->limb[i] * (count % BASE) + out->limb[i + shift] + carry;
			carry = limb / BASE;
			out->limb[i + shift] = (uint32_t)(limb % BASE);
		}
		ok = carry == 0;
		for (size_t i = SEGBIAS_DECIMAL_LIMBS - shift; i < SEGBIAS_DECIMAL_LIMBS; i++)
			ok = ok && x->limb[i] == 0; /* what has no place any more */
	}
	return ok;
}

bool segbias_decimal_equal(const struct segbias_decimal *a, const struct segbias_decimal *b)
{
	return memcmp(a->limb, b->limb, sizeof a->limb) == 0;
}

/* Without zeros at the end of the places. */
static size_t trim(const char *text, size_t size)
{
	while (size > 0 && text[size - 1] == '0')
		size--;
	return size;
}

double segbias_decimal_value(const struct segbias_decimal *x, bool *exact)
{
	/* So many places of a double whose text has at most 18 show whether it is that number. */
	enum { PLACES = 90 };
	char text[DIGITS_MAX + 2];
	char whole[DIGITS_MAX + PLACES + 8];
	size_t size = 0;
	for (size_t i = SEGBIAS_DECIMAL_LIMBS; i-- > 0;) {
		if (i + 1 == SEGBIAS_DECIMAL_PLACES / DIGITS)
			text[size++] = '.';
		for (size_t digit = DIGITS; digit-- > 0;)
			text[size++] = (char)('0' + x->limb[i] / TENS[digit] % 10);
	}
	size_t start = 0;
	while (text[start] == '0' && text[start + 1] != '.')
		start++;
	struct segbias_label label = {text + start, size - start};
	double value = 0;
	(void)segbias_number_parse(label, '.', &value);
	(void)snprintf(whole, sizeof whole, "%.*f", PLACES, value);
	size_t shown = trim(whole, strlen(whole));
	label.size = trim(label.bytes, label.size);
	*exact = shown == label.size && memcmp(whole, label.bytes, shown) == 0;
	return value;
}
