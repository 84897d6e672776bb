#include "tally/clusters_body.h"

#include "base/memory.h"
#include "tally/table.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 256 };
enum {
	PARTS_EACH = 16,
	PARTS_ALWAYS = 4096
}; /* joint profiles for each cluster, and in all, that split them; of replicates, in all */

/* --- making ----------------------------------------------------------------------------------------------------- */

void segbias_clusters_unweight(struct segbias_clusters *clusters)
{
	for (size_t i = 0; clusters->sums && i < clusters->slot_count; i++)
		segbias_sum_release(&clusters->sums[i]);
	free(clusters->sums);
	clusters->sums = NULL;
	clusters->weighted = false;
}

static void release_parts(struct segbias_clusters *clusters)
{
	segbias_clusters_unweight(clusters);
	for (size_t i = 0; i < clusters->replicate_capacity; i++) {
		for (size_t r = 0; clusters->replicates[i] && r < clusters->design.replicate_count; r++)
			segbias_sum_release(&clusters->replicates[i][r]);
		free(clusters->replicates[i]);
	}
	free(clusters->replicates);
	segbias_intern_release(&clusters->profiles);
	free(clusters->entries);
}

void segbias_clusters_free(struct segbias_clusters *clusters)
{
	if (!clusters)
		return;
	release_parts(clusters);
	segbias_intern_release(&clusters->strata);
	segbias_intern_release(&clusters->names);
	free(clusters->columns);
	free(clusters->pairs);
	free(clusters->number_of);
	free(clusters->stratum_of);
	free(clusters->hashes);
	free(clusters->words);
	free(clusters);
}

enum segbias_status segbias_clusters_create(const struct segbias_plan *plan, struct segbias_clusters **out,
                                            struct segbias_error *error)
{
	struct segbias_clusters *clusters = segbias_memory_zeroed(1, sizeof *clusters);
	const struct segbias_plan_design *design = &plan->design;
	if (!clusters)
		return segbias_error_memory(error);
	clusters->design = *design;
	clusters->member_count = plan->member_count;
	clusters->weighted = plan->weighted;
	clusters->members = design->grouped && plan->columns[design->group_column].kind == SEGBIAS_PLAN_MEMBERS;
	clusters->columns = segbias_memory_zeroed(design->column_count + 1, sizeof *clusters->columns);
	clusters->words =
	    segbias_memory_zeroed(HEAD + design->column_count + plan->member_count + 1, sizeof *clusters->words);
	clusters->pairs = segbias_memory_zeroed(design->pair_count + 1, sizeof *clusters->pairs);
	if (!clusters->columns || !clusters->words || !clusters->pairs) {
		segbias_clusters_free(clusters);
		return segbias_error_memory(error);
	}
	if (design->column_count)
		memcpy(clusters->columns, design->columns, design->column_count * sizeof *clusters->columns);
	if (design->pair_count)
		memcpy(clusters->pairs, design->pairs, design->pair_count * sizeof *clusters->pairs);
	/* What is borrowed from the plan is not used again. */
	clusters->design.columns = clusters->columns;
	clusters->design.pairs = clusters->pairs;
	clusters->design.replicate_fields = NULL;
	*out = clusters;
	return SEGBIAS_OK;
}

const struct segbias_plan_design *segbias_clusters_design(const struct segbias_clusters *clusters, size_t *members)
{
	*members = clusters->member_count;
	return &clusters->design;
}

/* --- pouring ---------------------------------------------------------------------------------------------------- */

/* Room for one more number; NULL: out of memory. */
static uint32_t *reserve(uint32_t *numbers, size_t size, size_t *capacity)
{
	if (size < *capacity)
		return numbers;
	size_t larger = *capacity ? *capacity * 2 : FIRST_SLOTS;
	uint32_t *grown = segbias_memory_resize(numbers, larger, sizeof *grown);
	if (grown)
		*capacity = larger;
	return grown;
}

bool segbias_clusters_new(struct segbias_clusters *clusters, uint32_t stratum, uint32_t *cluster)
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
	if (!grown)
		return false;
	clusters->number_of = grown;
	if (!segbias_clusters_new(clusters, stratum, cluster))
		return false;
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
		return segbias_clusters_new(clusters, stratum, cluster);
	}
	size_t size = PREFIX + names->cluster.size;
	char *key = size <= sizeof local ? local : segbias_memory_get(size);
	if (!key)
		return false;
	memcpy(key, &stratum, PREFIX);
	memcpy(key + PREFIX, names->cluster.bytes, names->cluster.size);
	bool ok = named_cluster(clusters, (struct segbias_label){key, size}, stratum, cluster);
	if (key != local)
		free(key);
	return ok;
}

