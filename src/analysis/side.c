#include "analysis/side.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* A variance that is this small a part of its terms is rounding: there is none. */
static const double ROUNDING = 1e-13;

void segbias_side_release(struct segbias_side *side)
{
	free(side->total);
	free(side->effective);
	free(side->products);
	free(side->variance);
	free(side->variance_df);
	*side = (struct segbias_side){0};
}

/* Products of single records: what each value has, squared weights or counts, times `factor`. */
static void take_records(const struct segbias_side_input *input, double factor, struct segbias_side *side)
{
	for (size_t v = 0; v < input->values; v++) {
		double sum = input->weighted ? input->cells[v].square : input->cells[v].weight;
		if (sum > 0)
			side->products[side->product_count++] =
			    (struct segbias_product){(uint32_t)v, (uint32_t)v, factor * sum};
	}
}

static void take_clusters(const struct segbias_group_spread *spread, double factor, struct segbias_side *side)
{
	for (size_t i = 0; i < spread->product_count; i++) {
		side->products[i] = spread->products[i];
		side->products[i].sum *= factor;
	}
	side->product_count = spread->product_count;
}

static void take_products(const struct segbias_side_input *input, struct segbias_side *side)
{
	const struct segbias_group_spread *spread = input->spread;
	double c = side->uniform     ? side->pooled /* a table's counts, or records / deff */
	           : spread          ? spread->clusters
	           : input->weighted ? (double)input->known->units
	                             : input->known->weight;
	if (spread && spread->centred && !side->uniform) {
		take_clusters(spread, 1, side);
		side->df = side->test_df = spread->df;
		return;
	}
	side->df = side->test_df = c - 1;
	if (spread)
		side->test_df = fmax(1, fmin(c - 1, spread->square * spread->square / spread->fourth));
	side->centre = c > 1 ? 1 / (c - 1) : NAN;
	if (side->uniform)
		/* As of c records that weigh the same. */
		for (size_t v = 0; v < input->values; v++)
			side->products[side->product_count++] = (struct segbias_product){
			    (uint32_t)v, (uint32_t)v, side->total[v] * (input->known->weight / c) * (c / (c - 1))};
	else if (spread)
		take_clusters(spread, c > 1 ? c / (c - 1) : NAN, side);
	else
		take_records(input, c > 1 ? c / (c - 1) : NAN, side);
}

/* (Σz²)² / Σz⁴ over records, z = w (1[v] - x): how many of them the variance of the value's share is known from. */
static double df_of(const struct segbias_side_input *input, size_t v)
{
	double x = input->cells[v].weight / input->known->weight;
	double squares = 0;
	double fourths = 0;
	for (size_t u = 0; u < input->values; u++) {
		double z = u == v ? 1 - x : x;
		squares += z * z * input->cells[u].square;
		fourths += z * z * (z * z) * input->cells[u].fourth;
	}
	return squares > 0 && fourths > 0 ? squares * squares / fourths : (double)input->known->units - 1;
}

/* n_eff of every value and over all of them: x (1 - x) / var(x); without a variance Kish's size. */
static bool measure_sizes(const struct segbias_side_input *input, struct segbias_side *side)
{
	size_t values = side->values;
	double n = input->known->weight;
	double square = input->spread && isfinite(input->spread->square) ? input->spread->square : input->known->square;
	double *variance = segbias_memory_zeroed(2 * values + 1, sizeof *variance);
	struct segbias_spread spread = segbias_side_spread(side);
	if (!variance || !segbias_spread_variances(&spread, variance)) {
		free(variance);
		return false;
	}
	double *diagonal = variance + values;
	for (size_t i = 0; i < side->product_count; i++)
		if (side->products[i].row == side->products[i].column)
			diagonal[side->products[i].row] = side->products[i].sum;
	double above = 0;
	double below = 0;
	for (size_t v = 0; v < values; v++) {
		double x = side->total[v] / n;
		if (!(variance[v] > ROUNDING * diagonal[v] / (n * n)))
			variance[v] = isnan(variance[v]) ? NAN : 0;
		above += x * (1 - x);
		below += variance[v];
	}
	side->pooled = above > 0 && below > 0 ? above / below : n * n / square;
	for (size_t v = 0; v < values; v++) {
		double x = side->total[v] / n;
		side->effective[v] = x > 0 && x < 1 && variance[v] > 0 ? x * (1 - x) / variance[v] : side->pooled;
		side->variance[v] = variance[v];
		side->variance_df[v] = input->spread ? side->test_df : df_of(input, v);
	}
	free(variance);
	return true;
}

