/* Little's test of numbers that are missing completely at random, from the sufficient statistics of each pattern.
 *
 * Under the hypothesis the means of all patterns are the same but for chance. Mean and covariance are estimated by EM;
 * sweeping the covariance on the observed columns gives all that an E step needs: the negative inverse of the observed
 * block, the regressions of the missing columns on the observed ones, and what these leave unexplained. Where much is
 * missing, EM alone takes thousands of short steps in one direction: every other step is drawn out.
 *
 * source: Little, JASA 83 (1988) 1198-1202; Little and Rubin (2002), sections 7.4 and 11.2; Varadhan and Roland,
 * Scandinavian Journal of Statistics 35 (2008), for the long steps (SQUAREM, S3). Of the two conventions for the
 * covariance (divisor n, or n - 1 as in Little's text) it is n, as in R naniar's mcar_test: 35.1 for R's airquality,
 * where the other gives 34.9.
 */
#include "stats/stats.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A larger change of an estimate in one step, in standard deviations, is not yet convergence, */
static const double CHANGE_MAX = 1e-12;
/* and neither is a larger one that can be foreseen for all later steps. */
static const double REST_MAX = 1e-10;
enum { ITERATIONS_MAX = 2000 };
/* A column of which the others leave no larger part of the variance unexplained is determined by them. */
static const double UNEXPLAINED_MIN = 1e-10;
/* A standard deviation that is no larger part of the mean is rounding: the column is constant. */
static const double SPREAD_MIN = 1e-13;

struct em {
	const struct segbias_mcar_pattern *patterns;
	size_t count, columns;
	double rows;
	double *centre;     /* [columns]: mean of the rows that know the column; all other means are relative to it */
	double *scale;      /* [columns]: standard deviation of these rows */
	double *mean;       /* [columns], the estimate; the covariance follows it in memory */
	double *covariance; /* [columns * columns], the estimate */
	double *before[2];  /* [columns + columns * columns]: mean and covariance, one and two E steps before */
	double *sum;        /* [columns]: of an E step, of the completed rows less the mean */
	double *product;    /* [columns * columns], lower half: of their products */
	double *pivots;     /* [columns]: the row that is swept */
	double *gap;        /* [columns]: a pattern's completed mean less the mean */
	double *swept;      /* [columns * columns]: the covariance, swept on a pattern's columns */
	double *part;       /* [columns * columns]: regressions times scatter */
};

/* Rows without any observed column say nothing. */
static bool informative(const struct segbias_mcar_pattern *pattern, size_t columns)
{
	for (size_t i = 0; i < columns; i++)
		if (pattern->observed[i])
			return pattern->count > 0;
	return false;
}

static bool valid(const struct segbias_mcar_pattern *pattern, size_t columns)
{
	if (!(pattern->count >= 0 && isfinite(pattern->count)))
		return false;
	for (size_t i = 0; i < columns && pattern->count > 0; i++) {
		if (!pattern->observed[i])
			continue;
		if (!isfinite(pattern->mean[i]) || !(pattern->scatter[i * columns + i] >= 0))
			return false;
		for (size_t j = 0; j < columns; j++)
			if (pattern->observed[j] && !isfinite(pattern->scatter[i * columns + j]))
				return false;
	}
	return true;
}

/* Mean and variance of the rows that know column i; false: there are none, or it is constant. */
static bool start_column(struct em *em, size_t i)
{
	size_t columns = em->columns;
	double rows = 0, mean = 0, squares = 0;
	for (size_t j = 0; j < em->count; j++) {
		const struct segbias_mcar_pattern *pattern = &em->patterns[j];
		if (!pattern->observed[i] || !(pattern->count > 0))
			continue;
		double gap = pattern->mean[i] - mean;
		double before = rows;
		rows += pattern->count;
		mean += gap * pattern->count / rows;
		squares += pattern->scatter[i * columns + i] + gap * gap * before * (pattern->count / rows);
	}
	em->centre[i] = mean;
	em->scale[i] = sqrt(squares / rows);
	em->covariance[i * columns + i] = squares / rows;
	return rows > 0 && isfinite(squares) && em->scale[i] > SPREAD_MIN * fabs(mean);
}

