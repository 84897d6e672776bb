#include "tally/patterns.h"
#include "tally/products.h"

#include "stats/near.h"
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 3 };

static struct segbias_patterns *create(size_t columns)
{
	struct segbias_patterns *patterns = segbias_patterns_create(columns);
	cr_assert_not_null(patterns);
	cr_assert_eq(segbias_patterns_columns(patterns), columns);
	return patterns;
}

/* A pattern as it is read. */
struct reading {
	uint32_t bits;
	double count;
	double mean[COLUMNS];
	double scatter[COLUMNS * COLUMNS];
};

static struct reading read_at(const struct segbias_patterns *patterns, size_t index)
{
	struct reading reading;
	memset(&reading, 0xFF, sizeof reading); /* what is not written would show */
	cr_assert(segbias_patterns_read(patterns, index, &reading.bits, &reading.count, reading.mean, reading.scatter));
	return reading;
}

static void expect_reading(const struct segbias_patterns *patterns, size_t index, const struct reading *expected)
{
	struct reading r = read_at(patterns, index);
	cr_expect_eq(r.bits, expected->bits, "%zu: %u", index, (unsigned)r.bits);
	cr_expect_eq(r.count, expected->count, "%zu: %g", index, r.count);
	for (size_t i = 0; i < COLUMNS; i++)
		cr_expect_eq(r.mean[i], expected->mean[i], "%zu, mean %zu: %.17g", index, i, r.mean[i]);
	for (size_t i = 0; i < sizeof r.scatter / sizeof *r.scatter; i++)
		cr_expect_eq(r.scatter[i], expected->scatter[i], "%zu, scatter %zu: %.17g", index, i, r.scatter[i]);
}

