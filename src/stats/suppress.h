/* Room: stats. Which cells of a table are not to be published, so that no small one can be told from the others. See ratio.h
 * for what belongs in the room.
 *
 * A table has a row for each group and, first, one for all of them together, whose cells are the sums of the others'. The
 * sum of every row is published. Who reads it knows each published cell, these sums, and that no cell is below 0: what a
 * withheld cell may be then is the range of a linear program. The equations are those of a network: a row and a column are
 * nodes, a withheld cell is an edge, and what it may be more is the largest flow from its column back to its row through
 * other withheld cells. So the range is found exactly, in whole numbers, and the search ends as soon as it is wide enough.
 *
 * source: Kelly, Golden, Assad, Networks 22 (1992), for the network; Giessing and Repsilber, LNCS 2316 (2002), for the
 * hypercube; Meindl and Templ, sdcTable, for the protection level.
 */
#ifndef SEGBIAS_STATS_SUPPRESS_H
#define SEGBIAS_STATS_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>

struct segbias_suppression {
	size_t rows, columns;
	const double *count; /* [rows * columns], row by row, whole numbers; row 0: the sums of the others */
	const bool *small;   /* [rows * columns]: what is to be withheld in any case */
	const bool *unseen;  /* [rows]: none of its cells is published, but their sum is known */
	double width;        /* that the range of a small cell needs */
	bool *withheld;      /* [rows * columns], filled: with the cells of unseen rows */
	size_t
	    open; /* filled: withheld cells whose range is too narrow all the same; 0 where every row sums to `width` or to 0 */
};

/* Withholds small cells and as few records beside them as the rectangles need: for each, the smallest first, unless its range
 * is wide enough already, the rectangle (its row and another, its column and another) of least records whose other cells are
 * not 0 and which alone gives the width; without one all that is not 0 of its row, and the sums above it. At last every range
 * is looked at again. false: out of memory. */
bool segbias_suppress(struct segbias_suppression *table);

/* The width of what the withheld cell may be, or `enough` where it is at least that. NaN: out of memory. */
double segbias_suppression_range(const struct segbias_suppression *table, size_t row, size_t column, double enough);

#endif
