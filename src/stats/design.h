/* Room: stats. Statistics of shares that were estimated from weighted, clustered or stratified records, from the
 * totals of their cells and the products that the covariance of these comes from, which are given by the vectors of clusters. See ratio.h for what belongs in the
 * room. Records, clusters and strata themselves do not belong here: whoever counts them makes the products.
 *
 * NaN in gives NaN out, and so does what is out of its range, vectors that are not sorted included. The functions need
 * memory for some numbers a cell and a vector, none for pairs of cells; where it is short they return false and leave their outputs untouched.
 */
#ifndef SEGBIAS_STATS_DESIGN_H
#define SEGBIAS_STATS_DESIGN_H

#include "stats/gram.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Estimated totals of cells, and what their covariance comes from: products - centre * total * total'.
 *
 * With t_c,v the weight that cluster c (a single record where there are no clusters) has in cell v, the product of v
 * and w is, of one stratum of C clusters, C/(C-1) times the sum over c of t_c,v t_c,w, and centre is 1/(C-1). Where
 * there are strata of n clusters each, t is centred within its stratum (its mean over the n clusters subtracted), the
 * products are the sum over strata of n/(n-1) times theirs, and centre is 0. One stratum may be given either way.
 * Products that are not centred cost digits where clusters are of very unequal size and much alike: four of the 16
 * where shares differ by 1 % between clusters.
 * source: Sarndal, Swensson and Wretman (1992), drawing with replacement; R survey: svytotal. */
struct segbias_spread {
	size_t cells;
	const double *total;      /* [cells] sum of weights, >= 0 */
	struct segbias_gram gram; /* the products: of as many cells */
	double centre;
};

/* --- stat_rao_scott.c: tests of homogeneity that allow for weights, clusters and strata -------------------------- */

/* variance[cells]: the linearised variance of each cell's share of the sum of totals, >= 0. All NaN where that sum is
 * 0. Time: entries of the vectors. source: R survey: the square of svymean's SE; Woodruff (1971). */
bool segbias_spread_variances(const struct segbias_spread *spread, double *variance);

/* Rao and Scott's second order: p is the upper tail at chi2 of the chi-squared distribution with df degrees of freedom,
 * or, where df2 is a number, of F at chi2 / df with df and df2. */
struct segbias_rao_scott {
	double chi2, df, df2, p;
};

/* Do the totals fit the shares reference[cells], each over 0, their sum 1? df2 is NaN. All NaN where the totals are 0
 * throughout or there is no variance (always with one cell). Time: cells squared, and the squared sizes of the vectors.
 * source: R survey: svygofchisq; Rao and Scott (1981). */
bool segbias_rao_scott_fit(const struct segbias_spread *spread, const double *reference, struct segbias_rao_scott *out);

/* The same of weighted records that are independent of each other, whose variance is taken under the null: a record of cell v
 * adds weight[v] (the sum of w^2 / sum of w of such records, over 0), so that the covariance of the totals about their null
 * is n sum_u reference_u weight_u (e_u - reference) (e_u - reference)'. Time: cells. source: Rao and Scott (1981), with that
 * covariance. */
void segbias_rao_scott_null(const double *total, const double *reference, const double *weight, size_t cells,
                            struct segbias_rao_scott *out);

/* Products of some cells of a table: cell c of the matrix is cell first + step * c of the table. */
struct segbias_gram_part {
	struct segbias_gram gram;
	size_t step, first;
};

/* One table of two rows. */
struct segbias_rows_query {
	const double *total; /* [2 * columns]: of column v in row i at 2 v + i */
	struct segbias_gram_part own;
	double centre[2]; /* where each row is a sample of its own, of one stratum and not centred; otherwise 0 */
	double df_design; /* over 0: clusters - strata; with INFINITY p is of chi-squared */
};

/* Are the shares of the two rows of each table the same? out[count]. The products of a table are its own and those that all
 * of them share (NULL: none); they may cross the rows, but own and shared ones have no pair of cells in common. All NaN
 * with fewer than two columns that are not empty, an empty row, or without variance. Time: columns squared for each table,
 * and the squared sizes of the vectors, shared ones once. source: R survey: svychisq(statistic = "F"); Rao and Scott (1984);
 * Thomas and Rao (1987) for F. */
bool segbias_rao_scott_rows(const struct segbias_rows_query *queries, size_t count, size_t columns,
                            const struct segbias_gram_part *shared, struct segbias_rao_scott *out);

/* P(F >= f) with df and df2 over 0, df2 may be infinite; 1 where f <= 0. source: R pf. */
double segbias_f_upper(double f, double df, double df2);

#endif
