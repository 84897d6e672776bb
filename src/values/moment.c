#include "values/moment.h"

#include "base/unicode.h"

#include <string.h>

const char *const segbias_moment_form_names[SEGBIAS_MOMENT_FORMS] = {NULL, "iso", "dmy", "mdy", "unix", "unix_ms"};

/* Bytes: one that ASCII writes in 32, in digits of two bytes each. */
enum { LONGEST = 64, YEAR_FIRST = 1900, YEAR_LAST = 2999, MINUTE = 60 };

/* What is left to read. */
struct reading {
	const char *at;
	bool failed;
};

/* So many digits. */
static int read_digits(struct reading *r, int least, int most)
{
	int value = 0;
	int count = 0;
	while (count < most && *r->at >= '0' && *r->at <= '9') {
		value = 10 * value + *r->at++ - '0';
		count++;
	}
	r->failed = r->failed || count < least;
	return value;
}

static bool take(struct reading *r, char c)
{
	bool found = !r->failed && *r->at == c;
	r->at += found;
	return found;
}

static void expect(struct reading *r, char c)
{
	r->failed = !take(r, c) || r->failed;
}

/* --- days ---------------------------------------------------------------------------------------------------------- */

/* source: Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, days_from_civil; years from March on. */
static int64_t day_of(int year, int month, int day)
{
	enum { ERA_YEARS = 400, ERA_DAYS = 146097, EPOCH = 719468 };
	int64_t y = year - (month <= 2);
	int64_t era = y / ERA_YEARS;
	int64_t of_era = y - era * ERA_YEARS;
	int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
}

static bool exists(int year, int month, int day)
{
	if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1)
		return false;
	int64_t next = month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);
	return day_of(year, month, 1) + day - 1 < next;
}

int64_t segbias_moment_week(int64_t day)
{
	enum { WEEK = 7, THURSDAY = 3 }; /* 1970-01-01 was one */
	int64_t from_monday = day + THURSDAY;
	return from_monday >= 0 ? from_monday / WEEK : (from_monday - WEEK + 1) / WEEK;
}

int64_t segbias_moment_month(int64_t day)
{
	int year = YEAR_FIRST + (int)((day - day_of(YEAR_FIRST, 1, 1)) / 366);
	while (day_of(year + 1, 1, 1) <= day)
		year++;
	int month = 1;
	while (month < 12 && day_of(year, month + 1, 1) <= day)
		month++;
	return (int64_t)12 * year + month - 1;
}

/* --- clocks ------------------------------------------------------------------------------------------------------------ */

/* Z, UTC, +02:00, +0200, +02: behind a time. */
static void read_zone(struct reading *r, struct segbias_moment *out)
{
	(void)take(r, ' ');
	out->zoned = true;
	if (take(r, 'z'))
		return;
	if (strncmp(r->at, "utc", 3) == 0 || strncmp(r->at, "gmt", 3) == 0) {
		r->at += 3;
		return;
	}
	bool minus = take(r, '-');
	if (!minus)
		expect(r, '+');
	int hours = read_digits(r, 2, 2);
	(void)take(r, ':');
	int minutes = *r->at ? read_digits(r, 2, 2) : 0;
	r->failed = r->failed || hours > 15 || minutes >= MINUTE;
	out->offset = (minus ? -1 : 1) * (hours * SEGBIAS_HOUR_SECONDS + minutes * MINUTE);
}

/* " 9:30", "t09:30:15.250z", " 9:30 pm": behind a day. */
static void read_clock(struct reading *r, struct segbias_moment *out)
{
	enum { HOURS = 24, FRACTION = 9, HALF = 12 };
	if (!take(r, 't') && !take(r, ' '))
		r->failed = true;
	int hours = read_digits(r, 1, 2);
	expect(r, ':');
	int minutes = read_digits(r, 2, 2);
	int seconds = 0;
	if (take(r, ':')) {
		seconds = read_digits(r, 2, 2);
		if (take(r, '.') || take(r, ','))
			(void)read_digits(r, 1, FRACTION);
	}
	size_t blank = *r->at == ' ';
	if ((r->at[blank] == 'a' || r->at[blank] == 'p') && r->at[blank + 1] == 'm') {
		r->failed = r->failed || hours < 1 || hours > HALF;
		hours = hours % HALF + (r->at[blank] == 'p' ? HALF : 0);
		r->at += blank + 2;
	}
	/* A leap second is the one before it. */
	seconds -= seconds == MINUTE;
	r->failed = r->failed || hours >= HOURS || minutes >= MINUTE || seconds >= MINUTE;
	out->second = hours * SEGBIAS_HOUR_SECONDS + minutes * MINUTE + seconds;
	if (*r->at && !r->failed)
		read_zone(r, out);
}

