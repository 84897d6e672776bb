/* The names and cells of a wide table as text. */
#include "sources/melt_wide.h"

#include "sources/sheet_line.h"
#include "values/band.h"
#include "values/column.h"
#include "values/figure_range.h"
#include "values/synonym.h"
#include "values/word.h"

#include <string.h>

struct segbias_label segbias_wide_trim(struct segbias_label label)
{
	while (label.size > 0 && strchr(" \t\r:", label.bytes[label.size - 1]))
		label.size--;
	while (label.size > 0 && label.bytes[0] == ' ') {
		label.bytes++;
		label.size--;
	}
	return label;
}

/* Where the text stands in the label; NULL: nowhere. */
const char *segbias_wide_find(struct segbias_label label, const char *text)
{
	size_t size = strlen(text);
	for (size_t i = 0; i + size <= label.size; i++)
		if (memcmp(label.bytes + i, text, size) == 0)
			return label.bytes + i;
	return NULL;
}

struct segbias_label segbias_wide_before(struct segbias_label label, const char *at)
{
	return (struct segbias_label){label.bytes, (size_t)(at - label.bytes)};
}

struct segbias_label segbias_wide_behind(struct segbias_label label, const char *at, size_t size)
{
	return (struct segbias_label){at + size, label.size - (size_t)(at + size - label.bytes)};
}

static const struct segbias_synonym_codes NO_CODES = {0};

/* The group of the sexes that the name is; SEGBIAS_SYNONYM_NONE: none. */
int segbias_wide_sex(struct segbias_label name)
{
	int group = segbias_synonym_group(name, &NO_CODES);
	int male = segbias_synonym_group(segbias_label_of("male"), &NO_CODES);
	return group != SEGBIAS_SYNONYM_NONE && segbias_synonym_same_set(group, male) ? group : SEGBIAS_SYNONYM_NONE;
}

bool segbias_wide_sexes(const struct segbias_label *values, size_t count)
{
	const struct segbias_label sexes[] = {segbias_label_of("male"), segbias_label_of("female")};
	struct segbias_synonym_codes codes;
	int known = SEGBIAS_SYNONYM_NONE;
	int set = SEGBIAS_SYNONYM_NONE;
	segbias_synonym_read(sexes, 2, SEGBIAS_SYNONYM_NONE, &known, &codes);
	segbias_synonym_read(values, count, SEGBIAS_SYNONYM_NONE, &set, &codes);
	/* Two letters that may be of something else, too: w and m, widowed and married, but of two alone hardly. */
	bool letters = count == 2;
	for (size_t i = 0; i < count; i++)
		letters =
		    letters && values[i].size == 1 && strchr("FMWHVKfmwhvk", values[i].bytes[0]) && values[i].bytes[0];
	return letters || (known != SEGBIAS_SYNONYM_NONE && set == known);
}

bool segbias_wide_other_sex(struct segbias_label name)
{
	enum { WORD_LEAST = 3 }; /* bytes: shorter ones are codes */
	const struct segbias_label sexes[] = {segbias_label_of("male"), segbias_label_of("female")};
	struct segbias_synonym_codes codes;
	int set = SEGBIAS_SYNONYM_NONE;
	segbias_synonym_read(sexes, 2, SEGBIAS_SYNONYM_NONE, &set, &codes);
	return name.size >= WORD_LEAST && set != SEGBIAS_SYNONYM_NONE && segbias_synonym_explains(name, set, &NO_CODES);
}

/* "31.12.2018", "2018-12-31": the form of a day, whose digits stand where those of `form` do. */
static bool has_form(struct segbias_label name, const char *form)
{
	if (name.size != strlen(form))
		return false;
	for (size_t i = 0; i < name.size; i++) {
		bool digit = name.bytes[i] >= '0' && name.bytes[i] <= '9';
		if (form[i] == '9' ? !digit : name.bytes[i] != form[i])
			return false;
	}
	return true;
}

