#include "analysis/rates.h"

#include "analysis/side.h"

#include <math.h>

enum segbias_status segbias_rates_create(const struct segbias_analysis_input *input, uint32_t column,
                                         const uint32_t *value_of, size_t ids, struct segbias_rates *rates,
                                         struct segbias_error *error)
{
	const struct segbias_clusters *clusters = segbias_tally_clusters(input->campaign);
	struct segbias_spread_values values = {.column = column,
	                                       .value_of = value_of,
	                                       .ids = ids,
	                                       .values = 2,
	                                       .groups = SEGBIAS_ID_FIRST + (uint32_t)input->group_count};
	*rates = (struct segbias_rates){.input = input};
	return clusters ? segbias_spreads_create(clusters, &values, &rates->spreads, error) : SEGBIAS_OK;
}

void segbias_rates_release(struct segbias_rates *rates)
{
	segbias_spreads_free(rates->spreads);
}

bool segbias_rates_deff(const struct segbias_rates *rates, const struct segbias_group *group, double k, double n,
                        double *deff)
{
	*deff = 1;
	if (rates->input->policy->deff > 0)
		*deff = rates->input->policy->deff;
	if (!rates->spreads || rates->input->weighted || !(n > 0))
		return true;
	struct segbias_group_spread spread =
	    segbias_spreads_of(rates->spreads, segbias_group_is_whole(group) ? 0 : group->id);
	uint64_t counts[] = {(uint64_t)(n - k), (uint64_t)k};
	struct segbias_cell cells[2];
	struct segbias_cell known = {.count = (uint64_t)n, .weight = n, .square = n};
	for (size_t i = 0; i < 2; i++)
		cells[i] =
		    (struct segbias_cell){.count = counts[i], .weight = (double)counts[i], .square = (double)counts[i]};
	struct segbias_side_input input = {.cells = cells, .values = 2, .known = &known, .spread = &spread};
	struct segbias_side side;
	bool ok = segbias_side_measure(&input, &side, NULL) == SEGBIAS_OK;
	if (ok)
		*deff = n / side.pooled;
	segbias_side_release(&side);
	return ok;
}

void segbias_rate_interval(const struct segbias_policy *policy, double k, double n, double deff, double *low,
                           double *high)
{
	segbias_policy_interval(policy, k / deff, n / deff, low, high);
}

double segbias_rate_upper(double k, double n, double deff, double r)
{
	if (deff == 1)
		return segbias_binomial_upper(k, n, r);
	return k == 0 ? 1 : segbias_beta_lower(r, k / deff, (n - k) / deff + 1);
}
