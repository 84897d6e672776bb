#include "analysis/review.h"

#include "analysis/change.h"
#include "findings/change.h"
#include "policy/gate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	LAST = SEGBIAS_REVIEW_PERIODS - 1,
	RUN = 6, /* indices in a row, each further from 100 than the one before */
};

/* --- bands ------------------------------------------------------------------------------------------------------- */

static bool is_protected(const struct segbias_attribute_setting *own, struct segbias_label value)
{
	for (size_t i = 0; i < own->protect_count; i++)
		if (segbias_label_equal(own->protect[i], value))
			return true;
	return false;
}

struct segbias_limits segbias_review_band(const struct segbias_settings *settings, struct segbias_label segment,
                                          struct segbias_label attribute, struct segbias_label value)
{
	struct segbias_limits limits = {settings->band_low, settings->band_high, settings->min_n};
	bool guarded = false;
	for (size_t i = 0; i < settings->attribute_count; i++) {
		const struct segbias_attribute_setting *own = &settings->attributes[i];
		if (!segbias_label_same(own->attribute, attribute))
			continue;
		if (own->band_given) {
			limits.band_low = own->limits.band_low;
			limits.band_high = own->limits.band_high;
		}
		limits.min_n = own->min_n_given ? own->limits.min_n : limits.min_n;
		guarded = is_protected(own, value);
	}
	for (size_t i = 0; i < settings->segment_count; i++) {
		const struct segbias_segment_setting *own = &settings->segments[i];
		if (!own->band_given || !segbias_label_same(own->segment, segment))
			continue;
		limits.band_low = own->band_low;
		limits.band_high = own->band_high;
	}
	if (guarded) {
		limits.band_low = fmax(limits.band_low, SEGBIAS_PROTECT_LOW);
		limits.band_high = fmin(limits.band_high, SEGBIAS_PROTECT_HIGH);
	}
	return limits;
}

int segbias_review_side(const struct segbias_settings *settings, const struct segbias_comparison *comparison,
                        const struct segbias_value_finding *value, double near)
{
	struct segbias_limits band =
	    segbias_review_band(settings, comparison->segment, comparison->attribute, value->value);
	return value->index > band.band_high + near ? 1 : value->index < band.band_low - near ? -1 : 0;
}

/* --- signals ----------------------------------------------------------------------------------------------------- */

static int side_of(enum segbias_verdict verdict)
{
	return verdict >= SEGBIAS_VERDICT_UNCLEAR || !segbias_is_flag(verdict) ? 0 : segbias_is_over(verdict) ? 1 : -1;
}

/* A finding on the same side in this period and the one before. Of a group whose share is the reference's that happens to one in
 * 2 / alpha^2 at most: each side has alpha / 2. */
static bool is_out_twice(const struct segbias_series *series)
{
	int side = side_of(series->verdict[LAST]);
	return side != 0 && side == side_of(series->verdict[LAST - 1]);
}

/* Six in a row, each lower than the one before (way -1) or higher, and beyond 100 by now: of six numbers by chance in any order one
 * order in 720. */
static bool is_run(const struct segbias_series *series, int way)
{
	for (int i = LAST - RUN + 2; i <= LAST; i++)
		if (!(way * (series->level[i] - series->level[i - 1]) > 0))
			return false;
	return way * (series->level[LAST] - 100) > 0;
}

static bool is_worst(const struct segbias_reviewed *segment, struct segbias_label attribute, struct segbias_label value)
{
	return segbias_label_same(segment->attribute, attribute) && segbias_label_same(segment->value, value);
}

/* Of the worst group, whose index stands beside it, rather than of another one. */
static void add_signal(struct segbias_reviewed *segment, struct segbias_label attribute, struct segbias_label value,
                       const char *word)
{
	struct segbias_label label = segbias_label_of(word);
	const struct segbias_review_signal row = {label, attribute, value};
	for (size_t i = 0; i < segment->signal_count; i++) {
		if (!segbias_label_equal(segment->signals[i], label))
			continue;
		if (is_worst(segment, attribute, value))
			segment->signalled[i] = row;
		return;
	}
	segment->signalled[segment->signal_count] = row;
	segment->signals[segment->signal_count++] = label;
}

static void find_signals(const struct segbias_series *series, const struct segbias_comparison *comparison,
                         const struct segbias_value_finding *value, struct segbias_reviewed *segment)
{
	if (is_out_twice(series))
		add_signal(segment, comparison->attribute, value->value, "out_twice");
	if (is_run(series, -1))
		add_signal(segment, comparison->attribute, value->value, "falling");
	if (is_run(series, 1))
		add_signal(segment, comparison->attribute, value->value, "rising");
}

