#include "tally/clusters.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 256, PREFIX = sizeof(uint32_t) };

/* What one cluster has of one profile. */
struct entry {
	uint64_t key; /* cluster << 32 | profile, + 1; 0: free */
	uint64_t count;
};

struct segbias_clusters {
	struct segbias_plan_design design;
	uint32_t *columns; /* [design.column_count], copied */
	bool weighted, members;
	struct segbias_intern strata;
	struct segbias_intern names; /* stratum number, then the cluster's name */
	uint32_t *number_of;         /* [names.size]: the cluster's number */
	size_t number_capacity;
	uint32_t *stratum_of; /* [count] */
	size_t stratum_capacity;
	uint32_t count;
	uint64_t nameless;
	struct segbias_intern profiles; /* ids of the design's columns, then those of the groups, as bytes */
	struct entry *entries;          /* [slot_count] */
	struct segbias_sum *sums;       /* [slot_count], weighted only */
	size_t slot_count;
	size_t size;
	struct segbias_sum *replicates; /* [replicate_capacity * replicate_count], by profile */
	size_t replicate_capacity;
	uint32_t *profile; /* [column_count + members], while a record is added */
};

/* --- making ----------------------------------------------------------------------------------------------------- */

void segbias_clusters_free(struct segbias_clusters *clusters)
{
	if (!clusters)
		return;
	for (size_t i = 0; clusters->sums && i < clusters->slot_count; i++)
		segbias_sum_release(&clusters->sums[i]);
	for (size_t i = 0; i < clusters->replicate_capacity * clusters->design.replicate_count; i++)
		segbias_sum_release(&clusters->replicates[i]);
	segbias_intern_release(&clusters->strata);
	segbias_intern_release(&clusters->names);
	segbias_intern_release(&clusters->profiles);
	free(clusters->columns);
	free(clusters->number_of);
	free(clusters->stratum_of);
	free(clusters->entries);
	free(clusters->sums);
	free(clusters->replicates);
	free(clusters->profile);
	free(clusters);
}

enum segbias_status segbias_clusters_create(const struct segbias_plan *plan, struct segbias_clusters **out,
                                            struct segbias_error *error)
{
	struct segbias_clusters *clusters = calloc(1, sizeof *clusters);
	if (!clusters)
		return segbias_error_memory(error);
	clusters->design = plan->design;
	clusters->weighted = plan->weighted;
	clusters->members =
	    plan->design.grouped && plan->columns[plan->design.group_column].kind == SEGBIAS_PLAN_MEMBERS;
	clusters->columns = calloc(plan->design.column_count + 1, sizeof *clusters->columns);
	clusters->profile = calloc(plan->design.column_count + plan->member_count + 1, sizeof *clusters->profile);
	if (!clusters->columns || !clusters->profile) {
		segbias_clusters_free(clusters);
		return segbias_error_memory(error);
	}
	if (plan->design.column_count)
		memcpy(clusters->columns, plan->design.columns, plan->design.column_count * sizeof *clusters->columns);
	*out = clusters;
	return SEGBIAS_OK;
}

/* --- pouring ---------------------------------------------------------------------------------------------------- */

/* Room for one more number; NULL: out of memory. */
static uint32_t *reserve(uint32_t *numbers, size_t size, size_t *capacity)
{
	if (size < *capacity)
		return numbers;
	size_t larger = *capacity ? *capacity * 2 : FIRST_SLOTS;
	uint32_t *grown = realloc(numbers, larger * sizeof *grown);
	if (grown)
		*capacity = larger;
	return grown;
}

static bool new_cluster(struct segbias_clusters *clusters, uint32_t stratum, uint32_t *cluster)
{
	uint32_t *grown = clusters->count < UINT32_MAX
	                      ? reserve(clusters->stratum_of, clusters->count, &clusters->stratum_capacity)
	                      : NULL;
	if (!grown)
		return false;
	clusters->stratum_of = grown;
	grown[clusters->count] = stratum;
	*cluster = clusters->count++;
	return true;
}

