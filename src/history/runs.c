#include "history/runs.h"

#include "base/pack.h"
#include "findings/record.h"
#include "history/columns.h"
#include "history/digest.h"

#include <math.h>

/* The texts of a run, by the columns of the table; NULL stands for what there was not. All but the policy's own text are part of
 * the line that is hashed: that has a hash, which is. */
static const struct segbias_column TEXTS[] = {
    {"period", offsetof(struct segbias_ledger_run, period), true, false},
    {"version", offsetof(struct segbias_ledger_run, version), true, false},
    {"campaign", offsetof(struct segbias_ledger_run, campaign), true, false},
    {"campaign_sha256", offsetof(struct segbias_ledger_run, campaign_sha256), true, false},
    {"reference", offsetof(struct segbias_ledger_run, reference), true, false},
    {"reference_sha256", offsetof(struct segbias_ledger_run, reference_sha256), true, false},
    {"kind", offsetof(struct segbias_ledger_run, kind), true, false},
    {"policy", offsetof(struct segbias_ledger_run, policy), true, false},
    {"policy_sha256", offsetof(struct segbias_ledger_run, policy_sha256), true, false},
    {"policy_committed", offsetof(struct segbias_ledger_run, policy_committed), true, false},
    {"policy_text", offsetof(struct segbias_ledger_run, policy_text), false, false},
    {"result_sha256", offsetof(struct segbias_ledger_run, result_sha256), true, false},
    {"packed_sha256", offsetof(struct segbias_ledger_run, packed_sha256), true, false},
    {"cells_sha256", offsetof(struct segbias_ledger_run, cells_sha256), true, false},
    /* It stands in a table of its own. A ledger of the first version had none. */
    {"digest_sha256", offsetof(struct segbias_ledger_run, digest_sha256), true, true},
};

enum { TEXT_COUNT = sizeof TEXTS / sizeof *TEXTS, TEXTS_FROM = 2 };

static const struct segbias_columns COLUMNS = {TEXTS, TEXT_COUNT};
static const struct segbias_columns OWN_COLUMNS = {TEXTS, TEXT_COUNT - 1};

static const char INSERT[] =
    "INSERT INTO runs(run, result_size, period, version, campaign, campaign_sha256, reference, reference_sha256, kind, policy, "
    "policy_sha256, policy_committed, policy_text, result_sha256, packed_sha256, cells_sha256, result) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char SELECT[] =
    "SELECT run, result_size, period, version, campaign, campaign_sha256, reference, reference_sha256, kind, policy, "
    "policy_sha256, policy_committed, policy_text, result_sha256, packed_sha256, cells_sha256, sha256, result IS NULL FROM runs "
    "LEFT JOIN digests USING (run) ORDER BY run";
static const char SELECT_FIRST[] =
    "SELECT run, result_size, period, version, campaign, campaign_sha256, reference, reference_sha256, kind, policy, "
    "policy_sha256, policy_committed, policy_text, result_sha256, packed_sha256, cells_sha256, NULL, result IS NULL FROM runs "
    "ORDER BY run";
static const char INSERT_DIGEST[] = "INSERT INTO digests(run, sha256, size, digest) VALUES(?, ?, ?, ?)";
static const char SELECT_DIGEST[] = "SELECT size, digest FROM digests WHERE run = ?";
static const char INSERT_CELL[] =
    "INSERT INTO cells(run, place, segment, attribute, value, count, n, reference_share, position, verdict) "
    "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char SELECT_CELLS[] =
    "SELECT segment, attribute, value, count, n, reference_share, position, verdict, place FROM cells WHERE run = ? "
    "ORDER BY place";

void segbias_ledger_run_text(const struct segbias_ledger_run *run, struct segbias_text *out)
{
	struct segbias_json json = {.out = out, .inline_values = true};
	segbias_json_open(&json, NULL, '{');
	segbias_json_whole(&json, "run", (uint64_t)run->run);
	segbias_columns_write(&COLUMNS, run, &json);
	segbias_json_whole(&json, "result_size", (uint64_t)run->result_size);
	segbias_json_close(&json, '}');
}

