#include "values/scale.h"

#include "values/column.h"

#include <string.h>

struct entry {
	double times;
	const char *text;
};

static const struct entry ANYWHERE[] = {
#define SCALE(times, text) {times, text},
#define SCALE_ALONE(times, text)
#define SCALE_PER(text)
#include "data/scales.def"
#undef SCALE
#undef SCALE_ALONE
#undef SCALE_PER
};

static const struct entry ALONE[] = {
#define SCALE(times, text)
#define SCALE_ALONE(times, text) {times, text},
#define SCALE_PER(text)
#include "data/scales.def"
#undef SCALE
#undef SCALE_ALONE
#undef SCALE_PER
};

static const char *const PERS[] = {
#define SCALE(times, text)
#define SCALE_ALONE(times, text)
#define SCALE_PER(text) text,
#include "data/scales.def"
#undef SCALE
#undef SCALE_ALONE
#undef SCALE_PER
};

/* Whether what stands before `at` ends in a word of a rate, or in a number: "per 1 000 persons", "5 million". */
static bool is_of_rate(const char *split, const char *at)
{
	while (at > split && at[-1] == ' ')
		at--;
	const char *start = at;
	while (start > split && start[-1] != ' ')
		start--;
	size_t size = (size_t)(at - start);
	for (size_t i = 0; i < sizeof PERS / sizeof *PERS; i++)
		if (strlen(PERS[i]) == size && memcmp(PERS[i], start, size) == 0)
			return true;
	return size > 0 && at[-1] >= '0' && at[-1] <= '9';
}

/* Blanks in a row are one. */
static void squeeze(const struct segbias_text *split, struct segbias_text *out)
{
	for (size_t i = 0; i < split->size; i++)
		if (split->data[i] != ' ' || out->size == 0 || out->data[out->size - 1] != ' ')
			segbias_text_add(out, split->data + i, 1);
	out->failed |= split->failed;
}

static bool read_part(struct segbias_label part, double *times)
{
	struct segbias_text split = {0};
	struct segbias_text words = {0};
	segbias_column_split(part, &split);
	squeeze(&split, &words);
	bool ok = !words.failed && words.data;
	for (size_t i = 0; ok && i < sizeof ANYWHERE / sizeof *ANYWHERE; i++) {
		const char *at = strstr(words.data, ANYWHERE[i].text);
		if (at && segbias_column_stands(ANYWHERE[i].text, words.data) && !is_of_rate(words.data, at))
			*times = ANYWHERE[i].times;
	}
	for (size_t i = 0; ok && i < sizeof ALONE / sizeof *ALONE; i++) {
		size_t size = strlen(ALONE[i].text);
		if (words.size == size + 2 && memcmp(words.data + 1, ALONE[i].text, size) == 0)
			*times = ALONE[i].times;
	}
	segbias_text_release(&split);
	segbias_text_release(&words);
	return ok;
}

/* What stands in brackets, or behind a colon. */
static struct segbias_label next_part(struct segbias_label text, size_t *at)
{
	size_t start = *at;
	while (start < text.size && !strchr("([:", text.bytes[start]))
		start++;
	start += start < text.size;
	size_t end = start;
	while (end < text.size && !strchr("()[]:", text.bytes[end]))
		end++;
	*at = end;
	return (struct segbias_label){text.bytes + start, end - start};
}

bool segbias_scale_read(struct segbias_label text, double *times)
{
	uint64_t words = 0;
	*times = 1;
	if (!segbias_column_words(text, &words))
		return false;
	if (segbias_word_in(words, SEGBIAS_WORD_MONEY))
		return true;
	bool ok = read_part(text, times);
	for (size_t at = 0; ok && *times == 1 && at < text.size;) {
		struct segbias_label part = next_part(text, &at);
		ok = part.size == 0 || read_part(part, times);
	}
	return ok;
}
