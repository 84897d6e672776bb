/* The figures of one comparison: DEFINITIONS.md "Per value" and "Per attribute". */
#include "analysis/compare.h"

#include "analysis/masked.h"
#include "analysis/weights.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One comparison while it is measured. */
struct measuring {
	const struct segbias_analysis_input *input;
	const struct segbias_attribute *attribute;
	const struct segbias_side *reference;
	struct segbias_rule rule;
	struct segbias_planning *planning;
	const struct segbias_counts *counts;       /* NULL: all records of the group */
	const struct segbias_share_limits *limits; /* [values]; NULL: shares are exact, or have an error */
	struct segbias_comparison *comparison;
	struct segbias_arena *arena;      /* the findings' */
	struct segbias_cell *cells;       /* [values] */
	struct segbias_cell known;        /* their sum */
	const struct segbias_cell *whole; /* [values] of the whole campaign, or of what may be seen of it */
	struct segbias_cell whole_known;
	struct segbias_side side;
	struct segbias_value_weights *weights; /* [values] where records have weights and are independent; else NULL */
	double *count;                         /* [values] Σw; the side's totals */
	double *share; /* [values] of the reference; within limits the one that is nearest to the campaign's */
	size_t values;
	double unknown_most; /* missing and unmatched records, at most */
};

/* --- per value -------------------------------------------------------------------------------------------------- */

static void clear_value(struct segbias_value_finding *value)
{
	double *numbers[] = {&value->share,           &value->share_low,  &value->share_high, &value->index,
	                     &value->index_low,       &value->index_high, &value->gap,        &value->shortfall,
	                     &value->residual,        &value->p,          &value->q,          &value->p_flag,
	                     &value->q_flag,          &value->q_likely,   &value->p_within,   &value->q_within,
	                     &value->n_needed,        &value->p_over,     &value->p_under,    &value->detectable_under,
	                     &value->detectable_over, &value->n_settling};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = NAN;
	value->verdict = SEGBIAS_VERDICT_UNCLEAR;
	value->worst = NULL;
	value->masked = NULL;
}

/* Of the difference of two weighted shares of independent records. source: Welch, Biometrika 34 (1947). */
static double welch_df(const struct measuring *m, size_t i)
{
	double mine = m->side.variance[i];
	double theirs = m->reference->variance[i];
	double both = mine + theirs;
	double below = mine * mine / m->side.variance_df[i] + theirs * theirs / m->reference->variance_df[i];
	return both > 0 ? both * both / below : INFINITY;
}

/* By what the value is judged: a protected group by a stricter band. */
static struct segbias_rule rule_of(const struct measuring *m, const struct segbias_value_finding *value)
{
	struct segbias_rule rule = m->rule;
	if (value->guard) {
		rule.band_low = value->guard->band_low;
		rule.band_high = value->guard->band_high;
	}
	return rule;
}

/* The test that the kind of reference calls for; false where there is none for such data. */
static bool make_ratio(const struct measuring *m, size_t i, struct segbias_ratio *ratio)
{
	const struct segbias_attribute *attribute = m->attribute;
	double x = m->count[i] / m->known.weight;
	ratio->kind = m->input->kind;
	ratio->r = m->share[i];
	ratio->whole = m->side.plain;
	ratio->n = m->side.effective[i];
	ratio->k = m->side.plain ? m->count[i] : x * ratio->n;
	ratio->N = attribute->known.weight;
	ratio->K = attribute->reference[i].weight;
	ratio->m = m->reference->effective[i];
	ratio->se = attribute->share_error ? attribute->share_error[i] : 0;
	if (ratio->kind == SEGBIAS_KIND_SAMPLE && m->weights && !m->reference->uniform && !m->reference->clustered)
		ratio->df = welch_df(m, i);
	if (ratio->kind != SEGBIAS_KIND_BASE)
		return true;
	if (!m->side.plain) /* an effective size does not know whom the base holds */
		segbias_ratio_bound(ratio);
	/* Those of a stage of whom some go on to the next may be divided by a declared design effect. */
	return (ratio->K == floor(ratio->K) || m->counts) && !m->input->reference_weighted;
}

/* The share's interval. Where people repeat, Korn and Graubard's t factor allows for the few persons that the variance
 * comes from. source: R svyciprop(method = "beta"). */
static void share_interval(const struct measuring *m, const struct segbias_ratio *ratio,
                           struct segbias_value_finding *value)
{
	const struct segbias_policy *policy = m->input->policy;
	double n = ratio->n;
	if (m->side.clustered && !m->side.uniform) {
		double tail = policy->alpha / 2;
		double factor = segbias_student_upper_quantile(tail, (double)m->known.count - 1) /
		                segbias_student_upper_quantile(tail, m->side.df);
		n *= factor * factor;
	}
	segbias_planning_interval(m->planning, policy, n == ratio->n ? ratio->k : n * value->share, n,
	                          &value->share_low, &value->share_high);
}

