/* Form: margins of several attributes in one table, a column for each: every row has a value of one of them, and a total (or
 * nothing) in the others. No row says how they cross: "Male,Total", "Female,Total", "Total,0-17", "Total,18+".
 *
 * source: tables that offices let one put together (GENESIS, Eurostat's and PxWeb's data browsers), of one variable at a time */
#include "sources/recast.h"

#include "base/intern.h"
#include "base/memory.h"
#include "sources/melt_wide.h"
#include "sources/recast_rows.h"
#include "sources/sheet_line.h"
#include "values/band.h"
#include "values/column.h"
#include "values/missing.h"
#include "values/name.h"
#include "values/synonym.h"
#include "values/word.h"

#include <stdlib.h>

enum { ATTRIBUTES_LEAST = 2, SEXES_MAX = 4 };

/* What the cells of a column are. */
struct column {
	size_t totals, blanks, labels; /* a total's word, nothing, anything else … */
	size_t numbers, groups;        /* … of which plain numbers, and sexes or bands */
	bool several;                  /* of the labels two differ */
	struct segbias_label first;
	struct segbias_label sexes[SEXES_MAX]; /* the first labels that differ, … */
	size_t distinct;                       /* … and how many there are, up to one more */
	bool attribute;
};

static bool is_total(struct segbias_label cell)
{
	return segbias_word_total(cell) != SEGBIAS_TOTAL_NONE || segbias_label_equal(cell, segbias_label_of("T")) ||
	       segbias_label_equal(cell, segbias_label_of("_T"));
}

/* Whether a column may be an attribute: it is a total or nothing in some rows, and has several labels. */
static bool may_be_attribute(const struct column *column)
{
	return column->totals + column->blanks > 0 && column->several && column->numbers < column->labels;
}

static void add_distinct(struct column *column, struct segbias_label cell)
{
	size_t at = 0;
	while (at < column->distinct && at < SEXES_MAX && !segbias_label_equal(column->sexes[at], cell))
		at++;
	if (at < column->distinct || at > SEXES_MAX)
		return;
	if (at < SEXES_MAX)
		column->sexes[at] = cell;
	column->distinct = at + 1;
}

static void look(const struct segbias_recast_rows *rows, struct column *columns)
{
	for (size_t i = 0; i < rows->width; i++) {
		struct segbias_label cell = segbias_wide_trim(rows->fields[i]);
		struct column *column = &columns[i];
		struct segbias_band band;
		if (segbias_missing_blank(cell)) {
			column->blanks++;
		} else if (is_total(cell)) {
			column->totals++;
		} else {
			column->first = column->labels == 0 ? cell : column->first;
			column->several = column->several || !segbias_label_equal(cell, column->first);
			column->labels++;
			add_distinct(column, cell);
			bool parsed = segbias_band_parse(cell, &band);
			column->numbers += segbias_sheet_number(cell);
			column->groups += segbias_wide_sex(cell) != SEGBIAS_SYNONYM_NONE || (parsed && !band.single);
		}
	}
}

/* How many attributes the row has a label of; *which: the last of them. */
static size_t count_labels(const struct segbias_recast_rows *rows, const struct column *columns, size_t *which)
{
	size_t count = 0;
	for (size_t i = 0; i < rows->width; i++) {
		struct segbias_label cell = segbias_wide_trim(rows->fields[i]);
		if (!columns[i].attribute || segbias_missing_blank(cell) || is_total(cell))
			continue;
		*which = i;
		count++;
	}
	return count;
}

/* Whether nothing in the row says that it is a total of anything: most files are left at their first record. */
static bool is_plain(const struct segbias_recast_rows *rows)
{
	for (size_t i = 0; i < rows->width; i++) {
		struct segbias_label cell = segbias_wide_trim(rows->fields[i]);
		if (segbias_missing_blank(cell) || is_total(cell))
			return false;
	}
	return true;
}

static bool is_decided(const struct segbias_melting *file, struct segbias_label name)
{
	for (size_t i = 0; i < file->where_count; i++)
		if (segbias_name_same(file->wheres[i].left, name))
			return true;
	return false;
}

/* Sexes or bands that stand in every row, and several of them: each of the others is crossed with them. */
static bool is_crossed(const struct column *column)
{
	bool sexes = column->numbers == 0 && column->distinct <= SEXES_MAX &&
	             segbias_wide_sexes(column->sexes, column->distinct);
	return column->totals + column->blanks == 0 && column->several && (column->groups == column->labels || sexes);
}