/* --- forms --------------------------------------------------------------------------------------------------------- */

static enum segbias_moment_look of_unix(int64_t seconds, struct segbias_moment *out)
{
	int64_t day = seconds / SEGBIAS_DAY_SECONDS;
	if (day < day_of(YEAR_FIRST, 1, 1) || day >= day_of(YEAR_LAST, 1, 1))
		return SEGBIAS_MOMENT_LOOK_NONE;
	*out = (struct segbias_moment){day, (int32_t)(seconds - day * SEGBIAS_DAY_SECONDS), true, 0};
	return SEGBIAS_MOMENT_LOOK_CLEAR;
}

/* Nothing but digits, and of seconds a fraction. Eight digits are a day of many systems, and no second that a log would hold. */
static enum segbias_moment_look parse_digits(const char *text, enum segbias_moment_form form,
                                             struct segbias_moment *out)
{
	enum { MOST = 14, DAY = 8, SECONDS_LEAST = 9, SECONDS_MOST = 10, MILLISECONDS = 13, THOUSAND = 1000 };
	int64_t value = 0;
	size_t digits = strspn(text, "0123456789");
	const char *rest = text + digits;
	if (digits > MOST || (*rest && (*rest != '.' || strspn(rest + 1, "0123456789") != strlen(rest + 1))))
		return SEGBIAS_MOMENT_LOOK_NONE;
	for (size_t i = 0; i < digits; i++)
		value = 10 * value + text[i] - '0';
	bool milliseconds = form == SEGBIAS_MOMENT_UNIX_MS || (form == SEGBIAS_MOMENT_ANY && digits == MILLISECONDS);
	if (milliseconds)
		return of_unix(value / THOUSAND, out);
	if (form == SEGBIAS_MOMENT_UNIX ||
	    (form == SEGBIAS_MOMENT_ANY && digits >= SECONDS_LEAST && digits <= SECONDS_MOST))
		return of_unix(value, out);
	if (digits != DAY || *rest || form == SEGBIAS_MOMENT_DAY_FIRST || form == SEGBIAS_MOMENT_MONTH_FIRST)
		return SEGBIAS_MOMENT_LOOK_NONE;
	if (form == SEGBIAS_MOMENT_ANY)
		return SEGBIAS_MOMENT_LOOK_UNIT;
	int year = (int)(value / 10000);
	int month = (int)(value / 100 % 100);
	if (!exists(year, month, (int)(value % 100)))
		return SEGBIAS_MOMENT_LOOK_NONE;
	*out = (struct segbias_moment){day_of(year, month, (int)(value % 100)), -1, false, 0};
	return SEGBIAS_MOMENT_LOOK_CLEAR;
}

/* The day; of 3/4/2026 in the order that is said. */
static enum segbias_moment_look read_day(struct reading *r, enum segbias_moment_form form, struct segbias_moment *out)
{
	bool year_first = strspn(r->at, "0123456789") == 4;
	int first = read_digits(r, year_first ? 4 : 1, year_first ? 4 : 2);
	char sign = *r->at;
	if (r->failed || !sign || !strchr("-/.", sign))
		return SEGBIAS_MOMENT_LOOK_NONE;
	r->at++;
	int second = read_digits(r, 1, 2);
	expect(r, sign);
	int third = read_digits(r, year_first ? 1 : 4, year_first ? 2 : 4);
	bool day_first = form == SEGBIAS_MOMENT_DAY_FIRST;
	bool ordered = day_first || form == SEGBIAS_MOMENT_MONTH_FIRST;
	int year = year_first ? first : third;
	int month = year_first || day_first ? second : first;
	int day = year_first ? third : day_first ? first : second;
	if (r->failed || (year_first && ordered))
		return SEGBIAS_MOMENT_LOOK_NONE;
	if (!year_first && !ordered)
		return form == SEGBIAS_MOMENT_ANY && (exists(year, month, day) || exists(year, day, month))
		           ? SEGBIAS_MOMENT_LOOK_ORDER
		           : SEGBIAS_MOMENT_LOOK_NONE;
	if (!exists(year, month, day))
		return SEGBIAS_MOMENT_LOOK_NONE;
	*out = (struct segbias_moment){day_of(year, month, day), -1, false, 0};
	return SEGBIAS_MOMENT_LOOK_CLEAR;
}

