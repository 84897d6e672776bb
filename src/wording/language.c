/* The catalogues: the .mo files that the build made of the .po files of data/locale, read where they lie. */
#include "wording/wording.h"

#include <math.h>
#include <string.h>

struct segbias_language {
	const char *tag;
	bool leftward;
	const unsigned char *catalogue; /* NULL: the messages themselves */
	size_t size;
	unsigned long (*plural)(unsigned long n);
};

/* Each catalogue's bytes and its rule of plurals, which the build took from its head. */
#include "wording/catalogues.inc"

static unsigned long plural_en(unsigned long n)
{
	return n != 1;
}

static const struct segbias_language LANGUAGES[] = {{"en", false, NULL, 0, plural_en},
#define CATALOGUE(tag, name, leftward) {tag, leftward, MO_##name, sizeof MO_##name, plural_##name},
                                                    CATALOGUES
#undef CATALOGUE
};

enum { LANGUAGE_COUNT = sizeof LANGUAGES / sizeof *LANGUAGES };

const struct segbias_language *segbias_language_at(size_t index)
{
	return index < LANGUAGE_COUNT ? &LANGUAGES[index] : NULL;
}

/* Where a known tag ends within a longer one. */
static bool is_border(char byte)
{
	return byte == '\0' || strchr("_-.@", byte);
}

static bool begins_with(const char *tag, const char *known)
{
	size_t at = 0;
	for (; known[at]; at++)
		if (tag[at] != known[at] && !(known[at] == '-' && tag[at] == '_'))
			return false;
	return is_border(tag[at]);
}

const struct segbias_language *segbias_language_find(const char *tag)
{
	const struct segbias_language *found = NULL;
	if (begins_with(tag, "C") || begins_with(tag, "POSIX"))
		return &LANGUAGES[0];
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (begins_with(tag, LANGUAGES[i].tag) && (!found || strlen(found->tag) < strlen(LANGUAGES[i].tag)))
			found = &LANGUAGES[i];
	return found;
}

const char *segbias_language_tag(const struct segbias_language *language)
{
	return language->tag;
}

bool segbias_language_rightward(const struct segbias_language *language)
{
	return !language->leftward;
}

/* --- the .mo format (GNU gettext manual, "The Format of GNU MO Files"), little-endian ----------------------------- */

static size_t word_at(const struct segbias_language *language, size_t at)
{
	const unsigned char *bytes = language->catalogue + at;
	return bytes[0] | (size_t)bytes[1] << 8 | (size_t)bytes[2] << 16 | (size_t)bytes[3] << 24;
}

enum { COUNT_AT = 8, IDS_AT = 12, TEXTS_AT = 16, ROW = 8 };

static struct segbias_label string_at(const struct segbias_language *language, size_t table, size_t index)
{
	size_t row = word_at(language, table) + ROW * index;
	return (struct segbias_label){(const char *)language->catalogue + word_at(language, row + 4),
	                              word_at(language, row)};
}

bool segbias_language_entry(const struct segbias_language *language, size_t index, struct segbias_label *id,
                            struct segbias_label *text)
{
	if (!language->catalogue || index >= word_at(language, COUNT_AT))
		return false;
	*id = string_at(language, IDS_AT, index);
	*text = string_at(language, TEXTS_AT, index);
	return true;
}

/* The translation of the id, its plural forms one behind the other; bytes NULL: none. Ids are sorted. */
static struct segbias_label look_up(const struct segbias_language *language, const char *id)
{
	size_t from = 0;
	size_t to = language->catalogue ? word_at(language, COUNT_AT) : 0;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		/* Of a plural the first form is the key: a 0 byte ends it. */
		int order = strcmp(id, string_at(language, IDS_AT, middle).bytes);
		if (order == 0)
			return string_at(language, TEXTS_AT, middle);
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return (struct segbias_label){0};
}

/* Which form a number of things takes, as it is written: rounded. Rules look at the last two digits. */
static unsigned long form_of(const struct segbias_language *language, double count)
{
	static const double MOST = 1e15;
	enum { HUNDRED = 100 };
	double size = nearbyint(fabs(count));
	return language->plural(size < MOST ? (unsigned long)size : HUNDRED);
}

const char *segbias_language_template(const struct segbias_language *language, struct segbias_message message)
{
	unsigned long form = message.one ? form_of(language, message.count) : 0;
	struct segbias_label text = look_up(language, message.one ? message.one : message.other);
	if (!text.bytes || text.size == 0)
		return message.one && form_of(&LANGUAGES[0], message.count) == 0 ? message.one : message.other;
	const char *at = text.bytes;
	for (; form > 0 && at + strlen(at) < text.bytes + text.size; form--)
		at += strlen(at) + 1;
	return at;
}
