/* Question: which groups are over- and under-targeted? Families and verdicts: DEFINITIONS.md "The verdict". */
#include "analysis/compare.h"
#include "analysis/publish.h"

#include "base/memory.h"
#include "base/number.h"
#include "findings/withhold.h"

#include <math.h>
#include <stdlib.h>

static const double EDGE = 1e-12; /* an index this near to an edge (as a ratio) is inside the band */

enum step { PLAIN, FLAG, WITHIN, LIKELY, STEPS };

/* One entry a tested value, over all comparisons. */
struct family {
	const struct segbias_comparison **comparisons;
	struct segbias_value_finding **values;
	bool *whole;
	double *p; /* and q, once they are adjusted */
	double *cut
	    [STEPS]; /* up to which p this value alone, the others as they are, would be found; NULL: no verdict asks */
	double *worst[STEPS]; /* q among all at their worst: of FLAG and WITHIN, where figures are masked; else NULL */
	size_t size;
	size_t
	    doubtful; /* entries behind those: values that no test has, and would have at some of the figures they may be */
	bool masked; /* figures of a member are hidden or rounded, or who is a member depends on such */
};

static void family_release(struct family *family)
{
	free(family->comparisons);
	free(family->values);
	free(family->whole);
	free(family->p);
	for (int step = 0; step < STEPS; step++) {
		free(family->cut[step]);
		free(family->worst[step]);
	}
	*family = (struct family){0};
}

/* Where a value is withheld, too: as a test that shows nothing, so that no q tells of it. */
static bool is_member(const struct segbias_comparison *c, const struct segbias_value_finding *value)
{
	return c->tested && (value->reason == SEGBIAS_REASON_NONE || segbias_value_is_withheld(value));
}

static double least_known(const struct segbias_policy *policy, const struct segbias_comparison *c)
{
	return c->apart ? c->limits.min_n : policy->min_n;
}

/* Whether values that have too few records as shown have enough at the most. */
static bool may_be_tested(const struct segbias_policy *policy, const struct segbias_comparison *c)
{
	bool few = c->state == SEGBIAS_STATE_TOO_FEW || c->state == SEGBIAS_STATE_NOTHING_MATCHED;
	return few && (c->value_count > 1 || c->multi) && c->n_most > c->n && c->n_most >= least_known(policy, c);
}

static void add_doubtful(struct family *family, const struct segbias_policy *policy,
                         const struct segbias_findings *findings)
{
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; may_be_tested(policy, c) && j < c->value_count; j++)
			family->whole[family->size + family->doubtful++] = c->segment.bytes == NULL;
	}
	family->masked = family->masked || family->doubtful > 0;
}

/* What is known of values at their worst: where none of the members has anything unknown or masked nobody asks. */
static bool family_make_room(struct family *family, bool unknown)
{
	size_t size = family->size + family->doubtful + 1;
	bool ok = true;
	for (int step = FLAG; step < STEPS && (unknown || family->masked); step++) {
		family->cut[step] = segbias_memory_zeroed(size, sizeof *family->cut[step]);
		ok = ok && family->cut[step];
	}
	for (int step = FLAG; step < LIKELY && family->masked; step++) {
		family->worst[step] = segbias_memory_zeroed(size, sizeof *family->worst[step]);
		ok = ok && family->worst[step];
	}
	return ok;
}

static bool family_init(struct family *family, const struct segbias_policy *policy,
                        const struct segbias_findings *findings)
{
	size_t room = 0;
	for (size_t i = 0; i < findings->comparison_count; i++)
		room += findings->comparisons[i].value_count;
	*family = (struct family){0};
	family->comparisons = segbias_memory_zeroed(room + 1, sizeof *family->comparisons);
	family->values = segbias_memory_zeroed(room + 1, sizeof *family->values);
	family->whole = segbias_memory_zeroed(room + 1, sizeof *family->whole);
	family->p = segbias_memory_zeroed(room + 1, sizeof *family->p);
	bool ok = family->comparisons && family->values && family->whole && family->p;
	bool unknown = false;
	for (size_t i = 0; ok && i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++) {
			if (!is_member(c, &c->values[j]))
				continue;
			unknown = unknown || c->missing + c->unmatched > 0;
			family->comparisons[family->size] = c;
			family->values[family->size] = &c->values[j];
			family->masked = family->masked || c->values[j].masked;
			family->whole[family->size++] = c->segment.bytes == NULL;
		}
	}
	if (ok)
		add_doubtful(family, policy, findings);
	return ok && family_make_room(family, unknown);
}

