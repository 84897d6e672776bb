#include "history/verify.h"

#include "history/digest.h"
#include "history/signature.h"
#include "history/sql.h"
#include "history/stamp.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The first fault stays. */
static void fault_of(struct segbias_fault *fault, const char *of, int64_t number, const char *what)
{
	if (!fault->any)
		(void)snprintf(fault->text, sizeof fault->text, "%s %" PRId64 ": %s", of, number, what);
	fault->any = true;
}

enum segbias_status segbias_ledger_read(struct segbias_ledger *ledger, struct segbias_arena *arena,
                                        struct segbias_ledger_content *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_entries_list(ledger, arena, &out->entries, &out->entry_count, error));
	SEGBIAS_TRY(segbias_runs_list(ledger, arena, &out->runs, &out->run_count, error));
done:
	return status;
}

const struct segbias_ledger_run *segbias_ledger_run_of(const struct segbias_ledger_content *content, int64_t run)
{
	for (size_t i = 0; i < content->run_count; i++)
		if (content->runs[i].run == run)
			return &content->runs[i];
	return NULL;
}

/* --- the chain --------------------------------------------------------------------------------------------------- */

static bool is_hash_of(struct segbias_label hash, struct segbias_label bytes)
{
	char hex[SEGBIAS_SHA256_SIZE];
	segbias_sha256(bytes, hex);
	return segbias_label_equal(hash, segbias_label_of(hex));
}

/* Which run an entry is about, and that it is the very one. */
static enum segbias_status verify_run_of(const struct segbias_ledger_content *content,
                                         const struct segbias_entry *entry, struct segbias_fault *fault,
                                         struct segbias_error *error)
{
	char hex[SEGBIAS_SHA256_SIZE];
	if (!entry->run) {
		if (segbias_entry_adds(entry) || entry->run_sha256.bytes)
			fault_of(fault, "entry", entry->entry, "its run is missing");
		return SEGBIAS_OK;
	}
	const struct segbias_ledger_run *run = segbias_ledger_run_of(content, entry->run);
	if (!run) {
		fault_of(fault, "entry", entry->entry, "its run is missing");
		return SEGBIAS_OK;
	}
	enum segbias_status status = segbias_ledger_run_hash(run, hex, error);
	if (status != SEGBIAS_OK)
		return status;
	if (!segbias_label_equal(segbias_label_of(hex), entry->run_sha256) || !segbias_ledger_run_is_text(run))
		fault_of(fault, "run", run->run, "it is not as it was added");
	else if (entry->kind != SEGBIAS_ENTRY_EXPORT && !segbias_label_equal(run->period, entry->period))
		fault_of(fault, "entry", entry->entry, "its run is of another period");
	return SEGBIAS_OK;
}

/* Who must sign stands in the policies' texts. */
static void verify_policies(const struct segbias_ledger_content *content, struct segbias_fault *fault)
{
	for (size_t i = 0; i < content->run_count; i++) {
		const struct segbias_ledger_run *run = &content->runs[i];
		if ((run->policy_text.bytes != NULL) != (run->policy_sha256.bytes != NULL) ||
		    (run->policy_text.bytes && !is_hash_of(run->policy_sha256, run->policy_text)))
			fault_of(fault, "run", run->run, "its policy is not as it was added");
	}
}

/* Every run was added by one entry. */
static void verify_added(const struct segbias_ledger_content *content, struct segbias_fault *fault)
{
	for (size_t i = 0; i < content->run_count && !fault->any; i++) {
		size_t added = 0;
		for (size_t j = 0; j < content->entry_count; j++)
			added +=
			    segbias_entry_adds(&content->entries[j]) && content->entries[j].run == content->runs[i].run;
		if (added != 1)
			fault_of(fault, "run", content->runs[i].run, "no entry, or more than one, has added it");
	}
}

enum segbias_status segbias_verify_chain(const struct segbias_ledger_content *content, struct segbias_fault *fault,
                                         struct segbias_error *error)
{
	struct segbias_arena arena = {0};
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < content->entry_count && !fault->any; i++) {
		const struct segbias_entry *entry = &content->entries[i];
		const struct segbias_entry *last = i ? &content->entries[i - 1] : NULL;
		struct segbias_entry again = *entry;
		if (entry->entry != (int64_t)i + 1) {
			fault_of(fault, "entry", (int64_t)i + 1, "it is missing");
			break;
		}
		if (last && segbias_label_compare(entry->time, last->time) < 0) {
			fault_of(fault, "entry", entry->entry, "its time is before that of the entry before it");
			break;
		}
		SEGBIAS_TRY(segbias_entry_chain(last, &arena, &again, error));
		if (!segbias_label_equal(again.previous, entry->previous))
			fault_of(fault, "entry", entry->entry, "it does not follow the entry before it");
		else if (!segbias_label_equal(again.sha256, entry->sha256) || !segbias_entry_is_text(entry))
			fault_of(fault, "entry", entry->entry, "it is not as it was written");
		SEGBIAS_TRY(verify_run_of(content, entry, fault, error));
	}
	verify_added(content, fault);
	verify_policies(content, fault);
