/* Room: analysis. The rate of records that have a property of their own (a value is missing, there is no consent), with
 * what repeated people or a declared design effect do to its certainty. */
#ifndef SEGBIAS_ANALYSIS_RATES_H
#define SEGBIAS_ANALYSIS_RATES_H

#include "analysis/analysis.h"

/* How precise rates of one column are, group by group. Release in any case. */
struct segbias_rates {
	const struct segbias_analysis_input *input;
	struct segbias_spreads *spreads; /* of persons; NULL: records are independent */
};

/* `counts`: value_of[ids] is 1 for ids that have the property, 0 for those that have not, UINT32_MAX for those that do
 * not count. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_rates_create(const struct segbias_analysis_input *input, uint32_t column,
                                         const uint32_t *value_of, size_t ids, struct segbias_rates *rates,
                                         struct segbias_error *error);
void segbias_rates_release(struct segbias_rates *rates);

/* The design effect of the rate k / n of the group: 1 where records are independent. false: out of memory. */
bool segbias_rates_deff(const struct segbias_rates *rates, const struct segbias_group *group, double k, double n,
                        double *deff);

/* Limits of k / n, and P(at least k) where the rate is r, at n / deff: exact binomial at 1, else incomplete beta. */
void segbias_rate_interval(const struct segbias_policy *policy, double k, double n, double deff, double *low,
                           double *high);
double segbias_rate_upper(double k, double n, double deff, double r);

#endif
