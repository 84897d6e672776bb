#include "analysis/contradict.h"

#include "analysis/contradiction.h"
#include "analysis/group_index.h"
#include "analysis/review.h"

#include <math.h>

static const double PERCENT = 100;

/* --- figures ------------------------------------------------------------------------------------------------------ */

/* Of known records there are figures, of a value once. */
static enum segbias_status check_present(const struct segbias_contradiction *l, struct segbias_group_index *groups)
{
	const struct segbias_value_finding *v = l->value;
	double n = l->comparison->n;
	const struct segbias_group_item key = {(struct segbias_comparison *)l->comparison,
	                                       (struct segbias_value_finding *)v};
	const struct segbias_group_item *one = segbias_group_index_find(groups, &key, groups->count);
	if (one && one->value != v)
		return segbias_contradiction_refuse(l, "count", v->count, "the same value stands elsewhere with",
		                                    one->value->count);
	if (l->result->settings.publish > 0) /* what is withheld is not there */
		return SEGBIAS_OK;
	if (n > 0 && isnan(v->count))
		return segbias_contradiction_refuse(l, "count", v->count, "it is of known records, of which there are",
		                                    n);
	if (n > 0 && isnan(v->share))
		return segbias_contradiction_refuse(l, "share", v->share, "its counts give", v->count / n);
	if (isnan(v->reference_share))
		return segbias_contradiction_refuse(l, "reference_share", v->reference_share,
		                                    "of a comparison it is not", v->reference_share);
	if (n > 0 && v->reference_share > 0 && isnan(v->index))
		return segbias_contradiction_refuse(l, "index", v->index, "its shares give",
		                                    PERCENT * v->share / v->reference_share);
	if (n > 0 && isnan(v->gap))
		return segbias_contradiction_refuse(l, "gap", v->gap, "its shares give", v->share - v->reference_share);
	if (!isnan(v->q) && (isnan(v->share_low) || isnan(v->share_high)))
		return segbias_contradiction_refuse(l, isnan(v->share_low) ? "share_low" : "share_high", NAN,
		                                    "its share was tested, with the q", v->q);
	if (!isnan(v->q) && isnan(v->index_low))
		return segbias_contradiction_refuse(l, "index_low", NAN, "its share was tested, with the q", v->q);
	return SEGBIAS_OK;
}

static enum segbias_status check_figures(const struct segbias_contradiction *l)
{
	const struct segbias_value_finding *v = l->value;
	double n = l->comparison->n;
	if (n > 0 && segbias_contradiction_differs(v->share, v->count / n))
		return segbias_contradiction_refuse(l, "share", v->share, "its counts give", v->count / n);
	if (v->reference_share > 0 && segbias_contradiction_differs(v->index, PERCENT * v->share / v->reference_share))
		return segbias_contradiction_refuse(l, "index", v->index, "its shares give",
		                                    PERCENT * v->share / v->reference_share);
	if (fabs(v->gap - (v->share - v->reference_share)) > SEGBIAS_CONTRADICTION_SLACK)
		return segbias_contradiction_refuse(l, "gap", v->gap, "its shares give", v->share - v->reference_share);
	if (segbias_contradiction_above(v->share_low, v->share))
		return segbias_contradiction_refuse(l, "share_low", v->share_low, "the share is", v->share);
	if (segbias_contradiction_above(v->share, v->share_high))
		return segbias_contradiction_refuse(l, "share_high", v->share_high, "the share is", v->share);
	if (segbias_contradiction_above(v->index_low, v->index))
		return segbias_contradiction_refuse(l, "index_low", v->index_low, "the index is", v->index);
	if (segbias_contradiction_above(v->index, v->index_high))
		return segbias_contradiction_refuse(l, "index_high", v->index_high, "the index is", v->index);
	return SEGBIAS_OK;
}

/* --- verdicts ----------------------------------------------------------------------------------------------------- */

static bool is_side(enum segbias_verdict verdict, bool over)
{
	return over ? verdict == SEGBIAS_VERDICT_OVER || verdict == SEGBIAS_VERDICT_LIKELY_OVER
	            : verdict == SEGBIAS_VERDICT_UNDER || verdict == SEGBIAS_VERDICT_LIKELY_UNDER;
}

