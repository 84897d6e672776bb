/* Attributes side by side: "Sex: Male", "Sex: Female", "Age: 15-24", …; or "Sex" and "Age" above them. Nothing says how they cross, so
 * that each is a margin. */
#include "sources/melt_wide.h"

#include "values/band.h"
#include "values/synonym.h"
#include "values/word.h"

#include <string.h>

enum { SIDES_LEAST = 2, VALUES_LEAST = 2, CODES_MOST = 4 };

/* What a column is a value of, and that value. False: it is of nothing. */
static bool split(const struct segbias_wide *wide, size_t index, bool above, struct segbias_label *side,
                  struct segbias_label *value)
{
	const struct segbias_wide_column *column = &wide->columns[index];
	*side = segbias_wide_trim(column->above);
	*value = segbias_wide_trim(column->name);
	if (!above && !segbias_wide_split_side(wide, column->name, side, value))
		return false;
	return side->size > 0 && value->size > 0 && segbias_wide_name(*value) != SEGBIAS_WIDE_OTHER &&
	       !column->says_error && !segbias_wide_margin(*side);
}

static bool is_total(struct segbias_label value)
{
	return segbias_word_total(value) != SEGBIAS_TOTAL_NONE;
}

/* Values of the side; and how many of them are sexes, and bands, and those plain numbers. Whom nobody knows is neither, and no other
 * value. */
struct side {
	size_t values, sexes, bands, singles, unknown;
};

/* A number of people: names by a mark that says little may be of anything. */
static bool may_count(const struct segbias_wide *wide, size_t column)
{
	return !segbias_wide_weak_mark(wide->mark) || segbias_wide_numeric(wide, column) ||
	       segbias_wide_hidden(wide, column);
}

/* Letters are sexes where all of them are: "m" and "f". */
static size_t count_codes(const struct segbias_label *values, size_t count)
{
	const struct segbias_label sexes[] = {segbias_label_of("male"), segbias_label_of("female")};
	struct segbias_synonym_codes codes;
	int set = SEGBIAS_SYNONYM_NONE;
	int mine = SEGBIAS_SYNONYM_NONE;
	segbias_synonym_read(sexes, 2, SEGBIAS_SYNONYM_NONE, &set, &codes);
	segbias_synonym_read(values, count, set, &mine, &codes);
	return mine != SEGBIAS_SYNONYM_NONE && mine == set ? count : 0;
}

static struct side count_side(const struct segbias_wide *wide, bool above, struct segbias_label name)
{
	struct side side = {0};
	struct segbias_label letters[CODES_MOST];
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label mine;
		struct segbias_label value;
		struct segbias_band band;
		if (!split(wide, i, above, &mine, &value) || !segbias_label_equal(mine, name) || is_total(value) ||
		    !may_count(wide, i))
			continue;
		if (side.values < CODES_MOST)
			letters[side.values] = value;
		side.values++;
		side.sexes += segbias_wide_sex(value) != SEGBIAS_SYNONYM_NONE || segbias_wide_other_sex(value);
		bool parsed =
		    wide->mark == 0 ? segbias_band_parse(value, &band) : segbias_band_parse_weak(value, &band);
		side.bands += parsed;
		side.singles += parsed && band.single;
		side.unknown += segbias_word_unknown(value);
	}
	if (side.sexes == 0 && side.bands == 0 && side.values >= VALUES_LEAST && side.values <= CODES_MOST)
		side.sexes = count_codes(letters, side.values);
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

/* What a side is of. Plain numbers are ages where its name says so. */
static bool are_sexes(const struct side *side)
{
	return all_are(side->sexes, side);
}

static bool are_bands(const struct side *side, struct segbias_label name)
{
	return all_are(side->bands, side) && (side->singles < side->bands || segbias_band_ages(name));
}

/* A side of something else, which a mark that says little makes: of the same people it has the same sum. */
static bool is_of_others(const struct segbias_wide *wide, bool above, struct segbias_label name)
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label other;
		struct segbias_label value;
		if (!split(wide, i, above, &other, &value) || segbias_label_equal(other, name))
			continue;
		struct side side = count_side(wide, above, other);
		if (are_sexes(&side) || are_bands(&side, other))
			return !segbias_wide_sides_sum(wide, name, other);
	}
	return true;
}

