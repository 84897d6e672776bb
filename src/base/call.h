/* Room: base. What surrounds a call of the library, whatever the host does meanwhile: the C locale for the thread, in
 * which numbers have a decimal point, and whether memory ran out in it (base/memory.h). */
#ifndef SEGBIAS_BASE_CALL_H
#define SEGBIAS_BASE_CALL_H

#include "base/error.h"
#include <locale.h>

struct segbias_call {
	locale_t own, before;
	uint64_t failures;
};

/* Every successful enter needs a leave. */
enum segbias_status segbias_call_enter(struct segbias_call *call, struct segbias_error *error);

/* Returns what the call ends with: `status`, or SEGBIAS_SYSTEM, said in `error`, where memory ran out since it was entered:
 * then nothing that it found may be used. */
enum segbias_status segbias_call_leave(struct segbias_call *call, enum segbias_status status,
                                       struct segbias_error *error);

#endif
