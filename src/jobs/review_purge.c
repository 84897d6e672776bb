/* The job of segbias/review.h that drops counts: hashes and decisions stay, and each dropping is an entry. */
#include <segbias/review.h>

#include "jobs/review_entry.h"

#include "base/call.h"
#include "base/clock.h"

#include <string.h>

/* Whether the run's counts are to go: it has them, and is of an earlier period of the same kind. */
static bool is_before(const struct segbias_ledger_run *run, const struct segbias_term *before,
                      struct segbias_term *term)
{
	return !run->purged && segbias_term_parse(run->period, term) && term->kind == before->kind &&
	       segbias_term_compare(term, before) < 0;
}

/* Until when the policy of the run keeps its counts: out "": it does not, or not any more. On the last day itself it still does. */
static enum segbias_status find_kept(struct segbias_book *book, const struct segbias_ledger_run *run,
                                     const struct segbias_term *term, const char *time,
                                     char out[static SEGBIAS_TERM_DAY_SIZE], struct segbias_error *error)
{
	const struct segbias_standing standing = {.run = run};
	enum segbias_status status = segbias_book_rules(book, &standing, error);
	int months = book->rules.retention_months;
	int days = book->rules.retention_days;
	out[0] = '\0';
	if (status != SEGBIAS_OK || !time || months + days == 0)
		return status;
	(void)segbias_term_until(term, months, days, out);
	if (strncmp(time, out, SEGBIAS_TERM_DAY_SIZE - 1) > 0)
		out[0] = '\0';
	return SEGBIAS_OK;
}

/* Nobody drops what they have undertaken to be able to show: of all that are to go none may be kept. */
static enum segbias_status check_retention(struct segbias_book *book, const struct segbias_review_request *request,
                                           const struct segbias_term *before, struct segbias_error *error)
{
	char until[SEGBIAS_TERM_DAY_SIZE];
	char first[SEGBIAS_TERM_DAY_SIZE] = "";
	char period[SEGBIAS_TERM_SIZE];
	struct segbias_term term;
	struct segbias_term earliest = {0};
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < book->content.run_count; i++) {
		if (!is_before(&book->content.runs[i], before, &term))
			continue;
		SEGBIAS_TRY(find_kept(book, &book->content.runs[i], &term, request->time, until, error));
		if (!until[0] || (first[0] && segbias_term_compare(&earliest, &term) <= 0))
			continue;
		earliest = term;
		memcpy(first, until, sizeof first);
	}
	book->rules = (struct segbias_review_rules){0};
	if (first[0]) {
		(void)segbias_term_write(&earliest, period);
		segbias_error_set(error, SEGBIAS_USAGE, "run_kept|the policy keeps the counts of %s until %s", period,
		                  first);
		segbias_error_hint(
		    error, "segbias review purge --before %s --by NAME --reason TEXT drops those of earlier periods",
		    period);
		status = SEGBIAS_USAGE;
	}
done:
	return status;
}

static enum segbias_status purge(const struct segbias_review_request *request, const struct segbias_term *before,
                                 struct segbias_review_result *result, struct segbias_error *error)
{
	struct segbias_book book = {.started = segbias_clock_seconds()};
	char hex[SEGBIAS_SHA256_SIZE];
	struct segbias_entry entries[2] = {{0}};
	const struct segbias_entry *last = NULL;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_book_open(request, SEGBIAS_LEDGER_WRITE, &book, error));
	SEGBIAS_TRY(segbias_book_takes(&book, before, error));
	SEGBIAS_TRY(check_retention(&book, request, before, error));
	last = segbias_book_last(&book);
	for (size_t i = 0; i < book.content.run_count; i++) {
		const struct segbias_ledger_run *run = &book.content.runs[i];
		struct segbias_term term;
		if (!is_before(run, before, &term))
			continue;
		struct segbias_entry *entry = &entries[result->runs++ % 2];
		*entry = (struct segbias_entry){.kind = SEGBIAS_ENTRY_PURGE,
		                                .run = run->run,
		                                .period = run->period,
		                                .reason = segbias_label_or_none(request->reason)};
		SEGBIAS_TRY(segbias_ledger_run_hash(run, hex, error));
		if (!segbias_arena_copy(&book.arena, segbias_label_of(hex), &entry->run_sha256))
			SEGBIAS_TRY(segbias_error_memory(error));
		SEGBIAS_TRY(segbias_runs_purge(book.ledger, run->run, error));
		SEGBIAS_TRY(segbias_book_write(&book, request, last, entry, error));
		last = entry;
	}
	if (result->runs)
		SEGBIAS_TRY(segbias_ledger_commit(book.ledger, error));
	if (last)
		segbias_review_tell(last, result);
	result->run = 0;
done:
	segbias_book_close(&book);
	return status;
}

enum segbias_status segbias_review_purge(const struct segbias_review_request *request,
                                         struct segbias_review_result *result, struct segbias_error *error)
{
	struct segbias_call call;
	struct segbias_term before = {.year = 0};
	struct segbias_review_result done_so_far = {0};
	struct segbias_review_request asked = {0};
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	if (request) {
		asked = *request;
		asked.period = request->before;
	}
	if (request && result && !asked.period)
		SEGBIAS_TRY(segbias_review_missing("a period", "--before PERIOD", error));
	SEGBIAS_TRY(segbias_review_check(request ? &asked : NULL, result, &before, error));
	if (!asked.reason)
		SEGBIAS_TRY(segbias_review_missing("a reason", "--reason TEXT", error));
	SEGBIAS_TRY(purge(&asked, &before, &done_so_far, error));
done:
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK && result)
		*result = done_so_far;
	return status;
}
