#include "tally/numeric.h"

#include "stats/near.h"
#include <criterion/criterion.h>
#include <float.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS_MAX = 2 };

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* 0 <= u < 1 */
static double next_uniform(uint64_t *state)
{
	return ldexp((double)(next_random(state) >> 11), -53);
}

struct row {
	double value;
	uint64_t count;
	double weight;
	uint32_t groups[GROUPS_MAX];
	size_t group_count;
};

static void add_row(struct segbias_numeric *numeric, const struct row *row)
{
	struct segbias_numeric_record record = {row->value, row->count, row->weight, row->groups, row->group_count};
	cr_assert(segbias_numeric_add(numeric, &record));
}

static void add_value(struct segbias_numeric *numeric, double value)
{
	add_row(numeric, &(struct row){.value = value, .count = 1, .weight = 1});
}

static struct segbias_numeric *create(bool weighted)
{
	struct segbias_numeric *numeric = segbias_numeric_create(weighted);
	cr_assert_not_null(numeric);
	return numeric;
}

static struct segbias_numeric_summary summary_of(const struct segbias_numeric *numeric, uint32_t group)
{
	struct segbias_numeric_summary summary = {0};
	cr_assert(segbias_numeric_summarise(numeric, group, &summary));
	return summary;
}

/* The caller frees. */
static struct segbias_numeric_mass *masses_of(const struct segbias_numeric *numeric, uint32_t group, unsigned bits,
                                              size_t *count)
{
	size_t size = segbias_numeric_size(numeric, group);
	struct segbias_numeric_mass *masses = calloc(size + 1, sizeof *masses);
	cr_assert_not_null(masses);
	*count = segbias_numeric_read(numeric, group, bits, masses);
	cr_assert(*count <= size);
	return masses;
}

/* Everything that can be read is the same, to the last bit. */
static void assert_same(const struct segbias_numeric *a, const struct segbias_numeric *b)
{
	cr_assert_eq(segbias_numeric_bits(a), segbias_numeric_bits(b));
	cr_assert_eq(segbias_numeric_groups(a), segbias_numeric_groups(b));
	for (uint32_t g = 0; g < segbias_numeric_groups(a); g++) {
		size_t counts[2];
		struct segbias_numeric_mass *masses[] = {masses_of(a, g, SEGBIAS_NUMERIC_EXACT, &counts[0]),
		                                         masses_of(b, g, SEGBIAS_NUMERIC_EXACT, &counts[1])};
		cr_assert_eq(counts[0], counts[1]);
		cr_assert(memcmp(masses[0], masses[1], counts[0] * sizeof *masses[0]) == 0);
		free(masses[0]);
		free(masses[1]);
		struct segbias_numeric_summary x = summary_of(a, g);
		struct segbias_numeric_summary y = summary_of(b, g);
		cr_assert(memcmp(&x, &y, sizeof x) == 0, "group %u: %.17g %.17g", g, x.sd, y.sd);
	}
}

static void shuffle(struct row *rows, size_t count, uint64_t *state)
{
	for (size_t i = count - 1; i > 0; i--) {
		size_t other = next_random(state) % (i + 1);
		struct row kept = rows[i];
		rows[i] = rows[other];
		rows[other] = kept;
	}
}

static struct segbias_numeric *pour(const struct row *rows, size_t count, bool weighted)
{
	struct segbias_numeric *numeric = create(weighted);
	for (size_t i = 0; i < count; i++)
		add_row(numeric, &rows[i]);
	return numeric;
}

/* The rows in a random order, cut into `parts`, merged in a random order. */
static struct segbias_numeric *pour_parts(struct row *rows, size_t count, bool weighted, uint64_t *state)
{
	enum { PARTS = 4 };
	struct segbias_numeric *parts[PARTS];
	shuffle(rows, count, state);
	for (size_t p = 0; p < PARTS; p++)
		parts[p] = create(weighted);
	/* Of very different size, so that some of them reach a limit before they are merged and some do not. */
	for (size_t i = 0; i < count; i++) {
		uint64_t draw = next_random(state) % 100;
		add_row(parts[draw < 1 ? 0 : draw < 10 ? 1 : draw < 40 ? 2 : 3], &rows[i]);
	}
	for (size_t left = PARTS; left > 1; left--) {
		size_t into = next_random(state) % left;
		size_t from = (into + 1 + next_random(state) % (left - 1)) % left;
		cr_assert(segbias_numeric_merge(parts[into], parts[from], NULL));
		segbias_numeric_free(parts[from]);
		struct segbias_numeric *last = parts[left - 1];
		if (from != left - 1)
			parts[from] = last;
	}
	return parts[0];
}

