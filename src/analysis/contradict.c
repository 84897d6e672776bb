#include "analysis/contradict.h"

#include "analysis/group_index.h"

#include <math.h>
#include <stdio.h>

static const double SLACK = 1e-9; /* relative: what rounding may make of a figure */
static const double PERCENT = 100;

enum { PLACE_MAX = 80 };

/* Where it looks: a value of a comparison; value NULL: the comparison itself. */
struct looking {
	const struct segbias_findings *result;
	const struct segbias_comparison *comparison;
	const struct segbias_value_finding *value;
	struct segbias_error *error;
};

static enum segbias_status refuse(const struct looking *l, const char *field, double has, const char *should,
                                  double other)
{
	char place[PLACE_MAX];
	char figure[PLACE_MAX] = "null";
	size_t at = (size_t)(l->comparison - l->result->comparisons);
	if (l->value)
		(void)snprintf(place, sizeof place, "comparisons[%zu].values[%zu]", at,
		               (size_t)(l->value - l->comparison->values));
	else
		(void)snprintf(place, sizeof place, "comparisons[%zu]", at);
	if (!isnan(has))
		(void)snprintf(figure, sizeof figure, "%.10g", has);
	segbias_error_set(l->error, SEGBIAS_DATA,
	                  "result_contradicts|%s.%s is %s, and %s %.10g: the result is not as it was written", place,
	                  field, figure, should, other);
	segbias_error_hint(l->error, "compare the files again with --hash, and write the result as JSON");
	return SEGBIAS_DATA;
}

/* Of what is not known nothing is told. */
static bool differs(double a, double b)
{
	return fabs(a - b) > SLACK * fmax(fabs(a), fabs(b)) + SLACK * SLACK;
}

static bool is_above(double a, double b)
{
	return a > b + SLACK * fmax(fabs(a), fabs(b)) + SLACK * SLACK;
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

/* Of known records there are figures, of a value once. */
static enum segbias_status check_present(const struct looking *l, struct segbias_group_index *groups)
{
	const struct segbias_value_finding *v = l->value;
	double n = l->comparison->n;
	const struct segbias_group_item key = {(struct segbias_comparison *)l->comparison,
	                                       (struct segbias_value_finding *)v};
	const struct segbias_group_item *one = segbias_group_index_find(groups, &key, groups->count);
	if (one && one->value != v)
		return refuse(l, "count", v->count, "the same value stands elsewhere with", one->value->count);
	if (l->result->settings.publish > 0) /* what is withheld is not there */
		return SEGBIAS_OK;
	if (n > 0 && isnan(v->count))
		return refuse(l, "count", v->count, "it is of known records, of which there are", n);
	if (n > 0 && isnan(v->share))
		return refuse(l, "share", v->share, "its counts give", v->count / n);
	if (n > 0 && v->reference_share > 0 && isnan(v->index))
		return refuse(l, "index", v->index, "its shares give", PERCENT * v->share / v->reference_share);
	return SEGBIAS_OK;
}

static enum segbias_status check_figures(const struct looking *l)
{
	const struct segbias_value_finding *v = l->value;
	double n = l->comparison->n;
	if (n > 0 && differs(v->share, v->count / n))
		return refuse(l, "share", v->share, "its counts give", v->count / n);
	if (v->reference_share > 0 && differs(v->index, PERCENT * v->share / v->reference_share))
		return refuse(l, "index", v->index, "its shares give", PERCENT * v->share / v->reference_share);
	if (fabs(v->gap - (v->share - v->reference_share)) > SLACK)
		return refuse(l, "gap", v->gap, "its shares give", v->share - v->reference_share);
	if (is_above(v->share_low, v->share))
		return refuse(l, "share_low", v->share_low, "the share is", v->share);
	if (is_above(v->share, v->share_high))
		return refuse(l, "share_high", v->share_high, "the share is", v->share);
	if (is_above(v->index_low, v->index))
		return refuse(l, "index_low", v->index_low, "the index is", v->index);
	if (is_above(v->index, v->index_high))
		return refuse(l, "index_high", v->index_high, "the index is", v->index);
	return SEGBIAS_OK;
}

/* --- verdicts ----------------------------------------------------------------------------------------------------- */

static bool is_side(enum segbias_verdict verdict, bool over)
{
	return over ? verdict == SEGBIAS_VERDICT_OVER || verdict == SEGBIAS_VERDICT_LIKELY_OVER
	            : verdict == SEGBIAS_VERDICT_UNDER || verdict == SEGBIAS_VERDICT_LIKELY_UNDER;
}

static enum segbias_status check_verdict(const struct looking *l)
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
		if (TESTS[i].p > TESTS[i].q * (1 + SLACK))
			return refuse(l, TESTS[i].field, TESTS[i].q, "is not below its p, which is", TESTS[i].p);
		bool withheld = isnan(TESTS[i].q) && l->result->settings.publish > 0;
		if (TESTS[i].needed && !withheld && !(TESTS[i].q <= alpha))
			return refuse(l, TESTS[i].field, TESTS[i].q, "for its verdict it is at most", alpha);
	}
	if ((is_side(v->verdict, true) && v->index < PERCENT) || (is_side(v->verdict, false) && v->index > PERCENT))
		return refuse(l, "index", v->index, "its verdict is on the other side of", PERCENT);
	return SEGBIAS_OK;
}