static bool above(const struct segbias_policy *policy, const struct segbias_comparison *c,
                  const struct segbias_value_finding *value, double ratio)
{
	double edge = value->guard ? value->guard->band_high : c->apart ? c->limits.band_high : policy->band_high;
	return ratio > edge / 100 + EDGE;
}

static bool below(const struct segbias_policy *policy, const struct segbias_comparison *c,
                  const struct segbias_value_finding *value, double ratio)
{
	double edge = value->guard ? value->guard->band_low : c->apart ? c->limits.band_low : policy->band_low;
	return ratio < edge / 100 - EDGE;
}

/* p of the test for "likely": 1 where it is flagged already or not beyond the band. A p made larger stays valid; testing
 * a subset of discoveries would not keep its rate. */
static double likely_p(const struct segbias_policy *policy, const struct segbias_comparison *c,
                       const struct segbias_value_finding *value)
{
	double ratio = value->share / value->reference_share;
	bool inside = !above(policy, c, value, ratio) && !below(policy, c, value, ratio);
	return value->q_flag <= policy->alpha || inside ? 1 : value->p;
}

/* The largest p that a test for "likely" may have of what is not flagged. */
static double masked_likely_p(const struct segbias_policy *policy, const struct segbias_comparison *c,
                              const struct segbias_value_finding *value)
{
	const struct segbias_masked_case *masked = value->masked;
	double ratio = value->share / value->reference_share;
	if (!masked)
		return above(policy, c, value, ratio) || below(policy, c, value, ratio) ? value->p : 1;
	bool over = value->index > 100;
	bool stays = over ? above(policy, c, value, masked->ratio[0]) : below(policy, c, value, masked->ratio[1]);
	return stays ? masked->p : 1;
}

/* The largest p that a test of the value may have; its own where its figures are exact. */
static double masked_p(const struct segbias_policy *policy, const struct segbias_comparison *c,
                       const struct segbias_value_finding *value, enum step step)
{
	const struct segbias_masked_case *masked = value->masked;
	if (segbias_value_is_withheld(value))
		return 1;
	if (step == LIKELY)
		return masked_likely_p(policy, c, value);
	if (step == FLAG)
		return masked ? fmin(1, 2 * fmin(masked->p_over, masked->p_under)) : value->p_flag;
	return masked ? masked->p_within : value->p_within;
}

/* Whether each member would be flagged at some of the figures that all may be, in may[size]: what is flagged is in no test
 * for "likely", so that others may have a larger q there. Where members may have too few records the family may be smaller,
 * and no q is sure to be that large. */
static bool find_flaggable(struct family *family, const struct segbias_policy *policy, bool *may)
{
	bool fixed = true;
	for (size_t i = 0; i < family->size; i++) {
		const struct segbias_masked_case *masked = family->values[i]->masked;
		const struct segbias_comparison *c = family->comparisons[i];
		family->p[i] = segbias_value_is_withheld(family->values[i]) ? 1
		               : masked                                     ? masked->p_flag_least
		                                                            : family->values[i]->p_flag;
		fixed = fixed && !(masked && c->n_least < least_known(policy, c));
	}
	if (fixed && !segbias_families_adjust(family->p, family->whole, family->size, policy->control, family->p))
		return false;
	for (size_t i = 0; i < family->size; i++)
		may[i] = family->p[i] <= policy->alpha;
	return true;
}

/* The q of every member if the figures of all were the worst that they can be: no admissible figures have a larger one, as
 * no way of adjusting gives a smaller q for larger p, or for more of them. A likely verdict is told by the cut instead, of
 * the value alone among others at their worst. */
static bool adjust_masked(struct family *family, const struct segbias_policy *policy)
{
	size_t all = family->size + family->doubtful;
	bool *flaggable = segbias_memory_zeroed(family->size + 1, sizeof *flaggable);
	bool ok = flaggable && find_flaggable(family, policy, flaggable);
	for (int step = FLAG; step < STEPS && ok; step++) {
		for (size_t i = 0; i < all; i++)
			family->p[i] =
			    i >= family->size || (step == LIKELY && flaggable[i])
				? 1
				: masked_p(policy, family->comparisons[i], family->values[i], (enum step)step);
		ok = segbias_families_both(family->p, family->whole, all, policy, family->worst[step],
		                           family->cut[step]);
	}
	free(flaggable);
	return ok;
}

