#include "base/stream.h"

#include "base/packed.h"
#include "base/text.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A label with the length of its literal: NUL bytes count. */
#define BYTES(literal)                                                                                                 \
	{                                                                                                              \
		(literal), sizeof(literal) - 1                                                                         \
	}

/* printf '' | sha256sum; printf 'abc' | sha256sum; printf 'a,b\n1,2\n' | sha256sum */
static const char sha_empty[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char sha_abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

struct file {
	char path[64];
};

static struct file file_with(const void *bytes, size_t size)
{
	struct file file = {.path = "/tmp/segbias_test_stream_XXXXXX"};
	int descriptor = mkstemp(file.path);
	cr_assert_geq(descriptor, 0);
	cr_assert_eq(write(descriptor, bytes, size), (ssize_t)size);
	close(descriptor);
	return file;
}

/* A file of zeros of any size, for the price of none. */
static struct file file_of_size(off_t size)
{
	struct file file = file_with("", 0);
	cr_assert_eq(truncate(file.path, size), 0);
	return file;
}

/* Reads the rest; returns its size and keeps the first bytes. */
static uint64_t read_all(struct segbias_stream *stream, char *first, size_t capacity, size_t step)
{
	static char buffer[1 << 16];
	uint64_t total = 0;
	size_t size = 1;
	while (size > 0) {
		struct segbias_error error = {0};
		cr_assert_eq(segbias_stream_read(stream, buffer, step, &size, &error), SEGBIAS_OK, "%s", error.message);
		cr_assert_leq(size, step);
		for (size_t i = 0; i < size && total + i < capacity; i++)
			first[total + i] = buffer[i];
		total += size;
	}
	return total;
}

Test(stream, reads_a_file_in_any_step)
{
	struct file file = file_with("abc", 3);
	static const size_t steps[] = {1, 2, 3, 100};
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		struct segbias_stream *stream = NULL;
		cr_assert_eq(segbias_stream_open(file.path, false, &stream, NULL), SEGBIAS_OK);
		cr_assert_str_eq(segbias_stream_name(stream), file.path);
		char bytes[4] = "";
		cr_assert_eq(read_all(stream, bytes, 3, steps[i]), 3);
		cr_assert_str_eq(bytes, "abc");
		cr_assert_eq(segbias_stream_bytes(stream), 3);
		char hex[65];
		cr_assert(segbias_stream_sha256(stream, hex));
		cr_assert_str_eq(hex, sha_abc);
		segbias_stream_free(stream);
	}
	unlink(file.path);
}

struct told {
	char name[64];
	size_t times, stop_at; /* 0: never */
	uint64_t bytes, size;
};

static int tell(void *context, const char *name, uint64_t bytes, uint64_t size)
{
	struct told *told = context;
	(void)snprintf(told->name, sizeof told->name, "%s", name);
	cr_expect_geq(bytes, told->bytes);
	told->times++;
	told->bytes = bytes;
	told->size = size;
	return told->times == told->stop_at ? -7 : 0;
}

Test(stream, tells_how_far_it_is)
{
	struct file file = file_of_size(300);
	struct segbias_stream *stream = NULL;
	struct told told = {.times = 0};
	atomic_bool ended = false;
	cr_assert_eq(segbias_stream_open(file.path, false, &stream, NULL), SEGBIAS_OK);
	segbias_stream_watch(stream, &(struct segbias_stream_watch){tell, &told, &ended});
	cr_expect_eq(read_all(stream, NULL, 0, 100), 300);
	cr_expect_geq(told.times, 3);
	cr_expect_str_eq(told.name, file.path);
	cr_expect_eq(told.bytes, 300);
	cr_expect_eq(told.size, 300);
	segbias_stream_free(stream);
	cr_assert_eq(unlink(file.path), 0);
}

Test(stream, ends_where_it_is_told_to)
{
	struct file file = file_of_size(300);
	struct segbias_stream *stream = NULL;
	struct segbias_error error = {0};
	struct told told = {.stop_at = 2};
	char bytes[100];
	size_t size = 0;
	atomic_bool ended = false;
	const struct segbias_stream_watch watch = {tell, &told, &ended};
	cr_assert_eq(segbias_stream_open(file.path, false, &stream, NULL), SEGBIAS_OK);
	segbias_stream_watch(stream, &watch);
	cr_expect_eq(segbias_stream_read(stream, bytes, sizeof bytes, &size, &error), SEGBIAS_OK);
	cr_expect_eq(segbias_stream_read(stream, bytes, sizeof bytes, &size, &error), SEGBIAS_CANCELLED);
	cr_expect_str_eq(error.id, "cancelled");
	/* Nor does any other stream of the job tell it more. */
	cr_expect_eq(segbias_stream_tell(&watch, "other", 0, 0, NULL), SEGBIAS_CANCELLED);
	cr_expect_eq(told.times, 2);
	cr_expect_eq(segbias_stream_ended(&watch, SEGBIAS_DATA, &error), SEGBIAS_CANCELLED);
	ended = false;
	cr_expect_eq(segbias_stream_ended(&watch, SEGBIAS_DATA, &error), SEGBIAS_DATA);
	segbias_stream_free(stream);
	cr_assert_eq(unlink(file.path), 0);
}

/* A program that gives some bytes at a time, and fails where `fails_at` of them are given. */
struct giver {
	const char *bytes;
	size_t size, given, step, fails_at, calls;
};

static int give(void *context, char *buffer, size_t capacity, size_t *size)
{
	struct giver *giver = context;
	size_t left = giver->size - giver->given;
	giver->calls++;
	if (giver->given >= giver->fails_at)
		return 42;
	*size = left < giver->step ? left : giver->step;
	*size = *size < capacity ? *size : capacity;
	memcpy(buffer, giver->bytes + giver->given, *size);
	giver->given += *size;
	return 0;
}

