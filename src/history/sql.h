/* Room: history, and no other: what its files share to ask SQLite. */
#ifndef SEGBIAS_HISTORY_SQL_H
#define SEGBIAS_HISTORY_SQL_H

#include "history/ledger.h"
#include <sqlite3.h>

struct segbias_ledger {
	sqlite3 *database;
	char *path;
	int version;    /* of its tables */
	bool absent;    /* there was no file, … */
	bool made;      /* … nor one when the lock was had: it is of this run … */
	bool committed; /* … and now there is one that stays */
};

/* Fills *error by what SQLite says, and returns its status. */
enum segbias_status segbias_sql_fail(const struct segbias_ledger *ledger, struct segbias_error *error);

/* The text in the file is not what this version writes. */
enum segbias_status segbias_sql_damaged(const struct segbias_ledger *ledger, const char *what,
                                        struct segbias_error *error);

enum segbias_status segbias_sql_run(struct segbias_ledger *ledger, const char *sql, struct segbias_error *error);

/* *out is to be finalised, also after a failure. */
enum segbias_status segbias_sql_prepare(struct segbias_ledger *ledger, const char *sql, sqlite3_stmt **out,
                                        struct segbias_error *error);

/* *row: whether there is one; of a statement without rows it was done. */
enum segbias_status segbias_sql_step(struct segbias_ledger *ledger, sqlite3_stmt *statement, bool *row,
                                     struct segbias_error *error);

/* Of a statement without rows, once its places are bound. */
enum segbias_status segbias_sql_put(struct segbias_ledger *ledger, sqlite3_stmt *statement, bool bound,
                                    struct segbias_error *error);

/* Borrowed until the statement is reset; bytes NULL is NULL. Places are counted from 1. false: no memory. */
bool segbias_sql_bind(sqlite3_stmt *statement, int place, struct segbias_label text);
bool segbias_sql_bind_number(sqlite3_stmt *statement, int place, double number); /* NaN is NULL */

/* Columns are counted from 0. A copy in the arena; NULL has no bytes. false: no memory, or it is no text. */
bool segbias_sql_text(sqlite3_stmt *statement, int column, struct segbias_arena *arena, struct segbias_label *out);
double segbias_sql_number(sqlite3_stmt *statement, int column); /* NULL is NaN */

#endif
