/* Linear programs.
 *
 * The primal simplex method with bounds on the variables and the inverse of the basis at hand: there are few rows. Rows are met by
 * slack on either side, so that the first basis is at hand too.
 * source: Chvatal, Linear Programming (1983), chapters 7 and 8; Bland's rule where it stalls.
 */
#include "stats/simplex.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STALLED_AFTER = 50, INVERT_AFTER = 100, ROUNDS_PER_COLUMN = 50, PART = 512 };
static const double TOLERANCE = 1e-10;
static const double PIVOT_LEAST = 1e-9;
static const double BEYOND = 1e-7; /* a bound: less is rounding */

enum place { AT_LOW, AT_HIGH, IN_BASIS };

struct segbias_simplex {
	const struct segbias_program *p;
	size_t rows, variables;    /* the columns, then slack short of a target, then slack over it */
	double *low, *high, *cost; /* [variables] */
	enum place *place;         /* [variables] */
	size_t from;               /* where the next part of them is looked at */
	size_t swaps;              /* since the inverse was made anew */
	bool begun, repairing;     /* a basis is met; values of it may lie beyond their bounds, and come back */
	size_t *basis;             /* [rows] */
	double *value;             /* [rows] of the basis */
	double *inverse;           /* [rows * rows] */
	double *price, *column;    /* [rows] */
	double *wanted;            /* [rows] */
	double *room;              /* [rows * 2 rows] */
};

/* The entries of a variable's column. */
struct entries {
	const uint32_t *row; /* [count] */
	const double *entry; /* [count]; NULL: each is `all` */
	size_t count;
	double all;
};

/* *own is where a slack's row is kept. */
static struct entries entries_of(const struct segbias_simplex *t, size_t variable, uint32_t *own)
{
	const struct segbias_program *p = t->p;
	if (variable < p->columns) {
		size_t first = p->first[variable];
		return (struct entries){p->row + first, p->entry ? p->entry + first : NULL,
		                        p->first[variable + 1] - first, 1};
	}
	size_t slack = variable - p->columns;
	*own = (uint32_t)(slack < t->rows ? slack : slack - t->rows);
	return (struct entries){own, NULL, 1, slack < t->rows ? 1 : -1};
}

static double entry_at(const struct entries *entries, size_t i)
{
	return entries->entry ? entries->entry[i] : entries->all;
}

static double value_off(const struct segbias_simplex *t, size_t variable)
{
	return t->place[variable] == AT_HIGH ? t->high[variable] : t->low[variable];
}

/* What the basis has to make up for, in wanted, and its values. */
static void evaluate(struct segbias_simplex *t)
{
	memcpy(t->wanted, t->p->target, t->rows * sizeof *t->wanted);
	for (size_t j = 0; j < t->variables; j++) {
		uint32_t own = 0;
		double value = t->place[j] == IN_BASIS ? 0 : value_off(t, j);
		const struct entries entries = entries_of(t, j, &own);
		for (size_t i = 0; value != 0 && i < entries.count; i++)
			t->wanted[entries.row[i]] -= entry_at(&entries, i) * value;
	}
	for (size_t i = 0; i < t->rows; i++) {
		t->value[i] = 0;
		for (size_t k = 0; k < t->rows; k++)
			t->value[i] += t->inverse[i * t->rows + k] * t->wanted[k];
	}
}

/* The inverse of the basis anew, by Gauss and Jordan. false: it has none. */
static bool invert(struct segbias_simplex *t)
{
	size_t n = t->rows;
	double *a = t->room; /* [n * 2n] */
	memset(a, 0, 2 * n * n * sizeof *a);
	for (size_t i = 0; i < n; i++) {
		uint32_t own = 0;
		const struct entries entries = entries_of(t, t->basis[i], &own);
		for (size_t k = 0; k < entries.count; k++)
			a[(size_t)entries.row[k] * 2 * n + i] += entry_at(&entries, k);
		a[i * 2 * n + n + i] = 1;
	}
	for (size_t j = 0; j < n; j++) {
		size_t best = j;
		for (size_t i = j + 1; i < n; i++)
			if (fabs(a[i * 2 * n + j]) > fabs(a[best * 2 * n + j]))
				best = i;
		if (fabs(a[best * 2 * n + j]) < PIVOT_LEAST)
			return false;
		for (size_t k = 0; k < 2 * n; k++) {
			double kept = a[best * 2 * n + k];
			a[best * 2 * n + k] = a[j * 2 * n + k];
			a[j * 2 * n + k] = kept;
		}
		double pivot = a[j * 2 * n + j];
		for (size_t k = 0; k < 2 * n; k++)
			a[j * 2 * n + k] /= pivot;
		for (size_t i = 0; i < n; i++) {
			double times = a[i * 2 * n + j];
			for (size_t k = 0; i != j && times != 0 && k < 2 * n; k++)
				a[i * 2 * n + k] -= times * a[j * 2 * n + k];
		}
	}
	for (size_t i = 0; i < n; i++)
		memcpy(t->inverse + i * n, a + i * 2 * n + n, n * sizeof *a);
	return true;
}