/* --- segments ---------------------------------------------------------------------------------------------------- */

/* How far from 100, on a ratio scale. */
static double distance(double index)
{
	return fabs(log(index / 100));
}

/* What a segment's groups have come to so far. */
struct tally {
	size_t within;
	bool flagged; /* the worst one is */
};

static void take_worst(struct segbias_reviewed *segment, const struct segbias_comparison *comparison,
                       const struct segbias_value_finding *value, const struct segbias_series *series)
{
	segment->attribute = comparison->attribute;
	segment->value = value->value;
	segment->index = value->index;
	segment->verdict = value->verdict;
	memcpy(segment->history, series->index, sizeof segment->history);
	memcpy(segment->levels, series->level, sizeof segment->levels);
}

static void add_value(struct segbias_reviewed *segment, struct tally *tally,
                      const struct segbias_comparison *comparison, const struct segbias_value_finding *value,
                      const struct segbias_series *series)
{
	bool flag = side_of(value->verdict) != 0;
	segment->findings += flag && !segbias_is_likely(value->verdict);
	segment->likely += flag && segbias_is_likely(value->verdict);
	tally->within += value->verdict == SEGBIAS_VERDICT_WITHIN;
	segment->unclear += value->verdict >= SEGBIAS_VERDICT_UNCLEAR && comparison->state != SEGBIAS_STATE_ONE_VALUE;
	if (value->verdict >= SEGBIAS_VERDICT_UNCLEAR || isnan(value->index) || (tally->flagged && !flag))
		return;
	if (!segment->attribute.bytes || (flag && !tally->flagged) || distance(value->index) > distance(segment->index))
		take_worst(segment, comparison, value, series);
	tally->flagged = tally->flagged || flag;
}

static enum segbias_review_status status_of(const struct segbias_reviewed *segment, const struct tally *tally)
{
	if (segment->findings)
		return SEGBIAS_REVIEW_NEEDS_DECISION;
	if (segment->likely || segment->signal_count)
		return SEGBIAS_REVIEW_WATCH;
	return segment->unclear || !tally->within ? SEGBIAS_REVIEW_UNDECIDED : SEGBIAS_REVIEW_FINE;
}

/* Once it is known which group is the worst one. */
static void add_signals(const struct segbias_series *series, const struct segbias_findings *now, size_t from, size_t to,
                        struct segbias_reviewed *segment)
{
	for (size_t i = from; i < to; i++)
		for (size_t j = 0; j < now->comparisons[i].value_count; j++)
			find_signals(series++, &now->comparisons[i], &now->comparisons[i].values[j], segment);
	segment->signal_list = segment->signals;
	segment->signalled_list = segment->signalled;
}

/* The comparisons of a segment stand together. */
static bool list_segments(const struct segbias_series *series, struct segbias_findings *now, struct segbias_review *out)
{
	size_t at = 0;
	out->segments = segbias_arena_array(&now->arena, now->comparison_count, sizeof *out->segments);
	if (!out->segments)
		return false;
	for (size_t i = 0; i < now->comparison_count;) {
		struct segbias_reviewed *segment = &out->segments[out->segment_count++];
		struct tally tally = {0};
		size_t first = i;
		const struct segbias_series *own = &series[at];
		*segment = (struct segbias_reviewed){.segment = now->comparisons[i].segment, .index = NAN};
		for (size_t j = 0; j < SEGBIAS_REVIEW_PERIODS; j++)
			segment->history[j] = segment->levels[j] = NAN;
		for (; i < now->comparison_count && segbias_label_same(now->comparisons[i].segment, segment->segment);
		     i++)
			for (size_t j = 0; j < now->comparisons[i].value_count; j++, at++)
				add_value(segment, &tally, &now->comparisons[i], &now->comparisons[i].values[j],
				          &series[at]);
		add_signals(own, now, first, i, segment);
		segment->band =
		    segbias_review_band(&now->settings, segment->segment, segment->attribute, segment->value);
		segment->status = status_of(segment, &tally);
	}
	return true;
}

/* --- signals of a segment --------------------------------------------------------------------------------------------------- */

static struct segbias_reviewed *find_segment(struct segbias_review *review, struct segbias_label name)
{
	for (size_t i = 0; i < review->segment_count; i++)
		if (segbias_label_same(review->segments[i].segment, name))
			return &review->segments[i];
	return NULL;
}

