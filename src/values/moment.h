/* Room: values. When something happened, as logs write it: 2026-03-04, 2026-03-04 09:30[:15[.5]], the same with T, and with Z or an
 * offset behind it, Unix seconds or milliseconds; 03/04/2026 only where it is said which comes first. */
#ifndef SEGBIAS_VALUES_MOMENT_H
#define SEGBIAS_VALUES_MOMENT_H

#include "base/text.h"
#include <stdint.h>

enum { SEGBIAS_DAY_SECONDS = 86400, SEGBIAS_HOUR_SECONDS = 3600 };

/* As --time-format says it. */
enum segbias_moment_form {
	SEGBIAS_MOMENT_ANY, /* what says itself what it is */
	SEGBIAS_MOMENT_ISO,
	SEGBIAS_MOMENT_DAY_FIRST,
	SEGBIAS_MOMENT_MONTH_FIRST,
	SEGBIAS_MOMENT_UNIX,
	SEGBIAS_MOMENT_UNIX_MS,
	SEGBIAS_MOMENT_FORMS
};

extern const char *const segbias_moment_form_names[SEGBIAS_MOMENT_FORMS]; /* NULL of the first */

struct segbias_moment {
	int64_t day;    /* since 1970-01-01, as it is written */
	int32_t second; /* of that day; -1: only the day is known */
	bool zoned;     /* it says which clock that is … */
	int32_t offset; /* … seconds before that of UTC; 0 where it is not known */
};

enum segbias_moment_look {
	SEGBIAS_MOMENT_LOOK_NONE,  /* no time */
	SEGBIAS_MOMENT_LOOK_ORDER, /* a time, if it is said whether the day or the month comes first */
	SEGBIAS_MOMENT_LOOK_UNIT,  /* digits that may be a day (20260304) or seconds */
	SEGBIAS_MOMENT_LOOK_CLEAR
};

/* Fills *out where it is clear. The years are 1900 to 2999. */
enum segbias_moment_look segbias_moment_parse(struct segbias_label label, enum segbias_moment_form form,
                                              struct segbias_moment *out);

/* On the clock that is so many seconds before that of UTC; a moment that says no clock of its own is taken to be of that one. */
struct segbias_moment segbias_moment_shift(struct segbias_moment moment, int32_t offset);

/* Seconds since 1970-01-01 of UTC's clock, or of its own where it does not say which; of a day its beginning. */
int64_t segbias_moment_instant(const struct segbias_moment *moment);

/* The number of its week (from Monday) and of its month, each one more than the last one's. */
int64_t segbias_moment_week(int64_t day);
int64_t segbias_moment_month(int64_t day);

#endif