static int give_too_much(void *context, char *buffer, size_t capacity, size_t *size)
{
	(void)context;
	(void)buffer;
	*size = capacity + 1;
	return 0;
}

Test(stream, reads_what_a_program_gives)
{
	for (size_t step = 1; step < 5; step++) {
		struct giver giver = {.bytes = "abc", .size = 3, .step = step, .fails_at = SIZE_MAX};
		const struct segbias_stream_inlet inlet = {.name = "given", .read = give, .context = &giver};
		struct segbias_stream *stream = NULL;
		char bytes[4] = "";
		char hex[65];
		cr_assert_eq(segbias_stream_open_inlet(&inlet, false, &stream, NULL), SEGBIAS_OK);
		cr_expect_eq(read_all(stream, bytes, 3, 2), 3);
		cr_expect_str_eq(bytes, "abc");
		cr_expect_str_eq(segbias_stream_name(stream), "given");
		cr_expect(segbias_stream_sha256(stream, hex));
		cr_expect_str_eq(hex, sha_abc);
		segbias_stream_free(stream);
	}
}

Test(stream, a_program_that_fails)
{
	for (size_t at = 0; at < 30; at += 10) {
		struct giver giver = {
		    .bytes = "some bytes of a table, and more", .size = 31, .step = 10, .fails_at = at};
		const struct segbias_stream_inlet inlet = {.name = "given", .read = give, .context = &giver};
		struct segbias_stream *stream = NULL;
		struct segbias_error error = {0};
		char bytes[64];
		size_t size = 0;
		enum segbias_status status = segbias_stream_open_inlet(&inlet, false, &stream, &error);
		cr_expect_eq(status == SEGBIAS_OK, at > 0);
		while (status == SEGBIAS_OK)
			status = segbias_stream_read(stream, bytes, sizeof bytes, &size, &error);
		cr_expect_eq(status, SEGBIAS_INPUT);
		cr_expect_str_eq(error.file, "given");
		cr_expect_str_eq(error.id, "input_failed");
		cr_expect_not_null(strstr(error.message, "returned 42"));
		/* It is not asked again. */
		size_t calls = giver.calls;
		if (stream)
			cr_expect_eq(segbias_stream_read(stream, bytes, sizeof bytes, &size, &error), SEGBIAS_INPUT);
		cr_expect_eq(giver.calls, calls);
		segbias_stream_free(stream);
	}
	struct segbias_stream *stream = NULL;
	struct segbias_error error = {0};
	cr_expect_eq(segbias_stream_open_inlet(&(struct segbias_stream_inlet){.name = "much", .read = give_too_much},
	                                       false, &stream, &error),
	             SEGBIAS_INPUT);
	cr_expect_not_null(strstr(error.message, "with room for"));
}

Test(stream, reads_memory)
{
	struct segbias_stream *stream = NULL;
	cr_assert_eq(segbias_stream_open_memory("here", "abc", 3, &stream, NULL), SEGBIAS_OK);
	const char *ahead = NULL;
	size_t size = 0;
	bool whole = false;
	cr_assert_eq(segbias_stream_peek(stream, &ahead, &size, &whole, NULL), SEGBIAS_OK);
	cr_assert_eq(size, 3);
	cr_assert(whole);
	cr_assert_eq(memcmp(ahead, "abc", 3), 0);
	char bytes[4] = "";
	cr_assert_eq(read_all(stream, bytes, 3, 2), 3);
	cr_assert_str_eq(bytes, "abc");
	cr_assert_str_eq(segbias_stream_name(stream), "here");
	char hex[65];
	cr_assert(segbias_stream_sha256(stream, hex));
	cr_assert_str_eq(hex, sha_abc);
	segbias_stream_free(stream);
}

Test(stream, reads_nothing)
{
	struct file file = file_with("", 0);
	for (int in_memory = 0; in_memory < 2; in_memory++) {
		struct segbias_stream *stream = NULL;
		if (in_memory)
			cr_assert_eq(segbias_stream_open_memory("none", NULL, 0, &stream, NULL), SEGBIAS_OK);
		else
			cr_assert_eq(segbias_stream_open(file.path, false, &stream, NULL), SEGBIAS_OK);
		const char *ahead = NULL;
		size_t size = 1;
		bool whole = false;
		cr_assert_eq(segbias_stream_peek(stream, &ahead, &size, &whole, NULL), SEGBIAS_OK);
		cr_assert_eq(size, 0);
		cr_assert(whole);
		cr_assert_eq(read_all(stream, NULL, 0, 10), 0);
		char hex[65];
		cr_assert(segbias_stream_sha256(stream, hex));
		cr_assert_str_eq(hex, sha_empty);
		segbias_stream_free(stream);
	}
	unlink(file.path);
}

Test(stream, free_takes_null)
{
	segbias_stream_free(NULL);
}

