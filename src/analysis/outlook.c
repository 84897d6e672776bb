/* Question: what of all this comes first, and what would settle the rest? Made of the findings alone, so that every output
 * tells the same. */
#include "analysis/analysis.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A place and what it is ranked by: the smallest first. */
struct ranked {
	double key;
	struct segbias_place place;
};

/* What is equal stays in the order of the result. */
static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a;
	const struct ranked *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->place.comparison != y->place.comparison)
		return x->place.comparison < y->place.comparison ? -1 : 1;
	return (x->place.value > y->place.value) - (x->place.value < y->place.value);
}

/* Ranks of values or of rows, with room for all of them. */
struct ranking {
	struct ranked *items;
	size_t count;
};

static void add(struct ranking *ranking, double key, size_t comparison, size_t value)
{
	ranking->items[ranking->count++] = (struct ranked){key, {comparison, value}};
}

/* Whether the only segment holds every record. */
static bool is_one_for_all(const struct segbias_findings *findings)
{
	size_t half = findings->comparison_count / 2;
	bool same = half > 0 && findings->comparison_count % 2 == 0;
	for (size_t i = 0; same && i < half; i++) {
		const struct segbias_comparison *whole = &findings->comparisons[i];
		const struct segbias_comparison *segment = &findings->comparisons[half + i];
		same = !whole->segment.bytes && segment->segment.bytes && whole->rows == segment->rows &&
		       segbias_label_equal(segment->segment, findings->comparisons[half].segment) &&
		       segbias_label_equal(whole->attribute, segment->attribute);
	}
	return same;
}

/* --- best and worst case ---------------------------------------------------------------------------------------- */

/* On which side of the band an index lies: -1, 0, 1. */
static int side_of(const struct segbias_limits *limits, double index)
{
	return index < limits->band_low ? -1 : index > limits->band_high;
}

/* Whether the unknown could move the index over an edge of the band. */
static bool is_movable(const struct segbias_findings *findings, const struct segbias_comparison *c,
                       const struct segbias_value_finding *v)
{
	struct segbias_limits limits = segbias_value_limits(findings, c, v);
	return c->missing + c->unmatched > 0 && side_of(&limits, segbias_value_index_if(c, v, false)) !=
	                                            side_of(&limits, segbias_value_index_if(c, v, true));
}

static bool find_extremes(struct segbias_findings *findings)
{
	struct segbias_outlook *outlook = &findings->outlook;
	size_t count = 0;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++)
			count += is_movable(findings, c, &c->values[j]);
	}
	outlook->worst = segbias_arena_array(&findings->arena, count, sizeof *outlook->worst);
	for (size_t i = 0; outlook->worst && i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++) {
			const struct segbias_value_finding *v = &c->values[j];
			if (is_movable(findings, c, v))
				outlook->worst[outlook->worst_count++] =
				    (struct segbias_extreme){.segment = c->segment,
				                             .attribute = c->attribute,
				                             .value = v->value,
				                             .index_best = segbias_value_index_if(c, v, true),
				                             .index_worst = segbias_value_index_if(c, v, false)};
		}
	}
	return outlook->worst != NULL;
}

/* --- what would settle it --------------------------------------------------------------------------------------- */

/* More records than the reference has in all are no advice; a sample's size says nothing of its population's. */
static double limit_of(const struct segbias_findings *findings)
{
	bool limited = strcmp(findings->kind, "sample") != 0 && isfinite(findings->reference_total);
	return limited ? findings->reference_total : INFINITY;
}

static void limit_settling(struct segbias_findings *findings)
{
	double limit = limit_of(findings);
	for (size_t i = 0; i < findings->comparison_count; i++)
		for (size_t j = 0; j < findings->comparisons[i].value_count; j++) {
			struct segbias_value_finding *v = &findings->comparisons[i].values[j];
			v->n_settling = v->n_settling > limit ? INFINITY : v->n_settling;
		}
}

/* Records that are missing until it is settled; infinite where their number says nothing: it does not allow for many tests,
 * and may be less than there is already. */
