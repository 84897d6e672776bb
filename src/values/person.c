#include "values/person.h"

#include "base/personal.h"
#include "base/unicode.h"
#include "values/date.h"
#include "values/personal.h"
#include "values/personal_number.h"

#include <string.h>

static const char *const GIVEN_NAMES[] = {
#define GIVEN(...) __VA_ARGS__,
#include "data/given_names.def"
};

static const char *const FAMILY_NAMES[] = {
#define FAMILY(...) __VA_ARGS__,
#include "data/given_names.def"
};

static const char *const OTHERS[] = {
#define OTHER(...) __VA_ARGS__,
#include "data/given_names.def"
};

static const char *const SURNAMES[] = {
#define SURNAME(...) __VA_ARGS__,
#include "data/given_names.def"
};

static const char *const PARTICLES[] = {
#define PARTICLE(...) __VA_ARGS__,
#include "data/given_names.def"
};

static const char GIVEN_SIGNS[] =
#define SIGNS(signs) signs
#include "data/given_names.def"
    ;

/* The lists stand in the order of their bytes. */
static bool is_listed(const char *const *list, size_t count, const char *word, size_t size)
{
	size_t low = 0;
	while (low < count) {
		size_t middle = low + (count - low) / 2;
		int order = strncmp(list[middle], word, size);
		if (order == 0 && !list[middle][size])
			return true;
		if (order < 0)
			low = middle + 1;
		else
			count = middle;
	}
	return false;
}

#define LISTED(list, word, size) is_listed(list, sizeof(list) / sizeof *(list), word, size)

static bool is_eastern(uint32_t code)
{
	return (code >= 0x3040 && code <= 0x30FF) || (code >= 0x4E00 && code <= 0x9FFF) ||
	       (code >= 0xAC00 && code <= 0xD7A3) || code == 0x3005;
}

static size_t surname_size(struct segbias_label text)
{
	size_t found = 0;
	for (size_t i = 0; i < sizeof SURNAMES / sizeof *SURNAMES; i++) {
		size_t size = strlen(SURNAMES[i]);
		if (size > found && text.size > size && memcmp(text.bytes, SURNAMES[i], size) == 0)
			found = size;
	}
	return found;
}

/* Two to four letters of an eastern script, of which the first are a family name. What else begins with one (a regular
 * employment, 정규직) is rarely written with signs of given names only. */
static enum segbias_person look_eastern(struct segbias_label text)
{
	enum { FEWEST = 2, MOST = 5 };
	size_t letters = 0;
	uint32_t first = 0;
	bool eastern = text.size > 0 && segbias_unicode_decode(text.bytes, text.size, &first) > 0 && is_eastern(first);
	size_t surname = eastern ? surname_size(text) : 0;
	bool signs = true; /* behind the family name */
	if (surname == 0)
		return SEGBIAS_PERSON_NOT;
	for (size_t at = 0; at < text.size; letters++) {
		uint32_t code = 0;
		char sign[5] = {0};
		size_t size = segbias_unicode_decode(text.bytes + at, text.size - at, &code);
		if (size == 0 || !is_eastern(code))
			return SEGBIAS_PERSON_NOT;
		memcpy(sign, text.bytes + at, size);
		signs = signs && (at < surname || strstr(GIVEN_SIGNS, sign));
		at += size;
	}
	if (letters < FEWEST || letters > MOST)
		return SEGBIAS_PERSON_NOT;
	return letters > FEWEST && signs ? SEGBIAS_PERSON_FULL : SEGBIAS_PERSON_PERHAPS;
}

/* What the words of a text are. */
struct name_words {
	size_t count, listed;
	bool given;  /* the first word, or the last, is a given name */
	bool family; /* … or a family name */
};

static void add_word(const char *word, size_t size, bool last, struct name_words *out)
{
	bool edge = out->count == 0 || last;
	bool given = LISTED(GIVEN_NAMES, word, size);
	bool family = !given && LISTED(FAMILY_NAMES, word, size);
	out->given = out->given || (edge && given);
	out->family = out->family || (edge && family);
	out->listed += given || family;
	out->count++;
}

/* false: it has signs or words that names of people do not have. */
static bool read_words(struct segbias_label text, struct name_words *out)
{
	static const char FOREIGN[] = "0123456789@#%()[]:;|<>=_\"";
	*out = (struct name_words){.count = 0};
	for (size_t at = 0; at < text.size;) {
		const char *word = text.bytes + at;
		size_t size = 0;
		while (at + size < text.size && !(word[size] && strchr(" .,-", word[size]))) {
			if (!word[size] || strchr(FOREIGN, word[size]))
				return false;
			size++;
		}
		if (size > 0 && LISTED(OTHERS, word, size))
			return false;
		if (size > 0)
			add_word(word, size, at + size >= text.size, out);
		at += size + 1;
	}
	return true;
}

static enum segbias_person look_plain(struct segbias_label text)
{
	enum { WORDS_MOST = 5 };
	struct name_words words;
	enum segbias_person eastern = look_eastern(text);
	if (eastern == SEGBIAS_PERSON_FULL || !read_words(text, &words) || words.count == 0 || words.count > WORDS_MOST)
		return eastern;
	bool several = words.count > 1 && memchr(text.bytes, ' ', text.size);
	if (several && (words.given || words.listed == words.count))
		return SEGBIAS_PERSON_FULL;
	return words.given || words.family ? SEGBIAS_PERSON_GIVEN : eastern;
}

/* Signs that names do not have, and no letters of scripts that are read otherwise: nearly all numbers, codes and dates. */
static bool is_plainly_none(struct segbias_label text)
{
	unsigned bytes = 0;
	for (size_t at = 0; at < text.size; at++)
		bytes |= (unsigned char)text.bytes[at];
	return bytes < 0x80 && segbias_label_has_digit(text);
}