/* The cluster of that key, made if need be. */
static bool named_cluster(struct segbias_clusters *clusters, struct segbias_label key, uint32_t stratum,
                          uint32_t *cluster)
{
	uint32_t size = clusters->names.size;
	uint32_t id = segbias_intern_add(&clusters->names, key);
	if (id == SEGBIAS_INTERN_NONE)
		return false;
	if (clusters->names.size == size) {
		*cluster = clusters->number_of[id];
		return true;
	}
	uint32_t *grown = reserve(clusters->number_of, id, &clusters->number_capacity);
	if (!grown || !new_cluster(clusters, stratum, cluster))
		return false;
	clusters->number_of = grown;
	grown[id] = *cluster;
	return true;
}

bool segbias_clusters_enter(struct segbias_clusters *clusters, const struct segbias_cluster_names *names,
                            uint32_t *cluster)
{
	char local[256];
	uint32_t stratum = segbias_intern_add(&clusters->strata, names->stratum);
	if (stratum == SEGBIAS_INTERN_NONE)
		return false;
	if (clusters->design.cluster_field == SEGBIAS_NO_FIELD || names->nameless) {
		clusters->nameless += names->nameless;
		return new_cluster(clusters, stratum, cluster);
	}
	size_t size = PREFIX + names->cluster.size;
	char *key = size <= sizeof local ? local : malloc(size);
	if (!key)
		return false;
	memcpy(key, &stratum, PREFIX);
	memcpy(key + PREFIX, names->cluster.bytes, names->cluster.size);
	bool ok = named_cluster(clusters, (struct segbias_label){key, size}, stratum, cluster);
	if (key != local)
		free(key);
	return ok;
}

static size_t slot_of(const struct segbias_clusters *clusters, uint64_t key)
{
	size_t mask = clusters->slot_count - 1;
	uint64_t hash = (key + 1) * UINT64_C(0x9E3779B97F4A7C15);
	size_t slot = (size_t)(hash ^ (hash >> 32)) & mask;
	while (clusters->entries[slot].key && clusters->entries[slot].key != key + 1)
		slot = (slot + 1) & mask;
	return slot;
}

static bool grow(struct segbias_clusters *clusters)
{
	struct segbias_clusters larger = {.slot_count = clusters->slot_count ? clusters->slot_count * 2 : FIRST_SLOTS};
	larger.entries = calloc(larger.slot_count, sizeof *larger.entries);
	if (clusters->weighted)
		larger.sums = calloc(larger.slot_count, sizeof *larger.sums);
	if (!larger.entries || (clusters->weighted && !larger.sums)) {
		free(larger.entries);
		free(larger.sums);
		return false;
	}
	for (size_t old = 0; old < clusters->slot_count; old++) {
		if (!clusters->entries[old].key)
			continue;
		size_t slot = slot_of(&larger, clusters->entries[old].key - 1);
		larger.entries[slot] = clusters->entries[old];
		if (larger.sums && clusters->sums) /* the sums move with what they own */
			larger.sums[slot] = clusters->sums[old];
	}
	free(clusters->entries);
	free(clusters->sums);
	clusters->entries = larger.entries;
	clusters->sums = larger.sums;
	clusters->slot_count = larger.slot_count;
	return true;
}

/* The slot of a cluster's profile, made if need be; SIZE_MAX: out of memory. */
static size_t make_slot(struct segbias_clusters *clusters, uint32_t cluster, uint32_t profile)
{
	if (clusters->size + 1 > clusters->slot_count / 2 && !grow(clusters))
		return SIZE_MAX;
	uint64_t key = (uint64_t)cluster << 32 | profile;
	size_t slot = slot_of(clusters, key);
	if (!clusters->entries[slot].key) {
		clusters->entries[slot].key = key + 1;
		clusters->size++;
	}
	return slot;
}

static bool add_replicates(struct segbias_clusters *clusters, uint32_t profile, const double *replicates)
{
	size_t count = clusters->design.replicate_count;
	if (profile >= clusters->replicate_capacity) {
		size_t capacity = clusters->replicate_capacity ? 2 * clusters->replicate_capacity : FIRST_SLOTS;
		struct segbias_sum *sums = calloc(capacity * count, sizeof *sums);
		if (!sums)
			return false;
		if (clusters->replicates)
			memcpy(sums, clusters->replicates, clusters->replicate_capacity * count * sizeof *sums);
		free(clusters->replicates);
		clusters->replicates = sums;
		clusters->replicate_capacity = capacity;
	}
	bool ok = true;
	for (size_t i = 0; i < count && ok; i++)
		ok = segbias_sum_add(&clusters->replicates[profile * count + i], replicates[i]);
	return ok;
}

