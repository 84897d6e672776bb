/* Room: base. Status and error.
 *
 * Belongs here: what every room needs and what knows nothing of campaigns: errors, text, numbers, byte streams,
 * exact sums, interning, Unicode. Does not belong here: CSV, values, statistics.
 */
#ifndef SEGBIAS_BASE_ERROR_H
#define SEGBIAS_BASE_ERROR_H

#include <segbias/error.h>
#include <stddef.h>

#if defined(__GNUC__)
#define SEGBIAS_PRINTF(at, first) __attribute__((format(printf, at, first)))
#else
#define SEGBIAS_PRINTF(at, first)
#endif

/* Forwards a failure: needs a local `status` and a label `done`. */
#define SEGBIAS_TRY(call)                                                                                              \
	do {                                                                                                           \
		status = (call);                                                                                       \
		if (status != SEGBIAS_OK)                                                                              \
			goto done;                                                                                     \
	} while (0)

/* Replaces the whole error (place and hint are cleared) and returns `status`. `error` may be NULL. The format begins with the
 * error's id, which every call has: "no_header|the first row looks like data" (docs/errors.md, scripts/make-errors). */
enum segbias_status segbias_error_set(struct segbias_error *error, enum segbias_status status, const char *format, ...)
    SEGBIAS_PRINTF(3, 4);

/* Names the place; line and column 0 are unknown. The path is escaped here. */
void segbias_error_place(struct segbias_error *error, const char *file, uint64_t line, uint64_t column);

/* Adds what to do next. */
void segbias_error_hint(struct segbias_error *error, const char *format, ...) SEGBIAS_PRINTF(2, 3);

/* What the system calls an errno, in English whatever the host's locale. It belongs to the C library, until this thread's next call. */
const char *segbias_error_reason(int number);

/* The one sentence for a failed allocation. In the header, so that an analyser sees that it never returns SEGBIAS_OK. */
static inline enum segbias_status segbias_error_memory(struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_SYSTEM, "out_of_memory|out of memory");
	return SEGBIAS_SYSTEM;
}

#endif