enum segbias_person segbias_person_look(struct segbias_label text, bool *ok)
{
	*ok = true;
	if (is_plainly_none(text))
		return SEGBIAS_PERSON_NOT;
	struct segbias_text plain = {0};
	segbias_unicode_plain(text, &plain);
	*ok = !plain.failed;
	enum segbias_person found =
	    *ok ? look_plain((struct segbias_label){plain.data, plain.size}) : SEGBIAS_PERSON_NOT;
	segbias_text_release(&plain);
	return found;
}

/* --- within a line ------------------------------------------------------------------------------------------------ */

static bool is_capital(uint32_t code)
{
	return (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE) || (code >= 0x100 && code < 0x250) ||
	       (code >= 0x386 && code <= 0x3AB && code != 0x390) || (code >= 0x400 && code <= 0x42F) ||
	       code >= 0x460; /* scripts behind these have one case, or are rare */
}

/* A word between two others, such as "de". */
static bool is_particle(struct segbias_label label, size_t at)
{
	const char *blank = memchr(label.bytes + at, ' ', label.size - at);
	return at > 0 && blank && LISTED(PARTICLES, label.bytes + at, (size_t)(blank - label.bytes) - at);
}

bool segbias_person_capitals(struct segbias_label label)
{
	bool begins = true;
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		if (begins && !is_capital(code) && !is_particle(label, at))
			return false;
		begins = size > 0 && segbias_unicode_space(code);
		at += size ? size : 1;
	}
	return label.size > 0;
}

static enum segbias_person look(struct segbias_label text, bool *failed)
{
	bool ok = true;
	enum segbias_person found = segbias_person_capitals(text) ? segbias_person_look(text, &ok) : SEGBIAS_PERSON_NOT;
	*failed = *failed || !ok;
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
	enum segbias_person first = look((struct segbias_label){text.bytes, ends[0]}, failed);
	if (first == SEGBIAS_PERSON_FULL) /* an eastern one */
		return ends[0];
	if (!comma && first != SEGBIAS_PERSON_GIVEN)
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

/* A dash alone, as between two dates. */
static bool is_dash(struct segbias_label word)
{
	return segbias_label_equal(word, segbias_label_of("-")) ||
	       segbias_label_equal(word, segbias_label_of("\u2013"));
}

/* The bytes of a value with which the text begins: the fewest words that are one. Years in a row are none, and no value begins with a
 * dash that stands alone. */
static size_t value_size(struct segbias_label text, enum segbias_personal *kind)
{
	enum { WORDS_MOST = 9 };
	size_t size = word_size(text);
	*kind = SEGBIAS_PERSONAL_NONE;
	struct segbias_label word = {text.bytes, size};
	if (is_year(word) || is_dash(word))
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

/* What the three words before say that follows: a number plate or a date of birth, which by themselves may be anything. */
static enum segbias_personal named_before(struct segbias_label before, bool *failed)
{
	enum { WORDS = 3 };
	size_t from = before.size;
	bool ok = true;
	for (int words = 0; from > 0; from--)
		if (before.bytes[from - 1] == ' ' && from < before.size && words++ == WORDS - 1)
			break;
	enum segbias_personal kind =
	    segbias_personal_column((struct segbias_label){before.bytes + from, before.size - from}, NULL, &ok);
	*failed = *failed || !ok;
	return kind == SEGBIAS_PERSONAL_PLATE || kind == SEGBIAS_PERSONAL_BIRTH_DATE ? kind : SEGBIAS_PERSONAL_NONE;
}

static bool is_of_kind(struct segbias_label words, enum segbias_personal kind)
{
	struct segbias_date date = {0, 0, 0};
	if (kind == SEGBIAS_PERSONAL_PLATE)
		return segbias_personal_form(words) == kind;
	return segbias_date_parse_either(words, &date);
}

/* The bytes of what was named before, with which the text begins: the most words that are one. */
static size_t named_size(struct segbias_label text, enum segbias_personal kind)
{
	enum { WORDS_MOST = 3 };
	size_t size = word_size(text);
	size_t found = 0;
	for (int words = 1; kind && words <= WORDS_MOST; words++) {
		size_t end = size;
		while (end > 0 && strchr(",;:)", text.bytes[end - 1]))
			end--;
		if (is_of_kind((struct segbias_label){text.bytes, end}, kind))
			found = end;
		if (size >= text.size)
			break;
		size += 1 + word_size((struct segbias_label){text.bytes + size + 1, text.size - size - 1});
	}
	return found;
}

static void hide_values(struct segbias_label text, struct segbias_text *out)
{
	bool failed = false;
	const char *begin = text.bytes;
	while (text.size > 0) {
		enum segbias_personal kind =
		    named_before((struct segbias_label){begin, (size_t)(text.bytes - begin)}, &failed);
		size_t value = named_size(text, kind);
		value = value ? value : value_size(text, &kind);
		size_t size = value ? value : word_size(text);
		size += !value && size < text.size; /* the blank */
		if (value)
			segbias_text_add_format(out, "[%s]", segbias_personal_name(kind));
		else
			segbias_text_add(out, text.bytes, size);
		text = (struct segbias_label){text.bytes + size, text.size - size};
	}
	out->failed = out->failed || failed;
}

void segbias_person_hide(struct segbias_label text, struct segbias_text *out)
{
	struct segbias_text values = {0};
	hide_values(text, &values);
	hide_names(segbias_text_label(&values), out);
	out->failed = out->failed || values.failed;
	segbias_text_release(&values);
}