/* By hand. Of (1, 2, -), (3, 6, -), (5, 1, -): means 3 and 3, 4 + 0 + 4 = 8, 1 + 9 + 4 = 14, (-2)(-1) + 0 + (2)(-2) = -2. */
Test(patterns, by_hand)
{
	static const double rows[][COLUMNS] = {{1, 2, NAN}, {NAN, NAN, NAN}, {.5, -8, 1e15}, {3, 6, NAN},
	                                       {5, 1, NAN}, {NAN, NAN, NAN}, {NAN, NAN, -7}};
	struct segbias_patterns *patterns = create(COLUMNS);
	cr_expect_eq(segbias_patterns_count(patterns), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_assert(segbias_patterns_add(patterns, rows[i]));
	cr_assert_eq(segbias_patterns_count(patterns), 4, "by rising bits");
	expect_reading(patterns, 0, &(struct reading){0, 2, {0}, {0}});
	expect_reading(patterns, 1, &(struct reading){3, 3, {3, 3, 0}, {8, -2, 0, -2, 14, 0, 0, 0, 0}});
	expect_reading(patterns, 2, &(struct reading){4, 1, {0, 0, -7}, {0}});
	expect_reading(patterns, 3, &(struct reading){7, 1, {.5, -8, 1e15}, {0}});
	segbias_patterns_free(patterns);
	segbias_patterns_free(NULL);
}

/* Around a mean of 1e15 the squares have no digit of the scatter left; the sums are exact, so it is. */
Test(patterns, large_means_cost_no_digit)
{
	struct segbias_patterns *patterns = create(COLUMNS);
	for (int i = -1; i <= 1; i++)
		cr_assert(segbias_patterns_add(patterns, (const double[]){1e15 + i, 1e15 - 2 * i, NAN}));
	expect_reading(patterns, 0, &(struct reading){3, 3, {1e15, 1e15, 0}, {2, -4, 0, -4, 8, 0, 0, 0, 0}});
	segbias_patterns_free(patterns);
}

/* The ends of what a number may be: products of 1e60 beside those of 1e-60. */
Test(patterns, numbers_of_any_size)
{
	struct segbias_patterns *patterns = create(COLUMNS);
	static const double rows[][COLUMNS] = {{1e30, 1e-30, 0}, {-1e30, 3e-30, 0}, {0, 2e-30, 0}};
	for (size_t i = 0; i < 3; i++)
		cr_assert(segbias_patterns_add(patterns, rows[i]));
	struct reading r = read_at(patterns, 0);
	cr_expect_eq(r.mean[0], 0);
	cr_expect(near(r.mean[1], 2e-30));
	cr_expect(near(r.scatter[0], 2e60));
	cr_expect(near(r.scatter[COLUMNS + 1], 2e-60));
	cr_expect(near(r.scatter[1], -2));
	segbias_patterns_free(patterns);
}

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Any split of the rows, in any order, merges to the same bytes. */
Test(patterns, any_split_is_the_whole)
{
	enum { ROWS = 400, PARTS = 4 };
	static double rows[ROWS][COLUMNS];
	uint64_t state = 20260717;
	for (size_t i = 0; i < ROWS; i++)
		for (size_t c = 0; c < COLUMNS; c++) {
			double size = ldexp(1, (int)(next_random(&state) % 120) - 60);
			rows[i][c] = next_random(&state) % 4 == 0
			                 ? NAN
			                 : size * ((double)(next_random(&state) >> 11) / 9e15 - .5);
		}
	struct segbias_patterns *whole = create(COLUMNS);
	for (size_t i = 0; i < ROWS; i++)
		cr_assert(segbias_patterns_add(whole, rows[i]));
	cr_assert_eq(segbias_patterns_count(whole), 8);
	static double columns[COLUMNS * ROWS];
	for (size_t i = 0; i < ROWS; i++)
		for (size_t c = 0; c < COLUMNS; c++)
			columns[c * ROWS + i] = rows[i][c];
	for (int round = 0; round < 5; round++) {
		struct segbias_patterns *parts[PARTS];
		for (size_t p = 0; p < PARTS; p++)
			parts[p] = create(COLUMNS);
		/* Some of them together, more than are added at a time. */
		size_t together = round == 0 ? 0 : 200 + next_random(&state) % 200;
		cr_assert(segbias_patterns_add_rows(parts[1], columns, ROWS, together));
		for (size_t i = ROWS; i-- > together;)
			cr_assert(segbias_patterns_add(parts[next_random(&state) % PARTS], rows[i]));
		for (size_t p = 1; p < PARTS; p++)
			cr_assert(segbias_patterns_merge(parts[0], parts[p]));
		cr_assert_eq(segbias_patterns_count(parts[0]), 8);
		for (size_t i = 0; i < 8; i++) {
			struct reading one = read_at(whole, i);
			struct reading two = read_at(parts[0], i);
			cr_assert(one.bits == two.bits && one.count == two.count &&
			              memcmp(one.mean, two.mean, sizeof one.mean) == 0 &&
			              memcmp(one.scatter, two.scatter, sizeof one.scatter) == 0,
			          "round %d, pattern %zu", round, i);
		}
		for (size_t p = 0; p < PARTS; p++)
			segbias_patterns_free(parts[p]);
	}
	segbias_patterns_free(whole);
}

enum { MANY = 10 }; /* columns, with 1024 patterns */

static void add_pattern(struct segbias_patterns *patterns, uint32_t bits)
{
	double numbers[MANY];
	for (size_t i = 0; i < MANY; i++)
		numbers[i] = bits >> i & 1 ? 1. : NAN;
	cr_assert(segbias_patterns_add(patterns, numbers));
}

static struct segbias_patterns *create_range(uint32_t from, uint32_t to)
{
	struct segbias_patterns *patterns = create(MANY);
	for (uint32_t bits = from; bits < to; bits++)
		add_pattern(patterns, bits);
	return patterns;
}

Test(patterns, one_too_many)
{
	struct segbias_patterns *patterns = create_range(0, SEGBIAS_PATTERNS_MAX);
	cr_expect_eq(segbias_patterns_count(patterns), SEGBIAS_PATTERNS_MAX);
	add_pattern(patterns, 7);
	cr_expect_eq(segbias_patterns_count(patterns), SEGBIAS_PATTERNS_MAX, "one that is known");
	add_pattern(patterns, SEGBIAS_PATTERNS_MAX);
	cr_expect_eq(segbias_patterns_count(patterns), 0);
	add_pattern(patterns, 7);
	cr_expect_eq(segbias_patterns_count(patterns), 0, "it stays so");
	segbias_patterns_free(patterns);
}

/* Whether there are too many depends on all of them, not on the order of the parts. */
Test(patterns, one_too_many_of_several_parts)
{
	static const struct {
		uint32_t from, to; /* merged with 0 .. 600 */
		size_t count;
	} rows[] = {{400, 1000, 1000}, {401, 1001, 0}, {0, 600, 600}, {0, 1001, 0}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int turned = 0; turned < 2; turned++) {
			struct segbias_patterns *one = create_range(0, 600);
			struct segbias_patterns *two = create_range(rows[i].from, rows[i].to);
			struct segbias_patterns *into = turned ? two : one;
			cr_assert(segbias_patterns_merge(into, turned ? one : two));
			cr_expect_eq(segbias_patterns_count(into), rows[i].count, "row %zu: %zu", i,
			             segbias_patterns_count(into));
			add_pattern(into, 3);
			cr_expect_eq(segbias_patterns_count(into), rows[i].count, "row %zu, and one more record", i);
			segbias_patterns_free(one);
			segbias_patterns_free(two);
		}
}

/* The last of the columns has its bit, too. */
Test(patterns, most_columns)
{
	struct segbias_patterns *patterns = create(SEGBIAS_PATTERNS_COLUMNS_MAX);
	double numbers[SEGBIAS_PATTERNS_COLUMNS_MAX];
	double mean[SEGBIAS_PATTERNS_COLUMNS_MAX];
	double scatter[SEGBIAS_PATTERNS_COLUMNS_MAX * SEGBIAS_PATTERNS_COLUMNS_MAX];
	uint32_t bits = 0;
	double count = 0;
	for (int row = 0; row < 2; row++) {
		for (size_t i = 0; i < SEGBIAS_PATTERNS_COLUMNS_MAX; i++)
			numbers[i] = i == SEGBIAS_PATTERNS_COLUMNS_MAX - 1 ? 2. * row : (double)NAN;
		cr_assert(segbias_patterns_add(patterns, numbers));
	}
	cr_assert(segbias_patterns_read(patterns, 0, &bits, &count, mean, scatter));
	cr_expect(bits == UINT32_C(1) << (SEGBIAS_PATTERNS_COLUMNS_MAX - 1) && count == 2);
	cr_expect(mean[SEGBIAS_PATTERNS_COLUMNS_MAX - 1] == 1);
	cr_expect(scatter[SEGBIAS_PATTERNS_COLUMNS_MAX * SEGBIAS_PATTERNS_COLUMNS_MAX - 1] == 2);
	segbias_patterns_free(patterns);
}

/* Whichever way a processor takes, the product and the rest are those of fma(3). */
Test(patterns, products_are_those_of_fma)
{
	enum { COUNT = 1003 };
	static double x[COUNT];
	static double y[COUNT];
	static double products[COUNT];
	static double rests[COUNT];
	uint64_t state = 11;
	for (size_t i = 0; i < COUNT; i++) {
		double *const pair[] = {&x[i], &y[i]};
		for (size_t k = 0; k < 2; k++) {
			state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			int power = (int)(state >> 40) % 90 - 45;
			*pair[k] = ldexp((double)(int64_t)state, power - 63);
		}
	}
	segbias_products_split(x, y, COUNT, products, rests);
	for (size_t i = 0; i < COUNT; i++)
		cr_assert(products[i] == x[i] * y[i] && rests[i] == fma(x[i], y[i], -products[i]), "split, %zu", i);
#if defined(__x86_64__)
	if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
		return;
	segbias_products_fused(x, y, COUNT, products, rests);
	for (size_t i = 0; i < COUNT; i++)
		cr_assert(products[i] == x[i] * y[i] && rests[i] == fma(x[i], y[i], -products[i]), "fused, %zu", i);
#endif
}
