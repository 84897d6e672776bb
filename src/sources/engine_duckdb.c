/* DuckDB: Parquet, JSON, sheets of Excel and tables of SQLite. It may open the linked file alone and no other, loads no extension but
 * the one that is named here, and reads no settings of its user. */
#include "sources/engine.h"

#include "base/stream.h"
#include "base/workbook.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum form { FORM_PARQUET, FORM_JSON, FORM_SHEET, FORM_SQLITE };

static const struct suffix {
	const char *name;
	enum form form;
	bool table; /* behind it a colon and the name of one */
} SUFFIXES[] = {
    {".parquet", FORM_PARQUET, false}, {".json", FORM_JSON, false},      {".ndjson", FORM_JSON, false},
    {".jsonl", FORM_JSON, false},      {".xlsx", FORM_SHEET, false},     {".db:", FORM_SQLITE, true},
    {".sqlite:", FORM_SQLITE, true},   {".sqlite3:", FORM_SQLITE, true},
};

/* What of the path is the file's name where it ends so; 0: it does not. */
static size_t file_size(const char *path, const struct suffix *suffix)
{
	size_t size = strlen(suffix->name);
	size_t all = strlen(path);
	if (!suffix->table)
		return all > size && strcasecmp(path + all - size, suffix->name) == 0 ? all : 0;
	for (const char *at = path + 1; *path && *at; at++) {
		struct stat info;
		char file[PATH_MAX];
		size_t some = (size_t)(at - path) + size - 1;
		if (strncasecmp(at, suffix->name, size) != 0 || !at[size] || some >= sizeof file)
			continue;
		memcpy(file, path, some);
		file[some] = '\0';
		/* The colon may belong to the name of a folder, or of the file. */
		if (stat(path, &info) != 0 && (stat(file, &info) == 0 || !strchr(at + size, '/')))
			return some;
	}
	return 0;
}

static bool names(const char *path, struct segbias_engine_asked *asked)
{
	for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
		size_t size = strstr(path, "://") ? 0 : file_size(path, &SUFFIXES[i]);
		if (size == 0)
			continue;
		asked->form = (int)SUFFIXES[i].form;
		asked->file = path;
		asked->file_size = size;
		asked->table = SUFFIXES[i].table ? path + size + 1 : NULL;
		/* What was written last may not be in the database yet. */
		asked->beside = SUFFIXES[i].form == FORM_SQLITE ? "-wal" : NULL;
		return true;
	}
	return false;
}

bool segbias_engine_optional(const char *path)
{
	struct segbias_engine_asked asked;
	return names(path, &asked) && asked.form == FORM_JSON;
}

bool segbias_engine_sheets(const char *path)
{
	struct segbias_engine_asked asked;
	return names(path, &asked) && asked.form == FORM_SHEET;
}

/* --- finding it --------------------------------------------------------------------------------------------------- */

static bool is_script(const char *path)
{
	char start[2] = "";
	FILE *file = fopen(path, "re");
	bool script = file && fread(start, 1, sizeof start, file) == sizeof start && memcmp(start, "#!", 2) == 0;
	if (file)
		(void)fclose(file);
	return script;
}

/* The command of the package duckdb-cli is a script of Python that starts the program in the package, which a program that may start no
 * other cannot. */
static bool find_beside(const char *script, char out[static PATH_MAX])
{
	char pattern[PATH_MAX];
	glob_t found;
	const char *slash = strrchr(script, '/');
	int size = snprintf(pattern, sizeof pattern, "%.*s/../lib/python3*/site-packages/duckdb_cli/duckdb",
	                    (int)(slash - script), script);
	/* What a folder's name means to glob is not looked for. */
	if (size < 0 || (size_t)size >= sizeof pattern || strcspn(script, "*?[\\") < strlen(script) ||
	    glob(pattern, GLOB_NOSORT, NULL, &found) != 0)
		return false;
	bool there = realpath(found.gl_pathv[0], out) && access(out, X_OK) == 0;
	globfree(&found);
	return there;
}

