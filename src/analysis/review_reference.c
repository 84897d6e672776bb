/* Question: what of an index is targeting, and what another reference? DEFINITIONS.md, "Reviews". */
#include "analysis/change.h"
#include "analysis/group_index.h"
#include "analysis/review.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SAME = 1e-9; /* relative: reference shares that differ less are one */
static const double PERCENT = 100;

static bool near(double a, double b)
{
	return fabs(a - b) <= SAME * fabs(b);
}

/* --- the same records and values ----------------------------------------------------------------------------------- */

enum segbias_change_lack segbias_review_lack(const struct segbias_findings *now, const struct segbias_findings *before)
{
	bool same = now->campaign.sha256[0] && strcmp(now->campaign.sha256, before->campaign.sha256) == 0;
	bool within = segbias_review_same_within(&now->settings, &before->settings);
	return same ? SEGBIAS_CHANGE_SAME : within ? SEGBIAS_CHANGE_TESTED : SEGBIAS_CHANGE_WITHIN;
}

/* What two comparisons have of the values of both. */
struct shared {
	size_t values;
	double now, before;                     /* records */
	double reference_now, reference_before; /* shares */
};

/* `at`: where it stands if both have the same values. */
static const struct segbias_value_finding *find_value(const struct segbias_comparison *c, struct segbias_label name,
                                                      size_t at)
{
	if (at < c->value_count && segbias_label_equal(c->values[at].value, name))
		return &c->values[at];
	for (size_t i = 0; i < c->value_count; i++)
		if (segbias_label_equal(c->values[i].value, name))
			return &c->values[i];
	return NULL;
}

static struct shared share_values(const struct segbias_comparison *now, const struct segbias_comparison *before)
{
	struct shared out = {.values = 0};
	for (size_t i = 0; i < now->value_count; i++) {
		const struct segbias_value_finding *found = find_value(before, now->values[i].value, i);
		if (!found)
			continue;
		out.values++;
		out.now += now->values[i].count;
		out.before += found->count;
		out.reference_now += now->values[i].reference_share;
		out.reference_before += found->reference_share;
	}
	return out;
}

static bool is_alike(const struct segbias_comparison *now, const struct segbias_comparison *before,
                     const struct shared *shared)
{
	return (shared->values == now->value_count && shared->values == before->value_count) ||
	       near(shared->reference_now, shared->reference_before);
}

bool segbias_review_same_values(const struct segbias_comparison *now, const struct segbias_comparison *before)
{
	struct shared shared = share_values(now, before);
	return is_alike(now, before, &shared);
}

/* Where several values may stand in a cell its counts add up to more: which records have none but the other values nobody knows. */
static bool adds_up(const struct segbias_comparison *c)
{
	double sum = 0;
	for (size_t i = 0; i < c->value_count; i++)
		sum += c->values[i].count;
	return near(sum, c->n);
}

/* Both are then compared among the values of both; of one value its share there is always 1. */
static void compare_common(struct segbias_comparison *now, struct segbias_comparison *before,
                           const struct shared *shared)
{
	bool fit = shared->values > 1 && adds_up(now) && adds_up(before);
	now->common = fit && shared->now > 0 ? shared->now : NAN;
	before->common = fit && shared->before > 0 ? shared->before : NAN;
}

/* --- one reference -------------------------------------------------------------------------------------------------- */

/* old: of the values of `now`. */
static void rebase_comparison(struct segbias_comparison *now, struct segbias_comparison *before, double *old)
{
	struct shared shared = share_values(now, before);
	bool alike = is_alike(now, before, &shared);
	if (!alike)
		compare_common(now, before, &shared);
	/* By the former reference the records of other values are in no share. */
	double scale = alike ? 1 : now->common / now->n / shared.reference_before;
	for (size_t i = 0; i < now->value_count; i++) {
		struct segbias_value_finding *found =
		    (struct segbias_value_finding *)find_value(before, now->values[i].value, i);
		double share = now->values[i].reference_share;
		if (!found || isnan(share))
			continue;
		double former = found->reference_share * scale;
		old[i] = near(former, share) ? NAN : former;
		found->reference_share = share;
	}
}

/* Of nothing any share is compared. */
static void compare_nothing(struct segbias_findings *findings)
{
	for (size_t i = 0; i < findings->comparison_count; i++)
		findings->comparisons[i].common = NAN;
}

static struct segbias_comparison *find_comparison(struct segbias_group_index *earlier,
                                                  struct segbias_comparison *comparison, size_t at)
{
	for (size_t i = 0; i < comparison->value_count; i++) {
		const struct segbias_group_item key = {comparison, &comparison->values[i]};
		const struct segbias_group_item *found = segbias_group_index_find(earlier, &key, at + i);
		if (found)
			return found->comparison;
	}
	return NULL;
}

/* One has all values of the other, and more: its universe is another one. Bands that are cut otherwise come while others go. Each value of
 * several that may stand in a cell is a share of its own. */
static void limit_comparison(struct segbias_comparison *now, struct segbias_comparison *before)
{
	struct shared shared = share_values(now, before);
	bool more = shared.values == now->value_count || shared.values == before->value_count;
	if (now->multi || before->multi || !more || is_alike(now, before, &shared))
		return;
	compare_common(now, before, &shared);
	now->common_reference = shared.reference_now;
	before->common_reference = shared.reference_before;
}