/* The size that a test may rely on. A variance that a handful of people (or respondents) of a value shows is itself
 * uncertain, and where it happens to be small, a test at its size is far too sure: then the size of all values is the
 * limit. */
static double reliable_size(const struct segbias_side *side, size_t i, double units, double r)
{
	static const double UNITS_LEAST = 10;
	double found = units * (side->total[i] / side->known);
	double least = fmin(fmin(found, units - found), fmin(units * r, units * (1 - r)));
	return side->uniform || least >= UNITS_LEAST ? side->effective[i] : fmin(side->effective[i], side->pooled);
}

static struct segbias_ratio reliable_ratio(const struct measuring *m, size_t i, const struct segbias_ratio *ratio)
{
	struct segbias_ratio reliable = *ratio;
	if (m->weights)
		reliable.weights = (struct segbias_null_weights){m->known.weight, (double)m->known.units,
		                                                 m->weights[i].own, m->weights[i].others};
	else if (m->side.clustered) {
		double n = reliable_size(&m->side, i, m->comparison->persons, ratio->r);
		if (n < ratio->n) {
			reliable.n = n;
			reliable.k = ratio->k / ratio->n * n;
		}
		reliable.df = m->side.uniform ? INFINITY : m->side.test_df;
	}
	if (ratio->kind == SEGBIAS_KIND_SAMPLE)
		reliable.m = reliable_size(m->reference, i, (double)m->attribute->known.count, ratio->r);
	return reliable;
}

static bool is_masked(const struct measuring *m)
{
	return segbias_cell_is_masked(&m->known) || segbias_cell_is_masked(&m->attribute->known) ||
	       m->unknown_most > m->comparison->missing + m->comparison->unmatched;
}

/* The test if none, or all, of the unknown records had the value. */
static struct segbias_ratio with_unknown(const struct measuring *m, const struct segbias_ratio *tested, bool all)
{
	struct segbias_ratio ratio = *tested;
	double unknown = (m->comparison->missing + m->comparison->unmatched) * (tested->n / m->comparison->n);
	double others = tested->n - tested->k + (all ? 0 : unknown);
	ratio.k += all ? unknown : 0;
	if (ratio.kind == SEGBIAS_KIND_BASE) { /* which does not hold more */
		ratio.k = fmin(ratio.k, ratio.K);
		others = fmin(others, ratio.N - ratio.K);
	}
	ratio.n = ratio.k + others;
	ratio.weights.sum *= ratio.n / tested->n; /* the unknown weigh as the known do */
	ratio.weights.count *= ratio.n / tested->n;
	return ratio;
}

/* What a value is tested by at the smallest and at the largest reference share that it may have: mostly one. */
struct tested {
	struct segbias_ratio low, high;
	bool apart; /* they are two, of which low.r may be 0: no share is less then */
};

static double p_greater(const struct tested *tested, double rho)
{
	return segbias_ratio_p_greater(&tested->high, rho);
}

static double p_less(const struct tested *tested, double rho)
{
	return tested->apart && !(tested->low.r > 0) ? 1 : segbias_ratio_p_less(&tested->low, rho);
}

/* That the share is the reference's, wherever that lies. */
static double p_equal(const struct tested *tested)
{
	return tested->apart ? fmin(1, 2 * fmin(p_greater(tested, 1), p_less(tested, 1)))
	                     : segbias_ratio_p(&tested->low);
}

/* That the index is at most low or at least high for some share that the reference may have. */
static double p_beyond(const struct tested *tested, double low, double high)
{
	double greater = tested->apart && !(tested->high.r > 0) ? 1 : segbias_ratio_p_greater(&tested->high, low);
	return fmax(greater, p_less(tested, high));
}

static struct tested tested_at(const struct measuring *m, size_t i, const struct segbias_ratio *ratio)
{
	struct tested tested = {*ratio, *ratio, m->limits != NULL};
	if (m->limits) {
		tested.low.r = m->limits[i].low;
		tested.high.r = m->limits[i].high;
	}
	return tested;
}