/* Estimates to begin with, and what is known before; false: there is no test. */
static bool start(struct em *em, struct segbias_mcar *out)
{
	double patterns = 0, observed = 0;
	for (size_t j = 0; j < em->count; j++) {
		if (!valid(&em->patterns[j], em->columns))
			return false;
		if (!informative(&em->patterns[j], em->columns))
			continue;
		patterns++;
		em->rows += em->patterns[j].count;
		for (size_t i = 0; i < em->columns; i++)
			observed += em->patterns[j].observed[i];
	}
	for (size_t i = 0; i < em->columns; i++)
		if (!start_column(em, i))
			return false;
	out->patterns = patterns;
	out->df = observed - (double)em->columns;
	return em->columns > 0;
}

/* Sweep of the lower half of em->swept on k. */
static void sweep(struct em *em, size_t k)
{
	size_t columns = em->columns;
	double *matrix = em->swept;
	double *row = em->pivots;
	double pivot = matrix[k * columns + k];
	for (size_t i = 0; i < columns; i++)
		row[i] = i < k ? matrix[k * columns + i] : matrix[i * columns + k];
	for (size_t i = 0; i < columns; i++) {
		double factor = row[i] / pivot;
		for (size_t j = 0; j <= i; j++)
			matrix[i * columns + j] -= factor * row[j];
	}
	for (size_t i = 0; i < columns; i++)
		matrix[i < k ? k * columns + i : i * columns + k] = row[i] / pivot;
	matrix[k * columns + k] = -1 / pivot;
}

/* The covariance swept on the observed columns (NULL: on all); false: it is singular. */
static bool sweep_observed(struct em *em, const bool *observed)
{
	size_t columns = em->columns;
	memcpy(em->swept, em->covariance, columns * columns * sizeof *em->swept);
	for (size_t k = 0; k < columns; k++) {
		if (observed && !observed[k])
			continue;
		if (!(em->swept[k * columns + k] > UNEXPLAINED_MIN * em->covariance[k * columns + k]))
			return false;
		sweep(em, k);
	}
	for (size_t i = 0; i < columns; i++)
		for (size_t j = 0; j < i; j++)
			em->swept[j * columns + i] = em->swept[i * columns + j];
	return true;
}

/* The pattern's mean less the estimate, completed by the regressions. */
static void find_gap(struct em *em, const struct segbias_mcar_pattern *pattern)
{
	for (size_t i = 0; i < em->columns; i++)
		em->gap[i] = pattern->observed[i] ? pattern->mean[i] - em->centre[i] - em->mean[i] : 0;
	for (size_t i = 0; i < em->columns; i++)
		for (size_t k = 0; k < em->columns && !pattern->observed[i]; k++)
			if (pattern->observed[k])
				em->gap[i] += em->swept[i * em->columns + k] * em->gap[k];
}

/* Row i of the regressions times column k of the scatter, both in terms of observed columns. */
static double times_scatter(const struct em *em, const struct segbias_mcar_pattern *pattern, size_t i, size_t k)
{
	size_t columns = em->columns;
	if (pattern->observed[i])
		return pattern->scatter[i * columns + k];
	double sum = 0;
	for (size_t l = 0; l < columns; l++)
		if (pattern->observed[l])
			sum += em->swept[i * columns + l] * pattern->scatter[l * columns + k];
	return sum;
}

