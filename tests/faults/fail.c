/* Preloaded into a run: lets one allocation or one system call fail, so that a test can see what becomes of it.
 *
 *     FAULT_KIND  memory | system | interrupt | short | kill
 *     FAULT_AT    which one fails, from 1; 0: none
 *     FAULT_TRACE a file that gets one line for each: a hash of where it was called from
 *
 * memory: malloc, calloc, realloc and their like. system: open, read, write, fsync, rename, link, close and their like,
 * with an error that each can have. interrupt: those that a signal can interrupt, with EINTR. short: read and write do
 * one byte only. Calls that libc makes of itself are not seen, those to malloc are. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum kind { NONE, MEMORY, SYSTEM, INTERRUPT, SHORT, KILL };
enum { FRAMES = 24, EARLY = 1 << 16 };

static enum kind kind;
static unsigned long at, seen;
static int trace = -1;
static bool ready, busy;
static _Alignas(max_align_t) char early[EARLY]; /* what dlsym allocates before malloc is found */
static size_t early_used;

/* dlsym gives a pointer to an object, which ISO C does not turn into one to a function. */
static void find(void *function, const char *name)
{
	void *symbol = dlsym(RTLD_NEXT, name);
	memcpy(function, &symbol, sizeof symbol);
}

__attribute__((constructor)) static void begin(void)
{
	const char *word = getenv("FAULT_KIND");
	const char *number = getenv("FAULT_AT");
	const char *path = getenv("FAULT_TRACE");
	void *frames[FRAMES];
	busy = true;
	(void)backtrace(frames, FRAMES); /* loads what it needs */
	kind = !word                            ? NONE
	       : strcmp(word, "memory") == 0    ? MEMORY
	       : strcmp(word, "system") == 0    ? SYSTEM
	       : strcmp(word, "interrupt") == 0 ? INTERRUPT
	       : strcmp(word, "short") == 0     ? SHORT
	       : strcmp(word, "kill") == 0      ? KILL
	                                        : NONE;
	at = number ? strtoul(number, NULL, 10) : 0;
	if (path)
		trace = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
	busy = false;
	ready = true;
}

static ssize_t plain_write(int fd, const void *bytes, size_t size)
{
	static ssize_t (*next)(int, const void *, size_t);
	if (!next)
		find(&next, "write");
	return next(fd, bytes, size);
}

static void note(void)
{
	void *frames[FRAMES];
	char line[32];
	uint64_t hash = 14695981039346656037U;
	busy = true;
	int depth = backtrace(frames, FRAMES);
	for (int i = 0; i < depth; i++)
		hash = (hash ^ (uint64_t)(uintptr_t)frames[i]) * 1099511628211U;
	int size = snprintf(line, sizeof line, "%016llx\n", (unsigned long long)hash);
	if (plain_write(trace, line, (size_t)size) != size)
		_exit(99);
	busy = false;
}

/* Whether this call is the one. */
static bool strikes(enum kind now)
{
	bool kills = kind == KILL && now == SYSTEM;
	if (!ready || busy || (kind != now && !kills))
		return false;
	seen++;
	if (trace >= 0)
		note();
	if (kills && seen == at)
		(void)raise(SIGKILL);
	return seen == at && !kills;
}

/* --- memory ----------------------------------------------------------------------------------------------------- */

static bool no_memory(void)
{
	if (!strikes(MEMORY))
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	static void *(*next)(size_t);
	if (!next)
		find(&next, "malloc");
	return no_memory() ? NULL : next(size);
}

