#include "sources/engine.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/open.h"
#include "base/scratch.h"
#include "base/stream.h"
#include "csv/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIST_MAX = 64 << 20, COMPLAINTS_MAX = 1 << 20, WORDS_MAX = 200 };

#define ENGINE(name) extern const struct segbias_engine segbias_engine_##name;
#include "sources/engines.def"
#undef ENGINE

static const struct segbias_engine *const ENGINES[] = {
#define ENGINE(name) &segbias_engine_##name,
#include "sources/engines.def"
#undef ENGINE
};

struct engine {
	struct segbias_feed feed;
	struct segbias_engine_asked asked;
	struct segbias_scratch scratch;
	struct segbias_child child;
	/* The file, and the one beside it: its path, and what it was then. */
	struct part {
		const char *path; /* NULL: there is none */
		struct stat opened;
	} parts[2];
	bool ended;
};

static bool find_engine(const char *path, struct segbias_engine_asked *asked)
{
	for (size_t i = 0; i < sizeof ENGINES / sizeof *ENGINES; i++) {
		*asked = (struct segbias_engine_asked){.engine = ENGINES[i], .path = path};
		if (ENGINES[i]->names(path, asked))
			return true;
	}
	return false;
}

bool segbias_engine_named(const char *path)
{
	struct segbias_engine_asked asked;
	return find_engine(path, &asked);
}

const char *segbias_engine_base_name(const char *path)
{
	struct segbias_engine_asked asked;
	bool named = find_engine(path, &asked);
	size_t size = named && asked.file ? asked.file_size : named ? strcspn(path, "?") : strlen(path);
	while (size > 0 && path[size - 1] != '/')
		size--;
	return path + size;
}

bool segbias_engine_unknown(const char *path)
{
	struct stat info;
	const char *end = strstr(path, "://");
	for (const char *at = path; end && at < end; at++)
		if (*at == '/')
			return false;
	return end && end > path && !segbias_engine_named(path) && stat(path, &info) != 0;
}

/* --- for the engines ---------------------------------------------------------------------------------------------- */

const char *segbias_engine_keep(struct segbias_engine_asked *asked, struct segbias_text *text)
{
	struct segbias_label copy = {NULL, 0};
	if (!text->failed)
		(void)segbias_arena_copy(&asked->arena, segbias_text_label(text), &copy);
	segbias_text_release(text);
	return copy.bytes;
}

static void add_in(struct segbias_text *out, struct segbias_label text, char quote)
{
	segbias_text_add(out, &quote, 1);
	for (size_t i = 0; i < text.size; i++) {
		if (text.bytes[i] == quote)
			segbias_text_add(out, &quote, 1);
		segbias_text_add(out, text.bytes + i, 1);
	}
	segbias_text_add(out, &quote, 1);
}

void segbias_engine_add_name(struct segbias_text *out, struct segbias_label name)
{
	add_in(out, name, '"');
}

void segbias_engine_add_literal(struct segbias_text *out, struct segbias_label text)
{
	add_in(out, text, '\'');
}

/* What stands around a column's name, twice where it is asked for its sign. */
static void add_around(struct segbias_text *out, const char *const parts[3], struct segbias_label name)
{
	segbias_text_add_string(out, parts[0]);
	segbias_engine_add_name(out, name);
	segbias_text_add_string(out, parts[1]);
	if (!parts[2])
		return;
	segbias_engine_add_name(out, name);
	segbias_text_add_string(out, parts[2]);
}