/* How many sides there are, and how many of them of sexes and of bands. */
struct sides {
	size_t all, sexes, bands;
};

/* Whether the name makes columns values: it is no measure, no value, of no other attribute, and the column no figure of a value. */
static bool may_be_side(const struct segbias_wide *wide, size_t column, struct segbias_label name,
                        struct segbias_label value)
{
	return segbias_wide_name(name) == SEGBIAS_WIDE_TEXT && !segbias_wide_find(value, "; ") &&
	       segbias_wide_beside(wide, column) != SEGBIAS_WIDE_BESIDE_UNCLEAR;
}

/* Marks the columns; false: they are no sides. *refused: a name says so. */
static bool take_sides(struct segbias_wide *wide, bool above, bool *refused)
{
	struct sides sides = {0};
	*refused = true;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		struct segbias_label name;
		struct segbias_label value;
		if (!split(wide, i, above, &name, &value) || !may_count(wide, i))
			continue;
		struct side side = count_side(wide, above, name);
		if (side.values < VALUES_LEAST)
			continue;
		if (segbias_wide_weak_mark(wide->mark) && segbias_wide_name(name) == SEGBIAS_WIDE_OTHER) {
			column->dropped = column->beside = true;
			continue;
		}
		if (!may_be_side(wide, i, name, value))
			return false;
		column->values[0] = name;
		column->values[1] = value;
		bool first = !segbias_wide_again(wide, i, 0);
		column->cell = true;
		/* no two attributes have a value in common: "North: Male" and "South: Male" cross places with sexes */
		if (!is_total(value) && !segbias_word_unknown(value) && segbias_wide_again(wide, i, 1))
			return false;
		sides.all += first;
		sides.sexes += first && are_sexes(&side);
		sides.bands += first && are_bands(&side, name);
	}
	*refused = sides.sexes > 1 || sides.bands > 1;
	return sides.all >= SIDES_LEAST && !*refused && sides.sexes + sides.bands > 0;
}

/* Leaves out what is of other people; false: one side is left. */
static bool drop_others(struct segbias_wide *wide, bool above)
{
	size_t left = 0;
	for (size_t i = 0; i < wide->width && segbias_wide_weak_mark(wide->mark); i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		if (!column->cell || segbias_wide_again(wide, i, 0))
			continue;
		struct side side = count_side(wide, above, column->values[0]);
		bool other = !are_sexes(&side) && !are_bands(&side, column->values[0]) &&
		             is_of_others(wide, above, column->values[0]);
		left += !other;
		struct segbias_label name = column->values[0];
		for (size_t j = 0; j < wide->width && other; j++)
			if (wide->columns[j].cell && segbias_label_equal(wide->columns[j].values[0], name)) {
				wide->columns[j].dropped = wide->columns[j].beside = true;
				wide->columns[j].cell = false;
			}
	}
	return left >= SIDES_LEAST || !segbias_wide_weak_mark(wide->mark);
}

bool segbias_wide_melts_sides(struct segbias_wide *wide)
{
	bool above = false;
	for (size_t i = 0; i < wide->width; i++) {
		above = above || wide->columns[i].above.size > 0;
		if (wide->columns[i].top.size > 0)
			return false;
	}
	bool refused = false;
	for (size_t mark = 0; mark < (above ? 1 : segbias_wide_marks()) && !wide->margins && !refused; mark++) {
		segbias_wide_clear(wide);
		wide->figures = 1;
		wide->mark = mark;
		wide->margins = take_sides(wide, above, &refused) && drop_others(wide, above);
		refused = refused && mark == 0; /* a mark that says little may be none */
	}
	wide->mark = wide->margins ? wide->mark : 0;
	wide->dimensions = 2;
	wide->names[0] = segbias_label_of("attribute");
	wide->names[1] = segbias_label_of("value");
	return wide->margins;
}
