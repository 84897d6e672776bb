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

/* For memory that a library failed to get. */
void segbias_memory_fail(void);

/* How many failures there were in this thread. */
uint64_t segbias_memory_failures(void);

#endif