done:
	segbias_arena_release(&arena);
	return status;
}

/* --- runs -------------------------------------------------------------------------------------------------------- */

static bool same_number(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static bool same_cell(const struct segbias_ledger_cell *cell, const struct segbias_comparison *comparison,
                      const struct segbias_value_finding *value)
{
	return segbias_label_same(cell->segment, comparison->segment) &&
	       segbias_label_same(cell->attribute, comparison->attribute) &&
	       segbias_label_same(cell->value, value->value) && same_number(cell->count, value->count) &&
	       same_number(cell->n, comparison->n) && same_number(cell->reference_share, value->reference_share) &&
	       same_number(cell->index, value->index) && cell->verdict == value->verdict;
}

/* The counts that are kept apart are those of the result. */
static enum segbias_status verify_cells(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                        const struct segbias_findings *result, struct segbias_fault *fault,
                                        struct segbias_error *error)
{
	struct segbias_arena arena = {0};
	struct segbias_ledger_cell *cells = NULL;
	size_t count = 0;
	size_t at = 0;
	bool same = true;
	struct segbias_error reason = {0};
	enum segbias_status status = segbias_runs_cells(ledger, run, &arena, &cells, &count, &reason);
	if (status != SEGBIAS_OK && strcmp(reason.id, "ledger_damaged") == 0) {
		same = false;
		status = SEGBIAS_OK;
	} else if (status != SEGBIAS_OK && error) {
		*error = reason;
	}
	for (size_t i = 0; status == SEGBIAS_OK && same && i < result->comparison_count; i++) {
		const struct segbias_comparison *comparison = &result->comparisons[i];
		for (size_t j = 0; same && j < comparison->value_count; j++, at++)
			same = at < count && cells[at].place == (int64_t)at + 1 &&
			       same_cell(&cells[at], comparison, &comparison->values[j]);
	}
	if (status == SEGBIAS_OK && (!same || at != count))
		fault_of(fault, "run", run->run, "its counts are not those of its result");
	segbias_arena_release(&arena);
	return status;
}

/* What a review reads of it is made of its result. */
static enum segbias_status verify_digest(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                         struct segbias_label json, const struct segbias_findings *result,
                                         struct segbias_fault *fault, struct segbias_error *error)
{
	struct segbias_text kept = {0};
	struct segbias_text made = {0};
	struct segbias_error reason = {0};
	enum segbias_status status = SEGBIAS_OK;
	if (!run->digest_sha256.bytes)
		return SEGBIAS_OK;
	SEGBIAS_TRY(segbias_digest_write(json, result, &made, error));
	status = segbias_runs_digest(ledger, run, &kept, &reason);
	bool damaged = status != SEGBIAS_OK && strcmp(reason.id, "ledger_damaged") == 0;
	if (damaged ||
	    (status == SEGBIAS_OK && !segbias_label_equal(segbias_text_label(&kept), segbias_text_label(&made)))) {
		fault_of(fault, "run", run->run, "what is kept of its result is not of it");
		status = SEGBIAS_OK;
	} else if (status != SEGBIAS_OK && error) {
		*error = reason;
	}
done:
	segbias_text_release(&kept);
	segbias_text_release(&made);
	return status;
}

static enum segbias_status verify_result(struct segbias_ledger *ledger, const struct segbias_ledger_run *run,
                                         struct segbias_fault *fault, struct segbias_error *error)
{
	struct segbias_text json = {0};
	struct segbias_findings *result = NULL;
	struct segbias_error reason = {0};
	enum segbias_status status = segbias_runs_result(ledger, run, &json, &reason);
	bool same = status == SEGBIAS_OK && is_hash_of(run->result_sha256, segbias_text_label(&json));
	if (same)
		status = segbias_findings_parse(json.data, json.size, &result, &reason);
	/* Memory and the disk say nothing of what was written. */
	if (status == SEGBIAS_SYSTEM && strcmp(reason.id, "ledger_damaged") != 0) {
		if (error)
			*error = reason;
	} else if (!same || status != SEGBIAS_OK) {
		fault_of(fault, "run", run->run, "its result is not as it was added");
		status = SEGBIAS_OK;
	} else {
		status = verify_cells(ledger, run, result, fault, error);
		if (status == SEGBIAS_OK)
			status = verify_digest(ledger, run, segbias_text_label(&json), result, fault, error);
	}
	segbias_findings_free(result);
	segbias_text_release(&json);
	return status;
}

/* Whether an entry says that the run's counts were dropped. */
static bool was_purged(const struct segbias_ledger_content *content, int64_t run)
{
	for (size_t i = 0; i < content->entry_count; i++)
		if (content->entries[i].kind == SEGBIAS_ENTRY_PURGE && content->entries[i].run == run)
			return true;
	return false;
}

static enum segbias_status verify_runs(struct segbias_ledger *ledger, const struct segbias_ledger_content *content,
                                       struct segbias_fault *fault, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < content->run_count && !fault->any; i++) {
		const struct segbias_ledger_run *run = &content->runs[i];
		if (run->purged != was_purged(content, run->run))
			fault_of(fault, "run", run->run,
			         run->purged ? "its result is missing" : "its result was dropped, and is there");
		else if (!run->purged)
			SEGBIAS_TRY(verify_result(ledger, run, fault, error));
	}
done:
	return status;
}

