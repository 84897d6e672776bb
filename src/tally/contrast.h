/* Room: tally. How a rate varies between clusters: of the records of a file, or of a segment, those that have a property (a
 * value is missing, there is no consent), in a part of these records and in all others. Records are counted, whatever they
 * weigh. */
#ifndef SEGBIAS_TALLY_CONTRAST_H
#define SEGBIAS_TALLY_CONTRAST_H

#include "tally/clusters.h"

struct segbias_contrast_query {
	size_t column; /* says who has the property: */
	const uint32_t
	    *value_of; /* [ids] 1: has it, 0: has it not, UINT32_MAX: does not count; of several answers: 0 */
	size_t ids;
	bool missing;   /* the property is that the column is missing: the pair of the plan is such */
	size_t by;      /* the parts are the values of this column; SEGBIAS_NO_FIELD: the segments, in the whole file */
	uint32_t parts; /* of that column: ids FIRST .. FIRST + parts - 1; other records do not count */
	const uint32_t
	    *part_of; /* [part_ids] which part, from 0, each id is; UINT32_MAX: none. NULL: id FIRST + i is part i */
	size_t part_ids;
	struct segbias_contrast_also {
		uint32_t column,
		    parts; /* a column more, of which part and all before it are crossed: its own changes first */
		const uint32_t *part_of; /* [ids] */
		size_t ids;
	} also
	    [SEGBIAS_PLAN_ALSO_MAX]; /* [also_count]; with `by` and part_of alone, and `parts` are those of the crossing */
	size_t also_count;
	bool segmented;  /* by segments: only records that are in one */
	bool weighted;   /* sums of weights in the place of records */
	uint32_t groups; /* ids of segments are below it */
};

struct segbias_contrasts;

/* Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_contrasts_create(const struct segbias_clusters *clusters,
                                             const struct segbias_contrast_query *query, struct segbias_contrasts **out,
                                             struct segbias_error *error);
void segbias_contrasts_free(struct segbias_contrasts *contrasts);

/* Over clusters, whose records come to n_c, of which k_c have the property. */
struct segbias_moments {
	double clusters;      /* with n_c > 0 */
	double with, without; /* with k_c > 0, and with k_c < n_c */
	double k, n;
	double kk, kn, nn, nnnn; /* sums of k_c^2, k_c n_c, n_c^2, n_c^4 (the last of no rest) */
};

#define SEGBIAS_PART_ALL UINT32_C(0xFFFF)

/* Of a part (id of a segment or value, or all) in a group (0: the whole file), or of the rest of the group. */
struct segbias_moments segbias_contrasts_of(const struct segbias_contrasts *contrasts, uint32_t group, uint32_t part,
                                            bool rest);

#endif
