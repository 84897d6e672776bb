#include "base/stream_part.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct memory {
	struct segbias_part part;
	const char *bytes;
	size_t left;
};

static enum segbias_status read_memory(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                       struct segbias_error *error)
{
	struct memory *memory = (struct memory *)part;
	(void)error;
	*size = memory->left < capacity ? memory->left : capacity;
	if (*size == 0)
		return SEGBIAS_OK;
	memcpy(buffer, memory->bytes, *size);
	memory->bytes += *size;
	memory->left -= *size;
	return SEGBIAS_OK;
}

static void free_memory(struct segbias_part *part)
{
	free(part);
}

static const struct segbias_part_class class = {.read = read_memory, .free = free_memory};

enum segbias_status segbias_part_memory(const void *bytes, size_t size, struct segbias_part **out,
                                        struct segbias_error *error)
{
	struct memory *memory = segbias_memory_zeroed(1, sizeof *memory);
	if (!memory)
		return segbias_error_memory(error);
	*memory = (struct memory){.part = {.class = &class}, .bytes = bytes, .left = size};
	*out = &memory->part;
	return SEGBIAS_OK;
}
