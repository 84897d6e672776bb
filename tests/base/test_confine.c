/* The filter by itself, in a process of its own: what a program that reads untrusted text could call, call by call. */
#define _GNU_SOURCE /* syscall */
#include "base/confine.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#ifdef __linux__
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#endif
#include <pthread.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NO_FILTER = 255 };

static char *const ARGUMENTS[] = {(char *)"true", NULL};
static char *const ENVIRONMENT[] = {NULL};
static char *const OTHERS[] = {(char *)"true", NULL};
static const char PROGRAM[] = "/bin/true";
static const char ANOTHER[] = "/bin/true";

static void confine_self(void)
{
	struct segbias_confinement confinement;
	segbias_confine_prepare(&confinement, PROGRAM, ARGUMENTS, ENVIRONMENT);
	if (segbias_confine_enter(&confinement) != 0)
		_exit(NO_FILTER);
}

/* Whether the kernel takes any filter: then it must take ours, and nothing is skipped for a fault of its own. */
static bool takes_a_filter(void)
{
#if defined(__linux__) && defined(__LP64__) && (defined(__x86_64__) || defined(__aarch64__))
	int status = -1;
	pid_t child = fork();
	cr_assert_geq(child, 0);
	if (child == 0) {
		struct sock_filter allow = {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW};
		struct sock_fprog program = {1, &allow};
		_exit(prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) != 0 ||
		      prctl(PR_SET_SECCOMP, (unsigned long)SECCOMP_MODE_FILTER, &program) != 0);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	return status == 0;
#else
	return false;
#endif
}

static int run(void (*body)(void))
{
	int status = -1;
	pid_t child = fork();
	cr_assert_geq(child, 0);
	if (child == 0) {
		body();
		_exit(0);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status));
	if (WEXITSTATUS(status) == NO_FILTER && takes_a_filter())
		cr_assert_fail("the kernel does not take this filter");
	if (WEXITSTATUS(status) == NO_FILTER)
		cr_skip_test("no seccomp filter here");
	return WEXITSTATUS(status);
}

/* Each is called so that without the filter it would come to something else than EPERM. */
static void call_the_denied(void)
{
	int number = 1;
	confine_self();
#define DENIED(call)                                                                                                   \
	do {                                                                                                           \
		errno = 0;                                                                                             \
		if ((call) != -1 || errno != EPERM)                                                                    \
			_exit(number);                                                                                 \
		number++;                                                                                              \
	} while (0)
#ifdef SYS_fork
	DENIED(syscall(SYS_fork));
#endif
#ifdef SYS_vfork
	number++; /* in a child of vfork nothing may return */
#endif
	DENIED(syscall(SYS_execveat, -1, "", NULL, NULL, 0));
	DENIED(syscall(SYS_socket, AF_INET, SOCK_DGRAM, 0));
	DENIED(syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, NULL));
	DENIED(syscall(SYS_connect, -1, NULL, 0));
	DENIED(syscall(SYS_bind, -1, NULL, 0));
	DENIED(syscall(SYS_ptrace, -1L, 0, NULL, NULL));
	DENIED(syscall(SYS_process_vm_writev, 0, NULL, 0, NULL, 0, 99));
	DENIED(syscall(SYS_unshare, -1L));
	DENIED(syscall(SYS_setns, -1, 0));
#ifdef SYS_io_uring_setup
	DENIED(syscall(SYS_io_uring_setup, 0, NULL));
#endif
	DENIED(syscall(SYS_clone, 17L, NULL, NULL, NULL, NULL)); /* SIGCHLD alone: a fork */
#undef DENIED
}

Test(confine, what_leads_out_is_denied)
{
	cr_expect_eq(run(call_the_denied), 0, "by its place in the list");
}

/* The C library tries clone3 first, and takes clone where there is none. */
static void ask_for_clone3(void)
{
	confine_self();
#ifdef SYS_clone3
	errno = 0;
	if (syscall(SYS_clone3, NULL, (size_t)0) != -1 || errno != ENOSYS)
		_exit(1);
#endif
}

Test(confine, a_call_whose_flags_nobody_sees_is_not_there)
{
	cr_expect_eq(run(ask_for_clone3), 0);
}

static void *set(void *done)
{
	*(int *)done = 1;
	return NULL;
}

static void use_threads_and_files(void)
{
	pthread_t thread;
	int done = 0;
	char byte = 1;
	confine_self();
	if (pthread_create(&thread, NULL, set, &done) != 0 || pthread_join(thread, NULL) != 0 || !done)
		_exit(1);
	int fd = open("/dev/zero", O_RDONLY | O_CLOEXEC);
	if (fd < 0 || read(fd, &byte, 1) != 1 || byte != 0)
		_exit(2);
}

Test(confine, threads_and_files_stay)
{
	cr_expect_eq(run(use_threads_and_files), 0);
}

/* A pointer whose halves are right one at a time. */
static const void *moved(const void *pointer, uint64_t by)
{
	union {
		uint64_t bits;
		const void *pointer;
	} at = {.pointer = pointer};
	at.bits ^= by;
	return at.pointer;
}

static void become_another(void)
{
	static const uint64_t HALVES[] = {UINT64_C(1), UINT64_C(1) << 32};
	int number = 1;
	confine_self();
	const void *right[] = {PROGRAM, ARGUMENTS, ENVIRONMENT};
	const void *other[] = {ANOTHER, OTHERS, OTHERS + 1};
	for (size_t which = 0; which < 3; which++)
		for (size_t how = 0; how < 3; how++, number++) {
			const void *given[] = {right[0], right[1], right[2]};
			given[which] = how == 0 ? other[which] : moved(right[which], HALVES[how - 1]);
			errno = 0;
			if (syscall(SYS_execve, given[0], given[1], given[2]) != -1 || errno != EPERM)
				_exit(number);
		}
}

Test(confine, only_the_one_program_is_started)
{
	cr_expect_eq(run(become_another), 0, "three a pointer: another, and either half of it");
}

static void become_the_one(void)
{
	confine_self();
	(void)syscall(SYS_execve, PROGRAM, ARGUMENTS, ENVIRONMENT);
	_exit(1);
}

Test(confine, the_one_program_is_started)
{
	cr_expect_eq(run(become_the_one), 0);
}