static enum segbias_status find_program(struct segbias_engine_asked *asked, struct segbias_error *error)
{
	const char *named = getenv("SEGBIAS_DUCKDB");
	char quoted[SEGBIAS_QUOTE_MAX];
	char script[PATH_MAX];
	bool found = segbias_engine_find("SEGBIAS_DUCKDB", "duckdb", asked->program);
	if (found && is_script(asked->program)) {
		if (realpath(asked->program, script) && find_beside(script, asked->program))
			return SEGBIAS_OK;
		(void)segbias_error_set(
		    error, SEGBIAS_SYSTEM,
		    "duckdb_script|is read by DuckDB, and its command here is a script that starts it");
		segbias_error_hint(error, "SEGBIAS_DUCKDB names the program itself");
		return SEGBIAS_SYSTEM;
	}
	if (found)
		return SEGBIAS_OK;
	if (named && *named)
		(void)segbias_error_set(error, SEGBIAS_SYSTEM,
		                        "no_duckdb|is read by DuckDB, and SEGBIAS_DUCKDB names no program: %s",
		                        segbias_text_quote(named, quoted));
	else
		(void)segbias_error_set(error, SEGBIAS_SYSTEM,
		                        "no_duckdb|is read by DuckDB, and there is no duckdb on the PATH");
	segbias_error_hint(
	    error, "pip install duckdb-cli, or name the program in SEGBIAS_DUCKDB; a file in CSV is read without");
	return SEGBIAS_SYSTEM;
}

/* Says how the extension is loaded: by its path, or from where its user has installed it. None is ever fetched. */
static enum segbias_status add_extension(struct segbias_text *out, const char *name, struct segbias_error *error)
{
	const char *folder = getenv("SEGBIAS_DUCKDB_EXTENSIONS");
	const char *home = getenv("HOME");
	struct segbias_text path = {0};
	struct stat info;
	if (folder && *folder)
		segbias_text_add_format(&path, "%s/%s.duckdb_extension", folder, name);
	else
		segbias_text_add_format(&path, "%s/.duckdb/extensions", home ? home : "");
	char *whole = path.failed ? NULL : realpath(path.data, NULL);
	bool there = whole && stat(whole, &info) == 0;
	if (there && folder && *folder) {
		segbias_text_add_string(out, "LOAD ");
		segbias_engine_add_literal(out, segbias_label_of(whole));
		segbias_text_add_string(out, ";\n");
	} else if (there) {
		segbias_text_add_string(out, "SET extension_directory = ");
		segbias_engine_add_literal(out, segbias_label_of(whole));
		segbias_text_add_format(out, ";\nLOAD %s;\n", name);
	}
	free(whole);
	segbias_text_release(&path);
	if (there)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_SYSTEM,
	                        "no_duckdb_extension|is read by DuckDB with its extension %s, which is not here", name);
	segbias_error_hint(
	    error,
	    "pip install duckdb-extension-%s, of the version of duckdb-cli, and name the folder that has "
	    "%s.duckdb_extension in SEGBIAS_DUCKDB_EXTENSIONS",
	    strcmp(name, "excel") == 0 ? "excel" : "sqlite-scanner", name);
	return SEGBIAS_SYSTEM;
}

/* Its own way to find where a table ends is the width of the first row, which may be a title. */
static enum segbias_status find_range(struct segbias_engine_asked *asked, struct segbias_error *error)
{
	struct segbias_text range = {0};
	struct segbias_text table = {0};
	segbias_text_add_string(&range, "");
	segbias_text_add_string(&table, "");
	bool found = segbias_workbook_extent(asked->file, asked->sheet, &range, &table, &asked->since_1904);
	if (found) {
		asked->range = segbias_engine_keep(asked, &range);
		asked->titled = segbias_engine_keep(asked, &table);
	}
	segbias_text_release(&range);
	segbias_text_release(&table);
	return found && !(asked->range && asked->titled) ? segbias_error_memory(error) : SEGBIAS_OK;
}

