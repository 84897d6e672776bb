#include "base/lock.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAIT_MILLISECONDS = 10, PATIENCE_SECONDS = 60 };

static bool is_held(const struct segbias_locks *locks, const struct stat *folder)
{
	for (size_t i = 0; i < locks->count; i++)
		if (locks->items[i].device == folder->st_dev && locks->items[i].inode == folder->st_ino)
			return true;
	return false;
}

static enum segbias_status busy(const char *folder, bool stopped, struct segbias_error *error)
{
	if (stopped)
		return segbias_error_set(error, SEGBIAS_SYSTEM,
		                         "interrupted|interrupted while another run was writing into the folder");
	(void)segbias_error_set(error, SEGBIAS_SYSTEM,
	                        "folder_busy|another run has been writing into this folder for a minute");
	segbias_error_place(error, folder, 0, 0);
	segbias_error_hint(error, "run it again when that one has ended, or write into another folder");
	return SEGBIAS_SYSTEM;
}

/* *locked: whether it could be; what cannot be locked is no error. */
static enum segbias_status wait_for(int descriptor, const char *folder, bool *locked, struct segbias_error *error)
{
	double start = segbias_clock_seconds();
	while (!(*locked = flock(descriptor, LOCK_EX | LOCK_NB) == 0) && (errno == EWOULDBLOCK || errno == EINTR)) {
		bool stopped = segbias_process_stops();
		if (stopped || segbias_clock_seconds() - start > PATIENCE_SECONDS)
			return busy(folder, stopped, error);
		(void)poll(NULL, 0, WAIT_MILLISECONDS);
	}
	return SEGBIAS_OK;
}

/* *again: the folder went while it was waited for, and another has its name. */
static enum segbias_status take(struct segbias_locks *locks, const char *folder, bool *again,
                                struct segbias_error *error)
{
	struct stat opened;
	struct stat now;
	bool locked = false;
	*again = false;
	int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0)
		return SEGBIAS_OK;
	enum segbias_status status = SEGBIAS_OK;
	if (fstat(descriptor, &opened) == 0 && !is_held(locks, &opened))
		status = wait_for(descriptor, folder, &locked, error);
	if (locked) {
		*again = stat(folder, &now) == 0 && (now.st_dev != opened.st_dev || now.st_ino != opened.st_ino);
		locked = !*again;
	}
	if (!locked) {
		(void)close(descriptor);
		return status;
	}
	struct segbias_lock *items = segbias_memory_resize(locks->items, locks->count + 1, sizeof *items);
	if (!items) {
		(void)close(descriptor);
		return segbias_error_memory(error);
	}
	locks->items = items;
	items[locks->count++] = (struct segbias_lock){descriptor, opened.st_dev, opened.st_ino};
	return SEGBIAS_OK;
}

enum segbias_status segbias_locks_add(struct segbias_locks *locks, const char *folder, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	bool again = true;
	while (again && status == SEGBIAS_OK)
		status = take(locks, folder, &again, error);
	return status;
}

void segbias_locks_release(struct segbias_locks *locks)
{
	for (size_t i = 0; i < locks->count; i++) {
		/* A host that has forked has it twice. */
		(void)flock(locks->items[i].descriptor, LOCK_UN);
		(void)close(locks->items[i].descriptor);
	}
	free(locks->items);
	*locks = (struct segbias_locks){0};
}