void segbias_review_signal(struct segbias_review *review, struct segbias_label segment, struct segbias_label attribute,
                           struct segbias_label value, const char *word)
{
	struct segbias_reviewed *reviewed = find_segment(review, segment);
	if (!reviewed)
		return;
	if (reviewed->status == SEGBIAS_REVIEW_FINE || reviewed->status == SEGBIAS_REVIEW_UNDECIDED)
		reviewed->status = SEGBIAS_REVIEW_WATCH;
	add_signal(reviewed, attribute, value, word);
}

/* Of each segment the combination beyond its parts by which most records are too few or too many. No past is told of it: each part is
 * followed, and what they are together is of this run. */
static void signal_crossings(const struct segbias_findings *now, struct segbias_review *out)
{
	for (size_t i = 0; i < now->crossing_count;) {
		const struct segbias_crossing_finding *first = &now->crossings[i];
		const struct segbias_crossing_finding *worst = NULL;
		bool shown = false;
		for (; i < now->crossing_count && segbias_label_same(now->crossings[i].segment, first->segment); i++) {
			const struct segbias_crossing_finding *row = &now->crossings[i];
			if (strcmp(row->state, "own") != 0)
				continue;
			shown = shown || !segbias_is_likely(row->verdict);
			worst = !worst || fabs(row->shortfall) > fabs(worst->shortfall) ? row : worst;
		}
		struct segbias_reviewed *segment = worst ? find_segment(out, worst->segment) : NULL;
		if (!segment)
			continue;
		segbias_review_signal(out, worst->segment, worst->attribute, worst->value, "crossing");
		segment->status = shown ? SEGBIAS_REVIEW_NEEDS_DECISION : segment->status;
	}
}

/* Of each segment the step that moves a value most. The comparison is of all records of the file, and does not tell what a stage makes of
 * them. No past is told of it, either. */
static void signal_stages(const struct segbias_findings *now, struct segbias_review *out)
{
	for (size_t i = 0; i < now->funnel_count;) {
		const struct segbias_funnel *first = &now->funnel[i];
		const struct segbias_funnel *worst = NULL;
		bool shown = false;
		for (; i < now->funnel_count && segbias_label_same(now->funnel[i].segment, first->segment); i++) {
			const struct segbias_funnel *row = &now->funnel[i];
			if (!row->skews)
				continue;
			shown = shown || !segbias_is_likely(row->verdict);
			worst = !worst || distance(row->index) > distance(worst->index) ? row : worst;
		}
		struct segbias_reviewed *segment = worst ? find_segment(out, worst->segment) : NULL;
		if (!segment)
			continue;
		segbias_review_signal(out, worst->segment, worst->attribute, worst->value, "stage");
		segment->status = shown ? SEGBIAS_REVIEW_NEEDS_DECISION : segment->status;
	}
}

/* --- changes ----------------------------------------------------------------------------------------------------- */

static int compare_changes(const void *a, const void *b)
{
	const struct segbias_review_change *x = a;
	const struct segbias_review_change *y = b;
	if (x->finding != y->finding)
		return x->finding ? -1 : 1;
	double shifts[] = {isnan(x->shift) ? 0 : fabs(x->shift), isnan(y->shift) ? 0 : fabs(y->shift)};
	if (shifts[0] != shifts[1])
		return shifts[0] > shifts[1] ? -1 : 1;
	int order = segbias_label_compare(x->segment, y->segment);
	order = order ? order : segbias_label_compare(x->attribute, y->attribute);
	return order ? order : segbias_label_compare(x->value, y->value);
}

static bool list_changes(const struct segbias_baseline *baseline, struct segbias_findings *now,
                         struct segbias_review *out)
{
	size_t count = 0;
	for (size_t i = 0; i < SEGBIAS_CHANGE_STATES; i++)
		count += baseline->lists[i].count;
	out->changes = segbias_arena_array(&now->arena, count, sizeof *out->changes);
	if (!out->changes)
		return false;
	for (size_t i = 0; i < SEGBIAS_CHANGE_STATES; i++)
		for (size_t j = 0; j < baseline->lists[i].count; j++) {
			const struct segbias_change *row = &baseline->lists[i].rows[j];
			out->changes[out->change_count++] =
			    (struct segbias_review_change){.segment = row->segment,
			                                   .attribute = row->attribute,
			                                   .value = row->value,
			                                   .index_before = row->index_before,
			                                   .index_now = row->index_now,
			                                   .index_now_by_old = NAN,
			                                   .ratio = row->ratio,
			                                   .ratio_low = row->ratio_low,
			                                   .ratio_high = row->ratio_high,
			                                   .p = row->p,
			                                   .q = row->q,
			                                   .finding = i != SEGBIAS_CHANGE_OPEN,
			                                   .shift = row->shift};
		}
	if (count)
		qsort(out->changes, count, sizeof *out->changes, compare_changes);
	for (size_t i = 0; i < count; i++)
		if (out->changes[i].finding)
			segbias_review_signal(out, out->changes[i].segment, out->changes[i].attribute,
			                      out->changes[i].value, "changed");
	return true;
}

