#include "base/spool.h"

#include "base/memory.h"
#include "base/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

enum { BLOCK = 1 << 16 };

enum segbias_status segbias_spool_create(int file, struct segbias_spool **out, struct segbias_error *error)
{
	struct segbias_spool *spool = segbias_memory_zeroed(1, sizeof *spool);
	if (!spool)
		return segbias_error_memory(error);
	spool->text.spool = spool;
	spool->file = file;
	*out = spool;
	return SEGBIAS_OK;
}

void segbias_spool_free(struct segbias_spool *spool)
{
	if (!spool)
		return;
	if (spool->file >= 0)
		(void)close(spool->file);
	segbias_text_release(&spool->text);
	free(spool);
}

static int write_all(int descriptor, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t written = write(descriptor, bytes, size);
		struct pollfd room = {.fd = descriptor, .events = POLLOUT};
		/* Whoever shares a pipe or a terminal may have made it one that does not wait. */
		if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			(void)poll(&room, 1, -1);
		else if (written < 0 && errno != EINTR)
			return errno;
		bytes += written > 0 ? written : 0;
		size -= written > 0 ? (size_t)written : 0;
	}
	return 0;
}

/* A file that nobody else can open, and that is gone with the process. */
static int open_nameless(struct segbias_spool *spool)
{
	struct segbias_text path = {0};
	segbias_text_add_format(&path, "%s/segbias-XXXXXX", segbias_scratch_place());
	int file = path.failed ? -1 : mkstemp(path.data);
	int number = path.failed ? ENOMEM : file < 0 ? errno : 0;
	if (file >= 0 && (unlink(path.data) != 0 || fcntl(file, F_SETFD, FD_CLOEXEC) != 0)) {
		number = errno;
		(void)close(file);
		file = -1;
	}
	segbias_text_release(&path);
	spool->file = file;
	return number;
}

int segbias_spool_drain(struct segbias_spool *spool)
{
	if (!spool->number && spool->file < 0)
		spool->number = open_nameless(spool);
	if (!spool->number)
		spool->number = write_all(spool->file, spool->text.data, spool->text.size);
	if (spool->number) {
		spool->text.failed = true;
		return spool->number;
	}
	spool->text.drained += spool->text.size;
	spool->text.size = 0;
	return 0;
}

static enum segbias_status failed(const char *what, int number, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_SYSTEM, "temporary_file_failed|a temporary file cannot be %s: %s", what,
	                        segbias_error_reason(number));
	segbias_error_place(error, segbias_scratch_place(), 0, 0);
	segbias_error_hint(error, "TMPDIR may name another place");
	return SEGBIAS_SYSTEM;
}

enum segbias_status segbias_spool_check(const struct segbias_spool *spool, struct segbias_error *error)
{
	if (spool->number)
		return failed("written", spool->number, error);
	return spool->text.failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

static int copy_file(int from, int to, bool *reading)
{
	char block[BLOCK];
	*reading = true;
	if (lseek(from, 0, SEEK_SET) < 0)
		return errno;
	for (;;) {
		ssize_t some = read(from, block, sizeof block);
		if (some < 0 && errno == EINTR)
			continue;
		if (some < 0)
			return errno;
		*reading = some == 0;
		int number = write_all(to, block, (size_t)some);
		if (some == 0 || number)
			return number;
	}
}

int segbias_spool_copy(struct segbias_spool *spool, int descriptor, bool *reading)
{
	int number = spool->file < 0 ? 0 : copy_file(spool->file, descriptor, reading);
	if (number)
		return number;
	*reading = false;
	return write_all(descriptor, spool->text.data, spool->text.size);
}

int segbias_spool_read(const struct segbias_spool *spool, struct segbias_text *out)
{
	char block[BLOCK];
	if (spool->file >= 0 && lseek(spool->file, 0, SEEK_SET) < 0)
		return errno;
	while (spool->file >= 0) {
		ssize_t some = read(spool->file, block, sizeof block);
		if (some < 0 && errno == EINTR)
			continue;
		if (some < 0)
			return errno;
		if (some == 0)
			break;
		segbias_text_add(out, block, (size_t)some);
	}
	segbias_text_add(out, spool->text.data, spool->text.size);
	return 0;
}
