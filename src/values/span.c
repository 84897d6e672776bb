#include "values/span.h"

#include "values/date.h"

#include <stdlib.h>

enum { YEAR_FIRST = 1900, YEAR_LAST = 2100 };

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The number of `size` digits. */
static int number(const char *digits, size_t size)
{
	int value = 0;
	for (size_t i = 0; i < size; i++)
		value = 10 * value + digits[i] - '0';
	return value;
}

int segbias_span_year(const char *digits, size_t size)
{
	if (size != 4 && size != 8 && size != 10)
		return 0;
	int year = number(digits, 4);
	int month = size > 4 ? number(digits + 4, 2) : 1;
	int day = size > 4 ? number(digits + 6, 2) : 1;
	bool fits = year >= YEAR_FIRST && year <= YEAR_LAST && month >= 1 && month <= 12 && day >= 1 && day <= 31;
	return fits ? year : 0;
}

/* Where only a year is known of one of them, months say nothing of the whole. */
static void widen(struct segbias_span *span, int year, int month)
{
	if (!span->year[0]) {
		*span = (struct segbias_span){{year, year}, {month, month}};
		return;
	}
	bool months = month && span->month[0];
	if (year < span->year[0] || (year == span->year[0] && month < span->month[0])) {
		span->year[0] = year;
		span->month[0] = month;
	}
	if (year > span->year[1] || (year == span->year[1] && month > span->month[1])) {
		span->year[1] = year;
		span->month[1] = month;
	}
	if (!months)
		span->month[0] = span->month[1] = 0;
}

bool segbias_span_add(struct segbias_span *span, struct segbias_label text)
{
	struct segbias_date date;
	bool found = false;
	if (segbias_date_parse(text, SEGBIAS_DATE_ORDER_NONE, &date)) {
		found = date.year >= YEAR_FIRST && date.year <= YEAR_LAST && !segbias_date_placeholder(&date);
		if (found)
			widen(span, date.year, date.month);
		return found;
	}
	for (size_t at = 0; at < text.size;) {
		size_t size = 0;
		while (at + size < text.size && digit(text.bytes[at + size]))
			size++;
		int year = segbias_span_year(text.bytes + at, size);
		if (year)
			widen(span, year, 0);
		found = found || year;
		at += size ? size : 1;
	}
	return found;
}
