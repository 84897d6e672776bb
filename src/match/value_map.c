#include "match/match.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/unicode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool fold_into(struct segbias_intern *intern, struct segbias_label label, uint32_t *id)
{
	struct segbias_text folded = {0};
	segbias_unicode_fold(label, &folded);
	*id = folded.failed ? SEGBIAS_INTERN_NONE : segbias_intern_add(intern, segbias_text_label(&folded));
	segbias_text_release(&folded);
	return *id != SEGBIAS_INTERN_NONE;
}

enum segbias_status segbias_value_map_init(struct segbias_value_map *map, const struct segbias_label *values,
                                           const struct segbias_band *bands, size_t count, struct segbias_error *error)
{
	*map = (struct segbias_value_map){.values = values, .count = count, .bands = bands};
	map->folded_value = segbias_memory_zeroed(count + 1, sizeof *map->folded_value);
	if (!map->folded_value)
		return segbias_error_memory(error);
	for (size_t i = 0; i < count; i++) {
		uint32_t folded = 0;
		uint32_t size = map->folded.size;
		if (segbias_intern_add(&map->exact, values[i]) == SEGBIAS_INTERN_NONE ||
		    !fold_into(&map->folded, values[i], &folded))
			return segbias_error_memory(error);
		map->folded_value[folded] = map->folded.size > size ? (uint32_t)i : UINT32_MAX;
	}
	return SEGBIAS_OK;
}

void segbias_value_map_release(struct segbias_value_map *map)
{
	segbias_intern_release(&map->exact);
	segbias_intern_release(&map->folded);
	segbias_intern_release(&map->recode_from);
	free(map->folded_value);
	free(map->recode_to);
	map->folded_value = NULL;
	map->recode_to = NULL;
	*map = (struct segbias_value_map){0};
}

/* "21.050" of a column whose other figures, or an option, say that the point separates thousands, and "21,050" of one with
 * decimal commas: a band would read the one as 21.05, and the other as 21050. */
static bool read_grouped(const struct segbias_value_map *map, struct segbias_label spelling, struct segbias_band *band)
{
	struct segbias_figure figure;
	char plain[SEGBIAS_NUMBER_MAX];
	bool points = map->style && map->style->thousands == '.' && memchr(spelling.bytes, '.', spelling.size);
	bool commas = map->style && map->style->decimal == ',' && memchr(spelling.bytes, ',', spelling.size);
	if (!(points || commas) || !segbias_figure_parse(spelling, map->style, &figure))
		return false;
	(void)snprintf(plain, sizeof plain, "%.15g", figure.value);
	return segbias_band_parse_weak(segbias_label_of(plain), band);
}

bool segbias_value_map_band(const struct segbias_value_map *map, struct segbias_label spelling,
                            struct segbias_band *band)
{
	if (!read_grouped(map, spelling, band) && !segbias_band_parse_weak(spelling, band))
		return false;
	for (size_t i = 0; i < map->edge_count; i++)
		if (!band->single && band->high == map->edges[i])
			band->end = band->high;
	if (map->ages && !band->single)
		segbias_band_clamp_age(band);
	return true;
}

/* The one band that holds the spelling's number or band; UINT32_MAX where none does, or where bands overlap there. */
static uint32_t find_band(const struct segbias_value_map *map, struct segbias_label spelling)
{
	struct segbias_band band;
	uint32_t found = UINT32_MAX;
	if (!segbias_value_map_band(map, spelling, &band))
		return UINT32_MAX;
	/* A number with a fraction is a point; only bands of whole numbers reach to the next whole. */
	for (size_t i = 0; i < map->count; i++) {
		const struct segbias_band *outer = &map->bands[i];
		bool same = band.low == outer->low && band.end == outer->end;
		if (!segbias_band_within(&band, outer) || (band.weak && !same))
			continue;
		if (found != UINT32_MAX)
			return UINT32_MAX;
		found = (uint32_t)i;
	}
	return found;
}

