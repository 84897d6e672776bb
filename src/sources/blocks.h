/* Room: sources. A list of values in which everybody stands more than once: the groups of race, and below them those of sex, under
 * one name. Pure numbers and labels: what follows is aggregate_subtotals.c's. */
#ifndef SEGBIAS_SOURCES_BLOCKS_H
#define SEGBIAS_SOURCES_BLOCKS_H

#include "sources/levels.h"

struct segbias_blocks {
	bool *first;     /* [count]: the values of one of the blocks */
	double expected; /* how often chance would make as many */
};

/* Reads the list as two to four blocks of two values and more that have the same sums in every stratum. *found: fewer than
 * expected_max such would be by chance. Three ways:
 *
 * One has all words of sex, and the rest is a whole number of times as many, to 5 % (who does not say one may say the other).
 *
 * Runs of neighbours, to 2 %. A run of k values comes to within l of the first one's sum T with a probability of (2 l + u) k / T, u
 * being what all figures of the stratum are multiples of: the product over runs and strata, times the first runs that there may be.
 * Strata in proportion count once. Runs of the same figures tell nothing: groups are made equal by design.
 *
 * Any subset that comes to the sum of all by the number of blocks (segbias_subset_find), as where the list is sorted by name. `work`
 * as of it.
 *
 * Of more than SEGBIAS_SUBSET_MAX values nothing is looked for. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_blocks_find(const struct segbias_levels_list *list, double expected_max, size_t *work,
                                        struct segbias_blocks *out, bool *found, struct segbias_error *error);

#endif
