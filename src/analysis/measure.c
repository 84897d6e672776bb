/* The figures of one comparison: STATISTICS "Per value" and "Per attribute". */
#include "analysis/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { REPLICATES = 9999 };
static const double EXPECTED_LEAST = 5; /* under it chi2 is no longer near its limit */

/* One comparison while it is measured. */
struct measuring {
	const struct segbias_analysis_input *input;
	const struct segbias_attribute *attribute;
	struct segbias_comparison *comparison;
	struct segbias_cell *cells; /* [values] */
	struct segbias_cell known;  /* their sum */
	double *count;              /* [values] Σw */
	double *share;              /* [values] of the reference */
	size_t values;
};

/* Linearised variance of a share x from Σw² with the value and Σw² of all known records (C of them):
 * C / (C - 1) (Σ_in w² (1 - x)² + Σ_out w² x²) / (Σw)². */
static double share_variance(double x, double square_in, const struct segbias_cell *known)
{
	double c = (double)known->units;
	double out = known->square - square_in;
	return c > 1 ? c / (c - 1) * (square_in * (1 - x) * (1 - x) + out * x * x) / (known->weight * known->weight)
	             : NAN;
}

/* The size at which a simple random sample would be as precise. */
struct effective {
	double pooled; /* over all values */
	const struct segbias_cell *known;
};

static struct effective effective_of(const struct segbias_cell *cells, const struct segbias_cell *known, size_t values)
{
	double above = 0;
	double below = 0;
	for (size_t i = 0; i < values; i++) {
		double x = cells[i].weight / known->weight;
		double variance = share_variance(x, cells[i].square, known);
		if (x > 0 && x < 1 && variance > 0) {
			above += x * (1 - x);
			below += variance;
		}
	}
	double kish = known->weight * known->weight / known->square;
	return (struct effective){below > 0 ? above / below : kish, known};
}

static double effective_size(const struct effective *effective, double x, double square_in)
{
	double variance = share_variance(x, square_in, effective->known);
	return x > 0 && x < 1 && variance > 0 ? x * (1 - x) / variance : effective->pooled;
}

/* Fixed across platforms: the Monte Carlo stream depends on the seed and the names alone. FNV-1a. */
static uint64_t stream_seed(uint64_t seed, struct segbias_label segment, struct segbias_label attribute)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);
	for (int i = 0; i < 8; i++)
		hash = (hash ^ (seed >> (8 * i) & 0xFF)) * UINT64_C(0x100000001B3);
	hash = (hash ^ (segment.bytes != NULL)) * UINT64_C(0x100000001B3);
	for (size_t i = 0; i < segment.size; i++)
		hash = (hash ^ (unsigned char)segment.bytes[i]) * UINT64_C(0x100000001B3);
	hash = (hash ^ 0x1FF) * UINT64_C(0x100000001B3);
	for (size_t i = 0; i < attribute.size; i++)
		hash = (hash ^ (unsigned char)attribute.bytes[i]) * UINT64_C(0x100000001B3);
	return hash;
}

/* --- per value -------------------------------------------------------------------------------------------------- */

static void clear_value(struct segbias_value_finding *value)
{
	double *numbers[] = {&value->share,     &value->share_low,  &value->share_high, &value->index,
	                     &value->index_low, &value->index_high, &value->gap,        &value->shortfall,
	                     &value->residual,  &value->p,          &value->q,          &value->p_flag,
	                     &value->q_flag,    &value->q_likely,   &value->p_within,   &value->q_within,
	                     &value->n_needed,  &value->p_over,     &value->p_under};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = NAN;
	value->verdict = SEGBIAS_VERDICT_UNCLEAR;
}

/* The test that the kind of reference calls for; false where this version has none for such data. */
static bool make_ratio(const struct measuring *m, size_t i, const struct effective *campaign,
                       const struct effective *reference, struct segbias_ratio *ratio)
{
	const struct segbias_analysis_input *input = m->input;
	const struct segbias_attribute *attribute = m->attribute;
	double x = m->count[i] / m->known.weight;
	ratio->kind = input->kind;
	ratio->r = m->share[i];
	ratio->whole = !input->weighted;
	ratio->n = input->weighted ? effective_size(campaign, x, m->cells[i].square) : m->known.weight;
	ratio->k = input->weighted ? x * ratio->n : m->count[i];
	ratio->N = attribute->known.weight;
	ratio->K = attribute->reference[i].weight;
	ratio->m = attribute->known.weight;
	if (input->reference_weighted)
		ratio->m = effective_size(reference, m->share[i], attribute->reference[i].square);
	ratio->se = attribute->share_error ? attribute->share_error[i] : 0;
	return input->kind != SEGBIAS_KIND_BASE ||
	       (ratio->n <= ratio->N && ratio->K == floor(ratio->K) && !input->weighted);
}

