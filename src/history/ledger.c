#include "history/sql.h"

#include "base/memory.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	VERSION = 2,            /* of the tables: a later one is read by a later segbias */
	APPLICATION = 0x736562, /* "seb" */
	WAIT_MS = 10000,
	HEAD_SIZE = 100, /* of a SQLite file: https://www.sqlite.org/fileformat.html, 1.3 */
	VERSION_AT = 60,
	BASIC = 0xff, /* of a code of SQLite: what is extended stands above */
	APPLICATION_AT = 68,
};

/* As SQLite keeps them: a file with other tables, indices, views or triggers is no ledger of ours. */
static const struct table {
	int since; /* the version that has it first */
	const char *sql;
} TABLES[] = {
    {1,
     "CREATE TABLE runs(run INTEGER PRIMARY KEY, period TEXT NOT NULL, version TEXT NOT NULL, campaign TEXT NOT NULL, "
     "campaign_sha256 TEXT NOT NULL, reference TEXT NOT NULL, reference_sha256 TEXT NOT NULL, kind TEXT NOT NULL, "
     "policy TEXT, policy_sha256 TEXT, policy_committed TEXT, policy_text TEXT, result_sha256 TEXT NOT NULL, "
     "packed_sha256 TEXT NOT NULL, cells_sha256 TEXT NOT NULL, result_size INTEGER NOT NULL, result BLOB) STRICT"},
    {1, "CREATE TABLE cells(run INTEGER NOT NULL, place INTEGER NOT NULL, segment TEXT, attribute TEXT NOT NULL, "
        "value TEXT NOT NULL, count REAL, n REAL, reference_share REAL, position REAL, verdict TEXT, "
        "PRIMARY KEY(run, place)) STRICT, WITHOUT ROWID"},
    {1, "CREATE TABLE entries(entry INTEGER PRIMARY KEY, time TEXT NOT NULL, kind TEXT NOT NULL, period TEXT NOT NULL, "
        "run INTEGER, run_sha256 TEXT, segment TEXT, by TEXT NOT NULL, role TEXT, decision TEXT, note TEXT, due TEXT, "
        "reason TEXT, key TEXT, previous TEXT NOT NULL, sha256 TEXT NOT NULL, signature TEXT) STRICT"},
    {2,
     "CREATE TABLE digests(run INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, digest BLOB) STRICT"},
};

enum { TABLE_COUNT = sizeof TABLES / sizeof *TABLES };

/* --- errors ------------------------------------------------------------------------------------------------------ */

enum segbias_status segbias_sql_damaged(const struct segbias_ledger *ledger, const char *what,
                                        struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_SYSTEM, "ledger_damaged|the ledger is damaged: %s", what);
	segbias_error_place(error, ledger->path, 0, 0);
	segbias_error_hint(error, "nothing was changed; a copy from before holds what this one has lost");
	return SEGBIAS_SYSTEM;
}

enum segbias_status segbias_sql_fail(const struct segbias_ledger *ledger, struct segbias_error *error)
{
	switch (sqlite3_errcode(ledger->database)) {
	case SQLITE_NOMEM:
		segbias_memory_fail();
		return segbias_error_memory(error);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		segbias_error_set(error, SEGBIAS_SYSTEM, "ledger_locked|another program is at the ledger");
		segbias_error_place(error, ledger->path, 0, 0);
		segbias_error_hint(error, "try again when it has ended");
		return SEGBIAS_SYSTEM;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return segbias_sql_damaged(ledger, sqlite3_errmsg(ledger->database), error);
	default:
		segbias_error_set(error, SEGBIAS_SYSTEM, "ledger_failed|the ledger cannot be read or written: %s",
		                  sqlite3_errmsg(ledger->database));
		segbias_error_place(error, ledger->path, 0, 0);
		return SEGBIAS_SYSTEM;
	}
}

