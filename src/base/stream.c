/* SHA-256 by the interface that allocates nothing: the newer one reads its configuration and looks for providers first,
 * and crashes where memory runs out meanwhile. */
#define OPENSSL_API_COMPAT 0x10100000L
#include "base/stream.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Either `descriptor` >= 0, or `memory` is read. What was read ahead waits in `ahead` until it is consumed. */
struct segbias_stream {
	char *name;
	int descriptor;
	bool close_descriptor;
	bool ended;         /* read(2) has returned 0 */
	struct stat opened; /* as the file was then */
	const char *memory;
	size_t memory_size;
	char *ahead;
	size_t ahead_size;
	size_t ahead_used;
	uint64_t consumed;
	bool hash_always;
	bool hashed;
	SHA256_CTX hash;
};

enum { MAGIC_MAX = 8 };

/* What is not read, by its first bytes. UTF-32 stands before UTF-16, of which it is the longer form. */
static const struct magic {
	const char *bytes;
	size_t size;
	const char *message;
	const char *hint;
} magics[] = {
    {"\x1f\x8b", 2, "is compressed with gzip", "gzip -dc FILE | segbias ... - reads it"},
    {"\x28\xb5\x2f\xfd", 4, "is compressed with zstd", "zstd -dc FILE | segbias ... - reads it"},
    {"\xfd\x37zXZ\0", 6, "is compressed with xz", "xz -dc FILE | segbias ... - reads it"},
    {"PK\3\4", 4, "is a spreadsheet or a zip archive, not text", "export the sheet as CSV, or unpack the archive"},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "is a spreadsheet, not text", "export the sheet as CSV"},
    {"\xff\xfe\0\0", 4, "is UTF-32, not UTF-8", "iconv -f utf-32 -t utf-8 FILE | segbias ... - reads it"},
    {"\0\0\xfe\xff", 4, "is UTF-32, not UTF-8", "iconv -f utf-32 -t utf-8 FILE | segbias ... - reads it"},
    {"\xff\xfe", 2, "is UTF-16, not UTF-8", "iconv -f utf-16 -t utf-8 FILE | segbias ... - reads it"},
    {"\xfe\xff", 2, "is UTF-16, not UTF-8", "iconv -f utf-16 -t utf-8 FILE | segbias ... - reads it"},
};

enum { MAGICS = sizeof magics / sizeof magics[0] };

/* A failed system call: the sentence, what the system says of it, and the file. */
static enum segbias_status system_failure(struct segbias_error *error, enum segbias_status status, const char *sentence,
                                          const char *path)
{
	int number = errno;
	char reason[128];
	if (strerror_r(number, reason, sizeof reason) != 0)
		(void)snprintf(reason, sizeof reason, "error %d", number);
	segbias_error_set(error, status, "%s: %s", sentence, reason);
	segbias_error_place(error, path, 0, 0);
	return status;
}

/* A file that was written to while it was read may be half of one and half of another. */
static enum segbias_status refuse_changed(const struct segbias_stream *stream, struct segbias_error *error)
{
	const struct stat *then = &stream->opened;
	struct stat now;
	if (!S_ISREG(then->st_mode))
		return SEGBIAS_OK;
	if (fstat(stream->descriptor, &now) != 0)
		return system_failure(error, SEGBIAS_SYSTEM, "cannot be read", stream->name);
	if (now.st_size == then->st_size && now.st_mtim.tv_sec == then->st_mtim.tv_sec &&
	    now.st_mtim.tv_nsec == then->st_mtim.tv_nsec)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA, "was changed while it was read");
	segbias_error_place(error, stream->name, 0, 0);
	segbias_error_hint(error, "run it again when the file is complete, or on a copy of it");
	return SEGBIAS_DATA;
}

/* read(2) that is not disturbed by signals. *size is 0 at the end only. */
static enum segbias_status read_descriptor(struct segbias_stream *stream, char *buffer, size_t capacity, size_t *size,
                                           struct segbias_error *error)
{
	*size = 0;
	if (stream->ended)
		return SEGBIAS_OK;
	ssize_t got = -1;
	do
		got = read(stream->descriptor, buffer, capacity);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return system_failure(error, SEGBIAS_SYSTEM, "cannot be read", stream->name);
	stream->ended = got == 0;
	*size = (size_t)got;
	return stream->ended ? refuse_changed(stream, error) : SEGBIAS_OK;
}

