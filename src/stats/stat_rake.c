/* Raking: iterative proportional fitting of weights to margins.
 *
 * source: Deming and Stephan, Ann. Math. Stat. 11 (1940) 427-444; Deville, Sarndal and Sautory, JASA 88 (1993) 1013-1020.
 */
#include "stats/calibrate.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS_MAX = 10000, STALLED_MOST = 20 };
static const double MISS_MOST = 1e-10;
static const double MISS_NONE = 1e-14; /* rounding alone */

static void add_up(const struct segbias_weight_margins *c, const double *factor, double *sums)
{
	for (size_t i = 0; i < c->levels; i++)
		sums[i] = 0;
	for (size_t cell = 0; cell < c->cells; cell++)
		for (size_t m = 0; m < c->margins; m++)
			sums[c->level[cell * c->margins + m]] += c->weight[cell] * factor[cell];
}

/* The levels of one margin alone. */
static void add_up_margin(const struct segbias_weight_margins *c, const double *factor, size_t margin, double *sums)
{
	for (size_t cell = 0; cell < c->cells; cell++)
		sums[c->level[cell * c->margins + margin]] = 0;
	for (size_t cell = 0; cell < c->cells; cell++)
		sums[c->level[cell * c->margins + margin]] += c->weight[cell] * factor[cell];
}

static double miss_of(const struct segbias_weight_margins *c, const double *factor, double *sums)
{
	double worst = 0;
	double all = 0;
	add_up(c, factor, sums);
	for (size_t i = 0; i < c->levels; i++)
		worst = fmax(worst, fabs(sums[i] - c->target[i]));
	for (size_t cell = 0; cell < c->cells; cell++)
		all += c->weight[cell] * factor[cell];
	return worst / all;
}

bool segbias_calibration_miss(const struct segbias_weight_margins *c, const double *factor, double *miss)
{
	double *sums = segbias_memory_zeroed(c->levels + 1, sizeof *sums);
	if (!sums)
		return false;
	*miss = miss_of(c, factor, sums);
	free(sums);
	return true;
}

bool segbias_calibrate_rake(const struct segbias_weight_margins *c, double *factor, struct segbias_calibrated *out)
{
	double *sums = segbias_memory_zeroed(c->levels + 1, sizeof *sums);
	double best = INFINITY;
	size_t stalled = 0; /* rounds since it got better */
	if (!sums)
		return false;
	*out = (struct segbias_calibrated){.miss = INFINITY};
	for (size_t cell = 0; cell < c->cells; cell++)
		factor[cell] = 1;
	/* On as long as that gets better: where margins go together the weights are farther off than the margins. */
	while (out->rounds < ROUNDS_MAX && out->miss > MISS_NONE &&
	       !(out->miss <= MISS_MOST && stalled > STALLED_MOST)) {
		for (size_t m = 0; m < c->margins; m++) {
			add_up_margin(c, factor, m, sums);
			for (size_t cell = 0; cell < c->cells; cell++) {
				uint32_t level = c->level[cell * c->margins + m];
				factor[cell] *= sums[level] > 0 ? c->target[level] / sums[level] : 1;
			}
		}
		out->miss = miss_of(c, factor, sums);
		stalled = out->miss < best ? 0 : stalled + 1;
		best = fmin(best, out->miss);
		out->rounds++;
	}
	out->ended = out->miss <= MISS_MOST;
	free(sums);
	return true;
}
