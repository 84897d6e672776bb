/* What the shares of its parts say of a combination, or tables of some of them.
 *
 * source: Frechet, Revue de l'Institut International de Statistique 3 (1935); Hoeffding (1940).
 */
#include "stats/crossing.h"

#include "base/memory.h"
#include "stats/simplex.h"

#include <math.h>
#include <stdlib.h>

static const double ROUNDING = 1e-12; /* shares that sum to 1 leave that much, and nobody */
static const double SURE = 1e-9;      /* what a program may be off */
static const double SAME = 3e-6;      /* by one in a million in each of three tables */

void segbias_crossing_bounds(const double *shares, size_t count, double *low, double *high)
{
	double lacking = 0; /* who lacks some part, at most */
	double least = 1;
	for (size_t i = 0; i < count; i++) {
		lacking += 1 - shares[i];
		least = fmin(least, shares[i]);
	}
	*low = lacking < 1 - ROUNDING ? fmin(1 - lacking, least) : 0;
	*high = least;
}

/* --- more than each alone ---------------------------------------------------------------------------------------- */

enum { PAIRS = 3 };

/* Of two groups within one of `all`: what both have at the least and at the most. */
static double overlap_least(double a, double b, double all)
{
	double least = a + b - all;
	return least > ROUNDING ? least : 0;
}

static double share_of(double a, double b, double all)
{
	return all > 0 ? a * b / all : 0;
}

static void narrow(double low, double high, double *lowest, double *highest)
{
	*lowest = fmax(*lowest, low);
	*highest = fmin(*highest, high);
}

/* A cell of three, its values and what is known of it. */
struct cell {
	size_t value[3];
	double alone[3], pair[PAIRS]; /* NaN: not known */
};

static struct cell cell_of(const struct segbias_known_tables *known, size_t at)
{
	struct cell cell;
	for (size_t i = 3; i-- > 0; at /= known->size[i])
		cell.value[i] = at % known->size[i];
	for (size_t i = 0; i < 3; i++)
		cell.alone[i] = known->alone[i][cell.value[i]];
	for (size_t p = 0; p < PAIRS; p++) {
		size_t a = p == 2;
		size_t b = p == 0 ? 1 : 2;
		cell.pair[p] = known->pair[p] ? known->pair[p][cell.value[a] * known->size[b] + cell.value[b]] : NAN;
	}
	return cell;
}

/* Pairs p and q share an attribute: 0 and 1 the first, 0 and 2 the second, 1 and 2 the third. Pair p and the attribute that is not in it
 * make up all: that is 2 - p. */
static void bound_cell(const struct cell *cell, double *low, double *high, double *assumed)
{
	bool chained = false;
	segbias_crossing_bounds(cell->alone, 3, low, high);
	*assumed = cell->alone[0] * cell->alone[1] * cell->alone[2];
	for (size_t p = 0; p < PAIRS; p++) {
		if (isnan(cell->pair[p]))
			continue;
		double other = cell->alone[2 - p];
		narrow(overlap_least(cell->pair[p], other, 1), fmin(cell->pair[p], other), low, high);
		*assumed = chained ? *assumed : cell->pair[p] * other;
		for (size_t q = p + 1; q < PAIRS; q++) {
			if (isnan(cell->pair[q]))
				continue;
			double middle = cell->alone[p + q - 1];
			narrow(overlap_least(cell->pair[p], cell->pair[q], middle), fmin(cell->pair[p], cell->pair[q]),
			       low, high);
			*assumed = chained ? *assumed : share_of(cell->pair[p], cell->pair[q], middle);
			chained = true;
		}
	}
}

/* All tables with these three pairs. */
struct tables {
	struct segbias_program program;
	size_t *first; /* [cells + 1] */
	uint32_t *row; /* [3 cells] */
	double *target, *low, *high, *cost, *x, *miss;
};

static void tables_release(struct tables *t)
{
	free(t->first);
	free(t->row);
	free(t->target);
}

static bool tables_init(struct tables *t, const struct segbias_known_tables *known, size_t cells)
{
	const size_t rows[PAIRS] = {known->size[0] * known->size[1], known->size[0] * known->size[2],
	                            known->size[1] * known->size[2]};
	size_t all = rows[0] + rows[1] + rows[2];
	*t = (struct tables){.first = segbias_memory_zeroed(cells + 1, sizeof *t->first),
	                     .row = segbias_memory_zeroed(PAIRS * cells + 1, sizeof *t->row),
	                     .target = segbias_memory_zeroed(2 * all + 4 * cells + 1, sizeof *t->target)};
	if (!t->first || !t->row || !t->target)
		return false;
	t->miss = t->target + all;
	t->low = t->miss + all;
	t->high = t->low + cells;
	t->cost = t->high + cells;
	t->x = t->cost + cells;
	for (size_t p = 0, at = 0; p < PAIRS; p++)
		for (size_t i = 0; i < rows[p]; i++)
			t->target[at++] = known->pair[p][i];
	for (size_t i = 0; i < cells; i++) {
		const struct cell cell = cell_of(known, i);
		uint32_t *row = t->row + PAIRS * i;
		t->first[i + 1] = PAIRS * (i + 1);
		t->high[i] = 1;
		row[0] = (uint32_t)(cell.value[0] * known->size[1] + cell.value[1]);
		row[1] = (uint32_t)(rows[0] + cell.value[0] * known->size[2] + cell.value[2]);
		row[2] = (uint32_t)(rows[0] + rows[1] + cell.value[1] * known->size[2] + cell.value[2]);
	}
	t->program = (struct segbias_program){.rows = all,
	                                      .columns = cells,
	                                      .first = t->first,
	                                      .row = t->row,
	                                      .target = t->target,
	                                      .low = t->low,
	                                      .high = t->high,
	                                      .cost = t->cost,
	                                      .miss_cost = INFINITY};
	return true;
}

