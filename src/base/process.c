/* The one place that starts programs. fork and exec rather than posix_spawn, which can run nothing in the child: the filter
 * must be set there, between the two. After the fork only calls that are safe in a child of a threaded host. */
#define _GNU_SOURCE /* pipe2; close_range by number */
#include "base/process.h"

#include "base/confine.h"
#include "base/open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

enum { POLL_MS = 20, FIRST_FREE = 3 };

/* What the child tells the parent before it becomes the program. */
enum tale { TALE_NOT_CONFINED = 1, TALE_NOT_STARTED };
struct word {
	int tale;
	int number; /* errno */
};

/* All that the child needs, made before the fork. */
struct launch {
	const struct segbias_process *process;
	struct segbias_confinement confinement;
	int input, output, complaint[2], words[2];
	int read; /* what the parent reads of its output, where that is a pipe */
};

/* --- the child -------------------------------------------------------------------------------------------------- */

static void tell(const struct launch *launch, enum tale tale, int number)
{
	struct word word = {(int)tale, number};
	ssize_t written = write(launch->words[1], &word, sizeof word); /* fits a pipe: all or nothing */
	(void)written;
}

/* The host's handlers would run in the child, its blocked signals would make the program deaf. */
static void reset_signals(void)
{
	struct sigaction plain = {0};
	sigset_t none;
	plain.sa_handler = SIG_DFL;
	for (int number = 1; number < 32; number++)
		(void)sigaction(number, &plain, NULL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* What the host has open stays the host's. */
static void close_rest(void)
{
#ifdef SYS_close_range
	const unsigned on_exec = 4; /* CLOSE_RANGE_CLOEXEC: the pipe of words is needed until then */
	if (syscall(SYS_close_range, (unsigned)FIRST_FREE, ~0U, on_exec) == 0)
		return;
#endif
	for (int fd = FIRST_FREE; fd < 1024; fd++)
		(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static _Noreturn void become(const struct launch *launch)
{
	const struct segbias_process *process = launch->process;
	struct rlimit no_core = {0, 0};
	struct rlimit file = {process->file_bytes_max, process->file_bytes_max};
	reset_signals();
	/* A group of its own, so that whatever it starts (where there is no filter) goes with it. */
	(void)setpgid(0, 0);
#ifdef __linux__
	(void)prctl(PR_SET_PDEATHSIG, (unsigned long)SIGKILL, 0L, 0L, 0L);
#endif
	(void)setrlimit(RLIMIT_CORE, &no_core);
	/* A program gone wild does not fill the disk. */
	if (process->file_bytes_max)
		(void)setrlimit(RLIMIT_FSIZE, &file);
	bool ready = dup2(launch->input, STDIN_FILENO) >= 0 && dup2(launch->output, STDOUT_FILENO) >= 0 &&
	             dup2(launch->complaint[1], STDERR_FILENO) >= 0 &&
	             (!process->folder || chdir(process->folder) == 0);
	if (!ready) {
		tell(launch, TALE_NOT_STARTED, errno);
		_exit(127);
	}
	close_rest();
	int number = process->reads_only ? segbias_confine_writes() : 0;
	if (number)
		tell(launch, TALE_NOT_CONFINED, number);
	number = process->confined ? segbias_confine_enter(&launch->confinement) : 0;
	if (number)
		tell(launch, TALE_NOT_CONFINED, number);
	/* The filter lets through these three pointers and no others. */
	(void)execve(process->program, (char *const *)process->arguments, (char *const *)process->environment);
	tell(launch, TALE_NOT_STARTED, errno);
	_exit(127);
}

/* --- the parent: before ----------------------------------------------------------------------------------------- */

static void close_one(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

/* A host may have closed stdin, stdout or stderr: then a new descriptor stands in the place of one that is yet to be
 * filled. */
static int lift(int fd)
{
	if (fd < 0 || fd >= FIRST_FREE)
		return fd;
	int lifted = fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FREE);
	int number = errno;
	(void)close(fd);
	errno = number;
	return lifted;
}

static bool open_pipe(int pair[2])
{
	if (pipe2(pair, O_CLOEXEC) != 0) {
		pair[0] = pair[1] = -1;
		return false;
	}
	pair[0] = lift(pair[0]);
	pair[1] = lift(pair[1]);
	return pair[0] >= 0 && pair[1] >= 0;
}

static bool write_all(int fd, struct segbias_label bytes)
{
	for (size_t at = 0; at < bytes.size;) {
		ssize_t written = write(fd, bytes.bytes + at, bytes.size - at);
		if (written < 0 && errno != EINTR)
			return false;
		at += written > 0 ? (size_t)written : 0;
	}
	return true;
}

/* A file without a name rather than a pipe: no deadlock with a program that writes before it reads, and no SIGPIPE for
 * the host where it does not read at all. */
static int open_nameless(const struct segbias_process *process)
{
	char name[PATH_MAX];
	int fd;
	do {
		int size = snprintf(name, sizeof name, "%s/passing-XXXXXX", process->folder ? process->folder : "/tmp");
		if (size < 0 || (size_t)size >= sizeof name) {
			errno = ENAMETOOLONG;
			return -1;
		}
		fd = mkstemp(name);
	} while (fd < 0 && errno == EINTR);
	if (fd < 0)
		return -1;
	(void)unlink(name);
	(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
	return fd;
}

static int open_memory(const struct segbias_process *process)
{
	int fd = open_nameless(process);
	if (fd < 0 || (write_all(fd, process->input) && lseek(fd, 0, SEEK_SET) == 0))
		return fd;
	int number = errno;
	(void)close(fd);
	errno = number;
	return -1;
}

static bool open_all(struct launch *launch)
{
	const struct segbias_process *process = launch->process;
	launch->input =
	    lift(process->input_path ? segbias_open(process->input_path, O_RDONLY, 0) : open_memory(process));
	if (launch->input < 0)
		return false;
	launch->output =
	    lift(process->output_path ? segbias_open(process->output_path, O_WRONLY | O_CREAT | O_EXCL, 0600)
	                              : segbias_open("/dev/null", O_WRONLY, 0));
	return launch->output >= 0 && open_pipe(launch->complaint) && open_pipe(launch->words);
}

static void close_all(struct launch *launch)
{
	close_one(&launch->input);
	close_one(&launch->output);
	close_one(&launch->read);
	for (int i = 0; i < 2; i++) {
		close_one(&launch->complaint[i]);
		close_one(&launch->words[i]);
	}
}

/* --- the parent: while it runs ---------------------------------------------------------------------------------- */

static int64_t now_ms(void)
{
	struct timespec now = {0};
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool segbias_process_stops(void)
{
	static const int stops[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGXCPU, SIGUSR1, SIGUSR2};
	sigset_t pending;
	(void)sigemptyset(&pending);
	if (sigpending(&pending) != 0)
		return false;
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
		if (sigismember(&pending, stops[i]) == 1)
			return true;
	return false;
}

/* What is there to be read: kept up to the limit, then thrown away. false: no more will come. */
static bool drain(int fd, struct segbias_process_result *result, size_t *kept)
{
	char block[4096];
	for (;;) {
		ssize_t size = read(fd, block, sizeof block);
		if (size < 0 && errno == EINTR)
			continue;
		if (size <= 0)
			return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
		size_t room = sizeof result->complaint - 1 - *kept;
		size_t some = (size_t)size < room ? (size_t)size : room;
		memcpy(result->complaint + *kept, block, some);
		*kept += some;
	}
}

/* Whether the child is over, without reaping it: as long as it is not reaped, its number is nobody else's. */
static bool is_over(pid_t child, struct segbias_process_result *result)
{
	siginfo_t info = {0};
	if (waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) != 0) {
		result->end = SEGBIAS_PROCESS_LOST;
		return errno != EINTR;
	}
	if (info.si_pid != child)
		return false;
	result->end = info.si_code == CLD_EXITED ? SEGBIAS_PROCESS_EXITED : SEGBIAS_PROCESS_SIGNALLED;
	result->code = info.si_status;
	return true;
}

/* The child, where it still runs, and whatever it left behind; then nobody has its number any more. */
static void reap(pid_t child)
{
	(void)kill(-child, SIGKILL);
	(void)kill(child, SIGKILL);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

static void watch(const struct segbias_process *process, pid_t child, int complaint,
                  struct segbias_process_result *result)
{
	int64_t deadline = now_ms() + (process->timeout_ms ? process->timeout_ms : SEGBIAS_PROCESS_TIMEOUT_MS);
	size_t kept = 0;
	bool open = true;
	while (!is_over(child, result)) {
		if (now_ms() >= deadline || segbias_process_stops()) {
			result->end = now_ms() >= deadline ? SEGBIAS_PROCESS_TIMED_OUT : SEGBIAS_PROCESS_INTERRUPTED;
			break;
		}
		struct pollfd wait = {.fd = open ? complaint : -1, .events = POLLIN};
		(void)poll(&wait, 1, open ? POLL_MS : POLL_MS / 4);
		open = open && drain(complaint, result, &kept);
	}
	(void)drain(complaint, result, &kept);
	reap(child);
}

/* Ends when the program starts (the pipe closes itself) or the child gives up. */
static void listen_to_child(int words, struct segbias_process_result *result)
{
	struct word word;
	for (;;) {
		ssize_t size = read(words, &word, sizeof word);
		if (size < 0 && errno == EINTR)
			continue;
		if (size != (ssize_t)sizeof word)
			return;
		if (word.tale == TALE_NOT_CONFINED) {
			result->confined = false;
		} else {
			result->end = SEGBIAS_PROCESS_NOT_STARTED;
			result->code = word.number;
		}
	}
}

static pid_t start(struct launch *launch)
{
	sigset_t all;
	sigset_t before;
	(void)sigfillset(&all);
	/* No handler of the host may run in the child. */
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	pid_t child = fork();
	if (child == 0)
		become(launch);
	int number = errno;
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	errno = number;
	return child;
}

/* Starts it where all is open; what is open is closed where it cannot be. */
static enum segbias_status begin(struct launch *launch, bool opened, pid_t *child,
                                 struct segbias_process_result *result, struct segbias_error *error)
{
	const struct segbias_process *process = launch->process;
	*result = (struct segbias_process_result){.end = SEGBIAS_PROCESS_EXITED,
	                                          .confined = process->confined || process->reads_only};
	if (process->confined)
		segbias_confine_prepare(&launch->confinement, process->program, process->arguments,
		                        process->environment);
	*child = opened ? start(launch) : -1;
	if (*child < 0) {
		int number = errno;
		close_all(launch);
		char name[SEGBIAS_QUOTE_MAX];
		return segbias_error_set(error, SEGBIAS_SYSTEM, "program_cannot_run|%s cannot be run: %s",
		                         segbias_text_quote(process->program, name), segbias_error_reason(number));
	}
	close_one(&launch->complaint[1]);
	close_one(&launch->words[1]);
	return SEGBIAS_OK;
}

enum segbias_status segbias_process_run(const struct segbias_process *process, struct segbias_process_result *result,
                                        struct segbias_error *error)
{
	struct launch launch = {
	    .process = process, .input = -1, .output = -1, .complaint = {-1, -1}, .words = {-1, -1}, .read = -1};
	pid_t child = -1;
	enum segbias_status status = begin(&launch, open_all(&launch), &child, result, error);
	if (status != SEGBIAS_OK)
		return status;
	(void)fcntl(launch.complaint[0], F_SETFL, O_NONBLOCK);
	listen_to_child(launch.words[0], result);
	struct segbias_process_result begun = *result;
	watch(process, child, launch.complaint[0], result);
	if (begun.end == SEGBIAS_PROCESS_NOT_STARTED) {
		result->end = begun.end;
		result->code = begun.code;
	}
	close_all(&launch);
	return SEGBIAS_OK;
}

/* --- a program whose output is read while it runs ---------------------------------------------------------------- */

static bool open_piped(struct launch *launch)
{
	int pair[2];
	launch->input = lift(open_memory(launch->process));
	if (launch->input < 0 || !open_pipe(pair))
		return false;
	launch->read = pair[0];
	launch->output = pair[1];
	/* No pipe, which nobody would empty while its output is read. */
	launch->complaint[0] = lift(open_nameless(launch->process));
	launch->complaint[1] = launch->complaint[0] < 0 ? -1 : fcntl(launch->complaint[0], F_DUPFD_CLOEXEC, FIRST_FREE);
	return launch->complaint[1] >= 0 && open_pipe(launch->words);
}

enum segbias_status segbias_child_start(const struct segbias_process *process, struct segbias_child *child,
                                        struct segbias_error *error)
{
	struct launch launch = {
	    .process = process, .input = -1, .output = -1, .complaint = {-1, -1}, .words = {-1, -1}, .read = -1};
	struct segbias_process_result result;
	pid_t number = -1;
	*child = (struct segbias_child){.output = -1, .complaint = -1};
	enum segbias_status status = begin(&launch, open_piped(&launch), &number, &result, error);
	if (status != SEGBIAS_OK)
		return status;
	close_one(&launch.output);
	listen_to_child(launch.words[0], &result);
	if (result.end == SEGBIAS_PROCESS_NOT_STARTED) {
		char name[SEGBIAS_QUOTE_MAX];
		reap(number);
		close_all(&launch);
		return segbias_error_set(error, SEGBIAS_SYSTEM, "program_cannot_run|%s cannot be run: %s",
		                         segbias_text_quote(process->program, name), segbias_error_reason(result.code));
	}
	*child = (struct segbias_child){
	    .number = number, .output = launch.read, .complaint = launch.complaint[0], .confined = result.confined};
	launch.read = launch.complaint[0] = -1;
	close_all(&launch);
	return SEGBIAS_OK;
}

ssize_t segbias_child_read(const struct segbias_child *child, char *buffer, size_t capacity)
{
	ssize_t got;
	do
		got = read(child->output, buffer, capacity);
	while (got < 0 && errno == EINTR);
	return got;
}

void segbias_child_finish(struct segbias_child *child, struct segbias_process_result *result)
{
	*result = (struct segbias_process_result){.end = SEGBIAS_PROCESS_TIMED_OUT, .confined = child->confined};
	int64_t deadline = now_ms() + SEGBIAS_PROCESS_TIMEOUT_MS;
	while (!is_over(child->number, result) && now_ms() < deadline)
		(void)poll(NULL, 0, POLL_MS / 4);
	reap(child->number);
	ssize_t size = pread(child->complaint, result->complaint, sizeof result->complaint - 1, 0);
	result->complaint[size > 0 ? size : 0] = '\0';
	child->over = true;
}

void segbias_child_release(struct segbias_child *child)
{
	if (child->number == 0)
		return;
	if (!child->over)
		reap(child->number);
	close_one(&child->output);
	close_one(&child->complaint);
	child->number = 0;
}

/* --- finding a program ------------------------------------------------------------------------------------------ */

static bool is_program(const char *path)
{
	struct stat info;
	return stat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, X_OK) == 0;
}

bool segbias_process_find(const char *name, const char *path_list, char out[static PATH_MAX])
{
	size_t length = strlen(name);
	if (length == 0 || length >= PATH_MAX)
		return false;
	if (strchr(name, '/')) {
		memcpy(out, name, length + 1);
		return is_program(name);
	}
	for (const char *folder = path_list; folder && *folder;) {
		size_t size = strcspn(folder, ":");
		int used = snprintf(out, PATH_MAX, "%.*s/%s", (int)(size < PATH_MAX ? size : 0), folder, name);
		if (*folder == '/' && used > 0 && used < PATH_MAX && is_program(out))
			return true;
		folder += size + (folder[size] == ':');
	}
	return false;
}
