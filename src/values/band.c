#include "values/band.h"

#include "base/number.h"
#include "base/unicode.h"
#include "values/band_token.h"

#include <math.h>
#include <string.h>

enum { YEAR_FIRST = 1900, YEAR_LAST = 2100 };

/* Where a band ends whose last number is `last`. */
static double end_after(const struct segbias_band_token *last)
{
	return last->whole ? last->number + last->span : nextafter(last->number, INFINITY);
}

/* How a pattern's numbers bound the band. */
enum bound {
	NONE,     /* open */
	INSIDE,   /* the number is the first or last of the band */
	OUTSIDE,  /* the number is not in it */
	BETWEEN,  /* last inside; only words of "between" allow it where the numbers are not neighbours */
	BOTH_ONE, /* a plain number */
};

/* Sequences of kinds (band_token.h), with the bound that the first number is, and that of the last. */
static const struct {
	const char *kinds;
	enum bound low, high;
} PATTERNS[] = {
    {"N", BOTH_ONE, BOTH_ONE},   {"NsN", INSIDE, INSIDE},    {"N-N", INSIDE, INSIDE},    {"N~N", INSIDE, INSIDE},
    {"NuN", INSIDE, INSIDE},     {"NwN", INSIDE, INSIDE},    {"BN&N", INSIDE, INSIDE},   {"BN-N", INSIDE, INSIDE},
    {"BNsN", INSIDE, INSIDE},    {"N&N", BETWEEN, BETWEEN},  {"fNsN", INSIDE, INSIDE},   {"fN-N", INSIDE, INSIDE},
    {"fNuN", INSIDE, INSIDE},    {"fNlN", INSIDE, OUTSIDE},  {"NvN", INSIDE, OUTSIDE},   {"fNvN", INSIDE, OUTSIDE},
    {"NslN", INSIDE, OUTSIDE},   {"N-lN", INSIDE, OUTSIDE},  {"N~lN", INSIDE, OUTSIDE},  {"NulN", INSIDE, OUTSIDE},
    {"NvlN", INSIDE, OUTSIDE},   {"NsNb", INSIDE, OUTSIDE},  {"N-Nb", INSIDE, OUTSIDE},  {"N~Nb", INSIDE, OUTSIDE},
    {"N+Nb", INSIDE, OUTSIDE},   {"N+Nd", INSIDE, INSIDE},   {"fN-lN", INSIDE, OUTSIDE}, {"fNulN", INSIDE, OUTSIDE},
    {"gN&lN", INSIDE, OUTSIDE},  {"gNslN", INSIDE, OUTSIDE}, {"gNlN", INSIDE, OUTSIDE},  {"gN&mN", INSIDE, INSIDE},
    {"gNsmN", INSIDE, INSIDE},   {"gNmN", INSIDE, INSIDE},   {"NmlN", INSIDE, OUTSIDE},  {"NmmN", INSIDE, INSIDE},
    {"NlmN", OUTSIDE, INSIDE},   {"NllN", OUTSIDE, OUTSIDE}, {"oNsN", OUTSIDE, INSIDE},  {"oN-N", OUTSIDE, INSIDE},
    {"oNuN", OUTSIDE, INSIDE},   {"oN&mN", OUTSIDE, INSIDE}, {"oNmN", OUTSIDE, INSIDE},  {"oN&lN", OUTSIDE, OUTSIDE},
    {"oN-lN", OUTSIDE, OUTSIDE}, {"N+", INSIDE, NONE},       {"fN+", INSIDE, NONE},      {"+N", INSIDE, NONE},
    {"N&+", INSIDE, NONE},       {"N&o", INSIDE, NONE},      {"fN&o", INSIDE, NONE},     {"No", INSIDE, NONE},
    {"N-o", INSIDE, NONE},       {"N~", INSIDE, NONE},       {"gN", INSIDE, NONE},       {"fN", INSIDE, NONE},
    {"oN", OUTSIDE, NONE},       {"osN", OUTSIDE, NONE},     {"N&l", NONE, INSIDE},      {"N-l", NONE, INSIDE},
    {"Nd", NONE, INSIDE},        {"uN", NONE, INSIDE},       {"~N", NONE, INSIDE},       {"mN", NONE, INSIDE},
    {"lN", NONE, OUTSIDE},       {"lsN", NONE, OUTSIDE},     {"ulN", NONE, OUTSIDE},     {"vN", NONE, OUTSIDE},
    {"Nb", NONE, OUTSIDE},       {"Ns", INSIDE, NONE},       {"sN", NONE, INSIDE},
};

