/* Room: tally. What clusters.c and clusters_text.c share. */
#ifndef SEGBIAS_TALLY_CLUSTERS_BODY_H
#define SEGBIAS_TALLY_CLUSTERS_BODY_H

#include "tally/clusters.h"

/* A profile is a list of words: JOINT, an id of every column of the design, the groups; or, once the clusters are split,
 * 1 + the index of one column of the design, its id, the groups; and after the columns come the pairs, of two ids. Joint profiles are few words where clusters have few
 * records; where they have many, only single columns keep the memory within the clusters. */
enum { JOINT = 0, HEAD = 1 };

/* What one cluster has of one profile. */
struct entry {
	uint64_t key; /* cluster << 32 | profile, + 1; 0: free */
	uint64_t count;
};

struct segbias_clusters {
	struct segbias_plan_design design;
	uint32_t *columns;               /* [design.column_count], copied */
	struct segbias_plan_pair *pairs; /* [design.pair_count], copied */
	bool weighted, members;
	size_t member_count;
	bool split;
	bool
	    told; /* split; and of a pair with what is missing there are profiles of the others, too, whatever they are */
	struct segbias_intern strata;
	struct segbias_intern names; /* stratum number, then the cluster's name */
	uint32_t *number_of;         /* [names.size]: the cluster's number */
	size_t number_capacity;
	uint32_t *stratum_of; /* [count] */
	size_t stratum_capacity;
	uint32_t count;
	uint64_t nameless;
	struct segbias_intern profiles;
	struct entry *entries;    /* [slot_count] */
	struct segbias_sum *sums; /* [slot_count], weighted only */
	size_t slot_count;
	size_t size;
	struct segbias_sum **replicates; /* [replicate_capacity], by profile: [replicate_count]; NULL of none */
	size_t replicate_capacity;
	uint64_t *hashes; /* [hash_count], rising: of names that a tally does not keep */
	size_t hash_count;
	uint32_t *words; /* [HEAD + column_count + members]: a profile, while a record is added */
};

enum { PREFIX = sizeof(uint32_t) }; /* of a name: the stratum's number */

/* A cluster without a name. false: out of memory. */
bool segbias_clusters_new(struct segbias_clusters *clusters, uint32_t stratum, uint32_t *cluster);

/* Adds to a profile of words[size] of a cluster; takes the sum over, of no weight NULL. false: out of memory. */
bool segbias_clusters_put(struct segbias_clusters *clusters, uint32_t cluster, const uint32_t *words, size_t size,
                          uint64_t count, const struct segbias_sum *weight);

/* From here on profiles are told. false: out of memory. */
bool segbias_clusters_divide(struct segbias_clusters *clusters);

/* The ids of a profile with this head, and the column of each. */
size_t segbias_clusters_ids(const struct segbias_clusters *clusters, uint32_t head);
uint32_t segbias_clusters_column(const struct segbias_clusters *clusters, uint32_t head, size_t index);

#endif
