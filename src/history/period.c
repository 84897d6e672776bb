#include "history/period.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2999 };

/* Monday is 0. */
static int weekday_of_january_1(int year)
{
	int y = year - 1;
	long day = 365L * y + y / 4 - y / 100 + y / 400; /* days before 1 January, from 0001-01-01, a Monday */
	return (int)(day % 7);
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* A year has a 53rd week where it begins on a Thursday, or on a Wednesday and is a leap year (ISO 8601). */
static int weeks_of(int year)
{
	enum { WEDNESDAY = 2, THURSDAY = 3 };
	int first = weekday_of_january_1(year);
	return first == THURSDAY || (first == WEDNESDAY && is_leap(year)) ? 53 : 52;
}

static int last_of(enum segbias_term_kind kind, int year)
{
	return kind == SEGBIAS_TERM_QUARTER ? 4 : kind == SEGBIAS_TERM_MONTH ? 12 : weeks_of(year);
}

/* So many digits; -1: there are others. */
static int digits_at(struct segbias_label label, size_t at, size_t count)
{
	int number = 0;
	if (label.size < at + count)
		return -1;
	for (size_t i = at; i < at + count; i++) {
		if (label.bytes[i] < '0' || label.bytes[i] > '9')
			return -1;
		number = 10 * number + label.bytes[i] - '0';
	}
	return number;
}

/* Whether it has the form of one, whatever its number. */
static bool has_form(struct segbias_label label, struct segbias_term *out)
{
	struct segbias_term found = {SEGBIAS_TERM_QUARTER, digits_at(label, 0, 4), -1};
	if (label.size == 6 && label.bytes[4] == 'Q') {
		found.number = digits_at(label, 5, 1);
	} else if (label.size == 7 && label.bytes[4] == '-') {
		found.kind = SEGBIAS_TERM_MONTH;
		found.number = digits_at(label, 5, 2);
	} else if (label.size == 8 && label.bytes[4] == '-' && label.bytes[5] == 'W') {
		found.kind = SEGBIAS_TERM_WEEK;
		found.number = digits_at(label, 6, 2);
	}
	*out = found;
	return found.number >= 0 && found.year >= YEAR_FIRST && found.year <= YEAR_LAST;
}

bool segbias_term_parse(struct segbias_label label, struct segbias_term *out)
{
	struct segbias_term found;
	if (!has_form(label, &found) || found.number < 1 || found.number > last_of(found.kind, found.year))
		return false;
	*out = found;
	return true;
}

bool segbias_term_misses(struct segbias_label label, struct segbias_term *last)
{
	struct segbias_term found;
	if (!has_form(label, &found) || segbias_term_parse(label, &found))
		return false;
	*last = (struct segbias_term){found.kind, found.year, last_of(found.kind, found.year)};
	return true;
}

const char *segbias_term_write(const struct segbias_term *term, char out[static SEGBIAS_TERM_SIZE])
{
	switch (term->kind) {
	case SEGBIAS_TERM_QUARTER:
		return segbias_text_print(out, SEGBIAS_TERM_SIZE, "%04dQ%d", term->year, term->number);
	case SEGBIAS_TERM_MONTH:
		return segbias_text_print(out, SEGBIAS_TERM_SIZE, "%04d-%02d", term->year, term->number);
	default:
		return segbias_text_print(out, SEGBIAS_TERM_SIZE, "%04d-W%02d", term->year, term->number);
	}
}

int segbias_term_compare(const struct segbias_term *a, const struct segbias_term *b)
{
	return a->year != b->year ? (a->year > b->year) - (a->year < b->year)
	                          : (a->number > b->number) - (a->number < b->number);
}

struct segbias_term segbias_term_next(struct segbias_term term)
{
	if (term.number == last_of(term.kind, term.year)) {
		term.year++;
		term.number = 0;
	}
	term.number++;
	return term;
}

struct segbias_term segbias_term_year_before(struct segbias_term term)
{
	term.year--;
	if (term.number > last_of(term.kind, term.year))
		term.number = last_of(term.kind, term.year);
	return term;
}

/* --- days -------------------------------------------------------------------------------------------------------- */

static int days_of(int year, int month)
{
	static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return DAYS[month - 1] + (month == 2 && is_leap(year));
}

/* From the day in steps of one, or of a month's length. */
static void add_days(int *year, int *month, int *day, long days)
{
	for (long left = days; left > 0;) {
		long step = days_of(*year, *month) - *day + 1; /* to the first of the next month */
		if (left < step) {
			*day += (int)left;
			return;
		}
		left -= step;
		*day = 1;
		*year += *month == 12;
		*month = *month % 12 + 1;
	}
}

/* The last day of the period. */
static void last_day(const struct segbias_term *term, int *year, int *month, int *day)
{
	enum { DAYS = 7, THURSDAY = 3, QUARTER = 3 };
	*year = term->year;
	if (term->kind != SEGBIAS_TERM_WEEK) {
		*month = term->number * (term->kind == SEGBIAS_TERM_QUARTER ? QUARTER : 1);
		*day = days_of(term->year, *month);
		return;
	}
	/* The first week is the one with the first Thursday: its Sunday is one of 4 to 10 January. */
	int first = weekday_of_january_1(term->year);
	*month = 1;
	*day = 1;
	add_days(year, month, day, (first > THURSDAY ? 2 * DAYS : DAYS) - 1 - first + (long)DAYS * (term->number - 1));
}

const char *segbias_term_until(const struct segbias_term *term, int months, int days,
                               char out[static SEGBIAS_TERM_DAY_SIZE])
{
	int year;
	int month;
	int day;
	last_day(term, &year, &month, &day);
	bool last = day == days_of(year, month);
	year += (month - 1 + months) / 12;
	month = (month - 1 + months) % 12 + 1;
	int most = days_of(year, month);
	/* The end of a month is followed by the end of another. */
	day = months && (last || day > most) ? most : day;
	add_days(&year, &month, &day, days);
	return segbias_text_print(out, SEGBIAS_TERM_DAY_SIZE, "%04d-%02d-%02d", year, month, day);
}

const char *segbias_term_plural(enum segbias_term_kind kind)
{
	static const char *const NAMES[] = {"quarters", "months", "weeks"};
	return NAMES[kind];
}
