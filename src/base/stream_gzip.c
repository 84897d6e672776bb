#define ZLIB_CONST /* input is not written */
#include "base/stream_unpack.h"

#include "base/memory.h"

#include <stdlib.h>
#include <zlib.h>

enum { WINDOW_BITS = 15, GZIP_ONLY = 16, MAGIC = 0x1f };

struct gunzip {
	z_stream z;
	bool between; /* at the end of a member */
	bool padding; /* zeros have followed it */
};

static void *create(void)
{
	struct gunzip *gunzip = segbias_memory_zeroed(1, sizeof *gunzip);
	if (!gunzip)
		return NULL;
	if (inflateInit2(&gunzip->z, WINDOW_BITS + GZIP_ONLY) == Z_OK)
		return gunzip;
	segbias_memory_fail();
	free(gunzip);
	return NULL;
}

static void release(void *state)
{
	struct gunzip *gunzip = state;
	(void)inflateEnd(&gunzip->z);
	free(gunzip);
}

/* Another member may follow, or zeros up to the end: tapes pad with them, and gzip -t takes them. */
static enum segbias_unpacked begin(struct gunzip *gunzip, struct segbias_unpacking *unpacking)
{
	while (unpacking->in_used < unpacking->in_size && unpacking->in[unpacking->in_used] == 0) {
		unpacking->in_used++;
		gunzip->padding = true;
	}
	if (unpacking->in_used == unpacking->in_size)
		return SEGBIAS_UNPACKED_MEMBER;
	if (gunzip->padding || unpacking->in[unpacking->in_used] != MAGIC)
		return SEGBIAS_UNPACKED_OTHER;
	(void)inflateReset(&gunzip->z);
	gunzip->between = false;
	return SEGBIAS_UNPACKED_SOME;
}

static enum segbias_unpacked step(void *state, struct segbias_unpacking *unpacking)
{
	struct gunzip *gunzip = state;
	z_stream *z = &gunzip->z;
	if (gunzip->between) {
		enum segbias_unpacked begun = begin(gunzip, unpacking);
		if (begun != SEGBIAS_UNPACKED_SOME)
			return begun;
	}
	size_t in = unpacking->in_size - unpacking->in_used;
	z->next_in = (const Bytef *)(unpacking->in + unpacking->in_used);
	z->avail_in = (uInt)in;
	z->next_out = (Bytef *)unpacking->out;
	z->avail_out = (uInt)unpacking->out_size;
	int code = inflate(z, Z_NO_FLUSH);
	unpacking->in_used += in - z->avail_in;
	unpacking->out_used = unpacking->out_size - z->avail_out;
	switch (code) {
	case Z_STREAM_END:
		gunzip->between = true;
		return SEGBIAS_UNPACKED_MEMBER;
	case Z_OK:
		return SEGBIAS_UNPACKED_SOME;
	case Z_MEM_ERROR:
		segbias_memory_fail();
		return SEGBIAS_UNPACKED_MEMORY;
	default:
		unpacking->why = z->msg ? z->msg : "not gzip";
		return SEGBIAS_UNPACKED_DAMAGED;
	}
}

static const struct segbias_unpack_format format = {.tool = "gzip", .create = create, .free = release, .step = step};

enum segbias_status segbias_part_gunzip(struct segbias_part *below, const char *head, size_t size,
                                        struct segbias_part **out, struct segbias_error *error)
{
	return segbias_part_unpack(&format, below, head, size, out, error);
}
