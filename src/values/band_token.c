/* The words, signs and numbers of bands. */
#include "values/band_token.h"

#include "base/number.h"
#include "base/unicode.h"
#include "values/band.h"
#include "values/name.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct word {
	const char *word;
	enum segbias_band_kind kind;
	double number; /* of NUMBER and TIMES */
};

static const struct word WORDS[] = {
#define BAND_WORD(kind, word) {word, SEGBIAS_BAND_##kind, 0},
#define BAND_NUMBER(word, number) {word, SEGBIAS_BAND_NUMBER, number},
#define BAND_TIMES(word, factor) {word, SEGBIAS_BAND_TIMES, factor},
#include "values/bands.def"
};

/* The first byte of each, side by side: most words are passed over by it. */
static const char FIRST_BYTES[] = {
#define BAND_WORD(kind, word) (word)[0],
#define BAND_NUMBER(word, number) (word)[0],
#define BAND_TIMES(word, factor) (word)[0],
#include "values/bands.def"
};

enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };
_Static_assert(sizeof FIRST_BYTES == WORD_COUNT, "one of each word");

static const char *const AGE_NAMES[] = {
#define AGE_NAME(name) name,
#include "values/bands.def"
};

static const char *const RESTS[] = {
#define BAND_REST(words) words,
#include "values/bands.def"
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool listed_age(const char *name)
{
	for (size_t i = 0; i < sizeof AGE_NAMES / sizeof *AGE_NAMES; i++)
		if (strcmp(AGE_NAMES[i], name) == 0)
			return true;
	return false;
}

/* Names of columns whose figures are codes, as folded words. */
static const char *const CODE_NAMES[] = {
    "zip",      "zips",       "zipcode",    "zipcodes",    "zcta",       "postal",       "postalcode",
    "postcode", "postcodes",  "plz",        "ags",         "codepostal", "postleitzahl", "postleitzahlen",
    "postnr",   "postnummer", "postnumber", "postinumero", "cep",        "fips",         "fipscode",
    "geoid",    "geocode",    "nuts",       "insee",       "naics",      "isco",         "nace",
    "code",     "codes",      "código",     "codigo",      "codice",     "kod",          "код",
    "邮编",     "邮政编码",   "郵便番号",   "우편번호",    "الرمز",      "psč",          "irányítószám"};

static bool listed_code(const char *name)
{
	for (size_t i = 0; i < sizeof CODE_NAMES / sizeof *CODE_NAMES; i++)
		if (strcmp(CODE_NAMES[i], name) == 0)
			return true;
	return false;
}

/* Whether the name is listed, or one of its parts is: "customer_age", "age 2021". */
static bool name_is(struct segbias_label name, bool (*listed)(const char *))
{
	struct segbias_text folded = {0};
	struct segbias_text spaced = {0};
	segbias_name_fold(name, &folded);
	segbias_unicode_fold(name, &spaced);
	bool found = folded.size > 0 && !folded.failed && !spaced.failed && listed(folded.data);
	char *state = NULL;
	for (char *part = folded.size && !spaced.failed ? strtok_r(spaced.data, " _-.:()'", &state) : NULL;
	     part && !found; part = strtok_r(NULL, " _-.:()'", &state))
		found = listed(part);
	segbias_text_release(&folded);
	segbias_text_release(&spaced);
	return found;
}

bool segbias_band_ages(struct segbias_label name)
{
	return name_is(name, listed_age) || segbias_name_synonym(name, segbias_label_of("age"));
}

bool segbias_band_rest(struct segbias_label label)
{
	enum { LABEL_MAX = 80 };
	struct segbias_text bare = {0};
	bool found = false;
	if (label.size <= LABEL_MAX)
		segbias_word_bare(label, &bare);
	for (size_t i = 0; i < sizeof RESTS / sizeof *RESTS && bare.size > 0 && !bare.failed; i++)
		found = found || strcmp(RESTS[i], bare.data) == 0;
	segbias_text_release(&bare);
	return found;
}

bool segbias_band_codes(struct segbias_label name)
{
	return name_is(name, listed_code) && !segbias_band_ages(name);
}

/* "02139": so many digits with a zero before them are a code. */
static bool is_code(const char *text)
{
	return text[0] == '0' && digit(text[1]) && digit(text[2]) && digit(text[3]);
}

bool segbias_band_code(struct segbias_label label)
{
	enum { DIGITS_LEAST = 4 };
	if (label.size < DIGITS_LEAST || label.bytes[0] != '0')
		return false;
	for (size_t i = 0; i < label.size; i++)
		if (!digit(label.bytes[i]))
			return false;
	return true;
}

/* --- text ------------------------------------------------------------------------------------------------------- */

/* The first digits of the scripts whose digits are still those of ordinary tables; -1: no digit. */
static int native_digit(uint32_t code)
{
	static const uint32_t ZEROS[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50};
	for (size_t i = 0; i < sizeof ZEROS / sizeof *ZEROS; i++)
		if (code >= ZEROS[i] && code < ZEROS[i] + 10)
			return (int)(code - ZEROS[i]);
	return -1;
}

static void add_ascii(struct segbias_text *out, char c)
{
	segbias_text_add(out, &c, 1);
}

/* One character in its one form. */
static void add_uniform(struct segbias_text *out, const char *bytes, size_t size, uint32_t code)
{
	int value = native_digit(code);
	if (value >= 0)
		add_ascii(out, (char)('0' + value));
	else if (code == 0x66B)
		add_ascii(out, '.');
	else if (code == 0x66C)
		add_ascii(out, ',');
	else if (code == 0x2019)
		add_ascii(out, '\'');
	else if (code == 0x301C)
		add_ascii(out, '~'); /* WAVE DASH, which would be a dash like any other */
	else
		segbias_text_add(out, bytes, size);
}

static void uniform(struct segbias_label label, struct segbias_text *out)
{
	segbias_text_add(out, "", 0);
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		if (size == 0) {
			out->failed = true;
			return;
		}
		add_uniform(out, label.bytes + at, size, code);
		at += size;
	}
}