/* By how much the cost falls with a unit of the variable's entering. */
static double gain_of(const struct segbias_simplex *t, size_t variable)
{
	uint32_t own = 0;
	double reduced = t->cost[variable];
	if (t->place[variable] == IN_BASIS || t->high[variable] <= t->low[variable])
		return 0;
	const struct entries entries = entries_of(t, variable, &own);
	for (size_t i = 0; i < entries.count; i++)
		reduced -= entry_at(&entries, i) * t->price[entries.row[i]];
	return t->place[variable] == AT_LOW ? -reduced : reduced;
}

/* The variable whose entering lowers the cost most, of the next part of them in which one does; with Bland the first of all that does.
 * variables: none. */
static size_t choose(struct segbias_simplex *t, bool bland)
{
	size_t best = t->variables;
	double most = TOLERANCE;
	memset(t->price, 0, t->rows * sizeof *t->price);
	for (size_t i = 0; i < t->rows; i++) {
		double cost = t->cost[t->basis[i]];
		for (size_t k = 0; cost != 0 && k < t->rows; k++)
			t->price[k] += cost * t->inverse[i * t->rows + k];
	}
	t->from = bland || t->variables <= PART ? 0 : t->from;
	for (size_t seen = 0; seen < t->variables; seen++) {
		size_t j = t->from + seen < t->variables ? t->from + seen : t->from + seen - t->variables;
		double gain = gain_of(t, j);
		if (gain > most) {
			best = j;
			most = gain;
		}
		if (best < t->variables && (bland || seen % PART == PART - 1)) {
			t->from = j;
			break;
		}
	}
	return best;
}

/* The bound at which a variable of the basis stops that falls or, under 0, rises; infinite: none. One that lies beyond a bound stops
 * where it is back. */
static double stop_of(const struct segbias_simplex *t, size_t row, double fall)
{
	size_t variable = t->basis[row];
	if (t->repairing && t->value[row] < t->low[variable] - BEYOND)
		return fall > 0 ? -INFINITY : t->low[variable];
	if (t->repairing && t->value[row] > t->high[variable] + BEYOND)
		return fall > 0 ? t->high[variable] : INFINITY;
	return fall > 0 ? t->low[variable] : t->high[variable];
}

/* How far the entering variable goes, and which row leaves for it; rows: it meets its own other bound. */
static size_t limit(struct segbias_simplex *t, size_t entering, double way, bool bland, double *length)
{
	size_t row = t->rows;
	*length = t->high[entering] - t->low[entering];
	for (size_t i = 0; i < t->rows; i++) {
		double fall = way * t->column[i];
		size_t variable = t->basis[i];
		if (fabs(fall) < PIVOT_LEAST)
			continue;
		double bound = stop_of(t, i, fall);
		double to = isfinite(bound) ? fmax(0, (t->value[i] - bound) / fall) : INFINITY;
		bool tie = row < t->rows && fabs(to - *length) <= TOLERANCE;
		bool better = bland ? variable < t->basis[row < t->rows ? row : 0]
		                    : row < t->rows && fabs(t->column[i]) > fabs(t->column[row]);
		if (to < *length - TOLERANCE || (to <= *length && row == t->rows) || (tie && better)) {
			row = i;
			*length = fmin(to, *length);
		}
	}
	return row;
}

static void put_in(struct segbias_simplex *t, size_t row, size_t entering)
{
	size_t n = t->rows;
	double pivot = t->column[row];
	for (size_t k = 0; k < n; k++)
		t->inverse[row * n + k] /= pivot;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; i != row && t->column[i] != 0 && k < n; k++)
			t->inverse[i * n + k] -= t->column[i] * t->inverse[row * n + k];
	t->place[entering] = IN_BASIS;
	t->basis[row] = entering;
}

