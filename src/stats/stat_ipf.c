/* Iterative proportional fitting of a small table.
 *
 * source: Deming and Stephan, Ann. Math. Stat. 11 (1940) 427-444; Bishop, Fienberg and Holland (1975), 3.5.
 */
#include "stats/crossing.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS_MAX = 2000 };
static const double MISS_MOST = 1e-9; /* of all that is counted */

/* Which cell of a margin each cell of the table is in, and what that should have. */
struct margin {
	size_t *of; /* [cells] */
	size_t size;
	double *wanted, *has; /* [size] */
};

static void release(struct margin *margins, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(margins[i].of);
		free(margins[i].wanted);
		free(margins[i].has);
	}
}

static bool margin_init(const struct segbias_margins *model, size_t which, size_t cells, struct margin *margin)
{
	margin->size = 1;
	for (size_t a = 0; a < model->axes; a++)
		margin->size *= model->kept[which] >> a & 1 ? model->size[a] : 1;
	margin->of = segbias_memory_zeroed(cells, sizeof *margin->of);
	margin->wanted = segbias_memory_zeroed(margin->size, sizeof *margin->wanted);
	margin->has = segbias_memory_zeroed(margin->size, sizeof *margin->has);
	for (size_t c = 0; margin->of && c < cells; c++) {
		size_t rest = c;
		size_t step = 1;
		for (size_t a = model->axes; a-- > 0; rest /= model->size[a])
			if (model->kept[which] >> a & 1) {
				margin->of[c] += rest % model->size[a] * step;
				step *= model->size[a];
			}
	}
	return margin->of && margin->wanted && margin->has;
}

static void add_up(const struct segbias_margins *model, const struct margin *margin, const double *table, size_t cells,
                   double *sums)
{
	for (size_t i = 0; i < margin->size; i++)
		sums[i] = 0;
	for (size_t c = 0; c < cells; c++)
		if (!model->apart || !model->apart[c])
			sums[margin->of[c]] += table[c];
}

/* Returns by how much the worst was off. */
static double adjust(const struct segbias_margins *model, struct margin *margin, double *table, size_t cells)
{
	double worst = 0;
	add_up(model, margin, table, cells, margin->has);
	for (size_t i = 0; i < margin->size; i++) {
		worst = fmax(worst, fabs(margin->wanted[i] - margin->has[i]));
		margin->has[i] = margin->has[i] > 0 ? margin->wanted[i] / margin->has[i] : 1;
	}
	for (size_t c = 0; c < cells; c++)
		table[c] *= margin->has[margin->of[c]];
	return worst;
}

bool segbias_fit_margins(const struct segbias_margins *model, const double *target, double *table, double *miss)
{
	struct margin margins[SEGBIAS_FIT_MARGINS_MAX] = {0};
	size_t cells = 1;
	double all = 0;
	bool ok = true;
	for (size_t a = 0; a < model->axes; a++)
		cells *= model->size[a];
	for (size_t c = 0; c < cells; c++)
		all += !model->apart || !model->apart[c] ? target[c] : 0;
	for (size_t i = 0; ok && i < model->count; i++) {
		ok = margin_init(model, i, cells, &margins[i]);
		if (ok)
			add_up(model, &margins[i], target, cells, margins[i].wanted);
	}
	double worst = INFINITY;
	for (int round = 0; ok && round < ROUNDS_MAX && worst > MISS_MOST * all; round++) {
		worst = 0;
		for (size_t i = 0; i < model->count; i++)
			worst = fmax(worst, adjust(model, &margins[i], table, cells));
	}
	if (ok)
		*miss = worst;
	release(margins, model->count);
	return ok;
}
