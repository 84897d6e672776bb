/* In which order an attribute's values stand: the one that people expect. */
#include "match/attribute_bands.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "values/order.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>

/* Where a spelling first stands; line 0: that is not kept. */
struct place {
	uint64_t line, column;
};

/* A value and all that may decide. What does not is the same for all of them. */
struct ranked {
	struct segbias_attribute_value value;
	uint32_t step; /* in a known order */
	struct place place;
	struct segbias_label folded;
	size_t drawn; /* its rank in the order of drawing */
};

static int compare_wholes(uint64_t x, uint64_t y)
{
	return (x > y) - (x < y);
}

/* Bands and numbers by where they begin, before anything else; 0: neither comes first. */
static int compare_starts(const struct segbias_attribute_value *x, const struct segbias_attribute_value *y)
{
	bool numbers[] = {!isnan(x->band.low), !isnan(y->band.low)};
	if (numbers[0] != numbers[1])
		return numbers[0] ? -1 : 1;
	if (numbers[0] && x->band.low != y->band.low)
		return x->band.low < y->band.low ? -1 : 1;
	return 0;
}

/* What is drawn must not change with the order in which a reference lists its values. */
static int compare_drawn(const void *a, const void *b)
{
	const struct ranked *x = a;
	const struct ranked *y = b;
	int order = compare_starts(&x->value, &y->value);
	return order ? order : segbias_label_compare(x->value.label, y->value.label);
}

static int compare_shown(const void *a, const void *b)
{
	const struct ranked *x = a;
	const struct ranked *y = b;
	int order = compare_starts(&x->value, &y->value);
	if (!order && isnan(x->value.band.low))
		order = compare_wholes(x->step, y->step);
	if (!order && isnan(x->value.band.low))
		order = compare_wholes(x->place.line, y->place.line);
	if (!order && isnan(x->value.band.low))
		order = compare_wholes(x->place.column, y->place.column);
	if (!order)
		order = segbias_label_compare(x->folded, y->folded);
	return order ? order : segbias_label_compare(x->value.label, y->value.label);
}

/* NFKC and case folding: the alphabet of all scripts, the same everywhere. */
static bool fold(struct segbias_label label, struct segbias_arena *arena, struct segbias_label *out)
{
	struct segbias_text folded = {0};
	segbias_unicode_fold(label, &folded);
	bool ok = !folded.failed && segbias_arena_copy(arena, (struct segbias_label){folded.data, folded.size}, out);
	segbias_text_release(&folded);
	return ok;
}

/* Where an aggregated reference first lists each value, in any of its spellings: people have put it in order. */
static bool find_places(const struct segbias_attribute *attribute, const struct segbias_building *b,
                        const uint32_t *into, struct ranked *ranked, size_t count)
{
	size_t column = attribute->reference_column;
	uint32_t labels = segbias_tally_labels(b->tally, column);
	struct place *places = segbias_memory_zeroed((size_t)labels + 1, sizeof *places);
	for (uint32_t i = 0; places && i < segbias_tally_spellings(b->tally, column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(b->tally, column, i);
		if (spelling.id < SEGBIAS_ID_FIRST || spelling.id - SEGBIAS_ID_FIRST >= labels)
			continue;
		struct place *place = &places[into[spelling.id - SEGBIAS_ID_FIRST]];
		if (place->line == 0 || spelling.line < place->line ||
		    (spelling.line == place->line && spelling.column < place->column))
			*place = (struct place){spelling.line, spelling.column};
	}
	for (size_t i = 0; places && i < count; i++)
		if (ranked[i].value.id >= SEGBIAS_ID_FIRST)
			ranked[i].place = places[ranked[i].value.id - SEGBIAS_ID_FIRST];
	free(places);
	return places != NULL;
}

/* Whether all values but those that say unknown are bands or numbers, and what that is called; NULL: they are not. */
static const char *name_starts(const struct segbias_attribute *attribute, const struct ranked *ranked, size_t count)
{
	bool bands = attribute->ordered;
	size_t found = 0;
	for (size_t i = 0; i < count; i++) {
		const struct segbias_attribute_value *value = &ranked[i].value;
		if (isnan(value->band.low) && !segbias_word_unknown(value->label))
			return NULL;
		bool starts = !isnan(value->band.low);
		found += starts;
		bands = bands || (starts && !value->band.single);
	}
	return found == 0 ? NULL : bands ? "bands" : "numbers";
}

static void find_known(struct segbias_attribute *attribute, struct ranked *ranked, size_t count)
{
	struct segbias_label labels[SEGBIAS_ORDER_VALUES_MAX] = {{0}};
	uint32_t steps[SEGBIAS_ORDER_VALUES_MAX] = {0};
	if (count > SEGBIAS_ORDER_VALUES_MAX)
		return;
	for (size_t i = 0; i < count; i++) {
		if (!isnan(ranked[i].value.band.low))
			return;
		labels[i] = ranked[i].value.label;
	}
	struct segbias_order order = segbias_order_find(labels, count, steps);
	attribute->ordered_by = order.name;
	attribute->ordered = order.scale;
	for (size_t i = 0; i < count && order.name; i++)
		ranked[i].step = steps[i];
}

enum segbias_status segbias_attribute_order(struct segbias_attribute *attribute, const struct segbias_building *b,
                                            const uint32_t *into, struct segbias_attribute_bands *bands,
                                            struct segbias_error *error)
{
	size_t count = bands->count;
	struct segbias_arena *arena = &b->matching->arena;
	struct ranked *ranked = segbias_memory_zeroed(count + 1, sizeof *ranked);
	attribute->drawn = segbias_arena_array(arena, count + 1, sizeof *attribute->drawn);
	bool ok = ranked && attribute->drawn;
	for (size_t i = 0; ok && i < count; i++) {
		ranked[i].value = bands->values[i];
		ok = fold(ranked[i].value.label, arena, &ranked[i].folded);
	}
	if (ok) {
		attribute->ordered_by = name_starts(attribute, ranked, count);
		if (!attribute->ordered_by)
			find_known(attribute, ranked, count);
		ok = attribute->ordered_by || !b->reference->aggregated ||
		     find_places(attribute, b, into, ranked, count);
	}
	if (ok) {
		qsort(ranked, count, sizeof *ranked, compare_drawn);
		for (size_t i = 0; i < count; i++)
			ranked[i].drawn = i;
		qsort(ranked, count, sizeof *ranked, compare_shown);
	}
	for (size_t i = 0; ok && i < count; i++) {
		bands->values[i] = ranked[i].value;
		attribute->drawn[ranked[i].drawn] = i;
	}
	free(ranked);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}
