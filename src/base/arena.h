/* Room: base. Memory that lives and dies with one owner: many small pieces, freed together. */
#ifndef SEGBIAS_BASE_ARENA_H
#define SEGBIAS_BASE_ARENA_H

#include "base/text.h"

struct segbias_arena_block;

/* Zero-initialise. */
struct segbias_arena {
	struct segbias_arena_block *last;
};

void segbias_arena_release(struct segbias_arena *arena);

/* What `other` owns becomes the arena's, where it stands. */
void segbias_arena_join(struct segbias_arena *arena, struct segbias_arena *other);

/* Zeroed memory, aligned for any type; NULL where there is none. size 0 gives a valid pointer. */
void *segbias_arena_allocate(struct segbias_arena *arena, size_t size);

/* count * size bytes, checked for overflow. */
void *segbias_arena_array(struct segbias_arena *arena, size_t count, size_t size);

/* A copy of the label's bytes, which may be whole numbers of up to 64 bits and are aligned for such, followed by a 0 byte. *out is
 * untouched on failure. */
bool segbias_arena_copy(struct segbias_arena *arena, struct segbias_label label, struct segbias_label *out);

#endif
