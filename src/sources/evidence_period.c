/* Evidence: every value is a year, a quarter, a month or a date, whatever the column is called. */
#include "sources/evidence.h"

#include "base/unicode.h"
#include "sources/source.h"
#include "values/missing.h"

#include <stdlib.h>
#include <string.h>

enum { YEAR_FIRST = 1900, YEAR_LAST = 2100, LONGEST = 48 };

enum segbias_status segbias_evidence_period(struct segbias_evidence *evidence, struct segbias_error *error);

/* The first letters of the names of months, in the languages whose names begin alike. */
static const char *const MONTHS[] = {
    "jan",  "feb",   "mar",   "apr",   "may",    "mai",    "maj",    "jun",   "jul",   "aug",    "sep",  "oct",
    "okt",  "nov",   "dec",   "dez",   "ene",    "abr",    "ago",    "dic",   "fév",   "fev",    "avr",  "jui",
    "aoû",  "märz",  "mär",   "gen",   "mag",    "giu",    "lug",    "set",   "ott",   "kwi",    "cze",  "lip",
    "sie",  "wrz",   "paź",   "lis",   "gru",    "sty",    "lut",    "out",   "يناير", "فبراير", "مارس", "أبريل",
    "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* What a value is made of. */
struct parts {
	int years, small, months, marks; /* marks: q1, m03, w12, h2 */
	bool other;
};

/* 20240131, with or without an hour. */
static bool is_date(const char *digits)
{
	int year = (digits[0] - '0') * 1000 + (digits[1] - '0') * 100 + (digits[2] - '0') * 10 + digits[3] - '0';
	int month = (digits[4] - '0') * 10 + digits[5] - '0';
	int day = (digits[6] - '0') * 10 + digits[7] - '0';
	return year >= YEAR_FIRST && year <= YEAR_LAST && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static void add_number(struct parts *parts, const char *digits, size_t size)
{
	long value = size <= 8 ? strtol(digits, NULL, 10) : 0;
	if (size == 4 && value >= YEAR_FIRST && value <= YEAR_LAST)
		parts->years++;
	else if (size <= 2)
		parts->small++;
	else if ((size == 8 || size == 10) && is_date(digits))
		parts->years++;
	else
		parts->other = true;
}

/* Marks of weeks and quarters that are words, and the days of a week. */
static const char *const MARKS[] = {"kw",        "cw",      "wk",      "week",      "woche",   "semaine", "semana",
                                    "settimana", "quarter", "quartal", "trimestre", "kwartał", "kwartal"};
static const char *const DAYS[] = {"mon",    "tue",      "wed",       "thu",        "fri",      "sat",      "sun",
                                   "monday", "tuesday",  "wednesday", "thursday",   "friday",   "saturday", "sunday",
                                   "mo",     "di",       "mi",        "do",         "fr",       "sa",       "so",
                                   "montag", "dienstag", "mittwoch",  "donnerstag", "freitag",  "samstag",  "sonntag",
                                   "lundi",  "mardi",    "mercredi",  "jeudi",      "vendredi", "samedi",   "dimanche",
                                   "lunes",  "martes",   "miércoles", "jueves",     "viernes",  "sábado",   "domingo"};

static bool lists(const char *const *words, size_t count, const char *word, size_t size)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) == size && strncmp(words[i], word, size) == 0)
			return true;
	return false;
}

static void add_word(struct parts *parts, const char *word, size_t size, bool number_follows)
{
	if ((size == 1 && strchr("qmwhskt", *word) && number_follows) ||
	    lists(MARKS, sizeof MARKS / sizeof *MARKS, word, size) ||
	    lists(DAYS, sizeof DAYS / sizeof *DAYS, word, size)) {
		parts->marks++;
		return;
	}
	if (size == 1 && strchr("tz", *word)) /* of a time */
		return;
	for (size_t i = 0; i < sizeof MONTHS / sizeof *MONTHS; i++) {
		size_t length = strlen(MONTHS[i]);
		if (size >= length && strncmp(word, MONTHS[i], length) == 0) {
			parts->months++;
			return;
		}
	}
	parts->other = true;
}

static void take_apart(const char *text, struct parts *parts)
{
	for (size_t at = 0; text[at];) {
		size_t size = 0;
		if (digit(text[at])) {
			while (digit(text[at + size]))
				size++;
			add_number(parts, text + at, size);
		} else if (strchr(" -/.,:", text[at])) {
			size = 1;
		} else {
			while (text[at + size] && !digit(text[at + size]) && !strchr(" -/.,:", text[at + size]))
				size++;
			add_word(parts, text + at, size, digit(text[at + size]));
		}
		at += size;
	}
}

/* A year, two (from, to), or one with up to two smaller parts and a time; `bare`: nothing but a year. Without a year only
 * a month or a quarter by a column that is named so. */
static bool is_period(struct segbias_label value, bool named, bool *bare)
{
	struct segbias_text folded = {0};
	struct parts parts = {0};
	if (value.size > LONGEST)
		return false;
	segbias_unicode_fold(value, &folded);
	if (folded.data)
		take_apart(folded.data, &parts);
	*bare = folded.size == 4 && parts.years == 1;
	segbias_text_release(&folded);
	if (parts.other || parts.small > 5 || parts.months > 2)
		return false;
	if (parts.years == 0)
		return named && parts.small <= 1 && parts.months + parts.marks <= 1 &&
		       parts.months + parts.marks + parts.small > 0;
	return parts.years <= 2;
}

enum segbias_status segbias_evidence_period(struct segbias_evidence *evidence, struct segbias_error *error)
{
	struct segbias_missing markers = {0};
	(void)error;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		struct segbias_column_evidence *column = &evidence->columns[field];
		const struct segbias_intern *spellings = &evidence->grid->spellings[field];
		bool named = segbias_evidence_says(column, SEGBIAS_WORD_PERIOD);
		bool all = column->known > 0;
		bool bare = all;
		for (uint32_t i = 0; i < spellings->size && all; i++) {
			bool year = false;
			if (segbias_missing_any(&markers, spellings->labels[i]))
				continue;
			all = is_period(spellings->labels[i], named, &year);
			bare = bare && year;
		}
		column->period = all;
		column->yearlike = all && bare;
	}
	return SEGBIAS_OK;
}