/* Only what a verdict may need: no q is under its p. false: out of memory. */
static bool test_worst(const struct measuring *m, const struct tested *tested, struct segbias_value_finding *value)
{
	const struct segbias_policy *policy = m->input->policy;
	struct segbias_rule rule = rule_of(m, value);
	double low = rule.band_low / 100;
	double high = rule.band_high / 100;
	struct tested none = {with_unknown(m, &tested->low, false), with_unknown(m, &tested->high, false),
	                      tested->apart};
	struct tested all = {with_unknown(m, &tested->low, true), with_unknown(m, &tested->high, true), tested->apart};
	bool over = value->index > 100;
	bool flaggable = fmin(value->p_flag, value->p) <= policy->alpha;
	if (!(m->comparison->missing + m->comparison->unmatched > 0) ||
	    !(flaggable || value->p_within <= policy->alpha))
		return true;
	struct segbias_worst_case *worst = segbias_arena_allocate(m->arena, sizeof *worst);
	if (!worst)
		return false;
	*worst = (struct segbias_worst_case){NAN, NAN, NAN, NAN, NAN};
	if (flaggable && over) {
		worst->p_none = p_equal(&none);
		worst->p_over_none = p_greater(&none, high);
	} else if (flaggable) {
		worst->p_all = p_equal(&all);
		worst->p_under_all = p_less(&all, low);
	}
	if (value->p_within <= policy->alpha)
		worst->p_within = fmax(p_beyond(&none, low, high), p_beyond(&all, low, high));
	value->worst = worst;
	return true;
}

/* Known records, at the observed design effect, that come to an effective size. With fewer than --min-n there is no
 * verdict at all. */
static double known_records(const struct measuring *m, double effective)
{
	double records = ceil(effective * ((double)m->known.count / m->side.pooled));
	return isnan(records) ? NAN : fmax(records, fmax(1, m->rule.min_n));
}

/* Where figures of the value or of others are hidden or rounded, on either side: what the tests say at worst. false: out of
 * memory. */
static bool test_masked(const struct measuring *m, size_t i, const struct segbias_ratio *tested,
                        struct segbias_value_finding *value)
{
	const struct segbias_attribute *attribute = m->attribute;
	if (!is_masked(m))
		return true;
	struct segbias_masked_case *masked = segbias_arena_allocate(m->arena, sizeof *masked);
	if (!masked)
		return false;
	struct segbias_masked_query query = {
	    .tested = tested,
	    .scale = tested->n / m->comparison->n,
	    .campaign = segbias_ends_of(&m->cells[i], &m->known, attribute->separator.bytes != NULL, 0),
	    .reference =
		segbias_ends_of(&attribute->reference[i], &attribute->known, attribute->multi, attribute->whole),
	    .unknown = m->unknown_most};
	if (attribute->zero_open) /* records that match none may have a value that is rounded to 0 */
		query.campaign.rest_high += m->comparison->unmatched_most;
	struct segbias_rule rule = rule_of(m, value);
	segbias_masked_measure(&query, &rule, value->index > 100, masked);
	value->masked = masked;
	/* What is hidden and taken for nobody may be somebody. */
	value->few_expected = value->few_expected || query.campaign.own_high > value->count;
	if (m->comparison->missing + m->comparison->unmatched > 0)
		value->worst = &masked->worst;
	return true;
}

/* false: out of memory. */
static bool test_value(const struct measuring *m, size_t i, const struct segbias_ratio *ratio,
                       struct segbias_value_finding *value)
{
	const struct segbias_policy *policy = m->input->policy;
	struct segbias_rule rule = rule_of(m, value);
	double low = rule.band_low / 100;
	double high = rule.band_high / 100;
	share_interval(m, ratio, value);
	if (m->limits) {
		value->index_low = 100 * (value->share / m->limits[i].high);
		value->index_high = m->limits[i].low > 0 ? 100 * (value->share / m->limits[i].low) : NAN;
	} else {
		segbias_ratio_index(ratio, policy->alpha, value->share_low, value->share_high, &value->index_low,
		                    &value->index_high);
	}
	struct segbias_ratio reliable = reliable_ratio(m, i, ratio);
	struct tested tested = tested_at(m, i, &reliable);
	value->p = p_equal(&tested);
	value->p_over = p_greater(&tested, high);
	value->p_under = p_less(&tested, low);
	value->p_flag = fmin(1, 2 * fmin(value->p_over, value->p_under));
	value->p_within = p_beyond(&tested, low, high);
	return test_worst(m, &tested, value) && test_masked(m, i, &reliable, value);
}

/* An amount has indices and gaps; it is no number of people, so that nothing is tested. */
static bool is_amount(const struct measuring *m)
{
	return m->input->policy->amount.bytes != NULL;
}

/* Parts of the unit that a gap of money is told in: 12 digits of the total. What is beyond is rounding. */
static double amount_unit(double n)
{
	return pow(10, fmin(fmax(12 - floor(log10(n)), 0), 22));
}

/* A group that the policy protects has a band of its own. false: out of memory. */
static bool guard_value(const struct measuring *m, struct segbias_value_finding *value)
{
	struct segbias_rule rule = m->rule;
	if (!segbias_policy_protects(m->input->policy, m->attribute->name, value->value, &rule))
		return true;
	struct segbias_limits *guard = segbias_arena_allocate(m->arena, sizeof *guard);
	if (guard)
		*guard = (struct segbias_limits){rule.band_low, rule.band_high, rule.min_n};
	value->guard = guard;
	return guard != NULL;
}

