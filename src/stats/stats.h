/* Room: stats. The other statistics: one file each, all declared here. See ratio.h for what belongs in the room.
 *
 * Throughout: NaN in gives NaN out, arguments out of their range give NaN, nothing prints, aborts or keeps state.
 * Whole numbers are doubles up to 2^53. "Upper tail" is computed as such and never as 1 - P: 1e-300 is a number.
 */
#ifndef SEGBIAS_STATS_STATS_H
#define SEGBIAS_STATS_STATS_H

#include "stats/ratio.h"
#include <stddef.h>
#include <stdint.h>

/* --- stat_binomial.c: exact binomial tails, right at n = 1e10 ------------------------------------------------- */

/* P(X >= k) and P(X <= k) of n draws with probability p in 0..1. k and n whole, n >= 0, any k; otherwise NaN.
 * source: incomplete beta, Abramowitz and Stegun 26.5.24. */
double segbias_binomial_upper(double k, double n, double p);
double segbias_binomial_lower(double k, double n, double p);

/* Two-sided by minimum likelihood: outcomes no likelier than k, ties within 1e-7. 1 where k = n p. k in 0..n.
 * source: R binom.test; scipy.stats.binomtest. */
double segbias_binomial_two_sided(double k, double n, double p);

/* Likelihoods that agree to this (relative) are ties. */
#define SEGBIAS_LIKELIHOOD_TIE 1e-7

/* For tests of minimum likelihood: the whole number nearest to `inside` where the log density, falling from `inside`
 * to before `outside`, is at most `limit`; `outside`, the first impossible outcome, where there is none. `start`, any
 * whole number, is where the search begins. */
double segbias_likelihood_end(double (*log_density)(const void *parameters, double k), const void *parameters,
                              double limit, double inside, double outside, double start);

/* --- stat_hypergeometric.c: exact tails of drawing without replacement ---------------------------------------- */

/* P(X >= k), P(X <= k) and minimum likelihood of n drawn from N records of which K have the value. All whole,
 * n <= N, K <= N; otherwise NaN. source: R phyper, summed here; R fisher.test for the ties. */
double segbias_hypergeometric_upper(double k, double n, double N, double K);
double segbias_hypergeometric_lower(double k, double n, double N, double K);
double segbias_hypergeometric_two_sided(double k, double n, double N, double K);

/* --- stat_hypergeometric_least.c: what Fisher's exact p is not below, some fifty times as fast ------------------- */

enum { SEGBIAS_LOG_FACTORIALS = 4096 };
struct segbias_log_factorials {
	double of[SEGBIAS_LOG_FACTORIALS];
};
void segbias_log_factorials_init(struct segbias_log_factorials *out);

/* At most segbias_hypergeometric_two_sided; 0 where that is none. */
double segbias_hypergeometric_two_sided_least(const struct segbias_log_factorials *table, double k, double n, double N,
                                              double K);

/* --- stat_beta.c: incomplete beta ------------------------------------------------------------------------------ */

/* I_x(a, b), and 1 - I_x(a, b) not by subtraction. a and b over 0 and finite; x below 0 is 0, above 1 is 1.
 * source: TOMS 708 as in R pbeta. */
double segbias_beta_lower(double x, double a, double b);
double segbias_beta_upper(double x, double a, double b);

/* The x with I_x(a, b) = p, and with upper tail p, p in 0..1. Relative error of x under 1e-12 for a and b in
 * 1e-3..1e10, p down to 1e-12; 0 where x is under the smallest double. source: Halley's iteration on the log odds. */
double segbias_beta_quantile(double p, double a, double b);
double segbias_beta_quantile_upper(double p, double a, double b);

/* --- stat_beta_binomial.c: a binomial whose probability is Beta(a, b) -------------------------------------------- */

/* P(X >= k) and P(X <= k); a and b over 0 and finite, n >= 0, any k; otherwise NaN. k and n need not be whole: the first
 * is then the mean of I_p(k, n - k + 1) over p ~ Beta(a, b), the second of I_{1-p}(n - k, k + 1). Relative error under
 * 1e-10 down to 1e-250, for n up to 1e10. source: scipy.stats.betabinom. */
double segbias_beta_binomial_upper(double k, double n, double a, double b);
double segbias_beta_binomial_lower(double k, double n, double a, double b);

/* --- stat_interval.c: intervals of a share k / n at 1 - alpha -------------------------------------------------- */