/* Marks the attributes; false: there are fewer than two, or where blanks stand for totals none is of sexes or bands, or all are crossed
 * with another. A column of which --where takes rows is none: those are of one place, or of its total. */
static bool mark_attributes(const struct segbias_melting *file, const struct segbias_recast_rows *rows,
                            struct column *columns)
{
	size_t count = 0;
	size_t totals = 0;
	bool known = false;
	bool crossed = false;
	for (size_t i = 0; i < rows->width; i++) {
		struct column *column = &columns[i];
		bool decided = is_decided(file, rows->names[i]);
		column->attribute = !decided && may_be_attribute(column);
		crossed = crossed || (!decided && is_crossed(column));
		count += column->attribute;
		totals += column->attribute && column->totals > 0;
		known = known || (column->attribute && column->groups == column->labels);
	}
	return !crossed && count >= ATTRIBUTES_LEAST && (totals == count || (totals == 0 && known));
}

/* Whether the row's label is new, and has a figure: a heading has none, and what stands below several comes again. */
static bool is_first(const struct segbias_recast_rows *rows, const struct column *columns, size_t which,
                     struct segbias_intern *seen)
{
	struct segbias_text key = {0};
	bool figure = false;
	for (size_t i = 0; i < rows->width; i++)
		figure = figure || (!columns[i].attribute && segbias_sheet_number(rows->fields[i]));
	segbias_text_add_format(&key, "%zu ", which);
	segbias_text_add(&key, rows->fields[which].bytes, rows->fields[which].size);
	uint32_t before = seen->size;
	bool first = figure && !key.failed &&
	             segbias_intern_add(seen, segbias_text_label(&key)) != SEGBIAS_INTERN_NONE && seen->size > before;
	segbias_text_release(&key);
	return first;
}

/* Whether a column of words stands in every row, of people as likely as not: where labels come again it is crossed with them. No place, year or
 * measure, of which --where takes one. */
static bool may_cross(const struct segbias_melting *file, struct segbias_label name, const struct column *column)
{
	uint64_t words = 0;
	(void)segbias_column_words(name, &words);
	return !column->attribute && column->totals + column->blanks == 0 && column->several && column->numbers == 0 &&
	       !is_decided(file, name) && !segbias_word_in(words, SEGBIAS_WORD_PLACE) &&
	       !segbias_word_in(words, SEGBIAS_WORD_PERIOD) && !segbias_word_in(words, SEGBIAS_WORD_INDICATOR);
}

/* Whether each row is of one attribute at most, and some are; where blanks stand for totals, or another column may cross them, each label
 * comes once. */
static bool are_margins(const struct segbias_melting *file, struct segbias_recast_rows *rows,
                        const struct column *columns)
{
	struct segbias_intern seen = {0};
	size_t which = SIZE_MAX;
	size_t labelled = 0;
	bool good = true;
	bool blank = true;
	bool crossed = false;
	for (size_t i = 0; i < rows->width; i++) {
		blank = blank && !(columns[i].attribute && columns[i].totals > 0);
		crossed = crossed || may_cross(file, rows->names[i], &columns[i]);
	}
	bool once = blank || crossed;
	segbias_recast_rows_rewind(file, rows);
	while (good && segbias_recast_rows_next(rows)) {
		size_t labels = count_labels(rows, columns, &which);
		good = labels < 2 && (!once || labels == 0 || is_first(rows, columns, which, &seen));
		labelled += labels;
	}
	segbias_intern_release(&seen);
	return good && labelled > 0;
}

/* Reads all rows, and marks the attributes. `begun`: only the beginning is there, and its first plain row ends the search. */
static bool find_attributes(const struct segbias_melting *file, struct segbias_recast_rows *rows,
                            struct column *columns, bool begun)
{
	while (segbias_recast_rows_next(rows)) {
		if (begun && is_plain(rows))
			return false;
		look(rows, columns);
	}
	return mark_attributes(file, rows, columns);
}

static enum segbias_status open_margins(const struct segbias_melting *file, struct segbias_recast_rows *rows,
                                        struct column **columns, struct segbias_error *error)
{
	enum segbias_status status = segbias_recast_rows_open(file, rows, error);
	if (status != SEGBIAS_OK)
		return status;
	*columns = segbias_memory_zeroed(rows->width + 1, sizeof **columns);
	return *columns ? SEGBIAS_OK : segbias_error_memory(error);
}

