/* Room: jobs. The ledger while a job works on it: what stands in it, and whose rules hold. */
#ifndef SEGBIAS_JOBS_LEDGER_H
#define SEGBIAS_JOBS_LEDGER_H

#include "history/state.h"
#include "policy/policy_file.h"
#include <segbias/review.h>

struct segbias_book {
	double started; /* by segbias_clock_seconds, when the request had its time */
	struct segbias_ledger *ledger;
	struct segbias_arena arena;
	struct segbias_ledger_content content;
	struct segbias_standing *standings; /* [standing_count], by time */
	size_t standing_count;
	struct segbias_policy_file policy; /* of the run whose rules were asked for last */
	struct segbias_review_rules rules;
};

/* Where the ledger is: as the request says, or its policy, or beside that. Errors: those of the policy file, and SEGBIAS_SYSTEM. */
enum segbias_status segbias_ledger_place(const struct segbias_review_request *request, struct segbias_text *out,
                                         struct segbias_error *error);

/* Zero-initialised before. A ledger whose chain does not hold is refused: nothing is built on it. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_book_open(const struct segbias_review_request *request, enum segbias_ledger_use use,
                                      struct segbias_book *book, struct segbias_error *error);
void segbias_book_close(struct segbias_book *book);

/* What the policy of the run says of reviews, into book->rules. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_book_rules(struct segbias_book *book, const struct segbias_standing *standing,
                                       struct segbias_error *error);

/* What is typed as a period, as one. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_period_read(const char *period, struct segbias_term *out, struct segbias_error *error);

/* Periods of a ledger are of one kind. Errors: SEGBIAS_USAGE where this one is of another. */
enum segbias_status segbias_book_takes(const struct segbias_book *book, const struct segbias_term *term,
                                       struct segbias_error *error);

/* Says that another program has added to the ledger since it was read. Returns SEGBIAS_SYSTEM. */
enum segbias_status segbias_book_moved(struct segbias_error *error);

#endif
