#include "values/word.h"

#include "base/unicode.h"

#include <string.h>

/* What a word of a table means. */
enum word { WORD_GLUE, WORD_NOUN, WORD_WEAK, WORD_ALL, WORD_STRONG };

struct entry {
	const char *text;
	enum word word;
};

static const struct entry TOTALS[] = {
#define STRONG(text) {text, WORD_STRONG},
#define ALL(text) {text, WORD_ALL},
#define WEAK(text) {text, WORD_WEAK},
#define NOUN(text) {text, WORD_NOUN},
#define GLUE(text) {text, WORD_GLUE},
#include "data/totals.def"
#undef STRONG
#undef ALL
#undef WEAK
#undef NOUN
#undef GLUE
};

/* Here a strong word says that the value is unknown. */
static const struct entry UNKNOWNS[] = {
#define UNKNOWN(text) {text, WORD_STRONG},
#define UNKNOWN_GLUE(text) {text, WORD_GLUE},
#define LITERAL(text)
#include "data/unknown.def"
#undef UNKNOWN
#undef UNKNOWN_GLUE
#undef LITERAL
/* … of something: */
#define STRONG(text)
#define ALL(text)
#define WEAK(text)
#define NOUN(text) {text, WORD_NOUN},
#define GLUE(text)
#include "data/totals.def"
#undef STRONG
#undef ALL
#undef WEAK
#undef NOUN
#undef GLUE
};

static const char *const LITERALS[] = {
#define UNKNOWN(text)
#define UNKNOWN_GLUE(text)
#define LITERAL(text) text,
#include "data/unknown.def"
#undef UNKNOWN
#undef UNKNOWN_GLUE
#undef LITERAL
};

enum { LABEL_MAX = 96 /* bytes: longer than any label of such words */ };

/* ' and its typographic forms, and the sign of an abbreviation in Hebrew. */
static bool is_apostrophe(uint32_t code)
{
	return code == '\'' || code == '`' || code == 0x2018 || code == 0x2019 || code == 0x2BC || code == 0x5F3 ||
	       code == 0x5F4;
}

