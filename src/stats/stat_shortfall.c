/* Which targets no weights meet: the smallest total miss, by a linear program.
 *
 * The primal simplex method with bounds on the variables and the inverse of the basis at hand: there are few rows (levels), and a
 * column is a cell's, with one 1 a margin. Rows are met by slack of cost 1 on either side, so that the first basis is at hand too.
 * source: Chvatal, Linear Programming (1983), chapters 7 and 8; Bland's rule where it stalls.
 */
#include "stats/calibrate.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STALLED_AFTER = 50, INVERT_AFTER = 100, ROUNDS_PER_COLUMN = 50 };
static const double TOLERANCE = 1e-10; /* of what all weights together are 1 of */
static const double PIVOT_LEAST = 1e-9;

enum place { AT_LOW, AT_HIGH, IN_BASIS };

struct program {
	const struct segbias_weight_margins *c;
	size_t rows, structural, variables; /* structural ones, then slack short of a target, then slack over it */
	double *low, *high, *cost;          /* [variables] */
	enum place *place;                  /* [variables] */
	size_t *basis;                      /* [rows] */
	double *value;                      /* [rows] of the basis */
	double *inverse;                    /* [rows * rows] */
	double *price, *column, *wanted;    /* [rows] */
	double *room;                       /* [rows * 2 rows] */
};

/* Two variables may stand for one cell. */
static const uint32_t *levels_of(const struct program *p, size_t variable)
{
	size_t cell = variable < p->c->cells ? variable : variable - p->c->cells;
	return p->c->level + cell * p->c->margins;
}

/* Entries of a variable's column: `at` and their sign; returns how many. */
static size_t entries_of(const struct program *p, size_t variable, const uint32_t **at, uint32_t *own, double *sign)
{
	*sign = 1;
	if (variable < p->structural) {
		*at = levels_of(p, variable);
		return p->c->margins;
	}
	size_t slack = variable - p->structural;
	*own = (uint32_t)(slack < p->rows ? slack : slack - p->rows);
	*at = own;
	*sign = slack < p->rows ? 1 : -1;
	return 1;
}

static double value_off(const struct program *p, size_t variable)
{
	return p->place[variable] == AT_HIGH ? p->high[variable] : p->low[variable];
}

/* What the basis has to make up for, in wanted, and its values. */
static void evaluate(struct program *p)
{
	memcpy(p->wanted, p->c->target, p->rows * sizeof *p->wanted);
	double all = 0;
	for (size_t i = 0; i < p->c->cells; i++)
		all += p->c->weight[i];
	for (size_t i = 0; i < p->rows; i++)
		p->wanted[i] /= all;
	for (size_t j = 0; j < p->variables; j++) {
		const uint32_t *at = NULL;
		uint32_t own = 0;
		double sign = 1;
		size_t count = p->place[j] == IN_BASIS ? 0 : entries_of(p, j, &at, &own, &sign);
		for (size_t i = 0; i < count; i++)
			p->wanted[at[i]] -= sign * value_off(p, j);
	}
	for (size_t i = 0; i < p->rows; i++) {
		p->value[i] = 0;
		for (size_t k = 0; k < p->rows; k++)
			p->value[i] += p->inverse[i * p->rows + k] * p->wanted[k];
	}
}

