/* Room: tally. The statement that asks a database for the cells of a plan (tally/sql_cells.h).
 *
 * Identifiers are quoted, always; texts are behind a mark, so that NULL, an empty text and 'NULL' stay apart in whatever a client
 * prints, and a NULL in the result is a column that is rolled up. Of columns that are not compared it asks for markers of missing values
 * alone.
 */
#ifndef SEGBIAS_TALLY_SQL_H
#define SEGBIAS_TALLY_SQL_H

#include "tally/plan.h"

#define SEGBIAS_SQL_DIALECTS "duckdb, postgres, bigquery, snowflake or spark"

struct segbias_sql {
	const char *dialect;
	const char *from; /* dotted names, one in double quotes (doubled inside) may hold anything */
	const struct segbias_plan *plan;
	const struct segbias_label *names; /* of the fields, as the table has them */
	size_t weight_field;               /* SEGBIAS_NO_FIELD: none */
	char decimal;                      /* … and how its numbers are written, where they are texts */
	struct segbias_label plan_json;
	const char *const *columns; /* names of the result's columns, as the shape has them */
};

/* Whether there is a dialect of that name. */
bool segbias_sql_knows(const char *dialect);

/* Whether the text is dotted names. */
bool segbias_sql_is_from(const char *from);

/* Writes one statement, and a line end. The dialect is known and `from` is one. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_sql_write(const struct segbias_sql *sql, struct segbias_text *out,
                                      struct segbias_error *error);

#endif
