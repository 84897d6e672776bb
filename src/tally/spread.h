/* Room: tally. What clusters or replicate weights say of one column: the vectors whose squares the covariance of its shares
 * comes from.
 *
 * Memory grows with the values that each cluster has, as that of the clusters themselves (equal vectors are kept once); for
 * replicates with values times replicates. Nothing grows with pairs of values. */
#ifndef SEGBIAS_TALLY_SPREAD_H
#define SEGBIAS_TALLY_SPREAD_H

#include "base/gram.h"
#include "tally/clusters.h"

/* Which value each id of the column means: value_of[id], UINT32_MAX for none. Only records with a value count. */
struct segbias_spread_values {
	size_t column;
	const uint32_t *value_of; /* [ids] */
	size_t ids;
	size_t values;
	uint32_t groups; /* ids of segments are below it; 1: the whole file only */
	/* Of a column with several answers a record: which value SEGBIAS_ID_ANSWERED means. `several`: it is the last one, it is
	 * what a record counts for. */
	uint32_t answered;
	bool several;
};

struct segbias_spreads;

/* From clusters, for the whole file (group 0) and every segment (by its id). Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_spreads_create(const struct segbias_clusters *clusters,
                                           const struct segbias_spread_values *values, struct segbias_spreads **out,
                                           struct segbias_error *error);

/* From replicate weights, for the whole file: N^2 scale times the sum over replicates of d d', where d are the shares by
 * a replicate less those by the weight itself (total[values] with sum N). Errors: SEGBIAS_DATA where a replicate's
 * weights do not add up to a positive number; SEGBIAS_SYSTEM. */
enum segbias_status segbias_spreads_replicated(const struct segbias_clusters *clusters,
                                               const struct segbias_spread_values *values, const double *total,
                                               double scale, struct segbias_spreads **out, struct segbias_error *error);
void segbias_spreads_free(struct segbias_spreads *spreads);

/* One group's part. */
struct segbias_group_spread {
	struct segbias_gram gram; /* sums over clusters of t_row t_column … */
	double clusters;          /* with a record that counts; where centred: all of the design */
	double square;            /* sum of the squared totals of the clusters; NaN of replicates … */
	double fourth;            /* … and of their fourth powers */
	bool centred;             /* … less their mean within strata, times n / (n - 1) of each; or by replicates */
	double df;                /* clusters - strata, of those with a record that counts; or replicates - 1 */
};

struct segbias_group_spread segbias_spreads_of(const struct segbias_spreads *spreads, uint32_t group);

#endif
