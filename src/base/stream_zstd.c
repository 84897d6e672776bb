#include "base/stream_unpack.h"

#include "base/memory.h"

#include <zstd.h>
#include <zstd_errors.h>

enum { WINDOW_LOG_MAX = 27 }; /* 128 MiB: what zstd takes without being asked, and what its --ultra -22 makes */

static void *create(void)
{
	ZSTD_DCtx *context = ZSTD_createDCtx();
	if (!context) {
		segbias_memory_fail();
		return NULL;
	}
	(void)ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, WINDOW_LOG_MAX);
	return context;
}

static void release(void *state)
{
	(void)ZSTD_freeDCtx(state);
}

static enum segbias_unpacked step(void *state, struct segbias_unpacking *unpacking)
{
	ZSTD_inBuffer in = {unpacking->in, unpacking->in_size, 0};
	ZSTD_outBuffer out = {unpacking->out, unpacking->out_size, 0};
	/* 0: a frame has ended, and its checksum, where it has one, is right; the next call begins another. */
	size_t result = ZSTD_decompressStream(state, &out, &in);
	unpacking->in_used = in.pos;
	unpacking->out_used = out.pos;
	switch (ZSTD_getErrorCode(result)) {
	case ZSTD_error_no_error:
		return result == 0 ? SEGBIAS_UNPACKED_MEMBER : SEGBIAS_UNPACKED_SOME;
	case ZSTD_error_prefix_unknown:
		return SEGBIAS_UNPACKED_OTHER;
	case ZSTD_error_frameParameter_windowTooLarge:
		return SEGBIAS_UNPACKED_WINDOW;
	case ZSTD_error_dictionary_wrong:
		return SEGBIAS_UNPACKED_DICTIONARY;
	case ZSTD_error_memory_allocation:
		segbias_memory_fail();
		return SEGBIAS_UNPACKED_MEMORY;
	default:
		unpacking->why = ZSTD_getErrorName(result);
		return SEGBIAS_UNPACKED_DAMAGED;
	}
}

static const struct segbias_unpack_format format = {
    .tool = "zstd", .wide = "--long=31", .create = create, .free = release, .step = step};

enum segbias_status segbias_part_unzstd(struct segbias_part *below, const char *head, size_t size,
                                        struct segbias_part **out, struct segbias_error *error)
{
	return segbias_part_unpack(&format, below, head, size, out, error);
}