/* --- statements -------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_sql_run(struct segbias_ledger *ledger, const char *sql, struct segbias_error *error)
{
	return sqlite3_exec(ledger->database, sql, NULL, NULL, NULL) == SQLITE_OK ? SEGBIAS_OK
	                                                                          : segbias_sql_fail(ledger, error);
}

enum segbias_status segbias_sql_prepare(struct segbias_ledger *ledger, const char *sql, sqlite3_stmt **out,
                                        struct segbias_error *error)
{
	return sqlite3_prepare_v2(ledger->database, sql, -1, out, NULL) == SQLITE_OK ? SEGBIAS_OK
	                                                                             : segbias_sql_fail(ledger, error);
}

enum segbias_status segbias_sql_step(struct segbias_ledger *ledger, sqlite3_stmt *statement, bool *row,
                                     struct segbias_error *error)
{
	int code = sqlite3_step(statement);
	*row = code == SQLITE_ROW;
	return code == SQLITE_ROW || code == SQLITE_DONE ? SEGBIAS_OK : segbias_sql_fail(ledger, error);
}

enum segbias_status segbias_sql_put(struct segbias_ledger *ledger, sqlite3_stmt *statement, bool bound,
                                    struct segbias_error *error)
{
	bool row = false;
	return bound ? segbias_sql_step(ledger, statement, &row, error) : segbias_sql_fail(ledger, error);
}

bool segbias_sql_bind(sqlite3_stmt *statement, int place, struct segbias_label text)
{
	int code = text.bytes ? sqlite3_bind_text64(statement, place, text.bytes, text.size, SQLITE_STATIC, SQLITE_UTF8)
	                      : sqlite3_bind_null(statement, place);
	return code == SQLITE_OK;
}

bool segbias_sql_bind_number(sqlite3_stmt *statement, int place, double number)
{
	return sqlite3_bind_double(statement, place, number) == SQLITE_OK;
}

bool segbias_sql_text(sqlite3_stmt *statement, int column, struct segbias_arena *arena, struct segbias_label *out)
{
	if (sqlite3_column_type(statement, column) == SQLITE_NULL) {
		*out = (struct segbias_label){0};
		return true;
	}
	struct segbias_label text = {(const char *)sqlite3_column_text(statement, column), 0};
	text.size = (size_t)sqlite3_column_bytes(statement, column);
	return text.bytes && segbias_arena_copy(arena, text, out);
}

double segbias_sql_number(sqlite3_stmt *statement, int column)
{
	return sqlite3_column_type(statement, column) == SQLITE_NULL ? NAN : sqlite3_column_double(statement, column);
}

/* --- what the file is -------------------------------------------------------------------------------------------- */

static uint32_t number_at(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static enum segbias_status refuse(const struct segbias_ledger *ledger, struct segbias_error *error)
{
	segbias_error_place(error, ledger->path, 0, 0);
	return SEGBIAS_SYSTEM;
}

static enum segbias_status refuse_absent(const struct segbias_ledger *ledger, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_SYSTEM, "ledger_absent|there is no ledger");
	segbias_error_hint(error, "segbias review add PERIOD CAMPAIGN REFERENCE --by NAME makes one");
	return refuse(ledger, error);
}

static enum segbias_status refuse_foreign(const struct segbias_ledger *ledger, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_SYSTEM, "ledger_foreign|the file is no ledger of segbias");
	segbias_error_hint(error, "it was left as it is");
	return refuse(ledger, error);
}

