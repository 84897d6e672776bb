/* Bands whose first and last age stand in two columns: age_from and age_to; a start and a span. */
#include "sources/melt_wide.h"

#include "base/memory.h"
#include "base/number.h"
#include "sources/sheet_line.h"
#include "values/band.h"
#include "values/column.h"
#include "values/missing.h"

#include <math.h>
#include <stdlib.h>

enum { PAIRS_MAX = 200 };

static bool says(struct segbias_label name, enum segbias_word word)
{
	uint64_t words = 0;
	(void)segbias_column_words(name, &words);
	return segbias_word_in(words, SEGBIAS_WORD_AGE) && segbias_word_in(words, word);
}

/* The one column of ages of that word; SIZE_MAX: there is none, or several. */
static size_t find_one(const struct segbias_wide *wide, enum segbias_word word)
{
	size_t found = SIZE_MAX;
	for (size_t i = 0; i < wide->width; i++) {
		if (!segbias_wide_keeps(&wide->columns[i]) || !says(wide->columns[i].name, word))
			continue;
		if (found != SIZE_MAX)
			return SIZE_MAX;
		found = i;
	}
	return found;
}

/* Whether another column has the ages as they are. */
static bool has_other_ages(const struct segbias_wide *wide)
{
	for (size_t i = 0; i < wide->width; i++)
		if (segbias_wide_keeps(&wide->columns[i]) && i != wide->edges[0] && i != wide->edges[1] &&
		    says(wide->columns[i].name, SEGBIAS_WORD_AGE))
			return true;
	return false;
}

bool segbias_wide_join_edges(const struct segbias_wide *wide, const struct segbias_label *fields,
                             struct segbias_text *out)
{
	struct segbias_label from = segbias_wide_trim(segbias_sheet_unquoted(fields[wide->edges[0]]));
	struct segbias_label to = segbias_wide_trim(segbias_sheet_unquoted(fields[wide->edges[1]]));
	double low = 0;
	double high = -1;
	bool numbered = segbias_number_parse(from, '.', &low);
	if (!numbered && segbias_missing_blank(to)) {
		segbias_text_add(out, from.bytes, from.size); /* a total, or nothing */
		return true;
	}
	if (!segbias_missing_blank(to) && !segbias_number_parse(to, '.', &high))
		return false;
	if ((!numbered && !segbias_missing_blank(from)) || floor(low) != low || floor(high) != high)
		return false;
	if (wide->spans && high >= 0)
		high = low + high - 1;
	if (high < 0)
		segbias_text_add_format(out, "%.0f+", low);
	else if (high == low)
		segbias_text_add_format(out, "%.0f", low);
	else
		segbias_text_add_format(out, "%.0f-%.0f", low, high);
	return high < 0 || high >= low;
}

/* Whether two bands lie beside each other, with an edge in common or without, or one within the other. */
static bool lie_well(const struct segbias_band *a, const struct segbias_band *b)
{
	return a->end - 1 <= b->low || b->end - 1 <= a->low || (a->low >= b->low && a->end <= b->end) ||
	       (b->low >= a->low && b->end <= a->end);
}

/* Whether every row's edges are those of a band, and the bands lie beside each other or within each other. */
static bool are_bands(const struct segbias_wide *wide, struct segbias_label *fields)
{
	struct segbias_band *bands = segbias_memory_zeroed(PAIRS_MAX, sizeof *bands);
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	struct segbias_text text = {0};
	size_t count = 0;
	bool good = bands != NULL;
	walk.at = wide->rows_at;
	while (good && segbias_ragged_next(&walk, &record)) {
		struct segbias_band band;
		size_t i = 0;
		if (record.width != wide->width)
			continue;
		segbias_wide_fields(wide, &record, fields);
		text.size = 0;
		good = segbias_wide_join_edges(wide, fields, &text) && !text.failed;
		if (!good || text.size == 0 || !segbias_band_parse((struct segbias_label){text.data, text.size}, &band))
			continue;
		while (i < count && (bands[i].low != band.low || bands[i].end != band.end)) {
			good = good && lie_well(&bands[i], &band);
			i++;
		}
		good = good && (i < count || count < PAIRS_MAX);
		if (good && i == count)
			bands[count++] = band;
	}
	free(bands);
	segbias_text_release(&text);
	return good && count > 1;
}

void segbias_wide_find_edges(struct segbias_wide *wide, struct segbias_label *fields)
{
	size_t last = find_one(wide, SEGBIAS_WORD_TO);
	wide->edges[0] = find_one(wide, SEGBIAS_WORD_FROM);
	wide->edges[1] = last == SIZE_MAX ? find_one(wide, SEGBIAS_WORD_SPAN) : last;
	wide->spans = last == SIZE_MAX;
	if (wide->edges[0] == SIZE_MAX || wide->edges[1] == SIZE_MAX || wide->edges[0] == wide->edges[1] ||
	    wide->packed || has_other_ages(wide) || !are_bands(wide, fields))
		wide->edges[0] = wide->edges[1] = SIZE_MAX;
}