void *calloc(size_t count, size_t size)
{
	static void *(*next)(size_t, size_t);
	static bool finding;
	if (!next && finding) {
		size_t need = (count * size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
		void *out = early + early_used;
		early_used += need;
		return early_used <= EARLY ? out : NULL;
	}
	if (!next) {
		finding = true;
		find(&next, "calloc");
		finding = false;
	}
	return no_memory() ? NULL : next(count, size);
}

void *realloc(void *memory, size_t size)
{
	static void *(*next)(void *, size_t);
	if (!next)
		find(&next, "realloc");
	return no_memory() ? NULL : next(memory, size);
}

void free(void *memory)
{
	static void (*next)(void *);
	if ((char *)memory >= early && (char *)memory < early + EARLY)
		return;
	if (!next)
		find(&next, "free");
	next(memory);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	static void *(*next)(size_t, size_t);
	if (!next)
		find(&next, "aligned_alloc");
	return no_memory() ? NULL : next(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
	static int (*next)(void **, size_t, size_t);
	if (!next)
		find(&next, "posix_memalign");
	return no_memory() ? ENOMEM : next(memory, alignment, size);
}

/* --- the system ------------------------------------------------------------------------------------------------- */

/* Whether the call fails, and errno of how. `number` 0: it cannot be interrupted. */
static bool fails(int number, bool interruptible)
{
	if (strikes(SYSTEM)) {
		errno = number;
		return true;
	}
	if (interruptible && strikes(INTERRUPT)) {
		errno = EINTR;
		return true;
	}
	return false;
}

ssize_t read(int fd, void *bytes, size_t size)
{
	static ssize_t (*next)(int, void *, size_t);
	if (!next)
		find(&next, "read");
	if (fails(EIO, true))
		return -1;
	return next(fd, bytes, size > 1 && strikes(SHORT) ? 1 : size);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	if (fails(ENOSPC, true))
		return -1;
	return plain_write(fd, bytes, size > 1 && strikes(SHORT) ? 1 : size);
}

int open(const char *path, int flags, ...)
{
	static int (*next)(const char *, int, ...);
	va_list rest;
	if (!next)
		find(&next, "open");
	va_start(rest, flags);
	mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return fails(EMFILE, true) ? -1 : next(path, flags, mode);
}

/* As a library calls it that is built for large files. */
int open64(const char *path, int flags, ...)
{
	static int (*next)(const char *, int, ...);
	va_list rest;
	if (!next)
		find(&next, "open64");
	va_start(rest, flags);
	mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return fails(EMFILE, true) ? -1 : next(path, flags, mode);
}

ssize_t pread64(int fd, void *bytes, size_t size, off64_t offset)
{
	static ssize_t (*next)(int, void *, size_t, off64_t);
	if (!next)
		find(&next, "pread64");
	if (fails(EIO, true))
		return -1;
	return next(fd, bytes, size > 1 && strikes(SHORT) ? 1 : size, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset)
{
	static ssize_t (*next)(int, const void *, size_t, off64_t);
	if (!next)
		find(&next, "pwrite64");
	if (fails(ENOSPC, true))
		return -1;
	return next(fd, bytes, size > 1 && strikes(SHORT) ? 1 : size, offset);
}

/* The file is closed all the same, as on Linux. */
int close(int fd)
{
	static int (*next)(int);
	if (!next)
		find(&next, "close");
	int result = next(fd);
	return result == 0 && fails(EIO, false) ? -1 : result;
}

#define FAILING_CALL(name, number, parameters, arguments)                                                              \
	int name parameters                                                                                            \
	{                                                                                                              \
		static int(*next) parameters;                                                                          \
		if (!next)                                                                                             \
			find(&next, #name);                                                                            \
		return fails(number, false) ? -1 : next arguments;                                                     \
	}

FAILING_CALL(fsync, EIO, (int fd), (fd))
FAILING_CALL(fdatasync, EIO, (int fd), (fd))
FAILING_CALL(ftruncate64, ENOSPC, (int fd, off64_t size), (fd, size))
FAILING_CALL(fchmod, EPERM, (int fd, mode_t mode), (fd, mode))
FAILING_CALL(fstat, EIO, (int fd, struct stat *about), (fd, about))
FAILING_CALL(rename, EXDEV, (const char *from, const char *to), (from, to))
FAILING_CALL(link, EPERM, (const char *from, const char *to), (from, to))
FAILING_CALL(mkdir, ENOSPC, (const char *path, mode_t mode), (path, mode))
FAILING_CALL(mkstemp, EACCES, (char *path), (path))
FAILING_CALL(fork, EAGAIN, (void), ())
FAILING_CALL(pipe2, EMFILE, (int pair[2], int flags), (pair, flags))