/* The inverse of the basis anew, by Gauss and Jordan. false: it has none. */
static bool invert(struct program *p)
{
	size_t n = p->rows;
	double *a = p->room; /* [n * 2n] */
	memset(a, 0, 2 * n * n * sizeof *a);
	for (size_t i = 0; i < n; i++) {
		const uint32_t *at = NULL;
		uint32_t own = 0;
		double sign = 1;
		size_t count = entries_of(p, p->basis[i], &at, &own, &sign);
		for (size_t k = 0; k < count; k++)
			a[(size_t)at[k] * 2 * n + i] += sign;
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
		memcpy(p->inverse + i * n, a + i * 2 * n + n, n * sizeof *a);
	return true;
}

/* The variable whose entering lowers the cost most, or with Bland the first one that does; variables: none. */
static size_t choose(struct program *p, bool bland)
{
	size_t best = p->variables;
	double most = TOLERANCE;
	for (size_t k = 0; k < p->rows; k++) {
		p->price[k] = 0;
		for (size_t i = 0; i < p->rows; i++)
			p->price[k] += p->cost[p->basis[i]] * p->inverse[i * p->rows + k];
	}
	for (size_t j = 0; j < p->variables; j++) {
		const uint32_t *at = NULL;
		uint32_t own = 0;
		double sign = 1;
		double reduced = p->cost[j];
		size_t count = p->place[j] == IN_BASIS ? 0 : entries_of(p, j, &at, &own, &sign);
		if (count == 0 || p->high[j] <= p->low[j])
			continue;
		for (size_t i = 0; i < count; i++)
			reduced -= sign * p->price[at[i]];
		double gain = p->place[j] == AT_LOW ? -reduced : reduced;
		if (gain <= most)
			continue;
		best = j;
		if (bland)
			break;
		most = gain;
	}
	return best;
}

/* How far the entering variable goes, and which row leaves for it; rows: it meets its own other bound. */
static size_t limit(struct program *p, size_t entering, double way, bool bland, double *length)
{
	size_t row = p->rows;
	*length = p->high[entering] - p->low[entering];
	for (size_t i = 0; i < p->rows; i++) {
		double fall = way * p->column[i];
		size_t variable = p->basis[i];
		if (fabs(fall) < PIVOT_LEAST)
			continue;
		double bound = fall > 0 ? p->low[variable] : p->high[variable];
		double to = isfinite(bound) ? fmax(0, (p->value[i] - bound) / fall) : INFINITY;
		bool tie = row < p->rows && fabs(to - *length) <= TOLERANCE;
		bool better = bland ? variable < p->basis[row < p->rows ? row : 0]
		                    : row < p->rows && fabs(p->column[i]) > fabs(p->column[row]);
		if (to < *length - TOLERANCE || (to <= *length && row == p->rows) || (tie && better)) {
			row = i;
			*length = fmin(to, *length);
		}
	}
	return row;
}

static void exchange(struct program *p, size_t row, size_t entering)
{
	size_t n = p->rows;
	double pivot = p->column[row];
	for (size_t k = 0; k < n; k++)
		p->inverse[row * n + k] /= pivot;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; i != row && p->column[i] != 0 && k < n; k++)
			p->inverse[i * n + k] -= p->column[i] * p->inverse[row * n + k];
	p->place[entering] = IN_BASIS;
	p->basis[row] = entering;
}

static void step(struct program *p, size_t entering, bool bland, double *length)
{
	const uint32_t *at = NULL;
	uint32_t own = 0;
	double sign = 1;
	size_t count = entries_of(p, entering, &at, &own, &sign);
	double way = p->place[entering] == AT_LOW ? 1 : -1;
	for (size_t i = 0; i < p->rows; i++) {
		p->column[i] = 0;
		for (size_t k = 0; k < count; k++)
			p->column[i] += sign * p->inverse[i * p->rows + at[k]];
	}
	size_t row = limit(p, entering, way, bland, length);
	if (row == p->rows) {
		p->place[entering] = way > 0 ? AT_HIGH : AT_LOW;
	} else {
		p->place[p->basis[row]] = way * p->column[row] > 0 ? AT_LOW : AT_HIGH;
		exchange(p, row, entering);
	}
	evaluate(p);
}

/* false: it does not end, or goes on for ever. */
static bool solve(struct program *p)
{
	size_t stalled = 0;
	size_t most = ROUNDS_PER_COLUMN * (p->rows + p->structural) + 1000;
	for (size_t round = 0; round < most; round++) {
		bool bland = stalled > STALLED_AFTER;
		double length = 0;
		if (round % INVERT_AFTER == INVERT_AFTER - 1) {
			if (!invert(p))
				return false;
			evaluate(p);
		}
		size_t entering = choose(p, bland);
		if (entering == p->variables)
			return true;
		step(p, entering, bland, &length);
		if (!isfinite(length))
			return false;
		stalled = length > TOLERANCE ? 0 : stalled + 1;
	}
	return false;
}

static void program_release(struct program *p)
{
	free(p->low);
	free(p->place);
	free(p->basis);
	free(p->inverse);
}