static enum segbias_status check_verdict(const struct segbias_contradiction *l)
{
	const struct segbias_value_finding *v = l->value;
	double alpha = l->result->settings.alpha;
	const struct {
		const char *field;
		double p, q;
		bool needed;
	} TESTS[] = {
	    {"q", v->p, v->q, false},
	    {"q_flag", v->p_flag, v->q_flag, v->verdict == SEGBIAS_VERDICT_OVER || v->verdict == SEGBIAS_VERDICT_UNDER},
	    {"q_within", v->p_within, v->q_within, v->verdict == SEGBIAS_VERDICT_WITHIN},
	    {"q_likely", NAN, v->q_likely,
	     v->verdict == SEGBIAS_VERDICT_LIKELY_OVER || v->verdict == SEGBIAS_VERDICT_LIKELY_UNDER},
	};
	for (size_t i = 0; i < sizeof TESTS / sizeof *TESTS; i++) {
		bool withheld = isnan(TESTS[i].q) && l->result->settings.publish > 0;
		if (TESTS[i].p > TESTS[i].q * (1 + SEGBIAS_CONTRADICTION_SLACK))
			return segbias_contradiction_refuse(l, TESTS[i].field, TESTS[i].q,
			                                    "is not below its p, which is", TESTS[i].p);
		if (TESTS[i].needed && !withheld && !(TESTS[i].q <= alpha))
			return segbias_contradiction_refuse(l, TESTS[i].field, TESTS[i].q,
			                                    "for its verdict it is at most", alpha);
	}
	if ((is_side(v->verdict, true) && v->index < PERCENT) || (is_side(v->verdict, false) && v->index > PERCENT))
		return segbias_contradiction_refuse(l, "index", v->index, "its verdict is on the other side of",
		                                    PERCENT);
	return SEGBIAS_OK;
}

/* --- sums --------------------------------------------------------------------------------------------------------- */

/* Of weights and of amounts counts are no numbers of records. */
static bool counts_records(const struct segbias_settings *settings)
{
	return !settings->weight.bytes && !settings->amount.bytes;
}

/* Its own counts, and what follows of them. */
static enum segbias_status check_counts(const struct segbias_contradiction *l)
{
	const struct segbias_comparison *c = l->comparison;
	const struct segbias_settings *settings = &l->result->settings;
	const struct {
		const char *field;
		double figure;
	} COUNTS[] = {{"rows", c->rows}, {"n", c->n}, {"missing", c->missing}, {"unmatched", c->unmatched}};
	for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++)
		if (isnan(COUNTS[i].figure))
			return segbias_contradiction_refuse(l, COUNTS[i].field, NAN, "of a comparison it is not", NAN);
	double all = c->n + c->missing + c->unmatched;
	if (all > 0 && !(fabs(c->missing_rate - c->missing / all) <= SEGBIAS_CONTRADICTION_SLACK))
		return segbias_contradiction_refuse(l, "missing_rate", c->missing_rate, "its counts give",
		                                    c->missing / all);
	if (!settings->amount.bytes && c->n > 0 && !(c->n_effective > 0))
		return segbias_contradiction_refuse(l, "n_effective", c->n_effective, "there are known records", c->n);
	if (counts_records(settings) && c->n > 0 &&
	    (isnan(c->deff) || segbias_contradiction_differs(c->deff, c->n / c->n_effective)))
		return segbias_contradiction_refuse(l, "deff", c->deff, "n by n_effective is", c->n / c->n_effective);
	return SEGBIAS_OK;
}

