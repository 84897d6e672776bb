/* Room: tally. Records that belong together: the rows of one person, or of one primary sampling unit of a survey; and
 * replicate weights. What the variance of shares needs of them is the sum over clusters of products of their totals.
 *
 * Invariants: sums are exact, so that no order of the records changes a byte. Memory grows with distinct clusters and
 * the values that each has (for replicates: with values times replicates), not with records; without a cluster column (strata alone)
 * every record is a cluster. Owns copies of the cluster names until it is freed; nothing else sees them.
 */
#ifndef SEGBIAS_TALLY_CLUSTERS_H
#define SEGBIAS_TALLY_CLUSTERS_H

#include "base/intern.h"
#include "base/sum.h"
#include "tally/lines.h"
#include "tally/tally.h"

struct segbias_clusters;

enum segbias_status segbias_clusters_create(const struct segbias_plan *plan, struct segbias_clusters **out,
                                            struct segbias_error *error);
void segbias_clusters_free(struct segbias_clusters *clusters);

/* Forgets the weights: records count from now on. */
void segbias_clusters_unweight(struct segbias_clusters *clusters);

/* Makes the cluster known, whether or not a record of it is counted, and gives its number. A blank name is a cluster of
 * its own. false: out of memory. */
bool segbias_clusters_enter(struct segbias_clusters *clusters, const struct segbias_cluster_names *names,
                            uint32_t *cluster);

/* The number of the person of that name, in a design without strata; UINT32_MAX: there is none. */
uint32_t segbias_clusters_find(const struct segbias_clusters *clusters, struct segbias_label name);

/* Adds a record. false: out of memory. */
bool segbias_clusters_add(struct segbias_clusters *clusters, const struct segbias_record *record);

/* Adds the clusters of another tally, made by an equal plan: those of the same name are one. maps[column][id there] is
 * the id here. false: out of memory. */
bool segbias_clusters_merge(struct segbias_clusters *clusters, const struct segbias_clusters *other,
                            uint32_t *const *maps);

/* Gives every id its other one, maps[column][id]; a segment that becomes none is left out. false: out of memory; only free is
 * then allowed. */
bool segbias_clusters_map(struct segbias_clusters *clusters, uint32_t *const *maps);

/* The design by which they were created, but for the fields of replicates; and how many segments a record can be in at once. */
const struct segbias_plan_design *segbias_clusters_design(const struct segbias_clusters *clusters, size_t *members);

/* --- as text ----------------------------------------------------------------------------------------------------- */

enum { SEGBIAS_PERSONS_HASHED = 1 << 20 }; /* of a part; of more those of the smallest hashes */

/* Forgets the names of persons, of which hashes with the salt are kept, and which values of several columns go together. What is read is the
 * same. Of a design that is counted apart. false: out of memory. */
bool segbias_clusters_tell(struct segbias_clusters *clusters, const char *salt);

bool segbias_clusters_told(const struct segbias_clusters *clusters);

/* Whether a person of the one is in the other, as far as hashes are kept; both were told. */
bool segbias_clusters_share(const struct segbias_clusters *clusters, const struct segbias_clusters *other);

/* Adds the hashes of another one, after the merge. false: out of memory. */
bool segbias_clusters_join_hashes(struct segbias_clusters *clusters, const struct segbias_clusters *other);

/* The lines of a tally file (tally/file.h), of clusters that were told. false: out of memory. */
bool segbias_clusters_write(const struct segbias_clusters *clusters, struct segbias_lines *lines);

/* What one such line says, behind its first key: how many there are, hashes, and what they have. ids: of each column of the tally; next:
 * [1 + columns + pairs of the design], the cluster that comes next. */
void segbias_clusters_scan(struct segbias_clusters *clusters, struct segbias_scan *scan);
void segbias_clusters_scan_hashes(struct segbias_clusters *clusters, struct segbias_scan *scan);
void segbias_clusters_scan_had(struct segbias_clusters *clusters, const uint32_t *ids, uint32_t *next,
                               struct segbias_scan *scan);

/* --- reading ---------------------------------------------------------------------------------------------------- */

uint64_t segbias_clusters_count(const struct segbias_clusters *clusters);
/* The clusters are the units of a survey: all of them count, and variances are within strata. */
bool segbias_clusters_survey(const struct segbias_clusters *clusters);
uint64_t segbias_clusters_strata(const struct segbias_clusters *clusters);
/* Strata with a single cluster: of them nothing is known. */
uint64_t segbias_clusters_lonely(const struct segbias_clusters *clusters);
/* Records without a cluster name. */
uint64_t segbias_clusters_nameless(const struct segbias_clusters *clusters);
uint32_t segbias_clusters_stratum(const struct segbias_clusters *clusters, uint32_t cluster);
/* Clusters of each stratum, by its number, to be freed; NULL: out of memory. */
uint64_t *segbias_clusters_by_stratum(const struct segbias_clusters *clusters);

/* A combination of values that records have. Of a column with several answers a record has one with SEGBIAS_ID_ANSWERED, and
 * one with each answer. */
struct segbias_profile {
	uint32_t id;            /* in the column that was asked for */
	const uint32_t *groups; /* [group_count]: the segments */
	size_t group_count;
};

uint32_t segbias_clusters_profiles(const struct segbias_clusters *clusters);
/* false: the profile says nothing of the column. */
bool segbias_clusters_profile(const struct segbias_clusters *clusters, uint32_t profile, size_t column,
                              struct segbias_profile *out);

/* The same of a pair of the plan. Of records that the pair leaves out there may be none. */
struct segbias_profile_pair {
	uint32_t first, second;
	uint32_t also[SEGBIAS_PLAN_ALSO_MAX];
	const uint32_t *groups; /* [group_count] */
	size_t group_count;
};

bool segbias_clusters_profile_pair(const struct segbias_clusters *clusters, uint32_t profile,
                                   const struct segbias_plan_pair *pair, struct segbias_profile_pair *out);

/* Whether clusters have so many records each that profiles are of single columns and of pairs. Everything that is read of
 * them is the same; but a record that a pair leaves out is in no profile of both columns. */
bool segbias_clusters_split(const struct segbias_clusters *clusters);

/* What one cluster has of one profile. */
struct segbias_cluster_part {
	uint32_t cluster, profile;
	uint64_t count;                   /* records */
	const struct segbias_sum *weight; /* NULL where unweighted */
};

/* All parts, by cluster; to be freed. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_clusters_parts(const struct segbias_clusters *clusters, struct segbias_cluster_part **out,
                                           size_t *count, struct segbias_error *error);

size_t segbias_clusters_replicates(const struct segbias_clusters *clusters);
/* [replicates]: sums of the profile's replicate weights. */
const struct segbias_sum *segbias_clusters_replicate_sums(const struct segbias_clusters *clusters, uint32_t profile);

#endif