static void drop(struct segbias_band_tokens *t, size_t at)
{
	memmove(&t->kinds[at], &t->kinds[at + 1], SEGBIAS_BAND_TOKENS_MAX - at);
	memmove(&t->token[at], &t->token[at + 1], (SEGBIAS_BAND_TOKENS_MAX - at - 1) * sizeof *t->token);
	t->count--;
}

static char kind_at(const struct segbias_band_tokens *t, size_t at)
{
	return at < t->count ? t->kinds[at] : '\0';
}

/* Whether the token adds nothing where it stands: a unit, a dash that only joins words ("65-and-over", "age-18"), "or" before
 * a unit, "of" before anything but "older". */
static bool is_filler(const struct segbias_band_tokens *t, size_t at)
{
	char kind = t->kinds[at];
	char before = at > 0 ? t->kinds[at - 1] : '\0';
	char after = kind_at(t, at + 1);
	if (kind == SEGBIAS_BAND_UNIT)
		return true;
	if (kind == SEGBIAS_BAND_DASH)
		return (before && strchr("&u-v+o", before)) || (after && strchr("&u-v+o", after)) ||
		       (before == SEGBIAS_BAND_UNIT && at == 1) || (after == SEGBIAS_BAND_UNIT && at + 2 == t->count);
	if (kind == SEGBIAS_BAND_AND)
		return before == SEGBIAS_BAND_OVER && after == SEGBIAS_BAND_NUMBER;
	return kind == SEGBIAS_BAND_OF && !(after == SEGBIAS_BAND_OVER || after == SEGBIAS_BAND_UNDER);
}

/* What means something: dashes are judged while the units still stand. */
static void simplify(struct segbias_band_tokens *t)
{
	for (size_t at = t->count; at-- > 0;) {
		if (t->kinds[at] != SEGBIAS_BAND_UNIT && is_filler(t, at))
			drop(t, at);
	}
	for (size_t at = t->count; at-- > 0;) {
		if (t->kinds[at] == SEGBIAS_BAND_UNIT)
			drop(t, at);
		else if (t->kinds[at] == SEGBIAS_BAND_OF)
			t->kinds[at] = SEGBIAS_BAND_AND;
	}
	t->kinds[t->count] = '\0';
}

/* "25-50k" means 25k-50k. */
static void share_step(struct segbias_band_token *first, const struct segbias_band_token *last)
{
	if (last->step > 1 && first->step <= 1 && first->number > 0 && first->number * last->step < last->number) {
		first->number *= last->step;
		first->step = last->step;
	}
}

/* "/" and "_" also stand in dates, fractions and versions: only whole numbers that could be ages, and some years apart. */
static bool weak_fits(const struct segbias_band *band)
{
	bool whole = band->low == floor(band->low) && band->end == floor(band->end);
	if (isinf(band->low) || isinf(band->end))
		return whole && (isinf(band->end) ? band->low : band->end) <= SEGBIAS_AGE_END;
	return whole && band->end - band->low > 2 && band->end <= SEGBIAS_AGE_END;
}

static void swap(struct segbias_band_token *first, struct segbias_band_token *last)
{
	struct segbias_band_token held = *first;
	*first = *last;
	*last = held;
}

