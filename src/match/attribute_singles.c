/* Single numbers of a reference that are not what they seem: ages that nobody has, and numbers that name a band. */
#include "match/attribute_bands.h"
#include "match/born.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* --- no ages ----------------------------------------------------------------------------------------------------- */

/* Who has what can be no age, and what most of them have. */
struct no_ages {
	double people, most;
	struct segbias_label example;
};

static void add_no_age(const struct segbias_building *b, struct segbias_label label, const struct segbias_cell *cell,
                       struct no_ages *found)
{
	found->people += b->reference->aggregated ? cell->weight : (double)cell->count;
	if (!found->example.bytes || cell->weight > found->most) {
		found->example = label;
		found->most = cell->weight;
	}
}

/* Those that --within would take, were they ages: no record of them is left in any attribute. */
static void add_outside(const struct segbias_building *b, const struct segbias_attribute *attribute,
                        struct no_ages *found)
{
	for (uint32_t i = 0; i < segbias_tally_outsiders(b->tally, attribute->reference_column); i++) {
		struct segbias_cell cell;
		struct segbias_band band;
		struct segbias_label label = segbias_tally_outsider(b->tally, attribute->reference_column, i, &cell);
		if (cell.count && segbias_band_parse_weak(label, &band) && segbias_band_no_age(&band) &&
		    segbias_attribute_universe(attribute, b->policy, label))
			add_no_age(b, label, &cell, found);
	}
}

static void note_no_ages(const struct segbias_building *b, const struct segbias_attribute *attribute,
                         const struct no_ages *found)
{
	char name[SEGBIAS_QUOTE_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	bool one = found->people == 1;
	const char *what = !b->reference->aggregated ? one ? " record" : " records" : "";
	segbias_error_place(
	    segbias_notes_add(b->notes, "suspected_age",
	                      "%s: %s%s of %s %s what can be no age, such as %s, and %s kept out of its shares",
	                      segbias_label_show(attribute->reference_name, name),
	                      b->reference->shares ? segbias_number_format(found->people, number)
	                                           : segbias_number_group(found->people, number),
	                      what, segbias_policy_reference_called(b->policy), one ? "has" : "have",
	                      segbias_label_quote(found->example, quoted), one ? "is" : "are"),
	    b->reference->head->file, 0, 0);
}

size_t segbias_attribute_drop_no_ages(const struct segbias_building *b, const struct segbias_attribute *attribute,
                                      struct segbias_attribute_value *values, size_t count)
{
	size_t kept = 0;
	struct segbias_attribute_value *out = segbias_memory_zeroed(count + 1, sizeof *out);
	if (!out)
		return SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		if (segbias_band_no_age(&values[i].band))
			out[i - kept] = values[i];
		else
			values[kept++] = values[i];
	}
	size_t dropped = count - kept;
	struct no_ages found = {.example = {NULL, 0}};
	for (size_t i = 0; i < dropped; i++) {
		values[kept + i] = out[i];
		values[kept + i].band = segbias_band_none();
		add_no_age(b, out[i].label, &out[i].cell, &found);
	}
	add_outside(b, attribute, &found);
	if (found.example.bytes)
		note_no_ages(b, attribute, &found);
	free(out);
	return kept;
}

/* --- numbers that name a band ------------------------------------------------------------------------------------ */

enum {
	GROUPS_LEAST = 4, /* fewer numbers may be so far apart by chance */
	STEP_LEAST = 2,
	BEFORE_MOST = 2, /* "0, 1, 5, 10, …", "18, 25, 35, …": the first ones may be narrower, or begin anywhere */
};

static int compare_numbers(const void *a, const void *b)
{
	const double *x = a;
	const double *y = b;
	return (*x > *y) - (*x < *y);
}