static double lacking_of(const struct segbias_comparison *c, const struct segbias_value_finding *v)
{
	double lacking = v->n_settling - segbias_comparison_records(c);
	return lacking > 0 ? lacking : INFINITY;
}

/* How many times the records that there are would settle it; infinite: no number of them. */
static double times_of(const struct segbias_comparison *c, const struct segbias_value_finding *v)
{
	return isfinite(v->n_settling) ? fmax(1, v->n_settling / segbias_comparison_records(c)) : INFINITY;
}

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

/* A campaign of so many times these records, to a whole number; NaN where there are enough, or nobody is left to ask. */
static double size_of(const struct segbias_findings *findings, double times)
{
	double size = times * findings->records;
	return times > 1 && isfinite(size) && size <= limit_of(findings) ? round(size) : NAN;
}

/* The size of a campaign of the same mixture that would settle half of what is unclear, and nine in ten. */
static bool find_sizes(struct segbias_findings *findings)
{
	struct segbias_outlook *outlook = &findings->outlook;
	size_t count = outlook->unclear_count;
	double *times = segbias_memory_zeroed(count + 1, sizeof *times);
	outlook->settle_half = NAN;
	outlook->settle_most = NAN;
	for (size_t i = 0; times && i < count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[outlook->unclear[i].comparison];
		times[i] = times_of(c, &c->values[outlook->unclear[i].value]);
	}
	if (times && count > 0) {
		qsort(times, count, sizeof *times, compare_doubles);
		outlook->settle_half = size_of(findings, times[(count - 1) / 2]);
		outlook->settle_most = size_of(findings, times[(9 * (count - 1) + 9) / 10]);
	}
	free(times);
	return times != NULL;
}

/* --- what comes first ------------------------------------------------------------------------------------------- */

/* Sorts, and leaves the places in the arena. */
static bool keep_places(struct ranking *ranking, struct segbias_arena *arena, struct segbias_place **places,
                        size_t *count)
{
	qsort(ranking->items, ranking->count, sizeof *ranking->items, compare_ranked);
	*places = segbias_arena_array(arena, ranking->count + 1, sizeof **places);
	for (size_t i = 0; *places && i < ranking->count; i++)
		(*places)[i] = ranking->items[i].place;
	*count = *places ? ranking->count : 0;
	ranking->count = 0;
	return *places != NULL;
}

/* The same of rows, whose index stands as that of a comparison. */
static bool keep_rows(struct ranking *ranking, struct segbias_arena *arena, size_t **rows, size_t *count)
{
	qsort(ranking->items, ranking->count, sizeof *ranking->items, compare_ranked);
	*rows = segbias_arena_array(arena, ranking->count + 1, sizeof **rows);
	for (size_t i = 0; *rows && i < ranking->count; i++)
		(*rows)[i] = ranking->items[i].place.comparison;
	*count = *rows ? ranking->count : 0;
	ranking->count = 0;
	return *rows != NULL;
}

/* Of an amount nothing is flagged: every gap is told. */
static bool rank_flags(struct segbias_findings *findings, struct ranking *ranking)
{
	struct segbias_outlook *outlook = &findings->outlook;
	bool amount = findings->settings.amount.bytes != NULL;
	bool whole_too = !amount && !outlook->one_for_all;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; (segbias_comparison_counts(findings, c) || whole_too) && j < c->value_count; j++) {
			double gap = fabs(c->values[j].shortfall);
			if (amount ? isfinite(gap) && gap > 0 : segbias_is_flag(c->values[j].verdict))
				add(ranking, -gap, i, j);
		}
	}
	return keep_places(ranking, &findings->arena, &outlook->ranked, &outlook->ranked_count);
}

static bool rank_unclear(struct segbias_findings *findings, struct ranking *ranking)
{
	struct segbias_outlook *outlook = &findings->outlook;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		bool asked = segbias_comparison_counts(findings, c) && c->state != SEGBIAS_STATE_ONE_VALUE;
		for (size_t j = 0; asked && j < c->value_count; j++) {
			double lacking = lacking_of(c, &c->values[j]);
			if (c->values[j].verdict != SEGBIAS_VERDICT_UNCLEAR)
				continue;
			add(ranking, lacking, i, j);
			outlook->settled_count += isfinite(lacking) ? 1 : 0;
		}
	}
	return keep_places(ranking, &findings->arena, &outlook->unclear, &outlook->unclear_count);
}