bool segbias_clusters_add(struct segbias_clusters *clusters, const struct segbias_record *record)
{
	const struct segbias_plan_design *design = &clusters->design;
	size_t size = 0;
	for (size_t i = 0; i < design->column_count; i++)
		clusters->profile[size++] = record->ids[clusters->columns[i]];
	if (clusters->members)
		for (size_t i = 0; i < record->member_count; i++)
			clusters->profile[size++] = record->members[i];
	else if (design->grouped && record->ids[design->group_column] >= SEGBIAS_ID_FIRST)
		clusters->profile[size++] = record->ids[design->group_column];
	struct segbias_label bytes = {(const char *)clusters->profile, size * sizeof *clusters->profile};
	uint32_t profile = segbias_intern_add(&clusters->profiles, bytes);
	if (profile == SEGBIAS_INTERN_NONE)
		return false;
	if (design->replicate_count)
		return add_replicates(clusters, profile, record->replicates);
	size_t slot = make_slot(clusters, record->cluster, profile);
	if (slot == SIZE_MAX)
		return false;
	clusters->entries[slot].count += record->count;
	return !clusters->sums || segbias_sum_add(&clusters->sums[slot], record->weight);
}

/* --- merging ---------------------------------------------------------------------------------------------------- */

static bool merge_profile(struct segbias_clusters *clusters, const struct segbias_clusters *other, uint32_t from,
                          uint32_t *const *maps, uint32_t *profile)
{
	struct segbias_label bytes = other->profiles.labels[from];
	size_t size = bytes.size / sizeof(uint32_t);
	uint32_t *ids = malloc(bytes.size + 1);
	if (!ids)
		return false;
	memcpy(ids, bytes.bytes, bytes.size);
	for (size_t i = 0; i < size; i++) {
		bool group = i >= clusters->design.column_count;
		ids[i] = maps[group ? clusters->design.group_column : clusters->columns[i]][ids[i]];
	}
	*profile = segbias_intern_add(&clusters->profiles, (struct segbias_label){(const char *)ids, bytes.size});
	free(ids);
	return *profile != SEGBIAS_INTERN_NONE;
}

/* Fills number[cluster there] = cluster here. */
static bool merge_names(struct segbias_clusters *clusters, const struct segbias_clusters *other, uint32_t *number)
{
	for (uint32_t i = 0; i < other->count; i++)
		number[i] = UINT32_MAX;
	for (uint32_t i = 0; i < other->names.size; i++) {
		uint32_t cluster = other->number_of[i];
		struct segbias_label key = other->names.labels[i];
		struct segbias_cluster_names names = {.stratum = other->strata.labels[other->stratum_of[cluster]],
		                                      .cluster = {key.bytes + PREFIX, key.size - PREFIX}};
		if (!segbias_clusters_enter(clusters, &names, &number[cluster]))
			return false;
	}
	for (uint32_t i = 0; i < other->count; i++) {
		uint32_t stratum = segbias_intern_add(&clusters->strata, other->strata.labels[other->stratum_of[i]]);
		if (stratum == SEGBIAS_INTERN_NONE)
			return false;
		if (number[i] == UINT32_MAX && !new_cluster(clusters, stratum, &number[i]))
			return false;
	}
	clusters->nameless += other->nameless;
	return true;
}

static bool merge_replicates(struct segbias_clusters *clusters, const struct segbias_clusters *other,
                             const uint32_t *profile)
{
	size_t count = other->design.replicate_count;
	double *zero = calloc(count + 1, sizeof *zero);
	bool ok = zero != NULL;
	for (uint32_t i = 0; ok && count && i < other->profiles.size; i++) {
		ok = add_replicates(clusters, profile[i], zero); /* makes room */
		for (size_t r = 0; ok && r < count; r++)
			ok = segbias_sum_merge(&clusters->replicates[profile[i] * count + r],
			                       &other->replicates[i * count + r]);
	}
	free(zero);
	return ok;
}

