/* What the names of columns prove them to be values of. */
#include "sources/melt_wide.h"

#include "base/memory.h"
#include "values/band.h"
#include "values/synonym.h"
#include "values/word.h"

#include <stdlib.h>
#include <string.h>

enum { YEARS_LEAST = 2 };

static struct segbias_label path_of(const struct segbias_wide_column *column, const char *measure)
{
	struct segbias_label root = segbias_label_of(measure);
	return segbias_label_begins(column->name, root)
	           ? segbias_wide_behind(column->name, column->name.bytes, root.size)
	           : (struct segbias_label){NULL, 0};
}

/* Whether another path goes on where this one ends: then it is a total. */
static bool is_prefix(const struct segbias_wide *wide, struct segbias_label path)
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label other = path_of(&wide->columns[i], "Estimate" SEGBIAS_WIDE_PATH);
		if (other.bytes && other.size > path.size && segbias_label_begins(other, path) &&
		    segbias_wide_find(segbias_wide_behind(other, other.bytes, path.size), SEGBIAS_WIDE_PATH) ==
		        other.bytes + path.size)
			return true;
	}
	return false;
}

/* The levels of a path below its first, which is the total; 0: too many, or none. */
static size_t split_path(struct segbias_label path, struct segbias_label levels[static SEGBIAS_WIDE_DIMENSIONS_MAX])
{
	const char *at = segbias_wide_find(path, SEGBIAS_WIDE_PATH);
	size_t count = 0;
	if (!at || segbias_word_total(segbias_wide_trim(segbias_wide_before(path, at))) == SEGBIAS_TOTAL_NONE)
		return 0;
	while (at) {
		path = segbias_wide_behind(path, at, sizeof SEGBIAS_WIDE_PATH - 1);
		at = segbias_wide_find(path, SEGBIAS_WIDE_PATH);
		if (count == SEGBIAS_WIDE_DIMENSIONS_MAX)
			return 0;
		levels[count++] = segbias_wide_trim(at ? segbias_wide_before(path, at) : path);
	}
	return count;
}

/* The margin of error of the cell, "Margin of Error!!" before the same path. */
static void take_margin(struct segbias_wide *wide, struct segbias_wide_column *cell, struct segbias_label path)
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label margin = path_of(&wide->columns[i], "Margin of Error" SEGBIAS_WIDE_PATH);
		if (margin.bytes && segbias_label_equal(margin, path))
			cell->figures[segbias_wide_add_figure(wide, segbias_label_of("moe"))] = i;
	}
}

/* "Estimate!!Total:!!Male:!!Under 5 years", and "Margin of Error!!…" beside it. */
static bool melts_paths(struct segbias_wide *wide)
{
	size_t depth = 0;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		struct segbias_label path = path_of(column, "Estimate" SEGBIAS_WIDE_PATH);
		column->dropped = segbias_wide_find(column->name, SEGBIAS_WIDE_PATH) != NULL || column->name.size == 0;
		if (!path.bytes || is_prefix(wide, path))
			continue;
		size_t levels = split_path(path, column->values);
		if (levels == 0 || (depth > 0 && levels != depth))
			return false;
		depth = levels;
		column->cell = true;
		column->figures[0] = i;
		take_margin(wide, column, path);
	}
	wide->dimensions = depth;
	for (size_t level = 0; level < depth; level++)
		wide->names[level] = segbias_wide_name_level(wide, level);
	return depth > 0 && segbias_wide_names_differ(wide);
}

/* Cuts "; Age: Aged 4 years and under" off the end of the last value of the column, as a value of its own. */
static bool cut_level(struct segbias_label *value, struct segbias_label *name, struct segbias_label *rest)
{
	const char *at = segbias_wide_find(*value, "; ");
	struct segbias_label behind = at ? segbias_wide_behind(*value, at, 2) : (struct segbias_label){"", 0};
	const char *colon = segbias_wide_find(behind, ": ");
	const char *next = segbias_wide_find(behind, "; ");
	if (!at || !colon || (next && next < colon))
		return false;
	*name = segbias_wide_before(behind, colon);
	*rest = segbias_wide_trim(segbias_wide_behind(behind, colon, 2));
	*value = segbias_wide_trim(segbias_wide_before(*value, at));
	return name->size > 0 && rest->size > 0;
}

