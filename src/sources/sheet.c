#include "sources/sheet.h"

#include "base/memory.h"
#include "base/personal.h"
#include "csv/dialect.h"
#include "sources/evidence.h"
#include "sources/sheet_line.h"
#include "values/band.h"
#include "values/column.h"
#include "values/figure_range.h"
#include "values/name.h"
#include "values/person.h"
#include "values/scale.h"
#include "values/span.h"
#include "values/word.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	PLAIN_MAX = 200,  /* records that are looked at where more of the file follows */
	LINES_MAX = 2000, /* the same of a file with something above its table */
	ABOVE_MAX = 100,
	NAMES_MAX = 3, /* rows of names */
	FIGURES_ROWS = 50,
	TABLES_MAX = 64,
	SAYS_MAX = SEGBIAS_SHEET_SAYS_MAX,
	TITLES_MAX = 10,  /* lines above the names that are as wide */
	LOOKED_MAX = 200, /* rows in which values are looked for that come again */
	GAPS_MAX = 20,    /* blank lines of a table behind which another list is looked for */
};

static const char DELIMITERS[] = {',', ';', '\t', '|'};

/* A table: its header and its last row, of the lines. */
struct table {
	size_t header, last;
	struct segbias_label title; /* the line right above; else its first column */
};

struct lines {
	struct segbias_ragged walk; /* over all of the bytes */
	struct segbias_sheet_line *items;
	size_t count, capacity;
	bool whole;
	size_t keyed; /* names below lines of two cells that are as wide; 0: none */
	struct table tables[TABLES_MAX];
	size_t table_count;
};

/* --- a first look ------------------------------------------------------------------------------------------------- */

/* "Total: Genders", "Total of 6 results": more than the words alone, which the arithmetic of tables knows. */
static bool is_total_label(struct segbias_label label)
{
	struct segbias_text text = {0};
	const char *colon = label.size ? memchr(label.bytes, ':', label.size) : NULL;
	bool total = false;
	if (colon) {
		struct segbias_label before = {label.bytes, (size_t)(colon - label.bytes)};
		return segbias_word_total(before) == SEGBIAS_TOTAL_STRONG;
	}
	if (segbias_word_total(label) != SEGBIAS_TOTAL_NONE)
		return false;
	segbias_word_bare(label, &text);
	const char *blank = text.size && !text.failed ? memchr(text.data, ' ', text.size) : NULL;
	if (blank) {
		struct segbias_label word = {text.data, (size_t)(blank - text.data)};
		total = segbias_word_total(word) == SEGBIAS_TOTAL_STRONG;
	}
	segbias_text_release(&text);
	return total;
}

/* Whether the record ends in an empty field, as a spreadsheet fills up lines that are shorter than others. */
static bool is_filled_up(const struct segbias_ragged *walk, const struct segbias_ragged_record *record)
{
	return record->width > 1 && walk->bytes[record->stop - 1] == walk->delimiter;
}

/* Whether the second record begins with nothing, as one of units below the names does. */
static bool is_indented(const struct segbias_ragged *walk, const struct segbias_ragged_record *record, size_t index)
{
	size_t at = record->start;
	struct segbias_label first = {"", 0};
	return index == 1 && segbias_ragged_field(walk, record, &at, &first) && first.size == 0;
}

/* Whether every record is as wide as the first, two fields and more, none is a comment or blank, neither the first nor the last is filled up, and
 * the last is no total: most files are so. */
static bool is_plain(struct segbias_ragged walk, bool whole)
{
	struct segbias_ragged_record record;
	struct segbias_ragged_record last = {0};
	size_t count = 0;
	if (walk.at < walk.size && walk.bytes[walk.at] == '#')
		return false;
	for (; (whole || count < PLAIN_MAX) && segbias_ragged_next(&walk, &record); count++) {
		if (!record.ended && !whole)
			break;
		if (record.blank || (count > 0 && record.width != last.width) || is_indented(&walk, &record, count) ||
		    (count == 0 && (is_filled_up(&walk, &record) || record.width < 2)))
			return false;
		last = record;
	}
	size_t at = last.start;
	struct segbias_label first = {"", 0};
	if (whole && count > 0 && is_filled_up(&walk, &last))
		return false;
	if (!whole || count < 3 || !segbias_ragged_field(&walk, &last, &at, &first))
		return true;
	return first.size == 0 || !is_total_label(first);
}

/* Whether the first record has two fields, as what stands above a table and is as wide may have. */
static bool is_double(struct segbias_ragged walk)
{
	struct segbias_ragged_record record;
	return segbias_ragged_next(&walk, &record) && record.width == 2;
}

/* The longest run of records of one width, two and more. */
static size_t longest_run(struct segbias_ragged walk, size_t *width)
{
	struct segbias_ragged_record record;
	size_t best = 0;
	size_t run = 0;
	size_t before = 0;
	for (size_t i = 0; i < LINES_MAX && segbias_ragged_next(&walk, &record); i++) {
		if (record.blank)
			continue;
		run = record.width == before && record.sound ? run + 1 : 1;
		before = record.width;
		if (record.width < 2 || run < best || (run == best && record.width <= *width))
			continue;
		best = run;
		*width = record.width;
	}
	return best;
}

/* That by which the longest run of lines has one width; of equal ones the widest. */
static char delimiter_of(struct segbias_ragged walk)
{
	char best = ',';
	size_t best_run = 0;
	size_t best_width = 0;
	for (size_t i = 0; i < sizeof DELIMITERS; i++) {
		size_t width = 0;
		walk.delimiter = DELIMITERS[i];
		size_t run = longest_run(walk, &width);
		if (run < best_run || (run == best_run && width <= best_width))
			continue;
		best = DELIMITERS[i];
		best_run = run;
		best_width = width;
	}
	return best;
}

/* --- the lines ---------------------------------------------------------------------------------------------------- */

static enum segbias_status read_lines(struct lines *lines, struct segbias_error *error)
{
	struct segbias_ragged walk = lines->walk;
	struct segbias_sheet_line line;
	uint64_t number = 1;
	while ((lines->whole || lines->count < LINES_MAX) && segbias_sheet_line_next(&walk, &number, &line)) {
		if (!lines->whole && !line.record.ended)
			break; /* cut */
		void *moved = segbias_memory_room(lines->items, lines->count, &lines->capacity, sizeof *lines->items);
		if (!moved)
			return segbias_error_memory(error);
		lines->items = moved;
		lines->items[lines->count++] = line;
	}
	return SEGBIAS_OK;
}

/* Names, or years: no figures. */
static bool is_heading(const struct lines *lines, size_t index)
{
	const struct segbias_sheet_line *line = &lines->items[index];
	struct segbias_label cell;
	size_t at = line->record.start;
	if (line->kind != SEGBIAS_LINE_ROW && line->kind != SEGBIAS_LINE_PAIR)
		return false;
	if (!line->record.sound || line->record.width < 2 || 2 * line->filled < line->record.width)
		return false;
	while (line->numbers > 0 && segbias_ragged_field(&lines->walk, &line->record, &at, &cell)) {
		cell = segbias_sheet_unquoted(cell);
		if (segbias_sheet_number(cell) && !segbias_sheet_year(cell))
			return false;
	}
	return true;
}

