/* Question: could a change for the better be what became unknown, or known? DEFINITIONS.md, "Reviews". */
#include "analysis/change.h"
#include "analysis/review.h"

#include <math.h>

static double all(const struct segbias_comparison *c)
{
	return c->n + c->missing;
}

/* The group's share with so many unknown records more known, of which all, or none, had its value; by the share as it is. */
static double moved(const struct segbias_comparison *c, const struct segbias_value_finding *value, double records,
                    bool had)
{
	return (value->count + (had ? records : 0)) / (c->n + records) / (value->count / c->n);
}

bool segbias_review_stays(const struct segbias_change *row, const struct segbias_comparison *before,
                          const struct segbias_value_finding *was)
{
	const struct segbias_comparison *now = row->comparison;
	bool up = row->ratio > 1;
	double more = now->missing / all(now) - before->missing / all(before);
	/* Of what is withheld nothing is told; nor of a group that nobody was of. */
	if (!(fabs(more) > 0) || !(row->group->count > 0) || !(was->count > 0))
		return true;
	double ratio = more > 0 ? row->ratio * moved(now, row->group, more * all(now), !up)
	                        : row->ratio / moved(before, was, -more * all(before), up);
	return up ? ratio > SEGBIAS_CHANGE_BAND_HIGH : ratio < SEGBIAS_CHANGE_BAND_LOW;
}