/* Scatter of columns i and j of the completed rows, with what the regressions leave unexplained. */
static double completed_scatter(const struct em *em, const struct segbias_mcar_pattern *pattern, size_t i, size_t j)
{
	size_t columns = em->columns;
	if (pattern->observed[j])
		return em->part[i * columns + j];
	if (pattern->observed[i])
		return em->part[j * columns + i];
	double sum = pattern->count * em->swept[i * columns + j];
	for (size_t k = 0; k < columns; k++)
		if (pattern->observed[k])
			sum += em->part[i * columns + k] * em->swept[j * columns + k];
	return sum;
}

static bool expect_pattern(struct em *em, const struct segbias_mcar_pattern *pattern)
{
	size_t columns = em->columns;
	if (!sweep_observed(em, pattern->observed))
		return false;
	find_gap(em, pattern);
	for (size_t i = 0; i < columns; i++)
		for (size_t k = 0; k < columns; k++)
			if (pattern->observed[k])
				em->part[i * columns + k] = times_scatter(em, pattern, i, k);
	for (size_t i = 0; i < columns; i++) {
		em->sum[i] += pattern->count * em->gap[i];
		for (size_t j = 0; j <= i; j++)
			em->product[i * columns + j] +=
			    pattern->count * em->gap[i] * em->gap[j] + completed_scatter(em, pattern, i, j);
	}
	return true;
}

/* New estimates from the sums. The largest change, all estimates of a column taken together, in standard deviations;
 * NaN: an estimate is no number. */
static double maximise(struct em *em)
{
	size_t columns = em->columns;
	double change = 0;
	for (size_t i = 0; i < columns; i++) {
		double shift = em->sum[i] / em->rows;
		em->product[i * columns + i] = em->product[i * columns + i] / em->rows - shift * shift;
		double deviation = sqrt(em->product[i * columns + i]);
		double step = fabs(shift) / deviation;
		for (size_t j = 0; j < i; j++) {
			double covariance = em->product[i * columns + j] / em->rows - shift * (em->sum[j] / em->rows);
			double scale = deviation * sqrt(em->product[j * columns + j]);
			step += fabs(covariance - em->covariance[i * columns + j]) / scale;
			em->covariance[i * columns + j] = em->covariance[j * columns + i] = covariance;
		}
		step += fabs(em->product[i * columns + i] - em->covariance[i * columns + i]) / (deviation * deviation);
		em->covariance[i * columns + i] = em->product[i * columns + i];
		em->mean[i] += shift;
		if (isnan(step))
			return NAN;
		change = fmax(change, step);
	}
	return change;
}

/* One step of EM; its largest change, NaN where there is no test. */
static double step(struct em *em)
{
	memset(em->sum, 0, em->columns * sizeof *em->sum);
	memset(em->product, 0, em->columns * em->columns * sizeof *em->product);
	for (size_t j = 0; j < em->count; j++)
		if (informative(&em->patterns[j], em->columns) && !expect_pattern(em, &em->patterns[j]))
			return NAN;
	return maximise(em);
}

/* Of one parameter, the last step but one (`turn`: what the last step did differently), squared. */
static double square_of(const struct em *em, size_t i, double unit, bool turn)
{
	double x = em->before[0][i] - em->before[1][i];
	if (turn)
		x = em->mean[i] - em->before[0][i] - x;
	return (x / unit) * (x / unit);
}

/* The length of that, over all parameters in standard deviations. */
static double length_of(const struct em *em, bool turn)
{
	size_t columns = em->columns;
	double sum = 0;
	for (size_t i = 0; i < columns; i++) {
		sum += square_of(em, i, em->scale[i], turn);
		for (size_t j = 0; j < columns; j++)
			sum += square_of(em, columns + i * columns + j, em->scale[i] * em->scale[j], turn);
	}
	return sqrt(sum);
}

