/* Room: analysis. The two steps of the comparison: figures of one (segment, attribute), then verdicts of a family. */
#ifndef SEGBIAS_ANALYSIS_COMPARE_H
#define SEGBIAS_ANALYSIS_COMPARE_H

#include "analysis/analysis.h"

/* Fills everything but q, verdict, robust and n_needed. The values are allocated in the findings' arena. */
enum segbias_status segbias_comparison_measure(const struct segbias_analysis_input *input,
                                               const struct segbias_group *group,
                                               const struct segbias_attribute *attribute, struct segbias_arena *arena,
                                               struct segbias_comparison *comparison, struct segbias_error *error);

/* Adjusts the families over all comparisons and gives the verdicts. */
enum segbias_status segbias_comparisons_judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                              struct segbias_error *error);

#endif
