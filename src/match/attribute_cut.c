/* An attribute's values added up into bins: those of --bins, or the campaign's own bands. */
#include "match/attribute_bands.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/sum.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static enum segbias_status refuse_value(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                        struct segbias_label value, struct segbias_error *error)
{
	const char *called = segbias_policy_reference_called(b->policy);
	char quoted[2][SEGBIAS_QUOTE_MAX];
	enum segbias_status status = segbias_error_set(
	    error, SEGBIAS_DATA, "bin_splits_value|--bins: %s's %s %s lies in no single bin", called,
	    segbias_label_quote(attribute->reference_name, quoted[0]), segbias_label_quote(value, quoted[1]));
	segbias_error_hint(error, "set the edges where %s's own bands begin", called);
	return status;
}

static size_t find_bin(const struct segbias_bins *bins, const struct segbias_band *band)
{
	size_t bin = 0;
	while (bin < bins->count && !segbias_band_within(band, &bins->bands[bin]))
		bin++;
	return bin;
}

/* What lies in a bin while it is added up. */
struct bin_sum {
	struct segbias_cell cell;
	struct segbias_sum weight, square, fourth;
};

static bool add_cell(struct bin_sum *sum, const struct segbias_cell *cell)
{
	sum->cell.count += cell->count;
	sum->cell.units += cell->units;
	segbias_cell_add_doubt(&sum->cell, cell);
	return segbias_sum_add(&sum->weight, cell->weight) && segbias_sum_add(&sum->square, cell->square) &&
	       segbias_sum_add(&sum->fourth, cell->fourth);
}

enum segbias_status segbias_attribute_cut(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                          const struct segbias_bins *bins, bool strict,
                                          struct segbias_attribute_bands *bands, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct bin_sum *sums = segbias_memory_zeroed(bins->count, sizeof *sums);
	struct segbias_attribute_value *values = segbias_memory_zeroed(bins->count + bands->count + 1, sizeof *values);
	size_t kept = 0;
	if (!sums || !values)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < bands->count; i++) {
		const struct segbias_attribute_value *value = &bands->values[i];
		size_t bin = find_bin(bins, &value->band);
		if (bin == bins->count && strict)
			SEGBIAS_TRY(refuse_value(b, attribute, value->label, error));
		if (bin == bins->count)
			values[kept++] = *value;
		else if (!add_cell(&sums[bin], &value->cell))
			SEGBIAS_TRY(segbias_error_memory(error));
	}
	for (size_t bin = 0; bin < bins->count; bin++) {
		struct segbias_attribute_value value = {.label = bins->labels[bin], .band = bins->bands[bin]};
		value.cell = sums[bin].cell;
		value.cell.weight = segbias_sum_value(&sums[bin].weight);
		value.cell.square = segbias_sum_value(&sums[bin].square);
		value.cell.fourth = segbias_sum_value(&sums[bin].fourth);
		if (value.cell.weight > 0)
			values[kept++] = value;
	}
	free(bands->values);
	bands->values = values;
	bands->count = kept;
	values = NULL;
done:
	for (size_t bin = 0; bin < bins->count && sums; bin++) {
		segbias_sum_release(&sums[bin].weight);
		segbias_sum_release(&sums[bin].square);
		segbias_sum_release(&sums[bin].fourth);
	}
	free(sums);
	free(values);
	return status;
}

/* --- the campaign's bands ---------------------------------------------------------------------------------------- */

/* Which band of the campaign holds the value: its place, count where it lies between them, SIZE_MAX where it lies across an
 * edge. *gap: the place of the next one. */
static size_t place(const struct segbias_campaign_bands *campaign, const struct segbias_band *band, size_t *gap)
{
	*gap = 0;
	for (size_t i = 0; i < campaign->count; i++) {
		if (segbias_band_within(band, &campaign->bands[i]))
			return i;
		if (band->low < campaign->bands[i].end && campaign->bands[i].low < band->end)
			return SIZE_MAX;
		*gap += campaign->bands[i].low < band->low;
	}
	return campaign->count;
}