uint32_t segbias_clusters_find(const struct segbias_clusters *clusters, struct segbias_label name)
{
	static const uint32_t STRATUM = 0;
	struct segbias_text key = {0};
	segbias_text_add(&key, (const char *)&STRATUM, PREFIX);
	segbias_text_add(&key, name.bytes, name.size);
	uint32_t id =
	    key.failed ? SEGBIAS_INTERN_NONE : segbias_intern_find(&clusters->names, segbias_text_label(&key));
	segbias_text_release(&key);
	return id == SEGBIAS_INTERN_NONE ? UINT32_MAX : clusters->number_of[id];
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
	larger.entries = segbias_memory_zeroed(larger.slot_count, sizeof *larger.entries);
	if (clusters->weighted)
		larger.sums = segbias_memory_zeroed(larger.slot_count, sizeof *larger.sums);
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

/* What a cluster has of a profile: `sum` where it is one already, else `weight`; of replicates, `replicate_sums` where they
 * are such, else `replicates`. */
struct amount {
	uint32_t cluster;
	uint64_t count;
	double weight;
	const struct segbias_sum *sum;
	const double *replicates;
	const struct segbias_sum *replicate_sums;
};

/* The sums of the profile, made if need be; NULL: out of memory. */
static struct segbias_sum *make_replicates(struct segbias_clusters *clusters, uint32_t profile)
{
	if (profile >= clusters->replicate_capacity) {
		size_t capacity = clusters->replicate_capacity ? 2 * clusters->replicate_capacity : FIRST_SLOTS;
		struct segbias_sum **larger =
		    segbias_memory_resize(clusters->replicates, capacity, sizeof(struct segbias_sum *));
		if (!larger)
			return NULL;
		for (size_t i = clusters->replicate_capacity; i < capacity; i++)
			larger[i] = NULL;
		clusters->replicates = larger;
		clusters->replicate_capacity = capacity;
	}
	if (!clusters->replicates[profile])
		clusters->replicates[profile] =
		    segbias_memory_zeroed(clusters->design.replicate_count, sizeof(struct segbias_sum));
	return clusters->replicates[profile];
}

static bool add_replicates(struct segbias_clusters *clusters, uint32_t profile, const struct amount *amount)
{
	struct segbias_sum *sums = make_replicates(clusters, profile);
	bool ok = sums != NULL;
	size_t count = clusters->design.replicate_count;
	for (size_t i = 0; ok && amount->replicate_sums && i < count; i++)
		ok = segbias_sum_merge(&sums[i], &amount->replicate_sums[i]);
	for (size_t i = 0; ok && amount->replicates && i < count; i++)
		ok = segbias_sum_add(&sums[i], amount->replicates[i]);
	return ok;
}

static bool add_amount(struct segbias_clusters *clusters, uint32_t profile, const struct amount *amount)
{
	if (clusters->design.replicate_count)
		return add_replicates(clusters, profile, amount);
	size_t slot = make_slot(clusters, amount->cluster, profile);
	if (slot == SIZE_MAX)
		return false;
	clusters->entries[slot].count += amount->count;
	if (!clusters->sums)
		return true;
	return amount->sum ? segbias_sum_merge(&clusters->sums[slot], amount->sum)
	                   : segbias_sum_add(&clusters->sums[slot], amount->weight);
}

static bool intern_profile(struct segbias_clusters *clusters, const uint32_t *words, size_t size, uint32_t *profile)
{
	*profile =
	    segbias_intern_add(&clusters->profiles, (struct segbias_label){(const char *)words, size * sizeof *words});
	return *profile != SEGBIAS_INTERN_NONE;
}

static size_t index_of(const struct segbias_clusters *clusters, uint32_t column)
{
	size_t i = 0;
	while (i < clusters->design.column_count && clusters->columns[i] != column)
		i++;
	return i;
}

/* Adds to the profiles of the pairs. words: room for the ids of any of them and the groups. */
static bool pour_pairs(struct segbias_clusters *clusters, const uint32_t *joint, uint32_t *words, size_t groups,
                       const struct amount *amount)
{
	bool ok = true;
	size_t columns = clusters->design.column_count;
	for (size_t i = 0; ok && i < clusters->design.pair_count; i++) {
		const struct segbias_plan_pair *pair = &clusters->pairs[i];
		size_t size = HEAD + 2;
		uint32_t profile;
		words[0] = (uint32_t)(1 + clusters->design.column_count + i);
		words[HEAD] = joint[HEAD + index_of(clusters, pair->first)];
		words[HEAD + 1] = joint[HEAD + index_of(clusters, pair->second)];
		bool other = (words[HEAD] == SEGBIAS_ID_MISSING) != pair->missing;
		if (other && !(clusters->told && pair->missing))
			continue;
		if (other && words[HEAD] >= SEGBIAS_ID_FIRST && words[HEAD] != SEGBIAS_ID_ANSWERED)
			words[HEAD] = SEGBIAS_ID_FIRST; /* which value it is, is not asked */
		for (size_t j = 0; j < pair->also_count; j++)
			words[size++] = joint[HEAD + index_of(clusters, pair->also[j])];
		memcpy(words + size, joint + HEAD + columns, groups * sizeof *words);
		size += groups;
		ok = intern_profile(clusters, words, size, &profile) && add_amount(clusters, profile, amount);
	}
	return ok;
}

/* Adds to a profile, or to those of its columns and pairs where the clusters are split. */
static bool pour(struct segbias_clusters *clusters, const uint32_t *words, size_t size, const struct amount *amount)
{
	uint32_t profile;
	if (!clusters->split || words[0] != JOINT)
		return intern_profile(clusters, words, size, &profile) && add_amount(clusters, profile, amount);
	size_t columns = clusters->design.column_count;
	size_t groups = size - HEAD - columns;
	uint32_t *single = segbias_memory_zeroed(HEAD + 2 + SEGBIAS_PLAN_ALSO_MAX + groups, sizeof *single);
	bool ok = single != NULL;
	if (ok)
		memcpy(single + HEAD + 1, words + HEAD + columns, groups * sizeof *single);
	for (size_t i = 0; ok && i < columns; i++) {
		single[0] = (uint32_t)i + 1;
		single[HEAD] = words[HEAD + i];
		ok = intern_profile(clusters, single, HEAD + 1 + groups, &profile) &&
		     add_amount(clusters, profile, amount);
	}
	ok = ok && pour_pairs(clusters, words, single, groups, amount);
	free(single);
	return ok;
}

/* The ids of a profile with this head, and the column of each. */
size_t segbias_clusters_ids(const struct segbias_clusters *clusters, uint32_t head)
{
	size_t columns = clusters->design.column_count;
	return head == JOINT ? columns : head <= columns ? 1 : 2 + clusters->pairs[head - 1 - columns].also_count;
}

uint32_t segbias_clusters_column(const struct segbias_clusters *clusters, uint32_t head, size_t index)
{
	if (head == JOINT)
		return clusters->columns[index];
	if (head <= clusters->design.column_count)
		return clusters->columns[head - 1];
	const struct segbias_plan_pair *pair = &clusters->pairs[head - 1 - clusters->design.column_count];
	return index == 0 ? pair->first : index == 1 ? pair->second : pair->also[index - 2];
}

/* From the ids of another tally to those of this one. A group whose label is none is left out. Returns the words left. */
static size_t map_words(const struct segbias_clusters *clusters, uint32_t *words, size_t size, uint32_t *const *maps)
{
	size_t columns = segbias_clusters_ids(clusters, words[0]);
	size_t left = HEAD;
	for (size_t i = HEAD; maps && i < size; i++) {
		bool group = i >= HEAD + columns;
		uint32_t column =
		    group ? clusters->design.group_column : segbias_clusters_column(clusters, words[0], i - HEAD);
		uint32_t id = segbias_table_map(maps[column], words[i]);
		if (!group || id >= SEGBIAS_ID_FIRST)
			words[left++] = id;
	}
	return maps ? left : size;
}

/* Pours what `from` has of one of its profiles; maps[column][id there] is the id here; NULL: the same. */
static bool pour_profile(struct segbias_clusters *clusters, const struct segbias_clusters *from, uint32_t profile,
                         const struct amount *amount, uint32_t *const *maps)
{
	struct segbias_label bytes = from->profiles.labels[profile];
	size_t size = bytes.size / sizeof(uint32_t);
	uint32_t *words = segbias_memory_zeroed(size + 1, sizeof *words);
	if (!words)
		return false;
	memcpy(words, bytes.bytes, bytes.size);
	size = map_words(clusters, words, size, maps);
	bool ok = pour(clusters, words, size, amount);
	free(words);
	return ok;
}

/* Pours every part of `from`, or every profile's replicates; number[cluster there] is the cluster here; NULL: the same. */
static bool pour_parts(struct segbias_clusters *clusters, const struct segbias_clusters *from, const uint32_t *number,
                       uint32_t *const *maps)
{
	bool ok = true;
	for (size_t i = 0; ok && i < from->slot_count; i++) {
		uint64_t key = from->entries[i].key;
		if (!key--)
			continue;
		uint32_t cluster = (uint32_t)(key >> 32);
		struct amount amount = {.cluster = number ? number[cluster] : cluster,
		                        .count = from->entries[i].count,
		                        .sum = from->sums ? &from->sums[i] : NULL};
		ok = pour_profile(clusters, from, (uint32_t)(key & UINT32_MAX), &amount, maps);
	}
	for (uint32_t i = 0; ok && from->design.replicate_count && i < from->profiles.size; i++) {
		struct amount amount = {.replicate_sums = from->replicates[i]};
		ok = pour_profile(clusters, from, i, &amount, maps);
	}
	return ok;
}

/* Pours all parts again, with other ids (maps nullable). */
static bool pour_again(struct segbias_clusters *clusters, uint32_t *const *maps)
{
	struct segbias_clusters before = *clusters;
	clusters->profiles = (struct segbias_intern){0};
	clusters->entries = NULL;
	clusters->sums = NULL;
	clusters->slot_count = clusters->size = 0;
	clusters->replicates = NULL;
	clusters->replicate_capacity = 0;
	bool ok = pour_parts(clusters, &before, NULL, maps);
	release_parts(&before);
	return ok;
}

bool segbias_clusters_put(struct segbias_clusters *clusters, uint32_t cluster, const uint32_t *words, size_t size,
                          uint64_t count, const struct segbias_sum *weight)
{
	uint32_t profile;
	const struct amount amount = {.cluster = cluster, .count = count, .sum = weight};
	return intern_profile(clusters, words, size, &profile) && add_amount(clusters, profile, &amount);
}

bool segbias_clusters_divide(struct segbias_clusters *clusters)
{
	clusters->split = clusters->told = true;
	return pour_again(clusters, NULL);
}

/* Profiles of single columns from here on. */
static bool split(struct segbias_clusters *clusters)
{
	clusters->split = true;
	return pour_again(clusters, NULL);
}

bool segbias_clusters_map(struct segbias_clusters *clusters, uint32_t *const *maps)
{
	return pour_again(clusters, maps);
}

/* Adds the record to a profile. */
static bool add_profile(struct segbias_clusters *clusters, const struct segbias_record *record, size_t size)
{
	struct amount amount = {.cluster = record->cluster,
	                        .count = record->count,
	                        .weight = record->weight,
	                        .replicates = record->replicates};
	return pour(clusters, clusters->words, size, &amount);
}

/* Whether joint profiles have become too many: of replicates each has a sum for each of them. */
static bool is_crowded(const struct segbias_clusters *clusters)
{
	if (clusters->design.replicate_count)
		return clusters->profiles.size > PARTS_ALWAYS;
	return clusters->size > PARTS_ALWAYS && clusters->size / PARTS_EACH > clusters->count;
}

/* The answers of each column that has several: profiles of the column alone, in the segments that stand at the end of
 * words[size]. */
static bool add_answers(struct segbias_clusters *clusters, const struct segbias_record *record, size_t size)
{
	uint32_t *words = clusters->words;
	size_t columns = clusters->design.column_count;
	size_t groups = size - HEAD - columns;
	bool moved = false;
	bool ok = true;
	for (size_t i = 0; i < columns && ok; i++) {
		if (!record->lists || record->ids[clusters->columns[i]] != SEGBIAS_ID_ANSWERED)
			continue;
		if (!moved)
			memmove(words + HEAD + 1, words + HEAD + columns, groups * sizeof *words);
		moved = true;
		const struct segbias_id_list *list = &record->lists[clusters->columns[i]];
		words[0] = (uint32_t)i + 1;
		for (size_t j = 0; j < list->count && ok; j++) {
			words[HEAD] = list->ids[j];
			ok = list->ids[j] == SEGBIAS_ID_ANSWERED || add_profile(clusters, record, HEAD + 1 + groups);
		}
	}
	return ok;
}

bool segbias_clusters_add(struct segbias_clusters *clusters, const struct segbias_record *record)
{
	const struct segbias_plan_design *design = &clusters->design;
	uint32_t *words = clusters->words;
	size_t size = 0;
	words[size++] = JOINT;
	for (size_t i = 0; i < design->column_count; i++)
		words[size++] = record->ids[clusters->columns[i]];
	if (clusters->members)
		for (size_t i = 0; i < record->member_count; i++)
			words[size++] = record->members[i];
	else if (design->grouped && record->ids[design->group_column] >= SEGBIAS_ID_FIRST)
		words[size++] = record->ids[design->group_column];
	bool ok = add_profile(clusters, record, size) && add_answers(clusters, record, size);
	if (ok && !clusters->split && !clusters->design.apart && is_crowded(clusters))
		ok = split(clusters);
	return ok;
}

/* --- merging ---------------------------------------------------------------------------------------------------- */

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
		if (number[i] == UINT32_MAX && !segbias_clusters_new(clusters, stratum, &number[i]))
			return false;
	}
	clusters->nameless += other->nameless;
	return true;
}