/* How far the worst flagged value is from 100, as a ratio; 0 where none is flagged. */
static double worst_of(const struct segbias_comparison *c)
{
	double most = 0;
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		if (segbias_is_flag(v->verdict) || v->reason == SEGBIAS_REASON_AMOUNT)
			most = fmax(most, v->index > 0 ? fabs(log(v->index / 100)) : INFINITY);
	}
	return most;
}

/* The whole campaign's come first: they stand before the segments' in the result. */
static bool rank_tables(struct segbias_findings *findings, struct ranking *ranking)
{
	struct segbias_outlook *outlook = &findings->outlook;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		bool whole = (c->segment.bytes != NULL) == outlook->one_for_all;
		double worst = worst_of(c);
		if (outlook->one_for_all && !c->segment.bytes)
			continue;
		if (whole || worst > 0)
			add(ranking, whole ? -INFINITY : -worst, i, 0);
		outlook->whole_count += whole;
		outlook->quiet_count += !whole && !(worst > 0);
	}
	return keep_rows(ranking, &findings->arena, &outlook->tables, &outlook->table_count);
}

static bool rank_missingness(struct segbias_findings *findings, struct ranking *ranking)
{
	struct segbias_outlook *outlook = &findings->outlook;
	for (size_t i = 0; i < findings->missingness_count; i++) {
		const struct segbias_missingness *row = &findings->missingness[i];
		if (row->finding)
			add(ranking, -fabs(row->rate - row->rest), i, 0);
	}
	return keep_rows(ranking, &findings->arena, &outlook->missingness, &outlook->missingness_count);
}

static bool rank_incomplete(struct segbias_findings *findings, struct ranking *ranking)
{
	struct segbias_outlook *outlook = &findings->outlook;
	for (size_t i = 0; i < findings->incomplete_count; i++) {
		const struct segbias_incomplete *row = &findings->incomplete[i];
		if (row->verdict == SEGBIAS_COMPLETENESS_INCOMPLETE && !(outlook->one_for_all && row->segment.bytes))
			add(ranking, row->segment.bytes ? -row->missing : -INFINITY, i, 0);
	}
	return keep_rows(ranking, &findings->arena, &outlook->incomplete, &outlook->incomplete_count);
}

static bool rank_silent(struct segbias_findings *findings, struct ranking *ranking)
{
	struct segbias_outlook *outlook = &findings->outlook;
	for (size_t i = 0; i < findings->comparison_count;) {
		const struct segbias_comparison *first = &findings->comparisons[i];
		size_t start = i;
		size_t groups = 0;
		size_t unclear = segbias_findings_count_unclear(findings, &i, &groups);
		if (first->segment.bytes && groups > 0 && unclear == groups && !outlook->one_for_all)
			add(ranking, -first->rows, start, 0);
	}
	return keep_rows(ranking, &findings->arena, &outlook->silent, &outlook->silent_count);
}

enum segbias_status segbias_analyse_outlook(const struct segbias_analysis_input *input,
                                            struct segbias_findings *findings, struct segbias_error *error)
{
	(void)input;
	size_t room = segbias_findings_count_values(findings) + findings->comparison_count +
	              findings->missingness_count + findings->incomplete_count;
	struct ranking ranking = {.items = segbias_memory_zeroed(room + 1, sizeof *ranking.items)};
	findings->outlook = (struct segbias_outlook){.one_for_all = is_one_for_all(findings)};
	limit_settling(findings);
	bool ok = ranking.items && find_extremes(findings) && rank_flags(findings, &ranking) &&
	          rank_unclear(findings, &ranking) && rank_tables(findings, &ranking) &&
	          rank_missingness(findings, &ranking) && rank_incomplete(findings, &ranking) &&
	          rank_silent(findings, &ranking) && find_sizes(findings);
	free(ranking.items);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}
