/* What two or three rows of names say of which the upper ones span columns, and which figures beside the values are of something else. */
#include "sources/melt_wide.h"

#include "values/band.h"
#include "values/column.h"
#include "values/synonym.h"
#include "values/word.h"

enum { SPANNED_LEAST = 3 };

size_t segbias_wide_add_figure(struct segbias_wide *wide, struct segbias_label name)
{
	for (size_t j = 0; j < wide->figures; j++)
		if (segbias_label_equal(wide->figure_names[j], name))
			return j;
	if (wide->figures == SEGBIAS_WIDE_FIGURES_MAX)
		return SEGBIAS_WIDE_FIGURES_MAX;
	wide->figure_names[wide->figures] = name;
	return wide->figures++;
}

struct segbias_label segbias_wide_name_level(const struct segbias_wide *wide, size_t level)
{
	bool first = true; /* whose values are of nothing that is known */
	size_t sexes = 0;
	size_t years = 0;
	size_t days = 0;
	size_t bands = 0;
	size_t cells = 0;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label value = wide->columns[i].values[level];
		struct segbias_band band;
		if (!wide->columns[i].cell || segbias_word_total(value) != SEGBIAS_TOTAL_NONE)
			continue;
		cells++;
		sexes += segbias_wide_sex(value) != SEGBIAS_SYNONYM_NONE;
		years += segbias_wide_year(value);
		days += segbias_wide_day(value);
		bands += segbias_band_parse(value, &band);
	}
	for (size_t i = 0; i < level; i++)
		first = first && !segbias_label_equal(wide->names[i], segbias_label_of("category"));
	return segbias_label_of(sexes == cells   ? "sex"
	                        : years == cells ? (days ? "date" : "year")
	                        : bands == cells ? "age"
	                        : first          ? "category"
	                                         : "category 2"); /* "group" is a name of segments */
}

bool segbias_wide_names_differ(const struct segbias_wide *wide)
{
	for (size_t i = 0; i < wide->dimensions; i++)
		for (size_t j = 0; j < i; j++)
			if (segbias_label_equal(wide->names[i], wide->names[j]))
				return false;
	return true;
}

/* The rows of names from the lowest one (0) upwards. */
static struct segbias_label name_in(const struct segbias_wide_column *column, size_t row)
{
	return row == 0 ? column->name : row == 1 ? column->above : column->top;
}

/* How many rows of names there are. */
static size_t count_rows(const struct segbias_wide *wide)
{
	size_t rows = 2;
	for (size_t i = 0; i < wide->width; i++)
		rows = wide->columns[i].top.size > 0 ? 3 : rows;
	return rows;
}

/* Whether the column has a name in each of them. */
static bool is_named(const struct segbias_wide_column *column, size_t rows)
{
	bool named = true;
	for (size_t row = 0; row < rows; row++)
		named = named && name_in(column, row).size > 0;
	return named;
}

/* Names that are figures ("Number", "Percent") rather than values ("Male", "2021"): then each is a column of the long table. */
static bool are_figures(const struct segbias_wide *wide, size_t rows, size_t row)
{
	size_t counts[SEGBIAS_WIDE_OTHER + 1] = {0};
	struct segbias_label first = {"", 0};
	bool same = true;
	for (size_t i = 0; i < wide->width; i++) {
		const struct segbias_wide_column *column = &wide->columns[i];
		if (!is_named(column, rows))
			continue;
		first = first.size > 0 ? first : name_in(column, row);
		same = same && segbias_label_equal(first, name_in(column, row));
		counts[segbias_wide_name(name_in(column, row))]++;
	}
	if (counts[SEGBIAS_WIDE_YEAR] + counts[SEGBIAS_WIDE_SEX] + counts[SEGBIAS_WIDE_BAND] > 0)
		return false;
	return counts[SEGBIAS_WIDE_COUNT] + counts[SEGBIAS_WIDE_OTHER] > 0 || (same && counts[SEGBIAS_WIDE_TOTAL] > 0);
}

/* The first column that has the same values, or this one. */
static size_t cell_of(const struct segbias_wide *wide, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		bool same = wide->columns[i].cell;
		for (size_t level = 0; level < wide->dimensions && same; level++)
			same = segbias_label_equal(wide->columns[i].values[level], wide->columns[index].values[level]);
		if (same)
			return i;
	}
	return index;
}