/* Limits in 0..1 of k in 0..n, n > 0, 0 < alpha < 1, both real numbers (k_eff, n_eff); otherwise both NaN.
 * source: Clopper and Pearson (1934), R binom.test; Korn and Graubard (1998) for real numbers. */
void segbias_interval_exact(double k, double n, double alpha, double *low, double *high);
/* source: Wilson (1927), without correction, R prop.test(correct = FALSE). */
void segbias_interval_wilson(double k, double n, double alpha, double *low, double *high);

/* --- stat_score.c: the ratio of two independent shares -------------------------------------------------------- */

struct segbias_two_shares {
	double x1, n1; /* x1 of n1, 0 <= x1 <= n1, n1 > 0 */
	double x0, n0; /* x0 of n0, likewise */
};

/* Score z of H0 (x1/n1) / (x0/n0) = ratio, ratio >= 0; positive where the share x1/n1 is larger. 0 where difference and
 * variance are both 0. source: Miettinen and Nurminen (1985), with the factor N / (N - 1). */
double segbias_score_z(const struct segbias_two_shares *shares, double ratio);

/* The same corrected for skewness: z of T = z + g (z^2 - 1), where T is the score and g a sixth of the skewness of
 * x1/n1 - ratio x0/n0 under H0; where there is none, the z = -1/(2g) at which T turns. The normal tail is then right to
 * the second order. source: Gart and Nam, Biometrics 44 (1988). */
double segbias_score_corrected(const struct segbias_two_shares *shares, double ratio);

/* The ratios that the corrected score does not reject at alpha, always with (x1/n1) / (x0/n0) among them: *low is 0 where
 * x1 = 0 or no ratio is so unlikely, *high NaN (unbounded) where x0 = 0 or likewise. Relative error 1e-12. */
void segbias_score_limits(const struct segbias_two_shares *shares, double alpha, double *low, double *high);

/* --- stat_change.c: is a share another one than in an earlier run? ------------------------------------------------ */

struct segbias_share_change {
	struct segbias_two_shares shares; /* x1 of n1 now, x0 of n0 before; of effective sizes unless `whole` */
	bool whole;                       /* both are unweighted whole counts */
	double ratio;                     /* over 0: that of the shares if nothing has changed */
	/* Relative variance of the reference share now and before; 0: it is exact, or it is one and the same reference, whose
	 * error the ratio does not have. */
	double error1, error0;
};

/* Two-sided p of H0 (x1/n1) / (x0/n0) = ratio, in 0..1; NaN out of the domain. Fisher's exact test of whole counts with
 * ratio 1 and no error; else the score corrected for skewness, or, where fewer than 10 are expected in either run, twice the
 * smaller tail of the conditional test, both at sizes that hold the error. source: R fisher.test; stat_score.c. */
double segbias_change_p(const struct segbias_share_change *change);

/* Limits of (x1/n1) / (x0/n0) / ratio at 1 - alpha; *low is 0 where x1 = 0, *high NaN (unbounded) where x0 = 0. */
void segbias_change_limits(const struct segbias_share_change *change, double alpha, double *low, double *high);

/* --- stat_control.c: control limits of a share over periods ------------------------------------------------------- */

enum { SEGBIAS_CONTROL_PERIODS = 8 }; /* from so many on the variation that was observed widens the limits */

struct segbias_control_limits {
	double centre;    /* share of all periods together; NaN: there is none */
	double spread;    /* standard deviation of the shares by that of binomial ones, at least 1 */
	double low, high; /* three standard errors of a period's share from the centre, in 0..1 */
	double x, n;      /* all periods together */
};

/* The limits of a later period's share, of n_now > 0. Its own error and the centre's are in them: one period is no sure centre.
 * With count growing they are those of the p chart, from SEGBIAS_CONTROL_PERIODS on of the p' chart. */
struct segbias_control_limits segbias_control_limits(const double *x, const double *n, size_t count, double n_now);

/* How sure the spread over 1 of `count` periods is, at 1 - alpha: as a standard deviation of 0.62 (count - 1) degrees of freedom, low at
 * least 1. NaN where it is 1 or not known. */
void segbias_control_spread(const struct segbias_control_limits *limits, size_t count, double alpha, double *low,
                            double *high);

/* Two-sided p that x_now of n_now is of the same share as the `count` periods before: segbias_change_p, and where they spread by more
 * than binomial ones not less than by Student's t of the spread, with 0.62 (count - 1) degrees of freedom, which is what the moving
 * ranges are worth. source: Wheeler, Advanced Topics in Statistical Process Control (1995), effective degrees of freedom. */