/* *empty: there is no byte, as where a run that made it ended before it wrote any. */
static enum segbias_status look(struct segbias_ledger *ledger, enum segbias_ledger_use use, bool *empty,
                                struct segbias_error *error)
{
	struct stat info;
	*empty = stat(ledger->path, &info) != 0;
	ledger->absent = *empty && errno == ENOENT;
	if (*empty && (use != SEGBIAS_LEDGER_MAKE || !ledger->absent)) {
		if (ledger->absent)
			return refuse_absent(ledger, error);
		segbias_error_set(error, SEGBIAS_SYSTEM, "ledger_failed|the ledger cannot be read or written: %s",
		                  segbias_error_reason(errno));
		return refuse(ledger, error);
	}
	if (*empty)
		return SEGBIAS_OK;
	if (!S_ISREG(info.st_mode))
		return refuse_foreign(ledger, error);
	*empty = info.st_size == 0;
	if (*empty)
		return use == SEGBIAS_LEDGER_MAKE ? SEGBIAS_OK : refuse_absent(ledger, error);
	return SEGBIAS_OK;
}

/* Before SQLite asks for a page: what is no ledger must not be touched. Read by the file that SQLite has open: to close another one of this
 * process would let go of the locks that other threads have on it. */
static enum segbias_status look_inside(struct segbias_ledger *ledger, struct segbias_error *error)
{
	static const char MAGIC[] = "SQLite format 3";
	unsigned char head[HEAD_SIZE];
	sqlite3_file *file = NULL;
	int code = sqlite3_file_control(ledger->database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (code == SQLITE_OK)
		code = file->pMethods->xRead(file, head, sizeof head, 0);
	if (code == SQLITE_IOERR_SHORT_READ)
		return refuse_foreign(ledger, error);
	if (code != SQLITE_OK) {
		segbias_error_set(error, SEGBIAS_SYSTEM, "ledger_failed|the ledger cannot be read or written: %s",
		                  sqlite3_errstr(code));
		return refuse(ledger, error);
	}
	if (memcmp(head, MAGIC, sizeof MAGIC) != 0 || number_at(head + APPLICATION_AT) != APPLICATION ||
	    number_at(head + VERSION_AT) == 0)
		return refuse_foreign(ledger, error);
	if (number_at(head + VERSION_AT) <= VERSION)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_SYSTEM, "ledger_newer|the ledger was written by a later version of segbias");
	segbias_error_hint(error, "that version reads it");
	return refuse(ledger, error);
}

/* The tables must be ours, of the version that the file says, and nothing else may be there that SQLite would run. */
static enum segbias_status check_tables(struct segbias_ledger *ledger, struct segbias_error *error)
{
	sqlite3_stmt *statement = NULL;
	bool row = true;
	size_t count = 0;
	size_t known = 0;
	size_t wanted = 0;
	enum segbias_status status = segbias_sql_prepare(ledger,
	                                                 "SELECT sql, type = 'table' AND name = tbl_name AND "
	                                                 "sql LIKE 'CREATE TABLE ' || name || '(%' FROM sqlite_schema",
	                                                 &statement, error);
	while (status == SEGBIAS_OK && row) {
		status = segbias_sql_step(ledger, statement, &row, error);
		bool named = status == SEGBIAS_OK && row && sqlite3_column_int(statement, 1);
		const char *sql = named ? (const char *)sqlite3_column_text(statement, 0) : NULL;
		count += row;
		for (size_t i = 0; sql && i < TABLE_COUNT; i++)
			known += TABLES[i].since <= ledger->version && strcmp(sql, TABLES[i].sql) == 0;
	}
	(void)sqlite3_finalize(statement);
	for (size_t i = 0; i < TABLE_COUNT; i++)
		wanted += TABLES[i].since <= ledger->version;
	if (status == SEGBIAS_OK && (count != wanted || known != wanted))
		status = segbias_sql_damaged(ledger, "its tables are not those that segbias makes", error);
	return status;
}

/* Those of later versions than the file's, and the file's version: 0 is a file without any. A ledger of an earlier version stays as it
 * is, and what it lacks is made for what is added from then on. */
