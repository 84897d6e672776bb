/* Room: analysis. What a table of the reach of advertisements holds of what Article 39(2) of Regulation (EU) 2022/2065 names, for
 * the preset dsa-reach: what is not in the file, and figures. Nothing is judged. */
#ifndef SEGBIAS_ANALYSIS_REACH_H
#define SEGBIAS_ANALYSIS_REACH_H

#include "findings/findings.h"
#include "policy/policy.h"

/* Adds warnings (reach_lacks, reach_figures) to findings that have comparisons. Errors: SEGBIAS_DATA where rows of several places
 * would be added up; SEGBIAS_SYSTEM. */
enum segbias_status segbias_reach_note(const struct segbias_policy *policy, struct segbias_findings *findings,
                                       struct segbias_error *error);

#endif
