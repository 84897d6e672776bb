/* Association of the rows and columns of a table.
 *
 * source: Pearson (1900), without continuity correction; Cramer (1946); Bergsma, Journal of the Korean Statistical
 * Society 42 (2013), for the corrected V.
 */
#include "stats/stats.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Sums of rows and columns; false: a cell is negative or not finite. */
static bool sum_up(const double *table, size_t rows, size_t columns, double *row_sum, double *column_sum)
{
	for (size_t i = 0; i < rows; i++) {
		for (size_t j = 0; j < columns; j++) {
			double count = table[i * columns + j];
			if (!(count >= 0 && isfinite(count)))
				return false;
			row_sum[i] += count;
			column_sum[j] += count;
		}
	}
	return true;
}

/* Number of sums over zero; adds up the total. */
static double used(const double *sum, size_t size, double *total)
{
	double found = 0;
	*total = 0;
	for (size_t i = 0; i < size; i++) {
		found += sum[i] > 0;
		*total += sum[i];
	}
	return found;
}

static double pearson(const double *table, size_t rows, size_t columns, const double *row_sum, const double *column_sum,
                      double n)
{
	double chi2 = 0;
	for (size_t i = 0; i < rows; i++) {
		for (size_t j = 0; j < columns; j++) {
			double expected = row_sum[i] * (column_sum[j] / n);
			double gap = table[i * columns + j] - expected;
			if (expected > 0)
				chi2 += gap * gap / expected;
		}
	}
	return chi2;
}

static double smallest(const double *sum, size_t size)
{
	double least = INFINITY;
	for (size_t i = 0; i < size; i++)
		least = sum[i] > 0 ? fmin(least, sum[i]) : least;
	return least;
}

static double bergsma(double chi2, double n, double rows, double columns)
{
	double phi2 = fmax(0, chi2 / n - (rows - 1) * (columns - 1) / (n - 1));
	double rows_less = rows - 1 - (rows - 1) * (rows - 1) / (n - 1);
	double columns_less = columns - 1 - (columns - 1) * (columns - 1) / (n - 1);
	double least = fmin(rows_less, columns_less);
	return n > 1 && least > 0 ? fmin(1, sqrt(phi2 / least)) : NAN;
}

void segbias_association(const double *table, size_t rows, size_t columns, struct segbias_association *out)
{
	*out = (struct segbias_association){NAN, NAN, NAN, NAN, NAN, NAN};
	double *row_sum = segbias_memory_zeroed(rows + 1, sizeof *row_sum);
	double *column_sum = segbias_memory_zeroed(columns + 1, sizeof *column_sum);
	if (!row_sum || !column_sum || !sum_up(table, rows, columns, row_sum, column_sum))
		goto done;
	double n;
	double used_columns = used(column_sum, columns, &n);
	double used_rows = used(row_sum, rows, &n);
	if (used_rows < 2 || used_columns < 2)
		goto done;
	out->chi2 = pearson(table, rows, columns, row_sum, column_sum, n);
	out->expected_min = smallest(row_sum, rows) * (smallest(column_sum, columns) / n);
	out->df = (used_rows - 1) * (used_columns - 1);
	out->p = segbias_chi2_upper(out->chi2, out->df);
	out->v = fmin(1, sqrt(out->chi2 / (n * (fmin(used_rows, used_columns) - 1))));
	out->v_corrected = bergsma(out->chi2, n, used_rows, used_columns);
done:
	free(row_sum);
	free(column_sum);
}