bool segbias_clusters_merge(struct segbias_clusters *clusters, const struct segbias_clusters *other,
                            uint32_t *const *maps)
{
	uint32_t *number = calloc((size_t)other->count + 1, sizeof *number);
	uint32_t *profile = calloc((size_t)other->profiles.size + 1, sizeof *profile);
	bool ok = number && profile && merge_names(clusters, other, number);
	for (uint32_t i = 0; ok && i < other->profiles.size; i++)
		ok = merge_profile(clusters, other, i, maps, &profile[i]);
	for (size_t i = 0; ok && i < other->slot_count; i++) {
		uint64_t key = other->entries[i].key;
		if (!key--)
			continue;
		size_t slot = make_slot(clusters, number[key >> 32], profile[key & UINT32_MAX]);
		ok = slot != SIZE_MAX;
		if (!ok)
			break;
		clusters->entries[slot].count += other->entries[i].count;
		if (clusters->sums && other->sums)
			ok = segbias_sum_merge(&clusters->sums[slot], &other->sums[i]);
	}
	ok = ok && merge_replicates(clusters, other, profile);
	free(number);
	free(profile);
	return ok;
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

uint64_t segbias_clusters_count(const struct segbias_clusters *clusters)
{
	return clusters->count;
}

bool segbias_clusters_survey(const struct segbias_clusters *clusters)
{
	return clusters->design.survey;
}

uint64_t segbias_clusters_strata(const struct segbias_clusters *clusters)
{
	return clusters->strata.size;
}

uint64_t segbias_clusters_nameless(const struct segbias_clusters *clusters)
{
	return clusters->nameless;
}

uint64_t *segbias_clusters_by_stratum(const struct segbias_clusters *clusters)
{
	uint64_t *count = calloc((size_t)clusters->strata.size + 1, sizeof *count);
	for (uint32_t i = 0; count && i < clusters->count; i++)
		count[clusters->stratum_of[i]]++;
	return count;
}

uint64_t segbias_clusters_lonely(const struct segbias_clusters *clusters)
{
	uint64_t lonely = 0;
	uint64_t *count = segbias_clusters_by_stratum(clusters);
	for (uint32_t i = 0; count && i < clusters->strata.size; i++)
		lonely += count[i] == 1;
	free(count);
	return lonely;
}

size_t segbias_clusters_replicates(const struct segbias_clusters *clusters)
{
	return clusters->design.replicate_count;
}

bool segbias_clusters_profile(const struct segbias_clusters *clusters, uint32_t profile, size_t column,
                              struct segbias_profile *out)
{
	struct segbias_label bytes = clusters->profiles.labels[profile];
	const uint32_t *ids = (const uint32_t *)(const void *)bytes.bytes;
	size_t columns = clusters->design.column_count;
	for (size_t i = 0; i < columns; i++)
		if (clusters->columns[i] == column) {
			*out = (struct segbias_profile){ids[i], ids + columns, bytes.size / sizeof *ids - columns};
			return true;
		}
	return false;
}

uint32_t segbias_clusters_profiles(const struct segbias_clusters *clusters)
{
	return clusters->profiles.size;
}

const struct segbias_sum *segbias_clusters_replicate_sums(const struct segbias_clusters *clusters, uint32_t profile)
{
	return &clusters->replicates[profile * clusters->design.replicate_count];
}

uint32_t segbias_clusters_stratum(const struct segbias_clusters *clusters, uint32_t cluster)
{
	return clusters->stratum_of[cluster];
}

/* By cluster, then profile: clusters of one number stand together. */
static int compare_parts(const void *a, const void *b)
{
	const struct segbias_cluster_part *x = a;
	const struct segbias_cluster_part *y = b;
	if (x->cluster != y->cluster)
		return x->cluster < y->cluster ? -1 : 1;
	return (x->profile > y->profile) - (x->profile < y->profile);
}

enum segbias_status segbias_clusters_parts(const struct segbias_clusters *clusters, struct segbias_cluster_part **out,
                                           size_t *count, struct segbias_error *error)
{
	struct segbias_cluster_part *parts = calloc(clusters->size + 1, sizeof *parts);
	if (!parts)
		return segbias_error_memory(error);
	size_t size = 0;
	for (size_t i = 0; i < clusters->slot_count; i++) {
		uint64_t key = clusters->entries[i].key;
		if (!key--)
			continue;
		parts[size++] = (struct segbias_cluster_part){(uint32_t)(key >> 32), (uint32_t)(key & UINT32_MAX),
		                                              clusters->entries[i].count,
		                                              clusters->sums ? &clusters->sums[i] : NULL};
	}
	qsort(parts, size, sizeof *parts, compare_parts);
	*out = parts;
	*count = size;
	return SEGBIAS_OK;
}
