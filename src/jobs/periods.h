/* Room: jobs. What a file says of when its figures are. */
#ifndef SEGBIAS_JOBS_PERIODS_H
#define SEGBIAS_JOBS_PERIODS_H

#include "findings/findings.h"
#include "sources/source.h"

/* Fills periods and period_count by the roles that `out` has; texts belong to the arena. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_periods_find(const struct segbias_source *source, struct segbias_arena *arena,
                                         struct segbias_input_facts *out, struct segbias_error *error);

/* The latest year of the columns; else the only one in the first of the other places; NaN: none. */
double segbias_periods_year(const struct segbias_input_facts *facts);

#endif
