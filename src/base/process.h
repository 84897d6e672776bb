/* Room: base. Other programs. process.c is the only place that starts one: never through a shell, always with an array of
 * arguments, a stated environment, a limit in time and a limit on what it may say.
 */
#ifndef SEGBIAS_BASE_PROCESS_H
#define SEGBIAS_BASE_PROCESS_H

#include "base/text.h"
#include <limits.h>
#include <sys/types.h>

enum {
	SEGBIAS_PROCESS_TIMEOUT_MS = 20000,
	SEGBIAS_COMPLAINT_MAX = 2048, /* bytes of stderr that are kept: the first ones */
};

/* Everything is borrowed for the duration of the call. */
struct segbias_process {
	const char *program;            /* a path; no search */
	const char *const *arguments;   /* [0] is the name; ended by NULL */
	const char *const *environment; /* "NAME=value", ended by NULL: nothing else is passed on */
	const char *folder; /* where it runs, absolute; input from memory passes through a nameless file there */
	struct segbias_label input; /* its stdin, where input_path is NULL */
	const char *input_path;
	const char *output_path; /* a new file for its stdout; NULL: that is discarded */
	unsigned timeout_ms;     /* 0: SEGBIAS_PROCESS_TIMEOUT_MS */
	size_t file_bytes_max;   /* of each file that it writes: beyond, it is killed by SIGXFSZ; 0: no limit */
	bool confined;           /* no processes, no other program, no sockets (see base/confine.h) */
	bool reads_only;         /* it opens no file to write, where the system can tell it so (see base/confine.h) */
};

enum segbias_process_end {
	SEGBIAS_PROCESS_EXITED,      /* code: exit status */
	SEGBIAS_PROCESS_SIGNALLED,   /* code: signal */
	SEGBIAS_PROCESS_NOT_STARTED, /* code: errno */
	SEGBIAS_PROCESS_TIMED_OUT,   /* killed */
	SEGBIAS_PROCESS_INTERRUPTED, /* killed: a stop signal is pending, blocked by the caller */
	SEGBIAS_PROCESS_LOST,        /* over, but the host ignores SIGCHLD and nobody knows how */
};

struct segbias_process_result {
	enum segbias_process_end end;
	int code;
	bool confined; /* false where the system cannot do all of it: the program ran all the same */
	char complaint[SEGBIAS_COMPLAINT_MAX]; /* what it wrote to stderr, untrusted, 0-terminated */
};

/* Runs the program to its end. A program that fails is no error: *result says so.
 * Errors: SEGBIAS_SYSTEM where no process can be made. */
enum segbias_status segbias_process_run(const struct segbias_process *process, struct segbias_process_result *result,
                                        struct segbias_error *error);

/* A program that runs while its stdout is read: a pipe. */
struct segbias_child {
	int number; /* of the process; 0: there is none */
	int output;
	int complaint; /* what it writes to stderr: a file without a name */
	bool over, confined;
};

/* Starts the program, and comes back when it runs: output_path and timeout_ms mean nothing. Errors: SEGBIAS_SYSTEM where it cannot be
 * started; *child is then none. */
enum segbias_status segbias_child_start(const struct segbias_process *process, struct segbias_child *child,
                                        struct segbias_error *error);

/* As read(2), but that signals do not disturb it. */
ssize_t segbias_child_read(const struct segbias_child *child, char *buffer, size_t capacity);

/* Where its output has ended: waits for its end, and says how that was. */
void segbias_child_finish(struct segbias_child *child, struct segbias_process_result *result);

/* Kills it where it still runs. None is nothing. */
void segbias_child_release(struct segbias_child *child);

/* Whether a stop signal is pending: the caller may hold them back so that it can clean up, and then wants to know. */
bool segbias_process_stops(void);

/* The path of an executable file called `name` in `path_list` ("/usr/bin:/bin"; NULL is empty; folders that are not absolute
 * are passed over), or `name` itself where it holds a slash. false: there is none. It needs no memory, so that a program is
 * never taken for missing where memory is. */
bool segbias_process_find(const char *name, const char *path_list, char out[static PATH_MAX]);

#endif