/* Counts of a run that there is not, or that was purged. */
static enum segbias_status verify_strays(struct segbias_ledger *ledger, struct segbias_fault *fault,
                                         struct segbias_error *error)
{
	static const char FIRST[] =
	    "SELECT min(run) FROM cells WHERE run NOT IN (SELECT run FROM runs WHERE result IS NOT NULL)";
	static const char STRAYS[] =
	    "SELECT min(run) FROM (SELECT run FROM cells WHERE run NOT IN (SELECT run FROM runs WHERE result IS NOT NULL) "
	    "UNION ALL SELECT run FROM digests WHERE run NOT IN (SELECT run FROM runs) UNION ALL SELECT run FROM digests "
	    "WHERE run NOT IN (SELECT run FROM runs WHERE result IS NOT NULL) AND (digest IS NOT NULL OR size <> 0))";
	sqlite3_stmt *statement = NULL;
	bool row = false;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_sql_prepare(ledger, ledger->version > 1 ? STRAYS : FIRST, &statement, error));
	SEGBIAS_TRY(segbias_sql_step(ledger, statement, &row, error));
	if (row && sqlite3_column_type(statement, 0) != SQLITE_NULL)
		fault_of(fault, "run", sqlite3_column_int64(statement, 0), "there are counts of it that nobody added");
done:
	(void)sqlite3_finalize(statement);
	return status;
}

/* --- signatures -------------------------------------------------------------------------------------------------- */

static void verify_stamp(const struct segbias_ledger_content *content, const struct segbias_entry *entry,
                         struct segbias_fault *fault)
{
	if (entry->kind == SEGBIAS_ENTRY_STAMP &&
	    !segbias_stamp_fits(entry->note, content->entries, (size_t)entry->entry - 1))
		fault_of(fault, "entry", entry->entry, "its token is not of the entry that it names");
}

static enum segbias_status verify_signature(const struct segbias_entry *entry, struct segbias_fault *fault,
                                            struct segbias_error *error)
{
	struct segbias_text text = {0};
	bool good = !entry->key.bytes && !entry->signature.bytes;
	enum segbias_status status = SEGBIAS_OK;
	segbias_entry_text(entry, &text);
	if (text.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (entry->key.bytes && entry->signature.bytes)
		SEGBIAS_TRY(
		    segbias_signature_check(segbias_text_label(&text), entry->signature, entry->key, &good, error));
	if (!good)
		fault_of(fault, "entry", entry->entry, "its signature is not of it, or not by its key");
done:
	segbias_text_release(&text);
	return status;
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static void verify_head(const struct segbias_ledger_content *content, struct segbias_label head,
                        struct segbias_fault *fault)
{
	bool found = !head.bytes;
	for (size_t i = 0; i < content->entry_count; i++)
		found = found || segbias_label_equal(content->entries[i].sha256, head);
	if (!found && !fault->any)
		(void)snprintf(fault->text, sizeof fault->text, "no entry has the hash that was kept elsewhere");
	fault->any = fault->any || !found;
}

enum segbias_status segbias_ledger_verify(struct segbias_ledger *ledger, const struct segbias_ledger_content *content,
                                          struct segbias_label head, struct segbias_fault *fault,
                                          struct segbias_error *error)
{
	struct segbias_arena arena = {0};
	struct segbias_label said = {0};
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status = SEGBIAS_OK;
	*fault = (struct segbias_fault){0};
	SEGBIAS_TRY(segbias_ledger_check(ledger, &arena, &said, error));
	if (said.bytes) {
		fault->any = true;
		segbias_text_print(fault->text, sizeof fault->text, "the file: %s", segbias_label_show(said, quoted));
	}
	SEGBIAS_TRY(segbias_verify_chain(content, fault, error));
	SEGBIAS_TRY(verify_strays(ledger, fault, error));
	SEGBIAS_TRY(verify_runs(ledger, content, fault, error));
	for (size_t i = 0; i < content->entry_count && !fault->any; i++) {
		verify_stamp(content, &content->entries[i], fault);
		SEGBIAS_TRY(verify_signature(&content->entries[i], fault, error));
	}
	verify_head(content, head, fault);
done:
	segbias_arena_release(&arena);
	return status;
}
