/* Cells of a crossing against what their parents alone lead to expect.
 *
 * Exact shares r: the campaign is fitted to its own margins from the seed r. A sample: campaign and sample together, each to its
 * own margins and both to their pooled cells, which is the log-linear model without the interaction of all.
 * source: Haberman, Biometrics 29 (1973) 205-220; Bishop, Fienberg and Holland (1975), 3.5 and 14.6.
 */
#include "stats/crossing.h"

#include "base/memory.h"
#include "stats/stats.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double MISS_MOST = 1e-6;      /* of all: a fit that has not got there has no test */
static const double SMALL = 10;            /* under so many expected a tail is exact */
static const double FIXED = 1e-9;          /* of a cell: with less variance the margins fix it */
static const double PIVOT_LEAST = 1e-10;   /* of a column's own: with less the columns before have it */
static const double ESTIMABLE_MOST = 1e-6; /* by how much a cell may fail to be a sum of others' effects */
static const double EQUAL_Z = 1e-6;

enum tail { BOTH, UPPER, LOWER };

struct fit {
	const struct segbias_crossing_table *table;
	size_t cells;
	bool *freed;           /* [cells]: no part of the fit */
	double *mine, *theirs; /* [cells] of the campaign and the sample; of exact shares only the first */
	double *both;          /* [2 cells]: room */
	double *target;        /* [2 cells] */
	double *h;             /* [cells]: 0 of those that are no part of the fit */
	double n;
	bool ended;
	/* The parents' dummies: X'HX, and its factor L in the lower triangle; of a column that those before have, 0. */
	size_t columns, margins;
	size_t *column;        /* [cells * margins]: where a cell has its ones */
	double *gram, *factor; /* [columns * columns] */
	bool *kept;            /* [columns] */
	double *solved;        /* [columns] */
};

size_t segbias_crossing_cells(const struct segbias_crossing_table *table)
{
	size_t cells = 1;
	for (size_t a = 0; a < table->axes; a++)
		cells *= table->size[a];
	return cells;
}

/* The axes of each parent, as bits: of two attributes each alone, of three all but each. */
static size_t parents_of(const struct segbias_crossing_table *table, unsigned *kept)
{
	unsigned all = (1U << table->axes) - 1;
	for (size_t a = 0; a < table->axes; a++)
		kept[a] = table->axes == 2 ? 1U << a : all & ~(1U << a);
	return table->axes;
}

static void fit_release(struct fit *fit)
{
	free(fit->freed);
	free(fit->mine);
	free(fit->both);
	free(fit->target);
	free(fit->h);
	free(fit->column);
	free(fit->gram);
	free(fit->factor);
	free(fit->kept);
	free(fit->solved);
}

static void place_columns(struct fit *fit, const unsigned *kept)
{
	const struct segbias_crossing_table *table = fit->table;
	size_t first = 0;
	for (size_t m = 0; m < fit->margins; m++) {
		size_t size = 1;
		for (size_t a = 0; a < table->axes; a++)
			size *= kept[m] >> a & 1 ? table->size[a] : 1;
		for (size_t c = 0; fit->column && c < fit->cells; c++) {
			size_t rest = c;
			size_t step = 1;
			size_t at = first;
			for (size_t a = table->axes; a-- > 0; rest /= table->size[a])
				if (kept[m] >> a & 1) {
					at += rest % table->size[a] * step;
					step *= table->size[a];
				}
			fit->column[c * fit->margins + m] = at;
		}
		first += size;
	}
	fit->columns = first;
}

