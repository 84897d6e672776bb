#include "base/number.h"

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

/* The grammar, without the value; strtod alone would take blanks, hexadecimal, "inf" and a prefix of the text. */
static bool is_number(struct segbias_label label, char decimal)
{
	size_t position = 0;
	if (position < label.size && (label.bytes[position] == '-' || label.bytes[position] == '+'))
		position++;
	size_t start = position;
	position = skip_digits(label, position);
	size_t digits = position - start;
	if (position < label.size && label.bytes[position] == decimal) {
		start = ++position;
		position = skip_digits(label, position);
		digits += position - start;
	}
	if (digits == 0)
		return false;
	if (position < label.size && (label.bytes[position] == 'e' || label.bytes[position] == 'E')) {
		position++;
		if (position < label.size && (label.bytes[position] == '-' || label.bytes[position] == '+'))
			position++;
		start = position;
		position = skip_digits(label, position);
		if (position == start)
			return false;
	}
	return position == label.size;
}

bool segbias_number_parse(struct segbias_label label, char decimal, double *out)
{
	char text[NUMBER_TEXT_MAX];
	if (label.size == 0 || label.size >= sizeof text || !is_number(label, decimal))
		return false;
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

const char *segbias_number_format(double value, char out[static SEGBIAS_NUMBER_MAX])
{
	if (value == 0)
		value = 0; /* no "-0" */
	/* A count stays a whole number for readers that tell it from a fraction. */
	if (value == floor(value) && fabs(value) <= WHOLE_MAX) {
		(void)snprintf(out, SEGBIAS_NUMBER_MAX, "%.0f", value);
		return out;
	}
	/* 15 digits always survive a round trip, so a shorter text exists only below the normal range. */
	int precision = fabs(value) < 1e-300 ? 1 : 15;
	for (; precision < 17; precision++) {
		(void)snprintf(out, SEGBIAS_NUMBER_MAX, "%.*g", precision, value);
		if (strtod(out, NULL) == value)
			return out;
	}
	(void)snprintf(out, SEGBIAS_NUMBER_MAX, "%.17g", value);
	return out;
}

const char *segbias_number_group(double value, char out[static SEGBIAS_NUMBER_MAX])
{
	char digits[SEGBIAS_NUMBER_MAX];
	double whole = nearbyint(fabs(value));
	if (whole >= 1e18) {
		(void)snprintf(out, SEGBIAS_NUMBER_MAX, "%.3g", value);
		return out;
	}
	int size = snprintf(digits, sizeof digits, "%.0f", whole);
	size_t at = 0;
	if (value < 0 && whole > 0)
		out[at++] = '-';
	for (int i = 0; i < size; i++) {
		if (i > 0 && (size - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
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
