/* Room: base. Byte streams: a file, stdin ("-"), memory or what a program gives, read once from start to end.
 *
 * A file that is compressed with gzip or zstd, as its first bytes tell and whatever its name, gives what was compressed;
 * one in UTF-16 (with its mark) or Windows-1252, or in an encoding that is said, gives UTF-8 (base/encoding.h).
 * A stream counts and hashes (SHA-256, up to a limit) the bytes of the file itself, so that sha256sum verifies it.
 * What it is built of: base/stream_part.h. Owns its file descriptor and its peek buffer.
 */
#ifndef SEGBIAS_BASE_STREAM_H
#define SEGBIAS_BASE_STREAM_H

#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"
#include <segbias/options.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct segbias_stream;
struct segbias_arrow;
struct segbias_feed;

enum {
	SEGBIAS_STREAM_HEAD = 1 << 20,      /* bytes that detection looks at */
	SEGBIAS_STREAM_TAIL = 64 << 10,     /* … and those at the end of a longer file */
	SEGBIAS_STREAM_HASH_MAX = 16 << 20, /* bytes of a file that is hashed without being asked */
};

/* Opens a file, or stdin for "-". `hash_always` hashes inputs over 16 MiB too.
 * Errors: SEGBIAS_DATA where the file cannot be opened or is a directory, or holds, compressed or not, UTF-32, a
 * spreadsheet or what another program compressed, which are not read (the hint says what to do). Reading and peeking:
 * SEGBIAS_DATA where a file changes meanwhile, or where compressed data are cut, damaged, followed by others or expand
 * beyond what a table can. */
enum segbias_status segbias_stream_open(const char *path, bool hash_always, struct segbias_stream **out,
                                        struct segbias_error *error);

/* Reads from memory, as it stands, that must outlive the stream. */
enum segbias_status segbias_stream_open_memory(const char *name, const void *bytes, size_t size,
                                               struct segbias_stream **out, struct segbias_error *error);

/* What stands for a file of that name: bytes, or what gives them. They, and the name, outlive the stream. */
struct segbias_stream_inlet {
	const char *name;
	const void *bytes; /* [size] */
	size_t size;
	segbias_read *read; /* NULL: the bytes */
	void *context;
	struct segbias_arrow *arrow; /* instead of both (base/arrow.h) */
};

/* As segbias_stream_open, but from there. Errors also: SEGBIAS_INPUT where what gives the bytes fails. */
enum segbias_status segbias_stream_open_inlet(const struct segbias_stream_inlet *inlet, bool hash_always,
                                              struct segbias_stream **out, struct segbias_error *error);

/* Reads what another program reads of that file, as it stands (base/feed.h). The feed is taken over, whatever comes of it; the bytes
 * and the hash of the stream are those of the file itself. */
enum segbias_status segbias_stream_open_feed(const char *name, struct segbias_feed *feed, struct segbias_stream **out,
                                             struct segbias_error *error);

/* NULL: it reads no feed. */
const struct segbias_feed *segbias_stream_feed(const struct segbias_stream *stream);

/* Joins its thread, where it has one. */
void segbias_stream_free(struct segbias_stream *stream);

/* Whom a stream tells of every read: its name, the bytes of the file itself that were read, and its size, 0 where only
 * reading tells. `told` NULL: nobody. Where it says anything but 0 the read fails with SEGBIAS_CANCELLED. */
struct segbias_stream_watch {
	segbias_progress *told;
	void *context;
	atomic_bool
	    *ended; /* of all streams of a job: it has said so, and is told nothing any more; NULL where `told` is */
};
void segbias_stream_watch(struct segbias_stream *stream, const struct segbias_stream_watch *watch);

/* Tells it. Errors: SEGBIAS_CANCELLED. */
enum segbias_status segbias_stream_tell(const struct segbias_stream_watch *watch, const char *name, uint64_t bytes,
                                        uint64_t size, struct segbias_error *error);