static bool is_punctuation(uint32_t code)
{
	bool letter = (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z');
	return (code < 0x80 && !letter) || (code >= 0xA0 && code <= 0xBF && code != 0xAA && code != 0xBA) ||
	       (code >= 0x2010 && code <= 0x206F) || (code >= 0x3000 && code <= 0x303F && code != 0x3005) ||
	       code == 0x60C || code == 0x61B || code == 0x30FB;
}

/* How many there are from a place on: they are added together. */
static size_t letters_and_digits(const struct segbias_text *text, size_t at)
{
	size_t end = at;
	while (end < text->size && ((text->data[end] >= 'a' && text->data[end] <= 'z') ||
	                            (text->data[end] >= '0' && text->data[end] <= '9')))
		end++;
	return end - at;
}

void segbias_word_bare(struct segbias_label label, struct segbias_text *out)
{
	struct segbias_text plain = {0};
	segbias_text_add(out, "", 0);
	size_t start = out->size;
	bool blank = false;
	segbias_unicode_plain(label, &plain);
	for (size_t at = 0; at < plain.size;) {
		uint32_t code = 0;
		size_t run = letters_and_digits(&plain, at);
		size_t size = run ? run : segbias_unicode_decode(plain.data + at, plain.size - at, &code);
		code = run ? 'a' : code;
		const char *bytes = plain.data + at;
		at += size ? size : 1;
		if (size && is_apostrophe(code))
			continue;
		if (size && is_punctuation(code)) {
			blank = true;
			continue;
		}
		if (blank && out->size > start)
			segbias_text_add(out, " ", 1);
		blank = false;
		segbias_text_add(out, bytes, size ? size : 1);
	}
	out->failed |= plain.failed;
	segbias_text_release(&plain);
}

/* What the words of a label say, taken together. */
struct reading {
	bool strong, weak, digits;
};

/* Length of `text` where words[at] starts with it as whole words; 0: it does not. */
static size_t starts_with(const char *words, const char *text)
{
	size_t size = 0;
	while (text[size] && words[size] == text[size])
		size++;
	return !text[size] && (words[size] == ' ' || words[size] == '\0') ? size : 0;
}

/* Reads all words, the longest entry first; false where one stands in no entry. Entries are few words long, and what the
 * longest one takes is never needed by the next. */
static bool read_words(const char *words, const struct entry *entries, size_t count, struct reading *out)
{
	*out = (struct reading){0};
	while (*words) {
		size_t digits = strspn(words, "0123456789");
		size_t longest = 0;
		enum word word = WORD_GLUE;
		/* No entry has a digit in it: an identifier is no word. */
		size_t letters = strcspn(words, " 0123456789");
		if (letters && words[letters] && words[letters] != ' ')
			return false;
		for (size_t i = 0; i < count && !digits; i++) {
			size_t size = starts_with(words, entries[i].text);
			if (size < longest || size == 0 || (size == longest && entries[i].word <= word))
				continue;
			longest = size;
			word = entries[i].word;
		}
		if (!longest && digits && (words[digits] == ' ' || words[digits] == '\0')) {
			longest = digits;
			out->digits = true;
		}
		if (!longest)
			return false;
		out->strong = out->strong || word == WORD_STRONG;
		out->weak = out->weak || word == WORD_WEAK || word == WORD_ALL;
		words += longest;
		words += *words == ' ';
	}
	return true;
}

/* "TotalStated", "total_15YearsAndOver": a blank before a capital that follows a small letter. */
void segbias_word_split_capitals(struct segbias_label label, struct segbias_text *out)
{
	for (size_t i = 0; i < label.size; i++) {
		bool small = i > 0 && label.bytes[i - 1] >= 'a' && label.bytes[i - 1] <= 'z';
		if (small && label.bytes[i] >= 'A' && label.bytes[i] <= 'Z')
			segbias_text_add(out, " ", 1);
		segbias_text_add(out, &label.bytes[i], 1);
	}
}

static struct reading read_label(struct segbias_label label, const struct entry *entries, size_t count)
{
	struct reading reading = {0};
	struct segbias_text words = {0};
	if (label.size == 0 || label.size > LABEL_MAX)
		return reading;
	segbias_word_bare(label, &words);
	bool read = !words.failed && read_words(words.data, entries, count, &reading);
	struct segbias_text split = {0};
	if (!read)
		segbias_word_split_capitals(label, &split);
	if (split.size > label.size) {
		words.size = 0;
		segbias_word_bare((struct segbias_label){split.data, split.size}, &words);
		read = !split.failed && !words.failed && read_words(words.data, entries, count, &reading);
	}
	segbias_text_release(&split);
	segbias_text_release(&words);
	return read ? reading : (struct reading){0};
}

enum segbias_total segbias_word_total(struct segbias_label label)
{
	struct reading reading = read_label(label, TOTALS, sizeof TOTALS / sizeof *TOTALS);
	if (reading.strong)
		return reading.digits ? SEGBIAS_TOTAL_WEAK : SEGBIAS_TOTAL_STRONG;
	return reading.weak && !reading.digits ? SEGBIAS_TOTAL_WEAK : SEGBIAS_TOTAL_NONE;
}

/* The longest entry that the words end with. */
static size_t ends_with(const char *words, size_t size, enum word *word)
{
	size_t longest = 0;
	for (size_t i = 0; i < sizeof TOTALS / sizeof *TOTALS; i++) {
		size_t part = strlen(TOTALS[i].text);
		if (part > size || part < longest || memcmp(words + size - part, TOTALS[i].text, part) != 0 ||
		    (part < size && words[size - part - 1] != ' '))
			continue;
		longest = part;
		*word = TOTALS[i].word;
	}
	return longest;
}

/* Skips what is of glue, and gives the longest entry that the rest begins with. */
static size_t begins_with(const char *words, enum word *word)
{
	size_t longest = 0;
	do {
		words += longest;
		words += *words == ' ';
		longest = 0;
		for (size_t i = 0; i < sizeof TOTALS / sizeof *TOTALS; i++) {
			size_t size = starts_with(words, TOTALS[i].text);
			if (size < longest || size == 0)
				continue;
			longest = size;
			*word = TOTALS[i].word;
		}
	} while (longest && *word == WORD_GLUE);
	return longest;
}

/* Whether the first word of the label or its last one is of `least` or surer. False: out of memory. */
static bool hints(struct segbias_label label, enum word least, bool *out)
{
	struct segbias_text words = {0};
	enum word first = WORD_GLUE;
	enum word last = WORD_GLUE;
	*out = false;
	if (label.size == 0 || label.size > LABEL_MAX)
		return true;
	segbias_word_bare(label, &words);
	bool read = !words.failed;
	*out = read && ((begins_with(words.data, &first) && first >= least) ||
	                (ends_with(words.data, words.size, &last) && last >= least));
	segbias_text_release(&words);
	return read;
}

bool segbias_word_hints_total(struct segbias_label label, bool *out)
{
	return hints(label, WORD_ALL, out);
}

bool segbias_word_hints_strongly(struct segbias_label label, bool *out)
{
	return hints(label, WORD_STRONG, out);
}

/* Whether the words are those of a total or of all, and what they are said of. */
static bool says_all(char *words, size_t size)
{
	struct reading reading = {0};
	enum word first = WORD_GLUE;
	enum word last = WORD_GLUE;
	char cut = words[size];
	words[size] = '\0';
	bool all =
	    read_words(words, TOTALS, sizeof TOTALS / sizeof *TOTALS, &reading) && !reading.digits &&
	    ((begins_with(words, &first) && first >= WORD_ALL) || (ends_with(words, size, &last) && last >= WORD_ALL));
	words[size] = cut;
	return all;
}

bool segbias_word_all_of(struct segbias_label whole, struct segbias_label part, bool *is)
{
	static const char ARTICLE[] = "ال"; /* written as one word with what follows it */
	const size_t article = sizeof ARTICLE - 1;
	struct segbias_text words[2] = {0};
	*is = false;
	if (whole.size == 0 || part.size == 0 || whole.size > LABEL_MAX || part.size > LABEL_MAX)
		return true;
	segbias_word_bare(whole, &words[0]);
	segbias_word_bare(part, &words[1]);
	bool ok = !words[0].failed && !words[1].failed;
	size_t size = words[1].size;
	if (ok && size > 0 && words[0].size > size + 1) {
		size_t rest = words[0].size - size;
		bool begins = memcmp(words[0].data, words[1].data, size) == 0 && words[0].data[size] == ' ';
		bool ends = memcmp(words[0].data + rest, words[1].data, size) == 0;
		if (ends && rest > article && memcmp(words[0].data + rest - article, ARTICLE, article) == 0)
			rest -= article;
		ends = ends && words[0].data[rest - 1] == ' ';
		*is = (begins && says_all(words[0].data + size + 1, rest - 1)) ||
		      (ends && says_all(words[0].data, rest - 1));
	}
	segbias_text_release(&words[0]);
	segbias_text_release(&words[1]);
	return ok;
}

/* Of one part of a label. */
static bool is_total_part(struct segbias_label part, bool *out)
{
	enum segbias_total word = segbias_word_total(part);
	*out = word == SEGBIAS_TOTAL_STRONG;
	return word != SEGBIAS_TOTAL_WEAK || segbias_word_hints_total(part, out);
}

bool segbias_word_has_total(struct segbias_label label, bool *out)
{
	static const char MARKS[] = ",;:()[]/|";
	size_t begin = 0;
	size_t parts = 0;
	bool found = false;
	bool ok = true;
	for (size_t i = 0; i <= label.size && ok; i++) {
		struct segbias_label part = {label.bytes + begin, i - begin};
		bool total = false;
		bool dash = i > 0 && i + 1 < label.size && label.bytes[i] == '-' && label.bytes[i - 1] == ' ' &&
		            label.bytes[i + 1] == ' ';
		if (i < label.size && !dash && !memchr(MARKS, label.bytes[i], sizeof MARKS - 1))
			continue;
		begin = i + 1;
		while (part.size > 0 && part.bytes[0] == ' ')
			part = (struct segbias_label){part.bytes + 1, part.size - 1};
		while (part.size > 0 && part.bytes[part.size - 1] == ' ')
			part.size--;
		parts += part.size > 0;
		ok = part.size == 0 || is_total_part(part, &total);
		found = found || total;
	}
	*out = ok && found && parts > 1;
	return ok;
}

/* Nothing but digits and signs, as most cells of many columns are: that is no word. */
static bool is_letterless(struct segbias_label label)
{
	for (size_t i = 0; i < label.size; i++)
		if ((unsigned char)label.bytes[i] >= 0x80 || segbias_unicode_letter((unsigned char)label.bytes[i]))
			return false;
	return true;
}

/* Of a label that begins with a digit, which stays as it is: whether a literal begins so. */
static bool may_be_literal(struct segbias_label label)
{
	bool may = label.size > 0 && (label.bytes[0] < '0' || label.bytes[0] > '9');
	for (size_t i = 0; i < sizeof LITERALS / sizeof *LITERALS && !may; i++)
		may = label.size > 0 && *LITERALS[i] == label.bytes[0];
	return may;
}

static bool is_literal(struct segbias_label label)
{
	enum { LITERAL_MAX = 32 };
	struct segbias_text folded = {0};
	bool found = false;
	if (label.size > LITERAL_MAX || !may_be_literal(label))
		return false;
	segbias_unicode_fold(label, &folded);
	for (size_t i = 0; i < sizeof LITERALS / sizeof *LITERALS && folded.size && !found; i++)
		found = *folded.data == *LITERALS[i] && strcmp(folded.data, LITERALS[i]) == 0;
	segbias_text_release(&folded);
	return found;
}

bool segbias_word_unknown(struct segbias_label label)
{
	if (label.size == 0 || label.size > LABEL_MAX)
		return false;
	struct reading reading = {0};
	if (!is_letterless(label))
		reading = read_label(label, UNKNOWNS, sizeof UNKNOWNS / sizeof *UNKNOWNS);
	return (reading.strong && !reading.digits) || is_literal(label);
}
