/* Room: analysis. How often a group is selected, against all others: who has not agreed is one case of it, whom a model has
 * decided for another. */
#ifndef SEGBIAS_ANALYSIS_SELECTION_H
#define SEGBIAS_ANALYSIS_SELECTION_H

#include "analysis/rates.h"

/* Records, or sums of their weights. */
struct segbias_answers {
	double selected, others;
};

struct segbias_selection {
	double n, selected;
	double rate, low, high; /* NaN where n is 0 */
	double rest;            /* rate of all others; NaN: there are none */
	double ratio;           /* of the two; NaN where that of the others is 0 */
	double p;               /* that they are equal; NaN: not tested */
};

/* Of a part of a group (segbias_contrasts_of). */
void segbias_selection_measure(const struct segbias_rates *rates, uint32_t group, uint32_t part,
                               const struct segbias_answers *mine, const struct segbias_answers *rest,
                               struct segbias_selection *out);

/* The same of rates that are known already; `records`: of the group, unweighted. `second`: NULL where there are no others. */
void segbias_selection_of(const struct segbias_policy *policy, const struct segbias_rate *first,
                          const struct segbias_rate *second, double records, struct segbias_selection *out);

#endif