bool segbias_ledger_run_is_text(const struct segbias_ledger_run *run)
{
	return segbias_columns_are_text(&COLUMNS, run, true);
}

enum segbias_status segbias_ledger_run_hash(const struct segbias_ledger_run *run, char hex[static SEGBIAS_SHA256_SIZE],
                                            struct segbias_error *error)
{
	struct segbias_text text = {0};
	segbias_ledger_run_text(run, &text);
	bool ok = !text.failed;
	if (ok)
		segbias_sha256(segbias_text_label(&text), hex);
	segbias_text_release(&text);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static enum segbias_status next_number(struct segbias_ledger *ledger, int64_t *out, struct segbias_error *error)
{
	sqlite3_stmt *statement = NULL;
	bool row = false;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_sql_prepare(ledger, "SELECT coalesce(max(run), 0) + 1 FROM runs", &statement, error));
	SEGBIAS_TRY(segbias_sql_step(ledger, statement, &row, error));
	*out = sqlite3_column_int64(statement, 0);
done:
	(void)sqlite3_finalize(statement);
	return status;
}

static enum segbias_status add_run(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                   struct segbias_label packed, struct segbias_error *error)
{
	sqlite3_stmt *statement = NULL;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_sql_prepare(ledger, INSERT, &statement, error));
	bool ok = sqlite3_bind_int64(statement, 1, run->run) == SQLITE_OK &&
	          sqlite3_bind_int64(statement, 2, run->result_size) == SQLITE_OK &&
	          segbias_columns_bind(&OWN_COLUMNS, statement, TEXTS_FROM + 1, run) &&
	          sqlite3_bind_blob64(statement, TEXTS_FROM + TEXT_COUNT, packed.bytes, packed.size, SQLITE_STATIC) ==
	              SQLITE_OK;
	status = segbias_sql_put(ledger, statement, ok, error);
done:
	(void)sqlite3_finalize(statement);
	return status;
}

static bool bind_cell(sqlite3_stmt *statement, int64_t place, const struct segbias_comparison *comparison,
                      const struct segbias_value_finding *value)
{
	const char *verdict = segbias_verdict_name(value->verdict);
	return sqlite3_bind_int64(statement, 2, place) == SQLITE_OK &&
	       segbias_sql_bind(statement, 3, comparison->segment) &&
	       segbias_sql_bind(statement, 4, comparison->attribute) && segbias_sql_bind(statement, 5, value->value) &&
	       segbias_sql_bind_number(statement, 6, value->count) &&
	       segbias_sql_bind_number(statement, 7, comparison->n) &&
	       segbias_sql_bind_number(statement, 8, value->reference_share) &&
	       segbias_sql_bind_number(statement, 9, value->index) &&
	       segbias_sql_bind(statement, 10, verdict ? segbias_label_of(verdict) : (struct segbias_label){0});
}

/* What is kept of a value. SQLite knows no -0. */
static struct segbias_ledger_cell cell_of(int64_t place, const struct segbias_comparison *comparison,
                                          const struct segbias_value_finding *value)
{
	return (struct segbias_ledger_cell){.place = place,
	                                    .segment = comparison->segment,
	                                    .attribute = comparison->attribute,
	                                    .value = value->value,
	                                    .count = value->count + 0.0,
	                                    .n = comparison->n + 0.0,
	                                    .reference_share = value->reference_share + 0.0,
	                                    .index = value->index + 0.0,
	                                    .verdict = value->verdict};
}

