#include "base/output.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char folder[] = "/tmp/segbias-output-XXXXXX";

static void enter(void)
{
	cr_assert_not_null(mkdtemp(folder));
	cr_assert_eq(chdir(folder), 0);
}

/* Everything in the folder goes, then the folder. */
static void leave(void)
{
	DIR *dir = opendir(".");
	cr_assert_not_null(dir);
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			cr_assert_eq(remove(entry->d_name), 0);
	(void)closedir(dir);
	cr_assert_eq(chdir("/"), 0);
	cr_assert_eq(rmdir(folder), 0);
}

static size_t entries(void)
{
	size_t count = 0;
	DIR *dir = opendir(".");
	for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
		count++;
	(void)closedir(dir);
	return count - 2;
}

static void expect_content(const char *path, const char *expected)
{
	char bytes[64] = "";
	FILE *file = fopen(path, "rb");
	cr_assert_not_null(file, "%s", path);
	bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
	(void)fclose(file);
	cr_assert_str_eq(bytes, expected);
}

static void put(const char *path, const char *content)
{
	FILE *file = fopen(path, "wb");
	cr_assert_not_null(file);
	(void)fputs(content, file);
	cr_assert_eq(fclose(file), 0);
}

TestSuite(output, .init = enter, .fini = leave);

Test(output, nothing_is_seen_before_the_commit)
{
	struct segbias_output *output = NULL;
	put("old.csv", "old");
	cr_assert_eq(chmod("old.csv", 0640), 0);
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "new.csv", "new", 3, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "old.csv", "newer", 5, NULL), SEGBIAS_OK);
	cr_assert_neq(access("new.csv", F_OK), 0);
	expect_content("old.csv", "old");
	cr_assert_eq(segbias_output_commit(output, NULL), SEGBIAS_OK);
	segbias_output_free(output);
	expect_content("new.csv", "new");
	expect_content("old.csv", "newer");
	struct stat info;
	cr_assert_eq(stat("old.csv", &info), 0);
	cr_assert_eq(info.st_mode & 07777, 0640, "permissions stay");
	cr_assert_eq(entries(), 2);
}

Test(output, what_is_not_committed_leaves_nothing)
{
	struct segbias_output *output = NULL;
	put("old.csv", "old");
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "new.csv", "new", 3, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "old.csv", "newer", 5, NULL), SEGBIAS_OK);
	segbias_output_free(output);
	expect_content("old.csv", "old");
	cr_assert_eq(entries(), 1);
	segbias_output_free(NULL);
}

Test(output, a_new_file_has_the_permissions_of_the_umask)
{
	struct segbias_output *output = NULL;
	mode_t before = umask(027);
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "new.csv", "", 0, NULL), SEGBIAS_OK);
	cr_assert_eq(umask(before), 027);
	cr_assert_eq(segbias_output_commit(output, NULL), SEGBIAS_OK);
	segbias_output_free(output);
	struct stat info;
	cr_assert_eq(stat("new.csv", &info), 0);
	cr_assert(info.st_size == 0 && (info.st_mode & 07777) == 0640);
}

Test(output, a_link_is_followed)
{
	struct segbias_output *output = NULL;
	put("target.csv", "old");
	cr_assert_eq(symlink("target.csv", "link.csv"), 0);
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "link.csv", "new", 3, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_commit(output, NULL), SEGBIAS_OK);
	segbias_output_free(output);
	struct stat info;
	cr_assert_eq(lstat("link.csv", &info), 0);
	cr_assert(S_ISLNK(info.st_mode));
	expect_content("target.csv", "new");
}

Test(output, a_device_is_written_at_the_commit)
{
	struct segbias_output *output = NULL;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "/dev/null", "x", 1, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_commit(output, NULL), SEGBIAS_OK);
	segbias_output_free(output);
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "/dev/full", "x", 1, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_commit(output, &error), SEGBIAS_SYSTEM);
	cr_assert_str_eq(error.message, "cannot be written: No space left on device");
	cr_assert_str_eq(error.file, "/dev/full");
	segbias_output_free(output);
}

Test(output, places_that_cannot_be_written)
{
	static const char *const paths[] = {".", "missing/new.csv", "file/new.csv"};
	put("file", "");
	for (size_t i = 0; i < 3; i++) {
		struct segbias_output *output = NULL;
		struct segbias_error error = {0};
		cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_output_stage(output, paths[i], "x", 1, &error), SEGBIAS_SYSTEM);
		cr_assert_eq(strncmp(error.message, "cannot be written: ", 19), 0, "%s", error.message);
		cr_assert_str_eq(error.file, paths[i]);
		segbias_output_free(output);
	}
	cr_assert_eq(entries(), 1);
}

