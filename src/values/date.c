#include "values/date.h"

#include "base/unicode.h"

#include <string.h>

enum { LONGEST = 40, FIELDS_MAX = 3, DIGITS_MAX = 8 };

/* A run of digits, or the name of a month. */
struct field {
	bool name;
	int value;
	size_t digits;
	char after; /* what separates it from the next one; 0: nothing */
};

struct fields {
	struct field field[FIELDS_MAX];
	size_t count;
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool exists(const struct segbias_date *date)
{
	static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (date->year < 1 || date->month < 1 || date->month > 12 || date->day < 1)
		return false;
	return date->day <= DAYS[date->month - 1] + (date->month == 2 && leap(date->year));
}

/* "mar", "march", "sept": the first three letters or more; 0: no month. */
static int month_of(const char *word, size_t size)
{
	static const char *const MONTHS[] = {"january", "february", "march",     "april",   "may",      "june",
	                                     "july",    "august",   "september", "october", "november", "december"};
	for (int i = 0; i < 12 && size >= 3; i++)
		if (size <= strlen(MONTHS[i]) && strncmp(word, MONTHS[i], size) == 0)
			return i + 1;
	return 0;
}

/* "9th" */
static size_t ordinal_size(const char *text, size_t digits)
{
	static const char *const ENDS[] = {"st", "nd", "rd", "th"};
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS && digits <= 2; i++)
		if (strncmp(text, ENDS[i], 2) == 0 && !letter(text[2]))
			return 2;
	return 0;
}

static bool read_field(const char *text, size_t *at, struct field *out)
{
	size_t size = 0;
	*out = (struct field){0};
	if (letter(text[*at])) {
		while (letter(text[*at + size]))
			size++;
		out->name = true;
		out->value = month_of(text + *at, size);
		*at += size;
		return out->value > 0;
	}
	while (digit(text[*at + size]) && size <= DIGITS_MAX) {
		out->value = out->value * 10 + (text[*at + size] - '0');
		size++;
	}
	out->digits = size;
	*at += size;
	*at += ordinal_size(text + *at, size);
	return size > 0 && size <= DIGITS_MAX;
}

/* One of "-/., " and a blank after it; nothing between digits and letters. */
static bool read_separator(const char *text, size_t *at, char *out)
{
	*out = '\0';
	if (strchr("-/., ", text[*at]) && text[*at]) {
		*out = text[*at];
		*at += 1;
		if (*out != ' ' && text[*at] == ' ')
			*at += 1;
		return true;
	}
	return *at > 0 && ((digit(text[*at - 1]) && letter(text[*at])) || (letter(text[*at - 1]) && digit(text[*at])));
}

/* "t00:00:00z", " 0:00", " 12:00 am": it says nothing of a day of birth. */
static bool is_time(const char *text)
{
	if (!*text)
		return true;
	if (!strchr("t ", *text) || !digit(text[1]))
		return false;
	return strchr(text, ':') && strspn(text + 1, "0123456789:.+- zapm") == strlen(text + 1);
}

/* 1985.0, as programs write a year in a column with gaps. */
static bool is_year_with_zeros(const char *text)
{
	return strspn(text, "0123456789") == 4 && text[4] == '.' && text[5] &&
	       strspn(text + 5, "0") == strlen(text + 5);
}

static bool read_fields(struct segbias_label label, struct fields *out)
{
	struct segbias_text folded = {0};
	size_t at = 0;
	*out = (struct fields){.count = 0};
	if (label.size == 0 || label.size > LONGEST)
		return false;
	segbias_unicode_fold(label, &folded);
	bool ok = !folded.failed && folded.size && strlen(folded.data) == folded.size;
	if (ok && is_year_with_zeros(folded.data))
		folded.data[4] = '\0';
	while (ok && out->count < FIELDS_MAX) {
		struct field *field = &out->field[out->count++];
		ok = read_field(folded.data, &at, field);
		bool last = out->count == FIELDS_MAX || (ok && !folded.data[at]);
		if (!ok || last || (out->count == 1 && field->digits == DIGITS_MAX))
			break;
		ok = read_separator(folded.data, &at, &field->after);
	}
	ok = ok && is_time(folded.data + at);
	segbias_text_release(&folded);
	return ok;
}

/* Three numbers that end in a year, and no point that puts the day first. */
static bool needs_order(const struct fields *f)
{
	return f->count == 3 && !f->field[0].name && !f->field[1].name && f->field[0].digits <= 2 &&
	       f->field[1].digits <= 2 && f->field[2].digits == 4 && f->field[0].after != '.';
}

static bool is_separated(const struct fields *f)
{
	char first = f->field[0].after;
	return first == f->field[1].after && first && strchr("-/.", first);
}

/* The parts in the order of the year, month and day that they stand for. */
static bool assemble(const struct fields *f, size_t year, size_t month, size_t day, struct segbias_date *out)
{
	struct segbias_date date = {f->field[year].value, f->field[month].value, f->field[day].value};
	if (f->field[year].digits != 4 || f->field[day].name || f->field[day].digits > 2 || !exists(&date))
		return false;
	*out = date;
	return true;
}

static bool read_numbers(const struct fields *f, enum segbias_date_order order, struct segbias_date *out)
{
	if (!is_separated(f))
		return false;
	if (f->field[0].digits == 4)
		return assemble(f, 0, 1, 2, out);
	if (!needs_order(f) || order == SEGBIAS_DATE_DAY_FIRST)
		return assemble(f, 2, 1, 0, out);
	return order == SEGBIAS_DATE_MONTH_FIRST && assemble(f, 2, 0, 1, out);
}

