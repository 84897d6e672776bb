/* Room: stats. Linear programs of few rows and many columns: weights that come near to targets, and people to exchange.
 */
#ifndef SEGBIAS_STATS_SIMPLEX_H
#define SEGBIAS_STATS_SIMPLEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The smallest sum of cost[j] x[j] with sum of entries times x = target in each row, and low <= x <= high. */
struct segbias_program {
	size_t rows, columns;
	const size_t *first;  /* [columns + 1] of the entries of each column */
	const uint32_t *row;  /* [first[columns]] */
	const double *entry;  /* [first[columns]]; NULL: all are 1 */
	const double *target; /* [rows] */
	const double *low;    /* [columns] finite */
	const double *high;   /* [columns] */
	const double *cost;   /* [columns] */
	double miss_cost;     /* of what a row differs from its target; INFINITY: none may */
	size_t rounds_most;   /* after which it is given up; 0: by its size */
};

enum segbias_program_state {
	SEGBIAS_PROGRAM_SOLVED,
	SEGBIAS_PROGRAM_INFEASIBLE,
	SEGBIAS_PROGRAM_FAILED, /* memory, or it did not end in so many rounds */
};

/* --- stat_simplex.c ---------------------------------------------------------------------------------------------- */

/* Solves it: x[columns], and by how much each row is short of its target (under 0: over it) in miss[rows]; they stay as they are
 * where it is not solved. source: Chvatal, Linear Programming (1983), chapters 7 and 8; Bland's rule where it stalls. */
enum segbias_program_state segbias_program_solve(const struct segbias_program *program, double *x, double *miss);

/* The same again and again, with other bounds `low` and `high` in the arrays of the program, which are borrowed until it is freed: each
 * time from where the last one ended. *rounds: how many it took are added. NULL: out of memory. */
struct segbias_simplex;
struct segbias_simplex *segbias_simplex_create(const struct segbias_program *program);
enum segbias_program_state segbias_simplex_solve(struct segbias_simplex *t, double *x, double *miss, size_t *rounds);
void segbias_simplex_free(struct segbias_simplex *t);

#endif
