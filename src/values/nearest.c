#include "values/nearest.h"

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