/* After the commit nothing is moved about again, whether it went well or not. */
Test(output, is_committed_once)
{
	put("folder.csv", "");
	for (int fails = 0; fails < 2; fails++) {
		struct segbias_output *output = NULL;
		struct segbias_error error = {0};
		cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_output_stage(output, "a.csv", fails ? "two" : "one", 3, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_output_remove(output, "b.csv", NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_output_stage(output, "folder.csv", "x", 1, NULL), SEGBIAS_OK);
		if (fails)
			cr_assert(unlink("folder.csv") == 0 && mkdir("folder.csv", 0777) == 0);
		cr_expect_eq(segbias_output_commit(output, NULL), fails ? SEGBIAS_SYSTEM : SEGBIAS_OK);
		put("b.csv", "later");
		cr_expect_eq(segbias_output_commit(output, &error), SEGBIAS_USAGE);
		cr_expect_str_eq(error.id, "output_committed");
		cr_expect_eq(segbias_output_stage(output, "c.csv", "x", 1, NULL), SEGBIAS_USAGE);
		cr_expect_eq(segbias_output_remove(output, "a.csv", NULL), SEGBIAS_USAGE);
		cr_expect_eq(segbias_output_folder(output, "charts", NULL), SEGBIAS_USAGE);
		cr_expect_eq(segbias_output_copy(output, 1, NULL), SEGBIAS_OK);
		segbias_output_free(output);
		expect_content("a.csv", "one");
		expect_content("b.csv", "later");
		cr_expect_eq(entries(), 3, "a.csv, b.csv, folder.csv");
	}
}

/* The host's language is not that of errors. */
Test(output, errors_are_english)
{
	static const char *const LOCALES[] = {"de_DE.UTF-8", "tr_TR.UTF-8", "fr_FR.UTF-8", "ar_SY.UTF-8", "C"};
	for (size_t i = 0; i < sizeof LOCALES / sizeof *LOCALES; i++) {
		struct segbias_output *output = NULL;
		struct segbias_error error = {0};
		(void)setlocale(LC_ALL, LOCALES[i]);
		cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
		cr_expect_eq(segbias_output_stage(output, "missing/new.csv", "x", 1, &error), SEGBIAS_SYSTEM);
		cr_expect_str_eq(error.message, "cannot be written: No such file or directory");
		segbias_output_free(output);
		(void)setlocale(LC_ALL, "C");
	}
}

/* A folder that comes to stand where a file was staged: renaming onto it fails for whoever runs the tests. */
static void stage_onto_a_folder(struct segbias_output *output)
{
	cr_assert_eq(segbias_output_stage(output, "folder.csv", "x", 1, NULL), SEGBIAS_OK);
	cr_assert_eq(mkdir("folder.csv", 0777), 0);
}

Test(output, a_commit_that_fails_leaves_every_file_as_it_was)
{
	struct segbias_output *output = NULL;
	struct segbias_error error = {0};
	put("old.csv", "old");
	put("gone.svg", "picture");
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "old.csv", "newer", 5, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "new.csv", "new", 3, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_remove(output, "gone.svg", NULL), SEGBIAS_OK);
	stage_onto_a_folder(output);
	cr_assert_eq(segbias_output_commit(output, &error), SEGBIAS_SYSTEM);
	cr_assert_str_eq(error.file, "folder.csv");
	cr_assert_str_eq(error.hint, "");
	segbias_output_free(output);
	expect_content("old.csv", "old");
	expect_content("gone.svg", "picture");
	cr_assert_neq(access("new.csv", F_OK), 0);
	cr_assert_eq(entries(), 3, "old.csv, gone.svg, folder.csv");
}

Test(output, what_is_to_go_goes_at_the_commit)
{
	struct segbias_output *output = NULL;
	put("gone.svg", "picture");
	put("old.csv", "old");
	cr_assert_eq(symlink("old.csv", "link.csv"), 0);
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_remove(output, "gone.svg", NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_remove(output, "link.csv", NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_remove(output, "never.svg", NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "old.csv", "newer", 5, NULL), SEGBIAS_OK);
	expect_content("gone.svg", "picture");
	cr_assert_eq(segbias_output_commit(output, NULL), SEGBIAS_OK);
	segbias_output_free(output);
	expect_content("old.csv", "newer");
	cr_assert_eq(entries(), 1);
}

Test(output, abandoned_files_are_gone)
{
	struct segbias_output *output = NULL;
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_folder(output, "charts", NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "charts/a.svg", "x", 1, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, "b.csv", "x", 1, NULL), SEGBIAS_OK);
	cr_assert_eq(entries(), 2);
	segbias_output_abandon(output);
	cr_assert_eq(entries(), 0);
	segbias_output_free(output);
}

