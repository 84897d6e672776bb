/* The names of a wide table: one row of them, or two. */
#include "sources/melt_wide.h"

#include "sources/sheet_line.h"
#include "values/band.h"
#include "values/missing.h"
#include "values/synonym.h"
#include "values/word.h"

/* Whether the fields are names below others that span them: words only, two and more below a cell that is there again or
 * goes on to the right. */
static bool are_spanned(const struct segbias_wide *wide, const struct segbias_label *fields)
{
	size_t below = 0;
	bool spans = false;
	bool begun = false;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label upper = wide->columns[i].name;
		struct segbias_label lower = segbias_wide_trim(segbias_sheet_unquoted(fields[i]));
		if (lower.size > 0 && segbias_sheet_number(lower) && !segbias_wide_year(lower))
			return false;
		begun = begun || (i > 0 && wide->columns[i - 1].name.size > 0);
		if (i == 0 || lower.size == 0 ||
		    segbias_missing_blank(segbias_wide_trim(segbias_sheet_unquoted(fields[i]))))
			continue;
		bool again = upper.size > 0 && segbias_label_equal(upper, wide->columns[i - 1].name);
		spans = spans || again || (upper.size == 0 && begun);
		below++;
	}
	return spans && below >= 2;
}

/* The lower names stand; the upper ones go on to the right, and say nothing where they are all the same. */
static void take_spanned(struct segbias_wide *wide, const struct segbias_label *fields)
{
	struct segbias_label upper = {"", 0};
	bool same = true;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		struct segbias_label lower = segbias_wide_trim(segbias_sheet_unquoted(fields[i]));
		if (lower.size == 0 && column->name.size == 0)
			column->above = upper; /* which a row below may divide */
		/* A key that has its name in both rows is spanned by nothing. */
		if (lower.size == 0 || (upper.size == 0 && segbias_label_equal(lower, column->name)))
			continue;
		same = same && (upper.size == 0 || column->name.size == 0 || segbias_label_equal(upper, column->name));
		upper = column->name.size > 0 ? column->name : upper;
		column->top = column->above;
		column->above = upper;
		column->name = lower;
	}
	for (size_t i = 0; i < wide->width && same; i++)
		wide->columns[i].above = (struct segbias_label){"", 0};
	enum segbias_wide_name said = segbias_wide_name(upper);
	if (same && (said == SEGBIAS_WIDE_COUNT || said == SEGBIAS_WIDE_OTHER))
		wide->over = upper;
}

/* Takes the next record as names below those that are there; false: it is none of names. */
static bool read_below(struct segbias_wide *wide, struct segbias_label *fields, bool paths)
{
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	size_t count = 0;
	walk.at = wide->rows_at;
	if (!segbias_ragged_next(&walk, &record) || record.width != wide->width)
		return false;
	segbias_wide_fields(wide, &record, fields);
	for (size_t i = 0; i < wide->width && paths; i++)
		count += segbias_wide_find(fields[i], SEGBIAS_WIDE_PATH) != NULL;
	if (count >= SEGBIAS_WIDE_PREFIXED_LEAST) {
		for (size_t i = 0; i < wide->width; i++)
			if (segbias_wide_find(fields[i], SEGBIAS_WIDE_PATH))
				wide->columns[i].name = segbias_sheet_unquoted(fields[i]);
	} else if (are_spanned(wide, fields)) {
		take_spanned(wide, fields);
	} else {
		return false;
	}
	struct segbias_label text = {walk.bytes + record.start, record.end - record.start};
	wide->rows_at = record.end;
	wide->rows_line += segbias_label_line_ends(text);
	return count == 0;
}

/* Reads the names: those of a second row, where it has the paths of which the first has the codes, or is spanned; and of a third
 * below that. */
void segbias_wide_read_names(struct segbias_wide *wide, struct segbias_label *fields)
{
	segbias_wide_fields(wide, &wide->header, fields);
	for (size_t i = 0; i < wide->width; i++)
		wide->columns[i] = (struct segbias_wide_column){.name = segbias_sheet_unquoted(fields[i])};
	if (read_below(wide, fields, true))
		(void)read_below(wide, fields, false);
	for (size_t i = 0; i < wide->width; i++) {
		wide->columns[i].says_error = segbias_wide_says_error(wide, i);
		wide->columns[i].says_figure =
		    wide->columns[i].says_error || segbias_wide_says_figure(wide->columns[i].name);
	}
}

/* A column of labels without a name is called by what they are. */
void segbias_wide_name_labels(struct segbias_wide *wide, struct segbias_label *fields)
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_ragged walk = wide->walk;
		struct segbias_ragged_record record;
		size_t counts[3] = {0}; /* labels, bands, sexes */
		struct segbias_wide_column *column = &wide->columns[i];
		if (column->cell || column->dropped || !segbias_missing_blank(column->name))
			continue;
		walk.at = wide->rows_at;
		for (size_t row = 0; row < SEGBIAS_WIDE_ROWS && segbias_ragged_next(&walk, &record); row++) {
			struct segbias_band band;
			if (record.width != wide->width)
				continue;
			segbias_wide_fields(wide, &record, fields);
			struct segbias_label cell = segbias_wide_trim(segbias_sheet_unquoted(fields[i]));
			if (cell.size == 0 || segbias_word_total(cell) != SEGBIAS_TOTAL_NONE)
				continue;
			counts[0]++;
			counts[1] += segbias_band_parse(cell, &band) && !(band.single && segbias_wide_year(cell));
			counts[2] += segbias_wide_sex(cell) != SEGBIAS_SYNONYM_NONE;
		}
		if (counts[0] > 0)
			column->name = segbias_label_of(2 * counts[1] > counts[0]   ? "age"
			                                : 2 * counts[2] > counts[0] ? "sex"
			                                : i == 0                    ? "label"
			                                                            : "label 2");
	}
}
