#include "values/figure_range.h"

#include "base/unicode.h"

#include <string.h>

enum mask { MASK_BELOW, MASK_UP_TO, MASK_RANGE };

struct word {
	enum mask mask;
	const char *text;
};

static const struct word WORDS[] = {
#define MASK_BELOW(text) {MASK_BELOW, text},
#define MASK_UP_TO(text) {MASK_UP_TO, text},
#define MASK_RANGE(text) {MASK_RANGE, text},
#include "data/masks.def"
#undef MASK_BELOW
#undef MASK_UP_TO
#undef MASK_RANGE
};

/* Without the blanks before it: a word may be read behind some. */
static struct segbias_label behind_blanks(struct segbias_label cell)
{
	while (cell.size > 0) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(cell.bytes, cell.size, &code);
		if (size == 0 || !segbias_unicode_space(code))
			break;
		cell = (struct segbias_label){cell.bytes + size, cell.size - size};
	}
	return cell;
}

static bool starts_with(struct segbias_label cell, const char *text)
{
	size_t size = strlen(text);
	return cell.size > size &&
	       segbias_unicode_same((struct segbias_label){cell.bytes, size}, (struct segbias_label){text, size});
}

static bool read_end(struct segbias_label cell, const struct segbias_number_style *style,
                     struct segbias_figure_range *range, double *end)
{
	struct segbias_figure figure;
	if (!segbias_figure_parse(cell, style, &figure) || !(figure.value >= 0) || figure.value > 1e100)
		return false;
	range->percent = range->percent || figure.percent;
	range->decimals = figure.decimals > range->decimals ? figure.decimals : range->decimals;
	*end = figure.value;
	return true;
}

/* The longest word that the cell begins with and a number follows: "<=" is no "<". */
static bool read_bound(struct segbias_label cell, const struct segbias_number_style *style,
                       struct segbias_figure_range *out)
{
	bool found = false;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && !found; i++) {
		size_t size = strlen(WORDS[i].text);
		struct segbias_figure_range range = {.open = WORDS[i].mask == MASK_BELOW, .below = true};
		if (WORDS[i].mask == MASK_RANGE || !starts_with(cell, WORDS[i].text))
			continue;
		found =
		    read_end((struct segbias_label){cell.bytes + size, cell.size - size}, style, &range, &range.high) &&
		    (range.high > 0 || !range.open);
		if (found)
			*out = range;
	}
	return found;
}

static bool read_two(struct segbias_label cell, size_t at, size_t size, const struct segbias_number_style *style,
                     struct segbias_figure_range *out)
{
	struct segbias_figure_range range = {.open = false};
	if (!read_end((struct segbias_label){cell.bytes, at}, style, &range, &range.low) ||
	    !read_end((struct segbias_label){cell.bytes + at + size, cell.size - at - size}, style, &range,
	              &range.high) ||
	    range.low > range.high)
		return false;
	*out = range;
	return true;
}

bool segbias_figure_range_parse(struct segbias_label cell, const struct segbias_number_style *style,
                                struct segbias_figure_range *out)
{
	cell = behind_blanks(cell);
	if (read_bound(cell, style, out))
		return true;
	for (size_t at = 1; at < cell.size; at++)
		for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
			struct segbias_label rest = {cell.bytes + at, cell.size - at};
			if (WORDS[i].mask == MASK_RANGE && starts_with(rest, WORDS[i].text) &&
			    read_two(cell, at, strlen(WORDS[i].text), style, out))
				return true;
		}
	return false;
}
