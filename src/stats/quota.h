/* Room: stats. Whom to recruit, so that the groups that are fewest by their share of the reference come up. DEFINITIONS.md "Quotas".
 */
#ifndef SEGBIAS_STATS_QUOTA_H
#define SEGBIAS_STATS_QUOTA_H

#include <stdbool.h>
#include <stddef.h>

struct segbias_quotas {
	size_t cells;
	const double *count; /* [cells] whole, 0 and more */
	const double *share; /* [cells] of the reference, over 0, that sum to 1 */
	double outside;      /* how many are in none of the cells, whole */
};

/* --- stat_quota.c ------------------------------------------------------------------------------------------------ */

/* So many people, by cell, that the smallest of all (count + people) / share is as large as it can be, then the next: whole ones,
 * by the largest remainders, the first where these are equal. false: out of memory, with people[cells] as it was.
 * source: water filling; Boyd and Vandenberghe, Convex Optimization (2004), 5.5.3. */
bool segbias_quotas_fill(const struct segbias_quotas *quotas, double recruits, double *people);

/* The fewest recruits, at least so many, who can be divided among the cells so that no count is under low times, or over high times,
 * what the share leads to expect of all; with some more there may be no such division again by rounding. NaN: nobody is there before
 * them, no number that a double counts does, or the search was ended (by its work, and not by time). */
double segbias_quotas_needed(const struct segbias_quotas *quotas, double low, double high, double least);

/* The same for cells that make up the values of an attribute: whoever joins a cell has its value, and both have to be inside the band. In
 * values->count are people who are in none of the cells, too. value_of[cells->cells] says which value each is of. With several attributes
 * it is what each of them asks for. NaN: likewise, or out of memory. */
double segbias_quotas_nested(const struct segbias_quotas *cells, const struct segbias_quotas *values,
                             const size_t *value_of, double low, double high, double least);

#endif