/* "Sex: Female; Age: Aged 4 years and under": where each column goes on with the same name. */
static bool split_last(struct segbias_wide *wide)
{
	size_t level = wide->dimensions;
	struct segbias_label name = {NULL, 0};
	for (size_t turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < wide->width && level < SEGBIAS_WIDE_DIMENSIONS_MAX; i++) {
			struct segbias_wide_column *column = &wide->columns[i];
			struct segbias_label value = column->values[level - 1];
			struct segbias_label mine = {NULL, 0};
			struct segbias_label rest = {NULL, 0};
			if (!column->cell)
				continue;
			if (!cut_level(&value, &mine, &rest) || (name.bytes && !segbias_label_equal(mine, name)))
				return false;
			name = mine;
			if (turn == 1) {
				column->values[level - 1] = value;
				column->values[level] = rest;
			}
		}
	if (!name.bytes)
		return false;
	wide->names[level] = name;
	wide->dimensions++;
	return true;
}

/* "Age: Aged 4 years and under": the columns of one beginning. */
static bool melts_prefix(struct segbias_wide *wide)
{
	struct segbias_label prefix = {NULL, 0};
	size_t count = 0;
	for (size_t i = 0; i < wide->width; i++) {
		const char *at = segbias_wide_find(wide->columns[i].name, ": ");
		if (!at)
			continue;
		struct segbias_label mine = segbias_wide_before(wide->columns[i].name, at);
		if (mine.size == 0 || (prefix.bytes && !segbias_label_equal(mine, prefix)))
			return false;
		prefix = mine;
		enum segbias_wide_beside beside = segbias_wide_beside(wide, i);
		if (beside == SEGBIAS_WIDE_BESIDE_UNCLEAR)
			return false;
		count++;
		wide->columns[i].dropped = wide->columns[i].beside = beside == SEGBIAS_WIDE_BESIDE_CELL;
		wide->columns[i].cell = beside == SEGBIAS_WIDE_BESIDE_NONE;
		wide->columns[i].values[0] = segbias_wide_trim(segbias_wide_behind(wide->columns[i].name, at, 2));
	}
	wide->dimensions = 1;
	wide->names[0] = prefix;
	if (count < SEGBIAS_WIDE_PREFIXED_LEAST || segbias_wide_name(prefix) == SEGBIAS_WIDE_OTHER)
		return false;
	while (split_last(wide))
		;
	return true;
}

/* "freq,unit,age,sex,geo\TIME_PERIOD": what the columns are stands behind the stroke. */
static bool melts_packed(struct segbias_wide *wide)
{
	const char *at = segbias_wide_find(wide->columns[0].name, "\\");
	if (!at || wide->delimiter != '\t' || wide->width < 2)
		return false;
	wide->names[0] = segbias_wide_trim(segbias_wide_behind(wide->columns[0].name, at, 1));
	wide->columns[0].name = segbias_wide_before(wide->columns[0].name, at);
	wide->dimensions = 1;
	wide->packed = true;
	for (size_t i = 1; i < wide->width; i++) {
		wide->columns[i].cell = true;
		wide->columns[i].values[0] = segbias_wide_trim(wide->columns[i].name);
	}
	return wide->names[0].size > 0;
}

static bool melts_years(struct segbias_wide *wide)
{
	size_t count = 0;
	size_t days = 0;
	for (size_t i = 0; i < wide->width; i++) {
		if (!segbias_wide_year(wide->columns[i].name))
			continue;
		wide->columns[i].cell = true;
		wide->columns[i].values[0] = segbias_wide_trim(wide->columns[i].name);
		days += segbias_wide_day(wide->columns[i].name);
		count++;
	}
	wide->dimensions = 1;
	wide->names[0] = segbias_label_of(days ? "date" : "year");
	return count >= YEARS_LEAST;
}

bool segbias_wide_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Whether a word may begin there: "PopMale", "COUNT_MEN+". */
static bool is_boundary(struct segbias_label name, size_t at)
{
	return at == 0 || !segbias_wide_letter(name.bytes[at - 1]) ||
	       (name.bytes[at - 1] >= 'a' && name.bytes[at - 1] <= 'z' && name.bytes[at] >= 'A' &&
	        name.bytes[at] <= 'Z');
}

