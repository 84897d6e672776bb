/* Room: base. Strings to dense ids, in order of first arrival. The hash is seeded at random, so that no file can be
 * made to collide; nothing that is printed depends on it. */
#ifndef SEGBIAS_BASE_INTERN_H
#define SEGBIAS_BASE_INTERN_H

#include "base/arena.h"
#include <stdint.h>

#define SEGBIAS_INTERN_NONE UINT32_MAX

/* Zero-initialise. Labels stay where they are until release. */
struct segbias_intern {
	struct segbias_arena arena;
	struct segbias_label *labels; /* [size], by id */
	struct segbias_intern_slot {
		uint32_t id;   /* + 1; 0: free */
		uint32_t hash; /* half of it: most labels that differ are told apart here, without a look at them */
	} * slots;             /* [slot_count] */
	uint32_t size;
	uint32_t capacity;
	uint32_t slot_count;
	uint64_t seed;
};

void segbias_intern_release(struct segbias_intern *intern);

/* The id, or SEGBIAS_INTERN_NONE. */
uint32_t segbias_intern_find(const struct segbias_intern *intern, struct segbias_label label);

/* Lets the processor fetch what finding the label will look at first: for those who will look for many. */
void segbias_intern_fetch(const struct segbias_intern *intern, struct segbias_label label);

/* The id, new or old; SEGBIAS_INTERN_NONE: out of memory. */
uint32_t segbias_intern_add(struct segbias_intern *intern, struct segbias_label label);

/* Forgets all but the labels with keep[id], [size], which get new ids in the order of the old ones and may move. false: out of
 * memory, nothing was changed. */
bool segbias_intern_keep(struct segbias_intern *intern, const bool *keep);

#endif