bool segbias_wide_day(struct segbias_label name)
{
	name = segbias_wide_trim(name);
	return has_form(name, "99.99.9999") || has_form(name, "9999-99-99") || has_form(name, "99/99/9999");
}

bool segbias_wide_year(struct segbias_label name)
{
	return segbias_sheet_year(segbias_wide_trim(name)) || segbias_wide_day(name);
}

/* Rates, money, shares and measures such as income are not added up over groups. */
static bool is_of_nobody(uint64_t words)
{
	static const enum segbias_word WORDS[] = {SEGBIAS_WORD_RATE,    SEGBIAS_WORD_MONEY, SEGBIAS_WORD_SHARE,
	                                          SEGBIAS_WORD_PERCENT, SEGBIAS_WORD_MOE,   SEGBIAS_WORD_ERROR,
	                                          SEGBIAS_WORD_MEASURE};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (segbias_word_in(words, WORDS[i]))
			return true;
	return false;
}

enum segbias_wide_name segbias_wide_name(struct segbias_label name)
{
	struct segbias_band band;
	uint64_t words = 0;
	name = segbias_wide_trim(name);
	if (segbias_wide_year(name))
		return SEGBIAS_WIDE_YEAR;
	(void)segbias_column_words(name, &words);
	if (is_of_nobody(words))
		return SEGBIAS_WIDE_OTHER; /* "% Male", too */
	if (segbias_wide_sex(name) != SEGBIAS_SYNONYM_NONE)
		return SEGBIAS_WIDE_SEX;
	if (segbias_band_parse(name, &band))
		return SEGBIAS_WIDE_BAND;
	if (segbias_word_total(name) != SEGBIAS_TOTAL_NONE)
		return SEGBIAS_WIDE_TOTAL;
	for (int word = SEGBIAS_WORD_USUAL; word < SEGBIAS_WORD_COUNTS_END; word++)
		if (word != SEGBIAS_WORD_GROUP && segbias_word_in(words, (enum segbias_word)word))
			return SEGBIAS_WIDE_COUNT;
	return SEGBIAS_WIDE_TEXT;
}

bool segbias_wide_margin(struct segbias_label name)
{
	uint64_t words = 0;
	(void)segbias_column_words(name, &words);
	return segbias_word_in(words, SEGBIAS_WORD_MOE);
}

bool segbias_wide_keeps(const struct segbias_wide_column *column)
{
	return !column->cell && !column->figure && !column->dropped;
}

/* A figure without the flags behind it ("79 b"); ":" stands for one that is not available. */
static struct segbias_label unflagged(struct segbias_label cell)
{
	cell = segbias_wide_trim(segbias_sheet_unquoted(cell));
	const char *blank = cell.size ? memchr(cell.bytes, ' ', cell.size) : NULL;
	return blank ? segbias_wide_before(cell, blank) : cell;
}

struct segbias_label segbias_wide_figure(const struct segbias_wide *wide, struct segbias_label field)
{
	return wide->packed ? unflagged(field) : field;
}

void segbias_wide_put_thousands(struct segbias_label figure, struct segbias_text *out)
{
	enum { ZEROS = 3 };
	size_t point = 0;
	size_t behind = 0;
	figure = segbias_wide_trim(segbias_sheet_unquoted(figure));
	while (point < figure.size && figure.bytes[point] >= '0' && figure.bytes[point] <= '9')
		point++;
	for (size_t i = point + 1; i < figure.size; i++)
		behind += figure.bytes[i] >= '0' && figure.bytes[i] <= '9';
	bool fraction = point < figure.size;
	bool plain = point > 0 && (!fraction || (figure.bytes[point] == '.' && point + 1 + behind == figure.size));
	if (!plain) {
		segbias_text_add(out, figure.bytes, figure.size);
		segbias_text_add_string(out, " thousand");
		return;
	}
	/* 0.119 is 119: a whole number with a zero in front would be a code */
	bool begun = false;
	for (size_t i = 0; i < point + ZEROS; i++) {
		char digit = '0';
		if (i < point + behind)
			digit = figure.bytes[i < point ? i : i + 1];
		begun = begun || digit != '0' || i + 1 == point + ZEROS;
		if (begun)
			segbias_text_add(out, &digit, 1);
	}
	if (behind > ZEROS)
		segbias_text_add_string(out, ".");
	if (behind > ZEROS)
		segbias_text_add(out, figure.bytes + point + 1 + ZEROS, behind - ZEROS);
}