/* Whether the three pairs differ by more than tables of the same people may: what all rows miss together. */
static bool contradict(const struct tables *t)
{
	struct segbias_program program = t->program;
	double missed = 0;
	program.miss_cost = 1;
	if (segbias_program_solve(&program, t->x, t->miss) != SEGBIAS_PROGRAM_SOLVED)
		return false;
	for (size_t i = 0; i < program.rows; i++)
		missed += fabs(t->miss[i]);
	return missed > SAME;
}

/* The least and the most of each cell, from where the last one ended. What is not solved leaves the bounds as they are. */
static enum segbias_bounds_state bound_by_programs(const struct segbias_known_tables *known, size_t cells, double *low,
                                                   double *high)
{
	struct tables t;
	enum segbias_bounds_state state = SEGBIAS_BOUNDS_MEMORY;
	struct segbias_simplex *simplex = tables_init(&t, known, cells) ? segbias_simplex_create(&t.program) : NULL;
	if (simplex)
		state = SEGBIAS_BOUNDS_FOUND;
	for (size_t i = 0; simplex && i < cells && state == SEGBIAS_BOUNDS_FOUND; i++)
		for (int sign = 1; sign >= -1; sign -= 2) {
			size_t rounds = 0;
			t.cost[i] = sign;
			enum segbias_program_state solved = segbias_simplex_solve(simplex, t.x, t.miss, &rounds);
			t.cost[i] = 0;
			if (solved != SEGBIAS_PROGRAM_SOLVED) {
				state = solved == SEGBIAS_PROGRAM_INFEASIBLE && contradict(&t)
				            ? SEGBIAS_BOUNDS_CONTRADICT
				            : SEGBIAS_BOUNDS_FOUND;
				i = cells;
				break;
			}
			narrow(sign > 0 && t.x[i] > SURE ? t.x[i] - SURE : 0,
			       sign > 0        ? INFINITY
			       : t.x[i] > SURE ? t.x[i] + SURE
			                       : 0,
			       &low[i], &high[i]);
		}
	segbias_simplex_free(simplex);
	tables_release(&t);
	return state;
}

/* Tables that each leave some room, and together none: what one leads to at the least is more than what another one does at the most.
 * What nobody can be is nobody, whatever is assumed. */
static enum segbias_bounds_state settle(size_t cells, double apart, double *low, double *high, double *assumed)
{
	for (size_t i = 0; i < cells; i++) {
		if (low[i] > high[i] + apart)
			return SEGBIAS_BOUNDS_CONTRADICT;
		low[i] = fmin(low[i], high[i]);
		assumed[i] = high[i] > 0 ? assumed[i] : 0;
	}
	return SEGBIAS_BOUNDS_FOUND;
}

enum segbias_bounds_state segbias_bounds_triple(const struct segbias_known_tables *known, double *low, double *high,
                                                double *assumed)
{
	size_t cells = known->size[0] * known->size[1] * known->size[2];
	for (size_t i = 0; i < cells; i++) {
		const struct cell cell = cell_of(known, i);
		bound_cell(&cell, &low[i], &high[i], &assumed[i]);
	}
	enum segbias_bounds_state state = SEGBIAS_BOUNDS_FOUND;
	if (known->pair[0] && known->pair[1] && known->pair[2] && cells <= SEGBIAS_BOUNDS_CELLS_MAX)
		state = bound_by_programs(known, cells, low, high);
	return state == SEGBIAS_BOUNDS_FOUND ? settle(cells, SAME, low, high, assumed) : state;
}

enum segbias_bounds_state segbias_bounds_pair(const struct segbias_known_tables *known, double *low, double *high,
                                              double *assumed)
{
	const size_t *size = known->size;
	for (size_t i = 0; i < size[0]; i++)
		for (size_t j = 0; j < size[1]; j++) {
			double least = 0;
			double most = 0;
			double guess = 0;
			for (size_t k = 0; k < size[2]; k++) {
				double a = known->pair[1][i * size[2] + k];
				double b = known->pair[2][j * size[2] + k];
				least += overlap_least(a, b, known->alone[2][k]);
				most += fmin(a, b);
				guess += share_of(a, b, known->alone[2][k]);
			}
			narrow(least, most, &low[i * size[1] + j], &high[i * size[1] + j]);
			assumed[i * size[1] + j] = guess;
		}
	return settle(size[0] * size[1], SAME * (double)size[2], low, high, assumed);
}
