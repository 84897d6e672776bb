/* Columns of one attribute side by side: a column for each band of ages; parts that sum to a total. */
#include "sources/melt_wide.h"

#include "base/memory.h"
#include "sources/sheet_line.h"
#include "values/band.h"
#include "values/column.h"
#include "values/figure.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>

static const double SUM_OFF = 0.005;  /* of the total, at most */
static const double SIDES_OFF = 0.02; /* of two attributes of the same people: rounded, or of some unknown */

enum {
	BANDS_LEAST = 2,
	SINGLES_LEAST = 15, /* single years that nothing calls ages */
	FIRST_MOST = 25,    /* bands that nothing calls ages begin at this age at most, … */
	OPEN_LEAST = 50,    /* … and end in an open one that begins here or above */
	PARTS_LEAST = 2,
	SUM_LEAST = 1000, /* below it, a sum may be chance */
};

/* --- bands -------------------------------------------------------------------------------------------------------- */

/* A name that ends in a band: what stands before it, and that. */
static bool split_band(struct segbias_label name, struct segbias_label *stem, struct segbias_label *value,
                       struct segbias_band *band)
{
	name = segbias_wide_trim(name);
	for (size_t at = 0; at < name.size; at++) {
		if (at > 0 && name.bytes[at - 1] != ' ' && name.bytes[at - 1] != '_')
			continue;
		*value = segbias_wide_behind(name, name.bytes + at, 0);
		if (segbias_wide_year(*value) || !segbias_band_parse(*value, band))
			continue;
		*stem = segbias_wide_before(name, name.bytes + at);
		return true;
	}
	return false;
}

/* What the names say of the bands together. */
struct bands {
	struct segbias_band *items; /* [count] */
	size_t count, singles;
	bool named; /* a name says that they are ages */
	struct segbias_label stem;
};

static bool is_meeting(const struct bands *bands, double edge, bool above)
{
	for (size_t i = 0; i < bands->count; i++)
		if ((above ? bands->items[i].low : bands->items[i].end) == edge)
			return true;
	return false;
}

/* Ages: they follow each other without a gap, and begin and end as ages do, where no name says what they are. */
static bool are_ages(const struct bands *bands)
{
	struct segbias_band_edge edge = {0};
	double first = INFINITY;
	double open = -INFINITY;
	size_t gaps = 0;
	for (size_t i = 0; i < bands->count; i++) {
		const struct segbias_band *band = &bands->items[i];
		first = fmin(first, isinf(band->low) ? 0 : band->low);
		open = isinf(band->end) ? fmax(open, band->low) : open;
		gaps += !isinf(band->end) && !is_meeting(bands, band->end, true);
	}
	enum segbias_arrangement lie = segbias_bands_arrange(bands->items, bands->count, &edge);
	if (!segbias_bands_are_ages(bands->items, bands->count) || bands->count < BANDS_LEAST)
		return false;
	bool singles = bands->singles == bands->count; /* which are not arranged */
	if (bands->named)
		return lie == SEGBIAS_BANDS_NESTED || ((singles || lie == SEGBIAS_BANDS_DISJOINT) && gaps <= 1);
	return lie == SEGBIAS_BANDS_DISJOINT && gaps == 0 && first >= 0 && first <= FIRST_MOST && open >= OPEN_LEAST &&
	       (bands->singles + 1 < bands->count || bands->count >= SINGLES_LEAST);
}

static bool says_age(struct segbias_label name)
{
	uint64_t words = 0;
	(void)segbias_column_words(name, &words);
	return segbias_word_in(words, SEGBIAS_WORD_AGE);
}

/* Marks the columns of bands, all of one beginning. */
static bool take_bands(struct segbias_wide *wide, struct bands *bands)
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		struct segbias_label stem;
		struct segbias_label value;
		struct segbias_band band;
		if (segbias_wide_name(column->name) == SEGBIAS_WIDE_OTHER ||
		    !split_band(column->name, &stem, &value, &band) ||
		    !(segbias_wide_numeric(wide, i) || segbias_wide_hidden(wide, i)))
			continue;
		if (bands->count > 0 && !segbias_label_equal(stem, bands->stem))
			return false;
		bands->stem = stem;
		bands->named = bands->named || band.years || says_age(column->name);
		bands->singles += band.single;
		bands->items[bands->count++] = band;
		column->cell = true;
		column->values[0] = stem.size > 0 && says_age(stem) ? segbias_wide_trim(column->name) : value;
	}
	return true;
}

