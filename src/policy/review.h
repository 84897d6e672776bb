/* Room: policy. What the policy file says of reviews: its key `review`. */
#ifndef SEGBIAS_POLICY_REVIEW_H
#define SEGBIAS_POLICY_REVIEW_H

#include "base/text.h"

/* Who can sign for what. */
struct segbias_review_role {
	struct segbias_label role;
	struct segbias_label *members; /* [member_count]: names, and public keys */
	size_t member_count;
};

/* A question of the checklist and its answer. */
struct segbias_review_answer {
	struct segbias_label question, answer;
};

/* Zero-initialised: nothing is said. */
struct segbias_review_rules {
	struct segbias_label ledger;    /* the file; bytes NULL: not said */
	struct segbias_label *required; /* [required_count], names of roles that must sign */
	size_t required_count;
	struct segbias_review_role *roles;
	size_t role_count;
	bool one_person; /* who added the run may be its only signer: two_persons: false */
	struct segbias_review_answer *checklist;
	size_t checklist_count;
	int retention_months,
	    retention_days; /* how long counts are kept beyond the end of the period; 0 both: not said */
};

#endif
