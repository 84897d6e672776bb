#include "sources/outline.h"

#include "base/memory.h"
#include "sources/melt_wide.h"
#include "sources/sheet_line.h"
#include "values/band.h"
#include "values/missing.h"
#include "values/synonym.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void segbias_outline_release(struct segbias_outline *outline)
{
	segbias_arena_release(&outline->arena);
	free(outline->rows);
	*outline = (struct segbias_outline){0};
}

/* A whole number, with commas between thousands or without; NaN: none. A ratio or a median counts nobody. */
static double read_figure(struct segbias_label cell)
{
	double figure = 0;
	bool digits = false;
	cell = segbias_wide_trim(segbias_sheet_unquoted(cell));
	for (size_t i = 0; i < cell.size; i++) {
		char c = cell.bytes[i];
		if (c == ',' && digits)
			continue;
		if (c < '0' || c > '9')
			return NAN;
		figure = 10 * figure + (c - '0');
		digits = true;
	}
	return digits ? figure : NAN;
}

enum segbias_status segbias_outline_add(struct segbias_outline *outline, const struct segbias_outline_row *row,
                                        struct segbias_error *error)
{
	void *moved = segbias_memory_room(outline->rows, outline->count, &outline->capacity, sizeof *outline->rows);
	if (!moved)
		return segbias_error_memory(error);
	outline->rows = moved;
	outline->rows[outline->count] = *row;
	outline->rows[outline->count].figure = read_figure(row->count);
	outline->rows[outline->count].attribute = (struct segbias_label){NULL, 0};
	outline->count++;
	return SEGBIAS_OK;
}

void segbias_outline_read_figures(struct segbias_outline *outline)
{
	for (size_t i = 0; i < outline->count; i++)
		outline->rows[i].figure = read_figure(outline->rows[i].count);
}

size_t segbias_outline_parent(const struct segbias_outline *outline, size_t level)
{
	for (size_t i = outline->count; i-- > 0;)
		if (outline->rows[i].level < level)
			return i;
	return SIZE_MAX;
}

/* --- what makes up a total ---------------------------------------------------------------------------------------- */

static bool is_child(const struct segbias_outline *outline, size_t row, size_t parent)
{
	return outline->rows[row].parent == parent && isfinite(outline->rows[row].figure);
}

static bool is_sex(struct segbias_label label)
{
	return segbias_wide_sex(label) != SEGBIAS_SYNONYM_NONE;
}

/* Marks the children that are both sexes, and make up the total. Returns how many. */
static size_t take_sexes(const struct segbias_outline *outline, size_t parent, bool *taken)
{
	int groups[2] = {SEGBIAS_SYNONYM_NONE, SEGBIAS_SYNONYM_NONE};
	size_t count = 0;
	double sum = 0;
	for (size_t i = 0; i < outline->count; i++) {
		if (!is_child(outline, i, parent) || !is_sex(outline->rows[i].label))
			continue;
		groups[count > 0] = segbias_wide_sex(outline->rows[i].label);
		sum += outline->rows[i].figure;
		taken[i] = true;
		count++;
	}
	return count == 2 && groups[0] != groups[1] && sum == outline->rows[parent].figure ? count : 0;
}

/* The band that begins where the last one ended, of several the one that ends first; SIZE_MAX: none. */
static size_t find_band(const struct segbias_outline *outline, size_t parent, double from, double *end)
{
	size_t found = SIZE_MAX;
	for (size_t i = 0; i < outline->count; i++) {
		struct segbias_band band;
		if (!is_child(outline, i, parent) || !segbias_band_parse(outline->rows[i].label, &band))
			continue;
		double low = band.low < 0 ? 0 : band.low;
		if (low != from || !(band.end > from) || (found != SIZE_MAX && band.end >= *end))
			continue;
		found = i;
		*end = band.end;
	}
	return found;
}

/* Marks the finest bands that follow each other from 0 on to the open one, and make up the total. Returns how many. */
static size_t take_bands(const struct segbias_outline *outline, size_t parent, bool *taken)
{
	double from = 0;
	double sum = 0;
	size_t count = 0;
	while (isfinite(from)) {
		size_t band = find_band(outline, parent, from, &from);
		if (band == SIZE_MAX)
			return 0;
		sum += outline->rows[band].figure;
		taken[band] = true;
		count++;
	}
	return count > 1 && sum == outline->rows[parent].figure ? count : 0;
}

