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

void segbias_review_rebase(const struct segbias_findings *now, struct segbias_findings *before, double **old)
{
	struct segbias_group_index later = {0};
	struct segbias_group_index earlier = {0};
	bool ok = segbias_group_index_init(now, &later) && segbias_group_index_init(before, &earlier);
	*old = ok ? segbias_memory_zeroed(later.count + 1, sizeof **old) : NULL;
	for (size_t i = 0; *old && i < later.count; i++) {
		const struct segbias_group_item *found = segbias_group_index_find(&earlier, &later.items[i], i);
		double share = later.items[i].value->reference_share;
		(*old)[i] = NAN;
		if (!found || near(found->value->reference_share, share) || isnan(share))
			continue;
		(*old)[i] = found->value->reference_share;
		found->value->reference_share = share;
	}
	/* Of one reference its error is in no ratio. */
	memcpy(before->reference.sha256, now->reference.sha256, sizeof before->reference.sha256);
	segbias_group_index_release(&later);
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
