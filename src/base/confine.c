#define _GNU_SOURCE /* syscall */
#include "base/confine.h"

#include <errno.h>
#include <string.h>

/* A filter knows system calls by number and arguments by position: both belong to the architecture. */
#if defined(__linux__) && defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ &&                      \
    (defined(__x86_64__) || defined(__aarch64__)) && defined(__LP64__)
#define HAVE_FILTER 1
#endif

#ifdef HAVE_FILTER

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

_Static_assert(sizeof(struct segbias_confine_step) == sizeof(struct sock_filter), "laid out as the kernel's");
_Static_assert(offsetof(struct segbias_confine_step, value) == offsetof(struct sock_filter, k), "the same");

#ifdef __x86_64__
static const uint32_t ARCHITECTURE = AUDIT_ARCH_X86_64;
#else
static const uint32_t ARCHITECTURE = AUDIT_ARCH_AARCH64;
#endif

static const uint32_t ALLOW = SECCOMP_RET_ALLOW;
static const uint32_t DENY = SECCOMP_RET_ERRNO | EPERM;

/* Ways to a process, to another program, to the network, and into somebody else's process. io_uring would open sockets
 * behind the filter's back. */
static const uint32_t DENIED[] = {
#ifdef SYS_fork
    SYS_fork,
#endif
#ifdef SYS_vfork
    SYS_vfork,
#endif
    SYS_execveat,       SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_ptrace, SYS_process_vm_writev,
    SYS_unshare,        SYS_setns,
#ifdef SYS_io_uring_setup
    SYS_io_uring_setup,
#endif
};

static void add(struct segbias_confinement *c, uint16_t code, uint32_t value, uint8_t if_true, uint8_t if_false)
{
	if (c->count < SEGBIAS_CONFINE_STEPS_MAX)
		c->steps[c->count] = (struct segbias_confine_step){code, if_true, if_false, value};
	c->count++;
}

static void load(struct segbias_confinement *c, size_t offset)
{
	add(c, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void answer(struct segbias_confinement *c, uint32_t action)
{
	add(c, BPF_RET | BPF_K, action, 0, 0);
}

/* Falls into the next step where the word in hand is `value`, else jumps over `skip` steps. */
static void unless_skip(struct segbias_confinement *c, uint32_t value, uint8_t skip)
{
	add(c, BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip);
}

/* Denies the call where an argument is not this pointer. */
static void need_pointer(struct segbias_confinement *c, size_t argument, const void *pointer)
{
	uint64_t bits = (uintptr_t)pointer;
	size_t offset = offsetof(struct seccomp_data, args) + argument * sizeof(uint64_t);
	load(c, offset);
	add(c, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)bits, 1, 0);
	answer(c, DENY);
	load(c, offset + sizeof(uint32_t));
	add(c, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(bits >> 32), 1, 0);
	answer(c, DENY);
}

void segbias_confine_prepare(struct segbias_confinement *c, const void *program, const void *arguments,
                             const void *environment)
{
	memset(c, 0, sizeof *c);
	/* Another architecture's numbers (a 32-bit call on a 64-bit kernel) would mean other calls. */
	load(c, offsetof(struct seccomp_data, arch));
	add(c, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
	answer(c, DENY);
	load(c, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
	/* The x32 calls share the architecture and have this bit. */
	add(c, BPF_JMP | BPF_JGE | BPF_K, 0x40000000U, 0, 1);
	answer(c, DENY);
#endif
	for (size_t i = 0; i < sizeof DENIED / sizeof *DENIED; i++) {
		unless_skip(c, DENIED[i], 1);
		answer(c, DENY);
	}
#ifdef SYS_clone3
	/* Its flags are in memory, where a filter cannot look. Told that there is no such call, the C library falls back
	 * to clone. */
	unless_skip(c, SYS_clone3, 1);
	answer(c, SECCOMP_RET_ERRNO | ENOSYS);
#endif
	unless_skip(c, SYS_clone, 4);
	load(c, offsetof(struct seccomp_data, args));
	add(c, BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1);
	answer(c, ALLOW); /* fontconfig and pango draw bitmaps with threads */
	answer(c, DENY);
	unless_skip(c, SYS_execve, 19);
	need_pointer(c, 0, program);
	need_pointer(c, 1, arguments);
	need_pointer(c, 2, environment);
	answer(c, ALLOW);
	answer(c, ALLOW);
	if (c->count > SEGBIAS_CONFINE_STEPS_MAX)
		c->count = 0;
}

int segbias_confine_enter(const struct segbias_confinement *confinement)
{
	/* Copied to the kernel's own type: the two only look alike, and a const is lost. */
	struct sock_filter steps[SEGBIAS_CONFINE_STEPS_MAX];
	struct sock_fprog program = {confinement->count, steps};
	if (confinement->count == 0)
		return ENOSYS;
	memcpy(steps, confinement->steps, confinement->count * sizeof *steps);
	/* Without this an unprivileged process may not set a filter; and no set-user-id program undoes it. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) != 0)
		return errno;
	if (prctl(PR_SET_SECCOMP, (unsigned long)SECCOMP_MODE_FILTER, &program) != 0)
		return errno;
	return 0;
}

#else

void segbias_confine_prepare(struct segbias_confinement *confinement, const void *program, const void *arguments,
                             const void *environment)
{
	(void)program;
	(void)arguments;
	(void)environment;
	memset(confinement, 0, sizeof *confinement);
}

int segbias_confine_enter(const struct segbias_confinement *confinement)
{
	(void)confinement;
	return ENOSYS;
}

#endif

/* --- files that are only read ------------------------------------------------------------------------------------- */

#if defined(__linux__) && defined(__has_include)
#if __has_include(<linux/landlock.h>)
#define HAVE_LANDLOCK 1
#endif
#endif

#ifdef HAVE_LANDLOCK

#include <fcntl.h>
#include <linux/landlock.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { VERSION_REFER = 2, VERSION_TRUNCATE = 3 };

int segbias_confine_writes(void)
{
	/* Rights that came later, by number: the kernel may have them where its header here does not. */
	static const uint64_t REFER = UINT64_C(1) << 13;
	static const uint64_t TRUNCATE = UINT64_C(1) << 14;
	struct landlock_ruleset_attr rules = {.handled_access_fs =
	                                          LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
	                                          LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
	                                          LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
	                                          LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
	                                          LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM};
	const unsigned which = 1; /* LANDLOCK_CREATE_RULESET_VERSION */
	long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, which);
	if (version < 1)
		return ENOSYS;
	rules.handled_access_fs |=
	    (version >= VERSION_REFER ? REFER : 0) | (version >= VERSION_TRUNCATE ? TRUNCATE : 0);
	int set = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules.handled_access_fs, 0U);
	if (set < 0)
		return errno;
	bool done =
	    prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) == 0 && syscall(SYS_landlock_restrict_self, set, 0U) == 0;
	int number = errno;
	(void)close(set);
	return done ? 0 : number;
}

#else

int segbias_confine_writes(void)
{
	return ENOSYS;
}

#endif
