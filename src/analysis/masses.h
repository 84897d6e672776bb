/* Room: analysis. The distribution of numbers of a group, read from its tally. */
#ifndef SEGBIAS_ANALYSIS_MASSES_H
#define SEGBIAS_ANALYSIS_MASSES_H

#include "stats/stats.h"
#include "tally/numeric.h"

/* Sorted by value, no weight is 0. Zero-initialise; release with segbias_masses_release. */
struct segbias_masses {
	struct segbias_mass *list; /* [count] */
	size_t count;
};

void segbias_masses_release(struct segbias_masses *masses);

/* Those of a group (SEGBIAS_NUMERIC_NO_GROUP: none) in bins of so many bits. false: out of memory. */
bool segbias_masses_read(const struct segbias_numeric *numeric, uint32_t group, unsigned bits,
                         struct segbias_masses *out);

/* Adds others' weights. false: out of memory. */
bool segbias_masses_add(struct segbias_masses *masses, const struct segbias_masses *other);

/* What `all` has beside `part`, which is a part of it. false: out of memory. */
bool segbias_masses_rest(const struct segbias_masses *all, const struct segbias_masses *part,
                         struct segbias_masses *out);

/* Σw. */
double segbias_masses_weight(const struct segbias_masses *masses);

/* Σwx / Σw; NaN of none. */
double segbias_masses_mean(const struct segbias_masses *masses);

#endif
