/* Correction weights: the error of what is weighted to, which is in every figure after weighting. */
#include "analysis/weigh.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

double segbias_weigh_square(const struct segbias_weigh *weigh, const struct segbias_cell *cell)
{
	if (weigh->input->kind != SEGBIAS_KIND_SAMPLE)
		return 0;
	return weigh->input->reference_weighted ? cell->square : cell->weight;
}

double segbias_weigh_share_variance(const struct segbias_weigh *weigh, const struct segbias_attribute *attribute,
                                    size_t value)
{
	double all = attribute->known.weight;
	double r = attribute->reference[value].weight / all;
	if (weigh->input->kind == SEGBIAS_KIND_MARGIN)
		return attribute->share_error ? attribute->share_error[value] * attribute->share_error[value] : 0;
	return ((1 - 2 * r) * segbias_weigh_square(weigh, &attribute->reference[value]) +
	        r * r * segbias_weigh_square(weigh, &attribute->known)) /
	       (all * all);
}

/* Of errors that are published for each share: what they would come from if figures were independent, (1 - r)^2 D_v + r^2 times all
 * other D. Where that has no solution the errors stand for themselves. */
static void spread_margins(const struct segbias_attribute *attribute, double *spread)
{
	static const double HALF = 1e-3;
	double all = attribute->known.weight;
	double first = attribute->reference[0].weight / all;
	if (attribute->value_count == 2 &&
	    attribute->share_error) { /* one question: both come from any that add up to it */
		double error = attribute->share_error[0];
		spread[0] = spread[1] = error * error / ((1 - first) * (1 - first) + first * first);
		return;
	}
	double sum = 0;
	double times = 1;
	bool solved = true;
	for (size_t v = 0; v < attribute->value_count; v++) {
		double r = attribute->reference[v].weight / all;
		double error = attribute->share_error ? attribute->share_error[v] : 0;
		solved = solved && fabs(1 - 2 * r) > HALF;
		sum += error * error / (1 - 2 * r);
		times += r * r / (1 - 2 * r);
		spread[v] = error * error;
	}
	sum /= times;
	for (size_t v = 0; v < attribute->value_count && solved; v++) {
		double r = attribute->reference[v].weight / all;
		solved = isfinite(sum) && (spread[v] - r * r * sum) / (1 - 2 * r) >= 0;
	}
	for (size_t v = 0; v < attribute->value_count && solved; v++) {
		double r = attribute->reference[v].weight / all;
		spread[v] = (spread[v] - r * r * sum) / (1 - 2 * r);
	}
}

void segbias_weigh_spread(const struct segbias_weigh *weigh, const struct segbias_attribute *attribute, double *spread)
{
	double all = attribute->known.weight;
	if (weigh->input->kind == SEGBIAS_KIND_MARGIN) {
		spread_margins(attribute, spread);
		return;
	}
	for (size_t v = 0; v < attribute->value_count; v++)
		spread[v] = segbias_weigh_square(weigh, &attribute->reference[v]) / (all * all);
}

/* The coefficients of a margin's levels, times what of its target a share of 1 is, less their mean by the shares. Returns the
 * variance of their sum, and in *next where the next margin begins. */
static double centre_margin(const struct segbias_weigh *weigh, const double *coefficient, size_t first, double *centred,
                            size_t *next)
{
	double mean = 0;
	double variance = 0;
	size_t last = first;
	while (weigh->levels[last].value != SIZE_MAX)
		last++;
	for (size_t i = first; i < last; i++) {
		centred[i] = coefficient[i] * (weigh->all - weigh->target[last]);
		mean += centred[i] * weigh->levels[i].share;
	}
	for (size_t i = first; i < last; i++) {
		centred[i] -= mean;
		variance += centred[i] * centred[i] * weigh->levels[i].spread;
	}
	*next = last + 1;
	return variance;
}

/* Twice the covariance of two margins, from the reference's table of both; 0 where they are known apart. */
static enum segbias_status add_covariance(const struct segbias_weigh *weigh, const size_t first[2],
                                          const double *centred, double *variance, struct segbias_error *error)
{
	const struct segbias_matching *matching = weigh->input->matching;
	const struct segbias_attribute *a = weigh->parts[weigh->levels[first[0]].part].attribute;
	const struct segbias_attribute *b = weigh->parts[weigh->levels[first[1]].part].attribute;
	const struct segbias_crossed_attributes of = {
	    {(size_t)(a - matching->attributes), (size_t)(b - matching->attributes)}, 2, false};
	struct segbias_cell *cells = segbias_memory_zeroed(a->value_count * b->value_count + 1, sizeof *cells);
	if (!cells)
		return segbias_error_memory(error);
	if (segbias_crossed_reference(weigh->input, &of, cells))
		for (size_t i = 0; i < a->value_count; i++)
			for (size_t k = 0; k < b->value_count; k++)
				*variance += 2 * centred[first[0] + i] * centred[first[1] + k] *
				             segbias_weigh_square(weigh, &cells[i * b->value_count + k]) /
				             (a->known.weight * b->known.weight);
	free(cells);
	return SEGBIAS_OK;
}

enum segbias_status segbias_weigh_target_variance(const struct segbias_weigh *weigh, const double *coefficient,
                                                  double *variance, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	*variance = 0;
	if (weigh->input->kind != SEGBIAS_KIND_SAMPLE && weigh->input->kind != SEGBIAS_KIND_MARGIN)
		return SEGBIAS_OK;
	double *centred = segbias_memory_zeroed(weigh->c.levels + 1, sizeof *centred);
	size_t *firsts = segbias_memory_zeroed(weigh->c.margins + 1, sizeof *firsts);
	if (!centred || !firsts)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t m = 0, first = 0; m < weigh->c.margins; m++) {
		firsts[m] = first;
		*variance += centre_margin(weigh, coefficient, first, centred, &first);
	}
	for (size_t m = 0; weigh->input->kind == SEGBIAS_KIND_SAMPLE && m < weigh->c.margins; m++)
		for (size_t k = m + 1; k < weigh->c.margins; k++)
			SEGBIAS_TRY(
			    add_covariance(weigh, (const size_t[]){firsts[m], firsts[k]}, centred, variance, error));
	*variance = fmax(*variance, 0);
done:
	free(centred);
	free(firsts);
	return status;
}
