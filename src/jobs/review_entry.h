/* Room: jobs. What every call that writes to the ledger of reviews shares: what is asked for must be readable for as long as the ledger
 * is, and an entry is chained, signed and written. */
#ifndef SEGBIAS_JOBS_REVIEW_ENTRY_H
#define SEGBIAS_JOBS_REVIEW_ENTRY_H

#include "jobs/ledger.h"

static inline struct segbias_label segbias_label_or_none(const char *text)
{
	return text ? segbias_label_of(text) : (struct segbias_label){0};
}

/* Says that `what` is needed, and that `option` gives it (as it is typed; NULL: nothing that is typed does). Returns SEGBIAS_USAGE. */
enum segbias_status segbias_review_missing(const char *what, const char *option, struct segbias_error *error);

/* The run that stands in the request's period, with its rules in the book, and the beginning of an entry on it. Errors: SEGBIAS_USAGE where
 * the period has none, SEGBIAS_SYSTEM. */
enum segbias_status segbias_book_entry_on(struct segbias_book *book, const struct segbias_review_request *request,
                                          enum segbias_entry_kind kind, const struct segbias_standing **standing,
                                          struct segbias_entry *entry, struct segbias_error *error);

/* Name, time and texts of a call that writes; `result`: what the caller wants it in. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_review_check_writer(const struct segbias_review_request *request, const void *result,
                                                struct segbias_error *error);

/* Period, name, time and texts of one on a period. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_review_check(const struct segbias_review_request *request, const void *result,
                                         struct segbias_term *term, struct segbias_error *error);

/* Chains the entry to `last` (NULL: there is none), signs it where a key is given, and writes it. */
enum segbias_status segbias_book_write(struct segbias_book *book, const struct segbias_review_request *request,
                                       const struct segbias_entry *last, struct segbias_entry *entry,
                                       struct segbias_error *error);

/* The ledger's last entry; NULL: it has none. */
const struct segbias_entry *segbias_book_last(const struct segbias_book *book);

/* The one entry of a call: written, and committed. */
enum segbias_status segbias_book_commit(struct segbias_book *book, const struct segbias_review_request *request,
                                        struct segbias_entry *entry, struct segbias_error *error);

void segbias_review_tell(const struct segbias_entry *entry, struct segbias_review_result *result);

#endif