/* Cuts `count` bytes out of the text. */
static void cut(struct segbias_text *text, size_t at, size_t count)
{
	memmove(text->data + at, text->data + at + count, text->size - at - count + 1);
	text->size -= count;
}

/* "age 10yrbands y15-24", "age ythadult yge15": the name of a classification between "age" and the code of the years. */
static void cut_classification(struct segbias_text *text)
{
	static const char *const CODES[] = {"yge", "ygt", "yle", "ylt"};
	if (strncmp(text->data, "age ", 4) != 0)
		return;
	const char *code = strchr(text->data + 4, ' ');
	if (!code || strchr(code + 1, ' ') || code[1] != 'y')
		return;
	bool found = digit(code[2]);
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
		found = found || (strncmp(code + 1, CODES[i], 3) == 0 && digit(code[4]));
	if (found)
		cut(text, 3, (size_t)(code - text->data) - 3);
}

bool segbias_band_normal(struct segbias_label label, struct segbias_text *out)
{
	struct segbias_text text = {0};
	label = segbias_unicode_unguarded(label);
	if (label.size > 3 && label.bytes[0] == '=' && label.bytes[1] == '"' && label.bytes[label.size - 1] == '"')
		label = (struct segbias_label){label.bytes + 2, label.size - 3};
	if (label.size == 0 || label.size > SEGBIAS_BAND_TEXT_MAX || memchr(label.bytes, '\0', label.size))
		return false;
	uniform(label, &text);
	if (!text.failed && text.size)
		segbias_unicode_fold((struct segbias_label){text.data, text.size}, out);
	for (size_t i = 0; i < out->size; i++)
		if (out->data[i] == '_' &&
		    !(i > 0 && digit(out->data[i - 1]) && i + 1 < out->size && digit(out->data[i + 1])))
			out->data[i] = ' ';
	if (!text.failed && !out->failed && out->size)
		cut_classification(out);
	bool good = !text.failed && !out->failed && out->size > 0;
	segbias_text_release(&text);
	return good;
}

