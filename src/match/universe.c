#include "match/universe.h"

#include "base/unicode.h"

#include <string.h>

static bool same_folded(struct segbias_label a, struct segbias_label b)
{
	if (segbias_label_equal(a, b))
		return true;
	struct segbias_text x = {0};
	struct segbias_text y = {0};
	segbias_unicode_fold(a, &x);
	segbias_unicode_fold(b, &y);
	bool same = !x.failed && !y.failed && x.size && x.size == y.size && memcmp(x.data, y.data, x.size) == 0;
	segbias_text_release(&x);
	segbias_text_release(&y);
	return same;
}

bool segbias_universe_has(const struct segbias_universe_filter *filter, struct segbias_label label)
{
	struct segbias_band band;
	bool is_band = segbias_band_parse_weak(label, &band);
	for (size_t i = 0; i < filter->count; i++) {
		struct segbias_band outer;
		if (same_folded(label, filter->items[i]))
			return true;
		if (is_band && segbias_band_parse(filter->items[i], &outer) && segbias_band_within(&band, &outer))
			return true;
	}
	return false;
}

bool segbias_universe_accept(const void *context, struct segbias_label spelling)
{
	const struct segbias_universe_filter *filter = context;
	if (!filter->map)
		return segbias_universe_has(filter, spelling);
	enum segbias_how how = SEGBIAS_HOW_EXACT;
	uint32_t id = segbias_value_map_resolve(filter->map, spelling, &how);
	/* The map holds the universe's values only, so what it knows is inside. */
	return id >= SEGBIAS_ID_FIRST;
}
