/* Room: history. What stands after all entries: of each period the run in force and the decisions on it. Pure. */
#ifndef SEGBIAS_HISTORY_STATE_H
#define SEGBIAS_HISTORY_STATE_H

#include "history/period.h"
#include "history/verify.h"
#include "policy/review.h"

struct segbias_standing {
	struct segbias_term term;
	const struct segbias_ledger_run *run; /* the last that was added */
	const struct segbias_entry *added;    /* by this entry */
	const struct segbias_entry *
	    *signed_by; /* [signed_count]: decisions on it since, and since the period was last reopened */
	size_t signed_count;
};

/* By time, in the arena. Errors: SEGBIAS_SYSTEM for memory, and for an entry of no period ("ledger_damaged"). */
enum segbias_status segbias_standings_find(const struct segbias_ledger_content *content, struct segbias_arena *arena,
                                           struct segbias_standing **out, size_t *count, struct segbias_error *error);

/* Of the period; NULL: it has no run. */
const struct segbias_standing *segbias_standing_of(const struct segbias_standing *standings, size_t count,
                                                   struct segbias_label period);

/* The last decision on the segment (bytes NULL: on the whole campaign), or where there is none on the run as a whole; NULL: neither. */
const struct segbias_entry *segbias_standing_decision(const struct segbias_standing *standing,
                                                      struct segbias_label segment);

/* The first role of whom it is, bytes NULL: none. */
struct segbias_label segbias_review_role_of(const struct segbias_review_rules *rules, struct segbias_label by,
                                            struct segbias_label key);

/* What the period still lacks; nothing: it is closed: every role that the rules require has signed the run as a whole, or where they
 * require none somebody has, and not all of them are who added it. *role: of SEGBIAS_LACK_ROLE, of the rules. */
enum segbias_lack segbias_standing_lacks(const struct segbias_standing *standing,
                                         const struct segbias_review_rules *rules, struct segbias_label *role);

#endif
