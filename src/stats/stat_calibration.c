/* Does a score mean the same in every group? Bins of a score that all groups share, and the share of positive labels in each.
 *
 * source: the reliability diagram; Guo, Pleiss, Sun and Weinberger, ICML 2017, for equal-width bins and the expected
 * calibration error; scikit-learn calibration_curve for bins that are open at their lower end.
 */
#include "stats/stats.h"

#include <math.h>

/* A share of the weight may be an ulp off. */
static const double ROUNDING = 1e-12;

static double sum(const struct segbias_mass *masses, size_t count)
{
	double all = 0;
	for (size_t i = 0; i < count; i++)
		all += masses[i].weight;
	return all;
}

double segbias_mass_quantile(const struct segbias_mass *masses, size_t count, double share)
{
	double before = 0;
	double wanted = share * sum(masses, count);
	if (count == 0 || !(share >= 0 && share <= 1))
		return NAN;
	for (size_t i = 0; i < count; i++) {
		before += masses[i].weight;
		if (before >= wanted * (1 - ROUNDING))
			return masses[i].value;
	}
	return masses[count - 1].value;
}

double segbias_mass_median(const struct segbias_mass *masses, size_t count)
{
	double before = 0;
	double half = sum(masses, count) / 2;
	for (size_t i = 0; i < count; i++) {
		before += masses[i].weight;
		if (before == half && i + 1 < count)
			return masses[i].value / 2 + masses[i + 1].value / 2;
		if (before >= half)
			return masses[i].value;
	}
	return NAN;
}

size_t segbias_tenths(const struct segbias_mass *masses, size_t count, double edges[SEGBIAS_CALIBRATION_BINS + 1])
{
	size_t bins = 0;
	if (count == 0)
		return 0;
	edges[0] = masses[0].value;
	for (size_t i = 1; i <= SEGBIAS_CALIBRATION_BINS; i++) {
		double edge = segbias_mass_quantile(masses, count, (double)i / SEGBIAS_CALIBRATION_BINS);
		if (bins == 0 || edge > edges[bins]) /* ties: the bins are one; the first also holds its lower end */
			edges[++bins] = edge;
	}
	return bins;
}

size_t segbias_calibration_edges(const struct segbias_mass *masses, size_t count,
                                 double edges[SEGBIAS_CALIBRATION_BINS + 1], bool *probability)
{
	*probability = count > 0 && masses[0].value >= 0 && masses[count - 1].value <= 1;
	if (!*probability)
		return segbias_tenths(masses, count, edges);
	for (size_t i = 0; i <= SEGBIAS_CALIBRATION_BINS; i++)
		edges[i] = (double)i / SEGBIAS_CALIBRATION_BINS;
	return SEGBIAS_CALIBRATION_BINS;
}

static size_t bin_of(const double *edges, size_t bins, double value)
{
	size_t bin = 0;
	while (bin + 1 < bins && value > edges[bin + 1])
		bin++;
	return bin;
}

void segbias_calibration(const struct segbias_mass *masses, size_t count, const double *edges, size_t bins,
                         struct segbias_calibration_bin *out)
{
	for (size_t i = 0; i < bins; i++)
		out[i] = (struct segbias_calibration_bin){edges[i], edges[i + 1], 0, NAN};
	for (size_t i = 0, at = 0; bins > 0 && i < count; at = i) {
		size_t bin = bin_of(edges, bins, masses[i].value);
		double n = 0;
		double total = 0;
		for (; i < count && bin_of(edges, bins, masses[i].value) == bin; i++) {
			n += masses[i].weight;
			total += masses[i].weight * (masses[i].value - masses[at].value);
		}
		out[bin].n = n;
		out[bin].mean = masses[at].value + total / n;
	}
}
