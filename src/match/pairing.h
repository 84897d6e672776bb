/* Room: match. Which column of the campaign is which of the reference. */
#ifndef SEGBIAS_MATCH_PAIRING_H
#define SEGBIAS_MATCH_PAIRING_H

#include "match/match.h"

/* One entry a campaign column. */
struct segbias_pairing {
	size_t reference_column; /* SEGBIAS_NO_FIELD: none */
	enum segbias_column_how how;
};

/* What pairing looks at. `blocked[field]` columns (segment, count, weight) take no part. */
struct segbias_pairing_input {
	const struct segbias_head *campaign;
	const bool *blocked;
	const struct segbias_tally *reference;
	const struct segbias_reference_facts *facts;
	const struct segbias_policy *policy;
};

/* Pairs by option, exact name, normal form, synonym, in that order; two candidates on either side pair none and are
 * noted. Errors: SEGBIAS_DATA where --map names a column that is not there. */
enum segbias_status segbias_pairing_find(const struct segbias_pairing_input *input, struct segbias_pairing *pairs,
                                         struct segbias_notes *notes, struct segbias_error *error);

/* Notes unpaired columns whose values are alike: a suggestion for --map. */
void segbias_pairing_suggest(const struct segbias_pairing_input *input, const struct segbias_pairing *pairs,
                             struct segbias_notes *notes);

#endif