/* The children of a row that are neither, and whether they make it up. */
static size_t take_others(const struct segbias_outline *outline, size_t parent, bool *taken)
{
	size_t count = 0;
	double sum = 0;
	for (size_t i = 0; i < outline->count; i++) {
		struct segbias_band band;
		if (!is_child(outline, i, parent) || is_sex(outline->rows[i].label) ||
		    segbias_band_parse(outline->rows[i].label, &band))
			continue;
		sum += outline->rows[i].figure;
		taken[i] = true;
		count++;
	}
	return count > 1 && sum == outline->rows[parent].figure ? count : 0;
}

/* Of two groups one may stand for its own ("One race" beside "Two or More Races"): where it alone is made up by others, they
 * are taken in its place. false: out of memory. */
static bool refine(const struct segbias_outline *outline, size_t parent, bool *taken)
{
	bool *finer = segbias_memory_zeroed(outline->count + 1, sizeof *finer);
	bool *own = segbias_memory_zeroed(outline->count + 1, sizeof *own);
	size_t group = SIZE_MAX;
	size_t groups = 0;
	for (size_t i = 0; i < outline->count && finer && own; i++) {
		if (!taken[i] || outline->rows[i].parent != parent)
			continue;
		memset(own, 0, outline->count);
		if (!take_others(outline, i, own))
			continue;
		groups++;
		group = i;
		memcpy(finer, own, outline->count);
	}
	bool ok = finer && own;
	for (size_t i = 0; ok && groups == 1 && i < outline->count; i++)
		taken[i] = i != group && (taken[i] || finer[i]);
	free(finer);
	free(own);
	return ok;
}

/* --- names -------------------------------------------------------------------------------------------------------- */

/* The heading above the total, in small letters where it is in capitals; else the total's own label. */
static bool name_attribute(struct segbias_outline *outline, size_t parent, struct segbias_label *name)
{
	size_t heading = outline->rows[parent].parent;
	struct segbias_label label = outline->rows[heading == SIZE_MAX ? parent : heading].label;
	bool capitals = true;
	if (!segbias_arena_copy(&outline->arena, label, name))
		return false;
	for (size_t i = 0; i < label.size; i++)
		capitals = capitals && !(label.bytes[i] >= 'a' && label.bytes[i] <= 'z');
	struct segbias_text small = {0};
	for (size_t i = 0; i < label.size && capitals; i++) {
		char c = label.bytes[i];
		c = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		segbias_text_add(&small, &c, 1);
	}
	bool ok =
	    !small.failed &&
	    (!capitals || segbias_arena_copy(&outline->arena, (struct segbias_label){small.data, small.size}, name));
	segbias_text_release(&small);
	return ok;
}

static void give(struct segbias_outline *outline, const bool *taken, struct segbias_label attribute)
{
	for (size_t i = 0; i < outline->count; i++)
		if (taken[i])
			outline->rows[i].attribute = attribute;
}

/* Whether an attribute was taken already: a table repeats its totals. */
static bool is_known(const struct segbias_outline *outline, struct segbias_label attribute)
{
	for (size_t i = 0; i < outline->count; i++)
		if (outline->rows[i].attribute.bytes && segbias_label_equal(outline->rows[i].attribute, attribute))
			return true;
	return false;
}

static bool choose_below(struct segbias_outline *outline, size_t parent, bool *taken)
{
	struct segbias_label sex = segbias_label_of("sex");
	struct segbias_label age = segbias_label_of("age");
	struct segbias_label other;
	size_t bytes = outline->count * sizeof *taken;
	memset(taken, 0, bytes);
	if (!is_known(outline, sex) && take_sexes(outline, parent, taken))
		give(outline, taken, sex);
	memset(taken, 0, bytes);
	if (!is_known(outline, age) && take_bands(outline, parent, taken))
		give(outline, taken, age);
	memset(taken, 0, bytes);
	size_t count = take_others(outline, parent, taken);
	if (!count)
		return true;
	if (!name_attribute(outline, parent, &other) || (count == 2 && !refine(outline, parent, taken)))
		return false;
	if (!is_known(outline, other))
		give(outline, taken, other);
	return true;
}

static bool is_named_whole(const struct segbias_outline *outline, size_t row)
{
	return segbias_word_total(segbias_wide_trim(outline->rows[row].label)) != SEGBIAS_TOTAL_NONE;
}

/* A total of people: of all that the table is about. */
static bool is_whole(const struct segbias_outline *outline, size_t row)
{
	return isfinite(outline->rows[row].figure) && is_named_whole(outline, row);
}

/* A total that stands there without its figure, or a heading right above groups: of all that the table is about, too, which
 * their sum proves. */
