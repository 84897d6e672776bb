#include "base/number.h"

#include "base/shortest.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_TEXT_MAX = 400, EXPONENT_MAX = 400 };
static const double WHOLE_MAX = 9007199254740992.0; /* 2^53: every whole number up to here is a double */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t skip_digits(struct segbias_label label, size_t position)
{
	while (position < label.size && is_digit(label.bytes[position]))
		position++;
	return position;
}

/* What a number is made of: mantissa x 10^exponent. */
struct parts {
	bool negative;
	bool exact; /* neither of them was too long to be kept */
	uint64_t mantissa;
	int exponent;
};

static void add_digit(struct parts *parts, char digit, bool after)
{
	static const uint64_t MANTISSA_MAX = (UINT64_MAX - 9) / 10;
	parts->exact = parts->exact && parts->mantissa <= MANTISSA_MAX && parts->exponent > -EXPONENT_MAX;
	if (!parts->exact)
		return;
	parts->mantissa = 10 * parts->mantissa + (uint64_t)(digit - '0');
	parts->exponent -= after;
}

/* Digits, and a decimal sign among or beside them. 0: there are none. */
static size_t read_digits(struct segbias_label label, char decimal, size_t position, struct parts *parts)
{
	bool after = false;
	size_t digits = 0;
	for (; position < label.size; position++) {
		char c = label.bytes[position];
		if (is_digit(c)) {
			add_digit(parts, c, after);
			digits++;
		} else if (c == decimal && !after) {
			after = true;
		} else {
			break;
		}
	}
	return digits ? position : 0;
}

/* The grammar: strtod alone would take blanks, hexadecimal, "inf" and a prefix of the text. */
static bool read_parts(struct segbias_label label, char decimal, struct parts *parts)
{
	size_t position = 0;
	*parts = (struct parts){.exact = true};
	if (position < label.size && (label.bytes[position] == '-' || label.bytes[position] == '+'))
		parts->negative = label.bytes[position++] == '-';
	position = read_digits(label, decimal, position, parts);
	if (position == 0)
		return false;
	if (position < label.size && (label.bytes[position] == 'e' || label.bytes[position] == 'E')) {
		bool negative = false;
		int exponent = 0;
		position++;
		if (position < label.size && (label.bytes[position] == '-' || label.bytes[position] == '+'))
			negative = label.bytes[position++] == '-';
		size_t start = position;
		for (position = skip_digits(label, start); start < position && exponent < EXPONENT_MAX; start++)
			exponent = 10 * exponent + (label.bytes[start] - '0');
		parts->exact = parts->exact && start == position;
		parts->exponent += negative ? -exponent : exponent;
		if (!is_digit(label.bytes[position - 1]))
			return false;
	}
	return position == label.size;
}

static const double POWERS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* Where mantissa and power of ten are both doubles, their product or quotient is rounded once, as the number itself is.
 * source: W. D. Clinger, How to read floating point numbers accurately, PLDI 1990. */
static bool is_short(const struct parts *parts, double *value)
{
	enum { POWER_MAX = sizeof POWERS / sizeof *POWERS - 1 };
	if (!parts->exact || parts->mantissa > (uint64_t)WHOLE_MAX || abs(parts->exponent) > POWER_MAX)
		return false;
	*value = (double)parts->mantissa;
	if (parts->exponent < 0)
		*value /= POWERS[-parts->exponent];
	else
		*value *= POWERS[parts->exponent];
	if (parts->negative)
		*value = -*value;
	return true;
}

/* What most numbers of files are: digits, with a decimal sign before, among or behind them or none, and so few that they and
 * the power of ten are doubles (see is_short). */