static bool fill(const struct segbias_band_tokens *t, enum bound low, enum bound high, struct segbias_band *out)
{
	struct segbias_band_token first = {0};
	struct segbias_band_token last = {0};
	for (size_t i = t->count; i-- > 0;)
		if (t->kinds[i] == SEGBIAS_BAND_NUMBER)
			first = t->token[i];
	for (size_t i = 0; i < t->count; i++)
		if (t->kinds[i] == SEGBIAS_BAND_NUMBER)
			last = t->token[i];
	if (low != NONE && high != NONE)
		share_step(&first, &last);
	if (low == BETWEEN && last.number != first.number + first.span)
		return false;
	bool reversed = strcmp(t->kinds, "NsN") == 0 && first.number > last.number;
	if (reversed)
		swap(&first, &last);
	*out =
	    (struct segbias_band){.low = -INFINITY, .end = INFINITY, .high = NAN, .step = last.step, .years = t->units};
	out->single = low == BOTH_ONE && first.span == 1;
	if (low != NONE)
		out->low = low == OUTSIDE ? end_after(&first) : first.number;
	if (high != NONE)
		out->end = high == OUTSIDE ? last.number : end_after(&last);
	if (high == INSIDE || high == BETWEEN)
		out->high = last.number + last.span - 1;
	out->like = reversed || strcmp(t->kinds, "Ns") == 0 || strcmp(t->kinds, "sN") == 0;
	out->weak = out->like || ((t->weak || strchr(t->kinds, SEGBIAS_BAND_WEAK)) && !t->units);
	return out->low < out->end && (!out->weak || weak_fits(out));
}

/* "-14", "−9": without a blank it is a number, but for a dash that none is written with; and -9, -99 stand for what is not
 * known. */
static bool is_signed(const char *text, const struct segbias_band *band)
{
	return isinf(band->low) && band->like && text[0] == '-' && text[1] != ' ' &&
	       (band->high < 10 || band->high == 77 || band->high == 88 || band->high >= 97);
}

static bool read_words(const char *text, struct segbias_band *out)
{
	struct segbias_band_tokens tokens = {0};
	if (!segbias_band_tokenise(text, &tokens))
		return false;
	simplify(&tokens);
	for (size_t i = 0; i < sizeof PATTERNS / sizeof *PATTERNS; i++)
		if (strcmp(PATTERNS[i].kinds, tokens.kinds) == 0)
			return fill(&tokens, PATTERNS[i].low, PATTERNS[i].high, out) && !is_signed(text, out);
	return false;
}

/* "1: 15-24", "A. 65+": a band with its number or letter; a code before a single number says nothing of it. */
static bool read_enumerated(const char *text, struct segbias_band *out)
{
	const char *rest = segbias_band_after_code(text);
	return rest && read_words(rest, out) && !out->single && !out->weak;
}

/* A bound of an interval: a number or an infinity. */
static bool read_bound(const char *text, size_t size, double *out)
{
	static const struct {
		const char *text;
		double value;
	} WORDS[] = {{"inf", INFINITY},       {"+inf", INFINITY}, {"-inf", -INFINITY},    {"∞", INFINITY},
	             {"+∞", INFINITY},        {"-∞", -INFINITY},  {"infinity", INFINITY}, {"-infinity", -INFINITY},
	             {"+infinity", INFINITY}, {"", INFINITY}};
	while (size > 0 && text[0] == ' ') {
		text++;
		size--;
	}
	while (size > 0 && text[size - 1] == ' ')
		size--;
	for (size_t i = 0; size > 0 && i < sizeof WORDS / sizeof *WORDS; i++)
		if (strlen(WORDS[i].text) == size && memcmp(WORDS[i].text, text, size) == 0) {
			*out = WORDS[i].value;
			return true;
		}
	return segbias_number_parse((struct segbias_label){text, size}, '.', out);
}

/* "[18,25)", "(18,25]" as R and pandas write them, "[18;25[" as ISO 80000 does. */
static bool read_interval(const char *text, struct segbias_band *out)
{
	size_t size = strlen(text);
	double low = 0;
	double high = 0;
	if (size < 5 || !strchr("[(]", text[0]) || !strchr("])[", text[size - 1]))
		return false;
	const char *middle = strchr(text, ';') ? strchr(text, ';') : strchr(text, ',');
	if (!middle || strchr(middle + 1, *middle) || !read_bound(text + 1, (size_t)(middle - text) - 1, &low) ||
	    !read_bound(middle + 1, (size_t)(text + size - 1 - middle) - 1, &high))
		return false;
	bool inside = text[size - 1] == ']';
	*out = (struct segbias_band){.high = inside && isfinite(high) ? high : NAN, .step = 1};
	out->low = text[0] == '[' || isinf(low) ? low : nextafter(low, INFINITY);
	out->end = !inside || isinf(high) ? high : nextafter(high, INFINITY);
	return out->low < out->end;
}

