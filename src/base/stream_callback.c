#include "base/stream_part.h"

#include "base/memory.h"

#include <stdlib.h>

struct callback {
	struct segbias_part part;
	segbias_read *read;
	void *context;
	bool ended; /* it has said so, and is not asked again: what it would then do is not known */
};

static enum segbias_status read_callback(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                         struct segbias_error *error)
{
	struct callback *callback = (struct callback *)part;
	size_t got = 0;
	int failure = callback->ended ? 0 : callback->read(callback->context, buffer, capacity, &got);
	if (failure != 0)
		return segbias_error_set(
		    error, SEGBIAS_INPUT,
		    "input_failed|the program that gives these bytes failed: its callback returned %d", failure);
	/* What lies behind the buffer may be lost: nothing of it is used. */
	if (got > capacity)
		return segbias_error_set(error, SEGBIAS_INPUT,
		                         "input_failed|the program that gives these bytes gave %zu, with room for %zu",
		                         got, capacity);
	callback->ended = got == 0;
	*size = got;
	return SEGBIAS_OK;
}

static void free_callback(struct segbias_part *part)
{
	free(part);
}

static const struct segbias_part_class class = {.read = read_callback, .free = free_callback};

enum segbias_status segbias_part_callback(segbias_read *read, void *context, struct segbias_part **out,
                                          struct segbias_error *error)
{
	struct callback *callback = segbias_memory_zeroed(1, sizeof *callback);
	if (!callback)
		return segbias_error_memory(error);
	*callback = (struct callback){.part = {.class = &class}, .read = read, .context = context};
	*out = &callback->part;
	return SEGBIAS_OK;
}
