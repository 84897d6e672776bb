#include "base/arena.h"

#include "base/memory.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The first block is small, as most arenas have little to hold. */
enum { BLOCK_FIRST = 1 << 10, BLOCK_SIZE = 16 << 10, COPY_ALIGNED = sizeof(uint64_t) };

/* Copies stand at its end, closer to each other than other pieces: most are short texts. */
struct segbias_arena_block {
	struct segbias_arena_block *previous;
	size_t used;   /* at its start … */
	size_t copies; /* … and at its end */
	size_t capacity;
	max_align_t start[];
};

void segbias_arena_release(struct segbias_arena *arena)
{
	while (arena->last) {
		struct segbias_arena_block *previous = arena->last->previous;
		free(arena->last);
		arena->last = previous;
	}
}

void segbias_arena_join(struct segbias_arena *arena, struct segbias_arena *other)
{
	struct segbias_arena_block *first = other->last;
	while (first && first->previous)
		first = first->previous;
	if (!first)
		return;
	first->previous = arena->last;
	arena->last = other->last;
	other->last = NULL;
}

/* The block that has `need` bytes left; NULL: out of memory. */
static struct segbias_arena_block *block_with(struct segbias_arena *arena, size_t need)
{
	struct segbias_arena_block *block = arena->last;
	if (block && block->capacity - block->used - block->copies >= need)
		return block;
	size_t capacity = block ? 2 * block->capacity : BLOCK_FIRST;
	capacity = capacity < BLOCK_SIZE ? capacity : BLOCK_SIZE;
	capacity = capacity > need ? capacity : need;
	block = segbias_memory_get(sizeof *block + capacity);
	if (!block)
		return NULL;
	*block = (struct segbias_arena_block){.previous = arena->last, .capacity = capacity};
	arena->last = block;
	return block;
}

void *segbias_arena_allocate(struct segbias_arena *arena, size_t size)
{
	if (size > SIZE_MAX / 2)
		return segbias_memory_fail(), NULL;
	size_t need = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
	struct segbias_arena_block *block = block_with(arena, need);
	if (!block)
		return NULL;
	void *out = (char *)block->start + block->used;
	block->used += need;
	return memset(out, 0, need);
}

void *segbias_arena_array(struct segbias_arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / 2 / size)
		return NULL;
	return segbias_arena_allocate(arena, count * size);
}

bool segbias_arena_copy(struct segbias_arena *arena, struct segbias_label label, struct segbias_label *out)
{
	if (label.size > SIZE_MAX / 2)
		return segbias_memory_fail(), false;
	size_t need = (label.size + 1 + COPY_ALIGNED - 1) / COPY_ALIGNED * COPY_ALIGNED;
	struct segbias_arena_block *block = block_with(arena, need);
	if (!block)
		return false;
	block->copies += need;
	char *bytes = (char *)block->start + block->capacity - block->copies;
	memset(bytes + need - COPY_ALIGNED, 0, COPY_ALIGNED); /* the 0 byte, and what stands behind it */
	if (label.size)
		memcpy(bytes, label.bytes, label.size);
	*out = (struct segbias_label){bytes, label.size};
	return true;
}
