/* What a cell of an Arrow array says, as text. source: arrow.apache.org/docs/format/Columnar.html, CDataInterface.html */
#include "base/arrow.h"
#include "base/number.h"
#include "base/unicode.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_SECONDS = 86400, DECIMAL_DIGITS = 40 };

static struct segbias_arrow_type other(void)
{
	return (struct segbias_arrow_type){.kind = SEGBIAS_ARROW_OTHER};
}

/* "d:P,S" or "d:P,S,BITS" */
static struct segbias_arrow_type decimal(const char *format)
{
	char *end = NULL;
	(void)strtol(format + 2, &end, 10); /* how many digits it has is of no matter here */
	long scale = *end == ',' ? strtol(end + 1, &end, 10) : LONG_MAX;
	long bits = *end == ',' ? strtol(end + 1, &end, 10) : 128;
	if (*end || (bits != 32 && bits != 64 && bits != 128) || scale < -DECIMAL_DIGITS || scale > DECIMAL_DIGITS)
		return other();
	return (struct segbias_arrow_type){
	    .kind = SEGBIAS_ARROW_DECIMAL, .size = (unsigned)bits / 8, .with_sign = true, .scale = (int)scale};
}

/* "tdD", "tdm", "tss:", "tsm:ZONE", … */
static struct segbias_arrow_type moment(const char *format)
{
	static const struct {
		const char *begins;
		enum segbias_arrow_kind kind;
		unsigned size;
		int scale;
	} MOMENTS[] = {
	    {"tdD", SEGBIAS_ARROW_DATE, 4, 0},        {"tdm", SEGBIAS_ARROW_DATE, 8, 1000},
	    {"tss:", SEGBIAS_ARROW_TIME, 8, 1},       {"tsm:", SEGBIAS_ARROW_TIME, 8, 1000},
	    {"tsu:", SEGBIAS_ARROW_TIME, 8, 1000000}, {"tsn:", SEGBIAS_ARROW_TIME, 8, 1000000000},
	};
	for (size_t i = 0; i < sizeof MOMENTS / sizeof *MOMENTS; i++) {
		size_t length = strlen(MOMENTS[i].begins);
		if (strncmp(format, MOMENTS[i].begins, length) == 0)
			return (struct segbias_arrow_type){.kind = MOMENTS[i].kind,
			                                   .size = MOMENTS[i].size,
			                                   .with_sign = true,
			                                   .scale = MOMENTS[i].scale,
			                                   .zoned = format[length] != '\0'};
	}
	return other();
}

struct segbias_arrow_type segbias_arrow_type(const char *format)
{
	static const struct {
		const char *format;
		struct segbias_arrow_type type;
	} TYPES[] = {
	    {"n", {.kind = SEGBIAS_ARROW_NULL}},
	    {"b", {.kind = SEGBIAS_ARROW_BOOLEAN}},
	    {"c", {SEGBIAS_ARROW_INTEGER, 1, true, 0, false}},
	    {"C", {SEGBIAS_ARROW_INTEGER, 1, false, 0, false}},
	    {"s", {SEGBIAS_ARROW_INTEGER, 2, true, 0, false}},
	    {"S", {SEGBIAS_ARROW_INTEGER, 2, false, 0, false}},
	    {"i", {SEGBIAS_ARROW_INTEGER, 4, true, 0, false}},
	    {"I", {SEGBIAS_ARROW_INTEGER, 4, false, 0, false}},
	    {"l", {SEGBIAS_ARROW_INTEGER, 8, true, 0, false}},
	    {"L", {SEGBIAS_ARROW_INTEGER, 8, false, 0, false}},
	    {"e", {SEGBIAS_ARROW_FLOAT, 2, true, 0, false}},
	    {"f", {SEGBIAS_ARROW_FLOAT, 4, true, 0, false}},
	    {"g", {SEGBIAS_ARROW_FLOAT, 8, true, 0, false}},
	    {"u", {SEGBIAS_ARROW_TEXT, 4, false, 0, false}},
	    {"z", {SEGBIAS_ARROW_TEXT, 4, false, 0, false}},
	    {"U", {SEGBIAS_ARROW_TEXT, 8, false, 0, false}},
	    {"Z", {SEGBIAS_ARROW_TEXT, 8, false, 0, false}},
	    {"vu", {.kind = SEGBIAS_ARROW_VIEW}},
	    {"vz", {.kind = SEGBIAS_ARROW_VIEW}},
	};
	for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
		if (strcmp(format, TYPES[i].format) == 0)
			return TYPES[i].type;
	return strncmp(format, "d:", 2) == 0 ? decimal(format) : format[0] == 't' ? moment(format) : other();
}

static bool bit(const void *bits, int64_t at)
{
	return (((const uint8_t *)bits)[at / 8] >> (at % 8)) & 1;
}