double segbias_control_p(const struct segbias_control_limits *limits, size_t count, double x_now, double n_now,
                         bool whole);

/* --- stat_root.c -------------------------------------------------------------------------------------------------- */

/* Where the function is 0, between a and b, at which it has different signs; to 1e-13, or the last digits of a larger
 * one. Where it jumps over 0, the jump. source: Chandrupatla (1997). */
double segbias_root(double (*function)(const void *parameters, double x), const void *parameters, double a, double b);

/* --- stat_distance.c: how far the shares k_v / n are from r_v --------------------------------------------------- */

struct segbias_distance {
	double chi2, g;      /* Pearson and likelihood ratio of goodness of fit, df = values - 1 */
	double w;            /* Cohen: sqrt(chi2 / n) */
	double fei;          /* 0..1; NaN with one value */
	double tvd;          /* 0..1: half of the absolute gaps */
	double tvd_noise;    /* what chance alone gives to it */
	double js_bits;      /* 0..1: Jensen-Shannon divergence, base 2 */
	double kl_bits;      /* of the file from the reference, base 2 */
	double hellinger;    /* 0..1 */
	double psi;          /* shares under 0.0001 raised to it */
	double asmd;         /* mean absolute standardised difference; NaN where an r is 1 */
	double expected_min; /* smallest n r */
};

/* count[values], reference[values] with sum 1 and each over 0; n = sum of count, > 0; otherwise all NaN. Identical
 * shares give exactly 0. source: DEFINITIONS.md "Per attribute". */
void segbias_distance(const double *count, const double *reference, size_t values, struct segbias_distance *out);

/* Pearson's chi2 of count[values] with sum n against reference[values]: n times the sum of (k/n - r)^2 / r. */
double segbias_distance_chi2(const double *count, const double *reference, size_t values, double n);

/* --- stat_ordered.c -------------------------------------------------------------------------------------------------- */

/* Of count[values] from reference[values] (sum 1), both in order: *emd, the earth mover's distance in ranks, 0 ..
 * values - 1; *ks, the largest difference of the cumulated shares, 0..1. NaN where n is 0.
 * source: scipy wasserstein_distance with the ranks as positions; the Kolmogorov-Smirnov distance. */
void segbias_ordered_distance(const double *count, const double *reference, size_t values, double *emd, double *ks);

/* --- stat_chi2.c ------------------------------------------------------------------------------------------------ */

/* P(X >= chi2) with df > 0 degrees of freedom; 1 where chi2 <= 0. source: R pchisq. */
double segbias_chi2_upper(double chi2, double df);

/* --- stat_monte_carlo.c: p of Pearson's chi2 where few are expected --------------------------------------------------- */

/* How p is simulated: of the tables that are drawn under the null, b have a chi2 of at least the observed one, up to
 * rounding. Where b reaches `stop` with the l-th, p = stop / l; else, after all replicates, (1 + b) / (1 + replicates).
 * Either is a valid p. A stopped one has a relative standard error of sqrt((1 - p) / stop). The same seed gives the same
 * p. source: Hope (1968); Besag and Clifford (1991); R chisq.test(simulate.p.value = TRUE) for ties. */
struct segbias_monte_carlo {
	unsigned replicates;
	unsigned stop; /* 0: never */
	uint64_t seed;
};

/* --- stat_fit.c --------------------------------------------------------------------------------------------------------- */

struct segbias_chi2_query {
	double n;    /* whole, > 0 */
	double chi2; /* segbias_distance_chi2 of n records */
	double p;    /* out */
};

/* Goodness of fit: p of queries[count] against multinomial samples of reference[values] (sum 1, each over 0). p depends
 * on the reference, n, chi2 and the draws alone, not on the other queries; all share the replicates of the seed. NaN where
 * n or chi2 is out of its range; all NaN where the reference is. false: out of memory, p is untouched. Time, of B
 * replicates that are drawn: all n up to the larger of 4096 and 64 (values - 1) take together B times the largest of them,
 * some 3 ns, and none of them stops; each n above it B times values, some 80 ns. */
bool segbias_chi2_monte_carlo(const double *reference, size_t values, struct segbias_chi2_query *queries, size_t count,
                              const struct segbias_monte_carlo *draws);

/* --- stat_homogeneity.c --------------------------------------------------------------------------------------------------- */

struct segbias_homogeneity_query {
	const double *own; /* [values] whole; NULL: nobody */
	double n;          /* of the first row; whole, 0 < n < sum of both rows */
	double chi2;
	double enough; /* over 0: where p is at least this, any number from this to p will do; 0: p is wanted */
	double p;      /* out */
};

