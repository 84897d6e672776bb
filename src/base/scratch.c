#include "base/scratch.h"

#include "base/open.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOTED_MAX = 8, PATH_SIZE = 512, STATE_FREE = 0, STATE_TAKEN, STATE_NOTED };

/* What a handler can read: the folders, and the links in them. */
static struct {
	atomic_int state;
	char folder[PATH_SIZE], link[PATH_SIZE];
} noted[NOTED_MAX];

static void note(const char *path)
{
	if (strlen(path) + sizeof "/" SEGBIAS_SCRATCH_LINK > PATH_SIZE)
		return;
	for (size_t i = 0; i < NOTED_MAX; i++) {
		int expected = STATE_FREE;
		if (!atomic_compare_exchange_strong(&noted[i].state, &expected, STATE_TAKEN))
			continue;
		(void)snprintf(noted[i].folder, PATH_SIZE, "%s", path);
		(void)snprintf(noted[i].link, PATH_SIZE, "%s/" SEGBIAS_SCRATCH_LINK, path);
		atomic_store(&noted[i].state, STATE_NOTED);
		return;
	}
}

static void forget(const char *path)
{
	for (size_t i = 0; i < NOTED_MAX; i++)
		if (atomic_load(&noted[i].state) == STATE_NOTED && strcmp(noted[i].folder, path) == 0)
			atomic_store(&noted[i].state, STATE_FREE);
}

void segbias_scratch_abandon(void)
{
	for (size_t i = 0; i < NOTED_MAX; i++)
		if (atomic_load(&noted[i].state) == STATE_NOTED) {
			(void)unlink(noted[i].link);
			(void)rmdir(noted[i].folder);
		}
}

const char *segbias_scratch_place(void)
{
	const char *place = getenv("TMPDIR");
	return place && *place == '/' ? place : "/tmp";
}

enum segbias_status segbias_scratch_create(struct segbias_scratch *scratch, struct segbias_error *error)
{
	struct segbias_text path = {0};
	segbias_text_add_format(&path, "%s/segbias-XXXXXX", segbias_scratch_place());
	if (path.failed) {
		segbias_text_release(&path);
		return segbias_error_memory(error);
	}
	if (!mkdtemp(path.data)) {
		enum segbias_status status =
		    segbias_error_set(error, SEGBIAS_SYSTEM, "no_temporary_folder|no temporary folder can be made: %s",
		                      segbias_error_reason(errno));
		segbias_error_place(error, segbias_scratch_place(), 0, 0);
		segbias_error_hint(error, "TMPDIR may name another place");
		segbias_text_release(&path);
		return status;
	}
	scratch->path = path.data;
	note(scratch->path);
	return SEGBIAS_OK;
}

void segbias_scratch_release(struct segbias_scratch *scratch)
{
	if (!scratch->path)
		return;
	DIR *folder = opendir(scratch->path);
	for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			(void)unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder)
		(void)closedir(folder);
	(void)rmdir(scratch->path);
	forget(scratch->path);
	free(scratch->path);
	scratch->path = NULL;
}

static bool read_all(int fd, size_t size, struct segbias_text *out)
{
	char block[16384];
	while (size > 0) {
		ssize_t some = read(fd, block, size < sizeof block ? size : sizeof block);
		if (some < 0 && errno == EINTR)
			continue;
		if (some <= 0)
			return false;
		segbias_text_add(out, block, (size_t)some);
		size -= (size_t)some;
	}
	return !out->failed;
}

bool segbias_scratch_read(const struct segbias_scratch *scratch, const char *name, size_t size_max,
                          struct segbias_text *out)
{
	struct segbias_text path = {0};
	struct stat info;
	segbias_text_add_format(&path, "%s/%s", scratch->path, name);
	/* Neither a link to elsewhere nor a pipe that never ends. */
	int fd = path.failed ? -1 : segbias_open(path.data, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
	segbias_text_release(&path);
	if (fd < 0)
		return false;
	bool good = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size >= 0 &&
	            (uint64_t)info.st_size <= size_max && read_all(fd, (size_t)info.st_size, out);
	(void)close(fd);
	return good;
}