bool segbias_arrow_valid(const struct segbias_arrow_type *type, const struct ArrowArray *array, int64_t row)
{
	if (type->kind == SEGBIAS_ARROW_NULL)
		return false;
	/* Unions and run-end encoded arrays have none; they are not read. */
	const void *bits = array->n_buffers > 0 && array->null_count != 0 ? array->buffers[0] : NULL;
	return !bits || bit(bits, array->offset + row);
}

int64_t segbias_arrow_integer(const struct segbias_arrow_type *type, const struct ArrowArray *array, int64_t row)
{
	const char *at = (const char *)array->buffers[1] + (size_t)(array->offset + row) * type->size;
	uint64_t value = 0;
	unsigned shift = 64 - 8 * type->size;
	memcpy(&value, at, type->size); /* little-endian, as all that Arrow is built for */
	if (type->with_sign && shift && (value >> (8 * type->size - 1)))
		value |= ~(uint64_t)0 << (64 - shift);
	return (int64_t)value;
}

/* The value of 16 bits: sign, five of exponent, ten of fraction (IEEE 754 binary16). */
static double half(uint16_t bits)
{
	double fraction = bits & 1023;
	int exponent = bits >> 10 & 31;
	double value = exponent == 31 ? (fraction > 0 ? NAN : INFINITY)
	               : exponent     ? ldexp(1024 + fraction, exponent - 25)
	                              : ldexp(fraction, -24);
	return bits >> 15 ? -value : value;
}

/* Whether the nearest number of 16 bits is `value`, which is one. */
static bool is_half(double decimal, double value)
{
	int last = ilogb(decimal) < -14 ? -24 : ilogb(decimal) - 10; /* the place of the last bit */
	return nearbyint(ldexp(decimal, -last)) == ldexp(value, -last);
}

/* Of a number that was stored in fewer bits the shortest decimal that is stored as the same: 0.1 and not 0.10000000149011612. */
static double shorter(double value, unsigned size)
{
	char text[32];
	for (int digits = 1; digits < 10; digits++) {
		(void)snprintf(text, sizeof text, "%.*g", digits, value);
		double again = strtod(text, NULL);
		if (size == 4 ? (float)again == (float)value : is_half(again, value))
			return again;
	}
	return value;
}

static bool add_float(const struct segbias_arrow_type *type, const struct ArrowArray *array, int64_t row,
                      struct segbias_text *out)
{
	char text[SEGBIAS_NUMBER_MAX];
	const char *at = (const char *)array->buffers[1] + (size_t)(array->offset + row) * type->size;
	double value = 0;
	float single = 0;
	uint16_t bits = 0;
	if (type->size == 8) {
		memcpy(&value, at, sizeof value);
	} else if (type->size == 4) {
		memcpy(&single, at, sizeof single);
		value = (double)single;
	} else {
		memcpy(&bits, at, sizeof bits);
		value = half(bits);
	}
	if (isnan(value))
		return true;
	if (isinf(value)) {
		segbias_text_add_string(out, value < 0 ? "-inf" : "inf");
		return true;
	}
	if (type->size < 8 && value != 0)
		value = shorter(value, type->size);
	segbias_text_add(out, text, segbias_number_write(value, text));
	return true;
}

/* The digits of a whole number of up to 128 bits, by division of its four parts; returns where they begin. */
static char *digits_of(uint32_t parts[4], char out[DECIMAL_DIGITS])
{
	char *at = out + DECIMAL_DIGITS;
	*--at = '\0';
	do {
		uint64_t rest = 0;
		for (int i = 3; i >= 0; i--) {
			rest = rest << 32 | parts[i];
			parts[i] = (uint32_t)(rest / 10);
			rest %= 10;
		}
		*--at = (char)('0' + (int)rest);
	} while (parts[0] | parts[1] | parts[2] | parts[3]);
	return at;
}

static void add_zeros(struct segbias_text *out, int count)
{
	for (int i = 0; i < count; i++)
		segbias_text_add(out, "0", 1);
}

static void add_decimal(const struct segbias_arrow_type *type, const struct ArrowArray *array, int64_t row,
                        struct segbias_text *out)
{
	char text[DECIMAL_DIGITS];
	uint32_t parts[4] = {0};
	const uint8_t *at = (const uint8_t *)array->buffers[1] + (size_t)(array->offset + row) * type->size;
	memcpy(parts, at, type->size);
	bool negative = at[type->size - 1] >> 7;
	if (negative) {
		uint64_t carry = 1;
		for (unsigned i = 0; i < type->size / 4; i++) {
			carry += (uint32_t)~parts[i];
			parts[i] = (uint32_t)carry;
			carry >>= 32;
		}
	}
	const char *digits = digits_of(parts, text);
	int count = (int)strlen(digits);
	int scale = type->scale;
	while (scale > 0 && count > 1 && digits[count - 1] == '0') {
		count--;
		scale--;
	}
	if (count == 1 && digits[0] == '0')
		scale = 0;
	else if (negative)
		segbias_text_add(out, "-", 1);
	int whole = count - scale;
	if (scale <= 0) {
		segbias_text_add(out, digits, (size_t)count);
		if (digits[0] != '0')
			add_zeros(out, -scale);
	} else if (whole > 0) {
		segbias_text_add(out, digits, (size_t)whole);
		segbias_text_add(out, ".", 1);
		segbias_text_add(out, digits + whole, (size_t)scale);
	} else {
		segbias_text_add_string(out, "0.");
		add_zeros(out, -whole);
		segbias_text_add(out, digits, (size_t)count);
	}
}

