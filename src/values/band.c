#include "values/band.h"

#include "base/number.h"
#include "base/unicode.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A band in words is a short sequence of tokens; each pattern below is one such sequence. */
enum token_kind {
	TOKEN_NUMBER,
	TOKEN_DASH,
	TOKEN_PLUS,
	TOKEN_AT_LEAST,
	TOKEN_MORE,
	TOKEN_AT_MOST,
	TOKEN_LESS,
	TOKEN_AND
};

enum { TOKENS_MAX = 6, TEXT_MAX = 80 };

struct token {
	enum token_kind kind;
	double number;
	bool whole;
};

struct tokens {
	struct token token[TOKENS_MAX];
	size_t count;
};

static const struct {
	const char *word;
	int kind; /* -1: says nothing ("years") */
} WORDS[] = {
    {"years", -1},
    {"year", -1},
    {"yrs", -1},
    {"yr", -1},
    {"old", -1},
    {"of", -1},
    {"age", -1},
    {"aged", -1},
    {"ages", -1},
    {"from", -1},
    {"between", -1},
    {"than", -1},
    {"to", TOKEN_DASH},
    {"through", TOKEN_DASH},
    {"and", TOKEN_AND},
    {"or", TOKEN_AND},
    {"plus", TOKEN_PLUS},
    {"over", TOKEN_MORE},
    {"above", TOKEN_MORE},
    {"more", TOKEN_MORE},
    {"older", TOKEN_MORE},
    {"higher", TOKEN_MORE},
    {"greater", TOKEN_MORE},
    {"up", TOKEN_MORE},
    {"under", TOKEN_LESS},
    {"below", TOKEN_LESS},
    {"less", TOKEN_LESS},
    {"younger", TOKEN_LESS},
    {"fewer", TOKEN_LESS},
    {"lower", TOKEN_LESS},
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads "25,000", "1.5" or "25k" at *at; commas only as thousands separators. */
static bool read_number(const char *text, size_t *at, struct token *out)
{
	char digits[TEXT_MAX + 1];
	size_t size = 0;
	size_t i = *at;
	while (digit(text[i]) && size < TEXT_MAX)
		digits[size++] = text[i++];
	size_t lead = size;
	while (lead >= 1 && lead <= 3 && text[i] == ',' && digit(text[i + 1]) && digit(text[i + 2]) &&
	       digit(text[i + 3]) && !digit(text[i + 4]) && size + 3 < TEXT_MAX) {
		memcpy(digits + size, text + i + 1, 3);
		size += 3;
		i += 4;
	}
	out->whole = true;
	if (text[i] == '.' && digit(text[i + 1])) {
		out->whole = false;
		digits[size++] = text[i++];
		while (digit(text[i]) && size < TEXT_MAX)
			digits[size++] = text[i++];
	}
	if (!segbias_number_parse((struct segbias_label){digits, size}, '.', &out->number))
		return false;
	if (text[i] == 'k' && !(text[i + 1] >= 'a' && text[i + 1] <= 'z')) {
		out->number *= 1000;
		i++;
	}
	out->kind = TOKEN_NUMBER;
	out->whole = out->whole || out->number == floor(out->number);
	*at = i;
	return true;
}

/* Reads a word; false where it is none that a band knows. *skip: it adds nothing. */
static bool read_word(const char *text, size_t *at, struct token *out, bool *skip)
{
	size_t size = 0;
	while (text[*at + size] >= 'a' && text[*at + size] <= 'z')
		size++;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		if (strlen(WORDS[i].word) != size || strncmp(WORDS[i].word, text + *at, size) != 0)
			continue;
		*skip = WORDS[i].kind < 0;
		if (!*skip)
			out->kind = (enum token_kind)WORDS[i].kind;
		*at += size;
		return true;
	}
	return false;
}

/* Symbols, longest first; kind -1 says nothing (currencies). */
static bool read_symbol(const char *text, size_t *at, struct token *out, bool *skip)
{
	static const struct {
		const char *symbol;
		int kind;
	} SYMBOLS[] = {{">=", TOKEN_AT_LEAST},
	               {"≥", TOKEN_AT_LEAST},
	               {"=>", TOKEN_AT_LEAST},
	               {"<=", TOKEN_AT_MOST},
	               {"≤", TOKEN_AT_MOST},
	               {"=<", TOKEN_AT_MOST},
	               {">", TOKEN_MORE},
	               {"<", TOKEN_LESS},
	               {"+", TOKEN_PLUS},
	               {"-", TOKEN_DASH},
	               {"$", -1},
	               {"€", -1},
	               {"£", -1},
	               {"¥", -1}};
	for (size_t i = 0; i < sizeof SYMBOLS / sizeof *SYMBOLS; i++) {
		size_t size = strlen(SYMBOLS[i].symbol);
		if (strncmp(SYMBOLS[i].symbol, text + *at, size) != 0)
			continue;
		*skip = SYMBOLS[i].kind < 0;
		if (!*skip)
			out->kind = (enum token_kind)SYMBOLS[i].kind;
		*at += size;
		return true;
	}
	return false;
}

static bool tokenise(const char *text, struct tokens *out)
{
	size_t at = 0;
	while (text[at]) {
		struct token token = {0};
		bool skip = false;
		if (text[at] == ' ') {
			at++;
			continue;
		}
		bool known = digit(text[at])                      ? read_number(text, &at, &token)
		             : text[at] >= 'a' && text[at] <= 'z' ? read_word(text, &at, &token, &skip)
		                                                  : read_symbol(text, &at, &token, &skip);
		if (!known || (!skip && out->count == TOKENS_MAX))
			return false;
		if (!skip)
			out->token[out->count++] = token;
	}
	return out->count > 0;
}

