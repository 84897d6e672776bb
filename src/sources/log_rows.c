#include "sources/log_rows.h"

#include "values/boolean.h"
#include "values/figure.h"
#include "values/name.h"

#include <math.h>

enum watch {
	BY_NAME,   /* one kind in all rows, whatever it is */
	BY_WORDS,  /* the same, while its cells are words of kinds */
	BY_YES,    /* yes in all rows; or a time, or any other word of one kind */
	COUNTS,    /* one thing a row */
	MAY_COUNT, /* the same by a word of its name alone: where a cell is a number, it is 1 */
	DONE
};

/* So many different cells tell whether a column is one of kinds. */
enum { WORDS_MAX = 32 };

struct segbias_log_watched {
	size_t field;
	enum watch watch;
	struct segbias_label first;  /* the kind that there is; bytes NULL: none yet */
	struct segbias_label *words; /* by words: the cells there are, of which so many are of kinds: */
	size_t count, acts;
	uint64_t line, column;
	bool blank, given; /* by yes: in some rows nothing (at the line), in some something */
};

/* --- columns ------------------------------------------------------------------------------------------------------- */

static bool is_taken(const struct segbias_log_file *file, size_t field)
{
	bool taken = false;
	for (size_t part = 0; part < SEGBIAS_LOG_PARTS; part++)
		taken = taken || file->fields[part] == field;
	return taken;
}

static enum watch watch_of(enum segbias_log_rows_kind kind, struct segbias_label name)
{
	bool chosen = kind == SEGBIAS_LOG_ROWS_CHOSEN;
	if (segbias_log_column(name, SEGBIAS_LOG_COUNT) || (chosen && segbias_log_column(name, SEGBIAS_LOG_CHOICES)))
		return COUNTS;
	if (kind == SEGBIAS_LOG_ROWS_CONTACTS)
		return segbias_log_counts(name, SEGBIAS_LOG_SENDINGS) ? MAY_COUNT : DONE;
	if (segbias_log_counts(name, SEGBIAS_LOG_CHOICES))
		return chosen ? MAY_COUNT : DONE;
	if (segbias_log_counts(name, SEGBIAS_LOG_COUNT))
		return MAY_COUNT;
	if (segbias_log_flag(name, SEGBIAS_LOG_SHOWN) || (chosen && segbias_log_flag(name, SEGBIAS_LOG_CHOICE)))
		return BY_YES;
	return segbias_log_column(name, SEGBIAS_LOG_KIND) ? BY_NAME : BY_WORDS;
}

enum segbias_status segbias_log_rows_find(struct segbias_log_rows *rows, struct segbias_log_file *file)
{
	rows->count = 0;
	rows->columns = segbias_arena_array(&file->arena, file->width, sizeof *rows->columns);
	if (!rows->columns)
		return segbias_error_memory(file->error);
	for (size_t field = 0; field < file->width; field++) {
		enum watch watch = is_taken(file, field) ? DONE : watch_of(rows->kind, file->names[field]);
		if (watch != DONE)
			rows->columns[rows->count++] = (struct segbias_log_watched){.field = field, .watch = watch};
	}
	return SEGBIAS_OK;
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

static enum segbias_status refuse_kinds(const struct segbias_log_rows *rows, struct segbias_log_file *file,
                                        const struct segbias_log_watched *column)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	(void)segbias_error_set(file->error, SEGBIAS_DATA,
	                        "log_kinds|column %s says that the rows of the log are of several kinds",
	                        segbias_label_quote(file->names[column->field], quoted));
	segbias_error_hint(file->error,
	                   rows->kind == SEGBIAS_LOG_ROWS_CHOSEN
	                       ? "leave only the rows of what people chose in the log, one a choice; or leave the "
	                         "column out, where all of them are"
	                       : "leave only the rows of what people were shown in the log, one an exposure; or leave "
	                         "the column out, where all of them are");
	segbias_error_place(file->error, file->of->path, column->line, column->column);
	return SEGBIAS_DATA;
}

static enum segbias_status refuse_count(const struct segbias_log_rows *rows, struct segbias_log_file *file,
                                        size_t field)
{
	static const char *const ONE[] = {"a contact", "an exposure", "a choice"};
	char quoted[SEGBIAS_QUOTE_MAX];
	(void)segbias_error_set(file->error, SEGBIAS_DATA,
	                        "log_counts|column %s says that a row of the log is not one, but another number",
	                        segbias_label_quote(file->names[field], quoted));
	segbias_error_hint(file->error,
	                   "write as many rows as it says, one %s; or leave the column out, where a row is one",
	                   ONE[rows->kind]);
	return segbias_log_file_place(file, field);
}

static bool read_number(struct segbias_label cell, double *number)
{
	static const struct segbias_number_style POINT = {.decimal = '.', .thousands = ','};
	static const struct segbias_number_style COMMA = {.decimal = ',', .thousands = '.'};
	return segbias_figure_value(cell, &POINT, number) || segbias_figure_value(cell, &COMMA, number);
}

static enum segbias_status check_one(const struct segbias_log_rows *rows, struct segbias_log_file *file,
                                     const struct segbias_log_watched *column)
{
	double number = 1;
	struct segbias_label cell = segbias_log_file_cell(file, column->field);
	if (segbias_missing_any(file->of->missing, cell))
		return SEGBIAS_OK;
	bool is_number = read_number(cell, &number);
	bool one = is_number ? number == 1 : column->watch == MAY_COUNT;
	return one ? SEGBIAS_OK : refuse_count(rows, file, column->field);
}

