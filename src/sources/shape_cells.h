/* Room: sources. Cells that a database has counted for a plan (tally/sql_cells.h), as CSV.
 *
 *   segbias_cells,segment,column,value,by,by_value,records,weight,weight_squares
 *
 * and, where the plan is weighted, weight_fourths and weight_largest behind them; rows in any order. `segbias_cells` holds "1:" and the
 * plan's JSON in base64, the same in every row. `segment`, `value` and `by_value` hold a text behind its mark, `column` and `by` the
 * number of a column of the plan; anything else (empty, NULL) is a column rolled up. */
#ifndef SEGBIAS_SOURCES_SHAPE_CELLS_H
#define SEGBIAS_SOURCES_SHAPE_CELLS_H

#include "base/stream.h"
#include "tally/sql_cells.h"

#define SEGBIAS_CELLS_NAME "segbias_cells"

/* The names of the columns, in their order. */
enum { SEGBIAS_CELLS_COLUMNS = 11, SEGBIAS_CELLS_UNWEIGHTED = 9 };
extern const char *const segbias_cells_columns[SEGBIAS_CELLS_COLUMNS];

/* Whether a file that begins so holds cells. */
bool segbias_cells_begin(struct segbias_label bytes);

/* Reads them to their end. Errors: SEGBIAS_DATA, with the line, for what is no row of cells, is of two plans, or has weights that
 * cannot be used; those of the stream; SEGBIAS_SYSTEM. */
enum segbias_status segbias_cells_read(struct segbias_stream *stream, struct segbias_sql_cells *cells,
                                       struct segbias_error *error);

/* Whether every code is on the list by which its column is read, as of records. Errors: SEGBIAS_DATA, with the line. */
enum segbias_status segbias_cells_check_codes(const struct segbias_sql_cells *cells, const struct segbias_plan *plan,
                                              struct segbias_error *error);

#endif