static bool adjust(struct family *family, const struct segbias_policy *policy)
{
	for (int step = 0; step < STEPS; step++) {
		for (size_t i = 0; i < family->size; i++) {
			const struct segbias_value_finding *v = family->values[i];
			family->p[i] = segbias_value_is_withheld(v) ? 1
			               : step == PLAIN              ? v->p
			               : step == FLAG               ? v->p_flag
			               : step == WITHIN             ? v->p_within
			                                            : likely_p(policy, family->comparisons[i], v);
		}
		if (!segbias_families_both(family->p, family->whole, family->size, policy, family->p,
		                           family->cut[step]))
			return false;
		for (size_t i = 0; i < family->size; i++) {
			struct segbias_value_finding *v = family->values[i];
			double *q = step == PLAIN    ? &v->q
			            : step == FLAG   ? &v->q_flag
			            : step == WITHIN ? &v->q_within
			                             : &v->q_likely;
			*q = segbias_value_is_withheld(v) ? NAN : family->p[i];
		}
	}
	return !family->masked || adjust_masked(family, policy);
}

static enum segbias_verdict first_verdict(const struct segbias_policy *policy,
                                          const struct segbias_value_finding *value)
{
	if (value->q_flag <= policy->alpha)
		return value->p_over < value->p_under ? SEGBIAS_VERDICT_OVER : SEGBIAS_VERDICT_UNDER;
	if (value->q_likely <= policy->alpha)
		return value->index > 100 ? SEGBIAS_VERDICT_LIKELY_OVER : SEGBIAS_VERDICT_LIKELY_UNDER;
	return value->q_within <= policy->alpha ? SEGBIAS_VERDICT_WITHIN : SEGBIAS_VERDICT_UNCLEAR;
}

/* The ratio to the reference share if none, or all, of the unknown records had the value. */
static double ratio_if(const struct segbias_comparison *c, const struct segbias_value_finding *value, bool all)
{
	double unknown = c->missing + c->unmatched;
	if (value->masked)
		return value->masked->ratio_if_unknown[all];
	return (value->count + (all ? unknown : 0)) / (c->n + unknown) / value->reference_share;
}

/* Whether the index stays beyond its side of the band whatever the unknown records are. */
static bool stays_beyond(const struct segbias_policy *policy, const struct segbias_comparison *c,
                         const struct segbias_value_finding *value, bool over)
{
	return over ? above(policy, c, value, ratio_if(c, value, false))
	            : below(policy, c, value, ratio_if(c, value, true));
}

static bool stays_within(const struct segbias_policy *policy, const struct segbias_comparison *c,
                         const struct segbias_value_finding *value)
{
	return !below(policy, c, value, ratio_if(c, value, false)) &&
	       !above(policy, c, value, ratio_if(c, value, true));
}

/* Whether the verdict of the family's member would be the same at the worst that the unknown records can be, the other
 * members as they are. */
static bool holds(const struct segbias_policy *policy, const struct family *family, size_t at)
{
	const struct segbias_comparison *c = family->comparisons[at];
	const struct segbias_value_finding *value = family->values[at];
	static const struct segbias_worst_case NONE = {NAN, NAN, NAN, NAN, NAN};
	const struct segbias_worst_case *worst = value->worst ? value->worst : &NONE;
	bool over = segbias_is_over(value->verdict);
	bool likely = segbias_is_likely(value->verdict);
	if (!(c->missing + c->unmatched > 0))
		return true;
	if (value->verdict == SEGBIAS_VERDICT_WITHIN)
		return worst->p_within <= family->cut[WITHIN][at];
	return stays_beyond(policy, c, value, over) &&
	       (2 * (over ? worst->p_over_none : worst->p_under_all) <= family->cut[FLAG][at] ||
	        (likely && (over ? worst->p_none : worst->p_all) <= family->cut[LIKELY][at]));
}

static bool too_much_unmatched(const struct segbias_policy *policy, const struct segbias_comparison *c)
{
	return c->unmatched_most > 0 && c->unmatched_most / (c->n_least + c->unmatched_most) > policy->unmatched_max;
}