Test(stream, peek_consumes_nothing)
{
	static const struct {
		size_t size, head;
		bool whole;
	} rows[] = {
	    {10, 10, true},
	    {SEGBIAS_STREAM_HEAD, SEGBIAS_STREAM_HEAD, true},
	    {SEGBIAS_STREAM_HEAD + 1, SEGBIAS_STREAM_HEAD, false},
	    {SEGBIAS_STREAM_HEAD + 5000, SEGBIAS_STREAM_HEAD, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *bytes = malloc(rows[i].size);
		cr_assert_not_null(bytes);
		for (size_t j = 0; j < rows[i].size; j++)
			bytes[j] = (char)('a' + j % 23);
		struct file file = file_with(bytes, rows[i].size);
		struct segbias_stream *stream = NULL;
		cr_assert_eq(segbias_stream_open(file.path, false, &stream, NULL), SEGBIAS_OK);
		for (int again = 0; again < 2; again++) {
			const char *ahead = NULL;
			size_t size = 0;
			bool whole = false;
			cr_assert_eq(segbias_stream_peek(stream, &ahead, &size, &whole, NULL), SEGBIAS_OK);
			cr_assert_eq(size, rows[i].head, "row %zu", i);
			cr_assert_eq(whole, rows[i].whole, "row %zu", i);
			cr_assert_eq(memcmp(ahead, bytes, size), 0);
		}
		char *got = calloc(1, rows[i].size);
		cr_assert_not_null(got);
		cr_assert_eq(read_all(stream, got, rows[i].size, 1000), rows[i].size);
		cr_assert_eq(memcmp(got, bytes, rows[i].size), 0);
		cr_assert_eq(segbias_stream_bytes(stream), rows[i].size);
		segbias_stream_free(stream);
		unlink(file.path);
		free(got);
		free(bytes);
	}
}

/* The limit is on what was read, and lifted on demand. */
Test(stream, large_inputs_are_hashed_on_demand)
{
	/* head -c N /dev/zero | sha256sum */
	static const struct {
		off_t size;
		bool always;
		const char *hex;
	} rows[] = {
	    {SEGBIAS_STREAM_HASH_MAX, false, "080acf35a507ac9849cfcba47dc2ad83e01b75663a516279c8b9d243b719643e"},
	    {SEGBIAS_STREAM_HASH_MAX + 1, false, NULL},
	    {SEGBIAS_STREAM_HASH_MAX + 1, true, "1003b1b5dc078189799a1216ce0f9fbcebb94e8b6b83c58c4b03345f07f94ced"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct file file = file_of_size(rows[i].size);
		struct segbias_stream *stream = NULL;
		cr_assert_eq(segbias_stream_open(file.path, rows[i].always, &stream, NULL), SEGBIAS_OK);
		cr_assert_eq(read_all(stream, NULL, 0, 1 << 16), (uint64_t)rows[i].size);
		char hex[65] = "";
		cr_assert_eq(segbias_stream_sha256(stream, hex), rows[i].hex != NULL, "row %zu", i);
		if (rows[i].hex)
			cr_assert_str_eq(hex, rows[i].hex, "row %zu", i);
		segbias_stream_free(stream);
		unlink(file.path);
	}
}

Test(stream, the_hash_of_a_large_memory_is_dropped)
{
	size_t size = SEGBIAS_STREAM_HASH_MAX + 1;
	char *bytes = calloc(1, size);
	cr_assert_not_null(bytes);
	struct segbias_stream *stream = NULL;
	cr_assert_eq(segbias_stream_open_memory("zeros", bytes, size, &stream, NULL), SEGBIAS_OK);
	cr_assert_eq(read_all(stream, NULL, 0, 1 << 16), size);
	char hex[65];
	cr_assert_not(segbias_stream_sha256(stream, hex));
	segbias_stream_free(stream);
	free(bytes);
}

/* A pipe gives its bytes in the pieces in which they were written, and has no size. */
Test(stream, reads_pipes_and_stdin)
{
	for (int use_stdin = 0; use_stdin < 2; use_stdin++) {
		int ends[2];
		cr_assert_eq(pipe(ends), 0);
		cr_assert_eq(write(ends[1], "abc", 3), 3);
		close(ends[1]);
		char path[32] = "-";
		if (use_stdin)
			cr_assert_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
		else
			(void)snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
		struct segbias_stream *stream = NULL;
		struct segbias_error error = {0};
		cr_assert_eq(segbias_stream_open(path, false, &stream, &error), SEGBIAS_OK, "%s", error.message);
		const char *ahead = NULL;
		size_t size = 0;
		bool whole = false;
		cr_assert_eq(segbias_stream_peek(stream, &ahead, &size, &whole, NULL), SEGBIAS_OK);
		cr_assert(whole && size == 3);
		char bytes[4] = "";
		cr_assert_eq(read_all(stream, bytes, 3, 10), 3);
		cr_assert_str_eq(bytes, "abc");
		segbias_stream_free(stream);
		close(ends[0]);
	}
}

Test(stream, refuses_what_is_not_text)
{
	static const struct {
		struct segbias_label file;
		const char *message, *hint; /* parts of them */
	} rows[] = {
	    {BYTES("BZh91AY&SY\1"), "bzip2", "bzip2 -dc"},
	    {BYTES("BZh11AY&SY\1"), "bzip2", "bzip2 -dc"},
	    {BYTES("\xfd\x37zXZ\0\1"), "xz", "xz -dc"},
	    {BYTES("PK\3\4rest of it"), "spreadsheet", "as CSV"},
	    {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "spreadsheet", "as CSV"},
	    {BYTES("\xff\xfe\0\0a\0\0\0"), "UTF-32", "iconv -f utf-32"},
	    {BYTES("\0\0\xfe\xff"), "UTF-32", "iconv -f utf-32"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct file file = file_with(rows[i].file.bytes, rows[i].file.size);
		struct segbias_stream *stream = NULL;
		struct segbias_error error = {0};
		cr_assert_eq(segbias_stream_open(file.path, false, &stream, &error), SEGBIAS_DATA, "row %zu", i);
		cr_assert_null(stream);
		cr_assert_not_null(strstr(error.message, rows[i].message), "row %zu: %s", i, error.message);
		cr_assert_not_null(strstr(error.hint, rows[i].hint), "row %zu: %s", i, error.hint);
		cr_assert_str_eq(error.file, file.path);
		cr_assert_eq(error.line, 0);
		unlink(file.path);
	}
}

Test(stream, starts_of_magics_are_text)
{
	static const char *const texts[] = {"P",    "PK",   "PK,name\n", "PAR1,x\n",       "(a",    "\xef\xbb\xbf",
	                                    "\xff", "\x1f", "BZh",       "BZh91AY,SY,n\n", "\x50*M"};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct file file = file_with(texts[i], strlen(texts[i]));
		struct segbias_stream *stream = NULL;
		cr_assert_eq(segbias_stream_open(file.path, false, &stream, NULL), SEGBIAS_OK, "%s", texts[i]);
		char bytes[16] = "";
		cr_assert_eq(read_all(stream, bytes, sizeof bytes - 1, 100), strlen(texts[i]));
		cr_assert_str_eq(bytes, texts[i]);
		segbias_stream_free(stream);
		unlink(file.path);
	}
}

Test(stream, says_why_a_file_cannot_be_opened)
{
	static const struct {
		const char *path, *file, *message;
	} rows[] = {
	    {"/nonexistent/\x1b[2J.csv", "/nonexistent/\\x1b[2J.csv", "cannot be opened: No such file or directory"},
	    {"/tmp", "/tmp", "is a directory, not a file"},
	    {"", "", "cannot be opened: No such file or directory"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct segbias_stream *stream = NULL;
		struct segbias_error error = {0};
		cr_assert_eq(segbias_stream_open(rows[i].path, false, &stream, &error), SEGBIAS_DATA);
		cr_assert_null(stream);
		cr_assert_str_eq(error.message, rows[i].message);
		cr_assert_str_eq(error.file, rows[i].file);
		cr_assert_eq(error.line, 0);
		cr_assert_eq(segbias_stream_open(rows[i].path, false, &stream, NULL), SEGBIAS_DATA);
	}
}

Test(stream, a_closed_stdin_is_an_error)
{
	close(STDIN_FILENO);
	struct segbias_stream *stream = NULL;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_stream_open("-", false, &stream, &error), SEGBIAS_DATA);
	cr_assert_str_eq(error.message, "cannot be opened: Bad file descriptor");
	cr_assert_str_eq(error.file, "-");
}

Test(stream, a_file_that_changes_while_it_is_read_is_refused)
{
	static const struct {
		const char *what;
		off_t size;
		bool touched;
	} changes[] = {{"longer", 300000, false}, {"shorter", 100000, false}, {"other bytes", 200000, true}};
	static const struct timespec times[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
	static char buffer[1 << 16];
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct file file = file_of_size(200000);
		struct segbias_stream *stream = NULL;
		struct segbias_error error = {0};
		size_t size = 0;
		cr_assert_eq(segbias_stream_open(file.path, false, &stream, &error), SEGBIAS_OK);
		cr_assert_eq(segbias_stream_read(stream, buffer, sizeof buffer, &size, &error), SEGBIAS_OK);
		cr_assert_eq(truncate(file.path, changes[i].size), 0);
		if (changes[i].touched)
			cr_assert_eq(utimensat(AT_FDCWD, file.path, times, 0), 0);
		enum segbias_status status = SEGBIAS_OK;
		while (status == SEGBIAS_OK && size > 0)
			status = segbias_stream_read(stream, buffer, sizeof buffer, &size, &error);
		cr_assert_eq(status, SEGBIAS_DATA, "%s", changes[i].what);
		cr_assert_str_eq(error.message, "was changed while it was read");
		segbias_stream_free(stream);
		(void)unlink(file.path);
	}
}

/* --- compressed files ------------------------------------------------------------------------------------------- */

static struct packed packed, again;
static char text[1 << 20], got[1 << 20];

static struct segbias_stream *open_packed(const struct file *file, bool overlap)
{
	struct segbias_stream *stream = NULL;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_stream_open(file->path, false, &stream, &error), SEGBIAS_OK, "%s", error.message);
	if (overlap)
		cr_assert_eq(segbias_stream_overlap(stream, NULL), SEGBIAS_OK);
	return stream;
}

/* Peeked at or not, a thread started before the peek, after it or not at all. */
Test(stream, reads_compressed_files, .timeout = 120)
{
	size_t sizes[] = {0, write_rows(text, 30), SEGBIAS_STREAM_HEAD / 2, SEGBIAS_STREAM_HEAD - 1};
	(void)write_rows(text, 80000);
	for (int variant = 0; variant < PACKINGS * 4 * 3 * 2; variant++) {
		size_t size = sizes[variant / PACKINGS % 4];
		int overlap = variant / PACKINGS / 4 % 3;
		packed.size = 0;
		add_member(&packed, variant % PACKINGS, text, size, 0);
		struct file file = file_with(packed.bytes, packed.size);
		struct segbias_stream *stream = open_packed(&file, overlap == 1);
		if (variant >= PACKINGS * 4 * 3) {
			const char *ahead = NULL;
			size_t seen = 0;
			bool whole = false;
			cr_assert_eq(segbias_stream_peek(stream, &ahead, &seen, &whole, NULL), SEGBIAS_OK);
			cr_assert(whole && seen == size);
			cr_assert_eq(memcmp(ahead, text, size), 0);
		}
		if (overlap == 2)
			cr_assert_eq(segbias_stream_overlap(stream, NULL), SEGBIAS_OK);
		cr_assert_eq(read_all(stream, got, sizeof got, 5000), size);
		cr_assert_eq(memcmp(got, text, size), 0);
		cr_assert_eq(segbias_stream_bytes(stream), packed.size, "of the file");
		segbias_stream_free(stream);
		unlink(file.path);
	}
}

/* printf 'a,b\n1,2\n' | gzip -n | sha256sum, of the bytes that these are */
Test(stream, the_hash_is_of_the_file_and_so_is_its_limit)
{
	static const char bytes[] =
	    "\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\xd4\x49\xe2\x32\xd4\x31\xe2\x02\0\x7b\x07\x97\x0a\x08\0\0\0";
	struct file file = file_with(bytes, sizeof bytes - 1);
	struct segbias_stream *stream = open_packed(&file, false);
	char hex[65] = "";
	cr_assert_eq(read_all(stream, got, sizeof got, 100), 8);
	cr_assert_eq(memcmp(got, "a,b\n1,2\n", 8), 0);
	cr_assert(segbias_stream_sha256(stream, hex));
	cr_assert_str_eq(hex, "4a695011a1aca528b45a29ed2caad49f6bd4e56b2589a6f4c64d635c6ff3e0fa");
	segbias_stream_free(stream);
	unlink(file.path);
	/* More than 16 MiB come out of a small file: hashed without being asked. */
	memset(text, '1', sizeof text);
	packed.size = 0;
	for (int i = 0; i < 17; i++)
		add_gzip(&packed, text, sizeof text, 0);
	file = file_with(packed.bytes, packed.size);
	stream = open_packed(&file, true);
	cr_assert_eq(read_all(stream, NULL, 0, 1 << 16), (uint64_t)17 << 20);
	cr_assert(segbias_stream_sha256(stream, hex));
	segbias_stream_free(stream);
	unlink(file.path);
}

Test(stream, refuses_what_is_not_text_in_what_was_compressed)
{
	static const struct {
		struct segbias_label text;
		const char *message, *hint;
	} rows[] = {
	    {BYTES("\xff\xfe\0\0a\0\0\0"), "and what was compressed is UTF-32, not UTF-8",
	     "%s FILE | iconv -f utf-32 -t utf-8 | segbias ... - reads it"},
	    {BYTES("PK\3\4"), "and what was compressed is a spreadsheet", "export the sheet"},
	    {BYTES("\x1f\x8b\x08\0"), "and what was compressed is compressed with gzip",
	     "%s FILE | gzip -dc | segbias"},
	    {BYTES("\xfd\x37zXZ\0"), "and what was compressed is compressed with xz", "%s FILE | xz -dc | segbias"},
	};
	for (int packing = 0; packing < PACKINGS; packing++)
		for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
			char hint[200];
			packed.size = 0;
			add_member(&packed, packing, rows[i].text.bytes, rows[i].text.size, 0);
			struct file file = file_with(packed.bytes, packed.size);
			struct segbias_stream *stream = NULL;
			struct segbias_error error = {0};
			cr_assert_eq(segbias_stream_open(file.path, false, &stream, &error), SEGBIAS_DATA);
			const char *end = strncmp(rows[i].hint, "%s", 2) == 0 ? rows[i].hint + 2 : rows[i].hint;
			(void)snprintf(hint, sizeof hint, "%s%s",
			               end == rows[i].hint ? ""
			               : packing == GZIP   ? "gzip -dc"
			                                   : "zstd -dc",
			               end);
			cr_assert_not_null(strstr(error.message, rows[i].message), "%s", error.message);
			cr_assert_not_null(strstr(error.hint, hint), "%s, not %s", error.hint, hint);
			cr_assert_str_eq(error.file, file.path);
			unlink(file.path);
		}
}