static bool fit_init(struct fit *fit, const struct segbias_crossing_table *table, const bool *freed)
{
	unsigned kept[SEGBIAS_FIT_AXES_MAX];
	*fit = (struct fit){.table = table, .cells = segbias_crossing_cells(table)};
	size_t cells = fit->cells;
	fit->margins = parents_of(table, kept);
	fit->freed = segbias_memory_zeroed(cells, sizeof *fit->freed);
	fit->mine = segbias_memory_zeroed(2 * cells, sizeof *fit->mine);
	fit->theirs = fit->mine ? fit->mine + cells : NULL;
	fit->both = segbias_memory_zeroed(2 * cells, sizeof *fit->both);
	fit->target = segbias_memory_zeroed(2 * cells, sizeof *fit->target);
	fit->h = segbias_memory_zeroed(cells, sizeof *fit->h);
	fit->column = segbias_memory_zeroed(cells * fit->margins, sizeof *fit->column);
	place_columns(fit, kept);
	fit->gram = segbias_memory_zeroed(fit->columns * fit->columns, sizeof *fit->gram);
	fit->factor = segbias_memory_zeroed(fit->columns * fit->columns, sizeof *fit->factor);
	fit->kept = segbias_memory_zeroed(fit->columns, sizeof *fit->kept);
	fit->solved = segbias_memory_zeroed(fit->columns, sizeof *fit->solved);
	if (fit->freed && freed)
		memcpy(fit->freed, freed, cells * sizeof *freed);
	return fit->freed && fit->mine && fit->both && fit->target && fit->h && fit->column && fit->gram &&
	       fit->factor && fit->kept && fit->solved;
}

/* From the seed r, where the lifted cell has its times more; to the campaign's margins. */
static bool fit_exact(struct fit *fit, size_t lifted, double ratio)
{
	const struct segbias_crossing_table *table = fit->table;
	struct segbias_margins model = {.axes = table->axes, .apart = fit->freed};
	double miss = 0;
	memcpy(model.size, table->size, sizeof table->size);
	model.count = parents_of(table, model.kept);
	for (size_t c = 0; c < fit->cells; c++)
		fit->mine[c] = table->reference[c] * (c == lifted ? ratio : 1);
	if (!segbias_fit_margins(&model, table->count, fit->mine, &miss))
		return false;
	fit->ended = miss <= MISS_MOST * fit->n;
	for (size_t c = 0; c < fit->cells; c++)
		fit->h[c] = fit->freed[c] || table->reference[c] == 0 ? 0 : fit->mine[c];
	return true;
}

/* Campaign and sample: the first axis says which. What the freed cells would be comes from what was multiplied. */
static bool fit_sample(struct fit *fit, size_t lifted, double ratio)
{
	const struct segbias_crossing_table *table = fit->table;
	size_t cells = fit->cells;
	bool *apart = segbias_memory_zeroed(2 * cells, sizeof *apart);
	struct segbias_margins model = {.axes = table->axes + 1, .apart = apart};
	double miss = 0;
	unsigned kept[SEGBIAS_FIT_AXES_MAX];
	if (!apart)
		return false;
	model.size[0] = 2;
	for (size_t a = 0; a < table->axes; a++)
		model.size[a + 1] = table->size[a];
	model.count = parents_of(table, kept) + 1;
	for (size_t m = 0; m + 1 < model.count; m++)
		model.kept[m] = kept[m] << 1 | 1U;
	model.kept[model.count - 1] = ((1U << table->axes) - 1) << 1;
	for (size_t c = 0; c < cells; c++) {
		apart[c] = apart[cells + c] = fit->freed[c];
		fit->target[c] = table->count[c];
		fit->target[cells + c] = table->reference[c];
		fit->both[c] = c == lifted ? ratio : 1;
		fit->both[cells + c] = 1;
	}
	bool ok = segbias_fit_margins(&model, fit->target, fit->both, &miss);
	fit->ended = miss <= MISS_MOST * fit->n;
	for (size_t c = 0; ok && c < cells; c++) {
		double ours = fit->both[c];
		double other = fit->both[cells + c];
		fit->mine[c] = fit->freed[c] && other > 0 ? table->reference[c] * (ours / other) : ours;
		fit->theirs[c] = other;
		fit->h[c] = fit->freed[c] || table->reference[c] == 0 || !(ours + other > 0)
		                ? 0
		                : ours * other / (ours + other);
	}
	free(apart);
	return ok;
}

static double inner(const struct fit *fit, size_t i, size_t j)
{
	double sum = 0;
	for (size_t k = 0; k < j; k++)
		sum += fit->factor[i * fit->columns + k] * fit->factor[j * fit->columns + k];
	return sum;
}

