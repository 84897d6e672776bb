/* Room: base. Memory, and that it ran out.
 *
 * Whoever allocates calls this and nothing else (scripts/check-layers sees to it). A failure is counted, so that a
 * function with no way to say so (a predicate that folds a name) may answer anything: the call of the library that came
 * to it asks at its end whether memory ran out (base/call.h), and then there is no result. The count is the thread's: the one state of the library that
 * no argument holds.
 */
#ifndef SEGBIAS_BASE_MEMORY_H
#define SEGBIAS_BASE_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* NULL: no memory, which is counted, or a size past SIZE_MAX. Freed with free. */
void *segbias_memory_get(size_t size);
void *segbias_memory_zeroed(size_t count, size_t size);
void *segbias_memory_resize(void *memory, size_t count, size_t size); /* on failure `memory` is as it was */
char *segbias_memory_string(const char *string);

/* More of `items` (NULL: none yet), of which there was room for *capacity: so many that one at `at` has room, and twice as many as
 * there were; what is new is zeroed. */
void *segbias_memory_grow(void *items, size_t at, size_t *capacity, size_t size);

/* Room for an item at `at`: `items` where there is some already, else as above. NULL: no memory, and nothing has changed. */
static inline void *segbias_memory_room(void *items, size_t at, size_t *capacity, size_t size)
{
	return at < *capacity ? items : segbias_memory_grow(items, at, capacity, size);
}

/* For memory that a library failed to get. */
void segbias_memory_fail(void);

/* How many failures there were in this thread. */
uint64_t segbias_memory_failures(void);

#endif
