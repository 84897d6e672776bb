#include "base/number.h"

#include <criterion/criterion.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BYTES(literal)                                                                                                 \
	{                                                                                                              \
		(literal), sizeof(literal) - 1                                                                         \
	}

Test(number, parses_plain_decimals_and_nothing_else)
{
	static const struct {
		struct segbias_label text;
		char decimal;
		bool good;
		double value;
	} rows[] = {
	    {BYTES("0"), '.', true, 0},
	    {BYTES("-12.50"), '.', true, -12.5},
	    {BYTES("+7"), '.', true, 7},
	    {BYTES(".5"), '.', true, 0.5},
	    {BYTES("5."), '.', true, 5},
	    {BYTES("1e3"), '.', true, 1000},
	    {BYTES("1E-3"), '.', true, 0.001},
	    {BYTES("2,5"), ',', true, 2.5},
	    {BYTES("1e400"), '.', false, 0},
	    {BYTES("1e-400"), '.', true, 0},
	    {BYTES("4.9406564584124654e-324"), '.', true, 4.9406564584124654e-324},
	    {BYTES("1.7976931348623157e308"), '.', true, DBL_MAX},
	    {BYTES("2.5"), ',', false, 0},
	    {BYTES("1,000"), '.', false, 0},
	    {BYTES(" 1"), '.', false, 0},
	    {BYTES("1 "), '.', false, 0},
	    {BYTES("0x10"), '.', false, 0},
	    {BYTES("inf"), '.', false, 0},
	    {BYTES("nan"), '.', false, 0},
	    {BYTES(""), '.', false, 0},
	    {BYTES("."), '.', false, 0},
	    {BYTES("-"), '.', false, 0},
	    {BYTES("--1"), '.', false, 0},
	    {BYTES("1e"), '.', false, 0},
	    {BYTES("1e+"), '.', false, 0},
	    {BYTES("1.2.3"), '.', false, 0},
	    {BYTES("1\0002"), '.', false, 0},
	    {BYTES("١"), '.', false, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double value = 42;
		cr_expect_eq(segbias_number_parse(rows[i].text, rows[i].decimal, &value), rows[i].good, "row %zu", i);
		cr_expect_eq(value, rows[i].good ? rows[i].value : 42, "row %zu: %.17g", i, value);
	}
}

Test(number, whole_numbers_up_to_2_to_the_53)
{
	static const struct {
		const char *text;
		bool good;
		uint64_t value;
	} rows[] = {
	    {"12", true, 12},    {"12.0", true, 12},
	    {"1e3", true, 1000}, {"0", true, 0},
	    {"-0", true, 0},     {"9007199254740992", true, UINT64_C(9007199254740992)},
	    {"-1", false, 0},    {"1.5", false, 0},
	    {"1e300", false, 0}, {"9007199254740994", false, 0},
	    {"1 000", false, 0}, {"1e-1", false, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint64_t value = 42;
		struct segbias_label label = segbias_label_of(rows[i].text);
		cr_expect_eq(segbias_number_parse_whole(label, '.', &value), rows[i].good, "%s", rows[i].text);
		cr_expect_eq(value, rows[i].good ? rows[i].value : 42, "%s", rows[i].text);
	}
}

Test(number, decimals)
{
	cr_assert_eq(segbias_number_decimals(segbias_label_of("0.250"), '.'), 3);
	cr_assert_eq(segbias_number_decimals(segbias_label_of("12,5%"), ','), 1);
	cr_assert_eq(segbias_number_decimals(segbias_label_of("12"), '.'), 0);
	cr_assert_eq(segbias_number_decimals(segbias_label_of("12."), '.'), 0);
	cr_assert_eq(segbias_number_decimals(segbias_label_of(""), '.'), 0);
}

/* Python: repr() of the same numbers, but for its "e+23" and ".0". */
Test(number, formats_the_shortest_text)
{
	static const struct {
		double value;
		const char *text;
	} rows[] = {
	    {0.1, "0.1"},
	    {0.0, "0"},
	    {-0.0, "0"},
	    {-5, "-5"},
	    {1e300, "1e+300"},
	    {1e23, "1e+23"},
	    {9007199254740992.0, "9007199254740992"},
	    {9007199254740993.0, "9007199254740992"},
	    {9007199254740994.0, "9007199254740994"},
	    {5e-324, "5e-324"},
	    {2.2250738585072014e-308, "2.2250738585072014e-308"},
	    {DBL_MAX, "1.7976931348623157e+308"},
	    {1.0 / 3, "0.3333333333333333"},
	    {0.1 + 0.2, "0.30000000000000004"},
	    {100, "100"},
	    {123456789.25, "123456789.25"},
	    {1e-5, "1e-05"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char out[SEGBIAS_NUMBER_MAX];
		cr_assert_eq(segbias_number_format(rows[i].value, out), out);
		cr_expect_str_eq(out, rows[i].text, "row %zu: %s", i, out);
	}
}

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static size_t digits_of(const char *text)
{
	size_t digits = 0;
	size_t zeros = 0;
	for (; *text && *text != 'e'; text++) {
		if (*text < '0' || *text > '9' || (*text == '0' && digits == 0))
			continue;
		zeros = *text == '0' ? zeros + 1 : 0;
		digits++;
	}
	return digits - zeros;
}

/* Property: what is written reads back as the same double, and no text with a digit less does. Any bits. */
Test(number, formats_round_trip_and_are_shortest)
{
	uint64_t state = 20240612;
	for (int i = 0; i < 200000; i++) {
		uint64_t bits = next_random(&state);
		if (i % 4 == 0)
			bits &= UINT64_C(0x800FFFFFFFFFFFFF); /* subnormal */
		if (i % 4 == 1)
			bits = (bits & UINT64_C(0x80000FFFFFFFFFFF)) | UINT64_C(0x3FE0000000000000);
		double value = 0;
		memcpy(&value, &bits, sizeof value);
		if (!isfinite(value) || (bits & UINT64_C(0xFFFFFFFFFFFFF)) == 0)
			continue;
		char out[SEGBIAS_NUMBER_MAX];
		double back = 0;
		segbias_number_format(value, out);
		cr_assert(segbias_number_parse(segbias_label_of(out), '.', &back), "%s", out);
		cr_assert_eq(back, value, "%s", out);
		char shorter[SEGBIAS_NUMBER_MAX];
		size_t digits = digits_of(out);
		if (digits > 1) {
			(void)snprintf(shorter, sizeof shorter, "%.*e", (int)digits - 2, value);
			cr_assert_neq(strtod(shorter, NULL), value, "%s, not %s", shorter, out);
		}
	}
	for (int i = 0; i < 100000; i++) { /* short decimals stay as they are */
		char text[SEGBIAS_NUMBER_MAX];
		char out[SEGBIAS_NUMBER_MAX];
		(void)snprintf(text, sizeof text, "%.6g", (double)(next_random(&state) % 1000000) / 10000);
		segbias_number_format(strtod(text, NULL), out);
		cr_assert_str_eq(out, text);
	}
}

Test(number, groups_for_people)
{
	static const struct {
		double value;
		const char *group, *about;
	} rows[] = {
	    {0, "0", "0"},
	    {7, "7", "7"},
	    {999, "999", "1,000"},
	    {1000, "1,000", "1,000"},
	    {1234567, "1,234,567", "1,200,000"},
	    {-1234.6, "-1,235", "-1,200"},
	    {-0.3, "0", "0"},
	    {44123, "44,123", "44,000"},
	    {99, "99", "99"},
	    {104, "104", "100"},
	    {9007199254740992.0, "9,007,199,254,740,992", "9,000,000,000,000,000"},
	    {1e20, "1e+20", "1e+20"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char out[SEGBIAS_NUMBER_MAX];
		cr_expect_str_eq(segbias_number_group(rows[i].value, out), rows[i].group, "row %zu: %s", i, out);
		cr_expect_str_eq(segbias_number_about(rows[i].value, out), rows[i].about, "row %zu: %s", i, out);
	}
}

Test(number, money)
{
	static const struct {
		double value;
		const char *text;
	} ROWS[] = {{0, "0"},
	            {1234.5, "1,234.50"},
	            {-1234.567, "-1,234.57"},
	            {1234, "1,234"},
	            {0.004, "0"},
	            {-0.004, "0"},
	            {0.05, "0.05"},
	            {999.999, "1,000"},
	            {1e6 + 0.01, "1,000,000.01"},
	            {-5, "-5"},
	            {1e17, "100,000,000,000,000,000"},
	            {1e20, "1e+20"}};
	char out[SEGBIAS_NUMBER_MAX];
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		cr_expect_str_eq(segbias_number_money(ROWS[i].value, out), ROWS[i].text, "%zu: %s", i, out);
}

/* xorshift64: a stream of test numbers that is the same everywhere. */
static uint64_t next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

Test(number, what_is_read_is_what_strtod_reads)
{
	uint64_t state = 88172645463325252U;
	for (int i = 0; i < 300000; i++) {
		char text[80];
		uint64_t bits = next(&state);
		double random = 0;
		memcpy(&random, &bits, sizeof random);
		switch (i % 3) {
		case 0: /* decimals, around the limits of the exact path: 2^53, ten digits after the point, 10^22 */
			(void)snprintf(text, sizeof text, "%s%llu.%0*d", i % 2 ? "-" : "",
			               (unsigned long long)(next(&state) >> (bits % 64)), (int)(bits % 12) + 1,
			               (int)(bits % 1000));
			break;
		case 1:
			(void)snprintf(text, sizeof text, "%llue%d", (unsigned long long)(next(&state) >> (bits % 64)),
			               (int)(bits % 60) - 30);
			break;
		default:
			if (!isfinite(random))
				continue;
			(void)snprintf(text, sizeof text, "%.*g", (int)(bits % 20) + 1, random);
		}
		double value = 42;
		double expected = strtod(text, NULL);
		cr_assert_eq(segbias_number_parse(segbias_label_of(text), '.', &value), isfinite(expected), "%s", text);
		cr_assert(!isfinite(expected) || memcmp(&value, &expected, sizeof value) == 0, "%s: %.17g, not %.17g",
		          text, value, expected);
	}
}

/* The quick reading gives what the careful one does, or nothing: of texts of up to 9 bytes of a small alphabet, with anything
 * behind them. */
Test(number, short_ones_are_read_as_others_are)
{
	static const char ALPHABET[] = "0123456789..,-e 0123456789/:";
	static const bool NONE[UCHAR_MAX + 1] = {false};
	uint64_t state = 3;
	size_t read = 0;
	for (size_t i = 0; i < 400000; i++) {
		char bytes[24];
		for (size_t k = 0; k < sizeof bytes; k++) {
			state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			size_t most = i % 2 ? sizeof ALPHABET - 1 : 11;
			bytes[k] = i % 7 == 0 && k == 2 ? (char)(state >> 40) : ALPHABET[(state >> 33) % most];
		}
		struct segbias_label label = {bytes, (state >> 50) % 10};
		char decimal = i % 5 ? '.' : ',';
		double quick = NAN;
		double careful = NAN;
		const struct segbias_number_cells cell = {.bytes = bytes,
		                                          .starts = &(uint32_t){0},
		                                          .sizes = &(uint32_t){(uint32_t)label.size},
		                                          .count = 1,
		                                          .others = NONE,
		                                          .decimal = decimal};
		bool parsed = segbias_number_parse_short(&cell, 0, &quick) == 1;
		bool expected = segbias_number_parse(label, decimal, &careful);
		cr_assert(!parsed || (expected && quick == careful), "'%.*s'", (int)label.size, label.bytes);
		bool plain = expected && label.size <= 8;
		for (size_t k = 0; k < label.size; k++)
			plain = plain && ((bytes[k] >= '0' && bytes[k] <= '9') || bytes[k] == decimal);
		cr_assert_eq(parsed, plain, "'%.*s'", (int)label.size, label.bytes);
		read += parsed;
	}
	cr_expect(read > 100000, "%zu", read);
}

/* A column is read from any row on, up to the first cell that is not plain, or begins like those that are read elsewhere: nothing
 * is written to that one. */
Test(number, short_ones_of_a_column)
{
	static const char BYTES[] = "12;3.5;;-4;.25;777;123456789;8;        ";
	static const uint32_t STARTS[] = {0, 3, 7, 8, 11, 15, 19, 29};
	static const uint32_t SIZES[] = {2, 3, 0, 2, 3, 3, 9, 1};
	static const bool OTHERS[UCHAR_MAX + 1] = {['7'] = true};
	static const double VALUES[] = {12, 3.5, NAN, NAN, .25, NAN, NAN, 8};
	enum { COUNT = sizeof VALUES / sizeof *VALUES };
	static const size_t ENDS[COUNT + 1] = {2, 2, 2, 3, 5, 5, 6, COUNT, COUNT};
	const struct segbias_number_cells cells = {BYTES, STARTS, SIZES, COUNT, OTHERS, '.'};
	for (size_t row = 0; row <= COUNT; row++) {
		double read[COUNT];
		for (size_t i = 0; i < COUNT; i++)
			read[i] = -1;
		size_t end = segbias_number_parse_short(&cells, row, read);
		cr_expect_eq(end, ENDS[row], "from row %zu: %zu", row, end);
		for (size_t i = 0; i < COUNT; i++)
			cr_expect_eq(read[i], i >= row && i < end ? VALUES[i] : -1, "from row %zu, row %zu", row, i);
	}
}

/* What is below a limit does not look as if it were not; six digits are enough for that, or it is as good as there. */
Test(number, beside_a_limit)
{
	static const struct {
		double value;
		const char *text;
	} ROWS[] = {{0.75, "0.75"},  {0.8, "0.80"}, {0.79965, "0.7996"}, {0.7999999, "0.800000"}, {0.799949, "0.7999"},
	            {0.801, "0.80"}, {2, "2.00"},   {0, "0.00"},         {0.795, "0.795"},        {0.7949999, "0.79"}};
	char out[SEGBIAS_NUMBER_MAX];
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		cr_expect_str_eq(segbias_number_beside(ROWS[i].value, 0.8, out), ROWS[i].text, "row %zu: %s", i, out);
}
