#include "values/person.h"

#include "base/personal.h"
#include "base/unicode.h"
#include "values/personal_number.h"

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

/* --- within a line ------------------------------------------------------------------------------------------------ */

static bool is_capital(uint32_t code)
{
	return (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE) || (code >= 0x100 && code < 0x250) ||
	       (code >= 0x391 && code <= 0x3A9) || (code >= 0x400 && code <= 0x42F) ||
	       code >= 0x590; /* scripts behind these have one case, or are rare */
}

bool segbias_person_capitals(struct segbias_label label)
{
	bool begins = true;
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		if (begins && !is_capital(code))
			return false;
		begins = size > 0 && segbias_unicode_space(code);
		at += size ? size : 1;
	}
	return label.size > 0;
}

static enum segbias_person look(struct segbias_label text, bool *failed)
{
	struct segbias_text folded = {0};
	if (!segbias_person_capitals(text))
		return SEGBIAS_PERSON_NOT;
	segbias_unicode_fold(text, &folded);
	*failed = *failed || folded.failed;
	enum segbias_person found =
	    segbias_person_look((struct segbias_label){folded.data ? folded.data : "", folded.size});
	segbias_text_release(&folded);
	return found;
}

static size_t word_size(struct segbias_label text)
{
	const char *blank = memchr(text.bytes, ' ', text.size);
	return blank ? (size_t)(blank - text.bytes) : text.size;
}

/* The bytes of a name with which the text begins: a given name, or a family name and a comma, and up to three words behind it
 * that begin as names do. */
static size_t name_size(struct segbias_label text, bool *failed)
{
	enum { WORDS_MOST = 4 };
	size_t ends[WORDS_MOST] = {word_size(text)};
	size_t words = 1;
	bool comma = ends[0] > 0 && text.bytes[ends[0] - 1] == ',';
	if (!comma && look((struct segbias_label){text.bytes, ends[0]}, failed) != SEGBIAS_PERSON_GIVEN)
		return 0;
	for (; words < WORDS_MOST && ends[words - 1] < text.size; words++) {
		size_t from = ends[words - 1] + 1;
		ends[words] = from + word_size((struct segbias_label){text.bytes + from, text.size - from});
	}
	for (; words > 1; words--)
		if (look((struct segbias_label){text.bytes, ends[words - 1]}, failed) == SEGBIAS_PERSON_FULL)
			return ends[words - 1];
	return 0;
}

static void hide_in_piece(struct segbias_label piece, struct segbias_text *out, bool *failed)
{
	static const char HIDDEN[] = "[name]";
	while (piece.size > 0 && *piece.bytes == ' ') {
		segbias_text_add(out, " ", 1);
		piece = (struct segbias_label){piece.bytes + 1, piece.size - 1};
	}
	if (look(piece, failed) == SEGBIAS_PERSON_FULL) {
		segbias_text_add_string(out, HIDDEN);
		return;
	}
	while (piece.size > 0) {
		size_t name = name_size(piece, failed);
		size_t size = name ? name : word_size(piece);
		size += !name && size < piece.size; /* the blank */
		if (name)
			segbias_text_add_string(out, HIDDEN);
		else
			segbias_text_add(out, piece.bytes, size);
		piece = (struct segbias_label){piece.bytes + size, piece.size - size};
	}
}

static void hide_names(struct segbias_label text, struct segbias_text *out)
{
	static const char SEPARATORS[] = ";|:\t()[]/<>\"";
	bool failed = false;
	size_t from = 0;
	for (size_t at = 0; at <= text.size; at++) {
		if (at < text.size && !(text.bytes[at] && strchr(SEPARATORS, text.bytes[at])))
			continue;
		hide_in_piece((struct segbias_label){text.bytes + from, at - from}, out, &failed);
		if (at < text.size)
			segbias_text_add(out, text.bytes + at, 1);
		from = at + 1;
	}
	out->failed = out->failed || failed;
}

static bool is_year(struct segbias_label word)
{
	enum { DIGITS = 4 };
	return word.size >= DIGITS && (memcmp(word.bytes, "19", 2) == 0 || memcmp(word.bytes, "20", 2) == 0) &&
	       word.bytes[2] >= '0' && word.bytes[2] <= '9' && word.bytes[3] >= '0' && word.bytes[3] <= '9' &&
	       (word.size == DIGITS || word.bytes[DIGITS] < '0' || word.bytes[DIGITS] > '9');
}

/* What some words are for sure, or one word. */
static enum segbias_personal value_kind(struct segbias_label words, bool one)
{
	enum segbias_personal kind = segbias_personal_value(words);
	if (!kind && one)
		kind = segbias_personal_number(words);
	if (!kind && one && segbias_personal_form(words) == SEGBIAS_PERSONAL_NAME)
		kind = SEGBIAS_PERSONAL_NAME;
	return kind;
}

/* The bytes of a value with which the text begins: the fewest words that are one. Years in a row are none. */
static size_t value_size(struct segbias_label text, enum segbias_personal *kind)
{
	enum { WORDS_MOST = 9 };
	size_t size = word_size(text);
	*kind = SEGBIAS_PERSONAL_NONE;
	if (is_year((struct segbias_label){text.bytes, size}))
		return 0;
	for (int words = 1; words <= WORDS_MOST; words++) {
		*kind = value_kind((struct segbias_label){text.bytes, size}, words == 1);
		if (*kind || size >= text.size)
			break;
		size += 1 + word_size((struct segbias_label){text.bytes + size + 1, text.size - size - 1});
	}
	size_t first = word_size(text) + 1;
	bool later = first < size && segbias_personal_value((struct segbias_label){text.bytes + first, size - first});
	return *kind && !later ? size : 0;
}

static void hide_values(struct segbias_label text, struct segbias_text *out)
{
	while (text.size > 0) {
		enum segbias_personal kind = SEGBIAS_PERSONAL_NONE;
		size_t value = value_size(text, &kind);
		size_t size = value ? value : word_size(text);
		size += !value && size < text.size; /* the blank */
		if (value)
			segbias_text_add_format(out, "[%s]", segbias_personal_name(kind));
		else
			segbias_text_add(out, text.bytes, size);
		text = (struct segbias_label){text.bytes + size, text.size - size};
	}
}

void segbias_person_hide(struct segbias_label text, struct segbias_text *out)
{
	struct segbias_text values = {0};
	hide_values(text, &values);
	hide_names((struct segbias_label){values.data ? values.data : "", values.size}, out);
	out->failed = out->failed || values.failed;
	segbias_text_release(&values);
}
