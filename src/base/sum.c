#include "base/sum.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Parts do not overlap, so there are never more of them than a double's exponents and mantissa have bits. */
enum { PARTS_MAX = 2100, SPILL_LEAST = 8 };

void segbias_sum_release(struct segbias_sum *sum)
{
	free(sum->spill);
	*sum = (struct segbias_sum){0};
}

/* Adds x to an expansion of non-overlapping parts, smallest first, in place; there is room for one more. Returns how
 * many parts it has then. */
static unsigned grow(double *parts, unsigned count, double x)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < count; i++) {
		double y = parts[i];
		if (fabs(x) < fabs(y)) {
			double t = x;
			x = y;
			y = t;
		}
		double high = x + y;
		double low = y - (high - x);
		if (low != 0)
			parts[kept++] = low;
		x = high;
	}
	parts[kept++] = x;
	return kept;
}

static bool spill(struct segbias_sum *sum, double x)
{
	if (sum->count + 1 > sum->capacity) {
		unsigned capacity = sum->capacity ? 2 * sum->capacity : SPILL_LEAST;
		double *larger = segbias_memory_resize(sum->spill, capacity, sizeof *larger);
		if (!larger)
			return false;
		sum->spill = larger;
		sum->capacity = capacity;
	}
	sum->count = grow(sum->spill, sum->count, x);
	return true;
}

/* Adds x to *part, rounded, and returns what rounding lost: without a branch on which of them is larger. */
static inline double add_rounded(double *part, double x)
{
	double y = *part;
	double high = y + x;
	double back = high - y;
	*part = high;
	return (y - (high - back)) + (x - back);
}

bool segbias_sum_add(struct segbias_sum *sum, double x)
{
	double part[SEGBIAS_SUM_INLINE] = {sum->part[0], sum->part[1], sum->part[2]};
	x = add_rounded(&part[0], x);
	if (x != 0) {
		x = add_rounded(&part[1], x);
		if (x != 0) {
			x = add_rounded(&part[2], x);
			if (x != 0 && !spill(sum, x))
				return false;
			sum->part[2] = part[2];
		}
		sum->part[1] = part[1];
	}
	sum->part[0] = part[0];
	return true;
}

/* Several sums side by side, which do not wait for each other. */
enum { LANES = 4 };
struct lanes {
	double first[LANES], second[LANES], lost[LANES]; /* lost: sizes of what two parts could not hold */
};

/* Inlined once for each instruction set: the same operations, and so the same bits. */
static inline struct lanes add_lanes_of(const double *x, size_t count)
{
	struct lanes lanes = {0};
	for (size_t i = 0; i < count; i += LANES)
		for (size_t lane = 0; lane < LANES; lane++) {
			double lost = add_rounded(&lanes.first[lane], x[i + lane]);
			lanes.lost[lane] += fabs(add_rounded(&lanes.second[lane], lost));
		}
	return lanes;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static struct lanes add_lanes_avx2(const double *x, size_t count)
{
	return add_lanes_of(x, count);
}
#endif

static struct lanes add_lanes(const double *x, size_t count)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2"))
		return add_lanes_avx2(x, count);
#endif
	return add_lanes_of(x, count);
}

bool segbias_sum_add_all(struct segbias_sum *sum, const double *x, size_t count)
{
	size_t done = count - count % LANES;
	struct lanes lanes = add_lanes(x, done);
	bool ok = true;
	for (size_t lane = 0; lane < LANES; lane++)
		if (lanes.lost[lane] != 0) /* rare: three parts, and more, have room */
			done = 0;
	for (size_t lane = 0; ok && done > 0 && lane < LANES; lane++)
		ok = segbias_sum_add(sum, lanes.first[lane]) && segbias_sum_add(sum, lanes.second[lane]);
	for (size_t i = done; ok && i < count; i++)
		ok = segbias_sum_add(sum, x[i]);
	return ok;
}

bool segbias_sum_add_product(struct segbias_sum *sum, double x, double y)
{
	double product = x * y;
	double rest = fma(x, y, -product);
	return segbias_sum_add(sum, product) && (rest == 0 || segbias_sum_add(sum, rest));
}

bool segbias_sum_add_square(struct segbias_sum *sum, double x)
{
	return segbias_sum_add_product(sum, x, x);
}

/* Parts are 0 .. this - 1: those in the struct first. */
static unsigned part_count(const struct segbias_sum *sum)
{
	return SEGBIAS_SUM_INLINE + sum->count;
}

static double part_at(const struct segbias_sum *sum, unsigned i)
{
	return i < SEGBIAS_SUM_INLINE ? sum->part[i] : sum->spill[i - SEGBIAS_SUM_INLINE];
}

bool segbias_sum_merge(struct segbias_sum *sum, const struct segbias_sum *other)
{
	for (unsigned i = 0; i < part_count(other); i++)
		if (part_at(other, i) != 0 && !segbias_sum_add(sum, part_at(other, i)))
			return false;
	return true;
}

bool segbias_sum_add_products(struct segbias_sum *sum, const struct segbias_sum *a, const struct segbias_sum *b,
                              double sign)
{
	for (unsigned i = 0; i < part_count(a); i++) {
		double x = sign * part_at(a, i);
		for (unsigned j = 0; x != 0 && j < part_count(b); j++)
			if (part_at(b, j) != 0 && !segbias_sum_add_product(sum, x, part_at(b, j)))
				return false;
	}
	return true;
}

double segbias_sum_value(const struct segbias_sum *sum)
{
	double parts[PARTS_MAX];
	if (sum->count == 0 && sum->part[1] == 0 && sum->part[2] == 0)
		return sum->part[0];
	if (sum->count)
		memcpy(parts, sum->spill, sum->count * sizeof *parts);
	unsigned count = sum->count;
	for (size_t p = 0; p < SEGBIAS_SUM_INLINE; p++)
		count = grow(parts, count, sum->part[p]);
	unsigned i = count - 1;
	double high = parts[i];
	double low = 0;
	while (i > 0) {
		double x = high;
		double y = parts[--i];
		high = x + y;
		low = y - (high - x);
		if (low != 0)
			break;
	}
	/* A tie is decided by what lies below it. */
	if (i > 0 && ((low < 0 && parts[i - 1] < 0) || (low > 0 && parts[i - 1] > 0))) {
		double y = low * 2;
		double x = high + y;
		if (y == x - high)
			high = x;
	}
	return high;
}