static void step(struct segbias_simplex *t, size_t entering, bool bland, double *length)
{
	uint32_t own = 0;
	const struct entries entries = entries_of(t, entering, &own);
	double way = t->place[entering] == AT_LOW ? 1 : -1;
	double start = value_off(t, entering);
	for (size_t i = 0; i < t->rows; i++) {
		t->column[i] = 0;
		for (size_t k = 0; k < entries.count; k++)
			t->column[i] += entry_at(&entries, k) * t->inverse[i * t->rows + entries.row[k]];
	}
	size_t row = limit(t, entering, way, bland, length);
	if (row == t->rows) {
		t->place[entering] = way > 0 ? AT_HIGH : AT_LOW;
	} else {
		/* Where both bounds are one it does not matter. */
		t->place[t->basis[row]] =
		    stop_of(t, row, way * t->column[row]) <= t->low[t->basis[row]] ? AT_LOW : AT_HIGH;
		put_in(t, row, entering);
	}
	for (size_t i = 0; i < t->rows; i++)
		t->value[i] -= way * *length * t->column[i];
	if (row < t->rows)
		t->value[row] = start + way * *length;
}

/* What lies beyond its bounds costs so much, and nothing else does. false: nothing lies beyond. */
static bool price_beyond(struct segbias_simplex *t)
{
	bool any = false;
	memset(t->cost, 0, t->variables * sizeof *t->cost);
	for (size_t i = 0; i < t->rows; i++) {
		size_t variable = t->basis[i];
		bool under = t->value[i] < t->low[variable] - BEYOND;
		bool over = t->value[i] > t->high[variable] + BEYOND;
		t->cost[variable] = under ? -1 : over;
		any = any || under || over;
	}
	return any;
}

/* false: it does not end, or goes on for ever. */
static bool solve(struct segbias_simplex *t, size_t *rounds)
{
	size_t stalled = 0;
	size_t most = ROUNDS_PER_COLUMN * (t->rows + t->p->columns) + 1000;
	for (size_t round = 0; round < most; round++, ++*rounds) {
		bool bland = stalled > STALLED_AFTER;
		double length = 0;
		if (t->p->rounds_most && *rounds >= t->p->rounds_most)
			return false;
		if (++t->swaps % (INVERT_AFTER + t->rows) == 0) {
			if (!invert(t))
				return false;
			evaluate(t);
		}
		if (t->repairing && !price_beyond(t))
			return true;
		size_t entering = choose(t, bland);
		if (entering == t->variables) {
			evaluate(t);
			return true;
		}
		step(t, entering, bland, &length);
		if (!isfinite(length))
			return false;
		stalled = length > TOLERANCE ? 0 : stalled + 1;
	}
	return false;
}

void segbias_simplex_free(struct segbias_simplex *t)
{
	if (!t)
		return;
	free(t->low);
	free(t->place);
	free(t->basis);
	free(t->inverse);
	free(t);
}

static bool init(struct segbias_simplex *t, const struct segbias_program *p)
{
	*t = (struct segbias_simplex){.p = p, .rows = p->rows, .variables = p->columns + 2 * p->rows};
	t->low = segbias_memory_zeroed(3 * t->variables + 1, sizeof *t->low);
	t->place = segbias_memory_zeroed(t->variables + 1, sizeof *t->place);
	t->basis = segbias_memory_zeroed(t->rows + 1, sizeof *t->basis);
	t->inverse = segbias_memory_zeroed(3 * t->rows * t->rows + 4 * t->rows + 1, sizeof *t->inverse);
	if (!t->low || !t->place || !t->basis || !t->inverse)
		return false;
	t->high = t->low + t->variables;
	t->cost = t->high + t->variables;
	t->room = t->inverse + t->rows * t->rows;
	t->value = t->room + 2 * t->rows * t->rows;
	t->price = t->value + t->rows;
	t->column = t->price + t->rows;
	t->wanted = t->column + t->rows;
	for (size_t j = p->columns; j < t->variables; j++)
		t->high[j] = INFINITY;
	return true;
}

/* The first basis: of every row the slack on the side that it needs. */
static void begin(struct segbias_simplex *t)
{
	for (size_t i = 0; i < t->rows; i++)
		t->inverse[i * t->rows + i] = 1;
	for (size_t i = 0; i < t->rows; i++) {
		t->basis[i] = t->p->columns + i;
		t->place[t->basis[i]] = IN_BASIS;
	}
	evaluate(t);
	for (size_t i = 0; i < t->rows; i++) {
		if (t->value[i] >= 0)
			continue;
		t->place[t->basis[i]] = AT_LOW;
		t->basis[i] += t->rows;
		t->place[t->basis[i]] = IN_BASIS;
		t->inverse[i * t->rows + i] = -1;
	}
	evaluate(t);
}