/* A click beside the view that it is of would count one thing twice. */
static enum segbias_status check_named(const struct segbias_log_rows *rows, struct segbias_log_file *file,
                                       struct segbias_log_watched *column)
{
	struct segbias_label cell = segbias_log_file_cell(file, column->field);
	if (!column->first.bytes)
		return segbias_arena_copy(&file->arena, cell, &column->first) ? SEGBIAS_OK
		                                                              : segbias_error_memory(file->error);
	if (segbias_label_equal(cell, column->first) || segbias_name_value_same(cell, column->first))
		return SEGBIAS_OK;
	segbias_csv_locate(file->csv, file->record, column->field, &column->line, &column->column);
	return refuse_kinds(rows, file, column);
}

static enum segbias_status refuse_no(const struct segbias_log_rows *rows, struct segbias_log_file *file,
                                     const struct segbias_log_watched *column)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	(void)segbias_error_set(file->error, SEGBIAS_DATA, "log_no|column %s says of a row of the log that it was not",
	                        segbias_label_quote(file->names[column->field], quoted));
	segbias_error_hint(
	    file->error,
	    rows->kind == SEGBIAS_LOG_ROWS_CHOSEN
		? "leave only the rows of what people chose in the log, or leave the column out, where all of them are"
		: "leave only the rows of what people were shown in the log, or leave the column out, where all of them are");
	segbias_error_place(file->error, file->of->path, column->line, column->column);
	return SEGBIAS_DATA;
}

/* Whether the number says how often: neither a part of one, nor a day or a time (of a spreadsheet, of seconds). */
static bool is_several(double number)
{
	return number >= 2 && number < 20000 && number == floor(number);
}

/* What a column that is called shown, or bought, says: what was not is none of what is counted. */
static enum segbias_status check_yes(const struct segbias_log_rows *rows, struct segbias_log_file *file,
                                     struct segbias_log_watched *column)
{
	struct segbias_label cell = segbias_log_file_cell(file, column->field);
	bool blank = segbias_missing_any(file->of->missing, cell);
	bool yes = true;
	double number = 1;
	bool word = !blank && !segbias_boolean_parse(cell, &yes) && !read_number(cell, &number);
	bool no = !yes || number == 0;
	if (no || (blank && !column->blank))
		segbias_csv_locate(file->csv, file->record, column->field, &column->line, &column->column);
	column->blank = column->blank || blank;
	column->given = column->given || !blank;
	if (no)
		return refuse_no(rows, file, column);
	if (is_several(number))
		return refuse_count(rows, file, column->field);
	for (size_t i = 0; i < cell.size; i++)
		word = word && (cell.bytes[i] < '0' || cell.bytes[i] > '9');
	return word ? check_named(rows, file, column) : SEGBIAS_OK;
}

static bool is_among(const struct segbias_log_watched *column, struct segbias_label cell)
{
	for (size_t i = 0; i < column->count; i++)
		if (segbias_label_equal(cell, column->words[i]))
			return true;
	for (size_t i = 0; i < column->count; i++)
		if (segbias_name_value_same(cell, column->words[i]))
			return true;
	return false;
}

/* By far the most of its different cells are words of kinds, and two at the least: in any column a few may be by chance. */
static bool is_of_kinds(const struct segbias_log_watched *column)
{
	return column->acts > 1 && 3 * (column->count - column->acts) <= column->acts;
}

/* The same of a column that is called otherwise: only all of its cells tell, in whichever order. */
static enum segbias_status check_words(struct segbias_log_file *file, struct segbias_log_watched *column)
{
	struct segbias_label cell = segbias_log_file_cell(file, column->field);
	if (is_among(column, cell) || segbias_missing_any(file->of->missing, cell))
		return SEGBIAS_OK;
	if (!column->words)
		column->words = segbias_arena_array(&file->arena, WORDS_MAX, sizeof *column->words);
	if (!column->words || !segbias_arena_copy(&file->arena, cell, &column->words[column->count]))
		return segbias_error_memory(file->error);
	column->count++;
	if (segbias_log_act(cell) && ++column->acts == 2)
		segbias_csv_locate(file->csv, file->record, column->field, &column->line, &column->column);
	if (column->count == WORDS_MAX || 3 * (column->count - column->acts) > WORDS_MAX)
		column->watch = DONE;
	return SEGBIAS_OK;
}

enum segbias_status segbias_log_rows_check(struct segbias_log_rows *rows, struct segbias_log_file *file)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct segbias_log_watched *column = &rows->columns[i];
		enum segbias_status status = SEGBIAS_OK;
		if (column->watch == COUNTS || column->watch == MAY_COUNT)
			status = check_one(rows, file, column);
		else if (column->watch == BY_NAME)
			status = check_named(rows, file, column);
		else if (column->watch == BY_YES)
			status = check_yes(rows, file, column);
		else if (column->watch == BY_WORDS)
			status = check_words(file, column);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_log_rows_finish(const struct segbias_log_rows *rows, struct segbias_log_file *file)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct segbias_log_watched *column = &rows->columns[i];
		if (column->watch == BY_WORDS && is_of_kinds(column))
			return refuse_kinds(rows, file, column);
		if (column->watch == BY_YES && column->blank && column->given)
			return refuse_no(rows, file, column);
	}
	return SEGBIAS_OK;
}
