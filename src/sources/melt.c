#include "sources/melt.h"

#include "base/memory.h"
#include "csv/dialect.h"
#include "csv/ragged.h"
#include "sources/identity.h"
#include "sources/sheet_line.h"
#include "values/band.h"
#include "values/column.h"
#include "values/missing.h"
#include "values/name.h"
#include "values/synonym.h"
#include "values/word.h"

#include <stdlib.h>
#include <string.h>

enum {
	DIMENSIONS_MAX = 2,
	PREFIXED_LEAST = 3,
	YEARS_LEAST = 2,
	SEXES_LEAST = 2,
	ROWS_LOOKED_AT = 50,
};

#define PATH "!!" /* between the levels of a path */

/* What becomes of a column of the wide table. */
struct column {
	struct segbias_label name;  /* without its quotes */
	struct segbias_label above; /* of two rows of names the upper one, which may span columns */
	bool cell;                  /* of the long table; else it is kept, or dropped */
	bool dropped;
	bool left_out;                               /* of a cell: an option does not take it */
	struct segbias_label values[DIMENSIONS_MAX]; /* of a cell */
	size_t margin;                               /* of a cell: the column of its margin of error; SIZE_MAX: none */
};

struct wide {
	const struct segbias_melting *melting;
	struct segbias_ragged walk;
	char delimiter;
	size_t width;
	struct column *columns;
	struct segbias_ragged_record header;
	size_t rows_at; /* where the rows begin */
	uint64_t rows_line;
	size_t dimensions;
	struct segbias_label names[DIMENSIONS_MAX];
	bool packed; /* the first column holds several, and figures have flags behind them, as Eurostat writes them */
	bool margins;
	size_t compound; /* a column of ages and sexes in one cell ("Population ages 0-14, female"); SIZE_MAX: none */
};

/* --- names -------------------------------------------------------------------------------------------------------- */

static struct segbias_label trim(struct segbias_label label)
{
	while (label.size > 0 && strchr(" \t\r:", label.bytes[label.size - 1]))
		label.size--;
	while (label.size > 0 && label.bytes[0] == ' ') {
		label.bytes++;
		label.size--;
	}
	return label;
}

static struct segbias_label unquoted(struct segbias_label field)
{
	if (field.size >= 2 && field.bytes[0] == '"' && field.bytes[field.size - 1] == '"')
		return (struct segbias_label){field.bytes + 1, field.size - 2};
	return field;
}

/* Where the text stands in the label; NULL: nowhere. */
static const char *find(struct segbias_label label, const char *text)
{
	size_t size = strlen(text);
	for (size_t i = 0; i + size <= label.size; i++)
		if (memcmp(label.bytes + i, text, size) == 0)
			return label.bytes + i;
	return NULL;
}

static struct segbias_label before(struct segbias_label label, const char *at)
{
	return (struct segbias_label){label.bytes, (size_t)(at - label.bytes)};
}

static struct segbias_label behind(struct segbias_label label, const char *at, size_t size)
{
	return (struct segbias_label){at + size, label.size - (size_t)(at + size - label.bytes)};
}

static bool begins(struct segbias_label label, struct segbias_label with)
{
	return label.size >= with.size && memcmp(label.bytes, with.bytes, with.size) == 0;
}

static const struct segbias_synonym_codes NO_CODES = {0};

/* The group of the sexes that the name is; SEGBIAS_SYNONYM_NONE: none. */
static int sex_of(struct segbias_label name)
{
	int group = segbias_synonym_group(name, &NO_CODES);
	int male = segbias_synonym_group(segbias_label_of("male"), &NO_CODES);
	return group != SEGBIAS_SYNONYM_NONE && segbias_synonym_same_set(group, male) ? group : SEGBIAS_SYNONYM_NONE;
}

static bool is_year(struct segbias_label name)
{
	enum { DIGITS = 4 };
	name = trim(name);
	for (size_t i = 0; i < name.size; i++)
		if (name.bytes[i] < '0' || name.bytes[i] > '9')
			return false;
	return name.size == DIGITS && (name.bytes[0] == '1' || name.bytes[0] == '2');
}

/* --- what the names prove ----------------------------------------------------------------------------------------- */

