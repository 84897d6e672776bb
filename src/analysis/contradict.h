/* Question: do the figures of a result that was written before contradict each other? It then is not as segbias wrote it. What does not may
 * have been edited all the same, with care: that no figure of it was is known only of what is compared here and now.
 */
#ifndef SEGBIAS_ANALYSIS_CONTRADICT_H
#define SEGBIAS_ANALYSIS_CONTRADICT_H

#include "findings/findings.h"

/* Shares and indices are those of the counts, counts add up, no segment has more than the whole campaign, intervals hold their figure, q is
 * not below p, verdicts are on the side of the index and as sure as alpha has it, and what follows of the counts is there and does. Unless
 * the result is published every q is that of all p together, verdicts are those that q, index and band give, combinations are in the state and
 * stages skew as their own figures have it, the segments have the same attributes, and the summary counts what stands there. Errors:
 * SEGBIAS_DATA, naming the first that is not so ("result_contradicts"); SEGBIAS_SYSTEM. */
enum segbias_status segbias_result_agrees(const struct segbias_findings *result, struct segbias_error *error);

#endif