/* Totals and those of whom the value is not known. */
static void take_rest(struct segbias_wide *wide)
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		if (!segbias_wide_keeps(column) || !segbias_wide_numeric(wide, i) ||
		    (segbias_word_total(column->name) == SEGBIAS_TOTAL_NONE && !segbias_word_unknown(column->name)))
			continue;
		column->cell = true;
		column->values[0] = column->name;
	}
}

bool segbias_wide_melts_bands(struct segbias_wide *wide)
{
	struct bands bands = {.items = segbias_memory_zeroed(wide->width, sizeof *bands.items)};
	bool found = bands.items && take_bands(wide, &bands) && are_ages(&bands);
	free(bands.items);
	if (!found)
		return false;
	take_rest(wide);
	wide->bands = true;
	wide->dimensions = 1;
	wide->names[0] = segbias_label_of("age");
	return true;
}

/* --- parts of a total --------------------------------------------------------------------------------------------- */

static bool read_cell(const struct segbias_wide *wide, const struct segbias_ragged_record *record, size_t column,
                      struct segbias_label *cell)
{
	size_t at = record->start;
	for (size_t i = 0; i <= column; i++)
		if (!segbias_ragged_field(&wide->walk, record, &at, cell))
			return false;
	*cell = segbias_sheet_unquoted(*cell);
	return true;
}

/* A cell, which is no total, or the total in question. */
static bool is_summed(const struct segbias_wide *wide, size_t column, size_t total)
{
	return column == total || (wide->columns[column].cell &&
	                           segbias_word_total(wide->columns[column].values[0]) == SEGBIAS_TOTAL_NONE);
}

/* How the cells and the total write their numbers. */
static bool read_style(const struct segbias_wide *wide, size_t total, struct segbias_number_style *style)
{
	struct segbias_style_evidence evidence = {0};
	struct segbias_style_context context = {.count = true, .delimiter = wide->delimiter};
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	walk.at = wide->rows_at;
	for (size_t row = 0; row < SEGBIAS_WIDE_ROWS && segbias_ragged_next(&walk, &record); row++)
		for (size_t i = 0; i < wide->width && record.width == wide->width; i++) {
			struct segbias_label cell;
			if (is_summed(wide, i, total) && read_cell(wide, &record, i, &cell))
				segbias_style_look(&evidence, cell);
		}
	return segbias_style_decide(&evidence, &context, style) == SEGBIAS_STYLE_DECIDED;
}

/* Adds the row's cells up, and its total; false: one is no number. */
static bool add_row(const struct segbias_wide *wide, const struct segbias_ragged_record *record, size_t total,
                    const struct segbias_number_style *style, double sums[static 2])
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label cell;
		struct segbias_figure figure;
		if (!is_summed(wide, i, total))
			continue;
		if (!read_cell(wide, record, i, &cell))
			return false;
		if (segbias_figure_parse(cell, style, &figure))
			sums[i == total] += figure.value;
		else if (!segbias_wide_missing(cell))
			return false;
	}
	return true;
}

/* Whether in every row the total is the sum of the cells, to half a unit a figure. */
bool segbias_wide_sums(const struct segbias_wide *wide, size_t total)
{
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	struct segbias_number_style style;
	double all = 0;
	size_t cells = 1;
	walk.at = wide->rows_at;
	if (!read_style(wide, total, &style))
		return false;
	for (size_t i = 0; i < wide->width; i++)
		cells += wide->columns[i].cell;
	for (size_t row = 0; row < SEGBIAS_WIDE_ROWS && segbias_ragged_next(&walk, &record); row++) {
		double sums[2] = {0, 0}; /* the cells, the total */
		if (record.width != wide->width)
			continue;
		if (!add_row(wide, &record, total, &style, sums) ||
		    fabs(sums[0] - sums[1]) > fmin(0.5 * (double)cells, SUM_OFF * sums[1]))
			return false;
		all += sums[1];
	}
	return all >= SUM_LEAST;
}