static struct segbias_label path_of(const struct column *column, const char *measure)
{
	struct segbias_label root = segbias_label_of(measure);
	return begins(column->name, root) ? behind(column->name, column->name.bytes, root.size)
	                                  : (struct segbias_label){NULL, 0};
}

/* Whether another path goes on where this one ends: then it is a total. */
static bool is_prefix(const struct wide *wide, struct segbias_label path)
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label other = path_of(&wide->columns[i], "Estimate" PATH);
		if (other.bytes && other.size > path.size && begins(other, path) &&
		    find(behind(other, other.bytes, path.size), PATH) == other.bytes + path.size)
			return true;
	}
	return false;
}

/* The levels of a path below its first, which is the total; 0: too many, or none. */
static size_t split_path(struct segbias_label path, struct segbias_label levels[static DIMENSIONS_MAX])
{
	const char *at = find(path, PATH);
	size_t count = 0;
	if (!at || segbias_word_total(trim(before(path, at))) == SEGBIAS_TOTAL_NONE)
		return 0;
	while (at) {
		path = behind(path, at, sizeof PATH - 1);
		at = find(path, PATH);
		if (count == DIMENSIONS_MAX)
			return 0;
		levels[count++] = trim(at ? before(path, at) : path);
	}
	return count;
}

/* What the values of a level are of. */
static struct segbias_label name_level(const struct wide *wide, size_t level)
{
	size_t sexes = 0;
	size_t bands = 0;
	size_t cells = 0;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_band band;
		if (!wide->columns[i].cell)
			continue;
		if (segbias_word_total(wide->columns[i].values[level]) != SEGBIAS_TOTAL_NONE)
			continue;
		cells++;
		sexes += sex_of(wide->columns[i].values[level]) != SEGBIAS_SYNONYM_NONE;
		bands += segbias_band_parse(wide->columns[i].values[level], &band);
	}
	return segbias_label_of(sexes == cells ? "sex" : bands == cells ? "age" : level ? "group" : "category");
}

/* "Estimate!!Total:!!Male:!!Under 5 years", and "Margin of Error!!…" beside it. */
static bool melts_paths(struct wide *wide)
{
	size_t depth = 0;
	for (size_t i = 0; i < wide->width; i++) {
		struct column *column = &wide->columns[i];
		struct segbias_label path = path_of(column, "Estimate" PATH);
		column->dropped = find(column->name, PATH) != NULL || column->name.size == 0;
		if (!path.bytes || is_prefix(wide, path))
			continue;
		size_t levels = split_path(path, column->values);
		if (levels == 0 || (depth > 0 && levels != depth))
			return false;
		depth = levels;
		column->cell = true;
		for (size_t j = 0; j < wide->width; j++) {
			struct segbias_label margin = path_of(&wide->columns[j], "Margin of Error" PATH);
			if (margin.bytes && segbias_label_equal(margin, path))
				column->margin = j;
		}
		wide->margins = wide->margins || column->margin != SIZE_MAX;
	}
	wide->dimensions = depth;
	for (size_t level = 0; level < depth; level++)
		wide->names[level] = name_level(wide, level);
	return depth > 0;
}

/* "Age: Aged 4 years and under": the columns of one beginning. */
static bool melts_prefix(struct wide *wide)
{
	struct segbias_label prefix = {NULL, 0};
	size_t count = 0;
	for (size_t i = 0; i < wide->width; i++) {
		const char *at = find(wide->columns[i].name, ": ");
		if (!at)
			continue;
		struct segbias_label mine = before(wide->columns[i].name, at);
		if (mine.size == 0 || (prefix.bytes && !segbias_label_equal(mine, prefix)))
			return false;
		prefix = mine;
		wide->columns[i].cell = true;
		wide->columns[i].values[0] = trim(behind(wide->columns[i].name, at, 2));
		count++;
	}
	wide->dimensions = 1;
	wide->names[0] = prefix;
	return count >= PREFIXED_LEAST;
}

/* "freq,unit,age,sex,geo\TIME_PERIOD": what the columns are stands behind the stroke. */
static bool melts_packed(struct wide *wide)
{
	const char *at = find(wide->columns[0].name, "\\");
	if (!at || wide->delimiter != '\t' || wide->width < 2)
		return false;
	wide->names[0] = trim(behind(wide->columns[0].name, at, 1));
	wide->columns[0].name = before(wide->columns[0].name, at);
	wide->dimensions = 1;
	wide->packed = true;
	for (size_t i = 1; i < wide->width; i++) {
		wide->columns[i].cell = true;
		wide->columns[i].values[0] = trim(wide->columns[i].name);
	}
	return wide->names[0].size > 0;
}

