/* Cholesky factors of matrices that need not have full rank. source: Higham, Accuracy and Stability (2002), 10.3. */
#include "stats/semidefinite.h"

#include <math.h>

static const double PIVOT_LEAST = 1e-11; /* of a column's own: with less the columns before have it */

static double inner(const double *a, size_t n, size_t i, size_t j, size_t count)
{
	double sum = 0;
	for (size_t k = 0; k < count; k++)
		sum += a[i * n + k] * a[j * n + k];
	return sum;
}

void segbias_semidefinite_factor(double *matrix, size_t n)
{
	for (size_t j = 0; j < n; j++) {
		double own = matrix[j * n + j];
		double pivot = own - inner(matrix, n, j, j, j);
		double root = own > 0 && pivot > PIVOT_LEAST * own ? sqrt(pivot) : 0;
		matrix[j * n + j] = root;
		for (size_t i = j + 1; i < n; i++)
			matrix[i * n + j] = root > 0 ? (matrix[i * n + j] - inner(matrix, n, i, j, j)) / root : 0;
	}
}

void segbias_semidefinite_forward(const double *factor, size_t n, double *vector)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < i; k++)
			vector[i] -= factor[i * n + k] * vector[k];
		vector[i] = factor[i * n + i] > 0 ? vector[i] / factor[i * n + i] : 0;
	}
}

void segbias_semidefinite_backward(const double *factor, size_t n, double *vector)
{
	for (size_t i = n; i-- > 0;) {
		for (size_t k = i + 1; k < n; k++)
			vector[i] -= factor[k * n + i] * vector[k];
		vector[i] = factor[i * n + i] > 0 ? vector[i] / factor[i * n + i] : 0;
	}
}