/* Of figures of which only bounds are known: where the value has as few as can be and all others as many, and the other way round. */
static void bound_share(const struct measuring *m, size_t i, struct segbias_value_finding *value)
{
	struct segbias_ends ends = segbias_ends_of(&m->cells[i], &m->known, m->attribute->separator.bytes != NULL, 0);
	double missing = m->unknown_most - m->comparison->unmatched_most;
	value->share_if_missing[0] = ends.own_low / (ends.own_low + ends.rest_high + missing);
	value->share_if_missing[1] = (ends.own_high + missing) / (ends.own_high + ends.rest_low + missing);
}

static void measure_value(const struct measuring *m, size_t i, struct segbias_value_finding *value)
{
	const struct segbias_comparison *c = m->comparison;
	clear_value(value);
	value->value = m->attribute->values[i];
	value->reference_share = m->share[i];
	value->reference_se_given = m->input->kind == SEGBIAS_KIND_MARGIN && m->attribute->share_error;
	value->reference_se = value->reference_se_given ? m->attribute->share_error[i] : NAN;
	value->count = m->count[i];
	double known_and_missing = c->n + c->missing;
	value->share_if_missing[0] = known_and_missing > 0 ? value->count / known_and_missing : NAN;
	value->share_if_missing[1] = known_and_missing > 0 ? (value->count + c->missing) / known_and_missing : NAN;
	if (known_and_missing > 0 && (segbias_cell_is_masked(&m->known) || m->unknown_most > c->missing + c->unmatched))
		bound_share(m, i, value);
	if (!(c->n > 0))
		return;
	value->share = value->count / c->n;
	value->gap = value->share - value->reference_share;
	value->index = 100 * (value->share / value->reference_share); /* exactly 100 at equal shares */
	if (m->limits && value->share == value->reference_share)
		value->index = 100;                         /* of nobody too, where limits go down to 0 */
	double unit = is_amount(m) ? amount_unit(c->n) : 1; /* people are whole */
	value->shortfall = nearbyint((c->n * value->reference_share - value->count) * unit) / unit;
}

/* What weights or repeated people do to a single value: nobody knows what a record of it weighs, and it has no test; or so
 * few were to be expected that none is no exclusion. */
static void note_few(const struct measuring *m, size_t i, struct segbias_value_finding *value)
{
	static const double EXPECTED_LEAST_TO_EXCLUDE = 10;
	if (m->weights) {
		bool unknown = isnan(m->weights[i].own) || isnan(m->weights[i].others);
		value->reason = unknown ? SEGBIAS_REASON_TOO_FEW : SEGBIAS_REASON_NONE;
		value->few_expected = !(m->weights[i].expected >= EXPECTED_LEAST_TO_EXCLUDE);
	} else if (m->side.clustered) {
		value->few_expected = m->comparison->persons * m->share[i] < EXPECTED_LEAST_TO_EXCLUDE;
	}
}

/* What a verdict of the value would take: no number of records is one where it has no test, or where the reference says too
 * little. */
static void plan_value(const struct measuring *m, const struct segbias_ratio *ratio,
                       struct segbias_value_finding *value)
{
	const struct segbias_policy *policy = m->input->policy;
	struct segbias_rule rule = rule_of(m, value);
	double low = rule.band_low / 100;
	double high = rule.band_high / 100;
	double needed = segbias_planning_needed(m->planning, &rule, policy->alpha, value->share, ratio->r);
	struct segbias_power power = segbias_ratio_power(ratio);
	value->n_needed = known_records(m, needed);
	segbias_planning_detectable(m->planning, &rule, policy->alpha, &power, &value->detectable_under,
	                            &value->detectable_over);
	value->detectable_under *= 100 / ratio->r;
	value->detectable_over *= 100 / ratio->r;
	value->n_settling =
	    known_records(m, segbias_power_settling(&power, value->share, low, high, policy->alpha, needed));
}

/* Of a size that a few heavy records make up no p means anything; and of a value without a test none is left. */
static void clear_tests(struct segbias_value_finding *value)
{
	value->p = value->p_flag = value->p_within = value->p_over = value->p_under = NAN;
	value->worst = NULL;
	value->masked = NULL;
}

void segbias_value_leave_untested(struct segbias_value_finding *value)
{
	clear_tests(value);
	value->share_low = value->share_high = value->index_low = value->index_high = NAN;
	value->residual = value->n_needed = value->n_settling = NAN;
	value->detectable_under = value->detectable_over = NAN;
}

