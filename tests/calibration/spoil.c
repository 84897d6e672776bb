/* Ways to reckon that are wrong, in the place of the library's figures: the checks must reject them. */
#include "calibrate.h"

#include "stats/stats.h"
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

/* The variance at the observed share: 0 where nobody has the value. */
static void wald(const struct segbias_comparison *comparison, struct segbias_value_finding *value)
{
	double se = sqrt(value->share * (1 - value->share) / comparison->n);
	value->p = 2 * gsl_cdf_ugaussian_Q(fabs(value->share - value->reference_share) / se);
}

/* Two-sided, of the incomplete beta at a size of n, turned into t with df degrees of freedom (infinite: none). */
static void beta_test(double n, double df, struct segbias_value_finding *value)
{
	struct segbias_ratio ratio = {
	    .kind = SEGBIAS_KIND_POPULATION, .n = n, .k = n * value->share, .r = value->reference_share, .df = df};
	value->p = segbias_ratio_p(&ratio);
}

/* The size that the records showed, whatever those weigh that none of them has. */
static void observed_size(const struct segbias_comparison *comparison, struct segbias_value_finding *value)
{
	beta_test(comparison->n_effective, INFINITY, value);
}

/* As if every person had as many records. */
static void all_persons(const struct segbias_comparison *comparison, struct segbias_value_finding *value)
{
	beta_test(comparison->n_effective, comparison->persons - 1, value);
}

static void spoil_values(struct segbias_findings *findings,
                         void (*spoil)(const struct segbias_comparison *, struct segbias_value_finding *))
{
	for (size_t i = 0; i < findings->comparison_count; i++)
		for (size_t j = 0; j < findings->comparisons[i].value_count; j++)
			spoil(&findings->comparisons[i], &findings->comparisons[i].values[j]);
}

void spoil_by_wald(struct segbias_findings *findings)
{
	spoil_values(findings, wald);
}

void spoil_by_observed_size(struct segbias_findings *findings)
{
	spoil_values(findings, observed_size);
}

void spoil_by_all_persons(struct segbias_findings *findings)
{
	spoil_values(findings, all_persons);
}

/* The distribution of very many, whatever is expected. */
void spoil_by_chi2(struct segbias_findings *findings)
{
	for (size_t i = 0; i < findings->association_count; i++)
		findings->associations[i].p =
		    segbias_chi2_upper(findings->associations[i].chi2, findings->associations[i].df);
}

/* A reversal by the estimates alone. */
void spoil_by_sides(struct segbias_findings *findings)
{
	for (size_t i = 0; i < findings->simpson_count; i++)
		findings->simpsons[i].reversal =
		    (findings->simpsons[i].odds_ratio > 1) != (findings->simpsons[i].mh_odds_ratio > 1);
}

/* Benjamini and Hochberg over those values only that look beyond the band and are not flagged: they were chosen for
 * their small p. */
void spoil_by_subset(struct segbias_findings *findings)
{
	size_t size = 0;
	for (size_t i = 0; i < findings->comparison_count; i++)
		size += findings->comparisons[i].value_count;
	struct segbias_value_finding **chosen = calloc(size + 1, sizeof(void *));
	double *p = calloc(size + 1, sizeof *p);
	size = 0;
	for (size_t i = 0; chosen && p && i < findings->comparison_count; i++) {
		const struct segbias_comparison *comparison = &findings->comparisons[i];
		for (size_t j = 0; comparison->segment.bytes && j < comparison->value_count; j++) {
			struct segbias_value_finding *value = &comparison->values[j];
			bool inside =
			    value->index >= 100 * CALIBRATE_BAND_LOW && value->index <= 100 * CALIBRATE_BAND_HIGH;
			if (inside || value->q_flag <= CALIBRATE_ALPHA)
				continue;
			p[size] = value->p;
			chosen[size++] = value;
		}
	}
	bool ok = chosen && p && segbias_adjust(p, size, SEGBIAS_CONTROL_BH, p);
	for (size_t i = 0; ok && i < size; i++)
		if (p[i] <= CALIBRATE_ALPHA)
			chosen[i]->verdict =
			    chosen[i]->index > 100 ? SEGBIAS_VERDICT_LIKELY_OVER : SEGBIAS_VERDICT_LIKELY_UNDER;
	free(chosen);
	free(p);
}

/* The figures that a test of one value sees. */
struct sight {
	double k, n, r;
};

