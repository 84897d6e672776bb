/* Question: did both runs look at the same records (--within), however their lists are written? DEFINITIONS.md, "Change". */
#include "analysis/review.h"

#include "base/memory.h"
#include "values/band.h"
#include "values/list.h"
#include "values/name.h"

#include <stdlib.h>

/* "ATTR=A,B" of one run. */
struct universe {
	struct segbias_label attribute;
	struct segbias_label *items; /* [count] */
	struct segbias_band *bands;  /* [band_count], those that touch each other joined; NULL: some are no bands */
	size_t count, band_count;
};

static int compare_bands(const void *a, const void *b)
{
	const struct segbias_band *x = a;
	const struct segbias_band *y = b;
	return (x->low > y->low) - (x->low < y->low);
}

/* "18-34,35+" is "18+". */
static void join_bands(struct universe *universe, struct segbias_arena *arena)
{
	size_t count = 0;
	struct segbias_band *bands = segbias_arena_array(arena, universe->count, sizeof *bands);
	for (size_t i = 0; bands && i < universe->count; i++)
		if (!segbias_band_parse(universe->items[i], &bands[i]))
			return;
	if (!bands)
		return;
	qsort(bands, universe->count, sizeof *bands, compare_bands);
	for (size_t i = 0; i < universe->count; i++) {
		if (count && bands[i].low <= bands[count - 1].end) {
			if (bands[i].end > bands[count - 1].end)
				bands[count - 1].end = bands[i].end;
		} else {
			bands[count++] = bands[i];
		}
	}
	universe->bands = bands;
	universe->band_count = count;
}

static bool read_universe(struct segbias_label text, struct segbias_arena *arena, struct universe *out)
{
	struct segbias_label halves[2];
	struct segbias_label list;
	*out = (struct universe){.count = 0};
	if (segbias_list_head(text, '=', arena, halves, NULL) != SEGBIAS_OK ||
	    !segbias_arena_copy(arena, halves[1], &list) ||
	    segbias_list_split(list.bytes, arena, &out->items, &out->count, NULL) != SEGBIAS_OK)
		return false;
	out->attribute = halves[0];
	join_bands(out, arena);
	return true;
}

static bool has_all(const struct universe *all, const struct universe *some)
{
	for (size_t i = 0; i < some->count; i++) {
		bool found = i < all->count && segbias_review_same_value(all->items[i], some->items[i]);
		for (size_t j = 0; j < all->count && !found; j++)
			found = segbias_review_same_value(all->items[j], some->items[i]);
		if (!found)
			return false;
	}
	return true;
}

static bool is_same(const struct universe *a, const struct universe *b)
{
	bool same = a->bands && b->bands && a->band_count == b->band_count;
	for (size_t i = 0; same && i < a->band_count; i++)
		same = !(a->bands[i].low < b->bands[i].low) && !(a->bands[i].low > b->bands[i].low) &&
		       !(a->bands[i].end < b->bands[i].end) && !(a->bands[i].end > b->bands[i].end);
	return same || (has_all(a, b) && has_all(b, a));
}

static bool has_within(const struct segbias_settings *settings, struct segbias_label one, struct segbias_arena *arena)
{
	struct universe mine, its;
	for (size_t i = 0; i < settings->within_count; i++)
		if (segbias_label_equal(settings->within[i], one) ||
		    (read_universe(one, arena, &mine) && read_universe(settings->within[i], arena, &its) &&
		     (segbias_name_same(mine.attribute, its.attribute) ||
		      segbias_name_synonym(mine.attribute, its.attribute)) &&
		     is_same(&mine, &its)))
			return true;
	return false;
}

bool segbias_review_same_within(const struct segbias_settings *a, const struct segbias_settings *b)
{
	struct segbias_arena arena = {NULL};
	bool same = a->within_count == b->within_count;
	for (size_t i = 0; same && i < a->within_count; i++)
		same = has_within(b, a->within[i], &arena);
	segbias_arena_release(&arena);
	return same;
}
