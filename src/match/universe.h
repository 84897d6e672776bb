/* Room: match. The universe: --within and --where as filters of rows. */
#ifndef SEGBIAS_MATCH_UNIVERSE_H
#define SEGBIAS_MATCH_UNIVERSE_H

#include "match/born.h"

#include <stdatomic.h>

/* Context of a filter: one of the listed values, in normal form, or within a listed band. */
struct segbias_universe_filter {
	const struct segbias_label *items;
	size_t count;
	const struct segbias_value_map *map; /* campaign: judges the value that a spelling means; NULL: the spelling */
	const struct segbias_born *born;     /* and of a birth date the age; NULL: it is none */
	atomic_bool *used; /* [count], by any thread: something was accepted by it; NULL: that is not asked */
	bool ages;         /* the column holds ages: no band holds a number that is none, such as 999 */
};

/* Whether the label is one of the items or lies within one that is a band. */
bool segbias_universe_has(const struct segbias_universe_filter *filter, struct segbias_label label);

/* A value of a filter with several that nothing poured has had; bytes NULL: there is none from *at on, which goes behind it. */
struct segbias_label segbias_universe_unused(const struct segbias_plan_filter *filter, size_t *at);

/* For struct segbias_plan_filter. */
bool segbias_universe_accept(const void *filter, struct segbias_label spelling);

/* --where or --campaign-where. */
struct segbias_wheres {
	const char *option;
	const struct segbias_pair *pairs; /* [count]: column, value */
	size_t count;
};

/* Adds the filters: values of one column are alternatives, several columns all apply, and a column of which all values
 * are taken has none. Room for wheres->count more. Errors: SEGBIAS_DATA for a column that is not there; SEGBIAS_SYSTEM. */
enum segbias_status segbias_universe_wheres(const struct segbias_head *head, const struct segbias_wheres *wheres,
                                            struct segbias_arena *arena, struct segbias_plan_filter *filters,
                                            size_t *count, struct segbias_error *error);

/* Where the filter names bands, refuses a column of bands with values that may be dates of others, which it would leave out unseen
 * (--where age=0-14 and "2024-03-04"). Errors: SEGBIAS_DATA; SEGBIAS_SYSTEM. */
enum segbias_status segbias_universe_dates(const struct segbias_head *head, size_t field, const char *option,
                                           const struct segbias_universe_filter *filter, struct segbias_error *error);

/* A value that may be a date, for a message: a whole date may be somebody's birth, which is not repeated. */
const char *segbias_universe_show_date(struct segbias_label value, char out[static SEGBIAS_QUOTE_MAX]);

/* Whether an option says which values of the column are taken, be it all. */
bool segbias_universe_asked(const struct segbias_head *head, const struct segbias_wheres *wheres, size_t field);

/* Whether several values of one column may be taken, so that what is listed once for each is added up. */
bool segbias_universe_several(const struct segbias_head *head, const struct segbias_wheres *wheres);

/* The filter of --eligible; the column is there. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_match_eligible(const struct segbias_head *head, const struct segbias_policy *policy,
                                           struct segbias_arena *arena, struct segbias_plan_filter *out,
                                           struct segbias_error *error);

#endif