/* A size that is too large by far, or a score without a root, leaves the index outside its limits. */
static void hold_index(struct segbias_value_finding *value)
{
	if (!isnan(value->index_low))
		value->index_low = fmin(value->index_low, value->index);
	if (!isnan(value->index_high))
		value->index_high = fmax(value->index_high, value->index);
}

/* Whether few of the campaign's records have most of the weight. */
static bool weigh_few(const struct measuring *m)
{
	return m->input->weighted && segbias_side_is_uneven(&m->known, &m->side, m->rule.min_n);
}

/* false: out of memory. */
static bool measure_values(const struct measuring *m)
{
	struct segbias_comparison *c = m->comparison;
	bool uneven_reference = segbias_reference_is_uneven(m->input, m->attribute, m->reference);
	bool uneven = c->state == SEGBIAS_STATE_OK && !is_amount(m) && (uneven_reference || weigh_few(m));
	c->tested = c->state == SEGBIAS_STATE_OK && !is_amount(m) && !uneven;
	for (size_t i = 0; i < m->values; i++) {
		struct segbias_value_finding *value = &c->values[i];
		struct segbias_ratio ratio = {0};
		measure_value(m, i, value);
		if (!guard_value(m, value))
			return false;
		if (!(c->n > 0) || is_amount(m))
			continue;
		bool testable = make_ratio(m, i, &ratio);
		bool uncertain = segbias_ratio_is_uncertain(&ratio);
		note_few(m, i, value);
		double spread = sqrt(ratio.n * ratio.r * (1 - ratio.r));
		value->residual = spread > 0 ? (ratio.k - ratio.n * ratio.r) / spread : NAN;
		if (c->state == SEGBIAS_STATE_ONE_VALUE)
			continue;
		if (testable && !test_value(m, i, &ratio, value))
			return false;
		if (uneven || isnan(value->p))
			clear_tests(value);
		if (!isnan(value->p) && !uncertain && !uneven_reference && !m->counts)
			plan_value(m, &ratio, value);
		if (testable && uncertain)
			value->reason = SEGBIAS_REASON_MARGIN;
		if (uneven)
			value->reason = SEGBIAS_REASON_WEIGHTS;
		hold_index(value);
		c->tested = c->tested && testable;
	}
	if (is_amount(m))
		return true;
	if (c->n > 0) {
		c->n_effective = m->side.pooled;
		c->deff = (double)m->known.count / c->n_effective;
	}
	if (m->input->kind == SEGBIAS_KIND_SAMPLE)
		c->reference_n_effective = m->reference->pooled;
	return true;
}

/* --- per attribute ---------------------------------------------------------------------------------------------- */

static void clear_comparison(struct segbias_comparison *c)
{
	double *numbers[] = {&c->n_effective,
	                     &c->deff,
	                     &c->reference_n_effective,
	                     &c->missing_rate,
	                     &c->chi2,
	                     &c->df,
	                     &c->df2,
	                     &c->p,
	                     &c->q,
	                     &c->g,
	                     &c->w,
	                     &c->fei,
	                     &c->tvd,
	                     &c->tvd_noise,
	                     &c->js_bits,
	                     &c->kl_bits,
	                     &c->hellinger,
	                     &c->psi,
	                     &c->asmd,
	                     &c->emd,
	                     &c->ks};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = NAN;
}

/* Homogeneity of counts: the segment at its size against the sample, or against the rest of its base. Pearson's chi2,
 * the smallest expected count. */
static bool homogeneity(const struct measuring *m, double *chi2, double *expected_min)
{
	struct segbias_association association;
	double *table = segbias_memory_zeroed(2 * m->values, sizeof *table);
	double other = 0;
	if (!table)
		return false;
	double scale = m->side.pooled / m->comparison->n;
	double n = m->side.pooled;
	for (size_t i = 0; i < m->values; i++) {
		double reference = m->attribute->reference[i].weight;
		table[i] = scale * m->count[i];
		table[m->values + i] = m->input->kind == SEGBIAS_KIND_BASE ? reference - table[i] : reference;
		other += table[m->values + i];
	}
	segbias_association(table, 2, m->values, &association);
	*chi2 = association.chi2;
	*expected_min = INFINITY;
	for (size_t i = 0; i < m->values; i++)
		*expected_min = fmin(*expected_min, (table[i] + table[m->values + i]) * fmin(n, other) / (n + other));
	free(table);
	return true;
}

/* Mean of se^2 / (r (1 - r)) over the values: how much the reference's own error inflates chi2. */
static double mean_relative_variance(const struct measuring *m)
{
	double sum = 0;
	for (size_t i = 0; i < m->values; i++) {
		double r = m->share[i];
		double se = m->attribute->share_error ? m->attribute->share_error[i] : 0;
		sum += r < 1 ? se * se / (r * (1 - r)) : 0;
	}
	return sum / (double)m->values;
}

