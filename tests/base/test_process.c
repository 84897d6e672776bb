#include "base/process.h"

#include "base/scratch.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *const ENVIRONMENT[] = {"ONLY=this", NULL};

/* Runs a command of the shell, which only the test does. */
static struct segbias_process_result shell(const char *command, struct segbias_process process)
{
	const char *const arguments[] = {"sh", "-c", command, NULL};
	struct segbias_process_result result;
	process.program = "/bin/sh";
	process.arguments = arguments;
	process.environment = ENVIRONMENT;
	cr_assert_eq(segbias_process_run(&process, &result, NULL), SEGBIAS_OK);
	return result;
}

static double seconds(void)
{
	struct timespec now;
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

Test(process, tells_how_it_ended)
{
	struct segbias_process plain = {0};
	struct segbias_process_result result = shell("exit 0", plain);
	cr_assert_eq(result.end, SEGBIAS_PROCESS_EXITED);
	cr_assert_eq(result.code, 0);
	result = shell("exit 3", plain);
	cr_assert_eq(result.end, SEGBIAS_PROCESS_EXITED);
	cr_assert_eq(result.code, 3);
	result = shell("kill -9 $$", plain);
	cr_assert_eq(result.end, SEGBIAS_PROCESS_SIGNALLED);
	cr_assert_eq(result.code, SIGKILL);
}

/* What the host blocks or ignores is not blocked or ignored in the program. */
Test(process, signals_are_as_by_default)
{
	struct segbias_process plain = {0};
	sigset_t held;
	(void)sigemptyset(&held);
	(void)sigaddset(&held, SIGINT);
	(void)sigprocmask(SIG_BLOCK, &held, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGTERM, SIG_IGN);
	static const char *const COMMANDS[] = {"kill -TERM $$; exit 0", "kill -INT $$; exit 0",
	                                       "kill -PIPE $$; exit 0"};
	static const int SIGNALS[] = {SIGTERM, SIGINT, SIGPIPE};
	for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++) {
		struct segbias_process_result result = shell(COMMANDS[i], plain);
		cr_expect_eq(result.end, SEGBIAS_PROCESS_SIGNALLED, "%s", COMMANDS[i]);
		cr_expect_eq(result.code, SIGNALS[i], "%s", COMMANDS[i]);
	}
}

Test(process, leaves_no_core)
{
	struct segbias_process plain = {0};
	struct rlimit limit;
	cr_assert_eq(getrlimit(RLIMIT_CORE, &limit), 0);
	if (limit.rlim_max == 0)
		cr_skip_test("no core here either way");
	limit.rlim_cur = limit.rlim_max;
	cr_assert_eq(setrlimit(RLIMIT_CORE, &limit), 0);
	cr_expect_eq(shell("[ \"$(ulimit -c)\" = 0 ] && [ \"$(ulimit -H -c)\" = 0 ]", plain).code, 0);
}

Test(process, writes_no_file_beyond_the_limit)
{
	struct segbias_scratch scratch = {0};
	cr_assert_eq(segbias_scratch_create(&scratch, NULL), SEGBIAS_OK);
	struct segbias_process process = {.folder = scratch.path, .file_bytes_max = 4096};
	struct segbias_process_result result = shell("printf %4096s x >whole", process);
	cr_assert_eq(result.end, SEGBIAS_PROCESS_EXITED);
	cr_assert_eq(result.code, 0);
	result = shell("printf %4097s x >more", process);
	cr_assert(result.end == SEGBIAS_PROCESS_SIGNALLED || result.code != 0);
	process.file_bytes_max = 0;
	result = shell("printf %4097s x >more", process);
	cr_assert_eq(result.code, 0);
	segbias_scratch_release(&scratch);
}