void segbias_engine_add_columns(struct segbias_text *out, const struct segbias_engine_asked *asked)
{
	static const char *const FORMS[][3] = {
	    [SEGBIAS_ENGINE_TEXT] = {"CAST(", " AS VARCHAR)", NULL},
	    [SEGBIAS_ENGINE_INTEGER] = {"CAST(", " AS VARCHAR)", NULL},
	    [SEGBIAS_ENGINE_BOOLEAN] = {"CAST(", " AS VARCHAR)", NULL},
	    [SEGBIAS_ENGINE_DATE] = {"CAST(", " AS VARCHAR)", NULL},
	    /* Not a number is none that was told. */
	    [SEGBIAS_ENGINE_FLOAT] = {"NULLIF(NULLIF(regexp_replace(CAST(",
	                              " AS VARCHAR), '\\.0$', ''), 'nan'), 'NaN')", NULL},
	    [SEGBIAS_ENGINE_TIME] = {"replace(CAST(", " AS VARCHAR), ' ', 'T')", NULL},
	    [SEGBIAS_ENGINE_ZONED] = {"replace(CAST(CAST(",
	                              " AT TIME ZONE 'UTC' AS TIMESTAMP) AS VARCHAR), ' ', 'T') || 'Z'", NULL},
	    [SEGBIAS_ENGINE_UNTOLD] = {"CASE WHEN ", " IS NOT NULL THEN '+' END", NULL},
	};
	for (size_t i = 0; i < asked->count; i++) {
		const struct segbias_engine_column *column = &asked->columns[i];
		/* A table of one column has a blank line for nothing, unless it is quoted. */
		segbias_text_add_string(out, i ? ", " : asked->count == 1 ? "COALESCE(" : "");
		if (column->kind == SEGBIAS_ENGINE_DECIMAL) {
			static const char *const WHOLE[] = {"CASE WHEN strpos(CAST(",
			                                    " AS VARCHAR), '.') = 0 THEN CAST(", " AS VARCHAR)"};
			static const char *const REST[] = {" ELSE rtrim(rtrim(CAST(", " AS VARCHAR), '0'), '.') END",
			                                   NULL};
			segbias_text_add_string(out, "NULLIF(");
			add_around(out, WHOLE, column->name);
			add_around(out, (const char *const[]){REST[0], REST[1], NULL}, column->name);
			segbias_text_add_string(out, ", 'NaN')");
		} else if (column->kind == SEGBIAS_ENGINE_MIXED) {
			static const char *const MIXED[] = {"CASE WHEN json_type(",
			                                    ") IN ('OBJECT', 'ARRAY') THEN error('lists or "
			                                    "objects stand beside other values') ELSE ",
			                                    " ->> '$' END"};
			add_around(out, MIXED, column->name);
		} else {
			add_around(out, FORMS[column->kind], column->name);
		}
		segbias_text_add_string(out, asked->count == 1 ? ", '') AS " : " AS ");
		segbias_engine_add_name(out, column->name);
	}
}

bool segbias_engine_find(const char *variable, const char *name, char out[static PATH_MAX])
{
	const char *named = getenv(variable);
	char found[PATH_MAX];
	if (!segbias_process_find(named && *named ? named : name, getenv("PATH"), found))
		return false;
	/* A link is kept: Debian's psql is one, to a program that asks by which name it was called. */
	if (*found == '/')
		memcpy(out, found, sizeof found);
	return *found == '/' || realpath(found, out);
}

/* --- what went wrong ---------------------------------------------------------------------------------------------- */

/* The first line of what the program said, without what it quotes, and without paths: cells and who asks stand in quotes. */
static void add_words(struct segbias_text *out, const char *complaint)
{
	size_t size = strcspn(complaint, "\r\n");
	for (size_t i = 0; i < size; i++) {
		char c = complaint[i];
		const char *close = c == '"' || c == '\'' ? memchr(complaint + i + 1, c, size - i - 1) : NULL;
		bool within = c == '\'' && i > 0 && ((complaint[i - 1] | 32) >= 'a' && (complaint[i - 1] | 32) <= 'z');
		if (c == '/' && (i == 0 || complaint[i - 1] == ' ')) {
			segbias_text_add_string(out, "…");
			i += strcspn(complaint + i, " :\r\n") - 1;
		} else if (close && !within) {
			segbias_text_add_string(out, "'…'");
			i = (size_t)(close - complaint);
		} else {
			segbias_text_add(out, &c, 1);
		}
	}
}

/* What to do where it could not be read: its name may say other than its bytes. */
static const char *hint_of(const struct engine *engine)
{
	const struct segbias_engine_asked *asked = &engine->asked;
	char head[64];
	ssize_t got = -1;
	int fd = asked->file ? segbias_open(asked->file, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0) : -1;
	if (fd >= 0) {
		got = read(fd, head, sizeof head);
		(void)close(fd);
	}
	struct segbias_label bytes = {head, got > 0 ? (size_t)got : 0};
	if (bytes.size == 0 || asked->engine->begins(asked, bytes))
		return "a file in CSV is read without it";
	if (segbias_label_begins(bytes, segbias_label_of("\xef\xbb\xbf")))
		return "it begins with a byte order mark: tail -c +4 FILE >NEW.json takes it away; where it is CSV, let "
		       "its name end in .csv";
	return "it does not begin as its name says: where it is CSV, let its name end in .csv";
}

