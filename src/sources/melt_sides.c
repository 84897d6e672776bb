/* Attributes side by side: "Sex: Male", "Sex: Female", "Age: 15-24", …; or "Sex" and "Age" above them. Nothing says how they cross, so
 * that each is a margin. */
#include "sources/melt_wide.h"

#include "values/band.h"
#include "values/synonym.h"
#include "values/word.h"

#include <string.h>

enum { SIDES_LEAST = 2, VALUES_LEAST = 2 };

bool segbias_wide_split_side(struct segbias_label name, struct segbias_label *side, struct segbias_label *value)
{
	static const char *const MARKS[] = {": ", " - ", " \u2013 "};
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
		const char *at = segbias_wide_find(name, MARKS[i]);
		if (!at)
			continue;
		*side = segbias_wide_trim(segbias_wide_before(name, at));
		*value = segbias_wide_trim(segbias_wide_behind(name, at, strlen(MARKS[i])));
		return true;
	}
	return false;
}

/* What a column is a value of, and that value. False: it is of nothing. */
static bool split(const struct segbias_wide_column *column, bool above, struct segbias_label *side,
                  struct segbias_label *value)
{
	*side = segbias_wide_trim(column->above);
	*value = segbias_wide_trim(column->name);
	if (!above && !segbias_wide_split_side(column->name, side, value))
		return false;
	return side->size > 0 && value->size > 0 && segbias_wide_name(*value) != SEGBIAS_WIDE_OTHER;
}

static bool is_total(struct segbias_label value)
{
	return segbias_word_total(value) != SEGBIAS_TOTAL_NONE;
}

/* Values of the side; and how many of them are sexes, and bands. Whom nobody knows is neither, and no other value. */
struct side {
	size_t values, sexes, bands, unknown;
};

static struct side count_side(const struct segbias_wide *wide, bool above, struct segbias_label name)
{
	struct side side = {0};
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label mine;
		struct segbias_label value;
		struct segbias_band band;
		if (!split(&wide->columns[i], above, &mine, &value) || !segbias_label_equal(mine, name) ||
		    is_total(value))
			continue;
		side.values++;
		side.sexes += segbias_wide_sex(value) != SEGBIAS_SYNONYM_NONE || segbias_wide_other_sex(value);
		side.bands += segbias_band_parse(value, &band);
		side.unknown += segbias_word_unknown(value);
	}
	return side;
}

static bool all_are(size_t some, const struct side *side)
{
	return some >= VALUES_LEAST && some + side->unknown >= side->values;
}

bool segbias_wide_again(const struct segbias_wide *wide, size_t column, size_t level)
{
	struct segbias_label value = wide->columns[column].values[level];
	for (size_t i = 0; i < column; i++)
		if (wide->columns[i].cell && segbias_label_equal(wide->columns[i].values[level], value))
			return true;
	return false;
}

/* Marks the columns; false: they are no sides. */
static bool take_sides(struct segbias_wide *wide, bool above)
{
	size_t sides = 0;
	size_t sexes = 0;
	size_t bands = 0;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		struct segbias_label name;
		struct segbias_label value;
		if (!split(column, above, &name, &value))
			continue;
		struct side side = count_side(wide, above, name);
		if (side.values < VALUES_LEAST)
			continue;
		if (segbias_wide_name(name) != SEGBIAS_WIDE_TEXT || segbias_wide_find(value, "; ") ||
		    segbias_wide_beside(wide, i) == SEGBIAS_WIDE_BESIDE_UNCLEAR)
			return false; /* a measure, a value, several attributes of one column, or a figure of a value */
		column->values[0] = name;
		column->values[1] = value;
		bool first = !segbias_wide_again(wide, i, 0);
		column->cell = true;
		/* no two attributes have a value in common: "North: Male" and "South: Male" cross places with sexes */
		if (!is_total(value) && !segbias_word_unknown(value) && segbias_wide_again(wide, i, 1))
			return false;
		sides += first;
		sexes += first && all_are(side.sexes, &side);
		bands += first && all_are(side.bands, &side);
	}
	return sides >= SIDES_LEAST && sexes <= 1 && bands <= 1 && sexes + bands > 0;
}

bool segbias_wide_melts_sides(struct segbias_wide *wide)
{
	bool above = false;
	for (size_t i = 0; i < wide->width; i++) {
		above = above || wide->columns[i].above.size > 0;
		if (wide->columns[i].top.size > 0)
			return false;
	}
	wide->margins = take_sides(wide, above);
	wide->dimensions = 2;
	wide->names[0] = segbias_label_of("attribute");
	wide->names[1] = segbias_label_of("value");
	return wide->margins;
}
