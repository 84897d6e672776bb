/* Room: analysis. What each column of a file holds, from a tally with an open column a field. */
#ifndef SEGBIAS_ANALYSIS_COLUMNS_H
#define SEGBIAS_ANALYSIS_COLUMNS_H

#include "findings/findings.h"
#include "tally/tally.h"

/* Fills name, type, distinct, missing and personal data; the role is for others. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_column_describe(const struct segbias_tally *tally, size_t column,
                                            struct segbias_arena *arena, struct segbias_column_finding *out,
                                            struct segbias_error *error);

/* Which personal data most spellings of the column look like, and the share that does; by its name (rate NaN) where no
 * pattern says anything; NULL: none. */
const char *segbias_column_personal(const struct segbias_tally *tally, size_t column, double *rate);

/* Whether it is an identifier of records: all known values differ, and there are many; three are enough for one that is
 * named so. */
bool segbias_column_differs(const struct segbias_tally *tally, size_t column);

#endif