/* Names of which each spans columns, over a row of names as wide. */
static bool is_spanning(const struct lines *lines, size_t index)
{
	const struct segbias_sheet_line *line = &lines->items[index];
	struct segbias_label cell;
	size_t at = line->record.start;
	bool sparse = line->kind == SEGBIAS_LINE_ROW || line->kind == SEGBIAS_LINE_PAIR;
	if (!sparse || !line->record.sound || index + 2 >= lines->count ||
	    lines->items[index + 1].record.width != line->record.width)
		return false;
	for (size_t i = 0; segbias_ragged_field(&lines->walk, &line->record, &at, &cell); i++) {
		cell = segbias_sheet_unquoted(cell);
		if ((i == 0 && !segbias_sheet_nothing(cell)) ||
		    (segbias_sheet_number(cell) && !segbias_sheet_year(cell)))
			return false;
	}
	return is_heading(lines, index + 1) || is_heading(lines, index + 2);
}

/* Whether a column of the rows first..last holds numbers: three in four of the cells that are looked at and have something;
 * of two columns all, as pairs of a name and what it is hold some, too. */
static bool is_figure(const struct lines *lines, size_t first, size_t last, size_t column)
{
	size_t numbers = 0;
	size_t others = 0;
	for (size_t i = first; i <= last && i < first + FIGURES_ROWS; i++) {
		struct segbias_label cell;
		if (!segbias_sheet_line_cell(&lines->walk, &lines->items[i], column, &cell) ||
		    segbias_sheet_nothing(cell) || segbias_figure_mark(cell))
			continue;
		*(segbias_sheet_number(cell) ? &numbers : &others) += 1;
	}
	return numbers > 0 && (lines->items[first].record.width > 2 ? 3 * others <= numbers : others == 0);
}

/* Whether the line is a total that says so in a field behind those of the header, right below it. */
static bool is_longer_total(const struct lines *lines, size_t header, size_t index)
{
	struct segbias_label cell;
	size_t width = lines->items[header].record.width;
	return index == header + 1 && index < lines->count && lines->items[index].record.width == width + 1 &&
	       segbias_sheet_line_cell(&lines->walk, &lines->items[index], width, &cell) &&
	       segbias_word_total(cell) == SEGBIAS_TOTAL_STRONG;
}

/* The first line below the header that is a row. */
static size_t first_row(const struct lines *lines, size_t header)
{
	return header + 1 + is_longer_total(lines, header, header + 1);
}

/* The first one below the names, which may stand in several rows of which the others begin with nothing. */
static size_t first_below_names(const struct lines *lines, size_t header, size_t last)
{
	struct segbias_label first;
	size_t row = first_row(lines, header);
	while (row < header + NAMES_MAX && row < last && (is_heading(lines, row) || is_spanning(lines, row)) &&
	       segbias_sheet_line_cell(&lines->walk, &lines->items[row], 0, &first) && segbias_sheet_nothing(first))
		row++;
	return row;
}

static bool has_figures(const struct lines *lines, size_t header, size_t last)
{
	size_t first = first_below_names(lines, header, last);
	for (size_t column = 0; column < lines->items[header].record.width; column++)
		if (is_figure(lines, first, last, column))
			return true;
	return false;
}

/* Whether both lines have the same cell in some column. */
static bool share_a_cell(const struct lines *lines, size_t a, size_t b)
{
	struct segbias_label x;
	struct segbias_label y;
	for (size_t column = 0; segbias_sheet_line_cell(&lines->walk, &lines->items[a], column, &x) &&
	                        segbias_sheet_line_cell(&lines->walk, &lines->items[b], column, &y);
	     column++)
		if (x.size > 0 && segbias_label_equal(x, y))
			return true;
	return false;
}

static bool is_same_line(const struct lines *lines, size_t a, size_t b)
{
	const struct segbias_ragged_record *x = &lines->items[a].record;
	const struct segbias_ragged_record *y = &lines->items[b].record;
	struct segbias_label one = {lines->walk.bytes + x->start, x->stop - x->start};
	return segbias_label_equal(one, (struct segbias_label){lines->walk.bytes + y->start, y->stop - y->start});
}

/* Whether another table of the same width begins at the line, behind a blank one: names over figures, none of which is a
 * value above. That a name stands in the header too, as of the same figure, says so all the more. */
static bool begins_another(const struct lines *lines, size_t header, size_t index)
{
	if (index + 1 >= lines->count || !is_heading(lines, index) ||
	    lines->items[index + 1].record.width != lines->items[index].record.width ||
	    !has_figures(lines, index, index + 1) || is_same_line(lines, header, index))
		return false;
	for (size_t i = header + 1; i < index; i++)
		if (share_a_cell(lines, i, index))
			return false;
	return true;
}

/* How many of the rows first..end - 1 have the cell in the column. */
static size_t count_cell(const struct lines *lines, size_t first, size_t end, size_t column, struct segbias_label cell)
{
	size_t count = 0;
	for (size_t i = first; i < end; i++) {
		struct segbias_label other;
		count += segbias_sheet_line_cell(&lines->walk, &lines->items[i], column, &other) &&
		         segbias_label_equal(cell, other);
	}
	return count;
}

/* Whether the column holds few values, which half of the rows first..end - 1 repeat at least. */
static bool repeats(const struct lines *lines, size_t first, size_t end, size_t column)
{
	struct segbias_label cells[LOOKED_MAX]; /* a cell is found by all that stand before it in its line */
	size_t rows = 0;
	size_t anew = 0;
	for (size_t i = first; i < end && rows < LOOKED_MAX; i++) {
		size_t same = 0;
		if (lines->items[i].kind == SEGBIAS_LINE_BLANK ||
		    !segbias_sheet_line_cell(&lines->walk, &lines->items[i], column, &cells[rows]))
			continue;
		while (same < rows && !segbias_label_equal(cells[same], cells[rows]))
			same++;
		anew += same == rows;
		rows++;
	}
	return rows > 3 && 2 * anew <= rows;
}

/* Whether names of another list of people stand at the line, behind a blank one: those of the header again; or, in every column
 * whose values repeat, a cell that is found nowhere else, over two rows at least with values that are not found above. */
static bool begins_list(const struct lines *lines, size_t header, size_t index)
{
	enum { ROWS_LEAST = 2 };
	size_t end = header + 1 + LOOKED_MAX < index ? header + 1 + LOOKED_MAX : index;
	size_t below = index + 1;
	struct segbias_label cell;
	size_t columns = 0;
	while (below < lines->count && below < index + LOOKED_MAX && lines->items[below].kind != SEGBIAS_LINE_BLANK &&
	       lines->items[below].record.width == lines->items[index].record.width)
		below++;
	if (below - index <= ROWS_LEAST || !is_heading(lines, index))
		return false;
	if (is_same_line(lines, header, index))
		return true;
	for (size_t c = 0; segbias_sheet_line_cell(&lines->walk, &lines->items[index], c, &cell); c++)
		if (count_cell(lines, header + 1, end, c, cell) > 0)
			return false;
	for (size_t c = 0; c < lines->items[index].record.width; c++) {
		if (!repeats(lines, header + 1, end, c))
			continue;
		for (size_t i = index; i < below; i++)
			if (!segbias_sheet_line_cell(&lines->walk, &lines->items[i], c, &cell) ||
			    count_cell(lines, header + 1, end, c, cell) > 0 ||
			    (i == index && count_cell(lines, index + 1, below, c, cell) > 0))
				return false;
		columns++;
	}
	return columns > 0;
}

/* Without a letter or a digit: "-", "*", "..". */
static bool is_sign(struct segbias_label cell)
{
	for (size_t i = 0; i < cell.size; i++)
		if (!strchr("-*.:!()[]", cell.bytes[i]))
			return false;
	return cell.size > 0;
}