static enum segbias_status failed(const struct engine *engine, const struct segbias_process_result *result,
                                  struct segbias_error *error)
{
	struct segbias_text words = {0};
	struct segbias_text said = {0};
	const char *title = engine->asked.engine->title;
	add_words(&said, result->complaint);
	segbias_text_add_escaped(&words, segbias_text_label(&said), WORDS_MAX);
	if (result->end == SEGBIAS_PROCESS_EXITED)
		(void)segbias_error_set(error, SEGBIAS_DATA, "engine_failed|%s could not read it: %s", title,
		                        words.size ? words.data : "it said nothing");
	else if (result->end == SEGBIAS_PROCESS_SIGNALLED)
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "engine_failed|%s was killed by signal %d while it read it", title,
		                        result->code);
	else
		(void)segbias_error_set(error, SEGBIAS_DATA, "engine_failed|%s did not come to an end", title);
	segbias_error_hint(error, "%s", hint_of(engine));
	segbias_text_release(&words);
	segbias_text_release(&said);
	return SEGBIAS_DATA;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

static enum segbias_status start(struct engine *engine, struct segbias_text *script, struct segbias_error *error)
{
	const struct segbias_engine_asked *asked = &engine->asked;
	struct segbias_process process = {.program = asked->program,
	                                  .arguments = asked->arguments,
	                                  .environment = asked->environment,
	                                  .folder = engine->scratch.path,
	                                  .input = segbias_text_label(script),
	                                  .file_bytes_max = COMPLAINTS_MAX,
	                                  .confined = asked->engine->confined,
	                                  .reads_only = true};
	if (script->failed)
		return segbias_error_memory(error);
	segbias_child_release(&engine->child);
	enum segbias_status status = segbias_child_start(&process, &engine->child, error);
	engine->feed.unconfined = status == SEGBIAS_OK && !engine->child.confined;
	return status;
}

static enum segbias_status finish(struct engine *engine, struct segbias_error *error)
{
	struct segbias_process_result result;
	segbias_child_finish(&engine->child, &result);
	/* What it has written may be half of the rows. */
	if (result.end == SEGBIAS_PROCESS_LOST) {
		(void)segbias_error_set(error, SEGBIAS_SYSTEM,
		                        "engine_lost|whether %s came to its end is not known: this program ignores "
		                        "SIGCHLD",
		                        engine->asked.engine->title);
		segbias_error_hint(error, "give SIGCHLD back its default in the program that reads it");
		return SEGBIAS_SYSTEM;
	}
	bool good = result.end == SEGBIAS_PROCESS_EXITED && result.code == 0;
	return good ? SEGBIAS_OK : failed(engine, &result, error);
}

static bool is_unchanged(const struct part *part)
{
	const struct stat *then = &part->opened;
	struct stat now;
	if (!part->path)
		return true;
	/* What is not there, or holds nothing, is all the same. */
	if (stat(part->path, &now) != 0 || now.st_size == 0)
		return then->st_size == 0;
	return now.st_size == then->st_size && now.st_ino == then->st_ino &&
	       now.st_mtim.tv_sec == then->st_mtim.tv_sec && now.st_mtim.tv_nsec == then->st_mtim.tv_nsec;
}

/* A file that was written to while it was read may be half of one and half of another. */
static enum segbias_status check_unchanged(const struct engine *engine, struct segbias_error *error)
{
	if (is_unchanged(&engine->parts[0]) && is_unchanged(&engine->parts[1]))
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_DATA, "changed_while_read|was changed while it was read");
	segbias_error_hint(error, "run it again when the file is complete, or on a copy of it");
	return SEGBIAS_DATA;
}