/* --- values ----------------------------------------------------------------------------------------------------- */

Test(numeric, values_of_groups)
{
	const struct row rows[] = {
	    {3, 1, 0, {2}, 1},    {-0.0, 1, 0, {2, 5}, 2}, {0, 2, 0, {5}, 1},      {1e-31, 1, 0, {0}, 0},
	    {-1.5, 4, 0, {5}, 1}, {3, 1, 0, {0}, 0},       {-1e-40, 1, 0, {5}, 1},
	};
	struct segbias_numeric *numeric = pour(rows, sizeof rows / sizeof *rows, false);
	const struct segbias_numeric_mass expected[GROUPS_MAX + 1][3] = {
	    {{-1.5, 4}, {0, 5}, {3, 2}},
	    {{0, 1}, {3, 1}},
	    {{-1.5, 4}, {0, 4}},
	};
	const uint32_t groups[] = {SEGBIAS_NUMERIC_WHOLE, 2, 5};
	const size_t sizes[] = {3, 2, 2};
	cr_assert_eq(segbias_numeric_groups(numeric), 6);
	cr_assert_eq(segbias_numeric_bits(numeric), SEGBIAS_NUMERIC_EXACT);
	for (size_t g = 0; g < 3; g++) {
		size_t count = 0;
		struct segbias_numeric_mass *masses = masses_of(numeric, groups[g], SEGBIAS_NUMERIC_EXACT, &count);
		cr_assert_eq(count, sizes[g]);
		cr_assert(memcmp(masses, expected[g], count * sizeof *masses) == 0, "and 0 is not -0");
		free(masses);
	}
	cr_assert_eq(summary_of(numeric, 0).count, 11);
	cr_assert_float_eq(summary_of(numeric, 0).share_max, 5. / 11, 1e-15);
	cr_assert_float_eq(summary_of(numeric, 2).share_max, .5, 1e-15);
	segbias_numeric_free(numeric);
}

Test(numeric, nothing_is_undefined)
{
	struct segbias_numeric *numeric = create(false);
	for (uint32_t g = 0; g < 4; g += 3) {
		struct segbias_numeric_summary none = summary_of(numeric, g);
		cr_assert(none.count == 0 && none.weight == 0 && none.square == 0);
		cr_assert(isnan(none.mean) && isnan(none.sd) && isnan(none.share_max));
		cr_assert_eq(segbias_numeric_size(numeric, g), 0);
		cr_assert_eq(segbias_numeric_read(numeric, g, SEGBIAS_NUMERIC_EXACT, NULL), 0);
	}
	add_row(numeric, &(struct row){7, 1, 1, {3}, 1});
	struct segbias_numeric_summary one = summary_of(numeric, 3);
	cr_assert(one.count == 1 && one.mean == 7 && isnan(one.sd) && one.share_max == 1, "no n - 1 of one");
	cr_assert_eq(segbias_numeric_size(numeric, 1), 0, "a group between");
	segbias_numeric_free(numeric);
	numeric = create(true);
	add_row(numeric, &(struct row){7, 1, 0, {0}, 0});
	cr_assert(isnan(summary_of(numeric, 0).mean) && isnan(summary_of(numeric, 0).share_max), "no weight");
	add_row(numeric, &(struct row){9, 1, .1, {0}, 0});
	one = summary_of(numeric, 0);
	cr_assert(one.count == 2 && one.mean == 9 && isnan(one.sd) && one.share_max == 1, "one weight");
	add_row(numeric, &(struct row){9, 1, .2, {0}, 0});
	cr_assert_eq(summary_of(numeric, 0).sd, 0);
	segbias_numeric_free(numeric);
	segbias_numeric_free(NULL);
}