/* What a job ends with: its status, or SEGBIAS_CANCELLED where it was ended, also if nothing was left to read then. */
enum segbias_status segbias_stream_ended(const struct segbias_stream_watch *watch, enum segbias_status status,
                                         struct segbias_error *error);

/* From now on a compressed file is decompressed ahead, on a thread that blocks all signals; what is read stays the same.
 * Others are read as before, and so is one for which no thread can be had. Once at most.
 * Errors: SEGBIAS_SYSTEM where memory runs out. */
enum segbias_status segbias_stream_overlap(struct segbias_stream *stream, struct segbias_error *error);

/* What is said of a file's encoding; borrowed by the stream. */
struct segbias_stream_encoded {
	const char
	    *name; /* segbias_encoding_named; NULL: its bytes tell, also where the first others than ASCII come late */
	const char *option; /* that says it, for hints */
};

/* Before the first peek. Errors: SEGBIAS_DATA where the file's mark says that it is another, or which UTF-16 it is is not told;
 * SEGBIAS_SYSTEM. Reading: SEGBIAS_DATA, with line and column, where bytes are no character of the encoding that is said, and
 * where late ones are of one that is not read. */
enum segbias_status segbias_stream_encode(struct segbias_stream *stream, const struct segbias_stream_encoded *encoded,
                                          struct segbias_error *error);

/* The next bytes without consuming them: up to SEGBIAS_STREAM_HEAD, fewer only where the stream ends. Only before the
 * first read. `*whole` says whether that is all there is. The memory belongs to the stream, until the first read. */
enum segbias_status segbias_stream_peek(struct segbias_stream *stream, const char **bytes, size_t *size, bool *whole,
                                        struct segbias_error *error);

/* Leaves out `size` bytes of what was peeked, from `start` on. Only before the first read. */
void segbias_stream_skip(struct segbias_stream *stream, size_t start, size_t size);

/* Leaves out what was peeked before `start` and, where the whole was, what follows `stop`; both are offsets in what was
 * peeked. Only before the first read. */
void segbias_stream_narrow(struct segbias_stream *stream, size_t start, size_t stop);

/* Says of the last bytes of a stream, SEGBIAS_STREAM_TAIL or all there are, how many count: the rest is left out. */
typedef enum segbias_status segbias_stream_judge(void *context, const char *tail, size_t size, size_t *kept,
                                                 struct segbias_error *error);

/* From now on the last bytes are handed out only when it is known that they are the last, and `judge` was asked. Only before
 * the first read. Errors: SEGBIAS_SYSTEM where memory runs out. */
enum segbias_status segbias_stream_hold_tail(struct segbias_stream *stream, segbias_stream_judge *judge, void *context,
                                             struct segbias_error *error);

/* Reads 1..capacity bytes; *size is 0 at the end only. A failure stays. */
enum segbias_status segbias_stream_read(struct segbias_stream *stream, char *buffer, size_t capacity, size_t *size,
                                        struct segbias_error *error);

/* Appends what is left, but no more than a part beyond `most` bytes (0: all of it). Errors: those of reading, SEGBIAS_SYSTEM for memory. */
enum segbias_status segbias_stream_read_all(struct segbias_stream *stream, size_t most, struct segbias_text *out,
                                            struct segbias_error *error);

const char *segbias_stream_name(const struct segbias_stream *stream); /* the path as given */

/* How the file writes its characters, where it was told by its bytes; known after the first peek, but for those that come late. */
enum segbias_encoding segbias_stream_encoding(const struct segbias_stream *stream);

/* After a peek: where the bytes are in no encoding that is read, which one they may be in (segbias_encoding_guess). */
const char *segbias_stream_guess(const struct segbias_stream *stream);

/* Of the file itself, compressed or not, as far as it was read (which is ahead of what was handed out); its size at the
 * end. */
uint64_t segbias_stream_bytes(const struct segbias_stream *stream);

/* Finishes the hash of the file itself. false: over the limit and not asked for. Once, at the end. */
bool segbias_stream_sha256(struct segbias_stream *stream, char hex[static 65]);

#endif
