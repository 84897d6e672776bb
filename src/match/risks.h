/* Room: match. What the register of risks counts of a campaign beside what is compared. */
#ifndef SEGBIAS_MATCH_RISKS_H
#define SEGBIAS_MATCH_RISKS_H

#include "match/match.h"

/* Ids of the column of days, of that of countries … */
enum { SEGBIAS_ID_KEPT = SEGBIAS_ID_FIRST, SEGBIAS_ID_TOO_OLD, SEGBIAS_ID_FUTURE };
enum { SEGBIAS_ID_NAMED = SEGBIAS_ID_FIRST, SEGBIAS_ID_NOT_NAMED };
/* … and of a column of ages, as who is under 18 and who is not. */
enum { SEGBIAS_ID_MINOR = SEGBIAS_ID_FIRST, SEGBIAS_ID_GROWN };
enum { SEGBIAS_GROWN_UP = 18 };

/* How a day is held against the retention. */
struct segbias_kept_days {
	struct segbias_date first,
	    as_of; /* before the first a record is too old, after the other it is of the future */
	enum segbias_date_order order;
	const struct segbias_missing *missing;
};

/* Countries for which the policy names a basis. */
struct segbias_named_countries {
	const struct segbias_pair *names; /* [count]: the left one */
	size_t count;
	const struct segbias_missing *missing;
};

/* A column of the campaign that holds ages or birth dates. */
struct segbias_risks_ages {
	uint32_t column;                           /* of the campaign's plan */
	const struct segbias_attribute *attribute; /* as which it is compared; NULL: it is not */
	const struct segbias_missing *missing;
	bool cut;    /* --within takes some of its ages only: what it keeps out is remembered … */
	bool chosen; /* … and so does --campaign-where: what that leaves out is not */
};

/* Columns of the campaign's plan; UINT32_MAX: none. */
struct segbias_risks_columns {
	uint32_t quasi[SEGBIAS_QUASI_MAX], sensitive, collected, country;
	size_t attributes[SEGBIAS_QUASI_MAX]; /* which attribute each of the quasi is; SIZE_MAX: none */
	bool joint;                           /* all of them are: their crossing is counted by values, too */
	struct segbias_kept_days days;
	struct segbias_named_countries countries;
	struct segbias_risks_ages *ages; /* [age_count] */
	size_t age_count;
	uint32_t *fields; /* [width of the file]: where each field is counted */
};

/* A segbias_resolve of struct segbias_risks_ages. */
uint32_t segbias_risks_age(const void *context, struct segbias_label spelling, enum segbias_how *how);

/* Whether the field holds ages or birth dates; fills all but the column. */
bool segbias_risks_find_ages(const struct segbias_head *head, const struct segbias_policy *policy,
                             const struct segbias_matching *matching, size_t field, struct segbias_risks_ages *out);

/* Adds to the reference's plan the table of --quasi, where it has all of these columns. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_risks_of_reference(const struct segbias_policy *policy, struct segbias_arena *arena,
                                               struct segbias_plan *plan, struct segbias_error *error);

/* That table, with order[i] the quasi that is its column i; NULL: there is none. */
const struct segbias_table *segbias_risks_reference(const struct segbias_matching *matching,
                                                    const struct segbias_risks_columns *columns, size_t count,
                                                    size_t order[static SEGBIAS_QUASI_MAX]);

/* Adds to the campaign's plan what the register counts. `columns` must outlive the pour; its countries are set by the caller.
 * Errors: SEGBIAS_DATA for a column that is not there, and for one of days that holds none; SEGBIAS_SYSTEM. */
enum segbias_status segbias_risks_plan(const struct segbias_head *head, const struct segbias_policy *policy,
                                       struct segbias_matching *matching, struct segbias_risks_columns *columns,
                                       struct segbias_error *error);

/* After the pour. Errors: SEGBIAS_DATA for a column with more different values than are told apart, and for dates of both
 * orders. */
enum segbias_status segbias_risks_settle(const struct segbias_head *head, const struct segbias_policy *policy,
                                         const struct segbias_risks_columns *columns, const struct segbias_tally *tally,
                                         struct segbias_error *error);

#endif