/* What a column costs, and a unit of a row that is missed. */
static void set_costs(struct segbias_simplex *t, bool own, double missed)
{
	for (size_t j = 0; j < t->p->columns; j++)
		t->cost[j] = own ? t->p->cost[j] : 0;
	for (size_t j = t->p->columns; j < t->variables; j++)
		t->cost[j] = missed;
}

/* All slack together. */
static double missed_of(const struct segbias_simplex *t)
{
	double sum = 0;
	for (size_t i = 0; i < t->rows; i++)
		sum += t->basis[i] < t->p->columns ? 0 : fabs(t->value[i]);
	return sum;
}

/* First as little slack as there can be, then none. */
static enum segbias_program_state solve_met(struct segbias_simplex *t, size_t *rounds)
{
	static const double MET = 1e-9; /* of the largest target, or of 1 */
	double largest = 1;
	for (size_t i = 0; i < t->rows; i++)
		largest = fmax(largest, fabs(t->p->target[i]));
	set_costs(t, false, 1);
	if (!solve(t, rounds))
		return SEGBIAS_PROGRAM_FAILED;
	if (missed_of(t) > MET * largest)
		return SEGBIAS_PROGRAM_INFEASIBLE;
	set_costs(t, true, 0);
	for (size_t j = t->p->columns; j < t->variables; j++)
		t->high[j] = 0;
	return solve(t, rounds) ? SEGBIAS_PROGRAM_SOLVED : SEGBIAS_PROGRAM_FAILED;
}

static void tell(const struct segbias_simplex *t, double *x, double *miss)
{
	size_t columns = t->p->columns;
	for (size_t j = 0; j < columns; j++)
		x[j] = value_off(t, j);
	for (size_t i = 0; i < t->rows; i++)
		miss[i] = 0;
	for (size_t i = 0; i < t->rows; i++) {
		size_t variable = t->basis[i];
		if (variable < columns)
			x[variable] = t->value[i];
		else
			miss[(variable - columns) % t->rows] +=
			    variable - columns < t->rows ? t->value[i] : -t->value[i];
	}
}

struct segbias_simplex *segbias_simplex_create(const struct segbias_program *program)
{
	struct segbias_simplex *t = segbias_memory_zeroed(1, sizeof *t);
	if (t && !init(t, program)) {
		segbias_simplex_free(t);
		t = NULL;
	}
	return t;
}

/* From a basis whose values may lie beyond bounds that are others now. */
static enum segbias_program_state solve_again(struct segbias_simplex *t, size_t *rounds)
{
	evaluate(t);
	t->repairing = true;
	bool ended = solve(t, rounds);
	bool beyond = ended && price_beyond(t);
	t->repairing = false;
	if (!ended)
		return SEGBIAS_PROGRAM_FAILED;
	if (beyond)
		return SEGBIAS_PROGRAM_INFEASIBLE;
	set_costs(t, true, isfinite(t->p->miss_cost) ? t->p->miss_cost : 0);
	return solve(t, rounds) ? SEGBIAS_PROGRAM_SOLVED : SEGBIAS_PROGRAM_FAILED;
}

static enum segbias_program_state solve_first(struct segbias_simplex *t, size_t *rounds)
{
	begin(t);
	if (!isfinite(t->p->miss_cost))
		return solve_met(t, rounds);
	set_costs(t, true, t->p->miss_cost);
	return solve(t, rounds) ? SEGBIAS_PROGRAM_SOLVED : SEGBIAS_PROGRAM_FAILED;
}

enum segbias_program_state segbias_simplex_solve(struct segbias_simplex *t, double *x, double *miss, size_t *rounds)
{
	memcpy(t->low, t->p->low, t->p->columns * sizeof *t->low);
	memcpy(t->high, t->p->high, t->p->columns * sizeof *t->high);
	enum segbias_program_state state = t->begun ? solve_again(t, rounds) : solve_first(t, rounds);
	t->begun = t->begun || state == SEGBIAS_PROGRAM_SOLVED;
	if (state == SEGBIAS_PROGRAM_SOLVED)
		tell(t, x, miss);
	return state;
}

enum segbias_program_state segbias_program_solve(const struct segbias_program *program, double *x, double *miss)
{
	size_t rounds = 0;
	struct segbias_simplex *t = segbias_simplex_create(program);
	enum segbias_program_state state = t ? segbias_simplex_solve(t, x, miss, &rounds) : SEGBIAS_PROGRAM_FAILED;
	segbias_simplex_free(t);
	return state;
}