static bool melts_years(struct wide *wide)
{
	size_t count = 0;
	for (size_t i = 0; i < wide->width; i++) {
		if (!is_year(wide->columns[i].name))
			continue;
		wide->columns[i].cell = true;
		wide->columns[i].values[0] = trim(wide->columns[i].name);
		count++;
	}
	wide->dimensions = 1;
	wide->names[0] = segbias_label_of("year");
	return count >= YEARS_LEAST;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Whether a word may begin there: "PopMale", "COUNT_MEN+". */
static bool is_boundary(struct segbias_label name, size_t at)
{
	return at == 0 || !is_letter(name.bytes[at - 1]) ||
	       (name.bytes[at - 1] >= 'a' && name.bytes[at - 1] <= 'z' && name.bytes[at] >= 'A' &&
	        name.bytes[at] <= 'Z');
}

/* A name that ends in a sex or a total: what stands before it, and that. */
static bool split_sex(struct segbias_label name, struct segbias_label *stem, struct segbias_label *value)
{
	for (size_t at = 0; at < name.size; at++) {
		struct segbias_label tail = behind(name, name.bytes + at, 0);
		while (tail.size > 1 && tail.bytes[tail.size - 1] == '+')
			tail.size--;
		if (!is_boundary(name, at) ||
		    (sex_of(tail) == SEGBIAS_SYNONYM_NONE && segbias_word_total(tail) == SEGBIAS_TOTAL_NONE))
			continue;
		*stem = before(name, name.bytes + at);
		*value = behind(name, name.bytes + at, 0);
		return true;
	}
	return false;
}

/* But for digits, which number columns: "C2_COUNT_" and "C3_COUNT_". */
static bool same_stem(struct segbias_label a, struct segbias_label b)
{
	size_t i = 0;
	size_t j = 0;
	for (;; i++, j++) {
		while (i < a.size && a.bytes[i] >= '0' && a.bytes[i] <= '9')
			i++;
		while (j < b.size && b.bytes[j] >= '0' && b.bytes[j] <= '9')
			j++;
		if (i == a.size || j == b.size)
			return i == a.size && j == b.size;
		if (a.bytes[i] != b.bytes[j])
			return false;
	}
}

/* Rates, money and shares are not added up over the sexes. */
static bool is_of_nobody(struct segbias_label name)
{
	static const enum segbias_word WORDS[] = {SEGBIAS_WORD_RATE, SEGBIAS_WORD_MONEY, SEGBIAS_WORD_SHARE,
	                                          SEGBIAS_WORD_PERCENT};
	uint32_t words = 0;
	(void)segbias_column_words(name, &words);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (segbias_word_in(words, WORDS[i]))
			return true;
	return false;
}

/* "Total", "Male", "Female"; "PopMale", "PopFemale", "PopTotal". */
static bool melts_sexes(struct wide *wide)
{
	int groups[2] = {SEGBIAS_SYNONYM_NONE, SEGBIAS_SYNONYM_NONE};
	struct segbias_label stem = {NULL, 0};
	for (size_t i = 0; i < wide->width; i++) {
		struct column *column = &wide->columns[i];
		struct segbias_label mine;
		struct segbias_label value;
		if (!split_sex(column->name, &mine, &value))
			continue;
		column->dropped = is_of_nobody(mine);
		if (column->dropped)
			continue;
		if (stem.bytes && !same_stem(stem, mine))
			return false;
		stem = mine;
		column->cell = true;
		column->values[0] = value;
		while (value.size > 1 && value.bytes[value.size - 1] == '+')
			value.size--;
		int sex = sex_of(value);
		if (sex != SEGBIAS_SYNONYM_NONE)
			groups[groups[0] != SEGBIAS_SYNONYM_NONE && groups[0] != sex] = sex;
	}
	wide->dimensions = 1;
	wide->names[0] = segbias_label_of("sex");
	return groups[1] != SEGBIAS_SYNONYM_NONE;
}

/* Two rows of names, of which the upper one spans columns: each is a value of its own. */
static bool melts_spanned(struct wide *wide)
{
	size_t count = 0;
	for (size_t i = 0; i < wide->width; i++) {
		struct column *column = &wide->columns[i];
		if (column->above.size == 0 || column->name.size == 0)
			continue;
		column->cell = true;
		column->values[0] = column->above;
		column->values[1] = column->name;
		count++;
	}
	wide->dimensions = 2;
	wide->names[0] = name_level(wide, 0);
	wide->names[1] = name_level(wide, 1);
	return count >= PREFIXED_LEAST && !segbias_label_equal(wide->names[0], wide->names[1]);
}

/* The levels of a path of a sex, some headings and a band: "Male!!Total population!!AGE!!Under 5 years". */
static bool split_nested(struct segbias_label path, struct segbias_label *sex, struct segbias_label *middle,
                         struct segbias_label *age)
{
	struct segbias_band band;
	const char *first = find(path, PATH);
	if (!first)
		return false;
	*sex = trim(before(path, first));
	*middle = behind(path, first, sizeof PATH - 1);
	*age = *middle;
	for (const char *at = find(*age, PATH); at; at = find(*age, PATH))
		*age = behind(*age, at, sizeof PATH - 1);
	middle->size -= age->size;
	return middle->size > 0 && sex_of(*sex) != SEGBIAS_SYNONYM_NONE && segbias_band_parse(*age, &band);
}

/* Marks the columns of the sexes and bands below one heading. Returns how many of them there are; 0 where bands overlap. */
static size_t take_heading(struct wide *wide, struct segbias_label heading)
{
	struct segbias_band *bands = segbias_memory_zeroed(wide->width, sizeof *bands);
	struct segbias_label first = {NULL, 0};
	size_t count = 0;
	size_t taken = 0;
	for (size_t i = 0; i < wide->width && bands; i++) {
		struct column *column = &wide->columns[i];
		struct segbias_label middle;
		struct segbias_label path = path_of(column, "Estimate" PATH);
		column->cell = path.bytes && split_nested(path, &column->values[0], &middle, &column->values[1]) &&
		               segbias_label_equal(middle, heading);
		if (!column->cell)
			continue;
		taken++;
		first = first.bytes ? first : column->values[0];
		if (segbias_label_equal(first, column->values[0]))
			(void)segbias_band_parse(column->values[1], &bands[count++]);
	}
	struct segbias_band_edge edge = {0};
	bool apart = bands && taken == 2 * count && count > 1 &&
	             segbias_bands_arrange(bands, count, &edge) == SEGBIAS_BANDS_DISJOINT;
	free(bands);
	return apart ? taken : 0;
}

static bool melts_nested(struct wide *wide)
{
	struct segbias_label best = {NULL, 0};
	size_t most = 0;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label parts[3];
		struct segbias_label path = path_of(&wide->columns[i], "Estimate" PATH);
		if (!path.bytes || !split_nested(path, &parts[0], &parts[1], &parts[2]) ||
		    (best.bytes && segbias_label_equal(best, parts[1])))
			continue;
		size_t taken = take_heading(wide, parts[1]);
		best = taken > most ? parts[1] : best;
		most = taken > most ? taken : most;
	}
	if (most == 0)
		return false;
	(void)take_heading(wide, best);
	for (size_t i = 0; i < wide->width; i++)
		wide->columns[i].dropped = !wide->columns[i].cell && find(wide->columns[i].name, PATH);
	wide->dimensions = 2;
	wide->names[0] = segbias_label_of("sex");
	wide->names[1] = segbias_label_of("age");
	return true;
}