Test(process, a_program_that_cannot_start_says_why)
{
	const char *const arguments[] = {"x", NULL};
	struct segbias_process process = {
	    .program = "/nonexistent/x", .arguments = arguments, .environment = ENVIRONMENT, .confined = true};
	struct segbias_process_result result;
	cr_assert_eq(segbias_process_run(&process, &result, NULL), SEGBIAS_OK);
	cr_assert_eq(result.end, SEGBIAS_PROCESS_NOT_STARTED);
	cr_assert_eq(result.code, ENOENT);
	process.program = "/bin/sh";
	process.input_path = "/dev/null";
	process.folder = "/nonexistent";
	cr_assert_eq(segbias_process_run(&process, &result, NULL), SEGBIAS_OK);
	cr_assert_eq(result.end, SEGBIAS_PROCESS_NOT_STARTED);
	cr_assert_eq(result.code, ENOENT);
}

Test(process, reads_memory_and_files)
{
	struct segbias_process memory = {.input = {"one two\n", 8}};
	cr_assert_eq(shell("read x; [ \"$x\" = 'one two' ]", memory).code, 0);
	/* A program that never reads its input is no trouble, however much there is. */
	char *much = calloc(1, 1 << 20);
	cr_assert_not_null(much);
	memory.input = (struct segbias_label){much, 1 << 20};
	cr_assert_eq(shell("exit 7", memory).code, 7);
	free(much);
	struct segbias_process file = {.input_path = "/dev/null"};
	cr_assert_eq(shell("! read x", file).code, 0);
}

Test(process, writes_into_a_new_file)
{
	struct segbias_scratch scratch = {0};
	struct segbias_text path = {0};
	struct segbias_text written = {0};
	cr_assert_eq(segbias_scratch_create(&scratch, NULL), SEGBIAS_OK);
	segbias_text_add_format(&path, "%s/said", scratch.path);
	struct segbias_process process = {.output_path = path.data};
	struct segbias_process_result result = shell("echo this; echo that >&2", process);
	cr_assert(result.end == SEGBIAS_PROCESS_EXITED && result.code == 0);
	cr_assert_str_eq(result.complaint, "that\n");
	cr_assert(segbias_scratch_read(&scratch, "said", 100, &written));
	cr_assert_str_eq(written.data, "this\n");
	/* One that is there is not written over. */
	const char *const arguments[] = {"sh", "-c", "echo again", NULL};
	process.program = "/bin/sh";
	process.arguments = arguments;
	process.environment = ENVIRONMENT;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_process_run(&process, &result, &error), SEGBIAS_SYSTEM);
	cr_assert(strstr(error.message, "File exists") != NULL, "%s", error.message);
	segbias_text_release(&path);
	segbias_text_release(&written);
	segbias_scratch_release(&scratch);
}

Test(process, passes_on_nothing_of_the_host)
{
	struct segbias_process plain = {0};
	(void)setenv("SECRET", "1", 1);
	cr_assert_eq(shell("[ \"$ONLY\" = this ] && [ -z \"$SECRET$HOME\" ]", plain).code, 0);
	/* An open file of the host is none of the program's. */
	int fd = dup(0);
	cr_assert_eq(dup2(fd, 77), 77);
	cr_assert_eq(shell("[ ! -e /proc/self/fd/77 ]", plain).code, 0);
	(void)close(77);
	(void)close(fd);
}

Test(process, keeps_the_first_of_its_complaints)
{
	struct segbias_process plain = {0};
	struct segbias_process_result result = shell("echo first >&2; echo hidden; exit 1", plain);
	cr_assert_str_eq(result.complaint, "first\n");
	result = shell("i=0; while [ $i -lt 20000 ]; do echo 0123456789 >&2; i=$((i+1)); done; exit 4", plain);
	cr_assert_eq(result.code, 4);
	cr_assert_eq(strlen(result.complaint), SEGBIAS_COMPLAINT_MAX - 1);
}

