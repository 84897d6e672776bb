#include "values/column.h"

#include "base/unicode.h"
#include "values/figure.h"

#include <string.h>

_Static_assert(SEGBIAS_WORD_END <= 64, "a bit a kind");

static const struct {
	enum segbias_word word;
	const char *entries[112];
} WORDS[] = {
#define COLUMN_WORDS(kind, ...) {SEGBIAS_WORD_##kind, {__VA_ARGS__}},
#include "data/columns.def"
#undef COLUMN_WORDS
};

static bool small(uint32_t code)
{
	return code >= 'a' && code <= 'z';
}

static bool capital(uint32_t code)
{
	return code >= 'A' && code <= 'Z';
}

static bool letter_or_digit(uint32_t code)
{
	bool mark = code >= 0x2010 && code <= 0x205E; /* dashes and quotes of any kind */
	return small(code) || capital(code) || (code >= '0' && code <= '9') || (code >= 0xAA && !mark);
}

/* Blanks where a new word begins: "ESTBASE2020_civ" is "ESTBASE 2020 civ", "adId" is "ad Id". */
static void split_words(struct segbias_label name, struct segbias_text *out)
{
	uint32_t before = ' ';
	for (size_t at = 0; at < name.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(name.bytes + at, name.size - at, &code);
		if (size == 0) {
			code = 0xFFFD;
			size = 1;
		}
		bool word = letter_or_digit(code) && !segbias_unicode_space(code);
		bool digit = code >= '0' && code <= '9';
		bool digit_before = before >= '0' && before <= '9';
		bool cut = (small(before) && capital(code)) || (before != ' ' && digit != digit_before);
		if (!word || cut)
			segbias_text_add_string(out, " ");
		if (word)
			segbias_text_add(out, name.bytes + at, size);
		before = word ? code : ' ';
		at += size;
	}
}

/* The first byte of characters of scripts that put no blanks between words. */
enum { SCRIPTS_WITHOUT_BLANKS = 0xE0 };

/* Where the entry stands, at the bounds of words, and how many bytes it covers; NULL: nowhere. The text begins and ends with a blank. */
static const char *find_entry(const char *entry, const char *text, size_t *length)
{
	bool within = *entry == '*';
	entry += within;
	size_t size = strlen(entry);
	bool open = size && entry[size - 1] == '*';
	size -= open;
	unsigned char first = (unsigned char)entry[0];
	bool anywhere = first >= SCRIPTS_WITHOUT_BLANKS && size > 3;
	for (const char *at = text; *at; at++) {
		if ((size && *at != *entry) || strncmp(at, entry, size) != 0)
			continue;
		bool starts = at > text && (within || at[-1] == ' ');
		bool ends = open || at[size] == ' ';
		*length = size + (open ? strcspn(at + size, " ") : 0);
		if (anywhere || (starts && ends))
			return at;
	}
	return NULL;
}

bool segbias_column_stands(const char *entry, const char *text)
{
	size_t length = 0;
	return find_entry(entry, text, &length) != NULL;
}

bool segbias_column_take(const char *entry, char *split)
{
	bool taken = false;
	size_t length = 0;
	for (const char *at = find_entry(entry, split, &length); at; at = find_entry(entry, split, &length)) {
		memset(split + (at - split), ' ', length);
		taken = true;
	}
	return taken;
}

void segbias_column_split(struct segbias_label name, struct segbias_text *out)
{
	struct segbias_text split = {0};
	split_words(name, &split);
	segbias_text_add_string(out, " ");
	segbias_unicode_fold(segbias_text_label(&split), out);
	segbias_text_add_string(out, " ");
	out->failed |= split.failed;
	segbias_text_release(&split);
}

/* "+/-", "±": more or less. */
static bool says_more_or_less(struct segbias_label name)
{
	static const char *const SIGNS[] = {"+/-", "+-", "\u00b1"};
	for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
		for (size_t at = 0; at + strlen(SIGNS[i]) <= name.size; at++)
			if (memcmp(name.bytes + at, SIGNS[i], strlen(SIGNS[i])) == 0)
				return true;
	return false;
}

