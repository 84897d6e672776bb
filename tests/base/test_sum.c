#include "base/sum.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void shuffle(double *values, size_t count, uint64_t *state)
{
	for (size_t i = count - 1; i > 0; i--) {
		size_t other = next_random(state) % (i + 1);
		double kept = values[i];
		values[i] = values[other];
		values[other] = kept;
	}
}

static double sum_of(const double *values, size_t count)
{
	struct segbias_sum sum = {0};
	for (size_t i = 0; i < count; i++)
		cr_assert(segbias_sum_add(&sum, values[i]));
	double value = segbias_sum_value(&sum);
	segbias_sum_release(&sum);
	return value;
}

/* Python: math.fsum(values) */
Test(sum, is_correctly_rounded)
{
	struct {
		double values[16];
		size_t count;
		double sum;
	} rows[] = {
	    {{0}, 0, 0},
	    {{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, 10, 1.0},
	    {{1e-12, 1e-12, 1e-12, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 1e15, -1e15 + 1},
	     15,
	     2.0000000000030003},
	    {{1e250, 1, -1e250, 1e-300, 5e-324}, 5, 1.0},
	    {{1e16, 1, 1e-16}, 3, 1.0000000000000002e+16}, /* a tie, decided by what lies below */
	    {{9007199254740992.0, 1, 1e-20}, 3, 9007199254740994.0},
	    {{9007199254740992.0, 1}, 2, 9007199254740992.0}, /* a tie: to even */
	    {{9007199254740992.0, 1, -1e-20}, 3, 9007199254740992.0},
	    {{1e100, 1, -1e100}, 3, 1.0},
	};
	uint64_t state = 1;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int round = 0; round < 50; round++) {
			cr_assert_eq(sum_of(rows[i].values, rows[i].count), rows[i].sum, "row %zu", i);
			if (rows[i].count)
				shuffle(rows[i].values, rows[i].count, &state);
		}
}

/* Property: no order and no split changes a bit; signs, and sizes over the whole range that is allowed. */
Test(sum, order_and_split_change_nothing)
{
	enum { COUNT = 60 };
	uint64_t state = 20240613;
	for (int round = 0; round < 300; round++) {
		double values[COUNT];
		int range = round % 3 == 0 ? 40 : 800;
		for (size_t i = 0; i < COUNT; i++) {
			double mantissa = (double)(next_random(&state) >> 11);
			int exponent = (int)(next_random(&state) % (unsigned)(2 * range)) - range;
			values[i] = ldexp(next_random(&state) % 2 ? mantissa : -mantissa, exponent - 52);
			if (fabs(values[i]) > 1e250)
				values[i] = 1;
		}
		double expected = sum_of(values, COUNT);
		shuffle(values, COUNT, &state);
		cr_assert_eq(sum_of(values, COUNT), expected, "round %d", round);
		struct segbias_sum all = {{0}, NULL, 0, 0};
		size_t some = next_random(&state) % COUNT;
		cr_assert(segbias_sum_add_all(&all, values, some) &&
		          segbias_sum_add_all(&all, values + some, COUNT - some));
		cr_assert_eq(segbias_sum_value(&all), expected, "round %d", round);
		segbias_sum_release(&all);
		struct segbias_sum parts[3] = {{{0}, NULL, 0, 0}};
		for (size_t i = 0; i < COUNT; i++)
			segbias_sum_add(&parts[next_random(&state) % 3], values[i]);
		cr_assert(segbias_sum_merge(&parts[0], &parts[1]) && segbias_sum_merge(&parts[2], &parts[0]));
		cr_assert_eq(segbias_sum_value(&parts[2]), expected, "round %d", round);
		for (size_t i = 0; i < 3; i++)
			segbias_sum_release(&parts[i]);
	}
}

/* What is added is taken away again: exactly nothing is left. */
Test(sum, cancels_exactly)
{
	enum { COUNT = 200 };
	uint64_t state = 5;
	struct segbias_sum sum = {0};
	double values[COUNT];
	for (size_t i = 0; i < COUNT; i++) {
		values[i] = ldexp((double)(next_random(&state) >> 11), (int)(next_random(&state) % 200) - 100);
		segbias_sum_add(&sum, values[i]);
	}
	shuffle(values, COUNT, &state);
	for (size_t i = 0; i < COUNT; i++)
		segbias_sum_add(&sum, -values[i]);
	cr_assert_eq(segbias_sum_value(&sum), 0);
	segbias_sum_release(&sum);
	cr_assert_eq(segbias_sum_value(&sum), 0, "released: empty");
}

/* Squares of whole numbers are whole: against integers. And (1 + 2^-30)^2 = 1 + 2^-29 + 2^-60 is not rounded first. */
Test(sum, squares)
{
	struct segbias_sum sum = {0};
	uint64_t state = 9;
	uint64_t expected = 0;
	for (int i = 0; i < 1000; i++) {
		uint64_t x = next_random(&state) % 1000000;
		expected += x * x;
		cr_assert(segbias_sum_add_square(&sum, (double)x));
	}
	cr_assert_eq(segbias_sum_value(&sum), (double)expected);
	segbias_sum_release(&sum);
	segbias_sum_add_square(&sum, 1 + ldexp(1, -30));
	segbias_sum_add(&sum, -1 - ldexp(1, -29));
	cr_assert_eq(segbias_sum_value(&sum), ldexp(1, -60));
	segbias_sum_release(&sum);
	/* Python: math.fsum([1e100 ** 2, 1, -(1e100 ** 2)]) plus the rest of the square: from fractions import Fraction;
	 * float(Fraction(1e100) ** 2 + Fraction(1e-100) ** 2 - Fraction(1e100) ** 2) is 1e-200 */
	segbias_sum_add_square(&sum, 1e100);
	segbias_sum_add_square(&sum, 1e-100);
	struct segbias_sum large = {0};
	segbias_sum_add_square(&large, 1e100);
	struct segbias_sum one = segbias_sum_of(1);
	cr_assert(segbias_sum_add_products(&sum, &large, &one, -1));
	cr_assert_float_eq(segbias_sum_value(&sum), 1e-200, 1e-215);
	segbias_sum_release(&sum);
	segbias_sum_release(&large);
}