/* Nothing, a dash, or signs that say that there is nothing: "..", "***", "(X)". */
bool segbias_wide_missing(struct segbias_label cell)
{
	cell = segbias_wide_trim(segbias_sheet_unquoted(cell));
	return !segbias_label_has_digit(cell) &&
	       cell.size <= 5; /* a mark; a word is left to the reader, which refuses it */
}

bool segbias_wide_dash(struct segbias_label cell)
{
	static const char *const DASHES[] = {"-", "\u2013", "\u2014", "\u2212"};
	cell = segbias_wide_trim(segbias_sheet_unquoted(cell));
	for (size_t i = 0; i < sizeof DASHES / sizeof *DASHES; i++)
		if (segbias_label_equal(cell, segbias_label_of(DASHES[i])))
			return true;
	return false;
}

void segbias_wide_fields(const struct segbias_wide *wide, const struct segbias_ragged_record *record,
                         struct segbias_label *fields)
{
	size_t at = record->start;
	size_t count = 0;
	while (count < wide->width && segbias_ragged_field(&wide->walk, record, &at, &fields[count]))
		count++;
}

/* A figure of which only a bound is told, as "<5". */
static bool is_bound(struct segbias_label cell)
{
	struct segbias_range_ends ends;
	return segbias_figure_range_split(cell, &ends) && !ends.low.bytes;
}

bool segbias_wide_number(struct segbias_label cell)
{
	cell = segbias_figure_margin(segbias_sheet_unquoted(cell));
	return segbias_sheet_number(cell) || is_bound(segbias_wide_trim(cell));
}

/* What the cells of the column's first rows are. */
struct cells {
	size_t numbers, hidden;
	size_t controlled; /* margins of error of figures that have none: "*****", hidden too */
	size_t others;     /* … that are not missing */
};

static struct cells count_cells(const struct segbias_wide *wide, size_t column)
{
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	struct cells cells = {0};
	walk.at = wide->rows_at;
	for (size_t row = 0; row < SEGBIAS_WIDE_ROWS && segbias_ragged_next(&walk, &record); row++) {
		struct segbias_label cell = {"", 0};
		size_t at = record.start;
		for (size_t i = 0; i <= column; i++)
			(void)segbias_ragged_field(&wide->walk, &record, &at, &cell);
		if (record.width != wide->width)
			continue;
		bool missing = segbias_wide_missing(cell);
		cells.hidden += segbias_figure_mark(segbias_sheet_unquoted(cell));
		cells.controlled += missing && segbias_wide_number(cell);
		if (!missing)
			*(segbias_wide_number(cell) ? &cells.numbers : &cells.others) += 1;
	}
	return cells;
}

bool segbias_wide_numeric(const struct segbias_wide *wide, size_t column)
{
	struct cells cells = count_cells(wide, column);
	return cells.numbers > 3 * cells.others;
}

bool segbias_wide_margins(const struct segbias_wide *wide, size_t column)
{
	struct cells cells = count_cells(wide, column);
	return cells.numbers + cells.controlled > 3 * cells.others;
}

bool segbias_wide_hidden(const struct segbias_wide *wide, size_t column)
{
	struct cells cells = count_cells(wide, column);
	return cells.numbers == 0 && cells.others == 0 && cells.hidden > 0;
}