static enum segbias_status make_tables(struct segbias_ledger *ledger, struct segbias_error *error)
{
	char pragma[80];
	enum segbias_status status = SEGBIAS_OK;
	(void)snprintf(pragma, sizeof pragma, "PRAGMA application_id=%d; PRAGMA user_version=%d", (int)APPLICATION,
	               (int)VERSION);
	SEGBIAS_TRY(segbias_sql_run(ledger, pragma, error));
	for (size_t i = 0; i < TABLE_COUNT; i++)
		if (TABLES[i].since > ledger->version)
			SEGBIAS_TRY(segbias_sql_run(ledger, TABLES[i].sql, error));
	ledger->version = VERSION;
done:
	return status;
}

/* --- opening and closing ----------------------------------------------------------------------------------------- */

/* A path that SQLite would take for something else (":memory:") is one of a file all the same. */
static char *plain_path(const char *path)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, *path == ':' ? "./" : "");
	segbias_text_add_string(&text, path);
	if (text.failed)
		segbias_text_release(&text);
	return text.data;
}

/* Whoever made the file and failed has taken it away again: what is written into it now would be lost. */
static enum segbias_status check_place(const struct segbias_ledger *ledger, struct segbias_error *error)
{
	int moved = 0;
	(void)sqlite3_file_control(ledger->database, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	if (!moved)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_SYSTEM, "ledger_locked|another program is at the ledger");
	segbias_error_hint(error, "try again when it has ended");
	return refuse(ledger, error);
}