static bool (*const KINDS[])(struct wide *wide) = {melts_paths,   melts_nested, melts_packed, melts_prefix,
                                                   melts_spanned, melts_years,  melts_sexes};

/* --- the cells ---------------------------------------------------------------------------------------------------- */

/* A figure without the flags behind it ("79 b"); ":" stands for one that is not available. */
static struct segbias_label unflagged(struct segbias_label cell)
{
	cell = trim(unquoted(cell));
	const char *blank = cell.size ? memchr(cell.bytes, ' ', cell.size) : NULL;
	return blank ? before(cell, blank) : cell;
}

static struct segbias_label figure_of(const struct wide *wide, struct segbias_label field)
{
	return wide->packed ? unflagged(field) : field;
}

/* Nothing, a dash, or signs that say that there is nothing: "..", "***", "(X)". */
static bool is_missing(struct segbias_label cell)
{
	cell = trim(unquoted(cell));
	for (size_t i = 0; i < cell.size; i++)
		if (cell.bytes[i] >= '0' && cell.bytes[i] <= '9')
			return false;
	return cell.size <= 5; /* a mark; a word is left to the reader, which refuses it */
}

static void fields_of(const struct wide *wide, const struct segbias_ragged_record *record, struct segbias_label *fields)
{
	size_t at = record->start;
	size_t count = 0;
	while (count < wide->width && segbias_ragged_field(&wide->walk, record, &at, &fields[count]))
		count++;
}