/* Where the fault comes first: in opening, in peeking, in reading; and again when it is asked again. */
Test(stream, a_fault_in_compressed_data_names_the_file_and_stays, .timeout = 60)
{
	size_t size = write_rows(text, 60000);
	packed.size = 0;
	add_gzip(&packed, text, size, 0);
	add_gzip(&packed, text, size, 0);
	size_t sizes[] = {5, 300, packed.size - 1};
	for (size_t i = 0; i < 3; i++)
		for (int overlap = 0; overlap < 2; overlap++) {
			struct file file = file_with(packed.bytes, sizes[i]);
			struct segbias_stream *stream = NULL;
			struct segbias_error error = {0};
			enum segbias_status status = segbias_stream_open(file.path, false, &stream, &error);
			cr_assert_eq(status, i == 0 ? SEGBIAS_DATA : SEGBIAS_OK);
			if (stream && overlap)
				cr_assert_eq(segbias_stream_overlap(stream, NULL), SEGBIAS_OK);
			for (size_t step = 1; stream && step && status == SEGBIAS_OK;)
				status = segbias_stream_read(stream, got, sizeof got, &step, &error);
			cr_assert_eq(status, SEGBIAS_DATA);
			for (size_t step = 1, times = 0; stream && times < 2; times++)
				cr_assert_eq(segbias_stream_read(stream, got, sizeof got, &step, &error), SEGBIAS_DATA);
			cr_assert_str_eq(error.message, "is cut: the compressed data end before their trailer");
			cr_assert_str_eq(error.file, file.path);
			segbias_stream_free(stream);
			unlink(file.path);
		}
}

