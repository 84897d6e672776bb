/* What the shares of its parts say of a combination.
 *
 * source: Frechet, Revue de l'Institut International de Statistique 3 (1935); Hoeffding (1940).
 */
#include "stats/crossing.h"

#include <math.h>

void segbias_crossing_bounds(const double *shares, size_t count, double *low, double *high)
{
	double lacking = 0; /* who lacks some part, at most */
	double least = 1;
	for (size_t i = 0; i < count; i++) {
		lacking += 1 - shares[i];
		least = fmin(least, shares[i]);
	}
	*low = fmax(0, 1 - lacking);
	*high = least;
}
