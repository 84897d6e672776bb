#include "tally/joint.h"

#include "base/intern.h"
#include "base/memory.h"
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

/* A kind is a label: two bytes an id, the higher first, and the weight as it stands in memory. */
struct segbias_joint {
	uint32_t *columns; /* [count] */
	size_t count;
	double most;
	struct segbias_intern kinds;
	uint64_t *records; /* [capacity], by id of the label */
	size_t capacity;
	uint32_t *order, *rank; /* [kinds.size]: the label of a kind, and the kind of a label; NULL before the end */
	char *key;              /* [2 count + 8] */
};

void segbias_joint_free(struct segbias_joint *joint)
{
	if (!joint)
		return;
	segbias_intern_release(&joint->kinds);
	free(joint->columns);
	free(joint->records);
	free(joint->order);
	free(joint->rank);
	free(joint->key);
	free(joint);
}

enum segbias_status segbias_joint_create(const uint32_t *columns, size_t count, double most, struct segbias_joint **out,
                                         struct segbias_error *error)
{
	struct segbias_joint *joint = segbias_memory_zeroed(1, sizeof *joint);
	if (!joint)
		return segbias_error_memory(error);
	joint->columns = segbias_memory_zeroed(count + 1, sizeof *joint->columns);
	joint->key = segbias_memory_zeroed(2 * count + sizeof(double), 1);
	if (!joint->columns || !joint->key) {
		segbias_joint_free(joint);
		return segbias_error_memory(error);
	}
	memcpy(joint->columns, columns, count * sizeof *columns);
	joint->count = count;
	joint->most = most;
	*out = joint;
	return SEGBIAS_OK;
}

static struct segbias_label key_of(const struct segbias_joint *joint, const uint32_t *ids, double weight)
{
	for (size_t i = 0; i < joint->count; i++) {
		uint32_t id = ids[joint->columns[i]];
		joint->key[2 * i] = (char)(id >> 8 & 0xFF);
		joint->key[2 * i + 1] = (char)(id & 0xFF);
	}
	memcpy(joint->key + 2 * joint->count, &weight, sizeof weight);
	return (struct segbias_label){joint->key, 2 * joint->count + sizeof weight};
}

enum segbias_status segbias_joint_add(struct segbias_joint *joint, const uint32_t *ids, double weight, uint64_t count,
                                      struct segbias_error *error)
{
	uint32_t at = segbias_intern_add(&joint->kinds, key_of(joint, ids, weight));
	if (at == SEGBIAS_INTERN_NONE)
		return segbias_error_memory(error);
	if ((double)joint->kinds.size > joint->most) {
		char number[SEGBIAS_NUMBER_MAX];
		(void)segbias_error_set(error, SEGBIAS_DATA, "too_many_kinds|more than %s kinds of records",
		                        segbias_number_group(joint->most, number));
		segbias_error_hint(error,
		                   "-a A,B,C weights by these only, and fewer columns or values make fewer kinds");
		return SEGBIAS_DATA;
	}
	uint64_t *records = segbias_memory_room(joint->records, at, &joint->capacity, sizeof *records);
	if (!records)
		return segbias_error_memory(error);
	joint->records = records;
	records[at] += count;
	return SEGBIAS_OK;
}

static double weight_of(const struct segbias_joint *joint, uint32_t label)
{
	double weight = 0;
	struct segbias_label key = joint->kinds.labels[label];
	memcpy(&weight, key.bytes + key.size - sizeof weight, sizeof weight);
	return weight;
}

/* Ids first, then the weight as a number. */
struct ranked {
	const char *ids;
	size_t size;
	double weight;
	uint32_t label;
};

static int compare(const void *left, const void *right)
{
	const struct ranked *a = left;
	const struct ranked *b = right;
	int order = memcmp(a->ids, b->ids, a->size);
	return order ? order : (a->weight > b->weight) - (a->weight < b->weight);
}

enum segbias_status segbias_joint_finish(struct segbias_joint *joint, struct segbias_error *error)
{
	uint32_t size = joint->kinds.size;
	struct ranked *ranked = segbias_memory_zeroed((size_t)size + 1, sizeof *ranked);
	joint->order = segbias_memory_zeroed((size_t)size + 1, sizeof *joint->order);
	joint->rank = segbias_memory_zeroed((size_t)size + 1, sizeof *joint->rank);
	bool ok = ranked && joint->order && joint->rank;
	for (uint32_t i = 0; ok && i < size; i++)
		ranked[i] = (struct ranked){joint->kinds.labels[i].bytes, 2 * joint->count, weight_of(joint, i), i};
	if (ok)
		qsort(ranked, size, sizeof *ranked, compare);
	for (uint32_t i = 0; ok && i < size; i++) {
		joint->order[i] = ranked[i].label;
		joint->rank[ranked[i].label] = i;
	}
	free(ranked);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

size_t segbias_joint_size(const struct segbias_joint *joint)
{
	return joint->kinds.size;
}

size_t segbias_joint_find(const struct segbias_joint *joint, const uint32_t *ids, double weight)
{
	uint32_t at = segbias_intern_find(&joint->kinds, key_of(joint, ids, weight));
	return at == SEGBIAS_INTERN_NONE ? SIZE_MAX : joint->rank[at];
}

uint32_t segbias_joint_id(const struct segbias_joint *joint, size_t kind, size_t column)
{
	const unsigned char *key = (const unsigned char *)joint->kinds.labels[joint->order[kind]].bytes + 2 * column;
	return (uint32_t)key[0] << 8 | key[1];
}

double segbias_joint_weight(const struct segbias_joint *joint, size_t kind)
{
	return weight_of(joint, joint->order[kind]);
}

uint64_t segbias_joint_count(const struct segbias_joint *joint, size_t kind)
{
	return joint->records[joint->order[kind]];
}