/* Whether the campaign's bands are more than the reference's: all of these are plain numbers, or one band of the campaign lies
 * in none of them; and none of these lies across an edge. */
static bool needs_cut(const struct segbias_campaign_bands *campaign, const struct segbias_attribute_bands *bands)
{
	size_t gap = 0;
	bool plain = true;
	bool wider = false;
	for (size_t i = 0; i < bands->count; i++) {
		const struct segbias_band *band = &bands->values[i].band;
		plain = plain && (isnan(band->low) || band->single);
		if (!isnan(band->low) && place(campaign, band, &gap) == SIZE_MAX)
			return false;
	}
	for (size_t i = 0; i < campaign->count; i++) {
		bool held = false;
		bool met = false;
		for (size_t j = 0; j < bands->count; j++) {
			const struct segbias_band *band = &bands->values[j].band;
			held = held || segbias_band_within(&campaign->bands[i], band);
			met = met || segbias_band_within(band, &campaign->bands[i]);
		}
		wider = wider || (met && !held);
	}
	return plain || wider;
}

/* What lies before the campaign's band `gap` and after the one before it. */
static bool make_gap(const struct segbias_campaign_bands *campaign, size_t gap, struct segbias_arena *arena,
                     struct segbias_label *label, struct segbias_band *band)
{
	char text[2 * SEGBIAS_NUMBER_MAX + 16];
	char number[2][SEGBIAS_NUMBER_MAX];
	*band = (struct segbias_band){.low = -INFINITY, .end = INFINITY, .high = NAN, .step = 1};
	if (gap > 0)
		band->low = campaign->bands[gap - 1].end;
	if (gap < campaign->count)
		band->end = campaign->bands[gap].low;
	if (gap == 0)
		(void)snprintf(text, sizeof text, "under %s", segbias_number_format(band->end, number[0]));
	else if (gap == campaign->count)
		(void)snprintf(text, sizeof text, "%s+", segbias_number_format(band->low, number[0]));
	else if (band->end - band->low <= 1)
		(void)snprintf(text, sizeof text, "%s", segbias_number_format(band->low, number[0]));
	else
		(void)snprintf(text, sizeof text, "%s-%s", segbias_number_format(band->low, number[0]),
		               segbias_number_format(band->end - 1, number[1]));
	return segbias_arena_copy(arena, segbias_label_of(text), label);
}

enum segbias_status segbias_attribute_campaign_bins(const struct segbias_campaign_bands *campaign,
                                                    const struct segbias_attribute_bands *bands,
                                                    struct segbias_arena *arena, struct segbias_bins *bins,
                                                    struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	size_t room = 2 * campaign->count + 1;
	bool *gaps = segbias_memory_zeroed(campaign->count + 1, sizeof *gaps);
	bins->labels = segbias_arena_array(arena, room, sizeof *bins->labels);
	bins->bands = segbias_arena_array(arena, room, sizeof *bins->bands);
	bins->count = 0;
	if (!gaps || !bins->labels || !bins->bands)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (campaign->count == 0 || !needs_cut(campaign, bands))
		goto done;
	for (size_t i = 0; i < bands->count; i++) {
		const struct segbias_band *band = &bands->values[i].band;
		size_t gap = 0;
		/* Where the campaign has numbers too, they are values of their own. */
		if (!isnan(band->low) && place(campaign, band, &gap) == campaign->count && band->single &&
		    !campaign->numbers)
			gaps[gap] = true;
	}
	for (size_t i = 0; i <= campaign->count; i++) {
		size_t at = bins->count;
		if (gaps[i] && make_gap(campaign, i, arena, &bins->labels[at], &bins->bands[at]))
			at = ++bins->count;
		else if (gaps[i])
			SEGBIAS_TRY(segbias_error_memory(error));
		if (i == campaign->count)
			continue;
		bins->labels[at] = campaign->labels[i];
		bins->bands[at] = campaign->bands[i];
		bins->count++;
	}
done:
	free(gaps);
	return status;
}
