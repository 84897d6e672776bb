/* Room: stats. Symmetric matrices that are positive semidefinite: sums of squares of columns of which some may be sums of others. */
#ifndef SEGBIAS_STATS_SEMIDEFINITE_H
#define SEGBIAS_STATS_SEMIDEFINITE_H

#include <stddef.h>

/* Replaces the lower triangle of matrix[n * n] by its Cholesky factor L. A column of which those before leave less than 1e-11 of its
 * own square is left out: its diagonal is 0. source: Higham (2002), 10.3. */
void segbias_semidefinite_factor(double *matrix, size_t n);

/* Of such a factor, in place of vector[n]: L y = vector, and L' x = vector. What was left out is 0. */
void segbias_semidefinite_forward(const double *factor, size_t n, double *vector);
void segbias_semidefinite_backward(const double *factor, size_t n, double *vector);

#endif