/* Where a band ends whose last number is `last`. */
static double end_after(const struct token *last)
{
	return last->whole ? last->number + 1 : nextafter(last->number, INFINITY);
}

static bool matches(const struct tokens *tokens, size_t count, const enum token_kind *kinds)
{
	if (tokens->count != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (tokens->token[i].kind != kinds[i])
			return false;
	return true;
}

#define MATCHES(tokens, ...)                                                                                           \
	matches(tokens, sizeof((enum token_kind[]){__VA_ARGS__}) / sizeof(enum token_kind),                            \
	        (enum token_kind[]){__VA_ARGS__})

static bool read_pattern(const struct tokens *t, struct segbias_band *out)
{
	const struct token *first = &t->token[0];
	const struct token *second = &t->token[1];
	out->single = false;
	out->low = -INFINITY;
	out->end = INFINITY;
	if (MATCHES(t, TOKEN_NUMBER)) {
		out->low = first->number;
		out->end = end_after(first);
		out->single = true;
	} else if (MATCHES(t, TOKEN_NUMBER, TOKEN_DASH, TOKEN_NUMBER) ||
	           MATCHES(t, TOKEN_NUMBER, TOKEN_AND, TOKEN_NUMBER)) {
		out->low = first->number;
		out->end = end_after(&t->token[2]);
	} else if (MATCHES(t, TOKEN_NUMBER, TOKEN_PLUS) || MATCHES(t, TOKEN_NUMBER, TOKEN_AND, TOKEN_MORE)) {
		out->low = first->number;
	} else if (MATCHES(t, TOKEN_AT_LEAST, TOKEN_NUMBER)) {
		out->low = second->number;
	} else if (MATCHES(t, TOKEN_MORE, TOKEN_NUMBER)) {
		out->low = end_after(second);
	} else if (MATCHES(t, TOKEN_NUMBER, TOKEN_AND, TOKEN_LESS)) {
		out->end = end_after(first);
	} else if (MATCHES(t, TOKEN_AT_MOST, TOKEN_NUMBER) || MATCHES(t, TOKEN_MORE, TOKEN_DASH, TOKEN_NUMBER)) {
		out->end = end_after(&t->token[t->count - 1]); /* "up to 17" reads MORE, DASH, NUMBER */
	} else if (MATCHES(t, TOKEN_LESS, TOKEN_NUMBER)) {
		out->end = second->number;
	} else {
		return false;
	}
	return out->low < out->end;
}

/* R's cut(): "[18,25)" and "(18,25]"; a comma separates here. */
static bool read_interval(const char *text, struct segbias_band *out)
{
	size_t size = strlen(text);
	const char *comma = strchr(text, ',');
	if (size < 5 || !strchr("[(", text[0]) || !strchr("])", text[size - 1]) || !comma || strchr(comma + 1, ','))
		return false;
	double low = 0;
	double high = 0;
	const char *second = comma[1] == ' ' ? comma + 2 : comma + 1;
	if (!segbias_number_parse((struct segbias_label){text + 1, (size_t)(comma - text) - 1}, '.', &low) ||
	    !segbias_number_parse((struct segbias_label){second, (size_t)(text + size - 1 - second)}, '.', &high))
		return false;
	out->single = false;
	out->low = text[0] == '[' ? low : nextafter(low, INFINITY);
	out->end = text[size - 1] == ')' ? high : nextafter(high, INFINITY);
	return out->low < out->end;
}

bool segbias_band_parse(struct segbias_label label, struct segbias_band *out)
{
	double number = 0;
	if (segbias_number_parse(label, '.', &number)) {
		*out = (struct segbias_band){number, number == floor(number) ? number + 1 : nextafter(number, INFINITY),
		                             true};
		return true;
	}
	if (label.size == 0 || label.size > TEXT_MAX)
		return false;
	struct segbias_text folded = {0};
	segbias_unicode_fold(label, &folded);
	struct tokens tokens = {0};
	struct segbias_band band = {0};
	bool found =
	    !folded.failed && folded.size > 0 && strlen(folded.data) == folded.size &&
	    (read_interval(folded.data, &band) || (tokenise(folded.data, &tokens) && read_pattern(&tokens, &band)));
	segbias_text_release(&folded);
	if (found)
		*out = band;
	return found;
}

bool segbias_band_within(const struct segbias_band *inner, const struct segbias_band *outer)
{
	bool whole = inner->low == floor(inner->low) && inner->end == floor(inner->end);
	/* The last number that the inner band holds: a number is its own, a band of whole numbers ends one before its end. */
	double last = inner->single ? inner->low : whole ? inner->end - 1 : nextafter(inner->end, -INFINITY);
	return inner->low >= outer->low && (inner->end <= outer->end || (isfinite(last) && last < outer->end));
}

static int compare_bands(const void *a, const void *b)
{
	const struct segbias_band *x = a;
	const struct segbias_band *y = b;
	return (x->low > y->low) - (x->low < y->low);
}

bool segbias_band_ordered(const struct segbias_label *labels, size_t count, struct segbias_band *bands)
{
	bool plain = true;
	for (size_t i = 0; i < count; i++) {
		if (!segbias_band_parse(labels[i], &bands[i]))
			return false;
		plain = plain && bands[i].single;
	}
	if (plain || count == 0)
		return false;
	struct segbias_band *sorted = malloc(count * sizeof *sorted);
	if (!sorted)
		return false;
	memcpy(sorted, bands, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, compare_bands);
	bool disjoint = true;
	for (size_t i = 1; i < count; i++)
		disjoint = disjoint && sorted[i - 1].end <= sorted[i].low;
	free(sorted);
	return disjoint;
}
