/* The impact ratio: the rate of a group to that of the most selected one.
 * Source: 29 CFR 1607.4 D (four fifths); the bounds by hand, DEFINITIONS.md "Audit". */
#include "stats/stats.h"

#include <math.h>

static double rate_of(double selected, double n)
{
	return n > 0 ? selected / n : NAN;
}

/* Rejected people that the group must get for its rate to come to at most t. */
static double rejected_for(const struct segbias_impact_group *group, double t, bool whole)
{
	if (!(group->selected > 0) || rate_of(group->selected, group->n) <= t)
		return 0;
	double more = group->selected / t - group->n;
	return whole ? ceil(more * (1 - 1e-15)) : more;
}

/* The smallest that the largest rate of the groups can be made, where so many rejected people are shared among them. */
static double smallest_top(const struct segbias_impact *impact, size_t except)
{
	double high = 0;
	double low = 0;
	for (size_t i = 0; i < impact->count; i++)
		if (i != except && !impact->groups[i].left_out && impact->groups[i].n > 0)
			high = fmax(high, rate_of(impact->groups[i].selected, impact->groups[i].n));
	if (!(high > 0) || !(impact->rejected > 0))
		return high;
	for (int step = 0; step < 200 && low < high; step++) {
		double middle = (low + high) / 2;
		double needed = 0;
		if (!(middle > low && middle < high))
			break;
		for (size_t i = 0; i < impact->count; i++)
			if (i != except && !impact->groups[i].left_out)
				needed += rejected_for(&impact->groups[i], middle, impact->whole);
		if (needed <= impact->rejected)
			high = middle;
		else
			low = middle;
	}
	return high;
}

/* Every selected one to `group` and every rejected one to the others, and the other way round: nothing does more. */
void segbias_impact_bounds(const struct segbias_impact *impact, size_t group, double *low, double *high)
{
	const struct segbias_impact_group *own = &impact->groups[group];
	double s = impact->selected;
	double r = impact->rejected;
	*low = *high = NAN;
	if (own->left_out || (impact->against < impact->count && impact->groups[impact->against].left_out))
		return;
	double least = rate_of(own->selected, own->n + r);
	double most = rate_of(own->selected + s, own->n + s);
	if (impact->against == group) {
		*low = *high = 1;
		return;
	}
	double lowest = impact->against < impact->count || !(most > 0) ? INFINITY : 1;
	for (size_t i = 0; i < impact->count; i++) {
		const struct segbias_impact_group *other = &impact->groups[i];
		bool is_against = impact->against < impact->count ? i == impact->against : i != group;
		if (is_against && !other->left_out && other->selected + s > 0)
			lowest = fmin(lowest, least / rate_of(other->selected + s, other->n + s));
	}
	*low = isfinite(lowest) ? lowest : NAN;
	if (impact->against < impact->count) {
		const struct segbias_impact_group *other = &impact->groups[impact->against];
		*high = other->selected > 0 ? most / rate_of(other->selected, other->n + r) : NAN;
	} else if (most > 0) {
		*high = most / fmax(most, smallest_top(impact, group));
	} else {
		*high = *low; /* nobody of the group can have been selected */
	}
}
