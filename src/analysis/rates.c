#include "analysis/rates.h"

#include <math.h>

static const double PERSONS_LEAST = 10; /* with fewer the variance between them says nothing */
static const double ROUNDING = 1e-13;   /* a variance that is this small a part of its terms is none */

enum segbias_status segbias_rates_create(const struct segbias_analysis_input *input,
                                         struct segbias_contrast_query *query, struct segbias_rates *rates,
                                         struct segbias_error *error)
{
	const struct segbias_clusters *clusters = segbias_tally_clusters(input->campaign);
	*rates = (struct segbias_rates){.input = input};
	query->groups = SEGBIAS_ID_FIRST + (uint32_t)input->group_count;
	if (!clusters || input->policy->deff > 0)
		return SEGBIAS_OK;
	return segbias_contrasts_create(clusters, query, &rates->contrasts, error);
}

void segbias_rates_release(struct segbias_rates *rates)
{
	segbias_contrasts_free(rates->contrasts);
	*rates = (struct segbias_rates){0};
}

struct segbias_rate segbias_rate_of(const struct segbias_rates *rates, uint32_t group, uint32_t part, bool rest,
                                    double k, double n)
{
	double deff = rates->input->policy->deff > 0 ? rates->input->policy->deff : 1;
	double p = k / n;
	struct segbias_rate rate = {.k = k,
	                            .n = n,
	                            .exact = deff == 1,
	                            .clusters = n / deff,
	                            .variance = p * (1 - p) / (n / deff),
	                            .kish = n / deff,
	                            .with = k / deff,
	                            .without = (n - k) / deff,
	                            .df = INFINITY};
	if (!rates->contrasts)
		return rate;
	struct segbias_moments m = segbias_contrasts_of(rates->contrasts, group, part, rest);
	double sum = m.kk - 2 * p * m.kn + p * p * m.nn;
	rate.exact = false;
	rate.clustered = true;
	rate.clusters = m.clusters;
	rate.variance = sum > ROUNDING * m.kk ? m.clusters / (m.clusters - 1) * sum / (n * n) : 0;
	rate.kish = n * n / m.nn;
	rate.with = m.with;
	rate.without = m.without;
	rate.df = fmax(1, fmin(m.clusters - 1, m.nn * m.nn / m.nnnn));
	return rate;
}

struct segbias_rate segbias_rate_weighted(const struct segbias_policy *policy, const struct segbias_cell *selected,
                                          const struct segbias_cell *others)
{
	double n = selected->weight + others->weight;
	double records = (double)(selected->count + others->count);
	double p = selected->weight / n;
	double sum = (1 - p) * (1 - p) * selected->square + p * p * others->square;
	struct segbias_rate rate = {.k = selected->weight, .n = n, .clusters = records, .df = INFINITY};
	rate.variance = records > 1 ? records / (records - 1) * sum / (n * n) : 0;
	rate.kish = n * n / (selected->square + others->square);
	rate.with = (double)selected->count;
	rate.without = (double)others->count;
	if (policy->deff > 0) {
		rate.clusters = rate.kish = records / policy->deff;
		rate.variance = p * (1 - p) / rate.kish;
		rate.with /= policy->deff;
		rate.without /= policy->deff;
	}
	return rate;
}

/* So few have either answer that a variance which happens to be small is far too sure. */
static bool is_sparse(const struct segbias_rate *rate)
{
	return fmin(rate->with, rate->without) < PERSONS_LEAST;
}

static bool has_people(const struct segbias_policy *policy, const struct segbias_rate *rate)
{
	return !rate->clustered || rate->clusters >= fmin(PERSONS_LEAST, policy->min_n);
}

/* The size of a simple random sample as precise. */
static double effective(const struct segbias_rate *rate)
{
	double p = rate->k / rate->n;
	return rate->variance > 0 ? p * (1 - p) / rate->variance : rate->kish;
}

double segbias_rate_size(const struct segbias_rate *rate)
{
	return rate->exact ? rate->n : effective(rate);
}

void segbias_rate_interval(const struct segbias_policy *policy, const struct segbias_rate *rate, double *low,
                           double *high)
{
	double n = segbias_rate_size(rate);
	segbias_policy_interval(policy, n == rate->n ? rate->k : n * (rate->k / rate->n), n, low, high);
}

double segbias_rate_upper(const struct segbias_policy *policy, const struct segbias_rate *rate, double r)
{
	if (rate->exact)
		return segbias_binomial_upper(rate->k, rate->n, r);
	if (!has_people(policy, rate))
		return NAN;
	double n = effective(rate); /* without a floor: a rate that few persons make high has a variance to match */
	double k = n * (rate->k / rate->n);
	double p = k > 0 ? segbias_beta_lower(r, k, n - k + 1) : 1;
	return rate->clustered ? segbias_student_tail(p, rate->df) : p;
}

/* Not less than where both rates are p and records of a person alike, if few have either answer or nothing varies. */
static double variance_for(const struct segbias_rate *rate, double p)
{
	bool known = rate->variance > 0 && !is_sparse(rate);
	return known ? rate->variance : fmax(rate->variance, p * (1 - p) / rate->kish);
}

double segbias_rates_differ(const struct segbias_policy *policy, const struct segbias_rate *first,
                            const struct segbias_rate *second)
{
	if (first->exact && second->exact)
		return segbias_hypergeometric_two_sided(first->k, first->n, first->n + second->n, first->k + second->k);
	if (!has_people(policy, first) || !has_people(policy, second))
		return NAN;
	double both = (first->k + second->k) / (first->n + second->n);
	double difference = first->k / first->n - second->k / second->n;
	double variance = variance_for(first, both) + variance_for(second, both);
	double df = first->clusters + second->clusters - 2;
	if (difference == 0)
		return df > 0 ? 1 : NAN;
	return 2 * segbias_student_upper(fabs(difference) / sqrt(variance), df);
}
