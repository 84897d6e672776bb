/* Room: analysis. What of a period's run needs a decision, what is to be watched, and what has changed since the period before:
 * DEFINITIONS.md, "Reviews". */
#ifndef SEGBIAS_ANALYSIS_REVIEW_H
#define SEGBIAS_ANALYSIS_REVIEW_H

#include "findings/findings.h"
#include "policy/policy.h"

/* A group's past; the last is this period's. */
struct segbias_series {
	double index[SEGBIAS_REVIEW_PERIODS]; /* NaN: it has none */
	enum segbias_verdict verdict[SEGBIAS_REVIEW_PERIODS];
};

/* By which changes of a run are tested: its own error rate and control. */
struct segbias_policy segbias_review_policy(const struct segbias_findings *now);

/* Fills segments and changes of *out, in the arena of `now`, which is what a run of compare has found, read back. `before`: that of the period before; NULL: there is
 * none. `series`: [values of `now`, counted over all comparisons]. Its notes say where no change can be tested.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_review_judge(const struct segbias_findings *before, const struct segbias_series *series,
                                         struct segbias_findings *now, struct segbias_review *out,
                                         struct segbias_error *error);

#endif