/* Its line of those that the hash of a run's groups is of. */
static void write_cell(struct segbias_text *out, const struct segbias_ledger_cell *cell)
{
	struct segbias_json json = {.out = out, .inline_values = true};
	segbias_json_open(&json, NULL, '[');
	segbias_json_whole(&json, NULL, (uint64_t)cell->place);
	segbias_json_label(&json, NULL, cell->segment);
	segbias_json_label(&json, NULL, cell->attribute);
	segbias_json_label(&json, NULL, cell->value);
	segbias_json_number(&json, NULL, cell->count);
	segbias_json_number(&json, NULL, cell->n);
	segbias_json_number(&json, NULL, cell->reference_share);
	segbias_json_number(&json, NULL, cell->index);
	segbias_json_string(&json, NULL,
	                    cell->verdict == SEGBIAS_VERDICT_COUNT ? "unknown" : segbias_verdict_name(cell->verdict));
	segbias_json_close(&json, ']');
	segbias_text_add_string(out, "\n");
}

static enum segbias_status hash_cells(const struct segbias_findings *result, char hex[static SEGBIAS_SHA256_SIZE],
                                      struct segbias_error *error)
{
	struct segbias_text text = {0};
	int64_t place = 0;
	for (size_t i = 0; i < result->comparison_count; i++)
		for (size_t j = 0; j < result->comparisons[i].value_count; j++) {
			const struct segbias_comparison *comparison = &result->comparisons[i];
			const struct segbias_ledger_cell cell = cell_of(++place, comparison, &comparison->values[j]);
			write_cell(&text, &cell);
		}
	bool ok = !text.failed;
	if (ok)
		segbias_sha256(segbias_text_label(&text), hex);
	segbias_text_release(&text);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status add_cells(struct segbias_ledger *ledger, int64_t run, const struct segbias_findings *result,
                                     struct segbias_error *error)
{
	sqlite3_stmt *statement = NULL;
	int64_t place = 0;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_sql_prepare(ledger, INSERT_CELL, &statement, error));
	if (sqlite3_bind_int64(statement, 1, run) != SQLITE_OK)
		SEGBIAS_TRY(segbias_sql_fail(ledger, error));
	for (size_t i = 0; i < result->comparison_count; i++)
		for (size_t j = 0; j < result->comparisons[i].value_count; j++) {
			const struct segbias_comparison *comparison = &result->comparisons[i];
			bool ok = bind_cell(statement, ++place, comparison, &comparison->values[j]);
			SEGBIAS_TRY(segbias_sql_put(ledger, statement, ok, error));
			(void)sqlite3_reset(statement);
		}
done:
	(void)sqlite3_finalize(statement);
	return status;
}

static enum segbias_status add_digest(struct segbias_ledger *ledger, const struct segbias_ledger_run *run, size_t size,
                                      struct segbias_label packed, struct segbias_error *error)
{
	sqlite3_stmt *statement = NULL;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_sql_prepare(ledger, INSERT_DIGEST, &statement, error));
	bool ok = sqlite3_bind_int64(statement, 1, run->run) == SQLITE_OK &&
	          segbias_sql_bind(statement, 2, run->digest_sha256) &&
	          sqlite3_bind_int64(statement, 3, (int64_t)size) == SQLITE_OK &&
	          sqlite3_bind_blob64(statement, 4, packed.bytes, packed.size, SQLITE_STATIC) == SQLITE_OK;
	status = segbias_sql_put(ledger, statement, ok, error);
done:
	(void)sqlite3_finalize(statement);
	return status;
}