static void take_distances(const struct measuring *m, const struct segbias_distance *d)
{
	struct segbias_comparison *c = m->comparison;
	c->g = d->g;
	c->w = d->w;
	c->fei = d->fei;
	c->tvd = d->tvd;
	c->tvd_noise = d->tvd_noise;
	c->js_bits = d->js_bits;
	c->kl_bits = d->kl_bits;
	c->hellinger = d->hellinger;
	c->psi = d->psi;
	c->asmd = d->asmd;
	if (is_amount(m)) /* these grow with the unit */
		c->g = c->tvd_noise = NAN;
	c->g *= c->n_effective / c->n; /* both speak of chance: at the size that chance has */
	c->tvd_noise *= sqrt(c->n / c->n_effective);
	if (m->attribute->ordered)
		segbias_ordered_distance(m->count, m->share, m->values, &c->emd, &c->ks);
}

/* Whole counts of both files: the Monte Carlo draws such tables. */
static bool whole(const struct measuring *m)
{
	bool all = m->side.plain;
	for (size_t i = 0; i < m->values && all && m->input->kind != SEGBIAS_KIND_POPULATION; i++)
		all = m->attribute->reference[i].weight == floor(m->attribute->reference[i].weight);
	return all;
}

double segbias_comparison_enough(const struct segbias_comparison *c)
{
	double least = 1;
	for (size_t i = 0; i < c->value_count; i++)
		least = fmin(least, c->values[i].p);
	return (double)c->value_count * least;
}

/* With small expected counts: Monte Carlo, and the smallest p of a value so that a large family can still flag. */
void segbias_comparison_simulated(struct segbias_comparison *c, double simulated)
{
	c->p = fmin(1, 2 * fmin(simulated, segbias_comparison_enough(c)));
}

/* Counts of independent records, or such a size by a declared design effect. */
static enum segbias_status fit_counts(const struct measuring *m, const struct segbias_distance *d,
                                      struct segbias_error *error)
{
	struct segbias_comparison *c = m->comparison;
	double expected_min = d->expected_min * (c->n_effective / c->n);
	bool two = m->input->kind == SEGBIAS_KIND_SAMPLE || m->input->kind == SEGBIAS_KIND_BASE;
	c->df = (double)m->values - 1;
	c->chi2 = m->side.plain ? d->chi2 : d->chi2 * (c->n_effective / c->n);
	if (m->input->kind == SEGBIAS_KIND_MARGIN)
		c->chi2 /= 1 + c->n_effective * mean_relative_variance(m);
	if (two && m->values > 1 && !homogeneity(m, &c->chi2, &expected_min))
		return segbias_error_memory(error);
	if (m->values < 2 || !c->tested)
		return SEGBIAS_OK;
	if (expected_min >= SEGBIAS_EXPECTED_LEAST || !m->side.plain) {
		c->p = segbias_chi2_upper(c->chi2, c->df);
		c->p_method = m->side.plain ? SEGBIAS_P_ASYMPTOTIC : SEGBIAS_P_RAO_SCOTT;
	} else if (m->input->kind != SEGBIAS_KIND_MARGIN && whole(m)) {
		c->p_method = SEGBIAS_P_MONTE_CARLO; /* all groups are simulated together, later */
	}
	return SEGBIAS_OK;
}

/* With the variance under the null; undefined where nobody knows what a record of some value weighs. false: out of memory. */
static bool fit_null(const struct measuring *m, struct segbias_rao_scott *result)
{
	double *weight = segbias_memory_zeroed(m->values, sizeof *weight);
	for (size_t v = 0; weight && v < m->values; v++)
		weight[v] = m->weights[v].own;
	if (weight)
		segbias_rao_scott_null(m->count, m->share, weight, m->values, result);
	bool ok = weight != NULL;
	free(weight);
	return ok;
}

/* Rao and Scott's second order: weights, repeated people, a survey's design. */
static enum segbias_status fit_designs(struct measuring *m, struct segbias_fits *fits, struct segbias_error *error)
{
	struct segbias_comparison *c = m->comparison;
	struct segbias_rao_scott result = {NAN, NAN, NAN, NAN};
	struct segbias_spread spread = segbias_side_spread(&m->side);
	if (m->values < 2) {
		c->df = 0;
		return SEGBIAS_OK;
	}
	if (m->input->kind == SEGBIAS_KIND_SAMPLE) {
		segbias_fits_add(fits, c, &m->side);
		return SEGBIAS_OK;
	}
	if (!(m->weights ? fit_null(m, &result) : segbias_rao_scott_fit(&spread, m->share, &result)))
		return segbias_error_memory(error);
	double N = m->attribute->known.weight;
	double factor = 1;
	if (m->input->kind == SEGBIAS_KIND_MARGIN)
		factor = 1 / (1 + c->n_effective * mean_relative_variance(m));
	else if (m->input->kind ==
	         SEGBIAS_KIND_BASE) /* against the rest: what was drawn of a finite base varies less */
		factor = N > c->n_effective ? N / (N - c->n_effective) : NAN;
	segbias_fit_take(c, &result, factor);
	return SEGBIAS_OK;
}

