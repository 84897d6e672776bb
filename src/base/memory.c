#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static _Thread_local uint64_t failures;

void segbias_memory_fail(void)
{
	failures++;
}

uint64_t segbias_memory_failures(void)
{
	return failures;
}

static void *counted(void *memory)
{
	if (!memory)
		failures++;
	return memory;
}

void *segbias_memory_get(size_t size)
{
	return counted(malloc(size ? size : 1));
}

void *segbias_memory_zeroed(size_t count, size_t size)
{
	return counted(calloc(count ? count : 1, size ? size : 1));
}

void *segbias_memory_resize(void *memory, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / 2 / size)
		return counted(NULL);
	return counted(realloc(memory, count && size ? count * size : 1));
}

void *segbias_memory_grow(void *items, size_t at, size_t *capacity, size_t size)
{
	enum { FIRST = 16 };
	size_t larger = *capacity ? *capacity : FIRST;
	while (larger <= at || larger <= *capacity) {
		if (larger > SIZE_MAX / 2)
			return counted(NULL);
		larger *= 2;
	}
	char *moved = segbias_memory_resize(items, larger, size);
	if (!moved)
		return NULL;
	memset(moved + *capacity * size, 0, (larger - *capacity) * size);
	*capacity = larger;
	return moved;
}

char *segbias_memory_string(const char *string)
{
	return counted(strdup(string));
}
