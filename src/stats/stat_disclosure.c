#include "stats/stats.h"

#include <math.h>

/* A chance that is the limit but for rounding is not over it. */
static const double EQUAL = 1e-12;

void segbias_disclosure(const double *sizes, size_t count, double k, struct segbias_disclosure *out)
{
	*out = (struct segbias_disclosure){
	    .cells = (double)count, .smallest = NAN, .prosecutor_max = NAN, .prosecutor_mean = NAN};
	for (size_t i = 0; i < count; i++) {
		out->n += sizes[i];
		out->smallest = i == 0 || sizes[i] < out->smallest ? sizes[i] : out->smallest;
		out->uniques += sizes[i] == 1;
		out->below += sizes[i] < k ? sizes[i] : 0;
	}
	if (count == 0)
		return;
	out->prosecutor_max = 1 / out->smallest;
	out->prosecutor_mean = (double)count / out->n;
}

void segbias_linkage(const double *sizes, const double *others, size_t count, double risk_max,
                     struct segbias_linkage *out)
{
	*out = (struct segbias_linkage){.journalist_max = NAN, .at_risk = NAN, .expected = NAN, .share = NAN};
	double n = 0;
	if (count == 0)
		return;
	out->journalist_max = out->expected = 0;
	out->at_risk = isnan(risk_max) ? NAN : 0;
	for (size_t i = 0; i < count; i++) {
		double shared = others[i] > sizes[i] ? others[i] : sizes[i];
		double risk = 1 / shared;
		n += sizes[i];
		out->journalist_max = risk > out->journalist_max ? risk : out->journalist_max;
		out->expected += sizes[i] * risk;
		out->uniques += sizes[i] == 1 && others[i] == 1;
		out->beyond += sizes[i] > others[i] ? sizes[i] : 0;
		if (risk > risk_max * (1 + EQUAL))
			out->at_risk += sizes[i];
	}
	out->share = out->expected / n;
}

void segbias_diversity(const struct segbias_diversity_row *rows, size_t count, struct segbias_diversity *out)
{
	*out = (struct segbias_diversity){.distinct = NAN, .entropy = NAN};
	size_t next = 0;
	for (size_t first = 0; first < count; first = next) {
		double n = 0;
		double entropy = 0;
		for (next = first; next < count && rows[next].cell == rows[first].cell; next++)
			n += rows[next].count;
		for (size_t i = first; i < next; i++)
			entropy -= rows[i].count / n * log(rows[i].count / n);
		double distinct = (double)(next - first);
		out->n += n;
		out->distinct = first == 0 || distinct < out->distinct ? distinct : out->distinct;
		out->entropy = first == 0 || exp(entropy) < out->entropy ? exp(entropy) : out->entropy;
		out->one += distinct == 1 && n >= 2 ? n : 0;
	}
}