enum segbias_status segbias_runs_add(struct segbias_ledger *ledger, struct segbias_ledger_run *run,
                                     struct segbias_label json, const struct segbias_findings *result,
                                     struct segbias_run_hashes *hashes, struct segbias_error *error)
{
	struct segbias_text packed = {0};
	struct segbias_text digest = {0};
	struct segbias_text packed_digest = {0};
	enum segbias_status status = SEGBIAS_OK;
	run->result_size = (int64_t)json.size;
	SEGBIAS_TRY(next_number(ledger, &run->run, error));
	SEGBIAS_TRY(segbias_pack(json, &packed, error));
	segbias_sha256(segbias_text_label(&packed), hashes->packed);
	SEGBIAS_TRY(hash_cells(result, hashes->cells, error));
	run->packed_sha256 = segbias_label_of(hashes->packed);
	run->cells_sha256 = segbias_label_of(hashes->cells);
	SEGBIAS_TRY(segbias_digest_write(json, result, &digest, error));
	SEGBIAS_TRY(segbias_pack(segbias_text_label(&digest), &packed_digest, error));
	segbias_sha256(segbias_text_label(&packed_digest), hashes->digest);
	run->digest_sha256 = segbias_label_of(hashes->digest);
	SEGBIAS_TRY(add_run(ledger, run, segbias_text_label(&packed), error));
	SEGBIAS_TRY(add_cells(ledger, run->run, result, error));
	SEGBIAS_TRY(add_digest(ledger, run, digest.size, segbias_text_label(&packed_digest), error));
done:
	segbias_text_release(&packed);
	segbias_text_release(&digest);
	segbias_text_release(&packed_digest);
	return status;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static enum segbias_status count_rows(struct segbias_ledger *ledger, const char *sql, int64_t of, size_t *out,
                                      struct segbias_error *error)
{
	sqlite3_stmt *statement = NULL;
	bool row = false;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_sql_prepare(ledger, sql, &statement, error));
	if (of && sqlite3_bind_int64(statement, 1, of) != SQLITE_OK)
		SEGBIAS_TRY(segbias_sql_fail(ledger, error));
	SEGBIAS_TRY(segbias_sql_step(ledger, statement, &row, error));
	*out = (size_t)sqlite3_column_int64(statement, 0);
done:
	(void)sqlite3_finalize(statement);
	return status;
}

enum segbias_status segbias_runs_list(struct segbias_ledger *ledger, struct segbias_arena *arena,
                                      struct segbias_ledger_run **out, size_t *count, struct segbias_error *error)
{
	sqlite3_stmt *statement = NULL;
	size_t room = 0;
	bool row = false;
	enum segbias_status status = SEGBIAS_OK;
	*count = 0;
	SEGBIAS_TRY(count_rows(ledger, "SELECT count(*) FROM runs", 0, &room, error));
	*out = segbias_arena_array(arena, room, sizeof **out);
	if (!*out)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_sql_prepare(ledger, ledger->version > 1 ? SELECT : SELECT_FIRST, &statement, error));
	for (;; ++*count) {
		SEGBIAS_TRY(segbias_sql_step(ledger, statement, &row, error));
		if (!row || *count == room)
			break;
		struct segbias_ledger_run *run = &(*out)[*count];
		run->run = sqlite3_column_int64(statement, 0);
		run->result_size = sqlite3_column_int64(statement, 1);
		run->purged = sqlite3_column_int(statement, TEXTS_FROM + TEXT_COUNT);
		if (!segbias_columns_read(&COLUMNS, statement, TEXTS_FROM, arena, run))
			SEGBIAS_TRY(segbias_error_memory(error));
	}
done:
	(void)sqlite3_finalize(statement);
	return status;
}

/* Of the run a row of its size and its frame, unpacked. A frame can hold more than what it unpacks to: its hash is that of all of it. */
static enum segbias_status read_frame(struct segbias_ledger *ledger, const char *sql, int64_t run,
                                      struct segbias_label sha256, struct segbias_text *out,
                                      struct segbias_error *error)
{
	char hex[SEGBIAS_SHA256_SIZE];
	sqlite3_stmt *statement = NULL;
	bool row = false;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_sql_prepare(ledger, sql, &statement, error));
	if (sqlite3_bind_int64(statement, 1, run) != SQLITE_OK)
		SEGBIAS_TRY(segbias_sql_fail(ledger, error));
	SEGBIAS_TRY(segbias_sql_step(ledger, statement, &row, error));
	struct segbias_label frame = {row ? sqlite3_column_blob(statement, 1) : NULL, 0};
	frame.size = frame.bytes ? (size_t)sqlite3_column_bytes(statement, 1) : 0;
	if (frame.bytes)
		segbias_sha256(frame, hex);
	if (!frame.bytes || !segbias_label_equal(sha256, segbias_label_of(hex)) ||
	    !segbias_unpack(frame, (size_t)sqlite3_column_int64(statement, 0), out))
		SEGBIAS_TRY(segbias_sql_damaged(ledger, "a run's result is not what was written", error));
