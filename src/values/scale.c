#include "values/scale.h"

#include "base/unicode.h"
#include "values/column.h"

#include <string.h>

enum kind { ANYWHERE, ALONE, NUMBER };

static const struct entry {
	enum kind kind;
	double times;
	const char *text;
} ENTRIES[] = {
#define SCALE(times, text) {ANYWHERE, times, text},
#define SCALE_ALONE(times, text) {ALONE, times, text},
#define SCALE_NUMBER(times, text) {NUMBER, times, text},
#include "data/scales.def"
};

enum around { PER, ON, SAMPLE, ELSE };

static const struct {
	enum around around;
	const char *text;
} AROUND[] = {
#define SCALE_PER(text) {PER, text},
#define SCALE_ON(text) {ON, text},
#define SCALE_SAMPLE(text) {SAMPLE, text},
#define SCALE_ELSE(text) {ELSE, text},
#include "data/scales.def"
};

/* What the whole text says that a clause of it stands in. */
struct scene {
	bool unit;   /* it is of units, or the name of a column */
	bool sample; /* of so many that were asked */
	bool other;  /* of money or distances */
};

struct clause {
	struct segbias_label text;
	char before;  /* what it stands behind: a bracket, a colon, a comma; 0: nothing */
	bool whole;   /* nothing else stands in the text */
	bool of_unit; /* what stands before the colon is a word of units: "Einheit: 1000" */
};