static bool lacks_figure(const struct segbias_outline *outline, size_t row)
{
	size_t parent = outline->rows[row].parent;
	bool lacks = segbias_missing_blank(outline->rows[row].count) &&
	             (is_named_whole(outline, row) || parent == SIZE_MAX || is_whole(outline, parent));
	for (size_t i = 0; i < outline->count && lacks; i++)
		lacks = outline->rows[i].parent != row || !is_named_whole(outline, i);
	return lacks;
}

static void fill_figures(struct segbias_outline *outline)
{
	size_t whole = 0;
	while (whole < outline->count && !is_whole(outline, whole))
		whole++;
	for (size_t i = 0; i < outline->count && whole < outline->count; i++)
		if (lacks_figure(outline, i))
			outline->rows[i].figure = outline->rows[whole].figure;
}

enum segbias_status segbias_outline_choose(struct segbias_outline *outline, struct segbias_error *error)
{
	fill_figures(outline);
	bool *taken = segbias_memory_zeroed(outline->count + 1, sizeof *taken);
	bool ok = taken != NULL;
	for (size_t i = 0; i < outline->count && ok; i++)
		ok = !(is_whole(outline, i) || (isfinite(outline->rows[i].figure) && lacks_figure(outline, i))) ||
		     choose_below(outline, i, taken);
	free(taken);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* "±12" is 12; "*****": the figure is controlled, and has no error; bytes NULL: not known. */
static struct segbias_label margin_of(const struct segbias_outline_row *row)
{
	struct segbias_label margin = segbias_wide_trim(segbias_sheet_unquoted(row->margin));
	margin = segbias_wide_trim(segbias_figure_margin(margin));
	return isfinite(read_figure(margin)) ? margin : (struct segbias_label){NULL, 0};
}

bool segbias_outline_margins(const struct segbias_outline *outline)
{
	for (size_t i = 0; i < outline->count; i++)
		if (outline->rows[i].attribute.bytes && !margin_of(&outline->rows[i]).bytes)
			return false;
	return true;
}

static void put(struct segbias_text *out, struct segbias_label value, char delimiter)
{
	segbias_text_add_string(out, "\"");
	segbias_text_add(out, value.bytes, value.size);
	segbias_text_add_string(out, "\"");
	segbias_text_add(out, &delimiter, delimiter != '\0');
}

/* Its digits alone. */
static void put_figure(struct segbias_text *out, struct segbias_label cell)
{
	for (size_t i = 0; i < cell.size; i++)
		segbias_text_add(out, &cell.bytes[i], cell.bytes[i] >= '0' && cell.bytes[i] <= '9');
}

enum segbias_status segbias_outline_write(const struct segbias_outline *outline, struct segbias_label place,
                                          char delimiter, bool margins, struct segbias_melted *out,
                                          struct segbias_error *error)
{
	for (size_t i = 0; i < outline->count; i++) {
		const struct segbias_outline_row *row = &outline->rows[i];
		if (!row->attribute.bytes)
			continue;
		segbias_text_add(&out->text, place.bytes, place.size);
		put(&out->text, row->attribute, delimiter);
		put(&out->text, segbias_wide_trim(row->label), delimiter);
		put_figure(&out->text, row->count);
		if (margins)
			segbias_text_add(&out->text, &delimiter, 1);
		if (margins)
			put_figure(&out->text, margin_of(row));
		enum segbias_status status = segbias_melted_end(out, row->line, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_outline_check(const struct segbias_melted *out, const char *file,
                                          struct segbias_error *error)
{
	if (out->records > 1)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA,
	                  "no_group_adds_up|the rows are groups below totals, and no groups add up to their total");
	segbias_error_hint(error, "take a table of counts, or write one: attribute,value,count");
	segbias_error_place(error, file, 1, 0);
	return SEGBIAS_DATA;
}

void segbias_outline_say(const struct segbias_outline *outline, struct segbias_text *said)
{
	enum { LISTED_MAX = 6 };
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t left = 0;
	segbias_text_add_string(said, "of the groups below each total those are taken that add up to it, as margins");
	for (size_t i = 0; i < outline->count; i++) {
		const struct segbias_outline_row *row = &outline->rows[i];
		if (row->attribute.bytes || segbias_missing_blank(row->count) || is_whole(outline, i))
			continue;
		if (left++ < LISTED_MAX)
			segbias_text_add_format(said, "%s%s", left == 1 ? "; left out are " : ", ",
			                        segbias_label_quote(segbias_wide_trim(row->label), quoted));
	}
	if (left > LISTED_MAX)
		segbias_text_add_format(said, " and %zu more", left - LISTED_MAX);
}
