#include "base/stream_part.h"

#include "base/memory.h"
#include "base/open.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAIT_MILLISECONDS = 50 };

struct file {
	struct segbias_part part;
	int descriptor;
	bool close_descriptor;
	struct stat opened; /* as the file was then */
	const atomic_bool *stop;
};

/* A file that was written to while it was read may be half of one and half of another. */
static enum segbias_status refuse_changed(const struct file *file, struct segbias_error *error)
{
	const struct stat *then = &file->opened;
	struct stat now;
	if (!S_ISREG(then->st_mode))
		return SEGBIAS_OK;
	if (fstat(file->descriptor, &now) != 0)
		return segbias_part_system(error, SEGBIAS_SYSTEM, "cannot be read");
	if (now.st_size == then->st_size && now.st_mtim.tv_sec == then->st_mtim.tv_sec &&
	    now.st_mtim.tv_nsec == then->st_mtim.tv_nsec)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_DATA, "changed_while_read|was changed while it was read");
	segbias_error_hint(error, "run it again when the file is complete, or on a copy of it");
	return SEGBIAS_DATA;
}

/* A thread that waits for a pipe whose writer is idle could not be joined. false: it shall stop. */
static bool wait_for_bytes(const struct file *file)
{
	struct pollfd one = {.fd = file->descriptor, .events = POLLIN};
	int ready = 0;
	while ((ready == 0 || (ready < 0 && errno == EINTR)) && !atomic_load(file->stop))
		ready = poll(&one, 1, WAIT_MILLISECONDS);
	/* What is wrong with the descriptor read will say. */
	return !atomic_load(file->stop);
}

/* read(2) that is not disturbed by signals. */
static enum segbias_status read_file(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                     struct segbias_error *error)
{
	struct file *file = (struct file *)part;
	ssize_t got = -1;
	if (file->stop && !S_ISREG(file->opened.st_mode) && !wait_for_bytes(file))
		return segbias_error_set(error, SEGBIAS_SYSTEM, "read_was_stopped|was read no further");
	do
		got = read(file->descriptor, buffer, capacity);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return segbias_part_system(error, SEGBIAS_SYSTEM, "cannot be read");
	*size = (size_t)got;
	return got == 0 ? refuse_changed(file, error) : SEGBIAS_OK;
}

static void free_file(struct segbias_part *part)
{
	struct file *file = (struct file *)part;
	if (file->close_descriptor)
		(void)close(file->descriptor);
	free(file);
}

static void heed(struct segbias_part *part, const atomic_bool *stop)
{
	((struct file *)part)->stop = stop;
}

static const struct segbias_part_class class = {.read = read_file, .free = free_file, .heed = heed};

/* Whether the path is to blame, not the system. */
static bool names_no_file(int number)
{
	return number == ENOENT || number == EACCES || number == EPERM || number == ENOTDIR || number == EISDIR ||
	       number == ELOOP || number == ENAMETOOLONG || number == ENXIO || number == ENODEV || number == EINVAL ||
	       number == EBADF;
}

static enum segbias_status cannot_open(struct segbias_error *error)
{
	return segbias_part_system(error, names_no_file(errno) ? SEGBIAS_DATA : SEGBIAS_SYSTEM, "cannot be opened");
}

static enum segbias_status open_descriptor(struct file *file, const char *path, struct segbias_error *error)
{
	bool is_stdin = strcmp(path, "-") == 0;
	file->descriptor = is_stdin ? STDIN_FILENO : segbias_open(path, O_RDONLY | O_NOCTTY, 0);
	if (file->descriptor < 0)
		return cannot_open(error);
	file->close_descriptor = !is_stdin;
	if (fstat(file->descriptor, &file->opened) != 0)
		return cannot_open(error);
	if (S_ISDIR(file->opened.st_mode))
		return segbias_error_set(error, SEGBIAS_DATA, "is_a_directory|is a directory, not a file");
	return SEGBIAS_OK;
}

enum segbias_status segbias_part_file(const char *path, struct segbias_part **out, int64_t *bytes,
                                      struct segbias_error *error)
{
	struct file *file = segbias_memory_zeroed(1, sizeof *file);
	if (!file)
		return segbias_error_memory(error);
	file->part.class = &class;
	enum segbias_status status = open_descriptor(file, path, error);
	if (status != SEGBIAS_OK) {
		free_file(&file->part);
		return status;
	}
	/* Of standard input another program may have read a part. */
	off_t used = S_ISREG(file->opened.st_mode) ? lseek(file->descriptor, 0, SEEK_CUR) : -1;
	*bytes = used < 0 ? -1 : used < file->opened.st_size ? (int64_t)(file->opened.st_size - used) : 0;
	*out = &file->part;
	return SEGBIAS_OK;
}