/* X'HX and its Cholesky factor, without the columns that those before them have. */
static void factorise(struct fit *fit)
{
	size_t p = fit->columns;
	memset(fit->gram, 0, p * p * sizeof *fit->gram);
	memset(fit->factor, 0, p * p * sizeof *fit->factor);
	for (size_t c = 0; c < fit->cells; c++)
		for (size_t i = 0; i < fit->margins; i++)
			for (size_t j = 0; j < fit->margins; j++)
				fit->gram[fit->column[c * fit->margins + i] * p + fit->column[c * fit->margins + j]] +=
				    fit->h[c];
	for (size_t j = 0; j < p; j++) {
		double own = fit->gram[j * p + j];
		double pivot = own - inner(fit, j, j);
		fit->kept[j] = own > 0 && pivot > PIVOT_LEAST * own;
		if (!fit->kept[j])
			continue;
		double root = sqrt(pivot);
		for (size_t i = j + 1; i < p; i++)
			fit->factor[i * p + j] = (fit->gram[i * p + j] - inner(fit, i, j)) / root;
		fit->factor[j * p + j] = root;
	}
	/* A column that is not kept has a row all the same, which is read nowhere. */
}

/* L y = x of the cell, in `solved`; returns y'y, which is x'(X'HX)⁻x. */
static double solve(struct fit *fit, size_t cell)
{
	size_t p = fit->columns;
	double square = 0;
	for (size_t j = 0; j < p; j++)
		fit->solved[j] = 0;
	for (size_t m = 0; m < fit->margins; m++)
		fit->solved[fit->column[cell * fit->margins + m]] = 1;
	for (size_t j = 0; j < p; j++) {
		if (!fit->kept[j]) {
			fit->solved[j] = 0;
			continue;
		}
		for (size_t k = 0; k < j; k++)
			fit->solved[j] -= fit->factor[j * p + k] * fit->solved[k];
		fit->solved[j] /= fit->factor[j * p + j];
		square += fit->solved[j] * fit->solved[j];
	}
	return square;
}

/* Whether the effects of the other cells say what this one's would be: its dummies are a sum of theirs. */
static bool is_told(struct fit *fit, size_t cell)
{
	size_t p = fit->columns;
	(void)solve(fit, cell);
	for (size_t j = p; j-- > 0;) { /* L' b = y */
		if (!fit->kept[j])
			continue;
		for (size_t i = j + 1; i < p; i++)
			fit->solved[j] -= fit->kept[i] ? fit->factor[i * p + j] * fit->solved[i] : 0;
		fit->solved[j] /= fit->factor[j * p + j];
	}
	for (size_t i = 0; i < p; i++) {
		double x = 0;
		double told = 0;
		for (size_t m = 0; m < fit->margins; m++)
			x += fit->column[cell * fit->margins + m] == i ? 1 : 0;
		for (size_t j = 0; j < p; j++)
			told += fit->gram[i * p + j] * fit->solved[j];
		if (fabs(told - x) > ESTIMABLE_MOST)
			return false;
	}
	return true;
}

static bool fit_run(struct fit *fit, size_t lifted, double ratio)
{
	const struct segbias_crossing_table *table = fit->table;
	fit->n = 0;
	for (size_t c = 0; c < fit->cells; c++)
		fit->n += fit->freed[c] ? 0 : table->count[c];
	if (!(table->exact ? fit_exact(fit, lifted, ratio) : fit_sample(fit, lifted, ratio)))
		return false;
	factorise(fit);
	return true;
}

/* P of so many, or more, or fewer: of n at the fitted share, or of those that both have of the cell. */
static double exact_tail(const struct fit *fit, size_t cell, bool upper)
{
	const struct segbias_crossing_table *table = fit->table;
	double k = table->count[cell];
	double n = table->exact ? fit->n : k + table->reference[cell];
	double all = table->exact ? fit->n : fit->mine[cell] + fit->theirs[cell];
	double share = fmin(1, fit->mine[cell] / all);
	return upper ? segbias_binomial_upper(k, n, share) : segbias_binomial_lower(k, n, share);
}