/* The day so many days after the first of 1970, in the Gregorian calendar, which is also taken for the time before it.
 * source: H. Hinnant, chrono-compatible low-level date algorithms, civil_from_days */
static void add_day(int64_t days, struct segbias_text *out)
{
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t of_era = z - era * 146097;
	int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t shifted = (5 * of_year + 2) / 153;
	int64_t day = of_year - (153 * shifted + 2) / 5 + 1;
	int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
	segbias_text_add_format(out, "%04" PRId64 "-%02d-%02d", year_of_era + era * 400 + (month <= 2), (int)month,
	                        (int)day);
}

static int64_t floored(int64_t value, int64_t by)
{
	return value / by - (value % by < 0);
}

static void add_time(const struct segbias_arrow_type *type, int64_t value, struct segbias_text *out)
{
	int64_t units = type->scale ? type->scale : 1;
	int64_t seconds = type->scale ? floored(value, units) : value * DAY_SECONDS;
	int64_t part = type->scale ? value - seconds * units : 0;
	int64_t days = type->scale ? floored(seconds, DAY_SECONDS) : value;
	add_day(days, out);
	if (type->kind == SEGBIAS_ARROW_DATE)
		return;
	int second = (int)(seconds - days * DAY_SECONDS);
	segbias_text_add_format(out, "T%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
	if (part) {
		int width = 0;
		for (int64_t left = units; left > 1; left /= 10)
			width++;
		for (; part % 10 == 0; part /= 10)
			width--;
		segbias_text_add_format(out, ".%0*" PRId64, width, part);
	}
	if (type->zoned)
		segbias_text_add(out, "Z", 1);
}

static bool add_text(struct segbias_label text, struct segbias_text *out)
{
	segbias_text_add(out, text.bytes, text.size);
	return segbias_unicode_valid(text);
}

static struct segbias_label text_of(const struct segbias_arrow_type *type, const struct ArrowArray *array, int64_t row)
{
	int64_t at = array->offset + row;
	const char *bytes = array->buffers[2];
	if (type->size == 8) {
		const int64_t *from = array->buffers[1];
		return (struct segbias_label){bytes ? bytes + from[at] : "", (size_t)(from[at + 1] - from[at])};
	}
	const int32_t *from = array->buffers[1];
	return (struct segbias_label){bytes ? bytes + from[at] : "", (size_t)(from[at + 1] - from[at])};
}

/* 16 bytes: a length, and the text itself where it has no more than twelve, or its beginning, and in which buffer and where it
 * stands. */
static struct segbias_label viewed(const struct ArrowArray *array, int64_t row)
{
	const char *view = (const char *)array->buffers[1] + (size_t)(array->offset + row) * 16;
	int32_t parts[4];
	memcpy(parts, view, sizeof parts);
	if (parts[0] <= 12)
		return (struct segbias_label){view + 4, (size_t)parts[0]};
	return (struct segbias_label){(const char *)array->buffers[2 + parts[2]] + parts[3], (size_t)parts[0]};
}

bool segbias_arrow_cell(const struct segbias_arrow_type *type, const struct ArrowArray *array, int64_t row,
                        struct segbias_text *out)
{
	switch (type->kind) {
	case SEGBIAS_ARROW_BOOLEAN:
		segbias_text_add_string(out, bit(array->buffers[1], array->offset + row) ? "true" : "false");
		return true;
	case SEGBIAS_ARROW_INTEGER:
		if (type->with_sign)
			segbias_text_add_format(out, "%" PRId64, segbias_arrow_integer(type, array, row));
		else
			segbias_text_add_format(out, "%" PRIu64, (uint64_t)segbias_arrow_integer(type, array, row));
		return true;
	case SEGBIAS_ARROW_FLOAT:
		return add_float(type, array, row, out);
	case SEGBIAS_ARROW_DECIMAL:
		add_decimal(type, array, row, out);
		return true;
	case SEGBIAS_ARROW_TEXT:
		return add_text(text_of(type, array, row), out);
	case SEGBIAS_ARROW_VIEW:
		return add_text(viewed(array, row), out);
	case SEGBIAS_ARROW_DATE:
	case SEGBIAS_ARROW_TIME:
		add_time(type, segbias_arrow_integer(type, array, row), out);
		return true;
	case SEGBIAS_ARROW_OTHER:
		segbias_text_add_string(out, "+");
		return true;
	case SEGBIAS_ARROW_NULL:
		break;
	}
	return true;
}