static bool read_date(const struct fields *f, enum segbias_date_order order, struct segbias_date *out)
{
	const struct field *first = &f->field[0];
	if (f->count == 1 && first->digits == 4 && first->value > 0) {
		*out = (struct segbias_date){first->value, 0, 0};
		return true;
	}
	if (f->count == 1 && first->digits == DIGITS_MAX) {
		struct segbias_date date = {first->value / 10000, first->value / 100 % 100, first->value % 100};
		*out = exists(&date) ? date : *out;
		return exists(&date);
	}
	if (f->count != 3)
		return false;
	if (first->name)
		return !f->field[1].name && !f->field[2].name && assemble(f, 2, 0, 1, out);
	if (f->field[1].name)
		return !f->field[2].name &&
		       (first->digits == 4 ? assemble(f, 0, 1, 2, out) : assemble(f, 2, 1, 0, out));
	return !f->field[2].name && read_numbers(f, order, out);
}

bool segbias_date_parse(struct segbias_label label, enum segbias_date_order order, struct segbias_date *out)
{
	struct fields fields;
	if (!read_fields(label, &fields))
		return false;
	if (order != SEGBIAS_DATE_ORDER_NONE || !needs_order(&fields))
		return read_date(&fields, order, out);
	/* Without an order only what is the same in both: 3/3/1985. */
	return fields.field[0].value == fields.field[1].value && read_date(&fields, SEGBIAS_DATE_DAY_FIRST, out);
}

bool segbias_date_parse_either(struct segbias_label label, struct segbias_date *out)
{
	struct fields fields;
	return read_fields(label, &fields) &&
	       (read_date(&fields, SEGBIAS_DATE_DAY_FIRST, out) || read_date(&fields, SEGBIAS_DATE_MONTH_FIRST, out));
}

enum segbias_date_look segbias_date_look(struct segbias_label label)
{
	struct segbias_date date;
	if (segbias_date_parse(label, SEGBIAS_DATE_ORDER_NONE, &date))
		return SEGBIAS_DATE_LOOK_CLEAR;
	bool day = segbias_date_parse(label, SEGBIAS_DATE_DAY_FIRST, &date);
	bool month = segbias_date_parse(label, SEGBIAS_DATE_MONTH_FIRST, &date);
	return day && month ? SEGBIAS_DATE_LOOK_EITHER
	       : day        ? SEGBIAS_DATE_LOOK_DAY_FIRST
	       : month      ? SEGBIAS_DATE_LOOK_MONTH_FIRST
	                    : SEGBIAS_DATE_LOOK_NONE;
}

bool segbias_date_parse_day(struct segbias_label label, struct segbias_date *out)
{
	static const char FORM[] = "9999-99-99";
	bool fits = label.size == sizeof FORM - 1;
	for (size_t i = 0; i < sizeof FORM - 1 && fits; i++)
		fits = FORM[i] == '9' ? digit(label.bytes[i]) : label.bytes[i] == FORM[i];
	return fits && segbias_date_parse(label, SEGBIAS_DATE_ORDER_NONE, out);
}

static int compare(const struct segbias_date *a, const struct segbias_date *b)
{
	return a->year != b->year ? a->year - b->year : a->month != b->month ? a->month - b->month : a->day - b->day;
}

bool segbias_date_placeholder(const struct segbias_date *date)
{
	static const struct segbias_date PLACEHOLDERS[] = {
	    {1900, 1, 1}, {1900, 0, 0},   {1970, 1, 1}, {1899, 12, 30}, {1899, 12, 31}, {1753, 1, 1},
	    {1, 1, 1},    {9999, 12, 31}, {9999, 0, 0}, {2999, 12, 31}, {2099, 12, 31}};
	for (size_t i = 0; i < sizeof PLACEHOLDERS / sizeof *PLACEHOLDERS; i++)
		if (compare(&PLACEHOLDERS[i], date) == 0)
			return true;
	return false;
}

int segbias_date_compare(const struct segbias_date *a, const struct segbias_date *b)
{
	int x[] = {a->year, a->month, a->day};
	int y[] = {b->year, b->month, b->day};
	for (size_t i = 0; i < sizeof x / sizeof *x; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

struct segbias_date segbias_date_next(const struct segbias_date *day)
{
	const struct segbias_date next[] = {{day->year, day->month, day->day + 1}, {day->year, day->month + 1, 1}};
	for (size_t i = 0; i < sizeof next / sizeof *next; i++)
		if (exists(&next[i]))
			return next[i];
	return (struct segbias_date){day->year + 1, 1, 1};
}

int segbias_date_age(const struct segbias_date *born, const struct segbias_date *day)
{
	struct segbias_date birthday = {day->year, born->month, born->day};
	if (born->month == 0)
		birthday = (struct segbias_date){day->year, 7, 1};
	int age = day->year - born->year - (compare(day, &birthday) < 0);
	return born->month == 0 && born->year == day->year ? 0 : age;
}

struct segbias_date segbias_date_before(const struct segbias_date *day, int months, int days)
{
	enum { MONTHS = 12, LAST = 31 };
	static const struct segbias_date FIRST = {1, 1, 1};
	int count = day->year * MONTHS + day->month - 1 - months;
	struct segbias_date out = {count / MONTHS, count % MONTHS + 1, day->day};
	if (count < MONTHS)
		return FIRST;
	while (!exists(&out))
		out.day--;
	for (; days > 0 && out.year > 1; days--) {
		out.day--;
		if (out.day > 0)
			continue;
		out = out.month > 1 ? (struct segbias_date){out.year, out.month - 1, LAST}
		                    : (struct segbias_date){out.year - 1, MONTHS, LAST};
		while (!exists(&out))
			out.day--;
	}
	return out;
}
