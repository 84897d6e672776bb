/* For tests of compressed streams: files made in memory by the libraries themselves, and a source that gives few bytes at
 * a time. */
#ifndef SEGBIAS_TESTS_BASE_PACKED_H
#define SEGBIAS_TESTS_BASE_PACKED_H

#include "base/stream_part.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

struct packed {
	char bytes[1 << 20];
	size_t size;
};

enum packing { GZIP, ZSTD, PACKINGS };

static const char *const packing_names[] = {"gzip", "zstd"};

/* Appends a member; `step` bytes of text at a time, each flushed, so that there are many blocks. 0: all at once. */
static inline void add_gzip(struct packed *packed, const char *text, size_t size, size_t step)
{
	z_stream z = {0};
	cr_assert_eq(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	int code = Z_OK;
	for (size_t at = 0; code != Z_STREAM_END;) {
		size_t now = step && step < size - at ? step : size - at;
		z.next_in = (Bytef *)(uintptr_t)(text + at);
		z.avail_in = (uInt)now;
		z.next_out = (Bytef *)packed->bytes + packed->size;
		z.avail_out = (uInt)(sizeof packed->bytes - packed->size);
		at += now;
		code = deflate(&z, at < size ? Z_SYNC_FLUSH : Z_FINISH);
		cr_assert(code == Z_STREAM_END || (code == Z_OK && z.avail_in == 0));
		packed->size = sizeof packed->bytes - z.avail_out;
	}
	deflateEnd(&z);
}

/* The same for a frame with a checksum. `known`: it says how long its content is. `window_log` 0: as it comes. */
static inline void add_zstd(struct packed *packed, const char *text, size_t size, size_t step, bool known,
                            int window_log)
{
	ZSTD_CCtx *context = ZSTD_createCCtx();
	ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
	if (window_log)
		ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
	if (known)
		ZSTD_CCtx_setPledgedSrcSize(context, size);
	ZSTD_outBuffer out = {packed->bytes, sizeof packed->bytes, packed->size};
	for (size_t at = 0, left = 1; at < size || left;) {
		size_t now = step && step < size - at ? step : size - at;
		ZSTD_inBuffer in = {text + at, now, 0};
		at += now;
		left = ZSTD_compressStream2(context, &out, &in, at < size ? ZSTD_e_flush : ZSTD_e_end);
		cr_assert_not(ZSTD_isError(left));
		cr_assert_eq(in.pos, in.size);
	}
	packed->size = out.pos;
	ZSTD_freeCCtx(context);
}

static inline void add_bytes(struct packed *packed, const char *bytes, size_t size)
{
	memcpy(packed->bytes + packed->size, bytes, size);
	packed->size += size;
}

static inline void add_member(struct packed *packed, enum packing packing, const char *text, size_t size, size_t step)
{
	if (packing == GZIP)
		add_gzip(packed, text, size, step);
	else
		add_zstd(packed, text, size, step, false, 0);
}

/* A source of at most `step` bytes a read. */
struct dribble {
	struct segbias_part part;
	const char *bytes;
	size_t left, step;
};

static inline enum segbias_status read_dribble(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                               struct segbias_error *error)
{
	struct dribble *dribble = (struct dribble *)part;
	(void)error;
	*size = dribble->left;
	if (*size > dribble->step)
		*size = dribble->step;
	if (*size > capacity)
		*size = capacity;
	memcpy(buffer, dribble->bytes, *size);
	dribble->bytes += *size;
	dribble->left -= *size;
	return SEGBIAS_OK;
}

static inline void free_dribble(struct segbias_part *part)
{
	free(part);
}

static inline struct segbias_part *dribble_of(const char *bytes, size_t size, size_t step)
{
	static const struct segbias_part_class class = {.read = read_dribble, .free = free_dribble};
	struct dribble *dribble = calloc(1, sizeof *dribble);
	cr_assert_not_null(dribble);
	*dribble = (struct dribble){{.class = &class}, bytes, size, step};
	return &dribble->part;
}

/* What a part gives in all, up to its end or a fault. */
struct given {
	char text[1 << 20];
	size_t size;
	enum segbias_status status;
	struct segbias_error error;
};

static inline void take_all(struct segbias_part *part, size_t capacity, struct given *given)
{
	size_t got = 1;
	given->size = 0;
	given->error = (struct segbias_error){0};
	given->status = SEGBIAS_OK;
	while (got && given->status == SEGBIAS_OK) {
		size_t room = sizeof given->text - given->size;
		cr_assert_gt(room, 0);
		given->status = segbias_part_read(part, given->text + given->size, capacity < room ? capacity : room,
		                                  &got, &given->error);
		if (given->status == SEGBIAS_OK)
			given->size += got;
	}
}

/* Decompresses what comes `step` bytes at a time into buffers of `capacity`. */
static inline void unpack(enum packing packing, const struct packed *packed, size_t step, size_t capacity,
                          struct given *given)
{
	struct segbias_part *part = dribble_of(packed->bytes, packed->size, step);
	if (packing == GZIP)
		cr_assert_eq(segbias_part_gunzip(part, "", 0, &part, NULL), SEGBIAS_OK);
	else
		cr_assert_eq(segbias_part_unzstd(part, "", 0, &part, NULL), SEGBIAS_OK);
	take_all(part, capacity, given);
	segbias_part_free(part);
}

/* Rows that are not all alike. */
static inline size_t write_rows(char *text, size_t rows)
{
	size_t size = 0;
	unsigned state = 1;
	for (size_t i = 0; i < rows; i++) {
		state = state * 1664525U + 1013904223U;
		size += (size_t)sprintf(text + size, "%c,%u,%s\n", (int)('A' + state % 3), state >> 22,
		                        state & 4096 ? "Frau" : "Mann");
	}
	return size;
}

#endif
