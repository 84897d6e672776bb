#include "base/lock.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/open.h"
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAIT_MILLISECONDS = 10, PATIENCE_SECONDS = 60 };

static bool is_held(const struct segbias_locks *locks, const struct stat *file)
{
	for (size_t i = 0; i < locks->count; i++)
		if (locks->items[i].device == file->st_dev && locks->items[i].inode == file->st_ino)
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

/* The path of the folder's lock, to be freed; NULL: memory. */
static char *name_lock(const char *folder)
{
	static const char NAME[] = "/.segbias-lock";
	size_t size = strlen(folder);
	char *path = segbias_memory_get(size + sizeof NAME);
	if (path) {
		memcpy(path, folder, size);
		memcpy(path + size, NAME, sizeof NAME);
	}
	return path;
}

/* Takes the path over where it succeeds with a lock. */
static enum segbias_status keep(struct segbias_locks *locks, struct segbias_lock lock, struct segbias_error *error)
{
	struct segbias_lock *items = segbias_memory_resize(locks->items, locks->count + 1, sizeof *items);
	if (!items)
		return segbias_error_memory(error);
	locks->items = items;
	items[locks->count++] = lock;
	return SEGBIAS_OK;
}

/* Whether the file of that name is the one that was opened. */
static bool is_there(const char *path, dev_t device, ino_t inode)
{
	struct stat now;
	return lstat(path, &now) == 0 && now.st_dev == device && now.st_ino == inode;
}

/* *again: who had the lock has taken its file away, and it is another one, or none, that counts. */
static enum segbias_status take(struct segbias_locks *locks, const char *folder, const char *path, bool *again,
                                struct segbias_error *error)
{
	struct stat opened;
	bool locked = false;
	*again = false;
	int descriptor = segbias_open(path, O_RDONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0666);
	if (descriptor < 0)
		return SEGBIAS_OK;
	enum segbias_status status = SEGBIAS_OK;
	if (fstat(descriptor, &opened) == 0 && S_ISREG(opened.st_mode) && !is_held(locks, &opened))
		status = wait_for(descriptor, folder, &locked, error);
	*again = locked && !is_there(path, opened.st_dev, opened.st_ino);
	if (!locked || *again) {
		(void)close(descriptor);
		return status;
	}
	struct segbias_lock lock = {descriptor, segbias_memory_string(path), opened.st_dev, opened.st_ino};
	status = lock.path ? keep(locks, lock, error) : segbias_error_memory(error);
	if (status != SEGBIAS_OK) {
		(void)unlink(path);
		(void)close(descriptor);
		free(lock.path);
	}
	return status;
}

enum segbias_status segbias_locks_add(struct segbias_locks *locks, const char *folder, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	bool again = true;
	char *path = name_lock(folder);
	if (!path)
		return segbias_error_memory(error);
	while (again && status == SEGBIAS_OK)
		status = take(locks, folder, path, &again, error);
	free(path);
	return status;
}

void segbias_locks_abandon(const struct segbias_locks *locks)
{
	for (size_t i = 0; i < locks->count; i++) {
		const struct segbias_lock *lock = &locks->items[i];
		/* Once: the next one there is another run's. */
		if (is_there(lock->path, lock->device, lock->inode))
			(void)unlink(lock->path);
	}
}

void segbias_locks_release(struct segbias_locks *locks)
{
	segbias_locks_abandon(locks);
	for (size_t i = 0; i < locks->count; i++) {
		/* A host that has forked has it twice. */
		(void)flock(locks->items[i].descriptor, LOCK_UN);
		(void)close(locks->items[i].descriptor);
		free(locks->items[i].path);
	}
	free(locks->items);
	*locks = (struct segbias_locks){0};
}
