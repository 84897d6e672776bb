/* What the shares of its parts say of a combination.
 *
 * source: Frechet, Revue de l'Institut International de Statistique 3 (1935); Hoeffding (1940).
 */
#include "stats/crossing.h"

#include <math.h>

void segbias_crossing_bounds(const double *shares, size_t count, double *low, double *high)
{
	static const double ROUNDING = 1e-12; /* shares that sum to 1 leave that much, and nobody */
	double lacking = 0;                   /* who lacks some part, at most */
	double least = 1;
	for (size_t i = 0; i < count; i++) {
		lacking += 1 - shares[i];
		least = fmin(least, shares[i]);
	}
	*low = lacking < 1 - ROUNDING ? fmin(1 - lacking, least) : 0;
	*high = least;
}
