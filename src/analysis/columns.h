/* Room: analysis. What each column of a file holds, from a tally with an open column a field. */
#ifndef SEGBIAS_ANALYSIS_COLUMNS_H
#define SEGBIAS_ANALYSIS_COLUMNS_H

#include "findings/findings.h"
#include "match/identifying.h"
#include "tally/tally.h"

/* What a row of the file is. */
struct segbias_column_rows {
	bool records; /* a record … */
	const struct segbias_head
	    *people; /* … or, of a table, a person all the same, whom the head shows; NULL: it is not */
	const struct segbias_missing *missing;
	double counted; /* how many a row of a table counts on average; NaN: nobody knows */
};

/* Fills name, type, distinct, missing and personal data; the role is for others. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_column_describe(const struct segbias_tally *tally, size_t column,
                                            const struct segbias_column_rows *rows, struct segbias_arena *arena,
                                            struct segbias_column_finding *out, struct segbias_error *error);

/* Why the column gives people away: what a comparison would say of it. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_column_reason(const struct segbias_tally *tally, size_t column,
                                          const struct segbias_column_rows *rows,
                                          struct segbias_identifying_reason *out, struct segbias_error *error);

#endif
