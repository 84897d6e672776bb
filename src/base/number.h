/* Room: base. Numbers as text: strict reading, shortest writing. Both expect the C locale's decimal point (the jobs set
 * it for the calling thread). */
#ifndef SEGBIAS_BASE_NUMBER_H
#define SEGBIAS_BASE_NUMBER_H

#include "base/text.h"
#include <stdint.h>

/* A plain decimal number and nothing else: sign, digits, `decimal` and digits, exponent. No blanks, no thousands
 * separators, no hexadecimal, infinity or NaN. false: not such a number, or too large for a double. */
bool segbias_number_parse(struct segbias_label label, char decimal, double *out);

/* Cells of a column: where in `bytes` each begins, and its size. */
struct segbias_number_cells {
	const char *bytes;              /* 8 of them can be read from the start of any cell on, whatever its size */
	const uint32_t *starts, *sizes; /* [count] */
	size_t count;
	const bool *others; /* [UCHAR_MAX + 1]: bytes that the cells may begin with which are not to be read here */
	char decimal;
};

/* The same of a whole column, whose cells may all be what most numbers are: up to 8 bytes, digits and at most one decimal sign.
 * Reads them from `row` on into out[count], and returns the first one that is not so, of which nothing is said. */
size_t segbias_number_parse_short(const struct segbias_number_cells *cells, size_t row, double *out);

/* Like segbias_number_parse, for whole numbers from 0 to 2^53 ("12", "12.0", "1e3"). */
bool segbias_number_parse_whole(struct segbias_label label, char decimal, uint64_t *out);

/* Digits after the decimal sign, the exponent counted ("0.250" has 3, "1e-05" has 5, "1.5e3" none). */
unsigned segbias_number_decimals(struct segbias_label label, char decimal);

enum { SEGBIAS_NUMBER_MAX = 48 };

/* Shortest digits that read back as the same double, and of these the nearest ("0.1", "1e+300", "-5"); whole numbers up to
 * 2^53 without an exponent. Finite values only; -0 is written 0. */
const char *segbias_number_format(double value, char out[static SEGBIAS_NUMBER_MAX]);
/* The same, for many: returns how many bytes were written, without a 0 byte behind them. */
size_t segbias_number_write(double value, char out[static SEGBIAS_NUMBER_MAX]);

/* Thousands in groups of three for people: 1234567 is "1,234,567". */
const char *segbias_number_group(double value, char out[static SEGBIAS_NUMBER_MAX]);

/* The same with two digits after the point, or none where they are zeros: 1234.5 is "1,234.50". */
const char *segbias_number_money(double value, char out[static SEGBIAS_NUMBER_MAX]);

/* "0.75": with two digits after the point, and with as many more (up to six) as it takes for what is below the limit not to look
 * as if it were not. */
const char *segbias_number_beside(double value, double limit, char out[static SEGBIAS_NUMBER_MAX]);

/* Two significant digits, in groups of three: 44123 is "44,000". */
const char *segbias_number_about(double value, char out[static SEGBIAS_NUMBER_MAX]);

/* "s" where there is not one: "1 record", "0 records". */
static inline const char *segbias_plural(double count)
{
	return count == 1 ? "" : "s";
}

#endif
