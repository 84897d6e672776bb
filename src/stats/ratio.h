/* Room: stats. Pure numbers: arrays in, a result out; one statistic a file. Only this room may include GSL and Rmath.
 *
 * Belongs here: a statistic with its citation and its oracle test. Does not belong here: files, segments, verdicts.
 * Functions never abort, print or keep state: domains are checked before a library is called.
 * Undefined is NaN, never an error.
 *
 * This header: the one test of "share / reference share = rho" that p-values, intervals, flags and equivalence use
 * alike, for each kind of reference (DEFINITIONS.md: "One test per kind").
 */
#ifndef SEGBIAS_STATS_RATIO_H
#define SEGBIAS_STATS_RATIO_H

#include <stdbool.h>

enum segbias_reference_kind {
	SEGBIAS_KIND_POPULATION, /* r is exact */
	SEGBIAS_KIND_SAMPLE,     /* r comes from m respondents */
	SEGBIAS_KIND_MARGIN,     /* r has the standard error se */
	SEGBIAS_KIND_BASE,       /* n of the N records were drawn; K of the N have the value */
};

/* Of weighted records that are independent of each other: where the size under a null comes from. A value that nobody
 * has shows no weight, and one of few records a wrong one: the variance is taken at the share that is tested. */
struct segbias_null_weights {
	double sum;    /* of the known records' weights; 0: k and n hold at every rho */
	double count;  /* known records, unweighted, > 1 */
	double own;    /* sum of w^2 / sum of w, of records with the value, > 0 */
	double others; /* the same of records without it, as the reference shares them, > 0 */
};

/* One value of one attribute. */
struct segbias_ratio {
	enum segbias_reference_kind kind;
	double k;    /* records with the value, 0..n; k_eff where weighted */
	double n;    /* known records, > 0; n_eff where weighted */
	double r;    /* reference share, 0 < r <= 1 */
	double m;    /* sample: reference size (m_eff where weighted), > 0 */
	double se;   /* margin: standard error of r, >= 0 */
	double N, K; /* base: records and records with the value; r = K / N, n <= N */
	bool whole; /* k and n are unweighted whole counts: discrete tests; otherwise incomplete beta, twice the smaller
	                tail */
	struct segbias_null_weights
	    weights; /* p at rho has the size n_rho = sum (count - 1) / count / ((1 - rho r) own +
	                                        rho r others); limits have n */
	double df;   /* of the variance that n comes from: p and limits are those of t; 0 or infinite: it is none */
};

/* All of them: NaN only where n <= 0, r <= 0, rho < 0 or one of these or k is not a number; k outside 0..n is taken as
 * the nearer end. A sample of m <= 0 respondents tells nothing (p 1, limits 0 and NaN). A base whose K is 0 or N,
 * where there are no two rates, is tested like a population. source: DEFINITIONS.md "One test per kind"; the files
 * ratio_KIND.c. */

/* Two-sided p of rho = 1, in 0..1. 1 where r = 1 (one value), and where the whole base was drawn (n = N). */
double segbias_ratio_p(const struct segbias_ratio *ratio);

/* One-sided p of H0 share/r <= rho (small when the share is large): the upper tail, P(X >= k). 1 where rho r >= 1. */
double segbias_ratio_p_greater(const struct segbias_ratio *ratio, double rho);

/* One-sided p of H0 share/r >= rho (small when the share is small): P(X <= k). 0 where rho r >= 1. */
double segbias_ratio_p_less(const struct segbias_ratio *ratio, double rho);

/* Limits of the index (100 x / r) at 1 - alpha: where the one-sided tests at low / 100 and high / 100 are alpha / 2,
 * as far as they are under 100 / r. The share's limits are used by the kind population. *low is 0 at k = 0; *high is
 * NaN where unbounded (sample: the conditional exact share rounds to 1; margin: no limit is before rho r = 1), and 100 / r for
 * a base with k = n. */
void segbias_ratio_index(const struct segbias_ratio *ratio, double alpha, double share_low, double share_high,
                         double *low, double *high);

/* A base holds K records with the value and N - K without it: k and n, of an effective size, are brought to what can have
 * been drawn of it, at the same share. Other kinds stay as they are. */
void segbias_ratio_bound(struct segbias_ratio *ratio);

/* For ratio.c alone: what a kind supplies, one file a kind. n > 0, 0 < r <= 1, 0 <= k <= n and rho r < 1 hold; p may
 * exceed 1. `limits` gets the limits of the share and leaves those of the ratio. */
struct segbias_ratio_test {
	double (*p)(const struct segbias_ratio *ratio);
	double (*p_greater)(const struct segbias_ratio *ratio, double rho);
	double (*p_less)(const struct segbias_ratio *ratio, double rho);
	void (*limits)(const struct segbias_ratio *ratio, double alpha, double limit[2]);
};

extern const struct segbias_ratio_test segbias_ratio_population, segbias_ratio_sample, segbias_ratio_margin,
    segbias_ratio_base;

#endif