static void test_value(const struct measuring *m, const struct segbias_ratio *ratio,
                       struct segbias_value_finding *value)
{
	const struct segbias_policy *policy = m->input->policy;
	double low = policy->band_low / 100;
	double high = policy->band_high / 100;
	segbias_policy_interval(policy, ratio->k, ratio->n, &value->share_low, &value->share_high);
	segbias_ratio_index(ratio, policy->alpha, value->share_low, value->share_high, &value->index_low,
	                    &value->index_high);
	value->p = segbias_ratio_p(ratio);
	value->p_over = segbias_ratio_p_greater(ratio, high);
	value->p_under = segbias_ratio_p_less(ratio, low);
	value->p_flag = fmin(1, 2 * fmin(value->p_over, value->p_under));
	value->p_within = fmax(segbias_ratio_p_greater(ratio, low), segbias_ratio_p_less(ratio, high));
}

static void measure_value(const struct measuring *m, size_t i, struct segbias_value_finding *value)
{
	const struct segbias_comparison *c = m->comparison;
	clear_value(value);
	value->value = m->attribute->values[i];
	value->reference_share = m->share[i];
	value->count = m->count[i];
	double known_and_missing = c->n + c->missing;
	value->share_if_missing[0] = known_and_missing > 0 ? value->count / known_and_missing : NAN;
	value->share_if_missing[1] = known_and_missing > 0 ? (value->count + c->missing) / known_and_missing : NAN;
	if (!(c->n > 0))
		return;
	value->share = value->count / c->n;
	value->gap = value->share - value->reference_share;
	value->index = 100 * (value->share / value->reference_share); /* exactly 100 at equal shares */
	value->shortfall = nearbyint(c->n * value->reference_share - value->count);
}