/* Homogeneity: p of the chi2 of 2 x values tables, against tables with the same margins: shared[values] + own[values]
 * columns, whole, with a sum of up to 2^53, and n in the first row. Columns of 0 change nothing. p depends on the query,
 * the shared individuals and the draws alone; tables share walks through the shared individuals. Up to 10,000 tables are
 * counted instead: p is exact. NaN where a number is out of its range. false: out of memory.
 * Time: where the smaller row is of up to 256 individuals or 12 (values - 1), up to half of the shared ones, a replicate
 * takes some 30 ns, and 5 ns a value and an own individual of the first row's; else values, some 120 ns. */
bool segbias_homogeneity_monte_carlo(const double *shared, size_t values, struct segbias_homogeneity_query *queries,
                                     size_t count, const struct segbias_monte_carlo *draws);

/* --- stat_independence.c ------------------------------------------------------------------------------------------------ */

/* Independence: p of the chi2 of table[rows * columns], row by row, whole counts with a sum of up to 2^53, against tables
 * with the same margins; rows and columns of 0 change nothing, nor does their order. With two rows or two columns it is
 * homogeneity's p; else a replicate takes some 10 ns an individual who is not in the largest row, or 120 ns a cell,
 * whichever is less; where all would take longer than some seconds, fewer are drawn, 999 at least. *p is NaN where a number is out
 * of its range, or with fewer than two rows or columns. false: out of memory, *p is untouched. */
bool segbias_independence_monte_carlo(const double *table, size_t rows, size_t columns, double chi2,
                                      const struct segbias_monte_carlo *draws, double *p);

/* --- stat_adjust.c: p-values of a family ------------------------------------------------------------------------ */

enum segbias_control { SEGBIAS_CONTROL_BH, SEGBIAS_CONTROL_HOLM, SEGBIAS_CONTROL_BY, SEGBIAS_CONTROL_NONE };

/* q[count] from p[count], in 0..1; may be the same array. Ties give equal q. A NaN stays NaN and does not count.
 * false: out of memory, q is untouched. source: R p.adjust. */
bool segbias_adjust(const double *p, size_t count, enum segbias_control control, double *q);

/* cut[count]: the p up to which that test alone, all others as they are, would be found at alpha; NaN where p is.
 * Benjamini-Hochberg with R found of m: alpha R / m (by: over the harmonic sum); Holm: alpha / (m - t), where t of the others
 * pass before it. false: out of memory. source: the procedures of segbias_adjust, read backwards. */
bool segbias_adjust_cut(const double *p, size_t count, enum segbias_control control, double alpha, double *cut);

/* Both at once, of many p: q NULL, or cut NULL, is not asked for. */
bool segbias_adjust_both(const double *p, size_t count, enum segbias_control control, double alpha, double *q,
                         double *cut);

/* --- stat_association.c: rows x columns table ------------------------------------------------------------------- */

struct segbias_association {
	double chi2, df, p; /* Pearson, without correction */
	double v;           /* Cramer's V, 0..1 */
	double v_corrected; /* Bergsma's, 0..1; NaN also where n is too small for the table */
	double expected_min;
};

/* table[rows * columns], row by row, each >= 0; rows and columns that are all zero are left out. All NaN with fewer
 * than two rows or columns, or where memory is short. source: R chisq.test(correct = FALSE); Bergsma (2013). */
void segbias_association(const double *table, size_t rows, size_t columns, struct segbias_association *out);

/* --- stat_power.c ----------------------------------------------------------------------------------------------- */

/* Records needed to tell the share x (reference r) from an edge of the band [low, high] (as ratios, 0.8 and 1.25) with
 * 80 % power at two-sided alpha: the smallest n from which on the exact power of the one-sided binomial test at alpha / 2
 * stays at 80 % or more; where more than 1000 are expected at the edge, 1.03 times the normal approximation's. The edge:
 * inside the band the nearer one (the lower where both are as near), outside the one on that side; an edge of a share of 1
 * or more is none, the other is taken. NaN at the edge (1e-12), above 2^53, or without an edge. Some 20 us.
 * source: DEFINITIONS.md "n_needed"; Fleiss, Levin and Paik (2003); Chernick and Liu (2002). */
double segbias_power_n_needed(double x, double r, double low, double high, double alpha);

/* What n records can show of a share whose reference is r. */
struct segbias_power {
	double n;        /* records, > 0 */
	double r;        /* 0 < r < 1 */
	double variance; /* of the reference share, >= 0: r (1 - r) / m of a sample, se^2 of a margin; 0: exact */
	double base;     /* records that the n are drawn from, n < base; 0: no finite base */
};