Test(stream, a_compressed_file_that_changes_while_it_is_read_is_refused, .timeout = 60)
{
	size_t size = write_rows(text, 60000);
	packed.size = 0;
	for (int i = 0; i < 4; i++)
		add_zstd(&packed, text, size, 0, false, 0);
	again = packed;
	for (int overlap = 0; overlap < 2; overlap++) {
		struct file file = file_with(packed.bytes, packed.size);
		struct segbias_stream *stream = open_packed(&file, overlap);
		struct segbias_error error = {0};
		enum segbias_status status = SEGBIAS_OK;
		FILE *more = fopen(file.path, "ab");
		cr_assert_not_null(more);
		cr_assert_eq(fwrite(again.bytes, 1, again.size, more), again.size);
		cr_assert_eq(fclose(more), 0);
		for (size_t step = 1; step && status == SEGBIAS_OK;)
			status = segbias_stream_read(stream, got, sizeof got, &step, &error);
		cr_assert_eq(status, SEGBIAS_DATA);
		cr_assert_str_eq(error.message, "was changed while it was read");
		segbias_stream_free(stream);
		unlink(file.path);
	}
}

/* --- other encodings ------------------------------------------------------------------------------------------------ */

/* What iconv -t utf-8 makes of the bytes, but for halves of characters. */
Test(stream, gives_utf_8)
{
	static const struct {
		struct segbias_label file;
		enum segbias_encoding encoding;
		const char *text;
	} rows[] = {
	    {BYTES("\xff\xfe"
	           "a\0,\0\xe9\0\xac\x20\x3d\xd8\x00\xde\n\0"),
	     SEGBIAS_ENCODING_UTF_16_LE, "a,\u00e9\u20ac\U0001f600\n"},
	    {BYTES("\xfe\xff\0a\0,\0\xe9\x20\xac\xd8\x3d\xde\x00\0\n"), SEGBIAS_ENCODING_UTF_16_BE,
	     "a,\u00e9\u20ac\U0001f600\n"},
	    {BYTES("\xff\xfe"), SEGBIAS_ENCODING_UTF_16_LE, ""},
	    {BYTES("\xff\xfe"
	           "a\0\x3d\xd8z\0z"),
	     SEGBIAS_ENCODING_UTF_16_LE, "a\ufffdz\ufffd"},
	    {BYTES("C\xf4te d'Ivoire,12,50 \x80\n"), SEGBIAS_ENCODING_WINDOWS_1252,
	     "C\u00f4te d'Ivoire,12,50 \u20ac\n"},
	    {BYTES("C\xc3\xb4te\n"), SEGBIAS_ENCODING_UTF_8, "C\u00f4te\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (size_t step = 1; step <= 64; step += 21) {
			struct file file = file_with(rows[i].file.bytes, rows[i].file.size);
			struct segbias_stream *stream = NULL;
			char bytes[64] = "";
			const char *head = NULL;
			size_t size = 0;
			bool whole = false;
			cr_assert_eq(segbias_stream_open(file.path, false, &stream, NULL), SEGBIAS_OK);
			cr_assert_eq(segbias_stream_peek(stream, &head, &size, &whole, NULL), SEGBIAS_OK);
			cr_assert_eq(size, strlen(rows[i].text), "row %zu", i);
			cr_assert_eq(memcmp(head, rows[i].text, size), 0, "row %zu: %.*s", i, (int)size, head);
			cr_assert(whole && segbias_stream_encoding(stream) == rows[i].encoding, "row %zu", i);
			cr_assert_eq(read_all(stream, bytes, sizeof bytes - 1, step), size);
			cr_assert_str_eq(bytes, rows[i].text);
			cr_assert_eq(segbias_stream_bytes(stream), rows[i].file.size);
			segbias_stream_free(stream);
			unlink(file.path);
		}
}

/* What iconv -f NAME -t utf-8 makes of the bytes; text NULL: an error at line and column. */
Test(stream, converts_what_is_said)
{
	static const struct {
		struct segbias_label file;
		const char *name, *text;
		uint64_t line, column;
	} rows[] = {
	    {BYTES("K\x94ln\n"), "cp850", "K\u00f6ln\n", 0, 0},
	    {BYTES("\x92j\x8e\x71\n"), "shift_jis", "\u7537\u5b50\n", 0,
	     0}, /* both bytes of a character, of which the second may be plain */
	    {BYTES("a\0\x3d\xd8\x00\xde"), "utf-16le", "a\U0001f600", 0, 0},
	    {BYTES("\xff\xfe"
	           "a\0"),
	     "utf-16", "a", 0, 0},
	    {BYTES("\xef\xbb\xbf\xc3\xb6"), "utf-8", "\ufeff\u00f6", 0, 0},
	    {BYTES(""), "utf-8", "", 0, 0},
	    {BYTES("a\x80\n"), "windows-1252", "a\u20ac\n", 0, 0},
	    {BYTES("a\r\nb\rc\nd\xc3\xb6\xff"), "utf-8", NULL, 4, 3},
	    {BYTES("\x81"), "windows-1252", NULL, 1, 1},
	    {BYTES("ab\xc3"), "utf-8", NULL, 1, 3},
	    {BYTES("ab\n\x80z"), "us-ascii", NULL, 2, 1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct segbias_stream_encoded encoded = {rows[i].name, "--encoding"};
		struct file file = file_with(rows[i].file.bytes, rows[i].file.size);
		struct segbias_stream *stream = NULL;
		struct segbias_error error = {0};
		char bytes[64] = "";
		const char *head = NULL;
		size_t size = 0;
		bool whole = false;
		cr_assert_eq(segbias_stream_open(file.path, false, &stream, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_stream_encode(stream, &encoded, &error), SEGBIAS_OK, "%s", error.message);
		enum segbias_status status = segbias_stream_peek(stream, &head, &size, &whole, &error);
		cr_assert_eq(status, rows[i].text ? SEGBIAS_OK : SEGBIAS_DATA, "row %zu", i);
		if (rows[i].text) {
			cr_assert_eq(read_all(stream, bytes, sizeof bytes - 1, 3), strlen(rows[i].text));
			cr_expect_str_eq(bytes, rows[i].text, "row %zu: %s", i, bytes);
		} else {
			cr_expect(error.line == rows[i].line && error.column == rows[i].column, "row %zu: %d:%d", i,
			          (int)error.line, (int)error.column);
			cr_expect_str_eq(error.file, file.path);
		}
		segbias_stream_free(stream);
		unlink(file.path);
	}
}

/* Bytes that come late are decoded as if they had come early, in whatever pieces. */
Test(stream, decodes_what_comes_late)
{
	enum { PLAIN = SEGBIAS_STREAM_HEAD };
	static const struct {
		const char *late, *text; /* NULL: an error */
	} rows[] = {{"K\xf6ln,12 \x80\n", "K\u00f6ln,12 \u20ac\n"},
	            {"K\xc3\xb6ln\n", "K\u00f6ln\n"},
	            {"K\x94ln M\x81nchen\n", NULL}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		for (size_t before = PLAIN - 3; before <= PLAIN + 70000; before += before < PLAIN + 3 ? 1 : 69997) {
			struct segbias_stream_encoded encoded = {.option = "--encoding"};
			size_t size = before + strlen(rows[i].late);
			char *bytes = malloc(size + 16);
			memset(bytes, 'a', before);
			memcpy(bytes + before, rows[i].late, strlen(rows[i].late));
			struct file file = file_with(bytes, size);
			struct segbias_stream *stream = NULL;
			struct segbias_error error = {0};
			const char *head = NULL;
			size_t part = 0;
			bool whole = false;
			cr_assert_eq(segbias_stream_open(file.path, false, &stream, NULL), SEGBIAS_OK);
			cr_assert_eq(segbias_stream_encode(stream, &encoded, NULL), SEGBIAS_OK);
			enum segbias_status status = segbias_stream_peek(stream, &head, &part, &whole, &error);
			size_t all = 0;
			for (part = 1; status == SEGBIAS_OK && part > 0; all += part)
				status = segbias_stream_read(stream, bytes + all, size + 15 - all, &part, &error);
			cr_assert_eq(status, rows[i].text ? SEGBIAS_OK : SEGBIAS_DATA, "row %zu, %zu", i, before);
			if (rows[i].text) {
				cr_assert_eq(all, before + strlen(rows[i].text), "row %zu, %zu", i, before);
				cr_assert_eq(memcmp(bytes + before, rows[i].text, all - before), 0, "row %zu, %zu", i,
				             before);
			} else {
				cr_expect_str_eq(error.id, "unknown_encoding");
			}
			segbias_stream_free(stream);
			unlink(file.path);
			free(bytes);
		}
}

Test(stream, leaves_out_what_stands_around)
{
	struct segbias_stream *stream = NULL;
	const char *head = NULL;
	size_t size = 0;
	bool whole = false;
	char bytes[16] = "";
	cr_assert_eq(segbias_stream_open_memory("m", "0123456789", 10, &stream, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_stream_peek(stream, &head, &size, &whole, NULL), SEGBIAS_OK);
	segbias_stream_narrow(stream, 2, 8);
	segbias_stream_skip(stream, 1, 2);
	cr_assert_eq(read_all(stream, bytes, sizeof bytes - 1, 3), 4);
	cr_assert_str_eq(bytes, "2567");
	segbias_stream_free(stream);
}

/* --- the tail ------------------------------------------------------------------------------------------------------- */

struct asked {
	size_t times, size, kept;
	char first, last; /* of the tail */
	enum segbias_status status;
};

static enum segbias_status keep(void *context, const char *tail, size_t size, size_t *kept, struct segbias_error *error)
{
	struct asked *asked = context;
	asked->times++;
	asked->size = size;
	asked->first = size ? tail[0] : '\0';
	asked->last = size ? tail[size - 1] : '\0';
	*kept = asked->kept < size ? asked->kept : size;
	return asked->status ? segbias_error_set(error, asked->status, "bad_tail|it is bad") : SEGBIAS_OK;
}

/* Whatever the steps and however much was peeked before, all but what is not kept of the tail comes, in its order. */
Test(stream, holds_the_tail_until_it_is_known, .timeout = 60)
{
	enum { SIZE = SEGBIAS_STREAM_HEAD + 200000 };
	static char bytes[SIZE];
	static char back[SIZE];
	static const size_t SIZES[] = {SIZE, SEGBIAS_STREAM_HEAD + 10, SEGBIAS_STREAM_TAIL + 1, SEGBIAS_STREAM_TAIL, 5,
	                               0};
	static const size_t STEPS[] = {1 << 16, 4096, 777};
	for (size_t i = 0; i < SIZE; i++)
		bytes[i] = (char)('a' + i * 7 % 23);
	for (size_t i = 0; i < 2 * (sizeof SIZES / sizeof *SIZES * sizeof STEPS / sizeof *STEPS); i++) {
		size_t size = SIZES[i / (2 * sizeof STEPS / sizeof *STEPS)];
		struct segbias_stream_inlet inlet = {.name = "m", .bytes = bytes, .size = size};
		size_t tail = size < SEGBIAS_STREAM_TAIL ? size : SEGBIAS_STREAM_TAIL;
		struct asked asked = {.kept = 1000};
		struct segbias_stream *stream = NULL;
		const char *peeked = NULL;
		size_t peeked_size = 0;
		bool whole = false;
		/* Of an inlet it is known before where the tail begins. */
		cr_assert_eq(i % 2 ? segbias_stream_open_inlet(&inlet, false, &stream, NULL)
		                   : segbias_stream_open_memory("m", bytes, size, &stream, NULL),
		             SEGBIAS_OK);
		cr_assert_eq(segbias_stream_peek(stream, &peeked, &peeked_size, &whole, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_stream_hold_tail(stream, keep, &asked, NULL), SEGBIAS_OK);
		uint64_t read = read_all(stream, back, SIZE, STEPS[i / 2 % (sizeof STEPS / sizeof *STEPS)]);
		cr_assert_eq(asked.times, 1);
		cr_assert_eq(asked.size, tail, "%zu", size);
		cr_assert_eq(read, size - tail + (tail < 1000 ? tail : 1000), "%zu", size);
		cr_assert_arr_eq(back, bytes, read);
		cr_assert(size == 0 || (asked.first == bytes[size - tail] && asked.last == bytes[size - 1]));
		cr_assert_eq(segbias_stream_bytes(stream), size);
		segbias_stream_free(stream);
	}
}

/* Of a file whose first bytes leave the encoding open the same is held, whatever comes late, and wherever. */
Test(stream, holds_the_tail_of_what_is_decided_late, .timeout = 60)
{
	enum { SIZE = SEGBIAS_STREAM_HEAD + 300000, ROOM = SIZE + 8 };
	static const size_t PLACES[] = {SIZE, /* none */ SEGBIAS_STREAM_HEAD + 5, SIZE - 200000,
	                                SIZE - SEGBIAS_STREAM_TAIL - 1, SIZE - 9};
	static const size_t STEPS[] = {1 << 16, 4096, 777};
	static char bytes[ROOM];
	static char expected[ROOM];
	static char back[ROOM];
	for (size_t i = 0; i < 2 * (sizeof PLACES / sizeof *PLACES * sizeof STEPS / sizeof *STEPS); i++) {
		size_t place = PLACES[i / (2 * sizeof STEPS / sizeof *STEPS)];
		bool utf8 = i % 2;
		for (size_t at = 0; at < SIZE; at++)
			bytes[at] = expected[at] = (char)('a' + at * 7 % 23);
		size_t size = SIZE;
		if (place < SIZE) {
			memcpy(expected + place, "\xc3\xa9", 2);
			memcpy(bytes + place, utf8 ? "\xc3\xa9" : "\xe9", utf8 ? 2 : 1);
			if (!utf8) /* one byte becomes two */
				memmove(bytes + place + 1, bytes + place + 2, SIZE - place - 2);
			size -= !utf8;
		}
		struct segbias_stream_encoded encoded = {.option = "--encoding"};
		struct file file = file_with(bytes, size);
		struct asked asked = {.kept = SIZE};
		struct segbias_stream *stream = NULL;
		const char *head = NULL;
		size_t peeked = 0;
		bool whole = false;
		cr_assert_eq(segbias_stream_open(file.path, false, &stream, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_stream_encode(stream, &encoded, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_stream_peek(stream, &head, &peeked, &whole, NULL), SEGBIAS_OK);
		cr_assert_eq(segbias_stream_hold_tail(stream, keep, &asked, NULL), SEGBIAS_OK);
		uint64_t read = read_all(stream, back, ROOM, STEPS[i / 2 % (sizeof STEPS / sizeof *STEPS)]);
		cr_assert_eq(read, SIZE, "%zu at %zu: %ju", i, place, (uintmax_t)read);
		cr_assert_eq(memcmp(back, expected, SIZE), 0, "%zu at %zu", i, place);
		cr_assert(asked.times == 1 && asked.size == SEGBIAS_STREAM_TAIL, "%zu: %zu", i, asked.size);
		cr_assert(asked.first == expected[SIZE - SEGBIAS_STREAM_TAIL] && asked.last == expected[SIZE - 1]);
		segbias_stream_free(stream);
		unlink(file.path);
	}
}

/* What a program before has read of standard input is no part of it: the tail is that of what follows. */
Test(stream, holds_the_tail_of_the_rest_of_standard_input)
{
	enum { SIZE = SEGBIAS_STREAM_TAIL + 300000, USED = 150001 };
	static char bytes[SIZE];
	static char back[SIZE];
	struct asked asked = {.kept = SIZE};
	struct segbias_stream *stream = NULL;
	FILE *file = tmpfile();
	for (size_t i = 0; i < SIZE; i++)
		bytes[i] = (char)('a' + i * 7 % 23);
	cr_assert(file && fwrite(bytes, 1, SIZE, file) == SIZE && fflush(file) == 0);
	cr_assert(lseek(fileno(file), USED, SEEK_SET) == USED && dup2(fileno(file), STDIN_FILENO) == STDIN_FILENO);
	cr_assert_eq(segbias_stream_open("-", false, &stream, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_stream_hold_tail(stream, keep, &asked, NULL), SEGBIAS_OK);
	cr_assert_eq(read_all(stream, back, SIZE, 1 << 16), SIZE - USED);
	cr_assert_arr_eq(back, bytes + USED, SIZE - USED);
	cr_assert_eq(asked.size, SEGBIAS_STREAM_TAIL);
	cr_assert(asked.first == bytes[SIZE - SEGBIAS_STREAM_TAIL] && asked.last == bytes[SIZE - 1]);
	segbias_stream_free(stream);
	(void)fclose(file);
}

Test(stream, a_tail_that_cannot_be_judged_is_an_error_that_stays)
{
	struct asked asked = {.status = SEGBIAS_DATA};
	struct segbias_stream *stream = NULL;
	char buffer[8];
	size_t size = 0;
	cr_assert_eq(segbias_stream_open_memory("m", "abc", 3, &stream, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_stream_hold_tail(stream, keep, &asked, NULL), SEGBIAS_OK);
	for (size_t i = 0; i < 2; i++) {
		struct segbias_error error = {0};
		cr_assert_eq(segbias_stream_read(stream, buffer, sizeof buffer, &size, &error), SEGBIAS_DATA);
		cr_assert_str_eq(error.message, "it is bad");
	}
	cr_assert_eq(asked.times, 1);
	segbias_stream_free(stream);
}