/* (1e16 + 1)(1e16 - 1) - 1e16 1e16 = -1, of numbers that no double holds; and (a + b)^2 - a^2 - 2 a b - b^2 = 0 whatever
 * their size. */
Test(sum, products)
{
	struct segbias_sum a = segbias_sum_of(1e16);
	struct segbias_sum b = segbias_sum_of(1e16);
	struct segbias_sum sum = {0};
	cr_assert(segbias_sum_add(&a, 1) && segbias_sum_add(&b, -1));
	cr_assert(segbias_sum_add_products(&sum, &a, &b, 1));
	cr_assert(segbias_sum_add_product(&sum, 1e16, -1e16));
	cr_assert_eq(segbias_sum_value(&sum), -1);
	cr_assert(segbias_sum_add_products(&sum, &b, &a, -1) && segbias_sum_add_product(&sum, 1e16, 1e16));
	cr_assert_eq(segbias_sum_value(&sum), 0);
	segbias_sum_release(&sum);
	uint64_t state = 31;
	for (int round = 0; round < 200; round++) {
		struct segbias_sum whole = {0};
		double parts[5];
		for (size_t i = 0; i < 5; i++) {
			double mantissa = (double)(next_random(&state) >> 11) - ldexp(1, 52);
			parts[i] = ldexp(mantissa, (int)(next_random(&state) % 700) - 400);
			cr_assert(segbias_sum_add(&whole, parts[i]));
		}
		cr_assert(segbias_sum_add_products(&sum, &whole, &whole, 1));
		cr_assert(segbias_sum_value(&sum) > 0);
		for (size_t i = 0; i < 5; i++)
			for (size_t j = 0; j < 5; j++)
				cr_assert(segbias_sum_add_product(&sum, -parts[i], parts[j]));
		cr_assert_eq(segbias_sum_value(&sum), 0, "round %d", round);
		segbias_sum_release(&sum);
		segbias_sum_release(&whole);
	}
	segbias_sum_release(&a);
	segbias_sum_release(&b);
}

/* Values of one size and both signs need no memory of their own; very different ones do, and keep it when merged. */
Test(sum, spills_only_where_it_must)
{
	uint64_t state = 12;
	struct segbias_sum sum = {0};
	for (int i = 0; i < 100000; i++) {
		double x = ldexp((double)(next_random(&state) >> 11), -53);
		cr_assert(segbias_sum_add(&sum, i % 2 ? x : -x));
	}
	cr_assert_null(sum.spill);
	struct segbias_sum wide = {0};
	const double values[] = {1e250, 1e200, 1e150, 1e100, 1e50, 1, 1e-50};
	for (size_t i = 0; i < 7; i++)
		cr_assert(segbias_sum_add(&wide, values[i]));
	cr_assert_not_null(wide.spill);
	cr_assert(segbias_sum_merge(&sum, &wide));
	for (size_t i = 0; i < 6; i++)
		cr_assert(segbias_sum_add(&wide, -values[i]));
	cr_assert_eq(segbias_sum_value(&wide), 1e-50);
	cr_assert_eq(segbias_sum_value(&sum), 1e250);
	segbias_sum_release(&sum);
	segbias_sum_release(&wide);
}

/* Many at once are the sum of each, where one double is enough, where two are, and where neither is. */
Test(sum, many_at_once_are_the_sum_of_each)
{
	static const int SPREADS[] = {0, 40, 120, 900};
	enum { COUNT = 203 };
	uint64_t state = 9;
	for (size_t s = 0; s < sizeof SPREADS / sizeof *SPREADS; s++)
		for (size_t count = 0; count < COUNT; count++) {
			struct segbias_sum each = {0};
			struct segbias_sum all = {0};
			double x[COUNT];
			for (size_t i = 0; i < count; i++) {
				state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
				int exponent = SPREADS[s] ? (int)(state >> 33) % SPREADS[s] - SPREADS[s] / 2 : 0;
				x[i] = ldexp((double)(int64_t)state, exponent);
				cr_assert(segbias_sum_add(&each, x[i]));
			}
			cr_assert(segbias_sum_add_all(&all, x, count));
			for (size_t i = 1; i < count; i++) /* so that small ones show */
				cr_assert(segbias_sum_add(&each, -x[i]) && segbias_sum_add(&all, -x[i]));
			cr_expect_eq(segbias_sum_value(&all), count ? x[0] : 0, "%zu of spread %d", count, SPREADS[s]);
			cr_expect_eq(segbias_sum_value(&each), segbias_sum_value(&all));
			segbias_sum_release(&each);
			segbias_sum_release(&all);
		}
}
