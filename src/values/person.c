#include "values/person.h"

#include "base/unicode.h"

#include <string.h>

static const char *const GIVEN_NAMES[] = {
#define GIVEN(...) __VA_ARGS__,
#define SURNAME(...)
#include "data/given_names.def"
#undef GIVEN
#undef SURNAME
};

static const char *const SURNAMES[] = {
#define GIVEN(...)
#define SURNAME(...) __VA_ARGS__,
#include "data/given_names.def"
#undef GIVEN
#undef SURNAME
};

/* Words of places and things, whose names people's often are: "Virginia Beach", "San Francisco", "St. Louis". */
static const char *const OTHERS[] = {
    "san",     "santa",   "santo", "são",        "saint",   "sankt",  "st",       "ste",    "beach",  "city",  "falls",
    "springs", "heights", "hill",  "hills",      "park",    "county", "lake",     "bay",    "island", "creek", "grove",
    "valley",  "point",   "town",  "university", "college", "school", "hospital", "street", "avenue", "road",  "platz",
    "straße",  "and",     "or",    "the",        "of",      "for",    "with",     "no",     "not",    "&",     "+",
    "/",       "company", "inc",   "ltd",        "gmbh",    "llc",    "club",     "team",   "group",  "day"};

static bool is_listed(const char *const *list, size_t count, const char *word, size_t size)
{
	for (size_t i = 0; i < count; i++)
		if (*list[i] == *word && strncmp(list[i], word, size) == 0 && !list[i][size])
			return true;
	return false;
}

#define LISTED(list, word, size) is_listed(list, sizeof(list) / sizeof *(list), word, size)

/* Two to four letters of an eastern script, of which the first are a family name. */
static enum segbias_person look_eastern(struct segbias_label text)
{
	enum { FEWEST = 2, MOST = 4 };
	size_t letters = 0;
	for (size_t at = 0; at < text.size; letters++) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(text.bytes + at, text.size - at, &code);
		bool eastern =
		    (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3) || code == 0x3005;
		if (size == 0 || !eastern)
			return SEGBIAS_PERSON_NOT;
		at += size;
	}
	for (size_t i = 0; letters >= FEWEST && letters <= MOST && i < sizeof SURNAMES / sizeof *SURNAMES; i++) {
		size_t size = strlen(SURNAMES[i]);
		if (text.size > size && memcmp(text.bytes, SURNAMES[i], size) == 0)
			return letters > FEWEST ? SEGBIAS_PERSON_FULL : SEGBIAS_PERSON_GIVEN;
	}
	return SEGBIAS_PERSON_NOT;
}

enum segbias_person segbias_person_look(struct segbias_label folded)
{
	enum { WORDS_MOST = 4 };
	static const char FOREIGN[] = "0123456789@#%()[]:;|<>=_\"";
	size_t words = 0;
	bool first = false; /* the first word, or the last, is a given name */
	bool last = false;
	bool blank = folded.size > 0 && memchr(folded.bytes, ' ', folded.size);
	enum segbias_person eastern = look_eastern(folded);
	if (eastern)
		return eastern;
	for (size_t at = 0; at < folded.size;) {
		const char *word = folded.bytes + at;
		size_t size = 0;
		while (at + size < folded.size && !(word[size] && strchr(" .,-", word[size]))) {
			if (!word[size] || strchr(FOREIGN, word[size]))
				return SEGBIAS_PERSON_NOT;
			size++;
		}
		if (size > 0) {
			if (LISTED(OTHERS, word, size))
				return SEGBIAS_PERSON_NOT;
			last = LISTED(GIVEN_NAMES, word, size);
			first = first || (words == 0 && last);
			words++;
		}
		at += size + 1;
	}
	if ((!first && !last) || words > WORDS_MOST)
		return SEGBIAS_PERSON_NOT;
	return words > 1 && blank ? SEGBIAS_PERSON_FULL : SEGBIAS_PERSON_GIVEN;
}
