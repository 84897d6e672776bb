/* Room: base. What a byte stream (base/stream.h) is built of: parts that stand on each other, of which each reads from the
 * one below. The lowest is a source (a file, memory); the others count and hash, decompress, decode, or read ahead on a thread.
 *
 * Belongs here: what only base/stream*.c know. Does not belong here: what the other rooms read with, base/stream.h.
 *
 * A part owns the one below it. One thread at a time reads. After a failure or the end a part is not read again.
 */
#ifndef SEGBIAS_BASE_STREAM_PART_H
#define SEGBIAS_BASE_STREAM_PART_H

#include "base/stream.h"
#include "base/text.h"
#include <segbias/options.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct segbias_part;

struct segbias_part_class {
	/* Reads 1..capacity bytes; *size is 0 at the end only. Messages name no file: base/stream.c adds it. */
	enum segbias_status (*read)(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
	                            struct segbias_error *error);
	/* Frees this part alone. */
	void (*free)(struct segbias_part *part);
	/* A source that may wait for its bytes gives up waiting when *stop becomes true. NULL: never waits. */
	void (*heed)(struct segbias_part *part, const atomic_bool *stop);
};

/* The first member of every part. */
struct segbias_part {
	const struct segbias_part_class *class;
	struct segbias_part *below; /* NULL: a source */
};

/* Reads 1..capacity bytes; *size is 0 at the end only. */
static inline enum segbias_status segbias_part_read(struct segbias_part *part, char *buffer, size_t capacity,
                                                    size_t *size, struct segbias_error *error)
{
	return part->class->read(part, buffer, capacity, size, error);
}

/* Frees the part and all below it; NULL: nothing. */
void segbias_part_free(struct segbias_part *part);

/* The source of `part` heeds `stop`, which must outlive it or be taken back with NULL. */
void segbias_part_heed(struct segbias_part *part, const atomic_bool *stop);

/* --- sources ---------------------------------------------------------------------------------------------------- */

/* A file, or stdin for "-". *bytes: its size; -1 where only reading tells.
 * Errors: SEGBIAS_DATA where it cannot be opened or is a directory; in reading, where it was changed meanwhile. */
enum segbias_status segbias_part_file(const char *path, struct segbias_part **out, int64_t *bytes,
                                      struct segbias_error *error);

/* Memory that must outlive it. */
enum segbias_status segbias_part_memory(const void *bytes, size_t size, struct segbias_part **out,
                                        struct segbias_error *error);

/* What a program gives. Errors in reading: SEGBIAS_INPUT. */
enum segbias_status segbias_part_callback(segbias_read *read, void *context, struct segbias_part **out,
                                          struct segbias_error *error);

struct segbias_arrow;
/* An Arrow stream (base/arrow.h) as a CSV file, which outlives it, and is read once. Errors in reading: SEGBIAS_DATA. */
enum segbias_status segbias_part_arrow(struct segbias_arrow *arrow, struct segbias_part **out,
                                       struct segbias_error *error);

struct segbias_feed;
/* What another program reads of a table (base/feed.h): taken over, unless it fails. */
enum segbias_status segbias_part_feed(struct segbias_feed *feed, struct segbias_part **out,
                                      struct segbias_error *error);

/* --- what stands on them: each takes `below` over, unless it fails -------------------------------------------------- */

/* Counts and, where `hash` is set, hashes what passes: up to `hash_max` bytes, past which there is no hash. */
enum segbias_status segbias_part_meter(struct segbias_part *below, bool hash, uint64_t hash_max,
                                       struct segbias_part **out, struct segbias_error *error);
uint64_t segbias_part_meter_bytes(const struct segbias_part *meter); /* at any time, from any thread */
/* Once, at the end. false: there is no hash. */
bool segbias_part_meter_sha256(struct segbias_part *meter, char hex[static 65]);

/* Decompresses. `head`: what was already read of `below`, at most SEGBIAS_UNPACK_HEAD bytes.
 * Errors: SEGBIAS_DATA where the compressed data are cut, damaged, followed by others, or expand beyond what text can. */
enum { SEGBIAS_UNPACK_HEAD = 64 };
enum segbias_status segbias_part_gunzip(struct segbias_part *below, const char *head, size_t size,
                                        struct segbias_part **out, struct segbias_error *error);
enum segbias_status segbias_part_unzstd(struct segbias_part *below, const char *head, size_t size,
                                        struct segbias_part **out, struct segbias_error *error);

/* Gives UTF-8. `head`: what was already read of `below`; of UTF-16 it begins with the mark. What is no character becomes
 * U+FFFD. */
enum segbias_status segbias_part_decode(struct segbias_part *below, enum segbias_encoding encoding, const char *head,
                                        size_t size, struct segbias_part **out, struct segbias_error *error);

/* The same of an encoding that is said to be it, by the name that iconv(3) has; both are borrowed. Errors in reading: SEGBIAS_DATA
 * with line and column of bytes that are no character of it. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_part_convert(struct segbias_part *below, const struct segbias_stream_encoded *encoded,
                                         struct segbias_label head, struct segbias_part **out,
                                         struct segbias_error *error);

/* Passes plain ASCII, and decides at the first other byte whether UTF-8 or Windows-1252 goes on. `head`: what was already read of
 * `below`, from such a byte on, few bytes or none, behind `before`; `option` names an encoding, borrowed. Errors in reading:
 * SEGBIAS_DATA where it is another one. */
enum segbias_status segbias_part_late(struct segbias_part *below, const char *option, char before,
                                      struct segbias_label head, struct segbias_part **out,
                                      struct segbias_error *error);
enum segbias_encoding segbias_part_late_encoding(const struct segbias_part *part); /* as far as it was read */
size_t segbias_part_late_held(
    const struct segbias_part *part); /* bytes of `below` that were read and are yet to be handed out */

/* Reads ahead on a thread of its own, in which all signals are blocked. *out: `below` itself where no thread can be had. */
enum segbias_status segbias_part_pump(struct segbias_part *below, struct segbias_part **out,
                                      struct segbias_error *error);

/* A system call that failed: the sentence, and what the system says of errno. */
enum segbias_status segbias_part_system(struct segbias_error *error, enum segbias_status status, const char *sentence);

#endif
