#include "values/personal.h"

#include "values/column.h"

#include <string.h>

struct words {
	enum segbias_personal personal;
	enum segbias_personal_strength strength;
	bool whole; /* an entry is the whole name */
	const char *entries[192];
};

static const struct words WORDS[] = {
#define PERSONAL_WORDS(kind, ...) {SEGBIAS_PERSONAL_##kind, SEGBIAS_PERSONAL_SURE, false, {__VA_ARGS__}},
#define PERSONAL_BARE(kind, ...) {SEGBIAS_PERSONAL_##kind, SEGBIAS_PERSONAL_BARE, true, {__VA_ARGS__}},
#define PERSONAL_MAYBE(kind, ...) {SEGBIAS_PERSONAL_##kind, SEGBIAS_PERSONAL_MAYBE, false, {__VA_ARGS__}},
#define PERSONAL_WHO(...) {SEGBIAS_PERSONAL_NAME, SEGBIAS_PERSONAL_MAYBE, true, {__VA_ARGS__}},
#include "data/personal.def"
};

static const char *const KINDS[] = {
#define PERSONAL_KINDS(...) __VA_ARGS__,
#include "data/personal.def"
};

static const char *const CATEGORIES[] = {
#define PERSONAL_CATEGORIES(...) __VA_ARGS__,
#include "data/personal.def"
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
		if (words->whole ? is_whole(words->entries[i], split) : segbias_column_stands(words->entries[i], split))
			return true;
	return false;
}

/* "phone type", "IP country": of what kind it is, not whose. */
static bool names_a_kind(const char *split)
{
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (segbias_column_stands(KINDS[i], split))
			return true;
	return false;
}

/* "campaign name", "store name": no name of a person. */
static bool names_a_thing(uint64_t words)
{
	return segbias_word_in(words, SEGBIAS_WORD_THING) || segbias_word_in(words, SEGBIAS_WORD_PLACE) ||
	       segbias_word_in(words, SEGBIAS_WORD_SEGMENT);
}

/* "mother's age", "patients per doctor", "owner since": figures and times of them. */
static bool names_a_figure(uint64_t words)
{
	static const enum segbias_word FIGURES[] = {SEGBIAS_WORD_AGE,   SEGBIAS_WORD_MEASURE, SEGBIAS_WORD_MONEY,
	                                            SEGBIAS_WORD_RATE,  SEGBIAS_WORD_COUNTED, SEGBIAS_WORD_SHARE,
	                                            SEGBIAS_WORD_PERIOD};
	for (size_t i = 0; i < sizeof FIGURES / sizeof *FIGURES; i++)
		if (segbias_word_in(words, FIGURES[i]))
			return true;
	return false;
}

enum segbias_personal segbias_personal_column(struct segbias_label name, enum segbias_personal_strength *strength,
                                              bool *ok)
{
	struct segbias_text split = {0};
	enum segbias_personal found = SEGBIAS_PERSONAL_NONE;
	uint64_t words = 0;
	segbias_column_split(name, &split);
	*ok = !split.failed && segbias_column_words(name, &words);
	bool kind = *ok && names_a_kind(split.data);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && *ok && !kind && !found; i++) {
		bool bare = WORDS[i].strength == SEGBIAS_PERSONAL_BARE;
		bool thing = WORDS[i].personal == SEGBIAS_PERSONAL_NAME && !bare && names_a_thing(words);
		bool maybe = WORDS[i].strength == SEGBIAS_PERSONAL_MAYBE;
		if (thing || (maybe && (!strength || names_a_figure(words))) || !has_entry(&WORDS[i], split.data))
			continue;
		found = WORDS[i].personal;
		if (strength)
			*strength = WORDS[i].strength;
	}
	segbias_text_release(&split);
	return found;
}

static bool is_category(const char *word, size_t size)
{
	for (size_t i = 0; i < sizeof CATEGORIES / sizeof *CATEGORIES; i++)
		if (strncmp(CATEGORIES[i], word, size) == 0 && !CATEGORIES[i][size])
			return true;
	return false;
}

bool segbias_personal_category(struct segbias_label value, bool *ok)
{
	struct segbias_text split = {0};
	segbias_column_split(value, &split);
	*ok = !split.failed;
	bool category = *ok;
	size_t words = 0;
	for (const char *word = *ok ? split.data : ""; *word && category;) {
		size_t size = strcspn(word, " ");
		bool number = strspn(word, "0123456789") >= size; /* B2B */
		category = number || is_category(word, size);
		words += !number;
		word += size + (word[size] == ' ');
	}
	segbias_text_release(&split);
	return category && words > 0;
}
