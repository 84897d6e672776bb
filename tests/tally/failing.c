#include "tally/failing.h"

#include <stdlib.h>

/* The names are the linker's. */
void *__real_malloc(size_t size);                /* NOLINT */
void *__real_calloc(size_t count, size_t size);  /* NOLINT */
void *__real_realloc(void *memory, size_t size); /* NOLINT */
char *__real_strdup(const char *string);         /* NOLINT */
void *__wrap_malloc(size_t size);                /* NOLINT */
void *__wrap_calloc(size_t count, size_t size);  /* NOLINT */
void *__wrap_realloc(void *memory, size_t size); /* NOLINT */
char *__wrap_strdup(const char *string);         /* NOLINT */

static _Thread_local size_t left;
static _Thread_local bool failed;

static bool fails(void)
{
	if (left == 0 || --left > 0)
		return false;
	return failed = true;
}

void failing_begin(size_t at)
{
	left = at;
	failed = false;
}

bool failing_end(void)
{
	left = 0;
	return failed;
}

void *__wrap_malloc(size_t size) /* NOLINT */
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) /* NOLINT */
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size) /* NOLINT */
{
	return fails() ? NULL : __real_realloc(memory, size);
}

char *__wrap_strdup(const char *string) /* NOLINT */
{
	return fails() ? NULL : __real_strdup(string);
}
