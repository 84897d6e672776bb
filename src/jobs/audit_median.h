/* Room: jobs. An audit in which those are selected whose score is above the median of all scores. */
#ifndef SEGBIAS_JOBS_AUDIT_MEDIAN_H
#define SEGBIAS_JOBS_AUDIT_MEDIAN_H

#include "jobs/run.h"

/* Errors: SEGBIAS_USAGE where the median is asked for of what can be read only once. */
enum segbias_status segbias_audit_check_median(const struct segbias_run *run, const char *path,
                                               struct segbias_error *error);

/* After the pour, where the median is asked for: pours again, with the median in run->audit. Errors: SEGBIAS_DATA for more
 * different scores than are told apart; those of reading. */
enum segbias_status segbias_audit_by_median(struct segbias_run *run, const char *path, struct segbias_error *error);

#endif