struct segbias_policy segbias_review_policy(const struct segbias_findings *now)
{
	struct segbias_policy policy = {.alpha = now->settings.alpha};
	for (int i = SEGBIAS_CONTROL_BH; i <= SEGBIAS_CONTROL_NONE; i++)
		if (strcmp(segbias_control_name((enum segbias_control)i), now->settings.control) == 0)
			policy.control = (enum segbias_control)i;
	return policy;
}

const char *segbias_review_why(enum segbias_change_lack lack)
{
	switch (lack) {
	case SEGBIAS_CHANGE_SAME:
		return "both periods have the same campaign, in which nothing can have changed";
	case SEGBIAS_CHANGE_WITHIN:
		return "the two periods look at the records of other values";
	case SEGBIAS_CHANGE_UNKNOWN:
		return "records that are unknown in one of the periods could be all of the change";
	default:
		return NULL;
	}
}

/* The rest of the review stands. */
static enum segbias_status leave_untested(struct segbias_findings *now, struct segbias_review *out,
                                          enum segbias_change_lack lack, const char *why, struct segbias_error *error)
{
	out->change_lack = lack;
	(void)segbias_notes_add(&now->notes, "no_change_tested", "no change is tested since the period before: %s",
	                        why);
	return segbias_arena_copy(&now->arena, segbias_label_of(why), &out->untested) ? SEGBIAS_OK
	                                                                              : segbias_error_memory(error);
}

static enum segbias_status find_changes(const struct segbias_findings *before,
                                        const struct segbias_changed_list *renamed, struct segbias_findings *now,
                                        struct segbias_review *out, struct segbias_error *error)
{
	struct segbias_baseline baseline = {0};
	struct segbias_error why = {0};
	struct segbias_policy policy = segbias_review_policy(now);
	enum segbias_status status = segbias_change_find(&policy, before, now, &baseline, &why);
	/* The same file in two periods, or another kind of result: nothing can be tested, and the rest stands. */
	if (status == SEGBIAS_DATA && strcmp(why.id, "baseline_is_run") == 0)
		return leave_untested(now, out, SEGBIAS_CHANGE_SAME, segbias_review_why(SEGBIAS_CHANGE_SAME), error);
	if (status == SEGBIAS_DATA)
		return leave_untested(now, out, SEGBIAS_CHANGE_OTHER, why.message, error);
	if (status != SEGBIAS_OK) {
		if (error)
			*error = why;
		return status;
	}
	enum segbias_change_lack lack = segbias_review_lack(now, before);
	out->first_seen = baseline.first_seen;
	out->first_seen_count = baseline.first_seen_count;
	out->last_seen = baseline.last_seen;
	out->last_seen_count = baseline.last_seen_count;
	if (!segbias_review_join_renamed(renamed, &now->arena, &baseline) || !list_changes(&baseline, now, out))
		return segbias_error_memory(error);
	out->changed = baseline.changed;
	out->changed_count = baseline.changed_count;
	if (baseline.tested)
		return SEGBIAS_OK;
	if (lack != SEGBIAS_CHANGE_TESTED)
		return leave_untested(now, out, lack, segbias_review_why(lack), error);
	/* Where nothing could show a change, that none is shown says nothing. */
	if (now->settings.publish > 0)
		return leave_untested(now, out, SEGBIAS_CHANGE_HIDDEN,
		                      "of no group both periods show figures that could be tested", error);
	return leave_untested(now, out, SEGBIAS_CHANGE_NOTHING, "no group that both periods have could be tested",
	                      error);
}

enum segbias_status segbias_review_judge(struct segbias_findings *before, const struct segbias_series *series,
                                         struct segbias_findings *now, struct segbias_review *out,
                                         struct segbias_error *error)
{
	if (!list_segments(series, now, out))
		return segbias_error_memory(error);
	signal_crossings(now, out);
	signal_stages(now, out);
	if (!before)
		return SEGBIAS_OK;
	double *old = NULL;
	struct segbias_changed_list renamed = {.count = 0};
	(void)segbias_review_rename(now, before, &renamed);
	segbias_review_rebase(now, before, &old);
	enum segbias_status status =
	    old ? find_changes(before, &renamed, now, out, error) : segbias_error_memory(error);
	if (status == SEGBIAS_OK && !segbias_review_list_moves(before, old, now, out))
		status = segbias_error_memory(error);
	free(old);
	free(renamed.rows);
	return status;
}