static enum segbias_status measure_fit(struct measuring *m, struct segbias_fits *fits, struct segbias_error *error)
{
	struct segbias_distance d;
	bool two = m->input->kind == SEGBIAS_KIND_SAMPLE;
	/* Shares that do not sum to 1 are no distribution. */
	if (!(m->comparison->n > 0) || m->attribute->multi)
		return SEGBIAS_OK;
	segbias_distance(m->count, m->share, m->values, &d);
	take_distances(m, &d);
	if (is_amount(m))
		return SEGBIAS_OK;
	return m->side.uniform && (!two || m->reference->plain) ? fit_counts(m, &d, error)
	                                                        : fit_designs(m, fits, error);
}

/* The records of a part of the group. */
static void take_counts(struct measuring *m, const struct segbias_counts *counts)
{
	memcpy(m->cells, counts->cells, m->values * sizeof *m->cells);
	m->whole = counts->whole;
	m->known = counts->known;
	m->whole_known = counts->whole_known;
}

/* All records of the group. */
static void read_cells(struct measuring *m, const struct segbias_group_tables *tables,
                       const struct segbias_group *group)
{
	for (size_t i = 0; i < m->values; i++) {
		uint32_t id = (uint32_t)(SEGBIAS_ID_FIRST + i);
		m->cells[i] = segbias_group_cell(tables, group, id);
		segbias_cell_add(&m->known, &m->cells[i]);
		segbias_cell_add(&m->whole_known, &m->whole[i]);
	}
	if (m->attribute->separator.bytes) {
		uint32_t answered = SEGBIAS_ID_ANSWERED;
		m->known = segbias_group_cell(tables, group, answered);
		m->whole_known = segbias_tally_cell(tables->whole, &answered, 1);
	}
}

static void read_counts(struct measuring *m, const struct segbias_group *group)
{
	struct segbias_comparison *c = m->comparison;
	struct segbias_group_tables tables = segbias_group_tables_of(m->input->campaign, m->attribute->column);
	struct segbias_cell missing =
	    m->counts ? m->counts->missing : segbias_group_cell(&tables, group, SEGBIAS_ID_MISSING);
	struct segbias_cell unmatched =
	    m->counts ? m->counts->unmatched : segbias_group_cell(&tables, group, SEGBIAS_ID_UNMATCHED);
	if (m->counts)
		take_counts(m, m->counts);
	else
		read_cells(m, &tables, group);
	for (size_t i = 0; i < m->values; i++)
		m->share[i] = m->attribute->reference[i].weight / m->attribute->known.weight;
	c->rows = (double)(m->known.count + missing.count + unmatched.count);
	c->n = m->known.weight;
	c->missing = missing.weight;
	c->unmatched = unmatched.weight;
	c->n_least = fmax(0, c->n - m->known.below);
	c->n_most = c->n + m->known.above;
	c->unmatched_most = c->unmatched + unmatched.above;
	m->unknown_most = c->missing + c->unmatched + missing.above + unmatched.above;
	double all = c->n + c->missing + c->unmatched;
	c->missing_rate = all > 0 ? c->missing / all : NAN;
}