/* Whether a verdict that more records might bring would be withdrawn again, as the unmatched values could undo it. */
static bool needs_mapping(const struct segbias_policy *policy, const struct segbias_comparison *c,
                          const struct segbias_value_finding *value)
{
	double ratio = value->share / value->reference_share;
	if (value->verdict != SEGBIAS_VERDICT_UNCLEAR || value->reason == SEGBIAS_REASON_UNMATCHED ||
	    value->reason == SEGBIAS_REASON_MASKED)
		return value->reason == SEGBIAS_REASON_UNMATCHED;
	if (!too_much_unmatched(policy, c))
		return false;
	if (above(policy, c, value, ratio) || below(policy, c, value, ratio))
		return !stays_beyond(policy, c, value, above(policy, c, value, ratio));
	return !stays_within(policy, c, value);
}

/* Whether the verdict is the same, or more, wherever the hidden and rounded figures of all members lie. */
static bool holds_masked(const struct segbias_policy *policy, const struct family *family, size_t at)
{
	const struct segbias_comparison *c = family->comparisons[at];
	const struct segbias_value_finding *value = family->values[at];
	const struct segbias_masked_case *masked = value->masked;
	bool over = segbias_is_over(value->verdict);
	bool likely = segbias_is_likely(value->verdict);
	if (masked && c->n_least < least_known(policy, c))
		return false;
	if (value->verdict == SEGBIAS_VERDICT_WITHIN)
		return family->worst[WITHIN][at] <= policy->alpha;
	if (likely)
		return masked_likely_p(policy, c, value) <= family->cut[LIKELY][at];
	return family->worst[FLAG][at] <= policy->alpha && (!masked || (masked->p_over < masked->p_under) == over);
}

/* The verdict of the family's member; withdrawn where the unknown records, too many of them unmatched, could undo it. */
static void judge_member(const struct segbias_policy *policy, const struct family *family, size_t at)
{
	const struct segbias_comparison *c = family->comparisons[at];
	struct segbias_value_finding *value = family->values[at];
	if (segbias_value_is_withheld(value))
		return;
	value->verdict = first_verdict(policy, value);
	if (value->verdict == SEGBIAS_VERDICT_UNCLEAR)
		return;
	value->robust = holds(policy, family, at) ? SEGBIAS_TRUTH_TRUE : SEGBIAS_TRUTH_FALSE;
	bool unmatched = value->robust == SEGBIAS_TRUTH_FALSE && too_much_unmatched(policy, c);
	if (!unmatched && (!family->masked || holds_masked(policy, family, at)))
		return;
	value->verdict = SEGBIAS_VERDICT_UNCLEAR;
	value->robust = SEGBIAS_TRUTH_UNDEFINED;
	value->reason = unmatched ? SEGBIAS_REASON_UNMATCHED : SEGBIAS_REASON_MASKED;
}

/* Why there is no verdict, and what would bring one. */
static void explain_value(const struct segbias_policy *policy, const struct segbias_comparison *c,
                          struct segbias_value_finding *value)
{
	if (segbias_value_is_withheld(value))
		return;
	if (c->state == SEGBIAS_STATE_TOO_FEW)
		value->reason = SEGBIAS_REASON_TOO_FEW;
	if (c->state == SEGBIAS_STATE_NOTHING_MATCHED)
		value->reason = c->unmatched > 0 ? SEGBIAS_REASON_UNMATCHED : SEGBIAS_REASON_TOO_FEW;
	if (policy->amount.bytes) {
		value->reason = c->n > 0 ? SEGBIAS_REASON_AMOUNT : value->reason;
		return;
	}
	value->needs_mapping = needs_mapping(policy, c, value);
	bool masked = value->reason == SEGBIAS_REASON_MASKED; /* more records hide no less */
	if (value->needs_mapping || masked)
		value->n_settling = NAN;
	if (value->needs_mapping || masked || value->verdict != SEGBIAS_VERDICT_UNCLEAR)
		value->n_needed = NAN;
}