static bool read_plain(struct segbias_label label, char decimal, double *value)
{
	enum { DIGITS_MAX_PLAIN = 15 };
	uint64_t mantissa = 0;
	size_t point = label.size;
	if (label.size > DIGITS_MAX_PLAIN)
		return false;
	for (size_t i = 0; i < label.size; i++) {
		char c = label.bytes[i];
		if (is_digit(c))
			mantissa = 10 * mantissa + (uint64_t)(c - '0');
		else if (c == decimal && point == label.size)
			point = i;
		else
			return false;
	}
	size_t after = point < label.size ? label.size - point - 1 : 0;
	*value = (double)mantissa / POWERS[after];
	return label.size > (point < label.size);
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define EACH_BYTE UINT64_C(0x0101010101010101)

/* Eight digits, the first one lowest: pairs, then fours, then all are put together within the word.
 * source: Lemire (2021), Number parsing at a gigabyte per second, Software: Practice and Experience 51. */
static uint64_t eight_digits(uint64_t digits)
{
	uint64_t pairs = (digits * 10 + (digits >> 8)) & UINT64_C(0x00FF00FF00FF00FF);
	uint64_t fours = (pairs * 100 + (pairs >> 16)) & UINT64_C(0x0000FFFF0000FFFF);
	return (fours * 10000 + (fours >> 32)) & UINT32_MAX;
}

/* What a column's numbers are read by: the sign in every byte, which need not be made for each of them. */
static inline bool read_short(const char *bytes, uint32_t size, uint64_t decimals, double *value)
{
	enum { WORD = 8 };
	uint64_t word = 0;
	memcpy(&word, bytes, sizeof word);
	unsigned bits = WORD * size;
	uint64_t mine = UINT64_MAX >> (64 - bits);
	/* The lowest byte of `sign` that is not 0 is the first decimal sign. */
	uint64_t other = word ^ decimals;
	uint64_t sign = (other - EACH_BYTE) & ~other & EACH_BYTE << 7 & mine;
	unsigned after = 0;
	if (sign) {
		uint64_t before = (sign & (~sign + 1)) - 1;
		before = before >> 7; /* the bits below the sign's byte */
		word = (word & before) | (word >> 8 & ~before);
		after = (bits - WORD) / WORD - (unsigned)__builtin_ctzll(sign) / WORD;
		bits -= WORD;
		if (bits == 0)
			return false;
	}
	/* Zeros before the digits, which then stand highest. */
	word = bits < 64 ? word << (64 - bits) | EACH_BYTE * '0' >> bits : word;
	if (((word + EACH_BYTE * (0x7F - '9')) | (word - EACH_BYTE * '0')) & EACH_BYTE << 7)
		return false;
	*value = (double)eight_digits(word - EACH_BYTE * '0') / POWERS[after];
	return true;
}

size_t segbias_number_parse_short(const struct segbias_number_cells *cells, size_t row, double *out)
{
	enum { WORD = 8 };
	const struct segbias_number_cells of = *cells; /* a copy whose address nobody has stays in registers */
	const uint64_t decimals = EACH_BYTE * (unsigned char)of.decimal;
	for (; row < of.count; row++) {
		const char *bytes = of.bytes + of.starts[row];
		uint32_t size = of.sizes[row];
		if (size - 1 >= WORD || of.others[(unsigned char)*bytes] ||
		    !read_short(bytes, size, decimals, &out[row]))
			break;
	}
	return row;
}
#else
size_t segbias_number_parse_short(const struct segbias_number_cells *cells, size_t row, double *out)
{
	enum { WORD = 8 };
	for (; row < cells->count; row++) {
		struct segbias_label cell = {cells->bytes + cells->starts[row], cells->sizes[row]};
		if (cell.size == 0 || cell.size > WORD || cells->others[(unsigned char)cell.bytes[0]] ||
		    !read_plain(cell, cells->decimal, &out[row]))
			break;
	}
	return row;
}
#endif

bool segbias_number_parse(struct segbias_label label, char decimal, double *out)
{
	char text[NUMBER_TEXT_MAX];
	struct parts parts;
	double plain = 0;
	if (read_plain(label, decimal, &plain)) {
		*out = plain;
		return true;
	}
	if (label.size == 0 || label.size >= sizeof text || !read_parts(label, decimal, &parts))
		return false;
	if (is_short(&parts, out))
		return true;
	memcpy(text, label.bytes, label.size);
	text[label.size] = '\0';
	char *sign = decimal == '.' ? NULL : strchr(text, decimal);
	if (sign)
		*sign = '.';
	double value = strtod(text, NULL);
	if (!isfinite(value))
		return false;
	*out = value;
	return true;
}

/* Digits after the decimal sign that are not 0 make a fraction, even where the double nearest to it is whole. */
static bool has_fraction(struct segbias_label label, char decimal)
{
	bool after = false;
	for (size_t position = 0; position < label.size; position++) {
		char c = label.bytes[position];
		if (c == 'e' || c == 'E')
			return false; /* the value says it: 1.5e3 is whole */
		if (after && c > '0' && c <= '9')
			return true;
		after = after || c == decimal;
	}
	return false;
}

bool segbias_number_parse_whole(struct segbias_label label, char decimal, uint64_t *out)
{
	double value = 0;
	if (!segbias_number_parse(label, decimal, &value) || value < 0 || value > WHOLE_MAX || value != floor(value) ||
	    has_fraction(label, decimal))
		return false;
	/* The next number up is read as this one. */
	if (value == WHOLE_MAX && !segbias_label_equal(label, segbias_label_of("9007199254740992")))
		return false;
	*out = (uint64_t)value;
	return true;
}

unsigned segbias_number_decimals(struct segbias_label label, char decimal)
{
	long digits = 0;
	for (size_t position = 0; position < label.size; position++) {
		if (label.bytes[position] == decimal)
			digits = (long)(skip_digits(label, position + 1) - position - 1);
		if (label.bytes[position] == 'e' || label.bytes[position] == 'E') {
			double exponent = 0;
			struct segbias_label rest = {label.bytes + position + 1, label.size - position - 1};
			if (segbias_number_parse(rest, '.', &exponent) && fabs(exponent) <= EXPONENT_MAX)
				digits -= (long)exponent;
			break;
		}
	}
	return digits > 0 ? (unsigned)digits : 0;
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

enum { DIGITS_MAX = 20, ROOM = 2 * DIGITS_MAX }; /* of 64 bits; and as many bytes behind them, for `add` */

/* Two digits before `at`; returns where they start. */
static inline char *write_pair(char *at, uint32_t pair)
{
	*--at = (char)('0' + pair % 10);
	*--at = (char)('0' + pair / 10);
	return at;
}

/* The digits of a number at the end of `room`; returns where they start. */
static const char *write_digits(uint64_t number, char room[static DIGITS_MAX])
{
	enum { EIGHT = 100000000 };
	char *at = room + DIGITS_MAX;
	/* Two at a time: a division waits for the one before it. Eight digits fit 32 bits, which are divided sooner. */
	for (; number >= EIGHT; number /= EIGHT) {
		uint32_t eight = (uint32_t)(number % EIGHT);
		for (int i = 0; i < 4; i++, eight /= 100)
			at = write_pair(at, eight % 100);
	}
	for (; number >= 100; number /= 100)
		at = write_pair(at, (uint32_t)(number % 100));
	do {
		*--at = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	return at;
}

/* Up to DIGITS_MAX bytes; as many can be read, and written, whatever the size: no call for a few of them. */
static inline char *add(char *at, const char *bytes, size_t size)
{
	memcpy(at, bytes, DIGITS_MAX);
	return at + size;
}

static char *add_zeros(char *at, int count)
{
	for (; count > 0; count--)
		*at++ = '0';
	return at;
}

/* d.ddde+XX */
static char *add_scientific(char *at, const char *digits, size_t count, int exponent)
{
	char room[ROOM] = {0};
	*at++ = digits[0];
	if (count > 1)
		*at++ = '.';
	at = add(at, digits + 1, count - 1);
	*at++ = 'e';
	*at++ = exponent < 0 ? '-' : '+';
	const char *power = write_digits((uint64_t)abs(exponent), room);
	at = add_zeros(at, abs(exponent) < 10);
	return add(at, power, (size_t)(room + DIGITS_MAX - power));
}

/* ddd.ddd, 0.00ddd or ddd000; the point stands behind the digit of 10^0, which may be far to the left or right of them. */
static char *add_plain(char *at, const char *digits, size_t count, int exponent)
{
	size_t before = exponent < 0 ? 0 : (size_t)exponent + 1;
	if (before >= count)
		return add_zeros(add(at, digits, count), (int)(before - count));
	if (before == 0)
		*at++ = '0';
	at = add(at, digits, before);
	*at++ = '.';
	at = add_zeros(at, -exponent - 1);
	return add(at, digits + before, count - before);
}

size_t segbias_number_write(double value, char out[static SEGBIAS_NUMBER_MAX])
{
	/* The layout is that of printf's %.15g, or with 16 or 17 digits where these are needed. */
	enum { PLAIN_LEAST = -4, DIGITS_USUAL = 15 };
	char room[ROOM] = {0};
	char *at = out;
	double size = fabs(value);
	bool whole = size <= WHOLE_MAX && (double)(uint64_t)size == size;
	/* A count stays a whole number for readers that tell it from a fraction. */
	struct segbias_decimal decimal = whole ? (struct segbias_decimal){(uint64_t)size, 0} : segbias_shortest(size);
	const char *digits = write_digits(decimal.digits, room);
	size_t count = (size_t)(room + DIGITS_MAX - digits);
	int exponent = decimal.exponent + (int)count - 1;
	int most = count > DIGITS_USUAL ? (int)count : DIGITS_USUAL;
	if (value < 0) /* no "-0" */
		*at++ = '-';
	if (whole || (exponent >= PLAIN_LEAST && exponent < most))
		at = add_plain(at, digits, count, exponent);
	else
		at = add_scientific(at, digits, count, exponent);
	return (size_t)(at - out);
}

const char *segbias_number_format(double value, char out[static SEGBIAS_NUMBER_MAX])
{
	out[segbias_number_write(value, out)] = '\0';
	return out;
}

const char *segbias_number_group(double value, char out[static SEGBIAS_NUMBER_MAX])
{
	char room[DIGITS_MAX];
	double whole = nearbyint(fabs(value));
	if (!(whole < 1e18)) {
		(void)snprintf(out, SEGBIAS_NUMBER_MAX, isnan(value) ? "–" : "%.3g", value);
		return out;
	}
	const char *digits = write_digits((uint64_t)whole, room);
	size_t at = 0;
	if (value < 0 && whole > 0)
		out[at++] = '-';
	for (size_t left = (size_t)(room + DIGITS_MAX - digits); left > 0; left--, digits++) {
		if (at > 0 && out[at - 1] != '-' && left % 3 == 0)
			out[at++] = ',';
		out[at++] = *digits;
	}
	out[at] = '\0';
	return out;
}

const char *segbias_number_money(double value, char out[static SEGBIAS_NUMBER_MAX])
{
	static const double EXACT_MAX = 1e15; /* above it there are no hundredths */
	double hundredths = nearbyint(fabs(value) * 100);
	double whole = floor(hundredths / 100);
	double rest = hundredths - whole * 100;
	if (!(fabs(value) < EXACT_MAX) || rest == 0)
		return segbias_number_group(fabs(value) < EXACT_MAX ? copysign(whole, value) : value, out);
	char digits[SEGBIAS_NUMBER_MAX];
	(void)snprintf(out, SEGBIAS_NUMBER_MAX, "%s%s.%02.0f", value < 0 ? "-" : "",
	               segbias_number_group(whole, digits), rest);
	return out;
}

const char *segbias_number_about(double value, char out[static SEGBIAS_NUMBER_MAX])
{
	double step = fabs(value) < 100 ? 1 : pow(10, floor(log10(fabs(value))) - 1);
	return segbias_number_group(round(value / step) * step, out);
}

const char *segbias_number_beside(double value, double limit, char out[static SEGBIAS_NUMBER_MAX])
{
	enum { DIGITS = 2, DIGITS_MOST = 6 };
	int digits = DIGITS;
	do
		(void)snprintf(out, SEGBIAS_NUMBER_MAX, "%.*f", digits, value);
	while (value < limit && strtod(out, NULL) >= limit && ++digits <= DIGITS_MOST);
	return out;
}
