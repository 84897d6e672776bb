/* How the bands of one column lie to each other. */
#include "values/band.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A band with its place in the list. */
struct placed {
	struct segbias_band band;
	size_t at;
};

/* By their beginning, the wider one first. */
static int compare_placed(const void *a, const void *b)
{
	const struct placed *x = a;
	const struct placed *y = b;
	if (x->band.low != y->band.low)
		return x->band.low < y->band.low ? -1 : 1;
	if (x->band.end != y->band.end)
		return x->band.end > y->band.end ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* The bands that are some, sorted; NULL where memory runs out. */
static struct placed *sort_bands(const struct segbias_band *bands, size_t count, size_t *kept)
{
	struct placed *placed = segbias_memory_zeroed(count + 1, sizeof *placed);
	*kept = 0;
	for (size_t i = 0; placed && i < count; i++)
		if (!isnan(bands[i].low))
			placed[(*kept)++] = (struct placed){bands[i], i};
	if (placed)
		qsort(placed, *kept, sizeof *placed, compare_placed);
	return placed;
}

static bool is_year_number(double number)
{
	return number >= 1900 && number <= 2101;
}

static bool shares_edge(const struct segbias_band *lower, const struct segbias_band *upper)
{
	return !lower->single && !upper->single && lower->low < upper->low && lower->high == upper->low;
}

/* Bands that share an edge are cut there: sorted, so that the next ones are the only ones that begin at it. Periods
 * ("2019-2020", "2020-2021") are no bands at all. */
static bool cut_edges(struct placed *placed, size_t count, struct segbias_band_edge *edge)
{
	for (size_t i = 0; i < count; i++) {
		struct segbias_band *band = &placed[i].band;
		for (size_t j = i + 1; j < count && placed[j].band.low <= band->high + band->step; j++) {
			const struct segbias_band *next = &placed[j].band;
			bool gap = band->step > 1 && !next->single && band->high + band->step == next->low;
			if (!gap && !shares_edge(band, next))
				continue;
			if (!gap && is_year_number(band->low) && is_year_number(band->high))
				return false;
			if (!gap && !edge->found)
				*edge = (struct segbias_band_edge){placed[i].at, placed[j].at, true};
			band->end = next->low;
			break;
		}
	}
	return true;
}

/* Whether the weak ones among the bands follow from the others: no gap between them, and three of them or a band that is
 * written as one. */
static bool proves_weak(const struct placed *placed, size_t count)
{
	size_t weak = 0;
	bool follow = true;
	for (size_t i = 0; i < count; i++) {
		weak += placed[i].band.weak;
		follow = follow && (i == 0 || placed[i - 1].band.end == placed[i].band.low);
	}
	bool sure = false;
	for (size_t i = 0; i < count; i++)
		sure = sure || (!placed[i].band.weak && !placed[i].band.single);
	return follow && (sure ? weak > 0 : weak >= 3);
}

/* Weak bands that the column does not prove are none. */
static bool judge_weak(struct segbias_band *bands, size_t count)
{
	size_t kept = 0;
	bool any = false;
	for (size_t i = 0; i < count; i++)
		any = any || (!isnan(bands[i].low) && bands[i].weak);
	if (!any)
		return true;
	struct placed *placed = sort_bands(bands, count, &kept);
	struct segbias_band_edge edge = {0};
	if (!placed)
		return false;
	bool proved = cut_edges(placed, kept, &edge) && proves_weak(placed, kept);
	free(placed);
	for (size_t i = 0; i < count; i++) {
		if (!isnan(bands[i].low) && bands[i].weak && !proved)
			bands[i] = segbias_band_none();
		bands[i].weak = false;
	}
	return true;
}

static bool contains(const struct segbias_band *outer, const struct segbias_band *inner)
{
	return outer->low <= inner->low && inner->end <= outer->end &&
	       (outer->low < inner->low || inner->end < outer->end);
}

/* One that contains at least two others, or an open one that contains another. */
static bool is_nested(const struct placed *placed, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t inside = 0;
		bool open = isinf(placed[i].band.low) || isinf(placed[i].band.end);
		for (size_t j = 0; j < count; j++)
			inside += i != j && contains(&placed[i].band, &placed[j].band);
		if (inside >= 2 || (inside == 1 && open))
			return true;
	}
	return false;
}

static bool is_disjoint(const struct placed *placed, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (placed[i - 1].band.end > placed[i].band.low)
			return false;
	return true;
}

enum segbias_arrangement segbias_bands_arrange(struct segbias_band *bands, size_t count, struct segbias_band_edge *edge)
{
	size_t kept = 0;
	bool plain = true;
	*edge = (struct segbias_band_edge){0};
	if (!judge_weak(bands, count))
		return SEGBIAS_BANDS_NONE;
	struct placed *placed = sort_bands(bands, count, &kept);
	if (!placed)
		return SEGBIAS_BANDS_NONE;
	for (size_t i = 0; i < kept; i++)
		plain = plain && placed[i].band.single;
	bool good = !plain && cut_edges(placed, kept, edge);
	enum segbias_arrangement arrangement = SEGBIAS_BANDS_NONE;
	if (good) {
		for (size_t i = 0; i < kept; i++)
			bands[placed[i].at] = placed[i].band;
		arrangement = is_disjoint(placed, kept) ? SEGBIAS_BANDS_DISJOINT
		              : is_nested(placed, kept) ? SEGBIAS_BANDS_NESTED
		                                        : SEGBIAS_BANDS_OVERLAP;
	}
	free(placed);
	return arrangement;
}

/* Whether the bands that are kept and lie within placed[outer] fill it and add up to its figure; one within another of them is a part of
 * that. */
static bool is_sum(const struct placed *placed, size_t count, size_t outer, const double *figures, double tolerance)
{
	double reached = placed[outer].band.low;
	double sum = 0;
	size_t parts = 0;
	for (size_t i = 0; i < count; i++) {
		const struct segbias_band *band = &placed[i].band;
		if (i == outer || isnan(band->low) || !contains(&placed[outer].band, band))
			continue;
		if (parts > 0 && band->end <= reached)
			continue;
		if (band->low != reached && !(isinf(reached) && parts == 0))
			return false;
		reached = band->end;
		sum += figures[placed[i].at];
		parts++;
	}
	double figure = figures[placed[outer].at];
	double allowed = fmax(tolerance * (double)(parts + 1), 1e-9 * figure);
	return parts >= 2 && reached == placed[outer].band.end && fabs(sum - figure) <= allowed;
}

bool segbias_bands_partition(const struct segbias_band *bands, const double *figures, size_t count, double tolerance,
                             bool *sums)
{
	size_t kept = 0;
	struct placed *placed = sort_bands(bands, count, &kept);
	if (!placed)
		return false;
	/* From the narrowest outer one to the widest: what is a sum no longer stands among the parts of the next. */
	bool found = true;
	while (found) {
		found = false;
		for (size_t i = kept; i-- > 0 && !found;) {
			if (isnan(placed[i].band.low) || !is_sum(placed, kept, i, figures, tolerance))
				continue;
			sums[placed[i].at] = true;
			placed[i].band = segbias_band_none();
			found = true;
		}
	}
	double reached = -INFINITY;
	bool disjoint = true;
	for (size_t i = 0; i < kept; i++) {
		if (isnan(placed[i].band.low))
			continue;
		disjoint = disjoint && placed[i].band.low >= reached;
		reached = placed[i].band.end;
	}
	free(placed);
	return disjoint;
}
