/* For the tests of this room: agreement in relative terms. */
#ifndef SEGBIAS_TESTS_STATS_NEAR_H
#define SEGBIAS_TESTS_STATS_NEAR_H

#include <math.h>
#include <stdbool.h>

/* Relative error allowed against R, scipy and statsmodels. */
#define TOLERANCE 1e-9
/* Against 40-digit arithmetic, for what is promised to 1e-12. */
#define TOLERANCE_EXACT 1e-12

static inline bool near_within(double actual, double expected, double tolerance)
{
	if (isnan(expected) || isnan(actual))
		return isnan(expected) && isnan(actual);
	/* Under 1e-300 there are no digits left to compare. */
	if (fabs(actual) < 1e-300 && fabs(expected) < 1e-300)
		return true;
	return actual == expected || fabs(actual - expected) <= tolerance * fabs(expected);
}

static inline bool near(double actual, double expected)
{
	return near_within(actual, expected, TOLERANCE);
}

#endif
