/* Room: history, and no other. The texts of a table's rows: which member of a struct is which column, and what of them is hashed. */
#ifndef SEGBIAS_HISTORY_COLUMNS_H
#define SEGBIAS_HISTORY_COLUMNS_H

#include "base/json.h"
#include "history/sql.h"

struct segbias_column {
	const char *name;
	size_t offset; /* of a struct segbias_label; bytes NULL is NULL */
	bool hashed;   /* it is part of the row's line of JSON … */
	bool optional; /* … which has no such key where it is NULL */
};

struct segbias_columns {
	const struct segbias_column *items;
	size_t count;
};

/* Binds those of the object from a place on; it must outlive the step. false: no memory. */
bool segbias_columns_bind(const struct segbias_columns *columns, sqlite3_stmt *statement, int place,
                          const void *object);

/* Reads them from a column of the answer on. false: no memory, or it is no text. */
bool segbias_columns_read(const struct segbias_columns *columns, sqlite3_stmt *statement, int column,
                          struct segbias_arena *arena, void *object);

/* Those that are hashed, as members of the JSON object. */
void segbias_columns_write(const struct segbias_columns *columns, const void *object, struct segbias_json *json);

/* Whether they are UTF-8; hashed: only those that are. */
bool segbias_columns_are_text(const struct segbias_columns *columns, const void *object, bool hashed);

#endif