/* The text of a comment without its sign. */
static struct segbias_label uncommented(struct segbias_label text)
{
	while (text.size > 0 && (text.bytes[0] == '#' || text.bytes[0] == ' ')) {
		text.bytes++;
		text.size--;
	}
	return text;
}

/* What the first cell says of marks or, where it is one, both together. Errors: false where memory runs out. */
static bool read_first(const struct segbias_sheet_line *line, struct segbias_legend *legend)
{
	struct segbias_text both = {0};
	struct segbias_label cell = uncommented(line->first);
	if (line->filled != 2 || cell.size >= SEGBIAS_LEGEND_MARK_MAX)
		return segbias_legend_read(cell, line->line, legend);
	segbias_text_add(&both, cell.bytes, cell.size);
	segbias_text_add_string(&both, " ");
	segbias_text_add(&both, line->second.bytes, line->second.size);
	bool ok = !both.failed && segbias_legend_read(segbias_text_label(&both), line->line, legend);
	segbias_text_release(&both);
	return ok;
}

/* Whether the line says what a mark stands for: "- nil", "x","suppressed". */
static bool is_legend(const struct segbias_sheet_line *line)
{
	struct segbias_legend legend = {0};
	return line->numbers == 0 && line->filled > 0 && read_first(line, &legend) && legend.count > 0;
}

/* The same of a line behind a gap in the rows first..last. Two cells of which the first is a word are a row ("x","unknown") where the
 * last column holds no figures. */
static bool is_legend_below(const struct lines *lines, size_t first, size_t last, size_t index)
{
	enum { WORD_MAX = 3 };
	const struct segbias_sheet_line *line = &lines->items[index];
	if (last < first || !is_legend(line))
		return false;
	return line->filled != 2 || line->first.size > WORD_MAX || is_sign(line->first) ||
	       is_figure(lines, first, last, lines->items[first].record.width - 1);
}

/* The last line of the table whose header it is: blank lines may stand between its rows. */
static size_t last_row(const struct lines *lines, size_t header)
{
	size_t width = lines->items[header].record.width;
	size_t last = header;
	bool gap = false;
	bool figures = true; /* every row has some */
	size_t gaps = 0;
	for (size_t i = first_row(lines, header); i < lines->count; i++) {
		const struct segbias_sheet_line *line = &lines->items[i];
		/* In a table of two columns, where a note of two cells is as wide: "-","These figures are missing". */
		bool words = line->numbers == 0 && width == 2 && line->filled == 2 && is_sign(line->first);
		if (line->kind == SEGBIAS_LINE_BLANK) {
			gap = true;
			continue;
		}
		if (line->kind == SEGBIAS_LINE_COMMENT || line->kind == SEGBIAS_LINE_RULE ||
		    line->kind == SEGBIAS_LINE_KEY || line->record.width != width)
			break;
		gaps += gap;
		if (gap &&
		    ((figures && words && last > header) || is_legend_below(lines, first_row(lines, header), last, i) ||
		     begins_another(lines, header, i) || (gaps <= GAPS_MAX && begins_list(lines, header, i)) ||
		     (line->kind == SEGBIAS_LINE_TITLE && width > 2)))
			break;
		figures = figures && line->numbers > 0;
		gap = false;
		last = i;
	}
	return last;
}

/* --- pairs above two columns --------------------------------------------------------------------------------------- */

/* Whether the cell is called a figure of how many, or a share. Errors: false where memory runs out. */
static bool names_figure(struct segbias_label cell, bool *names)
{
	static const enum segbias_word WORDS[] = {SEGBIAS_WORD_COUNT, SEGBIAS_WORD_PEOPLE,  SEGBIAS_WORD_POPULATION,
	                                          SEGBIAS_WORD_SHARE, SEGBIAS_WORD_PERCENT, SEGBIAS_WORD_REACH};
	uint64_t words = 0;
	*names = false;
	if (!segbias_column_words(cell, &words))
		return false;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		*names = *names || segbias_word_in(words, WORDS[i]);
	return true;
}

static bool read_line_scale(const struct segbias_sheet_line *line, bool unit, double *times,
                            struct segbias_label *said);

/* Behind pairs that say of what the figures are ("Unit,Thousands"), and a blank line or none: the names of the table; 0: none are
 * there. */
static size_t header_behind(const struct lines *lines, size_t index)
{
	while (index < lines->count && lines->items[index].kind == SEGBIAS_LINE_BLANK)
		index++;
	bool begins = index + 1 < lines->count && is_heading(lines, index) && lines->items[index].record.width > 1;
	return begins && has_figures(lines, index, last_row(lines, index)) ? index : 0;
}

/* "Unit,Thousands" above "sex,population": lines of two cells that are as wide as the table below them. The names are those right above
 * nothing but figures that say of what they are, as no line above them does; if they were rows, their words would stand among
 * figures. *header: the names; 0: there are none such. Errors: false where memory runs out. */
static bool find_keyed(const struct lines *lines, size_t *header)
{
	enum { KEYS_MAX = 10, ROWS_LEAST = 2 };
	bool scale = false;
	*header = 0;
	for (size_t i = 0; i < lines->count && i <= KEYS_MAX; i++) {
		const struct segbias_sheet_line *line = &lines->items[i];
		struct segbias_label said = {0};
		double times = 1;
		bool names = false;
		if (scale && (line->kind == SEGBIAS_LINE_BLANK || line->filled > 2)) {
			*header = header_behind(lines, i);
			return true;
		}
		if (line->filled != 2 || segbias_sheet_nothing(line->second) || !line->record.sound)
			return true;
		if (!read_line_scale(line, false, &times, &said))
			return false;
		scale = scale || times != 1;
		if (line->record.width != 2)
			continue;
		if (!names_figure(line->second, &names))
			return false;
		if (!names)
			continue;
		if (i > 0 && line->numbers == 0 && i + ROWS_LEAST < lines->count &&
		    last_row(lines, i) >= i + ROWS_LEAST && is_figure(lines, i + 1, last_row(lines, i), 1))
			*header = i;
		return true;
	}
	return true;
}

/* --- titles as wide as the table ------------------------------------------------------------------------------------ */

/* Whether the cell is the whole name of a column that is known. "Country", "Region" and "Total" may be values, too. */
static bool is_known(struct segbias_label cell)
{
	static const enum segbias_role ROLES[] = {SEGBIAS_ROLE_SEGMENT, SEGBIAS_ROLE_COUNT, SEGBIAS_ROLE_EVENTS,
	                                          SEGBIAS_ROLE_WEIGHT};
	enum { LETTERS_LEAST = 2 }; /* "n" marks figures, too */
	if (cell.size < LETTERS_LEAST || segbias_word_total(cell) != SEGBIAS_TOTAL_NONE)
		return false;
	bool known = segbias_name_synonyms(cell) >= 0 && !segbias_name_suggests(cell, SEGBIAS_ROLE_PLACE);
	for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES && !known; i++)
		known = segbias_name_suggests(cell, ROLES[i]);
	return known;
}

/* Whether it is one that is hardly a value: of ages, sexes and segments, and of figures, which a caller looks for below it. What articles, shops
 * and audiences are of ("Education", "Members"), and what a person came by ("Campaign"), are. */