/* Takes the column as a figure of the cell whose values it has, the upper ones first; false: that cell has it already. */
static bool take(struct segbias_wide *wide, size_t index, size_t rows, const bool *figures)
{
	struct segbias_wide_column *column = &wide->columns[index];
	size_t figure = 0;
	size_t level = 0;
	for (size_t row = rows; row-- > 0;) {
		if (!figures[row])
			column->values[level++] = name_in(column, row);
		else if ((figure = segbias_wide_add_figure(wide, name_in(column, row))) == SEGBIAS_WIDE_FIGURES_MAX)
			return false;
	}
	struct segbias_wide_column *cell = &wide->columns[cell_of(wide, index)];
	if (cell->cell && cell->figures[figure] != SIZE_MAX)
		return false;
	cell->cell = true;
	cell->figures[figure] = index;
	return true;
}

/* Whether a name among values is a figure of something else. */
static bool has_other(const struct segbias_wide_column *column, size_t rows, const bool *figures)
{
	bool other = false;
	for (size_t row = 0; row < rows; row++)
		other = other || (!figures[row] && segbias_wide_name(name_in(column, row)) == SEGBIAS_WIDE_OTHER);
	return other;
}

/* Each row of names is values or figures. Among values a figure of something else ("Change" beside years) is left out. */
bool segbias_wide_melts_spanned(struct segbias_wide *wide)
{
	size_t rows = count_rows(wide);
	bool figures[SEGBIAS_WIDE_DIMENSIONS_MAX] = {false};
	size_t count = 0;
	wide->dimensions = 0;
	for (size_t row = 0; row < rows; row++) {
		figures[row] = are_figures(wide, rows, row);
		wide->dimensions += !figures[row];
	}
	if (wide->dimensions + 1 < rows)
		return false;
	wide->figures = wide->dimensions < rows ? 0 : wide->figures;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		enum segbias_wide_name said = segbias_wide_name(column->name);
		if (!is_named(column, rows)) {
			if (said == SEGBIAS_WIDE_SEX || said == SEGBIAS_WIDE_BAND || said == SEGBIAS_WIDE_YEAR)
				return false; /* a value without a name above it */
			continue;
		}
		count++;
		if (has_other(column, rows, figures))
			column->dropped = column->beside = true;
		else if (!take(wide, i, rows, figures))
			return false;
	}
	for (size_t level = 0; level < wide->dimensions; level++)
		wide->names[level] = segbias_wide_name_level(wide, level);
	return count >= SPANNED_LEAST && segbias_wide_names_differ(wide);
}

/* Named like a figure, and not like an attribute that is a number; "Age: 15-24" is one of a band. */
static bool is_beside(const struct segbias_wide *wide, struct segbias_label name)
{
	struct segbias_label side;
	struct segbias_label value;
	bool split = segbias_wide_split_side(wide, name, &side, &value);
	enum segbias_wide_name of = split ? segbias_wide_name(value) : SEGBIAS_WIDE_TEXT;
	if (of == SEGBIAS_WIDE_BAND || of == SEGBIAS_WIDE_SEX || of == SEGBIAS_WIDE_TOTAL ||
	    segbias_wide_has_value(name))
		return true;
	static const enum segbias_word ATTRIBUTES[] = {SEGBIAS_WORD_AGE, SEGBIAS_WORD_PERIOD, SEGBIAS_WORD_PLACE,
	                                               SEGBIAS_WORD_SEGMENT, SEGBIAS_WORD_WEIGHT};
	enum segbias_wide_name said = segbias_wide_name(name);
	uint64_t words = 0;
	(void)segbias_column_words(name, &words);
	if (segbias_word_in(words, SEGBIAS_WORD_RATE) || segbias_word_in(words, SEGBIAS_WORD_PERCENT))
		return true;
	for (size_t i = 0; i < sizeof ATTRIBUTES / sizeof *ATTRIBUTES; i++)
		if (segbias_word_in(words, ATTRIBUTES[i]))
			return false;
	return said == SEGBIAS_WIDE_COUNT || said == SEGBIAS_WIDE_TOTAL || said == SEGBIAS_WIDE_BAND ||
	       said == SEGBIAS_WIDE_SEX ||
	       (said == SEGBIAS_WIDE_OTHER && !segbias_word_in(words, SEGBIAS_WORD_MEASURE));
}

void segbias_wide_drop_beside(struct segbias_wide *wide)
{
	bool named = wide->dimensions != 1 || wide->over.size > 0 ||
	             !segbias_label_equal(wide->figure_names[0], segbias_label_of("count"));
	for (size_t i = 0; i < wide->width && !wide->packed; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		if (!segbias_wide_keeps(column) || !is_beside(wide, column->name) || !segbias_wide_numeric(wide, i))
			continue;
		column->dropped = column->beside = true;
		/* What the cells are parts of says what they count: "Impressions". */
		if (!named && segbias_wide_name(column->name) == SEGBIAS_WIDE_COUNT && segbias_wide_sums(wide, i)) {
			wide->figure_names[0] = column->name;
			named = true;
		}
	}
}
