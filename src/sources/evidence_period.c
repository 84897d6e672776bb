/* Evidence: every value is a year, a quarter, a month or a date, whatever the column is called. */
#include "sources/evidence.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "sources/source.h"
#include "values/missing.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 48 };

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

static void add_number(struct parts *parts, const char *digits, size_t size)
{
	if (segbias_span_year(digits, size))
		parts->years++;
	else if (size <= 2)
		parts->small++;
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
	bool noon = size == 2 && word[1] == 'm' && (*word == 'a' || *word == 'p'); /* am, pm */
	if ((size == 1 && strchr("tz", *word)) || noon)                            /* of a time */
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

/* From when to when the rows are that --where takes. */
static enum segbias_status look_when(const struct segbias_evidence *evidence, size_t field, struct segbias_error *error)
{
	const struct segbias_grid *grid = evidence->grid;
	const struct segbias_intern *spellings = &grid->spellings[field];
	bool *taken = segbias_memory_zeroed(spellings->size + 1, sizeof *taken);
	if (!taken)
		return segbias_error_memory(error);
	for (size_t row = 0; row < grid->rows; row++)
		if (segbias_grid_takes(grid, row))
			taken[segbias_grid_id(grid, row, field)] = true;
	for (uint32_t i = 0; i < spellings->size; i++)
		if (taken[i])
			(void)segbias_span_add(&evidence->columns[field].span, spellings->labels[i]);
	evidence->columns[field].span_rows = grid->rows;
	free(taken);
	return SEGBIAS_OK;
}

enum segbias_status segbias_evidence_period(struct segbias_evidence *evidence, struct segbias_error *error)
{
	struct segbias_missing markers = {0};
	enum segbias_status status = SEGBIAS_OK;
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
		if (all)
			SEGBIAS_TRY(look_when(evidence, field, error));
	}
done:
	return status;
}
