#include "base/scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
	int fd = path.failed ? -1 : open(path.data, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	segbias_text_release(&path);
	if (fd < 0)
		return false;
	bool good = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size >= 0 &&
	            (uint64_t)info.st_size <= size_max && read_all(fd, (size_t)info.st_size, out);
	(void)close(fd);
	return good;
}
