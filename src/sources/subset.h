/* Room: sources. Which of some figures add up to another one, and how often some would by chance. Pure numbers: what the
 * figures are of, and what follows, is aggregate_subtotals.c's. */
#ifndef SEGBIAS_SOURCES_SUBSET_H
#define SEGBIAS_SOURCES_SUBSET_H

#include "base/error.h"

#include <stdint.h>

enum { SEGBIAS_SUBSET_MAX = 40 }; /* parts; a search makes 2^(parts / 2) sums */

/* Whether `whole` is the sum of some of `parts` in every stratum at once. Borrowed; figures are not negative. */
struct segbias_subset_search {
	const double *whole;        /* [strata] */
	const double *const *parts; /* [count][strata]; one of zeros only is of no use */
	size_t count;               /* up to SEGBIAS_SUBSET_MAX; beyond it nothing is looked for */
	size_t strata;
	double unit; /* the step of the figures, above 0 */
	double each; /* by how much rounding moves a figure */
	size_t work; /* steps that are left; counted down, and at 0 nothing more is looked for */
};

struct segbias_subset {
	uint64_t members; /* bit i: parts[i]; two or more bits. 0: none fits, or none was looked for */
	double expected;  /* how many subsets would fit as well by chance; without members infinite */
};

/* By how much a figure may miss the sum of that many parts: each of them rounded, and .5 % of it at most. */
double segbias_subset_tolerance(double figure, size_t parts, double each);

/* The greatest common divisor of whole figures; of one and 0 the one. */
double segbias_subset_divisor(double a, double b);

/* The subset that fits best, where fewer than expected_max would by chance; without a search where none could be so rare.
 *
 * Expected are D (2 l T + g) prod_s min(1, (2 l t_s + u) / (sqrt(2 pi) v_s)). l is how far the fit is off, in tolerances
 * t_s of the stratum that is off most, and T their sum; u is the step of the figures and g that of their totals over strata.
 * D is how dense the subsets' totals lie about the whole's, counted within a quarter, a twentieth and a hundredth of it. v_s
 * is the standard deviation of a random subset's sum in a stratum given its total and its sums in the strata before: strata
 * that are in proportion tell nothing new. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_subset_find(struct segbias_subset_search *search, double expected_max,
                                        struct segbias_subset *out, struct segbias_error *error);

#endif
