/* Room: base. A second line around a program that reads untrusted text: a seccomp filter (Linux) with which it can start
 * no process, become no other program and open no socket. Threads and files stay allowed.
 *
 * Of files that are only to be read, Landlock denies the rest (segbias_confine_writes).
 *
 * The first line is that the text is escaped; this one holds where that should ever fail.
 */
#ifndef SEGBIAS_BASE_CONFINE_H
#define SEGBIAS_BASE_CONFINE_H

#include "base/error.h"
#include <stdbool.h>

enum { SEGBIAS_CONFINE_STEPS_MAX = 96 };

/* One step of the filter, laid out as the kernel's struct sock_filter. */
struct segbias_confine_step {
	uint16_t code;
	uint8_t if_true, if_false;
	uint32_t value;
};

struct segbias_confinement {
	struct segbias_confine_step steps[SEGBIAS_CONFINE_STEPS_MAX];
	uint16_t count; /* 0: this system has no filter that we know how to write */
};

/* Before the fork: the filter lets through one execve, the one with exactly these three pointers. In the new program they
 * point nowhere or elsewhere, so that it cannot repeat the call. */
void segbias_confine_prepare(struct segbias_confinement *confinement, const void *program, const void *arguments,
                             const void *environment);

/* In the child, just before that execve. Only calls that are safe after a fork. 0, or an errno: not confined. */
int segbias_confine_enter(const struct segbias_confinement *confinement);

/* In the child, before that: no file can be opened to write, made, renamed or removed any more (Landlock), where the kernel has it;
 * what is open stays so, and pipes can be opened. Only calls that are safe after a fork. 0, or an errno: it is not so. */
int segbias_confine_writes(void);

#endif
