#include "base/stream.h"

#include "base/feed.h"
#include "base/memory.h"
#include "base/stream_part.h"
#include "base/workbook.h"

#include <stdlib.h>
#include <string.h>

/* What may yet be the last bytes. */
struct tail {
	segbias_stream_judge *judge; /* NULL: nothing is held back */
	void *context;
	char *bytes; /* [TAIL_ROOM] */
	size_t start, stop;
	bool judged;
};

enum { TAIL_ROOM = SEGBIAS_STREAM_TAIL + (128 << 10) };

/* What was read of `top` ahead of the reader waits in `ahead` until it is consumed. */
struct segbias_stream {
	char *name;
	bool file; /* of that name */
	struct segbias_part *top;
	struct segbias_part *meter;      /* in the chain under `top`: at the file's own bytes */
	const struct segbias_feed *feed; /* under it; NULL: none */
	bool compressed;
	enum segbias_encoding encoding;
	bool decided;      /* the encoding is known */
	const char *guess; /* … and is none that is read: what it may be; NULL: nothing is known */
	struct segbias_stream_encoded encoded; /* what is said of it */
	struct segbias_part *late;             /* in the chain under `top`: it is told by what comes late; NULL */
	bool ended;                            /* `top` gives no more */
	struct segbias_error failure;          /* stays */
	uint64_t size;                         /* of the file; 0: only reading tells */
	struct segbias_stream_watch watch;
	char *ahead;
	size_t ahead_size;
	size_t ahead_used;
	struct tail tail;
};

/* --- what a file is, by its first bytes ----------------------------------------------------------------------------- */

enum { MAGIC_MAX = 10 };

/* UTF-32 stands before UTF-16, of which it is the longer form. `mask`: the bits that tell; NULL: all.
 * `command` turns the file into what is read; `filter` and `encoding` do so here; with neither, the hint says what to do. */
static const struct magic {
	const char *bytes;
	size_t size;
	const char *mask;
	const char *message;
	const char *command, *hint;
	enum segbias_status (*filter)(struct segbias_part *below, const char *head, size_t size,
	                              struct segbias_part **out, struct segbias_error *error);
	enum segbias_encoding encoding;
} magics[] = {
    {"\x1f\x8b", 2, NULL, "is compressed with gzip", "gzip -dc", NULL, segbias_part_gunzip, SEGBIAS_ENCODING_UTF_8},
    {"\x28\xb5\x2f\xfd", 4, NULL, "is compressed with zstd", "zstd -dc", NULL, segbias_part_unzstd,
     SEGBIAS_ENCODING_UTF_8},
    /* A frame to be skipped, in which pzstd says how long the next one is. */
    {"\x50\x2a\x4d\x18", 4, "\xf0\xff\xff\xff", "is compressed with zstd", "zstd -dc", NULL, segbias_part_unzstd,
     SEGBIAS_ENCODING_UTF_8},
    {"\xfd\x37zXZ\0", 6, NULL, "is compressed with xz", "xz -dc", NULL, NULL, SEGBIAS_ENCODING_UTF_8},
    {"BZh\0001AY&SY", 10, "\xff\xff\xff\0\xff\xff\xff\xff\xff\xff", "is compressed with bzip2", "bzip2 -dc", NULL, NULL,
     SEGBIAS_ENCODING_UTF_8},
    {"PK\3\4", 4, NULL, "is a spreadsheet or a zip archive, not text", NULL,
     "export the sheet as CSV, or unpack the archive", NULL, SEGBIAS_ENCODING_UTF_8},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, NULL, "is a spreadsheet, not text", NULL, "export the sheet as CSV", NULL,
     SEGBIAS_ENCODING_UTF_8},
    {"SQLite for", 10, NULL, "is a database of SQLite, not text", NULL, "name a table of it: FILE.db:NAME", NULL,
     SEGBIAS_ENCODING_UTF_8},
    {"PAR1\x15", 5, NULL, "is Parquet, not text", NULL, "with a name that ends in .parquet it is read as such", NULL,
     SEGBIAS_ENCODING_UTF_8},
    {"\xff\xfe\0\0", 4, NULL, "is UTF-32, not UTF-8", "iconv -f utf-32 -t utf-8", NULL, NULL, SEGBIAS_ENCODING_UTF_8},
    {"\0\0\xfe\xff", 4, NULL, "is UTF-32, not UTF-8", "iconv -f utf-32 -t utf-8", NULL, NULL, SEGBIAS_ENCODING_UTF_8},
    {"\xff\xfe", 2, NULL, NULL, NULL, NULL, NULL, SEGBIAS_ENCODING_UTF_16_LE},
    {"\xfe\xff", 2, NULL, NULL, NULL, NULL, NULL, SEGBIAS_ENCODING_UTF_16_BE},
};

