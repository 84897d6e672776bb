/* Distances of distributions over values that have an order: the values count as 1, 2, 3, … */
#include "stats/stats.h"

#include <math.h>

void segbias_ordered_distance(const double *count, const double *reference, size_t values, double *emd, double *ks)
{
	double n = 0;
	double difference = 0; /* of the cumulated shares */
	for (size_t i = 0; i < values; i++)
		n += count[i];
	*emd = *ks = n > 0 ? 0 : NAN;
	for (size_t i = 0; i + 1 < values && n > 0; i++) {
		difference += count[i] / n - reference[i];
		*emd += fabs(difference);
		*ks = fmin(fmax(*ks, fabs(difference)), 1);
	}
}