bool segbias_clusters_merge(struct segbias_clusters *clusters, const struct segbias_clusters *other,
                            uint32_t *const *maps)
{
	uint32_t *number = segbias_memory_zeroed((size_t)other->count + 1, sizeof *number);
	bool ok = number && merge_names(clusters, other, number) &&
	          (!other->split || clusters->split || split(clusters)) && pour_parts(clusters, other, number, maps);
	free(number);
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
	uint64_t *count = segbias_memory_zeroed((size_t)clusters->strata.size + 1, sizeof *count);
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
	const uint32_t *words = (const uint32_t *)(const void *)bytes.bytes;
	size_t columns = segbias_clusters_ids(clusters, words[0]);
	size_t size = bytes.size / sizeof *words;
	for (size_t i = 0; i < columns && words[0] <= clusters->design.column_count; i++)
		if (segbias_clusters_column(clusters, words[0], i) == column) {
			*out = (struct segbias_profile){words[HEAD + i], words + HEAD + columns, size - HEAD - columns};
			return true;
		}
	return false;
}

bool segbias_clusters_profile_pair(const struct segbias_clusters *clusters, uint32_t profile,
                                   const struct segbias_plan_pair *pair, struct segbias_profile_pair *out)
{
	struct segbias_label bytes = clusters->profiles.labels[profile];
	const uint32_t *words = (const uint32_t *)(const void *)bytes.bytes;
	size_t columns = segbias_clusters_ids(clusters, words[0]);
	size_t asked = 2 + pair->also_count;
	bool joint = words[0] == JOINT;
	if (!joint && (columns != asked || (!clusters->told && (words[HEAD] == SEGBIAS_ID_MISSING) != pair->missing)))
		return false;
	*out = (struct segbias_profile_pair){.groups = words + HEAD + columns,
	                                     .group_count = bytes.size / sizeof *words - HEAD - columns};
	for (size_t i = 0; i < asked; i++) {
		uint32_t column = i == 0 ? pair->first : i == 1 ? pair->second : pair->also[i - 2];
		size_t at = joint ? index_of(clusters, column) : i;
		if (at >= columns || segbias_clusters_column(clusters, words[0], at) != column)
			return false;
		*(i == 0 ? &out->first : i == 1 ? &out->second : &out->also[i - 2]) = words[HEAD + at];
	}
	return true;
}

bool segbias_clusters_split(const struct segbias_clusters *clusters)
{
	return clusters->split && !clusters->told;
}

uint32_t segbias_clusters_profiles(const struct segbias_clusters *clusters)
{
	return clusters->profiles.size;
}

const struct segbias_sum *segbias_clusters_replicate_sums(const struct segbias_clusters *clusters, uint32_t profile)
{
	return clusters->replicates[profile];
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
	struct segbias_cluster_part *parts = segbias_memory_zeroed(clusters->size + 1, sizeof *parts);
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
