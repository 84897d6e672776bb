/* When the policy of check, audit and review was agreed on, as it says itself: not after the day of the run. */
#ifndef SEGBIAS_JOBS_COMMITTED_H
#define SEGBIAS_JOBS_COMMITTED_H

#include "jobs/run.h"

/* The day that the call gives; NULL: it gives none. One that stands in the policy is that of ages. */
const char *segbias_run_day_given(const struct segbias_run *run);

/* Whether what a policy says of it (NULL: nothing) lies after the day after today; both a day, or a time of one. Errors: SEGBIAS_USAGE,
 * without the place. */
enum segbias_status segbias_committed_check(const char *committed, const char *today, struct segbias_error *error);

/* A warning among the notes where it lies after the day that is given (NULL: none is), which may be that of ages alone; else NULL. */
struct segbias_error *segbias_committed_note(const char *committed, const char *given, struct segbias_notes *notes);

/* The same of the run's policy, by the day of today (segbias_options_today), where that is told. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_run_check_committed(const struct segbias_run *run, struct segbias_error *error);
void segbias_run_note_committed(const struct segbias_run *run, const char *given);

#endif
