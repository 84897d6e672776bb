/* What stands in a name between an attribute and its value: "Sex: Male", "Sex_Male", "Male (Sex)". */
#include "sources/melt_wide.h"

#include "values/band.h"
#include "values/synonym.h"
#include "values/word.h"

#include <string.h>

/* The first one is several, of which each name may have another. */
static const char *const STRONG[] = {": ", " - ", " \u2013 ", " \u2014 "};

/* In which order they are tried: a longer one before those that stand in it. */
static const struct {
	const char *text;
	const char *close; /* behind the last part; NULL: nothing */
	bool turned;       /* the value stands first */
	bool weak;         /* stands within names of one thing as well */
} MARKS[] = {
    {NULL, NULL, false, false}, /* STRONG */
    {"!!", NULL, false, false}, {"::", NULL, false, false}, {":", NULL, false, false},  {"|", NULL, false, false},
    {";", NULL, false, false},  {"=", NULL, false, false},  {"->", NULL, false, false}, {"\u2192", NULL, false, false},
    {">", NULL, false, false},  {" (", ")", false, true},   {" (", ")", true, true},    {"(", ")", false, true},
    {" [", "]", false, true},   {" [", "]", true, true},    {"[", "]", false, true},    {"/", NULL, false, true},
    {"__", NULL, false, true},  {"_", NULL, false, true},   {".", NULL, false, true},   {"-", NULL, false, true},
    {" ", NULL, false, true},   {" - ", NULL, true, true},  {", ", NULL, true, true},   {"/", NULL, true, true},
    {"_", NULL, true, true},    {".", NULL, true, true},    {" ", NULL, true, true},    {"|", NULL, true, true},
    {":", NULL, true, true},
};

size_t segbias_wide_marks(void)
{
	return sizeof MARKS / sizeof *MARKS;
}

bool segbias_wide_weak_mark(size_t mark)
{
	return MARKS[mark].weak;
}

static bool is_value(struct segbias_label value)
{
	struct segbias_band band;
	return segbias_wide_sex(value) != SEGBIAS_SYNONYM_NONE || segbias_wide_other_sex(value) ||
	       segbias_word_unknown(value) || segbias_word_total(value) != SEGBIAS_TOTAL_NONE ||
	       (!segbias_wide_year(value) && segbias_band_parse_weak(value, &band));
}

static bool split_strong(struct segbias_label name, struct segbias_label *side, struct segbias_label *value)
{
	for (size_t i = 0; i < sizeof STRONG / sizeof *STRONG; i++) {
		const char *at = segbias_wide_find(name, STRONG[i]);
		if (!at)
			continue;
		*side = segbias_wide_trim(segbias_wide_before(name, at));
		*value = segbias_wide_trim(segbias_wide_behind(name, at, strlen(STRONG[i])));
		return true;
	}
	return false;
}

/* The name without what closes it; size 0: it is not closed. */
static struct segbias_label unclosed(struct segbias_label name, size_t mark)
{
	const char *close = MARKS[mark].close;
	size_t size = close ? strlen(close) : 0;
	bool closed = name.size > size && (!close || memcmp(name.bytes + name.size - size, close, size) == 0);
	name.size = closed ? name.size - size : 0;
	return name;
}

/* The parts before and behind that place of the mark. */
static void cut(struct segbias_label name, const char *at, size_t mark, struct segbias_label *side,
                struct segbias_label *value)
{
	struct segbias_label parts[] = {segbias_wide_before(name, at),
	                                segbias_wide_behind(name, at, strlen(MARKS[mark].text))};
	*side = parts[MARKS[mark].turned];
	*value = parts[!MARKS[mark].turned];
}

/* How many columns are of that side, if the mark stands there. */
static size_t count_alike(const struct segbias_wide *wide, size_t mark, struct segbias_label side)
{
	size_t alike = 0;
	size_t size = strlen(MARKS[mark].text);
	for (size_t i = 0; i < wide->width; i++) {
		struct segbias_label name = unclosed(segbias_wide_trim(wide->columns[i].name), mark);
		if (name.size <= side.size + size)
			continue;
		size_t at = MARKS[mark].turned ? name.size - side.size - size : side.size;
		struct segbias_label mine =
		    segbias_wide_behind(name, name.bytes + (MARKS[mark].turned ? at + size : 0), 0);
		mine.size = side.size;
		alike += segbias_label_equal(mine, side) && memcmp(name.bytes + at, MARKS[mark].text, size) == 0;
	}
	return alike;
}

/* Where a mark stands several times, that place behind which a value that is known begins, or all columns are still alike:
 * "Age_group" of "Age_group_15_24" and "Age_group_25_34". */
bool segbias_wide_split_side(const struct segbias_wide *wide, struct segbias_label name, struct segbias_label *side,
                             struct segbias_label *value)
{
	size_t mark = wide->mark;
	size_t most = 0;
	if (mark == 0)
		return split_strong(name, side, value);
	size_t size = strlen(MARKS[mark].text);
	name = unclosed(segbias_wide_trim(name), mark);
	for (size_t i = 0; i + size < name.size; i++) {
		struct segbias_label parts[2];
		size_t at = MARKS[mark].turned ? name.size - size - i : i;
		if (memcmp(name.bytes + at, MARKS[mark].text, size) != 0)
			continue;
		cut(name, name.bytes + at, mark, &parts[0], &parts[1]);
		size_t alike = parts[0].size > 0 && parts[1].size > 0 ? count_alike(wide, mark, parts[0]) : 0;
		if (alike < 2 || alike < most)
			continue;
		most = alike;
		*side = segbias_wide_trim(parts[0]);
		*value = segbias_wide_trim(parts[1]);
		if (is_value(*value))
			break;
	}
	return most > 0;
}

static bool is_bound(char c)
{
	return strchr(" _,;:.|/=>([-", c) != NULL && c != '\0';
}

/* A sex, or a band: a number alone is one only behind a word for ages. */
static bool is_group(struct segbias_label value)
{
	struct segbias_band band;
	return value.size > 0 && (segbias_wide_sex(value) != SEGBIAS_SYNONYM_NONE ||
	                          (segbias_band_parse_weak(value, &band) && !band.single && !segbias_wide_year(value)));
}

bool segbias_wide_has_value(struct segbias_label name)
{
	name = segbias_wide_trim(name);
	while (name.size > 0 && strchr(")]", name.bytes[name.size - 1]))
		name.size--;
	for (size_t i = 1; i + 1 < name.size; i++) {
		bool bound = is_bound(name.bytes[i]);
		bool digit = name.bytes[i] >= '0' && name.bytes[i] <= '9' && segbias_wide_letter(name.bytes[i - 1]);
		if ((bound && is_group(segbias_wide_trim(segbias_wide_before(name, name.bytes + i)))) ||
		    ((bound || digit) &&
		     is_group(segbias_wide_trim(segbias_wide_behind(name, name.bytes + i, bound ? 1 : 0)))))
			return true;
	}
	return false;
}
