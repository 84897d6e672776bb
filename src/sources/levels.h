/* Room: sources. A list of figures whose levels stand in it one below the other: regions above their districts. Pure numbers and
 * labels: what follows is aggregate_subtotals.c's.
 */
#ifndef SEGBIAS_SOURCES_LEVELS_H
#define SEGBIAS_SOURCES_LEVELS_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>

/* The list, in its order; borrowed. */
struct segbias_levels_list {
	const double *const *figures;       /* [count][strata] */
	const struct segbias_label *labels; /* [count] */
	size_t count, strata;
	double unit; /* the step of the figures, above 0 */
	double each; /* by how much rounding moves a figure */
};

/* above[i]: what value i is a part of; SIZE_MAX: of none. [count] */
struct segbias_levels {
	size_t *above;
	size_t parents;
	double expected; /* how often chance would make so many sums */
	bool fits;       /* every parent is the sum of its parts; else it holds them, or is less than they are … */
	bool holds;      /* … and none is less */
	bool said;       /* by indents */
};

/* Reads the list as values that stand above their parts, or below them, by the sums alone: runs of neighbours, two and more (one,
 * where it begins with the other's label), the deepest first. *found: two such values at least.
 *
 * Where B runs stand at one level with s values that have none, chance makes such a list C(B + s + 1, s) prod (2 l + u) k / f times,
 * in each direction, with f the figure, k its parts, l how far they are off and u the unit, in the stratum that tells most: sums of a
 * run step on by f / k each. Levels are multiplied. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_levels_tile(const struct segbias_levels_list *list, struct segbias_levels *out, bool *found,
                                        struct segbias_error *error);

/* What the labels say: blanks in front of those that stand below another one; codes of which one begins like another and goes on
 * (AT1, AT11; 09, 09162) or has zeros where the other has not (01000, 01001). *found: one value with two parts at least; expected is
 * of those that are the sum of theirs, and chance has no choice of them. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_levels_said(const struct segbias_levels_list *list, struct segbias_levels *out, bool *found,
                                        struct segbias_error *error);

#endif
