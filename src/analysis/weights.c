#include "analysis/weights.h"

#include <math.h>

static const uint64_t RECORDS_LEAST = 10; /* fewer say little of what records of the value weigh */

/* Of records of one value. */
struct heaviness {
	double square; /* sum of w^2 / sum of w */
	double mean;
};

static struct heaviness of_cell(const struct segbias_cell *cell)
{
	if (!(cell->weight > 0))
		return (struct heaviness){NAN, NAN};
	return (struct heaviness){cell->square / cell->weight, cell->weight / (double)cell->units};
}

/* In the group; where it has few, in the whole campaign. */
static struct heaviness of_value(const struct segbias_cell *group, const struct segbias_cell *whole)
{
	return of_cell(group->units >= RECORDS_LEAST ? group : whole);
}

static struct segbias_cell without(const struct segbias_cell *all, const struct segbias_cell *value)
{
	return (struct segbias_cell){.units = all->units - value->units,
	                             .weight = fmax(0, all->weight - value->weight),
	                             .square = fmax(0, all->square - value->square)};
}

/* Each value against all records without it. */
static void measure_several(const struct segbias_weights_input *input, struct segbias_value_weights *out)
{
	for (size_t v = 0; v < input->values; v++) {
		struct segbias_cell group = without(&input->known, &input->cells[v]);
		struct segbias_cell whole = without(&input->whole_known, &input->whole[v]);
		struct heaviness own = of_value(&input->cells[v], &input->whole[v]);
		struct heaviness others = of_value(&group, &whole);
		double r = input->share[v];
		double mine = r / own.mean;
		double theirs = isnan(others.mean) ? 0 : (1 - r) / others.mean;
		out[v] = (struct segbias_value_weights){own.square, others.square,
		                                        (double)input->known.units * (mine / (mine + theirs))};
	}
}

void segbias_weights_measure(const struct segbias_weights_input *input, struct segbias_value_weights *out)
{
	double share = 0;
	double square = 0;
	double records = 0;
	if (input->several) {
		measure_several(input, out);
		return;
	}
	for (size_t v = 0; v < input->values; v++) {
		struct heaviness own = of_value(&input->cells[v], &input->whole[v]);
		double r = input->share[v];
		out[v] = (struct segbias_value_weights){own.square, NAN, r / own.mean};
		if (isnan(own.square))
			continue;
		share += r;
		square += r * own.square;
		records += r / own.mean;
	}
	for (size_t v = 0; v < input->values; v++) {
		bool seen = !isnan(out[v].own);
		double r = seen ? input->share[v] : 0;
		double mine = seen ? r * out[v].own : 0;
		if (share - r > 0)
			out[v].others = (square - mine) / (share - r);
		out[v].expected *= (double)input->known.units / records;
	}
}
