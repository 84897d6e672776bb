#include "sources/subset.h"

#include "base/memory.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	STRATA_MAX = 64, /* that the chance is reckoned of; a fit is of all */
	STEPS_MAX = 20,  /* of the smallest total, that all may be multiples of */
	HALVINGS = 40,
	FIT_WORK = 16,       /* steps that a look at a subset's figures counts as */
	LOOK_WORK = 8000000, /* steps that looks take at most */
};

static const double MOST_OFF = 0.005; /* of the figure */
static const double SQRT_2_PI = 2.506628274631000502;
static const double LUCK_MAX = 0.01;   /* of totals that are multiples of one step */
static const double TAIL_LEAST = 1e-4; /* of the greatest density, before sums are made */

/* The sum of some parts of one half, of all strata. */
struct sum {
	double total;
	uint32_t members;
};

struct half {
	struct sum *sums; /* ascending */
	size_t count;
};

struct hunt {
	struct segbias_subset_search *search;
	double total;                      /* of the whole, over strata */
	double totals[SEGBIAS_SUBSET_MAX]; /* of the parts */
	double unit, step;                 /* of figures; of totals */
	double spreads[STRATA_MAX];        /* v_s; 0: the stratum tells nothing new */
	size_t told;                       /* how many strata have one */
	struct half halves[2];
	size_t first;   /* parts of the first half */
	double density; /* of subsets' totals about the whole's */
	double off;     /* of the best fit; DBL_MAX: there is none */
	uint64_t members;
};

double segbias_subset_tolerance(double figure, size_t parts, double each)
{
	return fmin(each * (double)(parts + 1), MOST_OFF * figure) + 1e-9 * figure;
}

/* --- steps ------------------------------------------------------------------------------------------------------ */

double segbias_subset_divisor(double a, double b)
{
	while (b >= 0.5) {
		double rest = fmod(a, b);
		a = b;
		b = rest;
	}
	return a;
}

/* What all figures are multiples of: 250 where they are 500, 750 and 1250. */
static double unit_of(const struct segbias_subset_search *search)
{
	double common = 0;
	for (size_t s = 0; s < search->strata; s++) {
		common = segbias_subset_divisor(round(search->whole[s] / search->unit), common);
		for (size_t i = 0; i < search->count; i++)
			common = segbias_subset_divisor(round(search->parts[i][s] / search->unit), common);
	}
	return fmax(1, common) * search->unit;
}

/* Whether the totals are multiples of the step but for rounding, and hardly by luck. */
static bool is_step(const struct hunt *hunt, double smallest, double step)
{
	double noise = hunt->search->each * (double)hunt->search->strata;
	double luck = STEPS_MAX;
	for (size_t i = 0; i <= hunt->search->count; i++) {
		double total = i < hunt->search->count ? hunt->totals[i] : hunt->total;
		double tolerance = noise * (1 + total / smallest) + 1e-9 * total;
		if (fabs(total - step * round(total / step)) > tolerance)
			return false;
		if (total > smallest)
			luck *= fmin(1, 2 * tolerance / step);
	}
	return luck <= LUCK_MAX;
}

/* Shares of 40, 30, 20 and 10 % are sums of each other, of how many people they ever are. */
static double step_of(const struct hunt *hunt)
{
	double smallest = hunt->total;
	for (size_t i = 0; i < hunt->search->count; i++)
		smallest = fmin(smallest, hunt->totals[i]);
	for (int k = 1; k <= STEPS_MAX && smallest / k > hunt->unit; k++)
		if (is_step(hunt, smallest, smallest / k))
			return smallest / k;
	return hunt->unit;
}

/* --- chance ----------------------------------------------------------------------------------------------------- */

/* Takes from the row what the rows before it tell, and returns its length. */
static double reduce(double *row, const double (*basis)[SEGBIAS_SUBSET_MAX], size_t rows, size_t count)
{
	double length = 0;
	for (size_t b = 0; b < rows; b++) {
		double along = 0;
		for (size_t i = 0; i < count; i++)
			along += row[i] * basis[b][i];
		for (size_t i = 0; i < count; i++)
			row[i] -= along * basis[b][i];
	}
	for (size_t i = 0; i < count; i++)
		length += row[i] * row[i];
	return sqrt(length);
}

