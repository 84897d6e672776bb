#include "values/figure_range.h"

#include "base/unicode.h"
#include "values/figure_form.h"

#include <string.h>

enum mask { MASK_BELOW, MASK_UP_TO, MASK_RANGE, MASK_MARK };

struct word {
	enum mask mask;
	const char *text; /* never begins with a digit */
	size_t size;
};

static const struct word WORDS[] = {
#define MASK_BELOW(text) {MASK_BELOW, text, sizeof(text) - 1},
#define MASK_UP_TO(text) {MASK_UP_TO, text, sizeof(text) - 1},
#define MASK_RANGE(text) {MASK_RANGE, text, sizeof(text) - 1},
#define MASK_MARK(text) {MASK_MARK, text, sizeof(text) - 1},
#include "data/masks.def"
#undef MASK_MARK
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

static bool starts_with(struct segbias_label cell, const struct word *word)
{
	struct segbias_label text = {word->text, word->size};
	return cell.size > text.size && segbias_unicode_same((struct segbias_label){cell.bytes, text.size}, text);
}

/* Where no word begins: nearly every byte of a figure. */
static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether the text may hold a number: without one it has no end of a range. */
static bool may_hold_number(struct segbias_label text)
{
	for (size_t i = 0; i < text.size; i++)
		if (is_digit(text.bytes[i]) || (unsigned char)text.bytes[i] >= 0x80)
			return true;
	return false;
}

/* Takes the sign of thousands or millions from behind an end, as platforms write it: "1K-10K", "1M-10M". A letter M alone may
 * mean men, so that it needs one of the two at the other end. Returns what it multiplies by. */
static double take_scale(struct segbias_label *end)
{
	static const double THOUSAND = 1e3;
	static const double MILLION = 1e6;
	while (end->size > 0 && end->bytes[end->size - 1] == ' ')
		end->size--;
	char sign = end->size > 1 && is_digit(end->bytes[end->size - 2]) ? end->bytes[end->size - 1] : '\0';
	double scale = sign == 'K' || sign == 'k' ? THOUSAND : sign == 'M' ? MILLION : 1;
	end->size -= scale > 1;
	return scale;
}

/* Whether the two are numbers in some style, with signs of their scale. */
static bool are_ends(struct segbias_label low, struct segbias_label high)
{
	struct segbias_label *both[] = {&low, &high};
	double scales[2];
	for (size_t i = 0; i < 2; i++) {
		struct segbias_figure_form form;
		scales[i] = take_scale(both[i]);
		if (!segbias_figure_take_apart(*both[i], &form) || form.sign != 0)
			return false;
	}
	return scales[0] <= scales[1] && (scales[1] <= 1e3 || scales[0] > 1);
}

/* "< 5": the word before the number. */
static bool split_bound(struct segbias_label cell, struct segbias_range_ends *out)
{
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && !is_digit(*cell.bytes); i++) {
		struct segbias_label rest = {cell.bytes + WORDS[i].size, cell.size - WORDS[i].size};
		if (WORDS[i].mask >= MASK_RANGE || !starts_with(cell, &WORDS[i]) || !are_ends(rest, rest))
			continue;
		*out = (struct segbias_range_ends){.low = {NULL, 0}, .high = rest, .open = WORDS[i].mask == MASK_BELOW};
		return true;
	}
	return false;
}

bool segbias_figure_range_split(struct segbias_label cell, struct segbias_range_ends *out)
{
	cell = behind_blanks(cell);
	if (!may_hold_number(cell))
		return false;
	if (split_bound(cell, out))
		return true;
	for (size_t at = 1; at < cell.size; at++)
		for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && !is_digit(cell.bytes[at]); i++) {
			struct segbias_label rest = {cell.bytes + at, cell.size - at};
			size_t size = WORDS[i].size;
			if (WORDS[i].mask != MASK_RANGE || !starts_with(rest, &WORDS[i]))
				continue;
			*out = (struct segbias_range_ends){.low = {cell.bytes, at},
			                                   .high = {rest.bytes + size, rest.size - size}};
			if (are_ends(out->low, out->high))
				return true;
		}
	return false;
}

bool segbias_figure_mark(struct segbias_label cell)
{
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (WORDS[i].mask == MASK_MARK && segbias_unicode_same(cell, segbias_label_of(WORDS[i].text)))
			return true;
	return false;
}

bool segbias_figure_dash(struct segbias_label cell)
{
	static const char *const DASHES[] = {"-", "–", "—"};
	for (size_t i = 0; i < sizeof DASHES / sizeof *DASHES; i++)
		if (segbias_unicode_same(cell, segbias_label_of(DASHES[i])))
			return true;
	return false;
}

static bool read_end(struct segbias_label cell, const struct segbias_number_style *style,
                     struct segbias_figure_range *range, double *end)
{
	struct segbias_figure figure;
	double scale = take_scale(&cell);
	if (!segbias_figure_parse(cell, style, &figure) || !(figure.value >= 0) || figure.value > 1e100)
		return false;
	range->percent = range->percent || figure.percent;
	range->decimals = figure.decimals > range->decimals && scale <= 1 ? figure.decimals : range->decimals;
	*end = figure.value * scale;
	return true;
}

bool segbias_figure_range_parse(struct segbias_label cell, const struct segbias_number_style *style,
                                struct segbias_figure_range *out)
{
	struct segbias_range_ends ends;
	struct segbias_figure_range range = {0};
	if (!segbias_figure_range_split(cell, &ends))
		return false;
	range.open = ends.open;
	range.below = ends.low.bytes == NULL;
	if (!read_end(ends.high, style, &range, &range.high) ||
	    (!range.below && !read_end(ends.low, style, &range, &range.low)) || range.low > range.high ||
	    (range.open && !(range.high > 0)))
		return false;
	*out = range;
	return true;
}