static double p_by_z(const struct sight *sight)
{
	double variance = sight->r * (1 - sight->r) * (1 / sight->n + 1. / SPOIL_MARGIN_RESPONDENTS);
	return 2 * gsl_cdf_ugaussian_Q(fabs(sight->k / sight->n - sight->r) / sqrt(variance));
}

static double p_by_score(const struct sight *sight)
{
	double m = SPOIL_SAMPLE_RESPONDENTS;
	struct segbias_two_shares shares = {sight->k, sight->n, sight->r * m, m};
	return 2 * gsl_cdf_ugaussian_Q(fabs(segbias_score_z(&shares, 1)));
}

/* Likely where the p, adjusted over all values of segments, says so and the index lies beyond the band. */
static void judge_by(struct segbias_findings *findings, double (*p_of)(const struct sight *))
{
	size_t size = 0;
	for (size_t i = 0; i < findings->comparison_count; i++)
		size += findings->comparisons[i].value_count;
	double *p = calloc(size + 1, sizeof *p);
	size = 0;
	for (size_t i = 0; p && i < findings->comparison_count; i++) {
		const struct segbias_comparison *comparison = &findings->comparisons[i];
		for (size_t j = 0; comparison->segment.bytes && j < comparison->value_count; j++) {
			const struct segbias_value_finding *value = &comparison->values[j];
			struct sight sight = {value->count, comparison->n, value->reference_share};
			p[size++] = p_of(&sight);
		}
	}
	bool ok = p && segbias_adjust(p, size, SEGBIAS_CONTROL_BH, p);
	size = 0;
	for (size_t i = 0; ok && i < findings->comparison_count; i++) {
		const struct segbias_comparison *comparison = &findings->comparisons[i];
		for (size_t j = 0; comparison->segment.bytes && j < comparison->value_count; j++) {
			struct segbias_value_finding *value = &comparison->values[j];
			if (p[size++] > CALIBRATE_ALPHA)
				continue;
			if (value->index > 100 * CALIBRATE_BAND_HIGH)
				value->verdict = SEGBIAS_VERDICT_LIKELY_OVER;
			else if (value->index < 100 * CALIBRATE_BAND_LOW)
				value->verdict = SEGBIAS_VERDICT_LIKELY_UNDER;
		}
	}
	free(p);
}

void spoil_by_z(struct segbias_findings *findings)
{
	judge_by(findings, p_by_z);
}

void spoil_by_score(struct segbias_findings *findings)
{
	judge_by(findings, p_by_score);
}

/* |x - e| = (z_.975 sqrt(e (1 - e)) + z_.8 sqrt(x (1 - x))) / sqrt(n) */
void spoil_by_normal_size(struct segbias_findings *findings)
{
	for (size_t i = 0; i < findings->comparison_count; i++) {
		for (size_t j = 0; j < findings->comparisons[i].value_count; j++) {
			struct segbias_value_finding *value = &findings->comparisons[i].values[j];
			double x = value->share;
			double e =
			    value->reference_share * (value->index > 100 ? CALIBRATE_BAND_HIGH : CALIBRATE_BAND_LOW);
			double root = (gsl_cdf_ugaussian_Qinv(CALIBRATE_ALPHA / 2) * sqrt(e * (1 - e)) +
			               gsl_cdf_ugaussian_Qinv(.2) * sqrt(x * (1 - x))) /
			              (x - e);
			value->n_needed = isnan(value->n_needed) ? NAN : ceil(root * root);
		}
	}
}

void spoil_by_point(struct segbias_findings *findings)
{
	for (size_t i = 1; i < findings->funnel_count; i++) {
		struct segbias_funnel *row = &findings->funnel[i];
		bool same = row->from.bytes && (row[-1].reference_index - 100) * (row->index - 100) > 0;
		row->amplifies = same && segbias_is_flag(row->verdict) ? SEGBIAS_TRUTH_TRUE : SEGBIAS_TRUTH_UNDEFINED;
	}
}

void spoil_by_small_size(struct segbias_findings *findings)
{
	for (size_t i = 0; i < findings->comparison_count; i++)
		for (size_t j = 0; j < findings->comparisons[i].value_count; j++)
			findings->comparisons[i].values[j].n_settling /= 20;
}

/* 20 of l, over 10,000: of any p over .002. */
void spoil_by_early_stop(struct segbias_findings *findings)
{
	for (size_t i = 0; i < findings->comparison_count; i++)
		if (findings->comparisons[i].p_method == SEGBIAS_P_MONTE_CARLO && findings->comparisons[i].p > .004)
			findings->comparisons[i].p = 2 * 21 / 10000.;
}
