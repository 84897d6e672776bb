/* Question: which columns have too many missing values? Every column but segment, weight, count, person and --eligible,
 * per segment. */
#include "analysis/publish.h"
#include "analysis/rates.h"

#include "base/memory.h"
#include "findings/withhold.h"

#include <math.h>
#include <stdlib.h>

/* Of missing and of all other records, between what hidden and rounded figures leave them. P(at least k of n) falls with k
 * and rises with the others: it is largest where fewest are missing and the others are most. */
static void measure_ends(const struct segbias_rates *rates, const struct segbias_group *group,
                         const struct segbias_tracked *tracked, struct segbias_incomplete *out)
{
	const struct segbias_analysis_input *input = rates->input;
	struct segbias_group_tables tables = segbias_group_tables_of(input->campaign, tracked->column);
	struct segbias_cell missing = segbias_group_cell(&tables, group, SEGBIAS_ID_MISSING);
	struct segbias_cell others = {0};
	uint32_t end = SEGBIAS_ID_FIRST + segbias_tally_labels(input->campaign, tracked->column);
	for (uint32_t id = 0; id < end; id++) {
		struct segbias_cell cell = segbias_group_cell(&tables, group, id);
		if (id != SEGBIAS_ID_MISSING)
			segbias_cell_add_doubt(&others, &cell);
	}
	out->rate_least = out->rate_most = out->rate;
	out->p_least = out->p;
	if (!(missing.below + missing.above + others.below + others.above > 0))
		return;
	uint32_t part = segbias_group_is_whole(group) ? SEGBIAS_PART_ALL : group->id;
	double known = out->rows - out->missing;
	double least = fmax(0, out->missing - missing.below);
	double most = out->missing + missing.above;
	double all = least + known + others.above;
	struct segbias_rate rate = segbias_rate_of(rates, 0, part, false, least, all);
	out->rate_least = all > 0 ? least / all : 0;
	out->rate_most = most > 0 ? most / (most + fmax(0, known - others.below)) : 0;
	out->p_least = all > 0 ? segbias_rate_upper(input->policy, &rate, input->policy->missing_max) : 1;
}

static void measure(const struct segbias_rates *rates, const struct segbias_group *group,
                    const struct segbias_tracked *tracked, struct segbias_incomplete *out)
{
	const struct segbias_analysis_input *input = rates->input;
	const struct segbias_policy *policy = input->policy;
	struct segbias_group_tables tables = segbias_group_tables_of(input->campaign, tracked->column);
	out->segment = group->label;
	out->column = tracked->name;
	out->rows = (double)group->rows;
	out->missing = (double)segbias_group_cell(&tables, group, SEGBIAS_ID_MISSING).count;
	out->rate = out->rate_low = out->rate_high = out->p = out->q = NAN;
	out->rate_least = out->rate_most = out->p_least = NAN;
	if (group->rows == 0)
		return;
	uint32_t part = segbias_group_is_whole(group) ? SEGBIAS_PART_ALL : group->id;
	struct segbias_rate rate = segbias_rate_of(rates, 0, part, false, out->missing, out->rows);
	out->rate = out->missing / out->rows;
	segbias_rate_interval(policy, &rate, &out->rate_low, &out->rate_high);
	out->p = segbias_rate_upper(policy, &rate, policy->missing_max);
	measure_ends(rates, group, tracked, out);
}

/* --publish: before anything is told of a family. */
static void withhold(const struct segbias_findings *findings, uint32_t column, size_t group,
                     struct segbias_incomplete *out)
{
	if (segbias_publishing_withholds(findings, column, group, SEGBIAS_ID_MISSING))
		segbias_incomplete_withhold(out, findings->publishing.rows[group]);
	else if (segbias_publishing_hides_spread(findings, column, group))
		segbias_incomplete_withhold_spread(out);
}

/* One column in all groups; its rows stand `stride` apart. */
static enum segbias_status measure_column(const struct segbias_analysis_input *input,
                                          const struct segbias_findings *findings,
                                          const struct segbias_tracked *tracked, size_t stride,
                                          struct segbias_incomplete *first, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_rates rates = {.input = input};
	size_t ids = (size_t)segbias_tally_labels(input->campaign, tracked->column) + SEGBIAS_ID_FIRST + 1;
	uint32_t *value_of = segbias_memory_zeroed(ids, sizeof *value_of); /* everything but missing is known */
	if (!value_of)
		return segbias_error_memory(error);
	value_of[SEGBIAS_ID_MISSING] = 1;
	/* A record with several answers is known once. */
	for (size_t id = SEGBIAS_ID_FIRST; id < ids && segbias_tally_separator(input->campaign, tracked->column).bytes;
	     id++)
		value_of[id] = UINT32_MAX;
	struct segbias_contrast_query query = {
	    .column = tracked->column, .value_of = value_of, .ids = ids, .by = SEGBIAS_NO_FIELD};
	SEGBIAS_TRY(segbias_rates_create(input, &query, &rates, error));
	for (size_t i = 0; i < input->group_count; i++) {
		measure(&rates, &input->groups[i], tracked, &first[i * stride]);
		withhold(findings, tracked->column, i, &first[i * stride]);
	}
done:
	segbias_rates_release(&rates);
	free(value_of);
	return status;
}