/* The month that the word is, with a point behind it or not; 0: none. */
static unsigned read_month(const char *word, size_t size)
{
	static const struct {
		const char *name;
		unsigned month;
	} MONTHS[] = {
#define MONTH(text, number) {text, number},
#include "data/months.def"
#undef MONTH
	};
	size -= size > 0 && word[size - 1] == '.';
	for (size_t i = 0; i < sizeof MONTHS / sizeof *MONTHS; i++)
		if (strlen(MONTHS[i].name) == size && memcmp(word, MONTHS[i].name, size) == 0)
			return MONTHS[i].month;
	return 0;
}

/* "5-Sep", "Oct-14", "04-janv.", "4. Mai": what a spreadsheet made of 5-9, 10-14, 1-4 and 4-5 when it took them for dates. A name of a
 * month leaves no doubt of a fraction, so that two years are enough ("4-Mar"). */
static bool read_dated(const char *text, struct segbias_band *out)
{
	static const char DIGITS[] = "0123456789";
	size_t digits = strspn(text, DIGITS);
	const char *sign = digits ? text + digits : strchr(text, '-');
	if (!sign || (*sign != '-' && *sign != '.'))
		return false;
	const char *after = sign + 1 + (sign[0] == '.' && sign[1] == ' ');
	const char *day = digits ? text : after;
	size_t length = strspn(day, DIGITS);
	unsigned month = digits ? read_month(after, strlen(after)) : read_month(text, (size_t)(sign - text));
	double number = 0;
	bool form = month && length >= 1 && length <= 2 && (digits || day[length] == '\0');
	if (!form || !segbias_number_parse((struct segbias_label){day, length}, '.', &number) || number == month)
		return false;
	double low = number < month ? number : month;
	double high = number < month ? month : number;
	*out = (struct segbias_band){.low = low, .end = high + 1, .high = high, .step = 1, .weak = true};
	return true; /* both have two digits at most: they could be ages */
}

static bool read_once(struct segbias_label label, struct segbias_band *out)
{
	double number = 0;
	struct segbias_band band = {0};
	if (segbias_number_parse(label, '.', &number)) {
		*out = (struct segbias_band){.low = number, .single = true, .high = number, .step = 1};
		out->end = number == floor(number) ? number + 1 : nextafter(number, INFINITY);
		return true;
	}
	struct segbias_text text = {0};
	bool found =
	    segbias_band_normal(label, &text) && (read_interval(text.data, &band) || read_words(text.data, &band) ||
	                                          read_enumerated(text.data, &band) || read_dated(text.data, &band));
	segbias_text_release(&text);
	if (found)
		*out = band;
	return found;
}

/* One band in two languages, "20-64 Jahre / 20-64 ans": both halves are the same. */
static bool read_twice(struct segbias_label label, struct segbias_band *out)
{
	static const char SIGN[] = " / ";
	enum { SIZE = sizeof SIGN - 1 };
	size_t at = 0;
	while (at + SIZE < label.size && memcmp(label.bytes + at, SIGN, SIZE) != 0)
		at++;
	struct segbias_band other;
	struct segbias_label rest = {label.bytes + at + SIZE, at + SIZE < label.size ? label.size - at - SIZE : 0};
	bool once = at > 0 && rest.size > 0 && !memchr(rest.bytes, '/', rest.size) && !memchr(label.bytes, '/', at);
	return once && read_once((struct segbias_label){label.bytes, at}, out) && read_once(rest, &other) &&
	       !out->single && !other.single && out->low == other.low && out->end == other.end;
}

bool segbias_band_parse_weak(struct segbias_label label, struct segbias_band *out)
{
	struct segbias_band band;
	label = segbias_unicode_unguarded(label);
	if (!read_once(label, &band) && !read_twice(label, &band))
		return false;
	*out = band;
	return true;
}

bool segbias_band_parse(struct segbias_label label, struct segbias_band *out)
{
	struct segbias_band band;
	if (!segbias_band_parse_weak(label, &band) || band.weak)
		return false;
	*out = band;
	return true;
}

bool segbias_band_like(struct segbias_label label)
{
	struct segbias_band band;
	struct segbias_text text = {0};
	bool like = (!segbias_band_parse_weak(label, &band) || band.like) && segbias_band_normal(label, &text);
	const char *rest = like ? segbias_band_after_code(text.data) : NULL;
	like = like && (segbias_band_looks(text.data) || (rest && segbias_band_looks(rest)));
	segbias_text_release(&text);
	return like;
}

