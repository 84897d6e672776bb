/* Room: analysis. What is asked of the power, and of intervals, each question once: of thousands of segments many have the
 * same size, or the same share of a value. */
#ifndef SEGBIAS_ANALYSIS_PLANNING_H
#define SEGBIAS_ANALYSIS_PLANNING_H

#include "policy/policy.h"
#include "stats/stats.h"

struct segbias_planning;

/* For one policy. NULL where memory is short: then every question is answered anew. */
struct segbias_planning *segbias_planning_create(void);
void segbias_planning_free(struct segbias_planning *planning);

/* segbias_power_n_needed, and segbias_power_detectable, at the rule's band and an error rate. `planning` may be NULL. */
double segbias_planning_needed(struct segbias_planning *planning, const struct segbias_rule *rule, double alpha,
                               double x, double r);
void segbias_planning_detectable(struct segbias_planning *planning, const struct segbias_rule *rule, double alpha,
                                 const struct segbias_power *power, double *under, double *over);

/* segbias_policy_interval, by the one policy. */
void segbias_planning_interval(struct segbias_planning *planning, const struct segbias_policy *policy, double k,
                               double n, double *low, double *high);

#endif