/* Variables of the cells `times` over, with slack that costs so much; the basis is slack. */
static bool program_init(struct program *p, const struct segbias_weight_margins *c, size_t times, double slack)
{
	*p = (struct program){.c = c, .rows = c->levels, .structural = times * c->cells};
	p->variables = p->structural + 2 * p->rows;
	p->low = segbias_memory_zeroed(3 * p->variables, sizeof *p->low);
	p->place = segbias_memory_zeroed(p->variables, sizeof *p->place);
	p->basis = segbias_memory_zeroed(p->rows, sizeof *p->basis);
	p->inverse = segbias_memory_zeroed(3 * p->rows * p->rows + 4 * p->rows, sizeof *p->inverse);
	if (!p->low || !p->place || !p->basis || !p->inverse)
		return false;
	p->high = p->low + p->variables;
	p->cost = p->high + p->variables;
	p->room = p->inverse + p->rows * p->rows;
	p->value = p->room + 2 * p->rows * p->rows;
	p->price = p->value + p->rows;
	p->column = p->price + p->rows;
	p->wanted = p->column + p->rows;
	for (size_t j = 0; j < p->variables; j++)
		p->high[j] = INFINITY;
	for (size_t j = p->structural; j < p->variables; j++)
		p->cost[j] = slack;
	return true;
}

/* The first basis: of every row the slack on the side that it needs. */
static void begin(struct program *p)
{
	for (size_t i = 0; i < p->rows; i++)
		p->inverse[i * p->rows + i] = 1;
	for (size_t i = 0; i < p->rows; i++) {
		p->basis[i] = p->structural + i;
		p->place[p->basis[i]] = IN_BASIS;
	}
	evaluate(p);
	for (size_t i = 0; i < p->rows; i++) {
		if (p->value[i] >= 0)
			continue;
		p->place[p->basis[i]] = AT_LOW;
		p->basis[i] += p->rows;
		p->place[p->basis[i]] = IN_BASIS;
		p->inverse[i * p->rows + i] = -1;
	}
	evaluate(p);
}

static double all_of(const struct segbias_weight_margins *c)
{
	double all = 0;
	for (size_t i = 0; i < c->cells; i++)
		all += c->weight[i];
	return all;
}

bool segbias_calibration_shortfall(const struct segbias_weight_margins *c, double low, double high, double *shortfall,
                                   double *total)
{
	struct program p;
	double all = all_of(c);
	bool ok = program_init(&p, c, 1, 1);
	for (size_t j = 0; ok && j < p.structural; j++) {
		p.low[j] = low * c->weight[j] / all;
		p.high[j] = high * c->weight[j] / all;
	}
	if (ok)
		begin(&p);
	ok = ok && solve(&p);
	if (ok) {
		*total = 0;
		memset(shortfall, 0, c->levels * sizeof *shortfall);
		for (size_t i = 0; i < p.rows; i++) {
			if (p.basis[i] < p.structural)
				continue;
			size_t slack = p.basis[i] - p.structural;
			shortfall[slack < p.rows ? slack : slack - p.rows] +=
			    (slack < p.rows ? 1 : -1) * p.value[i] * all;
			*total += p.value[i] * all;
		}
	}
	program_release(&p);
	return ok;
}

bool segbias_calibration_forced(const struct segbias_weight_margins *c, bool *forced, bool *any)
{
	/* So little of every cell is worth having; slack is worse than any of it. */
	static const double LITTLE = 1e-6;
	static const double SLACK_COST = 1e3;
	struct program p;
	double all = all_of(c);
	bool ok = program_init(&p, c, 2, SLACK_COST);
	for (size_t j = 0; ok && j < c->cells; j++) {
		p.high[j] = LITTLE * c->weight[j] / all;
		p.cost[j] = -1;
	}
	if (ok)
		begin(&p);
	ok = ok && solve(&p);
	if (ok) {
		*any = false;
		for (size_t j = 0; j < c->cells; j++)
			forced[j] = p.place[j] == AT_LOW;
		for (size_t i = 0; i < p.rows; i++)
			if (p.basis[i] < c->cells)
				forced[p.basis[i]] = p.value[i] < p.high[p.basis[i]] / 2;
		for (size_t j = 0; j < c->cells; j++)
			*any = *any || forced[j];
	}
	program_release(&p);
	return ok;
}