struct segbias_band segbias_band_none(void)
{
	return (struct segbias_band){.low = NAN, .end = NAN, .high = NAN, .step = 1};
}

bool segbias_band_within(const struct segbias_band *inner, const struct segbias_band *outer)
{
	bool whole = inner->low == floor(inner->low) && inner->end == floor(inner->end);
	/* The last number that the inner band holds: a number is its own, a band of whole numbers ends one before its end. */
	double last = inner->single ? inner->low : whole ? inner->end - 1 : nextafter(inner->end, -INFINITY);
	return inner->low >= outer->low && (inner->end <= outer->end || (isfinite(last) && last < outer->end));
}

/* --- ages ------------------------------------------------------------------------------------------------------- */

void segbias_band_clamp_age(struct segbias_band *band)
{
	if (band->low == -INFINITY)
		band->low = 0;
	if (band->end > SEGBIAS_AGE_END && band->low < SEGBIAS_AGE_END)
		band->end = SEGBIAS_AGE_END; /* "65-999" is as open as "65+" */
}

static bool is_year(double number)
{
	return number == floor(number) && number >= YEAR_FIRST && number <= YEAR_LAST;
}

/* 998, 999, 8888: what files write for an age that is not known, and no figure of another kind. */
static bool is_unknown_code(const struct segbias_band *band)
{
	double thousands = 1000;
	while (thousands <= band->low && isfinite(band->low))
		thousands *= 10;
	double nines = thousands - 1;
	return band->single && (band->low < 0 || (band->low <= nines && band->low > nines - 5) ||
	                        band->low == nines / 9 * 8 || band->low == nines / 9 * 7);
}

bool segbias_bands_are_ages(const struct segbias_band *bands, size_t count)
{
	static const double BELOW = 150; /* where values begin further on the column holds something else */
	size_t parsed = 0;
	size_t beyond = 0;
	size_t years = 0;
	for (size_t i = 0; i < count; i++) {
		bool year = bands[i].single && is_year(bands[i].low);
		years += year;
		if (isnan(bands[i].low) || is_unknown_code(&bands[i]) || year)
			continue;
		parsed++;
		beyond += (size_t)(bands[i].low > BELOW);
	}
	return parsed > 0 && beyond * 10 <= parsed && years <= parsed;
}

bool segbias_band_no_age(const struct segbias_band *band)
{
	return band->single && (band->low < 0 || band->low >= SEGBIAS_AGE_END);
}

/* "1985-03-09", "09.03.1985", "3/9/1985", a time after it or not. */
static bool is_date(struct segbias_label label)
{
	unsigned part[3] = {0};
	size_t parts = 0;
	char sign = '\0';
	size_t at = 0;
	while (parts < 3) {
		size_t start = at;
		for (; at < label.size && label.bytes[at] >= '0' && label.bytes[at] <= '9' && at - start < 5; at++)
			part[parts] = part[parts] * 10 + (unsigned)(label.bytes[at] - '0');
		if (at == start)
			return false;
		parts++;
		if (parts == 3)
			break;
		if (at == label.size || (label.bytes[at] != '-' && label.bytes[at] != '.' && label.bytes[at] != '/') ||
		    (sign && label.bytes[at] != sign))
			return false;
		sign = label.bytes[at++];
	}
	if (at < label.size && label.bytes[at] != ' ' && label.bytes[at] != 'T')
		return false;
	return (is_year(part[0]) && part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= 31) ||
	       (is_year(part[2]) && part[0] >= 1 && part[0] <= 31 && part[1] >= 1 && part[1] <= 31);
}

enum segbias_age_fault segbias_band_age_fault(struct segbias_label label)
{
	double number = 0;
	if (!segbias_number_parse(label, '.', &number))
		return is_date(label) ? SEGBIAS_AGE_YEAR : SEGBIAS_AGE_GOOD;
	if (is_year(number))
		return SEGBIAS_AGE_YEAR;
	return number < 0 || number >= SEGBIAS_AGE_END ? SEGBIAS_AGE_OUT : SEGBIAS_AGE_GOOD;
}
