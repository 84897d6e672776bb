/* Room: analysis. How much of a campaign a rule on tvd leaves in place. */
#ifndef SEGBIAS_ANALYSIS_GATE_COVERAGE_H
#define SEGBIAS_ANALYSIS_GATE_COVERAGE_H

#include "analysis/gate.h"
#include "analysis/gate_item.h"

/* Fills findings->gate.coverage, a row of each rule on tvd and attribute, once its rules are judged; `rules` as they are in
 * gate.rules. false: no memory. */
bool segbias_gate_cover(const struct segbias_gate_query *query, const struct segbias_gate_asked *rules,
                        struct segbias_findings *findings);

#endif
