/* Room: base. A private folder for files on their way from another program to us. */
#ifndef SEGBIAS_BASE_SCRATCH_H
#define SEGBIAS_BASE_SCRATCH_H

#include "base/text.h"

/* Zero-initialise. */
struct segbias_scratch {
	char *path; /* absolute; mode 0700 */
};

/* Where files on their way stand: $TMPDIR, where absolute, or /tmp. Borrowed from the environment. */
const char *segbias_scratch_place(void);

/* In that place. */
enum segbias_status segbias_scratch_create(struct segbias_scratch *scratch, struct segbias_error *error);

/* Removes the folder and the files in it. */
void segbias_scratch_release(struct segbias_scratch *scratch);

/* The name of a file in it that is gone with the folder where the process is ended by a signal: a link. */
#define SEGBIAS_SCRATCH_LINK "file"

/* Removes the folders that there are, with no more in them than such a link. Only calls that are safe in a handler. */
void segbias_scratch_abandon(void);

/* Appends a file's bytes. false: no regular file of that name, or more than `size_max` bytes, or unreadable. */
bool segbias_scratch_read(const struct segbias_scratch *scratch, const char *name, size_t size_max,
                          struct segbias_text *out);

#endif
