/* Room: sources. A table that another program reads, as the CSV file that it would be: Parquet, JSON, a sheet, a table of a database.
 *
 * The program is asked twice: for the columns and their types, then for the rows, each of which comes as text. It gets a folder of its
 * own with a link of a fixed name, as the file's own may mean something to it, and what it says of cells or of where they lie is
 * not handed on.
 *
 * Belongs here: how such a program is found, asked and listened to. Does not belong here: how it is started (base/process.h), what
 * the table means (source.h).
 */
#ifndef SEGBIAS_SOURCES_ENGINE_H
#define SEGBIAS_SOURCES_ENGINE_H

#include "base/arena.h"
#include "base/feed.h"
#include "base/process.h"

/* Whether the name is that of a table which another program reads. A file that has it to the letter is none where the name goes on
 * behind the file's. */
bool segbias_engine_named(const char *path);

/* … and may be read here as well, where its first bytes say so. */
bool segbias_engine_optional(const char *path);

/* … and whose sheet --section names. */
bool segbias_engine_sheets(const char *path);

/* Whether it is an address of what no program is known to read: SCHEME://…, and no file. It may hold a password. */
bool segbias_engine_unknown(const char *path);

/* The path without the folders, or the host, that come before the file's or the database's name. */
const char *segbias_engine_base_name(const char *path);

struct segbias_engine_options {
	const char *sheet; /* NULL: the first one */
	bool hash_always;  /* also a file that is larger than SEGBIAS_STREAM_HASH_MAX */
};

/* Asks for the columns, and then for the rows. Errors: SEGBIAS_DATA where there is no such file or table, or the program fails on
 * it; SEGBIAS_USAGE for a name that cannot be asked for; SEGBIAS_SYSTEM where the program is missing. Reading: SEGBIAS_DATA where
 * the program fails, or the file is changed meanwhile. */
enum segbias_status segbias_engine_open(const char *path, const struct segbias_engine_options *options,
                                        struct segbias_feed **out, struct segbias_error *error);

/* --- for the engines ---------------------------------------------------------------------------------------------- */

/* How the values of a column become text; the same text as from a table in memory (base/arrow.h). */
enum segbias_engine_kind {
	SEGBIAS_ENGINE_TEXT,
	SEGBIAS_ENGINE_INTEGER,
	SEGBIAS_ENGINE_FLOAT,
	SEGBIAS_ENGINE_DECIMAL,
	SEGBIAS_ENGINE_BOOLEAN,
	SEGBIAS_ENGINE_DATE,
	SEGBIAS_ENGINE_TIME,
	SEGBIAS_ENGINE_ZONED,
	SEGBIAS_ENGINE_MIXED,  /* scalars of several types: texts, but for lists and objects */
	SEGBIAS_ENGINE_UNTOLD, /* without a text: lists, objects, bytes */
};

struct segbias_engine_column {
	struct segbias_label name, type;
	struct segbias_label title; /* what a header calls it, where the program has a name of its own for it */
	enum segbias_engine_kind kind;
};

/* What an engine is asked. */
struct segbias_engine_asked {
	const struct segbias_engine *engine;
	const char *path; /* as it was given, for messages */
	const char *file; /* [file_size] the part of it that is a file; NULL: none */
	size_t file_size;
	const char *beside; /* the ending of a file that belongs to it where it is there; NULL: none does */
	const char *table;  /* NULL: the file is one */
	const char *sheet;  /* NULL: the first */
	int form;           /* which of its forms it is */
	const char *range;  /* of the sheet's cells; NULL: not known, "": there are none */
	const char *titled; /* … from the row of its titles on; "": which that is, is not known */
	bool since_1904;    /* days of the sheet's book are counted from 1904 */
	char program[PATH_MAX];
	struct segbias_arena arena; /* for what the engine makes, and all below */
	const char *before;         /* what it is told first, each time */
	const char *const *arguments;
	const char *const *environment; /* ended by NULL */
	struct segbias_engine_column *columns;
	size_t count;
};

struct segbias_engine {
	const char *title; /* "DuckDB" */
	bool confined;     /* it needs no network */
	/* Whether the path is its; fills form, file and table. */
	bool (*names)(const char *path, struct segbias_engine_asked *asked);
	/* Whether the first bytes are such as a file of the form has. NULL: there is no file. */
	bool (*begins)(const struct segbias_engine_asked *asked, struct segbias_label head);
	/* Finds the program and says what it is told first. */
	enum segbias_status (*prepare)(struct segbias_engine_asked *asked, struct segbias_error *error);
	/* Statements whose rows are: "column", a name, its type; "renamed", a name that is not the table's own; "typed", a name, its type,
	 * by place; "version", of the program. */
	void (*ask_columns)(const struct segbias_engine_asked *asked, struct segbias_text *out);
	enum segbias_engine_kind (*kind)(const struct segbias_engine_asked *asked, struct segbias_label type);
	/* One statement: the rows as CSV, behind a header. */
	void (*ask_rows)(const struct segbias_engine_asked *asked, struct segbias_text *out);
	/* Whether what it is shows a version that is too old. NULL: none is. */
	bool (*is_old)(struct segbias_label version);
};

/* Copied into the arena; NULL: memory is out. */
const char *segbias_engine_keep(struct segbias_engine_asked *asked, struct segbias_text *text);

/* A name in double quotes; a text in single ones. What is a quote within is doubled. */
void segbias_engine_add_name(struct segbias_text *out, struct segbias_label name);
void segbias_engine_add_literal(struct segbias_text *out, struct segbias_label text);

/* The columns as texts, with their names, in SQL that both programs know. */
void segbias_engine_add_columns(struct segbias_text *out, const struct segbias_engine_asked *asked);

/* The program that the variable names, or else the one of that name on the PATH: absolute. */
bool segbias_engine_find(const char *variable, const char *name, char out[static PATH_MAX]);

#endif
