/* Ratio against a sample of m respondents: the score test of two shares, corrected for skewness, and conditional exact
 * where the value is rare.
 *
 * source: Miettinen and Nurminen (1985) and Gart and Nam (1988); Przyborowski and Wilenski, Biometrika 31 (1940), for the
 * conditional test: of k + K rare events, k are binomial with probability n rho / (n rho + m).
 */
#include "stats/ratio.h"

#include "stats/stats.h"
#include <math.h>

/* Score tests are far too liberal where fewer records than this are expected. */
static const double EXPECTED_MIN = 10;
static const double WHOLE = 1e-6;

/* k of k + K events. */
struct events {
	double k, K;
	bool whole;
};

static bool rare(const struct segbias_ratio *ratio)
{
	return !(ratio->n * ratio->r >= EXPECTED_MIN && ratio->m * ratio->r >= EXPECTED_MIN);
}

/* Respondents; none where unknown. */
static double respondents(const struct segbias_ratio *ratio)
{
	return ratio->m > 0 && isfinite(ratio->m) ? ratio->m : 0;
}

static struct events events_of(const struct segbias_ratio *ratio)
{
	double K = ratio->r * respondents(ratio);
	double nearest = round(K);
	bool whole = ratio->whole && fabs(K - nearest) < WHOLE;
	return (struct events){ratio->k, whole ? nearest : K, whole};
}

static struct segbias_two_shares shares_of(const struct segbias_ratio *ratio)
{
	return (struct segbias_two_shares){ratio->k, ratio->n, fmin(ratio->r * ratio->m, ratio->m), ratio->m};
}

/* P(at least k) of k + K events that are ours with the odds own : other. The smaller of the two probabilities is the
 * one with all its digits. */
static double upper(struct events events, double own, double other)
{
	if (events.k == 0)
		return 1;
	if (own <= other)
		return segbias_beta_lower(own / (own + other), events.k, events.K + 1);
	return segbias_beta_upper(other / (own + other), events.K + 1, events.k);
}

static double p_greater(const struct segbias_ratio *ratio, double rho)
{
	if (rare(ratio))
		return upper(events_of(ratio), ratio->n * rho, respondents(ratio));
	struct segbias_two_shares shares = shares_of(ratio);
	return segbias_normal_upper(segbias_score_corrected(&shares, rho));
}

static double p_less(const struct segbias_ratio *ratio, double rho)
{
	if (rare(ratio)) {
		struct events events = events_of(ratio);
		struct events mirrored = {events.K, events.k, events.whole};
		return upper(mirrored, respondents(ratio), ratio->n * rho);
	}
	struct segbias_two_shares shares = shares_of(ratio);
	return segbias_normal_upper(-segbias_score_corrected(&shares, rho));
}

static double p_two_sided(const struct segbias_ratio *ratio)
{
	if (!rare(ratio)) {
		struct segbias_two_shares shares = shares_of(ratio);
		return 2 * segbias_normal_upper(fabs(segbias_score_corrected(&shares, 1)));
	}
	struct events events = events_of(ratio);
	if (!events.whole)
		return 2 * fmin(p_greater(ratio, 1), p_less(ratio, 1));
	double own = ratio->n;
	double other = respondents(ratio);
	if (own <= other)
		return segbias_binomial_two_sided(events.k, events.k + events.K, own / (own + other));
	return segbias_binomial_two_sided(events.K, events.k + events.K, other / (own + other));
}

/* Odds of the share with a tail of p; from the end that is the smaller, so that no digits cancel. NaN (unbounded) where
 * the share is 1 in double precision: K is a small part of one record. */
static double odds(double p, double a, double b, bool lower)
{
	if (a <= b) {
		double x = lower ? segbias_beta_quantile(p, a, b) : segbias_beta_quantile_upper(p, a, b);
		return x < 1 ? x / (1 - x) : NAN;
	}
	double y = lower ? segbias_beta_quantile_upper(p, b, a) : segbias_beta_quantile(p, b, a);
	return 1 - y < 1 ? (1 - y) / y : NAN;
}

static void limits(const struct segbias_ratio *ratio, double alpha, double limit[2])
{
	if (!rare(ratio)) {
		struct segbias_two_shares shares = shares_of(ratio);
		segbias_score_limits(&shares, alpha, &limit[0], &limit[1]);
		return;
	}
	struct events events = events_of(ratio);
	double scale = respondents(ratio) / ratio->n;
	limit[0] = events.k == 0 ? 0 : odds(alpha / 2, events.k, events.K + 1, true) * scale;
	limit[1] = events.K == 0 ? NAN : odds(alpha / 2, events.k + 1, events.K, false) * scale;
}

const struct segbias_ratio_test segbias_ratio_sample = {p_two_sided, p_greater, p_less, limits};
