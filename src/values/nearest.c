#include "values/nearest.h"

#include "base/number.h"
#include "base/unicode.h"

#include <string.h>

enum { LENGTH_MAX = 64 };

struct letters {
	uint32_t code[LENGTH_MAX];
	size_t size;
};

/* Normal form without punctuation and blanks, cut at LENGTH_MAX. */
static void letters_of(struct segbias_label label, struct letters *out)
{
	struct segbias_text folded = {0};
	segbias_unicode_fold(label, &folded);
	out->size = 0;
	for (size_t at = 0; at < folded.size && out->size < LENGTH_MAX;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(folded.data + at, folded.size - at, &code);
		if (size == 0) {
			code = (unsigned char)folded.data[at];
			size = 1;
		}
		if (code >= 0x80 || (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') || code == '+')
			out->code[out->size++] = code;
		at += size;
	}
	segbias_text_release(&folded);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment distance. */
static size_t edits(const struct letters *a, const struct letters *b)
{
	size_t row[3][LENGTH_MAX + 1];
	for (size_t j = 0; j <= b->size; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= a->size; i++) {
		size_t *now = row[i % 3];
		const size_t *before = row[(i + 2) % 3];
		const size_t *earlier = row[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= b->size; j++) {
			size_t same = a->code[i - 1] == b->code[j - 1] ? 0 : 1;
			now[j] = least(least(before[j] + 1, now[j - 1] + 1), before[j - 1] + same);
			if (i > 1 && j > 1 && a->code[i - 1] == b->code[j - 2] && a->code[i - 2] == b->code[j - 1])
				now[j] = least(now[j], earlier[j - 2] + 1);
		}
	}
	return row[a->size % 3][b->size];
}

static bool starts_with(const struct letters *whole, const struct letters *start)
{
	return start->size > 0 && start->size <= whole->size &&
	       memcmp(whole->code, start->code, start->size * sizeof *start->code) == 0;
}

size_t segbias_nearest(struct segbias_label wanted, const struct segbias_label *labels, size_t count)
{
	struct letters target;
	letters_of(wanted, &target);
	size_t best = SEGBIAS_NEAREST_NONE;
	size_t best_edits = SIZE_MAX;
	size_t prefix = SEGBIAS_NEAREST_NONE;
	size_t prefixes = 0;
	for (size_t i = 0; i < count && target.size; i++) {
		struct letters candidate;
		letters_of(labels[i], &candidate);
		if (starts_with(&candidate, &target) || starts_with(&target, &candidate)) {
			prefix = i;
			prefixes++;
		}
		size_t longer = candidate.size > target.size ? candidate.size : target.size;
		size_t distance = edits(&target, &candidate);
		if (distance * 3 <= longer && distance < best_edits) {
			best_edits = distance;
			best = i;
		}
	}
	return prefixes == 1 ? prefix : best;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

enum { WORDS_MAX = 16, WORD_MIN = 6, WORD_LONG = 9, PLURAL_MIN = 4 };

/* The letters of a value in its plain form, and where its words begin. Signs that mean something are letters. */
struct spelling {
	struct letters letters;
	size_t words[WORDS_MAX + 1]; /* [word_count + 1] */
	size_t word_count;           /* 0: too many */
	bool digits;
	bool cut; /* longer than is looked at */
};

static bool is_digit(uint32_t code)
{
	return code >= '0' && code <= '9';
}

/* Punctuation that may be written or not; between digits, and at an end where it may be a sign, it counts. */
static bool is_light(uint32_t code, uint32_t before, uint32_t after)
{
	if (is_digit(before) && is_digit(after))
		return code == ' ';
	if (code == '-' || code == '.')
		return before != 0 && (after != 0 || code == '.') &&
		       !(code == '-' && (before == ' ' || is_digit(after)));
	return code < 0x80 ? strchr(" ,'()/_:;\"", (int)code) != NULL
	                   : code == 0x2018 || code == 0x2019 || code == 0xB7;
}

static size_t decode(const struct segbias_text *text, uint32_t codes[static LENGTH_MAX + 1], bool *cut)
{
	size_t count = 0;
	size_t at = 0;
	while (at < text->size && count < LENGTH_MAX) {
		size_t size = segbias_unicode_decode(text->data + at, text->size - at, &codes[count]);
		if (size == 0) {
			codes[count] = (unsigned char)text->data[at];
			size = 1;
		}
		count++;
		at += size;
	}
	*cut = at < text->size;
	codes[count] = 0;
	return count;
}

static void spell(struct segbias_label label, struct spelling *out)
{
	struct segbias_text plain = {0};
	uint32_t codes[LENGTH_MAX + 1];
	*out = (struct spelling){0};
	segbias_unicode_plain(label, &plain);
	size_t count = decode(&plain, codes, &out->cut);
	bool between = true;
	for (size_t i = 0; i < count; i++) {
		if (is_light(codes[i], i ? codes[i - 1] : 0, codes[i + 1])) {
			between = between || codes[i] != '\'';
			continue;
		}
		if (between && out->word_count < WORDS_MAX)
			out->words[out->word_count++] = out->letters.size;
		between = false;
		out->digits = out->digits || is_digit(codes[i]);
		out->letters.code[out->letters.size++] = codes[i];
	}
	out->words[out->word_count] = out->letters.size;
	out->word_count = out->word_count == WORDS_MAX ? 0 : out->word_count;
	segbias_text_release(&plain);
}

static bool same_codes(const uint32_t *a, const uint32_t *b, size_t count)
{
	return memcmp(a, b, count * sizeof *a) == 0;
}

struct word {
	const uint32_t *code;
	size_t size;
};

static struct word word_at(const struct spelling *spelling, size_t index)
{
	size_t from = spelling->words[index];
	return (struct word){&spelling->letters.code[from], spelling->words[index + 1] - from};
}

static bool same_word(struct word a, struct word b)
{
	return a.size == b.size && same_codes(a.code, b.code, a.size);
}

static bool letters_only(struct word word)
{
	for (size_t i = 0; i < word.size; i++)
		if (word.code[i] < 'a' || (word.code[i] > 'z' && word.code[i] < 0xC0))
			return false;
	return true;
}

/* Males and Male, Taxes and Tax, Frauen and Frau; not Princess and Princes. */
static bool is_plural(struct word one, struct word many)
{
	if (one.size > many.size) {
		struct word swap = one;
		one = many;
		many = swap;
	}
	size_t more = many.size - one.size;
	if (one.size < PLURAL_MIN || more < 1 || more > 2 || !same_codes(one.code, many.code, one.size))
		return false;
	const uint32_t *end = &many.code[one.size];
	uint32_t last = one.code[one.size - 1];
	if (more == 1)
		return end[0] == 's' && last != 's';
	return end[0] == 'e' && ((end[1] == 's' && last != 'e') || (end[1] == 'n' && last != 'e'));
}

/* One letter too few, too many or in its neighbour's place, within a long word; another one in the middle of a very long
 * one. Neither at the start, where opposites are made, nor at the end, where genders and persons are. */
static bool is_slip(struct word a, struct word b)
{
	if (a.size > b.size) {
		struct word swap = a;
		a = b;
		b = swap;
	}
	size_t head = 0;
	size_t tail = 0;
	if (a.size < WORD_MIN || b.size - a.size > 1)
		return false;
	while (head < a.size && a.code[head] == b.code[head])
		head++;
	while (tail < a.size - head && a.code[a.size - 1 - tail] == b.code[b.size - 1 - tail])
		tail++;
	if (head == 0)
		return false;
	if (b.size > a.size)
		return head + tail == a.size && tail > 0;
	size_t middle = a.size - head - tail;
	if (middle == 2)
		return tail > 0 && a.code[head] == b.code[head + 1] && a.code[head + 1] == b.code[head];
	return middle == 1 && a.size >= WORD_LONG && head > 1 && tail > 1;
}

enum likeness { LIKE_NUMBER, LIKE_LETTERS, LIKE_PLURAL, LIKE_SLIP, LIKE_NOT };

static enum likeness compare_words(const struct spelling *a, const struct spelling *b)
{
	enum likeness found = LIKE_NOT;
	if (a->word_count != b->word_count || a->digits || b->digits)
		return LIKE_NOT;
	for (size_t i = 0; i < a->word_count; i++) {
		struct word x = word_at(a, i);
		struct word y = word_at(b, i);
		if (same_word(x, y))
			continue;
		if (found != LIKE_NOT || !letters_only(x) || !letters_only(y))
			return LIKE_NOT;
		found = is_plural(x, y) ? LIKE_PLURAL : is_slip(x, y) ? LIKE_SLIP : LIKE_NOT;
		if (found == LIKE_NOT)
			return LIKE_NOT;
	}
	return found;
}

static enum likeness likeness_of(struct segbias_label wanted, const struct spelling *spelling,
                                 struct segbias_label label)
{
	struct spelling other;
	double number[2];
	bool numbers[2] = {segbias_number_parse(wanted, '.', &number[0]), segbias_number_parse(label, '.', &number[1])};
	if (numbers[0] || numbers[1])
		return numbers[0] && numbers[1] && number[0] == number[1] ? LIKE_NUMBER : LIKE_NOT;
	spell(label, &other);
	if (spelling->cut || other.cut || !spelling->letters.size)
		return LIKE_NOT;
	if (spelling->letters.size == other.letters.size &&
	    same_codes(spelling->letters.code, other.letters.code, other.letters.size))
		return LIKE_LETTERS;
	return compare_words(spelling, &other);
}

size_t segbias_nearest_value(struct segbias_label wanted, const struct segbias_label *labels, size_t count,
                             const bool *taken)
{
	struct spelling spelling;
	size_t best = SEGBIAS_NEAREST_NONE;
	enum likeness nearest = LIKE_NOT;
	bool several = false;
	spell(wanted, &spelling);
	for (size_t i = 0; i < count; i++) {
		enum likeness likeness = likeness_of(wanted, &spelling, labels[i]);
		if (likeness == LIKE_NOT || likeness > nearest || (likeness == LIKE_SLIP && taken && taken[i]))
			continue;
		several = likeness == nearest;
		nearest = likeness;
		best = i;
	}
	return several ? SEGBIAS_NEAREST_NONE : best;
}