const char *segbias_band_after_code(const char *text)
{
	enum { LETTERS_MAX = 2, DIGITS_MAX = 3 };
	bool bracket = text[0] == '(' || text[0] == '[';
	size_t at = bracket ? 1 : 0;
	size_t start = at;
	while (text[at] >= 'a' && text[at] <= 'z' && at - start < LETTERS_MAX)
		at++;
	size_t digits = at;
	while (digit(text[at]) && at - digits < DIGITS_MAX)
		at++;
	if (at == start || !text[at] || (bracket && text[at] != ')' && text[at] != ']'))
		return NULL;
	bool blank = text[at] == ' ';
	if (blank && !bracket)
		at++;
	if (!strchr(blank ? ":=" : bracket ? ")]" : ":=.)", text[at]) || text[at + 1] != ' ')
		return NULL;
	return text + at + 2;
}

/* --- words ------------------------------------------------------------------------------------------------------ */

/* A letter of a script that writes words with blanks between them. */
static bool spaced_letter(const char *text, size_t at, size_t size)
{
	uint32_t code = 0;
	if (at >= size)
		return false;
	if (segbias_unicode_decode(text + at, size - at, &code) == 0)
		return false;
	return (code >= 'a' && code <= 'z') || (code >= 0xC0 && code < 0x0E00 && code != 0xD7 && code != 0xF7) ||
	       (code >= 0x1E00 && code < 0x2000);
}

static bool spaced_letter_before(const char *text, size_t at, size_t size)
{
	if (at == 0)
		return false;
	do
		at--;
	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
	return spaced_letter(text, at, size);
}

/* "Y15T24": the "t" stands between the digits of one code of years. */
static bool after_year_code(const char *text, size_t at)
{
	size_t start = at;
	while (start > 0 && digit(text[start - 1]))
		start--;
	return start < at && start > 0 && text[start - 1] == 'y';
}

/* "a", "e", "o" and their like are codes where digits stand beside them ("E11"); years are written "18y" and "Y18". */
static bool single_letter_fits(const char *text, size_t at, char letter)
{
	bool before = at > 0 && digit(text[at - 1]);
	bool after = digit(text[at + 1]);
	if (letter == 'y')
		return true;
	if (letter == 't')
		return after && after_year_code(text, at);
	if (letter == 's')
		return before && !after;
	return letter == 'j' ? !after : !before && !after;
}

/* The next word from `word` on that begins with the byte; WORD_COUNT where there is none. */
static size_t next_word(size_t word, char byte)
{
	const char *found = memchr(FIRST_BYTES + word, byte, WORD_COUNT - word);
	return found ? (size_t)(found - FIRST_BYTES) : WORD_COUNT;
}

static const struct word *find_word(const char *text, size_t at, size_t size)
{
	const struct word *found = NULL;
	size_t longest = 0;
	bool letter = spaced_letter(text, at, size);
	if (letter && spaced_letter_before(text, at, size))
		return NULL;
	for (size_t i = next_word(0, text[at]); i < WORD_COUNT; i = next_word(i + 1, text[at])) {
		size_t length = strlen(WORDS[i].word);
		if (length <= longest || length > size - at || memcmp(WORDS[i].word, text + at, length) != 0)
			continue;
		if (spaced_letter_before(text, at + length, size) && spaced_letter(text, at + length, size))
			continue;
		if (length == 1 && letter && !single_letter_fits(text, at, text[at]))
			continue;
		found = &WORDS[i];
		longest = length;
	}
	return found;
}

/* --- numbers ---------------------------------------------------------------------------------------------------- */

static bool group_of_three(const char *text)
{
	return digit(text[0]) && digit(text[1]) && digit(text[2]) && !digit(text[3]);
}

/* Whether points are thousands separators: "10.000" and "19.999" are no decimals, and none stand beside a currency. */
static bool points_group(const char *text)
{
	static const char *const SIGNS[] = {"€", "$", "£", "eur", "zł", "kr", "₺", "₽", "chf", "r$"};
	for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
		if (strstr(text, SIGNS[i]))
			return true;
	for (const char *point = strchr(text, '.'); point; point = strchr(point + 1, '.'))
		if (group_of_three(point + 1) &&
		    (strncmp(point + 1, "000", 3) == 0 || strncmp(point + 1, "999", 3) == 0))
			return true;
	return false;
}

