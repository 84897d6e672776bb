/* Room: analysis. The rate of records that have a property of their own (a value is missing, there is no consent), with
 * what repeated people or a declared design effect do to its certainty. Records are counted, whatever they weigh. */
#ifndef SEGBIAS_ANALYSIS_RATES_H
#define SEGBIAS_ANALYSIS_RATES_H

#include "analysis/analysis.h"
#include "tally/contrast.h"

/* How precise rates of one column are. Release in any case. */
struct segbias_rates {
	const struct segbias_analysis_input *input;
	struct segbias_contrasts
	    *contrasts; /* of persons; NULL: records are independent, or the design effect is declared */
};

/* query->groups is filled here. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_rates_create(const struct segbias_analysis_input *input,
                                         struct segbias_contrast_query *query, struct segbias_rates *rates,
                                         struct segbias_error *error);
void segbias_rates_release(struct segbias_rates *rates);

/* k of n records. */
struct segbias_rate {
	double k, n;
	bool exact;           /* records are independent: n of them */
	bool clustered;       /* they are those of persons */
	double clusters;      /* persons, or n by the declared design effect */
	double variance;      /* linearised: R svymean */
	double kish;          /* n as if the records of a person were all alike */
	double with, without; /* persons who have some of the k, and some of the others */
	double df;            /* of a test of this rate alone */
};

/* Of a part of a group, or of the rest: as segbias_contrasts_of, where there are persons. */
struct segbias_rate segbias_rate_of(const struct segbias_rates *rates, uint32_t group, uint32_t part, bool rest,
                                    double k, double n);

/* Of independent records that weigh `selected` and `others`; the declared design effect stands above what the weights do. */
struct segbias_rate segbias_rate_weighted(const struct segbias_policy *policy, const struct segbias_cell *selected,
                                          const struct segbias_cell *others);

/* The size of a simple random sample as precise: n itself where records are independent and weigh alike. */
double segbias_rate_size(const struct segbias_rate *rate);

/* Limits of k / n; P(at least k) where the rate is r: exact binomial where records are independent, else incomplete beta
 * at the effective size, and with persons t. NaN with too few persons. */
void segbias_rate_interval(const struct segbias_policy *policy, const struct segbias_rate *rate, double *low,
                           double *high);
double segbias_rate_upper(const struct segbias_policy *policy, const struct segbias_rate *rate, double r);

/* Two-sided p of equal rates: Fisher's, or (p1 - p0) / sqrt(v1 + v0) as t. NaN with too few persons on either side. */
double segbias_rates_differ(const struct segbias_policy *policy, const struct segbias_rate *first,
                            const struct segbias_rate *second);

#endif