enum { MAGICS = sizeof magics / sizeof magics[0] };

/* Whether `size` bytes are the start of the magic. */
static bool begins(const struct magic *magic, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned differing = (unsigned char)bytes[i] ^ (unsigned)(unsigned char)magic->bytes[i];
		if ((differing & (magic->mask ? (unsigned char)magic->mask[i] : 0xffU)) != 0)
			return false;
	}
	return true;
}

/* Whether more bytes are needed to tell: what is there is the start of a longer magic. */
static bool magic_undecided(const char *bytes, size_t size)
{
	for (size_t i = 0; i < MAGICS; i++)
		if (size < magics[i].size && begins(&magics[i], bytes, size))
			return true;
	return false;
}

static const struct magic *magic_of(const char *bytes, size_t size)
{
	for (size_t i = 0; i < MAGICS; i++)
		if (size >= magics[i].size && begins(&magics[i], bytes, magics[i].size))
			return &magics[i];
	return NULL;
}

/* An archive that is a file of its own: what is in it tells the user which part to take. false: it is not known. */
static bool refuse_archive(const char *path, const struct magic *magic, struct segbias_error *error)
{
	struct segbias_text names = {0};
	size_t count = 0;
	enum segbias_workbook what = memcmp(magic->bytes, "PK", 2) == 0 ? segbias_workbook_names(path, &names, &count)
	                                                                : SEGBIAS_WORKBOOK_UNKNOWN;
	bool sheets = what == SEGBIAS_WORKBOOK_SHEETS;
	if (what != SEGBIAS_WORKBOOK_UNKNOWN) {
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        sheets ? "not_a_table_file|is a spreadsheet, not text: its sheets are %s"
		                               : "not_a_table_file|is a zip archive, not text: it holds %s",
		                        names.data ? names.data : "");
		segbias_error_hint(error, "%s",
		                   sheets ? "export the sheet that has the table as CSV" : "unpack the archive");
	}
	segbias_text_release(&names);
	return what != SEGBIAS_WORKBOOK_UNKNOWN;
}

