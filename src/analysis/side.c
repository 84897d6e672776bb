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
	free(side->own);
	free(side->entry);
	free(side->variance);
	free(side->variance_df);
	*side = (struct segbias_side){0};
}

/* A vector of one entry for the value's records, whose squares have this sum. */
static void add_own(struct segbias_side *side, size_t v, double sum)
{
	size_t i = side->gram.vector_count++;
	side->entry[i] = (struct segbias_gram_entry){(uint32_t)v, 1};
	side->own[i] = (struct segbias_gram_vector){&side->entry[i], 1, sum, 1};
	side->gram.vectors = side->own;
}

/* Products of single records: what each value has, squared weights or counts, times `factor`. */
static void take_records(const struct segbias_side_input *input, double factor, struct segbias_side *side)
{
	for (size_t v = 0; v < input->values; v++) {
		double sum = input->weighted ? input->cells[v].square : input->cells[v].weight;
		if (sum > 0)
			add_own(side, v, factor * sum);
	}
}

static void take_clusters(const struct segbias_group_spread *spread, double factor, struct segbias_side *side)
{
	side->gram = spread->gram;
	side->gram.scale *= factor;
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
			add_own(side, v, side->total[v] * (input->known->weight / c) * (c / (c - 1)));
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
	double *diagonal = variance ? variance + values : NULL;
	if (!variance || !segbias_spread_variances(&spread, variance) ||
	    !segbias_gram_diagonal(&side->gram, diagonal)) {
		free(variance);
		return false;
	}
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
	*side = (struct segbias_side){
	    .values = input->values, .known = input->known->weight, .clustered = input->spread != NULL};
	side->gram = (struct segbias_gram){.cells = input->values, .scale = 1};
	side->plain = !input->weighted && !input->spread && !(input->deff > 0);
	side->uniform = side->plain || input->deff > 0;
	side->total = segbias_memory_zeroed(input->values + 1, sizeof *side->total);
	side->effective = segbias_memory_zeroed(input->values + 1, sizeof *side->effective);
	side->own = segbias_memory_zeroed(input->values + 1, sizeof *side->own);
	side->entry = segbias_memory_zeroed(input->values + 1, sizeof *side->entry);
	side->variance = segbias_memory_zeroed(input->values + 1, sizeof *side->variance);
	side->variance_df = segbias_memory_zeroed(input->values + 1, sizeof *side->variance_df);
	if (!side->total || !side->effective || !side->own || !side->entry || !side->variance || !side->variance_df)
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
	*out = (struct several){.own = segbias_memory_zeroed(2 * (values + 1), sizeof *out->own)};
	if (!out->own)
		return false;
	out->cross = out->own + values + 1;
	if (!input->spread)
		return true;
	double *answered = segbias_memory_zeroed(values + 1, sizeof *answered);
	bool ok = answered != NULL;
	if (ok)
		answered[values] = 1;
	ok = ok && segbias_gram_diagonal(&input->spread->gram, out->own) &&
	     segbias_gram_multiply(&input->spread->gram, answered, out->cross);
	out->all = ok ? out->own[values] : 0;
	free(answered);
	return ok;
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
	double rest = several->all - 2 * cross + own;
	/* [own, cross - own; cross - own, rest], where what the diagonal has too much goes off exactly */
	static const struct segbias_gram_entry BOTH[] = {{0, 1}, {1, 1}};
	const struct segbias_gram_vector vectors[] = {{BOTH, 2, cross - own, 1},
	                                              {&BOTH[0], 1, own, 1},
	                                              {&BOTH[0], 1, own - cross, 1},
	                                              {&BOTH[1], 1, rest, 1},
	                                              {&BOTH[1], 1, own - cross, 1}};
	struct segbias_group_spread spread;
	if (input->spread) {
		spread = *input->spread;
		spread.gram = (struct segbias_gram){2, vectors, sizeof vectors / sizeof *vectors, NULL, 0, 1};
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
	return (struct segbias_spread){side->values, side->total, side->gram, side->centre};
}

/* From the side's weights to its effective size. */
static double scale_of(const struct segbias_side *side)
{
	double n = 0;
	for (size_t v = 0; v < side->values; v++)
		n += side->total[v];
	return side->pooled / n;
}

static struct segbias_gram_part part_of(const struct segbias_side *side, size_t row)
{
	double scale = scale_of(side);
	struct segbias_gram_part part = {.gram = side->gram, .step = 2, .first = row};
	part.gram.scale *= scale * scale;
	return part;
}

struct segbias_gram_part segbias_side_second(const struct segbias_side *second)
{
	return part_of(second, 1);
}

bool segbias_sides_join(const struct segbias_side *first, const struct segbias_side *second, struct segbias_joined *out)
{
	size_t columns = first->values;
	*out = (struct segbias_joined){.totals = segbias_memory_zeroed(2 * columns + 1, sizeof *out->totals)};
	if (!out->totals)
		return false;
	double scale[] = {scale_of(first), scale_of(second)};
	for (size_t v = 0; v < columns; v++) {
		out->totals[2 * v] = scale[0] * first->total[v];
		out->totals[2 * v + 1] = scale[1] * second->total[v];
	}
	out->query = (struct segbias_rows_query){.total = out->totals,
	                                         .own = part_of(first, 0),
	                                         .centre = {first->centre, second->centre},
	                                         .df_design = first->df + second->df};
	return true;
}

void segbias_joined_release(struct segbias_joined *joined)
{
	free(joined->totals);
	*joined = (struct segbias_joined){0};
}
