#include "base/intern.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { FIRST_SLOTS = 64 };

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ (hash >> 29);
}

static uint32_t hash_of(uint64_t seed, struct segbias_label label)
{
	uint64_t hash = mix(seed, label.size);
	size_t position = 0;
	uint64_t word = 0;
	for (; position + sizeof word <= label.size; position += sizeof word) {
		memcpy(&word, label.bytes + position, sizeof word);
		hash = mix(hash, word);
	}
	word = 0;
	if (position < label.size)
		memcpy(&word, label.bytes + position, label.size - position);
	return (uint32_t)mix(mix(hash, word), seed);
}

void segbias_intern_release(struct segbias_intern *intern)
{
	segbias_arena_release(&intern->arena);
	free(intern->labels);
	free(intern->slots);
	*intern = (struct segbias_intern){0};
}

/* The slot that holds the label or the free one where it belongs. slot_count is a power of two, never full. */
static uint32_t slot_of(const struct segbias_intern *intern, struct segbias_label label, uint32_t hash)
{
	uint32_t mask = intern->slot_count - 1;
	uint32_t slot = hash & mask;
	for (; intern->slots[slot].id; slot = (slot + 1) & mask)
		if (intern->slots[slot].hash == hash &&
		    segbias_label_equal(intern->labels[intern->slots[slot].id - 1], label))
			return slot;
	return slot;
}

uint32_t segbias_intern_find(const struct segbias_intern *intern, struct segbias_label label)
{
	if (intern->size == 0)
		return SEGBIAS_INTERN_NONE;
	uint32_t slot = slot_of(intern, label, hash_of(intern->seed, label));
	return intern->slots[slot].id ? intern->slots[slot].id - 1 : SEGBIAS_INTERN_NONE;
}

void segbias_intern_fetch(const struct segbias_intern *intern, struct segbias_label label)
{
	if (intern->size > 0)
		__builtin_prefetch(&intern->slots[hash_of(intern->seed, label) & (intern->slot_count - 1)]);
}

static bool grow_slots(struct segbias_intern *intern)
{
	uint32_t slot_count = intern->slot_count ? intern->slot_count * 2 : FIRST_SLOTS;
	struct segbias_intern_slot *slots = segbias_memory_zeroed(slot_count, sizeof *slots);
	if (!slots)
		return false;
	for (uint32_t old = 0; old < intern->slot_count; old++) {
		uint32_t slot = intern->slots[old].hash & (slot_count - 1);
		if (!intern->slots[old].id)
			continue;
		while (slots[slot].id)
			slot = (slot + 1) & (slot_count - 1);
		slots[slot] = intern->slots[old];
	}
	free(intern->slots);
	intern->slots = slots;
	intern->slot_count = slot_count;
	return true;
}

static bool grow_labels(struct segbias_intern *intern)
{
	uint32_t capacity = intern->capacity ? intern->capacity * 2 : FIRST_SLOTS / 2;
	struct segbias_label *labels = segbias_memory_resize(intern->labels, capacity, sizeof *labels);
	if (!labels)
		return false;
	intern->labels = labels;
	intern->capacity = capacity;
	return true;
}

uint32_t segbias_intern_add(struct segbias_intern *intern, struct segbias_label label)
{
	if (!intern->slots && getrandom(&intern->seed, sizeof intern->seed, GRND_NONBLOCK) < 0)
		intern->seed = (uint64_t)(uintptr_t)intern; /* early boot: any seed gives the same answers */
	/* At most half full, so that a search is short. */
	if (intern->size + 1 > intern->slot_count / 2 && !grow_slots(intern))
		return SEGBIAS_INTERN_NONE;
	uint32_t hash = hash_of(intern->seed, label);
	uint32_t slot = slot_of(intern, label, hash);
	if (intern->slots[slot].id)
		return intern->slots[slot].id - 1;
	if (intern->size == intern->capacity && !grow_labels(intern))
		return SEGBIAS_INTERN_NONE;
	struct segbias_label copy;
	if (!segbias_arena_copy(&intern->arena, label, &copy))
		return SEGBIAS_INTERN_NONE;
	uint32_t id = intern->size++;
	intern->labels[id] = copy;
	intern->slots[slot] = (struct segbias_intern_slot){id + 1, hash};
	return id;
}

/* Puts the slots of labels that are kept, map[id before] = id + 1, where no label need be looked at: all differ. */
static void keep_slots(const struct segbias_intern *intern, const uint32_t *map, struct segbias_intern *out)
{
	uint32_t mask = out->slot_count - 1;
	for (uint32_t old = 0; old < intern->slot_count; old++) {
		const struct segbias_intern_slot *from = &intern->slots[old];
		if (!from->id || !map[from->id - 1])
			continue;
		uint32_t slot = from->hash & mask;
		while (out->slots[slot].id)
			slot = (slot + 1) & mask;
		out->slots[slot] = (struct segbias_intern_slot){map[from->id - 1], from->hash};
	}
}

bool segbias_intern_keep(struct segbias_intern *intern, const bool *keep)
{
	struct segbias_intern kept = {
	    .capacity = intern->capacity, .slot_count = intern->slot_count, .seed = intern->seed};
	uint32_t *map = segbias_memory_zeroed((size_t)intern->size + 1, sizeof *map);
	kept.labels = segbias_memory_zeroed((size_t)kept.capacity + 1, sizeof *kept.labels);
	kept.slots = segbias_memory_zeroed((size_t)kept.slot_count + 1, sizeof *kept.slots);
	bool ok = map && kept.labels && kept.slots;
	for (uint32_t id = 0; ok && id < intern->size; id++) {
		if (!keep[id])
			continue;
		ok = segbias_arena_copy(&kept.arena, intern->labels[id], &kept.labels[kept.size]);
		map[id] = ++kept.size;
	}
	if (ok && intern->slot_count)
		keep_slots(intern, map, &kept);
	free(map);
	if (ok) {
		struct segbias_intern stale = *intern;
		*intern = kept;
		kept = stale;
	}
	segbias_intern_release(&kept);
	return ok;
}
