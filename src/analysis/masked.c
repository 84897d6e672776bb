#include "analysis/masked.h"

#include <math.h>

struct segbias_ends segbias_ends_of(const struct segbias_cell *own, const struct segbias_cell *known, bool several,
                                    double whole)
{
	struct segbias_ends ends = {.own_low = fmax(0, own->weight - own->below), .own_high = own->weight + own->above};
	double rest = known->weight - own->weight;
	if (several) {
		ends.rest_low = fmax(0, known->weight - known->below - ends.own_high);
		ends.rest_high = fmax(0, known->weight + known->above - ends.own_low);
		return ends;
	}
	if (whole > 0) { /* the more of the value, the less of others */
		ends.rest_low = fmax(0, whole - ends.own_high);
		ends.rest_high = fmax(0, whole - ends.own_low);
		return ends;
	}
	ends.rest_low = fmax(0, rest - fmax(0, known->below - own->below));
	ends.rest_high = fmax(0, rest + fmax(0, known->above - own->above));
	return ends;
}

struct segbias_ratio segbias_masked_corner(const struct segbias_masked_query *query, bool least)
{
	const struct segbias_ends *campaign = &query->campaign;
	const struct segbias_ends *reference = &query->reference;
	struct segbias_ratio ratio = *query->tested;
	double others = query->scale * (least ? campaign->rest_high : campaign->rest_low);
	double all = (least ? reference->rest_low + reference->own_high : reference->rest_high + reference->own_low);
	ratio.k = query->scale * (least ? campaign->own_low : campaign->own_high);
	ratio.K = least ? reference->own_high : reference->own_low;
	ratio.r = ratio.K / all;
	ratio.m *= all / ratio.N;
	ratio.N = all;
	if (ratio.kind == SEGBIAS_KIND_BASE) { /* which does not hold more */
		ratio.k = fmin(ratio.k, ratio.K);
		others = fmin(others, ratio.N - ratio.K);
	}
	ratio.n = ratio.k + others;
	ratio.weights.sum *= ratio.n / query->tested->n;
	ratio.weights.count *= ratio.n / query->tested->n;
	return ratio;
}

/* The same where records of whom nothing is known had the value, or all had others. */
static struct segbias_ratio with_unknown(const struct segbias_masked_query *query, struct segbias_ratio ratio, bool all)
{
	double unknown = query->unknown * query->scale;
	double others = ratio.n - ratio.k + (all ? 0 : unknown);
	ratio.k += all ? unknown : 0;
	if (ratio.kind == SEGBIAS_KIND_BASE) {
		ratio.k = fmin(ratio.k, ratio.K);
		others = fmin(others, ratio.N - ratio.K);
	}
	double n = ratio.k + others;
	ratio.weights.sum *= n / ratio.n;
	ratio.weights.count *= n / ratio.n;
	ratio.n = n;
	return ratio;
}

/* A test that says nothing, as of no records or against a share of 0, is never sure. */
static double sure(double p)
{
	return isnan(p) ? 1 : p;
}

/* … and may be as sure as can be, where the smallest p is asked for. */
static double at_least(double p)
{
	return isnan(p) ? 0 : p;
}

/* Against a share that may be anything there is no test either. */
static bool is_uncertain(const struct segbias_ratio *ratio)
{
	return ratio->kind == SEGBIAS_KIND_MARGIN && ratio->se > ratio->r / 3 * (1 + 1e-9);
}

static double greater(const struct segbias_ratio *ratio, double rho)
{
	return is_uncertain(ratio) ? 1 : sure(segbias_ratio_p_greater(ratio, rho));
}

static double less(const struct segbias_ratio *ratio, double rho)
{
	return is_uncertain(ratio) ? 1 : sure(segbias_ratio_p_less(ratio, rho));
}

/* Two-sided p of a difference on one side. By minimum likelihood it may fall and rise by a step as counts grow; twice the
 * tail does not. */
static double differs(const struct segbias_ratio *ratio, bool over)
{
	return fmin(1, fmax(sure(segbias_ratio_p(ratio)), 2 * (over ? greater(ratio, 1) : less(ratio, 1))));
}

static double ratio_of(const struct segbias_ratio *ratio)
{
	return ratio->n > 0 ? ratio->k / ratio->n / ratio->r : NAN;
}

void segbias_masked_measure(const struct segbias_masked_query *query, const struct segbias_rule *rule, bool over,
                            struct segbias_masked_case *out)
{
	double low = rule->band_low / 100;
	double high = rule->band_high / 100;
	struct segbias_ratio least = segbias_masked_corner(query, true);
	struct segbias_ratio most = segbias_masked_corner(query, false);
	struct segbias_ratio none = with_unknown(query, least, false);
	struct segbias_ratio all = with_unknown(query, most, true);
	out->ratio[0] = ratio_of(&least);
	out->ratio[1] = ratio_of(&most);
	out->ratio_if_unknown[0] = ratio_of(&none);
	out->ratio_if_unknown[1] = ratio_of(&all);
	out->p_over = greater(&least, high);
	out->p_under = less(&most, low);
	out->p_within = fmax(greater(&least, low), less(&most, high));
	out->p_flag_least = fmin(
	    1, 2 * fmin(at_least(segbias_ratio_p_greater(&most, high)), at_least(segbias_ratio_p_less(&least, low))));
	out->p = differs(over ? &least : &most, over);
	out->worst = (struct segbias_worst_case){
	    .p_none = differs(&none, true),
	    .p_all = differs(&all, false),
	    .p_over_none = greater(&none, high),
	    .p_under_all = less(&all, low),
	    .p_within = fmax(fmax(greater(&none, low), less(&none, high)), fmax(greater(&all, low), less(&all, high)))};
}
