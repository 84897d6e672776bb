/* --policy-hash of check and audit. */
#ifndef SEGBIAS_JOBS_POLICY_HASH_H
#define SEGBIAS_JOBS_POLICY_HASH_H

#include "jobs/run.h"

/* Whether the policy is the one that was asked for, and the call leaves it as it is; true of a run that asks for none. Errors:
 * SEGBIAS_USAGE. */
enum segbias_status segbias_run_check_hash(const struct segbias_run *run, struct segbias_error *error);

#endif
