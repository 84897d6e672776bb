/* Walks: the alias table. source: walk.h */
#include "stats/walk.h"

#include "base/memory.h"

#include <stdlib.h>

double segbias_exact_sum(const double *numbers, size_t size)
{
	double sum = 0, lost = 0;
	for (size_t i = 0; i < size; i++)
		segbias_add_exactly(&sum, &lost, numbers[i]);
	return sum + lost;
}

/* Vose. The stack grows from both ends: low columns and high ones. */
static bool make_columns(struct segbias_walk *walk)
{
	size_t values = walk->values;
	double total = segbias_exact_sum(walk->weight, values);
	double *height = segbias_memory_zeroed(values, sizeof *height);
	size_t *stack = segbias_memory_zeroed(values, sizeof *stack);
	size_t low = 0, high = values;
	for (size_t v = 0; height && stack && v < values; v++) {
		height[v] = walk->weight[v] / total * (double)values;
		walk->columns[v] = (struct segbias_walk_column){(double)v + 1, (uint32_t)v};
		if (height[v] < 1)
			stack[low++] = v;
		else
			stack[--high] = v;
	}
	while (low > 0 && high < values) {
		size_t poor = stack[--low];
		size_t rich = stack[high];
		walk->columns[poor] = (struct segbias_walk_column){(double)poor + height[poor], (uint32_t)rich};
		height[rich] -= 1 - height[poor];
		if (height[rich] < 1) {
			high++;
			stack[low++] = rich;
		}
	}
	bool made = height && stack;
	free(height);
	free(stack);
	return made;
}

void segbias_walk_release(struct segbias_walk *walk)
{
	free(walk->columns);
	free(walk->cells);
	*walk = (struct segbias_walk){0};
}

bool segbias_walk_init(struct segbias_walk *walk, const double *weight, size_t values)
{
	*walk = (struct segbias_walk){.values = values, .weight = weight};
	walk->columns = segbias_memory_zeroed(values, sizeof *walk->columns);
	walk->cells = segbias_memory_zeroed(values, sizeof *walk->cells);
	if (!walk->columns || !walk->cells || !make_columns(walk)) {
		segbias_walk_release(walk);
		return false;
	}
	for (size_t v = 0; v < values; v++)
		walk->cells[v].inverse = 1 / weight[v];
	return true;
}

void segbias_walk_begin(struct segbias_walk *walk, uint64_t seed, uint32_t number)
{
	walk->stream = segbias_stream_of(seed, number);
	walk->number = number;
	walk->sum = 0;
}
