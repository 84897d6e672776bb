/* Room: jobs. What a preset of decisions asks of an audit beside its figures. */
#ifndef SEGBIAS_JOBS_AUDIT_PRESET_H
#define SEGBIAS_JOBS_AUDIT_PRESET_H

#include "jobs/run.h"

/* What the policy file says of an audit, as the analysis takes it; once the policy is read. Errors: SEGBIAS_USAGE for categories that the
 * policy itself calls inferred, where the preset does not take such. */
enum segbias_status segbias_audit_preset_begin(struct segbias_run *run, struct segbias_error *error);

/* Of a decision of several values (`error` is that it is no yes or no): that the rule has tables of each of them. */
void segbias_audit_preset_hint(const struct segbias_run *run, struct segbias_error *error);

/* Once the file is matched: SEGBIAS_DATA for a column, or a value of it, that says it was inferred, where the preset does not take such;
 * SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_preset_check(struct segbias_run *run, struct segbias_error *error);

/* Once the figures are there: what is to be published, and notes of what it lacks. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_preset_end(struct segbias_run *run, struct segbias_error *error);

#endif
