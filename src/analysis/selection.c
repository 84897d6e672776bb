#include "analysis/selection.h"

#include <math.h>

void segbias_selection_of(const struct segbias_policy *policy, const struct segbias_rate *first,
                          const struct segbias_rate *second, double records, struct segbias_selection *out)
{
	*out = (struct segbias_selection){
	    .n = first->n, .selected = first->k, .rate = first->k / first->n, .rest = NAN, .ratio = NAN, .p = NAN};
	segbias_rate_interval(policy, first, &out->low, &out->high);
	if (!second)
		return;
	out->rest = second->k / second->n;
	if (second->k > 0)
		out->ratio = out->rate / out->rest;
	if (records >= policy->min_n)
		out->p = segbias_rates_differ(policy, first, second);
}

void segbias_selection_measure(const struct segbias_rates *rates, uint32_t group, uint32_t part,
                               const struct segbias_answers *mine, const struct segbias_answers *rest,
                               struct segbias_selection *out)
{
	double n = mine->selected + mine->others;
	double others = rest->selected + rest->others;
	*out = (struct segbias_selection){n, mine->selected, NAN, NAN, NAN, NAN, NAN, NAN};
	if (!(n > 0))
		return;
	struct segbias_rate first = segbias_rate_of(rates, group, part, false, mine->selected, n);
	if (!(others > 0)) {
		segbias_selection_of(rates->input->policy, &first, NULL, n, out);
		return;
	}
	struct segbias_rate second = segbias_rate_of(rates, group, part, true, rest->selected, others);
	segbias_selection_of(rates->input->policy, &first, &second, n, out);
}