/* Whether the cells are figures: in the first rows every one is a number or missing, and some of each column are; and whether
 * no figure stands beside them that would be counted with each. */
static bool holds_figures(const struct wide *wide, struct segbias_label *fields)
{
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	size_t numbers = 0;
	bool flags = true; /* nothing but 0 and 1 */
	walk.at = wide->rows_at;
	for (size_t row = 0; row < ROWS_LOOKED_AT && segbias_ragged_next(&walk, &record); row++) {
		if (record.width != wide->width)
			continue;
		fields_of(wide, &record, fields);
		for (size_t i = 0; i < wide->width; i++) {
			struct segbias_label cell = figure_of(wide, fields[i]);
			if (!wide->columns[i].cell || is_missing(cell))
				continue;
			if (!segbias_sheet_number(unquoted(cell)))
				return false;
			cell = trim(unquoted(cell));
			flags = flags && cell.size == 1 && (cell.bytes[0] == '0' || cell.bytes[0] == '1');
			numbers++;
		}
	}
	return numbers > 0 && !flags;
}

/* "Population ages 0-14, female": its age and its sex. */
static bool split_compound(struct segbias_label cell, struct segbias_label *age, struct segbias_label *sex)
{
	struct segbias_band band;
	cell = unquoted(cell);
	const char *comma = NULL;
	for (size_t i = 0; i + 1 < cell.size; i++)
		comma = cell.bytes[i] == ',' && cell.bytes[i + 1] == ' ' ? cell.bytes + i : comma;
	if (!comma)
		return false;
	*sex = trim(behind(cell, comma, 1));
	*age = before(cell, comma);
	while (age->size > 0 && !(age->bytes[0] >= '0' && age->bytes[0] <= '9')) {
		age->bytes++;
		age->size--;
	}
	bool known = sex_of(*sex) != SEGBIAS_SYNONYM_NONE || segbias_word_total(*sex) == SEGBIAS_TOTAL_STRONG;
	return known && age->size > 0 && segbias_band_parse(*age, &band);
}

static bool is_compound(const struct wide *wide, size_t column, struct segbias_label *fields)
{
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record record;
	size_t rows = 0;
	walk.at = wide->rows_at;
	while (segbias_ragged_next(&walk, &record)) {
		struct segbias_label age;
		struct segbias_label sex;
		if (record.width != wide->width)
			continue;
		fields_of(wide, &record, fields);
		if (!split_compound(fields[column], &age, &sex))
			return false;
		rows++;
	}
	return rows > 0;
}

/* The column beside it that has codes of the same ("Indicator Name", "Indicator Code") says nothing more. */
static void drop_codes(struct wide *wide)
{
	struct segbias_label name = wide->columns[wide->compound].name;
	const char *blank = find(name, " ");
	for (size_t i = 0; blank && i < wide->width; i++) {
		struct segbias_label other = wide->columns[i].name;
		const char *code = find(other, " Code");
		if (i != wide->compound && code && code + 5 == other.bytes + other.size &&
		    segbias_label_equal(before(other, code), before(name, blank)))
			wide->columns[i].dropped = true;
	}
}