done:
	(void)sqlite3_finalize(statement);
	return status;
}

enum segbias_status segbias_runs_result(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                        struct segbias_text *out, struct segbias_error *error)
{
	return read_frame(ledger, "SELECT result_size, result FROM runs WHERE run = ?", run->run, run->packed_sha256,
	                  out, error);
}

enum segbias_status segbias_runs_digest(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                        struct segbias_text *out, struct segbias_error *error)
{
	return read_frame(ledger, SELECT_DIGEST, run->run, run->digest_sha256, out, error);
}

enum segbias_status segbias_runs_dropped(const struct segbias_ledger_run *run, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_DATA, "run_purged|the counts of %.*s were dropped", (int)run->period.size,
	                  run->period.bytes);
	segbias_error_hint(error, "segbias review verify checks what stays: hashes and decisions");
	return SEGBIAS_DATA;
}

static enum segbias_status read_kept(const struct segbias_text *json, struct segbias_findings **out,
                                     struct segbias_error *error)
{
	struct segbias_error why = {0};
	enum segbias_status status = segbias_findings_parse(json->data, json->size, out, &why);
	if (status == SEGBIAS_DATA)
		return segbias_error_set(error, SEGBIAS_SYSTEM,
		                         "ledger_result|the ledger keeps a result that cannot be read: %s",
		                         why.message);
	if (status != SEGBIAS_OK && error)
		*error = why;
	return status;
}

enum segbias_status segbias_runs_whole(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                       struct segbias_findings **out, struct segbias_error *error)
{
	struct segbias_text json = {0};
	if (run->purged)
		return segbias_runs_dropped(run, error);
	enum segbias_status status = segbias_runs_result(ledger, run, &json, error);
	if (status == SEGBIAS_OK)
		status = read_kept(&json, out, error);
	segbias_text_release(&json);
	return status;
}

