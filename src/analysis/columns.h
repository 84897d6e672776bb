/* Room: analysis. What each column of a file holds, from a tally with an open column a field. */
#ifndef SEGBIAS_ANALYSIS_COLUMNS_H
#define SEGBIAS_ANALYSIS_COLUMNS_H

#include "findings/findings.h"
#include "tally/tally.h"

/* Fills name, type, distinct, missing, personal data and, by what the column holds, the role "identifier" or "other".
 * `rows`: a row is a record. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_column_describe(const struct segbias_tally *tally, size_t column, bool rows,
                                            struct segbias_arena *arena, struct segbias_column_finding *out,
                                            struct segbias_error *error);

#endif
