/* Room: tally. Cells that a database has counted for a plan: which it is asked for (tally/sql.h), and how what it gives back becomes
 * a tally.
 *
 * A cell belongs to a set: the segment or none, and up to two columns of the plan. Texts come as they stand in the data behind a
 * mark, and what they mean is decided here, by the plan, as for records of a file. Every set must add up to the total.
 */
#ifndef SEGBIAS_TALLY_SQL_CELLS_H
#define SEGBIAS_TALLY_SQL_CELLS_H

#include "base/decimal.h"
#include "tally/tally.h"

/* How a text begins: a text itself; NULL; of a column that is not compared, a value. */
enum { SEGBIAS_SQL_TEXT = ':', SEGBIAS_SQL_NULL = '-', SEGBIAS_SQL_VALUE = '+' };

/* Names in the place of a column's number: how many records a database could not count. */
#define SEGBIAS_SQL_BAD_WEIGHTS "bad_weights"
#define SEGBIAS_SQL_BAD_SEGMENTS "bad_segments"

enum { SEGBIAS_SQL_COLUMNS_MAX = 2 };

struct segbias_sql_set {
	bool segmented;
	uint32_t count;
	uint32_t columns[SEGBIAS_SQL_COLUMNS_MAX]; /* rising */
};

struct segbias_sql_cell {
	struct segbias_sql_set set;
	struct segbias_label segment; /* with its mark, as the values; bytes NULL: none */
	struct segbias_label values[SEGBIAS_SQL_COLUMNS_MAX];
	uint64_t records;
	struct segbias_decimal weight, square, largest; /* weighted only */
	double fourth;
	uint64_t line;
};

/* Zero-initialise. */
struct segbias_sql_cells {
	struct segbias_arena arena;
	const char *file;          /* for messages */
	struct segbias_label plan; /* the plan's JSON */
	struct segbias_sql_cell *items;
	size_t count, capacity;
	bool weighted; /* a cell has weights … */
	bool inexact;  /* … that no double holds: sums are not those of rows to the last bit */
};

void segbias_sql_cells_release(struct segbias_sql_cells *cells);

/* Whether column 0 is the segments: of one column, or of several whose records may be in some at once. */
bool segbias_sql_segmented(const struct segbias_plan *plan);

/* The sets that the plan needs, in their order, once each; *out lives in the arena. The total is the first. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_sql_sets(const struct segbias_plan *plan, struct segbias_arena *arena,
                                     struct segbias_sql_set **out, size_t *count, struct segbias_error *error);

/* Counts the cells into a tally of the plan, which is empty, and finishes it. Errors: SEGBIAS_DATA where a cell is of no set, or came
 * twice, or a set does not add up; SEGBIAS_SYSTEM. */
enum segbias_status segbias_sql_cells_pour(const struct segbias_sql_cells *cells, const struct segbias_plan *plan,
                                           struct segbias_tally *tally, struct segbias_error *error);

#endif