struct digits {
	char text[SEGBIAS_BAND_TEXT_MAX + 1];
	size_t size;
};

/* Digits in groups of three from text + *at; *grouped says that there were groups. */
static void read_groups(const char *text, size_t *at, struct digits *digits, bool points)
{
	size_t i = *at;
	while (digit(text[i]) && digits->size < SEGBIAS_BAND_TEXT_MAX)
		digits->text[digits->size++] = text[i++];
	char sign = text[i];
	bool fits = digits->size <= 3 && (sign == ',' || ((sign == ' ' || sign == '\'') && digits->text[0] != '0') ||
	                                  (sign == '.' && points && digits->text[0] != '0'));
	while (fits && text[i] == sign && group_of_three(text + i + 1) && digits->size + 3 < SEGBIAS_BAND_TEXT_MAX) {
		memcpy(digits->text + digits->size, text + i + 1, 3);
		digits->size += 3;
		i += 4;
	}
	*at = i;
}

/* Reads "25,000", "10.000", "10 000", "1.5", "18,5" or "25k" at *at. */
static bool read_number(const char *text, size_t *at, struct segbias_band_token *out)
{
	struct digits digits = {.size = 0};
	bool points = points_group(text);
	size_t i = *at;
	if (is_code(text + i))
		return false;
	read_groups(text, &i, &digits, points);
	out->whole = true;
	if ((text[i] == '.' || text[i] == ',') && digit(text[i + 1])) {
		/* Three decimals may be a group: the reader would guess. */
		bool ambiguous = group_of_three(text + i + 1) && digits.text[0] != '0' && !points;
		bool comma = text[i] == ',';
		out->whole = false;
		digits.text[digits.size++] = '.';
		size_t start = ++i;
		while (digit(text[i]) && digits.size < SEGBIAS_BAND_TEXT_MAX)
			digits.text[digits.size++] = text[i++];
		if (ambiguous || (comma && i - start > 2))
			return false;
	}
	if (!segbias_number_parse((struct segbias_label){digits.text, digits.size}, '.', &out->number))
		return false;
	out->step = 1;
	out->span = 1;
	if (text[i] == 'k' && !spaced_letter(text, i + 1, strlen(text))) {
		out->number *= 1000;
		out->step = 1000;
		i++;
	}
	out->whole = out->whole || out->number == floor(out->number);
	*at = i;
	return true;
}

/* --- tokens ----------------------------------------------------------------------------------------------------- */

static bool add_token(struct segbias_band_tokens *tokens, char kind, const struct segbias_band_token *token)
{
	if (tokens->count == SEGBIAS_BAND_TOKENS_MAX)
		return false;
	tokens->kinds[tokens->count] = kind;
	if (token)
		tokens->token[tokens->count] = *token;
	tokens->count++;
	return true;
}

/* "25 thousand", "300万": the number before it is so many times more. */
static bool multiply(struct segbias_band_tokens *tokens, double factor)
{
	size_t last = tokens->count - 1;
	if (tokens->count == 0 || tokens->kinds[last] != SEGBIAS_BAND_NUMBER || tokens->token[last].step > 1 ||
	    tokens->token[last].span > 1)
		return false;
	tokens->token[last].number *= factor;
	tokens->token[last].step = factor;
	tokens->token[last].whole = tokens->token[last].number == floor(tokens->token[last].number);
	return true;
}

/* "20s", "20代", "20歳代": the number before it begins ten years. */
static bool widen(struct segbias_band_tokens *tokens, bool weak)
{
	size_t last = tokens->count;
	while (last > 0 && tokens->kinds[last - 1] == SEGBIAS_BAND_UNIT)
		last--;
	if (last == 0 || tokens->kinds[last - 1] != SEGBIAS_BAND_NUMBER)
		return false;
	struct segbias_band_token *token = &tokens->token[last - 1];
	if (token->span > 1 || fmod(token->number, 10) != 0 || token->number >= SEGBIAS_AGE_END)
		return false;
	token->span = 10;
	tokens->weak = tokens->weak || weak;
	return true;
}

