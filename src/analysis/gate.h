/* Room: analysis. What a gate makes of the findings: rules, exemptions, and how near the run was.
 *
 * No number is computed here but shares of groups; verdicts, intervals and rates are those of the findings.
 */
#ifndef SEGBIAS_ANALYSIS_GATE_H
#define SEGBIAS_ANALYSIS_GATE_H

#include "findings/findings.h"
#include "policy/policy.h"

struct segbias_gate_query {
	const struct segbias_policy *policy;
	const struct segbias_gate_keys *keys; /* of the policy file */
	const char *path;                     /* of that file, for messages; NULL: there is none */
	const char *as_of;                    /* a day; NULL: nothing has an expiry */
};

/* Fills findings->gate, and notes exemptions that are expired or met nothing. Errors: SEGBIAS_USAGE for a limit that lies within
 * the band, SEGBIAS_DATA where no rule could be judged at all, or a required attribute was not compared; SEGBIAS_SYSTEM. */
enum segbias_status segbias_gate_judge(const struct segbias_gate_query *query, struct segbias_findings *findings,
                                       struct segbias_error *error);

#endif