/* A name that ends in a sex or a total: what stands before it, and that. */
static bool split_sex(struct segbias_label name, struct segbias_label *stem, struct segbias_label *value)
{
	for (size_t at = 0; at < name.size; at++) {
		struct segbias_label tail = segbias_wide_behind(name, name.bytes + at, 0);
		while (tail.size > 1 && tail.bytes[tail.size - 1] == '+')
			tail.size--;
		if (!segbias_wide_letter(name.bytes[at]) || !is_boundary(name, at) ||
		    (segbias_wide_sex(tail) == SEGBIAS_SYNONYM_NONE && segbias_word_total(tail) == SEGBIAS_TOTAL_NONE))
			continue;
		*stem = segbias_wide_before(name, name.bytes + at);
		*value = segbias_wide_behind(name, name.bytes + at, 0);
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

/* Those of no such sex, or whose sex nobody knows: "Non-binary", "Unknown". */
static void take_other_sexes(struct segbias_wide *wide, struct segbias_label stem)
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		if (!segbias_wide_keeps(column) || column->name.size <= stem.size ||
		    !same_stem(stem, segbias_wide_before(column->name, column->name.bytes + stem.size)))
			continue;
		struct segbias_label value = segbias_wide_behind(column->name, column->name.bytes, stem.size);
		if ((!segbias_wide_other_sex(value) && !segbias_word_unknown(value)) || !segbias_wide_numeric(wide, i))
			continue;
		column->cell = true;
		column->values[0] = value;
	}
}

/* A name that begins with a sex or a total, and goes on with a figure of how many: "Male population". */
static bool split_sex_first(struct segbias_label name, struct segbias_label *stem, struct segbias_label *value)
{
	for (size_t at = name.size; at > 1; at--) {
		struct segbias_label head = segbias_wide_before(name, name.bytes + at - 1);
		if ((name.bytes[at - 1] != ' ' && name.bytes[at - 1] != '_') ||
		    (segbias_wide_sex(head) == SEGBIAS_SYNONYM_NONE && segbias_word_total(head) == SEGBIAS_TOTAL_NONE))
			continue;
		*stem = segbias_wide_behind(name, name.bytes + at, 0);
		*value = head;
		return segbias_wide_name(*stem) == SEGBIAS_WIDE_COUNT || segbias_wide_name(*stem) == SEGBIAS_WIDE_TOTAL;
	}
	return false;
}

/* Whether two sexes are there, and none twice ("2021 Male", "2022 Male"). */
static bool are_sexes(const struct segbias_wide *wide)
{
	int first = SEGBIAS_SYNONYM_NONE;
	bool two = false;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label value = wide->columns[i].values[0];
		if (!wide->columns[i].cell)
			continue;
		for (size_t j = 0; j < i; j++)
			if (wide->columns[j].cell && segbias_label_equal(wide->columns[j].values[0], value))
				return false;
		while (value.size > 1 && value.bytes[value.size - 1] == '+')
			value.size--;
		int sex = segbias_wide_sex(value);
		two = two || (first != SEGBIAS_SYNONYM_NONE && sex != SEGBIAS_SYNONYM_NONE && sex != first);
		first = first == SEGBIAS_SYNONYM_NONE ? sex : first;
	}
	return two;
}

typedef bool split_name(struct segbias_label name, struct segbias_label *stem, struct segbias_label *value);

/* What stands before the first sex that is no total. */
static struct segbias_label stem_of_sexes(const struct segbias_wide *wide, split_name *split)
{
	struct segbias_label stem;
	struct segbias_label value;
	for (size_t i = 0; i < wide->width; i++)
		if (split(wide->columns[i].name, &stem, &value) && segbias_word_total(value) == SEGBIAS_TOTAL_NONE &&
		    segbias_wide_name(wide->columns[i].name) != SEGBIAS_WIDE_OTHER)
			return stem;
	return (struct segbias_label){NULL, 0};
}

/* Marks the columns of sexes, whose names are alike but for these. */
static bool take_sexes(struct segbias_wide *wide, split_name *split, struct segbias_label *stem)
{
	*stem = stem_of_sexes(wide, split);
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		struct segbias_label mine;
		struct segbias_label value;
		if (!split(column->name, &mine, &value))
			continue;
		if (segbias_wide_name(column->name) == SEGBIAS_WIDE_OTHER) {
			column->dropped = column->beside = true;
			continue;
		}
		if (!stem->bytes)
			return false;
		if (!same_stem(*stem, mine)) {
			/* A total alone is one of all of them: "Sex: Male", "Sex: Female", "Persons". */
			if (mine.size > 0 || segbias_word_total(value) == SEGBIAS_TOTAL_NONE)
				return false;
			continue;
		}
		*stem = mine;
		column->cell = true;
		column->values[0] = value;
	}
	wide->dimensions = 1;
	wide->names[0] = segbias_label_of("sex");
	return are_sexes(wide);
}

/* "Total", "Male", "Female"; "PopMale", "PopFemale", "PopTotal". */
static bool melts_sexes(struct segbias_wide *wide)
{
	struct segbias_label stem;
	if (!take_sexes(wide, split_sex, &stem))
		return false;
	take_other_sexes(wide, stem);
	return true;
}

