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

/* As indices by this period's reference. */
static struct segbias_review_beyond row_of(const struct segbias_comparison *comparison,
                                           const struct segbias_value_finding *value,
                                           const struct segbias_control_limits *limits, size_t periods)
{
	static const double PERCENT = 100;
	double scale = PERCENT / value->reference_share;
	return (struct segbias_review_beyond){.segment = comparison->segment,
	                                      .attribute = comparison->attribute,
	                                      .value = value->value,
	                                      .index = value->index,
	                                      .low = limits->low * scale,
	                                      .centre = limits->centre * scale,
	                                      .high = limits->high * scale,
	                                      .periods = periods};
}

/* Those of the segment's worst group. */
static void keep_limits(struct segbias_reviewed *worst, const struct segbias_review_beyond *row,
                        const struct segbias_control_limits *limits, double alpha)
{
	if (!worst->attribute.bytes || !segbias_label_equal(worst->attribute, row->attribute) ||
	    !segbias_label_equal(worst->value, row->value))
		return;
	worst->centre = row->centre;
	worst->limit_low = row->low;
	worst->limit_high = row->high;
	worst->spread = limits->spread;
	segbias_control_spread(limits, row->periods, alpha, &worst->spread_low, &worst->spread_high);
	worst->limit_periods = row->periods;
}

/* Size: as of a change; and beyond the limits that are printed beside it. */
static bool is_far(const struct segbias_review_beyond *row)
{
	if (row->index >= row->low && row->index <= row->high)
		return false;
	return row->index < SEGBIAS_CHANGE_BAND_LOW * row->centre ||
	       row->index > SEGBIAS_CHANGE_BAND_HIGH * row->centre;
}

/* p of every group, NaN where it has none, and its row. */
static void test(const struct segbias_series *series, const struct segbias_findings *now, struct segbias_review *out,
                 double *p, struct segbias_review_beyond *rows)
{
	size_t at = 0;
	struct segbias_reviewed *segment = out->segments; /* in the order of the comparisons */
	for (size_t i = 0; i < now->comparison_count; i++) {
		const struct segbias_comparison *comparison = &now->comparisons[i];
		segment += !segbias_label_same(segment->segment, comparison->segment);
		for (size_t j = 0; j < comparison->value_count; j++, at++) {
			const struct segbias_value_finding *value = &comparison->values[j];
			p[at] = NAN;
			if (!is_judged(comparison, value, &series[at]))
				continue;
			struct figures own = figures_of(comparison, value);
			struct segbias_control_limits limits =
			    segbias_control_limits(series[at].x, series[at].n, series[at].count, own.n);
			p[at] = segbias_control_p(&limits, series[at].count, own.x, own.n,
			                          !own.weighted && !series[at].weighted);
			rows[at] = row_of(comparison, value, &limits, series[at].count);
			keep_limits(segment, &rows[at], &limits, now->settings.alpha);
		}
	}
}

bool segbias_review_limit(const struct segbias_series *series, struct segbias_findings *now, struct segbias_review *out)
{
	struct segbias_policy policy = segbias_review_policy(now);
	size_t count = 0;
	for (size_t i = 0; i < now->comparison_count; i++)
		count += now->comparisons[i].value_count;
	double *p = segbias_memory_zeroed(count + 1, sizeof *p);
	struct segbias_review_beyond *rows = segbias_arena_array(&now->arena, count, sizeof *rows);
	bool ok = p && rows;
	if (ok) {
		test(series, now, out, p, rows);
		ok = segbias_adjust(p, count, policy.control, p);
	}
	out->beyond = rows;
	for (size_t i = 0; ok && i < count; i++)
		if (p[i] <= policy.alpha && is_far(&rows[i])) {
			rows[i].q = p[i];
			segbias_review_signal(out, rows[i].segment, rows[i].attribute, rows[i].value, "beyond_limits");
			out->beyond[out->beyond_count++] = rows[i];
		}
	free(p);
	return ok;
}