static void measure_values(const struct measuring *m)
{
	struct segbias_comparison *c = m->comparison;
	struct effective campaign = {.known = &m->known};
	struct effective reference = {.known = &m->attribute->known};
	if (m->input->weighted && c->n > 0)
		campaign = effective_of(m->cells, &m->known, m->values);
	if (m->input->reference_weighted)
		reference = effective_of(m->attribute->reference, &m->attribute->known, m->values);
	c->tested = c->state == SEGBIAS_STATE_OK;
	for (size_t i = 0; i < m->values; i++) {
		struct segbias_value_finding *value = &c->values[i];
		struct segbias_ratio ratio = {0};
		measure_value(m, i, value);
		if (!(c->n > 0))
			continue;
		bool testable = make_ratio(m, i, &campaign, &reference, &ratio);
		double spread = sqrt(ratio.n * ratio.r * (1 - ratio.r));
		value->residual = spread > 0 ? (ratio.k - ratio.n * ratio.r) / spread : NAN;
		if (testable)
			test_value(m, &ratio, value);
		c->tested = c->tested && testable;
	}
	if (c->n > 0) {
		c->n_effective = m->input->weighted ? campaign.pooled : c->n;
		c->deff = (double)m->known.count / c->n_effective;
	}
	if (m->input->kind == SEGBIAS_KIND_SAMPLE)
		c->reference_n_effective = m->input->reference_weighted ? reference.pooled : m->attribute->known.weight;
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

/* Goodness of fit with small expected counts: Monte Carlo, and the smallest p of a value so that a large family can
 * still flag. */
static bool fit_by_monte_carlo(const struct measuring *m, double chi2)
{
	struct segbias_comparison *c = m->comparison;
	double least = 1;
	for (size_t i = 0; i < m->values; i++)
		least = fmin(least, c->values[i].p);
	struct segbias_chi2_query query = {.n = c->n, .chi2 = chi2};
	if (!segbias_chi2_monte_carlo(m->share, m->values, &query, 1, REPLICATES,
	                              stream_seed(m->input->policy->seed, c->segment, c->attribute)))
		return false;
	c->p = fmin(1, 2 * fmin(query.p, (double)m->values * least));
	c->p_method = SEGBIAS_P_MONTE_CARLO;
	return true;
}

/* Homogeneity: the segment against the sample, or against the rest of its base. */
static bool homogeneity(const struct measuring *m, double *chi2, double *expected_min)
{
	struct segbias_association association;
	double *table = calloc(2 * m->values, sizeof *table);
	if (!table)
		return false;
	double other = 0;
	for (size_t i = 0; i < m->values; i++) {
		table[i] = m->count[i];
		table[m->values + i] =
		    m->attribute->reference[i].weight - (m->input->kind == SEGBIAS_KIND_BASE ? m->count[i] : 0);
		other += table[m->values + i];
	}
	segbias_association(table, 2, m->values, &association);
	*chi2 = association.chi2;
	*expected_min = INFINITY;
	for (size_t i = 0; i < m->values; i++) {
		double column = table[i] + table[m->values + i];
		*expected_min =
		    fmin(*expected_min, column * fmin(m->comparison->n, other) / (m->comparison->n + other));
	}
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

static enum segbias_status measure_fit(const struct measuring *m, struct segbias_error *error)
{
	struct segbias_comparison *c = m->comparison;
	struct segbias_distance d;
	if (!(c->n > 0))
		return SEGBIAS_OK;
	segbias_distance(m->count, m->share, m->values, &d);
	c->g = d.g;
	c->w = d.w;
	c->fei = d.fei;
	c->tvd = d.tvd;
	c->tvd_noise = d.tvd_noise;
	c->js_bits = d.js_bits;
	c->kl_bits = d.kl_bits;
	c->hellinger = d.hellinger;
	c->psi = d.psi;
	c->asmd = d.asmd;
	c->df = (double)m->values - 1;
	if (m->attribute->ordered)
		segbias_ordered_distance(m->count, m->share, m->values, &c->emd, &c->ks);
	/* With weights the test is Rao and Scott's, which this version does not have: no number rather than a wrong one. */
	if (m->input->weighted || m->input->reference_weighted)
		return SEGBIAS_OK;
	double expected_min = d.expected_min;
	c->chi2 = d.chi2;
	if (m->input->kind == SEGBIAS_KIND_MARGIN)
		c->chi2 /= 1 + c->n * mean_relative_variance(m);
	else if (m->input->kind != SEGBIAS_KIND_POPULATION && m->values > 1 && !homogeneity(m, &c->chi2, &expected_min))
		return segbias_error_memory(error);
	if (m->values < 2 || !c->tested)
		return SEGBIAS_OK;
	if (expected_min >= EXPECTED_LEAST) {
		c->p = segbias_chi2_upper(c->chi2, c->df);
		c->p_method = SEGBIAS_P_ASYMPTOTIC;
	} else if (m->input->kind == SEGBIAS_KIND_POPULATION && !fit_by_monte_carlo(m, c->chi2)) {
		return segbias_error_memory(error);
	}
	return SEGBIAS_OK;
}

static void read_cells(struct measuring *m, const struct segbias_group *group)
{
	struct segbias_comparison *c = m->comparison;
	struct segbias_group_tables tables = segbias_group_tables_of(m->input->campaign, m->attribute->column);
	struct segbias_cell missing = segbias_group_cell(&tables, group, SEGBIAS_ID_MISSING);
	struct segbias_cell unmatched = segbias_group_cell(&tables, group, SEGBIAS_ID_UNMATCHED);
	for (size_t i = 0; i < m->values; i++) {
		m->cells[i] = segbias_group_cell(&tables, group, (uint32_t)(SEGBIAS_ID_FIRST + i));
		m->count[i] = m->cells[i].weight;
		m->share[i] = m->attribute->reference[i].weight / m->attribute->known.weight;
		m->known.count += m->cells[i].count;
		m->known.units += m->cells[i].units;
		m->known.weight += m->cells[i].weight;
		m->known.square += m->cells[i].square;
	}
	c->rows = (double)(m->known.count + missing.count + unmatched.count);
	c->n = m->known.weight;
	c->missing = missing.weight;
	c->unmatched = unmatched.weight;
	double all = c->n + c->missing + c->unmatched;
	c->missing_rate = all > 0 ? c->missing / all : NAN;
}

/* Nobody can be drawn from a base that does not hold them. */
static enum segbias_status check_base(const struct measuring *m, struct segbias_error *error)
{
	char name[SEGBIAS_QUOTE_MAX];
	char value[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; m->input->kind == SEGBIAS_KIND_BASE && !m->input->weighted && i < m->values; i++) {
		if (m->count[i] <= m->attribute->reference[i].weight)
			continue;
		segbias_error_set(error, SEGBIAS_DATA, "the campaign has more records with %s %s than the base",
		                  segbias_label_show(m->attribute->name, name),
		                  segbias_label_quote(m->attribute->values[i], value));
		segbias_error_hint(error, "--reference-kind base needs the records that the campaign was drawn from");
		segbias_error_place(error, m->input->reference_path, 0, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_comparison_measure(const struct segbias_analysis_input *input,
                                               const struct segbias_group *group,
                                               const struct segbias_attribute *attribute, struct segbias_arena *arena,
                                               struct segbias_comparison *comparison, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct measuring m = {.input = input, .attribute = attribute, .comparison = comparison};
	m.values = attribute->value_count;
	m.cells = calloc(m.values, sizeof *m.cells);
	m.count = calloc(m.values, sizeof *m.count);
	m.share = calloc(m.values, sizeof *m.share);
	*comparison = (struct segbias_comparison){.attribute = attribute->name, .value_count = m.values};
	clear_comparison(comparison);
	comparison->segment = group->label;
	comparison->values = segbias_arena_array(arena, m.values, sizeof *comparison->values);
	if (!m.cells || !m.count || !m.share || !comparison->values)
		SEGBIAS_TRY(segbias_error_memory(error));
	read_cells(&m, group);
	SEGBIAS_TRY(check_base(&m, error));
	comparison->state = !(comparison->n > 0)                           ? SEGBIAS_STATE_NOTHING_MATCHED
	                    : (double)m.known.count < input->policy->min_n ? SEGBIAS_STATE_TOO_FEW
	                                                                   : SEGBIAS_STATE_OK;
	measure_values(&m);
	SEGBIAS_TRY(measure_fit(&m, error));
done:
	free(m.cells);
	free(m.count);
	free(m.share);
	return status;
}