/* That of a test: its size and the reference's error by its kind. */
struct segbias_power segbias_ratio_power(const struct segbias_ratio *ratio);

/* Largest share below the edge low r, and smallest above high r, that n records (rounded down) tell from it with 80 %
 * power at two-sided alpha, unadjusted: where the exact power of the one-sided binomial test at alpha / 2 is 80 %. With a
 * variance or a base the gap to the edge is that of the normal approximation, |x - e| = z_{1-alpha/2} sqrt(V(e)) + z_0.8
 * sqrt(V(x)), V(x) = x (1 - x) (1 / n - 1 / base) + (e / r)^2 variance, times what exact and normal differ by without
 * them. NaN: none, not even 0 (*under) or 1 (*over). */
void segbias_power_detectable(const struct segbias_power *power, double low, double high, double alpha, double *under,
                              double *over);

/* Records needed to tell the share x from the edge of segbias_power_n_needed, which says `needed`, in that sense, with the
 * reference's own error and a finite base: the normal approximation's number times needed / normal; at most the base, and
 * NaN where no number would do. power->n is not read. */
double segbias_power_settling(const struct segbias_power *power, double x, double low, double high, double alpha,
                              double needed);

/* z with P(Z > z) = tail, tail in 0..1 (infinite at the ends). source: AS 241, gsl_cdf_ugaussian_Qinv. */
double segbias_normal_upper_quantile(double tail);

/* P(Z > z). */
double segbias_normal_upper(double z);

/* --- stat_student.c --------------------------------------------------------------------------------------------- */

/* t with P(T > t) = tail, tail within 0..1, df > 0; infinite df: the normal distribution. source: R qt. */
double segbias_student_upper_quantile(double tail, double df);

/* P(T > t), df > 0; infinite df: the normal distribution. source: R pt. */
double segbias_student_upper(double t, double df);

/* P(T > z) for the z with P(Z > z) = tail: what a tail of the normal distribution is where the variance is known with df
 * degrees of freedom. tail within 0..1, which stay as they are. */
double segbias_student_tail(double tail, double df);

/* --- stat_paired.c: two means of the same people -------------------------------------------------------------------- */

struct segbias_pairs {
	double n, x, y;    /* means */
	double xx, yy, xy; /* variances and covariance with n - 1 */
};

/* One-sided p of H0 x / y <= rho (small where x is large), and of H0 x / y >= rho: t of the mean of x - rho y with n - 1 degrees of freedom.
 * NaN with fewer than two or without any spread; where x - rho y is 0 of everybody, t is 0. source: R t.test(x - rho * y). */
double segbias_paired_greater(const struct segbias_pairs *pairs, double rho);
double segbias_paired_less(const struct segbias_pairs *pairs, double rho);

/* Two-sided p of rho = 1. */
double segbias_paired_p(const struct segbias_pairs *pairs);

/* Limits of x / y at 1 - alpha: where those tests are alpha / 2. *low is 0 where none is so unlikely, *high NaN where it is unbounded; both NaN
 * where y is not over 0 or nobody differs. source: Fieller, J R Stat Soc B 16 (1954). */
void segbias_paired_limits(const struct segbias_pairs *pairs, double alpha, double *low, double *high);

/* --- stat_variety.c: of how many kinds things are, by the counts of each kind ------------------------------------------ */

/* The chance that two of the things, drawn without putting back, are of one kind: unbiased for the sum of squared shares, however few there
 * are. NaN with fewer than two. source: Simpson, Nature 163 (1949); skbio simpson_d(finite). */
double segbias_variety_same(const double counts[], size_t count);

/* Entropy of the kinds in nats, with what was not seen estimated. NaN where there is none.
 * source: Chao, Wang, Jost, Methods Ecol Evol 4 (2013), equation 5 and, for its A, 6b. */
double segbias_variety_entropy(const double counts[], size_t count);

/* Steck's divergence of what was shown, q, from what was chosen, p: sum of p ln(p / ((1 - 0.01) q + 0.01 p)), in nats; and what it would be on
 * average if the n things that were shown were drawn from p. chosen[count], shown[count]. NaN where either is nothing.
 * source: Steck, Calibrated recommendations, RecSys (2018), equation 4. */
double segbias_variety_divergence(const double chosen[], const double shown[], size_t count);
double segbias_variety_divergence_chance(const double chosen[], size_t count, double n);

