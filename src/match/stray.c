#include "match/stray.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "values/band.h"
#include "values/column.h"
#include "values/date.h"
#include "values/person.h"
#include "values/personal_number.h"

#include <stdlib.h>
#include <string.h>

enum { RECORDS_LEAST = 20 };            /* of the column, to say what is usual in it */
enum { STRAY_MOST = 2 };                /* records of one stray */
static const double SETTLED_LEAST = .9; /* of the records: they have values that more records have */

void segbias_strays_release(struct segbias_strays *strays)
{
	segbias_intern_release(&strays->labels);
	free(strays->kinds);
	*strays = (struct segbias_strays){0};
}

enum segbias_personal segbias_strays_kind(const struct segbias_strays *strays, struct segbias_label label)
{
	uint32_t at = strays->labels.size ? segbias_intern_find(&strays->labels, label) : SEGBIAS_INTERN_NONE;
	return at == SEGBIAS_INTERN_NONE ? SEGBIAS_PERSONAL_NONE : strays->kinds[at];
}

static bool is_whole_date(struct segbias_label label)
{
	struct segbias_date date = {0, 0, 0};
	bool read = segbias_date_parse_either(label, &date);
	return read && date.day > 0 && !segbias_date_placeholder(&date);
}

/* What a value may be, whose column does not say: a form, a number, a day, a full name. */
static enum segbias_status look_at(struct segbias_label label, bool names, enum segbias_personal *kind,
                                   struct segbias_error *error)
{
	bool ok = true;
	*kind = segbias_personal_form(label);
	*kind = *kind ? *kind : segbias_personal_number(label);
	if (!*kind && is_whole_date(label))
		*kind = SEGBIAS_PERSONAL_BIRTH_DATE;
	if (!*kind && names && segbias_person_capitals(label) && segbias_person_look(label, &ok) == SEGBIAS_PERSON_FULL)
		*kind = SEGBIAS_PERSONAL_NAME;
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* The value, and its parts: "web;Anna Berg", "other: 0171 …". */
static enum segbias_status look(struct segbias_label label, bool names, enum segbias_personal *kind,
                                struct segbias_error *error)
{
	static const char SEPARATORS[] = ";|:,\t";
	size_t from = 0;
	enum segbias_status status = look_at(label, names, kind, error);
	for (size_t at = 0; at <= label.size && status == SEGBIAS_OK && !*kind; at++) {
		if (at < label.size ? !memchr(SEPARATORS, label.bytes[at], sizeof SEPARATORS - 1) : from == 0)
			continue;
		while (from < at && label.bytes[from] == ' ')
			from++;
		if (at > from)
			status = look_at((struct segbias_label){label.bytes + from, at - from}, names, kind, error);
		from = at + 1;
	}
	return status;
}

/* What is usual in the column: kinds that it has are no strays, nor are numbers among codes. */
struct usual {
	double known, settled; /* records */
	size_t people, others; /* different values that are not settled: names, and those that are nobody's */
	size_t values, codes;  /* different settled values, and those with five digits and more */
	bool eastern;          /* some of them are written as Chinese is, whose words are as short as names */
	bool kinds[SEGBIAS_PERSONAL_END];
};

static bool is_eastern(struct segbias_label label)
{
	enum { FROM = 0x2E80 };
	uint32_t code = 0;
	return segbias_unicode_decode(label.bytes, label.size, &code) > 0 && code >= FROM;
}

static bool is_code(struct segbias_label label)
{
	enum { DIGITS_LEAST = 5 };
	size_t digits = 0;
	for (size_t i = 0; i < label.size; i++)
		digits += label.bytes[i] >= '0' && label.bytes[i] <= '9';
	return digits >= DIGITS_LEAST;
}

static bool is_stray(const struct usual *usual, enum segbias_personal kind, struct segbias_label label)
{
	/* Of many rare values a few are names by chance, as those of towns are. */
	bool name = kind == SEGBIAS_PERSONAL_NAME;
	return kind && !(name && usual->people < usual->others) && !usual->kinds[kind] &&
	       !(usual->eastern && is_eastern(label)) && !(is_code(label) && usual->codes * 2 >= usual->values);
}

static enum segbias_status add(struct segbias_strays *out, struct segbias_label label, enum segbias_personal kind,
                               struct segbias_error *error)
{
	enum segbias_personal *kinds = segbias_memory_resize(out->kinds, out->labels.size + (size_t)1, sizeof *kinds);
	if (!kinds)
		return segbias_error_memory(error);
	out->kinds = kinds;
	uint32_t at = segbias_intern_add(&out->labels, label);
	if (at == SEGBIAS_INTERN_NONE)
		return segbias_error_memory(error);
	kinds[at] = kind;
	return SEGBIAS_OK;
}

static bool is_known(const struct segbias_spelling *spelling)
{
	return spelling->id != SEGBIAS_ID_MISSING && spelling->count > 0;
}

/* An age, a year or a band is one of many, however few have it. */
static bool is_settled(const struct segbias_spelling *spelling)
{
	struct segbias_band band;
	return spelling->count > STRAY_MOST ||
	       (!is_code(spelling->label) && segbias_band_parse(spelling->label, &band));
}

static enum segbias_status look_around(const struct segbias_tally *tally, size_t column, bool names, struct usual *out,
                                       struct segbias_error *error)
{
	*out = (struct usual){.known = 0};
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, column, i);
		enum segbias_personal kind = SEGBIAS_PERSONAL_NONE;
		if (!is_known(&spelling))
			continue;
		out->known += (double)spelling.count;
		enum segbias_status status = look(spelling.label, names, &kind, error);
		if (status != SEGBIAS_OK)
			return status;
		if (!is_settled(&spelling)) {
			out->others += kind == SEGBIAS_PERSONAL_NONE;
			out->people += kind == SEGBIAS_PERSONAL_NAME;
			continue;
		}
		out->settled += (double)spelling.count;
		out->values++;
		out->codes += is_code(spelling.label);
		out->kinds[kind] = true;
		out->eastern = out->eastern || is_eastern(spelling.label);
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_strays_find(const struct segbias_tally *tally, size_t column, struct segbias_strays *out,
                                        struct segbias_error *error)
{
	struct usual usual;
	uint64_t words = 0;
	if (!segbias_column_words(segbias_tally_name(tally, column), &words))
		return segbias_error_memory(error);
	bool segment = segbias_word_in(words, SEGBIAS_WORD_SEGMENT);
	bool names =
	    segment || (!segbias_word_in(words, SEGBIAS_WORD_PLACE) && !segbias_word_in(words, SEGBIAS_WORD_THING));
	enum segbias_status status = look_around(tally, column, names, &usual, error);
	if (status != SEGBIAS_OK || usual.known < RECORDS_LEAST || usual.settled < SETTLED_LEAST * usual.known)
		return status;
	for (uint32_t i = 0; i < segbias_tally_spellings(tally, column) && status == SEGBIAS_OK; i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, column, i);
		enum segbias_personal kind = SEGBIAS_PERSONAL_NONE;
		if (!is_known(&spelling) || is_settled(&spelling))
			continue;
		status = look(spelling.label, names, &kind, error);
		if (status == SEGBIAS_OK && is_stray(&usual, kind, spelling.label))
			status = add(out, spelling.label, kind, error);
	}
	return status;
}
