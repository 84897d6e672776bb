/* Figures beside the columns of values that are of the same people: margins of error, errors and shares of a cell. */
#include "sources/melt_wide.h"

#include "values/column.h"
#include "values/word.h"

#include <string.h>

bool segbias_wide_says_figure(struct segbias_label name)
{
	static const enum segbias_word WORDS[] = {SEGBIAS_WORD_MOE, SEGBIAS_WORD_ERROR, SEGBIAS_WORD_SHARE,
	                                          SEGBIAS_WORD_PERCENT};
	uint64_t words = 0;
	(void)segbias_column_words(name, &words);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (segbias_word_in(words, WORDS[i]))
			return true;
	return false;
}

/* "SE", "s.e.", whatever stands around it. */
static bool is_error_sign(struct segbias_label name)
{
	static const char *const SIGNS[] = {"SE", "se", "Se", "S.E.", "s.e.", "S.E"};
	while (name.size > 0 && strchr(" _,;:([", name.bytes[0])) {
		name.bytes++;
		name.size--;
	}
	while (name.size > 0 && strchr(" _,;:)]", name.bytes[name.size - 1]))
		name.size--;
	for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
		if (segbias_label_equal(name, segbias_label_of(SIGNS[i])))
			return true;
	return false;
}

static bool is_standard_error(struct segbias_label name)
{
	uint64_t words = 0;
	(void)segbias_column_words(name, &words);
	return segbias_word_in(words, SEGBIAS_WORD_STANDARD_ERROR) && !segbias_word_in(words, SEGBIAS_WORD_VARIATION);
}

/* What else a name says of how sure a figure is: a coefficient of variation, the limits of an interval; of size 0: nothing. */
static struct segbias_label kind_of_other(struct segbias_label name)
{
	uint64_t words = 0;
	(void)segbias_column_words(name, &words);
	bool interval = segbias_word_in(words, SEGBIAS_WORD_INTERVAL);
	return segbias_label_of(segbias_word_in(words, SEGBIAS_WORD_VARIATION)
	                            ? (segbias_word_in(words, SEGBIAS_WORD_PERCENT) ? "cv %" : "cv")
	                        : interval && segbias_word_in(words, SEGBIAS_WORD_FROM) ? "lower limit"
	                        : interval && segbias_word_in(words, SEGBIAS_WORD_TO)   ? "upper limit"
	                                                                                : "");
}

/* Where a value may end and a figure of it begin, or the other way round: "Male MOE", "Male (%)", "Male%". */
static bool is_between(char c)
{
	return strchr(" _,;:([%", c) != NULL && c != '\0';
}

/* Whether a name is the value and words of a figure behind or before it. */
static bool is_figure_of(struct segbias_label name, struct segbias_label value)
{
	if (value.size == 0 || name.size <= value.size)
		return false;
	size_t more = name.size - value.size;
	bool behind = segbias_label_begins(name, value) && is_between(name.bytes[value.size]);
	bool before =
	    segbias_label_equal(segbias_wide_behind(name, name.bytes, more), value) && is_between(name.bytes[more - 1]);
	if ((!behind && !before) || segbias_wide_says_figure(value))
		return false;
	struct segbias_label rest =
	    behind ? segbias_wide_behind(name, name.bytes, value.size) : segbias_wide_before(name, name.bytes + more);
	return segbias_wide_says_figure(rest) || is_error_sign(rest);
}

bool segbias_wide_says_error(const struct segbias_wide *wide, size_t column)
{
	struct segbias_label name = wide->columns[column].name;
	if (is_standard_error(name))
		return true;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label value = wide->columns[i].name;
		if (i != column && value.size > 0 && name.size > value.size && segbias_label_begins(name, value) &&
		    is_between(name.bytes[value.size]) &&
		    is_error_sign(segbias_wide_behind(name, name.bytes, value.size)))
			return true;
	}
	return false;
}

/* The beginning of two columns is the same: "Sex: " of "Sex: Male" and "Sex: Male MOE". */
static bool share_beginning(const struct segbias_wide *wide, struct segbias_label a, struct segbias_label b,
                            struct segbias_label values[static 2])
{
	struct segbias_label sides[2];
	return segbias_wide_split_side(wide, a, &sides[0], &values[0]) &&
	       segbias_wide_split_side(wide, b, &sides[1], &values[1]) && segbias_label_equal(sides[0], sides[1]);
}