/* Gini's coefficient of counts that rise: sum of (2 j - count - 1) x_j / (count sum of x). NaN where all are 0.
 * source: Gini (1912); skbio gini_index(method="trapezoids"). */
double segbias_gini(const double rising[], size_t count);

/* --- stat_welch.c: means of two groups of people ------------------------------------------------------------------- */

struct segbias_mean {
	double n, mean, variance; /* variance with n - 1 */
};

/* One-sided p of H0 x / y <= rho (small where x is large), and of H0 x / y >= rho: t = (x - rho y) / sqrt(s_x^2 / n + rho^2 s_y^2 / m)
 * with Satterthwaite's degrees of freedom. NaN with fewer than two of either, or without any spread.
 * source: Welch, Biometrika 34 (1947); R t.test(x, rho * y). */
double segbias_welch_greater(const struct segbias_mean *x, const struct segbias_mean *y, double rho);
double segbias_welch_less(const struct segbias_mean *x, const struct segbias_mean *y, double rho);

/* Two-sided p of rho = 1. */
double segbias_welch_p(const struct segbias_mean *x, const struct segbias_mean *y);

/* Limits of x / y at 1 - alpha: where those tests are alpha / 2. *low is 0 where none is so unlikely, *high NaN where it is unbounded; both
 * NaN where a mean is not over 0. */
void segbias_welch_limits(const struct segbias_mean *x, const struct segbias_mean *y, double alpha, double *low,
                          double *high);

/* Limits of the mean by t. NaN with fewer than two. */
void segbias_mean_limits(const struct segbias_mean *x, double alpha, double *low, double *high);

/* --- stat_mantel_haenszel.c: a 2 x 2 table in each of several strata -------------------------------------------- */

struct segbias_table_2x2 {
	double a, b; /* with the value: selected, not selected */
	double c, d; /* the others: selected, not selected */
};

struct segbias_mantel_haenszel {
	double odds_ratio;   /* common to the strata; 0, or INFINITY where no stratum has b c > 0 */
	double statistic, p; /* of odds ratio 1: chi2 with one degree of freedom, without continuity correction */
	double breslow_day, breslow_day_df, breslow_day_p; /* of equal odds ratios, with Tarone's correction */
	double crude_odds_ratio;                           /* of all strata in one table; 0 or INFINITY as above */
	double low, high; /* of odds_ratio at 1 - alpha; NaN where it is 0 or infinite */
};

/* Of strata[count], each cell 0 or in 1e-20..1e20. Strata that say nothing (a margin of zero, or not more than one
 * record) count only in the crude ratio; Breslow-Day's df is the number of the others less one, and its p NaN where
 * that is 0. NaN: the test of equal ratios where odds_ratio is 0 or infinite; low and high also where alpha is not in
 * 0..1 (ends excluded); everything but the crude ratio where no stratum says anything; everything where a cell is out
 * of its range or memory is short. The order of the strata changes no bit, swapping the columns inverts the ratios.
 * source: Mantel and Haenszel (1959) as in R mantelhaen.test(correct = FALSE); Robins, Breslow and Greenland (1986) for
 * the limits; Breslow and Day (1980) with Tarone (1985). */
void segbias_mantel_haenszel(const struct segbias_table_2x2 *strata, size_t count, double alpha,
                             struct segbias_mantel_haenszel *out);

/* --- stat_disparity.c: a group's share of the rejected and of the selected ------------------------------------------ */

/* b / (b + d) - a / (a + c), -1..1: positive where the group is more of the rejected than of the selected. 0 where nobody was
 * rejected or nobody selected: nobody was treated otherwise than the others. NaN of an empty table. */
double segbias_demographic_disparity(const struct segbias_table_2x2 *table);

/* The mean of that over strata[count], by their records; empty ones count nowhere, and NaN where all are. The order of the
 * strata changes no bit. source: Wachter, Mittelstadt and Russell (2021); Amazon SageMaker Clarify CDDL, but for strata in
 * which all have one answer: there Clarify takes the missing share as 0, so that every group has less of it. */
double segbias_conditional_disparity(const struct segbias_table_2x2 *strata, size_t count);

/* --- stat_range.c: from the smallest to the largest rate of several groups ------------------------------------------- */

struct segbias_range_rate {
	double k, n; /* k of n; real numbers (effective sizes) too; n 0: the group does not count */
};

struct segbias_range {
	size_t lowest, highest; /* groups; of equal ones the first; SIZE_MAX: there are no two */
	double gap;             /* 0..1 */
	double gap_low, gap_high;
};

