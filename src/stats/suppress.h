/* Room: stats. Which cells of a table are not to be published, so that no small one can be told from the others. See ratio.h
 * for what belongs in the room.
 *
 * A table has a row for each group and, first, one for all of them together, whose cells are the sums of the others'. The
 * sum of every row is published. Who reads it knows each published cell, these sums, and, as zeros are published, that a
 * withheld cell is 1 or more, and 0 or more in a row of which nothing is: what it may be then is the range of a linear program. The equations are those of a network: a row and a column are
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
	double width;        /* K: a small cell must have K counts that it may be, K or more among them */
	bool *withheld;      /* [rows * columns], filled: with the cells of unseen rows */
	size_t open;         /* filled: withheld cells whose range is too narrow all the same */
	const double
	    *floor; /* NULL, or [rows * columns]: what a cell is known to be at least, beside that it is no 0 */
};

/* Whether the row's records are too few to protect a small cell of it, whatever is withheld: what a cell may be more the others
 * must be less, and none of them can be less than 1. */
bool segbias_suppression_is_tight(const struct segbias_suppression *table, size_t row);

/* Withholds small cells and as few records beside them as the rectangles need: for each, the smallest first, unless its range
 * is wide enough already, the rectangle (its row and another, its column and another) of least records whose other cells are
 * not 0 and which alone is wide enough; without one all that is not 0 of its row, and the sums above it. At last every range
 * is looked at again. false: out of memory. */
bool segbias_suppress(struct segbias_suppression *table);

/* The width of what the withheld cell may be, or `enough` where it is at least that. NaN: out of memory. */
double segbias_suppression_range(const struct segbias_suppression *table, size_t row, size_t column, double enough);

#endif
