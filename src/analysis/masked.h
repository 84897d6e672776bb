/* Room: analysis. What published intervals leave open: figures such as "<5", or rounded ones. A verdict must hold wherever
 * the true figures lie: DEFINITIONS.md "Hidden and rounded figures". */
#ifndef SEGBIAS_ANALYSIS_MASKED_H
#define SEGBIAS_ANALYSIS_MASKED_H

#include "findings/findings.h"
#include "policy/policy.h"
#include "stats/stats.h"
#include "tally/tally.h"

/* Between what the true figure of a value lies, and that of all others together. */
struct segbias_ends {
	double own_low, own_high, rest_low, rest_high;
};

/* `several`: `known` are people, of whom each may have more values. `whole`: what all true figures sum to; 0: nobody knows. */
struct segbias_ends segbias_ends_of(const struct segbias_cell *own, const struct segbias_cell *known, bool several,
                                    double whole);

/* A value's test, and what is not known of its figures. */
struct segbias_masked_query {
	const struct segbias_ratio *tested; /* as of the figures that are shown */
	double scale;                       /* a record of the campaign in the test's size */
	struct segbias_ends campaign, reference;
	double unknown; /* missing and unmatched records, at most */
};

static inline bool segbias_cell_is_masked(const struct segbias_cell *cell)
{
	return cell->below > 0 || cell->above > 0;
}

/* The test at the end where the ratio is smallest, or largest: at the one the value's own count is least and all others
 * largest, and in the reference the other way round.
 *
 * No admissible figures have a larger one-sided p. For counts against exact shares: P(X >= k) of k + m records is the
 * probability that the k-th record with the value comes before the (m + 1)-th without it, when records come one after the
 * other. It falls with k, rises with m, and rises with the share under the null, rho r; r = K / (K + M) rises with K and
 * falls with M. So over k in [a, b], m in [A, B], K in [c, d], M in [C, D] it is largest at (a, B, d, C). P(X <= k) is
 * 1 - P(X >= k + 1), so that everything is the other way round. The tests of the other kinds (a score, beta-binomial and
 * hypergeometric tails) change in the same directions; that is checked over a grid in tests/analysis/test_masked.c. */
struct segbias_ratio segbias_masked_corner(const struct segbias_masked_query *query, bool least);

/* The largest p of a value's tests, its largest and smallest ratio, and what they would be with the unknown records. */
void segbias_masked_measure(const struct segbias_masked_query *query, const struct segbias_rule *rule, bool over,
                            struct segbias_masked_case *out);

#endif