/* A sex or a band of which the column says more: "Male SE". Size 0: it is none. */
static struct segbias_label beyond(struct segbias_label name, struct segbias_label value)
{
	const struct segbias_label none = {"", 0};
	if (value.size == 0 || name.size <= value.size || !segbias_label_begins(name, value) ||
	    !is_between(name.bytes[value.size]))
		return none;
	enum segbias_wide_name said[] = {segbias_wide_name(value), segbias_wide_name(name)};
	bool more = (said[0] == SEGBIAS_WIDE_SEX || said[0] == SEGBIAS_WIDE_BAND) && said[1] != SEGBIAS_WIDE_SEX &&
	            said[1] != SEGBIAS_WIDE_BAND;
	return more ? segbias_wide_behind(name, name.bytes, value.size) : none;
}

/* Whether another sex or band goes on with the same words. */
static bool goes_on_alike(const struct segbias_wide *wide, size_t column, struct segbias_label more)
{
	for (size_t i = 0; i < wide->width && more.size > 0; i++) {
		struct segbias_label values[2];
		if (i == column || !share_beginning(wide, wide->columns[column].name, wide->columns[i].name, values) ||
		    values[1].size <= more.size)
			continue;
		struct segbias_label value =
		    segbias_wide_before(values[1], values[1].bytes + values[1].size - more.size);
		if (segbias_label_equal(segbias_wide_behind(values[1], values[1].bytes, value.size), more) &&
		    beyond(values[1], value).size > 0)
			return true;
	}
	return false;
}

/* Whether a column is called by a figure, too, of what the name is a figure of: "Male n" beside "Male %". */
static bool has_other_figure(const struct segbias_wide *wide, size_t column, struct segbias_label name)
{
	for (size_t at = 1; at < name.size; at++) {
		struct segbias_label stem = segbias_wide_before(name, name.bytes + at);
		if (!is_between(name.bytes[at]) || !is_figure_of(name, stem))
			continue;
		for (size_t i = 0; i < wide->width; i++) {
			struct segbias_label values[2];
			if (share_beginning(wide, wide->columns[column].name, wide->columns[i].name, values) &&
			    !wide->columns[i].says_figure && values[1].size > at &&
			    segbias_label_begins(values[1], stem) && is_between(values[1].bytes[at]))
				return true;
		}
	}
	return false;
}

enum segbias_wide_beside segbias_wide_beside(const struct segbias_wide *wide, size_t column)
{
	struct segbias_label name = wide->columns[column].name;
	struct segbias_label side;
	struct segbias_label value;
	bool figure = wide->columns[column].says_figure;
	bool alike = false;
	if (!segbias_wide_split_side(wide, name, &side, &value) ||
	    segbias_wide_find(value, "; ")) /* which goes on with another attribute */
		return SEGBIAS_WIDE_BESIDE_NONE;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label values[2];
		if (i == column || wide->columns[i].says_figure ||
		    !share_beginning(wide, name, wide->columns[i].name, values))
			continue;
		if (figure && is_figure_of(values[0], values[1]))
			return SEGBIAS_WIDE_BESIDE_CELL;
		alike = alike || goes_on_alike(wide, column, beyond(values[0], values[1]));
	}
	return alike || (figure && has_other_figure(wide, column, value)) ? SEGBIAS_WIDE_BESIDE_UNCLEAR
	                                                                  : SEGBIAS_WIDE_BESIDE_NONE;
}

/* The cell whose name or value stands in that of the margin; SIZE_MAX: none, or several. */
static size_t cell_of_margin(const struct segbias_wide *wide, struct segbias_label margin)
{
	size_t level = wide->margins ? 1 : 0; /* of the values */
	size_t found = SIZE_MAX;
	for (size_t i = 0; i < wide->width;
	     i++) { /* of several whose words stand in it the longest that it goes on from */
		struct segbias_label values[2];
		if (wide->columns[i].cell && share_beginning(wide, margin, wide->columns[i].name, values) &&
		    is_figure_of(values[0], values[1]) &&
		    (found == SIZE_MAX || wide->columns[found].name.size < wide->columns[i].name.size))
			found = i;
	}
	if (found != SIZE_MAX)
		return found;
	for (size_t i = 0; i < wide->width; i++) {
		const struct segbias_wide_column *column = &wide->columns[i];
		if (!column->cell || (!segbias_column_within(column->name, margin) &&
		                      !segbias_column_within(column->values[level], margin)))
			continue;
		if (found != SIZE_MAX)
			return SIZE_MAX;
		found = i;
	}
	return found;
}

