/* For tests of audits: a file of decisions, audited, and what was found of a group. */
#ifndef SEGBIAS_TESTS_JOBS_AUDITED_H
#define SEGBIAS_TESTS_JOBS_AUDITED_H

#include "jobs/run.h"

static inline enum segbias_status audited_job(const char *decisions, const char *ignored,
                                              const struct segbias_options *options, struct segbias_findings **findings,
                                              struct segbias_error *error)
{
	(void)ignored;
	return segbias_audit(decisions, options, findings, error);
}

static inline struct run run_audit(const char *decisions, const struct segbias_options *options)
{
	struct run run = run_files(audited_job, decisions, NULL, options);
	cr_assert_not_null(run.findings, "%s; %s", run.error.message, run.error.hint);
	return run;
}

/* attribute NULL: of whichever. */
static inline const struct segbias_audit_group *audited_group(const struct run *run, const char *attribute,
                                                              const char *value)
{
	const struct segbias_audit_findings *found = &run->findings->audit;
	for (size_t i = 0; i < found->group_count; i++)
		if ((!attribute || run_is(found->groups[i].attribute, attribute)) &&
		    run_is(found->groups[i].value, value))
			return &found->groups[i];
	cr_assert_fail("no group %s %s", attribute ? attribute : "", value);
	return NULL;
}

#endif