bool segbias_change_limit(struct segbias_findings *now, struct segbias_findings *before)
{
	struct segbias_group_index earlier = {0};
	size_t at = 0;
	if (!segbias_review_same_within(&now->settings, &before->settings)) {
		compare_nothing(now);
		compare_nothing(before);
		return true;
	}
	bool ok = segbias_group_index_init(before, &earlier);
	for (size_t i = 0; ok && i < now->comparison_count; at += now->comparisons[i++].value_count) {
		struct segbias_comparison *found = find_comparison(&earlier, &now->comparisons[i], at);
		if (found)
			limit_comparison(&now->comparisons[i], found);
	}
	segbias_group_index_release(&earlier);
	return ok;
}

void segbias_review_rebase(struct segbias_findings *now, struct segbias_findings *before, double **old)
{
	struct segbias_group_index earlier = {0};
	size_t count = segbias_findings_count_values(now);
	size_t at = 0;
	*old = segbias_group_index_init(before, &earlier) ? segbias_memory_zeroed(count + 1, sizeof **old) : NULL;
	for (size_t i = 0; *old && i < count; i++)
		(*old)[i] = NAN;
	if (segbias_review_lack(now, before) != SEGBIAS_CHANGE_TESTED) {
		compare_nothing(now);
		compare_nothing(before);
		segbias_group_index_release(&earlier);
		return;
	}
	for (size_t i = 0; *old && i < now->comparison_count; at += now->comparisons[i++].value_count) {
		struct segbias_comparison *found = find_comparison(&earlier, &now->comparisons[i], at);
		if (found)
			rebase_comparison(&now->comparisons[i], found, &(*old)[at]);
	}
	/* Of one reference its error is in no ratio. */
	memcpy(before->reference.sha256, now->reference.sha256, sizeof before->reference.sha256);
	segbias_group_index_release(&earlier);
}

/* How far another reference has moved the index, on a ratio scale. */
static double shift(const struct segbias_review_move *move)
{
	return fabs(log(move->index_now / move->index_now_by_old));
}

static int compare_moves(const void *a, const void *b)
{
	const struct segbias_review_move *x = a;
	const struct segbias_review_move *y = b;
	if (shift(x) != shift(y))
		return shift(x) > shift(y) ? -1 : 1;
	int order = segbias_label_order(x->segment, y->segment);
	order = order ? order : segbias_label_compare(x->attribute, y->attribute);
	return order ? order : segbias_label_compare(x->value, y->value);
}

/* The indices of changes by the reference before. */
static void tell_old(struct segbias_group_index *later, const double *old, struct segbias_review *out)
{
	for (size_t i = 0; i < out->change_count; i++) {
		struct segbias_review_change *row = &out->changes[i];
		struct segbias_comparison comparison = {.segment = row->segment, .attribute = row->attribute};
		struct segbias_value_finding value = {.value = row->value};
		const struct segbias_group_item key = {&comparison, &value};
		const struct segbias_group_item *found = segbias_group_index_find(later, &key, later->count);
		if (found)
			row->index_now_by_old =
			    PERCENT * found->value->share /
			    old[found->comparison->first + (size_t)(found->value - found->comparison->values)];
	}
}

/* Whether the reference alone moves the index beyond the change band; of a group that is not there none does. */
static bool is_moved(const struct segbias_value_finding *value, double old)
{
	double ratio = value->reference_share > 0 ? old / value->reference_share : NAN;
	return (ratio < SEGBIAS_CHANGE_BAND_LOW || ratio > SEGBIAS_CHANGE_BAND_HIGH) && value->share > 0 && old > 0;
}

bool segbias_review_list_moves(const struct segbias_findings *before, const double *old, struct segbias_findings *now,
                               struct segbias_review *out)
{
	struct segbias_group_index later = {0};
	struct segbias_group_index earlier = {0};
	bool ok = segbias_group_index_init(now, &later) && segbias_group_index_init(before, &earlier);
	out->moves = ok ? segbias_arena_array(&now->arena, later.count, sizeof *out->moves) : NULL;
	ok = out->moves != NULL;
	for (size_t i = 0; ok && i < later.count; i++) {
		const struct segbias_group_item *cell = &later.items[i];
		if (!is_moved(cell->value, old[i]))
			continue;
		const struct segbias_group_item *found = segbias_group_index_find(&earlier, cell, i);
		out->moves[out->move_count++] =
		    (struct segbias_review_move){.segment = cell->comparison->segment,
		                                 .attribute = cell->comparison->attribute,
		                                 .value = cell->value->value,
		                                 .index_before = found ? found->value->index : NAN,
		                                 .index_now = cell->value->index,
		                                 .index_now_by_old = PERCENT * cell->value->share / old[i]};
	}
	if (ok && out->move_count)
		qsort(out->moves, out->move_count, sizeof *out->moves, compare_moves);
	if (ok)
		tell_old(&later, old, out);
	segbias_group_index_release(&later);
	segbias_group_index_release(&earlier);
	return ok;
}
