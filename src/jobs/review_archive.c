/* The job of segbias/review.h that writes the whole ledger as lines of JSON: docs/evidence.md says how they are checked without segbias. */
#include <segbias/review.h>

#include "jobs/review_entry.h"

#include "base/call.h"
#include "base/clock.h"
#include "base/json.h"

/* That it was, before: the archive holds its own entry. */
static enum segbias_status enter(const struct segbias_review_request *request, struct segbias_error *error)
{
	struct segbias_book book = {.started = segbias_clock_seconds()};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_book_open(request, SEGBIAS_LEDGER_WRITE, &book, error));
	struct segbias_entry entry = {.kind = SEGBIAS_ENTRY_EXPORT,
	                              .period = segbias_label_of(""),
	                              .reason = segbias_label_or_none(request->reason)};
	SEGBIAS_TRY(segbias_book_commit(&book, request, &entry, error));
done:
	segbias_book_close(&book);
	return status;
}

static void write_head(const struct segbias_book *book, struct segbias_text *out)
{
	struct segbias_json json = {.out = out, .inline_values = true};
	const struct segbias_entry *last = segbias_book_last(book);
	segbias_json_open(&json, NULL, '{');
	segbias_json_string(&json, "schema", "segbias.archive/1");
	segbias_json_string(&json, "version", SEGBIAS_VERSION);
	segbias_json_whole(&json, "runs", book->content.run_count);
	segbias_json_whole(&json, "entries", book->content.entry_count);
	segbias_json_label(&json, "head", last ? last->sha256 : (struct segbias_label){0});
	segbias_json_close(&json, '}');
	segbias_text_add_string(out, "\n");
}

/* text: the line that sha256 is of, as it was hashed; result and policy: the bytes that the hashes in it are of. */
static enum segbias_status write_run(struct segbias_book *book, const struct segbias_ledger_run *run,
                                     struct segbias_text *out, struct segbias_error *error)
{
	struct segbias_json json = {.out = out, .inline_values = true};
	struct segbias_text text = {0};
	struct segbias_text result = {0};
	char hex[SEGBIAS_SHA256_SIZE];
	enum segbias_status status = SEGBIAS_OK;
	if (!run->purged)
		SEGBIAS_TRY(segbias_runs_result(book->ledger, run, &result, error));
	segbias_ledger_run_text(run, &text);
	if (text.failed || result.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_ledger_run_hash(run, hex, error));
	segbias_json_open(&json, NULL, '{');
	segbias_json_whole(&json, "run", (uint64_t)run->run);
	segbias_json_label(&json, "text", segbias_text_label(&text));
	segbias_json_string(&json, "sha256", hex);
	segbias_json_label(&json, "policy", run->policy_text);
	segbias_json_label(&json, "result", run->purged ? (struct segbias_label){0} : segbias_text_label(&result));
	segbias_json_close(&json, '}');
	segbias_text_add_string(out, "\n");
done:
	segbias_text_release(&text);
	segbias_text_release(&result);
	return status;
}

static enum segbias_status write_entry(const struct segbias_entry *entry, struct segbias_text *out,
                                       struct segbias_error *error)
{
	struct segbias_json json = {.out = out, .inline_values = true};
	struct segbias_text text = {0};
	segbias_entry_text(entry, &text);
	bool ok = !text.failed;
	segbias_json_open(&json, NULL, '{');
	segbias_json_whole(&json, "entry", (uint64_t)entry->entry);
	segbias_json_label(&json, "text", ok ? segbias_text_label(&text) : (struct segbias_label){0});
	segbias_json_label(&json, "sha256", entry->sha256);
	segbias_json_label(&json, "signature", entry->signature);
	segbias_json_close(&json, '}');
	segbias_text_add_string(out, "\n");
	segbias_text_release(&text);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status archive(const struct segbias_review_request *request, const char *path,
                                   struct segbias_output *output, struct segbias_error *error)
{
	struct segbias_book book = {0};
	struct segbias_text text = {0};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(enter(request, error));
	SEGBIAS_TRY(segbias_book_open(request, SEGBIAS_LEDGER_READ, &book, error));
	write_head(&book, &text);
	for (size_t i = 0; i < book.content.run_count; i++)
		SEGBIAS_TRY(write_run(&book, &book.content.runs[i], &text, error));
	for (size_t i = 0; i < book.content.entry_count; i++)
		SEGBIAS_TRY(write_entry(&book.content.entries[i], &text, error));
	if (text.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_output_stage(output, path, text.data, text.size, error));
done:
	segbias_book_close(&book);
	segbias_text_release(&text);
	return status;
}

enum segbias_status segbias_review_archive(const struct segbias_review_request *request, const char *path,
                                           struct segbias_output *output, struct segbias_error *error)
{
	struct segbias_call call;
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	SEGBIAS_TRY(segbias_review_check_writer(request, path && output ? request : NULL, error));
	SEGBIAS_TRY(archive(request, path, output, error));
done:
	return segbias_call_leave(&call, status, error);
}
