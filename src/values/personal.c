#include "values/personal.h"

#include "values/column.h"

#include <string.h>

struct words {
	enum segbias_personal personal;
	bool bare; /* an entry is the whole name */
	const char *entries[128];
};

static const struct words WORDS[] = {
#define PERSONAL_WORDS(kind, ...) {SEGBIAS_PERSONAL_##kind, false, {__VA_ARGS__}},
#define PERSONAL_BARE(kind, ...) {SEGBIAS_PERSONAL_##kind, true, {__VA_ARGS__}},
#include "data/personal.def"
#undef PERSONAL_WORDS
#undef PERSONAL_BARE
};

/* `split` begins and ends with a blank. */
static bool is_whole(const char *entry, const char *split)
{
	size_t size = strlen(entry);
	return strncmp(split + 1, entry, size) == 0 && strcmp(split + 1 + size, " ") == 0;
}

static bool has_entry(const struct words *words, const char *split)
{
	for (size_t i = 0; i < sizeof words->entries / sizeof *words->entries && words->entries[i]; i++)
		if (words->bare ? is_whole(words->entries[i], split) : segbias_column_stands(words->entries[i], split))
			return true;
	return false;
}

/* "phone type", "IP country": of what kind it is, not whose. */
static bool names_a_kind(const char *split)
{
	static const char *const KINDS[] = {"type",     "kind",    "method",   "category", "country", "origin",
	                                    "provider", "carrier", "operator", "typ",      "tipo",    "نوع",
	                                    "类型",     "тип",     "pays",     "land",     "país",    "pais"};
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (segbias_column_stands(KINDS[i], split))
			return true;
	return false;
}

/* "campaign name", "store name": no name of a person. */
static bool names_a_thing(uint32_t words)
{
	return segbias_word_in(words, SEGBIAS_WORD_THING) || segbias_word_in(words, SEGBIAS_WORD_PLACE) ||
	       segbias_word_in(words, SEGBIAS_WORD_SEGMENT);
}

enum segbias_personal segbias_personal_column(struct segbias_label name, bool *ok)
{
	struct segbias_text split = {0};
	enum segbias_personal found = SEGBIAS_PERSONAL_NONE;
	uint32_t words = 0;
	segbias_column_split(name, &split);
	*ok = !split.failed && segbias_column_words(name, &words);
	bool kind = *ok && names_a_kind(split.data);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && *ok && !kind && !found; i++)
		if (has_entry(&WORDS[i], split.data) &&
		    !(WORDS[i].personal == SEGBIAS_PERSONAL_NAME && !WORDS[i].bare && names_a_thing(words)))
			found = WORDS[i].personal;
	segbias_text_release(&split);
	return found;
}