/* Margins of several places: the place is in every row, and its total in some, beside the attribute that the row is of. */
static bool leave_places(const struct segbias_recast_rows *rows, struct column *columns)
{
	size_t attributes = 0;
	size_t places = 0;
	for (size_t i = 0; i < rows->width; i++) {
		uint64_t words = 0;
		(void)segbias_column_words(rows->names[i], &words);
		bool place =
		    columns[i].attribute && columns[i].blanks == 0 && segbias_word_in(words, SEGBIAS_WORD_PLACE);
		columns[i].attribute = columns[i].attribute && !place;
		attributes += columns[i].attribute;
		places += place;
	}
	return places > 0 && attributes >= ATTRIBUTES_LEAST;
}

/* The attributes of a table of margins; false: it is none. */
static bool find_margins(const struct segbias_melting *file, struct segbias_recast_rows *rows, struct column *columns,
                         bool begun)
{
	return find_attributes(file, rows, columns, begun) &&
	       (are_margins(file, rows, columns) || (leave_places(rows, columns) && are_margins(file, rows, columns)));
}

static enum segbias_status is(const struct segbias_melting *file, bool *found, struct segbias_error *error)
{
	struct segbias_recast_rows rows = {0};
	struct column *columns = NULL;
	enum segbias_status status = open_margins(file, &rows, &columns, error);
	*found = status == SEGBIAS_OK && rows.width > ATTRIBUTES_LEAST && find_margins(file, &rows, columns, true);
	free(columns);
	segbias_recast_rows_close(&rows);
	return status;
}

/* The attribute and its value stand where the first attribute does. */
static void put_row(const struct segbias_recast_rows *rows, const struct column *columns,
                    const struct segbias_label *cells, const struct segbias_label pair[static 2],
                    struct segbias_melted *out)
{
	bool put = false;
	for (size_t i = 0; i < rows->width; i++) {
		if (!columns[i].attribute) {
			segbias_recast_put(&out->text, cells[i]);
			continue;
		}
		for (size_t j = 0; j < 2 && !put; j++)
			segbias_recast_put(&out->text, pair[j]);
		put = true;
	}
	out->text.size--; /* the last comma */
}

static enum segbias_status refuse_crossed(const struct segbias_melting *file, uint64_t line,
                                          struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_DATA,
	                  "margin_crosses|this row is of several attributes, where those above it are of one each");
	segbias_error_hint(error, "margins and crossed figures are two tables: make a file of each");
	segbias_error_place(error, file->file, line, 0);
	return SEGBIAS_DATA;
}

static void say(const struct segbias_recast_rows *rows, const struct column *columns, struct segbias_melted *out)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t count = 0;
	segbias_text_add_string(&out->said, "each row is of one of ");
	for (size_t i = 0; i < rows->width; i++)
		if (columns[i].attribute)
			segbias_text_add_format(&out->said, "%s%s", count++ > 0 ? " and " : "",
			                        segbias_label_quote(rows->names[i], quoted));
	segbias_text_add_string(&out->said,
	                        ", and of all in the others: they are margins, which do not say how they cross");
}

static enum segbias_status write(const struct segbias_melting *file, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_label names[] = {segbias_label_of("attribute"), segbias_label_of("value")};
	struct segbias_recast_rows rows = {0};
	struct column *columns = NULL;
	SEGBIAS_TRY(open_margins(file, &rows, &columns, error));
	(void)find_margins(file, &rows, columns, false);
	segbias_recast_rows_rewind(file, &rows);
	put_row(&rows, columns, rows.names, names, out);
	SEGBIAS_TRY(segbias_melted_end(out, file->line, error));
	while (segbias_recast_rows_next(&rows)) {
		size_t which = SIZE_MAX;
		size_t labels = count_labels(&rows, columns, &which);
		if (labels > 1)
			SEGBIAS_TRY(refuse_crossed(file, rows.line, error));
		if (labels == 0)
			continue; /* everybody */
		const struct segbias_label pair[] = {rows.names[which], segbias_wide_trim(rows.fields[which])};
		put_row(&rows, columns, rows.fields, pair, out);
		SEGBIAS_TRY(segbias_melted_end(out, rows.line, error));
	}
	SEGBIAS_TRY(segbias_recast_rows_check(file, &rows, error));
	say(&rows, columns, out);
done:
	free(columns);
	segbias_recast_rows_close(&rows);
	return status;
}

const struct segbias_recast segbias_recast_margins = {"margins", ',', is, write};