/* --- sums --------------------------------------------------------------------------------------------------------- */

/* Of weights and of amounts counts are no numbers of records. */
static bool counts_records(const struct segbias_settings *settings)
{
	return !settings->weight.bytes && !settings->amount.bytes;
}

/* Where several values may stand in a cell counts add up to something else. */
static enum segbias_status check_sums(const struct looking *l)
{
	const struct segbias_comparison *c = l->comparison;
	double sum = 0;
	for (size_t i = 0; i < c->value_count; i++)
		sum += c->values[i].count;
	if (c->n > 0 && !c->value_count)
		return refuse(l, "n", c->n, "its values are", 0);
	if (c->multi || !c->value_count)
		return SEGBIAS_OK;
	if (differs(sum, c->n))
		return refuse(l, "n", c->n, "its counts add up to", sum);
	if (counts_records(&l->result->settings) && differs(c->n + c->missing + c->unmatched, c->rows))
		return refuse(l, "rows", c->rows, "n, missing and unmatched add up to",
		              c->n + c->missing + c->unmatched);
	return SEGBIAS_OK;
}

/* A person may be in several segments with parts, and has one record in the whole campaign. */
static enum segbias_status check_whole(const struct looking *l, struct segbias_group_index *groups)
{
	struct segbias_comparison whole = {.attribute = l->comparison->attribute};
	const struct segbias_group_item key = {&whole, (struct segbias_value_finding *)l->value};
	if (!l->comparison->segment.bytes || l->result->settings.person.bytes)
		return SEGBIAS_OK;
	const struct segbias_group_item *found = segbias_group_index_find(groups, &key, groups->count);
	return found && is_above(l->value->count, found->value->count)
	           ? refuse(l, "count", l->value->count, "the whole campaign has", found->value->count)
	           : SEGBIAS_OK;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static enum segbias_status check_comparison(struct looking *l, struct segbias_group_index *groups)
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
	return status == SEGBIAS_OK ? check_sums(l) : status;
}

enum segbias_status segbias_result_agrees(const struct segbias_findings *result, struct segbias_error *error)
{
	struct segbias_group_index groups = {0};
	enum segbias_status status =
	    segbias_group_index_init(result, &groups) ? SEGBIAS_OK : segbias_error_memory(error);
	for (size_t i = 0; i < result->comparison_count && status == SEGBIAS_OK; i++) {
		struct looking l = {.result = result, .comparison = &result->comparisons[i], .error = error};
		status = check_comparison(&l, &groups);
	}
	segbias_group_index_release(&groups);
	return status;
}