static bool is_no_value(struct segbias_label cell)
{
	static const char *const NAMES[] = {"age", "sex"};
	bool names = segbias_name_suggests(cell, SEGBIAS_ROLE_SEGMENT) || segbias_name_synonyms(cell) < 0;
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES && !names; i++)
		names = segbias_name_synonym(cell, segbias_label_of(NAMES[i]));
	return names && is_known(cell) && !segbias_name_suggests(cell, SEGBIAS_ROLE_TOPIC);
}

/* How many of the record's cells are names of columns: `known` takes which. Of bands none are. */
static size_t count_names(const struct segbias_ragged *walk, const struct segbias_ragged_record *record,
                          bool known(struct segbias_label))
{
	struct segbias_label cell;
	struct segbias_band band;
	size_t at = record->start;
	size_t count = 0;
	while (segbias_ragged_field(walk, record, &at, &cell)) {
		cell = segbias_sheet_unquoted(cell);
		if (segbias_band_parse(cell, &band))
			return 0;
		count += known(cell);
	}
	return count;
}

/* Whether a record below the first has names of columns: most files end this look at once. */
static bool names_below(struct segbias_ragged walk)
{
	enum { WIDTH_MAX = 64 };
	struct segbias_ragged_record record;
	for (size_t i = 0; i <= TITLES_MAX && segbias_ragged_next(&walk, &record) && record.width <= WIDTH_MAX; i++)
		if (i > 0 && record.sound && record.width > 1 && count_names(&walk, &record, is_no_value) > 0)
			return true;
	return false;
}

/* Whether no cell of the line stands in the rows first..end - 1, in a column whose values repeat; *told: there is such a column, or one of
 * figures over which the line has a word. */
static bool is_found_once(const struct lines *lines, size_t index, size_t first, size_t end, bool *told)
{
	struct segbias_label cell;
	for (size_t c = 0; segbias_sheet_line_cell(&lines->walk, &lines->items[index], c, &cell); c++) {
		bool again = repeats(lines, first, end, c);
		if (segbias_sheet_nothing(cell))
			continue;
		if (again && count_cell(lines, first, end, c, cell) > 0)
			return false;
		*told = *told || again || (!segbias_sheet_number(cell) && is_figure(lines, first, end - 1, c));
	}
	return true;
}

/* Whether a cell of the line is there again beside it, as one that spans columns is. */
static bool spans(const struct lines *lines, size_t index)
{
	struct segbias_label cell;
	struct segbias_label before = {"", 0};
	for (size_t c = 0; segbias_sheet_line_cell(&lines->walk, &lines->items[index], c, &cell); c++) {
		if (cell.size > 0 && segbias_label_equal(cell, before))
			return true;
		before = cell;
	}
	return false;
}

/* Whether a name stands in the line again, as it does below names that span columns each. */
static bool has_twice(const struct lines *lines, size_t index)
{
	struct segbias_label cell;
	for (size_t c = 1; segbias_sheet_line_cell(&lines->walk, &lines->items[index], c, &cell); c++)
		for (size_t before = 0; before < c; before++)
			if (cell.size > 0 && count_cell(lines, index, index + 1, before, cell) > 0)
				return true;
	return false;
}

/* Whether the line may have the names of the table below it, and those above it are no rows of that, nor names that span its. */
static bool is_below_titles(const struct lines *lines, size_t index)
{
	enum { ROWS_LEAST = 2 };
	bool told = false;
	bool above = false;
	size_t first = index + 1;
	size_t end = first + LOOKED_MAX < lines->count ? first + LOOKED_MAX : lines->count;
	const struct segbias_sheet_line *line = &lines->items[index];
	while (end > first && lines->items[end - 1].record.width != line->record.width)
		end--;
	if (end < first + ROWS_LEAST || line->numbers > 0 || !is_heading(lines, index) ||
	    line->filled < line->record.width || !is_found_once(lines, index, first, end, &told) || !told ||
	    has_twice(lines, index))
		return false;
	for (size_t i = 0; i < index; i++)
		if (lines->items[i].kind != SEGBIAS_LINE_BLANK &&
		    (is_spanning(lines, i) || share_a_cell(lines, i, index) || spans(lines, i) ||
		     !is_found_once(lines, i, first, end, &above)))
			return false;
	return true;
}

/* Rows below the one line and a gap behind them: the other is of another table. */
static bool has_gap(const struct lines *lines, size_t upper, size_t lower)
{
	for (size_t i = upper + 2; i < lower; i++)
		if (lines->items[i].kind == SEGBIAS_LINE_BLANK && lines->items[i - 1].kind != SEGBIAS_LINE_BLANK)
			return true;
	return false;
}

/* How many of the line's cells are names of columns, and hardly values of them: a name of figures stands over some. */
static size_t count_sure(const struct lines *lines, size_t index)
{
	const struct segbias_sheet_line *line = &lines->items[index];
	size_t count = index + 1 < lines->count ? count_names(&lines->walk, &line->record, is_no_value) : 0;
	struct segbias_label cell;
	for (size_t c = 0; count > 0 && segbias_sheet_line_cell(&lines->walk, line, c, &cell); c++)
		count -= is_no_value(cell) && segbias_name_synonyms(cell) < 0 &&
		         !segbias_name_suggests(cell, SEGBIAS_ROLE_SEGMENT) &&
		         !is_figure(lines, index + 1, lines->count - 1, c);
	return count;
}

/* Whether every cell of the line is the name of a column that is known; of no line not. */
static bool names_all(const struct lines *lines, size_t index)
{
	return index < lines->count &&
	       count_names(&lines->walk, &lines->items[index].record, is_known) == lines->items[index].record.width;
}

/* "Report,Campaign 7" above "Sex,Source": lines of whatever width above names that are known, where a row that has them for its values
 * would be the only one. *header: the line of the names, *other: that above which may have them as well; 0 and lines->count: none. */
static void find_titled(const struct lines *lines, size_t *header, size_t *other)
{
	size_t begin = 0;
	*header = 0;
	*other = lines->count;
	while (begin < lines->count && lines->items[begin].kind == SEGBIAS_LINE_BLANK)
		begin++;
	for (size_t i = begin + 1; i < lines->count && i <= begin + TITLES_MAX && *header == 0; i++) {
		const struct segbias_sheet_line *line = &lines->items[i];
		if (line->kind == SEGBIAS_LINE_BLANK || line->record.width < 2)
			continue;
		size_t names = count_sure(lines, i);
		if (names == 0 || !is_below_titles(lines, i))
			continue;
		*header = i;
		for (size_t j = begin; j < i; j++)
			if (count_names(&lines->walk, &lines->items[j].record, is_known) >= names &&
			    lines->items[j].record.width == line->record.width)
				*other = j;
		if (has_gap(lines, *other, i) || (names == 1 && names_all(lines, *other)))
			*header = 0;
	}
}

/* The first cell of a line for a section's option, in quotes where it has more than a word; false: it cannot be typed. */
static bool paste_section(struct segbias_label first, struct segbias_text *out)
{
	char shown[SEGBIAS_QUOTE_MAX];
	if (segbias_label_copyable(first))
		segbias_text_add_string(out, segbias_evidence_paste(first, shown));
	else if (segbias_label_pair_copyable(first, first))
		segbias_text_add_format(out, "'%s'", segbias_label_show(first, shown));
	return !out->failed && out->size > 0;
}

/* The names of a table below titles that are as wide, where none has been found below pairs. Errors: SEGBIAS_DATA: two lines may have
 * them, and no section names one. */