/* p of the cell and its z. */
static double test(struct fit *fit, size_t cell, enum tail tail, double *z)
{
	double expected = fit->mine[cell];
	double h = fit->h[cell];
	double variance = h > 0 ? h - h * h * solve(fit, cell) : 0;
	*z = 0;
	if (!fit->ended || !(variance > FIXED * expected))
		return 1;
	*z = (fit->table->count[cell] - expected) / sqrt(variance);
	if (expected >= SMALL && (fit->table->exact || fit->theirs[cell] >= SMALL)) {
		return tail == UPPER   ? segbias_normal_upper(*z)
		       : tail == LOWER ? segbias_normal_upper(-*z)
		                       : 2 * segbias_normal_upper(fabs(*z));
	}
	double upper = exact_tail(fit, cell, true);
	double lower = exact_tail(fit, cell, false);
	double both = fmin(1, 2 * fmin(upper, lower));
	*z = copysign(segbias_normal_upper_quantile(both / 2), *z);
	return tail == UPPER ? upper : tail == LOWER ? lower : both;
}

bool segbias_crossing_fit(const struct segbias_crossing_table *table, const bool *freed,
                          struct segbias_crossing_cell *out)
{
	struct fit fit;
	bool ok = fit_init(&fit, table, freed) && fit_run(&fit, SIZE_MAX, 1);
	for (size_t c = 0; ok && c < fit.cells; c++) {
		out[c] = (struct segbias_crossing_cell){NAN, NAN, NAN};
		if (table->reference[c] == 0)
			continue;
		out[c].expected = fit.mine[c];
		if (!fit.freed[c])
			out[c].p = test(&fit, c, BOTH, &out[c].z);
		else if (!fit.ended || !is_told(&fit, c))
			out[c].expected = NAN;
	}
	fit_release(&fit);
	return ok;
}

bool segbias_crossing_flag(const struct segbias_crossing_table *table, size_t cell, double low, double high, double *p)
{
	struct fit fit;
	double z = 0;
	double over = 1;
	double under = 1;
	bool ok = fit_init(&fit, table, NULL) && fit_run(&fit, cell, high);
	if (ok)
		over = test(&fit, cell, UPPER, &z);
	ok = ok && fit_run(&fit, cell, low);
	if (ok)
		under = test(&fit, cell, LOWER, &z);
	if (ok)
		*p = fmin(1, 2 * fmin(over, under));
	fit_release(&fit);
	return ok;
}

/* How far a cell's index is from 100. */
static double apart(const struct segbias_crossing_table *table, size_t cell, double n, double all)
{
	return fabs(log(table->count[cell] / n / (table->reference[cell] / all)));
}

/* The strongest of those whose p is at most `most`; `cells`: there is none. In a table of two rows both cells of a column are
 * one interaction, and their z differ by rounding alone. */
static size_t strongest(const struct segbias_crossing_table *table, const struct segbias_crossing_cell *out,
                        double most)
{
	size_t cells = segbias_crossing_cells(table);
	size_t best = cells;
	double n = 0;
	double all = 0;
	double z = 0;
	for (size_t c = 0; c < cells; c++) {
		n += table->count[c];
		all += table->reference[c];
		if (out[c].p <= most)
			z = fmax(z, fabs(out[c].z));
	}
	for (size_t c = 0; c < cells; c++)
		if (out[c].p <= most && fabs(out[c].z) >= z - EQUAL_Z * fmax(1, z) &&
		    (best == cells || apart(table, c, n, all) > apart(table, best, n, all)))
			best = c;
	return best;
}

bool segbias_crossing_free(const struct segbias_crossing_table *table, double most, bool *freed,
                           struct segbias_crossing_cell *out)
{
	size_t cells = segbias_crossing_cells(table);
	size_t steps = 1;
	for (size_t a = 0; a < table->axes; a++)
		steps *= table->size[a] - 1;
	if (!segbias_crossing_fit(table, freed, out))
		return false;
	for (size_t i = 0; i < steps; i++) {
		size_t cell = strongest(table, out, most);
		if (cell == cells)
			break;
		freed[cell] = true;
		if (!segbias_crossing_fit(table, freed, out))
			return false;
	}
	return true;
}
