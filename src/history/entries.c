#include "history/entries.h"

#include "history/columns.h"

#include <string.h>

/* The last one stands for what no version writes: its entry has another hash. */
static const char *const KINDS[SEGBIAS_ENTRY_KINDS + 1] = {"add",    "replace", "sign",  "reopen",
                                                           "export", "purge",   "stamp", "unknown"};

const char segbias_entry_origin[SEGBIAS_SHA256_SIZE] =
    "0000000000000000000000000000000000000000000000000000000000000000";

const char segbias_entry_ready_made[] = "result";

const char *segbias_entry_kind_name(enum segbias_entry_kind kind)
{
	return KINDS[kind];
}

/* The texts of an entry, by the columns of the table. */
static const struct segbias_column TEXTS[] = {
    {"time", offsetof(struct segbias_entry, time), true, false},
    {"period", offsetof(struct segbias_entry, period), true, false},
    {"run_sha256", offsetof(struct segbias_entry, run_sha256), true, false},
    {"segment", offsetof(struct segbias_entry, segment), true, false},
    {"by", offsetof(struct segbias_entry, by), true, false},
    {"role", offsetof(struct segbias_entry, role), true, false},
    {"decision", offsetof(struct segbias_entry, decision), true, false},
    {"note", offsetof(struct segbias_entry, note), true, false},
    {"due", offsetof(struct segbias_entry, due), true, false},
    {"reason", offsetof(struct segbias_entry, reason), true, false},
    {"key", offsetof(struct segbias_entry, key), true, false},
    {"previous", offsetof(struct segbias_entry, previous), true, false},
    {"sha256", offsetof(struct segbias_entry, sha256), false, false},
    {"signature", offsetof(struct segbias_entry, signature), false, false},
};

static const struct segbias_columns COLUMNS = {TEXTS, sizeof TEXTS / sizeof *TEXTS};

static const char INSERT[] =
    "INSERT INTO entries(entry, kind, run, time, period, run_sha256, segment, by, role, decision, note, due, reason, "
    "key, previous, sha256, signature) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char SELECT[] =
    "SELECT entry, kind, run, time, period, run_sha256, segment, by, role, decision, note, due, reason, key, previous, "
    "sha256, signature FROM entries ORDER BY entry";

enum { TEXTS_FROM = 3 }; /* columns before the first text */

void segbias_entry_text(const struct segbias_entry *entry, struct segbias_text *out)
{
	struct segbias_json json = {.out = out, .inline_values = true};
	segbias_json_open(&json, NULL, '{');
	segbias_json_whole(&json, "entry", (uint64_t)entry->entry);
	segbias_json_string(&json, "kind", KINDS[entry->kind]);
	if (entry->run)
		segbias_json_whole(&json, "run", (uint64_t)entry->run);
	else
		segbias_json_string(&json, "run", NULL);
	segbias_columns_write(&COLUMNS, entry, &json);
	segbias_json_close(&json, '}');
}

bool segbias_entry_is_text(const struct segbias_entry *entry)
{
	return entry->kind < SEGBIAS_ENTRY_KINDS && segbias_columns_are_text(&COLUMNS, entry, false);
}

enum segbias_status segbias_entry_chain(const struct segbias_entry *last, struct segbias_arena *arena,
                                        struct segbias_entry *entry, struct segbias_error *error)
{
	struct segbias_text text = {0};
	char hex[SEGBIAS_SHA256_SIZE];
	if (last && segbias_label_compare(entry->time, last->time) < 0) {
		segbias_error_set(error, SEGBIAS_SYSTEM,
		                  "clock_back|the machine's clock says %.*s, and the ledger's last entry is of %.*s",
		                  (int)entry->time.size, entry->time.bytes, (int)last->time.size, last->time.bytes);
		segbias_error_hint(error, "set the clock; entries never go back");
		return SEGBIAS_SYSTEM;
	}
	entry->entry = last ? last->entry + 1 : 1;
	entry->previous = last ? last->sha256 : segbias_label_of(segbias_entry_origin);
	segbias_entry_text(entry, &text);
	if (!text.failed)
		segbias_sha256(segbias_text_label(&text), hex);
	bool ok = !text.failed && segbias_arena_copy(arena, segbias_label_of(hex), &entry->sha256);
	segbias_text_release(&text);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_entries_add(struct segbias_ledger *ledger, const struct segbias_entry *entry,
                                        struct segbias_error *error)
{
	sqlite3_stmt *statement = NULL;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_sql_prepare(ledger, INSERT, &statement, error));
	bool ok = sqlite3_bind_int64(statement, 1, entry->entry) == SQLITE_OK &&
	          segbias_sql_bind(statement, 2, segbias_label_of(KINDS[entry->kind])) &&
	          (!entry->run || sqlite3_bind_int64(statement, 3, entry->run) == SQLITE_OK) &&
	          segbias_columns_bind(&COLUMNS, statement, TEXTS_FROM + 1, entry);
	status = segbias_sql_put(ledger, statement, ok, error);
done:
	(void)sqlite3_finalize(statement);
	return status;
}

static enum segbias_status read_entry(sqlite3_stmt *statement, struct segbias_arena *arena, struct segbias_entry *out,
                                      struct segbias_error *error)
{
	struct segbias_label kind = {0};
	out->entry = sqlite3_column_int64(statement, 0);
	out->run = sqlite3_column_int64(statement, 2);
	/* NULL stands for none, and a number for one: a 0 in its place is not as it was written. */
	if (out->run == 0 && sqlite3_column_type(statement, 2) != SQLITE_NULL)
		out->run = -1;
	bool ok = segbias_sql_text(statement, 1, arena, &kind) &&
	          segbias_columns_read(&COLUMNS, statement, TEXTS_FROM, arena, out);
	if (!ok)
		return segbias_error_memory(error);
	while (out->kind < SEGBIAS_ENTRY_KINDS && !segbias_label_equal(kind, segbias_label_of(KINDS[out->kind])))
		out->kind++;
	return SEGBIAS_OK;
}

enum segbias_status segbias_entries_list(struct segbias_ledger *ledger, struct segbias_arena *arena,
                                         struct segbias_entry **out, size_t *count, struct segbias_error *error)
{
	sqlite3_stmt *statement = NULL;
	bool row = false;
	enum segbias_status status = SEGBIAS_OK;
	*count = 0;
	SEGBIAS_TRY(segbias_sql_prepare(ledger, "SELECT count(*) FROM entries", &statement, error));
	SEGBIAS_TRY(segbias_sql_step(ledger, statement, &row, error));
	size_t room = row ? (size_t)sqlite3_column_int64(statement, 0) : 0;
	(void)sqlite3_finalize(statement);
	statement = NULL;
	*out = segbias_arena_array(arena, room, sizeof **out);
	if (!*out)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_sql_prepare(ledger, SELECT, &statement, error));
	for (;; ++*count) {
		SEGBIAS_TRY(segbias_sql_step(ledger, statement, &row, error));
		if (!row || *count == room)
			break;
		SEGBIAS_TRY(read_entry(statement, arena, &(*out)[*count], error));
	}
done:
	(void)sqlite3_finalize(statement);
	return status;
}
