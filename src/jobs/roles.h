/* Room: jobs. What every column of a file is, and by what evidence: the same words in every result. */
#ifndef SEGBIAS_JOBS_ROLES_H
#define SEGBIAS_JOBS_ROLES_H

#include "analysis/columns.h"
#include "findings/findings.h"
#include "match/match.h"
#include "sources/source.h"

/* A file that was read to its end. */
struct segbias_roles_input {
	const struct segbias_source *source;
	const struct segbias_policy *policy;
	const struct segbias_matching *matching; /* NULL: nothing is compared, so that what could be is an attribute */
	const struct segbias_tally *tally;       /* of the file … */
	const struct segbias_plan *plan;         /* … by this plan */
	bool campaign, reference;                /* which options mean it; a file alone is meant by either */
};

/* Fills columns and column_count; names belong to the arena. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_roles_find(const struct segbias_roles_input *input, struct segbias_arena *arena,
                                       struct segbias_input_facts *out, struct segbias_error *error);

/* What a row of the file is, for what tells people apart. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_roles_rows(const struct segbias_roles_input *input, struct segbias_column_rows *out,
                                       struct segbias_error *error);

/* Whether -s names the column or, where it names none, its own name says that it is a segment. `policy` as it was given. */
bool segbias_roles_is_segment(const struct segbias_policy *policy, struct segbias_label name);

#endif