/* A part is in a random subset or not: the sums' deviation is half the length of the parts' figures. */
static void measure_spreads(struct hunt *hunt)
{
	const struct segbias_subset_search *search = hunt->search;
	double basis[SEGBIAS_SUBSET_MAX][SEGBIAS_SUBSET_MAX];
	size_t rows = 0;
	hunt->told = search->strata < STRATA_MAX ? search->strata : STRATA_MAX;
	for (size_t s = 0; s <= hunt->told && rows < search->count; s++) {
		double *row = basis[rows];
		for (size_t i = 0; i < search->count; i++)
			row[i] = s == 0 ? hunt->totals[i] : search->parts[i][s - 1];
		double length = reduce(row, (const double(*)[SEGBIAS_SUBSET_MAX])basis, rows, search->count);
		if (length < hunt->unit)
			continue;
		if (s > 0)
			hunt->spreads[s - 1] = 0.5 * length;
		for (size_t i = 0; i < search->count; i++)
			row[i] /= length;
		rows++;
	}
}

static size_t parts_above(const struct hunt *hunt, uint64_t members, size_t stratum)
{
	size_t above = 0;
	for (size_t i = 0; i < hunt->search->count; i++)
		above += (members >> i & 1) && hunt->search->parts[i][stratum] > 0;
	return above;
}

/* How many subsets fit as well as one of the members that is off so far; by the density that is given. */
static double expect(const struct hunt *hunt, double density, double off, uint64_t members)
{
	const struct segbias_subset_search *search = hunt->search;
	double tolerances = 0;
	double product = 1;
	for (size_t s = 0; s < search->strata; s++) {
		double tolerance =
		    off > 0 ? segbias_subset_tolerance(search->whole[s], parts_above(hunt, members, s), search->each)
			    : 0;
		tolerances += tolerance;
		if (s < hunt->told && hunt->spreads[s] > 0)
			product *= fmin(1, (2 * off * tolerance + hunt->unit) / (SQRT_2_PI * hunt->spreads[s]));
	}
	return product * density * (2 * off * tolerances + hunt->step);
}

/* --- sums ------------------------------------------------------------------------------------------------------- */

/* All sums of so many parts, ascending; each part doubles them: those without it and those with it are merged. */
static enum segbias_status make_half(struct hunt *hunt, struct half *half, size_t from, size_t parts,
                                     struct segbias_error *error)
{
	enum { PARTS_MAX = (SEGBIAS_SUBSET_MAX + 1) / 2 };
	size_t size = (size_t)1 << (parts < PARTS_MAX ? parts : PARTS_MAX);
	struct sum *sums = segbias_memory_zeroed(size, sizeof *sums);
	struct sum *room = segbias_memory_zeroed(size, sizeof *room);
	size_t count = 1;
	if (!sums || !room) {
		free(sums);
		free(room);
		return segbias_error_memory(error);
	}
	for (size_t part = from; count < size; part++) {
		size_t without = 0;
		size_t with = 0;
		for (size_t k = 0; k < 2 * count; k++)
			if (with == count ||
			    (without < count && sums[without].total <= sums[with].total + hunt->totals[part])) {
				room[k] = sums[without++];
			} else {
				room[k].total = sums[with].total + hunt->totals[part];
				room[k].members = sums[with++].members | (uint32_t)1 << (part - from);
			}
		struct sum *swap = sums;
		sums = room;
		room = swap;
		count *= 2;
	}
	free(room);
	*half = (struct half){sums, count};
	return SEGBIAS_OK;
}

/* How many subsets have a total up to the limit. */
static double count_up_to(const struct hunt *hunt, double limit)
{
	double pairs = 0;
	size_t end = hunt->halves[1].count;
	for (size_t a = 0; a < hunt->halves[0].count; a++) {
		while (end > 0 && hunt->halves[0].sums[a].total + hunt->halves[1].sums[end - 1].total > limit)
			end--;
		pairs += (double)end;
	}
	return pairs;
}

/* The whole could as well be a little more or less. Within a quarter of it at least one subset more is thought to be; nearer
 * the fit itself, which may be no chance, does not count. */
static double measure_density(const struct hunt *hunt)
{
	static const double WIDTHS[] = {0.25, 0.05, 0.01};
	double density = 0;
	for (size_t w = 0; w < sizeof WIDTHS / sizeof *WIDTHS; w++) {
		double width = WIDTHS[w] * hunt->total;
		double near = count_up_to(hunt, hunt->total + width) - count_up_to(hunt, hunt->total - width);
		density = fmax(density, fmax(0, near + (w == 0 ? 1 : -1)) / (2 * width));
	}
	return density;
}