static bool is_around(enum around around, const char *word, size_t size)
{
	for (size_t i = 0; i < sizeof AROUND / sizeof *AROUND; i++)
		if (AROUND[i].around == around && strlen(AROUND[i].text) == size &&
		    memcmp(AROUND[i].text, word, size) == 0)
			return true;
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether what stands before `at` ends in a word of a rate, or in a number: "per 1 000 persons", "5 million". */
static bool is_of_rate(const char *split, const char *at)
{
	while (at > split && at[-1] == ' ')
		at--;
	const char *start = at;
	while (start > split && start[-1] != ' ')
		start--;
	return (at > start && is_digit(at[-1])) || is_around(PER, start, (size_t)(at - start));
}

/* Whether words of a text are those of people, or of what is counted. */
static bool says_people(struct segbias_label text, bool *people)
{
	static const enum segbias_word WORDS[] = {
	    SEGBIAS_WORD_PEOPLE, SEGBIAS_WORD_POPULATION, SEGBIAS_WORD_GROUP,
	    SEGBIAS_WORD_COUNT,  SEGBIAS_WORD_LAST,       SEGBIAS_WORD_USERS,
	    SEGBIAS_WORD_REACH,  SEGBIAS_WORD_CLICKS,     SEGBIAS_WORD_IMPRESSIONS};
	uint64_t words = 0;
	*people = false;
	if (!segbias_column_words(text, &words))
		return false;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		*people = *people || segbias_word_in(words, WORDS[i]);
	return true;
}

/* The first two words of what stands behind a scale: "of persons". */
static struct segbias_label two_words(const char *rest)
{
	size_t size = strcspn(rest, " ");
	if (rest[size])
		size += 1 + strcspn(rest + size + 1, " ");
	return (struct segbias_label){rest, size};
}

/* Whether the scale at `at` is one of people: the clause ends behind it, or goes on with people, a year or what the table is by. */
static bool is_of_people(const struct entry *entry, const char *at, const struct scene *scene, bool *of_people)
{
	const char *rest = at + strlen(entry->text);
	bool script = (unsigned char)entry->text[0] >= 0xE0; /* no blanks between words */
	bool behind = false;
	bool within = false;
	rest += strspn(rest, " ");
	if (!says_people(two_words(rest), &behind) || !says_people(segbias_label_of(entry->text), &within))
		return false;
	bool goes_on = script || *rest == '\0' || is_digit(*rest) || is_around(ON, rest, strcspn(rest, " "));
	*of_people = (behind || goes_on) && (behind || within || !scene->other);
	return true;
}

/* Blanks in a row are one. */
static void squeeze(const struct segbias_text *split, struct segbias_text *out)
{
	for (size_t i = 0; i < split->size; i++)
		if (split->data[i] != ' ' || out->size == 0 || out->data[out->size - 1] != ' ')
			segbias_text_add(out, split->data + i, 1);
	out->failed |= split->failed;
}

static bool has_digit(const char *text)
{
	return strpbrk(text, "0123456789") != NULL;
}

/* Whether the clause is nothing but the entry, where that says a scale. */
static bool stands_alone(const struct entry *entry, const struct clause *clause, const struct scene *scene,
                         const struct segbias_text *words)
{
	size_t size = strlen(entry->text);
	bool number = entry->kind == NUMBER;
	bool several = strchr(entry->text, ' ') != NULL;
	if (words->size != size + 2 || memcmp(words->data + 1, entry->text, size) != 0)
		return false;
	switch (clause->before) {
	case '(':
	case '[':
		return true;
	case ':':
		return !number || clause->of_unit;
	case ',':
		return !number && several;
	default:
		return clause->whole && (!number || scene->unit);
	}
}

static bool read_clause(const struct clause *clause, const struct scene *scene, double *times)
{
	struct segbias_text split = {0};
	struct segbias_text words = {0};
	segbias_column_split(clause->text, &split);
	squeeze(&split, &words);
	bool ok = !words.failed && words.data;
	for (size_t i = 0; ok && i < sizeof ENTRIES / sizeof *ENTRIES; i++) {
		const struct entry *entry = &ENTRIES[i];
		const char *at = strstr(words.data, entry->text);
		bool says = at && !(scene->sample && has_digit(entry->text));
		if (says && entry->kind == ANYWHERE)
			says = segbias_column_stands(entry->text, words.data) && !is_of_rate(words.data, at);
		else if (says)
			says = stands_alone(entry, clause, scene, &words);
		if (says)
			ok = is_of_people(entry, at, scene, &says);
		if (says)
			*times = entry->times;
	}
	segbias_text_release(&split);
	segbias_text_release(&words);
	return ok;
}

/* Whether a clause ends before `at`: a sign that is not within a number, a point that does not stand behind a shortened word. */
static bool ends_clause(struct segbias_label text, size_t start, size_t at)
{
	enum { SHORT_MAX = 3 }; /* "Tsd.", "tys.", "тыс." */
	bool inside = at + 1 < text.size && text.bytes[at + 1] != ' ';
	size_t word = at;
	if (strchr("()[]:;", text.bytes[at]))
		return true;
	if (text.bytes[at] != '.' && text.bytes[at] != ',')
		return false;
	while (word > start && text.bytes[word - 1] != ' ')
		word--;
	size_t letters = segbias_unicode_length((struct segbias_label){text.bytes + word, at - word});
	return !inside && (text.bytes[at] == ',' || letters > SHORT_MAX);
}

static bool read_scene(struct segbias_label text, struct scene *scene)
{
	struct segbias_text split = {0};
	uint64_t words = 0;
	bool ok = segbias_column_words(text, &words);
	segbias_column_split(text, &split);
	ok = ok && !split.failed;
	scene->other = segbias_word_in(words, SEGBIAS_WORD_MONEY);
	for (const char *word = ok ? split.data : ""; *word;) {
		size_t size = strcspn(word, " ");
		scene->sample = scene->sample || is_around(SAMPLE, word, size);
		scene->other = scene->other || is_around(ELSE, word, size);
		word += size + (word[size] == ' ');
	}
	segbias_text_release(&split);
	return ok;
}

bool segbias_scale_read(struct segbias_label text, bool unit, double *times)
{
	struct scene scene = {.unit = unit};
	struct clause clause = {0};
	size_t start = 0;
	bool ok = read_scene(text, &scene);
	*times = 1;
	for (size_t at = 0; ok && at <= text.size && *times == 1; at++) {
		uint64_t words = 0;
		if (at < text.size && !ends_clause(text, start, at))
			continue;
		clause.text = (struct segbias_label){text.bytes + start, at - start};
		clause.whole = start == 0 && at + 1 >= text.size;
		ok = read_clause(&clause, &scene, times) && segbias_column_words(clause.text, &words);
		clause.of_unit =
		    segbias_word_in(words, SEGBIAS_WORD_INDICATOR) || segbias_word_in(words, SEGBIAS_WORD_SCALE);
		clause.before = at < text.size ? text.bytes[at] : '\0';
		start = at + 1;
	}
	return ok;
}
