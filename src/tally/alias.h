/* Room: tally. A cache before one column's ledger: raw cells of up to 16 bytes, by their bytes alone, so that what a cell
 * means is found without unquoting, hashing or comparing it. Counts are kept here until they are handed over. */
#ifndef SEGBIAS_TALLY_ALIAS_H
#define SEGBIAS_TALLY_ALIAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { SEGBIAS_ALIAS_BYTES = 16 };

/* The cell, zeros behind it. Cells that differ in zeros at their end only differ in size: no text holds them. */
struct segbias_alias_key {
	uint64_t low, high;
};

struct segbias_alias {
	struct segbias_alias_key key;
	uint64_t count;  /* records, since the counts were last handed over … */
	uint32_t units;  /* … and rows */
	uint32_t size;   /* of the cell, + 1; 0: the slot is free */
	uint32_t id;     /* what it means */
	uint32_t number; /* in the ledger; SEGBIAS_INTERN_NONE: it is not kept there */
};

/* Zero-initialise. */
struct segbias_aliases {
	struct segbias_alias *slots; /* [slot_count], a power of two */
	uint32_t slot_count;
	uint32_t size;
	unsigned shift; /* cuts a hash to a slot */
};

void segbias_aliases_release(struct segbias_aliases *aliases);

/* Forgets all of them. */
void segbias_aliases_clear(struct segbias_aliases *aliases);

/* Adds one that is not there, unless there are too many. false: out of memory. */
bool segbias_aliases_add(struct segbias_aliases *aliases, const struct segbias_alias *alias);

/* size is at most SEGBIAS_ALIAS_BYTES, and that many bytes can be read, whatever the size. */
static inline struct segbias_alias_key segbias_alias_key_of(const char *bytes, uint32_t size)
{
	struct segbias_alias_key key;
	memcpy(&key.low, bytes, sizeof key.low);
	memcpy(&key.high, bytes + sizeof key.low, sizeof key.high);
	if (size < 8) {
		key.low &= ~(UINT64_MAX << (8 * size));
		key.high = 0;
	} else if (size < SEGBIAS_ALIAS_BYTES) {
		key.high &= ~(UINT64_MAX << (8 * (size - 8)));
	}
	return key;
}

static inline uint32_t segbias_alias_slot(const struct segbias_aliases *aliases, struct segbias_alias_key key,
                                          uint32_t size)
{
	uint64_t hash = (key.low ^ (key.high * UINT64_C(0xC2B2AE3D27D4EB4F)) ^ size) * UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(hash >> aliases->shift);
}

/* NULL: it is not there. */
static inline struct segbias_alias *segbias_aliases_find(const struct segbias_aliases *aliases,
                                                         struct segbias_alias_key key, uint32_t size)
{
	if (aliases->size == 0)
		return NULL;
	uint32_t mask = aliases->slot_count - 1;
	uint32_t slot = segbias_alias_slot(aliases, key, size);
	for (;; slot = (slot + 1) & mask) {
		struct segbias_alias *found = &aliases->slots[slot];
		if (found->key.low == key.low && found->key.high == key.high && found->size == size + 1)
			return found;
		if (found->size == 0)
			return NULL;
	}
}

#endif