Test(process, a_hanging_program_is_killed)
{
	struct segbias_process quick = {.timeout_ms = 200};
	double before = seconds();
	cr_assert_eq(shell("while :; do :; done", quick).end, SEGBIAS_PROCESS_TIMED_OUT);
	/* Closing stderr does not look like an end. */
	cr_assert_eq(shell("exec 2>&-; while :; do :; done", quick).end, SEGBIAS_PROCESS_TIMED_OUT);
	cr_assert_lt(seconds() - before, 10);
}

Test(process, what_it_leaves_behind_is_not_waited_for)
{
	struct segbias_process plain = {0};
	double before = seconds();
	struct segbias_process_result result = shell("sleep 60 & echo $! >&2; exit 5", plain);
	cr_assert_eq(result.end, SEGBIAS_PROCESS_EXITED);
	cr_assert_eq(result.code, 5);
	cr_assert_lt(seconds() - before, 30);
	/* It is killed with the one that started it; who reaps it is another, and may be late. */
	pid_t left = (pid_t)strtol(result.complaint, NULL, 10);
	char path[40];
	char state = 'Z';
	(void)snprintf(path, sizeof path, "/proc/%ld/stat", (long)left);
	for (FILE *file = NULL; seconds() - before < 20 && (file = fopen(path, "re"));) {
		int read = fscanf(file, "%*d (%*[^)]) %c", &state);
		(void)fclose(file);
		if (read != 1 || state == 'Z' || state == 'X')
			break;
		(void)nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	}
	cr_expect(left > 1 && (state == 'Z' || state == 'X'), "%ld: %c", (long)left, state);
}

Test(process, a_pending_stop_ends_it)
{
	struct segbias_process plain = {0};
	sigset_t stops;
	(void)sigemptyset(&stops);
	(void)sigaddset(&stops, SIGTERM);
	(void)sigprocmask(SIG_BLOCK, &stops, NULL);
	(void)kill(getpid(), SIGTERM);
	cr_assert_eq(shell("while :; do :; done", plain).end, SEGBIAS_PROCESS_INTERRUPTED);
	int number = 0;
	(void)sigwait(&stops, &number);
	(void)sigprocmask(SIG_UNBLOCK, &stops, NULL);
}

Test(process, works_where_the_host_ignores_its_children)
{
	struct segbias_process plain = {0};
	(void)signal(SIGCHLD, SIG_IGN);
	cr_assert_eq(shell("exit 3", plain).end, SEGBIAS_PROCESS_LOST);
	(void)signal(SIGCHLD, SIG_DFL);
}

Test(process, works_without_standard_streams)
{
	struct segbias_process memory = {.input = {"x\n", 2}};
	int saved = dup(2);
	(void)close(0);
	(void)close(2);
	struct segbias_process_result result = shell("read x; echo \"got $x\" >&2", memory);
	(void)dup2(saved, 2);
	cr_assert_str_eq(result.complaint, "got x\n");
}

/* --- confinement ------------------------------------------------------------------------------------------------ */

static bool can_confine(void)
{
	struct segbias_process confined = {.confined = true};
	return shell(":", confined).confined;
}

Test(process, confined_it_works_and_starts_nothing)
{
	struct segbias_process confined = {.confined = true};
	if (!can_confine())
		cr_skip_test("no seccomp filter here");
	struct segbias_process_result result = shell("echo alone >&2; exit 6", confined);
	cr_assert(result.confined);
	cr_assert_eq(result.code, 6);
	cr_assert_str_eq(result.complaint, "alone\n");
	/* Without the filter each of these exits with 0. */
	static const char *const COMMANDS[] = {"/bin/true & wait $!", "/bin/true | /bin/true", "exec /bin/true",
	                                       "exec /bin/sh -c :", "x=$(/bin/echo y); [ \"$x\" = y ]"};
	for (size_t i = 0; i < sizeof COMMANDS / sizeof *COMMANDS; i++) {
		struct segbias_process plain = {0};
		cr_assert_eq(shell(COMMANDS[i], plain).code, 0, "%s", COMMANDS[i]);
		result = shell(COMMANDS[i], confined);
		cr_assert(result.end != SEGBIAS_PROCESS_EXITED || result.code != 0, "%s", COMMANDS[i]);
	}
}

