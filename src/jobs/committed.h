/* When the policy of check and audit was agreed on, as it says itself: not after the day of the run. */
#ifndef SEGBIAS_JOBS_COMMITTED_H
#define SEGBIAS_JOBS_COMMITTED_H

#include "jobs/run.h"

/* The day that the call gives; NULL: it gives none. One that stands in the policy is that of ages. */
const char *segbias_run_day_given(const struct segbias_run *run);

/* By the day of today (segbias_options_today), where that is told. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_run_check_committed(const struct segbias_run *run, struct segbias_error *error);

/* Adds a warning to the findings' where a day is given (else NULL), and lies before: it may be that of ages alone. */
void segbias_run_note_committed(const struct segbias_run *run, const char *given);

#endif