Test(numeric, which_values_fit)
{
	const double yes[] = {0, -0.0, 1e30, -1e30, 1e-300, DBL_TRUE_MIN};
	const double no[] = {NAN, INFINITY, -INFINITY, 1.0000001e30, -1e31, DBL_MAX};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_assert(segbias_numeric_fits(yes[i]), "%g", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_assert_not(segbias_numeric_fits(no[i]), "%g", no[i]);
}

/* --- mean and standard deviation -------------------------------------------------------------------------------- */

static struct segbias_numeric *pour_sequence(double offset, double step, uint64_t modulus, uint64_t n,
                                             double (*weight)(uint64_t))
{
	struct segbias_numeric *numeric = create(weight);
	for (uint64_t i = 0; i < n; i++) {
		struct row row = {offset + step * (double)(7919 * i % modulus), 1, weight ? weight(i) : 0, {2}, 1};
		add_row(numeric, &row);
	}
	return numeric;
}

static double quarters(uint64_t i)
{
	return 1 + (double)(i % 7) / 4;
}

static double any_size(uint64_t i)
{
	return ldexp(1, (int)(37 * i % 401) - 200);
}

/* scripts/oracle/numeric_moments.R: mean(v), sd(v), sum(w), sum(w^2), weighted.mean(v, w),
 * sqrt(cov.wt(cbind(v), w, method = "unbiased")$cov). The last two have more than 65,536 values. */
Test(numeric, mean_and_sd_as_in_R)
{
	static const struct {
		double offset, step, modulus, n, mean, sd, weight, square, weighted_mean, weighted_sd;
	} rows[] = {
	    {0, 1, 10, 4, 6, 4.0824829046386304, 5.5, 7.875, 6.4545454545454541, 3.6387117862901901},
	    {0, 0.125, 1000, 2500, 62.462499999999999, 36.102453325285829, 4374.25, 8278.9375, 62.498792650168603,
	     36.096516573411023},
	    {-40, 0.10000000000000001, 997, 5000, 9.8100600000000036, 28.777386128466873, 8748.75, 16558.4375,
	     9.7341505929418517, 28.792917468112609},
	    {1000000000, 0.0009765625, 1000, 2000, 1000000000.487793, 0.28197967390560102, 3498.75, 6620.3125,
	     1000000000.4880786, 0.28191305175837478},
	    {1700000000, 1, 1209601, 100000, 1700604573.56774, 349144.1045766435, 174998.75, 331245.3125,
	     1700604578.4979436, 349142.4310139821},
	    {1000000, 0.001, 100003, 100003, 1000050.001, 28.868523822091536, 175004.5, 331257.625, 1000050.0010601141,
	     28.868502472519438},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint64_t n = (uint64_t)rows[i].n;
		uint64_t modulus = (uint64_t)rows[i].modulus;
		struct segbias_numeric *numeric = pour_sequence(rows[i].offset, rows[i].step, modulus, n, NULL);
		struct segbias_numeric_summary plain = summary_of(numeric, 2);
		cr_assert(plain.count == n && plain.weight == rows[i].n && plain.square == rows[i].n);
		cr_assert(near(plain.mean, rows[i].mean) && near(plain.sd, rows[i].sd), "row %zu: %.17g", i, plain.sd);
		cr_assert_eq(segbias_numeric_bits(numeric) < SEGBIAS_NUMERIC_EXACT, n > SEGBIAS_NUMERIC_DISTINCT_MAX);
		segbias_numeric_free(numeric);
		numeric = pour_sequence(rows[i].offset, rows[i].step, modulus, n, quarters);
		struct segbias_numeric_summary weighted = summary_of(numeric, 0);
		cr_assert(weighted.count == n && near(weighted.weight, rows[i].weight));
		cr_assert(near(weighted.square, rows[i].square) && near(weighted.mean, rows[i].weighted_mean));
		cr_assert(near(weighted.sd, rows[i].weighted_sd), "row %zu: %.17g", i, weighted.sd);
		segbias_numeric_free(numeric);
	}
}

/* scripts/oracle/numeric_exact.py: rational arithmetic. Every bit but the last one or two is right. */
Test(numeric, neither_offset_nor_weights_cost_digits)
{
	static const double LAST_BITS = 5e-16;
	static const struct {
		double offset, step, modulus, n, mean, sd, weighted_mean, weighted_sd;
	} rows[] = {
	    {1000000000, 9.5367431640625e-07, 7, 50, 1000000000.0000029, 1.9497917461644051e-06, 1000000000.0000019,
	     6.9094598310830064e-07},
	    {1000000000, 9.9999999999999995e-07, 1000, 3000, 1000000000.0004995, 0.00028872332247399516,
	     1000000000.0005021, 0.00028349618339532437},
	    {-1000000000000000, 0.125, 3, 10, -999999999999999.88, 0.10944937947136414, -1000000000000000,
	     0.088388347649283106},
	    {9.0000000000000005e+29, 140737488355328, 2, 4, 9.0000000000000005e+29, 81254826787020.438,
	     9.0000000000000019e+29, 99516432382853.156},
	    {0, 1.0000000000000001e-30, 11, 40, 5.2500000000000004e-30, 3.232447671458573e-30, 1.000000000007276e-30,
	     1.5379384440699095e-35},
	    {1000000000000, 0.000244140625, 70001, 70000, 1000000000008.5448, 4.9334906054783234, 1000000000008.4653,
	     4.9395805526997894},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint64_t n = (uint64_t)rows[i].n;
		uint64_t modulus = (uint64_t)rows[i].modulus;
		struct segbias_numeric *numeric = pour_sequence(rows[i].offset, rows[i].step, modulus, n, NULL);
		struct segbias_numeric_summary plain = summary_of(numeric, 0);
		cr_assert(near_within(plain.mean, rows[i].mean, LAST_BITS), "row %zu: %.17g", i, plain.mean);
		cr_assert(near_within(plain.sd, rows[i].sd, LAST_BITS), "row %zu: %.17g", i, plain.sd);
		segbias_numeric_free(numeric);
		numeric = pour_sequence(rows[i].offset, rows[i].step, modulus, n, any_size);
		struct segbias_numeric_summary weighted = summary_of(numeric, 0);
		cr_assert(near_within(weighted.mean, rows[i].weighted_mean, LAST_BITS), "row %zu", i);
		cr_assert(near_within(weighted.sd, rows[i].weighted_sd, LAST_BITS), "row %zu: %.17g", i, weighted.sd);
		segbias_numeric_free(numeric);
	}
}

/* Property: equal values have that value as their mean and no spread, whatever rounding would do to n times it. */
Test(numeric, equal_values)
{
	uint64_t state = 3;
	for (int round = 0; round < 2000; round++) {
		bool weighted = round % 2;
		double value = (next_uniform(&state) - .5) * pow(10, (double)(next_random(&state) % 56) - 26);
		struct segbias_numeric *numeric = create(weighted);
		for (uint64_t i = 0, n = 2 + next_random(&state) % 9; i < n; i++) {
			double weight = next_uniform(&state) * 1e3 + 1e-3;
			add_row(numeric, &(struct row){value, 1 + next_random(&state) % 1000, weight, {0}, 0});
		}
		struct segbias_numeric_summary summary = summary_of(numeric, 0);
		cr_assert(summary.mean == value && summary.sd == 0, "%.17g: %.17g", value, summary.mean);
		segbias_numeric_free(numeric);
	}
}

/* The extremes of what is taken, in one column: nothing overflows, and order does not matter. */
Test(numeric, extremes)
{
	struct row rows[] = {
	    {1e30, 1, 1e100, {0}, 0},    {-1e30, 1, 1e100, {0}, 0}, {1e-30, 1, 1e-100, {0}, 0},
	    {-1e-30, 1, 1e-100, {0}, 0}, {1e30, 1, 1e-100, {0}, 0}, {1e-30, 1, 1e100, {0}, 0},
	};
	enum { COUNT = sizeof rows / sizeof *rows };
	uint64_t state = 11;
	struct segbias_numeric *first = pour(rows, COUNT, true);
	/* scripts/oracle/numeric_exact.py: mean and sd */
	static const double expected[] = {3.3333333333333338e-31, 1.0000000000000000e+30};
	cr_assert(near(summary_of(first, 0).mean, expected[0]) && near(summary_of(first, 0).sd, expected[1]));
	for (int round = 0; round < 50; round++) {
		struct segbias_numeric *again = pour_parts(rows, COUNT, true, &state);
		assert_same(first, again);
		segbias_numeric_free(again);
	}
	segbias_numeric_free(first);
}

/* --- order, splits and limits ----------------------------------------------------------------------------------- */

/* Rows of two groups. range: powers of ten that weights spread over, both ways. */
static struct row *make_rows(size_t count, double (*value)(size_t, uint64_t *), int range, uint64_t *state)
{
	struct row *rows = calloc(count, sizeof *rows);
	cr_assert_not_null(rows);
	for (size_t i = 0; i < count; i++) {
		rows[i].value = value(i, state);
		rows[i].count = 1 + next_random(state) % 3;
		rows[i].weight = pow(10, (2 * next_uniform(state) - 1) * range);
		rows[i].group_count = next_random(state) % 3;
		rows[i].groups[0] = 2 + (uint32_t)(next_random(state) % 3);
		rows[i].groups[1] = 5 + (uint32_t)(next_random(state) % 2);
	}
	return rows;
}

static double few(size_t i, uint64_t *state)
{
	(void)i;
	return (double)(next_random(state) % 50) / 10 - 2;
}

static double all_differ(size_t i, uint64_t *state)
{
	double size = exp(20 * (next_uniform(state) - .5));
	return i % 3 == 0 ? -size : size;
}

static double offset_counter(size_t i, uint64_t *state)
{
	(void)state;
	return 1e9 + (double)i / 64;
}

static void check_order(double (*value)(size_t, uint64_t *), size_t count, bool weighted, unsigned bits_max)
{
	uint64_t state = 20240613 + count;
	struct row *rows = make_rows(count, value, 99, &state);
	struct segbias_numeric *whole = pour(rows, count, weighted);
	struct segbias_numeric *parts = pour_parts(rows, count, weighted, &state);
	struct segbias_numeric *again = pour(rows, count, weighted); /* as pour_parts has shuffled them */
	cr_assert(segbias_numeric_bits(whole) <= bits_max);
	assert_same(whole, parts);
	assert_same(whole, again);
	segbias_numeric_free(whole);
	segbias_numeric_free(parts);
	segbias_numeric_free(again);
	free(rows);
}

Test(numeric, order_and_split_change_nothing)
{
	for (size_t count = 500; count < 540; count++)
		check_order(few, count, count % 2, SEGBIAS_NUMERIC_EXACT);
}

Test(numeric, order_and_split_change_nothing_across_the_limit)
{
	check_order(all_differ, 66000, false, SEGBIAS_NUMERIC_EXACT - 1);
	check_order(all_differ, 66001, true, SEGBIAS_NUMERIC_EXACT - 1);
}

/* Of 140,000 some parts are past the limit by themselves. */
Test(numeric, order_and_split_change_nothing_where_parts_are_past_it)
{
	check_order(all_differ, 140000, true, SEGBIAS_NUMERIC_EXACT - 1);
}

Test(numeric, order_and_split_change_nothing_with_an_offset)
{
	check_order(offset_counter, 140000, false, SEGBIAS_NUMERIC_EXACT - 1);
}

Test(numeric, one_value_too_many)
{
	struct segbias_numeric *halves[] = {create(false), create(false)};
	for (int i = 0; i < SEGBIAS_NUMERIC_DISTINCT_MAX; i++)
		add_value(halves[0], 1000 + i);
	add_value(halves[0], 1000);
	cr_assert_eq(segbias_numeric_bits(halves[0]), SEGBIAS_NUMERIC_EXACT, "a known value is none too many");
	cr_assert_eq(segbias_numeric_size(halves[0], 0), SEGBIAS_NUMERIC_DISTINCT_MAX);
	add_value(halves[1], 1000);
	cr_assert(segbias_numeric_merge(halves[0], halves[1], NULL));
	cr_assert_eq(segbias_numeric_bits(halves[0]), SEGBIAS_NUMERIC_EXACT);
	add_row(halves[1], &(struct row){999, 1, 1, {4}, 1});
	cr_assert(segbias_numeric_merge(halves[0], halves[1], NULL));
	cr_assert_lt(segbias_numeric_bits(halves[0]), SEGBIAS_NUMERIC_EXACT);
	cr_assert(segbias_numeric_size(halves[0], 0) <= SEGBIAS_NUMERIC_BINS_MAX);
	/* scripts/oracle/numeric_moments.R: x <- c(999:66535, 1000, 1000, 1000); length(x), mean(x), sd(x) */
	static const double expected[] = {65540, 33765.50013732072, 18919.912420533456};
	struct segbias_numeric_summary summary = summary_of(halves[0], 0);
	cr_assert((double)summary.count == expected[0] && near(summary.mean, expected[1]));
	cr_assert(near(summary.sd, expected[2]));
	cr_assert(near(summary_of(halves[0], 4).mean, 999), "a mean is not that of the bins");
	segbias_numeric_free(halves[0]);
	segbias_numeric_free(halves[1]);
}

/* From 2^20 on in steps of 1, bins of 18 bits are four wide: 16,384 of them. One more within them fits, one more outside
 * does not. */
Test(numeric, room_to_the_last_bin)
{
	const double last[] = {1048576.5, 1048575};
	const unsigned bits[] = {18, 17};
	for (size_t i = 0; i < 2; i++) {
		struct segbias_numeric *numeric = create(false);
		for (int j = 0; j < SEGBIAS_NUMERIC_DISTINCT_MAX; j++)
			add_value(numeric, 1048576 + j);
		add_value(numeric, last[i]);
		cr_assert_eq(segbias_numeric_bits(numeric), bits[i]);
		cr_assert_eq(segbias_numeric_size(numeric, 0), i ? 8193 : 16384);
		segbias_numeric_free(numeric);
	}
}

/* Bits are the most that give few enough bins: in bins of one bit more there are too many. */
Test(numeric, bits_are_the_most_that_do)
{
	enum { COUNT = 100000 };
	uint64_t state = 77;
	double *values = calloc(COUNT, sizeof *values);
	cr_assert_not_null(values);
	struct segbias_numeric *numeric = create(false);
	for (size_t i = 0; i < COUNT; i++) {
		values[i] = all_differ(i, &state);
		add_value(numeric, values[i]);
	}
	unsigned bits = segbias_numeric_bits(numeric);
	for (unsigned more = 0; more < 2; more++) {
		struct segbias_numeric *bins = create(false);
		for (size_t i = 0; i < COUNT; i++)
			add_value(bins, segbias_numeric_bin(values[i], bits + more));
		cr_assert_eq(segbias_numeric_bits(bins), SEGBIAS_NUMERIC_EXACT);
		cr_assert_eq(segbias_numeric_size(bins, 0) <= SEGBIAS_NUMERIC_BINS_MAX, more == 0);
		if (more == 0)
			cr_assert_eq(segbias_numeric_size(bins, 0), segbias_numeric_size(numeric, 0));
		segbias_numeric_free(bins);
	}
	segbias_numeric_free(numeric);
	free(values);
}

/* A million values that never repeat, over all that is taken and in a group too: the cells stay few. */
Test(numeric, memory_is_bounded)
{
	enum { COUNT = 1000000 };
	uint64_t state = 41;
	struct segbias_numeric *numeric = create(false);
	for (size_t i = 0; i < COUNT; i++) {
		double size = pow(10, 60 * next_uniform(&state) - 30);
		add_row(numeric, &(struct row){i % 2 ? -size : size, 1, 1, {7}, 1});
		if (i % 1024 == 0)
			cr_assert(segbias_numeric_size(numeric, 0) <= SEGBIAS_NUMERIC_DISTINCT_MAX);
	}
	for (uint32_t g = 0; g < 8; g += 7)
		cr_assert(segbias_numeric_size(numeric, g) <= SEGBIAS_NUMERIC_BINS_MAX);
	cr_assert_eq(segbias_numeric_bits(numeric), 5, "the least that there is");
	segbias_numeric_free(numeric);
}

/* An offset does not put everything into one bin: a fortnight of seconds since 1970, where a bin of b bits is 2^(30 - b)
 * seconds wide. The bits are the most that give few enough bins at every time. */
Test(numeric, bins_follow_an_offset)
{
	enum { SECONDS = 1209600 };
	struct segbias_numeric *numeric = create(false);
	for (uint64_t i = 1; i <= SECONDS; i++) {
		add_value(numeric, 1.7e9 + (double)i);
		if (i % 100000 != 0 && i != SECONDS)
			continue;
		unsigned bits = 30;
		while ((i - 1) >> (30 - bits) >= SEGBIAS_NUMERIC_BINS_MAX)
			bits--;
		cr_assert_eq(segbias_numeric_bits(numeric), bits, "%u at %u", segbias_numeric_bits(numeric),
		             (unsigned)i);
	}
	cr_assert_eq(segbias_numeric_bits(numeric), 23);
	cr_assert_float_eq(summary_of(numeric, 0).share_max, 128. / SECONDS, 1e-12);
	segbias_numeric_free(numeric);
}

/* --- bins ------------------------------------------------------------------------------------------------------- */

Test(numeric, bins_by_hand)
{
	static const struct {
		double value;
		unsigned bits;
		double bin;
	} rows[] = {
	    {1, 9, 1 + 1. / 1024},
	    {1 + 1. / 512, 9, 1 + 3. / 1024},
	    {1.9999999, 9, 2 - 1. / 1024},
	    {2, 9, 2 + 2. / 1024},
	    {-100, 5, -101},
	    {100, 5, 101},
	    {0, 5, 0},
	    {6, 0, 6},
	    {0.1, SEGBIAS_NUMERIC_EXACT, 0.1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_assert_eq(segbias_numeric_bin(rows[i].value, rows[i].bits), rows[i].bin, "row %zu: %.17g", i,
		             segbias_numeric_bin(rows[i].value, rows[i].bits));
}

/* Properties: a bin is near its values, keeps their order, is its own bin, and lies within the bins of fewer bits. */
Test(numeric, bins_are_nested_and_near)
{
	uint64_t state = 8;
	for (int round = 0; round < 20000; round++) {
		unsigned bits = (unsigned)(next_random(&state) % 52);
		double x = all_differ((size_t)round, &state);
		double y = round % 2 ? all_differ((size_t)round, &state) : x * (1 + ldexp(1, -(int)bits));
		double bin = segbias_numeric_bin(x, bits);
		cr_assert(fabs(bin - x) <= ldexp(fabs(x), -(int)bits - 1), "%.17g %u", x, bits);
		cr_assert((x <= y) ? bin <= segbias_numeric_bin(y, bits) : bin >= segbias_numeric_bin(y, bits));
		cr_assert_eq(segbias_numeric_bin(bin, bits), bin);
		unsigned fewer = bits ? (unsigned)(next_random(&state) % bits) : 0;
		cr_assert_eq(segbias_numeric_bin(bin, fewer), segbias_numeric_bin(x, fewer));
	}
}

/* Reading at fewer bits is the same as having had no more. */
Test(numeric, reading_at_fewer_bits)
{
	enum { COUNT = 20000, BITS = 6 };
	uint64_t state = 6;
	struct segbias_numeric *fine = create(true);
	struct segbias_numeric *coarse = create(true);
	for (size_t i = 0; i < COUNT; i++) {
		struct row row = {all_differ(i, &state), 1, 1 + (double)(i % 8) / 8, {3}, 1};
		add_row(fine, &row);
		row.value = segbias_numeric_bin(row.value, BITS);
		add_row(coarse, &row);
	}
	size_t counts[2];
	struct segbias_numeric_mass *masses[] = {masses_of(fine, 3, BITS, &counts[0]),
	                                         masses_of(coarse, 3, SEGBIAS_NUMERIC_EXACT, &counts[1])};
	cr_assert_eq(counts[0], counts[1]);
	cr_assert_lt(counts[0], segbias_numeric_size(fine, 3));
	cr_assert(memcmp(masses[0], masses[1], counts[0] * sizeof *masses[0]) == 0);
	free(masses[0]);
	free(masses[1]);
	segbias_numeric_free(fine);
	segbias_numeric_free(coarse);
}

struct distances {
	double ks, wasserstein;
};

static struct distances distances_of(struct segbias_numeric_mass *const masses[2], const size_t counts[2])
{
	struct distances out = {0, 0};
	double totals[2] = {0, 0};
	for (size_t side = 0; side < 2; side++)
		for (size_t i = 0; i < counts[side]; i++)
			totals[side] += masses[side][i].weight;
	size_t at[2] = {0, 0};
	double shares[2] = {0, 0};
	double last = 0;
	while (at[0] < counts[0] || at[1] < counts[1]) {
		double next = INFINITY;
		for (size_t side = 0; side < 2; side++)
			if (at[side] < counts[side])
				next = fmin(next, masses[side][at[side]].value);
		if (at[0] + at[1] > 0)
			out.wasserstein += fabs(shares[0] - shares[1]) * (next - last);
		last = next;
		for (size_t side = 0; side < 2; side++)
			while (at[side] < counts[side] && masses[side][at[side]].value == next)
				shares[side] += masses[side][at[side]++].weight / totals[side];
		out.ks = fmax(out.ks, fabs(shares[0] - shares[1]));
	}
	return out;
}

static int by_value(const void *a, const void *b)
{
	double x = ((const struct segbias_numeric_mass *)a)->value;
	double y = ((const struct segbias_numeric_mass *)b)->value;
	return (x > y) - (x < y);
}

enum { SAMPLE = 100000 };

struct sample {
	struct segbias_numeric_mass *raw; /* [SAMPLE], sorted */
	struct segbias_numeric *numeric;
	double size; /* mean |x| */
};

static double uneven(double u, size_t side)
{
	return 50 * pow(u, side ? 1.1 : 1);
}

static double offset(double u, size_t side)
{
	return 1e4 + u + (side ? .01 : 0);
}

static double long_tails(double u, size_t side)
{
	return tan(3 * (u - .5)) + (side ? .05 : 0);
}

static struct sample draw(double (*value)(double, size_t), size_t side, uint64_t *state)
{
	struct sample sample = {calloc(SAMPLE, sizeof *sample.raw), create(false), 0};
	cr_assert_not_null(sample.raw);
	for (size_t i = 0; i < SAMPLE; i++) {
		double x = value(next_uniform(state), side);
		sample.raw[i] = (struct segbias_numeric_mass){x, 1};
		sample.size += fabs(x) / SAMPLE;
		add_value(sample.numeric, x);
	}
	qsort(sample.raw, SAMPLE, sizeof *sample.raw, by_value);
	return sample;
}

static double share_max(const struct segbias_numeric_mass *masses, size_t count)
{
	double most = 0;
	for (size_t i = 0; i < count; i++)
		most = fmax(most, masses[i].weight / SAMPLE);
	return most;
}

/* Two samples compared as they are and in bins: within the bounds of numeric.h. Returns the error of the KS distance. */
static double check_bins(const struct sample samples[2], unsigned bits)
{
	static const double ROUNDING = 1e-10; /* of adding 100,000 shares */
	size_t counts[2];
	struct segbias_numeric_mass *masses[2];
	for (size_t side = 0; side < 2; side++)
		masses[side] = masses_of(samples[side].numeric, 0, bits, &counts[side]);
	struct segbias_numeric_mass *raw[] = {samples[0].raw, samples[1].raw};
	struct distances exact = distances_of(raw, (size_t[]){SAMPLE, SAMPLE});
	struct distances binned = distances_of(masses, counts);
	double error = exact.ks - binned.ks;
	double most = fmin(share_max(masses[0], counts[0]), share_max(masses[1], counts[1]));
	cr_assert(error >= -ROUNDING && error <= most + ROUNDING, "%u bits: %g, %g", bits, error, most);
	double off = fabs(exact.wasserstein - binned.wasserstein);
	cr_assert(off <= ldexp(samples[0].size + samples[1].size, -(int)bits - 1), "%u bits: %g", bits, off);
	free(masses[0]);
	free(masses[1]);
	return error;
}

/* Values that never repeat. */
Test(numeric, binned_distances)
{
	double (*const kinds[])(double, size_t) = {uneven, offset, long_tails};
	uint64_t state = 1234;
	for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
		struct sample samples[] = {draw(kinds[kind], 0, &state), draw(kinds[kind], 1, &state)};
		unsigned bits = segbias_numeric_bits(samples[0].numeric);
		if (segbias_numeric_bits(samples[1].numeric) < bits)
			bits = segbias_numeric_bits(samples[1].numeric);
		cr_assert_lt(bits, SEGBIAS_NUMERIC_EXACT);
		check_bins(samples, bits);
		check_bins(samples, bits - 3);
		cr_assert_gt(check_bins(samples, 4), 1e-6, "bins as coarse as these do change it");
		for (size_t side = 0; side < 2; side++) {
			free(samples[side].raw);
			segbias_numeric_free(samples[side].numeric);
		}
	}
}

/* --- merging ---------------------------------------------------------------------------------------------------- */

Test(numeric, merging_renames_groups)
{
	struct segbias_numeric *here = create(false);
	struct segbias_numeric *other = create(false);
	add_row(here, &(struct row){1, 1, 1, {2}, 1});
	add_row(other, &(struct row){1, 2, 1, {2}, 1});
	add_row(other, &(struct row){8, 3, 1, {3}, 1});
	/* 2 and 3 of the other are 9 and 2 here. */
	const uint32_t groups[] = {SEGBIAS_NUMERIC_WHOLE, 1, 9, 2};
	cr_assert(segbias_numeric_merge(here, other, groups));
	cr_assert_eq(summary_of(here, SEGBIAS_NUMERIC_WHOLE).count, 6);
	cr_assert_eq(summary_of(here, 2).count, 4);
	cr_assert_eq(segbias_numeric_size(here, 2), 2);
	cr_assert_eq(summary_of(here, 9).count, 2);
	cr_assert_eq(summary_of(here, 3).count, 0);
	/* Nothing is added by nothing, and nothing takes all. */
	struct segbias_numeric *nothing = create(false);
	struct segbias_numeric *copy = create(false);
	cr_assert(segbias_numeric_merge(here, nothing, NULL));
	cr_assert(segbias_numeric_merge(copy, here, NULL));
	assert_same(copy, here);
	segbias_numeric_free(here);
	segbias_numeric_free(other);
	segbias_numeric_free(nothing);
	segbias_numeric_free(copy);
}