/* The tests of whole attributes are a family of their own. */
static bool adjust_attributes(struct segbias_findings *findings, enum segbias_control control)
{
	size_t count = findings->comparison_count;
	double *p = segbias_memory_zeroed(count + 1, sizeof *p);
	bool *whole = segbias_memory_zeroed(count + 1, sizeof *whole);
	bool ok = p && whole;
	for (size_t i = 0; ok && i < count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		p[i] = !c->tested ? NAN : c->withheld ? 1 : c->p;
		whole[i] = c->segment.bytes == NULL;
	}
	ok = ok && segbias_families_adjust(p, whole, count, control, p);
	for (size_t i = 0; ok && i < count; i++)
		findings->comparisons[i].q = findings->comparisons[i].withheld ? NAN : p[i];
	free(p);
	free(whole);
	return ok;
}

/* The segments' verdicts; the whole campaign's where there are no segments. */
static void summarise(const struct segbias_policy *policy, struct segbias_findings *findings)
{
	bool segmented = false;
	for (size_t i = 0; i < findings->comparison_count; i++)
		segmented = segmented || findings->comparisons[i].segment.bytes;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if ((c->segment.bytes != NULL) != segmented)
			continue;
		findings->summary.unmatched += too_much_unmatched(policy, c);
		for (size_t j = 0; j < c->value_count && c->state != SEGBIAS_STATE_ONE_VALUE; j++)
			findings->summary.verdicts[c->values[j].verdict]++;
	}
}

enum segbias_status segbias_comparisons_judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                              struct segbias_error *error)
{
	struct family family = {0};
	bool ok = family_init(&family, policy, findings) && adjust(&family, policy) &&
	          adjust_attributes(findings, policy->control);
	for (size_t i = 0; i < family.size && ok; i++) {
		*(family.whole[i] ? &findings->family_whole : &findings->family_segments) += 1;
		judge_member(policy, &family, i);
	}
	family_release(&family);
	if (!ok)
		return segbias_error_memory(error);
	for (size_t i = 0; i < findings->comparison_count; i++) {
		struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++)
			explain_value(policy, c, &c->values[j]);
	}
	summarise(policy, findings);
	return SEGBIAS_OK;
}

/* A variance between persons needs some of them in every group: with fewer, far tails are too sure (measured in
 * tests/calibration). */
static void note_few_people(const struct segbias_analysis_input *input, struct segbias_findings *findings)
{
	static const double PERSONS_LEAST = 10;
	size_t few = 0;
	char number[SEGBIAS_NUMBER_MAX];
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; c->tested && j < c->value_count; j++)
			few += c->persons * c->values[j].reference_share < PERSONS_LEAST;
	}
	if (few == 0)
		return;
	struct segbias_error *note = segbias_notes_add(
	    &findings->notes, "few_people",
	    "%s group%s (a value in a segment) would hold fewer than 10 people at the reference share; with so few the "
	    "variance between people is uncertain itself, and verdicts on them may be too sure",
	    segbias_number_group((double)few, number), few == 1 ? "" : "s");
	segbias_error_place(note, input->campaign_path, 0, 0);
	segbias_error_hint(note, "coarser values (--bins, --recode) or larger segments hold more");
}

/* p has no t factor: with few units it is too sure (measured in tests/calibration). Once for all attributes. */
static void note_few_units(const struct segbias_analysis_input *input, const struct segbias_side *reference,
                           struct segbias_findings *findings)
{
	static const double DF_LEAST = 30;
	static const char CODE[] = "few_units";
	if (segbias_notes_have(&findings->notes, CODE))
		return;
	if (input->kind != SEGBIAS_KIND_SAMPLE || !reference->clustered || !(reference->df < DF_LEAST))
		return;
	segbias_error_place(
	    segbias_notes_add(
		&findings->notes, CODE,
		"the reference's own error is known from few units (%g degree%s of freedom) and uncertain "
		"itself: p may be too small, where intervals are wide",
		reference->df, segbias_plural(reference->df)),
	    input->reference_path, 0, 0);
}

static bool is_simulated(const struct segbias_comparison *c)
{
	return c->p_method == SEGBIAS_P_MONTE_CARLO && isnan(c->p);
}

/* One attribute whose tables are drawn. */
struct drawing {
	const struct segbias_attribute *attribute;
	const double *total; /* [values], in the order of drawing: the reference's */
	struct segbias_monte_carlo draws;
	bool base; /* each group is a part of the reference */
};

