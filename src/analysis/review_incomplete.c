/* Question: which columns of a period have too few values to say that its groups are within? DEFINITIONS.md, "Reviews". */
#include "analysis/review.h"

#include <math.h>
#include <string.h>

static const double PERCENT = 100;

static bool is_published(const struct segbias_findings *now)
{
	return now->settings.publish > 0;
}

/* The comparison's own verdict; among others who are withheld it would tell of those, so that each is judged alone. */
static bool is_shown(const struct segbias_findings *told, const struct segbias_findings *now,
                     const struct segbias_comparison *comparison, const struct segbias_incomplete *row)
{
	if (!is_published(now))
		return row->verdict == SEGBIAS_COMPLETENESS_INCOMPLETE;
	bool seen = !isnan(comparison->rows) && !isnan(comparison->missing) && !isnan(comparison->n);
	return seen && row->rate > now->settings.missing_max &&
	       row->p * (double)told->incomplete_count <= now->settings.alpha;
}

/* As much of a group's shares as the missing would be: of weights and amounts not as much as of the records. */
static double rate_of(const struct segbias_comparison *comparison, const struct segbias_incomplete *row)
{
	double all = comparison->n + comparison->missing;
	return all > 0 ? comparison->missing / all : row->rate;
}

/* Whether a group that is within would be beyond its band if all who are missing had its value, or none. */
static bool undoes(const struct segbias_findings *now, const struct segbias_comparison *comparison, double rate)
{
	for (size_t i = 0; i < comparison->value_count; i++) {
		const struct segbias_value_finding *value = &comparison->values[i];
		if (value->verdict != SEGBIAS_VERDICT_WITHIN || !(value->reference_share > 0))
			continue;
		struct segbias_limits band =
		    segbias_review_band(&now->settings, comparison->segment, comparison->attribute, value->value);
		double least = value->share * (1 - rate);
		if (PERCENT * least / value->reference_share < band.band_low ||
		    PERCENT * (least + rate) / value->reference_share > band.band_high)
			return true;
	}
	return false;
}

/* What the column was called in the period before. */
static struct segbias_label former_of(const struct segbias_review *review, struct segbias_label attribute)
{
	for (size_t i = 0; i < review->changed_count; i++)
		if (strcmp(review->changed[i].what, "column") == 0 &&
		    segbias_label_equal(review->changed[i].now, attribute))
			return review->changed[i].before;
	return attribute;
}

bool segbias_review_incomplete(const struct segbias_findings *told, const struct segbias_findings *earlier,
                               struct segbias_findings *now, struct segbias_review *review)
{
	struct segbias_review_incomplete *list = segbias_arena_array(&now->arena, now->comparison_count, sizeof *list);
	struct segbias_reviewed *segment = review->segments; /* in the order of the comparisons */
	size_t at = 0;
	size_t before = 0;
	for (size_t i = 0; list && i < now->comparison_count; i++) {
		const struct segbias_comparison *comparison = &now->comparisons[i];
		segment += !segbias_label_same(segment->segment, comparison->segment);
		const struct segbias_incomplete *row =
		    segbias_findings_incomplete(told, comparison->segment, comparison->attribute, &at);
		if (!row || !is_shown(told, now, comparison, row))
			continue;
		const struct segbias_incomplete *was =
		    earlier ? segbias_findings_incomplete(earlier, comparison->segment,
		                                          former_of(review, comparison->attribute), &before)
			    : NULL;
		struct segbias_review_incomplete *out = list++;
		*out = (struct segbias_review_incomplete){.attribute = comparison->attribute,
		                                          .rate = row->rate,
		                                          .rate_before = was ? was->rate : (double)NAN,
		                                          .undoes = undoes(now, comparison, rate_of(comparison, row))};
		segment->incomplete = segment->incomplete_count++ ? segment->incomplete : out;
		if (out->undoes && segment->status == SEGBIAS_REVIEW_FINE)
			segment->status = SEGBIAS_REVIEW_UNDECIDED;
	}
	return list != NULL;
}