Test(process, confined_it_reaches_no_network)
{
	const char *const arguments[] = {"bash", "-c", ": > /dev/udp/127.0.0.1/9", NULL};
	struct segbias_process process = {.program = "/bin/bash", .arguments = arguments, .environment = ENVIRONMENT};
	struct segbias_process_result result;
	if (!can_confine() || access("/bin/bash", X_OK) != 0)
		cr_skip_test("no seccomp filter here, or no bash");
	cr_assert_eq(segbias_process_run(&process, &result, NULL), SEGBIAS_OK);
	if (result.code != 0)
		cr_skip_test("no network here either way");
	process.confined = true;
	cr_assert_eq(segbias_process_run(&process, &result, NULL), SEGBIAS_OK);
	cr_assert_neq(result.code, 0);
}

/* --- finding and scratch ---------------------------------------------------------------------------------------- */

Test(process, a_child_is_read_while_it_runs)
{
	static const char *const arguments[] = {"sh", "-c", "read -r x; echo $x; echo no >&2; echo end; exit 3", NULL};
	struct segbias_process process = {
	    .program = "/bin/sh", .arguments = arguments, .environment = ENVIRONMENT, .input = {"in\n", 3}};
	struct segbias_process_result result;
	struct segbias_child child;
	char text[64] = "";
	size_t size = 0;
	ssize_t got;
	cr_assert_eq(segbias_child_start(&process, &child, NULL), SEGBIAS_OK);
	while ((got = segbias_child_read(&child, text + size, sizeof text - 1 - size)) > 0)
		size += (size_t)got;
	cr_expect_str_eq(text, "in\nend\n");
	segbias_child_finish(&child, &result);
	cr_expect(result.end == SEGBIAS_PROCESS_EXITED && result.code == 3);
	cr_expect_str_eq(result.complaint, "no\n");
	segbias_child_release(&child);
	process.program = "/nowhere";
	struct segbias_error error = {0};
	cr_expect_eq(segbias_child_start(&process, &child, &error), SEGBIAS_SYSTEM);
	cr_expect_eq(child.number, 0);
	segbias_child_release(&child);
}

Test(process, a_child_that_is_let_go_is_killed)
{
	static const char *const arguments[] = {"sh", "-c", "while :; do echo x; done", NULL};
	struct segbias_process process = {.program = "/bin/sh", .arguments = arguments, .environment = ENVIRONMENT};
	struct segbias_child child;
	cr_assert_eq(segbias_child_start(&process, &child, NULL), SEGBIAS_OK);
	pid_t number = child.number;
	segbias_child_release(&child);
	cr_expect(kill(number, 0) != 0 && errno == ESRCH);
}

/* By then its number may be another's. */
Test(process, a_child_that_has_ended_is_not_killed)
{
	pid_t other = fork();
	cr_assert_geq(other, 0);
	if (other == 0) {
		(void)pause();
		_exit(0);
	}
	struct segbias_child child = {.number = other, .output = -1, .complaint = -1, .over = true};
	segbias_child_release(&child);
	cr_expect_eq(child.number, 0);
	cr_expect_eq(waitpid(other, NULL, WNOHANG), 0, "it still runs");
	(void)kill(other, SIGKILL);
	(void)waitpid(other, NULL, 0);
}

