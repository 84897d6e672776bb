#include "values/inferred.h"

#include "values/word.h"

#include <string.h>

static const struct {
	const char *text;
	bool word; /* of its own */
} ENTRIES[] = {
#define INFERRED(text) {text, false},
#define INFERRED_WORD(text) {text, true},
#include "data/inferred.def"
};

static bool has(const struct segbias_text *bare, const char *text, bool word)
{
	size_t size = strlen(text);
	for (size_t at = 0; at + size <= bare->size; at++) {
		bool begins = !word || at == 0 || bare->data[at - 1] == ' ';
		bool ends = !word || at + size == bare->size || bare->data[at + size] == ' ';
		if (begins && ends && memcmp(bare->data + at, text, size) == 0)
			return true;
	}
	return false;
}

static bool looks_inferred(const struct segbias_text *bare)
{
	bool found = false;
	for (size_t i = 0; i < sizeof ENTRIES / sizeof *ENTRIES && !found; i++)
		found = has(bare, ENTRIES[i].text, ENTRIES[i].word);
	return found;
}

bool segbias_label_says_inferred(struct segbias_label label, bool *says)
{
	struct segbias_text whole = {0};
	struct segbias_text split = {0};
	struct segbias_text parts = {0};
	segbias_word_bare(label, &whole);
	segbias_word_split_capitals(label, &split);
	segbias_word_bare(segbias_text_label(&split), &parts); /* raceProb is race prob */
	bool read = !whole.failed && !split.failed && !parts.failed;
	*says = read && (looks_inferred(&whole) || looks_inferred(&parts));
	segbias_text_release(&whole);
	segbias_text_release(&split);
	segbias_text_release(&parts);
	return read;
}