static enum segbias_moment_look parse_text(const char *text, enum segbias_moment_form form, struct segbias_moment *out)
{
	struct reading r = {text, false};
	struct segbias_moment moment = {0};
	bool of_digits = form == SEGBIAS_MOMENT_UNIX || form == SEGBIAS_MOMENT_UNIX_MS;
	if (*text && strspn(text, "0123456789.") == strlen(text) &&
	    (strchr(text, '.') == NULL || strchr(text, '.') == strrchr(text, '.')))
		return parse_digits(text, form, out);
	if (of_digits)
		return SEGBIAS_MOMENT_LOOK_NONE;
	enum segbias_moment_look look = read_day(&r, form, &moment);
	if (look == SEGBIAS_MOMENT_LOOK_NONE)
		return look;
	if (*r.at)
		read_clock(&r, &moment);
	if (r.failed || *r.at)
		return SEGBIAS_MOMENT_LOOK_NONE;
	if (look == SEGBIAS_MOMENT_LOOK_CLEAR)
		*out = moment;
	return look;
}

/* Digits of Arabic and of Persian as those of ASCII: both are two bytes each. */
static void plain_digits(char *text)
{
	enum { ARABIC_FIRST = 0xD9, ARABIC = 0xA0, PERSIAN_FIRST = 0xDB, PERSIAN = 0xB0, DIGITS = 10 };
	char *to = text;
	for (const char *at = text; *at; at++) {
		unsigned char first = (unsigned char)at[0];
		int zero = first == ARABIC_FIRST ? ARABIC : first == PERSIAN_FIRST ? PERSIAN : 0;
		int digit = (unsigned char)at[1] - zero;
		bool found = zero && digit >= 0 && digit < DIGITS;
		*to++ = found ? (char)('0' + digit) : *at;
		at += found;
	}
	*to = '\0';
}

/* Most times are plain ASCII: read without folding, which takes longer than all the rest. */
static enum segbias_moment_look parse_plain(struct segbias_label label, enum segbias_moment_form form,
                                            struct segbias_moment *out)
{
	char text[LONGEST + 1] = {0};
	for (size_t i = 0; i < label.size; i++) {
		unsigned char c = (unsigned char)label.bytes[i];
		if (c < ' ' || c >= 0x7F)
			return SEGBIAS_MOMENT_LOOK_NONE;
		text[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	return parse_text(text, form, out);
}

enum segbias_moment_look segbias_moment_parse(struct segbias_label label, enum segbias_moment_form form,
                                              struct segbias_moment *out)
{
	struct segbias_text folded = {0};
	if (label.size == 0 || label.size > LONGEST)
		return SEGBIAS_MOMENT_LOOK_NONE;
	enum segbias_moment_look look = parse_plain(label, form, out);
	if (look != SEGBIAS_MOMENT_LOOK_NONE)
		return look;
	segbias_unicode_fold(label, &folded);
	if (!folded.failed && folded.size && strlen(folded.data) == folded.size) {
		plain_digits(folded.data);
		look = parse_text(folded.data, form, out);
	}
	segbias_text_release(&folded);
	return look;
}

struct segbias_moment segbias_moment_shift(struct segbias_moment moment, int32_t offset)
{
	if (!moment.zoned || moment.second < 0) {
		moment.offset = offset;
		return moment;
	}
	int64_t second = (int64_t)moment.second - moment.offset + offset;
	int64_t days =
	    second >= 0 ? second / SEGBIAS_DAY_SECONDS : (second - SEGBIAS_DAY_SECONDS + 1) / SEGBIAS_DAY_SECONDS;
	return (struct segbias_moment){moment.day + days, (int32_t)(second - days * SEGBIAS_DAY_SECONDS), true, offset};
}

int64_t segbias_moment_instant(const struct segbias_moment *moment)
{
	int32_t second = moment->second < 0 ? 0 : moment->second;
	return moment->day * SEGBIAS_DAY_SECONDS + second - moment->offset;
}
