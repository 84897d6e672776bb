/* The job of segbias/review.h that attaches a time-stamp token to the entry whose hash it holds. */
#include <segbias/review.h>

#include "jobs/review_entry.h"

#include "base/call.h"
#include "base/clock.h"
#include "base/stream.h"
#include "history/stamp.h"

static enum segbias_status refuse(const struct segbias_book *book, const char *path, struct segbias_error *error)
{
	const struct segbias_entry *last = segbias_book_last(book);
	segbias_error_set(error, SEGBIAS_DATA, "no_stamp|it is no time-stamp token of the hash of an entry");
	segbias_error_place(error, path, 0, 0);
	if (last)
		segbias_error_hint(
		    error, "openssl ts -query -sha256 -cert -digest %.*s -out FILE asks for one of the last entry",
		    (int)last->sha256.size, last->sha256.bytes);
	return SEGBIAS_DATA;
}

static const struct segbias_entry *find_stamped(const struct segbias_book *book, struct segbias_label token)
{
	for (size_t i = book->content.entry_count; i-- > 0;)
		if (segbias_stamp_is_of(token, &book->content.entries[i]))
			return &book->content.entries[i];
	return NULL;
}

static bool stands_there(const struct segbias_book *book, struct segbias_label note)
{
	for (size_t i = 0; i < book->content.entry_count; i++)
		if (book->content.entries[i].kind == SEGBIAS_ENTRY_STAMP &&
		    segbias_label_equal(book->content.entries[i].note, note))
			return true;
	return false;
}

static enum segbias_status stamp(const struct segbias_review_request *request, struct segbias_review_result *result,
                                 struct segbias_error *error)
{
	struct segbias_book book = {.started = segbias_clock_seconds()};
	struct segbias_stream *stream = NULL;
	struct segbias_text token = {0};
	struct segbias_text note = {0};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_stream_open(request->token, false, &stream, error));
	SEGBIAS_TRY(segbias_stream_read_all(stream, SEGBIAS_STAMP_MAX, &token, error));
	SEGBIAS_TRY(segbias_book_open(request, SEGBIAS_LEDGER_WRITE, &book, error));
	const struct segbias_entry *of =
	    token.size <= SEGBIAS_STAMP_MAX ? find_stamped(&book, segbias_text_label(&token)) : NULL;
	if (!of)
		SEGBIAS_TRY(refuse(&book, request->token, error));
	segbias_stamp_write(of, segbias_text_label(&token), &note);
	if (note.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	struct segbias_entry entry = {.kind = SEGBIAS_ENTRY_STAMP,
	                              .run = of->run,
	                              .period = of->period,
	                              .run_sha256 = of->run_sha256,
	                              .note = segbias_text_label(&note)};
	result->stamped = (long)of->entry;
	result->unchanged = stands_there(&book, entry.note);
	if (result->unchanged) {
		segbias_review_tell(segbias_book_last(&book), result);
		goto done;
	}
	SEGBIAS_TRY(segbias_book_commit(&book, request, &entry, error));
	segbias_review_tell(&entry, result);
done:
	segbias_book_close(&book);
	segbias_stream_free(stream);
	segbias_text_release(&token);
	segbias_text_release(&note);
	return status;
}

enum segbias_status segbias_review_stamp(const struct segbias_review_request *request,
                                         struct segbias_review_result *result, struct segbias_error *error)
{
	struct segbias_call call;
	struct segbias_review_result done_so_far = {0};
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	SEGBIAS_TRY(segbias_review_check_writer(request, result, error));
	if (!request->token)
		SEGBIAS_TRY(segbias_review_missing("a token", "--token FILE", error));
	SEGBIAS_TRY(stamp(request, &done_so_far, error));
done:
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK)
		*result = done_so_far;
	return status;
}