static uint32_t find_synonym(const struct segbias_value_map *map, struct segbias_label spelling)
{
	if (!map->synonyms)
		return UINT32_MAX;
	int group = segbias_synonym_group(spelling, &map->synonyms->codes);
	return group == SEGBIAS_SYNONYM_NONE ? UINT32_MAX : map->synonyms->values[group];
}

/* Whether the spelling is a code of another scheme than the reference's; *value: UINT32_MAX where it means none of it. */
static bool is_apart(const struct segbias_value_map *map, struct segbias_label spelling, uint32_t *value)
{
	*value = UINT32_MAX;
	if (!map->synonyms || !map->synonyms->apart || !segbias_synonym_is_code(spelling, &map->synonyms->codes))
		return false;
	*value = find_synonym(map, spelling);
	return true;
}

static uint32_t find_folded(const struct segbias_value_map *map, struct segbias_label spelling)
{
	uint32_t found = SEGBIAS_INTERN_NONE;
	struct segbias_text folded = {0};
	segbias_unicode_fold(spelling, &folded);
	if (!folded.failed && folded.size)
		found = segbias_intern_find(&map->folded, (struct segbias_label){folded.data, folded.size});
	segbias_text_release(&folded);
	return found == SEGBIAS_INTERN_NONE ? UINT32_MAX : map->folded_value[found];
}

uint32_t segbias_value_map_same(const struct segbias_value_map *map, struct segbias_label label)
{
	uint32_t found = segbias_intern_find(&map->exact, label);
	return found == SEGBIAS_INTERN_NONE ? find_folded(map, label) : found;
}

static uint32_t answer(uint32_t value, enum segbias_how as, enum segbias_how *how)
{
	*how = as;
	return SEGBIAS_ID_FIRST + value;
}

uint32_t segbias_value_map_resolve(const void *context, struct segbias_label spelling, enum segbias_how *how)
{
	const struct segbias_value_map *map = context;
	*how = SEGBIAS_HOW_MISSING;
	if (segbias_missing_blank(spelling))
		return SEGBIAS_ID_MISSING;
	uint32_t found = segbias_intern_find(&map->recode_from, spelling);
	if (found != SEGBIAS_INTERN_NONE) {
		*how = SEGBIAS_HOW_OPTION;
		return map->recode_to[found] == UINT32_MAX ? SEGBIAS_ID_UNMATCHED
		                                           : answer(map->recode_to[found], SEGBIAS_HOW_OPTION, how);
	}
	if (segbias_missing_listed(map->missing, spelling))
		return SEGBIAS_ID_MISSING;
	uint32_t meant = UINT32_MAX;
	bool apart = is_apart(map, spelling, &meant);
	bool same = apart && meant != UINT32_MAX && segbias_value_map_same(map, spelling) == meant;
	if (apart && !same) {
		*how = SEGBIAS_HOW_UNMATCHED;
		return meant == UINT32_MAX ? SEGBIAS_ID_UNMATCHED : answer(meant, SEGBIAS_HOW_SYNONYM, how);
	}
	found = segbias_intern_find(&map->exact, spelling);
	if (found != SEGBIAS_INTERN_NONE)
		return answer(found, SEGBIAS_HOW_EXACT, how);
	found = find_folded(map, spelling);
	if (found != UINT32_MAX)
		return answer(found, SEGBIAS_HOW_NORMALISED, how);
	if (segbias_missing_marker(map->missing, spelling))
		return SEGBIAS_ID_MISSING;
	found = find_synonym(map, spelling);
	if (found != UINT32_MAX)
		return answer(found, SEGBIAS_HOW_SYNONYM, how);
	uint32_t band = map->bands ? find_band(map, spelling) : UINT32_MAX;
	if (band != UINT32_MAX)
		return answer(band, SEGBIAS_HOW_BAND, how);
	*how = SEGBIAS_HOW_UNMATCHED;
	return SEGBIAS_ID_UNMATCHED;
}

bool segbias_value_map_knows(const void *context, struct segbias_label spelling)
{
	enum segbias_how how = SEGBIAS_HOW_EXACT;
	return segbias_value_map_resolve(context, spelling, &how) >= SEGBIAS_ID_FIRST;
}
