/* Calibration by a distance: linear, cut to bounds, and logit.
 *
 * Factors F(u) with u the sum of a cell's multipliers meet the targets where the dual, sum of d G(u) less the targets times the
 * multipliers, is least (G' = F): convex, so that Newton with step halving ends.
 * source: Deville and Sarndal, JASA 87 (1992) 376-382.
 */
#include "stats/calibrate.h"

#include "base/memory.h"
#include "stats/semidefinite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS_MAX = 200, HALVINGS_MAX = 60 };
static const double MISS_MOST = 1e-10;
static const double MISS_NONE = 1e-14;
static const double SLOPE_LEAST = 1e-6; /* where all records of a level are at a bound it must still be able to move */
static const double ARMIJO = 1e-4;

struct dual {
	const struct segbias_weight_margins *c;
	const struct segbias_calibration_distance *distance;
	double all;                  /* start weights together */
	double *at, *tried, *step;   /* [levels] multipliers */
	double *residual, *tried_at; /* [levels] target less what the factors make */
	double *matrix;              /* [levels * levels] */
};

/* F, its slope, and G, at u. */
struct point {
	double f, slope, g;
};

static struct point logit_at(const struct segbias_calibration_distance *distance, double u)
{
	double below = 1 - distance->low;
	double above = distance->high - 1;
	double width = distance->high - distance->low;
	double a = width / (below * above);
	/* log(above + below exp(a u)), without overflow */
	double first = log(above);
	double second = log(below) + a * u;
	double larger = fmax(first, second);
	double sum = larger + log1p(exp(fmin(first, second) - larger));
	double part = exp(second - sum); /* below E / (above + below E) */
	return (struct point){distance->low + width * part, width * a * part * exp(first - sum),
	                      distance->low * u + width / a * sum};
}

static struct point linear_at(const struct segbias_calibration_distance *distance, double u)
{
	double low = distance->low - 1;
	double high = distance->high - 1;
	if (u < low)
		return (struct point){distance->low, 0, low + low * low / 2 + distance->low * (u - low)};
	if (u > high)
		return (struct point){distance->high, 0, high + high * high / 2 + distance->high * (u - high)};
	return (struct point){1 + u, 1, u + u * u / 2};
}

static struct point point_of(const struct dual *dual, const double *multipliers, size_t cell)
{
	const struct segbias_weight_margins *c = dual->c;
	double u = 0;
	for (size_t m = 0; m < c->margins; m++)
		u += multipliers[c->level[cell * c->margins + m]];
	return dual->distance->logit ? logit_at(dual->distance, u) : linear_at(dual->distance, u);
}

/* The dual at the multipliers, by all weights together, and what of the targets is left. */
static double evaluate(const struct dual *dual, const double *multipliers, double *residual)
{
	const struct segbias_weight_margins *c = dual->c;
	double value = 0;
	memcpy(residual, c->target, c->levels * sizeof *residual);
	for (size_t cell = 0; cell < c->cells; cell++) {
		struct point point = point_of(dual, multipliers, cell);
		value += c->weight[cell] * point.g;
		for (size_t m = 0; m < c->margins; m++)
			residual[c->level[cell * c->margins + m]] -= c->weight[cell] * point.f;
	}
	for (size_t i = 0; i < c->levels; i++)
		value -= c->target[i] * multipliers[i];
	return value / dual->all;
}

static double miss_of(const struct dual *dual, const double *residual)
{
	double worst = 0;
	for (size_t i = 0; i < dual->c->levels; i++)
		worst = fmax(worst, fabs(residual[i]));
	return worst / dual->all;
}

static void fill_matrix(const struct dual *dual)
{
	const struct segbias_weight_margins *c = dual->c;
	memset(dual->matrix, 0, c->levels * c->levels * sizeof *dual->matrix);
	for (size_t cell = 0; cell < c->cells; cell++) {
		const uint32_t *level = c->level + cell * c->margins;
		double slope = c->weight[cell] * fmax(point_of(dual, dual->at, cell).slope, SLOPE_LEAST);
		for (size_t m = 0; m < c->margins; m++)
			for (size_t k = 0; k < c->margins; k++)
				dual->matrix[(size_t)level[m] * c->levels + level[k]] += slope;
	}
}

/* Solves matrix * step = residual. What is left out is met by the others, as the margins' sums are the same. */
static void solve(const struct dual *dual)
{
	size_t n = dual->c->levels;
	memcpy(dual->step, dual->residual, n * sizeof *dual->step);
	segbias_semidefinite_factor(dual->matrix, n);
	segbias_semidefinite_forward(dual->matrix, n, dual->step);
	segbias_semidefinite_backward(dual->matrix, n, dual->step);
}

/* Goes along the step as far as it lowers the dual or, where that is all rounding, the miss. Returns whether it went anywhere. */
static bool advance(struct dual *dual, double *value, double *miss)
{
	const struct segbias_weight_margins *c = dual->c;
	double fall = 0;
	double length = 1;
	for (size_t i = 0; i < c->levels; i++)
		fall += dual->step[i] * dual->residual[i] / dual->all;
	for (int i = 0; i < HALVINGS_MAX; i++, length /= 2) {
		for (size_t k = 0; k < c->levels; k++)
			dual->tried[k] = dual->at[k] + length * dual->step[k];
		double there = evaluate(dual, dual->tried, dual->tried_at);
		double missed = miss_of(dual, dual->tried_at);
		if (!isfinite(there) || !(there < *value - ARMIJO * length * fall || missed < *miss / 2))
			continue;
		memcpy(dual->at, dual->tried, c->levels * sizeof *dual->at);
		memcpy(dual->residual, dual->tried_at, c->levels * sizeof *dual->residual);
		*value = there;
		*miss = missed;
		return true;
	}
	return false;
}

bool segbias_calibrate_distance(const struct segbias_weight_margins *c,
                                const struct segbias_calibration_distance *distance, double *factor,
                                struct segbias_calibrated *out)
{
	struct dual dual = {.c = c, .distance = distance};
	double *room = segbias_memory_zeroed(5 * c->levels + 1, sizeof *room);
	dual.matrix = segbias_memory_zeroed(c->levels * c->levels + 1, sizeof *dual.matrix);
	bool ok = room && dual.matrix;
	if (ok) {
		dual.at = room;
		dual.tried = room + c->levels;
		dual.step = room + 2 * c->levels;
		dual.residual = room + 3 * c->levels;
		dual.tried_at = room + 4 * c->levels;
		for (size_t cell = 0; cell < c->cells; cell++)
			dual.all += c->weight[cell];
		*out = (struct segbias_calibrated){0};
		double value = evaluate(&dual, dual.at, dual.residual);
		out->miss = miss_of(&dual, dual.residual);
		while (out->rounds < ROUNDS_MAX && out->miss > MISS_NONE) {
			fill_matrix(&dual);
			solve(&dual);
			if (!advance(&dual, &value, &out->miss))
				break;
			out->rounds++;
		}
		for (size_t cell = 0; cell < c->cells; cell++)
			factor[cell] = point_of(&dual, dual.at, cell).f;
		out->ended = out->miss <= MISS_MOST;
	}
	free(room);
	free(dual.matrix);
	return ok;
}