/* Of rates[count] of independent groups. The limits are of the largest difference of the true rates, whichever groups these
 * are of, and hold it at 1 - alpha though the data choose the ends: the lower one is the largest lower limit of all pairs'
 * differences at 1 - alpha / pairs, the upper one the largest upper limit at 1 - alpha. Each by Newcombe from exact limits.
 * All NaN with fewer than two groups, a number out of its range, or where memory is short. O(count^2).
 * source: Newcombe (1998), method 10; Bonferroni over the pairs. */
void segbias_range_limits(const struct segbias_range_rate *rates, size_t count, double alpha,
                          struct segbias_range *out);

/* --- stat_mcar.c: are numbers missing completely at random? ----------------------------------------------------- */

/* The rows in which the same columns are known. A pattern occurs once. */
struct segbias_mcar_pattern {
	const bool *observed;  /* [columns]: known in these rows */
	double count;          /* rows */
	const double *mean;    /* [columns], only the observed ones are read */
	const double *scatter; /* [columns * columns], likewise: sum of (x - mean) (x - mean)' */
};

struct segbias_mcar {
	double patterns;         /* with at least one row and one observed column */
	double statistic, df, p; /* Little's d2, chi2 with df degrees of freedom; p is NaN where df is 0 */
	unsigned iterations;     /* of EM */
	bool converged;
};

/* Little's test from patterns[count]. The covariance is the maximum likelihood one (divisor n), as in R naniar's
 * mcar_test, not the n / (n - 1) times it of Little's text. Rows without any observed column count nowhere.
 * statistic, df and p are NaN and `converged` is false where there is none: no row, a column that is never known or
 * constant, columns that determine each other (a covariance matrix that is singular or becomes so), no convergence in
 * 2,000 iterations, numbers whose squares are not finite. An iteration takes some patterns x columns^3 multiplications;
 * where half is missing it takes some 50 of them, more where more is missing or columns nearly determine each other.
 * false: out of memory.
 * source: Little, JASA 83 (1988) 1198-1202; Little and Rubin (2002), chapter 11, for EM by sweeping. */
bool segbias_mcar(const struct segbias_mcar_pattern *patterns, size_t count, size_t columns, struct segbias_mcar *out);

/* --- stat_impact.c: rates to that of the most selected group ------------------------------------------------------- */

struct segbias_impact_group {
	double selected, n; /* 0 <= selected <= n */
	bool left_out;      /* it has no ratio, and none is to it */
};

/* Groups, and people of whom it is not known in which of them they are. */
struct segbias_impact {
	const struct segbias_impact_group *groups; /* [count] */
	size_t count;
	size_t against; /* the group that ratios are to; `count`: the one of the highest rate, whichever that is */
	double selected, rejected; /* of unknown group */
	bool whole;                /* counts: a person belongs to one group. Else shares of the unknown may */
};

/* The smallest and the largest ratio of groups[group] over every way in which those of unknown group could be spread over the
 * groups. Both are reached. Where `against` is `count` the highest rate is sought anew each time, and no ratio exceeds 1. *high is
 * NaN where it is unbounded, both where the ratio is undefined. source: exact, by the argument in DEFINITIONS.md "Audit". */
void segbias_impact_bounds(const struct segbias_impact *impact, size_t group, double *low, double *high);

/* --- stat_kolmogorov.c: how far apart two distributions of numbers are ------------------------------------------ */

/* P(K > x) of Kolmogorov's limit distribution; 1 where x <= 0. Relative error 1e-12, down to 1e-300.
 * source: Kolmogorov (1933); Marsaglia, Tsang and Wang (2003) for the series of small x; scipy.special.kolmogorov. */
double segbias_kolmogorov_upper(double x);

/* Asymptotic two-sided p of the Kolmogorov-Smirnov distance ks, 0..1, of samples of n and m, over 0 and not
 * necessarily whole (effective sizes); an infinite one is a distribution that is known.
 * source: Smirnov (1939); R ks.test(exact = FALSE). */
double segbias_ks_p(double ks, double n, double m);

struct segbias_mass {
	double value;  /* finite */
	double weight; /* over 0; their sum is in 1e-100..1e100 */
};

struct segbias_distribution_distance {
	double ks;          /* 0..1: largest difference of the distribution functions */
	double wasserstein; /* the area between them, in the unit of the values */
};