/* The single numbers in order, and 0 where there is a band beside them that is not the open one at the end. */
static size_t list_singles(const struct segbias_attribute_bands *bands, double *numbers)
{
	size_t count = 0;
	double open = INFINITY;
	for (size_t i = 0; i < bands->count; i++) {
		const struct segbias_band *band = &bands->values[i].band;
		if (isnan(band->low))
			continue;
		if (band->single)
			numbers[count++] = band->low;
		else if (isinf(open) && (isinf(band->end) || band->end == SEGBIAS_AGE_END))
			open = band->low;
		else
			return 0;
	}
	qsort(numbers, count, sizeof *numbers, compare_numbers);
	return count && numbers[count - 1] < open ? count : 0;
}

/* How far apart the numbers are, from one of the first on; 0: they are not all as far. */
static double find_step(const double *numbers, size_t count)
{
	for (size_t first = 0; first <= BEFORE_MOST && first + GROUPS_LEAST <= count; first++) {
		double step = numbers[first + 1] - numbers[first];
		bool even = step >= STEP_LEAST && step == floor(step) && numbers[first] == floor(numbers[first]);
		for (size_t i = first + 1; i + 1 < count; i++)
			even = even && numbers[i + 1] - numbers[i] == step;
		if (even)
			return step;
	}
	return 0;
}

/* Whether a value of the campaign is compared by its number: it is none of the reference's. */
static bool is_cut(const struct segbias_attribute *attribute, const struct segbias_attribute_bands *bands,
                   const struct segbias_band *value)
{
	bool out = value->low < 0 || value->low >= SEGBIAS_AGE_END;
	if (isnan(value->low) || (value->single && (!attribute->ages || out)))
		return false;
	for (size_t i = 0; i < bands->count; i++)
		if (bands->values[i].band.low == value->low &&
		    (bands->values[i].band.end == value->end || isinf(bands->values[i].band.end)))
			return false;
	return true;
}

static void hint_bands(const double *numbers, struct segbias_error *error)
{
	char text[4][SEGBIAS_NUMBER_MAX];
	for (size_t i = 0; i < 2; i++) {
		(void)segbias_number_format(numbers[i], text[2 * i]);
		(void)segbias_number_format(numbers[i + 1] - 1, text[2 * i + 1]);
	}
	bool one = numbers[1] - numbers[0] == 1;
	segbias_error_hint(error, "write them as bands: %s%s%s, %s-%s, …", text[0], one ? "" : "-", one ? "" : text[1],
	                   text[2], text[3]);
}

enum segbias_status segbias_attribute_refuse_starts(const struct segbias_building *b,
                                                    const struct segbias_attribute *attribute,
                                                    const struct segbias_attribute_bands *bands,
                                                    const struct segbias_campaign_bands *campaign,
                                                    struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	/* Records hold the ages of people, who may be few; a table of figures lists every age. */
	if (!b->reference->aggregated || attribute->codes)
		return SEGBIAS_OK;
	bool cut = bands->bins || (attribute->ages && segbias_born_is(b->policy, attribute->name));
	for (size_t i = 0; i < campaign->count && !cut; i++)
		cut = is_cut(attribute, bands, &campaign->bands[i]);
	double *numbers = segbias_memory_zeroed(bands->count + 1, sizeof *numbers);
	if (!numbers)
		return segbias_error_memory(error);
	size_t count = cut ? list_singles(bands, numbers) : 0;
	double step = find_step(numbers, count);
	if (step > 0) {
		char name[SEGBIAS_QUOTE_MAX];
		char number[4][SEGBIAS_NUMBER_MAX];
		status = segbias_error_set(
		    error, SEGBIAS_DATA,
		    "numbers_begin_bands|the numbers of %s's %s are %s apart (%s, %s, %s, …): each is most likely where a band "
		    "begins, and not a value of its own",
		    segbias_policy_reference_called(b->policy), segbias_label_quote(attribute->reference_name, name),
		    segbias_number_format(step, number[0]), segbias_number_format(numbers[count - 3], number[1]),
		    segbias_number_format(numbers[count - 2], number[2]),
		    segbias_number_format(numbers[count - 1], number[3]));
		hint_bands(numbers, error);
		segbias_error_place(error, b->reference->head->file, 0, 0);
	}
	free(numbers);
	return status;
}