/* Nobody can be drawn from a base that does not hold them; but people may come several times. */
static enum segbias_status check_base(const struct measuring *m, struct segbias_error *error)
{
	char name[SEGBIAS_QUOTE_MAX];
	char value[SEGBIAS_QUOTE_MAX];
	bool is_drawn = m->counts && m->counts->drawn;
	for (size_t i = 0; m->input->kind == SEGBIAS_KIND_BASE && !is_amount(m) && !m->side.clustered && !is_drawn &&
	                   !m->input->reference_weighted && i < m->values;
	     i++) {
		if ((double)m->cells[i].count <= m->attribute->reference[i].weight)
			continue;
		segbias_error_set(
		    error, SEGBIAS_DATA, "base_is_smaller|the campaign has more records with %s %s than the base",
		    segbias_label_show(m->attribute->name, name), segbias_label_quote(m->attribute->values[i], value));
		segbias_error_hint(error, "--reference-kind base needs the records that the campaign was drawn from");
		segbias_error_place(error, m->input->reference_path, 0, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* Fewer records than --min-n; or so few people that the variance between them says nothing. */
static bool is_too_small(const struct measuring *m)
{
	static const double PERSONS_LEAST = 10;
	double least = m->rule.min_n;
	if (is_amount(m))
		return false;
	return (double)m->known.count < least || m->comparison->persons < fmin(PERSONS_LEAST, least);
}

/* Several answers are each a share of those who answered, also where there is one. */
static bool has_one_value(const struct measuring *m)
{
	return m->values == 1 && !m->attribute->multi && !is_amount(m);
}

/* What records weigh under the null, where they do and are independent. */
static bool measure_weights(struct measuring *m)
{
	struct segbias_weights_input input = {.cells = m->cells,
	                                      .known = m->known,
	                                      .whole = m->whole,
	                                      .whole_known = m->whole_known,
	                                      .share = m->share,
	                                      .values = m->values,
	                                      .several = m->attribute->separator.bytes != NULL};
	if (!m->input->weighted || m->side.clustered || m->side.uniform)
		return true;
	m->weights = segbias_memory_zeroed(m->values + 1, sizeof *m->weights);
	if (m->weights)
		segbias_weights_measure(&input, m->weights);
	return m->weights != NULL;
}

/* Weights, persons and the declared design effect of the campaign's group. */
static enum segbias_status measure_side(struct measuring *m, const struct segbias_sides *sides,
                                        const struct segbias_group *group, struct segbias_error *error)
{
	struct segbias_group_spread spread;
	struct segbias_side_input side = {.cells = m->cells,
	                                  .values = m->values,
	                                  .known = &m->known,
	                                  .weighted = m->input->weighted,
	                                  .deff = m->input->policy->deff};
	m->comparison->persons = NAN;
	if (sides->campaign) {
		spread = segbias_spreads_of(sides->campaign, segbias_group_is_whole(group) ? 0 : group->id);
		side.spread = &spread;
		m->comparison->persons = spread.clusters;
	}
	enum segbias_status status = m->attribute->separator.bytes
	                                 ? segbias_side_measure_several(&side, &m->side, error)
	                                 : segbias_side_measure(&side, &m->side, error);
	m->count = m->side.total;
	if (status != SEGBIAS_OK)
		return status;
	return measure_weights(m) ? SEGBIAS_OK : segbias_error_memory(error);
}

/* Of the shares that the reference may have the one with the mildest index. */
static void take_nearest(struct measuring *m)
{
	for (size_t i = 0; i < m->values; i++) {
		double mine = m->comparison->n > 0 ? m->count[i] / m->comparison->n : m->limits[i].high;
		m->share[i] = fmin(fmax(mine, m->limits[i].low), m->limits[i].high);
	}
}

enum segbias_status segbias_comparison_measure(const struct segbias_sides *sides, const struct segbias_group *group,
                                               struct segbias_arena *arena, struct segbias_comparison *comparison,
                                               struct segbias_fits *fits, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_attribute *attribute = sides->attribute;
	struct measuring m = {.input = sides->input,
	                      .attribute = attribute,
	                      .reference = &sides->reference,
	                      .planning = sides->planning,
	                      .counts = sides->counts,
	                      .limits = sides->limits,
	                      .comparison = comparison,
	                      .arena = arena};
	m.values = attribute->value_count;
	m.cells = segbias_memory_zeroed(m.values, sizeof *m.cells);
	m.share = segbias_memory_zeroed(m.values, sizeof *m.share);
	m.whole = sides->pool;
	*comparison = (struct segbias_comparison){
	    .attribute = attribute->name, .value_count = m.values, .multi = attribute->multi};
	clear_comparison(comparison);
	comparison->segment = group->label;
	comparison->apart = segbias_policy_rule(m.input->policy, attribute->name, group->label, &m.rule);
	comparison->limits = (struct segbias_limits){m.rule.band_low, m.rule.band_high, m.rule.min_n};
	comparison->values = segbias_arena_array(arena, m.values, sizeof *comparison->values);
	if (!m.cells || !m.share || !comparison->values)
		SEGBIAS_TRY(segbias_error_memory(error));
	read_counts(&m, group);
	SEGBIAS_TRY(measure_side(&m, sides, group, error));
	SEGBIAS_TRY(check_base(&m, error));
	if (m.limits)
		take_nearest(&m);
	comparison->state = !(comparison->n > 0) ? SEGBIAS_STATE_NOTHING_MATCHED
	                    : has_one_value(&m)  ? SEGBIAS_STATE_ONE_VALUE
	                    : is_too_small(&m)   ? SEGBIAS_STATE_TOO_FEW
	                                         : SEGBIAS_STATE_OK;
	if (!measure_values(&m))
		SEGBIAS_TRY(segbias_error_memory(error));
	if (!m.counts)
		SEGBIAS_TRY(measure_fit(&m, fits, error));
done:
	segbias_side_release(&m.side);
	free(m.weights);
	free(m.cells);
	free(m.share);
	return status;
}