/* A word that stands at text + at, and what it is there. */
static bool add_word(struct segbias_band_tokens *tokens, const struct word *word, const char *text, size_t at)
{
	char kind = (char)word->kind;
	if (strcmp(word->word, "y") == 0 &&
	    ((at > 0 && digit(text[at - 1])) || digit(text[at + 1]) || (at == 0 && text[1] == ' ')))
		kind = SEGBIAS_BAND_UNIT; /* "18y", "Y18", "Y_GE65" */
	if (strcmp(word->word, "u") == 0 && tokens->count == 0)
		kind = SEGBIAS_BAND_UNDER; /* "u. 15 J." is "unter" where it joins nothing */
	tokens->units = tokens->units || kind == SEGBIAS_BAND_UNIT;
	if (kind == SEGBIAS_BAND_TIMES)
		return multiply(tokens, word->number);
	if (kind == SEGBIAS_BAND_DECADE)
		return widen(tokens, word->word[strlen(word->word) - 1] == 's');
	if (kind == SEGBIAS_BAND_NUMBER)
		return add_token(tokens, kind, &(struct segbias_band_token){word->number, true, 1, 1});
	return kind == SEGBIAS_BAND_MONEY || kind == SEGBIAS_BAND_NOTHING || add_token(tokens, kind, NULL);
}

bool segbias_band_tokenise(const char *text, struct segbias_band_tokens *out)
{
	size_t size = strlen(text);
	bool after_word = false;
	for (size_t at = 0; at < size;) {
		struct segbias_band_token token = {0};
		const struct word *word = NULL;
		if (text[at] == ' ' || (text[at] == '.' && after_word)) {
			after_word = after_word && text[at] != '.';
			at++;
			continue;
		}
		if (digit(text[at])) {
			if (!read_number(text, &at, &token) || !add_token(out, SEGBIAS_BAND_NUMBER, &token))
				return false;
			after_word = false;
			continue;
		}
		word = find_word(text, at, size);
		if (!word || !add_word(out, word, text, at))
			return false;
		at += strlen(word->word);
		after_word = word->word[0] > '9' || (unsigned char)word->word[0] >= 0x80;
	}
	return out->count > 0;
}

static bool is_year(const char *text)
{
	bool four = digit(text[0]) && digit(text[1]) && digit(text[2]) && digit(text[3]) && !digit(text[4]);
	return four && (strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0);
}

/* A kind that makes a band of the number beside it. */
static bool opens(enum segbias_band_kind kind)
{
	return strchr("o+dbgml", (int)kind) != NULL;
}

bool segbias_band_looks(const char *text)
{
	size_t size = strlen(text);
	size_t numbers = 0;
	char before = ' '; /* kinds of what came last: N, r for a sign of a range, x for anything else */
	bool like = false;
	bool long_number = false;
	enum { AGE_DIGITS = 3 };
	for (size_t at = 0; at < size;) {
		if (text[at] == ' ') {
			at++;
			continue;
		}
		if (digit(text[at])) {
			if (is_year(text + at) || is_code(text + at))
				return false; /* "2021-03", "2021/22": a period */
			size_t start = at;
			while (digit(text[at]))
				at++;
			long_number = long_number || at - start > AGE_DIGITS;
			like = like || before == 'r';
			before = 'N';
			numbers++;
			continue;
		}
		const struct word *word = find_word(text, at, size);
		if (!word) {
			if (at > 0 && digit(text[at - 1]) && spaced_letter(text, at, size) && (long_number || !like))
				return false; /* "E11A", "10001-43A": a code; "25-3A" is a band with a slip */
			uint32_t code = 0;
			size_t length = segbias_unicode_decode(text + at, size - at, &code);
			at += length ? length : 1;
			before = 'x';
			continue;
		}
		at += strlen(word->word);
		like = like || (opens(word->kind) && strchr("o+gml", (int)word->kind) && numbers <= 1) ||
		       (word->kind == SEGBIAS_BAND_DECADE && before == 'N');
		if (before == 'N' && strchr("s-~uvw", (int)word->kind))
			before = 'r';
		else if (word->kind != SEGBIAS_BAND_UNIT && word->kind != SEGBIAS_BAND_MONEY)
			before = before == 'r' ? 'r' : 'x';
	}
	return (like || before == 'r') && numbers > 0 && numbers <= 2;
}