/* A number of the file's head, under the lock; 0 where it cannot be read, which what is read next tells. */
static int head_number(struct segbias_ledger *ledger, const char *pragma)
{
	sqlite3_stmt *statement = NULL;
	int number = 0;
	if (sqlite3_prepare_v2(ledger->database, pragma, -1, &statement, NULL) == SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		number = sqlite3_column_int(statement, 0);
	(void)sqlite3_finalize(statement);
	return number;
}

/* Whether nobody has made it. */
static bool is_new(struct segbias_ledger *ledger)
{
	return head_number(ledger, "PRAGMA application_id") == 0;
}

static enum segbias_status connect(struct segbias_ledger *ledger, enum segbias_ledger_use use, bool empty,
                                   struct segbias_error *error)
{
	/* Reading may have to undo what a killed writer began: it opens the file to write, where it may. */
	int flags = SQLITE_OPEN_READWRITE | (use == SEGBIAS_LEDGER_MAKE ? SQLITE_OPEN_CREATE : 0);
	enum segbias_status status = SEGBIAS_OK;
	if (sqlite3_open_v2(ledger->path, &ledger->database, flags, NULL) != SQLITE_OK)
		return ledger->database ? segbias_sql_fail(ledger, error) : segbias_error_memory(error);
	(void)sqlite3_busy_timeout(ledger->database, WAIT_MS);
	(void)sqlite3_db_config(ledger->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(ledger->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	(void)sqlite3_db_config(ledger->database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	if (!empty)
		SEGBIAS_TRY(look_inside(ledger, error));
	SEGBIAS_TRY(segbias_sql_run(
	    ledger, "PRAGMA synchronous=EXTRA; PRAGMA cell_size_check=ON; PRAGMA secure_delete=ON", error));
	SEGBIAS_TRY(segbias_sql_run(ledger, use == SEGBIAS_LEDGER_READ ? "BEGIN" : "BEGIN IMMEDIATE", error));
	SEGBIAS_TRY(check_place(ledger, error));
	/* Another run may have made it since. */
	empty = empty && use == SEGBIAS_LEDGER_MAKE && is_new(ledger);
	ledger->made = ledger->absent && empty;
	ledger->version = empty ? 0 : head_number(ledger, "PRAGMA user_version");
	if (!empty)
		SEGBIAS_TRY(check_tables(ledger, error));
	if (use != SEGBIAS_LEDGER_READ && ledger->version < VERSION)
		SEGBIAS_TRY(make_tables(ledger, error));
done:
	return status;
}

enum segbias_status segbias_ledger_open(const char *path, enum segbias_ledger_use use, struct segbias_ledger **out,
                                        struct segbias_error *error)
{
	struct segbias_ledger *ledger = segbias_memory_zeroed(1, sizeof *ledger);
	enum segbias_status status = SEGBIAS_OK;
	bool empty = false;
	if (!ledger || !(ledger->path = plain_path(path)))
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(look(ledger, use, &empty, error));
	SEGBIAS_TRY(connect(ledger, use, empty, error));
	*out = ledger;
	ledger = NULL;
done:
	segbias_ledger_close(ledger);
	return status;
}

enum segbias_status segbias_ledger_commit(struct segbias_ledger *ledger, struct segbias_error *error)
{
	enum segbias_status status = segbias_sql_run(ledger, "COMMIT", error);
	ledger->committed = status == SEGBIAS_OK;
	/* All of it is in the file by then, and what another opens; after a loss of power it may be as it was before. */
	if (status != SEGBIAS_OK && !ledger->made &&
	    sqlite3_extended_errcode(ledger->database) == SQLITE_IOERR_DIR_FSYNC) {
		segbias_error_set(
		    error, SEGBIAS_SYSTEM,
		    "ledger_unsure|the ledger was written, and the disk does not confirm that it will stay");
		segbias_error_place(error, ledger->path, 0, 0);
		segbias_error_hint(error, "segbias review show tells whether it has");
	}
	return status;
}

/* What this run has made and not committed goes again, while nobody else has the lock. SQLite makes the file before it can be locked: where
 * no more came of it, it is empty. */
static void take_back(struct segbias_ledger *ledger)
{
	if (!ledger->absent || ledger->committed || !ledger->path)
		return;
	if (!ledger->made) {
		/* Anew: after a failure a connection may say no more than that. */
		(void)sqlite3_close(ledger->database);
		ledger->database = NULL;
		if (sqlite3_open_v2(ledger->path, &ledger->database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
		    sqlite3_exec(ledger->database, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK ||
		    check_place(ledger, NULL) != SEGBIAS_OK || !is_new(ledger))
			return;
	}
	(void)unlink(ledger->path);
}

void segbias_ledger_close(struct segbias_ledger *ledger)
{
	if (!ledger)
		return;
	take_back(ledger);
	if (ledger->database && !sqlite3_get_autocommit(ledger->database))
		(void)sqlite3_exec(ledger->database, "ROLLBACK", NULL, NULL, NULL);
	(void)sqlite3_close(ledger->database);
	free(ledger->path);
	free(ledger);
}

enum segbias_status segbias_ledger_check(struct segbias_ledger *ledger, struct segbias_arena *arena,
                                         struct segbias_label *fault, struct segbias_error *error)
{
	sqlite3_stmt *statement = NULL;
	struct segbias_label said = {0};
	bool row = false;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_sql_prepare(ledger, "PRAGMA integrity_check(1)", &statement, error));
	SEGBIAS_TRY(segbias_sql_step(ledger, statement, &row, error));
	if (row && !segbias_sql_text(statement, 0, arena, &said))
		SEGBIAS_TRY(segbias_error_memory(error));
	/* A page that could not be read is no page that was changed. */
	const char *code = said.bytes ? strstr(said.bytes, "error code=") : NULL;
	switch (code ? (int)strtol(code + strlen("error code="), NULL, 10) & BASIC : SQLITE_OK) {
	case SQLITE_NOMEM:
		segbias_memory_fail();
		SEGBIAS_TRY(segbias_error_memory(error));
		break;
	case SQLITE_IOERR:
		segbias_error_set(error, SEGBIAS_SYSTEM, "ledger_failed|the ledger cannot be read or written: %s",
		                  sqlite3_errstr(SQLITE_IOERR));
		SEGBIAS_TRY(refuse(ledger, error));
		break;
	default:
		break;
	}
	*fault = said.bytes && segbias_label_equal(said, segbias_label_of("ok")) ? (struct segbias_label){0} : said;
done:
	(void)sqlite3_finalize(statement);
	return status;
}