/* Of a[a_count] and b[b_count], each sorted by value (ties allowed); otherwise, or where one is empty, both NaN.
 * Weights are relative to their sum. Exactly 0 where both sides have the same weights, also in another order within a
 * tie, or whole ones (sums up to 2^53) in one proportion; other proportions leave rounding, 1e-16 of ks.
 * O(a_count + b_count).
 * source: scipy.stats.wasserstein_distance(u_weights, v_weights); scipy.stats.ks_2samp. */
void segbias_distribution_distance(const struct segbias_mass *a, size_t a_count, const struct segbias_mass *b,
                                   size_t b_count, struct segbias_distribution_distance *out);

/* --- stat_calibration.c: what a score means --------------------------------------------------------------------------- */

/* Of masses[count], sorted by value: the smallest value up to which a share of 0..1 of the weight lies; the median, which is
 * the middle of two values where half of the weight lies up to the first. NaN of none.
 * source: R quantile(type = 1), median. */
double segbias_mass_quantile(const struct segbias_mass *masses, size_t count, double share);
double segbias_mass_median(const struct segbias_mass *masses, size_t count);

enum { SEGBIAS_CALIBRATION_BINS = 10 };

/* The edges between the tenths of masses[count], sorted by value, [how many + 1], and how many bins they make: fewer than ten
 * where values are tied. A bin holds its upper edge, the first one its lower edge, too. 0 of none. */
size_t segbias_tenths(const struct segbias_mass *masses, size_t count, double edges[SEGBIAS_CALIBRATION_BINS + 1]);

/* The same of a score: of scores that all lie in 0..1 (*probability) ten bins of equal width, else the tenths. */
size_t segbias_calibration_edges(const struct segbias_mass *masses, size_t count,
                                 double edges[SEGBIAS_CALIBRATION_BINS + 1], bool *probability);

struct segbias_calibration_bin {
	double low, high;
	double n;    /* weight in it */
	double mean; /* of the score; NaN where n is 0 */
};

/* Fills out[bins] from masses[count], sorted by value. What lies outside the edges is in the first or last bin. */
void segbias_calibration(const struct segbias_mass *masses, size_t count, const double *edges, size_t bins,
                         struct segbias_calibration_bin *out);

/* --- stat_disclosure.c: can people be told apart ----------------------------------------------------------------------- */

/* Of cells of people who share their values: n of them; cells; the smallest; those who are alone; those in cells of fewer than k;
 * and the chance of who knows that somebody is among them to pick the right one, at worst and on average. */
struct segbias_disclosure {
	double n, cells, smallest, uniques, below;
	double prosecutor_max, prosecutor_mean;
};

/* Of sizes[count], each 1 or more; with count 0 all is NaN but n, cells, uniques and below, which are 0.
 * source: Benschop, Machingauta and Welch, Statistical Disclosure Control: A Practice Guide, section 4 (f_k, 1/f_k; sdcMicro freqCalc,
 * indivRisk without a survey). */
void segbias_disclosure(const double *sizes, size_t count, double k, struct segbias_disclosure *out);

/* The same of who does not know it, and looks up everybody: by how many of the population share the values of each cell. */
struct segbias_linkage {
	double journalist_max;  /* 1 / the smallest of these */
	double at_risk;         /* people of a larger risk than the limit; NaN without one */
	double expected, share; /* right guesses if everybody is linked, and of those people (the marketer's risk) */
	double uniques;         /* alone in both */
	double beyond;          /* people of cells that hold more than the population has: not one of it */
};

/* Of sizes[count] and others[count], what the population has (0 where nobody): where that is less than the cell, the cell's own size
 * counts. risk_max: NaN for no limit. With count 0 all is NaN but uniques and beyond, which are 0.
 * source: El Emam and Dankar, Protecting Privacy Using k-Anonymity, JAMIA 15 (2008). */
void segbias_linkage(const double *sizes, const double *others, size_t count, double risk_max,
                     struct segbias_linkage *out);

/* People of a cell with one sensitive value. */
struct segbias_diversity_row {
	size_t cell;
	double count;
};

/* How many sensitive values a cell holds, at the least, and how many they are by their entropy (exp of it), and how many people are in
 * a cell of two and more that has one value: who finds the cell knows it of all of them. */
struct segbias_diversity {
	double n, distinct, entropy, one;
};

/* Of rows[count], sorted by cell, one a value of it. With count 0 NaN but n and one, which are 0.
 * source: Machanavajjhala, Kifer, Gehrke and Venkitasubramaniam, l-Diversity, TKDD 1 (2007). */
void segbias_diversity(const struct segbias_diversity_row *rows, size_t count, struct segbias_diversity *out);

#endif
