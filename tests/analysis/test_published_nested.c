/* Which attributes of a result may tell of each other: counts of three groups, added up by hand. */
#include "analysis/published_counts.h"

#include <criterion/criterion.h>

enum { GROUPS = 3, K = 5, FIRST = 4, SECOND = 5 }; /* values of both */

/* Of each group its values, missing and unmatched: first of the first attribute, then of the second. */
static bool tells(double cells[static GROUPS * (FIRST + SECOND)], size_t first, size_t second)
{
	struct segbias_counted_attribute attributes[2] = {
	    {.value_count = first - SEGBIAS_COUNTED_OTHERS},
	    {.value_count = second - SEGBIAS_COUNTED_OTHERS, .first = first}};
	double rows[GROUPS] = {0};
	struct segbias_counted counts = {.group_count = GROUPS,
	                                 .attribute_count = 2,
	                                 .attributes = attributes,
	                                 .width = first + second,
	                                 .cells = cells,
	                                 .rows = rows};
	for (size_t g = 0; g < GROUPS; g++)
		for (size_t i = 0; i < first; i++)
			rows[g] += cells[g * counts.width + i];
	bool found = false;
	bool turned = false;
	cr_assert(segbias_counted_may_tell(&counts, (const size_t[]){0, 1}, K, &found));
	cr_assert(segbias_counted_may_tell(&counts, (const size_t[]){1, 0}, K, &turned));
	cr_expect_eq(found, turned);
	return found;
}

Test(published_nested, cities_of_countries)
{
	/* FR, DE; Lyon, Paris, Ulm */
	cr_expect(tells(
	    (double[]){140, 75, 0, 0, 40, 100, 75, 0, 0, 63, 35, 0, 0, 3, 60, 35, 0, 0, 77, 40, 0, 0, 37, 40, 40, 0, 0},
	    4, 5));
	/* one of Paris in Germany: it is not seen */
	cr_expect(!tells(
	    (double[]){139, 76, 0, 0, 40, 100, 75, 0, 0, 63, 35, 0, 0, 3, 60, 35, 0, 0, 76, 41, 0, 0, 37, 40, 40, 0, 0},
	    4, 5));
	/* the sums of the whole campaign alone */
	cr_expect(!tells(
	    (double[]){140, 75, 0, 0, 40, 100, 75, 0, 0, 60, 38, 0, 0, 3, 60, 35, 0, 0, 80, 37, 0, 0, 37, 40, 40, 0, 0},
	    4, 5));
}

Test(published_nested, unknown_values)
{
	/* no city where the country is another: 75 */
	cr_expect(tells(
	    (double[]){140, 75, 0, 0, 40, 100, 0, 75, 0, 63, 35, 0, 0, 3, 60, 0, 35, 0, 77, 40, 0, 0, 37, 40, 0, 40, 0},
	    4, 5));
	/* the same records have no value of either, as many as there are of no other sum */
	cr_expect(tells(
	    (double[]){138, 70, 7, 0, 41, 97, 70, 7, 0, 62, 33, 3, 0, 4, 57, 34, 3, 0, 76, 37, 4, 0, 37, 40, 36, 4, 0},
	    4, 5));
	/* everybody has one value */
	cr_expect(!tells(
	    (double[]){215, 0, 0, 0, 40, 100, 75, 0, 0, 98, 0, 0, 0, 3, 60, 35, 0, 0, 117, 0, 0, 0, 37, 40, 40, 0, 0},
	    4, 5));
}