/* The bytes of a text, and those of them with which its words begin: an entry that begins with another one does not stand
 * there, and of some thousand entries few are left. */
struct beginnings {
	bool any[256], words[256];
};

static void find_beginnings(const char *text, struct beginnings *out)
{
	memset(out, 0, sizeof *out);
	for (const char *at = text; *at; at++) {
		out->any[(unsigned char)*at] = true;
		out->words[(unsigned char)*at] |= at > text && at[-1] == ' ';
	}
}

/* Whether segbias_column_stands is worth asking: only entries of these scripts stand within a word. */
static bool may_stand(const char *entry, const struct beginnings *beginnings)
{
	unsigned char first = (unsigned char)entry[0];
	return first >= SCRIPTS_WITHOUT_BLANKS ? beginnings->any[first] : beginnings->words[first];
}

bool segbias_column_words(struct segbias_label name, uint64_t *words)
{
	struct beginnings beginnings;
	struct segbias_text split = {0};
	*words = 0;
	segbias_column_split(name, &split);
	bool ok = !split.failed;
	find_beginnings(ok ? split.data : "", &beginnings);
	for (size_t i = 0; ok && i < sizeof WORDS / sizeof *WORDS; i++)
		for (size_t j = 0; j < sizeof WORDS[i].entries / sizeof *WORDS[i].entries && WORDS[i].entries[j]; j++)
			if (may_stand(WORDS[i].entries[j], &beginnings) &&
			    segbias_column_stands(WORDS[i].entries[j], split.data))
				*words |= (uint64_t)1 << WORDS[i].word;
	if (ok && memchr(name.bytes, '%', name.size))
		*words |= (uint64_t)1 << SEGBIAS_WORD_PERCENT;
	if (ok && segbias_figure_names_currency(name))
		*words |= (uint64_t)1 << SEGBIAS_WORD_MONEY;
	if (segbias_word_in(*words, SEGBIAS_WORD_VARIATION))
		*words |= (uint64_t)1 << SEGBIAS_WORD_ERROR;
	if (ok && says_more_or_less(name))
		*words |= (uint64_t)1 << SEGBIAS_WORD_MOE;
	segbias_text_release(&split);
	return ok;
}

static const char *const PERCENT_UNITS[] = {
#define PERCENT_UNIT(code) code,
#include "data/units.def"
#undef PERCENT_UNIT
};

bool segbias_column_percents(struct segbias_label unit, bool *percents)
{
	uint64_t words = 0;
	struct segbias_text split = {0};
	if (!segbias_column_words(unit, &words))
		return false;
	*percents = segbias_word_in(words, SEGBIAS_WORD_PERCENT);
	segbias_column_split(unit, &split);
	for (size_t i = 0; i < sizeof PERCENT_UNITS / sizeof *PERCENT_UNITS && !split.failed; i++) {
		size_t size = strlen(PERCENT_UNITS[i]);
		const char *first = split.data + strspn(split.data, " ");
		*percents = *percents || (strncmp(first, PERCENT_UNITS[i], size) == 0 && first[size] == ' ');
	}
	bool read = !split.failed;
	segbias_text_release(&split);
	return read;
}

bool segbias_column_within(struct segbias_label name, struct segbias_label other)
{
	struct segbias_text texts[2] = {{0}, {0}};
	bool stands = false;
	segbias_column_split(name, &texts[0]);
	segbias_column_split(other, &texts[1]);
	if (!texts[0].failed && !texts[1].failed && texts[0].size > 2) {
		texts[0].data[texts[0].size - 1] = '\0'; /* the blank behind it */
		stands = segbias_column_stands(texts[0].data + 1, texts[1].data);
	}
	segbias_text_release(&texts[0]);
	segbias_text_release(&texts[1]);
	return stands;
}
