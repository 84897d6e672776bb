/* Room: base. Folders that one run has for itself while it puts files there that belong together: of two runs that write the same
 * files the last one's stand, all of them.
 *
 * The lock is a file in the folder, ".segbias-lock", which is there as long as somebody has it, and locked (flock): not the folder
 * itself, which is whose script runs this. It goes with the process, but for the file where that is killed or
 * may not remove it, which disturbs nobody, and goes with the next run.
 * A folder that cannot be locked, as on some network file systems, is had without. Does not belong here: the files
 * (base/output.h).
 */
#ifndef SEGBIAS_BASE_LOCK_H
#define SEGBIAS_BASE_LOCK_H

#include "base/error.h"
#include <sys/types.h>

struct segbias_lock {
	int descriptor;
	char *path; /* of the file */
	dev_t device;
	ino_t inode;
};

/* Zero-initialise. */
struct segbias_locks {
	struct segbias_lock *items;
	size_t count;
};

/* Waits until no other run has the folder. One that is had already, or is not there, is no error.
 * Errors: SEGBIAS_SYSTEM where that takes a minute, where a stop signal is pending that the caller holds back, and for memory. */
enum segbias_status segbias_locks_add(struct segbias_locks *locks, const char *folder, struct segbias_error *error);

/* Takes the files away, and nothing of the memory: the locks go with the process. Safe in a signal handler. */
void segbias_locks_abandon(const struct segbias_locks *locks);

void segbias_locks_release(struct segbias_locks *locks);

#endif