/* The extensions come before the doors are shut, which cannot be opened again. /dev/stdout is where the rows go. */
static enum segbias_status prepare(struct segbias_engine_asked *asked, struct segbias_error *error)
{
	static const char *const ARGUMENTS[] = {"duckdb", "-no-init", "-bail", "-batch", "-csv", NULL};
	static const char *const ENVIRONMENT[] = {"HOME=/nonexistent", "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL};
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_text before = {0};
	SEGBIAS_TRY(find_program(asked, error));
	segbias_text_add_string(&before, "SET autoinstall_known_extensions = false;\n"
	                                 "SET autoload_known_extensions = false;\n"
	                                 "SET temp_directory = '';\n");
	if (asked->form == FORM_SHEET) {
		SEGBIAS_TRY(add_extension(&before, "excel", error));
		SEGBIAS_TRY(find_range(asked, error));
	}
	if (asked->form == FORM_SQLITE) {
		SEGBIAS_TRY(add_extension(&before, "sqlite_scanner", error));
		segbias_text_add_string(&before, "SET sqlite_all_varchar = true;\n"
		                                 "ATTACH 'file' AS base (TYPE sqlite, READ_ONLY);\n");
	}
	segbias_text_add_string(&before, "SET allowed_paths = ['file', '/dev/stdout'];\n"
	                                 "SET enable_external_access = false;\n"
	                                 "SET lock_configuration = true;\n");
	asked->arguments = ARGUMENTS;
	asked->environment = ENVIRONMENT;
	asked->before = segbias_engine_keep(asked, &before);
	SEGBIAS_TRY(asked->before ? SEGBIAS_OK : segbias_error_memory(error));
done:
	segbias_text_release(&before);
	return status;
}

/* --- asking it ---------------------------------------------------------------------------------------------------- */

static const char TO[] = " TO '/dev/stdout' (FORMAT csv, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '', HEADER ";

static void add_sheet(struct segbias_text *out, const struct segbias_engine_asked *asked, const char *range)
{
	segbias_text_add_string(out, "read_xlsx('file', stop_at_empty = false");
	if (range && *range)
		segbias_text_add_format(out, ", range = '%s'", range);
	if (!asked->sheet)
		return;
	segbias_text_add_string(out, ", sheet = ");
	segbias_engine_add_literal(out, segbias_label_of(asked->sheet));
}

/* What the file is to it. Of JSON all records are looked at, so that none has a column that nobody asks for, and what is none is refused; a sheet is taken as it
 * stands, with what is above its header, as nothing else says where a table begins or ends. */
static void add_source(struct segbias_text *out, const struct segbias_engine_asked *asked)
{
	switch ((enum form)asked->form) {
	case FORM_PARQUET:
		segbias_text_add_string(out, "read_parquet('file', hive_partitioning = false)");
		break;
	case FORM_JSON:
		segbias_text_add_string(
		    out,
		    "read_json('file', compression = 'uncompressed', hive_partitioning = false, sample_size = -1, "
		    "map_inference_threshold = -1, field_appearance_threshold = 0, maximum_depth = 2, records = true)");
		break;
	case FORM_SHEET:
		add_sheet(out, asked, asked->range);
		segbias_text_add_string(out, ", header = false, all_varchar = true)");
		break;
	case FORM_SQLITE:
		segbias_text_add_string(out, "base.");
		segbias_engine_add_name(out, segbias_label_of(asked->table));
		break;
	}
}

static void ask(struct segbias_text *out, const char *select)
{
	segbias_text_add_format(out, "COPY (%s)%sfalse);\n", select, TO);
}

static void ask_columns(const struct segbias_engine_asked *asked, struct segbias_text *out)
{
	ask(out, "SELECT 'version', version(), ''");
	segbias_text_add_string(out, "COPY (SELECT 'column', column_name, column_type FROM (DESCRIBE SELECT * FROM ");
	add_source(out, asked);
	segbias_text_add_format(out, "))%sfalse);\n", TO);
	/* The schema is a tree, each column before what it is made of. How many are still to come falls to a new low at each of the
	 * table's own columns, and at no part of one. */
	if (asked->form == FORM_PARQUET)
		ask(out,
		    "WITH p AS (SELECT name, column_id AS i, sum(COALESCE(num_children, 0) - 1) OVER (ORDER BY column_id ROWS "
		    "BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS due FROM parquet_schema('file')), q AS (SELECT name, due, "
		    "min(due) OVER (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS least FROM p WHERE i > 0) "
		    "SELECT 'renamed', column_name, '' FROM (DESCRIBE SELECT * FROM read_parquet('file', hive_partitioning = "
		    "false)) WHERE column_name NOT IN (SELECT name FROM q WHERE least IS NULL OR due < least)");
	/* The keys are looked for only where one may have been renamed. */
	if (asked->form == FORM_JSON) {
		segbias_text_add_string(out, "COPY (WITH c AS (SELECT column_name AS n FROM (DESCRIBE SELECT * FROM ");
		add_source(out, asked);
		segbias_text_add_format(
		    out,
		    ")), s AS (SELECT c.n FROM c JOIN c AS d ON regexp_matches(c.n, '_[0-9]+$') AND "
		    "lower(regexp_replace(c.n, '_[0-9]+$', '')) = lower(d.n)) SELECT 'renamed', n, '' FROM s WHERE n NOT IN "
		    "(SELECT unnest(json_keys(json)) FROM read_json_objects('file', compression = 'uncompressed') WHERE (SELECT count(*) "
		    "FROM s) > 0))%sfalse);\n",
		    TO);
	}
	if (asked->form == FORM_SHEET) {
		segbias_text_add_string(out,
		                        "COPY (SELECT 'typed', column_name, column_type FROM (DESCRIBE SELECT * FROM ");
		/* Types are those of the first row below a header, which may stand below titles. */
		bool titled = asked->titled && *asked->titled;
		add_sheet(out, asked, titled ? asked->titled : asked->range);
		segbias_text_add_format(out, "%s)))%sfalse);\n", titled ? ", header = true" : "", TO);
		/* It may read what this program cannot, and leave out columns of it. */
		if (!asked->range)
			ask(out, "SELECT error('how far the sheet goes is not known')");
	}
}

static bool begins(struct segbias_label type, const char *with)
{
	return segbias_label_begins(type, segbias_label_of(with));
}

static bool begins_so(const struct segbias_engine_asked *asked, struct segbias_label head)
{
	size_t at = 0;
	switch ((enum form)asked->form) {
	case FORM_PARQUET:
		return begins(head, "PAR1");
	case FORM_SHEET:
		return begins(head, "PK");
	case FORM_SQLITE:
		return begins(head, "SQLite format 3");
	case FORM_JSON:
		while (at < head.size && strchr(" \t\r\n", head.bytes[at]))
			at++;
		return at < head.size && (head.bytes[at] == '{' || head.bytes[at] == '[');
	}
	return true;
}

static enum segbias_engine_kind kind(const struct segbias_engine_asked *asked, struct segbias_label type)
{
	static const struct {
		const char *name;
		enum segbias_engine_kind kind;
	} KINDS[] = {{"STRUCT", SEGBIAS_ENGINE_UNTOLD},     {"MAP", SEGBIAS_ENGINE_UNTOLD},
	             {"UNION", SEGBIAS_ENGINE_UNTOLD},      {"VARIANT", SEGBIAS_ENGINE_UNTOLD},
	             {"GEOMETRY", SEGBIAS_ENGINE_UNTOLD},   {"BLOB", SEGBIAS_ENGINE_UNTOLD},
	             {"JSON", SEGBIAS_ENGINE_MIXED},        {"BOOLEAN", SEGBIAS_ENGINE_BOOLEAN},
	             {"DECIMAL", SEGBIAS_ENGINE_DECIMAL},   {"DOUBLE", SEGBIAS_ENGINE_FLOAT},
	             {"FLOAT", SEGBIAS_ENGINE_FLOAT},       {"TIMESTAMP WITH TIME ZONE", SEGBIAS_ENGINE_ZONED},
	             {"TIMESTAMP", SEGBIAS_ENGINE_TIME},    {"DATE", SEGBIAS_ENGINE_DATE},
	             {"TINYINT", SEGBIAS_ENGINE_INTEGER},   {"SMALLINT", SEGBIAS_ENGINE_INTEGER},
	             {"INTEGER", SEGBIAS_ENGINE_INTEGER},   {"BIGINT", SEGBIAS_ENGINE_INTEGER},
	             {"HUGEINT", SEGBIAS_ENGINE_INTEGER},   {"UTINYINT", SEGBIAS_ENGINE_INTEGER},
	             {"USMALLINT", SEGBIAS_ENGINE_INTEGER}, {"UINTEGER", SEGBIAS_ENGINE_INTEGER},
	             {"UBIGINT", SEGBIAS_ENGINE_INTEGER},   {"UHUGEINT", SEGBIAS_ENGINE_INTEGER}};
	bool list = type.size > 0 && type.bytes[type.size - 1] == ']';
	/* SQLite gives what each cell holds. */
	if (asked->form == FORM_SQLITE)
		return SEGBIAS_ENGINE_TEXT;
	for (size_t i = 0; !list && i < sizeof KINDS / sizeof *KINDS; i++)
		if (begins(type, KINDS[i].name))
			return KINDS[i].kind;
	return list ? SEGBIAS_ENGINE_UNTOLD : SEGBIAS_ENGINE_TEXT;
}

/* JSON has its numbers as they are written, and not as of a type that all of a column have. */
static void add_json(struct segbias_text *out, const struct segbias_engine_asked *asked)
{
	segbias_text_add_string(
	    out, "read_json('file', compression = 'uncompressed', hive_partitioning = false, columns = {");
	for (size_t i = 0; i < asked->count; i++) {
		bool mixed = asked->columns[i].kind == SEGBIAS_ENGINE_MIXED;
		segbias_text_add_string(out, i ? ", " : "");
		segbias_engine_add_literal(out, asked->columns[i].name);
		segbias_text_add_string(out, mixed ? ": 'JSON'" : ": 'VARCHAR'");
	}
	segbias_text_add_string(out, "})");
}

/* What the number of a day, or of a moment, stands for. Of the days from 1900 on, 60 is 1900-02-29, which there never was, and those
 * before it come a day later than the others would have them. */
static void add_calendar(struct segbias_text *out, bool since_1904)
{
	const char *start = since_1904 ? "1904-01-01" : "1899-12-30";
	const char *lost = since_1904 ? "false" : "n >= 60 AND n < 61";
	const char *early = since_1904 ? "false" : "n >= 1 AND n < 60";
	segbias_text_add_format(out,
	                        "CREATE TEMP MACRO day_told(n) AS CASE WHEN %s THEN '1900-02-29' ELSE CAST(DATE '%s' + "
	                        "CAST(floor(n) AS INTEGER) + CAST(%s AS INTEGER) AS VARCHAR) END;\n",
	                        lost, start, early);
	segbias_text_add_format(
	    out,
	    "CREATE TEMP MACRO moment_told(n) AS CASE WHEN %s THEN '1900-02-29' ELSE replace(CAST(TIMESTAMP '%s' + "
	    "to_microseconds(CAST(round((n + CAST(%s AS INTEGER)) * 86400) * 1000000 AS BIGINT)) AS VARCHAR), ' ', 'T') END;\n",
	    lost, start, early);
}

/* A cell of a sheet: a day is a number of days, a truth 1 or 0; what is none of them stays, so that a header does. */
static void add_cells(struct segbias_text *out, const struct segbias_engine_asked *asked)
{
	static const char *const DAY[] = {"COALESCE(day_told(TRY_CAST(", " AS DOUBLE)), ", ")"};
	static const char *const TIME[] = {"COALESCE(moment_told(TRY_CAST(", " AS DOUBLE)), ", ")"};
	static const char *const TRUTH[] = {"CASE ", " WHEN '1' THEN 'true' WHEN '0' THEN 'false' ELSE ", " END"};
	for (size_t i = 0; i < asked->count; i++) {
		const struct segbias_engine_column *column = &asked->columns[i];
		const char *const *form = column->kind == SEGBIAS_ENGINE_DATE      ? DAY
		                          : column->kind == SEGBIAS_ENGINE_TIME    ? TIME
		                          : column->kind == SEGBIAS_ENGINE_BOOLEAN ? TRUTH
		                                                                   : NULL;
		segbias_text_add_string(out, i ? ", " : "");
		segbias_text_add_string(out, form ? form[0] : "");
		segbias_engine_add_name(out, column->name);
		if (form) {
			segbias_text_add_string(out, form[1]);
			segbias_engine_add_name(out, column->name);
			segbias_text_add_string(out, form[2]);
		}
	}
}

/* Numbers of a table of SQLite lose the point that DuckDB gives whole ones; bytes that are no text are shown as such. */
static void add_sqlite(struct segbias_text *out, const struct segbias_engine_asked *asked)
{
	for (size_t i = 0; i < asked->count; i++) {
		segbias_text_add_string(out, i ? ", CASE WHEN " : "CASE WHEN ");
		segbias_engine_add_name(out, asked->columns[i].name);
		segbias_text_add_string(out, " IS NOT NULL THEN COALESCE(TRY(decode(encode(");
		segbias_engine_add_name(out, asked->columns[i].name);
		segbias_text_add_string(out, "))), chr(65533)) ");
		segbias_text_add_string(out, asked->count == 1 ? "ELSE '' END AS " : "END AS ");
		segbias_engine_add_name(out, asked->columns[i].name);
	}
}

static void ask_rows(const struct segbias_engine_asked *asked, struct segbias_text *out)
{
	if (asked->form == FORM_SHEET)
		add_calendar(out, asked->since_1904);
	segbias_text_add_string(out, "COPY (SELECT ");
	if (asked->form == FORM_SHEET)
		add_cells(out, asked);
	else if (asked->form == FORM_SQLITE)
		add_sqlite(out, asked);
	else
		segbias_engine_add_columns(out, asked);
	segbias_text_add_string(out, " FROM ");
	if (asked->form == FORM_JSON)
		add_json(out, asked);
	else
		add_source(out, asked);
	segbias_text_add_format(out, ")%s%s);\n", TO, asked->form == FORM_SHEET ? "false" : "true");
}

/* "v1.4.2". One that is written otherwise is taken for a new one. */
static bool is_old(struct segbias_label version)
{
	char text[16] = "";
	char *end = text;
	memcpy(text, version.bytes, version.size < sizeof text ? version.size : sizeof text - 1);
	unsigned long major = *text == 'v' ? strtoul(text + 1, &end, 10) : 0;
	if (*end != '.')
		return false;
	return major < 1 || (major == 1 && strtoul(end + 1, NULL, 10) < 4);
}

const struct segbias_engine segbias_engine_duckdb = {.title = "DuckDB",
                                                     .confined = true,
                                                     .names = names,
                                                     .begins = begins_so,
                                                     .prepare = prepare,
                                                     .ask_columns = ask_columns,
                                                     .kind = kind,
                                                     .ask_rows = ask_rows,
                                                     .is_old = is_old};