/* What the state says of counts and tests. Where segments are reported apart one with records of one value is not tested, either. */
static enum segbias_status check_state(const struct segbias_contradiction *l)
{
	const struct segbias_comparison *c = l->comparison;
	size_t reached = 0;
	size_t tested = 0;
	for (size_t i = 0; i < c->value_count; i++) {
		reached += c->values[i].count > 0;
		tested += isnan(c->values[i].q) ? 0 : 1;
	}
	bool none = c->state == SEGBIAS_STATE_NOTHING_MATCHED;
	bool one = c->state == SEGBIAS_STATE_ONE_VALUE;
	const char *state = segbias_state_name(c->state);
	if (none != !(c->n > 0))
		return segbias_contradiction_refuse_word(l, "state", state,
		                                         "there are known records:", c->n > 0 ? "some" : "none");
	if (one && c->value_count > 1 && reached != 1)
		return segbias_contradiction_refuse_word(l, "state", state, "records have", "several values");
	if (c->state != SEGBIAS_STATE_OK && tested)
		return segbias_contradiction_refuse_word(l, "state", state, "there are", "tests");
	if (c->state == SEGBIAS_STATE_TOO_FEW && counts_records(&l->result->settings) &&
	    !l->result->settings.person.bytes) {
		struct segbias_label any = {0};
		double least = segbias_review_band(&l->result->settings, c->segment, c->attribute, any).min_n;
		if (c->n >= least)
			return segbias_contradiction_refuse(l, "n", c->n, "too few are fewer than", least);
	}
	return SEGBIAS_OK;
}

/* Where several values may stand in a cell counts add up to something else. */
static enum segbias_status check_sums(const struct segbias_contradiction *l)
{
	const struct segbias_comparison *c = l->comparison;
	double sum = 0;
	for (size_t i = 0; i < c->value_count; i++)
		sum += c->values[i].count;
	if (c->n > 0 && !c->value_count)
		return segbias_contradiction_refuse(l, "n", c->n, "its values are", 0);
	if (c->multi || !c->value_count)
		return SEGBIAS_OK;
	if (segbias_contradiction_differs(sum, c->n))
		return segbias_contradiction_refuse(l, "n", c->n, "its counts add up to", sum);
	if (counts_records(&l->result->settings) &&
	    segbias_contradiction_differs(c->n + c->missing + c->unmatched, c->rows))
		return segbias_contradiction_refuse(l, "rows", c->rows, "n, missing and unmatched add up to",
		                                    c->n + c->missing + c->unmatched);
	return SEGBIAS_OK;
}

/* A person may be in several segments with parts, and has one record in the whole campaign. */
static enum segbias_status check_whole(const struct segbias_contradiction *l, struct segbias_group_index *groups)
{
	struct segbias_comparison whole = {.attribute = l->comparison->attribute};
	const struct segbias_group_item key = {&whole, (struct segbias_value_finding *)l->value};
	if (!l->comparison->segment.bytes || l->result->settings.person.bytes)
		return SEGBIAS_OK;
	const struct segbias_group_item *found = segbias_group_index_find(groups, &key, groups->count);
	return found && segbias_contradiction_above(l->value->count, found->value->count)
	           ? segbias_contradiction_refuse(l, "count", l->value->count, "the whole campaign has",
	                                          found->value->count)
	           : SEGBIAS_OK;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static enum segbias_status check_comparison(struct segbias_contradiction *l, struct segbias_group_index *groups)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < l->comparison->value_count && status == SEGBIAS_OK; i++) {
		l->value = &l->comparison->values[i];
		status = check_present(l, groups);
		if (status == SEGBIAS_OK)
			status = check_figures(l);
		if (status == SEGBIAS_OK)
			status = check_verdict(l);
		if (status == SEGBIAS_OK)
			status = check_whole(l, groups);
	}
	l->value = NULL;
	if (status == SEGBIAS_OK)
		status = check_sums(l);
	if (status != SEGBIAS_OK || l->result->settings.publish > 0) /* what is withheld is not there */
		return status;
	status = check_counts(l);
	return status == SEGBIAS_OK ? check_state(l) : status;
}

enum segbias_status segbias_result_agrees(const struct segbias_findings *result, struct segbias_error *error)
{
	struct segbias_group_index groups = {0};
	enum segbias_status status =
	    segbias_group_index_init(result, &groups) ? SEGBIAS_OK : segbias_error_memory(error);
	for (size_t i = 0; i < result->comparison_count && status == SEGBIAS_OK; i++) {
		struct segbias_contradiction l = {
		    .result = result, .comparison = &result->comparisons[i], .error = error};
		status = check_comparison(&l, &groups);
	}
	segbias_group_index_release(&groups);
	if (status != SEGBIAS_OK || result->settings.publish > 0) /* without what is withheld nothing is judged again */
		return status;
	return segbias_result_judged(result, error);
}
