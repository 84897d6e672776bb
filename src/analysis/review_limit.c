/* Question: does a group's share stand beyond what its own past lets expect? DEFINITIONS.md, "Reviews". */
#include "analysis/change.h"
#include "analysis/review.h"

#include "base/memory.h"
#include "stats/stats.h"

#include <math.h>
#include <stdlib.h>

/* The period's own figures, of an effective size where it is weighted. */
struct figures {
	double x, n;
	bool weighted;
};

static struct figures figures_of(const struct segbias_comparison *comparison, const struct segbias_value_finding *value)
{
	bool weighted = comparison->n_effective != comparison->n || comparison->n != floor(comparison->n);
	double n = weighted ? comparison->n_effective : comparison->n;
	return (struct figures){weighted ? value->share * n : value->count, n, weighted};
}

/* A group that stands in no family has no verdict, and none by its past. */
static bool is_judged(const struct segbias_comparison *comparison, const struct segbias_value_finding *value,
                      const struct segbias_series *series)
{
	return series->count > 0 && comparison->n > 0 && value->reference_share > 0 && !isnan(value->q) &&
	       !isnan(value->share);
}

/* Those of the segment's worst group. */
static void keep_limits(struct segbias_reviewed *row, const struct segbias_comparison *comparison,
                        const struct segbias_value_finding *value, const struct segbias_control_limits *limits,
                        size_t periods)
{
	static const double PERCENT = 100;
	double scale = PERCENT / value->reference_share;
	if (!row->attribute.bytes || !segbias_label_equal(row->attribute, comparison->attribute) ||
	    !segbias_label_equal(row->value, value->value))
		return;
	row->centre = limits->centre * scale;
	row->limit_low = limits->low * scale;
	row->limit_high = limits->high * scale;
	row->spread = limits->spread;
	row->limit_periods = periods;
}

/* Size: as of a change. */
static bool is_far(double share, double centre)
{
	return share < SEGBIAS_CHANGE_BAND_LOW * centre || share > SEGBIAS_CHANGE_BAND_HIGH * centre;
}

/* p of every group, NaN where it has none. */
static void test(const struct segbias_series *series, const struct segbias_findings *now, struct segbias_review *out,
                 double *p, double *centres)
{
	size_t at = 0;
	struct segbias_reviewed *row = out->segments; /* in the order of the comparisons */
	for (size_t i = 0; i < now->comparison_count; i++) {
		const struct segbias_comparison *comparison = &now->comparisons[i];
		row += !segbias_label_same(row->segment, comparison->segment);
		for (size_t j = 0; j < comparison->value_count; j++, at++) {
			const struct segbias_value_finding *value = &comparison->values[j];
			p[at] = centres[at] = NAN;
			if (!is_judged(comparison, value, &series[at]))
				continue;
			struct figures own = figures_of(comparison, value);
			struct segbias_control_limits limits =
			    segbias_control_limits(series[at].x, series[at].n, series[at].count, own.n);
			p[at] = segbias_control_p(&limits, series[at].count, own.x, own.n,
			                          !own.weighted && !series[at].weighted);
			centres[at] = limits.centre;
			keep_limits(row, comparison, value, &limits, series[at].count);
		}
	}
}

bool segbias_review_limit(const struct segbias_series *series, const struct segbias_findings *now,
                          struct segbias_review *out)
{
	struct segbias_policy policy = segbias_review_policy(now);
	size_t count = 0;
	size_t at = 0;
	for (size_t i = 0; i < now->comparison_count; i++)
		count += now->comparisons[i].value_count;
	double *p = segbias_memory_zeroed(count + 1, sizeof *p);
	double *centres = segbias_memory_zeroed(count + 1, sizeof *centres);
	bool ok = p && centres;
	if (ok) {
		test(series, now, out, p, centres);
		ok = segbias_adjust(p, count, policy.control, p);
	}
	for (size_t i = 0; ok && i < now->comparison_count; i++)
		for (size_t j = 0; j < now->comparisons[i].value_count; j++, at++)
			if (p[at] <= policy.alpha && is_far(now->comparisons[i].values[j].share, centres[at]))
				segbias_review_signal(out, now->comparisons[i].segment, "beyond_limits");
	free(p);
	free(centres);
	return ok;
}
