#include "sources/melt.h"

#include "base/memory.h"
#include "csv/dialect.h"
#include "sources/melt_wide.h"
#include "sources/sheet_line.h"
#include "values/form.h"
#include "values/missing.h"
#include "values/name.h"

#include <stdlib.h>
#include <string.h>

/* Whether the cells are figures: in the first rows they are numbers, bounds or missing, but for a few, which the reader then
 * refuses; and whether they are no flags. */
static bool holds_figures(const struct segbias_wide *wide, struct segbias_label *fields)
{
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	size_t numbers = 0;
	size_t others = 0;
	bool flags = true; /* nothing but 0 and 1 */
	walk.at = wide->rows_at;
	for (size_t row = 0; row < SEGBIAS_WIDE_ROWS && segbias_ragged_next(&walk, &record); row++) {
		if (record.width != wide->width)
			continue;
		segbias_wide_fields(wide, &record, fields);
		for (size_t i = 0; i < wide->width; i++) {
			struct segbias_label cell = segbias_wide_figure(wide, fields[i]);
			if (!wide->columns[i].figure || segbias_wide_missing(cell))
				continue;
			if (!segbias_wide_number(cell)) {
				others++;
				continue;
			}
			cell = segbias_wide_trim(segbias_sheet_unquoted(cell));
			flags = flags && cell.size == 1 && (cell.bytes[0] == '0' || cell.bytes[0] == '1');
			numbers++;
		}
	}
	return numbers > 3 * others && !flags;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void put(const struct segbias_wide *wide, struct segbias_label value, struct segbias_text *out)
{
	bool quotes = memchr(value.bytes, wide->delimiter, value.size) && value.bytes[0] != '"';
	segbias_text_add(out, "\"", quotes);
	for (size_t i = 0; i < value.size; i++) {
		bool end = value.bytes[i] == '\n' || value.bytes[i] == '\r';
		segbias_text_add(out, end ? " " : &value.bytes[i], 1);
	}
	segbias_text_add(out, "\"", quotes);
}

static void put_delimiter(const struct segbias_wide *wide, struct segbias_text *out)
{
	segbias_text_add(out, &wide->delimiter, 1);
}

static void put_compound(const struct segbias_wide *wide, struct segbias_label field, bool names,
                         struct segbias_text *out)
{
	struct segbias_label age = segbias_label_of("age");
	struct segbias_label sex = segbias_label_of("sex");
	if (!names)
		(void)segbias_wide_split_compound(field, &age, &sex);
	put(wide, age, out);
	put_delimiter(wide, out);
	put(wide, sex, out);
	put_delimiter(wide, out);
}

static void put_edges(const struct segbias_wide *wide, const struct segbias_label *fields, bool names,
                      struct segbias_text *out)
{
	if (names)
		segbias_text_add_string(out, "age");
	else
		(void)segbias_wide_join_edges(wide, fields, out);
	put_delimiter(wide, out);
}

/* The fields that are kept; the first one of a packed table is several. */
static void put_kept(const struct segbias_wide *wide, const struct segbias_label *fields, bool names,
                     struct segbias_text *out)
{
	for (size_t i = 0; i < wide->width; i++) {
		if (!segbias_wide_keeps(&wide->columns[i]))
			continue;
		struct segbias_label field = names ? wide->columns[i].name : fields[i];
		if (i == wide->edges[1])
			continue;
		if (i == wide->edges[0]) {
			put_edges(wide, fields, names, out);
			continue;
		}
		if (i == wide->compound) {
			put_compound(wide, field, names, out);
			continue;
		}
		for (size_t j = 0; wide->packed && j < field.size; j++) {
			segbias_text_add(out, field.bytes[j] == ',' ? "\t" : &field.bytes[j], 1);
		}
		if (!wide->packed)
			put(wide, field, out);
		put_delimiter(wide, out);
	}
}

enum segbias_status segbias_melted_end(struct segbias_melted *melted, uint64_t line, struct segbias_error *error)
{
	void *moved = segbias_memory_room(melted->lines, melted->records, &melted->capacity, sizeof *melted->lines);
	if (!moved)
		return segbias_error_memory(error);
	melted->lines = moved;
	melted->lines[melted->records++] = line;
	segbias_text_add(&melted->text, "\n", 1);
	return melted->text.failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

static struct segbias_label margin_of(struct segbias_label margin)
{
	margin = segbias_figure_margin(segbias_sheet_unquoted(margin));
	return segbias_wide_missing(margin) ? (struct segbias_label){"", 0} : margin;
}

/* A dash, unless notes of the file say that it hides a figure. */
static bool is_nobody(const struct segbias_wide *wide, struct segbias_label figure)
{
	return segbias_wide_dash(figure) && !wide->melting->dash_hidden;
}

/* Of several figures one that is a dash is nobody's, where the others are something. */
static void put_figures(const struct segbias_wide *wide, const struct segbias_label *fields,
                        const struct segbias_wide_column *cell, struct segbias_text *out)
{
	for (size_t j = 0; j < wide->figures; j++) {
		struct segbias_label figure = {"", 0};
		if (cell->figures[j] != SIZE_MAX)
			figure = segbias_wide_figure(wide, fields[cell->figures[j]]);
		if (segbias_wide_margin(wide->figure_names[j]))
			figure = margin_of(figure);
		else if (wide->figures > 1 && is_nobody(wide, figure))
			figure = segbias_label_of("0");
		if (j > 0)
			put_delimiter(wide, out);
		if (wide->thousands)
			segbias_wide_put_thousands(figure, out);
		else
			put(wide, figure, out);
	}
}

/* The level of a cell that is a year; that beyond the last: none is. */
static size_t year_level(const struct segbias_wide *wide, const struct segbias_wide_column *column)
{
	size_t level = 0;
	while (level < wide->dimensions && !segbias_wide_year(column->values[level]))
		level++;
	return level;
}

/* Whether an option takes other years than this one: there may be sixty in a row. */
static bool is_left_out(const struct segbias_wide *wide, const struct segbias_wide_column *column)
{
	bool named = false;
	size_t level = year_level(wide, column);
	for (size_t i = 0; i < wide->melting->where_count && level < wide->dimensions; i++) {
		const struct segbias_pair *where = &wide->melting->wheres[i];
		if (!segbias_name_same(where->left, wide->names[level]))
			continue;
		if (!segbias_wide_year(where->right) ||
		    segbias_label_equal(segbias_wide_trim(where->right), column->values[level]))
			return false;
		named = true;
	}
	return named;
}

/* A row of empty cells is a heading, and a dash says that there is nobody. Any other cell without a figure is unknown, and
 * goes on as it is, so that the reader refuses it as in a long table. */
static bool is_written(const struct segbias_wide *wide, const struct segbias_label *fields, size_t column, bool heading)
{
	const struct segbias_wide_column *cell = &wide->columns[column];
	for (size_t j = 0; j < wide->figures && cell->cell && !cell->left_out; j++) {
		if (cell->figures[j] == SIZE_MAX || segbias_wide_margin(wide->figure_names[j]))
			continue;
		struct segbias_label figure = segbias_wide_figure(wide, fields[cell->figures[j]]);
		if (!segbias_wide_missing(figure) || (!heading && !is_nobody(wide, figure)))
			return true;
	}
	return false;
}

static bool is_heading(const struct segbias_wide *wide, const struct segbias_label *fields)
{
	for (size_t i = 0; i < wide->width; i++)
		if (wide->columns[i].figure && !segbias_missing_blank(segbias_sheet_unquoted(fields[i])))
			return false;
	return !wide->packed;
}

static enum segbias_status write_row(const struct segbias_wide *wide, const struct segbias_label *fields, uint64_t line,
                                     struct segbias_melted *melted, struct segbias_error *error)
{
	bool heading = is_heading(wide, fields);
	if (wide->figures == 0) {
		put_kept(wide, fields, false, &melted->text);
		melted->text.size--; /* the last delimiter */
		return segbias_melted_end(melted, line, error);
	}
	for (size_t i = 0; i < wide->width; i++) {
		const struct segbias_wide_column *column = &wide->columns[i];
		if (!is_written(wide, fields, i, heading))
			continue;
		put_kept(wide, fields, false, &melted->text);
		for (size_t level = 0; level < wide->dimensions; level++) {
			put(wide, column->values[level], &melted->text);
			put_delimiter(wide, &melted->text);
		}
		put_figures(wide, fields, column, &melted->text);
		enum segbias_status status = segbias_melted_end(melted, line, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

/* A year without a figure is one that is yet to come. */
static void leave_out_empty_years(const struct segbias_wide *wide, struct segbias_label *fields)
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		struct segbias_ragged walk = wide->walk;
		struct segbias_ragged_record record;
		bool empty = column->cell && !wide->packed && year_level(wide, column) < wide->dimensions;
		walk.at = wide->rows_at;
		while (empty && segbias_ragged_next(&walk, &record)) {
			if (record.width != wide->width)
				continue;
			segbias_wide_fields(wide, &record, fields);
			for (size_t j = 0; j < wide->figures && empty; j++)
				empty =
				    column->figures[j] == SIZE_MAX || segbias_wide_missing(fields[column->figures[j]]);
		}
		column->left_out = column->left_out || empty;
	}
}

static enum segbias_status write_header(const struct segbias_wide *wide, uint64_t line, struct segbias_melted *melted,
                                        struct segbias_error *error)
{
	put_kept(wide, NULL, true, &melted->text);
	for (size_t level = 0; level < wide->dimensions; level++) {
		put(wide, wide->names[level], &melted->text);
		put_delimiter(wide, &melted->text);
	}
	for (size_t j = 0; j < wide->figures; j++) {
		if (j > 0)
			put_delimiter(wide, &melted->text);
		put(wide, wide->figure_names[j], &melted->text);
	}
	if (wide->figures == 0)
		melted->text.size--; /* the last delimiter */
	return segbias_melted_end(melted, line, error);
}

/* A bad record goes on as it is, so that the reader refuses it. */
static enum segbias_status write_rows(const struct segbias_wide *wide, struct segbias_label *fields,
                                      struct segbias_melted *melted, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	uint64_t line = wide->rows_line;
	walk.at = wide->rows_at;
	while (status == SEGBIAS_OK && segbias_ragged_next(&walk, &record)) {
		struct segbias_label text = {walk.bytes + record.start, record.end - record.start};
		if (record.width == wide->width) {
			segbias_wide_fields(wide, &record, fields);
			status = write_row(wide, fields, line, melted, error);
		} else if (!record.blank) {
			segbias_text_add(&melted->text, text.bytes, record.stop - record.start);
			status = segbias_melted_end(melted, line, error);
		}
		line += segbias_label_line_ends(text);
	}
	return status;
}

/* --- the interface ------------------------------------------------------------------------------------------------ */

/* Whether the form of the file, by its names, has figures in thousands. Errors: SEGBIAS_SYSTEM. */
static enum segbias_status find_thousands(struct segbias_wide *wide, struct segbias_melted *out,
                                          struct segbias_error *error)
{
	struct segbias_label *names = segbias_memory_zeroed(wide->width + 1, sizeof *names);
	if (!names)
		return segbias_error_memory(error);
	for (size_t i = 0; i < wide->width; i++)
		names[i] = wide->columns[i].name;
	struct segbias_form form = segbias_form_of(names, wide->width);
	free(names);
	wide->thousands = segbias_form_thousands(&form);
	if (wide->thousands)
		segbias_text_add_format(
		    &out->said, "its columns are those of %s, whose figures are thousands: they are read in full",
		    segbias_form_name(&form));
	return SEGBIAS_OK;
}

/* Whether an option names a column of the wide table as the figure, and none of the figures of the long one. */
static bool names_column(const struct segbias_wide *wide, const char *option)
{
	for (size_t j = 0; option && j < wide->figures; j++)
		if (segbias_name_same(wide->figure_names[j], segbias_label_of(option)))
			return false;
	for (size_t i = 0; option && i < wide->width; i++)
		if (segbias_name_same(wide->columns[i].name, segbias_label_of(option)))
			return true;
	return false;
}

/* *unclear: a kind that was not found was so for want of knowing whose its rows are. */
static bool find_kind(struct segbias_wide *wide, struct segbias_label *fields, bool *unclear)
{
	bool last = false;
	for (size_t kind = 0; !last; kind++) {
		if (!segbias_wide_kind(wide, kind, &last) || !holds_figures(wide, fields) ||
		    names_column(wide, wide->melting->count) || names_column(wide, wide->melting->amount))
			continue;
		enum segbias_wide_rows rows = segbias_wide_rows(wide);
		if (rows == SEGBIAS_WIDE_ROWS_TABLE)
			return true;
		*unclear = *unclear || rows == SEGBIAS_WIDE_ROWS_UNCLEAR;
	}
	return false;
}

/* Small numbers of people in the rows of a place, or of a household. */
static enum segbias_status ask_rows(const struct segbias_wide *wide, struct segbias_error *error)
{
	const char *prefix = wide->melting->reference ? "--reference-" : "--";
	segbias_error_set(error, SEGBIAS_DATA,
	                  "cell_or_record|it cannot be told whether a row is of a table or a record, such as a "
	                  "household: its columns are called by ages or sexes, and their numbers are small");
	segbias_error_hint(error, "%sshape counts: each number is of so many people; %sshape rows: a row is a record",
	                   prefix, prefix);
	segbias_error_place(error, wide->melting->file, wide->melting->line, 0);
	return SEGBIAS_DATA;
}

/* What the columns are values of, and which are left out beside them. */
static enum segbias_status describe(const struct segbias_wide *wide, struct segbias_melted *out,
                                    struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	out->figures = wide->figures;
	out->unnamed = wide->figures > 0 && wide->figure_names[0].bytes == SEGBIAS_WIDE_UNNAMED;
	for (size_t level = 0; level < wide->dimensions && !wide->margins; level++)
		segbias_text_add_format(&out->of, "%s%s", level > 0 ? " and " : "",
		                        segbias_label_quote(wide->names[level], quoted));
	for (size_t i = 0; i < wide->width && wide->margins; i++)
		if (wide->columns[i].cell && !segbias_wide_again(wide, i, 0))
			segbias_text_add_format(&out->of, "%s%s", out->of.size > 0 ? " and " : "",
			                        segbias_label_quote(wide->columns[i].values[0], quoted));
	for (size_t i = 0; i < 2 && wide->edges[i] != SIZE_MAX; i++)
		segbias_text_add_format(&out->joined, "%s%s", i > 0 ? " and " : "",
		                        segbias_label_quote(wide->columns[wide->edges[i]].name, quoted));
	for (size_t i = 0; i < wide->width; i++) {
		const struct segbias_wide_column *column = &wide->columns[i];
		out->columns += column->figure;
		if (out->error.size == 0 && segbias_wide_error_left(wide, i))
			segbias_text_add(&out->error, column->name.bytes, column->name.size);
		if (!column->beside)
			continue;
		segbias_text_add_quoted(&out->left, column->name);
		out->left_count++;
		if (column->above.size > 0)
			segbias_text_add_format(&out->left, " of %s", segbias_label_quote(column->above, quoted));
	}
	return out->of.failed || out->left.failed || out->error.failed || out->joined.failed
	           ? segbias_error_memory(error)
	           : SEGBIAS_OK;
}

enum segbias_status segbias_melt(const struct segbias_melting *melting, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_label bytes = melting->bytes;
	struct segbias_wide wide = {.delimiter = melting->delimiter, .melting = melting};
	wide.walk = (struct segbias_ragged){bytes.bytes, bytes.size, segbias_csv_bom_size(bytes.bytes, bytes.size),
	                                    melting->delimiter};
	struct segbias_label *fields = NULL;
	struct segbias_ragged walk = wide.walk;
	if (!segbias_ragged_next(&walk, &wide.header) || wide.header.width < 2)
		return SEGBIAS_OK;
	wide.width = wide.header.width;
	wide.rows_at = wide.header.end;
	wide.rows_line = melting->line + segbias_label_line_ends((struct segbias_label){bytes.bytes, wide.header.end});
	wide.columns = segbias_memory_zeroed(wide.width, sizeof *wide.columns);
	fields = segbias_memory_zeroed(wide.width, sizeof *fields);
	if (!wide.columns || !fields)
		SEGBIAS_TRY(segbias_error_memory(error));
	segbias_wide_read_names(&wide, fields);
	bool unclear = false;
	bool values = find_kind(&wide, fields, &unclear);
	if (!values && unclear)
		SEGBIAS_TRY(ask_rows(&wide, error));
	if (!values)
		segbias_wide_clear(&wide);
	segbias_wide_find_edges(&wide, fields);
	if (!values && wide.edges[0] == SIZE_MAX)
		goto done;
	if (values)
		SEGBIAS_TRY(find_thousands(&wide, out, error));
	segbias_wide_name_labels(&wide, fields);
	segbias_wide_find_compound(&wide, fields);
	if (values) {
		segbias_wide_pair_margins(&wide);
		segbias_wide_drop_beside(&wide);
	}
	SEGBIAS_TRY(describe(&wide, out, error));
	for (size_t i = 0; i < wide.width; i++)
		wide.columns[i].left_out = wide.columns[i].cell && is_left_out(&wide, &wide.columns[i]);
	leave_out_empty_years(&wide, fields);
	SEGBIAS_TRY(write_header(&wide, melting->line, out, error));
	SEGBIAS_TRY(write_rows(&wide, fields, out, error));
done:
	free(wide.columns);
	free(fields);
	return status;
}

bool segbias_melt_packed(struct segbias_label bytes)
{
	const char *end = bytes.size ? memchr(bytes.bytes, '\n', bytes.size) : NULL;
	struct segbias_label line = end ? segbias_wide_before(bytes, end) : bytes;
	const char *tab = line.size ? memchr(line.bytes, '\t', line.size) : NULL;
	struct segbias_label first = tab ? segbias_wide_before(line, tab) : (struct segbias_label){"", 0};
	return segbias_wide_find(first, "\\") && segbias_wide_find(first, ",") && !segbias_wide_find(first, "\"");
}

void segbias_melted_release(struct segbias_melted *melted)
{
	segbias_text_release(&melted->text);
	segbias_text_release(&melted->said);
	segbias_text_release(&melted->of);
	segbias_text_release(&melted->left);
	segbias_text_release(&melted->error);
	segbias_text_release(&melted->count);
	segbias_text_release(&melted->joined);
	free(melted->lines);
	*melted = (struct segbias_melted){0};
}

uint64_t segbias_melted_line(const struct segbias_melted *melted, uint64_t line)
{
	return line >= 1 && line <= melted->records ? melted->lines[line - 1] : line;
}
