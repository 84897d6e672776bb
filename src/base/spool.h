/* Room: base. The bytes of a document that may be larger than memory: the last 1 MiB of them, the rest in a file. */
#ifndef SEGBIAS_BASE_SPOOL_H
#define SEGBIAS_BASE_SPOOL_H

#include "base/text.h"

enum { SEGBIAS_SPOOL_MEMORY = 1 << 20 };

/* A writer adds to `text` as to any other, and checks `failed` once, at its end; it does not look at what it added. */
struct segbias_spool {
	struct segbias_text text;
	int file;   /* -1: none yet */
	int number; /* errno of the call on the file that failed; 0: none did */
};

/* Freed with segbias_spool_free. file: an open one that takes the bytes (it is not closed here before that), or -1: one without a
 * name is made under $TMPDIR (where absolute) or /tmp once there is more than memory takes. */
enum segbias_status segbias_spool_create(int file, struct segbias_spool **out, struct segbias_error *error);

/* NULL is none. */
void segbias_spool_free(struct segbias_spool *spool);

/* Empties the text into the file. 0, or errno. */
int segbias_spool_drain(struct segbias_spool *spool);

/* SEGBIAS_OK, or why the bytes are not all there: memory, or the file, which has no name. */
enum segbias_status segbias_spool_check(const struct segbias_spool *spool, struct segbias_error *error);

/* Writes all bytes to the descriptor, in order, whatever was copied before. Waits for one that does not wait itself. 0, or errno of
 * what failed; *reading: that was reading the file back. */
int segbias_spool_copy(struct segbias_spool *spool, int descriptor, bool *reading);

/* Adds all bytes to the text, in order. 0, or errno of reading the file back. */
int segbias_spool_read(const struct segbias_spool *spool, struct segbias_text *out);

#endif
