/* Files that are written beside their places and renamed together: all or nothing. */
#include <segbias/output.h>

#include "base/error.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct staged {
	char *path;      /* resolved target */
	char *temporary; /* NULL: no regular file; the bytes are written at the commit */
	char *bytes;
	size_t size;
};

struct segbias_output {
	struct staged *files;
	size_t count;
	char **folders; /* made here: gone again, where empty, unless committed */
	size_t folder_count;
};

enum segbias_status segbias_output_create(struct segbias_output **out, struct segbias_error *error)
{
	if (!out)
		return segbias_error_set(error, SEGBIAS_USAGE, "the output has no place to go to: it is NULL");
	struct segbias_output *output = calloc(1, sizeof *output);
	if (!output)
		return segbias_error_memory(error);
	*out = output;
	return SEGBIAS_OK;
}

void segbias_output_free(struct segbias_output *output)
{
	if (!output)
		return;
	for (size_t i = 0; i < output->count; i++) {
		if (output->files[i].temporary)
			(void)unlink(output->files[i].temporary);
		free(output->files[i].temporary);
		free(output->files[i].path);
		free(output->files[i].bytes);
	}
	for (size_t i = output->folder_count; i > 0; i--) {
		(void)rmdir(output->folders[i - 1]);
		free(output->folders[i - 1]);
	}
	free(output->folders);
	free(output->files);
	free(output);
}

/* "-" is the file that standard input is. */
static bool look_up(const char *path, struct stat *info)
{
	return (strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, info) : stat(path, info)) == 0;
}

bool segbias_output_same_file(const char *a, const char *b)
{
	struct stat x;
	struct stat y;
	return a && b && look_up(a, &x) && look_up(b, &y) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static enum segbias_status failed(const char *path, const char *what, int number, struct segbias_error *error)
{
	enum segbias_status status = segbias_error_set(error, SEGBIAS_SYSTEM, "%s: %s", what, strerror(number));
	segbias_error_place(error, path, 0, 0);
	return status;
}

/* What a program can get wrong. */
static enum segbias_status check(const struct segbias_output *output, const char *path, struct segbias_error *error)
{
	if (!output)
		return segbias_error_set(error, SEGBIAS_USAGE, "there is no output: it is NULL");
	if (!path || !*path)
		return segbias_error_set(error, SEGBIAS_USAGE, "the path of an output is %s", path ? "empty" : "NULL");
	return SEGBIAS_OK;
}

enum segbias_status segbias_output_folder(struct segbias_output *output, const char *path, struct segbias_error *error)
{
	struct stat info;
	enum segbias_status status = check(output, path, error);
	if (status != SEGBIAS_OK)
		return status;
	if (stat(path, &info) == 0)
		return S_ISDIR(info.st_mode) ? SEGBIAS_OK : failed(path, "is no folder", ENOTDIR, error);
	char **folders = realloc(output->folders, (output->folder_count + 1) * sizeof *folders);
	if (!folders)
		return segbias_error_memory(error);
	output->folders = folders;
	char *name = strdup(path);
	if (!name)
		return segbias_error_memory(error);
	if (mkdir(path, 0777) != 0) {
		int number = errno;
		free(name);
		return failed(path, "cannot be made", number, error);
	}
	folders[output->folder_count++] = name;
	return SEGBIAS_OK;
}

static int write_all(int fd, const char *bytes, size_t size)
{
	while (size) {
		ssize_t written = write(fd, bytes, size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return errno;
		bytes += written;
		size -= (size_t)written;
	}
	return 0;
}

/* A new file beside the target with the permissions that the target has or would get. */
static enum segbias_status write_beside(struct staged *file, mode_t mode, const char *bytes, size_t size,
                                        struct segbias_error *error)
{
	size_t room = strlen(file->path) + sizeof ".segbias-XXXXXX";
	char *name = malloc(room);
	if (!name)
		return segbias_error_memory(error);
	(void)snprintf(name, room, "%s.segbias-XXXXXX", file->path);
	int fd = mkstemp(name);
	if (fd < 0) {
		int number = errno;
		free(name);
		return failed(file->path, "cannot be written", number, error);
	}
	file->temporary = name; /* removed with the output from here on */
	int number = write_all(fd, bytes, size);
	if (!number && (fchmod(fd, mode) != 0 || fsync(fd) != 0))
		number = errno;
	if (close(fd) != 0 && !number)
		number = errno;
	return number ? failed(file->path, "cannot be written", number, error) : SEGBIAS_OK;
}

enum segbias_status segbias_output_stage(struct segbias_output *output, const char *path, const char *bytes,
                                         size_t size, struct segbias_error *error)
{
	struct stat info;
	enum segbias_status status = check(output, path, error);
	if (status != SEGBIAS_OK)
		return status;
	if (!bytes && size)
		return segbias_error_set(error, SEGBIAS_USAGE, "%zu bytes are to be written and are NULL", size);
	struct staged *files = realloc(output->files, (output->count + 1) * sizeof *files);
	if (!files)
		return segbias_error_memory(error);
	output->files = files;
	struct staged *file = &files[output->count];
	*file = (struct staged){0};
	bool exists = stat(path, &info) == 0;
	if (!exists && lstat(path, &info) == 0)
		return failed(path, "is a symbolic link to nothing", ENOENT, error);
	if (exists && S_ISDIR(info.st_mode))
		return failed(path, "cannot be written", EISDIR, error);
	file->path = exists ? realpath(path, NULL) : strdup(path);
	if (!file->path)
		return segbias_error_memory(error);
	output->count++;
	if (exists && !S_ISREG(info.st_mode)) {
		file->bytes = malloc(size + 1);
		if (!file->bytes)
			return segbias_error_memory(error);
		if (size)
			memcpy(file->bytes, bytes, size);
		file->size = size;
		return SEGBIAS_OK;
	}
	if (exists && access(path, W_OK) != 0)
		return failed(path, "cannot be written", errno, error);
	mode_t mask = umask(0);
	(void)umask(mask);
	return write_beside(file, exists ? info.st_mode & 07777 : 0666 & ~mask, bytes, size, error);
}

static int commit_file(struct staged *file)
{
	if (file->temporary) {
		if (rename(file->temporary, file->path) != 0)
			return errno;
		free(file->temporary);
		file->temporary = NULL;
		return 0;
	}
	int fd = open(file->path, O_WRONLY);
	if (fd < 0)
		return errno;
	int number = write_all(fd, file->bytes, file->size);
	return close(fd) != 0 && !number ? errno : number;
}

enum segbias_status segbias_output_commit(struct segbias_output *output, struct segbias_error *error)
{
	if (!output)
		return check(output, NULL, error);
	for (size_t i = 0; i < output->count; i++) {
		int number = commit_file(&output->files[i]);
		if (number)
			return failed(output->files[i].path, "cannot be written", number, error);
	}
	return SEGBIAS_OK;
}