/* Where the kernel has Landlock; whether it has, a file that cannot be written tells. */
Test(process, what_only_reads_writes_no_file)
{
	struct segbias_scratch scratch = {0};
	cr_assert_eq(segbias_scratch_create(&scratch, NULL), SEGBIAS_OK);
	struct segbias_process process = {.folder = scratch.path};
	struct segbias_process_result result = shell("echo x >kept && cat kept >/dev/null", process);
	cr_expect_eq(result.code, 0);
	process.reads_only = true;
	result = shell("echo x >made", process);
	bool confined = result.code != 0;
	result = shell("read -r x <kept && [ \"$x\" = x ]", process);
	cr_expect_eq(result.code, 0, "it reads");
	if (!confined)
		cr_skip_test("this kernel has no Landlock");
	cr_expect_neq(shell("echo y >>kept", process).code, 0);
	cr_expect_neq(shell("rm kept", process).code, 0);
	cr_expect_neq(shell("mv kept lost", process).code, 0);
	cr_expect_neq(shell("mkdir folder", process).code, 0);
	cr_expect_neq(shell("mkfifo pipe", process).code, 0);
	cr_expect_neq(shell("ln -s kept link", process).code, 0);
	process.reads_only = false;
	cr_expect_eq(shell("mkdir folder", process).code, 0);
	process.reads_only = true;
	cr_expect_neq(shell("rmdir folder", process).code, 0);
	process.reads_only = false;
	cr_expect_eq(shell("rmdir folder && read -r x <kept && [ \"$x\" = x ]", process).code, 0, "it is as it was");
	segbias_scratch_release(&scratch);
}

Test(process, finds_programs_on_absolute_paths_only)
{
	char found[PATH_MAX];
	char endless[2 * PATH_MAX];
	cr_assert(segbias_process_find("sh", "/nonexistent:/bin:/usr/bin", found));
	cr_assert_str_eq(found, "/bin/sh");
	memset(found, 'x', sizeof found);
	cr_assert(segbias_process_find("/bin/sh", NULL, found));
	cr_assert_str_eq(found, "/bin/sh");
	cr_assert_not(segbias_process_find("sh", "bin:.::", found));
	cr_assert_not(segbias_process_find("sh", NULL, found));
	cr_assert_not(segbias_process_find("", "/bin", found));
	cr_assert_not(segbias_process_find("/bin", "/", found));
	cr_assert_not(segbias_process_find("/etc/passwd", "/", found));
	memset(endless, 'x', sizeof endless);
	endless[sizeof endless - 1] = '\0';
	endless[0] = '/';
	cr_assert_not(segbias_process_find(endless, "/bin", found));
	cr_assert_not(segbias_process_find("sh", endless, found), "a folder that is longer than a path may be");
	cr_assert_not(segbias_process_find(endless + 1, "/bin", found));
}

Test(process, a_scratch_folder_is_private_and_goes_with_its_files)
{
	struct segbias_scratch scratch = {0};
	struct segbias_text bytes = {0};
	struct stat info;
	cr_assert_eq(segbias_scratch_create(&scratch, NULL), SEGBIAS_OK);
	cr_assert_eq(stat(scratch.path, &info), 0);
	cr_assert_eq(info.st_mode & 07777, 0700);
	struct segbias_process there = {.folder = scratch.path};
	cr_assert_eq(shell("echo hello > file; ln -s file link; mkfifo pipe; mkdir folder", there).code, 0);
	cr_assert(segbias_scratch_read(&scratch, "file", 6, &bytes));
	cr_assert_str_eq(bytes.data, "hello\n");
	static const char *const NOT_READ[] = {"link", "pipe", "folder", "absent"};
	for (size_t i = 0; i < sizeof NOT_READ / sizeof *NOT_READ; i++)
		cr_assert_not(segbias_scratch_read(&scratch, NOT_READ[i], 100, &bytes), "%s", NOT_READ[i]);
	cr_assert_not(segbias_scratch_read(&scratch, "file", 5, &bytes));
	cr_assert_eq(shell("rmdir folder", there).code, 0);
	char *path = strdup(scratch.path);
	segbias_scratch_release(&scratch);
	cr_assert_eq(stat(path, &info), -1);
	free(path);
	segbias_text_release(&bytes);
}