static enum segbias_status read_engine(struct segbias_feed *feed, char *buffer, size_t capacity, size_t *size,
                                       struct segbias_error *error)
{
	struct engine *engine = (struct engine *)feed;
	*size = 0;
	if (engine->ended)
		return SEGBIAS_OK;
	ssize_t got = segbias_child_read(&engine->child, buffer, capacity);
	if (got < 0)
		return segbias_error_set(error, SEGBIAS_SYSTEM, "cannot_be_read|cannot be read: %s",
		                         segbias_error_reason(errno));
	*size = (size_t)got;
	if (got > 0)
		return SEGBIAS_OK;
	engine->ended = true;
	enum segbias_status status = finish(engine, error);
	return status == SEGBIAS_OK ? check_unchanged(engine, error) : status;
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

static enum segbias_status refuse_renamed(struct segbias_label name, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	(void)segbias_error_set(
	    error, SEGBIAS_DATA,
	    "engine_names|two columns have names that differ in case only, or in nothing: %s is one that "
	    "only its reader calls so",
	    segbias_label_quote(name, quoted));
	segbias_error_hint(error, "give each column a name of its own");
	return SEGBIAS_DATA;
}

/* One row of the list. */
static enum segbias_status take_row(struct engine *engine, const struct segbias_label fields[3], size_t *typed,
                                    struct segbias_error *error)
{
	struct segbias_engine_asked *asked = &engine->asked;
	const struct segbias_engine *kind = asked->engine;
	if (segbias_label_equal(fields[0], segbias_label_of("version")) && kind->is_old && kind->is_old(fields[1])) {
		char quoted[SEGBIAS_QUOTE_MAX];
		(void)segbias_error_set(error, SEGBIAS_SYSTEM,
		                        "engine_old|is read by DuckDB 1.4 or later, and this is %s",
		                        segbias_label_quote(fields[1], quoted));
		segbias_error_hint(error, "pip install duckdb-cli, or name another in SEGBIAS_DUCKDB");
		return SEGBIAS_SYSTEM;
	}
	if (segbias_label_equal(fields[0], segbias_label_of("renamed")))
		return refuse_renamed(fields[1], error);
	if (segbias_label_equal(fields[0], segbias_label_of("column"))) {
		struct segbias_engine_column *column = &asked->columns[asked->count++];
		if (!segbias_arena_copy(&asked->arena, fields[1], &column->name) ||
		    !segbias_arena_copy(&asked->arena, fields[2], &column->type))
			return segbias_error_memory(error);
		column->kind = kind->kind(asked, column->type);
		column->title = column->name;
	}
	if (segbias_label_equal(fields[0], segbias_label_of("typed")) && *typed < asked->count) {
		struct segbias_engine_column *column = &asked->columns[(*typed)++];
		if (!segbias_arena_copy(&asked->arena, fields[2], &column->type))
			return segbias_error_memory(error);
		column->kind = kind->kind(asked, column->type);
		if (!segbias_arena_copy(&asked->arena, fields[1], &column->title))
			return segbias_error_memory(error);
	}
	return SEGBIAS_OK;
}

static enum segbias_status take_list(struct engine *engine, const struct segbias_text *list,
                                     struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_csv_options options = {.delimiter = ','};
	struct segbias_csv_batch batch = {.records = 0};
	struct segbias_stream *stream = NULL;
	struct segbias_csv *csv = NULL;
	size_t lines = segbias_label_line_ends(segbias_text_label(list)) + 1;
	size_t typed = 0;
	char *room = segbias_memory_get(list->size + 1);
	engine->asked.columns = segbias_arena_array(&engine->asked.arena, lines, sizeof *engine->asked.columns);
	SEGBIAS_TRY(room && engine->asked.columns ? SEGBIAS_OK : segbias_error_memory(error));
	SEGBIAS_TRY(
	    segbias_stream_open_memory(engine->asked.path, list->data ? list->data : "", list->size, &stream, error));
	SEGBIAS_TRY(segbias_csv_create(stream, &options, &csv, error));
	SEGBIAS_TRY(segbias_csv_next(csv, &batch, error));
	while (batch.records > 0 && batch.width == 3) {
		for (size_t r = 0; r < batch.records; r++) {
			struct segbias_label fields[3];
			char *to = room;
			for (size_t f = 0; f < 3; f++) {
				struct segbias_label raw = segbias_csv_field(&batch, r, f);
				fields[f] = batch.raw ? segbias_label_unquote(raw, to) : raw;
				to += raw.size;
			}
			SEGBIAS_TRY(take_row(engine, fields, &typed, error));
		}
		SEGBIAS_TRY(segbias_csv_next(csv, &batch, error));
	}
	if (engine->asked.count == 0)
		SEGBIAS_TRY(segbias_error_set(error, SEGBIAS_DATA, "engine_empty|has no columns"));
done:
	free(room);
	segbias_csv_free(csv);
	segbias_stream_free(stream);
	return status;
}

static enum segbias_status ask_columns(struct engine *engine, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_text script = {0};
	struct segbias_text list = {0};
	char piece[16 << 10];
	ssize_t got = 0;
	segbias_text_add_string(&script, engine->asked.before);
	engine->asked.engine->ask_columns(&engine->asked, &script);
	SEGBIAS_TRY(start(engine, &script, error));
	while ((got = segbias_child_read(&engine->child, piece, sizeof piece)) > 0 && list.size < LIST_MAX)
		segbias_text_add(&list, piece, (size_t)got);
	SEGBIAS_TRY(finish(engine, error));
	SEGBIAS_TRY(list.failed ? segbias_error_memory(error) : SEGBIAS_OK);
	SEGBIAS_TRY(take_list(engine, &list, error));
done:
	segbias_text_release(&script);
	segbias_text_release(&list);
	return status;
}

static enum segbias_status ask_rows(struct engine *engine, struct segbias_error *error)
{
	struct segbias_text script = {0};
	segbias_text_add_string(&script, engine->asked.before);
	engine->asked.engine->ask_rows(&engine->asked, &script);
	enum segbias_status status = start(engine, &script, error);
	segbias_text_release(&script);
	return status;
}

/* --- the file ----------------------------------------------------------------------------------------------------- */

static enum segbias_status hash_part(const struct part *part, struct segbias_hash *hash, struct segbias_error *error)
{
	char piece[16 << 10];
	ssize_t got = -1;
	if (!part->path || part->opened.st_size == 0)
		return SEGBIAS_OK;
	int fd = segbias_open(part->path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	while (fd >= 0 && ((got = read(fd, piece, sizeof piece)) > 0 || (got < 0 && errno == EINTR)))
		if (got > 0)
			segbias_hash_add(hash, (struct segbias_label){piece, (size_t)got});
	int number = errno;
	if (fd >= 0)
		(void)close(fd);
	return got == 0 ? SEGBIAS_OK
	                : segbias_error_set(error, SEGBIAS_DATA, "cannot_be_read|cannot be read: %s",
	                                    segbias_error_reason(number));
}

/* The file, and behind it what is beside it. */
static enum segbias_status hash_file(struct engine *engine, bool always, struct segbias_error *error)
{
	struct segbias_hash hash;
	if (!always && engine->feed.bytes > SEGBIAS_STREAM_HASH_MAX)
		return SEGBIAS_OK;
	segbias_hash_init(&hash);
	enum segbias_status status = hash_part(&engine->parts[0], &hash, error);
	if (status == SEGBIAS_OK)
		status = hash_part(&engine->parts[1], &hash, error);
	if (status == SEGBIAS_OK)
		segbias_hash_read(&hash, engine->feed.sha256);
	return status;
}

/* What is beside the file, where it is there and holds something. */
static enum segbias_status look_beside(struct engine *engine, const char *whole, struct segbias_error *error)
{
	struct part *part = &engine->parts[1];
	struct segbias_text path = {0};
	if (!engine->asked.beside)
		return SEGBIAS_OK;
	segbias_text_add_format(&path, "%s%s", whole, engine->asked.beside);
	part->path = segbias_engine_keep(&engine->asked, &path);
	if (!part->path)
		return segbias_error_memory(error);
	if (stat(part->path, &part->opened) != 0 || part->opened.st_size == 0)
		part->opened = (struct stat){0};
	engine->feed.bytes += (uint64_t)part->opened.st_size;
	return SEGBIAS_OK;
}

/* Links the file into the folder, by a name that means nothing to the program. */
static enum segbias_status link_file(struct engine *engine, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	char whole[PATH_MAX];
	struct segbias_text link = {0};
	struct part *part = &engine->parts[0];
	if (!engine->asked.file)
		return SEGBIAS_OK;
	struct segbias_text file = {0};
	segbias_text_add(&file, engine->asked.file, engine->asked.file_size);
	part->path = engine->asked.file = segbias_engine_keep(&engine->asked, &file);
	SEGBIAS_TRY(part->path ? SEGBIAS_OK : segbias_error_memory(error));
	if (!realpath(part->path, whole) || stat(whole, &part->opened) != 0 || access(whole, R_OK) != 0)
		SEGBIAS_TRY(segbias_error_set(error, SEGBIAS_DATA, "cannot_open|cannot be opened: %s",
		                              segbias_error_reason(errno)));
	if (!S_ISREG(part->opened.st_mode))
		SEGBIAS_TRY(segbias_error_set(error, SEGBIAS_DATA,
		                              "engine_no_file|is no regular file, which %s needs to read it",
		                              engine->asked.engine->title));
	engine->feed.bytes = (uint64_t)part->opened.st_size;
	SEGBIAS_TRY(look_beside(engine, whole, error));
	segbias_text_add_format(&link, "%s/" SEGBIAS_SCRATCH_LINK, engine->scratch.path);
	SEGBIAS_TRY(link.failed ? segbias_error_memory(error) : SEGBIAS_OK);
	if (symlink(whole, link.data) != 0)
		SEGBIAS_TRY(segbias_error_set(error, SEGBIAS_SYSTEM, "cannot_link|cannot be linked to: %s",
		                              segbias_error_reason(errno)));
done:
	segbias_text_release(&link);
	return status;
}

static void free_engine(struct segbias_feed *feed)
{
	struct engine *engine = (struct engine *)feed;
	segbias_child_release(&engine->child);
	segbias_scratch_release(&engine->scratch);
	segbias_arena_release(&engine->asked.arena);
	free(engine);
}

/* --- what is asked of a feed -------------------------------------------------------------------------------------- */

static const struct segbias_engine_column *find_column(const struct segbias_feed *feed, struct segbias_label name)
{
	const struct segbias_engine_asked *asked = &((const struct engine *)feed)->asked;
	for (size_t i = 0; i < asked->count; i++)
		if (segbias_label_equal(asked->columns[i].title, name))
			return &asked->columns[i];
	return NULL;
}

static const char *untold(const struct segbias_feed *feed, struct segbias_label name)
{
	const struct segbias_engine_column *column = find_column(feed, name);
	return column && column->kind == SEGBIAS_ENGINE_UNTOLD ? column->type.bytes : NULL;
}

static bool numbers(const struct segbias_feed *feed, struct segbias_label name)
{
	const struct segbias_engine_column *column = find_column(feed, name);
	return column && (column->kind == SEGBIAS_ENGINE_INTEGER || column->kind == SEGBIAS_ENGINE_FLOAT ||
	                  column->kind == SEGBIAS_ENGINE_DECIMAL);
}

static const struct segbias_feed_class class = {read_engine, free_engine, untold, numbers};

enum segbias_status segbias_engine_open(const char *path, const struct segbias_engine_options *options,
                                        struct segbias_feed **out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct engine *engine = segbias_memory_zeroed(1, sizeof *engine);
	if (!engine)
		return segbias_error_memory(error);
	engine->feed.class = &class;
	engine->child.output = engine->child.complaint = -1;
	(void)find_engine(path, &engine->asked);
	engine->feed.program = engine->asked.engine->title;
	engine->asked.sheet = options->sheet;
	SEGBIAS_TRY(segbias_scratch_create(&engine->scratch, error));
	SEGBIAS_TRY(link_file(engine, error));
	SEGBIAS_TRY(engine->asked.engine->prepare(&engine->asked, error));
	if (engine->asked.file)
		SEGBIAS_TRY(hash_file(engine, options->hash_always, error));
	SEGBIAS_TRY(ask_columns(engine, error));
	SEGBIAS_TRY(ask_rows(engine, error));
	*out = &engine->feed;
	engine = NULL;
done:
	/* An address that is refused may hold what nobody shall read. */
	if (status != SEGBIAS_OK && status != SEGBIAS_USAGE)
		segbias_error_place(error, path, 0, 0);
	if (engine)
		free_engine(&engine->feed);
	return status;
}
