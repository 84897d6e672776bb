/* Ratio against the base that the records were drawn from, without replacement.
 *
 * source: the hypergeometric distribution for ratio 1; Miettinen and Nurminen (1985), corrected for skewness as by Gart
 * and Nam (1988), for the ratio phi of the rates at which records with the value and all others were drawn.
 * share / r = rho is phi = rho (1 - r) / (1 - rho r).
 */
#include "stats/ratio.h"

#include "stats/stats.h"
#include <math.h>

static const double WHOLE = 1e-6;

/* Nobody has the value, or everybody: there are no two rates to compare. The population's test is then conservative. */
static bool one_sided(const struct segbias_ratio *ratio)
{
	return !(ratio->K > 0 && ratio->K < ratio->N && ratio->r < 1 && isfinite(ratio->N));
}

static struct segbias_two_shares shares_of(const struct segbias_ratio *ratio)
{
	double others = ratio->N - ratio->K;
	return (struct segbias_two_shares){fmin(ratio->k, ratio->K), ratio->K, fmin(ratio->n - ratio->k, others),
	                                   others};
}

/* Whole counts that can be drawn: the hypergeometric distribution holds. */
static bool exact(const struct segbias_ratio *ratio)
{
	return ratio->whole && fabs(ratio->N - round(ratio->N)) < WHOLE && fabs(ratio->K - round(ratio->K)) < WHOLE &&
	       ratio->n <= round(ratio->N);
}

static double z_of(const struct segbias_ratio *ratio, double rho)
{
	struct segbias_two_shares shares = shares_of(ratio);
	return segbias_score_corrected(&shares, rho * (1 - ratio->r) / (1 - rho * ratio->r));
}

/* The ratio with everybody who has the value, and with all others, among the n. Nobody is shown to be beyond; but that
 * nobody can be is no proof that the rates are not, as n itself varies: the other side asks them. */
static double most(const struct segbias_ratio *ratio)
{
	return ratio->N / ratio->n;
}

static double least(const struct segbias_ratio *ratio)
{
	return fmax(1 - (ratio->N - ratio->K) / ratio->n, 0) / ratio->r;
}

static double p_greater(const struct segbias_ratio *ratio, double rho)
{
	if (one_sided(ratio))
		return segbias_ratio_population.p_greater(ratio, rho);
	if (rho >= most(ratio))
		return 1;
	if (rho == 1 && exact(ratio))
		return segbias_hypergeometric_upper(ratio->k, ratio->n, round(ratio->N), round(ratio->K));
	return segbias_normal_upper(z_of(ratio, rho));
}

static double p_less(const struct segbias_ratio *ratio, double rho)
{
	if (one_sided(ratio))
		return segbias_ratio_population.p_less(ratio, rho);
	if (rho <= least(ratio))
		return 1;
	if (rho == 1 && exact(ratio))
		return segbias_hypergeometric_lower(ratio->k, ratio->n, round(ratio->N), round(ratio->K));
	return segbias_normal_upper(-z_of(ratio, rho));
}

static double p_two_sided(const struct segbias_ratio *ratio)
{
	if (ratio->n >= ratio->N)
		return 1;
	if (one_sided(ratio))
		return segbias_ratio_population.p(ratio);
	if (exact(ratio))
		return segbias_hypergeometric_two_sided(ratio->k, ratio->n, round(ratio->N), round(ratio->K));
	return 2 * segbias_normal_upper(fabs(z_of(ratio, 1)));
}

/* The ratio of shares that goes with a ratio of rates; 1 / r, everybody, where that is unbounded. */
static double ratio_of(double phi, double r)
{
	return isnan(phi) ? 1 / r : phi / (1 - r + phi * r);
}

static void limits(const struct segbias_ratio *ratio, double alpha, double limit[2])
{
	if (one_sided(ratio)) {
		segbias_ratio_population.limits(ratio, alpha, limit);
		return;
	}
	struct segbias_two_shares shares = shares_of(ratio);
	double index = ratio->k / ratio->n / ratio->r;
	segbias_score_limits(&shares, alpha, &limit[0], &limit[1]);
	/* The last bits of an effective size must not put the index outside. */
	limit[0] = fmin(fmax(ratio_of(limit[0], ratio->r), least(ratio)), index);
	limit[1] = fmax(fmin(ratio_of(limit[1], ratio->r), most(ratio)), index);
}

const struct segbias_ratio_test segbias_ratio_base = {p_two_sided, p_greater, p_less, limits};
