/* Answers of the exact power and of intervals, kept: a place for each hash, whose later question takes it over. */
#include "analysis/planning.h"

#include "analysis/analysis.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 4096 };

struct needed {
	double x, r, low, high;
	double n;
};

struct detectable {
	struct segbias_power power;
	double low, high;
	double under, over;
};

struct interval {
	double k, n; /* n 0: empty */
	double low, high;
};

struct segbias_planning {
	struct needed needed[PLACES]; /* r 0: empty */
	struct detectable detectable[PLACES];
	struct interval interval[PLACES];
};

struct segbias_planning *segbias_planning_create(void)
{
	return segbias_memory_zeroed(1, sizeof(struct segbias_planning));
}

void segbias_planning_free(struct segbias_planning *planning)
{
	free(planning);
}

static size_t place_of(double a, double b)
{
	uint64_t x, y;
	memcpy(&x, &a, sizeof x);
	memcpy(&y, &b, sizeof y);
	x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9) + y;
	x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
	return (size_t)(x >> 40) % PLACES;
}

double segbias_planning_needed(struct segbias_planning *planning, const struct segbias_rule *rule, double alpha,
                               double x, double r)
{
	double low = rule->band_low / 100;
	double high = rule->band_high / 100;
	struct needed none = {0};
	struct needed *kept = planning ? &planning->needed[place_of(x, r)] : &none;
	if (kept->r > 0 && kept->x == x && kept->r == r && kept->low == low && kept->high == high)
		return kept->n;
	double n = segbias_power_n_needed(x, r, low, high, alpha);
	*kept = (struct needed){x, r, low, high, n};
	return n;
}

void segbias_planning_detectable(struct segbias_planning *planning, const struct segbias_rule *rule, double alpha,
                                 const struct segbias_power *power, double *under, double *over)
{
	double low = rule->band_low / 100;
	double high = rule->band_high / 100;
	struct detectable none = {0};
	struct detectable *kept = planning ? &planning->detectable[place_of(power->n, power->r)] : &none;
	const struct segbias_power *other = &kept->power;
	if (!(other->r > 0 && other->n == power->n && other->r == power->r && other->variance == power->variance &&
	      other->base == power->base && kept->low == low && kept->high == high)) {
		kept->power = *power;
		kept->low = low;
		kept->high = high;
		segbias_power_detectable(power, low, high, alpha, &kept->under, &kept->over);
	}
	*under = kept->under;
	*over = kept->over;
}

void segbias_planning_interval(struct segbias_planning *planning, const struct segbias_policy *policy, double k,
                               double n, double *low, double *high)
{
	struct interval none = {0};
	struct interval *kept = planning ? &planning->interval[place_of(k, n)] : &none;
	if (!(kept->n > 0 && kept->k == k && kept->n == n)) {
		*kept = (struct interval){k, n, NAN, NAN};
		segbias_policy_interval(policy, k, n, &kept->low, &kept->high);
	}
	*low = kept->low;
	*high = kept->high;
}
