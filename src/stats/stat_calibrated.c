/* Variances of shares after calibration: those of the residuals on the calibration's levels.
 *
 * source: Deville and Sarndal, JASA 87 (1992) 376-382; R survey 4.1, svymean() of a calibrated design (d and not w in the
 * regression).
 */
#include "stats/calibrate.h"

#include "base/memory.h"
#include "stats/semidefinite.h"

#include <stdlib.h>
#include <string.h>

struct segbias_residuals {
	const struct segbias_weight_margins *c;
	const struct segbias_calibrated_records *r;
	double *factor; /* [levels * levels] of X'DX */
	double records;
};

void segbias_residuals_free(struct segbias_residuals *residuals)
{
	if (residuals)
		free(residuals->factor);
	free(residuals);
}

static const uint32_t *levels_of(const struct segbias_residuals *residuals, size_t record)
{
	return residuals->c->level + residuals->r->cell[record] * residuals->c->margins;
}

bool segbias_residuals_create(const struct segbias_weight_margins *c, const struct segbias_calibrated_records *r,
                              struct segbias_residuals **out)
{
	struct segbias_residuals *made = segbias_memory_zeroed(1, sizeof *made);
	double *factor = segbias_memory_zeroed(c->levels * c->levels + 1, sizeof *factor);
	if (!made || !factor) {
		free(made);
		free(factor);
		return false;
	}
	*made = (struct segbias_residuals){.c = c, .r = r, .factor = factor};
	for (size_t i = 0; i < r->count; i++) {
		const uint32_t *level = levels_of(made, i);
		made->records += r->records[i];
		for (size_t m = 0; m < c->margins; m++)
			for (size_t k = 0; k < c->margins; k++)
				factor[(size_t)level[m] * c->levels + level[k]] += r->records[i] * r->start[i];
	}
	segbias_semidefinite_factor(factor, c->levels);
	*out = made;
	return true;
}

bool segbias_residuals_variance(const struct segbias_residuals *residuals, const double *z, double total,
                                double *coefficient, double *variance)
{
	const struct segbias_weight_margins *c = residuals->c;
	const struct segbias_calibrated_records *r = residuals->r;
	double n = residuals->records;
	double sum = 0;
	double square = 0;
	double *b = segbias_memory_zeroed(c->levels + 1, sizeof *b);
	if (!b)
		return false;
	for (size_t i = 0; i < r->count; i++)
		for (size_t m = 0; m < c->margins; m++)
			b[levels_of(residuals, i)[m]] += r->records[i] * r->start[i] * z[i];
	segbias_semidefinite_forward(residuals->factor, c->levels, b);
	segbias_semidefinite_backward(residuals->factor, c->levels, b);
	for (int pass = 0; pass < 2; pass++) { /* the mean first */
		double mean = sum / n;
		for (size_t i = 0; i < r->count; i++) {
			double left = z[i];
			for (size_t m = 0; m < c->margins; m++)
				left -= b[levels_of(residuals, i)[m]];
			double u = r->weight[i] * left / total;
			sum += pass == 0 ? r->records[i] * u : 0;
			square += pass == 1 ? r->records[i] * (u - mean) * (u - mean) : 0;
		}
	}
	if (coefficient)
		memcpy(coefficient, b, c->levels * sizeof *b);
	*variance = n > 1 ? n / (n - 1) * square : 0;
	free(b);
	return true;
}