enum segbias_status segbias_side_measure(const struct segbias_side_input *input, struct segbias_side *side,
                                         struct segbias_error *error)
{
	size_t room = input->spread && input->spread->product_count > input->values ? input->spread->product_count
	                                                                            : input->values;
	*side = (struct segbias_side){
	    .values = input->values, .known = input->known->weight, .clustered = input->spread != NULL};
	side->plain = !input->weighted && !input->spread && !(input->deff > 0);
	side->uniform = side->plain || input->deff > 0;
	side->total = segbias_memory_zeroed(input->values + 1, sizeof *side->total);
	side->effective = segbias_memory_zeroed(input->values + 1, sizeof *side->effective);
	side->products = segbias_memory_zeroed(room + 1, sizeof *side->products);
	side->variance = segbias_memory_zeroed(input->values + 1, sizeof *side->variance);
	side->variance_df = segbias_memory_zeroed(input->values + 1, sizeof *side->variance_df);
	if (!side->total || !side->effective || !side->products || !side->variance || !side->variance_df)
		return segbias_error_memory(error);
	for (size_t v = 0; v < input->values; v++)
		side->total[v] = input->cells[v].weight;
	side->pooled = side->plain       ? input->known->weight
	               : input->deff > 0 ? (double)input->known->count / input->deff
	                                 : NAN;
	for (size_t v = 0; v < input->values; v++)
		side->effective[v] = side->pooled;
	if (!(input->known->weight > 0))
		return SEGBIAS_OK;
	take_products(input, side);
	return side->uniform || measure_sizes(input, side) ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- several values a record ------------------------------------------------------------------------------------ */

/* The sums of products of one value, and of all that answered. */
struct several {
	double *own;   /* [values]: with itself */
	double *cross; /* [values]: with all */
	double all;
};

static bool read_several(const struct segbias_side_input *input, struct several *out)
{
	size_t values = input->values;
	*out = (struct several){.own = segbias_memory_zeroed(2 * values + 1, sizeof *out->own)};
	if (!out->own)
		return false;
	out->cross = out->own + values;
	for (size_t i = 0; input->spread && i < input->spread->product_count; i++) {
		const struct segbias_product *product = &input->spread->products[i];
		if (product->row == values)
			out->all = product->sum;
		else if (product->column == values)
			out->cross[product->row] = product->sum;
		else
			out->own[product->row] = product->sum;
	}
	return true;
}

/* One value, and all that answered without it, as a side of two. */
static enum segbias_status measure_one(const struct segbias_side_input *input, const struct several *several, size_t v,
                                       struct segbias_side *side, struct segbias_error *error)
{
	const struct segbias_cell *mine = &input->cells[v];
	struct segbias_cell cells[] = {*mine,
	                               {.count = input->known->count - mine->count,
	                                .weight = fmax(0, input->known->weight - mine->weight),
	                                .square = fmax(0, input->known->square - mine->square),
	                                .units = input->known->units - mine->units,
	                                .fourth = fmax(0, input->known->fourth - mine->fourth)}};
	struct segbias_side_input two = *input;
	two.cells = cells;
	two.values = 2;
	double own = several->own[v];
	double cross = several->cross[v];
	struct segbias_product products[] = {{0, 0, own}, {0, 1, cross - own}, {1, 1, several->all - 2 * cross + own}};
	struct segbias_group_spread spread;
	if (input->spread) {
		spread = *input->spread;
		spread.products = products;
		spread.product_count = 3;
		two.spread = &spread;
	}
	return segbias_side_measure(&two, side, error);
}

enum segbias_status segbias_side_measure_several(const struct segbias_side_input *input, struct segbias_side *side,
                                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct several several;
	double above = 0;
	double below = 0;
	double largest = 0;
	*side = (struct segbias_side){.values = input->values, .known = input->known->weight};
	side->total = segbias_memory_zeroed(input->values + 1, sizeof *side->total);
	side->effective = segbias_memory_zeroed(input->values + 1, sizeof *side->effective);
	side->variance = segbias_memory_zeroed(input->values + 1, sizeof *side->variance);
	side->variance_df = segbias_memory_zeroed(input->values + 1, sizeof *side->variance_df);
	if (!read_several(input, &several) || !side->total || !side->effective || !side->variance || !side->variance_df)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t v = 0; v < input->values; v++) {
		struct segbias_side one;
		status = measure_one(input, &several, v, &one, error);
		if (status == SEGBIAS_OK) {
			double x = one.total[0] / side->known;
			side->total[v] = one.total[0];
			side->effective[v] = one.effective[0];
			side->variance[v] = one.variance[0];
			side->variance_df[v] = one.variance_df[0];
			side->plain = one.plain;
			side->uniform = one.uniform;
			side->clustered = one.clustered;
			side->df = one.df;
			side->test_df = one.test_df;
			above += x * (1 - x);
			below += x * (1 - x) / one.effective[0];
			largest = fmax(largest, one.effective[0]);
			side->pooled = one.pooled;
		}
		segbias_side_release(&one);
		if (status != SEGBIAS_OK)
			goto done;
	}
	if (!side->uniform)
		side->pooled = below > 0 ? above / below : largest;
done:
	free(several.own);
	return status;
}

struct segbias_spread segbias_side_spread(const struct segbias_side *side)
{
	return (struct segbias_spread){side->values, side->total, side->products, side->product_count, side->centre};
}

/* Writes one side into its row of the table. */
static void join(const struct segbias_side *side, size_t row, double *totals, struct segbias_product *products)
{
	double n = 0;
	for (size_t v = 0; v < side->values; v++)
		n += side->total[v];
	double scale = side->pooled / n;
	uint32_t offset = (uint32_t)(row * side->values);
	for (size_t v = 0; v < side->values; v++)
		totals[offset + v] = scale * side->total[v];
	for (size_t i = 0; i < side->product_count; i++)
		products[i] =
		    (struct segbias_product){side->products[i].row + offset, side->products[i].column + offset,
		                             scale * scale * side->products[i].sum};
}

bool segbias_sides_join(const struct segbias_side *first, const struct segbias_side *second, struct segbias_joined *out)
{
	size_t cells = first->values + second->values;
	size_t count = first->product_count + second->product_count;
	*out = (struct segbias_joined){.totals = segbias_memory_zeroed(cells + 1, sizeof *out->totals),
	                               .products = segbias_memory_zeroed(count + 1, sizeof *out->products),
	                               .centre = {first->centre, second->centre}};
	if (!out->totals || !out->products)
		return false;
	join(first, 0, out->totals, out->products);
	join(second, 1, out->totals, out->products + first->product_count);
	out->spread = (struct segbias_spread){cells, out->totals, out->products, count, 0};
	return true;
}

void segbias_joined_release(struct segbias_joined *joined)
{
	free(joined->totals);
	free(joined->products);
	*joined = (struct segbias_joined){0};
}
