/* Room: stats. What the Monte Carlo tests share: when a replicate is as extreme as the observed table, and when there are
 * enough of them. See ratio.h for what belongs in the room.
 */
#ifndef SEGBIAS_STATS_MONTE_CARLO_H
#define SEGBIAS_STATS_MONTE_CARLO_H

#include "stats/stats.h"

#define SEGBIAS_COUNT_MAX 9007199254740992.

/* A whole number that a double holds with all that are smaller. */
bool segbias_is_count(double value);

/* The largest relative error of what is compared; what agrees up to it is a tie. Terms have a few eps (R allows 64), and
 * the observed chi2 was summed over all values. */
double segbias_monte_carlo_tie(size_t values);

/* chi2 less its rounding errors where expected counts of sum n are subtracted: a gap of k - e is off by about e eps. */
double segbias_monte_carlo_least(double chi2, double n, size_t values);

/* How often a replicate was as extreme, of how many. */
struct segbias_reached {
	uint64_t extreme, drawn;
	bool stopped;    /* with an extreme one */
	uint64_t enough; /* of extreme ones: p need not be known better; 0: it is to be known */
};

double segbias_reached_p(const struct segbias_reached *reached, const struct segbias_monte_carlo *draws);

/* Whether that was the last replicate. */
bool segbias_reached_add(struct segbias_reached *reached, bool extreme, const struct segbias_monte_carlo *draws);

#endif
