/* Room: jobs. The statement that asks a database for what a tally of a sample would count (tally/sql.h). */
#ifndef SEGBIAS_JOBS_TALLY_SQL_H
#define SEGBIAS_JOBS_TALLY_SQL_H

#include "jobs/run.h"
#include "tally/file.h"

/* Whether what is asked for can be written. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_tally_sql_check(const struct segbias_tally_request *request, struct segbias_error *error);

/* Refuses options of what a database is not asked for, said here or in a policy file. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_tally_sql_allow(const struct segbias_options *options, struct segbias_error *error);

/* Writes the statement into the findings; `file` has the plan. Errors: SEGBIAS_DATA where the sample does not tell what weighs. */
enum segbias_status segbias_tally_sql_keep(const struct segbias_run *run, const struct segbias_tally_file *file,
                                           struct segbias_error *error);

#endif