enum segbias_status segbias_runs_told(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                      struct segbias_findings **out, struct segbias_error *error)
{
	struct segbias_text json = {0};
	struct segbias_text head = {0};
	enum segbias_status status = SEGBIAS_OK;
	if (run->purged)
		return segbias_runs_dropped(run, error);
	SEGBIAS_TRY(segbias_runs_result(ledger, run, &json, error));
	segbias_digest_told(segbias_text_label(&json), &head);
	if (head.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(read_kept(&head, out, error));
done:
	segbias_text_release(&json);
	segbias_text_release(&head);
	return status;
}

enum segbias_status segbias_runs_figures(struct segbias_ledger *ledger, const struct segbias_ledger_run *run, bool head,
                                         struct segbias_findings **out, struct segbias_error *error)
{
	struct segbias_text bytes = {0};
	bool fit = false;
	enum segbias_status status = SEGBIAS_OK;
	if (run->purged)
		return segbias_runs_dropped(run, error);
	if (!run->digest_sha256.bytes)
		return segbias_runs_whole(ledger, run, out, error);
	SEGBIAS_TRY(segbias_runs_digest(ledger, run, &bytes, error));
	SEGBIAS_TRY(segbias_digest_read(segbias_text_label(&bytes), head, out, &fit, error));
	/* A later form, or none. */
	if (!fit)
		SEGBIAS_TRY(segbias_runs_whole(ledger, run, out, error));
done:
	segbias_text_release(&bytes);
	return status;
}

static bool read_cell(sqlite3_stmt *statement, struct segbias_arena *arena, struct segbias_ledger_cell *out)
{
	struct segbias_label verdict = {0};
	bool ok = segbias_sql_text(statement, 0, arena, &out->segment) &&
	          segbias_sql_text(statement, 1, arena, &out->attribute) &&
	          segbias_sql_text(statement, 2, arena, &out->value) && segbias_sql_text(statement, 7, arena, &verdict);
	out->count = segbias_sql_number(statement, 3);
	out->n = segbias_sql_number(statement, 4);
	out->reference_share = segbias_sql_number(statement, 5);
	out->index = segbias_sql_number(statement, 6);
	out->place = sqlite3_column_int64(statement, 8);
	out->verdict = verdict.bytes ? SEGBIAS_VERDICT_COUNT : SEGBIAS_VERDICT_WITHHELD;
	for (int i = 0; ok && verdict.bytes && i < SEGBIAS_VERDICT_WITHHELD; i++)
		if (segbias_label_equal(verdict, segbias_label_of(segbias_verdict_name((enum segbias_verdict)i))))
			out->verdict = (enum segbias_verdict)i;
	return ok;
}

/* What is purged has none; of all others they are those that were written. */
static enum segbias_status check_cells(const struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                       const struct segbias_text *lines, size_t count, struct segbias_error *error)
{
	char hex[SEGBIAS_SHA256_SIZE];
	if (lines->failed)
		return segbias_error_memory(error);
	segbias_sha256(segbias_text_label(lines), hex);
	if (run->purged ? count == 0 : segbias_label_equal(run->cells_sha256, segbias_label_of(hex)))
		return SEGBIAS_OK;
	return segbias_sql_damaged(ledger, "a run's counts are not what was written", error);
}

enum segbias_status segbias_runs_cells(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                       struct segbias_arena *arena, struct segbias_ledger_cell **out, size_t *count,
                                       struct segbias_error *error)
{
	struct segbias_text lines = {0};
	sqlite3_stmt *statement = NULL;
	size_t room = 0;
	bool row = false;
	enum segbias_status status = SEGBIAS_OK;
	*count = 0;
	SEGBIAS_TRY(count_rows(ledger, "SELECT count(*) FROM cells WHERE run = ?", run->run, &room, error));
	*out = segbias_arena_array(arena, room, sizeof **out);
	if (!*out)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_sql_prepare(ledger, SELECT_CELLS, &statement, error));
	if (sqlite3_bind_int64(statement, 1, run->run) != SQLITE_OK)
		SEGBIAS_TRY(segbias_sql_fail(ledger, error));
	for (;; ++*count) {
		SEGBIAS_TRY(segbias_sql_step(ledger, statement, &row, error));
		if (!row || *count == room)
			break;
		if (!read_cell(statement, arena, &(*out)[*count]))
			SEGBIAS_TRY(segbias_error_memory(error));
		write_cell(&lines, &(*out)[*count]);
	}
	SEGBIAS_TRY(check_cells(ledger, run, &lines, *count, error));
done:
	segbias_text_release(&lines);
	(void)sqlite3_finalize(statement);
	return status;
}

/* --- dropping ---------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_runs_purge(struct segbias_ledger *ledger, int64_t run, struct segbias_error *error)
{
	static const char *const DROPS[] = {"UPDATE runs SET result = NULL WHERE run = ?",
	                                    "DELETE FROM cells WHERE run = ?",
	                                    "UPDATE digests SET digest = NULL, size = 0 WHERE run = ?"};
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < sizeof DROPS / sizeof *DROPS && status == SEGBIAS_OK; i++) {
		sqlite3_stmt *statement = NULL;
		status = segbias_sql_prepare(ledger, DROPS[i], &statement, error);
		if (status == SEGBIAS_OK)
			status = segbias_sql_put(ledger, statement, sqlite3_bind_int64(statement, 1, run) == SQLITE_OK,
			                         error);
		(void)sqlite3_finalize(statement);
	}
	return status;
}
