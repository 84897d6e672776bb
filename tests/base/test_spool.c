#include "base/spool.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 10 };

static char folder[] = "/tmp/segbias-spool-XXXXXX";

static void enter(void)
{
	cr_assert_not_null(mkdtemp(folder));
	cr_assert_eq(setenv("TMPDIR", folder, 1), 0);
}

/* Nothing is left in the place for temporary files. */
static void leave(void)
{
	cr_assert_eq(rmdir(folder), 0, "%s", strerror(errno));
}

TestSuite(spool, .init = enter, .fini = leave);

/* Lines "000000000\n", "000000001\n" ... */
static void add_lines(struct segbias_spool *spool, int count)
{
	for (int i = 0; i < count; i++)
		segbias_text_add_format(&spool->text, "%09d\n", i);
}

/* Copies into a file, and expects the lines there. */
static void expect_lines(struct segbias_spool *spool, int count)
{
	char path[] = "/tmp/segbias-copied-XXXXXX";
	char bytes[LINE + 1] = "";
	char line[2 * LINE];
	bool reading = true;
	int file = mkstemp(path);
	cr_assert(file >= 0);
	cr_assert_eq(unlink(path), 0);
	cr_assert_eq(segbias_spool_copy(spool, file, &reading), 0);
	cr_assert_not(reading && spool->file < 0);
	cr_assert_eq(lseek(file, 0, SEEK_END), (off_t)count * LINE);
	cr_assert_eq(lseek(file, 0, SEEK_SET), 0);
	for (int i = 0; i < count; i++) {
		cr_assert_eq(read(file, bytes, LINE), LINE);
		(void)snprintf(line, sizeof line, "%09d\n", i);
		cr_assert_str_eq(bytes, line);
	}
	cr_assert_eq(close(file), 0);
}

Test(spool, little_needs_no_file)
{
	struct segbias_spool *spool = NULL;
	cr_assert_eq(segbias_spool_create(-1, &spool, NULL), SEGBIAS_OK);
	expect_lines(spool, 0);
	add_lines(spool, 3);
	cr_assert_eq(spool->file, -1);
	expect_lines(spool, 3);
	cr_assert_eq(segbias_spool_check(spool, NULL), SEGBIAS_OK);
	segbias_spool_free(spool);
}

Test(spool, much_goes_to_a_file_without_a_name)
{
	enum { COUNT = 500000 };
	struct segbias_spool *spool = NULL;
	cr_assert_eq(segbias_spool_create(-1, &spool, NULL), SEGBIAS_OK);
	add_lines(spool, COUNT);
	cr_assert(spool->file >= 0);
	cr_assert_neq(fcntl(spool->file, F_GETFD) & FD_CLOEXEC, 0);
	cr_assert_leq(spool->text.capacity, SEGBIAS_SPOOL_MEMORY);
	cr_assert_eq(spool->text.drained + spool->text.size, (size_t)COUNT * LINE);
	expect_lines(spool, COUNT);
	expect_lines(spool, COUNT); /* as often as one likes */
	cr_assert_eq(segbias_spool_check(spool, NULL), SEGBIAS_OK);
	segbias_spool_free(spool);
}

/* One piece that is larger than memory takes. */
Test(spool, a_large_piece)
{
	enum { COUNT = 300000 };
	struct segbias_spool *spool = NULL;
	struct segbias_text lines = {0};
	for (int i = 0; i < COUNT; i++)
		segbias_text_add_format(&lines, "%09d\n", i);
	cr_assert_eq(segbias_spool_create(-1, &spool, NULL), SEGBIAS_OK);
	segbias_text_add(&spool->text, lines.data, LINE);
	segbias_text_add(&spool->text, lines.data + LINE, lines.size - LINE);
	expect_lines(spool, COUNT);
	segbias_text_release(&lines);
	segbias_spool_free(spool);
}

Test(spool, no_place_for_the_file)
{
	struct segbias_spool *spool = NULL;
	struct segbias_error error = {0};
	cr_assert_eq(setenv("TMPDIR", "/nowhere/at/all", 1), 0);
	cr_assert_eq(segbias_spool_create(-1, &spool, NULL), SEGBIAS_OK);
	add_lines(spool, 2 * SEGBIAS_SPOOL_MEMORY / LINE);
	cr_assert(spool->text.failed);
	cr_assert_eq(segbias_spool_check(spool, &error), SEGBIAS_SYSTEM);
	cr_expect_str_eq(error.message, "a temporary file cannot be written: No such file or directory");
	cr_expect_str_eq(error.file, "/nowhere/at/all");
	cr_expect_not_null(strstr(error.hint, "TMPDIR"));
	segbias_spool_free(spool);
}

Test(spool, a_full_disk)
{
	struct segbias_spool *spool = NULL;
	struct segbias_error error = {0};
	bool reading = false;
	int full = open("/dev/full", O_RDWR);
	cr_assert(full >= 0);
	cr_assert_eq(segbias_spool_create(full, &spool, NULL), SEGBIAS_OK);
	segbias_text_add_string(&spool->text, "a word");
	cr_assert_eq(segbias_spool_copy(spool, full, &reading), ENOSPC);
	cr_assert_eq(segbias_spool_drain(spool), ENOSPC);
	cr_assert_eq(segbias_spool_drain(spool), ENOSPC, "it stays so");
	segbias_text_add_string(&spool->text, "another");
	cr_assert_eq(segbias_spool_check(spool, &error), SEGBIAS_SYSTEM);
	cr_expect_not_null(strstr(error.message, "No space left"));
	segbias_spool_free(spool);
}

/* A folder opens and does not read: what failed is told apart. */
Test(spool, a_file_that_cannot_be_read_back)
{
	struct segbias_spool *spool = NULL;
	bool reading = false;
	int place = open(folder, O_RDONLY | O_DIRECTORY);
	cr_assert(place >= 0);
	cr_assert_eq(segbias_spool_create(place, &spool, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_spool_copy(spool, STDERR_FILENO, &reading), EISDIR);
	cr_assert(reading);
	segbias_spool_free(spool);
}