static enum segbias_status find_names(struct lines *lines, const struct segbias_sheet_options *options,
                                      struct segbias_error *error)
{
	const char *option = options->reference ? "--reference-section" : "--section";
	struct segbias_text pasted[2] = {0};
	size_t header = 0;
	size_t other = 0;
	if (lines->keyed)
		return SEGBIAS_OK;
	find_titled(lines, &header, &other);
	if (header == 0)
		return SEGBIAS_OK;
	const struct segbias_sheet_line *lower = &lines->items[header];
	if (other == lines->count ||
	    (options->section && segbias_name_same(segbias_label_of(options->section), lower->first))) {
		lines->keyed = header;
		return SEGBIAS_OK;
	}
	const struct segbias_sheet_line *upper = &lines->items[other];
	if (options->section)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA,
	                  "title_or_names|it cannot be told whether line %" PRIu64 " or line %" PRIu64
	                  " has the names of the columns",
	                  upper->line, lower->line);
	if (!segbias_name_same(lower->first, upper->first) && paste_section(lower->first, &pasted[0]) &&
	    paste_section(upper->first, &pasted[1]))
		segbias_error_hint(error, "%s %s takes line %" PRIu64 ", %s %s line %" PRIu64, option, pasted[0].data,
		                   lower->line, option, pasted[1].data, upper->line);
	else /* no section tells them apart */
		segbias_error_hint(error, "take line %" PRIu64 " out of the file where it is a title", upper->line);
	segbias_text_release(&pasted[0]);
	segbias_text_release(&pasted[1]);
	segbias_error_place(error, options->file, lower->line, 0);
	return SEGBIAS_DATA;
}

/* --- above and below ---------------------------------------------------------------------------------------------- */

/* Whether the lines first..end - 1, of which the last stands right above a header of that width, are explained. */
static bool explains_above(const struct lines *lines, size_t first, size_t end, size_t width)
{
	if (end > 0 && end == lines->keyed)
		return true;
	bool gap = false; /* a blank line stands between this one and the header */
	bool title = false;
	bool pairs = false;
	if (end - first > ABOVE_MAX)
		return false;
	for (size_t i = end; i > first; i--) {
		const struct segbias_sheet_line *line = &lines->items[i - 1];
		gap = gap || line->kind == SEGBIAS_LINE_BLANK;
		title = title || line->kind == SEGBIAS_LINE_TITLE || line->kind == SEGBIAS_LINE_COMMENT || gap;
		pairs = pairs || (line->kind == SEGBIAS_LINE_PAIR && line->first.bytes[line->first.size - 1] != ':');
		if (line->kind == SEGBIAS_LINE_ROW && !(gap && line->numbers == 0 && line->record.width < width))
			return false;
	}
	return !pairs || (title && width > 2);
}

/* "Source: Office of Statistics", "* fewer than 5" right below the rows, in the first of several columns: no record that was cut off. */
static bool is_source(const struct segbias_sheet_line *line, size_t width)
{
	enum { WORDS_MAX = 24, LEAST = 3 };
	struct segbias_label text = line->first;
	if (line->kind != SEGBIAS_LINE_TITLE || line->record.width != 1 || width < 2 || text.size <= 2 + LEAST)
		return false;
	if (text.bytes[0] == '*' && (text.bytes[1] == ' ' || text.bytes[1] == '='))
		return true;
	for (size_t i = LEAST; i < WORDS_MAX && i + LEAST < text.size; i++)
		if (text.bytes[i] == ':')
			return text.bytes[i + 1] == ' ';
	return false;
}

static bool explains_below(const struct lines *lines, size_t first, size_t end, size_t width)
{
	bool begun = false;
	for (size_t i = first; i < end; i++) {
		const struct segbias_sheet_line *line = &lines->items[i];
		bool apart = line->kind == SEGBIAS_LINE_BLANK || line->kind == SEGBIAS_LINE_RULE ||
		             line->kind == SEGBIAS_LINE_COMMENT || line->kind == SEGBIAS_LINE_KEY ||
		             is_source(line, width) || (line->record.width == 1 && width > 1 && is_legend(line));
		if (!apart && !begun)
			return false; /* a bad record */
		begun = begun || apart;
		if (line->kind == SEGBIAS_LINE_ROW &&
		    (line->numbers > 0 || (line->record.width >= width && !is_legend(line))))
			return false;
		if (line->kind == SEGBIAS_LINE_PAIR && line->record.width == width && !is_sign(line->first) &&
		    !is_legend(line))
			return false;
	}
	return true;
}

static size_t filled_lines(const struct lines *lines, size_t first, size_t end, uint64_t *line)
{
	size_t count = 0;
	for (size_t i = first; i < end; i++) {
		if (lines->items[i].kind == SEGBIAS_LINE_BLANK)
			continue;
		if (count++ == 0)
			*line = lines->items[i].line;
	}
	return count;
}

/* Without the names of people, and what is one's own by its form. */
static void hide_cell(struct segbias_label cell, struct segbias_text *out)
{
	if (segbias_personal_form(cell) == SEGBIAS_PERSONAL_PLATE)
		segbias_text_add_string(out, "[plate]");
	else
		segbias_person_hide(cell, out);
}

static void say_cell(struct segbias_label cell, struct segbias_text *out)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	struct segbias_text shown = {0};
	hide_cell(cell, &shown);
	segbias_text_add_string(out, segbias_label_quote(segbias_text_label(&shown), quoted));
	out->failed = out->failed || shown.failed;
	segbias_text_release(&shown);
}

/* What the lines above say, for a message. */
static void say(const struct lines *lines, size_t first, size_t end, struct segbias_text *out)
{
	size_t said = 0;
	for (size_t i = first; i < end; i++) {
		const struct segbias_sheet_line *line = &lines->items[i];
		struct segbias_label text = uncommented(line->first);
		if (line->kind == SEGBIAS_LINE_BLANK || segbias_sheet_nothing(text))
			continue;
		if (said++ >= SAYS_MAX)
			continue;
		segbias_text_add_string(out, said > 1 ? ", " : "");
		say_cell(text, out);
		if (line->filled > 1) {
			segbias_text_add_string(out, " ");
			say_cell(line->second, out);
		}
	}
	if (said > SAYS_MAX)
		segbias_text_add_string(out, ", …");
}

/* Those of the first lines above that say a year. */
static bool keep_dated(const struct lines *lines, size_t first, size_t end, struct segbias_arena *arena,
                       struct segbias_sheet *sheet)
{
	bool ok = true;
	for (size_t i = first; ok && i < end && sheet->dated_count < SAYS_MAX; i++) {
		const struct segbias_sheet_line *line = &lines->items[i];
		struct segbias_span span = {0};
		struct segbias_text text = {0};
		struct segbias_label title = uncommented(line->first);
		if (line->kind == SEGBIAS_LINE_BLANK)
			continue;
		hide_cell(title, &text);
		if (line->filled > 1) {
			segbias_text_add_string(&text, " ");
			hide_cell(line->second, &text);
		}
		struct segbias_label whole = {text.data ? text.data : "", text.size};
		if (segbias_span_add(&span, whole))
			ok = segbias_arena_copy(arena, whole, &sheet->dated[sheet->dated_count++]);
		ok = ok && !text.failed;
		segbias_text_release(&text);
	}
	return ok;
}

