/* Room: sources. The cells of a file in memory: its head, or the whole of an aggregated table.
 *
 * A table of counts is small, and what it is can only be told from all of it: which rows are totals, which columns are
 * periods. Records are never held: they are poured as they come. Memory grows with cells (4 bytes each) and with
 * different spellings. */
#ifndef SEGBIAS_SOURCES_GRID_H
#define SEGBIAS_SOURCES_GRID_H

#include "base/intern.h"
#include "csv/reader.h"
#include "tally/head.h"
#include "values/form.h"

/* Beyond so many rows a message names the line of a cell, and not its column. */
enum { SEGBIAS_GRID_PLACED_MAX = 65536 };

/* Where a cell begins. */
struct segbias_grid_place {
	uint32_t line, column; /* line: after the row's first */
};

struct segbias_grid {
	size_t width, rows, capacity;
	size_t blank_rows;                 /* rows without any value, which are not among the rows */
	uint32_t *ids;                     /* [rows * width]: which spelling of its column a cell is */
	struct segbias_intern *spellings;  /* [width] */
	uint64_t *lines;                   /* [rows]; 0: not known */
	struct segbias_grid_place *places; /* [min(rows, SEGBIAS_GRID_PLACED_MAX) * width]; NULL: of a head */
	bool placed;
	const struct segbias_form *form;   /* whose lists say what codes mean that are added; NULL: none … */
	const struct segbias_label *names; /* [width]: … by the names of the columns */
	bool *outside;                     /* [rows]: not taken by --where; NULL: all are taken */
	bool *dropped;                     /* [rows]: left out of what is counted; NULL: none is */
};

enum segbias_status segbias_grid_create(size_t width, struct segbias_grid **out, struct segbias_error *error);
void segbias_grid_free(struct segbias_grid *grid);

/* Adds the rows of the head. */
enum segbias_status segbias_grid_add_head(struct segbias_grid *grid, const struct segbias_head *head,
                                          struct segbias_error *error);

/* Adds a record of a batch of the reader. */
enum segbias_status segbias_grid_add_record(struct segbias_grid *grid, const struct segbias_csv *csv,
                                            const struct segbias_csv_batch *batch, size_t record,
                                            struct segbias_error *error);

/* After the last row: room for `outside` and `dropped`. */
enum segbias_status segbias_grid_finish(struct segbias_grid *grid, struct segbias_error *error);

static inline uint32_t segbias_grid_id(const struct segbias_grid *grid, size_t row, size_t field)
{
	return grid->ids[row * grid->width + field];
}

static inline struct segbias_label segbias_grid_cell(const struct segbias_grid *grid, size_t row, size_t field)
{
	return grid->spellings[field].labels[segbias_grid_id(grid, row, field)];
}

/* Whether the row counts for evidence: taken by --where and not left out. */
static inline bool segbias_grid_takes(const struct segbias_grid *grid, size_t row)
{
	return !(grid->outside && grid->outside[row]) && !(grid->dropped && grid->dropped[row]);
}

/* Line and column of a cell; 0 where they are not kept. */
void segbias_grid_locate(const struct segbias_grid *grid, size_t row, size_t field, uint64_t *line, uint64_t *column);

#endif
