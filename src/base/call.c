#include "base/call.h"

#include "base/memory.h"

enum segbias_status segbias_call_enter(struct segbias_call *call, struct segbias_error *error)
{
	call->failures = segbias_memory_failures();
	call->own = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	if (call->own == (locale_t)0)
		return segbias_error_memory(error);
	call->before = uselocale(call->own);
	return SEGBIAS_OK;
}

enum segbias_status segbias_call_leave(struct segbias_call *call, enum segbias_status status,
                                       struct segbias_error *error)
{
	(void)uselocale(call->before);
	freelocale(call->own);
	return segbias_memory_failures() == call->failures ? status : segbias_error_memory(error);
}