/* Goodness of fit of comparisons[count]: p[count]. They share the paths. */
static bool simulate_fits(const struct drawing *drawing, struct segbias_comparison *const *comparisons, size_t count,
                          double *p)
{
	size_t values = drawing->attribute->value_count;
	struct segbias_chi2_query *queries = segbias_memory_zeroed(count + 1, sizeof *queries);
	double *share = segbias_memory_zeroed(values + 1, sizeof *share);
	double n = 0;
	for (size_t v = 0; v < values; v++)
		n += drawing->total[v];
	for (size_t i = 0; queries && i < count; i++)
		queries[i] = (struct segbias_chi2_query){comparisons[i]->n, comparisons[i]->chi2, NAN};
	for (size_t v = 0; share && v < values; v++)
		share[v] = drawing->total[v] / n;
	bool ok = queries && share && segbias_chi2_monte_carlo(share, values, queries, count, &drawing->draws);
	for (size_t i = 0; ok && i < count; i++)
		p[i] = queries[i].p;
	free(queries);
	free(share);
	return ok;
}

/* Homogeneity: against the sample, or among the base, of which each group is a part. */
static bool simulate_tables(const struct drawing *drawing, struct segbias_comparison *const *comparisons, size_t count,
                            double *p)
{
	size_t values = drawing->attribute->value_count;
	struct segbias_homogeneity_query *queries = segbias_memory_zeroed(count + 1, sizeof *queries);
	double *own = segbias_memory_zeroed(count * values + 1, sizeof *own);
	for (size_t i = 0; queries && own && i < count; i++) {
		for (size_t v = 0; v < values; v++)
			own[i * values + v] = comparisons[i]->values[drawing->attribute->drawn[v]].count;
		queries[i] = (struct segbias_homogeneity_query){.own = drawing->base ? NULL : own + i * values,
		                                                .n = comparisons[i]->n,
		                                                .chi2 = comparisons[i]->chi2,
		                                                .enough = segbias_comparison_enough(comparisons[i])};
	}
	bool ok =
	    queries && own && segbias_homogeneity_monte_carlo(drawing->total, values, queries, count, &drawing->draws);
	for (size_t i = 0; ok && i < count; i++)
		p[i] = queries[i].p;
	free(queries);
	free(own);
	return ok;
}

/* The simulated p of all groups of one attribute at once. */
static enum segbias_status simulate(const struct segbias_analysis_input *input, const struct segbias_sides *sides,
                                    struct segbias_comparison *const *comparisons, size_t count,
                                    struct segbias_error *error)
{
	struct segbias_label none = {0};
	struct segbias_comparison **wanted = segbias_memory_zeroed(count + 1, sizeof *wanted);
	double *p = segbias_memory_zeroed(count + 1, sizeof *p);
	double *total = segbias_memory_zeroed(sides->reference.values + 1, sizeof *total);
	bool ok = wanted && p && total;
	size_t size = 0;
	for (size_t i = 0; ok && i < count; i++)
		if (is_simulated(comparisons[i]))
			wanted[size++] = comparisons[i];
	if (ok && size > 0) {
		segbias_values_drawn(sides->attribute, sides->reference.total, total);
		struct drawing drawing = {sides->attribute, total,
		                          segbias_monte_carlo_of(input->policy->seed, none, wanted[0]->attribute),
		                          input->kind == SEGBIAS_KIND_BASE};
		ok = input->kind == SEGBIAS_KIND_POPULATION ? simulate_fits(&drawing, wanted, size, p)
		                                            : simulate_tables(&drawing, wanted, size, p);
	}
	for (size_t i = 0; ok && i < size; i++)
		segbias_comparison_simulated(wanted[i], p[i]);
	free(wanted);
	free(p);
	free(total);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* One attribute in all groups; its comparisons stand `stride` apart. */
static enum segbias_status measure_attribute(const struct segbias_analysis_input *input,
                                             const struct segbias_attribute *attribute,
                                             struct segbias_findings *findings, struct segbias_comparison **column,
                                             struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_sides sides = {0};
	struct segbias_fits fits = {0};
	SEGBIAS_TRY(segbias_sides_create(input, attribute, &sides, error));
	note_few_units(input, &sides.reference, findings);
	for (size_t i = 0; i < input->group_count; i++) {
		SEGBIAS_TRY(
		    segbias_comparison_measure(&sides, &input->groups[i], &findings->arena, column[i], &fits, error));
		if (fits.count == SEGBIAS_FITS_MAX || i + 1 == input->group_count)
			SEGBIAS_TRY(segbias_fits_run(&fits, &sides.reference, error));
	}
	SEGBIAS_TRY(simulate(input, &sides, column, input->group_count, error));
done:
	segbias_fits_release(&fits);
	segbias_sides_release(&sides);
	return status;
}

/* Where segments are reported apart one that has records of a single value does not say whether the others were not reached or
 * not reported: no test, as of an attribute with one value. */
static void drop_single_values(struct segbias_comparison *const *comparisons, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct segbias_comparison *c = comparisons[i];
		size_t reached = 0;
		for (size_t j = 0; j < c->value_count; j++)
			reached += c->values[j].count > 0;
		if (reached != 1 || c->state == SEGBIAS_STATE_ONE_VALUE)
			continue;
		c->state = SEGBIAS_STATE_ONE_VALUE;
		c->tested = false;
		c->p = NAN;
		c->p_method = SEGBIAS_P_NONE;
		for (size_t j = 0; j < c->value_count; j++)
			segbias_value_leave_untested(&c->values[j]);
	}
}

