/* Room: values. Dates of birth as people write them: 1985, 1985-03-09, 19850309, 09.03.1985, 3/9/1985, "9 Mar 1985",
 * "March 9, 1985", and a time after any of them. */
#ifndef SEGBIAS_VALUES_DATE_H
#define SEGBIAS_VALUES_DATE_H

#include "base/text.h"

/* month and day 0: only the year is known. */
struct segbias_date {
	int year, month, day;
};

/* How 3/9/1985 and 3-9-1985 are read. Other forms say themselves what they are; with points the day comes first. */
enum segbias_date_order { SEGBIAS_DATE_ORDER_NONE, SEGBIAS_DATE_DAY_FIRST, SEGBIAS_DATE_MONTH_FIRST };

/* What a spelling says of that order. */
enum segbias_date_look {
	SEGBIAS_DATE_LOOK_NONE,        /* no date */
	SEGBIAS_DATE_LOOK_CLEAR,       /* a date whatever the order */
	SEGBIAS_DATE_LOOK_DAY_FIRST,   /* a date only if the day comes first: 13/3/1985 */
	SEGBIAS_DATE_LOOK_MONTH_FIRST, /* … only if the month does: 3/13/1985 */
	SEGBIAS_DATE_LOOK_EITHER,      /* two dates: 3/9/1985 */
};

enum segbias_date_look segbias_date_look(struct segbias_label label);

/* false: no date in that order; with SEGBIAS_DATE_ORDER_NONE also where the order matters. A year has four digits. */
bool segbias_date_parse(struct segbias_label label, enum segbias_date_order order, struct segbias_date *out);

/* In either order, with the day first where both are dates: what the column's order is not asked for. */
bool segbias_date_parse_either(struct segbias_label label, struct segbias_date *out);

/* Only YYYY-MM-DD: what an option takes. */
bool segbias_date_parse_day(struct segbias_label label, struct segbias_date *out);

/* The sign of a - b; of whole days. */
int segbias_date_compare(const struct segbias_date *a, const struct segbias_date *b);

/* The day after. */
struct segbias_date segbias_date_next(const struct segbias_date *day);

/* The day so many months and days before; of a month that is too short its last day. */
struct segbias_date segbias_date_before(const struct segbias_date *day, int months, int days);

/* A date that systems write where they have none: 1900-01-01, 1970-01-01, 9999-12-31 …, the year 1900 alone. */
bool segbias_date_placeholder(const struct segbias_date *date);

/* Whole years from birth to a day, negative before it. Who was born on 29 February is a year older on 1 March where
 * there is none. Of a year alone the age of somebody born in the middle of it, on 1 July; never under 0 in that year. */
int segbias_date_age(const struct segbias_date *born, const struct segbias_date *day);

#endif