/* Adds the row's figures of both sides up; false: one is no number. */
static bool add_sides(const struct segbias_wide *wide, const struct segbias_ragged_record *record,
                      const struct segbias_label sides[static 2], const struct segbias_number_style *style,
                      double sums[static 2])
{
	for (size_t i = 0; i < wide->width; i++) {
		const struct segbias_wide_column *column = &wide->columns[i];
		struct segbias_label cell;
		struct segbias_figure figure;
		if (!is_summed(wide, i, SIZE_MAX) || segbias_word_total(column->values[1]) != SEGBIAS_TOTAL_NONE)
			continue;
		size_t side = 0;
		while (side < 2 && !segbias_label_equal(column->values[0], sides[side]))
			side++;
		if (side == 2)
			continue;
		if (!read_cell(wide, record, i, &cell))
			return false;
		if (segbias_figure_parse(cell, style, &figure))
			sums[side] += figure.value;
		else if (!segbias_wide_missing(cell))
			return false;
	}
	return true;
}

bool segbias_wide_sides_sum(const struct segbias_wide *wide, struct segbias_label name, struct segbias_label other)
{
	const struct segbias_label sides[] = {name, other};
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	struct segbias_number_style style;
	size_t rows = 0;
	walk.at = wide->rows_at;
	if (!read_style(wide, SIZE_MAX, &style))
		return false;
	for (size_t row = 0; row < SEGBIAS_WIDE_ROWS && segbias_ragged_next(&walk, &record); row++) {
		double sums[2] = {0, 0};
		if (record.width != wide->width)
			continue;
		if (!add_sides(wide, &record, sides, &style, sums) || fabs(sums[0] - sums[1]) > SIDES_OFF * sums[1])
			return false;
		rows += sums[1] > 0;
	}
	return rows > 0;
}

/* A column of figures that is called like nothing that is known. */
static bool may_be_part(const struct segbias_wide *wide, size_t column)
{
	static const enum segbias_word ATTRIBUTES[] = {SEGBIAS_WORD_AGE, SEGBIAS_WORD_PERIOD, SEGBIAS_WORD_PLACE,
	                                               SEGBIAS_WORD_ID};
	struct segbias_label name = wide->columns[column].name;
	enum segbias_wide_name said = segbias_wide_name(name);
	uint64_t words = 0;
	(void)segbias_column_words(name, &words);
	for (size_t i = 0; i < sizeof ATTRIBUTES / sizeof *ATTRIBUTES; i++)
		if (said == SEGBIAS_WIDE_TEXT && segbias_word_in(words, ATTRIBUTES[i]))
			return false;
	return said != SEGBIAS_WIDE_OTHER && said != SEGBIAS_WIDE_TOTAL && said != SEGBIAS_WIDE_COUNT &&
	       segbias_wide_numeric(wide, column);
}

/* Marks the columns first..last but the total as cells, or takes their marks away. */
static void mark(struct segbias_wide *wide, size_t first, size_t last, size_t total, bool cell)
{
	for (size_t i = first; i <= last; i++) {
		wide->columns[i].cell = cell && i != total;
		wide->columns[i].values[0] = wide->columns[i].name;
	}
}

/* "Children", "Adults", "Seniors" beside a "Total" that is their sum, on one side of it. */
bool segbias_wide_melts_parts(struct segbias_wide *wide)
{
	for (size_t total = 0; total < wide->width; total++) {
		enum segbias_wide_name said = segbias_wide_name(wide->columns[total].name);
		size_t first = total;
		size_t last = total;
		if ((said != SEGBIAS_WIDE_TOTAL && said != SEGBIAS_WIDE_COUNT) || !segbias_wide_numeric(wide, total))
			continue;
		while (last + 1 < wide->width && may_be_part(wide, last + 1))
			last++;
		while (last == total && first > 0 && may_be_part(wide, first - 1))
			first--;
		mark(wide, first, last, total, true);
		wide->columns[total].dropped = true;
		if (last - first >= PARTS_LEAST && segbias_wide_sums(wide, total) && segbias_wide_crossed(wide)) {
			wide->columns[total].dropped = wide->columns[total].beside = said == SEGBIAS_WIDE_TOTAL;
			wide->dimensions = 1;
			wide->names[0] = segbias_wide_name_level(wide, 0);
			return true;
		}
		mark(wide, first, last, total, false);
		wide->columns[total].dropped = false;
	}
	return false;
}