/* Goes on in the direction of the last two steps, where the covariance stays one. */
static void extrapolate(struct em *em)
{
	size_t size = em->columns + em->columns * em->columns;
	double factor = length_of(em, false) / length_of(em, true);
	if (!(factor > 1 && isfinite(factor)))
		return;
	for (size_t i = 0; i < size; i++) {
		double first = em->before[0][i] - em->before[1][i];
		double second = em->mean[i] - em->before[0][i];
		em->before[0][i] = em->mean[i];
		em->mean[i] = em->before[1][i] + 2 * factor * first + factor * factor * (second - first);
	}
	if (!sweep_observed(em, NULL))
		memcpy(em->mean, em->before[0], size * sizeof *em->mean);
}

/* Whether two steps in a row, of these sizes, have arrived: as a geometric series, what is still to come is the second
 * one's size times the ratio / (1 - ratio). On the way to a singular covariance the steps get short without end. */
static bool arrived(double first, double second)
{
	return second <= CHANGE_MAX && second * second <= REST_MAX * fabs(first - second);
}

/* false: there is no test. */
static bool iterate(struct em *em, struct segbias_mcar *out)
{
	size_t bytes = (em->columns + em->columns * em->columns) * sizeof *em->mean;
	double change[2] = {NAN, NAN};
	while (out->iterations < ITERATIONS_MAX && !out->converged) {
		bool second = out->iterations % 2 == 1;
		memcpy(em->before[second ? 0 : 1], em->mean, bytes);
		change[second] = step(em);
		out->iterations++;
		if (isnan(change[second]))
			return false;
		if (!second)
			continue;
		out->converged = arrived(change[0], change[1]);
		if (!out->converged)
			extrapolate(em);
	}
	/* Columns of which no pattern knows all may not have been looked at together yet. */
	out->converged = out->converged && sweep_observed(em, NULL);
	return out->converged;
}

/* n_j (mean_j - mean)' inverse (mean_j - mean) of the observed columns; NaN where they turn out to be singular. */
static double distance(struct em *em, const struct segbias_mcar_pattern *pattern)
{
	if (!sweep_observed(em, pattern->observed))
		return NAN;
	find_gap(em, pattern);
	double sum = 0;
	for (size_t i = 0; i < em->columns; i++)
		for (size_t k = 0; k < em->columns && pattern->observed[i]; k++)
			if (pattern->observed[k])
				sum -= em->gap[i] * em->swept[i * em->columns + k] * em->gap[k];
	return pattern->count * sum;
}

static bool em_init(struct em *em, const struct segbias_mcar_pattern *patterns, size_t count, size_t columns)
{
	*em = (struct em){.patterns = patterns, .count = count, .columns = columns};
	if (columns >= SIZE_MAX / sizeof *em->mean / 8 / (columns + 1))
		return false;
	size_t square = columns * columns;
	em->mean = segbias_memory_zeroed(8 * columns + 6 * square + 1, sizeof *em->mean);
	if (!em->mean)
		return false;
	em->covariance = em->mean + columns;
	em->before[0] = em->covariance + square;
	em->before[1] = em->before[0] + columns + square;
	em->product = em->before[1] + columns + square;
	em->swept = em->product + square;
	em->part = em->swept + square;
	em->sum = em->part + square;
	em->gap = em->sum + columns;
	em->pivots = em->gap + columns;
	em->centre = em->pivots + columns;
	em->scale = em->centre + columns;
	return true;
}

bool segbias_mcar(const struct segbias_mcar_pattern *patterns, size_t count, size_t columns, struct segbias_mcar *out)
{
	*out = (struct segbias_mcar){NAN, NAN, NAN, NAN, 0, false};
	struct em em;
	if (!em_init(&em, patterns, count, columns))
		return false;
	if (start(&em, out) && iterate(&em, out)) {
		out->statistic = 0;
		for (size_t j = 0; j < count; j++)
			if (informative(&patterns[j], columns))
				out->statistic += distance(&em, &patterns[j]);
		out->p = segbias_chi2_upper(out->statistic, out->df);
	} else {
		out->df = NAN;
	}
	free(em.mean);
	return true;
}