Test(output, names_as_long_as_a_folder_takes)
{
	struct segbias_output *output = NULL;
	char name[256];
	memset(name, 'n', 255);
	name[255] = '\0';
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(output, name, "new", 3, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_commit(output, NULL), SEGBIAS_OK);
	segbias_output_free(output);
	expect_content(name, "new");
}

Test(output, same_file)
{
	put("a", "");
	put("b", "");
	cr_assert_eq(link("a", "c"), 0);
	cr_assert_eq(symlink("a", "d"), 0);
	cr_assert(segbias_output_same_file("a", "./a"));
	cr_assert(segbias_output_same_file("a", "c"));
	cr_assert(segbias_output_same_file("d", "c"));
	cr_assert_not(segbias_output_same_file("a", "b"));
	cr_assert_not(segbias_output_same_file("a", "x"));
	/* Neither is there yet. */
	cr_assert_eq(mkdir("sub", 0700), 0);
	cr_assert(segbias_output_same_file("x", "./x"));
	cr_assert(segbias_output_same_file("sub/x", "sub/../sub//x"));
	cr_assert_not(segbias_output_same_file("x", "sub/x"));
	cr_assert_not(segbias_output_same_file("x", "y"));
	cr_assert_not(segbias_output_same_file("none/x", "none/x"), "no folder to make it in");
}

