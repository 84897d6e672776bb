#include "base/sum.h"

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

static const double *parts_of(const struct segbias_sum *sum)
{
	return sum->spill ? sum->spill : sum->part;
}

/* Stores the new parts, growing to the heap where they no longer fit. */
static bool store(struct segbias_sum *sum, const double *parts, unsigned count)
{
	if (!sum->spill && count <= SEGBIAS_SUM_INLINE) {
		memcpy(sum->part, parts, count * sizeof *parts);
		sum->count = count;
		return true;
	}
	if (count > sum->capacity || !sum->spill) {
		unsigned capacity = count < SPILL_LEAST ? SPILL_LEAST : 2 * count;
		double *spill = realloc(sum->spill, capacity * sizeof *spill);
		if (!spill)
			return false;
		sum->spill = spill;
		sum->capacity = capacity;
	}
	memcpy(sum->spill, parts, count * sizeof *parts);
	sum->count = count;
	return true;
}

bool segbias_sum_add(struct segbias_sum *sum, double x)
{
	double parts[PARTS_MAX];
	const double *old = parts_of(sum);
	unsigned count = 0;
	for (unsigned i = 0; i < sum->count; i++) {
		double y = old[i];
		if (fabs(x) < fabs(y)) {
			double t = x;
			x = y;
			y = t;
		}
		double high = x + y;
		double low = y - (high - x);
		if (low != 0)
			parts[count++] = low;
		x = high;
	}
	parts[count++] = x;
	return store(sum, parts, count);
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

bool segbias_sum_merge(struct segbias_sum *sum, const struct segbias_sum *other)
{
	const double *parts = parts_of(other);
	for (unsigned i = 0; i < other->count; i++)
		if (!segbias_sum_add(sum, parts[i]))
			return false;
	return true;
}

double segbias_sum_value(const struct segbias_sum *sum)
{
	if (sum->count == 0)
		return 0;
	const double *part = parts_of(sum);
	unsigned i = sum->count - 1;
	double high = part[i];
	double low = 0;
	while (i > 0) {
		double x = high;
		double y = part[--i];
		high = x + y;
		low = y - (high - x);
		if (low != 0)
			break;
	}
	/* A tie is decided by what lies below it. */
	if (i > 0 && ((low < 0 && part[i - 1] < 0) || (low > 0 && part[i - 1] > 0))) {
		double y = low * 2;
		double x = high + y;
		if (y == x - high)
			high = x;
	}
	return high;
}
