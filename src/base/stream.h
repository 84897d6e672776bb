/* Room: base. Byte streams: a file, stdin ("-") or memory, read once from start to end.
 *
 * A stream counts its bytes and hashes them (SHA-256) up to a limit. Owns its file descriptor and its peek buffer.
 */
#ifndef SEGBIAS_BASE_STREAM_H
#define SEGBIAS_BASE_STREAM_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

struct segbias_stream;

enum {
	SEGBIAS_STREAM_HEAD = 1 << 20,      /* bytes that detection looks at */
	SEGBIAS_STREAM_HASH_MAX = 16 << 20, /* hashed without being asked */
};

/* Opens a file, or stdin for "-". `hash_always` hashes inputs over 16 MiB too.
 * Errors: SEGBIAS_DATA where the file cannot be opened or is a directory, or holds gzip, zstd, UTF-16 or spreadsheet
 * bytes, which are not read (the hint says what to do). */
enum segbias_status segbias_stream_open(const char *path, bool hash_always, struct segbias_stream **out,
                                        struct segbias_error *error);

/* Reads from memory that must outlive the stream. */
enum segbias_status segbias_stream_open_memory(const char *name, const void *bytes, size_t size,
                                               struct segbias_stream **out, struct segbias_error *error);

void segbias_stream_free(struct segbias_stream *stream);

/* The next bytes without consuming them: up to SEGBIAS_STREAM_HEAD, fewer only where the stream ends. Only before the
 * first read. `*whole` says whether that is all there is. The memory belongs to the stream, until the first read. */
enum segbias_status segbias_stream_peek(struct segbias_stream *stream, const char **bytes, size_t *size, bool *whole,
                                        struct segbias_error *error);

/* Reads 1..capacity bytes; *size is 0 at the end only. */
enum segbias_status segbias_stream_read(struct segbias_stream *stream, char *buffer, size_t capacity, size_t *size,
                                        struct segbias_error *error);

const char *segbias_stream_name(const struct segbias_stream *stream); /* the path as given */
uint64_t segbias_stream_bytes(const struct segbias_stream *stream);   /* consumed so far */

/* Finishes the hash of what was consumed. false: over the limit and not asked for. Once, at the end. */
bool segbias_stream_sha256(struct segbias_stream *stream, char hex[static 65]);

#endif
