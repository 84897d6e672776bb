/* Which targets no weights meet: the smallest total miss, by a linear program. A column is a cell's, with one 1 a margin, a row a
 * level's, and weights are measured by all of them together.
 */
#include "stats/calibrate.h"

#include "base/memory.h"
#include "stats/simplex.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The cells `times` over; `program` borrows the rest. */
struct weights {
	struct segbias_program program;
	size_t *first;
	uint32_t *row;
	double *low; /* with all that follows it */
	double *high, *cost, *target, *x, *miss;
	double all;
};

static void weights_release(struct weights *w)
{
	free(w->first);
	free(w->row);
	free(w->low);
}

static bool weights_init(struct weights *w, const struct segbias_weight_margins *c, size_t times, double miss_cost)
{
	size_t columns = times * c->cells;
	size_t entries = c->cells * c->margins;
	*w = (struct weights){.first = segbias_memory_zeroed(columns + 1, sizeof *w->first),
	                      .row = segbias_memory_zeroed(times * entries + 1, sizeof *w->row),
	                      .low = segbias_memory_zeroed(4 * columns + 2 * c->levels + 1, sizeof *w->low)};
	if (!w->first || !w->row || !w->low)
		return false;
	w->high = w->low + columns;
	w->cost = w->high + columns;
	w->x = w->cost + columns;
	w->target = w->x + columns;
	w->miss = w->target + c->levels;
	for (size_t i = 0; i < times; i++)
		memcpy(w->row + i * entries, c->level, entries * sizeof *w->row);
	for (size_t j = 0; j < columns; j++) {
		w->first[j + 1] = w->first[j] + c->margins;
		w->high[j] = INFINITY;
	}
	for (size_t i = 0; i < c->cells; i++)
		w->all += c->weight[i];
	for (size_t i = 0; i < c->levels; i++)
		w->target[i] = c->target[i] / w->all;
	w->program = (struct segbias_program){.rows = c->levels,
	                                      .columns = columns,
	                                      .first = w->first,
	                                      .row = w->row,
	                                      .target = w->target,
	                                      .low = w->low,
	                                      .high = w->high,
	                                      .cost = w->cost,
	                                      .miss_cost = miss_cost};
	return true;
}

static bool solve(struct weights *w)
{
	return segbias_program_solve(&w->program, w->x, w->miss) == SEGBIAS_PROGRAM_SOLVED;
}

bool segbias_calibration_shortfall(const struct segbias_weight_margins *c, double low, double high, double *shortfall,
                                   double *total)
{
	struct weights w;
	bool ok = weights_init(&w, c, 1, 1);
	for (size_t j = 0; ok && j < c->cells; j++) {
		w.low[j] = low * c->weight[j] / w.all;
		w.high[j] = high * c->weight[j] / w.all;
	}
	ok = ok && solve(&w);
	if (ok)
		*total = 0;
	for (size_t i = 0; ok && i < c->levels; i++) {
		shortfall[i] = w.miss[i] * w.all;
		*total += fabs(shortfall[i]);
	}
	weights_release(&w);
	return ok;
}

bool segbias_calibration_forced(const struct segbias_weight_margins *c, bool *forced, bool *any)
{
	/* So little of every cell is worth having; slack is worse than any of it. */
	static const double LITTLE = 1e-6;
	static const double SLACK_COST = 1e3;
	struct weights w;
	bool ok = weights_init(&w, c, 2, SLACK_COST);
	for (size_t j = 0; ok && j < c->cells; j++) {
		w.high[j] = LITTLE * c->weight[j] / w.all;
		w.cost[j] = -1;
	}
	ok = ok && solve(&w);
	if (ok)
		*any = false;
	for (size_t j = 0; ok && j < c->cells; j++) {
		forced[j] = w.x[j] < w.high[j] / 2;
		*any = *any || forced[j];
	}
	weights_release(&w);
	return ok;
}