/* `outer`: what it was compressed with; NULL: nothing. */
static enum segbias_status refuse(const struct segbias_stream *stream, const struct magic *outer,
                                  const struct magic *magic, struct segbias_error *error)
{
	if (!outer && stream->file && refuse_archive(stream->name, magic, error))
		return SEGBIAS_DATA;
	if (!outer) {
		(void)segbias_error_set(error, SEGBIAS_DATA, "not_a_table_file|%s", magic->message);
		if (magic->command)
			segbias_error_hint(error, "%s FILE | segbias ... - reads it", magic->command);
	} else {
		(void)segbias_error_set(error, SEGBIAS_DATA, "not_a_table_file|%s, and what was compressed %s",
		                        outer->message, magic->message);
		if (magic->command)
			segbias_error_hint(error, "%s FILE | %s | segbias ... - reads it", outer->command,
			                   magic->command);
	}
	if (magic->hint)
		segbias_error_hint(error, "%s", magic->hint);
	return SEGBIAS_DATA;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* What has failed or ended is not asked again. */
static enum segbias_status read_top(struct segbias_stream *stream, char *buffer, size_t capacity, size_t *size,
                                    struct segbias_error *error)
{
	struct segbias_error *failure = &stream->failure;
	*size = 0;
	if (stream->ended)
		return SEGBIAS_OK;
	if (failure->status == SEGBIAS_OK &&
	    segbias_part_read(stream->top, buffer, capacity, size, failure) != SEGBIAS_OK)
		segbias_error_place(failure, stream->name, failure->line, failure->column);
	if (failure->status != SEGBIAS_OK) {
		if (error)
			*error = *failure;
		return failure->status;
	}
	stream->ended = *size == 0;
	return SEGBIAS_OK;
}

/* Reads ahead until `size` bytes wait or the stream ends. */
static enum segbias_status read_ahead(struct segbias_stream *stream, size_t size, struct segbias_error *error)
{
	while (stream->ahead_size < size && !stream->ended) {
		size_t got = 0;
		enum segbias_status status =
		    read_top(stream, stream->ahead + stream->ahead_size, size - stream->ahead_size, &got, error);
		if (status != SEGBIAS_OK)
			return status;
		stream->ahead_size += got;
	}
	return SEGBIAS_OK;
}

/* Looks at no more of the stream than is needed, so that a slow pipe is not waited for. *magic: NULL where it is text. */
static enum segbias_status look(struct segbias_stream *stream, const struct magic **magic, struct segbias_error *error)
{
	while (!stream->ended && magic_undecided(stream->ahead, stream->ahead_size)) {
		enum segbias_status status = read_ahead(stream, stream->ahead_size + 1, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	*magic = magic_of(stream->ahead, stream->ahead_size);
	return SEGBIAS_OK;
}

/* --- the interface ------------------------------------------------------------------------------------------------ */

/* A name, and nothing to read yet. */
static enum segbias_status create(const char *name, struct segbias_stream **out, struct segbias_error *error)
{
	struct segbias_stream *stream = segbias_memory_zeroed(1, sizeof *stream);
	if (!stream)
		return segbias_error_memory(error);
	*out = stream;
	stream->name = segbias_memory_string(name);
	return stream->name ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status add_meter(struct segbias_stream *stream, bool hash, bool hash_always,
                                     struct segbias_error *error)
{
	uint64_t hash_max = hash_always ? UINT64_MAX : SEGBIAS_STREAM_HASH_MAX;
	enum segbias_status status = segbias_part_meter(stream->top, hash, hash_max, &stream->meter, error);
	if (status == SEGBIAS_OK)
		stream->top = stream->meter;
	return status;
}

/* Puts what gives UTF-8 on top, and gives it what was read ahead. */
static enum segbias_status decode(struct segbias_stream *stream, enum segbias_encoding encoding,
                                  struct segbias_error *error)
{
	enum segbias_status status =
	    segbias_part_decode(stream->top, encoding, stream->ahead, stream->ahead_size, &stream->top, error);
	if (status != SEGBIAS_OK)
		return status;
	stream->encoding = encoding;
	stream->decided = true;
	stream->ahead_size = 0;
	stream->ended = false; /* what is on top has all of it yet to give */
	return SEGBIAS_OK;
}

/* Puts what decompresses on top, where that is what the file needs. */
static enum segbias_status add_filter(struct segbias_stream *stream, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct magic *outer = NULL;
	const struct magic *magic = NULL;
	SEGBIAS_TRY(look(stream, &outer, error));
	if (outer && outer->filter) {
		SEGBIAS_TRY(outer->filter(stream->top, stream->ahead, stream->ahead_size, &stream->top, error));
		stream->compressed = true;
		stream->ahead_size = 0;
		SEGBIAS_TRY(look(stream, &magic, error));
	} else {
		magic = outer;
		outer = NULL;
	}
	if (magic && magic->encoding != SEGBIAS_ENCODING_UTF_8)
		SEGBIAS_TRY(decode(stream, magic->encoding, error));
	else if (magic)
		status = refuse(stream, outer, magic, error);
done:
	return status;
}

/* What the bytes come from: the inlet, or where it is NULL a file. */
static enum segbias_status add_source(struct segbias_stream *stream, const struct segbias_stream_inlet *inlet,
                                      int64_t *bytes, struct segbias_error *error)
{
	stream->file = !inlet;
	if (!inlet)
		return segbias_part_file(stream->name, &stream->top, bytes, error);
	if (inlet->arrow)
		return segbias_part_arrow(inlet->arrow, &stream->top, error);
	if (inlet->read)
		return segbias_part_callback(inlet->read, inlet->context, &stream->top, error);
	*bytes = (int64_t)inlet->size;
	return segbias_part_memory(inlet->bytes, inlet->size, &stream->top, error);
}

static enum segbias_status open_any(const char *name, const struct segbias_stream_inlet *inlet, bool hash_always,
                                    struct segbias_stream **out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_stream *stream = NULL;
	int64_t bytes = -1;
	SEGBIAS_TRY(create(name, &stream, error));
	SEGBIAS_TRY(add_source(stream, inlet, &bytes, error));
	stream->size = bytes > 0 ? (uint64_t)bytes : 0;
	/* A hash that will be dropped need not be started. */
	SEGBIAS_TRY(add_meter(stream, hash_always || bytes <= SEGBIAS_STREAM_HASH_MAX, hash_always, error));
	stream->ahead = segbias_memory_get(MAGIC_MAX);
	if (!stream->ahead)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(add_filter(stream, error));
	*out = stream;
	stream = NULL;
done:
	if (status != SEGBIAS_OK)
		segbias_error_place(error, name, 0, 0);
	segbias_stream_free(stream);
	return status;
}

enum segbias_status segbias_stream_open(const char *path, bool hash_always, struct segbias_stream **out,
                                        struct segbias_error *error)
{
	return open_any(path, NULL, hash_always, out, error);
}

enum segbias_status segbias_stream_open_inlet(const struct segbias_stream_inlet *inlet, bool hash_always,
                                              struct segbias_stream **out, struct segbias_error *error)
{
	return open_any(inlet->name, inlet, hash_always, out, error);
}

enum segbias_status segbias_stream_open_memory(const char *name, const void *bytes, size_t size,
                                               struct segbias_stream **out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_stream *stream = NULL;
	SEGBIAS_TRY(create(name, &stream, error));
	SEGBIAS_TRY(segbias_part_memory(bytes, size, &stream->top, error));
	SEGBIAS_TRY(add_meter(stream, true, false, error));
	stream->decided = true; /* memory is taken as it stands */
	*out = stream;
	stream = NULL;
done:
	segbias_stream_free(stream);
	return status;
}

enum segbias_status segbias_stream_open_feed(const char *name, struct segbias_feed *feed, struct segbias_stream **out,
                                             struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_stream *stream = NULL;
	SEGBIAS_TRY(create(name, &stream, error));
	SEGBIAS_TRY(segbias_part_feed(feed, &stream->top, error));
	stream->feed = feed;
	feed = NULL;
	SEGBIAS_TRY(add_meter(stream, false, false, error));
	stream->decided = true; /* the program has seen to it */
	*out = stream;
	stream = NULL;
done:
	if (feed)
		feed->class->free(feed);
	segbias_stream_free(stream);
	return status;
}

const struct segbias_feed *segbias_stream_feed(const struct segbias_stream *stream)
{
	return stream->feed;
}

void segbias_stream_free(struct segbias_stream *stream)
{
	if (!stream)
		return;
	segbias_part_free(stream->top);
	free(stream->ahead);
	free(stream->tail.bytes);
	free(stream->name);
	free(stream);
}

enum segbias_status segbias_stream_overlap(struct segbias_stream *stream, struct segbias_error *error)
{
	if (!stream->compressed || stream->ended)
		return SEGBIAS_OK;
	return segbias_part_pump(stream->top, &stream->top, error);
}

/* Whether what was read ahead says nothing of the encoding: it is ASCII, but for what may be cut off at its end. *plain: bytes of
 * ASCII. */
static bool is_open(const struct segbias_stream *stream, size_t *plain)
{
	enum { CUT_MAX = 3 };
	*plain = 0;
	while (*plain < stream->ahead_size && (unsigned char)stream->ahead[*plain] < 0x80)
		++*plain;
	return stream->encoded.option && !stream->ended && stream->ahead_size - *plain <= CUT_MAX;
}

/* What is in no other encoding is UTF-8, or its bytes show Windows-1252. */
static enum segbias_status decide(struct segbias_stream *stream, struct segbias_error *error)
{
	size_t plain = 0;
	stream->decided = true;
	if (is_open(stream, &plain)) {
		struct segbias_label rest = {stream->ahead + plain, stream->ahead_size - plain};
		char before = plain > 0 ? stream->ahead[plain - 1] : '\n';
		enum segbias_status late =
		    segbias_part_late(stream->top, stream->encoded.option, before, rest, &stream->late, error);
		if (late != SEGBIAS_OK)
			return late;
		stream->top = stream->late;
		stream->ahead_size = plain;
		return read_ahead(stream, SEGBIAS_STREAM_HEAD + 1, error);
	}
	if (segbias_encoding_detect(stream->ahead, stream->ahead_size) == SEGBIAS_ENCODING_UTF_8) {
		stream->guess = segbias_encoding_guess(stream->ahead, stream->ahead_size);
		return SEGBIAS_OK;
	}
	enum segbias_status status = decode(stream, SEGBIAS_ENCODING_WINDOWS_1252, error);
	return status == SEGBIAS_OK ? read_ahead(stream, SEGBIAS_STREAM_HEAD + 1, error) : status;
}

/* The encoding that the mark at the start of a file says; NULL: it has none. */
static const char *marked(const struct segbias_stream *stream)
{
	if (stream->encoding != SEGBIAS_ENCODING_UTF_8)
		return segbias_encoding_name(stream->encoding);
	bool bom = stream->ahead_size >= 3 && memcmp(stream->ahead, "\xef\xbb\xbf", 3) == 0;
	return bom ? segbias_encoding_name(SEGBIAS_ENCODING_UTF_8) : NULL;
}

/* Puts what converts on top, and gives it what was read ahead. */
static enum segbias_status convert(struct segbias_stream *stream, struct segbias_error *error)
{
	struct segbias_label head = {stream->ahead, stream->ahead_size};
	enum segbias_status status = segbias_part_convert(stream->top, &stream->encoded, head, &stream->top, error);
	stream->decided = true;
	stream->ahead_size = 0;
	stream->ended = false;
	return status;
}

enum segbias_status segbias_stream_encode(struct segbias_stream *stream, const struct segbias_stream_encoded *encoded,
                                          struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	stream->encoded = *encoded;
	if (!encoded->name)
		return SEGBIAS_OK;
	if (!stream->decided)
		SEGBIAS_TRY(read_ahead(stream, 3, error));
	const char *mark = marked(stream);
	bool either = strcmp(encoded->name, "utf-16") == 0; /* its mark says which */
	bool same = mark && (strcmp(mark, encoded->name) == 0 || (either && strncmp(mark, "utf-16", 6) == 0));
	if (mark && !same) {
		status =
		    segbias_error_set(error, SEGBIAS_DATA, "other_encoding|begins with the mark of %s, and %s says %s",
		                      mark, encoded->option, encoded->name);
		segbias_error_hint(error, "%s %s, or none: the mark tells", encoded->option, mark);
	} else if (!mark && either) {
		status =
		    segbias_error_set(error, SEGBIAS_DATA, "other_encoding|has no mark that says which UTF-16 it is");
		segbias_error_hint(error, "%s utf-16le or %s utf-16be", encoded->option, encoded->option);
	} else if (!stream->decided) {
		status = convert(stream, error);
	}
done:
	if (status != SEGBIAS_OK)
		segbias_error_place(error, stream->name, 0, 0);
	return status;
}

enum segbias_status segbias_stream_peek(struct segbias_stream *stream, const char **bytes, size_t *size, bool *whole,
                                        struct segbias_error *error)
{
	/* One byte more than is shown, to know whether there is more. */
	char *larger = segbias_memory_resize(stream->ahead, SEGBIAS_STREAM_HEAD + 1, 1);
	if (!larger)
		return segbias_error_memory(error);
	stream->ahead = larger;
	enum segbias_status status = read_ahead(stream, SEGBIAS_STREAM_HEAD + 1, error);
	if (status == SEGBIAS_OK && !stream->decided)
		status = decide(stream, error);
	if (status != SEGBIAS_OK)
		return status;
	*bytes = stream->ahead;
	*size = stream->ahead_size < SEGBIAS_STREAM_HEAD ? stream->ahead_size : SEGBIAS_STREAM_HEAD;
	*whole = stream->ahead_size <= SEGBIAS_STREAM_HEAD;
	return SEGBIAS_OK;
}

void segbias_stream_skip(struct segbias_stream *stream, size_t start, size_t size)
{
	memmove(stream->ahead + start, stream->ahead + start + size, stream->ahead_size - start - size);
	stream->ahead_size -= size;
}

void segbias_stream_narrow(struct segbias_stream *stream, size_t start, size_t stop)
{
	if (stop < stream->ahead_size && stream->ahead_size <= SEGBIAS_STREAM_HEAD) {
		stream->ahead_size = stop;
		stream->ended = true;
	}
	segbias_stream_skip(stream, 0, start);
}

/* What was read ahead. */
static size_t copy_ready(struct segbias_stream *stream, char *buffer, size_t capacity)
{
	size_t left = stream->ahead_size - stream->ahead_used;
	size_t size = left < capacity ? left : capacity;
	if (size)
		memcpy(buffer, stream->ahead + stream->ahead_used, size);
	stream->ahead_used += size;
	if (stream->ahead_used == stream->ahead_size) {
		free(stream->ahead);
		stream->ahead = NULL;
		stream->ahead_size = stream->ahead_used = 0;
	}
	return size;
}

/* What was read ahead, then what comes. */
static enum segbias_status read_next(struct segbias_stream *stream, char *buffer, size_t capacity, size_t *size,
                                     struct segbias_error *error)
{
	*size = stream->ahead ? copy_ready(stream, buffer, capacity) : 0;
	return *size == 0 ? read_top(stream, buffer, capacity, size, error) : SEGBIAS_OK;
}

enum segbias_status segbias_stream_hold_tail(struct segbias_stream *stream, segbias_stream_judge *judge, void *context,
                                             struct segbias_error *error)
{
	stream->tail.bytes = segbias_memory_get(TAIL_ROOM);
	if (!stream->tail.bytes)
		return segbias_error_memory(error);
	stream->tail.judge = judge;
	stream->tail.context = context;
	return SEGBIAS_OK;
}

/* How many of the bytes that come next are before the tail, whatever else comes: of a file whose size is known and that is read
 * as it stands. One that shrinks meanwhile is refused at its end. */
static uint64_t before_tail(const struct segbias_stream *stream)
{
	bool late = stream->top == stream->late;
	/* Where late bytes turn out to be of another encoding its decoder comes between, and before that what is handed out is no more
	 * of the file than it would be of UTF-8. */
	bool plain =
	    (late ? stream->late->below : stream->top) == stream->meter && stream->tail.start == stream->tail.stop;
	uint64_t passed = segbias_stream_bytes(stream) - (late ? segbias_part_late_held(stream->late) : 0) -
	                  (stream->ahead_size - stream->ahead_used);
	uint64_t first = stream->size > SEGBIAS_STREAM_TAIL ? stream->size - SEGBIAS_STREAM_TAIL : 0;
	return plain && passed < first ? first - passed : 0;
}

/* Reads until more is held than the tail may be, or the end is known. */
static enum segbias_status fill_tail(struct segbias_stream *stream, struct segbias_error *error)
{
	struct tail *tail = &stream->tail;
	enum segbias_status status = stream->failure.status;
	if (status != SEGBIAS_OK && error)
		*error = stream->failure;
	while (status == SEGBIAS_OK && !tail->judged && tail->stop - tail->start <= SEGBIAS_STREAM_TAIL) {
		size_t got = 0;
		memmove(tail->bytes, tail->bytes + tail->start, tail->stop - tail->start);
		tail->stop -= tail->start;
		tail->start = 0;
		status = read_next(stream, tail->bytes + tail->stop, TAIL_ROOM - tail->stop, &got, error);
		tail->stop += got;
		if (status != SEGBIAS_OK || got > 0)
			continue;
		tail->judged = true;
		status = tail->judge(tail->context, tail->bytes, tail->stop, &tail->stop, &stream->failure);
		if (status != SEGBIAS_OK && error)
			*error = stream->failure;
	}
	return status;
}

/* All that is held but for what may be the tail. */
static enum segbias_status read_held(struct segbias_stream *stream, char *buffer, size_t capacity, size_t *size,
                                     struct segbias_error *error)
{
	struct tail *tail = &stream->tail;
	uint64_t before = before_tail(stream);
	enum segbias_status status = SEGBIAS_OK;
	*size = 0;
	if (stream->failure.status == SEGBIAS_OK && before > 0)
		status = read_next(stream, buffer, before < capacity ? (size_t)before : capacity, size, error);
	if (status != SEGBIAS_OK || *size > 0)
		return status;
	status = fill_tail(stream, error);
	if (status != SEGBIAS_OK)
		return status;
	size_t ready = tail->stop - tail->start - (tail->judged ? 0 : SEGBIAS_STREAM_TAIL);
	*size = ready < capacity ? ready : capacity;
	memcpy(buffer, tail->bytes + tail->start, *size);
	tail->start += *size;
	return SEGBIAS_OK;
}

enum segbias_status segbias_stream_read(struct segbias_stream *stream, char *buffer, size_t capacity, size_t *size,
                                        struct segbias_error *error)
{
	struct segbias_error *failure = &stream->failure;
	bool cancelled = failure->status == SEGBIAS_CANCELLED;
	size_t got = 0;
	if (!cancelled) {
		enum segbias_status status = stream->tail.judge ? read_held(stream, buffer, capacity, &got, error)
		                                                : read_next(stream, buffer, capacity, &got, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	if (!cancelled)
		(void)segbias_stream_tell(&stream->watch, stream->name, segbias_part_meter_bytes(stream->meter),
		                          stream->size, failure);
	if (failure->status != SEGBIAS_OK && error)
		*error = *failure;
	if (failure->status == SEGBIAS_OK)
		*size = got;
	return failure->status;
}

enum segbias_status segbias_stream_read_all(struct segbias_stream *stream, size_t most, struct segbias_text *out,
                                            struct segbias_error *error)
{
	char buffer[1 << 14];
	size_t size = 0;
	enum segbias_status status = SEGBIAS_OK;
	do {
		SEGBIAS_TRY(segbias_stream_read(stream, buffer, sizeof buffer, &size, error));
		segbias_text_add(out, buffer, size);
	} while (size > 0 && !(most && out->size > most));
	if (out->failed)
		status = segbias_error_memory(error);
done:
	return status;
}

enum segbias_status segbias_stream_ended(const struct segbias_stream_watch *watch, enum segbias_status status,
                                         struct segbias_error *error)
{
	if (!watch->ended || !atomic_load(watch->ended))
		return status;
	return segbias_error_set(error, SEGBIAS_CANCELLED, "cancelled|the job was ended by the program that runs it");
}

enum segbias_status segbias_stream_tell(const struct segbias_stream_watch *watch, const char *name, uint64_t bytes,
                                        uint64_t size, struct segbias_error *error)
{
	if (!watch->told)
		return SEGBIAS_OK;
	if (!atomic_load(watch->ended) && watch->told(watch->context, name, bytes, size) != 0)
		atomic_store(watch->ended, true);
	return segbias_stream_ended(watch, SEGBIAS_OK, error);
}

void segbias_stream_watch(struct segbias_stream *stream, const struct segbias_stream_watch *watch)
{
	stream->watch = *watch;
}

const char *segbias_stream_name(const struct segbias_stream *stream)
{
	return stream->name;
}

enum segbias_encoding segbias_stream_encoding(const struct segbias_stream *stream)
{
	return stream->late ? segbias_part_late_encoding(stream->late) : stream->encoding;
}

const char *segbias_stream_guess(const struct segbias_stream *stream)
{
	return stream->guess;
}

uint64_t segbias_stream_bytes(const struct segbias_stream *stream)
{
	return stream->feed ? stream->feed->bytes : segbias_part_meter_bytes(stream->meter);
}

bool segbias_stream_sha256(struct segbias_stream *stream, char hex[static 65])
{
	if (!stream->feed)
		return segbias_part_meter_sha256(stream->meter, hex);
	memcpy(hex, stream->feed->sha256, sizeof stream->feed->sha256);
	return *hex != '\0';
}
