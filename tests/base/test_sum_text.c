#include "base/sum_text.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <string.h>

/* Of a sum of these numbers. */
static const char *text_of(const double *x, size_t count)
{
	static char out[1024];
	struct segbias_sum sum = {0};
	struct segbias_text text = {0};
	for (size_t i = 0; i < count; i++)
		cr_assert(segbias_sum_add(&sum, x[i]));
	segbias_text_add_sum(&text, &sum);
	cr_assert(!text.failed && text.size < sizeof out);
	memcpy(out, text.data, text.size + 1);
	segbias_text_release(&text);
	segbias_sum_release(&sum);
	return out;
}

/* Python 3: from fractions import Fraction
 * def text(*x):
 *     s = sum(map(Fraction, x)); n, d = abs(s.numerator), s.denominator
 *     p = -(d.bit_length() - 1)
 *     while n and n % 2 == 0: n //= 2; p += 1
 *     return ("-" if s < 0 else "") + "%xp%d" % (n, p) if s else "0" */
Test(sum_text, is_the_exact_value)
{
	static const struct {
		double x[4];
		size_t count;
		const char *text;
	} CASES[] = {
	    {{0}, 1, "0"},
	    {{-0.0}, 1, "0"},
	    {{1}, 1, "1p0"},
	    {{3.9375}, 1, "3fp-4"},
	    {{12}, 1, "3p2"},
	    {{-10}, 1, "-5p1"},
	    {{0.1}, 1, "ccccccccccccdp-55"},
	    {{0.1, 0.2, 0.3}, 3, "4ccccccccccccdp-55"},
	    {{-0.1, 0.7, -0.3}, 3, "26666666666665p-55"},
	    {{1e16, 1, -1e16}, 3, "1p0"},
	    {{-0x1p60, 0x1p-60}, 2, "-ffffffffffffffffffffffffffffffp-60"},
	    {{1e300, 1, -1e300, 1e-300},
	     4,
	     "2000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
	     "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
	     "0000000000000000000000000000000000000000000000000156e1fc2f8f359p-1049"},
	    {{0x1p-1074}, 1, "1p-1074"},
	    {{0x1p-1074, 0x1p-1073}, 2, "3p-1074"},
	    {{0x1.fffffffffffffp31}, 1, "1fffffffffffffp-21"},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		cr_assert_str_eq(text_of(CASES[i].x, CASES[i].count), CASES[i].text, "case %zu: %s", i,
		                 text_of(CASES[i].x, CASES[i].count));
}

static bool reads(const char *text, struct segbias_sum *sum)
{
	bool memory = false;
	bool ok = segbias_sum_read(sum, segbias_label_of(text), &memory);
	cr_assert(!memory);
	return ok;
}

/* Sums of many sizes and both signs, in any parts: the text is that of the value, and reads back as it. */
Test(sum_text, reads_back)
{
	uint64_t state = 7;
	for (int round = 0; round < 2000; round++) {
		double x[4];
		for (size_t i = 0; i < 4; i++) {
			state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
			x[i] = ldexp((double)(state >> 11), (int)(state % 900) - 500) * (state & 1024 ? -1 : 1);
		}
		char first[1024];
		strcpy(first, text_of(x, 4));
		double turned[] = {x[3], x[1], x[0], x[2]};
		cr_assert_str_eq(first, text_of(turned, 4));
		struct segbias_sum sum = {0};
		struct segbias_text again = {0};
		cr_assert(reads(first, &sum), "%s", first);
		segbias_text_add_sum(&again, &sum);
		cr_assert_str_eq(again.data, first);
		for (size_t i = 0; i < 4; i++)
			cr_assert(segbias_sum_add(&sum, -x[i]));
		cr_assert_eq(segbias_sum_value(&sum), 0);
		segbias_text_release(&again);
		segbias_sum_release(&sum);
	}
}

Test(sum_text, has_one_text_for_a_value)
{
	static const char *const NONE[] = {"",        "1",     "p0",    "2p0",   "01p0",   "1p",      "1p+0",
	                                   "1p00",    "1p-0",  "1P0",   "Ap0",   "1p0 ",   " 1p0",    "--1p0",
	                                   "+1p0",    "-0",    "00",    "0p0",   "1p1000", "1p-1075", "1p99999999",
	                                   "1p-0001", "0x1p0", "1.8p0", "fp998", "1p0p0"};
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
		struct segbias_sum sum = {0};
		cr_assert(!reads(NONE[i], &sum), "%s", NONE[i]);
		segbias_sum_release(&sum);
	}
}