/* Piece by piece, more than memory takes: into a file, and for a descriptor. */
Test(output, pieces)
{
	enum { COUNT = 200000 };
	static const char *const PATHS[] = {"new.csv", NULL};
	struct segbias_output *output = NULL;
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	for (int i = 0; i < 2; i++) {
		struct segbias_text *text = NULL;
		cr_assert_eq(segbias_output_begin(output, PATHS[i], &text, NULL), SEGBIAS_OK);
		for (int j = 0; j < COUNT; j++)
			segbias_text_add_string(text, "0123456789");
		cr_assert_eq(segbias_output_end(output, NULL), SEGBIAS_OK);
	}
	FILE *copy = fopen("copy.csv", "wb");
	cr_assert_not_null(copy);
	cr_assert_neq(access("new.csv", F_OK), 0);
	cr_assert_eq(segbias_output_commit(output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_copy(output, fileno(copy), NULL), SEGBIAS_OK);
	cr_assert_eq(fclose(copy), 0);
	segbias_output_free(output);
	struct stat info;
	cr_assert_eq(stat("new.csv", &info), 0);
	cr_assert_eq(info.st_size, COUNT * 10);
	cr_assert_eq(stat("copy.csv", &info), 0);
	cr_assert_eq(info.st_size, COUNT * 10);
	cr_assert_eq(entries(), 2);
}

Test(output, what_has_no_path_is_copied_or_says_why_not)
{
	struct segbias_output *output = NULL;
	struct segbias_text *text = NULL;
	struct segbias_error error = {0};
	FILE *full = fopen("/dev/full", "wb");
	cr_assert_not_null(full);
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_copy(output, fileno(full), NULL), SEGBIAS_OK, "nothing is written");
	cr_assert_eq(segbias_output_begin(output, NULL, &text, NULL), SEGBIAS_OK);
	segbias_text_add_string(text, "a word");
	cr_assert_eq(segbias_output_end(output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_copy(output, fileno(full), &error), SEGBIAS_SYSTEM);
	cr_expect_str_eq(error.message, "standard output cannot be written: No space left on device");
	(void)fclose(full);
	segbias_output_free(output);
}

/* --- two runs at once ---------------------------------------------------------------------------------------------- */

static void pause_for(long milliseconds)
{
	(void)nanosleep(&(struct timespec){.tv_nsec = milliseconds * 1000000}, NULL);
}

/* What the other run does, in a process of its own: the exit status. */
static pid_t start_other(int (*other)(void))
{
	pid_t child = fork();
	cr_assert_geq(child, 0);
	if (child == 0)
		_exit(other());
	return child;
}

/* How many files of a process are that one. */
static int holds(pid_t process, const struct stat *file)
{
	char place[64];
	int count = 0;
	(void)snprintf(place, sizeof place, "/proc/%ld/fd", (long)process);
	DIR *listed = opendir(place);
	for (struct dirent *entry = listed ? readdir(listed) : NULL; entry; entry = readdir(listed)) {
		struct stat one;
		if (fstatat(dirfd(listed), entry->d_name, &one, 0) == 0 && one.st_dev == file->st_dev &&
		    one.st_ino == file->st_ino)
			count++;
	}
	if (listed)
		(void)closedir(listed);
	return count;
}

/* Until the other run has opened the lock that the folder has now: from then on it waits for it, however long it takes. What it has of
 * this process is no sign of that. */
static void await_at_lock(pid_t other, bool inherited)
{
	struct stat lock;
	int status = 0;
	cr_assert_eq(stat("charts/.segbias-lock", &lock), 0);
	while (holds(other, &lock) <= (int)inherited) {
		cr_assert_eq(waitpid(other, &status, WNOHANG), 0, "it does not wait");
		pause_for(1);
	}
}

static int end_other(pid_t child)
{
	int status = -1;
	cr_assert_eq(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Waits for the folder; 0 where the picture of the one who had it is there by then. */
static int take_folder(void)
{
	struct segbias_output *output = NULL;
	int found = 9;
	if (segbias_output_create(&output, NULL) == SEGBIAS_OK &&
	    segbias_output_folder(output, "charts", NULL) == SEGBIAS_OK)
		found = access("charts/a.svg", R_OK) == 0 ? 0 : 1;
	if (segbias_output_stage(output, "charts/b.svg", "x", 1, NULL) != SEGBIAS_OK ||
	    segbias_output_commit(output, NULL) != SEGBIAS_OK)
		found = 8;
	segbias_output_free(output);
	return found;
}

Test(output, a_folder_is_one_runs_until_its_commit)
{
	for (int commits = 0; commits < 2; commits++) {
		struct segbias_output *output = NULL;
		cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_output_folder(output, "charts", NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_output_folder(output, "charts", NULL), SEGBIAS_OK, "it is had already");
		cr_assert_eq(segbias_output_stage(output, "charts/a.svg", "x", 1, NULL), SEGBIAS_OK);
		pid_t other = start_other(take_folder);
		await_at_lock(other, true);
		pause_for(100);
		cr_expect_neq(access("charts/b.svg", R_OK), 0, "it does not wait");
		if (commits)
			cr_expect_eq(segbias_output_commit(output, NULL), SEGBIAS_OK);
		/* Without a commit the folder goes, while the other one waits for it. */
		segbias_output_free(output);
		cr_expect_eq(end_other(other), commits ? 0 : 1);
		cr_expect_eq(unlink("charts/b.svg"), 0);
		cr_expect_eq(unlink("charts/a.svg") == 0, commits == 1);
		cr_expect_eq(rmdir("charts"), 0);
	}
}

/* While somebody waits for it, the folder goes and a third run has one of its name. */
Test(output, a_folder_that_is_made_anew)
{
	struct segbias_output *first = NULL;
	struct segbias_output *third = NULL;
	cr_assert_eq(segbias_output_create(&first, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_create(&third, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_folder(first, "charts", NULL), SEGBIAS_OK);
	pid_t other = start_other(take_folder);
	int status = 0;
	await_at_lock(other, true);
	/* It stands still, so that it is the third one who comes first. */
	cr_assert_eq(kill(other, SIGSTOP), 0);
	cr_assert_eq(waitpid(other, &status, WUNTRACED), other);
	cr_assert(WIFSTOPPED(status));
	segbias_output_free(first);
	cr_assert_eq(segbias_output_folder(third, "charts", NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_stage(third, "charts/a.svg", "x", 1, NULL), SEGBIAS_OK);
	cr_assert_eq(kill(other, SIGCONT), 0);
	await_at_lock(other, false);
	cr_expect_eq(segbias_output_commit(third, NULL), SEGBIAS_OK);
	segbias_output_free(third);
	cr_expect_eq(end_other(other), 0);
	cr_expect(unlink("charts/a.svg") == 0 && unlink("charts/b.svg") == 0 && rmdir("charts") == 0);
}

static void write_two(void)
{
	struct segbias_output *output = NULL;
	time_t start = time(NULL);
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_output_stage(output, "one", "x", 1, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_output_stage(output, "two", "x", 1, NULL), SEGBIAS_OK);
	cr_expect_eq(segbias_output_commit(output, NULL), SEGBIAS_OK);
	segbias_output_free(output);
	cr_expect_leq(time(NULL) - start, 20, "it waits");
	expect_content("two", "x");
}

/* Left by a run that was killed, or no lock at all: nobody waits for it. And a script may lock the folder for itself. */
Test(output, locks_that_are_nobodys)
{
	put(".segbias-lock", "");
	write_two();
	cr_expect_eq(entries(), 2, "the lock of a run that is dead goes");
	cr_assert_eq(mkfifo(".segbias-lock", 0600), 0);
	write_two();
	cr_assert_eq(unlink(".segbias-lock"), 0);
	cr_assert_eq(symlink("nowhere", ".segbias-lock"), 0);
	write_two();
	cr_expect_neq(access("nowhere", F_OK), 0, "a link is not followed");
	cr_assert_eq(unlink(".segbias-lock"), 0);
	int script = open(".", O_RDONLY);
	cr_assert_eq(flock(script, LOCK_EX), 0);
	write_two();
	cr_expect_eq(close(script), 0);
	cr_expect_eq(entries(), 2);
}

/* The stop signals are held back, and one comes. */
static int take_and_be_stopped(void)
{
	struct segbias_output *output = NULL;
	struct segbias_error error = {0};
	sigset_t stops;
	(void)sigemptyset(&stops);
	(void)sigaddset(&stops, SIGTERM);
	(void)sigprocmask(SIG_BLOCK, &stops, NULL);
	(void)raise(SIGTERM);
	if (segbias_output_create(&output, NULL) != SEGBIAS_OK ||
	    segbias_output_folder(output, "charts", &error) != SEGBIAS_SYSTEM)
		return 1;
	segbias_output_free(output);
	return strcmp(error.id, "interrupted") == 0 ? 0 : 2;
}

Test(output, who_waits_for_a_folder_can_be_stopped)
{
	struct segbias_output *output = NULL;
	cr_assert_eq(segbias_output_create(&output, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_output_folder(output, "charts", NULL), SEGBIAS_OK);
	cr_expect_eq(end_other(start_other(take_and_be_stopped)), 0);
	segbias_output_free(output);
	cr_assert_eq(entries(), 0);
}

enum { FILES = 40 };

static int gate[2];  /* a pipe that nobody writes to: it ends when all may begin */
static int ready[2]; /* … and one that ends when all have staged */

/* Writes its files, all of them with the same text. */
static int write_set(const char *text)
{
	struct segbias_output *output = NULL;
	bool ok = segbias_output_create(&output, NULL) == SEGBIAS_OK;
	char name[16];
	for (int i = 0; ok && i < FILES; i++) {
		(void)snprintf(name, sizeof name, "%d", i);
		ok = segbias_output_stage(output, name, text, 1, NULL) == SEGBIAS_OK;
	}
	(void)close(gate[1]);
	(void)close(ready[1]);
	ok = ok && read(gate[0], name, 1) == 0 && segbias_output_commit(output, NULL) == SEGBIAS_OK;
	segbias_output_free(output);
	return ok ? 0 : 1;
}

static int write_a(void)
{
	return write_set("a");
}

static int write_b(void)
{
	return write_set("b");
}

static char first_of(const char *path)
{
	FILE *file = fopen(path, "rb");
	cr_assert_not_null(file);
	int c = fgetc(file);
	(void)fclose(file);
	return (char)c;
}

Test(output, files_of_two_runs_are_not_mixed)
{
	char name[16];
	for (int round = 0; round < 10; round++) {
		cr_assert(pipe(gate) == 0 && pipe(ready) == 0);
		pid_t others[] = {start_other(write_a), start_other(write_b), start_other(write_a)};
		(void)close(gate[0]);
		(void)close(ready[1]);
		cr_expect_eq(read(ready[0], name, 1), 0);
		(void)close(ready[0]);
		(void)close(gate[1]);
		for (size_t i = 0; i < sizeof others / sizeof *others; i++)
			cr_expect_eq(end_other(others[i]), 0);
		for (int i = 1; i < FILES; i++) {
			(void)snprintf(name, sizeof name, "%d", i);
			cr_assert_eq(first_of(name), first_of("0"), "round %d, file %d", round, i);
		}
		cr_expect_eq(entries(), FILES);
	}
}