/* What a line around the table, or of units, says of the scale of its figures: its first cell, or both as a name and its value. */
static bool read_line_scale(const struct segbias_sheet_line *line, bool unit, double *times, struct segbias_label *said)
{
	struct segbias_text both = {0};
	*said = uncommented(line->first);
	bool ok = segbias_scale_read(*said, unit, times);
	if (!ok || *times != 1 || unit || line->filled < 2)
		return ok;
	segbias_text_add(&both, said->bytes, said->size);
	segbias_text_add_string(&both, ": ");
	segbias_text_add(&both, line->second.bytes, line->second.size);
	ok = !both.failed && segbias_scale_read((struct segbias_label){both.data, both.size}, false, times);
	*said = line->second;
	segbias_text_release(&both);
	return ok;
}

/* Errors: false where memory runs out. */
static bool read_scale(const struct lines *lines, size_t first, size_t end, bool unit, struct segbias_arena *arena,
                       struct segbias_sheet *sheet)
{
	for (size_t i = first; i < end; i++) {
		const struct segbias_sheet_line *line = &lines->items[i];
		struct segbias_label said;
		double times = 1;
		if (line->kind == SEGBIAS_LINE_BLANK)
			continue;
		if (!read_line_scale(line, unit, &times, &said))
			return false;
		if (times == 1 || times == sheet->times)
			continue;
		sheet->times = sheet->times == 1 ? times : NAN;
		if (!segbias_arena_copy(arena, said, &sheet->times_said))
			return false;
	}
	return true;
}

/* What the cells of the lines say of marks, each by itself, or two as a mark and what it stands for. Errors: false where memory runs out. */
static bool read_legend(const struct lines *lines, size_t first, size_t end, struct segbias_legend *legend)
{
	bool ok = true;
	for (size_t i = first; i < end && ok; i++) {
		const struct segbias_sheet_line *line = &lines->items[i];
		struct segbias_label cell;
		if (line->kind == SEGBIAS_LINE_BLANK || line->kind == SEGBIAS_LINE_RULE)
			continue;
		ok = read_first(line, legend);
		for (size_t column = 1; ok && segbias_sheet_line_cell(&lines->walk, line, column, &cell); column++)
			ok = segbias_legend_read(cell, line->line, legend);
	}
	return ok;
}

/* Whether the cell is a unit of people: "Anzahl", "1000". */
static bool is_unit(struct segbias_label cell, bool *unit)
{
	static const enum segbias_word WORDS[] = {SEGBIAS_WORD_COUNT, SEGBIAS_WORD_PEOPLE};
	uint64_t words = 0;
	double times = 1;
	if (!segbias_column_words(cell, &words) || !segbias_scale_read(cell, true, &times))
		return false;
	*unit = times != 1;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		*unit = *unit || segbias_word_in(words, WORDS[i]);
	return true;
}

/* Whether nothing stands in the line but one and the same unit, behind a first cell without anything. Errors: false where memory
 * runs out. */
static bool is_unit_row(const struct lines *lines, size_t header, size_t index, bool *unit)
{
	struct segbias_label cell;
	struct segbias_label said = {"", 0};
	*unit = false;
	if (index >= lines->count || lines->items[index].record.width != lines->items[header].record.width)
		return true;
	for (size_t i = 0; segbias_sheet_line_cell(&lines->walk, &lines->items[index], i, &cell); i++) {
		if (segbias_sheet_nothing(cell))
			continue;
		if (i == 0 || (said.size > 0 && !segbias_label_equal(cell, said)))
			return true;
		said = cell;
	}
	return said.size == 0 || is_unit(said, unit);
}

/* A row of units below the names is none of the table. */
static bool skip_units(const struct lines *lines, const struct table *table, struct segbias_arena *arena,
                       struct segbias_sheet *sheet)
{
	for (size_t i = table->header + 1; i < table->header + NAMES_MAX && i < table->last; i++) {
		const struct segbias_sheet_line *line = &lines->items[i];
		bool unit = false;
		if (!is_unit_row(lines, table->header, i, &unit))
			return false;
		if (!unit)
			continue;
		sheet->skip = line->record.start;
		sheet->skipped = line->record.end - line->record.start;
		sheet->skip_line = line->line;
		sheet->units = true;
		return read_scale(lines, i, i + 1, true, arena, sheet);
	}
	return true;
}

/* --- totals at the end -------------------------------------------------------------------------------------------- */

/* Whether the column holds words; *constant: one only. Of the rows first..last. */
static bool is_words(const struct lines *lines, size_t first, size_t last, size_t column, bool *constant)
{
	struct segbias_label before = {"", 0};
	size_t words = 0;
	*constant = true;
	for (size_t i = first; i <= last && i < first + FIGURES_ROWS; i++) {
		struct segbias_label cell;
		if (!segbias_sheet_line_cell(&lines->walk, &lines->items[i], column, &cell) ||
		    segbias_sheet_nothing(cell))
			continue;
		if (segbias_sheet_number(cell))
			return false;
		*constant = *constant && (words == 0 || segbias_label_equal(cell, before));
		before = cell;
		words++;
	}
	return words > 0;
}

/* A row whose first cell is called a total of something, and which has nothing where the rows first..last have words. */
static bool is_total(const struct lines *lines, size_t first, size_t last, size_t index)
{
	const struct segbias_sheet_line *line = &lines->items[index];
	struct segbias_label cell;
	size_t nothing = 0;
	if (!segbias_sheet_line_cell(&lines->walk, line, 0, &cell) || !is_total_label(cell))
		return false;
	for (size_t column = 1; segbias_sheet_line_cell(&lines->walk, line, column, &cell); column++) {
		bool constant = false;
		if (!is_words(lines, first, last, column, &constant))
			continue;
		if (!segbias_sheet_nothing(cell) && !constant)
			return false;
		nothing += segbias_sheet_nothing(cell);
	}
	return nothing > 0;
}

static bool is_called_total(const struct lines *lines, size_t index)
{
	struct segbias_label cell;
	return segbias_sheet_line_cell(&lines->walk, &lines->items[index], 0, &cell) && is_total_label(cell);
}

static size_t count_totals(const struct lines *lines, const struct table *table)
{
	size_t first = first_row(lines, table->header);
	size_t last = table->last;
	size_t count = 0;
	while (last > first && is_called_total(lines, last))
		last--;
	while (count < table->last - last && is_total(lines, first, last, table->last - count))
		count++;
	return count;
}

/* --- the tables --------------------------------------------------------------------------------------------------- */

static struct segbias_label title_of(const struct lines *lines, size_t header)
{
	if (header > 0 && lines->items[header - 1].kind == SEGBIAS_LINE_TITLE)
		return lines->items[header - 1].first;
	return lines->items[header].first;
}

/* Whether a table begins at the line: names over figures or, with `words`, over anything. */
static bool begins_table(const struct lines *lines, size_t index, bool words)
{
	const struct segbias_sheet_line *line = &lines->items[index];
	if (index + 1 >= lines->count || line->kind == SEGBIAS_LINE_BLANK ||
	    !(is_heading(lines, index) || is_spanning(lines, index)))
		return false;
	size_t last = last_row(lines, index);
	return last > index && (words || has_figures(lines, index, last));
}

static void add_table(struct lines *lines, size_t header)
{
	lines->tables[lines->table_count++] = (struct table){header, last_row(lines, header), title_of(lines, header)};
}

/* Whether the line does not go on with what stands right above it. */
static bool stands_apart(const struct lines *lines, size_t index)
{
	if (index == 0)
		return true;
	const struct segbias_sheet_line *before = &lines->items[index - 1];
	bool rows = before->kind == SEGBIAS_LINE_ROW || before->kind == SEGBIAS_LINE_PAIR;
	if (lines->table_count > 0)
		return !rows;
	return !rows || before->record.width != lines->items[index].record.width;
}