/* How far the subset is off, in tolerances of the stratum that is off most; DBL_MAX: it does not fit. */
static double measure_off(const struct hunt *hunt, uint64_t members)
{
	const struct segbias_subset_search *search = hunt->search;
	double off = 0;
	for (size_t s = 0; s < search->strata; s++) {
		double sum = 0;
		size_t above = 0;
		for (size_t i = 0; i < search->count; i++)
			if (members >> i & 1) {
				sum += search->parts[i][s];
				above += search->parts[i][s] > 0;
			}
		double miss = fabs(sum - search->whole[s]);
		double tolerance = segbias_subset_tolerance(search->whole[s], above, search->each);
		if (miss > tolerance)
			return DBL_MAX;
		if (miss > 1e-9 * search->whole[s])
			off = fmax(off, miss / tolerance);
	}
	return off;
}

/* The best fit among the subsets whose totals miss by no more. */
static void scan(struct hunt *hunt, double miss)
{
	struct segbias_subset_search *search = hunt->search;
	const struct half *b = &hunt->halves[1];
	size_t start = b->count;
	for (size_t a = 0; a < hunt->halves[0].count && hunt->off > 0 && search->work > 0; a++) {
		const struct sum *sum = &hunt->halves[0].sums[a];
		while (start > 0 && sum->total + b->sums[start - 1].total >= hunt->total - miss)
			start--;
		for (size_t k = start; k < b->count && search->work > 0; k++) {
			if (sum->total + b->sums[k].total > hunt->total + miss)
				break;
			uint64_t members = sum->members | (uint64_t)b->sums[k].members << hunt->first;
			search->work -= search->work < FIT_WORK ? search->work : FIT_WORK;
			if ((members & (members - 1)) == 0)
				continue; /* another value of the same figures is no sum */
			double off = measure_off(hunt, members);
			if (off < hunt->off) {
				hunt->off = off;
				hunt->members = members;
			}
		}
	}
}

/* How far a fit may be off, up to 1, for fewer than so many by chance. */
static double limit_off(const struct hunt *hunt, double expected_max)
{
	uint64_t all = ((uint64_t)1 << hunt->search->count) - 1;
	double low = 0;
	double high = 1;
	if (expect(hunt, hunt->density, 1, all) < expected_max)
		return 1;
	for (int i = 0; i < HALVINGS; i++) {
		double middle = 0.5 * (low + high);
		*(expect(hunt, hunt->density, middle, all) < expected_max ? &low : &high) = middle;
	}
	return high;
}

static void look(struct hunt *hunt, double expected_max)
{
	const struct segbias_subset_search *search = hunt->search;
	double tolerances = 0;
	hunt->density = measure_density(hunt);
	if (expect(hunt, hunt->density, 0, 0) > expected_max)
		return;
	scan(hunt, 1e-9 * hunt->total);
	if (hunt->off == 0)
		return;
	for (size_t s = 0; s < search->strata; s++)
		tolerances += segbias_subset_tolerance(search->whole[s], search->count, search->each);
	scan(hunt, tolerances * limit_off(hunt, expected_max));
}

enum segbias_status segbias_subset_find(struct segbias_subset_search *search, double expected_max,
                                        struct segbias_subset *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct hunt hunt = {.search = search, .off = DBL_MAX, .first = search->count / 2};
	struct segbias_subset found = {0, INFINITY};
	size_t sums = search->count <= SEGBIAS_SUBSET_MAX ? (size_t)4 << (search->count - hunt.first) : SIZE_MAX;
	double square = 0;
	if (search->count < 2 || sums > search->work)
		goto done;
	for (size_t s = 0; s < search->strata; s++) {
		hunt.total += search->whole[s];
		for (size_t i = 0; i < search->count; i++)
			hunt.totals[i] += search->parts[i][s];
	}
	for (size_t i = 0; i < search->count; i++)
		square += hunt.totals[i] * hunt.totals[i];
	hunt.unit = unit_of(search);
	hunt.step = step_of(&hunt);
	measure_spreads(&hunt);
	double greatest = ldexp(1, (int)search->count) / (SQRT_2_PI * 0.5 * sqrt(square));
	if (!(square > 0) || TAIL_LEAST * expect(&hunt, greatest, 0, 0) > expected_max)
		goto done;
	search->work -= sums;
	SEGBIAS_TRY(make_half(&hunt, &hunt.halves[0], 0, hunt.first, error));
	SEGBIAS_TRY(make_half(&hunt, &hunt.halves[1], hunt.first, search->count - hunt.first, error));
	size_t spared = search->work > LOOK_WORK ? search->work - LOOK_WORK : 0;
	search->work -= spared;
	look(&hunt, expected_max);
	search->work += spared;
	if (hunt.off < DBL_MAX)
		found = (struct segbias_subset){hunt.members, expect(&hunt, hunt.density, hunt.off, hunt.members)};
done:
	if (status == SEGBIAS_OK)
		*out = found;
	free(hunt.halves[0].sums);
	free(hunt.halves[1].sums);
	return status;
}
