#include "base/pack.h"

#include "base/memory.h"

#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { LEVEL = 3 };

enum segbias_status segbias_pack(struct segbias_label bytes, struct segbias_text *out, struct segbias_error *error)
{
	size_t room = ZSTD_compressBound(bytes.size);
	ZSTD_CCtx *context = ZSTD_createCCtx();
	char *frame = context ? segbias_memory_get(room + 1) : NULL;
	size_t size = 0;
	if (frame) {
		(void)ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, LEVEL);
		(void)ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
		size = ZSTD_compress2(context, frame, room, bytes.bytes, bytes.size);
	}
	bool ok = frame && !ZSTD_isError(size);
	if (ok)
		segbias_text_add(out, frame, size);
	free(frame);
	(void)ZSTD_freeCCtx(context);
	return ok && !out->failed ? SEGBIAS_OK : segbias_error_memory(error);
}

bool segbias_unpack(struct segbias_label frame, size_t size, struct segbias_text *out)
{
	char *bytes = segbias_memory_get(size + 1);
	size_t made = bytes ? ZSTD_decompress(bytes, size, frame.bytes, frame.size) : 0;
	if (ZSTD_isError(made) && ZSTD_getErrorCode(made) == ZSTD_error_memory_allocation)
		segbias_memory_fail();
	bool ok = bytes && !ZSTD_isError(made) && made == size;
	if (ok)
		segbias_text_add(out, bytes, size);
	free(bytes);
	return ok && !out->failed;
}
