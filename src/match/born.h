/* Room: match. Birth dates as ages on a day (--born, --as-of). */
#ifndef SEGBIAS_MATCH_BORN_H
#define SEGBIAS_MATCH_BORN_H

#include "match/match.h"

enum { SEGBIAS_BORN_AGES = 121 }; /* 0 to 120 */

/* How a column of birth dates is read. */
struct segbias_born {
	struct segbias_date day;
	enum segbias_date_order order;
	const struct segbias_missing *missing;
	const struct segbias_value_map *map; /* what an age is; NULL: itself, of the labels "0" to "120" */
};

enum segbias_born_what {
	SEGBIAS_BORN_AGE,
	SEGBIAS_BORN_YEAR, /* an age, of a year alone */
	SEGBIAS_BORN_NO_DATE,
	SEGBIAS_BORN_AFTER,       /* after the day */
	SEGBIAS_BORN_OLD,         /* over 120 */
	SEGBIAS_BORN_PLACEHOLDER, /* 1900-01-01 and the like */
	SEGBIAS_BORN_WHATS
};

/* What a spelling, not a missing one, is, and with an age *age. */
enum segbias_born_what segbias_born_read(const struct segbias_born *born, struct segbias_label spelling, int *age);

/* A segbias_resolve. Missing, recoded and unmatched as of any other column. */
uint32_t segbias_born_resolve(const void *context, struct segbias_label spelling, enum segbias_how *how);

/* Whether --born names the column. */
bool segbias_born_is(const struct segbias_policy *policy, struct segbias_label name);

/* Whether a column is named like one of ages, which birth dates may be compared with. */
bool segbias_born_is_age(struct segbias_label name);

/* Whether at least half of the known cells of the head are birth dates or years. */
bool segbias_born_holds(const struct segbias_head *head, size_t field, const struct segbias_policy *policy);

/* A column of days, the option that names it, and what it is to hold. */
struct segbias_dates {
	const char *option, *what;
	size_t field;
};

/* The order of its dates, by the head. Errors: SEGBIAS_DATA where the head shows no dates, or only such as 3/9/1985, which may be
 * two days. */
enum segbias_status segbias_dates_open(const struct segbias_head *head, const struct segbias_dates *dates,
                                       const struct segbias_policy *policy, enum segbias_date_order *order,
                                       struct segbias_error *error);

/* After the pour, of a column in which such a date is unmatched. Errors: SEGBIAS_DATA for a date that has the day where others have
 * the month, with its place. */
enum segbias_status segbias_dates_settle(const char *option, enum segbias_date_order order,
                                         const struct segbias_tally *tally, size_t column, const char *file,
                                         struct segbias_error *error);

/* How the column is read, by its head; map is NULL. Errors: SEGBIAS_DATA where the head shows no dates, or only such as
 * 3/9/1985, which may be two days; SEGBIAS_SYSTEM. */
enum segbias_status segbias_born_open(const struct segbias_head *head, size_t field,
                                      const struct segbias_policy *policy, struct segbias_arena *arena,
                                      struct segbias_born **out, struct segbias_error *error);

/* A column of the tally that was poured as birth dates. */
struct segbias_born_column {
	const struct segbias_born *born;
	const struct segbias_tally *tally;
	size_t column;
	const char *file;
};

/* After the pour. Errors: SEGBIAS_DATA for a date that has the day where others have the month, with its place. */
enum segbias_status segbias_born_settle(const struct segbias_born_column *column, struct segbias_error *error);

/* Notes what is no age, and that ages of years alone may be one off. */
void segbias_born_note(const struct segbias_born_column *column, struct segbias_notes *notes);

/* The plan's column of a reference: ages as labels. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_born_plan(const struct segbias_born *born, struct segbias_arena *arena,
                                      struct segbias_plan_column *column, struct segbias_error *error);

#endif
