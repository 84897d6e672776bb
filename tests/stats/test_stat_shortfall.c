#include "stats/calibrate.h"

#include "near.h"
#include <criterion/criterion.h>

/* Problems that a seed makes, by the steps of scripts/oracle/stat_shortfall.py, whose rows are scipy's linear programs. */

enum {
	MARGINS_MOST = 4,
	SIZE_MOST = 9,
	CELLS_MOST = MARGINS_MOST * SIZE_MOST * 2,
	LEVELS_MOST = MARGINS_MOST * SIZE_MOST
};

struct problem {
	size_t size[MARGINS_MOST], first[MARGINS_MOST];
	double weight[CELLS_MOST], target[LEVELS_MOST], all;
	uint32_t level[CELLS_MOST * MARGINS_MOST];
	double low, high;
	struct segbias_weight_margins c;
};

static uint64_t below(uint32_t *state, uint64_t most)
{
	*state = *state * 1664525U + 1013904223U;
	return (uint64_t)(*state >> 16) * most >> 16;
}

static void add_cell(struct problem *p, uint32_t *state, uint64_t spread, uint64_t kind)
{
	size_t cell = p->c.cells++;
	for (size_t m = 0; m < p->c.margins; m++)
		p->level[cell * p->c.margins + m] = (uint32_t)(p->first[m] + below(state, p->size[m]));
	uint64_t weight = 1 + below(state, (uint64_t)1 << below(state, spread));
	uint64_t wanted = weight * below(state, 64);
	if (kind == 1 && below(state, 2))
		wanted = 0;
	wanted += cell == 0;
	p->weight[cell] = (double)weight;
	p->all += (double)weight;
	for (size_t m = 0; m < p->c.margins; m++)
		p->target[p->level[cell * p->c.margins + m]] += (double)wanted;
}

/* Targets of each margin sum to all weights. */
static void set_targets(struct problem *p, uint32_t *state, uint64_t kind)
{
	for (size_t m = 0; m < p->c.margins; m++) {
		double together = 0;
		for (size_t at = p->first[m]; at < p->first[m] + p->size[m]; at++) {
			if (kind == 2 && below(state, 4) == 0) {
				uint64_t more = below(state, 16) * (1 + (uint64_t)p->target[at] / 64);
				p->target[at] += (double)more;
			}
			together += p->target[at];
		}
		for (size_t at = p->first[m]; at < p->first[m] + p->size[m]; at++)
			p->target[at] *= p->all / together;
	}
}

static void make(uint32_t seed, struct problem *p)
{
	static const double BOUNDS[][2] = {{0, INFINITY}, {.7, 1.45}, {.9, 1.1}, {-1e6, 1e6}};
	uint32_t state = seed;
	*p = (struct problem){.all = 0};
	p->c.margins = 2 + below(&state, MARGINS_MOST - 1);
	for (size_t m = 0; m < p->c.margins; m++) {
		p->first[m] = p->c.levels;
		p->size[m] = 2 + below(&state, SIZE_MOST - 1);
		p->c.levels += p->size[m];
	}
	uint64_t kind = below(&state, 3);
	uint64_t spread = 1 + below(&state, 20);
	size_t cells = p->c.levels * (1 + below(&state, 4)) / 2;
	while (p->c.cells < cells)
		add_cell(p, &state, spread, kind);
	set_targets(p, &state, kind);
	size_t bounds = below(&state, 4);
	p->low = BOUNDS[bounds][0];
	p->high = BOUNDS[bounds][1];
	p->c.weight = p->weight;
	p->c.level = p->level;
	p->c.target = p->target;
}

static const struct {
	uint32_t seed;
	size_t cells;
	double total; /* of all weights */
	int forced;   /* cells; -1: no weights of 0 and more meet the targets */
} CASES[] = {
    {1, 10, 0.41108488047170505, 0},
    {2, 4, 0.0010915813479674043, -1},
    {3, 28, 0, 0},
    {4, 19, 0.35252754655095631, 0},
    {5, 10, 0.030900690380455148, -1},
    {6, 8, 0.042245903262564034, -1},
    {7, 30, 0.39543526387202732, 0},
    {8, 9, 1.0036048599708396, 0},
    {9, 11, 0, 0},
    {10, 5, 0.60923076923076924, 0},
    {11, 16, 0.13179678796702937, 0},
    {12, 9, 0.04346088251755037, 0},
    {13, 12, 0.2884057971014492, 0},
    {14, 5, 0, 0},
    {15, 18, 0.024320137693631505, 0},
    {16, 22, 0.36428091849066718, 0},
    {17, 13, 0.22937202444601118, 0},
    {18, 6, 2.5846101313622305, 1},
    {19, 20, 0.99853658536585366, 10},
    {20, 12, 0, 0},
    {21, 6, 0.43919938911568629, 2},
    {22, 6, 0, 5},
    {23, 20, 0, 2},
    {24, 13, 0.51847466259230957, 4},
    {25, 15, 0, 9},
    {26, 6, 0, 2},
    {27, 22, 0.32874874781966734, 0},
    {28, 25, 0, 0},
    {29, 16, 0.30534102428930388, -1},
    {30, 6, 0.082197742816130154, -1},
    {31, 8, 0, 0},
    {32, 15, 0.12281549174072678, -1},
    {33, 9, 0, 0},
    {34, 3, 0.52830188679245293, -1},
    {35, 26, 0.62660150595577269, 0},
    {36, 16, 0.411698367278236, 0},
    {37, 10, 0, 0},
    {38, 7, 0, 0},
    {39, 28, 0.18691779790070551, 0},
    {40, 18, 0.51433058500196294, 0},
    {41, 18, 0, 0},
    {42, 4, 0, 0},
    {43, 14, 0, 0},
    {44, 19, 0.44438207047819056, 0},
    {45, 11, 0, 3},
    {46, 4, 0.34999999999999998, 1},
    {47, 16, 0, 0},
    {48, 21, 1.7334773505405838, 4},
};

Test(shortfall, the_smallest_miss_is_that_of_a_linear_program)
{
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct problem p;
		double shortfall[LEVELS_MOST];
		double total = NAN;
		double sum = 0;
		make(CASES[i].seed, &p);
		cr_assert_eq(p.c.cells, CASES[i].cells, "%u: %zu", CASES[i].seed, p.c.cells);
		cr_assert(segbias_calibration_shortfall(&p.c, p.low, p.high, shortfall, &total), "%u", CASES[i].seed);
		cr_expect(fabs(total / p.all - CASES[i].total) <= TOLERANCE, "%u: %.17g for %.17g", CASES[i].seed,
		          total / p.all, CASES[i].total);
		for (size_t at = 0; at < p.c.levels; at++)
			sum += fabs(shortfall[at]);
		cr_expect(fabs(sum - total) <= TOLERANCE * p.all, "%u: %.17g", CASES[i].seed, sum / p.all);
	}
}

Test(shortfall, cells_that_weigh_nothing_are_those_of_linear_programs)
{
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct problem p;
		bool forced[CELLS_MOST];
		bool any = false;
		int count = 0;
		make(CASES[i].seed, &p);
		if (CASES[i].forced < 0)
			continue;
		cr_assert(segbias_calibration_forced(&p.c, forced, &any), "%u", CASES[i].seed);
		for (size_t cell = 0; cell < p.c.cells; cell++)
			count += forced[cell];
		cr_expect_eq(count, CASES[i].forced, "%u: %d for %d", CASES[i].seed, count, CASES[i].forced);
		cr_expect_eq(any, count > 0);
	}
}