/* Reads ahead until `size` bytes wait or the stream ends. */
static enum segbias_status read_ahead(struct segbias_stream *stream, size_t size, struct segbias_error *error)
{
	while (stream->ahead_size < size && !stream->ended) {
		size_t got = 0;
		enum segbias_status status =
		    read_descriptor(stream, stream->ahead + stream->ahead_size, size - stream->ahead_size, &got, error);
		if (status != SEGBIAS_OK)
			return status;
		stream->ahead_size += got;
	}
	return SEGBIAS_OK;
}

/* Whether more bytes are needed to tell: what is there is the start of a longer magic. */
static bool magic_undecided(const char *bytes, size_t size)
{
	for (size_t i = 0; i < MAGICS; i++)
		if (size < magics[i].size && memcmp(bytes, magics[i].bytes, size) == 0)
			return true;
	return false;
}

/* Looks at no more of the stream than is needed, so that a slow pipe is not waited for. */
static enum segbias_status refuse_foreign(struct segbias_stream *stream, struct segbias_error *error)
{
	while (!stream->ended && magic_undecided(stream->ahead, stream->ahead_size)) {
		enum segbias_status status = read_ahead(stream, stream->ahead_size + 1, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	for (size_t i = 0; i < MAGICS; i++) {
		if (stream->ahead_size < magics[i].size || memcmp(stream->ahead, magics[i].bytes, magics[i].size) != 0)
			continue;
		segbias_error_set(error, SEGBIAS_DATA, "%s", magics[i].message);
		segbias_error_place(error, stream->name, 0, 0);
		segbias_error_hint(error, "%s", magics[i].hint);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* Name, hash and nothing to read yet. NULL: SEGBIAS_SYSTEM, said in `error`. */
static struct segbias_stream *create(const char *name, struct segbias_error *error)
{
	struct segbias_stream *stream = segbias_memory_zeroed(1, sizeof *stream);
	if (!stream) {
		segbias_error_memory(error);
		return NULL;
	}
	stream->descriptor = -1;
	stream->name = segbias_memory_string(name);
	stream->hashed = SHA256_Init(&stream->hash) == 1;
	if (stream->name && stream->hashed)
		return stream;
	if (!stream->name)
		segbias_error_memory(error);
	else
		segbias_error_set(error, SEGBIAS_SYSTEM, "libcrypto has no SHA-256");
	segbias_stream_free(stream);
	return NULL;
}

/* Whether the path is to blame, not the system. */
static bool names_no_file(int number)
{
	return number == ENOENT || number == EACCES || number == EPERM || number == ENOTDIR || number == EISDIR ||
	       number == ELOOP || number == ENAMETOOLONG || number == ENXIO || number == ENODEV || number == EINVAL ||
	       number == EBADF;
}

static enum segbias_status open_descriptor(struct segbias_stream *stream, const char *path, struct segbias_error *error)
{
	bool is_stdin = strcmp(path, "-") == 0;
	do
		stream->descriptor = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (stream->descriptor < 0 && errno == EINTR);
	if (stream->descriptor < 0)
		return system_failure(error, names_no_file(errno) ? SEGBIAS_DATA : SEGBIAS_SYSTEM, "cannot be opened",
		                      path);
	stream->close_descriptor = !is_stdin;
	struct stat *about = &stream->opened;
	if (fstat(stream->descriptor, about) != 0)
		return system_failure(error, names_no_file(errno) ? SEGBIAS_DATA : SEGBIAS_SYSTEM, "cannot be opened",
		                      path);
	if (S_ISDIR(about->st_mode)) {
		segbias_error_set(error, SEGBIAS_DATA, "is a directory, not a file");
		segbias_error_place(error, path, 0, 0);
		return SEGBIAS_DATA;
	}
	/* A hash that will be dropped need not be started. */
	if (S_ISREG(about->st_mode) && about->st_size > SEGBIAS_STREAM_HASH_MAX && !stream->hash_always)
		stream->hashed = false;
	return SEGBIAS_OK;
}

enum segbias_status segbias_stream_open(const char *path, bool hash_always, struct segbias_stream **out,
                                        struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_stream *stream = create(path, error);
	if (!stream)
		return SEGBIAS_SYSTEM;
	stream->hash_always = hash_always;
	SEGBIAS_TRY(open_descriptor(stream, path, error));
	stream->ahead = segbias_memory_get(MAGIC_MAX);
	if (!stream->ahead) {
		status = segbias_error_memory(error);
		goto done;
	}
	SEGBIAS_TRY(refuse_foreign(stream, error));
	*out = stream;
	stream = NULL;
done:
	segbias_stream_free(stream);
	return status;
}

enum segbias_status segbias_stream_open_memory(const char *name, const void *bytes, size_t size,
                                               struct segbias_stream **out, struct segbias_error *error)
{
	struct segbias_stream *stream = create(name, error);
	if (!stream)
		return SEGBIAS_SYSTEM;
	stream->ended = true;
	stream->memory = bytes;
	stream->memory_size = size;
	*out = stream;
	return SEGBIAS_OK;
}

void segbias_stream_free(struct segbias_stream *stream)
{
	if (!stream)
		return;
	if (stream->close_descriptor)
		(void)close(stream->descriptor);
	free(stream->ahead);
	free(stream->name);
	free(stream);
}

enum segbias_status segbias_stream_peek(struct segbias_stream *stream, const char **bytes, size_t *size, bool *whole,
                                        struct segbias_error *error)
{
	const char *data = stream->memory;
	size_t available = stream->memory_size;
	if (stream->descriptor >= 0) {
		/* One byte more than is shown, to know whether there is more. */
		char *larger = segbias_memory_resize(stream->ahead, SEGBIAS_STREAM_HEAD + 1, 1);
		if (!larger)
			return segbias_error_memory(error);
		stream->ahead = larger;
		enum segbias_status status = read_ahead(stream, SEGBIAS_STREAM_HEAD + 1, error);
		if (status != SEGBIAS_OK)
			return status;
		data = stream->ahead;
		available = stream->ahead_size;
	}
	*bytes = data;
	*size = available < SEGBIAS_STREAM_HEAD ? available : SEGBIAS_STREAM_HEAD;
	*whole = available <= SEGBIAS_STREAM_HEAD;
	return SEGBIAS_OK;
}

/* What was read ahead, or all that there is of memory. */
static size_t copy_ready(struct segbias_stream *stream, char *buffer, size_t capacity)
{
	bool in_memory = stream->descriptor < 0;
	const char *ready = in_memory ? stream->memory + stream->consumed : stream->ahead + stream->ahead_used;
	size_t left = in_memory ? stream->memory_size - stream->consumed : stream->ahead_size - stream->ahead_used;
	size_t size = left < capacity ? left : capacity;
	if (size)
		memcpy(buffer, ready, size);
	if (in_memory)
		return size;
	stream->ahead_used += size;
	if (stream->ahead_used == stream->ahead_size) {
		free(stream->ahead);
		stream->ahead = NULL;
		stream->ahead_size = stream->ahead_used = 0;
	}
	return size;
}

static enum segbias_status hash_consumed(struct segbias_stream *stream, const char *bytes, size_t size,
                                         struct segbias_error *error)
{
	if (stream->consumed > SEGBIAS_STREAM_HASH_MAX && !stream->hash_always)
		stream->hashed = false;
	if (stream->hashed && SHA256_Update(&stream->hash, bytes, size) != 1)
		return segbias_error_set(error, SEGBIAS_SYSTEM, "libcrypto cannot compute SHA-256");
	return SEGBIAS_OK;
}

enum segbias_status segbias_stream_read(struct segbias_stream *stream, char *buffer, size_t capacity, size_t *size,
                                        struct segbias_error *error)
{
	size_t got = 0;
	if (stream->memory_size || stream->ahead)
		got = copy_ready(stream, buffer, capacity);
	if (got == 0) {
		enum segbias_status status = read_descriptor(stream, buffer, capacity, &got, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	stream->consumed += got;
	*size = got;
	return hash_consumed(stream, buffer, got, error);
}

const char *segbias_stream_name(const struct segbias_stream *stream)
{
	return stream->name;
}

uint64_t segbias_stream_bytes(const struct segbias_stream *stream)
{
	return stream->consumed;
}

bool segbias_stream_sha256(struct segbias_stream *stream, char hex[static 65])
{
	unsigned char digest[SHA256_DIGEST_LENGTH];
	if (!stream->hashed || SHA256_Final(digest, &stream->hash) != 1)
		return false;
	stream->hashed = false;
	for (size_t i = 0; i < sizeof digest; i++) {
		hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	hex[64] = '\0';
	return true;
}