/* What was counted as missing, spelling by spelling. */
static enum segbias_status list_markers(const struct segbias_tally *tally, uint32_t column, struct segbias_arena *arena,
                                        struct segbias_incomplete *out, struct segbias_error *error)
{
	uint32_t spellings = segbias_tally_spellings(tally, column);
	uint32_t found = 0;
	for (uint32_t i = 0; i < spellings; i++)
		found += segbias_tally_spelling(tally, column, i).id == SEGBIAS_ID_MISSING;
	out->counted = segbias_arena_array(arena, found, sizeof *out->counted);
	if (!out->counted)
		return segbias_error_memory(error);
	for (uint32_t i = 0; i < spellings; i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(tally, column, i);
		struct segbias_marker *marker = &out->counted[out->counted_count];
		if (spelling.id != SEGBIAS_ID_MISSING || spelling.count == 0)
			continue;
		marker->count = (double)spelling.count;
		if (!segbias_arena_copy(arena, spelling.label, &marker->marker))
			return segbias_error_memory(error);
		out->counted_count++;
	}
	qsort(out->counted, out->counted_count, sizeof *out->counted, segbias_marker_compare);
	return SEGBIAS_OK;
}

static enum segbias_status judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                 struct segbias_error *error)
{
	size_t count = findings->incomplete_count;
	double *p = segbias_memory_zeroed(count + 1, sizeof *p);
	double *worst = segbias_memory_zeroed(count + 1, sizeof *worst);
	bool *whole = segbias_memory_zeroed(count + 1, sizeof *whole);
	bool segmented = false;
	for (size_t i = 0; p && worst && whole && i < count; i++) {
		bool told = findings->incomplete[i].verdict != SEGBIAS_COMPLETENESS_WITHHELD;
		p[i] = told ? findings->incomplete[i].p : 1;
		worst[i] = told ? findings->incomplete[i].p_least : 1;
		whole[i] = findings->incomplete[i].segment.bytes == NULL;
		segmented = segmented || !whole[i];
	}
	bool ok = p && worst && whole && segbias_families_adjust(p, whole, count, policy->control, p) &&
	          segbias_families_adjust(worst, whole, count, policy->control, worst);
	for (size_t i = 0; ok && i < count; i++) {
		struct segbias_incomplete *row = &findings->incomplete[i];
		if (row->verdict == SEGBIAS_COMPLETENESS_WITHHELD)
			continue;
		row->q = p[i];
		row->verdict = !(row->rate_most > policy->missing_max) ? SEGBIAS_COMPLETENESS_OK
		               : row->rate_least > policy->missing_max && worst[i] <= policy->alpha
		                   ? SEGBIAS_COMPLETENESS_INCOMPLETE
		                   : SEGBIAS_COMPLETENESS_UNCLEAR;
		if (row->verdict == SEGBIAS_COMPLETENESS_INCOMPLETE && whole[i] != segmented)
			findings->summary.incomplete++;
	}
	free(p);
	free(worst);
	free(whole);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_analyse_incomplete(const struct segbias_analysis_input *input,
                                               struct segbias_findings *findings, struct segbias_error *error)
{
	const struct segbias_matching *matching = input->matching;
	struct segbias_incomplete *list =
	    segbias_arena_array(&findings->arena, input->group_count * matching->tracked_count, sizeof *list);
	if (!list)
		return segbias_error_memory(error);
	findings->incomplete = list;
	findings->incomplete_count = input->group_count * matching->tracked_count;
	for (size_t j = 0; j < matching->tracked_count; j++) {
		enum segbias_status status =
		    measure_column(input, findings, &matching->tracked[j], matching->tracked_count, &list[j], error);
		if (status == SEGBIAS_OK)
			status = list_markers(input->campaign, matching->tracked[j].column, &findings->arena, &list[j],
			                      error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return judge(input->policy, findings, error);
}