/* What a column is of a cell: "moe", "se", "cv", "lower limit"; of size 0: none of them. */
static struct segbias_label kind_of_margin(const struct segbias_wide_column *column)
{
	return segbias_wide_margin(column->name) ? segbias_label_of("moe")
	       : column->says_error              ? segbias_label_of("se")
	                                         : kind_of_other(column->name);
}

static bool says_share(struct segbias_label name)
{
	uint64_t words = 0;
	(void)segbias_column_words(name, &words);
	const char *sign = memchr(name.bytes, '%', name.size);
	bool level = sign && sign > name.bytes && sign[-1] >= '0' && sign[-1] <= '9'; /* "95% MOE" */
	return segbias_word_in(words, SEGBIAS_WORD_SHARE) || (segbias_word_in(words, SEGBIAS_WORD_PERCENT) && !level);
}

/* "Male", "Male %", "Male MOE": behind a share of something else it is the share's, and in points; so is one that says so ("Male
 * SE %"). A coefficient has no unit. */
static bool is_in_points(const struct segbias_wide *wide, size_t index, size_t cell)
{
	uint64_t words = 0;
	size_t at = index;
	(void)segbias_column_words(wide->columns[index].name, &words);
	if (segbias_word_in(words, SEGBIAS_WORD_VARIATION) || says_share(wide->columns[cell].name))
		return false;
	if (segbias_word_in(words, SEGBIAS_WORD_RELATIVE) || says_share(wide->columns[index].name))
		return true;
	while (at > 0 && (kind_of_margin(&wide->columns[at]).size > 0 || is_error_sign(wide->columns[at].name)))
		at--;
	return at != index && !wide->columns[at].cell && says_share(wide->columns[at].name);
}

static bool may_be_margin(const struct segbias_wide *wide, size_t index)
{
	const struct segbias_wide_column *column = &wide->columns[index];
	return !column->cell && !column->figure && (!column->dropped || column->beside) &&
	       (kind_of_margin(column).size > 0 || is_error_sign(column->name)) && segbias_wide_margins(wide, index);
}

bool segbias_wide_error_left(const struct segbias_wide *wide, size_t index)
{
	const struct segbias_wide_column *column = &wide->columns[index];
	uint64_t words = 0;
	(void)segbias_column_words(column->name, &words);
	return column->dropped && !column->cell && !column->figure &&
	       (kind_of_margin(column).size > 0 || is_error_sign(column->name) ||
	        segbias_word_in(words, SEGBIAS_WORD_ERROR));
}

/* The column is the margin of the cell; false: that has one already. */
static bool pair(struct segbias_wide *wide, size_t index, size_t cell)
{
	struct segbias_wide_column *column = &wide->columns[index];
	struct segbias_label kind = kind_of_margin(column);
	size_t figure = segbias_wide_add_figure(wide, kind.size > 0 ? kind : segbias_label_of("se"));
	if (figure == SEGBIAS_WIDE_FIGURES_MAX || wide->columns[cell].figures[figure] != SIZE_MAX)
		return false;
	wide->columns[cell].figures[figure] = index;
	column->figure = true;
	column->dropped = column->beside = false;
	return true;
}

/* "Male", "\u00b1", "Female", "\u00b1": behind each cell a margin, all of one name. */
static bool stand_behind(const struct segbias_wide *wide)
{
	struct segbias_label name = {"", 0};
	for (size_t i = 0; i < wide->width; i++) {
		if (!wide->columns[i].cell)
			continue;
		if (i + 1 == wide->width || !may_be_margin(wide, i + 1) ||
		    (name.size > 0 && !segbias_label_equal(name, wide->columns[i + 1].name)))
			return false;
		name = wide->columns[i + 1].name;
	}
	return name.size > 0;
}

/* "Male", "Male MOE": the margin of error of a cell, told by its name; or by its place. */
void segbias_wide_pair_margins(struct segbias_wide *wide)
{
	if ((wide->dimensions != 1 && !wide->margins) || wide->packed)
		return;
	bool behind = stand_behind(wide);
	for (size_t i = 0; i < wide->width; i++) {
		if (!may_be_margin(wide, i))
			continue;
		size_t cell = behind                                       ? i - 1
		              : kind_of_margin(&wide->columns[i]).size > 0 ? cell_of_margin(wide, wide->columns[i].name)
		                                                           : SIZE_MAX;
		if (cell != SIZE_MAX && (!behind || wide->columns[cell].cell) && !is_in_points(wide, i, cell))
			(void)pair(wide, i, cell);
	}
}
