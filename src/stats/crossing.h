/* Room: stats. Tables of two or three attributes: what the attributes alone, without what they do together, lead to expect of
 * each cell. DEFINITIONS.md "Crossings".
 *
 * Cells stand with the last attribute fastest. All return false where memory is short, and leave their outputs as they are.
 */
#ifndef SEGBIAS_STATS_CROSSING_H
#define SEGBIAS_STATS_CROSSING_H

#include <stdbool.h>
#include <stddef.h>

enum { SEGBIAS_FIT_AXES_MAX = 4, SEGBIAS_FIT_MARGINS_MAX = 4 };

/* --- stat_ipf.c: iterative proportional fitting ------------------------------------------------------------------- */

struct segbias_margins {
	size_t size[SEGBIAS_FIT_AXES_MAX]; /* [axes], over 0 */
	size_t axes;
	unsigned kept[SEGBIAS_FIT_MARGINS_MAX]; /* [count]: of each margin the axes that it keeps, as bits */
	size_t count;
	const bool *apart; /* [cells]: they count in no margin, and are multiplied as the others; NULL: none is */
};

/* Multiplies table[cells] (all >= 0) along the margins until its own are those of target[cells]; *miss: by how much the worst
 * was off before the last round, at most 1e-9 of all that is counted unless 2,000 rounds did not get there. A margin of which
 * the table has nothing stays so. source: Deming and Stephan (1940); R loglin(start =). */
bool segbias_fit_margins(const struct segbias_margins *margins, const double *target, double *table, double *miss);

/* --- stat_crossing.c: cells against their parents ----------------------------------------------------------------- */

/* Parents: of two attributes each alone, of three each two of them. */
struct segbias_crossing_table {
	size_t size[SEGBIAS_FIT_AXES_MAX - 1]; /* [axes], over 0 */
	size_t axes;                           /* 2 or 3 */
	const double *count;                   /* [cells] of the campaign, whole */
	const double *reference; /* [cells] whole counts, or shares; 0: there is no such cell, and count is 0 */
	bool exact;              /* the reference's shares have no error; else it is a sample of counts */
};

struct segbias_crossing_cell {
	double
	    expected; /* of the campaign, by the parents alone; of a freed cell by the others, NaN where these do not say */
	double z, p; /* of the difference, two-sided; NaN of what is no cell or freed. Of an exact p z is that of p */
};

size_t segbias_crossing_cells(const struct segbias_crossing_table *table);

/* Tests every cell against "the parents alone": the campaign's and the reference's interactions are equal. freed[cells] are
 * left out of the fit (NULL: none). Where the margins fix a cell, or the fit does not end, p is 1.
 * source: the adjusted residual of a log-linear model, Haberman (1973); exact tails where under 10 are expected. */
bool segbias_crossing_fit(const struct segbias_crossing_table *table, const bool *freed,
                          struct segbias_crossing_cell *out);

/* p of the cell's being beyond a band of ratios to what its parents lead to expect: twice the smaller one-sided p at the
 * ratios low and high, at most 1. */
bool segbias_crossing_flag(const struct segbias_crossing_table *table, size_t cell, double low, double high, double *p);

/* While a cell has p <= most, frees the one with the largest z (within 1e-6 the one whose index is farthest from 100) and
 * fits again; at most the product of the sizes less 1. freed[cells] (all false before) and out[cells] are those of the end. */
bool segbias_crossing_free(const struct segbias_crossing_table *table, double most, bool *freed,
                           struct segbias_crossing_cell *out);

/* --- stat_bounds.c: what is known of each part alone --------------------------------------------------------------- */

/* Of a cell whose parts have these shares[count], each of all: the least and the most that it can be, and both can be. Where its
 * parts were independent it is their product, which lies between. source: Frechet (1935); Ruschendorf, Metrika 28 (1981). */
void segbias_crossing_bounds(const double *shares, size_t count, double *low, double *high);

enum { SEGBIAS_BOUNDS_CELLS_MAX = 200 };

/* Three attributes, of which more is known than each alone. */
struct segbias_known_tables {
	size_t size[3];
	const double *alone[3]; /* [size] shares of each */
	const double *pair
	    [3]; /* [size * size] of the first and second, the first and third, the second and third; NULL: not known */
};

enum segbias_bounds_state {
	SEGBIAS_BOUNDS_FOUND,
	SEGBIAS_BOUNDS_CONTRADICT, /* no table has all that is known */
	SEGBIAS_BOUNDS_MEMORY,
};

/* Of each cell of all three the least and the most that it can be, low[cells] and high[cells], and what it is if two of them are
 * independent within each value of the one that tables share, assumed[cells]. No pair known, or one, or two (a chain): closed forms. Of
 * three pairs linear programs where there are at most SEGBIAS_BOUNDS_CELLS_MAX cells (else what the chains leave, which is wider).
 * source: as above; Dobra and Fienberg, PNAS 97 (2000) 11885: decomposable margins. */
enum segbias_bounds_state segbias_bounds_triple(const struct segbias_known_tables *known, double *low, double *high,
                                                double *assumed);

/* Narrows the bounds low and high[cells] of the first and second attribute by the third, with which both are known; assumed as above. Never
 * out of memory. */
enum segbias_bounds_state segbias_bounds_pair(const struct segbias_known_tables *known, double *low, double *high,
                                              double *assumed);

#endif