/* --publish: before anything is told of a family. `group` counts from the whole campaign, also where it is not compared. */
static void withhold_group(const struct segbias_findings *findings, const struct segbias_attribute *attribute,
                           size_t group, bool persons, struct segbias_comparison *comparison)
{
	const struct segbias_withheld_table *table = segbias_publishing_table(findings, attribute->column);
	if (!table)
		return;
	const bool *cells = &table->cells[group * (table->ids + 1)];
	const struct segbias_withheld withheld = {
	    .rows = findings->publishing.rows[group],
	    .missing = cells[SEGBIAS_ID_MISSING],
	    .unmatched = cells[SEGBIAS_ID_UNMATCHED],
	    .others = cells[table->ids],
	    .spread = segbias_publishing_hides_spread(findings, attribute->column, group),
	    .values = cells + SEGBIAS_ID_FIRST};
	comparison->withheld = segbias_comparison_withhold(comparison, &withheld, persons);
}

static enum segbias_status compare_groups(const struct segbias_analysis_input *input, struct segbias_findings *findings,
                                          struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = input->matching;
	size_t groups = findings->publishing.group_count;
	size_t first = groups > input->group_count ? groups - input->group_count : 0;
	size_t kept = 0;
	for (size_t j = 0; j < matching->attribute_count; j++)
		kept += !matching->attributes[j].dropped;
	struct segbias_comparison **column = segbias_memory_zeroed(input->group_count + 1, sizeof *column);
	findings->comparisons =
	    segbias_arena_array(&findings->arena, input->group_count * kept, sizeof *findings->comparisons);
	if (!column || !findings->comparisons)
		SEGBIAS_TRY(segbias_error_memory(error));
	size_t at = 0;
	for (size_t j = 0; j < matching->attribute_count; j++) {
		if (matching->attributes[j].dropped)
			continue;
		for (size_t i = 0; i < input->group_count; i++)
			column[i] = &findings->comparisons[i * kept + at];
		SEGBIAS_TRY(measure_attribute(input, &matching->attributes[j], findings, column, error));
		if (input->policy->segments_apart)
			drop_single_values(column, input->group_count);
		for (size_t i = 0; i < input->group_count; i++)
			withhold_group(findings, &matching->attributes[j], first + i,
			               segbias_tally_clusters(input->campaign) != NULL, column[i]);
		at++;
	}
	findings->comparison_count = input->group_count * kept;
	SEGBIAS_TRY(segbias_comparisons_judge(input->policy, findings, error));
	note_few_people(input, findings);
done:
	free(column);
	return status;
}

enum segbias_status segbias_analyse_compare(const struct segbias_analysis_input *input,
                                            struct segbias_findings *findings, struct segbias_error *error)
{
	struct segbias_analysis_input apart = *input;
	/* What a value's records weigh is taken from all groups where one has too few: not from those that are to be hidden. */
	apart.unseen = input->weighted && findings->publishing.rows && findings->publishing.rows[0]
	                   ? findings->publishing.rows
	                   : NULL;
	if (input->policy->segments_apart && input->group_count > 1) {
		apart.groups++;
		apart.group_count--;
		apart.unseen = apart.unseen ? apart.unseen + 1 : NULL;
	}
	return compare_groups(&apart, findings, error);
}