/* Whether another list of people begins at the line, behind the last table. */
static bool goes_on(const struct lines *lines, size_t index)
{
	if (lines->table_count == 0 || lines->items[index - 1].kind != SEGBIAS_LINE_BLANK)
		return false;
	return begins_list(lines, lines->tables[lines->table_count - 1].header, index) &&
	       begins_table(lines, index, true);
}

/* Whether the line goes on with what stands right above it, and is not below pairs that are as wide. */
static bool is_inner(const struct lines *lines, size_t index)
{
	return index < lines->keyed || (!stands_apart(lines, index) && (index == 0 || index != lines->keyed));
}

static void add_tables(struct lines *lines, size_t from)
{
	for (size_t i = from; i < lines->count && lines->table_count < TABLES_MAX; i++) {
		if (is_inner(lines, i) || !(begins_table(lines, i, false) || goes_on(lines, i)))
			continue;
		add_table(lines, i);
		i = lines->tables[lines->table_count - 1].last;
	}
}

/* Where no table has figures, the file may begin with one of words alone, below comments at most. */
static void find_tables(struct lines *lines)
{
	size_t first = 0;
	add_tables(lines, 0);
	while (first < lines->count &&
	       (lines->items[first].kind == SEGBIAS_LINE_COMMENT || lines->items[first].kind == SEGBIAS_LINE_BLANK))
		first++;
	first = lines->keyed > first ? lines->keyed : first;
	if (lines->table_count > 0 || first == lines->count || !begins_table(lines, first, true))
		return;
	add_table(lines, first);
	add_tables(lines, lines->tables[0].last + 1);
}

static enum segbias_status refuse_tables(const struct lines *lines, const struct segbias_sheet_options *options,
                                         struct segbias_error *error)
{
	struct segbias_text list = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < lines->table_count && i < SAYS_MAX; i++)
		segbias_text_add_format(&list, "%s%s (line %" PRIu64 ")", i ? ", " : "",
		                        segbias_label_quote(lines->tables[i].title, quoted),
		                        lines->items[lines->tables[i].header].line);
	enum segbias_status status =
	    segbias_error_set(error, SEGBIAS_DATA,
	                      options->section ? "several_tables|no section is called so; there are %s%s"
	                                       : "several_tables|the file holds several tables: %s%s",
	                      list.data ? list.data : "", lines->table_count > SAYS_MAX ? ", …" : "");
	segbias_error_hint(error, "%s NAME takes one of them",
	                   options->reference ? "--reference-section" : "--section");
	segbias_error_place(error, options->file, lines->items[lines->tables[lines->table_count > 1].header].line, 0);
	if (list.failed)
		status = segbias_error_memory(error);
	segbias_text_release(&list);
	return status;
}

/* Of a longer file no more is read than one table to the file's end, and this one ends before. */
static enum segbias_status refuse_inner(const struct lines *lines, const struct table *table,
                                        const struct segbias_sheet_options *options, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	uint64_t first = lines->items[table->header].line;
	segbias_error_set(error, SEGBIAS_DATA,
	                  "several_tables|another table begins behind %s, in a file that is over 1 MiB",
	                  segbias_label_quote(table->title, quoted));
	segbias_error_hint(error, "sed -n %" PRIu64 ",%" PRIu64 "p FILE | segbias ... - reads this one", first,
	                   lines->items[table->last + 1].line - 1);
	segbias_error_place(error, options->file, lines->items[table[1].header].line, 0);
	return SEGBIAS_DATA;
}

/* The table that is meant; NULL: none is. */
static const struct table *choose(const struct lines *lines, const char *section)
{
	if (!section)
		return lines->table_count == 1 ? &lines->tables[0] : NULL;
	struct segbias_label name = segbias_label_of(section);
	for (size_t i = 0; i < lines->table_count; i++) {
		const struct table *table = &lines->tables[i];
		if (segbias_name_same(name, table->title) || segbias_name_same(name, lines->items[table->header].first))
			return table;
	}
	char *end = NULL;
	unsigned long number = strtoul(section, &end, 10);
	return *end == '\0' && number >= 1 && number <= lines->table_count ? &lines->tables[number - 1] : NULL;
}

/* --- the interface ------------------------------------------------------------------------------------------------ */

static enum segbias_status describe(const struct lines *lines, const struct table *table, struct segbias_arena *arena,
                                    struct segbias_sheet *sheet, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_text says = {0};
	size_t above = 0;
	size_t below = lines->count;
	for (size_t i = 0; i < lines->table_count; i++) {
		above = lines->tables[i].last < table->header ? lines->tables[i].last + 1 : above;
		below = lines->tables[i].header > table->last && below == lines->count ? table->last + 1 : below;
	}
	size_t width = lines->items[table->header].record.width;
	if (!explains_above(lines, above, table->header, width))
		return SEGBIAS_OK;
	bool ends = lines->whole && explains_below(lines, table->last + 1, below, width);
	size_t totals = lines->whole && (ends || table->last + 1 == lines->count) ? count_totals(lines, table) : 0;
	sheet->above = filled_lines(lines, above, table->header, &sheet->above_line);
	sheet->below = ends ? filled_lines(lines, table->last + 1, below, &sheet->below_line) : 0;
	sheet->totals = totals;
	sheet->totals_line = lines->items[table->last - (totals ? totals - 1 : 0)].line;
	if (is_longer_total(lines, table->header, table->header + 1)) {
		const struct segbias_sheet_line *line = &lines->items[table->header + 1];
		sheet->skip = line->record.start;
		sheet->skipped = line->record.end - line->record.start;
		sheet->skip_line = line->line;
	} else if (!skip_units(lines, table, arena, sheet)) {
		return segbias_error_memory(error);
	}
	sheet->found =
	    sheet->above > 0 || sheet->below > 0 || totals > 0 || lines->table_count > 1 || sheet->skipped > 0;
	sheet->start = lines->items[table->header].record.start;
	sheet->stop = ends || lines->table_count > 1 ? lines->items[table->last - totals].record.end : lines->walk.size;
	sheet->line = lines->items[table->header].line;
	say(lines, above, table->header, &says);
	if (says.failed || !segbias_arena_copy(arena, segbias_text_label(&says), &sheet->says) ||
	    !keep_dated(lines, above, table->header, arena, sheet) ||
	    !read_scale(lines, above, table->header, false, arena, sheet) ||
	    (ends && !read_scale(lines, table->last + 1, below, false, arena, sheet)) ||
	    !read_legend(lines, above, table->header, &sheet->legend) ||
	    (ends && !read_legend(lines, table->last + 1, below, &sheet->legend)))
		status = segbias_error_memory(error);
	segbias_text_release(&says);
	return status;
}