static void find_compound(struct wide *wide, struct segbias_label *fields)
{
	wide->compound = SIZE_MAX;
	for (size_t i = 0; i < wide->width && wide->compound == SIZE_MAX; i++)
		if (!wide->columns[i].cell && !wide->packed && is_compound(wide, i, fields))
			wide->compound = i;
	if (wide->compound != SIZE_MAX)
		drop_codes(wide);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void put(const struct wide *wide, struct segbias_label value, struct segbias_text *out)
{
	bool quotes = memchr(value.bytes, wide->delimiter, value.size) && value.bytes[0] != '"';
	segbias_text_add(out, "\"", quotes);
	for (size_t i = 0; i < value.size; i++) {
		bool end = value.bytes[i] == '\n' || value.bytes[i] == '\r';
		segbias_text_add(out, end ? " " : &value.bytes[i], 1);
	}
	segbias_text_add(out, "\"", quotes);
}

static void put_delimiter(const struct wide *wide, struct segbias_text *out)
{
	segbias_text_add(out, &wide->delimiter, 1);
}

static void put_compound(const struct wide *wide, struct segbias_label field, bool names, struct segbias_text *out)
{
	struct segbias_label age = segbias_label_of("age");
	struct segbias_label sex = segbias_label_of("sex");
	if (!names)
		(void)split_compound(field, &age, &sex);
	put(wide, age, out);
	put_delimiter(wide, out);
	put(wide, sex, out);
	put_delimiter(wide, out);
}

/* The fields that are kept; the first one of a packed table is several. */
static void put_kept(const struct wide *wide, const struct segbias_label *fields, bool names, struct segbias_text *out)
{
	for (size_t i = 0; i < wide->width; i++) {
		if (wide->columns[i].cell || wide->columns[i].dropped)
			continue;
		struct segbias_label field = names ? wide->columns[i].name : fields[i];
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
	if (melted->records == melted->capacity) {
		size_t larger = 2 * melted->capacity + 256;
		void *moved = segbias_memory_resize(melted->lines, larger, sizeof *melted->lines);
		if (!moved)
			return segbias_error_memory(error);
		melted->lines = moved;
		melted->capacity = larger;
	}
	melted->lines[melted->records++] = line;
	segbias_text_add(&melted->text, "\n", 1);
	return melted->text.failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

/* "*****": the figure is controlled, and has no error. source: data.census.gov, notes on margins of error */
static void put_margin(const struct wide *wide, const struct segbias_label *fields, size_t column,
                       struct segbias_text *out)
{
	struct segbias_label margin = column == SIZE_MAX ? (struct segbias_label){"", 0} : unquoted(fields[column]);
	if (margin.size == 5 && memcmp(margin.bytes, "*****", 5) == 0)
		margin = segbias_label_of("0");
	put_delimiter(wide, out);
	put(wide, is_missing(margin) ? (struct segbias_label){"", 0} : margin, out);
}

/* Whether an option takes other years than this one: there may be sixty in a row. */
static bool is_left_out(const struct wide *wide, const struct column *column)
{
	bool named = false;
	for (size_t i = 0; i < wide->melting->where_count && is_year(column->values[0]); i++) {
		const struct segbias_pair *where = &wide->melting->wheres[i];
		if (!segbias_name_same(where->left, wide->names[0]))
			continue;
		if (!is_year(where->right) || segbias_label_equal(trim(where->right), column->values[0]))
			return false;
		named = true;
	}
	return named;
}

static enum segbias_status write_row(const struct wide *wide, const struct segbias_label *fields, uint64_t line,
                                     struct segbias_melted *melted, struct segbias_error *error)
{
	for (size_t i = 0; i < wide->width; i++) {
		const struct column *column = &wide->columns[i];
		if (!column->cell || column->left_out || is_missing(figure_of(wide, fields[i])))
			continue;
		put_kept(wide, fields, false, &melted->text);
		for (size_t level = 0; level < wide->dimensions; level++) {
			put(wide, column->values[level], &melted->text);
			put_delimiter(wide, &melted->text);
		}
		put(wide, figure_of(wide, fields[i]), &melted->text);
		if (wide->margins)
			put_margin(wide, fields, column->margin, &melted->text);
		enum segbias_status status = segbias_melted_end(melted, line, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

static enum segbias_status write_header(const struct wide *wide, uint64_t line, struct segbias_melted *melted,
                                        struct segbias_error *error)
{
	put_kept(wide, NULL, true, &melted->text);
	for (size_t level = 0; level < wide->dimensions; level++) {
		put(wide, wide->names[level], &melted->text);
		put_delimiter(wide, &melted->text);
	}
	segbias_text_add_string(&melted->text, "count");
	if (wide->margins) {
		put_delimiter(wide, &melted->text);
		segbias_text_add_string(&melted->text, "moe");
	}
	return segbias_melted_end(melted, line, error);
}

/* A bad record goes on as it is, so that the reader refuses it. */
static enum segbias_status write_rows(const struct wide *wide, struct segbias_label *fields,
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
			fields_of(wide, &record, fields);
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

/* Whether the fields are names below others that span them: words only, two and more below a cell that is there again or
 * goes on to the right. */
static bool are_spanned(const struct wide *wide, const struct segbias_label *fields)
{
	size_t below = 0;
	bool spans = false;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label upper = wide->columns[i].name;
		struct segbias_label lower = trim(unquoted(fields[i]));
		if (lower.size > 0 && segbias_sheet_number(lower) && !is_year(lower))
			return false;
		if (i == 0 || lower.size == 0 || segbias_missing_blank(trim(unquoted(fields[i]))))
			continue;
		bool again = upper.size > 0 && segbias_label_equal(upper, wide->columns[i - 1].name);
		spans = spans || again || (upper.size == 0 && wide->columns[i - 1].name.size > 0);
		below++;
	}
	return spans && below >= 2;
}

/* The lower names stand; the upper ones go on to the right, and say nothing where they are all the same. */
static void take_spanned(struct wide *wide, const struct segbias_label *fields)
{
	struct segbias_label upper = {"", 0};
	bool same = true;
	for (size_t i = 0; i < wide->width; i++) {
		struct column *column = &wide->columns[i];
		struct segbias_label lower = trim(unquoted(fields[i]));
		if (lower.size == 0)
			continue;
		same = same && (upper.size == 0 || column->name.size == 0 || segbias_label_equal(upper, column->name));
		upper = column->name.size > 0 ? column->name : upper;
		column->above = upper;
		column->name = lower;
	}
	for (size_t i = 0; i < wide->width && same; i++)
		wide->columns[i].above = (struct segbias_label){"", 0};
}

/* Reads the names: those of a second row, where it has the paths of which the first has the codes, or is spanned. */
static void read_names(struct wide *wide, struct segbias_label *fields)
{
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record second;
	size_t paths = 0;
	walk.at = wide->rows_at;
	fields_of(wide, &wide->header, fields);
	for (size_t i = 0; i < wide->width; i++)
		wide->columns[i] = (struct column){.name = unquoted(fields[i]), .margin = SIZE_MAX};
	if (!segbias_ragged_next(&walk, &second) || second.width != wide->width)
		return;
	fields_of(wide, &second, fields);
	for (size_t i = 0; i < wide->width; i++)
		paths += find(fields[i], PATH) != NULL;
	if (paths >= PREFIXED_LEAST) {
		for (size_t i = 0; i < wide->width; i++)
			if (find(fields[i], PATH))
				wide->columns[i].name = unquoted(fields[i]);
	} else if (are_spanned(wide, fields)) {
		take_spanned(wide, fields);
	} else {
		return;
	}
	struct segbias_label text = {walk.bytes + second.start, second.end - second.start};
	wide->rows_at = second.end;
	wide->rows_line += segbias_label_line_ends(text);
}

/* A column of labels without a name is called by what they are. */
static void name_labels(struct wide *wide, struct segbias_label *fields)
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_ragged walk = wide->walk;
		struct segbias_ragged_record record;
		size_t counts[3] = {0}; /* labels, bands, sexes */
		struct column *column = &wide->columns[i];
		if (column->cell || column->dropped || !segbias_missing_blank(column->name))
			continue;
		walk.at = wide->rows_at;
		for (size_t row = 0; row < ROWS_LOOKED_AT && segbias_ragged_next(&walk, &record); row++) {
			struct segbias_band band;
			if (record.width != wide->width)
				continue;
			fields_of(wide, &record, fields);
			struct segbias_label cell = trim(unquoted(fields[i]));
			if (cell.size == 0 || segbias_word_total(cell) != SEGBIAS_TOTAL_NONE)
				continue;
			counts[0]++;
			counts[1] += segbias_band_parse(cell, &band) && !(band.single && is_year(cell));
			counts[2] += sex_of(cell) != SEGBIAS_SYNONYM_NONE;
		}
		if (counts[0] > 0)
			column->name = segbias_label_of(2 * counts[1] > counts[0]   ? "age"
			                                : 2 * counts[2] > counts[0] ? "sex"
			                                : i == 0                    ? "label"
			                                                            : "label 2");
	}
}

static bool names_column(const struct wide *wide, const char *count)
{
	for (size_t i = 0; count && i < wide->width; i++)
		if (segbias_name_same(wide->columns[i].name, segbias_label_of(count)))
			return true;
	return false;
}

/* Whether both records have the same in all columns that are kept. */
static bool keep_the_same(const struct wide *wide, const struct segbias_ragged_record *a,
                          const struct segbias_ragged_record *b)
{
	size_t x = a->start;
	size_t y = b->start;
	struct segbias_label left;
	struct segbias_label right;
	for (size_t i = 0; i < wide->width; i++) {
		if (!segbias_ragged_field(&wide->walk, a, &x, &left) ||
		    !segbias_ragged_field(&wide->walk, b, &y, &right))
			return false;
		if (!wide->columns[i].cell && !wide->columns[i].dropped && !segbias_label_equal(left, right))
			return false;
	}
	return true;
}

/* Whether a kept column identifies people by its name. */
static bool identifies(const struct wide *wide)
{
	for (size_t i = 0; i < wide->width; i++) {
		enum segbias_identity identity = segbias_identity_of(wide->columns[i].name);
		if (wide->columns[i].cell || wide->columns[i].dropped ||
		    (identity != SEGBIAS_IDENTITY_PERSON && identity != SEGBIAS_IDENTITY_BARE))
			continue;
		return true;
	}
	return false;
}

/* Rows of people have figures of a year each, too: they are identified, or their other columns repeat. */
static bool are_people(const struct wide *wide)
{
	struct segbias_ragged walk = wide->walk;
	struct segbias_ragged_record records[ROWS_LOOKED_AT];
	size_t count = 0;
	walk.at = wide->rows_at;
	while (count < ROWS_LOOKED_AT && segbias_ragged_next(&walk, &records[count]))
		count += records[count].width == wide->width;
	if (identifies(wide))
		return true;
	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if (keep_the_same(wide, &records[i], &records[j]))
				return true;
	return false;
}

static bool find_kind(struct wide *wide, struct segbias_label *fields)
{
	for (size_t kind = 0; kind < sizeof KINDS / sizeof *KINDS; kind++) {
		for (size_t i = 0; i < wide->width; i++) {
			wide->columns[i].cell = wide->columns[i].dropped = false;
			wide->columns[i].margin = SIZE_MAX;
		}
		wide->margins = wide->packed = false;
		if (KINDS[kind](wide) && holds_figures(wide, fields) && !are_people(wide))
			return true;
	}
	return false;
}

enum segbias_status segbias_melt(const struct segbias_melting *melting, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_label bytes = melting->bytes;
	struct wide wide = {.delimiter = melting->delimiter, .melting = melting};
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
	read_names(&wide, fields);
	if (names_column(&wide, melting->count) || !find_kind(&wide, fields))
		goto done;
	name_labels(&wide, fields);
	find_compound(&wide, fields);
	for (size_t i = 0; i < wide.width; i++)
		out->columns += wide.columns[i].cell;
	for (size_t i = 0; i < wide.width; i++)
		wide.columns[i].left_out = wide.columns[i].cell && is_left_out(&wide, &wide.columns[i]);
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
	struct segbias_label line = end ? before(bytes, end) : bytes;
	const char *tab = line.size ? memchr(line.bytes, '\t', line.size) : NULL;
	struct segbias_label first = tab ? before(line, tab) : (struct segbias_label){"", 0};
	return find(first, "\\") && find(first, ",") && !find(first, "\"");
}

void segbias_melted_release(struct segbias_melted *melted)
{
	segbias_text_release(&melted->text);
	free(melted->lines);
	*melted = (struct segbias_melted){0};
}

uint64_t segbias_melted_line(const struct segbias_melted *melted, uint64_t line)
{
	return line >= 1 && line <= melted->records ? melted->lines[line - 1] : line;
}