/* "Male estimate", "Female estimate". */
static bool melts_sexes_first(struct segbias_wide *wide)
{
	struct segbias_label stem;
	if (!take_sexes(wide, split_sex_first, &stem))
		return false;
	wide->figure_names[0] = stem;
	return true;
}

/* The levels of a path of a sex, some headings and a band: "Male!!Total population!!AGE!!Under 5 years". */
static bool split_nested(struct segbias_label path, struct segbias_label *sex, struct segbias_label *middle,
                         struct segbias_label *age)
{
	struct segbias_band band;
	const char *first = segbias_wide_find(path, SEGBIAS_WIDE_PATH);
	if (!first)
		return false;
	*sex = segbias_wide_trim(segbias_wide_before(path, first));
	*middle = segbias_wide_behind(path, first, sizeof SEGBIAS_WIDE_PATH - 1);
	*age = *middle;
	for (const char *at = segbias_wide_find(*age, SEGBIAS_WIDE_PATH); at;
	     at = segbias_wide_find(*age, SEGBIAS_WIDE_PATH))
		*age = segbias_wide_behind(*age, at, sizeof SEGBIAS_WIDE_PATH - 1);
	middle->size -= age->size;
	return middle->size > 0 && segbias_wide_sex(*sex) != SEGBIAS_SYNONYM_NONE && segbias_band_parse(*age, &band);
}

/* Marks the columns of the sexes and bands below one heading. Returns how many of them there are; 0 where bands overlap. */
static size_t take_heading(struct segbias_wide *wide, struct segbias_label heading)
{
	struct segbias_band *bands = segbias_memory_zeroed(wide->width, sizeof *bands);
	struct segbias_label first = {NULL, 0};
	size_t count = 0;
	size_t taken = 0;
	for (size_t i = 0; i < wide->width && bands; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		struct segbias_label middle;
		struct segbias_label path = path_of(column, "Estimate" SEGBIAS_WIDE_PATH);
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

static bool melts_nested(struct segbias_wide *wide)
{
	struct segbias_label best = {NULL, 0};
	size_t most = 0;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label parts[3];
		struct segbias_label path = path_of(&wide->columns[i], "Estimate" SEGBIAS_WIDE_PATH);
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
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		column->dropped = !column->cell && segbias_wide_find(column->name, SEGBIAS_WIDE_PATH);
		if (!column->cell)
			continue;
		column->figures[0] = i;
		take_margin(wide, column, path_of(column, "Estimate" SEGBIAS_WIDE_PATH));
	}
	wide->dimensions = 2;
	wide->names[0] = segbias_label_of("sex");
	wide->names[1] = segbias_label_of("age");
	return true;
}

const char SEGBIAS_WIDE_UNNAMED[] = "count";

static bool (*const KINDS[])(struct segbias_wide *wide) = {
    melts_paths,
    melts_nested,
    melts_packed,
    melts_prefix,
    segbias_wide_melts_sides,
    segbias_wide_melts_spanned,
    melts_years,
    melts_sexes,
    melts_sexes_first,
    segbias_wide_melts_bands,
    segbias_wide_melts_parts,
};

void segbias_wide_clear(struct segbias_wide *wide)
{
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		column->cell = column->figure = column->dropped = column->beside = false;
		for (size_t j = 0; j < SEGBIAS_WIDE_FIGURES_MAX; j++)
			column->figures[j] = SIZE_MAX;
	}
	wide->packed = wide->margins = wide->bands = false;
	wide->dimensions = wide->figures = wide->mark = 0;
}

bool segbias_wide_kind(struct segbias_wide *wide, size_t kind, bool *last)
{
	segbias_wide_clear(wide);
	wide->figures = 1;
	wide->figure_names[0] = wide->over.size > 0 ? wide->over : segbias_label_of(SEGBIAS_WIDE_UNNAMED);
	*last = kind + 1 >= sizeof KINDS / sizeof *KINDS;
	if (!KINDS[kind](wide))
		return false;
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_wide_column *column = &wide->columns[i];
		bool alone = column->cell;
		for (size_t j = 0; j < SEGBIAS_WIDE_FIGURES_MAX; j++)
			alone = alone && column->figures[j] == SIZE_MAX;
		if (alone)
			column->figures[0] = i;
		for (size_t j = 0; column->cell && j < wide->figures; j++)
			if (column->figures[j] != SIZE_MAX)
				wide->columns[column->figures[j]].figure = true;
	}
	return true;
}