enum segbias_status segbias_sheet_look(struct segbias_label bytes, bool whole,
                                       const struct segbias_sheet_options *options, struct segbias_arena *arena,
                                       struct segbias_sheet *sheet, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_ragged walk = {bytes.bytes, bytes.size, segbias_csv_bom_size(bytes.bytes, bytes.size), ','};
	struct lines lines = {.whole = whole};
	*sheet = (struct segbias_sheet){.times = 1};
	walk.delimiter = options->delimiter ? options->delimiter : segbias_csv_detect(bytes.bytes, bytes.size, whole);
	bool plain = !options->section && is_plain(walk, whole);
	if (plain && !is_double(walk) && !names_below(walk))
		return SEGBIAS_OK;
	walk.delimiter = options->delimiter ? options->delimiter : plain ? walk.delimiter : delimiter_of(walk);
	sheet->delimiter = walk.delimiter;
	lines.walk = walk;
	SEGBIAS_TRY(read_lines(&lines, error));
	if (!find_keyed(&lines, &lines.keyed))
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(find_names(&lines, options, error));
	if (plain && !lines.keyed)
		goto done;
	find_tables(&lines);
	const struct table *table = choose(&lines, options->section);
	if (table && !whole && table + 1 < lines.tables + lines.table_count)
		status = refuse_inner(&lines, table, options, error);
	else if (table)
		status = describe(&lines, table, arena, sheet, error);
	else if (lines.table_count > 0)
		status = refuse_tables(&lines, options, error);
done:
	free(lines.items);
	return status;
}

/* --- the end of a longer file -------------------------------------------------------------------------------------- */

/* Where the last of its first records that has a line end ends. */
static size_t end_of_begun(struct segbias_ragged walk, size_t *width)
{
	struct segbias_ragged_record record;
	size_t end = 0;
	for (size_t count = 0; count < PLAIN_MAX && segbias_ragged_next(&walk, &record) && record.ended; count++) {
		*width = count == 0 ? record.width : *width;
		end = record.end;
	}
	return end;
}

/* Where the first row begins in bytes that may begin in the midst of one, or of a cell of several lines: a line of which may
 * look like a row, but not two. */
static size_t first_of_tail(struct segbias_ragged walk, size_t width)
{
	struct segbias_ragged_record record;
	size_t first = walk.size;
	while (walk.at < walk.size && walk.bytes[walk.at] != '\n' && walk.bytes[walk.at] != '\r')
		walk.at++;
	while (segbias_ragged_next(&walk, &record)) {
		bool row = record.sound && record.width == width && !record.blank;
		if (row && first != walk.size)
			return first;
		first = row ? record.start : walk.size;
	}
	return walk.size;
}

/* What stands behind the first of the tables; the tail follows `joined` bytes. */
static enum segbias_status tell_end(const struct lines *lines, size_t joined, struct segbias_sheet *sheet, size_t *kept,
                                    struct segbias_error *error)
{
	const struct table *table = &lines->tables[0];
	const struct table *next = lines->table_count > 1 ? &lines->tables[1] : NULL;
	size_t below = next ? table->last + 1 : lines->count;
	bool ends = explains_below(lines, table->last + 1, below, lines->items[table->header].record.width);
	size_t totals = ends || table->last + 1 == lines->count ? count_totals(lines, table) : 0;
	size_t last = table->last - totals;
	sheet->below = filled_lines(lines, table->last + 1, below, &sheet->below_line);
	/* None of its rows stands in the tail, or what follows is no end. */
	if (!(ends || next || totals) || !(totals || next || sheet->below) || lines->items[last].record.end <= joined) {
		sheet->below = 0;
		return SEGBIAS_OK;
	}
	uint64_t before = lines->items[last + 1].line - 1;
	sheet->totals = totals;
	sheet->totals_line = totals > 0;
	sheet->below_line -= sheet->below ? before : 0;
	sheet->another_line = next ? lines->items[next->header].line - before : 0;
	*kept = lines->items[last].record.end;
	struct segbias_legend legend = {0};
	if (!read_legend(lines, table->last + 1, below, &legend))
		return segbias_error_memory(error);
	for (size_t i = 0; i < legend.count; i++) {
		legend.entries[i].line -= before;
		legend.entries[i].other_line -= legend.entries[i].other_line ? before : 0;
		legend.entries[i].behind = true;
		legend.entries[i].other_behind = legend.entries[i].other_line > 0;
	}
	segbias_legend_merge(&legend, &sheet->legend);
	return SEGBIAS_OK;
}

enum segbias_status segbias_sheet_look_back(struct segbias_label begun, struct segbias_label tail,
                                            const struct segbias_sheet_options *options, struct segbias_sheet *sheet,
                                            size_t *kept, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	size_t width = 0;
	struct segbias_text joined = {0};
	struct segbias_ragged walk = {begun.bytes, begun.size, segbias_csv_bom_size(begun.bytes, begun.size),
	                              options->delimiter};
	struct lines lines = {.whole = true};
	size_t end = end_of_begun(walk, &width);
	size_t from = first_of_tail((struct segbias_ragged){tail.bytes, tail.size, 0, options->delimiter}, width);
	size_t cut = 0;
	*kept = tail.size;
	segbias_text_add(&joined, begun.bytes, end);
	segbias_text_add(&joined, tail.bytes + from, tail.size - from);
	if (joined.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	lines.walk = (struct segbias_ragged){joined.data, joined.size, walk.at, options->delimiter};
	if (from == tail.size || is_plain(lines.walk, true))
		goto done;
	SEGBIAS_TRY(read_lines(&lines, error));
	find_tables(&lines);
	if (lines.table_count == 0 || lines.tables[0].header != 0)
		goto done;
	SEGBIAS_TRY(tell_end(&lines, end, sheet, &cut, error));
	*kept = cut ? cut - end + from : tail.size;
done:
	free(lines.items);
	segbias_text_release(&joined);
	return status;
}

enum segbias_status segbias_sheet_settle(struct segbias_sheet *sheet, uint64_t line,
                                         const struct segbias_sheet_options *options, struct segbias_error *error)
{
	sheet->totals_line += sheet->totals ? line - 1 : 0;
	sheet->below_line += sheet->below ? line - 1 : 0;
	segbias_legend_settle(&sheet->legend, line - 1);
	if (!sheet->another_line)
		return SEGBIAS_OK;
	sheet->another_line += line - 1;
	if (options->section)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA, "several_tables|another table begins at the end of the file");
	segbias_error_hint(error, "%s 1 takes the first", options->reference ? "--reference-section" : "--section");
	segbias_error_place(error, options->file, sheet->another_line, 0);
	return SEGBIAS_DATA;
}

void segbias_sheet_note(const struct segbias_sheet *sheet, const char *file, struct segbias_notes *notes)
{
	if (sheet->above)
		segbias_error_place(segbias_notes_add(notes, "lines_above", "%zu line%s above the table: %s",
		                                      sheet->above, sheet->above == 1 ? "" : "s", sheet->says.bytes),
		                    file, sheet->above_line, 0);
	if (sheet->skipped && sheet->units)
		segbias_error_place(
		    segbias_notes_add(notes, "lines_below", "the row below the names holds units, and is left out"),
		    file, sheet->skip_line, 0);
	else if (sheet->skipped)
		segbias_error_place(segbias_notes_add(notes, "total_lines",
		                                      "the row below the header is of all of the table, and left out"),
		                    file, sheet->skip_line, 0);
	if (sheet->totals)
		segbias_error_place(segbias_notes_add(notes, "total_lines",
		                                      "%zu row%s at the end of the table %s of all of it, and left out",
		                                      sheet->totals, sheet->totals == 1 ? "" : "s",
		                                      sheet->totals == 1 ? "is" : "are"),
		                    file, sheet->totals_line, 0);
	if (sheet->below)
		segbias_error_place(segbias_notes_add(notes, "lines_below", "%zu line%s below the table %s left out",
		                                      sheet->below, sheet->below == 1 ? "" : "s",
		                                      sheet->below == 1 ? "is" : "are"),
		                    file, sheet->below_line, 0);
}
