/* What a spreadsheet may have made of a band in a form that is not read: "2024-03-04", "3/4/24", "04-мар", 45355. */
#include "values/band.h"

#include "base/number.h"
#include "values/date.h"

#include <math.h>

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* A letter of any script. */
static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

static size_t count_while(struct segbias_label label, size_t at, bool (*is)(char byte))
{
	size_t start = at;
	while (at < label.size && is(label.bytes[at]))
		at++;
	return at - start;
}

static bool is_sign(struct segbias_label label, size_t at)
{
	return at < label.size && (label.bytes[at] == '-' || label.bytes[at] == '.' || label.bytes[at] == '/');
}

/* "3/4/24": three numbers of two digits at most between two signs. */
static bool is_short_year(struct segbias_label label)
{
	size_t at = 0;
	for (size_t part = 0; part < 3; part++) {
		size_t digits = count_while(label, at, is_digit);
		at += digits;
		if (digits < 1 || digits > 2 || (part < 2 && !is_sign(label, at++)))
			return false;
	}
	return at == label.size;
}

/* The number of a day and a word, which may be a month of a language that is not known: "04-мар", "4. sty", "kov-14". */
static bool is_day_and_word(struct segbias_label label)
{
	enum { WORD_LEAST = 3, DIGITS_MOST = 2 };
	bool (*const first)(char) = label.size > 0 && is_digit(label.bytes[0]) ? is_digit : is_letter;
	bool (*const last)(char) = first == is_digit ? is_letter : is_digit;
	size_t before = count_while(label, 0, first);
	if (!is_sign(label, before))
		return false;
	size_t at = before + 1;
	while (at < label.size && (label.bytes[at] == ' ' || label.bytes[at] == '-'))
		at++;
	size_t behind = count_while(label, at, last);
	at += behind;
	at += last == is_letter && at < label.size && label.bytes[at] == '.';
	size_t word = first == is_letter ? before : behind;
	size_t digits = first == is_letter ? behind : before;
	return at == label.size && word >= WORD_LEAST && digits >= 1 && digits <= DIGITS_MOST;
}

bool segbias_band_was_date(struct segbias_label label, bool ages)
{
	enum { DAY_FIRST = 36526, DAY_LAST = 54788 }; /* 2000 to 2049 in days since 1900, as spreadsheets store dates */
	struct segbias_band band;
	double number = 0;
	if (segbias_number_parse(label, '.', &number))
		return ages && number == floor(number) && number >= DAY_FIRST && number <= DAY_LAST;
	if (segbias_band_parse_weak(label, &band))
		return false;
	return segbias_date_look(label) != SEGBIAS_DATE_LOOK_NONE ||
	       (ages && (is_short_year(label) || is_day_and_word(label)));
}
