/* The job of segbias/review.h that hands a review on: that it was, and what of it, is an entry. */
#include <segbias/review.h>

#include "jobs/review_entry.h"
#include "jobs/review_show.h"

#include "base/call.h"
#include "base/clock.h"

/* As --publish of a comparison: with less than 3, who knows of one person knows of the other. */
static enum segbias_status check_publish(const struct segbias_review_request *request, struct segbias_error *error)
{
	enum { LEAST = 3, MOST = 1000000 };
	if (request->publish == 0 || (request->publish >= LEAST && request->publish <= MOST))
		return SEGBIAS_OK;
	return segbias_error_set(error, SEGBIAS_USAGE, "bad_publish|--publish: it must be a whole number from %d to %d",
	                         LEAST, MOST);
}

/* The entry of the export, which remembers what was published. */
static enum segbias_status write_entry(const struct segbias_review_request *request,
                                       const struct segbias_review_publication *publication,
                                       struct segbias_error *error)
{
	struct segbias_book book = {.started = segbias_clock_seconds()};
	struct segbias_text note = {0};
	const struct segbias_standing *standing = NULL;
	struct segbias_entry entry = {.run = 0};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_book_open(request, SEGBIAS_LEDGER_WRITE, &book, error));
	SEGBIAS_TRY(segbias_book_entry_on(&book, request, SEGBIAS_ENTRY_EXPORT, &standing, &entry, error));
	entry.reason = segbias_label_or_none(request->reason);
	if (publication->least > 0) {
		SEGBIAS_TRY(segbias_publication_holds(publication, &book, error));
		SEGBIAS_TRY(segbias_publication_write(publication, &note, error));
		entry.note = segbias_text_label(&note);
	}
	if (note.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_book_commit(&book, request, &entry, error));
done:
	segbias_book_close(&book);
	segbias_text_release(&note);
	return status;
}

enum segbias_status segbias_review_enter(const struct segbias_review_request *request,
                                         const struct segbias_review_publication *publication,
                                         struct segbias_error *error)
{
	struct segbias_call call;
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	return segbias_call_leave(&call, write_entry(request, publication, error), error);
}

enum segbias_status segbias_review_export(const struct segbias_review_request *request,
                                          struct segbias_findings **findings, struct segbias_error *error)
{
	struct segbias_review_publication publication = {0};
	struct segbias_findings *shown = NULL;
	if (!request || !findings)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_argument|what is asked of the ledger, or its answer, is NULL");
	struct segbias_term term = {.year = 0};
	enum segbias_status status = segbias_review_check(request, findings, &term, error);
	if (status == SEGBIAS_OK)
		status = check_publish(request, error);
	if (status != SEGBIAS_OK)
		return status;
	publication.least = (double)request->publish;
	/* What cannot be shown is not exported, either. */
	status = segbias_review_show_as(request, &publication, &shown, error);
	segbias_findings_free(shown);
	if (status == SEGBIAS_OK)
		status = segbias_review_enter(request, &publication, error);
	segbias_publication_release(&publication);
	publication.settled = true;
	if (status == SEGBIAS_OK)
		status = segbias_review_show_as(request, &publication, findings, error);
	segbias_publication_release(&publication);
	return status;
}
